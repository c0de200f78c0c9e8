//! PDF (ISO 32000): text with its places, page by page, in reading order. Fonts, encodings, compression and
//! encryption are hayro's; the order of lines, columns, ruby and what files leave unsaid is found here.

mod glyphs;
mod lines;
mod recover;
mod running;

use std::sync::Arc;

use hayro_interpret::hayro_syntax::object::{Name, Object};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, RenderContent, interpret_page};

use self::glyphs::Collector;
use self::lines::Line;
use super::finding::{Code, Finding};
use super::radicals;

/// What stands in for fonts that a file names and does not bring. Made by scripts/fixtures/stand_in.py.
static STAND_IN: &[u8] = include_bytes!("stand-in.ttf");

/// Reads the text of a file, a form feed before each page.
pub(super) fn read(
    bytes: Vec<u8>,
    password: Option<&str>,
    progress: &mut dyn FnMut(f32),
) -> Result<(String, Vec<Finding>), Finding> {
    let (pdf, damaged) = open(bytes, password)?;
    let settings = InterpreterSettings {
        font_resolver: Arc::new(|_| Some((Arc::new(STAND_IN), 0))),
        render_content: RenderContent::PAGE,
        ..InterpreterSettings::default()
    };
    let pages = pdf.pages();
    let mut sheets = Vec::with_capacity(pages.len());
    let (mut missing, mut scanned, mut unnamed_glyphs) = (Vec::new(), Vec::new(), 0);
    let mut cache = InterpreterCache::new();
    let unnamed = names_missing(&pdf);
    for (n, page) in pages.iter().enumerate() {
        progress(n as f32 / pages.len() as f32);
        if n % CACHED == 0 {
            // Fonts of long files would all stay in memory.
            cache = InterpreterCache::new();
        }
        let found = collect(page, &cache, settings.clone());
        if found.glyphs.is_empty() {
            if found.images > 0 {
                scanned.push(n + 1);
            } else if page.page_stream().is_none() && !is_blank(page) {
                missing.push(n + 1);
            }
        }
        unnamed_glyphs += found.unnamed;
        sheets.push(lines::read(found.glyphs));
    }
    running::take_off(&mut sheets);
    let text = written(&sheets);
    if text.trim_matches(['\u{c}', '\n']).is_empty() {
        if unnamed_glyphs > 0 {
            return Err(Finding::with(Code::UnnamedGlyphs, unnamed_glyphs.to_string()));
        }
        let code = match (scanned.is_empty(), missing.is_empty()) {
            (false, _) => Code::Scan,
            (true, false) => Code::Damaged,
            (true, true) => Code::Empty,
        };
        return Err(Finding::new(code));
    }
    let mut notes = Vec::new();
    if let Some(lost) = damaged {
        notes.push(lost);
    }
    for (code, pages) in [(Code::MissingPages, missing), (Code::ScannedPages, scanned)] {
        if !pages.is_empty() {
            notes.push(Finding::with(code, ranges(&pages)));
        }
    }
    if unnamed_glyphs > 0 {
        notes.push(Finding::with(Code::UnnamedGlyphs, unnamed_glyphs.to_string()));
    }
    Ok((radicals::mend(text, unnamed), notes))
}

fn written(sheets: &[Vec<Line>]) -> String {
    let mut text = String::new();
    for sheet in sheets {
        text.push('\u{c}');
        for line in sheet {
            if line.apart {
                text.push('\n');
            }
            text.push_str(&line.text);
            text.push('\n');
        }
    }
    text
}

/// Pages for which fonts are kept.
const CACHED: usize = 64;

/// Opens a file; a broken one as far as it can be put together.
fn open(bytes: Vec<u8>, password: Option<&str>) -> Result<(Pdf, Option<Finding>), Finding> {
    let bytes = Arc::new(bytes);
    let word = password.unwrap_or("");
    let whole = bytes
        .len()
        .checked_sub(END)
        .and_then(|at| bytes.get(at..))
        .unwrap_or(&bytes);
    let whole = memchr::memmem::find(whole, b"%%EOF").is_some();
    let opened = match Pdf::new_with_password(bytes.clone(), word) {
        Ok(pdf) if whole && !pdf.pages().is_empty() => return Ok((pdf, None)),
        Ok(pdf) => Some(pdf),
        Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)) => {
            let code = if password.is_some() {
                Code::WrongPassword
            } else {
                Code::Password
            };
            return Err(Finding::new(code));
        }
        Err(LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm)) => {
            return Err(Finding::with(Code::Unsupported, "PDF (encryption)"));
        }
        Err(_) => None,
    };
    let recovered = recover::recover(&bytes);
    let promised = recovered.as_ref().and_then(|r| r.promised);
    let again = recovered.and_then(|r| Pdf::new_with_password(r.bytes, word).ok());
    let pages = |pdf: &Option<Pdf>| pdf.as_ref().map_or(0, |p| p.pages().len());
    let better = if pages(&again) > pages(&opened) {
        again
    } else {
        opened
    };
    let found = pages(&better);
    let pdf = better
        .filter(|_| found > 0)
        .ok_or_else(|| Finding::new(Code::Damaged))?;
    let lost = match promised {
        Some(all) if all > found => format!("{}–{all}", found + 1),
        _ => String::new(),
    };
    Ok((pdf, Some(Finding::with(Code::Cut, lost))))
}

/// A whole file says within so many bytes that it ends.
const END: usize = 2048;

/// Whether the file does not say itself which of several like characters it prints: its fonts have no names for them
/// (`ToUnicode`), so that they are looked up in tables, or its program names glyphs by their least code point.
fn names_missing(pdf: &Pdf) -> bool {
    let skia = pdf
        .metadata()
        .producer
        .as_ref()
        .is_some_and(|p| memchr::memmem::find(p, b"Skia").is_some());
    if skia {
        return true;
    }
    pdf.objects().into_iter().any(|object| {
        let Object::Dict(dict) = object else { return false };
        let is = |key: &[u8], value: &[u8]| dict.get::<Name<'_>>(key).is_some_and(|n| &*n == value);
        is(b"Type", b"Font") && is(b"Subtype", b"Type0") && !dict.contains_key(&b"ToUnicode"[..])
    })
}

fn is_blank(page: &Page<'_>) -> bool {
    !page.raw().contains_key(&b"Contents"[..])
}

fn collect<'a>(page: &Page<'a>, cache: &InterpreterCache<'a>, settings: InterpreterSettings) -> Collector {
    let (width, height) = page.render_dimensions();
    let place = Affine::new(page.initial_transform(true).as_coeffs());
    let sheet = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(place, sheet, cache, page.xref(), settings);
    let mut collector = Collector::new(f64::from(width), f64::from(height));
    interpret_page(page, &mut context, &mut collector);
    collector
}

/// 「3, 5–7」
fn ranges(pages: &[usize]) -> String {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for page in pages {
        match out.last_mut() {
            Some((_, last)) if *last + 1 == *page => *last = *page,
            _ => out.push((*page, *page)),
        }
    }
    let words: Vec<String> = out
        .iter()
        .map(|(first, last)| {
            if first == last {
                first.to_string()
            } else {
                format!("{first}–{last}")
            }
        })
        .collect();
    words.join(", ")
}
