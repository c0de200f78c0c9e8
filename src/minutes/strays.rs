//! Labels of another form than the document's: 「鈴木委員　そうですね。」 where others begin with ○, because a mark was
//! forgotten or two people wrote. Who is known from elsewhere in the document speaks; whoever else looks like it, or
//! where a list of opinions is likely, somebody is asked.

use std::collections::BTreeMap;

use super::chars::{Spaced, digit, is_space, longer, marker, squeeze};
use super::evidence::{Decided, Label};
use super::furniture::is_rule;
use super::labels::{Candidate, Form, lookalike};
use super::model::Doubt;
use super::recognisers::is_bullet;
use super::structure::TextLine;
use super::talk::{is_polite, says};
use super::{roles, speaker};

/// As many in one speech are a list of who said what: 「山田委員：賛成です。」「鈴木委員：反対です。」「田中委員：…」.
const LIST: usize = 3;

/// More places than anybody looks at.
const MOST_DOUBTS: usize = 200;

/// How well somebody is known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// Nowhere else, but called as those who speak are.
    Called,
    /// On the list of those present.
    Listed,
    /// Speaks elsewhere in the document, under the same label.
    Speaks,
}

struct Stray<'a> {
    at: usize,
    label: Candidate<'a>,
    known: Known,
    /// Labels of the usual form above it.
    turn: usize,
    /// Who spoke before, unless a rule ended it.
    before: &'a str,
}

/// Adds labels that are marked in another way than `form`, and doubts about them. `listed` asks the list of those
/// present for a name.
#[inline(never)]
pub(super) fn find<'a>(
    lines: &[TextLine<'a>],
    candidates: &[Option<Candidate<'a>>],
    speaks: &[bool],
    form: Form,
    listed: &dyn Fn(&str) -> bool,
    decided: &mut Decided<'a>,
) {
    // 「市長　…」 under 「答」 is part of the answer, and whom the chair calls is in every form.
    if matches!(form, Form::Question | Form::Called) {
        return;
    }
    let possible = |n: usize, line: &TextLine<'a>| {
        let label = candidates.get(n).copied().flatten();
        // 「目白　積立金は」 among 「目白：」
        // 「目白「積立金は」」, too
        let surname = || {
            let colons = form == Form::Colon;
            let spaced = || lookalike(Form::Space, line.text);
            let name = colons.then(|| spaced().or_else(|| quoted(line.text))).flatten()?;
            let gap = line.text.get(name.len()..)?;
            let body = line.text.len() - gap.trim_spaces_start().len();
            let said = line.text.get(body..).is_some_and(says);
            said.then_some(Candidate {
                named: false,
                ..Candidate::of(Form::Space, name, body)
            })
        };
        let Some(label) = label else { return surname() };
        (speaks.get(n) == Some(&true) && is_other(&label, form, line.text)).then_some(label)
    };
    let any = |(n, line): (usize, &TextLine<'a>)| {
        matches!(decided.labels.get(n), Some(None)) && possible(n, line).is_some()
    };
    if !lines.iter().enumerate().any(any) {
        return;
    }
    let people = who_speaks(&decided.labels);
    let known = |c: &Candidate<'_>| {
        let bare = squeeze(c.label);
        let office = roles::office(&bare).unwrap_or("");
        let name = roles::department(bare.strip_suffix(office).unwrap_or(""));
        if people.contains_key(bare.as_ref()) {
            Some(Known::Speaks)
        } else if !name.is_empty() && listed(name) {
            Some(Known::Listed)
        } else {
            c.named.then_some(Known::Called)
        }
    };
    let first = decided.labels.iter().position(Option::is_some).unwrap_or(0);
    // What is said stands below who speaks.
    let below = |n: usize, l: &Option<Label<'_>>| {
        let line = lines.get(n).map_or(0, |line| line.text.len());
        l.as_ref().map(|l| l.body >= line)
    };
    let labels = decided.labels.iter().enumerate();
    let lone = labels
        .filter_map(|(n, l)| below(n, l))
        .map(|lone| if lone { 1 } else { -1 });
    let lone = lone.sum::<i32>() > 0;
    let mut strays: Vec<Stray<'_>> = Vec::new();
    let (mut turn, mut speaker) = (0, "");
    for (n, line) in lines.iter().enumerate() {
        if let Some(Some(label)) = decided.labels.get(n) {
            turn += 1;
            speaker = label.text;
            continue;
        }
        let Some(label) = possible(n, line).filter(|_| begins(lines, n)) else {
            continue;
        };
        let Some(known) = known(&label) else { continue };
        // A signature, 「委員長　真鍋冬樹」, and the office above one are over something that is said, too.
        let signed = match label.form {
            Form::Alone => known == Known::Called && !lone,
            Form::Space => !says(line.text.get(label.body..).unwrap_or("")),
            _ => false,
        };
        if signed
            || calls(line.text, &label)
            || n < first && !(known == Known::Speaks && opens(lines, n, first))
        {
            continue;
        }
        strays.push(Stray {
            at: n,
            label,
            known,
            turn,
            before: if below_rule(lines, n) { "" } else { speaker },
        });
    }
    // 「鬼塚会長：」 and 「鬼塚会長　」 all through the document: whoever goes on in a new line does so in the other form, too.
    let sure = strays.iter().filter(|s| s.is_sure(lines, lone)).count();
    let mixed = sure >= 3 && sure * 4 >= turn;
    let mut asked = 0;
    for group in strays.chunk_by(|a, b| a.turn == b.turn) {
        let mut taken = None;
        for stray in group {
            // Nobody interrupts himself.
            let own = squeeze(taken.unwrap_or(stray.before)) == squeeze(stray.label.label);
            let sure = group.len() < LIST && (mixed || !own) && stray.is_sure(lines, lone);
            if sure {
                taken = Some(stray.label.label);
            }
            if sure && let Some(slot) = decided.labels.get_mut(stray.at) {
                *slot = Some(Label {
                    text: stray.label.label,
                    body: stray.label.body,
                    certainty: 0.6,
                });
            }
            let doubt = if sure { Doubt::Stray } else { Doubt::StrayNotTaken };
            if asked < MOST_DOUBTS {
                asked += 1;
                decided.doubts.push((stray.at, stray.label.label, doubt));
            }
        }
    }
    crate::order::sort(&mut decided.doubts, &|a, b| a.0.cmp(&b.0));
}

