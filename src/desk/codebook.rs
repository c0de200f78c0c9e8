//! テーマ表: the codebook as a whole. Themes stand under others, are put in order, described, made one, parted,
//! deleted and brought back; the whole goes out as a file and comes in from one.

use leptos::prelude::*;
use web_sys::{DragEvent, Event, KeyboardEvent};

use crate::browser::clock;
use crate::project::{self, Colour, Label, Theme, ThemeId, Workspace, palette};
use crate::ui::commands;
use crate::ui::html::{El, button, classed, dynamic, el, fragment, live, when};
use crate::ui::i18n::{Message, Messages, messages, t, word};
use crate::ui::parts::dialog::{Spec, dialog};
use crate::ui::parts::themes::name_of;

use super::Desk;
use super::codebook_files::codebook_files;
use super::statements::statement;

/// The dialog.
pub(super) fn codebook(desk: Desk) -> El {
    dialog(
        desk,
        Spec {
            open: |desk| desk.open.with(|o| o == "codebook"),
            title: |_| t().codebook().to_owned(),
            close: Desk::close,
            content,
        },
    )
}

/// Which theme the right side is about.
type Chosen = RwSignal<Option<ThemeId>>;

fn content(desk: Desk) -> El {
    let app = desk.app;
    let chosen: Chosen = RwSignal::new(
        app.work
            .with_value(|w| w.project.codebook().first().map(|t| t.id.clone())),
    );
    let dragged: Chosen = RwSignal::new(None);
    let rows = move || {
        let tags = counts(desk);
        app.read(|w| {
            let nested = project::nested(&w.project).into_iter();
            nested
                .map(|(depth, theme)| {
                    let n = tags.iter().filter(|id| **id == theme.id).count();
                    row(desk, chosen, dragged, depth, theme, n)
                })
                .collect::<Vec<El>>()
        })
    };
    // Drawn anew for another theme, or when it is gone, and not while it is being changed.
    let here = Memo::new(move |_| {
        let id = chosen.get()?;
        let live = app.read(|w| w.project.themes.get(&id).is_some_and(|t| !t.deleted));
        live.then_some(id)
    });
    let detail = move || {
        let id = here.get()?;
        let theme = app.work.with_value(|w| w.project.themes.get(&id).cloned());
        theme.map(|theme| detail(desk, chosen, &theme))
    };
    let add = button("button", move || {
        let colour = app.work.with_value(free_colour);
        let edit = app
            .work
            .with_value(|w| project::add_theme(w, t().new_theme(), colour, None, &mut clock::uuid));
        if let project::Edit::Theme { id, .. } = &edit {
            chosen.set(Some(id.clone()));
        }
        let name = t().new_theme().to_owned();
        desk.run(Some(edit), Label::AddTheme { name });
    });
    let list = classed("div", "book__list")
        .child(
            classed("ul", "book__themes")
                .bind("aria-label", word(Messages::themes))
                .child(dynamic(rows)),
        )
        .child(add.child(word(Messages::add_theme)))
        .child(deleted(desk));
    let close = button("button button--main", move || desk.close()).child(word(Messages::close));
    let back = button("button button--small", move || desk.ask("key", "^z"))
        .bind("disabled", live(move || !app.read(|w| w.can_undo())))
        .child(word(Messages::step_back));
    let foot = classed("div", "form__buttons")
        .child(codebook_files(desk))
        .child(back)
        .child(close);
    classed("div", "book")
        .child(list)
        .child(classed("div", "book__detail").child(dynamic(detail)))
        .child(foot)
}

/// The first colour that nobody uses, else the one that fewest themes have.
pub(super) fn free_colour(w: &Workspace) -> Colour {
    let used: Vec<Colour> = w.project.codebook().iter().map(|t| t.colour).collect();
    let free = palette().min_by_key(|c| used.iter().filter(|u| *u == c).count());
    free.unwrap_or(Colour(0x0072B2))
}

/// The themes of all tags, in every document.
fn counts(desk: Desk) -> Vec<ThemeId> {
    desk.app.read(|w| {
        let tags = w.project.annotations.values().filter(|a| !a.deleted);
        tags.filter_map(|a| a.theme.clone()).collect()
    })
}

