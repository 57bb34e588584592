//! Files that belong to a roadmap, in a real folder.

use std::io::{Cursor, Write};
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use plan::access::{Actor, Kind, Ref};
use plan::attachments::{
    Attachment, Checked, Examiner, LARGEST, Location, MOST, MediaType, Store, attach, check, find, list,
    purge_expired, remove, restore,
};
use plan::audit;
use plan::clock::Clock;
use plan::db::Db;
use plan::fault::Fault;
use plan::quotas::{Quota, Quotas};
use plan::records::delete;
use plan::roadmap::Origin;
use uuid::Uuid;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::{Site, keys};

/// A site with a roadmap and a folder for its files.
struct Files {
    site: Site,
    roadmap: Uuid,
    folder: PathBuf,
    store: Store,
}

impl Files {
    async fn new() -> Self {
        let site = Site::new().await;
        let roadmap = site.roadmap(Origin::Empty).await;
        let folder = site.database.folder.path().join("attachments");
        let store = Store::open(&Location::Folder(folder.clone())).unwrap();
        Self { site, roadmap, folder, store }
    }

    fn of(&self) -> Ref {
        Kind::Roadmap.of(self.roadmap)
    }

    async fn attach(&self, name: &str, bytes: &[u8]) -> Result<Uuid, Fault> {
        let file = examined(name, bytes.to_vec())?;
        let file = self.store.store(self.site.db.clock(), file).await?;
        let mut tx = self.site.write().await;
        let id = attach(&mut tx, self.of(), &file).await?;
        tx.commit().await?;
        Ok(id)
    }

    async fn remove(&self, id: Uuid) -> Result<(), Fault> {
        let mut tx = self.site.write().await;
        remove(&mut tx, self.of(), id).await?;
        tx.commit().await
    }

    async fn restore(&self, id: Uuid) -> Result<(), Fault> {
        let mut tx = self.site.write().await;
        restore(&mut tx, self.of(), id).await?;
        tx.commit().await
    }

    async fn list(&self) -> Vec<Attachment> {
        list(&mut self.site.db.read(&Actor::Machine).await.unwrap(), self.of()).await.unwrap()
    }

    async fn read(&self, id: Uuid) -> Result<Vec<u8>, Fault> {
        let mut tx = self.site.db.read(&Actor::Machine).await?;
        let found = find(&mut tx, self.of(), id).await?;
        self.store.read(&found).await
    }

    fn path(&self, id: Uuid) -> PathBuf {
        self.folder.join(id.to_string())
    }

    /// The names in the folder.
    fn kept(&self) -> Vec<String> {
        let files = std::fs::read_dir(&self.folder).unwrap();
        let mut names: Vec<String> =
            files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Lets a file in the folder be as old as if it had been kept then.
    fn kept_at(&self, id: Uuid, at: &str) {
        let at: DateTime<Utc> = at.parse().unwrap();
        std::fs::File::options().write(true).open(self.path(id)).unwrap().set_modified(at.into()).unwrap();
    }

    async fn purge_at(&self, now: &str) {
        let db: Db = self.site.db.clone().with_clock(Clock::fixed(now.parse().unwrap()));
        purge_expired(&db, &self.store).await.unwrap();
    }
}

/// The key of the one thing that is wrong.
pub fn key(refused: Result<impl std::fmt::Debug, Fault>) -> &'static str {
    let Err(Fault::Invalid(faults)) = refused else { panic!("{refused:?} is taken") };
    assert_eq!((faults.len(), faults[0].field.as_str()), (1, "file"));
    faults[0].key
}

