//! The words by which people who speak are called: offices, honorifics, and the names of departments that
//! stand before an office.

use std::sync::LazyLock;

use super::chars::{Spaced, begins_with_any, count, digit, ends_in_any, is_marker, is_of, longer, squeeze};
use super::offices;
use super::words::Words;

/// Single letters of department names; names may hold them, too.
const UNITS: &str = "部 課 局 室 係 所 会 署 省 庁 府 町 市 村 区 県 都 道 ・ 兼 等 新 前 元 仮 副";

/// Single letters that end the names of departments.
const BODIES: [char; 7] = ['省', '庁', '課', '部', '局', '室', '係'];

static BY_OFFICE: LazyLock<Words> =
    LazyLock::new(|| Words::of(&[offices::OFFICES, offices::HELD, offices::MERELY]));
static BY_WEAK: LazyLock<Words> = LazyLock::new(|| Words::of(&[offices::HELD, offices::MERELY]));
static BY_POST: LazyLock<Words> = LazyLock::new(|| Words::of(&[offices::OFFICES]));
static BY_DEPARTMENT: LazyLock<Words> = LazyLock::new(|| Words::of(&[offices::DEPARTMENTS, UNITS]));
static BY_UNKNOWN: LazyLock<Words> = LazyLock::new(|| Words::of(&[UNKNOWN, UNKNOWN_BODIES]));

/// 「話者１」: what programs that write down speech call those whom they do not know.
const UNKNOWN: &str = "\
    話者 参加者 来場者 出席者 聴講者 受講者 登壇者 申請者 申請人 応募者 事業者 提案者 経験者 利用者 住民 市民 町民 村民 区民 県民 株主 会員 \
    組合員 学生 生徒 児童 高校生 中学生 小学生 保護者 家族 教員 職員 社員 従業員 専門家 有識者 業者 パネリスト スピーカー Speaker";

/// The same, for whom somebody speaks.
const UNKNOWN_BODIES: &str = "企業 団体 大学 学校 自治会 町会";

const HONORIFICS: [&str; 4] = ["君", "氏", "さん", "様"];

/// Whether an office is believed only behind a name.
fn is_weak(office: &str) -> bool {
    BY_WEAK.end(office) == Some(office)
}

/// Whether the label of somebody who speaks can end, or begin, with such letters.
pub(super) fn may_speak(label: &str) -> bool {
    let letter = |c: &char| !c.is_whitespace();
    let last = label.chars().rfind(letter);
    last.is_some_and(|c| among!(c, "）)君氏様ん") || is_sign(c))
        || BY_OFFICE.may_end(last)
        || BY_POST.may_begin(label.chars().find(letter))
        || label.starts_with('番')
}

/// Whether an office, as printed, can end with such letters.
pub(super) fn may_end_office(label: &str) -> bool {
    BY_OFFICE.may_end(label.chars().rfind(|c| !c.is_whitespace()))
}

/// The longest office at the end of a word without white space.
pub(super) fn office(bare: &str) -> Option<&'static str> {
    let office = BY_OFFICE.end(bare)?;
    // 「矢ヶ部会長」 is the 会長: no name ends in ヶ.
    let surname = || {
        bare.get(..bare.len() - office.len())
            .is_some_and(|b| b.ends_with(['ヶ', 'ケ']))
    };
    match office.strip_prefix('部') {
        Some(rest) if surname() => Some(rest),
        _ => Some(office),
    }
}

/// The longest office at the beginning: 「議長山田太郎君」.
pub(super) fn office_before(bare: &str) -> Option<&'static str> {
    BY_POST.begin(bare)
}

/// The same, with those that are believed only beside a name: 「主任空閑淳一」.
pub(super) fn post_before(bare: &str) -> Option<&'static str> {
    BY_OFFICE.begin(bare)
}

/// Without honorific, if there is one behind a name.
pub(super) fn without_honorific(bare: &str) -> Option<&str> {
    let name = HONORIFICS.iter().find_map(|h| bare.strip_suffix(h))?;
    (1..=16).contains(&name.chars().count()).then_some(name)
}

/// 鈴木隼人君, 山田さん.
pub(super) fn is_person(bare: &str) -> bool {
    without_honorific(bare).is_some_and(|name| {
        let last = name.chars().next_back();
        // 「お客様」 and 「皆さん」 are nobody in particular.
        !matches!(
            name,
            "お客" | "皆" | "皆様" | "皆々" | "お子" | "神" | "諸" | "同" | "両" | "主" | "何"
        ) && !last.is_some_and(|c| among!(c, "のをがはにで、。"))
    })
}

