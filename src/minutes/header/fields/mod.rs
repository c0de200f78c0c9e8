//! The header cut into fields by their key words.

mod opens;
mod unkeyed;

use super::super::chars::{Spaced, is_of, is_space, squeeze};
use super::super::furniture::is_rule;
use super::super::numerals;
use super::counting::{Numbering, numbering};
use super::field_lines::{is_point, offset, people_in, place_in};
use super::keys::{Field, Key, is_group, key};
use super::names;

/// Posts and groups that begin a list of people where nothing else is under way.
const PEOPLE_FROM: Field = Field::Present;

/// A line of the header.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Without white space at either end.
    pub(super) text: &'a str,
    /// Width of the white space before it.
    pub(super) indent: usize,
    /// Source line.
    pub(super) number: Option<u32>,
    /// Byte in the canonical text.
    pub(super) at: u32,
}

/// One field: its key word and the lines under it. Empty lines and rules are empty.
#[derive(Clone, Debug)]
pub(super) struct Section<'a> {
    pub(super) field: Field,
    /// As printed.
    pub(super) word: &'a str,
    /// The value on the line of the key word, if any, is the first line.
    pub(super) lines: Vec<Line<'a>>,
    pub(super) inline: bool,
}

/// The cells of a line of a table: `│日時│令和…│`, `| 場所 | 庁舎 |`.
fn cells(text: &str) -> Option<Vec<&str>> {
    const BARS: [char; 6] = ['│', '┃', '|', '｜', '║', '┆'];
    let inner = text.strip_prefix(BARS)?;
    let inner = inner.trim_end_matches(BARS);
    Some(inner.split(BARS).map(|c| c.trim_spaces()).collect())
}

/// A line that only draws: ┌──┬──┐, |---|---|, ====.
pub(super) fn is_frame(text: &str) -> bool {
    let mut strokes = 0;
    for c in text.chars().filter(|c| !is_space(*c)) {
        if !(matches!(c, '─'..='╿') || among!(c, "-=|:+＝－―…")) {
            return false;
        }
        strokes += 1;
    }
    strokes >= 2
}

/// Cuts the header into fields.
pub(super) fn sections<'a>(lines: &[Line<'a>]) -> Vec<Section<'a>> {
    // Where every second line is empty, empty lines part nothing.
    let gaps = lines
        .windows(2)
        .filter(|w| w.iter().any(|l| l.text.is_empty()))
        .count();
    let full = lines.iter().filter(|l| !l.text.is_empty()).count();
    let airy = full >= 8 && gaps * 10 >= full * 17;
    let mut cutter = Cutter {
        sections: vec![top()],
        numbering: Numbering::default(),
        indent: 0,
        seen: false,
        counted: false,
        honoured: false,
        absent: false,
    };
    let mut moved = "";
    let mut contents = false;
    for (n, line) in lines.iter().enumerate() {
        // 「１　日時　|」: the last bar of a row without the first.
        let bare = line.text.trim_end_matches(|c| is_space(c) || c == '|');
        let closed = bare.len() < line.text.len() && !bare.starts_with('|') && !bare.is_empty();
        let line = &Line {
            text: if closed { bare } else { line.text },
            ..*line
        };
        let drawn = is_rule(line.text) || is_frame(line.text);
        // 「目　　次」, and what it lists up to an empty line, or where every second line is one, up to the day
        contents = match contents {
            true => !(drawn || line.text.is_empty() && !airy || numerals::tells_day(line.text)),
            false => is_of("目次 もくじ", &squeeze(numbering(line.text).1)),
        };
        if contents || n > 0 && is_underlined(line.text, lines.get(n + 1).map(|l| l.text)) {
            cutter.sections.push(top());
            cutter.push(line, line.text);
        } else if line.text.starts_with(".. ") {
            // 「.. contents:: アジェンダ」 is none of the text.
            cutter.sections.push(top());
        } else if line.text.is_empty() && airy {
        } else if line.text.is_empty() || drawn {
            cutter.blank(line, drawn);
        } else if let Some(mut row) = cells(line.text) {
            // A key word halfway down its cell heads the rows above it, too.
            let begins = n > 0 && lines.get(n - 1).is_some_and(|l| is_frame(l.text));
            let below = lines.iter().skip(n).map_while(|l| cells(l.text));
            let mut below = below.filter_map(|r| r.first().copied().filter(|c| !c.is_empty()));
            if let (Some(first), Some(word)) = (row.first_mut(), below.next()) {
                if first.is_empty() && begins {
                    (*first, moved) = (word, word);
                } else if first.as_ptr() == moved.as_ptr() {
                    *first = "";
                }
            }
            cutter.row(line, &row);
        } else {
            let next = lines.iter().skip(n + 1).find(|l| !l.text.is_empty());
            cutter.honoured = next.is_some_and(|l| l.text.ends_with('君'));
            cutter.counted = next.is_some_and(|l| numbering(l.text).0.style != 0);
            cutter.line(line);
        }
    }
    // Those who came when they were called were present, unless it is told who was.
    let listed = |s: &Section<'_>| s.field == Field::Present && squeeze(s.word).contains("出席議員");
    if cutter.sections.iter().any(listed) {
        let alone = |word: &str| word.contains("応招") && !word.contains("出席");
        let present = cutter.sections.iter_mut().filter(|s| s.field == Field::Present);
        let called = present.filter(|s| alone(&squeeze(s.word)));
        called.for_each(|s| s.field = Field::Other);
    }
    cutter.sections
}

