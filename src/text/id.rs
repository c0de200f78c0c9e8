//! Ids, and the identity of a text.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Defines a newtype for ids of one kind.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// `None` unless `s` is 1 to 64 characters of `A-Z a-z 0-9 _ -`: ids become CSS
            /// identifiers and attribute values, and files come from anywhere.
            pub fn parse(s: &str) -> Option<Self> {
                let fine = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
                ((1..=64).contains(&s.len()) && s.bytes().all(fine)).then(|| Self(s.to_owned()))
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

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let s = String::deserialize(d)?;
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
}
