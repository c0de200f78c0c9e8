//! Themes, which are merged part by part.

use crate::text::stored::{self, Stored, record, word};

use super::{Revision, ThemeId};

/// A word people tag statements with.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Theme {
    /// Id.
    pub id: ThemeId,
    /// Japanese name, or the only one.
    pub name: String,
    /// English name, if there is one.
    #[cfg_attr(test, serde(default, skip_serializing_if = "Option::is_none"))]
    pub name_en: Option<String>,
    /// `#rrggbb`.
    pub colour: Colour,
    /// The key a person chose for it; the first nine without one get 1–9 (see `view::keymap`).
    #[cfg_attr(test, serde(default, skip_serializing_if = "Option::is_none"))]
    pub key: Option<char>,
    /// Parent, for nested codebooks.
    #[cfg_attr(test, serde(default, skip_serializing_if = "Option::is_none"))]
    pub parent: Option<ThemeId>,
    /// Place among its siblings; ties are broken by id.
    pub order: i64,
    /// What it means.
    #[cfg_attr(test, serde(default, skip_serializing_if = "String::is_empty"))]
    pub definition: String,
    /// Words that hint at it.
    #[cfg_attr(test, serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub keywords: Vec<String>,
    /// How it is used.
    #[cfg_attr(test, serde(default, skip_serializing_if = "Usage::is_empty"))]
    pub usage: Usage,
    /// Last change.
    pub revision: Revision,
    /// When each part was changed, in the order of `parts!`, at most `revision`. Empty as long as nothing was changed
    /// since it was made.
    #[cfg_attr(test, serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub parts: Vec<Revision>,
    /// Tombstone.
    #[cfg_attr(test, serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub deleted: bool,
    /// The theme it was made one with, as long as it is deleted for that: its tags belong there.
    #[cfg_attr(test, serde(default, skip_serializing_if = "Option::is_none"))]
    pub replaced_by: Option<ThemeId>,
}

record!(Theme {
    id,
    name,
    name_en: may,
    colour,
    key: may,
    parent: may,
    order,
    definition: may,
    keywords: may,
    usage: may,
    revision,
    parts: may,
    deleted: may,
    replaced_by: may,
});

/// The parts of a theme that are merged one by one, in the order of [`Theme::parts`]. A new one goes to the end: files
/// that do not have it say nothing of it.
macro_rules! parts {
    ($($n:literal $($field:ident).+),* $(,)?) => {
        const PARTS: usize = [$($n),*].len();

        /// A part as JSON; nothing where it is blank, which is less than anything.
        fn written(theme: &Theme, n: usize) -> String {
            fn of<T: Stored>(part: &T) -> String {
                if part.is_blank() { String::new() } else { stored::to_json(part) }
            }
            match n {
                $($n => of(&theme.$($field).+),)*
                _ => String::new(),
            }
        }

        fn copy(n: usize, from: &Theme, into: &mut Theme) {
            match n {
                $($n => into.$($field).+.clone_from(&from.$($field).+),)*
                _ => {}
            }
        }
    };
}

parts! {
    0 name, 1 name_en, 2 colour, 3 key, 4 parent, 5 order, 6 definition, 7 keywords, 8 usage.when, 9 usage.not,
    10 usage.examples, 11 usage.note,
}

impl Theme {
    /// When a part was changed. Of a part that a list does not have, a version wrote it that did not know the part.
    fn changed(&self, part: usize) -> Revision {
        match self.parts.is_empty() {
            true => self.since_made(part),
            false => self.parts.get(part).copied().unwrap_or(0).min(self.revision),
        }
    }

    /// The same for a theme of which nothing was changed since it was made. What it says nothing of it does not take
    /// away from others: a version that does not know a part writes none.
    fn since_made(&self, part: usize) -> Revision {
        match written(self, part).is_empty() {
            true => 0,
            false => self.revision,
        }
    }

    fn with_parts(mut self, parts: Vec<Revision>) -> Self {
        let made = parts.iter().enumerate().all(|(n, r)| *r == self.since_made(n));
        self.parts = if made { Vec::new() } else { parts };
        self
    }

    /// With its parts as they are written here, whoever wrote them.
    pub(crate) fn settled(self) -> Self {
        let parts = (0..PARTS).map(|n| self.changed(n)).collect();
        self.with_parts(parts)
    }

    /// This as the next version of `old`: what stays keeps its revision.
    pub(super) fn following(mut self, old: &Self, revision: Revision) -> Self {
        self.revision = revision;
        let same = |n: &usize| written(old, *n) == written(&self, *n);
        let parts = (0..PARTS).map(|n| if same(&n) { old.changed(n) } else { revision });
        let parts = parts.collect();
        self.with_parts(parts)
    }

    /// Whether it goes by this version whether the theme is there, and by which one it was replaced.
    pub(super) fn is_over(&self, other: &Self) -> bool {
        (self.revision, self.deleted, &self.replaced_by) > (other.revision, other.deleted, &other.replaced_by)
    }

    /// What two versions are together: of each part the one that was changed last, so that one person's words and
    /// another's colour are both there. Between equal revisions the greater written form decides, as good as any rule
    /// that is the same for everybody. Whether it is deleted goes by the theme's own revision: who has changed a theme
    /// wants it to be there.
    pub(super) fn joined(&self, other: &Self) -> Self {
        let mut both = self.clone();
        if other.is_over(self) {
            (both.revision, both.deleted) = (other.revision, other.deleted);
            both.replaced_by.clone_from(&other.replaced_by);
        }
        let mut parts = Vec::with_capacity(PARTS);
        for n in 0..PARTS {
            let (mine, theirs) = (self.changed(n), other.changed(n));
            if theirs > mine || theirs == mine && written(other, n) > written(self, n) {
                copy(n, other, &mut both);
            }
            parts.push(mine.max(theirs));
        }
        both.with_parts(parts)
    }
}

/// How a theme is used, in words. Files have it in this form, too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Usage {
    /// 使うとき: what a statement must be like to get it.
    #[cfg_attr(test, serde(default, skip_serializing_if = "String::is_empty"))]
    pub when: String,
    /// 使わないとき: what looks like it and is something else.
    #[cfg_attr(test, serde(default, skip_serializing_if = "String::is_empty"))]
    pub not: String,
    /// 例: statements that show what it is for, each as an [`Example`](super::Example) is written.
    #[cfg_attr(test, serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub examples: Vec<String>,
    /// 覚え書き: what those who work with the codebook want to remember about it.
    #[cfg_attr(test, serde(default, skip_serializing_if = "String::is_empty"))]
    pub note: String,
}

record!(Usage {
    when: may,
    not: may,
    examples: may,
    note: may
});

impl Usage {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A colour, `0xRRGGBB`; in JSON `"#rrggbb"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour(pub u32);

impl Colour {
    /// Reads `#rrggbb`.
    pub fn parse(s: &str) -> Option<Self> {
        let hex = s
            .strip_prefix('#')
            .filter(|h| h.len() == 6 && h.bytes().all(|b| b.is_ascii_hexdigit()))?;
        u32::from_str_radix(hex, 16).ok().map(Self)
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:06x}", self.0)
    }
}

word!(Colour, Self::parse, Self(0), "a colour, written as #rrggbb,");

#[cfg(test)]
impl serde::Serialize for Colour {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

#[cfg(test)]
impl<'de> serde::Deserialize<'de> for Colour {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let s: String = serde::Deserialize::deserialize(d)?;
        Self::parse(&s).ok_or_else(|| serde::de::Error::custom("a colour must be written as #rrggbb"))
    }
}