fn name_in(desk: Desk, id: &ThemeId) -> String {
    desk.app
        .work
        .with_value(|w| w.project.themes.get(id).map_or(String::new(), |t| t.name.clone()))
}

/// Moves a theme as one step.
fn relocate(desk: Desk, id: &ThemeId, parent: Option<&ThemeId>, before: Option<&ThemeId>) {
    let name = name_in(desk, id);
    let edit = desk
        .app
        .work
        .with_value(|w| project::move_theme(w, id, parent, before));
    desk.run(edit, Label::MoveTheme { name });
}

fn row(desk: Desk, chosen: Chosen, dragged: Chosen, depth: usize, theme: &Theme, tags: usize) -> El {
    let id = theme.id.clone();
    let (a, b, c, d, e) = (id.clone(), id.clone(), id.clone(), id.clone(), id.clone());
    let parent = theme.parent.clone();
    let current = live(move || chosen.with(|x| x.as_ref() == Some(&a)).then_some("true"));
    let pick = button("book__theme", move || chosen.set(Some(b.clone())))
        .bind("aria-current", current)
        .child(classed("span", "theme__chip").attr("aria-hidden", "true"))
        .child(classed("span", "theme__name").child(name_of(theme)))
        .child(classed("span", "theme__count").child(tags.to_string()))
        .attr("data-book", theme.id.as_str())
        .on("keydown", move |e: KeyboardEvent| {
            if e.alt_key() && by_key(desk, &c, &e.key()) {
                e.prevent_default();
                // The row is a new one, where it is now.
                let row = format!("[data-book='{c}']");
                request_animation_frame(move || commands::focus(&row));
            }
        });
    let over = move |e: DragEvent| {
        if dragged.with_untracked(Option::is_some) {
            e.prevent_default();
        }
    };
    // On the right half it goes below as a part of it, on the left half in front of it.
    let drop = move |event: DragEvent| {
        event.prevent_default();
        event.stop_propagation();
        let Some(from) = dragged.get_untracked() else {
            return;
        };
        dragged.set(None);
        let target = event_target::<web_sys::HtmlElement>(&event);
        let inside = event.offset_x() > target.offset_width() / 2;
        match inside {
            true => relocate(desk, &from, Some(&d), None),
            false => relocate(desk, &from, parent.as_ref(), Some(&d)),
        }
    };
    classed("li", "book__row")
        .attr("draggable", "true")
        .style("--theme", theme.colour.to_string())
        .style("--depth", depth.to_string())
        .on("dragstart", move |_: DragEvent| dragged.set(Some(e.clone())))
        .on("dragend", move |_: DragEvent| dragged.set(None))
        .on("dragover", over)
        .on("drop", drop)
        .child(pick)
}

/// Alt with an arrow: up, down, under the one above, out again.
fn by_key(desk: Desk, id: &ThemeId, key: &str) -> bool {
    match key {
        "ArrowUp" => shift(desk, id, -1),
        "ArrowDown" => shift(desk, id, 1),
        "ArrowRight" => indent(desk, id),
        "ArrowLeft" => outdent(desk, id),
        _ => return false,
    }
    true
}

/// The themes beside one, in order, and the place of the one among them.
fn siblings(desk: Desk, id: &ThemeId) -> (Option<ThemeId>, Vec<ThemeId>, usize) {
    desk.app.work.with_value(|w| {
        let list = project::nested(&w.project);
        let place = list.iter().position(|(_, t)| &t.id == id).unwrap_or_default();
        let depth = list.get(place).map_or(0, |(d, _)| *d);
        let above = list.iter().take(place).rposition(|(d, _)| *d < depth);
        let parent = above.and_then(|n| list.get(n)).map(|(_, t)| t.id.clone());
        let first = above.map_or(0, |n| n + 1);
        let family = list.iter().skip(first).take_while(|(d, _)| *d >= depth);
        let ids: Vec<ThemeId> = family
            .filter(|(d, _)| *d == depth)
            .map(|(_, t)| t.id.clone())
            .collect();
        let at = ids.iter().position(|x| x == id).unwrap_or_default();
        (parent, ids, at)
    })
}

