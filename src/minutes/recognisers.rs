//! Recognisers of speaker labels: one function for each form, and the lines that forced it.
//!
//! To teach a new form: add a recogniser to [`RECOGNISERS`] with the line that forced it as its example; the
//! test below reads every example. A form that needs evidence of its own gets it in `evidence`.

use super::chars::{digit, is_marker, is_space, longer, squeeze};
use super::label_end::{end_of_label, person_follows};
use super::labels::{Candidate, Form, Head};
use super::speaker::{is_field, is_heading, is_speaker};
use super::{roles, stage};

pub(super) struct Recogniser {
    /// Whether it is worth asking.
    pub(super) fits: fn(&Head) -> bool,
    pub(super) read: for<'a> fn(&'a str) -> Option<Candidate<'a>>,
    /// The lines that forced it: line, label, speech.
    #[cfg(test)]
    examples: &'static [(&'static str, &'static str, &'static str)],
}

macro_rules! recogniser {
    ($read:ident, $fits:expr, $examples:expr) => {
        Recogniser {
            fits: $fits,
            read: $read,
            #[cfg(test)]
            examples: &$examples,
        }
    };
}

pub(super) const RECOGNISERS: [Recogniser; 12] = [
    recogniser!(
        strong,
        |h| h.first == '*',
        [
            ("**田中**: おはよう", "田中", "おはよう"),
            ("**議長：**開きます", "議長", "開きます")
        ]
    ),
    recogniser!(
        marked,
        |h| is_marker(h.first) || is_sign(h.first) || is_bullet(h.first),
        [
            ("〇河野大臣 ： ただいまから", "河野大臣", "ただいまから"),
            ("○高村部会長　皆様、", "高村部会長", "皆様、"),
            (
                "○議長（額賀福志郎君）　これより",
                "議長（額賀福志郎君）",
                "これより"
            ),
            ("○鈴木隼人君　各常任委員長の", "鈴木隼人君", "各常任委員長の"),
            ("○岡本（あ）委員　立憲", "岡本（あ）委員", "立憲"),
            ("◯４番（山田太郎君）　質問", "４番（山田太郎君）", "質問"),
            ("○（山田太郎議長）　開きます", "（山田太郎議長）", "開きます"),
            ("◆（山田太郎君）　質問", "（山田太郎君）", "質問"),
            ("〇小林武雄議長", "小林武雄議長", ""),
            ("◯委員長　　では", "委員長", "では"),
            ("〇三上学校教育課長　資料", "三上学校教育課長", "資料"),
            (
                "◯議会運営委員長（山田太郎）〔登壇〕",
                "議会運営委員長（山田太郎）",
                "〔登壇〕"
            ),
            ("○山田議員（登壇）　通告に", "山田議員", "（登壇）　通告に"),
            ("○事務局（宇都宮企画官）　資料", "事務局（宇都宮企画官）", "資料"),
            ("○内田内閣府事務次官 本日", "内田内閣府事務次官", "本日"),
            ("○浜本　収君（続）　次に", "浜本　収君", "次に"),
            ("○委員長佐々木克敏)　では", "委員長佐々木克敏", "では"),
            ("◯委員長（大城美幸さん）　では", "委員長（大城美幸さん）", "では"),
            ("○議　長　ただいま", "議　長", "ただいま"),
            (
                "○市長（山　田　太　郎）　お答え",
                "市長（山　田　太　郎）",
                "お答え"
            ),
            ("○議長（山田太郎君）これより", "議長（山田太郎君）", "これより"),
            ("○議長　山田太郎君　これより", "議長　山田太郎君", "これより"),
            ("○総務課　田中課長　資料", "総務課　田中課長", "資料"),
            ("○Ａ委員　賛成", "Ａ委員", "賛成"),
            ("○○委員　賛成", "○○委員", "賛成"),
            ("●○○委員　賛成", "○○委員", "賛成"),
            ("■議長：開きます", "議長", "開きます"),
            ("・委員：賛成", "委員", "賛成"),
        ]
    ),
    recogniser!(
        tagged,
        |h| among!(h.first, "【［[＜〈≪"),
        [
            ("【委員】　賛成です。", "委員", "賛成です。"),
            ("【議長：丹野敏彦】", "議長：丹野敏彦", ""),
            ("［事務局］資料", "事務局", "資料"),
        ]
    ),
    recogniser!(
        question,
        |h| among!(h.first, "問答質回QAＱＡ"),
        [
            ("問　その理由は。", "問", "その理由は。"),
            ("Ｑ１．なぜですか。", "Ｑ", "なぜですか。"),
        ]
    ),
    recogniser!(
        round,
        |h| matches!(h.first, '（' | '('),
        [
            ("（記　者）", "記　者", ""),
            ("（問）なぜですか。", "問", "なぜですか。"),
            ("（佐藤花子君）　お答え", "（佐藤花子君）", "お答え"),
            ("（質問者１）なぜですか。", "質問者１", "なぜですか。"),
        ]
    ),
    recogniser!(
        half_bracket,
        |h| h.close,
        [
            ("記者）なぜですか。", "記者", "なぜですか。"),
            ("勝村委員長）では、", "勝村委員長", "では、"),
        ]
    ),
    recogniser!(
        colon,
        |h| h.colon,
        [
            ("委員長（相馬君）：では", "委員長（相馬君）", "では"),
            ("安達部長: お疲れ", "安達部長", "お疲れ"),
            ("記者:", "記者", ""),
        ]
    ),
    recogniser!(
        spaced,
        |h| h.space,
        [
            ("林座長　それでは", "林座長", "それでは"),
            ("議 長 ただ今", "議 長", "ただ今"),
            ("福田一郎議長 これより", "福田一郎議長", "これより"),
            ("□□課長　お答え", "□□課長", "お答え"),
        ]
    ),
    recogniser!(
        dashed,
        |h| h.dash,
        [("課 長 - 令和６年度の", "課 長", "令和６年度の")]
    ),
    recogniser!(called, |h| h.stop, [("柾屋村長。", "柾屋村長", "")]),
    recogniser!(alone, |h| h.whole, [("髙橋委員", "髙橋委員", "")]),
    recogniser!(
        plain_name,
        |h| h.colon,
        [
            ("真壁: 正直", "真壁", "正直"),
            ("防災課 梅枝：足場", "防災課 梅枝", "足場"),
            ("Kate：I agree.", "Kate", "I agree.")
        ]
    ),
];

