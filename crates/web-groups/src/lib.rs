//! Groups: whoever convenes them sees seats, coverage, meetings, notes and what becomes of what is said; those who have seats see
//! their room and what became of their words.

mod attendance;
mod calendar;
mod contributions;
mod coverage;
mod document;
mod form;
mod item;
mod letters;
mod list;
mod material;
mod meeting;
mod meeting_form;
mod member;
mod member_meeting;
mod memory;
mod notes;
mod overview;
mod public;
mod recruitment;
mod seat;
mod seats;
mod series;
mod task;
mod words;

pub use letters::{Sender, post as post_letters};
pub use words::{frame, pages};

use site::Site;

/// Everything about groups.
pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .merge(list::routes())
        .merge(form::routes())
        .merge(overview::routes())
        .merge(seats::routes())
        .merge(seat::routes())
        .merge(coverage::routes())
        .merge(recruitment::routes())
        .merge(series::routes())
        .merge(meeting_form::routes())
        .merge(meeting::routes())
        .merge(material::routes())
        .merge(notes::routes())
        .merge(attendance::routes())
        .merge(item::routes())
        .merge(task::routes())
        .merge(document::routes())
        .merge(contributions::routes())
        .merge(memory::routes())
        .merge(public::routes())
        .merge(member::routes())
        .merge(member_meeting::routes())
        .merge(calendar::routes())
}
