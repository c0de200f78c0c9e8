//! Transcripts that meeting programs write, as cues beside times: WebVTT (<https://www.w3.org/TR/webvtt1/>) and SubRip.
//! Cues cut what is said where a line is full; here it is put together again, turn by turn.

use super::sheet::Sheet;
use crate::minutes::Speaker;

/// So many milliseconds of silence behind a sentence begin a paragraph.
const PAUSE: u32 = 2_000;

/// No name is longer, in characters.
const NAME: usize = 30;

/// What is said from one time to another.
#[derive(Debug, Default)]
struct Cue {
    /// Milliseconds.
    from: u32,
    to: u32,
    /// Who says it, by a voice tag or before a colon; what.
    said: Vec<(Option<String>, String)>,
}

/// Whether a text consists of cues.
pub(super) fn are_here(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let mut lines = text.lines();
    let first = lines.next().unwrap_or("");
    let vtt = first
        .strip_prefix("WEBVTT")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    let counted = !first.is_empty() && first.trim_end().chars().all(|c| c.is_ascii_digit());
    vtt || counted && lines.next().and_then(times).is_some()
}

/// The text of cues, and who says what, where the cues tell.
pub(super) fn read(text: &str) -> (String, Option<String>) {
    let mut cues = cues(text);
    // 「時間: 十時から」 is no name. Programs that write names before colons write them in nearly all cues.
    let voices = cues.iter().flat_map(|c| &c.said).any(|(who, _)| who.is_some());
    if !voices {
        let named = cues
            .iter()
            .filter(|c| c.said.first().is_some_and(|(_, t)| name(t).is_some()));
        if named.count() * 2 > cues.len() {
            for (who, text) in cues.iter_mut().flat_map(|c| &mut c.said) {
                if let Some((found, rest)) = name(text) {
                    (*who, *text) = (Some(found.to_owned()), rest.to_owned());
                }
            }
        }
    }
    write(&cues)
}

fn write(cues: &[Cue]) -> (String, Option<String>) {
    let mut sheet = Sheet::default();
    let (mut last, mut until) = (None, 0);
    for cue in cues {
        for (who, text) in cue.said.iter().filter(|(_, text)| !text.is_empty()) {
            let ended = sheet
                .last()
                .is_some_and(|c| matches!(c, '。' | '？' | '！' | '?' | '!' | '.' | '．'));
            match who.as_deref() {
                Some(who) if last != Some(who) => {
                    sheet.speech(Speaker::of(who));
                    sheet.push(&format!("{who}："));
                    last = Some(who);
                }
                _ if ended && cue.from >= until + PAUSE => sheet.line(),
                _ => {
                    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic());
                    if latin(sheet.last()) && latin(text.chars().next()) {
                        sheet.push(" ");
                    }
                }
            }
            sheet.push(text);
        }
        until = cue.to;
    }
    let record = sheet.record();
    record.whole = !record.speeches.is_empty();
    sheet.line();
    sheet.finish()
}

/// Name before a colon, and what follows.
fn name(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.split_once([':', '：'])?;
    let name = name.trim();
    let fits = !name.is_empty()
        && name.chars().nth(NAME).is_none()
        && !name.contains(['。', '、', '？', '！', '「', '」', '?', '!', '/'])
        && name.chars().any(char::is_alphabetic);
    (fits && !rest.trim().is_empty()).then(|| (name, rest.trim()))
}

fn cues(text: &str) -> Vec<Cue> {
    let mut out: Vec<Cue> = Vec::new();
    let mut open = false;
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    for line in text.lines() {
        if let Some((from, to)) = times(line) {
            out.push(Cue {
                from,
                to,
                said: Vec::new(),
            });
            open = true;
        } else if line.trim().is_empty() {
            open = false;
        } else if let Some(cue) = out.last_mut().filter(|_| open) {
            spoken(line, &mut cue.said);
        }
    }
    out
}

