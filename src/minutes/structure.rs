//! Pass 5: what each line is, where the proceedings begin and end; then the blocks are built.

use std::collections::BTreeMap;

use memchr::memchr_iter;

use crate::text::ByteRange;

use super::blocks::Builder;
use super::chars::{Spaced, holds_any, is_space, marker, stops};
use super::evidence::{self, Decided, Doubt, Label};
use super::furniture::is_rule;
use super::headings::{self, Agenda, Context};
use super::kind::{self, Body, Head};
use super::labels::{self, Form, Seen};
use super::model::*;
use super::record::{self, Record};
use super::reflow::is_row;
use super::repair::{self, Repair};
use super::talk::{is_polite, says};
use super::{announced, bounds, counted, inserts, sittings, stage};

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
    doubts(minutes, &lines, &decided);
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
    for (n, line) in lines.iter().enumerate() {
        let t = line.text;
        let kind = if t.is_empty() {
            LineKind::Blank
        } else if is_mark(t, decided.labels.get(n + 1)) {
            LineKind::Rule
        } else if let Some(Some(label)) = decided.labels.get(n) {
            LineKind::Label(*label)
        } else if is_rule(t) || is_last(t) {
            LineKind::Rule
        } else if let Some(stage) = stage::whole(t, silent).or_else(|| moves(t)) {
            LineKind::Stage(stage)
        } else if let Some(sitting) = sittings::read(t).filter(|s| !silent || s.time.is_some()) {
            LineKind::Time(sitting)
        } else if let Some(tag) = inserts::decision_tag(t, silent) {
            LineKind::Decision(tag)
        } else if is_insert(lines, n, silent)
            || is_aside(lines, decided, n)
            || !silent && !decided.marked && inserts::is_explained(t)
        {
            LineKind::Insert
        } else if subtitled(t, &kinds, decided, lines)
            || speaking && (interrupts(lines, n) || enumerates(lines, decided, n))
        {
            LineKind::Text
        } else if let Some(level) = headings::sure(t, decided.marked) {
            LineKind::Heading(level)
        } else if heads_speech(lines, decided, n)
            || speaking
                && decided
                    .bare
                    .is_some_and(|form| calls_on(lines, decided, &kinds, (n, form)))
        {
            LineKind::Heading(1)
        } else if let Some(level) = bullet(t) {
            LineKind::Item(level)
        } else {
            LineKind::Text
        };
        // 「（１４：５０）」 below 「休　憩」 tells when that was.
        let kind = match kind {
            LineKind::Text if timed(&mut kinds, t) => LineKind::Insert,
            LineKind::Text if speaking => declared(lines, n).map_or(kind, LineKind::Stage),
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

/// 「— 了 —」
fn is_last(t: &str) -> bool {
    let dash = |c: char| matches!(c, '-' | '－' | '―' | '—' | '–' | '─') || is_space(c);
    t.len() < 40
        && t.starts_with(dash)
        && matches!(t.trim_matches(dash), "了" | "完" | "終" | "終了" | "以上")
}

/// 「●」 alone right above 「委員」, as a column of marks leaves it: the mark of that label.
fn is_mark(t: &str, below: Option<&Option<Label<'_>>>) -> bool {
    t.len() <= 3
        && matches!(below, Some(Some(_)))
        && (marker(t).is_some() || matches!(t, "■" | "□" | "▲" | "△" | "◇"))
}

/// Gives a time to the opening, recess or closing right above, if it has none.
fn timed(kinds: &mut [LineKind<'_>], t: &str) -> bool {
    let above = kinds.iter_mut().rfind(|k| !matches!(k, LineKind::Blank));
    match above {
        Some(LineKind::Time(sitting)) if sitting.time.is_none() => {
            sitting.time = sittings::time_alone(t);
            sitting.time.is_some()
        }
        _ => false,
    }
}

/// 「（宣告　１０時００分）」 below 「これより開会いたします。」
fn declared(lines: &[TextLine<'_>], n: usize) -> Option<Stage> {
    let t = lines.get(n)?.text;
    if !t.starts_with(['（', '(', '〔']) || t.len() > 60 || !t.contains("宣告") {
        return None;
    }
    let time = sittings::time_alone(&t.replacen("宣告", "", 1))?;
    let above = lines
        .get(..n)?
        .iter()
        .rev()
        .map(|l| l.text)
        .find(|t| !t.is_empty())?;
    let last = above.trim_end_matches('。').rsplit('。').next()?;
    let said = |words: &str| holds_any(last, words);
    let action = match () {
        () if said("閉会 散会 延会") => Action::Close,
        () if said("休憩") => Action::Recess,
        () if said("再開") => Action::Resume,
        () if said("開会 開議 開きます") => Action::Open,
        () => return None,
    };
    Some(Stage {
        kind: StageKind::Procedure,
        sitting: Some(Sitting {
            action,
            time: Some(time),
        }),
    })
}

/// 「≪国民スポーツ大会≫」 in what somebody says, who goes on below it: 「多くの方に御来場いただきました。」
fn interrupts(lines: &[TextLine<'_>], n: usize) -> bool {
    let bracketed = |l: &TextLine<'_>| {
        let t = l.text;
        begins!(t, '≪') && t.ends_with('≫') || begins!(t, '〈') && t.ends_with('〉')
    };
    lines.get(n).is_some_and(bracketed)
        && following(lines, n)
            .first()
            .is_some_and(|t| is_polite(t) && repair::printed_label(t).is_none())
}

/// 「◎付託議案の質疑」,「●輸出について」 right above who speaks next, where names have no mark.
fn heads_speech(lines: &[TextLine<'_>], decided: &Decided<'_>, n: usize) -> bool {
    let label = |m: usize| decided.labels.get(m).is_some_and(Option::is_some);
    let text = |m: usize| lines.get(m).map_or("", |l| l.text);
    let t = text(n);
    // An empty line may stand between, unless the mark is one that speakers have.
    let open = t.starts_with(['○', '〇', '◯']);
    let next = if text(n + 1).is_empty() && !open {
        n + 2
    } else {
        n + 1
    };
    if decided.marked || marker(t).is_none() || !label(next) || !headings::title_like(t) {
        return false;
    }
    // What is said above is over, and no point of a list with others before it.
    let above = || (0..n).rev().map(text).find(|t| !t.is_empty()).unwrap_or("");
    begins!(t, '◎') || headings::is_title(t) && marker(above()).is_none() && !above().ends_with(['、', '，'])
}

/// 「雲母久美議員」, and 「避難所の環境整備」 below it, above who asks next: a newsletter says who asks, and about what.
fn calls_on(
    lines: &[TextLine<'_>],
    decided: &Decided<'_>,
    kinds: &[LineKind<'_>],
    (n, form): (usize, Form),
) -> bool {
    let text = |n: usize| lines.get(n).map_or("", |l| l.text);
    let below = |n: usize| (n + 1..lines.len()).find(|m| !text(*m).is_empty());
    let label = |m: Option<usize>| m.is_some_and(|m| decided.labels.get(m).is_some_and(Option::is_some));
    let next = below(n);
    if !headings::title_like(text(n)) {
        return false;
    }
    let person = labels::candidate(text(n)).is_some_and(|c| c.named && c.body >= text(n).len());
    let titled = || next.is_some_and(|m| headings::title_like(text(m)) && label(below(m)));
    let above = || kinds.iter().rfind(|k| !matches!(k, LineKind::Blank));
    match form {
        Form::Question => {
            person && (label(next) || titled())
                || label(next) && matches!(above(), Some(LineKind::Heading(_)))
        }
        _ => person && titled(),
    }
}

/// Nobody names more points in one go.
const FEW: usize = 20;

/// 「○備蓄の不足」 over 「○職員の不足」 amid what somebody says, who goes on right below them.
fn enumerates(lines: &[TextLine<'_>], decided: &Decided<'_>, n: usize) -> bool {
    let free = |m: &usize| decided.labels.get(*m).is_some_and(Option::is_none);
    let point = |m: &usize| {
        free(m)
            && lines
                .get(*m)
                .is_some_and(|l| marker(l.text).is_some() && !says(l.text))
    };
    if !point(&n) {
        return false;
    }
    let above = (0..n).rev().take(FEW).find(|m| !point(m));
    let Some(end) = (n + 1..lines.len()).take(FEW).find(|m| !point(m)) else {
        return false;
    };
    let many = end > n + 1 || n.checked_sub(1).is_some_and(|m| point(&m));
    let goes_on = free(&end) && lines.get(end).is_some_and(|l| is_polite(l.text));
    many && goes_on && above.and_then(|m| lines.get(m)).is_some_and(|l| stops(l.text))
}

/// 「【半島地震に係る応援について】」 right below 「〇知事」: what is spoken of, and part of what is spoken.
fn subtitled(t: &str, kinds: &[LineKind<'_>], decided: &Decided<'_>, lines: &[TextLine<'_>]) -> bool {
    let head = begins!(t, '【') && t.ends_with('】') || begins!(t, '≪') && t.ends_with('≫');
    let above = || kinds.iter().rposition(|k| !matches!(k, LineKind::Blank));
    head && above().is_some_and(|n| {
        let label = decided.labels.get(n).copied().flatten();
        label.is_some_and(|l| lines.get(n).is_some_and(|line| l.body >= line.text.len()))
    })
}

/// 「※　各委員一致で可決」 right above the next who speaks: what happened meanwhile.
fn is_aside(lines: &[TextLine<'_>], decided: &Decided<'_>, n: usize) -> bool {
    let aside = lines
        .get(n)
        .is_some_and(|l| begins!(l.text, '※') && headings::title_like(l.text));
    let next = || (n + 1..lines.len()).find(|m| lines.get(*m).is_some_and(|l| !l.text.is_empty()));
    aside && next().is_some_and(|m| decided.labels.get(m).is_some_and(Option::is_some))
}

/// A note, a row of a table, the head of a letter or of a list of names.
fn is_insert(lines: &[TextLine<'_>], n: usize, silent: bool) -> bool {
    let Some(TextLine {
        text: t, indented, ..
    }) = lines.get(n).copied()
    else {
        return false;
    };
    inserts::is_note(t) && !(silent && bullet(t).is_some())
        || !silent && inserts::is_between_dashes(t)
        || inserts::is_table(t)
        || inserts::is_tally(t)
        || is_row(t) && beside_row(lines, n)
        || inserts::is_omitted(t)
        || inserts::is_notice(t)
        || !silent && inserts::is_outcome(t)
        || indented && t.ends_with('君') && inserts::is_vote(lines, n)
        || inserts::heads_letter(t, indented) && inserts::goes_on_as_letter(&following(lines, n))
        || inserts::is_list_head(t)
        || indented
            && t.ends_with(['書', '願', '届'])
            && headings::title_like(t)
            && inserts::is_petition(lines, n)
}

/// One row alone is none.
fn beside_row(lines: &[TextLine<'_>], n: usize) -> bool {
    let row = |n: Option<usize>| n.and_then(|n| lines.get(n)).is_some_and(|l| is_row(l.text));
    row(n.checked_sub(1)) || row(Some(n + 1))
}

/// The next lines with something on them.
fn following<'a>(lines: &[TextLine<'a>], n: usize) -> [&'a str; 3] {
    let mut rest = lines
        .iter()
        .skip(n + 1)
        .take(8)
        .map(|l| l.text)
        .filter(|t| !t.is_empty());
    std::array::from_fn(|_| rest.next().unwrap_or(""))
}

/// The depth of a point of a list, and nothing for what is no point.
fn bullet(t: &str) -> Option<u8> {
    let first = t.chars().next()?;
    let rest = t.get(first.len_utf8()..)?;
    let second = rest.chars().next()?;
    let fits = match first {
        '・' | '•' | '◦' | '▪' | '➢' | '✓' | '☐' | '☑' => true,
        '→' | '⇒' => return Some(2),
        // ○○地区 is a mask, 〇．三度 a number.
        '○' | '◯' | '〇' | '◎' | '●' | '◆' | '◇' | '■' | '□' => {
            second != first && !among!(second, "．・.，") || is_space(second)
        }
        '-' | '*' | '+' | '－' | '＊' => is_space(second),
        _ => false,
    };
    (fits && !rest.trim().is_empty()).then_some(1)
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

fn doubts(minutes: &mut Minutes, lines: &[TextLine<'_>], decided: &Decided<'_>) {
    for (n, label, doubt) in &decided.doubts {
        let Some(line) = lines.get(*n) else { continue };
        let after = match doubt {
            Doubt::NameOnly => "」を発言者と見なしました。役職も敬称もなく、出席者の一覧にも見当たりません。",
            Doubt::Unmarked => "」を発言者と見なしました。発言の始まりを示す印や区切りがありません。",
            Doubt::NotTaken => "」は発言者の行に似ていますが、一度しか現れないため本文としました。",
            Doubt::Stray => "」を発言者と見なしました。ほかの発言者の行とは形が違います。",
            Doubt::StrayNotTaken => {
                "」は発言者の行に似ていますが、ほかの発言者の行とは形が違うため本文としました。"
            }
        };
        let mut message = String::new();
        message.push('「');
        message.push_str(label);
        message.push_str(after);
        minutes.diagnostics.push(Diagnostic {
            severity: Severity::Info,
            code: DiagnosticCode::DoubtfulLabel,
            message,
            line: line.number,
            at: Some(line.at),
        });
    }
}
