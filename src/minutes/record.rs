//! What a source itself says of who speaks: records of the Diet, TEI, definition lists and tables of web pages. It
//! is taken instead of what the parser would read from the words.

use serde::Serialize;
use serde_json::Value;

use crate::text::json;

use super::evidence::{Decided, Label};
use super::model::{Meeting, Minutes, Speaker};
use super::structure::TextLine;
use super::{chars, labels, parts, speaker};

/// What a source says of its speeches and its meeting. Travels with the text, as JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Record {
    /// The meeting: name, number, dates and place. What is empty says nothing.
    pub meeting: Meeting,
    /// Those who speak. A speaker's empty members say nothing.
    pub speakers: Vec<Speaker>,
    /// Lines on which speeches begin, ascending.
    pub speeches: Vec<Recorded>,
    /// No other line begins a speech.
    pub whole: bool,
}

/// The beginning of a speech.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recorded {
    /// Line of the source, 1-based.
    pub line: u32,
    /// Index into [`Record::speakers`].
    pub speaker: u32,
}

impl Record {
    /// As it travels.
    pub fn to_json(&self) -> String {
        // Strings, numbers and lists of them always serialise.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads what [`Record::to_json`] writes. What is not understood says nothing.
    pub fn read(json: &str) -> Option<Self> {
        let value = json::parse(json).ok()?;
        let text = |v: &Value, key: &str| v.get(key).and_then(Value::as_str).map(str::to_owned);
        let list = |v: &Value, key: &str| match v.get(key) {
            Some(Value::Array(list)) => list.clone(),
            _ => Vec::new(),
        };
        let number = |v: &Value, key: &str| v.get(key).and_then(Value::as_u64).unwrap_or(0) as u32;
        let meeting = value.get("meeting").cloned().unwrap_or_default();
        Some(Self {
            meeting: Meeting {
                name: text(&meeting, "name"),
                number: text(&meeting, "number"),
                dates: list(&meeting, "dates")
                    .iter()
                    .filter_map(|d| Some(d.as_str()?.to_owned()))
                    .collect(),
                place: text(&meeting, "place"),
                ..Meeting::default()
            },
            speakers: list(&value, "speakers")
                .iter()
                .map(|s| Speaker {
                    label: text(s, "label").unwrap_or_default(),
                    name: text(s, "name"),
                    role: text(s, "role"),
                    affiliation: text(s, "affiliation"),
                })
                .collect(),
            speeches: list(&value, "speeches")
                .iter()
                .map(|s| Recorded {
                    line: number(s, "line"),
                    speaker: number(s, "speaker"),
                })
                .collect(),
            whole: value.get("whole").and_then(Value::as_bool).unwrap_or(false),
        })
    }
}

/// Heads of columns with people, who are called like somebody.
const HEADS: [&str; 6] = ["発言者", "発言", "氏名", "役職", "委員名", "出席者"];

impl Speaker {
    /// Whoever is called so, if words are how somebody who speaks is called: 「○議長（村上一郎君）」, 「事務局：」.
    pub fn called(words: &str) -> Option<Self> {
        let bare = words.trim_matches(|c| chars::is_space(c) || among!(c, "：:○◯〇◎●◆【】"));
        let label = labels::candidate(words).map_or(bare, |c| c.label);
        let head = HEADS.contains(&chars::squeeze(label).as_ref());
        (!head && bare.chars().count() <= 40 && speaker::is_speaker(label)).then(|| Self::of(label))
    }

