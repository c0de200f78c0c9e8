//! The header cut into fields by their key words.

use super::super::chars::{Spaced, holds_any, is_of, is_space, squeeze, width};
use super::super::furniture::is_rule;
use super::super::{numerals, roles, sittings, speaker};
use super::counting::{Numbering, numbering};
use super::field_lines::{
    begins_timed, behind_bullets, heads_columns, heads_part, heads_people, is_point, leads_others, offset,
    people_in, place_in, staffed,
};
use super::keys::{Field, Key, is_group, key};
use super::{counts_meeting, names};

/// Posts and groups that begin a list of people where nothing else is under way.
const PEOPLE_FROM: Field = Field::Present;

/// A line of the header.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Without white space at either end.
    pub(super) text: &'a str,
    /// Width of the white space before it.
    pub(super) indent: usize,
    /// Source line.
    pub(super) number: Option<u32>,
    /// Byte in the canonical text.
    pub(super) at: u32,
}

/// One field: its key word and the lines under it. Empty lines and rules are empty.
#[derive(Clone, Debug)]
pub(super) struct Section<'a> {
    pub(super) field: Field,
    /// As printed.
    pub(super) word: &'a str,
    /// The value on the line of the key word, if any, is the first line.
    pub(super) lines: Vec<Line<'a>>,
    pub(super) inline: bool,
}

/// The cells of a line of a table: `│日時│令和…│`, `| 場所 | 庁舎 |`.
fn cells(text: &str) -> Option<Vec<&str>> {
    const BARS: [char; 6] = ['│', '┃', '|', '｜', '║', '┆'];
    let inner = text.strip_prefix(BARS)?;
    let inner = inner.trim_end_matches(BARS);
    Some(inner.split(BARS).map(|c| c.trim_spaces()).collect())
}

/// A line that only draws: ┌──┬──┐, |---|---|, ====.
pub(super) fn is_frame(text: &str) -> bool {
    let mut strokes = 0;
    for c in text.chars().filter(|c| !is_space(*c)) {
        if !(matches!(c, '─'..='╿') || among!(c, "-=|:+＝－―…")) {
            return false;
        }
        strokes += 1;
    }
    strokes >= 2
}

/// Cuts the header into fields.
pub(super) fn sections<'a>(lines: &[Line<'a>]) -> Vec<Section<'a>> {
    // Where every second line is empty, empty lines part nothing.
    let gaps = lines
        .windows(2)
        .filter(|w| w.iter().any(|l| l.text.is_empty()))
        .count();
    let full = lines.iter().filter(|l| !l.text.is_empty()).count();
    let airy = full >= 8 && gaps * 10 >= full * 17;
    let mut cutter = Cutter {
        sections: vec![top()],
        numbering: Numbering::default(),
        indent: 0,
        seen: false,
        counted: false,
        honoured: false,
        absent: false,
    };
    let mut moved = "";
    let mut contents = false;
    for (n, line) in lines.iter().enumerate() {
        // 「１　日時　|」: the last bar of a row without the first.
        let bare = line.text.trim_end_matches(|c| is_space(c) || c == '|');
        let closed = bare.len() < line.text.len() && !bare.starts_with('|') && !bare.is_empty();
        let line = &Line {
            text: if closed { bare } else { line.text },
            ..*line
        };
        let drawn = is_rule(line.text) || is_frame(line.text);
        // 「目　　次」, and what it lists up to an empty line, or where every second line is one, up to the day
        contents = match contents {
            true => !(drawn || line.text.is_empty() && !airy || numerals::tells_day(line.text)),
            false => is_of("目次 もくじ", &squeeze(numbering(line.text).1)),
        };
        if contents || n > 0 && is_underlined(line.text, lines.get(n + 1).map(|l| l.text)) {
            cutter.sections.push(top());
            cutter.push(line, line.text);
        } else if line.text.starts_with(".. ") {
            // 「.. contents:: アジェンダ」 is none of the text.
            cutter.sections.push(top());
        } else if line.text.is_empty() && airy {
        } else if line.text.is_empty() || drawn {
            cutter.blank(line, drawn);
        } else if let Some(mut row) = cells(line.text) {
            // A key word halfway down its cell heads the rows above it, too.
            let begins = n > 0 && lines.get(n - 1).is_some_and(|l| is_frame(l.text));
            let below = lines.iter().skip(n).map_while(|l| cells(l.text));
            let mut below = below.filter_map(|r| r.first().copied().filter(|c| !c.is_empty()));
            if let (Some(first), Some(word)) = (row.first_mut(), below.next()) {
                if first.is_empty() && begins {
                    (*first, moved) = (word, word);
                } else if first.as_ptr() == moved.as_ptr() {
                    *first = "";
                }
            }
            cutter.row(line, &row);
        } else {
            let next = lines.iter().skip(n + 1).find(|l| !l.text.is_empty());
            cutter.honoured = next.is_some_and(|l| l.text.ends_with('君'));
            cutter.counted = next.is_some_and(|l| numbering(l.text).0.style != 0);
            cutter.line(line);
        }
    }
    // Those who came when they were called were present, unless it is told who was.
    let listed = |s: &Section<'_>| s.field == Field::Present && squeeze(s.word).contains("出席議員");
    if cutter.sections.iter().any(listed) {
        let alone = |word: &str| word.contains("応招") && !word.contains("出席");
        let present = cutter.sections.iter_mut().filter(|s| s.field == Field::Present);
        let called = present.filter(|s| alone(&squeeze(s.word)));
        called.for_each(|s| s.field = Field::Other);
    }
    cutter.sections
}

