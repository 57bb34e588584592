//! The store: bytes under ids that the program has made, in a folder or a bucket. No name that somebody has typed comes
//! near it.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures::stream::{self, BoxStream};
use futures::{StreamExt, TryStreamExt};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ClientOptions, Error, ObjectStore, ObjectStoreExt, RetryConfig};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Attachment, Bucket, Checked, Examiner, Location, ObjectWriter};
use crate::clock::Clock;
use crate::fault::Fault;

/// How long a bucket that does not answer is asked again.
const PATIENCE: Duration = Duration::from_secs(20);

/// An open store. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    objects: Arc<dyn ObjectStore>,
    prefix: Path,
    examiner: Examiner,
}

/// A file that lies in the store under a new id, and belongs to nothing yet.
#[derive(Clone, Debug)]
pub struct StoredFile {
    id: Uuid,
    file: Checked,
}

impl StoredFile {
    /// Under which id it lies.
    pub fn id(&self) -> Uuid {
        self.id
    }

    pub(super) fn file(&self) -> &Checked {
        &self.file
    }
}

impl Store {
    /// Opens a store; a folder is made when there is none.
    ///
    /// # Errors
    /// A folder that cannot be made, or a bucket that cannot be understood. Whether it answers is not tried.
    pub fn open(location: &Location) -> Result<Self, Fault> {
        match location {
            Location::Folder(folder) => {
                std::fs::create_dir_all(folder).map_err(unreachable)?;
                // What has been answered is on disk.
                let objects = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
                Ok(Self { objects: Arc::new(objects), prefix: Path::default(), examiner: Examiner::Here })
            }
            Location::Bucket(bucket) => Self::open_bucket(bucket),
        }
    }

    fn open_bucket(bucket: &Bucket) -> Result<Self, Fault> {
        // A cryptography that has been chosen already is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let retries = RetryConfig { max_retries: 3, retry_timeout: PATIENCE, ..RetryConfig::default() };
        // The environment has the keys.
        let mut builder = AmazonS3Builder::from_env().with_bucket_name(&bucket.name).with_retry(retries);
        // Whoever fetches a large file takes the time that they take; what stands still is given up.
        let waits = ClientOptions::new().with_timeout_disabled().with_read_timeout(PATIENCE);
        builder = builder.with_client_options(waits);
        if let Some(endpoint) = &bucket.endpoint {
            builder = builder.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http://"));
        }
        if let Some(region) = &bucket.region {
            builder = builder.with_region(region);
        }
        Ok(Self {
            objects: Arc::new(builder.build()?),
            prefix: Path::parse(&bucket.prefix).map_err(Error::from)?,
            examiner: Examiner::Here,
        })
    }

    /// The same store, whose files are examined so before they are kept.
    #[must_use]
    pub fn examined_by(self, examiner: Examiner) -> Self {
        Self { examiner, ..self }
    }

    /// Who examines files before they are kept.
    pub fn examiner(&self) -> &Examiner {
        &self.examiner
    }

    /// Whether the store can be read.
    ///
    /// # Errors
    /// It cannot.
    pub async fn answers(&self) -> Result<(), Fault> {
        self.objects.list(Some(&self.prefix)).try_next().await?;
        Ok(())
    }

    /// Keeps a file under a new id. When this has been answered it lasts, whether or not it comes to belong to anything.
    ///
    /// # Errors
    /// The store cannot be reached or written.
    pub async fn store(&self, clock: &Clock, file: Checked) -> Result<StoredFile, Fault> {
        let id = clock.new_id();
        self.put(id, file.bytes().to_vec()).await?;
        Ok(StoredFile { id, file })
    }

    /// Keeps bytes under an id, in the place of what may be there.
    pub(crate) async fn put(&self, id: Uuid, bytes: Vec<u8>) -> Result<(), Fault> {
        self.objects.put(&self.place(id), bytes.into()).await?;
        Ok(())
    }

    /// Keeps bytes under an id as they come.
    pub(crate) fn writer(&self, id: Uuid) -> ObjectWriter {
        ObjectWriter::new(self.objects.clone(), self.place(id))
    }

