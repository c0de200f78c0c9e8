//! Pass 5: what each line is, where the proceedings begin and end; then the blocks are built.

use std::collections::BTreeMap;

use memchr::memchr_iter;

use crate::text::ByteRange;

use super::blocks::Builder;
use super::chars::{Spaced, longer, marker, stops};
use super::evidence::{self, Decided, Label};
use super::furniture::is_rule;
use super::headings::{self, Agenda, Context};
use super::kind::{self, Body, Head};
use super::labels::Seen;
use super::model::*;
use super::record::{self, Record};
use super::repair::{self, Repair};
use super::{announced, bounds, counted, inserts, misprints, neighbours, numbering, sittings, stage};

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
    pub(super) fn range(&self) -> ByteRange {
        ByteRange::new(self.at, self.at + self.text.len() as u32)
    }
}

pub(super) fn lines(document: &DocumentText) -> Vec<TextLine<'_>> {
    let mut at = 0;
    let mut out = Vec::with_capacity(document.lines.len());
    let text = document.text.as_str();
    let ends = memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    for (n, end) in ends.enumerate() {
        let line = text.get(at..end).unwrap_or("");
        let lead = line.len() - line.trim_spaces_start().len();
        out.push(TextLine {
            text: line.trim_spaces(),
            at: (at + lead) as u32,
            indented: lead > 0,
            number: document.lines.get(n).copied(),
        });
        at = end + 1;
    }
    out
}

impl TextLine<'_> {
    /// Without the mark before a direction: 「〇（町長　空木明君登壇）」.
    fn unmarked(self) -> Self {
        let mark = marker(self.text).map_or(0, char::len_utf8);
        let rest = self.text.get(mark..).unwrap_or("").trim_spaces_start();
        Self {
            at: self.at + (self.text.len() - rest.len()) as u32,
            text: rest,
            ..self
        }
    }
}

/// 「〇（町長　空木明君登壇）」: a direction behind the mark that speakers have.
fn moves(t: &str) -> Option<Stage> {
    let rest = t.get(marker(t)?.len_utf8()..)?.trim_spaces_start();
    let stage = rest
        .starts_with(['（', '(', '〔'])
        .then(|| stage::whole(rest, false))
        .flatten()?;
    (stage.kind == StageKind::Movement).then_some(stage)
}

/// What a line is.
#[derive(Clone, Debug)]
pub(super) enum LineKind<'a> {
    Blank,
    Rule,
    Label(Label<'a>),
    Time(Sitting),
    Stage(Stage),
    Heading(u8),
    /// 【結論】 with so many bytes, and what stands behind it.
    Decision(usize),
    Item(u8),
    Insert,
    Text,
}

