//! The tree of organisations.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::name::named;

/// The organisation that stands for the country.
pub const NATION: &str = "00";
/// Sveriges Kommuner och Regioner.
pub const SALAR: &str = "skr";

named! {
    /// What an organisation is.
    OrganisationKind {
        /// The country.
        Nation = "nation",
        /// A region.
        Region = "region",
        /// A municipality.
        Municipality = "municipality",
        /// A committee of a municipality or a region.
        Committee = "committee",
        /// A district of a municipality.
        District = "district",
        /// A unit or department.
        Unit = "unit",
        /// A state agency.
        Agency = "agency",
        /// An association.
        Association = "association",
        /// A private provider of care.
        Provider = "provider",
    }
}

impl OrganisationKind {
    /// Whether it is a part of the country, whose code is its region's: a municipality, a region, or the whole.
    pub const fn is_place(self) -> bool {
        matches!(self, Self::Municipality | Self::Region | Self::Nation)
    }
}

impl OrganisationKind {
    /// Whether it is a part of the organisation above it, behind the same boundary, and not a house of its own.
    pub const fn is_part(self) -> bool {
        matches!(self, Self::Committee | Self::District | Self::Unit)
    }

    /// Whether something of this kind can be added by hand below something of another kind. The official ones are
    /// known already.
    pub const fn may_lie_below(self, above: Self) -> bool {
        match self {
            Self::Nation | Self::Region | Self::Municipality => false,
            Self::Committee => matches!(above, Self::Region | Self::Municipality),
            Self::District => matches!(above, Self::Municipality | Self::Committee),
            Self::Unit => !matches!(above, Self::Nation),
            Self::Agency => matches!(above, Self::Nation),
            Self::Association | Self::Provider => {
                matches!(above, Self::Nation | Self::Region | Self::Municipality)
            }
        }
    }
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, sqlx_macros::FromRow)]
pub struct Organisation {
    /// The official code, or an id.
    pub id: String,
    /// The organisation above; none for the country.
    #[sqlx(rename = "parent_id")]
    pub parent: Option<String>,
    /// The house that it is a part of, or its own id.
    pub house: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Name.
    pub name: String,
    /// Organisation number; empty when it is not known.
    pub number: String,
    /// Counts the changes; 0 for an official one, which cannot be changed.
    pub version: i64,
}

/// All organisations.
#[derive(Clone, Debug)]
pub struct Organisations {
    /// Those that everyone knows, which all trees share.
    official: Option<&'static Self>,
    own: BTreeMap<String, Organisation>,
    below: BTreeMap<String, Vec<String>>,
}

impl Organisations {
    /// The tree of these organisations.
    pub(super) fn new(own: impl IntoIterator<Item = Organisation>) -> Self {
        let own: BTreeMap<String, Organisation> = own.into_iter().map(|one| (one.id.clone(), one)).collect();
        let mut below: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for one in own.values() {
            if let Some(parent) = &one.parent {
                below.entry(parent.clone()).or_default().push(one.id.clone());
            }
        }
        Self { official: None, own, below }
    }

    /// The tree with what everyone knows above it.
    pub(super) fn on(self, official: &'static Self) -> Self {
        Self { official: Some(official), ..self }
    }

    /// The organisation with an id.
    pub fn get(&self, id: &str) -> Option<&Organisation> {
        self.own.get(id).or_else(|| self.official?.get(id))
    }

    /// The house that an organisation belongs to; nothing when there is none such.
    pub fn house(&self, id: &str) -> &str {
        self.get(id).map_or("", |organisation| &organisation.house)
    }

    /// The name of an organisation, or its id when there is none such.
    pub fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.get(id).map_or(id, |one| &one.name)
    }

    /// The organisations directly below one.
    pub fn below(&self, id: &str) -> impl Iterator<Item = &Organisation> {
        let official = self.official.and_then(|official| official.below.get(id));
        official.into_iter().chain(self.below.get(id)).flatten().filter_map(|id| self.get(id))
    }

    /// The way down to an organisation, the country first, itself last.
    pub fn path_to(&self, id: &str) -> Vec<&Organisation> {
        let mut way: Vec<&Organisation> = Vec::new();
        let mut next = self.get(id);
        while let Some(one) = next.filter(|one| !way.iter().any(|seen| seen.id == one.id)) {
            way.push(one);
            next = one.parent.as_deref().and_then(|parent| self.get(parent));
        }
        way.reverse();
        way
    }

    /// The ids of everything below an organisation that belongs to the same house.
    pub fn parts_of(&self, id: &str) -> Vec<String> {
        let mut parts: Vec<String> = Vec::new();
        let mut left: Vec<&Organisation> = self.below(id).filter(|one| one.kind.is_part()).collect();
        while let Some(one) = left.pop() {
            if !parts.contains(&one.id) {
                parts.push(one.id.clone());
                left.extend(self.below(&one.id).filter(|one| one.kind.is_part()));
            }
        }
        parts
    }

    /// Every organisation: those that everyone knows, then the others, each by id.
    pub fn all(&self) -> impl Iterator<Item = &Organisation> {
        self.official.into_iter().flat_map(|official| official.own.values()).chain(self.own.values())
    }
}
