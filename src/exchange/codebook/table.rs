//! The codebook as a table. What its columns and cells mean stands above, in `codebook`.

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::str::Chars;

use crate::exchange::{csv, native};
use crate::order;
use crate::project::{Colour, Ids, Project, Theme, ThemeId, Usage, nested, palette};

use super::CodebookError;

/// The column of ids, as this page writes it. Under any other head (ID, 番号, No) people number the rows of a table of
/// their own, and two such tables would have the same ids for different themes.
const ID: &str = "id";

/// The columns, and what else people write at the head of one in a table of their own: the words of the page, and what
/// spreadsheets of workshops have. Without white space, and small Latin letters.
#[rustfmt::skip]
const COLUMNS: [(&str, &str); 12] = [
    (ID, ""),
    ("parent", "上のテーマ 上位テーマ 上位 親テーマ 親"),
    ("name", "名前 テーマ テーマ名 名称 タグ タグ名 theme tag label"),
    ("name_en", "英語名 英語 english"),
    ("colour", "色 color"),
    ("key", "キー ショートカット"),
    ("definition", "意味 定義 説明 description"),
    ("use_when", "使うとき 使う場合 付けるとき"),
    ("use_not", "使わないとき 使わない場合 付けないとき"),
    ("examples", "例 例文 発言例 example"),
    ("keywords", "手がかりの言葉 手がかり キーワード 関連語 keyword"),
    ("note", "覚え書き メモ 備考 memo notes"),
];

/// The head of a table stands in one of so many rows: a title may be above it.
const ABOVE: usize = 5;

/// Parts keywords in a cell.
const PART: char = '、';

/// Writes the live themes as a table, each behind the one it stands under.
pub fn write(project: &Project) -> String {
    let mut out = String::from("\u{feff}");
    csv::row(&mut out, &COLUMNS.map(|(name, _)| name.to_owned()));
    for (depth, t) in nested(project) {
        // A parent that is gone is none.
        let parent = t.parent.as_ref().filter(|_| depth > 0);
        let cells = [
            t.id.to_string(),
            parent.map_or(String::new(), ThemeId::to_string),
            t.name.clone(),
            t.name_en.clone().unwrap_or_default(),
            t.colour.to_string(),
            t.key.map_or(String::new(), String::from),
            t.definition.clone(),
            t.usage.when.clone(),
            t.usage.not.clone(),
            joined(&t.usage.examples, '\n'),
            joined(&t.keywords, PART),
            t.usage.note.clone(),
        ];
        // What begins with an apostrophe gets another, so that one can always be taken away again.
        csv::row(
            &mut out,
            &cells.map(|c| match c.starts_with('\'') {
                true => format!("'{c}"),
                false => c,
            }),
        );
    }
    out
}

