//! One of those asked: how far they have come, what has happened, what they answered, and what can be done.

use askama::Template;
use axum::body::Body;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::http::header::CONTENT_LENGTH;
use axum::response::Response;
use axum::routing::{get, post};
use plan::access::{Phase, Right};
use plan::inquiry::{self, Channel, Inquiry, Recipient, RecipientEvent, RecipientState, What};
use plan::organisations;
use uuid::Uuid;

use crate::answers::{AnswerRow, rows_of};
use crate::overview::mark;
use crate::words::{
    answer_address, day, frame_below, inquiry_address, moment, officer_key, recipient_address, state_key,
    state_words,
};
use site::Site;
use site::fault::Fault;
use site::files::kept;
use site::flash::{FlashMessage, FlashQuery};
use site::forms::{Field, Fields, Form, FormView, Kind, Section, Sent, options, submit};
use site::page::{Frame, render_with, see_other};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/mottagare/{id}", get(page))
        .route("/mottagare/{id}/gor", post(act))
        .route("/mottagare/{id}/lank", post(hand_over))
        .route("/mottagare/{id}/fil/{file}", get(file))
}

#[derive(Template)]
#[template(path = "inquiry/recipient.html")]
struct RecipientPage {
    frame: Frame,
    notice: Option<FlashMessage>,
    /// A link that has just been made, and is never shown again.
    link: Option<String>,
    mark: &'static str,
    state: String,
    about: Vec<String>,
    /// What they ask for, or why they declined.
    said: Option<String>,
    /// Why letters do not arrive.
    /// Where the answer becomes an example, by whoever may write one.
    example: Option<String>,
    bounced: Option<String>,
    answers: Vec<AnswerRow>,
    files: Vec<(String, String)>,
    /// Earlier times that it was sent, with where each is read.
    earlier: Vec<(String, String)>,
    note_answer: Option<String>,
    actions: Vec<Action>,
    hand_over: Option<String>,
    events: Vec<EventRow>,
}

struct Action {
    title: String,
    is_open: bool,
    form: FormView,
}

struct EventRow {
    at: String,
    what: String,
    note: String,
}

/// What can be done with one of those asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Grant,
    Refuse,
    Revise,
    Sent,
    Note,
    Readdress,
    Told,
    Again,
    Revoke,
    Forget,
}

