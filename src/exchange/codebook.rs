//! A codebook alone, as a file.
//!
//! Two forms: JSON with the themes as the native file has them (SKOS concepts), which keeps everything, and a table
//! for spreadsheets with the columns `id, parent, name, name_en, colour, key, definition, use_when, use_not, examples,
//! keywords, note`, UTF-8 with the mark that Excel heeds. The order of the rows is that of the codebook. In a table made
//! by hand only `name` is needed: whose name one theme here has is that one, other ids are made; parents may be named, and
//! colours come from the palette, those that nobody uses first. A column that
//! is not there says nothing: a theme that is known keeps what it has, so that a table of a version without the column
//! takes nothing away.
//!
//! In a cell keywords are parted by 、, and examples, each as [`Example`](crate::project::Example) is written, by line
//! breaks; a backslash before such a mark or a backslash makes it part of the text. A cell that a spreadsheet would run as
//! a formula has an apostrophe before it, as in `csv`.

use std::collections::BTreeSet;

use crate::order;
use crate::project::{Colour, Ids, Project, Theme, ThemeId, Usage, nested, palette};

use super::csv;
use super::native::{self, NativeError};

/// Why a file is no codebook.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodebookError {
    /// JSON that is not one.
    #[error(transparent)]
    Json(#[from] NativeError),
    /// A table without a column `name`.
    #[error("no column \"name\" in the first row")]
    NoHead,
    /// A quotation mark that nothing closes.
    #[error("row {row}: a quotation mark is not closed")]
    OpenQuote {
        /// As spreadsheets count, the head being 1.
        row: usize,
    },
    /// A cell that makes no sense.
    #[error("row {row}, {column}: {cell:?} cannot be read")]
    Cell {
        /// As spreadsheets count, the head being 1.
        row: usize,
        /// Name of the column.
        column: &'static str,
        /// What is there, shortened.
        cell: String,
    },
    /// Two rows with one id.
    #[error("row {row}: the id is there already")]
    Twice {
        /// Row of the second.
        row: usize,
    },
}

const HEAD: [&str; 12] = [
    "id",
    "parent",
    "name",
    "name_en",
    "colour",
    "key",
    "definition",
    "use_when",
    "use_not",
    "examples",
    "keywords",
    "note",
];

/// Parts keywords in a cell.
const PART: char = '、';

