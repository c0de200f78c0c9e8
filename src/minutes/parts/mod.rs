//! A label taken apart: name, role, affiliation.
//!
//! A label with brackets says twice who speaks (`bracketed`), one of several words is read word by word
//! (`words`), and one run of letters is cut where an office, a body or a honorific tells where (`run`). Each
//! of the three is a list of readings with an example; the first that understands the label is taken.

mod bracketed;
mod run;
mod words;

use super::chars::{Spaced, squeeze};
use super::{roles, speaker};

pub(super) use run::is_long_name;

/// Tells whether a word is a place of this document, so that 青葉町長 is not taken for somebody called 青葉.
type Place<'a> = &'a dyn Fn(&str) -> bool;

/// A speaker's parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) name: Option<String>,
    pub(super) role: Option<String>,
    pub(super) affiliation: Option<String>,
}

impl Parts {
    /// Somebody of whom the name alone is printed.
    fn named(name: &str) -> Self {
        Self {
            name: real(name),
            ..Self::default()
        }
    }

    /// An office, whoever holds it.
    pub(super) fn office(role: &str) -> Self {
        Self {
            role: Some(role.to_owned()),
            ..Self::default()
        }
    }

    /// Whom somebody speaks for, whoever it is.
    fn body(affiliation: &str) -> Self {
        Self {
            affiliation: Some(affiliation.to_owned()),
            ..Self::default()
        }
    }

    fn with_role(self, role: &str) -> Self {
        Self {
            role: Some(role.to_owned()),
            ..self
        }
    }

    fn with_body(self, affiliation: &str) -> Self {
        Self {
            affiliation: Some(affiliation.to_owned()),
            ..self
        }
    }
}

/// A name that is no mask.
fn real(name: &str) -> Option<String> {
    let nobody = name.is_empty() || roles::is_mask(name) || roles::is_another(name);
    (!nobody).then(|| name.to_owned())
}

/// Somebody whose full name, as it is listed, stands at the beginning of the label, or behind a seat: nothing else tells
/// where the name of 「長谷部　博議長」 or 「空木和人福祉課長」 ends.
pub(super) fn of_present(parts: Parts, label: &str, present: &[String]) -> Parts {
    let bare = squeeze(label);
    let bare = roles::seat(&bare).map_or(&*bare, |(_, who)| who);
    let known = present
        .iter()
        .filter_map(|name| Some((name, bare.strip_prefix(name.as_str())?)));
    // Of 空木一 and 空木一郎 the longer.
    let Some((name, rest)) = known
        .max_by_key(|(name, _)| name.len())
        .filter(|(name, _)| parts.name.as_deref() != Some(name.as_str()))
    else {
        return parts;
    };
    let office = roles::before_speech(rest).unwrap_or(rest);
    if rest.is_empty() {
        Parts::named(name)
    } else if roles::is_office(office) {
        Parts::named(name).with_role(office)
    } else {
        parts
    }
}

/// Splits a label. Masks (○○委員, Ａ委員) have no name.
pub(super) fn parts(label: &str, place: Place) -> Parts {
    let label = label.replace("（続）", "").replace('(', "（").replace(')', "）");
    // 「議長【山田太郎君】」
    let squared = label.ends_with('】') && !label.starts_with('【');
    let label = if squared {
        label.replace('【', "（").replace('】', "）")
    } else {
        label
    };
    let label = roles::without_short_name(label.trim_spaces());
    // 「（答弁）雲母総務課長」
    let noted = ["（答弁）", "（回答）", "（質問）"]
        .iter()
        .find_map(|note| label.strip_prefix(note));
    let label = noted.filter(|who| !who.is_empty()).unwrap_or(label);
    // 「質問　雲母久美議員「図書館の開館時間」」
    let asked = roles::behind_speech(label).filter(|who| roles::ends_in_office(&squeeze(who)));
    let label = asked.unwrap_or(label);
    // 「空木建設課長答弁」
    let label = roles::before_speech(label)
        .filter(|stem| roles::ends_in_office(&squeeze(stem)))
        .unwrap_or(label);
    if roles::is_everybody(label) {
        return Parts::default();
    }
    // 「番外　三谷町長」: those who are no members of an assembly have no seat.
    let outside = label.strip_prefix("番外").map(|rest| rest.trim_spaces_start());
    let label = outside
        .filter(|rest| roles::ends_in_office(rest.split('（').next().unwrap_or(rest)))
        .unwrap_or(label);
    if let Some((name, of)) = from_town(label) {
        return Parts::named(&squeeze(name)).with_body(of);
    }
    colon(label, place)
        .or_else(|| bracketed::read(label, place))
        .unwrap_or_else(|| words::read(label, place))
}

