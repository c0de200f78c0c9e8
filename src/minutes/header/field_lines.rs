//! Lines of the header by themselves: which head people, head columns, tell when, or are points of a list.

use super::super::chars::{Spaced, ends_in_any, is_of, is_space, longer, squeeze};
use super::super::numerals;
use super::counting::numbering;
use super::fields::Line;
use super::keys::{Field, key};
use super::names;

/// 「国土保全局：」,「（理事者）」: those who belong there stand below.
pub(super) fn heads_people(text: &str) -> bool {
    text.strip_suffix(['：', ':', '）', ')', '】'])
        .map(|w| w.trim_start_matches(['（', '(', '【']))
        .is_some_and(|w| (names::is_body(w) || w == "理事者") && !holds!(w, "（("))
}

/// 「（事務局）館長　小矢部　誠一郎」, or the first cell of 「町長部局　町長　佐久間　勲」: others than those above, and who they are.
pub(super) fn leads_others(text: &str) -> bool {
    let (head, rest) = match text.strip_prefix(['（', '(', '【']) {
        Some(inner) => inner.split_once(['）', ')', '】']).unwrap_or_default(),
        None => text.split_once('\t').unwrap_or_default(),
    };
    let body =
        || names::is_body(head) || is_of("理事者 執行部 説明者 オブザーバー", head) || head.ends_with("部局");
    !rest.trim_spaces().is_empty() && body()
}

/// 「・理事：寺川、吉岡」,「・オブザーバー：石井」, and a title without a bullet: the list is over.
pub(super) fn behind_bullets(lines: &[Line<'_>], line: &Line<'_>) -> bool {
    let bulleted = |l: &Line<'_>| l.text.starts_with(['•', '・', '*', '-']);
    let full = || lines.iter().filter(|l| !l.text.is_empty());
    full().count() >= 2
        && full().all(bulleted)
        && !bulleted(line)
        && line.indent == 0
        && longer(line.text, 5)
        && !line.text.contains(['、', '：', ':', '\u{3000}', ' ', '('])
        && !names::is_group(line.text)
        && !names::is_body(line.text)
        && !matches!(names::class(line.text), names::Class::Post(_))
}

/// Where the key word of the place stands behind day and time: 「令和２年…午後７時～　場 所：滝見川会館」.
pub(super) fn place_in(value: &str) -> Option<usize> {
    let mut space = false;
    for (at, c) in value.char_indices() {
        if is_space(c) {
            space = true;
            continue;
        }
        if space && at > 0 && among!(c, "場会開◆■●○・") {
            let found = value.get(at..).and_then(key);
            if found.is_some_and(|k| k.field == Field::Place && !k.value.is_empty()) {
                return Some(at);
            }
        }
        space = false;
    }
    None
}

/// Where a key word with a colon begins behind the place: 「南舎会議室 司会：寺島副会長」.
pub(super) fn people_in(value: &str) -> Option<usize> {
    if !holds!(value, "：:") {
        return None;
    }
    let gaps = value.char_indices().filter(|(at, c)| *at > 0 && is_space(*c));
    let mut begins = gaps.map(|(at, c)| at + c.len_utf8());
    begins.find(|at| {
        let found = value.get(*at..).and_then(key);
        found.is_some_and(|k| k.field == Field::Present && k.firm && !k.value.is_empty())
    })
}

/// 「議席番号　氏　名　出欠」
pub(super) fn heads_columns(text: &str) -> bool {
    text.ends_with(['欠', '考']) && {
        let head = squeeze(text);
        head.contains("氏名") && ends_in_any(&head, "出欠 出欠席 備考") && !longer(&head, 12)
    }
}

/// 「局長　豆原莢」,「事務局次長　芋川つる」: an office of those who serve a body, and a name.
pub(super) fn staffed(text: &str) -> bool {
    let Some((post, name)) = text.split_once(is_space) else {
        return false;
    };
    let mut office = "局長 次長 課長 部長 室長 係長 主幹 主査 主事 書記 補佐 主任 幹事長".split(' ');
    let served = office.any(|o| post.ends_with(o)) && matches!(names::class(post), names::Class::Role);
    let name = name.trim_spaces();
    served
        && names::is_name(
            &squeeze(name.split("  ").next().unwrap_or(name))
                .chars()
                .take(4)
                .collect::<String>(),
        )
}

/// 「１．運賃の改定について」: a point, and nobody's name.
pub(super) fn is_point(text: &str) -> bool {
    const ENDS: &str =
        "について に向けて の総括 の件 に関して に関すること の報告 その他 開会 挨拶 あいさつ 議事 閉会";
    let (number, rest) = numbering(text);
    number.style != 0 && ends_in_any(&squeeze(rest), ENDS)
}

/// Begins with a date, a weekday or a time.
pub(super) fn begins_timed(text: &str) -> bool {
    let text = text.trim_start_matches(|c| is_space(c) || among!(c, "（(・及び"));
    numerals::begins_with_day(text)
        || numerals::times(text)
            .first()
            .is_some_and(|t| t.start <= '～'.len_utf8())
        || text.starts_with("第") && numerals::tells_day(text)
        || text.starts_with(['自', '至', '同', '～', '開', '閉']) && numerals::tells_time(text)
}

/// Byte of `part`, a piece of `whole`, in it.
pub(super) fn offset(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize)
        .saturating_sub(whole.as_ptr() as usize)
        .min(whole.len())
}

/// 「■テーマ１　空き家について」,「（１）裁判員に選ばれたとき」 below 「参加者：４２人」: what was talked about, and nobody.
pub(super) fn heads_part(text: &str) -> bool {
    const TOLD: &str = "について に関する とき 意見交換 質疑応答 質疑 自由討議";
    let (number, rest) = numbering(text);
    let marked = text.starts_with(['■', '◆', '◇', '▼']);
    (marked || number.style == 3) && ends_in_any(rest, TOLD)
}
