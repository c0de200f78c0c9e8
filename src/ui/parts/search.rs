//! Search in the document: every hit while typing, from one character.

use leptos::prelude::*;
use web_sys::{Event, KeyboardEvent};

use crate::browser::document::{self as nodes, LabelPart};
use crate::browser::{clock, files};
use crate::text::search::{Needle, Sweep, Variants};
use crate::text::{ByteRange, Utf16Range};
use crate::ui::choosing;
use crate::ui::html::{El, button, classed, live, when};
use crate::ui::i18n::{Messages, t, word};
use crate::ui::state::{App, OpenDocument};
use crate::view::spots::in_label;
use crate::view::units::Place;

/// How long one step of a search may take, milliseconds: whoever goes on typing is not kept waiting, and what fits into one
/// frame is painted with it.
const STEP: f64 = 14.0;

/// How the search goes, beside what the screen follows.
#[derive(Default)]
pub(crate) struct Course {
    /// Kanji that it takes for one another.
    variants: Variants,
    /// Whether they were asked for.
    known: bool,
    /// Number of the search; one that is not the last any more ends.
    turn: u32,
    /// Where it begins, in UTF-16: where somebody was reading when it was asked for.
    from: Option<u32>,
    /// How many hits are in what a filter folds away.
    folded: usize,
    /// Hits in what stands before the proceedings, which is closed until somebody wants to see it.
    front: Vec<ByteRange>,
}

/// Searches from where somebody is reading, round to there again: what is near is painted at once, the rest follows in
/// steps. A search ends the one before.
fn run(app: App, reveal: bool) {
    let start = clock::instant();
    let turn = end(app);
    let Some(document) = app.document.get_untracked() else {
        return;
    };
    let query = app.search.get_untracked();
    let from = app.course.with_value(|c| c.from).or_else(nodes::top);
    begin_at(app, from.filter(|_| !query.trim().is_empty()));
    let from = from.map_or(0, |at| document.bytes(Utf16Range::new(at, at)).start);
    let needle = app.course.with_value(|c| Needle::new(&query, &c.variants));
    app.searching.set(true);
    leptos::task::spawn_local(async move {
        let text = document.minutes.text.as_str();
        app.course
            .update_value(|c| needle.find(text, ByteRange::new(0, document.begin()), &mut c.front));
        let mut sweep = Sweep::new(needle, text, document.begin(), from);
        let mut shown = false;
        loop {
            let done = step(app, &document, &mut sweep);
            if !shown && (done || sweep.first().is_some()) {
                shown = true;
                mark(&document, sweep.first(), reveal);
                measure("fusen:search-first", start);
            }
            if done {
                break;
            }
            clock::task().await;
            if app.course.with_value(|c| c.turn) != turn {
                return;
            }
        }
        let (hits, first) = sweep.hits();
        app.hit.set(first);
        app.hits.set(hits);
        app.searching.set(false);
        current(app, reveal);
        measure("fusen:search", start);
    });
}

/// Searches and paints for a moment; whether that was all.
fn step(app: App, document: &OpenDocument, sweep: &mut Sweep) -> bool {
    let begun = clock::instant();
    let folding = nodes::folding();
    let shown = |hit: &ByteRange| {
        let shown = !folding || !nodes::folded(words(document, *hit));
        if !shown {
            app.course.update_value(|c| c.folded += 1);
        }
        shown
    };
    while let Some(new) = sweep.step(&document.minutes.text, &shown) {
        paint(document, "search", new, true);
        if clock::instant() - begun > STEP {
            return false;
        }
    }
    true
}

/// What is shown of a hit: its words, or the first of those to whose label it belongs.
fn words(document: &OpenDocument, hit: ByteRange) -> Utf16Range {
    let Some(label) = in_label(&document.minutes, hit) else {
        return document.utf16(hit);
    };
    let at = document.utf16(ByteRange::new(label.words, label.words)).start;
    Utf16Range::new(at, at + 1)
}

fn paint(document: &OpenDocument, name: &str, hits: &[ByteRange], more: bool) {
    let mut labels = Vec::new();
    for hit in hits {
        if let Some(label) = in_label(&document.minutes, *hit) {
            labels.push(LabelPart {
                words: words(document, *hit).start,
                part: Utf16Range::new(label.part.start, label.part.end),
            });
        }
    }
    // One that goes on behind the label is painted there, too.
    let spans: Vec<_> = hits.iter().map(|hit| document.utf16(*hit)).collect();
    if !more || !hits.is_empty() {
        nodes::paint_found(name, &spans, &labels, more);
    }
}

/// Ends the search under way; the number of the one that may follow.
fn end(app: App) -> u32 {
    app.course.update_value(|c| {
        c.turn = c.turn.wrapping_add(1);
        c.folded = 0;
        c.front.clear();
    });
    app.searching.set(false);
    app.hits.set(Vec::new());
    nodes::paint_plain("search", &[]);
    app.course.with_value(|c| c.turn)
}

/// Where the next search begins, in UTF-16; without, where somebody is by then.
fn begin_at(app: App, from: Option<u32>) {
    app.course.update_value(|c| c.from = from);
}

/// Writes a measure once what was done is on the screen.
fn measure(name: &'static str, start: f64) {
    leptos::task::spawn_local(async move {
        clock::painted().await;
        clock::measure(name, start);
    });
}

/// Fetches the list of old kanji, once somebody is about to search. Without it the search goes by what is printed.
async fn learn(app: App) {
    if app
        .course
        .try_update_value(|c| std::mem::replace(&mut c.known, true))
        == Some(false)
        && let Some(list) = files::fetch("./kanji.txt").await
    {
        let list = String::from_utf8(list).unwrap_or_default();
        app.course.update_value(|c| c.variants = Variants::read(&list));
        if !app.search.with_untracked(String::is_empty) {
            run(app, true);
        }
    }
}

