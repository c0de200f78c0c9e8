//! Statements in lists: who says what, with a way to the place; and the theme they are to have.

use leptos::prelude::*;
use web_sys::Event;

use crate::minutes::{BlockKind, Minutes};
use crate::project::ThemeId;
use crate::text::ByteRange;
use crate::ui::html::{El, Value, button, classed, el};
use crate::ui::i18n::{Messages, word};

use super::Desk;
use super::names::Listed;

/// Who speaks at a byte of the text; empty where nobody does.
pub(super) fn speaker(minutes: &Minutes, byte: u32) -> &str {
    let block = minutes.blocks.partition_point(|b| b.range.start <= byte);
    let block = block.checked_sub(1).and_then(|n| minutes.blocks.get(n));
    match block.map(|b| &b.kind) {
        Some(BlockKind::Speech(speech)) => minutes
            .speakers
            .get(speech.speaker as usize)
            .map_or("", |s| s.label.as_str()),
        _ => "",
    }
}

/// The sentence around a place.
pub(super) fn sentence(minutes: &Minutes, place: ByteRange) -> ByteRange {
    let next = minutes.sentences.partition_point(|s| s.end <= place.start);
    let found = minutes.sentences.get(next).copied();
    found.filter(|s| s.start <= place.start).unwrap_or(place)
}

/// A statement whose words say why it is there. A press leads to it and closes the dialog.
pub(super) fn statement(desk: Desk, minutes: &Minutes, range: ByteRange, words: &[String]) -> El {
    let go = move || {
        desk.close();
        desk.go(range.start);
    };
    button("statement", go)
        .child(classed("span", "statement__who").child(speaker(minutes, range.start)))
        .child(marked(range.of(&minutes.text), words))
}

/// A statement in a list of which some can be left out; `tick` hears whether it stays.
pub(super) fn ticked(
    minutes: &Minutes,
    range: ByteRange,
    words: &[String],
    on: Value,
    tick: impl Fn(bool) + 'static,
) -> El {
    let check = classed("input", "statement__tick")
        .attr("type", "checkbox")
        .checked(on)
        .on("change", move |e: Event| tick(event_target_checked(&e)));
    let who = classed("span", "statement__who").child(speaker(minutes, range.start));
    let label = classed("label", "statement statement--ticked")
        .child(check)
        .child(
            classed("span", "statement__what")
                .child(who)
                .child(marked(range.of(&minutes.text), words)),
        );
    el("li").child(label)
}

/// The field in which a theme is chosen; `name` words one.
pub(super) fn theme_field(
    themes: &[Listed],
    chosen: RwSignal<Option<ThemeId>>,
    name: impl Fn(&Listed) -> Value,
) -> El {
    let option = |x: &Listed| {
        let id = &x.theme.id;
        el("option")
            .attr("value", id.as_str())
            .bind("selected", chosen.get_untracked().as_ref() == Some(id))
            .child(name(x))
    };
    let ask = chosen.with_untracked(Option::is_none).then(|| {
        let prompt = el("option").attr("value", "").bind("selected", true);
        prompt.child(word(Messages::choose_theme))
    });
    let select = classed("select", "field__input")
        .child(ask)
        .on("change", move |e: Event| {
            chosen.set(ThemeId::parse(&event_target_value(&e)))
        })
        .child(themes.iter().map(option).collect::<Vec<El>>());
    classed("label", "field")
        .child(classed("span", "field__label").child(word(Messages::like_theme)))
        .child(select)
}

/// Text with some of its words marked.
fn marked(text: &str, words: &[String]) -> El {
    let mut out = classed("span", "statement__text").attr("lang", "ja");
    let mut rest = text;
    loop {
        let first = words
            .iter()
            .filter(|w| !w.is_empty())
            .filter_map(|w| Some((rest.find(w.as_str())?, w)))
            .min_by_key(|(at, w)| (*at, std::cmp::Reverse(w.len())));
        let Some((at, word)) = first else { break };
        let (before, from) = rest.split_at(at);
        let (found, after) = from.split_at(word.len());
        out = out.child(before).child(el("mark").child(found));
        rest = after;
    }
    out.child(rest)
}
