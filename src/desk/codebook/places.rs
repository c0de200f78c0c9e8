//! Where a theme stands: up, down, under another, out again. Each is one step.

use leptos::prelude::*;

use crate::project::{self, Label, ThemeId};

use super::{Desk, name_in};

/// Moves a theme as one step.
pub(super) fn relocate(desk: Desk, id: &ThemeId, parent: Option<&ThemeId>, before: Option<&ThemeId>) {
    let name = name_in(desk, id);
    let edit = desk
        .app
        .work
        .with_value(|w| project::move_theme(w, id, parent, before));
    desk.run(edit, Label::MoveTheme { name });
}

/// Alt with an arrow: up, down, under the one above, out again.
pub(super) fn by_key(desk: Desk, id: &ThemeId, key: &str) -> bool {
    match key {
        "ArrowUp" => shift(desk, id, -1),
        "ArrowDown" => shift(desk, id, 1),
        "ArrowRight" => indent(desk, id),
        "ArrowLeft" => outdent(desk, id),
        _ => return false,
    }
    true
}

/// The themes beside one, in order, and the place of the one among them.
fn siblings(desk: Desk, id: &ThemeId) -> (Option<ThemeId>, Vec<ThemeId>, usize) {
    desk.app.work.with_value(|w| {
        let list = project::nested(&w.project);
        let place = list.iter().position(|(_, t)| &t.id == id).unwrap_or_default();
        let depth = list.get(place).map_or(0, |(d, _)| *d);
        let above = list.iter().take(place).rposition(|(d, _)| *d < depth);
        let parent = above.and_then(|n| list.get(n)).map(|(_, t)| t.id.clone());
        let first = above.map_or(0, |n| n + 1);
        let family = list.iter().skip(first).take_while(|(d, _)| *d >= depth);
        let ids: Vec<ThemeId> = family
            .filter(|(d, _)| *d == depth)
            .map(|(_, t)| t.id.clone())
            .collect();
        let at = ids.iter().position(|x| x == id).unwrap_or_default();
        (parent, ids, at)
    })
}

/// Up or down among those beside it.
pub(super) fn shift(desk: Desk, id: &ThemeId, by: isize) {
    let (parent, ids, at) = siblings(desk, id);
    let Some(to) = at.checked_add_signed(by).filter(|to| *to < ids.len()) else {
        return;
    };
    let before = if by < 0 { ids.get(to) } else { ids.get(to + 1) };
    relocate(desk, id, parent.as_ref(), before);
}

/// Under the one above it.
pub(super) fn indent(desk: Desk, id: &ThemeId) {
    let (_, ids, at) = siblings(desk, id);
    if let Some(above) = at.checked_sub(1).and_then(|n| ids.get(n)) {
        relocate(desk, id, Some(above), None);
    }
}

/// Behind the one it stands under.
pub(super) fn outdent(desk: Desk, id: &ThemeId) {
    let (Some(parent), ..) = siblings(desk, id) else {
        return;
    };
    let (grand, uncles, at) = siblings(desk, &parent);
    relocate(desk, id, grand.as_ref(), uncles.get(at + 1));
}

/// Where on a row something is let go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// In front of the theme.
    Before,
    /// Under it.
    Into,
    /// Behind it.
    After,
}

impl Zone {
    /// By how far down the row it is, from 0 to 1.
    pub(super) fn of(share: f64) -> Self {
        match share {
            s if s < 0.3 => Self::Before,
            s if s < 0.7 => Self::Into,
            _ => Self::After,
        }
    }

    /// As the style sheet knows it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::Into => "into",
            Self::After => "after",
        }
    }
}

/// Puts one theme where it was let go on the row of another.
pub(super) fn drop_on(desk: Desk, id: &ThemeId, target: &ThemeId, zone: Zone) {
    if id == target {
        return;
    }
    let (parent, ids, at) = siblings(desk, target);
    match zone {
        Zone::Before => relocate(desk, id, parent.as_ref(), Some(target)),
        Zone::Into => relocate(desk, id, Some(target), None),
        Zone::After => {
            // The next row is the first of those under it, where there are some.
            let under = desk.app.work.with_value(|w| {
                let list = project::nested(&w.project);
                let place = list.iter().position(|(_, t)| &t.id == target)?;
                let ((depth, _), (next, theme)) = (list.get(place)?, list.get(place + 1)?);
                (next > depth).then(|| theme.id.clone())
            });
            let next = ids.iter().skip(at + 1).find(|other| *other != id);
            match under {
                Some(first) if &first != id => relocate(desk, id, Some(target), Some(&first)),
                Some(_) => {}
                None => relocate(desk, id, parent.as_ref(), next),
            }
        }
    }
}
