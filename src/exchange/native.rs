//! The native file, `*.fusen.json`: a W3C Web Annotation collection (Web Annotation Data Model,
//! Recommendation of 2017-02-23) with the documents, codebook (as SKOS concepts) and people in terms of
//! our own.
//!
//! Positions count Unicode code points, half-open. The order of everything is fixed, so two saves of one
//! state are byte-equal and a version-control system shows what changed. Members that this version does
//! not know survive at the top level and on annotations.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::minutes::{DocumentText, PageStart};
use crate::order;
use crate::project::{
    Annotation, AnnotationId, Annotator, AnnotatorId, Bundle, Colour, DocumentInfo, Edit, Fingerprint,
    Project, Quote, Revision, Source, Target, Theme, ThemeId, Unit, anchor, in_order,
};
use crate::text::{ByteRange, CharRange, OffsetIndex};

use super::time;

/// The version this program writes.
pub const VERSION: u32 = 1;

const FORMAT: &str = "fusen";
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
const TERMS: &str = "urn:fusen:terms:";
const THEME: &str = "urn:fusen:theme:";
const PERSON: &str = "urn:fusen:person:";
const NOTE: &str = "urn:fusen:annotation:";
const DOCUMENT: &str = "urn:sha256:";

/// Why a file cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NativeError {
    /// Not JSON at all, or cut off.
    #[error("not JSON: line {line}, column {column}")]
    NotJson {
        /// 1-based.
        line: usize,
        /// 1-based.
        column: usize,
    },
    /// JSON, but of another program.
    #[error("not a Fusen file")]
    Foreign,
    /// Written by a newer Fusen.
    #[error("version {version} is newer than {VERSION}")]
    TooNew {
        /// The file's version.
        version: u64,
    },
    /// A Fusen file with a part that makes no sense.
    #[error("damaged: {what}")]
    Damaged {
        /// The part, in the words of the format.
        what: String,
    },
}

#[derive(Serialize, Deserialize)]
struct File {
    #[serde(rename = "@context", default)]
    context: Value,
    #[serde(rename = "type", default)]
    kind: String,
    format: String,
    version: u32,
    #[serde(default)]
    label: String,
    #[serde(default)]
    total: usize,
    documents: Vec<FileDocument>,
    #[serde(default)]
    codebook: Vec<FileTheme>,
    #[serde(default)]
    annotators: Vec<FilePerson>,
    #[serde(default)]
    layers: Vec<FileLayer>,
    first: FilePage,
    #[serde(flatten, skip_deserializing)]
    extra: BTreeMap<String, Value>,
}

/// Members of [`File`] that this version knows.
const FILE_MEMBERS: [&str; 11] = [
    "@context",
    "type",
    "format",
    "version",
    "label",
    "total",
    "documents",
    "codebook",
    "annotators",
    "layers",
    "first",
];

/// Members of [`FileAnnotation`] that this version knows.
const ANNOTATION_MEMBERS: [&str; 10] = [
    "id",
    "type",
    "motivation",
    "creator",
    "created",
    "modified",
    "body",
    "target",
    "revision",
    "deleted",
];

#[derive(Serialize, Deserialize)]
struct FilePage {
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(rename = "startIndex", default)]
    start_index: usize,
    items: Vec<FileAnnotation>,
}

#[derive(Serialize, Deserialize)]
struct FileDocument {
    id: String,
    #[serde(rename = "type", default)]
    kind: String,
    title: String,
    source: Source,
    /// Page number and the code point at which it begins.
    #[serde(default)]
    pages: Vec<FilePageStart>,
    /// Source line of each line of the text, separated by spaces.
    #[serde(default)]
    lines: String,
    text: String,
}

#[derive(Serialize, Deserialize)]
struct FilePageStart {
    page: u32,
    start: u32,
}

#[derive(Serialize, Deserialize)]
struct FileTheme {
    id: String,
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(rename = "prefLabel")]
    label: FileLabel,
    colour: Colour,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<char>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    broader: Option<String>,
    order: f64,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    definition: String,
    #[serde(default, rename = "hiddenLabel", skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<String>,
    revision: Revision,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    deleted: bool,
}

#[derive(Serialize, Deserialize)]
struct FileLabel {
    ja: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    en: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct FilePerson {
    id: String,
    #[serde(rename = "type", default)]
    kind: String,
    nickname: String,
    revision: Revision,
}

#[derive(Serialize, Deserialize)]
struct FileLayer {
    annotator: String,
    document: String,
    read: u32,
}

#[derive(Serialize, Deserialize)]
struct FileAnnotation {
    id: String,
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(default)]
    motivation: String,
    creator: String,
    created: String,
    modified: String,
    #[serde(default)]
    body: Vec<FileBody>,
    target: FileTarget,
    revision: Revision,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    deleted: bool,
    #[serde(flatten, skip_deserializing)]
    extra: BTreeMap<String, Value>,
}

