//! Groups across organisations (steering, reference, working): seats that stay when persons change, meetings that remember the one
//! before, and what becomes of every word that is said. Questions ahead of a meeting are an [`crate::inquiry`].

mod agenda;
mod archive;
mod attendance;
mod cancelling;
mod contributions;
mod coverage;
mod documents;
mod ending;
mod entry;
mod feeds;
mod input;
mod letters;
mod links;
mod material;
mod meetings;
mod memory;
mod notes;
mod pasted;
mod privacy;
mod questions;
mod recruitment;
mod remarks;
mod room;
mod seats;
mod series;
mod store;
mod tasks;
mod types;

pub use agenda::{ItemInput, agenda, create_item, edit_item, item, notes_before};
pub(crate) use archive::archived;
pub use attendance::{Attendance, Came, Coming, Noted, answer_invitation, attendance, note_attendance};
pub use cancelling::{cancel, resume};
pub use contributions::{
    Contribution, contributions, link_to_answer, own_contributions, own_questions, remarks_on,
};
pub use coverage::{Coverage, Covering, Gap, Place, coverage};
pub use documents::{
    DecidedVersion, DocumentInput, GroupDocument, Purpose, create_document, decide_document,
    decided_documents, deciding_meetings, document, documents, edit_document,
};
pub use ending::end;
pub use entry::{Entry, Member, claim, enter, own_seats};
pub use feeds::{feed, has_feed, make_feed, take_back_feed};
pub use input::{GroupInput, HolderInput, SeatInput};
pub use letters::{Errand, Letter, LetterKind, SentLetter, go_on, next_letters, posted, sent_letters};
pub use links::{hand_over, take_back};
pub use material::{choose_material, material};
pub use meetings::{
    MeetingInput, create_meeting, create_series, edit_meeting, hold, invite, meeting, meetings, nearest,
    neighbours, overlapping, sum_up,
};
pub use memory::{Found, TimelineEntry, TimelineEvent, Where, search, timeline};
pub use notes::{FinalItem, FinalNotes, FinalTask, ask_for_remarks, finish, notes};
pub use pasted::{PastedSeat, create_pasted, read_pasted};
pub(crate) use privacy::forget;
pub use privacy::purge_expired;
pub use questions::{QuestionsInput, ask_ahead, out_by, questions_ahead};
pub use recruitment::{
    Interest, RecruitmentChannel, RecruitmentResult, RecruitmentStep, StepInput, admit, edit_step,
    forget_step, recruit, recruitment_step, steps, want_to_join, write_letter,
};
pub use remarks::{Remark, RemarkAbout, dispose_remark, note_remark, remark, remark_of};
pub use room::{PublicGroup, Room, RoomMeeting, public, room, room_meeting};
pub use seats::{MOST, create_seat, edit_seat, leave_seat, seat, seats, take_seat};
pub use series::{Dates, LeftOut, SeriesInput, moment};
pub use store::{all_listed, create, edit, group_of, list, listed, load, restore};
pub use tasks::{TaskInput, create_task, edit_task, finish_task, task, tasks};
pub use types::{
    AgendaItem, Group, GroupKind, Meeting, NotesState, Openness, Perspective, Progress, Seat, SeatHolder,
    SeatRole, Task,
};
