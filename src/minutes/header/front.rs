//! Where the header ends, and which of its lines are set in columns.

use super::super::chars::{Spaced, ends_in_any, holds_any, is_prose, longer, squeeze, width};
use super::super::labels::{self, Form};
use super::super::legend;
use super::super::markdown;
use super::super::numerals;
use super::super::roles;
use super::super::talk::{counts, says};
use super::keys::{self, Field};
use super::when;
use super::{field_lines, fields};

/// No header is longer.
pub(super) const LONGEST: usize = 600;

/// No line of one is longer, in bytes.
const WIDEST: usize = 6000;

/// A header above no speeches is not longer.
const ALONE: usize = 80;

/// Number of lines before the first that is spoken; where nobody speaks, before the first sentence.
pub(in super::super) fn end<'a>(line: &dyn Fn(usize) -> Option<&'a str>) -> usize {
    let mut sentence = None;
    let mut fielded = false;
    let mut total = LONGEST;
    for n in 0..LONGEST {
        let Some(text) = line(n) else {
            total = n;
            break;
        };
        if text.len() > WIDEST {
            total = n;
            break;
        }
        let text = text.trim_spaces();
        if text.is_empty() {
            continue;
        }
        let below = |m: usize| line(n + m).map(|l| l.trim_spaces());
        if speaks(text, &below) || torn(text, &below) || markdown::turn(text).is_some() {
            return n;
        }
        let heading = text.starts_with('#') || fields::is_underlined(text, line(n + 1));
        if n > 3 && heading && keys::key(text).is_none() {
            sentence.get_or_insert(n);
        }
        let key = || keys::key(text).filter(|k| matches!(k.field, Field::When | Field::WhenPlace));
        if !fielded && let Some(key) = key() {
            fielded = true;
            // A page may tell what was said before it says that these are minutes, and of which day.
            if sentence.is_some() && recorded(line, n, key.value) {
                sentence = None;
            }
        }
        let told = text.contains('。') && width(text) > 30 && !counts(text);
        if sentence.is_none() && n > 0 && told && !when::held(text) {
            sentence = Some(n);
        }
    }
    sentence.unwrap_or(total.min(ALONE))
}

/// Whether the day that is told in line `n` is that of minutes: the lines around call them so, or say who was present.
fn recorded<'a>(line: &dyn Fn(usize) -> Option<&'a str>, n: usize, value: &str) -> bool {
    const WORDS: &str = "\
        議事録 会議録 議事要旨 議事概要 記者会見 定例会見";
    let below = || (n + 1..n + 16).filter_map(line);
    let dated = |l: &str| numerals::tells_day(l);
    let day = dated(value) || below().take(3).any(dated);
    let titled = (0..n.min(30))
        .filter_map(line)
        .chain(below())
        .any(|l| holds_any(l, WORDS));
    let attended = || {
        below().any(|l| keys::key(l).is_some_and(|k| k.field == Field::Present && k.word.contains("出席")))
    };
    day && (titled || attended())
}

/// 「議」 over 「長」, and what he or she says: the letters of a column.
fn torn<'a>(text: &str, below: &dyn Fn(usize) -> Option<&'a str>) -> bool {
    let second = below(1).unwrap_or("");
    let short = |t: &str| !t.is_empty() && !longer(t, 3);
    short(text)
        && short(second)
        && roles::is_office(&squeeze(&[text, second].concat()))
        && below(2).is_some_and(|said| says(said) || width(said) >= 40 && is_prose(said))
}

