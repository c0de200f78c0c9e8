//! Files into the page: minutes, annotation files, the sample.

use std::pin::Pin;
use std::sync::Arc;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

use crate::browser::files::{self, Opened};
use crate::browser::intake::Told;
use crate::browser::storage::Kept;
use crate::browser::{clock, document as nodes, parser, settings};
use crate::exchange::native::{self, NativeError};
use crate::intake::text::{NotPlain, decode};
use crate::minutes::{Kind, Minutes, Question};
use crate::project::{self, Bundle, DocumentInfo, Edit, Fingerprint, Label, Operation, Revision, Source};
use crate::view::document::draw;

use super::i18n::messages;
use super::merging::{plan, propose, take_over};
use super::state::{App, Left, OpenDocument};
use super::{choosing, documents, intake, names, painting, problems, repairing, session};

/// The sample: shipped beside the page, with its source named.
pub(crate) const SAMPLE_NAME: &str = "dejitaru-suishin-4.txt";
const SAMPLE_SOURCE: &str =
    "第４回デジタル社会推進会議 議事録（デジタル庁、公共データ利用規約 PDL1.0。文字を抽出して加工）";

/// Texts longer than this let the page draw a progress bar before each stage.
const LONG: usize = 2_000_000;

/// Opens the sample with the starter codebook.
pub(crate) async fn open_sample(app: App) {
    let start = clock::instant();
    let wait = app.soon();
    session::ready(app).await;
    let known = app.work.with_value(|w| {
        let mut all = w.project.documents.iter();
        let sample = all.find(|d| d.source.attribution.as_deref() == Some(SAMPLE_SOURCE))?;
        Some((sample.fingerprint.clone(), sample.title.clone()))
    });
    // It is here, whether there is a network or not.
    if let Some((fingerprint, title)) = known {
        drop(wait);
        app.report(messages().already_open(title));
        return documents::show_stored(app, &fingerprint).await;
    }
    documents::tools().await;
    let bytes = files::fetch(&format!("./{SAMPLE_NAME}")).await;
    let Some(text) = bytes.and_then(|b| String::from_utf8(b).ok()) else {
        return app.tell(SAMPLE_NAME, messages().sample_missing());
    };
    let source = Source {
        attribution: Some(SAMPLE_SOURCE.to_owned()),
        ..source(SAMPLE_NAME, "text/plain")
    };
    bring_starter(app).await;
    drop(wait);
    let hash = Box::pin(files::sha256(text.as_bytes()));
    open_minutes(app, text, None, source, hash, start).await;
}

/// Gives the person a nickname that tells them apart, until they choose their own.
pub(crate) fn introduce(app: App) {
    let Some(me) = app.me.get_untracked() else { return };
    let nickname = names::first(&me);
    let unknown = app.work.with_value(|w| !w.project.annotators.contains_key(&me));
    let edit = app
        .work
        .with_value(|w| project::name_annotator(w, &me, &nickname));
    if let Some(edit) = edit.filter(|_| unknown) {
        app.run(Operation::Silent { edit });
    }
}

/// Brings in the starter themes that are not there yet, with the sample.
async fn bring_starter(app: App) {
    if let Some(edit) = starter(app, None).await {
        app.run(Operation::Silent { edit });
    }
}

/// Brings in the starter themes because somebody asks for them: a step that can be taken back.
pub(crate) async fn add_starter(app: App) {
    let revision = app.work.with_value(|w| w.next_revision());
    if let Some(edit) = starter(app, Some(revision)).await {
        app.run(Operation::Do {
            edit,
            label: Label::AddStarter,
            at: clock::now(),
            coalesce: None,
        });
    }
}

async fn starter(app: App, revive: Option<Revision>) -> Option<Edit> {
    let bytes = files::fetch("./starter.json").await;
    let Some(file) = bytes.and_then(|b| String::from_utf8(b).ok()) else {
        app.tell("", messages().sample_missing());
        return None;
    };
    app.work
        .with_value(|w| project::add_starter(&w.project, &file, revive))
}

