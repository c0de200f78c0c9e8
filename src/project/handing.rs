//! Somebody turns out to be a person whom a file knows: the same one at another computer.

use super::codebook_edits::{Becoming, Making, made_one};
use super::commands::changed_at;
use super::{Annotation, AnnotatorId, Edit, Repair, Timestamp, Workspace};

/// Makes what `from` has done the work of `to`, and `from` nobody. What both have put on the same words is there once,
/// with the notes of both; of what both have read the further counts. Nothing where they are one.
pub fn hand_over(w: &Workspace, from: &AnnotatorId, to: &AnnotatorId, now: Timestamp) -> Option<Edit> {
    if from == to {
        return None;
    }
    let project = &w.project;
    let (making, revision) = (Making::of(w, now), w.next_revision());
    let of = |who| project.annotations.values().filter(move |a| &a.annotator == who);
    let gone = of(from).filter(|a| a.deleted);
    let mut edits: Vec<Edit> = gone
        .map(|a| Edit::Annotation {
            id: a.id.clone(),
            value: Some(Box::new(Annotation {
                annotator: to.clone(),
                modified: changed_at(a, now),
                revision,
                ..a.clone()
            })),
        })
        .collect();
    // Their own come first: they stay.
    let there = of(to).chain(of(from)).filter(|a| !a.deleted);
    let becoming = there.map(|was| Becoming {
        was,
        theme: was.theme.as_ref(),
        whose: to,
    });
    edits.extend(made_one(making, becoming.collect()));
    let repairs = project.repairs.iter().filter(|r| &r.annotator == from);
    edits.extend(repairs.map(|r| Edit::Repair {
        document: r.document.clone(),
        at: r.at,
        value: Some(Repair {
            annotator: to.clone(),
            revision,
            ..r.clone()
        }),
    }));
    for p in project.progress.iter().filter(|p| &p.annotator == from) {
        let mut own = project.progress.iter();
        let own = own.find(|o| &o.annotator == to && o.document == p.document);
        let read = |annotator: &AnnotatorId, read| Edit::Progress {
            annotator: annotator.clone(),
            document: p.document.clone(),
            read,
        };
        edits.push(read(from, None));
        edits.push(read(to, Some(own.map_or(p.read, |o| o.read.max(p.read)))));
    }
    edits.push(Edit::Annotator {
        id: from.clone(),
        value: None,
    });
    Some(Edit::Batch(edits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::minutes::{Verdict, parse};
    use crate::project::{
        Colour, Label, Operation, ThemeId, Unit, add_theme, anchor, name_annotator, repair, set_note,
        toggle_theme,
    };
    use crate::text::OffsetIndex;

    #[test]
    fn tags_of_a_stranger_become_those_of_the_person_and_none_is_there_twice() {
        let minutes = parse("第１回　会議　会議録\n\n○議長　開会します。\n○委員　賛成です。\n");
        let (index, document) = (OffsetIndex::new(&minutes.text), minutes.fingerprint());
        let [ann, stranger] = ["ann", "stranger"].map(|id| AnnotatorId::parse(id).unwrap());
        let theme = ThemeId::parse("life").unwrap();
        let mut work = Workspace::default();
        let edit = add_theme(&work, "life", Colour(0), None, &mut || "life".to_owned());
        work.run(Operation::Silent { edit });
        for who in [&ann, &stranger] {
            let edit = name_annotator(&work, who, who.as_str()).unwrap();
            work.run(Operation::Silent { edit });
        }
        // Both have tagged the first sentence, the stranger the second one, too.
        for (n, (who, at)) in [(&ann, 0), (&stranger, 0), (&stranger, 1)]
            .into_iter()
            .enumerate()
        {
            let target = anchor::target(&minutes, &index, Unit::Span, minutes.sentences[at]);
            let edit = toggle_theme(&work, who, &document, target, &theme, &mut || n.to_string(), 1);
            work.run(Operation::Silent { edit });
        }
        let edit = hand_over(&work, &stranger, &ann, 2).unwrap();
        work.run(Operation::Silent { edit });
        let tags: Vec<_> = work
            .project
            .annotations_of(&document)
            .map(|a| (a.id.as_str(), a.annotator.as_str()))
            .collect();
        assert_eq!(tags, [("0", "ann"), ("2", "ann")]);
        assert!(!work.project.annotators.contains_key(&stranger));
        assert_eq!(hand_over(&work, &ann, &ann, 3), None);
    }

    #[test]
    fn what_both_have_noted_and_repaired_and_read_is_the_person_s_and_undo_brings_it_back() {
        let minutes = parse("第１回　会議　会議録\n\n○議長　開会します。\n○委員　賛成です。\n");
        let (index, document) = (OffsetIndex::new(&minutes.text), minutes.fingerprint());
        let [ann, stranger] = ["ann", "stranger"].map(|id| AnnotatorId::parse(id).unwrap());
        let mut work = Workspace::default();
        for who in [&ann, &stranger] {
            let edit = name_annotator(&work, who, who.as_str()).unwrap();
            work.run(Operation::Silent { edit });
        }
        let notes = [
            (&ann, 0, "あん"),
            (&stranger, 0, "べつ"),
            (&ann, 1, "同じ"),
            (&stranger, 1, "同じ"),
        ];
        for (n, (who, at, note)) in notes.into_iter().enumerate() {
            let target = anchor::target(&minutes, &index, Unit::Span, minutes.sentences[at]);
            // The stranger's ids are in front.
            let mut id = || (9 - n).to_string();
            let edit = set_note(&work, who, &document, target, note, &mut id, 1).unwrap();
            work.run(Operation::Silent { edit });
        }
        let (text, at) = ((minutes.text.as_str(), &index), minutes.sentences[1].start);
        let edit = repair(&work, &stranger, &document, text, at, Some(Verdict::NotSpeech)).unwrap();
        work.run(Operation::Silent { edit });
        for (who, read) in [(&ann, 9), (&stranger, 12)] {
            let (annotator, document, read) = (who.clone(), document.clone(), Some(read));
            work.run(Operation::Silent {
                edit: Edit::Progress {
                    annotator,
                    document,
                    read,
                },
            });
        }
        let before = work.project.clone();
        let edit = hand_over(&work, &stranger, &ann, 2).unwrap();
        work.run(Operation::Do {
            edit,
            label: Label::Rename,
            at: 2,
            coalesce: None,
        });
        let after = &work.project;
        let notes: Vec<_> = after.annotations_of(&document).collect();
        let mut words: Vec<_> = notes.iter().map(|a| a.note.as_str()).collect();
        words.sort_unstable();
        assert_eq!(words, ["あん\nべつ", "同じ"]);
        let makers = after.annotations.values().map(|a| &a.annotator);
        let makers = makers.chain(after.repairs.iter().map(|r| &r.annotator));
        let all: Vec<_> = makers
            .chain(after.progress.iter().map(|p| &p.annotator))
            .collect();
        assert!(all.iter().all(|who| *who == &ann), "{all:?}");
        assert_eq!(after.repairs.len(), 1);
        assert_eq!(after.progress.iter().map(|p| p.read).collect::<Vec<_>>(), [12]);
        work.run(Operation::Undo);
        assert_eq!(work.project, before);
    }
}
