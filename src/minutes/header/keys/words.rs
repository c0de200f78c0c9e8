//! Which words name a field, and what may stand around them.

use std::sync::OnceLock;

use crate::order;

use super::super::super::chars::{Spaced, digit, ends_in_any, holds_any, is_space, longer, squeeze};
use super::super::super::speaker;
use super::super::counting::Numbering;
use super::super::{names, place};
use super::Field;

/// Key words. The longest that fits decides.
const WORDS: [(Field, &str); 15] = [
    (
        Field::Title,
        "会議名 会議の名称 会議名称 会合名 会合の名称 名称 件名 会議等の名称 会議等名称 会議体名 委員会名 審議会名 \
        附属機関等の名称 附属機関の名称 審議会等の名称 審議会等名 審議会等名称 会議の名前",
    ),
    (
        Field::When,
        "開催年月日 開催日時 開催日 会議年月日 会議日時 会議の日時 会議の開催日時 会議の開催日 開催の日時 会議開催日 会議開催日時 日時 期日 年月日 実施日時 \
        実施日 実施年月日 開催時間 開催時刻 開催期日 会議時間 会見日時 会見日 とき 開催日程 開会日時 開議日時 時間 時刻 開催年月日時 日付",
    ),
    (
        Field::Summoned,
        "招集年月日 招集日時 招集日 招集の年月日 招集期日",
    ),
    (
        Field::Place,
        "開催場所 開催会場 開催地 招集場所 招集の場所 会議場所 会議の場所 会議の開催場所 開催の場所 実施場所 会見場所 場所 会場 ところ \
        会議会場 会議場 会議開催場所 会議室 開議場所 開会場所 開会の場所",
    ),
    (
        Field::WhenPlace,
        "開催日時及び場所 開催日時及び開催場所 日時及び場所 日時・場所 日時場所 開催日時・場所 日時、場所 日時と場所 日時及び会場 \
        開催日時と場所 招集年月日及び場所 会議の日時及び場所 開催日及び場所 開催年月日及び場所 開催日・場所 期日及び場所",
    ),
    (
        Field::Method,
        "開催方法 開催形式 開催方式 開催形態 会議形式 会議方法 実施方法 実施形式 ツール 使用ツール 会議ツール",
    ),
    (
        Field::Opened,
        "開会 開議 開会時刻 開会時間 議会開会時間 議会開会時刻 開議時刻 開会の日時 開始 開始時刻 開会の宣告 開会宣告",
    ),
    (
        Field::Closed,
        "閉会 散会 閉議 延会 閉会時刻 閉会時間 議会閉会時間 議会閉会時刻 散会時刻 閉会日時 閉会の日時 閉議日時 終了 終了時刻 閉会の宣告 閉会宣告 散会宣告",
    ),
    (
        Field::Agenda,
        "議事次第 会議次第 会議日程 会議の次第 式次第 次第 議題 議題等 議題名 議事 会議の議題 審議事項 協議事項 報告事項 審議案件 \
        付議案件 付議事件 付託事件 付託案件 付議事項 案件 会議事項 会議案件 議事項目 検討事項 検討項目 アジェンダ 主な議題 会議の案件 議案 案件名 \
        協議題 議事事項 会議事件 本日審査した案件 審査した案件 審査案件 審議した案件 会議に付した議題 会見項目 発表項目 提出議案の題目 プログラム 検討内容 日程及び提出議案の題目",
    ),
    (Field::Schedule, "議事日程 審査日程 本日の議事日程 本日の日程"),
    (
        Field::Matters,
        "本日の会議に付した案件 本日の会議に付した事件 会議に付した案件 会議に付した事件 会議に付された事件 会議に付された案件 \
        付した事件 付した案件 事件 本日の会議に付された案件 本日の会議に付された事件",
    ),
    (
        Field::Materials,
        "配付資料 配布資料 会議資料 資料 参考資料 提出資料 使用資料 添付資料 配布物 配付物 当日資料 当日配付資料 当日配布資料 \
        事前配付資料 事前配布資料 机上配布資料 机上配付資料 会議の資料 配付書類 配布書類 資料名 資料等 説明資料 会議資料等 \
        配付資料等 配布資料等 提出された資料等 提出された資料 添付書類 会議資料の名称及び内容",
    ),
    (
        Field::Present,
        "リモート リモート参加 リモート参加者 オンライン参加 オンライン参加者 出席役員 出席取締役 出席監査役 出席理事 委員の出欠 委員出欠 議員の出欠 職員の出欠 職員の出欠状況 出欠 出欠状況 出欠席者 役員出欠席者 役員出欠 委員出席簿 出席簿 委員の出欠状況 説明員 会議の書記 会議書記 本会議の書記 参集者 列席者 参会者 委員外の出席者 委員外 委員以外の議員 職務出席者 オブザーバー オブザーバ 事務局 事務局職員 関係職員 \
        説明者 説明補助者 陪席 陪席者 随行者 執行部 市執行部 町執行部 理事者 市側説明員 議会事務局 議会事務局職員 議事に関係ある事務局職員 ヒアリング協力者 事務局側 委員 構成員 臨時委員 専門委員 特別委員 \
        関係者 関係省庁 関係機関 関係団体 有識者 参考人 政府参考人 幹事 理事 監事 座長 議長 副議長 会長 副会長 委員長 \
        副委員長 部会長 司会 司会進行 進行 書記 記録 記録者 顧問 庶務 担当課 所管課 主管課 参与 専門員 説明者等 その他 \
        ファシリテーター ファシリテータ 進行役 議事進行 話題提供者 話題提供 発表者 講演者 コーディネーター 議長団 当局 講師 ゲスト 有識者等 管理会社",
    ),
    (
        Field::Absent,
        "委任状 委任状提出者 委任状出席 不応招議員 不応招 不出席者 不在者",
    ),
    (
        Field::Other,
        "傍聴 傍聴者 傍聴人 傍聴者数 傍聴人数 傍聴者の数 傍聴の可否 傍聴人の数 前回 前回会議 前回の会議 前回開催 次回 次回会議 次回の会議 次回開催 \
        次回開催予定 次回開催予定日 次回予定 次回日程 公開 非公開 公開・非公開の別 会議の公開・非公開 公開の可否 会議の公開 会議の公開の可否 会議の公開又は非公開の別 公開区分 公開状況 公開又は非公開の別 \
        審議対象期間 対象期間 公開日 作成日 議事録作成者 議事録作成 会議録作成者 議事録担当 作成者 作成年月日 更新日 最終更新日 最終取得日 取得日 掲載日 配布日 配付日 発行日 発行 答申日 決裁日 起案日 回覧 問合せ 問い合わせ 問合せ先 問い合わせ先 連絡先 \
        担当 備考 注 会期 定足数 署名 署名委員 署名議員 会議録署名議員 会議録署名委員 会議録署名人 議事録署名人 議事録署名委員 議事録署名者 会議録署名 議事録署名 \
        委員氏名 小委員氏名 委員名簿 委員の異動 委員長の異動 小委員の異動 理事の異動 会長の異動 幹事の異動 会派の異動 主催 共催 後援 目的 趣旨 報道 報道関係者 \
        会議の経過 議事の経過 議事の経過概要 議事の経過の概要 議事経過概要 会議の経過概要 審議経過 会議経過 経過 審議の経過 審議結果 議事結果 会議結果 結果 発言 議事要旨 議事概要 会議概要 会議要旨 模様 会議の模様 議事の模様 議事の概要 会議の概要 議事内容 会議内容 審議内容 審議等の内容 審議の内容 結論 会議主管課 記録方法 記録作成 会議録の作成方法 \
        内容 質疑応答 主な意見 主な発言 発言要旨 意見交換 会議録 議事録 会議の内容 議事の内容 議事及び発言 非公開の理由 公開しない理由 議席 選任 本日の委員派遣 \
        資料の名称 欠員 議案の取扱い 電話 決定事項 議事経過 提出議案 会議の結果 審議会の結果 協議結果 協議内容 会議の要旨 議事の要旨 審議の概要 審議概要 審議要旨 審査の概要 審査概要 審査の経過 審査経過 審査内容 審査の内容 概要 \
        主な内容 議題と主な内容 議題と内容 議題及び内容 議事と主な内容 主な議事内容 主な協議内容 主な審議内容",
    ),
];

