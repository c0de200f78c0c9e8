//! Who annotates, and whose annotations are shown.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{Event, HtmlInputElement};

use crate::browser::{clock, settings};
use crate::order;
use crate::project::{self, Annotator, AnnotatorId, Label, Operation, ThemeId};
use crate::ui::html::{El, button, classed, each, el, live, when};
use crate::ui::i18n::{Messages, t, word};
use crate::ui::state::App;
use crate::ui::talk::{Dialog, ToDesk};
use crate::ui::{desk, names, opening, painting, session};

/// A checkbox for each person, and the person's own nickname.
pub(crate) fn people(app: App) -> El {
    let me = move || app.me.get();
    let people = move || {
        let me = me();
        let mut list = app.read(|w| {
            let named = names::people(&w.project).into_iter();
            let all = w.project.annotators.values().zip(named);
            all.map(|(a, (_, nickname))| Annotator {
                nickname,
                ..a.clone()
            })
            .collect::<Vec<Annotator>>()
        });
        order::sort(&mut list, &|a, b| {
            (Some(&a.id) != me.as_ref(), &a.nickname, &a.id).cmp(&(
                Some(&b.id) != me.as_ref(),
                &b.nickname,
                &b.id,
            ))
        });
        list
    };
    let count = move |id: &AnnotatorId| {
        let document = app.document.get();
        app.read(|w| {
            let live = |id: &ThemeId| w.project.themes.get(id).is_some_and(|t| !t.deleted);
            let mine = |a: &&project::Annotation| &a.annotator == id && a.theme.as_ref().is_some_and(live);
            document.map_or(0, |d| {
                w.project.annotations_of(&d.fingerprint).filter(mine).count()
            })
        })
    };
    let nickname =
        move || me().and_then(|m| app.read(|w| w.project.annotators.get(&m).map(|a| a.nickname.clone())));
    let fresh = move || made(app) == 0;
    let rename = move |value: String| {
        let edit = me().and_then(|m| app.work.with_value(|w| project::name_annotator(w, &m, &value)));
        if let Some(edit) = edit {
            app.run(Operation::Do {
                edit,
                label: Label::Rename,
                at: clock::now(),
                coalesce: me().map(|me| format!("nickname {me}")),
            });
        }
    };
    let row = move |person: Annotator| {
        let own = Some(&person.id) == me().as_ref();
        let has_been_here = been_here().contains(&person.id);
        let (a, b, c, d) = (
            person.id.clone(),
            person.id.clone(),
            person.id.clone(),
            person.id.clone(),
        );
        let show = move |e: Event| {
            let show = event_target_checked(&e);
            app.hidden.update(|h| {
                if show {
                    h.retain(|x| x != &b);
                } else {
                    h.push(b.clone());
                }
            });
            painting::repaint(app);
        };
        let tick = el("input")
            .attr("type", "checkbox")
            .attr("data-annotator", person.id.as_str())
            .checked(live(move || !app.hidden.with(|h| h.contains(&a))))
            .on("change", show);
        let myself = own.then(|| classed("span", "people__me").child(word(Messages::people_me)));
        let choice = classed("label", "choice")
            .child(tick)
            .child(classed("span", "people__name").child(person.nickname.as_str()))
            .child(myself);
        let become_them = move || {
            let (id, name) = (d.clone(), person.nickname.clone());
            button("button button--quiet button--small people__become", move || {
                desk::open(app, ToDesk::Become, id.as_str())
            })
            .bind("aria-label", live(move || t().continue_as(&name)))
            .child(word(Messages::go_on))
        };
        let tags = live(move || t().tags_count(count(&c)));
        classed("li", "people__row")
            .child(choice)
            .child(classed("span", "people__count").child(tags))
            .child(when(
                move || !own && (made(app) <= FEW || has_been_here),
                become_them,
            ))
    };
    let key = move |p: &Annotator| format!("{} {} {}", p.id, p.nickname, Some(&p.id) == me().as_ref());
    let field = classed("input", "field__input")
        .attr("type", "text")
        .attr("maxlength", "40")
        .value(live(nickname))
        .typed(StoredValue::new(false), rename)
        // Who leaves it empty keeps the name there was.
        .on("change", move |e: Event| {
            let name = untrack(nickname).unwrap_or_default();
            event_target::<HtmlInputElement>(&e).set_value(&name);
        });
    classed("section", "panel")
        .bind("aria-label", word(Messages::people))
        .child(classed("h2", "panel__title").child(word(Messages::people)))
        .child(classed("ul", "people").child(each(people, key, row)))
        .child(
            classed("label", "field")
                .child(classed("span", "field__label").child(word(Messages::nickname)))
                .child(field),
        )
        // Its place is there before it is: nothing moves with the first tag.
        .child(
            button("button button--quiet button--small people__new", move || {
                desk::open(app, ToDesk::Become, "")
            })
            .bind("disabled", live(fresh))
            .child(word(Messages::new_person)),
        )
        .child(
            button("button button--quiet button--small", move || {
                desk::dialog(app, Dialog::Forget, "")
            })
            .child(word(Messages::forget)),
        )
}

/// How many tags and notes the person has made here.
fn made(app: App) -> usize {
    app.me.get().map_or(usize::MAX, |me| {
        app.read(|w| {
            w.project
                .annotations
                .values()
                .filter(|a| a.annotator == me)
                .count()
        })
    })
}

/// Whoever has made no more than that may have made it under another name: who opens the file of another computer may tag
/// before finding out that they are a stranger there.
const FEW: usize = 5;

/// The people who have sat at this computer, and may come back; the last one last.
pub(crate) fn been_here() -> Vec<AnnotatorId> {
    let list = settings::get("people").unwrap_or_default();
    list.split(' ').filter_map(AnnotatorId::parse).collect()
}

/// From now on the person at this page is `id`, after a reload, too.
pub(crate) fn be(app: App, id: AnnotatorId) {
    let mut list = been_here();
    list.extend(app.me.get_untracked());
    list.retain(|other| other != &id);
    let list: Vec<&str> = list.iter().map(AnnotatorId::as_str).collect();
    settings::set("people", &list.join(" "));
    app.me.set(Some(id.clone()));
    opening::introduce(app);
    spawn_local(async move { session::become_known(app, &id).await });
    painting::repaint(app);
}
