//! What holds of every history of a project: inverses, undo and redo, replay, merging, the file.

mod common;

use common::{Act, Desk, acts};
use fusen::exchange::native;
use fusen::minutes::Verdict;
use fusen::project::{
    self, AnnotatorId, Bundle, Edit, Entry, Label, Operation, Project, Workspace, merge, name_annotator,
};
use fusen::text::{OffsetIndex, stored};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

fn write(bundle: &Bundle) -> String {
    native::write(&bundle.project, "", &|f| bundle.texts.get(f))
}

/// The order of documents is each person's own; everything else is the same whoever merges.
fn set(mut bundle: Bundle) -> Bundle {
    bundle
        .project
        .documents
        .sort_by(|a, b| a.fingerprint.cmp(&b.fingerprint));
    bundle
}

fn join(a: &Bundle, b: &Bundle) -> Bundle {
    merge::join(a.clone(), b.clone())
}

/// Without what says when and how often values were changed.
fn content(project: &Project) -> Project {
    let mut p = project.clone();
    // Of progress the further wins.
    p.progress.clear();
    p.themes
        .values_mut()
        .for_each(|t| (t.revision, t.parts) = (0, Vec::new()));
    p.annotators.values_mut().for_each(|a| a.revision = 0);
    p.themes.retain(|_, t| !t.deleted);
    p.annotations.retain(|_, a| !a.deleted);
    p.repairs.retain(|r| r.verdict.is_some());
    p.repairs.iter_mut().for_each(|r| r.revision = 0);
    for a in p.annotations.values_mut() {
        (a.revision, a.modified) = (0, 0);
    }
    p
}

fn undo_all(work: &mut Workspace) -> usize {
    let mut steps = 0;
    while work.can_undo() {
        work.run(Operation::Undo);
        steps += 1;
    }
    steps
}

fn redo_all(work: &mut Workspace) -> usize {
    let mut steps = 0;
    while work.can_redo() {
        work.run(Operation::Redo);
        steps += 1;
    }
    steps
}

/// Files of people who began with one file and went on by themselves; the first two are one person at two
/// computers. Each may have the texts with other white space.
fn files() -> impl Strategy<Value = [Bundle; 3]> {
    [0usize..3, 0usize..3, 0usize..3].prop_flat_map(files_in)
}

fn files_in([home, office, bob]: [usize; 3]) -> impl Strategy<Value = [Bundle; 3]> {
    (acts(true, 12), acts(true, 24), acts(true, 24), acts(true, 24)).prop_map(move |(base, a, b, c)| {
        let base = Desk::ready("host").acts(base).save();
        let open = |way, who| Desk::opening_in(way, who, &base);
        [
            open(home, "ann").elsewhere("home").acts(a).save(),
            open(office, "ann").elsewhere("work").acts(b).save(),
            open(bob, "bob").acts(c).save(),
        ]
    })
}

/// Annotations without where they stand in the text of this or that computer.
fn anywhere(project: &Project) -> Vec<project::Annotation> {
    let mut all: Vec<_> = project.annotations.values().cloned().collect();
    for a in &mut all {
        (a.target.position, a.target.quote) = Default::default();
    }
    all
}

