//! What the models of this folder ask of sentences. A sentence is an index into [`Minutes::sentences`].

use std::ops::Range;

use crate::minutes::{Block, BlockKind, Minutes};
use crate::project::{Annotation, AnnotatorId, Fingerprint, Project, ThemeId, Unit};
use crate::text::{ByteRange, OffsetIndex};

/// A list of names has more entries than this.
const LONG: usize = 20;

/// The blocks whose sentences people can tag, and whether `j` and `k` walk over them.
///
/// They walk over speeches, points and inserts (決定, 意見, a letter that is read); where nobody speaks (議事要旨), over
/// what stands around these, too. Pointed at only are headings, what is printed around the proceedings, and the long
/// lists that records of votes print: nobody reads those name by name. The header is not among them.
pub fn taggable_blocks(minutes: &Minutes) -> impl Iterator<Item = (&Block, bool)> {
    let speaks = |b: &Block| matches!(b.kind, BlockKind::Speech(_));
    let silent = !minutes.blocks.iter().any(speaks);
    let first = if silent { 0 } else { minutes.proceedings() };
    // Where the inserts end that stand together, and whether they are a list.
    let (mut end, mut list) = (0, false);
    minutes
        .blocks
        .iter()
        .enumerate()
        .skip(first)
        .filter_map(move |(n, block)| {
            let walked = match block.kind {
                BlockKind::Speech(_) | BlockKind::Item(_) => true,
                BlockKind::Insert => {
                    if n >= end && !silent {
                        let rest = minutes.blocks.get(n..).unwrap_or_default();
                        let inserts = rest.iter().take_while(|b| matches!(b.kind, BlockKind::Insert));
                        end = n + inserts.clone().count();
                        list = is_list(minutes, inserts);
                    }
                    silent || !list
                }
                BlockKind::Front | BlockKind::Back => silent,
                BlockKind::Heading(_) => false,
                // Directions, times and rules are nobody's text.
                _ => return None,
            };
            Some((block, walked))
        })
}

/// Whether blocks are entries and not sentences: many, and hardly one that ends with a full stop.
fn is_list<'a>(minutes: &Minutes, blocks: impl Iterator<Item = &'a Block>) -> bool {
    let (mut all, mut ended) = (0, 0);
    for block in blocks {
        for sentence in minutes.sentences_of(block) {
            all += 1;
            ended += usize::from(sentence.of(&minutes.text).ends_with('。'));
        }
    }
    all > LONG && ended * 4 < all
}

/// Which sentences `j` and `k` walk over.
pub fn walked(minutes: &Minutes) -> Vec<bool> {
    let mut out = vec![false; minutes.sentences.len()];
    for (block, _) in taggable_blocks(minutes).filter(|(_, walked)| *walked) {
        if let Some(list) = out.get_mut(minutes.numbers_of(block)) {
            list.fill(true);
        }
    }
    out
}

/// Which sentences count where people are compared, and where a filter looks: those that `j` and `k` walk over, and what
/// somebody tagged or wrote a note on that stands among none of those.
pub fn counted(
    project: &Project,
    document: &Fingerprint,
    minutes: &Minutes,
    index: &OffsetIndex,
) -> Vec<bool> {
    let mut out = walked(minutes);
    for a in project.annotations_of(document) {
        if let Some(list) = out.get_mut(annotated(minutes, index, a))
            && !list.contains(&true)
        {
            list.fill(true);
        }
    }
    out
}

/// The numbers of the sentences that are marked, ascending.
pub(super) fn numbers(marks: &[bool]) -> Vec<u32> {
    let all = (0..).zip(marks);
    all.filter_map(|(n, marked)| marked.then_some(n)).collect()
}

/// The sentences that a range of the text touches.
pub fn touched(minutes: &Minutes, range: ByteRange) -> Range<usize> {
    if range.is_empty() {
        return 0..0;
    }
    let from = minutes.sentences.partition_point(|s| s.end <= range.start);
    let to = minutes.sentences.partition_point(|s| s.start < range.end);
    from..to.max(from)
}

/// The sentences that an annotation speaks of. One on the whole document speaks of none in particular.
pub fn annotated(minutes: &Minutes, index: &OffsetIndex, annotation: &Annotation) -> Range<usize> {
    match annotation.target.unit {
        Unit::Document => 0..0,
        _ => touched(
            minutes,
            index.bytes_of_chars(&minutes.text, annotation.target.position),
        ),
    }
}

