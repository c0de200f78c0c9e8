//! 絞り込み: what does not match folds away, with a count.

use std::ops::Range;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlSelectElement, KeyboardEvent};

use crate::analysis::filter::{self, Filter, Fold};
use crate::analysis::sentences::touched;
use crate::minutes::BlockKind;
use crate::project::{AnnotatorId, ThemeId};
use crate::ui::html::{El, button, classed, dynamic, el, fragment, live, when};
use crate::ui::i18n::{Message, Messages, messages, t, word};
use crate::ui::state::{App, OpenDocument};
use crate::view::outline;

use super::Desk;
use super::names::listed;

mod sys {
    use super::*;

    #[wasm_bindgen(module = "/src/desk/fold.js")]
    extern "C" {
        pub(super) fn fold(paragraphs: &[u8], speeches: &[u8], headings: &[u8], gap: &str);
    }
}

/// What can be chosen in one of the lists: what it is called in a [`Filter`], and in words.
type Choice = (String, String);

/// What is asked for, as the fields have it.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    themes: RwSignal<Vec<String>>,
    speakers: RwSignal<Vec<String>>,
    roles: RwSignal<Vec<String>>,
    sections: RwSignal<Vec<String>>,
    people: RwSignal<Vec<String>>,
    words: RwSignal<String>,
    untagged: RwSignal<bool>,
    noted: RwSignal<bool>,
    any: RwSignal<bool>,
    not: RwSignal<bool>,
}

impl Fields {
    pub(super) fn new() -> Self {
        let list = || RwSignal::new(Vec::new());
        Self {
            themes: list(),
            speakers: list(),
            roles: list(),
            sections: list(),
            people: list(),
            words: RwSignal::new(String::new()),
            untagged: RwSignal::new(false),
            noted: RwSignal::new(false),
            any: RwSignal::new(false),
            not: RwSignal::new(false),
        }
    }

    pub(super) fn clear(self) {
        for list in [self.themes, self.speakers, self.roles, self.sections, self.people] {
            list.set(Vec::new());
        }
        self.words.set(String::new());
        for tick in [self.untagged, self.noted, self.any, self.not] {
            tick.set(false);
        }
    }

    /// Asks for a theme alone, and for what one speaker said or one person tagged with it.
    pub(super) fn only(self, theme: &ThemeId, speaker: Option<u32>, person: Option<&AnnotatorId>) {
        self.clear();
        self.themes.set(vec![theme.to_string()]);
        self.speakers.set(speaker.iter().map(u32::to_string).collect());
        self.people.set(person.iter().map(ToString::to_string).collect());
    }

    /// The words that are looked for.
    pub(super) fn words(self) -> String {
        self.words.get_untracked().trim().to_owned()
    }

    fn filter(self) -> Filter {
        let numbers = |list: RwSignal<Vec<String>>| {
            let list = list.get();
            list.iter().filter_map(|n| n.parse().ok()).collect::<Vec<u32>>()
        };
        Filter {
            themes: self
                .themes
                .get()
                .iter()
                .filter_map(|x| ThemeId::parse(x))
                .collect(),
            without_theme: self.untagged.get(),
            speakers: numbers(self.speakers),
            roles: self.roles.get(),
            sections: numbers(self.sections),
            annotators: self
                .people
                .get()
                .iter()
                .filter_map(|x| AnnotatorId::parse(x))
                .collect(),
            with_note: self.noted.get(),
            words: self.words.get(),
            all: !self.any.get(),
            not: self.not.get(),
        }
    }
}

/// Which sentences are shown; `None` where nothing is asked for.
pub(super) fn shown(desk: Desk) -> Option<Vec<bool>> {
    let (document, hidden) = (desk.app.document.get()?, desk.app.hidden.get());
    let filter = desk.fields.filter();
    if !desk.filtering.get() || filter.is_empty() {
        return None;
    }
    let seen = |person: &AnnotatorId| !hidden.contains(person);
    Some(desk.app.read(|w| {
        filter::matching(
            &filter,
            &w.project,
            &document.fingerprint,
            &document.minutes,
            &seen,
        )
    }))
}