/// 「**田中**: おはようございます。」
fn strong(line: &str) -> Option<Candidate<'_>> {
    let (label, rest) = line.strip_prefix("**")?.split_once("**")?;
    let inner = label.trim_end_matches(['：', ':']);
    let body = rest.trim_start_matches(|c| is_space(c) || c == '：' || c == ':');
    let colon = inner.len() < label.len() || rest.starts_with(['：', ':']);
    let named = is_speaker(inner);
    let fits = named || colon && roles::is_nameish(inner) && !is_heading(inner) && !is_field(inner);
    (fits && (colon || rest.is_empty() || rest.starts_with(is_space))).then(|| Candidate {
        form: Form::Colon,
        label: inner,
        body: line.len() - body.len(),
        named,
        closed: true,
        unusual: false,
        mask: false,
    })
}

/// The label of a line that starts with a mark.
fn marked(line: &str) -> Option<Candidate<'_>> {
    let marker = line.chars().next()?;
    let usual = is_marker(marker);
    let bullet = is_bullet(marker);
    if !usual && !bullet && !is_sign(marker) {
        return None;
    }
    // A run of circles is a mask: ○○委員; the mark before one is another or makes the run odd.
    let run = line.chars().take_while(|c| *c == marker).count();
    let second = line.chars().nth(1)?;
    if !usual && run > 1 {
        return None;
    }
    let start = if usual && run.is_multiple_of(2) {
        0
    } else {
        marker.len_utf8()
    };
    let rest = line.get(start..)?;
    if start > 0 && (second == '・' || is_zero(line)) {
        return None;
    }
    let lead = rest.len() - rest.trim_start_matches(is_space).len();
    let found = end_of_label(rest.get(lead..)?)?;
    if bullet && !(found.named && found.colon) {
        return None;
    }
    Some(Candidate {
        form: Form::Marker,
        label: rest.get(lead..lead + found.label)?.trim_matches(is_space),
        body: start + lead + found.body,
        named: found.named,
        closed: found.closed,
        unusual: !usual,
        mask: usual && start == 0,
    })
}

