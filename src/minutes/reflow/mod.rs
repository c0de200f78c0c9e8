//! Pass 3: the canonical text. Hard wraps are joined, stray half-width spaces between Japanese letters go (`spaces`);
//! what remains is one paragraph per line.

mod spaces;
mod torn;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::chars::{Spaced, marker};
use super::furniture::Kept;
use super::header::front::{self, Columns, Spaces};
use super::labels::Seen;
use super::lines::spaced_out;
use super::model::{DocumentText, PageStart};
use super::wrapping::{Full, Shape, Wrapping};
use super::{markdown, surnames};
pub(super) use spaces::is_row;
use torn::Torn;

/// What becomes of the printed lines.
#[derive(Debug, Default)]
pub(super) struct Reflowed {
    pub(super) document: DocumentText,
    /// For each line of the text what is known of it, if it is a printed one, letter for letter. Labels are looked for
    /// in both, and that is a third of a parse.
    pub(super) seen: Vec<Seen>,
}

pub(super) fn reflow(kept: &[Kept<'_>]) -> Reflowed {
    let shapes: Vec<Shape> = kept.iter().map(|k| Shape::of(k.line.text)).collect();
    let mut walk = Walk::new(kept, &shapes);
    for ((n, k), shape) in kept.iter().enumerate().zip(&shapes) {
        if k.line.text.is_empty() {
            walk.blank |= !k.after_break;
        } else {
            walk.line(n, k, shape);
        }
    }
    if !walk.out.text.is_empty() {
        walk.out.text.push('\n');
    }
    Reflowed {
        document: walk.out,
        seen: walk.seen,
    }
}

/// The way through the printed lines.
struct Walk<'d, 'a> {
    kept: &'d [Kept<'a>],
    shapes: &'d [Shape],
    /// Number of lines above the proceedings: there spaces part columns, and a line of a list stands for itself.
    header: usize,
    wrapping: Wrapping,
    /// A half-width space parts labels without a mark from what is said, too.
    unmarked: bool,
    markdown: bool,
    /// Surnames that a half-width space parts from what is said.
    surnames: Vec<&'a str>,
    /// Surnames that stand alone on their lines, and how often.
    alone: BTreeMap<&'a str, usize>,
    /// An empty line stands between any two.
    airy: bool,

    columns: Columns,
    full: Full,
    torn: Torn,
    /// The line before that is not empty.
    before: Option<(&'d Kept<'a>, &'d Shape)>,
    /// An empty line stands behind it.
    blank: bool,
    page: Option<u32>,
    out: DocumentText,
    seen: Vec<Seen>,
}

/// Whether a bracket that opens in a line closes at the beginning of the next, before another opens.
fn closes_below(line: &str, below: &str) -> bool {
    const NEAR: usize = 24;
    let edge = |c: &char| among!(*c, "（(〔）)〕");
    let close = match below.chars().take(NEAR).find(edge) {
        Some('〕') => '〔',
        Some('）' | ')') => '（',
        _ => return false,
    };
    let open = line.chars().rev().take(2 * NEAR).find(edge);
    open.is_some_and(|open| open == close || close == '（' && open == '(')
}

/// Whether many labels tell offices, and white space alone ends none of them: then surnames before it are no labels.
fn offices(shapes: &[Shape]) -> bool {
    const MANY: usize = 40;
    let tells = |s: &&Shape| s.start.seen.tells_office();
    shapes.iter().filter(tells).take(MANY).count() == MANY
}

impl<'d, 'a> Walk<'d, 'a> {
    fn new(kept: &'d [Kept<'a>], shapes: &'d [Shape]) -> Self {
        let header = front::end(&|n| kept.get(n).map(|k| k.line.text));
        // What is found in it is put behind it when it is handed over: a long text is not copied for that.
        let length: usize = kept.iter().map(|k| k.line.text.len() + 1).sum();
        Self {
            kept,
            shapes,
            header,
            wrapping: Wrapping::of(kept, shapes, header),
            unmarked: spaced_labels(shapes, kept.len()),
            markdown: markdown::is_markdown(kept.iter().take(200).map(|k| k.line.text)),
            surnames: match offices(shapes) {
                true => Vec::new(),
                false => surnames::found(&|n| kept.get(n).map(|k| k.line.text)),
            },
            alone: surnames::alone(kept.iter().map(|k| k.line.text)),
            airy: spaced_out(kept.iter().skip(header).map(|k| k.line.text)),
            columns: Columns::default(),
            full: Full::default(),
            torn: Torn::default(),
            before: None,
            blank: false,
            page: None,
            out: DocumentText {
                text: String::with_capacity(length + length / 2),
                ..DocumentText::default()
            },
            seen: Vec::new(),
        }
    }

    /// Appends a line that is not empty.
    fn line(&mut self, n: usize, k: &'d Kept<'a>, shape: &'d Shape) {
        let (spaces, apart) = match n < self.header {
            true => self.columns.next(k.line.text),
            false if is_row(k.line.text) => (Spaces::Runs, true),
            false => (Spaces::Strays, false),
        };
        let letter = self.torn.next(n, self.kept, self.shapes);
        let joins = self.joins(n, k, shape, letter, apart);
        // 「空木 それでは」
        let surname = match self.surnames.is_empty() || shape.start.spaced.is_some() {
            true => None,
            false => surnames::parted(k.line.text).filter(|(word, _)| self.surnames.contains(word)),
        };
        let turn = self.markdown.then(|| markdown::turn(k.line.text)).flatten();
        let row = turn.is_some();
        let join = joins && surname.is_none() && !row;
        let start = self.out.text.len();
        match join {
            true => self.goes_on(letter),
            false => self.begins(k.line.number),
        }
        let start = start.min(self.out.text.len());
        let text = match turn {
            Some(turn) => Cow::Owned(turn),
            None if self.markdown => markdown::plain(k.line.text, &shape.start.seen),
            None => Cow::Borrowed(k.line.text),
        };
        // Of the line as it is written: marks of Markdown are gone from it.
        let label = match surname.and_then(|_| surnames::parted(&text)) {
            Some((_, said)) => u16::try_from(text.len() - said.len()).ok(),
            None => shape.start.spaced.filter(|_| !join && !row),
        };
        let unmarked = self.unmarked || surname.is_some();
        let out = &mut self.out.text;
        let at = match spaces {
            Spaces::Strays => spaces::push_spoken(out, &text, label, unmarked, join),
            _ => spaces::push_columns(out, &text, join, spaces),
        };
        self.remember(join, at, shape);
        if k.page != self.page
            && let Some(number) = k.page
        {
            self.out.pages.push(PageStart {
                at: at.max(start) as u32,
                page: number,
            });
        }
        self.page = k.page;
        self.before = Some((k, shape));
        self.blank = false;
    }

    /// Whether the line goes on with the one before it.
    fn joins(&mut self, n: usize, k: &Kept<'_>, shape: &Shape, letter: bool, apart: bool) -> bool {
        if letter {
            return true;
        }
        let Some((above, form)) = self.before else {
            return false;
        };
        // 「○議長(」 over 「渡辺一郎君) これより」, as links leave it.
        let bracket = || form.open && holds!(k.line.text, "）)〕") && marker(k.line.text).is_none();
        // 「日程第４　議案第１５０号　公の施設の指定（遺跡保護センター及び」 over 「　　　　　　遺跡観察施設）」
        let hung =
            || shape.indent >= form.indent + 8 && holds!(k.line.text, "）)") && breaks_off(above.line.text);
        // 「〔書記証人の氏名を朗読、証人」 over 「　入室、着席〕」
        let torn = || n > self.header && !form.ended && closes_below(above.line.text, k.line.text);
        if !self.blank && (bracket() || hung() || torn()) {
            return true;
        }
        let again = |word: &str| self.alone.get(word).is_some_and(|n| *n > 1);
        let alone = || form.ended && shape.bytes <= 18 && again(k.line.text);
        !self.torn.begins(n)
            && !apart
            && !alone()
            && (!self.blank || self.airy)
            && self
                .wrapping
                .continues((above, form), (k, shape), n > self.header, &mut self.full)
    }

    /// Makes ready for a line that goes on; `letter`: of a torn label.
    fn goes_on(&mut self, letter: bool) {
        let left = self.out.text.trim_end_matches(' ').len();
        self.out.text.truncate(left);
        if letter && self.torn.named() {
            self.out.text.push(' ');
        }
    }

    /// Makes ready for a line of its own.
    fn begins(&mut self, number: u32) {
        if !self.out.text.is_empty() {
            self.out.text.push('\n');
        }
        // One empty line stands for any number: it is evidence for what follows.
        if self.blank && !self.out.text.is_empty() {
            self.out.lines.push(number.saturating_sub(1));
            self.out.text.push('\n');
        }
        self.out.lines.push(number);
    }

    /// Keeps what is known of a line, whose first letter went to `at`.
    fn remember(&mut self, join: bool, at: usize, shape: &Shape) {
        // Nothing is added to a printed line: where it is as long as before, at most a tab has become a space.
        let same = |pushed: &str| pushed.trim_spaces_start().len() == shape.bytes as usize;
        self.seen.resize(self.out.lines.len(), Seen::Unread);
        if let Some(seen) = self.seen.last_mut() {
            *seen = match !join && self.out.text.get(at..).is_some_and(same) {
                true => shape.start.seen,
                false => Seen::Unread,
            };
        }
    }
}

/// Whether labels are parted from what is said by a half-width space: 「福田一郎議長 これより」. Where those behind marks
/// are, one whose mark is missing is, too. Of a short text two of them tell.
fn spaced_labels(shapes: &[Shape], lines: usize) -> bool {
    let spaced = shapes.iter().filter(|s| s.start.spaced.is_some());
    let enough = if lines < 40 { 2 } else { 3 };
    spaced.take(enough).count() == enough
}

/// 「日程第４　…（保護センター及び」: a point of the agenda with an open bracket at its end.
fn breaks_off(line: &str) -> bool {
    let t = line.trim_spaces();
    let point = "日程第 議案第 報告第 認定第 請願第 陳情第 諮問第 同意第"
        .split(' ')
        .any(|w| t.starts_with(w));
    let open = || t.rfind(['（', '(']).and_then(|at| t.get(at..));
    point && open().is_some_and(|rest| !holds!(rest, "）)。"))
}
