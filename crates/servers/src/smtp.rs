//! A mail server (aiosmtpd) that keeps what it is sent in a folder, and can be away for a while.

use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

/// Where Debian's package puts the program.
const PROGRAM: &str = "/usr/bin/aiosmtpd";

/// A mail server, which is not there until it is started.
#[derive(Debug)]
pub struct MailServer {
    /// Where it listens when it is there.
    place: SocketAddr,
    /// What it has been sent: a Maildir, inside.
    folder: TempDir,
    /// Keeps the server alive while it is there: see [`MailServer::watched`].
    watch: Option<Child>,
    /// The longest letter that it takes, bytes.
    longest: usize,
    /// Whether it demands encryption (STARTTLS).
    encrypts: bool,
}

impl MailServer {
    /// A server that has not been started.
    ///
    /// # Panics
    /// No port is free, or there is no room for a folder.
    #[allow(clippy::new_without_default, reason = "it takes a port")]
    pub fn new() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
        let place = listener.local_addr().expect("the port has an address");
        let folder = tempfile::tempdir().expect("there is room for a folder");
        Self { place, folder, watch: None, longest: 1_000_000, encrypts: false }
    }

    /// The same server, that refuses letters of more bytes.
    #[must_use]
    pub fn taking_at_most(mut self, longest: usize) -> Self {
        self.longest = longest;
        self
    }

    /// The same server, that demands encryption and has a certificate that no machine trusts by itself.
    ///
    /// # Panics
    /// OpenSSL is not installed.
    #[must_use]
    pub fn encrypting(mut self) -> Self {
        let request = self.folder.path().join("request");
        std::fs::write(&request, REQUEST).expect("there is room for a file");
        let made = Command::new("openssl")
            .args(["req", "-x509", "-days", "2", "-nodes", "-newkey", "rsa:2048", "-config"])
            .arg(&request)
            .arg("-keyout")
            .arg(self.key())
            .arg("-out")
            .arg(self.certificate())
            .output()
            .expect("OpenSSL is installed: apt-get install openssl");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        self.encrypts = true;
        self
    }

    /// The address, as the program takes it.
    pub fn address(&self) -> String {
        format!("smtp://{}{}", self.place, if self.encrypts { "?tls=required" } else { "" })
    }

    /// The certificate of a server that encrypts: a file.
    pub fn certificate(&self) -> PathBuf {
        self.folder.path().join("certificate.pem")
    }

    fn key(&self) -> PathBuf {
        self.folder.path().join("key.pem")
    }

    /// Starts it, with all that it has been sent before.
    ///
    /// # Panics
    /// It is not installed or does not start.
    pub fn start(&mut self) {
        assert!(Path::new(PROGRAM).is_file(), "aiosmtpd is installed: apt-get install python3-aiosmtpd");
        self.watch = Some(self.watched());
        for _ in 0..300 {
            if TcpStream::connect(self.place).is_ok() {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the mail server did not start on {}", self.place);
    }

    /// Kills it in the middle of whatever it does.
    ///
    /// # Panics
    /// It was not there.
    pub fn kill(&mut self) {
        let mut watch = self.watch.take().expect("the server has been started");
        let line = watch.stdin.take().map(|mut stdin| writeln!(stdin, "{CRASH}"));
        line.expect("the watch listens").expect("the watch is alive");
        watch.wait().expect("the watch ends");
    }

    /// The letters that it has been sent, as they came, in no order.
    ///
    /// # Panics
    /// A letter cannot be read.
    pub fn letters(&self) -> Vec<Vec<u8>> {
        // A letter comes to this folder when all of it is there.
        let Ok(files) = std::fs::read_dir(self.maildir().join("new")) else { return Vec::new() };
        files.flatten().map(|file| std::fs::read(file.path()).expect("a letter can be read")).collect()
    }

    fn maildir(&self) -> PathBuf {
        self.folder.path().join("mail")
    }

    /// Starts the server under a shell that reads until this program is gone, or says that the server should crash.
    fn watched(&self) -> Child {
        // An interrupted test program ends by itself; the shell must live to clear up after it.
        const SCRIPT: &str = r#"trap '' INT TERM HUP
            "$@" & server=$!
            read order
            kill -KILL $server; wait $server
            if [ "$order" != crash ]; then rm -rf "$0"; fi"#;
        let mut shell = Command::new("sh");
        shell.args(["-c", SCRIPT]).arg(self.folder.path()).args([PROGRAM, "--nosetuid"]);
        shell.args(["--listen", &self.place.to_string(), "--size", &self.longest.to_string()]);
        if self.encrypts {
            shell.arg("--tlscert").arg(self.certificate()).arg("--tlskey").arg(self.key());
        }
        shell.args(["--class", "aiosmtpd.handlers.Mailbox"]).arg(self.maildir());
        shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        shell.spawn().expect("a shell can be started")
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        if self.watch.is_some() {
            self.kill();
        }
    }
}

/// What the shell is told.
const CRASH: &str = "crash";

/// What the certificate is for.
const REQUEST: &str = "[req]
prompt = no
distinguished_name = name
x509_extensions = extensions
[name]
CN = localhost
[extensions]
basicConstraints = critical,CA:FALSE
subjectAltName = IP:127.0.0.1
";
