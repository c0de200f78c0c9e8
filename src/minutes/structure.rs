//! Passes 4 and 5: line kinds, with evidence gathered over the whole document, then blocks.

use std::collections::BTreeMap;

use crate::text::ByteRange;

use super::chars::{digit, is_marker, is_space, squeeze};
use super::furniture::is_rule;
use super::labels::{self, Candidate, Form};
use super::model::*;
use super::sentences;
use super::stage;

/// A line of the canonical text.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextLine<'a> {
    /// Without white space at either end.
    pub(super) text: &'a str,
    /// Byte of `text` in the document.
    pub(super) at: u32,
    /// Begins with white space.
    pub(super) indented: bool,
    /// Source line.
    pub(super) number: Option<u32>,
}

impl TextLine<'_> {
    fn range(&self) -> ByteRange {
        ByteRange::new(self.at, self.at + self.text.len() as u32)
    }
}

pub(super) fn lines(document: &DocumentText) -> Vec<TextLine<'_>> {
    let mut at = 0;
    let mut out = Vec::with_capacity(document.lines.len());
    for (n, line) in document.text.split('\n').enumerate() {
        let lead = line.len() - line.trim_start_matches(is_space).len();
        out.push(TextLine {
            text: line.trim_matches(is_space),
            at: (at + lead) as u32,
            indented: lead > 0,
            number: document.lines.get(n).copied(),
        });
        at += line.len() + 1;
    }
    out
}

/// What a line is.
#[derive(Clone, Copy, Debug)]
enum LineKind<'a> {
    Blank,
    Rule,
    Label(Candidate<'a>),
    Time,
    Stage,
    Heading(u8),
    Item(u8),
    Text,
}

/// Which label forms this document uses.
#[derive(Clone, Debug, Default)]
struct Evidence {
    trusted: Vec<Form>,
    /// Labels that recur, so that one without role or honorific may be believed.
    recurring: BTreeMap<String, usize>,
}

impl Evidence {
    fn gather(lines: &[TextLine<'_>], candidates: &[Option<Candidate<'_>>]) -> Self {
        let mut counts: Vec<(Form, usize, usize)> = Vec::new();
        let mut recurring: BTreeMap<String, usize> = BTreeMap::new();
        let mut bullets = 0usize;
        for (line, candidate) in lines.iter().zip(candidates) {
            let Some(c) = candidate else {
                bullets += usize::from(line.text.starts_with(is_marker) && line.text.ends_with('。'));
                continue;
            };
            let place = counts.iter().position(|(f, ..)| *f == c.form).unwrap_or_else(|| {
                counts.push((c.form, 0, 0));
                counts.len() - 1
            });
            if let Some((_, plausible, all)) = counts.get_mut(place) {
                *plausible += usize::from(c.plausible);
                *all += 1;
            }
            if c.strong && matches!(c.form, Form::Marker | Form::MarkerAlone | Form::Colon) {
                *recurring.entry(squeeze(c.label)).or_default() += 1;
            }
        }
        recurring.retain(|_, n| *n >= 2);
        let plausible = |form: Form| counts.iter().find(|c| c.0 == form).map_or(0, |c| c.1);
        let mut trusted = Vec::new();
        let marked = plausible(Form::Marker) + plausible(Form::MarkerAlone);
        if marked > bullets / 2 {
            trusted.extend([Form::Marker, Form::MarkerAlone]);
        }
        if plausible(Form::Bracket) >= 1 && marked < 3 {
            trusted.push(Form::Bracket);
        }
        let colon: usize = counts.iter().find(|c| c.0 == Form::Colon).map_or(0, |c| c.2);
        if trusted.is_empty() && (plausible(Form::Colon) >= 2 || recurring.len() >= 2 && colon >= 5) {
            trusted.push(Form::Colon);
        }
        for form in [Form::HalfBracket, Form::Round, Form::Space] {
            if trusted.is_empty() && plausible(form) >= 2 {
                trusted.push(form);
            }
        }
        Self { trusted, recurring }
    }

    fn believes(&self, c: &Candidate<'_>) -> bool {
        self.trusted.contains(&c.form)
            && (c.plausible || c.strong && self.recurring.get(&squeeze(c.label)).is_some_and(|n| *n >= 2))
    }
}