/// What somebody's repairs say of a document: the words at each place, and what it is.
fn said(desk: &Desk, document: usize) -> Vec<(String, Verdict)> {
    let minutes = desk.minutes(document);
    let (text, fingerprint) = (&minutes.text, minutes.fingerprint());
    let repairs = desk.work.project.repairs_of(&fingerprint);
    let found = project::located(repairs, text, &OffsetIndex::new(text));
    let words = |at: u32| {
        text.get(at as usize..)
            .unwrap_or("")
            .chars()
            .filter(|c| !c.is_whitespace())
            .take(6)
            .collect()
    };
    found.into_iter().map(|r| (words(r.at), r.verdict)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 128,
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
            "tests/regressions/project_properties.txt",
        ))),
        ..ProptestConfig::default()
    })]

    #[test]
    fn an_edit_and_its_inverse_leave_the_project_as_it_was(acts in acts(true, 40)) {
        let desk = Desk::ready("ann").acts(acts);
        let mut project = Project::default();
        for operation in desk.journal {
            let edit = match operation {
                Operation::Do { edit, .. } | Operation::Merge { edit, .. } | Operation::Silent { edit } => edit,
                _ => continue,
            };
            let before = project.clone();
            let inverse = project.apply(edit.clone());
            let after = project.clone();
            let again = project.apply(inverse);
            prop_assert_eq!(&project, &before);
            project.apply(again);
            prop_assert_eq!(&project, &after);
        }
    }

    #[test]
    fn undoing_all_and_redoing_all_ends_where_it_began(acts in acts(false, 40)) {
        let mut desk = Desk::ready("ann");
        let begin = desk.work.project.clone();
        desk = desk.acts(acts);
        redo_all(&mut desk.work);
        let full = desk.work.project.clone();
        let back = undo_all(&mut desk.work);
        prop_assert_eq!(&desk.work.project.themes, &begin.themes);
        prop_assert_eq!(&desk.work.project.annotations, &begin.annotations);
        prop_assert_eq!(&desk.work.project.annotators, &begin.annotators);
        prop_assert_eq!(&desk.work.project.repairs, &begin.repairs);
        let forth = redo_all(&mut desk.work);
        prop_assert_eq!(back, forth);
        prop_assert_eq!(&desk.work.project, &full);
    }

    #[test]
    fn undo_and_redo_bring_back_the_content_of_what_was_saved(acts in acts(true, 40)) {
        let mut desk = Desk::ready("ann").acts(acts);
        redo_all(&mut desk.work);
        let full = content(&desk.work.project);
        let file = desk.save();
        undo_all(&mut desk.work);
        desk.save();
        redo_all(&mut desk.work);
        prop_assert_eq!(content(&desk.work.project), full.clone());
        // A file made before does not bring anything back or take it away.
        prop_assert_eq!(content(&join(&desk.bundle(), &file).project), full);
    }

    #[test]
    fn what_was_undone_stays_undone_when_old_files_come_back(
        before in acts(true, 20),
        after in acts(true, 20),
    ) {
        let mut desk = Desk::ready("ann").acts(before);
        let file = desk.save();
        let mut desk = desk.acts(after);
        undo_all(&mut desk.work);
        let now = content(&desk.work.project);
        prop_assert_eq!(content(&join(&desk.bundle(), &file).project), now);
    }

    #[test]
    fn a_journal_replayed_gives_the_same_workspace(acts in acts(true, 40), cut in 0usize..60) {
        let desk = Desk::ready("ann").acts(acts);
        let cut = cut.min(desk.journal.len());
        let mut replayed = desk.begin.clone();
        for (n, operation) in desk.journal.iter().enumerate() {
            let read: Operation = stored::read(&stored::to_json(operation)).unwrap();
            prop_assert_eq!(&read, operation);
            replayed.run(read);
            if n + 1 == cut {
                // A snapshot now and then.
                replayed = stored::read(&stored::to_json(&replayed)).unwrap();
            }
        }
        prop_assert_eq!(replayed, desk.work);
    }

    #[test]
    fn a_file_read_back_is_the_project(acts in acts(true, 40)) {
        let bundle = Desk::ready("ann").acts(acts).bundle();
        let json = write(&bundle);
        let again = native::read(&json).unwrap();
        prop_assert_eq!(&again, &bundle);
        prop_assert_eq!(write(&again), json);
    }

    #[test]
    fn merging_is_commutative_associative_and_idempotent([a, b, c] in files()) {
        prop_assert_eq!(set(join(&a, &b)), set(join(&b, &a)));
        prop_assert_eq!(set(join(&join(&a, &b), &c)), set(join(&a, &join(&b, &c))));
        prop_assert_eq!(&join(&a, &a), &a);
        let all = join(&join(&a, &b), &c);
        for file in [&a, &b, &c] {
            let plan = merge::plan(&all.project, file, &|f| all.texts.get(f));
            prop_assert!(plan.summary.nothing, "{:?}", plan);
        }
        prop_assert_eq!(native::read(&write(&all)).unwrap(), all);
    }

    #[test]
    fn undoing_a_merge_restores(
        acts in acts(true, 24),
        [file, other, _] in files(),
        more in acts(false, 8),
    ) {
        let mut desk = Desk::ready("bob").acts(acts);
        let before = desk.work.project.clone();
        desk.merge(&file);
        let after = desk.work.project.clone();
        desk.merge(&other);
        let most = desk.work.project.clone();
        desk.act(Act::Undo);
        prop_assert_eq!(&desk.work.project, &after);
        desk.act(Act::Undo);
        prop_assert_eq!(&desk.work.project, &before);
        desk.act(Act::Redo);
        desk.act(Act::Redo);
        prop_assert_eq!(&desk.work.project, &most);
        // The same with steps of one's own on top of it.
        let steps = desk.work.entries().len();
        let more = more.into_iter().filter(|a| !matches!(a, Act::Undo));
        let mut desk = desk.acts(more.collect());
        while desk.work.entries().len() > steps {
            desk.act(Act::Undo);
        }
        prop_assert_eq!(&desk.work.project.annotations, &most.annotations);
        prop_assert_eq!(&desk.work.project.themes, &most.themes);
    }

    #[test]
    fn a_merge_says_how_many_of_the_tags_nobody_will_see(
        acts in acts(true, 24),
        [file, other, _] in files_in([0; 3]),
    ) {
        let mut desk = Desk::ready("bob").acts(acts);
        desk.merge(&other);
        let before = desk.work.project.clone();
        let plan = desk.preview(&file);
        desk.merge(&file);
        let after = &desk.work.project;
        // Also one that becomes one with another came.
        let came = |a: &project::Annotation| file.project.annotations.get(&a.id).is_some_and(|t| !t.deleted);
        let hidden = after.annotations.values().filter(|a| {
            let theme = a.theme.as_ref().and_then(|t| after.themes.get(t));
            // One that is one with another now has kept the theme that it came with; another theme may stand for that.
            let stands = |t: &project::Theme| a.deleted && project::replacement(after, &t.id).is_some();
            let gone = theme.is_some_and(|t| t.deleted && !stands(t));
            came(a) && before.annotations.get(&a.id).is_none() && gone
        });
        prop_assert_eq!(plan.summary.hidden_tags, hidden.count());
        let off = file.project.annotations.values().filter(|a| {
            !a.deleted && before.annotations.get(&a.id).is_some_and(|mine| mine.deleted)
        });
        let off = off.filter(|a| after.annotations.get(&a.id).is_some_and(|mine| mine.deleted));
        // What was made one with another is there.
        let there = |a: &&project::Annotation| {
            let same = |b: &&project::Annotation| (&a.annotator, a.target.position, &a.theme) == (&b.annotator, b.target.position, &b.theme);
            before.annotations_of(&a.document).any(|b| same(&b))
        };
        let off = off.filter(|a| !there(a));
        prop_assert_eq!(plan.summary.kept_off, off.count());
    }

    #[test]
    fn tags_follow_a_theme_that_was_made_one_with_another(acts in acts(true, 24), [file, other, _] in files()) {
        let mut desk = Desk::ready("bob").acts(acts);
        for file in [&other, &file] {
            let plan = desk.preview(file);
            let before = desk.work.project.clone();
            desk.merge(file);
            let after = &desk.work.project;
            let left = after.annotations.values().filter(|a| !a.deleted);
            let left: Vec<_> = left.filter_map(|a| a.theme.as_ref()).collect();
            prop_assert!(left.iter().all(|t| project::replacement(after, t).is_none()));
            for one in &plan.summary.followed {
                prop_assert!(after.themes[&one.from.id].deleted && !after.themes[&one.into.id].deleted);
                prop_assert!(one.tags > 0);
            }
            prop_assert!(!plan.summary.nothing || &before == after);
            // Once is enough.
            prop_assert!(desk.preview(file).summary.nothing);
        }
    }

    /// One person at two computers: what both have put on the same words is there once, with the words of both notes,
    /// and both say the same in the end.
    #[test]
    fn one_person_s_tags_of_two_computers_are_there_once([home, office, _] in files()) {
        let mut desks = [&home, &office].map(|file| Desk::opening("ann", file));
        let twice = |desk: &Desk| {
            let all = desk.work.project.annotations.values().filter(|a| !a.deleted);
            let mut places: Vec<_> = all.map(|a| (&a.annotator, &a.document, a.target.position, &a.theme)).collect();
            let before = places.len();
            places.sort();
            places.dedup();
            before - places.len()
        };
        // Before that, one computer may have put a thing there twice.
        prop_assume!(desks.iter().all(|d| twice(d) == 0));
        let words: Vec<String> = desks.iter().flat_map(|d| {
            let notes = d.work.project.annotations.values().filter(|a| !a.deleted && a.theme.is_none());
            notes.map(|a| a.note.clone()).collect::<Vec<_>>()
        }).collect();
        let plan = desks[0].preview(&office);
        let before = desks[0].work.project.annotations.values().filter(|a| !a.deleted && a.theme.is_some()).count();
        desks[0].merge(&office);
        prop_assert_eq!(twice(&desks[0]), 0);
        prop_assert!(desks[0].preview(&office).summary.nothing);
        let after = desks[0].work.project.annotations.values().filter(|a| !a.deleted && a.theme.is_some()).count();
        prop_assert!(after <= before + plan.summary.new_tags + plan.summary.changed);
        // No note is lost that nobody took away or changed.
        let kept = |words: &String| desks[0].work.project.annotations.values().any(|a| !a.deleted && a.note.contains(words.as_str()));
        prop_assert!(plan.summary.changed > 0 || words.iter().all(kept));
        // Nor are they in a third place, where both files come at once.
        let both = join(&home, &office);
        let mut work = Workspace::default();
        let mut plan = merge::plan(&work.project, &both, &|_| None);
        project::follow(&mut work, &both.project, &mut plan, true, 1);
        work.run(Operation::Silent { edit: plan.edit });
        let gathered = Desk::opening("host", &Bundle { project: work.project, ..both });
        prop_assert_eq!(twice(&gathered), 0);
        let merged = desks[0].save();
        desks[1].merge(&merged);
        prop_assert_eq!(twice(&desks[1]), 0);
        // What is on the same words there may be with white space around them here.
        let answer = desks[1].save();
        desks[0].merge(&answer);
        prop_assert_eq!(anywhere(&desks[0].work.project), anywhere(&desks[1].work.project));
    }

    #[test]
    fn who_turns_out_to_be_somebody_known_loses_nothing([ann, _, bob] in files()) {
        let mut desk = Desk::opening("ann", &ann);
        desk.merge(&bob);
        let before = desk.work.project.clone();
        let stranger = AnnotatorId::parse("bob").unwrap();
        let edit = project::hand_over(&desk.work, &stranger, &desk.me, 1);
        desk.step(edit, Label::Rename, None);
        let after = desk.work.project.clone();
        let live = |p: &Project| -> Vec<project::Annotation> {
            p.annotations.values().filter(|a| !a.deleted).cloned().collect()
        };
        let mut places = Vec::new();
        for a in live(&after) {
            places.push((a.annotator, a.document, a.target.position, a.theme));
        }
        let all = places.len();
        places.sort();
        places.dedup();
        prop_assert_eq!(places.len(), all);
        for a in live(&before) {
            let place = |b: &project::Annotation| (&b.document, b.target.position, &b.theme) == (&a.document, a.target.position, &a.theme);
            prop_assert!(live(&after).iter().any(|b| place(b) && b.note.contains(&a.note)), "{a:?}");
        }
        let makers = after.annotations.values().map(|a| &a.annotator);
        let makers = makers.chain(after.repairs.iter().map(|r| &r.annotator));
        let mut makers = makers.chain(after.progress.iter().map(|p| &p.annotator));
        prop_assert!(makers.all(|who| who != &stranger));
        let verdicts = |p: &Project| -> Vec<_> { p.repairs.iter().map(|r| (r.at, r.verdict.clone())).collect() };
        prop_assert_eq!(verdicts(&after), verdicts(&before));
        desk.act(Act::Undo);
        prop_assert_eq!(&desk.work.project, &before);
    }

    #[test]
    fn a_document_opened_again_has_what_it_had(acts in acts(true, 40), more in acts(false, 8)) {
        let mut desk = Desk::ready("ann").acts(acts);
        let Some(info) = desk.work.project.documents.first().cloned() else { return Ok(()) };
        let fingerprint = info.fingerprint.clone();
        let before = desk.work.project.clone();
        let edit = project::remove_document(&before, &fingerprint, 0);
        let label = Label::RemoveDocument { name: info.title.clone() };
        desk.work.run(Operation::Do { edit, label, at: 0, coalesce: None });
        let steps = desk.work.entries().len();
        prop_assert!(desk.work.project.annotations_of(&fingerprint).next().is_none());
        let mut edits = project::left_behind(&desk.work, &fingerprint);
        edits.push(project::add_document(info));
        desk.work.run(Operation::Silent { edit: Edit::Batch(edits) });
        let of_it = |p: &Project| -> Vec<_> { p.annotations_of(&fingerprint).cloned().collect() };
        prop_assert_eq!(of_it(&desk.work.project), of_it(&before));
        prop_assert_eq!(&desk.work.project.repairs, &before.repairs);
        prop_assert!(project::left_behind(&desk.work, &fingerprint).is_empty(), "only once");
        // Undo leads back over it without losing anything.
        let mut desk = desk.acts(more.into_iter().filter(|a| !matches!(a, Act::Undo)).collect());
        while desk.work.entries().len() >= steps && desk.work.can_undo() {
            desk.act(Act::Undo);
        }
        prop_assert_eq!(of_it(&content(&desk.work.project)), of_it(&content(&before)));
    }

    #[test]
    fn what_one_takes_off_stays_off(base in acts(false, 20), before in acts(false, 8), n in 0usize..12) {
        // Ann goes on with a file of her own at another computer.
        let file = Desk::ready("ann").acts(base).save();
        let mut desk = Desk::opening("ann", &file).elsewhere("work").acts(before);
        let tags = desk.work.project.annotations.values().filter(|a| !a.deleted && a.theme.is_some());
        let tags: Vec<_> = tags.cloned().collect();
        let Some(tag) = tags.get(n % tags.len().max(1)) else { return Ok(()) };
        desk.take_off(tag);
        let gone = |b: &Bundle| b.project.annotations.get(&tag.id).is_none_or(|a| a.deleted);
        prop_assert!(gone(&desk.bundle()));
        desk.merge(&file);
        prop_assert!(gone(&desk.bundle()), "the file brings {:?} back", tag.id);
    }
}

