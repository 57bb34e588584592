//! Choices that are stored and sent as a stable lower-case name.

use projection::lever::Lever;

/// A name that stands for none of the choices.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown name `{0}`")]
pub struct UnknownName(pub String);

/// An enum whose choices have names: `ALL`, `name()`, `named()`, and the same name in JSON, in files and in the
/// database.
macro_rules! named {
    ($(#[$about:meta])* $choice:ident { $($(#[$what:meta])* $one:ident = $name:tt),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[derive(serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        pub enum $choice {
            $($(#[$what])* #[serde(rename = $name)] $one),+
        }

        impl $choice {
            /// Every choice, in order.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$one),+];

            /// The name that is stored and sent.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$one => $name),+ }
            }

            /// The choice with this name.
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|choice| choice.name() == name)
            }
        }

        impl std::fmt::Display for $choice {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl TryFrom<String> for $choice {
            type Error = $crate::name::UnknownName;

            fn try_from(name: String) -> Result<Self, Self::Error> {
                Self::named(&name).ok_or($crate::name::UnknownName(name))
            }
        }

        impl<D: sqlx::Database> sqlx::Type<D> for $choice
        where
            String: sqlx::Type<D>,
        {
            fn type_info() -> D::TypeInfo {
                <String as sqlx::Type<D>>::type_info()
            }

            fn compatible(info: &D::TypeInfo) -> bool {
                <String as sqlx::Type<D>>::compatible(info)
            }
        }

        impl<'r, D: sqlx::Database> sqlx::Decode<'r, D> for $choice
        where
            String: sqlx::Decode<'r, D>,
        {
            fn decode(value: D::ValueRef<'r>) -> Result<Self, sqlx::error::BoxDynError> {
                Ok(Self::try_from(<String as sqlx::Decode<'r, D>>::decode(value)?)?)
            }
        }
    };
}
pub(crate) use named;

/// The lever with this name.
pub(crate) fn lever(name: &str) -> Result<Lever, UnknownName> {
    Lever::named(name).ok_or_else(|| UnknownName(name.to_owned()))
}

/// A lever as its name, for serde.
pub(crate) mod lever_name {
    use projection::lever::Lever;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(crate) fn serialize<S: Serializer>(lever: &Lever, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(lever.name())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Lever, D::Error> {
        super::lever(&String::deserialize(from)?).map_err(D::Error::custom)
    }
}
