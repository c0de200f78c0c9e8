//! Reading the native file.
//!
//! By hand, member by member: what is wrong can be named by its place in the file, and what is left over is
//! what this version does not know.

use serde_json::Value;

use super::members::{Members, Result, damaged};
use super::{
    AS_PARSED, CODEBOOK, CONTINUES, DOCUMENT, FORMAT, NOT_SPEECH, NOTE, NativeError, PERSON, POSITION, QUOTE,
    RESOURCE, SPEECH, THEME, VERSION, WORDS,
};
use crate::minutes::{DocumentText, PageStart, Verdict};
use crate::order;
use crate::project::{
    Annotation, AnnotationId, Annotator, AnnotatorId, Bundle, Colour, DocumentInfo, Edit, Fingerprint,
    LAST_REVISION, Quote, Repair, Revision, SPEAKER, Source, Target, Theme, ThemeId, Unit, Usage, anchor,
};
use crate::text::{CharRange, OffsetIndex, Shelf, json, stored, utf8};

/// What a file has much of.
static FILE: json::Part = json::Part::Members(&[
    (
        "documents",
        json::Part::Elements(&json::Part::Members(&[("text", json::Part::Text)])),
    ),
    ("first", json::Part::Members(&[("items", json::Part::Printed)])),
]);

/// Longest nickname, in characters.
const NICKNAME: usize = 40;

/// Reads a file that is text already.
///
/// # Errors
/// As [`read_file`].
pub fn read(text: &str) -> Result<Bundle> {
    read_file(text.as_bytes().to_vec())
}

/// Reads a file. It is gone before its annotations are there, since a file of a thousand pages has its text in it: what
/// is in WebAssembly's memory at once decides how large the page stays.
///
/// # Errors
/// When it is not JSON, not ours, of a newer version, or damaged; then nothing of it is used.
pub fn read_file(mut bytes: Vec<u8>) -> Result<Bundle> {
    let text = utf8(&bytes).ok_or(NativeError::NotText)?;
    let mut items = 0..0;
    let mut file = open(text, &[FORMAT], &mut |piece| {
        if let json::Piece::List(list) = piece {
            let at = list.as_ptr() as usize - text.as_ptr() as usize;
            items = at..at + list.len();
        }
    })?;
    // Of the file itself the annotations alone are left.
    bytes.truncate(items.end);
    let before = bytes.drain(..items.start);
    let lines = before.filter(|b| *b == b'\n').count();
    bytes.shrink_to_fit();
    let mut items: Vec<Result<Annotation>> = Vec::new();
    if !bytes.is_empty() {
        let list = utf8(&bytes).unwrap_or_default();
        json::parse_in_parts(list, &json::Part::Each, &mut |piece| {
            if let json::Piece::Element(item) = piece {
                items.push(Members::of(item, "first.items[]").and_then(annotation));
            }
        })
        .map_err(|e| not_json(&e, lines))?;
    }
    drop(bytes);
    let mut bundle = Bundle::default();
    for value in file.needed_list("documents")? {
        let (info, text, repairs) = document(Members::of(value, "documents[]")?)?;
        for repair in repairs {
            bundle.project.apply(Edit::Repair {
                document: repair.document.clone(),
                at: repair.at,
                value: Some(repair),
            });
        }
        if bundle.texts.insert(info.fingerprint.clone(), text).is_none() {
            bundle.project.documents.push(info);
        }
    }
    // A circle of parents, which merging can make, stays: breaking it would change a value without a new revision, and
    // the same files would merge to something else in another order. The codebook shows it at the top.
    for value in file.list("codebook")? {
        let theme = theme(Members::of(value, "codebook[]")?)?;
        bundle.project.themes.insert(theme.id.clone(), theme);
    }
    for value in file.list("annotators")? {
        let mut m = Members::of(value, "annotators[]")?;
        let person = Annotator {
            id: m.id("id", PERSON, AnnotatorId::parse)?,
            nickname: m.text("nickname")?.chars().take(NICKNAME).collect(),
            revision: m.whole("revision")?,
        };
        bundle.project.annotators.insert(person.id.clone(), person);
    }
    let indexes: Vec<(&Fingerprint, &str, OffsetIndex)> = bundle
        .texts
        .iter()
        .map(|(f, t)| (f, t.text.as_str(), OffsetIndex::new(&t.text)))
        .collect();
    let mut page = Members::of(file.take("first").unwrap_or_default(), "first")?;
    page.needed_list("items")?;
    for annotation in items {
        let mut annotation = annotation?;
        if let Some((_, text, index)) = indexes.iter().find(|(f, ..)| **f == annotation.document) {
            match anchor::resolve(&annotation.target, text, index) {
                anchor::Resolution::Exact(_) => {}
                anchor::Resolution::Moved(position) => annotation.target.position = position,
                // A position without words is all there is to go by.
                anchor::Resolution::Orphan if annotation.target.quote.exact.is_empty() => {}
                // Kept with its words, and listed; never at a place where other words stand.
                anchor::Resolution::Orphan => annotation.target.position = CharRange::default(),
            }
        }
        let id = annotation.id.clone();
        // Of one that is there twice the newer holds, as in a merge. Two that are equally new are two that somebody has
        // given one id: which of them is meant to be lost, nobody can tell.
        match bundle.project.annotations.get(&id) {
            Some(there) if there.revision > annotation.revision => {}
            Some(there) if there.revision == annotation.revision && *there != annotation => {
                return Err(damaged(&format!("first.items[].id: {}", id.as_str())));
            }
            _ => {
                bundle.project.annotations.insert(id, annotation);
            }
        }
    }
    for value in file.list("layers")? {
        let mut m = Members::of(value, "layers[]")?;
        bundle.project.apply(Edit::Progress {
            annotator: m.id("annotator", PERSON, AnnotatorId::parse)?,
            document: m.id("document", DOCUMENT, fingerprint)?,
            read: Some(m.small("read")?),
        });
    }
    bundle.digits = file.text_if_there("digits")?.unwrap_or_default();
    bundle.project.extra = file.rest(&["@context", "type", "format", "version", "label", "total"]);
    Ok(bundle)
}

