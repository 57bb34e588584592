//! A roadmap's attachments, as browsers send and save them.

use plan::access::Role;
use plan::attachments::{LARGEST, MOST};
use reqwest::{Response, StatusCode};
use serde_json::Value;

use crate::people::People;
use crate::served::Browsing;
use crate::served::Served;

pub const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n\
    2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n";

/// Sends a form with a file, as a browser writes it.
pub async fn send(client: &reqwest::Client, address: &str, name: &str, bytes: &[u8]) -> Response {
    let mut body = format!(
        "--grans\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: text/html\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice("\r\n--grans--\r\n".as_bytes());
    let kind = "multipart/form-data; boundary=grans";
    client.post(address).header("content-type", kind).body(body).send().await.unwrap()
}

/// Sends a file that must be taken; the address of its list.
async fn sent(site: &Served, roadmap: &str, name: &str, bytes: &[u8]) -> String {
    let list = format!("/fardplan/{roadmap}/bilagor");
    let answer = send(&site.client, &format!("{}{list}", site.address), name, bytes).await;
    let status = answer.status();
    let to = answer.headers().get("location").cloned();
    assert_eq!(status, StatusCode::SEE_OTHER, "{}", answer.text().await.unwrap());
    assert_eq!(to.unwrap(), format!("{list}?sparad=bilaga").as_str());
    list
}

/// The addresses of the files on a page.
fn files(page: &str) -> Vec<String> {
    page.split('"')
        .filter(|text| text.contains("/bilaga/") && !text.ends_with("/bort"))
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn a_file_is_sent_in_listed_saved_and_taken_away() {
    let site = Served::new().await;
    let roadmap = site.roadmap().await;
    let page = format!("/fardplan/{roadmap}");
    assert!(site.page(&page).await.contains(">Bilagor</a>"));
    let list = sent(&site, &roadmap, "Underlag – åäö \u{201d}1\u{201d}.pdf", PDF).await;
    assert!(site.page(&page).await.contains(">Bilagor (1)</a>"));
    let shown = site.page(&list).await;
    assert!(
        shown.contains("Underlag – åäö ”1”.pdf") && shown.contains("PDF · 1\u{a0}kB · 2026-11-22"),
        "{shown}"
    );

    let file = files(&shown).remove(0);
    let answer = site.get(&file).await;
    let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/pdf");
    assert_eq!(
        header("content-disposition"),
        "attachment; filename*=UTF-8''Underlag%20%E2%80%93%20%C3%A5%C3%A4%C3%B6%20%E2%80%9D1%E2%80%9D.pdf"
    );
    assert_eq!(header("content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("cache-control"), "no-store");
    assert_eq!(answer.bytes().await.unwrap(), PDF);

    let listed = site.json(&format!("/roadmaps/{roadmap}/attachments")).await;
    assert_eq!(listed[0]["media_type"], "application/pdf");
    assert_eq!(listed[0]["size"], PDF.len());
    assert!(file.ends_with(listed[0]["id"].as_str().unwrap()));

    let gone = site.done(&format!("{file}/bort"), &[]).await;
    let shown = site.page(&gone).await;
    assert!(shown.contains("Här finns inga bilagor än.") && shown.contains("Ångra"), "{shown}");
    assert_eq!(site.get(&file).await.status(), StatusCode::NOT_FOUND);
    let back = site.done(&format!("{file}/aterstall"), &[]).await;
    assert_eq!(files(&site.page(&back).await).len(), 1);
    assert_eq!(site.get(&file).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn what_cannot_be_attached_comes_back_as_the_form_with_what_to_do() {
    let site = Served::new().await;
    let roadmap = site.roadmap().await;
    let list = format!("{}/fardplan/{roadmap}/bilagor", site.address);
    let mut large = PDF.to_vec();
    large.resize(2 * LARGEST, b' ');
    for (name, bytes, words) in [
        ("Underlag.pdf", b"<html><script>alert(1)</script>".as_slice(), "stämmer inte med filens namn"),
        ("sida.html", b"<html>", "Den sortens fil går inte att bifoga"),
        ("bild.svg", b"<svg/>", "Den sortens fil går inte att bifoga"),
        ("mall.docm", b"PK", "makron"),
        ("lista.txt", b"Ring 19121212-1212", "ser ut som ett personnummer"),
        ("Stor.pdf", &large, "Högst 25 MB får plats"),
        ("", b"", "Välj en fil."),
        ("tom.pdf", b"", "Filen är tom"),
    ] {
        let answer = send(&site.client, &list, name, bytes).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let page = answer.text().await.unwrap();
        assert!(
            page.contains(words) && page.contains("aria-invalid") && page.contains("type=\"file\""),
            "{name}: {page}"
        );
    }
    let plain = site.post(&format!("/fardplan/{roadmap}/bilagor"), &[("file", "x")]).await;
    assert_eq!(plain.status(), StatusCode::BAD_REQUEST);
    let mut body = PDF.to_vec();
    body.resize(3 * 1024 * 1024, b' ');
    let other =
        send(&site.client, &format!("{}/fardplan/{roadmap}/dela", site.address), "a.pdf", &body).await;
    assert!(other.status().is_client_error(), "only this form takes so much");

    for number in 0..MOST {
        sent(&site, &roadmap, &format!("{number}.pdf"), PDF).await;
    }
    let answer = send(&site.client, &list, "En till.pdf", PDF).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().await.unwrap().contains("har redan 50 bilagor"));
}

#[tokio::test]
async fn the_same_file_sent_twice_is_there_once() {
    let site = Served::new().await;
    let roadmap = site.roadmap().await;
    let (list, _) =
        tokio::join!(sent(&site, &roadmap, "Beslut.pdf", PDF), sent(&site, &roadmap, "Beslut.pdf", PDF),);
    assert_eq!(files(&site.page(&list).await).len(), 1);
    // By another name it is another.
    sent(&site, &roadmap, "Beslut, justerat.pdf", PDF).await;
    assert_eq!(files(&site.page(&list).await).len(), 2);
}

#[tokio::test]
async fn a_damaged_file_is_not_handed_out() {
    let site = Served::new().await;
    let roadmap = site.roadmap().await;
    let list = sent(&site, &roadmap, "Beslut.pdf", PDF).await;
    let file = files(&site.page(&list).await).remove(0);
    let kept = site.database.folder.path().join("attachments").join(file.rsplit('/').next().unwrap());
    std::fs::write(kept, b"%PDF-1.7 annat").unwrap();
    let answer = site.get(&file).await;
    assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.text().await.unwrap().contains("Bilagan är skadad"));
}

#[tokio::test]
async fn in_the_house_those_who_read_the_roadmap_read_its_files_and_those_who_plan_change_them() {
    let site = People::new().await;
    let roadmap = site.roadmap("2083", "Färdplan").await;
    let list = format!("/fardplan/{roadmap}/bilagor");
    let post = async |browser: &Browsing| {
        send(&browser.client, &format!("{}{list}", browser.address), "Underlag.pdf", PDF).await.status()
    };
    let leader = site.person(Role::DevelopmentLeader, "2083").await;
    assert_eq!(post(&leader).await, StatusCode::SEE_OTHER);
    let file = files(&leader.page(&list).await).remove(0);

    let economist = site.person(Role::Economist, "2083").await;
    let page = economist.page(&list).await;
    assert!(
        page.contains("Underlag.pdf") && !page.contains("type=\"file\"") && !page.contains("/bort"),
        "{page}"
    );
    assert_eq!(economist.status(&file).await, StatusCode::OK);
    assert_eq!(post(&economist).await, StatusCode::FORBIDDEN);
    economist.refused(&format!("{file}/bort"), &[], StatusCode::FORBIDDEN).await;

    let neighbour = site.person(Role::DevelopmentLeader, "2062").await;
    assert_eq!(post(&neighbour).await, StatusCode::NOT_FOUND);
    // Nor by way of a roadmap of one's own.
    let own = site.roadmap("2062", "Egen").await;
    let through = file.replace(&roadmap.to_string(), &own.to_string());
    assert_eq!(neighbour.status(&format!("/fardplan/{own}")).await, StatusCode::OK);
    assert_eq!(neighbour.status(&through).await, StatusCode::NOT_FOUND);
    neighbour.refused(&format!("{through}/bort"), &[], StatusCode::NOT_FOUND).await;

    let auditor = site.person(Role::Auditor, "2083").await;
    assert!(auditor.page("/logg").await.contains("La till bilaga"));
    let found: Value =
        leader.get(&format!("/api/v1/roadmaps/{roadmap}/attachments")).await.json().await.unwrap();
    assert_eq!(found[0]["name"], "Underlag.pdf");
}
