//! What a word of a list of people is: a post, an organisation, a seat, a name.

use std::sync::LazyLock;

use super::super::chars::{digit, ends_in_any, is_marker, is_of, longer};
use super::super::offices;
use super::super::parts::is_long_name;
use super::super::roles::BY_ORGANISATION;
use super::super::words::Words;

/// Groups that are no posts.
const GROUPS: &str = "説明者 事務局側 関係者 関係機関 関係団体 執行部 理事者 関係省庁 発表者 有識者 市側 行政 市 県 その他 委員以外の議員 ゲスト 陪席 陪席者 随行者 メンバー 委員外議員";

/// Posts that several hold, but for those of 委員.
const SHARED: &str = "議員 評議員 構成員 理事 監事 幹事 参考人 オブザーバー オブザーバ 取締役 監査役";

/// Single letters of the names of offices.
const UNITS: &str = "課 局 省 庁 室 係 部 副 元 前 同 各 全 両";

/// Words of a list that are nobody.
const NOBODY: &str = "Zoom Teams Webex Skype 代理 代行 新任 再任 なし 無し 無 全員 名 名中 別紙 別紙のとおり 名簿 参照 ほか 他 外 以上 同 計 合計 出席 欠席 欠 出 氏名 役職 役職名 所属 所属等 所属団体 備考 職名 職 区分 議席 議席番号 番号 会派 出欠 有 無 敬称略 順不同 五十音順 省略 略 公開 非公開 〃 々 及び 又は \
まで から 傍聴 傍聴者 報道 報道機関 随行 委員会 審議会 協議会 会議 関係者 出席者 欠席者 など 等 関係省庁等 一般傍聴者 委員名 氏名等 職氏名 名前 名称 分野 選出区分 No 注 ※ 宣告 議長宣告 市 町 村 県 区 公募 公募市民 市民公募 学識経験者 学識経験 識見 識見者 市民 市民代表 関係団体 利用者 被保険者 公益 使用者 労働者 一般 一同 若干名 欠員 数名 次頁 男 女 電話 挨拶 あいさつ 開会 閉会 説明 議事 紹介 会議メモ 議事メモ メモ";

/// Posts that are held at a university: 「若葉大学教授」 is no 若葉.
const ACADEMIC: &str = "学長 総長 教授 准教授 助教授 名誉教授 特任教授 客員教授 講師 助教";

/// Surnames that hold the letters of offices.
const SURNAMES: &str =
    "長谷部 日下部 室 大室 小室 氷室 三室 飯室 各務 両角 前田 前川 前野 前原 前島 前山 前 元木 元山 全";

/// What stands before the name of an office as surnames do, and is nobody's.
const NO_SURNAME: &str = "市 町 村 区 都 府 道 国 元 前 現 旧 主 各 本 支 次 正 准 兼 仮 大 小 高 第 民 公 私 両 他 \
    津市 堺市 柏市 呉市 萩市 蕨市 関市 燕市 光市";

/// What a word is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// １番, 3
    Seat,
    /// 総務部長, 委員
    Role,
    /// 山田委員: bytes of the name.
    Post(usize),
    /// 東京大学
    Organisation,
    /// 山田, 太郎, Kate
    Name,
    /// （会長）
    Bracket,
    /// ９名, なし
    Nobody,
    /// ×, 欠席
    Absent,
}

static BY_POST: LazyLock<Words> =
    LazyLock::new(|| Words::of(&[offices::OFFICES, offices::HELD, offices::LISTED]));
static BY_OFFICE_WORD: LazyLock<Words> = LazyLock::new(|| Words::of(&[offices::DEPARTMENTS, UNITS]));
static BY_NOBODY: LazyLock<Words> = LazyLock::new(|| Words::of(&[NOBODY]));

