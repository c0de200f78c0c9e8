//! One line of a title: the name, the number, and whether it ends like minutes.

use super::super::chars::{Spaced, digit, ends_in_any, is_of, is_set_apart, is_space, longer, squeeze};
use super::super::{numerals, sittings};
use super::counting;
use super::document_word::{closes, unbracketed, without_document_word};
use super::names;
use super::title_dates::{self, bracket, day_cut, leading_year, trailing_year, undated};

/// Words a body or a meeting ends with.
pub(super) const BODIES: &str = "会 会議 本部 会見 ワーキンググループ ワーキング・グループ ＷＧ WG グループ \
    ミーティング ブリーフィング 打合せ 打ち合わせ ヒアリング シンポジウム 管理組合 フォーラム タスクフォース チーム 会合 ワークショップ 協議 サミット ゼミ 開発定例 週次定例 月次定例";

/// What one line of a title gives.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    pub(super) name: String,
    pub(super) number: Option<String>,
    /// A number in brackets behind 会議録, or 第一号: used only where there is no 第n回.
    pub(super) volume: Option<String>,
    /// Has a document word.
    pub(super) document: bool,
    /// Ends with it, apart from a number and notes in brackets.
    pub(super) closed: bool,
    /// Ends like a body or a meeting.
    pub(super) body: bool,
    /// Has nothing but a year.
    pub(super) year: bool,
}

/// What a line of a title gives; nothing, where it can be none.
pub(super) fn piece(line: &str) -> Option<Piece> {
    let line = undressed(line);
    if is_sentence(line) || is_point(line) {
        return None;
    }
    let line = without_notes(undated(line));
    if is_aside(line) || is_list(line) {
        return None;
    }
    let line = undated(day_cut(without_day(line)?));
    let (line, dated) = leading_year(line);
    if line.is_empty() {
        return dated.then(|| Piece {
            year: true,
            ..Piece::default()
        });
    }
    let (number, text) = numbered(not_counted(without_session(line)));
    // 「第１回　第２回　第３回」: the way to other pages
    if ordinal(text.trim_spaces_start(), '回').is_some_and(|(start, _)| start == 0) {
        return None;
    }
    Some(called(&text, number))
}

/// 「第６回審議会を開催しました。」: what was held.
pub(super) fn told(line: &str) -> &str {
    let held = ["を開催しました", "を行いました"]
        .iter()
        .find_map(|w| line.split_once(w));
    let head = held.map_or(line, |(head, _)| head);
    match longer(head, 40) || holds!(head, "。、：:") {
        true => line,
        false => head,
    }
}

/// Without signs, the site, and what stands before or behind a title on its page.
fn undressed(line: &str) -> &str {
    let mut rest = told(line).trim_matches(|c| is_space(c) || among!(c, "#＃■□◆◇●○◎*＝="));
    if let Some(inner) = rest
        .strip_prefix(['【', '［', '《', '＜'])
        .and_then(|r| r.strip_suffix(['】', '］', '》', '＞']))
    {
        rest = inner.trim_spaces();
    }
    // 「2022-03-04　霞沢市：令和４年環境常任委員会」
    if let Some((head, tail)) = rest.split_once(['：', ':'])
        && head.ends_with(['市', '町', '村', '区', '県', '府', '都', '道'])
        && !longer(head, 20)
    {
        rest = tail.trim_spaces_start();
    }
    // The first lines of a page of Markdown.
    rest = rest.strip_prefix("Title:").map_or(rest, |r| r.trim_spaces());
    rest = without_site(rest);
    // 「参議院会議録情報　第200回国会　予算委員会　第1号」
    if let Some((_, after)) = rest.split_once("会議録情報") {
        rest = after.trim_spaces_start();
    }
    // 「12/05/08 第３７回協議会議事録」,「20120508 …」
    if let Some((day, after)) = rest.split_once(is_space)
        && (matches!(day.len(), 8 | 24) || day.matches('/').count() == 2)
        && day.chars().all(|c| c == '/' || digit(c).is_some())
    {
        rest = after.trim_spaces_start();
    }
    // 「大臣会見要旨（令和６年５月８日（水）１０：００　於：省議室）」
    title_dates::noted_day(rest).map_or(rest, |(head, _)| head)
}

