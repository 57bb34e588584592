//! Roadmaps on their way out as one file, and in.

use std::io::{Cursor, Read, Write};

use chrono::Duration;
use plan::access::Role;
use plan::jobs::{Claim, JobKind, Reason, claim};
use plan::transfer::carry_out;
use reqwest::StatusCode;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::attachments::{PDF, send};
use crate::decisions::{Officers, adopt, complete};
use crate::people::People;
use crate::served::Browsing;

const PAGE: &str = "/organisation/2083/flytt";

async fn taken(site: &People) -> Option<Claim> {
    claim(&site.db, "test", &[JobKind::Transfer], Duration::minutes(5)).await.unwrap()
}

/// Does what has been asked for.
async fn done(site: &People) {
    while let Some(claim) = taken(site).await {
        carry_out(&site.db, &site.attachments, &claim).await.unwrap();
    }
}

/// The file that somebody has asked for: where it is, and what is in it.
async fn fetched(who: &Browsing) -> (String, Vec<u8>) {
    let page = who.page(PAGE).await;
    let address = page.split('"').find(|text| text.starts_with(&format!("{PAGE}/0"))).unwrap().to_owned();
    let answer = who.get(&address).await;
    assert_eq!(answer.headers()["content-type"], "application/zip");
    assert!(answer.headers()["content-disposition"].to_str().unwrap().starts_with("attachment;"));
    (address, answer.bytes().await.unwrap().to_vec())
}

#[tokio::test]
async fn a_file_that_has_been_altered_where_it_is_kept_is_not_given_to_its_end() {
    let site = People::new().await;
    let leader = site.person(Role::DevelopmentLeader, "2083").await;
    leader.done("/kommun/2083/fardplaner", &[("title", "Färdplan"), ("origin", "template")]).await;
    leader.done(&format!("{PAGE}/ut"), &[]).await;
    done(&site).await;
    let (address, whole) = fetched(&leader).await;
    let kept = std::fs::read_dir(site.database.folder.path().join("attachments")).unwrap();
    let kept: Vec<_> = kept.map(|file| file.unwrap().path()).filter(|path| path.is_file()).collect();
    let [file] = kept.as_slice() else { panic!("one file is kept: {kept:?}") };
    let mut altered = whole.clone();
    altered[100] ^= 1;
    std::fs::write(file, altered).unwrap();
    let told = leader.client.get(format!("{}{address}", leader.address)).send().await;
    // The head may have been sent, or not.
    let given = match told {
        Ok(answer) => answer.bytes().await.ok(),
        Err(_) => None,
    };
    assert_eq!(given, None);
    std::fs::write(file, &whole).unwrap();
    assert_eq!(leader.get(&address).await.bytes().await.unwrap(), whole);
    std::fs::remove_file(file).unwrap();
    assert_eq!(leader.status(&address).await, 404);
}

