//! Emphasis of Markdown, which is how letters look and none of the text: `**二つの形**`, `` `Name` ``.

use std::borrow::Cow;

use memchr::memchr3;

use super::labels::Seen;
use super::speaker::is_speaker;
use super::talk::says;

/// Whether a text is written in Markdown: one of its first lines is a title with `#`.
pub(super) fn is_markdown<'a>(mut lines: impl Iterator<Item = &'a str>) -> bool {
    lines.any(|l| l.starts_with('#') && l.trim_start_matches('#').starts_with(' '))
}

/// 「| 曽我会長 | 賛成です。 |」: a row of a table in which people speak, its cells parted as columns are.
pub(super) fn turn(line: &str) -> Option<String> {
    let (label, said) = line
        .trim()
        .strip_prefix('|')?
        .strip_suffix('|')?
        .split_once('|')?;
    let (label, said) = (label.trim(), said.trim());
    let fits = !said.contains('|') && says(said) && is_speaker(label);
    fits.then(|| [label, "\t", &without(said).unwrap_or_else(|| said.to_owned())].concat())
}

/// A line without its marks of emphasis; those around the label of somebody who speaks stay, by which it is known.
pub(super) fn plain<'a>(line: &'a str, seen: &Seen) -> Cow<'a, str> {
    let label = match seen {
        Seen::Label { body, .. } => {
            let indent = line.len() - line.trim_start().len();
            indent + usize::from(*body)
        }
        _ => 0,
    };
    let (head, rest) = line.split_at_checked(label).unwrap_or(("", line));
    match without(rest) {
        None => Cow::Borrowed(line),
        Some(rest) => Cow::Owned([head, &rest].concat()),
    }
}

/// The text without its marks; nothing where it has none, or begins code.
fn without(text: &str) -> Option<String> {
    if memchr3(b'*', b'_', b'`', text.as_bytes()).is_none() || text.trim_start().starts_with("```") {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['*', '_', '`']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let last = out.chars().next_back();
        let mark = ["**", "__", "`"].into_iter().find(|m| from.starts_with(m));
        let inner = mark.and_then(|mark| {
            // 「__」 amid a word is part of it.
            let amid = mark == "__" && last.is_some_and(char::is_alphanumeric);
            let (inner, after) = from.get(mark.len()..)?.split_once(mark)?;
            let tight =
                !inner.is_empty() && inner.trim() == inner && (mark == "`" || !inner.starts_with(['*', '_']));
            (tight && !amid).then_some((mark, inner, after))
        });
        match inner {
            Some((mark, inner, after)) => {
                // What stands between back quotes is written as it is.
                match (mark != "`").then(|| without(inner)).flatten() {
                    Some(plain) => out.push_str(&plain),
                    None => out.push_str(inner),
                }
                rest = after;
            }
            None => {
                let sign = from.chars().take_while(|c| among!(*c, "*_`")).count();
                let (signs, after) = from.split_at_checked(sign)?;
                out.push_str(signs);
                rest = after;
            }
        }
    }
    out.push_str(rest);
    (out.len() < text.len()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn marks_of_emphasis_go() {
        for (line, want) in [
            (
                "- 書き方の特徴、**二つの形**がある",
                "- 書き方の特徴、二つの形がある",
            ),
            ("`Name`を`__init__`に直した", "Nameを__init__に直した"),
            ("**`Name`**を直した", "Nameを直した"),
            ("__重要__: 期限", "重要: 期限"),
        ] {
            assert_eq!(plain(line, &Seen::Mute), want);
        }
        for line in [
            "5 * 3 * 2",
            "** 注意 **",
            "****",
            "a__b__c",
            "```rust",
            "**委員",
            "* 点",
        ] {
            assert_eq!(plain(line, &Seen::Mute), line);
        }
    }

    #[test]
    fn masks_stay_where_nothing_is_markdown() {
        let text =
            |title: &str| format!("{title}\n\n○議長　**県の**委員に**お聞きします。\n○**委員　はい。\n");
        let said = |text: &str| parse(text).text;
        assert!(said(&text("会議録")).contains("**県の**委員に**お聞き"));
        assert!(said(&text("# 会議録")).contains("県の委員に**お聞き"));
    }
}