/// The sentences where the person is, if not all of them match. They stay: the person may just have tagged them, and
/// nobody is to tag what nobody sees.
fn kept(desk: Desk, matching: &[bool]) -> Option<Range<usize>> {
    let (document, at) = (desk.app.document.get()?, desk.at.get()?);
    let range = document.index.bytes_of_chars(&document.minutes.text, at);
    let here = touched(&document.minutes, range);
    let other = matching.get(here.clone()).is_some_and(|l| l.contains(&false));
    other.then_some(here)
}

/// Keeps the page folded as the filter says.
pub(super) fn keep_folded(desk: Desk) {
    let matching = Memo::new(move |_| shown(desk));
    let kept = Memo::new(move |_| matching.with(|m| kept(desk, m.as_ref()?)));
    let found = desk.found;
    Effect::new(move || {
        desk.drawn.track();
        let Some(document) = desk.app.document.get() else {
            return;
        };
        matching.with(|matching| {
            let Some(matching) = matching else {
                // Nothing was folded, and all nodes would be looked at.
                if found.get_untracked().is_some() {
                    sys::fold(&[], &[], &[], "");
                    desk.ask("dim", "");
                    found.set(None);
                    desk.ask("relay", "place");
                }
                return;
            };
            lay(desk, &document, matching, kept.get());
            found.set(Some(matching.iter().filter(|m| **m).count()));
            desk.ask("relay", "");
        });
    });
    // A theme that is gone is asked for no more.
    Effect::new(move || {
        let live: Vec<String> = desk
            .app
            .read(|w| w.project.codebook().iter().map(|t| t.id.to_string()).collect());
        let themes = desk.fields.themes;
        if themes.with(|list| list.iter().any(|id| !live.contains(id))) {
            themes.update(|list| list.retain(|id| live.contains(id)));
        }
    });
}

/// Folds the page: the sentences that match are seen, and those that are `kept`.
fn lay(desk: Desk, document: &OpenDocument, matching: &[bool], kept: Option<Range<usize>>) {
    let mut shown = matching.to_vec();
    if let Some(list) = kept.and_then(|here| shown.get_mut(here)) {
        list.fill(true);
    }
    let fold = filter::folded(&shown, &document.minutes);
    let of = |want: fn(&BlockKind) -> bool| -> Vec<u8> {
        let blocks = document.minutes.blocks.iter().zip(&fold.blocks);
        let blocks = blocks.filter(|(b, _)| want(&b.kind));
        blocks.map(|(_, f)| u8::from(*f)).collect()
    };
    let paragraphs: Vec<u8> = fold.paragraphs.iter().map(|f| u8::from(*f)).collect();
    let speeches = of(|k| matches!(k, BlockKind::Speech(_)));
    let headings = of(|k| matches!(k, BlockKind::Heading(_)));
    sys::fold(&paragraphs, &speeches, &headings, &messages().filter_folded("#"));
    desk.ask("dim", &around(document, matching, &fold));
}

/// On paper nobody is at a place: what does not match is left out there, too. `on` before printing; after it the screen
/// is as it was.
pub(super) fn for_paper(desk: Desk, on: bool) {
    untrack(|| {
        if let Some((document, matching)) = desk.app.document.get().zip(shown(desk)) {
            let kept = if on { None } else { kept(desk, &matching) };
            lay(desk, &document, &matching, kept);
        }
    });
}

