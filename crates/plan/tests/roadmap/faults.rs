//! A database server that crashes while many write.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use plan::access::Actor;
use plan::db::Db;
use plan::fault::Fault;
use plan::records::Listing;
use plan::roadmap::store::create;
use plan::roadmap::{Origin, list};
use servers::postgres::Server;
use uuid::Uuid;

use crate::about;

/// Creates roadmaps from the template until it is told to stop; those that were acknowledged.
async fn write(db: Db, stop: Arc<AtomicBool>) -> Vec<Uuid> {
    let mut acknowledged = Vec::new();
    while !stop.load(Ordering::Relaxed) {
        let saved = async {
            let mut tx = db.write(&Actor::Machine).await?;
            let id = create(&mut tx, None, &about("Färdplan"), Origin::Template).await?;
            tx.commit().await?;
            Ok::<Uuid, Fault>(id)
        };
        match saved.await {
            Ok(id) => acknowledged.push(id),
            Err(Fault::Away(_)) => tokio::time::sleep(Duration::from_millis(20)).await,
            Err(other) => panic!("a server that is gone is away, not {other:?}"),
        }
    }
    acknowledged
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_server_that_crashes_loses_nothing_and_is_found_again() {
    let mut server = Server::start();
    let db = Db::open(&server.database().parse().unwrap()).await.unwrap();
    let stop = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..6).map(|_| tokio::spawn(write(db.clone(), Arc::clone(&stop)))).collect();
    for _ in 0..3 {
        tokio::time::sleep(Duration::from_millis(300)).await;
        server = tokio::task::spawn_blocking(move || {
            server.crash();
            server
        })
        .await
        .unwrap();
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    stop.store(true, Ordering::Relaxed);
    let mut acknowledged = Vec::new();
    for writer in writers {
        let own = writer.await.unwrap();
        assert!(!own.is_empty(), "every writer has found the server");
        acknowledged.extend(own);
    }
    let kept = list(&mut db.read(&Actor::Machine).await.unwrap(), &Listing::all()).await.unwrap().0;
    for id in &acknowledged {
        assert!(kept.iter().any(|summary| summary.roadmap.id == *id), "{id} was acknowledged and is lost");
    }
    assert!(kept.iter().all(|summary| (summary.areas, summary.needs) == (4, 20)), "nothing is half written");
}
