//! Everything moved from one database to another and back.

use plan::access::{Actor, Kind};
use plan::db::Db;
use plan::db::copy::{Copied, copy};
use plan::fault::Fault;
use plan::records::{Listing, delete};
use plan::roadmap::store::{create, create_measure};
use plan::roadmap::{MeasureInput, Origin, list, load};
use servers::Database;

use crate::{Site, about, full_time};

async fn open(database: &Database) -> Db {
    Db::open(&database.place.parse().unwrap()).await.unwrap()
}

/// Roadmaps with everything in them, and something deleted.
async fn full() -> Site {
    let site = Site::new().await;
    let [_, _, need, _] = site.small().await;
    let other = site.roadmap(Origin::Template).await;
    let mut tx = site.write().await;
    create(&mut tx, None, &about("Åäö \u{1F600} '; drop table area; --"), Origin::Copy(other)).await.unwrap();
    let free = MeasureInput { cost_one_off: -0.0, ..full_time() };
    create_measure(&mut tx, need, &free).await.unwrap();
    delete(&mut tx, Kind::Need.of(need), 1).await.unwrap();
    tx.commit().await.unwrap();
    site
}

fn rows(copied: &[Copied], table: &str) -> u64 {
    copied.iter().find(|copied| copied.table == table).unwrap().rows
}

#[tokio::test]
async fn there_and_back_again_nothing_is_lost_and_nothing_changed() {
    let site = full().await;
    let (file, back) = (Database::file(), Database::new());
    let there = copy(&site.db, &open(&file).await).await.unwrap();
    let again = copy(&open(&file).await, &open(&back).await).await.unwrap();
    assert_eq!(there, again);
    assert_eq!((rows(&there, "roadmap"), rows(&there, "measure"), rows(&there, "effect")), (3, 2, 4));
    let db = open(&back).await;
    let (mut before, mut after) =
        (site.db.read(&Actor::Machine).await.unwrap(), db.read(&Actor::Machine).await.unwrap());
    for summary in list(&mut before, &Listing::all()).await.unwrap().0 {
        let id = summary.roadmap.id;
        assert_eq!(load(&mut before, id).await.unwrap(), load(&mut after, id).await.unwrap());
    }
}

#[tokio::test]
async fn a_database_with_something_in_it_is_never_written_over() {
    let site = full().await;
    let other = full().await;
    assert!(matches!(copy(&site.db, &other.db).await, Err(Fault::NotEmpty)));
    let mut tx = other.db.read(&Actor::Machine).await.unwrap();
    assert_eq!(list(&mut tx, &Listing::all()).await.unwrap().0.len(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_is_written_meanwhile_is_not_half_copied() {
    let site = full().await;
    let writing = {
        let db = site.db.clone();
        tokio::spawn(async move {
            for _ in 0..20 {
                let mut tx = db.write(&Actor::Machine).await.unwrap();
                create(&mut tx, None, &about("Samtidigt"), Origin::Template).await.unwrap();
                tx.commit().await.unwrap();
            }
        })
    };
    let mut copies = Vec::new();
    for _ in 0..4 {
        let file = Database::file();
        copies.push(copy(&site.db, &open(&file).await).await.unwrap());
    }
    writing.await.unwrap();
    for copied in copies {
        // Each new roadmap has four areas and twenty needs, or is not there.
        let new = rows(&copied, "roadmap") - 3;
        assert_eq!(rows(&copied, "area"), 1 + 8 + 4 * new);
        assert_eq!(rows(&copied, "need"), 1 + 40 + 20 * new);
    }
}
