//! Letters by SMTP.

use std::error::Error as _;
use std::time::Duration;
use std::{fmt, io};

use anyhow::{Context, bail};
use axum::http::Uri;
use chrono::{DateTime, Utc};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart, SinglePart};
use lettre::transport::smtp::Error;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use plan::jobs::Reason;
use plan::outbox::Email;
use uuid::Uuid;

/// How long the server may take over each of its answers.
const PATIENCE: Duration = Duration::from_secs(20);

/// A mail server to send through, and whom letters come from.
#[derive(Clone)]
pub struct Mailer {
    server: AsyncSmtpTransport<Tokio1Executor>,
    /// The server's name and port: what may be shown of its address.
    shown: String,
    from: Mailbox,
}

impl fmt::Debug for Mailer {
    /// Never the address itself: it may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl fmt::Display for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, från {}", self.shown, self.from)
    }
}

impl Mailer {
    /// Sends through the server at an address. Nothing is reached yet.
    ///
    /// # Errors
    /// An address or a sender that cannot be understood; told without the address, which may hold a password.
    pub fn new(address: &str, from: &str) -> anyhow::Result<Self> {
        let from = from.parse().with_context(|| {
            format!(
                "Avsändaren {from} går inte att förstå. Skriv till exempel Färdplan <fardplan@kommun.se>."
            )
        })?;
        let (address, shown) = safely(address).context(NOT_UNDERSTOOD)?;
        let Ok(server) = AsyncSmtpTransport::<Tokio1Executor>::from_url(&address) else {
            bail!(NOT_UNDERSTOOD);
        };
        Ok(Self { server: server.timeout(Some(PATIENCE)).build(), shown, from })
    }

    /// The server's name and port.
    pub fn server(&self) -> &str {
        &self.shown
    }

    /// Whom letters come from: name and address.
    pub fn sender(&self) -> (String, String) {
        (self.from.name.clone().unwrap_or_default(), self.from.email.to_string())
    }

    /// Whether the server answers and lets us in.
    pub async fn answers(&self) -> bool {
        let asked = tokio::time::timeout(PATIENCE, self.server.test_connection()).await;
        asked.is_ok_and(|answer| answer.unwrap_or(false))
    }

    /// Sends a letter. Sent twice it has the same Message-ID, so that it can be known again.
    ///
    /// # Errors
    /// Why it was not sent.
    pub async fn send(&self, id: Uuid, letter: &Email, now: DateTime<Utc>) -> Result<(), Reason> {
        let message = self.message(id, letter, now).map_err(|_| Reason::Unusable)?;
        self.server.send(message).await.map(|_| ()).map_err(|fault| {
            // The server's own words may name the recipient: its code tells enough.
            let lacks = fault.is_client().then(|| fault.to_string());
            tracing::warn!(
                code = fault.status().map(u16::from),
                lacks,
                "the mail server did not take a letter"
            );
            reason(&fault)
        })
    }

    fn message(&self, id: Uuid, letter: &Email, now: DateTime<Utc>) -> anyhow::Result<Message> {
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, letter.to.parse()?))
            .subject(&letter.subject)
            .date(now.into())
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())))
            // Nobody's holiday answer comes back.
            .raw_header(header("Auto-Submitted", "auto-generated"));
        if let Some(link) = &letter.unsubscribe {
            message = message.raw_header(header("List-Unsubscribe", &format!("<{link}>")));
        }
        let mut body = MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone());
        if !letter.calendar.is_empty() {
            // Within the alternatives, and with the method: only then do calendar programs show buttons (RFC 6047).
            let kind = format!("text/calendar; method={}; charset=UTF-8", letter.calendar_method);
            let part = SinglePart::builder().header(ContentType::parse(&kind)?);
            body = body.singlepart(part.body(letter.calendar.clone()));
        }
        Ok(message.multipart(body)?)
    }
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

const NOT_UNDERSTOOD: &str =
    "Postserverns adress går inte att förstå. Skriv smtp://användare:lösenord@server:port eller smtps://…";

/// The address, with encryption demanded where it is not said that there is none and the server is not on this machine;
/// and what may be shown of it.
fn safely(address: &str) -> Option<(String, String)> {
    let uri: Uri = address.parse().ok()?;
    let host = uri.host()?;
    let plain = address.split('?').next()?.to_owned();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let is_here = bare == "localhost" || bare.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
    let address = match (uri.scheme_str()?, uri.query()) {
        ("smtps", None) => plain,
        ("smtp", None) if is_here => plain,
        ("smtp", Some("tls=none")) => plain,
        ("smtp", None | Some("tls=required")) => format!("{plain}?tls=required"),
        _ => return None,
    };
    let shown = uri.port().map_or(host.to_owned(), |port| format!("{host}:{port}"));
    Some((address, shown))
}

