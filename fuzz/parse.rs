//! Fuzzes the parser: whatever the text, nothing panics, and what always holds of a parse holds.
#![no_main]

use fusen::minutes::{LeafKind, Minutes, json, leaves, parse, parse_canonical};
use fusen::text::ByteRange;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let minutes = parse(&text);
    let again = parse_canonical(&minutes.to_document_text());
    assert_eq!(format!("{minutes:?}"), format!("{again:?}"), "a stored text is read otherwise");
    ranges(&minutes);
    sources(&text, &minutes);
    let json = json::to_json(&minutes);
    assert_eq!(json["blocks"].as_array().map(Vec::len), Some(minutes.blocks.len()));
});

/// The leaves are the source, and those of text are all that is visible in the canonical text.
fn sources(source: &str, m: &Minutes) {
    let (leaves, document) = leaves(source);
    assert_eq!(document.text, m.text);
    let joined: String = leaves.iter().map(|l| l.source.of(source)).collect();
    assert_eq!(joined, source);
    let mut end = 0;
    let blank = |r: &str| r.chars().all(|c| c.is_whitespace() || c == '\u{feff}');
    for leaf in leaves.iter().filter(|l| l.kind == LeafKind::Text) {
        let at = leaf.text.expect("text has a place") as usize;
        assert!(document.text.get(end..at).is_some_and(blank), "a letter comes from nowhere");
        end = at + leaf.source.len() as usize;
        assert_eq!(document.text.get(at..end), Some(leaf.source.of(source)));
    }
    assert!(document.text.get(end..).is_some_and(blank));
}

/// Every range lies on letters, sentences in their paragraphs, paragraphs and directions in their blocks.
fn ranges(m: &Minutes) {
    let cut = |r: ByteRange| {
        let (start, end) = (r.start as usize, r.end as usize);
        assert!(start <= end && m.text.is_char_boundary(start) && m.text.is_char_boundary(end), "{r:?} cuts a letter");
    };
    let inside = |inner: ByteRange, outer: ByteRange| {
        cut(inner);
        assert!(outer.start <= inner.start && inner.end <= outer.end, "{inner:?} is not in {outer:?}");
    };
    let mut end = 0;
    for block in &m.blocks {
        cut(block.range);
        assert!(end <= block.range.start, "blocks lie over each other");
        end = block.range.end;
        for p in m.paragraphs_of(block) {
            inside(p.range, block.range);
            for n in p.sentences.clone() {
                inside(m.sentences[n as usize], p.range);
            }
        }
    }
    for (block, speech) in m.speeches() {
        inside(speech.label, block.range);
        for event in m.events_of(speech) {
            inside(event.range, block.range);
        }
    }
}
