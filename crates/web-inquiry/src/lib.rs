//! Asking others: inquiries as whoever asks sees them, the pages where they are answered, and what comes out of it.

mod answer;
mod answers;
mod burden;
mod effects;
mod feedback;
mod form;
mod letters;
mod list;
mod open;
mod overview;
mod question;
mod recipient;
mod recipients;
mod reminded;
mod report;
mod routines;
mod uptake;
mod words;

pub use letters::post as post_letters;
pub use words::{answer_address, frame, inquiry_address, pages, reply_words};

use site::Site;

/// Everything about inquiries.
pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .merge(list::routes())
        .merge(form::routes())
        .merge(question::routes())
        .merge(effects::routes())
        .merge(uptake::routes())
        .merge(overview::routes())
        .merge(recipients::routes())
        .merge(recipient::routes())
        .merge(answers::routes())
        .merge(reminded::routes())
        .merge(report::routes())
        .merge(feedback::routes())
        .merge(open::routes())
        .merge(routines::routes())
        .merge(answer::routes())
}
