//! Pulling the plug loses nothing that was acknowledged.

use crate::program::Program;
use crate::user_path::add_measure;

#[tokio::test]
async fn a_killed_program_keeps_all_it_has_acknowledged() {
    let mut program = Program::start();
    let id = program.roadmap_from_template("0114", "Färdplan").await;
    let mut expected = Vec::new();
    for round in 0..5 {
        let tree: serde_json::Value =
            reqwest::get(program.at(&format!("/api/v1/roadmaps/{id}"))).await.unwrap().json().await.unwrap();
        let need = tree["areas"][0]["needs"][0]["id"].as_str().unwrap().to_owned();
        expected.push(add_measure(&program, &need, &format!("Åtgärd {round}"), "sick_leave", 1.0).await);
        program = program.pull_the_plug();
        let tree: serde_json::Value =
            reqwest::get(program.at(&format!("/api/v1/roadmaps/{id}"))).await.unwrap().json().await.unwrap();
        let kept: Vec<&str> = tree["areas"][0]["needs"][0]["measures"]
            .as_array()
            .unwrap()
            .iter()
            .map(|m| m["id"].as_str().unwrap())
            .collect();
        assert_eq!(kept, expected);
    }
}
