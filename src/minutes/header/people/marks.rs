//! What the marks before names stand for.

use super::super::super::chars::{is_marker, is_space};
use super::super::names::{self, Class};

/// 「（◎部会長、○：副部会長）」,「◎会長　○会長代理」: what a mark before a name stands for, with the whole of it.
pub(super) fn legend(text: &str) -> impl Iterator<Item = (&str, char, &str)> {
    let marks = text.char_indices().filter(|(_, c)| is_marker(*c));
    let mut each = text.split(is_space).filter(|w| !w.is_empty() && *w != "（注）");
    let alone = each.clone().count() > 1 && each.all(|w| w.starts_with(is_marker));
    marks.filter_map(move |(at, mark)| {
        let from = text.get(at..)?;
        let end = from.find(|c| among!(c, "、，）)〕（") || alone && is_space(c));
        let whole = from.get(..end.or(alone.then_some(from.len()))?)?;
        let post = whole.trim_start_matches(|c| c == mark || is_space(c) || among!(c, "：:は＝"));
        let chair = names::is_chair(post)
            || alone && post.ends_with(['長', '理', '者']) && names::class(post) == Class::Role;
        chair.then_some((whole, mark, post))
    })
}
