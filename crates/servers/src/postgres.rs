//! One PostgreSQL server for all tests of a program, each in a database of its own.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// Where Debian keeps its versions.
const VERSIONS: &str = "/usr/lib/postgresql";
/// The server may not run as root; Debian's package makes this user.
const USER: &str = "postgres";

static SERVER: LazyLock<Server> = LazyLock::new(Server::start);

/// A new database in the server that tests share; its address.
pub fn database() -> String {
    SERVER.database()
}

/// A server. Tests share one, but for those that treat it badly.
#[derive(Debug)]
pub struct Server {
    programs: PathBuf,
    /// Data and socket.
    folder: PathBuf,
    /// Keeps the server alive: see [`Server::watched`].
    watch: Child,
}

impl Server {
    /// Starts a server with no data.
    ///
    /// # Panics
    /// PostgreSQL is not installed or does not start.
    pub fn start() -> Self {
        let programs = newest().expect("PostgreSQL is installed: apt-get install postgresql");
        // Not a TempDir: statics are never dropped. The shell that ends the server removes the folder.
        let folder = tempfile::tempdir().expect("there is room for a folder").keep();
        if is_root() {
            done(Command::new("chown").arg(USER).arg(&folder));
        }
        let data = folder.join("data");
        let settings = ["--username", USER, "--auth", "trust", "--encoding", "UTF8", "--no-sync", "--pgdata"];
        done(as_user(&programs.join("initdb")).args(settings).arg(&data));
        let server = Self { watch: watched(&programs, &folder), programs, folder };
        server.wait();
        server
    }

    /// A new database; its address.
    ///
    /// # Panics
    /// The server is gone.
    pub fn database(&self) -> String {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let name = format!("test_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        self.run("createdb", &["--username", USER, &name]);
        format!("postgres://{USER}@localhost/{name}?host={}", self.folder.display())
    }

    /// Crashes the server in the middle of whatever it does, and starts it again on the same data.
    ///
    /// # Panics
    /// It does not start again.
    pub fn crash(&mut self) {
        let line = self.watch.stdin.take().map(|mut stdin| writeln!(stdin, "{CRASH}"));
        line.expect("the watch listens").expect("the watch is alive");
        self.watch.wait().expect("the watch ends");
        self.watch = watched(&self.programs, &self.folder);
        self.wait();
    }

    fn wait(&self) {
        for _ in 0..300 {
            let asked =
                Command::new(self.programs.join("pg_isready")).arg("-q").arg("-h").arg(&self.folder).status();
            if asked.is_ok_and(|status| status.success()) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("PostgreSQL did not start in {}", self.folder.display());
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        done(Command::new(self.programs.join(program)).arg("-h").arg(&self.folder).args(arguments));
    }
}

/// Starts the server under a shell that reads until this program is gone, or says that the server should crash.
fn watched(programs: &Path, folder: &Path) -> Child {
    // An interrupted test program ends by itself; the shell must live to clear up after it.
    const SCRIPT: &str = r#"trap '' INT TERM HUP
        "$@" & server=$!
        read order
        if [ "$order" = crash ]; then kill -QUIT $server; wait $server; exit; fi
        kill -INT $server; wait $server; rm -rf "$0""#;
    let mut server = as_user(&programs.join("postgres"));
    server.arg("-D").arg(folder.join("data")).arg("-k").arg(folder);
    server.args(["-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=400"]);
    Command::new("sh")
        .args(["-c", SCRIPT])
        .arg(folder)
        .arg(server.get_program())
        .args(server.get_args())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell can be started")
}

/// What the shell is told.
const CRASH: &str = "crash";

/// The programs of the newest version that is installed.
fn newest() -> Option<PathBuf> {
    let versions = std::fs::read_dir(VERSIONS).ok()?.flatten();
    let versions = versions.filter(|entry| entry.path().join("bin/initdb").is_file());
    let number = |path: &Path| path.file_name()?.to_str()?.parse::<u32>().ok();
    let (_, path) = versions.filter_map(|entry| Some((number(&entry.path())?, entry.path()))).max()?;
    Some(path.join("bin"))
}

fn as_user(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid", USER, "--regid", USER, "--clear-groups"]).arg(program);
    command
}

fn is_root() -> bool {
    let asked = Command::new("id").arg("-u").output().expect("id can be asked");
    asked.stdout.trim_ascii() == b"0"
}

fn done(command: &mut Command) {
    let output = command.output().unwrap_or_else(|fault| panic!("{command:?}: {fault}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}