/// What is asked for, in words: 「テーマ：防災、予算　発言者：議長（すべて満たす）」.
pub(super) fn in_words(desk: Desk) -> String {
    let (m, fields) = (t(), desk.fields);
    let lists = Lists(desk.app);
    let listed = |label: Message, chosen: RwSignal<Vec<String>>, all: Vec<Choice>| {
        let names = all
            .into_iter()
            .filter(|(key, _)| chosen.with(|c| c.contains(key)));
        let names: Vec<String> = names.map(|(_, name)| name).collect();
        (!names.is_empty()).then(|| m.labelled(label(m), names.join(m.comma())))
    };
    let tick = |on: RwSignal<bool>, label: Message| on.get().then(|| label(m).to_owned());
    let words = fields.words();
    let parts = [
        listed(Messages::themes, fields.themes, lists.themes()),
        tick(fields.untagged, Messages::filter_untagged),
        listed(Messages::speakers, fields.speakers, lists.speakers()),
        listed(Messages::filter_roles, fields.roles, lists.roles()),
        listed(Messages::filter_sections, fields.sections, lists.sections()),
        listed(Messages::people, fields.people, lists.people()),
        tick(fields.noted, Messages::filter_noted),
        (!words.is_empty()).then(|| m.labelled(m.filter_words(), words)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let join = match fields.any.get() {
        _ if parts.len() < 2 => String::new(),
        true => m.apart(m.filter_any()),
        false => m.apart(m.filter_all()),
    };
    let not = tick(fields.not, Messages::filter_not).map(|not| m.apart(not));
    [parts.join("　"), join, not.unwrap_or_default()].concat()
}

/// The sentences in sight that do not match, beside one that does or where the person is: UTF-16 offsets, parted by
/// spaces.
fn around(document: &OpenDocument, matching: &[bool], fold: &Fold) -> String {
    let mut places: Vec<String> = Vec::new();
    let paragraphs = document.minutes.paragraphs.iter().zip(&fold.paragraphs);
    for (paragraph, _) in paragraphs.filter(|(_, folded)| !**folded) {
        for n in paragraph.sentences.start as usize..paragraph.sentences.end as usize {
            let sentence = document.minutes.sentences.get(n);
            if let Some(range) = sentence.filter(|_| matching.get(n) == Some(&false)) {
                let at = document.utf16(*range);
                places.extend([at.start.to_string(), at.end.to_string()]);
            }
        }
    }
    places.join(" ")
}

/// What can be chosen of each kind.
#[derive(Clone, Copy)]
struct Lists(App);

impl Lists {
    fn themes(self) -> Vec<Choice> {
        self.0.read(|w| {
            let list = listed(&w.project).into_iter();
            list.map(|l| (l.theme.id.to_string(), l.words())).collect()
        })
    }

    fn speakers(self) -> Vec<Choice> {
        self.0.document.get().map_or(Vec::new(), |d| {
            let list = d.minutes.speakers.iter().enumerate();
            list.map(|(n, s)| (n.to_string(), s.label.clone())).collect()
        })
    }

    fn roles(self) -> Vec<Choice> {
        let mut list: Vec<Choice> = Vec::new();
        if let Some(d) = self.0.document.get() {
            for role in d.minutes.speakers.iter().filter_map(|s| s.role.clone()) {
                if !list.iter().any(|(known, _)| known == &role) {
                    list.push((role.clone(), role));
                }
            }
        }
        list
    }

    fn sections(self) -> Vec<Choice> {
        self.0.document.get().map_or(Vec::new(), |d| {
            let rows = outline::sections(&d.minutes);
            let blocks = d.minutes.sections.iter();
            let row = |(s, r): (&crate::minutes::Section, outline::SectionRow)| {
                (s.first_block.to_string(), r.title)
            };
            blocks.zip(rows).map(row).collect()
        })
    }

    fn people(self) -> Vec<Choice> {
        self.0.read(|w| {
            let all = w.project.annotators.values();
            all.map(|a| (a.id.to_string(), a.nickname.clone())).collect()
        })
    }
}

/// The bar above the text, while it is wanted.
pub(super) fn bar(desk: Desk) -> El {
    fragment().child(when(move || desk.filtering.get(), move || content(desk)))
}

fn content(desk: Desk) -> El {
    let fields = desk.fields;
    let lists = Lists(desk.app);
    let words = classed("input", "field__input filter__words")
        .attr("type", "search")
        .bind("aria-label", word(Messages::filter_words))
        .bind("placeholder", word(Messages::filter_words))
        .value(live(move || fields.words.get()))
        .on("input", move |e: Event| fields.words.set(event_target_value(&e)));
    let join = el("select")
        .class("field__input filter__join")
        .bind("aria-label", word(Messages::filter_join))
        .on("change", move |e: Event| {
            fields.any.set(event_target_value(&e) == "any")
        })
        .child(
            el("option")
                .attr("value", "all")
                .child(word(Messages::filter_all)),
        )
        .child(
            el("option")
                .attr("value", "any")
                .bind("selected", fields.any.get_untracked())
                .child(word(Messages::filter_any)),
        );
    let count = classed("p", "filter__count")
        .attr("role", "status")
        .child(live(move || match desk.found.get() {
            None => t().filter_nothing().to_owned(),
            Some(n) => t().filter_found(n),
        }));
    let tag = button("button button--small", move || {
        desk.open.set("tag-all".to_owned())
    })
    .bind("hidden", live(move || desk.found.get().is_none_or(|n| n == 0)))
    .child(word(Messages::tag_all));
    let close = move || {
        fields.clear();
        desk.filtering.set(false);
        desk.ask("read", "");
    };
    let closer = button("button button--quiet button--small", close).child(word(Messages::filter_close));
    // What is open inside it closes first, then the words go.
    let key = move |e: KeyboardEvent| {
        let inside = e.current_target().and_then(|t| t.dyn_into::<Element>().ok());
        let list = |bar: Element| bar.query_selector(":popover-open").ok().flatten();
        let chosen = e.target().is_some_and(|t| t.has_type::<HtmlSelectElement>());
        if e.key() != "Escape" || e.is_composing() || chosen || inside.and_then(list).is_some() {
            return;
        }
        e.prevent_default();
        e.stop_propagation();
        if !fields.words.with_untracked(String::is_empty) {
            fields.words.set(String::new());
        } else if untrack(|| fields.filter().is_empty()) {
            close();
        } else {
            // What was ticked with care stays; only the keys go back to the text.
            desk.ask("read", "");
        }
    };
    let content = classed("div", "filter__fields")
        .child(choices(
            "filter-themes",
            Messages::themes,
            fields.themes,
            move || lists.themes(),
        ))
        .child(tick(Messages::filter_untagged, fields.untagged))
        .child(choices(
            "filter-speakers",
            Messages::speakers,
            fields.speakers,
            move || lists.speakers(),
        ))
        .child(choices(
            "filter-roles",
            Messages::filter_roles,
            fields.roles,
            move || lists.roles(),
        ))
        .child(choices(
            "filter-sections",
            Messages::filter_sections,
            fields.sections,
            move || lists.sections(),
        ))
        .child(choices(
            "filter-people",
            Messages::people,
            fields.people,
            move || lists.people(),
        ))
        .child(tick(Messages::filter_noted, fields.noted))
        .child(words)
        .child(join)
        .child(tick(Messages::filter_not, fields.not));
    let foot = classed("div", "filter__foot")
        .child(count)
        .child(tag)
        .child(closer);
    classed("section", "filter")
        .bind("aria-label", word(Messages::filter))
        .on("keydown", key)
        .child(content)
        .child(foot)
}

fn tick(label: Message, signal: RwSignal<bool>) -> El {
    let input = el("input")
        .attr("type", "checkbox")
        .checked(live(move || signal.get()))
        .on("change", move |e: Event| signal.set(event_target_checked(&e)));
    classed("label", "choice")
        .child(input)
        .child(el("span").child(word(label)))
}

/// A button that opens a list of boxes to tick; it says how many are. Without anything to choose it is not there.
fn choices(
    id: &'static str,
    label: Message,
    chosen: RwSignal<Vec<String>>,
    list: impl Fn() -> Vec<Choice> + Send + Sync + Clone + 'static,
) -> El {
    let rows = {
        let list = list.clone();
        move || {
            let row = |(key, name): Choice| {
                let known = key.clone();
                let input = el("input")
                    .attr("type", "checkbox")
                    .checked(live(move || chosen.with(|c| c.contains(&known))))
                    .on("change", move |e: Event| {
                        let on = event_target_checked(&e);
                        chosen.update(|c| match on {
                            true => c.push(key.clone()),
                            false => c.retain(|x| x != &key),
                        });
                    });
                classed("label", "choice")
                    .child(input)
                    .child(el("span").attr("lang", "ja").child(name))
            };
            list().into_iter().map(row).collect::<Vec<El>>()
        }
    };
    let said = move || match chosen.with(Vec::len) {
        0 => label(t()).to_owned(),
        n => format!("{} {n}", label(t())),
    };
    let button = classed("button", "button button--small")
        .attr("type", "button")
        .attr("popovertarget", id)
        .bind(
            "aria-pressed",
            live(move || chosen.with(|c| !c.is_empty()).to_string()),
        )
        .child(live(said));
    let panel = classed("div", "menu__list menu__list--panel")
        .attr("id", id)
        .attr("popover", "auto")
        .child(dynamic(rows));
    classed("div", "menu")
        .bind("hidden", live(move || list().len() < 2))
        .child(button)
        .child(panel)
}
