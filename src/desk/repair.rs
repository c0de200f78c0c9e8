//! 読み方を直す: what a person says a place of the text is. A new speech, the continuation of what is above, somebody
//! else's, no speech, or what it is now.

use leptos::prelude::*;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

use crate::minutes::{DiagnosticCode, Verdict};
use crate::project::{self, Edit, Fingerprint, Label};
use crate::text::ByteRange;
use crate::ui::commands;
use crate::ui::html::{El, Value, button, classed, dynamic, el, fragment, live, when};
use crate::ui::i18n::{Messages, messages, t, word};
use crate::ui::talk::ToPage;
use crate::view::repair::{Spot, of_that_name, speakers};

use super::Desk;

/// A place that is being repaired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Repairing {
    /// What it is now.
    spot: Spot,
    /// Byte of the speech whose speaker is asked for.
    naming: Option<u32>,
    /// It was asked by the list of what is to be checked, whose next point comes next.
    listed: bool,
}

/// Asks what the place at `byte` is; `listed`: as a point of the list of what is to be checked.
pub(super) fn open(desk: Desk, byte: u32, listed: bool) {
    let Some(document) = desk.app.document.get_untracked() else {
        return;
    };
    if let Some(spot) = Spot::of(&document.minutes, byte) {
        let words = ByteRange::new(spot.at, spot.at + spot.words.trim_end_matches('…').len() as u32);
        let words = document.utf16(words);
        desk.ask(
            ToPage::Announce,
            &[spot.words.as_str(), " ", messages().repair_question()].concat(),
        );
        mark(
            document
                .minutes
                .speeches()
                .position(|(b, _)| b.range.start == spot.at),
        );
        desk.repair.set(Some(Repairing {
            spot,
            naming: None,
            listed,
        }));
        desk.ask(ToPage::Asking, "true");
        // Above the question, once that is there.
        request_animation_frame(move || desk.ask(ToPage::Reveal, &format!("{} {}", words.start, words.end)));
    }
}

/// Marks the name of a speech that is asked about, by its number; below it the sentence is chosen that comes next.
fn mark(speech: Option<usize>) {
    const ASKED: &str = "data-asked";
    let find = |selector: &str| document().query_selector(selector).ok().flatten();
    if let Some(before) = find("[data-asked]") {
        let _ = before.remove_attribute(ASKED);
    }
    if let Some(label) = speech.and_then(|n| find(&format!("[data-speech='{}'] > .speech__label", n + 1))) {
        let _ = label.set_attribute(ASKED, "");
    }
}

/// Leaves the question open.
fn close(desk: Desk) {
    mark(None);
    desk.repair.set(None);
    desk.ask(ToPage::Asking, "false");
    desk.ask(ToPage::Read, "");
}

/// The answer that a key stands for; one that does not fit does nothing.
pub(super) fn key(desk: Desk, name: &str) {
    answer(desk, name.parse().unwrap_or(0));
}

/// The first to the fifth answer.
fn answer(desk: Desk, n: u32) {
    let Some(Repairing { spot, .. }) = desk.repair.get_untracked() else {
        return;
    };
    match n {
        1 if spot.is_named() => settle(desk, spot.at, Verdict::Speech { speaker: None }),
        1 => ask_name(desk, spot.at),
        2 if spot.may_continue() => settle(desk, spot.at, Verdict::Continues),
        3 => {
            if let Some(speech) = spot.said_by() {
                ask_name(desk, speech);
            }
        }
        4 if spot.speech.is_some() => settle(desk, spot.at, Verdict::NotSpeech),
        5 if spot.doubted => settle(desk, spot.at, spot.as_it_is()),
        _ => {}
    }
}

fn ask_name(desk: Desk, at: u32) {
    desk.repair.update(|r| {
        if let Some(r) = r {
            r.naming = Some(at);
        }
    });
    commands::focus("#speaker");
}

