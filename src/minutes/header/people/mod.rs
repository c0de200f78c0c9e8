//! Who was there: lists of names with posts, organisations and seats.
//!
//! Three ways of printing them. Names with 君 or 氏: whatever stands before is the post, which may begin some
//! lines above. Names between commas. Names in columns, where spaces tell what is what.

mod columns;
mod commas;
mod groups;
mod honoured;
mod posts;
mod words;

use super::super::chars::{Spaced, digit, ends_in_any, is_marker, is_of, is_space, longer, squeeze};
use super::super::model::Attendee;
use super::super::roles;
use super::counting::numbering;
use super::fields::{Line, Section};
use super::keys::Field;
use super::names::{self, Class};
use commas::collective;
use groups::counted_group;
use honoured::ends_honoured;
use posts::enclosed;
use words::{Word, commas, words};

/// Commas between names.
const LISTING: [char; 3] = ['、', '，', ','];

/// Who sits in a body as what he or she is: 「白樺町長」 under 「委員」.
const OF_THE_TOWN: &str = "市長 町長 村長 区長 知事 教育長 委員長 部会長 分科会長 会長代理 職務代理者 委員";

/// All who are listed as present.
pub(super) fn read(sections: &[Section<'_>]) -> Vec<Attendee> {
    let mut list = List::default();
    for section in sections.iter().filter(|s| s.field == Field::Present) {
        list.begin(section);
        let honoured = section.lines.iter().filter(|l| ends_honoured(l.text)).count();
        let last = section.lines.iter().rposition(|l| ends_honoured(l.text));
        let mut served = false;
        let listed = section.lines.iter().filter(|l| commas(l.text).len() > 1).count();
        let items: Vec<&str> = section.lines.iter().flat_map(|l| commas(l.text)).collect();
        list.surnamed = surnamed(&items, 3);
        let mut held: Option<String> = None;
        let marks: Vec<_> = section.lines.iter().flat_map(|l| legend(l.text)).collect();
        let below = posts_below(&section.lines);
        let split = torn(&section.lines);
        let mut named = None;
        for (n, line) in section.lines.iter().enumerate() {
            if line.text.is_empty() {
                list.pause();
                continue;
            }
            // A cell of its own behind the name.
            if is_of("× ✕ 欠", line.text) {
                list.people.pop();
                continue;
            }
            if let Some(name) = named.take() {
                list.columns(&[name, "\u{3000}", line.text].concat(), line.indent);
                continue;
            }
            if below && is_full_name(line.text) || split && is_part(line.text) {
                named = Some(line.text);
                continue;
            }
            let cells = holds!(line.text, "│┃｜|");
            // 「【事務局】」 below members with 氏: those who serve have none.
            served |= Some(n) > last && heads_body(line.text);
            if honoured > listed && !cells && !served {
                list.honoured(line);
                continue;
            }
            // 「山田太郎、鈴木花子、」 goes on in the next line.
            let mut text = match held.take() {
                Some(mut before) => {
                    before.push_str(line.text);
                    before
                }
                None => line.text.to_owned(),
            };
            text = marks.iter().fold(text, |text, (whole, mark, post)| {
                text.replace(whole, "").replace(*mark, &format!("{post}\u{3000}"))
            });
            // 「…、菅沼委」, and below it 「員、八幡委員」
            let next = section.lines.get(n + 1).map_or("", |l| l.text);
            let torn = next
                .split_once('、')
                .is_some_and(|(rest, _)| matches!(rest, "員" | "長" | "委員"));
            // 「…、経済政策分」, and below it 「析官、…」
            let torn = torn || list.surnamed && cut(&text, next);
            if torn || text.ends_with(['、', '，', ',']) {
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

/// Whether a post is printed below each name: 「猪川　邦子」 over 「内閣府特命担当大臣」.
fn posts_below(lines: &[Line<'_>]) -> bool {
    let mut pairs = 0;
    let mut apart = true;
    for (n, name) in lines.iter().enumerate() {
        if is_full_name(name.text) {
            let post = lines.iter().skip(n + 1).find(|l| !l.text.is_empty());
            let post = post.map_or("", |l| l.text);
            let held = words(post.split(['（', '(']).next().unwrap_or(""));
            // The post of the next person would stand above him.
            let fits = held.len() == 1
                && held.iter().all(|w| longer(&w.text, 3) && w.class != Class::Name)
                && (pairs > 0 || apart);
            if !fits {
                return false;
            }
            pairs += 1;
        }
        apart = name.text.is_empty() || grouped(name.text);
    }
    pairs > 1
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

/// Whether surname and given name stand on lines of their own: 「市長」,「甲野」,「太郎」.
fn torn(lines: &[Line<'_>]) -> bool {
    let mut full = lines.iter().map(|l| l.text).filter(|t| !t.is_empty()).peekable();
    let mut pairs = 0;
    while let Some(family) = full.next() {
        if !is_part(family) {
            continue;
        }
        // 「和弘　委員長」
        let given = full.next().unwrap_or("");
        let words = words(given);
        let posted = words.len() > 1
            && words
                .iter()
                .skip(1)
                .all(|w| matches!(w.class, Class::Role | Class::Bracket))
            && words.first().is_some_and(|w| is_part(&w.text));
        if !(posted || is_part(given) && !full.peek().is_some_and(|next| is_part(next))) {
            return false;
        }
        pairs += 1;
    }
    pairs > 1
}

/// A surname or a given name alone.
fn is_part(text: &str) -> bool {
    !longer(text, 3) && names::class(text) == Class::Name
}

/// 「（◎部会長、○：副部会長）」,「◎会長　○会長代理」: what a mark before a name stands for, with the whole of it.
fn legend(text: &str) -> impl Iterator<Item = (&str, char, &str)> {
    let marks = text.char_indices().filter(|(_, c)| is_marker(*c));
    let mut each = text.split(is_space).filter(|w| !w.is_empty() && *w != "（注）");
    let alone = each.clone().count() > 1 && each.all(|w| w.starts_with(is_marker));
    marks.filter_map(move |(at, mark)| {
        let from = text.get(at..)?;
        let end = from.find(|c| among!(c, "、，）)〕") || alone && is_space(c));
        let whole = from.get(..end.or(alone.then_some(from.len()))?)?;
        let post = whole.trim_start_matches(|c| c == mark || is_space(c) || among!(c, "：:は＝"));
        let chair = names::is_chair(post)
            || alone && post.ends_with(['長', '理']) && names::class(post) == Class::Role;
        chair.then_some((whole, mark, post))
    })
}

/// Whether people, so many at least, are called by name and post in one word, rather than by name.
fn surnamed(items: &[&str], least: usize) -> bool {
    let (mut called, mut may_be, mut named) = (0, 0, 0);
    for word in items.iter().flat_map(|i| words(i)) {
        match word.class {
            Class::Post(_) => called += 1,
            Class::Role if names::glued(&word.text).is_some() => may_be += 1,
            Class::Name => named += 1,
            _ => {}
        }
    }
    called > 2 || called + may_be >= least.max(named + 1)
}

/// Several between commas who are called so, and nothing else.
pub(super) fn called(text: &str) -> bool {
    !text.contains('。') && surnamed(&commas(text), 3)
}

fn is_full_name(text: &str) -> bool {
    let words = words(text);
    words.len() == 2 && words.iter().all(|w| w.class == Class::Name)
}

/// Where the name begins behind that of a school or a body in Latin letters.
fn body_before(word: &Word) -> Option<usize> {
    let post = names::post_at(&word.text).filter(|_| matches!(word.class, Class::Post(_) | Class::Role))?;
    let stem = word.text.get(..post)?;
    let latin = stem.len()
        - stem
            .trim_start_matches(|c| matches!(c, 'A'..='Z' | 'Ａ'..='Ｚ'))
            .len();
    let taught = is_of("校長 副校長 教頭 教諭", word.text.get(post..)?);
    let school = stem.rfind("学校").filter(|_| taught);
    let at = school.map_or(latin, |at| at + "学校".len());
    let name = stem.get(at..)?;
    (at > 1 && !name.is_empty() && !longer(name, 4) && names::class(name) == Class::Name).then_some(at)
}

/// 会長, 委員: what somebody is in the body itself.
fn is_seat(post: &str) -> bool {
    names::is_shared(post) || names::is_chair(post)
}

/// Begins with a body whose people are listed: 「事務局：」,「【事務局】」.
fn heads_body(text: &str) -> bool {
    let mark = |c| is_space(c) || is_marker(c) || among!(c, "・（(【［〔＜)）】］〕＞：:");
    let (_, text) = numbering(text.trim_start_matches(mark));
    let word = text.trim_start_matches(mark).split(mark).next().unwrap_or("");
    names::is_group(word) && names::is_body(word) || is_of("説明員 説明者 執行部 理事者", word)
}

fn grouped(text: &str) -> bool {
    text.starts_with(['（', '(', '【', '〔'])
}

#[derive(Default)]
struct List {
    people: Vec<Attendee>,
    /// Post of all in the section: 委員 of 出席委員.
    base: Option<String>,
    /// It stands in the first cell of their rows.
    seated: bool,
    /// Post or group for those below who have none of their own.
    group: Option<String>,
    /// Post of the last who was added, for 「同　乙野」.
    last: Option<String>,
    /// Brackets name the group: 【委員】.
    headed: bool,
    /// Those who are being read are called by name and post in one word.
    surnamed: bool,
    /// Group of the members, while one of them has a heading of his or her own: （委員長）.
    outer: Option<String>,
    /// Number of people when the heading of a member's post was read last: of several in a row none tells who holds it.
    heads: Option<usize>,
    /// Lines of posts above a name, and how far they are set in.
    pending: Vec<(String, usize)>,
}

impl List {
    fn begin(&mut self, section: &Section<'_>) {
        self.pending.clear();
        // 「議員の出欠（出席○、欠席×）」
        let word = squeeze(
            section
                .word
                .split(['（', '('])
                .next()
                .unwrap_or("")
                .trim_end_matches('数'),
        );
        // 「出席委員の氏名」,「委員出欠」
        let bare = "の職・氏名 の職氏名 の氏名 氏名 の出欠状況 出欠状況 の出欠 出欠"
            .split(' ')
            .find_map(|tail| word.strip_suffix(tail))
            .filter(|bare| !bare.is_empty())
            .unwrap_or(&word);
        // 「出席委員」,「本会議出席事務局職員」
        let named = bare
            .split_once("出席")
            .filter(|(at, named)| at.is_empty() || !longer(at, 3) && names::is_group(named));
        // 「地方自治法第１０５条による議長の出席」
        let called = bare.strip_suffix("の出席").and_then(|b| b.rsplit_once('る'));
        let named = named.or(called).map_or(bare, |(_, named)| named);
        // 「事務局出席職員」
        let body = bare.split_once("出席").map_or("", |(body, _)| body);
        let named = if body.ends_with("事務局") { body } else { named };
        let own = named.strip_suffix("出席者").unwrap_or(named);
        let noted = section.lines.first().is_some_and(|l| enclosed(l.text).is_some());
        let inline = section.inline && !noted;
        let group = names::is_group(own) && !inline || bare != named && names::is_group(named);
        let none = section.word.contains("のため") || bare.ends_with('者') && own == bare;
        self.seated = named == word;
        self.base = (group && !none).then(|| own.to_owned());
        self.group = None;
        self.last = None;
        self.outer = None;
        self.heads = None;
        self.headed = false;
    }

    fn pause(&mut self) {
        // 「文部科学省」, a blank line, and those who came from there
        if let [(body, _)] = self.pending.as_slice()
            && body.ends_with(['省', '庁', '府', '局', '課', '室'])
        {
            self.group = Some(body.clone());
        }
        self.pending.clear();
    }

    fn add(&mut self, name: &str, role: Option<String>, affiliation: Option<String>, seat: Option<String>) {
        let name = names::without_honorific(name).trim_matches(|c| is_space(c) || among!(c, "・、，"));
        if !names::is_name(&squeeze(name)) && !holds!(name, "（(") {
            return;
        }
        let (mut role, mut affiliation) = (role, affiliation);
        // 「【委員】」 over 「商工会議所事務局長　笛吹　音羽」: who sits there, and what he or she is otherwise.
        if let (Some(group), Some(own), None) = (&self.group, &role, &affiliation)
            && self.headed
            && (names::is_shared(group) || names::is_chair(group))
            && !names::is_group(own)
            && !ends_in_any(own, OF_THE_TOWN)
        {
            affiliation = role.replace(group.clone());
        }
        for group in [&self.group, &self.base].into_iter().flatten() {
            if names::is_body(group) {
                let body = group.strip_suffix("職員").unwrap_or(group);
                affiliation = affiliation.or_else(|| Some(body.to_owned()));
                if !names::is_place(group) {
                    break;
                }
            } else if role.is_none() {
                role = Some(group.clone());
            }
        }
        let letters = squeeze;
        if let Some(known) = self
            .people
            .iter_mut()
            .find(|p| p.name.as_deref().map(letters) == Some(letters(name)))
            // 「新井委員長」 and 「新井委員」 are two.
            .filter(|p| longer(name, 2) || role.is_none() || p.role.is_none() || p.role == role)
        {
            known.role = known.role.take().or(role);
            known.affiliation = known.affiliation.take().or(affiliation);
            return;
        }
        self.last = role.clone();
        if self.outer.is_some() {
            self.group = self.outer.take();
        }
        self.people.push(Attendee {
            name: Some(name.to_owned()),
            role,
            affiliation,
            seat,
        });
    }

    /// Words of a line; names that run into posts are told from them where others do.
    fn words(&self, text: &str) -> Vec<Word> {
        let mut out = Vec::new();
        let words = words(text);
        let posts = words.iter().filter(|w| matches!(w.class, Class::Post(_))).count();
        let called = self.surnamed || posts > 1 && words.iter().all(|w| w.class != Class::Name);
        for mut word in words {
            // 「会長雨宮灯里」
            if word.class == Class::Name
                && let Some(post) = roles::office_before(&word.text).filter(|p| is_seat(p))
                && longer(&word.text, post.chars().count() + 1)
            {
                let name = word.text.split_off(post.len());
                let gap = std::mem::take(&mut word.gap);
                word.class = Class::Role;
                out.push(word);
                word = Word {
                    text: name,
                    gap,
                    class: Class::Name,
                };
            }
            // 「青葉中学校外田校長」,「ＰＴＡ片山会長」
            if let Some(at) = body_before(&word) {
                let text = word.text.split_off(at);
                let class = Class::Post(names::post_at(&text).unwrap_or(0));
                let gap = word.gap;
                word.class = Class::Organisation;
                out.push(word);
                word = Word { text, gap, class };
            }
            if word.class == Class::Role
                && called
                && let Some((name, post)) = names::glued(&word.text)
            {
                let text = word.text.split_off(name);
                let class = Class::Post(post - name);
                let gap = word.gap;
                // Who serves a body that is named is of it.
                let mut groups = [&self.group, &self.base].into_iter().flatten();
                if name > 0 && !groups.any(|g| names::is_body(g)) {
                    word.class = Class::Organisation;
                    out.push(word);
                }
                word = Word { text, gap, class };
            }
            out.push(word);
        }
        // 「市長（舵取渚）　副市長（櫂早苗）」; among those who serve, 「障害福祉課長（広瀬）」
        let served = self.group.as_deref().is_some_and(names::is_body);
        let named = |w: &Word| matches!(w.class, Class::Name | Class::Post(_));
        if !out.iter().any(named) {
            for n in 1..out.len() {
                if let Some([post, name]) = out.get_mut(n - 1..=n)
                    && post.class == Class::Role
                    && let Some(inner) = names::bracketed(&name.text, if served { 2 } else { 3 })
                {
                    (name.text, name.class) = (inner.to_owned(), Class::Name);
                }
            }
            // 「福祉部　障害福祉課長（広瀬）」
            if served
                && let [of, post, name] = out.as_mut_slice()
                && (&of.class, &name.class) == (&Class::Organisation, &Class::Name)
            {
                post.text.insert_str(0, &of.text);
                out.remove(0);
            }
        }
        out
    }

    /// A line of names in columns or between commas.
    fn line(&mut self, text: &str, indent: usize) {
        let mut text = text.trim_start_matches(|c| is_space(c) || is_marker(c) || among!(c, "・■□◆◇*-•→"));
        // 「-委員-」
        text = text.trim_end_matches('-');
        // 「伊東委員ほか２５名」
        if let Some((named, more)) = text.split_once("ほか").or_else(|| text.split_once('他'))
            && more.ends_with(['名', '人'])
            && more
                .chars()
                .rev()
                .skip(1)
                .all(|c| is_space(c) || digit(c).is_some())
        {
            text = named;
        }
        // 「（ア）委員」
        if let Some((mark, rest)) = text.split_once(['）', ')'])
            && let Some('ア'..='ン') = mark.strip_prefix(['（', '(']).and_then(|m| m.chars().next())
            && mark.chars().nth(2).is_none()
        {
            text = rest.trim_spaces_start();
        }
        let (number, rest) = numbering(text);
        let parts = |c| is_space(c) || among!(c, "：:");
        // 「（２）事務局」,「① 委員」; but 「１　甲野　太郎」 has the number of a seat.
        if matches!(number.style, 3..=5)
            || matches!(number.style, 1 | 2)
                && !rest.starts_with('番')
                && (names::is_group(&squeeze(rest.split(parts).next().unwrap_or("")))
                    || roles::office_before(rest).is_some_and(is_seat))
        {
            text = rest;
            // 「(2)　中島修環境部長　井筒渉課長」 behind 「(1)　委員」
            if words(rest)
                .iter()
                .all(|w| matches!(w.class, Class::Post(_) | Class::Role))
                && names::class(rest) != Class::Role
            {
                self.group = None;
            }
        }
        // 「（副議長　前川　尚志）」,「（代理：主席専門官　甲野　太郎）」 below who did not come
        if let Some(inner) = enclosed(text)
            && let inner = inner.strip_prefix("代理").unwrap_or(inner)
            && let [post, _, ..] = words(inner).as_slice()
            && post.class == Class::Role
            && !holds!(inner, "、（(")
        {
            if inner.starts_with(['：', ':']) {
                self.people.pop();
            }
            text = inner.trim_start_matches(['：', ':']);
        }
        // 「市執行部　【市長公室】」
        if let Some((head, rest)) = text.split_once(is_space)
            && rest.trim_spaces_start().starts_with('【')
            && matches!(names::class(head), Class::Role)
        {
            self.line(head, indent);
            return self.line(rest.trim_spaces_start(), indent);
        }
        // 「※印の委員は、審議の一部に参画していない。」
        if text.starts_with('※') && text.contains('。') {
            return;
        }
        // 「（委任状）高円、由布」
        if text.trim_start_matches(['（', '(']).starts_with("委任状") {
            return;
        }
        if let Some((present, _)) = text
            .split_once("欠席者")
            .or_else(|| text.split_once("欠席："))
            .or_else(|| text.split_once("欠席委員"))
            && !present.ends_with(['（', '('])
        {
            text = present;
        }
        // 「委員　甲野、乙野　事務局　丙野館長」,「甲野、乙野　　書記：丙野」
        let heads = |rest: &str| {
            let end = rest.find(parts).unwrap_or(0);
            let (word, more) = rest.split_at(end);
            let post = is_seat(word) && !word.contains(LISTING);
            word == "事務局" || (post || more.starts_with(['：', ':'])) && names::is_group(word)
        };
        let gaps = text.char_indices().filter(|(_, c)| is_space(*c));
        let at = gaps.map(|(at, c)| at + c.len_utf8());
        // 「委員長　甲野　副委員長　乙野　委員　丙野、丁野」
        let named = |t: &str| t.contains(LISTING) || words(t).iter().any(|w| w.class == Class::Name);
        if text.contains(LISTING)
            && let Some(at) = at.into_iter().find(|at| text.get(*at..).is_some_and(heads))
            && text.get(..at).is_some_and(named)
        {
            let (members, office) = text.split_at(at);
            self.line(members, indent);
            return self.line(office, indent);
        }
        if self.bracketed_groups(text) {
            return;
        }
        if let Some(group) = counted_group(text) {
            return self.under(group);
        }
        text = self.grouped(text);
        let text = text.trim_spaces();
        if text.is_empty() {
            return;
        }
        let items = commas(text);
        let several = items.len() > 1 || collective(text).is_some();
        // 「文化省」 over 「築地文化副大臣、柳井事務次官」: who came from there
        if let [(body, _)] = self.pending.as_slice()
            && (several || words(text).iter().all(|w| matches!(w.class, Class::Post(_))))
            && body.ends_with([
                '省', '庁', '院', '府', '局', '側', '課', '室', '部', '会', '社', 'ー',
            ])
        {
            self.group = Some(std::mem::take(&mut self.pending).swap_remove(0).0);
        }
        if several {
            self.items(&items);
        } else {
            self.columns(text, indent);
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
        let inner = inner.map(|i| {
            i.trim_start_matches("出席")
                .trim_start_matches(|c| is_space(c) || among!(c, "：:者"))
        });
        match inner.filter(|i| !i.is_empty()) {
            Some(inner) => {
                let known = self.people.len();
                self.items(&[inner]);
                self.people.len() > known
            }
            None => false,
        }
    }
}
