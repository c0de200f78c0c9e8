//! Lines that open, suspend, resume or close a sitting: 午前十時一分開議, 休憩　午後０時３分, 開会（午前１０時００分）.

use super::chars::{Spaced, is_of, is_set_apart, is_space, longer, marker, squeeze, stops};
use super::model::{Action, Sitting};
use super::numerals;

/// What a line that opens, suspends, resumes or closes the sitting does.
pub(super) fn action(bare: &str) -> Option<Action> {
    let ends = |words: &[&str]| words.iter().any(|w| bare.ends_with(w) || bare.starts_with(w));
    if ends(&["散会", "閉会", "延会"]) {
        Some(Action::Close)
    } else if ends(&["休憩", "休議"]) {
        Some(Action::Recess)
    } else if ends(&["再開"]) {
        Some(Action::Resume)
    } else if ends(&["開会", "開議"]) {
        Some(Action::Open)
    } else {
        None
    }
}

/// Reads a whole line as an opening, recess or closing: 午前十時一分開議, 休憩　午後０時３分, 開会（午前１０時００分）.
pub(super) fn read(line: &str) -> Option<Sitting> {
    // Thirty letters at most, with what stands around them, and no sentence: most lines are longer, and every line is asked.
    if line.len() > 160 || stops(line) {
        return None;
    }
    // 「午　後　四　時　一　分　開　会」
    let second = || line.chars().nth(1).is_some_and(is_space);
    if line.len() > 24 && second() && !longer(line, 40) && is_set_apart(line) {
        return read_whole(&squeeze(line));
    }
    read_whole(line)
}

/// 「午後五時四十五分開議（衆議院規則第六十七条の二による）」: by what rule.
fn without_rule(line: &str) -> &str {
    let rule = line
        .strip_suffix("による）")
        .or_else(|| line.strip_suffix("による)"));
    rule.and_then(|r| r.split_once(['（', '(']))
        .map_or(line, |(before, _)| before)
}

/// 「13:　　午前10時57分散会」: the number that a search system gives each line before which somebody speaks.
fn without_count(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let counted = (1..=4).contains(&(line.len() - rest.len()));
    let behind = rest
        .trim_spaces_start()
        .strip_prefix([':', '：'])
        .filter(|r| counted && r.starts_with(is_space));
    behind.map_or(line, Spaced::trim_spaces_start)
}

fn read_whole(line: &str) -> Option<Sitting> {
    // 「◎　開会」 is a title.
    let titled = line.starts_with('◎');
    let mut line = line;
    while let Some(c) = marker(line) {
        line = line.get(c.len_utf8()..).unwrap_or("");
    }
    // 「1　　＝開会　午前１０時０分＝」
    if matches!(line.as_bytes(), [.., b'='] | [.., 0xEF, 0xBC, 0x9D]) {
        let counted = line.trim_start_matches(|c: char| c.is_ascii_digit());
        line = if counted.starts_with(is_space) {
            counted
        } else {
            line
        };
        line = line.trim_matches(|c| is_space(c) || c == '=' || c == '＝');
    }
    // 「−午前10時37分閉会−」,「～休憩～」
    let dashed = |c: char| among!(c, "-－―─—–−～〜~*＊");
    if line.starts_with(dashed) && line.ends_with(dashed) {
        line = line.trim_matches(|c| is_space(c) || dashed(c));
    }
    let line = without_count(line);
    if longer(line, 30) || holds!(line, "。、「") {
        return None;
    }
    // Rows of a list of people are as short; none of what opens or closes has no such letter.
    if !line.chars().any(|c| among!(c, "休再散閉開延")) {
        return None;
    }
    let line = without_rule(line);
    let times = numerals::times(line);
    // 「【休憩】（14：50～15：00）」
    let span = holds!(line, "～〜");
    let (from, to) = match times.as_slice() {
        [time] if !span => (time.start, time.end),
        [time, until] if span => (time.start, until.end),
        [] if !span => return bare_sitting(line).filter(|s| !titled || s.action == Action::Recess),
        _ => return None,
    };
    let rest = [line.get(..from)?, line.get(to..)?].concat();
    let bare: String = squeeze(&rest)
        .chars()
        .filter(|c| !among!(*c, "（）()〔〕【】＜＞［］《》"))
        .collect();
    // 「議会閉会時間：１１時５分」
    let named = bare.trim_end_matches(['：', ':']);
    let named = named.strip_suffix("時間").or_else(|| named.strip_suffix("時刻"));
    let bare = named.map_or(&*bare, |named| named.strip_prefix("議会").unwrap_or(named));
    // 「午前十時四分開会・開議」
    let short = || bare.split('・').all(|word| !longer(word, 4));
    let action = action(bare).filter(|a| short() && (!span || *a == Action::Recess))?;
    Some(Sitting {
        action,
        time: times.first().map(|t| t.iso()),
    })
}

