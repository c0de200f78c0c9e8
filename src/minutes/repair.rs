//! What a person says a line is, against the parser. The text itself never changes.

use crate::text::stored::choice;

use super::blocks::UNKNOWN;
use super::chars::Spaced;
use super::evidence::{Decided, Label};
use super::structure::{LineKind, TextLine};
use super::{labels, misprints};

/// What a line is, as somebody says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(test, serde(rename_all = "kebab-case"))]
pub enum Verdict {
    /// A speech begins here: of the speaker that is printed, or of this one.
    Speech {
        /// The speaker's label, where it is not the printed one.
        #[cfg_attr(test, serde(default, skip_serializing_if = "Option::is_none"))]
        speaker: Option<String>,
    },
    /// It goes on with what stands above it.
    Continues,
    /// Nobody says this: below a label all up to the next speech, amid a speech the rest of the line.
    NotSpeech,
}

choice!(Verdict {
    Speech = "speech" { speaker: may },
    Continues = "continues",
    NotSpeech = "not-speech",
});

/// A verdict on a place of the canonical text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Byte at which a line begins, or a sentence in it.
    pub at: u32,
    /// What is there.
    pub verdict: Verdict,
}

/// The speaker that is printed at the beginning of a line, if one may be.
pub fn printed_label(line: &str) -> Option<&str> {
    labels::candidate(line).map(|c| c.label)
}

/// Parts lines where a repair says that something begins in their middle, and gives each line its verdict.
/// `repairs` are in order of their place.
pub(super) fn part<'a>(
    lines: Vec<TextLine<'a>>,
    repairs: &'a [Repair],
) -> (Vec<TextLine<'a>>, Vec<Option<&'a Verdict>>) {
    let mut parted = Vec::with_capacity(lines.len() + repairs.len());
    let mut verdicts = Vec::with_capacity(lines.len() + repairs.len());
    let mut rest = repairs.iter().peekable();
    for mut line in lines {
        let mut verdict = None;
        while let Some(repair) = rest.next_if(|r| r.at < line.range().end) {
            let into = repair.at.saturating_sub(line.at) as usize;
            let begins = !matches!(repair.verdict, Verdict::Continues);
            match line.text.split_at_checked(into).filter(|_| into > 0 && begins) {
                Some((before, after)) => {
                    let text = after.trim_spaces_start();
                    let at = repair.at + (after.len() - text.len()) as u32;
                    parted.push(TextLine {
                        text: before.trim_spaces_end(),
                        ..line
                    });
                    verdicts.push(verdict.replace(&repair.verdict));
                    line = TextLine {
                        text,
                        at,
                        indented: false,
                        ..line
                    };
                }
                None if into == 0 => verdict = Some(&repair.verdict),
                None => {}
            }
        }
        parted.push(line);
        verdicts.push(verdict);
    }
    (parted, verdicts)
}