/// What stands in the brackets that hold a whole line.
fn bracketed(text: &str) -> Option<&str> {
    text.strip_prefix(['（', '('])?.strip_suffix(['）', ')'])
}

/// A heading of reStructuredText: a line, and `====` under it.
pub(super) fn is_underlined(text: &str, next: Option<&str>) -> bool {
    let stroke = next.and_then(|n| n.chars().next()).filter(|c| among!(*c, "=-~"));
    // 「建設係長　　　辻　利之君」 is the last of a list, and a rule stands below it.
    !text.is_empty()
        && !text.ends_with(['君', '氏'])
        && !is_frame(text)
        && stroke.is_some_and(|s| next.is_some_and(|n| n.len() >= 4 && n.chars().all(|c| c == s)))
}

fn top<'a>() -> Section<'a> {
    Section {
        field: Field::Top,
        word: "",
        lines: Vec::new(),
        inline: false,
    }
}

struct Cutter<'a> {
    sections: Vec<Section<'a>>,
    /// Of the last key word.
    numbering: Numbering,
    /// Of the line with the last key word.
    indent: usize,
    /// A key word was seen.
    seen: bool,
    /// The next line is numbered.
    counted: bool,
    /// The next line that is not empty ends in 君.
    honoured: bool,
    /// The list of those absent has just ended.
    absent: bool,
}

