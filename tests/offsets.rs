//! The three units of counting agree with the naive way of counting, on any text.

use fusen::text::{ByteRange, CharRange, OffsetIndex, Utf16Range};
use proptest::prelude::*;

/// Kana, kanji, astral kanji, variation selectors, ASCII, line ends.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("議事録"),
        Just("𠮷"),
        Just("葛\u{e0100}"),
        Just("ﾊﾟ"),
        Just("a b"),
        Just("\n"),
        Just("（２）"),
        Just("é"),
    ];
    proptest::collection::vec(piece, 0..2000).prop_map(|v| v.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_unit_converts_to_every_other(text in text(), a in 0usize..9000, b in 0usize..9000) {
        let index = OffsetIndex::new(&text);
        let bounds: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        let (a, b) = (a % bounds.len(), b % bounds.len());
        let (a, b) = (a.min(b), a.max(b));
        let bytes = ByteRange::new(bounds[a] as u32, bounds[b] as u32);
        let chars = CharRange::new(a as u32, b as u32);
        let units = |n: usize| text.get(..bounds[n]).unwrap().encode_utf16().count() as u32;
        let utf16 = Utf16Range::new(units(a), units(b));
        prop_assert_eq!(index.chars(&text, bytes), chars);
        prop_assert_eq!(index.utf16(&text, bytes), utf16);
        prop_assert_eq!(index.bytes_of_chars(&text, chars), bytes);
        prop_assert_eq!(index.bytes_of_utf16(&text, utf16), bytes);
        prop_assert_eq!(index.utf16_of_chars(&text, chars), utf16);
    }

    #[test]
    fn positions_that_do_not_fit_stay_inside(text in text(), a in any::<u32>(), b in any::<u32>()) {
        let index = OffsetIndex::new(&text);
        let (a, b) = (a.min(b), a.max(b));
        for r in [
            index.bytes_of_chars(&text, CharRange::new(a, b)),
            index.bytes_of_utf16(&text, Utf16Range::new(a, b)),
        ] {
            prop_assert!(text.get(r.start as usize..r.end as usize).is_some());
        }
    }
}

#[test]
fn a_place_inside_a_surrogate_pair_is_a_place() {
    let text = "あ𠮷い";
    let index = OffsetIndex::new(text);
    let r = index.bytes_of_utf16(text, Utf16Range::new(2, 3));
    assert!(text.is_char_boundary(r.start as usize) && text.is_char_boundary(r.end as usize));
}
