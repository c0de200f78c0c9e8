//! Whether words are how somebody who speaks is called.

use std::sync::LazyLock;

use super::chars::{Spaced, count, digit, ends_in_any, is_of, is_space, longer, squeeze};
use super::memo::Memo;
use super::words::Words;
use super::{roles, stage};

/// First words of lines that begin with a marker and are headings of the record.
#[rustfmt::skip]
const HEADINGS: &str = "\
    議事日程 本日の会議 出席 欠席 陪席 列席 日時 場所 議題 議事 説明のため 職務のため 配付資料 \
    配布資料 資料 傍聴 開催 日程 委員の異動 政府参考人の出席 会議に付した 次第 開会 \
    閉会 会場 会議録署名 署名 その他 次回 質疑応答 意見交換 主な 結論 決定 添付 \
    参考資料 別紙 問合せ 問い合わせ 連絡先 任期 招集 応招 不応招 応召";

/// Last words of such lines.
#[rustfmt::skip]
const TITLES: &str = "\
    件 報告 調査 案件 について 選挙 指名 議案 法案 次第 名簿 一覧 選任 辞任 互選 \
    紹介 挨拶 委嘱 改選 異動 規則 所信表明 演述 提案説明 施政方針 行政方針 教育方針 提案理由 演説 一般質問";

/// Words before a colon that name a field, not a person.
#[rustfmt::skip]
const FIELDS: &str = "\
    日時 場所 会場 議題 議事 出席 欠席 資料 注 備考 参考 todo url http \
    https 決定 結論 案件 日程 目的 文責 期日 開催 次回 件名 連絡先 担当 参加 \
    日付 時間 記録 作成 配布 配付 傍聴 例 宛先 差出 電話 住所 所在 tel fax \
    e-mail mail email 提案 内容 理由 対象 期間 費用 予算 結果 課題 \
    議論 アクション 進捗 現状 原因 対応 方法 概要 背景 締切 期限 写真 採決 表決 議決 note memo メモ 宿題 ※";

/// Notes in round brackets behind a word that is no label then: 事務局（案）.
#[rustfmt::skip]
const REMARKS: &str = "\
    案 予定 仮称 別紙 抜粋 欠席 出席 敬称略 以下同じ 参照 略 再掲 資料 関係";

static BY_HEADING: LazyLock<Words> = LazyLock::new(|| Words::of(&[HEADINGS]));
static BY_TITLE: LazyLock<Words> = LazyLock::new(|| Words::of(&[TITLES]));
static BY_REMARK: LazyLock<Words> = LazyLock::new(|| Words::of(&[REMARKS]));
static BY_FIELD: LazyLock<Words> = LazyLock::new(|| Words::of(&[FIELDS]));

thread_local! {
    /// The same few people speak all through a document: what was found out about their labels is kept.
    static KNOWN: Memo = Memo::new();
}

/// Ends as people who speak are called.
pub(super) fn is_speaker(label: &str) -> bool {
    match roles::may_speak(label) {
        true => KNOWN.with(|known| known.ask(label, is_called)),
        false => is_held(label),
    }
}

/// The same of a label that ends, or begins, with such letters.
fn is_called(label: &str) -> bool {
    let bare = squeeze(label);
    let bare = bare.strip_suffix("（続）").unwrap_or(&bare);
    // Few words end like any of these; what is not fast is asked of them only.
    let bracket = bare.ends_with(['）', ')']);
    let ends = !bracket && (roles::ends_in_office(bare) || roles::is_person(bare));
    if !ends && !bracket && roles::office_before(bare).is_none() || !tight(label) || heads(bare) {
        return false;
    }
    if ends {
        return true;
    }
    // 「○委員長佐々木克敏)」: half a bracket, then the office stands first.
    let half = bare.chars().all(|c| !matches!(c, '（' | '(' | 'ぁ'..='ん'))
        && !longer(bare, 14)
        && roles::office_before(bare).is_some_and(|r| roles::is_nameish(bare.get(r.len()..).unwrap_or("")));
    if half {
        return true;
    }
    // 議長（額賀福志郎君）, 事務局（宇都宮企画官）, 委員（オンライン）
    let Some((outer, inner)) = bare
        .strip_suffix(['）', ')'])
        .and_then(|b| b.split_once(['（', '(']))
    else {
        return false;
    };
    let counted = inner.ends_with(['名', '人']) && inner.chars().any(|c| digit(c).is_some());
    if inner.is_empty()
        || counted
        || BY_REMARK.end(inner).is_some() && !roles::is_note(inner)
        || stage::read(bare.get(outer.len()..).unwrap_or("")).is_some()
    {
        return false;
    }
    let person = || roles::is_person(inner) || roles::ends_in_office(inner);
    match outer.is_empty() {
        true => person(),
        false => {
            roles::ends_in_office(outer)
                // 「株主Ｂ（バーチャル出席）」
                || roles::numbered(outer).is_some()
                // 「会員（代理）」
                || roles::is_one_of_many(outer) && roles::is_note(inner)
                || person()
                || is_of("番外 監査 会計", outer)
                || outer.ends_with('番') && roles::is_number(outer.trim_end_matches('番'))
        }
    }
}

