//! Groups that lines of a list begin with or are: 「理事：」,「【事務局】」,「委員７名」; who is of them stands behind or below.

use super::super::super::chars::{Spaced, closing, digit, is_space, longer, squeeze};
use super::super::keys;
use super::super::names::{self, Class};
use super::super::place;
use super::List;
use super::words::{Word, commas};

/// How or where somebody took part, rather than as what: リモート, 会議室.
fn took_part(word: &str) -> bool {
    matches!(word, "会議室" | "会場" | "対面" | "現地" | "WEB" | "Web")
        || !longer(word, 12) && place::is_online(word)
}

/// 「犬養　健　※オブザーバー：五百蔵　正」,「犬養委員（オブザーバー：五百蔵氏）」 under 「欠席者」: who is absent, and who
/// watches, which nobody does who is not there.
pub(in super::super) fn observers(text: &str) -> Option<(&str, &str)> {
    let before = |c| is_space(c) || among!(c, "※（(。【");
    let mut places = text.match_indices("オブザーバ").map(|(at, _)| text.split_at(at));
    let (absent, rest) = places.find(|(head, _)| head.ends_with(before))?;
    // 「欠席者　紫垣委員　（オブザーバー）県地域振興局　茶谷課長」
    let whole = || text.get(absent.len() - absent.chars().next_back()?.len_utf8()..);
    let heads = rest.contains(['）', ')']) && !rest.ends_with(['）', ')']);
    let rest = match absent.ends_with(['（', '(']) {
        true if heads => whole()?,
        true => rest.strip_suffix(['）', ')'])?,
        false => rest,
    };
    // 「犬養　健（オブザーバー）」 is absent.
    let who = rest
        .trim_start_matches(['（', '('])
        .trim_start_matches("オブザーバ")
        .trim_start_matches(|c| is_space(c) || among!(c, "ー：:】）)"));
    let absent = absent.trim_end_matches(before);
    (!absent.is_empty() && !who.is_empty()).then_some((absent, rest))
}

/// 「委員７名（五十音順）」,「委員外議員（２名）」: the group that is counted; who it is stands below.
pub(super) fn counted_group(text: &str) -> Option<&str> {
    let bare = text.strip_suffix(['）', ')']).and_then(|t| {
        let (head, note) = t.rsplit_once(['（', '('])?;
        note.ends_with(['順', '略', '名', '人']).then_some(head)
    });
    let noted = bare.is_some();
    let bare = bare.unwrap_or(text).trim_spaces();
    let group = bare.strip_suffix(['名', '人']).unwrap_or(bare);
    let group = group.trim_end_matches(|c| digit(c).is_some() || is_space(c));
    let counted = noted || group.len() < bare.len();
    let fits = counted && names::is_group(group) && !group.has_space();
    fits.then_some(group)
}

impl List {
    /// Those below belong to a group that is counted.
    pub(super) fn under(&mut self, group: &str) {
        // 「委員外議員（２名）」 are no members.
        let outside = group.strip_suffix("委員外議員").map(|_| "議員");
        self.group = Some(outside.unwrap_or(group).to_owned());
        self.headed = group.ends_with("委員");
        self.pending.clear();
    }

    /// 「委員（甲野・乙野各委員）　事務局（丙野部長、丁野次長）」: whether the line is such lists and nothing else.
    pub(super) fn bracketed_groups(&mut self, text: &str) -> bool {
        let mut lists: Vec<(String, &str)> = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find(['（', '(']) {
            let (before, from) = rest.split_at(open);
            // 「委員６名（甲野（座長）、乙野の各委員）」
            let mut depth = 0;
            let Some(close) = from.find(|c| {
                depth += i32::from(among!(c, "（(")) - i32::from(among!(c, "）)"));
                depth == 0
            }) else {
                return false;
            };
            let (inner, after) = from.split_at(close);
            let inner = inner.trim_start_matches(['（', '(']);
            rest = after.trim_start_matches(['）', ')']);
            let before = before.trim_spaces_end();
            let (lead, head) = before.rsplit_once(is_space).unwrap_or(("", before));
            let count = |c: char| is_space(c) || digit(c).is_some() || among!(c, "名人");
            let counted = |t: &str| t.chars().all(count);
            let listed =
                !inner.ends_with(['順', '略']) && holds!(inner, "、，,") || inner.matches('・').count() > 1;
            let group = head.trim_end_matches(count);
            let fits = names::is_group(group) && !holds!(group, "、，,");
            match fits && listed && counted(lead) {
                true => lists.push((group.to_owned(), inner)),
                // 「７名（５０音順）」
                false if counted(before) => {}
                false => return false,
            }
        }
        for (head, inner) in &lists {
            let items = commas(inner);
            // 「委員２５名（家族会、福祉及び介護、教育）」: where they come from
            let bare = |i: &str| squeeze(i.split(['（', '(']).next().unwrap_or("")).into_owned();
            let kind =
                |i: &&str| matches!(names::class(&bare(i)), Class::Organisation) && !i.ends_with("委員");
            if items.iter().any(kind) && !items.iter().any(|i| matches!(names::class(i), Class::Post(_))) {
                continue;
            }
            let before = self.group.replace(head.clone());
            match items.len() {
                1 => self.items(&inner.split('・').collect::<Vec<_>>()),
                _ => self.items(&items),
            }
            self.group = before;
        }
        !lists.is_empty()
    }

