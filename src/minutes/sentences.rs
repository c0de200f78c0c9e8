//! Pass 6: sentences, and the stage directions among them.

use super::chars::{Spaced, closing, is_closing, is_space, plain_run};
use super::model::Stage;
use super::stage;

/// A stage direction in a paragraph, in bytes of the paragraph.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) stage: Stage,
}

/// A character that ends, holds or parts sentences, and where it is.
pub(super) type Mark = (u32, char);

/// Those of a paragraph, so that what lies between them is read once. `marks` is taken from the paragraph before, for
/// its memory.
pub(super) fn marks(text: &str, marks: &mut Vec<Mark>) {
    marks.clear();
    let mut at = plain_run(text, 0);
    while let Some(c) = text.get(at..).and_then(|t| t.chars().next()) {
        if is_marked(c) {
            marks.push((at as u32, c));
        }
        at = plain_run(text, at + c.len_utf8());
    }
}

/// Comparisons, which take half the time of a look at a mask: there are so many that other letters share it, figures
/// among them.
#[rustfmt::skip]
fn is_marked(c: char) -> bool {
    matches!(
        c,
        '。' | '\u{3000}' | '（' | '）' | '「' | '」' | '？' | '！' | '『' | '』' | '(' | ')' | '〔' | '〕' | '【' | '】'
        | ' ' | '［' | '］' | '[' | ']' | '<' | '>' | '＜' | '＞' | '〈' | '〉' | '《' | '》' | '≪' | '≫' | '｢' | '｣'
        | '?' | '!' | '．' | '｡' | '\t' | '\u{a0}' | '｛' | '｝' | '{' | '}'
    )
}

/// Directions in one paragraph, outermost brackets only.
pub(super) fn stages(text: &str, marks: &[Mark]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut quotes = 0;
    for &(at, c) in marks {
        let at = at as usize;
        if let Some(close) = closing(c).or_else(|| stage::partner(c)) {
            open.push((at, close));
            quotes += u32::from(matches!(close, '」' | '』'));
            continue;
        }
        let closes = is_closing(c) || is_angle(c);
        // 「（Ａ＜Ｂ）」 compares.
        while closes && open.last().is_some_and(|(_, want)| *want != c && is_angle(*want)) {
            open.pop();
        }
        if closes
            && open
                .last()
                .is_some_and(|(_, want)| *want == c || half(*want) == half(c))
        {
            let Some((start, close)) = open.pop() else {
                continue;
            };
            quotes -= u32::from(matches!(close, '」' | '』'));
            let end = at + c.len_utf8();
            // A bracket inside a quotation is quoted; one inside a direction belongs to it.
            if quotes == 0
                && let Some(stage) = text.get(start..end).and_then(|t| match t.len() == text.len() {
                    true => stage::alone(t),
                    false if begins_between(text.get(..start).unwrap_or("")) => stage::between(t),
                    false => stage::amid(t),
                })
            {
                while found.last().is_some_and(|f| f.start >= start) {
                    found.pop();
                }
                found.push(Found { start, end, stage });
            }
        }
    }
    found
}

/// Whether what follows stands before or behind a sentence.
fn begins_between(before: &str) -> bool {
    let before = before.trim_spaces_end();
    before.is_empty() || before.ends_with(['。', '？', '！', '?', '!'])
}

fn is_angle(c: char) -> bool {
    among!(c, "＞>≫｝}")
}

fn half(c: char) -> char {
    match c {
        '）' => ')',
        '］' => ']',
        '｣' => '」',
        c => c,
    }
}

