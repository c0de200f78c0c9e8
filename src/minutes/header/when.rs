//! Days and times of the meeting: which of those that are printed are its own.

use super::super::chars::{
    Spaced, begins_with_any, digit, ends_in_any, holds_any, is_of, is_space, longer, squeeze, width,
};
use super::super::model::*;
use super::super::numerals::{self, FoundTime, YearNamed};
use super::super::sittings;
use super::super::stage;
use super::days::{Day, day_of, days, doubt, is_day, misprinted, numbered_day, sheet_of_day};
use super::fields::{Line, Section};
use super::keys::Field;
use super::spoken;
use super::title_dates::{noted_day, sheet_day};

/// What the header tells about time.
#[derive(Clone, Debug, Default)]
pub(super) struct When {
    /// Days under 日時, or of lines that are nothing but a date.
    days: Vec<Day>,
    /// Days of opening and closing lines.
    opened: Vec<Day>,
    /// Days for which the meeting was called.
    summoned: Vec<Day>,
    /// Dates beside a title.
    titled: Vec<Day>,
    /// Standalone dates without a weekday.
    plain: Vec<Day>,
    start: Option<String>,
    end: Option<String>,
    announced: Vec<String>,
}

/// Reads days and times of all fields.
pub(super) fn read(sections: &[Section<'_>], title: &[Line<'_>], doubts: &mut Vec<Diagnostic>) -> When {
    let mut when = When::default();
    let timed = |s: &Section<'_>| matches!(s.field, Field::When | Field::WhenPlace);
    // 「2009年7月8日 06:40」 on the page of minutes that tell when the meeting was: when it was put up
    let told = sections
        .iter()
        .filter(|s| timed(s))
        .flat_map(|s| &s.lines)
        .any(|l| numerals::tells_day(l.text));
    let year = year_named(sections, title);
    for section in sections {
        // 「６月９日午前１０時００分開会　　　　出席議員１１名」 heads the list of members.
        if let Some(sitting) = of_the_day(section.word).filter(|s| s.action == Action::Open) {
            when.start = sitting.time;
        }
        match section.field {
            Field::When | Field::WhenPlace => {
                for line in &section.lines {
                    // 「平 成 27 年 8 月 27 日」
                    let text = Some(&*squeeze(line.text))
                        .filter(|t| numerals::dates(line.text).len() < numerals::dates(t).len())
                        .map(str::to_owned);
                    let line = &Line {
                        text: text.as_deref().unwrap_or(line.text),
                        ..*line
                    };
                    let days = days(line, true, doubts);
                    // 「開会日時」 behind 「招集日時」
                    if let [time] = numerals::times(line.text).as_slice()
                        && is_of("開会日時 開議日時", &squeeze(section.word))
                    {
                        when.start = Some(time.iso());
                    }
                    when.announced.extend(announced(line.text));
                    if let Some(day) = numerals::Yearless::read(line.text).filter(|_| days.is_empty()) {
                        when.days.extend(year.and_then(|year| day.within(year)));
                    }
                    when.days.extend(days);
                }
            }
            Field::Summoned => {
                for line in &section.lines {
                    when.summoned.extend(days(line, true, doubts));
                    when.announced.extend(announced(line.text));
                }
            }
            Field::Opened | Field::Closed => {
                for line in &section.lines {
                    when.opened.extend(days(line, true, doubts));
                    let times = numerals::times(line.text);
                    let time = times.first().map(|t| t.iso());
                    // 「開会　午前９時００分　　閉会　午前１０時２０分」
                    let both = line.text.contains("閉会")
                        || line.text.contains("散会")
                        || line.text.contains("終了");
                    if section.field == Field::Opened && both && times.len() > 1 {
                        when.end = times.get(1).map(|t| t.iso());
                    }
                    match section.field {
                        Field::Opened if when.start.is_none() => when.start = time,
                        Field::Closed if time.is_some() => when.end = time,
                        _ => {}
                    }
                }
            }
            Field::Title => {
                for line in &section.lines {
                    when.titled.extend(days(line, false, doubts));
                }
            }
            Field::Schedule => {
                // 「午後一時開議」 under 議事日程 is announced.
                let times = section.lines.iter().filter_map(|l| sittings::read(l.text));
                when.announced.extend(times.filter_map(|s| s.time));
                // 「議事日程　第一号　平成七年六月十五日（木曜日）」
                for line in &section.lines {
                    let dated = numerals::dates(line.text).iter().any(|d| d.weekday);
                    // 「令和６年３月５日（火曜日）午前９時開会」
                    let begins =
                        || numerals::begins_with_day(line.text) && sittings::action(line.text).is_some();
                    if dated && (line.text.starts_with('第') || begins() || is_day(line.text)) {
                        when.titled.extend(days(line, false, doubts));
                    }
                }
            }
            // 「議事録」 alone on its line names the paper, and its day may stand below.
            Field::Other if !matches!(squeeze(section.word).as_ref(), "議事録" | "会議録") => {}
            _ => when.loose(section, told, year, doubts),
        }
    }
    // 「[2015年6月3日]」 is the day a page was put up.
    // A day alone on its line may be that of the paper: it is kept apart (`loose`).
    let alone = |l: &Line<'_>| {
        let dates = numerals::dates(l.text);
        matches!(dates.as_slice(), [d] if d.start == 0 && d.end == l.text.len())
    };
    // 「印刷用ページを表示する　掲載日：…更新」
    let put_up = |t: &str| t.contains("掲載日") || t.contains("更新日");
    let beside = |l: &&Line<'_>| !l.text.starts_with(['[', '［']) && !alone(l) && !put_up(l.text);
    for line in title.iter().filter(beside) {
        when.titled.extend(days(line, false, doubts));
        when.titled.extend(sheet_day(line.text));
        when.titled.extend(year.and_then(|year| day_of(line.text, year)));
        if let Some((_, note)) = noted_day(line.text) {
            when.announced.extend(announced(note));
        }
        // 「# 第１８回 開発会議 2021/09/19 14:00-17:00」
        if let Some(day) = numerals::dates(line.text).first().filter(|d| d.start > 0) {
            // 「平成２９年８月４日（金）（１０時３７分～１０時４０分）」
            let after = line.text.get(day.end..).unwrap_or("").trim_spaces_start();
            let skip = numerals::weekday(after).map_or(0, |(_, len)| len);
            let after = after.get(skip..).unwrap_or("");
            let after = after.trim_start_matches(|c| is_space(c) || among!(c, "（("));
            if numerals::times(after).first().is_some_and(|t| t.start == 0) {
                when.announced.extend(announced(after));
            }
        }
    }
    when
}

