//! The card beside a coding stripe that the pointer is on, or the focus: theme, who, when and what they noted. The panel
//! of the current unit says the same to those who do not see; stripes are pictures.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, NodeList, PointerEvent};

use crate::project::{Annotation, AnnotationId};
use crate::ui::html::{El, classed, dynamic, el, listen, live};
use crate::ui::i18n::t;
use crate::ui::names::name_of;

use super::Desk;
use super::history::time;

/// How long the pointer may be on its way from the stripe to the card, and has to rest before there is one.
const WAY: u32 = 250;
const REST: u32 = 120;

/// So many tags are listed; a class that tags one sentence has more.
const MOST: usize = 12;

/// Characters of the tagged words, which tell the tags of two sentences on one line apart.
const QUOTED: usize = 30;

/// Which tags, and where the card stands.
#[derive(Clone, Debug, Default, PartialEq)]
struct Shown {
    ids: Vec<String>,
    /// How many more there are that have no stripe.
    more: usize,
    /// On which sides of the point: where there is more room, and not over the words if they can be spared.
    side: &'static str,
    x: i32,
    y: i32,
}

/// So far the number of those without a stripe stands out above them, in pixels.
const NUMBER: f64 = 10.0;

/// About a line of text, in pixels.
const LINE: f64 = 30.0;

/// A card needs so much room beside the text, in pixels.
const ROOM: f64 = 240.0;

/// The card, and what makes it come and go.
pub(super) fn card(desk: Desk) -> El {
    let shown = RwSignal::new(Shown::default());
    let timer = StoredValue::new_local(None::<Timeout>);
    let later = move |after: u32, what: Shown| {
        timer.set_value(Some(Timeout::new(after, move || {
            if shown.with_untracked(|s| *s != what) {
                shown.set(what);
            }
        })));
    };
    let gone = move || {
        timer.set_value(None);
        if shown.with_untracked(|s| !s.ids.is_empty()) {
            shown.set(Shown::default());
        }
    };
    let page = document();
    listen(&page, "pointermove", move |e: PointerEvent| {
        let over = e.target().and_then(|t| t.dyn_into::<Element>().ok());
        let within = |name: &str| over.as_ref().and_then(|o| o.closest(name).ok().flatten());
        let open = shown.with_untracked(|s| !s.ids.is_empty());
        if let Some(stripes) = within(".stripes").filter(|_| e.pointer_type() != "touch") {
            let found = beside(&stripes, e.client_y(), None);
            if found.ids.is_empty() {
                later(WAY, found);
            } else if shown.with_untracked(|s| s.ids == found.ids) {
                timer.set_value(None);
            } else {
                later(if open { 0 } else { REST }, found);
            }
        } else if open && within(".tag-card").is_some() {
            timer.set_value(None);
        } else if open {
            later(WAY, Shown::default());
        } else {
            timer.set_value(None);
        }
    });
    listen(&page, "pointerdown", move |_: PointerEvent| gone());
    listen(&page, "wheel", move |e: web_sys::Event| {
        let over = e.target().and_then(|t| t.dyn_into::<Element>().ok());
        // A long card is read to its end.
        if over.is_none_or(|o| o.closest(".tag-card").ok().flatten().is_none()) {
            gone();
        }
    });
    listen(&page, "keydown", move |e: KeyboardEvent| {
        // Where that leads, the focus tells.
        if e.key() != "Tab" {
            gone();
        }
    });
    // The stripes of the current unit, by keys.
    listen(&page, "focusin", move |e: web_sys::Event| {
        let on = e.target().and_then(|t| t.dyn_into::<Element>().ok());
        if let Some((stripe, all)) = on.and_then(|on| Some((on.clone(), on.closest(".stripes").ok()??))) {
            let place = stripe.get_bounding_client_rect();
            let middle = place.top() + place.height().min(LINE) / 2.0;
            later(0, beside(&all, middle as i32, Some(&stripe)));
        } else {
            gone();
        }
    });
    classed("div", "tag-card")
        .attr("aria-hidden", "true")
        .bind(
            "data-open",
            live(move || (!shown.with(|s| s.ids.is_empty())).to_string()),
        )
        .bind("data-side", live(move || shown.with(|s| s.side)))
        .style("--x", live(move || format!("{}px", shown.with(|s| s.x))))
        .style("--y", live(move || format!("{}px", shown.with(|s| s.y))))
        .child(dynamic(move || rows(desk, &shown.get())))
}

