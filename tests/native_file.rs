//! The native file under hostile and foreign hands: it is read or refused, never a panic.

mod common;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use common::{Desk, acts};
use fusen::exchange::native::{self, NativeError, VERSION};
use fusen::exchange::sample;
use fusen::project::{Bundle, Fingerprint, Source, merge};
use jsonschema::Validator;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

fn write(bundle: &Bundle) -> String {
    native::write(&bundle.project, "", &|f| bundle.texts.get(f))
}

/// What a file has that the published schema (docs/fusen-file.schema.json) does not allow.
fn breaches(json: &str) -> Vec<String> {
    static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
        let schema = parsed(include_str!("../docs/fusen-file.schema.json"));
        jsonschema::validator_for(&schema).expect("the schema is one")
    });
    let json = parsed(json);
    let all = SCHEMA.iter_errors(&json);
    all.map(|e| format!("{}: {e}", e.instance_path())).collect()
}

#[test]
fn a_file_is_what_the_schema_says() {
    let json = file();
    assert_eq!(breaches(&json), [""; 0]);
    // The schema is no more generous than the reader where it is read most.
    for (path, wrong) in [
        ("/format", json!("other")),
        ("/documents/0/id", json!("urn:sha256:0")),
        ("/codebook/0/colour", json!("red")),
        ("/codebook/0/prefLabel", json!({"en": "Name"})),
        ("/annotators/0/id", json!("urn:fusen:person:a b")),
        ("/first/items/0/target/unit", json!("page 3")),
        ("/first/items/0/target/selector", json!([])),
        ("/first/items/0/created", json!("yesterday")),
        ("/first/items/0/revision", json!(-1)),
        ("/first/items/0/revision", json!(9_007_199_254_740_992_u64)),
    ] {
        let mut tree = parsed(&json);
        *tree.pointer_mut(path).unwrap() = wrong;
        assert!(!breaches(&tree.to_string()).is_empty(), "{path}");
        assert!(native::read(&tree.to_string()).is_err(), "{path}");
    }
    let mut tree = parsed(&json);
    tree["codebook"][0]["parts"] = json!([9_007_199_254_740_992_u64]);
    assert!(!breaches(&tree.to_string()).is_empty());
    assert!(native::read(&tree.to_string()).is_err());
}

/// The white space that a document says the id of a text leaves out: 「U+0009–U+000D, U+0020 …」 behind `lead`.
fn left_out(document: &str, lead: &str) -> BTreeSet<char> {
    let (_, list) = document.split_once(lead).expect(lead);
    let list = list.split_once("U+3000").expect("a list").0.replace(" and ", " ");
    let code = |hex: &str| u32::from_str_radix(hex.trim().strip_prefix("U+")?, 16).ok();
    let ranges = list.split(',').filter(|r| !r.trim().is_empty()).map(|range| {
        let (first, last) = range.split_once('–').unwrap_or((range, range));
        code(first).expect(first)..=code(last).expect(last)
    });
    let listed = ranges.flatten().chain([0x3000]).filter_map(char::from_u32);
    listed.collect()
}

#[test]
fn the_id_of_a_text_is_what_the_documents_say() {
    let spaces = left_out(include_str!("../docs/files.md"), "(`White_Space`): ");
    assert_eq!(
        spaces,
        left_out(include_str!("../docs/fusen-file.schema.json"), "white space: ")
    );
    let minutes = fusen::minutes::parse(include_str!("../assets/sample/dejitaru-suishin-4.txt"));
    let source = Source {
        name: "sample.txt".to_owned(),
        media_type: "text/plain".to_owned(),
        sha256: String::new(),
        attribution: None,
    };
    let file = parsed(&write(&sample::bundle(&minutes, source, 3, 1)));
    let document = &file["documents"][0];
    let text = document["text"].as_str().unwrap();
    assert!(text.contains(|c| spaces.contains(&c)));
    let words: String = text.chars().filter(|c| !spaces.contains(c)).collect();
    let digits: String = Sha256::digest(&words)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    assert_eq!(document["id"], format!("urn:sha256:{digits}"));
    // No other character is left out: there is no white space above the basic plane.
    let nothing = Fingerprint::of("");
    for c in '\0'..='\u{FFFF}' {
        let left = Fingerprint::of(c.encode_utf8(&mut [0; 4])) == nothing;
        assert_eq!(left, spaces.contains(&c), "{c:?}");
    }
}

