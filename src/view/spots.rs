//! Where a hit of a search is on the screen: the label of a speech is not drawn as it stands in the text.

use std::ops::Range;

use crate::minutes::{BlockKind, Minutes};
use crate::text::ByteRange;

/// The label of a speech in which a hit begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InLabel {
    /// Where the words of the speech begin, a byte of [`Minutes::text`].
    pub words: u32,
    /// What was found of the label that is drawn, in UTF-16 code units; all of it where it is drawn in other words.
    pub part: Range<u32>,
}

/// The label in which `hit` begins; `None` for all that is drawn as it stands in the text.
pub fn in_label(minutes: &Minutes, hit: ByteRange) -> Option<InLabel> {
    let after = minutes.blocks.partition_point(|b| b.range.start <= hit.start);
    let block = minutes.blocks.get(after.checked_sub(1)?)?;
    let BlockKind::Speech(speech) = &block.kind else {
        return None;
    };
    let label = speech.label;
    let first = minutes.paragraphs.get(block.paragraphs.start as usize);
    let words = first.filter(|_| !block.paragraphs.is_empty());
    let words = words.map_or(label.end, |p| p.range.start);
    if hit.start < label.start || hit.start >= label.end.min(words) {
        return None;
    }
    let drawn = minutes.speakers.get(speech.speaker as usize)?.label.as_str();
    let utf16 = |text: &str| text.encode_utf16().count() as u32;
    let whole = 0..utf16(drawn);
    let part = || {
        let at = label.start + label.of(&minutes.text).find(drawn)? as u32;
        let before = minutes.text.get(at as usize..hit.start.max(at) as usize)?;
        let end = hit.end.min(at + drawn.len() as u32);
        let found = minutes.text.get(hit.start.max(at) as usize..end as usize)?;
        let from = utf16(before);
        (!found.is_empty()).then(|| from..from + utf16(found))
    };
    Some(InLabel {
        words,
        part: part().unwrap_or(whole),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::minutes;

    fn found(text: &str, words: &str) -> Option<(String, Range<u32>)> {
        let minutes = minutes::parse(text);
        let at = minutes.text.find(words).unwrap() as u32;
        let hit = ByteRange::new(at, at + words.len() as u32);
        let spot = in_label(&minutes, hit)?;
        let rest = minutes.text.get(spot.words as usize..).unwrap();
        Some((rest.chars().take(2).collect(), spot.part))
    }

    const TEXT: &str = "○議長（山田太郎君）　開会します。\n○3番（佐藤花子君）　質問します。山田議長に伺います。\n○議長（山田太郎君）　答えます。\n";

    #[test]
    fn a_hit_in_a_label_is_where_the_label_is_drawn() {
        assert_eq!(found(TEXT, "山田太郎"), Some(("開会".to_owned(), 3..7)));
        assert_eq!(found(TEXT, "佐藤"), Some(("質問".to_owned(), 3..5)));
        assert_eq!(
            found(TEXT, "議長（山田太郎君）　開会"),
            Some(("開会".to_owned(), 0..9))
        );
    }

    #[test]
    fn what_is_said_is_no_label() {
        assert_eq!(found(TEXT, "開会"), None);
        assert_eq!(found(TEXT, "山田議長"), None);
        assert_eq!(found("会議録\n\n本文だけの文書です。\n", "本文"), None);
    }

    #[test]
    fn a_label_that_is_drawn_in_other_words_is_found_as_a_whole() {
        let mut minutes = minutes::parse(TEXT);
        minutes.speakers[0].label = "議長".repeat(3);
        let at = minutes.text.find("太郎").unwrap() as u32;
        let spot = in_label(&minutes, ByteRange::new(at, at + 6)).unwrap();
        assert_eq!(spot.part, 0..6);
    }
}