/// Builds blocks, paragraphs, sentences and events of `minutes` from its text, and finds its kind. `meeting` is
/// what the header says, `record` what the source itself says, `repairs` what people say; `seen` what is known of the
/// lines; people's repairs part them, and then it is empty.
pub(super) fn build(
    minutes: &mut Minutes,
    document: &DocumentText,
    seen: &[Seen],
    meeting: &Meeting,
    record: Option<&Record>,
    repairs: &[Repair],
) {
    let (lines, verdicts) = repair::part(lines(document), repairs);
    let mut decided = evidence::decide(&lines, seen, meeting);
    if let Some(record) = record {
        record::overrule(&mut decided, &lines, record);
    }
    let amid = repair::overrule(&mut decided, &lines, &verdicts);
    decided.ask_once();
    let first = decided.labels.iter().position(Option::is_some);
    let silent = first.is_none();
    let mut kinds = classify(&lines, &decided, silent);
    let agenda = Agenda::of(&meeting.agenda);
    let context = Context {
        lines: &lines,
        agenda: &agenda,
        silent,
        markdown: lines.iter().filter(|l| l.text.starts_with("## ")).take(2).count() == 2,
    };
    let begin = match first {
        Some(first) => bounds::begin_of_speaking(&lines, &kinds, first, decided.marked),
        None => bounds::begin_of_points(&lines, &kinds, silent),
    };
    let begin = counted::begin(&lines, &kinds, begin);
    // What people say is no speech was among the proceedings, and stays in sight.
    let begin = verdicts
        .iter()
        .position(Option::is_some)
        .map_or(begin, |n| n.min(begin));
    let speeches = decided.labels.iter().zip(&verdicts);
    let last = speeches
        .rev()
        .position(|(label, verdict)| label.is_some() && !repair::gone(verdict))
        .map_or(begin, |n| decided.labels.len() - 1 - n);
    let end = bounds::end_of_proceedings(&lines, &kinds, last.max(begin), silent);
    if !silent && !decided.marked {
        context.marked(&mut kinds, begin);
    }
    context.decide(&mut kinds, begin, end);
    inserts::narrated(&lines, &mut kinds, begin);
    inserts::read_out(&lines, &mut kinds, begin);
    inserts::of_another_sitting(&lines, &mut kinds, begin);
    repair::settle(&mut kinds, &verdicts, &amid);
    // Which kind, the header tells.
    if is_minutes(&lines, &kinds, begin, meeting) {
        minutes.kind = Kind::Verbatim;
    }
    let announced = announced::lines(&lines, begin);
    let opened = announced::opened(&kinds, begin);
    let mut b = Builder::new(minutes, document, meeting);
    for (n, (line, kind)) in lines.iter().zip(&kinds).enumerate() {
        match kind {
            LineKind::Blank => {}
            LineKind::Time(sitting)
                if n < begin
                    && announced.binary_search(&n).is_err()
                    && !silent
                    && opened.told(n, sitting) =>
            {
                b.time(line, sitting.clone());
            }
            _ if n < begin => b.plain(line, BlockKind::Front),
            LineKind::Time(sitting) => b.time(line, sitting.clone()),
            _ if n >= end => b.plain(line, BlockKind::Back),
            LineKind::Label(label) => b.label(line, label),
            LineKind::Rule => b.plain(line, BlockKind::Separator),
            LineKind::Stage(stage) => b.stage(&line.unmarked(), stage.clone()),
            LineKind::Heading(level) => b.heading(line, *level),
            LineKind::Decision(tag) => b.decision(line, *tag),
            LineKind::Item(level) => b.item(line, *level),
            LineKind::Insert => b.plain(line, BlockKind::Insert),
            LineKind::Text => b.text(line),
        }
    }
    b.close();
    if silent {
        opens_part(minutes);
    }
    let found = misprints::found(minutes, meeting, repairs);
    doubts(minutes, &lines, &decided, found);
}

/// 「＜主な質疑・意見＞」 below each point of the agenda heads what was said of it, and opens no part of the meeting.
fn opens_part(minutes: &mut Minutes) {
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    for section in minutes.sections.iter().filter(|s| s.title.contains("主な")) {
        *told.entry(section.title.clone()).or_default() += 1;
    }
    minutes
        .sections
        .retain(|s| told.get(&s.title).is_none_or(|n| *n < 2));
}

/// What each line is by itself.
fn classify<'a>(lines: &[TextLine<'a>], decided: &Decided<'a>, silent: bool) -> Vec<LineKind<'a>> {
    let mut kinds = Vec::with_capacity(lines.len());
    let mut speaking = false;
    let parted = inserts::in_parts(lines);
    for (n, line) in lines.iter().enumerate() {
        let t = line.text;
        let kind = if t.is_empty() {
            LineKind::Blank
        } else if let Some(end) = inserts::part(t).filter(|_| parted) {
            match end < t.len() {
                true => LineKind::Insert,
                false => LineKind::Heading(2),
            }
        } else if neighbours::is_mark(t, decided.labels.get(n + 1)) {
            LineKind::Rule
        } else if let Some(Some(label)) = decided.labels.get(n) {
            LineKind::Label(*label)
        } else if is_rule(t) {
            LineKind::Rule
        } else if let Some(stage) = stage::whole(t, silent).or_else(|| moves(t)) {
            LineKind::Stage(stage)
        } else if let Some(sitting) = sittings::read(t).filter(|s| !silent || s.time.is_some()) {
            LineKind::Time(sitting)
        } else if let Some(tag) = inserts::decision_tag(t, silent) {
            LineKind::Decision(tag)
        } else if neighbours::is_insert(lines, n, silent)
            || neighbours::is_aside(lines, decided, n)
            || !silent && !decided.marked && inserts::is_explained(t)
        {
            LineKind::Insert
        } else if neighbours::subtitled(t, &kinds, decided, lines)
            || speaking && (neighbours::interrupts(lines, n) || neighbours::enumerates(lines, decided, n))
        {
            LineKind::Text
        } else if inserts::heads_points(lines, n, t) {
            LineKind::Heading(1)
        } else if let Some(level) = headings::sure(t, decided.marked) {
            LineKind::Heading(level)
        } else if neighbours::heads_speech(lines, decided, n)
            || speaking && neighbours::calls_on(lines, decided, &kinds, n)
        {
            LineKind::Heading(1)
        } else if let Some(level) = numbering::bullet(t) {
            LineKind::Item(level)
        } else {
            LineKind::Text
        };
        // 「（１４：５０）」 below 「休　憩」 tells when that was.
        let kind = match kind {
            LineKind::Text if neighbours::timed(&mut kinds, t) => LineKind::Insert,
            LineKind::Text if speaking => neighbours::declared(lines, n).map_or(kind, LineKind::Stage),
            kind => kind,
        };
        speaking = match kind {
            LineKind::Label(_) => true,
            LineKind::Blank | LineKind::Text | LineKind::Stage(_) | LineKind::Item(_) => speaking,
            _ => false,
        };
        kinds.push(kind);
    }
    kinds
}

