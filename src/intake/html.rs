//! Web pages: the words that a reader sees, line by line. Tokens by the WHATWG standard (html5gum); nothing in a
//! page is ever run or shown as markup.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::encoding::{self, Decoded};
use super::finding::{Code, Finding};
use super::sheet::{SENTENCE_ENDS, Sheet};
use crate::minutes::Speaker;

/// Elements whose content no reader takes for the text of the page.
#[rustfmt::skip]
const SKIPPED: [&str; 24] = [
    "script", "style", "noscript", "template", "svg", "math", "nav", "aside", "select", "button", "textarea", "iframe", "object",
    "canvas", "audio", "video", "dialog", "rt", "rp", "title", "head", "noframes", "datalist", "map",
];

/// Elements that never have content.
#[rustfmt::skip]
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
];

/// Elements that stand on lines of their own.
#[rustfmt::skip]
const BLOCKS: [&str; 37] = [
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "li", "main", "ol",
    "p", "pre", "section", "summary", "table", "tr", "ul",
];

/// Roles (WAI-ARIA) of parts that are not the text.
const ROLES: [&str; 6] = [
    "navigation",
    "banner",
    "contentinfo",
    "search",
    "complementary",
    "menu",
];

/// Words in `id` and `class` by which sites name such parts.
#[rustfmt::skip]
const NAMES: [&str; 22] = [
    "breadcrumb", "breadcrumbs", "topicpath", "pankuzu", "pagetop", "gnav", "lnav", "globalnav", "globalnavi", "sidebar", "sidenav",
    "footer", "sns", "nav", "navi", "navigation", "skiplink", "skip", "gnavi", "lnavi", "localnavi", "cookie",
];

/// Deepest nesting that is remembered; beyond it elements are treated as their content.
const DEPTH: usize = 2000;

/// A decoded page.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) text: String,
    pub(super) record: Option<String>,
    pub(super) notes: Vec<Finding>,
}

/// Reads a page. `chosen` is the encoding a person says it has.
pub(super) fn read(bytes: &[u8], chosen: Option<&str>) -> Result<Page, Finding> {
    let declared = declared(bytes);
    let Decoded { text, notes } = encoding::decode(bytes, chosen, declared.as_deref())?;
    let labels = labels(&text);
    let whole = walk(&text, Scope::Body, labels);
    let main = walk(&text, Scope::Main, labels);
    let size = |p: &(String, Option<String>)| p.0.chars().filter(|c| !c.is_whitespace()).count();
    // Some sites put a menu into their main element, or all but a menu into what is named so.
    let best = if size(&main) * 2 > size(&whole) {
        main
    } else {
        whole
    };
    let all = if size(&best) == 0 {
        walk(&text, Scope::Everything, labels)
    } else {
        best
    };
    if size(&all) == 0 {
        return Err(Finding::new(Code::Empty));
    }
    let (text, record) = all;
    Ok(Page { text, record, notes })
}

/// The encoding that `<meta>` or the XML declaration names.
pub(super) fn declared(bytes: &[u8]) -> Option<String> {
    let head: String = bytes
        .iter()
        .take(4096)
        .filter(|b| b.is_ascii())
        .map(|b| char::from(b.to_ascii_lowercase()))
        .collect();
    let at = head
        .find("charset=")
        .map(|at| at + 8)
        .or_else(|| head.find("encoding=").map(|at| at + 9))?;
    let rest = head.get(at..)?.trim_start_matches(['"', '\'', ' ']);
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')))?;
    rest.get(..end).map(str::to_owned)
}

/// Which markup names those who speak.
#[derive(Clone, Copy, Debug, Default)]
struct Labels {
    /// `dt`.
    terms: bool,
    /// `b` and `strong` at the beginning of a line.
    bold: bool,
    /// The first cell of a row.
    cells: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    /// What is in `main` only.
    Main,
    /// What is in the page but for its navigation.
    Body,
    /// All that is text.
    Everything,
}

/// Looks whether terms, bold words or first cells are the names of people, over the whole page.
fn labels(text: &str) -> Labels {
    let mut survey = Survey::default();
    events(text, |event| match event {
        Event::Start { name, .. } => survey.start(name),
        Event::Words(words) => survey.words(&words),
        Event::End(name) => survey.end(name),
    });
    survey.end_row();
    let speaks = |list: &[bool]| {
        let people = list.iter().filter(|s| **s).count();
        people >= 2 && people * 10 >= list.len() * 6
    };
    Labels {
        terms: speaks(&survey.terms),
        bold: speaks(&survey.bold),
        cells: speaks(&survey.rows),
    }
}