/// 「三浦（市）」: a surname, and the town or county that he or she works for.
pub(super) fn from_town(label: &str) -> Option<(&str, &str)> {
    let (name, of) = label.strip_suffix(['）', ')'])?.split_once(['（', '('])?;
    (roles::is_town(of) && speaker::is_surname(name)).then_some((name, of))
}

/// 「議長：丹野敏彦」, 「上原：夕凪新聞記者」
fn colon(label: &str, place: Place) -> Option<Parts> {
    let (before, after) = label.split_once(['：', ':'])?;
    let after = after.trim_spaces();
    if after.is_empty() {
        return None;
    }
    if let Some(of) = after
        .strip_suffix("記者")
        .filter(|_| !roles::ends_in_office(before))
    {
        return Some(Parts {
            affiliation: Some(squeeze(of).into_owned()).filter(|of| !of.is_empty()),
            ..Parts::named(&squeeze(before)).with_role("記者")
        });
    }
    let who = words::read(after, place);
    Some(Parts {
        name: who.name.or(who.role),
        ..Parts::office(&squeeze(before))
    })
}

/// 「磯部会長」 is called 磯部 where the beginning of the document knows no 部会.
pub(super) fn of_no_section(parts: Parts, head: &str) -> Parts {
    let Some(name) = parts.name.as_deref().filter(|n| n.chars().nth(1).is_none()) else {
        return parts;
    };
    let known = |(at, word): (usize, &str)| !head.get(at + word.len()..).is_some_and(|r| r.starts_with('長'));
    match parts.role.as_deref() {
        Some("部会長") if !head.match_indices("部会").any(known) => Parts {
            name: Some([name, "部"].concat()),
            role: Some("会長".to_owned()),
            ..parts
        },
        _ => parts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_names_of_those_present_end_names() {
        let present = ["空木一", "空木和人", "長谷部博"].map(str::to_owned);
        let of = |label: &str| {
            let p = of_present(parts(label, &|_| false), label, &present);
            [p.name, p.role].map(Option::unwrap_or_default)
        };
        assert_eq!(of("空木和人福祉課長"), ["空木和人", "福祉課長"]);
        assert_eq!(of("長谷部　博議長"), ["長谷部博", "議長"]);
        assert_eq!(of("３番空木一議員"), ["空木一", "３番"]);
        // Nobody of that name is listed.
        assert_eq!(of("空木一郎議員"), ["空木一郎", "議員"]);
    }

    #[test]
    fn parts_of_labels() {
        let of = |l: &str| {
            let p = parts(l, &|w| w == "青葉");
            [p.name, p.role, p.affiliation].map(Option::unwrap_or_default)
        };
        for (label, want) in [
            ("河野大臣", ["河野", "大臣", ""]),
            ("井出副大臣", ["井出", "副大臣", ""]),
            ("岸田内閣総理大臣", ["岸田", "内閣総理大臣", ""]),
            ("議長（村上一郎君）", ["村上一郎", "議長", ""]),
            ("五番（浜路　収君）", ["浜路収", "五番", ""]),
            ("日本測器株式会社（林常務）", ["林", "常務", "日本測器株式会社"]),
            ("事務局（田村企画官）", ["田村", "企画官", "事務局"]),
            ("事務局（田村）", ["田村", "", "事務局"]),
            ("総務省（翁長部長）", ["翁長", "部長", "総務省"]),
            ("三浦（市）", ["三浦", "", "市"]),
            ("○○委員", ["", "委員", ""]),
            ("Ａ委員", ["", "委員", ""]),
            ("岡本（あ）委員", ["岡本（あ）", "委員", ""]),
            ("都市計画課長", ["", "都市計画課長", ""]),
            ("こども未来課長", ["", "こども未来課長", ""]),
            ("会員（霞沢）", ["霞沢", "会員", ""]),
            ("山田総務課長", ["山田", "総務課長", ""]),
            ("総務課　田中課長", ["田中", "課長", "総務課"]),
            ("内田内閣府事務次官", ["内田", "事務次官", "内閣府"]),
            ("議長山田太郎君", ["山田太郎", "議長", ""]),
            ("議長　山田太郎君", ["山田太郎", "議長", ""]),
            ("委員長佐々木克敏", ["佐々木克敏", "委員長", ""]),
            ("小林武雄議長", ["小林武雄", "議長", ""]),
            ("委員（オンライン）", ["", "委員", ""]),
            ("（佐藤花子君）", ["佐藤花子", "", ""]),
            ("（佐藤花子議長）", ["佐藤花子", "議長", ""]),
            ("青葉町長", ["", "青葉町長", ""]),
            ("田中町長", ["田中", "町長", ""]),
            ("１番議員（佐藤花子）", ["佐藤花子", "１番議員", ""]),
            ("委員長（大城美幸さん）", ["大城美幸", "委員長", ""]),
            ("議長：丹野敏彦", ["丹野敏彦", "議長", ""]),
            ("３番：保科みどり", ["保科みどり", "３番", ""]),
            ("Kate", ["Kate", "", ""]),
            ("問", ["", "問", ""]),
            ("浜路　収君", ["浜路収", "", ""]),
            ("議　長", ["", "議長", ""]),
            ("代表監査委員", ["", "代表監査委員", ""]),
            ("副町長（岡村　修君）", ["岡村修", "副町長", ""]),
            ("フリーランス　安住氏", ["安住", "", "フリーランス"]),
            ("代表幹事（浜通信社）", ["", "代表幹事", "浜通信社"]),
            ("記者（ＴＮＢ）", ["", "記者", "ＴＮＢ"]),
            ("記者（Ａ）", ["", "記者", ""]),
            ("空木太郎氏（以下、空木）", ["空木太郎", "", ""]),
            ("雲母花子館長（以下「館長」）", ["雲母花子", "館長", ""]),
            ("質疑（佐田委員）", ["佐田", "委員", ""]),
            ("事務局餅川企画課長", ["餅川", "企画課長", "事務局"]),
            ("副参事（学校再編担当）", ["", "副参事（学校再編担当）", ""]),
            ("夕凪新聞記者", ["", "記者", "夕凪新聞"]),
            ("池川文科副大臣", ["池川", "文科副大臣", ""]),
            ("端山信用調整制度参事官", ["端山", "信用調整制度参事官", ""]),
            ("浜日報吉浜記者", ["吉浜", "記者", "浜日報"]),
            ("夕凪新聞・石田", ["石田", "", "夕凪新聞"]),
            ("東区協議会金川会長", ["金川", "会長", "東区協議会"]),
            (
                "国土交通省住宅局住宅生産課伊東課長",
                ["伊東", "課長", "国土交通省住宅局住宅生産課"],
            ),
            ("番外　三谷町長", ["三谷", "町長", ""]),
            ("番外　総務財政課長", ["", "総務財政課長", ""]),
            ("森田協議委員", ["森田", "協議委員", ""]),
            ("３班班長", ["", "３班班長", ""]),
            ("書道部部長", ["", "書道部部長", ""]),
            ("組合", ["", "", "組合"]),
            ("２年３組", ["", "", "２年３組"]),
            ("組合員", ["", "組合員", ""]),
            ("波照間（ガイド協会）", ["波照間", "", "ガイド協会"]),
            ("低炭素社会推進室長", ["", "低炭素社会推進室長", ""]),
            ("消費者庁日下部審議官", ["日下部", "審議官", "消費者庁"]),
            ("水路庁白根総括室長", ["白根", "総括室長", "水路庁"]),
            ("気象庁長官", ["", "気象庁長官", ""]),
            ("議長【山田太郎君】", ["山田太郎", "議長", ""]),
            ("岡崎昭彦　福祉推進課長", ["岡崎昭彦", "福祉推進課長", ""]),
            ("岸辺内閣官房長官", ["岸辺", "内閣官房長官", ""]),
            ("記者団", ["", "記者団", ""]),
            ("首相", ["", "首相", ""]),
            ("稲沢公営企業管理者", ["稲沢", "公営企業管理者", ""]),
            ("高委員長", ["高", "委員長", ""]),
            ("高校長", ["", "高校長", ""]),
            (
                "次長兼企画財政総室長（勝田公敏君）",
                ["勝田公敏", "次長兼企画財政総室長", ""],
            ),
        ] {
            assert_eq!(of(label), want.map(str::to_owned), "{label}");
        }
    }

    #[test]
    fn no_section_no_chair_of_one() {
        let of = |head: &str| of_no_section(parts("磯部会長", &|_| false), head).name;
        assert_eq!(of("第３０回情報公開審議会").as_deref(), Some("磯部"));
        assert_eq!(of("第３０回審議会 運営部会").as_deref(), Some("磯"));
    }
}
