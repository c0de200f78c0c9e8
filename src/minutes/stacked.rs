//! Surnames alone on their lines, over what those say who bear them: 「空木」 over 「それでは始めます。」. As with those before
//! white space (`surnames`), only the whole document tells them from headings.

use super::chars::longer;
use super::labels::{Candidate, Form};
use super::structure::TextLine;
use super::surnames;

/// Takes such surnames for labels, unless offices are marked in another way; whether there are any. `listed` asks the
/// list of those present.
pub(super) fn take<'a>(
    lines: &[TextLine<'a>],
    candidates: &mut [Option<Candidate<'a>>],
    speaks: &[bool],
    listed: &dyn Fn(&str) -> bool,
) -> bool {
    let said = candidates.iter().zip(speaks).filter(|(_, s)| **s);
    let other = |c: &&Option<Candidate<'_>>| c.as_ref().is_some_and(|c| c.named && c.form != Form::Alone);
    if said.map(|(c, _)| c).filter(other).take(2).count() == 2 {
        return false;
    }
    let text = |n: usize| lines.get(n).map(|l| l.text);
    let mut begin = (0..lines.len()).filter_map(|n| stacked(lines, n));
    let words = surnames::talking(&mut begin, &text, listed);
    if words.is_empty() {
        return false;
    }
    for (n, candidate) in candidates.iter_mut().enumerate() {
        let label = stacked(lines, n).map(|(label, _)| label);
        if let Some(label) = label.filter(|label| candidate.is_none() && words.contains(label)) {
            *candidate = Some(Candidate::of(Form::Alone, label, label.len()));
        }
    }
    true
}

/// A word alone on its line, and the first text below it.
fn stacked<'a>(lines: &[TextLine<'a>], n: usize) -> Option<(&'a str, &'a str)> {
    let word = lines.get(n)?.text;
    // Asked of every line: two to six letters.
    if !(6..=18).contains(&word.len()) || longer(word, 6) {
        return None;
    }
    let below = lines.iter().skip(n + 1).take(3);
    let said = below.map(|l| l.text).find(|t| !t.is_empty())?;
    Some((word, said))
}

#[cfg(test)]
mod tests {
    use super::super::said;

    const TALK: &str = "第３回　まちづくり懇談会　記録\n参加者\n空木、雲母、南方\n\n空木\nそれでは始めます。前回の続きからです。\n\n雲母\n資料を見てください。三つの案があります。\n\n南方\n二つ目の案がいいと思います。\n\n空木\n理由を聞かせてください。\n\n南方\n費用が一番安いからです。\n";

    #[test]
    fn those_on_the_list_talk_by_turns() {
        assert_eq!(said(TALK), "空木/雲母/南方/空木/南方");
        assert_eq!(said(&TALK.replace("\n\n", "\n")), "空木/雲母/南方/空木/南方");
        let listed = TALK.replace("空木、雲母、南方", "空木\n雲母\n南方");
        assert_eq!(said(&listed), "空木/雲母/南方/空木/南方");
    }

    #[test]
    fn headings_are_no_people() {
        let headings = TALK
            .replace("空木、雲母、南方", "北浜、八雲")
            .replace("空木", "現状")
            .replace("雲母", "資料")
            .replace("南方", "結論");
        assert_eq!(said(&headings), "");
        // Nor are people, where nobody comes again.
        let once = TALK.split("\n\n空木\n理由").next().unwrap();
        assert_eq!(said(once), "");
    }
}
