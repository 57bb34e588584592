//! Signing in through an identity provider that follows OpenID Connect, with a code and proof that it is ours (PKCE).

use std::pin::Pin;
use std::time::Duration;

use axum::extract::{Path, Query};
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use axum::routing::get;
use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata, CoreUserInfoClaims};
use openidconnect::{
    AsyncHttpClient, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndUserName, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, HttpClientError, HttpRequest, HttpResponse, IssuerUrl, LocalizedClaim,
    Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, TokenResponse,
};
use plan::access::Actor;
use plan::accounts::{self, Claims, Flow};
use plan::fault::Fault as Refused;
use serde::Deserialize;

use super::sign_in::{Back, failed};
use super::{accounts, with_session};
use site::Site;
use site::cookies;
use site::fault::Fault;
use site::gate::{Accounts, IdentityProvider};
use site::page::{encoded, see_other};
use site::visit::RequestContext;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/logga-in/med/{name}", get(send)).route("/logga-in/med/{name}/svar", get(meet))
}

/// How long we wait for a provider.
const PATIENCE: Duration = Duration::from_secs(10);
/// Seconds that a sign-in may take.
const FLOW_SECONDS: i64 = 900;

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What went wrong between us and the provider, for the log. People are told to try again.
fn broken(provider: &IdentityProvider, cause: impl std::fmt::Display) -> Fault {
    tracing::error!(provider = provider.provider.name, %cause, "an identity provider could not be used");
    Fault::Provider
}

/// What asks providers, by the client that everything else here asks others with.
struct Http(http_client::Client);

impl Http {
    fn new() -> Result<Self, http_client::Error> {
        // A cryptography that has been chosen already is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        // A provider that answers with redirects could send us anywhere.
        let client = http_client::Client::builder().redirect(http_client::redirect::Policy::none());
        client.timeout(PATIENCE).build().map(Self)
    }

    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, HttpClientError<http_client::Error>> {
        let answer = self.0.execute(request.try_into().map_err(Box::new)?).await.map_err(Box::new)?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        let mut response = HttpResponse::new(answer.bytes().await.map_err(Box::new)?.to_vec());
        (*response.status_mut(), *response.headers_mut()) = (status, headers);
        Ok(response)
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = HttpClientError<http_client::Error>;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Self::Error>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.ask(request))
    }
}

/// The provider as it describes itself now: keys and addresses change.
async fn client(own: &Accounts, provider: &IdentityProvider, http: &Http) -> Result<Client, Fault> {
    let issuer = IssuerUrl::new(provider.issuer.clone()).map_err(|cause| broken(provider, cause))?;
    let described =
        CoreProviderMetadata::discover_async(issuer, http).await.map_err(|cause| broken(provider, cause))?;
    let answer = format!("{}/logga-in/med/{}/svar", own.origin, provider.provider.name);
    let answer = RedirectUrl::new(answer).map_err(|cause| broken(provider, cause))?;
    let (id, secret) =
        (ClientId::new(provider.client_id.clone()), ClientSecret::new(provider.provider.secret.clone()));
    Ok(CoreClient::from_provider_metadata(described, id, Some(secret)).set_redirect_uri(answer))
}

