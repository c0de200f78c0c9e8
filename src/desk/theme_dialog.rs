//! Making and changing a theme.

use leptos::prelude::*;
use web_sys::{Event, KeyboardEvent};

use crate::browser::clock;
use crate::desk::dialog::{Spec, dialog};
use crate::project::{self, Colour, Edit, Label, Theme, ThemeId, palette};
use crate::ui::commands;
use crate::ui::html::{El, button, classed, el, live};
use crate::ui::i18n::{Language, Messages, language, messages, t, word};
use crate::ui::names::name_of;
use crate::ui::state::App;
use crate::ui::talk::Dialog;
use crate::view::keymap::RESERVED;

use super::colours::{colour_name, free_colour};
use super::names::{about, listed};
use super::{Desk, codebook};

/// The dialog behind 「テーマを追加」 and the button beside each theme.
pub(super) fn theme_dialog(desk: Desk) -> El {
    dialog(
        desk,
        Spec {
            open: |desk| desk.shows(Dialog::Theme),
            title,
            close: Desk::close,
            content: form,
        },
    )
}

/// The theme to change; none for a new one.
fn asked(desk: Desk) -> Option<ThemeId> {
    ThemeId::parse(&desk.about(Dialog::Theme)?)
}

fn title(desk: Desk) -> String {
    match asked(desk) {
        Some(id) => desk.app.read(|w| {
            w.project
                .themes
                .get(&id)
                .map_or(String::new(), |x| t().edit_theme(name_of(x)))
        }),
        None => t().add_theme().to_owned(),
    }
}

/// The form for the theme to change, or for a new one.
fn form(desk: Desk) -> El {
    let form = Form::of(desk);
    let label = |name| classed("span", "field__label").child(word(name));
    let field = |name, input: El| classed("label", "field").child(label(name)).child(input);
    let problem = form.problem;
    let wrong = classed("p", "field__problem")
        .attr("role", "alert")
        .child(live(move || problem.get()));
    // The Enter that confirms a conversion must not send the form.
    let guard = move |e: KeyboardEvent| {
        if e.key() == "Enter" && (e.is_composing() || e.key_code() == 229) {
            e.prevent_default();
        }
    };
    let sent = form.clone();
    classed("form", "form")
        .attr("novalidate", "")
        .on("submit", move |e: Event| {
            e.prevent_default();
            sent.submit();
        })
        .on("keydown", guard)
        .child(field(Messages::name, form.name_field()))
        .child(
            form.parent_field()
                .map(|input| field(Messages::stands_under, input)),
        )
        .child(form.colours())
        .child(field(Messages::key, form.key_field()))
        .child(form.key_hint())
        .child(wrong)
        .child(form.buttons())
        .child(form.old.as_ref().map(|theme| said(desk, theme)))
}

/// What stands in the form.
#[derive(Clone)]
struct Form {
    desk: Desk,
    /// The theme that is changed; none makes a new one.
    id: Option<ThemeId>,
    /// As it was when the form was opened.
    old: Option<Theme>,
    name: RwSignal<String>,
    /// A number: signals of one type more are a kilobyte more.
    colour: RwSignal<usize>,
    key: RwSignal<String>,
    /// Id of the theme it stands under; empty for none.
    parent: RwSignal<String>,
    /// Why the form was not taken.
    problem: RwSignal<String>,
}

impl Form {
    fn of(desk: Desk) -> Self {
        let app = desk.app;
        let id = untrack(|| asked(desk));
        let old = id
            .as_ref()
            .and_then(|id| app.work.with_value(|w| w.project.themes.get(id).cloned()));
        let name = old.as_ref().map_or(String::new(), |x| untrack(|| name_of(x)));
        let colour = old
            .as_ref()
            .map_or_else(|| app.work.with_value(free_colour), |x| x.colour);
        let key = old.as_ref().and_then(|x| x.key);
        let parent = old.as_ref().and_then(|x| x.parent.as_ref());
        let parent = parent.map_or(String::new(), ThemeId::to_string);
        Self {
            desk,
            id,
            old,
            name: RwSignal::new(name),
            colour: RwSignal::new(colour.0 as usize),
            key: RwSignal::new(key.map_or(String::new(), |k| k.to_string())),
            parent: RwSignal::new(parent),
            problem: RwSignal::new(String::new()),
        }
    }

    /// Makes or changes the theme and closes the dialog, or says what is wrong.
    fn submit(&self) {
        let (app, id) = (self.desk.app, self.id.as_ref());
        let (name, key) = (self.name.get_untracked(), self.key.get_untracked());
        match check(app, id, &name, &key) {
            Ok(key) => {
                let colour = Colour(self.colour.get_untracked() as u32);
                let parent = ThemeId::parse(&self.parent.get_untracked());
                save(
                    self.desk,
                    self.old.as_ref(),
                    name.trim(),
                    colour,
                    key,
                    parent.as_ref(),
                );
                self.desk.close();
            }
            Err(words) => {
                // The field that is wrong has the keys. What is wrong with the key stands below it already.
                let named = check(app, id, &name, "").is_ok();
                self.problem.set(if named { String::new() } else { words });
                commands::focus(match named {
                    true => "dialog[open] .field__input--key",
                    false => "dialog[open] .field__input",
                });
            }
        }
    }