/// A small file with tags, notes, words on a theme, people and progress.
fn file() -> String {
    let mut desk = Desk::ready("ann");
    for act in [
        common::Act::Toggle {
            document: 0,
            sentence: 0,
            theme: 0,
        },
        common::Act::Toggle {
            document: 1,
            sentence: 3,
            theme: 2,
        },
        common::Act::Note {
            document: 0,
            sentence: 1,
            text: "𠮷\n".to_owned(),
        },
        common::Act::Describe {
            theme: 1,
            texts: ["意味", "使うとき", "使わないとき", "覚え書き"].map(str::to_owned),
            example: "賛成です。".to_owned(),
            by_hand: false,
        },
        common::Act::Read {
            document: 0,
            read: 20,
        },
    ] {
        desk.act(act);
    }
    write(&desk.save())
}

#[test]
fn what_is_not_said_of_a_theme_is_not_in_the_file() {
    let json = parsed(&file());
    let said: Vec<_> = json["codebook"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|t| !t["usage"].is_null())
        .collect();
    assert_eq!(said.len(), 1);
    assert_eq!(
        said[0]["usage"],
        json!({
            "when": "使うとき",
            "not": "使わないとき",
            "examples": ["賛成です。｜議長｜会議 0"],
            "note": "覚え書き",
        })
    );
}

#[test]
fn a_tag_whose_words_are_nowhere_keeps_them_and_lies_on_nothing() {
    let mut json = parsed(&file());
    let tag = &mut json["first"]["items"][0];
    tag["target"]["selector"][1]["exact"] = json!("この文書にはない言葉");
    let bundle = native::read(&json.to_string()).unwrap();
    let lost: Vec<_> = bundle
        .project
        .annotations
        .values()
        .filter(|a| a.target.position.is_empty())
        .collect();
    assert_eq!(lost.len(), 1);
    assert_eq!(lost[0].target.quote.exact, "この文書にはない言葉");
    assert_eq!(
        native::read(&write(&bundle)).unwrap(),
        bundle,
        "and so it goes on"
    );
}

fn parsed(json: &str) -> Value {
    serde_json::from_str(json).expect("the file is JSON")
}

