//! Moving among siblings.

use plan::access::Kind;
use plan::records::{Direction, delete, shift};
use plan::roadmap::store::restore;
use plan::roadmap::{Origin, RoadmapTree};
use proptest::prelude::*;
use uuid::Uuid;

use crate::Site;

fn ids(tree: &RoadmapTree) -> Vec<Uuid> {
    tree.areas.iter().map(|area| area.id).collect()
}

#[tokio::test]
async fn an_area_changes_places_with_its_neighbour_and_stops_at_the_end() {
    let site = Site::new().await;
    let roadmap = site.roadmap(Origin::Template).await;
    let before = ids(&site.tree(roadmap).await.unwrap());
    let [a, b, c, d] = before[..] else { panic!("four areas") };
    let mut tx = site.write().await;
    assert!(shift(&mut tx, Kind::Area.of(c), Direction::Up).await.unwrap());
    assert!(!shift(&mut tx, Kind::Area.of(a), Direction::Up).await.unwrap());
    assert!(!shift(&mut tx, Kind::Area.of(d), Direction::Down).await.unwrap());
    assert!(!shift(&mut tx, Kind::Roadmap.of(roadmap), Direction::Down).await.unwrap());
    tx.commit().await.unwrap();
    let tree = site.tree(roadmap).await.unwrap();
    assert_eq!(ids(&tree), [a, c, b, d]);
    assert!(tree.areas.iter().all(|area| area.version == 1), "moving disturbs no editor");
}

#[tokio::test]
async fn what_is_deleted_is_stepped_over_and_comes_back_in_its_place() {
    let site = Site::new().await;
    let roadmap = site.roadmap(Origin::Template).await;
    let [a, b, c, d] = ids(&site.tree(roadmap).await.unwrap())[..] else { panic!("four areas") };
    let mut tx = site.write().await;
    delete(&mut tx, Kind::Area.of(b), 1).await.unwrap();
    shift(&mut tx, Kind::Area.of(c), Direction::Up).await.unwrap();
    restore(&mut tx, Kind::Area.of(b)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(ids(&site.tree(roadmap).await.unwrap()), [c, b, a, d]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn moving_needs_about_only_changes_their_order(
        steps in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 1..12),
    ) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let (before, after) = runtime.block_on(async {
            let site = Site::new().await;
            let roadmap = site.roadmap(Origin::Template).await;
            let before = site.tree(roadmap).await.unwrap();
            let needs: Vec<Uuid> = before.needs().map(|need| need.id).collect();
            let mut tx = site.write().await;
            for (which, up) in steps {
                let direction = if up { Direction::Up } else { Direction::Down };
                shift(&mut tx, Kind::Need.of(*which.get(&needs)), direction).await.unwrap();
            }
            tx.commit().await.unwrap();
            (before, site.tree(roadmap).await.unwrap())
        });
        for (before, after) in before.areas.iter().zip(&after.areas) {
            let sorted = |area: &plan::roadmap::Area| {
                let mut needs: Vec<_> = area.needs.iter().map(|need| (need.id, need.title.clone())).collect();
                needs.sort();
                needs
            };
            prop_assert_eq!(sorted(before), sorted(after));
        }
    }
}
