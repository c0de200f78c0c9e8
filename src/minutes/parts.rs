//! A label taken apart: name, role, affiliation.

use super::chars::{Spaced, begins_with_any, ends_in_any, is_space, squeeze};
use super::roles;

/// A speaker's parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) name: Option<String>,
    pub(super) role: Option<String>,
    pub(super) affiliation: Option<String>,
}

/// Notes in a label that name nobody: 委員（オンライン）.
const NOTES: &str = "\
    オンライン 代理 Web WEB ＷＥＢ Ｗｅｂ リモート Zoom ＺＯＯＭ 途中 司会 \
    説明";

/// Surnames of four letters.
pub(super) const LONG_NAMES: [&str; 6] = [
    "勅使河原",
    "勅使川原",
    "小比類巻",
    "長曽我部",
    "五百旗頭",
    "大豆生田",
];

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

/// Splits a label. Masks (○○委員, Ａ委員) have no name. `place` tells whether a word is a place of this
/// document, so that 青葉町長 is not taken for somebody called 青葉.
pub(super) fn parts(label: &str, place: &dyn Fn(&str) -> bool) -> Parts {
    let label = label.replace("（続）", "").replace('(', "（").replace(')', "）");
    // 「議長【山田太郎君】」
    let squared = label.ends_with('】') && !label.starts_with('【');
    let label = if squared {
        label.replace('【', "（").replace('】', "）")
    } else {
        label
    };
    let label = label.trim_spaces();
    if roles::is_everybody(label) {
        return Parts::default();
    }
    // 「番外　三谷町長」: those who are no members of an assembly have no seat.
    let outside = label.strip_prefix("番外").map(|rest| rest.trim_spaces_start());
    let label = outside
        .filter(|rest| roles::ends_in_office(rest))
        .unwrap_or(label);
    // 「議長：丹野敏彦」
    if let Some((role, name)) = label.split_once(['：', ':'])
        && !name.trim_spaces().is_empty()
    {
        // 「上原：夕凪新聞記者」
        if let Some(of) = name
            .trim_spaces()
            .strip_suffix("記者")
            .filter(|_| !roles::ends_in_office(role))
        {
            return Parts {
                name: real(&squeeze(role)),
                role: Some("記者".to_owned()),
                affiliation: Some(squeeze(of).into_owned()).filter(|of| !of.is_empty()),
            };
        }
        let name = plain(name, place);
        return Parts {
            role: Some(squeeze(role).into_owned()),
            name: name.name.or(name.role),
            ..Parts::default()
        };
    }
    let open = label.find('（').filter(|_| label.ends_with('）'));
    let Some(open) = open else {
        return plain(label, place);
    };
    let outer = label.get(..open).unwrap_or("").trim_spaces();
    let inner = label
        .get(open + '（'.len_utf8()..label.len() - '）'.len_utf8())
        .unwrap_or("");
    let bare = squeeze(outer);
    if inner.contains('（') {
        return Parts {
            role: Some(squeeze(label).into_owned()),
            ..Parts::default()
        };
    }
    if outer.is_empty() {
        return plain(inner, place);
    }
    if begins_with_any(inner, NOTES) {
        return plain(outer, place);
    }
    // 「岡本（あ）」: the bracket tells two people of one name apart.
    if inner.chars().count() <= 2 && !roles::ends_in_office(&bare) {
        return Parts {
            name: real(&squeeze(label)),
            ..Parts::default()
        };
    }
    // 「副参事（学校再編担当）」
    if inner.ends_with("担当") && roles::is_office(&bare) {
        return Parts {
            role: Some(squeeze(label).into_owned()),
            ..Parts::default()
        };
    }
    // 「質疑（佐田委員）」
    if "質疑 質問 答弁 要望 意見 説明"
        .split(' ')
        .any(|w| bare.ends_with(w))
    {
        return plain(inner, place);
    }
    // 「中原様（新任理事）」: what the one who is named becomes.
    if let Some(name) =
        roles::without_honorific(&bare).filter(|n| roles::is_person(&bare) && !roles::ends_in_office(n))
        && roles::ends_in_office(inner)
    {
        return Parts {
            name: real(name),
            role: Some(squeeze(inner).into_owned()),
            ..Parts::default()
        };
    }
    let within = plain(inner, place);
    // 「庶務（三葉総合研究所 恩田）」: the space between the two is gone.
    let whole = within
        .name
        .as_deref()
        .filter(|_| within.role.is_none() && within.affiliation.is_none());
    let of = whole.and_then(|n| n.split_at_checked(roles::body_before(n)?));
    let within = match of.filter(|(_, name)| (1..=4).contains(&name.chars().count())) {
        Some((of, name)) => Parts {
            name: real(name),
            affiliation: Some(of.to_owned()),
            ..Parts::default()
        },
        None => within,
    };
    // 「事務局（Ｑ）」
    if within == Parts::default() && roles::ends_in_office(&bare) {
        return plain(outer, place);
    }
    // 「久米会長（浜島村長）」: the name stands before the bracket, and in it what else he or she is.
    let outside = plain(outer, place);
    if outside.name.is_some() && outside.role.is_some() && !roles::is_person(&squeeze(inner)) {
        return outside;
    }
    // 「日本測器株式会社（林常務）」, 「事務局（田村企画官）」
    if bare == "事務局" || !roles::ends_in_office(&bare) && !roles::is_number(&bare) {
        return Parts {
            affiliation: Some(bare.into_owned()),
            ..within
        };
    }
    let counts = |c: char| super::chars::digit(c).is_some() || c == '十';
    let role = match within.role {
        // 「○２２番（山田議員）」
        // 「公述人（３番）」
        Some(role)
            if role != "議員" && role != "委員" && !role.trim_end_matches('番').chars().all(counts) =>
        {
            format!("{bare}（{role}）")
        }
        _ => bare.into_owned(),
    };
    Parts {
        name: within.name,
        role: Some(role),
        affiliation: within.affiliation,
    }
}

