//! Recognisers of speaker labels, one line at a time. What they find is a candidate; whether it is a
//! speaker is decided with the evidence of the whole document (`structure`).
//!
//! To teach a new form: add a recogniser to [`candidate`], with the line that forced it beside it, and the
//! line to the examples of the test below.

use super::chars::{digit, is_marker, is_space, squeeze};

/// Words that end the label of somebody who speaks, the longer ones first where one ends in another.
pub(super) const ROLES: [&str; 74] = [
    "内閣総理大臣",
    "国務大臣",
    "副大臣",
    "大臣政務官",
    "政務官",
    "大臣",
    "政府参考人",
    "参考人",
    "公述人",
    "証人",
    "政府委員",
    "説明員",
    "事務総長",
    "参事官",
    "参事",
    "法制局長",
    "議長代理",
    "副議長",
    "議長",
    "委員長代理",
    "副委員長",
    "小委員長",
    "委員長",
    "主査",
    "会長代理",
    "副会長",
    "部会長",
    "分科会長",
    "会長",
    "座長代理",
    "副座長",
    "座長",
    "専門委員",
    "臨時委員",
    "委員",
    "構成員",
    "理事長",
    "理事",
    "監事",
    "幹事",
    "オブザーバー",
    "事務局長",
    "事務局次長",
    "事務局",
    "事務次官",
    "長官",
    "審議官",
    "官房長",
    "局長",
    "次長",
    "部長",
    "室長",
    "企画官",
    "管理官",
    "課長補佐",
    "課長",
    "係長",
    "計画官",
    "副知事",
    "知事",
    "副市長",
    "市長",
    "副区長",
    "区長",
    "副町長",
    "町長",
    "副村長",
    "村長",
    "教育長",
    "議員",
    "番",
    "司会",
    "記者",
    "傍聴者",
];

/// First words of lines that begin with a marker and are headings of the record.
const HEADINGS: [&str; 22] = [
    "議事日程",
    "本日の会議",
    "出席",
    "欠席",
    "日時",
    "場所",
    "議題",
    "議事",
    "説明のため",
    "職務のため",
    "配付資料",
    "配布資料",
    "資料",
    "傍聴",
    "開催",
    "日程",
    "委員の異動",
    "政府参考人の出席",
    "会議に付した",
    "次第",
    "開会",
    "閉会",
];

/// Words before a colon that name a field, not a person.
const FIELDS: [&str; 26] = [
    "日時",
    "場所",
    "会場",
    "議題",
    "議事",
    "出席",
    "欠席",
    "資料",
    "注",
    "備考",
    "参考",
    "todo",
    "url",
    "http",
    "https",
    "決定",
    "結論",
    "案件",
    "日程",
    "目的",
    "期日",
    "開催",
    "次回",
    "件名",
    "連絡先",
    "担当",
];

/// How a label was marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// ○高村部会長　皆様 / 〇河野大臣：
    Marker,
    /// ○議長（姓名） alone on its line.
    MarkerAlone,
    /// 委員長（相馬君）： / 司会:
    Colon,
    /// 【会長】
    Bracket,
    /// 林座長
    Space,
    /// 記者） 大臣）
    HalfBracket,
    /// （記　者） alone on its line.
    Round,
}

/// A line that may begin a speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate<'a> {
    pub(super) form: Form,
    pub(super) label: &'a str,
    /// Bytes of the line before the speech: marker, label and separator.
    pub(super) body: usize,
    /// Ends in a role, 君, さん, 氏 or a bracketed name.
    pub(super) plausible: bool,
    /// Has a separator that nothing but a label has.
    pub(super) strong: bool,
}

/// Whether a line begins something new, whatever it turns out to be.
pub(super) fn begins(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some(c) if is_marker(c) => {
            !(c == '〇' && chars.next().is_some_and(|d| digit(d).is_some() || d == '・'))
        }
        Some('【' | '△' | '■' | '□') => true,
        _ => candidate(line).is_some_and(|c| c.plausible && c.strong),
    }
}

