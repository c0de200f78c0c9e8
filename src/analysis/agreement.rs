//! Agreement of two people, by sentence.

use crate::minutes::Minutes;
use crate::project::{AnnotatorId, Fingerprint, Project, ThemeId};
use crate::text::{ByteRange, OffsetIndex};

use super::sentences::{annotated, counted, numbers};

/// How two people used one theme, in sentences.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// The theme.
    pub theme: ThemeId,
    /// Sentences that both tagged.
    pub both: usize,
    /// Sentences that only the first tagged.
    pub first: usize,
    /// Sentences that only the second tagged.
    pub second: usize,
    /// Sentences that neither tagged.
    pub neither: usize,
}

impl Agreement {
    /// Share of sentences on which they agree; `None` without sentences.
    pub fn percent(&self) -> Option<f64> {
        percent(self.both, self.first, self.second, self.neither)
    }

    /// Cohen's κ: (pₒ − pₑ) / (1 − pₑ), with pₑ the **sum** of the chance of a common yes and of a common
    /// no (J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological
    /// Measurement 20, 1960). `None` where chance alone would make them agree always.
    pub fn kappa(&self) -> Option<f64> {
        kappa(self.both, self.first, self.second, self.neither)
    }
}

fn percent(both: usize, first: usize, second: usize, neither: usize) -> Option<f64> {
    let n = both + first + second + neither;
    (n > 0).then(|| (both + neither) as f64 / n as f64)
}

/// See [`Agreement::kappa`].
pub(super) fn kappa(both: usize, first: usize, second: usize, neither: usize) -> Option<f64> {
    let observed = percent(both, first, second, neither)?;
    beyond(observed, chance(both, first, second, neither))
}

/// How often two people agree by chance on a theme that each uses as often as they do.
fn chance(both: usize, first: usize, second: usize, neither: usize) -> f64 {
    let n = (both + first + second + neither) as f64;
    let (a, b) = ((both + first) as f64 / n, (both + second) as f64 / n);
    a * b + (1.0 - a) * (1.0 - b)
}

/// What is left of the agreement without what chance makes of it.
fn beyond(observed: f64, chance: f64) -> Option<f64> {
    (chance < 1.0).then(|| (observed - chance) / (1.0 - chance))
}

/// Agreement on all themes: the mean share of sentences, and the pooled κ, of which observed agreement and that of chance are
/// the means over the themes (H. de Vries, M. N. Elliott, D. E. Kanouse, S. S. Teleki, "Using pooled kappa to summarize
/// interrater agreement across many items", Field Methods 20, 2008). Nothing without themes or sentences.
pub fn pooled(themes: &[Agreement]) -> Option<(f64, Option<f64>)> {
    let (mut observed, mut by_chance) = (0.0, 0.0);
    for a in themes {
        observed += a.percent()?;
        by_chance += chance(a.both, a.first, a.second, a.neither);
    }
    let n = themes.len() as f64;
    (n > 0.0).then(|| (observed / n, beyond(observed / n, by_chance / n)))
}

/// Compares two people on every theme that one of them used. A tag counts for each sentence it touches; one on the whole
/// document speaks of none in particular, and counts for none.
pub fn compare(
    project: &Project,
    document: &Fingerprint,
    minutes: &Minutes,
    first: &AnnotatorId,
    second: &AnnotatorId,
) -> Vec<Agreement> {
    let pair = Pair::new(project, document, minutes, [first, second]);
    let rows = project.codebook().into_iter().map(|theme| {
        let marks = pair.marks(&theme.id);
        let count = |want: Used| marks.iter().filter(|m| **m == want).count();
        Agreement {
            theme: theme.id.clone(),
            both: count((true, true)),
            first: count((true, false)),
            second: count((false, true)),
            neither: count((false, false)),
        }
    });
    rows.filter(|row| row.both + row.first + row.second > 0).collect()
}

/// Whether the first and whether the second person used a theme.
pub type Used = (bool, bool);

/// The sentences on which two people used a theme in that way, in the order of the text.
pub fn sentences(
    project: &Project,
    document: &Fingerprint,
    minutes: &Minutes,
    people: [&AnnotatorId; 2],
    theme: &ThemeId,
    used: Used,
) -> Vec<ByteRange> {
    let pair = Pair::new(project, document, minutes, people);
    let marks = pair.marks(theme);
    let list = pair.counted.iter().zip(marks);
    list.filter(|(_, m)| *m == used)
        .filter_map(|(n, _)| minutes.sentences.get(*n as usize).copied())
        .collect()
}

/// Two people and the sentences that they may have tagged.
struct Pair<'a> {
    project: &'a Project,
    document: &'a Fingerprint,
    minutes: &'a Minutes,
    index: OffsetIndex,
    people: [&'a AnnotatorId; 2],
    /// Numbers of the sentences on which they can agree or not.
    counted: Vec<u32>,
}