fn plain(label: &str, place: &dyn Fn(&str) -> bool) -> Parts {
    let words: Vec<&str> = label.split(is_space).filter(|w| !w.is_empty()).collect();
    // 「話者 1」
    if let [_, _] = words.as_slice()
        && let Some(role) = roles::numbered(&words.concat())
    {
        return Parts {
            role: Some(role.to_owned()),
            ..Parts::default()
        };
    }
    // 「総務課　田中課長」, 「議長　山田太郎君」; 「議　長」 and 「浜路　収君」 are one word.
    if let [first, rest @ ..] = words.as_slice()
        && !rest.is_empty()
    {
        let after = || rest.concat();
        // 「フリーランス　安住氏」
        let asks = || {
            let who = after();
            (who.ends_with("記者") || who.ends_with('氏')) && super::chars::longer(first, 4)
        };
        let of = roles::is_organisation(first) && first.chars().count() > 2 || asks();
        if of && !roles::ends_in_office(first) {
            return Parts {
                affiliation: Some((*first).to_owned()),
                ..plain(&after(), place)
            };
        }
        if roles::is_office(first) && roles::ends_in_office(first) {
            let within = plain(&after(), place);
            return Parts {
                role: Some((*first).to_owned()),
                name: within.name.or(within.role),
                ..Parts::default()
            };
        }
    }
    // 「岡崎昭彦 福祉推進課長」
    if let Some((name, post)) = label.split_once(is_space)
        && (3..=6).contains(&name.chars().count())
        && post.chars().count() > 2
        && roles::is_office(&squeeze(post))
        && !roles::is_organisation(name)
        && !roles::ends_in_office(name)
        && roles::department(name) == name
        && !roles::is_mask(name)
    {
        return Parts {
            name: real(name),
            role: Some(squeeze(post).into_owned()),
            ..Parts::default()
        };
    }
    // 「福祉省健康局・山中課長補佐」
    if let Some((of, who)) = label.rsplit_once('・')
        && roles::is_organisation(&squeeze(of))
        && !roles::ends_in_office(&squeeze(of))
        && !roles::is_office(&squeeze(who))
        && roles::ends_in_office(&squeeze(who))
    {
        return Parts {
            affiliation: Some(squeeze(of).into_owned()),
            ..plain(who, place)
        };
    }
    // 「夕凪新聞・石田」
    if let Some((of, who)) = label.rsplit_once('・')
        && roles::is_organisation(&squeeze(of))
        && (2..=4).contains(&who.chars().count())
        && !roles::ends_in_office(who)
        && !roles::department(who).is_empty()
    {
        return Parts {
            affiliation: Some(squeeze(of).into_owned()),
            name: real(who),
            ..Parts::default()
        };
    }
    let bare = words.concat();
    if matches!(bare.as_str(), "質問" | "答弁" | "回答") {
        return Parts {
            role: Some(bare),
            ..Parts::default()
        };
    }
    // 「事務局餅川企画課長」
    if let Some(who) = bare.strip_prefix("事務局").filter(|w| roles::ends_in_office(w)) {
        let within = plain(who, place);
        if within.name.is_some() {
            return Parts {
                affiliation: Some("事務局".to_owned()),
                ..within
            };
        }
    }
    if roles::is_person(&bare)
        && let Some(name) = roles::without_honorific(&bare)
    {
        // 「議長山田太郎君」, 「田中委員さん」
        if let Some(role) = roles::office_before(name).filter(|r| name.len() > r.len()) {
            return Parts {
                name: real(name.get(role.len()..).unwrap_or("")),
                role: Some(role.to_owned()),
                ..Parts::default()
            };
        }
        return match roles::office(name).filter(|r| r.chars().count() > 1) {
            Some(_) => plain(name, place),
            None => Parts {
                name: real(name),
                ..Parts::default()
            },
        };
    }
    let Some(office) =
        roles::office(&bare).filter(|r| *r != "番" || roles::is_number(bare.trim_end_matches('番')))
    else {
        // 「質問者１」
        if let Some(role) = roles::numbered(&bare) {
            return Parts {
                role: Some(role.to_owned()),
                ..Parts::default()
            };
        }
        // 「委員長佐々木克敏」
        return match roles::office_before(&bare).filter(|r| bare.len() > r.len()) {
            Some(role) => Parts {
                name: real(bare.get(role.len()..).unwrap_or("")),
                role: Some(role.to_owned()),
                ..Parts::default()
            },
            // 【夕凪新報】
            None if roles::is_firm(&bare) || roles::is_organisation(&bare) && bare.chars().count() > 2 => {
                Parts {
                    affiliation: Some(bare),
                    ..Parts::default()
                }
            }
            None => Parts {
                name: real(&bare),
                ..Parts::default()
            },
        };
    };
    let before = bare.get(..bare.len() - office.len()).unwrap_or("");
    // 「山本副部長」
    let mut before = before.strip_suffix('副').unwrap_or(before);
    // 「山本副館長兼係長」
    while let Some(first) = before.strip_suffix('兼')
        && let Some(held) = roles::office(first)
    {
        before = first.get(..first.len() - held.len()).unwrap_or("");
        before = before.strip_suffix('副').unwrap_or(before);
    }
    let office = bare.get(before.len()..).unwrap_or(office);
    let whole = |role: &str| Parts {
        role: Some(role.to_owned()),
        ..Parts::default()
    };
    if before.is_empty() || roles::is_number(before) {
        return whole(&bare);
    }
    if roles::is_mask(before) {
        return whole(office);
    }
    // 「１番山田議員」
    let digits: usize = before
        .chars()
        .take_while(|c| super::chars::digit(*c).is_some() || *c == '十')
        .map(char::len_utf8)
        .sum();
    if digits > 0
        && let Some(seat) = before.get(digits..).and_then(|r| r.strip_prefix('番'))
    {
        let role = before.get(..digits + '番'.len_utf8()).unwrap_or("");
        return match seat.is_empty() {
            true => whole(&bare),
            false => Parts {
                name: real(seat),
                role: Some(role.to_owned()),
                ..Parts::default()
            },
        };
    }
    // 「青葉町長」 where the document speaks of 青葉町.
    if "市区町村県".chars().any(|c| office.starts_with(c)) && place(before) {
        return whole(&bare);
    }
    // 「西野関川市助役」 where the document speaks of 関川市
    let at = |letters: usize| before.char_indices().nth(letters).map(|(at, _)| at);
    let towns = [2, 3, 1].into_iter().filter_map(at);
    if before.ends_with(['市', '町', '村', '区', '県'])
        && let Some((name, town)) = towns
            .filter_map(|at| before.split_at_checked(at))
            .find(|(name, town)| {
                // 「西岡滝市助役」: towns of one letter stand behind surnames of two.
                matches!((name.chars().count(), town.chars().count()), (2, 2) | (_, 3..))
                    && place(town.trim_end_matches(['市', '町', '村', '区', '県']))
            })
    {
        return Parts {
            name: real(name),
            role: Some([town, office].concat()),
            ..Parts::default()
        };
    }
    if let Some(ministry) = roles::ministry(before) {
        let name = before.get(..before.len() - ministry.len()).unwrap_or("");
        return match name.is_empty() {
            true => Parts {
                role: Some(office.to_owned()),
                affiliation: Some(ministry.to_owned()),
                ..Parts::default()
            },
            false => Parts {
                name: real(name),
                role: Some(office.to_owned()),
                affiliation: Some(ministry.to_owned()),
            },
        };
    }
    // 「国土交通省住宅局住宅生産課伊東課長」
    if let Some(end) = roles::begins_ministry(before) {
        let (of, who) = bare.split_at(end);
        let name = roles::department(before.get(end..).unwrap_or(""));
        return Parts {
            name: real(name),
            role: who.get(name.len()..).map(str::to_owned),
            affiliation: Some(of.to_owned()),
        };
    }
    let press = || roles::press_before(before).filter(|_| office == "記者");
    if let Some(end) = roles::organisation_before(before)
        .filter(|end| *end < before.len())
        .or_else(press)
    {
        return Parts {
            name: real(before.get(end..).unwrap_or("")),
            role: Some(office.to_owned()),
            affiliation: before.get(..end).map(str::to_owned),
        };
    }
    // 「都市計画課長」 is an office; 「山田総務課長」 is 山田 with one.
    let mut name = roles::department(before);
    // 「山本生育環境課長」,「端山信用制度参事官」: few surnames have four letters, and most departments two and two.
    let letters = name.chars().count();
    let cut = letters == 4 && name.len() < before.len() || letters > 4 && has_department(office, before);
    if cut && !LONG_NAMES.contains(&name) {
        name = name
            .char_indices()
            .nth(2)
            .map_or(name, |(at, _)| name.get(..at).unwrap_or(name));
    }
    match name.chars().count() {
        0 => whole(&bare),
        // 「ＢＰＲ推進課長」
        _ if name.len() < before.len() && name.chars().all(|c| matches!(c, 'Ａ'..='Ｚ' | 'A'..='Z')) => {
            whole(&bare)
        }
        // 「高委員長」 has a name, 「高校長」 a school.
        1 if name == "高" && name == before && !office.starts_with('校') => Parts {
            name: real(name),
            role: Some(office.to_owned()),
            ..Parts::default()
        },
        // 「教職員課長」
        1 if name.starts_with(|c| among!(c, "教民商農水土国都道府県市町村区全各同高小中大上下")) => {
            whole(&bare)
        }
        3.. if name.len() < before.len()
            && name.ends_with(['町', '市', '県', '課', '局', '室', '省', '庁', '社', '会']) =>
        {
            whole(&bare)
        }
        1..=4 if name.len() < before.len() => Parts {
            name: real(name),
            role: bare.get(name.len()..).map(str::to_owned),
            ..Parts::default()
        },
        _ if name.len() < before.len() => whole(&bare),
        // 「夕凪新聞記者」
        n if n > 3 && roles::is_organisation(before) => Parts {
            role: Some(office.to_owned()),
            affiliation: Some(before.to_owned()),
            ..Parts::default()
        },
        _ => Parts {
            name: real(before),
            role: Some(office.to_owned()),
            ..Parts::default()
        },
    }
}

/// Whether an office is that of a department, and the word before it does not begin with one.
fn has_department(office: &str, before: &str) -> bool {
    const POSTS: &str = "\
        局長 部長 課長 室長 参事官 審議官 企画官 管理官 計画官 係長 次長 補佐";
    let kanji = |c: char| matches!(c, '㐀'..='鿿' | '々');
    ends_in_any(office, POSTS) && !roles::begins_department(before) && before.chars().take(2).all(kanji)
}

fn real(name: &str) -> Option<String> {
    (!name.is_empty() && !roles::is_mask(name)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("○○委員", ["", "委員", ""]),
            ("Ａ委員", ["", "委員", ""]),
            ("岡本（あ）委員", ["岡本（あ）", "委員", ""]),
            ("都市計画課長", ["", "都市計画課長", ""]),
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
