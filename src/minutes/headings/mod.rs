//! Headings between the proceedings. Some are marked (△, ■, #, 【】); numbered lines and bare titles are decided
//! by what stands around them, because an enumeration inside a speech looks the same.

mod around;

use std::sync::LazyLock;

use super::chars::{
    begins_with_any, digit, ends_in_any, holds_any, is_closing, is_marker, is_space, longer, squeeze,
};
use super::speaker;
use super::structure::TextLine;
use super::words::Words;

pub(super) use around::Context;

/// Longest heading, in characters.
const LONGEST: usize = 70;

/// Last words of a title that has neither number nor mark: 「運賃の改定について」, 「意見交換」.
#[rustfmt::skip]
const TAILS: &str = "\
    について の件 に関する件 その他 開会 閉会 挨拶 あいさつ 報告 質疑 質疑応答 討論 \
    採決 自己紹介 意見交換 議事 議題 説明 選出 互選 選任 委嘱 審議 協議 紹介 一般質問 \
    指定 指名 選挙 決定 確認 講評 次回期日 次回日程 変更 上程 開議 宣告 審議事項 報告事項 協議事項 決議事項";

static BY_TAIL: LazyLock<Words> = LazyLock::new(|| Words::of(&[TAILS]));

/// Headings that show themselves: △日程第１, ■…, # …, 【議事】, ○…の件.
pub(super) fn sure(t: &str, marked: bool) -> Option<u8> {
    let first = t.chars().next()?;
    if first == '#' {
        let rest = t.trim_start_matches('#');
        return (!rest.trim().is_empty()).then(|| (t.len() - rest.len()).min(6) as u8);
    }
    if !title_like(t) {
        return None;
    }
    let second = t.chars().nth(1);
    if second.is_some()
        && matches!(first, '△' | '■' | '◇' | '▼' | '□' | '◆' | '▲')
        && second != Some(first)
        && !marked_list(t)
        && !t.contains("ページトップ")
    {
        return Some(1);
    }
    let whole = |open: char, close: char| first == open && t.ends_with(close) && t.matches(open).count() == 1;
    if whole('【', '】') && !t.starts_with("【資料")
        || whole('＜', '＞')
        || whole('<', '>') && !t.is_ascii()
        || whole('≪', '≫')
        || whole('《', '》')
        || whole('〈', '〉')
    {
        return Some(1);
    }
    // 「◎一般質問」 begins with no number.
    let word = || {
        t.get(first.len_utf8()..)
            .is_some_and(|rest| squeeze(rest).starts_with("一般"))
    };
    if is_marker(first)
        && marked
        && second.is_some_and(|c| (digit(c).is_none() || word()) && c != '・' && c != first)
    {
        return Some(1);
    }
    None
}

/// 「□　出欠の確認を」: check boxes are points of a list.
fn marked_list(t: &str) -> bool {
    begins!(t, '□') && t.chars().nth(1).is_some_and(is_space)
}

/// Could be a title: short, and no sentence.
pub(super) fn title_like(t: &str) -> bool {
    // Several passes ask so of every line: most are told by their ends.
    !t.ends_with(['。', '、', '，', '．', '：', ':', '「', '（']) && !longer(t, LONGEST) && !holds!(t, "。｡")
}

/// Says itself that it is a title: 「大雨の対応について」,「意見交換」.
pub(super) fn is_title(t: &str) -> bool {
    title_like(t) && BY_TAIL.end(&squeeze(t)).is_some()
}

/// A title that stands alone ends in a noun.
fn ends_in_noun(t: &str) -> bool {
    let last = t.chars().next_back();
    last.is_some_and(|c| {
        matches!(c, '㐀'..='鿿' | 'ァ'..='ヿ' | '々') || is_closing(c) || c.is_ascii_alphanumeric()
    }) || t.ends_with("について")
        || BY_TAIL.end(t).is_some()
}

/// Ends as a sentence does without its full stop. 「避難所の見直し」 does not.
fn ends_in_verb(t: &str) -> bool {
    t.ends_with([
        'る', 'た', 'だ', 'ね', 'よ', 'す', 'く', 'む', 'う', 'ん', 'に', 'を', 'が', 'は', 'と', 'で', 'の',
        'も',
    ]) || t.ends_with("ない")
        || t.ends_with("ください")
}

