//! How far those asked have come: which state can follow which, as data.

use crate::name::named;

named! {
    /// How far somebody who is asked has come.
    RecipientState {
        /// They have not been asked yet.
        NotSent = "not_sent",
        /// They have been asked.
        Sent = "sent",
        /// They have opened it.
        Read = "read",
        /// They ask others on.
        Forwarded = "forwarded",
        /// They are writing.
        Answering = "answering",
        /// They have asked for more time.
        TimeAsked = "time_asked",
        /// They have been given more time.
        TimeGranted = "time_granted",
        /// They have answered some of it.
        Partly = "partly",
        /// They have answered.
        Answered = "answered",
        /// They will not answer, and have said why.
        Declined = "declined",
    }
}

use RecipientState::{
    Answered, Answering, Declined, Forwarded, NotSent, Partly, Read, Sent, TimeAsked, TimeGranted,
};

impl RecipientState {
    /// Whether an answer is there.
    pub const fn has_answered(self) -> bool {
        matches!(self, Partly | Answered)
    }

    /// Whether they have been asked, and neither answered nor declined.
    pub const fn is_waited_for(self) -> bool {
        !matches!(self, NotSent | Partly | Answered | Declined)
    }

    /// What can follow: an answer always can, however it comes, and whoever has declined may change their mind.
    pub const fn next(self) -> &'static [Self] {
        match self {
            NotSent => &[Sent, Answering, Partly, Answered, Declined],
            Sent => &[Read, Forwarded, Answering, TimeAsked, Partly, Answered, Declined],
            Read => &[Forwarded, Answering, TimeAsked, Partly, Answered, Declined],
            Forwarded => &[Answering, TimeAsked, Partly, Answered, Declined],
            Answering => &[Forwarded, TimeAsked, Partly, Answered, Declined],
            TimeAsked => &[TimeGranted, Answering, Partly, Answered, Declined],
            TimeGranted => &[TimeAsked, Forwarded, Answering, Partly, Answered, Declined],
            // What has been answered stays answered, also while it is changed.
            Partly | Answered => &[Partly, Answered],
            Declined => &[Sent, Answering, Partly, Answered],
        }
    }

    /// Whether another state can follow.
    pub fn may_become(self, next: Self) -> bool {
        self.next().contains(&next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_taken_whatever_came_before() {
        for state in RecipientState::ALL {
            assert!(state.may_become(Answered) && state.may_become(Partly), "{state}");
        }
    }

    #[test]
    fn every_state_is_reached_and_none_leads_back_to_not_sent() {
        let mut reached = vec![NotSent];
        while let Some(next) =
            reached.iter().flat_map(|state| state.next()).find(|next| !reached.contains(next))
        {
            reached.push(*next);
        }
        assert_eq!(reached.len(), RecipientState::ALL.len());
        assert!(RecipientState::ALL.iter().all(|state| !state.may_become(NotSent)));
    }

    #[test]
    fn an_answer_stays_an_answer() {
        for state in RecipientState::ALL.into_iter().filter(|state| state.has_answered()) {
            assert!(state.next().iter().all(|next| next.has_answered()), "{state}");
        }
    }

    #[test]
    fn who_has_answered_does_not_decline() {
        for state in RecipientState::ALL.into_iter().filter(|state| state.has_answered()) {
            assert!(!state.may_become(Declined) && !state.is_waited_for(), "{state}");
        }
    }
}
