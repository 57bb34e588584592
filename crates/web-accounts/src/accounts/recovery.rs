//! A new password for whoever has forgotten the old one.

use std::time::Duration;

use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use plan::access::Actor;
use plan::accounts::{self, NewPassword};
use plan::fault::Fault as Refused;

use super::{accounts, with_known_device};
use site::Site;
use site::fault::Fault;
use site::forms::{Fields, Form, FormPage, Kind, Section, Sent};
use site::page::{Frame, NavItem, message_page, see_other};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

/// Longer than making a link takes, as a rule.
const LONGEST_WORK: Duration = Duration::from_millis(300);

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/glomt-losenord", get(ask).post(send))
        .route("/nytt-losenord/{link}", get(choose).post(recover))
}

async fn ask(site: RequestContext, t: Texts, here: CurrentPage) -> Result<Response, Fault> {
    ask_page(&site, t, &here, &Form::default())
}

fn ask_page(site: &RequestContext, t: Texts, here: &CurrentPage, form: &Form) -> Result<Response, Fault> {
    let own = accounts(site)?;
    let fields = Fields { t, thing: "account", form, theirs: None };
    let section = Section { fields: vec![fields.required("email", Kind::Email)], ..Section::default() };
    let frame = Frame::new(t, t.get("recovery-title"), NavItem::Other, here);
    let mut page = FormPage::new(frame, form, vec![section], "recovery-button").lead(t.get("recovery-lead"));
    if !own.sends_mail {
        page = page.lead(t.get("mail-none"));
    }
    page.show()
}

/// Sends a link to the address, if somebody has it. The answer is the same if nobody does.
async fn send(sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let own = accounts(&site)?;
    let email = form.text("email");
    let work = async {
        let asked = accounts::ask_recovery(&site.db, &email, &site.visitor().client.address).await?;
        if let Some((mut tx, person, secret)) = asked {
            let letter = super::letters::recovery(t, &own.origin, &person, &secret);
            plan::outbox::queue_email(&mut tx, &letter).await?;
            tx.commit().await?;
        }
        Ok::<(), Refused>(())
    };
    // Making a link takes longer than making none, and nobody shall learn so who has an account.
    let (done, ()) = tokio::join!(work, tokio::time::sleep(LONGEST_WORK));
    match done {
        Ok(()) => message_page(t, &here, if own.sends_mail { "recovery-sent" } else { "recovery-waits" }),
        Err(why) => {
            form.refuse(why)?;
            ask_page(&site, t, &here, &form)
        }
    }
}

async fn choose(site: RequestContext, t: Texts, here: CurrentPage) -> Result<Response, Fault> {
    accounts(&site)?;
    show(t, &here, &Form::default())
}

async fn recover(Path(link): Path<String>, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let own = accounts(&site)?;
    match try_recover(&site, &link, form.value("password")).await {
        Ok(known) => {
            let mut response = see_other("/logga-in?ny=losenord");
            with_known_device(own, &mut response, &known);
            Ok(response)
        }
        Err(Refused::Invalid(faults)) if faults.iter().any(|fault| fault.key == "link-old") => {
            Err(Fault::LinkOld)
        }
        Err(why) => {
            form.refuse(why)?;
            show(t, &here, &form)
        }
    }
}

async fn try_recover(site: &RequestContext, link: &str, password: &str) -> Result<String, Refused> {
    // Looked up first: a hash takes time, and nobody's link is not worth it.
    accounts::recoverable(&mut site.db.read(&Actor::Visitor).await?, link).await?;
    let password = NewPassword::new(site.db.clock(), password).await?;
    let mut tx = site.db.write(&Actor::Visitor).await?;
    let known = accounts::recover(&mut tx, link, &password).await?;
    tx.commit().await?;
    Ok(known)
}

fn show(t: Texts, here: &CurrentPage, form: &Form) -> Result<Response, Fault> {
    let fields = Fields { t, thing: "account", form, theirs: None };
    let section = Section { fields: vec![fields.new_password()], ..Section::default() };
    let frame = Frame::new(t, t.get("recovery-new-title"), NavItem::Other, here);
    FormPage::new(frame, form, vec![section], "recovery-new-button").show()
}