    /// Takes 「理事: 」,「【事務局】」,「（委員）」 off the beginning; those who follow belong to it.
    pub(super) fn grouped<'t>(&mut self, text: &'t str) -> &'t str {
        if let Some(open) = text.chars().next().filter(|c| among!(*c, "【［〔＜《[（(<")) {
            let close = closing(open).unwrap_or(match open {
                '＜' => '＞',
                _ => '>',
            });
            if let Some((inner, rest)) = text.get(open.len_utf8()..).and_then(|t| t.split_once(close)) {
                // 「（委員（五十音順））」
                let nested = inner.split_once(['（', '(']).filter(|_| rest.starts_with(close));
                let (inner, rest) = match nested {
                    Some((outer, _)) => (outer, rest.get(close.len_utf8()..).unwrap_or("")),
                    None => (inner, rest),
                };
                let inner = squeeze(inner);
                // 「（以下オンライン）」 tells how those below took part.
                if rest.is_empty() && inner.starts_with("以下") {
                    return rest;
                }
                // 「（会議室）山田委員長」,「（テレビ会議）鈴木委員」
                if took_part(inner.trim_end_matches("出席")) {
                    return rest.trim_start_matches(|c| is_space(c) || c == '：' || c == ':');
                }
                // 「（市より）」
                let head = inner.split(['（', '(']).next().unwrap_or("");
                let head = head
                    .trim_end_matches("出席者")
                    .trim_end_matches("より")
                    .trim_end_matches("関係")
                    .trim_end_matches('等');
                let post = matches!(names::class(head), Class::Organisation | Class::Role);
                // 「（審議協力者）」
                let called =
                    head.ends_with('者') && longer(head, 3) || head.ends_with('員') && longer(head, 2);
                let town = open == '【' && names::is_place(head);
                if names::is_group(head) || post || town || called || rest.is_empty() {
                    self.outer = self
                        .group
                        .take()
                        .filter(|g| names::is_shared(g) && names::is_chair(head));
                    self.group = Some(head.to_owned()).filter(|h| !h.is_empty());
                    self.headed = true;
                    self.pending.clear();
                    return rest.trim_start_matches(|c| is_space(c) || c == '：' || c == ':');
                }
            }
        }
        let colon = text.split_once(['：', ':']);
        // 「事務局・・・佐野館長、足利主事」
        let dots = || text.split_once("・・・").or_else(|| text.split_once("···"));
        if let Some((head, rest)) = colon.or_else(dots)
            && holds!(head, "（(") == holds!(head, "）)")
        {
            let rest = rest.trim_start_matches(['・', '·']);
            // 「PyCon JP: nishi、ueki」
            if head.is_ascii() && holds!(rest, "、，") {
                return rest;
            }
            let bare = squeeze(head.split(['（', '(']).next().unwrap_or(""));
            let bare = bare.trim_end_matches("出席者").trim_end_matches(['側', '等']);
            // 「リモート：清水野」
            if took_part(bare) {
                return rest;
            }
            let group = names::is_group(bare)
                || matches!(names::class(bare), Class::Role | Class::Organisation)
                    && bare.chars().count() <= 16
                    && !holds!(bare, "、，");
            // 「事務局等　アドバイザー：楓氏」
            if let Some((body, post)) = head.split_once(is_space)
                && names::is_group(post.trim_spaces())
                && names::is_body(body.trim_end_matches('等'))
            {
                self.outer = Some(body.trim_end_matches('等').to_owned());
                self.group = Some(post.trim_spaces().to_owned());
                return rest;
            }
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
        // 「事務局　課長　黒保根、主任　宮城」,「事務局（４名）　灰原企画部長　朱雀企画課長」,「事 務 局　灰原企画部長」
        let spaced = keys::after(text, "事務局").filter(|r| {
            let (gap, word) = r.split_at(r.len() - r.trim_spaces_start().len());
            // 「事 務 局 長　灰原太一」
            !gap.is_empty() && !word.chars().nth(1).is_none_or(is_space)
        });
        let parted = spaced
            .map(|rest| ("事務局", rest))
            .or_else(|| text.split_once(is_space));
        if let Some((head, rest)) = parted
            && let head = counted_group(head).unwrap_or(head)
            && names::is_group(head)
            && names::is_body(head)
            // 「事務局　（市民部長）甲野太郎、…」
            && !rest.trim_spaces_start().strip_prefix(['（', '(']).is_some_and(|r| {
                let behind = r.split_once(['）', ')']).map_or("", |(_, behind)| behind);
                !names::is_name(behind.split(['、', '，', ',']).next().unwrap_or(""))
            })
        {
            if let Some((post, _)) = self.pending.pop() {
                self.settle(&post);
            }
            self.group = Some(head.to_owned());
            self.pending.clear();
            return rest;
        }
        text
    }

    /// 「委　員　嬬恋　春菜　　草津　源」: the post goes with all of the line and with names below it that have none.
    pub(super) fn shared(&mut self, first: Option<&Word>) {
        let Some(word) = first.filter(|w| w.class == Class::Role) else {
            return;
        };
        if names::is_shared(&word.text) {
            self.group = Some(word.text.clone());
            self.headed = false;
        } else if names::is_group(&word.text) && self.group.as_deref().is_some_and(names::is_shared) {
            self.group = None;
        }
    }
}