/// Byte at which the longest post at the end of the word begins.
pub(super) fn post_at(word: &str) -> Option<usize> {
    let at = BY_POST.end(word).map(|post| word.len() - post.len())?;
    // 「副部長」, but 「江副委員」
    if word.ends_with("副委員") {
        return Some(at);
    }
    Some(
        word.get(..at)
            .and_then(|stem| stem.strip_suffix('副'))
            .map_or(at, str::len),
    )
}

/// Bytes at which name and post begin, in a list where others are called by name and post: 「矢川区長」,
/// 「礒川順直調査係長」,「企画課真弓主査」.
pub(super) fn glued(word: &str) -> Option<(usize, usize)> {
    let at = post_at(word).filter(|at| *at > 0 && !word.contains('兼'))?;
    let (stem, post) = word.split_at(at);
    let local = is_of(offices::LOCAL, post);
    if local && !longer(stem, 3) && is_name(stem) && !is_office(stem) {
        return Some((0, at));
    }
    let named = surname(stem, post, 1, 5);
    let body = stem.rfind(['課', '局', '室']).filter(|n| *n > 0);
    let body = body.map(|n| n + '課'.len_utf8());
    match body.map(|b| (b, class(word.get(b..).unwrap_or("")))) {
        // 「中部整備局名古屋国道事務所長」 names nobody 名古屋.
        Some((body, Class::Post(at))) if named == 0 && !word.contains("事務所") => Some((body, body + at)),
        _ => (named > 0).then_some((0, named)),
    }
}

fn is_nobody(word: &str) -> bool {
    // 「所属・職名」 heads a column.
    word.split('・').all(|w| BY_NOBODY.end(w) == Some(w))
}

/// Words of the names of offices in a word, and where they begin.
fn office_words(stem: &str) -> Vec<(usize, &'static str)> {
    let at = |(at, _): (usize, char)| {
        let words = BY_OFFICE_WORD.all_begin(stem.get(at..).unwrap_or(""));
        words.map(move |w| (at, w))
    };
    stem.char_indices().flat_map(at).collect()
}

/// Holds a word of the names of offices.
pub(super) fn tells_office(word: &str) -> bool {
    office_words(word).iter().any(|(_, w)| longer(w, 1))
}

/// The name of an office or an organisation, rather than of a person.
fn is_office(stem: &str) -> bool {
    office_words(stem).iter().any(|&(at, w)| {
        // 「諏訪部昭」 has one letter of offices in it, and not at an end.
        // 「秋元」 ends in no 元 of a post.
        let end = at == 0
            || at + w.len() == stem.len() && among!(w.chars().next().unwrap_or('_'), "課局省庁室係部");
        // 「前沢」,「前田香代子」
        let letters = stem.chars().count();
        let surname = || {
            stem.starts_with(['前', '元', '室'])
                && (letters == 2 && !stem.ends_with(['町', '市', '村', '区', '県']) || letters > 3)
        };
        // 「服部」,「乙部」
        let clan = || {
            letters == 2 && stem.ends_with('部') && !is_of("本部 支部 学部 内部 外部 幹部 同部 各部", stem)
        };
        w.chars().nth(1).is_some() || end && !is_surname(stem) && !surname() && !clan()
    })
}

/// Bytes of a name of so many letters before the name of an office; 0 where there is none.
fn surname(stem: &str, post: &str, least: usize, most: usize) -> usize {
    if stem.contains("大学") && is_of(ACADEMIC, post) {
        return 0;
    }
    let first = office_words(stem)
        .into_iter()
        .find(|(_, w)| w.chars().nth(1).is_some());
    let Some(mut name) = first.and_then(|(at, _)| stem.get(..at)) else {
        return 0;
    };
    // 「山田副総務課長」,「大江新産業課長」, where others are called so
    if least == 1 && longer(name, 2) {
        name = name.strip_suffix(['副', '新', '総']).unwrap_or(name);
    }
    // 「大森北部児童館長」 is 大森, of one of several.
    for part in ["北部", "南部", "東部", "西部", "中部", "中央"] {
        name = name.strip_suffix(part).filter(|n| longer(n, 1)).unwrap_or(name);
    }
    let fits = ((least..=most).contains(&name.chars().count())
        || "林森原谷辻堀岡関峠星桂柳橘榊轟菅乾巽角泉畑沖堤".contains(name))
        && is_name(name)
        && !is_of(NO_SURNAME, name)
        && !name.starts_with(['同', '全', '県'])
        && !name.ends_with(['課', '係', '局', '室', '省', '庁', '県', '新', '総', '副'])
        && !(longer(name, 2) && name.ends_with(['市', '町', '村', '区', '部']))
        && !is_of("日本 東京都 関東 近畿 東北 北陸 中部 中国 四国 九州 沖縄", name);
    if fits { name.len() } else { 0 }
}

