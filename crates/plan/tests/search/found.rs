//! What is found, and by whom.

use plan::access::Actor;
use plan::library::examples::{self, ExampleInput};
use plan::search::{Asked, Hit, catch_up, find, set_synonyms, synonyms};

use super::{Site, effects};

fn title(hit: &Hit) -> String {
    hit.title.iter().map(|(part, _)| part.as_str()).collect()
}

fn marks(parts: &[(String, bool)]) -> Vec<&str> {
    parts.iter().filter(|(_, is_mark)| *is_mark).map(|(part, _)| part.as_str()).collect()
}

fn example(title: &str, body: &str) -> ExampleInput {
    ExampleInput {
        title: title.into(),
        claim: "Det gick bra.".into(),
        contact: "Enhetschef".into(),
        body: body.into(),
        ..ExampleInput::default()
    }
}

#[tokio::test]
async fn what_is_written_is_found_at_once_by_whoever_may_read_it() {
    let site = Site::new().await;
    let mut tx = site.db.write(&Actor::Machine).await.unwrap();
    let input = example("Rehabassistent", "Undersköterskor tränar brukarna i hemtjänsten.");
    let id = examples::create(&mut tx, &effects(), Some("2029"), &input).await.unwrap();
    tx.commit().await.unwrap();
    let machine = site.find(&Actor::Machine, "rehabassistenter", &["example"]).await;
    assert_eq!(machine.hits.len(), 1);
    assert_eq!((machine.hits[0].id, marks(&machine.hits[0].title)), (Some(id), vec!["Rehabassistent"]));
    let found = site.find(&Actor::Machine, "usk hemtjänst", &["example"]).await;
    assert_eq!(marks(&found.hits[0].quote), ["Undersköterskor", "hemtjänsten"]);
    assert!(site.find(&Actor::Visitor, "rehabassistent", &[]).await.hits.iter().all(|hit| hit.id.is_none()));

    // Published, everybody finds it; changed, by its new words and not by the old; deleted, nobody.
    let mut tx = site.db.write(&Actor::Machine).await.unwrap();
    examples::publish(&mut tx, id, 1).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(site.find(&Actor::Visitor, "rehabassistent", &["example"]).await.hits.len(), 1);
    let mut tx = site.db.write(&Actor::Machine).await.unwrap();
    examples::edit(&mut tx, &effects(), id, 2, &example("Balanskurs", "Fysioterapeuter leder den."))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert!(site.find(&Actor::Visitor, "rehabassistent", &["example"]).await.hits.is_empty());
    assert_eq!(site.find(&Actor::Visitor, "sjukgymnast", &["example"]).await.hits.len(), 1);
    let mut tx = site.db.write(&Actor::Machine).await.unwrap();
    examples::withdraw(&mut tx, id, 3, "Ingen leder den.").await.unwrap();
    tx.commit().await.unwrap();
    assert!(site.find(&Actor::Visitor, "balanskurs", &["example"]).await.hits.is_empty());
    let mut tx = site.db.write(&Actor::Machine).await.unwrap();
    plan::records::delete(&mut tx, plan::access::Kind::Example.of(id), 4).await.unwrap();
    tx.commit().await.unwrap();
    assert!(site.find(&Actor::Machine, "balanskurs", &["example"]).await.hits.is_empty());
}

#[tokio::test]
async fn what_is_misspelt_or_half_typed_is_found_and_said() {
    let site = Site::new().await;
    let find_typing = async |text: &str| {
        let asked = Asked { text, is_typing: true, kinds: &[], most: 5 };
        find(&mut site.db.read(&Actor::Visitor).await.unwrap(), &asked).await.unwrap()
    };
    let found = find_typing("läkemedelsau").await;
    assert_eq!(title(&found.hits[0]), "Läkemedelsautomat");
    assert!(found.corrected.is_empty());
    let found = site.find(&Actor::Visitor, "lakemedelsautomat", &[]).await;
    assert_eq!(title(&found.hits[0]), "Läkemedelsautomat");
    assert_eq!(found.corrected[0].0, "lakemedelsautomat");
    for nonsense in ["", "   ", "och", "qqqqqqqq", "'; drop table search_entry; --", "\u{0}", "%_\\", "🧓🏽"]
    {
        let found = site.find(&Actor::Visitor, nonsense, &[]).await;
        assert!(found.hits.is_empty() || nonsense.contains("table"), "{nonsense:?}: {:?}", found.hits);
    }
    let long = "äldreomsorg ".repeat(5_000);
    site.find(&Actor::Visitor, &long, &[]).await;
}

#[tokio::test]
async fn a_list_of_what_means_the_same_is_edited_and_counts_when_all_is_made_anew() {
    let site = Site::new().await;
    let mut tx = site.db.write(&Actor::Machine).await.unwrap();
    let input = example("Fika med grannar", "Kaffe varje vecka.");
    examples::create(&mut tx, &effects(), Some("2029"), &input).await.unwrap();
    tx.commit().await.unwrap();
    assert!(site.find(&Actor::Machine, "grannsämja", &["example"]).await.hits.is_empty());
    let mut tx = site.db.write(&Actor::Machine).await.unwrap();
    let list = synonyms(&mut tx).await.unwrap();
    assert!(list.text.contains("säbo"));
    set_synonyms(&mut tx, list.version, &format!("{}\nfika med grannar, grannsämja", list.text))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    catch_up(&site.db).await.unwrap();
    assert_eq!(site.find(&Actor::Machine, "grannsämja", &["example"]).await.hits.len(), 1);
    let mut tx = site.db.write(&Actor::Machine).await.unwrap();
    assert!(set_synonyms(&mut tx, list.version, "").await.is_err(), "somebody has saved meanwhile");
    drop(tx);
    let mut tx = site.db.write(&Actor::Visitor).await.unwrap();
    assert!(set_synonyms(&mut tx, 1, "").await.is_err(), "not everybody edits it");
}

#[tokio::test]
async fn a_roadmap_is_found_with_all_that_is_in_it_as_soon_as_it_is_made() {
    let site = Site::new().await;
    let mut tx = site.db.write(&Actor::Machine).await.unwrap();
    let input = plan::roadmap::RoadmapInput {
        region_code: "2029".into(),
        title: "Plan för Leksand".into(),
        purpose: String::new(),
    };
    let origin = plan::roadmap::store::Origin::Template;
    let id = plan::roadmap::store::create(&mut tx, Some("2029"), &input, origin).await.unwrap();
    tx.commit().await.unwrap();
    let found = site.find(&Actor::Machine, "ensamma och isolerade", &["need"]).await;
    assert_eq!(title(&found.hits[0]), "Undvika ensamhet och isolering");
    assert!(site.find(&Actor::Visitor, "ensamma och isolerade", &["need"]).await.hits.is_empty());
    let mut tx = site.db.write(&Actor::Machine).await.unwrap();
    plan::records::delete(&mut tx, plan::access::Kind::Roadmap.of(id), 1).await.unwrap();
    tx.commit().await.unwrap();
    assert!(site.find(&Actor::Machine, "ensamma och isolerade", &["need"]).await.hits.is_empty());
}
