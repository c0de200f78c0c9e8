//! The form is the one that serde derives: what it reads and writes is what this reads and writes.

use std::fmt::Debug;

use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use std::cell::RefCell;
use std::rc::Rc;

use super::*;
use crate::minutes::{DocumentText, PageStart, Verdict};
use crate::project::{
    Annotation, Colour, DocumentInfo, Edit, Label, Operation, Project, STARTER, Theme, ThemeId, Usage,
    Workspace,
};

#[path = "../../../tests/common/mod.rs"]
mod common;

use common::{Desk, acts};

/// Both write the same, and read it as the value it was.
fn same<T: Stored + Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let derived = serde_json::to_string(value).unwrap();
    assert_eq!(to_json(value), derived);
    assert_eq!(read::<T>(&derived).as_ref(), Ok(value));
    assert_eq!(&serde_json::from_str::<T>(&derived).unwrap(), value);
}

/// Both read the same, or nothing.
fn read_alike<T: Stored + Serialize + DeserializeOwned + PartialEq + Debug>(value: &Value) {
    let (ours, derived) = (
        from_value::<T>(value.clone()).ok(),
        serde_json::from_value::<T>(value.clone()).ok(),
    );
    assert_eq!(ours, derived, "{value}");
}

/// What may stand in the place of something else. An empty list is not among it: serde reads structs from lists, too.
fn junk() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!(3),
        json!(-1),
        json!(5_000_000_000u64),
        json!("x"),
        json!(""),
        json!("no id"),
        json!("#12ab9F"),
        json!("sentence 1.2-1.3"),
        json!("{\"a\":[1.50]}"),
        json!("[]"),
        json!("undo"),
        json!("do"),
        json!("repair"),
        json!("speech"),
        json!([1]),
        json!({}),
        json!({ "undo": null }),
        json!({ "undo": 1 }),
        json!({ "edit-note": null }),
        json!({ "batch": [] }),
        json!({ "batch": [{ "extra": { "value": "{}" } }] }),
        json!({ "start": 1, "end": 2 }),
        serde_json::from_str("1.5").unwrap(),
        serde_json::from_str("1e3").unwrap(),
    ]
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(count).sum(),
        Value::Object(map) => map.values().map(count).sum(),
        _ => 0,
    }
}

/// Changes the value whose number is `n`; the rest of `n` comes back.
fn change(value: &mut Value, n: usize, how: &dyn Fn(&mut Value)) -> Option<usize> {
    if n == 0 {
        how(value);
        return None;
    }
    let mut n = n - 1;
    match value {
        Value::Array(list) => {
            for item in list {
                n = change(item, n, how)?;
            }
        }
        Value::Object(map) => {
            for item in map.values_mut() {
                n = change(item, n, how)?;
            }
        }
        _ => {}
    }
    Some(n)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn histories_are_written_and_read_as_serde_does(acts in acts(true, 40)) {
        let desk = Desk::ready("ann").acts(acts);
        desk.journal.iter().for_each(same);
        same(&desk.work);
        same(&desk.work.project);
        desk.work.project.themes.values().for_each(same::<Theme>);
        desk.work.project.annotations.values().for_each(same::<Annotation>);
        desk.work.project.documents.iter().for_each(same::<DocumentInfo>);
    }

    #[test]
    fn what_is_wrong_or_missing_or_unknown_is_taken_as_serde_does(
        acts in acts(true, 24),
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0u8..3), 40),
    ) {
        let desk = Desk::ready("ann").acts(acts);
        let work = serde_json::to_value(&desk.work).unwrap();
        let journal: Vec<Value> = desk.journal.iter().map(|o| serde_json::to_value(o).unwrap()).collect();
        let junk = junk();
        for (place, other, how) in places {
            let how = |value: &mut Value| match (value, how) {
                (Value::Object(map), 0) => {
                    let name = map.keys().nth(other.index(map.len().max(1))).cloned();
                    name.map(|name| map.remove(&name));
                }
                (Value::Object(map), 1) => {
                    map.insert("unknown".to_owned(), junk[other.index(junk.len())].clone());
                }
                (value, _) => *value = junk[other.index(junk.len())].clone(),
            };
            let mut changed = work.clone();
            change(&mut changed, place.index(count(&work)), &how);
            read_alike::<Workspace>(&changed);
            let mut changed = journal[place.index(journal.len())].clone();
            let places = count(&changed);
            change(&mut changed, other.index(places), &how);
            read_alike::<Operation>(&changed);
            // Lists and objects in lines, too.
            let mut out = Writer::pretty();
            changed.write(&mut out);
            prop_assert_eq!(out.json(), serde_json::to_string_pretty(&changed).unwrap());
            prop_assert_eq!(to_json(&changed), serde_json::to_string(&changed).unwrap());
        }
    }

    #[test]
    fn strings_and_numbers_are_written_as_serde_does(
        s in any::<String>(), a in any::<u64>(), b in any::<i64>(), c in any::<char>(), d in any::<u32>(),
    ) {
        same(&vec![s]);
        same(&Some(a));
        same(&b);
        same(&Box::new(c));
        same(&(d as usize));
        same(&Colour(d >> 8));
    }

    #[test]
    fn what_is_cut_off_or_no_json_is_an_error(acts in acts(true, 12), at in any::<prop::sample::Index>(), s in ".*") {
        let json = to_json(&Desk::ready("ann").acts(acts).work);
        let cut = json.floor_char_boundary(at.index(json.len()));
        prop_assert!(read::<Workspace>(json.get(..cut).unwrap()).is_err());
        prop_assert!(read::<Workspace>(&s).is_err());
        prop_assert_eq!(read::<Operation>(&s).ok(), serde_json::from_str(&s).ok());
    }
}

