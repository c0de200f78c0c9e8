//! A parse as it goes from the parser's program to the page's, and from there to the desk's.
//!
//! The text comes first and what was found in it behind, so that the text of a long document is handed on as it lies
//! in memory; the last four bytes say how long it is.

use crate::text::tape::{Taped, taped, taped_words};
use crate::text::utf8;

use super::model::*;
use super::{Repair, Verdict, parse_recorded, parse_repaired};

taped_words!(Kind: Unknown, Verbatim, Summary, Press, Qa);
taped_words!(Action: Open, Recess, Resume, Close);
taped_words!(StageKind: Reaction, Vote, Movement, Procedure);
taped_words!(Severity: Warning, Info);
taped_words!(Doubt: NameOnly, Unmarked, NotTaken, Stray, StrayNotTaken, Unclosed, Misprint, Unlisted);
taped_words!(DiagnosticCode: NoSpeeches, NotMinutes, NoText, DoubtfulLabel, DoubtfulDate, DoubtfulEncoding, UnbalancedBracket);
taped!(Material { id, title });
taped!(Attendee {
    name,
    role,
    affiliation,
    seat
});
taped!(Meeting {
    name,
    number,
    dates,
    start,
    end,
    place,
    online,
    agenda,
    materials,
    attendees
});
taped!(Speaker {
    label,
    name,
    role,
    affiliation
});
taped!(Sitting { action, time });
taped!(Stage { kind, sitting });
taped!(Speech {
    speaker,
    label,
    events,
    certainty
});
taped!(Block {
    range,
    page,
    line,
    kind,
    paragraphs
});
taped!(InlineEvent {
    range,
    stage,
    paragraph,
    sentence
});
taped!(Paragraph { range, sentences });
taped!(Section { title, first_block });
taped!(PageStart { at, page });
taped!(Diagnostic {
    severity,
    code,
    message,
    line,
    at,
    doubt,
    likely
});
taped!(Repair { at, verdict });
taped!(Minutes {
    kind,
    meeting,
    speakers,
    blocks,
    sections,
    paragraphs,
    sentences,
    events,
    pages,
    lines,
    record,
    diagnostics
} without text);

impl Taped for BlockKind {
    fn put(&self, tape: &mut Vec<u8>) {
        let (number, level) = match self {
            Self::Insert => (0, 0),
            Self::Separator => (1, 0),
            Self::Front => (2, 0),
            Self::Back => (3, 0),
            Self::Heading(level) => (4, *level),
            Self::Item(level) => (5, *level),
            Self::Speech(_) => (6, 0),
            Self::Event(_) => (7, 0),
            Self::Time(_) => (8, 0),
        };
        u32::put(&number, tape);
        match self {
            Self::Speech(speech) => speech.put(tape),
            Self::Event(stage) => stage.put(tape),
            Self::Time(sitting) => sitting.put(tape),
            _ => u32::from(level).put(tape),
        }
    }

    fn read(tape: &mut &[u8]) -> Self {
        match u32::read(tape) {
            6 => Self::Speech(Speech::read(tape)),
            7 => Self::Event(Stage::read(tape)),
            8 => Self::Time(Sitting::read(tape)),
            number => {
                let level = u32::read(tape) as u8;
                match number {
                    1 => Self::Separator,
                    2 => Self::Front,
                    3 => Self::Back,
                    4 => Self::Heading(level),
                    5 => Self::Item(level),
                    _ => Self::Insert,
                }
            }
        }
    }
}

impl Taped for Verdict {
    fn put(&self, tape: &mut Vec<u8>) {
        let (number, speaker) = match self {
            Self::Speech { speaker } => (0, speaker.clone()),
            Self::Continues => (1, None),
            Self::NotSpeech => (2, None),
        };
        u32::put(&number, tape);
        speaker.put(tape);
    }

    fn read(tape: &mut &[u8]) -> Self {
        let number = u32::read(tape);
        let speaker = Option::read(tape);
        match number {
            1 => Self::Continues,
            2 => Self::NotSpeech,
            _ => Self::Speech { speaker },
        }
    }
}

/// What the parser's program is asked, beside a text.
#[derive(Debug, Default)]
pub struct Question {
    /// Whether the text is a canonical one, and comes back as it was.
    pub canonical: bool,
    /// Where the pages of a canonical text begin.
    pub pages: Vec<PageStart>,
    /// The source line of each of its lines.
    pub lines: Vec<u32>,
    /// What the source says of who speaks.
    pub record: Option<String>,
    /// What people say of a canonical text, in order of their place.
    pub repairs: Vec<Repair>,
}

taped!(Question {
    canonical,
    pages,
    lines,
    record,
    repairs
});

impl Question {
    /// As it is handed over.
    pub fn handed(&self) -> Vec<u8> {
        let mut tape = Vec::new();
        self.put(&mut tape);
        tape
    }
}

/// The parser's answer to a [`Question`] that was handed over, with its text in UTF-8. A canonical text, which whoever asks
/// has already, is not in it. [`Minutes::answered`] reads it.
pub fn answer(question: &[u8], text: &[u8]) -> Vec<u8> {
    let question = Question::read(&mut &*question);
    let text = utf8(text).unwrap_or_default();
    let mut minutes = if question.canonical {
        let document = DocumentText {
            text: text.to_owned(),
            pages: question.pages,
            lines: question.lines,
            record: question.record,
        };
        parse_repaired(document, &question.repairs)
    } else {
        parse_recorded(text, question.record)
    };
    let found = std::mem::take(&mut minutes.text);
    minutes.behind(match question.canonical && found == text {
        true => Vec::new(),
        false => found.into_bytes(),
    })
}

impl Minutes {
    /// As they are handed from one program to another; [`Minutes::from_handed`] reads it.
    pub fn handed(&self) -> Vec<u8> {
        self.behind(self.text.clone().into_bytes())
    }

    /// Puts what was found in a text behind it.
    fn behind(&self, mut text: Vec<u8>) -> Vec<u8> {
        let length = text.len() as u32;
        self.put(&mut text);
        length.put(&mut text);
        text
    }

    /// What was handed over. Bytes of another origin give a parse that fits nothing, but nothing worse.
    pub fn from_handed(mut handed: Vec<u8>) -> Self {
        let length = handed.split_off(handed.len().saturating_sub(4));
        let length = u32::read(&mut length.as_slice()) as usize;
        let found = handed.split_off(length.min(handed.len()));
        let mut minutes = Self::read(&mut found.as_slice());
        minutes.text = utf8(&handed).unwrap_or_default().to_owned();
        minutes
    }

    /// What was answered about a text; a canonical one is handed back in.
    pub fn answered(answer: Vec<u8>, canonical: Option<String>) -> Self {
        let mut minutes = Self::from_handed(answer);
        if let Some(text) = canonical.filter(|_| minutes.text.is_empty()) {
            minutes.text = text;
        }
        minutes
    }
}
