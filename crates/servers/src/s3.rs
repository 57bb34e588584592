//! An S3 server (s3s-fs) with one bucket, which is a folder.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use hyper_util::rt::TokioIo;
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// The key that the server takes.
pub const KEY: &str = "fardplan-test";
/// The secret that belongs to it.
pub const SECRET: &str = "hemligheten-i-hinken";
/// The bucket's name.
const BUCKET: &str = "bilagor";

/// A server that demands signed requests. It runs on a thread of this program, and ends when it is dropped.
#[derive(Debug)]
pub struct Bucket {
    address: SocketAddr,
    folder: TempDir,
    /// Ends the server when it goes away.
    _stop: oneshot::Sender<()>,
}

impl Bucket {
    /// Starts a server with an empty bucket.
    ///
    /// # Panics
    /// No port is free, or there is no room for a folder.
    #[allow(clippy::new_without_default, reason = "it starts a server")]
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        std::fs::create_dir(folder.path().join(BUCKET)).expect("there is room for a bucket");
        let mut server =
            S3ServiceBuilder::new(FileSystem::new(folder.path()).expect("the folder can be served"));
        server.set_auth(SimpleAuth::from_single(KEY, SECRET));
        let server = server.build();
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
        listener.set_nonblocking(true).expect("the port can be waited on");
        let address = listener.local_addr().expect("the port has an address");
        let (stop, stopped) = oneshot::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a thread can be started").block_on(async {
                tokio::select! { () = serve(listener, server) => {}, _ = stopped => {} }
            });
        });
        Self { address, folder, _stop: stop }
    }

    /// The address of a prefix in the bucket, as the program takes it.
    pub fn address(&self, prefix: &str) -> String {
        format!("s3://{BUCKET}/{prefix}?endpoint=http://{}&region=eu-north-1", self.address)
    }

    /// Where the objects below a prefix lie.
    pub fn files(&self, prefix: &str) -> Vec<PathBuf> {
        let Ok(found) = std::fs::read_dir(self.folder.path().join(BUCKET).join(prefix)) else {
            return Vec::new();
        };
        found.flatten().map(|file| file.path()).filter(|path| path.is_file()).collect()
    }
}

async fn serve(listener: std::net::TcpListener, server: S3Service) {
    let listener = TcpListener::from_std(listener).expect("the port can be waited on");
    loop {
        let Ok((socket, _)) = listener.accept().await else { continue };
        let server = server.clone();
        tokio::spawn(async move {
            let _ = Builder::new(hyper_util::rt::TokioExecutor::new())
                .serve_connection(TokioIo::new(socket), server)
                .await;
        });
    }
}
