//! Lines without a key word that begin a field all the same, or end the one that is under way.

use super::super::super::chars::{holds_any, squeeze, width};
use super::super::super::{numerals, roles, sittings};
use super::super::counting::{Numbering, numbering};
use super::super::field_lines::{
    begins_timed, behind_bullets, heads_columns, heads_part, heads_people, is_point, leads_others, staffed,
};
use super::super::keys::Field;
use super::super::{counts_meeting, materials, names, people, title};
use super::{Cutter, Line, PEOPLE_FROM, bracketed, top};

impl<'a> Cutter<'a> {
    /// Begins a field with such a line; whether it does.
    pub(super) fn begins(&mut self, line: &Line<'a>) -> bool {
        let indent = self.indent;
        let below = self.seen;
        let current = self.current();
        let (field, inline) = (current.field, current.inline);
        // 「（令和３年第３回青葉町議会定例会）」 below 「議事日程（第３号）」, and the day below it
        let named = || current.lines.len() < 2 && bracketed(line.text).is_some_and(counts_meeting);
        if field == Field::Schedule && named() {
            let text = bracketed(line.text).unwrap_or(line.text);
            if let Some(title) = self.sections.first_mut() {
                title.lines.push(Line { text, ..*line });
            }
            self.sections.push(top());
            return true;
        }
        // 「第１回若草区議会定例会議事日程　第１号」, or 「日程第２　代表質問」, below the clerks
        let points = || match line.text.split_once("議事日程") {
            Some((_, value)) => Some(value),
            None => line.text.starts_with("日程第").then_some(line.text),
        };
        let titled = field == Field::Top && below && line.text.starts_with("日程第");
        if (matches!(field, Field::Present | Field::Absent) || titled)
            && let Some(value) = points()
        {
            self.begin(Field::Schedule, "議事日程", line, value);
            self.current().inline = false;
            return true;
        }
        // 「更新日」, and below it nothing but the day of the meeting
        let updated = field == Field::Other && !inline && current.word.ends_with("更新日");
        if updated && numerals::tells_time(line.text) && numerals::tells_day(line.text) {
            self.begin(Field::When, "", line, line.text);
            self.current().inline = false;
            return true;
        }
        // 「国土保全局：」 below the members who are absent, 「（理事者）」 below those who listen
        let listens = field == Field::Other && squeeze(current.word).contains("傍聴");
        let others = || line.indent <= indent && heads_people(line.text) || leads_others(line.text);
        // 「（委員）」 right below 「欠席者」 heads those who are absent.
        let first = field == Field::Absent && current.lines.iter().all(|l| l.text.is_empty());
        if (field == Field::Absent || listens) && !first && others() {
            self.begin(Field::Present, line.text, line, line.text);
            return true;
        }
        // 「[令和５年１１月９日（木）１８：４５～１９：２０　町会会館]」
        let noted = line
            .text
            .strip_prefix(['[', '［'])
            .and_then(|t| t.strip_suffix([']', '］']));
        let timed = noted.filter(|t| numerals::begins_with_day(t) && numerals::tells_time(t));
        if let Some(value) = timed {
            self.begin(Field::WhenPlace, "", line, value);
            self.current().inline = false;
            return true;
        }
        // 「議長　　　菊　池　恵　子　君」 above 「出席議員」
        let presides = |t: &str| t.ends_with('君') && squeeze(t).trim_start_matches('副').starts_with("議長");
        if field == Field::Top && presides(line.text) {
            self.begin(Field::Present, "", line, line.text);
            return true;
        }
        // 「氏　名　　出欠」: the head of a table of those who came
        // Behind 「欠席総数　　1」, too.
        let listed = || field == Field::Absent && line.text.ends_with('欠');
        if (matches!(field, Field::Top | Field::Other | Field::Present | Field::Place) || listed())
            && heads_columns(line.text)
        {
            self.begin(Field::Present, "", line, "");
            return true;
        }
        // 「９．新聞」 behind 「８．事務局」,「５．執行者」: a field whose word is not known
        let (number, word) = numbering(line.text);
        let last = self.numbering;
        let current = self.current();
        let first = Numbering { style: 1, value: 1 };
        let counts_on = number.style == 1
            && (last.style, last.value + 1) == (1, number.value)
            && matches!(field, Field::Present | Field::Absent)
            && !current.lines.iter().any(|l| numbering(l.text).0 == first);
        if counts_on {
            self.numbering = number;
            let people = holds_any(word, "者 員 局");
            let field = if people { Field::Present } else { Field::Other };
            self.begin(field, word, line, "");
            return true;
        }
        // 「局長　豆原莢　　次長　芋川つる」 below the members who are absent
        if field == Field::Absent && staffed(line.text) {
            self.begin(Field::Present, "", line, line.text);
            return true;
        }
        // 「財務局長谷風 渡君」 behind them, after a gap
        let chaired = || line.text.ends_with('君') && roles::office_before(&squeeze(line.text)).is_some();
        if field == Field::Top && self.absent && (chaired() || staffed(line.text)) {
            self.absent = false;
            self.begin(Field::Present, "", line, line.text);
            return true;
        }
        // 「利根会長、渡良瀬会長代理、鬼怒委員」 under no key word
        if field == Field::Top && people::called(line.text) {
            self.begin(Field::Present, "", line, line.text);
            return true;
        }
        // 「　　　　　　岡田推進課長」 below a list, after a gap
        let below = matches!(self.sections.as_slice(), [.., list, gap] if list.field == PEOPLE_FROM && gap.lines.is_empty());
        if field == Field::Top
            && below
            && line.indent > indent + 5
            && matches!(names::class(line.text), names::Class::Post(_))
        {
            self.begin(Field::Present, "", line, line.text);
            return true;
        }
        false
    }

