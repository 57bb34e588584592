//! Bringing back what was deleted, and an order.

use crate::served::{Served, text};

#[tokio::test]
async fn what_others_have_deleted_comes_back_from_the_form_and_from_the_list() {
    let site = Served::new().await;
    let roadmap = site.roadmap().await;
    let need = site.need(&roadmap).await;
    let measure = site.measure(&need).await;
    // Somebody writes in a measure while its need is deleted.
    site.done(&format!("/behov/{need}/bort"), &[("version", "1")]).await;
    let fields = [("title", "Heltid för alla"), ("version", "1")];
    let gone = site.post(&format!("/atgard/{measure}"), &fields).await.text().await.unwrap();
    let back = format!("/atgard/{measure}/aterstall");
    assert!(gone.contains(&back) && gone.contains("Heltid för alla"), "{gone}");
    let to = site.done(&back, &[]).await;
    assert!(site.page(&to).await.contains("Heltid som norm"));

    let page = site.page(&format!("/fardplan/{roadmap}")).await;
    assert!(page.contains(&format!("/fardplan/{roadmap}/borttaget")));
    site.done(&format!("/atgard/{measure}/bort"), &[("version", "1")]).await;
    let list = site.page(&format!("/fardplan/{roadmap}/borttaget")).await;
    assert!(list.contains("Heltid som norm") && list.contains(&back), "{list}");
    let version = site.json(&format!("/roadmaps/{roadmap}")).await["version"].to_string();
    let to = site.done(&format!("/fardplan/{roadmap}/bort"), &[("version", &version)]).await;
    assert!(site.page(&to).await.contains("30 dagar"));
    assert!(site.page("/fardplaner").await.contains("/borttaget"));
    assert!(site.page("/borttaget").await.contains(&format!("/fardplan/{roadmap}/aterstall")));
    // All of it, from the innermost.
    let to = site.done(&back, &[]).await;
    assert!(site.page(&to).await.contains("Heltid som norm"));
    assert!(!site.page("/fardplaner").await.contains("/borttaget"));
}

#[tokio::test]
async fn a_new_order_can_be_undone() {
    let site = Served::new().await;
    let roadmap = site.roadmap().await;
    let order = async || {
        let needs = site.json(&format!("/roadmaps/{roadmap}")).await["areas"][0]["needs"].clone();
        needs.as_array().unwrap().iter().map(|need| text(&need["id"])).collect::<Vec<_>>()
    };
    let before = order().await;
    let to = site.done(&format!("/behov/{}/flytta", before[0]), &[("riktning", "ner")]).await;
    assert_ne!(order().await, before);
    let page = site.page(&to).await;
    let undo = page.split("<form method=\"post\" action=\"").nth(1).unwrap();
    assert!(undo.starts_with(&format!("/behov/{}/flytta\"", before[0])), "{undo}");
    let way = undo.split("value=\"").nth(1).unwrap().split('"').next().unwrap();
    site.done(&format!("/behov/{}/flytta", before[0]), &[("riktning", way)]).await;
    assert_eq!(order().await, before);
    // At the end there is nothing to undo.
    let to = site.done(&format!("/behov/{}/flytta", before[0]), &[("riktning", "upp")]).await;
    assert!(!to.contains("flyttad"), "{to}");
}
