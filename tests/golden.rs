//! The corpus: outlines of real minutes, compared with those in `tests/golden`.
//!
//! `UPDATE_GOLDEN=1 cargo test --test golden` writes the outlines anew; read the difference before
//! committing it.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use fusen::minutes::{BlockKind, Minutes, parse, parse_canonical};
use serde_json::Value;

const SLUGS: [&str; 36] = [
    "dejitaru-suishin-4",
    "env-chuokan-sogoseisaku-113",
    "pyconjp-unei-01",
    "pyconjp-unei-38",
    "pyconjp-unei-61",
    "pyconjp-unei-80",
    "forms/name-colon",
    "forms/pdf-wrap",
    "forms/two-day",
    "forms/yoshi-maru",
    "forms/zacho-inline",
    "forms/half-bracket",
    "forms/answers-behind-arrows",
    "forms/only-directions",
    "forms/rst-sections",
    "forms/legend",
    "forms/no-marker",
    "forms/press-lines",
    "forms/press-round",
    "forms/questions",
    "forms/summary-tags",
    "forms/vendor-marks",
    "forms/wrapped-heads",
    "forms/hyphens",
    "forms/initials-and-ministries",
    "forms/letter-spaced",
    "forms/names-without-brackets",
    "forms/own-glyphs",
    "forms/roles-behind-names",
    "forms/tags-with-names",
    "forms/mixed-marks",
    "forms/firms-by-letter",
    "forms/labels-below-page-numbers",
    "forms/lone-page-numbers",
    "forms/semicolons",
    "forms/torn-brackets",
];

/// Where the parser still differs from the answers. Whoever mends one strikes it off here.
const OPEN: [(&str, &str); 0] = [];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn corpus(file: &str) -> String {
    read(&root().join("tests/corpus").join(file))
}

/// Without white space of any kind.
fn squeeze(text: &str) -> String {
    text.split_whitespace().collect()
}

fn head(text: &str) -> String {
    text.chars().take(20).collect()
}

/// The meeting, then one line for each block: kind, speaker, first letters, number of sentences.
fn outline(m: &Minutes) -> String {
    let mut out = String::new();
    let mut line = |s: std::fmt::Arguments<'_>| {
        // The lines hold no line break: neither labels nor titles do.
        let _ = writeln!(out, "{s}");
    };
    line(format_args!("kind\t{:?}", m.kind));
    let g = &m.meeting;
    for (name, value) in [
        ("name", &g.name),
        ("number", &g.number),
        ("start", &g.start),
        ("end", &g.end),
        ("place", &g.place),
    ] {
        line(format_args!("{name}\t{}", value.as_deref().unwrap_or("-")));
    }
    line(format_args!("dates\t{}", g.dates.join(" ")));
    line(format_args!("online\t{}", g.online));
    g.agenda.iter().for_each(|a| line(format_args!("agenda\t{a}")));
    for material in &g.materials {
        line(format_args!("material\t{}\t{}", material.id, material.title));
    }
    for a in &g.attendees {
        let part = |p: &Option<String>| p.clone().unwrap_or("-".to_owned());
        line(format_args!(
            "attendee\t{}\t{}\t{}",
            part(&a.name),
            part(&a.role),
            part(&a.affiliation)
        ));
    }
    m.sections
        .iter()
        .for_each(|s| line(format_args!("section\t{}", s.title)));
    for d in &m.diagnostics {
        line(format_args!("diagnostic\t{:?}\t{}", d.code, d.message));
    }
    line(format_args!(""));
    for b in &m.blocks {
        let paragraphs = m.paragraphs_of(b);
        let sentences: usize = paragraphs.iter().map(|p| p.sentences.len()).sum();
        let words = head(paragraphs.first().map_or(b.range, |p| p.range).of(&m.text));
        match &b.kind {
            BlockKind::Speech(s) => {
                let label = m.speakers.get(s.speaker as usize).map_or("?", |s| &s.label);
                line(format_args!("speech\t{label}\t{words}\t{sentences}"));
                for e in m.events_of(s) {
                    line(format_args!("  {:?}\t{}", e.stage.kind, e.range.of(&m.text)));
                }
            }
            BlockKind::Event(stage) => line(format_args!("event {:?}\t\t{words}\t{sentences}", stage.kind)),
            BlockKind::Time(s) => {
                let time = s.time.as_deref().unwrap_or("-");
                line(format_args!("time {:?} {time}\t\t{words}\t{sentences}", s.action));
            }
            BlockKind::Heading(level) => line(format_args!("heading {level}\t\t{words}\t{sentences}")),
            BlockKind::Item(level) => line(format_args!("item {level}\t\t{words}\t{sentences}")),
            BlockKind::Insert => line(format_args!("insert\t\t{words}\t{sentences}")),
            BlockKind::Separator => line(format_args!("separator\t\t{words}\t{sentences}")),
            BlockKind::Front => line(format_args!("front\t\t{words}\t{sentences}")),
            BlockKind::Back => line(format_args!("back\t\t{words}\t{sentences}")),
        }
    }
    out
}

