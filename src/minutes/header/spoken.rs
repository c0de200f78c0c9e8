//! The name of a meeting that is told by who opens it, and nowhere else: 「ただいまから第３回青葉町交通会議を開催いたします。」

use super::super::chars::{Spaced, begins_with_any, holds_any, longer};
use super::super::model::{DocumentText, Minutes};
use super::super::sittings;
use super::title;

/// Sentences at the beginning in which it may be.
const FIRST: usize = 8;

/// Name and number of the meeting that is opened in the first words that are spoken.
pub(super) fn opened(document: &DocumentText, minutes: &Minutes) -> Option<(String, Option<String>)> {
    let (block, _) = minutes.speeches().next()?;
    let paragraphs = minutes.paragraphs_of(block).iter();
    let spoken = paragraphs.filter_map(|p| {
        minutes
            .sentences
            .get(p.sentences.start as usize..p.sentences.end as usize)
    });
    let mut first = spoken.flatten().take(FIRST).map(|s| s.of(&document.text));
    first.find_map(meeting)
}

/// When the meeting begins, or ends, where the time stands in brackets behind what is said: 「委員会を開会いたします。（１０：０２）」.
pub(super) fn clocked(document: &DocumentText, minutes: &Minutes, closes: bool) -> Option<String> {
    let speech = match closes {
        true => minutes.speeches().last(),
        false => minutes.speeches().next(),
    };
    // 「（午前９時３０分）」 alone, right above who speaks first
    if !closes
        && let Some((first, _)) = speech
        && let Some(above) = minutes.blocks.iter().rfind(|b| b.range.end <= first.range.start)
        && let Some(time) = sittings::time_alone(above.range.of(&document.text))
    {
        return Some(time);
    }
    let paragraphs = minutes.paragraphs_of(speech?.0);
    let (first, last) = (paragraphs.first()?, paragraphs.last()?);
    let (from, to) = (first.sentences.start as usize, last.sentences.end as usize);
    let (from, to) = match closes {
        true => (from.max(to.saturating_sub(FIRST)), to),
        false => (from, to.min(from + FIRST)),
    };
    let said = minutes.sentences.get(from..to)?;
    said.windows(2).find_map(|pair| {
        let [before, time] = pair else { return None };
        let before = before.of(&document.text);
        let words = if closes {
            "閉会 散会 終了"
        } else {
            "開会 開議 開催 会議を開"
        };
        holds_any(before, words).then(|| sittings::time_alone(time.of(&document.text)))?
    })
}

fn meeting(sentence: &str) -> Option<(String, Option<String>)> {
    const NOW: &str = "ただいま ただ今 只今 これ 今 それでは では";
    let (head, _) = "を開催 を開会 を開き を開か を始め を開始 の開会 を執り行"
        .split(' ')
        .filter_map(|held| sentence.split_once(held))
        .min_by_key(|(head, _)| head.len())?;
    // 「定刻になりましたので、ただいまから」 and 「それでは、これより」 come before the name.
    let after = |word: &str| head.rfind(word).map(|at| at + word.len());
    let from = NOW.split(' ').filter_map(after).max()?;
    let name = head.get(from..)?;
    let name = name
        .trim_start_matches("より")
        .trim_start_matches("から")
        .trim_start_matches(['、', '，', '，'])
        .trim_spaces();
    let name = name.strip_prefix(['「', '『', '｢']).unwrap_or(name);
    let name = name.trim_end_matches(['」', '』', '｣']);
    if !title::names_body(name) || name.contains(['、', '。', '「']) {
        return None;
    }
    // 「ただいまから議院運営委員会を開会いたします」 is how any sitting begins. Which one is opened, a number tells.
    let (name, number) = title::named(name);
    let name = name.filter(|n| longer(n, 3) && !begins_with_any(n, "本 当 この 今回 次 前 定例 臨時"))?;
    Some((name, Some(number?)))
}

#[cfg(test)]
mod tests {
    use super::meeting;

    #[test]
    fn who_opens_a_meeting_names_it() {
        for (sentence, name, number) in [
            (
                "定刻になりましたので、ただいまから第３回青葉町地域公共交通協議会を開催いたします。",
                "青葉町地域公共交通協議会",
                Some("第３回"),
            ),
            (
                "それでは、これより令和６年度第１回若草市スポーツ推進審議会を始めさせていただきます。",
                "若草市スポーツ推進審議会",
                Some("第１回"),
            ),
            (
                "ただ今より「第５回夕凪市空家等対策協議会」を開会いたします。",
                "夕凪市空家等対策協議会",
                Some("第５回"),
            ),
        ] {
            assert_eq!(
                meeting(sentence),
                Some((name.to_owned(), number.map(str::to_owned))),
                "{sentence}"
            );
        }
        for sentence in [
            "ただいまから本日の会議を開きます。",
            "これより会議を開きます。",
            "ただいまから、青葉町農業委員会総会を開会します。",
            "ただいまから第２回定例会を開会いたします。",
            "ただいまから本審議会を開会いたします。",
            "この後、第２回若草市総合計画審議会を開催いたします。",
            "前回の第２回若草市総合計画審議会では御意見をいただきました。",
            "これより予算の審議を始めます。",
        ] {
            assert_eq!(meeting(sentence), None, "{sentence}");
        }
    }
}
