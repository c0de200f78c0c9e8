//! Names that are printed beside an office: 「○会長　佐伯　ただいまから」. On one line it might as well be the first
//! word that is said, so the whole document tells: where offices have names beside them, most of them do.

use std::collections::BTreeMap;

use super::chars::{Spaced, is_space, squeeze};
use super::evidence::Label;
use super::memo::Memo;
use super::roles;
use super::speaker::{is_post, is_surname};
use super::structure::TextLine;

/// What stands beside an office.
struct Beside<'a> {
    at: usize,
    office: &'a str,
    label: &'a str,
    body: usize,
    /// It has an office of its own: 「議長　竹原消防委員長」.
    own: bool,
}

impl<'a> Beside<'a> {
    /// The label and where the speech begins, with the given name of one who is listed: 「村長　空木　徹　お答えします。」.
    fn whole(&self, line: &'a str, family: &str, listed: &dyn Fn(&str) -> bool) -> (&'a str, usize) {
        let rest = line.get(self.body..).unwrap_or("");
        let given = rest.split(is_space).next().unwrap_or("");
        let short = given.len() < rest.len() && (1..=3).contains(&given.chars().count());
        let start = (self.label.as_ptr() as usize).checked_sub(line.as_ptr() as usize);
        let end = self.body + given.len();
        match start.and_then(|from| line.get(from..end)) {
            Some(label) if !self.own && short && listed(&[family, given].concat()) => {
                let behind = line.get(end..).unwrap_or("");
                (label, line.len() - behind.trim_spaces_start().len())
            }
            _ => (self.label, self.body),
        }
    }
}

/// Takes such names into the labels. `listed` asks the list of those present.
pub(super) fn names<'a>(
    lines: &[TextLine<'a>],
    labels: &mut [Option<Label<'a>>],
    listed: &dyn Fn(&str) -> bool,
) {
    let mut offices: Vec<&str> = Vec::new();
    let mut found: Vec<Beside<'_>> = Vec::new();
    // Labels come again and again, and whether one is an office is asked once.
    let posts = Memo::new();
    let is_office = |l: &&Label<'a>| posts.ask(l.text, |text| is_post(&squeeze(text)));
    for (at, (line, label)) in lines.iter().zip(labels.iter()).enumerate() {
        let Some(label) = label.as_ref().filter(is_office) else {
            continue;
        };
        offices.push(label.text);
        found.extend(beside(line.text, label).map(|b| Beside { at, ..b }));
    }
    let plain = found.iter().filter(|b| !b.own).count();
    let printed = plain >= 2 && plain * 2 > offices.len();
    // How often each office is printed, and each name with an office beside one.
    let (mut all, mut own) = (BTreeMap::<&str, usize>::new(), BTreeMap::<&str, usize>::new());
    for office in &offices {
        *all.entry(office).or_default() += 1;
    }
    for b in found.iter().filter(|b| b.own) {
        *own.entry(b.label).or_default() += 1;
    }
    for b in &found {
        let name = || b.label.get(b.office.len()..).unwrap_or("").trim_spaces();
        // 「議長　三枝委員　お願いします」 calls one after the other; who is chairman is the same throughout.
        let same = || {
            let mine = own.get(b.label);
            mine > Some(&1) && mine == all.get(b.office)
        };
        let fits = if b.own {
            same()
        } else {
            printed || listed(&squeeze(name()))
        };
        let line = lines.get(b.at).map_or("", |l| l.text);
        if let Some(Some(label)) = labels.get_mut(b.at).filter(|_| fits) {
            (label.text, label.body) = b.whole(line, &squeeze(name()), listed);
        }
    }
}

/// Reads the name behind a label: one word, or its letters one by one.
fn beside<'a>(line: &'a str, label: &Label<'a>) -> Option<Beside<'a>> {
    let from = (label.text.as_ptr() as usize).checked_sub(line.as_ptr() as usize)?;
    let office = line.get(from..from + label.text.len())?;
    // Nothing but white space parts the two.
    let gap = line.get(from + office.len()..label.body)?;
    if gap.is_empty() || !gap.chars().all(is_space) {
        return None;
    }
    let body = line.get(label.body..)?;
    let mut end = 0;
    for (nth, word) in body.split(is_space).take(5).enumerate() {
        let letter = word.chars().nth(1).is_none();
        if nth > 0 && !letter {
            break;
        }
        end = (word.as_ptr() as usize).checked_sub(body.as_ptr() as usize)? + word.len();
        if !letter {
            break;
        }
    }
    let name = body.get(..end)?;
    let rest = body.get(end..)?;
    let own = || {
        let office = roles::office(name)?;
        Some(roles::ends_in_office(name) && !is_post(name) && office.len() < name.len())
    };
    let plain = is_surname(name) || in_kana(name);
    (plain || own()?).then(|| Beside {
        at: 0,
        office,
        label: line.get(from..label.body + end).unwrap_or(office),
        body: line.len() - rest.trim_spaces_start().len(),
        own: !plain,
    })
}

/// 「堀越ひろし」: a surname, and a given name in hiragana.
fn in_kana(name: &str) -> bool {
    let family = name.trim_end_matches(|c| matches!(c, 'ぁ'..='ん'));
    let given = (name.len() - family.len()) / 3;
    family.chars().nth(1).is_some() && is_surname(family) && (2..=4).contains(&given)
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    fn labels(lines: &str) -> String {
        let text = format!("第２回　青葉町建築審査会　会議録\n日時　令和６年７月１１日\n\n{lines}");
        let m = parse(&text);
        let label = |s: u32| m.speakers[s as usize].label.clone();
        let said: Vec<String> = m.speeches().map(|(_, s)| label(s.speaker)).collect();
        said.join("/")
    }

    #[test]
    fn most_offices_have_a_name_beside_them() {
        for mark in ["○", ""] {
            let lines = format!(
                "{mark}会長　佐伯　会議を開きます。\n{mark}多摩建築指導事務所長　名取　御説明します。\n{mark}開発審査課長　苗　代　補足します。\n"
            );
            assert_eq!(
                labels(&lines),
                "会長　佐伯/多摩建築指導事務所長　名取/開発審査課長　苗　代"
            );
        }
    }

    #[test]
    fn a_chairman_is_the_same_throughout() {
        let twice = "○議長　竹原消防委員長　開会します。\n○木内消防長　お願いします。\n○議長　竹原消防委員長　終わります。\n";
        assert_eq!(
            labels(twice),
            "議長　竹原消防委員長/木内消防長/議長　竹原消防委員長"
        );
        let calls = "○議長　三枝委員　どうぞ。\n○木内消防長　お願いします。\n○議長　竹原委員　どうぞ。\n○議長　終わります。\n";
        assert_eq!(labels(calls), "議長/木内消防長/議長/議長");
    }

    #[test]
    fn the_first_words_of_a_speech_are_no_name() {
        let lines = "○議長　日程　第一を議題とします。\n○事務局　説明　します。\n○委員　木内　さんのお話は。\n○委員　はい、そうです。\n";
        assert_eq!(labels(lines), "議長/事務局/委員/委員");
    }
}
