//! What stands among the proceedings and nobody speaks: decisions, notes, letters, tables, votes; and what
//! stands behind them.

use memchr::memchr2_iter;

use super::chars::{
    Spaced, begins_with_any, count, digit, ends_in_any, holds_any, is_of, is_prose, is_space, longer, marker,
    squeeze, stops,
};
use super::headings::title_like;
use super::stage;
use super::structure::{LineKind, TextLine};
use super::talk::is_polite;
use super::{numbering, numerals};

/// Words in 【】 that head a decision; what follows is nobody's speech.
#[rustfmt::skip]
const DECISIONS: &str = "\
    結論 決定 まとめ TODO ＴＯＤＯ 宿題 確認事項 合意 対応 次回 今後 結果 総括 \
    アクション 補足 注 備考";

/// Titles of lists of what came out of the talk above.
const OUTCOMES: &str =
    "決定事項 確認事項 合意事項 決まったこと 決定 宿題 まとめ TODO ToDo アクションアイテム";

/// Words before a colon that begin a note between speeches.
#[rustfmt::skip]
const NOTES: &str = "\
    決定事項 決定 結論 todo 参考 注記 注 備考 宿題 合意事項 確認事項 保留 \
    アクション 次回日程 次回 まとめ メモ note memo 補足 結果 配布資料 配付資料 \
    資料 文責 記録 url ai 採決 採決結果 表決 議決 actionitems actionitem";

/// First words of what stands behind the proceedings.
#[rustfmt::skip]
const BACK: &str = "\
    文責 問合 問い合わせ お問 この記事に関する この記事について 目次へ戻る 目次に戻る 発言者の先頭へ Copyright 連絡先 照会先 このページ ページの先頭 ページトップ \
    PDF形式 〒 電話 ＴＥＬ TEL ＦＡＸ 議事録署名 会議録署名 議事録作成 会議録作成 \
    議事録担当 投稿者 以上、この議事録 以上、本議事録 以上、この会議録 以上の議事を証 以上の決議を証 上記のとおり相違 以上は、会議の 以上は会議の 以上、会議の 以上会議の 以上（ 以上(文責 この記事が気に入ったら 前のページ 検索結果に戻る 会議録の確定 議事録の確定 編集後記 署名議員 署名委員 署　名 上記の 上記会議 上記議事 以上の会議 この会議録 この議事録 本議事録 \
    本会議録 会議の経過を記載 会議の次第 地方自治法第 速報 記録： 記録者 文・構成 構成・文 文／ 構成／ 取材・文 取材・構成";

/// 【結論】 at the start of a line: the bytes of it with its brackets. Where nobody speaks, 【今後の進め方】 alone on its
/// line is a title like the others.
pub(super) fn decision_tag(line: &str, silent: bool) -> Option<usize> {
    let inner = line.strip_prefix('【')?;
    let (word, behind) = inner.split_once('】')?;
    let fits = begins_with_any(word, DECISIONS) && word.chars().count() <= 12;
    let title = silent && behind.is_empty() && word.starts_with("今後の");
    (fits && !title).then_some('【'.len_utf8() + word.len() + '】'.len_utf8())
}