fn shift(desk: Desk, id: &ThemeId, by: isize) {
    let (parent, ids, at) = siblings(desk, id);
    let Some(to) = at.checked_add_signed(by).filter(|to| *to < ids.len()) else {
        return;
    };
    let before = if by < 0 { ids.get(to) } else { ids.get(to + 1) };
    relocate(desk, id, parent.as_ref(), before);
}

fn indent(desk: Desk, id: &ThemeId) {
    let (_, ids, at) = siblings(desk, id);
    if let Some(above) = at.checked_sub(1).and_then(|n| ids.get(n)) {
        relocate(desk, id, Some(above), None);
    }
}

fn outdent(desk: Desk, id: &ThemeId) {
    let (Some(parent), ..) = siblings(desk, id) else {
        return;
    };
    let (grand, uncles, at) = siblings(desk, &parent);
    relocate(desk, id, grand.as_ref(), uncles.get(at + 1));
}

/// Everything about one theme.
fn detail(desk: Desk, chosen: Chosen, theme: &Theme) -> El {
    let id = theme.id.clone();
    // What is typed is kept while it is typed, as one step for each field.
    let change = {
        let id = id.clone();
        move |field: &str, f: Box<dyn FnOnce(&mut Theme)>| {
            let edit = desk.app.work.with_value(|w| project::change_theme(w, &id, f));
            let name = name_in(desk, &id);
            let key = format!("theme {id} {field}");
            desk.run_joined(edit, Label::ChangeTheme { name }, Some(key));
        }
    };
    let typed = |input: El, name: &'static str, set: fn(&mut Theme, &str)| {
        let change = change.clone();
        let composing = StoredValue::new(false);
        let write = move |e: &Event| {
            let value = event_target_value(e).trim().to_owned();
            change(name, Box::new(move |t| set(t, &value)));
        };
        let confirmed = write.clone();
        input
            .on("compositionstart", move |_: Event| composing.set_value(true))
            .on("compositionend", move |e: Event| {
                composing.set_value(false);
                confirmed(&e);
            })
            .on("input", move |e: Event| {
                if !composing.get_value() {
                    write(&e);
                }
            })
    };
    let field = |label: Message, input: El| {
        classed("label", "field")
            .child(classed("span", "field__label").child(word(label)))
            .child(input)
    };
    let text = |value: &str| {
        classed("input", "field__input")
            .attr("type", "text")
            .attr("maxlength", "60")
            .value(value.to_owned().into())
    };
    let long = |value: &str, hint: Message| {
        classed("textarea", "note")
            .attr("rows", "4")
            .bind("placeholder", word(hint))
            .value(value.to_owned().into())
    };
    let name = typed(text(&theme.name), "name", |t, v| {
        if !v.is_empty() {
            v.clone_into(&mut t.name);
        }
    });
    let english = typed(
        text(theme.name_en.as_deref().unwrap_or_default()),
        "english",
        |t, v| {
            t.name_en = (!v.is_empty()).then(|| v.to_owned());
        },
    );
    let definition = long(&theme.definition, Messages::definition_hint);
    let definition = typed(definition, "definition", |t, v| v.clone_into(&mut t.definition));
    let keywords = long(&theme.keywords.join("\n"), Messages::keywords_hint);
    let keywords = typed(keywords, "keywords", |t, v| {
        let list = v
            .split(['\n', '、', ','])
            .map(str::trim)
            .filter(|w| !w.is_empty());
        t.keywords = list.map(str::to_owned).collect();
    });
    let swatch = |(n, c): (usize, Colour)| {
        let change = change.clone();
        let choice = el("input")
            .attr("type", "radio")
            .attr("name", "book-colour")
            .bind("aria-label", live(move || colour_name(n, c)))
            .checked((theme.colour == c).into())
            .on("change", move |_: Event| {
                change("colour", Box::new(move |t| t.colour = c))
            });
        classed("label", "swatch")
            .bind("title", live(move || colour_name(n, c)))
            .style("--theme", c.to_string())
            .child(choice)
            .child(el("span").attr("aria-hidden", "true"))
    };
    let colours = classed("fieldset", "field")
        .child(classed("legend", "field__label").child(word(Messages::colour)))
        .child(classed("div", "swatches").child(palette().enumerate().map(swatch).collect::<Vec<El>>()));
    let moves = {
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
    };
    let others: Vec<El> = desk.app.work.with_value(|w| {
        let list = w.project.codebook().into_iter().filter(|t| t.id != id);
        list.map(|t| el("option").attr("value", t.id.as_str()).child(name_of(t)))
            .collect()
    });
    let into = RwSignal::new(None::<ThemeId>);
    let merge = classed("select", "field__input")
        .on("change", move |e: Event| {
            into.set(ThemeId::parse(&event_target_value(&e)))
        })
        .child(el("option").attr("value", "").child(word(Messages::choose)))
        .child(others);
    let merge_now = {
        let id = id.clone();
        button("button button--small", move || {
            let Some(into) = into.get_untracked() else { return };
            let (from_name, into_name) = (name_in(desk, &id), name_in(desk, &into));
            let edit = desk
                .app
                .work
                .with_value(|w| project::merge_themes(w, &id, &into, clock::now()));
            desk.ask("say", &messages().themes_merged(&from_name, &into_name));
            let (from, into_label) = (from_name, into_name);
            desk.run(
                edit,
                Label::MergeThemes {
                    from,
                    into: into_label,
                },
            );
            chosen.set(Some(into));
        })
        .bind("disabled", live(move || into.with(Option::is_none)))
        .child(word(Messages::merge_now))
    };
    let delete = {
        let id = id.clone();
        button("button button--danger button--small", move || {
            let name = name_in(desk, &id);
            let edit = desk.app.work.with_value(|w| project::delete_theme(w, &id));
            desk.run(edit, Label::DeleteTheme { name });
        })
    };
    let like = {
        let id = id.clone();
        button("button button--small", move || {
            desk.open.set(format!("like {id}"))
        })
    };
    classed("div", "form")
        .child(
            classed("div", "book__pair")
                .child(field(Messages::name, name))
                .child(field(Messages::name_en, english)),
        )
        .child(colours)
        .child(field(Messages::definition, definition))
        .child(field(Messages::keywords, keywords))
        .child(moves)
        .child(examples(desk, &id))
        .child(
            classed("div", "book__pair book__pair--end")
                .child(field(Messages::merge_into, merge))
                .child(merge_now),
        )
        .child(
            classed("div", "book__moves")
                .child(like.child(word(Messages::like)))
                .child(delete.child(word(Messages::delete))),
        )
}

