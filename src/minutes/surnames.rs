//! Surnames before white space: 「空木　それでは始めます。」, as in talks in which hardly anybody has an office. One line
//! tells nothing, since 「目標　来年は百人にします。」 looks the same; the whole document does: some of these words come
//! again, what stands behind them is talk, and they are people whom the document names elsewhere.

use std::collections::BTreeMap;

use super::chars::{count, ends_in_any, holds_any, is_of, is_space, longer};
use super::counterevidence::names_meeting;
use super::labels::{Candidate, Form};
use super::recognisers::venue_asks;
use super::roles;
use super::speaker::is_surname;
use super::stage;
use super::structure::TextLine;
use super::talk::{is_talk, says};

/// More people than talk at one meeting.
pub(super) const MOST: usize = 40;

/// Lines in which people are looked for, and how long each of them may be.
const FAR: usize = 2000;
const LONGEST: usize = 8000;

/// Words of two letters and more that stand before white space, too.
#[rustfmt::skip]
const WORDS: &str = "\
    午前 午後 当日 前日 翌日 昨日 今日 明日 毎日 今後 今回 次回 前回 現在 昨年 今年 本年 来年 年度 同上 以上 以下 \
    目標 効果 成果 所感 感想 総括 経緯 経過 評価 改善 特徴 要旨 要点 論点 質問 回答 意見 説明 全体 個人 補足 追記 \
    小計 合計 大人 小人 男性 女性";

/// Takes surnames before white space for labels, unless offices are marked in another way; returns them.
pub(super) fn take<'a>(
    lines: &[TextLine<'a>],
    candidates: &mut [Option<Candidate<'a>>],
    speaks: &mut [bool],
) -> Vec<&'a str> {
    // 「進行：空木功輔」 above it all is no label.
    let said = candidates.iter().zip(speaks.iter()).filter(|(_, s)| **s);
    let other = |c: &&Option<Candidate<'_>>| c.as_ref().is_some_and(|c| c.named && c.form != Form::Space);
    if said.map(|(c, _)| c).filter(other).take(2).count() == 2 {
        return Vec::new();
    }
    let flush = |l: &TextLine<'a>| if l.indented { "" } else { l.text };
    let mut begin = lines.iter().map(flush).filter_map(parted);
    let mut words = talking(&mut begin, &|n| lines.get(n).map(|l| l.text), &|_| false);
    if words.is_empty() {
        return words;
    }
    let (mut talk, mut asked) = (false, None);
    for ((line, candidate), speaks) in lines.iter().zip(candidates).zip(speaks) {
        // 「会場　もう一つよろしいですか。」: somebody whose name nobody knows.
        let named = |label: &str, said: &str| {
            words.contains(&label)
                || venue_asks(label, said)
                || roles::is_everybody(label) && stage::alone(said).is_some()
        };
        let parted = parted(flush(line)).filter(|(label, said)| named(label, said));
        // 「パネリスト　空木　信（評論家）」 above it all says nothing, although talk begins below.
        let listed =
            |c: &Candidate<'_>| c.form == Form::Space && line.text.get(c.body..).is_some_and(|t| !tells(t));
        talk |= parted.is_some_and(|(_, said)| tells(said));
        *speaks &= talk || !candidate.as_ref().is_some_and(listed);
        if let Some((label, said)) = parted.filter(|_| candidate.is_none_or(|c| !c.named)) {
            *candidate = Some(Candidate {
                named: false,
                ..Candidate::of(Form::Space, label, line.text.len() - said.len())
            });
            *speaks = tells(said);
            asked = asked.or(Some(label).filter(|label| !words.contains(label)));
        }
    }
    words.extend(asked);
    words
}

/// The words that name who speaks; `line` gives the lines, with the white space in front of them.
pub(super) fn found<'a>(line: &dyn Fn(usize) -> Option<&'a str>) -> Vec<&'a str> {
    let mut begin = (0..).map_while(line).filter_map(parted);
    talking(&mut begin, line, &|_| false)
}

/// Words alone on their lines that may be surnames, and how often: 「百瀬」.
pub(super) fn alone<'a>(lines: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let mut turns = BTreeMap::new();
    for line in lines.filter(|l| (6..=18).contains(&l.len()) && is_called(l)) {
        *turns.entry(line).or_default() += 1;
    }
    turns
}

