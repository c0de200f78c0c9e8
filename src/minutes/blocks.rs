//! Blocks, paragraphs, sentences and events, put together line by line.

use std::collections::BTreeMap;

use crate::text::ByteRange;

use super::chars::{Spaced, is_marker, is_set_apart, is_space, longer, marker, squeeze, width};
use super::evidence::Label;
use super::introduced::introduced;
use super::model::*;
use super::structure::TextLine;
use super::{headings, parts, sentences};

/// Who speaks where nobody says.
pub(super) const UNKNOWN: &str = "発言者不明";

pub(super) struct Builder<'m, 'a> {
    minutes: &'m mut Minutes,
    document: &'a DocumentText,
    page: usize,
    speakers: BTreeMap<String, usize>,
    /// Speakers by their labels as printed, which most speeches have in common with one above.
    printed: BTreeMap<&'a str, usize>,
    /// Block index of the open speech.
    speech: Option<usize>,
    /// Source line of the paragraph that is added.
    line: Option<u32>,
    /// The sitting is suspended.
    recess: bool,
    /// The first lines of the document, which name its town.
    head: &'a str,
    /// Full names of those who were there.
    present: Vec<String>,
    /// The offices that they hold.
    offices: Vec<String>,
    /// Directions on lines of their own after the open speech's last paragraph: inside it if it goes on.
    pending: Vec<(TextLine<'a>, Stage)>,
    /// The mark of points that nobody speaks.
    told: Option<char>,
    /// How far the points are set in that the last one stands below, and itself.
    depths: Vec<u32>,
    /// Marks of the paragraph that was added last.
    marks: Vec<sentences::Mark>,
}

impl<'m, 'a> Builder<'m, 'a> {
    /// `meeting` is what the header says.
    pub(super) fn new(minutes: &'m mut Minutes, document: &'a DocumentText, meeting: &Meeting) -> Self {
        let names = meeting.attendees.iter().filter_map(|a| a.name.as_deref());
        let present = names
            .map(|n| squeeze(n).into_owned())
            .filter(|n| longer(n, 2))
            .collect();
        let offices = meeting.attendees.iter().filter_map(|a| a.role.as_deref());
        let offices = offices.map(|o| squeeze(o).into_owned()).collect();
        let text = document.text.as_str();
        let head = text
            .char_indices()
            .nth(1500)
            .and_then(|(at, _)| text.get(..at))
            .unwrap_or(text);
        Self {
            minutes,
            document,
            page: 0,
            speakers: BTreeMap::new(),
            printed: BTreeMap::new(),
            speech: None,
            line: None,
            recess: false,
            head,
            present,
            offices,
            pending: Vec::new(),
            told: None,
            depths: Vec::new(),
            marks: Vec::new(),
        }
    }

    fn page_at(&mut self, at: u32) -> Option<u32> {
        while self.document.pages.get(self.page + 1).is_some_and(|p| p.at <= at) {
            self.page += 1;
        }
        self.document
            .pages
            .get(self.page)
            .filter(|p| p.at <= at)
            .map(|p| p.page)
    }

    /// Ends the open speech; what waited after it stands for itself.
    pub(super) fn close(&mut self) {
        self.speech = None;
        for (line, stage) in std::mem::take(&mut self.pending) {
            self.event(&line, stage);
        }
    }

    fn event(&mut self, line: &TextLine<'_>, mut stage: Stage) {
        // 「（休憩）」 over an article of the rules of procedure
        if self.minutes.kind == Kind::Unknown {
            return self.plain(line, BlockKind::Insert);
        }
        stage.sitting = stage.sitting.map(|s| self.sitting(s));
        let block = self.block(line, BlockKind::Event(stage), line.range());
        self.paragraph(block, line.range(), false, false);
    }

    /// 開議 behind a recess goes on with the sitting.
    fn sitting(&mut self, mut sitting: Sitting) -> Sitting {
        if self.recess && sitting.action == Action::Open {
            sitting.action = Action::Resume;
        }
        self.recess = sitting.action == Action::Recess;
        sitting
    }

    pub(super) fn time(&mut self, line: &TextLine<'_>, sitting: Sitting) {
        self.close();
        if self.minutes.kind == Kind::Unknown {
            return self.plain(line, BlockKind::Insert);
        }
        let sitting = self.sitting(sitting);
        self.plain(line, BlockKind::Time(sitting));
    }

