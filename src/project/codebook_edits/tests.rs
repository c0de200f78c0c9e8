use super::*;
use crate::project::nested;
use crate::project::{
    Colour, Operation, Quote, SPEAKER, Target, Unit, add_theme, delete_theme, set_note, tag_all, toggle_theme,
};
use crate::text::Fingerprint;
use proptest::prelude::*;

fn id(s: &str) -> ThemeId {
    ThemeId::parse(s).unwrap()
}

fn person(s: &str) -> AnnotatorId {
    AnnotatorId::parse(s).unwrap()
}

fn document() -> Fingerprint {
    Fingerprint::of("文")
}

fn target(at: u32) -> Target {
    Target {
        unit: Unit::Span,
        position: CharRange::new(at, at + 1),
        quote: Quote::default(),
    }
}

/// A workspace with these themes: id and parent.
fn book(themes: &[(&str, &str)]) -> Workspace {
    let mut work = Workspace::default();
    for (name, parent) in themes {
        let edit = add_theme(&work, name, Colour(0), None, &mut || (*name).to_owned());
        run(&mut work, Some(edit));
        let edit = change_theme(&work, &id(name), |t| t.parent = ThemeId::parse(parent));
        run(&mut work, edit);
    }
    work
}

/// Runs an edit that must be one, and checks that its inverse takes it back.
fn run(work: &mut Workspace, edit: Option<Edit>) {
    let Some(edit) = edit else { return };
    let mut there = work.project.clone();
    let inverse = there.apply(edit.clone());
    there.apply(inverse);
    assert_eq!(there, work.project);
    work.run(Operation::Silent { edit });
}

fn tag(work: &mut Workspace, who: &str, at: u32, theme: &str, name: &str) {
    let mut ids = || name.to_owned();
    let edit = toggle_theme(
        work,
        &person(who),
        &document(),
        target(at),
        &id(theme),
        &mut ids,
        1,
    );
    run(work, Some(edit));
}

/// Live tags: who, where, theme, note.
fn tags(work: &Workspace) -> Vec<(String, u32, String, String)> {
    let document = document();
    let list = work.project.annotations_of(&document);
    let mut list: Vec<_> = list
        .map(|a| {
            let theme = a.theme.as_ref().map_or(String::new(), ThemeId::to_string);
            (
                a.annotator.to_string(),
                a.target.position.start,
                theme,
                a.note.clone(),
            )
        })
        .collect();
    list.sort();
    list
}

fn tree(work: &Workspace) -> String {
    let line = |(depth, t): (usize, &Theme)| format!("{}{}", "-".repeat(depth), t.id);
    nested(&work.project)
        .into_iter()
        .map(line)
        .collect::<Vec<_>>()
        .join(" ")
}

fn changed(edit: &Option<Edit>) -> usize {
    match edit {
        Some(Edit::Batch(list)) => list.len(),
        other => usize::from(other.is_some()),
    }
}

#[test]
fn themes_move_among_their_siblings_and_under_others() {
    let mut work = book(&[("a", ""), ("b", ""), ("c", "b"), ("d", "b"), ("e", "")]);
    assert_eq!(tree(&work), "a b -c -d e");
    let edit = move_theme(&work, &id("e"), None, Some(&id("a")));
    assert_eq!(changed(&edit), 1, "there is room in front");
    run(&mut work, edit);
    assert_eq!(tree(&work), "e a b -c -d");
    let edit = move_theme(&work, &id("a"), Some(&id("b")), Some(&id("d")));
    run(&mut work, edit);
    assert_eq!(tree(&work), "e b -c -a -d");
    let edit = move_theme(&work, &id("b"), Some(&id("e")), None);
    run(&mut work, edit);
    assert_eq!(tree(&work), "e -b --c --a --d");
    let edit = move_theme(&work, &id("c"), None, None);
    run(&mut work, edit);
    assert_eq!(tree(&work), "e -b --a --d c");
}

#[test]
fn a_theme_does_not_move_under_itself_or_to_where_it_is() {
    let mut work = book(&[("a", ""), ("b", "a"), ("c", "b"), ("d", "")]);
    for (theme, parent, before) in [
        ("a", "a", ""),
        ("a", "c", ""),
        ("d", "", ""),
        ("a", "", "d"),
        ("a", "", "b"),
        ("a", "nobody", ""),
        ("nobody", "", ""),
        ("d", "", "d"),
    ] {
        let (parent, before) = (ThemeId::parse(parent), ThemeId::parse(before));
        assert_eq!(
            move_theme(&work, &id(theme), parent.as_ref(), before.as_ref()),
            None
        );
    }
    let edit = delete_theme(&work, &id("a"));
    run(&mut work, edit);
    assert_eq!(tree(&work), "b -c d", "what stood under it is at the top");
    assert_eq!(move_theme(&work, &id("d"), Some(&id("a")), None), None);
}