fn part(archive: &mut ZipArchive<Cursor<Vec<u8>>>, name: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

async fn sent(who: &Browsing, page: &str, name: &str, bytes: &[u8]) -> (StatusCode, String) {
    let answer = send(&who.client, &format!("{}{page}/in", who.address), name, bytes).await;
    (answer.status(), answer.text().await.unwrap())
}

#[tokio::test]
async fn everything_is_carried_out_as_one_file_and_into_another_organisation() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let (roadmap, _) = complete(&site).await;
    let list = format!("{}{roadmap}/bilagor", site.address);
    assert_eq!(
        send(&officers.leader.client, &list, "Underlag.pdf", PDF).await.status(),
        StatusCode::SEE_OTHER
    );
    adopt(&officers, &roadmap).await;
    assert!(officers.leader.page("/organisation/2083").await.contains(PAGE));
    // Whoever asks twice waits for one file.
    officers.leader.done(&format!("{PAGE}/ut"), &[]).await;
    let to = officers.leader.done(&format!("{PAGE}/ut"), &[]).await;
    assert_eq!(officers.leader.page(&to).await.matches("Uttag 20").count(), 1);
    assert!(officers.leader.page(&to).await.contains("Väntar på sin tur"));
    done(&site).await;
    let (address, bytes) = fetched(&officers.leader).await;
    let mut archive = ZipArchive::new(Cursor::new(bytes.clone())).unwrap();
    let folder = "01-fardplan-2035";
    assert!(
        String::from_utf8(part(&mut archive, &format!("{folder}/fardplan.toml")))
            .unwrap()
            .contains("Bemanning")
    );
    assert_eq!(part(&mut archive, &format!("{folder}/bilagor/01-Underlag.pdf")), PDF);
    let listed: serde_json::Value = serde_json::from_slice(&part(&mut archive, "innehall.json")).unwrap();
    assert_eq!(listed["files"].as_array().unwrap().len() + 1, archive.len());
    for number in 1..=3 {
        let version: serde_json::Value =
            serde_json::from_slice(&part(&mut archive, &format!("{folder}/version-{number}.json"))).unwrap();
        assert_eq!(version["content"]["title"], "Färdplan 2035");
    }

    // What others were asked goes along, to be read and kept.
    let asked = "forfragningar/01-fardplan-2035/forfragan.json";
    let asked: serde_json::Value = serde_json::from_slice(&part(&mut archive, asked)).unwrap();
    assert_eq!(asked["inquiry"]["purpose"], "Räcker målen?");
    assert_eq!(asked["questions"].as_array().unwrap().len(), 1, "{asked}");
    let answered =
        archive.file_names().filter(|name| name.as_ref().is_ok_and(|name| name.contains("/svar/"))).count();
    assert_eq!(answered, asked["recipients"].as_array().unwrap().len(), "{asked}");

    // What one has asked for is one's own, also among colleagues.
    assert_eq!(officers.investigator.status(&address).await, StatusCode::NOT_FOUND);
    let neighbour = site.person(Role::DevelopmentLeader, "2062").await;
    assert_eq!(neighbour.status(&address).await, StatusCode::FORBIDDEN);
    assert!(!neighbour.page("/organisation/2083").await.contains(PAGE));
    neighbour.refused(&format!("{PAGE}/ut"), &[], StatusCode::FORBIDDEN).await;

    let theirs = "/organisation/2062/flytt";
    let (status, text) = sent(&neighbour, theirs, "fardplaner.zip", &bytes).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    done(&site).await;
    let page = neighbour.page(theirs).await;
    assert!(page.contains("Inläsning"));
    assert!(page.contains("1 färdplan"));
    let copy = page.split('"').find(|text| text.starts_with("/fardplan/0")).unwrap();
    let copied = neighbour.page(copy).await;
    assert!(copied.contains("Bemanning"));
    assert!(copied.contains("utkast"));
    assert!(neighbour.page("/kommun/2062/fardplaner").await.contains(copy), "it is about themselves now");
    assert_eq!(officers.leader.status(copy).await, StatusCode::NOT_FOUND, "it is theirs");
}

#[tokio::test]
async fn what_macos_packs_beside_each_file_is_left_out() {
    let site = People::new().await;
    let leader = site.person(Role::DevelopmentLeader, "2083").await;
    let file = "title = \"Från Finder\"\nregion = \"2083\"\n";
    let beside = "\u{0}\u{5}\u{16}\u{7}Mac OS X";
    let bytes = zipped(&[
        ("a/fardplan.toml", file),
        ("__MACOSX/a/._fardplan.toml", beside),
        ("a/._fardplan.toml", beside),
    ]);
    let (status, page) = sent(&leader, PAGE, "a.zip", &bytes).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    done(&site).await;
    assert!(leader.page("/fardplaner").await.contains("Från Finder"));
}

#[tokio::test]
async fn a_job_that_is_done_twice_carries_in_once() {
    let site = People::new().await;
    let leader = site.person(Role::DevelopmentLeader, "2083").await;
    let file = "title = \"En gång\"\nregion = \"2083\"\n";
    assert_eq!(sent(&leader, PAGE, "fardplan.toml", file.as_bytes()).await.0, StatusCode::SEE_OTHER);
    let slow = taken(&site).await.unwrap();
    let later = site.later("2026-11-22T09:40:00Z").await;
    done(&later).await;
    // The first worker wakes up after another has done its job.
    let told = carry_out(&site.db, &site.attachments, &slow).await;
    assert_eq!(told, Err(Reason::Broken));
    assert_eq!(leader.page("/fardplaner").await.matches("En gång").count(), 1);
}

