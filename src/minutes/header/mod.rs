//! The meeting, read from the lines before the first speech, from those behind the last, and from lines that
//! open and close it.
//!
//! The lines are cut into fields by their key words (`fields`); each field is read by the file of its name.
//! Where nothing is said, nothing is made up: a wrong value is worse than none.

mod agenda;
mod counting;
mod days;
mod document_word;
mod field_lines;
mod fields;
pub(super) mod front;
mod key_column;
mod keys;
mod materials;
mod names;
mod people;
mod place;
mod spoken;
mod title;
mod title_dates;
mod title_line;
pub(super) mod when;

use super::chars::{Spaced, digit, holds_any, is_of, line_breaks, squeeze, width};
use super::kind;
use super::model::*;
use fields::{Line, Section};
use keys::Field;

/// The lines before the first speech, cut into fields.
pub(super) struct Front<'a> {
    document: &'a DocumentText,
    sections: Vec<Section<'a>>,
    title: Vec<Line<'a>>,
    agenda: Vec<agenda::Point>,
    /// Byte behind the last line.
    end: u32,
}

impl<'a> Front<'a> {
    pub(super) fn of(document: &'a DocumentText) -> Self {
        let mut lines = lines_from(document, 0, front::LONGEST);
        lines.truncate(front::end(&|n| lines.get(n).map(|l| l.text)));
        let end = lines.last().map_or(0, |l| l.at + l.text.len() as u32);
        let sections = fields::sections(&key_column::paired(lines));
        Self {
            document,
            title: title_lines(&sections),
            agenda: agenda::read(&sections),
            end,
            sections,
        }
    }

    fn present(&self) -> impl Iterator<Item = &Section<'a>> {
        self.sections.iter().filter(|s| s.field == Field::Present)
    }

    /// What tells headings and speakers among the proceedings: the agenda and those present; and the dates.
    pub(super) fn first_look(&self) -> Meeting {
        let present: Vec<Section<'_>> = self.present().cloned().collect();
        let mut meeting = Meeting {
            agenda: self.agenda.iter().map(|p| p.text.clone()).collect(),
            attendees: people::read(&present),
            ..Meeting::default()
        };
        let mut unheard = Vec::new();
        let when = when::read(&self.sections, &self.title, &mut unheard);
        let nothing = Minutes::default();
        when.fill(&mut meeting, self.document, &nothing, u32::MAX, &mut unheard);
        meeting
    }
}

/// 「本日の会議に付した案件」,「議事日程」: what is to come is listed below.
pub(super) fn lists_matters(line: &str) -> bool {
    keys::key(line).is_some_and(|k| matches!(k.field, Field::Matters | Field::Schedule) && k.value.is_empty())
}

/// 「会議内容」,「６ 会議の結果」: what happened is told below.
pub(super) fn heads_body(line: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: &str = "\
        会議結果 会議の結果 会議内容 会議の内容 会議概要 会議の概要 会議要旨 会議の要旨 会議経過 会議の経過 会議の経過概要 議事経過概要 議事の経過概要 議事の経過の概要 \
        議事内容 議事の内容 議事概要 議事の概要 議事要旨 議事の要旨 議事経過 議事の経過 議事及び発言 \
        審議内容 審議の内容 審議概要 審議の概要 審議経過 審議の経過 審議結果 審議の結果 審議会の結果 審査の概要 審査概要 審査の経過 審査経過 審査内容 審査の内容 \
        主な内容 議題と主な内容 議題と内容 議題及び内容 議事と主な内容 主な議事内容 主な協議内容 主な審議内容";
    keys::key(line).is_some_and(|k| k.value.is_empty() && is_of(WORDS, &squeeze(k.word)))
}

/// 「２　議事」: points of the agenda stand below, or what was said of each.
pub(super) fn heads_points(line: &str) -> bool {
    keys::key(line).is_some_and(|k| {
        k.field == Field::Agenda && k.value.is_empty() && squeeze(k.word).starts_with("議事")
    })
}

/// 「第５回　青葉駅周辺土地区画整理審議会」: a meeting that is counted, and what met.
pub(super) fn counts_meeting(line: &str) -> bool {
    title::counts_body(line)
}

/// 「令和４年４月農業委員会総会会議録」: what is read says that it records what was said, not what came of it.
pub(super) fn is_called_minutes(line: &str) -> bool {
    const WORDS: &str =
        "議事録 会議録 速記録 逐語録 会議記録 会議の記録 議事記録 議事の記録 発言録 文字起こし";
    holds_any(&squeeze(line), WORDS)
}

