//! An archive that is written to the store as it is packed: nobody holds it whole.

use std::io::{self, Write};
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use data_encoding::HEXLOWER;
use futures::TryStreamExt;
use serde_json::json;
use sha2::{Digest, Sha256};
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{DateTime, ZipWriter};

use crate::attachments::{Attachment, FileStream, ObjectWriter};
use crate::fault::Fault;

/// How much of a text is packed before what has come of it is sent on, bytes.
const PIECE: usize = 64 * 1024;

/// An archive that is being packed, with a list of what is in it.
pub(super) struct Packing {
    writer: ZipWriter<StreamWriter<Packed>>,
    packed: Packed,
    to: ObjectWriter,
    listed: Vec<serde_json::Value>,
    /// How much more there is room for, bytes before they are packed.
    room: u64,
}

/// An archive that lies in the store.
pub(super) struct Archive {
    pub(super) size: u64,
    pub(super) hash: Vec<u8>,
}

impl Packing {
    /// Nothing yet, with room for so many bytes of what need not be in it.
    pub(super) fn new(to: ObjectWriter, room: u64) -> Self {
        let packed = Packed::default();
        Self { writer: ZipWriter::new_stream(packed.clone()), packed, to, listed: Vec::new(), room }
    }

    /// Adds a text that must be in it.
    pub(super) async fn add_text(&mut self, name: &str, text: &str) -> Result<(), Fault> {
        self.listed.push(json!({
            "name": name,
            "bytes": text.len(),
            "sha256": HEXLOWER.encode(&Sha256::digest(text)),
        }));
        self.start(name)?;
        for piece in text.as_bytes().chunks(PIECE) {
            self.write(piece).await?;
        }
        Ok(())
    }

    /// Adds a text, if there is room for it.
    pub(super) async fn add_text_with_room(&mut self, name: &str, text: &str) -> Result<(), Fault> {
        if self.takes(text.len() as u64) {
            return self.add_text(name, text).await;
        }
        self.lacks(name, "no room");
        Ok(())
    }

    /// Whether there is room for so many bytes; it is taken.
    pub(super) fn takes(&mut self, bytes: u64) -> bool {
        let left = self.room.checked_sub(bytes);
        self.room = left.unwrap_or(self.room);
        left.is_some()
    }

    /// Adds a file that is known to be whole.
    pub(super) async fn add_file(
        &mut self,
        name: &str,
        file: &Attachment,
        mut stream: FileStream,
    ) -> Result<(), Fault> {
        self.listed.push(json!({ "name": name, "bytes": file.size, "sha256": HEXLOWER.encode(&file.hash) }));
        self.start(name)?;
        while let Some(piece) = stream.bytes.try_next().await? {
            self.write(&piece).await?;
        }
        Ok(())
    }

    /// Notes a file that is not in it, and why.
    pub(super) fn lacks(&mut self, name: &str, why: &str) {
        self.listed.push(json!({ "name": name, "missing": why }));
    }

    fn start(&mut self, name: &str) -> Result<(), Fault> {
        let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
        self.writer.start_file(name, options).map_err(broken)
    }

    async fn write(&mut self, piece: &[u8]) -> Result<(), Fault> {
        self.writer.write_all(piece).map_err(|cause| broken(cause.into()))?;
        self.to.write(self.packed.take()).await
    }

    /// Forgets what has been packed.
    pub(super) async fn abandon(self) -> Result<(), Fault> {
        self.to.abandon().await
    }

    /// Ends the archive, with the list last. When this has been answered it lasts.
    pub(super) async fn finish(mut self, about: &serde_json::Value) -> Result<Archive, Fault> {
        let list = json!({ "about": about, "files": self.listed });
        self.start("innehall.json")?;
        self.write(&serde_json::to_vec_pretty(&list).unwrap_or_default()).await?;
        self.writer.finish().map_err(broken)?;
        self.to.write(self.packed.take()).await?;
        let (size, hash) = self.to.finish().await?;
        Ok(Archive { size, hash })
    }
}

fn broken(_: ZipError) -> Fault {
    Fault::Broken
}

/// What has been packed and not been sent on.
#[derive(Clone, Default)]
struct Packed(Arc<Mutex<Vec<u8>>>);

impl Packed {
    fn take(&self) -> Bytes {
        mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner)).into()
    }
}

impl Write for Packed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