/// The speaker who was asked for; `all`: of the other speeches with that label, too.
fn name(desk: Desk, speaker: &str, all: bool) {
    let speaker = speaker.trim();
    if speaker.is_empty() {
        return desk.ask(ToPage::Say, messages().name_missing());
    }
    let at = desk.repair.with_untracked(|r| r.as_ref().and_then(|r| r.naming));
    if let Some(at) = at {
        let speaker = Some(speaker.to_owned());
        let others = if all { others(desk, at) } else { Vec::new() };
        settle_all(
            desk,
            &[&[at], others.as_slice()].concat(),
            Verdict::Speech { speaker },
        );
    }
}

/// Where the other speeches begin that have the label of this one.
fn others(desk: Desk, at: u32) -> Vec<u32> {
    let document = desk.app.document.get_untracked();
    document.map_or(Vec::new(), |d| of_that_name(&d.minutes, at))
}

fn settle(desk: Desk, at: u32, verdict: Verdict) {
    settle_all(desk, &[at], verdict);
}

fn settle_all(desk: Desk, places: &[u32], verdict: Verdict) {
    let asked = desk.repair.get_untracked().filter(|r| r.listed);
    close(desk);
    let changed = say(desk, places, Some(verdict));
    let document = desk.app.document.get_untracked().filter(|_| changed);
    let next = asked.zip(document).and_then(|(asked, document)| {
        let doubts = document.minutes.diagnostics.iter();
        let doubts = doubts.filter(|d| d.code == DiagnosticCode::DoubtfulLabel);
        let next = doubts.filter_map(|d| d.at).find(|at| *at > asked.spot.at)?;
        Some((document.fingerprint.clone(), next))
    });
    desk.next_doubt.set_value(next);
}

/// Asks about the next point of the list, once the text has been read anew and drawn. Whoever has gone to another
/// document meanwhile is asked nothing.
pub(super) fn go_on(desk: Desk) {
    let next = desk.next_doubt.get_value();
    desk.next_doubt.set_value(None);
    let here = |of: &Fingerprint| {
        let document = desk.app.document.get_untracked();
        document.is_some_and(|d| d.fingerprint == *of)
    };
    if let Some((_, next)) = next.filter(|(of, _)| here(of)) {
        // Once the page has gone back to where the person was, which leaves questions open.
        request_animation_frame(move || {
            desk.go(next);
            open(desk, next, true);
        });
    }
}

/// Takes a repair back.
pub(super) fn take_back(desk: Desk, at: u32) {
    say(desk, &[at], None);
}

/// Whether that changes anything.
fn say(desk: Desk, places: &[u32], verdict: Option<Verdict>) -> bool {
    let app = desk.app;
    let Some((document, me)) = desk.app.document.get_untracked().zip(app.me.get_untracked()) else {
        return false;
    };
    let text = (document.minutes.text.as_str(), &document.index);
    let back = verdict.is_none();
    let mut edits: Vec<Edit> = app.work.with_value(|w| {
        let edit = |at: &u32| project::repair(w, &me, &document.fingerprint, text, *at, verdict.clone());
        places.iter().filter_map(edit).collect()
    });
    let changed = !edits.is_empty();
    let edit = match edits.len() {
        0 | 1 => edits.pop(),
        _ => Some(Edit::Batch(edits)),
    };
    desk.run(edit, Label::Repair);
    let m = messages();
    desk.ask(
        ToPage::Say,
        if back { m.repair_taken_back() } else { m.repaired() },
    );
    changed
}

/// The question with its answers, each with its key, and nothing else in the way.
pub(super) fn bar(desk: Desk) -> El {
    let naming = move || {
        desk.repair
            .with(|r| r.as_ref().is_some_and(|r| r.naming.is_some()))
    };
    let asked = when(
        move || desk.repair.with(Option::is_some),
        move || {
            let words = move || desk.repair.with(|r| r.as_ref().map(|r| r.spot.words.clone()));
            let question = classed("p", "repair__question")
                .child(
                    classed("q", "repair__words")
                        .attr("lang", "ja")
                        .child(live(words)),
                )
                .child(" ")
                .child(word(Messages::repair_question));
            classed("section", "repair")
                .attr("data-testid", "repair")
                .bind("aria-label", word(Messages::repair))
                .child(classed("div", "repair__head").child(question).child(leave(desk)))
                .child(dynamic(move || reason(desk)))
                .child(when(move || !naming(), move || answers(desk)))
                .child(when(naming, move || name_form(desk)))
        },
    );
    fragment().child(asked)
}

