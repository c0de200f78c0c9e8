//! A label with brackets at its end: 議長（村上一郎君）, 総務省（翁長部長）.

use super::super::chars::{Spaced, digit, is_of, squeeze};
use super::super::{roles, speaker};
use super::{Parts, Place, real, words};

/// What a speech is called before it is said whose it is.
const KINDS: [&str; 6] = ["質疑", "質問", "答弁", "要望", "意見", "説明"];

struct Bracketed<'a> {
    label: &'a str,
    /// Before the brackets.
    outer: &'a str,
    /// The same without its spaces.
    bare: &'a str,
    /// Between the brackets.
    inner: &'a str,
    place: Place<'a>,
}

/// The readings, in the order in which they are tried.
const READINGS: [fn(&Bracketed) -> Option<Parts>; 12] = [
    held_beside,
    nested,
    alone,
    note,
    one_of_two,
    charge,
    speech_of,
    becomes,
    nobody,
    named_before,
    body_behind,
    body_before,
];

/// Reads a label that ends in a bracket.
pub(super) fn read(label: &str, place: Place) -> Option<Parts> {
    let (outer, inner) = label.strip_suffix('）')?.split_once('（')?;
    let outer = outer.trim_spaces();
    let label = Bracketed {
        label,
        outer,
        bare: &squeeze(outer),
        inner,
        place,
    };
    READINGS
        .iter()
        .find_map(|reading| reading(&label))
        .or_else(|| Some(office_before(&label)))
}

/// 「総務部長（兼危機管理監）（空木明君）」: two brackets, of which the last names who holds the posts.
fn held_beside(label: &Bracketed) -> Option<Parts> {
    let (posts, name) = label.label.strip_suffix('）')?.rsplit_once('（')?;
    let name = squeeze(name);
    let who = roles::without_honorific(&name).filter(|_| roles::is_person(&name))?;
    posts
        .ends_with('）')
        .then(|| Parts::named(who).with_role(&squeeze(posts)))
}

/// Brackets within brackets are left as they are printed.
fn nested(label: &Bracketed) -> Option<Parts> {
    label
        .inner
        .contains('（')
        .then(|| Parts::office(&squeeze(label.label)))
}

/// 「（佐藤花子君）」
fn alone(label: &Bracketed) -> Option<Parts> {
    label
        .outer
        .is_empty()
        .then(|| words::read(label.inner, label.place))
}

/// 「委員（オンライン）」
fn note(label: &Bracketed) -> Option<Parts> {
    roles::is_note(label.inner).then(|| words::read(label.outer, label.place))
}

/// 「岡本（あ）」: the bracket tells two people of one name apart.
fn one_of_two(label: &Bracketed) -> Option<Parts> {
    let called = roles::ends_in_office(label.bare) || roles::is_one_of_many(label.bare);
    let sign = label.inner.chars().count() <= 2 && !called;
    sign.then(|| Parts::named(&squeeze(label.label)))
}

/// 「副参事（学校再編担当）」
fn charge(label: &Bracketed) -> Option<Parts> {
    let charge = label.inner.ends_with("担当") && roles::is_office(label.bare);
    charge.then(|| Parts::office(&squeeze(label.label)))
}

/// 「質疑（佐田委員）」
fn speech_of(label: &Bracketed) -> Option<Parts> {
    KINDS
        .iter()
        .any(|kind| label.bare.ends_with(kind))
        .then(|| words::read(label.inner, label.place))
}

/// 「中原様（新任理事）」: what the one who is named becomes.
fn becomes(label: &Bracketed) -> Option<Parts> {
    let name = roles::without_honorific(label.bare)
        .filter(|name| roles::is_person(label.bare) && !roles::ends_in_office(name))?;
    roles::ends_in_office(label.inner).then(|| Parts::named(name).with_role(&squeeze(label.inner)))
}

/// 「事務局（Ｑ）」
fn nobody(label: &Bracketed) -> Option<Parts> {
    let nobody = within(label) == Parts::default() && roles::ends_in_office(label.bare);
    nobody.then(|| words::read(label.outer, label.place))
}