/// A point of the agenda without its number.
pub(super) fn bare(point: &str) -> String {
    squeeze(point)
        .trim_start_matches(|c| {
            digit(c).is_some() || is_marker(c) || among!(c, "（）().．、,第号議題案日程①②③④⑤⑥⑦⑧⑨⑩・■△：:-")
        })
        .to_owned()
}

/// Points of the agenda, ready to be compared.
pub(super) struct Agenda(Vec<String>);

impl Agenda {
    pub(super) fn of(points: &[String]) -> Self {
        Self(
            points
                .iter()
                .map(|a| bare(a))
                .filter(|a| a.chars().nth(2).is_some())
                .collect(),
        )
    }

    /// A heading that repeats a point of the agenda, with or without its number.
    fn has(&self, t: &str) -> bool {
        // Most lines end unlike any point, and are not copied to be compared.
        let last = |s: &str| s.chars().rfind(|c| !c.is_whitespace());
        let end = last(t);
        self.0.iter().any(|a| last(a) == end) && self.0.contains(&bare(t))
    }
}

/// Past tense of a report: 「事務局から説明があった。」
pub(super) fn is_narrative(t: &str) -> bool {
    t.ends_with("た。") && !t.ends_with("ました。") && !t.ends_with("でした。")
        || t.ends_with("のとおり。")
        || t.ends_with("以下のとおり")
}

/// 「事務局より資料１の説明」: what was done, told without a verb. No title.
pub(super) fn is_brief(t: &str) -> bool {
    const DONE: &str = "説明 報告 挨拶 あいさつ";
    let t = t.trim_end_matches('。');
    if !ends_in_any(t, DONE) || longer(t, 40) {
        return false;
    }
    let who = ["より", "から", "にて"].iter().find_map(|w| t.split_once(*w));
    who.is_some_and(|(who, _)| speaker::is_speaker(who))
}

/// 「資料３により、事務局から平成２６年度の評価を説明」,「事務局より資料２の説明」: the same of any length, and not of who alone.
fn is_told(t: &str) -> bool {
    ends_in_any(t, "を説明 を報告 の説明 の報告 から説明 より説明")
        && (holds_any(t, "から より にて") || begins_with_any(t, "資料 参考資料 別紙"))
        && !holds!(t, "。")
        && !begins!(t, '・')
}

/// 「定時総会」 right above 「========」, below an empty line.
pub(super) fn underlined(lines: &[TextLine<'_>], n: usize) -> bool {
    let text = |n: usize| lines.get(n).map_or("", |l| l.text);
    let stroke = text(n + 1);
    text(n.saturating_sub(1)).is_empty()
        && title_like(text(n))
        && !text(n).contains('、')
        && !ends_in_any(text(n), "録 要旨 概要 次第 者")
        && !stroke.is_empty()
        && stroke.chars().all(|c| among!(c, "=-~^"))
}

#[cfg(test)]
mod tests {
    use super::super::{BlockKind, parse};

    /// Headings, and first letters of what is said.
    fn read(lines: &str) -> String {
        let m = parse(&format!("第２回　青葉町緑化審議会　会議録\n{lines}"));
        let rows = m.blocks.iter().filter_map(|b| {
            let said = m
                .paragraphs_of(b)
                .iter()
                .map(|p| p.range.of(&m.text))
                .collect::<Vec<_>>();
            match b.kind {
                BlockKind::Heading(_) => Some(format!("[{}]", said.join(""))),
                BlockKind::Speech(_) => Some(said.join("/")),
                _ => None,
            }
        });
        rows.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_title_counts_on_from_the_one_before() {
        let body = "４　計画について\n（会長）\n始めます。\n（委員）\n賛成です。\n\n５　補助金について\n・事務局より説明\n\n（委員）\n応募が少ないです。\n";
        let want = "[４　計画について] 始めます。 賛成です。 [５　補助金について] 応募が少ないです。";
        assert_eq!(read(body), want);
        // A list in a speech does not.
        let listed = body.replace("５　補助金", "３　補助金");
        assert!(!read(&listed).contains("[３"), "{}", read(&listed));
    }

    #[test]
    fn a_title_within_what_somebody_says_is_part_of_it() {
        let press = "【市長】\n始めます。\n≪大会≫\n多くの方が来ました。\n【記者】\n費用はいくらですか。\n≪次の議題≫\n【市長】\n二億円です。\n";
        assert_eq!(
            read(press),
            "始めます。/≪大会≫/多くの方が来ました。 費用はいくらですか。 [≪次の議題≫] 二億円です。"
        );
    }
}
