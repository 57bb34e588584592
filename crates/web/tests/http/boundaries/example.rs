//! A draft of an example, and every address that leads to it.

use plan::db::Tx;
use plan::library::examples::{self, ExampleInput};
use reqwest::Method;
use uuid::Uuid;

use super::SECRET;
use crate::served::forecast;

/// A draft of Hedemora's with the secret in every text.
pub async fn example(tx: &mut Tx) -> Uuid {
    let input = ExampleInput {
        title: SECRET.into(),
        region_code: "2083".into(),
        claim: SECRET.into(),
        conclusions: SECRET.into(),
        body: SECRET.into(),
        not_worked: SECRET.into(),
        contact: SECRET.into(),
        ..ExampleInput::default()
    };
    examples::create(tx, &forecast().tables().effects, Some("2083"), &input).await.unwrap()
}

/// Every address that has to do with it, with what may be asked of it.
pub fn addresses(id: Uuid) -> Vec<(Method, String)> {
    let shown = ["", "/andra", "/bilagor", "/borttaget", "/dela", "/granska", "/hos-oss", "/uppfoljning"];
    let changed = [
        "/andra",
        "/aterstall",
        "/bilagor",
        "/bort",
        "/dela",
        "/granska",
        "/hos-oss",
        "/kontakt-borta",
        "/steg",
        "/uppfoljning",
    ];
    let get = shown.iter().map(|what| (Method::GET, format!("/exempel/{id}{what}")));
    let post = changed.iter().map(|what| (Method::POST, format!("/exempel/{id}{what}")));
    let file = Uuid::from_u128(9);
    let rest = [
        (Method::GET, format!("/exempel/{id}/bilaga/{file}")),
        (Method::GET, format!("/api/v1/examples/{id}/attachments")),
        (Method::GET, format!("/api/v1/examples/{id}")),
        (Method::DELETE, format!("/api/v1/examples/{id}?version=1")),
        (Method::POST, format!("/exempel/{id}/bilaga/{file}/aterstall")),
        (Method::POST, format!("/exempel/{id}/bilaga/{file}/bort")),
        (Method::POST, format!("/exempel/{id}/dela/{file}/sluta")),
    ];
    get.chain(post).chain(rest).collect()
}
