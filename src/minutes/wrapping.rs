//! Whether a printed line goes on in the next.
//!
//! A line continues the one before it when that one was full. How wide a full line is, is read off each
//! page; texts whose lines are paragraphs already (web pages, the Diet's records) have no such width and
//! are left alone. Extracted PDFs often leave a space at the end of a paragraph and none at a wrap:
//! where a document does so throughout, that decides.

use super::chars::{
    Spaced, closing, digit, ends_in_any, is_closing, is_mark, is_marker, is_space, longer, marker, squeeze,
    width,
};
use super::furniture::{Kept, is_rule};
use super::labels::{Form, Seen, Start};
use super::recognisers::is_zero;
use super::{inserts, numerals, sittings, stage};

/// A line wider than this was not wrapped by a printer.
const WIDEST: u32 = 130;

/// Lines at least this wide tell how the text was wrapped; where none is, those of a narrow column.
const TELLING: u32 = 40;

/// A line that is at least so wide, and breaks off, goes on in one that is set in, or on the next page.
const WIDE: u32 = 60;

/// No column is narrower.
const NARROWEST: u32 = 20;

/// A line is full when at most this much of it is free: kinsoku may push two letters to the next line.
const SLACK: u32 = 6;

/// What a printed line looks like.
pub(super) struct Shape {
    pub(super) start: Start,
    /// Bytes without white space at the ends.
    pub(super) bytes: u32,
    /// Display width without white space at the ends; that of the white space in front.
    pub(super) width: u32,
    pub(super) indent: u32,
    rule: bool,
    /// Ends like a paragraph may end.
    pub(super) ended: bool,
    /// A label, or a direction, that breaks off behind its opening bracket: 「○議長(」,「起立を求めます。 〔」.
    pub(super) open: bool,
}

impl Shape {
    pub(super) fn of(line: &str) -> Self {
        let line = line.trim_spaces_end();
        let text = line.trim_spaces_start();
        let lead = line.get(..line.len() - text.len()).unwrap_or("");
        Self {
            start: Start::of(text),
            bytes: text.len() as u32,
            // Of a line that no printer wrapped it is enough to know so.
            width: if text.len() > 5 * WIDEST as usize {
                WIDEST + 1
            } else {
                width(text) as u32
            },
            indent: width(lead) as u32,
            rule: is_rule(text),
            ended: ended(text),
            open: text.ends_with('〔')
                || text.ends_with(['（', '(']) && marker(text).is_some() && !longer(text, 14),
        }
    }
}

impl Shape {
    /// Nothing but a label with an office or an honorific in it.
    fn names(&self) -> bool {
        matches!(self.start.seen, Seen::Label { named: true, body, .. } if u32::from(body) == self.bytes)
    }

    /// 「（村上委員）」 alone on its line.
    fn names_in_brackets(&self) -> bool {
        matches!(
            self.start.seen,
            Seen::Label {
                form: Form::Round,
                ..
            }
        ) && self.names()
    }
}

/// Width of a full line on the page that was asked for last: a long document is not searched for each line.
#[derive(Default)]
pub(super) struct Full {
    place: Option<Place>,
    width: u32,
}

/// The page, and whether it is behind the header.
type Place = (Option<u32>, bool);

/// How wide the lines of a page are, without and with the white space in front of them.
struct Widths {
    place: Place,
    widest: u32,
    set_in: u32,
}

/// What the lines of a document tell about how they were wrapped.
#[derive(Default)]
struct Tally {
    pages: Vec<Widths>,
    /// Lines so long that they tell.
    telling: usize,
    /// Longer ones than a printer makes.
    wide: usize,
    /// Widths of the telling lines that end in the middle of a sentence, and how many of those end in a space.
    open: Vec<u32>,
    open_spaced: usize,
    /// Lines that end like a paragraph, and how many of those end in a space.
    ends: usize,
    ends_spaced: usize,
    /// Lines below an open one, how many of those begin something, and how many are set in, by one letter and by more.
    goes_on: usize,
    begun: usize,
    set_in: [usize; 2],
    after_open: bool,
}

impl Tally {
    /// A line that is not empty, wherever it stands.
    fn see(&mut self, k: &Kept<'_>, shape: &Shape, spoken: bool) {
        let (width, set_in) = (shape.width.min(WIDEST), (shape.width + shape.indent).min(WIDEST));
        let place = (k.page, spoken);
        match self.pages.last_mut().filter(|page| page.place == place) {
            Some(page) => {
                page.widest = page.widest.max(width);
                page.set_in = page.set_in.max(set_in);
            }
            None => self.pages.push(Widths {
                place,
                widest: width,
                set_in,
            }),
        }
        if self.after_open {
            self.goes_on += 1;
            self.begun += usize::from(shape.start.begins || shape.start.speaks);
            let [by_one, by_more] = &mut self.set_in;
            *by_one += usize::from(Hanging::One.has(k.line.text));
            *by_more += usize::from(Hanging::More.has(k.line.text));
        }
    }

