//! What `j` and `k` walk over.

use fusen::minutes::{Block, BlockKind, Minutes, Paragraph, Speech};
use fusen::project::{Address, Unit};
use fusen::text::ByteRange;
use fusen::view::document::draw;
use fusen::view::units::{Mode, Place, Units};

/// Speeches of so many one-letter sentences, each in a paragraph of its own.
fn minutes(counts: &[u32]) -> Minutes {
    let mut m = Minutes::default();
    for &count in counts {
        let (start, first) = (m.text.len() as u32, m.paragraphs.len() as u32);
        for _ in 0..count {
            let at = m.text.len() as u32;
            m.text.push_str("文\n");
            let range = ByteRange::new(at, at + 3);
            let n = m.sentences.len() as u32;
            m.sentences.push(range);
            m.paragraphs.push(Paragraph {
                range,
                sentences: n..n + 1,
            });
        }
        let range = ByteRange::new(start, m.text.len() as u32);
        let speech = Speech {
            speaker: 0,
            label: ByteRange::new(start, start),
            events: 0..0,
            certainty: 1.0,
        };
        let paragraphs = first..m.paragraphs.len() as u32;
        m.blocks.push(Block {
            range,
            page: None,
            line: None,
            kind: BlockKind::Speech(speech),
            paragraphs,
        });
    }
    m
}

fn at(speech: u32, sentence: u32) -> Address {
    Address { speech, sentence }
}

#[test]
fn steps_cross_speeches_and_stop_at_the_ends() {
    let u = Units::new(&minutes(&[2, 0, 1]));
    assert_eq!(u.first(), Some(at(1, 1)));
    assert_eq!(u.step(Mode::Sentence, at(1, 2), true), at(3, 1));
    assert_eq!(u.step(Mode::Sentence, at(3, 1), true), at(3, 1));
    assert_eq!(u.step(Mode::Sentence, at(3, 1), false), at(1, 2));
    // Nothing can be put on a speech that is only a stage direction; from there it goes on all the same.
    assert_eq!(u.step(Mode::Speech, at(1, 2), true), at(3, 1));
    assert_eq!(u.step(Mode::Speech, at(2, 1), true), at(3, 1));
    assert_eq!(u.step(Mode::Speech, at(2, 1), false), at(1, 1));
    assert_eq!(u.step(Mode::Speech, at(1, 1), false), at(1, 1));
}

#[test]
fn addresses_and_bytes_lead_to_each_other() {
    let m = minutes(&[3, 1, 2]);
    let u = Units::new(&m);
    let mut here = u.first().unwrap();
    for n in 0..u.sentences() {
        assert_eq!(u.sentence(here), m.sentences[n]);
        assert_eq!(u.at(u.sentence(here).start), Some(here));
        here = u.step(Mode::Sentence, here, true);
    }
    assert_eq!(u.sentence(at(9, 9)), ByteRange::default());
    assert_eq!(u.at(3), None, "the line break belongs to no sentence");
    assert_eq!(u.at_or_after(3), Some(at(1, 2)));
}

#[test]
fn a_selection_has_the_address_of_its_ends_whichever_way_it_was_made() {
    let u = Units::new(&minutes(&[3, 2]));
    let back = Place {
        anchor: at(2, 1),
        head: at(1, 2),
    };
    assert_eq!(
        u.unit(Mode::Sentence, back),
        Unit::Sentence {
            from: at(1, 2),
            to: at(2, 1)
        }
    );
    assert_eq!(
        u.unit(Mode::Speech, Place::at(at(2, 1))),
        Unit::Speech { speech: 2 }
    );
    assert_eq!(
        u.unit(Mode::Speech, back),
        Unit::Sentence {
            from: at(1, 1),
            to: at(2, 2)
        }
    );
}

#[test]
fn text_that_nobody_speaks_is_speech_zero() {
    let mut m = minutes(&[2]);
    m.blocks[0].kind = BlockKind::Item(1);
    let u = Units::new(&m);
    assert_eq!((u.first(), u.speeches()), (Some(at(0, 1)), 0));
    assert_eq!(
        u.step(Mode::Speech, at(0, 1), true),
        at(0, 2),
        "without speeches, speeches cannot be walked"
    );
}

/// A talk with a heading, a decision, a point and a list of votes between and behind its turns.
fn talk() -> Minutes {
    let mut m = minutes(&[2, 1, 1, 1, 25, 1]);
    let kinds = [None, Some(1), Some(2), Some(3), Some(2), None];
    for (block, kind) in m.blocks.iter_mut().zip(kinds) {
        match kind {
            Some(1) => block.kind = BlockKind::Heading(1),
            Some(2) => block.kind = BlockKind::Insert,
            Some(_) => block.kind = BlockKind::Item(1),
            None => {}
        }
    }
    m
}

