//! Who was there: lists of names with posts, organisations and seats.
//!
//! Three ways of printing them. Names with 君 or 氏: whatever stands before is the post, which may begin some
//! lines above. Names between commas. Names in columns, where spaces tell what is what.

mod cells;
mod columns;
mod commas;
mod gathering;
mod glued;
mod groups;
mod honoured;
mod letters;
mod line;
mod list;
mod marks;
mod posts;
mod words;

use super::super::chars::{begins_with_any, is_marker, is_of, is_space};
use super::super::model::Attendee;
use super::counting::numbering;
use super::fields::{Line, Section};
use super::keys::Field;
use super::names;
use cells::{closes_with_post, is_begun, is_full_name, is_letter, is_part, posts_below, torn};
use commas::goes_on;
pub(super) use glued::called;
use glued::{full_named, surnamed};
pub(super) use groups::observers;
use honoured::ends_honoured;
use list::List;
use marks::legend;
use words::commas;

/// All who are listed as present.
pub(super) fn read(sections: &[Section<'_>]) -> Vec<Attendee> {
    let mut list = List::default();
    for section in sections.iter().filter(|s| s.field == Field::Present) {
        list.begin(section);
        let honoured = section.lines.iter().filter(|l| ends_honoured(l.text)).count();
        let last = section.lines.iter().rposition(|l| ends_honoured(l.text));
        let mut served = false;
        // 「理事長　伏見　順平」 on most lines, and on one 「株式会社湖南　担当　近江氏」
        let plain = |l: &&Line<'_>| {
            !ends_honoured(l.text)
                && matches!(words::words(l.text).as_slice(), [post, name, given @ ..]
                    if post.class == names::Class::Role && name.class == names::Class::Name
                        && given.iter().all(|w| w.class == names::Class::Name))
        };
        let columns = honoured > 0
            && honoured * 3 <= section.lines.len()
            && section.lines.iter().filter(plain).count() > 2 * honoured;
        let listed = section.lines.iter().filter(|l| commas(l.text).len() > 1).count();
        let items: Vec<&str> = section.lines.iter().flat_map(|l| commas(l.text)).collect();
        list.surnamed = surnamed(&items, 3);
        list.brief = list.surnamed && !full_named(&items);
        // 「- 山田」 above 「- 鈴木さん」: each point is one of them.
        let point = |l: &Line<'_>| l.text.is_empty() || l.text.starts_with("- ") || l.text.starts_with("* ");
        let points = section.lines.iter().all(point);
        let mut held: Option<String> = None;
        let marks: Vec<_> = section.lines.iter().flat_map(|l| legend(l.text)).collect();
        let below = posts_below(&section.lines);
        let split = torn(&section.lines);
        let under = split && closes_with_post(&section.lines);
        let lettered = !split && section.lines.iter().any(|l| is_letter(l.text));
        let mut begun = String::new();
        let mut named = None;
        // Number of people when the last name was put together, whose post stands below.
        let mut posted = None;
        for (n, line) in section.lines.iter().enumerate() {
            // 「```{contents}」 over 「:local: true」, 「.. contents::」
            if line.text.is_empty() || begins_with_any(line.text, "``` :local: ..") {
                list.pause();
                continue;
            }
            let next = section.lines.get(n + 1).map_or("", |l| l.text);
            if lettered {
                let text = [begun.as_str(), line.text].concat();
                if is_begun(&text, next) {
                    begun = text;
                    continue;
                }
                if !begun.is_empty() {
                    begun.clear();
                    list.line(&text, line.indent);
                    continue;
                }
            }
            // A cell of its own behind the name.
            if is_of("× ✕ 欠", line.text) {
                list.people.pop();
                continue;
            }
            if let Some(name) = named.take() {
                list.columns(&[name, "\u{3000}", line.text].concat(), line.indent);
                posted = Some(list.people.len()).filter(|_| under);
                continue;
            }
            if posted.take() == Some(list.people.len()) && !is_part(line.text) && list.posted_below(line.text)
            {
                continue;
            }
            if below && is_full_name(line.text) || split && is_part(line.text) {
                named = Some(line.text);
                continue;
            }
            let cells = holds!(line.text, "│┃｜|");
            // 「【事務局】」 below members with 氏: those who serve have none.
            served |= Some(n) > last && heads_body(line.text);
            if honoured > listed && !cells && !served && !columns && (!points || ends_honoured(line.text)) {
                list.honoured(line);
                continue;
            }
            // 「⑷　事務局」 below 「…、石田直裕（国際部長）、」
            if let Some(before) = held.take_if(|_| matches!(numbering(line.text).0.style, 3..=5)) {
                list.line(&before, line.indent);
            }
            // 「山田太郎、鈴木花子、」 goes on in the next line.
            let mut text = match held.take() {
                Some(mut before) => {
                    before.push_str(line.text);
                    before
                }
                None => line.text.to_owned(),
            };
            text = marks.iter().fold(text, |text, (whole, mark, post)| {
                text.replace(whole, "").replace(*mark, &format!("{post}\u{3000}"))
            });
            if goes_on(&text, next, list.surnamed) {
                held = Some(text);
                continue;
            }
            list.line(&text, line.indent);
        }
        if let Some(text) = held {
            list.line(&text, 0);
        }
    }
    list.people
}

/// 会長, 委員: what somebody is in the body itself.
fn is_seat(post: &str) -> bool {
    names::is_shared(post) || names::is_chair(post)
}

/// Begins with a body whose people are listed: 「事務局：」,「【事務局】」.
fn heads_body(text: &str) -> bool {
    let mark = |c| is_space(c) || is_marker(c) || among!(c, "・（(【［〔＜)）】］〕＞：:");
    let (_, text) = numbering(text.trim_start_matches(mark));
    let word = text.trim_start_matches(mark).split(mark).next().unwrap_or("");
    names::is_group(word) && names::is_body(word) || is_of("説明員 説明者 執行部 理事者", word)
}