/// Reads bytes as the page does; what can be read can be written and read again.
fn open(bytes: &[u8]) -> Result<(), TestCaseError> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Ok(());
    };
    let Ok(bundle) = native::read(text) else {
        return Ok(());
    };
    let json = write(&bundle);
    prop_assert_eq!(breaches(&json), [""; 0]);
    let again = native::read(&json);
    prop_assert_eq!(again.as_ref(), Ok(&bundle), "read back from {}", json);
    Ok(())
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,8}".prop_map(Value::from),
        proptest::sample::select(
            &[
                "fusen",
                "Annotation",
                "",
                "urn:fusen:theme:a",
                "2026-11-24T09:30:00Z"
            ][..]
        )
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        let key = prop_oneof![
            4 => proptest::sample::select(&["format", "version", "documents", "first", "items", "id", "text"][..])
                .prop_map(str::to_owned),
            1 => "\\PC{0,6}",
        ];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::vec((key, inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// Puts `new` in the `n`-th place of a tree, counted depth first.
fn replace(tree: &mut Value, n: &mut usize, new: &Value) {
    if *n == 0 {
        *tree = new.clone();
        *n = usize::MAX;
        return;
    }
    *n = n.saturating_sub(1);
    let children: Vec<&mut Value> = match tree {
        Value::Array(list) => list.iter_mut().collect(),
        Value::Object(map) => map.values_mut().collect(),
        _ => Vec::new(),
    };
    for child in children {
        if *n == usize::MAX {
            return;
        }
        replace(child, n, new);
    }
}

fn places(tree: &Value) -> usize {
    1 + match tree {
        Value::Array(list) => list.iter().map(places).sum(),
        Value::Object(map) => map.values().map(places).sum(),
        _ => 0,
    }
}

#[derive(Clone, Debug)]
enum Damage {
    Flip(usize, u8),
    Delete(usize, usize),
    Repeat(usize, usize),
    Cut(usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = 0usize..1 << 20;
    prop_oneof![
        4 => (at.clone(), any::<u8>()).prop_map(|(n, b)| Damage::Flip(n, b)),
        2 => (at.clone(), b' '..b'~').prop_map(|(n, b)| Damage::Flip(n, b)),
        2 => (at.clone(), 1usize..400).prop_map(|(n, len)| Damage::Delete(n, len)),
        1 => (at.clone(), 1usize..400).prop_map(|(n, len)| Damage::Repeat(n, len)),
        1 => at.prop_map(Damage::Cut),
    ]
}

fn hurt(bytes: &mut Vec<u8>, damage: &Damage) {
    let len = bytes.len().max(1);
    let span = |n: usize, m: usize| (n % len).min(bytes.len())..(n % len + m).min(bytes.len());
    match *damage {
        Damage::Flip(n, b) => {
            if let Some(byte) = bytes.get_mut(n % len) {
                *byte = b;
            }
        }
        Damage::Delete(n, m) => drop(bytes.drain(span(n, m))),
        Damage::Repeat(n, m) => {
            let range = span(n, m);
            let copy: Vec<u8> = bytes[range.clone()].to_vec();
            bytes.splice(range.end..range.end, copy);
        }
        Damage::Cut(n) => bytes.truncate(n % len),
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 256,
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct("tests/regressions/native_file.txt"))),
        ..ProptestConfig::default()
    })]

    #[test]
    fn damaged_bytes_are_read_or_refused(damages in proptest::collection::vec(damage(), 1..6)) {
        let mut bytes = file().into_bytes();
        damages.iter().for_each(|d| hurt(&mut bytes, d));
        open(&bytes)?;
    }

    #[test]
    fn a_strange_value_anywhere_is_read_or_refused(
        news in proptest::collection::vec((0usize..1 << 20, value()), 1..4),
    ) {
        let mut tree = parsed(&file());
        for (n, new) in &news {
            let mut n = n % places(&tree);
            replace(&mut tree, &mut n, new);
        }
        open(tree.to_string().as_bytes())?;
    }

    #[test]
    fn json_of_others_is_foreign(value in value()) {
        let ours = value.get("format") == Some(&Value::from("fusen"));
        prop_assert!(ours || native::read(&value.to_string()) == Err(NativeError::Foreign));
    }

    #[test]
    fn noise_is_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        open(&bytes)?;
    }

    #[test]
    fn a_file_that_was_cut_off_is_not_json(at in 0usize..1 << 20) {
        let json = file();
        let mut at = at % json.trim_end().len();
        while !json.is_char_boundary(at) {
            at -= 1;
        }
        let cut = native::read(json.get(..at).unwrap());
        prop_assert!(matches!(cut, Err(NativeError::NotJson { .. })), "{:?}", cut);
    }

    #[test]
    fn members_nobody_knows_survive(acts in acts(true, 20), top in value(), tag in value()) {
        let bundle = Desk::ready("ann").acts(acts).bundle();
        let mut tree = parsed(&write(&bundle));
        tree["x-top"] = top.clone();
        let items = tree["first"]["items"].as_array_mut().unwrap();
        for item in items.iter_mut() {
            item["x-tag"] = tag.clone();
        }
        let read = native::read(&tree.to_string()).unwrap();
        let again = parsed(&write(&read));
        prop_assert_eq!(&again, &tree);
    }
}

#[test]
fn keys_go_with_a_file_beside_the_project() {
    let bundle = Desk::ready("ann").bundle();
    let json = native::write(&bundle.project, "trust 1", &|f| bundle.texts.get(f));
    let read = native::read(&json).unwrap();
    assert_eq!(read.digits, "trust 1");
    assert_eq!(read.project, bundle.project);
    // Of two files at once those of one, whichever comes first.
    assert_eq!(merge::join(read.clone(), bundle.clone()).digits, "trust 1");
    assert_eq!(merge::join(bundle, read).digits, "trust 1");
}

#[test]
fn a_newer_version_is_named() {
    for version in [u64::from(VERSION) + 1, 99, u64::MAX] {
        let mut tree = parsed(&file());
        tree["version"] = json!(version);
        // Whatever else the newer version has changed.
        tree["first"] = json!("elsewhere");
        assert_eq!(
            native::read(&tree.to_string()),
            Err(NativeError::TooNew { version })
        );
    }
}

