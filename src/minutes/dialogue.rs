//! Labels before a colon that neither an office nor the shape of a name tells: 「U（夫）：」, 「エンジニアA：」, 「P:」. In a talk
//! written down turn by turn the same few of them come again and again, and what stands behind them is talk. So it is
//! with bodies before white space: 「２年３組　」, 「組合　」, if the document says elsewhere that they are there.

use std::collections::BTreeMap;

use super::chars::{Spaced, digit, is_space, longer};
use super::counterevidence::names_meeting;
use super::inserts;
use super::labels::{Candidate, Form};
use super::model::Meeting;
use super::recognisers::is_bullet;
use super::speaker::{is_field, is_heading, is_speaker};
use super::structure::TextLine;
use super::talk::{is_talk, says};
use super::{numbering, roles};

/// More people than talk at one meeting.
const MOST: usize = 40;

/// A line that may begin a turn.
struct Turn<'a> {
    label: &'a str,
    /// Bytes of the line before what is said.
    body: usize,
}

/// How a line that may begin a turn is read.
type Reader = for<'a> fn(&'a str) -> Option<Turn<'a>>;

/// Takes such labels, before colons, in 【】 or before white space, where at least half of what is said stands behind labels
/// of that form; whether there are any.
pub(super) fn take<'a>(
    lines: &[TextLine<'a>],
    candidates: &mut [Option<Candidate<'a>>],
    speaks: &[bool],
    meeting: &Meeting,
) -> bool {
    // Of what else marks who speaks two tell.
    let said = candidates.iter().zip(speaks).filter(|(_, s)| **s);
    let named: Vec<Form> = said
        .filter_map(|(c, _)| *c)
        .filter(|c| c.named)
        .map(|c| c.form)
        .collect();
    let count = |form: Form| named.iter().filter(|f| **f == form).count();
    let other = |form: Form| {
        let mine = [form, Form::Question, Form::Alone];
        named.iter().filter(|f| !mine.contains(f)).count() > 1
    };
    let mut take = |form: Form, turn: Reader| {
        !other(form) && take_form(lines, candidates, (form, turn), count(form) > 1, meeting)
    };
    take(Form::Colon, before_colon)
        // 【】 stand around titles, too: people have to be among them.
        || count(Form::Tag) > 1 && take(Form::Tag, tagged)
        || take(Form::Space, before_space)
}

/// Takes labels of one form; `marked`: people are marked so.
fn take_form<'a>(
    lines: &[TextLine<'a>],
    candidates: &mut [Option<Candidate<'a>>],
    (form, turn): (Form, Reader),
    marked: bool,
    meeting: &Meeting,
) -> bool {
    let mut turns: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (n, line) in lines.iter().enumerate() {
        let Some(turn) = turn(line.text) else { continue };
        let said = said_at(lines, n, &turn);
        let (all, talk) = turns.entry(turn.label).or_default();
        *all += usize::from(says(said));
        *talk += usize::from(said.split_inclusive('。').any(is_talk));
    }
    turns.retain(|_, (all, talk)| *all > 1 && *talk * 2 >= *all);
    if form == Form::Space {
        let first = lines
            .iter()
            .position(|l| turn(l.text).is_some_and(|t| turns.contains_key(t.label)));
        let above = lines.get(..first.unwrap_or(0)).unwrap_or(&[]);
        turns.retain(|label, _| is_body(label, above));
    }
    let all: usize = turns.values().map(|(all, _)| all).sum();
    let held = || {
        let dated = !(meeting.dates.is_empty() && meeting.attendees.is_empty());
        dated || names_meeting(&mut lines.iter().map(|l| l.text).filter(|t| !t.is_empty()))
    };
    let enough = if marked { 4 } else { 6 };
    if !(2..=MOST).contains(&turns.len()) || all < enough || !held() {
        return false;
    }
    // Of a report, or a list of words and what they mean, most stands elsewhere.
    let paragraphs = lines.iter().filter(|l| says(l.text)).count();
    if all * 2 < paragraphs {
        return false;
    }
    let mut taken = false;
    for (candidate, line) in candidates.iter_mut().zip(lines) {
        let asks = |c: &Candidate<'_>| c.form == Form::Question && !c.named;
        let Some(turn) = turn(line.text).filter(|t| turns.contains_key(t.label)) else {
            continue;
        };
        if candidate.is_none_or(|c| asks(&c) || form == Form::Space && !c.named) {
            taken = true;
            *candidate = Some(Candidate {
                named: false,
                closed: true,
                ..Candidate::of(form, turn.label, turn.body)
            });
        }
    }
    taken
}

/// What a line says behind its label, or the first line below it.
fn said_at<'a>(lines: &[TextLine<'a>], n: usize, turn: &Turn<'_>) -> &'a str {
    let text = |n: usize| lines.get(n).map_or("", |l| l.text);
    match text(n).get(turn.body..).unwrap_or("") {
        "" => (n + 1..n + 3).map(text).find(|t| !t.is_empty()).unwrap_or(""),
        said => said,
    }
}

/// What stands in 【】 at the beginning of a line, if it may name somebody.
fn tagged(line: &str) -> Option<Turn<'_>> {
    let (label, rest) = line.strip_prefix('【')?.split_once('】')?;
    let label = label.trim_spaces();
    let fits = !label.is_empty()
        && !longer(label, 16)
        && !holds!(label, "。、「」")
        && !is_field(label)
        && !is_heading(label)
        && inserts::decision_tag(line, false).is_none();
    fits.then(|| Turn {
        label,
        body: line.len() - rest.trim_start_matches(is_space).len(),
    })
}