#[test]
fn what_is_typed_letter_by_letter_is_one_step_of_one_value() {
    let mut ann = Desk::ready("ann");
    let before = content(&ann.work.project);
    let theme = ann.work.project.codebook()[0].id.clone();
    for n in 1..=300 {
        let words = "意味。".repeat(n);
        let edit = project::change_theme(&ann.work, &theme, |t| t.definition = words.clone());
        let label = Label::ChangeTheme { name: String::new() };
        ann.step(edit, label, Some("definition".to_owned()));
    }
    let stored = stored::to_json(&ann.work);
    // All that was typed stands in it once, in the project, and is read again.
    assert!(stored.len() < 20_000, "{} bytes", stored.len());
    assert_eq!(stored::read::<Workspace>(&stored).unwrap(), ann.work);
    ann.act(Act::Undo);
    assert_eq!(content(&ann.work.project), before);
    ann.act(Act::Redo);
    let theme = &ann.work.project.themes.get(&theme).unwrap();
    assert_eq!(theme.definition.chars().count(), 900);
}

#[test]
fn one_person_s_words_and_another_s_colour_are_both_there_after_a_merge() {
    let base = Desk::ready("ann").save();
    let theme = Desk::ready("ann").work.project.codebook()[0].id.clone();
    let changed = |who: &str, times: usize, change: &dyn Fn(&mut project::Theme)| {
        let mut desk = Desk::opening(who, &base);
        for n in 0..times {
            // Whatever the other does as well, as often: revisions tell nothing of whose words are wanted.
            let other = desk.work.project.codebook()[1].id.clone();
            let edit = project::change_theme(&desk.work, &other, |t| t.definition = n.to_string());
            desk.step(edit, Label::EditNote, None);
        }
        let edit = project::change_theme(&desk.work, &theme, change);
        desk.step(edit, Label::EditNote, None);
        desk.save()
    };
    for (early, late) in [(1, 5), (5, 1)] {
        let words = changed("ben", early, &|t| t.definition = "証明書のこと".to_owned());
        let colour = changed("cy", late, &|t| t.usage.when = "交付のとき".to_owned());
        for files in [[&words, &colour], [&colour, &words]] {
            let mut desk = Desk::opening("ann", &base);
            files.iter().for_each(|f| desk.merge(f));
            let both = desk.work.project.themes.get(&theme).unwrap();
            assert_eq!(
                (both.definition.as_str(), both.usage.when.as_str()),
                ("証明書のこと", "交付のとき")
            );
        }
    }
}