#[test]
fn a_circle_is_at_the_top() {
    let mut work = book(&[("a", "b"), ("b", "a"), ("c", "a")]);
    assert_eq!(tree(&work), "a -c b");
    let edit = move_theme(&work, &id("b"), Some(&id("c")), None);
    assert!(edit.is_some());
    run(&mut work, edit);
    assert_eq!(work.project.themes[&id("b")].parent, Some(id("c")));
    assert_eq!(tree(&work).split(' ').count(), 3, "nothing is lost");
}

#[test]
fn two_themes_become_one() {
    let mut work = book(&[("a", ""), ("b", ""), ("under", "a")]);
    let edit = change_theme(&work, &id("a"), |t| t.keywords = vec!["避難".into(), "b".into()]);
    run(&mut work, edit);
    tag(&mut work, "ann", 0, "a", "1");
    tag(&mut work, "ann", 0, "b", "2");
    tag(&mut work, "ann", 1, "a", "3");
    tag(&mut work, "bob", 1, "a", "4");
    let note = set_note(
        &work,
        &person("bob"),
        &document(),
        target(1),
        "メモ",
        &mut || "5".into(),
        1,
    );
    run(&mut work, note);
    let mut noted = work
        .project
        .annotations
        .get(&AnnotationId::parse("1").unwrap())
        .unwrap()
        .clone();
    noted.note = "言葉".to_owned();
    let edit = Edit::Annotation {
        id: noted.id.clone(),
        value: Some(Box::new(noted)),
    };
    run(&mut work, Some(edit));
    assert_eq!(merge_themes(&work, &id("a"), &id("a"), 2), None);
    let edit = merge_themes(&work, &id("a"), &id("b"), 2);
    run(&mut work, edit);
    let own =
        |who: &str, at, theme: &str, note: &str| (who.to_owned(), at, theme.to_owned(), note.to_owned());
    assert_eq!(
        tags(&work),
        [
            own("ann", 0, "b", "言葉"),
            own("ann", 1, "b", ""),
            own("bob", 1, "", "メモ"),
            own("bob", 1, "b", "")
        ]
    );
    assert_eq!(tree(&work), "b -under");
    assert_eq!(work.project.themes[&id("b")].keywords, ["a", "避難"]);
    assert_eq!(merge_themes(&work, &id("a"), &id("b"), 2), None, "it is gone");
    let edit = restore_theme(&work, &id("a"));
    run(&mut work, edit);
    assert_eq!(tree(&work), "a b -under");
    assert_eq!(restore_theme(&work, &id("a")), None);
}

fn said(words: &str) -> Example {
    Example {
        words: words.to_owned(),
        speaker: "議長".to_owned(),
        document: "第2回会議".to_owned(),
    }
}

#[test]
fn what_two_themes_say_of_themselves_is_joined() {
    let mut work = book(&[("a", ""), ("b", "")]);
    for (theme, texts) in [
        ("a", ["意味", "いつ", "同じ", ""]),
        ("b", ["別の意味", "", "同じ", "覚え"]),
    ] {
        let [definition, when, not, note] = texts.map(str::to_owned);
        let edit = change_theme(&work, &id(theme), |t| {
            t.definition = definition;
            (t.usage.when, t.usage.not, t.usage.note) = (when, not, note);
        });
        run(&mut work, edit);
    }
    for (theme, words) in [("a", "一つ目"), ("a", "両方"), ("b", "両方"), ("b", "三つ目")] {
        let edit = add_example(&work, &id(theme), &said(words));
        run(&mut work, edit);
    }
    let edit = merge_themes(&work, &id("a"), &id("b"), 2);
    run(&mut work, edit);
    let theme = &work.project.themes[&id("b")];
    assert_eq!(theme.definition, "別の意味\n意味");
    assert_eq!(
        (theme.usage.when.as_str(), theme.usage.not.as_str()),
        ("いつ", "同じ")
    );
    assert_eq!(theme.usage.note, "覚え");
    assert_eq!(
        theme.usage.examples,
        ["両方", "三つ目", "一つ目"].map(|w| said(w).to_string())
    );
    let gone = &work.project.themes[&id("a")];
    assert!(
        gone.deleted && gone.usage.examples.len() == 2,
        "and can be brought back with all of it"
    );
}

