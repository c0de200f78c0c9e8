//! 確認が必要な箇所: what the parser was unsure of, tags that found no place, and what people have settled.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use crate::minutes::{BlockKind, Diagnostic, DiagnosticCode, Doubt, Verdict};
use crate::ui::html::{El, button, classed, dynamic, el, fragment, live, when};
use crate::ui::i18n::{Language, Messages, language, t, word};
use crate::ui::names::name_of;
use crate::ui::state::OpenDocument;
use crate::ui::talk::ToPage;

use super::{Desk, repair};

/// So many corrections are shown without asking.
const FEW: usize = 3;

/// To a place of the text, with the keys.
fn go(desk: Desk, byte: u32) {
    desk.go(byte);
    desk.ask(ToPage::Read, "");
}

/// Tags of opened files whose theme is nowhere, or whose words are not in the text, in words.
fn lost(desk: Desk) -> Vec<String> {
    let app = desk.app;
    let Some(document) = app.document.get() else {
        return Vec::new();
    };
    app.read(|w| {
        let all = || w.project.annotations_of(&document.fingerprint);
        // A file that was changed by hand may lack a theme that its tags have.
        let nowhere = |id| w.project.themes.get(id).is_none();
        let unknown = all().filter(|a| a.theme.as_ref().is_some_and(nowhere)).count();
        let unknown = (unknown > 0).then(|| t().unknown_themes(unknown));
        let lost = all().filter(|a| a.target.position.is_empty() && !a.target.quote.exact.is_empty());
        let lost = lost.map(|a| {
            let theme = a.theme.as_ref().and_then(|x| w.project.themes.get(x));
            let name = theme.map_or_else(|| t().note().to_owned(), name_of);
            let words: String = a.target.quote.exact.chars().take(40).collect();
            t().lost_tag(&name, &words)
        });
        unknown.into_iter().chain(lost).collect()
    })
}

/// What the parser was unsure of, in the language of the interface: its own words are Japanese, and name what they
/// are about in brackets.
pub(super) fn finding(found: &Diagnostic) -> String {
    let (m, message) = (t(), &found.message);
    if language().get() == Language::Ja {
        return message.clone();
    }
    let words = || message.split(['「', '」']).nth(1).unwrap_or("");
    match found.code {
        DiagnosticCode::DoubtfulLabel => {
            let likely = found
                .likely
                .as_ref()
                .map_or(String::new(), |who| m.finding_likely(who));
            let why = found.doubt.map_or("", why);
            [m.finding_label(words()).as_str(), why, &likely].join(" ")
        }
        DiagnosticCode::DoubtfulDate => m.finding_date().to_owned(),
        DiagnosticCode::UnbalancedBracket => m.finding_bracket().to_owned(),
        DiagnosticCode::NoSpeeches => m.finding_no_speeches().to_owned(),
        DiagnosticCode::NotMinutes => m.finding_not_minutes().to_owned(),
        DiagnosticCode::NoText => m.finding_no_text().to_owned(),
        DiagnosticCode::DoubtfulEncoding => message.clone(),
    }
}

/// What is doubtful of a label.
fn why(doubt: Doubt) -> &'static str {
    let m = t();
    match doubt {
        Doubt::NameOnly => m.doubt_name_only(),
        Doubt::Unmarked => m.doubt_unmarked(),
        Doubt::NotTaken => m.doubt_once(),
        Doubt::Stray | Doubt::StrayNotTaken => m.doubt_stray(),
        Doubt::Unclosed => m.doubt_unclosed(),
        Doubt::Misprint => "",
        Doubt::Unlisted => m.doubt_unlisted(),
    }
}

