//! Who was there: lists of names with posts, organisations and seats.
//!
//! Three ways of printing them. Names with 君 or 氏: whatever stands before is the post, which may begin some
//! lines above. Names between commas. Names in columns, where spaces tell what is what.

use super::super::chars::{closing, digit, is_marker, is_space, squeeze};
use super::super::model::Attendee;
use super::fields::{Field, Line, Section};
use super::names::{self, Class};

/// All who are listed as present.
pub(super) fn read(sections: &[Section<'_>]) -> Vec<Attendee> {
    let mut list = List::default();
    for section in sections.iter().filter(|s| s.field == Field::Present) {
        list.begin(section);
        let honoured = section.lines.iter().filter(|l| ends_honoured(l.text)).count();
        let listed = section.lines.iter().filter(|l| commas(l.text).len() > 1).count();
        let mut held: Option<String> = None;
        for line in &section.lines {
            if line.text.is_empty() {
                list.pause();
                continue;
            }
            let cells = line.text.contains(['│', '┃', '｜', '|']);
            if honoured > listed && !cells {
                list.honoured(line);
                continue;
            }
            // 「山田太郎、鈴木花子、」 goes on in the next line.
            let text = match held.take() {
                Some(mut before) => {
                    before.push_str(line.text);
                    before
                }
                None => line.text.to_owned(),
            };
            if text.ends_with(['、', '，', ',']) {
                held = Some(text);
                continue;
            }
            list.line(&text, line.indent);
        }
        if let Some(text) = held {
            list.line(&text, 0);
        }
    }
    list.people
}

/// One word of a line, with the white space before it in half-width columns.
#[derive(Clone, Debug)]
struct Word {
    text: String,
    gap: usize,
    class: Class,
}

#[derive(Default)]
struct List {
    people: Vec<Attendee>,
    /// Post of all in the section: 委員 of 出席委員.
    base: Option<String>,
    /// Post or group for those below who have none of their own.
    group: Option<String>,
    /// Lines of posts above a name, and how far they are set in.
    pending: Vec<(String, usize)>,
}

impl List {
    fn begin(&mut self, section: &Section<'_>) {
        self.pending.clear();
        let word = squeeze(section.word);
        let named = word.strip_prefix("出席").unwrap_or(&word);
        let own = named.strip_suffix("出席者").unwrap_or(named);
        let group = names::is_group(own) && !section.inline || word != named && names::is_group(named);
        let none = section.word.contains("のため") || word.ends_with('者') && own == word;
        self.base = (group && !none).then(|| own.to_owned());
        self.group = None;
    }

    fn pause(&mut self) {
        self.pending.clear();
    }

    fn add(&mut self, name: &str, role: Option<String>, affiliation: Option<String>, seat: Option<String>) {
        let name = names::without_honorific(name).trim_matches(|c| is_space(c) || among!(c, "・、，"));
        if !names::is_name(&squeeze(name)) && !name.contains('（') {
            return;
        }
        let (mut role, mut affiliation) = (role, affiliation);
        for group in [&self.group, &self.base].into_iter().flatten() {
            if names::is_body(group) {
                let body = group.strip_suffix("職員").unwrap_or(group);
                affiliation = affiliation.or_else(|| Some(body.to_owned()));
            } else if role.is_none() {
                role = Some(group.clone());
            }
        }
        let letters = squeeze;
        if let Some(known) = self
            .people
            .iter_mut()
            .find(|p| p.name.as_deref().map(letters) == Some(letters(name)))
        {
            known.role = known.role.take().or(role);
            known.affiliation = known.affiliation.take().or(affiliation);
            return;
        }
        self.people.push(Attendee {
            name: Some(name.to_owned()),
            role,
            affiliation,
            seat,
        });
    }

    /// A line of a list whose names end in 君, 氏, さん or 様.
    fn honoured(&mut self, line: &Line<'_>) {
        let text = line.text.trim_start_matches(|c| is_marker(c) || among!(c, "・■"));
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
        let rest = text.get(start..).unwrap_or("").trim_matches(is_space);
        if any || rest.is_empty() {
            return;
        }
        // Posts without a name: those of a name below, or the head of a group.
        let deeper = self.pending.len() == 1 && self.pending.iter().all(|(_, indent)| *indent < line.indent);
        if deeper && let Some((group, _)) = self.pending.pop() {
            self.group = Some(group);
        }
        if self.pending.is_empty() && self.group.is_some() && line.indent == 0 {
            self.group = None;
        }
        self.pending.push((rest.to_owned(), line.indent));
    }

    /// One name with what stands before it.
    fn chunk(&mut self, chunk: &str, indent: usize, later: bool, note: Option<&str>, absent: bool) {
        let chunk = chunk.trim_matches(|c| is_space(c) || among!(c, "、，,・"));
        let mut words = words(chunk);
        if words.is_empty() {
            return;
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
            let deeper = self.pending.len() == 1 && self.pending.iter().all(|(_, i)| *i < indent);
            if deeper && let Some((group, _)) = self.pending.pop() {
                self.group = Some(squeeze(&group).into_owned());
            }
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
            .map(|n| n.trim_matches(['（', '(']).trim_matches(is_space).to_owned())
            .filter(|n| matches!(names::class(&squeeze(n)), Class::Organisation | Class::Role));
        let role = Some(role).filter(|r| !r.is_empty());
        self.add(&text, role, affiliation, seat);
    }

    /// A line of names in columns or between commas.
    fn line(&mut self, text: &str, indent: usize) {
        let mut text = text.trim_start_matches(|c| is_space(c) || is_marker(c) || among!(c, "・■□◆◇*-•→"));
        let (number, rest) = super::fields::numbering(text);
        // 「（２）事務局」,「① 委員」; but 「１　甲野　太郎」 has the number of a seat.
        if matches!(number.style, 3..=5)
            || number.style == 1 && names::is_group(&squeeze(rest.split(is_space).next().unwrap_or("")))
        {
            text = rest;
        }
        if let Some((present, _)) = text
            .split_once("欠席者")
            .or_else(|| text.split_once("欠席："))
            .or_else(|| text.split_once("欠席委員"))
            && !present.ends_with(['（', '('])
        {
            text = present;
        }
        text = self.grouped(text);
        let text = text.trim_matches(is_space);
        if text.is_empty() {
            return;
        }
        let items = commas(text);
        if items.len() > 1 {
            self.items(&items);
        } else {
            self.columns(text, indent);
        }
    }

    /// Takes 「理事: 」,「【事務局】」,「（委員）」 off the beginning; those who follow belong to it.
    fn grouped<'t>(&mut self, text: &'t str) -> &'t str {
        if let Some(open) = text.chars().next().filter(|c| among!(*c, "【［〔＜《[（(<")) {
            let close = closing(open).unwrap_or(match open {
                '＜' => '＞',
                _ => '>',
            });
            if let Some((inner, rest)) = text.get(open.len_utf8()..).and_then(|t| t.split_once(close)) {
                let inner = squeeze(inner);
                let head = inner.trim_end_matches("出席者");
                if names::is_group(head) || names::class(head) == Class::Organisation || rest.is_empty() {
                    self.group = Some(head.to_owned()).filter(|h| !h.is_empty());
                    self.pending.clear();
                    return rest.trim_start_matches(|c| is_space(c) || c == '：' || c == ':');
                }
            }
        }
        if let Some((head, rest)) = text.split_once(['：', ':']) {
            let bare = squeeze(head.split(['（', '(']).next().unwrap_or(""));
            let bare = bare.trim_end_matches("出席者").trim_end_matches('側');
            let group = names::is_group(bare)
                || matches!(names::class(bare), Class::Role | Class::Organisation)
                    && bare.chars().count() <= 16
                    && !bare.contains(['、', '，']);
            if group {
                // 「会長：山田」 names one, 「委員：山田、鈴木」 a group.
                self.group = Some(bare.to_owned());
                self.pending.clear();
                return rest;
            }
            if bare.is_empty() || names::class(bare) == Class::Nobody {
                return rest;
            }
        }
        // 「事務局　課長　黒保根、主任　宮城」
        if let Some((head, rest)) = text.split_once(is_space)
            && names::is_group(head)
            && names::is_body(head)
            && !rest.trim_start_matches(is_space).starts_with(['（', '('])
        {
            self.group = Some(head.to_owned());
            self.pending.clear();
            return rest;
        }
        text
    }

    /// 「委　員　嬬恋　春菜　　草津　源」: the post goes with all of the line and with names below it that have none.
    fn shared(&mut self, first: Option<&Word>) {
        let Some(word) = first.filter(|w| w.class == Class::Role) else {
            return;
        };
        if names::is_shared(&word.text) {
            self.group = Some(word.text.clone());
        } else if names::is_group(&word.text) && self.group.as_deref().is_some_and(names::is_shared) {
            self.group = None;
        }
    }

    /// Names between commas: 「石動 康（会長）、能登谷 さゆり、宮腰 剛」.
    fn items(&mut self, items: &[&str]) {
        let mut carried: Option<String> = None;
        // 「文化課　天引課長、白倉係長」
        let mut body: Option<String> = None;
        for (n, item) in items.iter().enumerate() {
            let item = item.trim_matches(is_space);
            for tail in ["ほか", "他", "など"] {
                if item == tail {
                    return;
                }
            }
            // 「事務局（倉渕支所　相間、長井）」
            if let Some((head, inner)) = item
                .strip_suffix(['）', ')'])
                .and_then(|i| i.split_once(['（', '(']))
                && names::is_group(&squeeze(head))
                && inner.contains(['、', '，'])
            {
                self.group = Some(squeeze(head).into_owned());
                self.items(&commas(inner));
                continue;
            }
            let words = words(item);
            if n == 0 {
                self.shared(words.first());
            }
            let name: Vec<Word> = words.iter().filter(|w| w.class == Class::Name).cloned().collect();
            let own: Vec<&Word> = words
                .iter()
                .filter(|w| matches!(w.class, Class::Role | Class::Organisation | Class::Bracket))
                .collect();
            if words
                .iter()
                .any(|w| w.class == Class::Absent || w.text.contains("欠席"))
            {
                continue;
            }
            if self.proxy(&words) {
                continue;
            }
            if name.is_empty() {
                let organisation = words.first().filter(|w| w.class == Class::Organisation);
                body = organisation.map(|w| w.text.clone()).or(body);
                // 「山田委員」; 「委員９名」 and 「水産課長」 are nobody by name.
                for word in &words {
                    let bare = names::without_honorific(&word.text);
                    if let Class::Post(at) = names::class(bare) {
                        let (stem, role) = bare.split_at(at);
                        self.add(stem, Some(role.to_owned()), body.clone(), None);
                    }
                }
                carried = own
                    .first()
                    .filter(|w| w.class == Class::Role && names::is_group(&w.text))
                    .map(|w| w.text.clone());
                continue;
            }
            let (role, affiliation) = posts(&own, self.member());
            if let Some(role) = role
                .as_ref()
                .filter(|r| own.first().is_some_and(|w| &w.text == *r) && names::is_group(r))
            {
                carried = Some(role.clone());
            }
            let text = joined(&name);
            let carried_role = carried.clone().filter(|r| {
                !matches!(
                    r.as_str(),
                    "会長" | "副会長" | "委員長" | "副委員長" | "座長" | "議長" | "部会長"
                )
            });
            self.add(&text, role.or(carried_role), affiliation, None);
        }
    }

    /// Names in columns.
    fn columns(&mut self, text: &str, indent: usize) {
        let mut words = words(text);
        words.retain(|w| w.class != Class::Nobody || w.text == "欠席");
        if words.is_empty() {
            return;
        }
        let has_name = words
            .iter()
            .any(|w| w.class == Class::Name || matches!(&w.class, Class::Post(_)));
        if !has_name {
            self.head(&words, indent);
            return;
        }
        self.shared(words.first());
        let names_only = words.iter().any(|w| w.class == Class::Name);
        let suffixed = words
            .iter()
            .find(|w| !matches!(w.class, Class::Seat | Class::Bracket))
            .is_some_and(|w| w.class == Class::Name);
        let closest = closest(&words);
        let mut open = Open::default();
        let mut found: Vec<Open> = Vec::new();
        let mut flush = |open: &mut Open| {
            let next = std::mem::take(open);
            if !next.name.is_empty() {
                found.push(next);
                return None;
            }
            Some(next)
        };
        let runs = runs(&words);
        for (at, word) in words.iter().enumerate() {
            match &word.class {
                Class::Seat => {
                    if let Some(kept) = flush(&mut open) {
                        open = kept;
                    }
                    open.seat = Some(word.text.clone());
                }
                Class::Role | Class::Organisation => {
                    if !open.name.is_empty() && !suffixed {
                        flush(&mut open);
                    }
                    open.posts.push(word.clone());
                }
                // 「渋谷支所長　佐藤花子」: with a name beside it, it is a post.
                Class::Post(_) if names_only => {
                    if !open.name.is_empty() && !suffixed {
                        flush(&mut open);
                    }
                    open.posts.push(Word {
                        class: Class::Role,
                        ..word.clone()
                    });
                }
                Class::Post(stem) => {
                    if let Some(kept) = flush(&mut open) {
                        open = kept;
                    }
                    let (stem, role) = word.text.split_at(*stem);
                    open.name.push(Word {
                        text: stem.to_owned(),
                        class: Class::Name,
                        gap: word.gap,
                    });
                    open.posts.push(Word {
                        text: role.to_owned(),
                        class: Class::Role,
                        gap: 0,
                    });
                }
                Class::Name => {
                    let merges = open.name.len() == 1
                        && open
                            .name
                            .iter()
                            .all(|n| pairs(n, word, closest, runs.get(at).copied().unwrap_or(0)))
                        || !open.name.is_empty()
                            && open.name.iter().all(|n| n.text.is_ascii())
                            && word.text.is_ascii()
                            && word.gap <= 1;
                    if !open.name.is_empty() && !merges {
                        flush(&mut open);
                    }
                    open.name.push(word.clone());
                }
                Class::Bracket => open.posts.push(word.clone()),
                Class::Absent => open.absent = true,
                Class::Nobody => {}
            }
        }
        let dangling = flush(&mut open);
        // 「委員　佐藤花子　○○大学教授」: what stands behind the last name is his.
        if let (Some(rest), Some(last)) = (dangling, found.last_mut()) {
            last.posts.extend(rest.posts);
            last.absent |= rest.absent;
        }
        let above: String = {
            let mut role = String::new();
            for (post, _) in std::mem::take(&mut self.pending) {
                join(&mut role, &post);
            }
            role
        };
        for (n, person) in found.into_iter().enumerate() {
            if person.absent
                || person
                    .posts
                    .iter()
                    .any(|w| w.class == Class::Bracket && w.text.contains("欠席"))
            {
                continue;
            }
            if self.proxy(&person.posts) {
                continue;
            }
            let own: Vec<&Word> = person.posts.iter().collect();
            let (mut role, affiliation) = posts(&own, self.member());
            if role.is_none() && n == 0 && !above.is_empty() {
                role = Some(above.clone());
            }
            let name = initialled(joined(&person.name), &person.posts);
            self.add(&name, role, affiliation, person.seat);
        }
    }

    /// Post of those who have no other: 委員 of 出席委員.
    fn member(&self) -> Option<&str> {
        let group = self.group.as_deref().or(self.base.as_deref());
        group.filter(|g| names::is_shared(g))
    }

    /// 「（代理：夕張　治水課長）」: who came instead. Whether somebody did by name.
    fn proxy(&mut self, posts: &[Word]) -> bool {
        let inner = posts
            .iter()
            .filter(|w| w.class == Class::Bracket)
            .find_map(|w| w.text.trim_matches(['（', '）', '(', ')']).strip_prefix("代理"));
        let inner = inner.map(|i| i.trim_start_matches(|c| is_space(c) || among!(c, "：:者")));
        match inner.filter(|i| !i.is_empty() && !i.starts_with("出席")) {
            Some(inner) => {
                let known = self.people.len();
                self.items(&[inner]);
                self.people.len() > known
            }
            None => false,
        }
    }

    /// A line of posts without a name.
    fn head(&mut self, words: &[Word], indent: usize) {
        let mut text = String::new();
        for word in words.iter().filter(|w| w.class != Class::Seat) {
            text.push_str(&word.text);
        }
        if names::is_group(&text) {
            self.group = Some(text);
            self.pending.clear();
        } else if !text.is_empty() {
            self.pending.push((text, indent));
        }
    }
}

