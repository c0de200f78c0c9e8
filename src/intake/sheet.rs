//! A text that is being put together line by line, with what its source says of who speaks.

use crate::minutes::{Record, Recorded, Speaker};

/// How what somebody says ends, in a cell beside a name.
pub(super) const SENTENCE_ENDS: [char; 5] = ['。', '？', '）', '」', '．'];

/// Lines for the parser.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    text: String,
    /// Line breaks in `text`.
    breaks: u32,
    record: Record,
}

impl Sheet {
    /// Begins a line, unless one has just begun.
    pub(super) fn line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.feed();
        }
    }

    /// Leaves a line empty, unless one is.
    pub(super) fn gap(&mut self) {
        self.line();
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.feed();
        }
    }

    fn feed(&mut self) {
        while self.text.ends_with([' ', '\u{3000}']) {
            self.text.pop();
        }
        self.text.push('\n');
        self.breaks += 1;
    }

    /// Goes on with the line. Line breaks in `words` break lines, in whatever form.
    pub(super) fn push(&mut self, words: &str) {
        let mut rest = words;
        while let Some(at) = memchr::memchr2(b'\n', b'\r', rest.as_bytes()) {
            let (before, after) = rest.split_at(at);
            self.text.push_str(before);
            self.text.push('\n');
            self.breaks += 1;
            rest = after
                .strip_prefix("\r\n")
                .or_else(|| after.get(1..))
                .unwrap_or("");
        }
        self.text.push_str(rest);
    }

    /// Whether the line has words.
    pub(super) fn in_line(&self) -> bool {
        !self.text.is_empty() && !self.text.ends_with('\n')
    }

    /// What was written last.
    pub(super) fn last(&self) -> Option<char> {
        self.text.chars().next_back()
    }

    /// Notes that the next line begins a speech of somebody.
    pub(super) fn speech(&mut self, speaker: Speaker) {
        self.gap();
        let known = self.record.speakers.iter().position(|s| s.label == speaker.label);
        let speaker = known.unwrap_or_else(|| {
            self.record.speakers.push(speaker);
            self.record.speakers.len() - 1
        }) as u32;
        self.record.speeches.push(Recorded {
            line: self.breaks + 1,
            speaker,
        });
    }

    /// What the source says of the meeting.
    pub(super) fn record(&mut self) -> &mut Record {
        &mut self.record
    }

    /// The text, and the record as it travels, if the source says anything.
    pub(super) fn finish(self) -> (String, Option<String>) {
        let told = self.record != Record::default();
        (self.text, told.then(|| self.record.to_json()))
    }
}
