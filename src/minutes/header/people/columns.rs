//! Names in columns, where spaces tell what is what.

use super::super::super::chars::longer;
use super::super::super::parts::LONG_NAMES;
use super::super::names::{self, Class};
use super::posts::{append, enclosed, join, kana, posts};
use super::words::{Word, joined};
use super::{List, is_seat};

impl List {
    /// Names in columns.
    pub(super) fn columns(&mut self, text: &str, indent: usize) {
        let mut words = self.words(text);
        // 「同　　白樺　こずえ」 under 「主査　鈴懸　みき」
        let same = words
            .first()
            .is_some_and(|w| matches!(w.text.as_str(), "同" | "〃" | "″"));
        let same = self.last.clone().filter(|_| same);
        // 「委員　岩内　衛　〃　中村　和代」
        let mut post: Option<String> = None;
        for word in &mut words {
            if let (Class::Nobody, "〃", Some(post)) = (&word.class, word.text.as_str(), &post) {
                (word.text, word.class) = (post.clone(), Class::Role);
            } else if word.class == Class::Role {
                post = Some(word.text.clone());
            }
        }
        // 「西町　浩二（北鉄道）　代理　新町　孝」
        if let Some(at) = words.iter().skip(1).position(|w| w.text == "代理") {
            let mut place = 0..;
            words.retain(|w| place.next() > Some(at) || w.class != Class::Name);
        }
        // 「楓（かえで）　大輔（だいすけ）」
        let read = |w: &Word| enclosed(&w.text).is_some_and(|i| longer(i, 1) && i < "ァ" && kana(i));
        words.retain(|w| (w.class != Class::Nobody || w.text == "欠席") && !read(w));
        // 「青葉市　総務部長　三朝　浩一」
        if let [town, post, .., name] = words.as_mut_slice()
            && post.class == Class::Role
            && name.class == Class::Name
            && names::is_place(&town.text)
        {
            town.class = Class::Organisation;
        }
        // 「副村長　桐原幸市」: no town holds that office.
        for n in 1..words.len() {
            let ends = words
                .get(n + 1)
                .is_none_or(|w| matches!(w.class, Class::Role | Class::Seat));
            let held =
                |w: &Word| w.class == Class::Role && w.text.ends_with('長') && !names::is_chair(&w.text);
            let held = words.get(n - 1).is_some_and(held);
            if let Some(word) = words.get_mut(n).filter(|w| w.class == Class::Organisation)
                && ends
                && held
                && word.text.ends_with(['市', '町', '村'])
                && word.text.chars().count() == 4
            {
                word.class = Class::Name;
            }
        }
        if words.iter().all(|w| w.class == Class::Absent) {
            return;
        }
        // 「会　計　課　長」 below 「会計管理者兼　　大町　弥一」,「事　務　局　長」 below 「青葉短期大学　　久慈　敏」
        if std::mem::take(&mut self.unposted)
            && let [post] = words.as_slice()
            && post.class == Class::Role
            && !is_seat(&post.text)
            && self.completes(&post.text)
        {
            return;
        }
        let has_name = words
            .iter()
            .any(|w| w.class == Class::Name || matches!(&w.class, Class::Post(_)));
        if !has_name {
            // 「兼総務部会長」 below 「副会長　鬼塚　豊」
            if let [post] = words.as_slice()
                && post.text.starts_with('兼')
                && self.pending.is_empty()
                && let Some(role) = self.people.last_mut().and_then(|p| p.role.as_mut())
            {
                role.push_str(&post.text);
                return;
            }
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
        let given = given_names(&words);
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
                Class::Post(stem) if names_only && !named_in_full(&word.text, *stem) => {
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
                    let Some((stem, role)) = word.text.split_at_checked(*stem) else {
                        continue;
                    };
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
                    let merges = given.contains(&at)
                        || open.name.len() == 1
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
        // 「教育長　植村　佳央　　理事都市整備部長」, and whose post that is stands below
        let mut next = None;
        if let (Some(rest), Some(last)) = (dangling, found.last_mut()) {
            let posted = words
                .first()
                .is_some_and(|w| w.class == Class::Role && !is_seat(&w.text));
            match rest.posts.as_slice() {
                [post] if posted && post.class == Class::Role && post.gap > 2 => {
                    next = Some(post.text.clone())
                }
                _ => last.posts.extend(rest.posts),
            }
            last.absent |= rest.absent;
        }
        let half = found.last().is_some_and(|p| {
            let held = p.posts.iter().filter(|w| w.class != Class::Bracket);
            let mut held = held.map(|w| w.text.as_str());
            !p.name.is_empty()
                && !suffixed
                && held
                    .next_back()
                    .is_some_and(|w| w.ends_with('兼') || names::is_body(w))
        });
        let above: String = {
            let mut role = String::new();
            for (post, _) in std::mem::take(&mut self.pending) {
                join(&mut role, &post);
            }
            role
        };
        // 「副会長　甲野　太郎　　乙野　花子」
        let mut vice: Option<String> = None;
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
            let (mut role, mut affiliation) = posts(&own, self.member());
            // 「甲野　太郎　　青葉大学　教授」 among members
            let base = self.base.as_ref().filter(|_| self.seated);
            let seat = self.group.as_ref().or(base);
            let named = own.iter().any(|w| w.text.starts_with('【'));
            if suffixed
                && !named
                && seat.is_some_and(|s| names::is_shared(s) || names::is_chair(s))
                && let Some(post) = role.take_if(|r| {
                    !names::is_chair(r) && Some(&*r) != seat && (affiliation.is_some() || !names::is_group(r))
                })
            {
                append(&mut affiliation, &post);
            }
            // 「赤松支所長」 over 「管理課長兼務　　古屋　玄」
            let also = role.as_deref().is_some_and(|r| r.ends_with("兼務"));
            let goes_on =
                role.as_deref().is_none_or(|r| r.starts_with('兼')) || also || above.ends_with('兼');
            if goes_on && n == 0 && !above.is_empty() {
                let gap = if also { "\u{3000}" } else { "" };
                role = Some([&above, gap, role.as_deref().unwrap_or("")].concat());
            } else if n == 0 {
                self.settle(&above);
            }
            if let (None, Some(same), 0) = (&role, &same, n) {
                role = Some(same.clone());
            }
            role = role.or(vice);
            vice = role
                .clone()
                .filter(|r| self.member().is_none() && r.starts_with('副'));
            let name = initialled(joined(&person.name), &person.posts);
            self.add(&name, role, affiliation, person.seat);
        }
        self.unposted = half;
        self.pending.extend(next.map(|post| (post, indent)));
    }

    /// A line of posts without a name.
    pub(super) fn head(&mut self, words: &[Word], indent: usize) {
        // 「事務局（大臣官房）」
        let group = words.first().is_some_and(|w| names::is_group(&w.text));
        let noted = |w: &&Word| w.class == Class::Seat || group && w.class == Class::Bracket;
        let text = words.iter().filter(|w| !noted(w)).map(|w| w.text.as_str());
        let text: String = text.collect();
        // 「委員　（青葉町）」: members who come from there
        if let [post, town] = words
            && names::is_shared(&post.text)
            && names::is_place(town.text.trim_matches(['（', '）', '(', ')']))
        {
            self.base = Some(post.text.clone());
            self.group = Some(town.text.trim_matches(['（', '）', '(', ')']).to_owned());
            self.pending.clear();
        } else if names::is_group(&text) {
            let seat = text.ends_with("委員") || text.ends_with("代理") || names::is_chair(&text);
            let before = std::mem::replace(&mut self.heads, seat.then_some(self.people.len()));
            // 「青葉町環境審議会委員」
            let own = text.ends_with("会委員");
            let text = if own { "委員".to_owned() } else { text };
            self.headed = names::is_shared(&text);
            // 「委員」 over 「会長」 and who it is; but of several posts in a row none tells who holds it.
            let member = self
                .group
                .take()
                .filter(|g| names::is_shared(g) && names::is_chair(&text));
            let alone = self.heads.is_none() || before != self.heads || member.is_some();
            self.outer = member;
            self.group = Some(text).filter(|_| alone);
            self.pending.clear();
        } else if words.len() == 1 && text.ends_with(['省', '庁', '府']) {
            self.group = Some(text);
            self.pending.clear();
        } else if !text.is_empty() {
            self.pending.push((text, indent));
        }
    }
}

/// 「樋田勝部会長」
fn named_in_full(word: &str, stem: usize) -> bool {
    // Where brackets were taken off, the stem may be that of another word.
    word.split_at_checked(stem)
        .is_some_and(|(name, post)| longer(name, 2) && (names::is_shared(post) || names::is_chair(post)))
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
pub(super) fn initialled(name: String, posts: &[Word]) -> String {
    let initial = posts
        .iter()
        .find(|w| w.class == Class::Bracket && w.text.chars().count() == 3 && w.gap == 0)
        // 「田中(記)」 wrote the minutes.
        .filter(|w| {
            w.text
                .chars()
                .nth(1)
                .is_some_and(|c| c.is_alphabetic() && c != '記')
        });
    match initial {
        Some(word) => [name.as_str(), word.text.as_str()].concat(),
        None => name,
    }
}

/// The smallest gap between two names of the line; none, where it parts full names: 「石川洋子　鎗谷武　磯村哲」.
fn closest(words: &[Word]) -> usize {
    let beside = || {
        words
            .windows(2)
            .filter(|w| w.iter().all(|w| w.class == Class::Name))
    };
    let least = beside()
        .filter_map(|w| w.last().map(|w| w.gap))
        .min()
        .unwrap_or(0);
    let full = |w: &Word| longer(&w.text, 3) && !kana(&w.text);
    let parts = beside().any(|w| w.last().is_some_and(|w| w.gap == least) && w.iter().any(full));
    if parts { 0 } else { least }
}

/// Which words are given names between full names: 「森橋　孝一　平野　宏一　高橋三登一」.
fn given_names(words: &[Word]) -> Vec<usize> {
    let full = |w: &Word| longer(&w.text, 3) && !kana(&w.text);
    let letters = |w: &Word| w.text.chars().count();
    let mut out = Vec::new();
    let mut start = 0;
    for n in 0..=words.len() {
        let part = |w: &Word| w.class == Class::Name && !full(w);
        if words.get(n).is_some_and(part) {
            continue;
        }
        let run = words.get(start..n).unwrap_or(&[]);
        let beside = [start.checked_sub(1), Some(n)];
        let named = |n: &usize| words.get(*n).is_some_and(|w| w.class == Class::Name);
        // 「鎗谷武　磯村哲」 are two.
        let fits = |pair: &[Word]| {
            matches!(pair, [family, given]
                if letters(family) + letters(given) <= 5 && (1..=4).contains(&given.gap))
        };
        // 「佐々木　　章 辻　　　均」
        let (mut within, mut between) = (usize::MAX, 0);
        for (n, word) in run.iter().enumerate().skip(1) {
            match n % 2 {
                1 => within = within.min(word.gap),
                _ => between = between.max(word.gap),
            }
        }
        let parted = beside.iter().flatten().any(named) && run.chunks(2).all(fits)
            || run.len() > 2 && within > between;
        if parted && run.len() % 2 == 0 {
            out.extend((start + 1..n).step_by(2));
        }
        start = n + 1;
    }
    out
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
    // 「汐　見　　　丘　　　　　　潮　田　　　浜」 are two.
    let alone = run == 2 && given.gap <= if a + b > 5 { 8 } else { 12 };
    // 「大島純　佐竹将行」 are two.
    let short = a + b <= 6 || kana(&given.text);
    // 「五百旗頭　洋」,「ジョンソン　真理」
    let long = run == 2
        && given.gap <= 2
        && (LONG_NAMES.contains(&family.text.as_str())
            || (4..=7).contains(&a) && b <= 3 && kana(&family.text));
    long || a <= 3 && b <= 4 && short && (near || alone || justified && given.gap > 1)
}