impl<'a> Pair<'a> {
    fn new(
        project: &'a Project,
        document: &'a Fingerprint,
        minutes: &'a Minutes,
        people: [&'a AnnotatorId; 2],
    ) -> Self {
        let index = OffsetIndex::new(&minutes.text);
        Self {
            counted: numbers(&counted(project, document, minutes, &index)),
            project,
            document,
            minutes,
            index,
            people,
        }
    }

    /// Who used the theme on each of the sentences.
    fn marks(&self, theme: &ThemeId) -> Vec<Used> {
        let mut marks = vec![(false, false); self.minutes.sentences.len()];
        let [first, second] = self.people;
        let of_it = self.project.annotations_of(self.document);
        for a in of_it.filter(|a| a.theme.as_ref() == Some(theme)) {
            let (one, two) = (&a.annotator == first, &a.annotator == second);
            let touched = match one || two {
                true => annotated(self.minutes, &self.index, a),
                false => continue,
            };
            for mark in marks.get_mut(touched).unwrap_or_default() {
                mark.0 |= one;
                mark.1 |= two;
            }
        }
        let mark = |n: &u32| marks.get(*n as usize).copied();
        self.counted.iter().filter_map(mark).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::group::Group;
    use super::super::sentences::walked;
    use super::*;
    use crate::minutes::parse;
    use crate::project::{Colour, Operation, Unit, Workspace, add_theme, anchor, toggle_theme};

    fn of(both: usize, first: usize, second: usize, neither: usize) -> Agreement {
        Agreement {
            theme: ThemeId::parse("t").unwrap(),
            both,
            first,
            second,
            neither,
        }
    }

    #[test]
    fn kappa_of_published_and_worked_examples() {
        // The textbook's grant proposals: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no → κ = 0.40.
        assert!((of(20, 5, 10, 15).kappa().unwrap() - 0.4).abs() < 1e-9);
        // 100 characters, both code 50, 25 of them together: no better than chance.
        assert!(of(25, 25, 25, 25).kappa().unwrap().abs() < 1e-9);
        assert!((of(20, 40, 40, 0).kappa().unwrap() + 2.0 / 3.0).abs() < 1e-9);
        // Observed .7 and .5, by chance .5 and .5.
        let (share, kappa) = pooled(&[of(20, 5, 10, 15), of(25, 25, 25, 25)]).unwrap();
        assert!((share - 0.6).abs() < 1e-9 && (kappa.unwrap() - 0.2).abs() < 1e-9);
        assert_eq!(pooled(&[]), None);
    }

    #[test]
    fn a_tag_on_the_whole_document_says_nothing_of_its_sentences() {
        let minutes = parse("第１回　会議　会議録\n\n○議長　開会します。始めます。\n○委員　賛成です。\n");
        let index = OffsetIndex::new(&minutes.text);
        let document = minutes.fingerprint();
        let (ann, bob) = ["ann", "bob"].map(|p| AnnotatorId::parse(p).unwrap()).into();
        let mut work = Workspace::default();
        let edit = add_theme(&work, "t", Colour(0), None, &mut || "t".to_owned());
        work.run(Operation::Silent { edit });
        let theme = ThemeId::parse("t").unwrap();
        let everything = ByteRange::new(0, minutes.text.len() as u32);
        let said = minutes
            .sentences
            .iter()
            .find(|s| s.of(&minutes.text) == "賛成です。")
            .unwrap();
        for (n, (who, unit, range)) in [
            (&ann, Unit::Document, everything),
            (&ann, Unit::Span, *said),
            (&bob, Unit::Span, *said),
        ]
        .into_iter()
        .enumerate()
        {
            let target = anchor::target(&minutes, &index, unit, range);
            let edit = toggle_theme(&work, who, &document, target, &theme, &mut || n.to_string(), 1);
            work.run(Operation::Silent { edit });
        }
        let rows = compare(&work.project, &document, &minutes, &ann, &bob);
        assert_eq!(rows, [of(1, 0, 0, 2)]);
    }

    #[test]
    fn what_nobody_can_tag_raises_no_agreement() {
        let minutes = parse("議事要旨\n１　開会\n・資料を配った。次に進んだ。\n２　閉会\n・終わった。\n");
        let (index, document) = (OffsetIndex::new(&minutes.text), minutes.fingerprint());
        assert!(minutes.speeches().next().is_none());
        let people = ["ann", "bob"].map(|p| AnnotatorId::parse(p).unwrap());
        let mut work = Workspace::default();
        let edit = add_theme(&work, "t", Colour(0), None, &mut || "t".to_owned());
        work.run(Operation::Silent { edit });
        let theme = ThemeId::parse("t").unwrap();
        let words = ["資料を配った。", "次に進んだ。", "資料を配った。"];
        for (n, words) in words.into_iter().enumerate() {
            let start = minutes.text.find(words).unwrap() as u32;
            let range = ByteRange::new(start, start + words.len() as u32);
            let target = anchor::target(&minutes, &index, Unit::Span, range);
            let (who, mut id) = (&people[n / 2], || n.to_string());
            let edit = toggle_theme(&work, who, &document, target, &theme, &mut id, 1);
            work.run(Operation::Silent { edit });
        }
        // Headings are none of those that are compared.
        let all = walked(&minutes).into_iter().filter(|w| *w).count();
        assert!(all < minutes.sentences.len());
        let [ann, bob] = &people;
        let rows = compare(&work.project, &document, &minutes, ann, bob);
        assert_eq!(rows, [of(1, 1, 0, all - 2)]);
        let group = Group::new(&work.project, &document, &minutes, &people);
        let tables = (rows[0].kappa(), group.closeness()[0].mean);
        assert!(tables.0.is_some() && tables.0 == tables.1, "{tables:?}");
    }

    #[test]
    fn kappa_is_undefined_where_chance_explains_all() {
        assert_eq!(of(10, 0, 0, 0).kappa(), None);
        assert_eq!(of(0, 0, 0, 0).percent(), None);
    }
}
