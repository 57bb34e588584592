//! What those who are asked read before they answer: the documents that go with an inquiry, and the plan that it is about.

use uuid::Uuid;

use super::answering::{Entry, enter};
use super::joining::open_to_all;
use super::points::PointText;
use super::read::stored;
use super::types::Inquiry;
use crate::access::Kind;
use crate::attachments::{Attachment, listed};
use crate::db::{Tx, query, sql};
use crate::decisions::frozen_tree;
use crate::fault::Fault;

/// Most levels that an inquiry has been passed on through: country, region, municipality, committee, unit.
const MOST_LEVELS: usize = 8;

/// What goes with an inquiry: its own documents, and those of the inquiries that it passes on.
#[derive(Clone, Debug)]
pub struct Material {
    /// The inquiry.
    pub inquiry: Inquiry,
    /// Documents, the nearest sender's first.
    pub documents: Vec<Attachment>,
}

impl Material {
    /// One of the documents.
    pub fn document(&self, id: Uuid) -> Option<&Attachment> {
        self.documents.iter().find(|one| one.id == id)
    }

    /// Whether it is about a plan that can be read as it was frozen.
    pub fn has_plan(&self) -> bool {
        self.inquiry.roadmap_id.is_some() && self.inquiry.roadmap_version.is_some()
    }
}

/// What goes with an inquiry, for whoever answers it.
///
/// # Errors
/// As [`enter`].
pub async fn material(tx: &mut Tx, entry: Entry<'_>) -> Result<Material, Fault> {
    let it = enter(tx, entry).await?;
    gathered(tx, it.inquiry).await
}

/// The same of an inquiry that is open to all, for everyone.
///
/// # Errors
/// [`Fault::NotFound`] when there is none such that is open to all.
pub async fn open_material(tx: &mut Tx, id: Uuid) -> Result<Material, Fault> {
    let inquiry = open_to_all(tx, id).await?;
    gathered(tx, inquiry).await
}

/// The same for whoever may read the inquiry before it is sent.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn own_material(tx: &mut Tx, id: Uuid) -> Result<Material, Fault> {
    let inquiry = super::read::load(tx, id).await?;
    gathered(tx, inquiry).await
}

async fn gathered(tx: &mut Tx, inquiry: Inquiry) -> Result<Material, Fault> {
    let mut documents = listed(tx, Kind::Inquiry.of(inquiry.id)).await?;
    let mut above = inquiry.above_id;
    for _ in 0..MOST_LEVELS {
        let Some(recipient) = above else { break };
        let Some((id,)): Option<(Uuid,)> = query(sql!("select inquiry_id from recipient where id = $1"))
            .bind(recipient)
            .optional(tx)
            .await?
        else {
            break;
        };
        documents.extend(listed(tx, Kind::Inquiry.of(id)).await?);
        above = stored(tx, id).await?.above_id;
    }
    Ok(Material { inquiry, documents })
}

/// An area of a plan with its points: the title of each, and what the plan says about it.
pub type PlanArea = (String, Vec<(String, PointText)>);

/// The plan that an inquiry is about, as it was frozen; none where it is about something else.
///
/// # Errors
/// [`Fault::Broken`] when the version is not what was frozen.
pub async fn plan_text(tx: &mut Tx, material: &Material) -> Result<Option<Vec<PlanArea>>, Fault> {
    let (Some(roadmap), Some(number)) = (material.inquiry.roadmap_id, material.inquiry.roadmap_version)
    else {
        return Ok(None);
    };
    let tree = frozen_tree(tx, roadmap, number).await?;
    let area = |area: &crate::roadmap::Area| {
        let needs = area.needs.iter().map(|need| (need.title.clone(), PointText::of(need)));
        (area.title.clone(), needs.collect())
    };
    Ok(Some(tree.areas.iter().map(area).collect()))
}
