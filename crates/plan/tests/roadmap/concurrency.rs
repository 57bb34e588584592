//! Many at once.

use plan::access::Actor;
use plan::roadmap::store::{create_need, edit_need};
use plan::roadmap::{NeedInput, Origin, Part, load, load_around};
use uuid::Uuid;

use crate::Site;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn writers_queue_and_none_is_told_that_the_database_is_locked() {
    let site = Site::new().await;
    let roadmap = site.roadmap(Origin::Template).await;
    let area = site.tree(roadmap).await.unwrap().areas[0].id;
    // A second program with the same database: its writers do not share our queue.
    let other = site.again().await;
    let writers: Vec<_> = (0..40)
        .map(|number| {
            let db = if number % 4 == 0 { &other } else { &site.db }.clone();
            tokio::spawn(async move {
                let mut tx = db.write(&Actor::Machine).await?;
                let seen = load(&mut tx, roadmap).await?.needs().count();
                let input = NeedInput { title: format!("Behov {number}"), ..NeedInput::default() };
                create_need(&mut tx, area, &input).await?;
                tx.commit().await?;
                Ok::<usize, plan::fault::Fault>(seen)
            })
        })
        .collect();
    let mut seen = Vec::new();
    for writer in writers {
        seen.push(writer.await.unwrap().unwrap());
    }
    seen.sort_unstable();
    assert_eq!(seen, (20..60).collect::<Vec<_>>(), "each saw everything before it");
    let tree = site.tree(roadmap).await.unwrap();
    let positions: Vec<_> = tree.areas[0].needs.iter().map(|need| need.position).collect();
    assert_eq!(positions, (0..46).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_editors_with_the_same_version_one_saves() {
    let site = Site::new().await;
    let [_, _, need, _] = site.small().await;
    let editors: Vec<_> = (0..10)
        .map(|number| {
            let db = site.db.clone();
            tokio::spawn(async move {
                let mut tx = db.write(&Actor::Machine).await.unwrap();
                let input = NeedInput { title: format!("Av {number}"), ..NeedInput::default() };
                let saved = edit_need(&mut tx, need, 1, &input).await;
                tx.commit().await.unwrap();
                saved.is_ok()
            })
        })
        .collect();
    let mut saved = 0;
    for editor in editors {
        saved += usize::from(editor.await.unwrap());
    }
    assert_eq!(saved, 1);
    assert_eq!(version(&site, need).await, 2);
}

#[tokio::test]
async fn a_reader_sees_one_moment_and_does_not_wait_for_a_writer() {
    let site = Site::new().await;
    let [roadmap, area, _, _] = site.small().await;
    let mut reader = site.db.read(&Actor::Machine).await.unwrap();
    let before = load(&mut reader, roadmap).await.unwrap();
    let mut writer = site.write().await;
    let input = NeedInput { title: "Senare".into(), ..NeedInput::default() };
    create_need(&mut writer, area, &input).await.unwrap();
    writer.commit().await.unwrap();
    assert_eq!(load(&mut reader, roadmap).await.unwrap(), before);
    assert_eq!(site.tree(roadmap).await.unwrap().needs().count(), 2);
}

async fn version(site: &Site, need: Uuid) -> i64 {
    let mut tx = site.db.read(&Actor::Machine).await.unwrap();
    load_around(&mut tx, Part::Need, need).await.unwrap().need(need).unwrap().version
}
