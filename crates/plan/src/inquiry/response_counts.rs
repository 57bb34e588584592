//! How many answered, declined and said nothing: counted in one way wherever it is told.

use super::states::RecipientState;
use super::types::Recipient;

/// How many of those asked have come how far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ResponseCounts {
    /// Those who were asked, by letter or otherwise.
    pub asked: usize,
    /// Of them, those who have answered, in whole or in part.
    pub answered: usize,
    /// Of those, in part.
    pub partly: usize,
    /// Those who have declined.
    pub declined: usize,
    /// Of those, who may be asked again.
    pub again: usize,
    /// Those who have been asked, and have neither answered nor declined.
    pub silent: usize,
    /// Those who have not been asked yet.
    pub unsent: usize,
    /// Those who have answered without having been asked.
    pub spontaneous: usize,
}

/// Counts those of an inquiry.
pub fn response_counts<'a>(recipients: impl IntoIterator<Item = &'a Recipient>) -> ResponseCounts {
    let mut counts = ResponseCounts::default();
    for one in recipients {
        let has_answered = one.state.has_answered();
        if one.is_spontaneous {
            counts.spontaneous += usize::from(has_answered);
            continue;
        }
        counts.asked += 1;
        counts.answered += usize::from(has_answered);
        counts.partly += usize::from(one.state == RecipientState::Partly);
        counts.declined += usize::from(one.state == RecipientState::Declined);
        counts.again += usize::from(one.state == RecipientState::Declined && one.ask_again_on.is_some());
        counts.silent += usize::from(one.state.is_waited_for());
        counts.unsent += usize::from(one.state == RecipientState::NotSent);
    }
    counts
}
