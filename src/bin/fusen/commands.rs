//! What the command can do.

use std::io::Write;
use std::path::Path;

use fusen::intake::{self, Code, Finding, Item, Options};
use fusen::minutes::Minutes;
use fusen::project::Source;
use fusen::{exchange, minutes};

use super::many;

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// The words are off.
    #[error(
        "usage:\n  fusen parse [--time] [--encoding NAME] [--password WORD] FILE…\n  fusen text [--encoding NAME] [--password WORD] FILE…\n  fusen leaves FILE\n  fusen sample-tags DOCUMENT -n NUMBER [--seed NUMBER] -o OUT.fusen.json\n\nPDF, Word, web pages, text in any usual encoding, records of the Diet (JSON, XML), TEI, ZIP.\nOf several files, or a folder, each gives one line of JSON; the command fails if one of them does."
    )]
    Usage,
    /// A file cannot be read or written.
    #[error("{0}: {1}")]
    File(String, std::io::Error),
    /// A file is not what it should be.
    #[error("{0}: {1}")]
    Intake(String, Finding),
    /// Some of many files could not be opened; what each lacks is in its line.
    #[error("{0} documents of {1} files could not be opened")]
    Failed(usize, usize),
    /// Standard output is closed.
    #[error("cannot print: {0}")]
    Print(#[from] std::io::Error),
}

pub(crate) fn run(args: &[String]) -> Result<(), Error> {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["parse", rest @ ..] => {
            let (files, options, timed) = arguments(rest)?;
            match files.as_slice() {
                [file] if timed => time(file, options),
                _ if timed => Err(Error::Usage),
                files => each(files, options, Form::Json),
            }
        }
        ["text", rest @ ..] => match arguments(rest)? {
            (_, _, true) => Err(Error::Usage),
            (files, options, false) => each(&files, options, Form::Text),
        },
        ["leaves", file] => leaves(file),
        ["sample-tags", file, options @ ..] => sample(file, options),
        _ => Err(Error::Usage),
    }
}

/// Files, what is said of them, and whether the time is wanted.
fn arguments<'a>(words: &[&'a str]) -> Result<(Vec<&'a str>, Options<'a>, bool), Error> {
    let (mut files, mut options, mut timed) = (Vec::new(), Options::default(), false);
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match *word {
            "--time" => timed = true,
            "--encoding" => {
                let name = words.next().copied();
                options.encoding =
                    name.filter(|n| intake::ENCODINGS.iter().any(|e| e.eq_ignore_ascii_case(n)));
                options.encoding.ok_or(Error::Usage)?;
            }
            "--password" => options.password = Some(words.next().copied().ok_or(Error::Usage)?),
            option if option.starts_with("--") => return Err(Error::Usage),
            file => files.push(file),
        }
    }
    if files.is_empty() {
        Err(Error::Usage)
    } else {
        Ok((files, options, timed))
    }
}

/// What is printed of a document.
#[derive(Clone, Copy)]
enum Form {
    Json,
    Text,
}

/// One file, or many.
fn each(files: &[&str], options: Options<'_>, form: Form) -> Result<(), Error> {
    if let [file] = files
        && !Path::new(file).is_dir()
        && let Ok(item) = one(open(file, options)?)
    {
        let minutes = structure(file, item)?;
        return match form {
            Form::Json => print(&format!("{}\n", minutes::json::to_json(&minutes))),
            Form::Text => print(&minutes.text),
        };
    }
    let files = many::files(files).map_err(|(file, e)| Error::File(file, e))?;
    let read = |file: &str| -> Vec<many::Row> {
        // A decoder that gives up takes its own file with it, not the others.
        let opened = std::panic::catch_unwind(|| open(file, options));
        let lost = |detail: String| {
            vec![Item {
                problem: Some(Finding::with(Code::Damaged, detail)),
                ..Item::default()
            }]
        };
        let items = match opened {
            Ok(Ok(items)) => items,
            Ok(Err(error)) => lost(error.to_string()),
            Err(_) => lost(String::new()),
        };
        items.into_iter().map(|item| row(file, item, form)).collect()
    };
    let failed = many::in_parallel(&files, &read, &mut |row| print(&format!("{row}\n")))?;
    if failed > 0 {
        Err(Error::Failed(failed, files.len()))
    } else {
        Ok(())
    }
}

/// The one item of a file that is no archive.
fn one(mut items: Vec<Item>) -> Result<Item, Vec<Item>> {
    match (items.len(), items.pop()) {
        (1, Some(item)) => Ok(item),
        (_, last) => {
            items.extend(last);
            Err(items)
        }
    }
}