    /// A direction on a line of its own: inside the speech if it goes on behind it.
    pub(super) fn stage(&mut self, line: &TextLine<'a>, stage: Stage) {
        // Behind 「（休憩）」 and 「（午前１０時００分開会）」 whoever spoke may go on.
        let paused = |s: &Sitting| {
            s.action == Action::Open
                || s.time.is_none() && matches!(s.action, Action::Recess | Action::Resume)
        };
        match self.speech.filter(|_| stage.sitting.as_ref().is_none_or(paused)) {
            // 「【事務局】」 over 「（資料説明）」 is all that was written of what was said.
            Some(block) if self.unsaid(block) => self.inline(block, line.range(), stage),
            Some(_) => self.pending.push((*line, stage)),
            None => {
                self.close();
                self.event(line, stage);
            }
        }
    }

    /// Whether a speech has nothing but its label yet.
    fn unsaid(&self, block: usize) -> bool {
        self.minutes.blocks.get(block).is_some_and(|b| {
            let said = matches!(&b.kind, BlockKind::Speech(s) if !s.events.is_empty());
            !said && b.paragraphs.is_empty()
        })
    }

    fn block(&mut self, line: &TextLine<'_>, kind: BlockKind, range: ByteRange) -> usize {
        let page = self.page_at(line.at);
        let n = self.minutes.paragraphs.len() as u32;
        self.minutes.blocks.push(Block {
            range,
            page,
            line: line.number,
            kind,
            paragraphs: n..n,
        });
        self.minutes.blocks.len() - 1
    }

    pub(super) fn plain(&mut self, line: &TextLine<'_>, kind: BlockKind) {
        self.close();
        let split = matches!(
            kind,
            BlockKind::Front | BlockKind::Back | BlockKind::Insert | BlockKind::Item(_)
        );
        let rule = matches!(kind, BlockKind::Separator);
        let block = self.block(line, kind, line.range());
        if !rule {
            self.paragraph(block, line.range(), split, false);
        }
    }

    /// A point of a list; inside a speech it is a paragraph of it.
    pub(super) fn item(&mut self, line: &TextLine<'a>, level: u8) {
        let mark = marker(line.text);
        if self.speech.is_some() {
            // 「○　座長より、閉会の挨拶があった。」, where 「○　冒頭、…」 stood above those who speak
            if mark.is_none() || mark != self.told || !headings::is_narrative(line.text) {
                return self.text(line);
            }
            self.close();
        }
        if self.minutes.kind == Kind::Unknown {
            return self.plain(line, BlockKind::Insert);
        }
        self.told = mark.or(self.told);
        let level = self.depth(line, level);
        let block = self.block(line, BlockKind::Item(level), line.range());
        let mut range = line.range();
        range.start += without_bullet(line.text) as u32;
        self.paragraph(block, range, true, false);
    }

    /// How deep a point stands among those right above it: as deep as the one that is set in as far. What an arrow begins
    /// is below what it answers.
    fn depth(&mut self, line: &TextLine<'a>, level: u8) -> u8 {
        let last = self.minutes.blocks.last();
        if last.is_none_or(|b| !matches!(b.kind, BlockKind::Item(_))) {
            self.depths.clear();
        }
        if level > 1 {
            return level;
        }
        let above = self.document.text.get(..line.at as usize).unwrap_or("");
        let lead = above.len() - above.trim_spaces_end().len();
        let indent = width(above.get(above.len() - lead..).unwrap_or("")) as u32;
        while self.depths.last().is_some_and(|deep| *deep > indent) {
            self.depths.pop();
        }
        if self.depths.last() != Some(&indent) {
            self.depths.push(indent);
        }
        self.depths.len().min(9) as u8
    }

    pub(super) fn heading(&mut self, line: &TextLine<'_>, level: u8) {
        self.close();
        if self.minutes.kind == Kind::Unknown {
            return self.plain(line, BlockKind::Insert);
        }
        let title = line
            .text
            .trim_start_matches(|c| is_marker(c) || is_space(c) || among!(c, "△■□◇▼▲#"));
        let title = match title.strip_prefix('【').and_then(|t| t.strip_suffix('】')) {
            Some(inner) => inner.trim_spaces(),
            None => title,
        };
        let first_block = self.minutes.blocks.len() as u32;
        self.minutes.sections.push(Section {
            title: title.to_owned(),
            first_block,
        });
        let block = self.block(line, BlockKind::Heading(level), line.range());
        self.paragraph(block, line.range(), false, false);
    }

    /// 【結論】 is a heading, what stands behind it nobody's speech.
    pub(super) fn decision(&mut self, line: &TextLine<'_>, tag: usize) {
        self.close();
        let mut head = line.range();
        head.end = head.start + tag as u32;
        let block = self.block(line, BlockKind::Heading(2), head);
        self.paragraph(block, head, false, false);
        let rest = line.text.get(tag..).unwrap_or("");
        let gap = rest.len() - rest.trim_spaces_start().len();
        let range = ByteRange::new(head.end + gap as u32, line.range().end);
        if !range.is_empty() {
            let block = self.block(line, BlockKind::Insert, range);
            self.paragraph(block, range, true, false);
        }
    }