/// Opens what a person chose, dropped or pasted, one after the other.
pub(crate) async fn open_files(app: App, files: Vec<web_sys::File>, start: f64) {
    turn(app).await;
    app.done.set(String::new());
    // What was said of files before has been read; questions wait for their answer.
    app.problems.update(|list| list.retain(|p| p.question.is_some()));
    let mut bundles = Vec::new();
    for file in files {
        // What is surely no text is not read here first.
        let name = file.name();
        let plain = !OTHER_KINDS
            .iter()
            .any(|end| name.to_ascii_lowercase().ends_with(end));
        let opened = if plain { files::read(&file).await } else { None };
        let done = match opened {
            Some(opened) => open_one(app, opened, start, &mut bundles).await,
            None => false,
        };
        if !done {
            intake::open(app, file, Told::default(), start, None).await;
        }
    }
    open_bundles(app, bundles, start).await;
    over(app);
}

/// Waits until what was given before is open, and what was stored is here.
pub(crate) async fn turn(app: App) {
    session::ready(app).await;
    let taken = || {
        app.session
            .try_update_value(|s| std::mem::replace(&mut s.opening, true))
    };
    while taken() == Some(true) {
        TimeoutFuture::new(40).await;
    }
}

/// The next may open files.
pub(crate) fn over(app: App) {
    app.progress.set(None);
    app.session.update_value(|s| s.opening = false);
}

/// Names of files that the worker opens.
const OTHER_KINDS: [&str; 8] = [".pdf", ".docx", ".zip", ".html", ".htm", ".xml", ".tei", ".srt"];

/// Opens plain text; annotation files are gathered, because those that are opened together are taken in together.
/// `false` when it is something else.
async fn open_one(app: App, opened: Opened, start: f64, bundles: &mut Vec<(String, Bundle)>) -> bool {
    let begun = clock::instant();
    if looks_like_json(&opened) {
        match native::read_file(opened.bytes) {
            Ok(bundle) => bundles.push((opened.name, bundle)),
            // Records of the Diet are JSON, too.
            Err(NativeError::Foreign) => return false,
            Err(error) => app.tell(&opened.name, problems::native(&opened.name, &error)),
        }
        return true;
    }
    let decoded = decode(&opened.bytes);
    // A long text is not in memory three times.
    drop(opened.bytes);
    match decoded {
        Ok(text) => {
            clock::measure("fusen:intake", begun);
            let hash = Box::pin(files::sha256(text.as_bytes()));
            let source = source(&opened.name, &opened.media_type);
            open_minutes(app, text, None, source, hash, start).await;
        }
        Err(NotPlain::Empty) => app.tell(&opened.name, messages().error_empty(&opened.name)),
        Err(NotPlain::Other) => return false,
    }
    true
}

/// Whether a file claims to be a tag file.
pub(crate) fn looks_like_json(opened: &Opened) -> bool {
    let first = opened
        .bytes
        .iter()
        .find(|b| !b.is_ascii_whitespace() && !matches!(b, 0xEF | 0xBB | 0xBF));
    let named = opened.name.to_ascii_lowercase().ends_with(".json");
    named
        || first == Some(&b'{')
            && opened
                .bytes
                .windows(7)
                .take(4096)
                .any(|w| w == b"\"fusen\"" || w == b"@contex")
}

/// A source whose hash is still being computed.
fn source(name: &str, media_type: &str) -> Source {
    Source {
        name: name.to_owned(),
        media_type: media_type.to_owned(),
        sha256: String::new(),
        attribution: None,
    }
}

/// The hash of a source, which may take as long as parsing.
pub(crate) type Hash = Pin<Box<dyn Future<Output = String>>>;