/// What may stand between a key word and its value.
pub(super) const SEPARATORS: [char; 10] = ['：', ':', '；', ';', '／', '＝', '…', '―', '→', '·'];

/// The field a text begins to tell, and what follows the word.
pub(super) fn find(text: &str, numbering: Numbering) -> Option<(Field, &str)> {
    // 「その他の出席者」 are people who are present, not その他.
    longest(text)
        .filter(|(_, rest)| !rest.starts_with("の出席"))
        .or_else(|| compound(text))
        .or_else(|| placed(text))
        .or_else(|| visitors(text))
        .or_else(|| people(text))
        .or_else(|| group(text).filter(|_| !matches!(numbering.style, 0 | 9)))
}

/// Matches `word` at the beginning, letter-spaced or not; returns what follows.
pub(in super::super) fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut rest = text;
    for want in word.chars() {
        let mut letters = rest.trim_spaces_start().chars();
        if letters.next() != Some(want) {
            return None;
        }
        rest = letters.as_str();
    }
    Some(rest)
}

/// A key word with its first letter.
type Entry = (char, Field, &'static str);

/// Key words by their first letters: most lines begin like none of them.
fn by_letter(first: char) -> &'static [Entry] {
    static TABLE: OnceLock<Vec<Entry>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table: Vec<Entry> = Vec::new();
        for (field, words) in WORDS {
            let entry = |w: &'static str| Some((w.chars().next()?, field, w));
            table.extend(words.split(' ').filter_map(entry));
        }
        order::sort(&mut table, &|a, b| a.0.cmp(&b.0));
        table
    });
    let from = table.partition_point(|e| e.0 < first);
    let to = table.partition_point(|e| e.0 <= first);
    table.get(from..to).unwrap_or(&[])
}