/// Somebody who is being read.
#[derive(Clone, Debug, Default)]
struct Open {
    name: Vec<Word>,
    posts: Vec<Word>,
    seat: Option<String>,
    absent: bool,
}

/// 「岡本（あ）」: an initial in brackets is part of the name.
fn initialled(name: String, posts: &[Word]) -> String {
    let initial = posts
        .iter()
        .find(|w| w.class == Class::Bracket && w.text.chars().count() == 3 && w.gap == 0);
    match initial {
        Some(word) => [name.as_str(), word.text.as_str()].concat(),
        None => name,
    }
}

/// Role and affiliation from what stands around a name. Who is a `member` has in brackets what he or she is otherwise.
fn posts(words: &[&Word], member: Option<&str>) -> (Option<String>, Option<String>) {
    let (mut role, mut affiliation): (Option<String>, Option<String>) = (None, None);
    let parts = words.iter().flat_map(|word| {
        let inner = word
            .text
            .trim_matches(['（', '）', '(', ')', '〔', '〕', '［', '］', '[', ']'])
            .trim_matches(is_space);
        // 「（会長・北浜大学教授）」
        let two = inner
            .split_once(['・', '、', '，'])
            .filter(|(post, _)| word.class == Class::Bracket && names::is_group(&squeeze(post)));
        let (first, second) = two.map_or((inner, None), |(post, rest)| (post, Some(rest)));
        std::iter::once((*word, first)).chain(second.map(|rest| (*word, rest)))
    });
    for (word, inner) in parts {
        let bare = squeeze(inner).into_owned();
        let class = if word.class == Class::Bracket {
            names::class(&bare)
        } else {
            word.class.clone()
        };
        match class {
            Class::Organisation
                if word.class == Class::Bracket
                    && (super::place::is_online(&bare) || bare.chars().count() < 3 || kana(&bare)) => {}
            Class::Organisation => append(&mut affiliation, &bare),
            Class::Role | Class::Post(_) if bare.starts_with("代理") => {}
            Class::Role | Class::Post(_) => match &mut role {
                None if word.class == Class::Bracket && member.is_some() && !names::is_group(&bare) => {
                    role = member.map(str::to_owned);
                    affiliation = Some(bare);
                }
                None => role = Some(bare),
                // 「事務局　課長」
                Some(known) if names::is_body(known) => {
                    append(&mut affiliation, &known.clone());
                    *known = bare;
                }
                // 委員, and what he or she is otherwise.
                Some(known) if names::is_group(known) => append(&mut affiliation, &bare),
                Some(known) if names::is_group(&bare) => {
                    append(&mut affiliation, &known.clone());
                    *known = bare;
                }
                Some(known) => {
                    known.push('\u{3000}');
                    known.push_str(&bare);
                }
            },
            _ => {}
        }
    }
    (role, affiliation)
}

