//! Files that are no plain text: through the worker, with a way to stop it, and what they leave open.

use leptos::prelude::*;

use crate::browser::clock;
use crate::browser::intake::{self, Document, Failure, Told};
use crate::exchange::native;
use crate::project::{self, Bundle, Fingerprint, Operation, Source};

use super::i18n::{Language, language, messages};
use super::state::{App, Question};
use super::{opening, problems};

/// Opens a file in the worker and shows its progress. `None` when the person stopped it or has been told why not.
pub(crate) async fn documents(app: App, file: &web_sys::File, told: &Told) -> Option<Vec<Document>> {
    app.progress.set(Some(0.0));
    let english = language().get_untracked() == Language::En;
    let read = intake::read(file, told, english, move |share| {
        app.progress.set(Some(share * 0.9))
    })
    .await;
    app.progress.set(None);
    let name = file.name();
    match read {
        Ok(list) => Some(list),
        Err(Failure::Stopped) => None,
        Err(Failure::Unreadable) => {
            app.tell(&name, messages().unreadable_file(&name));
            None
        }
        Err(Failure::Broken) => {
            app.tell(&name, messages().error_broken(&name));
            None
        }
    }
}

/// Opens a file of any kind, with what a person says of it in the message `answered`. Whether a new document came of
/// it.
pub(crate) async fn open(
    app: App,
    file: web_sys::File,
    told: Told,
    start: f64,
    answered: Option<u64>,
) -> bool {
    let begun = clock::instant();
    let Some(list) = documents(app, &file, &told).await else {
        return false;
    };
    clock::measure("fusen:intake", begun);
    // Only now: as long as it is open, what is typed on goes nowhere else.
    if let Some(id) = answered {
        app.close(id);
    }
    let (mut bundles, mut new) = (Vec::new(), None);
    for document in list {
        if document.kind == "tags" {
            bundles.extend(bundle(app, &document));
            continue;
        }
        if document.kind == "text" {
            let source = Source {
                name: document.name.clone(),
                media_type: file.type_(),
                sha256: String::new(),
                attribution: None,
            };
            let hash = Box::pin(std::future::ready(document.sha256));
            new = opening::open_minutes(app, document.text, document.record, source, hash, start).await;
        }
        for said in document.findings {
            let question = match said.code.as_str() {
                "password" | "wrong-password" => Some(Question::Password),
                "encoding" => Some(Question::Encoding {
                    guess: said.detail,
                    document: new.clone(),
                }),
                _ => None,
            };
            match question {
                Some(question) => app.ask(&file, said.words, question),
                None if document.kind == "lost" => app.tell(&document.name, said.words),
                None => app.note(&document.name, said.words),
            }
        }
    }
    if !bundles.is_empty() {
        opening::open_bundles(app, bundles, start).await;
    }
    new.is_some()
}

/// A document that is an annotation file, read.
pub(crate) fn bundle(app: App, document: &Document) -> Option<(String, Bundle)> {
    let name = document.name.clone();
    match native::read(&document.text) {
        Ok(bundle) => Some((name, bundle)),
        Err(error) => {
            app.tell(&name, problems::native(&name, &error));
            None
        }
    }
}

/// Opens a file again with what the person has answered.
pub(crate) async fn again(app: App, id: u64, question: Question, answer: String) {
    opening::turn(app).await;
    if let Some(file) = app.asked(id) {
        let start = clock::instant();
        match question {
            Question::Password => {
                let told = Told {
                    password: Some(answer),
                    ..Told::default()
                };
                open(app, file, told, start, Some(id)).await;
            }
            Question::Encoding { document, .. } => {
                let told = Told {
                    encoding: Some(answer),
                    ..Told::default()
                };
                if open(app, file, told, start, Some(id)).await {
                    replace(app, document);
                }
            }
        }
    }
    opening::over(app);
}

/// Takes out what was opened as something it is not, if nobody has touched it.
fn replace(app: App, old: Option<Fingerprint>) {
    let edit = app.work.with_value(|w| {
        let (p, old) = (&w.project, old?);
        let at = p.documents.iter().position(|d| d.fingerprint == old)?;
        let touched =
            p.annotations.values().any(|a| a.document == old) || p.repairs.iter().any(|r| r.document == old);
        (!touched).then(|| project::remove_document(p, &old, at))
    });
    if let Some(edit) = edit {
        app.run(Operation::Silent { edit });
    }
}
