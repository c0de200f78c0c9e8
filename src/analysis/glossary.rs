//! The systems and policies that the sample minutes name, each with the places that mention it.
//! The page fetches the same file when it is wanted.

use crate::minutes::Minutes;
use crate::project::ThemeId;
use crate::text::stored::{self, record};
use crate::text::{ByteRange, json};

use super::lexicon::Lexicon;

/// The file of the systems.
pub const SYSTEMS: &str = include_str!("../../assets/systems.json");

/// A system or policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct System {
    /// A word.
    pub id: String,
    /// What it is called.
    pub name: Name,
    /// What it is, in a sentence.
    pub about: Name,
    /// Words by which it is mentioned.
    pub patterns: Vec<String>,
    /// The starter theme it belongs to.
    pub theme: ThemeId,
    /// How often the sample mentions it, as counted by a script outside of this program.
    pub mentions: usize,
}

/// A name, or words, in two languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

struct File {
    systems: Vec<System>,
}

record!(System {
    id,
    name,
    about,
    patterns,
    theme,
    mentions
});
record!(Name { ja, en });
record!(File { systems });

/// The systems, ready to be looked for.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    /// In the order of the file.
    pub systems: Vec<System>,
    lexicon: Lexicon,
}

impl Glossary {
    /// Reads a file like [`SYSTEMS`].
    ///
    /// # Errors
    /// When it is no such file.
    pub fn read(file: &str) -> Result<Self, json::Error> {
        let systems = stored::read::<File>(file)?.systems;
        let mut lexicon = Lexicon::default();
        for (entry, system) in systems.iter().enumerate() {
            for (n, pattern) in system.patterns.iter().enumerate() {
                lexicon.add(entry, n, pattern);
            }
        }
        Ok(Self { systems, lexicon })
    }

    /// The places of the whole text, its header included, that mention each system.
    pub fn mentions(&self, minutes: &Minutes) -> Vec<Vec<ByteRange>> {
        let mut out = vec![Vec::new(); self.systems.len()];
        let all = ByteRange::new(0, minutes.text.len() as u32);
        for hit in self.lexicon.find(&minutes.text, all) {
            if let Some(places) = out.get_mut(hit.entry) {
                places.push(hit.range);
            }
        }
        out
    }

    /// The systems that a piece of text mentions, each once, in order of the text.
    pub fn named(&self, text: &str, range: ByteRange) -> Vec<&System> {
        let mut seen = Vec::new();
        for hit in self.lexicon.find(text, range) {
            if !seen.contains(&hit.entry) {
                seen.push(hit.entry);
            }
        }
        seen.into_iter().filter_map(|n| self.systems.get(n)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::minutes::parse;

    #[test]
    fn every_mention_in_the_sample_is_found() {
        let minutes = parse(include_str!("../../assets/sample/dejitaru-suishin-4.txt"));
        let glossary = Glossary::read(SYSTEMS).unwrap();
        assert_eq!(glossary.systems.len(), 54);
        let explained = |s: &System| !s.about.ja.is_empty() && !s.about.en.is_empty();
        assert!(glossary.systems.iter().all(explained));
        let found = glossary.mentions(&minutes);
        let differ: Vec<String> = glossary
            .systems
            .iter()
            .zip(&found)
            .filter(|(system, places)| system.mentions != places.len())
            .map(|(system, places)| format!("{}: {} of {}", system.id, places.len(), system.mentions))
            .collect();
        assert!(differ.is_empty(), "{differ:?}");
    }

    #[test]
    fn a_sentence_names_each_system_once() {
        let glossary = Glossary::read(SYSTEMS).unwrap();
        let text = "ドローンと自動運転、またドローンです。";
        let named = glossary.named(text, ByteRange::new(0, text.len() as u32));
        let ids: Vec<&str> = named.iter().map(|s| s.id.as_str()).collect();
        assert_eq!(ids, ["drone", "self-driving"]);
    }
}