/// 「日時」,「場所：大会議室」,「会議次第」: fields of a header stand above what happened.
pub(super) fn is_above_body(line: &str) -> bool {
    keys::key(line).is_some_and(|k| {
        let planned =
            matches!(k.field, Field::Agenda | Field::Schedule) && squeeze(k.word).ends_with(['第', '程']);
        let field = matches!(
            k.field,
            Field::When | Field::Place | Field::WhenPlace | Field::Title
        );
        k.firm && (field || planned)
    })
}

/// Reads meeting and kind. The blocks tell when the sitting was opened and closed; `said` is the first look.
pub(super) fn read<'a>(front: &Front<'a>, said: Meeting, minutes: &mut Minutes) {
    let Front {
        document,
        sections,
        title,
        agenda,
        end,
    } = front;
    let mut meeting = Meeting::default();
    let mut doubts = Vec::new();

    let named = sections.iter().find(|s| s.field == Field::Title);
    // 「育　会」 is what is left of a table; 「第１６回緑化委員会　├───┤」 is one of its rows, and 「│ 会議室」 another cell's.
    let cell = |l: &Line<'a>| l.text.split(['│', '┃', '|', '｜', '├', '┤', '┼']).next();
    let whole = |c: &&str| squeeze(c).chars().nth(2).is_some();
    if let Some(value) = named.and_then(|s| s.lines.iter().filter_map(cell).find(whole)) {
        (meeting.name, meeting.number) = title::named(value.trim_spaces_end());
    }
    if meeting.name.is_none() || meeting.number.is_none() {
        let (name, number) = title::read(title);
        let own = meeting.name.is_some();
        meeting.name = meeting.name.or(name);
        meeting.number = meeting
            .number
            .or(if own { None } else { number.clone() })
            .or(number);
    }
    if meeting.number.is_none() {
        let scheduled = sections.iter().filter(|s| s.field == Field::Schedule);
        meeting.number = scheduled
            .filter_map(|s| s.lines.first())
            .find_map(|l| title::schedule_number(l.text));
    }
    // 「平成29年第2回（臨時）青葉町議会会議録（第1日）」 below the notice that called it
    if meeting.name.is_none() {
        let loose = sections
            .iter()
            .filter(|s| !matches!(s.field, Field::Materials | Field::Agenda | Field::Schedule));
        if let Some(line) = loose.flat_map(|s| &s.lines).find(|l| title::is_title(l.text)) {
            let (name, number) = title::named(line.text);
            meeting.name = name;
            meeting.number = number.or(meeting.number);
        }
    }
    // 「平成25年第20回定例会」 below the fields
    if meeting.number.is_none() {
        let mut loose = sections
            .iter()
            .filter(|s| s.field == Field::Top)
            .flat_map(|s| &s.lines);
        let short =
            |l: &&Line<'_>| l.text.ends_with('会') && width(l.text) < 40 && title::counts_meetings(l.text);
        meeting.number = loose.find(short).and_then(|l| title::named(l.text).1);
    }
    // 「６月定例会」 is whose?
    let anyone = |name: &String| {
        let bare = name.trim_start_matches(|c| digit(c).is_some());
        is_of("定例会 臨時会", bare.strip_prefix('月').unwrap_or(bare))
    };
    if meeting.name.as_ref().is_none_or(anyone)
        && let Some((name, number)) = spoken::opened(document, minutes)
    {
        meeting.name = Some(name);
        meeting.number = number.or(meeting.number);
    }
    meeting.place = place::place(sections);
    let there = meeting.place.as_deref().is_some_and(place::is_online);
    meeting.online = there || place::online(sections) || spoken_online(document, minutes);
    meeting.agenda = agenda::told(agenda, minutes);
    meeting.materials = materials::read(sections);
    let back = back_lines(document, minutes);
    let mut more = fields::sections(&back);
    // 「【配布資料】」 behind the proceedings
    if meeting.materials.is_empty() {
        meeting.materials = materials::read(&more);
    }
    more.retain(|s| s.field == Field::Present && s.word.contains("出席"));
    meeting.attendees = if more.is_empty() {
        said.attendees
    } else {
        let present: Vec<Section<'_>> = front.present().cloned().chain(more).collect();
        people::read(&present)
    };

    let when = when::read(sections, title, &mut doubts);
    when.fill(&mut meeting, document, minutes, *end, &mut doubts);
    let kind = kind::of(&titles(title, sections), minutes);
    if kind == Kind::Unknown {
        // Not minutes: 「第３回料理教室」 is no meeting.
        meeting = Meeting::default();
        doubts.clear();
    }
    minutes.kind = kind;
    minutes.meeting = meeting;
    // A line that opens the sitting, and one of the title, are asked twice for their days.
    for doubt in doubts {
        let place = |d: &Diagnostic| (d.code, d.line, if d.line.is_none() { d.at } else { None });
        let same = |d: &Diagnostic| place(d) == place(&doubt);
        if !minutes.diagnostics.iter().any(same) {
            minutes.diagnostics.push(doubt);
        }
    }
}

