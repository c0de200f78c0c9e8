//! A label of one run of letters: 小林武雄議長, １番山田議員, 国土交通省住宅局住宅生産課伊東課長.

use super::super::chars::{digit, ends_in_any, is_of};
use super::super::roles;
use super::{Parts, Place, real, words};

/// Surnames of four letters.
const LONG_NAMES: &str = "\
    勅使河原 勅使川原 小比類巻 長曽我部 長宗我部 長曾我部 波々伯部 五百旗頭 大豆生田 一尺八寸 四十物谷";

/// Whether a word is one of the surnames of four letters.
pub(in super::super) fn is_long_name(word: &str) -> bool {
    is_of(LONG_NAMES, word)
}

/// What towns end in.
const TOWNS: [char; 5] = ['市', '町', '村', '区', '県'];

/// Reads a label without spaces.
pub(super) fn read(bare: &str, place: Place) -> Parts {
    if matches!(bare, "質問" | "答弁" | "回答") {
        return Parts::office(bare);
    }
    secretariat(bare, place)
        .or_else(|| person(bare, place))
        .or_else(|| Some(Held::of(bare, place)?.read()))
        .unwrap_or_else(|| without_office(bare))
}

/// 「事務局餅川企画課長」
fn secretariat(bare: &str, place: Place) -> Option<Parts> {
    let who = bare
        .strip_prefix("事務局")
        .filter(|who| roles::ends_in_office(who))?;
    let who = words::read(who, place);
    who.name.is_some().then(|| who.with_body("事務局"))
}

/// 「議長山田太郎君」, 「田中委員さん」
fn person(bare: &str, place: Place) -> Option<Parts> {
    let name = roles::without_honorific(bare).filter(|_| roles::is_person(bare))?;
    // 「６番空木淳君」
    if let Some((seat, name)) = roles::seat(name) {
        return Some(Parts::named(name).with_role(seat));
    }
    Some(
        after_office(name)
            .or_else(|| after_department(name))
            .unwrap_or_else(|| match roles::office(name).filter(|r| r.chars().count() > 1) {
                Some(_) => words::read(name, place),
                None => Parts::named(name),
            }),
    )
}

/// 「委員長佐々木克敏」
fn after_office(bare: &str) -> Option<Parts> {
    let role = roles::office_before(bare)?;
    let name = bare.strip_prefix(role).filter(|name| !name.is_empty())?;
    Some(Parts::named(name).with_role(role))
}

/// 「総務課長空木弘一」
fn after_department(bare: &str) -> Option<Parts> {
    let (role, name) = roles::office_and_name(bare)?;
    Some(Parts::named(name).with_role(role))
}

/// A label that does not end in an office: 「質問者１」, 【夕凪新報】, 「Kate」.
fn without_office(bare: &str) -> Parts {
    // 「組合」 and 「会社」 are no surnames.
    const BODIES: &str = "組合 会社 当局 学校";
    const PEOPLE: &str = "組合員 保護者 生徒 児童";
    let firm = || {
        let named = roles::is_firm(bare) || roles::is_organisation(bare) && bare.chars().count() > 2;
        named || roles::is_class(bare) || is_of(BODIES, bare)
    };
    match roles::numbered(bare).or(is_of(PEOPLE, bare).then_some(bare)) {
        Some(role) => Parts::office(role),
        None => after_office(bare)
            .or_else(|| after_department(bare))
            .unwrap_or_else(|| match firm() {
                true => Parts::body(bare),
                false => Parts::named(bare),
            }),
    }
}

/// A label that ends in an office.
struct Held<'a> {
    bare: &'a str,
    /// What stands before the office: nothing, a name, a body, a department, or several of them.
    before: &'a str,
    office: &'a str,
    place: Place<'a>,
}

/// The readings, in the order in which they are tried.
const READINGS: [fn(&Held) -> Option<Parts>; 10] = [
    office_alone,
    of_a_unit,
    mask,
    seat,
    of_this_town,
    of_a_town,
    of_a_ministry,
    within_a_ministry,
    of_a_body,
    department,
];

