//! Labels of speakers, one line at a time. What is found is a candidate; whether it is a speaker is decided with
//! the evidence of the whole document (`evidence`). The forms are read by `recognisers`.

use super::chars::{Spaced, ends_in_any, is_marker, is_space, longer, plain_run};
use super::recognisers::{RECOGNISERS, is_glyph, is_zero};
use super::roles;
use super::speaker::{is_field, is_heading};

/// How a label is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// ○高村部会長　皆様 / 〇河野大臣： / ○議長（姓名） alone on its line.
    Marker,
    /// A mark that the document explains: ◎は委員長、○は委員.
    Legend,
    /// 【会長】
    Tag,
    /// 問　… 答　… Q. … A. …
    Question,
    /// 委員長（相馬君）： / 司会:
    Colon,
    /// （記　者）, （問）
    Round,
    /// 記者） 大臣）
    Half,
    /// 林座長　それでは
    Space,
    /// 課長 - 令和６年度の
    Dash,
    /// 髙橋委員, alone on its line.
    Alone,
    /// 柾屋村長。 alone on its line.
    Called,
    /// [10:02] 鈴村: / 鈴村 (10:02): / 鈴村　0:03 alone on its line.
    Timed,
}

/// All forms, those that are seldom anything else first.
pub(super) const FORMS: [Form; 12] = [
    Form::Legend,
    Form::Marker,
    Form::Tag,
    Form::Question,
    Form::Colon,
    Form::Round,
    Form::Half,
    Form::Space,
    Form::Dash,
    Form::Alone,
    Form::Called,
    Form::Timed,
];

/// A line that may begin a speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate<'a> {
    pub(super) form: Form,
    pub(super) label: &'a str,
    /// Bytes of the line before the speech: marker, label and separator.
    pub(super) body: usize,
    /// Ends in an office, an honorific or a bracketed name; otherwise it only looks like a name.
    pub(super) named: bool,
    /// A colon or closing bracket ends it: stronger than a space.
    pub(super) closed: bool,
    /// Its mark is none of the usual ones, so that it has to recur.
    pub(super) unusual: bool,
    /// Begins with a mask, ○○委員, and has no mark before it.
    pub(super) mask: bool,
}

impl<'a> Candidate<'a> {
    /// One that an office, an honorific or a bracketed name ends, and nothing stronger than white space.
    pub(super) fn of(form: Form, label: &'a str, body: usize) -> Self {
        Self {
            form,
            label,
            body,
            named: true,
            closed: false,
            unusual: false,
            mask: false,
        }
    }

    /// 「（石田委員」,「○議長（中村誠君　以上で」: its bracket does not close.
    pub(super) fn is_unclosed(&self) -> bool {
        self.form == Form::Round && !self.closed
            || !self.label.ends_with(['）', ')']) && holds!(self.label, "（(") && !holds!(self.label, "）)")
    }
}

/// What the beginning of a printed line tells before lines are joined.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Start {
    /// Something new begins, whatever it turns out to be.
    pub(super) begins: bool,
    /// Somebody's office or name begins the line: 「林座長　それでは」,「柾屋村長。」,「真壁：正直」.
    pub(super) speaks: bool,
    /// Bytes before the speech, where a half-width space that is no stray one ends the label: 「○石動会長 定刻と」.
    pub(super) spaced: Option<u16>,
    /// What [`candidate`] has found, which need not be asked again of the same letters.
    pub(super) seen: Seen,
}

/// What is known of a line because it was printed just so. There is one for each line of a long text: it is small.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Seen {
    /// Nothing yet.
    #[default]
    Unread,
    /// No label begins it.
    Mute,
    /// A candidate, with bytes of the line for its words.
    Label {
        form: Form,
        named: bool,
        closed: bool,
        unusual: bool,
        mask: bool,
        from: u16,
        to: u16,
        body: u16,
    },
}

impl Seen {
    /// An office or honorific ends the label, and something else than white space.
    pub(super) fn tells_office(self) -> bool {
        matches!(self, Self::Label { named: true, form, .. } if form != Form::Space)
    }

    fn of(line: &str, found: Option<Candidate<'_>>) -> Self {
        let Some(c) = found else { return Self::Mute };
        let from = (c.label.as_ptr() as usize).wrapping_sub(line.as_ptr() as usize);
        let short = |n: usize| u16::try_from(n).ok();
        let places = || {
            Some((
                short(from)?,
                short(from.wrapping_add(c.label.len()))?,
                short(c.body)?,
            ))
        };
        let Some((from, to, body)) = places() else {
            return Self::Unread;
        };
        Self::Label {
            form: c.form,
            named: c.named,
            closed: c.closed,
            unusual: c.unusual,
            mask: c.mask,
            from,
            to,
            body,
        }
    }

    /// The candidate of a line of which so much is known.
    pub(super) fn candidate(self, line: &str) -> Option<Candidate<'_>> {
        match self {
            Self::Unread => candidate(line),
            Self::Mute => None,
            Self::Label {
                form,
                named,
                closed,
                unusual,
                mask,
                from,
                to,
                body,
            } => Some(Candidate {
                form,
                label: line.get(usize::from(from)..usize::from(to))?,
                body: body.into(),
                named,
                closed,
                unusual,
                mask,
            }),
        }
    }
}

