//! Where things are found, whatever their kind.

use axum::Extension;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use plan::access::{Kind, Ref, RootKind};
use uuid::Uuid;

use crate::fault::Fault;

/// What a kind of thing is called in addresses.
pub const fn slug(kind: Kind) -> &'static str {
    match kind {
        Kind::Roadmap => "fardplan",
        Kind::Area => "omrade",
        Kind::Need => "behov",
        Kind::Initiative => "initiativ",
        Kind::Measure => "atgard",
        Kind::Inquiry => "forfragan",
        Kind::Question => "fraga",
        Kind::Recipient => "mottagare",
        Kind::Group => "grupp",
        Kind::Seat => "plats",
        Kind::Meeting => "mote",
        Kind::AgendaItem => "punkt",
        Kind::Task => "uppgift",
        Kind::GroupDocument => "direktiv",
        Kind::Example => "exempel",
        Kind::Figures => "egna-siffror",
    }
}

/// The page of a thing.
pub fn address(of: Ref) -> String {
    format!("/{}/{}", slug(of.kind), of.id)
}

/// What a kind of thing is called in addresses of the API.
pub const fn api_name(kind: RootKind) -> &'static str {
    match kind {
        RootKind::Roadmap => "roadmaps",
        RootKind::Inquiry => "inquiries",
        RootKind::Group => "groups",
        RootKind::Example => "examples",
        RootKind::Figures => "own-figures",
    }
}

/// The id in an address. What is no id leads nowhere.
pub struct Id(pub Uuid);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fault> {
        let Path(text): Path<String> =
            Path::from_request_parts(parts, state).await.map_err(|_| Fault::NotFound)?;
        text.parse().map(Id).map_err(|_| Fault::NotFound)
    }
}

/// The thing that a page which all kinds have is about: its kind comes with the route, its id first in the address.
pub struct Of(pub Ref);

impl<S: Send + Sync> FromRequestParts<S> for Of {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fault> {
        let Extension(kind) =
            Extension::<RootKind>::from_request_parts(parts, state).await.map_err(|_| Fault::NotFound)?;
        let Path(path): Path<Vec<(String, String)>> =
            Path::from_request_parts(parts, state).await.map_err(|_| Fault::NotFound)?;
        let id = path.first().and_then(|(_, id)| id.parse().ok()).ok_or(Fault::NotFound)?;
        Ok(Self(kind.kind().of(id)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Texts;

    #[test]
    fn what_is_done_to_every_kind_of_thing_is_said_in_words() {
        for kind in Kind::ALL {
            let slug = slug(kind);
            let mut keys: Vec<String> =
                ["create", "edit", "delete", "restore"].map(|verb| format!("action-{kind}-{verb}")).into();
            keys.extend(kind.parent().map(|_| format!("action-{kind}-move")));
            keys.extend(plan::search::is_searched(kind).then(|| format!("search-kind-{kind}")));
            keys.extend([format!("part-{kind}"), format!("saved-{slug}"), format!("deleted-{slug}")]);
            for key in keys {
                assert!(Texts::Swedish.has(&key), "there is no text {key}");
            }
        }
    }
}
