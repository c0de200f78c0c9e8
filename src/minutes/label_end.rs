//! Where the label of a marked line ends and the speech begins. Nothing but the words tells: 「○議長（山田太郎君）これより」,
//! 「○議長　山田太郎君　これより」, 「○内田内閣府事務次官 本日」.

use super::chars::{Spaced, is_space, plain_run, squeeze};
use super::speaker::{is_heading, is_speaker, is_surname};
use super::{roles, stage};

/// Where a label ends, in bytes of what follows the marker.
pub(super) struct End {
    pub(super) label: usize,
    pub(super) body: usize,
    pub(super) named: bool,
    pub(super) closed: bool,
    pub(super) colon: bool,
}

/// Takes the first place that ends a label: a colon, white space, a closing bracket without a partner, a bracketed
/// name, a stage direction, the end of the line. One behind an office or a name with an honorific wins.
pub(super) fn end_of_label(rest: &str) -> Option<End> {
    let mut fallback: Option<End> = None;
    let mut depth = 0u32;
    let mut whole = true;
    let mut seen = 0;
    let mut spaces = rest.len();
    for (at, c) in rest.char_indices() {
        seen += 1;
        if seen > 46 {
            whole = false;
            break;
        }
        if at < spaces && spaces < rest.len() && is_space(c) {
            continue;
        }
        let so_far = rest.get(..at).unwrap_or("");
        let tail = rest.get(at..).unwrap_or("");
        let mut end = |label: usize, body: usize, closed: bool, colon: bool| {
            let text = rest.get(..label).unwrap_or("");
            let named = is_speaker(text);
            if named || fallback.is_none() && roles::is_nameish(text) && !is_heading(text) {
                let found = End {
                    label,
                    body,
                    named,
                    closed,
                    colon,
                };
                if named {
                    return Some(found);
                }
                fallback = Some(found);
            }
            None
        };
        let gap = |from: usize| {
            let t = rest.get(from..).unwrap_or("");
            from + t.len() - t.trim_spaces_start().len()
        };
        match c {
            '：' | ':' if depth == 0 => {
                return end(at, gap(at + c.len_utf8()), true, true).or(fallback);
            }
            '）' | ')' if depth == 0 => {
                let body = gap(at + c.len_utf8());
                // 「◯都市環境部長空木恵一) 昨年度の」: half a bracket
                let held = || !so_far.has_space() && roles::office_and_name(so_far).is_some();
                return end(at, body, true, false)
                    .or_else(|| {
                        held().then_some(End {
                            label: at,
                            body,
                            named: true,
                            closed: true,
                            colon: false,
                        })
                    })
                    .or(fallback);
            }
            '）' | ')' => {
                depth -= 1;
                let close = at + c.len_utf8();
                let after = rest.get(close..).unwrap_or("");
                // 「岡本（あ）委員」, but 「４番（空木彰君）議長のお許しを」
                let named = so_far
                    .rsplit_once(['（', '('])
                    .is_some_and(|(before, inner)| !before.is_empty() && roles::is_person(&squeeze(inner)));
                let goes_on = after.is_empty()
                    || after.starts_with(|n: char| is_space(n) || among!(n, "：:（(〔君氏"))
                    || !named && roles::office_before(after).is_some()
                    || after.starts_with("さん");
                // 「○議長（山田太郎君）これより」
                if depth == 0
                    && !goes_on
                    && let Some(found) = end(close, close, true, false)
                {
                    return Some(found);
                }
            }
            '（' | '(' if depth == 0 && at > 0 => {
                if tail.starts_with("（続）") {
                    return end(at, gap(at + "（続）".len()), true, false).or(fallback);
                }
                // 「○山田議員（登壇）」
                let close = tail.find(['）', ')']).map(|i| i + '）'.len_utf8());
                if close
                    .and_then(|i| tail.get(..i))
                    .is_some_and(|t| stage::alone(t).is_some())
                    && let Some(found) = end(at, at, true, false)
                {
                    return Some(found);
                }
                depth += 1;
            }
            '（' | '(' => depth += 1,
            // 「◯議長【山田太郎君】　これより」
            '【' if depth == 0 && roles::names_office(so_far) => {
                let close = tail.find('】').filter(|i| *i < 2 * NAME);
                let name = close.and_then(|i| tail.get('【'.len_utf8()..i)).unwrap_or("");
                if roles::is_person(&squeeze(name)) {
                    let label = at + name.len() + "【】".len();
                    return Some(End {
                        label,
                        body: gap(label),
                        named: true,
                        closed: true,
                        colon: false,
                    });
                }
            }
            '〔' | '［' if depth == 0 && at > 0 => return end(at, at, true, false).or(fallback),
            _ if is_space(c) && depth == 0 => {
                let next = gap(at);
                spaces = next;
                let after = rest.get(next..).unwrap_or("");
                // 「○総務課長（空木君）　（仮称）中央公園の」
                let noted = after.starts_with(['（', '(', '〔']) && !so_far.ends_with(['）', ')']);
                if after.is_empty() || after.starts_with(['：', ':']) || noted {
                    continue;
                }
                // 「○議長　山田太郎君　これより」: the office is followed by its name.
                if roles::names_office(so_far) && person_follows(after) {
                    continue;
                }
                // 「○７番　空木　清議員　子育て」,「○総務常任委員長　空木議員　報告」
                let (seat, family) = so_far.split_once(is_space).unwrap_or((so_far, ""));
                let given = || family.is_empty() || is_surname(family.trim_spaces());
                if seated(seat) && given() && member_follows(after, family) {
                    continue;
                }
                if let Some(found) = end(at, next, false, false) {
                    return Some(found);
                }
            }
            '。' | '、' | '，' | '？' | '！' | '?' | '!' | '「' | '『' | '」' if depth == 0 => {
                whole = false;
                break;
            }
            _ => {}
        }
    }
    let text = rest.trim_spaces_end();
    // 「○９番　空木通議員質問」,「○空木建設課長答弁」 alone on its line
    let kind = || {
        let member = |s: &str| roles::seat(s).is_some_and(|(_, who)| member_follows(who, ""));
        roles::before_speech(text)
            .is_some_and(|s| is_speaker(s) && !roles::is_office(&squeeze(s)) || member(s))
    };
    if whole && (is_speaker(text) || kind()) {
        return Some(End {
            label: text.len(),
            body: rest.len(),
            named: true,
            closed: false,
            colon: false,
        });
    }
    if whole && fallback.is_none() && roles::is_nameish(text) && !is_heading(text) {
        return Some(End {
            label: text.len(),
            body: rest.len(),
            named: false,
            closed: false,
            colon: false,
        });
    }
    fallback
}