#[test]
fn a_step_has_its_words_when_its_tag_is_gone() {
    let mut ann = Desk::ready("ann");
    ann.act(Act::Toggle {
        document: 0,
        sentence: 3,
        theme: 0,
    });
    let tag = ann.work.project.annotations.values().next().cloned().unwrap();
    ann.take_off(&tag);
    assert!(ann.work.project.annotations.values().all(|a| a.deleted));
    let steps = ann.work.entries();
    for step in &steps[steps.len() - 2..] {
        assert_eq!(ann.work.about(step), Some(tag.target.quote.exact.as_str()));
    }
}

#[test]
fn a_step_that_names_somebody_says_which_name_it_was() {
    let mut work = Workspace::default();
    let me = AnnotatorId::parse("ann").unwrap();
    for name in ["あん", "杏", "アン"] {
        let edit = name_annotator(&work, &me, name).unwrap();
        work.run(Operation::Do {
            edit,
            label: Label::Rename,
            at: 1,
            coalesce: None,
        });
    }
    work.run(Operation::Undo);
    let said = |list: &[Entry]| -> Vec<_> { list.iter().map(|e| work.about(e).map(str::to_owned)).collect() };
    let name = |name: &str| Some(name.to_owned());
    assert_eq!(said(work.entries()), [name("あん"), name("杏")]);
    assert_eq!(said(work.undone()), [name("アン")]);
}