    /// Whether the field that is under way is over before the line.
    pub(super) fn ends(&mut self, line: &Line<'a>) -> bool {
        let counted = self.counted;
        let current = self.current();
        let (field, inline) = (current.field, current.inline);
        let filled = current.lines.iter().any(|l| !l.text.is_empty());
        // 「午前　９時３０分　開会」 ends any list but the one that announces it.
        let begun = current.lines.iter().any(|l| {
            let number = title::schedule_number(l.text).is_some();
            !l.text.is_empty() && !number && sittings::read(l.text).is_none() && !numerals::tells_day(l.text)
        });
        let opens = (field != Field::Schedule || begun)
            && numbering(line.text).0.style == 0
            && sittings::read(line.text).is_some();
        opens
            || line.text.starts_with('#')
            || match field {
                Field::When | Field::Summoned | Field::Opened | Field::Closed => {
                    filled && !begins_timed(line.text)
                }
                Field::WhenPlace | Field::Top => false,
                Field::Place | Field::Title | Field::Method => filled,
                Field::Other => inline,
                // 「△開会及び開議の宣告」 heads what follows.
                // 「本会議は公開にて行われた。」 may stand above the points.
                Field::Agenda | Field::Schedule | Field::Matters | Field::Materials => {
                    let above = !filled && counted && field == Field::Agenda;
                    line.text.contains('。') && width(line.text) > 24 && !above
                        // 「雨宮会長」, and below it what is said
                        || matches!(names::class(line.text), names::Class::Post(_))
                        || filled && line.text.starts_with('△')
                }
                Field::Present | Field::Absent => {
                    line.text.ends_with('。') && width(line.text) > 30 && !line.text.starts_with('※')
                        || materials::entry(line.text)
                        || line.text.ends_with(['録', '旨']) && title::is_title(line.text)
                        || is_point(line.text)
                        || heads_part(line.text)
                        || behind_bullets(&current.lines, line)
                }
            }
    }
}
