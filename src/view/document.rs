//! The document as it is drawn: one table of numbers that a small routine turns into nodes.
//!
//! The text goes to the page once, as one string; the table speaks of it in UTF-16 code units.
//! Blocks are gathered in groups of about `GROUP_UNITS`: a group is what the browser may skip while it is off
//! screen (`content-visibility: auto`), small enough to be laid out within a frame. Groups lie in larger chunks,
//! which `browser/document.js` makes, so that few have to be checked in each frame.

use crate::minutes::{BlockKind, Minutes, Paragraph};
use crate::text::ByteRange;

/// Codes of the table; `browser/document.js` reads them.
mod op {
    pub(super) const GROUP: u32 = 0;
    pub(super) const SPEECH: u32 = 1;
    pub(super) const PARAGRAPH: u32 = 2;
    pub(super) const PAGE: u32 = 3;
    pub(super) const BLOCK: u32 = 4;
    pub(super) const STAGE: u32 = 5;
}

/// A group is closed once it holds this many UTF-16 code units: some two or three screens of text.
const GROUP_UNITS: u32 = 2500;

/// Groups are smaller at the beginning of the text, so that opening lays out little more than the first screen.
const BEGINNING: u32 = 5000;
const FIRST_UNITS: u32 = 800;

/// Height of a line and of the space around a paragraph or a speech, in pixels, and code units in a
/// line: a first guess for groups that were never laid out. The browser remembers the real height.
const LINE: u32 = 32;
const GAP: u32 = 10;
const SPEECH_GAP: u32 = 62;
const MEASURE: u32 = 38;

/// What `browser::document::build` takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// Operations, one after the other.
    pub table: Vec<u32>,
    /// Labels of the speakers, by number.
    pub labels: Vec<String>,
}

/// The first block that is drawn; `front` says whether the header is, too.
pub fn first_drawn(minutes: &Minutes, front: bool) -> usize {
    match front {
        true => 0,
        false => minutes.proceedings(),
    }
}

/// Lays `minutes` out as a table. `front` says whether the header's lines are drawn too.
pub fn draw(minutes: &Minutes, front: bool) -> Drawing {
    let mut pen = Pen {
        minutes,
        at: Utf16Cursor::new(&minutes.text),
        table: Vec::with_capacity(minutes.sentences.len() * 6),
        group: None,
        page: 0,
        event: 0,
        speech: 0,
    };
    for block in minutes.blocks.iter().skip(first_drawn(minutes, front)) {
        pen.block(block);
    }
    pen.close();
    Drawing {
        table: pen.table,
        labels: minutes.speakers.iter().map(|s| s.label.clone()).collect(),
    }
}

/// The page on which the header stands, when the header is not drawn and its page has no mark in the text.
pub fn front_page(minutes: &Minutes) -> Option<u32> {
    let drawn = minutes.blocks.get(first_drawn(minutes, false))?;
    let [first, second, ..] = minutes.pages.as_slice() else {
        return None;
    };
    (minutes.blocks.first()?.range.start < drawn.range.start && second.at <= drawn.range.start)
        .then_some(first.page)
}

/// Converts ascending byte offsets to UTF-16 in one pass over the text.
struct Utf16Cursor<'a> {
    bytes: &'a [u8],
    byte: usize,
    utf16: u32,
}

impl<'a> Utf16Cursor<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            bytes: text.as_bytes(),
            byte: 0,
            utf16: 0,
        }
    }

    /// UTF-16 offset of `byte`; an offset before the last one asked for counts back.
    fn to(&mut self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.bytes.len());
        let count = |b: &[u8]| {
            let leads = b.iter().filter(|&&b| (b as i8) >= -0x40).count();
            (leads + b.iter().filter(|&&b| b >= 0xF0).count()) as u32
        };
        if byte >= self.byte {
            self.utf16 += count(self.bytes.get(self.byte..byte).unwrap_or(&[]));
        } else {
            self.utf16 -= count(self.bytes.get(byte..self.byte).unwrap_or(&[]));
        }
        self.byte = byte;
        self.utf16
    }
}

struct Group {
    /// Where in the table its height and extent stand.
    at: usize,
    start: u32,
    end: u32,
    height: u32,
}

struct Pen<'a> {
    minutes: &'a Minutes,
    at: Utf16Cursor<'a>,
    table: Vec<u32>,
    group: Option<Group>,
    page: usize,
    event: usize,
    speech: u32,
}