/// Overrules which lines begin speeches. Gives the lines amid speeches that are none.
pub(super) fn overrule<'a>(
    decided: &mut Decided<'a>,
    lines: &[TextLine<'a>],
    verdicts: &[Option<&'a Verdict>],
) -> Vec<usize> {
    let mut amid = Vec::new();
    for (n, ((label, line), verdict)) in decided.labels.iter_mut().zip(lines).zip(verdicts).enumerate() {
        match verdict {
            None => {}
            Some(Verdict::Speech { speaker }) => {
                let printed = labels::candidate(line.text);
                // 「知亊」, of whom somebody says that it is the 知事
                let misprinted = || {
                    let body = misprints::printed(line.text, speaker.as_deref()?)?;
                    Some((line.text, body))
                };
                let found = label
                    .map(|l| (l.text, l.body))
                    .or(printed.map(|c| (c.label, c.body)))
                    .or_else(misprinted);
                *label = Some(Label {
                    text: speaker
                        .as_deref()
                        .or(found.map(|(text, _)| text))
                        .unwrap_or(UNKNOWN),
                    body: found.map_or(0, |(_, body)| body),
                    certainty: 1.0,
                });
            }
            Some(Verdict::NotSpeech) if label.is_none() => amid.push(n),
            // It stands for the titles above it, which are titles all the same, until [`settle`].
            Some(Verdict::Continues | Verdict::NotSpeech) => {}
        }
    }
    let mut left = decided.labels.iter().zip(verdicts);
    if !left.any(|(label, v)| label.is_some() && !gone(v)) {
        decided.labels.fill(None);
    }
    // Nobody asks again about what has been settled: whose name was said to be right is asked about nowhere, and who was
    // said to be another is asked about at the next place.
    let settled = |n: usize| verdicts.get(n).copied().flatten();
    let says = |label: &str, n: usize| match settled(n) {
        Some(Verdict::Speech { speaker }) => speaker.as_deref().is_none_or(|said| said == label),
        _ => false,
    };
    let doubts = decided.doubts.iter();
    let right: Vec<&str> = doubts
        .filter(|(n, label, doubt)| says(label, *n) && !doubt.is_of_line())
        .map(|(_, label, _)| *label)
        .collect();
    decided
        .doubts
        .retain(|(n, label, doubt)| settled(*n).is_none() && (doubt.is_of_line() || !right.contains(label)));
    amid
}

/// Whether no speech begins at a line, as somebody says.
pub(super) fn gone(verdict: &Option<&Verdict>) -> bool {
    matches!(verdict, Some(Verdict::Continues | Verdict::NotSpeech))
}

/// Overrules what the lines are that begin no speech. Below a line amid a speech that is none the same person speaks on,
/// and below a title what goes on with the speech above it.
pub(super) fn settle(kinds: &mut [LineKind<'_>], verdicts: &[Option<&Verdict>], amid: &[usize]) {
    let (mut speaker, mut last) = (None, None);
    let mut resumes = false;
    for (n, (kind, verdict)) in kinds.iter_mut().zip(verdicts).enumerate() {
        match verdict {
            Some(Verdict::Continues) => {
                *kind = LineKind::Text;
                resumes = speaker.is_none();
                speaker = speaker.or(last);
            }
            Some(Verdict::NotSpeech) => {
                *kind = LineKind::Insert;
                resumes = amid.contains(&n) && speaker.is_some();
                continue;
            }
            _ => {}
        }
        match (&*kind, speaker) {
            (LineKind::Blank, _) => continue,
            (LineKind::Label(label), _) => {
                speaker = Some(*label);
                last = speaker;
            }
            (LineKind::Text, Some(label)) if resumes => {
                *kind = LineKind::Label(Label { body: 0, ..label });
            }
            (LineKind::Text | LineKind::Stage(_), _) => {}
            // What stands there ends the speech.
            _ => speaker = None,
        }
        resumes = false;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{BlockKind, Minutes, parse, parse_repaired};
    use super::*;

    const TEXT: &str = "第２回　青葉町交通会議　会議録\n○会長　開きます。\n○委員　賛成です。反対もあります。\n値上げの件です。\n○事務局　以上です。\n";

    /// Speaker and words of each speech, and what nobody says, after verdicts on places of [`TEXT`].
    fn read(verdicts: &[(&str, Verdict)]) -> Vec<String> {
        let document = parse(TEXT).to_document_text();
        let repairs: Vec<Repair> = verdicts
            .iter()
            .map(|(words, verdict)| Repair {
                at: document.text.find(words).unwrap() as u32,
                verdict: verdict.clone(),
            })
            .collect();
        let m = parse_repaired(document, &repairs);
        assert_eq!(m.text, parse(TEXT).text, "the text stays");
        m.blocks.iter().filter_map(|b| row(&m, b)).collect()
    }

    fn row(m: &Minutes, block: &super::super::Block) -> Option<String> {
        let words: Vec<&str> = m
            .paragraphs_of(block)
            .iter()
            .map(|p| p.range.of(&m.text))
            .collect();
        match &block.kind {
            BlockKind::Speech(s) => Some(format!(
                "{}: {}",
                m.speakers[s.speaker as usize].label,
                words.join("/")
            )),
            BlockKind::Insert => Some(format!("- {}", words.join("/"))),
            _ => None,
        }
    }

    fn speech(speaker: &str) -> Verdict {
        let speaker = Some(speaker.to_owned());
        Verdict::Speech { speaker }
    }

    #[test]
    fn who_was_said_to_be_another_is_asked_about_at_the_next_place() {
        let text = "第２回　青葉町交通会議　会議録\n会長）開きます。\n老人クラブ）電話が一番です。\n会長）ほかに。\n老人クラブ）回線を増やしてください。\n会長）終わります。\n";
        let m = parse(text);
        let asked = |m: &Minutes| -> Vec<u32> { m.diagnostics.iter().filter_map(|d| d.line).collect() };
        assert_eq!(asked(&m), [3]);
        let at = m.diagnostics.first().and_then(|d| d.at).unwrap();
        let repaired = |speaker: Option<&str>| {
            let speaker = speaker.map(str::to_owned);
            let repair = Repair {
                at,
                verdict: Verdict::Speech { speaker },
            };
            parse_repaired(m.to_document_text(), &[repair])
        };
        assert_eq!(asked(&repaired(Some("老人会"))), [5]);
        // One answer is enough for whose name is right.
        assert_eq!(asked(&repaired(None)), [0u32; 0]);
    }

    #[test]
    fn a_line_is_what_people_say() {
        let (own, end) = ("会長: 開きます。", "事務局: 以上です。");
        let printed = Verdict::Speech { speaker: None };
        let both = "委員: 賛成です。反対もあります。/値上げの件です。";
        assert_eq!(read(&[]), [own, both, end]);
        assert_eq!(read(&[("○委員", printed)]), [own, both, end], "as it is");
        assert_eq!(
            read(&[("反対", speech("町長"))]),
            [
                own,
                "委員: 賛成です。",
                "町長: 反対もあります。/値上げの件です。",
                end
            ]
        );
        assert_eq!(
            read(&[("値上げ", speech("町長"))]),
            [
                own,
                "委員: 賛成です。反対もあります。",
                "町長: 値上げの件です。",
                end
            ]
        );
        assert_eq!(
            read(&[("○委員", speech("町長"))]),
            [own, "町長: 賛成です。反対もあります。/値上げの件です。", end],
            "the printed label is no speech"
        );
        assert_eq!(
            read(&[("○会長", Verdict::NotSpeech)]),
            ["- ○会長　開きます。", both, end],
            "the first one stays in sight"
        );
        assert_eq!(
            read(&[("○委員", Verdict::Continues)]),
            [
                "会長: 開きます。/○委員　賛成です。反対もあります。/値上げの件です。",
                end
            ]
        );
        assert_eq!(
            read(&[("値上げ", Verdict::NotSpeech)]),
            [own, "委員: 賛成です。反対もあります。", "- 値上げの件です。", end]
        );
        assert_eq!(
            read(&[("反対", Verdict::NotSpeech)]),
            [
                own,
                "委員: 賛成です。",
                "- 反対もあります。",
                "委員: 値上げの件です。",
                end
            ],
            "who was speaking goes on"
        );
        assert_eq!(
            read(&[("○委員", Verdict::NotSpeech)]),
            [
                own,
                "- ○委員　賛成です。反対もあります。",
                "- 値上げの件です。",
                end
            ]
        );
    }

    #[test]
    fn titles_above_a_line_stay_whatever_it_is() {
        let text = "第２回　青葉町交通会議　会議録\n１　開会\n○会長　開きます。\n２　議題\n（１）運賃について\n○会長　説明をお願いします。\n○事務局　以上です。\n";
        let rows = |verdict: Verdict| -> Vec<String> {
            let document = parse(text).to_document_text();
            let at = document.text.find("○会長　説明").unwrap() as u32;
            let m = parse_repaired(document, &[Repair { at, verdict }]);
            assert_eq!(m.sections.len(), parse(text).sections.len());
            m.blocks.iter().filter_map(|b| row(&m, b)).collect()
        };
        let (own, end) = ("会長: 開きます。", "事務局: 以上です。");
        assert_eq!(
            rows(Verdict::Continues),
            [own, "会長: ○会長　説明をお願いします。", end]
        );
        assert_eq!(
            rows(Verdict::NotSpeech),
            [own, "- ○会長　説明をお願いします。", end]
        );
    }

    #[test]
    fn what_is_settled_is_not_asked_again() {
        let text = "会議録\n真壁：はい。\n会長：開きます。\n真壁：いいえ。\n会長：次です。\n";
        let asks = |m: &Minutes| m.diagnostics.len();
        let m = parse(text);
        assert_eq!(asks(&m), 1);
        let at = m.diagnostics[0].at.unwrap();
        let verdict = Verdict::Speech { speaker: None };
        let repaired = parse_repaired(m.to_document_text(), &[Repair { at, verdict }]);
        assert_eq!(asks(&repaired), 0);
        assert_eq!(repaired.speeches().count(), m.speeches().count());
    }
}
