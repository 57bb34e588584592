//! Ways out: more time, and no.

use axum::response::Response;
use axum::routing::get;
use plan::access::Phase;
use plan::inquiry::{self, Answering, Channel, Side};

use super::{Key, frame, sender};
use crate::words::day;
use site::Site;
use site::fault::Fault;
use site::forms::{Fields, Form, FormPage, Kind, Section, Sent, options, submit};
use site::page::see_other;
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/svara/{key}/mer-tid", get(time).post(ask_for_time))
        .route("/svara/{key}/tacka-nej", get(no).post(decline))
}

async fn time(site: RequestContext, t: Texts, here: CurrentPage, key: Key) -> Result<Response, Fault> {
    show(&site, t, &here, &key, Aside::Time, &Form::default()).await
}

async fn no(site: RequestContext, t: Texts, here: CurrentPage, key: Key) -> Result<Response, Fault> {
    show(&site, t, &here, &key, Aside::Decline, &Form::default()).await
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Aside {
    Time,
    Decline,
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    key: &Key,
    aside: Aside,
    form: &Form,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let it: Answering = inquiry::enter(&mut tx, key.entry()).await?;
    let sender = sender(&mut tx, &it).await?;
    drop(tx);
    if it.inquiry.phase != Phase::Open && form.is_good() {
        // When it is over there is nothing to ask for: the first page says so.
        return Ok(see_other(&key.address("")));
    }
    let fields = Fields { t, thing: "aside", form, theirs: None };
    let mut list = match aside {
        Aside::Time => vec![fields.required("time_wanted", Kind::Date), fields.field("reason", Kind::Text)],
        Aside::Decline => {
            vec![fields.required("reason", Kind::Text), fields.field("ask_again_on", Kind::Date)]
        }
    };
    if it.side == Side::Officer {
        let channels = Channel::ALL.into_iter().filter(|channel| *channel != Channel::Web).map(Channel::name);
        list.push(fields.required("channel", Kind::Radios(options(t, "channel", channels))));
    }
    let last = it.last_day().map(|last| day(t, last)).unwrap_or_default();
    let (title, lead, save) = match aside {
        Aside::Time => (
            "answer-time",
            t.with("answer-time-lead", &[("sender", &sender), ("day", &last)]),
            "answer-time-button",
        ),
        Aside::Decline => {
            ("answer-decline", t.with("answer-decline-lead", &[("sender", &sender)]), "answer-decline-button")
        }
    };
    let section = Section { fields: list, ..Section::default() };
    let mut page = FormPage::new(frame(t, here, t.get(title)), form, vec![section], save);
    page.form.cancel = Some(key.address(""));
    page.lead(lead).show()
}

async fn ask_for_time(key: Key, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let until = form.date("time_wanted");
    let (reason, channel) = (form.text("reason"), channel(&form));
    let done = submit(&site, &mut form, async |tx| {
        inquiry::ask_for_time(tx, key.entry(), until, &reason, channel).await
    });
    match done.await? {
        Some(()) => Ok(see_other(&key.address(""))),
        None => show(&site, t, &here, &key, Aside::Time, &form).await,
    }
}

async fn decline(key: Key, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let again = form.date("ask_again_on");
    let (reason, channel) = (form.text("reason"), channel(&form));
    let done =
        submit(&site, &mut form, async |tx| inquiry::decline(tx, key.entry(), &reason, again, channel).await);
    match done.await? {
        Some(()) => Ok(see_other(&key.address(""))),
        None => show(&site, t, &here, &key, Aside::Decline, &form).await,
    }
}

fn channel(form: &Form) -> Channel {
    Channel::named(form.value("channel")).unwrap_or(Channel::Phone)
}