    /// The bytes under an id, if they have this hash; else [`Fault::Damaged`].
    pub(crate) async fn get(&self, id: Uuid, hash: &[u8]) -> Result<Vec<u8>, Fault> {
        let found = match self.objects.get(&self.place(id)).await {
            Err(Error::NotFound { .. }) => return Err(Fault::Damaged),
            found => found?,
        };
        let bytes = found.bytes().await?;
        if Sha256::digest(&bytes)[..] == *hash { Ok(bytes.into()) } else { Err(Fault::Damaged) }
    }

    /// The same bytes as they are read, for files that are not held whole; the last of them are given only if all have
    /// the hash.
    pub(crate) async fn stream(&self, id: Uuid, hash: Vec<u8>) -> Result<FileStream, Fault> {
        let found = match self.objects.get(&self.place(id)).await {
            Err(Error::NotFound { .. }) => return Err(Fault::Damaged),
            found => found?,
        };
        let size = found.meta.size;
        let reading = Reading { from: found.into_stream(), kept: None, hasher: Sha256::new(), hash };
        let bytes = stream::try_unfold(reading, Reading::next).boxed();
        Ok(FileStream { size, bytes })
    }

    /// What is in a file, to be sent as it is read: nobody holds it whole. It is read through first, so that what is damaged
    /// is told before anything is sent.
    ///
    /// # Errors
    /// [`Fault::Damaged`] when it is not what was attached, or is gone.
    pub async fn stream_attachment(&self, attachment: &Attachment) -> Result<FileStream, Fault> {
        let mut whole = self.stream(attachment.id, attachment.hash.clone()).await?;
        while whole.bytes.try_next().await?.is_some() {}
        self.stream(attachment.id, attachment.hash.clone()).await
    }

    /// What is in a file.
    ///
    /// # Errors
    /// [`Fault::Damaged`] when it is not what was attached, or is gone.
    pub async fn read(&self, attachment: &Attachment) -> Result<Vec<u8>, Fault> {
        self.get(attachment.id, &attachment.hash).await
    }

    /// What the store holds, and since when. What is not named by an id is not the program's.
    pub(super) async fn all(&self) -> Result<Vec<(Uuid, DateTime<Utc>)>, Fault> {
        let found: Vec<_> = self.objects.list(Some(&self.prefix)).try_collect().await?;
        let named = found.into_iter().filter_map(|object| {
            let id: Uuid = object.location.filename()?.parse().ok()?;
            (object.location == self.place(id)).then_some((id, object.last_modified))
        });
        Ok(named.collect())
    }

    /// Forgets what is under an id, if anything is.
    ///
    /// # Errors
    /// The store cannot be reached or written.
    pub async fn forget(&self, id: Uuid) -> Result<(), Fault> {
        match self.objects.delete(&self.place(id)).await {
            Err(Error::NotFound { .. }) => Ok(()),
            done => Ok(done?),
        }
    }

    fn place(&self, id: Uuid) -> Path {
        self.prefix.clone().join(id.to_string())
    }
}

/// A file as it is read.
pub struct FileStream {
    /// Bytes.
    pub size: u64,
    /// What is in it; an error where it cannot be read further, or is not what was kept.
    pub bytes: BoxStream<'static, Result<Bytes, Fault>>,
}

/// A file that is being read, one piece behind, so that the last is not given before all are known to be right.
struct Reading {
    from: BoxStream<'static, Result<Bytes, Error>>,
    kept: Option<Bytes>,
    hasher: Sha256,
    hash: Vec<u8>,
}

impl Reading {
    async fn next(mut self) -> Result<Option<(Bytes, Self)>, Fault> {
        while let Some(piece) = self.from.try_next().await? {
            self.hasher.update(&piece);
            if let Some(before) = self.kept.replace(piece) {
                return Ok(Some((before, self)));
            }
        }
        if self.hasher.clone().finalize()[..] != self.hash[..] {
            return Err(Fault::Damaged);
        }
        let last = self.kept.take();
        Ok(last.map(|last| (last, self)))
    }
}

fn unreachable(cause: std::io::Error) -> Fault {
    Fault::Objects(Error::Generic { store: "folder", source: cause.into() })
}
