//! Pass 4: which lines begin a speech. Candidates of the whole document are counted; a form is trusted when
//! enough of its labels are people's and something is said below them (`trust`), and then the lines are decided
//! (`taking`): a list of people is none, a name may stand close to what is said, or behind an office (`roster`, `fused`,
//! `behind`).

mod behind;
mod fused;
mod people;
mod roster;
mod said;
mod taking;
mod trust;

use std::collections::BTreeMap;

use super::chars::squeeze;
use super::counterevidence::speaks_against;
use super::labels::{Candidate, Form, Seen};
use super::model::{Doubt, Meeting};
use super::structure::TextLine;
use super::{beside, dialogue, legend, misprints, sole, stacked, strays, surnames};
use people::{People, is_present};

/// A line that begins a speech.
#[derive(Clone, Copy, Debug)]
pub(super) struct Label<'a> {
    pub(super) text: &'a str,
    /// Bytes of the line before the speech.
    pub(super) body: usize,
    pub(super) certainty: f32,
}

/// What was decided.
#[derive(Debug, Default)]
pub(super) struct Decided<'a> {
    /// One entry for each line.
    pub(super) labels: Vec<Option<Label<'a>>>,
    /// Lines, what stands there and what is unsure.
    pub(super) doubts: Vec<(usize, &'a str, Doubt)>,
    /// Lines of this document begin with a marker when somebody speaks.
    pub(super) marked: bool,
    /// The form of labels that are 問 and 答, or offices and names alone on their lines.
    pub(super) bare: Option<Form>,
}

/// The lines, what may be a label at their beginnings, and where something is said behind it.
#[derive(Clone, Copy)]
struct Found<'d, 'a> {
    lines: &'d [TextLine<'a>],
    candidates: &'d [Option<Candidate<'a>>],
    speaks: &'d [bool],
}

impl<'d, 'a> Found<'d, 'a> {
    /// Candidates behind which something is said, and their lines.
    fn said(self) -> impl Iterator<Item = (usize, Candidate<'a>)> + use<'d, 'a> {
        let all = self.candidates.iter().zip(self.speaks).enumerate();
        all.filter_map(|(n, (c, speaks))| Some((n, c.filter(|_| *speaks)?)))
    }

    fn text(self, n: usize) -> &'a str {
        self.lines.get(n).map_or("", |l| l.text)
    }
}

/// `seen` is what is known of the lines already; it may be shorter.
pub(super) fn decide<'a>(lines: &[TextLine<'a>], seen: &[Seen], meeting: &Meeting) -> Decided<'a> {
    let candidate =
        |(n, l): (usize, &TextLine<'a>)| seen.get(n).copied().unwrap_or_default().candidate(l.text);
    let mut candidates: Vec<Option<Candidate<'a>>> = lines.iter().enumerate().map(candidate).collect();
    let legend = legend::explained(lines, &mut candidates);
    masks(&mut candidates);
    let said = |candidates: &[Option<Candidate<'a>>]| -> Vec<bool> {
        let each = 0..lines.len();
        each.map(|n| said::speaks(lines, candidates, n)).collect()
    };
    let mut speaks = said(&candidates);
    let introduced = sole::introduced(lines, &candidates, &speaks);
    let surnames = surnames::take(lines, &mut candidates, &mut speaks);
    let listed = |name: &str| is_present(meeting, name);
    // What stands above one of them says nothing itself.
    if surnames.is_empty()
        && (stacked::take(lines, &mut candidates, &speaks, &listed)
            || dialogue::take(lines, &mut candidates, &speaks, meeting))
    {
        speaks = said(&candidates);
    }
    let found = Found {
        lines,
        candidates: &candidates,
        speaks: &speaks,
    };
    let people = People::of(meeting, &introduced, &surnames, found);
    let on_list = |bare: &str| people.are_listed(bare);
    let unusual = trust::unusual(found);
    let form = trust::form(found, legend, meeting, unusual, &people)
        .or_else(|| sole::form(lines, &candidates, &speaks, meeting, &on_list))
        .or((!introduced.is_empty()).then_some(Form::Colon))
        .or((!surnames.is_empty()).then_some(Form::Space));
    let mut decided = Decided {
        labels: vec![None; lines.len()],
        ..Decided::default()
    };
    let Some(form) = form.filter(|f| !against(*f, found, meeting)) else {
        return decided;
    };
    decided.marked = matches!(form, Form::Marker | Form::Legend);
    decided.bare = matches!(form, Form::Question | Form::Alone).then_some(form);
    taking::take(found, form, unusual, &people, &mut decided);
    roster::drop(found, &mut decided);
    fused::take(lines, &mut decided);
    beside::names(lines, &mut decided.labels, &on_list);
    behind::take(found, &people, &mut decided);
    strays::find(lines, &candidates, &speaks, form, &on_list, &mut decided);
    strays::unread(lines, &mut decided);
    misprints::take(lines, form, &mut decided);
    decided
}

impl Decided<'_> {
    /// One name that recurs is one doubt.
    pub(super) fn ask_once(&mut self) {
        let mut told: BTreeMap<String, usize> = BTreeMap::new();
        self.doubts.retain(|(_, label, doubt)| {
            doubt.is_of_line() || told.insert(squeeze(label).into_owned(), 1).is_none()
        });
    }
}

/// Something else tells that these are no minutes. A marker needs nothing beside it.
fn against(form: Form, found: Found<'_, '_>, meeting: &Meeting) -> bool {
    let said = || found.said().filter(|(_, c)| c.form == form);
    !matches!(form, Form::Marker | Form::Legend)
        && speaks_against(
            found.lines,
            form,
            &said().map(|(n, c)| (n, c.label)).collect::<Vec<_>>(),
            meeting,
        )
}

/// 「○○委員　」 goes with the other labels: with ○議長 where there are marks, with □□課長 where there are none.
fn masks(candidates: &mut [Option<Candidate<'_>>]) {
    let marks = candidates
        .iter()
        .flatten()
        .any(|c| c.form == Form::Marker && c.named && !c.mask && !c.unusual);
    if marks {
        return;
    }
    for c in candidates.iter_mut().flatten().filter(|c| c.mask) {
        c.form = if c.closed { Form::Colon } else { Form::Space };
    }
}