/// Reads a line as the beginning of a speech, if it can be one. The line has no white space in front.
pub(super) fn candidate(line: &str) -> Option<Candidate<'_>> {
    let first = marked(line).or_else(|| bracketed(line));
    if first.is_some() {
        return first;
    }
    if !separated(line) {
        return round(line);
    }
    colon(line)
        .or_else(|| half_bracket(line))
        .or_else(|| round(line))
        .or_else(|| spaced(line))
}

/// Whether a line is short, or may have a colon, a closing bracket or a space among its first letters. Most lines
/// have none, and looking at their bytes is all that is done with them.
fn separated(line: &str) -> bool {
    let mut before = 0;
    line.len() <= 80
        || line.bytes().take(128).any(|b| {
            let pair = (std::mem::replace(&mut before, b), b);
            matches!(b, b':' | b')' | b' ' | b'\t')
                || matches!(pair, (0xBC, 0x9A | 0x89) | (0x80, 0x80) | (0xC2, 0xA0))
        })
}

/// Where the label ends: at the first colon, wide space, or where a bracketed name is followed by text.
fn marked(line: &str) -> Option<Candidate<'_>> {
    let marker = line.chars().next().filter(|c| is_marker(*c))?;
    let rest = line.get(marker.len_utf8()..)?;
    // 〇 as the digit zero, and masks such as ○○委員.
    let first = rest.chars().next()?;
    if first == '・' || marker == '〇' && digit(first).is_some() {
        return None;
    }
    let lead = rest.len() - rest.trim_start_matches(is_space).len();
    let rest = rest.get(lead..)?;
    let offset = marker.len_utf8() + lead;
    let masked = is_marker(first);
    let mut depth = 0u32;
    let mut end = None;
    for (at, c) in rest.char_indices().take(46) {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' if depth == 0 => {
                end = Some((at, c.len_utf8(), true));
                break;
            }
            '）' | ')' => {
                depth -= 1;
                let after = rest.get(at + c.len_utf8()..).unwrap_or("");
                // 「○五番（浜路　収君）（続）　」
                if rest.get(..at).is_some_and(|l| l.ends_with("（続")) {
                    let space = after.len() - after.trim_start_matches(is_space).len();
                    end = Some((at + c.len_utf8(), space, true));
                    break;
                }
                let next = after.chars().next();
                let role_follows = ROLES.iter().any(|r| after.starts_with(r))
                    || after.starts_with(['君', '：', ':'])
                    || after.starts_with("（続）");
                let named = rest
                    .get(..at)
                    .and_then(|l| l.rsplit(['（', '(']).next())
                    .is_some_and(is_person);
                // 「○岡本（あ）委員」goes on; 「◯４番（氏名君）議長」and 「○議長（額賀福志郎君）　」end here.
                if next.is_some_and(|n| !is_space(n)) && !role_follows && named {
                    end = Some((at + c.len_utf8(), 0, true));
                    break;
                }
            }
            '：' | ':' if depth == 0 => {
                end = Some((at, c.len_utf8(), true));
                break;
            }
            '\u{3000}' | ' ' if depth == 0 => {
                let tail = rest.get(at..).unwrap_or("");
                let skip = tail.len() - tail.trim_start_matches(is_space).len();
                let after = tail.get(skip..).unwrap_or("");
                if let Some(sep) = after.chars().next().filter(|c| matches!(c, '：' | ':')) {
                    end = Some((at, skip + sep.len_utf8(), true));
                    break;
                }
                let so_far = rest.get(..at).unwrap_or("");
                // 「議 長 ただ今」,「田中 太郎委員　」: a space inside the name is followed by the rest of it.
                let whole =
                    is_role(so_far) || is_person(so_far) || after.is_empty() || so_far.chars().count() > 8;
                if whole || !goes_on(after) {
                    end = Some((at, skip, false));
                    break;
                }
            }
            '〔' if depth == 0 && at > 0 => {
                end = Some((at, 0, true));
                break;
            }
            '。' | '、' => return None,
            _ => {}
        }
    }
    let alone = end.is_none() && rest.chars().count() <= 45;
    let (at, skip, strong) = end.or(alone.then_some((rest.len(), 0, false)))?;
    let label = rest.get(..at)?.trim_matches(is_space);
    let body = offset + at + skip;
    let empty = line
        .get(body..)
        .is_none_or(|b| b.trim_matches(is_space).is_empty());
    if label.is_empty() || is_heading(label) {
        return None;
    }
    let form = if empty { Form::MarkerAlone } else { Form::Marker };
    let label = if masked {
        line.get(..offset + at)?.trim_matches(is_space)
    } else {
        label
    };
    Some(Candidate {
        form,
        label,
        body,
        plausible: is_speaker(label),
        strong,
    })
}