    pub(super) fn label(&mut self, line: &TextLine<'_>, c: &Label<'a>) {
        self.close();
        let body = line.text.get(c.body..).unwrap_or("");
        let speaker = match self.printed.get(c.text) {
            Some(known) => *known,
            None => {
                let new = self.speaker(c.text, body);
                self.printed.insert(c.text, new);
                new
            }
        };
        let certainty = c.certainty;
        let events = self.minutes.events.len() as u32;
        let speech = Speech {
            speaker: speaker as u32,
            label: ByteRange::new(line.at, line.at + c.body as u32),
            events: events..events,
            certainty,
        };
        let block = self.block(line, BlockKind::Speech(speech), line.range());
        self.speech = Some(block);
        let lead = body.len() - body.trim_spaces_start().len();
        let at = line.at + (c.body + lead) as u32;
        let range = ByteRange::new(at, line.at + line.text.len() as u32);
        if !range.is_empty() {
            self.line = line.number;
            self.paragraph(block, range, true, true);
        }
    }

    /// Who speaks under a label, and says `said` first.
    fn speaker(&mut self, printed: &str, said: &str) -> usize {
        let label = label_text(printed);
        let key = key(&label);
        let speakers = &mut self.minutes.speakers;
        let (head, present, offices) = (self.head, self.present.as_slice(), self.offices.as_slice());
        let place = |word: &str| {
            head.match_indices(word).any(|(at, w)| {
                head.get(at + w.len()..)
                    .and_then(|r| r.strip_prefix(['市', '区', '町', '村', '県']))
                    // 「川津隆町長」 is no word of a town 川津隆.
                    .is_some_and(|r| !r.starts_with('長'))
            })
        };
        *self.speakers.entry(key).or_insert_with(|| {
            let parts::Parts {
                name,
                role,
                affiliation,
            } = introduced(&label, said).unwrap_or_else(|| {
                // 「料金係長」 is listed as an office, and nobody is called 料金.
                let held = squeeze(&label);
                if offices.iter().any(|o| *o == held) {
                    return parts::Parts::office(&held);
                }
                let parts = parts::parts(&label, &place);
                parts::of_present(parts::of_no_section(parts, head), &label, present)
            });
            speakers.push(Speaker {
                label,
                name,
                role,
                affiliation,
            });
            speakers.len() - 1
        })
    }

    pub(super) fn text(&mut self, line: &TextLine<'_>) {
        match self.speech {
            Some(block) => {
                for (line, stage) in std::mem::take(&mut self.pending) {
                    self.inline(block, line.range(), stage);
                }
                self.line = line.number;
                self.paragraph(block, line.range(), true, true);
                if let Some(b) = self.minutes.blocks.get_mut(block) {
                    b.range.end = line.range().end;
                }
            }
            None => self.plain(line, BlockKind::Insert),
        }
    }

    /// A direction of the open speech, after what it has so far.
    fn inline(&mut self, block: usize, range: ByteRange, stage: Stage) {
        let m = &mut *self.minutes;
        let Some(b) = m.blocks.get_mut(block) else { return };
        let BlockKind::Speech(speech) = &mut b.kind else {
            return;
        };
        let (paragraph, sentence) = match b.paragraphs.is_empty() {
            true => (None, None),
            false => (
                Some(m.paragraphs.len() as u32 - 1),
                (m.sentences.len() as u32).checked_sub(1),
            ),
        };
        m.events.push(InlineEvent {
            range,
            stage,
            paragraph,
            sentence,
        });
        speech.events.end = m.events.len() as u32;
        b.range.end = b.range.end.max(range.end);
    }

    /// Says that a bracket without a partner made one sentence of several.
    fn unclosed(&mut self, range: ByteRange) {
        let diagnostics = &mut self.minutes.diagnostics;
        let told = diagnostics
            .iter()
            .rev()
            .take_while(|d| d.code == DiagnosticCode::UnbalancedBracket);
        if told.take(100).count() == 100 {
            return;
        }
        diagnostics.push(Diagnostic {
            severity: Severity::Info,
            code: DiagnosticCode::UnbalancedBracket,
            message: "閉じていない括弧があるため、そこから段落の終わりまでを一つの文としました。".to_owned(),
            line: self.line,
            at: Some(range.start),
            doubt: None,
            likely: None,
        });
    }