/// Searches once more, where text was folded away or came back. What is in view stays there.
pub(crate) fn again(app: App) {
    if app.search.with_untracked(String::is_empty) {
        return;
    }
    // From the hit that is current, which stays so where it is not folded away.
    if let Some((document, hit)) = app.document.get_untracked().zip(chosen(app)) {
        begin_at(app, Some(document.utf16(hit).start));
    }
    run(app, false);
}

/// The current hit.
fn chosen(app: App) -> Option<ByteRange> {
    app.hits
        .with_untracked(|h| h.get(app.hit.get_untracked()).copied())
}

/// Shows a hit as the current one.
fn mark(document: &OpenDocument, hit: Option<ByteRange>, reveal: bool) {
    paint(document, "search-current", hit.as_slice(), false);
    if let Some(hit) = hit.filter(|_| reveal) {
        nodes::reveal(words(document, hit), true);
    }
}

/// Shows the current hit.
fn current(app: App, reveal: bool) {
    if let Some(document) = app.document.get_untracked() {
        mark(&document, chosen(app), reveal);
    }
}

/// Makes the sentence of the current hit the current unit, so that it can be tagged; of a hit in a label, the first
/// that is said.
pub(crate) fn choose(app: App) {
    let document = app.document.get_untracked();
    let at = document.zip(chosen(app)).and_then(|(d, hit)| {
        let label = in_label(&d.minutes, hit);
        label.map_or_else(|| d.units.at(hit.start), |l| d.units.at_or_after(l.words))
    });
    if let Some(at) = at {
        choosing::go(app, Place::at(at), false);
    }
}

fn go(app: App, by: usize) {
    let count = app.hits.with_untracked(Vec::len);
    if count > 0 {
        crate::ui::reader::bring(app);
        app.hit.update(|n| *n = (*n + by) % count);
        current(app, true);
        choose(app);
    }
}

/// Opens what stands before the proceedings, at the hits in it.
fn show_front(app: App) {
    let Some(document) = app.document.get_untracked() else {
        return;
    };
    crate::ui::reader::bring(app);
    app.sheet.set(None);
    // White space around it is not shown.
    let text = &document.minutes.text;
    let blank = ByteRange::new(0, (text.len() - text.trim_start().len()) as u32);
    let blank = document.utf16(blank).end;
    let hits = app.course.with_value(|c| {
        let span = |hit: &ByteRange| {
            let Utf16Range { start, end } = document.utf16(*hit);
            (start >= blank).then(|| Utf16Range::new(start - blank, end - blank))
        };
        c.front.iter().filter_map(span).collect::<Vec<_>>()
    });
    nodes::show_front(&hits);
}

/// The search box with its count.
pub(crate) fn search(app: App) -> El {
    let count = move || app.hits.with(Vec::len);
    let back = move || app.hits.with_untracked(Vec::len).saturating_sub(1);
    // Whoever has typed and goes on to the themes or the note means the hit on the screen.
    let typed = StoredValue::new(false);
    let leave = move |_: Event| {
        if typed.try_update_value(std::mem::take) == Some(true) {
            choose(app);
        }
    };
    let input = classed("input", "search__box")
        .attr("id", "search")
        .attr("type", "search")
        .bind("aria-label", word(Messages::search))
        .bind("placeholder", word(Messages::search_text))
        .value(live(move || app.search.get()))
        .on("focus", move |_: Event| {
            // Another word is looked for from where somebody is by now.
            begin_at(app, None);
            leptos::task::spawn_local(learn(app));
        })
        .on("input", move |e: Event| {
            typed.set_value(true);
            app.search.set(event_target_value(&e));
            crate::ui::reader::bring(app);
            run(app, true);
        })
        .on("blur", leave)
        .on("keydown", move |e: KeyboardEvent| {
            if e.key() == "Enter" && !e.is_composing() && e.key_code() != 229 {
                e.prevent_default();
                go(app, if e.shift_key() { back() } else { 1 });
            }
        });
    // What is found there alone.
    let front = move || match app.searching.get() || count() != 0 {
        true => 0,
        false => app
            .course
            .with_value(|c| if c.folded == 0 { c.front.len() } else { 0 }),
    };
    let words = move || match (app.search.get().trim().is_empty(), count()) {
        (true, _) => String::new(),
        _ if app.searching.get() => "…".to_owned(),
        _ if front() > 0 => String::new(),
        (_, 0) => match app.course.with_value(|c| c.folded) {
            0 => t().search_none().to_owned(),
            n => t().search_folded(n),
        },
        (_, n) => t().search_count(app.hit.get() + 1, n),
    };
    let class = "button button--quiet button--small";
    let counted = classed("span", "search__count")
        .attr("data-testid", "search-count")
        .bind("data-count", live(move || count().to_string()))
        .attr("aria-live", "polite")
        .child(live(words))
        .child(when(
            move || front() > 0,
            move || button(class, move || show_front(app)).child(live(move || t().search_front(front()))),
        ));
    let steps = move || {
        let previous = button(class, move || go(app, back()))
            .bind("aria-label", word(Messages::search_previous))
            .child("↑");
        let next = button(class, move || go(app, 1))
            .bind("aria-label", word(Messages::search_next))
            .child("↓");
        classed("div", "search__steps").child(previous).child(next)
    };
    classed("div", "search")
        .attr("role", "search")
        .attr("data-panel", "search")
        .child(input)
        .child(counted)
        .child(when(move || count() != 0, steps))
}

/// Takes the hits of the document before away.
pub(crate) fn forget(app: App) {
    end(app);
    app.search.set(String::new());
    begin_at(app, None);
    nodes::paint_plain("search-current", &[]);
}
