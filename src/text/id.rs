//! Ids, and the identity of a text.

use sha2::{Digest, Sha256};

use super::stored::{self, Given, Wrong};

/// Whether an id may be called so.
pub(crate) fn is_id(s: &str) -> bool {
    let fine = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    (1..=64).contains(&s.len()) && s.bytes().all(fine)
}

/// An id of any kind, as it is stored.
pub(crate) fn id_of(value: Given<'_>, wrong: &mut Wrong) -> String {
    let id = stored::text(value, wrong);
    if !is_id(&id) {
        wrong.expected("an id of letters and digits");
    }
    id
}

/// Defines a newtype for ids of one kind.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(test, derive(serde::Serialize), serde(transparent))]
        pub struct $name(String);

        impl $name {
            /// `None` unless `s` is 1 to 64 characters of `A-Z a-z 0-9 _ -`: ids become CSS
            /// identifiers and attribute values, and files come from anywhere.
            pub fn parse(s: &str) -> Option<Self> {
                $crate::text::is_id(s).then(|| Self(s.to_owned()))
            }

            /// The id itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl $crate::text::Id for $name {
            fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl $crate::text::stored::Stored for $name {
            fn read(
                value: $crate::text::stored::Given<'_>,
                wrong: &mut $crate::text::stored::Wrong,
            ) -> Self {
                Self($crate::text::id_of(value, wrong))
            }

            fn write(&self, out: &mut $crate::text::stored::Writer) {
                out.text(&self.0);
            }
        }

        #[cfg(test)]
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let s: String = serde::Deserialize::deserialize(d)?;
                Self::parse(&s).ok_or_else(|| serde::de::Error::custom("an id holds a character it must not hold"))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

pub(crate) use id;

id!(
    /// SHA-256, in lower-case hex, of a canonical text without white space.
    Fingerprint
);

impl Fingerprint {
    /// The identity of a text's words: white space does not count.
    pub fn of(text: &str) -> Self {
        let mut hasher = Sha256::new();
        // Runs of visible text are hashed as they lie; nothing is copied.
        for run in text.split(char::is_whitespace).filter(|r| !r.is_empty()) {
            hasher.update(run.as_bytes());
        }
        Self(hasher.finalize().iter().map(|b| format!("{b:02x}")).collect())
    }

    /// What [`Self::of`] is the hash of, for somebody who hashes faster.
    pub fn words(text: &str) -> String {
        let mut words = String::with_capacity(text.len());
        words.extend(text.split(char::is_whitespace));
        words
    }
}
