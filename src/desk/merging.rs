//! What a merge would do, in words, and whether it shall.

use leptos::prelude::*;
use web_sys::Event;

use crate::desk::dialog::{Spec, dialog};
use crate::project::{Followed, MergeSummary, Part, Replacement, Theme, parts_changed};
use crate::text::stored;
use crate::ui::html::{El, button, classed, dynamic, el, fragment, live};
use crate::ui::i18n::{Messages, messages, t, word};
use crate::ui::names::name_of;
use crate::ui::talk::{Dialog, ToPage};

use super::Desk;
use super::names::{part_name, shortened};

/// Says what would come in, and asks. The dialog is about the names of the files and, on the next line,
/// the summary.
pub(super) fn merging(desk: Desk) -> El {
    dialog(
        desk,
        Spec {
            open: |desk| desk.shows(Dialog::Merge),
            title: |_| t().merge_title().to_owned(),
            close: leave,
            // Other files may be dropped while it is open.
            content: |desk| fragment().child(dynamic(move || content(desk))),
        },
    )
}

fn leave(desk: Desk) {
    desk.ask(ToPage::Merge, "no");
    desk.close();
}

fn content(desk: Desk) -> Option<El> {
    let about = desk.about(Dialog::Merge)?;
    let (files, json) = about.rsplit_once('\n')?;
    let summary = stored::read::<MergeSummary>(json).ok()?;
    let (n, changed) = (summary.new_tags, summary.changed);
    let came = came(&summary);
    // Somebody who has tidied their own codebook does not tidy everybody's.
    let with_themes = RwSignal::new(true);
    let accept = move || {
        desk.close();
        let answer = if with_themes.get_untracked() {
            "yes\n"
        } else {
            "tags\n"
        };
        desk.ask(ToPage::Merge, &[answer, &messages().merged(&came)].concat());
    };
    let of_themes = themes(desk, &summary.themes, &summary.followed);
    let new_keys = keys(desk, &summary.themes);
    let changes = !of_themes.is_empty() || !summary.followed.is_empty();
    let choice = changes.then(|| {
        let tick = el("input")
            .attr("type", "checkbox")
            .checked(live(move || with_themes.get()))
            .on("change", move |e: Event| {
                with_themes.set(event_target_checked(&e))
            });
        classed("label", "choice")
            .child(tick)
            .child(el("span").child(word(Messages::merge_with_themes)))
    });
    let said = lines(&summary).into_iter().chain(new_keys);
    let said = said.map(|l| el("li").child(l));
    let list: Vec<El> = said
        .chain(of_themes.into_iter().map(|l| {
            el("li")
                .bind(
                    "class",
                    live(move || if with_themes.get() { "" } else { "merge__left" }),
                )
                .child(l)
        }))
        .collect();
    let cancel = button("button", move || leave(desk)).child(word(Messages::cancel));
    let accept = (!summary.nothing).then(|| {
        button("button button--main", accept)
            .attr("autofocus", "")
            .child(word(Messages::merge_do))
    });
    let undo = (!summary.nothing).then(|| classed("p", "field__hint").child(word(Messages::merge_undo)));
    Some(
        classed("div", "merge")
            .attr("data-testid", "merge-preview")
            .attr("data-new-themes", &summary.new_themes.to_string())
            .attr("data-new-tags", &n.to_string())
            .attr("data-changed", &changed.to_string())
            .child(el("p").child(t().merge_from(files)))
            .child(classed("ul", "merge__list").child(list))
            .child(choice)
            .child(undo)
            .child(classed("div", "form__buttons").child(cancel).child(accept)),
    )
}

/// What comes in besides themes and tags, if anything does.
fn besides(plan: &MergeSummary, m: Messages) -> impl Iterator<Item = String> {
    let notes = (plan.new_notes > 0).then(|| m.merge_notes(plan.new_notes));
    let repairs = (plan.new_repairs > 0).then(|| m.merge_repairs(plan.new_repairs));
    notes.into_iter().chain(repairs)
}

/// What came in, as it is said afterwards.
fn came(plan: &MergeSummary) -> String {
    let m = messages();
    let mut tags = m.merge_tags(plan.new_tags);
    if plan.hidden_tags > 0 {
        tags.push_str(&m.apart(m.merged_hidden(plan.hidden_tags)));
    }
    let mut parts = vec![m.merge_themes(plan.new_themes), tags];
    parts.extend(besides(plan, m));
    if plan.changed > 0 {
        parts.push(m.merge_changed(plan.changed));
    }
    parts.join(m.comma())
}