    /// A line of what may have been wrapped; `least` is the width from which on it tells.
    fn count(&mut self, line: &str, shape: &Shape, least: u32) {
        let long = shape.width >= least;
        self.after_open = long && !shape.ended;
        self.wide += usize::from(shape.width > WIDEST);
        self.telling += usize::from(long);
        let spaced = line.as_bytes().last() == Some(&b' ');
        if shape.ended {
            self.ends += 1;
            self.ends_spaced += usize::from(spaced);
        } else if long {
            self.open.push(shape.width);
            let text = line.trim_spaces();
            let tells = !listed_material(text) && !text.ends_with(|c: char| c.is_ascii());
            self.open_spaced += usize::from(spaced && tells);
        }
    }

    /// Width of a full line, by page.
    fn full(self, hanging: bool) -> Vec<(Place, u32)> {
        let width = |page: &Widths| if hanging { page.set_in } else { page.widest };
        let mut full: Vec<(Place, u32)> = self.pages.iter().map(|page| (page.place, width(page))).collect();
        // What was said on the page of the header tells how wide that page is.
        for n in 1..full.len() {
            if let [.., above, below] = full.get_mut(..=n).unwrap_or(&mut [])
                && above.0.0 == below.0.0
            {
                above.1 = above.1.max(below.1);
            }
        }
        // Speeches that were set in tell by their lines how wide they are; a line of its own, or one with a label in the
        // margin, may be wider.
        let mut counts = [0usize; WIDEST as usize + 1];
        for width in &self.open {
            if let Some(count) = counts.get_mut(*width as usize) {
                *count += 1;
            }
        }
        let close = |width: &usize| counts.get(width.saturating_sub(SLACK as usize)..=*width);
        let near = |width: &usize| close(width).map_or(0, |c| c.iter().sum::<usize>());
        // Of widths that are as common the smallest, whose lines are the widest of them.
        let usual = (0..counts.len()).rev().max_by_key(near).unwrap_or(0);
        let near = near(&usual);
        if near >= 5 && near * 2 >= self.open.len() {
            for (_, widest) in full.iter_mut().filter(|((_, body), _)| *body) {
                *widest = (*widest).min(usual as u32);
            }
        }
        full
    }
}

pub(super) struct Wrapping {
    wrapped: bool,
    /// Too few lines are long to tell whether they were wrapped.
    few: bool,
    /// Lines are paragraphs, and end with a full stop.
    whole: bool,
    /// Not wrapped throughout, but where a line is too long for a page it breaks off, and ends in the next.
    breaks: bool,
    /// Width of the lines that tell so.
    telling: u32,
    narrow: bool,
    /// Those who speak stand in round brackets on lines of their own.
    bracketed: bool,
    /// A space at the end of a line ends a paragraph, in this document.
    spaces_tell: bool,
    /// The lines of a speech below its first are set in: their white space counts to their width.
    hanging: Option<Hanging>,
    /// Width of a full line, by page; a line of the header may be wider than those of what is said.
    full: Vec<(Place, u32)>,
}

/// How far a line below 「○会　長：」 is set in that goes on with it.
#[derive(Clone, Copy)]
enum Hanging {
    /// A line that is set in further begins a paragraph.
    One,
    More,
}

impl Hanging {
    fn has(self, line: &str) -> bool {
        let rest = line.strip_prefix('\u{3000}');
        rest.is_some_and(|r| r.starts_with('\u{3000}') == matches!(self, Self::More))
    }
}