/// Text after a space that still belongs to a label: a few letters, then a role or a bracket.
fn goes_on(after: &str) -> bool {
    let head: String = after
        .chars()
        .take_while(|c| !is_space(*c) && !"：:。、".contains(*c))
        .take(14)
        .collect();
    is_role(&head) || is_person(&head) || head.ends_with(['）', ')'])
}

/// 【委員】 and 【議長：丹野敏彦】, but not 【結論】 or 【資料１】.
fn bracketed(line: &str) -> Option<Candidate<'_>> {
    let inner = line.strip_prefix('【')?;
    let (label, rest) = inner.split_once('】')?;
    if label.chars().count() > 20 || label.is_empty() {
        return None;
    }
    let gap = rest.len() - rest.trim_start_matches(|c| is_space(c) || c == '：').len();
    let body = line.len() - rest.len() + gap;
    let plausible = is_speaker(label) || label.split_once('：').is_some_and(|(role, _)| is_role(role));
    plausible.then_some(Candidate {
        form: Form::Bracket,
        label,
        body,
        plausible,
        strong: true,
    })
}

/// 「委員長（相馬君）：」,「内山君：」,「記者:」.
fn colon(line: &str) -> Option<Candidate<'_>> {
    let (at, sep) = line
        .char_indices()
        .take(32)
        .find(|(_, c)| matches!(c, '：' | ':'))?;
    let label = line.get(..at)?.trim_matches(is_space);
    let body = at + sep.len_utf8();
    let rest = line.get(body..)?;
    let bad = |c: char| "。、「」『』/・-*#=→".contains(c);
    if label.is_empty() || label.contains(bad) || rest.starts_with("//") || is_field(label) {
        return None;
    }
    if label.chars().all(|c| digit(c).is_some() || is_space(c))
        || label
            .chars()
            .last()
            .is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
    {
        return None;
    }
    let gap = rest.len() - rest.trim_start_matches(is_space).len();
    Some(Candidate {
        form: Form::Colon,
        label,
        body: body + gap,
        plausible: is_speaker(label),
        strong: true,
    })
}

/// 「勝村委員長）」,「記者）」.
fn half_bracket(line: &str) -> Option<Candidate<'_>> {
    let (at, close) = line
        .char_indices()
        .take(20)
        .find(|(_, c)| matches!(c, '）' | ')'))?;
    let label = line.get(..at)?;
    let fits = !label.contains(['（', '(', '。', '、', '「'])
        && is_speaker(label)
        && !label.starts_with(|c| digit(c).is_some());
    let rest = line.get(at + close.len_utf8()..)?;
    let gap = rest.len() - rest.trim_start_matches(is_space).len();
    let body = at + close.len_utf8() + gap;
    fits.then_some(Candidate {
        form: Form::HalfBracket,
        label,
        body,
        plausible: true,
        strong: true,
    })
}

/// 「（記　者）」 alone on its line.
fn round(line: &str) -> Option<Candidate<'_>> {
    let inner = line
        .trim_end()
        .strip_prefix(['（', '('])?
        .strip_suffix(['）', ')'])?;
    let bare = squeeze(inner);
    let fits = [
        "記者",
        "大臣",
        "問",
        "答",
        "司会",
        "委員長",
        "会長",
        "座長",
        "事務局",
        "委員",
    ]
    .contains(&bare.as_str());
    fits.then_some(Candidate {
        form: Form::Round,
        label: inner,
        body: line.len(),
        plausible: true,
        strong: false,
    })
}

