//! Posts and organisations from what stands around a name.

use super::super::super::chars::{Spaced, is_of, squeeze};
use super::super::names::{self, Class};
use super::super::place;
use super::is_seat;
use super::words::Word;

const OPENING: [char; 6] = ['（', '(', '〔', '［', '[', '【'];
const CLOSING: [char; 6] = ['）', ')', '〕', '］', ']', '】'];

/// What stands in the brackets that enclose a text.
pub(super) fn enclosed(text: &str) -> Option<&str> {
    text.strip_prefix(OPENING)?.strip_suffix(CLOSING)
}

/// Role and affiliation from what stands around a name. Who is a `member` has in brackets what he or she is otherwise.
pub(super) fn posts(words: &[&Word], member: Option<&str>) -> (Option<String>, Option<String>) {
    let (mut role, mut affiliation): (Option<String>, Option<String>) = (None, None);
    let parts = words.iter().flat_map(|word| {
        // 「（総務部参事（契約担当））」 keeps the inner pair.
        let inner = Some(&*word.text)
            .filter(|_| word.class == Class::Bracket)
            .and_then(enclosed)
            .unwrap_or(&word.text)
            .trim_spaces();
        // 「（会長・北浜大学教授）」
        let two = inner
            .split_once(['・', '、', '，'])
            .filter(|(post, _)| word.class == Class::Bracket && names::is_group(&squeeze(post)));
        let (first, second) = two.map_or((inner, None), |(post, rest)| (post, Some(rest)));
        std::iter::once((*word, first)).chain(second.map(|rest| (*word, rest)))
    });
    for (word, inner) in parts {
        let bare = squeeze(inner).into_owned();
        // 「（以上　理事）」
        let bare = bare.strip_prefix("以上").map_or(bare.clone(), str::to_owned);
        // 「（農水産安全管理課長　他）」
        let others = bare
            .strip_suffix("他")
            .filter(|b| matches!(names::class(b), Class::Role));
        let bare = others.map(str::to_owned).unwrap_or(bare);
        if word.class == Class::Bracket
            && (bare.ends_with(['順', '略'])
                || bare.starts_with("以下")
                || bare.ends_with("の代表者")
                || bare.ends_with("有する者")
                || bare.ends_with("参考人")
                // 「（鈴木委員代理）」
                || bare.strip_suffix("代理").is_some_and(|b| matches!(names::class(b.trim_end_matches('の')), Class::Post(_))))
        {
            continue;
        }
        let class = if word.class == Class::Bracket {
            match names::class(&bare) {
                // 「（フードバンク若葉）」 is no reading of a name.
                Class::Name if bare.starts_with(|c| matches!(c, 'ァ'..='ヺ')) && !kana(&bare) => {
                    Class::Organisation
                }
                class => class,
            }
        } else {
            word.class.clone()
        };
        // 「副部長（行政運営担当）」,「計画課長（住宅課長）」,「会長職務代理者（副会長）」
        if word.class == Class::Bracket
            && let Some(role) = &mut role
        {
            // 「課長補佐（班長）」, but 「若葉大学教授（座長）」
            // 「総長（議長）」, but 「委員（座長）」
            let presides = || names::is_chair(&bare) && names::is_group(role) && !names::is_shared(role);
            let both = || !names::is_group(role) && !is_seat(&bare) || role.ends_with("代理者") || presides();
            if bare.ends_with("担当") || word.gap == 0 && class == Class::Role && both() {
                role.push_str(&word.text);
                continue;
            }
        }
        match class {
            Class::Organisation
                if word.class == Class::Bracket
                    && (place::is_online(&bare) || bare.chars().count() < 3 || kana(&bare)) => {}
            Class::Organisation => append(&mut affiliation, &bare),
            Class::Role | Class::Post(_) if bare.starts_with("代理") || role.as_ref() == Some(&bare) => {}
            Class::Role | Class::Post(_) => match &mut role {
                None if word.class == Class::Bracket && member.is_some() && !names::is_group(&bare) => {
                    role = member.map(str::to_owned);
                    affiliation = Some(bare);
                }
                None => role = Some(bare),
                // 「説明員　教育次長」: what somebody merely is at this meeting gives way.
                Some(known) if is_of("事務局員 説明員 説明者 陪席 理事者 執行部 市執行部", known) => {
                    *known = bare
                }
                // 「手島（北浜大学教授）【主査】」
                Some(known) if word.text.starts_with('【') => *known = bare,
                // 「事務局　課長」
                Some(known) if names::is_body(known) => {
                    append(&mut affiliation, &known.clone());
                    *known = bare;
                }
                // 委員, and what he or she is otherwise.
                // 「委員（副会長）」,「委員　会長」
                Some(known) if known == "委員" && (names::is_chair(&bare) || bare == "教育長") => {
                    *known = bare
                }
                Some(known) if names::is_group(known) => append(&mut affiliation, &bare),
                Some(known) if names::is_group(&bare) => {
                    append(&mut affiliation, &known.clone());
                    *known = bare;
                }
                Some(known) => {
                    known.push('\u{3000}');
                    known.push_str(&bare);
                }
            },
            _ => {}
        }
    }
    (role, affiliation)
}

pub(super) fn kana(text: &str) -> bool {
    text.chars()
        .all(|c| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '・'))
}

/// Adds another place or post, apart from the first.
pub(super) fn append(to: &mut Option<String>, text: &str) {
    match to {
        Some(known) => {
            known.push('\u{3000}');
            known.push_str(text);
        }
        None => *to = Some(text.to_owned()),
    }
}

/// Adds a line of posts. A word that was broken at the end of a line goes on; a second post stands apart.
pub(super) fn join(role: &mut String, more: &str) {
    if more.is_empty() {
        return;
    }
    let opened = role.matches(['（', '(']).count() > role.matches(['）', ')']).count();
    let ended = matches!(names::class(role), Class::Role | Class::Post(_)) || role.ends_with(['）', ')']);
    let hangs = more.starts_with(['（', '(', '）', ')', '兼', '・']);
    if !role.is_empty()
        && ended
        && !opened
        && !hangs
        && !role.ends_with('兼')
        && more.chars().nth(1).is_some()
    {
        role.push('\u{3000}');
    }
    role.push_str(more);
}
