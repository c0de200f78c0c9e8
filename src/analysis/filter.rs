//! Which statements a filter shows.

use crate::minutes::{Block, BlockKind, Minutes};
use crate::project::{Annotation, AnnotatorId, Fingerprint, Project, ThemeId};
use crate::text::{OffsetIndex, search};

use super::sentences::{annotated, taggable, touched};

/// What is looked for. Lists are any-of; an empty list, an empty string and `false` ask for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Has one of these themes.
    pub themes: Vec<ThemeId>,
    /// Has each of them.
    pub every_theme: bool,
    /// Has no theme.
    pub without_theme: bool,
    /// Is said by one of these, as indexes into [`Minutes::speakers`].
    pub speakers: Vec<u32>,
    /// Is said in one of these roles: 委員, 議長, …
    pub roles: Vec<String>,
    /// Stands under one of these headings, or one below it, as indexes of the heading's block.
    pub sections: Vec<u32>,
    /// Whose themes and notes count in the other criteria, everybody's if empty; alone: has one of theirs.
    pub annotators: Vec<AnnotatorId>,
    /// Has a note.
    pub with_note: bool,
    /// Holds these words, parted by white space: each as the search finds it, and each a criterion of its own; behind a minus
    /// sign one that it does not hold.
    pub words: String,
    /// Everything asked for must hold, not only something.
    pub all: bool,
    /// Shows what does not match instead.
    pub not: bool,
}

impl Filter {
    /// Whether nothing is asked for; then everything matches.
    pub fn is_empty(&self) -> bool {
        let lists = self.themes.is_empty() && self.speakers.is_empty() && self.roles.is_empty();
        let places = self.sections.is_empty() && self.annotators.is_empty();
        lists && places && !self.without_theme && !self.with_note && self.words.trim().is_empty()
    }
}

/// Whether each sentence of [`Minutes::sentences`] is shown. Sentences that cannot be tagged never are.
/// Annotations of people that are not `shown`, and tags of deleted themes, do not count.
pub fn matching(
    filter: &Filter,
    project: &Project,
    document: &Fingerprint,
    minutes: &Minutes,
    shown: &dyn Fn(&AnnotatorId) -> bool,
) -> Vec<bool> {
    let look = Look {
        filter,
        project,
        document,
        minutes,
        shown,
        index: OffsetIndex::new(&minutes.text),
    };
    let criteria = look.criteria();
    let hit = |n: usize| {
        let mut each = criteria.iter().map(|c| c.get(n) == Some(&true));
        match filter.all || criteria.is_empty() {
            true => each.all(|hit| hit),
            false => each.any(|hit| hit),
        }
    };
    let taggable = taggable(minutes).into_iter().enumerate();
    taggable
        .map(|(n, taggable)| taggable && hit(n) != filter.not)
        .collect()
}

/// What is not to be in a sentence, if a word of a filter says so: 安全 of 「-安全」.
pub fn unwanted(word: &str) -> Option<&str> {
    word.strip_prefix(['-', '－', '−']).filter(|w| !w.is_empty())
}

/// What a filter looks at.
struct Look<'a> {
    filter: &'a Filter,
    project: &'a Project,
    document: &'a Fingerprint,
    minutes: &'a Minutes,
    shown: &'a dyn Fn(&AnnotatorId) -> bool,
    index: OffsetIndex,
}