/// Why it is asked, where the list of what is to be checked is not in sight.
fn reason(desk: Desk) -> Option<El> {
    let document = desk.app.document.get()?;
    let at = desk.repair.with(|r| r.as_ref().map(|r| r.spot.at))?;
    let found = document.minutes.diagnostics.iter().find(|d| d.at == Some(at))?;
    Some(classed("p", "field__hint").child(super::to_check::finding(found)))
}

fn answers(desk: Desk) -> El {
    let fits = move |n: u32| {
        desk.repair.with(|r| {
            r.as_ref().is_some_and(|Repairing { spot, .. }| match n {
                2 => spot.may_continue(),
                3 => spot.said_by().is_some(),
                4 => spot.speech.is_some(),
                5 => spot.doubted,
                _ => true,
            })
        })
    };
    // Amid a speech it is for what is left of the line.
    let whole = move || {
        desk.repair.with(|r| {
            r.as_ref()
                .is_none_or(|r| r.spot.speech.is_none_or(|begin| begin == r.spot.at))
        })
    };
    let no_speech = move || match whole() {
        true => t().repair_not_speech(),
        false => t().repair_line_not_speech(),
    };
    let answer = move |n: u32, label: Value| {
        let key = classed("kbd", "theme__key").attr("aria-hidden", "true");
        button("button repair__answer", move || answer(desk, n))
            .bind("disabled", live(move || !fits(n)))
            .attr("aria-keyshortcuts", &n.to_string())
            .child(key.child(n.to_string()))
            .child(el("span").child(label))
    };
    classed("div", "repair__answers")
        .child(answer(1, word(Messages::repair_speech)))
        .child(answer(2, word(Messages::repair_continues)))
        .child(answer(3, word(Messages::repair_speaker)))
        .child(answer(4, live(no_speech)))
        .child(answer(5, word(Messages::repair_as_it_is)))
}

fn leave(desk: Desk) -> El {
    button("button button--quiet", move || close(desk)).child(word(Messages::close))
}

fn name_form(desk: Desk) -> El {
    let mut list = el("datalist").attr("id", "speakers");
    if let Some(document) = desk.app.document.get_untracked() {
        for name in speakers(&document.minutes) {
            list = list.child(el("option").attr("value", &name));
        }
    }
    let input = classed("input", "field__input")
        .attr("id", "speaker")
        .attr("list", "speakers")
        .attr("maxlength", "80")
        .attr("autocomplete", "off");
    let field: HtmlInputElement = input.node();
    // Who is likely meant is a key away, and gone with the first letter that is typed.
    let likely = desk.repair.with_untracked(|r| {
        let asked = r.as_ref().filter(|r| r.naming == Some(r.spot.at))?;
        asked.spot.likely.clone()
    });
    if let Some(likely) = likely {
        field.set_value(&likely);
        let field = field.clone();
        request_animation_frame(move || field.select());
    }
    let typed = field.clone();
    let at = desk.repair.with_untracked(|r| r.as_ref().and_then(|r| r.naming));
    let more = at.map_or(0, |at| others(desk, at).len());
    let all = RwSignal::new(false);
    let tick = el("input")
        .attr("type", "checkbox")
        .on("change", move |e: Event| all.set(event_target_checked(&e)));
    let too = classed("label", "choice")
        .child(tick)
        .child(el("span").child(live(move || t().repair_all(more))));
    let input = input.on("keydown", move |e: KeyboardEvent| {
        if e.key() == "Enter" && !e.is_composing() && e.key_code() != 229 {
            e.prevent_default();
            name(desk, &typed.value(), all.get_untracked());
        }
    });
    let label = el("label")
        .attr("for", "speaker")
        .child(word(Messages::repair_name));
    let done = button("button button--main", move || {
        name(desk, &field.value(), all.get_untracked())
    });
    classed("div", "repair__answers")
        .child(label)
        .child(input)
        .child(list)
        .child((more > 0).then_some(too))
        .child(done.child(word(Messages::change)))
}