impl Stray<'_> {
    /// It is somebody known who says something. `lone`: labels stand on lines of their own.
    fn is_sure(&self, lines: &[TextLine<'_>], lone: bool) -> bool {
        let body = lines.get(self.at).and_then(|l| l.text.get(self.label.body..));
        let body = body.unwrap_or("");
        // 「会長：田中委員とします。」 tells of somebody; 「会長　鈴木委員、どうぞ。」 may be said.
        let end = body.find(|c| is_space(c) || among!(c, "、。をにでがはとの（"));
        let about = || body.get(..end.unwrap_or(0)).is_some_and(speaker::is_speaker);
        // 「会長：委員の互選による。」 is read out.
        let bare = squeeze(self.label.label);
        let unnamed = || roles::is_office(&bare) && !is_polite(body);
        match self.label.form {
            Form::Alone => lone && self.known != Known::Called,
            // 「（山田委員）」 alone above what is said.
            Form::Round => self.known == Known::Speaks,
            _ => self.known != Known::Called && says(body) && !about() && !unnamed(),
        }
    }
}

/// Whether a label is of another form than the document's, and of one that may be mixed with it.
fn is_other(c: &Candidate<'_>, form: Form, line: &str) -> bool {
    match c.form {
        Form::Legend | Form::Question | Form::Called => false,
        // 「・山田委員：賛成」 is a point of a list.
        Form::Marker => !line.starts_with(is_bullet) && (form != Form::Marker || c.unusual),
        Form::Space | Form::Dash | Form::Alone => c.form != form && c.named,
        _ => c.form != form,
    }
}

