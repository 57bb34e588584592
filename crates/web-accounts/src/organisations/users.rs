//! Functions in an organisation: adding and ending them, inviting people to them, and ending what they hold.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use chrono::NaiveDate;
use plan::access::Role;
use plan::accounts::{self, Invitation, InvitationInput, Invited};
use plan::clock::in_sweden;
use plan::organisations::{self, Function, FunctionInput, Holder};
use uuid::Uuid;

use super::page::{Forms, address, show};
use crate::accounts::invitation_letter;
use site::Site;
use site::fault::Fault;
use site::files::attached;
use site::forms::{Fields, Form, FormView, Kind, Section, Sent, submit, submit_once};
use site::page::{Frame, NavItem, render, see_other};
use site::texts::Texts;
use site::visit::RequestContext;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/organisation/{id}/funktion", post(add))
        .route("/organisation/{id}/funktion/{function}/bjud-in", post(invite))
        .route("/organisation/{id}/funktion/{function}/avsluta", post(end))
        .route("/organisation/{id}/innehav/{holder}/avsluta", post(leave))
        .route("/person/{person}/uppgifter.json", get(export))
        .route("/organisation/{id}/person/{person}/radera", post(erase))
        .route("/organisation/{id}/inbjudan/{invitation}/ta-tillbaka", post(withdraw))
}

/// A function on the page.
pub struct FunctionRow {
    /// What it is called.
    pub title: String,
    /// Its role.
    pub role: String,
    /// Whether the reader may invite to it, and look after those who hold it: not when it reaches further than they do.
    pub is_managed: bool,
    /// Those who hold it.
    pub holders: Vec<HolderRow>,
    /// Those who have held it.
    pub past: Vec<String>,
    /// Those who are invited: words, and where to take it back.
    pub invited: Vec<(String, String)>,
    /// The form to invite somebody.
    pub invite: FormView,
    /// Whether that form is shown unfolded.
    pub is_open: bool,
    /// Where to end it.
    pub end: String,
}

/// Somebody who holds a function.
pub struct HolderRow {
    /// Who and when, in words.
    pub words: String,
    /// Where to end it.
    pub end: String,
    /// Where everything that is kept of the person is, and where to erase the person: not for who is erased already.
    pub person: Option<(String, String)>,
}

/// A function with its holders.
pub fn row(
    t: Texts,
    function: &Function,
    is_managed: bool,
    holders: &[Holder],
    invitations: &[Invitation],
    typed: Option<&Form>,
    today: NaiveDate,
) -> FunctionRow {
    let base = address(&function.organisation_id);
    let own = || holders.iter().filter(|holder| holder.function_id == function.id);
    let is_past = |holder: &&Holder| holder.to_date.is_some_and(|to| to < today);
    let held = own().filter(|holder| !is_past(holder)).map(|holder| HolderRow {
        words: held_words(t, holder),
        end: format!("{base}/innehav/{}/avsluta", holder.id),
        person: (!holder.name.is_empty()).then(|| {
            let id = holder.person_id;
            (format!("/person/{id}/uppgifter.json"), format!("{base}/person/{id}/radera"))
        }),
    });
    let invited = invitations.iter().filter(|one| one.function_id == function.id).map(|one| {
        let words = t.with(
            "function-invited",
            &[("email", &one.email), ("date", &in_sweden(one.ends_at).format("%Y-%m-%d"))],
        );
        (words, format!("{base}/inbjudan/{}/ta-tillbaka", one.id))
    });
    let mut fresh = Form::default();
    fresh.set("from_date", today);
    let form = typed.unwrap_or(&fresh);
    let fields = Fields { t, thing: "invite", form, theirs: None };
    let mut section = Section {
        fields: vec![
            fields.required("email", Kind::Email),
            fields.required("from_date", Kind::Date),
            fields.field("to_date", Kind::Date),
            fields.field("is_substitute", Kind::Box),
        ],
        ..Section::default()
    };
    // The same form stands below every function, and ids must differ.
    section.fields.iter_mut().for_each(|field| field.id = format!("{}-{}", field.id, function.id));
    let mut invite = FormView::new(t, form, vec![section], None);
    invite.action = format!("{base}/funktion/{}/bjud-in", function.id);
    invite.save = t.get("function-invite");
    FunctionRow {
        title: function.title.clone(),
        role: t.get(&format!("role-{}", function.role)),
        is_managed,
        holders: held.collect(),
        past: own().filter(is_past).map(|holder| held_words(t, holder)).collect(),
        invited: invited.collect(),
        is_open: typed.is_some(),
        invite,
        end: format!("{base}/funktion/{}/avsluta", function.id),
    }
}