#[test]
fn outlines_are_as_they_were() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut changed = Vec::new();
    for slug in SLUGS {
        let path = root().join("tests/golden").join(format!("{slug}.outline.txt"));
        let now = outline(&parse(&corpus(&format!("{slug}.txt"))));
        if update {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, now).unwrap();
            continue;
        }
        let then = read(&path);
        if now != then {
            let n = now.lines().zip(then.lines()).take_while(|(a, b)| a == b).count();
            let line = |text: &str| text.lines().nth(n).unwrap_or("(end)").to_owned();
            changed.push(format!(
                "{slug}, line {}:\n  was {}\n  is  {}",
                n + 1,
                line(&then),
                line(&now)
            ));
        }
    }
    assert!(
        changed.is_empty(),
        "{}\nUPDATE_GOLDEN=1 writes them anew",
        changed.join("\n")
    );
}

/// Stage directions as printed, with and without speech around them, in order.
fn directions(m: &Minutes) -> Vec<&str> {
    let mut found = Vec::new();
    for b in &m.blocks {
        match &b.kind {
            BlockKind::Event(_) => found.push(b.range.of(&m.text)),
            BlockKind::Speech(s) => found.extend(m.events_of(s).iter().map(|e| e.range.of(&m.text))),
            _ => {}
        }
    }
    found
}

#[test]
fn the_sample_is_read_as_a_person_reads_it() {
    let m = parse(&corpus("dejitaru-suishin-4.txt"));
    let labels: Vec<&str> = m
        .speeches()
        .map(|(_, s)| m.speakers[s.speaker as usize].label.as_str())
        .collect();
    assert_eq!(labels.len(), 16);
    assert_eq!(labels.iter().collect::<BTreeSet<_>>().len(), 11);
    assert_eq!(m.speakers.len(), 11);
    assert_eq!(labels[0], "河野大臣");
    assert_eq!(labels[13], "岸田内閣総理大臣");
    assert_eq!(
        directions(&m),
        [
            "（「異議なし」と声あり）",
            "（報道関係者入室）",
            "（報道関係者退室）"
        ]
    );
    assert_eq!(m.meeting.name.as_deref(), Some("デジタル社会推進会議"));
    assert_eq!(m.meeting.number.as_deref(), Some("第４回"));
    assert_eq!(m.meeting.dates, ["2023-06-06"]);
    assert_eq!(m.meeting.start.as_deref(), Some("08:45"));
    assert_eq!(m.meeting.end.as_deref(), Some("08:55"));
    assert_eq!(m.meeting.place.as_deref(), Some("総理大臣官邸２階大ホール"));
    let materials: Vec<&str> = m.meeting.materials.iter().map(|m| m.id.as_str()).collect();
    assert_eq!(
        materials,
        [
            "資料１－１",
            "資料１－２",
            "資料１－３",
            "資料２－１",
            "資料２－２"
        ]
    );
    let pages: Vec<u32> = m.pages.iter().map(|p| p.page).collect();
    assert!(pages.is_sorted() && pages.first() == Some(&1), "{pages:?}");
    assert!(!m.text.contains("【page") && !m.text.contains("マイナ ンバー"));
}