/// Takes a line of a cue apart: 「<v 日暮>では、始めます。</v>」.
fn spoken(line: &str, said: &mut Vec<(Option<String>, String)>) {
    let mut rest = line;
    let mut who: Option<String> = said.last().and_then(|(who, _)| who.clone());
    let begun = !said.is_empty();
    let mut text = String::new();
    let mut put = |who: &Option<String>, text: &mut String, joined: bool| {
        let words = unescaped(text.trim());
        text.clear();
        match said.last_mut().filter(|(last, _)| joined && last == who) {
            Some((_, before)) => {
                let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic());
                if latin(before.chars().next_back()) && latin(words.chars().next()) {
                    before.push(' ');
                }
                before.push_str(&words);
            }
            None if words.is_empty() => {}
            None => said.push((who.clone(), words)),
        }
    };
    while let Some((before, tail)) = rest.split_once('<') {
        text.push_str(before);
        let Some((tag, after)) = tail.split_once('>') else {
            text.push('<');
            rest = tail;
            continue;
        };
        // 「<v.loud 日暮>」: classes stand behind dots.
        let voice = tag.strip_prefix('v').filter(|t| t.starts_with([' ', '\t', '.']));
        if let Some(name) = voice
            .and_then(|v| v.split_once([' ', '\t']))
            .map(|(_, n)| n.trim())
        {
            put(&who, &mut text, begun);
            who = Some(unescaped(name)).filter(|n| !n.is_empty());
        }
        rest = after;
    }
    text.push_str(rest);
    put(&who, &mut text, begun);
}

fn unescaped(text: &str) -> String {
    let mut out = text.to_owned();
    for (escape, letter) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&lrm;", ""),
        ("&rlm;", ""),
        ("&amp;", "&"),
    ] {
        if out.contains(escape) {
            out = out.replace(escape, letter);
        }
    }
    out
}

/// Beginning and end of 「00:00:03.120 --> 00:00:07.500 align:start」, in milliseconds.
fn times(line: &str) -> Option<(u32, u32)> {
    let (from, to) = line.split_once("-->")?;
    Some((time(from.trim())?, time(to.split_whitespace().next()?)?))
}

fn time(text: &str) -> Option<u32> {
    let (clock, thousandths) = text.split_once(['.', ','])?;
    let mut seconds = 0u32;
    for part in clock.split(':') {
        seconds = seconds.checked_mul(60)?.checked_add(part.parse().ok()?)?;
    }
    let fits = clock.contains(':') && thousandths.len() == 3;
    let rest: u32 = thousandths.parse().ok().filter(|_| fits)?;
    seconds.checked_mul(1000)?.checked_add(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn voices_are_turns() {
        let vtt = "WEBVTT - 定例\n\nNOTE by a program\n\n1\n00:00:03.120 --> 00:00:07.500 align:start\n<v 日暮>では、</v>\n\n2\n00:00:07.600 --> 00:00:08.000\n<v 日暮>始めます。</v>\n\n3\n00:00:12.900 --> 00:00:20.000\n<v 日暮>A &amp; Bの件です。</v>\n\n00:21.000 --> 00:30.000\n<v.loud 蓬田>はい。\n三件です。</v><v 日暮>どうも。\n";
        assert!(are_here(vtt));
        let (text, record) = read(vtt);
        assert_eq!(
            text,
            "日暮：では、始めます。\nA & Bの件です。\n\n蓬田：はい。三件です。\n\n日暮：どうも。\n"
        );
        assert!(record.is_some_and(|r| r.contains("蓬田")));
    }

    #[test]
    fn names_before_colons_are_trusted_where_most_cues_have_one() {
        let srt = "1\r\n00:00:01,000 --> 00:00:02,000\r\n荒井: 始めます。\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\nMaki Ohta: 時間: 十時から\r\n\r\n3\r\n00:00:03,100 --> 00:00:04,000\r\nです。\r\n";
        assert!(are_here(srt));
        let (text, _) = read(srt);
        assert_eq!(text, "荒井：始めます。\n\nMaki Ohta：時間: 十時からです。\n");
        let plain = "WEBVTT\n\n00:01.000 --> 00:02.000\n時間: 十時から\n\n00:02.000 --> 00:03.000\n始めます。\n\n00:09.000 --> 00:10.000\n次です。\n";
        let (text, record) = read(plain);
        assert_eq!(
            (text.as_str(), record),
            ("時間: 十時から始めます。\n次です。\n", None)
        );
    }

    #[test]
    fn minutes_are_no_cues() {
        for text in [
            "",
            "1\n開会\n",
            "WEBVTTの説明\n",
            "第１回会議録\n00:01 --> 00:02\n",
        ] {
            assert!(!are_here(text), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_stands_there_is_read(lines in proptest::collection::vec("(<v [a-z]{0,3}>|</v>|<|>|&amp;|00:01\\.000 --> 00:02\\.000|あ。|x: y|\n){0,6}", 0..12)) {
            let text = format!("WEBVTT\n\n{}", lines.join("\n"));
            proptest::prop_assert!(are_here(&text));
            read(&text);
        }
    }
}