/// 「決定事項」 alone on its line, above points: 「- [x] 四月から公開する」.
pub(super) fn heads_points(lines: &[TextLine<'_>], n: usize, line: &str) -> bool {
    if longer(line, 12) || !is_of(OUTCOMES, line.trim_end_matches([':', '：'])) {
        return false;
    }
    let below = lines.iter().skip(n + 1).find(|l| !l.text.is_empty());
    below.is_some_and(|l| numbering::bullet(l.text).is_some())
}

/// What is done with a bill, as summaries of committees part what they tell of it.
const PARTS: &str = "説明 提案説明 概要説明 補足説明 質疑 質疑応答 意見 討論 採決 表決 審査結果";

/// 「（質疑）」 alone on its line heads what is asked, 「（採決）全会一致により、原案可決。」 tells what came of it: the bytes
/// of it with its brackets.
pub(super) fn part(line: &str) -> Option<usize> {
    let (word, _) = line.strip_prefix('（')?.split_once('）')?;
    is_of(PARTS, word).then_some(2 * '（'.len_utf8() + word.len())
}

/// Whether a text tells of bills so: 「（質疑）」, and 「（討論）なし」.
pub(super) fn in_parts(lines: &[TextLine<'_>]) -> bool {
    let (mut asked, mut told) = (false, false);
    lines.iter().any(|l| {
        if let Some(end) = part(l.text) {
            asked |= l.text.starts_with("（質疑");
            told |= end < l.text.len();
        }
        asked && told
    })
}

/// 「－資料１に基づき、事務局から説明－」: what happened, and no heading or speech.
pub(super) fn is_between_dashes(line: &str) -> bool {
    const DASHES: [char; 4] = ['-', '－', '―', '—'];
    let inner = line.strip_prefix(DASHES).and_then(|t| t.strip_suffix(DASHES));
    inner.is_some_and(|t| {
        !t.starts_with(DASHES) && longer(t, 3) && title_like(t) && !t.chars().any(is_space) && has_kanji(t)
    })
}

fn has_kanji(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '㐀'..='鿿'))
}

/// No list that is read out between two rules is longer, in lines.
const READ_OUT: usize = 200;

/// 「諸般の報告」 and what belongs to it, between two rules and down to 「以上」: what a clerk reads out is printed so, and is
/// no part of the agenda.
pub(super) fn read_out(lines: &[TextLine<'_>], kinds: &mut [LineKind<'_>], begin: usize) {
    let mut above: Option<usize> = None;
    let mut last = "";
    for n in begin..kinds.len() {
        match kinds.get(n) {
            Some(LineKind::Rule) => {
                let boxed = above.filter(|rule| n - rule <= READ_OUT && squeeze(last) == "以上");
                for kind in boxed
                    .and_then(|rule| kinds.get_mut(rule + 1..n))
                    .unwrap_or(&mut [])
                {
                    if matches!(kind, LineKind::Text | LineKind::Heading(_) | LineKind::Item(_)) {
                        *kind = LineKind::Insert;
                    }
                }
                (above, last) = (Some(n), "");
            }
            Some(LineKind::Label(_) | LineKind::Time(_)) => above = None,
            Some(LineKind::Blank) | None => {}
            Some(_) => last = lines.get(n).map_or("", |l| l.text),
        }
    }
}

/// 「議事日程　第十三号」 below a rule, amid what is said: the order of another sitting is shown, with the hour at which that
/// one opens and its points, down to the next rule. So are the names of those who sign, down to the next who speaks.
pub(super) fn of_another_sitting(lines: &[TextLine<'_>], kinds: &mut [LineKind<'_>], begin: usize) {
    let (mut said, mut ruled, mut shown, mut signed) = (false, false, false, false);
    for n in begin..kinds.len() {
        let Some(kind) = kinds.get_mut(n) else { break };
        match kind {
            LineKind::Blank => continue,
            LineKind::Label(_) => (said, shown, signed) = (true, false, false),
            LineKind::Rule => (shown, signed) = (false, false),
            _ => {
                let text = lines.get(n).map_or("", |l| l.text);
                // 「多数意見者署名」 over the names of those who sign the report, in the Diet of the fifties
                signed =
                    said && begins!(text, '多') && is_of("多数意見者署名 多数意見者の署名", &squeeze(text))
                        || signed && title_like(text) && !is_prose(text);
                if signed && matches!(kind, LineKind::Text | LineKind::Heading(_) | LineKind::Item(_)) {
                    *kind = LineKind::Insert;
                }
                shown |= said && ruled && begins!(text, '議') && orders(text);
                if shown {
                    *kind = LineKind::Insert;
                }
            }
        }
        ruled = matches!(kind, LineKind::Rule);
    }
}

/// 「議事日程　第十三号」
fn orders(t: &str) -> bool {
    let number = squeeze(t).strip_prefix("議事日程").map(str::to_owned);
    number.is_some_and(|n| n.starts_with('第') && n.ends_with('号') && !longer(&n, 12))
}

