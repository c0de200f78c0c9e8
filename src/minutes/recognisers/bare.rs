//! Labels that nothing stands before: a colon, white space, a dash or the end of the line ends them.

use super::super::chars::{
    Spaced, begins_with_any, digit, ends_in_any, is_of, is_set_apart, is_space, longer, marker, squeeze,
};
use super::super::label_end::{member_follows, person_follows};
use super::super::labels::{Candidate, Form, dots};
use super::super::roles;
use super::super::speaker::{is_field, is_heading, is_held, is_name_in_brackets, is_speaker, is_surname};
use super::super::talk::{is_talk, says};
use super::marked::{is_bullet, is_glyph};

/// 問　… 答　… Q1. … Ａ：…
pub(super) fn question(line: &str) -> Option<Candidate<'_>> {
    let word = "質問 回答 答弁 質　問 回　答 答　弁 問 答 Q A Ｑ Ａ"
        .split(' ')
        .find(|w| line.starts_with(w))?;
    let rest = line.get(word.len()..)?;
    if let Some(inner) = rest.strip_prefix(['（', '(']) {
        return asked_by(line, rest.len() - inner.len() + word.len());
    }
    let digits: usize = rest
        .chars()
        .take_while(|c| c.is_ascii_digit() || ('０'..='９').contains(c))
        .map(char::len_utf8)
        .sum();
    // 「Ｑ１」 and 「Ｑ２」 are two questions of one kind, not two people.
    let label = line.get(..word.len())?;
    let rest = rest.get(digits..)?;
    // 「質問」 alone on its line
    let alone = rest.is_empty() && digits == 0 && word.len() >= 6;
    let sep = rest.chars().next().or(alone.then_some('：'))?;
    // 「Ｑ、」 and 「Q「株主への説明は」」, but not 「問、」
    let letter = label.len() < 6 && label.starts_with(['Q', 'A', 'Ｑ', 'Ａ']);
    let comma = letter && among!(sep, "、，,「");
    let fits = comma || is_space(sep) || matches!(sep, '：' | ':' | '．' | '.' | '）' | ')');
    let body = rest.trim_start_matches(|c| is_space(c) || among!(c, "：:．.）)、，,"));
    // 「Ａ　知事」 alone on its line
    let who = body.trim_spaces_end();
    let named = is_space(sep)
        && !who.is_empty()
        && !longer(who, 20)
        && (is_speaker(who) || roles::is_organisation(&squeeze(who)));
    let (label, body) = if named { (who, "") } else { (label, body) };
    let asked = named || !body.is_empty() || matches!(sep, '：' | ':');
    (fits && asked).then(|| Candidate {
        closed: !is_space(sep),
        ..Candidate::of(Form::Question, label, line.len() - body.len())
    })
}

/// 「Ｑ（２班）　…」,「答（会計）…」: who asks or answers stands behind the sign, from byte `from`.
fn asked_by(line: &str, from: usize) -> Option<Candidate<'_>> {
    let inner = line.get(from..)?;
    let (at, close) = inner
        .char_indices()
        .take(16)
        .find(|(_, c)| among!(*c, "）)。、"))?;
    let end = from + at + close.len_utf8();
    let body = line
        .get(end..)?
        .trim_start_matches(|c| is_space(c) || among!(c, "：:"));
    let fits = among!(close, "）)") && at > 0 && !body.is_empty();
    fits.then(|| Candidate {
        closed: true,
        ..Candidate::of(
            Form::Question,
            line.get(..end).unwrap_or(line),
            line.len() - body.len(),
        )
    })
}

/// 「委員長（相馬君）：」,「記者:」.
pub(super) fn colon(line: &str) -> Option<Candidate<'_>> {
    before_colon(line).filter(|c| c.named)
}

/// 「真壁：」,「Kate: 」: nothing but its recurring tells that it is somebody.
pub(super) fn plain_name(line: &str) -> Option<Candidate<'_>> {
    before_colon(line)
}

/// 「会場：質問いいですか。」: somebody in the audience, and not where it was held.
pub(in super::super) fn venue_asks(label: &str, said: &str) -> bool {
    label == "会場" && says(said) && said.split_inclusive('。').any(is_talk)
}

/// 委員Ａ of 「3　委員Ａ：」, where each turn is counted.
fn without_count(label: &str) -> Option<&str> {
    let rest = label.trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let counted = rest.len() < label.len() && rest.starts_with(is_space);
    let who = rest.trim_spaces_start();
    let seat = who.starts_with('番');
    (counted && !who.is_empty() && !seat && !who.ends_with(|c: char| c.is_ascii_digit())).then_some(who)
}