/// Whether a provider describes itself under the address that the settings have.
///
/// # Errors
/// Why not.
pub async fn discover_provider(provider: &IdentityProvider) -> Result<(), String> {
    let issuer = IssuerUrl::new(provider.issuer.clone()).map_err(|cause| cause.to_string())?;
    let http = Http::new().map_err(|cause| cause.to_string())?;
    CoreProviderMetadata::discover_async(issuer, &http).await.map(drop).map_err(|cause| cause.to_string())
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct InvitationQuery {
    inbjudan: String,
}

/// Sends the browser to the provider.
async fn send(
    site: RequestContext,
    Path(name): Path<String>,
    Query(back): Query<Back>,
    Query(asked): Query<InvitationQuery>,
) -> Result<Response, Fault> {
    let own = accounts(&site)?;
    let provider = own.provider(&name).ok_or(Fault::NotFound)?;
    let http = Http::new().map_err(|cause| broken(provider, cause))?;
    let client = client(own, provider, &http).await?;
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let (address, state, nonce) = client
        .authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random)
        .add_scope(Scope::new("email".into()))
        .add_scope(Scope::new("profile".into()))
        .set_pkce_challenge(challenge)
        .url();
    let flow = Flow {
        provider: name,
        nonce: nonce.secret().clone(),
        verifier: verifier.into_secret(),
        back: back.address(),
        invitation: asked.inbjudan,
    };
    accounts::begin_flow(&site.db, state.secret(), &flow).await?;
    let mut response = see_other(address.as_str());
    let cookie = cookies::set(own.flow_cookie(), state.secret(), Some(FLOW_SECONDS), own.origin.is_secure());
    if let Some(cookie) = cookie {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Callback {
    code: String,
    state: String,
}

/// Meets the browser when it comes back, and signs in whoever the provider says that it is.
async fn meet(
    site: RequestContext,
    Path(name): Path<String>,
    headers: axum::http::HeaderMap,
    Query(answer): Query<Callback>,
) -> Result<Response, Fault> {
    let own = accounts(&site)?;
    let provider = own.provider(&name).ok_or(Fault::NotFound)?;
    // Another browser than the one that began has been lured here.
    if answer.code.is_empty()
        || cookies::value(&headers, own.flow_cookie()).as_deref() != Some(answer.state.as_str())
    {
        return Err(Fault::LinkOld);
    }
    let flow = match accounts::end_flow(&site.db, &answer.state).await {
        Ok(flow) if flow.provider == name => flow,
        Ok(_) | Err(Refused::Invalid(_)) => return Err(Fault::LinkOld),
        Err(other) => return Err(other.into()),
    };
    let claims = proved(own, provider, &flow, answer.code).await?;
    let link = Some(flow.invitation.as_str()).filter(|link| !link.is_empty());
    let mut tx = site.db.write(&Actor::Visitor).await?;
    let stepped = match accounts::sign_in_with(
        &mut tx,
        &provider.provider,
        &claims,
        link,
        &site.visitor().client,
    )
    .await
    {
        Ok(stepped) => stepped,
        Err(Refused::Invalid(faults)) => {
            let why = faults.first().map_or("", |fault| fault.key);
            let why = if why.starts_with("identity-") { why } else { "identity-unknown" };
            failed("provider");
            tracing::warn!(
                provider = provider.provider.name,
                why,
                "somebody whom a provider knows was not let in"
            );
            return Err(Fault::Identity(why));
        }
        Err(other) => return Err(other.into()),
    };
    tx.commit().await?;
    let back = &flow.back;
    let to =
        if stepped.needs_code { format!("/logga-in/kod?tillbaka={}", encoded(back)) } else { back.clone() };
    let mut response = with_session(own, &stepped, &to);
    let done = cookies::set(own.flow_cookie(), "", Some(0), own.origin.is_secure());
    response.headers_mut().extend(done.map(|cookie| (SET_COOKIE, cookie)));
    Ok(response)
}

/// What the provider proves of somebody in exchange for a code: its token, checked against its keys, our name and what
/// we asked it to repeat.
async fn proved(
    own: &Accounts,
    provider: &IdentityProvider,
    flow: &Flow,
    code: String,
) -> Result<Claims, Fault> {
    let http = Http::new().map_err(|cause| broken(provider, cause))?;
    let client = client(own, provider, &http).await?;
    let asked =
        client.exchange_code(AuthorizationCode::new(code)).map_err(|cause| broken(provider, cause))?;
    let verifier = PkceCodeVerifier::new(flow.verifier.clone());
    let token = asked
        .set_pkce_verifier(verifier)
        .request_async(&http)
        .await
        .map_err(|cause| broken(provider, cause))?;
    let id_token = token.id_token().ok_or_else(|| broken(provider, "no identity in the answer"))?;
    let claims = id_token
        .claims(&client.id_token_verifier(), &Nonce::new(flow.nonce.clone()))
        .map_err(|cause| broken(provider, cause))?;
    let subject = claims.subject().clone();
    let issuer = claims.issuer().to_string();
    let mut email = claims.email().map(|email| email.to_string());
    let mut is_verified = claims.email_verified();
    let mut name = named(claims.name());
    let mut user = claims.preferred_username().map(|user| user.to_string());
    if is_verified != Some(true) || name.is_none() {
        // Most providers tell these only when asked with the token.
        let asked = client.user_info(token.access_token().clone(), Some(subject.clone()));
        let asked = asked.map_err(|cause| broken(provider, cause))?;
        let told: CoreUserInfoClaims =
            asked.request_async(&http).await.map_err(|cause| broken(provider, cause))?;
        if email.is_none() || told.email_verified() == Some(true) {
            email = told.email().map(|email| email.to_string());
            is_verified = told.email_verified();
        }
        name = name.or_else(|| named(told.name()));
        user = user.or_else(|| told.preferred_username().map(|user| user.to_string()));
    }
    // A user name is an address only where the provider is trusted to give none but its own.
    let trusts = provider.provider.trusts_domains;
    let user = user.filter(|user| trusts && provider.provider.speaks_for(user));
    let email = email.or(user);
    Ok(Claims { issuer, subject: subject.to_string(), email, is_verified, name })
}

/// A name in whatever language.
fn named(name: Option<&LocalizedClaim<EndUserName>>) -> Option<String> {
    name.and_then(|name| name.get(None)).map(|name| name.to_string())
}