/// Opens a text. `record` is what its source says of who speaks. The document, if it is a new one.
pub(crate) async fn open_minutes(
    app: App,
    text: String,
    record: Option<String>,
    source: Source,
    hash: Hash,
    start: f64,
) -> Option<Fingerprint> {
    if !stage(app, text.len(), 0.2).await {
        return None;
    }
    let size = text.len();
    let question = Question {
        record,
        ..Question::default()
    };
    let wait = app.soon();
    let loaded = documents::tools().await;
    drop(wait);
    let begun = clock::instant();
    let minutes = match loaded {
        true => parser::parse(&question, text),
        false => None,
    };
    clock::measure("fusen:parse", begun);
    let Some(minutes) = minutes else {
        app.tell(&source.name, messages().error_broken(&source.name));
        return None;
    };
    if minutes.text.trim().is_empty() {
        app.tell(&source.name, messages().error_empty(&source.name));
        return None;
    }
    // The browser hashes a long text beside the page, at six times the speed.
    let hashed = (size >= LONG).then(|| files::sha256(Fingerprint::words(&minutes.text).as_bytes()));
    if !stage(app, size, 0.6).await {
        return None;
    }
    let hashed = match hashed {
        Some(hashed) => Fingerprint::parse(&hashed.await),
        None => None,
    };
    let fingerprint = hashed.unwrap_or_else(|| minutes.fingerprint());
    let known = app.work.with_value(|w| {
        let mut all = w.project.documents.iter();
        all.find(|d| d.fingerprint == fingerprint)
            .map(|d| d.title.clone())
    });
    if let Some(title) = known {
        // The sample's file is nothing that anybody has chosen.
        let name = source.attribution.as_ref().map_or(&source.name, |_| &title);
        app.report(messages().already_open(name));
        if !super::reader::typing() {
            documents::show_stored(app, &fingerprint).await;
        }
        return None;
    }
    // What was said of it before is past.
    app.problems.update(|all| all.retain(|p| p.file != source.name));
    warn(app, &minutes, &source.name);
    let title = title(&minutes, &source.name);
    app.opened
        .update_value(|o| o.push(Arc::new(OpenDocument::new(fingerprint.clone(), minutes))));
    // It may have been here before, and read otherwise.
    repairing::renew(app);
    let document = documents::document(app, &fingerprint).await?;
    // Whoever writes is not led away from it.
    if super::reader::typing() {
        app.report(messages().opened(&title));
    } else {
        show(app, document.clone(), Some(start)).await;
    }
    introduce(app);
    let info = DocumentInfo {
        fingerprint: fingerprint.clone(),
        title,
        source: Source {
            sha256: hash.await,
            ..source
        },
    };
    let stored = Kept::new(&document.minutes.stored());
    let mut edits = app.work.with_value(|w| project::left_behind(w, &fingerprint));
    if !edits.is_empty() {
        app.report(messages().tags_back(&info.title));
    }
    edits.push(project::add_document(info));
    let edit = Edit::Batch(edits);
    app.run_with(
        Operation::Silent { edit },
        vec![(fingerprint.clone(), stored)],
        start,
    );
    Some(fingerprint)
}

/// Says how far long work is; `false` when the person stopped it.
async fn stage(app: App, size: usize, share: f64) -> bool {
    if size < LONG {
        return true;
    }
    if app.progress.get_untracked().is_none() {
        app.stopped.set_value(false);
    }
    app.progress.set(Some(share));
    clock::painted().await;
    let go_on = !app.stopped.get_value();
    if !go_on {
        app.progress.set(None);
    }
    go_on
}

fn warn(app: App, minutes: &Minutes, name: &str) {
    match minutes.kind {
        Kind::Unknown => app.note(name, messages().not_minutes(name)),
        _ if minutes.speakers.is_empty() => app.note(name, messages().no_speeches(name)),
        _ => {}
    }
}

fn title(minutes: &Minutes, file: &str) -> String {
    let meeting = &minutes.meeting;
    match (&meeting.number, &meeting.name) {
        (Some(number), Some(name)) => format!("{number}{name}"),
        (None, Some(name)) => name.clone(),
        (number, None) => {
            let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
            number
                .as_ref()
                .map_or_else(|| stem.to_owned(), |number| format!("{number}（{stem}）"))
        }
    }
}

/// When somebody began to put a document on the screen, while it is not there yet.
const OPENING: &str = "opening";

/// Nobody gives up a page sooner, in milliseconds.
const GIVEN_UP: u64 = 15_000;

/// Whether the page was given up on the last time while a document was on its way to the screen. It is told once.
pub(crate) fn hung() -> bool {
    let begun = settings::get(OPENING).and_then(|t| t.parse::<u64>().ok());
    arrived();
    begun.is_some_and(|begun| clock::now() > begun + GIVEN_UP)
}

/// Nothing is on its way to the screen any more, or the page goes away as it should.
pub(crate) fn arrived() {
    settings::set(OPENING, "");
}

/// Another document is asked for: its number. One that was asked for before does not come in its place.
pub(crate) fn next(app: App) -> u64 {
    app.session.update_value(|s| s.turn += 1);
    app.session.with_value(|s| s.turn)
}

