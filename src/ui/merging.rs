//! Taking other people's files in: first what would happen, then the merge.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::intake::Told;
use crate::browser::storage::Kept;
use crate::browser::{clock, files};
use crate::exchange::native;
use crate::minutes::DocumentText;
use crate::project::{Bundle, Edit, Fingerprint, Label, MergePlan, Operation, Workspace, follow, merge};

use crate::text::{Shelf, stored};

use super::i18n::messages;
use super::opening::looks_like_json;
use super::state::{App, Preview};
use super::talk::Dialog;
use super::{desk, documents, intake, problems, repairing};

/// Reads annotation files and shows what merging them would do.
pub(crate) async fn preview_merge(app: App, files: Vec<web_sys::File>) {
    super::opening::turn(app).await;
    let mut bundles = Vec::new();
    for file in files {
        let name = file.name();
        let Some(opened) = files::read(&file).await else {
            app.tell(&name, messages().unreadable_file(&name));
            continue;
        };
        if !looks_like_json(&opened) {
            // A whole workshop's files in one archive.
            let packed = opened.bytes.starts_with(b"PK");
            let documents = match packed {
                true => intake::documents(app, &file, &Told::default())
                    .await
                    .unwrap_or_default(),
                false => Vec::new(),
            };
            let found = bundles.len();
            for document in documents.iter().filter(|d| d.kind == "tags") {
                bundles.extend(intake::bundle(app, document));
            }
            if bundles.len() == found {
                app.tell(&name, messages().error_foreign(&name));
            }
            continue;
        }
        match native::read_file(opened.bytes) {
            Ok(bundle) => bundles.push((name, bundle)),
            Err(error) => app.tell(&name, problems::native(&name, &error)),
        }
    }
    super::opening::over(app);
    if !bundles.is_empty()
        && let Some(preview) = plan(app, bundles).await
    {
        propose(app, preview);
    }
}

/// Asks whether that is to be taken in; the desk has the words.
pub(crate) fn propose(app: App, preview: Preview) {
    let summary = stored::to_json(&preview.plan.summary);
    let words = [&preview.files, "\n", &summary].concat();
    app.preview.set_value(Some(preview));
    desk::dialog(app, Dialog::Merge, &words);
}

/// The answer: `no`; or `yes`, or `tags` where the themes that are here stay as they are, and on the next line what is to be
/// said once it is done.
pub(crate) fn answer(app: App, answer: &str) {
    let preview = app.preview.try_update_value(Option::take).flatten();
    if let Some((mut preview, (answer, done))) = preview.zip(answer.split_once('\n')) {
        // Something was changed meanwhile, here or in another tab: that is not written over unseen.
        if app.work.with_value(Workspace::revision) != preview.revision {
            let shown = preview.plan.summary.clone();
            make(app, &mut preview, false);
            if preview.plan.summary != shown {
                return propose(app, preview);
            }
        }
        if answer == "tags" {
            make(app, &mut preview, true);
        }
        app.sheet.set(None);
        app.report(done.to_owned());
        spawn_local(take_over(app, preview, false));
    }
}

/// Works out what the files would do to what is here now; with `own` the themes that are here stay as they are.
fn make(app: App, preview: &mut Preview, own: bool) {
    app.work.update_value(|w| {
        if own {
            merge::with_own_themes(&mut preview.bundle.project, &w.project);
        }
        preview.plan = planned(w, &preview.bundle, &preview.mine, preview.several);
        preview.revision = w.revision();
    });
}

fn planned(
    work: &mut Workspace,
    bundle: &Bundle,
    mine: &Shelf<Fingerprint, DocumentText>,
    several: bool,
) -> MergePlan {
    let mut plan = merge::plan(&work.project, bundle, &|f| mine.get(f));
    follow(work, &bundle.project, &mut plan, several, clock::now());
    plan
}

/// What files would do together.
pub(crate) async fn plan(app: App, bundles: Vec<(String, Bundle)>) -> Option<Preview> {
    let names: Vec<&str> = bundles.iter().map(|(n, _)| n.as_str()).collect();
    let files = match names.as_slice() {
        [first, rest @ ..] if rest.len() > 2 => messages().files_and_more(first, rest.len()),
        few => few.join(messages().comma()),
    };
    let several = bundles.len() > 1;
    let mut all: Option<Bundle> = None;
    for (_, bundle) in bundles {
        all = Some(match all {
            None => bundle,
            Some(first) => merge::join(first, bundle),
        });
    }
    let bundle = all?;
    app.keys_with(&bundle.digits);
    // Positions in a file with other white space are led over to the text that is here.
    let mut mine: Shelf<Fingerprint, DocumentText> = Shelf::new();
    for info in &bundle.project.documents {
        let known = app.work.with_value(|w| {
            w.project
                .documents
                .iter()
                .any(|d| d.fingerprint == info.fingerprint)
        });
        if known && let Some(text) = documents::text(app, &info.fingerprint).await {
            mine.insert(info.fingerprint.clone(), text);
        }
    }
    let planned = |w: &mut Workspace| (planned(w, &bundle, &mine, several), w.revision());
    let (plan, revision) = app.work.try_update_value(planned)?;
    Some(Preview {
        files,
        bundle,
        mine,
        several,
        plan,
        revision,
    })
}

/// Does what the preview says. `silent`: the project was empty, there is nothing to go back to; the document is shown
/// next.
pub(crate) async fn take_over(app: App, preview: Preview, silent: bool) {
    let begun = clock::instant();
    // What was taken from the files is in the plan: not twice in memory while texts are read.
    let Bundle { project, texts, .. } = preview.bundle;
    drop(project);
    let mut stored = Vec::new();
    documents::tools().await;
    // Ours stays where there is one: the positions were led over to it.
    let new = texts.into_entries();
    for (fingerprint, text) in new.filter(|(f, _)| !preview.mine.contains_key(f)) {
        stored.push((fingerprint.clone(), Kept::new(&text.stored())));
        // What cannot be read now is read when it is wanted.
        if let Some(document) = repairing::read(app, fingerprint, text) {
            app.opened.update_value(|o| o.push(Arc::new(document)));
        }
    }
    let edit: Edit = preview.plan.edit;
    let operation = match silent {
        true => Operation::Silent { edit },
        false => Operation::Merge {
            edit,
            label: Label::Merge { name: preview.files },
            at: clock::now(),
        },
    };
    let n = preview.plan.summary.new_tags;
    app.run_with(operation, stored, begun);
    if !silent {
        clock::painted().await;
        clock::measure_n("fusen:load-annotations", begun, n);
    }
}