#[test]
fn an_example_is_kept_once_and_taken_away() {
    let mut work = book(&[("a", "")]);
    assert_eq!(add_example(&work, &id("nobody"), &said("文")), None);
    assert_eq!(
        add_example(&work, &id("a"), &said(" \n")),
        None,
        "nothing is said"
    );
    let long = Example {
        speaker: "長".repeat(SPEAKER + 5),
        ..said(" 文 ")
    };
    let edit = add_example(&work, &id("a"), &long);
    run(&mut work, edit);
    let kept = work.project.themes[&id("a")].usage.examples[0].clone();
    let read = Example::parse(&kept);
    assert_eq!(read.words, "文");
    assert_eq!(read.speaker.chars().count(), SPEAKER);
    assert_eq!(
        add_example(&work, &id("a"), &said("文")),
        None,
        "it is one already"
    );
    assert_eq!(remove_example(&work, &id("a"), "別の文"), None);
    let edit = remove_example(&work, &id("a"), &kept);
    run(&mut work, edit);
    assert!(work.project.themes[&id("a")].usage.examples.is_empty());
}

#[test]
fn a_theme_merged_into_one_below_it_leaves_its_place() {
    let mut work = book(&[("top", ""), ("a", "top"), ("b", "a"), ("c", "b"), ("d", "a")]);
    let edit = merge_themes(&work, &id("a"), &id("c"), 2);
    run(&mut work, edit);
    assert_eq!(tree(&work), "top -c --b --d");
}

#[test]
fn a_theme_is_split_and_all_hits_are_tagged() {
    let mut work = book(&[("a", ""), ("b", "")]);
    let mut n = 0;
    let mut ids = || {
        n += 1;
        format!("t{n}")
    };
    tag(&mut work, "ann", 1, "a", "x");
    let targets = vec![target(0), target(1), target(2), target(2)];
    let edit = tag_all(
        &work,
        &person("ann"),
        &document(),
        targets.clone(),
        &id("a"),
        &mut ids,
        1,
    );
    assert_eq!(changed(&edit), 2, "one has it, one is there twice");
    run(&mut work, edit);
    assert_eq!(
        tag_all(
            &work,
            &person("ann"),
            &document(),
            targets.clone(),
            &id("a"),
            &mut ids,
            1
        ),
        None
    );
    assert_eq!(
        tag_all(&work, &person("ann"), &document(), targets, &id("z"), &mut ids, 1),
        None
    );
    let some: Vec<AnnotationId> = ["t1", "x", "none"]
        .into_iter()
        .filter_map(AnnotationId::parse)
        .collect();
    let edit = retag(&work, &some, &id("b"), 2);
    run(&mut work, edit);
    let themes: Vec<String> = tags(&work).into_iter().map(|t| t.2).collect();
    assert_eq!(themes, ["b", "b", "a"]);
    assert_eq!(retag(&work, &some, &id("b"), 2), None);
    assert_eq!(retag(&work, &some, &id("z"), 2), None);
}

#[test]
fn a_codebook_comes_behind_what_is_there() {
    let mut work = book(&[("a", ""), ("b", "")]);
    let edit = delete_theme(&work, &id("b"));
    run(&mut work, edit);
    let mut file: Vec<Theme> = book(&[("n", ""), ("b", ""), ("a", "n")])
        .project
        .themes
        .values()
        .cloned()
        .collect();
    file.reverse();
    let edit = take_codebook(&work, file.clone());
    run(&mut work, edit);
    assert_eq!(tree(&work), "b n -a");
    assert_eq!(take_codebook(&work, file), None);
    let stamp = work.project.themes.values().map(|t| t.revision).min();
    assert!(stamp > Some(0), "values of this project, not of the file's");
}

proptest! {
    /// Orders at both ends of the numbers and many that are equal.
    #[test]
    fn a_moved_theme_is_where_it_was_put(
        orders in proptest::collection::vec(
            prop_oneof![Just(i64::MIN), Just(i64::MAX), Just(0), Just(1), Just(2), -3i64..6],
            1..8,
        ),
        which in any::<proptest::sample::Index>(),
        place in any::<proptest::sample::Index>(),
    ) {
        let names = ["a", "b", "c", "d", "e", "f", "g", "h"];
        let mut work = book(&names.iter().take(orders.len()).map(|n| (*n, "")).collect::<Vec<_>>());
        for (name, order) in names.iter().zip(&orders) {
            let edit = change_theme(&work, &id(name), |t| t.order = *order);
            run(&mut work, edit);
        }
        let before: Vec<ThemeId> = work.project.codebook().iter().map(|t| t.id.clone()).collect();
        let moved = before[which.index(before.len())].clone();
        let mut expected: Vec<ThemeId> = before.iter().filter(|t| **t != moved).cloned().collect();
        let at = place.index(expected.len() + 1);
        let next = expected.get(at).cloned();
        expected.insert(at, moved.clone());
        let edit = move_theme(&work, &moved, None, next.as_ref());
        prop_assert_eq!(edit.is_none(), expected == before);
        run(&mut work, edit);
        let after: Vec<ThemeId> = work.project.codebook().iter().map(|t| t.id.clone()).collect();
        prop_assert_eq!(after, expected);
    }
}