/// Puts a document on the screen; `opened` is when the person asked for it.
pub(crate) async fn show(app: App, document: Arc<OpenDocument>, opened: Option<f64>) {
    if !nodes::load().await {
        return documents::not_read(app, &document.fingerprint);
    }
    next(app);
    let begun = clock::instant();
    // Whoever comes back to a document finds it where they left it.
    if let Some(old) = app.document.get_untracked() {
        let left = Left {
            place: app.place.get_untracked(),
            whereabouts: nodes::whereabouts(),
        };
        app.left
            .update_value(|l| _ = l.insert(old.fingerprint.clone(), left));
    }
    app.busy.set(true);
    app.warm.set(true);
    app.place.set(None);
    app.left_at.set_value(None);
    app.span.set(None);
    app.asking.set(false);
    app.view.set(super::state::View::Read);
    settings::set("document", document.fingerprint.as_str());
    // A page that nobody sees paints nothing, and waits.
    if !leptos::prelude::document().hidden() {
        settings::set(OPENING, &clock::now().to_string());
    }
    painting::forget(app);
    super::parts::search::forget(app);
    // Before anything changes: scrolling lays the page out, and only what is laid out already costs nothing.
    if let Some(scroller) = super::reader::scroller() {
        scroller.set_scroll_top(0);
    }
    app.document.set(Some(document.clone()));
    // The scroller is in the page once the reading view is drawn.
    leptos::task::tick().await;
    if let Some(container) = super::reader::holder() {
        let drawing = draw(&document.minutes, document.units.speeches() == 0);
        super::reader::with_watcher(app, |visible| {
            nodes::build(&container, &document.minutes.text, &drawing, visible);
        });
    }
    let n = painting::repaint(app);
    if let Some(left) = app.left.with_value(|l| l.get(&document.fingerprint).cloned()) {
        nodes::go_back(&left.whereabouts);
        app.place.set(left.place);
        choosing::draw_place(app, false);
    }
    // The layout is computed now, while the next frame is still to come, and not only in it.
    if let Some(scroller) = super::reader::scroller() {
        scroller.client_height();
    }
    clock::painted().await;
    arrived();
    clock::measure("fusen:render", begun);
    if n > 0 {
        clock::measure_n("fusen:load-annotations", begun, n);
    }
    app.busy.set(false);
    app.progress.set(None);
    if let Some(start) = opened {
        clock::measure("fusen:open", start);
    }
    // Somebody may have begun to write since the title was there.
    if !super::reader::typing() {
        super::reader::focus();
    }
    super::desk::drawn();
}

/// Back to the start screen: there is no document any more.
pub(crate) fn close(app: App) {
    nodes::clear();
    painting::forget(app);
    super::parts::search::forget(app);
    app.place.set(None);
    app.span.set(None);
    app.asking.set(false);
    app.view.set(super::state::View::Read);
    app.sheet.set(None);
    app.document.set(None);
    painting::repaint(app);
    super::reader::focus();
}

/// Opens annotation files.
pub(crate) async fn open_bundles(app: App, bundles: Vec<(String, Bundle)>, start: f64) {
    if bundles.is_empty() {
        return;
    }
    let (shared, empty) = app.work.with_value(|w| {
        let mine = &w.project.documents;
        let shared = bundles
            .iter()
            .flat_map(|(_, b)| &b.project.documents)
            .any(|d| mine.iter().any(|m| m.fingerprint == d.fingerprint));
        (shared, mine.is_empty() && w.project.annotations.is_empty())
    });
    let Some(preview) = plan(app, bundles).await else {
        return;
    };
    if shared || (!empty && preview.plan.summary.changed > 0) {
        propose(app, preview);
        return;
    }
    let mut new = preview.bundle.project.documents.iter();
    let first = new
        .find(|d| !preview.mine.contains_key(&d.fingerprint))
        .map(|d| d.fingerprint.clone());
    introduce(app);
    session::hold(app, true);
    take_over(app, preview, true).await;
    if let Some(fingerprint) = first {
        match documents::document(app, &fingerprint).await {
            Some(document) => show(app, document, Some(start)).await,
            None => documents::not_read(app, &fingerprint),
        }
    }
    session::hold(app, false);
}
