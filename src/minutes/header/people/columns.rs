//! Names in columns, where spaces tell what is what.

use super::super::super::chars::longer;
use super::super::names::{self, Class};
use super::gathering::{Gathered, Person, gather};
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
        ditto(&mut words);
        proxied(&mut words);
        // 「楓（かえで）　大輔（だいすけ）」
        let read = |w: &Word| enclosed(&w.text).is_some_and(|i| longer(i, 1) && i < "ァ" && kana(i));
        words.retain(|w| (w.class != Class::Nobody || w.text == "欠席") && !read(w));
        towns(&mut words);
        if words.iter().all(|w| w.class == Class::Absent) {
            return;
        }
        let named = |w: &Word| matches!(w.class, Class::Name | Class::Post(_));
        let completed = std::mem::take(&mut self.unposted) && self.completed(&words);
        if !completed && words.iter().any(named) {
            self.enter(&words, indent, same);
        } else if !completed && !self.also(&words) {
            self.head(&words, indent);
        }
    }

    /// 「会　計　課　長」 below 「会計管理者兼　　大町　弥一」,「事　務　局　長」 below 「青葉短期大学　　久慈　敏」
    fn completed(&mut self, words: &[Word]) -> bool {
        matches!(words, [post] if post.class == Class::Role && !is_seat(&post.text) && self.completes(&post.text))
    }

    /// 「兼総務部会長」 below 「副会長　鬼塚　豊」
    fn also(&mut self, words: &[Word]) -> bool {
        if let [post] = words
            && post.text.starts_with('兼')
            && self.pending.is_empty()
            && let Some(role) = self.people.last_mut().and_then(|p| p.role.as_mut())
        {
            role.push_str(&post.text);
            return true;
        }
        false
    }

    /// Enters the people of a line; `same` is the post of the line before, where a sign repeats it.
    fn enter(&mut self, words: &[Word], indent: usize, same: Option<String>) {
        self.shared(words.first());
        let Gathered {
            mut people,
            rest,
            suffixed,
        } = gather(words);
        let posted = words
            .first()
            .is_some_and(|w| w.class == Class::Role && !is_seat(&w.text));
        // 「委員　佐藤花子　○○大学教授」: what stands behind the last name is his.
        // 「教育長　植村　佳央　　理事都市整備部長」, and whose post that is stands below
        let mut next = None;
        if let (Some(rest), Some(last)) = (rest, people.last_mut()) {
            match rest.posts.as_slice() {
                [post] if posted && post.class == Class::Role && post.gap > 2 => {
                    next = Some(post.text.clone())
                }
                _ => last.posts.extend(rest.posts),
            }
            last.absent |= rest.absent;
        }
        let half = people.last().is_some_and(|p| !suffixed && p.lacks_post());
        let mut above = String::new();
        for (post, _) in std::mem::take(&mut self.pending) {
            join(&mut above, &post);
        }
        // 「副会長　甲野　太郎　　乙野　花子」
        let mut vice: Option<String> = None;
        for (n, person) in people.into_iter().enumerate() {
            if person.is_absent() || self.proxy(&person.posts) {
                continue;
            }
            let (mut role, affiliation) = self.held(&person, suffixed);
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

    /// Role and affiliation of somebody of a line.
    fn held(&self, person: &Person, suffixed: bool) -> (Option<String>, Option<String>) {
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
        (role, affiliation)
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

impl Person {
    fn is_absent(&self) -> bool {
        let noted = |w: &Word| w.class == Class::Bracket && w.text.contains("欠席");
        self.absent || self.posts.iter().any(noted)
    }

    /// Whether the post breaks off, so that the next line completes it.
    fn lacks_post(&self) -> bool {
        let held = self.posts.iter().filter(|w| w.class != Class::Bracket);
        let last = held.map(|w| w.text.as_str()).next_back();
        !self.name.is_empty() && last.is_some_and(|w| w.ends_with('兼') || names::is_body(w))
    }
}

/// 「委員　岩内　衛　〃　中村　和代」
fn ditto(words: &mut [Word]) {
    let mut post: Option<String> = None;
    for word in words {
        if let (Class::Nobody, "〃", Some(post)) = (&word.class, word.text.as_str(), &post) {
            (word.text, word.class) = (post.clone(), Class::Role);
        } else if word.class == Class::Role {
            post = Some(word.text.clone());
        }
    }
}

/// 「西町　浩二（北鉄道）　代理　新町　孝」: who is stood in for is not there.
fn proxied(words: &mut Vec<Word>) {
    if let Some(at) = words.iter().skip(1).position(|w| w.text == "代理") {
        let mut place = 0..;
        words.retain(|w| place.next() > Some(at) || w.class != Class::Name);
    }
}

/// Towns that are names, and names that are towns.
fn towns(words: &mut [Word]) {
    // 「青葉市　総務部長　三朝　浩一」
    if let [town, post, .., name] = words
        && post.class == Class::Role
        && name.class == Class::Name
        && names::is_place(&town.text)
    {
        town.class = Class::Organisation;
    }
    // 「１８番　鶴ヶ谷　慶　市　議員」: no town has a seat.
    for n in 1..words.len() {
        let seated = words.get(n - 1).is_some_and(|w| w.class == Class::Seat);
        let alone = words
            .get(n + 1)
            .is_none_or(|w| matches!(w.class, Class::Role | Class::Seat));
        if let Some(name) = words.get_mut(n).filter(|w| w.class == Class::Organisation)
            && seated
            && alone
            && name.text.ends_with(['市', '町', '村'])
            && (4..=5).contains(&name.text.chars().count())
        {
            name.class = Class::Name;
        }
    }
    // 「副村長　桐原幸市」: no town holds that office.
    for n in 1..words.len() {
        let ends = words
            .get(n + 1)
            .is_none_or(|w| matches!(w.class, Class::Role | Class::Seat));
        let held = |w: &Word| w.class == Class::Role && w.text.ends_with('長') && !names::is_chair(&w.text);
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
}