/// Without the name of the site that a web page has in its title: 「青葉市公式ホームページ　第３回緑化審議会 会議録」,
/// 「青葉市 | 第３回緑化審議会議事録」,「環境省_水辺審議会 水環境部会（第１２回）議事録」.
fn without_site(line: &str) -> &str {
    const SITES: &str = "ホームページ サイト ＨＰ HP Website website";
    let tells = |t: &str| ordinal(t, '回').is_some() || without_document_word(t).1;
    let parts = line.split(['|', '｜', '_', '＿']);
    let mut parts = parts.map(|t| t.trim_spaces()).filter(|t| !t.is_empty());
    let (first, second, more) = (parts.next(), parts.next(), parts.next());
    if let (Some(first), Some(second), None) = (first, second, more)
        && !line.starts_with(['|', '｜'])
        && !holds!(line, "：:")
        && tells(first) != tells(second)
    {
        return if tells(first) { first } else { second };
    }
    match line.split_once(is_space) {
        Some((site, rest)) if ends_in_any(site, SITES) => {
            let name = rest.trim_start_matches(|c| is_space(c) || among!(c, "-－–—|｜/／・:："));
            if tells(name) { name } else { line }
        }
        _ => line,
    }
}

/// 「第１回緑化審議会総会は、青葉町役場議事堂文化ホ」: a sentence that goes on in the next line.
fn is_sentence(line: &str) -> bool {
    line.contains('。') || longer(line, 90) || line.contains("会は、")
}

/// 「１　開会」, but 「５月定例会見」 counts no points, and 三重県 and 八王子市 are none.
fn is_point(line: &str) -> bool {
    let (number, after) = counting::numbering(line);
    let monthly = number.style == 2 && after.starts_with('月') && !after.ends_with('日');
    !matches!(number.style, 0 | 9) && !monthly && !line.starts_with('第') && !leading_year(line).1
}

/// Without what tells about the page: 「定例会（第２日目）　本文　開催日：2019-11-27」.
fn without_notes(line: &str) -> &str {
    let mut rest = line
        .split_once("開催日")
        .map_or(line, |(head, _)| head.trim_spaces_end());
    // 「予算特別委員会　本文」,「臨時記者会見　フルテキスト版」
    for tail in ["本文", "フルテキスト版", "テキスト版", "全文"] {
        let ends = |h: &&str| h.ends_with(is_space) || h.ends_with(['会', '見', '議', '）', ')']);
        let head = rest.strip_suffix(tail).filter(ends);
        rest = head.map_or(rest, |h| h.trim_spaces_end());
    }
    rest
}

/// What stands above a title, but is none: 「本文にジャンプします」,「様式第１号」,「午後一時開会」.
fn is_aside(line: &str) -> bool {
    const PAGES: &str = "文書情報 メニュー 審議会・研究会 審議会等 審議会等の情報 会議・審議会";
    line.is_empty()
        || ends_in_any(line, "ます です ください 本文 更新")
        || ["印刷用ページ", "様式第", "PDF", "別記"]
            .iter()
            .any(|w| line.starts_with(w))
        || line.starts_with("トップ") && longer(line, 12)
        || is_of(PAGES, line)
        || line.ends_with("招集する")
        || line.contains("告示")
        || sittings::read(line).is_some()
        || matches!(squeeze(line).as_ref(), "開会" | "閉会" | "散会" | "休会" | "延会")
}

/// Ways to a page, cells of a table, fields: 「取得元: 青葉市議会公式サイト」.
fn is_list(line: &str) -> bool {
    let bracketed = line.starts_with(['（', '(', '[', '［']) && line.ends_with(['）', ')', ']', '］']);
    // 「トップページ > 市政情報 > 審議会 > 第２回緑化審議会 会議録」
    let path = line.matches(['>', '＞', '›', '»', '｜']).count() >= 2 && !holds!(line, "<＜");
    let field = |(key, _): (&str, &str)| !key.is_ascii() && !longer(key, 6) && !key.contains('会');
    path || line.starts_with(['>', '＞', '›', '»'])
        || bracketed && ordinal(line, '回').is_none()
        || holds!(line, "：│|")
        || line.split_once(": ").is_some_and(field)
}

