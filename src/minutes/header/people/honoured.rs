//! Names with 君 or 氏: whatever stands before is the post, which may begin some lines above.

use super::super::super::chars::{Spaced, digit, is_marker, is_of, is_space, longer, squeeze};
use super::super::super::roles;
use super::super::fields::Line;
use super::super::names::{self, Class};
use super::List;
use super::groups::counted_group;
use super::posts::{enclosed, join};
use super::words::{Word, joined, words};

impl List {
    /// A line of a list whose names end in 君, 氏, さん or 様.
    pub(super) fn honoured(&mut self, line: &Line<'_>) {
        let bullet = ["- ", "* "].iter().find_map(|b| line.text.strip_prefix(b));
        let text = bullet.unwrap_or(line.text);
        let mut text = text.trim_start_matches(|c| is_marker(c) || among!(c, "・■"));
        // 「委員：和泉守氏　河内剛氏」,「（委員）和泉守氏、河内剛氏」,「オブザーバー：鬼頭氏」
        let headed = || {
            let head = text.split_once(['：', ':']);
            head.is_some_and(|(head, _)| names::is_group(&squeeze(head)))
        };
        if (honorifics(text).len() > 1 || headed()) && holds!(text, "：:】）") {
            text = self.grouped(text);
        }
        let mut start = 0;
        let mut any = false;
        for end in honorifics(text) {
            let chunk = text.get(start..end.0).unwrap_or("");
            let mut after = end.1;
            let mut note = None;
            let rest = text.get(after..).unwrap_or("");
            if rest.starts_with(['（', '('])
                && let Some(close) = rest.find(['）', ')'])
            {
                note = rest.get(..close);
                after += close
                    + rest
                        .get(close..)
                        .and_then(|r| r.chars().next())
                        .map_or(0, char::len_utf8);
            }
            start = after;
            let absent = note.is_some_and(|n| n.contains("欠席"));
            self.chunk(chunk, line.indent, any, note.filter(|_| !absent), absent);
            any = true;
        }
        let rest = text.get(start..).unwrap_or("").trim_spaces();
        // 「（委員）」
        let group = counted_group(rest).or_else(|| enclosed(rest));
        let group = group
            .map(squeeze)
            .filter(|g| names::is_group(g) || names::is_body(g));
        if !any && let Some(group) = group {
            return self.under(&group);
        }
        // 「出席委員　十名」
        if any || rest.is_empty() || names::class(rest) == Class::Nobody {
            return;
        }
        // Posts without a name: those of a name below, or the head of a group.
        if !self.headed_by(rest, line.indent)
            && self.pending.is_empty()
            && self.group.is_some()
            && line.indent == 0
            && !rest.ends_with("分野")
        {
            self.group = None;
        }
        self.pending.push((rest.to_owned(), line.indent));
    }

    /// Takes the one line above for the head of those below, if it is set in less, or heads several wherever it stands:
    /// 「理　事」,「国務大臣」,「事務局側」; but 「政府参考人」 over 「（警察庁長官）　城　守君」 goes with him.
    fn headed_by(&mut self, text: &str, indent: usize) -> bool {
        let [(above, at)] = self.pending.as_slice() else {
            return false;
        };
        let head = squeeze(above).into_owned();
        let several = names::is_shared(&head)
            || head.ends_with('側')
            || is_of("国務大臣 副大臣 大臣政務官 政府参考人 衆議院 参議院", &head);
        let heads = *at < indent || several && !text.starts_with(['（', '(']);
        if heads {
            self.headed = head.ends_with("委員");
            self.group = Some(head);
            self.pending.clear();
        }
        heads
    }

    /// One name with what stands before it.
    pub(super) fn chunk(
        &mut self,
        chunk: &str,
        indent: usize,
        later: bool,
        note: Option<&str>,
        absent: bool,
    ) {
        let chunk = chunk.trim_matches(|c| is_space(c) || among!(c, "、，,・"));
        // 「三　番　　戸　田　正　毅」
        let seat = chunk
            .split_once('番')
            .map(|(number, name)| (squeeze(number), name));
        let seat = seat.filter(|(number, name)| roles::is_number(number) && name.starts_with(is_space));
        let mut words = match &seat {
            Some((number, name)) => words(&[number.as_ref(), "番", *name].concat()),
            None => words(chunk),
        };
        if words.is_empty() {
            return;
        }
        let same = words
            .first()
            .is_some_and(|w| matches!(w.text.as_str(), "〃" | "″" | "同"));
        if same {
            words.remove(0);
        }
        // 「委員長松村　友昭」
        if let Some(first) = words.first_mut().filter(|w| w.class == Class::Organisation) {
            let (_, post, name) = unglued(&first.text);
            if longer(&name, 1) && !longer(&name, 3) && !post.is_empty() && names::class(&name) == Class::Name
            {
                (first.text, first.class) = (post, Class::Role);
                let (text, class) = (name, Class::Name);
                words.insert(1, Word { text, gap: 0, class });
            }
        }
        let name_at = name_begins(&words);
        let mut name: Vec<Word> = words.split_off(name_at);
        let mut seat = None;
        let mut left = String::new();
        for word in &words {
            if word.class == Class::Seat && seat.is_none() {
                seat = Some(word.text.clone());
            } else {
                left.push_str(&word.text);
            }
        }
        // 「３番田中太郎」,「委員長田中太郎」 without spaces.
        if let Some(first) = name.first_mut() {
            let (taken_seat, taken_role, bare) = unglued(&first.text);
            if let Some(s) = taken_seat {
                seat = seat.or(Some(s));
            }
            if left.is_empty() && name_at == 0 {
                left = taken_role;
                first.text = bare;
            }
        }
        let mut role = String::new();
        if !later {
            self.headed_by(chunk, indent);
            for (post, _) in std::mem::take(&mut self.pending) {
                join(&mut role, &squeeze(&post));
            }
        }
        join(&mut role, &left);
        let mut text = joined(&name);
        // 「山田委員長さん」
        if name.len() == 1
            && role.is_empty()
            && let Class::Post(at) = names::class(&text)
        {
            role = text.get(at..).unwrap_or("").to_owned();
            text.truncate(at);
        }
        if absent {
            return;
        }
        let affiliation = note
            .map(|n| n.trim_matches(['（', '(']).trim_spaces().to_owned())
            .filter(|n| !matches!(names::class(&squeeze(n)), Class::Name | Class::Nobody));
        let role = Some(role).filter(|r| !r.is_empty());
        let role = role.or_else(|| self.last.clone().filter(|_| same));
        self.add(&text, role, affiliation, seat);
    }
}

