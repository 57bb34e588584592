//! Lists of those who are often asked, by name, for whoever asks for an organisation.

use serde_json::json;
use sqlx_macros::FromRow;
use uuid::Uuid;

use super::read::load;
use super::recipients::NewRecipient;
use crate::access::{Kind, Right};
use crate::audit;
use crate::checks::{Check, line};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::records::{event, root_of};

/// Most lists of one organisation.
const MOST: usize = 100;

/// A list of those who are often asked.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct RecipientList {
    /// Id.
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// How many are in it.
    pub count: i64,
}

/// The lists of the organisation that asks, in order of their names, for whoever may ask there.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`].
pub async fn recipient_lists(tx: &mut Tx, inquiry: Uuid) -> Result<Vec<RecipientList>, Fault> {
    let organisation = asks(tx, inquiry).await?;
    query(sql!(
        "select l.id, l.title, (select count(*) from list_entry e where e.list_id = l.id) as count
         from recipient_list l where l.organisation_id = $1 order by l.title, l.id"
    ))
    .bind(organisation)
    .all(tx)
    .await
}

/// The organisation that asks, for whoever may ask there.
async fn asks(tx: &mut Tx, inquiry: Uuid) -> Result<String, Fault> {
    let root = root_of(tx, Kind::Inquiry.of(inquiry)).await?;
    tx.demand(Right::Ask, root.owner())?;
    Ok(load(tx, inquiry).await?.organisation_id)
}

/// Those in a list of the organisation that asks, in order.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`].
pub async fn listed_recipients(tx: &mut Tx, inquiry: Uuid, list: Uuid) -> Result<Vec<NewRecipient>, Fault> {
    let there = recipient_lists(tx, inquiry).await?;
    if !there.iter().any(|one| one.id == list) {
        return Err(MISSING);
    }
    let rows: Vec<(String, Option<String>, String, String)> = query(sql!(
        "select title, organisation_id, function_title, email from list_entry where list_id = $1 order by position"
    ))
    .bind(list)
    .all(tx)
    .await?;
    let one = |(title, organisation_id, function_title, email)| NewRecipient {
        title,
        organisation_id,
        function_title,
        email,
    };
    Ok(rows.into_iter().map(one).collect())
}

const MISSING: Fault = Fault::NotFound { what: "recipient_list" };

/// Keeps those who are asked as a list by a name. One by the same name is replaced.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`]; [`Fault::Invalid`] with `title-missing`, `recipients-missing` or `lists-full`.
pub async fn save_list(tx: &mut Tx, inquiry: Uuid, title: &str) -> Result<Uuid, Fault> {
    let title = line(title);
    let there = recipient_lists(tx, inquiry).await?;
    let organisation = asks(tx, inquiry).await?;
    let all = super::read::recipients(tx, inquiry).await?;
    let asked: Vec<_> = all.iter().filter(|one| !one.is_spontaneous).collect();
    let before = there.iter().find(|one| swedish::fold(&one.title) == swedish::fold(&title));
    let mut check = Check::default();
    check.title("list_title", &title);
    if asked.is_empty() {
        check.add(FieldFault::new("list_title", "recipients-missing"));
    }
    if before.is_none() && there.len() >= MOST {
        check.add(FieldFault::new("list_title", "lists-full").with("max", MOST));
    }
    check.finish(()).map_err(Fault::Invalid)?;
    if let Some(before) = before {
        delete(tx, before.id).await?;
    }
    let id = tx.new_id();
    query(sql!(
        "insert into recipient_list (id, organisation_id, title, created_at) values ($1, $2, $3, $4)"
    ))
    .bind(id)
    .bind(&organisation)
    .bind(&title)
    .bind(tx.now())
    .execute(tx)
    .await?;
    for (place, one) in asked.iter().enumerate() {
        query(sql!(
            "insert into list_entry (list_id, position, title, organisation_id, function_title, email)
             values ($1, $2, $3, $4, $5, $6)"
        ))
        .bind(id)
        .bind(place as i64)
        .bind(&one.title)
        .bind(&one.organisation_id)
        .bind(&one.function_title)
        .bind(&one.email)
        .execute(tx)
        .await?;
    }
    noted(tx, inquiry, "list", json!({ "list": [null, title], "recipients": [null, asked.len()] })).await?;
    Ok(id)
}

/// Takes a list away. Those who have been asked by it stay asked.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`].
pub async fn remove_list(tx: &mut Tx, inquiry: Uuid, list: Uuid) -> Result<(), Fault> {
    let there = recipient_lists(tx, inquiry).await?;
    let found = there.iter().find(|one| one.id == list).ok_or(MISSING)?;
    delete(tx, list).await?;
    noted(tx, inquiry, "unlist", json!({ "list": [found.title, null] })).await
}

async fn delete(tx: &mut Tx, list: Uuid) -> Result<(), Fault> {
    query(sql!("delete from list_entry where list_id = $1")).bind(list).execute(tx).await?;
    query(sql!("delete from recipient_list where id = $1")).bind(list).execute(tx).await?;
    Ok(())
}

async fn noted(tx: &mut Tx, inquiry: Uuid, what: &str, change: serde_json::Value) -> Result<(), Fault> {
    let root = root_of(tx, Kind::Inquiry.of(inquiry)).await?;
    audit::record(tx, event(&root, what, root.of).change(change)).await
}

/// Takes away the lists of an organisation that closes.
pub(crate) async fn forget_lists(tx: &mut Tx, organisation: &str) -> Result<(), Fault> {
    query(sql!(
        "delete from list_entry where list_id in (select id from recipient_list where organisation_id = $1)"
    ))
    .bind(organisation)
    .execute(tx)
    .await?;
    query(sql!("delete from recipient_list where organisation_id = $1"))
        .bind(organisation)
        .execute(tx)
        .await?;
    Ok(())
}