/// Which of the words name who speaks: each with what stands behind it, where something may be said. `listed` asks the
/// list of those present.
pub(super) fn talking<'a>(
    begin: &mut dyn Iterator<Item = (&'a str, &'a str)>,
    line: &dyn Fn(usize) -> Option<&'a str>,
    listed: &dyn Fn(&str) -> bool,
) -> Vec<&'a str> {
    let lines = || (0..).map_while(line);
    // How often each word stands there, and how often with talk behind it.
    let (mut turns, mut polite) = (BTreeMap::<&str, usize>::new(), BTreeMap::<&str, usize>::new());
    // What can be no surname is asked about once.
    let mut fits = BTreeMap::<&str, usize>::new();
    for (word, said) in begin {
        let surname = || usize::from(!is_of(WORDS, word) && is_called(word));
        if *fits.entry(word).or_insert_with(surname) == 0 || !tells(said) {
            continue;
        }
        *turns.entry(word).or_default() += 1;
        // 「私も読み違えました（笑）。」
        let laughs = holds_any(said, "（笑） （笑い）");
        *polite.entry(word).or_default() += usize::from(laughs || said.split_inclusive('。').any(is_talk));
    }
    let talks = |(word, all): &(&&'a str, &usize)| polite.get(*word).is_some_and(|n| n * 2 >= **all);
    let talk: Vec<(&str, usize)> = turns
        .iter()
        .filter(talks)
        .map(|(word, all)| (*word, *all))
        .collect();
    let again = talk.iter().filter(|(_, all)| *all > 1).count();
    let all: usize = talk.iter().map(|(_, all)| all).sum();
    if again == 0 || all < 3 || talk.len() < 2 || talk.len() > MOST {
        return Vec::new();
    }
    if !names_meeting(&mut lines().filter(|l| !l.trim().is_empty())) {
        return Vec::new();
    }
    let (mut people, mut called) = (Vec::new(), 0);
    for (word, all) in &talk {
        let mut near = lines().take(FAR).filter(|l| l.len() < LONGEST);
        let calls = listed(word) || near.any(|l| calls(l, word));
        called += usize::from(calls);
        if calls || *all > 1 {
            people.push(*word);
        }
    }
    // Of few turns each is somebody's who is named elsewhere.
    let enough = if again > 1 && all > 3 {
        called * 2 >= people.len()
    } else {
        called == talk.len()
    };
    if !enough || called < 2 {
        people.clear();
    }
    people
}

/// Whether something may be said: 「空木　貞夫（豆腐店主）」 is a row of a list.
fn tells(said: &str) -> bool {
    says(said) || longer(said, 20)
}

/// A word of two letters and more, and the text behind the white space after it, if the line begins with them.
pub(super) fn parted(line: &str) -> Option<(&str, &str)> {
    let bytes = line.as_bytes();
    // Asked of every line: letters of three bytes, perhaps with what chooses their shape, and then a space.
    let mut end = 0;
    while end < 28 {
        match bytes.get(end..)? {
            [b' ' | b'\t', ..] | [0xE3, 0x80, 0x80, ..] => break,
            // No hiragana: they are what most lines come to first.
            [0xE3, 0x81, ..] | [0xE3, 0x82, 0x80..=0x9F, ..] => return None,
            [0xE3..=0xE9, ..] | [0xEF, 0xB8, ..] => end += 3,
            [0xF0 | 0xF3, ..] => end += 4,
            _ => return None,
        }
    }
    let (word, rest) = line.split_at_checked(end).filter(|(word, _)| word.len() > 5)?;
    let said = rest.trim_start_matches(is_space);
    (!said.is_empty() && !word.contains(is_space)).then_some((word, said))
}

/// A surname in kanji, whatever shape is chosen for them, or in katakana.
fn is_called(word: &str) -> bool {
    let shape = |c: char| matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    let katakana = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー');
    let plain: String = word.chars().filter(|c| !shape(*c)).collect();
    // 「ト部」 is printed with the kana that looks like its kanji.
    let plain = plain
        .strip_prefix('ト')
        .filter(|_| plain.chars().nth(1) == Some('部'))
        .map_or(plain.clone(), |rest| ["卜", rest].concat());
    plain.chars().nth(4).is_none() && is_surname(&plain)
        || plain.chars().nth(6).is_none() && plain.chars().all(katakana)
}

/// Whether one of the first lines calls somebody by this word, which may be a surname.
pub(super) fn is_called_in<'l>(mut lines: impl Iterator<Item = &'l str>, word: &str) -> bool {
    let fits = is_called(word) && !is_of(WORDS, word);
    fits && lines
        .by_ref()
        .take(FAR)
        .any(|l| l.len() < LONGEST && calls(l, word))
}

