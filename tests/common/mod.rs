//! People who work on one document, for the tests of projects and files.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "each test file compiles this for itself and uses its part; what is unwrapped here is there"
)]

use fusen::minutes::{DocumentText, Minutes, Verdict, parse, parse_canonical};
use fusen::project::{
    Annotation, AnnotatorId, Bundle, Colour, DocumentInfo, Edit, Example, Label, MergePlan, Operation,
    STARTER, Source, Target, ThemeId, Unit, Workspace, add_document, add_example, add_starter, add_theme,
    anchor, change_theme, delete_theme, follow, merge, merge_themes, move_theme, name_annotator,
    remove_example, repair, restore_theme, retag, set_note, tag_all, toggle_theme,
};
use fusen::text::{ByteRange, Fingerprint, OffsetIndex, Shelf};
use proptest::prelude::*;

const TEXT: &str = "第２回　青葉町交通会議　会議録\n令和７年５月８日（木）午前１０時～午前１０時４０分\n\
    【page:1】 ---\n○議長（𠮷村葛\u{e0100}子君）　おはようございます。出席者は７人です。（「はい」と呼ぶ者あり）これより会議を開きます。\n\
    【page:2】 ---\n○事務局　資料１を御覧ください。ABC 123 の件です。\n　次に、\"引用\"と\\の件です。\n○委員　賛成です。\n";

/// Two documents: the first and one with a word more.
pub fn documents() -> [Minutes; 2] {
    [parse(TEXT), parse(&format!("{TEXT}○事務局　以上です。\n"))]
}

/// The same with other white space, as other programs hand the text on: the words, and so the documents, are the same.
/// Way 0 is how they are.
pub fn documents_in(way: usize) -> [Minutes; 2] {
    let other = |text: &str| match way {
        0 => text.to_owned(),
        1 => text.replace('。', "。\n"),
        _ => format!("\u{3000}{}\n", text.replace('\n', "\n\n").replace('は', "は ")),
    };
    documents().map(|minutes| match way {
        0 => minutes,
        _ => parse_canonical(&DocumentText {
            text: other(&minutes.text),
            ..DocumentText::default()
        }),
    })
}

/// One thing a person does. The numbers choose among what is there.
#[derive(Clone, Debug)]
pub enum Act {
    Toggle {
        document: usize,
        sentence: usize,
        theme: usize,
    },
    Span {
        document: usize,
        start: usize,
        length: usize,
        theme: usize,
    },
    Note {
        document: usize,
        sentence: usize,
        text: String,
    },
    AddTheme {
        name: String,
        colour: u32,
        key: Option<char>,
    },
    ChangeTheme {
        theme: usize,
        name: String,
        order: i64,
    },
    /// Texts of a theme and an example; an empty one takes the text or the examples away.
    Describe {
        theme: usize,
        texts: [String; 4],
        example: String,
        by_hand: bool,
    },
    DeleteTheme {
        theme: usize,
    },
    MoveTheme {
        theme: usize,
        parent: Option<usize>,
        before: Option<usize>,
    },
    MergeThemes {
        from: usize,
        into: usize,
    },
    Retag {
        every: usize,
        theme: usize,
    },
    RestoreTheme {
        theme: usize,
    },
    TagAll {
        document: usize,
        every: usize,
        theme: usize,
    },
    Rename {
        name: String,
    },
    Read {
        document: usize,
        read: u32,
    },
    Open {
        document: usize,
    },
    Repair {
        document: usize,
        line: usize,
        verdict: Option<Verdict>,
    },
    Publish,
    Undo,
    Redo,
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("防災".to_owned()),
        Just("𠮷\u{e0100}".to_owned()),
        Just("a\nb".to_owned()),
        Just("\"\\\u{7}".to_owned()),
        "\\PC{1,12}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![2 => word(), 1 => Just(String::new())]
}

fn verdict() -> impl Strategy<Value = Option<Verdict>> {
    prop_oneof![
        Just(None),
        Just(Some(Verdict::Continues)),
        Just(Some(Verdict::NotSpeech)),
        proptest::option::of(word()).prop_map(|speaker| Some(Verdict::Speech { speaker })),
    ]
}

