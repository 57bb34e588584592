//! Letters about accounts: plain text and HTML with the same words.

use plan::accounts::Account;
use plan::outbox::Email;

use site::gate::Origin;
use site::letters::letter;
use site::texts::Texts;

/// An invitation to a function.
pub fn invitation(
    t: Texts,
    origin: &Origin,
    to: &str,
    title: &str,
    organisation: &str,
    secret: &str,
) -> Email {
    let address = format!("{origin}/inbjudan/{secret}");
    let told: [(&str, &dyn std::fmt::Display); 2] = [("title", &title), ("organisation", &organisation)];
    let words = [t.with("letter-invitation", &told), t.get("letter-invitation-next")];
    letter(t, to, &t.get("letter-invitation-subject"), &words, &address, &t.get("letter-invitation-end"))
}

/// A link to choose a new password.
pub fn recovery(t: Texts, origin: &Origin, person: &Account, secret: &str) -> Email {
    let address = format!("{origin}/nytt-losenord/{secret}");
    let words = [t.with("letter-recovery", &[("name", &person.name)])];
    letter(
        t,
        &person.email,
        &t.get("letter-recovery-subject"),
        &words,
        &address,
        &t.get("letter-recovery-end"),
    )
}