/// The same words on other lines, as another PDF reader would hand them on.
#[test]
fn a_tag_made_on_other_white_space_is_on_the_same_words() {
    let mut ann = Desk::ready("ann");
    ann.act(Act::Toggle {
        document: 0,
        sentence: 4,
        theme: 0,
    });
    let mut theirs = ann.save();
    let tag = theirs.project.annotations.values().next().unwrap().clone();
    let shift = |text: &str| text.replace('\n', "\n\n").replace('。', "。 ");
    for text in theirs.texts.values_mut() {
        text.text = shift(&text.text);
        (text.pages, text.lines) = (Vec::new(), Vec::new());
    }
    let before = tag.target.position.start as usize;
    let mine = ann.bundle().texts[&tag.document].text.clone();
    let lead = shift(&mine.chars().take(before).collect::<String>())
        .chars()
        .count() as u32;
    let length = shift(tag.target.quote.exact.trim_end_matches('。'))
        .chars()
        .count() as u32
        + 1;
    let position = fusen::text::CharRange::new(lead, lead + length);
    theirs
        .project
        .annotations
        .get_mut(&tag.id)
        .unwrap()
        .target
        .position = position;
    let mut bob = Desk::ready("bob");
    bob.merge(&theirs);
    assert_eq!(
        bob.work.project.annotations[&tag.id].target.position,
        tag.target.position
    );
    assert_eq!(native::read(&write(&bob.bundle())).unwrap(), bob.bundle());
}