/// The longest key word the text begins with.
fn longest(text: &str) -> Option<(Field, &str)> {
    let first = text.chars().next()?;
    let mut best: Option<(usize, Field, &str)> = None;
    for &(_, field, word) in by_letter(first) {
        if let Some(rest) = after(text, word).filter(|r| parted(r))
            && best.is_none_or(|(len, ..)| word.len() > len)
        {
            best = Some((word.len(), field, rest));
        }
    }
    best.map(|(_, field, rest)| (field, rest))
}

/// What may follow a key word: 「委員　長谷川」 is not 委員長, but 「議 事 係 長　山田」 is no 議事.
fn parted(rest: &str) -> bool {
    let next = || rest.trim_spaces_start();
    if among!(rest.chars().nth(1).unwrap_or('_'), "係課局室") && next().chars().nth(1).is_none_or(is_space)
    {
        return false;
    }
    rest.chars().next().is_none_or(|c| {
        is_space(c)
            || digit(c).is_some()
            || SEPARATORS.contains(&c)
            || among!(c, "（(）)】］〕＞》〉]>」*・未一等のは次氏名正午令平昭RHSＲＨ")
    })
}

/// 「場所青葉町役場」: a room close to the key word.
fn placed(text: &str) -> Option<(Field, &str)> {
    let rest = ["開催場所", "場所", "会場"]
        .iter()
        .find_map(|w| text.strip_prefix(w))?;
    place::is_room(rest).then_some((Field::Place, rest))
}

/// 審議会次第, 協議・報告事項, 配布した資料: a key word with words of the body's own before it.
fn compound(text: &str) -> Option<(Field, &str)> {
    let end = text
        .find(|c| is_space(c) || SEPARATORS.contains(&c))
        .unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end)?;
    let field = match word {
        _ if longer(word, 8) || word.starts_with("その他") => None,
        _ if ends_in_any(word, "会次第 議事項 報告事項") => Some(Field::Agenda),
        _ if word.ends_with("した資料") => Some(Field::Materials),
        _ => None,
    };
    Some((field?, rest))
}

