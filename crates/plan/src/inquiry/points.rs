//! The points of a roadmap that others are asked about: its needs, in order, each a question of stance.

use uuid::Uuid;

use super::answering::Answering;
use super::effects::{AskedEffect, is_about};
use super::questions::{NewQuestion, add_question_at, stance};
use super::read::stored_questions;
use super::types::{Question, QuestionKind};
use crate::db::{Tx, query, sql};
use crate::decisions::frozen_tree;
use crate::fault::Fault;
use crate::roadmap::{Level, Need, RoadmapTree, load};

/// A point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    /// The need.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// The area that it lies in.
    pub area: String,
}

/// What a roadmap says about a point, as those who are asked read it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PointText {
    /// What is under way in the country.
    pub national: Vec<String>,
    /// What is under way in the county or the municipality.
    pub local: Vec<String>,
    /// What more must be done.
    pub more_needed: String,
    /// What shall be done.
    pub measures: Vec<String>,
    /// By which year.
    pub horizon: Option<i32>,
}

/// A point as it was frozen in the version that others are asked about, for whoever answers; none when it is not there.
///
/// # Errors
/// [`Fault::Broken`] when the version is not what was frozen.
pub async fn point(tx: &mut Tx, it: &Answering, point: Uuid) -> Result<Option<PointText>, Fault> {
    let (Some(roadmap), Some(number)) = (it.inquiry.roadmap_id, it.inquiry.roadmap_version) else {
        return Ok(None);
    };
    let tree = frozen_tree(tx, roadmap, number).await?;
    Ok(tree.need(point).map(PointText::of))
}

/// What a roadmap says about its points as others read it: as it was frozen, or as it stands before that; for whoever asks about it.
/// Nothing where it is not theirs to read, or the inquiry is about something else.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn points_asked(tx: &mut Tx, inquiry: Uuid) -> Result<Vec<(Uuid, PointText)>, Fault> {
    let inquiry = super::read::load(tx, inquiry).await?;
    let Some(roadmap) = inquiry.roadmap_id else { return Ok(Vec::new()) };
    if !crate::records::may_read(tx, crate::access::Kind::Roadmap.of(roadmap)).await? {
        return Ok(Vec::new());
    }
    let tree = match inquiry.roadmap_version {
        Some(number) => frozen_tree(tx, roadmap, number).await?,
        None => load(tx, roadmap).await?,
    };
    Ok(tree.needs().map(|need| (need.id, PointText::of(need))).collect())
}

impl PointText {
    /// What a roadmap says about a need.
    pub(super) fn of(need: &Need) -> Self {
        let of = |is: fn(Level) -> bool| {
            let these = need.initiatives.iter().filter(|one| is(one.level));
            these.map(|one| titled(&one.title, &one.description)).collect()
        };
        Self {
            national: of(|level| level == Level::National),
            local: of(|level| level != Level::National),
            more_needed: need.more_needed.clone(),
            measures: need.measures.iter().map(|one| titled(&one.title, &one.description)).collect(),
            horizon: need.horizon,
        }
    }
}

fn titled(title: &str, about: &str) -> String {
    if about.is_empty() { title.to_owned() } else { format!("{title}. {about}") }
}

/// The points of a roadmap as it stands.
pub(crate) fn points(tree: &RoadmapTree) -> Vec<Point> {
    let of_area = |area: &crate::roadmap::Area| {
        let point = |need: &Need| Point { id: need.id, title: need.title.clone(), area: area.title.clone() };
        area.needs.iter().map(point).collect::<Vec<_>>()
    };
    tree.areas.iter().flat_map(of_area).collect()
}

/// A question of stance for each point of a roadmap that the actor may read.
pub(super) async fn of_roadmap(tx: &mut Tx, roadmap: Uuid) -> Result<Vec<NewQuestion>, Fault> {
    Ok(questions(&points(&load(tx, roadmap).await?)))
}

/// A question of stance for each point.
pub(super) fn questions(points: &[Point]) -> Vec<NewQuestion> {
    points.iter().map(question).collect()
}

fn question(point: &Point) -> NewQuestion {
    NewQuestion { input: stance(&point.title, &point.area), point: Some(point.id), above: None, from: None }
}

/// Lets the questions of a prepared inquiry be about the points as they are frozen: those that have come are asked about last,
/// those that have gone no longer. Points that the sender has taken away before stay away only if they are gone.
pub(super) async fn follow(
    tx: &mut Tx,
    inquiry: Uuid,
    points: &[Point],
    effects: &[AskedEffect],
) -> Result<(), Fault> {
    let asked = stored_questions(tx, inquiry).await?;
    let (now, mut place) = (tx.now(), asked.last().map_or(0, |last| last.position + 1));
    for one in asked.iter().filter(|one| one.kind == QuestionKind::Stance) {
        let Some(id) = one.point_id else { continue };
        match points.iter().find(|point| point.id == id) {
            Some(point) if point.title != one.title => {
                query(sql!("update question set title = $2, version = version + 1 where id = $1"))
                    .bind(one.id)
                    .bind(&point.title)
                    .execute(tx)
                    .await?;
            }
            Some(_) => {}
            None => {
                query(sql!("update question set deleted_at = $2, version = version + 1 where id = $1"))
                    .bind(one.id)
                    .bind(now)
                    .execute(tx)
                    .await?;
            }
        }
    }
    let of_none = |one: &&Question| {
        one.kind == QuestionKind::Effect && !effects.iter().any(|effect| is_about(one, effect))
    };
    for one in asked.iter().filter(of_none) {
        query(sql!("update question set deleted_at = $2, version = version + 1 where id = $1"))
            .bind(one.id)
            .bind(now)
            .execute(tx)
            .await?;
    }
    let known: Vec<(Option<Uuid>,)> =
        query(sql!("select point_id from question where inquiry_id = $1")).bind(inquiry).all(tx).await?;
    for point in points.iter().filter(|point| !known.contains(&(Some(point.id),))) {
        add_question_at(tx, inquiry, place, &question(point)).await?;
        place += 1;
    }
    Ok(())
}