impl When {
    /// Lines under no key word that are nothing but a date, a time, an opening.
    fn loose(
        &mut self,
        section: &Section<'_>,
        told: bool,
        year: Option<YearNamed>,
        doubts: &mut Vec<Diagnostic>,
    ) {
        for line in &section.lines {
            if let Some(sitting) = sittings::read(line.text).or_else(|| {
                let bracketed = line.text.starts_with(['（', '(', '〔', '［']);
                bracketed
                    .then(|| stage::read(line.text))
                    .flatten()
                    .and_then(|s| s.sitting)
                    .or_else(|| of_the_day(line.text))
            }) {
                self.sitting(sitting, line, doubts);
                continue;
            }
            if !matches!(section.field, Field::Top | Field::Other | Field::Agenda) {
                continue;
            }
            let text = line
                .text
                .trim_start_matches(|c| is_space(c) || among!(c, "（(○〇・―－-"));
            // 「１　令和２年７月１４日（火）　午前１０時～」
            let text = match super::counting::numbering(text) {
                (number, rest) if matches!(number.style, 1 | 2) && numerals::begins_with_day(rest) => rest,
                _ => text,
            };
            let Some(date) = numerals::dates(text).into_iter().next() else {
                // 「５月２７日（水）１３：５５～１５：０２」
                let yearless = numerals::Yearless::read(text);
                if let Some(day) = yearless.filter(|_| section.field == Field::Top) {
                    let after = text.get(day.end..).unwrap_or("").trim_spaces_start();
                    let timed = numerals::times(after).first().is_some_and(|t| t.start == 0);
                    // 「六月十一日（木曜日）」 below 「平成二十七年第二回定例会」
                    let alone = matches!(year, Some(YearNamed::Calendar(_))) && after.is_empty();
                    if (timed || alone) && !told {
                        self.days.extend(year.and_then(|year| day.within(year)));
                        self.announced.extend(announced(after));
                    }
                // 「平成八年七年十日」
                } else if misprinted(text) {
                    doubts.push(doubt(line, "日付を読み取れませんでした"));
                } else if numerals::times(text).first().is_some_and(|t| t.start == 0) && width(text) < 40 {
                    self.announced.extend(announced(text));
                }
                continue;
            };
            // 「第一日　平成三十一年四月三十日（火曜日）」
            let numbered =
                text.starts_with('第') && date.start > 0 && width(text.get(..date.start).unwrap_or("")) <= 12;
            if held(text) {
                self.days.extend(days(line, false, doubts));
                self.announced.extend(announced(text));
            }
            if date.start > 0 && !numbered || text.contains('。') {
                continue;
            }
            let rest = text.get(date.end..).unwrap_or("");
            let after = numerals::weekday(rest.trim_spaces_start())
                .and_then(|(_, len)| rest.trim_spaces_start().get(len..))
                .unwrap_or(rest);
            let times = numerals::times(after);
            let bare = after.trim_spaces().is_empty();
            let listed = section.field == Field::Agenda || !date.weekday && times.is_empty();
            if listed && !bare {
                continue;
            }
            if told && !date.weekday {
                continue;
            }
            let found = days(line, true, doubts);
            let place = if date.weekday || !times.is_empty() {
                &mut self.days
            } else {
                &mut self.plain
            };
            place.extend(found);
            self.announced.extend(announced(after));
        }
    }

