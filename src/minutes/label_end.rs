//! Where the label of a marked line ends and the speech begins. Nothing but the words tells: 「○議長（山田太郎君）これより」,
//! 「○議長　山田太郎君　これより」, 「○内田内閣府事務次官 本日」.

use super::chars::{Spaced, begins_with_any, closing, count, is_space, longer, plain_run, squeeze};
use super::recognisers::goes_on;
use super::speaker::{is_heading, is_speaker, is_surname};
use super::talk::says;
use super::{roles, stage};

/// Where a label ends, in bytes of what follows the marker.
pub(super) struct End {
    pub(super) label: usize,
    pub(super) body: usize,
    pub(super) named: bool,
    pub(super) closed: bool,
    pub(super) colon: bool,
}

/// A label is not longer, in characters.
const LONGEST: usize = 46;

/// Takes the first place that ends a label: a colon, white space, a closing bracket without a partner, a bracketed
/// name, a stage direction, the end of the line. One behind an office or a name with an honorific wins.
pub(super) fn end_of_label(rest: &str) -> Option<End> {
    let mut scan = Scan {
        rest,
        fallback: None,
        depth: 0,
        spaces: rest.len(),
    };
    for (n, (at, c)) in rest.char_indices().enumerate() {
        if n == LONGEST {
            return scan.fallback;
        }
        match scan.step(at, c) {
            Step::On => {}
            Step::Ends(end) => return Some(end),
            Step::Last => return scan.fallback,
        }
    }
    scan.alone()
}

/// What comes of one character.
enum Step {
    /// The label may go on.
    On,
    /// It ends here.
    Ends(End),
    /// It does not go on, and whoever is named here is named by nobody: what was found before counts.
    Last,
}

impl Step {
    /// The label goes on unless an end was found.
    fn or_on(end: Option<End>) -> Self {
        end.map_or(Self::On, Self::Ends)
    }

    /// The label does not go on, whether an end was found or not.
    fn or_last(end: Option<End>) -> Self {
        end.map_or(Self::Last, Self::Ends)
    }
}

/// On the way through a line.
struct Scan<'a> {
    rest: &'a str,
    /// The first place behind what might be a name.
    fallback: Option<End>,
    /// Number of open brackets.
    depth: u32,
    /// Where the white space that was last looked at ends.
    spaces: usize,
}

impl<'a> Scan<'a> {
    fn step(&mut self, at: usize, c: char) -> Step {
        if at < self.spaces && self.spaces < self.rest.len() && is_space(c) {
            return Step::On;
        }
        let behind = at + c.len_utf8();
        match c {
            '：' | ':' if self.depth == 0 => Step::or_last(self.end(at, self.gap(behind), true, true)),
            '）' | ')' if self.depth == 0 => Step::or_last(self.half_bracket(at, self.gap(behind))),
            '）' | ')' => {
                self.depth -= 1;
                Step::or_on(self.bracket_closes(at, behind))
            }
            '（' | '(' if self.depth == 0 && at > 0 => self.bracket_opens(at),
            '（' | '(' => {
                self.depth += 1;
                Step::On
            }
            '【' if self.depth == 0 => Step::or_on(self.person_in_brackets(at)),
            '〔' | '［' if self.depth == 0 && at > 0 => Step::or_last(self.end(at, at, true, false)),
            '君' if self.depth == 0 => Step::or_on(self.honoured(behind)),
            _ if is_space(c) && self.depth == 0 => Step::or_on(self.space(at)),
            _ if is_space(c) && self.depth == 1 => Step::or_on(self.unclosed(at)),
            // 「○質問　雲母久美議員「図書館の開館時間」」
            '「' if self.depth == 0 && roles::behind_speech(self.before(at)).is_some() => {
                Step::or_last(self.end(at, at, true, false))
            }
            '。' | '、' | '，' | '？' | '！' | '?' | '!' | '「' | '『' | '」' if self.depth == 0 => {
                Step::Last
            }
            _ => Step::On,
        }
    }

