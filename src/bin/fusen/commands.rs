//! What the command can do.

use std::io::Write;
use std::path::Path;

use fusen::intake::text::IntakeError;
use fusen::project::Source;
use fusen::{exchange, intake, minutes};

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// The words are off.
    #[error(
        "usage:\n  fusen parse [--time] FILE\n  fusen text FILE\n  fusen leaves FILE\n  fusen sample-tags DOCUMENT -n NUMBER [--seed NUMBER] -o OUT.fusen.json"
    )]
    Usage,
    /// A file cannot be read or written.
    #[error("{0}: {1}")]
    File(String, std::io::Error),
    /// A file is not what it should be.
    #[error("{0}: {1}")]
    Intake(String, IntakeError),
    /// Standard output is closed.
    #[error("cannot print: {0}")]
    Print(#[from] std::io::Error),
}

pub(crate) fn run(args: &[String]) -> Result<(), Error> {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["parse", "--time", file] | ["parse", file, "--time"] => time(file),
        ["parse", file] => parse(file),
        ["text", file] => {
            let bytes = read(file)?;
            print(&minutes::parse(decode(file, &bytes)?).text)
        }
        ["leaves", file] => leaves(file),
        ["sample-tags", file, options @ ..] => sample(file, options),
        _ => Err(Error::Usage),
    }
}

fn read(file: &str) -> Result<Vec<u8>, Error> {
    std::fs::read(file).map_err(|e| Error::File(file.to_owned(), e))
}

/// An empty file is a document without text; anything that is no text is an error.
fn decode<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, Error> {
    match intake::text::decode(bytes) {
        Ok(decoded) => Ok(decoded.text),
        Err(IntakeError::Empty) => Ok(""),
        Err(e) => Err(Error::Intake(file.to_owned(), e)),
    }
}

fn print(text: &str) -> Result<(), Error> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

fn parse(file: &str) -> Result<(), Error> {
    let bytes = read(file)?;
    let minutes = minutes::parse(decode(file, &bytes)?);
    print(&format!("{}\n", minutes::json::to_json(&minutes)))
}

/// Every piece of the source: what it is, its page and line, and the piece itself.
fn leaves(file: &str) -> Result<(), Error> {
    let bytes = read(file)?;
    let source = decode(file, &bytes)?;
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
fn time(file: &str) -> Result<(), Error> {
    let bytes = read(file)?;
    let text = decode(file, &bytes)?;
    let mut best = f64::INFINITY;
    let mut speeches = 0;
    for _ in 0..5 {
        let start = std::time::Instant::now();
        let minutes = minutes::parse(text);
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
    let bytes = read(file)?;
    let minutes = minutes::parse(decode(file, &bytes)?);
    let name = Path::new(file)
        .file_name()
        .map_or(String::new(), |n| n.to_string_lossy().into_owned());
    let source = Source {
        name,
        media_type: "text/plain".to_owned(),
        ..Source::default()
    };
    let bundle = exchange::sample::bundle(&minutes, source, n, seed);
    let json = exchange::native::write(&bundle.project, &|f| bundle.texts.get(f));
    std::fs::write(out, json).map_err(|e| Error::File(out.to_owned(), e))
}