impl Act {
    const ALL: [Self; 10] = [
        Self::Grant,
        Self::Refuse,
        Self::Revise,
        Self::Sent,
        Self::Note,
        Self::Readdress,
        Self::Told,
        Self::Again,
        Self::Revoke,
        Self::Forget,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Grant => "grant",
            Self::Refuse => "refuse",
            Self::Revise => "revise",
            Self::Sent => "sent",
            Self::Note => "note",
            Self::Readdress => "readdress",
            Self::Told => "told",
            Self::Again => "again",
            Self::Revoke => "revoke",
            Self::Forget => "forget",
        }
    }

    const fn right(self) -> Right {
        match self {
            Self::Revise | Self::Note | Self::Told => Right::Compile,
            _ => Right::Ask,
        }
    }

    /// Whether it makes sense as things stand.
    fn fits(self, one: &Recipient, inquiry: &Inquiry) -> bool {
        let is_open = inquiry.phase == Phase::Open;
        match self {
            Self::Grant => is_open && one.state == RecipientState::TimeAsked,
            Self::Refuse => is_open && one.state == RecipientState::TimeAsked,
            Self::Revise => is_open && one.state.has_answered(),
            Self::Sent => is_open && one.state == RecipientState::NotSent,
            Self::Again => is_open && one.state == RecipientState::Declined,
            Self::Note | Self::Forget => true,
            Self::Readdress => inquiry.phase != Phase::Ended,
            Self::Told => one.state.has_answered() && one.told_at.is_none() && !inquiry.feedback.is_empty(),
            Self::Revoke => inquiry.phase != Phase::Draft,
        }
    }

    fn fields(self, t: Texts, fields: &Fields<'_>) -> Vec<Field> {
        let channels = || Kind::Radios(options(t, "channel", Channel::ALL.map(Channel::name)));
        match self {
            Self::Grant => vec![fields.required("until", Kind::Date)],
            Self::Refuse | Self::Revise => vec![fields.required("note", Kind::Text)],
            Self::Sent | Self::Told => vec![fields.required("channel", channels())],
            Self::Note => vec![fields.required("note", Kind::Text), fields.required("channel", channels())],
            Self::Readdress => vec![fields.required("email", Kind::Line)],
            Self::Again | Self::Revoke | Self::Forget => Vec::new(),
        }
    }
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
    Query(flash): Query<FlashQuery>,
) -> Result<Response, Fault> {
    show(&site, t, &here, id, flash.message(t), None, None).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    notice: Option<FlashMessage>,
    link: Option<String>,
    refused: Option<&Form>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let (inquiry, one) = inquiry::recipient(&mut tx, id).await?;
    let events = inquiry::events(&mut tx, id).await?;
    let questions = inquiry::questions(&mut tx, inquiry.id).await?;
    let replies = inquiry::replies_of(&mut tx, id).await?;
    let files = inquiry::files(&mut tx, &one).await?;
    let sent = inquiry::sent_answers(&mut tx, id).await?;
    let tree = organisations::load(&mut tx).await?;
    drop(tx);
    let owner = tree.get(&inquiry.organisation_id);
    let may = |right: Right| {
        owner.is_some_and(|owner| plan::access::may(&site.visitor().actor, right, owner.owner()))
    };
    let today = site.db.clock().today();
    let fits = Act::ALL.into_iter().filter(|act| act.fits(&one, &inquiry) && may(act.right()));
    let actions: Vec<Action> = fits.map(|act| action(t, act, &one, refused)).collect();
    // What was asked for is not there any more: why is said above.
    let is_shown = actions.iter().any(|action| action.is_open);
    let why = refused.filter(|_| !is_shown).and_then(|form| form.summary(&t).into_iter().next());
    let notice = why.map(|(_, text)| FlashMessage { text, undo: None }).or(notice);
    let may_note = may(Right::Compile) && inquiry.phase == Phase::Open;
    let page = RecipientPage {
        frame: frame_below(t, here, one.title.clone(), &inquiry)
            .below(t.get("recipients-title"), format!("{}/mottagare", inquiry_address(inquiry.id))),
        notice,
        link,
        mark: mark(state_key(&one, &inquiry, today)),
        state: state_words(t, &one, &inquiry, today),
        about: about(t, &one, &inquiry),
        said: said(t, &one),
        example: (!sent.is_empty() && inquiry.face != inquiry::Face::Consultation && may(Right::Contribute))
            .then(|| format!("{}/exempel", recipient_address(id))),
        bounced: bounced(t, &events),
        answers: rows_of(t, &questions, &replies),
        earlier: crate::answer::earlier(t, &sent, &recipient_address(id)),
        files: files
            .iter()
            .map(|file| (file.name.clone(), format!("{}/fil/{}", recipient_address(id), file.id)))
            .collect(),
        note_answer: may_note.then(|| answer_address(&officer_key(id))),
        actions,
        hand_over: (may(Right::Ask) && inquiry.phase == Phase::Open)
            .then(|| format!("{}/lank", recipient_address(id))),
        events: events.iter().map(|event| event_row(t, event)).collect(),
    };
    render_with(refused.map_or(StatusCode::OK, Form::status), &page)
}

fn about(t: Texts, one: &Recipient, inquiry: &Inquiry) -> Vec<String> {
    let mut about = Vec::new();
    for text in [&one.function_title, &one.email] {
        if !text.is_empty() {
            about.push(text.clone());
        }
    }
    if one.is_spontaneous {
        about.push(t.get("recipient-spontaneous"));
    }
    if let Some(last) = one.last_day(inquiry) {
        about.push(t.with("inquiry-about-until", &[("day", &day(t, last))]));
    }
    if let Some(channel) = Channel::named(&one.channel).filter(|channel| *channel != Channel::Web) {
        about.push(t.with("recipient-came-by", &[("channel", &t.get(&format!("channel-{channel}")))]));
    }
    about
}

fn said(t: Texts, one: &Recipient) -> Option<String> {
    match one.state {
        RecipientState::TimeAsked => one.time_wanted.map(|until| {
            t.with("recipient-wants-time", &[("day", &day(t, until)), ("reason", &one.time_reason)])
        }),
        RecipientState::Declined => Some(t.with("recipient-declines", &[("reason", &one.decline_reason)])),
        _ => None,
    }
}

/// Why the latest letter has not arrived, if it has not.
fn bounced(t: Texts, events: &[RecipientEvent]) -> Option<String> {
    let latest = events.iter().find(|event| event.letter.is_some())?;
    latest.failed.as_deref().map(|failed| bounce_words(t, failed))
}