/// 「林座長　」: a known role, then a wide space or the end of the line.
fn spaced(line: &str) -> Option<Candidate<'_>> {
    let (at, _) = line
        .char_indices()
        .take(24)
        .find(|(_, c)| is_space(*c))
        .unwrap_or((line.len(), ' '));
    let label = line.get(..at)?;
    if label.chars().count() > 20 || !is_speaker(label) || label.contains(['。', '、', '・', '「', '：'])
    {
        return None;
    }
    let rest = line.get(at..)?;
    let gap = rest.len() - rest.trim_start_matches(is_space).len();
    Some(Candidate {
        form: Form::Space,
        label,
        body: at + gap,
        plausible: true,
        strong: false,
    })
}

/// Ends as people who speak are called.
pub(super) fn is_speaker(label: &str) -> bool {
    let bare = squeeze(label);
    is_bare_role(&bare) || is_person(&bare) || {
        // 議長（額賀福志郎君）, 事務局（宇都宮企画官）, 委員（オンライン）
        bare.ends_with(['）', ')'])
            && bare.find(['（', '(']).is_some_and(|at| {
                let inner = bare.get(at..).unwrap_or("").trim_matches(['（', '）', '(', ')']);
                at == 0 && (is_person(inner) || is_role(inner))
                    || at > 0
                        && !inner.is_empty()
                        && (is_role(bare.get(..at).unwrap_or("")) || is_role(inner) || is_person(inner))
            })
    }
}

fn is_role(label: &str) -> bool {
    is_bare_role(&squeeze(label))
}

fn is_bare_role(bare: &str) -> bool {
    // The last letter first: few labels end like any role.
    let last = |s: &str| s.as_bytes().last_chunk::<3>().copied();
    let end = last(bare);
    ROLES.iter().any(|r| last(r) == end && bare.ends_with(r)) && !bare.ends_with("特別委員")
}

fn is_person(label: &str) -> bool {
    let bare = label.trim_end_matches("（続）");
    let name = bare
        .strip_suffix(['君', '氏'])
        .or_else(|| bare.strip_suffix("さん"))
        .or_else(|| bare.strip_suffix('様'));
    name.is_some_and(|n| (1..=16).contains(&n.chars().count()))
}

fn is_heading(label: &str) -> bool {
    let bare = squeeze(label);
    let word = HEADINGS.iter().any(|h| bare.starts_with(h)) && !is_person(&bare);
    let tail = [
        "件",
        "報告",
        "調査",
        "案件",
        "について",
        "特別委員",
        "選挙",
        "指名",
        "議案",
        "法案",
        "次第",
        "名簿",
        "一覧",
    ];
    word || tail.iter().any(|t| bare.ends_with(t))
}

fn is_field(label: &str) -> bool {
    let bare = squeeze(label).to_ascii_lowercase();
    FIELDS.iter().any(|f| bare.starts_with(f))
}

/// A speaker's parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) name: Option<String>,
    pub(super) role: Option<String>,
    pub(super) affiliation: Option<String>,
}

/// Splits a label into name, role and affiliation. Masks (○○委員, Ａ委員) have no name.
pub(super) fn parts(label: &str) -> Parts {
    let bare = squeeze(label).replace("（続）", "");
    let full = bare.replace('(', "（").replace(')', "）");
    let open = full.find('（').filter(|_| full.ends_with('）'));
    if let Some(open) = open {
        let outer = full.get(..open).unwrap_or("");
        let inner = full
            .get(open + '（'.len_utf8()..full.len() - '）'.len_utf8())
            .unwrap_or("");
        let within = plain(inner);
        if inner.contains('（') {
            return Parts {
                role: Some(full),
                ..Parts::default()
            };
        }
        if outer.is_empty() {
            return within;
        }
        if ["オンライン", "代理", "Web", "WEB", "ＷＥＢ"]
            .iter()
            .any(|w| inner.starts_with(w))
        {
            return plain(outer);
        }
        if !is_role(outer) || outer == "事務局" {
            return Parts {
                affiliation: Some(outer.to_owned()),
                ..within
            };
        }
        let role = match within.role {
            Some(role) if role != "議員" && role != "番" => format!("{outer}（{role}）"),
            _ => outer.to_owned(),
        };
        return Parts {
            name: within.name,
            role: Some(role),
            affiliation: None,
        };
    }
    plain(&full)
}