impl<'a> Cutter<'a> {
    fn current(&mut self) -> &mut Section<'a> {
        if self.sections.is_empty() {
            self.sections.push(top());
        }
        let last = self.sections.len() - 1;
        &mut self.sections[last]
    }

    fn begin(&mut self, field: Field, word: &'a str, line: &Line<'a>, value: &'a str) {
        self.sections.push(Section {
            field,
            word,
            lines: Vec::new(),
            inline: !value.is_empty(),
        });
        self.indent = line.indent;
        self.seen |= field != Field::Top;
        if !value.is_empty() {
            self.push(line, value);
        }
    }

    fn push(&mut self, line: &Line<'a>, text: &'a str) {
        let text = text.trim_spaces();
        if self.current().field == Field::Absent
            && let Some((absent, observers)) = super::people::observers(text)
        {
            self.current().lines.push(Line {
                text: absent,
                ..*line
            });
            return self.begin(Field::Present, "オブザーバー", line, observers);
        }
        self.current().lines.push(Line { text, ..*line });
    }

    fn blank(&mut self, line: &Line<'a>, drawn: bool) {
        let current = self.current();
        let absent = current.field == Field::Absent;
        // 「出席者：（委員（五十音順））」, and the names below
        let noted = current.lines.iter().all(|l| {
            l.text.starts_with(['（', '(']) && l.text.ends_with(['）', ')'])
                // 「欠席委員　１名」
                || l.text.ends_with(['名', '人']) && names::class(&squeeze(l.text)) == names::Class::Nobody
        });
        // 「…、沖委員、」 goes on, and so do lists under no key word.
        let last = current.lines.iter().rfind(|l| !l.text.is_empty());
        let open = last.is_some_and(|l| l.text.ends_with(['、', '，', ','])) || current.word.is_empty();
        let ends =
            current.inline && !noted && !open && !matches!(current.field, Field::Materials | Field::Top);
        if ends || drawn && current.field == Field::When {
            self.sections.push(top());
            self.absent = absent;
        } else {
            self.push(&Line { text: "", ..*line }, "");
        }
    }

    fn row(&mut self, line: &Line<'a>, cells: &[&'a str]) {
        let (Some(first), Some(second)) = (cells.first(), cells.get(1)) else {
            return self.line(&Line {
                text: cells.first().copied().unwrap_or(""),
                ..*line
            });
        };
        let rest = |from: usize| -> &'a str {
            // The cells as they stand, bars included: who reads them splits again where it matters.
            let start = cells.get(from).map_or(line.text.len(), |c| offset(line.text, c));
            let last = cells.last().copied().unwrap_or("");
            line.text
                .get(start..offset(line.text, last) + last.len())
                .unwrap_or("")
        };
        if first.is_empty() {
            return self.push(line, if second.is_empty() { "" } else { rest(1) });
        }
        match key(first).filter(|k| k.value.is_empty()) {
            Some(k) => {
                self.numbering = k.numbering;
                self.begin(k.field, k.word, line, rest(1));
                self.current().inline = false;
            }
            // 「| 会議種別 | 役割分担 |」 below 「| 参加者 | 空木、雲母、南方 |」
            None if cells.len() == 2
                && self.listed()
                && names::class(&squeeze(first)) == names::Class::Name =>
            {
                self.begin(Field::Other, first, line, rest(1));
            }
            None => {
                if self.current().field != Field::Present {
                    self.line(&Line {
                        text: rest(0),
                        ..*line
                    });
                } else {
                    self.push(line, rest(0));
                }
            }
        }
    }

    /// Whether the line of the key word lists people between commas.
    fn listed(&mut self) -> bool {
        let current = self.current();
        let first = current.lines.first().filter(|_| current.field == Field::Present);
        first.is_some_and(|l| l.text.matches(['、', '，']).count() > 1)
    }

    /// What stands beside the second line of a key word: 「欠席者　　乙野花子」 below 「出席者及び　甲野太郎、」.
    fn beside(&mut self, text: &'a str) -> Option<&'a str> {
        let current = self.current();
        let first = current.field == Field::Present && current.lines.len() < 2;
        // The second line of 「出席者（委員等）の」.
        let named = ["氏名・出席者数", "氏名・出席数", "氏名・人数"];
        let named = named.iter().find_map(|w| text.strip_prefix(w)).filter(|_| first);
        if named.is_some() {
            return named;
        }
        let rest = text.strip_prefix("及び");
        let goes_on = rest.is_some() || current.word.ends_with("及び");
        let both = |k: &Key<'_>| matches!(k.field, Field::Present | Field::Absent) && !is_group(k.word);
        key(rest.unwrap_or(text).trim_spaces())
            .filter(|k| first && goes_on && both(k))
            .map(|k| k.value)
    }

    fn line(&mut self, line: &Line<'a>) {
        if let Some(value) = self.beside(line.text) {
            return self.push(line, value);
        }
        if let Some(k) = key(line.text).filter(|k| self.opens(k, line)) {
            // 「陪席者　空木良平」 names a field, and no post.
            let field = k.word.contains("出席") || k.word.ends_with("席者");
            let group = k.field == PEOPLE_FROM && is_group(k.word) && !field;
            // 「会議の書記」 heads a list of its own.
            let heads = k.firm && k.value.is_empty() && k.word.contains('の') || k.word.ends_with("氏名");
            let same = matches!(self.current().field, Field::Present) && !heads;
            let stays = group && same;
            if !stays || k.numbering.style != 0 {
                self.numbering = k.numbering;
            }
            if stays {
                // A post or a group in a list of people stays where it is.
                // 「一　事務局　書記長　空木　康」: each of the fields begins so.
                let bare = line.text.strip_prefix('一').filter(|t| t.starts_with(is_space));
                return self.push(line, bare.unwrap_or(line.text));
            }
            let counts = k.field == Field::Present && k.word.ends_with('数');
            let value = if counts {
                ""
            } else if group && !heads && !k.value.is_empty() {
                line.text
            } else {
                k.value
            };
            let timed = matches!(k.field, Field::When | Field::Summoned);
            let more = match k.field {
                _ if timed => place_in(value),
                Field::Place => people_in(value),
                _ => None,
            };
            if let Some(at) = more {
                let (value, more) = value.split_at(at);
                self.begin(k.field, k.word, line, value.trim_spaces());
                return self.line(&Line {
                    text: more.trim_spaces(),
                    ..*line
                });
            }
            return self.begin(k.field, k.word, line, value);
        }
        if self.begins(line) {
            return;
        }
        let ends = self.ends(line);
        // 「１　開会」,「２　議題」 under no key word
        let listed = self.current().field == Field::Top && self.seen && is_point(line.text) && self.counted;
        if ends || listed {
            // Several points behind those present are what the meeting is about; one heads what is said below it.
            let points = is_point(line.text) && self.counted;
            let field = if points { Field::Agenda } else { Field::Top };
            self.sections.push(Section { field, ..top() });
        }
        self.push(line, line.text);
    }
}
