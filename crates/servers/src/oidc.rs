//! An identity provider (the npm package oidc-provider) with a few made-up people.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

/// An identity provider, alive as long as this is. Its standard input is a pipe of ours: it ends when that closes.
#[derive(Debug)]
pub struct IdentityProvider {
    /// What it calls itself.
    pub issuer: String,
    process: Child,
    /// Kept open: the provider writes here now and then.
    _told: BufReader<ChildStdout>,
}

/// What the provider calls the site.
pub const CLIENT_ID: &str = "fardplan";
/// What it shares with the site.
pub const CLIENT_SECRET: &str = "hemligheten";

impl IdentityProvider {
    /// Starts a provider that knows a site by the address where the site meets browsers that come back.
    ///
    /// # Panics
    /// Node.js or the package is not installed, or the provider does not start.
    pub fn start(answer: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("oidc");
        assert!(folder.join("node_modules").is_dir(), "npm ci has been run in {}", folder.display());
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
        let port = listener.local_addr().expect("the port has an address").port();
        drop(listener);
        let mut process = Command::new("sh")
            .args([
                "-c",
                r#""$@" & server=$!; read order; kill -KILL $server"#,
                "watch",
                "node",
                "provider.js",
            ])
            .arg(port.to_string())
            .arg(answer)
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a shell can be started");
        let mut told = BufReader::new(process.stdout.take().expect("it was asked for"));
        let mut line = String::new();
        told.read_line(&mut line).expect("the provider says something");
        assert_eq!(line.trim(), "ready", "the provider starts");
        Self { issuer: format!("http://127.0.0.1:{port}"), process, _told: told }
    }
}

impl Drop for IdentityProvider {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}