/// What stands before the first white space of a line, if it may name somebody.
fn before_space(line: &str) -> Option<Turn<'_>> {
    let at = line
        .char_indices()
        .take(20)
        .find(|(_, c)| matches!(c, '\u{3000}' | '\t'))?
        .0;
    let (label, rest) = line.split_at_checked(at)?;
    let said = rest.trim_start_matches(is_space);
    let bad = |c: char| among!(c, "。、，・「」『』：:/*#=→【】〔〕,;\"'<>|？！");
    let fits = !said.is_empty()
        && (roles::is_class(label) || numbering::read(line).is_none())
        && !longer(label, 16)
        && !label.contains(bad)
        && !is_bullet(label.chars().next()?)
        && !is_field(label)
        && !is_heading(label);
    fits.then(|| Turn {
        label,
        body: line.len() - said.len(),
    })
}

/// Whether a label is who holds an office, a class, or a body of which the lines above tell that it is there:
/// 「組合側：瓜生（執行委員長）」.
fn is_body(label: &str, above: &[TextLine<'_>]) -> bool {
    let (body, post) = label
        .strip_suffix('）')
        .and_then(|l| l.split_once('（'))
        .unwrap_or((label, ""));
    let told = |l: &TextLine<'_>| {
        let behind = l.text.strip_prefix(body);
        behind.is_some_and(|r| r.starts_with(|c| is_space(c) || among!(c, "側：:")))
    };
    let held = post.is_empty() || roles::ends_in_office(post);
    held && (is_speaker(label) || roles::is_class(body) || above.iter().any(told))
}

/// What stands before the first colon of a line, if it may name somebody.
fn before_colon(line: &str) -> Option<Turn<'_>> {
    let (at, colon) = line
        .char_indices()
        .take(20)
        .find(|(_, c)| matches!(c, '：' | ':'))?;
    let label = line.get(..at)?.trim_spaces();
    let rest = line.get(at + colon.len_utf8()..)?;
    let bad = |c: char| among!(c, "。、，「」『』/*#=→【】〔〕,;\"'<>|");
    let first = label.chars().next()?;
    let fits = !longer(label, 16)
        && !label.contains(bad)
        && digit(first).is_none()
        && !is_bullet(first)
        && !among!(first, "※☆★（(")
        && !rest.starts_with("//")
        && !is_field(label)
        && !is_heading(label);
    fits.then(|| Turn {
        label,
        body: line.len() - rest.trim_start_matches(is_space).len(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::said;

    const TALK: &str = "住まいの打合せ　記録\n日時：2024年10月20日\n\nP: 今日はありがとうございます。どんな暮らしですか？\n\nU（夫）: 共働きです。週に三日は家で働きます。\n\nU（妻）: 家事の時間を短くしたいです。\n\nP: 収納はどうですか？\n\nU（夫）: 足りないですね。\n\nU（妻）: そうですね。\n";

    #[test]
    fn those_who_come_again_talk_by_turns() {
        assert_eq!(said(TALK), "P/U（夫）/U（妻）/P/U（夫）/U（妻）");
        let below = TALK.replace(": ", "：\n");
        assert_eq!(
            said(&below.replace("日時：\n", "日時：")),
            "P/U（夫）/U（妻）/P/U（夫）/U（妻）"
        );
    }

    #[test]
    fn words_and_what_they_mean_are_no_talk() {
        let meant = "用語の会議資料\n\n受付の番号（窓口）：申請の順に付ける。\n処理の区分（窓口）：手続の種類をいう。\n受付の番号（郵送）：届いた順に付ける。\n処理の区分（郵送）：三つある。\n受付の番号（窓口）：年ごとに改める。\n処理の区分（窓口）：二つある。\n";
        assert_eq!(said(meant), "");
        // Nor is a report in which two words come again.
        let report = [("ます。", "る。"), ("です", "だ"), ("？", "。"), ("ね。", "。")];
        let report = report
            .iter()
            .fold(TALK.to_owned(), |t, (said, told)| t.replace(said, told));
        assert_eq!(said(&report), "");
    }
}
