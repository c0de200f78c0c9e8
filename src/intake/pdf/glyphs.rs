//! What a page prints, glyph by glyph.

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::kurbo::{BezPath, Point};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};

/// One glyph, in points from the upper left corner of the sheet.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// Where it begins, on the baseline.
    pub(super) x: f32,
    /// Baseline.
    pub(super) y: f32,
    /// Size of the font.
    pub(super) size: f32,
    /// How far the next one is, along the line.
    pub(super) advance: f32,
    /// Set downwards, as the font says.
    pub(super) vertical: bool,
    /// Quarter turns clockwise: 1, -1, or 0 for upright glyphs.
    pub(super) turn: i8,
    pub(super) text: Text,
}

/// Most glyphs are one character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Text {
    One(char),
    Many(Box<str>),
}

impl Text {
    pub(super) fn first(&self) -> char {
        match self {
            Self::One(c) => *c,
            Self::Many(s) => s.chars().next().unwrap_or(' '),
        }
    }

    pub(super) fn last(&self) -> char {
        match self {
            Self::One(c) => *c,
            Self::Many(s) => s.chars().next_back().unwrap_or(' '),
        }
    }

    pub(super) fn push_to(&self, out: &mut String) {
        match self {
            Self::One(c) => out.push(*c),
            Self::Many(s) => out.push_str(s),
        }
    }
}

/// A device that keeps glyphs instead of drawing them.
pub(super) struct Collector {
    width: f64,
    height: f64,
    pub(super) glyphs: Vec<Glyph>,
    /// Glyphs that have no name.
    pub(super) unnamed: usize,
    /// Pictures.
    pub(super) images: usize,
}

impl Collector {
    pub(super) fn new(width: f64, height: f64) -> Self {
        Self {
            width,
            height,
            glyphs: Vec::new(),
            unnamed: 0,
            images: 0,
        }
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let place = props.transform * glyph.transform();
            let at = place * Point::ZERO;
            let [a, b, c, d, ..] = place.as_coeffs();
            let (across, along) = (a.hypot(b) * 1000.0, c.hypot(d) * 1000.0);
            let beyond = 50.0;
            let seen = (-beyond..self.width + beyond).contains(&at.x)
                && (-beyond..self.height + beyond).contains(&at.y);
            if !seen || !along.is_normal() || along > 10_000.0 {
                continue;
            }
            let width = match &**glyph {
                Drawn::Outline(g) => g.advance_width(),
                Drawn::Type3(g) => g.advance_width(),
            };
            let text = match name(glyph) {
                Some(text) => text,
                None => {
                    self.unnamed += 1;
                    continue;
                }
            };
            let vertical = run.writing_mode() == WritingMode::Vertical;
            let advance = f64::from(width.unwrap_or(500.0)) / 1000.0 * across;
            self.glyphs.push(Glyph {
                x: at.x as f32,
                y: at.y as f32,
                size: along as f32,
                advance: if vertical { along as f32 } else { advance as f32 },
                vertical,
                turn: if b.abs() <= a.abs() {
                    0
                } else if b > 0.0 {
                    1
                } else {
                    -1
                },
                text,
            });
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.images += 1;
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// What a glyph stands for: as the file says, else as its font's own table says.
fn name(glyph: &Drawn<'_>) -> Option<Text> {
    let named = match glyph.as_unicode() {
        Some(BfString::Char(c)) => Some(Text::One(c)),
        Some(BfString::String(s)) => {
            let mut chars = s.chars();
            match (chars.next(), chars.next()) {
                (Some(c), None) => Some(Text::One(c)),
                (Some(_), Some(_)) => Some(Text::Many(s.into_boxed_str())),
                (None, _) => None,
            }
        }
        None => None,
    };
    // U+FFFD and control characters are how programs say that they do not know.
    named.filter(|t| !matches!(t.first(), '\u{fffd}' | '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{ad}'))
}
