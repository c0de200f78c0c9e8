//! One way in for every kind of file.

use serde::Serialize;
use sha2::Digest;

use super::archive::Archive;
use super::finding::{Code, Finding};
use super::kind::{self, Kind};
use super::{cues, docx, encoding, html, ndl, pdf, tei, xml};

/// What a person says of a file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// Its encoding, by its name in the WHATWG standard.
    pub encoding: Option<&'a str>,
    /// Its password.
    pub password: Option<&'a str>,
}

/// One document of a file, or why there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Name of the file, in an archive with its path there.
    pub name: String,
    /// SHA-256 of its bytes, lower-case hex.
    pub sha256: String,
    /// What the parser takes; JSON where `tags` says so. Empty with a problem.
    pub text: String,
    /// It is an annotation file.
    pub tags: bool,
    /// What it itself says of who speaks: JSON of `minutes::Record`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// What a person should know of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Finding>,
    /// Why it could not be opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Finding>,
}

/// Opens a file: one item, or one for each member of an archive and meeting of an answer. `progress` is told the
/// share that is done, 0…1.
pub fn read(name: &str, bytes: Vec<u8>, options: Options<'_>, progress: &mut dyn FnMut(f32)) -> Vec<Item> {
    let sha256 = hash(&bytes);
    let mut items = match kind::of(name, &bytes) {
        Kind::Zip => packed(name, &bytes, options, progress),
        _ => documents(name, bytes, options, progress),
    };
    for item in items.iter_mut().filter(|i| i.sha256.is_empty()) {
        item.sha256.clone_from(&sha256);
    }
    items
}

fn hash(bytes: &[u8]) -> String {
    sha2::Sha256::digest(bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect()
}

fn problem(name: &str, finding: Finding) -> Vec<Item> {
    vec![Item {
        name: name.to_owned(),
        problem: Some(finding),
        ..Item::default()
    }]
}

/// A Word file, or an archive of files.
fn packed(name: &str, bytes: &[u8], options: Options<'_>, progress: &mut dyn FnMut(f32)) -> Vec<Item> {
    let mut archive = match Archive::open(bytes) {
        Ok(archive) => archive,
        Err(finding) => return problem(name, finding),
    };
    let names = archive.names();
    let has = |start: &str| names.iter().any(|(_, n)| n.starts_with(start));
    if has("[Content_Types].xml") {
        if !has("word/") {
            let kind = if has("xl/") { "Excel" } else { "PowerPoint" };
            return problem(name, Finding::with(Code::Unsupported, kind));
        }
        return match docx::read(&mut archive) {
            Ok((text, record)) => one(name, text, record, Vec::new()),
            Err(finding) => problem(name, finding),
        };
    }
    if has("mimetype") && has("content.xml") {
        return problem(name, Finding::with(Code::Unsupported, "OpenDocument"));
    }
    let all = names.len().max(1) as f32;
    let mut items = Vec::new();
    for (done, (n, member)) in names.iter().enumerate() {
        let mut share = |part: f32| progress((done as f32 + part) / all);
        share(0.0);
        let found = match archive.member(*n) {
            // Archives in archives are how bombs are built.
            Ok(inner) if matches!(kind::of(member, &inner), Kind::Zip) && !is_word(&inner) => {
                problem(member, Finding::new(Code::Nested))
            }
            Ok(inner) => read(member, inner, options, &mut share),
            Err(finding) => problem(member, finding),
        };
        // What is wrong with a member is said of it in its archive.
        items.extend(found.into_iter().map(|item| match item.problem {
            Some(_) => Item {
                name: format!("{name} › {}", item.name),
                ..item
            },
            None => item,
        }));
    }
    // Pictures and the like beside minutes are nothing to complain of.
    let foreign = |i: &Item| {
        i.problem
            .as_ref()
            .is_some_and(|p| p.code == Code::Unsupported && !p.detail.is_empty())
    };
    if items.iter().any(|i| !foreign(i)) {
        items.retain(|i| !foreign(i));
    }
    if items.is_empty() {
        return problem(name, Finding::new(Code::Empty));
    }
    items
}

fn is_word(bytes: &[u8]) -> bool {
    Archive::open(bytes).is_ok_and(|mut a| a.names().iter().any(|(_, n)| n.starts_with("word/")))
}

fn one(name: &str, text: String, record: Option<String>, notes: Vec<Finding>) -> Vec<Item> {
    if text.trim().is_empty() {
        return problem(name, Finding::new(Code::Empty));
    }
    vec![Item {
        name: name.to_owned(),
        text,
        record,
        notes,
        ..Item::default()
    }]
}

fn documents(name: &str, bytes: Vec<u8>, options: Options<'_>, progress: &mut dyn FnMut(f32)) -> Vec<Item> {
    let read = match kind::of(name, &bytes) {
        Kind::Other(word) => Err(Finding::with(Code::Unsupported, word)),
        Kind::Zip => Err(Finding::with(Code::Unsupported, "ZIP")),
        Kind::Pdf => {
            pdf::read(bytes, options.password, progress).map(|(text, notes)| one(name, text, None, notes))
        }
        Kind::Html => html::read(&bytes, options.encoding).map(|p| one(name, p.text, p.record, p.notes)),
        Kind::Xml => from_xml(name, &bytes, options),
        Kind::Json => from_json(name, &bytes, options),
        Kind::Text => {
            encoding::decode(&bytes, options.encoding, None).map(|d| match cues::are_here(&d.text) {
                true => {
                    let (text, record) = cues::read(&d.text);
                    one(name, text, record, d.notes)
                }
                false => one(name, d.text, None, d.notes),
            })
        }
    };
    read.unwrap_or_else(|finding| problem(name, finding))
}

fn from_xml(name: &str, bytes: &[u8], options: Options<'_>) -> Result<Vec<Item>, Finding> {
    let decoded = encoding::decode(bytes, options.encoding, html::declared(bytes).as_deref())?;
    let document = xml::parse(&decoded.text)?;
    let root = document.root();
    if ndl::is_answer(&root) {
        return ndl::xml(&root).map(|meetings| several(name, meetings));
    }
    if tei::is_document(&root) {
        let (text, record) = tei::read(&root);
        return Ok(one(name, text, record, decoded.notes));
    }
    Err(Finding::with(Code::Unsupported, "XML"))
}

fn from_json(name: &str, bytes: &[u8], options: Options<'_>) -> Result<Vec<Item>, Finding> {
    let decoded = encoding::decode(bytes, options.encoding, None)?;
    match serde_json::from_str::<serde_json::Value>(&decoded.text) {
        Ok(value) if ndl::is_record(&value) => ndl::json(&value).map(|meetings| several(name, meetings)),
        // Whether it is an annotation file, and a sound one, is for its reader to say.
        _ => Ok(vec![Item {
            name: name.to_owned(),
            text: decoded.text,
            tags: true,
            ..Item::default()
        }]),
    }
}

fn several(name: &str, meetings: ndl::Meetings) -> Vec<Item> {
    let alone = meetings.len() == 1;
    meetings
        .into_iter()
        .flat_map(|(title, (text, record))| {
            let name = if alone {
                name.to_owned()
            } else {
                format!("{name}: {title}")
            };
            one(&name, text, record, Vec::new())
        })
        .collect()
}
