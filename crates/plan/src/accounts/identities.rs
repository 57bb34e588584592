//! Signing in through an organisation's own identity provider.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;

use super::codes;
use super::invitations::{invitation, take_up};
use super::persons::{checked_name, email_key};
use super::record::record;
use super::sign_in::{Client, Stepped, begin};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::organisations::grants;

/// A provider that is trusted with some addresses.
#[derive(Clone)]
pub struct Provider {
    /// Its name in the settings.
    pub name: String,
    /// The domains of the e-mail addresses that it can speak for; nothing else that it says of addresses counts.
    pub domains: Vec<String>,
    /// Whether it is trusted with those addresses also where it does not say that it has verified them, as providers that
    /// give each of their people an address of the organisation's own do not.
    pub trusts_domains: bool,
    /// The secret that the site shares with it.
    pub secret: String,
}

impl Provider {
    /// Whether it can speak for an address.
    pub fn speaks_for(&self, email: &str) -> bool {
        let domain = email.rsplit_once('@').map_or("", |(_, domain)| domain);
        self.domains.iter().any(|own| own.eq_ignore_ascii_case(domain))
    }
}

/// What a provider has proved of somebody.
#[derive(Clone, Debug)]
pub struct Claims {
    /// Who issued it.
    pub issuer: String,
    /// Who it is there. Never kept: it may be anything, also a personal identity number.
    pub subject: String,
    /// E-mail.
    pub email: Option<String>,
    /// Whether the provider says that it has verified the address; none where it does not say.
    pub is_verified: Option<bool>,
    /// Name.
    pub name: Option<String>,
}

impl Claims {
    /// What is kept of who somebody is at a provider. Subjects may be few enough to be guessed one by one, so the hash
    /// takes a key that the database does not hold: the secret that the site shares with the provider.
    fn hash(&self, provider: &Provider) -> Result<Vec<u8>, Fault> {
        let keyed =
            Hmac::<Sha256>::new_from_slice(provider.secret.as_bytes()).map_err(|_| Fault::Interrupted)?;
        Ok(keyed
            .chain_update(&self.issuer)
            .chain_update("\n")
            .chain_update(&self.subject)
            .finalize()
            .into_bytes()
            .to_vec())
    }
}

/// Signs in somebody whom a provider has proved the identity of: who is known from before, or has an account with an
/// address that the provider speaks for, or comes with an invitation to it.
///
/// # Errors
/// [`Fault::Invalid`] with why not: `identity-unknown`, `identity-no-address`, `identity-unverified`,
/// `identity-elsewhere`, `identity-left` or `identity-other-invitation`.
pub async fn sign_in_with(
    tx: &mut Tx,
    provider: &Provider,
    claims: &Claims,
    link: Option<&str>,
    client: &Client,
) -> Result<Stepped, Fault> {
    let known: Option<(Uuid,)> = query(sql!(
        "select i.person_id from identity i join person p on p.id = i.person_id
         where i.hash = $1 and p.erased_at is null"
    ))
    .bind(claims.hash(provider)?)
    .optional(tx)
    .await?;
    let person = match known {
        Some((person,)) => person,
        None => first_time(tx, provider, claims, link).await?,
    };
    // Whoever has turned codes on gives one whatever way they come, the first time and every other: a provider that
    // hands an old address to somebody new must not open the account.
    let needs_code = codes::is_on(tx, person).await?;
    begin(tx, person, &provider.name, client, needs_code).await
}

async fn first_time(
    tx: &mut Tx,
    provider: &Provider,
    claims: &Claims,
    link: Option<&str>,
) -> Result<Uuid, Fault> {
    let refused = |why: &'static str| Err(Fault::Invalid(vec![FieldFault::new("email", why)]));
    let Some(email) = claims.email.as_deref().map(email_key) else { return refused("identity-no-address") };
    if !provider.speaks_for(&email) {
        return refused("identity-elsewhere");
    }
    if !claims.is_verified.unwrap_or(provider.trusts_domains) {
        return refused("identity-unverified");
    }
    let person = match (super::find_by_email(tx, &email).await?, link) {
        // Whoever has left keeps no account that a successor with the same address would come into.
        (Some(person), _) if grants(tx, person.id).await?.is_empty() => return refused("identity-left"),
        (Some(person), _) => person.id,
        (None, Some(link)) if email_key(&invitation(tx, link).await?.email) == email => {
            let name = checked_name(claims.name.as_deref().unwrap_or(&email))?;
            take_up(tx, link, &name).await?
        }
        (None, Some(_)) => return refused("identity-other-invitation"),
        (None, None) => return refused("identity-unknown"),
    };
    query(sql!("insert into identity (hash, person_id, provider, created_at) values ($1, $2, $3, $4)"))
        .bind(claims.hash(provider)?)
        .bind(person)
        .bind(&provider.name)
        .bind(tx.now())
        .execute(tx)
        .await?;
    record(tx, "account.identity", person).await?;
    Ok(person)
}