/// Whether 〇 is the digit zero: 〇・五％, 〇三年度; but 〇三上課長 is somebody.
pub(super) fn is_zero(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('〇') else {
        return false;
    };
    let after = rest.trim_start_matches(|c| digit(c).is_some() || among!(c, "十百"));
    let figure = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let counted = after
        .chars()
        .next()
        .is_none_or(|c| among!(c, "年月日時分秒度回件割円％%．・"));
    rest.starts_with(figure) || after.len() < rest.len() && counted
}

/// Signs of points, which may be spoken by somebody whose name a colon ends.
fn is_bullet(c: char) -> bool {
    matches!(c, '・' | '•' | '-' | '*')
}

/// Signs that a document may use as its own mark of a speaker.
fn is_sign(c: char) -> bool {
    matches!(
        c,
        '■' | '□'
            | '▲'
            | '△'
            | '▼'
            | '▽'
            | '★'
            | '☆'
            | '◇'
            | '▶'
            | '►'
            | '➢'
            | '◉'
            | '⚪'
            | '⚫'
            | '⬤'
            | '⭕'
            | '❍'
            | '⦿'
    ) || ('\u{2c00}'..='\u{2c5f}').contains(&c)
        || ('\u{e000}'..='\u{f8ff}').contains(&c)
}

/// 【委員】 and 【議長：丹野敏彦】, but not 【結論】 or 【資料１】.
fn tagged(line: &str) -> Option<Candidate<'_>> {
    let (inner, close) = match line.chars().next()? {
        '【' => (line.strip_prefix('【')?, '】'),
        '［' => (line.strip_prefix('［')?, '］'),
        '[' => (line.strip_prefix('[')?, ']'),
        '＜' => (line.strip_prefix('＜')?, '＞'),
        '〈' => (line.strip_prefix('〈')?, '〉'),
        '≪' => (line.strip_prefix('≪')?, '≫'),
        _ => return None,
    };
    let (label, rest) = inner.split_once(close)?;
    if label.is_empty() || label.chars().count() > 24 {
        return None;
    }
    let speaker = label.split_once(['：', ':']).map_or(label, |(role, _)| role);
    let named = is_speaker(speaker);
    if !named && (!roles::is_nameish(label) || is_heading(label) || is_field(label)) {
        return None;
    }
    let gap = rest.len()
        - rest
            .trim_start_matches(|c| is_space(c) || c == '：' || c == ':')
            .len();
    Some(Candidate {
        form: Form::Tag,
        label,
        body: line.len() - rest.len() + gap,
        named,
        closed: true,
        unusual: !line.starts_with('【'),
        mask: false,
    })
}

/// 問　… 答　… Q1. … Ａ：…
fn question(line: &str) -> Option<Candidate<'_>> {
    let word = ["質問", "回答", "問", "答", "Q", "A", "Ｑ", "Ａ"]
        .into_iter()
        .find(|w| line.starts_with(w))?;
    let rest = line.get(word.len()..)?;
    let digits: usize = rest
        .chars()
        .take_while(|c| c.is_ascii_digit() || ('０'..='９').contains(c))
        .map(char::len_utf8)
        .sum();
    // 「Ｑ１」 and 「Ｑ２」 are two questions of one kind, not two people.
    let label = line.get(..word.len())?;
    let rest = rest.get(digits..)?;
    let sep = rest.chars().next()?;
    let fits = is_space(sep) || matches!(sep, '：' | ':' | '．' | '.' | '）' | ')');
    let body = rest.trim_start_matches(|c| is_space(c) || among!(c, "：:．.）)"));
    let asked = !body.is_empty() || matches!(sep, '：' | ':');
    (fits && asked).then(|| Candidate {
        form: Form::Question,
        label,
        body: line.len() - body.len(),
        named: true,
        closed: !is_space(sep),
        unusual: false,
        mask: false,
    })
}

