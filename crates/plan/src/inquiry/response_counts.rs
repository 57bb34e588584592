//! How many answered, declined and said nothing: counted in one way wherever it is told.

use super::standing::Progress;
use super::states::RecipientState;

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
    /// Of those, who are writing.
    pub writing: usize,
    /// Those who have not been asked yet.
    pub unsent: usize,
    /// Those who have answered without having been asked.
    pub spontaneous: usize,
}

/// Counts those of an inquiry.
pub fn response_counts(all: impl IntoIterator<Item = Progress>) -> ResponseCounts {
    let mut counts = ResponseCounts::default();
    for Progress { state, is_spontaneous, asks_again, count } in all {
        let of = |is: bool| if is { usize::try_from(count).unwrap_or(0) } else { 0 };
        if is_spontaneous {
            counts.spontaneous += of(state.has_answered());
            continue;
        }
        counts.asked += of(state != RecipientState::NotSent);
        counts.answered += of(state.has_answered());
        counts.partly += of(state == RecipientState::Partly);
        counts.declined += of(state == RecipientState::Declined);
        counts.again += of(state == RecipientState::Declined && asks_again);
        counts.silent += of(state.is_waited_for());
        counts.writing += of(state == RecipientState::Answering);
        counts.unsent += of(state == RecipientState::NotSent);
    }
    counts
}