/// 「（１４：５０）」 below 「休　憩」: nothing but a time.
pub(super) fn time_alone(line: &str) -> Option<String> {
    let inner = line
        .strip_prefix(['（', '(', '〔'])?
        .strip_suffix(['）', ')', '〕'])?;
    whole_time(inner.trim_spaces())
}

/// Whether a line tells a time and nothing else.
pub(super) fn is_time(line: &str) -> bool {
    !longer(line, 16) && whole_time(line).is_some()
}

fn whole_time(text: &str) -> Option<String> {
    match numerals::times(text).as_slice() {
        [time] if time.start == 0 && time.end == text.len() => Some(time.iso()),
        _ => None,
    }
}

/// 「　　　休憩」, 【休憩】: without a time.
fn bare_sitting(line: &str) -> Option<Sitting> {
    let bare = squeeze(line);
    let word = bare.trim_matches(|c| among!(c, "【】［］[]―－-─…・＜＞"));
    // 「― 休　憩（現地調査） ―」
    let noted = word
        .split_once(['（', '('])
        .filter(|(_, note)| note.ends_with(['）', ')']));
    let word = noted.map_or(word, |(word, _)| word);
    is_of("休憩 休議 暫時休憩 再開 散会 閉会 開会 開議 延会", word)
        .then(|| action(word))
        .flatten()
        .map(|action| Sitting { action, time: None })
}

#[cfg(test)]
mod tests {
    use super::super::model::{BlockKind, Minutes};
    use super::super::parse;

    fn read(lines: &str) -> Minutes {
        parse(&format!(
            "第３回　青葉市環境審議会　会議録\n日時　令和６年５月１０日（金）\n{lines}"
        ))
    }

    /// What opens, suspends, resumes and closes, and when.
    fn sittings(m: &Minutes) -> String {
        let kinds = m.blocks.iter().filter_map(|b| match &b.kind {
            BlockKind::Time(s) => Some(format!("{:?} {}", s.action, s.time.as_deref().unwrap_or("-"))),
            _ => None,
        });
        kinds.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn a_time_beside_what_opens_suspends_or_closes() {
        let between = |[open, recess, resume, close]: [&str; 4]| {
            format!(
                "{open}\n○事務局　ただいま開会いたします。\n○会長　議事に入ります。\n{recess}\n{resume}\n○会長　議事を続けます。\n{close}\n"
            )
        };
        for lines in [
            [
                "開会　（14：00）",
                "＜休憩＞（14：50）",
                "＜再開＞（15：00）",
                "閉会　（15：45）",
            ],
            ["（14:00）開会", "（14:50）休憩", "(15:00) 再開", "（15:45）閉会"],
            [
                "開　会\n（１４：００）",
                "休　憩\n（１４：５０）",
                "再　開\n（１５：００）",
                "閉　会\n（１５：４５）",
            ],
        ] {
            let m = read(&between(lines));
            assert_eq!(
                sittings(&m),
                "Open 14:00, Recess 14:50, Resume 15:00, Close 15:45",
                "{lines:?}"
            );
            assert_eq!(m.meeting.end.as_deref(), Some("15:45"), "{lines:?}");
            assert_eq!(m.speeches().count(), 3, "{lines:?}");
        }
        let span = [
            "●開会（14:00）",
            "【休憩】（14：50～15：00）",
            "",
            "●閉会（15:45）",
        ];
        assert_eq!(
            sittings(&read(&between(span))),
            "Open 14:00, Recess 14:50, Close 15:45"
        );
    }
}