/// One line of many: the file, and what was read or why it was not.
fn row(file: &str, item: Item, form: Form) -> many::Row {
    let name = if item.name.is_empty() {
        file.to_owned()
    } else {
        item.name.clone()
    };
    let member = (!file.ends_with(&name)).then_some(name);
    let notes = item.notes.clone();
    let mut value = serde_json::json!({ "file": file, "member": member, "notes": notes });
    let (key, said) = match structure(file, item) {
        Ok(minutes) => match form {
            Form::Json => ("minutes", minutes::json::to_json(&minutes)),
            Form::Text => ("text", minutes.text.into()),
        },
        Err(Error::Intake(_, finding)) => ("error", serde_json::json!(finding)),
        Err(other) => ("error", other.to_string().into()),
    };
    if let Some(object) = value.as_object_mut() {
        object.insert(key.to_owned(), said);
    }
    (value.to_string(), key == "error")
}

fn structure(file: &str, item: Item) -> Result<Minutes, Error> {
    match item.problem {
        // A document without text is one.
        Some(finding) if finding.code != Code::Empty => Err(Error::Intake(file.to_owned(), finding)),
        _ if item.tags => Err(Error::Intake(
            file.to_owned(),
            Finding::with(Code::Unsupported, "JSON"),
        )),
        _ => Ok(minutes::parse_recorded(&item.text, item.record)),
    }
}

fn open(file: &str, options: Options<'_>) -> Result<Vec<Item>, Error> {
    let bytes = std::fs::read(file).map_err(|e| Error::File(file.to_owned(), e))?;
    let name = Path::new(file)
        .file_name()
        .map_or(String::new(), |n| n.to_string_lossy().into_owned());
    Ok(intake::read(&name, bytes, options, &mut |_| {}))
}

/// A file's text and what it says of who speaks.
fn source(file: &str, options: Options<'_>) -> Result<Item, Error> {
    let item = one(open(file, options)?).map_err(|_| Error::Usage)?;
    match item.problem {
        Some(finding) if finding.code != Code::Empty => Err(Error::Intake(file.to_owned(), finding)),
        _ => Ok(item),
    }
}

fn print(text: &str) -> Result<(), Error> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Every piece of the source: what it is, its page and line, and the piece itself.
fn leaves(file: &str) -> Result<(), Error> {
    let item = source(file, Options::default())?;
    let source = item.text.as_str();
    let mut out = String::new();
    for leaf in minutes::leaves(source).0 {
        let page = leaf.page.map_or("-".to_owned(), |p| p.to_string());
        let piece = leaf.source.of(source);
        out.push_str(&format!(
            "{}\t{page}\t{}\t{piece:?}\n",
            leaf.kind.word(),
            leaf.line
        ));
    }
    print(&out)
}

/// Parse time of the best of five runs, without reading and printing.
#[expect(clippy::disallowed_methods, reason = "a native measure of time")]
fn time(file: &str, options: Options<'_>) -> Result<(), Error> {
    let item = source(file, options)?;
    let text = item.text.as_str();
    let mut best = f64::INFINITY;
    let mut speeches = 0;
    for _ in 0..5 {
        let start = std::time::Instant::now();
        let minutes = minutes::parse_recorded(text, item.record.clone());
        best = best.min(start.elapsed().as_secs_f64());
        speeches = minutes.speeches().count();
    }
    let mb = text.len() as f64 / 1e6;
    print(&format!(
        "{mb:.3} MB\t{:.3} ms\t{:.1} MB/s\t{speeches} speeches\n",
        best * 1e3,
        mb / best
    ))
}

fn sample(file: &str, options: &[&str]) -> Result<(), Error> {
    let (mut n, mut seed, mut out) = (None, 1u64, None);
    for pair in options.chunks(2) {
        match pair {
            ["-n", value] => n = value.parse().ok(),
            ["--seed", value] => seed = value.parse().map_err(|_| Error::Usage)?,
            ["-o", value] => out = Some(*value),
            _ => return Err(Error::Usage),
        }
    }
    let (Some(n), Some(out)) = (n, out) else {
        return Err(Error::Usage);
    };
    let item = source(file, Options::default())?;
    let minutes = minutes::parse_recorded(&item.text, item.record);
    let name = Path::new(file)
        .file_name()
        .map_or(String::new(), |n| n.to_string_lossy().into_owned());
    let source = Source {
        name,
        media_type: "text/plain".to_owned(),
        ..Source::default()
    };
    let bundle = exchange::sample::bundle(&minutes, source, n, seed);
    let json = exchange::native::write(&bundle.project, "", &|f| bundle.texts.get(f));
    std::fs::write(out, json).map_err(|e| Error::File(out.to_owned(), e))
}