#[test]
fn every_choice_is_written_and_read_as_serde_does() {
    let theme = ThemeId::parse("ai").unwrap();
    let name = "名\"前\n\u{1}".to_owned();
    let labels = [
        Label::AddTag { theme: theme.clone() },
        Label::RemoveTag { theme: theme.clone() },
        Label::EditNote,
        Label::AddTheme { name: name.clone() },
        Label::ChangeTheme { name: name.clone() },
        Label::DeleteTheme { name: name.clone() },
        Label::MoveTheme { name: name.clone() },
        Label::MergeThemes {
            from: name.clone(),
            into: name.clone(),
        },
        Label::SplitTheme { name: name.clone() },
        Label::RestoreTheme { name: name.clone() },
        Label::TakeCodebook { name: name.clone() },
        Label::TagAll { theme: theme.clone() },
        Label::Rename,
        Label::GoOnAs { name: name.clone() },
        Label::AddStarter,
        Label::RemoveDocument { name: name.clone() },
        Label::Repair,
        Label::Merge { name: name.clone() },
    ];
    labels.iter().for_each(same);
    for speaker in [None, Some(name.clone())] {
        same(&Verdict::Speech { speaker });
    }
    same(&vec![Verdict::Continues, Verdict::NotSpeech]);
    let edits = [
        Edit::Theme {
            id: theme.clone(),
            value: None,
        },
        Edit::Extra {
            value: [(
                "a".to_owned(),
                serde_json::from_str("[1, -2, 0.50, 1e400, null, {\"b\": true, \"c\": \"\\u0007\"}]")
                    .unwrap(),
            )]
            .into(),
        },
        Edit::Batch(vec![Edit::Batch(Vec::new())]),
    ];
    for edit in edits {
        same(&edit);
        for coalesce in [None, Some(name.clone())] {
            same(&Operation::Do {
                edit: edit.clone(),
                label: Label::EditNote,
                at: u64::MAX,
                coalesce,
            });
        }
        same(&Operation::Merge {
            edit: edit.clone(),
            label: Label::Repair,
            at: 0,
        });
        same(&Operation::Silent { edit });
    }
    [Operation::Undo, Operation::Redo, Operation::Publish { at: 7 }]
        .iter()
        .for_each(same);
    same(&Usage::default());
    same(&Usage {
        when: name.clone(),
        not: String::new(),
        examples: vec![name.clone()],
        note: name,
    });
    same(&Project::default());
}

#[test]
fn texts_are_written_and_read_as_serde_does() {
    let text = DocumentText {
        text: "一\n\"二\"\u{2028}𠮷".to_owned(),
        pages: vec![PageStart { at: 0, page: 1 }, PageStart { at: 4, page: 2 }],
        lines: vec![1, 3],
        record: Some("{}".to_owned()),
    };
    // Longer than a piece, whose end may be within a letter.
    let long = DocumentText {
        text: "a𠮷\n".repeat(300_000),
        ..text.clone()
    };
    for text in [text, long, DocumentText::default()] {
        let mut json = Vec::new();
        text.stored().json(&mut |piece| json.extend_from_slice(piece));
        let json = String::from_utf8(json).unwrap();
        assert_eq!(json, serde_json::to_string(&text.stored()).unwrap());
        assert_eq!(read::<DocumentText>(&json), Ok(text));
    }
    let old = "{\"text\": \"a\", \"pages\": [], \"unknown\": 1}";
    assert_eq!(
        read::<DocumentText>(old).unwrap(),
        serde_json::from_str(old).unwrap()
    );
    assert!(read::<DocumentText>("{\"pages\": []}").is_err());
}

/// An entry as it is written, and in how many pieces.
fn entry(operation: &Operation) -> (String, usize) {
    let pieces = Rc::new(RefCell::new(Vec::new()));
    let sink = pieces.clone();
    numbered(
        7,
        "operation",
        operation,
        Box::new(move |piece| sink.borrow_mut().push(piece)),
    );
    let pieces = pieces.take();
    (pieces.concat(), pieces.len())
}

#[test]
fn long_entries_are_written_in_pieces() {
    let edit = Edit::Batch(vec![Edit::Batch(Vec::new()); 200_000]);
    let operation = Operation::Silent { edit };
    let (json, pieces) = entry(&operation);
    assert!(pieces > 1);
    assert_eq!(
        json,
        ["{\"seq\":7,\"operation\":", &to_json(&operation), "}"].concat()
    );
    assert_eq!(read_numbered(&json, "operation"), Ok((7, operation)));
}

#[test]
fn entries_have_their_numbers() {
    let (json, _) = entry(&Operation::Undo);
    assert_eq!(json, "{\"seq\":7,\"operation\":\"undo\"}");
    assert_eq!(read_numbered(&json, "operation"), Ok((7, Operation::Undo)));
    for broken in [
        "{\"seq\":7}",
        "{\"operation\":\"undo\"}",
        "[]",
        "{\"seq\":-1,\"operation\":\"undo\"}",
    ] {
        assert!(
            read_numbered::<Operation>(broken, "operation").is_err(),
            "{broken}"
        );
    }
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let said = |json: &str| read::<Operation>(json).unwrap_err().to_string();
    assert_eq!(
        said("{\"publish\":{\"at\":\"x\"}}"),
        "at: a number from 0 up was expected"
    );
    assert_eq!(said("{\"publish\":{}}"), "at: a number from 0 up was expected");
    assert!(said("{\"silent\":{\"edit\":{\"gone\":1}}}").starts_with("edit: one of the known names"));
    assert_eq!(said("[1"), "not JSON: line 1, column 2");
    assert!(read::<Vec<Theme>>(STARTER).is_err());
}