    fn name_field(&self) -> El {
        let name = self.name;
        classed("input", "field__input")
            .attr("type", "text")
            .attr("autofocus", "")
            .attr("maxlength", "60")
            .value(live(move || name.get()))
            .on("input", move |e: Event| name.set(event_target_value(&e)))
    }

    /// The themes it may stand under, each below its own; nothing where there is no other.
    fn parent_field(&self) -> Option<El> {
        let list = self.desk.app.work.with_value(|w| listed(&w.project));
        let mut options = vec![el("option").attr("value", "").child(word(Messages::stands_alone))];
        // What stands under it is right behind it, and deeper.
        let mut under = None;
        for l in &list {
            let id = &l.theme.id;
            if under.is_some_and(|depth| l.depth > depth) {
                continue;
            }
            under = (self.id.as_ref() == Some(id)).then_some(l.depth);
            if under.is_none() {
                let chosen = self.parent.with_untracked(|p| p == id.as_str());
                let name = ["\u{3000}".repeat(l.depth), l.words()].concat();
                options.push(
                    el("option")
                        .attr("value", id.as_str())
                        .bind("selected", chosen)
                        .child(name),
                );
            }
        }
        let parent = self.parent;
        (options.len() > 1).then(|| {
            classed("select", "field__input")
                .on("change", move |e: Event| parent.set(event_target_value(&e)))
                .child(options)
        })
    }

    /// The palette, and any other colour.
    fn colours(&self) -> El {
        let colour = self.colour;
        let swatch = |(n, c): (usize, Colour)| {
            let choice = el("input")
                .attr("type", "radio")
                .attr("name", "colour")
                .bind("aria-label", live(move || t().colour_n(n + 1)))
                .bind("title", live(move || colour_name(n, c)))
                .checked(live(move || colour.get() == c.0 as usize))
                .on("change", move |_: Event| colour.set(c.0 as usize));
            classed("label", "swatch")
                .style("--theme", c.to_string())
                .child(choice)
                .child(el("span").attr("aria-hidden", "true"))
        };
        let swatches: Vec<El> = palette().enumerate().map(swatch).collect();
        let other = el("input")
            .attr("type", "color")
            .bind("aria-label", word(Messages::other_colour))
            .value(live(move || Colour(colour.get() as u32).to_string()))
            .on("input", move |e: Event| {
                if let Some(c) = Colour::parse(&event_target_value(&e)) {
                    colour.set(c.0 as usize);
                }
            });
        let named = el("span")
            .attr("aria-hidden", "true")
            .child(word(Messages::other_colour));
        classed("fieldset", "field")
            .child(classed("legend", "field__label").child(word(Messages::colour)))
            .child(classed("div", "swatches").child(swatches))
            .child(classed("label", "field__other").child(other).child(named))
    }

    fn key_field(&self) -> El {
        let key = self.key;
        // What it has without being given one.
        let mut keys = self.desk.app.theme_keys().into_iter();
        let own = keys.find(|(t, _)| Some(t) == self.id.as_ref());
        classed("input", "field__input field__input--key")
            .attr("type", "text")
            .attr("maxlength", "1")
            .bind("placeholder", own.map(|(_, k)| k.to_string()))
            .attr("autocomplete", "off")
            .attr("aria-describedby", "key-hint")
            .value(live(move || key.get()))
            .on("input", move |e: Event| key.set(event_target_value(&e)))
    }

    /// What keys there are; of one that will not do, why, while it is typed.
    fn key_hint(&self) -> El {
        let (form, moving) = (self.clone(), self.clone());
        let bad = Memo::new(move |_| check_key(form.desk.app, form.id.as_ref(), &form.key.get()).err());
        let words = move || {
            let bad = bad.get().or_else(|| moving.moves());
            bad.unwrap_or_else(|| t().key_hint().to_owned())
        };
        let class = move || match bad.get().is_some() {
            true => "field__problem",
            false => "field__hint",
        };
        el("p")
            .bind("class", live(class))
            .attr("id", "key-hint")
            .attr("role", "status")
            .child(live(words))
    }

    /// Which theme gives up the key, where it has not been given it.
    fn moves(&self) -> Option<String> {
        let app = self.desk.app;
        let wanted = fold_key(&self.key.get())?;
        app.read(|w| {
            let (owner, _) = app.theme_keys().into_iter().find(|(_, k)| *k == wanted)?;
            let mut others = w.project.codebook().into_iter();
            let owner = others.find(|x| x.id == owner && Some(&x.id) != self.id.as_ref())?;
            owner.key.is_none().then(|| t().key_moves(wanted, name_of(owner)))
        })
    }