#[test]
fn a_version_that_never_was_is_damage() {
    for version in [
        json!(0),
        json!(-1),
        json!(1.5),
        json!("1"),
        json!(null),
        json!([1]),
    ] {
        let mut tree = parsed(&file());
        tree["version"] = version;
        assert!(matches!(
            native::read(&tree.to_string()),
            Err(NativeError::Damaged { .. })
        ));
    }
}

/// JSON all through, so that nobody looks for a file that was cut off.
#[test]
fn parts_of_the_wrong_kind_are_damage() {
    let json = file();
    for (from, to) in [
        ("\"start\": 0", "\"start\": 4294967296"),
        ("\"type\": \"TextPositionSelector\"", "\"type\": \"SvgSelector\""),
        ("\"revision\": 0", "\"revision\": -1"),
        ("\"documents\": [", "\"documents\": [[],"),
        ("\"when\": \"使うとき\"", "\"when\": 5"),
        ("\"examples\": [", "\"examples\": [[],"),
    ] {
        assert!(json.contains(from), "{from}");
        let read = native::read(&json.replacen(from, to, 1));
        assert!(
            matches!(read, Err(NativeError::Damaged { .. })),
            "{from}: {read:?}"
        );
    }
}

#[test]
fn files_of_other_programs_are_foreign() {
    for json in [
        "{}",
        "[]",
        "null",
        "\"fusen\"",
        "1",
        r#"["fusen", 1]"#,
        r#"{"format": "fusen-minutes", "version": 1}"#,
        r#"{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection"}"#,
        r#"{"format": {"fusen": 1}}"#,
    ] {
        assert_eq!(native::read(json), Err(NativeError::Foreign), "{json}");
    }
}

#[test]
fn what_is_not_json_says_where() {
    assert_eq!(native::read(""), Err(NativeError::NotJson { line: 1, column: 0 }));
    assert_eq!(
        native::read("{\n\"format\": fusen}"),
        Err(NativeError::NotJson { line: 2, column: 12 })
    );
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(matches!(native::read(&deep), Err(NativeError::NotJson { .. })));
}

#[test]
fn a_byte_order_mark_is_no_damage() {
    let json = file();
    assert_eq!(native::read(&format!("\u{feff}{json}")), native::read(&json));
}

#[test]
fn a_text_that_was_changed_is_damage() {
    let json = file().replace("賛成です。", "反対です。");
    assert!(matches!(native::read(&json), Err(NativeError::Damaged { .. })));
}

#[test]
fn of_an_annotation_that_is_there_twice_the_newer_holds_and_two_of_one_id_are_damage() {
    let tree = parsed(&file());
    let with = |change: &dyn Fn(&mut Value)| {
        let mut tree = tree.clone();
        let items = tree["first"]["items"].as_array_mut().unwrap();
        let mut again = items[0].clone();
        change(&mut again);
        items.push(again);
        native::read(&tree.to_string())
    };
    let plain = native::read(&tree.to_string()).unwrap();
    assert_eq!(with(&|_| {}).unwrap(), plain);
    let id = |a: &Value| a["id"].as_str().unwrap().to_owned();
    let first = id(&tree["first"]["items"][0]);
    let newer = with(&|a| a["revision"] = json!(1_000_000)).unwrap();
    let revision = |bundle: &Bundle| {
        let found = bundle
            .project
            .annotations
            .iter()
            .find(|(id, _)| first.ends_with(id.as_str()));
        found.unwrap().1.revision
    };
    assert_eq!(revision(&newer), 1_000_000);
    assert!(matches!(
        with(&|a| a["created"] = json!("2001-02-03T04:05:06Z")),
        Err(NativeError::Damaged { what }) if what.starts_with("first.items[].id")
    ));
}

#[test]
fn a_document_that_is_there_twice_is_one() {
    let mut tree = parsed(&file());
    let documents = tree["documents"].as_array_mut().unwrap();
    documents.push(documents[0].clone());
    let bundle = native::read(&tree.to_string()).unwrap();
    assert_eq!((bundle.project.documents.len(), bundle.texts.len()), (2, 2));
}
