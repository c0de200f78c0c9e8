//! Name and number of the meeting, from a title on one, two or three lines.

use super::super::chars::{
    Spaced, begins_with_any, digit, ends_in_any, is_of, is_set_apart, is_space, longer, squeeze,
};
use super::super::numerals;
use super::counting;
use super::document_word::{closes, unbracketed, without_document_word};
use super::fields::Line;
use super::names;
use super::title_dates::{self, bracket, day_cut, leading_year, trailing_year, undated};

/// Words a body or a meeting ends with.
const BODIES: &str = "会 会議 本部 会見 ワーキンググループ ワーキング・グループ ＷＧ WG グループ \
    ミーティング ブリーフィング 打合せ 打ち合わせ ヒアリング シンポジウム 管理組合 フォーラム タスクフォース チーム 会合 ワークショップ 協議 サミット ゼミ 開発定例 週次定例 月次定例";

/// What one line of a title gives.
#[derive(Clone, Debug, Default)]
struct Piece {
    name: String,
    number: Option<String>,
    /// A number in brackets behind 会議録, or 第一号: used only where there is no 第n回.
    volume: Option<String>,
    /// Has a document word.
    document: bool,
    /// Ends with it, apart from a number and notes in brackets.
    closed: bool,
    /// Ends like a body or a meeting.
    body: bool,
    /// Has nothing but a year.
    year: bool,
}

