//! Pass 4: which lines begin a speech. Candidates of the whole document are counted; a form is trusted when
//! enough of its labels are people's and something is said below them, and then the lines are decided.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::order;

use super::chars::{Spaced, ends_in_any, is_marker, is_of, is_prose, longer, marker, squeeze};
use super::counterevidence::speaks_against;
use super::labels::{Candidate, FORMS, Form, Seen, lookalike};
use super::model::Meeting;
use super::structure::TextLine;
use super::talk::{is_polite, says};
use super::{beside, counterevidence, header, legend, roles, sole, strays, surnames};

/// A line that begins a speech.
#[derive(Clone, Copy, Debug)]
pub(super) struct Label<'a> {
    pub(super) text: &'a str,
    /// Bytes of the line before the speech.
    pub(super) body: usize,
    pub(super) certainty: f32,
}

/// Why somebody should look at a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Taken, although neither office nor honorific nor list tells that it is a person.
    NameOnly,
    /// Taken, although nothing marks the line.
    Unmarked,
    /// Not taken: it stands alone and may be a heading or a point of a list.
    NotTaken,
    /// Taken, although others are marked in another way.
    Stray,
    /// Not taken, because others are marked in another way.
    StrayNotTaken,
}

/// What was decided.
#[derive(Debug, Default)]
pub(super) struct Decided<'a> {
    /// One entry for each line.
    pub(super) labels: Vec<Option<Label<'a>>>,
    /// Lines, what stands there and what is unsure.
    pub(super) doubts: Vec<(usize, &'a str, Doubt)>,
    /// Lines of this document begin with a marker when somebody speaks.
    pub(super) marked: bool,
}

#[derive(Clone, Copy, Default)]
struct Tally {
    /// Candidates with an office or honorific that say something.
    named: usize,
    /// Others whose label recurs or is on the list of those present.
    known: usize,
    /// Names among them, so that one label repeated is not taken for two people.
    labels: usize,
}

impl Tally {
    fn weight(self) -> usize {
        self.named + self.known
    }
}