/// Whether what stands in places for labels are people.
#[derive(Default)]
struct Survey {
    terms: Vec<bool>,
    bold: Vec<bool>,
    rows: Vec<bool>,
    /// The element of a label, and its words.
    label: Option<(&'static str, String)>,
    /// Which cell of the row is open, and the words of the first two.
    cell: usize,
    cells: [String; 2],
}

impl Survey {
    fn start(&mut self, name: &str) {
        match name {
            "tr" => self.end_row(),
            "td" | "th" => self.cell += 1,
            // Terms end where the next thing begins, too.
            "dd" => self.end_label(),
            _ => {}
        }
        let label = ["dt", "b", "strong"].into_iter().find(|l| *l == name);
        if let Some(label) = label {
            self.end_label();
            self.label = Some((label, String::new()));
        }
    }

    fn words(&mut self, words: &str) {
        if let Some((_, label)) = &mut self.label {
            label.push_str(words);
        }
        if let Some(cell) = self.cell.checked_sub(1).and_then(|n| self.cells.get_mut(n)) {
            cell.push_str(words);
        }
    }

    fn end(&mut self, name: &str) {
        if self.label.as_ref().is_some_and(|(l, _)| *l == name) {
            self.end_label();
        }
        if matches!(name, "tr" | "table") {
            self.end_row();
        }
    }

    fn end_label(&mut self) {
        if let Some((element, words)) = self.label.take()
            && !words.trim().is_empty()
        {
            let list = if element == "dt" {
                &mut self.terms
            } else {
                &mut self.bold
            };
            list.push(Speaker::called(words.trim()).is_some());
        }
    }

    /// A list of people has words in its second column, too, but no sentences.
    fn end_row(&mut self) {
        let [label, said] = std::mem::take(&mut self.cells);
        if !label.trim().is_empty() && said.trim_end().ends_with(SENTENCE_ENDS) {
            self.rows.push(Speaker::called(label.trim()).is_some());
        }
        self.cell = 0;
    }
}

enum Event<'a> {
    Start {
        name: &'a str,
        attributes: &'a [(String, String)],
    },
    End(&'a str),
    Words(String),
}

/// Runs through the tokens of a page.
fn events(text: &str, mut take: impl FnMut(Event<'_>)) {
    let mut name = String::new();
    let mut attributes: Vec<(String, String)> = Vec::new();
    let callback = |event: CallbackEvent<'_>, _: Span<()>| -> Option<std::convert::Infallible> {
        let string = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        match event {
            CallbackEvent::OpenStartTag { name: tag } => {
                name = string(tag);
                attributes.clear();
            }
            CallbackEvent::AttributeName { name } => attributes.push((string(name), String::new())),
            CallbackEvent::AttributeValue { value } => {
                if let Some((_, v)) = attributes.last_mut() {
                    v.push_str(&string(value));
                }
            }
            CallbackEvent::CloseStartTag { .. } => take(Event::Start {
                name: &name,
                attributes: &attributes,
            }),
            CallbackEvent::EndTag { name } => take(Event::End(&string(name))),
            CallbackEvent::String { value } => take(Event::Words(string(value))),
            _ => {}
        }
        None
    };
    let mut emitter = CallbackEmitter::new(callback);
    // Scripts and styles are read as such, so that a `<` in them begins nothing.
    emitter.naively_switch_states(true);
    // A string cannot fail to be read.
    let _ = Tokenizer::new_with_emitter(text, emitter).finish();
}

fn walk(text: &str, scope: Scope, labels: Labels) -> (String, Option<String>) {
    let mut walker = Walker {
        sheet: Sheet::default(),
        scope,
        labels,
        open: Vec::new(),
        lists: Vec::new(),
        label: None,
        first_cell: false,
        row: false,
        labelled: false,
    };
    events(text, |event| match event {
        Event::Start { name, attributes } => walker.start(name, attributes),
        Event::End(name) => walker.end(name),
        Event::Words(words) => walker.words(&words),
    });
    walker.sheet.finish()
}

/// An element that is open.
struct Open {
    name: String,
    /// Nothing in it is text.
    skipped: bool,
    main: bool,
}

struct Walker {
    sheet: Sheet,
    scope: Scope,
    labels: Labels,
    open: Vec<Open>,
    /// Numbers of ordered lists, 0 for others.
    lists: Vec<u32>,
    /// A speaker's label being read: the element, and its words.
    label: Option<(String, String)>,
    first_cell: bool,
    /// The row has begun with a cell.
    row: bool,
    /// A label was written, and its speech is to follow on the line.
    labelled: bool,
}

impl Walker {
    fn start(&mut self, name: &str, attributes: &[(String, String)]) {
        let get = |wanted: &str| {
            attributes
                .iter()
                .find(|(n, _)| n == wanted)
                .map(|(_, v)| v.as_str())
        };
        if VOID.contains(&name) {
            if self.shown() {
                match name {
                    "br" if self.sheet.in_line() => self.sheet.line(),
                    "br" => self.sheet.push("\n"),
                    "hr" => self.sheet.gap(),
                    _ => {}
                }
            }
            return;
        }
        self.imply(name);
        let outer = self.open.last();
        let skipped = outer.is_some_and(|o| o.skipped) || self.skips(name, &get);
        let main = outer.is_some_and(|o| o.main) || name == "main" || get("role") == Some("main");
        if self.open.len() < DEPTH {
            self.open.push(Open {
                name: name.to_owned(),
                skipped,
                main,
            });
        }
        if !self.shown() {
            return;
        }
        if BLOCKS.contains(&name) && !self.labelled {
            self.sheet.line();
        }
        match name {
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if self.labelled => {}
            "ol" => self
                .lists
                .push(get("start").and_then(|s| s.parse().ok()).unwrap_or(1)),
            "ul" | "menu" => self.lists.push(0),
            "li" => {
                if let Some(n) = self.lists.last_mut().filter(|n| **n > 0) {
                    let number = format!("{n}. ");
                    *n = n.saturating_add(1);
                    self.sheet.push(&number);
                }
            }
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.sheet.gap(),
            "tr" => (self.first_cell, self.row) = (true, false),
            "td" | "th" => {
                if self.row && self.sheet.in_line() && !self.labelled {
                    self.sheet.push("\u{3000}");
                }
                if std::mem::take(&mut self.first_cell) && self.labels.cells {
                    self.label = Some((name.to_owned(), String::new()));
                }
                self.row = true;
            }
            "dt" if self.labels.terms => self.label = Some((name.to_owned(), String::new())),
            "b" | "strong" if self.labels.bold && !self.sheet.in_line() => {
                self.label = Some((name.to_owned(), String::new()));
            }
            _ => {}
        }
    }