/// That a letter has not arrived, and why.
pub fn bounce_words(t: Texts, failed: &str) -> String {
    let why = format!("job-reason-{failed}");
    t.with("recipient-bounced", &[("why", &if t.has(&why) { t.get(&why) } else { String::new() })])
}

fn event_row(t: Texts, event: &RecipientEvent) -> EventRow {
    let what = t.get(&format!("event-{}", event.what));
    let channel = (event.channel != Channel::Web).then(|| t.get(&format!("channel-{}", event.channel)));
    let author = Some(event.author.clone()).filter(|author| !author.is_empty());
    let note = match event.what {
        What::Answered => t.with("event-receipt", &[("receipt", &event.note)]),
        _ => event.note.clone(),
    };
    EventRow {
        at: moment(t, event.at),
        what: [Some(what), channel, author].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        note,
    }
}

fn action(t: Texts, act: Act, one: &Recipient, refused: Option<&Form>) -> Action {
    let mut fresh = Form::default();
    fresh.set("email", &one.email).set("channel", Channel::Phone);
    if let Some(wanted) = one.time_wanted {
        fresh.set("until", wanted);
    }
    let typed = refused.filter(|form| form.value("act") == act.name());
    let mut form = typed.unwrap_or(&fresh).clone();
    form.set("version", one.version);
    let fields = Fields { t, thing: "recipient", form: &form, theirs: None };
    let section = Section { fields: act.fields(t, &fields), ..Section::default() };
    let mut view = FormView::new(t, &form, vec![section], None);
    view.action = format!("{}/gor", recipient_address(one.id));
    view.save = t.get(&format!("act-{}-button", act.name()));
    view.hidden.push(("act".into(), act.name().into()));
    Action {
        title: t.get(&format!("act-{}", act.name())),
        is_open: typed.is_some() || act == Act::Grant,
        form: view,
    }
}

async fn act(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let act = Act::ALL.into_iter().find(|act| act.name() == form.value("act")).ok_or(Fault::NotFound)?;
    let until = if act == Act::Grant { form.date("until") } else { None };
    let note = form.text("note");
    let channel = Channel::named(form.value("channel")).unwrap_or(Channel::Phone);
    let email = form.text("email");
    let version = form.value("version").parse().unwrap_or(-1);
    let done = submit(&site, &mut form, async |tx| match act {
        Act::Grant => inquiry::grant_time(tx, id, version, until).await,
        Act::Refuse => inquiry::refuse_time(tx, id, version, &note).await,
        Act::Revise => inquiry::ask_for_revision(tx, id, version, &note).await,
        Act::Sent => inquiry::mark_sent(tx, id, version, channel).await,
        Act::Note => inquiry::note(tx, id, channel, &note).await,
        Act::Readdress => inquiry::readdress(tx, id, version, &email).await,
        Act::Told => inquiry::mark_told(tx, id, version, channel).await,
        Act::Again => inquiry::ask_again(tx, id, version).await,
        Act::Revoke => inquiry::revoke_all(tx, id).await,
        Act::Forget => inquiry::forget_recipient(tx, id).await,
    });
    match done.await? {
        Some(()) => Ok(see_other(&format!("{}?sparad=mottagare-{}", recipient_address(id), act.name()))),
        None => show(&site, t, &here, id, None, None, Some(&form)).await,
    }
}

/// Makes a link to hand over by other ways than by letter, and shows it this once.
async fn hand_over(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    match submit(&site, &mut form, async |tx| inquiry::hand_over(tx, id).await).await? {
        Some(link) => {
            let address = format!("{}{}", here.asked.origin, answer_address(&link));
            show(&site, t, &here, id, None, Some(address), None).await
        }
        None => show(&site, t, &here, id, None, None, Some(&form)).await,
    }
}

/// A file that was sent with an answer.
async fn file(site: RequestContext, Path((id, file)): Path<(Uuid, Uuid)>) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let (_, one) = inquiry::recipient(&mut tx, id).await?;
    let files = inquiry::files_ever_sent(&mut tx, &one).await?;
    drop(tx);
    let file = files.into_iter().find(|one| one.id == file).ok_or(Fault::NotFound)?;
    let stream = site.attachments.stream_attachment(&file).await?;
    let mut response = kept(file.media_type.name(), &file.name, Body::from_stream(stream.bytes));
    response.headers_mut().insert(CONTENT_LENGTH, stream.size.into());
    Ok(response)
}