/// Hands over the sentences of one paragraph as byte ranges of it, without white space at their ends. Directions are not
/// part of a sentence, but one in its middle lies inside its range.
/// `unclosed` becomes true where an opening bracket without a partner held sentences together.
pub(super) fn split(
    text: &str,
    marks: &[Mark],
    stages: &[Found],
    unclosed: &mut bool,
    sentence: &mut dyn FnMut(usize, usize),
) {
    let mut held = false;
    // Open brackets are counted by kind: a closing one without a partner is ignored in constant time.
    let mut depth = [0u32; 11];
    let mut total = 0u32;
    let mut start: Option<usize> = None;
    let mut end = 0;
    // End of the character before, which a direction may separate from this one.
    let mut previous = 0;
    let mut stages = stages.iter().peekable();
    let mut at = 0;
    let mut marks = marks.iter().peekable();
    let mut close = |start: &mut Option<usize>, end: usize| {
        if let Some(from) = start.take() {
            sentence(from, end);
        }
    };
    loop {
        // Those inside a direction are passed.
        while marks.next_if(|(mark, _)| (*mark as usize) < at).is_some() {}
        let run = marks.peek().map_or(text.len(), |(mark, _)| *mark as usize);
        if run > at {
            start.get_or_insert(at);
            (at, end, previous) = (run, run, run);
        }
        let Some(&(_, c)) = marks.next() else { break };
        let after = at + c.len_utf8();
        if let Some(stage) = stages.next_if(|s| s.start <= at) {
            at = stage.end.max(after);
            continue;
        }
        if !is_space(c) {
            start.get_or_insert(at);
            end = after;
        }
        if let Some((opens, n)) = bracket(c).and_then(|(opens, kind)| Some((opens, depth.get_mut(kind)?))) {
            if opens {
                *n += 1;
                total += 1;
            } else if *n > 0 {
                *n -= 1;
                total -= 1;
            }
        }
        let next = || text.get(after..).and_then(|t| t.chars().next());
        let before = || text.get(..previous).and_then(|t| t.chars().next_back());
        held = total > 0 && (held || c == '。' && after < text.len());
        let ends = total == 0
            && match c {
                '。' | '｡' => true,
                '！' | '？' | '!' | '?' => !next().is_some_and(|n| {
                    among!(n, "とっ、")
                        || is_closing(n)
                        || matches!(c, '!' | '?') && n.is_ascii_graphic() && !among!(n, "!?")
                }),
                '．' => before().is_some_and(|p| is_closing(p) || is_japanese(p)),
                _ => false,
            };
        // A run of terminators closes one sentence.
        if ends && !next().is_some_and(|n| among!(n, "。｡！？!?")) {
            close(&mut start, end);
        }
        (at, previous) = (after, after);
    }
    close(&mut start, end);
    *unclosed |= total > 0 && held;
}

/// Whether a bracket opens, and its kind.
fn bracket(c: char) -> Option<(bool, usize)> {
    Some(match c {
        '「' => (true, 0),
        '」' => (false, 0),
        '『' => (true, 1),
        '』' => (false, 1),
        '（' => (true, 2),
        '）' => (false, 2),
        '(' => (true, 3),
        ')' => (false, 3),
        '〔' => (true, 4),
        '〕' => (false, 4),
        '［' => (true, 5),
        '］' => (false, 5),
        '[' => (true, 6),
        ']' => (false, 6),
        '【' => (true, 7),
        '】' => (false, 7),
        '〈' => (true, 8),
        '〉' => (false, 8),
        '《' => (true, 9),
        '》' => (false, 9),
        '｢' => (true, 10),
        '｣' => (false, 10),
        _ => return None,
    })
}

fn is_japanese(c: char) -> bool {
    matches!(c, 'ぁ'..='ヿ' | '㐀'..='鿿' | '々' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn what_may_end_hold_or_part_sentences_is_marked(c: char) {
            let mut found = Vec::new();
            marks(&c.to_string(), &mut found);
            let marked = among!(c, "。｡！？!?．＜＞<>≪≫｛｝{}") || is_space(c) || bracket(c).is_some();
            proptest::prop_assert_eq!(!found.is_empty(), marked);
        }
    }

    #[test]
    fn each_bracket_and_stop_is_marked() {
        for c in "。｡！？!?．「」『』（）()〔〕［］[]【】〈〉《》｢｣＜＞<>≪≫｛｝{} 　\t\u{a0}".chars()
        {
            let mut found = Vec::new();
            marks(&c.to_string(), &mut found);
            assert_eq!(found, [(0, c)]);
        }
    }

    fn sentences(text: &str) -> Vec<&str> {
        let (mut found, mut sentences) = (Vec::new(), Vec::new());
        marks(text, &mut found);
        split(text, &found, &stages(text, &found), &mut false, &mut |a, b| {
            sentences.push(text.get(a..b).unwrap());
        });
        sentences
    }

    #[test]
    fn sentences_end_where_the_contract_says() {
        fn check(text: &str, want: &[&str]) {
            assert_eq!(sentences(text), want);
        }
        check(
            "「賛成する。だが急がない。」と答えた。次。",
            &["「賛成する。だが急がない。」と答えた。", "次。"],
        );
        check("本当！？はい。", &["本当！？", "はい。"]);
        check("なぜ？と問う。", &["なぜ？と問う。"]);
        check(
            "https://example.jp/?p=1を見る。3.5兆円。",
            &["https://example.jp/?p=1を見る。", "3.5兆円。"],
        );
        check("（開いたまま。次。", &["（開いたまま。次。"]);
        check("終わり）。次", &["終わり）。", "次"]);
        check("です．ます．", &["です．", "ます．"]);
    }

    #[test]
    fn directions_are_cut_out() {
        let text = "終わります。（拍手）次に（案）を（「はい」と呼ぶ者あり）見る。";
        let mut list = Vec::new();
        marks(text, &mut list);
        let found = stages(text, &list);
        let words: Vec<&str> = found.iter().map(|f| text.get(f.start..f.end).unwrap()).collect();
        assert_eq!(words, ["（拍手）", "（「はい」と呼ぶ者あり）"]);
        assert_eq!(sentences(text).len(), 2);
    }
}
