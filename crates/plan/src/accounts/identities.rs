//! Signing in through an organisation's own identity provider.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::invitations::{invitation, take_up};
use super::persons::{checked_name, email_key};
use super::sign_in::{Client, Stepped, begin};
use crate::audit::{self, Event};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};

/// A provider that is trusted with some addresses.
#[derive(Clone, Debug)]
pub struct Provider {
    /// Its name in the settings.
    pub name: String,
    /// The domains of the e-mail addresses that it can speak for; nothing else that it says of addresses counts.
    pub domains: Vec<String>,
}

/// What a provider has proved of somebody.
#[derive(Clone, Debug)]
pub struct Claims {
    /// Who issued it.
    pub issuer: String,
    /// Who it is there. Never kept: it may be anything, also a personal identity number.
    pub subject: String,
    /// E-mail, if the provider has verified it.
    pub email: Option<String>,
    /// Name.
    pub name: Option<String>,
}

impl Claims {
    fn hash(&self) -> Vec<u8> {
        Sha256::digest(format!("{}\n{}", self.issuer, self.subject)).to_vec()
    }
}

/// Signs in somebody whom a provider has proved the identity of: who is known from before, or has an account with an
/// address that the provider speaks for, or comes with an invitation to it.
///
/// # Errors
/// [`Fault::Invalid`] with `identity-unknown`.
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
    .bind(claims.hash())
    .optional(tx)
    .await?;
    let person = match known {
        Some((person,)) => person,
        None => first_time(tx, provider, claims, link).await?,
    };
    begin(tx, person, &provider.name, client, false).await
}

async fn first_time(
    tx: &mut Tx,
    provider: &Provider,
    claims: &Claims,
    link: Option<&str>,
) -> Result<Uuid, Fault> {
    let unknown = Fault::Invalid(vec![FieldFault::new("email", "identity-unknown")]);
    let email = claims.email.as_deref().map(email_key);
    let speaks_for = |email: &str| {
        let domain = email.rsplit_once('@').map_or("", |(_, domain)| domain);
        provider.domains.iter().any(|own| own.eq_ignore_ascii_case(domain))
    };
    let Some(email) = email.filter(|email| speaks_for(email)) else { return Err(unknown) };
    let person = match (super::find_by_email(tx, &email).await?, link) {
        (Some(person), _) => person.id,
        (None, Some(link)) if email_key(&invitation(tx, link).await?.email) == email => {
            let name = checked_name(claims.name.as_deref().unwrap_or(&email))?;
            take_up(tx, link, &name).await?
        }
        _ => return Err(unknown),
    };
    query(sql!("insert into identity (hash, person_id, provider, created_at) values ($1, $2, $3, $4)"))
        .bind(claims.hash())
        .bind(person)
        .bind(&provider.name)
        .bind(tx.now())
        .execute(tx)
        .await?;
    audit::note(tx, Event::on("account.identity", "person", person)).await?;
    Ok(person)
}