/// Without a day at its beginning: 「2023年7月28日(金) 一般社団法人PyCon JP Association運営会議#61」. A day, or a
/// day and a time, is no title.
fn without_day(line: &str) -> Option<&str> {
    let dates = numerals::dates(line);
    let Some(date) = dates.first().filter(|d| d.start == 0) else {
        return Some(line);
    };
    let tail = line.get(date.end..).unwrap_or("").trim_spaces_start();
    let skip = numerals::weekday(tail).map_or(0, |(_, len)| len);
    let rest = tail.get(skip..).unwrap_or("").trim_spaces_start();
    let time = numerals::times(rest).first().is_some_and(|t| t.start == 0);
    // 「令和６年１２月６日　開会」
    let opens = is_of("開会 開議 招集 再開", &squeeze(rest));
    (!rest.is_empty() && !time && !opens).then_some(rest)
}

/// 「第二百十三回国会」 counts the sessions of the Diet, not this meeting.
fn without_session(line: &str) -> &str {
    let session = || {
        let (_, end) = ordinal(line, '回').filter(|(start, _)| *start == 0)?;
        let tail = line.get(end..)?.trim_spaces_start().strip_prefix("国会")?;
        Some(tail.trim_spaces_start())
    };
    let Some(tail) = session() else {
        return line;
    };
    let noted = tail
        .strip_prefix(['（', '('])
        .and_then(|t| t.split_once(['）', ')']));
    noted.map_or(tail, |(_, after)| after).trim_spaces()
}

/// 「第６回市議会定例会前の記者会見」 is none of six.
fn not_counted(line: &str) -> &str {
    let other = ["会前の", "会後の", "会に向けた"];
    let at = other.iter().find_map(|w| Some(line.find(w)? + w.len()));
    at.and_then(|at| line.get(at..)).unwrap_or(line)
}

/// The number of the meeting, and the line without it.
fn numbered(line: &str) -> (Option<String>, String) {
    let Some((start, end)) = ordinal(line, '回').or_else(|| hash(line)) else {
        return (None, line.to_owned());
    };
    let (head, tail) = (line.get(..start).unwrap_or(""), line.get(end..).unwrap_or(""));
    let number = line.get(start..end).map(|t| squeeze(t).into_owned());
    let before = head.trim_end_matches(|c| is_space(c) || among!(c, "（(【"));
    // 「（第２３期・第１１回）」
    let noted = before.starts_with(['（', '(']) && before.ends_with('・');
    let before = if noted { "" } else { before };
    // 「緑化審議会（令和６年度第２回会議）」
    let after = ["会議）", "会議)", "会合）", "会合)"]
        .iter()
        .find_map(|w| tail.strip_prefix(w));
    let after = after
        .unwrap_or(tail)
        .trim_start_matches(|c| is_space(c) || among!(c, "）)】"));
    // 「まちの地図をつくる会（第21回定例会）」
    let open = head.ends_with(['（', '(']);
    let after = after
        .strip_suffix(['）', ')'])
        .filter(|a| open && !holds!(a, "（("))
        .unwrap_or(after);
    // 「○○市総合計画審議会　令和６年度　第２回」
    let before = trailing_year(before);
    // 「ひばり団地管理組合　第２２期　第５回理事会」
    let before = ordinal(before, '期')
        .filter(|(start, end)| *start > 0 && *end == before.len())
        .map_or(before, |(start, _)| {
            before.get(..start).unwrap_or("").trim_spaces_end()
        });
    let gap = if before.is_empty() || after.is_empty() {
        ""
    } else {
        "\u{3000}"
    };
    let text = [before, gap, after].concat();
    // 「第７回　平成２２年１２月１３日（議会運営委員会）」
    let dates = numerals::dates(&text);
    let Some(day) = dates.first().filter(|d| d.start == 0) else {
        return (number, text);
    };
    let after = text.get(day.end..).unwrap_or("");
    let inner = bracket(after.trim_spaces()).filter(|(_, rest)| rest.is_empty());
    let text = inner.map_or(after, |(inner, _)| inner).trim_spaces();
    (number, text.to_owned())
}