fn before_colon(line: &str) -> Option<Candidate<'_>> {
    // 「空木委員（代理：雲母）：」
    let mut depth = 0u32;
    let (at, sep) = line.char_indices().take(48).find(|(_, c)| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, '：' | ':' | '；')
    })?;
    let printed = line.get(..at)?.trim_spaces();
    let label = roles::without_short_name(printed);
    let introduced = label.len() < printed.len();
    let label = without_count(label).unwrap_or(label);
    // 「生活衛生局食品保健部食品安全課輸入食品安全対策推進室・春野室長：」
    let long = longer(label, 32);
    // 「→事務局：」 answers 「委員：」.
    let label = label.strip_prefix(['→', '⇒']).map_or(label, str::trim_spaces);
    let answers = line.starts_with(['→', '⇒']);
    let body = at + sep.len_utf8();
    let rest = line.get(body..)?;
    let bad = |c: char| among!(c, "。、，「」『』/-*#=→【】〔〕,;\"'<>|");
    let venue = venue_asks(label, rest);
    if label.is_empty()
        || label.contains(bad)
        || label.starts_with(['・', '※', '☆', '★'])
        || rest.starts_with("//")
        // 「• 出席者：」 is one, too.
        || is_field(label.trim_start_matches(|c| is_bullet(c) || is_space(c))) && !venue
        // 「⇒会長：花村」 and 「→会長：空木、副会長：花村とする。」 are results.
        || answers && (!holds!(rest, "。？") || holds!(rest, "：:"))
    {
        return None;
    }
    let number = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    // 「書記・Nguyen：」
    let posted = || {
        label
            .split_once('・')
            .is_some_and(|(post, name)| roles::is_office(post) && roles::is_nameish(name))
    };
    let named = introduced
        || venue
        || is_speaker(label)
        || roles::is_town(label)
        || roles::is_everybody(label)
        || posted();
    if long && !named {
        return None;
    }
    let odd = answers || label.ends_with(number) || label.starts_with(['（', '(']);
    // 「防災課　梅枝：」
    let name = label
        .split_once(is_space)
        .filter(|(of, _)| roles::is_organisation(of) || roles::names_office(of))
        .map_or(label, |(_, name)| name);
    // 「高齢者クラブ連合会：」,「施工業者（現場代理人）：」
    let outer = label.split(['（', '(']).next().unwrap_or(label);
    let speaks = || (roles::is_organisation(outer) || ends_in_any(outer, "業者 会社")) && says(rest);
    // 「久我（ハート管理）：」
    let of_body =
        || label.len() > outer.len() && is_surname(outer) && outer.chars().nth(1).is_some() && says(rest);
    if !named && (odd || !(roles::is_nameish(name) || speaks() || of_body()) || is_heading(label)) {
        return None;
    }
    let gap = rest.len() - rest.trim_spaces_start().len();
    Some(Candidate {
        named,
        closed: true,
        unusual: answers,
        ..Candidate::of(Form::Colon, if introduced { printed } else { label }, body + gap)
    })
}

/// 「林座長　」: an office, then white space. 「議 長 ただ今」 has it between its letters, too.
pub(super) fn spaced(line: &str) -> Option<Candidate<'_>> {
    // 「〔１番　谷口議員　登壇〕」 is done, and not said.
    if line.starts_with('〔') {
        return None;
    }
    // Most lines have no label before a space, and need not be asked the rest.
    let found = before_space(line)?;
    // 「事　務　局　次　長」 alone on its line is all label, and so is 「多摩建築指導事務所長　名　取」.
    let apart = || line.chars().nth(1).is_some_and(is_space) && is_set_apart(line) && is_speaker(line);
    let whole = !longer(line, 24) && (apart() || is_held(line));
    (!whole).then_some(found)
}

