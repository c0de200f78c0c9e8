//! What the lines of a document tell about how they were wrapped.

use super::super::chars::Spaced;
use super::super::furniture::Kept;
use super::words::listed_material;
use super::{SLACK, Shape, WIDEST};

/// The page, and whether it is behind the header.
pub(super) type Place = (Option<u32>, bool);

/// How wide the lines of a page are, without and with the white space in front of them.
struct Widths {
    place: Place,
    widest: u32,
    set_in: u32,
}

/// What the lines of a document tell about how they were wrapped.
#[derive(Default)]
pub(super) struct Tally {
    pages: Vec<Widths>,
    /// Lines so long that they tell.
    pub(super) telling: usize,
    /// Longer ones than a printer makes.
    pub(super) wide: usize,
    /// Widths of the telling lines that end in the middle of a sentence, and how many of those end in a space.
    pub(super) open: Vec<u32>,
    pub(super) open_spaced: usize,
    /// Lines that end like a paragraph, and how many of those end in a space.
    pub(super) ends: usize,
    pub(super) ends_spaced: usize,
    /// Lines below an open one, how many of those begin something, and how many are set in, by one letter and by more.
    pub(super) goes_on: usize,
    pub(super) begun: usize,
    pub(super) set_in: [usize; 2],
    after_open: bool,
}

impl Tally {
    /// A line that is not empty, wherever it stands.
    pub(super) fn see(&mut self, k: &Kept<'_>, shape: &Shape, spoken: bool) {
        let (width, set_in) = (shape.width.min(WIDEST), (shape.width + shape.indent).min(WIDEST));
        let place = (k.page, spoken);
        match self.pages.last_mut().filter(|page| page.place == place) {
            Some(page) => {
                page.widest = page.widest.max(width);
                page.set_in = page.set_in.max(set_in);
            }
            None => self.pages.push(Widths {
                place,
                widest: width,
                set_in,
            }),
        }
        if self.after_open {
            self.goes_on += 1;
            self.begun += usize::from(shape.start.begins || shape.start.speaks);
            let [by_one, by_more] = &mut self.set_in;
            *by_one += usize::from(Hanging::One.has(k.line.text));
            *by_more += usize::from(Hanging::More.has(k.line.text));
        }
    }

    /// A line of what may have been wrapped; `least` is the width from which on it tells.
    pub(super) fn count(&mut self, line: &str, shape: &Shape, least: u32) {
        let long = shape.width >= least;
        self.after_open = long && !shape.ended;
        self.wide += usize::from(shape.width > WIDEST);
        self.telling += usize::from(long);
        let spaced = line.as_bytes().last() == Some(&b' ');
        if shape.ended {
            self.ends += 1;
            self.ends_spaced += usize::from(spaced);
        } else if long {
            self.open.push(shape.width);
            let text = line.trim_spaces();
            let tells = !listed_material(text) && !text.ends_with(|c: char| c.is_ascii());
            self.open_spaced += usize::from(spaced && tells);
        }
    }

    /// Width of a full line, by page.
    pub(super) fn full(self, hanging: bool) -> Vec<(Place, u32)> {
        let width = |page: &Widths| if hanging { page.set_in } else { page.widest };
        let mut full: Vec<(Place, u32)> = self.pages.iter().map(|page| (page.place, width(page))).collect();
        // What was said on the page of the header tells how wide that page is.
        for n in 1..full.len() {
            if let [.., above, below] = full.get_mut(..=n).unwrap_or(&mut [])
                && above.0.0 == below.0.0
            {
                above.1 = above.1.max(below.1);
            }
        }
        // Speeches that were set in tell by their lines how wide they are; a line of its own, or one with a label in the
        // margin, may be wider.
        let mut counts = [0usize; WIDEST as usize + 1];
        for width in &self.open {
            if let Some(count) = counts.get_mut(*width as usize) {
                *count += 1;
            }
        }
        let close = |width: &usize| counts.get(width.saturating_sub(SLACK as usize)..=*width);
        let near = |width: &usize| close(width).map_or(0, |c| c.iter().sum::<usize>());
        // Of widths that are as common the smallest, whose lines are the widest of them.
        let usual = (0..counts.len()).rev().max_by_key(near).unwrap_or(0);
        let near = near(&usual);
        if near >= 5 && near * 2 >= self.open.len() {
            for (_, widest) in full.iter_mut().filter(|((_, body), _)| *body) {
                *widest = (*widest).min(usual as u32);
            }
        }
        full
    }
}

/// How far a line below 「○会　長：」 is set in that goes on with it.
#[derive(Clone, Copy)]
pub(super) enum Hanging {
    /// A line that is set in further begins a paragraph.
    One,
    More,
}

impl Hanging {
    pub(super) fn has(self, line: &str) -> bool {
        let rest = line.strip_prefix('\u{3000}');
        rest.is_some_and(|r| r.starts_with('\u{3000}') == matches!(self, Self::More))
    }
}