/// Acts that change the project or its history; `publish`: whether files are saved between.
pub fn act(publish: bool) -> impl Strategy<Value = Act> {
    let n = 0usize..12;
    prop_oneof![
        6 => (0usize..2, n.clone(), n.clone())
            .prop_map(|(document, sentence, theme)| Act::Toggle { document, sentence, theme }),
        2 => (0usize..2, 0usize..160, 1usize..60, n.clone())
            .prop_map(|(document, start, length, theme)| Act::Span { document, start, length, theme }),
        4 => (0usize..2, 0usize..3, prop_oneof![3 => word(), 1 => Just(String::new())])
            .prop_map(|(document, sentence, text)| Act::Note { document, sentence, text }),
        2 => (word(), 0u32..0x100_0000, proptest::option::of(any::<char>()))
            .prop_map(|(name, colour, key)| Act::AddTheme { name, colour, key }),
        2 => (n.clone(), word(), any::<i64>())
            .prop_map(|(theme, name, order)| Act::ChangeTheme { theme, name, order }),
        2 => (n.clone(), [text(), text(), text(), text()], text(), any::<bool>())
            .prop_map(|(theme, texts, example, by_hand)| Act::Describe { theme, texts, example, by_hand }),
        1 => n.clone().prop_map(|theme| Act::DeleteTheme { theme }),
        2 => (n.clone(), proptest::option::of(n.clone()), proptest::option::of(n.clone()))
            .prop_map(|(theme, parent, before)| Act::MoveTheme { theme, parent, before }),
        1 => (n.clone(), n.clone()).prop_map(|(from, into)| Act::MergeThemes { from, into }),
        1 => (1usize..4, n.clone()).prop_map(|(every, theme)| Act::Retag { every, theme }),
        1 => n.clone().prop_map(|theme| Act::RestoreTheme { theme }),
        1 => (0usize..2, 1usize..4, n)
            .prop_map(|(document, every, theme)| Act::TagAll { document, every, theme }),
        1 => word().prop_map(|name| Act::Rename { name }),
        1 => (0usize..2, 0u32..200).prop_map(|(document, read)| Act::Read { document, read }),
        1 => (0usize..2).prop_map(|document| Act::Open { document }),
        2 => (0usize..2, 0usize..8, verdict())
            .prop_map(|(document, line, verdict)| Act::Repair { document, line, verdict }),
        1 => Just(if publish { Act::Publish } else { Act::Redo }),
        3 => Just(Act::Undo),
        2 => Just(Act::Redo),
    ]
}

pub fn acts(publish: bool, n: usize) -> impl Strategy<Value = Vec<Act>> {
    proptest::collection::vec(act(publish), 0..n)
}

/// Somebody at a computer: a workspace and the journal it came from.
#[derive(Clone)]
pub struct Desk {
    pub work: Workspace,
    pub journal: Vec<Operation>,
    pub me: AnnotatorId,
    documents: [Minutes; 2],
    /// The workspace the journal begins with.
    pub begin: Workspace,
    seed: String,
    clock: u64,
}

impl Desk {
    /// An empty project of the person with this name.
    pub fn new(who: &str) -> Self {
        let work = Workspace::default();
        Self {
            begin: work.clone(),
            work,
            journal: Vec::new(),
            me: AnnotatorId::parse(who).unwrap(),
            documents: documents(),
            seed: who.to_owned(),
            clock: 1_795_512_645_125,
        }
    }

    /// The same person at another computer; ids made there differ.
    pub fn elsewhere(mut self, place: &str) -> Self {
        self.seed = format!("{}-{place}", self.seed);
        self
    }

    /// With a nickname, the starter themes and both documents.
    pub fn ready(who: &str) -> Self {
        let mut desk = Self::new(who);
        let name = name_annotator(&desk.work, &desk.me, who).unwrap();
        let starter = add_starter(&desk.work.project, STARTER, None).unwrap();
        for edit in [name, starter, desk.info(0), desk.info(1)] {
            desk.run(Operation::Silent { edit });
        }
        desk
    }

