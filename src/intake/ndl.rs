//! Records of the 国会会議録検索システム (National Diet Library), JSON and XML of `meeting` and `speech`, one or a whole
//! answer. Who speaks, for which group and in which post is in the record, and is taken from there.
//! Field names: <https://kokkai.ndl.go.jp/api.html>.

use roxmltree::Node;
use serde_json::Value;

use super::finding::{Code, Finding};
use super::sheet::Sheet;
use super::xml::name;
use crate::minutes::{Meeting, Speaker};

/// Meetings of one answer.
pub(super) type Meetings = Vec<(String, (String, Option<String>))>;

/// One speech, or one meeting with its speeches, by field.
#[derive(Debug, Default)]
struct Fields {
    values: Vec<(String, String)>,
    speeches: Vec<Fields>,
}

impl Fields {
    fn get(&self, name: &str) -> Option<&str> {
        let found = self.values.iter().find(|(n, _)| n == name);
        found
            .map(|(_, v)| v.trim_matches([' ', '\u{3000}']))
            .filter(|v| !v.is_empty())
    }
}

/// Whether an object is one of these records.
pub(super) fn is_record(value: &Value) -> bool {
    ["speechRecord", "meetingRecord", "issueID"]
        .iter()
        .any(|key| value.get(key).is_some())
}

/// Reads a JSON answer.
pub(super) fn json(value: &Value) -> Result<Meetings, Finding> {
    let meetings = match value.get("meetingRecord").and_then(Value::as_array) {
        Some(list) => list.iter().map(fields).collect(),
        // One meeting, or speeches that name their meetings.
        None => vec![fields(value)],
    };
    all(meetings)
}

fn fields(value: &Value) -> Fields {
    let mut out = Fields::default();
    for (key, value) in value.as_object().into_iter().flatten() {
        match value {
            Value::String(words) => out.values.push((key.clone(), words.clone())),
            Value::Number(n) => out.values.push((key.clone(), n.to_string())),
            Value::Array(list) if key == "speechRecord" => out.speeches = list.iter().map(fields).collect(),
            _ => {}
        }
    }
    out
}

/// Whether a root element is that of an answer.
pub(super) fn is_answer(root: &Node<'_, '_>) -> bool {
    root.descendants()
        .take(200)
        .any(|n| matches!(name(&n), "meetingRecord" | "speechRecord"))
}

/// Reads an XML answer.
pub(super) fn xml(root: &Node<'_, '_>) -> Result<Meetings, Finding> {
    let mut meetings: Vec<Fields> = root
        .descendants()
        .filter(|n| name(n) == "meetingRecord")
        .map(|n| element(&n))
        .collect();
    if meetings.is_empty() {
        let speeches = root
            .descendants()
            .filter(|n| name(n) == "speechRecord")
            .map(|n| element(&n))
            .collect();
        meetings.push(Fields {
            speeches,
            ..Fields::default()
        });
    }
    all(meetings)
}

fn element(node: &Node<'_, '_>) -> Fields {
    let mut out = Fields::default();
    for child in node.children().filter(Node::is_element) {
        if name(&child) == "speechRecord" {
            out.speeches.push(element(&child));
        } else if child.children().all(|c| !c.is_element()) {
            let words = child.children().filter_map(|c| c.text()).collect();
            out.values.push((name(&child).to_owned(), words));
        }
    }
    out
}

fn all(meetings: Vec<Fields>) -> Result<Meetings, Finding> {
    let mut out = Meetings::new();
    for mut meeting in meetings {
        meeting
            .speeches
            .sort_by_key(|s| s.get("speechOrder").and_then(|n| n.parse::<u32>().ok()));
        // Speeches found by a search come from several meetings.
        let mut parts: Vec<Vec<Fields>> = Vec::new();
        let mut ids: Vec<String> = Vec::new();
        for speech in std::mem::take(&mut meeting.speeches) {
            let id = speech.get("issueID").unwrap_or("").to_owned();
            let at = ids.iter().position(|known| *known == id).unwrap_or_else(|| {
                ids.push(id);
                parts.push(Vec::new());
                ids.len() - 1
            });
            if let Some(part) = parts.get_mut(at) {
                part.push(speech);
            }
        }
        for speeches in parts {
            out.push(one(&meeting, &speeches));
        }
    }
    if out.is_empty() {
        return Err(Finding::new(Code::Empty));
    }
    Ok(out)
}

fn one(meeting: &Fields, speeches: &[Fields]) -> (String, (String, Option<String>)) {
    let said = |field: &str| {
        meeting
            .get(field)
            .or_else(|| speeches.first().and_then(|s| s.get(field)))
    };
    let mut sheet = Sheet::default();
    for speech in speeches {
        let words = speech
            .values
            .iter()
            .find(|(n, _)| n == "speech")
            .map_or("", |(_, v)| v.as_str());
        let record = speech.get("speaker");
        match record.filter(|name| *name != "会議録情報") {
            Some(person) => sheet.speech(speaker(speech, person, words)),
            None => sheet.line(),
        }
        sheet.push(words);
        sheet.line();
    }
    let name = format!(
        "{}{}",
        said("nameOfHouse").unwrap_or(""),
        said("nameOfMeeting").unwrap_or("")
    );
    let issue = said("issue").unwrap_or("");
    let date = said("date").filter(|d| d.len() == 10).map(str::to_owned);
    let title = [
        said("session")
            .map(|s| format!("第{s}回国会 "))
            .unwrap_or_default(),
        name.clone(),
        issue.to_owned(),
    ]
    .concat();
    let record = sheet.record();
    record.whole = true;
    record.meeting = Meeting {
        number: (!issue.is_empty()).then(|| issue.to_owned()),
        name: (!name.is_empty()).then_some(name),
        dates: date.into_iter().collect(),
        ..Meeting::default()
    };
    (title, sheet.finish())
}

/// The label is in the text, the rest in the record.
fn speaker(speech: &Fields, person: &str, words: &str) -> Speaker {
    let line = words.lines().next().unwrap_or("");
    let printed = crate::minutes::printed_label(line);
    let of = Speaker::of(printed.unwrap_or(person));
    let post = speech
        .get("speakerPosition")
        .or_else(|| speech.get("speakerRole"));
    Speaker {
        label: of.label,
        name: Some(person.to_owned()),
        role: post.map(str::to_owned).or(of.role),
        affiliation: speech.get("speakerGroup").map(str::to_owned),
    }
}