/// 「委員長（相馬君）：」,「記者:」.
fn colon(line: &str) -> Option<Candidate<'_>> {
    before_colon(line).filter(|c| c.named)
}

/// 「真壁：」,「Kate: 」: nothing but its recurring tells that it is somebody.
fn plain_name(line: &str) -> Option<Candidate<'_>> {
    before_colon(line)
}

fn before_colon(line: &str) -> Option<Candidate<'_>> {
    let (at, sep) = line
        .char_indices()
        .take(32)
        .find(|(_, c)| matches!(c, '：' | ':'))?;
    let label = line.get(..at)?.trim_matches(is_space);
    let body = at + sep.len_utf8();
    let rest = line.get(body..)?;
    let bad = |c: char| among!(c, "。、，「」『』/-*#=→【】〔〕,;\"'<>|");
    if label.is_empty()
        || label.contains(bad)
        || label.starts_with(['・', '※', '☆', '★'])
        || rest.starts_with("//")
        || is_field(label)
    {
        return None;
    }
    let number = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let named = is_speaker(label);
    let odd = label.ends_with(number) || label.starts_with(['（', '(']);
    // 「防災課　梅枝：」
    let name = label
        .split_once(is_space)
        .filter(|(of, _)| roles::is_organisation(of))
        .map_or(label, |(_, name)| name);
    if !named && (odd || !roles::is_nameish(name) || is_heading(label)) {
        return None;
    }
    let gap = rest.len() - rest.trim_start_matches(is_space).len();
    Some(Candidate {
        form: Form::Colon,
        label,
        body: body + gap,
        named,
        closed: true,
        unusual: false,
        mask: false,
    })
}

/// 「勝村委員長）」,「記者）」.
fn half_bracket(line: &str) -> Option<Candidate<'_>> {
    let (at, close) = line
        .char_indices()
        .take(20)
        .find(|(_, c)| matches!(c, '）' | ')'))?;
    let label = line.get(..at)?;
    if label.contains(['（', '(', '。', '、', '「', '：', ':', '【'])
        || label.starts_with(|c| digit(c).is_some())
    {
        return None;
    }
    let named = is_speaker(label);
    let short = squeeze(label).chars().count() < 2;
    if !named && (short || !roles::is_nameish(label) || is_heading(label) || is_field(label)) {
        return None;
    }
    let rest = line.get(at + close.len_utf8()..)?;
    let gap = rest.len() - rest.trim_start_matches(is_space).len();
    let body = at + close.len_utf8() + gap;
    Some(Candidate {
        form: Form::Half,
        label,
        body,
        named,
        closed: true,
        unusual: false,
        mask: false,
    })
}

/// 「（記　者）」 alone on its line, 「（問）…」.
fn round(line: &str) -> Option<Candidate<'_>> {
    let inner = line.strip_prefix(['（', '('])?;
    let (at, close) = inner
        .char_indices()
        .take(24)
        .find(|(_, c)| matches!(c, '）' | ')'))?;
    let label = inner.get(..at)?;
    let bare = squeeze(label);
    let person = roles::is_person(&bare);
    let named = person || roles::ends_in_office(&bare) || ["Q", "A", "Ｑ", "Ａ"].contains(&bare.as_ref());
    let body = '（'.len_utf8().min(line.len() - inner.len()) + at + close.len_utf8();
    let whole = line.get(..body)?;
    if !named
        || bare.contains(['、', '・', '。', '（', '('])
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
        form: Form::Round,
        label: if person { whole } else { label },
        body: body + gap,
        named,
        closed: true,
        unusual: false,
        mask: false,
    })
}