/// An office with nothing but a department, a number or a mask before it.
pub(super) fn is_office(bare: &str) -> bool {
    office(bare).is_some_and(|office| {
        let before = bare.get(..bare.len() - office.len()).unwrap_or("");
        before.is_empty() || is_number(before) || is_mask(before) || department(before).is_empty()
    })
}

/// An office as printed, perhaps with white space between its letters. Few words end like one.
pub(super) fn names_office(label: &str) -> bool {
    may_end_office(label) && is_office(&squeeze(label))
}

/// Ends as the label of somebody who speaks does: 高村部会長, 都市計画課長, ○○委員, Ａ委員, ４番.
pub(super) fn ends_in_office(bare: &str) -> bool {
    let Some(office) = office(bare) else {
        return numbered(bare).is_some() || is_firm(bare) || sits_outside(bare);
    };
    let before = bare.get(..bare.len() - office.len()).unwrap_or("");
    if before.is_empty() {
        return !matches!(office, "番" | "代理");
    }
    if is_number(before) || is_mask(before) {
        return true;
    }
    let length = count(before);
    // 「山本総務部総務課主任」: a short name before departments.
    let long = || {
        let name = count(department(before));
        length > 4 && (name == 0 || name > 4 || name == length)
    };
    if is_weak(office) && (matches!(office, "番" | "問" | "答") || long()) {
        return false;
    }
    // 「前回の委員」 says something about members; 「〇災害対策特別委員」 heads a list of names.
    let said = matches!(
        before,
        "各" | "全" | "両" | "諸" | "本" | "当" | "他" | "同" | "元" | "前"
    ) || before.ends_with([
        'の', 'な', 'る', 'た', 'は', 'が', 'を', 'に', 'で', 'と', 'も', 'い', '、', '。', '」', '氏',
    ]) && !before.chars().all(is_kana)
        && !ends_in_any(before, KANA_NAMES)
        && !is_another(before);
    let list = office == "特別委員" && length > 2;
    // 「健康福祉局保険部後期高齢者医療制度改革推進室・春野」
    let name = before
        .rsplit_once('・')
        .filter(|(of, _)| of.ends_with(BODIES))
        .map_or(length, |(_, name)| count(name));
    // 「小林農林水産省大臣官房統計部構造統計課センサス統計」, office under office
    let tiers = || {
        before
            .matches(['省', '庁', '局', '部', '課', '室'])
            .take(2)
            .count()
            == 2
    };
    let phrase = name > 24 && !tiers() || length > 44 || holds!(before, "、。「」？！");
    !(said || list || phrase)
}

/// 「他会派の議員」: somebody of another group, who is not named.
pub(super) fn is_another(before: &str) -> bool {
    is_of("他会派の 他の会派の 別の会派の 複数の", before)
}

/// Ａ社, ○○社: a firm whose name is not printed.
pub(super) fn is_firm(bare: &str) -> bool {
    bare.strip_suffix('社').is_some_and(is_mask)
}

/// 「各委員：異議なし。」,「全　員：はい。」
pub(super) fn is_everybody(label: &str) -> bool {
    let may = label.starts_with(['各', '全', '一']) || label.ends_with("一同");
    may && is_of(
        "全委員 各委員 全員 一同 委員一同 役員一同 出席者一同 各議員",
        &squeeze(label),
    )
}

/// 「番外総務」: an official, who has no number as members have, and the first letters of the department.
fn sits_outside(bare: &str) -> bool {
    let of = bare.strip_prefix("番外");
    of.is_some_and(|of| !of.is_empty() && !longer(of, 6) && department(of).is_empty())
}

/// 市, 県側: who answers at a meeting with those who live there.
pub(super) fn is_town(bare: &str) -> bool {
    // 「町（産業課）」
    let office = |(_, inner): &(&str, &str)| inner.ends_with(['課', '室', '部', '局', '係']);
    let of = bare
        .strip_suffix(['）', ')'])
        .and_then(|b| b.split_once(['（', '(']));
    let bare = of.filter(office).map_or(bare, |(town, _)| town);
    let town = bare.strip_suffix('側').unwrap_or(bare);
    town.len() == '市'.len_utf8() && is_of("市 町 村 区 県 都 府 国", town)
}