impl Pen<'_> {
    fn block(&mut self, block: &crate::minutes::Block) {
        let start = self.at.to(block.range.start);
        let full = if start < BEGINNING {
            FIRST_UNITS
        } else {
            GROUP_UNITS
        };
        if self
            .group
            .as_ref()
            .is_some_and(|g| start.saturating_sub(g.start) >= full)
        {
            self.close();
        }
        if self.group.is_none() {
            self.table.extend([op::GROUP, 0, 0, 0]);
            let at = self.table.len() - 3;
            self.group = Some(Group {
                at,
                start,
                end: start,
                height: 0,
            });
        }
        self.pages(block.range.start, block.range.end);
        match &block.kind {
            BlockKind::Speech(speech) => {
                self.speech += 1;
                self.table.extend([op::SPEECH, self.speech, speech.speaker]);
                self.grow(SPEECH_GAP);
                self.event = speech.events.start as usize;
                let last = speech.events.end as usize;
                for index in block.paragraphs.clone() {
                    let Some(paragraph) = self.minutes.paragraphs.get(index as usize) else {
                        continue;
                    };
                    self.stages_before(paragraph.range.start, last);
                    self.paragraph(index, paragraph, last);
                }
                self.stages_before(u32::MAX, last);
            }
            kind => {
                let (code, level) = match kind {
                    BlockKind::Front => (0, 0),
                    BlockKind::Heading(level) => (1, *level),
                    BlockKind::Event(_) => (2, 0),
                    BlockKind::Time(_) => (3, 0),
                    BlockKind::Item(level) => (4, *level),
                    BlockKind::Insert => (5, 0),
                    BlockKind::Separator => (6, 0),
                    _ => (7, 0),
                };
                let index = block.paragraphs.start;
                let range = match self.minutes.paragraphs.get(index as usize) {
                    Some(p) if !block.paragraphs.is_empty() => p.range,
                    _ => block.range,
                };
                // 「### 開会」: the marks of Markdown have told what they had to. 「#61 定例会」 has none.
                let byte = |at: u32| self.at.bytes.get(at as usize);
                let mut start = range.start;
                while code == 1 && byte(start) == Some(&b'#') {
                    start += 1;
                }
                start = match byte(start) {
                    Some(b' ') if start > range.start => start + 1,
                    _ => range.start,
                };
                let (from, to) = (self.at.to(start), self.at.to(range.end));
                self.table
                    .extend([op::BLOCK, code, u32::from(level), index, from, to]);
                self.grow(lines(to - from) * LINE + GAP);
            }
        }
        let end = self.at.to(block.range.end);
        if let Some(group) = &mut self.group {
            group.end = end;
        }
    }

    /// Marks of the pages that begin before `end`. Of several that begin before `start`, only the last has
    /// text that is drawn.
    fn pages(&mut self, start: u32, end: u32) {
        while let Some(page) = self.minutes.pages.get(self.page).filter(|p| p.at < end) {
            self.page += 1;
            let next = self.minutes.pages.get(self.page);
            if next.is_none_or(|n| n.at > start) {
                let at = self.at.to(page.at.max(start));
                self.table.extend([op::PAGE, page.page, at]);
            }
        }
    }

    /// Stage directions that stand on lines of their own before `byte`.
    fn stages_before(&mut self, byte: u32, last: usize) {
        while self.event < last {
            let Some(event) = self
                .minutes
                .events
                .get(self.event)
                .filter(|e| e.range.start < byte)
            else {
                break;
            };
            let (from, to) = (self.at.to(event.range.start), self.at.to(event.range.end));
            self.table.extend([op::STAGE, from, to]);
            self.event += 1;
            self.grow(LINE + GAP);
        }
    }

    fn paragraph(&mut self, index: u32, paragraph: &Paragraph, last: usize) {
        let (from, to) = (paragraph.range.start, paragraph.range.end);
        self.table.extend([op::PARAGRAPH, index, 0]);
        let count_at = self.table.len() - 1;
        let mut done = from;
        let mut segments = 0;
        while self.event < last {
            let Some(event) = self.minutes.events.get(self.event).filter(|e| e.range.start < to) else {
                break;
            };
            segments += self.segment(0, ByteRange::new(done, event.range.start));
            segments += self.segment(1, event.range);
            done = event.range.end;
            self.event += 1;
        }
        segments += self.segment(0, ByteRange::new(done, to));
        if let Some(count) = self.table.get_mut(count_at) {
            *count = segments;
        }
        self.grow(lines((to - from) / 3) * LINE + GAP);
    }

    fn segment(&mut self, kind: u32, range: ByteRange) -> u32 {
        if range.is_empty() {
            return 0;
        }
        let (from, to) = (self.at.to(range.start), self.at.to(range.end));
        self.table.extend([kind, from, to]);
        1
    }

    fn grow(&mut self, by: u32) {
        if let Some(group) = &mut self.group {
            group.height += by;
        }
    }

    fn close(&mut self) {
        if let Some(group) = self.group.take()
            && let Some([height, from, to]) = self.table.get_mut(group.at..group.at + 3)
        {
            (*height, *from, *to) = (group.height, group.start, group.end);
        }
    }
}

fn lines(units: u32) -> u32 {
    units.div_ceil(MEASURE).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::minutes::parse;

    #[test]
    fn who_was_there_stays_with_the_header_below_the_time() {
        let m = parse(
            "令和六年五月十日（金曜日）\n　　午前九時開議\n　出席委員\n　　委員長　空木　泰文君\n　　理事　雲母　俊郎君\n――――――\n○空木委員長　これより会議を開きます。\n○雲母委員　賛成です。\n",
        );
        let first = m.blocks[first_drawn(&m, false)].range.start as usize;
        let (before, _) = m.text.split_at(first);
        assert!(
            before.contains("雲母　俊郎君") && !before.contains("会議を開きます"),
            "{before}"
        );
        assert_eq!(first_drawn(&m, true), 0);
    }
}
