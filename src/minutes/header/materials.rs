//! The materials of the meeting: 資料１－１：…, 参考資料３　…, 別紙１.

use super::super::chars::{Spaced, digit, holds_any, is_marker, is_space, squeeze, width, without_strays};
use super::super::model::Material;
use super::counting;
use super::fields::{Line, Section};
use super::keys::Field;

/// Words an id begins with, the longer ones first.
const KINDS: &str = "\
    机上配付資料 机上配布資料 机上資料 当日配付資料 当日配布資料 当日資料 追加資料 \
    補足資料 委員提出資料 提出資料 事前資料 説明資料 会議資料 配付資料 配布資料 参考資料 \
    添付資料 別添資料 補助資料 関連資料 議案資料 報告資料 協議資料 審議資料 資料 別紙 \
    別添 別表 参考 議案";

/// Letters that bind the figures of an id: 資料１－１, 資料２の３.
const BINDERS: &str = "－-‐−–—ー―の～〜~.．・";

/// Those of them that may stand before the first figure: 資料－１.
const DASHES: &str = "－-‐−–—";

/// An id at the beginning of a text: its bytes.
fn id(text: &str) -> Option<(usize, bool)> {
    let kind = KINDS.split(' ').find(|k| text.starts_with(k))?;
    let mut end = kind.len();
    let mut rest = text.get(end..)?;
    for sign in ["№", "No.", "Ｎｏ．", "NO.", "No", "番号", "第"] {
        if let Some(after) = rest.trim_spaces_start().strip_prefix(sign) {
            let number = after.trim_spaces_start();
            let figures = number.trim_start_matches(|c| digit(c).is_some());
            // 「参考資料　　第３回検討会議事要旨」 is about another meeting.
            let counts = sign == "第" && figures.starts_with(['回', '章', '条', '期', '次']);
            if figures.len() < number.len() && !counts {
                rest = after;
                end = text.len() - rest.len();
            }
            break;
        }
    }
    let mut numbered = false;
    loop {
        let gap = if numbered {
            0
        } else {
            rest.len() - rest.trim_spaces_start().len()
        };
        let tail = rest.get(gap..).unwrap_or("");
        let Some(c) = tail.chars().next() else { break };
        let next = tail.chars().nth(1);
        let figure =
            digit(c).is_some() && c != '元' && !(c == '一' && next == Some('覧')) || ('①'..='⑳').contains(&c);
        let letter = (c.is_ascii_uppercase()
            || ('Ａ'..='Ｚ').contains(&c)
            || among!(c, "イロハニア")
            || c.is_ascii_lowercase())
            && (numbered || gap == 0)
            && next.is_none_or(|n| {
                is_space(n) || among!(n, "：:）)】］") || BINDERS.contains(n) || digit(n).is_some()
            });
        let binder = (if numbered { BINDERS } else { DASHES }).contains(c)
            && next
                .is_some_and(|n| digit(n).is_some() || n.is_ascii_alphanumeric() || ('①'..='⑳').contains(&n));
        if !(figure || letter || binder) || figure && !numbered && gap > 2 * '\u{3000}'.len_utf8() {
            break;
        }
        // 「資料３月分」,「資料２種」: figures of something else.
        numbered |= figure || letter;
        end = text.len() - tail.len() + c.len_utf8();
        rest = text.get(end..).unwrap_or("");
        if numbered && rest.starts_with('号') {
            end += '号'.len_utf8();
            rest = text.get(end..).unwrap_or("");
        }
    }
    if rest.starts_with(['月', '年', '日', '種', '部', '枚', '点', '件', '人', '名']) && numbered {
        return None;
    }
    Some((end, numbered))
}

/// 「（１）職員の異動表（資料１）」: the id stands in brackets behind the title.
fn behind_title(text: &str) -> Option<Material> {
    let (title, noted) = text.strip_suffix(['）', ')'])?.rsplit_once(['（', '('])?;
    let whole = id(noted).is_some_and(|(end, numbered)| numbered && end == noted.len());
    let (numbering, rest) = counting::numbering(title);
    let title = if numbering.style != 0 { rest } else { title };
    let title = title
        .trim_start_matches(|c| is_space(c) || among!(c, "・■□◇*-→※"))
        .trim_spaces();
    (whole && !title.is_empty() && id(title).is_none()).then(|| Material {
        id: noted.to_owned(),
        title: without_strays(title),
    })
}