/// 質問者１, 委員Ａ: an office, and what tells its nameless holders apart.
pub(super) fn numbered(bare: &str) -> Option<&str> {
    let stem = bare.trim_end_matches(is_sign);
    let sign = bare.get(stem.len()..).unwrap_or("");
    let whole = || office(stem) == Some(stem) || BY_UNKNOWN.end(stem) == Some(stem);
    // 「裁判員経験者１」,「地元住民Ａ」
    let letter = |c: char| matches!(c, '㐀'..='鿿' | 'ァ'..='ヺ' | 'ー' | '々');
    let ends = || !longer(stem, 8) && stem.chars().all(letter) && BY_UNKNOWN.end(stem).is_some();
    let fits = !sign.is_empty() && !longer(sign, 2) && (whole() || ends());
    (fits && stem.chars().nth(1).is_some()).then_some(stem)
}

/// 「会員」, 「住民」: what those are called who have no office.
pub(super) fn is_one_of_many(bare: &str) -> bool {
    is_of(UNKNOWN, bare)
}

fn is_sign(c: char) -> bool {
    c.is_ascii_digit()
        || c.is_ascii_uppercase()
        || matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | '甲' | '乙' | '丙' | '丁')
}

fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ヿ')
}

/// What is left of a word when the words of departments are taken off its end: 山田総務 → 山田, 都市計画 → nothing.
pub(super) fn department(word: &str) -> &str {
    // 元村, 市村, 新村, 町村 are surnames, although both letters are units.
    if word.ends_with('村') && word.chars().count() == 2 && !word.starts_with(['各', '全', '両']) {
        return word;
    }
    let mut rest = word;
    while let Some(part) = BY_DEPARTMENT.end(rest) {
        let shorter = rest.get(..rest.len() - part.len()).unwrap_or("");
        // One letter is a department only behind others: 服部 in 「服部総務課長」 is a name, 山田企画部 has one.
        let behind = BY_DEPARTMENT
            .end(shorter)
            .is_some_and(|p| p.chars().nth(1).is_some());
        if part.chars().count() == 1 && !behind && !department(shorter).is_empty() {
            break;
        }
        rest = shorter;
    }
    rest
}

/// Whether a word is that of a department: 総務.
pub(super) fn is_department(word: &str) -> bool {
    // The list is long, and hardly any word is in it.
    BY_DEPARTMENT.end(word) == Some(word) && is_of(offices::DEPARTMENTS, word)
}

/// Whether a word begins with that of a department: 財政投融資総括.
pub(super) fn begins_department(word: &str) -> bool {
    BY_DEPARTMENT.all_begin(word).any(|w| w.chars().nth(1).is_some())
}

/// The ministry at the end of a word.
pub(super) fn ministry(word: &str) -> Option<&'static str> {
    offices::MINISTRIES.split(' ').find(|m| word.ends_with(m))
}

/// End of the unit of a ministry before a surname: 「国土交通省住宅局住宅生産課伊東」,「消費者庁日下部」,「水路庁日下部」.
pub(super) fn begins_ministry(word: &str) -> Option<usize> {
    let agency = || {
        let at = word.find('庁')? + '庁'.len_utf8();
        word.get(..at).filter(|a| (3..=6).contains(&count(a)))
    };
    let known = offices::MINISTRIES.split(' ').find(|m| word.starts_with(m));
    let ministry = known.or_else(agency)?;
    let ends = word.char_indices().rev().map(|(at, c)| (at + c.len_utf8(), c));
    let mut units = ends.filter(|(end, c)| *end >= ministry.len() && among!(*c, "省庁府部課局室"));
    units.find_map(|(end, _)| {
        // 「水路庁日下部総括室長」
        let name = department(word.get(end..)?);
        let surname = (2..=3).contains(&count(name));
        surname.then_some(end)
    })
}

pub(super) static BY_ORGANISATION: LazyLock<Words> = LazyLock::new(|| Words::of(&[offices::ORGANISATIONS]));

/// 総務省, 日本測器株式会社, 企画課.
pub(super) fn is_organisation(word: &str) -> bool {
    let named =
        || BY_ORGANISATION.end(word).is_some() || BY_ORGANISATION.all_begin(word).any(|o| o.len() > 6);
    word.chars().nth(1).is_some() && (word.ends_with(BODIES) || named())
}

