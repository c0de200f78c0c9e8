//! A place that somebody reads otherwise than the parser does: what it is now, and what it can become.

use crate::minutes::{BlockKind, Minutes, Verdict, printed_label};

/// How many characters are shown of a place.
const WORDS: usize = 60;

/// A place as it is read now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Byte at which something may begin: a line, or a sentence in it.
    pub at: u32,
    /// Byte at which the speech begins that the place is in.
    pub speech: Option<u32>,
    /// Whether somebody has spoken before.
    pub spoken: bool,
    /// Who is printed there as speaking.
    pub printed: Option<String>,
    /// The parser is unsure of it.
    pub doubted: bool,
    /// Who is likely meant there.
    pub likely: Option<String>,
    /// The first words.
    pub words: String,
}

impl Spot {
    /// The place that `byte` is in; nothing for a text without blocks.
    pub fn of(minutes: &Minutes, byte: u32) -> Option<Self> {
        let after = minutes.blocks.partition_point(|b| b.range.start <= byte);
        let block = minutes.blocks.get(after.saturating_sub(1))?;
        let speaks = matches!(block.kind, BlockKind::Speech(_));
        let at = match speaks {
            true => begin(minutes, block, byte),
            false => block.range.start,
        };
        let line = minutes.text.get(at as usize..)?.lines().next()?;
        let mut doubts = minutes.diagnostics.iter().filter(|d| d.at == Some(at));
        let likely = doubts.clone().find_map(|d| d.likely.clone());
        Some(Self {
            at,
            speech: speaks.then_some(block.range.start),
            spoken: minutes
                .blocks
                .iter()
                .take(after.saturating_sub(1))
                .any(|b| matches!(b.kind, BlockKind::Speech(_))),
            printed: printed_label(line).map(str::to_owned),
            doubted: doubts.next().is_some(),
            likely,
            words: match line.char_indices().nth(WORDS) {
                Some((end, _)) => [line.get(..end).unwrap_or(""), "…"].concat(),
                None => line.to_owned(),
            },
        })
    }

    /// What it is now, said by somebody: nobody asks again.
    pub fn as_it_is(&self) -> Verdict {
        match self.speech {
            Some(begin) if begin == self.at => Verdict::Speech { speaker: None },
            Some(_) => Verdict::Continues,
            None => Verdict::NotSpeech,
        }
    }

    /// Whether the name that is printed there is not doubted.
    pub fn is_named(&self) -> bool {
        self.printed.is_some() && self.likely.is_none()
    }

    /// The speech that may be somebody else's. Where the parser wonders whether one begins within it, that is what is asked.
    pub fn said_by(&self) -> Option<u32> {
        self.speech.filter(|begin| !self.doubted || *begin == self.at)
    }

    /// Whether it can go on with what stands above it.
    pub fn may_continue(&self) -> bool {
        self.spoken && self.speech.is_none_or(|begin| begin == self.at)
    }
}

/// Those who may speak: by their labels, and those on the list of people present who have said nothing yet, in the form that
/// labels have.
pub fn speakers(minutes: &Minutes) -> Vec<String> {
    let mut all: Vec<String> = minutes.speakers.iter().map(|s| s.label.clone()).collect();
    let bracketed = minutes
        .speakers
        .iter()
        .filter(|s| s.label.ends_with('）'))
        .count();
    let bracketed = bracketed * 2 > minutes.speakers.len();
    for person in &minutes.meeting.attendees {
        let Some(name) = &person.name else { continue };
        let named =
            |s: &crate::minutes::Speaker| s.name.as_ref().is_some_and(|n| name.starts_with(n.as_str()));
        if minutes.speakers.iter().any(named) {
            continue;
        }
        let role = person.role.as_deref().unwrap_or("");
        all.push(match bracketed && !role.is_empty() {
            true => [role, "（", name, "）"].concat(),
            false => [name, role].concat(),
        });
    }
    all
}

/// Where the other speeches begin that have the label of the one that begins at `speech`.
pub fn of_that_name(minutes: &Minutes, speech: u32) -> Vec<u32> {
    let all = || {
        minutes
            .speeches()
            .map(|(block, speech)| (block.range.start, speech.speaker))
    };
    let Some((_, speaker)) = all().find(|(at, _)| *at == speech) else {
        return Vec::new();
    };
    let others = all().filter(|(at, who)| *who == speaker && *at != speech);
    others.map(|(at, _)| at).collect()
}

