//! Writing the native file.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::{
    AS_PARSED, CODEBOOK, CONTEXT, CONTINUES, DOCUMENT, FORMAT, NOT_SPEECH, NOTE, PERSON, POSITION, QUOTE,
    RESOURCE, SPEECH, TERMS, THEME, VERSION, WORDS,
};
use crate::exchange::time;
use crate::minutes::{DocumentText, Verdict};
use crate::order;
use crate::project::{
    Annotation, Colour, DocumentInfo, Fingerprint, Project, Quote, Repair, Revision, Source, Theme, Unit,
    Usage, in_order,
};
use crate::text::{ByteRange, OffsetIndex, json};

#[derive(Serialize)]
struct File {
    #[serde(rename = "@context")]
    context: Value,
    #[serde(rename = "type")]
    kind: String,
    format: String,
    version: u32,
    label: String,
    total: usize,
    documents: Vec<FileDocument>,
    codebook: Vec<FileTheme>,
    annotators: Vec<FilePerson>,
    layers: Vec<FileLayer>,
    first: FilePage,
    #[serde(flatten)]
    extra: BTreeMap<String, Value>,
}

#[derive(Serialize)]
struct FilePage {
    #[serde(rename = "type")]
    kind: String,
    #[serde(rename = "startIndex")]
    start_index: usize,
    items: Vec<FileAnnotation>,
}

#[derive(Serialize)]
struct FileDocument {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    title: String,
    source: Source,
    /// Page number and the code point at which it begins.
    pages: Vec<FilePageStart>,
    /// Source line of each line of the text, separated by spaces.
    lines: String,
    text: String,
    /// What the original itself says of who speaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    repairs: Vec<FileRepair>,
}

/// What somebody says begins at a place of the text.
#[derive(Serialize)]
struct FileRepair {
    start: u32,
    quote: String,
    says: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<String>,
    creator: String,
    revision: Revision,
}

#[derive(Serialize)]
struct FilePageStart {
    page: u32,
    start: u32,
}

#[derive(Serialize)]
struct FileTheme {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(rename = "prefLabel")]
    label: FileLabel,
    colour: Colour,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<char>,
    #[serde(skip_serializing_if = "Option::is_none")]
    broader: Option<String>,
    order: i64,
    #[serde(skip_serializing_if = "String::is_empty")]
    definition: String,
    #[serde(rename = "hiddenLabel", skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<String>,
    #[serde(skip_serializing_if = "Usage::is_empty")]
    usage: Usage,
    revision: Revision,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    deleted: bool,
}

#[derive(Serialize)]
struct FileLabel {
    ja: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    en: Option<String>,
}

#[derive(Serialize)]
struct FilePerson {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    nickname: String,
    revision: Revision,
}

#[derive(Serialize)]
struct FileLayer {
    annotator: String,
    document: String,
    read: u32,
}

#[derive(Serialize)]
struct FileAnnotation {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    motivation: String,
    creator: String,
    created: String,
    modified: String,
    body: Vec<FileBody>,
    target: FileTarget,
    revision: Revision,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    deleted: bool,
    #[serde(flatten)]
    extra: BTreeMap<String, Value>,
}

/// A theme (`SpecificResource`, `tagging`) or a note (`TextualBody`, `commenting`).
#[derive(Default, Serialize)]
struct FileBody {
    #[serde(rename = "type")]
    kind: String,
    purpose: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
}

#[derive(Serialize)]
struct FileTarget {
    #[serde(rename = "type")]
    kind: String,
    source: String,
    unit: Unit,
    selector: Vec<FileSelector>,
}

/// A `TextPositionSelector` or a `TextQuoteSelector`.
#[derive(Default, Serialize)]
struct FileSelector {
    #[serde(rename = "type")]
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exact: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    prefix: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suffix: Option<String>,
}

/// Writes a project. `text` gives the text of each document; a document without one is left out.
pub fn write<'a>(project: &Project, text: &dyn Fn(&Fingerprint) -> Option<&'a DocumentText>) -> String {
    let documents = project
        .documents
        .iter()
        .filter_map(|d| Some(write_document(d, text(&d.fingerprint)?, project)))
        .collect();
    let mut themes: Vec<&Theme> = project.themes.values().collect();
    in_order(&mut themes);
    let mut items: Vec<&Annotation> = project.annotations.values().collect();
    order::sort(&mut items, &|a, b| {
        let key = |a: &Annotation| (a.target.position.start, a.target.position.end);
        (&a.document, key(a), &a.annotator, &a.id).cmp(&(&b.document, key(b), &b.annotator, &b.id))
    });
    let file = File {
        context: context(),
        kind: "AnnotationCollection".to_owned(),
        format: FORMAT.to_owned(),
        version: VERSION,
        label: project
            .documents
            .first()
            .map_or(String::new(), |d| d.title.clone()),
        total: items.len(),
        documents,
        codebook: themes.into_iter().map(write_theme).collect(),
        annotators: project
            .annotators
            .values()
            .map(|a| FilePerson {
                id: format!("{PERSON}{}", a.id),
                kind: "Person".to_owned(),
                nickname: a.nickname.clone(),
                revision: a.revision,
            })
            .collect(),
        layers: project
            .progress
            .iter()
            .map(|p| FileLayer {
                annotator: format!("{PERSON}{}", p.annotator),
                document: format!("{DOCUMENT}{}", p.document),
                read: p.read,
            })
            .collect(),
        first: FilePage {
            kind: "AnnotationPage".to_owned(),
            start_index: 0,
            items: items.into_iter().map(write_annotation).collect(),
        },
        extra: project.extra.clone(),
    };
    // Strings, numbers and maps with string keys always serialise.
    let mut json = serde_json::to_string_pretty(&file).unwrap_or_default();
    json.push('\n');
    json
}