fn kana(text: &str) -> bool {
    text.chars()
        .all(|c| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '・'))
}

fn append(to: &mut Option<String>, text: &str) {
    match to {
        Some(known) => {
            known.push('\u{3000}');
            known.push_str(text);
        }
        None => *to = Some(text.to_owned()),
    }
}

/// Adds a line of posts. A word that was broken at the end of a line goes on; a second post stands apart.
fn join(role: &mut String, more: &str) {
    if more.is_empty() {
        return;
    }
    let opened = role.matches(['（', '(']).count() > role.matches(['）', ')']).count();
    let ended = matches!(names::class(role), Class::Role | Class::Post(_)) || role.ends_with(['）', ')']);
    let hangs = more.starts_with(['（', '(', '）', ')', '兼', '・']);
    if !role.is_empty() && ended && !opened && !hangs && more.chars().nth(1).is_some() {
        role.push('\u{3000}');
    }
    role.push_str(more);
}

/// Words of a name, without letter-spacing; Latin ones keep a space.
fn joined(name: &[Word]) -> String {
    let mut out = String::new();
    for word in name {
        if out.ends_with(|c: char| c.is_ascii_alphanumeric())
            && word.text.starts_with(|c: char| c.is_ascii_alphanumeric())
        {
            out.push(' ');
        }
        out.push_str(&word.text);
    }
    out
}