/// Speeches, speakers, first words and directions, against every answer of the corpus.
#[test]
fn speeches_are_where_the_answers_say() {
    let (mut wrong, mut open) = (Vec::new(), Vec::new());
    for slug in SLUGS {
        let gold = root().join("tests/corpus").join(format!("{slug}.gold.json"));
        if !gold.exists() {
            continue;
        }
        let gold: Value = serde_json::from_str(&read(&gold)).unwrap();
        let m = parse(&corpus(&format!("{slug}.txt")));
        let list = |key: &str| -> Vec<String> {
            let strings = gold[key].as_array().into_iter().flatten();
            strings.map(|s| squeeze(s.as_str().unwrap())).collect()
        };
        let mut compare = |what: &'static str, is: Vec<String>, should: Vec<String>| {
            if is != should && OPEN.contains(&(slug, what)) {
                open.push((slug, what));
            } else if is != should {
                let n = is.iter().zip(&should).take_while(|(a, b)| a == b).count();
                wrong.push(format!(
                    "{slug} {what}: {} for {}; no. {}: {:?}, not {:?}",
                    is.len(),
                    should.len(),
                    n + 1,
                    is.get(n),
                    should.get(n)
                ));
            }
        };
        let speakers = m
            .speeches()
            .map(|(_, s)| squeeze(&m.speakers[s.speaker as usize].label))
            .collect();
        compare("speakers", speakers, list("speaker_of_each_speech"));
        let words = m
            .speeches()
            .map(|(b, s)| {
                let paragraphs = m.paragraphs_of(b).iter();
                let text: String = paragraphs.map(|p| m.words(p.range, m.events_of(s))).collect();
                // A speech that is only a direction starts with it.
                match m.events_of(s) {
                    [event, ..] if text.is_empty() => squeeze(&m.words(event.range, &[])),
                    _ => squeeze(&text).chars().take(12).collect(),
                }
            })
            .collect();
        compare("first words", words, list("first_words_of_each_speech"));
        if let Some(speeches) = gold["sentences"].as_array() {
            let sentences = m.speeches().map(|(b, s)| {
                let spans = m.paragraphs_of(b).iter().flat_map(|p| p.sentences.clone());
                spans
                    .map(|n| squeeze(&m.words(m.sentences[n as usize], m.events_of(s))))
                    .collect::<Vec<_>>()
                    .join("|")
            });
            let should = speeches.iter().map(|s| {
                let sentences = s.as_array().into_iter().flatten();
                sentences
                    .map(|s| squeeze(s.as_str().unwrap()))
                    .collect::<Vec<_>>()
                    .join("|")
            });
            compare("sentences", sentences.collect(), should.collect());
        }
        // The answer for 環境省 takes its directions from markup that has none: （なし） is one.
        let mut found: Vec<String> = directions(&m).into_iter().map(squeeze).collect();
        if slug.starts_with("env-") {
            assert_eq!(found, ["（なし）"]);
            found.clear();
        }
        compare("directions", found, list("stage_directions"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(open, OPEN, "what was mended is struck off");
}

/// The larger corpus beside the repository, where there is one.
#[test]
fn every_text_of_the_corpus_is_read_the_same_again() {
    let mut folders = vec![root().join("tests/corpus"), root().join("tests/corpus/forms")];
    folders.extend(
        [root().join("../shared/corpus")]
            .into_iter()
            .filter(|p| p.is_dir()),
    );
    let mut texts = 0;
    for folder in folders {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|e| e != "txt") {
                continue;
            }
            let m = parse(&read(&path));
            let again = parse_canonical(&m.to_document_text());
            assert_eq!(format!("{m:?}"), format!("{again:?}"), "{}", path.display());
            let handed = Minutes::from_handed(m.handed());
            assert_eq!(format!("{m:?}"), format!("{handed:?}"), "{}", path.display());
            texts += 1;
        }
    }
    assert!(texts >= SLUGS.len());
}
