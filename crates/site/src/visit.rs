//! Who makes a request: found out once for each, and handed to handlers together with the site.

use std::net::SocketAddr;
use std::ops::Deref;
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts, OriginalUri};
use axum::http::header::{HOST, REFERER, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, Method, Uri};
use chrono::NaiveDate;
use forecast::{Choice, Forecast, Summary};
use plan::access::Actor;
use plan::accounts::{self, Client};
use plan::db::Tx;
use plan::fault::Fault;
use uuid::Uuid;

use crate::cookies;
use crate::gate::session_secret;
use crate::gate::{Accounts, AuthMode};
use crate::page::is_local;
use crate::site::Site;

/// Whoever makes a request.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    /// For whom things are done.
    pub actor: Actor,
    /// The session, when one has signed in.
    pub session: Option<Uuid>,
    /// From where.
    pub client: Client,
    /// Whether one can sign in here at all.
    pub has_accounts: bool,
}

impl Visitor {
    /// Finds out who makes a request.
    pub async fn find(site: &Site, headers: &HeaderMap, extensions: &Extensions) -> Result<Self, Fault> {
        let accounts = match &*site.gate {
            AuthMode::Machine => return Ok(Self { actor: Actor::Machine, ..Self::default() }),
            AuthMode::Accounts(accounts) => accounts,
        };
        let secret = session_secret(accounts, headers);
        let signed = match &secret {
            Some(secret) => accounts::signed(&site.db, secret).await?,
            None => None,
        };
        let client = Client {
            address: address(accounts, headers, extensions),
            device: headers
                .get(USER_AGENT)
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
                .to_owned(),
            session: secret,
            known: cookies::value(headers, accounts.device_cookie()),
        };
        let is_whole = signed.as_ref().is_some_and(|signed| !signed.is_pending);
        let session = signed.as_ref().filter(|_| is_whole).map(|signed| signed.session);
        let actor = signed.map(|signed| signed.actor).unwrap_or_default();
        Ok(Self { actor, session, client, has_accounts: true })
    }

    /// The name of whoever has signed in.
    pub fn name(&self) -> Option<&str> {
        self.actor.person().map(|person| person.name.as_str())
    }

    /// The network that the visitor asks from, by which a fair share is reckoned.
    pub fn network(&self) -> String {
        accounts::network(&self.client.address)
    }

    /// Whether this is somebody who has not signed in where one can.
    pub fn is_stranger(&self) -> bool {
        matches!(self.actor, Actor::Visitor)
    }
}

/// The network address that somebody asks from: what the proxy in front of us says last, where there is one.
fn address(accounts: &Accounts, headers: &HeaderMap, extensions: &Extensions) -> String {
    let told = headers.get_all("x-forwarded-for").iter().next_back().and_then(|value| value.to_str().ok());
    let told = told.and_then(|value| value.rsplit(',').next()).map(|value| value.trim().to_owned());
    let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip().to_string());
    told.filter(|_| accounts.behind_proxy).or(peer).unwrap_or_default()
}

/// The site, as one visitor meets it: every transaction is theirs.
pub struct RequestContext {
    site: Site,
    visitor: Visitor,
}

impl RequestContext {
    /// Begins to read.
    pub async fn read(&self) -> Result<Tx, Fault> {
        self.site.db.read(&self.visitor.actor).await
    }

    /// Begins to write.
    pub async fn write(&self) -> Result<Tx, Fault> {
        self.site.db.write(&self.visitor.actor).await
    }

    /// What a roadmap is worth, or the like, computed for this visitor: see [`Site::compute_roadmap`].
    pub async fn compute_roadmap<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Forecast) -> T + Send + 'static,
    ) -> Result<T, crate::fault::Fault> {
        self.site.compute_roadmap(self.visitor.network(), work).await
    }

    /// Reads a file that this visitor has sent: see [`Site::read_file`].
    pub async fn read_file<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, crate::fault::Fault> {
        self.site.read_file(self.visitor.network(), work).await
    }

    /// A region under a choice, computed for this visitor: see [`Site::summary`].
    pub async fn summary(&self, code: &str, choice: Choice) -> Result<Arc<Summary>, crate::fault::Fault> {
        self.site.summary(self.visitor.network(), code, choice).await
    }

    /// Whoever makes the request.
    pub fn visitor(&self) -> &Visitor {
        &self.visitor
    }
}

impl Deref for RequestContext {
    type Target = Site;

    fn deref(&self) -> &Site {
        &self.site
    }
}

impl FromRequestParts<Site> for RequestContext {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Self::Rejection> {
        let visitor = parts.extensions.get::<Visitor>().cloned().unwrap_or_default();
        Ok(Self { site: site.clone(), visitor })
    }
}

/// When something is asked of the site, and under which address it was found.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The day in Sweden.
    pub day: NaiveDate,
    /// The site's address, as `https://fardplan.example.se`.
    pub origin: String,
}

impl Asked {
    /// Now, by the site's clock.
    pub(crate) fn now(site: &Site, headers: &HeaderMap) -> Self {
        let host = headers.get(HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let origin = site
            .gate
            .accounts()
            .map_or_else(|| format!("http://{host}"), |accounts| accounts.origin.to_string());
        Self { day: site.db.clock().today(), origin }
    }
}

/// The page that is asked for, and by whom: what the frame around it shows.
#[derive(Clone, Debug)]
pub struct CurrentPage {
    /// The address.
    pub uri: Uri,
    /// When it is asked for, and where the site is.
    pub asked: Asked,
    /// A page to come back to: the address itself, or the page that a form was sent from.
    pub back: String,
    /// The actor.
    pub visitor: Visitor,
}

impl Deref for CurrentPage {
    type Target = Uri;

    fn deref(&self) -> &Uri {
        &self.uri
    }
}

impl CurrentPage {
    /// What is asked for, by whom.
    pub fn new(uri: Uri, method: &Method, headers: &HeaderMap, visitor: Visitor, asked: Asked) -> Self {
        let before = (method != Method::GET).then(|| page_before(headers)).flatten();
        let back = before.unwrap_or_else(|| uri.to_string());
        Self { uri, asked, back, visitor }
    }
}

/// The page of this site that a form was sent from.
fn page_before(headers: &HeaderMap) -> Option<String> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let page: Uri = text(REFERER)?.parse().ok()?;
    let is_ours = page.authority().map(|host| host.as_str()) == text(HOST);
    page.path_and_query().map(ToString::to_string).filter(|page| is_ours && is_local(page))
}

impl<S: Send + Sync> FromRequestParts<S> for CurrentPage {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let OriginalUri(uri) = OriginalUri::from_request_parts(parts, state).await?;
        let visitor = parts.extensions.get::<Visitor>().cloned().unwrap_or_default();
        let asked = parts.extensions.get::<Asked>().cloned().unwrap_or_default();
        Ok(Self::new(uri, &parts.method, &parts.headers, visitor, asked))
    }
}