fn classify<'a>(
    lines: &[TextLine<'a>],
    candidates: &[Option<Candidate<'a>>],
    evidence: &Evidence,
) -> Vec<LineKind<'a>> {
    let silent = evidence.trusted.is_empty();
    let mut kinds: Vec<LineKind<'a>> = Vec::with_capacity(lines.len());
    for (n, (line, candidate)) in lines.iter().zip(candidates).enumerate() {
        let t = line.text;
        let next = || {
            let rest = lines.get(n + 1..).unwrap_or(&[]);
            rest.iter().find(|l| !l.text.is_empty())
        };
        let kind = if t.is_empty() {
            LineKind::Blank
        } else if is_rule(t) {
            LineKind::Rule
        } else if let Some(c) = candidate.filter(|c| evidence.believes(c)) {
            // A label alone needs something that is said below it.
            let below = lines
                .get(n + 1..)
                .unwrap_or(&[])
                .iter()
                .find(|l| !l.text.is_empty());
            let lone = c.form == Form::MarkerAlone
                && next().is_none_or(|l| l.text.starts_with(is_marker) && !l.indented);
            if lone && !c.strong {
                LineKind::Heading(1)
            } else {
                LineKind::Label(c)
            }
        } else if stage::sitting(t).is_some() {
            LineKind::Time
        } else if t.starts_with(['（', '(', '〔'])
            && t.ends_with(['）', ')', '〕'])
            && stage::read(t).is_some()
        {
            LineKind::Stage
        } else if let Some(level) = heading(t, silent) {
            LineKind::Heading(level)
        } else if silent && let Some(level) = bullet(t) {
            LineKind::Item(level)
        } else {
            LineKind::Text
        };
        kinds.push(kind);
    }
    kinds
}

/// Headings between the proceedings: △日程第１, ■…, ＃…, ○…の件, 【結論】.
fn heading(t: &str, silent: bool) -> Option<u8> {
    let short = t.chars().nth(60).is_none() && !t.ends_with(['。', '、']);
    if !short {
        return None;
    }
    if let Some(rest) = t.strip_prefix('#') {
        return Some((1 + rest.chars().take_while(|c| *c == '#').count() as u8).min(6));
    }
    let first = t.chars().next()?;
    if matches!(first, '△' | '■' | '◇' | '▼') || t.starts_with("日程第") {
        return Some(1);
    }
    if ["【結論】", "【決定事項】", "【まとめ】", "【TODO】"]
        .iter()
        .any(|h| t.starts_with(h))
    {
        return Some(2);
    }
    if is_marker(first) && !silent && t.chars().nth(1).is_some_and(|c| digit(c).is_none()) {
        return Some(1);
    }
    None
}

fn bullet(t: &str) -> Option<u8> {
    let first = t.chars().next()?;
    let rest = t.get(first.len_utf8()..)?;
    let fits = matches!(first, '・' | '•' | '→')
        || is_marker(first)
        || matches!(first, '-' | '*' | '+') && rest.starts_with(' ');
    (fits && !rest.trim().is_empty()).then_some(1)
}

/// A heading that repeats a point of the agenda, with or without its number.
fn on_agenda(t: &str, agenda: &[String]) -> bool {
    // Most lines end unlike any point, and are not copied to be compared.
    let last = |s: &str| s.chars().rfind(|c| !c.is_whitespace());
    let end = last(t);
    if !agenda.iter().any(|a| last(a) == end) {
        return false;
    }
    let me = bare(t);
    me.chars().count() >= 3 && agenda.contains(&me)
}

/// A point of the agenda without its number.
fn bare(point: &str) -> String {
    squeeze(point)
        .trim_start_matches(|c| digit(c).is_some() || "（）().．、第議題案号①②③④⑤⑥⑦⑧⑨".contains(c))
        .to_owned()
}

