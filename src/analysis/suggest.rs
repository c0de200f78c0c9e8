//! Themes that their keywords propose for statements.

use crate::minutes::Minutes;
use crate::order;
use crate::project::{AnnotatorId, Fingerprint, Project, Theme, ThemeId};
use crate::text::{ByteRange, CharRange, OffsetIndex};

use super::lexicon::Lexicon;
use super::sentences::{annotated, walked};

/// A keyword of a theme in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Whose keyword.
    pub theme: ThemeId,
    /// Where, in bytes.
    pub range: ByteRange,
    /// The keyword as the codebook has it.
    pub word: String,
}

/// The keywords of a codebook, ready to be looked for.
#[derive(Clone, Debug)]
pub struct Keywords {
    /// Each theme with its words.
    themes: Vec<(ThemeId, Vec<String>)>,
    lexicon: Lexicon,
}

impl Keywords {
    /// Takes the keywords of themes, and their names.
    pub fn new<'a>(themes: impl Iterator<Item = &'a Theme>) -> Self {
        let (mut list, mut lexicon) = (Vec::new(), Lexicon::default());
        for (entry, theme) in themes.enumerate() {
            let mut words = theme.keywords.clone();
            words.push(theme.name.clone());
            words.extend(theme.name_en.clone());
            for (n, word) in words.iter().enumerate() {
                lexicon.add(entry, n, word);
            }
            list.push((theme.id.clone(), words));
        }
        Self {
            themes: list,
            lexicon,
        }
    }

    /// The keywords inside a range, leftmost and longest, without overlaps; a word that two themes have is a
    /// mention of both. See [`Lexicon`] for what counts as the same word.
    pub fn find(&self, text: &str, range: ByteRange) -> Vec<Mention> {
        let hits = self.lexicon.find(text, range);
        hits.into_iter()
            .filter_map(|hit| {
                let (theme, words) = self.themes.get(hit.entry)?;
                Some(Mention {
                    theme: theme.clone(),
                    range: hit.range,
                    word: words.get(hit.word)?.clone(),
                })
            })
            .collect()
    }
}

/// A theme proposed for a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Index into [`Minutes::sentences`].
    pub sentence: usize,
    /// The theme.
    pub theme: ThemeId,
    /// The words that propose it, in order of the text.
    pub words: Vec<(ByteRange, String)>,
}

/// What the keywords propose for each sentence, less what the person has put on it (also as part of a speech
/// or a section) and what was refused. In order of the text, and for one sentence of the first word.
/// `refused` is asked with a theme and the code points of a sentence.
pub fn suggestions(
    project: &Project,
    document: &Fingerprint,
    minutes: &Minutes,
    keywords: &Keywords,
    me: &AnnotatorId,
    refused: &dyn Fn(&ThemeId, CharRange) -> bool,
) -> Vec<Suggestion> {
    let index = OffsetIndex::new(&minutes.text);
    let mut out: Vec<Suggestion> = Vec::new();
    for (sentence, (range, walked)) in minutes.sentences.iter().zip(walked(minutes)).enumerate() {
        if !walked {
            continue;
        }
        let first = out.len();
        for Mention { theme, range, word } in keywords.find(&minutes.text, *range) {
            match out.iter_mut().skip(first).find(|s| s.theme == theme) {
                Some(known) => known.words.push((range, word)),
                None => out.push(Suggestion {
                    sentence,
                    theme,
                    words: vec![(range, word)],
                }),
            }
        }
    }
    let there = put_on(project, document, minutes, &index, me);
    out.retain(|s| {
        let key = (s.sentence, &s.theme);
        let range = minutes.sentences.get(s.sentence).copied().unwrap_or_default();
        there.binary_search_by(|(n, t)| (*n, t).cmp(&key)).is_err()
            && !refused(&s.theme, index.chars(&minutes.text, range))
    });
    out
}

/// Sentences and themes that the person has put on them, ascending.
fn put_on(
    project: &Project,
    document: &Fingerprint,
    minutes: &Minutes,
    index: &OffsetIndex,
    me: &AnnotatorId,
) -> Vec<(usize, ThemeId)> {
    let mut there = Vec::new();
    for a in project.annotations_of(document).filter(|a| &a.annotator == me) {
        if let Some(theme) = &a.theme {
            there.extend(annotated(minutes, index, a).map(|n| (n, theme.clone())));
        }
    }
    order::sort(&mut there, &Ord::cmp);
    there
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::glossary::{Glossary, SYSTEMS};
    use crate::minutes::parse;
    use crate::project::{Operation, STARTER, Unit, Workspace, add_starter, anchor, toggle_theme};

    const SAMPLE: &str = include_str!("../../assets/sample/dejitaru-suishin-4.txt");

    fn starter() -> Workspace {
        let mut work = Workspace::default();
        let edit = add_starter(&work.project, STARTER, None).unwrap();
        work.run(Operation::Silent { edit });
        work
    }

    #[test]
    fn the_starter_themes_find_what_their_systems_are_mentioned_by() {
        let minutes = parse(SAMPLE);
        let work = starter();
        let keywords = Keywords::new(work.project.themes.values());
        let mentions = keywords.find(&minutes.text, ByteRange::new(0, minutes.text.len() as u32));
        let systems = Glossary::read(SYSTEMS).unwrap().systems;
        for theme in work.project.codebook() {
            let of_theme = systems.iter().filter(|s| s.theme == theme.id);
            let counted: usize = of_theme.map(|s| s.mentions).sum();
            // The names of themes are looked for, too, but are no mention of a system.
            let by_keyword = |m: &&Mention| m.theme == theme.id && theme.keywords.contains(&m.word);
            let found = mentions.iter().filter(by_keyword).count();
            assert_eq!(found, counted, "{}", theme.name);
        }
    }

    #[test]
    fn what_is_there_or_refused_is_not_proposed() {
        let minutes = parse(SAMPLE);
        let (document, index) = (minutes.fingerprint(), OffsetIndex::new(&minutes.text));
        let mut work = starter();
        let me = AnnotatorId::parse("me").unwrap();
        let other = AnnotatorId::parse("other").unwrap();
        let keywords = Keywords::new(work.project.codebook().into_iter());
        let all = |work: &Workspace, who, refused: &dyn Fn(&ThemeId, CharRange) -> bool| {
            suggestions(&work.project, &document, &minutes, &keywords, who, refused)
        };
        let before = all(&work, &me, &|_, _| false);
        assert!(before.len() > 50, "{}", before.len());
        assert!(before.is_sorted_by_key(|s| s.sentence));
        let one = before[3].clone();
        let range = minutes.sentences[one.sentence];
        assert!(
            one.words
                .iter()
                .all(|(r, _)| range.start <= r.start && r.end <= range.end)
        );
        let target = anchor::target(&minutes, &index, Unit::Span, one.words[0].0);
        let edit = toggle_theme(
            &work,
            &me,
            &document,
            target,
            &one.theme,
            &mut || "a".to_owned(),
            0,
        );
        work.run(Operation::Silent { edit });
        let after = all(&work, &me, &|_, _| false);
        assert_eq!(after.len(), before.len() - 1);
        assert!(!after.contains(&one));
        assert_eq!(all(&work, &other, &|_, _| false), before);
        let at = index.chars(&minutes.text, range);
        let refused = all(&work, &other, &|theme, place| *theme == one.theme && place == at);
        assert_eq!(refused, after);
    }
}
