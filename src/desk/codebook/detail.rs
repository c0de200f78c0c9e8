//! All about one theme: what it is called, looks like and means, and what can be done with it.

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::{Event, HtmlElement};

use crate::browser::clock;
use crate::project::{self, Colour, Label, Theme, ThemeId, palette};
use crate::ui::html::{El, button, classed, el, live};
use crate::ui::i18n::{Message, Messages, t, word};
use crate::ui::names::name_of;
use crate::ui::talk::Dialog;

use super::places::{indent, outdent, shift};
use super::{Chosen, Desk, examples, joining, name_in};
use crate::desk::colours::colour_name;

/// The theme that the fields change. What is typed is kept while it is typed, as one step for each field.
#[derive(Clone)]
struct Form {
    desk: Desk,
    id: ThemeId,
}

impl Form {
    /// Changes the theme; what is changed in one visit to a field is one step.
    fn change(&self, field: &str, visit: u64, f: impl FnOnce(&mut Theme)) {
        let edit = (self.desk.app.work).with_value(|w| project::change_theme(w, &self.id, f));
        let name = name_in(self.desk, &self.id);
        let key = format!("theme {} {field} {visit}", self.id);
        self.desk.run_joined(edit, Label::ChangeTheme { name }, Some(key));
    }

    /// Lets a field show and write one of the texts; `name` is that of the step.
    fn text(
        &self,
        input: El,
        name: &'static str,
        get: fn(&Theme) -> String,
        set: fn(&mut Theme, &str),
    ) -> El {
        let composing = StoredValue::new(false);
        // What is typed between coming into the field and leaving it is one step.
        let visit = StoredValue::new(clock::now());
        let app = self.desk.app;
        let id = self.id.clone();
        let kept = move || app.work.with_value(|w| w.project.themes.get(&id).map(get));
        // What the field stands for: what was typed in it last, as it is kept, or what was put into it.
        let mine = StoredValue::new(kept());
        let write = {
            let form = self.clone();
            move |words: String| {
                let value = words.trim().to_owned();
                form.change(name, visit.get_value(), move |t| set(t, &value));
                mine.set_value(kept());
            }
        };
        let node: HtmlElement = input.node();
        let id = self.id.clone();
        let said = Memo::new(move |_| app.read(|w| w.project.themes.get(&id).map(get)));
        let now = said.get_untracked();
        // What was taken back, or came from another tab, is shown too, also in the field somebody is writing in: the next
        // letter would write over it.
        Effect::new(move || {
            let words = said.get();
            if mine.with_value(|m| m == &words) || composing.get_value() {
                return;
            }
            mine.set_value(words.clone());
            let member = |name| JsValue::from_str(name);
            let caret = js_sys::Reflect::get(&node, &member("selectionEnd"));
            let words = JsValue::from_str(&words.unwrap_or_default());
            let _ = js_sys::Reflect::set(&node, &member("value"), &words);
            let here = document().active_element();
            if let Some(caret) = caret.ok().filter(|_| here.is_some_and(|e| e == *node.as_ref())) {
                let _ = js_sys::Reflect::set(&node, &member("selectionStart"), &caret);
                let _ = js_sys::Reflect::set(&node, &member("selectionEnd"), &caret);
            }
        });
        let left = input.node::<HtmlElement>();
        // Who leaves a field sees what is kept of it.
        let leave = move |_: Event| {
            let words = JsValue::from_str(&said.get_untracked().unwrap_or_default());
            let _ = js_sys::Reflect::set(&left, &JsValue::from_str("value"), &words);
            visit.set_value(clock::now());
        };
        input.on("blur", leave).value(now.into()).typed(composing, write)
    }
}

fn field(label: Message, input: El) -> El {
    classed("label", "field")
        .child(classed("span", "field__label").child(word(label)))
        .child(input)
}

fn line() -> El {
    classed("input", "field__input")
        .attr("type", "text")
        .attr("maxlength", "60")
}

fn area(rows: &str, hint: Message) -> El {
    classed("textarea", "note")
        .attr("rows", rows)
        .bind("placeholder", word(hint))
}

