//! Who makes a request: found out once for each, and handed to handlers together with the site.

use std::ops::Deref;

use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::Uri;
use axum::http::request::Parts;
use plan::access::Actor;
use plan::db::Tx;
use plan::fault::Fault;

use crate::site::Site;

/// Whoever makes a request.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    /// For whom things are done.
    pub actor: Actor,
}

/// The site, as one visitor meets it: every transaction is theirs.
pub struct Visit {
    site: Site,
    visitor: Visitor,
}

impl Visit {
    /// Begins to read.
    pub async fn read(&self) -> Result<Tx, Fault> {
        self.site.db.read(&self.visitor.actor).await
    }

    /// Begins to write.
    pub async fn write(&self) -> Result<Tx, Fault> {
        self.site.db.write(&self.visitor.actor).await
    }

    /// Whoever makes the request.
    pub fn visitor(&self) -> &Visitor {
        &self.visitor
    }
}

impl Deref for Visit {
    type Target = Site;

    fn deref(&self) -> &Site {
        &self.site
    }
}

impl FromRequestParts<Site> for Visit {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Self::Rejection> {
        let visitor = parts.extensions.get::<Visitor>().cloned().unwrap_or_default();
        Ok(Self { site: site.clone(), visitor })
    }
}

/// The page that is asked for, and by whom: what the frame around it shows.
#[derive(Clone, Debug)]
pub struct Here {
    /// The address.
    pub uri: Uri,
    /// Whoever asks.
    pub visitor: Visitor,
}

impl Deref for Here {
    type Target = Uri;

    fn deref(&self) -> &Uri {
        &self.uri
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Here {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let OriginalUri(uri) = OriginalUri::from_request_parts(parts, state).await?;
        let visitor = parts.extensions.get::<Visitor>().cloned().unwrap_or_default();
        Ok(Self { uri, visitor })
    }
}
