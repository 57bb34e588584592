//! What the trail tells of.

use crate::access::Kind;

/// What something was done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Object {
    /// A thing that somebody owns.
    Thing(Kind),
    /// A file that belongs to a thing.
    Attachment,
    /// A function in an organisation.
    Function,
    /// An organisation.
    Organisation,
    /// A person.
    Person,
    /// A job in the queue.
    Job,
    /// Roadmaps on their way out of the program, or into it.
    Transfer,
    /// A step that an organisation has taken with what others have done.
    Reuse,
    /// How far an organisation has come with an approach.
    Uptake,
    /// What is searched by.
    Search,
}

impl Object {
    const OTHERS: [Self; 9] = [
        Self::Attachment,
        Self::Function,
        Self::Organisation,
        Self::Person,
        Self::Job,
        Self::Transfer,
        Self::Reuse,
        Self::Uptake,
        Self::Search,
    ];

    /// The name that is stored.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Thing(kind) => kind.name(),
            Self::Attachment => "attachment",
            Self::Function => "function",
            Self::Organisation => "organisation",
            Self::Person => "person",
            Self::Job => "job",
            Self::Transfer => "transfer",
            Self::Reuse => "reuse",
            Self::Uptake => "uptake",
            Self::Search => "search",
        }
    }

    /// What has this name; none for what only an older or a newer program knows.
    pub fn named(name: &str) -> Option<Self> {
        let things = Kind::ALL.into_iter().map(Self::Thing);
        things.chain(Self::OTHERS).find(|object| object.name() == name)
    }

    /// The table and the column that tell what such a thing is called; none where its name is no row, or is not for the
    /// trail.
    pub(super) const fn title(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Thing(kind) => Some((kind.name(), "title")),
            Self::Attachment => Some(("attachment", "name")),
            Self::Function => Some(("function", "title")),
            Self::Organisation
            | Self::Person
            | Self::Job
            | Self::Transfer
            | Self::Reuse
            | Self::Uptake
            | Self::Search => None,
        }
    }
}

impl From<Kind> for Object {
    fn from(kind: Kind) -> Self {
        Self::Thing(kind)
    }
}
