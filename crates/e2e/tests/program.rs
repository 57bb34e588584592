//! The real program, built once and started on a free port with a database of its own.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use servers::Database;

/// The built binary.
pub fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        // Together with these tests, of the libraries that they are built with: alone it would have them all once more.
        let together =
            ["build", "--quiet", "--package", "fardplan", "--package", "e2e", "--tests", "--bin", "fardplan"];
        let built = Command::new(env!("CARGO")).args(together).status().unwrap();
        assert!(built.success(), "the program does not build");
        // target/<profile>/deps/<this test>
        let here = std::env::current_exe().unwrap();
        here.ancestors().nth(2).unwrap().join("fardplan")
    })
}

/// Runs the program with arguments until it ends.
pub fn run(arguments: &[&str]) -> Output {
    Command::new(binary()).args(arguments).output().unwrap()
}

/// A running server; stopped when it is dropped.
pub struct Program {
    child: Child,
    /// `http://127.0.0.1:port`
    pub address: String,
    database: Option<Database>,
}

impl Program {
    /// Starts with an empty database.
    pub fn start() -> Self {
        Self::start_on(Database::new())
    }

    /// Starts on a database.
    pub fn start_on(database: Database) -> Self {
        Self::start_with(database, &[])
    }

    /// Starts on a database with more arguments.
    pub fn start_with(database: Database, more: &[&str]) -> Self {
        Self::start_by(Command::new(binary()), database, more)
    }

    /// Starts with accounts, on a port that is free now.
    pub fn with_accounts() -> Self {
        Self::with_accounts_and(&[])
    }

    /// The same with more arguments.
    pub fn with_accounts_and(more: &[&str]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port().to_string();
        let origin = format!("http://127.0.0.1:{port}");
        let own = ["--origin", origin.as_str(), "--port", port.as_str()];
        Self::start_with(Database::new(), &[&own[..], more].concat())
    }

    /// Starts by a command that has been prepared.
    pub fn start_by(command: Command, database: Database, more: &[&str]) -> Self {
        let (child, address) = serving(command, &database, more);
        Self { child, address, database: Some(database) }
    }

    /// Starts a replica on the same database.
    pub fn beside(&self, more: &[&str]) -> Self {
        self.beside_by(Command::new(binary()), more)
    }

    /// Starts a replica on the same database by a command that has been prepared.
    pub fn beside_by(&self, command: Command, more: &[&str]) -> Self {
        let (child, address) = serving(command, self.database.as_ref().unwrap(), more);
        Self { child, address, database: None }
    }

    /// Pulls the plug: the process is killed at once and started again on the same database.
    pub fn pull_the_plug(mut self) -> Self {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        let database = self.database.take().unwrap();
        Self::start_on(database)
    }

    /// Tells it to stop, as whatever runs it does, and waits until it has; its database.
    pub fn stop(mut self) -> Database {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(told.success());
        assert!(self.child.wait().unwrap().success(), "it stops by itself");
        self.database.take().unwrap()
    }

    /// The most memory that it has used, MB.
    pub fn most_megabytes(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
    }

    /// Where its database is.
    pub fn place(&self) -> &str {
        &self.database.as_ref().unwrap().place
    }

    /// An address on the server.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// Creates a roadmap from the template and gives its id.
    pub async fn roadmap_from_template(&self, region: &str, title: &str) -> String {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let body = serde_json::json!({ "region_code": region, "title": title, "start": "template" });
        let answer = client.post(self.at("/api/v1/roadmaps")).json(&body).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 201, "a roadmap is created");
        let created: serde_json::Value = answer.json().await.unwrap();
        created["id"].as_str().unwrap().to_owned()
    }
}

/// The running program, and where it is.
fn serving(mut command: Command, database: &Database, more: &[&str]) -> (Child, String) {
    let port = if more.contains(&"--port") { &[][..] } else { &["--port", "0"] };
    let folder = database.folder.path().join("attachments").display().to_string();
    let files = if more.contains(&"--attachments") { vec![] } else { vec!["--attachments", &folder] };
    let key = database.folder.path().join("secret.key").display().to_string();
    // The forecast is computed once for all tests, unless a test is about that.
    let computed = binary().with_file_name("computed-for-tests").display().to_string();
    let is_cold = more.contains(&"--cache");
    let cache = if is_cold { vec![] } else { vec!["--cache", &computed] };
    let mut child = command
        .args(["serve", "--database", &database.place, "--secret-key", &key])
        .args(files)
        .args(cache)
        .args(port)
        .args(more)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().trim_start_matches("Färdplan: ").trim_end_matches('/').to_owned();
    assert!(address.starts_with("http://127.0.0.1:"), "the program says where it is: {line}");
    // What is never ready is ended before anybody is told so.
    if !is_cold && !is_ready_in_time(address.trim_start_matches("http://")) {
        child.kill().unwrap();
        panic!("{address} is never ready");
    }
    (child, address)
}

/// Waits until the site is ready for readers, and says whether it is: a debug build takes its time at the first start.
fn is_ready_in_time(address: &str) -> bool {
    for _ in 0..3000 {
        let mut answer = String::new();
        let asked = TcpStream::connect(address).and_then(|mut site| {
            site.write_all(format!("GET /redo HTTP/1.0\r\nHost: {address}\r\n\r\n").as_bytes())?;
            site.read_to_string(&mut answer)
        });
        if asked.is_ok() && answer.starts_with("HTTP/1.0 200") {
            return true;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    false
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