/// Ann's text has a line for each sentence, Bob's has white space elsewhere.
#[test]
fn what_two_people_say_of_one_place_of_texts_with_other_white_space_is_one_repair_and_the_newest_holds() {
    let base = Desk::ready("host").save();
    let say = |desk: &mut Desk, verdict| {
        let minutes = desk.minutes(0);
        let (text, index) = (minutes.text.clone(), OffsetIndex::new(&minutes.text));
        let byte = text.find("○委員").unwrap() as u32;
        let (me, fingerprint) = (desk.me.clone(), minutes.fingerprint());
        let edit = project::repair(&desk.work, &me, &fingerprint, (&text, &index), byte, verdict);
        desk.step(edit, Label::Repair, None);
    };
    // Bob's place is further behind in the text, or in front.
    for ways in [[1, 2], [2, 1]] {
        let [mut ann, mut bob] =
            [(ways[0], "ann"), (ways[1], "bob")].map(|(way, who)| Desk::opening_in(way, who, &base));
        say(&mut ann, Some(Verdict::NotSpeech));
        for verdict in [Verdict::NotSpeech, Verdict::Continues] {
            say(&mut bob, Some(verdict));
        }
        let file = bob.save();
        assert_eq!(ann.preview(&file).summary.replaced.len(), 1);
        ann.merge(&file);
        let words = || "○委員賛成で".to_owned();
        assert_eq!(said(&ann, 0), [(words(), Verdict::Continues)]);
        assert_eq!(ann.work.project.repairs.len(), 1);
        say(&mut ann, None);
        assert_eq!(said(&ann, 0), []);
        // It comes back to who had said it.
        bob.merge(&ann.save());
        assert_eq!(said(&bob, 0), []);
    }
}

/// They have one position, which is none.
#[test]
fn tags_that_have_lost_their_places_stay_apart_by_their_words() {
    let toggle = |sentence| Act::Toggle {
        document: 0,
        sentence,
        theme: 0,
    };
    let mut file = Desk::ready("ann").acts(vec![toggle(3), toggle(4)]).save();
    for tag in file.project.annotations.values_mut() {
        tag.target.position = Default::default();
    }
    let mut desk = Desk::ready("ann").elsewhere("work").acts(vec![toggle(5)]);
    desk.merge(&file);
    let live = desk.work.project.annotations.values().filter(|a| !a.deleted);
    assert_eq!(live.count(), 3);
}

#[test]
fn how_far_somebody_has_read_is_the_same_word_in_a_text_with_other_white_space() {
    let base = Desk::ready("host").save();
    let mut ann = Desk::opening_in(2, "ann", &base);
    let read = ann.sentence(0, 5).position.end;
    ann.act(Act::Read { document: 0, read });
    let mut bob = Desk::opening_in(1, "bob", &base);
    bob.merge(&ann.save());
    let there: Vec<u32> = bob.work.project.progress.iter().map(|p| p.read).collect();
    let until = |desk: &Desk, read: u32| -> String {
        let read = desk.minutes(0).text.chars().take(read as usize);
        read.filter(|c| !c.is_whitespace()).collect()
    };
    assert_ne!(there, [read]);
    assert_eq!(until(&bob, there[0]), until(&ann, read));
    assert!(bob.preview(&ann.save()).summary.nothing);
}

/// The file has been renamed oftener than the project it is merged into and taken out of again.
#[test]
fn a_name_given_after_an_undone_merge_is_newer_than_the_files() {
    let mut elsewhere = Desk::ready("ann").elsewhere("work");
    for n in 0..6 {
        let name = format!("file {n}");
        elsewhere.act(Act::Rename { name: name.clone() });
        elsewhere.act(Act::ChangeTheme {
            theme: 0,
            name,
            order: 0,
        });
    }
    let file = elsewhere.save();
    let mut desk = Desk::ready("ann");
    desk.merge(&file);
    desk.act(Act::Undo);
    let name = "chosen here".to_owned();
    desk.act(Act::Rename { name: name.clone() });
    desk.act(Act::ChangeTheme {
        theme: 0,
        name: name.clone(),
        order: 0,
    });
    let joined = join(&desk.bundle(), &file).project;
    assert_eq!(joined.annotators[&desk.me].nickname, name);
    assert!(joined.themes.values().any(|t| t.name == name));
}