/// A seat, or an office beside which a member is named: who chairs the meeting calls members.
fn seated(so_far: &str) -> bool {
    let number = so_far
        .strip_suffix('番')
        .is_some_and(|number| roles::is_number(&squeeze(number)));
    number || so_far.ends_with("任委員長") || so_far.ends_with("別委員長")
}

/// 「空木　清議員　」 or 「空木清議員　」, before the speech begins.
fn member_follows(after: &str, family: &str) -> bool {
    let mut name = family.to_owned();
    for word in after.split(is_space).filter(|w| !w.is_empty()).take(2) {
        // 「山科通議員質問」
        name.push_str(roles::before_speech(word).unwrap_or(word));
        let stem = name.strip_suffix("議員").or_else(|| name.strip_suffix("委員"));
        if let Some(stem) = stem {
            return stem.chars().nth(1).is_some() && roles::is_nameish(stem) && !roles::ends_in_office(stem);
        }
    }
    false
}

/// A part of a name is not longer, in bytes.
const NAME: usize = 24;

/// 「山田太郎君　」 or 「山田　太郎君　」, before the speech begins.
pub(super) fn person_follows(after: &str) -> bool {
    let is_name = |end: usize| {
        if !after
            .get(..end)
            .is_some_and(|n| n.trim_spaces_end().ends_with(['君', '氏', '様', 'ん']))
        {
            return false;
        }
        let name = squeeze(after.get(..end).unwrap_or(""));
        roles::is_person(&name) && roles::office(name.trim_end_matches('君')).is_none()
    };
    let (mut words, mut begin, mut next) = (0, 0, 0);
    loop {
        let at = plain_run(after, next);
        if at - begin > NAME {
            return false;
        }
        let Some(c) = after.get(at..).and_then(|rest| rest.chars().next()) else {
            break;
        };
        next = at + c.len_utf8();
        if is_space(c) {
            words += 1;
            begin = next;
            if is_name(at) {
                return true;
            }
            if words == 3 {
                return false;
            }
        } else if next - begin > NAME || among!(c, "。、「？") {
            return false;
        }
    }
    words > 0 && is_name(after.len())
}
