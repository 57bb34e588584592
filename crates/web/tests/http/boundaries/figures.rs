//! A draft of figures, and every address that leads to it.

use plan::db::Tx;
use plan::figures::{self, FiguresInput, FiguresSubject, FiguresTable, TableRow};
use reqwest::Method;
use uuid::Uuid;

use super::SECRET;

/// A draft of Hedemora's with the secret in every text, also of the table that it was read from.
pub async fn figures(tx: &mut Tx) -> Uuid {
    let cells = [vec![SECRET, "", ""], vec!["Ålder", "2026", "2027"], vec!["80+", "1350", "1400"]];
    let row = |(at, cells): (usize, &Vec<&str>)| TableRow {
        number: at + 1,
        cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
    };
    let rows: Vec<TableRow> = cells.iter().enumerate().map(row).collect();
    let tree = plan::organisations::official().unwrap();
    let table = FiguresTable::read(FiguresSubject::People, rows, tree, "2083").unwrap();
    let input =
        FiguresInput { title: SECRET.into(), maker: SECRET.into(), made_on: None, note: SECRET.into() };
    figures::create(tx, Some("2083"), "2083", &input, &table).await.unwrap()
}

/// Every address that has to do with it, with what may be asked of it.
pub fn addresses(id: Uuid) -> Vec<(Method, String)> {
    let shown = ["", "/andra", "/bilagor", "/borttaget", "/dela"];
    let changed = ["/andra", "/aterstall", "/bilagor", "/bort", "/dela", "/steg"];
    let get = shown.iter().map(|what| (Method::GET, format!("/egna-siffror/{id}{what}")));
    let post = changed.iter().map(|what| (Method::POST, format!("/egna-siffror/{id}{what}")));
    let file = Uuid::from_u128(9);
    let rest = [
        (Method::GET, format!("/egna-siffror/{id}/bilaga/{file}")),
        (Method::GET, format!("/api/v1/own-figures/{id}/attachments")),
        (Method::DELETE, format!("/api/v1/own-figures/{id}?version=1")),
        (Method::POST, format!("/egna-siffror/{id}/bilaga/{file}/aterstall")),
        (Method::POST, format!("/egna-siffror/{id}/bilaga/{file}/bort")),
        (Method::POST, format!("/egna-siffror/{id}/dela/{file}/sluta")),
    ];
    get.chain(post).chain(rest).collect()
}
