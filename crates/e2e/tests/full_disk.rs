//! A disk that is full: what cannot be saved is said not to be, nothing is damaged, and when there is room all goes on.

use std::process::Command;

use servers::Database;

use crate::program::{Program, binary, run};

/// The program, in a shell that lets no file grow much beyond what this database, with nothing in it, takes already: to the
/// program it is as if the disk were full.
fn cramped(empty: &Database) -> Command {
    // A shell counts in blocks of 512 bytes.
    let blocks = std::fs::metadata(&empty.place).unwrap().len() / 512 + 200;
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"")]).arg(binary());
    shell
}

#[tokio::test]
async fn a_full_disk_is_told_of_and_damages_nothing() {
    let client = reqwest::Client::new();
    let empty = Program::start_on(Database::file()).stop();
    let program = Program::start_by(cramped(&empty), empty, &[]);
    let mut kept = Vec::new();
    let refused = loop {
        let body = serde_json::json!({ "region_code": "2083", "title": format!("Färdplan {}", kept.len()) });
        let answer = client.post(program.at("/api/v1/roadmaps")).json(&body).send().await.unwrap();
        if answer.status() != 201 {
            break answer;
        }
        let made: serde_json::Value = answer.json().await.unwrap();
        kept.push(made["id"].as_str().unwrap().to_owned());
        assert!(kept.len() < 1_000, "there is an end to the room");
    };
    assert!(!kept.is_empty());
    assert_eq!(refused.status(), 507);
    let told: serde_json::Value = refused.json().await.unwrap();
    assert!(told["detail"].as_str().unwrap().contains("Disken är full"), "{told}");
    // What was refused may have made a little room: the write-ahead log starts over when it has been moved to the database.
    let form = [("title", "Färdplan"), ("origin", "template")];
    let mut saved_by_page = 0;
    let page = loop {
        let page = client.post(program.at("/kommun/2083/fardplaner")).form(&form).send().await.unwrap();
        if page.status() != 200 {
            break page;
        }
        saved_by_page += 1;
        assert!(saved_by_page < 1_000, "there is an end to the room");
    };
    assert_eq!(page.status(), 507);
    assert!(page.text().await.unwrap().contains("ingen plats kvar"));
    let read = reqwest::get(program.at(&format!("/fardplan/{}", kept[0]))).await.unwrap();
    assert_eq!(read.status(), 200, "what is saved can be read");

    let roomy = Program::start_on(program.stop());
    for id in &kept {
        assert_eq!(reqwest::get(roomy.at(&format!("/fardplan/{id}"))).await.unwrap().status(), 200);
    }
    let all: serde_json::Value =
        reqwest::get(roomy.at("/api/v1/roadmaps")).await.unwrap().json().await.unwrap();
    assert_eq!(all.as_array().unwrap().len(), kept.len() + saved_by_page, "nothing half-made");
    roomy.roadmap_from_template("2083", "Nu finns det plats").await;
    assert!(run(&["verify-trail", "--database", roomy.place()]).status.success());
}