#[test]
fn what_nobody_speaks_is_walked_over_between_two_turns() {
    let m = talk();
    let u = Units::new(&m);
    assert_eq!(u.speeches(), 2);
    let walk = |mode: Mode, from: Address, on: bool, n: usize| -> Vec<Address> {
        let mut here = from;
        let mut next = || {
            here = u.step(mode, here, on);
            here
        };
        (0..n).map(|_| next()).collect()
    };
    // Past the heading (0.1) and the list (0.4 to 0.28) to the decision (0.2) and the point (0.3).
    let (decision, point) = (at(0, 2), at(0, 3));
    let on = [at(1, 2), decision, point, at(2, 1), at(2, 1)];
    assert_eq!(walk(Mode::Sentence, at(1, 1), true, 5), on);
    assert_eq!(
        walk(Mode::Sentence, at(2, 1), false, 3),
        [point, decision, at(1, 2)]
    );
    assert_eq!(walk(Mode::Speech, at(1, 2), true, 3), [decision, point, at(2, 1)]);
    assert_eq!(
        walk(Mode::Speech, at(2, 1), false, 3),
        [point, decision, at(1, 1)]
    );
    // Into the heading and the list somebody points, and goes on from there.
    let heading = m.sentences[2].start;
    assert_eq!(u.at(heading), Some(at(0, 1)));
    assert_eq!(u.sentence(at(0, 1)), m.sentences[2]);
    assert_eq!(u.step(Mode::Sentence, at(0, 1), true), decision);
    assert_eq!(
        walk(Mode::Sentence, at(0, 4), true, 25)[23..],
        [at(0, 28), at(2, 1)]
    );
    assert_eq!(u.sentence(at(0, 29)), ByteRange::default());
    assert_eq!(u.at_or_after(heading), Some(decision));
    assert_eq!(u.nearest(heading), Some(at(0, 1)));
    assert_eq!(u.beginning_after(m.sentences[5].start), Some(at(2, 1)));
}

#[test]
fn a_selection_over_what_nobody_speaks_is_in_order_of_the_text() {
    let m = talk();
    let u = Units::new(&m);
    let place = Place {
        anchor: at(2, 1),
        head: at(0, 2),
    };
    assert_eq!(u.ordered(place), (at(0, 2), at(2, 1)));
    let both = ByteRange::new(m.sentences[3].start, m.sentences[30].end);
    assert_eq!(u.range(Mode::Sentence, place), both);
    let place = Place {
        anchor: at(1, 2),
        head: at(0, 3),
    };
    let unit = Unit::Sentence {
        from: at(1, 1),
        to: at(0, 3),
    };
    assert_eq!(u.unit(Mode::Speech, place), unit);
    // A section begins with its heading: chosen is what is below.
    let section = ByteRange::new(m.sentences[2].start, m.sentences[29].end);
    assert_eq!(u.covered(section), Some((at(0, 2), at(0, 3))));
    assert_eq!(u.covered(m.sentences[2]), Some((at(0, 1), at(0, 1))));
}

#[test]
fn an_empty_document_has_no_units() {
    let u = Units::new(&Minutes::default());
    assert_eq!(u.first(), None);
    assert_eq!(u.step(Mode::Sentence, at(1, 1), true), at(1, 1));
    assert!(draw(&Minutes::default(), true).table.is_empty());
}

#[test]
fn marks_of_markdown_are_not_drawn_before_a_heading() {
    let m = fusen::minutes::parse(
        "## 第3回 会議録\n\n### 1. 開会\n\n**議長**: 始めます。\n\n**委員**: はい。\n\n### 2. 議事\n\n**議長**: 終わります。\n\n#3 その他\n\n**委員**: はい。\n",
    );
    let units: Vec<u16> = m.text.encode_utf16().collect();
    let drawn = |from: u32, to: u32| String::from_utf16(&units[from as usize..to as usize]).unwrap();
    // BLOCK, heading, level, paragraph, from, to
    let table = draw(&m, true).table;
    let titles: Vec<String> = table
        .windows(6)
        .filter(|w| w[..2] == [4, 1] && w[4] < w[5])
        .map(|w| drawn(w[4], w[5]))
        .collect();
    assert_eq!(titles, ["1. 開会", "2. 議事", "#3 その他"]);
}