/// The smallest gap between two names of the line.
fn closest(words: &[Word]) -> usize {
    words
        .windows(2)
        .filter(|w| w.iter().all(|w| w.class == Class::Name))
        .filter_map(|w| w.get(1).map(|w| w.gap))
        .min()
        .unwrap_or(0)
}

/// For each word, how many names stand beside each other there.
fn runs(words: &[Word]) -> Vec<usize> {
    let mut out = vec![0; words.len()];
    let mut start = 0;
    for n in 0..=words.len() {
        if words.get(n).is_some_and(|w| w.class == Class::Name) {
            continue;
        }
        for m in start..n {
            if let Some(run) = out.get_mut(m) {
                *run = n - start;
            }
        }
        start = n + 1;
    }
    out
}

/// Whether two words are surname and given name; `run` names stand beside each other.
fn pairs(family: &Word, given: &Word, closest: usize, run: usize) -> bool {
    let letters = |w: &Word| w.text.chars().count();
    let (a, b) = (letters(family), letters(given));
    let cells = given.gap.div_ceil(2);
    let justified = a + cells + b <= 5;
    let near = given.gap == closest && given.gap <= 4;
    let alone = run == 2 && given.gap <= 12;
    a <= 3 && b <= 4 && (near || alone || justified && given.gap > 1)
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
        if depth == 0 && at > 0 && next.is_none_or(|c| is_space(c) || among!(c, "、，（(）")) {
            found.push((at, at + len));
        }
    }
    found
}