    /// Elements that end where others begin, without saying so.
    fn imply(&mut self, name: &str) {
        let ends: &[&str] = match name {
            "li" => &["li"],
            "dt" | "dd" => &["dt", "dd"],
            "td" | "th" => &["td", "th"],
            "tr" => &["td", "th", "tr"],
            _ if BLOCKS.contains(&name) => &["p"],
            _ => return,
        };
        while self.open.last().is_some_and(|o| ends.contains(&o.name.as_str())) {
            let name = self.open.last().map(|o| o.name.clone()).unwrap_or_default();
            self.end(&name);
        }
    }

    fn skips<'b>(&self, name: &str, get: &impl Fn(&str) -> Option<&'b str>) -> bool {
        if matches!(
            name,
            "script" | "style" | "rt" | "rp" | "head" | "title" | "template"
        ) {
            return true;
        }
        if self.scope == Scope::Everything {
            return false;
        }
        let inside = self
            .open
            .iter()
            .any(|o| matches!(o.name.as_str(), "main" | "article"));
        let named = |attribute: &str| {
            get(attribute).is_some_and(|v| {
                v.split([' ', '-', '_'])
                    .any(|word| NAMES.contains(&word.to_ascii_lowercase().as_str()))
            })
        };
        SKIPPED.contains(&name)
            || matches!(name, "header" | "footer") && !inside
            || get("hidden").is_some()
            || get("role").is_some_and(|r| ROLES.contains(&r))
            || get("style").is_some_and(|s| s.replace(' ', "").contains("display:none"))
            || !matches!(name, "body" | "html" | "main" | "article") && (named("id") || named("class"))
    }

