//! The parser beside a bare pass over the bytes and a plain split by regular expression, in one run, so that the
//! ratios mean something on any machine: `cargo bench --profile native`.

#[path = "../tests/common/hostile.rs"]
mod hostile;

use std::hint::black_box;
use std::path::Path;

use divan::Bencher;
use divan::counter::BytesCount;
use fusen::minutes::parse;

fn main() {
    divan::main();
}

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The sample's header once and its speeches so many times.
fn sample(times: usize) -> String {
    let sample = read("assets/sample/dejitaru-suishin-4.txt");
    let speeches = sample.find("\n〇").map_or(0, |at| at + 1);
    let (header, speeches) = sample.split_at(speeches);
    [header, &speeches.repeat(times)].concat()
}

/// All texts of the corpus, one after the other, until there are 16 MB.
fn corpus() -> String {
    let mut all = String::new();
    for folder in ["tests/corpus", "tests/corpus/forms"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let mut files: Vec<_> = std::fs::read_dir(path)
            .expect("the corpus is there")
            .filter_map(|f| f.ok().map(|f| f.path()))
            .filter(|p| p.extension().is_some_and(|e| e == "txt"))
            .collect();
        files.sort();
        for file in files {
            all.push_str(&std::fs::read_to_string(file).expect("a text"));
        }
    }
    all.repeat(16_000_000 / all.len() + 1)
}

const TEXTS: [&str; 4] = ["sample 1×", "sample 10×", "sample 1000×", "corpus"];

fn text(name: &str) -> String {
    match name {
        "sample 1×" => sample(1),
        "sample 10×" => sample(10),
        "sample 1000×" => sample(1000),
        _ => corpus(),
    }
}

#[divan::bench(args = TEXTS, sample_count = 20)]
fn fusen(bencher: Bencher<'_, '_>, name: &str) {
    let text = text(name);
    bencher
        .counter(BytesCount::of_str(text.as_str()))
        .bench(|| parse(black_box(&text)));
}

/// Finds the line ends.
#[divan::bench(args = TEXTS, sample_count = 20)]
fn bare_pass(bencher: Bencher<'_, '_>, name: &str) {
    let text = text(name);
    bencher
        .counter(BytesCount::of_str(text.as_str()))
        .bench(|| memchr::memchr_iter(b'\n', black_box(text.as_bytes())).count());
}

/// What a naive parser does: the lines that begin with a mark and a label.
#[divan::bench(args = TEXTS, sample_count = 20)]
fn regex_split(bencher: Bencher<'_, '_>, name: &str) {
    let text = text(name);
    let label = regex::Regex::new(r"(?m)^[○◯〇◎●◆][^\s　：:]{1,30}[\s　：:]").expect("an expression");
    bencher
        .counter(BytesCount::of_str(text.as_str()))
        .bench(|| label.split(black_box(&text)).map(str::len).sum::<usize>());
}

/// Bytes in a second must not fall with the number of pieces.
#[divan::bench(args = hostile::NAMES, consts = [10_000, 1_000_000], sample_count = 3)]
fn hostile_texts<const PIECES: usize>(bencher: Bencher<'_, '_>, name: &str) {
    let text = hostile::text(name, PIECES);
    bencher
        .counter(BytesCount::of_str(text.as_str()))
        .bench(|| parse(black_box(&text)));
}
