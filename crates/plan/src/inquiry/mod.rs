//! Asking: one mechanism with three faces. A roadmap is sent for opinions (remiss), examples or data are called for, a
//! group gets questions ahead; all are an [`Inquiry`] with questions, those who are asked, their answers, what becomes of
//! these, and feedback without which it does not end.

mod answering;
mod approval;
mod archive;
mod asides;
mod burden;
mod cascade;
mod causes;
mod colleagues;
mod dispositions;
mod effects;
mod events;
mod files;
mod input;
mod joining;
mod links;
mod lists;
mod material;
mod meetings;
mod officers;
mod opening;
mod outcome;
mod points;
mod privacy;
mod questions;
mod read;
mod recipients;
mod reminders;
mod replies;
mod response_counts;
mod seats;
mod send;
mod sending;
mod sent;
mod standing;
mod states;
mod store;
mod themes;
mod types;
mod uptake;

pub use answering::{Answering, DraftReply, Entry, SentAnswer, Side, asked, asked_of_us, begin, enter, save};
pub use approval::{Approval, ask_for_approval, send_back, with_approvers};
pub use asides::{ask_for_time, decline};
pub use burden::{Burden, burden};
pub use cascade::{Passed, above, answers_below, below, lift, pass_on, passed};
pub use causes::{Cause, causes};
pub use colleagues::{Along, Colleague, colleagues, take_back, write_along};
pub use dispositions::{
    Disposition, DispositionInput, Outcome, Seen, dispose, dispositions, end, newest_answer, sum_up, tell,
    undisposed, untold,
};
pub use effects::{
    AskedEffect, EffectProposal, ask_about_effects, askable, asked_effect, effect_proposals, proposed,
    take_effect,
};
pub use events::{RecipientEvent, Reminded, What, events, reminded};
pub use files::{add_file, demand_file, files, files_ever_sent, files_of_question, own_files, remove_file};
pub use input::{InquiryInput, LONGEST_REPLY, QuestionInput, USUAL_REMINDERS, reminder_days};
pub use joining::{Newcomer, admit, join};
pub use links::{hand_over, revoke_all};
pub use lists::{RecipientList, listed_recipients, recipient_lists, remove_list, save_list};
pub use material::{Material, PlanArea, material, open_material, own_material, plan_text};
pub use meetings::{Untimely, own_meetings, untimely};
pub use officers::{ask_again, ask_for_revision, grant_time, mark_sent, mark_told, note, refuse_time};
pub use opening::{PlanInput, open, replan};
pub use outcome::{
    AnswerCopy, NamedAnswers, Point, Public, all_public, answers_of_all, copy_to, may_read_others, outcome,
    public,
};
pub use points::{PointText, point, points_asked};
pub use questions::{create_question, edit_question};
pub use read::{list, load, prepared_about, question, questions, recipient, recipients, states};
pub use recipients::{Added, Group, MOST, NewRecipient, SIZES, add, chosen, pasted, readdress, size_class};
pub use reminders::to_come;
pub use replies::{
    GivenReply, NamedReply, counts, counts_of, replies, replies_of, replies_page, replies_to, stances,
};
pub use response_counts::{ResponseCounts, response_counts};
pub(crate) use seats::{
    AheadOf, AskedSeat, ahead_of, ask_ahead, asked_of_seat, demand_seat_undrafted, end_with_group,
    link_for_seat, revoke_of_seat, seat_answers, seat_changed, seat_told,
};
pub use seats::{SeatAnswer, SeatPage, meeting_ahead, seat_page};
pub use send::{Errand, Letter, LetterKind, go_on, next as next_letters, posted, remind_now};
pub use sending::{Ready, Sending, ready, send};
pub use sent::{AnswerVersion, answer_version, own_version, sent_answers};
pub use standing::{Alike, ByFunction, Only, Progress, by_function, recipients_page, standing};
pub use states::RecipientState;
pub use store::{About, create, edit, restore};
pub use themes::{Themes, set_themes, theme_counts, themes};
pub use types::{Channel, Face, Inquiry, Question, QuestionKind, Readers, Recipient, Reply, SCALE, Stance};
pub use uptake::{as_reply, ask_about_uptake, becomes_public, last_known, said_of_uptake};

pub(crate) use archive::{archived, archived_recipient};
pub(crate) use dispositions::{demand_disposition, sum_up_with_step, undisposed_of_roadmap};
pub(crate) use effects::effects;
pub(crate) use lists::forget_lists;
pub(crate) use opening::{Consultation, consult, last_day};
pub(crate) use points::points;
pub(crate) use privacy::forget;
pub use privacy::{forget_recipient, purge_expired};
pub(crate) use read::{about_roadmap, open_about_roadmap};
