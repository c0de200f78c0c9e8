//! From one text of a document to another that differs in white space only, as other programs hand it on.

use crate::order;
use crate::text::{ByteRange, CharRange, Fingerprint, OffsetIndex};

use super::anchor::quote;
use super::merge::newer_repair;
use super::repair::{place_of, words_at};
use super::{Project, Quote, Repair, Target, Unit};

/// Leads all that a project says of a document from one text of it over to another. What comes to one place becomes
/// one, and the newest holds.
pub(super) fn lead(project: &mut Project, document: &Fingerprint, from: &str, to: &str) {
    if from == to {
        return;
    }
    let bridge = Bridge {
        from: Side::new(from),
        to: Side::new(to),
    };
    let annotations = project.annotations.values_mut();
    for a in annotations.filter(|a| &a.document == document) {
        bridge.target(&mut a.target);
    }
    for p in project.progress.iter_mut().filter(|p| &p.document == document) {
        p.read = bridge.end(p.read);
    }
    for r in project.repairs.iter_mut().filter(|r| &r.document == document) {
        bridge.repair(r);
    }
    order::sort(&mut project.repairs, &|a, b| {
        let places = (&a.document, a.at).cmp(&(&b.document, b.at));
        places.then_with(|| newer_repair(b, a))
    });
    project
        .repairs
        .dedup_by(|b, a| (&a.document, a.at) == (&b.document, b.at));
}

/// One of the two texts.
struct Side<'a> {
    text: &'a str,
    index: OffsetIndex,
    /// Code point of each visible character.
    visible: Vec<u32>,
    /// Number of code points.
    end: u32,
}

impl<'a> Side<'a> {
    fn new(text: &'a str) -> Self {
        let visible = text.chars().zip(0u32..).filter(|(c, _)| !c.is_whitespace());
        Self {
            text,
            index: OffsetIndex::new(text),
            visible: visible.map(|(_, n)| n).collect(),
            end: text.chars().count() as u32,
        }
    }
}

/// Both texts have the same fingerprint, so the n-th visible character of one is the n-th of the other. However many
/// texts lie between, what is led over comes to where it would have come at once: merging rests on that.
struct Bridge<'a> {
    from: Side<'a>,
    to: Side<'a>,
}

impl Bridge<'_> {
    /// Number of visible characters in front of a place.
    fn before(&self, at: u32) -> usize {
        self.from.visible.partition_point(|&c| c < at)
    }

    /// The place of what begins at `at`.
    fn start(&self, at: u32) -> u32 {
        let there = self.to.visible.get(self.before(at));
        there.copied().unwrap_or(self.to.end)
    }

    /// The place behind what ends at `at`.
    fn end(&self, at: u32) -> u32 {
        let last = self.before(at).checked_sub(1);
        let last = last.and_then(|n| self.to.visible.get(n));
        last.map_or(0, |last| last + 1)
    }

    /// A target, with its words as they are there. One that has lost its place keeps the words it had.
    fn target(&self, target: &mut Target) {
        let CharRange { start, end } = target.position;
        if target.position == CharRange::default() {
            return;
        }
        // A section goes as far as the next one begins, and the document to its end.
        let end = match target.place() {
            Some(_) => self.end(end),
            None => self.start(end),
        };
        target.position = CharRange::new(self.start(start), end);
        if target.position.is_empty() {
            // White space alone is nowhere in the other text.
            (target.position, target.quote) = (CharRange::default(), Quote::default());
        } else if target.unit != Unit::Document {
            let range = self.to.index.bytes_of_chars(self.to.text, target.position);
            target.quote = quote(self.to.text, range);
        }
    }

    /// A repair, with the first words as they are there. One whose words are nowhere stays as it is, and says nothing.
    fn repair(&self, repair: &mut Repair) {
        let Side { text, index, .. } = &self.from;
        let Some(byte) = place_of(repair, text, index) else {
            return;
        };
        let at = index.chars(text, ByteRange::new(byte, byte)).start;
        repair.at = self.start(at);
        let place = CharRange::new(repair.at, repair.at);
        let byte = self.to.index.bytes_of_chars(self.to.text, place).start;
        repair.words = words_at(self.to.text, byte).unwrap_or_default();
    }
}