/// The title and the name of the meeting, one on a line, without white space.
fn titles(title: &[Line<'_>], sections: &[Section<'_>]) -> String {
    let named = sections
        .iter()
        .filter(|s| s.field == Field::Title)
        .flat_map(|s| &s.lines);
    title
        .iter()
        .chain(named)
        .map(|l| title_line::told(l.text))
        .filter(|t| !t.is_empty() && !t.contains('。'))
        .take(24)
        .enumerate()
        .filter(|(n, t)| *n < 6 || title::is_title(t) || t.ends_with("会見"))
        .map(|(_, t)| squeeze(t))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Lines that may hold the title: those above the first field.
fn title_lines<'a>(sections: &[Section<'a>]) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for section in sections {
        match section.field {
            Field::Top => lines.extend(section.lines.iter().copied()),
            // A list of people or of points ends the title for good.
            Field::Present
            | Field::Absent
            | Field::Agenda
            | Field::Schedule
            | Field::Matters
            | Field::Materials => break,
            // 「【議事録】物流実証プロジェクト　第17回定例会」
            Field::Other if lines.is_empty() && is_of("議事録 会議録 議事メモ", section.word) => {
                lines.extend(section.lines.first().copied());
            }
            // 「更新日：…」 above the title
            Field::Other if section.inline => {}
            _ if lines.iter().any(|l: &Line<'_>| !l.text.is_empty()) => break,
            _ => {}
        }
    }
    lines
}

fn spoken_online(document: &DocumentText, minutes: &Minutes) -> bool {
    minutes.speeches().take(2).any(|(block, _)| {
        minutes.paragraphs_of(block).iter().take(6).any(|p| {
            let sentences = minutes
                .sentences
                .get(p.sentences.start as usize..p.sentences.end as usize);
            sentences
                .unwrap_or(&[])
                .iter()
                .take(8)
                .any(|s| place::says_online(s.of(&document.text)))
        })
    })
}

/// So many lines from the beginning of the last speech on are looked through.
const FAR: usize = 400;

/// The lines behind the last speech.
fn back_lines<'a>(document: &'a DocumentText, minutes: &Minutes) -> Vec<Line<'a>> {
    let mut blocks = minutes.blocks.iter();
    let Some(last) = blocks.rfind(|b| matches!(b.kind, BlockKind::Speech(_))) else {
        return Vec::new();
    };
    // 「出席国務大臣」 behind 「午後四時散会」 may have been read as part of the last speech, which it is not.
    let told =
        |k: keys::Key<'_>| k.word.contains("出席") || k.field == Field::Materials && k.value.is_empty();
    let mut at = last.range.start as usize;
    let below = document.text.get(at..).unwrap_or("").split('\n');
    // Their numbers are counted from the beginning of the text: only if there are such lines.
    for (n, line) in below.take(FAR).enumerate() {
        if keys::key(line).is_some_and(told) {
            return lines_from(document, at, FAR - n);
        }
        at += line.len() + 1;
    }
    Vec::new()
}

/// At most so many lines of the canonical text from a byte on.
fn lines_from(document: &DocumentText, from: usize, most: usize) -> Vec<Line<'_>> {
    let text = document.text.get(from..).unwrap_or("");
    let before = document.text.as_bytes().get(..from).unwrap_or(&[]);
    let first = line_breaks(before);
    let mut at = from;
    let mut out = Vec::new();
    for (n, line) in text.split('\n').take(most).enumerate() {
        let bare = line.trim_spaces_start();
        let lead = line.len() - bare.len();
        out.push(Line {
            text: bare.trim_spaces_end(),
            indent: width(line.get(..lead).unwrap_or("")),
            number: document.lines.get(first + n).copied(),
            at: (at + lead) as u32,
        });
        at += line.len() + 1;
    }
    out
}