/// 「久米会長（浜島村長）」: the name stands before the bracket, and in it what else he or she is.
fn named_before(label: &Bracketed) -> Option<Parts> {
    // 「市長職務代理者副市長（古川洋介）」 has no name in front.
    if label.bare.contains("職務代") {
        return None;
    }
    let outside = words::read(label.outer, label.place);
    // 「古舘議員（古舘守）」
    let inner = within(label);
    // 「健康増進課長（日下博）」: who heads a division is named in the bracket.
    let heads = label.bare.ends_with(['長', '事', '幹', '査']) && !label.bare.ends_with("会長");
    let long = outside
        .name
        .as_deref()
        .is_some_and(|n| n.chars().nth(3).is_some());
    let named = inner.name.is_some() && inner.role.is_none() && inner.affiliation.is_none();
    if heads && long && named && speaker::is_surname(label.inner) {
        return None;
    }
    if let (Some(family), Some(full), None) = (&outside.name, &inner.name, &inner.role)
        && full.starts_with(family.as_str())
    {
        return Some(Parts {
            name: inner.name,
            ..outside
        });
    }
    (outside.name.is_some() && outside.role.is_some() && !roles::is_person(&squeeze(label.inner)))
        .then_some(outside)
}

/// 「波照間（ガイド協会）」
fn body_behind(label: &Bracketed) -> Option<Parts> {
    let of = squeeze(label.inner);
    let body = roles::is_organisation(&of) && !roles::ends_in_office(&of);
    let fits = body && speaker::is_surname(label.bare) && !roles::is_organisation(label.bare);
    fits.then(|| Parts::named(label.bare).with_body(&of))
}

/// 「日本測器株式会社（林常務）」, 「事務局（田村企画官）」
fn body_before(label: &Bracketed) -> Option<Parts> {
    let bare = label.bare;
    // 「第８番（津滝俊君）」
    let seat = || bare.strip_prefix('第').is_some_and(roles::is_seat);
    let body = bare == "事務局"
        || !roles::ends_in_office(bare) && !roles::is_number(bare) && !roles::is_one_of_many(bare) && !seat();
    body.then(|| within(label).with_body(bare))
}

/// 「議長（村上一郎君）」, 「○２２番（山田議員）」
fn office_before(label: &Bracketed) -> Parts {
    let within = within(label);
    let counts = |c: char| digit(c).is_some() || c == '十';
    // A seat or a plain membership in the brackets adds nothing: 「公述人（３番）」
    let role = within
        .role
        .as_deref()
        .filter(|role| !matches!(*role, "議員" | "委員") && !role.trim_end_matches('番').chars().all(counts));
    let role = match role {
        Some(role) => format!("{}（{role}）", label.bare),
        None => label.bare.to_owned(),
    };
    within.with_role(&role)
}

/// What stands in the brackets. 「庶務（三葉総合研究所 恩田）」: the space between the two is gone.
fn within(label: &Bracketed) -> Parts {
    let within = words::read(label.inner, label.place);
    let whole = within
        .name
        .as_deref()
        .filter(|_| within.role.is_none() && within.affiliation.is_none());
    // 「記者（ＴＢＳ）」; one letter stands for a person
    let capital = |c: char| matches!(c, 'A'..='Z' | 'Ａ'..='Ｚ');
    let letters = |name: &str| name.chars().all(capital) && name.chars().nth(1).is_some();
    let media = |name: &str| is_of("新聞 テレビ 通信社 雑誌 ラジオ 放送", name);
    if let Some(body) = whole.filter(|name| letters(name) || media(name)) {
        return Parts::body(body);
    }
    let cut = whole
        .and_then(|name| name.split_at_checked(roles::body_before(name)?))
        .filter(|(_, name)| (1..=4).contains(&name.chars().count()))
        .map(|(of, name)| Parts {
            name: real(name),
            ..Parts::body(of)
        });
    cut.unwrap_or(within)
}