/// An archive with these parts.
pub fn archive<T: AsRef<[u8]>>(parts: &[(&str, T)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes.as_ref()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A small file of an office program that says part by part what it is.
fn office(main: &str, part: &str) -> Vec<u8> {
    let types = format!(r#"<Types><Override PartName="/{part}" ContentType="{main}"/></Types>"#);
    archive(&[("[Content_Types].xml", types.as_str()), (part, "<x/>")])
}

fn word(main: &str) -> Vec<u8> {
    office(&format!("{main}.main+xml"), "word/document.xml")
}

/// A PDF without pages; with these objects beside.
pub fn pdf(objects: &str) -> Vec<u8> {
    format!(
        "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n\
         {objects}trailer\n<</Root 1 0 R>>\n%%EOF\n"
    )
    .into_bytes()
}

pub fn examined(name: &str, bytes: Vec<u8>) -> Result<Checked, Fault> {
    check(name, bytes, &Examiner::Here)
}

/// A small true file of each kind.
pub fn sample(kind: MediaType) -> Vec<u8> {
    match kind {
        MediaType::Pdf => pdf(""),
        MediaType::Docx => word(kind.name()),
        MediaType::Xlsx => office(&format!("{}.main+xml", kind.name()), "xl/workbook.xml"),
        MediaType::Pptx => office(&format!("{}.main+xml", kind.name()), "ppt/presentation.xml"),
        MediaType::Odt | MediaType::Ods | MediaType::Odp => {
            archive(&[("mimetype", kind.name()), ("content.xml", "<x/>")])
        }
        MediaType::Png => b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(),
        MediaType::Jpeg => b"\xff\xd8\xff\xe0\0\x10JFIF\0".to_vec(),
        MediaType::Csv => b"\xe5r;platser\r\n2030;84\r\n".to_vec(),
        MediaType::Txt => "BMI och kost på särskilt boende, 5 < 6.".into(),
    }
}

#[tokio::test]
async fn what_is_attached_is_read_back_as_it_was_and_leaves_a_trail() {
    let files = Files::new().await;
    let mut ids = Vec::new();
    for kind in MediaType::ALL {
        let name = format!("Underlag till nämnden.{}", kind.ending());
        let id = files.attach(&name, &sample(kind)).await.unwrap();
        assert_eq!(files.read(id).await.unwrap(), sample(kind), "{kind}");
        let listed = files.list().await.into_iter().find(|one| one.id == id).unwrap();
        assert_eq!((listed.name, listed.media_type), (name, kind));
        assert_eq!(listed.size, sample(kind).len() as i64);
        ids.push(id);
    }
    assert_eq!(files.list().await.len(), MediaType::ALL.len());
    let first = ids[0];
    files.remove(first).await.unwrap();
    assert!(matches!(files.read(first).await, Err(Fault::NotFound { what: "attachment" })));
    assert!(matches!(files.remove(first).await, Err(Fault::NotFound { what: "attachment" })));
    files.restore(first).await.unwrap();
    assert_eq!(files.read(first).await.unwrap(), sample(MediaType::Pdf));

    let asked = audit::TrailFilter {
        root_id: Some(files.roadmap.to_string()),
        most: 100,
        ..audit::TrailFilter::default()
    };
    let trail = audit::read(&mut files.site.db.read(&Actor::Machine).await.unwrap(), &asked).await.unwrap();
    let done: Vec<&str> = trail.iter().rev().skip(1).map(|entry| entry.action.as_str()).collect();
    let mut expected = vec!["attachment.create"; MediaType::ALL.len()];
    expected.extend(["attachment.delete", "attachment.restore"]);
    assert_eq!(done, expected);
    assert!(trail[2].change.contains("Underlag till nämnden.txt"), "{}", trail[2].change);
}

#[test]
fn only_what_is_what_it_says_and_cannot_be_run_is_taken() {
    let macros = "application/vnd.ms-word.document.macroEnabled";
    let with_macros = archive(&[
        (
            "[Content_Types].xml",
            format!(r#"<x ContentType="{}.main+xml"/>"#, MediaType::Docx.name()).as_str(),
        ),
        ("word/vbaProject.bin", "x"),
    ]);
    let hidden = word(&format!(r#"{}.main+xml" Other="&#109;acroEnabled"#, MediaType::Docx.name()));
    let basic = archive(&[("mimetype", MediaType::Odt.name()), ("Basic/Standard/Module1.xml", "x")]);
    let html = b"<!DOCTYPE html><title>x</title>".as_slice();
    let script = b"Prov <SCRIPT>alert(1)</SCRIPT>".as_slice();
    let executable = b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0".as_slice();
    let polyglot = [b"<html>".as_slice(), &sample(MediaType::Docx)].concat();
    let plain_zip = archive(&[("a.txt", "a")]);
    for (name, bytes, why) in [
        ("a.pdf", html, "file-unlike"),
        ("a.txt", html, "file-unlike"),
        ("a.txt", script, "file-unlike"),
        ("a.csv", b"<svg xmlns='x'/>", "file-unlike"),
        ("a.txt", b"#!/bin/sh\nrm -rf ~", "file-unlike"),
        ("a.txt", b"%PDF-1.7", "file-unlike"),
        ("a.png", executable, "file-unlike"),
        ("a.txt", executable, "file-unreadable"),
        ("a.txt", b"F\0\xe4\0", "file-unreadable"),
        ("a.txt", b"\x81\x8d", "file-unreadable"),
        ("a.jpg", &sample(MediaType::Png), "file-unlike"),
        ("a.png", &sample(MediaType::Jpeg), "file-unlike"),
        ("a.pdf", &sample(MediaType::Docx), "file-unlike"),
        ("a.docx", &sample(MediaType::Xlsx), "file-unlike"),
        ("a.odt", &sample(MediaType::Ods), "file-unlike"),
        ("a.docx", &plain_zip, "file-unlike"),
        ("a.docx", b"PK\x03\x04", "file-unlike"),
        ("a.docx", &polyglot, "file-unlike"),
        ("a.docx", &hidden, "file-unlike"),
        ("a.docx", &with_macros, "file-macros"),
        ("a.docx", &word(macros), "file-macros"),
        ("a.docm", &word(macros), "file-macros"),
        ("a.odt", &basic, "file-macros"),
        ("a.zip", &plain_zip, "file-kind"),
        ("a.html", html, "file-kind"),
        ("a.svg", b"<svg/>", "file-kind"),
        ("a.exe", executable, "file-kind"),
        ("a.pdf.js", b"%PDF-1.7", "file-kind"),
        ("pdf", b"%PDF-1.7", "file-kind"),
        (".pdf", b"%PDF-1.7", "file-kind"),
        ("a\u{202e}fdp.exe", b"%PDF-1.7", "file-kind"),
        ("", b"", "file-missing"),
        ("a.pdf", b"", "file-empty"),
    ] {
        assert_eq!(key(examined(name, bytes.to_vec())), why, "{name} {:?}", String::from_utf8_lossy(bytes));
    }
}

#[tokio::test]
async fn a_file_and_a_roadmap_have_room_for_so_much() {
    let files = Files::new().await;
    let mut large = sample(MediaType::Pdf);
    large.resize(LARGEST, b' ');
    files.attach("Stor.pdf", &large).await.unwrap();
    large.push(b' ');
    assert_eq!(key(files.attach("Större.pdf", &large).await), "file-too-large");
    for number in 1..MOST {
        files.attach(&format!("{number}.txt"), b"text").await.unwrap();
    }
    assert_eq!(key(files.attach("En till.txt", b"text").await), "attachments-full");
    let last = files.list().await.pop().unwrap().id;
    files.remove(last).await.unwrap();
    files.attach("En till.txt", b"text").await.unwrap();
    assert_eq!(key(files.restore(last).await), "attachments-full");
    assert_eq!(files.list().await.len() as i64, MOST);
}

#[test]
fn case_data_is_stopped_in_names_and_in_what_can_be_read() {
    for (name, text, why) in [
        ("lista.txt", "Ring 19121212-1212 i dag", "case-identity-number"),
        ("lista.csv", "namn;nummer\nx;191212121212\n", "case-identity-number"),
        ("19121212-1212.txt", "text", "case-identity-number"),
        ("Anna Svensson demens.txt", "text", "case-name-with-illness"),
        ("lista.txt", "Anna Svensson har demens", "case-name-with-illness"),
    ] {
        assert_eq!(key(examined(name, text.into())), why, "{name}: {text}");
    }
    let older = b"Karin L\xf6fgren har \xe5ngest".to_vec();
    assert_eq!(key(examined("lista.txt", older)), "case-name-with-illness");
    assert!(examined("lista.txt", "Anna Svensson leder arbetet".into()).is_ok());
}

#[tokio::test]
async fn names_lead_nowhere() {
    let files = Files::new().await;
    for name in ["../../../tmp/ut.txt", "..\\..\\ut.txt", "/etc/ut.txt", "C:\\ut.txt"] {
        let id = files.attach(name, b"text").await.unwrap();
        assert_eq!(files.list().await.pop().unwrap().name, "ut.txt");
        assert!(files.kept().contains(&id.to_string()), "it lies under its id: {:?}", files.kept());
    }
    assert_eq!(files.kept().len(), 4);
}

#[tokio::test]
async fn bytes_that_have_been_changed_or_lost_are_not_handed_out() {
    let files = Files::new().await;
    let id = files.attach("Beslut.txt", b"Ja").await.unwrap();
    std::fs::write(files.path(id), b"Nej").unwrap();
    assert!(matches!(files.read(id).await, Err(Fault::Damaged)));
    std::fs::remove_file(files.path(id)).unwrap();
    assert!(matches!(files.read(id).await, Err(Fault::Damaged)));
}

#[tokio::test]
async fn what_belongs_to_nothing_is_swept_away_and_what_was_removed_waits_thirty_days() {
    let files = Files::new().await;
    let lasting = files.attach("Kvar.txt", b"kvar").await.unwrap();
    let removed = files.attach("Bort.txt", b"bort").await.unwrap();
    files.remove(removed).await.unwrap();
    let checked = examined("Ensam.txt", b"ensam".to_vec()).unwrap();
    // As if the program had died before the row was written.
    for _ in 0..2 {
        files.store.store(files.site.db.clock(), checked.clone()).await.unwrap();
    }
    let known = [lasting.to_string(), removed.to_string()];
    let lone: Vec<Uuid> =
        files.kept().iter().filter(|name| !known.contains(name)).map(|name| name.parse().unwrap()).collect();
    for id in [lasting, removed, lone[0]] {
        files.kept_at(id, "2026-11-20T10:00:00Z");
    }
    // From before the database was begun: somebody else's.
    files.kept_at(lone[1], "2026-11-01T10:00:00Z");
    std::fs::write(files.folder.join("läs mig.txt"), "någon annans").unwrap();

    files.purge_at("2026-11-21T09:59:59Z").await;
    assert_eq!(files.kept().len(), 5, "what may be on its way stays");
    files.purge_at("2026-11-21T10:00:01Z").await;
    assert!(!files.path(lone[0]).exists() && files.kept().len() == 4);
    files.purge_at("2026-12-20T09:29:59Z").await;
    assert!(files.path(removed).exists(), "it can still come back");
    files.restore(removed).await.unwrap();
    files.remove(removed).await.unwrap();
    files.purge_at("2026-12-20T09:30:00Z").await;
    let mut left = vec![lasting.to_string(), lone[1].to_string(), "läs mig.txt".to_owned()];
    left.sort();
    assert_eq!(files.kept(), left);
    assert!(matches!(files.restore(removed).await, Err(Fault::NotFound { .. })));
    assert_eq!(files.read(lasting).await.unwrap(), b"kvar");
}

#[tokio::test]
async fn a_database_that_has_just_begun_sweeps_nothing_away() {
    let files = Files::new().await;
    let id = files.attach("Kvar.txt", b"kvar").await.unwrap();
    files.kept_at(id, "2026-11-20T10:00:00Z");
    let other = Site::new().await;
    let later = other.db.clone().with_clock(Clock::fixed("2027-01-01T00:00:00Z".parse().unwrap()));
    purge_expired(&later, &files.store).await.unwrap();
    assert_eq!(files.read(id).await.unwrap(), b"kvar");
}

#[tokio::test]
async fn the_files_of_a_removed_roadmap_are_as_gone_as_it_is() {
    let files = Files::new().await;
    let id = files.attach("Kvar.txt", b"kvar").await.unwrap();
    let version = files.site.tree(files.roadmap).await.unwrap().roadmap.version;
    let mut tx = files.site.write().await;
    delete(&mut tx, files.of(), version).await.unwrap();
    tx.commit().await.unwrap();
    assert!(matches!(files.read(id).await, Err(Fault::NotFound { what: "roadmap" })));
    files.purge_at("2028-01-01T00:00:00Z").await;
    assert!(files.path(id).exists(), "the roadmap may come back");
}

#[tokio::test]
async fn a_file_that_there_is_no_room_for_is_refused_with_the_limit() {
    let mut files = Files::new().await;
    files.site.db = files.site.db.clone().with_quotas(Quotas::default().with(Quota::HouseMegabytes, 1));
    let half = format!("a;b\n{}", "1;2\n".repeat(150_000));
    let first = files.attach("ett.csv", half.as_bytes()).await.unwrap();
    let full = [("file".to_owned(), "quota")];
    assert_eq!(keys(files.attach("två.csv", half.as_bytes()).await.unwrap_err()), full);
    files.attach("liten.csv", b"a;b\n1;2\n").await.unwrap();
    // What is taken away is still kept for a while, and counts.
    files.remove(first).await.unwrap();
    assert_eq!(keys(files.attach("två.csv", half.as_bytes()).await.unwrap_err()), full);
}