/// A theme (`SpecificResource`, `tagging`) or a note (`TextualBody`, `commenting`).
#[derive(Default, Serialize, Deserialize)]
struct FileBody {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    purpose: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    format: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct FileTarget {
    #[serde(rename = "type", default)]
    kind: String,
    source: String,
    unit: Unit,
    selector: Vec<FileSelector>,
}

/// A `TextPositionSelector` or a `TextQuoteSelector`.
#[derive(Default, Serialize, Deserialize)]
struct FileSelector {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    start: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    end: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    exact: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    prefix: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    suffix: Option<String>,
}

const POSITION: &str = "TextPositionSelector";
const QUOTE: &str = "TextQuoteSelector";
const RESOURCE: &str = "SpecificResource";
const WORDS: &str = "TextualBody";

/// Writes a project. `text` gives the text of each document; a document without one is left out.
pub fn write<'a>(project: &Project, text: &dyn Fn(&Fingerprint) -> Option<&'a DocumentText>) -> String {
    let documents = project
        .documents
        .iter()
        .filter_map(|d| Some(write_document(d, text(&d.fingerprint)?)))
        .collect();
    let mut themes: Vec<&Theme> = project.themes.values().collect();
    in_order(&mut themes);
    let mut items: Vec<&Annotation> = project.annotations.values().collect();
    order::sort(&mut items, &|a, b| {
        let key = |a: &Annotation| (a.target.position.start, a.target.position.end);
        (&a.document, key(a), &a.annotator, &a.id).cmp(&(&b.document, key(b), &b.annotator, &b.id))
    });
    let file = File {
        context: serde_json::json!([CONTEXT, { "fusen": TERMS, "@vocab": TERMS, "skos": "http://www.w3.org/2004/02/skos/core#",
            "Concept": "skos:Concept", "prefLabel": { "@id": "skos:prefLabel", "@container": "@language" },
            "hiddenLabel": "skos:hiddenLabel", "broader": { "@id": "skos:broader", "@type": "@id" } }]),
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

fn write_document(info: &DocumentInfo, text: &DocumentText) -> FileDocument {
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

/// Reads a file.
///
/// # Errors
/// When it is not JSON, not ours, of a newer version, or damaged; then nothing of it is used.
pub fn read(json: &str) -> Result<Bundle, NativeError> {
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    let mut value = crate::text::json::parse(json).map_err(|e| NativeError::NotJson {
        line: e.line(),
        column: e.column(),
    })?;
    if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(NativeError::Foreign);
    }
    match value.get("version").and_then(Value::as_u64) {
        Some(version) if version > u64::from(VERSION) => return Err(NativeError::TooNew { version }),
        // Older versions would be led up to this one here, one step at a time; version 1 is the first.
        Some(1) => {}
        _ => return Err(damaged("version")),
    }
    let extra = unknown(&mut value, &FILE_MEMBERS);
    let extras: Vec<BTreeMap<String, Value>> = value
        .pointer_mut("/first/items")
        .and_then(Value::as_array_mut)
        .map(|items| {
            items
                .iter_mut()
                .map(|a| unknown(a, &ANNOTATION_MEMBERS))
                .collect()
        })
        .unwrap_or_default();
    let mut file: File = crate::text::json::from_value(value).map_err(|e| damaged(&e.to_string()))?;
    for (item, extra) in file.first.items.iter_mut().zip(extras) {
        item.extra = extra;
    }
    file.extra = extra;
    let mut bundle = Bundle::default();
    for document in file.documents {
        let (info, text) = read_document(document)?;
        if bundle.texts.insert(info.fingerprint.clone(), text).is_none() {
            bundle.project.documents.push(info);
        }
    }
    for theme in file.codebook {
        let theme = read_theme(theme)?;
        bundle.project.themes.insert(theme.id.clone(), theme);
    }
    break_cycles(&mut bundle.project.themes);
    for person in file.annotators {
        let id = id(&person.id, PERSON, AnnotatorId::parse)?;
        let nickname = person.nickname.chars().take(40).collect();
        bundle.project.annotators.insert(
            id.clone(),
            Annotator {
                id,
                nickname,
                revision: person.revision,
            },
        );
    }
    let indexes: Vec<(&Fingerprint, &str, OffsetIndex)> = bundle
        .texts
        .iter()
        .map(|(f, t)| (f, t.text.as_str(), OffsetIndex::new(&t.text)))
        .collect();
    for item in file.first.items {
        let mut annotation = read_annotation(item)?;
        if let Some((_, text, index)) = indexes.iter().find(|(f, ..)| **f == annotation.document)
            && let anchor::Resolution::Moved(position) = anchor::resolve(&annotation.target, text, index)
        {
            annotation.target.position = position;
        }
        bundle
            .project
            .annotations
            .insert(annotation.id.clone(), annotation);
    }
    for layer in file.layers {
        bundle.project.apply(Edit::Progress {
            annotator: id(&layer.annotator, PERSON, AnnotatorId::parse)?,
            document: id(&layer.document, DOCUMENT, Fingerprint::parse)?,
            read: Some(layer.read),
        });
    }
    bundle.project.extra = file.extra;
    Ok(bundle)
}

/// Takes the members that this version does not know out of an object.
fn unknown(value: &mut Value, known: &[&str]) -> BTreeMap<String, Value> {
    let Some(object) = value.as_object_mut() else {
        return BTreeMap::new();
    };
    let (mine, others) = std::mem::take(object)
        .into_iter()
        .partition(|(name, _)| known.contains(&name.as_str()));
    *object = mine;
    let others: serde_json::Map<String, Value> = others;
    others.into_iter().collect()
}

fn damaged(what: &str) -> NativeError {
    NativeError::Damaged {
        what: what.chars().take(200).collect(),
    }
}

fn id<T>(s: &str, prefix: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, NativeError> {
    s.strip_prefix(prefix).and_then(parse).ok_or_else(|| damaged(s))
}

fn read_document(d: FileDocument) -> Result<(DocumentInfo, DocumentText), NativeError> {
    let fingerprint = id(&d.id, DOCUMENT, Fingerprint::parse)?;
    if Fingerprint::of(&d.text) != fingerprint {
        return Err(damaged("documents[].text"));
    }
    let index = OffsetIndex::new(&d.text);
    let byte = |start: u32| index.bytes_of_chars(&d.text, CharRange::new(start, start)).start;
    let mut pages: Vec<PageStart> = d
        .pages
        .iter()
        .map(|p| PageStart {
            at: byte(p.start),
            page: p.page,
        })
        .collect();
    order::sort(&mut pages, &|a, b| a.at.cmp(&b.at));
    let lines = d
        .lines
        .split_ascii_whitespace()
        .map_while(|n| n.parse().ok())
        .collect();
    let info = DocumentInfo {
        fingerprint,
        title: d.title,
        source: d.source,
    };
    Ok((
        info,
        DocumentText {
            text: d.text,
            pages,
            lines,
        },
    ))
}

fn read_theme(t: FileTheme) -> Result<Theme, NativeError> {
    if !t.order.is_finite() {
        return Err(damaged("codebook[].order"));
    }
    Ok(Theme {
        id: id(&t.id, THEME, ThemeId::parse)?,
        name: t.label.ja,
        name_en: t.label.en,
        colour: t.colour,
        key: t.key,
        parent: t.broader.map(|b| id(&b, THEME, ThemeId::parse)).transpose()?,
        order: t.order,
        definition: t.definition,
        keywords: t.keywords,
        revision: t.revision,
        deleted: t.deleted,
    })
}

/// A theme that is its own ancestor becomes a root.
fn break_cycles(themes: &mut BTreeMap<ThemeId, Theme>) {
    let ids: Vec<ThemeId> = themes.keys().cloned().collect();
    for start in ids {
        let mut seen = vec![start.clone()];
        let mut at = start.clone();
        while let Some(parent) = themes.get(&at).and_then(|t| t.parent.clone()) {
            if seen.contains(&parent) {
                if let Some(theme) = themes.get_mut(&at) {
                    theme.parent = None;
                }
                break;
            }
            seen.push(parent.clone());
            at = parent;
        }
    }
}

fn read_annotation(a: FileAnnotation) -> Result<Annotation, NativeError> {
    let mut theme = None;
    let mut note = String::new();
    for body in a.body {
        match body.kind.as_str() {
            RESOURCE => {
                let source = body.source.ok_or_else(|| damaged("body.source"))?;
                theme = Some(id(&source, THEME, ThemeId::parse)?);
            }
            WORDS => note = body.value.ok_or_else(|| damaged("body.value"))?,
            other => return Err(damaged(other)),
        }
    }
    let mut position = None;
    let mut quote = Quote::default();
    for selector in a.target.selector {
        match (selector.kind.as_str(), selector.start, selector.end) {
            (POSITION, Some(start), Some(end)) => {
                position = (start <= end).then_some(CharRange::new(start, end));
            }
            (QUOTE, ..) => {
                quote = Quote {
                    exact: selector.exact.unwrap_or_default(),
                    prefix: selector.prefix.unwrap_or_default(),
                    suffix: selector.suffix.unwrap_or_default(),
                }
            }
            (other, ..) => return Err(damaged(other)),
        }
    }
    Ok(Annotation {
        id: id(&a.id, NOTE, AnnotationId::parse)?,
        document: id(&a.target.source, DOCUMENT, Fingerprint::parse)?,
        annotator: id(&a.creator, PERSON, AnnotatorId::parse)?,
        theme,
        target: Target {
            unit: a.target.unit,
            position: position.ok_or_else(|| damaged("selector"))?,
            quote,
        },
        note,
        created: time::read(&a.created).ok_or_else(|| damaged(&a.created))?,
        modified: time::read(&a.modified).ok_or_else(|| damaged(&a.modified))?,
        revision: a.revision,
        deleted: a.deleted,
        extra: a.extra,
    })
}
