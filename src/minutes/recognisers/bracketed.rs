//! Labels between brackets, or before half of one: 【委員】, （記　者）, 記者）.

use super::super::chars::{Spaced, digit, is_marker, is_space, longer, squeeze};
use super::super::labels::{Candidate, Form};
use super::super::speaker::{is_field, is_heading, is_held, is_speaker};
use super::super::{roles, stage};
use super::marked::{is_bullet, is_sign};

/// 【委員】 and 【議長：丹野敏彦】, but not 【結論】 or 【資料１】.
pub(super) fn tagged(line: &str) -> Option<Candidate<'_>> {
    let (inner, close) = match line.chars().next()? {
        '【' => (line.strip_prefix('【')?, '】'),
        '［' => (line.strip_prefix('［')?, '］'),
        '[' => (line.strip_prefix('[')?, ']'),
        '＜' => (line.strip_prefix('＜')?, '＞'),
        '<' => (line.strip_prefix('<')?, '>'),
        '〔' => (line.strip_prefix('〔')?, '〕'),
        '〈' => (line.strip_prefix('〈')?, '〉'),
        '≪' => (line.strip_prefix('≪')?, '≫'),
        _ => return None,
    };
    let (label, rest) = inner.split_once(close)?;
    if label.is_empty() || label.chars().count() > 24 {
        return None;
    }
    // 「【雲母委員（代理：空木）】」
    let posted = label
        .split_once(['：', ':'])
        .filter(|(post, _)| !holds!(post, "（("));
    let speaker = posted.map_or(label, |(role, _)| role);
    // 「【雲母議員の質問】」,「【空木村長の答弁】」
    let speaker = roles::before_speech(speaker).unwrap_or(speaker);
    let named = is_speaker(speaker) || roles::is_town(speaker);
    // 〔拍手〕 is what happens.
    if !named && line.starts_with(['〔', '<']) && !roles::is_organisation(label) {
        return None;
    }
    if !named && (!roles::is_nameish(label) || is_heading(label) || is_field(label)) {
        return None;
    }
    // 【拍手】 is, too.
    let whole = line.get(..line.len() - rest.len())?;
    if !named && !line.starts_with('〔') && stage::whole(whole, false).is_some() {
        return None;
    }
    let gap = rest.len()
        - rest
            .trim_start_matches(|c| is_space(c) || c == '：' || c == ':')
            .len();
    Some(Candidate {
        named,
        closed: true,
        unusual: !line.starts_with('【'),
        ..Candidate::of(Form::Tag, label, line.len() - rest.len() + gap)
    })
}

/// Where the first round bracket closes that was not opened before it, among so many characters.
fn closes(text: &str, most: usize) -> Option<(usize, char)> {
    let mut open = 0usize;
    text.char_indices().take(most).find(|(_, c)| {
        open += usize::from(matches!(c, '（' | '('));
        let closes = matches!(c, '）' | ')');
        let last = closes && open == 0;
        open -= usize::from(closes && !last);
        last
    })
}

/// 「勝村委員長）」,「記者）」.
pub(super) fn half_bracket(line: &str) -> Option<Candidate<'_>> {
    // 「雲母（義）委員長）」 has a pair within.
    let (at, close) = closes(line, 20)?;
    let label = line.get(..at)?;
    // 「- C) 」 is a point of a list.
    let point = |c| digit(c).is_some() || is_bullet(c) || among!(c, "-*");
    let paired = || !holds!(label, "（(") || roles::ends_in_office(&squeeze(label));
    if holds!(label, "。、「：:【") || label.starts_with(point) || !paired() {
        return None;
    }
    let named = is_speaker(label);
    let short = squeeze(label).chars().count() < 2;
    let body = || roles::is_organisation(label) && !label.has_space();
    if !named && (short || !roles::is_nameish(label) || is_heading(label) || is_field(label)) && !body() {
        return None;
    }
    let rest = line.get(at + close.len_utf8()..)?;
    let gap = rest.len() - rest.trim_spaces_start().len();
    let body = at + close.len_utf8() + gap;
    Some(Candidate {
        named,
        closed: true,
        ..Candidate::of(Form::Half, label, body)
    })
}

