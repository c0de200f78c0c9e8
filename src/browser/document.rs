//! The nodes of the document, its painted tags, and places in it. UTF-16 appears here and in the
//! page's controller only.

use js_sys::{Array, Uint32Array};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

use crate::text::Utf16Range;
use crate::view::document::Drawing;

mod sys {
    use super::*;

    #[wasm_bindgen(module = "/src/browser/document.js")]
    extern "C" {
        pub(super) fn load() -> js_sys::Promise;
        pub(super) fn build(
            container: &Element,
            text: &str,
            table: &Uint32Array,
            labels: &Array,
            visible: &JsValue,
        );
        pub(super) fn clear();
        pub(super) fn rehearse(stage: &Element) -> js_sys::Promise;
        pub(super) fn paint(ids: &str, names: &Array, spans: &Uint32Array);
        pub(super) fn unpaint(id: &str);
        #[wasm_bindgen(js_name = unpaintAll)]
        pub(super) fn unpaint_all();
        #[wasm_bindgen(js_name = paintOver)]
        pub(super) fn paint_over(themes: &str, spans: &Uint32Array);
        #[wasm_bindgen(js_name = paintPlain)]
        pub(super) fn paint_plain(name: &str, spans: &Uint32Array, labels: &Uint32Array, more: bool);
        pub(super) fn top() -> i32;
        pub(super) fn whereabouts() -> String;
        #[wasm_bindgen(js_name = goBack)]
        pub(super) fn go_back(place: &str);
        #[wasm_bindgen(js_name = offsetAtPoint)]
        pub(super) fn offset_at_point(x: f64, y: f64) -> i32;
        pub(super) fn selection() -> Array;
        #[wasm_bindgen(js_name = placePages)]
        pub(super) fn place_pages(group: &Element);
        pub(super) fn frame(kind: &str, from: u32, to: u32);
        pub(super) fn reveal(from: u32, to: u32, centre: bool);
        pub(super) fn show(from: u32, to: u32);
        #[wasm_bindgen(js_name = showFront)]
        pub(super) fn show_front(spans: &Uint32Array);
        #[wasm_bindgen(js_name = isInView)]
        pub(super) fn is_in_view(from: u32, to: u32) -> bool;
        pub(super) fn stripes(group: &Element, ids: &str, themes: &str, titles: &str, spans: &Uint32Array);
        pub(super) fn colours(rules: &str) -> bool;
        pub(super) fn folded(from: u32) -> bool;
        pub(super) fn folding() -> bool;
        pub(super) fn minimap(marks: &Uint32Array);
        #[wasm_bindgen(js_name = revealShare)]
        pub(super) fn reveal_share(share: f64);
    }
}

/// Loads what draws documents, unless it is there; `false` if it cannot be loaded. Begun when called, so that something
/// else can be fetched until it is awaited. Before it is there the other functions do nothing.
pub fn load() -> impl Future<Output = bool> + use<> {
    let loading = wasm_bindgen_futures::JsFuture::from(sys::load());
    async move { loading.await.is_ok_and(|loaded| loaded.is_truthy()) }
}

/// Called with a group's node and whether it is near the view now.
pub type Visible = Closure<dyn FnMut(HtmlElement, bool)>;

/// Builds all nodes of a document inside `container`, replacing those of the one before.
pub fn build(container: &Element, text: &str, drawing: &Drawing, visible: &Visible) {
    let labels: Array = drawing.labels.iter().map(|l| JsValue::from_str(l)).collect();
    let table = Uint32Array::from(drawing.table.as_slice());
    sys::build(container, text, &table, &labels, visible.as_ref());
}

/// Removes the document's nodes and paint.
pub fn clear() {
    sys::clear();
}

/// Lays out what stands on `stage`, unseen, and takes it away after a frame.
pub async fn rehearse(stage: &Element) {
    // The promise never rejects.
    let _ = wasm_bindgen_futures::JsFuture::from(sys::rehearse(stage)).await;
}

/// An element that is not in the page.
pub fn detached() -> Option<HtmlElement> {
    let document = web_sys::window()?.document()?;
    document.create_element("div").ok()?.dyn_into().ok()
}

/// One annotation to paint.
#[derive(Clone, Debug)]
pub struct Paint {
    /// The annotation's id.
    pub id: String,
    /// Name of the highlight.
    pub highlight: String,
    /// Where.
    pub range: Utf16Range,
}

/// Paints annotations, each replacing what was painted under its id.
pub fn paint(list: &[Paint]) {
    let mut names: Vec<&str> = Vec::new();
    let mut spans = Vec::with_capacity(list.len() * 3);
    for p in list {
        let name = names.iter().position(|x| *x == p.highlight).unwrap_or_else(|| {
            names.push(&p.highlight);
            names.len() - 1
        });
        spans.extend([name as u32, p.range.start, p.range.end]);
    }
    // One string crosses over faster than ten thousand.
    let ids: Vec<&str> = list.iter().map(|p| p.id.as_str()).collect();
    let names: Array = names.into_iter().map(JsValue::from_str).collect();
    sys::paint(&ids.join(" "), &names, &Uint32Array::from(spans.as_slice()));
}

/// Takes the paint of one annotation away.
pub fn unpaint(id: &str) {
    sys::unpaint(id);
}

