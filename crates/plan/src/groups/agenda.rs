//! What stands on the agenda of meetings, with what was noted and decided. What is not done with comes along to the next meeting
//! by itself.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::meetings::{stored_meeting, stored_meetings};
use super::notes::demand_unfinished;
use super::types::{AgendaItem, Meeting, NotesState, Progress};
use crate::access::Kind;
use crate::audit;
use crate::checks::{Check, Valid, line, lines};
use crate::db::{Builder, Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::records::{added, event, place_below, root_of, root_of_any, save};

/// Most items of one meeting.
const MOST: usize = 60;

pub(super) const ITEM: &str = "id, meeting_id, title, body, notes, decision, progress, from_id, version";

/// An item's own fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemInput {
    /// What it is about.
    pub title: String,
    /// What there is to know before.
    pub body: String,
    /// What was said.
    pub notes: String,
    /// What was decided.
    pub decision: String,
    /// How far it has come.
    pub progress: Progress,
}

impl Default for ItemInput {
    fn default() -> Self {
        Self {
            title: String::new(),
            body: String::new(),
            notes: String::new(),
            decision: String::new(),
            progress: Progress::Untreated,
        }
    }
}

impl ItemInput {
    /// Checks and normalises. What is noted or decided has been treated. Keys: `title-missing`, `too-long`.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn validate(&self) -> Result<Valid<Self>, Vec<FieldFault>> {
        let mut input = Self {
            title: line(&self.title),
            body: lines(&self.body),
            notes: lines(&self.notes),
            decision: lines(&self.decision),
            progress: self.progress,
        };
        let is_treated = !input.notes.is_empty() || !input.decision.is_empty();
        if is_treated && input.progress == Progress::Untreated {
            input.progress = Progress::Done;
        }
        let mut check = Check::default();
        check.title("title", &input.title);
        check.texts(&[("body", &input.body), ("notes", &input.notes), ("decision", &input.decision)]);
        check.finish(input)
    }
}

impl From<&AgendaItem> for ItemInput {
    fn from(row: &AgendaItem) -> Self {
        Self {
            title: row.title.clone(),
            body: row.body.clone(),
            notes: row.notes.clone(),
            decision: row.decision.clone(),
            progress: row.progress,
        }
    }
}

/// The agenda of a meeting, in order, for whoever convenes its group.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn agenda(tx: &mut Tx, meeting: Uuid) -> Result<Vec<AgendaItem>, Fault> {
    root_of(tx, Kind::Meeting.of(meeting)).await?;
    stored_agenda(tx, meeting).await
}

pub(super) async fn stored_agenda(tx: &mut Tx, meeting: Uuid) -> Result<Vec<AgendaItem>, Fault> {
    let mut select = Builder::new("select ");
    select.push(ITEM).push(" from agenda_item where deleted_at is null and meeting_id = ").bind(meeting);
    select.push(" order by position, id");
    select.build().all(tx).await
}

/// Everything that has stood on an agenda of a group, in the order of its meetings.
pub(super) async fn stored_items(tx: &mut Tx, group: Uuid) -> Result<Vec<AgendaItem>, Fault> {
    let mut select =
        Builder::new("select i.id, i.meeting_id, i.title, i.body, i.notes, i.decision, i.progress, ");
    select.push("i.from_id, i.version from agenda_item i join meeting m on m.id = i.meeting_id ");
    select.push("where i.deleted_at is null and m.deleted_at is null and m.planning_group_id = ").bind(group);
    select.push(" order by m.starts_at, m.id, i.position, i.id");
    select.build().all(tx).await
}

/// An item with its meeting, for whoever convenes the group.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn item(tx: &mut Tx, id: Uuid) -> Result<(Meeting, AgendaItem), Fault> {
    root_of(tx, Kind::AgendaItem.of(id)).await?;
    let mut select = Builder::new("select ");
    select.push(ITEM).push(" from agenda_item where id = ").bind(id);
    let item: AgendaItem = select.build().one(tx).await?;
    Ok((stored_meeting(tx, item.meeting_id).await?, item))
}

/// Puts something on the agenda of a meeting.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`]; [`Fault::Invalid`], also with `notes-final` or `agenda-full`.
pub async fn create_item(tx: &mut Tx, meeting: Uuid, input: &ItemInput) -> Result<Uuid, Fault> {
    let input = input.validate().map_err(Fault::Invalid)?;
    let (root, place) = place_below(tx, Kind::Meeting.of(meeting), Kind::AgendaItem).await?;
    demand_unfinished(&stored_meeting(tx, meeting).await?)?;
    if stored_agenda(tx, meeting).await?.len() >= MOST {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "agenda-full").with("max", MOST)]));
    }
    let id = insert(tx, meeting, place, &input, None).await?;
    added(tx, &root, Kind::AgendaItem.of(id)).await?;
    bring_along(tx, root.of.id).await?;
    Ok(id)
}

async fn insert(
    tx: &mut Tx,
    meeting: Uuid,
    place: i64,
    input: &ItemInput,
    from: Option<Uuid>,
) -> Result<Uuid, Fault> {
    let id = tx.new_id();
    query(sql!(
        "insert into agenda_item (id, meeting_id, position, title, version, body, notes, decision, progress, from_id)
         values ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9)"
    ))
    .bind(id)
    .bind(meeting)
    .bind(place)
    .bind(&input.title)
    .bind(&input.body)
    .bind(&input.notes)
    .bind(&input.decision)
    .bind(input.progress.name())
    .bind(from)
    .execute(tx)
    .await?;
    Ok(id)
}

