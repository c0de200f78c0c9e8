//! Writing the native file.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    AS_PARSED, CODEBOOK, CONTEXT, CONTINUES, DOCUMENT, FORMAT, NOT_SPEECH, NOTE, PERSON, POSITION, QUOTE,
    RESOURCE, SPEECH, TERMS, THEME, VERSION, WORDS,
};
use crate::exchange::time;
use crate::minutes::{DocumentText, Verdict};
use crate::order;
use crate::project::{Annotation, DocumentInfo, Fingerprint, Project, Repair, Theme, in_order};
use crate::text::stored::{Stored, Writer};
use crate::text::{ByteRange, OffsetIndex, json};

/// Writes a project. `text` gives the text of each document; a document without one is left out. `digits` are
/// the keys that its themes have at this computer, in pairs as `id=4 `.
pub fn write<'a>(
    project: &Project,
    digits: &str,
    text: &dyn Fn(&Fingerprint) -> Option<&'a DocumentText>,
) -> String {
    let mut themes: Vec<&Theme> = project.themes.values().collect();
    in_order(&mut themes);
    let mut items: Vec<&Annotation> = project.annotations.values().collect();
    order::sort(&mut items, &|a, b| {
        let key = |a: &Annotation| (a.target.position.start, a.target.position.end);
        (&a.document, key(a), &a.annotator, &a.id).cmp(&(&b.document, key(b), &b.annotator, &b.id))
    });
    let mut out = Writer::pretty();
    out.open(b'{');
    begin(&mut out, "AnnotationCollection", FORMAT);
    out.word("label", project.documents.first().map_or("", |d| &d.title));
    out.member("total", &items.len());
    out.key("documents");
    out.open(b'[');
    for info in &project.documents {
        if let Some(text) = text(&info.fingerprint) {
            out.item();
            document(&mut out, info, text, project);
        }
    }
    out.close(b']');
    codebook(&mut out, &themes);
    if !digits.is_empty() {
        out.word("digits", digits);
    }
    out.key("annotators");
    out.open(b'[');
    for person in project.annotators.values() {
        out.item();
        out.open(b'{');
        id(&mut out, "id", PERSON, person.id.as_str());
        out.word("type", "Person");
        out.word("nickname", &person.nickname);
        out.member("revision", &person.revision);
        out.close(b'}');
    }
    out.close(b']');
    out.key("layers");
    out.open(b'[');
    for progress in &project.progress {
        out.item();
        out.open(b'{');
        id(&mut out, "annotator", PERSON, progress.annotator.as_str());
        id(&mut out, "document", DOCUMENT, progress.document.as_str());
        out.member("read", &progress.read);
        out.close(b'}');
    }
    out.close(b']');
    out.key("first");
    out.open(b'{');
    out.word("type", "AnnotationPage");
    out.member("startIndex", &0u32);
    out.key("items");
    out.open(b'[');
    for item in items {
        out.item();
        annotation(&mut out, item);
    }
    out.close(b']');
    out.close(b'}');
    extra(&mut out, &project.extra);
    end(out)
}

/// Writes the live themes of a project, in the form the whole project has them.
pub fn write_codebook(project: &Project) -> String {
    let mut out = Writer::pretty();
    out.open(b'{');
    begin(&mut out, "skos:ConceptScheme", CODEBOOK);
    codebook(&mut out, &project.codebook());
    end(out)
}

/// What every file begins with.
fn begin(out: &mut Writer, kind: &str, format: &str) {
    out.member("@context", &context());
    out.word("type", kind);
    out.word("format", format);
    out.member("version", &VERSION);
}

fn end(mut out: Writer) -> String {
    out.close(b'}');
    let mut json = out.json();
    json.push('\n');
    json
}

fn context() -> Value {
    serde_json::json!([CONTEXT, { "fusen": TERMS, "@vocab": TERMS, "skos": "http://www.w3.org/2004/02/skos/core#",
        "Concept": "skos:Concept", "prefLabel": { "@id": "skos:prefLabel", "@container": "@language" },
        "hiddenLabel": "skos:hiddenLabel", "broader": { "@id": "skos:broader", "@type": "@id" } }])
}

/// A member that is an id, made a name of the whole world.
#[inline(never)]
fn id(out: &mut Writer, name: &str, prefix: &str, id: &str) {
    out.word(name, &[prefix, id].concat());
}

/// Members that this version does not know.
fn extra(out: &mut Writer, members: &BTreeMap<String, Value>) {
    for (name, value) in members {
        out.member(name, value);
    }
}

/// A member that is left out where it is blank.
fn may<T: Stored>(out: &mut Writer, name: &str, value: &T) {
    if !value.is_blank() {
        out.member(name, value);
    }
}

