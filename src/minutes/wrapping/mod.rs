//! Whether a printed line goes on in the next.
//!
//! A line continues the one before it when that one was full. How wide a full line is, is read off each
//! page; texts whose lines are paragraphs already (web pages, the Diet's records) have no such width and
//! are left alone. Extracted PDFs often leave a space at the end of a paragraph and none at a wrap:
//! where a document does so throughout, that decides.

use super::chars::{Spaced, is_space};
use super::furniture::Kept;
use super::{inserts, sittings};

mod shape;
mod tally;
mod words;

pub(super) use shape::Shape;
use tally::{Hanging, Place, Tally};
use words::{
    heads_point, in_brackets, is_day, is_end, is_group, listed_material, numbered, opens, stands_alone,
};

/// A line wider than this was not wrapped by a printer.
const WIDEST: u32 = 130;

/// A line is full when at most this much of it is free: kinsoku may push two letters to the next line.
const SLACK: u32 = 6;

/// Lines at least this wide tell how the text was wrapped; where none is, those of a narrow column.
const TELLING: u32 = 40;

/// A line that is at least so wide, and breaks off, goes on in one that is set in, or on the next page.
const WIDE: u32 = 60;

/// No column is narrower.
const NARROWEST: u32 = 20;

/// Width of a full line on the page that was asked for last: a long document is not searched for each line.
#[derive(Default)]
pub(super) struct Full {
    place: Option<Place>,
    width: u32,
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
            // 「・…も織り込」 over 「　むべきである。」
            true => {
                let point = begins!(before.line.text.trim_spaces_start(), '・');
                !now.after_break && (b.starts_with("\u{3000}\u{3000}") || point && b.starts_with('\u{3000}'))
            }
        };
        // 「○剣持委員　感染症対策は」 over the end of a page and 「どのように行ったのでしょうか。」, however short the line is
        let turned = || {
            let head = before.line.text.trim_spaces_end();
            let cut = spoken && !above.ended && above.width <= WIDEST;
            // 「（委員）ひとり親家庭への支援を」 over 「　　　厚くしてほしい。」
            let hangs = || head.ends_with(['を', 'の', '、']) && b.starts_with("\u{3000}\u{3000}");
            cut && !shape.start.speaks
                && (now.after_break && !b.starts_with(is_space) || hangs())
                && b.trim_spaces_end().ends_with('。')
                && goes_on(head, above.start.begins)
        };
        if (breaks_off && lower() || turned()) && !opens(b) && !numbered(b) && !stands_alone(b) {
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