/// A colour in words: its hue, how light it is, and its place among the others, which may have the same hue.
fn colour_name(n: usize, c: Colour) -> String {
    let [_, r, g, b] = c.0.to_be_bytes().map(i32::from);
    let (most, least) = (r.max(g).max(b), r.min(g).min(b));
    let light = (most + least) / 2;
    let m = t();
    let hue = if most - least < 40 {
        m.grey()
    } else {
        let turn = match most {
            x if x == r => (g - b) * 60 / (most - least),
            x if x == g => 120 + (b - r) * 60 / (most - least),
            _ => 240 + (r - g) * 60 / (most - least),
        };
        match turn.rem_euclid(360) {
            0..15 | 345..360 => m.red(),
            15..48 => m.orange(),
            48..70 => m.yellow(),
            70..165 => m.green(),
            165..200 => m.turquoise(),
            200..255 => m.blue(),
            255..290 => m.violet(),
            _ => m.pink(),
        }
    };
    let name = match light {
        0..85 => m.dark_colour(hue),
        165..=255 => m.light_colour(hue),
        _ => hue.to_owned(),
    };
    format!("{name} {}", n + 1)
}

/// Statements with the theme, each to be given to a theme of its own: that is how one theme becomes two.
fn examples(desk: Desk, id: &ThemeId) -> El {
    let app = desk.app;
    let Some(document) = app.document.get_untracked() else {
        return fragment();
    };
    let picked = RwSignal::new(Vec::<project::AnnotationId>::new());
    let tags: Vec<project::Annotation> = app.work.with_value(|w| {
        let list = w.project.annotations_of(&document.fingerprint);
        list.filter(|a| a.theme.as_ref() == Some(id)).cloned().collect()
    });
    if tags.is_empty() {
        return fragment();
    }
    let row = |tag: project::Annotation| {
        let range = document
            .index
            .bytes_of_chars(&document.minutes.text, tag.target.position);
        let input = el("input")
            .attr("type", "checkbox")
            .bind("aria-label", word(Messages::split_pick))
            .on("change", move |e: Event| {
                let on = event_target_checked(&e);
                picked.update(|p| match on {
                    true => p.push(tag.id.clone()),
                    false => p.retain(|x| x != &tag.id),
                });
            });
        classed("li", "book__example")
            .child(input)
            .child(statement(desk, &document.minutes, range, &[]))
    };
    let n = tags.len();
    let rows: Vec<El> = tags.into_iter().map(row).collect();
    let name = RwSignal::new(String::new());
    let old = name_in(desk, id);
    let split = move || {
        let given = name.get_untracked().trim().to_owned();
        if given.is_empty() {
            return;
        }
        let ids = picked.get_untracked();
        let edit = app.work.with_value(|w| {
            let new = project::add_theme(w, &given, free_colour(w), None, &mut clock::uuid);
            let project::Edit::Theme { id, .. } = &new else {
                return None;
            };
            let id = id.clone();
            // The tags are given to a theme that is there.
            let mut with = w.clone();
            with.project.apply(new.clone());
            let moved = project::retag(&with, &ids, &id, clock::now())?;
            Some(project::Edit::Batch(vec![new, moved]))
        });
        desk.run(edit, Label::SplitTheme { name: old.clone() });
    };
    let field = classed("input", "field__input")
        .attr("type", "text")
        .attr("maxlength", "60")
        .bind("aria-label", word(Messages::split_name))
        .bind("placeholder", word(Messages::split_name))
        .value(live(move || name.get()))
        .on("input", move |e: Event| name.set(event_target_value(&e)));
    let ready = move || name.with(|n| !n.trim().is_empty()) && picked.with(|p| !p.is_empty());
    let split = button("button button--small", split)
        .bind("disabled", live(move || !ready()))
        .child(live(move || t().split(picked.with(Vec::len))));
    el("details")
        .child(el("summary").child(t().with_theme(n)))
        .child(classed("ul", "statements").child(rows))
        .child(classed("div", "book__split").child(field).child(split))
}

