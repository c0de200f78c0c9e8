//! What the models of this folder ask of sentences. A sentence is an index into [`Minutes::sentences`].

use std::ops::Range;

use crate::minutes::{Block, BlockKind, Minutes};
use crate::project::{Annotation, AnnotatorId, Fingerprint, Project, ThemeId, Unit};
use crate::text::{ByteRange, OffsetIndex};

/// The blocks whose sentences people tag: speeches, and where nobody speaks (議事要旨) points and inserts and what stands
/// around them.
pub fn taggable_blocks(minutes: &Minutes) -> impl Iterator<Item = &Block> {
    let speaks = |b: &Block| matches!(b.kind, BlockKind::Speech(_));
    let silent = !minutes.blocks.iter().any(speaks);
    minutes.blocks.iter().filter(move |block| match block.kind {
        BlockKind::Speech(_) => true,
        BlockKind::Item(_) | BlockKind::Insert | BlockKind::Front | BlockKind::Back => silent,
        _ => false,
    })
}

/// Which sentences people tag.
pub fn taggable(minutes: &Minutes) -> Vec<bool> {
    let mut out = vec![false; minutes.sentences.len()];
    for block in taggable_blocks(minutes) {
        for paragraph in minutes.paragraphs_of(block) {
            let (from, to) = (paragraph.sentences.start, paragraph.sentences.end);
            if let Some(list) = out.get_mut(from as usize..to as usize) {
                list.fill(true);
            }
        }
    }
    out
}

/// The numbers of the sentences that people tag, ascending: those on which they can agree or not.
pub(super) fn numbers(minutes: &Minutes) -> Vec<u32> {
    let all = (0..).zip(taggable(minutes));
    all.filter_map(|(n, taggable)| taggable.then_some(n)).collect()
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
    use crate::view::units::Units;

    #[test]
    fn the_same_sentences_as_j_and_k_walk_over() {
        for text in [
            include_str!("../../assets/sample/dejitaru-suishin-4.txt"),
            "議事要旨\n１　開会\n・資料を配った。次に進んだ。\n・終わった。\n",
            "",
        ] {
            let minutes = parse(text);
            let taggable = taggable(&minutes);
            assert_eq!(
                taggable.iter().filter(|t| **t).count(),
                Units::new(&minutes).sentences()
            );
        }
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