fn context() -> Value {
    serde_json::json!([CONTEXT, { "fusen": TERMS, "@vocab": TERMS, "skos": "http://www.w3.org/2004/02/skos/core#",
        "Concept": "skos:Concept", "prefLabel": { "@id": "skos:prefLabel", "@container": "@language" },
        "hiddenLabel": "skos:hiddenLabel", "broader": { "@id": "skos:broader", "@type": "@id" } }])
}

/// A codebook alone.
#[derive(Serialize)]
struct Codebook {
    #[serde(rename = "@context")]
    context: Value,
    #[serde(rename = "type")]
    kind: String,
    format: String,
    version: u32,
    codebook: Vec<FileTheme>,
}

/// Writes the live themes of a project, in the form the whole project has them.
pub fn write_codebook(project: &Project) -> String {
    let file = Codebook {
        context: context(),
        kind: "skos:ConceptScheme".to_owned(),
        format: CODEBOOK.to_owned(),
        version: VERSION,
        codebook: project.codebook().into_iter().map(write_theme).collect(),
    };
    // Strings, numbers and maps with string keys always serialise.
    let mut json = serde_json::to_string_pretty(&file).unwrap_or_default();
    json.push('\n');
    json
}

fn write_document(info: &DocumentInfo, text: &DocumentText, project: &Project) -> FileDocument {
    let index = OffsetIndex::new(&text.text);
    let start = |at: u32| index.chars(&text.text, ByteRange::new(at, at)).start;
    FileDocument {
        id: format!("{DOCUMENT}{}", info.fingerprint),
        kind: "Text".to_owned(),
        title: info.title.clone(),
        source: info.source.clone(),
        pages: text
            .pages
            .iter()
            .map(|p| FilePageStart {
                page: p.page,
                start: start(p.at),
            })
            .collect(),
        lines: text
            .lines
            .iter()
            .map(u32::to_string)
            .collect::<Vec<_>>()
            .join(" "),
        text: text.text.clone(),
        record: text.record.as_deref().and_then(|r| json::parse(r).ok()),
        repairs: project
            .repairs
            .iter()
            .filter(|r| r.document == info.fingerprint)
            .map(write_repair)
            .collect(),
    }
}

fn write_repair(repair: &Repair) -> FileRepair {
    let (says, speaker) = match &repair.verdict {
        Some(Verdict::Speech { speaker }) => (SPEECH, speaker.clone()),
        Some(Verdict::Continues) => (CONTINUES, None),
        Some(Verdict::NotSpeech) => (NOT_SPEECH, None),
        None => (AS_PARSED, None),
    };
    FileRepair {
        start: repair.at,
        quote: repair.words.clone(),
        says: says.to_owned(),
        speaker,
        creator: format!("{PERSON}{}", repair.annotator),
        revision: repair.revision,
    }
}

fn write_theme(theme: &Theme) -> FileTheme {
    FileTheme {
        id: format!("{THEME}{}", theme.id),
        kind: "Concept".to_owned(),
        label: FileLabel {
            ja: theme.name.clone(),
            en: theme.name_en.clone(),
        },
        colour: theme.colour,
        key: theme.key,
        broader: theme.parent.as_ref().map(|p| format!("{THEME}{p}")),
        order: theme.order,
        definition: theme.definition.clone(),
        keywords: theme.keywords.clone(),
        usage: theme.usage.clone(),
        revision: theme.revision,
        deleted: theme.deleted,
    }
}

fn write_annotation(a: &Annotation) -> FileAnnotation {
    let theme = a.theme.as_ref().map(|theme| FileBody {
        kind: RESOURCE.to_owned(),
        purpose: "tagging".to_owned(),
        source: Some(format!("{THEME}{theme}")),
        ..FileBody::default()
    });
    let note = (!a.note.is_empty()).then(|| FileBody {
        kind: WORDS.to_owned(),
        purpose: "commenting".to_owned(),
        format: Some("text/plain".to_owned()),
        value: Some(a.note.clone()),
        ..FileBody::default()
    });
    let Quote {
        exact,
        prefix,
        suffix,
    } = a.target.quote.clone();
    FileAnnotation {
        id: format!("{NOTE}{}", a.id),
        kind: "Annotation".to_owned(),
        motivation: if a.theme.is_some() {
            "tagging"
        } else {
            "commenting"
        }
        .to_owned(),
        creator: format!("{PERSON}{}", a.annotator),
        created: time::write(a.created),
        modified: time::write(a.modified),
        body: theme.into_iter().chain(note).collect(),
        target: FileTarget {
            kind: RESOURCE.to_owned(),
            source: format!("{DOCUMENT}{}", a.document),
            unit: a.target.unit,
            selector: vec![
                FileSelector {
                    kind: POSITION.to_owned(),
                    start: Some(a.target.position.start),
                    end: Some(a.target.position.end),
                    ..FileSelector::default()
                },
                FileSelector {
                    kind: QUOTE.to_owned(),
                    exact: Some(exact),
                    prefix: Some(prefix),
                    suffix: Some(suffix),
                    ..FileSelector::default()
                },
            ],
        },
        revision: a.revision,
        deleted: a.deleted,
        extra: a.extra.clone(),
    }
}
