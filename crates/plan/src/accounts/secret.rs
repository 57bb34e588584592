//! Secrets that are given out, and the hashes that are kept of them.

use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};

use crate::clock::Clock;

/// A new secret, as text that can stand in an address or a cookie.
pub(super) fn new(clock: &Clock) -> String {
    BASE64URL_NOPAD.encode(&clock.random::<32>())
}

/// What is kept of a secret. Secrets are random and long, so a plain hash is enough.
pub(super) fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret).to_vec()
}
