//! Where the proceedings end.

use super::super::chars::{is_of, longer, squeeze};
use super::super::header::when::closes;
use super::super::model::Action;
use super::super::structure::{LineKind, TextLine};
use super::super::{inserts, numbering, roles};

/// A body in brackets, below an empty line, and nothing below it.
fn signs(lines: &[TextLine<'_>], n: usize) -> bool {
    let text = |n: usize| lines.get(n).map_or("", |l| l.text);
    let inner = text(n)
        .strip_prefix(['（', '('])
        .and_then(|t| t.strip_suffix(['）', ')']));
    text(n - 1).is_empty()
        && text(n + 1).is_empty()
        && inner.is_some_and(|body| !longer(body, 24) && roles::is_organisation(body))
}

/// Line at which the back matter begins.
pub(in crate::minutes) fn end_of_proceedings(
    lines: &[TextLine<'_>],
    kinds: &[LineKind<'_>],
    last: usize,
    silent: bool,
) -> usize {
    let mut ruled = false;
    let point = |k: &LineKind<'_>| matches!(k, LineKind::Item(_) | LineKind::Heading(_));
    let last_point = kinds.iter().rposition(point).filter(|_| silent);
    for n in last + 1..lines.len() {
        let Some(line) = lines.get(n) else { break };
        match kinds.get(n) {
            Some(LineKind::Time(s)) if s.action == Action::Close && !silent => return n + 1,
            Some(LineKind::Stage(s))
                if s.sitting.as_ref().is_some_and(|s| s.action == Action::Close) && !silent =>
            {
                return n + 1;
            }
            // 「（以上）」 alone, behind all that is said
            Some(LineKind::Stage(_)) if !silent && is_of("（以上） (以上)", &squeeze(line.text)) => {
                return n + 1;
            }
            Some(LineKind::Blank) => {}
            Some(LineKind::Rule) => ruled = true,
            Some(LineKind::Item(_)) => {}
            // Points go on behind a note of the one before.
            _ if last_point.is_some_and(|last| last >= n) => {}
            // 「次回会議　令和７年１月」 above 「５　閉会」
            _ if begins!(line.text, '次') && ends_below(lines, n) => {}
            _ if inserts::begins_back(line.text) || !silent && closes(line.text) => return n,
            // 「（環境局総務課）」 at the very end, apart from what is said
            Some(LineKind::Text) if !silent && lines.len() - n <= 2 && signs(lines, n) => return n,
            Some(LineKind::Text) if ruled && !silent && line.text.contains("参照") => return n,
            _ => {}
        }
    }
    lines.len()
}

/// Whether a counted title that ends the meeting stands below a line.
fn ends_below(lines: &[TextLine<'_>], n: usize) -> bool {
    let below = lines.get(n + 1..).unwrap_or(&[]).iter().take(12);
    let mut titles = below.filter_map(|l| numbering::read(l.text));
    titles.any(|m| is_of("閉会 散会 終了", &squeeze(m.rest)))
}
