//! The contract other programs rely on: the JSON of a parse, format `fusen-minutes`, version 1.
//! Offsets count Unicode scalar values, lines from 1, indexes from 0.

use serde_json::{Value, json};

use super::model::*;

/// The document as one JSON object.
pub fn to_json(minutes: &Minutes) -> Value {
    let speakers: Vec<Value> = minutes
        .speakers
        .iter()
        .enumerate()
        .map(|(n, s)| {
            json!({ "id": id(n as u32), "label": s.label, "name": s.name, "role": s.role, "affiliation": s.affiliation })
        })
        .collect();
    let sections: Vec<Value> = minutes
        .sections
        .iter()
        .map(|s| json!({ "title": s.title, "first_block": s.first_block }))
        .collect();
    let blocks: Vec<Value> = minutes.blocks.iter().map(|b| block(minutes, b)).collect();
    let diagnostics: Vec<Value> = minutes
        .diagnostics
        .iter()
        .map(|d| json!({ "severity": d.severity, "code": d.code, "message": d.message, "line": d.line }))
        .collect();
    json!({
        "format": "fusen-minutes", "version": 1, "kind": minutes.kind, "meeting": minutes.meeting,
        "speakers": speakers, "sections": sections, "blocks": blocks, "diagnostics": diagnostics,
    })
}

fn id(n: u32) -> String {
    format!("s{}", n + 1)
}

fn block(minutes: &Minutes, b: &Block) -> Value {
    let text = || match minutes.paragraphs_of(b).first() {
        Some(p) => p.range.of(&minutes.text),
        None => b.range.of(&minutes.text),
    };
    let mut value = match &b.kind {
        BlockKind::Speech(s) => return speech(minutes, b, s),
        BlockKind::Event(stage) => {
            let mut v = json!({ "type": "event", "text": text(), "kind": stage.kind });
            if let (Some(s), Some(o)) = (&stage.sitting, v.as_object_mut()) {
                o.insert("action".into(), json!(s.action));
                o.insert("time".into(), json!(s.time));
            }
            v
        }
        BlockKind::Time(s) => json!({ "type": "time", "text": text(), "action": s.action, "time": s.time }),
        BlockKind::Heading(level) => json!({ "type": "heading", "text": text(), "level": level }),
        BlockKind::Item(level) => json!({ "type": "item", "text": text(), "level": level }),
        BlockKind::Insert => json!({ "type": "insert", "text": text() }),
        BlockKind::Separator => json!({ "type": "separator", "text": text() }),
        BlockKind::Front => json!({ "type": "front", "text": text() }),
        BlockKind::Back => json!({ "type": "back", "text": text() }),
    };
    if let Some(o) = value.as_object_mut() {
        o.insert("page".into(), json!(b.page));
        o.insert("line".into(), json!(b.line));
    }
    value
}

fn speech(minutes: &Minutes, b: &Block, s: &Speech) -> Value {
    let events = minutes.events_of(s);
    let paragraphs: Vec<Vec<String>> = minutes
        .paragraphs_of(b)
        .iter()
        .map(|p| {
            let sentences = minutes
                .sentences
                .get(p.sentences.start as usize..p.sentences.end as usize)
                .unwrap_or(&[]);
            sentences.iter().map(|r| minutes.words(*r, events)).collect()
        })
        .collect();
    let first = b.paragraphs.start;
    let listed: Vec<Value> = events
        .iter()
        .map(|e| {
            let (mut paragraph, mut sentence, mut offset) = (0, 0, 0);
            if let (Some(p), Some(n)) = (e.paragraph, e.sentence)
                && let (Some(owner), Some(range)) = (
                    minutes.paragraphs.get(p as usize),
                    minutes.sentences.get(n as usize),
                )
            {
                paragraph = p - first;
                sentence = n - owner.sentences.start;
                let before =
                    crate::text::ByteRange::new(range.start, e.range.start.clamp(range.start, range.end));
                offset = minutes.words(before, events).chars().count();
            }
            json!({ "text": e.range.of(&minutes.text), "kind": e.stage.kind, "paragraph": paragraph,
                    "sentence": sentence, "offset": offset })
        })
        .collect();
    json!({ "type": "speech", "speaker": id(s.speaker), "certainty": s.certainty, "page": b.page, "line": b.line,
            "paragraphs": paragraphs, "events": listed })
}
