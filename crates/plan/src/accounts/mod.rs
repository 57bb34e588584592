//! Accounts: persons who sign in, how they prove who they are, and the sessions that follow.
//!
//! A person comes in by an invitation to a function in an organisation, and can do what the functions that they hold
//! give ([`crate::organisations`]). Secrets that are sent out (sessions, links) are 32 random bytes, kept as hashes.

mod codes;
mod devices;
mod flows;
mod identities;
mod invitations;
mod passwords;
mod personal;
mod persons;
mod privacy;
mod record;
mod recovery;
mod secret;
mod secret_key;
mod sessions;
mod sign_in;
mod throttle;

pub use codes::{CodeKey, begin_codes, confirm_codes, has_codes, pending_key, remove_codes};
pub use devices::REMEMBERED as DEVICE_REMEMBERED;
pub use flows::{Flow, begin_flow, end_flow};
pub use identities::{Claims, Provider, sign_in_with};
pub use invitations::{
    Invitation, InvitationInput, Invited, accept, accept_signed_in, has_account, invitation, invitations,
    invite, withdraw,
};
pub use passwords::{LONGEST_PASSWORD, NewPassword, SHORTEST_PASSWORD, change_password, has_password};
pub use persons::{Account, account, email_key, find_by_email, rename, want_reminders, wants_reminders};
pub use privacy::{erase, erase_own, export, purge_expired};
pub use recovery::{ask_recovery, recover, recoverable};
pub use secret_key::{SecretKey, forget_codes, take_up_key};
pub(crate) use sessions::acting;
pub use sessions::{Session, Signed, end_others, end_session, sessions, signed};
pub use sign_in::{Client, SignIn, Stepped, sign_in, step_up};
pub(crate) use throttle::count_newcomer;
pub use throttle::network;
