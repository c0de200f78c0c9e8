//! TEI as parliaments encode their records (Parla-CLARIN, ParlaMint): `u`, `seg`, `note`, stage directions,
//! `listPerson`. <https://clarin-eric.github.io/parla-clarin/>

use std::collections::BTreeMap;

use roxmltree::Node;

use super::sheet::Sheet;
use super::xml::{attribute, name, tidy, words};
use crate::minutes::{Meeting, Speaker};

/// Deepest nesting of elements that is followed.
const DEPTH: u32 = 200;

/// Whether a root element is that of a TEI document.
pub(super) fn is_document(root: &Node<'_, '_>) -> bool {
    root.children().any(|n| matches!(name(&n), "TEI" | "teiCorpus"))
}

/// Reads a document.
pub(super) fn read(root: &Node<'_, '_>) -> (String, Option<String>) {
    let mut people = BTreeMap::new();
    for person in root.descendants().filter(|n| name(n) == "person") {
        if let Some(id) = attribute(&person, "id") {
            people.insert(id, Person::of(&person));
        }
    }
    let mut reader = Reader {
        sheet: Sheet::default(),
        people,
    };
    for text in root
        .descendants()
        .filter(|n| matches!(name(n), "front" | "body" | "back"))
    {
        reader.children(&text, DEPTH);
    }
    let meeting = meeting(root);
    let record = reader.sheet.record();
    record.whole = !record.speeches.is_empty();
    record.meeting = meeting;
    reader.sheet.finish()
}

#[derive(Debug, Default)]
struct Person {
    name: String,
    role: Option<String>,
    affiliation: Option<String>,
}

impl Person {
    fn of(node: &Node<'_, '_>) -> Self {
        let find = |wanted: &str| node.descendants().find(|n| name(n) == wanted);
        let text = |wanted: &str| find(wanted).map(|n| words(&n)).filter(|w| !w.is_empty());
        Self {
            name: find("persName").map(|n| words(&n)).unwrap_or_default(),
            role: text("roleName"),
            affiliation: text("orgName"),
        }
    }
}

/// What the header says of the meeting: of its title the text says more, and better.
fn meeting(root: &Node<'_, '_>) -> Meeting {
    let setting = root.descendants().find(|n| name(n) == "setting");
    let date = setting
        .and_then(|s| s.descendants().find(|n| name(n) == "date"))
        .and_then(|d| attribute(&d, "when").or(attribute(&d, "from")).map(str::to_owned));
    Meeting {
        dates: date.filter(|d| d.len() == 10).into_iter().collect(),
        place: setting
            .and_then(|s| s.descendants().find(|n| name(n) == "placeName"))
            .map(|p| words(&p)),
        ..Meeting::default()
    }
}

struct Reader<'a> {
    sheet: Sheet,
    people: BTreeMap<&'a str, Person>,
}

impl<'a> Reader<'a> {
    fn children(&mut self, node: &Node<'a, '_>, depth: u32) {
        if depth > 0 {
            for child in node.children() {
                self.node(&child, depth - 1);
            }
        }
    }

    fn node(&mut self, node: &Node<'a, '_>, depth: u32) {
        if let Some(text) = node.text().filter(|_| node.is_text()) {
            let spaced = text.starts_with([' ', '\n', '\t', '\r'])
                && self.sheet.last().is_some_and(|c| c.is_ascii_alphanumeric());
            let text = tidy(text);
            if spaced && text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
                self.sheet.push(" ");
            }
            return self.sheet.push(&text);
        }
        match name(node) {
            "u" => self.utterance(node, depth),
            "p" | "ab" | "seg" | "head" | "l" | "item" | "row" | "div" | "list" | "table" | "opener"
            | "closer" => {
                self.sheet.line();
                self.children(node, depth);
                self.sheet.line();
            }
            "lb" => self.sheet.line(),
            "pb" => self.page(),
            "note" | "vocal" | "kinesic" | "incident" | "stage" => self.direction(node),
            "cell" => {
                if self.sheet.in_line() {
                    self.sheet.push("\u{3000}");
                }
                self.children(node, depth);
            }
            "rt" | "fw" | "gap" | "del" => {}
            _ => self.children(node, depth),
        }
    }

    /// A page of the source begins.
    fn page(&mut self) {
        if self.sheet.last().is_some() {
            self.sheet.line();
            self.sheet.push("\u{c}");
        }
    }

    fn utterance(&mut self, node: &Node<'a, '_>, depth: u32) {
        let who = attribute(node, "who").unwrap_or("").trim_start_matches('#');
        let first = node.children().find(Node::is_element);
        let inside = first.filter(|n| name(n) == "note");
        // ParlaMint prints the label in a note of its own before the utterance.
        let before = node
            .prev_sibling_element()
            .filter(|n| name(n) == "note" && attribute(n, "type") == Some("speaker"));
        let printed = inside.or(before).map(|n| label(&n)).filter(|l| !l.is_empty());
        let person = self.people.get(who);
        let shown = printed
            .clone()
            .or_else(|| person.map(|p| p.name.clone()))
            .unwrap_or_else(|| who.to_owned());
        let bare = shown
            .trim_start_matches(['○', '◯', '〇', '◎', '●', '◆'])
            .trim_end_matches(['：', ':']);
        let mut speaker = Speaker::of(bare);
        if let Some(person) = person.filter(|p| !p.name.is_empty()) {
            speaker.name = Some(person.name.clone());
            speaker.affiliation = person.affiliation.clone().or(speaker.affiliation);
            speaker.role = speaker.role.or(person.role.clone());
        }
        self.sheet.speech(speaker);
        let marked = bare.len() != shown.len();
        self.sheet.push(&if marked {
            format!("{shown}\u{3000}")
        } else {
            format!("○{bare}\u{3000}")
        });
        let mut begun = false;
        for child in node.children() {
            if Some(child) == inside {
                continue;
            }
            if name(&child) == "seg" {
                if begun {
                    self.sheet.line();
                }
                begun = true;
                self.children(&child, depth);
            } else {
                self.node(&child, depth);
            }
        }
        self.sheet.line();
    }

    /// A note that is no speaker's label is printed in brackets, as the minutes print it.
    fn direction(&mut self, node: &Node<'a, '_>) {
        if attribute(node, "type") == Some("speaker") {
            return;
        }
        let words = words(node);
        if words.is_empty() {
            return;
        }
        let bracketed = words.starts_with(['（', '(', '〔', '［', '[']);
        self.sheet.push(&if bracketed {
            words
        } else {
            format!("（{words}）")
        });
    }
}

/// A label: 「高橋（清）委員」 from surname, forename and role, without the white space between them.
fn label(note: &Node<'_, '_>) -> String {
    let all: String = note
        .descendants()
        .filter(Node::is_text)
        .filter_map(|t| t.text())
        .collect();
    tidy(all.trim())
}