/// Builds blocks, paragraphs, sentences and events of `minutes` from its text.
pub(super) fn build(minutes: &mut Minutes, document: &DocumentText, agenda: &[String]) {
    let lines = lines(document);
    let candidates: Vec<_> = lines.iter().map(|l| labels::candidate(l.text)).collect();
    let evidence = Evidence::gather(&lines, &candidates);
    let kinds = classify(&lines, &candidates, &evidence);
    drop(candidates);
    let agenda: Vec<String> = agenda.iter().map(|a| bare(a)).collect();
    let first = kinds
        .iter()
        .position(|k| matches!(k, LineKind::Label(_)))
        .unwrap_or(lines.len());
    // An opening line just above the first speech belongs to the proceedings.
    let opening = kinds
        .get(..first)
        .unwrap_or(&[])
        .iter()
        .rposition(|k| matches!(k, LineKind::Time));
    let begin = opening
        .filter(|n| first < lines.len() && first - n <= 12)
        .unwrap_or(first);
    let last = kinds
        .iter()
        .rposition(|k| matches!(k, LineKind::Label(_)))
        .unwrap_or(0);
    let closing = kinds.iter().enumerate().skip(last + 1).find(|(n, k)| {
        matches!(k, LineKind::Time)
            && lines
                .get(*n)
                .and_then(|l| stage::sitting(l.text))
                .is_some_and(|s| s.action == Action::Close)
    });
    let end = closing.map_or(usize::MAX, |(n, _)| n);
    let mut b = Builder {
        minutes,
        document,
        page: 0,
        speakers: BTreeMap::new(),
        speech: None,
        pending: Vec::new(),
    };
    for (n, (line, kind)) in lines.iter().zip(&kinds).enumerate() {
        let speaks = b.speech.is_some();
        match kind {
            LineKind::Blank => {}
            _ if n < begin && first < lines.len() => b.plain(line, BlockKind::Front),
            LineKind::Rule => b.plain(line, BlockKind::Separator),
            LineKind::Label(c) => b.label(line, c),
            LineKind::Time => {
                if let Some(sitting) = stage::sitting(line.text) {
                    b.plain(line, BlockKind::Time(sitting));
                }
            }
            _ if n > end => b.plain(line, BlockKind::Back),
            LineKind::Stage => match stage::read(line.text) {
                Some(stage) if speaks => b.pending.push((*line, stage)),
                Some(stage) => b.plain(line, BlockKind::Event(stage)),
                None => b.text(line),
            },
            LineKind::Heading(level) => b.heading(line, *level),
            LineKind::Item(level) => b.plain(line, BlockKind::Item(*level)),
            LineKind::Text if line.text == "以上" && n > last && n + 3 >= lines.len() => {
                b.plain(line, BlockKind::Back)
            }
            LineKind::Text if on_agenda(line.text, &agenda) && n > begin => b.heading(line, 1),
            LineKind::Text => b.text(line),
        }
    }
    b.close();
}