/// 「家族会」 of 家族会会長, 「若葉地区」 of 若葉地区区長: nobody's name.
fn is_club(stem: &str) -> bool {
    longer(stem, 2) && stem.ends_with(['会', '区', '団', '校', '院', '協'])
}

fn is_surname(word: &str) -> bool {
    is_of(SURNAMES, word)
}

/// Letters a name is written with.
fn nameish(word: &str) -> bool {
    let (mut letters, mut most) = (0, 8);
    let (mut latin, mut first) = (false, true);
    for c in word.chars() {
        let kanji = matches!(c, '㐀'..='鿿' | '豈'..='﫿' | '々' | '〆' | '\u{20000}'..='\u{3ffff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
        let kana = matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | 'ヽ' | 'ゝ' | '･' | 'ｦ'..='ﾟ')
            || c == '・' && !first;
        let ascii = c.is_ascii_alphabetic()
            || among!(c, "-_'.") && !first
            // 「Ｊ．ヘインズ」
            || c == '．' && latin
            || c == '@' && first && word.len() > 2
            || c.is_ascii_digit() && latin
            || matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
        if !(kanji || kana || ascii) {
            return false;
        }
        latin |= ascii;
        if kana {
            most = 12;
        }
        first = false;
        letters += 1;
    }
    letters > 0 && letters <= if latin { 24 } else { most }
}

/// Whether a whole word can be the name of somebody.
pub(super) fn is_name(word: &str) -> bool {
    nameish(word) && !is_nobody(word) && !word.chars().all(is_marker) && !is_phrase(word)
}

/// 開議の宣告, 会議は成立: の or は between two kanji makes no name. 名簿のとおり
fn is_phrase(word: &str) -> bool {
    let kanji = |c: Option<char>| c.is_some_and(|c| matches!(c, '㐀'..='鿿'));
    word.contains("及び")
        || word.contains("による")
        || word.starts_with("ほか")
        || word.starts_with("出席")
        || word.starts_with("その他")
        || word.starts_with("以上")
        || word.starts_with("の職")
        || ends_in_any(word, "とおり 総数 委員数 者数 人数 署名 日程")
        || word
            .split_once(['の', 'は'])
            .is_some_and(|(of, what)| kanji(of.chars().next_back()) && kanji(what.chars().next()))
}