/// The tags whose stripes cross a height, or that of the `only` one, from the lane nearest to the text.
fn beside(stripes: &Element, y: i32, only: Option<&Element>) -> Shown {
    let mut found: Vec<(f64, String)> = Vec::new();
    let (mut left, mut right, mut more) = (f64::MAX, 0.0, 0);
    let nodes: Option<NodeList> = stripes.query_selector_all("[data-stripe], [data-note]").ok();
    for node in nodes
        .iter()
        .flat_map(|list| (0..list.length()).filter_map(|n| list.get(n)))
    {
        let node: HtmlElement = node.unchecked_into();
        let place = node.get_bounding_client_rect();
        (left, right) = (place.left().min(left), place.right().max(right));
        // A number stands above the line.
        let above = if node.has_attribute("data-counts") {
            NUMBER
        } else {
            0.0
        };
        let crosses = place.top() - above <= f64::from(y) && f64::from(y) <= place.bottom();
        if !only.map_or(crosses, |only| **only == **node) {
            continue;
        }
        // The card says more than the browser's own; it is the name of those that Tab leads to.
        if !node.has_attribute("role") {
            let _ = node.remove_attribute("title");
        }
        let several = node.get_attribute("data-more");
        let counted = node.get_attribute("data-counts").and_then(|n| n.parse().ok());
        let ids = several
            .or_else(|| node.get_attribute("data-stripe"))
            .or_else(|| node.get_attribute("data-note"))
            .unwrap_or_default();
        let known = found.len();
        found.extend(ids.split(' ').map(|id| (-place.right(), id.to_owned())));
        more += counted.unwrap_or(0usize).saturating_sub(found.len() - known);
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    let height = window().inner_height().ok().and_then(|h| h.as_f64());
    let low = height.is_some_and(|h| f64::from(y) > h / 2.0);
    let beside = left > ROOM;
    Shown {
        ids: found.into_iter().map(|(_, id)| id).collect(),
        more,
        side: match (low, beside) {
            (false, true) => "below left",
            (false, false) => "below right",
            (true, true) => "above left",
            (true, false) => "above right",
        },
        x: if beside {
            left as i32 - 10
        } else {
            right as i32 + 10
        },
        y: if low { y + 12 } else { y - 12 },
    }
}

fn rows(desk: Desk, shown: &Shown) -> Vec<El> {
    let app = desk.app;
    app.work.with_value(|w| {
        let known = shown
            .ids
            .iter()
            .filter_map(|id| AnnotationId::parse(id))
            .filter_map(|id| w.project.annotations.get(&id));
        let mut before = None;
        let row = |a: &Annotation| {
            let theme = a.theme.as_ref().and_then(|t| w.project.themes.get(t));
            let person = w.project.annotators.get(&a.annotator);
            let name = theme.map_or_else(|| t().note().to_owned(), name_of);
            let chip = theme.map(|t| classed("span", "theme__chip").style("--theme", t.colour.to_string()));
            let who = person.map_or(String::new(), |p| p.nickname.clone());
            let head = classed("p", "tag-card__theme").child(chip).child(name);
            let foot = classed("p", "tag-card__who")
                .child(who)
                .child(" · ")
                .child(time(a.modified));
            // Several themes on the same words: these stand above them once.
            let same = before.replace(a.target.position) == Some(a.target.position);
            let words = (!same).then(|| {
                classed("p", "tag-card__words")
                    .attr("lang", "ja")
                    .child(quoted(a))
            });
            let note = (!a.note.is_empty()).then(|| classed("p", "tag-card__note").child(a.note.clone()));
            classed("div", "tag-card__row")
                .child(words)
                .child(head)
                .child(foot)
                .child(note)
        };
        let mut list: Vec<El> = known.clone().take(MOST).map(row).collect();
        let more = known.count().saturating_sub(MOST) + shown.more;
        if more > 0 {
            list.push(el("p").class("tag-card__who").child(t().more_tags(more)));
        }
        list
    })
}

/// The first of the tagged words.
fn quoted(a: &Annotation) -> String {
    let exact = &a.target.quote.exact;
    let mut words: String = exact.chars().take(QUOTED).collect();
    if exact.chars().nth(QUOTED).is_some() {
        words.push('…');
    }
    words
}