/// What stands in the brackets that hold a whole line.
fn bracketed(text: &str) -> Option<&str> {
    text.strip_prefix(['（', '('])?.strip_suffix(['）', ')'])
}

/// A heading of reStructuredText: a line, and `====` under it.
pub(super) fn is_underlined(text: &str, next: Option<&str>) -> bool {
    let stroke = next.and_then(|n| n.chars().next()).filter(|c| among!(*c, "=-~"));
    // 「建設係長　　　辻　利之君」 is the last of a list, and a rule stands below it.
    !text.is_empty()
        && !text.ends_with(['君', '氏'])
        && !is_frame(text)
        && stroke.is_some_and(|s| next.is_some_and(|n| n.len() >= 4 && n.chars().all(|c| c == s)))
}

fn top<'a>() -> Section<'a> {
    Section {
        field: Field::Top,
        word: "",
        lines: Vec::new(),
        inline: false,
    }
}

struct Cutter<'a> {
    sections: Vec<Section<'a>>,
    /// Of the last key word.
    numbering: Numbering,
    /// Of the line with the last key word.
    indent: usize,
    /// A key word was seen.
    seen: bool,
    /// The next line is numbered.
    counted: bool,
    /// The next line that is not empty ends in 君.
    honoured: bool,
    /// The list of those absent has just ended.
    absent: bool,
}