impl Start {
    /// Reads a line without white space in front.
    pub(super) fn of(line: &str) -> Self {
        let like = candidate(line);
        let found = like.filter(|c| c.named);
        let mut chars = line.chars();
        let begins = match chars.next() {
            Some(c) if is_marker(c) => !(c == '〇' && (is_zero(line) || chars.next() == Some('・'))),
            Some('【' | '△' | '■' | '□') => true,
            // 「経営企画課）　資料を」, but not 「経営企画課）の」, which goes on behind what opened the bracket.
            _ => like.is_some_and(|c| {
                let gap = || line.get(..c.body).is_some_and(|head| head.ends_with(is_space));
                c.closed && (c.named || c.form == Form::Round || c.form == Form::Half && gap())
            }),
        };
        let spaced = || {
            let c = found.filter(|c| !c.closed && c.body < line.len())?;
            let head = line.get(..c.body)?;
            let gap = head.get(head.trim_spaces_end().len()..)?;
            // 「3番 橋爪美恵子さん。」: the chair calls somebody.
            let called = line.get(c.body..)?.strip_suffix('。');
            if called.is_some_and(|who| !longer(who, 10) && roles::is_person(who)) {
                return None;
            }
            let half = !gap.is_empty() && gap.chars().all(|c| c == ' ' || c == '\t');
            half.then(|| u16::try_from(c.body).ok()).flatten()
        };
        Self {
            begins,
            speaks: like.is_some_and(|c| {
                c.named
                    || matches!(c.form, Form::Colon | Form::Timed | Form::Space)
                    // 「運輸支局）手続は」, but not 「声）」, which a line has torn from its bracket.
                    || c.form == Form::Half && roles::is_organisation(c.label)
            }),
            spaced: spaced(),
            seen: Seen::of(line, like),
        }
    }
}

/// Reads a line as the beginning of a speech, if it can be one. The line has no white space in front.
pub(super) fn candidate(line: &str) -> Option<Candidate<'_>> {
    let head = Head::of(line)?;
    RECOGNISERS
        .iter()
        .filter(|r| (r.fits)(&head))
        .find_map(|r| (r.read)(line))
}

/// What stands where labels of this form stand, and may be a surname without office: 「山田　予算は」 among 「林座長　それでは」.
/// Nothing tells that it is, so that somebody should look.
pub(super) fn lookalike(form: Form, line: &str) -> Option<&str> {
    let (name, _) = match form {
        Form::Space => line.split_once(is_space)?,
        Form::Round => line.strip_prefix(['（', '('])?.split_once(['）', ')'])?,
        Form::Alone => (line, ""),
        _ => return None,
    };
    let kanji = |c: char| matches!(c, '㐀'..='鿿' | '々' | 'ヶ');
    let surname = (2..=4).contains(&name.chars().count()) && name.chars().all(kanji);
    let other = || roles::department(name).is_empty() || is_heading(name) || is_field(name);
    (surname && !other()).then_some(name)
}

/// What the first letters of a line hold before the first phrase ends. Most lines hold nothing that may end a
/// label, and are not looked at any further.
pub(super) struct Head {
    pub(super) first: char,
    pub(super) colon: bool,
    pub(super) close: bool,
    pub(super) space: bool,
    pub(super) dash: bool,
    /// 「・・・」, before which somebody may stand: 「事務局・・・定刻となりました。」
    pub(super) dots: bool,
    pub(super) glyph: bool,
    /// The line is over.
    pub(super) whole: bool,
    /// The line is over with a full stop.
    pub(super) stop: bool,
}

/// What stands behind 「（以下、空木）」, with which a label says how it is shortened from then on; it holds a mark that else
/// ends no label.
fn introduction<'a>(before: &str, rest: &'a str) -> Option<&'a str> {
    let introduces = ends_in_any(before, "（以下 (以下");
    let close = || rest.char_indices().take(16).find(|(_, c)| among!(*c, "）)"));
    let (at, _) = introduces.then(close).flatten()?;
    rest.get(at..)
}

/// Where three dots in a row or more begin among the first letters of a line. Told by one rare byte of theirs, because it is
/// asked of every line.
pub(super) fn dots(line: &str) -> Option<usize> {
    const FAR: usize = 72;
    let head = line.as_bytes().get(..FAR).unwrap_or(line.as_bytes());
    // ・ is E3 83 BB.
    let ends = memchr::memchr_iter(0xBB, head);
    let mut begin = ends.filter_map(|end| end.checked_sub(2));
    begin.find(|at| line.get(*at..).is_some_and(|rest| rest.starts_with("・・・")))
}

impl Head {
    fn of(line: &str) -> Option<Self> {
        let mut chars = line.chars();
        let mut head = Self {
            first: chars.next()?,
            colon: false,
            close: false,
            space: false,
            dash: false,
            dots: dots(line).is_some(),
            glyph: false,
            whole: false,
            stop: false,
        };
        let mut seen = 0;
        while seen < 48 {
            // Most of a line are letters that end nothing.
            let rest = chars.as_str();
            let letters = plain_run(rest, 0);
            if letters > 0 {
                seen += letters / 3;
                chars = rest.get(letters..).unwrap_or("").chars();
                continue;
            }
            seen += 1;
            match chars.next() {
                None => {
                    head.whole = true;
                    break;
                }
                Some('：' | ':' | '；') => head.colon = true,
                Some('）' | ')') => head.close = true,
                Some('-' | '－' | '―' | '–' | '—' | '−') => head.dash = true,
                Some('。') => {
                    head.stop = chars.next().is_none();
                    break;
                }
                Some(c @ ('、' | '，' | '「' | '」' | '『' | '』' | '？' | '！')) => {
                    let rest = chars.as_str();
                    let before = line.get(..line.len() - rest.len() - c.len_utf8());
                    match introduction(before.unwrap_or(""), rest) {
                        Some(behind) => chars = behind.chars(),
                        None => break,
                    }
                }
                Some(c) => {
                    head.space |= is_space(c);
                    head.glyph |= is_glyph(c);
                }
            }
        }
        Some(head)
    }
}
