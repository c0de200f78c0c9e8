//! The card beside a coding stripe: theme, who, when and what they noted. The panel of the current unit says the same
//! to those who use keys or a finger; stripes are pictures.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, NodeList, PointerEvent};

use crate::project::{Annotation, AnnotationId};
use crate::ui::html::{El, classed, dynamic, el, listen};
use crate::ui::i18n::t;
use crate::ui::parts::themes::name_of;

use super::Desk;
use super::history::time;

/// How long the pointer may be on its way from the stripe to the card, and has to rest before there is one.
const WAY: u32 = 250;
const REST: u32 = 120;

/// So many tags are listed; a class that tags one sentence has more.
const MOST: usize = 12;

/// Which tags, and where the card stands.
#[derive(Clone, Debug, Default, PartialEq)]
struct Shown {
    ids: Vec<String>,
    x: i32,
    y: i32,
}

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
            let found = beside(&stripes, e.client_y());
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
    listen(&page, "wheel", move |_: web_sys::Event| gone());
    listen(&page, "keydown", move |_: KeyboardEvent| gone());
    classed("div", "tag-card")
        .attr("aria-hidden", "true")
        .bind(
            "data-open",
            crate::ui::html::live(move || (!shown.with(|s| s.ids.is_empty())).to_string()),
        )
        .style(
            "inset-inline-start",
            crate::ui::html::live(move || format!("{}px", shown.with(|s| s.x))),
        )
        .style(
            "inset-block-start",
            crate::ui::html::live(move || format!("min({}px, 100dvh - 12rem)", shown.with(|s| s.y))),
        )
        .child(dynamic(move || rows(desk, &shown.get().ids)))
}

/// The tags whose stripes cross a height, from the lane nearest to the text.
fn beside(stripes: &Element, y: i32) -> Shown {
    let mut found: Vec<(f64, String)> = Vec::new();
    let mut right = 0.0;
    let nodes: Option<NodeList> = stripes.query_selector_all("[data-stripe], [data-note]").ok();
    for node in nodes
        .iter()
        .flat_map(|list| (0..list.length()).filter_map(|n| list.get(n)))
    {
        let node: HtmlElement = node.unchecked_into();
        let place = node.get_bounding_client_rect();
        right = place.right().max(right);
        if place.top() > f64::from(y) || place.bottom() < f64::from(y) {
            continue;
        }
        // The card says more than the browser's own.
        let _ = node.remove_attribute("title");
        let id = node
            .get_attribute("data-stripe")
            .or_else(|| node.get_attribute("data-note"));
        found.extend(id.map(|id| (-place.right(), id)));
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    Shown {
        ids: found.into_iter().map(|(_, id)| id).collect(),
        x: right as i32 + 10,
        y: y - 12,
    }
}

fn rows(desk: Desk, ids: &[String]) -> Vec<El> {
    let app = desk.app;
    app.work.with_value(|w| {
        let known = ids
            .iter()
            .filter_map(|id| AnnotationId::parse(id))
            .filter_map(|id| w.project.annotations.get(&id));
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
            let note = (!a.note.is_empty()).then(|| classed("p", "tag-card__note").child(a.note.clone()));
            classed("div", "tag-card__row")
                .child(head)
                .child(foot)
                .child(note)
        };
        let mut list: Vec<El> = known.clone().take(MOST).map(row).collect();
        let more = known.count().saturating_sub(MOST);
        if more > 0 {
            list.push(el("p").class("tag-card__who").child(t().more_tags(more)));
        }
        list
    })
}
