//! Writing to the store what is not held whole.

use std::sync::Arc;

use bytes::Bytes;
use object_store::buffered::BufWriter;
use object_store::path::Path;
use object_store::{Error, ObjectStore};
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;

use crate::fault::Fault;

/// What is held before it is sent on, bytes; a bucket takes no smaller parts.
const PART: usize = 5 * 1024 * 1024;
/// The most parts on their way.
const PARTS: usize = 2;

/// An object that is being written. It is not there until it is finished; what is neither finished nor
/// abandoned may stay in parts where it was going.
pub(crate) struct ObjectWriter {
    to: BufWriter,
    size: u64,
    hasher: Sha256,
}

impl ObjectWriter {
    pub(super) fn new(store: Arc<dyn ObjectStore>, place: Path) -> Self {
        let to = BufWriter::with_capacity(store, place, PART).with_max_concurrency(PARTS);
        Self { to, size: 0, hasher: Sha256::new() }
    }

    /// Writes further.
    ///
    /// # Errors
    /// The store cannot be reached or written; nothing more can be written then.
    pub(crate) async fn write(&mut self, bytes: Bytes) -> Result<(), Fault> {
        self.size += bytes.len() as u64;
        self.hasher.update(&bytes);
        Ok(self.to.put(bytes).await?)
    }

    /// Forgets what has been written.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub(crate) async fn abandon(mut self) -> Result<(), Fault> {
        Ok(self.to.abort().await?)
    }

    /// Ends it; its size, bytes, and SHA-256. When this has been answered it lasts.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub(crate) async fn finish(mut self) -> Result<(u64, Vec<u8>), Fault> {
        // The parts are given up by the writer where the last step fails.
        let ended = self.to.shutdown().await;
        ended.map_err(|cause| Error::Generic { store: "writer", source: cause.into() })?;
        Ok((self.size, self.hasher.finalize().to_vec()))
    }
}
