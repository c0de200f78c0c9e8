//! Whether somebody says something: a sentence, and one that is said rather than written.

use super::chars::{digit, ends_in_any, stops};

/// Has a sentence in it; 「５．議事」 has none.
pub(super) fn says(text: &str) -> bool {
    let counts = |at: usize| {
        text.get(..at)
            .and_then(|t| t.chars().next_back())
            .is_none_or(|c| digit(c).is_some())
    };
    stops(text)
        || holds!(text, "。｡？！")
        || text.ends_with(['?', '!', '.'])
        || holds!(text, "．") && text.match_indices('．').any(|(at, _)| !counts(at))
}

/// As people speak, rather than as a report or a statute is written.
pub(super) fn is_polite(t: &str) -> bool {
    const ENDS: &str = "\
        ます。 です。 ません。 ました。 でした。 ましょう。 でしょう。 か。";
    ends_in_any(t, ENDS) || t.ends_with(['？', '?'])
}

/// As people talk, if not to all of them: 「早く閉めたんですよ。」
pub(super) fn is_talk(sentence: &str) -> bool {
    is_polite(sentence) || ends_in_any(sentence, "よ。 ね。 なあ。 かな。 って。 んだ。 けど。")
}

/// 「出席株主数（書面によるものを含む。）　１３７名」: a number, whose only sentence stands in brackets.
pub(super) fn counts(t: &str) -> bool {
    let within = |(at, stop): (usize, &str)| {
        let rest = t.get(at + stop.len()..).unwrap_or("");
        rest.starts_with(['）', ')'])
    };
    t.ends_with(['名', '人', '個', '株', '票']) && t.match_indices('。').all(within)
}