/// Saves an item as the actor has seen it, until the notes are final.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`], [`Fault::Conflict`]; [`Fault::Invalid`], also with `notes-final`.
pub async fn edit_item(tx: &mut Tx, id: Uuid, version: i64, input: &ItemInput) -> Result<(), Fault> {
    let (meeting, _) = item(tx, id).await?;
    demand_unfinished(&meeting)?;
    let input = input.validate().map_err(Fault::Invalid)?;
    let text = sql!(
        "update agenda_item set title = $3, body = $4, notes = $5, decision = $6, progress = $7, version = version + 1
         where id = $1 and version = $2"
    );
    let edit = query(text)
        .bind(id)
        .bind(version)
        .bind(&input.title)
        .bind(&input.body)
        .bind(&input.notes)
        .bind(&input.decision)
        .bind(input.progress.name());
    save(tx, Kind::AgendaItem.of(id), edit).await?;
    // It may be done with now, or go on.
    bring_along(tx, meeting.planning_group_id).await
}

/// What was said of items at the meeting that they come along from, by the item here, and how far its notes have come.
pub(super) async fn said_before(
    tx: &mut Tx,
    meeting: Uuid,
) -> Result<BTreeMap<Uuid, (String, NotesState)>, Fault> {
    let rows: Vec<(Uuid, String, NotesState)> = query(sql!(
        "select i.id, o.notes, m.notes_state from agenda_item i join agenda_item o on o.id = i.from_id
            join meeting m on m.id = o.meeting_id where i.meeting_id = $1 and i.deleted_at is null"
    ))
    .bind(meeting)
    .all(tx)
    .await?;
    Ok(rows.into_iter().map(|(id, notes, state)| (id, (notes, state))).collect())
}

/// The same for whoever convenes the group.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn notes_before(tx: &mut Tx, meeting: Uuid) -> Result<BTreeMap<Uuid, String>, Fault> {
    root_of(tx, Kind::Meeting.of(meeting)).await?;
    let all = said_before(tx, meeting).await?;
    Ok(all.into_iter().map(|(id, (notes, _))| (id, notes)).collect())
}

/// Whether an item stands as it came along: nobody has written on it.
fn is_untouched(one: &AgendaItem) -> bool {
    one.from_id.is_some() && one.version == 1 && one.progress == Progress::Untreated
}

/// Brings what is not done with along from each meeting that has been held to the next one after it that has not. What came along
/// and nobody has written on goes with it, when another meeting becomes the next one, and goes away when it turns out to be done
/// with. What was taken off the agenda does not come back. What was said stays where it was said: drafts are nobody else's to read.
pub(super) async fn bring_along(tx: &mut Tx, group: Uuid) -> Result<(), Fault> {
    let meetings = stored_meetings(tx, group).await?;
    let items = stored_items(tx, group).await?;
    let root = root_of_any(tx, Kind::Group.of(group)).await?;
    let find = |id: Uuid| meetings.iter().find(|one| one.id == id);
    let is_held = |id: Uuid| find(id).is_some_and(|one| one.held_at.is_some());
    let next_after = |id: Uuid| {
        let from = find(id)?;
        meetings.iter().find(|one| one.is_on() && one.held_at.is_none() && one.starts_at > from.starts_at)
    };
    for one in items.iter().filter(|one| is_untouched(one) && !is_held(one.meeting_id)) {
        let Some(origin) = items.iter().find(|item| Some(item.id) == one.from_id) else { continue };
        let of = Kind::AgendaItem.of(one.id);
        if origin.progress == Progress::Done {
            query(sql!("delete from agenda_item where id = $1")).bind(one.id).execute(tx).await?;
            audit::record(tx, event(&root, "delete", of)).await?;
            continue;
        }
        let next = next_after(origin.meeting_id).filter(|next| next.id != one.meeting_id);
        let Some(next) = next else { continue };
        let (_, place) = place_below(tx, Kind::Meeting.of(next.id), Kind::AgendaItem).await?;
        query(sql!("update agenda_item set meeting_id = $2, position = $3 where id = $1"))
            .bind(one.id)
            .bind(next.id)
            .bind(place)
            .execute(tx)
            .await?;
        audit::record(tx, event(&root, "move", of)).await?;
    }
    let followed: Vec<(Uuid,)> = query(sql!(
        "select i.from_id from agenda_item i join meeting m on m.id = i.meeting_id
         where m.planning_group_id = $1 and i.from_id is not null"
    ))
    .bind(group)
    .all(tx)
    .await?;
    let left = |one: &&AgendaItem| {
        is_held(one.meeting_id) && one.progress != Progress::Done && !followed.contains(&(one.id,))
    };
    for one in items.iter().filter(left) {
        let Some(next) = next_after(one.meeting_id) else { continue };
        let (_, place) = place_below(tx, Kind::Meeting.of(next.id), Kind::AgendaItem).await?;
        let input = ItemInput { title: one.title.clone(), body: one.body.clone(), ..ItemInput::default() };
        let id = insert(tx, next.id, place, &input, Some(one.id)).await?;
        added(tx, &root, Kind::AgendaItem.of(id)).await?;
    }
    Ok(())
}
