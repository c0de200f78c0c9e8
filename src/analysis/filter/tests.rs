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

    fn counted(&self) -> Vec<bool> {
        let index = OffsetIndex::new(&self.minutes.text);
        counted(&self.work.project, &self.document, &self.minutes, &index)
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

fn wanted<T>(list: impl Into<Vec<T>>) -> Chosen<T> {
    Chosen {
        wanted: list.into(),
        ..Chosen::default()
    }
}

fn unwanted<T>(list: impl Into<Vec<T>>) -> Chosen<T> {
    Chosen {
        unwanted: list.into(),
        ..Chosen::default()
    }
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
            themes: wanted([theme("a")]),
            ..all.clone()
        }),
        ["避難所が足りません。", "予算はありますか。"]
    );
    let both = |every_theme: bool| Filter {
        themes: wanted([theme("a"), theme("b")]),
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
            speakers: wanted([member.unwrap() as u32]),
            ..all.clone()
        }),
        said
    );
    assert_eq!(
        one(Filter {
            roles: wanted(["委員".to_owned()]),
            ..all.clone()
        }),
        said
    );
    let heading = room.minutes.sections[1].first_block;
    assert_eq!(
        one(Filter {
            sections: wanted([heading]),
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
        themes: wanted([theme("a")]),
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
fn with_one_theme_and_without_another() {
    let room = room();
    let mut filter = Filter {
        themes: Chosen {
            wanted: vec![theme("a")],
            unwanted: vec![theme("b")],
        },
        all: true,
        ..Filter::default()
    };
    assert_eq!(
        room.shown(&filter),
        ["予算はありますか。"],
        "the other has b, too"
    );
    filter.every_theme = true;
    assert_eq!(
        room.shown(&filter),
        ["予算はありますか。"],
        "each of those wanted, of which there is one"
    );
    filter.themes = unwanted([theme("a"), theme("b")]);
    assert_eq!(room.shown(&filter).len(), 5, "neither one nor the other");
    // Whatever the chair did not say, in whatever part.
    let chair = room
        .minutes
        .speakers
        .iter()
        .position(|s| s.role.as_deref() == Some("議長"));
    let not_chair = |all| Filter {
        speakers: unwanted([chair.unwrap() as u32]),
        all,
        ..Filter::default()
    };
    let said = ["避難所が足りません。", "予算はありますか。", "賛成です。"];
    assert_eq!(room.shown(&not_chair(true)), said);
    let roles = Filter {
        roles: unwanted(["議長".to_owned()]),
        all: true,
        ..Filter::default()
    };
    assert_eq!(room.shown(&roles), said);
    let heading = room.minutes.sections[1].first_block;
    let elsewhere = Filter {
        sections: unwanted([heading]),
        ..not_chair(true)
    };
    assert_eq!(room.shown(&elsewhere), ["賛成です。"]);
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
    // Who has typed the mark alone so far asks for nothing yet.
    assert_eq!(room.shown(&with("避難所 -")), wanted);
    assert!(with("－").is_empty());
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
        others in proptest::collection::vec(prop_oneof![Just("a"), Just("b")], 0..2),
        people in proptest::collection::vec(prop_oneof![Just("ann"), Just("bob"), Just("hidden")], 0..2),
        flags in any::<[bool; 4]>(),
        speakers in proptest::collection::vec(0u32..4, 0..2),
        silent in proptest::collection::vec(0u32..4, 0..2),
        roles in proptest::collection::vec(prop_oneof![Just("委員"), Just("議長")], 0..2),
        sections in proptest::collection::vec(0u32..12, 0..2),
        words in prop_oneof![Just(""), Just("す"), Just("避難"), Just(" ")],
    ) -> Filter {
        Filter {
            themes: Chosen {
                wanted: themes.into_iter().map(theme).collect(),
                unwanted: others.into_iter().map(theme).collect(),
            },
            every_theme: flags[3],
            without_theme: flags[0],
            with_note: flags[1],
            annotators: people.into_iter().filter_map(AnnotatorId::parse).collect(),
            speakers: Chosen { wanted: speakers, unwanted: silent },
            roles: wanted(roles.into_iter().map(str::to_owned).collect::<Vec<_>>()),
            sections: wanted(sections),
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
        let counted = room.counted();
        let plain = room.marks(&filter);
        let not = room.marks(&Filter { not: true, ..filter.clone() });
        for (n, counted) in counted.iter().enumerate() {
            prop_assert_eq!(plain[n] != not[n], *counted);
        }
        let and = room.marks(&Filter { all: true, ..filter.clone() });
        let or = room.marks(&Filter { all: false, ..filter.clone() });
        prop_assert!(and.iter().zip(&or).all(|(and, or)| !and || *or));
        if filter.is_empty() {
            prop_assert_eq!(&plain, &counted);
        }
    }
}