/// Labels of those who speak, also without the name in brackets behind them.
fn who_speaks(labels: &[Option<Label<'_>>]) -> BTreeMap<String, usize> {
    let mut people = BTreeMap::new();
    for label in labels.iter().flatten() {
        let bare = squeeze(label.text);
        if !people.contains_key(bare.as_ref()) {
            let outer = bare.split(['（', '(']).next().unwrap_or("");
            people.insert(outer.to_owned(), 0);
            people.insert(bare.into_owned(), 0);
        }
    }
    people
}

/// A surname close to a quotation that is all the rest of the line.
fn quoted(line: &str) -> Option<&str> {
    let (name, said) = line.strip_suffix('」')?.split_once('「')?;
    lookalike(Form::Alone, name).filter(|_| !holds!(said, "「」"))
}

/// Nothing goes on here from the line above.
fn begins(lines: &[TextLine<'_>], n: usize) -> bool {
    let above = n.checked_sub(1).and_then(|m| lines.get(m)).map_or("", |l| l.text);
    above
        .chars()
        .next_back()
        .is_none_or(|c| !matches!(c, 'ぁ'..='ヿ' | '、' | '，' | '：' | ':'))
}

fn below_rule(lines: &[TextLine<'_>], n: usize) -> bool {
    let mut above = lines.get(..n).unwrap_or(&[]).iter().rev().take(4);
    above
        .find(|l| !l.text.is_empty())
        .is_some_and(|l| is_rule(l.text))
}

/// Whether what is said goes on from here to the first label.
fn opens(lines: &[TextLine<'_>], n: usize, first: usize) -> bool {
    first - n < 12
        && lines
            .get(n..first)
            .is_some_and(|said| said.iter().all(|l| l.text.is_empty() || says(l.text)))
}

/// 「鈴木委員　お願いします。」: the chair calls.
fn calls(line: &str, c: &Candidate<'_>) -> bool {
    let body = line.get(c.body..).unwrap_or("");
    !longer(body, 14) && ["お願い", "どうぞ"].iter().any(|w| body.starts_with(w))
}

/// Doubts about lines that begin with the one mark of those who speak, and whose label cannot be read:
/// 「○鈴木＜委員＞　質問があります。」.
pub(super) fn unread<'a>(lines: &[TextLine<'a>], decided: &mut Decided<'a>) {
    if !decided.marked {
        return;
    }
    let speaking = || {
        lines
            .iter()
            .zip(&decided.labels)
            .filter(|(_, label)| label.is_some())
    };
    let mut marks = speaking().filter_map(|(line, _)| marker(line.text));
    let Some(mark) = marks.next().filter(|m| marks.all(|other| other == *m)) else {
        return;
    };
    let begin = decided.labels.iter().position(Option::is_some).unwrap_or(0);
    let label = |line: &TextLine<'a>| {
        let rest = line.text.strip_prefix(mark).filter(|_| is_polite(line.text))?;
        let (label, said) = rest.split_once(is_space)?;
        let kanji = |c: &char| matches!(c, '㐀'..='鿿');
        let fits = (2..=20).contains(&label.chars().count())
            && label.chars().filter(kanji).count() >= 2
            && !label
                .chars()
                .any(|c| matches!(c, '。' | '、' | '「') || digit(c).is_some());
        (fits && says(said)).then_some(label)
    };
    let unread = lines.iter().zip(&decided.labels).enumerate().skip(begin);
    let unread = unread.filter(|(_, (_, speaks))| speaks.is_none());
    let found: Vec<_> = unread
        .filter_map(|(n, (line, _))| Some((n, label(line)?, Doubt::StrayNotTaken)))
        .filter(|(n, ..)| decided.doubts.iter().all(|(at, ..)| at != n))
        .collect();
    // As many are points of lists.
    if found.len() <= speaking().count() {
        let again = |label: &str| found.iter().filter(|(_, other, _)| *other == label).count() > 1;
        for (n, label, doubt) in &found {
            let line = lines.get(*n).map_or("", |l| l.text);
            let body = line.find(label).map(|at| at + label.len());
            let rest = body.and_then(|at| line.get(at..)).unwrap_or("");
            let doubt = match decided.labels.get_mut(*n).filter(|_| again(label)) {
                Some(slot) => {
                    let body = line.len() - rest.trim_spaces_start().len();
                    let certainty = 0.5;
                    *slot = Some(Label {
                        text: label,
                        body,
                        certainty,
                    });
                    Doubt::NameOnly
                }
                None => *doubt,
            };
            decided.doubts.push((*n, label, doubt));
        }
        crate::order::sort(&mut decided.doubts, &|a, b| a.0.cmp(&b.0));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{DiagnosticCode, parse};

    const HEAD: &str = "第２回　青葉町交通会議　会議録\n出席者　　会　長　村上　一郎\n　　　　　委　員　鈴木　花子\n　　　　　委　員　山田　次郎\n\n";

    /// Who speaks, and whom somebody is asked about, where these lines stand among others.
    fn read(lines: &str) -> (String, String) {
        let text = format!(
            "{HEAD}○村上会長　会議を開きます。\n○鈴木委員　資料について伺います。\n○事務局　御説明します。\n{lines}\n○村上会長　ありがとうございました。\n○鈴木委員　分かりました。\n"
        );
        let m = parse(&text);
        let speakers: Vec<&str> = m
            .speeches()
            .map(|(_, s)| m.speakers[s.speaker as usize].label.as_str())
            .collect();
        let doubts = m
            .diagnostics
            .iter()
            .filter(|d| d.code == DiagnosticCode::DoubtfulLabel);
        let doubts: Vec<&str> = doubts
            .filter_map(|d| d.message.split(['「', '」']).nth(1))
            .collect();
        assert_eq!(
            speakers.get(..3),
            Some(&["村上会長", "鈴木委員", "事務局"][..]),
            "{text}"
        );
        assert_eq!(
            speakers.get(speakers.len() - 2..),
            Some(&["村上会長", "鈴木委員"][..]),
            "{text}"
        );
        let between = speakers.get(3..speakers.len() - 2).unwrap();
        (between.join(" "), doubts.join(" "))
    }

    #[test]
    fn a_marked_label_that_cannot_be_read_is_asked_about() {
        for (line, asked) in [
            ("○鈴木＜委員＞　質問があります。", "鈴木＜委員＞"),
            ("○資料３　こちらを御覧ください。質問はありますか。", ""),
            ("○質問があります。　お願いします。", ""),
        ] {
            assert_eq!(read(line), (String::new(), asked.to_owned()), "{line}");
        }
    }

    #[test]
    fn somebody_known_speaks_without_the_mark() {
        for (line, who) in [
            ("鈴木委員　そうですね。", "鈴木委員"),
            ("――――――――――\n鈴木委員　そうですね。", "鈴木委員"),
            ("鈴木委員：そうですね。", "鈴木委員"),
            ("山田委員：賛成です。", "山田委員"),
            ("山田委員　賛成です。", "山田委員"),
            ("【鈴木委員】そうですね。", "鈴木委員"),
            ("（鈴木委員）\n　そうですね。", "鈴木委員"),
            ("■鈴木委員　そうですね。", "鈴木委員"),
            (
                "■鈴木委員　そうですね。\n山田委員　私もです。",
                "鈴木委員 山田委員",
            ),
        ] {
            assert_eq!(read(line), (who.to_owned(), who.to_owned()), "{line}");
        }
    }

    #[test]
    fn colons_and_spaces_all_through_the_document() {
        let text = "第３回　青葉市環境審議会　会議録\n出席者　鬼塚会長、雲母委員、一口委員、犬養課長\n\n鬼塚会長：始めます。\n犬養課長　資料を御説明します。\n雲母委員：理由は何でしょうか。\n犬養課長　分別が進んだためです。\n一口委員　日を増やせませんか。\n犬養課長：検討いたします。\n鬼塚会長：ほかにございませんか。\n鬼塚会長　なければ終わります。\n";
        let m = parse(text);
        let said = m
            .speeches()
            .map(|(_, s)| m.speakers[s.speaker as usize].label.as_str());
        assert_eq!(
            said.collect::<Vec<_>>().join(" "),
            "鬼塚会長 犬養課長 雲母委員 犬養課長 一口委員 犬養課長 鬼塚会長 鬼塚会長"
        );
    }

    #[test]
    fn somebody_is_asked_about_what_only_looks_like_it() {
        for (line, whom) in [
            ("佐藤委員：賛成です。", "佐藤委員"),
            ("佐藤委員　賛成です。", "佐藤委員"),
            ("鈴木委員\nそうですね。", "鈴木委員"),
            ("村上会長　鈴木委員に御説明をお願いしたいと思います。", "村上会長"),
            ("事務局：次も説明します。", "事務局"),
            ("村上会長：田中委員とします。", "村上会長"),
            ("小野部長：賛成です。", "小野部長"),
            ("事務局：役場に置く。", "事務局"),
            (
                "鈴木委員：賛成です。\n山田委員：反対です。\n佐藤委員：まだ分かりません。",
                "鈴木委員 山田委員 佐藤委員",
            ),
        ] {
            assert_eq!(read(line), (String::new(), whom.to_owned()), "{line}");
        }
    }

    #[test]
    fn nobody_is_asked_about_sentences_and_lists() {
        for line in [
            "鈴木委員からは、そうではないと伺いました。",
            "山田委員がおっしゃったとおりです。",
            "鈴木委員、そうですね。",
            "鈴木委員　お願いします。",
            "会長　　村上　一郎\n委員　　鈴木　花子",
            "それでは、まず、\n鈴木委員　のお話からです。",
            "・鈴木委員：賛成です。\n・山田委員：反対です。",
            "資料：お手元にあります。",
        ] {
            assert_eq!(read(line), (String::new(), String::new()), "{line}");
        }
    }
}