#[tokio::test]
async fn who_has_left_carries_nothing() {
    let file = "title = \"Sent omsider\"\nregion = \"2083\"\n";
    for is_erased in [true, false] {
        let site = People::new().await;
        let admin = site.person(Role::OrganisationAdmin, "2083").await;
        let leader = site.person(Role::DevelopmentLeader, "2083").await;
        assert_eq!(sent(&leader, PAGE, "f.toml", file.as_bytes()).await.0, StatusCode::SEE_OTHER);
        if is_erased {
            leader.done("/konto/radera", &[("password", crate::people::PASSWORD)]).await;
        } else {
            let page = admin.page("/organisation/2083").await;
            let held = page.split("Person development_leader").next().unwrap();
            let end = held.rsplit("action=\"").next().unwrap().split('"').next().unwrap();
            admin.done(end, &[]).await;
        }
        done(&site).await;
        assert!(taken(&site).await.is_none(), "it is over at once");
        let reader = site.person(Role::Investigator, "2083").await;
        site.roadmap("2083", "En annan").await;
        let list = reader.page("/fardplaner").await;
        assert!(list.contains("En annan"));
        assert!(!list.contains("Sent omsider"));
    }
}

#[tokio::test]
async fn a_file_with_faults_is_refused_with_all_of_them() {
    let site = People::new().await;
    let leader = site.person(Role::DevelopmentLeader, "2083").await;
    let long = format!("title = \"{}\"\nregion = \"2083\"\n", "a".repeat(3 * 1024 * 1024));
    let many = format!("title = \"Många\"\nregion = \"2083\"\n{}", "[[area]]\ntitle = \"\"\n".repeat(6000));
    let good = "title = \"Hel\"\nregion = \"2083\"\n";
    let decided = "title = \"Beslutad\"\nregion = \"2083\"\n[[area]]\ntitle = \"A\"\n[[area.need]]\ntitle = \"B\"\n\
                   [[area.need.measure]]\ntitle = \"C\"\nstart_year = 2028\nstatus = \"decided\"\nowner = \"Chefen\"\n\
                   funding = \"Budget\"\ndeadline = 2029-12-31\n";
    let broken = [
        ("a/fardplan.toml", good),
        ("b/fardplan.toml", "title = "),
        ("c/fardplan.toml", "title = \"\"\nregion = \"9999\"\n"),
    ];
    for (name, bytes, part) in [
        ("f.zip", zipped(&broken), "c/fardplan.toml: I filen, title: Skriv vad det ska heta"),
        ("f.zip", zipped(&broken), "b/fardplan.toml: "),
        ("f.zip", zipped(&[("bild.png", "x")]), "ingen färdplan i filen"),
        ("f.zip", zipped(&[("stor.toml", &long)]), "stor.toml: I filen, file: Färdplanen är för stor"),
        ("f.zip", zipped(&[("full.toml", &many)]), "full.toml: I filen, area: 6"),
        ("f.zip", b"PK\x03\x04 inget arkiv".to_vec(), "stämmer inte"),
        ("f.toml", b"title = \"X\"\nregion = \"9999\"\n".to_vec(), "9999"),
        ("f.toml", Vec::new(), "Välj en fil"),
        ("f.toml", b"title = \"F\xe4rdplan\"".to_vec(), "UTF-8"),
        ("f.toml", b"title".to_vec(), "Rad 1"),
    ] {
        let (status, text) = sent(&leader, PAGE, name, &bytes).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{part}");
        assert!(text.contains(part), "{part}: {text}");
    }
    done(&site).await;
    assert!(!leader.page("/fardplaner").await.contains("Hel"), "nothing of it was stored");
    // What others have decided is not decided here.
    let (status, text) = sent(&leader, PAGE, "f.toml", decided.as_bytes()).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    done(&site).await;
    let page = leader.page(PAGE).await;
    let roadmap = page.split('"').find(|text| text.starts_with("/fardplan/0")).unwrap();
    assert!(leader.page(roadmap).await.contains("Prioriterad"));
}