/// What the operator is told of a letter that was not sent.
fn reason(fault: &Error) -> Reason {
    if fault.is_timeout() {
        Reason::Slow
    } else if fault.is_tls() || is_untrusted(fault) {
        Reason::Unsafe
    } else if fault.is_transient() {
        Reason::Later
    } else if fault.is_permanent() || fault.is_client() {
        // Or it lacks what we demand of it: encryption, a way to sign in, addresses with other letters than English.
        Reason::Refused
    } else {
        Reason::Unreachable
    }
}

/// Whether it was a certificate, or what else encryption begins with, that was not good.
fn is_untrusted(fault: &Error) -> bool {
    let causes = std::iter::successors(fault.source(), |cause| (*cause).source());
    let mut causes = causes.filter_map(|cause| cause.downcast_ref::<io::Error>());
    causes.any(|cause| cause.kind() == io::ErrorKind::InvalidData)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mailer() -> Mailer {
        Mailer::new("smtp://127.0.0.1:2525", "Färdplan <fardplan@kommun.example>").unwrap()
    }

    #[test]
    fn encryption_is_demanded_unless_the_server_is_here_or_it_is_said_that_there_is_none() {
        for (address, becomes) in [
            ("smtp://127.0.0.1:25", "smtp://127.0.0.1:25"),
            ("smtp://localhost", "smtp://localhost"),
            ("smtp://[::1]:25", "smtp://[::1]:25"),
            ("smtp://u:p@mail.example:587", "smtp://u:p@mail.example:587?tls=required"),
            ("smtp://u:p@mail.example?tls=required", "smtp://u:p@mail.example?tls=required"),
            ("smtp://mail.example?tls=none", "smtp://mail.example"),
            ("smtps://u:p@mail.example", "smtps://u:p@mail.example"),
        ] {
            assert_eq!(safely(address).unwrap().0, becomes);
        }
        for bad in
            ["", "mail.example", "http://mail.example", "smtp://", "smtp://mail.example?tls=opportunistic"]
        {
            assert_eq!(safely(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_password_is_never_told() {
        let mailer =
            Mailer::new("smtps://karin:hemligt@mail.example:465", "fardplan@kommun.example").unwrap();
        let shown = format!("{mailer} {mailer:?}");
        assert!(shown.contains("mail.example:465"));
        assert!(!shown.contains("hemligt"));
        assert!(!shown.contains("karin"));
        for (address, from) in
            [("smtp://karin:hemligt@mail example", "a@b.se"), ("smtps://karin:hemligt@m", "a")]
        {
            let fault = format!("{:?}", Mailer::new(address, from).unwrap_err());
            assert!(fault.contains("går inte att förstå") && !fault.contains("hemligt"), "{fault}");
        }
    }

    #[test]
    fn a_letter_has_the_same_id_whenever_it_is_sent() {
        let letter = Email { to: "a@b.example".into(), subject: "Hej".into(), ..Email::default() };
        let id = |now: &str| {
            let message = mailer().message(Uuid::max(), &letter, now.parse().unwrap()).unwrap();
            message.headers().get_raw("Message-ID").unwrap().to_owned()
        };
        assert_eq!(id("2026-11-22T09:30:00Z"), format!("<{}@kommun.example>", Uuid::max()));
        assert_eq!(id("2026-11-22T09:30:00Z"), id("2026-11-23T09:30:00Z"));
    }

    /// The names of the headers of a letter, as a reader of it would find them.
    fn names(message: &[u8]) -> Vec<String> {
        let text = String::from_utf8_lossy(message);
        let head = text.split("\r\n\r\n").next().unwrap_or_default();
        let lines =
            head.split(['\r', '\n']).filter(|line| !line.is_empty() && !line.starts_with([' ', '\t']));
        let mut names: Vec<String> =
            lines.map(|line| line.split(':').next().unwrap_or_default().to_owned()).collect();
        names.sort();
        names
    }

    const NAMES: [&str; 9] = [
        "Auto-Submitted",
        "Content-Type",
        "Date",
        "From",
        "List-Unsubscribe",
        "MIME-Version",
        "Message-ID",
        "Subject",
        "To",
    ];

    proptest! {
        #[test]
        fn whatever_a_letter_says_it_has_these_headers_and_no_others(
            to in "[^@]{1,20}@[^@]{1,20}|[a-zåäö.+]{1,20}@[a-zåäö]{1,20}", subject in "(?s).{1,80}",
            text in "(?s).{0,80}", html in "(?s).{0,80}", link in "(?s).{0,40}|[!-~]{0,200}",
        ) {
            let unsubscribe = Some(format!("https://{link}"));
            let letter = Email { to, subject, text, html, unsubscribe, ..Email::default() };
            // A letter past the check that cannot be written is not sent; one that can has no room for more headers.
            if letter.check().is_ok()
                && let Ok(message) = mailer().message(Uuid::nil(), &letter, DateTime::UNIX_EPOCH)
            {
                prop_assert_eq!(names(&message.formatted()), NAMES);
            }
        }
    }
}