struct Builder<'m, 'a> {
    minutes: &'m mut Minutes,
    document: &'a DocumentText,
    page: usize,
    speakers: BTreeMap<String, usize>,
    /// Block index of the open speech.
    speech: Option<usize>,
    /// Directions on lines of their own after the open speech's last paragraph: inside it if it goes on.
    pending: Vec<(TextLine<'a>, Stage)>,
}

impl<'a> Builder<'_, 'a> {
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
    fn close(&mut self) {
        self.speech = None;
        for (line, stage) in std::mem::take(&mut self.pending) {
            self.block(&line, BlockKind::Event(stage), line.range());
        }
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

    fn plain(&mut self, line: &TextLine<'_>, kind: BlockKind) {
        self.close();
        let split = matches!(
            kind,
            BlockKind::Front | BlockKind::Back | BlockKind::Insert | BlockKind::Item(_)
        );
        let rule = matches!(kind, BlockKind::Separator);
        let mut range = line.range();
        if matches!(kind, BlockKind::Item(_)) {
            let body = line
                .text
                .trim_start_matches(|c| is_marker(c) || is_space(c) || "・•→-*+".contains(c));
            range.start += (line.text.len() - body.len()) as u32;
        }
        let block = self.block(line, kind, line.range());
        if !rule {
            self.paragraph(block, range, split, false);
        }
    }

    fn heading(&mut self, line: &TextLine<'_>, level: u8) {
        self.close();
        let title = line
            .text
            .trim_start_matches(|c| is_marker(c) || is_space(c) || "△■□◇▼#".contains(c));
        let title = title
            .trim_start_matches('【')
            .trim_end_matches('】')
            .trim_matches(is_space);
        let first_block = self.minutes.blocks.len() as u32;
        self.minutes.sections.push(Section {
            title: title.to_owned(),
            first_block,
        });
        let block = self.block(line, BlockKind::Heading(level), line.range());
        self.paragraph(block, line.range(), false, false);
    }

    fn label(&mut self, line: &TextLine<'_>, c: &Candidate<'_>) {
        self.close();
        let label = label_text(c.label);
        let key = key(&label);
        let speakers = &mut self.minutes.speakers;
        let speaker = *self.speakers.entry(key).or_insert_with(|| {
            let labels::Parts {
                name,
                role,
                affiliation,
            } = labels::parts(&label);
            speakers.push(Speaker {
                label,
                name,
                role,
                affiliation,
            });
            speakers.len() - 1
        });
        let certainty = match (c.plausible, c.strong, c.form) {
            (true, true, _) => 1.0,
            (true, false, Form::Marker | Form::MarkerAlone) => 1.0,
            (true, false, _) => 0.8,
            _ => 0.6,
        };
        if certainty < 0.7 {
            self.minutes.diagnostics.push(Diagnostic {
                severity: Severity::Info,
                code: DiagnosticCode::DoubtfulLabel,
                message: format!(
                    "「{}」を発言者と見なしました。役職や敬称がないため、確認してください。",
                    c.label
                ),
                line: line.number,
                at: Some(line.at),
            });
        }
        let events = self.minutes.events.len() as u32;
        let speech = Speech {
            speaker: speaker as u32,
            label: ByteRange::new(line.at, line.at + c.body as u32),
            events: events..events,
            certainty,
        };
        let block = self.block(line, BlockKind::Speech(speech), line.range());
        self.speech = Some(block);
        let body = line.text.get(c.body..).unwrap_or("");
        let lead = body.len() - body.trim_start_matches(is_space).len();
        let at = line.at + (c.body + lead) as u32;
        let range = ByteRange::new(at, line.at + line.text.len() as u32);
        if !range.is_empty() {
            self.paragraph(block, range, true, true);
        }
    }

    fn text(&mut self, line: &TextLine<'_>) {
        match self.speech {
            Some(block) => {
                for (line, stage) in std::mem::take(&mut self.pending) {
                    self.inline(block, line.range(), stage);
                }
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

    /// Adds a paragraph to a block; `split` into sentences, with its directions if it is speech.
    fn paragraph(&mut self, block: usize, range: ByteRange, split: bool, speech: bool) {
        let text = range.of(&self.document.text);
        let stages = if speech {
            sentences::stages(text)
        } else {
            Vec::new()
        };
        let first = self.minutes.sentences.len() as u32;
        let spans = if split {
            sentences::split(text, &stages)
        } else {
            vec![(0, text.len())]
        };
        let shift = |(a, b): (usize, usize)| ByteRange::new(range.start + a as u32, range.start + b as u32);
        if spans.is_empty() {
            // Nothing but directions.
            for s in stages {
                self.inline(block, shift((s.start, s.end)), s.stage);
            }
            return;
        }
        let m = &mut *self.minutes;
        m.sentences.extend(spans.iter().map(|s| shift(*s)));
        let last = m.sentences.len() as u32;
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
                let before = spans.iter().rposition(|(a, _)| *a < s.start);
                let (paragraph, sentence) = match before {
                    Some(n) => (number, first + n as u32),
                    None if b.paragraphs.start < number => (number - 1, first - 1),
                    None => (number, first),
                };
                m.events.push(InlineEvent {
                    range: shift((s.start, s.end)),
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
    let label = label.trim_matches(is_space).replace("（続）", "");
    let single = label.split(is_space).all(|part| part.chars().count() <= 1);
    let mut label = if single { squeeze(&label) } else { label };
    let count = |cs: [char; 2]| label.matches(cs).count();
    if count(['（', '(']) < count(['）', ')']) {
        label = label.trim_end_matches(['）', ')']).to_owned();
    }
    label
}

/// Two labels are the same if equal after removing white space and a final honorific.
fn key(label: &str) -> String {
    let bare = squeeze(label);
    let trimmed = bare
        .strip_suffix(['君', '氏', '様'])
        .or_else(|| bare.strip_suffix("さん"));
    trimmed.map_or(bare.clone(), str::to_owned)
}
