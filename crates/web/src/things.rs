//! Where things are found, whatever their kind.

use plan::access::{Kind, Ref};

/// What a kind of thing is called in addresses.
pub const fn slug(kind: Kind) -> &'static str {
    match kind {
        Kind::Roadmap => "fardplan",
        Kind::Area => "omrade",
        Kind::Need => "behov",
        Kind::Initiative => "initiativ",
        Kind::Measure => "atgard",
    }
}

/// The page of a thing.
pub fn address(of: Ref) -> String {
    format!("/{}/{}", slug(of.kind), of.id)
}