/// Deleted themes, and the way back.
fn deleted(desk: Desk) -> El {
    let app = desk.app;
    let list = move || -> Vec<(ThemeId, String, usize)> {
        let tags = counts(desk);
        app.read(|w| {
            let gone = w.project.themes.values().filter(|t| t.deleted);
            let row = |t: &Theme| {
                let n = tags.iter().filter(|id| **id == t.id).count();
                (t.id.clone(), name_of(t), n)
            };
            gone.map(row).collect()
        })
    };
    let rows = move || {
        let row = |(id, name, n): (ThemeId, String, usize)| {
            let back = {
                let name = name.clone();
                move || {
                    let edit = app.work.with_value(|w| project::restore_theme(w, &id));
                    desk.run(edit, Label::RestoreTheme { name: name.clone() });
                }
            };
            classed("li", "book__gone")
                .child(classed("span", "theme__name").child(name))
                .child(classed("span", "theme__count").child(t().tags_count(n)))
                .child(button("button button--small", back).child(word(Messages::restore)))
        };
        list().into_iter().map(row).collect::<Vec<El>>()
    };
    let some = move || !list().is_empty();
    fragment().child(when(some, move || {
        el("details")
            .child(el("summary").child(word(Messages::deleted_themes)))
            .child(classed("ul", "book__themes").child(dynamic(rows)))
    }))
}