    fn before(&self, at: usize) -> &'a str {
        self.rest.get(..at).unwrap_or("")
    }

    fn after(&self, at: usize) -> &'a str {
        self.rest.get(at..).unwrap_or("")
    }

    /// Where the white space ends that begins here.
    fn gap(&self, from: usize) -> usize {
        let rest = self.after(from);
        from + rest.len() - rest.trim_spaces_start().len()
    }

    /// The end of a label that is an office or a name; what might be one is kept as a fallback.
    fn end(&mut self, label: usize, body: usize, closed: bool, colon: bool) -> Option<End> {
        let text = self.before(label);
        // 「○全　員　（異　議　な　し）」
        let named = is_speaker(text)
            || text.starts_with(['各', '全', '一', '（', '(']) && is_other_speaker(text.trim_spaces());
        let found = End {
            label,
            body,
            named,
            closed,
            colon,
        };
        if named {
            return Some(found);
        }
        if self.fallback.is_none() && roles::is_nameish(text) && !is_heading(text) {
            self.fallback = Some(found);
        }
        None
    }

    /// 「◯都市環境部長空木恵一) 昨年度の」: a closing bracket without a partner.
    fn half_bracket(&mut self, at: usize, body: usize) -> Option<End> {
        let so_far = self.before(at);
        self.end(at, body, true, false).or_else(|| {
            let held = !so_far.has_space() && roles::office_and_name(so_far).is_some();
            held.then_some(End {
                label: at,
                body,
                named: true,
                closed: true,
                colon: false,
            })
        })
    }

    /// 「議長（山田太郎君）これより」, but 「岡本（あ）委員」.
    fn bracket_closes(&mut self, at: usize, close: usize) -> Option<End> {
        let after = self.after(close);
        // 「４番（空木彰君）議長のお許しを」
        let named = || {
            let parts = self.before(at).rsplit_once(['（', '(']);
            parts.is_some_and(|(before, inner)| !before.is_empty() && roles::is_person(&squeeze(inner)))
        };
        let goes_on = after.is_empty()
            || after.starts_with(|n: char| is_space(n) || among!(n, "：:（(〔君氏"))
            || !named() && roles::office_before(after).is_some()
            || after.starts_with("さん")
            // 「○森下総務省政策統括官（統計制度担当）付統計審査官」
            || after.strip_prefix('付').is_some_and(|a| roles::names_office(a.split(is_space).next().unwrap_or("")));
        (self.depth == 0 && !goes_on)
            .then(|| self.end(close, close, true, false))
            .flatten()
    }

    /// 「山田議員（続）」,「山田議員（登壇）」, or a bracket that belongs to the label.
    fn bracket_opens(&mut self, at: usize) -> Step {
        let tail = self.after(at);
        if tail.starts_with("（続）") {
            return Step::or_last(self.end(at, self.gap(at + "（続）".len()), true, false));
        }
        let close = tail.find(['）', ')']).map(|i| i + '）'.len_utf8());
        let direction = close.and_then(|i| tail.get(..i)).and_then(stage::alone);
        if direction.is_some()
            && let Some(found) = self.end(at, at, true, false)
        {
            return Step::Ends(found);
        }
        self.depth += 1;
        Step::On
    }

    /// 「○議長（中村　誠君　以上で」: the bracket behind the name is missing.
    fn unclosed(&self, at: usize) -> Option<End> {
        let (post, inner) = self.before(at).split_once(['（', '('])?;
        let said = self.after(at);
        let fits = inner.ends_with('君')
            && roles::names_office(post)
            && roles::is_person(&squeeze(inner))
            && !said.chars().take(LONGEST).any(|c| among!(c, "）)"))
            && !said.trim_spaces_start().is_empty();
        fits.then(|| End {
            label: at,
            body: self.gap(at),
            named: true,
            closed: true,
            colon: false,
        })
    }

    /// 「◯議長【山田太郎君】　これより」
    fn person_in_brackets(&self, at: usize) -> Option<End> {
        if !roles::names_office(self.before(at)) {
            return None;
        }
        let inner = self.after(at + '【'.len_utf8());
        let name = inner.get(..inner.find('】').filter(|i| *i < 2 * NAME)?)?;
        let label = at + name.len() + "【】".len();
        roles::is_person(&squeeze(name)).then(|| End {
            label,
            body: self.gap(label),
            named: true,
            closed: true,
            colon: false,
        })
    }

    /// 「◯水岸富士男君自由県民の会を代表して」: a whole name, and right behind it what is said.
    fn honoured(&mut self, behind: usize) -> Option<End> {
        let (name, said) = (squeeze(self.before(behind)), self.after(behind));
        let whole = (4..=9).contains(&count(&name)) && is_full_name(&name);
        let apart = said.is_empty()
            || said.starts_with(|c: char| is_space(c) || closing(c).is_some() || among!(c, "）)：:"));
        let of = || {
            begins_with_any(
                said,
                "紹介 提出 外 ほか 他 登壇 質問 発言 逝去 入場 退場 及び 並び 君 等 議席 辞 に で や を",
            )
        };
        let fits = whole && !apart && !goes_on(said) && !of() && says(said);
        fits.then_some(End {
            label: behind,
            body: behind,
            named: true,
            closed: true,
            colon: false,
        })
    }

    /// White space ends a label unless its name, its note or its colon follows.
    fn space(&mut self, at: usize) -> Option<End> {
        let so_far = self.before(at);
        let next = self.gap(at);
        self.spaces = next;
        let after = self.after(next);
        // 「○総務課長（空木君）　（仮称）中央公園の」
        let noted = after.starts_with(['（', '(', '〔']) && !so_far.ends_with(['）', ')']);
        if after.is_empty() || after.starts_with(['：', ':']) || noted {
            return None;
        }
        // 「○　副町長　雲母　正秀　　議案書に」: both names, and a wider gap
        if roles::names_office(so_far)
            && let Some(name) = full_name(after)
        {
            return Some(End {
                label: next + name,
                body: self.gap(next + name),
                named: true,
                closed: false,
                colon: false,
            });
        }
        // 「○質問　雲母久美議員」
        let word = || after.split(|c| is_space(c) || c == '「').next().unwrap_or("");
        if roles::behind_speech(self.before(next)).is_some() && is_speaker(word()) {
            return None;
        }
        // 「○乾 委 員 長」 is no 委員.
        let one = || {
            after
                .char_indices()
                .nth(1)
                .is_none_or(|(at, c)| at > 0 && is_space(c))
        };
        if so_far.has_space() && one() {
            let word = after.split(is_space).next().unwrap_or("");
            let whole = squeeze(so_far) + word;
            if roles::office(&whole).is_some_and(|o| o.chars().nth(2).is_some()) && is_speaker(&whole) {
                return None;
            }
        }
        // 「○議長　山田太郎君　これより」: the office is followed by its name.
        if roles::names_office(so_far) && person_follows(after) {
            return None;
        }
        // 「◯飯島　オサム君ただいまの」
        if !self.before(at).has_space()
            && let Some(end) = after.find('君').map(|i| next + i + '君'.len_utf8())
            && self.honoured(end).is_some()
        {
            return None;
        }
        // 「■取締役　人事部長」 alone on its line
        if roles::names_office(so_far) && !after.has_space() && !longer(after, 12) && roles::is_office(after)
        {
            return None;
        }
        // 「○７番　空木　清議員　子育て」,「○総務常任委員長　空木議員　報告」
        let (seat, family) = so_far.split_once(is_space).unwrap_or((so_far, ""));
        let given = || family.is_empty() || is_surname(family.trim_spaces());
        if seated(seat) && given() && member_follows(after, family) {
            return None;
        }
        // 「○議長　空木　俊夫君　ただいまの」
        let word = after.split(is_space).next().unwrap_or("");
        let whole = || roles::is_person(&[family.trim_spaces(), word].concat());
        if !family.is_empty() && word.ends_with('君') && roles::names_office(seat) && whole() {
            return None;
        }
        self.end(at, next, false, false)
    }

    /// A line that is nothing but a label.
    fn alone(self) -> Option<End> {
        let text = self.rest.trim_spaces_end();
        let whole = |named: bool| End {
            label: text.len(),
            body: self.rest.len(),
            named,
            closed: false,
            colon: false,
        };
        // 「○９番　空木通議員質問」,「○空木建設課長答弁」
        let kind = || {
            let member = |s: &str| roles::seat(s).is_some_and(|(_, who)| member_follows(who, ""));
            roles::before_speech(text)
                .is_some_and(|s| is_speaker(s) && !roles::is_office(&squeeze(s)) || member(s))
        };
        if is_speaker(text) || kind() {
            return Some(whole(true));
        }
        let nameish = || roles::is_nameish(text) && !is_heading(text);
        self.fallback.or_else(|| nameish().then(|| whole(false)))
    }
}

