//! Names between commas: 「石動 康（会長）、能登谷 さゆり、宮腰 剛」.

use super::super::super::chars::{Spaced, holds_any, is_marker, is_space, longer, squeeze};
use super::super::super::roles;
use super::super::super::speaker::is_surname;
use super::super::names::{self, Class};
use super::columns::initialled;
use super::glued::surnamed;
use super::posts::posts;
use super::words::{Word, commas, joined, words};
use super::{List, is_seat};

/// 「高田の各委員」,「岸野の委員兼幹事」: a post of all who are named up to there.
pub(super) fn collective(item: &str) -> Option<(&str, String)> {
    let each = item.rsplit_once('各');
    let (named, post) = each.or_else(|| item.rsplit_once('の'))?;
    let post = squeeze(post.split(['（', '(', ' ', '\u{3000}']).next()?).into_owned();
    let named = named.trim_end_matches('の').trim_spaces();
    // 「高田の各関係者」
    let shared =
        names::is_shared(&post) || each.is_some() && names::is_group(&post) || post.starts_with("委員兼");
    let person = |w: &Word| matches!(w.class, Class::Name | Class::Post(_) | Class::Bracket);
    (shared && !named.is_empty() && words(named).iter().all(person)).then_some((named, post))
}

/// 「局長青砥隆司、係長瀬名明子、主任空閑淳一」, with white space between posts and names.
fn posts_first(items: &[&str]) -> Option<Vec<String>> {
    let parted = |item: &&str| {
        let item = item.trim_spaces();
        let post = roles::post_before(item)?;
        let name = item.get(post.len()..)?;
        let full = (3..=5).contains(&name.chars().count()) && names::class(name) == Class::Name;
        full.then(|| [post, "\u{3000}", name].concat())
    };
    let parted: Vec<String> = items.iter().map_while(parted).collect();
    (parted.len() > 1 && parted.len() == items.len()).then_some(parted)
}

impl List {
    /// Names between commas: 「石動 康（会長）、能登谷 さゆり、宮腰 剛」.
    pub(super) fn items(&mut self, items: &[&str]) {
        if let Some((last, first)) = paired(items) {
            let posts = items.len() / 2;
            let heads = items.iter().take(posts).chain([&last]);
            for (head, name) in heads.zip([&first].into_iter().chain(items.iter().skip(posts + 1))) {
                self.each(&[&[*head, "\u{3000}", *name].concat()]);
            }
            return;
        }
        if let Some(parted) = posts_first(items) {
            let items: Vec<&str> = parted.iter().map(String::as_str).collect();
            self.each(&items);
            return;
        }
        let called = self.surnamed;
        self.surnamed |= surnamed(items, 2);
        let mut rest = items;
        while let Some((n, (named, post))) = rest
            .iter()
            .enumerate()
            .find_map(|(n, i)| Some((n, collective(i)?)))
        {
            self.surnamed = true;
            let before = self.group.replace(post);
            // 「駒井高行　清沢謙治各委員」
            let names = words(named);
            let full = names.iter().all(|w| w.class == Class::Name && longer(&w.text, 2));
            let last = names.iter().map(|w| w.text.as_str()).filter(|_| full);
            let last = last.chain(std::iter::once(named).filter(|_| !full));
            let all: Vec<&str> = rest.iter().take(n).copied().chain(last).collect();
            self.each(&all);
            self.group = before;
            rest = rest.get(n + 1..).unwrap_or(&[]);
        }
        self.each(rest);
        self.surnamed = called;
    }