    /// Takes a file, with its texts, into an empty project.
    pub fn opening(who: &str, file: &Bundle) -> Self {
        let mut desk = Self::new(who);
        for minutes in &mut desk.documents {
            if let Some(text) = file.texts.get(&minutes.fingerprint()) {
                *minutes = parse_canonical(text);
            }
        }
        desk.taking(who, file)
    }

    /// The same where the texts are known with other white space.
    pub fn opening_in(way: usize, who: &str, file: &Bundle) -> Self {
        let mut desk = Self::new(who);
        desk.documents = documents_in(way);
        desk.taking(who, file)
    }

    fn taking(mut self, who: &str, file: &Bundle) -> Self {
        let desk = &mut self;
        let texts = desk.texts();
        let edit = merge::plan(&desk.work.project, file, &|f| texts.get(f)).edit;
        desk.run(Operation::Silent { edit });
        if let Some(edit) = name_annotator(&desk.work, &desk.me, who) {
            desk.run(Operation::Silent { edit });
        }
        self
    }

    fn texts(&self) -> Shelf<Fingerprint, DocumentText> {
        let texts = self.documents.iter();
        texts.map(|m| (m.fingerprint(), m.to_document_text())).collect()
    }

    /// The document as it is read here.
    pub fn minutes(&self, document: usize) -> &Minutes {
        &self.documents[document]
    }

    fn info(&self, n: usize) -> Edit {
        let minutes = &self.documents[n];
        add_document(DocumentInfo {
            fingerprint: minutes.fingerprint(),
            title: format!("会議 {n}"),
            source: Source {
                name: format!("{n}.txt"),
                media_type: "text/plain".to_owned(),
                ..Source::default()
            },
        })
    }

    pub fn run(&mut self, operation: Operation) {
        self.journal.push(operation.clone());
        self.work.run(operation);
    }

    fn time(&mut self) -> u64 {
        self.clock += 1001;
        self.clock
    }

    /// Does it as one step, if there is something to do.
    pub fn step(&mut self, edit: Option<Edit>, label: Label, coalesce: Option<String>) {
        let at = self.time();
        if let Some(edit) = edit {
            self.run(Operation::Do {
                edit,
                label,
                at,
                coalesce,
            });
        }
    }

    fn theme(&self, n: usize) -> Option<ThemeId> {
        let book = self.work.project.codebook();
        (!book.is_empty()).then(|| book[n % book.len()].id.clone())
    }

    /// A sentence of a document as a target.
    pub fn sentence(&self, document: usize, n: usize) -> Target {
        let minutes = &self.documents[document];
        let range = minutes.sentences[n % minutes.sentences.len()];
        anchor::target(minutes, &OffsetIndex::new(&minutes.text), Unit::Span, range)
    }

    fn span(&self, document: usize, start: usize, length: usize) -> Target {
        let minutes = &self.documents[document];
        let bounds: Vec<usize> = minutes
            .text
            .char_indices()
            .map(|(i, _)| i)
            .chain([minutes.text.len()])
            .collect();
        let start = start % (bounds.len() - 1);
        let end = (start + length).min(bounds.len() - 1);
        let range = ByteRange::new(bounds[start] as u32, bounds[end] as u32);
        anchor::target(minutes, &OffsetIndex::new(&minutes.text), Unit::Span, range)
    }

    fn toggle(&mut self, document: usize, target: Target, theme: usize) {
        let Some(theme) = self.theme(theme) else { return };
        let (now, seed, ops) = (self.time(), self.seed.clone(), self.journal.len());
        let mut ids = || format!("{seed}-{ops}");
        let document = self.documents[document].fingerprint();
        let edit = toggle_theme(&self.work, &self.me, &document, target, &theme, &mut ids, now);
        self.step(Some(edit), Label::AddTag { theme }, None);
    }

