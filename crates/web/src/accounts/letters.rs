//! Letters about accounts: plain text and HTML with the same words.

use plan::access::Ref;
use plan::accounts::Account;
use plan::decisions::Reminder;
use plan::outbox::Letter;

use crate::gate::Origin;
use crate::texts::Texts;

/// An invitation to a function.
pub fn invitation(
    t: Texts,
    origin: &Origin,
    to: &str,
    title: &str,
    organisation: &str,
    secret: &str,
) -> Letter {
    let address = format!("{origin}/inbjudan/{secret}");
    let told: [(&str, &dyn std::fmt::Display); 2] = [("title", &title), ("organisation", &organisation)];
    let words = [t.with("letter-invitation", &told), t.get("letter-invitation-next")];
    letter(t, to, &t.get("letter-invitation-subject"), &words, &address, &t.get("letter-invitation-end"))
}

/// A link to choose a new password.
pub fn recovery(t: Texts, origin: &Origin, person: &Account, secret: &str) -> Letter {
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

/// A reminder that a consultation is soon over.
pub fn reminder(t: Texts, origin: &Origin, to: &Account, about: &Reminder, of: Ref) -> Letter {
    let address = format!("{origin}{}/beslut", crate::things::address(of));
    let told: [(&str, &dyn std::fmt::Display); 3] =
        [("name", &to.name), ("title", &about.title), ("date", &about.answer_by)];
    let words = [t.with("letter-reminder", &told)];
    let subject = t.get("letter-reminder-subject");
    let settings = format!("{origin}/konto/paminnelser");
    let end = t.with("letter-reminder-end", &[("address", &settings)]);
    Letter { unsubscribe: Some(settings), ..letter(t, &to.email, &subject, &words, &address, &end) }
}

fn letter(t: Texts, to: &str, subject: &str, words: &[String], address: &str, end: &str) -> Letter {
    let sender = t.get("letter-sender");
    let text = format!("{}\n\n{address}\n\n{end}\n\n{sender}\n", words.join("\n\n"));
    let paragraph = |text: &str| format!("<p>{}</p>", escaped(text));
    let html = format!(
        "<!doctype html><html lang=\"{}\"><body>{}<p><a href=\"{address}\">{address}</a></p>{}{}</body></html>",
        t.code(),
        words.iter().map(|text| paragraph(text)).collect::<String>(),
        paragraph(end),
        paragraph(&sender),
    );
    Letter { to: to.to_owned(), subject: subject.to_owned(), text, html, unsubscribe: None }
}

fn escaped(text: &str) -> String {
    askama::filters::escape(text, askama::filters::Html)
        .map_or_else(|_| String::new(), |safe| safe.to_string())
}