pub(super) fn read(text: &str, mine: &Project, ids: Ids<'_>) -> Result<Vec<Theme>, CodebookError> {
    let mut table = Table::of(text);
    let head = head(&mut table)?.ok_or(CodebookError::NoHead)?;
    let column = |name: &str| head.iter().position(|c| *c == Some(name));
    let mut themes: Vec<Theme> = Vec::new();
    // What stands in the column of parents.
    let mut parents: Vec<String> = Vec::new();
    // Those that nobody uses come first.
    let used = |c: &Colour| mine.codebook().iter().filter(|t| t.colour == *c).count();
    let mut colours: Vec<Colour> = palette().collect();
    order::sort(&mut colours, &|a, b| used(a).cmp(&used(b)));
    let table = table.rest()?;
    let said = table.iter().filter_map(|(cells, _)| cells.get(column("id")?));
    let said: BTreeSet<&str> = said.map(|id| id.trim()).collect();
    for (cells, row) in &table {
        let row = *row;
        if cells.iter().all(|c| c.trim().is_empty()) {
            continue;
        }
        let cell = |name: &str| {
            let text = column(name).and_then(|n| cells.get(n));
            unguarded(text.map_or("", String::as_str))
        };
        let wrong = |column| CodebookError::Cell {
            row,
            column,
            cell: cell(column).chars().take(40).collect(),
        };
        // The same table once more, or one from somebody who has the theme: whose name only one has is that one.
        let known = named(mine, cell("name").trim())
            .filter(|id| cell("id").trim().is_empty() && !said.contains(id.as_str()))
            .filter(|id| !themes.iter().any(|t| t.id == *id));
        let by_name = known.is_some();
        let id = match cell("id").trim() {
            "" => known.unwrap_or_else(|| made(&mut *ids)),
            text => ThemeId::parse(text).ok_or_else(|| wrong("id"))?,
        };
        if themes.iter().any(|t| t.id == id) {
            return Err(CodebookError::Twice { row });
        }
        let name = cell("name").trim();
        if name.is_empty() {
            return Err(wrong("name"));
        }
        // What it has here, where the table has no column for it, or nothing in it and knew it by its name alone.
        let silent = |name: &str| column(name).is_none() || by_name && cell(name).trim().is_empty();
        let old = |name: &str| mine.themes.get(&id).filter(|_| silent(name));
        let next = colours.get(themes.len() % colours.len().max(1)).copied();
        let colour = match (cell("colour").trim(), old("colour")) {
            (_, Some(old)) => old.colour,
            // A word for a colour is none that can be read, and no reason to refuse all the rest.
            (text, None) => Colour::parse(text)
                .or(mine.themes.get(&id).map(|t| t.colour))
                .or(next)
                .unwrap_or(Colour(0)),
        };
        let mut key = cell("key").trim().chars();
        let (key, more) = (key.next(), key.next());
        if more.is_some() {
            return Err(wrong("key"));
        }
        parents.push(match old("parent") {
            Some(old) => old.parent.as_ref().map_or(String::new(), ThemeId::to_string),
            None => cell("parent").trim().to_owned(),
        });
        let english = Some(cell("name_en").trim()).filter(|n| !n.is_empty());
        let text =
            |name: &str, of: fn(&Theme) -> &String| old(name).map_or(cell(name), |old| of(old)).to_owned();
        let theme = Theme {
            name: name.to_owned(),
            name_en: old("name_en").map_or(english.map(str::to_owned), |old| old.name_en.clone()),
            colour,
            key: old("key").map_or(key, |old| old.key),
            parent: None,
            order: themes.len() as i64 + 1,
            definition: text("definition", |t| &t.definition),
            keywords: old("keywords").map_or_else(
                || parted(cell("keywords"), &[PART, '\n', '\r']),
                |old| old.keywords.clone(),
            ),
            usage: Usage {
                when: text("use_when", |t| &t.usage.when),
                not: text("use_not", |t| &t.usage.not),
                examples: old("examples").map_or_else(
                    || parted(cell("examples"), &['\n', '\r']),
                    |old| old.usage.examples.clone(),
                ),
                note: text("note", |t| &t.usage.note),
            },
            revision: 0,
            parts: Vec::new(),
            deleted: false,
            replaced_by: None,
            id: id.clone(),
        };
        themes.push(theme);
    }
    let parents: Vec<Option<ThemeId>> = parents.iter().map(|text| called(&themes, text)).collect();
    for (theme, parent) in themes.iter_mut().zip(parents) {
        theme.parent = parent;
    }
    Ok(native::tidied(themes))
}