    /// Takes a label apart.
    pub fn of(label: &str) -> Self {
        let parts = parts::parts(label, &|_| false);
        Self {
            label: label.to_owned(),
            name: parts.name,
            role: parts.role,
            affiliation: parts.affiliation,
        }
    }
}

/// Overrules which lines begin speeches.
pub(super) fn overrule<'a>(decided: &mut Decided<'a>, lines: &[TextLine<'a>], record: &'a Record) {
    if record.speeches.is_empty() {
        return;
    }
    let mut rest = record.speeches.iter().peekable();
    let mut settled = vec![record.whole; lines.len()];
    for ((label, line), settled) in decided.labels.iter_mut().zip(lines).zip(&mut settled) {
        let number = line.number.unwrap_or(0);
        while rest.next_if(|s| s.line < number).is_some() {}
        let told = rest.next_if(|s| s.line == number && !line.text.is_empty());
        match told.and_then(|s| record.speakers.get(s.speaker as usize)) {
            Some(speaker) => {
                *settled = true;
                *label = Some(Label {
                    text: &speaker.label,
                    body: behind(line.text, &speaker.label),
                    certainty: 1.0,
                });
            }
            None if record.whole => *label = None,
            None => {}
        }
    }
    decided
        .doubts
        .retain(|(n, ..)| !settled.get(*n).copied().unwrap_or(false));
}

/// Bytes of a line before its speech: what is printed of the label there.
fn behind(line: &str, label: &str) -> usize {
    let lead = line.len()
        - line
            .trim_start_matches(|c| chars::is_marker(c) || among!(c, "【"))
            .len();
    let rest = line.get(lead..).unwrap_or("");
    let end = match rest.strip_prefix(label) {
        Some(after) => line.len() - after.len(),
        None => match labels::candidate(line) {
            Some(c) => return c.body,
            None => return 0,
        },
    };
    let after = line.get(end..).unwrap_or("");
    line.len()
        - after
            .trim_start_matches(|c| chars::is_space(c) || among!(c, "：:】"))
            .len()
}

/// Puts what the source says in the place of what was read.
pub(super) fn fill(minutes: &mut Minutes, record: &Record) {
    for told in &record.speakers {
        let wanted = chars::squeeze(&told.label);
        let found = minutes
            .speakers
            .iter_mut()
            .find(|s| chars::squeeze(&s.label) == wanted);
        let Some(speaker) = found else { continue };
        for (place, value) in [
            (&mut speaker.name, &told.name),
            (&mut speaker.role, &told.role),
            (&mut speaker.affiliation, &told.affiliation),
        ] {
            if value.is_some() {
                place.clone_from(value);
            }
        }
    }
    let (read, told) = (&mut minutes.meeting, &record.meeting);
    for (place, value) in [
        (&mut read.name, &told.name),
        (&mut read.number, &told.number),
        (&mut read.place, &told.place),
    ] {
        if value.is_some() {
            place.clone_from(value);
        }
    }
    if !told.dates.is_empty() {
        read.dates.clone_from(&told.dates);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{parse_canonical, parse_recorded};
    use super::*;

    #[test]
    fn the_source_is_believed_before_the_words() {
        let text = "会議録\n\n森　はい。\n\n○議案第１号について\n\n田中太郎　いいえ。\n続きです。\n";
        let speaker = |label: &str, name: &str, group: &str| Speaker {
            label: label.to_owned(),
            name: Some(name.to_owned()),
            role: None,
            affiliation: Some(group.to_owned()),
        };
        let record = Record {
            meeting: Meeting {
                name: Some("衆議院予算委員会".to_owned()),
                ..Meeting::default()
            },
            speakers: vec![
                speaker("森", "森一郎", "甲"),
                speaker("田中太郎", "田中太郎", "乙"),
            ],
            speeches: vec![Recorded { line: 3, speaker: 0 }, Recorded { line: 7, speaker: 1 }],
            whole: true,
        };
        let told = record.clone();
        let m = parse_recorded(text, Some(record.to_json()));
        let said: Vec<String> = m
            .speeches()
            .map(|(b, s)| {
                let who = &m.speakers[s.speaker as usize];
                let words: Vec<_> = m.paragraphs_of(b).iter().map(|p| p.range.of(&m.text)).collect();
                format!("{} {:?} {}", who.label, who.affiliation, words.join("/"))
            })
            .collect();
        assert_eq!(
            said,
            [
                "森 Some(\"甲\") はい。/○議案第１号について",
                "田中太郎 Some(\"乙\") いいえ。/続きです。"
            ]
        );
        assert_eq!(m.meeting.name.as_deref(), Some("衆議院予算委員会"));
        let again = parse_canonical(&m.to_document_text());
        assert_eq!(again.speeches().count(), 2, "what is stored is read the same");
        assert_eq!(m.record.as_deref().and_then(Record::read), Some(told));
        assert_eq!(Record::read("[1"), None);
        assert_eq!(Record::read("{\"speakers\": 3}"), Some(Record::default()));
    }

    #[test]
    fn labels_of_markup_are_recognised() {
        let label = |w| Speaker::called(w).map(|s| s.label);
        assert_eq!(
            label("○議長（村上一郎君）").as_deref(),
            Some("議長（村上一郎君）")
        );
        assert_eq!(label("事務局：").as_deref(), Some("事務局"));
        assert_eq!(label("佐藤委員").as_deref(), Some("佐藤委員"));
        assert_eq!(label("日時"), None);
        assert_eq!(label("発言者"), None);
        assert_eq!(label("議題１　条例の改正について"), None);
    }
}
