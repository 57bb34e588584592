//! The drill: a backup is made while the program runs, everything is lost, and the backup brings it back.

use std::os::unix::fs::PermissionsExt;

use servers::Database;

use crate::program::{Program, run};

fn said(arguments: &[&str]) -> String {
    let output = run(arguments);
    let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{arguments:?}: {said}");
    said
}

fn refused(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(!output.status.success(), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

async fn tree(program: &Program, id: &str) -> String {
    reqwest::get(program.at(&format!("/api/v1/roadmaps/{id}"))).await.unwrap().text().await.unwrap()
}

#[tokio::test]
async fn what_was_backed_up_while_the_program_ran_is_there_when_everything_else_is_lost() {
    let program = Program::start();
    let id = program.roadmap_from_template("0114", "Färdplan").await;
    let before = tree(&program, &id).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kopia.sqlite").display().to_string();
    assert!(said(&["backup", &file, "--database", program.place()]).contains("Säkerhetskopian är"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing but the backup is left behind");
    let kept = [file.as_str(), program.place()].map(std::path::PathBuf::from);
    for place in kept.iter().filter(|place| place.is_file()) {
        let mode = std::fs::metadata(place).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}: others may read it", place.display());
    }
    let later = program.roadmap_from_template("0114", "Efter kopian").await;
    drop(program);

    let new = Database::new();
    said(&["restore", &file, "--database", &new.place]);
    let program = Program::start_on(new);
    assert_eq!(tree(&program, &id).await, before);
    let gone = reqwest::get(program.at(&format!("/api/v1/roadmaps/{later}"))).await.unwrap();
    assert_eq!(gone.status().as_u16(), 404);
    assert!(refused(&["restore", &file, "--database", program.place()]).contains("är inte tom"));
    assert!(refused(&["backup", &file, "--database", program.place()]).contains("finns redan"));
}

#[tokio::test]
async fn a_store_moves_between_engines_and_back() {
    let program = Program::start();
    let id = program.roadmap_from_template("2083", "Färdplan").await;
    let before = tree(&program, &id).await;
    let (file, back) = (Database::file(), Database::new());
    let there = said(&["migrate-store", "--from", program.place(), "--to", &file.place]);
    let again = said(&["migrate-store", "--from", &file.place, "--to", &back.place]);
    assert_eq!(there, again, "the same tables, rows and hashes");
    drop(program);
    assert_eq!(tree(&Program::start_on(back), &id).await, before);
}

#[test]
fn a_database_that_is_not_there_is_said_so_and_none_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let (missing, file) = (folder.path().join("fel.sqlite"), folder.path().join("kopia.sqlite"));
    let (missing, file) = (missing.display().to_string(), file.display().to_string());
    assert!(refused(&["backup", &file, "--database", &missing]).contains("Det finns ingen databas i"));
    assert!(refused(&["restore", &missing, "--database", &file]).contains("Det finns ingen databas i"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    for (text, words) in
        [("", "ingen databas från Färdplan"), ("inget att läsa", "ingen databas från Färdplan")]
    {
        std::fs::write(&missing, text).unwrap();
        assert!(refused(&["restore", &missing, "--database", &file]).contains(words), "{text}");
        assert_eq!(std::fs::read_to_string(&missing).unwrap(), text, "what was copied from is as it was");
        std::fs::remove_file(&missing).unwrap();
    }
    let nobody = "postgres://nobody@127.0.0.1:1/nothing";
    assert!(refused(&["backup", &file, "--database", nobody]).contains("Databasservern gick inte att nå"));
}