/// 甲 and 乙 each made a theme 「独自」: it is two themes, which somebody who merges wants to know.
#[test]
fn a_merge_names_the_themes_that_are_called_like_others() {
    let theme = |name: &str| Act::AddTheme {
        name: name.to_owned(),
        colour: 0,
        key: None,
    };
    let base = Desk::ready("host").save();
    let one = Desk::opening("ann", &base)
        .acts(vec![theme("独自"), theme("甲だけ")])
        .save();
    let two = Desk::opening("bob", &base)
        .acts(vec![theme("独自"), theme("乙だけ")])
        .save();
    let plan = |mine: &Bundle, file: &Bundle| merge::plan(&mine.project, file, &|_| None).summary.same_names;
    assert_eq!(plan(&one, &two), ["独自"]);
    // Of two files at once, too.
    assert_eq!(plan(&base, &join(&one, &two)), ["独自"]);
    assert_eq!(plan(&base, &one), [""; 0]);
    assert_eq!(plan(&join(&one, &two), &two), [""; 0]);
}

/// The note in the file is older than the one that was taken away.
#[test]
fn a_note_that_was_changed_and_taken_away_stays_away() {
    let note = |text: &str| Act::Note {
        document: 0,
        sentence: 0,
        text: text.to_owned(),
    };
    let mut ann = Desk::ready("ann").acts(vec![note("a")]);
    let file = ann.save();
    let mut ann = ann.acts(vec![note("b"), note("")]);
    ann.merge(&file);
    assert!(ann.work.project.annotations.values().all(|a| a.deleted));
}

/// What a newer version of the page wrote into a file comes out of this one again.
#[test]
fn members_that_are_not_known_pass_through() {
    let mut theirs = Desk::ready("ann").save();
    let value = serde_json::json!({ "a": [1, "二"] });
    theirs.project.extra.insert("later".to_owned(), value.clone());
    let mut bob = Desk::ready("bob");
    bob.merge(&theirs);
    assert_eq!(bob.work.project.extra["later"], value);
    // From the journal, too.
    let journal = stored::to_json(&bob.journal);
    let mut again = bob.begin.clone();
    for operation in stored::read::<Vec<Operation>>(&journal).unwrap() {
        again.run(operation);
    }
    assert_eq!(again.project, bob.work.project);
    let file = write(&bob.bundle());
    assert_eq!(native::read(&file).unwrap().project.extra["later"], value);
    bob.act(Act::Undo);
    assert!(bob.work.project.extra.is_empty());
}

/// A version that does not know what a theme says of itself writes the file again without it, as it was otherwise.
#[test]
fn a_file_that_an_older_version_saved_again_takes_nothing_away() {
    let text = "言葉".to_owned();
    let texts = |n: usize| std::array::from_fn(|m| if n == m { text.clone() } else { String::new() });
    // The definition was always known; the last one is an example alone.
    for (n, example) in [(1, ""), (2, ""), (3, ""), (4, "例")] {
        let mut ann = Desk::ready("ann");
        ann.act(Act::Describe {
            theme: 0,
            texts: texts(n),
            example: example.to_owned(),
            by_hand: false,
        });
        let theme = ann.work.project.codebook()[0].id.clone();
        let edit = project::change_theme(&ann.work, &theme, |t| t.name.push('！'));
        ann.step(edit, Label::EditNote, None);
        let mine = ann.save();
        let mut file: serde_json::Value = serde_json::from_str(&write(&mine)).unwrap();
        let mut taken = 0;
        for theme in file["codebook"].as_array_mut().unwrap() {
            taken += usize::from(theme.as_object_mut().unwrap().remove("usage").is_some());
            theme.as_object_mut().unwrap().remove("parts");
        }
        assert_eq!(taken, 1);
        let older = native::read(&file.to_string()).unwrap();
        assert_eq!(content(&join(&mine, &older).project), content(&mine.project));
        assert_eq!(
            join(&older, &mine).project.themes,
            join(&mine, &older).project.themes
        );
    }
}

/// Lists of parts as others may write them.
#[test]
fn a_file_with_odd_parts_is_merged_once() {
    for parts in ["[1]", "[9,9,9]", "[]", "[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,7]"] {
        let mut ann = Desk::ready("ann");
        let mut file: serde_json::Value = serde_json::from_str(&write(&ann.save())).unwrap();
        file["codebook"][0]["parts"] = serde_json::from_str(parts).unwrap();
        file["codebook"][0]["revision"] = 5.into();
        let file = native::read(&file.to_string()).unwrap();
        ann.merge(&file);
        assert!(
            merge::plan(&ann.work.project, &file, &|_| None).summary.nothing,
            "{parts}"
        );
        assert_eq!(join(&file, &file), file, "{parts}");
    }
}