/// Takes the paint of all annotations away.
pub fn unpaint_all() {
    sys::unpaint_all();
}

/// Paints themes once more, over all others: three numbers for each piece, the place of its theme in `themes`, which are
/// parted by spaces, and where it begins and ends. What stays as it is needs no painting.
pub fn paint_over(themes: &str, spans: &[u32]) {
    sys::paint_over(themes, &Uint32Array::from(spans));
}

/// Paints spans under one name; none takes the paint away.
pub fn paint_plain(name: &str, spans: &[Utf16Range]) {
    paint_found(name, spans, &[], false);
}

/// What a label has of a hit.
#[derive(Clone, Copy, Debug)]
pub struct LabelPart {
    /// UTF-16 offset where the words of the speech begin.
    pub words: u32,
    /// Where in the label that is drawn, in UTF-16 code units.
    pub part: Utf16Range,
}

/// Paints spans and parts of labels under one name; with `more` what is painted already stays.
pub fn paint_found(name: &str, spans: &[Utf16Range], labels: &[LabelPart], more: bool) {
    let flat: Vec<u32> = spans.iter().flat_map(|r| [r.start, r.end]).collect();
    let parts = labels.iter().flat_map(|l| [l.words, l.part.start, l.part.end]);
    let parts: Vec<u32> = parts.collect();
    let numbers = |list: &[u32]| Uint32Array::from(list);
    sys::paint_plain(name, &numbers(&flat), &numbers(&parts), more);
}

/// UTF-16 offset of the first line in view.
pub fn top() -> Option<u32> {
    u32::try_from(sys::top()).ok()
}

/// Where the reader is, for [`go_back`]; empty when nothing of the text is in view.
pub fn whereabouts() -> String {
    sys::whereabouts()
}

/// Scrolls to where the reader was; anything that is no such place is left alone.
pub fn go_back(place: &str) {
    sys::go_back(place);
}

/// UTF-16 offset of the character at a point of the window.
pub fn offset_at_point(x: f64, y: f64) -> Option<u32> {
    u32::try_from(sys::offset_at_point(x, y)).ok()
}

/// What is selected in the document.
pub fn selection() -> Option<Utf16Range> {
    let pair = sys::selection();
    let number = |n| pair.get(n).as_f64().map(|v| v as u32);
    Some(Utf16Range::new(number(0)?, number(1)?))
}

/// Puts the page marks of a group in their places.
pub fn place_pages(group: &Element) {
    sys::place_pages(group);
}

/// Draws the box around the current unit, or the selection; an empty range removes it.
pub fn frame(kind: &str, range: Utf16Range) {
    sys::frame(kind, range.start, range.end);
}

/// Scrolls so that a range is in view.
pub fn reveal(range: Utf16Range, centre: bool) {
    sys::reveal(range.start, range.end, centre);
}

/// Scrolls to a range of which nothing is in view.
pub fn show(range: Utf16Range) {
    sys::show(range.start, range.end);
}

/// Opens what stands before the proceedings and marks spans there, counted from its first letter, as those that a search
/// has found.
pub fn show_front(spans: &[Utf16Range]) {
    let flat: Vec<u32> = spans.iter().flat_map(|r| [r.start, r.end]).collect();
    sys::show_front(&Uint32Array::from(flat.as_slice()));
}

/// Whether any of a range is in view.
pub fn in_view(range: Utf16Range) -> bool {
    sys::is_in_view(range.start, range.end)
}

/// Scrolls to where that share of the text has gone by, 0…1.
pub fn reveal_share(share: f64) {
    sys::reveal_share(share);
}

/// Whether a filter folds text away.
pub fn folding() -> bool {
    sys::folding()
}

/// Whether the text there is folded away by a filter.
pub fn folded(range: Utf16Range) -> bool {
    sys::folded(range.start)
}

/// Draws the picture of the whole document: three numbers for each tag, where it begins and ends and its colour.
pub fn minimap(marks: &[u32]) {
    sys::minimap(&Uint32Array::from(marks));
}

/// One coding stripe.
#[derive(Clone, Debug)]
pub struct Stripe {
    /// The annotation's id; where it stands for several, the ids of the first of them, parted by spaces.
    pub id: String,
    /// How many it stands for; 0 for a stripe.
    pub counts: u32,
    /// Its theme's id; empty for a note without one.
    pub theme: String,
    /// Theme and annotator, for the pointer.
    pub title: String,
    /// Whether the person at this page put it there.
    pub own: bool,
    /// Column in the gutter.
    pub lane: u32,
    /// Where.
    pub range: Utf16Range,
}

/// Replaces the stripes of a group.
pub fn stripes(group: &Element, list: &[Stripe]) {
    // One string crosses over faster than a thousand.
    let column = |f: fn(&Stripe) -> &str| list.iter().map(f).collect::<Vec<_>>().join("\0");
    let spans: Vec<u32> = list
        .iter()
        .flat_map(|s| [s.lane, s.range.start, s.range.end, u32::from(s.own), s.counts])
        .collect();
    sys::stripes(
        group,
        &column(|s| &s.id),
        &column(|s| &s.theme),
        &column(|s| &s.title),
        &Uint32Array::from(spans.as_slice()),
    );
}

/// Replaces the style rules that give themes their colours; `false` when they are the same.
pub fn colours(rules: &str) -> bool {
    sys::colours(rules)
}
