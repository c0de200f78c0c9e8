//! Colours of themes: which are free, and what they are called.

use crate::project::{Colour, Workspace, palette};
use crate::ui::i18n::t;

/// The first colour that nobody uses, else the one that fewest themes have.
pub(super) fn free_colour(w: &Workspace) -> Colour {
    let used: Vec<Colour> = w.project.codebook().iter().map(|t| t.colour).collect();
    let free = palette().min_by_key(|c| used.iter().filter(|u| *u == c).count());
    free.unwrap_or(Colour(0x0072B2))
}

/// A colour in words: its hue, how light it is, and its place among the others, which may have the same hue.
pub(super) fn colour_name(n: usize, c: Colour) -> String {
    let [_, r, g, b] = c.0.to_be_bytes().map(i32::from);
    let (most, least) = (r.max(g).max(b), r.min(g).min(b));
    let light = (most + least) / 2;
    let m = t();
    let hue = if most - least < 40 {
        m.grey()
    } else {
        let turn = match most {
            x if x == r => (g - b) * 60 / (most - least),
            x if x == g => 120 + (b - r) * 60 / (most - least),
            _ => 240 + (r - g) * 60 / (most - least),
        };
        match turn.rem_euclid(360) {
            0..15 | 345..360 => m.red(),
            15..48 => m.orange(),
            48..70 => m.yellow(),
            70..165 => m.green(),
            165..200 => m.turquoise(),
            200..255 => m.blue(),
            255..290 => m.violet(),
            _ => m.pink(),
        }
    };
    let name = match light {
        0..85 => m.dark_colour(hue),
        165..=255 => m.light_colour(hue),
        _ => hue.to_owned(),
    };
    format!("{name} {}", n + 1)
}