fn is_minutes(lines: &[TextLine<'_>], kinds: &[LineKind<'_>], begin: usize, meeting: &Meeting) -> bool {
    let mut body = Body::default();
    for (n, (line, kind)) in lines.iter().zip(kinds).enumerate() {
        match kind {
            LineKind::Label(_) => body.speeches += 1,
            LineKind::Item(_) | LineKind::Heading(_) | LineKind::Insert if n >= begin => body.points += 1,
            LineKind::Text if n >= begin && (stops(line.text) || holds!(line.text, "。")) => {
                body.points += 1
            }
            _ => {}
        }
        let article = begins!(line.text, '第') && line.text.chars().take(8).any(|c| c == '条');
        body.articles += usize::from(article);
    }
    let head = Head::read(lines, if body.speeches > 0 { begin } else { lines.len() });
    kind::shown(&head, body, meeting)
}

/// What the labels are asked about; `found` is what was found of those who speak, in order of the text.
fn doubts(minutes: &mut Minutes, lines: &[TextLine<'_>], decided: &Decided<'_>, found: Vec<Diagnostic>) {
    let mut found = found.into_iter().peekable();
    for (n, label, doubt) in &decided.doubts {
        let Some(line) = lines.get(*n) else { continue };
        while let Some(other) = found.next_if(|f| f.at <= Some(line.at)) {
            // One question for each place.
            if other.at < Some(line.at) {
                minutes.diagnostics.push(other);
            }
        }
        const TAKEN: &str = "」を発言者と見なしました。";
        const LEFT: &str = "」は発言者の行に似ていますが、";
        let unmarked = decided.marked && marker(line.text).is_none();
        let likely = match doubt {
            Doubt::Unmarked | Doubt::Stray | Doubt::Unclosed => None,
            // 松原 is as likely as 中原.
            Doubt::NameOnly if !longer(label, 2) => None,
            _ => misprints::likely(label, minutes),
        };
        let (what, why) = match doubt {
            Doubt::NameOnly => (TAKEN, "役職も敬称もなく、出席者の一覧にも見当たりません。"),
            Doubt::Unmarked => (TAKEN, "発言の始まりを示す印や区切りがありません。"),
            Doubt::Unclosed => (TAKEN, "括弧が閉じていません。"),
            Doubt::Stray if unmarked => (TAKEN, "ほかの発言者の行にある先頭の印（○など）がありません。"),
            Doubt::Stray => (TAKEN, "ほかの発言者の行とは形が違います。"),
            Doubt::StrayNotTaken if unmarked => (
                LEFT,
                "ほかの発言者の行にある先頭の印（○など）がないため本文としました。",
            ),
            Doubt::StrayNotTaken => (LEFT, "ほかの発言者の行とは形が違うため本文としました。"),
            Doubt::NotTaken => (LEFT, "一度しか現れないため本文としました。"),
            Doubt::Misprint | Doubt::Unlisted => (TAKEN, ""),
        };
        let meant = likely.as_deref().map_or(String::new(), misprints::is_meant);
        let message = ["「", label, what, why, &meant].concat();
        minutes.diagnostics.push(Diagnostic {
            severity: Severity::Info,
            code: DiagnosticCode::DoubtfulLabel,
            message,
            line: line.number,
            at: Some(line.at),
            doubt: Some(*doubt),
            likely,
        });
    }
    minutes.diagnostics.extend(found);
}