impl Look<'_> {
    /// The sentences that meet each of the criteria asked for.
    fn criteria(&self) -> Vec<Vec<bool>> {
        let f = self.filter;
        let mut list = Vec::new();
        if !f.themes.is_empty() {
            let mut each = f.themes.iter().map(|theme| {
                let of_it = |a: &Annotation| a.theme.as_ref() == Some(theme) && self.live(theme);
                self.with(&of_it)
            });
            let mut marks = each.next().unwrap_or_default();
            for other in each {
                for (mark, other) in marks.iter_mut().zip(other) {
                    *mark = if f.every_theme {
                        *mark && other
                    } else {
                        *mark || other
                    };
                }
            }
            list.push(marks);
        }
        if f.without_theme {
            let mut tagged = self.with(&|a| a.theme.as_ref().is_some_and(|t| self.live(t)));
            tagged.iter_mut().for_each(|t| *t = !*t);
            list.push(tagged);
        }
        if f.with_note {
            list.push(self.with(&|a| !a.note.is_empty()));
        }
        if !f.annotators.is_empty() && list.is_empty() {
            list.push(self.with(&|a| a.theme.as_ref().is_none_or(|t| self.live(t))));
        }
        if !f.speakers.is_empty() {
            list.push(self.said_by(&|speaker| f.speakers.contains(&speaker)));
        }
        if !f.roles.is_empty() {
            list.push(self.said_by(&|speaker| {
                let role = self.minutes.speakers.get(speaker as usize);
                role.and_then(|s| s.role.as_ref())
                    .is_some_and(|r| f.roles.contains(r))
            }));
        }
        if !f.sections.is_empty() {
            list.push(self.under_headings());
        }
        let variants = search::Variants::read(search::VARIANTS);
        for word in f.words.split_whitespace() {
            // 「カード -安全」
            let unwanted = unwanted(word);
            let word = unwanted.unwrap_or(word);
            let mut marks = self.none();
            for place in search::find_all(&self.minutes.text, word, &variants) {
                if let Some(list) = marks.get_mut(touched(self.minutes, place)) {
                    list.fill(true);
                }
            }
            if unwanted.is_some() {
                marks.iter_mut().for_each(|m| *m = !*m);
            }
            list.push(marks);
        }
        list
    }

    fn none(&self) -> Vec<bool> {
        vec![false; self.minutes.sentences.len()]
    }

    fn live(&self, theme: &ThemeId) -> bool {
        self.project.themes.get(theme).is_some_and(|t| !t.deleted)
    }

    /// Sentences with such an annotation.
    fn with(&self, wanted: &dyn Fn(&Annotation) -> bool) -> Vec<bool> {
        let mut marks = self.none();
        let people = &self.filter.annotators;
        for a in self.project.annotations_of(self.document) {
            let counts = (self.shown)(&a.annotator) && (people.is_empty() || people.contains(&a.annotator));
            if counts
                && wanted(a)
                && let Some(list) = marks.get_mut(annotated(self.minutes, &self.index, a))
            {
                list.fill(true);
            }
        }
        marks
    }

    fn said_by(&self, wanted: &dyn Fn(u32) -> bool) -> Vec<bool> {
        let mut marks = self.none();
        for (block, speech) in self.minutes.speeches() {
            if wanted(speech.speaker) {
                self.mark_block(&mut marks, block);
            }
        }
        marks
    }

    fn under_headings(&self) -> Vec<bool> {
        let mut marks = self.none();
        // Level of the chosen heading that holds; a heading of that level or above ends it.
        let mut open: Option<u8> = None;
        for (n, block) in self.minutes.blocks.iter().enumerate() {
            if let BlockKind::Heading(level) = block.kind {
                open = open.filter(|o| *o < level);
                if open.is_none() && self.filter.sections.contains(&(n as u32)) {
                    open = Some(level);
                }
            }
            if open.is_some() {
                self.mark_block(&mut marks, block);
            }
        }
        marks
    }

    fn mark_block(&self, marks: &mut [bool], block: &Block) {
        for p in self.minutes.paragraphs_of(block) {
            if let Some(list) = marks.get_mut(p.sentences.start as usize..p.sentences.end as usize) {
                list.fill(true);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::minutes::parse;
    use crate::project::{Colour, Edit, Operation, Unit, Workspace};
    use crate::project::{add_theme, anchor, set_note, toggle_theme};
    use proptest::prelude::*;

    const TEXT: &str = "第１回　会議　会議録\n\n１　開会\n○議長（山田）　開会します。防災の件です。\n\
        ２　議事\n○佐藤委員　避難所が足りません。予算はありますか。\n○議長（山田）　調べます。\n\
        ３　閉会\n○佐藤委員　賛成です。\n○議長（山田）　終わります。\n";

    struct Room {
        work: Workspace,
        minutes: Minutes,
        document: Fingerprint,
        ids: u32,
    }

    impl Room {
        fn new() -> Self {
            let minutes = parse(TEXT);
            let mut room = Self {
                document: minutes.fingerprint(),
                minutes,
                work: Workspace::default(),
                ids: 0,
            };
            for id in ["a", "b"] {
                let edit = add_theme(&room.work, id, Colour(0), None, &mut || id.to_owned());
                room.run(edit);
            }
            room
        }

        fn run(&mut self, edit: Edit) {
            self.work.run(Operation::Silent { edit });
        }

        fn number(&self, words: &str) -> usize {
            let text = &self.minutes.text;
            let list = &self.minutes.sentences;
            list.iter().position(|r| r.of(text).contains(words)).unwrap()
        }

        fn tag(&mut self, who: &str, words: &str, theme: &str) {
            self.ids += 1;
            let (me, id) = (AnnotatorId::parse(who).unwrap(), format!("id{}", self.ids));
            let index = OffsetIndex::new(&self.minutes.text);
            let range = self.minutes.sentences[self.number(words)];
            let target = anchor::target(&self.minutes, &index, Unit::Span, range);
            let edit = match ThemeId::parse(theme) {
                Some(t) => toggle_theme(&self.work, &me, &self.document, target, &t, &mut || id.clone(), 0),
                None => set_note(
                    &self.work,
                    &me,
                    &self.document,
                    target,
                    "メモ",
                    &mut || id.clone(),
                    0,
                )
                .unwrap(),
            };
            self.run(edit);
        }

        fn marks(&self, filter: &Filter) -> Vec<bool> {
            let shown = |p: &AnnotatorId| p.as_str() != "hidden";
            matching(filter, &self.work.project, &self.document, &self.minutes, &shown)
        }

        fn shown(&self, filter: &Filter) -> Vec<&str> {
            let list = self.minutes.sentences.iter().zip(self.marks(filter));
            list.filter(|(_, m)| *m)
                .map(|(r, _)| r.of(&self.minutes.text))
                .collect()
        }
    }

    fn theme(id: &str) -> ThemeId {
        ThemeId::parse(id).unwrap()
    }

    fn room() -> Room {
        let mut room = Room::new();
        room.tag("ann", "避難所", "a");
        room.tag("bob", "予算", "a");
        room.tag("bob", "避難所", "b");
        room.tag("ann", "賛成", "");
        room.tag("hidden", "終わります", "b");
        room
    }

    #[test]
    fn one_criterion_each() {
        let room = room();
        let all = Filter::default();
        assert_eq!(room.shown(&all).len(), 7);
        let one = |filter: Filter| room.shown(&filter);
        assert_eq!(
            one(Filter {
                themes: vec![theme("a")],
                ..all.clone()
            }),
            ["避難所が足りません。", "予算はありますか。"]
        );
        let both = |every_theme: bool| Filter {
            themes: vec![theme("a"), theme("b")],
            every_theme,
            ..all.clone()
        };
        assert_eq!(one(both(false)), ["避難所が足りません。", "予算はありますか。"]);
        assert_eq!(one(both(true)), ["避難所が足りません。"]);
        assert_eq!(
            one(Filter {
                without_theme: true,
                ..all.clone()
            })
            .len(),
            5,
            "one is hidden"
        );
        assert_eq!(
            one(Filter {
                with_note: true,
                ..all.clone()
            }),
            ["賛成です。"]
        );
        assert_eq!(
            one(Filter {
                words: "ﾎﾞｳ".to_owned(),
                ..all.clone()
            }),
            [""; 0]
        );
        assert_eq!(
            one(Filter {
                words: "防災".to_owned(),
                ..all.clone()
            }),
            ["防災の件です。"]
        );
        // Two words, in any order; one of them is enough where one criterion is.
        let words = |all: bool| Filter {
            words: "足り　避難".to_owned(),
            all,
            ..Filter::default()
        };
        assert_eq!(one(words(true)), ["避難所が足りません。"]);
        let any = Filter {
            words: "足り 防災".to_owned(),
            ..words(false)
        };
        assert_eq!(one(any), ["防災の件です。", "避難所が足りません。"]);
        let member = room
            .minutes
            .speakers
            .iter()
            .position(|s| s.role.as_deref() == Some("委員"));
        let said = ["避難所が足りません。", "予算はありますか。", "賛成です。"];
        assert_eq!(
            one(Filter {
                speakers: vec![member.unwrap() as u32],
                ..all.clone()
            }),
            said
        );
        assert_eq!(
            one(Filter {
                roles: vec!["委員".to_owned()],
                ..all.clone()
            }),
            said
        );
        let heading = room.minutes.sections[1].first_block;
        assert_eq!(
            one(Filter {
                sections: vec![heading],
                ..all.clone()
            }),
            ["避難所が足りません。", "予算はありますか。", "調べます。"]
        );
        let ann = AnnotatorId::parse("ann").unwrap();
        assert_eq!(
            one(Filter {
                annotators: vec![ann],
                ..all.clone()
            }),
            ["避難所が足りません。", "賛成です。"]
        );
    }

    #[test]
    fn criteria_together() {
        let mut room = room();
        let bob = AnnotatorId::parse("bob").unwrap();
        let mut filter = Filter {
            themes: vec![theme("a")],
            annotators: vec![bob],
            all: true,
            ..Filter::default()
        };
        assert_eq!(
            room.shown(&filter),
            ["予算はありますか。"],
            "the other a is Ann's"
        );
        filter.words = "賛成".to_owned();
        assert!(room.shown(&filter).is_empty());
        filter.all = false;
        assert_eq!(room.shown(&filter), ["予算はありますか。", "賛成です。"]);
        filter.not = true;
        assert_eq!(room.shown(&filter).len(), 5);
        let edit = crate::project::delete_theme(&room.work, &theme("a")).unwrap();
        room.run(edit);
        filter.not = false;
        assert_eq!(
            room.shown(&filter),
            ["賛成です。"],
            "a deleted theme is on nothing"
        );
    }

    #[test]
    fn a_word_behind_a_minus_sign_is_not_wanted() {
        let room = room();
        let with = |words: &str| Filter {
            words: words.to_owned(),
            all: true,
            ..Filter::default()
        };
        let (wanted, unwanted) = (room.shown(&with("避難所")), room.shown(&with("-避難所")));
        assert!(!wanted.is_empty() && wanted.iter().all(|s| !unwanted.contains(s)));
        assert_eq!(wanted.len() + unwanted.len(), room.shown(&with("")).len());
        assert!(room.shown(&with("避難所 －足り")).is_empty());
    }

    #[test]
    fn words_of_white_space_ask_for_nothing() {
        let asks = |words: &str, with_note| Filter {
            words: words.to_owned(),
            not: true,
            with_note,
            ..Filter::default()
        };
        assert!(asks(" ", false).is_empty());
        assert!(!asks(" ", true).is_empty());
    }

    prop_compose! {
        fn filters()(
            themes in proptest::collection::vec(prop_oneof![Just("a"), Just("b"), Just("z")], 0..3),
            people in proptest::collection::vec(prop_oneof![Just("ann"), Just("bob"), Just("hidden")], 0..2),
            flags in any::<[bool; 4]>(),
            speakers in proptest::collection::vec(0u32..4, 0..2),
            roles in proptest::collection::vec(prop_oneof![Just("委員"), Just("議長")], 0..2),
            sections in proptest::collection::vec(0u32..12, 0..2),
            words in prop_oneof![Just(""), Just("す"), Just("避難"), Just(" ")],
        ) -> Filter {
            Filter {
                themes: themes.into_iter().map(theme).collect(),
                every_theme: flags[3],
                without_theme: flags[0],
                with_note: flags[1],
                annotators: people.into_iter().filter_map(AnnotatorId::parse).collect(),
                speakers,
                roles: roles.into_iter().map(str::to_owned).collect(),
                sections,
                words: words.to_owned(),
                all: flags[2],
                not: false,
            }
        }
    }

    proptest! {
        #[test]
        fn not_is_the_complement_and_and_is_within_or(filter in filters()) {
            let room = room();
            let taggable = taggable(&room.minutes);
            let plain = room.marks(&filter);
            let not = room.marks(&Filter { not: true, ..filter.clone() });
            for (n, taggable) in taggable.iter().enumerate() {
                prop_assert_eq!(plain[n] != not[n], *taggable);
            }
            let and = room.marks(&Filter { all: true, ..filter.clone() });
            let or = room.marks(&Filter { all: false, ..filter.clone() });
            prop_assert!(and.iter().zip(&or).all(|(and, or)| !and || *or));
            if filter.is_empty() {
                prop_assert_eq!(&plain, &taggable);
            }
        }
    }
}