    fn sitting(&mut self, sitting: Sitting, line: &Line<'_>, doubts: &mut Vec<Diagnostic>) {
        match sitting.action {
            Action::Open if self.start.is_none() => self.start = sitting.time,
            Action::Close if sitting.time.is_some() => self.end = sitting.time,
            _ => {}
        }
        self.opened.extend(days(line, true, doubts));
    }

    /// Fills in days, start and end; `minutes` has the lines of opening and closing.
    pub(super) fn fill(
        self,
        meeting: &mut Meeting,
        document: &DocumentText,
        minutes: &Minutes,
        begin: u32,
        doubts: &mut Vec<Diagnostic>,
    ) {
        let mut all = [self.days, self.opened, self.titled, self.summoned, self.plain]
            .into_iter()
            .fold(
                Vec::new(),
                |found, next| if found.is_empty() { next } else { found },
            );
        // 「第二日　令和元年五月一日（水曜日）」 between the proceedings, or the one over the other.
        let mut below = false;
        for block in minutes.blocks.iter().filter(|b| b.range.start >= begin) {
            if !matches!(
                block.kind,
                BlockKind::Heading(_) | BlockKind::Insert | BlockKind::Separator | BlockKind::Front
            ) {
                continue;
            }
            let text = block.range.of(&document.text);
            let numbered = text.starts_with(['第', '（', '('])
                && width(text) <= 60
                && (numbered_day(text) || sheet_of_day(text));
            if std::mem::replace(&mut below, numbered) && is_day(text) || numbered {
                let line = Line {
                    text,
                    indent: 0,
                    number: block.line,
                    at: block.range.start,
                };
                all.extend(days(&line, true, doubts));
            }
        }
        for (y, m, d) in all {
            let mut iso = String::with_capacity(10);
            for (n, (value, digits)) in [(y, 4), (m, 2), (d, 2)].into_iter().enumerate() {
                if n > 0 {
                    iso.push('-');
                }
                let printed = value.to_string();
                for _ in printed.len()..digits {
                    iso.push('0');
                }
                iso.push_str(&printed);
            }
            if !meeting.dates.contains(&iso) {
                meeting.dates.push(iso);
            }
        }
        crate::order::sort(&mut meeting.dates, &|a, b| a.cmp(b));
        let sittings = || {
            minutes.blocks.iter().filter_map(|b| match &b.kind {
                BlockKind::Time(s) if b.range.start >= begin => Some(s),
                BlockKind::Event(Stage { sitting: Some(s), .. }) if b.range.start >= begin => Some(s),
                _ => None,
            })
        };
        let first = sittings().find(|s| matches!(s.action, Action::Open) && s.time.is_some());
        let last = sittings()
            .filter(|s| matches!(s.action, Action::Close))
            .filter_map(|s| s.time.clone())
            .next_back();
        meeting.start = self
            .start
            .or_else(|| first.and_then(|s| s.time.clone()))
            // 「（午前１０時００分開会）」 amid what the chair says
            .or_else(|| {
                let mut sittings = minutes.events.iter().filter_map(|e| e.stage.sitting.as_ref());
                sittings.find(|s| s.action == Action::Open)?.time.clone()
            })
            .or_else(|| opened(document, minutes))
            .or_else(|| spoken::clocked(document, minutes, false))
            // 「議事の経過」 over 「１０：００　開会」
            .or_else(|| {
                minutes.blocks.iter().find_map(|b| match &b.kind {
                    BlockKind::Time(s) if s.action == Action::Open => s.time.clone(),
                    _ => None,
                })
            })
            .or_else(|| self.announced.first().cloned());
        // 「散会いたします。（午後２時４７分　散会）」
        let amid = || {
            let sittings = minutes.events.iter().filter_map(|e| e.stage.sitting.as_ref());
            let closed = sittings.filter(|s| matches!(s.action, Action::Close));
            closed.filter_map(|s| s.time.clone()).next_back()
        };
        meeting.end = last
            .or(self.end)
            .or_else(amid)
            .or_else(|| closed(document, minutes))
            .or_else(|| spoken::clocked(document, minutes, true))
            .or_else(|| {
                self.announced
                    .get(1)
                    .filter(|t| Some(*t) != meeting.start.as_ref())
                    .cloned()
            });
    }
}