fn document(out: &mut Writer, info: &DocumentInfo, text: &DocumentText, project: &Project) {
    let index = OffsetIndex::new(&text.text);
    out.open(b'{');
    id(out, "id", DOCUMENT, info.fingerprint.as_str());
    out.word("type", "Text");
    out.word("title", &info.title);
    out.member("source", &info.source);
    // Page number and the code point at which it begins.
    out.key("pages");
    out.open(b'[');
    for page in &text.pages {
        let start = index.chars(&text.text, ByteRange::new(page.at, page.at)).start;
        out.item();
        out.open(b'{');
        out.member("page", &page.page);
        out.member("start", &start);
        out.close(b'}');
    }
    out.close(b']');
    // Source line of each line of the text, separated by spaces.
    let lines: Vec<String> = text.lines.iter().map(u32::to_string).collect();
    out.word("lines", &lines.join(" "));
    out.word("text", &text.text);
    // What the original itself says of who speaks.
    if let Some(record) = text.record.as_deref().and_then(|r| json::parse(r).ok()) {
        out.member("record", &record);
    }
    let mut repairs = project
        .repairs
        .iter()
        .filter(|r| r.document == info.fingerprint)
        .peekable();
    if repairs.peek().is_some() {
        out.key("repairs");
        out.open(b'[');
        for one in repairs {
            out.item();
            repair(out, one);
        }
        out.close(b']');
    }
    out.close(b'}');
}

/// What somebody says begins at a place of the text.
fn repair(out: &mut Writer, repair: &Repair) {
    let (says, speaker) = match &repair.verdict {
        Some(Verdict::Speech { speaker }) => (SPEECH, speaker.as_deref()),
        Some(Verdict::Continues) => (CONTINUES, None),
        Some(Verdict::NotSpeech) => (NOT_SPEECH, None),
        None => (AS_PARSED, None),
    };
    out.open(b'{');
    out.member("start", &repair.at);
    out.word("quote", &repair.words);
    out.word("says", says);
    if let Some(speaker) = speaker {
        out.word("speaker", speaker);
    }
    id(out, "creator", PERSON, repair.annotator.as_str());
    out.member("revision", &repair.revision);
    out.close(b'}');
}

fn codebook(out: &mut Writer, themes: &[&Theme]) {
    out.key("codebook");
    out.open(b'[');
    for one in themes {
        out.item();
        theme(out, one);
    }
    out.close(b']');
}

fn theme(out: &mut Writer, theme: &Theme) {
    out.open(b'{');
    id(out, "id", THEME, theme.id.as_str());
    out.word("type", "Concept");
    out.key("prefLabel");
    out.open(b'{');
    out.word("ja", &theme.name);
    may(out, "en", &theme.name_en);
    out.close(b'}');
    out.member("colour", &theme.colour);
    may(out, "key", &theme.key);
    if let Some(parent) = &theme.parent {
        id(out, "broader", THEME, parent.as_str());
    }
    out.member("order", &theme.order);
    may(out, "definition", &theme.definition);
    may(out, "hiddenLabel", &theme.keywords);
    may(out, "usage", &theme.usage);
    out.member("revision", &theme.revision);
    may(out, "parts", &theme.parts);
    may(out, "deleted", &theme.deleted);
    if let Some(other) = &theme.replaced_by {
        id(out, "isReplacedBy", THEME, other.as_str());
    }
    out.close(b'}');
}

fn annotation(out: &mut Writer, a: &Annotation) {
    out.open(b'{');
    id(out, "id", NOTE, a.id.as_str());
    out.word("type", "Annotation");
    out.word(
        "motivation",
        if a.theme.is_some() {
            "tagging"
        } else {
            "commenting"
        },
    );
    id(out, "creator", PERSON, a.annotator.as_str());
    out.word("created", &time::write(a.created));
    out.word("modified", &time::write(a.modified));
    out.key("body");
    out.open(b'[');
    if let Some(theme) = &a.theme {
        out.item();
        out.open(b'{');
        out.word("type", RESOURCE);
        out.word("purpose", "tagging");
        id(out, "source", THEME, theme.as_str());
        out.close(b'}');
    }
    if !a.note.is_empty() {
        out.item();
        out.open(b'{');
        out.word("type", WORDS);
        out.word("purpose", "commenting");
        out.word("format", "text/plain");
        out.word("value", &a.note);
        out.close(b'}');
    }
    out.close(b']');
    out.key("target");
    out.open(b'{');
    out.word("type", RESOURCE);
    id(out, "source", DOCUMENT, a.document.as_str());
    out.member("unit", &a.target.unit);
    out.key("selector");
    out.open(b'[');
    out.item();
    out.open(b'{');
    out.word("type", POSITION);
    out.member("start", &a.target.position.start);
    out.member("end", &a.target.position.end);
    out.close(b'}');
    out.item();
    out.open(b'{');
    out.word("type", QUOTE);
    out.word("exact", &a.target.quote.exact);
    out.word("prefix", &a.target.quote.prefix);
    out.word("suffix", &a.target.quote.suffix);
    out.close(b'}');
    out.close(b']');
    out.close(b'}');
    out.member("revision", &a.revision);
    may(out, "deleted", &a.deleted);
    extra(out, &a.extra);
    out.close(b'}');
}