/// Everything about one theme.
pub(super) fn detail(desk: Desk, chosen: Chosen, theme: &Theme) -> El {
    let id = theme.id.clone();
    let form = Form { desk, id: id.clone() };
    let name = form.text(
        line(),
        "name",
        |t| t.name.clone(),
        |t, v| {
            if !v.is_empty() {
                v.clone_into(&mut t.name);
            }
        },
    );
    // A name that will not do says so below.
    let nameless = RwSignal::new(false);
    let name = name.on("input", move |e: Event| {
        nameless.set(event_target_value(&e).trim().is_empty())
    });
    let name = name.on("blur", move |_: Event| nameless.set(false));
    let problem = {
        let (id, app) = (id.clone(), desk.app);
        move || {
            if nameless.get() {
                return Some(t().name_missing().to_owned());
            }
            app.read(|w| {
                let name = name_of(w.project.themes.get(&id)?);
                let others = w.project.codebook().into_iter();
                let taken = others.filter(|x| x.id != id).any(|x| name_of(x) == name);
                taken.then(|| t().name_twice(name))
            })
        }
    };
    let problem = classed("p", "field__problem")
        .attr("role", "status")
        .child(live(problem));
    let english = form.text(
        line(),
        "english",
        |t| t.name_en.clone().unwrap_or_default(),
        |t, v| t.name_en = (!v.is_empty()).then(|| v.to_owned()),
    );
    let definition = form.text(
        area("3", Messages::definition_hint),
        "definition",
        |t| t.definition.clone(),
        |t, v| v.clone_into(&mut t.definition),
    );
    let when = form.text(
        area("3", Messages::use_when_hint),
        "when",
        |t| t.usage.when.clone(),
        |t, v| v.clone_into(&mut t.usage.when),
    );
    let not = form.text(
        area("3", Messages::use_not_hint),
        "not",
        |t| t.usage.not.clone(),
        |t, v| v.clone_into(&mut t.usage.not),
    );
    let keywords = form.text(
        area("3", Messages::keywords_hint),
        "keywords",
        |t| t.keywords.join("\n"),
        |t, v| {
            let list = v
                .split(['\n', '、', ','])
                .map(str::trim)
                .filter(|w| !w.is_empty());
            t.keywords = list.map(str::to_owned).collect();
        },
    );
    let memo = form.text(
        area("2", Messages::theme_memo_hint),
        "memo",
        |t| t.usage.note.clone(),
        |t, v| v.clone_into(&mut t.usage.note),
    );
    let like = {
        let id = id.clone();
        button("button button--small", move || {
            desk.open(Dialog::Like, id.as_str())
        })
    };
    classed("div", "form")
        .child(
            classed("div", "book__pair")
                .child(field(Messages::name, name))
                .child(field(Messages::name_en, english)),
        )
        .child(problem)
        .child(colours(&form, theme))
        .child(field(Messages::definition, definition))
        .child(
            classed("div", "book__pair")
                .child(field(Messages::use_when, when))
                .child(field(Messages::use_not, not)),
        )
        .child(examples::examples(desk, &id))
        .child(field(Messages::keywords, keywords))
        .child(field(Messages::memo, memo))
        .child(moves(desk, &id))
        .child(joining::tagged(desk, &id))
        .child(joining::merge(desk, chosen, &id))
        .child(
            classed("div", "book__moves")
                .child(like.child(word(Messages::like)))
                .child(delete(desk, chosen, &id)),
        )
}

fn colours(form: &Form, theme: &Theme) -> El {
    let swatch = |(n, c): (usize, Colour)| {
        let form = form.clone();
        let choice = el("input")
            .attr("type", "radio")
            .attr("name", "book-colour")
            .bind("aria-label", live(move || colour_name(n, c)))
            .checked((theme.colour == c).into())
            .on("change", move |_: Event| {
                form.change("colour", 0, |t| t.colour = c)
            });
        classed("label", "swatch")
            .bind("title", live(move || colour_name(n, c)))
            .style("--theme", c.to_string())
            .child(choice)
            .child(el("span").attr("aria-hidden", "true"))
    };
    classed("fieldset", "field")
        .child(classed("legend", "field__label").child(word(Messages::colour)))
        .child(classed("div", "swatches").child(palette().enumerate().map(swatch).collect::<Vec<El>>()))
}

fn moves(desk: Desk, id: &ThemeId) -> El {
    let to = |label: Message, sign: &'static str, f: fn(Desk, &ThemeId)| {
        let id = id.clone();
        button("button button--small", move || f(desk, &id))
            .bind("aria-label", word(label))
            .bind("title", word(label))
            .child(sign)
    };
    classed("div", "book__moves")
        .attr("role", "group")
        .bind("aria-label", word(Messages::order))
        .child(to(Messages::move_up, "↑", |d, id| shift(d, id, -1)))
        .child(to(Messages::move_down, "↓", |d, id| shift(d, id, 1)))
        .child(to(Messages::move_in, "→", indent))
        .child(to(Messages::move_out, "←", outdent))
}

fn delete(desk: Desk, chosen: Chosen, id: &ThemeId) -> El {
    let id = id.clone();
    // Its neighbour is shown next, and the fields stay where they are.
    let delete = move || {
        let next = desk.app.work.with_value(|w| {
            let book = w.project.codebook();
            let at = book.iter().position(|t| t.id == id)?;
            let next = book.get(at + 1).or_else(|| book.get(at.checked_sub(1)?));
            next.map(|t| t.id.clone())
        });
        super::delete(desk, &id);
        super::go_on(chosen, next);
    };
    button("button button--danger button--small", delete).child(word(Messages::delete))
}