/// What a word without white space is.
pub(super) fn class(word: &str) -> Class {
    // 「第８番　津滝俊」
    let word = word
        .strip_prefix('第')
        .filter(|w| w.ends_with('番'))
        .unwrap_or(word);
    let first = word.chars().next().unwrap_or(' ');
    if matches!(first, '（' | '(' | '〔' | '［' | '[' | '【') {
        // 「（財）若葉財団」
        return match word.split_once(['）', ')']) {
            Some((_, rest)) if rest.chars().nth(1).is_some() => class(rest),
            _ => Class::Bracket,
        };
    }
    if word.chars().all(|c| is_marker(c) || among!(c, "△□■☆★✓レ")) {
        return Class::Nobody;
    }
    // 「吉本知則欠」 in a table
    if matches!(word, "×" | "欠" | "欠席" | "✕" | "欠席者") || word.ends_with('欠') && longer(word, 3)
    {
        return Class::Absent;
    }
    let figures: usize = word
        .chars()
        .take_while(|c| (digit(*c).is_some() || among!(*c, "十百")) && *c != '元')
        .map(char::len_utf8)
        .sum();
    let rest = word.get(figures..).unwrap_or("");
    let ascii = word.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    if figures > 0
        && (rest == "番"
            || rest == "番議員"
            || rest == "番委員"
            || rest.is_empty() && ascii
            || ascii && matches!(rest, "." | "．" | "号"))
        || word == "番外"
    {
        return Class::Seat;
    }
    // 「B4 空木諒」: how far somebody is at a university
    let year = |w: &str| matches!(w.as_bytes(), [b'B' | b'M' | b'D', b'1'..=b'6']);
    if is_nobody(word)
        || year(word)
        || word
            .chars()
            .any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
            && word.contains(['名', '人', '席', '回', '月', '時'])
    {
        return Class::Nobody;
    }
    // 九名, 十二人
    if figures > 0 && matches!(rest, "名" | "人") {
        return Class::Nobody;
    }
    // 気象台長: any head of anything. 青葉支所長・管理課長兼務, 環境部長事務取扱
    let held = ["兼務", "兼任", "事務取扱", "兼"]
        .iter()
        .any(|t| word.ends_with(t));
    if post_at(word).is_none() && (word.ends_with('長') && longer(word, 4) || held) {
        return Class::Role;
    }
    // 「真砂副部長兼行政管理課長」
    // 「榊原美江子副主幹（兼）事業係長」
    if let Some((first, _)) = word.split_once('兼')
        && let Class::Post(at) = class(first.trim_end_matches(['（', '(']))
    {
        return Class::Post(at);
    }
    if let Some(at) = post_at(word) {
        let stem = word.get(..at).unwrap_or("");
        let post = word.get(at..).unwrap_or("");
        let head = post.strip_prefix('副').unwrap_or(post);
        // 「白樺町町長」 has none either.
        let long = matches!(stem.chars().count(), 4 | 5)
            && is_of("市長 町長 村長 区長 知事", head)
            && !is_place(stem);
        // 「戸隠吉宗市長」 has a name, 「杜若市長」 has none.
        let office = post == "事務局"
            || !long
                && is_of(offices::LOCAL, post)
                && post != "議員"
                && post != "教頭"
                && !post.starts_with("司会");
        let latin = |c: char| c.is_ascii_alphabetic() || matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
        let most = if stem.starts_with(|c| matches!(c, 'ァ'..='ヺ')) || stem.chars().all(latin) {
            14
        } else {
            6
        };
        let person = is_name(stem)
            && !is_club(stem)
            && !stem.ends_with('・')
            && (1..=most).contains(&stem.chars().count())
            && !office;
        // 「串間経営課長」: the name ends where the name of the office begins; but 「若葉鉄道（株）安全課長」
        // 「ＤＸ推進担当部長」
        let initials = stem.starts_with(latin) && !stem.chars().all(latin);
        let firm = stem.contains(['株', '㈱']) || initials;
        let name = if firm { 0 } else { surname(stem, post, 2, 4) };
        // 「宮部副会長」: who heads a body or sits in one is called by name, and not by an office that ends in 部.
        let seated = (is_shared(post) || is_chair(post) || is_of(ACADEMIC, post))
            && stem.chars().count() == 2
            && !office_words(stem).iter().any(|(_, w)| w.chars().nth(1).is_some());
        return if !stem.is_empty() && person && (seated || !is_office(stem)) {
            Class::Post(at)
        } else if !office && name > 0 {
            Class::Post(name)
        } else {
            Class::Role
        };
    }
    if is_of(
        "プロデューサー ディレクター 委員外 アナウンサー キャスター 会社側",
        word,
    ) {
        return Class::Role;
    }
    let letters = word.chars().count();
    let tail = letters >= 3 && word.ends_with(['課', '係', '局', '省', '庁', '府', '社', '党', '班', '署'])
        || letters >= 4
            && word.ends_with([
                '部', '室', '係', '市', '町', '村', '区', '県', '館', '園', '会', '院', '団',
            ]);
    // 河川部, 企画室, but 長谷部 is a name.
    let unit = || {
        let of = word.strip_suffix(['部', '室']).unwrap_or(word);
        letters == 3 && of.len() < word.len() && super::super::roles::department(of).is_empty()
    };
    if tail && !is_surname(word) && !is_long_name(word)
        || unit()
        || letters > 2 && BY_ORGANISATION.end(word).is_some()
        || word == "東京都"
        || word.contains("株式会社")
        || letters > 4 && word.ends_with("分野")
        || word.contains("法人")
    {
        return Class::Organisation;
    }
    if is_name(word) {
        Class::Name
    } else {
        Class::Organisation
    }
}