/// Reads on to the head: which of [`COLUMNS`] each of its cells is. One is, at least, `name`.
fn head(table: &mut Table<'_>) -> Result<Option<Vec<Option<&'static str>>>, CodebookError> {
    let known = |cell: &String| {
        let bare: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
        let bare = bare.to_lowercase();
        let called = |(name, others): &(&'static str, &str)| {
            let said = match *name {
                ID => cell.trim() == ID,
                _ => bare == *name || others.split(' ').any(|o| o.to_lowercase() == bare),
            };
            said.then_some(*name)
        };
        COLUMNS.iter().find_map(called)
    };
    for _ in 0..ABOVE {
        // What stands in a title parts no columns below it.
        table.part = table.mark();
        let Some((row, _)) = table.row()? else { break };
        let head: Vec<Option<&'static str>> = row.iter().map(known).collect();
        if head.contains(&Some("name")) {
            return Ok(Some(head));
        }
    }
    Ok(None)
}

/// The theme with this id or, if there is none, this name.
fn called(themes: &[Theme], text: &str) -> Option<ThemeId> {
    let by_id = themes.iter().find(|t| t.id.as_str() == text);
    let found = by_id.or(themes.iter().find(|t| t.name == text));
    found.map(|t| t.id.clone())
}

/// The live theme of this name, if only one has it.
fn named(project: &Project, name: &str) -> Option<ThemeId> {
    let mut all = project.themes.values().filter(|t| !t.deleted && t.name == name);
    all.next().filter(|_| all.next().is_none()).map(|t| t.id.clone())
}

fn made(ids: Ids<'_>) -> ThemeId {
    loop {
        // A source of ids that yields none that parses would be a defect of the caller.
        if let Some(id) = ThemeId::parse(&ids()) {
            return id;
        }
    }
}

/// A cell without the apostrophe that kept it from being a formula.
fn unguarded(cell: &str) -> &str {
    let guarded = |rest: &&str| rest.starts_with(csv::FORMULA) || rest.starts_with('\'');
    cell.strip_prefix('\'').filter(guarded).unwrap_or(cell)
}

/// Texts in one cell. A backslash goes before what would part them.
fn joined(texts: &[String], part: char) -> String {
    let mut out = String::new();
    for text in texts {
        if !out.is_empty() {
            out.push(part);
        }
        for c in text.chars() {
            if c == part || matches!(c, '\\' | '\n' | '\r') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

/// The texts of a cell, parted by one of these marks.
fn parted(cell: &str, parts: &[char]) -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut chars = cell.chars();
    while let Some(c) = chars.next() {
        let letter = match c {
            c if parts.contains(&c) => {
                texts.push(String::new());
                continue;
            }
            '\\' => chars.next().unwrap_or(c),
            _ => c,
        };
        if let Some(text) = texts.last_mut() {
            text.push(letter);
        }
    }
    let texts = texts.into_iter().map(|t| t.trim().to_owned());
    texts.filter(|t| !t.is_empty()).collect()
}

/// A table (RFC 4180), row by row.
struct Table<'a> {
    left: Peekable<Chars<'a>>,
    /// Parts the cells: a comma, semicolon or tab, all of which Excel writes.
    part: char,
    /// Rows read.
    read: usize,
}

impl<'a> Table<'a> {
    fn of(text: &'a str) -> Self {
        Self {
            left: text.chars().peekable(),
            part: ',',
            read: 0,
        }
    }

    /// The first mark in the next row that may part cells; a comma where there is none.
    fn mark(&self) -> char {
        let mut quoted = false;
        for c in self.left.clone() {
            match c {
                '"' => quoted = !quoted,
                _ if quoted => {}
                ',' | ';' | '\t' => return c,
                '\n' | '\r' => break,
                _ => {}
            }
        }
        ','
    }

    /// The next row and its number, the first being 1.
    fn row(&mut self) -> Result<Option<(Vec<String>, usize)>, CodebookError> {
        if self.left.peek().is_none() {
            return Ok(None);
        }
        self.read += 1;
        let (mut row, mut cell) = (Vec::new(), String::new());
        let mut quoted = false;
        while let Some(c) = self.left.next() {
            match c {
                '"' if quoted => match self.left.next_if_eq(&'"') {
                    Some(_) => cell.push('"'),
                    None => quoted = false,
                },
                _ if quoted => cell.push(c),
                '"' if cell.is_empty() => quoted = true,
                c if c == self.part => row.push(std::mem::take(&mut cell)),
                '\n' | '\r' => {
                    if c == '\r' {
                        self.left.next_if_eq(&'\n');
                    }
                    break;
                }
                _ => cell.push(c),
            }
        }
        if quoted {
            return Err(CodebookError::OpenQuote { row: self.read });
        }
        row.push(cell);
        Ok(Some((row, self.read)))
    }

    /// All rows that are left.
    fn rest(mut self) -> Result<Vec<(Vec<String>, usize)>, CodebookError> {
        let mut rows = Vec::new();
        while let Some(row) = self.row()? {
            rows.push(row);
        }
        Ok(rows)
    }
}