/// Reads the codebook alone, from a file of a codebook or of a project: live themes, in order. A parent that is not
/// among them is none.
///
/// # Errors
/// As [`read`].
pub fn read_codebook(text: &str) -> Result<Vec<Theme>> {
    let mut file = open(text, &[CODEBOOK, FORMAT], &mut |_| {})?;
    let mut themes = Vec::new();
    for value in file.needed_list("codebook")? {
        themes.push(theme(Members::of(value, "codebook[]")?)?);
    }
    themes.retain(|t| !t.deleted);
    Ok(tidied(themes))
}

/// Each theme once, in order, under parents that are there and not under itself.
pub(in crate::exchange) fn tidied(list: Vec<Theme>) -> Vec<Theme> {
    let mut themes: Shelf<ThemeId, Theme> = Shelf::new();
    for theme in list {
        themes.insert(theme.id.clone(), theme);
    }
    let known: Vec<ThemeId> = themes.keys().cloned().collect();
    for theme in themes.values_mut() {
        // Ids are listed in their order.
        let parent = theme.parent.take();
        theme.parent = parent.filter(|p| known.binary_search(p).is_ok());
    }
    break_cycles(&mut themes);
    let mut list: Vec<Theme> = themes.into_entries().map(|(_, theme)| theme).collect();
    order::sort(&mut list, &|a, b| (a.order, &a.id).cmp(&(b.order, &b.id)));
    list
}

/// What is wrong with some JSON that stands below so many lines of the file.
fn not_json(error: &json::Error, above: usize) -> NativeError {
    match error.problem() {
        json::Problem::Syntax { line, column } => NativeError::NotJson {
            line: line + above,
            column: *column,
        },
        json::Problem::Shape(what) => damaged(what),
    }
}