    /// Each for himself.
    fn each(&mut self, items: &[&str]) {
        let known = self.people.len();
        let mut carried = Carried::default();
        let line = Items::of(items);
        for (n, item) in items.iter().enumerate() {
            let item = item.trim_spaces();
            let (item, headed) = match self.headed_item(item) {
                Some(rest) => (rest, true),
                None => (item, n == 0),
            };
            // 「委員長：星空建市」 is called so, although it ends like a town.
            let chairs = |g: &str| names::is_chair(g) || names::is_shared(g);
            if ends_like_a_town(item) && (line.people || self.group.as_deref().is_some_and(chairs)) {
                self.add(item, None, None, None);
                continue;
            }
            let Some(item) = without_others(item) else {
                continue;
            };
            if let Some((named, of)) = from_one_place(item) {
                for name in named {
                    self.add(name, None, Some(of.to_owned()), None);
                }
                continue;
            }
            if let Some(inner) = self.grouped_item(item) {
                self.items(&commas(inner));
                continue;
            }
            // 「１３番　永田好道　　１４番　成田幸吉」
            let seats = |w: &&Word| w.class == Class::Seat;
            if words(item).iter().filter(seats).count() > 1 {
                self.columns(item, 0);
                continue;
            }
            // 「◎江原隆裕、○大川一郎」
            let words = self.words(item.trim_start_matches(is_marker));
            if n == 0 {
                self.shared(words.first());
            }
            if words.iter().any(is_absent) || self.proxy(&words) {
                continue;
            }
            if words.iter().any(|w| w.class == Class::Name) {
                self.named(&words, &line, n, known, &mut carried);
            } else {
                self.posted(&words, headed, &mut carried);
            }
        }
    }

    /// 「委員長：星川、副委員長：安西」,「委員長・星川」: what stands behind the head of a group.
    fn headed_item<'a>(&mut self, item: &'a str) -> Option<&'a str> {
        let (head, rest) = item.split_once(['：', ':', '・'])?;
        let head = squeeze(head);
        if names::class(&head) != Class::Role || !names::is_group(&head) {
            return None;
        }
        self.group = Some(head.into_owned());
        Some(rest.trim_spaces())
    }

    /// 「事務局（倉渕支所　相間、長井）」: who stands in the brackets of a group.
    fn grouped_item<'a>(&mut self, item: &'a str) -> Option<&'a str> {
        let (head, inner) = item.strip_suffix(['）', ')'])?.split_once(['（', '('])?;
        let head = squeeze(head);
        if !names::is_group(&head) || matches!(names::class(&head), Class::Post(_)) || !holds!(inner, "、，")
        {
            return None;
        }
        self.group = Some(head.into_owned());
        Some(inner)
    }

    /// 「山田委員」; 「委員９名」 and 「水産課長」 are nobody by name.
    fn posted(&mut self, words: &[Word], headed: bool, carried: &mut Carried) {
        if let Some(of) = words.first().filter(|w| w.class == Class::Organisation) {
            carried.body = Some(of.text.clone());
        }
        let noted: Vec<&Word> = words.iter().filter(|w| w.class == Class::Bracket).collect();
        let single = words.iter().filter(|w| matches!(w.class, Class::Post(_))).count() == 1;
        for word in words {
            let Class::Post(at) = word.class else { continue };
            let Some((stem, role)) = names::without_honorific(&word.text).split_at_checked(at) else {
                continue;
            };
            // 「舟木岬委員（市議会議員）」
            let (other, of) = match single {
                true => posts(&noted, Some(role)),
                false => (None, None),
            };
            // 「坂鳥審議官（研究振興局担当）」,「福本教育総務係長（書記）」, but 「太田副理事長（学長）」
            let charged = |of: &String| {
                let post = names::post_at(role).and_then(|at| role.get(at..)).unwrap_or("");
                let own = !names::is_group(role) && !is_seat(post);
                of.ends_with("担当") || own && names::class(of) == Class::Role
            };
            let charged = of.as_ref().or(other.as_ref()).is_some_and(charged);
            let role = match (&of, other.clone().filter(|o| names::is_group(o))) {
                _ if charged => {
                    let of = noted.first().map_or("", |w| w.text.as_str());
                    [role, of].concat()
                }
                // 「山内委員（座長）」
                (_, Some(chair)) if role == "委員" && is_seat(&chair) => chair,
                // 「会長：加嶋委員」
                _ if headed && role == "委員" && self.group.as_deref().is_some_and(names::is_chair) => {
                    self.group.clone().unwrap_or_default()
                }
                _ => role.to_owned(),
            };
            // 「古河委員（副学長）」
            let of = of
                .or(other)
                .filter(|of| !role.contains(of.as_str()) && !of.ends_with("担当"));
            self.add(stem, Some(role), carried.body.clone().or(of), None);
        }
        carried.role = words
            .iter()
            .find(|w| !matches!(w.class, Class::Seat | Class::Nobody))
            .filter(|w| w.class == Class::Role && names::is_group(&w.text))
            .map(|w| w.text.clone());
    }

    /// 「石動 康（会長）」: the `n`th of the items; since `known` the list holds people of this line.
    fn named(&mut self, words: &[Word], line: &Items, n: usize, known: usize, carried: &mut Carried) {
        let name: Vec<Word> = words.iter().filter(|w| w.class == Class::Name).cloned().collect();
        let own: Vec<&Word> = words
            .iter()
            .filter(|w| !matches!(w.class, Class::Name | Class::Seat | Class::Nobody))
            .collect();
        let (mut role, mut affiliation) = posts(&own, self.member());
        // 「渡辺、野口監事」: the post of the next who has one
        let bare = words.iter().all(|w| w.class == Class::Name);
        if self.surnamed && bare && role.is_none() && carried.role.is_none() && self.member().is_none() {
            role = line.post_behind(n);
        }
        // 「（財団）岡元」
        if let Some(of) = words.first().filter(|w| w.class == Class::Bracket)
            && let inner = of.text.trim_matches(['（', '）', '(', ')'])
            && names::is_name(inner)
            && role.is_none()
        {
            affiliation = Some(inner.to_owned());
        }
        // 「幹事　建設部長　松本　培夫、都市整備課長　紺矢　繁雄」
        if let (Some(shared), Some(own), None) = (&carried.both, &role, &affiliation)
            && !names::is_group(own)
        {
            affiliation = role.replace(shared.clone());
        } else if n == 0 && affiliation.is_some() && own.iter().all(|w| w.class == Class::Role) {
            carried.both = role.clone().filter(|r| names::is_shared(r));
        }
        if let Some(role) = role.as_ref().filter(|r| {
            own.first().is_some_and(|w| &w.text == *r) && (names::is_group(r) || r.ends_with("担当"))
        }) {
            carried.role = Some(role.clone());
        }
        affiliation = affiliation.or_else(|| carried.of.clone());
        if line.together && words.first().is_some_and(|w| w.class == Class::Organisation) {
            carried.of.clone_from(&affiliation);
        }
        // 「事務局（書記）青木太郎、鈴木花子」
        if line.together && n == 0 && matches!(own.as_slice(), [_, of] if of.class == Class::Bracket) {
            carried.role = carried.role.take().or(role.clone());
            carried.of.clone_from(&affiliation);
        }
        let text = initialled(joined(&name), words);
        let carried_role = carried.role.clone().filter(|r| !names::is_chair(r));
        // 「丘野重信，浜田朋子（以上 理事）」
        if own
            .iter()
            .any(|w| w.text.trim_start_matches(['（', '(']).starts_with("以上"))
        {
            let before = self.people.get_mut(known..).unwrap_or(&mut []);
            for person in before.iter_mut().filter(|p| p.role.is_none()) {
                person.role.clone_from(&role);
            }
        }
        let role = role.or(carried_role);
        // 「監事の布施」
        let behind = text.strip_prefix('の').filter(|_| role.is_some());
        self.add(behind.unwrap_or(&text), role, affiliation, None);
    }
}

