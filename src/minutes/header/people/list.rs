//! The list while it is read: who was found, and what those below have in common.

use super::super::super::chars::{ends_in_any, is_space, longer, squeeze};
use super::super::super::model::Attendee;
use super::super::super::parts::from_town;
use super::super::fields::Section;
use super::super::names::{self, Class};
use super::posts::enclosed;
use super::words::Word;

/// Who sits in a body as what he or she is: 「白樺町長」 under 「委員」.
const OF_THE_TOWN: &str = "市長 町長 村長 区長 知事 教育長 委員長 部会長 分科会長 会長代理 職務代理者 委員";

#[derive(Default)]
pub(super) struct List {
    pub(super) people: Vec<Attendee>,
    /// Post of all in the section: 委員 of 出席委員.
    pub(super) base: Option<String>,
    /// It stands in the first cell of their rows.
    pub(super) seated: bool,
    /// Post or group for those below who have none of their own.
    pub(super) group: Option<String>,
    /// Post of the last who was added, for 「同　乙野」.
    pub(super) last: Option<String>,
    /// Brackets name the group: 【委員】.
    pub(super) headed: bool,
    /// Those who are being read are called by name and post in one word.
    pub(super) surnamed: bool,
    /// Nobody who is called so is called by more than a surname.
    pub(super) brief: bool,
    /// Group of the members, while one of them has a heading of his or her own: （委員長）.
    pub(super) outer: Option<String>,
    /// Number of people when the heading of a member's post was read last: of several in a row none tells who holds it.
    pub(super) heads: Option<usize>,
    /// The last who was added has an organisation, or half of a post, and no more.
    pub(super) unposted: bool,
    /// How far the line of the last who were added is set in.
    pub(super) indent: usize,
    /// Lines of posts above a name, and how far they are set in.
    pub(super) pending: Vec<(String, usize)>,
}

impl List {
    pub(super) fn begin(&mut self, section: &Section<'_>) {
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
        // 「応招議員」
        let named = named.strip_prefix("応招").unwrap_or(named);
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

    pub(super) fn pause(&mut self) {
        // 「文部科学省」, a blank line, and those who came from there
        if let [(body, _)] = self.pending.as_slice()
            && body.ends_with(['省', '庁', '府', '局', '課', '室'])
        {
            self.group = Some(body.clone());
        }
        // 「経営企画分野」 is the beginning of the post below.
        self.pending.retain(|(part, _)| part.ends_with("分野"));
    }

    pub(super) fn add(
        &mut self,
        name: &str,
        role: Option<String>,
        affiliation: Option<String>,
        seat: Option<String>,
    ) {
        let name = names::without_honorific(name).trim_matches(|c| is_space(c) || among!(c, "・、，"));
        if !names::is_name(&squeeze(name)) && !holds!(name, "（(") {
            return;
        }
        let (mut role, mut affiliation) = (role, affiliation);
        let name = match from_town(name).filter(|_| affiliation.is_none()) {
            Some((name, of)) => {
                affiliation = Some(of.to_owned());
                name
            }
            None => name,
        };
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
            // 「尾崎参事」 of the office, and the same among the 幹事
            .filter(|p| {
                let same = p.role == role || p.role == affiliation;
                longer(name, 2) || role.is_none() || p.role.is_none() || same
            })
        {
            known.role = known.role.take().or(role);
            // 「議長　代表取締役　比嘉　正」, who is listed as 代表取締役 already
            let affiliation = affiliation.filter(|a| known.role.as_ref() != Some(a));
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

    /// Puts the second line of a post behind the first; whether there is one.
    pub(super) fn completes(&mut self, text: &str) -> bool {
        let Some(person) = self.people.last_mut() else {
            return false;
        };
        let role = person.role.take().unwrap_or_default();
        // 「説明員　　青葉短期大学」
        let begun = role.ends_with('兼') || names::is_body(&role);
        let of = person.affiliation.take().unwrap_or_default();
        let first = if begun { [of, role].concat() } else { of };
        person.role = Some([first.as_str(), text].concat());
        true
    }

    /// 「教育総務課長」 below 「教育委員会事務局　星野　隆」, which nobody below it takes.
    pub(super) fn settle(&mut self, post: &str) {
        let open = |p: &Attendee| {
            p.role.is_none() && p.affiliation.as_deref().is_some_and(|a| a.ends_with("会事務局"))
        };
        if self.people.last().is_some_and(open) && names::class(post) == Class::Role {
            self.completes(post);
            self.group = None;
        }
    }

    /// Gives the last person the post that stands below his or her name; whether it is one.
    pub(super) fn posted_below(&mut self, text: &str) -> bool {
        let member = self.member().is_some();
        let Some(person) = self.people.last_mut() else {
            return false;
        };
        // 「公募委員」
        if names::is_group(text) {
            if !names::is_shared(text) || person.role.as_deref().is_some_and(|r| r != "委員") {
                return false;
            }
            person.role = Some(text.to_owned());
        } else if person.role.is_none() && !member {
            person.role = Some(text.to_owned());
        } else if person.affiliation.is_none() {
            person.affiliation = Some(text.to_owned());
        } else {
            return false;
        }
        true
    }

    /// Post of those who have no other: 委員 of 出席委員.
    pub(super) fn member(&self) -> Option<&str> {
        let group = self.group.as_deref().or(self.base.as_deref());
        group.filter(|g| names::is_shared(g))
    }

    /// 「（代理：夕張　治水課長）」: who came instead. Whether somebody did by name.
    pub(super) fn proxy(&mut self, posts: &[Word]) -> bool {
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