    fn end(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|o| o.name == name) else {
            // 「</p>」 alone is an empty paragraph, 「</br>」 a break.
            if matches!(name, "p" | "br") && self.shown() {
                self.sheet.line();
            }
            return;
        };
        let shown = self.shown();
        self.open.truncate(at);
        if let Some((_, words)) = self.label.take_if(|(n, _)| n == name) {
            self.named(name, &words);
        }
        if !shown {
            return;
        }
        match name {
            "ol" | "ul" | "menu" => {
                self.lists.pop();
            }
            _ => {}
        }
        if BLOCKS.contains(&name) && !self.labelled {
            self.sheet.line();
        }
    }

    /// The label of a speech has been read, or what stands where such labels stand.
    fn named(&mut self, element: &str, words: &str) {
        let words = words.trim();
        match Speaker::called(words) {
            Some(speaker) => {
                self.sheet.speech(speaker);
                self.sheet.push(words);
                self.sheet.push("\u{3000}");
                self.labelled = true;
            }
            None => {
                self.sheet.push(words);
                if element == "dt" {
                    self.sheet.line();
                }
            }
        }
    }

    /// Whether words here are text.
    fn shown(&self) -> bool {
        let here = self.open.last();
        !here.is_some_and(|o| o.skipped) && (self.scope != Scope::Main || here.is_some_and(|o| o.main))
    }

    fn words(&mut self, words: &str) {
        if !self.shown() {
            return;
        }
        if let Some((_, label)) = &mut self.label {
            label.push_str(&collapse(words, label.chars().next_back()));
            return;
        }
        if self.open.iter().any(|o| o.name == "pre") {
            return self.sheet.push(words);
        }
        let last = self.sheet.last();
        // A label and its speech are on one line, whatever elements they are in.
        let words = collapse(words, last);
        self.labelled &= words.trim().is_empty();
        self.sheet.push(&words);
    }
}

/// White space of source code is one space, and none at the beginning of a line. U+3000 is a letter.
fn collapse(words: &str, before: Option<char>) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        let space = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}' | '\u{a0}');
        let last = out.chars().next_back().or(before);
        if !space {
            out.push(c);
        } else if !matches!(last, None | Some(' ' | '\n' | '\u{3000}')) {
            out.push(' ');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        read(html.as_bytes(), None).unwrap().text.trim().to_owned()
    }

    #[test]
    fn words_are_read_line_by_line() {
        assert_eq!(text("<p>一\n二<br>三</p><div>四</div>五"), "一 二\n三\n四\n五");
        assert_eq!(
            text("<ol start=2><li>甲<li>乙</ol><p>&lt;b&gt; &amp; 丙</p>"),
            "2. 甲\n3. 乙\n\n<b> & 丙"
        );
        assert_eq!(
            text("<table><tr><td>委員<td>山田<tr><td>委員<td>佐藤</table>"),
            "委員　山田\n委員　佐藤"
        );
        assert_eq!(text("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字"), "漢字");
        assert_eq!(text("<pre>一\n　二</pre>"), "一\n　二");
    }

    #[test]
    fn what_is_no_text_of_the_page_is_left_out() {
        let page = "<html><head><title>題</title><style>p{}</style></head><body><header>市</header><nav>案内</nav>\
            <div class='breadcrumb-list'>トップ</div><main><p>○議長　開会します。<script>alert('<p>悪')</script></p></main>\
            <footer>連絡先</footer></body></html>";
        assert_eq!(text(page), "○議長　開会します。");
        assert_eq!(
            text("<body class=nav><nav>唯一の言葉</nav>"),
            "唯一の言葉",
            "better all than nothing"
        );
    }

    #[test]
    fn speakers_of_markup_are_told() {
        let said = |html: &str| {
            let page = read(html.as_bytes(), None).unwrap();
            let record = page
                .record
                .as_deref()
                .and_then(crate::minutes::Record::read)
                .unwrap_or_default();
            let lines: Vec<&str> = page.text.lines().collect();
            record
                .speeches
                .iter()
                .map(|s| {
                    format!(
                        "{} | {}",
                        record.speakers[s.speaker as usize].label,
                        lines[s.line as usize - 1]
                    )
                })
                .collect::<Vec<_>>()
        };
        let list = "<dl><dt>議長</dt><dd>開会します。</dd><dt>佐藤委員</dt><dd><p>賛成です。</p></dd></dl>";
        assert_eq!(
            said(list),
            ["議長 | 議長　開会します。", "佐藤委員 | 佐藤委員　賛成です。"]
        );
        let bold = "<p><b>議長</b> 開会します。</p><p><b>佐藤委員</b><br>賛成です。</p>";
        assert_eq!(said(bold), ["議長 | 議長　開会します。", "佐藤委員 | 佐藤委員"]);
        let rows = "<table><tr><td>議長<td>開会します。<tr><td>事務局<td>説明します。</table>";
        assert_eq!(
            said(rows),
            ["議長 | 議長　開会します。", "事務局 | 事務局　説明します。"]
        );
        assert!(said("<dl><dt>日時<dd>５月８日<dt>場所<dd>役場</dl>").is_empty());
    }
}