    /// Takes a tag of one's own off.
    pub fn take_off(&mut self, tag: &Annotation) {
        let Some(theme) = tag.theme.clone() else { return };
        let (now, target) = (self.time(), tag.target.clone());
        let mut ids = || "unused".to_owned();
        let edit = toggle_theme(&self.work, &self.me, &tag.document, target, &theme, &mut ids, now);
        self.step(Some(edit), Label::RemoveTag { theme }, None);
    }

    /// Does it, if it can be done here.
    pub fn act(&mut self, act: Act) {
        let (seed, ops) = (self.seed.clone(), self.journal.len());
        let mut ids = || format!("{seed}-{ops}");
        match act {
            Act::Toggle {
                document,
                sentence,
                theme,
            } => {
                self.toggle(document, self.sentence(document, sentence), theme);
            }
            Act::Span {
                document,
                start,
                length,
                theme,
            } => {
                self.toggle(document, self.span(document, start, length), theme);
            }
            Act::Note {
                document,
                sentence,
                text,
            } => {
                let (now, target) = (self.time(), self.sentence(document, sentence));
                let key = format!("note {} {}", target.position.start, target.position.end);
                let document = self.documents[document].fingerprint();
                let edit = set_note(&self.work, &self.me, &document, target, &text, &mut ids, now);
                self.step(edit, Label::EditNote, Some(key));
            }
            Act::AddTheme { name, colour, key } => {
                let edit = add_theme(&self.work, &name, Colour(colour), key, &mut ids);
                self.step(Some(edit), Label::AddTheme { name }, None);
            }
            Act::ChangeTheme { theme, name, order } => {
                let change = |id: &ThemeId| {
                    change_theme(&self.work, id, |t| {
                        t.name = name.clone();
                        t.order = order;
                    })
                };
                let edit = self.theme(theme).as_ref().and_then(change);
                self.step(edit, Label::ChangeTheme { name }, None);
            }
            Act::Describe {
                theme,
                texts,
                example,
                by_hand,
            } => {
                let Some(id) = self.theme(theme) else { return };
                let [definition, when, not, note] = texts;
                let example = Example {
                    words: example,
                    speaker: if by_hand {
                        String::new()
                    } else {
                        "議長".to_owned()
                    },
                    document: if by_hand {
                        String::new()
                    } else {
                        "会議 0".to_owned()
                    },
                };
                let edit = change_theme(&self.work, &id, |t| {
                    t.definition = definition;
                    (t.usage.when, t.usage.not, t.usage.note) = (when, not, note);
                });
                let label = Label::ChangeTheme { name: String::new() };
                self.step(edit, label.clone(), Some(format!("theme {id}")));
                let first = self.work.project.themes[&id].usage.examples.first().cloned();
                let edit = match (example.words.is_empty(), first) {
                    (true, Some(first)) => remove_example(&self.work, &id, &first),
                    _ => add_example(&self.work, &id, &example),
                };
                self.step(edit, label, None);
            }
            Act::DeleteTheme { theme } => {
                let edit = self.theme(theme).and_then(|id| delete_theme(&self.work, &id));
                self.step(edit, Label::DeleteTheme { name: String::new() }, None);
            }
            Act::MoveTheme {
                theme,
                parent,
                before,
            } => {
                let (parent, before) = (
                    parent.and_then(|n| self.theme(n)),
                    before.and_then(|n| self.theme(n)),
                );
                let to = |id| move_theme(&self.work, &id, parent.as_ref(), before.as_ref());
                let edit = self.theme(theme).and_then(to);
                self.step(edit, Label::MoveTheme { name: String::new() }, None);
            }
            Act::MergeThemes { from, into } => {
                let now = self.time();
                let both = self.theme(from).zip(self.theme(into));
                let edit = both.and_then(|(from, into)| merge_themes(&self.work, &from, &into, now));
                let (from, into) = (String::new(), String::new());
                self.step(edit, Label::MergeThemes { from, into }, None);
            }
            Act::Retag { every, theme } => {
                let now = self.time();
                let some: Vec<_> = self.work.project.annotations.keys().step_by(every).collect();
                let some: Vec<_> = some.into_iter().cloned().collect();
                let edit = self
                    .theme(theme)
                    .and_then(|to| retag(&self.work, &some, &to, now));
                self.step(edit, Label::SplitTheme { name: String::new() }, None);
            }
            Act::RestoreTheme { theme } => {
                let gone = self.work.project.themes.values().filter(|t| t.deleted);
                let gone: Vec<ThemeId> = gone.map(|t| t.id.clone()).collect();
                let id = gone.get(theme % gone.len().max(1));
                let edit = id.and_then(|id| restore_theme(&self.work, id));
                self.step(edit, Label::RestoreTheme { name: String::new() }, None);
            }
            Act::TagAll {
                document,
                every,
                theme,
            } => {
                let Some(theme) = self.theme(theme) else { return };
                let sentences = (0..self.documents[document].sentences.len()).step_by(every);
                let targets = sentences.map(|n| self.sentence(document, n)).collect();
                let mut n = 0;
                let mut ids = || {
                    n += 1;
                    format!("{seed}-{ops}-{n}")
                };
                let (now, document) = (self.time(), self.documents[document].fingerprint());
                let edit = tag_all(&self.work, &self.me, &document, targets, &theme, &mut ids, now);
                self.step(edit, Label::TagAll { theme }, None);
            }
            Act::Rename { name } => {
                let edit = name_annotator(&self.work, &self.me, &name);
                self.step(edit, Label::Rename, None);
            }
            Act::Read { document, read } => {
                let (annotator, document) = (self.me.clone(), self.documents[document].fingerprint());
                self.run(Operation::Silent {
                    edit: Edit::Progress {
                        annotator,
                        document,
                        read: Some(read),
                    },
                });
            }
            Act::Open { document } => {
                let edit = self.info(document);
                self.run(Operation::Silent { edit });
            }
            Act::Repair {
                document,
                line,
                verdict,
            } => {
                let minutes = &self.documents[document];
                let index = OffsetIndex::new(&minutes.text);
                let lines = || minutes.text.match_indices('\n').map(|(at, _)| at as u32 + 1);
                let byte = lines().nth(line % lines().count()).unwrap();
                let (text, fingerprint) = ((minutes.text.as_str(), &index), minutes.fingerprint());
                let edit = repair(&self.work, &self.me, &fingerprint, text, byte, verdict);
                self.step(edit, Label::Repair, None);
            }
            Act::Publish => {
                let at = self.time();
                self.run(Operation::Publish { at });
            }
            Act::Undo => self.run(Operation::Undo),
            Act::Redo => self.run(Operation::Redo),
        }
    }