/// Tags of the first theme, and of the second, that are to be seen.
fn seen(desk: &Desk, themes: [&project::ThemeId; 2]) -> [usize; 2] {
    themes.map(|theme| {
        let live = desk.work.project.themes.get(theme).is_some_and(|t| !t.deleted);
        let tags = desk.work.project.annotations.values();
        let tags = tags.filter(|a| live && !a.deleted && a.theme.as_ref() == Some(theme));
        tags.count()
    })
}

#[test]
fn who_makes_two_themes_one_gets_the_tags_of_all_whoever_merges_what_first() {
    let base = Desk::ready("host").save();
    let toggle = |sentence, theme| Act::Toggle {
        document: 0,
        sentence,
        theme,
    };
    let book = Desk::opening("host", &base).work.project.clone();
    let [first, second] = [0, 1].map(|n| book.codebook()[n].id.clone());
    let both = [&first, &second];
    let host = || {
        let mut desk = Desk::opening("host", &base).acts(vec![toggle(0, 0)]);
        desk.act(Act::MergeThemes { from: 0, into: 1 });
        desk
    };
    // Ann has both themes on one sentence: one tag is left of them.
    let ann = || Desk::opening("ann", &base).acts(vec![toggle(1, 0), toggle(1, 1), toggle(2, 0)]);
    let mut gathers = host();
    gathers.merge(&ann().save());
    assert_eq!(seen(&gathers, both), [0, 3]);
    gathers.act(Act::Undo);
    assert_eq!(seen(&gathers, both), [0, 1]);
    gathers.act(Act::Redo);
    let mut receives = ann();
    let plan = receives.preview(&host().save());
    assert_eq!(plan.summary.followed.iter().map(|f| f.tags).sum::<usize>(), 2);
    receives.merge(&host().save());
    assert_eq!(seen(&receives, both), [0, 3]);
    // They exchange what they have, and say the same.
    let (a, b) = (gathers.save(), receives.save());
    gathers.merge(&b);
    receives.merge(&a);
    assert_eq!(seen(&gathers, both), [0, 3]);
    assert_eq!(content(&gathers.work.project), content(&receives.work.project));
    // Who wants the theme back has it, and what is tagged with it from then on.
    let mut again = Desk::opening("ann", &gathers.save());
    again.act(Act::RestoreTheme { theme: 0 });
    let old = again.save();
    let mut more = Desk::opening("bob", &old);
    more.act(toggle(0, 0));
    gathers.merge(&more.save());
    assert_eq!(seen(&gathers, both), [1, 3]);
}

#[test]
fn a_merge_names_the_place_whose_reading_another_answer_replaces() {
    let base = Desk::ready("host").save();
    let says = |who, verdict| {
        let repair = Act::Repair {
            document: 0,
            line: 4,
            verdict: Some(verdict),
        };
        Desk::opening(who, &base).acts(vec![repair])
    };
    let mut mine = says("ann", Verdict::NotSpeech);
    // Said last, and therefore newer.
    let mut theirs = says("bob", Verdict::Continues);
    for verdict in [Verdict::NotSpeech, Verdict::Continues] {
        theirs.act(Act::Repair {
            document: 0,
            line: 4,
            verdict: Some(verdict),
        });
    }
    let file = theirs.save();
    let replaced = mine.preview(&file).summary.replaced;
    let words = mine.work.project.repairs[0].words.clone();
    assert!(!words.is_empty());
    assert_eq!(replaced, [project::Replacement::Reading { words }]);
    mine.merge(&file);
    assert_eq!(mine.work.project.repairs, theirs.work.project.repairs);
}

#[test]
fn tags_of_a_document_that_comes_back_have_the_theme_that_stands_for_theirs() {
    let mut desk = Desk::ready("ann");
    let [first, second] = [0, 1].map(|n| desk.work.project.codebook()[n].id.clone());
    desk.act(Act::Toggle {
        document: 0,
        sentence: 0,
        theme: 0,
    });
    let info = desk.work.project.documents[0].clone();
    let edit = project::remove_document(&desk.work.project, &info.fingerprint, 0);
    let label = Label::RemoveDocument { name: String::new() };
    desk.step(Some(edit), label, None);
    desk.act(Act::MergeThemes { from: 0, into: 1 });
    let edits = project::left_behind(&desk.work, &info.fingerprint);
    desk.run(Operation::Silent {
        edit: Edit::Batch(edits),
    });
    assert_eq!(seen(&desk, [&first, &second]), [0, 1]);
}