/// `決定: …`, `TODO: …`, `注：…`.
pub(super) fn is_note(line: &str) -> bool {
    // Told by bytes, because it is asked of every line; ：is EF BC 9A.
    let head = line.as_bytes().get(..40).unwrap_or(line.as_bytes());
    let colon = |at: &usize| matches!(head.get(*at..), Some([b':', ..] | [0xEF, 0xBC, 0x9A, ..]));
    let Some(word) = memchr2_iter(b':', 0xEF, head)
        .find(colon)
        .and_then(|at| line.get(..at))
        .filter(|word| count(word) < 14)
    else {
        return false;
    };
    let word = squeeze(word).to_ascii_lowercase();
    // 「- **TODO**: …」
    let word = word.trim_start_matches(|c| among!(c, "・※→■□-*>"));
    let word = word.trim_end_matches(|c: char| digit(c).is_some() || c == '*');
    is_of(NOTES, word)
}

/// 「全員が挙手し、議案第１号は原案のとおり承認された。」 below the last words of somebody who speaks politely: what happened
/// then, and nothing that he or she says. Above it the turn goes on, below it comes the next one.
pub(super) fn narrated(lines: &[TextLine<'_>], kinds: &mut [LineKind<'_>], begin: usize) {
    let mut over = true;
    // The line that was found above the last such line, and whether it is polite: lines one below the other share it.
    let mut found: Option<(usize, bool)> = None;
    for n in (begin..kinds.len()).rev() {
        let said = |n: usize| lines.get(n).map_or("", |l| l.text);
        over = match kinds.get(n) {
            Some(LineKind::Blank) => over,
            Some(LineKind::Text) if over && (tells(said(n)) || tallies(said(n))) => {
                let here = found.filter(|(above, _)| *above < n).unwrap_or_else(|| {
                    let mut above = (begin..n).rev().filter(|m| !said(*m).is_empty());
                    let above = above.find(|m| !tells(said(*m)) && !tallies(said(*m)));
                    let spoken = |m: &usize| {
                        let line = matches!(kinds.get(*m), Some(LineKind::Text | LineKind::Label(_)));
                        line && is_polite(undirected(said(*m)))
                    };
                    (above.unwrap_or(0), above.is_some_and(|m| spoken(&m)))
                });
                found = Some(here);
                let polite = here.1 || unanimous(said(n));
                if let Some(kind) = kinds.get_mut(n).filter(|_| polite) {
                    *kind = LineKind::Insert;
                }
                polite
            }
            Some(LineKind::Text | LineKind::Item(_) | LineKind::Stage(_)) => false,
            _ => true,
        };
    }
}

/// 「○　雲母企画官より、資料４に沿って説明。」, where who speaks has no mark.
pub(super) fn is_explained(t: &str) -> bool {
    marker(t).is_some()
        && ends_in_any(t, "説明。 報告。 紹介。 連絡。 説明 報告 連絡")
        && t.contains("より")
        && !longer(t, 60)
}

/// 「賛成　58名（58個）　　反対　3名（3個）」 below 「採決の結果、…可決された。」
fn tallies(t: &str) -> bool {
    let figure = |r: &str| r.trim_spaces_start().starts_with(|c| digit(c).is_some());
    begins!(t, '賛')
        && t.split_once("反対").is_some_and(|(for_it, against)| {
            for_it.strip_prefix("賛成").is_some_and(figure) && figure(against)
        })
        && !holds!(t, "。")
        && !longer(t, 40)
}

/// 「すみません。（笑い）」 without what happened then.
fn undirected(t: &str) -> &str {
    let at = if t.ends_with(['）', ')']) {
        t.rfind(['（', '('])
    } else {
        None
    };
    match at.and_then(|at| t.split_at_checked(at)) {
        Some((said, direction)) if stage::read(direction).is_some() => said,
        _ => t,
    }
}

