//! Openings of the header: which are announced only, and which are told again where the meeting is opened.

use super::chars::{is_marker, marker, squeeze};
use super::furniture::is_rule;
use super::model::{Action, Sitting};
use super::structure::{LineKind, TextLine};

/// The last opening with a time above the first speech, or just below it.
pub(super) struct Opened<'k> {
    at: usize,
    sitting: Option<&'k Sitting>,
}

/// Looks for it among the lines down to where the proceedings `begin`.
pub(super) fn opened<'k>(kinds: &'k [LineKind<'_>], begin: usize) -> Opened<'k> {
    let lines = kinds.iter().take(begin + 8).enumerate();
    let found = lines.rev().find_map(|(at, kind)| match kind {
        LineKind::Time(s) if s.action == Action::Open && s.time.is_some() => Some((at, s)),
        _ => None,
    });
    Opened {
        at: found.map_or(0, |(at, _)| at),
        sitting: found.map(|(_, s)| s),
    }
}

impl Opened<'_> {
    /// Whether a line of the header tells what happens there. 「○閉　会　午前１０時５２分」 above the first speech does not, and
    /// an opening that is told again does not either.
    pub(super) fn told(&self, n: usize, sitting: &Sitting) -> bool {
        let again = || {
            n < self.at
                && self
                    .sitting
                    .is_some_and(|s| s.action == sitting.action && s.time == sitting.time)
        };
        sitting.time.is_some() && sitting.action != Action::Close && !again()
    }
}

/// Lines of an 議事日程: the time in it is announced, not that of the opening.
pub(super) fn lines(lines: &[TextLine<'_>], begin: usize) -> Vec<usize> {
    let mut inside = false;
    let mut found = Vec::new();
    for (n, line) in lines.iter().take(begin).enumerate() {
        let bare = line.text.trim_start_matches(is_marker);
        if squeeze(bare.get(..24.min(bare.len())).unwrap_or(bare)).starts_with("議事日程") {
            inside = true;
        } else if is_rule(line.text) || marker(line.text).is_some() || line.text.starts_with("本日の会議")
        {
            inside = false;
        }
        if inside {
            found.push(n);
        }
    }
    found
}
