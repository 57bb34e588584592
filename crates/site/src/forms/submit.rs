//! Carrying out what a form asks for. Whatever refuses it, what was typed is kept: the form is shown again with the
//! reason, or the page that tells of a fault shows what was typed ([`crate::fault::Typed`]).

use axum::Form as Body;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use plan::access::Right;
use plan::case_data;
use plan::db::Tx;
use plan::fault::{Fault as Refused, FieldFault};
use plan::once::{Request as MakingRequest, once};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Form;
use super::merge::OWN;
use crate::fault::Fault;
use crate::site::Site;
use crate::texts::Texts;
use crate::visit::{CurrentPage, RequestContext};

/// The box that says that the texts have been read and are about no single person.
pub const REVIEWED: &str = "granskad";

/// A form that was sent, with what it takes to carry it out or show it again.
pub struct Sent {
    /// The site, as whoever sent it meets it.
    pub site: RequestContext,
    /// The language.
    pub t: Texts,
    /// The page that it was sent to.
    pub here: CurrentPage,
    /// The form.
    pub form: Form,
}

impl FromRequest<Site> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let visit = RequestContext::from_request_parts(&mut parts, site)
            .await
            .map_err(IntoResponse::into_response)?;
        let t = Texts::from_request_parts(&mut parts, site).await.map_err(IntoResponse::into_response)?;
        let here =
            CurrentPage::from_request_parts(&mut parts, site).await.map_err(IntoResponse::into_response)?;
        let body = Body::<Vec<(String, String)>>::from_request(Request::from_parts(parts, body), site).await;
        let Body(fields) = body.map_err(IntoResponse::into_response)?;
        Ok(Self { site: visit, t, here, form: Form::sent(fields) })
    }
}

/// Carries out what a form asks for, in one transaction. None when it was refused: then the form says why, and is to be
/// shown again.
///
/// # Errors
/// What no form can say: that the thing is gone, that one must sign in, that the database is away.
pub async fn submit<T>(
    site: &RequestContext,
    form: &mut Form,
    action: impl AsyncFnOnce(&mut Tx) -> Result<T, Refused>,
) -> Result<Option<T>, Fault> {
    if !form.is_good() {
        return Ok(None);
    }
    let mut tx = site.write().await?;
    let done = match form.is_reviewed() {
        true => case_data::reviewed(action(&mut tx)).await,
        false => action(&mut tx).await,
    };
    match done {
        Ok(done) => {
            tx.commit().await?;
            Ok(Some(done))
        }
        Err(why) => {
            drop(tx);
            form.refuse(why)?;
            Ok(None)
        }
    }
}

/// The same for what makes a thing: the same form sent twice makes one.
///
/// # Errors
/// As [`submit`].
pub async fn submit_once(
    site: &RequestContext,
    form: &mut Form,
    make: impl AsyncFnOnce(&mut Tx) -> Result<Uuid, Refused>,
) -> Result<Option<Uuid>, Fault> {
    let (key, content) = (form.value("key").to_owned(), form.written());
    let request = MakingRequest { key: &key, content: &content };
    submit(site, form, async |tx| once(tx, request, make).await).await
}

impl Form {
    /// Notes why an action was refused, so that the form can be shown again with the reason.
    ///
    /// # Errors
    /// As [`submit`].
    pub fn refuse(&mut self, why: Refused) -> Result<(), Fault> {
        let (status, fault) = match why {
            Refused::Invalid(faults) => {
                self.add_all(faults);
                self.may_be_reviewed = true;
                return Ok(());
            }
            Refused::Conflict => (StatusCode::CONFLICT, FieldFault::new("form", "conflict")),
            Refused::Locked { kind, state } => {
                let fault = FieldFault::new("form", "locked");
                (StatusCode::CONFLICT, fault.with("kind", kind).with("stage", state.name()))
            }
            Refused::TooMany { minutes } => (
                StatusCode::TOO_MANY_REQUESTS,
                FieldFault::new("form", "too-many-tries").with("minutes", minutes),
            ),
            Refused::Quota { quota, most } => (
                StatusCode::TOO_MANY_REQUESTS,
                FieldFault::new("form", "quota").with("quota", quota).with("max", most),
            ),
            other => return Err(other.into()),
        };
        self.fault(fault);
        self.status = Some(status);
        Ok(())
    }

    /// Whether whoever sent it has ticked that what was found in just these texts is about no single person.
    pub fn is_reviewed(&self) -> bool {
        !self.value(REVIEWED).is_empty() && self.value(REVIEWED) == self.fingerprint()
    }

    /// What is sent along when what was found in the texts has been read: it is good for these texts only. None where nothing
    /// was found that can be let through.
    pub fn review(&self) -> Option<String> {
        let is_found = self.faults.iter().any(|fault| fault.of_case_data());
        (self.may_be_reviewed && is_found).then(|| self.fingerprint())
    }

    /// A fingerprint of all that is typed.
    fn fingerprint(&self) -> String {
        let typed =
            self.values.iter().filter(|(name, text)| !OWN.contains(&name.as_str()) && !text.is_empty());
        let mut hasher = Sha256::new();
        for text in typed.flat_map(|(name, text)| [name, text]) {
            hasher.update((text.len() as u64).to_be_bytes());
            hasher.update(text);
        }
        data_encoding::HEXLOWER.encode(&hasher.finalize()[..16])
    }

    /// Notes that whoever sent it lacks a right.
    pub fn forbid(&mut self, right: Right) {
        self.fault(FieldFault::new("form", "right-missing").with("right", right));
        self.status = Some(StatusCode::FORBIDDEN);
    }

    /// Whether it was refused because someone else has saved meanwhile.
    pub fn is_conflict(&self) -> bool {
        self.faults.iter().any(|fault| fault.key == "conflict")
    }

    /// Whether it was refused because too many attempts have failed.
    pub fn is_throttled(&self) -> bool {
        self.status == Some(StatusCode::TOO_MANY_REQUESTS)
    }

    /// Whether it was refused because a quota is used up.
    pub fn is_over_quota(&self) -> bool {
        self.faults.iter().any(|fault| fault.key == "quota")
    }

    /// The status of a page with the form: whether something is wrong with it.
    pub fn status(&self) -> StatusCode {
        let own = if self.is_good() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        self.status.unwrap_or(own)
    }
}
