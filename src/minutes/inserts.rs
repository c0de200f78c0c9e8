//! What stands among the proceedings and nobody speaks: decisions, notes, letters, tables, votes; and what
//! stands behind them.

use memchr::memchr2_iter;

use super::chars::{begins_with_any, count, digit, is_of, is_space, longer, squeeze, stops};
use super::numerals;

/// Words in 【】 that head a decision; what follows is nobody's speech.
#[rustfmt::skip]
const DECISIONS: &str = "\
    結論 決定 まとめ TODO ＴＯＤＯ 宿題 確認事項 合意 対応 次回 今後 結果 総括 \
    アクション 補足 注 備考";

/// Words before a colon that begin a note between speeches.
#[rustfmt::skip]
const NOTES: &str = "\
    決定事項 決定 結論 todo 参考 注記 注 備考 宿題 合意事項 確認事項 保留 \
    アクション 次回日程 次回 まとめ メモ note memo 補足 結果 配布資料 配付資料 \
    資料 文責 記録 url ai";

/// First words of what stands behind the proceedings.
#[rustfmt::skip]
const BACK: &str = "\
    文責 問合 問い合わせ お問 連絡先 照会先 このページ ページの先頭 ページトップ \
    PDF形式 〒 電話 ＴＥＬ TEL ＦＡＸ 議事録署名 会議録署名 議事録作成 会議録作成 \
    議事録担当 署名議員 署名委員 署　名 上記の 以上の会議 この会議録 この議事録 本議事録 \
    本会議録 会議の経過を記載 会議の次第 地方自治法第 速報 記録： 記録者";

/// 【結論】 at the start of a line: the bytes of it with its brackets.
pub(super) fn decision_tag(line: &str) -> Option<usize> {
    let inner = line.strip_prefix('【')?;
    let (word, _) = inner.split_once('】')?;
    let fits = begins_with_any(word, DECISIONS) && word.chars().count() <= 12;
    fits.then_some('【'.len_utf8() + word.len() + '】'.len_utf8())
}

/// `決定: …`, `TODO: …`, `注：…`.
pub(super) fn is_note(line: &str) -> bool {
    // Told by bytes, because it is asked of every line; ：is EF BC 9A.
    let head = line.as_bytes().get(..40).unwrap_or(line.as_bytes());
    let colon = |at: &usize| matches!(head.get(*at..), Some([b':', ..] | [0xEF, 0xBC, 0x9A, ..]));
    let Some(word) = memchr2_iter(b':', 0xEF, head)
        .find(colon)
        .and_then(|at| line.get(..at))
        .filter(|word| count(word) < 10)
    else {
        return false;
    };
    let word = squeeze(word).to_ascii_lowercase();
    let word = word.trim_start_matches(['・', '※', '→', '■', '□']);
    let word = word.trim_end_matches(|c: char| digit(c).is_some());
    is_of(NOTES, word)
}

/// A row of a drawn table.
pub(super) fn is_table(line: &str) -> bool {
    let first = line.chars().next();
    first.is_some_and(|c| among!(c, "┌├└│┃┏┗┣┝｜")) || first == Some('|') && line.ends_with('|')
}

/// `賛成　１０名`, `投票総数　　十五票`.
pub(super) fn is_tally(line: &str) -> bool {
    const HEADS: &str = "\
        賛成 反対 投票総数 有効投票 無効投票 白票 棄権 可とする 否とする 出席議員 \
        議長を除く 賛否 うち 得票";
    if line.len() > 120 || stops(line) || !line.ends_with(['名', '人', '票']) {
        return false;
    }
    begins_with_any(line, HEADS) && line.chars().any(|c| digit(c).is_some())
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
    let word = bare.trim_matches(|c| among!(c, "－―─-。"));
    // 「【お問合せ】」,「（文責：水産課）」
    let head = line.trim_start_matches(|c| among!(c, "（(【＜<［["));
    matches!(word, "以上" | "了")
        || begins_with_any(head, BACK)
        || head.starts_with("Get ADOBE")
        || begins!(line, '※')
        || line.starts_with("次回") && !line.contains('。') && line.contains(|c| digit(c).is_some())
        || bare.starts_with("令和") && is_date(line)
        || bare.starts_with("平成") && is_date(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_speaks() {
        assert_eq!(decision_tag("【結論】原案のとおり"), Some("【結論】".len()));
        assert_eq!(decision_tag("【資料１】を"), None);
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
            is_tally("賛成　　１０名") && is_tally("投票総数　十五票") && !is_tally("賛成の方は３名です。")
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
}