/// What one item says for those behind it.
#[derive(Default)]
struct Carried {
    /// 「委員　石動 康、宮腰 剛」
    role: Option<String>,
    /// The post of all, before posts of their own: 「幹事　建設部長　松本　培夫、…」.
    both: Option<String>,
    /// 「文化課　天引課長、白倉係長」
    body: Option<String>,
    /// 「原子力調査室　松澤、杉本、池亀」
    of: Option<String>,
}

/// What holds of all items of a line.
struct Items<'a> {
    items: &'a [&'a str],
    /// Whether all but the first are names alone.
    together: bool,
    /// 「空木賢治、雲母清市、南方正幸」: among names, what ends like a town is one.
    people: bool,
}

impl<'a> Items<'a> {
    fn of(items: &'a [&'a str]) -> Self {
        let named = items.iter().filter(|i| is_bare(i)).count();
        let towns = items.iter().filter(|i| ends_like_a_town(i.trim_spaces())).count();
        Self {
            items,
            together: items.iter().skip(1).all(|i| is_bare(i)),
            people: named > 2 && named + towns >= items.len() && towns * 3 < items.len(),
        }
    }

    /// The post of the next item behind the `n`th that is no bare name.
    fn post_behind(&self, n: usize) -> Option<String> {
        let next = self.items.iter().skip(n + 1).find(|i| !is_bare(i))?;
        shared_post(next)
    }
}

