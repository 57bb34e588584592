//! Attached files in a bucket that several replicas share: a real S3 server that demands signed requests.

use std::io::{Cursor, Read};
use std::process::Command;
use std::time::Duration;

use flate2::{Compress, Compression, FlushCompress};
use servers::Database;
use servers::s3::{Bucket, KEY, SECRET};
use zip::ZipArchive;

use crate::program::{Program, binary};

pub const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n\
    2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n";

/// Sends a file in; whether it was taken.
pub async fn attach(program: &Program, roadmap: &str, name: &str, bytes: &[u8]) -> bool {
    let mut body =
        format!("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n")
            .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--x--\r\n");
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let request = client.post(program.at(&format!("/fardplan/{roadmap}/bilagor")));
    let request = request.header("content-type", "multipart/form-data; boundary=x").body(body);
    request.send().await.unwrap().status().as_u16() == 303
}

/// The addresses of a roadmap's files.
async fn files(program: &Program, roadmap: &str) -> Vec<String> {
    let address = program.at(&format!("/api/v1/roadmaps/{roadmap}/attachments"));
    let listed: serde_json::Value = reqwest::get(address).await.unwrap().json().await.unwrap();
    let ids = listed.as_array().unwrap().iter().map(|file| file["id"].as_str().unwrap());
    ids.map(|id| format!("/fardplan/{roadmap}/bilaga/{id}")).collect()
}

/// The program with keys to a bucket.
fn with_keys(secret: &str) -> Command {
    let mut command = Command::new(binary());
    command.env("AWS_ACCESS_KEY_ID", KEY).env("AWS_SECRET_ACCESS_KEY", secret);
    command
}

/// A PDF of a few megabytes that is two gigabytes when it is read.
fn bomb() -> Vec<u8> {
    // Blanks by the megabyte, each packed by itself, so that one can stand for all.
    let mut packing = Compress::new(Compression::best(), true);
    let mut packed = Vec::with_capacity(1 << 20);
    packing.compress_vec(b"3 0 ", &mut packed, FlushCompress::Full).unwrap();
    let begin = packed.len();
    packing.compress_vec(&vec![b' '; 1 << 20], &mut packed, FlushCompress::Full).unwrap();
    let packed = [&packed[..begin], &packed[begin..].repeat(2048)].concat();
    let (head, tail) = PDF.split_at(PDF.len() - b"trailer\n<</Root 1 0 R>>\n%%EOF\n".len());
    let length = packed.len();
    let object =
        format!("5 0 obj\n<</Type/ObjStm/N 1/First 4/Length {length}/Filter/FlateDecode>>\nstream\n");
    [head, object.as_bytes(), &packed, b"\nendstream\nendobj\n", tail].concat()
}

#[tokio::test]
async fn a_file_that_would_fill_the_memory_is_refused_and_the_program_goes_on() {
    let program = Program::start();
    let roadmap = program.roadmap_from_template("2083", "Färdplan").await;
    assert!(!attach(&program, &roadmap, "Bomb.pdf", &bomb()).await);
    let used = program.most_megabytes();
    assert!(used < 1_500, "{used} MB of two gigabytes");
    assert!(attach(&program, &roadmap, "Underlag.pdf", PDF).await);
}

#[tokio::test]
async fn files_lie_in_a_bucket_and_every_replica_reads_them() {
    let bucket = Bucket::new();
    let place = bucket.address("prod");
    let program = Program::start_by(with_keys(SECRET), Database::new(), &["--attachments", &place]);
    let roadmap = program.roadmap_from_template("2083", "Färdplan").await;
    assert!(attach(&program, &roadmap, "Underlag.pdf", PDF).await);
    assert_eq!(bucket.files("prod").len(), 1, "it lies in the bucket, below the prefix");

    let other = program.beside_by(with_keys(SECRET), &["--attachments", &place]);
    let file = files(&other, &roadmap).await.remove(0);
    let saved = reqwest::get(other.at(&file)).await.unwrap();
    assert_eq!(saved.bytes().await.unwrap(), PDF);

    std::fs::write(&bucket.files("prod")[0], b"%PDF-1.7 annat").unwrap();
    assert_eq!(
        reqwest::get(other.at(&file)).await.unwrap().status().as_u16(),
        500,
        "what was changed is not read"
    );
    drop(bucket);
    let away = reqwest::get(other.at(&file)).await.unwrap();
    assert_eq!(away.status().as_u16(), 503);
    assert!(away.text().await.unwrap().contains("Bilagorna går inte att nå just nu"));
}