/// Beginning of the sentence, or of the line where it is the first, or of the speech where that is the first.
fn begin(minutes: &Minutes, block: &crate::minutes::Block, byte: u32) -> u32 {
    let inside = minutes.paragraphs_of(block);
    let after = inside.partition_point(|p| p.range.start <= byte);
    let Some(paragraph) = after.checked_sub(1).and_then(|n| inside.get(n)) else {
        return block.range.start;
    };
    let sentences = minutes
        .sentences
        .get(paragraph.sentences.start as usize..paragraph.sentences.end as usize)
        .unwrap_or(&[]);
    match sentences.partition_point(|s| s.start <= byte) {
        0 | 1 if after == 1 => block.range.start,
        0 | 1 => paragraph.range.start,
        n => sentences.get(n - 1).map_or(paragraph.range.start, |s| s.start),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::minutes::{Repair, parse, parse_repaired};

    #[test]
    fn speeches_of_one_label_are_named_together() {
        let m = parse("会議録\n○会長　開きます。\n○委員　はい。\n○会長　では。\n○会長　終わります。\n");
        let places: Vec<u32> = m.speeches().map(|(b, _)| b.range.start).collect();
        assert_eq!(of_that_name(&m, places[0]), [places[2], places[3]]);
        assert_eq!(of_that_name(&m, places[1]), [0u32; 0]);
        assert_eq!(of_that_name(&m, 0), [0u32; 0]);
    }

    #[test]
    fn a_place_begins_where_something_may_begin() {
        let m = parse("会議録\n○会長　開きます。次です。\n三つ目です。四つ目です。\n○委員　はい。\n以上\n");
        let at = |words: &str| Spot::of(&m, m.text.find(words).unwrap() as u32).unwrap();
        let begins = |words: &str| m.text.find(words).map(|n| n as u32);
        let own = begins("○会長");
        for (words, place) in [
            ("開きます", "○会長"),
            ("次", "次"),
            ("三つ目", "三つ目"),
            ("四つ目", "四つ目"),
        ] {
            let spot = at(words);
            assert_eq!((Some(spot.at), spot.speech), (begins(place), own), "{words}");
            assert!(!spot.may_continue(), "nobody has spoken before");
        }
        assert_eq!(at("開きます").printed.as_deref(), Some("会長"));
        assert_eq!(at("次").printed, None);
        assert_eq!(at("以上").speech, None);
        assert!(at("以上").may_continue() && at("はい").may_continue());
        assert_eq!(Spot::of(&parse(""), 0), None);
    }

    #[test]
    fn whoever_is_present_may_be_named() {
        let m = parse(
            "第２回青葉町議会定例会会議録\n○出席議員（２名）\n１番　山本　太郎君　２番　佐々木　花子君\n○説明のため出席した者\n町　　　長　　高橋　健二君\n\n○議長（佐々木　花子君）　開会いたします。\n○１番（山本　太郎君）　伺います。\n○議長（佐々木　花子君）　終わります。\n",
        );
        assert_eq!(
            speakers(&m),
            [
                "議長（佐々木　花子君）",
                "１番（山本　太郎君）",
                "町長（高橋健二）"
            ]
        );
    }

    #[test]
    fn a_line_that_may_begin_a_speech_says_nothing_of_who_speaks_around_it() {
        let m = parse(
            "知事定例記者会見\n日時：令和６年７月３日\n\n知事\nおはようございます。\n記者\n入館料は上がりますか。\n知亊\n据え置きます。\n記者\nありがとうございました。\n知事\nでは。\n",
        );
        let at = |words: &str| Spot::of(&m, m.text.find(words).unwrap() as u32).unwrap();
        assert_eq!(at("知亊").said_by(), None);
        assert_eq!(at("知亊").likely.as_deref(), Some("知事"));
        assert_eq!(at("入館料").said_by(), m.text.find("記者\n").map(|n| n as u32));
    }

    #[test]
    fn what_is_right_as_it_is_stays_so_and_is_asked_no_more() {
        let text = "会議録\n出席者：会長、山田委員、大野委員\n○会長　開きます。\n○山田委員　はい。\n○会長　次です。\n山田委員：賛成です。\n○大野委員　値上げです。\n内訳\nとおりです。\n大野\n○会長　以上です。\n";
        let m = parse(text);
        let doubts: Vec<u32> = m.diagnostics.iter().filter_map(|d| d.at).collect();
        assert!(!doubts.is_empty());
        for at in doubts {
            let spot = Spot::of(&m, at).unwrap();
            assert!(spot.doubted);
            let verdict = spot.as_it_is();
            let again = parse_repaired(m.to_document_text(), &[Repair { at: spot.at, verdict }]);
            assert!(again.diagnostics.iter().all(|d| d.at != Some(at)));
            assert_eq!(again.paragraphs, m.paragraphs);
            let kinds = |m: &Minutes| -> Vec<_> {
                m.blocks
                    .iter()
                    .map(|b| (b.range, std::mem::discriminant(&b.kind)))
                    .collect()
            };
            assert_eq!(kinds(&again), kinds(&m));
        }
    }
}