/// 「２年３組」, 「１班」.
pub(super) fn is_class(label: &str) -> bool {
    let counted = |t: &'_ str| t.trim_start_matches(|c| digit(c).is_some()).len() < t.len();
    let behind = |t: &'_ str| t.trim_start_matches(|c| digit(c).is_some()).to_owned();
    counted(label)
        && match behind(label).strip_prefix('年') {
            Some(class) => counted(class) && behind(class) == "組",
            None => matches!(behind(label).as_str(), "組" | "班"),
        }
}

/// Whether what stands in the brackets of a label names nobody: 委員（オンライン）, 株主Ｂ（バーチャル出席）.
pub(super) fn is_note(inner: &str) -> bool {
    const NOTES: &str = "\
        オンライン バーチャル 代理 Web WEB ＷＥＢ Ｗｅｂ リモート Zoom ＺＯＯＭ 途中 司会 説明";
    begins_with_any(inner, NOTES)
}

/// End of an organisation's name inside a word: 「日本測器株式会社林常務」.
pub(super) fn organisation_before(word: &str) -> Option<usize> {
    "株式会社 有限会社 合同会社 協会 連盟 連合会 大学 研究所 センター 機構 商工会議所 協議会 自治会 町内会"
        .split(' ')
        .find_map(|o| word.find(o).filter(|at| *at > 0).map(|at| at + o.len()))
}

/// End of the name of an organisation or an office before that of a person: 「近畿地方整備局水口」.
pub(super) fn body_before(word: &str) -> Option<usize> {
    let unit = || {
        let at = word.rfind(['局', '庁', '省', '課', '室'])?;
        (at > 6).then_some(at + '局'.len_utf8())
    };
    organisation_before(word).or_else(unit)
}

/// Who is meant by 「空木太郎氏（以下、空木）」, and what he is called from then on.
fn introduced(label: &str) -> Option<(&str, &str)> {
    let (who, told) = label.strip_suffix(['）', ')'])?.rsplit_once(['（', '('])?;
    let short = told.strip_prefix("以下")?;
    Some((
        who.trim_spaces(),
        short.trim_matches(|c| among!(c, "、，「」 ：:")),
    ))
}

/// 「空木太郎氏（以下、空木）」 without what he is called from then on.
pub(super) fn without_short_name(label: &str) -> &str {
    introduced(label).map_or(label, |(who, _)| who)
}

/// 「空木」 of 「空木太郎氏（以下、空木）」.
pub(super) fn short_name(label: &str) -> Option<&str> {
    introduced(label).map(|(_, short)| short)
}

/// End of the name of a paper or a broadcaster before that of who asks: 「潮放送岡崎」,「浜日報吉浜」.
pub(super) fn press_before(word: &str) -> Option<usize> {
    "新聞社 新聞 放送 通信社 通信 日報 新報 時報 テレビ ＮＨＫ NHK"
        .split(' ')
        .find_map(|o| word.find(o).map(|at| at + o.len()))
        .filter(|end| *end < word.len())
}

/// １０, 五.
pub(super) fn is_number(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| digit(c).is_some() || among!(c, "十百"))
}

/// 「３番」
pub(super) fn is_seat(bare: &str) -> bool {
    bare.strip_suffix('番').is_some_and(is_number)
}

/// ○○, □□, Ａ, B, ＡＢ１: stands for a name that is not printed.
pub(super) fn is_mask(word: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let blank = |c: char| is_marker(c) || among!(c, "□■△▲×＊*◇◆〓✕＿_");
    !word.is_empty()
        && (word.chars().all(blank)
            || word.chars().all(is_sign) && word.chars().filter(|c| !number(*c)).count() == 1)
}

/// What a speech is called beside who makes it: 空木議員質問, 建設課長答弁.
const SPEECHES: &str = "再々質問 再質問 質問 質疑 再々答弁 再答弁 答弁 討論";

/// The label before what its speech is called, if it says so: 「空木議員質問」,「空木議員の発言」.
pub(super) fn before_speech(label: &str) -> Option<&str> {
    // Asked of many labels.
    if !label.ends_with(['問', '疑', '弁', '論', '言', '答', '見']) {
        return None;
    }
    let kind = || SPEECHES.split(' ').find_map(|kind| label.strip_suffix(kind));
    let of = || {
        ["の発言", "の回答", "の意見"]
            .iter()
            .find_map(|kind| label.strip_suffix(kind))
    };
    kind().map(|l| l.strip_suffix('の').unwrap_or(l)).or_else(of)
}