/// The members of a file, once it is known to be one of these formats and of a version that can be read; the list of its
/// annotations, a part of `text`, is not among them, but goes to `items` as it is printed.
fn open(text: &str, formats: &[&str], items: &mut dyn FnMut(json::Piece<'_>)) -> Result<Members> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let value = json::parse_in_parts(text, &FILE, items).map_err(|e| not_json(&e, 0))?;
    let format = value.get("format").and_then(Value::as_str);
    if format.is_none_or(|f| !formats.contains(&f)) {
        return Err(match format {
            Some(CODEBOOK) => NativeError::Codebook,
            _ => NativeError::Foreign,
        });
    }
    match value.get("version").and_then(Value::as_u64) {
        Some(version) if version > u64::from(VERSION) => return Err(NativeError::TooNew { version }),
        // Older versions would be led up to this one here, one step at a time; version 1 is the first.
        Some(1) => {}
        _ => return Err(damaged("version")),
    }
    Members::of(value, "file")
}

fn document(mut m: Members) -> Result<(DocumentInfo, DocumentText, Vec<Repair>)> {
    let fingerprint = m.id("id", DOCUMENT, fingerprint)?;
    let text = m.text("text")?;
    if Fingerprint::of(&text) != fingerprint {
        return Err(m.wrong("text"));
    }
    let index = OffsetIndex::new(&text);
    let mut pages = Vec::new();
    for value in m.list("pages")? {
        let mut page = Members::of(value, "documents[].pages[]")?;
        let start = page.small("start")?;
        pages.push(PageStart {
            at: index.bytes_of_chars(&text, CharRange::new(start, start)).start,
            page: page.small("page")?,
        });
    }
    order::sort(&mut pages, &|a, b| a.at.cmp(&b.at));
    let lines = m.text_if_there("lines")?.unwrap_or_default();
    let lines = lines
        .split_ascii_whitespace()
        .map_while(|n| n.parse().ok())
        .collect();
    let repairs = m
        .list("repairs")?
        .into_iter()
        .map(|value| repair(Members::of(value, "documents[].repairs[]")?, &fingerprint))
        .collect::<Result<_>>()?;
    let record = m.take("record").map(|value| stored::to_json(&value));
    let mut source = m.object("source", "documents[].source")?;
    let info = DocumentInfo {
        fingerprint,
        title: m.text("title")?,
        source: Source {
            name: source.text("name")?,
            media_type: source.text("media_type")?,
            sha256: source.text("sha256")?,
            attribution: source.text_if_there("attribution")?,
        },
    };
    let text = DocumentText {
        text,
        pages,
        lines,
        record,
    };
    Ok((info, text, repairs))
}

fn repair(mut m: Members, document: &Fingerprint) -> Result<Repair> {
    let says = m.text("says")?;
    let speaker = m.text_if_there("speaker")?;
    let verdict = match says.as_str() {
        SPEECH => Some(Verdict::Speech {
            speaker: speaker.map(|s| s.chars().take(SPEAKER).collect()),
        }),
        CONTINUES => Some(Verdict::Continues),
        NOT_SPEECH => Some(Verdict::NotSpeech),
        AS_PARSED => None,
        _ => return Err(m.wrong("says")),
    };
    Ok(Repair {
        document: document.clone(),
        at: m.small("start")?,
        words: m.text("quote")?.chars().take(SPEAKER).collect(),
        verdict,
        annotator: m.id("creator", PERSON, AnnotatorId::parse)?,
        revision: m.whole("revision")?,
    })
}

fn theme(mut m: Members) -> Result<Theme> {
    let mut label = m.object("prefLabel", "codebook[].prefLabel")?;
    let key = m.text_if_there("key")?;
    let other = |m: &mut Members, member| match m.text_if_there(member)? {
        None => Ok(None),
        Some(id) => match id.strip_prefix(THEME).and_then(ThemeId::parse) {
            None => Err(m.wrong(member)),
            id => Ok(id),
        },
    };
    let parent = other(&mut m, "broader")?;
    let keywords = m
        .list("hiddenLabel")?
        .into_iter()
        .map(|v| match v {
            Value::String(s) => Ok(s),
            _ => Err(m.wrong("hiddenLabel")),
        })
        .collect::<Result<_>>()?;
    let usage = m.take("usage").map(stored::from_value::<Usage>);
    let usage = usage
        .transpose()
        .map_err(|_| m.wrong("usage"))?
        .unwrap_or_default();
    let revision = m.whole("revision")?;
    let parts = m.take("parts").map(stored::from_value::<Vec<Revision>>);
    let parts = parts.transpose().map_err(|_| m.wrong("parts"))?;
    if parts.iter().flatten().any(|part| *part > LAST_REVISION) {
        return Err(m.wrong("parts"));
    }
    let theme = Theme {
        id: m.id("id", THEME, ThemeId::parse)?,
        name: label.text("ja")?,
        name_en: label.text_if_there("en")?,
        colour: Colour::parse(&m.text("colour")?).ok_or_else(|| m.wrong("colour"))?,
        key: key.and_then(|k| k.chars().next()),
        parent,
        order: m
            .take("order")
            .and_then(|v| v.as_i64())
            .ok_or_else(|| m.wrong("order"))?,
        definition: m.text_if_there("definition")?.unwrap_or_default(),
        keywords,
        usage,
        revision,
        parts: parts.unwrap_or_default(),
        deleted: m.flag("deleted")?,
        replaced_by: other(&mut m, "isReplacedBy")?,
    };
    Ok(theme.settled())
}

/// A theme that is its own ancestor becomes a root.
fn break_cycles(themes: &mut Shelf<ThemeId, Theme>) {
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

fn annotation(mut m: Members) -> Result<Annotation> {
    let (mut theme, mut note) = (None, String::new());
    for value in m.list("body")? {
        let mut body = Members::of(value, "first.items[].body[]")?;
        match body.text("type")?.as_str() {
            RESOURCE => theme = Some(body.id("source", THEME, ThemeId::parse)?),
            WORDS => note = body.text("value")?,
            _ => return Err(body.wrong("type")),
        }
    }
    let mut target = m.object("target", "first.items[].target")?;
    let unit = Unit::parse(&target.text("unit")?).ok_or_else(|| target.wrong("unit"))?;
    let (mut position, mut quote) = (None, Quote::default());
    for value in target.needed_list("selector")? {
        let mut s = Members::of(value, "first.items[].target.selector[]")?;
        match s.text("type")?.as_str() {
            POSITION => {
                let (start, end) = (s.small("start")?, s.small("end")?);
                position = (start <= end).then_some(CharRange::new(start, end));
            }
            QUOTE => {
                quote = Quote {
                    exact: s.text_if_there("exact")?.unwrap_or_default(),
                    prefix: s.text_if_there("prefix")?.unwrap_or_default(),
                    suffix: s.text_if_there("suffix")?.unwrap_or_default(),
                }
            }
            _ => return Err(s.wrong("type")),
        }
    }
    Ok(Annotation {
        id: m.id("id", NOTE, AnnotationId::parse)?,
        document: target.id("source", DOCUMENT, fingerprint)?,
        annotator: m.id("creator", PERSON, AnnotatorId::parse)?,
        theme,
        target: Target {
            unit,
            position: position.ok_or_else(|| target.wrong("selector"))?,
            quote,
        },
        note,
        created: m.time("created")?,
        modified: m.time("modified")?,
        revision: m.whole("revision")?,
        deleted: m.flag("deleted")?,
        extra: m.rest(&["type", "motivation"]),
    })
}

/// The identity of a document: SHA-256 in hex, which other programs may write in capitals.
fn fingerprint(hex: &str) -> Option<Fingerprint> {
    let sound = hex.len() == 64 && hex.bytes().all(|b| b.is_ascii_hexdigit());
    Fingerprint::parse(&hex.to_ascii_lowercase()).filter(|_| sound)
}