/// The sentences that a person has tagged with a theme, ascending.
pub fn tagged(
    project: &Project,
    document: &Fingerprint,
    minutes: &Minutes,
    me: &AnnotatorId,
    theme: &ThemeId,
) -> Vec<usize> {
    let index = OffsetIndex::new(&minutes.text);
    let mut marks = vec![false; minutes.sentences.len()];
    let of_theme = |a: &&Annotation| &a.annotator == me && a.theme.as_ref() == Some(theme);
    for a in project.annotations_of(document).filter(of_theme) {
        if let Some(list) = marks.get_mut(annotated(minutes, &index, a)) {
            list.fill(true);
        }
    }
    (0..marks.len())
        .filter(|n| marks.get(*n).copied() == Some(true))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::minutes::parse;
    use crate::project::{Colour, Operation, Workspace, add_theme, anchor, toggle_theme};
    use crate::view::units::{Mode, Units};

    #[test]
    fn the_same_sentences_as_j_and_k_walk_over() {
        for text in [
            include_str!("../../assets/sample/dejitaru-suishin-4.txt"),
            "議事要旨\n１　開会\n・資料を配った。次に進んだ。\n・終わった。\n",
            include_str!("../../tests/corpus/headers/notes-in-bold.txt"),
            "",
        ] {
            let minutes = parse(text);
            let units = Units::new(&minutes);
            let mut here = units.first();
            let mut steps = Vec::new();
            while let Some(at) = here.filter(|at| steps.last() != Some(&units.sentence(*at))) {
                steps.push(units.sentence(at));
                here = Some(units.step(Mode::Sentence, at, true));
            }
            let marks = walked(&minutes).into_iter().zip(&minutes.sentences);
            let marked: Vec<ByteRange> = marks.filter_map(|(m, range)| m.then_some(*range)).collect();
            assert_eq!(steps, marked);
        }
    }

    #[test]
    fn a_tag_beside_what_is_walked_over_counts_and_one_around_it_brings_nothing_along() {
        let minutes =
            parse("第１回　会議　会議録\n\n○議長　開会します。\n１　予算について\n○委員　賛成です。\n");
        let (index, document) = (OffsetIndex::new(&minutes.text), minutes.fingerprint());
        let me = AnnotatorId::parse("ann").unwrap();
        let counted_with = |words: &[(&str, &str)]| {
            let mut work = Workspace::default();
            let edit = add_theme(&work, "t", Colour(0), None, &mut || "t".to_owned());
            work.run(Operation::Silent { edit });
            let theme = ThemeId::parse("t").unwrap();
            for (n, (from, to)) in words.iter().enumerate() {
                let start = minutes.text.find(from).unwrap() as u32;
                let end = (minutes.text.find(to).unwrap() + to.len()) as u32;
                let target = anchor::target(&minutes, &index, Unit::Span, ByteRange::new(start, end));
                let edit = toggle_theme(&work, &me, &document, target, &theme, &mut || n.to_string(), 1);
                work.run(Operation::Silent { edit });
            }
            counted(&work.project, &document, &minutes, &index)
        };
        let walked = walked(&minutes);
        assert_eq!(walked.iter().filter(|w| **w).count(), 2);
        assert_eq!(counted_with(&[]), walked);
        assert_eq!(counted_with(&[("開会します。", "賛成です。")]), walked);
        let more = counted_with(&[("予算", "予算")]);
        assert_eq!(more.iter().filter(|w| **w).count(), 3);
    }

    #[test]
    fn a_range_touches_what_it_shares_a_letter_with() {
        let minutes = Minutes {
            sentences: vec![ByteRange::new(0, 3), ByteRange::new(3, 6), ByteRange::new(8, 9)],
            ..Minutes::default()
        };
        assert_eq!(touched(&minutes, ByteRange::new(2, 4)), 0..2);
        assert_eq!(touched(&minutes, ByteRange::new(6, 8)), 2..2);
        assert_eq!(touched(&minutes, ByteRange::new(3, 3)), 0..0);
        assert_eq!(touched(&minutes, ByteRange::new(8, 99)), 2..3);
    }
}