/// The year of the meeting, as the title tells it.
fn year_named(sections: &[Section<'_>], title: &[Line<'_>]) -> Option<YearNamed> {
    let named = sections
        .iter()
        .filter(|s| s.field == Field::Title)
        .flat_map(|s| &s.lines);
    let all: Vec<&str> = named.chain(title).map(|l| l.text).collect();
    let fiscal = || all.iter().find_map(|l| numerals::fiscal_year(l));
    let calendar = || all.iter().find_map(|l| numerals::calendar_year(l));
    fiscal()
        .map(YearNamed::Fiscal)
        .or_else(|| calendar().map(YearNamed::Calendar))
}

/// 「６月９日午前１０時００分開会　　　　出席議員１１名」
fn of_the_day(text: &str) -> Option<Sitting> {
    let cell = text.split("   ").next()?.split("　　").next()?.trim_spaces();
    let (day, rest) = cell.split_once('日')?;
    // The figure of the month may have been taken for a number of the list.
    let (month, _) = day.split_once('月')?;
    let figures = month.chars().all(|c| digit(c).is_some());
    sittings::read(rest).filter(|s| figures && s.time.is_some())
}

/// 「２０２３年６月２９日午後１時３０分、当会社本店会議室において取締役会を開催した。」
pub(super) fn held(text: &str) -> bool {
    let behind = |head: &str| ends_in_any(head, "が、 は、 会を 会は") && !longer(head, 40);
    text.ends_with('。')
        && holds_any(
            text,
            "において で開催 で開かれ にて に招集 行われた。 行われました。",
        )
        && holds_any(
            text,
            "開催 開会 開い 開かれ 招集 会見が行われ 会議が行われ 会が行われ",
        )
        && numerals::dates(text).first().is_some_and(|d| {
            text.get(..d.start)
                .is_some_and(|head| head.is_empty() || behind(head))
        })
}

/// 「午後１時、会長が開会を宣した。」
fn opened(document: &DocumentText, minutes: &Minutes) -> Option<String> {
    let told = |b: &&Block| !matches!(b.kind, BlockKind::Speech(_));
    let mut texts = minutes
        .blocks
        .iter()
        .filter(told)
        .map(|b| b.range.of(&document.text));
    let line = texts.find(|t| t.contains("開会を宣") && t.contains('時'))?;
    Some(numerals::times(line).first()?.iso())
}

/// 「午後２時１０分閉会を宣した。」, which nobody speaks.
fn closed(document: &DocumentText, minutes: &Minutes) -> Option<String> {
    let mut last = minutes.blocks.iter().rev().take(8);
    last.find_map(|b| {
        let text = b.range.of(&document.text);
        let told = !matches!(b.kind, BlockKind::Speech(_)) && closes(text);
        told.then(|| numerals::times(text).into_iter().next_back().map(|t| t.iso()))?
    })
}

/// 「午後２時１０分閉会を宣した。」,「以上で、午後２時１０分、議長が閉会を宣す。」: told, and not said.
pub(in super::super) fn closes(text: &str) -> bool {
    let told = ends_in_any(
        text,
        "閉会を宣す。 を宣した。 を宣言した。 を宣告した。 閉会した。 散会した。 終了した。",
    );
    let after = |at: usize| text.get(at..).unwrap_or("").trim_start_matches(['に', '、']);
    let last = numerals::times(text)
        .into_iter()
        .next_back()
        .filter(|_| text.ends_with('。'));
    last.is_some_and(|t| told || begins_with_any(after(t.end), "閉会 散会 終了"))
}

/// Times of a line that says when: 午前１０時～午前１０時４０分. 「午後２時～４時」 ends in the afternoon.
fn announced(text: &str) -> Vec<String> {
    let mut found: Vec<FoundTime> = numerals::times(text);
    let mut afternoon = false;
    for time in &mut found {
        afternoon |= time.half && time.hour >= 12;
        if !time.half && afternoon && time.hour < 12 {
            time.hour += 12;
        }
    }
    found.into_iter().map(FoundTime::iso).collect()
}