/// The label behind what its speech is called: 「質問　空木議員」.
pub(super) fn behind_speech(label: &str) -> Option<&str> {
    // Asked of many labels.
    if !label.starts_with(['質', '再', '答', '討']) {
        return None;
    }
    let behind = SPEECHES.split(' ').find_map(|kind| label.strip_prefix(kind))?;
    let who = behind.trim_spaces_start();
    (who.len() < behind.len()).then_some(who)
}

/// A seat at the beginning of a label, and what stands behind it: 「９番空木通議員」.
pub(super) fn seat(label: &str) -> Option<(&str, &str)> {
    let at = label
        .find('番')
        .filter(|at| label.get(..*at).is_some_and(is_number))?;
    label.split_at_checked(at + '番'.len_utf8())
}

/// An office that is no word of its own, and who holds it: 「都市環境部長空木恵一」.
pub(super) fn office_and_name(bare: &str) -> Option<(&str, &str)> {
    let ends = bare.char_indices().skip(3).map(|(at, _)| at);
    ends.filter_map(|at| bare.split_at_checked(at))
        .find(|(office, name)| {
            let full = (2..=6).contains(&count(name)) && is_nameish(name);
            office.ends_with(['長', '官', '監', '幹', '事']) && full && is_office(office)
        })
}

/// How given names in kana end that would be words otherwise: 北浜しょうへい, 空木さとる.
#[rustfmt::skip]
const KANA_NAMES: &str = "\
    へい ぺい ょうた ゆうた こうた けんた そうた かんた さとる まさる とおる みのる しげる かおる わたる すぐる のぼる まもる \
    ひかる いたる たける みつる みちる はるな ゆうな ひな あんな まな ゆな りな れな ゆうと はると けんと まさと ゆきと たくと れい まい あい ゆい るい めい けい \
    みなと なおと ひろと やまと あおい";

/// A plain name, as it may stand alone in a label: 真壁, Kate, 五百蔵 正. Says nothing about whether it is one.
pub(super) fn is_nameish(label: &str) -> bool {
    let bare = squeeze(label);
    let length = bare.chars().count();
    let letters = |c: char| matches!(c, '々' | 'ヶ' | 'ー' | '㐀'..='鿿' | '\u{20000}'..='\u{3ffff}' | 'ぁ'..='ヿ' | 'ｦ'..='ﾟ' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    let latin = |c: char| {
        c.is_ascii_alphabetic() || matches!(c, '-' | '\'' | '.' | '_') || ('Ａ'..='ｚ').contains(&c)
    };
    (1..=8).contains(&length)
        && bare
            .chars()
            .all(|c| letters(c) || among!(c, "（）()") || is_marker(c))
        && !bare
            .chars()
            .skip(1)
            .any(|c| among!(c, "をはがにで") && !bare.chars().all(is_kana))
        || (2..=20).contains(&length)
            && bare.chars().all(|c| latin(c) || c.is_ascii_digit())
            && bare.starts_with(latin)
        // 「@kasumi」, as people call each other in chats
        || bare.strip_prefix('@').is_some_and(|name| name.is_ascii() && is_nameish(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_and_departments() {
        for bare in [
            "議長",
            "都市計画課長",
            "高村部会長",
            "○○委員",
            "Ａ委員",
            "４番",
            "１番議員",
            "湯本教頭",
            "水産課長",
            "質問者１",
            "委員Ａ",
            "Ａ社",
        ] {
            assert!(ends_in_office(bare), "{bare}");
        }
        for bare in [
            "前回の委員",
            "災害対策特別委員",
            "番",
            "一番大きな番",
            "本日の出席者",
            "一般質問",
            "A1",
            "本社",
        ] {
            assert!(!ends_in_office(bare), "{bare}");
        }
        assert_eq!(department("都市計画"), "");
        assert_eq!(department("山田総務"), "山田");
        assert_eq!(department("安達"), "安達");
        assert!(is_mask("○○") && is_mask("Ａ") && is_mask("B1") && !is_mask("Kate") && !is_mask("山"));
        assert!(is_nameish("真壁") && is_nameish("Kate") && is_nameish("あべ") && !is_nameish("次の日には"));
    }
}
