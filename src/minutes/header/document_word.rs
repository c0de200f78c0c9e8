//! The word that says what a document is (議事録, 会議要旨), and where it stands in a title: what comes before it is
//! the name of the meeting.

use super::super::chars::{Spaced, ends_in_any, longer, squeeze};

/// Words that say what the document is, wherever they stand: what follows them is not the name either.
const DOCUMENT: &str = "\
    議事録 会議録 速記録 逐語録 議事要旨 議事概要 会議概要 会議要旨 会議要録 議事要録 \
    議事摘録 議事の要旨 議事の概要 会議の要旨 会議の概要 会議の記録 会議記録 議事の記録 \
    議事記録 議事メモ 発言要旨 意見要旨 発言録 要点筆記 要点記録 開催結果 開催概要 \
    開催記録 会議結果 審議概要 審議結果 議事次第 議事日程 会議次第 質疑応答の記録 質疑応答要旨 質疑応答の要旨 質疑応答の概要 質疑応答録 \
    質疑応答概要 打合せ記録 全文文字起こし 文字起こし 会見録 会見要旨 会見概要 会見詳細";

/// The same, at the end only: they may be part of a name.
const TAILS: &str = "\
    の概要 の要旨 の記録 の結果 概要 要旨 摘録 記録 要録 次第 議事 質疑応答 報告 \
    結果 について 速報 決定事項 メモ";

/// Byte at which the document word begins, with what belongs to it; the length where there is none.
pub(super) fn without_document_word(text: &str) -> (usize, bool) {
    let mut best: Option<usize> = None;
    for word in DOCUMENT.split(' ') {
        if let Some(at) = spaced_find(text, word) {
            best = Some(best.map_or(at, |b| b.min(at)));
        }
    }
    if let Some(at) = best {
        // 「安全保障委員会議録」 are the 議録 of a 委員会.
        let before = squeeze(text.get(..at).unwrap_or(""));
        let record = text.get(at..).is_some_and(|t| squeeze(t).starts_with("会議録"));
        let halved = ends_in_any(&before, "委員 協議 審議 審査 調査 分科 公聴 部 小委員");
        // 「町長記者会見録」 is the record of one, 「町長定例会見　会見録」 too.
        let spoken = text.get(at..).is_some_and(|t| t.starts_with("会見")) && !before.ends_with("会見");
        // 「総合教育会議録」 are the 録 of a 会議, 「署長等会議結果の概要」 its 結果, 「林産技術会議の概要」 the 概要.
        let met = text.get(at..).is_some_and(|t| t.starts_with("会議"));
        if met && !halved && names_conference(text.get(..at).unwrap_or("")) {
            return (at + "会議".len(), true);
        }
        let at = match (record && halved, spoken) {
            (true, _) => at + '会'.len_utf8(),
            (_, true) => at + "会見".len(),
            _ => at,
        };
        return (at, true);
    }
    let held = |at: usize| {
        text.get(..at)
            .map_or(at, |t| t.trim_end_matches("における").len())
    };
    let whole = unbracketed(text.trim_spaces_end());
    for word in TAILS.split(' ') {
        let Some(at) = spaced_find(whole, word).filter(|at| squeeze(whole.get(*at..).unwrap_or("")) == word)
        else {
            continue;
        };
        return (held(at), word != "について" && word != "報告");
    }
    (text.len(), false)
}

/// Whether what stands close before 会議 is what it is about, 「総合教育」, and neither who met, 「審議会」, nor when.
fn names_conference(before: &str) -> bool {
    let last = before.chars().next_back();
    let kanji = last.is_some_and(|c| matches!(c, '㐀'..='鿿'));
    let whole = last.is_some_and(|c| {
        among!(
            c,
            "会部団局課室係班市町村区県府都道省庁校園所館院社議組合回度年月期日号次目例時々録"
        )
    });
    kanji && !whole && longer(&squeeze(before), 1)
}

/// Whether nothing but a number and notes in brackets follows the word with which the text begins.
pub(super) fn closes(text: &str) -> bool {
    let bare = squeeze(unbracketed(text));
    let bare = bare.strip_prefix("における").unwrap_or(&bare);
    // 録 is what is left of 会見録, 議録 of 委員会議録.
    let words = [DOCUMENT, TAILS, "議録 録 詳細 結果の概要 結果概要"]
        .into_iter()
        .flat_map(|t| t.split(' '));
    words
        .filter_map(|w| bare.strip_prefix(w))
        .map(|r| r.trim_matches(|c| among!(c, "―－-—‐・：:（()）【】")))
        .any(|r| {
            // 「議事録要約」,「議事録の概要」
            let short = r.strip_prefix('の').unwrap_or(r);
            r.is_empty()
                || r.starts_with('第') && r.chars().count() <= 5
                || matches!(
                    short,
                    "要約" | "要約版" | "要旨" | "概要" | "概要版" | "抜粋" | "抄" | "抄録" | "メモ"
                )
        })
}

/// Where the last occurrence of a word begins: letter-spaced throughout, or not at all, for 「市民会議　記録」 is the
/// 記録 of a 会議.
fn spaced_find(text: &str, word: &str) -> Option<usize> {
    let first = word.chars().next()?;
    let fits = |at: usize| {
        let mut rest = text.get(at..).unwrap_or("");
        let (mut gaps, mut letters) = (0, 0);
        for want in word.chars() {
            let bare = rest.trim_spaces_start();
            gaps += usize::from(bare.len() < rest.len());
            letters += 1;
            match bare.strip_prefix(want) {
                Some(after) => rest = after,
                None => return false,
            }
        }
        gaps == 0 || gaps + 1 == letters
    };
    let mut places = text.char_indices().filter(|(_, c)| *c == first).map(|(at, _)| at);
    places.rfind(|at| fits(*at))
}

/// Without the brackets at the end: （案）, （第１日）, ［令和６年３月５日］.
pub(super) fn unbracketed(text: &str) -> &str {
    let mut text = text.trim_spaces_end();
    while text.ends_with(['）', ')', '］', ']']) {
        let Some(open) = text.rfind(['（', '(', '［', '[']) else {
            break;
        };
        text = text.get(..open).unwrap_or("").trim_spaces_end();
    }
    text
}
