//! Somebody turns out to be a person whom a file knows: the same one at another computer.

use super::{Annotation, AnnotatorId, Edit, Timestamp, Workspace};

/// Makes what `from` has done the work of `to`, and `from` nobody. A tag that `to` has on the same words already goes.
/// Nothing where they are one.
pub fn hand_over(w: &Workspace, from: &AnnotatorId, to: &AnnotatorId, now: Timestamp) -> Option<Edit> {
    if from == to {
        return None;
    }
    let theirs = |a: &Annotation| {
        let mut same = w
            .project
            .annotations_of(&a.document)
            .filter(|b| &b.annotator == to);
        a.theme.is_some() && same.any(|b| b.theme == a.theme && b.target.position == a.target.position)
    };
    let own = w.project.annotations.values().filter(|a| &a.annotator == from);
    let mut edits: Vec<Edit> = own
        .map(|a| Edit::Annotation {
            id: a.id.clone(),
            value: Some(Box::new(Annotation {
                annotator: to.clone(),
                deleted: a.deleted || theirs(a),
                modified: now,
                revision: w.next_revision(),
                ..a.clone()
            })),
        })
        .collect();
    edits.push(Edit::Annotator {
        id: from.clone(),
        value: None,
    });
    Some(Edit::Batch(edits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::minutes::parse;
    use crate::project::{Colour, Operation, ThemeId, Unit, add_theme, anchor, name_annotator, toggle_theme};
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
}