/// A line that enters a material: an id, then a separator or the end.
fn material(text: &str, listed: bool) -> Option<Vec<Material>> {
    let bare = text.trim_spaces();
    if let Some(found) = listed.then(|| behind_title(bare)).flatten() {
        return Some(vec![found]);
    }
    let bare = bare.trim_start_matches(|c| is_space(c) || is_marker(c) || among!(c, "・■□◇*-→※"));
    // 「【資料１】　事業計画」,「（資料２）予算」
    let (bare, closing) = match bare.chars().next() {
        Some('【') => (bare.get('【'.len_utf8()..)?, Some('】')),
        Some('（') => (bare.get('（'.len_utf8()..)?, Some('）')),
        Some('［') => (bare.get('［'.len_utf8()..)?, Some('］')),
        Some('〔') => (bare.get('〔'.len_utf8()..)?, Some('〕')),
        _ => (bare, None),
    };
    let bare = match (counting::numbering(bare), listed) {
        ((n, rest), true) if n.style != 0 && id(rest).is_some_and(|(_, numbered)| numbered) => rest,
        _ => bare,
    };
    let (end, numbered) = id(bare)?;
    let mut rest = bare.get(end..)?;
    if let Some(close) = closing {
        rest = rest.strip_prefix(close)?;
    }
    let id = bare.get(..end)?;
    let sep =
        rest.is_empty() || rest.starts_with(|c| is_space(c) || among!(c, "：:「『")) || closing.is_some();
    // 「資料１説明資料」 has no separator, and is one only in a list.
    let glued =
        listed && numbered && !rest.starts_with(['に', 'を', 'の', 'は', 'が', 'と', 'で', '、', '，']);
    if !(sep || glued)
        || !numbered
            && (!listed
                // 「【参考資料】協議会名簿」
                || !(rest.starts_with(|c| is_space(c) || among!(c, "：:"))
                    || closing.is_some() && !rest.is_empty())
                || matches!(id, "議案" | "会議資料" | "配付資料" | "配布資料"))
    {
        return None;
    }
    let rest = rest.trim_start_matches(|c| is_space(c) || among!(c, "：:|｜"));
    // A second one on the line: 「資料１　事業計画　　資料２　予算書」,「【資料１】事業計画　【資料２】予算書」
    let second = rest.char_indices().find(|(at, c)| {
        (is_space(*c) || among!(*c, "、，"))
            && rest.get(at + c.len_utf8()..).is_some_and(|r| {
                let inner = closing.and_then(|_| r.strip_prefix('【'));
                let inner = inner.and_then(|r| r.split_once('】')).map(|(inner, _)| inner);
                let whole = |r: &str| {
                    r.is_empty() || inner.is_none() && r.starts_with(|c| is_space(c) || among!(c, "：:「"))
                };
                let r = inner.unwrap_or(r);
                !r.starts_with(is_space)
                    && self::id(r).is_some_and(|(end, numbered)| numbered && r.get(end..).is_some_and(whole))
            })
    });
    let (title, more) = match second {
        Some((at, c)) if listed => (rest.get(..at)?, material(rest.get(at + c.len_utf8()..)?, true)),
        _ => (rest, None),
    };
    let mut found = vec![Material {
        id: id.to_owned(),
        title: without_strays(uncaptioned(title)),
    }];
    found.extend(more.into_iter().flatten());
    Some(found)
}

/// Whether a line of an agenda is in truth one of the list of materials.
pub(super) fn entry(text: &str) -> bool {
    let text = text.trim_spaces();
    // 「議案第１号　…」 is a point.
    let known =
        !text.contains('。') && !text.starts_with("議案") && KINDS.split(' ').any(|k| text.starts_with(k));
    known && material(text, false).is_some()
}

/// Without 「[50KB pdfファイル]」,「（PDF：123KB）」.
fn uncaptioned(title: &str) -> &str {
    let mut title = title.trim_spaces();
    while let Some(open) = title.rfind(['[', '［', '（', '(', '〔', '【']) {
        let inner = title.get(open..).unwrap_or("");
        let lower = inner.to_ascii_lowercase();
        let file = holds_any(
            &lower,
            "pdf kb mb ＫＢ ＭＢ ＰＤＦ キロバイト word excel ワード エクセル 別ウィンドウ",
        );
        if !file || !title.ends_with([']', '］', '）', ')', '〕', '】']) {
            break;
        }
        title = title.get(..open).unwrap_or("").trim_spaces_end();
    }
    title
}

/// All materials that are listed.
pub(super) fn read(sections: &[Section<'_>]) -> Vec<Material> {
    let mut found: Vec<Material> = Vec::new();
    for section in sections {
        let listed = section.field == Field::Materials;
        let loose = match section.field {
            Field::Materials | Field::Top => true,
            Field::Other => !section.inline,
            field => field.is_agenda(),
        };
        if !loose {
            continue;
        }
        let mut before: Option<Line<'_>> = None;
        for (n, line) in section.lines.iter().enumerate() {
            if line.text.is_empty() {
                before = None;
                continue;
            }
            // 「資料１」 alone on top says which material this document is.
            let alone = !listed && n == 0 && squeeze(line.text).chars().count() <= 6;
            let entered = if alone || line.text.contains('。') {
                None
            } else {
                material(line.text, listed)
            };
            let kinds = |l: &Line<'_>| {
                l.text
                    .trim_start_matches(|c| is_space(c) || among!(c, "【（［〔"))
                    .to_owned()
            };
            let known = listed
                || KINDS.split(' ').any(|k| kinds(line).starts_with(k)) && !kinds(line).starts_with("議案");
            match entered.filter(|_| known) {
                Some(more) => {
                    for m in more {
                        if !found.iter().any(|f| {
                            squeeze(&f.id) == squeeze(&m.id) && (f.title == m.title || m.title.is_empty())
                        }) {
                            found.push(m);
                        }
                    }
                    before = Some(*line);
                }
                None => {
                    // 「（令和３年６月の答申）」 goes with the title above it, 「（参考）」 heads what has no number.
                    let noted = line.text.starts_with(['（', '(']) && line.text.ends_with(['）', ')']);
                    let long = width(line.text) > 12;
                    // The rest of a long title.
                    if listed
                        && let (Some(b), Some(last)) = (before, found.last_mut())
                        && (line.indent > b.indent || width(b.text) >= 60 || noted)
                        && (long || !noted)
                        && !line.text.contains('。')
                        && !line.text.starts_with(|c| is_marker(c) || among!(c, "・【■□《≪"))
                    {
                        last.title.push_str(&without_strays(uncaptioned(line.text)));
                    } else {
                        before = None;
                    }
                }
            }
        }
    }
    found
}