/// 「林座長　」: an office, then white space. 「議 長 ただ今」 has it between its letters, too.
fn spaced(line: &str) -> Option<Candidate<'_>> {
    let mut letters = 0;
    let mut lone = true;
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        letters += 1;
        if letters > 26 || among!(c, "。．、，・「」：:？！") {
            return None;
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
        let body = at + rest.len() - rest.trim_start_matches(is_space).len();
        let after = line.get(body..)?;
        if person_follows(after) && roles::is_office(&squeeze(label)) {
            lone = true;
            continue;
        }
        let dash = after.starts_with(['-', '－', '―', '–', '—', '−']);
        if is_speaker(label) && !after.is_empty() && !dash {
            return Some(Candidate {
                form: Form::Space,
                label: label.trim_matches(is_space),
                body,
                named: true,
                closed: false,
                unusual: false,
                mask: false,
            });
        }
        // Only letters one by one, or the second half of a name, go on behind a space.
        if !lone && letters > 5 {
            return None;
        }
    }
    None
}

/// 「課 長 - 令和６年度の」.
fn dashed(line: &str) -> Option<Candidate<'_>> {
    let (at, c) = line
        .char_indices()
        .take(24)
        .find(|(_, c)| matches!(c, '-' | '－' | '―' | '–' | '—' | '−'))?;
    let label = line.get(..at)?.trim_matches(is_space);
    let rest = line.get(at + c.len_utf8()..)?;
    let body = line.len() - rest.trim_start_matches(is_space).len();
    let fits = !label.contains(['。', '、', '「', '（']) && is_speaker(label) && body < line.len();
    fits.then_some(Candidate {
        form: Form::Dash,
        label,
        body,
        named: true,
        closed: false,
        unusual: false,
        mask: false,
    })
}

/// 「柾屋村長。」 alone on its line. In most minutes this is the chair calling somebody.
fn called(line: &str) -> Option<Candidate<'_>> {
    let label = line.strip_suffix('。')?;
    let fits = !longer(label, 16) && !label.contains(['。', '、', '「']) && is_speaker(label);
    fits.then_some(Candidate {
        form: Form::Called,
        label,
        body: line.len(),
        named: true,
        closed: false,
        unusual: false,
        mask: false,
    })
}

/// 「髙橋委員」 alone on its line.
fn alone(line: &str) -> Option<Candidate<'_>> {
    let fits = !line.starts_with(is_marker)
        && !longer(line, 24)
        && !line.contains(['。', '、', '「', '・', '：', ':'])
        && is_speaker(line);
    fits.then_some(Candidate {
        form: Form::Alone,
        label: line,
        body: line.len(),
        named: true,
        closed: false,
        unusual: false,
        mask: false,
    })
}

#[cfg(test)]
mod tests {
    use super::super::labels::candidate;
    use super::*;

    #[test]
    fn every_form_reads_the_lines_that_forced_it() {
        for r in &RECOGNISERS {
            for (line, label, body) in r.examples {
                let found = candidate(line);
                let read = found.map(|c| (c.label, line.get(c.body..).unwrap()));
                assert_eq!(read, Some((*label, *body)), "{line}");
                let alone = (r.read)(line).map(|c| c.label);
                assert_eq!(alone, Some(*label), "{line}, by its own recogniser");
            }
        }
    }

    #[test]
    fn lines_that_are_no_labels() {
        for line in [
            "○議事日程　第一号",
            "○政府参考人の出席要求に関する件",
            "〇災害対策特別委員",
            "〇・五％",
            "〇三年度の委員　五名",
            "二〇〇三年度の委員",
            "【結論】",
            "【資料１】",
            "日時：令和",
            "５番、鈴木議員。",
            "TODO: 確認",
            "https://example.jp/",
            "○出席者",
            "○出席委員（８名）",
            "○事務局（案）",
            "○前回の委員　",
            "ア）住宅",
            "１）道路",
            "○会議録署名議員　",
            "○○地区では、高校生が",
            "○一般質問",
        ] {
            let found = candidate(line).filter(|c| c.named);
            assert_eq!(found, None, "{line}");
        }
    }
}