impl<'a> Cutter<'a> {
    fn current(&mut self) -> &mut Section<'a> {
        if self.sections.is_empty() {
            self.sections.push(top());
        }
        let last = self.sections.len() - 1;
        &mut self.sections[last]
    }

    fn begin(&mut self, field: Field, word: &'a str, line: &Line<'a>, value: &'a str) {
        self.sections.push(Section {
            field,
            word,
            lines: Vec::new(),
            inline: !value.is_empty(),
        });
        self.indent = line.indent;
        self.seen |= field != Field::Top;
        if !value.is_empty() {
            self.push(line, value);
        }
    }

    fn push(&mut self, line: &Line<'a>, text: &'a str) {
        let text = text.trim_spaces();
        if self.current().field == Field::Absent
            && let Some((absent, observers)) = super::people::observers(text)
        {
            self.current().lines.push(Line {
                text: absent,
                ..*line
            });
            return self.begin(Field::Present, "オブザーバー", line, observers);
        }
        self.current().lines.push(Line { text, ..*line });
    }

    fn blank(&mut self, line: &Line<'a>, drawn: bool) {
        let current = self.current();
        let absent = current.field == Field::Absent;
        // 「出席者：（委員（五十音順））」, and the names below
        let noted = current.lines.iter().all(|l| {
            l.text.starts_with(['（', '(']) && l.text.ends_with(['）', ')'])
                // 「欠席委員　１名」
                || l.text.ends_with(['名', '人']) && names::class(&squeeze(l.text)) == names::Class::Nobody
        });
        // 「…、沖委員、」 goes on, and so do lists under no key word.
        let last = current.lines.iter().rfind(|l| !l.text.is_empty());
        let open = last.is_some_and(|l| l.text.ends_with(['、', '，', ','])) || current.word.is_empty();
        let ends =
            current.inline && !noted && !open && !matches!(current.field, Field::Materials | Field::Top);
        if ends || drawn && current.field == Field::When {
            self.sections.push(top());
            self.absent = absent;
        } else {
            self.push(&Line { text: "", ..*line }, "");
        }
    }

    fn row(&mut self, line: &Line<'a>, cells: &[&'a str]) {
        let (Some(first), Some(second)) = (cells.first(), cells.get(1)) else {
            return self.line(&Line {
                text: cells.first().copied().unwrap_or(""),
                ..*line
            });
        };
        let rest = |from: usize| -> &'a str {
            // The cells as they stand, bars included: who reads them splits again where it matters.
            let start = cells.get(from).map_or(line.text.len(), |c| offset(line.text, c));
            let last = cells.last().copied().unwrap_or("");
            line.text
                .get(start..offset(line.text, last) + last.len())
                .unwrap_or("")
        };
        if first.is_empty() {
            return self.push(line, if second.is_empty() { "" } else { rest(1) });
        }
        match key(first).filter(|k| k.value.is_empty()) {
            Some(k) => {
                self.numbering = k.numbering;
                self.begin(k.field, k.word, line, rest(1));
                self.current().inline = false;
            }
            // 「| 会議種別 | 役割分担 |」 below 「| 参加者 | 空木、雲母、南方 |」
            None if cells.len() == 2
                && self.listed()
                && names::class(&squeeze(first)) == names::Class::Name =>
            {
                self.begin(Field::Other, first, line, rest(1));
            }
            None => {
                if self.current().field != Field::Present {
                    self.line(&Line {
                        text: rest(0),
                        ..*line
                    });
                } else {
                    self.push(line, rest(0));
                }
            }
        }
    }

    /// Whether the line of the key word lists people between commas.
    fn listed(&mut self) -> bool {
        let current = self.current();
        let first = current.lines.first().filter(|_| current.field == Field::Present);
        first.is_some_and(|l| l.text.matches(['、', '，']).count() > 1)
    }

    /// What stands beside the second line of a key word: 「欠席者　　乙野花子」 below 「出席者及び　甲野太郎、」.
    fn beside(&mut self, text: &'a str) -> Option<&'a str> {
        let current = self.current();
        let first = current.field == Field::Present && current.lines.len() < 2;
        // The second line of 「出席者（委員等）の」.
        let named = ["氏名・出席者数", "氏名・出席数", "氏名・人数"];
        let named = named.iter().find_map(|w| text.strip_prefix(w)).filter(|_| first);
        if named.is_some() {
            return named;
        }
        let rest = text.strip_prefix("及び");
        let goes_on = rest.is_some() || current.word.ends_with("及び");
        let both = |k: &Key<'_>| matches!(k.field, Field::Present | Field::Absent) && !is_group(k.word);
        key(rest.unwrap_or(text).trim_spaces())
            .filter(|k| first && goes_on && both(k))
            .map(|k| k.value)
    }

    fn line(&mut self, line: &Line<'a>) {
        if let Some(value) = self.beside(line.text) {
            return self.push(line, value);
        }
        if let Some(k) = key(line.text).filter(|k| self.opens(k, line)) {
            // 「陪席者　空木良平」 names a field, and no post.
            let field = k.word.contains("出席") || k.word.ends_with("席者");
            let group = k.field == PEOPLE_FROM && is_group(k.word) && !field;
            // 「会議の書記」 heads a list of its own.
            let heads = k.firm && k.value.is_empty() && k.word.contains('の') || k.word.ends_with("氏名");
            let same = matches!(self.current().field, Field::Present) && !heads;
            let stays = group && same;
            if !stays || k.numbering.style != 0 {
                self.numbering = k.numbering;
            }
            if stays {
                // A post or a group in a list of people stays where it is.
                // 「一　事務局　書記長　空木　康」: each of the fields begins so.
                let bare = line.text.strip_prefix('一').filter(|t| t.starts_with(is_space));
                return self.push(line, bare.unwrap_or(line.text));
            }
            let counts = k.field == Field::Present && k.word.ends_with('数');
            let value = if counts {
                ""
            } else if group && !heads && !k.value.is_empty() {
                line.text
            } else {
                k.value
            };
            let timed = matches!(k.field, Field::When | Field::Summoned);
            let more = match k.field {
                _ if timed => place_in(value),
                Field::Place => people_in(value),
                _ => None,
            };
            if let Some(at) = more {
                let (value, more) = value.split_at(at);
                self.begin(k.field, k.word, line, value.trim_spaces());
                return self.line(&Line {
                    text: more.trim_spaces(),
                    ..*line
                });
            }
            return self.begin(k.field, k.word, line, value);
        }
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
            return self.sections.push(top());
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
            return;
        }
        // 「更新日」, and below it nothing but the day of the meeting
        let updated = field == Field::Other && !inline && current.word.ends_with("更新日");
        if updated && numerals::tells_time(line.text) && numerals::tells_day(line.text) {
            self.begin(Field::When, "", line, line.text);
            self.current().inline = false;
            return;
        }
        // 「国土保全局：」 below the members who are absent, 「（理事者）」 below those who listen
        let listens = field == Field::Other && squeeze(current.word).contains("傍聴");
        let others = || line.indent <= indent && heads_people(line.text) || leads_others(line.text);
        // 「（委員）」 right below 「欠席者」 heads those who are absent.
        let first = field == Field::Absent && current.lines.iter().all(|l| l.text.is_empty());
        if (field == Field::Absent || listens) && !first && others() {
            return self.begin(Field::Present, line.text, line, line.text);
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
            return;
        }
        // 「議長　　　菊　池　恵　子　君」 above 「出席議員」
        let presides = |t: &str| t.ends_with('君') && squeeze(t).trim_start_matches('副').starts_with("議長");
        if field == Field::Top && presides(line.text) {
            return self.begin(Field::Present, "", line, line.text);
        }
        // 「氏　名　　出欠」: the head of a table of those who came
        if matches!(field, Field::Top | Field::Other | Field::Present) && heads_columns(line.text) {
            return self.begin(Field::Present, "", line, "");
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
            return self.begin(field, word, line, "");
        }
        // 「局長　豆原莢　　次長　芋川つる」 below the members who are absent
        if field == Field::Absent && staffed(line.text) {
            return self.begin(Field::Present, "", line, line.text);
        }
        // 「財務局長谷風 渡君」 behind them, after a gap
        let chaired = || line.text.ends_with('君') && roles::office_before(&squeeze(line.text)).is_some();
        if field == Field::Top && self.absent && (chaired() || staffed(line.text)) {
            self.absent = false;
            return self.begin(Field::Present, "", line, line.text);
        }
        // 「利根会長、渡良瀬会長代理、鬼怒委員」 under no key word
        if field == Field::Top && super::people::called(line.text) {
            return self.begin(Field::Present, "", line, line.text);
        }
        // 「　　　　　　岡田推進課長」 below a list, after a gap
        let below = matches!(self.sections.as_slice(), [.., list, gap] if list.field == PEOPLE_FROM && gap.lines.is_empty());
        if field == Field::Top
            && below
            && line.indent > indent + 5
            && matches!(names::class(line.text), names::Class::Post(_))
        {
            return self.begin(Field::Present, "", line, line.text);
        }
        let current = self.current();
        let filled = current.lines.iter().any(|l| !l.text.is_empty());
        // 「午前　９時３０分　開会」 ends any list but the one that announces it.
        let begun = current.lines.iter().any(|l| {
            let number = super::title::schedule_number(l.text).is_some();
            !l.text.is_empty() && !number && sittings::read(l.text).is_none() && !numerals::tells_day(l.text)
        });
        let opens = (field != Field::Schedule || begun)
            && numbering(line.text).0.style == 0
            && sittings::read(line.text).is_some();
        let ends = opens
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
                    let above = !filled && self.counted && field == Field::Agenda;
                    line.text.contains('。') && width(line.text) > 24 && !above
                        // 「雨宮会長」, and below it what is said
                        || matches!(names::class(line.text), names::Class::Post(_))
                        || filled && line.text.starts_with('△')
                }
                Field::Present | Field::Absent => {
                    line.text.ends_with('。') && width(line.text) > 30 && !line.text.starts_with('※')
                        || super::materials::entry(line.text)
                        || line.text.ends_with(['録', '旨']) && super::title::is_title(line.text)
                        || is_point(line.text)
                        || heads_part(line.text)
                        || behind_bullets(&current.lines, line)
                }
            };
        // 「１　開会」,「２　議題」 under no key word
        let listed = field == Field::Top && self.seen && is_point(line.text) && self.counted;
        if ends || listed {
            // Several points behind those present are what the meeting is about; one heads what is said below it.
            let points = is_point(line.text) && self.counted;
            let field = if points { Field::Agenda } else { Field::Top };
            self.sections.push(Section { field, ..top() });
        }
        self.push(line, line.text);
    }

    /// Whether a key word opens a field here, or is a point of the list that is under way.
    fn opens(&mut self, k: &Key<'a>, line: &Line<'a>) -> bool {
        // 「更新日：…」 on top of the page tells nothing of the meeting.
        let told = self
            .sections
            .iter()
            .any(|s| !matches!(s.field, Field::Top | Field::Other));
        let (last, seen, indent, counted) = (self.numbering, self.seen, self.indent, self.counted);
        let current = self.current();
        let (field, inline) = (current.field, current.inline);
        let filled = current.lines.iter().any(|l| !l.text.is_empty());
        let group = k.field == Field::Present && is_group(k.word);
        if k.field == Field::Title
            && (!k.firm && !super::title::names_body(k.value) || told && k.value.is_empty())
        {
            return false;
        }
        // 「番号」,「氏名」,「出席」: heads of columns, each in a cell of its own
        let head = |l: &&Line<'_>| names::class(l.text) == names::Class::Nobody;
        if k.word == "出席" && current.lines.last().filter(head).is_some() {
            return false;
        }
        // 「※代理出席　五百蔵　正」 belongs to who stands above.
        if field == Field::Present && line.text.starts_with("※代理") && !k.value.is_empty() {
            return false;
        }
        if field.is_agenda() {
            // 「（２）」, and below it 「報告事項」, which it counts
            let lone = |l: &Line<'_>| {
                let (number, rest) = numbering(l.text);
                number.style != 0 && rest.is_empty()
            };
            if current.lines.last().is_some_and(lone) {
                return false;
            }
            // 「２．議事」 among the points of the agenda is one of them, unless it goes on counting the fields.
            let point = k.numbering.style != 0
                && (k.numbering.style != last.style || k.numbering.value != last.value + 1);
            let deeper = matches!(k.numbering.style, 3..=5) && last.style != k.numbering.style;
            if (point || deeper)
                && (k.field.is_agenda()
                    || matches!(k.field, Field::Other | Field::Opened | Field::Closed)
                    || group
                    || deeper)
            {
                return false;
            }
            let counts_on = k.numbering.style != 0 && !point && k.word.ends_with(['員', '局']);
            if group
                && !counts_on
                && !(k.firm && !k.value.is_empty() || speaker::is_speaker(k.word) && line.text.contains('君'))
            {
                return k.word.starts_with("事務局") && !k.value.is_empty() && k.numbering.style == 0;
            }
            // 「会議の公開\t公開」: a cell below that of the points, and its value
            let cell = k.numbering.style == 0 && !k.value.is_empty() && line.text.contains('\t');
            return k.numbering.style != 0
                || k.firm
                || cell
                || !matches!(k.field, Field::Other | Field::Opened | Field::Closed)
                || !filled;
        }
        if field == Field::Materials {
            // 「参考資料　前回会議の主な意見」 is a material without a number.
            let material = k.field == Field::Materials
                && (!k.value.is_empty()
                    || filled
                        && k.word.starts_with("参考資料")
                        && !line.text.starts_with(['【', '［', '〔', '＜', '○', '■']));
            // 「　次第」 set in under 配付資料 was handed out.
            // 「議事次第（PDF形式：8KB）」 is a file.
            let file = line.text.contains("PDF") || line.text.contains("ＰＤＦ");
            let first = !filled && !counted;
            let set_in =
                first || file || line.indent > indent + 1 || line.text.starts_with(['・', '◇', '□', '•']);
            let handed = (k.field.is_agenda() || k.field == Field::Other)
                && k.value.is_empty()
                && k.numbering.style == 0
                && set_in;
            return !material && !handed && (k.firm || !group && k.field != Field::Other);
        }
        if group {
            return match field {
                // 「１．議長」 behind 「１．欠席委員」
                Field::Absent => {
                    k.numbering.style == 1 && last.style == 1
                        || !is_of(
                            "委員 会長 委員長 副会長 理事 議長 構成員 その他",
                            &squeeze(k.word),
                        )
                }
                Field::Other => inline || k.word.starts_with("事務局") || k.word.starts_with("説明員"),
                Field::Present => true,
                _ => seen || k.firm && (!k.value.is_empty() || self.honoured),
            };
        }
        // Before any field, 「議事録」 alone is the title.
        if !seen && matches!(k.field, Field::Other) {
            return k.firm && !k.value.is_empty() || k.word.contains("異動") || k.word.contains("氏名");
        }
        if k.field == Field::Other && field == Field::Present && !k.firm {
            return k.value.is_empty() || !matches!(k.word, "担当" | "選任" | "結果" | "内容");
        }
        true
    }
}
