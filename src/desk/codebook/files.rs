//! A codebook alone, out as a file and in from one.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{Event, HtmlElement, HtmlInputElement};

use crate::browser::{clock, files};
use crate::exchange::codebook::{self, CodebookError};
use crate::project::{self, Label};
use crate::ui::html::{El, button, classed, el, live};
use crate::ui::i18n::{Messages, messages, word};
use crate::ui::talk::ToPage;

use super::Desk;

/// Out as a file, and in from one.
pub(super) fn codebook_files(desk: Desk) -> El {
    let app = desk.app;
    let save = move |json: bool| {
        let text = app.work.with_value(|w| match json {
            true => codebook::write_json(&w.project),
            false => codebook::write_csv(&w.project),
        });
        let (ending, kind) = match json {
            true => (".fusen-codebook.json", "application/json"),
            false => (".csv", "text/csv"),
        };
        let name = [messages().codebook(), ending].concat();
        if files::download(&name, kind, &text).is_err() {
            desk.ask(ToPage::Say, &messages().download_refused(&name));
        }
    };
    let problem = RwSignal::new(String::new());
    let take = move |e: Event| {
        let input = event_target::<HtmlInputElement>(&e);
        let Some(file) = files::take(&input).into_iter().next() else {
            return;
        };
        spawn_local(async move {
            let name = file.name();
            let Some(opened) = files::read(&file).await else {
                return problem.set(messages().unreadable_file(&name));
            };
            let text = decoded(opened.bytes);
            let read = app
                .work
                .with_value(|w| codebook::read(&text, &w.project, &mut clock::uuid));
            match read {
                Ok(themes) => {
                    let n = themes.len();
                    problem.set(String::new());
                    let edit = app.work.with_value(|w| project::take_codebook(w, themes));
                    let said = match &edit {
                        Some(_) => messages().codebook_taken(&name, n),
                        None => messages().codebook_same(&name),
                    };
                    desk.ask(ToPage::Say, &said);
                    desk.run(edit, Label::TakeCodebook { name });
                }
                Err(error) => problem.set(told(&name, &text, &error)),
            }
        });
    };
    let input = el("input")
        .attr("type", "file")
        .attr("id", "codebook-file")
        .attr("hidden", "")
        .on("change", take);
    let field: HtmlElement = input.node();
    let open = button("button button--small", move || field.click());
    classed("div", "book__files")
        .child(input)
        .child(open.child(word(Messages::codebook_open)))
        .child(button("button button--small", move || save(true)).child(word(Messages::codebook_save)))
        .child(button("button button--small", move || save(false)).child("CSV"))
        .child(
            classed("p", "field__problem")
                .attr("role", "alert")
                .child(live(move || problem.get())),
        )
}

/// Why a table is none, and what to do.
fn told(name: &str, text: &str, error: &CodebookError) -> String {
    let m = messages();
    // A picture is no table whose head is missing.
    let bytes = || text.contains(['\0', '\u{fffd}']);
    match error {
        CodebookError::Json(_) => m.codebook_foreign(name),
        _ if bytes() => m.codebook_foreign(name),
        CodebookError::NoHead => m.codebook_no_head(name),
        CodebookError::OpenQuote { row } => m.codebook_open_quote(name, *row),
        CodebookError::Cell { row, column, cell } if cell.trim().is_empty() => {
            m.codebook_empty(name, *row, column)
        }
        CodebookError::Cell { row, column, cell } => m.codebook_cell(name, *row, column, cell),
        CodebookError::Twice { row } => m.codebook_twice(name, *row),
    }
}

/// UTF-8, or what spreadsheets in Japan write.
fn decoded(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let decoder = web_sys::TextDecoder::new_with_label("shift_jis").ok();
        let text = decoder.and_then(|d| d.decode_with_u8_array(error.as_bytes()).ok());
        text.unwrap_or_default()
    })
}