fn plain(label: &str) -> Parts {
    let stripped = label
        .strip_suffix(['君', '氏', '様'])
        .or_else(|| label.strip_suffix("さん"));
    if let Some(name) = stripped {
        return Parts {
            name: real(name),
            ..Parts::default()
        };
    }
    // The longest role that ends the label, so that 副大臣 is not taken for 大臣.
    let role = ROLES
        .iter()
        .filter(|r| label.ends_with(**r))
        .max_by_key(|r| r.len());
    match role {
        Some(role) => {
            let name = label.get(..label.len() - role.len()).unwrap_or("");
            if !name.is_empty() && name.chars().all(|c| digit(c).is_some()) {
                return Parts {
                    role: Some(label.to_owned()),
                    ..Parts::default()
                };
            }
            Parts {
                name: real(name),
                role: Some((*role).to_owned()),
                affiliation: None,
            }
        }
        None if ["問", "答", "記者"].contains(&label) => Parts {
            role: Some(label.to_owned()),
            ..Parts::default()
        },
        None => Parts {
            name: real(label),
            ..Parts::default()
        },
    }
}

fn real(name: &str) -> Option<String> {
    let mask = name.chars().all(|c| {
        is_marker(c) || "□△×＊*".contains(c) || c.is_ascii_alphabetic() || ('Ａ'..='Ｚ').contains(&c)
    });
    (!name.is_empty() && !mask).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(line: &str) -> Option<(&str, &str)> {
        candidate(line)
            .filter(|c| c.plausible)
            .map(|c| (c.label, line.get(c.body..).unwrap()))
    }

    #[test]
    fn the_forms_of_labels() {
        for (line, want, body) in [
            ("〇河野大臣 ： ただいまから", "河野大臣", " ただいまから"),
            ("○高村部会長　皆様、", "高村部会長", "皆様、"),
            (
                "○議長（額賀福志郎君）　これより",
                "議長（額賀福志郎君）",
                "これより",
            ),
            ("○鈴木隼人君　各常任委員長の", "鈴木隼人君", "各常任委員長の"),
            ("○岡本（あ）委員　立憲", "岡本（あ）委員", "立憲"),
            ("◯４番（山田太郎君）　質問", "４番（山田太郎君）", "質問"),
            ("○議長（山田太郎）", "議長（山田太郎）", ""),
            ("○事務局（宇都宮企画官）　資料", "事務局（宇都宮企画官）", "資料"),
            ("【委員】　賛成です。", "委員", "賛成です。"),
            ("委員長（相馬君）：では", "委員長（相馬君）", "では"),
            ("林座長　それでは", "林座長", "それでは"),
            ("記者）なぜですか。", "記者", "なぜですか。"),
        ] {
            assert_eq!(label(line), Some((want, body)), "{line}");
        }
    }

    #[test]
    fn lines_that_are_no_labels() {
        for line in [
            "○議事日程　第一号",
            "○政府参考人の出席要求に関する件",
            "〇災害対策特別委員",
            "〇・五％",
            "【結論】",
            "日時：令和",
            "５番、鈴木議員。",
            "TODO: 確認",
            "https://example.jp/",
            "○出席者",
        ] {
            assert_eq!(label(line), None, "{line}");
        }
    }

    #[test]
    fn parts_of_labels() {
        let p = |l: &str| {
            let p = parts(l);
            (
                p.name.unwrap_or_default(),
                p.role.unwrap_or_default(),
                p.affiliation.unwrap_or_default(),
            )
        };
        let of = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        assert_eq!(p("河野大臣"), of("河野", "大臣", ""));
        assert_eq!(p("井出副大臣"), of("井出", "副大臣", ""));
        assert_eq!(p("岸田内閣総理大臣"), of("岸田", "内閣総理大臣", ""));
        assert_eq!(p("議長（村上一郎君）"), of("村上一郎", "議長", ""));
        assert_eq!(p("日本測器株式会社（林常務）").2, "日本測器株式会社");
        assert_eq!(p("○○委員"), of("", "委員", ""));
        assert_eq!(p("岡本（あ）委員"), of("岡本（あ）", "委員", ""));
    }
}