/// A label with words that are said; `below` are the lines under it.
fn speaks<'a>(text: &'a str, below: &dyn Fn(usize) -> Option<&'a str>) -> bool {
    // 「◎委員長　○副委員長（以下「副」という。）」 explains marks.
    let Some(label) = labels::candidate(text).filter(|_| legend::legend(text).is_none()) else {
        return false;
    };
    let body = text.get(label.body..).unwrap_or("").trim_spaces();
    // 「１番　　蔵本　　崇君　　　　２番　　三日月　あや君」 is as long as a speech, but says nothing.
    let sure = matches!(label.form, Form::Marker | Form::Tag | Form::Round)
        || label.form == Form::Space && label.closed;
    // 「空木，雲母，北浜（さちこ），北浜（ゆりこ）の各委員」 below 「（委員）」 lists who was there.
    let listed = |t: &str| ends_in_any(t, "各委員 各氏 各名");
    let said = |t: &str| says(t) || sure && width(t) >= 50 && is_prose(t) && !listed(t);
    let ahead = |lines: usize| (1..lines).filter_map(below).filter(|l| !l.is_empty());
    let next = || ahead(4);
    let starts = |l: &&str| labels::candidate(l).is_some_and(|c| c.named) || keys::key(l).is_some();
    let said = if body.is_empty() {
        // 「高川課長」 over 「ただ今から総会を開催いたします。」
        let opens = |t: &str| t.ends_with('。') && (t.contains("ます") || t.contains("です"));
        // A full line of prose, and a sentence that ends below it.
        let full = || {
            let mut said = ahead(6).take_while(|t| !starts(t));
            let begins = |t: &str| width(t) >= 40 && is_prose(t) && !t.contains('。');
            said.next().is_some_and(begins) && said.any(|t| holds_any(t, "ます。 です。 ました。"))
        };
        match label.form {
            Form::Space | Form::Colon | Form::Called => false,
            // A point of a list, as likely.
            Form::Marker if label.unusual => false,
            // … or over its first lines, where these are wrapped
            Form::Alone => {
                let wrapped = ahead(3).take_while(|t| !starts(t)).nth(1).is_some_and(&opens);
                ahead(6).take_while(|t| !starts(t)).next().is_some_and(|t| {
                    // 「それでは、第２部を始めます。今日は、三」 breaks off.
                    let begun = width(t) >= 40 && holds_any(t, "ます。 です。") && is_prose(t);
                    begun || opens(t) || wrapped && width(t) >= 24 || full()
                })
            }
            // 「（事務局）」 over 「　それでは、ただいまから青葉市都市計画審議会を」, too
            _ => next().next().is_some_and(|t| {
                said(t) || label.form == Form::Tag && t.ends_with('。') || sure && label.named && full()
            }),
        }
    } else {
        // 「会　長　定刻になったことを確認し、」
        let column =
            label.named && is_prose(body) && width(body) >= if body.contains('、') { 40 } else { 44 };
        // 「○会長　皆様、お忙し」 goes on below, where a column is narrow.
        said(body)
            || (sure || column)
                && label.named
                && next()
                    .take_while(|l| !starts(l))
                    .any(|l| said(l) || holds_any(l, "ます。 です。"))
    };
    let named = label.named
        || label.closed
            && matches!(label.form, Form::Colon | Form::Marker | Form::Timed)
            && body.ends_with('。')
        // 【市交通課】 over what it says
        || label.form == Form::Tag && body.is_empty() && roles::is_organisation(label.label);
    // 「陪席者　　熊谷監事」 is a field, and 「【事務局】」 over 「皆様、こんにちは。」 is none.
    let spoken = if body.is_empty() {
        next().next().unwrap_or("")
    } else {
        body
    };
    said && named
        && keys::key(text).is_none_or(|k| {
            let listed = label.form == Form::Alone && !k.value.is_empty();
            k.field == Field::Present && !listed && (spoken.contains('。') || is_prose(spoken))
        })
}

/// How the spaces of a line are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Spaces {
    /// Those between two letters that are not ASCII go.
    Strays,
    /// Only runs of them stay: they part the cells of a table.
    Runs,
    /// All stay: 「委員　山田 太郎」.
    All,
}

/// Follows the lines of a header from the top.
#[derive(Debug, Default)]
pub(in super::super) struct Columns {
    list: bool,
    materials: bool,
}

impl Columns {
    /// Spaces of the next line, and whether it stands for itself, whatever its width.
    pub(in super::super) fn next(&mut self, line: &str) -> (Spaces, bool) {
        if line.trim_spaces().is_empty() {
            return (Spaces::Runs, false);
        }
        // A row of a table that is drawn.
        let row = line
            .trim_spaces()
            .starts_with(['│', '┃', '|', '｜', '║', '┌', '├', '└', '┏', '┗']);
        if row {
            return (Spaces::All, true);
        }
        match keys::key(line) {
            Some(key) => {
                // 「次第」 under 配付資料 was handed out, too.
                let handed = self.materials && key.field.is_agenda() && key.value.is_empty();
                self.materials = key.field == Field::Materials || handed && key.numbering.style == 0;
                self.list = self.materials || matches!(key.field, Field::Present | Field::Absent);
                (Spaces::All, true)
            }
            None if self.list || field_lines::heads_people(line.trim_spaces()) => {
                self.list = true;
                (Spaces::All, true)
            }
            None => (Spaces::Runs, false),
        }
    }
}