/// `seen` is what is known of the lines already; it may be shorter.
pub(super) fn decide<'a>(lines: &[TextLine<'a>], seen: &[Seen], meeting: &Meeting) -> Decided<'a> {
    let candidate =
        |(n, l): (usize, &TextLine<'a>)| seen.get(n).copied().unwrap_or_default().candidate(l.text);
    let mut candidates: Vec<Option<Candidate<'a>>> = lines.iter().enumerate().map(candidate).collect();
    let legend = legend::explained(lines, &mut candidates);
    masks(&mut candidates);
    let mut present: Vec<Cow<'_, str>> = meeting
        .attendees
        .iter()
        .filter_map(|a| a.name.as_deref())
        .map(squeeze)
        .collect();
    let mut speaks: Vec<bool> = (0..lines.len()).map(|n| speaks(lines, &candidates, n)).collect();
    let introduced = sole::introduced(lines, &candidates, &speaks);
    present.extend(introduced.iter().map(|label| squeeze(label)));
    let surnames = surnames::take(lines, &mut candidates, &mut speaks);
    present.extend(surnames.iter().map(|label| Cow::Borrowed(*label)));
    order::sort(&mut present, &|a, b| a.cmp(b));
    let mut recurring: BTreeMap<String, usize> = BTreeMap::new();
    for (c, _) in candidates.iter().zip(&speaks).filter(|(_, s)| **s) {
        if let Some(c) = c.as_ref().filter(|c| !c.named) {
            *recurring.entry(squeeze(c.label).into_owned()).or_default() += 1;
        }
    }
    let known = |c: &Candidate<'_>| {
        let bare = squeeze(c.label);
        recurring.get(bare.as_ref()).is_some_and(|n| *n >= 2) || listed(&present, &bare)
    };
    let unusual = unusual(lines, &candidates, &speaks);
    let on_list = |bare: &str| listed(&present, bare);
    let trusted = trusted(lines, &candidates, &speaks, legend, meeting, unusual, &known)
        .or_else(|| sole::form(lines, &candidates, &speaks, meeting, &on_list))
        .or((!introduced.is_empty()).then_some(Form::Colon))
        .or((!surnames.is_empty()).then_some(Form::Space));
    let mut decided = Decided {
        labels: vec![None; lines.len()],
        ..Decided::default()
    };
    decided.marked = trusted == Some(Form::Marker) || trusted == Some(Form::Legend);
    let against = |form: &Form| {
        if matches!(form, Form::Marker | Form::Legend) {
            return false;
        }
        let said = candidates
            .iter()
            .zip(&speaks)
            .enumerate()
            .filter(|(_, (_, s))| **s);
        let said = said.filter_map(|(n, (c, _))| c.filter(|c| c.form == *form).map(|c| (n, c.label)));
        speaks_against(lines, *form, &said.collect::<Vec<_>>(), meeting)
    };
    let Some(form) = trusted.filter(|f| !against(f)) else {
        decided.marked = false;
        return decided;
    };
    // 「事務局：」 and 「久野会長（青葉村村長）」 on lines of their own
    let (mut inline, mut alone) = (0, 0);
    for ((c, line), speaks) in candidates.iter().zip(lines).zip(&speaks) {
        if let Some(c) = c.filter(|_| *speaks) {
            inline += usize::from(c.form == form && c.body < line.text.len());
            alone += usize::from(c.form == Form::Alone && c.named);
        }
    }
    let stacked = form == Form::Colon && inline == 0 && alone > 1;
    let polite = |n: usize, c: &Candidate<'_>| {
        let alone = lines.get(n).is_some_and(|l| c.body >= l.text.len());
        lines
            .get(n + usize::from(alone))
            .is_some_and(|l| is_polite(l.text))
    };
    let mut before_weak = false;
    for (n, c) in candidates.iter().enumerate() {
        // 「事務局：」 alone on its line, where others are without the colon; 「事務局　（開会の挨拶）」.
        let lone = |c: &Candidate<'_>| {
            let body = lines.get(n).and_then(|l| l.text.get(c.body..)).unwrap_or("");
            let noted = body.starts_with(['（', '(']) && body.ends_with(['）', ')']);
            let form_fits = c.form == Form::Colon && body.is_empty() || c.form == Form::Space && noted;
            c.named
                && match form {
                    Form::Alone => form_fits,
                    Form::Colon => stacked && c.form == Form::Alone && speaks.get(n) == Some(&true),
                    _ => false,
                }
        };
        let fits = |c: &Candidate<'a>| c.form == form && (!c.unusual || form != Form::Marker || unusual);
        let Some(c) = c.filter(|c| fits(c) || lone(c)) else {
            let text = lines.get(n).map_or("", |l| l.text);
            before_weak &= text.is_empty();
            let said = || says(text) || form == Form::Alone && lines.get(n + 1).is_some_and(|l| says(l.text));
            if let Some(name) = lookalike(form, text).filter(|_| said()) {
                decided.doubts.push((n, name, Doubt::NotTaken));
            }
            continue;
        };
        let says = speaks.get(n).copied().unwrap_or(false);
        if form == Form::Called && !says {
            continue;
        }
        let sure = match form {
            Form::Marker if !c.unusual => 1.0,
            Form::Legend | Form::Tag => 1.0,
            Form::Marker | Form::Timed | Form::Colon | Form::Round | Form::Half | Form::Question => 0.9,
            Form::Space | Form::Dash => 0.8,
            Form::Alone => 0.7,
            Form::Called => 0.5,
        };
        let (certainty, doubt) = if c.named {
            (sure, (form == Form::Called).then_some(Doubt::Unmarked))
        } else if listed(&present, &squeeze(c.label)) {
            (sure - 0.1, None)
        } else if known(&c) && (c.closed || form == Form::Marker) {
            (0.7, Some(Doubt::NameOnly))
        } else if (matches!(form, Form::Tag | Form::Round) || form == Form::Colon && polite(n, &c))
            && says
            && roles::is_organisation(&squeeze(c.label))
        {
            // 【夕凪新報】 asks once, and 「環境省：…でございます。」 answers once.
            (0.7, Some(Doubt::NameOnly))
        } else if form == Form::Timed && says {
            (0.7, Some(Doubt::NameOnly))
        } else if form == Form::Marker && says && !before_weak {
            (0.5, Some(Doubt::NameOnly))
        } else {
            if c.closed && (says || form == Form::Colon) {
                decided.doubts.push((n, c.label, Doubt::NotTaken));
            }
            before_weak = true;
            continue;
        };
        before_weak = false;
        if let Some(doubt) = doubt {
            decided.doubts.push((n, c.label, doubt));
        }
        if let Some(slot) = decided.labels.get_mut(n) {
            *slot = Some(Label {
                text: c.label,
                body: c.body,
                certainty,
            });
        }
    }
    drop_rosters(lines, &mut decided, &speaks);
    fused(lines, &mut decided);
    beside::names(lines, &mut decided.labels, &on_list);
    strays::find(lines, &candidates, &speaks, form, &on_list, &mut decided);
    strays::unread(lines, &mut decided);
    // One name that recurs is one doubt.
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    decided.doubts.retain(|(_, label, doubt)| {
        // Each of these lines is to be repaired by itself.
        matches!(doubt, Doubt::Stray | Doubt::StrayNotTaken)
            || told.insert(squeeze(label).into_owned(), 0).is_none()
    });
    decided
}