/// 「拍手多数により承認された。」 is told also where everything is written in the plain past.
fn unanimous(t: &str) -> bool {
    let voted = "拍手多数 全会一致 全員一致 満場一致 挙手多数 挙手全員 賛成多数 起立多数";
    begins_with_any(t, voted) && t.ends_with("された。")
}

/// Tells what was done at a meeting, in the plain past.
fn tells(t: &str) -> bool {
    const DONE: &str = "挙手 異議 承認 可決 否決 採決 決定 了承 質疑 説明が 説明を 報告が 報告を 意見は 閉会 散会 休憩 退席 退室 入室 \
        入場 一致 議決 選出 朗読";
    let past = |s: &str| {
        s.ends_with('た') && !s.ends_with("した")
            || ends_in_any(
                s,
                "決した 承した 認した 了した 会した 出した 任した 読した 憩した 席した 場した 室した 決定した",
            )
    };
    t.ends_with("た。")
        && holds_any(t, DONE)
        && !holds!(t, "？！「")
        && t.split('。').all(|s| s.is_empty() || past(s))
}

/// 「[ 省略：資料２の説明 ]」,「※　審議の内容は非公開のため、省略」: something was said that is not written down.
pub(super) fn is_omitted(t: &str) -> bool {
    if begins!(t, '※') {
        return ends_in_any(t, "省略 非公開 割愛") && !longer(t, 40);
    }
    let bracket = t.as_bytes().first() == Some(&b'[') || begins!(t, '［');
    let inner = || t.strip_prefix(['[', '［'])?.strip_suffix([']', '］']);
    bracket && inner().is_some_and(|t| begins_with_any(t.trim_matches(is_space), "省略 中略 後略 以下略"))
}

/// 「22:11 *** hayashibe has joined」: what the program of a chat says. 「発言のURL：https://…」: where the Diet's records have
/// the speech above.
pub(super) fn is_notice(t: &str) -> bool {
    t.starts_with("発言のURL")
        || t.as_bytes().first().is_some_and(u8::is_ascii_digit)
            && t.split_once(" *** ").is_some_and(|(clock, _)| clock.len() < 9)
}

/// 「→ 賛成19名、反対4名で可決。」 below what somebody says: what came of it.
pub(super) fn is_outcome(t: &str) -> bool {
    const DONE: &str = "可決 否決 承認 了承 採択 決定 決議 了解";
    if !(begins!(t, '→') || begins!(t, '⇒') || begins!(t, '➡')) || is_polite(t) {
        return false;
    }
    let bare = t.trim_end_matches(['。', '！']);
    let told = ["された", "とした", "した"]
        .iter()
        .find_map(|w| bare.strip_suffix(w));
    ends_in_any(told.unwrap_or(bare), DONE)
}