impl Wrapping {
    /// `header` is the line at which the header ends.
    pub(super) fn of(kept: &[Kept<'_>], shapes: &[Shape], header: usize) -> Self {
        let body = || shapes.iter().skip(header).filter(|s| s.width > 0 && !s.rule);
        let widest = body().map(|s| s.width).max().unwrap_or(WIDEST);
        let narrow = widest < TELLING;
        let least = if narrow {
            NARROWEST.max(widest - SLACK.min(widest))
        } else {
            TELLING
        };
        // The lists of a header are not what was wrapped, if enough was said to tell.
        let said = narrow || body().take(4).count() >= 4;
        let mut tally = Tally::default();
        for ((n, k), shape) in kept.iter().enumerate().zip(shapes) {
            if shape.width == 0 || shape.rule {
                continue;
            }
            tally.see(k, shape, n >= header);
            if n >= header || !said {
                tally.count(k.line.text, shape, least);
            }
        }
        let Tally {
            telling,
            ends,
            ends_spaced,
            open_spaced,
            ..
        } = tally;
        let open = tally.open.len();
        // 「い中、御参加いただきまして…」: in wrapped text most long lines end in the middle of a sentence.
        // In a narrow column most lines are full; other short lines are lists and answers.
        let column = || telling >= 6 && open * 2 >= telling && telling * 2 >= body().count();
        // Short answers end on their lines; the few that do not are all as wide as any, and go on below.
        let full = |w: &u32| w + SLACK >= widest;
        let few = open >= 2 && widest <= WIDEST && tally.begun == 0 && tally.open.iter().all(full);
        let most = |n: usize| n >= 2 && n * 3 >= tally.goes_on * 2;
        let hanging = match tally.set_in {
            [_, more] if most(more) => Some(Hanging::More),
            [one, _] if most(one) => Some(Hanging::One),
            _ => None,
        };
        Self {
            wrapped: telling >= 3
                && (open * 4 >= telling || few)
                && tally.wide * 10 <= telling
                && (!narrow || column()),
            few: telling < 3,
            whole: telling >= 6 && open * 6 <= telling,
            breaks: breaks_often(kept, shapes, header),
            telling: least,
            narrow,
            bracketed: shapes.iter().filter(|s| s.names_in_brackets()).take(2).count() == 2,
            spaces_tell: open >= 8 && open_spaced * 20 <= open && ends >= 4 && ends_spaced * 2 >= ends,
            hanging,
            full: tally.full(hanging.is_some()),
        }
    }

    /// Whether `now` goes on with the line before it; `spoken`: behind the header.
    pub(super) fn continues(
        &self,
        (before, above): (&Kept<'_>, &Shape),
        (now, shape): (&Kept<'_>, &Shape),
        spoken: bool,
        full: &mut Full,
    ) -> bool {
        let b = now.line.text;
        // 「発言のURL：https://…」
        let notice = |t: &str| begins!(t, '発') && inserts::is_notice(t);
        // 「（村上委貝）」
        let bracketed = || self.bracketed && above.ended && in_brackets(b);
        if above.rule
            || shape.rule
            || shape.start.begins
            || notice(b)
            || notice(before.line.text)
            || bracketed()
        {
            return false;
        }
        // 「事務局：…ご発言の際は」 over 「　　　ミュートを解除し、…」; or the end of a page, within a sentence
        let breaks_off = spoken && !above.ended && above.width >= WIDE && !shape.start.speaks;
        // 「…（「はい」と呼ぶ者あり）これより」 over 「会議を開きます。」, where too little is said to tell how wide a line is
        let few = || {
            let head = before.line.text.trim_spaces_end();
            self.few
                && above.width <= WIDEST
                && b.trim_spaces_end().ends_with('。')
                && goes_on(head, above.start.begins)
        };
        let lower = || match b.starts_with(is_space) {
            false => now.after_break || few() || self.breaks && !self.wrapped,
            true => !now.after_break && b.starts_with("\u{3000}\u{3000}"),
        };
        if breaks_off && lower() && !opens(b) && !numbered(b) && !stands_alone(b) {
            return true;
        }
        if !self.wrapped {
            return self.whole && spoken && !now.after_break && torn((before.line.text, above), (b, shape));
        }
        // 「轟会長　では」 and 「午前１１時５６分閉会」 begin something, however full the line above is.
        if listed_material(b)
            || is_group(b)
            || above.ended && (shape.start.speaks || is_end(b) || sittings::read(b).is_some())
        {
            return false;
        }
        if !spoken && is_day(before.line.text) {
            return false;
        }
        let set_in = self.hanging.is_some_and(|h| h.has(b)) && !stands_alone(b);
        if b.trim_start_matches(' ').starts_with('\u{3000}') && !now.after_break && !set_in {
            return false;
        }
        // 「(Data Free」 and 「Flow」: a space there is one between words.
        let latin = |c: char| c.is_ascii_alphanumeric();
        let (head, tail) = (before.line.text.trim_spaces_end(), b.trim_start_matches(' '));
        let word = match head.ends_with(latin) {
            true => tail.len() - tail.trim_start_matches(latin).len(),
            false => 0,
        };
        if self.spaces_tell {
            return word > 0 || before.line.text.as_bytes().last() != Some(&b' ');
        }
        let place = (before.page, spoken);
        if full.place != Some(place) {
            let found = self.full.iter().find(|(p, _)| *p == place);
            *full = Full {
                place: Some(place),
                width: found.map_or(0, |(_, w)| *w),
            };
        }
        let full = full.width;
        let long = above.width + if self.hanging.is_some() { above.indent } else { 0 };
        // A word that did not fit goes to the next line as a whole.
        let is_full = full >= self.telling && long + SLACK + word as u32 >= full;
        // 「日程第２　会期の決定」 below a sentence that ends with its line
        if above.ended && heads_point(b) || shape.start.speaks && heads_point(before.line.text) {
            return false;
        }
        // 「そこで、次の３点について、」 over 「町長に伺います。」: what is said goes on, however short the line is.
        // Below 「○医療課長」, which is whole, what is said begins.
        let mid_sentence = || !shape.start.speaks && !above.names() && goes_on(head, above.start.begins);
        let breaks_off = || spoken && !above.ended && !numbered(b) && mid_sentence() && !opens(b);
        // 「①規約について」 below 「（２）設置について」
        let listed = || numbered(b) && (above.ended || self.narrow || numbered(before.line.text));
        // 「トップ > 審議会 > 会議録」 is the way to a page, and whole.
        let path = || before.line.text.matches(" > ").count() >= 2;
        (is_full || breaks_off()) && !listed() && !path()
    }
}

/// Whether most wide lines that do not end like a paragraph end in the line below, which begins nothing: 「…ことになるかと」 over
/// 「思う。」. A list of long points has none that does so.
fn breaks_often(kept: &[Kept<'_>], shapes: &[Shape], header: usize) -> bool {
    let (mut all, mut broken) = (0, 0);
    for (n, pair) in shapes.windows(2).enumerate().skip(header) {
        let [above, below] = pair else { continue };
        let wide = (WIDE..=WIDEST).contains(&above.width) && !above.ended && !above.rule && below.width > 0;
        let Some(next) = kept.get(n + 1).map(|k| k.line.text).filter(|_| wide) else {
            continue;
        };
        let begins = below.start.begins || below.start.speaks || opens(next) || numbered(next);
        all += 1;
        broken +=
            usize::from(!begins && !next.starts_with(is_space) && next.trim_spaces_end().ends_with('。'));
    }
    broken >= 2 && broken * 3 >= all * 2
}

/// A paragraph that a page has cut in two, where lines are paragraphs: too long for a heading or an answer, it breaks off
/// in the middle of a word or behind one, and goes on to a full stop.
fn torn((head, above): (&str, &Shape), (tail, shape): (&str, &Shape)) -> bool {
    let letter = |c: char| matches!(c, 'ぁ'..='ヿ' | '々' | '㐀'..='鿿' | '、' | '，');
    let cut = above.width > WIDEST && head.trim_spaces_end().ends_with(letter);
    let goes_on = || !shape.start.speaks && !numbered(tail) && !opens(tail) && !tail.starts_with(is_space);
    cut && holds!(head, "。、") && tail.trim_spaces_end().ends_with('。') && goes_on()
}

/// Breaks off behind a comma, or behind a label or a sentence in the same line; no list has one in it.
fn goes_on(line: &str, labelled: bool) -> bool {
    let said = || {
        line.find('。')
            .is_some_and(|at| at + '。'.len_utf8() < line.len())
    };
    (line.ends_with(['、', '，']) || labelled || said()) && !holds!(line, "：:") && !line.contains('・')
}

/// 「令和６年３月５日（火曜日）午前９時３０分開会」 above the points of the day
fn is_day(line: &str) -> bool {
    let t = line.trim_spaces();
    ends_in_any(t, "開会 開議") && numerals::begins_with_day(t)
}

/// 「以　上」 at the right margin, below the last sentence of all.
fn is_end(line: &str) -> bool {
    let t = line.trim_spaces();
    t.starts_with('以') && !longer(t, 6) && squeeze(t) == "以上"
}

/// Begins with a bracket or a mark, as directions, headings and points do.
fn opens(line: &str) -> bool {
    let line = line.trim_spaces_start();
    let first = line.chars().next();
    first.is_none_or(|c| closing(c).is_some() || is_mark(c) || is_marker(c) && !is_zero(line))
}

/// 「日程第２　会期の決定」,「日程第1．諸般の報告」,「第２号議案　用途地域の変更」, but not 「日程第１、…を行います。」.
fn heads_point(line: &str) -> bool {
    let line = line.trim_spaces_start();
    let rest = match line.chars().next() {
        // 「日　程　第　2．行政報告」
        Some('日') => {
            let bare = squeeze(line);
            let rest = line
                .strip_prefix("日程第")
                .or_else(|| bare.strip_prefix("日程第"));
            return rest.is_some_and(|r| counted(r).starts_with(['\u{3000}', ' ', '．', '.']));
        }
        // 「第１　議事録署名委員の指名」, too
        Some('第') => line
            .strip_prefix('第')
            .map(|r| counted(r).strip_prefix("号議案").unwrap_or(counted(r)))
            .filter(|r| r.len() + 3 < line.len()),
        // 「議題２　プールの共同利用について」
        Some('議') => match line.strip_prefix("議題") {
            Some(r) => Some(counted(r)).filter(|c| c.len() < r.len()),
            None => bill(line),
        },
        _ => None,
    };
    rest.is_some_and(|r| r.starts_with(['\u{3000}', ' ']) && !holds!(r, "。、"))
}

/// What stands behind 「議案第１号」, or 「議 案 第 1 号」.
fn bill(line: &str) -> Option<&str> {
    let mut rest = line;
    for letter in ['議', '案', '第'] {
        rest = rest.strip_prefix(letter)?.trim_spaces_start();
    }
    counted(rest).trim_spaces_start().strip_prefix('号')
}

/// What stands behind a number.
fn counted(text: &str) -> &str {
    text.trim_start_matches(|c| digit(c).is_some() || c == '十')
}

/// 「（村上委貝）」: kanji in round brackets, and nothing else.
fn in_brackets(line: &str) -> bool {
    let inner = line.trim_spaces().strip_prefix(['（', '(']);
    let inner = inner.and_then(|l| l.strip_suffix(['）', ')']));
    inner.is_some_and(|l| !longer(l, 10) && l.chars().all(|c| is_space(c) || matches!(c, '々' | '㐀'..='鿿')))
}

/// A direction on a line of its own is set in, too.
fn stands_alone(line: &str) -> bool {
    let t = line.trim_spaces();
    t.starts_with(['（', '(', '〔']) && stage::read(t).is_some()
}

/// Ends like a paragraph may end.
fn ended(text: &str) -> bool {
    text.chars()
        .next_back()
        .is_some_and(|c| among!(c, "。｡！？!?．") || is_closing(c))
}

/// 「Ｂグループ」 below the points of another
fn is_group(line: &str) -> bool {
    let t = line.trim_spaces();
    let letter = ["グループ", "班"].iter().find_map(|w| t.strip_suffix(w));
    letter.is_some_and(|l| {
        l.chars().nth(1).is_none()
            && l.chars()
                .all(|c| digit(c).is_some() || matches!(c, 'A'..='Z' | 'Ａ'..='Ｚ'))
    })
}

/// `資料１－１：…`: an entry of the list of materials, not a sentence that mentions one.
fn listed_material(text: &str) -> bool {
    let text = text.trim_spaces_start();
    // 参, 資, 別: told by bytes, because it is asked of every line.
    if !matches!(
        text.as_bytes(),
        [0xE5, 0x8F, 0x82, ..] | [0xE8, 0xB3, 0x87, ..] | [0xE5, 0x88, 0xA5, ..]
    ) {
        return false;
    }
    ["参考資料", "資料", "別紙", "別添"]
        .into_iter()
        .filter_map(|word| text.strip_prefix(word))
        .any(|rest| {
            let after = rest.trim_start_matches(|c| digit(c).is_some() || among!(c, "－-‐−ー"));
            after.len() < rest.len() && after.starts_with(['：', ':', '\u{3000}'])
        })
}

/// `１．`, `（２）`, `①`: begins like a point of a list.
fn numbered(text: &str) -> bool {
    let t = text.trim_spaces_start();
    let mut chars = t.chars();
    match chars.next() {
        Some('①'..='⑳') => true,
        Some('Ⅰ'..='Ⅻ') => chars.next().is_some_and(|c| among!(c, "．. 　、")),
        Some('（' | '(') => chars.next().is_some_and(|c| digit(c).is_some()),
        Some(c) if digit(c).is_some() => chars
            .find(|c| digit(*c).is_none())
            .is_some_and(|c| among!(c, "．. 　、）)")),
        Some('・' | '■' | '□' | '◇' | '△' | '※') => true,
        Some('ア'..='ン') => matches!(chars.next(), Some('）' | ')')),
        Some('*' | '-') => chars.next() == Some(' '),
        _ => false,
    }
}