    fn buttons(&self) -> El {
        let desk = self.desk;
        let (id, exists) = (self.id.clone(), self.old.is_some());
        let delete = move || {
            if let Some(id) = &id {
                codebook::delete(desk, id);
            }
            desk.close();
        };
        let delete = exists.then(|| {
            button("button button--danger", delete)
                .bind("title", word(Messages::delete_hint))
                .child(word(Messages::delete))
        });
        let cancel = button("button", move || desk.close());
        let done = if exists { Messages::change } else { Messages::add };
        let send = classed("button", "button button--main")
            .attr("type", "submit")
            .child(word(done));
        classed("div", "form__buttons")
            .child(delete)
            .child(cancel.child(word(Messages::cancel)))
            .child(send)
    }
}

/// What the theme is for. That stands in the codebook, where there is room to write it.
fn said(desk: Desk, theme: &Theme) -> El {
    let id = theme.id.clone();
    let open = button("button button--quiet button--small", move || {
        desk.open(Dialog::Codebook, id.as_str())
    });
    classed("div", "said")
        .child(about(theme))
        .child(open.child(word(Messages::in_codebook)))
}

/// The key that was typed. A full-width digit is what an IME gives.
fn fold_key(typed: &str) -> Option<char> {
    let c = typed.trim().chars().next()?;
    let narrow = match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        c => c,
    };
    Some(narrow.to_ascii_lowercase())
}

/// The key, or why it will not do.
fn check(app: App, id: Option<&ThemeId>, name: &str, key: &str) -> Result<Option<char>, String> {
    let (m, name) = (messages(), name.trim());
    if name.is_empty() {
        return Err(m.name_missing().to_owned());
    }
    app.work.with_value(|w| {
        let there = |id: &ThemeId| w.project.themes.get(id).is_some_and(|x| !x.deleted);
        if id.is_some_and(|id| !there(id)) {
            return Err(m.theme_deleted_elsewhere().to_owned());
        }
        let others = w.project.codebook().into_iter();
        let mut others = others.filter(|x| Some(&x.id) != id);
        match others.any(|x| name_of(x) == name) {
            true => Err(m.name_taken(name)),
            false => Ok(()),
        }
    })?;
    check_key(app, id, key)
}

/// The key alone, or why it will not do.
fn check_key(app: App, id: Option<&ThemeId>, key: &str) -> Result<Option<char>, String> {
    let m = messages();
    let Some(key) = fold_key(key) else { return Ok(None) };
    app.work.with_value(|w| {
        let others = w.project.codebook().into_iter();
        let mut others = others.filter(|x| Some(&x.id) != id);
        if RESERVED.contains(&key) {
            return Err(m.key_reserved(key));
        }
        if !(key.is_ascii_lowercase() || ('1'..='9').contains(&key)) {
            return Err(m.key_bad().to_owned());
        }
        match others.find(|x| x.key == Some(key)) {
            Some(other) => Err(m.key_taken(key, name_of(other))),
            None => Ok(Some(key)),
        }
    })
}

/// The name that [`name_of`] shows: it is the one that is edited, and that of the other language stays.
fn shown_name(theme: &mut Theme) -> &mut String {
    match (language().get_untracked(), &mut theme.name_en) {
        (Language::En, Some(name)) => name,
        _ => &mut theme.name,
    }
}

/// Makes a theme, or writes what has been changed of it; what another tab has changed since stays.
fn save(
    desk: Desk,
    old: Option<&Theme>,
    name: &str,
    colour: Colour,
    key: Option<char>,
    parent: Option<&ThemeId>,
) {
    let app = desk.app;
    let (edit, label) = match old {
        None => {
            let add = |w: &project::Workspace| project::add_theme(w, name, colour, key, &mut clock::uuid);
            let mut edit = app.work.with_value(add);
            if let Edit::Theme {
                value: Some(theme), ..
            } = &mut edit
            {
                theme.parent = parent.cloned();
            }
            (
                Some(edit),
                Label::AddTheme {
                    name: name.to_owned(),
                },
            )
        }
        Some(old) => {
            let renamed = untrack(|| name_of(old)) != name;
            let change = |w: &project::Workspace| {
                project::change_theme(w, &old.id, |x| {
                    if renamed {
                        name.clone_into(shown_name(x));
                    }
                    if old.colour != colour {
                        x.colour = colour;
                    }
                    if old.key != key {
                        x.key = key;
                    }
                })
            };
            let edit = app.work.with_value(change);
            // As it is called afterwards.
            let name = match &edit {
                Some(project::Edit::Theme { value: Some(x), .. }) => x.name.clone(),
                _ => String::new(),
            };
            (edit, Label::ChangeTheme { name })
        }
    };
    if let Some(edit) = edit {
        let new = match &edit {
            project::Edit::Theme { id, .. } => format!("[data-theme='{id}']"),
            _ => String::new(),
        };
        desk.run(Some(edit), label);
        // It stands at the end of a list that may be longer than its place.
        request_animation_frame(move || commands::show(&new));
    }
    if let Some(old) = old.filter(|old| old.parent.as_ref() != parent) {
        // As it is now: the page has run the change before.
        let edit = app
            .work
            .with_value(|w| project::move_theme(w, &old.id, parent, None));
        let name = name.to_owned();
        desk.run(edit, Label::MoveTheme { name });
    }
}