/// A PDF of about nine megabytes that cannot be made smaller.
fn large_pdf(seed: u32) -> Vec<u8> {
    let mut state = seed;
    let noise = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    });
    let mut pdf = b"%PDF-1.7\n%".to_vec();
    let noise: Vec<u8> = noise.map(|byte| byte | 0x80).take(1_000_000).collect();
    pdf.extend(noise.repeat(9));
    pdf.push(b'\n');
    pdf.extend_from_slice(&PDF[b"%PDF-1.7\n".len()..]);
    pdf
}

/// Asks for everything that an organisation has, and waits for it: the archive.
async fn archive(program: &Program, organisation: &str) -> Vec<u8> {
    let page = program.at(&format!("/organisation/{organisation}/flytt"));
    reqwest::Client::new().post(format!("{page}/ut")).send().await.unwrap();
    let start = format!("/organisation/{organisation}/flytt/0");
    for _ in 0..600 {
        let shown = reqwest::get(&page).await.unwrap().text().await.unwrap();
        if let Some(address) = shown.split('"').find(|text| text.starts_with(&start)) {
            return reqwest::get(program.at(address)).await.unwrap().bytes().await.unwrap().into();
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("there is no archive");
}

/// Attaches so many large files and packs them; how much memory that took besides, MB.
async fn everything_is_packed(program: &Program, files: u32) -> u64 {
    let roadmap = program.roadmap_from_template("2083", "Färdplan").await;
    let pdfs: Vec<_> = (1..=files).map(large_pdf).collect();
    for (at, pdf) in pdfs.iter().enumerate() {
        assert!(attach(program, &roadmap, &format!("Underlag {at}.pdf"), pdf).await);
    }
    let before = program.most_megabytes();
    let archive = archive(program, "2083").await;
    let grown = program.most_megabytes() - before;
    assert!(archive.len() > 7_000_000 * pdfs.len(), "{} bytes", archive.len());
    let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
    for (at, pdf) in pdfs.iter().enumerate() {
        let name = format!("01-fardplan/bilagor/{:02}-Underlag {at}.pdf", at + 1);
        let mut packed = Vec::new();
        archive.by_name(&name).unwrap().read_to_end(&mut packed).unwrap();
        assert!(packed == *pdf, "{name}");
    }
    grown
}

#[tokio::test]
async fn an_archive_is_packed_without_being_held_in_memory() {
    let grown = everything_is_packed(&Program::start(), 16).await;
    assert!(grown < 50, "{grown} MB");
}

#[tokio::test]
async fn an_archive_is_packed_into_a_bucket_in_parts() {
    let bucket = Bucket::new();
    let place = bucket.address("prod");
    let program = Program::start_by(with_keys(SECRET), Database::new(), &["--attachments", &place]);
    everything_is_packed(&program, 4).await;
    assert_eq!(bucket.files("prod").len(), 5, "no parts are left");
}

#[test]
fn the_bucket_is_shown_and_tried() {
    let bucket = Bucket::new();
    let checked = |secret: &str, place: &str| {
        let folder = tempfile::tempdir().unwrap();
        let mut command = with_keys(secret);
        command.args(["check-config", "--port", "0", "--attachments", place, "--data"]).arg(folder.path());
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        (output.status.success(), said)
    };
    let (good, said) = checked(SECRET, &bucket.address("prod"));
    assert!(good && said.contains("files     s3://bilagor/prod (http://127.0.0.1:"), "{said}");
    let (good, said) = checked("fel nyckel", &bucket.address("prod"));
    assert!(!good && said.contains("släpper inte in oss") && !said.contains("fel nyckel"), "{said}");
    let (good, said) = checked(SECRET, "s3://AKIA:hemligt@bilagor/prod");
    assert!(!good && said.contains("Platsen för bilagor går inte att förstå"), "{said}");
    assert!(!said.contains("hemligt"), "{said}");
}
