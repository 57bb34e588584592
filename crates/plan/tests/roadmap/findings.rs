//! What a roadmap lacks.

use plan::roadmap::file::from_toml;
use plan::roadmap::import;
use plan::roadmap::{Finding, FindingKind, RoadmapTree};
use uuid::Uuid;

use crate::Site;

async fn tree(site: &Site, needs: &str) -> RoadmapTree {
    let text = format!("title = 'Plan'\nregion = '2062'\n[[area]]\ntitle = 'Område'\n{needs}");
    let mut tx = site.write().await;
    let id = import(&mut tx, None, &from_toml(&text).unwrap()).await.unwrap();
    tx.commit().await.unwrap();
    site.tree(id).await.unwrap()
}

/// The findings as the titles of what they concern.
fn named(tree: &RoadmapTree) -> Vec<(FindingKind, String)> {
    let title = |finding: &Finding| match finding.measure_id {
        Some(id) => tree.measure(id).unwrap().title.clone(),
        None => tree.need(finding.need_id).unwrap().title.clone(),
    };
    tree.findings(2027).iter().map(|finding| (finding.kind, title(finding))).collect()
}

#[tokio::test]
async fn a_need_that_nobody_meets_is_found() {
    let site = Site::new().await;
    let tree = tree(
        &site,
        "[[area.need]]\ntitle = 'Inget'
         [[area.need]]\ntitle = 'Bara staten'\n[[area.need.initiative]]\nlevel = 'national'\ntitle = 'Lag'
         [[area.need]]\ntitle = 'Eget projekt'\n[[area.need.initiative]]\nlevel = 'local'\ntitle = 'Projekt'
         [[area.need]]\ntitle = 'Stoppat'\n[[area.need.measure]]\ntitle = 'S'\nstart_year = 2027
         status = 'stopped'\nstatus_reason = 'Dyrt'",
    )
    .await;
    assert_eq!(
        named(&tree),
        [
            (FindingKind::NothingAtAll, "Inget".to_owned()),
            (FindingKind::NothingLocal, "Bara staten".to_owned()),
            (FindingKind::NothingAtAll, "Stoppat".to_owned()),
        ]
    );
    assert_eq!(tree.findings(2027)[0].area_id, tree.areas[0].id);
}

#[tokio::test]
async fn a_horizon_has_passed_the_year_after_it() {
    let site = Site::new().await;
    let local = "[[area.need.initiative]]\nlevel = 'local'\ntitle = 'Projekt'";
    let needs = format!(
        "[[area.need]]\ntitle = 'A'\nhorizon = 2026\n{local}\n[[area.need]]\ntitle = 'B'\nhorizon = 2027\n{local}"
    );
    let tree = tree(&site, &needs).await;
    assert_eq!(named(&tree), [(FindingKind::HorizonPassed, "A".to_owned())]);
}

#[tokio::test]
async fn a_measure_without_owner_money_deadline_or_effect_is_found_unless_it_is_over() {
    let site = Site::new().await;
    let tree = tree(
        &site,
        "[[area.need]]\ntitle = 'Behov'
         [[area.need.measure]]\ntitle = 'Tom'\nstart_year = 2028
         [[area.need.measure]]\ntitle = 'Inlemmad'\nstart_year = 2020\nstatus = 'absorbed'
         [[area.need.measure]]\ntitle = 'Hel'\nstart_year = 2028\nowner = 'Enheten'\nfunding = 'Ram'
         deadline = 2028-12-31
         [[area.need.measure.effect]]\nlever = 'exit_age'\nsize = 1\nlow = 0.5\nhigh = 1.5",
    )
    .await;
    let kinds =
        [FindingKind::NoOwner, FindingKind::NoFunding, FindingKind::NoDeadline, FindingKind::NoEffect];
    assert_eq!(named(&tree), kinds.map(|kind| (kind, "Tom".to_owned())));
    assert!(tree.findings(2027).iter().all(|finding| finding.measure_id.is_some_and(|id| id != Uuid::nil())));
}