/// Writes the live themes as a table, each behind the one it stands under.
pub fn write_csv(project: &Project) -> String {
    let mut out = String::from("\u{feff}");
    csv::row(&mut out, &HEAD.map(str::to_owned));
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

/// Writes the live themes as JSON.
pub fn write_json(project: &Project) -> String {
    native::write_codebook(project)
}

/// Reads a codebook in either form, or that of a native file: live themes, in order. Parents that are not there, and
/// circles of parents, are no parents. `ids` makes the ids that a table has not; `mine` has what it says nothing of.
///
/// # Errors
/// When it is neither; then nothing of it is used.
pub fn read(text: &str, mine: &Project, ids: Ids<'_>) -> Result<Vec<Theme>, CodebookError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match text.trim_start().starts_with('{') {
        true => Ok(native::read_codebook(text)?),
        false => read_csv(text, mine, ids),
    }
}

fn read_csv(text: &str, mine: &Project, ids: Ids<'_>) -> Result<Vec<Theme>, CodebookError> {
    let mut table = rows(text)?.into_iter().zip(1..);
    let (head, _) = table.next().ok_or(CodebookError::NoHead)?;
    let head: Vec<String> = head.iter().map(|c| c.trim().to_ascii_lowercase()).collect();
    let column = |name: &str| head.iter().position(|c| c == name);
    column("name").ok_or(CodebookError::NoHead)?;
    let mut themes: Vec<Theme> = Vec::new();
    // What stands in the column of parents.
    let mut above: Vec<String> = Vec::new();
    // Those that nobody uses come first.
    let used = |c: &Colour| mine.codebook().iter().filter(|t| t.colour == *c).count();
    let mut colours: Vec<Colour> = palette().collect();
    order::sort(&mut colours, &|a, b| used(a).cmp(&used(b)));
    let table: Vec<(Vec<String>, usize)> = table.collect();
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
        above.push(match old("parent") {
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
            id: id.clone(),
        };
        themes.push(theme);
    }
    let parents: Vec<Option<ThemeId>> = above.iter().map(|text| called(&themes, text)).collect();
    for (theme, parent) in themes.iter_mut().zip(parents) {
        theme.parent = parent;
    }
    Ok(native::tidied(themes))
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

/// The cells of a table (RFC 4180), parted by the first of comma, semicolon and tab in it, all of which Excel writes.
fn rows(text: &str) -> Result<Vec<Vec<String>>, CodebookError> {
    let part = text.chars().find(|c| matches!(c, ',' | ';' | '\t' | '\n'));
    let part = part.filter(|c| *c != '\n').unwrap_or(',');
    let mut rows: Vec<Vec<String>> = Vec::new();
    let (mut row, mut cell) = (Vec::new(), String::new());
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted => match chars.next_if_eq(&'"') {
                Some(_) => cell.push('"'),
                None => quoted = false,
            },
            _ if quoted => cell.push(c),
            '"' if cell.is_empty() => quoted = true,
            c if c == part => row.push(std::mem::take(&mut cell)),
            '\n' | '\r' => {
                if c == '\r' {
                    chars.next_if_eq(&'\n');
                }
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(c),
        }
    }
    if quoted {
        return Err(CodebookError::OpenQuote { row: rows.len() + 1 });
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{STARTER, add_starter};
    use proptest::prelude::*;

    fn read_it(text: &str) -> Result<Vec<Theme>, CodebookError> {
        read_over(text, &Project::default())
    }

    fn read_over(text: &str, mine: &Project) -> Result<Vec<Theme>, CodebookError> {
        let mut n = 0;
        read(text, mine, &mut || {
            n += 1;
            format!("new-{n}")
        })
    }

    fn project(themes: Vec<Theme>) -> Project {
        let mut project = Project::default();
        for theme in themes {
            project.themes.insert(theme.id.clone(), theme);
        }
        project
    }

    #[test]
    fn a_table_made_by_hand() {
        let text = "Name;parent;Keywords;x\r\n防災;;避難、 備蓄;1\r\n\r\n訓練;防災;;\r\n'=1+1;nobody;\"a\n\"\"b\"\"\";";
        let themes = read_it(text).unwrap();
        let short: Vec<_> = themes
            .iter()
            .map(|t| (t.id.as_str(), t.name.as_str(), t.keywords.join("|")))
            .collect();
        assert_eq!(
            short,
            [
                ("new-1", "防災", "避難|備蓄".to_owned()),
                ("new-2", "訓練", String::new()),
                ("new-3", "=1+1", "a|\"b\"".to_owned())
            ]
        );
        assert_eq!(themes[1].parent.as_ref(), Some(&themes[0].id));
        assert_eq!(themes[2].parent, None);
        assert_ne!(themes[0].colour, themes[1].colour);
    }

    #[test]
    fn examples_are_lines() {
        let text = "name,examples\n防災,\"備蓄、足りません。｜河野大臣｜第4回会議\n\n 訓練をします。 \nb\\\\｜c\\\nd\"\n";
        let themes = read_it(text).unwrap();
        let expected = [
            "備蓄、足りません。｜河野大臣｜第4回会議",
            "訓練をします。",
            "b\\｜c\nd",
        ];
        assert_eq!(themes[0].usage.examples, expected);
    }

    #[test]
    fn a_column_that_is_not_there_takes_nothing_away() {
        let mut mine = project(read_it("id,parent,name,name_en,colour,key,definition,use_when,use_not,examples,keywords,note\na,,A,AA,#123456,x,d,w,n,e｜s｜t,k,m\nb,a,B,,,,,,,,,\n").unwrap());
        let before = mine.clone();
        let themes = read_over("id,name\na,A\nb,B\n", &mine).unwrap();
        assert_eq!(project(themes), mine);
        let themes = read_over("id,name,definition,keywords\na,A2,,\nb,B,,\n", &mine).unwrap();
        let a = mine.themes.get_mut(&ThemeId::parse("a").unwrap()).unwrap();
        a.name = "A2".to_owned();
        a.definition.clear();
        a.keywords.clear();
        assert_eq!(project(themes), mine, "an empty cell is an answer");
        assert_ne!(before, mine);
    }

    #[test]
    fn a_table_by_hand_is_of_the_themes_that_have_its_names_and_of_colours_that_are_free() {
        let mine = project(
            read_it("id,name,colour,definition\na,交通,#e69f00,道のこと\nb,医療,#0072b2,\nc,医療,#009e73,\n")
                .unwrap(),
        );
        let themes = read_over("name,definition\n交通,\n医療,\n農業,\n農業,\n", &mine).unwrap();
        let ids: Vec<&str> = themes.iter().map(|t| t.id.as_str()).collect();
        assert_eq!(
            ids,
            ["a", "new-1", "new-2", "new-3"],
            "of two of one name neither is meant"
        );
        assert_eq!(
            (themes[0].colour, themes[0].definition.as_str()),
            (Colour(0xE69F00), "道のこと")
        );
        let used: Vec<Colour> = mine.codebook().iter().map(|t| t.colour).collect();
        assert!(themes[1..].iter().all(|t| !used.contains(&t.colour)));
        let again = read_over("name,definition\n交通,\n農業,\n", &project(themes)).unwrap();
        assert_eq!(again[0].id.as_str(), "a");
        let renamed = read_over("id,name\n,交通\na,道路\n", &mine).unwrap();
        let ids: Vec<&str> = renamed.iter().map(|t| t.id.as_str()).collect();
        assert_eq!(
            ids,
            ["new-1", "a"],
            "a row that says which theme it is comes first"
        );
    }

    #[test]
    fn what_is_wrong_is_named() {
        let cell = |row, column, cell: &str| {
            let cell = cell.to_owned();
            Err(CodebookError::Cell { row, column, cell })
        };
        assert_eq!(read_it(""), Err(CodebookError::NoHead));
        assert_eq!(read_it("id,parent\na,b\n"), Err(CodebookError::NoHead));
        assert_eq!(read_it("name\n\"a"), Err(CodebookError::OpenQuote { row: 2 }));
        assert_eq!(
            read_it("id,name\na,x\n\na,y"),
            Err(CodebookError::Twice { row: 4 })
        );
        assert_eq!(read_it("id,name\na b,x"), cell(2, "id", "a b"));
        assert_eq!(read_it("id,name\na, "), cell(2, "name", " "));
        assert_eq!(
            read_it("name,colour\na,red").unwrap().len(),
            1,
            "a word for a colour is passed over"
        );
        assert_eq!(read_it("name,key\na,xy"), cell(2, "key", "xy"));
        assert_eq!(read_it("{}"), Err(CodebookError::Json(NativeError::Foreign)));
        let broken = read_it("{\"format\":\"fusen-codebook\",\"version\":1}");
        assert!(matches!(
            broken,
            Err(CodebookError::Json(NativeError::Damaged { .. }))
        ));
    }

    #[test]
    fn a_circle_of_parents_is_broken() {
        let themes = read_it("id,parent,name\na,b,A\nb,a,B\nc,c,C\nd,a,D\n").unwrap();
        let roots = themes.iter().filter(|t| t.parent.is_none()).count();
        assert_eq!(roots, 2, "one of a and b, and c");
        assert_eq!(nested(&project(themes)).len(), 4);
    }

    #[test]
    fn the_starter_themes_go_out_and_come_in() {
        let mut starter = Project::default();
        starter.apply(add_starter(&starter, STARTER, None).unwrap());
        let themes: Vec<Theme> = starter.codebook().into_iter().cloned().collect();
        let table = write_csv(&starter);
        assert!(table.starts_with("\u{feff}\"id\",\"parent\",\"name\""));
        assert!(table.ends_with("\r\n") && !table.contains("\"=\""));
        assert_eq!(read_it(&table).unwrap(), themes);
        assert_eq!(read_it(&write_json(&starter)).unwrap(), themes);
        let whole = native::write(&starter, &|_| None);
        assert_eq!(read_it(&whole).unwrap(), themes, "a project's own file will do");
    }

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            "['=+@\\-,;\"\\\\、｜a防\n\r\t ]{0,8}",
            "\\PC{0,8}",
            Just("''=1".to_owned()),
        ]
    }

    fn trimmed() -> impl Strategy<Value = String> {
        text().prop_map(|t| t.trim().to_owned())
    }

    prop_compose! {
        fn theme()(
            name in trimmed(),
            english in trimmed(),
            colour in 0u32..0x100_0000,
            key in proptest::option::of(any::<char>()),
            parent in any::<proptest::sample::Index>(),
            texts in [text(), text(), text(), text()],
            examples in proptest::collection::vec(trimmed(), 0..3),
            keywords in proptest::collection::vec(trimmed(), 0..4),
            order in -3i64..3,
        ) -> (Theme, proptest::sample::Index) {
            let [definition, when, not, note] = texts;
            let theme = Theme {
                id: ThemeId::parse("x").unwrap(),
                name: if name.is_empty() { "名".to_owned() } else { name },
                name_en: Some(english).filter(|e| !e.is_empty()),
                colour: Colour(colour),
                key: key.filter(|k| !k.is_whitespace()),
                parent: None,
                order,
                definition,
                keywords: keywords.into_iter().filter(|k| !k.is_empty()).collect(),
                usage: Usage {
                    when,
                    not,
                    examples: examples.into_iter().filter(|e| !e.is_empty()).collect(),
                    note,
                },
                revision: 0,
                parts: Vec::new(),
                deleted: false,
            };
            (theme, parent)
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(list in proptest::collection::vec(theme(), 0..6)) {
            let ids: Vec<ThemeId> = ["-a", "b", "_c", "d", "e", "f"].into_iter().filter_map(ThemeId::parse).collect();
            let themes = list.into_iter().enumerate().map(|(n, (theme, parent))| Theme {
                id: ids[n].clone(),
                // One before it, or none.
                parent: parent.index(n + 1).checked_sub(1).map(|p| ids[p].clone()),
                ..theme
            });
            let project = project(themes.collect());
            let numbered = nested(&project).into_iter().zip(1..);
            let expected: Vec<Theme> = numbered.map(|((_, t), order)| Theme { order, ..t.clone() }).collect();
            prop_assert_eq!(read_it(&write_csv(&project)).unwrap(), expected);
            // In order of their numbers, whatever they stand under.
            let mut expected: Vec<Theme> = project.themes.values().cloned().collect();
            expected.sort_by(|a, b| (a.order, &a.id).cmp(&(b.order, &b.id)));
            prop_assert_eq!(read_it(&write_json(&project)).unwrap(), expected);
        }

        #[test]
        fn anything_may_be_opened(text in "[\\PC\n\r\t\",;']{0,60}", head in any::<bool>()) {
            let text = if head { format!("name,id,parent,key\n{text}") } else { text };
            let _ = read_it(&text);
        }
    }
}