fn before_space(line: &str) -> Option<Candidate<'_>> {
    let mut letters = 0;
    let mut lone = true;
    // Whether there is a sentence behind the first space: rows of a list have none, and many spaces.
    let mut said: Option<bool> = None;
    // 「会長（五百蔵　正君）　」
    let mut bracket = false;
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        letters += 1;
        if letters > 40 || among!(c, "。．、，・「」：:？！") {
            return None;
        }
        bracket = (bracket || among!(c, "（(")) && !among!(c, "）)");
        if bracket {
            continue;
        }
        if !is_space(c) {
            lone &= chars.peek().is_none_or(|(_, n)| is_space(*n));
            continue;
        }
        if chars.peek().is_some_and(|(_, n)| is_space(*n)) && letters < 2 {
            continue;
        }
        let label = line.get(..at)?;
        let rest = line.get(at..)?;
        let body = at + rest.len() - rest.trim_spaces_start().len();
        let after = line.get(body..)?;
        // Only letters one by one, or the second half of a name and who is called by it, go on behind a space.
        let held = || {
            let office = after.split(is_space).next().unwrap_or("");
            let office = office.split(['（', '(']).next().unwrap_or("");
            letters <= 12 && roles::is_office(office) && roles::is_nameish(label)
        };
        // Of several spaces the first has told: columns are full of them.
        if label.ends_with(is_space) {
            if !lone && letters > 5 && !held() {
                return None;
            }
            continue;
        }
        let office = roles::names_office(label);
        if office && person_follows(after) {
            lone = true;
            continue;
        }
        // 「委 員 長 お は よ う」 is no 委員.
        let longer_office = || {
            let next = after.split(is_space).next().unwrap_or("");
            let one = !next.is_empty() && next.chars().nth(1).is_none();
            // 「委 員 Ａ　監視員は」
            let seat = next.starts_with(|c| digit(c).is_some());
            let whole = one.then(|| squeeze(label) + next);
            whole.is_some_and(|w| roles::is_office(&w) || !seat && roles::numbered(&w).is_some())
        };
        if lone && longer_office() {
            continue;
        }
        // 「議 長 （ 空 木 和 人 君 ） おはよう」
        if office && names_in_bracket(after) {
            continue;
        }
        // 「３番　雲母久美議員　通告に」
        if label.ends_with('番')
            && roles::is_seat(label)
            && member_follows(after, "")
            && after.contains(is_space)
        {
            lone = false;
            continue;
        }
        // 「議 長 ( 若狭谷正彦 )」 alone on its line
        let opens = after.starts_with(['（', '(']);
        if opens && (office || roles::is_seat(&squeeze(label))) && is_name_in_brackets(after) {
            return None;
        }
        // 「５番　飯川議員」 alone on its line
        if label.ends_with('番') && !longer(line, 24) && is_speaker(after) {
            return None;
        }
        // 「番号　発言者　発言内容」 heads columns.
        if label.ends_with("発言者")
            && is_of(
                "発言内容 発言要旨 発言の要旨 発言 内容",
                after.trim_matches(|c| is_space(c) || c == '|'),
            )
        {
            return None;
        }
        let dash = after.starts_with(['-', '－', '―', '–', '—', '−']);
        // 「委員Ａ - 」 is for `dashed` to read.
        if dash && after.chars().nth(1).is_some_and(is_space) {
            return None;
        }
        let named = is_speaker(label);
        // 「観光協会　スロープの長さは」
        let speaks_for = || roles::is_organisation(label) || roles::is_town(label);
        let mut body_speaks = || {
            rest.starts_with(['\u{3000}', '\t']) && speaks_for() && *said.get_or_insert_with(|| says(after))
        };
        if (named || body_speaks()) && !after.is_empty() && !dash {
            // 「2⇥行政経営課長⇥前回は」
            let label = without_count(label.trim_spaces()).unwrap_or(label.trim_spaces());
            return Some(Candidate {
                named,
                ..Candidate::of(Form::Space, label, body)
            });
        }
        if !lone && letters > 5 && !held() {
            return None;
        }
    }
    None
}

/// 「議　長（空 木 和 人 君）おはよう」: an office or a seat, who holds it in brackets, and right behind them what is said.
pub(super) fn held(line: &str) -> Option<Candidate<'_>> {
    let (at, open) = line
        .char_indices()
        .take(32)
        .find(|(_, c)| among!(*c, "（(。、「：:"))?;
    let post = squeeze(line.get(..at)?.trim_spaces());
    if !among!(open, "（(")
        || !(roles::is_office(&post) || roles::is_seat(&post))
        || !names_in_bracket(line.get(at..)?)
    {
        return None;
    }
    let mut bracket = line.get(at..)?.char_indices();
    let (end, close) = bracket.find(|(_, c)| among!(*c, "）)"))?;
    let label = at + end + close.len_utf8();
    let said = line.get(label..)?;
    let apart = said.starts_with(|c: char| is_space(c) || among!(c, "：:；〔［（("));
    let fits = !said.is_empty() && !apart && !goes_on(said);
    fits.then_some(Candidate {
        closed: true,
        ..Candidate::of(Form::Space, line.get(..label)?, label)
    })
}

/// 「白 坂 美 智 子 議 員 Ⱗ ４１２戸は」: a glyph of the printer's own stands between who speaks and what is said.
pub(super) fn before_glyph(line: &str) -> Option<Candidate<'_>> {
    let (at, glyph) = line.char_indices().take(40).find(|(_, c)| is_glyph(*c))?;
    let label = line.get(..at)?.trim_spaces();
    let rest = line.get(at + glyph.len_utf8()..)?;
    let body = line.len() - rest.trim_spaces_start().len();
    let fits = !holds!(label, "。、「：:") && is_speaker(&squeeze(label));
    fits.then_some(Candidate {
        closed: true,
        ..Candidate::of(Form::Space, label, body)
    })
}

