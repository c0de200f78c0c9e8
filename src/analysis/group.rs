//! Agreement of a whole group, by sentence: how far all of them agree on each theme, and who is close to whom.

use std::collections::BTreeMap;

use crate::minutes::Minutes;
use crate::project::{AnnotatorId, Fingerprint, Project, ThemeId};
use crate::text::{ByteRange, OffsetIndex};

use super::agreement::kappa;
use super::sentences::{annotated, counted, numbers};

/// How a group used one theme, in sentences.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared {
    /// The theme.
    pub theme: ThemeId,
    /// People who used it.
    pub people: usize,
    /// Sentences that more than half of the group tagged.
    pub most: usize,
    /// Sentences that one person alone tagged.
    pub alone: usize,
    /// Krippendorff's α: 1 − Dₒ/Dₑ, for two values (tagged or not) that every person gives to every sentence (K. Krippendorff,
    /// Content Analysis, 2nd ed., Sage 2004, chapter 11). `None` where all values are one.
    pub alpha: Option<f64>,
}

/// How close one person is to the others.
#[derive(Clone, Debug, PartialEq)]
pub struct Closeness {
    /// Mean of κ with each of the others; `None` where there is none.
    pub mean: Option<f64>,
    /// The person whose tags are most like this one's, by place in the group, and κ.
    pub nearest: Option<(usize, f64)>,
    /// The person whose tags are least like this one's, by place in the group, and κ.
    pub farthest: Option<(usize, f64)>,
}

/// Which sentences are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// Those that more than half of the group tagged.
    Most,
    /// Those that one person alone tagged.
    Alone,
}

impl Share {
    fn has(self, tagged: usize, people: usize) -> bool {
        match self {
            Self::Most => tagged * 2 > people,
            Self::Alone => tagged == 1,
        }
    }
}

/// A group, and what each of them has tagged in one document.
pub struct Group<'a> {
    minutes: &'a Minutes,
    people: usize,
    /// Numbers of the sentences on which they can agree or not.
    counted: Vec<u32>,
    /// For each theme in the order of the codebook and each person who used it, a bit for each sentence of the document.
    marks: Vec<(ThemeId, BTreeMap<usize, Vec<u64>>)>,
}

impl<'a> Group<'a> {
    /// Reads what `people` have tagged. A tag counts for each sentence it touches; one on the whole document counts for none.
    pub fn new(
        project: &Project,
        document: &Fingerprint,
        minutes: &'a Minutes,
        people: &[AnnotatorId],
    ) -> Self {
        let index = OffsetIndex::new(&minutes.text);
        let counted = counted(project, document, minutes, &index);
        let codebook = project.codebook();
        let mut marks: Vec<(ThemeId, BTreeMap<usize, Vec<u64>>)> = codebook
            .into_iter()
            .map(|theme| (theme.id.clone(), BTreeMap::new()))
            .collect();
        for a in project.annotations_of(document) {
            let Some(person) = people.iter().position(|p| p == &a.annotator) else {
                continue;
            };
            let of_it = marks.iter_mut().find(|(id, _)| Some(id) == a.theme.as_ref());
            let Some((_, by)) = of_it else { continue };
            for n in annotated(minutes, &index, a).filter(|n| counted.get(*n) == Some(&true)) {
                let bits = by
                    .entry(person)
                    .or_insert_with(|| vec![0; minutes.sentences.len().div_ceil(64)]);
                if let Some(word) = bits.get_mut(n / 64) {
                    *word |= 1 << (n % 64);
                }
            }
        }
        marks.retain(|(_, by)| !by.is_empty());
        Self {
            minutes,
            people: people.len(),
            counted: numbers(&counted),
            marks,
        }
    }

    /// A row for each theme that somebody used.
    pub fn themes(&self) -> Vec<Shared> {
        let row = |(theme, by): &(ThemeId, BTreeMap<usize, Vec<u64>>)| {
            let tagged = self.tagged(by);
            let count = |share: Share| tagged.iter().filter(|n| share.has(**n, self.people)).count();
            Shared {
                theme: theme.clone(),
                people: by.len(),
                most: count(Share::Most),
                alone: count(Share::Alone),
                alpha: alpha(&tagged, self.people),
            }
        };
        self.marks.iter().map(row).collect()
    }

    /// How close each person is to the others. κ is Cohen's, of all pairs of a theme that somebody used and a sentence.
    pub fn closeness(&self) -> Vec<Closeness> {
        let row = |one: usize| {
            let others = (0..self.people).filter(|other| *other != one);
            let known: Vec<(usize, f64)> = others
                .filter_map(|other| Some((other, self.kappa(one, other)?)))
                .collect();
            let of = |better: fn(f64, f64) -> bool| {
                known
                    .iter()
                    .copied()
                    .reduce(|best, next| match better(next.1, best.1) {
                        true => next,
                        false => best,
                    })
            };
            let sum: f64 = known.iter().map(|(_, k)| k).sum();
            Closeness {
                mean: (!known.is_empty()).then(|| sum / known.len() as f64),
                nearest: of(|a, b| a > b),
                farthest: of(|a, b| a < b),
            }
        };
        (0..self.people).map(row).collect()
    }