/// 「議員派遣要求書」 and its points, 「辞　職　願」 and its sentence, down to who signs it and to whom it goes.
pub(super) fn is_petition(lines: &[TextLine<'_>], n: usize) -> bool {
    let below = lines.iter().skip(n + 1).take(12).filter(|l| !l.text.is_empty());
    let mut below = below.take_while(|l| l.indented);
    below.any(|l| heads_letter(l.text, true))
}

/// 「〇災害対策特別委員」, 「議長選挙投票者の氏名」: names follow.
pub(super) fn is_list_head(t: &str) -> bool {
    super::chars::marker(t).is_some() && t.ends_with("委員") && t.contains("特別委員") && title_like(t)
        || t.ends_with("投票者の氏名")
        || t.ends_with("した者の氏名")
}

/// A row of a drawn table.
pub(super) fn is_table(line: &str) -> bool {
    let first = line.chars().next();
    first.is_some_and(|c| among!(c, "┌├└│┃┏┗┣┝｜")) || first == Some('|') && line.ends_with('|')
}

/// `賛成　１０名`, `投票総数　　十五票`, `反対　　　　〇`.
pub(super) fn is_tally(line: &str) -> bool {
    const HEADS: &str = "\
        賛成 反対 投票総数 有効投票 無効投票 白票 棄権 可とする 否とする 出席議員 \
        議長を除く 賛否 うち 得票";
    if line.len() > 120 || stops(line) || !(line.ends_with(['名', '人', '票']) || ends_in_figure(line)) {
        return false;
    }
    begins_with_any(line, HEADS) && line.chars().any(|c| digit(c).is_some())
}

/// 「投票総数　　　　　二百三十一」: a number far behind the word.
fn ends_in_figure(line: &str) -> bool {
    let Some((_, figure)) = line.rsplit_once("\u{3000}\u{3000}") else {
        return false;
    };
    let figure = figure.trim_spaces();
    numerals::number(figure).is_some_and(|(_, len)| len == figure.len())
}

/// 「二百九十八　　　山田　太郎君」: so many have voted for somebody. Who was voted for most comes first, and 「一　　山田　太郎君」
/// without him counts people.
pub(super) fn is_vote(lines: &[TextLine<'_>], n: usize) -> bool {
    const MANY: u32 = 20;
    let votes = lines.get(..=n).unwrap_or(&[]).iter().rev().map(votes_for);
    let mut votes = votes.map_while(|v| v).take(24);
    votes.any(|votes| votes >= MANY)
}

fn votes_for(line: &TextLine<'_>) -> Option<u32> {
    let t = line.text;
    let named = line.indented && t.len() < 80 && t.ends_with('君') && !holds!(t, "。、");
    let (votes, len) = named.then(|| numerals::number(t)).flatten()?;
    t.get(len..)
        .is_some_and(|name| name.starts_with(is_space))
        .then_some(votes)
}

/// A line that is a date and nothing else: of a letter that is read into the record.
fn is_date(line: &str) -> bool {
    line.len() < 80
        && numerals::date(line).is_some_and(|d| {
            line.get(d.end..).is_some_and(|r| {
                r.chars()
                    .all(|c| is_space(c) || among!(c, "（）()月火水木金土日曜付"))
            })
        })
}

/// 「青議第１２号」: the number of a letter.
fn is_file_number(line: &str) -> bool {
    if !line.chars().rev().take(4).any(|c| c == '号') {
        return false;
    }
    let Some(at) = line.find('第') else { return false };
    let rest = line.get(at + '第'.len_utf8()..).unwrap_or("");
    let named = at > 0
        && line
            .get(..at)
            .is_some_and(|h| h.chars().count() <= 6 && !h.ends_with(['案', '程', '題', '告', '回']));
    let number = numerals::number(rest).and_then(|(_, len)| rest.get(len..));
    named && number.is_some_and(|r| r == "号" || r.starts_with("号の") && r.chars().count() <= 4)
}

/// 「青葉町議会議長　山田太郎様」.
fn is_address(line: &str) -> bool {
    !longer(line, 40) && line.ends_with(['様', '殿']) && !holds!(line, "。、「")
}

/// Could be the first line of an inserted letter: its date or number.
pub(super) fn heads_letter(line: &str, indented: bool) -> bool {
    line.len() < 120 && (is_date(line) || is_file_number(line) || indented && is_address(line))
}

/// Whether the lines below are those of a letter's head.
pub(super) fn goes_on_as_letter(next: &[&str]) -> bool {
    next.iter()
        .any(|l| heads_letter(l, true) || *l == "記" || l.ends_with("について"))
}

/// Whether a line behind the last speech begins the back matter.
pub(super) fn begins_back(line: &str) -> bool {
    let bare = squeeze(line);
    let word = bare.trim_matches(|c| among!(c, "－―─—–−-。【】■|"));
    // 「【お問合せ】」,「（文責：水産課）」
    let head = line.trim_start_matches(|c| is_space(c) || among!(c, "（(【〔＜<［[▲△↑▶"));
    // 「関連資料」 over links to them
    is_of(
        "以上 了 会議資料 関連資料 関連ファイル 関連リンク 関連情報 添付ファイル 添付資料 ダウンロード",
        word,
    ) || begins_with_any(head, BACK)
        || head.starts_with("Get ADOBE")
        // 「委員会条例第３０条の規定により、ここに署名する。」
        || line.starts_with("委員会条例第") && line.ends_with("署名する。")
        || begins!(line, '※')
        || line.starts_with("次回") && !line.contains('。') && line.contains(|c| digit(c).is_some())
        || bare.starts_with("令和") && is_date(line)
        || bare.starts_with("平成") && is_date(line)
}

#[cfg(test)]
mod tests {
    use super::super::model::BlockKind;
    use super::super::parse;
    use super::*;

    #[test]
    fn what_nobody_speaks() {
        assert_eq!(decision_tag("【結論】原案のとおり", true), Some("【結論】".len()));
        assert_eq!(decision_tag("【資料１】を", false), None);
        assert_eq!(decision_tag("【今後の進め方】", true), None);
        assert!(decision_tag("【今後の進め方】", false).is_some());
        for line in [
            "決定: 年4回とする。",
            "TODO: 許可書",
            "注：録音から",
            "参考: https://example.jp/",
        ] {
            assert!(is_note(line), "{line}");
        }
        assert!(!is_note("真壁: 正直"));
        assert!(
            is_tally("賛成　　１０名")
                && is_tally("投票総数　十五票")
                && is_tally("反対　　　　〇")
                && !is_tally("反対　　なし")
                && !is_tally("賛成の方は３名です。")
        );
        assert!(
            heads_letter("令和７年３月３日", false) && goes_on_as_letter(&["青葉町議会議長　山田太郎様"])
        );
        assert!(heads_letter("青議第１２号", false) && goes_on_as_letter(&["令和７年３月３日"]));
        assert!(!heads_letter("議案第１２号", true));
        assert!(
            begins_back("（文責：水産課）") && begins_back("以　上") && !begins_back("以上で終わります。")
        );
    }

    #[test]
    fn links_stand_behind_the_proceedings() {
        assert!(
            begins_back("関連資料")
                && begins_back("【関連ファイル】")
                && !begins_back("関連資料を御覧ください。")
        );
    }

    /// What nobody says, of lines below a speech.
    fn inserts(lines: &str) -> Vec<String> {
        let m = parse(&format!(
            "青葉町立小学校運営協議会　会議録\n日時　令和６年５月１０日（金）午後２時\n\n○鬼塚会長　議案第１号についてお諮りします。\n{lines}\n○雲母委員　よろしいと思います。\n○鬼塚会長　終わります。\n"
        ));
        assert_eq!(m.speeches().count(), 3);
        let inserts = m.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Insert));
        inserts.map(|b| b.range.of(&m.text).to_owned()).collect()
    }

    #[test]
    fn the_order_of_another_sitting_opens_nothing() {
        let rule = "――――――――――";
        let order = "議事日程　第十三号\n　令和六年五月十二日\n　　午後一時開議\n　第一　河川法改正案";
        let m = parse(&format!(
            "衆議院議院運営委員会　第十号\n令和六年五月十日\n　　正午開議\n○鬼塚委員長　これより会議を開きます。\n{rule}\n　{order}\n{rule}\n○鬼塚委員長　散会いたします。\n　　午後零時一分散会\n"
        ));
        let of = |kind: fn(&BlockKind) -> bool| m.blocks.iter().filter(|b| kind(&b.kind)).count();
        assert_eq!(of(|k| matches!(k, BlockKind::Insert)), 4);
        assert_eq!(of(|k| matches!(k, BlockKind::Time(_))), 2);
        assert!(m.sections.is_empty());
    }

    #[test]
    fn what_is_told_below_a_speech_is_no_part_of_it() {
        let told = "全員が挙手し、議案第１号は原案のとおり承認された。";
        assert_eq!(inserts(told), [told]);
        // Amid a speech, in the words of a plain record, or politely: it is said.
        for said in [
            "昨年、議案は承認された。\n今年も同じでございます。",
            "議案第１号は承認されました。",
            "よい案だと思った。",
        ] {
            assert!(inserts(said).is_empty(), "{said}");
        }
    }
}