/// Byte ranges of 君, 氏, さん, 様 that end a name.
fn honorifics(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut depth = 0u32;
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let rest = text.get(at..).unwrap_or("");
        let len = match c {
            '君' | '氏' | '様' => c.len_utf8(),
            'さ' if rest.starts_with("さん") => "さん".len(),
            _ => continue,
        };
        let next = rest.get(len..).and_then(|r| r.chars().next());
        if depth == 0 && at > 0 && next.is_none_or(|c| is_space(c) || among!(c, "、，・（(）")) {
            found.push((at, at + len));
        }
    }
    found
}

pub(super) fn ends_honoured(text: &str) -> bool {
    honorifics(text).last().is_some_and(|(_, end)| {
        let rest = text.get(*end..).unwrap_or("");
        rest.is_empty() || rest.starts_with(['（', '('])
    })
}

/// Seat, post and name of 「３番田中太郎」,「委員長田中太郎」.
fn unglued(text: &str) -> (Option<String>, String, String) {
    let figures: usize = text
        .chars()
        .take_while(|c| digit(*c).is_some())
        .map(char::len_utf8)
        .sum();
    let rest = text.get(figures..).unwrap_or("");
    let (seat, rest) = match rest.strip_prefix('番') {
        Some(after) if figures > 0 && !after.is_empty() => {
            (text.get(..figures + '番'.len_utf8()).map(str::to_owned), after)
        }
        _ => (None, text),
    };
    let post = roles::office_before(rest).filter(|p| longer(rest, p.chars().count() + 1));
    // 「財務局長谷風」 in 「財務局長谷風　渡君」
    let glued = rest.char_indices().map(|(at, _)| at).rev().find(|at| {
        let (head, name) = rest.split_at(*at);
        let letters = name.chars().count();
        // 「多摩水道本部長松田　奉康君」 names nobody 多摩.
        let post =
            matches!(names::class(head), Class::Role | Class::Post(_)) && names::post_at(head).is_some();
        (2..=6).contains(&letters) && post && names::is_name(name)
    });
    if post.is_none()
        && let Some(at) = glued
    {
        let (head, name) = rest.split_at(at);
        return (seat, head.to_owned(), name.to_owned());
    }
    match post {
        Some(post) => (
            seat,
            post.to_owned(),
            rest.get(post.len()..).unwrap_or("").to_owned(),
        ),
        None => (seat, String::new(), rest.to_owned()),
    }
}

/// Index of the word with which the name begins: behind the widest gap, or behind the last post.
fn name_begins(words: &[Word]) -> usize {
    let letters = |n: usize| words.get(n).map_or(0, |w| w.text.chars().count());
    let known = words.iter().take(words.len().saturating_sub(1)).rposition(|w| {
        matches!(
            w.class,
            Class::Role | Class::Seat | Class::Organisation | Class::Bracket
        )
    });
    if let Some(n) = known.filter(|n| words.len() - n <= 3 || words.len() - n == 4 && letters(n + 1) == 1) {
        return n + 1;
    }
    let wide = (1..words.len()).rev().find(|n| {
        let gap = words.get(*n).map_or(0, |w| w.gap);
        // 「階　　　猛君」 is one name.
        gap >= 8 || gap >= 6 && words.len() > 2 && letters(n - 1) + letters(*n) > 2
    });
    if let Some(n) = wide {
        return n;
    }
    let last = words.len().saturating_sub(1);
    let posts = words
        .iter()
        .take(last)
        .rposition(|w| !matches!(w.class, Class::Name))
        .map_or(0, |n| n + 1);
    // 「特別調査室　阿部　哲也」 with a post that is not known.
    if words.len() - posts > 2
        && words
            .get(posts..)
            .unwrap_or(&[])
            .iter()
            .any(|w| w.text.chars().count() > 1)
    {
        return last - 1;
    }
    posts
}