/// 「空木・雲母・南方（青葉放送）」: surnames of several who come from one place, and the place.
fn from_one_place(item: &str) -> Option<(Vec<&str>, &str)> {
    let (named, behind) = item.split_once(['（', '('])?;
    let of = behind.strip_suffix(['）', ')'])?.rsplit(['（', '(']).next()?;
    let named: Vec<&str> = named.split('・').map(|n| n.trim_spaces()).collect();
    let surname = |n: &&str| longer(n, 1) && !longer(n, 4) && is_surname(n);
    let fits = named.len() > 1 && named.iter().all(surname) && !is_note(of);
    fits.then_some((named, of))
}

/// 「（記）」 says what somebody did there.
fn is_note(of: &str) -> bool {
    !longer(of, 1) || roles::is_office(of)
}

fn is_bare(item: &str) -> bool {
    words(item).iter().all(|w| w.class == Class::Name)
}

fn ends_like_a_town(item: &str) -> bool {
    item.chars().count() == 4 && item.ends_with(['市', '町', '村']) && !item.has_space()
}

fn is_absent(word: &Word) -> bool {
    word.class == Class::Absent || word.text.contains("欠席") && !holds_any(&word.text, "は欠席 なし")
}

/// 「更川農薬管理室長他」; nothing, where others are all that is named.
fn without_others(mut item: &str) -> Option<&str> {
    for tail in ["ほか", "他", "など"] {
        if item == tail {
            return None;
        }
        let posted = |i: &&str| i.ends_with(['長', '官', '佐', '員', '査']);
        item = item.strip_suffix(tail).filter(posted).unwrap_or(item);
    }
    Some(item)
}

/// 「港湾課長、施設課長　犬養　健、鬼頭　実」: as many posts as names; the last of those and the first of these.
pub(super) fn paired<'a>(items: &[&'a str]) -> Option<(&'a str, &'a str)> {
    let post = |i: &str| names::class(&squeeze(i)) == Class::Role;
    let posts = items.iter().take_while(|i| post(i)).count();
    let (last, first) = items.get(posts)?.trim_spaces().split_once(is_space)?;
    // 「会長、副会長　鬼塚　豊、雲母　進」, but 「委員、事務局　犬養、鬼頭」
    let named = items.iter().take(posts).all(|i| !names::is_body(&squeeze(i)));
    (posts > 0 && items.len() == 2 * posts + 1 && post(last) && named).then_some((last, first))
}

/// The post of 「野口監事」.
fn shared_post(item: &str) -> Option<String> {
    match words(item.trim_spaces()).as_slice() {
        [
            Word {
                class: Class::Post(at),
                text,
                ..
            },
        ] => text.get(*at..).map(str::to_owned),
        _ => None,
    }
}

/// Whether a line between commas goes on in the next one.
pub(super) fn goes_on(text: &str, next: &str, surnamed: bool) -> bool {
    // 「…、菅沼委」, and below it 「員、八幡委員」
    let torn = next
        .split_once('、')
        .is_some_and(|(rest, _)| matches!(rest, "員" | "長" | "委員"));
    // 「…、経済政策分」, and below it 「析官、…」
    torn || text.ends_with(['、', '，', ',']) || surnamed && cut(text, next)
}

/// Whether the last of several posts goes on in the next line.
fn cut(text: &str, next: &str) -> bool {
    let posted = |i: &str| matches!(names::class(i.trim_spaces()), Class::Role | Class::Post(_));
    let items = commas(text);
    let first = commas(next).first().map_or("", |i| i.trim_spaces());
    items.split_last().is_some_and(|(last, rest)| {
        let last = last.trim_spaces();
        let whole = [last, first].concat();
        !rest.is_empty()
            && !last.ends_with("ほか")
            && rest.iter().all(|i| posted(i))
            && !posted(last)
            && !whole.has_space()
            && posted(&whole)
    })
}