/// What stands right behind a label in which somebody is only spoken of: 「議長（空木君）は」,「２番、」.
pub(in super::super) fn goes_on(said: &str) -> bool {
    said.starts_with(|c| among!(c, "、。，．・）)"))
        || begins_with_any(said, "が の を に へ と も から まで より")
        || said.starts_with('は') && !said.starts_with("はい")
}

/// 「（ 空 木 和 人 君 ） おはよう」: who holds the office before it, and nobody else.
pub(in super::super) fn names_in_bracket(after: &str) -> bool {
    let inner = after.strip_prefix(['（', '(']);
    let inner = inner
        .and_then(|i| i.split_once(['）', ')']))
        .map(|(inner, _)| squeeze(inner));
    inner.is_some_and(|name| !longer(&name, 9) && roles::is_person(&name) && !roles::ends_in_office(&name))
}

/// 「課 長 - 令和６年度の」.
pub(super) fn dashed(line: &str) -> Option<Candidate<'_>> {
    let (at, c) = line
        .char_indices()
        .take(24)
        .find(|(_, c)| matches!(c, '-' | '－' | '―' | '–' | '—' | '−'))?;
    let label = line.get(..at)?.trim_spaces();
    let rest = line.get(at + c.len_utf8()..)?;
    let body = line.len() - rest.trim_spaces_start().len();
    let speaks = || is_speaker(label) || roles::is_everybody(label);
    let fits = !holds!(label, "。、「（") && speaks() && body < line.len();
    fits.then_some(Candidate::of(Form::Dash, label, body))
}

/// 「事務局・・・定刻となりました。」
pub(super) fn dotted_off(line: &str) -> Option<Candidate<'_>> {
    let (label, rest) = line.split_at_checked(dots(line)?)?;
    let (label, body) = (
        label.trim_spaces(),
        rest.trim_start_matches('・').trim_spaces_start(),
    );
    let speaks = || is_speaker(label) || roles::is_everybody(label);
    let fits = !body.is_empty() && !longer(label, 20) && !holds!(label, "。、「（") && speaks();
    fits.then(|| Candidate::of(Form::Dash, label, line.len() - body.len()))
}

/// 「柾屋村長。」 alone on its line. In most minutes this is the chair calling somebody.
pub(super) fn called(line: &str) -> Option<Candidate<'_>> {
    let label = line.strip_suffix('。')?;
    let fits = !longer(label, 16) && !holds!(label, "。、「") && is_speaker(label);
    fits.then_some(Candidate::of(Form::Called, label, line.len()))
}

/// 「観光協会」, 「環境課」, 「会員」: whom nothing but their coming again and again tells from headings.
fn speaks_for_others(line: &str) -> bool {
    const WORDS: &str = "会員 役員 業者 家族 運営 編集部 ボランティア ホスト カメラマン 住職 保護司 建築士 警察 MC ＭＣ JA ＪＡ";
    const MEETINGS: &str = "会議 委員会 審議会 協議会 部会";
    // 「市」 alone, who answers 「委員」
    if roles::is_town(line) {
        return true;
    }
    let body = || {
        let plain = |c: char| matches!(c, '㐀'..='鿿' | 'ァ'..='ヺ' | 'ー' | '々') || c.is_ascii_uppercase();
        line.chars().all(plain) && roles::is_organisation(line) && !ends_in_any(line, MEETINGS)
    };
    !longer(line, 12) && (is_of(WORDS, line) || body())
}

/// 「空木・雲母」, but not 「副参事（学校・地域連携担当）」
fn dotted(line: &str) -> bool {
    line.split(['（', '(']).next().is_some_and(|l| l.contains('・'))
}

/// 「髙橋委員」 alone on its line; 「（髙橋委員」, whose other bracket is missing.
pub(super) fn alone(line: &str) -> Option<Candidate<'_>> {
    let half = line.strip_prefix(['（', '(']).filter(|l| !holds!(l, "（(）)"));
    if let Some(label) = half {
        let fits = !longer(label, 16) && !holds!(label, "。、「：:") && is_speaker(label);
        return fits.then_some(Candidate::of(Form::Round, label, line.len()));
    }
    // 「(1) 内部通報の状況について（梶浦取締役）」 is a point of the agenda.
    let counted = line.starts_with(['（', '(']) && line.chars().nth(1).is_some_and(|c| digit(c).is_some());
    let fits = marker(line).is_none()
        && !counted
        && !longer(line, 24)
        && !holds!(line, "。、「：:")
        && !dotted(line);
    let named = fits && (is_speaker(line) || roles::is_everybody(line));
    (named || fits && speaks_for_others(line)).then_some(Candidate {
        named,
        ..Candidate::of(Form::Alone, line, line.len())
    })
}
