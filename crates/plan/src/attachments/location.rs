//! Where what is attached is kept.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use url::{Host, Url};

/// A folder on this machine, or a bucket that several replicas share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// A folder; made when there is none.
    Folder(PathBuf),
    /// A bucket of a server that speaks S3.
    Bucket(Bucket),
}

/// A bucket: `s3://name/prefix?endpoint=https://…&region=…`. Its keys are in the environment, never in the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// What stands before every key; may be empty.
    pub prefix: String,
    /// The server, when it is not Amazon's.
    pub endpoint: Option<String>,
    /// The region.
    pub region: Option<String>,
}

impl FromStr for Location {
    type Err = &'static str;

    /// An address of a bucket, or else the path of a folder. What looks like another address is never taken for a path.
    fn from_str(place: &str) -> Result<Self, Self::Err> {
        if !place.contains("://") {
            return Ok(Self::Folder(place.into()));
        }
        let url: Url = place.parse().map_err(|_| "not an address")?;
        let name = url.host_str().filter(|_| url.scheme() == "s3").ok_or("not the address of a bucket")?;
        if !url.username().is_empty() || url.password().is_some() || url.port().is_some() {
            return Err("more than bucket and prefix");
        }
        let prefix = url.path().trim_matches('/').to_owned();
        let mut bucket = Bucket { name: name.to_owned(), prefix, endpoint: None, region: None };
        for (key, value) in url.query_pairs() {
            match &*key {
                "endpoint" => bucket.endpoint = Some(safe(&value)?),
                "region" => bucket.region = Some(value.into_owned()),
                _ => return Err("unknown setting"),
            }
        }
        Ok(Self::Bucket(bucket))
    }
}

/// A server's address, if nobody on the way there can read what is sent.
fn safe(address: &str) -> Result<String, &'static str> {
    let url: Url = address.parse().map_err(|_| "not an address")?;
    let is_here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    };
    if !url.username().is_empty() || url.password().is_some() {
        return Err("a key in the address");
    }
    match url.scheme() {
        "https" => {}
        "http" if is_here => {}
        _ => return Err("others can listen, so it must be https"),
    }
    Ok(address.trim_end_matches('/').to_owned())
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => write!(f, "{}", folder.display()),
            Self::Bucket(bucket) => {
                write!(f, "s3://{}/{}", bucket.name, bucket.prefix)?;
                bucket.endpoint.as_ref().map_or(Ok(()), |server| write!(f, " ({server})"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_folder_or_a_bucket_without_secrets() {
        assert_eq!("data/bilagor".parse(), Ok(Location::Folder("data/bilagor".into())));
        let bucket: Location =
            "s3://fardplan/prod?endpoint=https://s3.kommun.example/&region=se-1".parse().unwrap();
        assert_eq!(bucket.to_string(), "s3://fardplan/prod (https://s3.kommun.example)");
        assert!("s3://fardplan?endpoint=http://127.0.0.1:9000".parse::<Location>().is_ok());
        for bad in [
            "s3://key:secret@fardplan",
            "s3://fardplan?endpoint=http://s3.kommun.example",
            "s3://fardplan?endpoint=https://key:secret@s3.kommun.example",
            "s3://fardplan?secret=x",
            "gs://fardplan",
            "s3://",
        ] {
            assert!(bad.parse::<Location>().is_err(), "{bad}");
        }
    }
}