/// 「「町長」　本案は」, beside 「（議長）　…」: who is called by the chair stands in other brackets.
pub(super) fn quoted(line: &str) -> Option<Candidate<'_>> {
    let (label, rest) = line.strip_prefix('「')?.split_once('」')?;
    let body = line.len() - rest.trim_spaces_start().len();
    let fits = !longer(label, 16) && rest.starts_with('\u{3000}') && body < line.len() && is_speaker(label);
    fits.then_some(Candidate {
        closed: true,
        ..Candidate::of(Form::Round, label, body)
    })
}

/// 「雲母（千）委員」: an initial tells one from another of the same name.
fn told_apart(bare: &str) -> bool {
    let parts = bare
        .split_once(['（', '('])
        .and_then(|(name, rest)| Some((name, rest.split_once(['）', ')'])?)));
    parts.is_some_and(|(name, (initial, post))| {
        !name.is_empty() && !longer(initial, 3) && roles::is_office(post)
    })
}

/// 「（記　者）」 alone on its line, 「（問）…」, 「（雲母（千）委員）」.
pub(super) fn round(line: &str) -> Option<Candidate<'_>> {
    let inner = line.strip_prefix(['（', '('])?;
    // 「（事務局（有田係長））」 has a pair within.
    let (at, close) = closes(inner, 24)?;
    let label = inner.get(..at)?;
    let nested = label.ends_with(['）', ')']);
    // 「（○：広川市長）」
    let name = label
        .split_once(['：', ':'])
        .filter(|(mark, _)| mark.chars().all(|c| is_marker(c) || is_sign(c)))
        .map(|(_, name)| name);
    // 「（文責：事務局）」
    if name.is_none() && holds!(label, "：:") && is_field(label) {
        return None;
    }
    let (label, signed) = (name.unwrap_or(label), name.is_some());
    let bare = squeeze(label);
    // 「（事務局　倉田）」
    let of = bare.strip_prefix("事務局").is_some_and(|name| {
        let said = [
            "説明", "提案", "回答", "答弁", "資料", "意見", "見解", "報告", "原案",
        ];
        longer(name, 1)
            && !longer(name, 4)
            && roles::is_nameish(name)
            && !said.iter().any(|w| name.ends_with(w))
    });
    // 「（多摩建築指導事務所長　名　取）」
    let person = roles::is_person(&bare) || of || is_held(label);
    let known = ["Q", "A", "Ｑ", "Ａ", "全委員", "各委員", "全員"].contains(&bare.as_ref());
    let within = nested && is_speaker(label);
    // 「（山陰学院・沢口事務局長）」
    let of_body = || {
        bare.split_once('・')
            .is_some_and(|(of, who)| longer(of, 2) && is_speaker(who))
    };
    let named = person || within || roles::ends_in_office(&bare) || roles::is_town(&bare) || known;
    let body = '（'.len_utf8().min(line.len() - inner.len()) + at + close.len_utf8();
    let whole = line.get(..body)?;
    // 「（夕凪新報）」 alone on its line, 「（厚生労働省）　御提案の内容は」
    let apart = || {
        line.get(body..)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(is_space))
    };
    let asks = !named && (signed || apart()) && roles::is_organisation(&bare);
    if !(named || asks)
        || bare.contains(['、', '。'])
        || bare.contains('・') && !of_body()
        || holds!(&bare, "（(") && !within && !told_apart(&bare)
        || is_heading(&bare)
        || stage::read(whole).is_some()
    {
        return None;
    }
    let rest = line.get(body..)?;
    let gap = rest.len()
        - rest
            .trim_start_matches(|c| is_space(c) || c == '：' || c == ':')
            .len();
    Some(Candidate {
        named: !asks,
        closed: true,
        ..Candidate::of(
            Form::Round,
            if person && !signed && !nested {
                whole
            } else {
                label
            },
            body + gap,
        )
    })
}