/// Name and number from the lines above the fields.
pub(super) fn read(lines: &[Line<'_>]) -> (Option<String>, Option<String>) {
    // 「2009年7月8日 06:40」 between two pieces
    let dated = |c| digit(c).is_some() || is_space(c) || among!(c, "年月日:：");
    let pieces: Vec<Option<Piece>> = lines
        .iter()
        .filter(|l| !(l.text.is_empty() || holds!(l.text, ":：") && l.text.chars().all(dated)))
        .take(24)
        .map(|l| piece(l.text))
        .collect();
    let strong = |p: &Piece| p.number.is_some() || p.document;
    let at = |f: &dyn Fn(&Piece) -> bool| pieces.iter().position(|p| p.as_ref().is_some_and(f));
    // The title is what ends in 会議録 or the like; the page around it may name the body, too.
    // 「ミーティング議事録」 heads the page, and 「充電期　第１回定例ミーティング」 the minutes.
    let bare = |p: &Piece| is_of(BODIES, &p.name);
    let Some(first) = at(&|p| p.closed && p.body && !bare(p))
        .or_else(|| at(&|p| p.number.is_some() && p.body && !bare(p) && !p.name.is_empty()))
        .or_else(|| at(&|p| strong(p) && (!p.name.is_empty() || p.body)))
        .or_else(|| at(&|p| p.number.is_some()))
        .or_else(|| at(&|p| p.body))
        .or_else(|| at(&strong))
    else {
        if let Some(page) = lines.iter().take(24).find_map(|l| page(l.text)) {
            return named(page);
        }
        // 「第３号　平成２３年１月２７日」 is all that stands above a record of the Diet on its page.
        return (None, pieces.iter().flatten().find_map(|p| p.volume.clone()));
    };
    // A title goes on over the lines that are pieces of one, too.
    let joins = |n: usize| {
        pieces
            .get(n)
            .and_then(Option::as_ref)
            .is_some_and(|p| strong(p) || p.body || p.year || p.volume.is_some())
    };
    // 「第２１回」,「菜種郡広域行政組合」,「議会会議録」: what stands between two pieces is one; 「文化省政策課」 is none.
    let plain = |n: usize| {
        let piece = pieces.get(n).and_then(Option::as_ref);
        piece.is_some_and(|p| !p.name.ends_with(['課', '室', '局', '省', '庁']))
    };
    let mut begin = first;
    while begin > 0 && (joins(begin - 1) || begin > 1 && plain(begin - 1) && joins(begin - 2)) {
        begin -= 1;
    }
    let mut end = first + 1;
    // 「応招・不応招議員」 below 「第４回定例会　会議録」 is no piece of it.
    let whole = pieces
        .get(first)
        .and_then(Option::as_ref)
        .is_some_and(|p| p.closed && p.body);
    while end < begin + 4 && (joins(end) || !whole && plain(end) && joins(end + 1)) {
        end += 1;
    }
    let all: Vec<&Piece> = pieces.get(begin..end).unwrap_or(&[]).iter().flatten().collect();
    let (name, number) = merged(&all);
    // 「第十二号」 on a line of its own, away from the title.
    let alone = pieces
        .iter()
        .flatten()
        .filter(|p| p.name.is_empty() && !p.document);
    let number = number.or_else(|| {
        alone
            .filter_map(|p| p.number.clone().or_else(|| p.volume.clone()))
            .next()
    });
    (name, number)
}

/// Whether a line ends in 会議録 or the like, behind a name.
pub(super) fn is_title(line: &str) -> bool {
    piece(line).is_some_and(|p| p.closed && p.body)
}

/// Whether a word behind 会議名 names a body or a meeting.
pub(super) fn names_body(value: &str) -> bool {
    piece(value).is_some_and(|p| p.body)
}

/// Whether a line names a body and counts its meeting.
pub(super) fn counts_body(line: &str) -> bool {
    piece(line).is_some_and(|p| p.body && p.number.is_some() && !p.name.is_empty())
}

/// Name and number from a field 会議名.
pub(super) fn named(value: &str) -> (Option<String>, Option<String>) {
    match piece(value) {
        Some(piece) => merged(&[&piece]),
        None => (
            Some(value.trim_spaces().to_owned()).filter(|v| !v.is_empty()),
            None,
        ),
    }
}

fn merged(pieces: &[&Piece]) -> (Option<String>, Option<String>) {
    let mut name = String::new();
    for piece in pieces {
        // 「第２回会議」 under the name of the body says nothing more.
        let empty = matches!(
            piece.name.as_str(),
            "" | "会議" | "会合" | "定例会議" | "臨時" | "定例"
        ) && (pieces.len() > 1 || piece.number.is_some());
        // 「市長記者会見」, and below it 「５月　市長定例記者会見」
        // 「記者会見」, and below it 「上原外務大臣会見記録」
        if name == "記者会見" && piece.document && piece.name.ends_with("会見") {
            name.clear();
        }
        let again = name.ends_with("会見") && piece.name.contains("会見");
        // 「理事会議事録」, and below it 「日本星見学会」 and 「理事会議事録」 again
        let body = name.strip_prefix(&piece.name).map(|b| b.trim_spaces());
        if let Some(body) = body.filter(|b| !b.is_empty() && piece.document && !empty) {
            name = [body, "\u{3000}", &piece.name].concat();
            continue;
        }
        if empty || again || piece.year || squeeze(&name).contains(&*squeeze(&piece.name)) {
            continue;
        }
        // 「予算委員会」, and below it 「若草県議会予算委員会」; 「９月定例会」, and below it 「若草県議会定例会」
        let (_, month) = counting::numbering(&name);
        let unnumbered = month.strip_prefix('月').unwrap_or(&name);
        if piece.name.contains(&name) || piece.document && piece.name.ends_with(unnumbered) {
            name.clear();
        }
        // 「駅前広場に関する調査特別委員会」, and below it 「駅前広場調査特別委員会会議録」
        let mut same = name.chars().rev().zip(piece.name.chars().rev());
        if piece.document && piece.body && same.by_ref().take(6).filter(|(a, b)| a == b).count() == 6 {
            name.clear();
        }
        // 「理事会議事録」, and below it 「日本星図学会」
        let owner = is_of("理事会 総会 評議員会 役員会 常任理事会", &name)
            && !piece.document
            && ends_in_any(&piece.name, "学会 協会 自治会 町内会 連合会 管理組合");
        if owner {
            name = [piece.name.as_str(), "\u{3000}", &name].concat();
            continue;
        }
        if !name.is_empty() {
            name.push('\u{3000}');
        }
        name.push_str(&piece.name);
    }
    let number = pieces
        .iter()
        .find_map(|p| p.number.clone())
        .or_else(|| pieces.iter().find_map(|p| p.volume.clone()));
    (Some(name).filter(|n| !n.is_empty()), number)
}

/// Number from 「議事日程　第一号」, for minutes that print no other.
pub(super) fn schedule_number(value: &str) -> Option<String> {
    let value = value.trim_matches(|c| is_space(c) || among!(c, "（）()"));
    ordinal(value, '号')
        .filter(|(start, _)| *start == 0)
        .and_then(|(start, end)| value.get(start..end))
        .map(|t| squeeze(t).into_owned())
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

/// The page itself, at the end of the way to it: 「トップページ ＞ 環境課 ＞ 第３回緑化審議会会議録」.
fn page(line: &str) -> Option<&str> {
    const STEPS: [char; 4] = ['>', '＞', '›', '»'];
    let way = line.matches(STEPS).count() >= 2 && !holds!(line, "<＜。");
    let last = way.then(|| line.rsplit(STEPS).next())??.trim_spaces();
    (is_title(last) || counts_meetings(last)).then_some(last)
}

fn piece(line: &str) -> Option<Piece> {
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
    if let Some((head, _)) = title_dates::noted_day(rest) {
        rest = head;
    }
    // 「第１回緑化審議会総会は、青葉町役場議事堂文化ホ」: a sentence that goes on in the next line.
    let sentence = rest.contains('。') || longer(rest, 90) || rest.contains("会は、");
    // 「５月定例会見」 counts no points.
    let (number, after) = counting::numbering(rest);
    let monthly = number.style == 2 && after.starts_with('月') && !after.ends_with('日');
    // 三重県 and 八王子市 are no points.
    let listed =
        !matches!(number.style, 0 | 9) && !monthly && !rest.starts_with('第') && !leading_year(rest).1;
    // 「定例会（第２日目）　本文　開催日：2019-11-27」
    rest = rest
        .split_once("開催日")
        .map_or(rest, |(head, _)| head.trim_spaces_end());
    // 「予算特別委員会　本文」,「臨時記者会見　フルテキスト版」
    for tail in ["本文", "フルテキスト版", "テキスト版", "全文"] {
        let ends = |h: &&str| h.ends_with(is_space) || h.ends_with(['会', '見', '議', '）', ')']);
        let head = rest.strip_suffix(tail).filter(ends);
        rest = head.map_or(rest, |h| h.trim_spaces_end());
    }
    // 「本文にジャンプします」,「様式第１号」
    let aside = ends_in_any(rest, "ます です ください 本文 更新")
        || rest.starts_with("印刷用ページ")
        || rest.starts_with("様式第")
        || rest.starts_with("トップ") && longer(rest, 12)
        || is_of(
            "文書情報 メニュー 審議会・研究会 審議会等 審議会等の情報 会議・審議会",
            rest,
        )
        || rest.starts_with("PDF")
        || rest.ends_with("招集する")
        || rest.contains("告示")
        || rest.starts_with("別記");
    let bracketed = rest.starts_with(['（', '(', '[', '［']) && rest.ends_with(['）', ')', ']', '］']);
    // 「トップページ > 市政情報 > 審議会 > 第２回緑化審議会 会議録」: the way to a page.
    let path = rest.matches(['>', '＞', '›', '»', '｜']).count() >= 2 && !holds!(rest, "<＜");
    if rest.is_empty()
        || sentence
        || listed
        || aside
        || path
        || bracketed && ordinal(rest, '回').is_none()
        || holds!(rest, "：│|")
        // 「取得元: 青葉市議会公式サイト」
        || rest.split_once(": ").is_some_and(|(key, _)| !key.is_ascii() && !longer(key, 6) && !key.contains('会'))
    {
        return None;
    }
    // 「午後一時開会」 is no body.
    if super::super::stage::sitting(rest).is_some() {
        return None;
    }
    if matches!(squeeze(rest).as_ref(), "開会" | "閉会" | "散会" | "休会" | "延会") {
        return None;
    }
    // 「2023年7月28日(金) 一般社団法人PyCon JP Association運営会議#61」
    if let Some(date) = numerals::dates(rest).first().filter(|d| d.start == 0) {
        let tail = rest.get(date.end..).unwrap_or("").trim_spaces_start();
        let skip = numerals::weekday(tail).map_or(0, |(_, len)| len);
        rest = tail.get(skip..).unwrap_or("").trim_spaces_start();
        if rest.is_empty() || numerals::times(rest).first().is_some_and(|t| t.start == 0) {
            return None;
        }
    }
    rest = undated(day_cut(rest));
    let (stripped, dated) = leading_year(rest);
    rest = stripped;
    if rest.is_empty() {
        return Some(Piece {
            year: dated,
            ..Piece::default()
        })
        .filter(|p| p.year);
    }
    let mut piece = Piece::default();
    // 「第二百十三回国会」 counts the sessions of the Diet, not this meeting.
    let mut text = rest.to_owned();
    if let Some((start, end)) = ordinal(&text, '回')
        && let Some(tail) = text
            .get(end..)
            .and_then(|t| t.trim_spaces_start().strip_prefix("国会"))
        && start == 0
    {
        let mut tail = tail.trim_spaces_start();
        if let Some((_, after)) = tail
            .strip_prefix(['（', '('])
            .and_then(|t| t.split_once(['）', ')']))
        {
            tail = after;
        }
        text = tail.trim_spaces().to_owned();
    }
    // 「第６回市議会定例会前の記者会見」 is none of six.
    let before = ["会前の", "会後の", "会に向けた"];
    if let Some(at) = before.iter().find_map(|w| Some(text.find(w)? + w.len())) {
        text = text.get(at..).unwrap_or("").to_owned();
    }
    let found = ordinal(&text, '回').or_else(|| hash(&text));
    if let Some((start, end)) = found {
        piece.number = text.get(start..end).map(|t| squeeze(t).into_owned());
        let before = text
            .get(..start)
            .unwrap_or("")
            .trim_end_matches(|c| is_space(c) || among!(c, "（(【"));
        // 「（第２３期・第１１回）」
        let noted = before.starts_with(['（', '(']) && before.ends_with('・');
        let before = if noted { "" } else { before };
        // 「緑化審議会（令和６年度第２回会議）」
        let after = text.get(end..).unwrap_or("");
        let after = ["会議）", "会議)"]
            .iter()
            .find_map(|w| after.strip_prefix(w))
            .unwrap_or(after);
        let after = after.trim_start_matches(|c| is_space(c) || among!(c, "）)】"));
        // 「まちの地図をつくる会（第21回定例会）」
        let open = text.get(..start).is_some_and(|t| t.ends_with(['（', '(']));
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
        text = [before, gap, after].concat();
        // 「第７回　平成２２年１２月１３日（議会運営委員会）」
        if let Some(day) = numerals::dates(&text).first().filter(|d| d.start == 0) {
            let after = text.get(day.end..).unwrap_or("");
            let inner = bracket(after.trim_spaces()).filter(|(_, rest)| rest.is_empty());
            text = inner.map_or(after, |(inner, _)| inner).trim_spaces().to_owned();
        }
    }
    // 「第１回　第２回　第３回」: the way to other pages
    if ordinal(text.trim_spaces_start(), '回').is_some_and(|(start, _)| start == 0) {
        return None;
    }
    let (cut, document) = without_document_word(&text);
    piece.document = document;
    let tail = text.get(cut..).unwrap_or("");
    piece.closed = document && closes(tail);
    // 「地方議会議事録検索」 is no title.
    piece.document = piece.closed || piece.number.is_some() && document;
    piece.volume = ordinal(tail, '号')
        .and_then(|(a, b)| tail.get(a..b))
        .map(|t| squeeze(t).into_owned());
    let name = text.get(..cut).unwrap_or("");
    let mut name = name.trim_matches(|c| is_space(c) || among!(c, "―－-—‐:・、，"));
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
        piece.volume = name.get(start..end).map(|t| squeeze(t).into_owned());
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
    // 「緑化審議会専門分科会（まちなみ会議）」
    let also = name.rsplit_once(['（', '(']).filter(|(_, also)| {
        let also = also.trim_end_matches(['）', ')']);
        let counted = |c| among!(c, "第定臨通") || digit(c).is_some();
        longer(also, 4) && ends_in_any(also, BODIES) && !also.starts_with(counted)
    });
    let name = also.map_or_else(|| unbracketed(name), |_| name);
    let name = name.trim_end_matches('の');
    // 「第３回（定例）教育委員会」 without its number
    let name = bracket(name).map_or(name, |(_, rest)| rest);
    let name = name
        .trim_matches(|c| is_space(c) || among!(c, "―－-—‐:、，"))
        .trim_end_matches(['（', '(', '【', '［', '[']);
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
    piece.name = if month || office {
        String::new()
    } else {
        name.to_owned()
    };
    Some(piece)
}

/// Whether 第４回定例会 or the like is in it.
pub(super) fn counts_meetings(text: &str) -> bool {
    ordinal(text, '回').is_some_and(|(_, end)| {
        let after = text.get(end..).unwrap_or("").trim_spaces_start();
        begins_with_any(after, "定例会 臨時会 会議 委員会 審議会")
    })
}

/// Place of 第４回 or 第一号.
fn ordinal(text: &str, unit: char) -> Option<(usize, usize)> {
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