    /// Adds a paragraph to a block; `split` into sentences, with its directions if it is speech.
    fn paragraph(&mut self, block: usize, range: ByteRange, split: bool, speech: bool) {
        let text = range.of(&self.document.text);
        let marks = &mut self.marks;
        if split || speech {
            sentences::marks(text, marks);
        }
        let stages = if speech {
            sentences::stages(text, marks)
        } else {
            Vec::new()
        };
        let shift = |a: usize, b: usize| ByteRange::new(range.start + a as u32, range.start + b as u32);
        let all = &mut self.minutes.sentences;
        let first = all.len() as u32;
        let mut unclosed = false;
        if split {
            let sentence = &mut |a, b| all.push(shift(a, b));
            sentences::split(text, marks, &stages, &mut unclosed, sentence);
        } else {
            all.push(range);
        }
        let last = all.len() as u32;
        if unclosed && speech {
            self.unclosed(range);
        }
        if last == first {
            // Nothing but directions.
            for s in stages {
                self.inline(block, shift(s.start, s.end), s.stage);
            }
            return;
        }
        let m = &mut *self.minutes;
        let number = m.paragraphs.len() as u32;
        m.paragraphs.push(Paragraph {
            range,
            sentences: first..last,
        });
        let Some(b) = m.blocks.get_mut(block) else { return };
        b.paragraphs.end = number + 1;
        if let BlockKind::Speech(speech) = &mut b.kind {
            for s in stages {
                // Between two sentences it belongs to the one before; at the start of a later paragraph, too.
                let spans = m.sentences.get(first as usize..).unwrap_or(&[]);
                let at = range.start + s.start as u32;
                let before = spans.partition_point(|s| s.start < at).checked_sub(1);
                let (paragraph, sentence) = match before {
                    Some(n) => (number, first + n as u32),
                    None if b.paragraphs.start < number => (number - 1, first - 1),
                    None => (number, first),
                };
                m.events.push(InlineEvent {
                    range: shift(s.start, s.end),
                    stage: s.stage,
                    paragraph: Some(paragraph),
                    sentence: Some(sentence),
                });
            }
            speech.events.end = m.events.len() as u32;
        }
    }
}

/// The label as the contract wants it: letter-spacing, half brackets, （続） and 【】 taken off.
fn label_text(label: &str) -> String {
    let label = label.trim_spaces();
    let label = match label.contains('続') {
        true => label.replace("（続）", ""),
        false => label.to_owned(),
    };
    let single = is_set_apart(&label);
    let mut label = if single {
        squeeze(&label).into_owned()
    } else {
        label
    };
    let count = |cs: [char; 2]| label.matches(cs).count();
    if holds!(&label, "）)") && count(['（', '(']) < count(['）', ')']) {
        label = label.trim_end_matches(['）', ')']).to_owned();
    }
    // 「議長（中村誠君」, who is the 議長（中村誠君） of other lines
    if !label.ends_with(['）', ')']) && holds!(&label, "（(") && !holds!(&label, "）)") {
        label.push(if holds!(&label, "(") { ')' } else { '）' });
    }
    label
}

/// Two labels are the same if equal after removing white space and a final honorific.
fn key(label: &str) -> String {
    let bare = squeeze(label);
    let trimmed = bare
        .strip_suffix(['君', '氏', '様'])
        .or_else(|| bare.strip_suffix("さん"));
    trimmed.unwrap_or(&bare).to_owned()
}

/// Bytes of a bullet, its check box and the white space behind them.
fn without_bullet(text: &str) -> usize {
    let first = text.chars().next().map_or(0, char::len_utf8);
    let numbered = super::numbering::read(text).map(|n| text.len() - n.rest.len());
    let rest = text
        .get(numbered.unwrap_or(first)..)
        .unwrap_or("")
        .trim_spaces_start();
    let rest = ["[ ]", "[x]", "[X]", "☐", "☑", "□", "☒"]
        .iter()
        .find_map(|b| rest.strip_prefix(b))
        .unwrap_or(rest);
    text.len() - rest.trim_spaces_start().len()
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn points_stand_as_deep_as_those_that_are_set_in_as_far() {
        let m = parse(
            "第２回　会議　会議概要\n日時　令和６年８月２２日（木）\n\n１　施設の整備について\n　・いつ終わるのか。\n　　→来年度である。\n　・利用料は上がるのか。\n　　　・冬は別である。\n　・ほかにないか。\n２　その他\n　　・次回は冬である。\n",
        );
        let levels = m.blocks.iter().filter_map(|b| match b.kind {
            BlockKind::Item(level) => Some(level),
            _ => None,
        });
        assert_eq!(levels.collect::<Vec<_>>(), [1, 2, 1, 2, 1, 1]);
    }
}