/// What the parser was unsure of, tags that found no place, and what people have corrected.
pub(super) fn to_check(desk: Desk) -> El {
    let app = desk.app;
    let list = move || {
        app.document
            .get()
            .map(|d| d.minutes.diagnostics.clone())
            .unwrap_or_default()
    };
    let place = |d: &OpenDocument, line: Option<u32>| {
        let line = line?;
        let block = d
            .minutes
            .blocks
            .iter()
            .find(|b| b.line >= Some(line) && matches!(b.kind, BlockKind::Speech(_)))?;
        Some(block.range.start)
    };
    let lost_item = |words: String| classed("li", "list__item list__item--finding").child(words);
    let item = move |f: Diagnostic| {
        let at = app
            .document
            .get()
            .and_then(|d| f.at.or_else(|| place(&d, f.line)));
        let asks = f.code == DiagnosticCode::DoubtfulLabel;
        let lead = move || {
            if let Some(at) = at {
                go(desk, at);
                if asks {
                    repair::open(desk, at, true);
                }
            }
        };
        let line = f.line.map(|n| t().line_number(n));
        let item = button("list__item list__item--finding", lead)
            .bind("disabled", at.is_none())
            .child(line.map(|l| classed("span", "list__line").child(l)))
            .child(el("span").child(live(move || finding(&f))));
        el("li").child(item)
    };
    let opened = RwSignal::new(false);
    let repairs = move || app.document.with(|d| d.as_ref().map_or(0, |d| d.repairs.len()));
    let made = move || {
        let document = app.document.get().filter(|d| !d.repairs.is_empty())?;
        let mut rows = classed("ul", "list");
        for r in &document.repairs {
            let words = document.minutes.text.get(r.at as usize..).unwrap_or("");
            rows = rows.child(made(desk, r.at, &r.verdict, words));
        }
        let head = el("summary")
            .class("panel__part")
            .child(word(Messages::repair_made));
        // Many would push away what is below.
        let shown = document.repairs.len() <= FEW || opened.get_untracked();
        let list = el("details").bind("open", shown).on("toggle", move |e: Event| {
            let list = e.target().and_then(|t| t.dyn_into::<Element>().ok());
            opened.set(list.is_some_and(|l| l.has_attribute("open")));
        });
        Some(list.child(head).child(rows))
    };
    let findings = move || {
        // Not above what was settled alone.
        let title = when(
            move || !list().is_empty() || !lost(desk).is_empty(),
            || classed("h2", "panel__title").child(word(Messages::to_check)),
        );
        let lost = dynamic(move || lost(desk).into_iter().map(lost_item).collect::<Vec<El>>());
        let list = dynamic(move || list().into_iter().map(item).collect::<Vec<El>>());
        classed("section", "panel")
            .bind("aria-label", word(Messages::to_check))
            .child(title)
            .child(classed("ul", "list").child(lost).child(list))
            .child(dynamic(made))
    };
    // On a phone the list is behind a button, which says how many there are.
    Effect::new(move || {
        let button = document()
            .query_selector(".bottom__button--outline")
            .ok()
            .flatten();
        let n = list().iter().filter(|f| f.line.is_some()).count();
        if let Some(button) = button {
            let _ = match n {
                0 => button.remove_attribute("data-to-check"),
                n => button.set_attribute("data-to-check", &n.to_string()),
            };
        }
    });
    let any = move || !list().is_empty() || !lost(desk).is_empty() || repairs() > 0;
    fragment().child(when(any, findings))
}

/// A repair that was made, with the way back.
fn made(desk: Desk, at: u32, verdict: &Verdict, words: &str) -> El {
    let verdict = verdict.clone();
    let what = move || match &verdict {
        Verdict::Speech { speaker: Some(name) } => t().repair_made_speaker(name),
        Verdict::Speech { speaker: None } => t().repair_made_speech().to_owned(),
        Verdict::Continues => t().repair_continues().to_owned(),
        Verdict::NotSpeech => t().repair_not_speech().to_owned(),
    };
    let short: String = words.chars().take_while(|c| *c != '\n').take(20).collect();
    let name = short.clone();
    let lead = button("list__item list__item--finding", move || go(desk, at));
    let back = button("list__remove", move || repair::take_back(desk, at))
        .bind("aria-label", live(move || t().repair_take_back(&name)));
    let words = fragment()
        .child(classed("span", "list__line").child(live(what)))
        .child(el("span").attr("lang", "ja").child(short));
    classed("li", "list__row")
        .child(lead.child(words))
        .child(back.child("×"))
}