fn lines(plan: &MergeSummary) -> Vec<String> {
    let m = t();
    let kept_off = (plan.kept_off > 0).then(|| m.merge_kept_off(plan.kept_off));
    if plan.nothing {
        return match kept_off {
            Some(words) => vec![m.merge_nothing_new().to_owned(), words],
            None => vec![m.merge_nothing().to_owned()],
        };
    }
    let mut lines = vec![m.merge_themes(plan.new_themes), m.merge_tags(plan.new_tags)];
    if !plan.same_names.is_empty() {
        lines.push(m.merge_same(plan.same_names.join(m.comma())));
    }
    if plan.hidden_tags > 0 {
        lines.push(m.merge_hidden(plan.hidden_tags));
    }
    lines.extend(besides(plan, m));
    lines.extend((plan.same_tags > 0).then(|| m.merge_same_tags(plan.same_tags)));
    lines.extend((plan.same_notes > 0).then(|| m.merge_same_notes(plan.same_notes)));
    if !plan.new_people.is_empty() {
        lines.push(m.merge_people(plan.new_people.join(m.comma())));
    }
    if !plan.new_documents.is_empty() {
        lines.push(m.merge_documents(plan.new_documents.join(m.comma())));
    }
    lines.extend(plan.followed.iter().map(|f| {
        let (from, into) = (name_of(&f.from), name_of(&f.into));
        m.merge_followed(&from, &into, f.tags)
    }));
    if plan.changed > 0 {
        lines.push(m.merge_changed(plan.changed));
    } else if plan.followed.is_empty() {
        lines.push(m.merge_unchanged().to_owned());
    }
    lines.extend(kept_off);
    lines.extend(plan.replaced.iter().map(replacement));
    lines
}

/// How many changes of themes are spelt out.
const SPELT_OUT: usize = 20;

/// What becomes of themes that are here already.
fn themes(desk: Desk, new: &[Theme], followed: &[Followed]) -> Vec<String> {
    let mut all = desk.app.read(|w| {
        let pairs = new
            .iter()
            .filter_map(|new| Some((w.project.themes.get(&new.id)?, new)));
        pairs
            .filter(|(_, new)| !followed.iter().any(|f| f.from.id == new.id))
            .flat_map(|(old, new)| {
                let tags = w.project.annotations.values();
                let tags = tags.filter(|a| a.theme.as_ref() == Some(&old.id) && !a.deleted);
                theme(old, new, tags.count())
            })
            .collect::<Vec<String>>()
    });
    all.truncate(SPELT_OUT);
    all
}

/// Keys that new themes take from those that are here: whoever presses one would put on another theme.
fn keys(desk: Desk, new: &[Theme]) -> Vec<String> {
    let held = desk.app.theme_keys();
    desk.app.read(|w| {
        let moves = |new: &Theme| {
            let fresh = !w.project.themes.contains_key(&new.id);
            let key = new.key.filter(|_| fresh)?.to_ascii_lowercase();
            let (owner, _) = held.iter().find(|(_, k)| *k == key)?;
            let old = name_of(w.project.themes.get(owner)?);
            Some(t().merge_key(key, old, name_of(new)))
        };
        new.iter().filter_map(moves).collect()
    })
}

/// `tags`: how many are here.
fn theme(old: &Theme, new: &Theme, tags: usize) -> Vec<String> {
    let (m, name) = (t(), name_of(old));
    match (old.deleted, new.deleted) {
        (true, true) => Vec::new(),
        (false, true) if tags == 0 => vec![m.merge_theme_deleted(&name)],
        (false, true) => vec![m.merge_theme_hides(&name, tags)],
        (true, false) => vec![m.merge_theme_back(&name)],
        (false, false) => {
            let parts = parts_changed(old, new).into_iter();
            parts
                .map(|(part, old, new)| part_line(&name, part, &old, &new))
                .collect()
        }
    }
}

/// How much of a text is quoted.
const WORDS: usize = 40;

fn part_line(theme: &str, part: Part, old: &str, new: &str) -> String {
    let m = t();
    let what = part_name(part);
    let short = |s: &str| shortened(s, WORDS);
    match (old.is_empty(), new.is_empty()) {
        (true, true) => m.merge_theme_part(theme, what),
        (true, false) => m.merge_theme_gets(theme, what, short(new)),
        (false, true) => m.merge_theme_loses(theme, what, short(old)),
        (false, false) => {
            let (old, new) = apart(old, new);
            m.merge_theme_words(theme, what, short(&old), short(&new))
        }
    }
}

/// Two long texts from where they differ on, and a few letters before: shortened they would be the same.
fn apart(old: &str, new: &str) -> (String, String) {
    const BEFORE: usize = 8;
    let same = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).count();
    let from = |s: &str| match same + BEFORE > WORDS {
        true => ["…", &s.chars().skip(same - BEFORE).collect::<String>()].concat(),
        false => s.to_owned(),
    };
    (from(old), from(new))
}

fn replacement(what: &Replacement) -> String {
    let m = t();
    let short = |s: &str| s.chars().take(40).collect::<String>();
    match what {
        Replacement::Note { old, new } => m.merge_note(short(old), short(new)),
        Replacement::Removed { theme, words } => m.merge_untagged(theme, short(words)),
        Replacement::Reading { words } => m.merge_reading(short(words)),
    }
}