/// 「多摩建築指導事務所長　名　取」: an office, white space, and who holds it.
pub(super) fn is_held(label: &str) -> bool {
    label.has_space()
        && label.match_indices(is_space).any(|(at, _)| {
            let (office, name) = label.split_at(at);
            roles::may_end_office(office) && is_surname(name.trim_spaces_start()) && is_post(&squeeze(office))
        })
}

/// An office and nobody's name, also where the name of a place stands before it: 多摩建築指導事務所長.
pub(super) fn is_post(bare: &str) -> bool {
    let Some(office) = roles::office(bare) else {
        return false;
    };
    let before = bare.get(..bare.len() - office.len()).unwrap_or("");
    let place = || longer(before, 5) && roles::department(before) != before && roles::ends_in_office(bare);
    roles::is_office(bare) || place()
}

/// 「( 若 狭 谷 正 彦 )」,「（事務局長）」, and not 「（挙手全員）」.
pub(super) fn is_name_in_brackets(line: &str) -> bool {
    let inner = line
        .strip_prefix(['（', '('])
        .and_then(|l| l.strip_suffix(['）', ')']));
    inner.is_some_and(|name| {
        let bare = squeeze(name);
        let bare = roles::without_honorific(&bare).unwrap_or(&bare);
        let name = (2..=7).contains(&count(bare)) && roles::is_nameish(bare) && !roles::ends_in_office(bare);
        (name || roles::is_office(bare)) && stage::read(line).is_none()
    })
}

/// 名取,「名　取」: letters of a name, which say nothing else that is known.
pub(super) fn is_surname(name: &str) -> bool {
    let letters =
        |c: char| matches!(c, '々' | 'ヶ' | '㐀'..='鿿' | '\u{20000}'..='\u{3ffff}') || c.is_whitespace();
    if !name.chars().all(letters) {
        return false;
    }
    let bare = squeeze(name);
    // 「事務局　説明」 tells what is done.
    const SAID: &str = "説明 提案 回答 答弁 資料 意見 見解 報告 原案 質疑 質問 本日 議題 開会 閉会 休憩 再開 休会 挨拶 発言 一同 全員 多数 各位";
    !bare.is_empty()
        && !longer(&bare, 5)
        && roles::office(&bare).is_none()
        && !roles::department(&bare).is_empty()
        && !roles::is_number(&bare)
        && !ends_in_any(&bare, SAID)
        && !heads(&bare)
        && !is_field(&bare)
}

/// No more words than a name and an office have, none of which is a phrase.
fn tight(label: &str) -> bool {
    let mut words = label.split(is_space).filter(|w| !w.is_empty());
    let first = words.next().unwrap_or("");
    let mut rest = words.peekable();
    if rest.peek().is_none() {
        return true;
    }
    let phrase = |w: &str| {
        // 「住民福祉部長兼環境課長兼危機管理監（空木　博君）」
        let post = w.split(['（', '(']).next().unwrap_or(w);
        longer(post, 14) && !roles::ends_in_office(post)
            || w.ends_with(['は', 'が', 'を', 'に', 'で', 'と', 'の'])
                && !w.chars().all(|c| matches!(c, 'ぁ'..='ん'))
    };
    let inside = holds!(label, "（(");
    !phrase(first) && rest.all(|w| !phrase(w) || inside)
}

pub(super) fn is_heading(label: &str) -> bool {
    heads(&squeeze(label))
}

/// A heading, of words without white space.
fn heads(bare: &str) -> bool {
    let outer = || match holds!(bare, "（(") {
        true => bare.split(['（', '(']).next().unwrap_or(""),
        false => bare,
    };
    // 「議事課長（鮎貝英行君）」
    let heads = || roles::office(outer()).is_some_and(|o| o.ends_with('長')) && roles::is_office(outer());
    let somebody = || roles::is_person(bare) || heads() || roles::numbered(bare).is_some();
    BY_HEADING.begin(bare).is_some() && !somebody() || BY_TITLE.end(outer()).is_some()
}

pub(super) fn is_field(label: &str) -> bool {
    let bare = squeeze(label);
    // 「参加者A」
    if roles::numbered(&bare).is_some() {
        return false;
    }
    if bare.contains(|c: char| c.is_ascii_uppercase()) {
        return BY_FIELD.begin(&bare.to_ascii_lowercase()).is_some();
    }
    // 「議事係長：」 keeps the record, and is asked.
    // 「担当課：」 answers.
    let clerk = || {
        bare.starts_with("議事") && roles::office(&bare).is_some_and(|o| o.ends_with('長'))
            || is_of("担当課 担当者 担当部署 担当部局", &bare)
    };
    BY_FIELD.begin(&bare).is_some() && !clerk()
}