/// A surname and a given name with 君, and no office or body beside them.
fn is_full_name(name: &str) -> bool {
    let bare = name.strip_suffix('君').unwrap_or(name);
    roles::is_person(name)
        && roles::is_nameish(bare)
        && roles::office_before(bare).is_none()
        && !holds!(bare, "（）()")
        && !bare.contains(|c| among!(c, "の故員○〇"))
}

/// Everybody, or somebody whose brackets hold a long office.
fn is_other_speaker(text: &str) -> bool {
    roles::is_everybody(text) || is_whole_bracket(text)
}

/// 「（雲母直樹豊かな海と山の農業・水産業振興条例審査特別委員長）」,「（雲母修平担当部長（会計管理者））」: name and office, however long.
fn is_whole_bracket(text: &str) -> bool {
    let inner = text
        .strip_prefix(['（', '('])
        .and_then(|t| t.strip_suffix(['）', ')']));
    inner.is_some_and(|inner| {
        let inner = inner
            .strip_suffix(['）', ')'])
            .and_then(|i| i.rsplit_once(['（', '(']))
            .map_or(inner, |(i, _)| i);
        let held = roles::office(inner).is_some_and(|o| o.ends_with('長') && o.len() < inner.len());
        held && !holds!(inner, "。、「」（）()")
    })
}