fn ends_honoured(text: &str) -> bool {
    honorifics(text).last().is_some_and(|(_, end)| {
        let rest = text.get(*end..).unwrap_or("");
        rest.is_empty() || rest.starts_with(['（', '('])
    })
}

/// Items between commas that are outside brackets.
fn commas(text: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let (mut depth, mut start) = (0u32, 0);
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' | '〔' | '［' | '[' => depth += 1,
            '）' | ')' | '〕' | '］' | ']' => depth = depth.saturating_sub(1),
            '、' | '，' | ',' | '；' | '／' if depth == 0 => {
                items.push(text.get(start..at).unwrap_or(""));
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    items.push(text.get(start..).unwrap_or(""));
    items
}

/// Words of a line; a bracket is one, and stands apart from the word before it.
fn words(text: &str) -> Vec<Word> {
    let mut raw: Vec<(String, usize)> = Vec::new();
    let mut current = String::new();
    let (mut depth, mut gap, mut width) = (0u32, 0usize, 0usize);
    let mut close = |current: &mut String, gap: &mut usize| {
        if !current.is_empty() {
            raw.push((std::mem::take(current), std::mem::take(gap)));
        }
    };
    for c in text.chars() {
        let bar = matches!(c, '│' | '┃' | '｜' | '|');
        if depth == 0 && (is_space(c) || bar) {
            close(&mut current, &mut gap);
            width += if bar {
                40
            } else if c == '\u{3000}' {
                2
            } else {
                1
            };
            continue;
        }
        if width > 0 {
            gap += std::mem::take(&mut width);
        }
        if matches!(c, '（' | '(' | '〔' | '［' | '[') {
            if depth == 0 {
                close(&mut current, &mut gap);
            }
            depth += 1;
        }
        if !is_space(c) {
            current.push(c);
        }
        if matches!(c, '）' | ')' | '〕' | '］' | ']') && depth > 0 {
            depth -= 1;
            if depth == 0 {
                close(&mut current, &mut gap);
            }
        }
    }
    close(&mut current, &mut gap);
    unspaced(raw)
        .into_iter()
        .map(|(text, gap)| {
            let text = text.trim_matches(['・', '／', '/', '：', ':']).to_owned();
            let bare = names::without_honorific(&text);
            let class = names::class(&text);
            // 「山田太郎さん」
            if bare.len() < text.len() && matches!(class, Class::Name) && names::class(bare) == Class::Name {
                return Word {
                    text: bare.to_owned(),
                    gap,
                    class,
                };
            }
            Word { text, gap, class }
        })
        .filter(|w| !w.text.is_empty())
        .collect()
}

/// Puts letter-spaced words together: 会　長, 甲 野 太 郎.
fn unspaced(raw: Vec<(String, usize)>) -> Vec<(String, usize)> {
    let single = |w: &(String, usize)| {
        w.0.chars().nth(1).is_none() && !matches!(names::class(&w.0), Class::Seat | Class::Absent)
    };
    let mut out: Vec<(String, usize)> = Vec::new();
    let mut n = 0;
    while let Some(first) = raw.get(n) {
        let from = raw.get(n..).unwrap_or(&[]).iter().enumerate();
        let run = from
            .take_while(|(i, w)| single(w) && (*i == 0 || w.1 < 8 || *i == 1 && is_head(&first.0, &w.0)))
            .count();
        if run < 2 {
            out.push(first.clone());
            n += 1;
            continue;
        }
        let letters: Vec<&(String, usize)> = raw.get(n..n + run).unwrap_or(&[]).iter().collect();
        let word = |len: usize| letters.iter().take(len).map(|l| l.0.as_str()).collect::<String>();
        // The longest beginning that is a post; the rest is a name.
        let post = (2..=run)
            .rev()
            .find(|len| names::is_group(&word(*len)) || names::class(&word(*len)) == Class::Role);
        let taken = post.unwrap_or(run);
        out.push((word(taken), first.1));
        n += taken;
    }
    out
}

/// 「町　　　　　　長」,「氏　　　　　名」: two letters at both ends of a cell.
fn is_head(first: &str, second: &str) -> bool {
    let word = [first, second].concat();
    matches!(names::class(&word), Class::Role | Class::Nobody)
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
    let posts = [
        "副委員長",
        "委員長",
        "副議長",
        "議長",
        "副会長",
        "会長",
        "理事",
        "監事",
        "委員",
        "座長",
        "部会長",
    ];
    let post = posts
        .iter()
        .find(|p| rest.strip_prefix(**p).is_some_and(|r| r.chars().count() >= 2));
    match post {
        Some(post) => (
            seat,
            (*post).to_owned(),
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