    /// The sentences that so many tagged with a theme, in the order of the text.
    pub fn sentences(&self, theme: &ThemeId, share: Share) -> Vec<ByteRange> {
        let Some((_, by)) = self.marks.iter().find(|(id, _)| id == theme) else {
            return Vec::new();
        };
        let list = self.counted.iter().zip(self.tagged(by));
        list.filter(|(_, n)| share.has(*n, self.people))
            .filter_map(|(n, _)| self.minutes.sentences.get(*n as usize).copied())
            .collect()
    }

    /// How many people tagged each of the sentences.
    fn tagged(&self, by: &BTreeMap<usize, Vec<u64>>) -> Vec<usize> {
        let bit = |bits: &Vec<u64>, n: u32| bits.get(n as usize / 64).is_some_and(|w| w >> (n % 64) & 1 == 1);
        let count = |n: &u32| by.values().filter(|bits| bit(bits, *n)).count();
        self.counted.iter().map(count).collect()
    }

    fn kappa(&self, one: usize, other: usize) -> Option<f64> {
        let (mut both, mut first, mut second) = (0, 0, 0);
        let ones = |bits: u64| bits.count_ones() as usize;
        for (_, by) in &self.marks {
            let words = self.minutes.sentences.len().div_ceil(64);
            for n in 0..words {
                let word = |person| by.get(&person).and_then(|b| b.get(n)).copied().unwrap_or(0);
                let (a, b) = (word(one), word(other));
                both += ones(a & b);
                first += ones(a & !b);
                second += ones(b & !a);
            }
        }
        let all = self.marks.len() * self.counted.len();
        kappa(both, first, second, all.saturating_sub(both + first + second))
    }
}

/// α of as many values for each sentence as there are people; `tagged` says how many of them are a tag.
fn alpha(tagged: &[usize], people: usize) -> Option<f64> {
    let all = (tagged.len() * people) as f64;
    let ones = tagged.iter().sum::<usize>() as f64;
    let zeros = all - ones;
    let unlike: usize = tagged.iter().map(|n| n * people.saturating_sub(*n)).sum();
    let observed = unlike as f64 / (people.checked_sub(1).filter(|n| *n > 0)? as f64);
    (ones > 0.0 && zeros > 0.0).then(|| 1.0 - (all - 1.0) * observed / (ones * zeros))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::minutes::parse;
    use crate::project::{Colour, Operation, Unit, Workspace, add_theme, anchor, toggle_theme};

    #[test]
    fn alpha_is_that_of_the_literature() {
        // K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), A: two observers, ten units, α = 0.095.
        let tagged = [1, 2, 1, 0, 0, 1, 0, 0, 1, 0];
        assert!((alpha(&tagged, 2).unwrap() - 0.095).abs() < 0.0005);
        assert_eq!(alpha(&[3, 0, 3], 3), Some(1.0));
        assert_eq!(
            (alpha(&[0, 0], 3), alpha(&[3, 3], 3), alpha(&[1, 0], 1)),
            (None, None, None)
        );
    }

    #[test]
    fn a_class_is_told_who_is_close_to_whom() {
        let minutes =
            parse("第１回　会議　会議録\n\n○議長　開会します。避難所の話です。水の話です。終わります。\n");
        let mut work = Workspace::default();
        let mut ids = 0;
        let document = minutes.fingerprint();
        let theme = ThemeId::parse("t").unwrap();
        let run = |work: &mut Workspace, edit| {
            work.run(Operation::Silent { edit });
        };
        let edit = add_theme(&work, "t", Colour(0), None, &mut || "t".to_owned());
        run(&mut work, edit);
        let index = OffsetIndex::new(&minutes.text);
        let people: Vec<AnnotatorId> = ["ann", "bob", "cyd"]
            .iter()
            .filter_map(|p| AnnotatorId::parse(p))
            .collect();
        for (person, places) in people.iter().zip([&[1usize, 2][..], &[1, 2], &[3]]) {
            for n in places {
                let target = anchor::target(&minutes, &index, Unit::Span, minutes.sentences[*n]);
                ids += 1;
                let mut id = || format!("id{ids}");
                let edit = toggle_theme(&work, person, &document, target, &theme, &mut id, 0);
                run(&mut work, edit);
            }
        }
        let group = Group::new(&work.project, &document, &minutes, &people);
        let [row] = &group.themes()[..] else {
            panic!("one theme")
        };
        assert_eq!((row.people, row.most, row.alone), (3, 2, 1));
        let close = group.closeness();
        assert_eq!(close[0].nearest, Some((1, 1.0)));
        assert_eq!(close[0].farthest.map(|(n, _)| n), Some(2));
        assert!(close[2].mean.unwrap() < 0.0);
        let words: Vec<&str> = group
            .sentences(&theme, Share::Alone)
            .iter()
            .map(|r| r.of(&minutes.text))
            .collect();
        assert_eq!(words, ["水の話です。"]);
    }
}