/// Bytes of a surname and a given name, behind which there is a wider gap: 「雲母　正秀　　」.
fn full_name(after: &str) -> Option<usize> {
    let name = |part: &str| (3..=9).contains(&part.len()) && is_surname(part) && !roles::names_office(part);
    let (family, rest) = after.split_once('\u{3000}').filter(|(family, _)| name(family))?;
    let (given, _) = rest
        .split_once("\u{3000}\u{3000}")
        .filter(|(given, _)| name(given))?;
    Some(family.len() + '\u{3000}'.len_utf8() + given.len())
}

/// A seat, or an office beside which a member is named: who chairs the meeting calls members.
fn seated(so_far: &str) -> bool {
    roles::is_seat(&squeeze(so_far)) || so_far.ends_with("任委員長") || so_far.ends_with("別委員長")
}

/// 「空木　清議員　」 or 「空木清議員　」, before the speech begins.
pub(super) fn member_follows(after: &str, family: &str) -> bool {
    let mut name = family.to_owned();
    for word in after.split(is_space).filter(|w| !w.is_empty()).take(2) {
        // 「山科通議員質問」
        name.push_str(roles::before_speech(word).unwrap_or(word));
        let stem = name.strip_suffix("議員").or_else(|| name.strip_suffix("委員"));
        if let Some(stem) = stem {
            return stem.chars().nth(1).is_some() && roles::is_nameish(stem) && !roles::ends_in_office(stem);
        }
    }
    false
}

/// A part of a name is not longer, in bytes.
const NAME: usize = 24;

/// 「山田太郎君　」 or 「山田　太郎君　」, before the speech begins.
pub(super) fn person_follows(after: &str) -> bool {
    let is_name = |end: usize| {
        if !after
            .get(..end)
            .is_some_and(|n| n.trim_spaces_end().ends_with(['君', '氏', '様', 'ん']))
        {
            return false;
        }
        let name = squeeze(after.get(..end).unwrap_or(""));
        roles::is_person(&name) && roles::office(name.trim_end_matches('君')).is_none()
    };
    let (mut words, mut begin, mut next) = (0, 0, 0);
    loop {
        let at = plain_run(after, next);
        if at - begin > NAME {
            return false;
        }
        let Some(c) = after.get(at..).and_then(|rest| rest.chars().next()) else {
            break;
        };
        next = at + c.len_utf8();
        if is_space(c) {
            words += 1;
            begin = next;
            if is_name(at) {
                return true;
            }
            if words == 3 {
                return false;
            }
        } else if next - begin > NAME || among!(c, "。、「？") {
            return false;
        }
    }
    words > 0 && is_name(after.len())
}
