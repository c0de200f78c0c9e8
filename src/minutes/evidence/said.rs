//! Where something is said.

use super::super::chars::{digit, ends_in_any, is_of, is_prose, longer, squeeze};
use super::super::labels::{Candidate, Form};
use super::super::roles;
use super::super::structure::TextLine;
use super::super::talk::says;

/// Whether something is said here: a sentence on the line, or on the lines below it.
pub(super) fn speaks(lines: &[TextLine<'_>], candidates: &[Option<Candidate<'_>>], n: usize) -> bool {
    let Some(Some(c)) = candidates.get(n) else {
        return false;
    };
    let Some(line) = lines.get(n) else { return false };
    let body = line.text.get(c.body..).unwrap_or("");
    // 「議長　　空 木 利 勝　君」 is a row of a list.
    // 「北浜　茂議員　　　雲母　正議員」, too.
    let listed = |bare: &str| {
        bare.ends_with('君') && roles::is_person(bare)
            || ends_in_any(bare, "議員 委員") && !roles::is_office(bare)
    };
    if c.form == Form::Space && !longer(body, 16) && listed(&squeeze(body)) {
        return false;
    }
    // 「議　　　長　　百々　正也　　㊞」 signs, and 「３　出席者　会員総数２１２名」 counts who was there.
    let counted = || {
        is_of("出席者 参加者 傍聴者", c.label)
            && body.contains(['名', '人'])
            && body.contains(|c| digit(c).is_some())
    };
    if c.form == Form::Space && (body.ends_with('㊞') || counted() && !says(body)) {
        return false;
    }
    // 「Ｑ１．備品は引き継いでもいいか」 is printed without a full stop.
    let asks = c.form == Form::Question && c.closed && !body.is_empty();
    if asks || says(body) || longer(body, 30) && is_prose(body) {
        return true;
    }
    let below = lines
        .iter()
        .zip(candidates)
        .skip(n + 1)
        .take(6)
        .filter(|(l, _)| !l.text.is_empty());
    let alone = c.body >= line.text.len();
    for (nth, (line, candidate)) in below.take(3).enumerate() {
        // 「◎笹川葉議員」 over 「施設の充実を求めて」: a list of questions by who asks them.
        if nth == 0 && alone && line.text.starts_with('「') && line.text.ends_with('」') {
            return false;
        }
        // 「29番」 over 「増」 and 「田」: a column of names, torn to letters.
        if nth == 0 && alone && line.text.chars().nth(1).is_none() {
            return false;
        }
        // 「（あいさつ）」 is all that was written of what somebody said.
        let greets = || {
            line.text.starts_with(['（', '('])
                && ends_in_any(&squeeze(line.text), "挨拶） あいさつ） 挨拶) あいさつ)")
        };
        if nth == 0 && alone && c.named && c.form == Form::Alone && greets() {
            return true;
        }
        // 「空木 01:05」 over 「120人です」, as a program hears it
        if nth == 0 && alone && c.form == Form::Timed && candidate.is_none() {
            return true;
        }
        // 「砥沢総務課長。」 twice: the chair calls, and then the one who is called speaks.
        let called = |n: &Candidate<'_>| n.form == Form::Called && n.label == c.label;
        // 「○備蓄の不足」 over 「○職員の不足」: points, as likely.
        let again = |n: &Candidate<'_>| alone && !c.named && n.form == Form::Marker && c.form == Form::Marker;
        if candidate.as_ref().is_some_and(|n| {
            called(n) || again(n) || n.named && n.form != Form::Called || n.closed && n.form == c.form
        }) {
            return false;
        }
        // 「３番　徳山　泰臣」 over 「２　説明のため出席した者の職氏名は、次のとおりである。」, 「書記　空木　律子」 over 「７．会議の概要は次のとおり。」
        let listed = || ends_in_any(line.text, "次のとおりである。 次のとおり。");
        if matches!(c.form, Form::Space | Form::Alone) && listed() {
            return false;
        }
        let last = || lines.last().is_some_and(|l| std::ptr::eq(l, line)) && is_prose(line.text);
        if says(line.text) || last() {
            return true;
        }
    }
    false
}