/// The name of a person, of so many letters, in round brackets: （舵取渚）, but not （公募）, （学識経験者） or （新任）.
pub(super) fn bracketed(word: &str, least: usize) -> Option<&str> {
    let inner = word.strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?;
    let fits = (least..=7).contains(&inner.chars().count())
        && BY_NOBODY.end(inner).is_none_or(|w| !longer(w, 1))
        && class(inner) == Class::Name
        && !is_office(inner)
        && !inner.ends_with([
            '者', '員', '任', '表', '区', '家', '士', '師', '長', '体', '略', '市', '町', '村', '県', '順',
            '別', '制', '中',
        ]);
    fits.then_some(inner)
}

/// A group or post under whose name people are listed: 委員, 臨時委員, 事務局.
pub(super) fn is_group(word: &str) -> bool {
    !word.is_empty()
        // 「弁護士」 is what a member is elsewhere.
        && (post_at(word) == Some(0) && !word.ends_with('士')
            || word.ends_with("事務局")
            || word.ends_with("委員") && word.chars().count() <= 12
            || word.ends_with("事務局職員")
            || is_of(GROUPS, word))
}

/// A post that several hold: one printed before a name goes with those behind it, too.
pub(super) fn is_shared(post: &str) -> bool {
    post.ends_with("委員") || is_of(SHARED, post)
}

/// Who presides: 会長, 委員長, 座長 and those beside them.
pub(super) fn is_chair(post: &str) -> bool {
    let post = post.strip_prefix('副').unwrap_or(post);
    let post = post.strip_suffix("代理").unwrap_or(post);
    is_of("会長 委員長 座長 部会長 議長", post)
}

/// A group that is an organisation rather than a post.
pub(super) fn is_body(group: &str) -> bool {
    group.ends_with("事務局")
        || group.ends_with("事務局職員")
        || group.ends_with(['側', '院', '省', '庁', '課', '局', '室'])
        || is_place(group)
        || group.ends_with('部') && group.chars().count() > 2 && !is_surname(group)
        || matches!(class(group), Class::Organisation)
}

/// 青葉町, 若草県: a group of those who come from there.
pub(super) fn is_place(word: &str) -> bool {
    word.ends_with(['市', '町', '村', '区', '県', '都', '府'])
        && (3..=7).contains(&word.chars().count())
        && nameish(word)
}

/// An honorific at the end: bytes of the word before it.
pub(super) fn without_honorific(word: &str) -> &str {
    // 鵜殿 and 真様 are surnames.
    let addressed = word.strip_suffix(['様', '殿']).filter(|b| longer(b, 1));
    let bare = addressed
        .or_else(|| word.strip_suffix(['君', '氏']))
        .or_else(|| word.strip_suffix("さん"))
        .or_else(|| word.strip_suffix("先生"));
    bare.filter(|b| !b.is_empty()).unwrap_or(word)
}