fn held_words(t: Texts, holder: &Holder) -> String {
    let name = if holder.name.is_empty() { t.get("trail-erased") } else { holder.name.clone() };
    let key = match (holder.is_substitute, holder.to_date.is_some()) {
        _ if holder.to_date.is_some_and(|to| to.succ_opt() == Some(holder.from_date)) => "function-one-day",
        _ if holder.to_date.is_some_and(|to| to < holder.from_date) => "function-never",
        (true, _) => "function-substitute",
        (false, true) => "function-held-until",
        (false, false) => "function-held",
    };
    let to = holder.to_date.map(|to| to.to_string()).unwrap_or_default();
    let told: [(&str, &dyn std::fmt::Display); 3] =
        [("name", &name), ("from", &holder.from_date), ("to", &to)];
    t.with(key, &told)
}

async fn add(Path(id): Path<String>, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let role = Role::named(&form.text("role")).ok_or(Fault::NotFound)?;
    let input = FunctionInput { role, title: form.text("title") };
    let made =
        submit_once(&site, &mut form, async |tx| organisations::create_function(tx, &id, &input).await);
    match made.await? {
        Some(_) => Ok(see_other(&format!("{}?sparad=funktion#funktioner", address(&id)))),
        None => show(&site, t, &here, &id, Forms { function: form, ..Forms::default() }).await,
    }
}

/// Invites somebody: who has an account holds the function at once; others are sent a link.
async fn invite(Path((id, function)): Path<(String, Uuid)>, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let own = site.gate.accounts().ok_or(Fault::NotFound)?;
    let today = site.db.clock().today();
    let input = InvitationInput {
        email: form.text("email"),
        from_date: form.date("from_date").unwrap_or(today),
        to_date: form.date("to_date"),
        is_substitute: form.ticked("is_substitute"),
    };
    let invited = submit(&site, &mut form, async |tx| {
        let Invited::Link(secret) = accounts::invite(tx, function, &input).await? else {
            return Ok(None);
        };
        if own.sends_mail {
            let tree = organisations::load(tx).await?;
            let functions = organisations::functions(tx, &id).await?;
            let title = functions.iter().find(|one| one.id == function).map_or("", |one| &one.title);
            let letter = invitation_letter(t, &own.origin, &input.email, title, tree.name(&id), &secret);
            plan::outbox::queue_email(tx, &letter).await?;
        }
        Ok(Some(secret))
    });
    match invited.await? {
        Some(None) => Ok(see_other(&format!("{}?sparad=innehav#funktioner", address(&id)))),
        Some(Some(_)) if own.sends_mail => {
            Ok(see_other(&format!("{}?sparad=inbjudan#funktioner", address(&id))))
        }
        // Shown once: only its hash is kept, and it stands in no address.
        Some(Some(secret)) => {
            let frame = Frame::new(t, t.get("invitation-link-title"), NavItem::Other, &here);
            let link = format!("{}/inbjudan/{secret}", own.origin);
            let lead = t.with("invitation-link-lead", &[("email", &input.email)]);
            render(&InvitationLink { frame, lead, link, back: address(&id) })
        }
        None => {
            let forms = Forms { invitation: Some((function, form)), ..Forms::default() };
            show(&site, t, &here, &id, forms).await
        }
    }
}

/// The link of an invitation, for whoever hands it over when no mail is sent.
#[derive(Template)]
#[template(path = "organisations/invitation_link.html")]
struct InvitationLink {
    frame: Frame,
    lead: String,
    link: String,
    back: String,
}

async fn end(site: RequestContext, Path((id, function)): Path<(String, Uuid)>) -> Result<Response, Fault> {
    let mut tx = site.write().await?;
    organisations::end_function(&mut tx, function).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{}?sparad=avslutad#funktioner", address(&id))))
}

/// Ends a holding: yesterday was the last day, so that it ends at once.
async fn leave(site: RequestContext, Path((id, holder)): Path<(String, Uuid)>) -> Result<Response, Fault> {
    let mut tx = site.write().await?;
    let yesterday = tx.today().pred_opt().unwrap_or(tx.today());
    organisations::leave(&mut tx, holder, yesterday).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{}?sparad=slutat#funktioner", address(&id))))
}

/// Everything that is kept of a person, for whoever looks after all of their organisations.
async fn export(site: RequestContext, Path(person): Path<Uuid>) -> Result<Response, Fault> {
    let kept = accounts::export(&mut site.read().await?, person).await?;
    let text = serde_json::to_string_pretty(&kept).unwrap_or_default();
    Ok(attached("application/json; charset=utf-8", "uppgifter.json", text))
}

/// Erases a person, for whoever looks after all of their organisations.
async fn erase(site: RequestContext, Path((id, person)): Path<(String, Uuid)>) -> Result<Response, Fault> {
    if site.visitor().actor.person_id() == Some(person) {
        return Ok(see_other("/konto/radera"));
    }
    let mut tx = site.write().await?;
    accounts::erase(&mut tx, person).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{}?sparad=raderad#funktioner", address(&id))))
}

async fn withdraw(
    site: RequestContext,
    Path((id, invitation)): Path<(String, Uuid)>,
) -> Result<Response, Fault> {
    let mut tx = site.write().await?;
    accounts::withdraw(&mut tx, invitation).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{}?sparad=tillbaka#funktioner", address(&id))))
}