impl<'a> Held<'a> {
    fn of(bare: &'a str, place: Place<'a>) -> Option<Self> {
        let office =
            roles::office(bare).filter(|r| *r != "番" || roles::is_number(bare.trim_end_matches('番')))?;
        let before = bare.strip_suffix(office).unwrap_or("");
        // 「山本副部長」
        let mut before = before.strip_suffix('副').unwrap_or(before);
        // 「山本副館長兼係長」
        while let Some(first) = before.strip_suffix('兼')
            && let Some(held) = roles::office(first)
        {
            before = first.strip_suffix(held).unwrap_or("");
            before = before.strip_suffix('副').unwrap_or(before);
        }
        Some(Self {
            bare,
            before,
            office: bare.get(before.len()..).unwrap_or(office),
            place,
        })
    }

    fn read(&self) -> Parts {
        READINGS
            .iter()
            .find_map(|reading| reading(self))
            .unwrap_or_else(|| self.held_by(self.before))
    }

    /// All of it is the office.
    fn whole(&self) -> Parts {
        Parts::office(self.bare)
    }

    fn held_by(&self, name: &str) -> Parts {
        Parts::named(name).with_role(self.office)
    }
}

/// 「議長」, 「１番」
fn office_alone(label: &Held) -> Option<Parts> {
    (label.before.is_empty() || roles::is_number(label.before)).then(|| label.whole())
}

/// 「３班班長」, 「書道部部長」, 「バス事業者」
fn of_a_unit(label: &Held) -> Option<Parts> {
    let Held { before, office, .. } = *label;
    let unit = roles::is_class(before) || before.ends_with('部') && office.starts_with('部');
    (unit || office == "事業者").then(|| label.whole())
}

/// 「○○委員」, 「Ａ委員」
fn mask(label: &Held) -> Option<Parts> {
    roles::is_mask(label.before).then(|| Parts::office(label.office))
}

/// 「１番山田議員」
fn seat(label: &Held) -> Option<Parts> {
    let counts = |c: char| digit(c).is_some() || c == '十';
    let name = label.before.trim_start_matches(counts);
    let name = name
        .strip_prefix('番')
        .filter(|_| name.len() < label.before.len())?;
    let number = label.before.get(..label.before.len() - name.len())?;
    Some(match name.is_empty() {
        true => label.whole(),
        false => Parts::named(name).with_role(number),
    })
}

/// 「青葉町長」 where the document speaks of 青葉町.
fn of_this_town(label: &Held) -> Option<Parts> {
    let town = label.office.starts_with(TOWNS) && (label.place)(label.before);
    town.then(|| label.whole())
}

/// 「西野関川市助役」 where the document speaks of 関川市.
fn of_a_town(label: &Held) -> Option<Parts> {
    let before = label.before;
    if !before.ends_with(TOWNS) {
        return None;
    }
    let at = |letters: usize| before.char_indices().nth(letters).map(|(at, _)| at);
    let (name, town) = [2, 3, 1]
        .into_iter()
        .filter_map(at)
        .filter_map(|at| before.split_at_checked(at))
        .find(|(name, town)| {
            // 「西岡滝市助役」: towns of one letter stand behind surnames of two.
            matches!((name.chars().count(), town.chars().count()), (2, 2) | (_, 3..))
                && (label.place)(town.trim_end_matches(TOWNS))
        })?;
    Some(Parts::named(name).with_role(&[town, label.office].concat()))
}

/// 「内田内閣府事務次官」, 「気象庁長官」
fn of_a_ministry(label: &Held) -> Option<Parts> {
    let ministry = roles::ministry(label.before)?;
    let name = label.before.strip_suffix(ministry)?;
    Some(label.held_by(name).with_body(ministry))
}

