//! Name and number of the meeting, from a title on one, two or three lines.

use super::super::chars::{Spaced, begins_with_any, digit, ends_in_any, is_of, is_space, squeeze};
use super::counting;
use super::fields::Line;
use super::title_line::{BODIES, Piece, ordinal, piece};

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
    // 「葵荘管理組合」 and its 「理事長　空木明」 are whom the paper is from, above 「葵荘管理組合　通常総会議事録」.
    let piece = |n: usize| pieces.get(n).and_then(Option::as_ref);
    let named = |n: usize| match (piece(n), piece(first)) {
        (Some(above), Some(title)) => {
            let more = title.name.strip_prefix(&above.name);
            !above.name.is_empty() && more.is_some_and(|more| more.starts_with(is_space))
        }
        _ => false,
    };
    let mut begin = first;
    while begin > 0
        && (joins(begin - 1) || begin > 1 && plain(begin - 1) && joins(begin - 2) && !named(begin - 2))
    {
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
        // 「理事会議事録」, and below it 「日本星図学会」; 「６月定例会会議録」, and below it 「玉郷市議会」
        let (_, month) = counting::numbering(&name);
        let owned = is_of(
            "理事会 総会 評議員会 役員会 常任理事会 中央委員会 代議員会 定例会 臨時会",
            month.strip_prefix('月').unwrap_or(&name),
        );
        let owner = owned
            && !piece.document
            && ends_in_any(
                &piece.name,
                "学会 協会 自治会 町内会 連合会 管理組合 生徒会 労働組合 議会",
            );
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

/// The page itself, at the end of the way to it: 「トップページ ＞ 環境課 ＞ 第３回緑化審議会会議録」.
fn page(line: &str) -> Option<&str> {
    const STEPS: [char; 4] = ['>', '＞', '›', '»'];
    let way = line.matches(STEPS).count() >= 2 && !holds!(line, "<＜。");
    let last = way.then(|| line.rsplit(STEPS).next())??.trim_spaces();
    (is_title(last) || counts_meetings(last)).then_some(last)
}

/// Whether 第４回定例会 or the like is in it.
pub(super) fn counts_meetings(text: &str) -> bool {
    ordinal(text, '回').is_some_and(|(_, end)| {
        let after = text.get(end..).unwrap_or("").trim_spaces_start();
        begins_with_any(after, "定例会 臨時会 会議 委員会 審議会")
    })
}
