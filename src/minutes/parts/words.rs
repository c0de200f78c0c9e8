//! A label of one word or more: 総務課　田中課長, 議長　山田太郎君, 夕凪新聞・石田.

use super::super::chars::{is_space, longer, squeeze};
use super::super::roles;
use super::{Parts, Place, run};

struct Words<'a> {
    label: &'a str,
    words: Vec<&'a str>,
    place: Place<'a>,
}

impl<'a> Words<'a> {
    /// The first word, and all others as one.
    fn first_and_rest(&self) -> Option<(&'a str, String)> {
        let (first, rest) = self.words.split_first()?;
        (!rest.is_empty()).then(|| (*first, rest.concat()))
    }
}

/// The readings, in the order in which they are tried.
const READINGS: [fn(&Words) -> Option<Parts>; 8] = [
    numbered,
    body_first,
    office_first,
    name_then_post,
    family_first,
    body_dot_officer,
    body_dot_name,
    office_dot_name,
];

/// Reads a label word by word; as one run of letters where the words tell nothing (議　長, 浜路　収君).
pub(super) fn read(label: &str, place: Place) -> Parts {
    let words = Words {
        label,
        words: label.split(is_space).filter(|w| !w.is_empty()).collect(),
        place,
    };
    READINGS
        .iter()
        .find_map(|reading| reading(&words))
        .unwrap_or_else(|| run::read(&words.words.concat(), place))
}

/// 「話者 1」
fn numbered(label: &Words) -> Option<Parts> {
    let [_, _] = label.words.as_slice() else {
        return None;
    };
    roles::numbered(&label.words.concat()).map(Parts::office)
}

/// 「総務課　田中課長」, 「フリーランス　安住氏」
fn body_first(label: &Words) -> Option<Parts> {
    let (first, rest) = label.first_and_rest()?;
    let asks = || rest.ends_with("記者") || rest.ends_with('氏');
    // 「曽我部　敏君」 is no 部.
    let surname = first.ends_with('部') && !longer(first, 3) && rest.ends_with(['君', '氏']);
    let body =
        roles::is_organisation(first) && first.chars().count() > 2 && !surname || longer(first, 4) && asks();
    // 「秋田県　本間室長」
    let place = longer(first, 2)
        && !longer(first, 5)
        && first.ends_with(['県', '市', '町', '村'])
        && roles::ends_in_office(&rest);
    let body = body || place;
    (body && !roles::ends_in_office(first)).then(|| read(&rest, label.place).with_body(first))
}

/// 「議長　山田太郎君」
fn office_first(label: &Words) -> Option<Parts> {
    let (first, rest) = label.first_and_rest()?;
    if !roles::is_office(first) || !roles::ends_in_office(first) {
        return None;
    }
    let who = read(&rest, label.place);
    Some(Parts {
        name: who.name.or(who.role),
        ..Parts::office(first)
    })
}

/// 「岡崎昭彦 福祉推進課長」
fn name_then_post(label: &Words) -> Option<Parts> {
    let (name, post) = label.label.split_once(is_space)?;
    let names = (3..=6).contains(&name.chars().count())
        && !roles::is_organisation(name)
        && !roles::ends_in_office(name)
        && roles::department(name) == name
        && !roles::is_mask(name);
    let holds = post.chars().count() > 2 && roles::is_office(&squeeze(post));
    (names && holds).then(|| Parts::named(name).with_role(&squeeze(post)))
}

/// 「五百川　茂健康福祉課長」,「長谷部　博議長」
fn family_first(label: &Words) -> Option<Parts> {
    // 「空木　芳恵　総務課長」
    if let [family, given, post] = label.words.as_slice()
        && roles::is_office(post)
        && [family, given]
            .iter()
            .all(|w| longer(w, 0) && !longer(w, 4) && roles::is_nameish(w))
        && !roles::ends_in_office(family)
        && !roles::ends_in_office(given)
    {
        let name = [*family, *given].concat();
        return Some(Parts::named(&name).with_role(post));
    }
    let [family, rest] = label.words.as_slice() else {
        return None;
    };
    let own = longer(family, 1)
        && !longer(family, 3)
        && roles::is_nameish(family)
        && !roles::ends_in_office(family);
    let who = Some(run::read(rest, label.place))
        .filter(|who| own && who.affiliation.is_none() && who.role.is_some())?;
    let given = who.name.as_deref().filter(|given| !longer(given, 3))?;
    Some(Parts {
        name: Some([*family, given].concat()),
        ..who
    })
}

/// 「福祉省健康局・山中課長補佐」
fn body_dot_officer(label: &Words) -> Option<Parts> {
    let (of, who) = label.label.rsplit_once('・')?;
    let (of, bare) = (squeeze(of), squeeze(who));
    let body = roles::is_organisation(&of) && !roles::ends_in_office(&of);
    let officer = !roles::is_office(&bare) && roles::ends_in_office(&bare);
    (body && officer).then(|| read(who, label.place).with_body(&of))
}

/// 「書記・Nguyen」
fn office_dot_name(label: &Words) -> Option<Parts> {
    let (post, who) = label.label.split_once('・')?;
    let (post, who) = (squeeze(post), squeeze(who));
    let named = roles::is_office(&post) && !roles::ends_in_office(&who) && !who.contains('・');
    named.then(|| Parts::named(&who).with_role(&post))
}

/// 「夕凪新聞・石田」
fn body_dot_name(label: &Words) -> Option<Parts> {
    let (of, who) = label.label.rsplit_once('・')?;
    let of = squeeze(of);
    let names = (2..=4).contains(&who.chars().count())
        && !roles::ends_in_office(who)
        && !roles::department(who).is_empty();
    (roles::is_organisation(&of) && names).then(|| Parts::named(who).with_body(&of))
}
