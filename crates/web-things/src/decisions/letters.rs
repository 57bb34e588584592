//! Letters about what is soon due.

use plan::access::Ref;
use plan::accounts::Account;
use plan::decisions::Reminder;
use plan::outbox::Email;

use site::gate::Origin;
use site::letters::letter;
use site::texts::Texts;
use site::things;

/// A reminder that a consultation is soon over.
pub fn reminder(t: Texts, origin: &Origin, to: &Account, about: &Reminder, of: Ref) -> Email {
    let address = format!("{origin}{}/beslut", things::address(of));
    let told: [(&str, &dyn std::fmt::Display); 3] =
        [("name", &to.name), ("title", &about.title), ("date", &about.answer_by)];
    let words = [t.with("letter-reminder", &told)];
    let subject = t.get("letter-reminder-subject");
    let settings = format!("{origin}/konto/paminnelser");
    let end = t.with("letter-reminder-end", &[("address", &settings)]);
    Email { unsubscribe: Some(settings), ..letter(t, &to.email, &subject, &words, &address, &end) }
}