/// What a line without its number and its days is called.
fn called(text: &str, number: Option<String>) -> Piece {
    let (cut, document) = without_document_word(text);
    let (name, tail) = text.split_at_checked(cut).unwrap_or((text, ""));
    let closed = document && closes(tail);
    let told_by = |found: Option<(usize, usize)>, of: &str| {
        let (start, end) = found?;
        of.get(start..end).map(|t| squeeze(t).into_owned())
    };
    let mut piece = Piece {
        // 「地方議会議事録検索」 is no title.
        document: closed || number.is_some() && document,
        volume: told_by(ordinal(tail, '号'), tail),
        closed,
        number,
        ..Piece::default()
    };
    // 「常任委員会　平成31年３月14日（木）　会議録」
    let mut name = undated(name.trim_matches(|c| is_space(c) || among!(c, "―－-—‐:・、，")));
    // 「○○審議会　第３回会議」
    if piece.number.is_some() {
        for tail in ["\u{3000}会議", "\u{3000}会合"] {
            name = name.strip_suffix(tail).unwrap_or(name);
        }
    }
    // 「○○町議会　第３号」
    if piece.volume.is_none()
        && let Some((start, end)) =
            ordinal(name, '号').filter(|(_, end)| *end == name.trim_end_matches(['）', ')']).len())
    {
        piece.volume = told_by(Some((start, end)), name);
        name = name
            .get(..start)
            .unwrap_or("")
            .trim_end_matches(|c| is_space(c) || among!(c, "（("));
    }
    // 「霧積町議会臨時会第１日目」
    if let Some((start, end)) = ordinal(name, '日')
        && matches!(name.get(end..), Some("" | "目"))
    {
        name = name.get(..start).unwrap_or("");
    }
    let name = without_brackets(name);
    let bare = squeeze(name);
    // 「議　会」
    let spaced = is_set_apart(name);
    let mut name = if spaced { bare.as_ref() } else { name };
    // 「「情報公開委員会」会議録」
    if let Some(inner) = name
        .strip_prefix('「')
        .and_then(|n| n.strip_suffix('」'))
        .filter(|n| !n.contains('「'))
    {
        name = inner;
    }
    let open = document && !piece.document;
    let uncounted = bare.trim_end_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    piece.body = !open && ends_in_any(uncounted, BODIES);
    // 「若草市役所　会議録」 is whose paper it is; what met is said elsewhere, or nowhere.
    let office = piece.closed
        && piece.number.is_none()
        && (ends_in_any(&bare, "役所 役場 県庁 道庁 府庁 都庁") || names::is_place(&bare));
    // 「６月（第１２回）」
    let month = counting::numbering(name).1 == "月";
    if !month && !office {
        name.clone_into(&mut piece.name);
    }
    piece
}

/// A name without what stands in brackets beside it, but for another name.
fn without_brackets(name: &str) -> &str {
    // 「緑化審議会専門分科会（まちなみ会議）」
    let also = name.rsplit_once(['（', '(']).filter(|(_, also)| {
        let also = also.trim_end_matches(['）', ')']);
        let counted = |c| among!(c, "第定臨通") || digit(c).is_some();
        longer(also, 4) && ends_in_any(also, BODIES) && !also.starts_with(counted)
    });
    let name = also.map_or_else(|| unbracketed(name), |_| name);
    let name = name.trim_end_matches('の');
    // 「第３回（定例）教育委員会」 without its number; 「（仮称）中央公園整備検討委員会」 is called so.
    let noted = bracket(name).filter(|(note, _)| *note != "仮称");
    let name = noted.map_or(name, |(_, rest)| rest);
    name.trim_matches(|c| is_space(c) || among!(c, "―－-—‐:、，"))
        .trim_end_matches(['（', '(', '【', '［', '['])
}

/// Place of 第４回 or 第一号.
pub(super) fn ordinal(text: &str, unit: char) -> Option<(usize, usize)> {
    for (start, _) in text.match_indices('第') {
        let after = text.get(start + '第'.len_utf8()..)?;
        let lead = after.len() - after.trim_spaces_start().len();
        let Some((_, len)) = numerals::number(after.get(lead..)?) else {
            continue;
        };
        let rest = after.get(lead + len..)?;
        let gap = rest.len() - rest.trim_spaces_start().len();
        if rest.get(gap..)?.starts_with(unit) {
            return Some((
                start,
                start + '第'.len_utf8() + lead + len + gap + unit.len_utf8(),
            ));
        }
    }
    None
}

/// Place of #61.
fn hash(text: &str) -> Option<(usize, usize)> {
    let start = text.find(['#', '＃'])?;
    let sign = text.get(start..)?.chars().next()?.len_utf8();
    let digits: usize = text
        .get(start + sign..)?
        .chars()
        .take_while(|c| c.is_ascii_digit() || ('０'..='９').contains(c))
        .map(char::len_utf8)
        .sum();
    (digits > 0).then_some((start, start + sign + digits))
}