    pub fn acts(mut self, acts: Vec<Act>) -> Self {
        acts.into_iter().for_each(|a| self.act(a));
        self
    }

    /// What a file of this project would hold.
    pub fn bundle(&self) -> Bundle {
        let texts = self.texts().into_entries();
        let known = |f: &_| self.work.project.documents.iter().any(|d| &d.fingerprint == f);
        Bundle {
            project: self.work.project.clone(),
            texts: texts.filter(|(f, _)| known(f)).collect(),
            digits: String::new(),
        }
    }

    /// Saves a file, after which others may hold what is in it.
    pub fn save(&mut self) -> Bundle {
        self.act(Act::Publish);
        self.bundle()
    }

    /// What merging a file would do.
    pub fn preview(&self, file: &Bundle) -> MergePlan {
        let mine = self.bundle().texts;
        let mut plan = merge::plan(&self.work.project, file, &|f| mine.get(f));
        follow(
            &mut self.work.clone(),
            &file.project,
            &mut plan,
            false,
            self.clock + 1,
        );
        plan
    }

    /// Merges a file as the page does.
    pub fn merge(&mut self, file: &Bundle) {
        let edit = self.preview(file).edit;
        let at = self.time();
        self.run(Operation::Merge {
            edit,
            label: Label::Merge {
                name: "file".to_owned(),
            },
            at,
        });
    }
}