/// 「○○委員　」 goes with the other labels: with ○議長 where there are marks, with □□課長 where there are none.
fn masks(candidates: &mut [Option<Candidate<'_>>]) {
    let marks = candidates
        .iter()
        .flatten()
        .any(|c| c.form == Form::Marker && c.named && !c.mask && !c.unusual);
    if marks {
        return;
    }
    for c in candidates.iter_mut().flatten().filter(|c| c.mask) {
        c.form = if c.closed { Form::Colon } else { Form::Space };
    }
}

/// Whether something is said here: a sentence on the line, or on the lines below it.
fn speaks(lines: &[TextLine<'_>], candidates: &[Option<Candidate<'_>>], n: usize) -> bool {
    let Some(Some(c)) = candidates.get(n) else {
        return false;
    };
    let Some(line) = lines.get(n) else { return false };
    let body = line.text.get(c.body..).unwrap_or("");
    // 「議長　　空 木 利 勝　君」 is a row of a list.
    // 「北浜　茂議員　　　雲母　正議員」, too.
    let listed = |bare: &str| {
        bare.ends_with('君') && roles::is_person(bare)
            || ends_in_any(bare, "議員 委員") && !roles::is_office(bare)
    };
    if c.form == Form::Space && !longer(body, 16) && listed(&squeeze(body)) {
        return false;
    }
    // 「Ｑ１．備品は引き継いでもいいか」 is printed without a full stop.
    let asks = c.form == Form::Question && c.closed && !body.is_empty();
    if asks || says(body) || longer(body, 30) && is_prose(body) {
        return true;
    }
    let below = lines
        .iter()
        .zip(candidates)
        .skip(n + 1)
        .take(6)
        .filter(|(l, _)| !l.text.is_empty());
    let alone = c.body >= line.text.len();
    for (nth, (line, candidate)) in below.take(3).enumerate() {
        // 「◎笹川葉議員」 over 「施設の充実を求めて」: a list of questions by who asks them.
        if nth == 0 && alone && line.text.starts_with('「') && line.text.ends_with('」') {
            return false;
        }
        // 「29番」 over 「増」 and 「田」: a column of names, torn to letters.
        if nth == 0 && alone && line.text.chars().nth(1).is_none() {
            return false;
        }
        // 「砥沢総務課長。」 twice: the chair calls, and then the one who is called speaks.
        let called = |n: &Candidate<'_>| n.form == Form::Called && n.label == c.label;
        if candidate
            .as_ref()
            .is_some_and(|n| called(n) || n.named && n.form != Form::Called || n.closed && n.form == c.form)
        {
            return false;
        }
        let last = || lines.last().is_some_and(|l| std::ptr::eq(l, line)) && is_prose(line.text);
        if says(line.text) || last() {
            return true;
        }
    }
    false
}

/// On the list of those present, by full name, surname or first name.
fn listed(present: &[Cow<'_, str>], bare: &str) -> bool {
    let name = roles::without_honorific(bare).unwrap_or(bare);
    name.chars().nth(1).is_some()
        && present
            .get(present.partition_point(|p| p.as_ref() < name))
            .is_some_and(|first| first.starts_with(name))
}

/// The one form by which this document marks who speaks.
fn trusted(
    lines: &[TextLine<'_>],
    candidates: &[Option<Candidate<'_>>],
    speaks: &[bool],
    legend: bool,
    meeting: &Meeting,
    unusual: bool,
    known: &dyn Fn(&Candidate<'_>) -> bool,
) -> Option<Form> {
    let attended = !meeting.attendees.is_empty();
    let held = attended || !meeting.dates.is_empty();
    let mut tallies = [Tally::default(); FORMS.len()];
    let mut seen: [Vec<&str>; FORMS.len()] = std::array::from_fn(|_| Vec::new());
    let (mut bullets, mut questions, mut answers) = (0usize, 0usize, 0usize);
    for ((line, c), speaks) in lines.iter().zip(candidates).zip(speaks) {
        let Some(c) = c else {
            bullets += usize::from(marker(line.text).is_some() && says(line.text));
            continue;
        };
        let Some(place) = FORMS.iter().position(|f| *f == c.form) else {
            continue;
        };
        let (Some(tally), Some(seen)) = (tallies.get_mut(place), seen.get_mut(place)) else {
            continue;
        };
        // 「→事務局：」 alone answers points that nobody speaks.
        if !speaks || c.unusual && matches!(c.form, Form::Marker | Form::Colon) {
            continue;
        }
        // What stands beside the time says so once more for each line; that it recurs is asked below.
        if c.named || known(c) || c.form == Form::Timed {
            tally.named += usize::from(c.named);
            tally.known += usize::from(!c.named);
            if seen.len() < 8 && !seen.contains(&c.label) {
                seen.push(c.label);
                tally.labels += 1;
            }
        }
        if c.form == Form::Question {
            let asks = line.text.starts_with(['問', '質', 'Q', 'Ｑ']);
            // 「質問」 and 「答弁」 alone on their lines may be headings: two of each are wanted.
            let weight = if line.text == c.label { 1 } else { 2 };
            *(if asks { &mut questions } else { &mut answers }) += weight;
        }
    }
    let first = lines
        .iter()
        .zip(candidates)
        .find(|(line, _)| !line.text.trim().is_empty());
    let opens = first.and_then(|(_, c)| *c).filter(|c| c.named).map(|c| c.form);
    let mut best: Option<(Form, usize)> = None;
    let top = lines.iter().map(|l| l.text).filter(|t| !t.is_empty()).take(8);
    for (form, tally) in FORMS.iter().zip(tallies) {
        let n = tally.weight();
        let enough = match form {
            Form::Legend => legend && n >= 2,
            Form::Marker => {
                tally.named >= 1 && n > bullets / 2 || tally.labels >= 2 && n >= 4 && n > bullets || unusual
            }
            Form::Tag => tally.named >= 2 || tally.labels >= 2 && n >= 4,
            Form::Question => questions >= 2 && answers >= 2,
            // In a timetable nobody recurs, and nobody talks.
            Form::Timed => n >= 4 && best.is_none() && is_talk(lines, candidates, speaks),
            // A letter, too, addresses two people by their offices; but it does not begin with 「山田委員：」, as
            // what was copied out of minutes does.
            Form::Colon | Form::Round | Form::Half | Form::Space | Form::Dash => {
                let copied = opens == Some(*form) && *form != Form::Space;
                tally.named >= if held || copied { 2 } else { 3 } || tally.labels >= 2 && n >= 4
            }
            // 「事務局」 twice on lines of their own, where a list says who was there; 「事務局」 and 「会長代理」 below
            // 「第５回 青葉駅周辺土地区画整理審議会」.
            Form::Alone => {
                let heads = |t: &str| header::counts_meeting(t) || header::is_called_minutes(t);
                let counted = || tally.labels >= 2 && top.clone().any(heads);
                tally.named >= 3 || tally.named == 2 && (attended || counted())
            }
            // In a novel, too, somebody is called again and again.
            Form::Called => tally.named >= 3 && held,
        };
        let n = n.max(1);
        if enough && best.is_none_or(|(_, m)| n > 4 * m) {
            best = Some((*form, n));
        }
    }
    best.map(|(form, _)| form)
}

/// What a programme has beside its times.
const PLANNED: &str = "受付 開場 入場 集合 解散 起床 就寝 朝食 昼食 夕食 昼休み 講演 基調講演 懇親会 交流会 見学 体験 移動 出発 到着 準備 片付け 撤収";

/// Whether what stands below labels beside times was recorded at a meeting: people talk there, and do not direct as in
/// 「0:05 班長：点呼をとる。」. Names without a colon, which 「昼食 12:00」 resembles, begin as recordings do, at nought.
fn is_talk(lines: &[TextLine<'_>], candidates: &[Option<Candidate<'_>>], speaks: &[bool]) -> bool {
    let said = candidates.iter().zip(speaks).enumerate();
    let said = said.filter(|(_, (c, speaks))| **speaks && c.is_some_and(|c| c.form == Form::Timed));
    let mut said = said.filter_map(|(n, (c, _))| Some((n, (*c)?))).peekable();
    let recorded = said.peek().is_some_and(|(n, c)| {
        let clock = |t: &str| t.starts_with("0:") || t.starts_with("00:");
        let begins = |l: &TextLine<'_>| l.text.split(|c: char| c != ':' && !c.is_ascii_digit()).any(clock);
        c.closed || roles::numbered(&squeeze(c.label)).is_some() || lines.get(*n).is_some_and(begins)
    });
    let (mut all, mut polite) = (0usize, 0usize);
    let mut turns: BTreeMap<&str, usize> = BTreeMap::new();
    for (n, c) in said {
        *turns.entry(c.label).or_default() += 1;
        let below = lines.iter().skip(n).filter(|l| !l.text.is_empty());
        let alone = lines.get(n).is_some_and(|l| c.body >= l.text.len());
        let text = below.map(|l| l.text).nth(usize::from(alone)).unwrap_or("");
        all += 1;
        polite += usize::from(text.split_inclusive('。').any(is_polite));
    }
    let recur = turns.values().filter(|n| **n > 1).count() >= 2;
    let planned = turns.keys().any(|label| is_of(PLANNED, label));
    recorded
        && recur
        && !planned
        && polite * 2 >= all
        && counterevidence::names_meeting(&mut lines.iter().map(|l| l.text).filter(|t| !t.is_empty()))
}

/// 「■議長：…」 throughout: the document has a mark of its own.
fn unusual(lines: &[TextLine<'_>], candidates: &[Option<Candidate<'_>>], speaks: &[bool]) -> bool {
    let (mut named, mut others, mut usual, mut stacked) = (0usize, 0usize, 0usize, 0usize);
    let mut mark = None;
    for ((line, c), speaks) in lines.iter().zip(candidates).zip(speaks) {
        let first = line.text.chars().next();
        match c.filter(|c| c.form == Form::Marker) {
            Some(c) if c.unusual && c.named && *speaks => {
                named += 1;
                let same = mark.is_none() || mark == first;
                stacked += usize::from(same && c.body >= line.text.len());
                mark = mark.or(first);
            }
            Some(c) if !c.unusual && c.named && *speaks => usual += 1,
            _ => others += usize::from(mark.is_some() && first == mark),
        }
    }
    // 「• 議長」 and 「• 事務局」, and nothing else has the mark
    usual == 0 && (named >= 3 && named >= others || named == 2 && stacked == 2 && others == 0)
}

/// A list of those present looks like labels: 「○会長　山田太郎」. The first speech is one that says something,
/// and so is the last.
fn drop_rosters(lines: &[TextLine<'_>], decided: &mut Decided<'_>, speaks: &[bool]) {
    let said = |n: &usize| speaks.get(*n).copied().unwrap_or(false);
    let labelled = |d: &Decided<'_>| -> Vec<usize> {
        d.labels
            .iter()
            .enumerate()
            .filter(|(_, l)| l.is_some())
            .map(|(n, _)| n)
            .collect()
    };
    let all = labelled(decided);
    let first = all.iter().copied().find(said).unwrap_or(usize::MAX);
    // 「事 務 局：開会挨拶」 right above it is all that was written of what was said.
    let text = |n: usize| lines.get(n).map_or("", |l| l.text);
    let above = (0..first.min(lines.len())).rev();
    let mut greeted = first;
    for n in above.filter(|n| !text(*n).is_empty()).take(3) {
        let greets = decided.labels.get(n).copied().flatten().is_some_and(|l| {
            let body = text(n).get(l.body..).unwrap_or("");
            !longer(body, 12) && ends_in_any(body, "挨拶 あいさつ 挨拶。 あいさつ。")
        });
        if !greets {
            break;
        }
        greeted = n;
    }
    let first = greeted;
    // 「議　長」 over 「署名委員」: those who sign, below the last word that is said.
    let signs = |n: &usize| {
        let label = decided.labels.get(*n).copied().flatten();
        !said(n) && label.is_some_and(|l| l.body >= text(*n).len() && l.certainty < 0.8)
    };
    let signed: Vec<usize> = all.iter().rev().copied().take_while(signs).collect();
    let before = |n: &usize| *n < first;
    for n in all.iter().copied().filter(before).chain(signed) {
        if let Some(slot) = decided.labels.get_mut(n) {
            *slot = None;
        }
    }
    decided.doubts.retain(|(n, ..)| *n >= first);
}

/// 「○議長これより」: nothing separates the label, but it is known from elsewhere in the document.
fn fused<'a>(lines: &[TextLine<'a>], decided: &mut Decided<'a>) {
    if !decided.marked {
        return;
    }
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (line, label) in lines.iter().zip(&decided.labels) {
        let sure = |l: &&Label<'_>| l.certainty >= 0.9 && !l.text.has_space();
        if let Some(l) = label.as_ref().filter(sure)
            && line.text.starts_with(is_marker)
            && !known.contains_key(l.text)
        {
            known.insert(l.text.to_owned(), 0);
        }
    }
    for (n, line) in lines.iter().enumerate() {
        let Some(mark) = marker(line.text) else { continue };
        if decided.labels.get(n).is_none_or(Option::is_some) || !says(line.text) {
            continue;
        }
        let rest = line.text.get(mark.len_utf8()..).unwrap_or("");
        let ends = rest.char_indices().skip(1).take(20).map(|(at, _)| at);
        let label = ends
            .filter_map(|at| rest.get(..at))
            .filter(|head| known.contains_key(*head))
            .last();
        if let Some(text) = label.filter(|l| {
            !rest
                .get(l.len()..)
                .unwrap_or("")
                .starts_with(['の', '及', 'と', '等'])
        }) {
            decided.doubts.push((n, text, Doubt::Unmarked));
            if let Some(slot) = decided.labels.get_mut(n) {
                *slot = Some(Label {
                    text,
                    body: mark.len_utf8() + text.len(),
                    certainty: 0.6,
                });
            }
        }
    }
}