/// 委員外議員傍聴者: who only listens.
fn visitors(text: &str) -> Option<(Field, &str)> {
    let end = text
        .find(|c| is_space(c) || among!(c, "：:（("))
        .unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end)?;
    let listens = ends_in_any(word, "傍聴者 傍聴人 傍聴議員");
    (listens && !longer(word, 12)).then_some((Field::Other, rest))
}

/// 出席小委員, 市出席者, 欠席議員, 応招議員, and the long ones: 説明のため会議に出席した者の職氏名.
fn people(text: &str) -> Option<(Field, &str)> {
    let head: String = text
        .chars()
        .take(60)
        .take_while(|c| !SEPARATORS.contains(c) && *c != '。')
        .collect();
    let at = head.char_indices().find_map(|(at, _)| {
        let rest = head.get(at..)?;
        // 「地方自治法第121条第１項の規定による説明員」
        "出席 欠席 参加 列席 不応招 応招 説明員"
            .split(' ')
            .find(|w| (at > 30 || *w != "説明員") && after(rest, w).is_some())
            .map(|w| (at, w))
    });
    let (at, word) = at?;
    let before = squeeze(head.get(..at)?);
    let long = holds_any(&before, "のため により 職務 規定 法第 基づ");
    // 「田沢・角舘合併協議会出席者」
    let most = if before.ends_with('会') { 24 } else { 8 };
    if !long && (longer(&before, most) || holds!(&before, "、，（(")) {
        return None;
    }
    let mut rest = after(text.get(at..)?, word)?;
    // 「応招（出席）議員」
    for noted in ["（出席）", "（欠席）"] {
        rest = after(rest, noted).unwrap_or(rest);
    }
    for tail in
        "を求めた者の職氏名 を求めた者 を求められた者 した者の職及び氏名 した者の職・氏名 した者の職氏名 した者の職 した者の氏名 した者 者 委員 議員"
            .split(' ')
    {
        if let Some(found) = after(rest, tail) {
            rest = found;
            break;
        }
    }
    // 出席委員数
    rest = after(rest, "数").unwrap_or(rest);
    // 出席国務大臣, 出席小委員, 出席政府特別補佐人
    let name: usize = rest
        .chars()
        .take_while(|c| {
            !is_space(*c) && !SEPARATORS.contains(c) && !among!(*c, "（(）)【】〔〕［］＞>》〉*。、は・")
        })
        .map(char::len_utf8)
        .sum();
    let all = text.get(..text.len() - rest.len()).unwrap_or("");
    // 「出席者会長　中川達雄」
    let glued = all.ends_with('者') && names::is_group(rest.get(..name)?);
    let name = if glued { 0 } else { name };
    let more = rest.get(..name)?;
    let more_of = more.chars().count();
    if more_of > 12
        || (more_of > 0
            && !(speaker::is_speaker(more)
                || ends_in_any(more, "側 等 簿 名 者名 状況 氏名 補佐人 関係者 役員 及び")))
    {
        return None;
    }
    let field = if holds_any(&before, "傍聴 見学") {
        Field::Other
    } else if matches!(word, "欠席" | "不応招") || before.ends_with('不') || more.starts_with("しなかった")
    {
        Field::Absent
    } else {
        Field::Present
    };
    Some((field, rest.get(name..)?))
}

/// 「５　農地利用最適化推進委員　桑原　繭」,「７　農業委員会事務局職員」: a group of a name that is in no list.
fn group(text: &str) -> Option<(Field, &str)> {
    let end = text
        .find(|c| is_space(c) || among!(c, "：:（("))
        .unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    (longer(word, 3) && names::is_group(word)).then_some((Field::Present, rest))
}

/// A post or a group, rather than a heading such as 出席者.
pub(in super::super) fn is_group(word: &str) -> bool {
    people(word).is_none() && !word.contains("出欠")
}