/// Whether a line calls somebody by this surname: 空木賢治、, 空木さん, 空木と申します.
fn calls(line: &str, surname: &str) -> bool {
    const CALLED: [&str; 11] = [
        "さん",
        "氏",
        "君",
        "様",
        "先生",
        "委員",
        "議員",
        "です。",
        "と申します",
        "でございます",
        "と言います",
    ];
    let kanji = |c: char| matches!(c, '㐀'..='鿿' | '々');
    line.match_indices(surname).any(|(at, _)| {
        let before = line.get(..at).and_then(|t| t.chars().next_back());
        let after = line.get(at + surname.len()..).unwrap_or("");
        if before.is_some_and(kanji) {
            return ends_in_any(
                line.get(..at).unwrap_or(""),
                "委員長 部長 課長 会長 会計 議長 書記 担当 司会 の",
            ) && CALLED.iter().any(|w| after.starts_with(w));
        }
        // 「（空木）」
        let noted = before.is_some_and(|c| among!(c, "（(")) && after.starts_with(['）', ')']);
        if noted || CALLED.iter().any(|w| after.starts_with(w)) {
            return true;
        }
        // 「ハン・ソヨン」
        if after.starts_with('・') {
            return true;
        }
        // 「空木さとる（学芸員）」,「空木千景×」
        let kana = after.chars().take_while(|c| matches!(c, 'ぁ'..='ん')).count();
        let behind_kana = after.trim_start_matches(|c| matches!(c, 'ぁ'..='ん'));
        if (2..=4).contains(&kana) && behind_kana.starts_with(['（', '(', '×']) {
            return true;
        }
        // 「空木賢治、」,「空木　賢治（会長）」,「空木　さとる（会員）」
        let spaced = after.trim_start_matches(is_space);
        let kana = spaced.chars().take_while(|c| matches!(c, 'ぁ'..='ん')).count();
        let behind_kana = spaced.trim_start_matches(|c| matches!(c, 'ぁ'..='ん'));
        if spaced.len() < after.len() && (2..=4).contains(&kana) && behind_kana.starts_with(['（', '(']) {
            return true;
        }
        let rest = spaced.trim_start_matches(kanji);
        // 「空木克己委員長、」
        let given = spaced.get(..spaced.len() - rest.len()).unwrap_or("");
        let given = given
            .strip_suffix(roles::office(given).unwrap_or(""))
            .map_or(0, count);
        (1..=3).contains(&given)
            && (rest.is_empty()
                || rest.starts_with("より")
                || rest.starts_with(|c| is_space(c) || among!(c, "、，,・（(）)／/×")))
    })
}

#[cfg(test)]
mod tests {
    use super::super::{parse, said};

    const TALK: &str = "座談会「まちの記録を読む」\n出席者：空木賢治、雲母清子\n\n空木　空木です。記録を読むのが好きです。\n雲母　雲母と申します。よろしくお願いします。\n　図書館で働いています。\n空木　図書館の記録は古いものが多いですか。\n雲母　はい、百年前のものもあります。\n";

    #[test]
    fn people_who_are_named_elsewhere_talk_by_turns() {
        assert_eq!(said(TALK), "空木/雲母/空木/雲母");
        let half = TALK.replace("空木　", "空木 ").replace("雲母　", "雲母 ");
        assert_eq!(said(&half), "空木/雲母/空木/雲母");
        let chaired = TALK.replace("\n\n", "\n\n司会　それでは始めます。\n");
        assert_eq!(said(&chaired), "司会/空木/雲母/空木/雲母");
    }

    #[test]
    fn no_letter_is_lost_where_markdown_is() {
        let marked = TALK
            .replace("座談会", "# 座談会")
            .replace("空木　", "空木 ")
            .replace("雲母　", "雲母 ")
            .replace("古いもの", "**古いもの**")
            .replace("はい、", "**はい**、");
        let text = format!("{marked}\n## 出席者\n\n- 空木賢治\n- 雲母清子\n");
        let m = parse(&text);
        assert!(
            m.text.contains("図書館の記録は古いものが多いですか。"),
            "{}",
            m.text
        );
        assert!(
            m.text.contains("雲母 はい、百年前のものもあります。"),
            "{}",
            m.text
        );
    }

    #[test]
    fn words_of_reports_are_no_people() {
        let report = TALK
            .replace("空木", "図書")
            .replace("雲母", "記録")
            .replace("図書です。", "");
        assert_eq!(said(&report), "");
        let day = "第３回　読書会　記録\n担当：午前組、午後組\n\n午前　本を読みました。楽しかったです。\n午後　感想を話しました。\n午前　また読みました。\n午後　また話しました。\n";
        assert_eq!(said(day), "");
    }
}
