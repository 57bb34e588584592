//! What those who have seats see of their group: its seats, meetings, agendas and tasks; notes when they are out.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::agenda::{said_before, stored_agenda};
use super::attendance::{Attendance, attendance_of};
use super::contributions::{Contribution, stored_contributions};
use super::entry::{Entry, Member, enter};
use super::material::stored_material;
use super::meetings::stored_meetings;
use super::notes::{FinalNotes, stored_notes};
use super::seats::stored_seats;
use super::store::listed;
use super::tasks::stored_tasks;
use super::types::{AgendaItem, Group, Meeting, NotesState, Openness, Progress, Seat, Task};
use crate::access::Kind;
use crate::attachments::{self, Attachment};
use crate::db::Tx;
use crate::fault::Fault;
use crate::organisations;

/// A group as somebody in a seat sees it.
#[derive(Clone, Debug)]
pub struct Room {
    /// They themselves.
    pub member: Member,
    /// Who convenes, by name.
    pub sender: String,
    /// All seats.
    pub seats: Vec<Seat>,
    /// All meetings, the earliest first.
    pub meetings: Vec<Meeting>,
    /// Tasks that are open, or theirs.
    pub tasks: Vec<Task>,
    /// What they have said of coming, by meeting.
    pub coming: BTreeMap<Uuid, Attendance>,
    /// What has been said from their seat.
    pub contributions: Vec<Contribution>,
    /// Documents of the group.
    pub documents: Vec<Attachment>,
}

/// A group, for whoever has a seat in it.
///
/// # Errors
/// As [`enter`].
pub async fn room(tx: &mut Tx, entry: Entry<'_>) -> Result<Room, Fault> {
    let member = enter(tx, entry).await?;
    let (group, seat) = (member.group.id, member.seat.id);
    let meetings = stored_meetings(tx, group).await?;
    let coming = attendance_of(tx, seat).await?.into_iter().map(|one| (one.meeting_id, one)).collect();
    let tasks = stored_tasks(tx, group).await?;
    let tree = organisations::load(tx).await?;
    Ok(Room {
        sender: tree.name(&member.group.organisation_id).to_owned(),
        seats: stored_seats(tx, group).await?,
        meetings,
        tasks: tasks.into_iter().filter(|one| one.done_at.is_none() || one.seat_id == Some(seat)).collect(),
        coming,
        contributions: stored_contributions(tx, group, Some(seat)).await?,
        documents: attachments::listed(tx, Kind::Group.of(group)).await?,
        member,
    })
}

/// A group as everyone may know of it.
#[derive(Clone, Debug)]
pub struct PublicGroup {
    /// The group.
    pub group: Group,
    /// Its seats. Who has them is nobody else's to know.
    pub seats: Vec<Seat>,
    /// Its meetings, the earliest first.
    pub meetings: Vec<Meeting>,
    /// Notes that are final, with their hashes, where everyone may read them.
    pub notes: Vec<(FinalNotes, Vec<u8>)>,
}

/// A group that everyone may know of.
///
/// # Errors
/// [`Fault::NotFound`] when there is none such.
pub async fn public(tx: &mut Tx, id: Uuid) -> Result<PublicGroup, Fault> {
    let group = listed(tx, id).await?;
    let meetings = stored_meetings(tx, id).await?;
    let mut notes = Vec::new();
    let are_open = group.openness == Openness::Open;
    for meeting in meetings.iter().filter(|one| are_open && one.notes_state == NotesState::Final) {
        if let (kept, Some(hash)) = stored_notes(tx, meeting.id).await? {
            notes.push((kept, hash));
        }
    }
    Ok(PublicGroup { seats: stored_seats(tx, id).await?, group, meetings, notes })
}

/// A meeting as somebody in a seat sees it.
#[derive(Clone, Debug)]
pub struct RoomMeeting {
    /// The group.
    pub room: Room,
    /// The meeting.
    pub meeting: Meeting,
    /// What stands on its agenda; what has been noted only when the notes are out.
    pub agenda: Vec<AgendaItem>,
    /// The notes, when they are out.
    pub notes: Option<(FinalNotes, Option<Vec<u8>>)>,
    /// What all have said for it, when it has been held.
    pub said: Vec<Contribution>,
    /// What there is to read before.
    pub material: Vec<Attachment>,
    /// What was said of items that come along from another meeting, by the item here.
    pub before: BTreeMap<Uuid, String>,
}

/// A meeting, for whoever has a seat in its group.
///
/// # Errors
/// As [`enter`]; [`Fault::NotFound`] for a meeting of another group.
pub async fn room_meeting(tx: &mut Tx, entry: Entry<'_>, id: Uuid) -> Result<RoomMeeting, Fault> {
    let room = room(tx, entry).await?;
    let meeting = room.member.meeting(tx, id).await?;
    let is_out = meeting.notes_state != NotesState::Draft;
    let mut agenda = stored_agenda(tx, id).await?;
    if !is_out {
        for item in &mut agenda {
            item.notes.clear();
            item.decision.clear();
            item.progress = Progress::Untreated;
        }
    }
    // What was said before is read when those notes are out.
    let before = said_before(tx, id).await?;
    let before = before.into_iter().filter(|(_, (_, state))| *state != NotesState::Draft);
    let before = before.map(|(id, (notes, _))| (id, notes)).collect();
    let notes = if is_out { Some(stored_notes(tx, id).await?) } else { None };
    // What others have said is for all, when all have had their say.
    let said = if meeting.held_at.is_some() {
        let all = stored_contributions(tx, room.member.group.id, None).await?;
        all.into_iter().filter(|one| one.meeting_id() == Some(id)).collect()
    } else {
        Vec::new()
    };
    let material = stored_material(tx, room.member.group.id, id).await?;
    Ok(RoomMeeting { room, meeting, agenda, before, notes, said, material })
}
