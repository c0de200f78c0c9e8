//! The first column of a table above the second, as some pages are copied: 「開催年月日」,「開催場所」,「閉会」, and then
//! 「平成１７年２月２７日」,「総合開発センター」,「午後２時５１分」.

use super::super::chars::longer;
use super::super::numerals;
use super::fields::Line;
use super::keys::{Field, key};

/// Puts each value below its key word.
pub(super) fn paired(mut lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let found = (0..lines.len()).find_map(|n| Some((n, columns(lines.get(n..)?)?)));
    if let Some((from, count)) = found
        && let Some(column) = lines.get(from..from + 2 * count).map(<[_]>::to_vec)
        && let Some((keys, values)) = column.split_at_checked(count)
    {
        let pairs = keys.iter().zip(values).flat_map(|(key, value)| [*key, *value]);
        lines.splice(from..from + 2 * count, pairs);
    }
    lines
}

/// How many key words stand here above as many values, of which the first is the day.
fn columns(lines: &[Line<'_>]) -> Option<usize> {
    let bare = |l: &Line<'_>| key(l.text).filter(|k| k.value.is_empty()).map(|k| k.field);
    let first = lines.first().and_then(bare)?;
    if !matches!(first, Field::When | Field::WhenPlace) {
        return None;
    }
    let word = |l: &&Line<'_>| !l.text.is_empty() && !longer(l.text, 12) && !numerals::tells_day(l.text);
    let keys = lines.iter().take_while(word).take(13);
    let count = keys.clone().count();
    let values = lines.get(count..2 * count)?;
    let dated = values.first().is_some_and(|l| numerals::begins_with_day(l.text));
    let filled = values.iter().all(|l| !l.text.is_empty() && bare(l).is_none());
    let known = keys.filter(|l| bare(l).is_some()).count();
    ((3..=12).contains(&count) && known >= 2 && dated && filled).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::super::super::parse;

    #[test]
    fn each_value_belongs_to_its_key_word() {
        let text = "第８回青葉協議会会議録\n\n開催年月日\n開催場所\n委員数\n平成１７年２月２７日\n総合開発センター　大ホール\n１２名\n\n開会１４：００\n\n○副局長　ただいまから協議会を開催いたします。\n○会長　よろしくお願いいたします。\n";
        let m = parse(text).meeting;
        assert_eq!(m.dates, ["2005-02-27"]);
        assert_eq!(m.place.as_deref(), Some("総合開発センター　大ホール"));
    }
}