/// 「国土交通省住宅局住宅生産課伊東課長」
fn within_a_ministry(label: &Held) -> Option<Parts> {
    let end = roles::begins_ministry(label.before)?;
    let (of, who) = label.bare.split_at_checked(end)?;
    let name = roles::department(label.before.get(end..).unwrap_or(""));
    Some(Parts {
        role: who.get(name.len()..).map(str::to_owned),
        ..Parts::named(name).with_body(of)
    })
}

/// 「東区協議会金川会長」, 「浜日報吉浜記者」
fn of_a_body(label: &Held) -> Option<Parts> {
    let press = || roles::press_before(label.before).filter(|_| label.office == "記者");
    let end = roles::organisation_before(label.before)
        .filter(|end| *end < label.before.len())
        .or_else(press)?;
    let (of, name) = label.before.split_at_checked(end)?;
    Some(label.held_by(name).with_body(of))
}

/// 「都市計画課長」 is an office; 「山田総務課長」 is 山田 with one.
fn department(label: &Held) -> Option<Parts> {
    let before = label.before;
    let mut name = roles::department(before);
    // 「山本生育環境課長」,「端山信用制度参事官」: few surnames have four letters, and most departments two and two.
    let letters = name.chars().count();
    let cut =
        letters == 4 && name.len() < before.len() || letters > 4 && has_department(label.office, before);
    // 「こども政策課長」 names nobody こども.
    if roles::is_department(name) {
        name = "";
    }
    if cut && !is_long_name(name) {
        let two = name.char_indices().nth(2);
        name = two.and_then(|(at, _)| name.get(..at)).unwrap_or(name);
    }
    // 「空木まゆみ上下水道課長」: few departments begin with hiragana, as 「こども未来課」 does.
    let kana = |c: char| matches!(c, 'ぁ'..='ん');
    let rest = before.get(name.len()..).unwrap_or("");
    let given = rest.len() - rest.trim_start_matches(kana).len();
    let department = rest.get(..given).is_some_and(roles::is_department);
    if !name.ends_with(kana) && !department && (6..=12).contains(&given) && given < rest.len() {
        name = before.get(..name.len() + given).unwrap_or(name);
        return Some(Parts {
            role: label.bare.get(name.len()..).map(str::to_owned),
            ..Parts::named(name)
        });
    }
    let all_of_it = name.len() == before.len();
    match name.chars().count() {
        0 => Some(label.whole()),
        // 「ＢＰＲ推進課長」
        _ if !all_of_it && name.chars().all(|c| matches!(c, 'Ａ'..='Ｚ' | 'A'..='Z')) => {
            Some(label.whole())
        }
        // 「高委員長」 has a name, 「高校長」 a school.
        1 if name == "高" && all_of_it && !label.office.starts_with('校') => Some(label.held_by(name)),
        // 「教職員課長」
        1 if name.starts_with(|c| among!(c, "教民商農水土国都道府県市町村区全各同高小中大上下")) => {
            Some(label.whole())
        }
        3.. if !all_of_it && name.ends_with(['町', '市', '県', '課', '局', '室', '省', '庁', '社', '会']) => {
            Some(label.whole())
        }
        1..=4 if !all_of_it => Some(Parts {
            name: real(name),
            role: label.bare.get(name.len()..).map(str::to_owned),
            ..Parts::default()
        }),
        _ if !all_of_it => Some(label.whole()),
        // 「夕凪新聞記者」
        n if n > 3 && roles::is_organisation(before) => Some(Parts::body(before).with_role(label.office)),
        _ => None,
    }
}

/// Whether an office is that of a department, and the word before it does not begin with one.
fn has_department(office: &str, before: &str) -> bool {
    const POSTS: &str = "\
        局長 部長 課長 室長 参事官 審議官 企画官 管理官 計画官 係長 次長 補佐";
    let kanji = |c: char| matches!(c, '㐀'..='鿿' | '々');
    ends_in_any(office, POSTS) && !roles::begins_department(before) && before.chars().take(2).all(kanji)
}
