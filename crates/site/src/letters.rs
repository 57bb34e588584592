//! How a letter is written: plain text and HTML with the same words, and one link.

use plan::outbox::Email;

use crate::texts::Texts;

/// A letter of some paragraphs, a link, and an end.
pub fn letter(t: Texts, to: &str, subject: &str, words: &[String], address: &str, end: &str) -> Email {
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
    Email {
        to: to.to_owned(),
        subject: subject.to_owned(),
        text,
        html,
        unsubscribe: None,
        ..Email::default()
    }
}

fn escaped(text: &str) -> String {
    askama::filters::escape(text, askama::filters::Html)
        .map_or_else(|_| String::new(), |safe| safe.to_string())
}
