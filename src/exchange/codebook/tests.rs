use super::*;
use crate::project::{Colour, STARTER, ThemeId, Usage, add_starter, nested};
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
    let text =
        "Name;parent;Keywords;x\r\n防災;;避難、 備蓄;1\r\n\r\n訓練;防災;;\r\n'=1+1;nobody;\"a\n\"\"b\"\"\";";
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
fn columns_may_be_called_as_the_page_calls_them_below_a_title() {
    let themes = read_it(
        "ワークショップのテーマ,,\n\nテーマ名, 意味 ,手がかりの言葉,上のテーマ,Color\n交通,道のこと,バス、電車,,#123456\n\nバス,,,交通,\n",
    )
    .unwrap();
    let told: Vec<(&str, &str, usize)> = themes
        .iter()
        .map(|t| (t.name.as_str(), t.definition.as_str(), t.keywords.len()))
        .collect();
    assert_eq!(told, [("交通", "道のこと", 2), ("バス", "", 0)]);
    assert_eq!(themes[0].colour, Colour(0x123456));
    assert_eq!(themes[1].parent.as_ref(), Some(&themes[0].id));
    let wrong = read_it("テーマのキー\n\n名前,キー\na,xy\n");
    assert!(matches!(
        wrong,
        Err(CodebookError::Cell {
            row: 4,
            column: "key",
            ..
        })
    ));
}

#[test]
fn a_title_above_tabs_or_semicolons_says_nothing_of_what_parts_the_cells() {
    let titles = [
        "ワークショップのテーマ\n",
        "Themes, 2026; A\tB\r\n\r\n",
        "\"防災,\n医療\"\r",
        "",
    ];
    for title in titles {
        for part in [",", ";", "\t"] {
            let rows = ["name|x|definition", "交通|1|\"道,橋;川\t海\"", "医療||"];
            let text = [title, &rows.join("\n").replace('|', part)].concat();
            // The cell that is quoted has all marks in it, and keeps them.
            let themes = read_it(&text).unwrap_or_else(|e| panic!("{text:?}: {e}"));
            let told: Vec<(&str, &str)> = themes
                .iter()
                .map(|t| (t.name.as_str(), t.definition.as_str()))
                .collect();
            assert_eq!(told, [("交通", "道,橋;川\t海"), ("医療", "")], "{text:?}");
        }
    }
}

#[test]
fn numbers_of_rows_are_no_ids() {
    let mine = project(read_it("id,name\n1,交通\n2,医療\n").unwrap());
    for head in ["番号", "ＩＤ", "ID", "No", "No."] {
        let themes = read_over(&format!("{head},名前\n1,農業\n2,漁業\n2,医療\n"), &mine).unwrap();
        let ids: Vec<&str> = themes.iter().map(|t| t.id.as_str()).collect();
        assert_eq!(ids, ["new-1", "new-2", "2"], "{head}");
    }
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
    let whole = native::write(&starter, "", &|_| None);
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
            replaced_by: None,
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
