//! The form that is trusted.

use std::collections::BTreeMap;

use super::super::chars::{is_of, marker, squeeze};
use super::super::labels::{FORMS, Form};
use super::super::model::Meeting;
use super::super::talk::{is_polite, says};
use super::super::{counterevidence, header, roles};
use super::Found;
use super::people::People;

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

/// The one form by which this document marks who speaks.
pub(super) fn form(
    found: Found<'_, '_>,
    legend: bool,
    meeting: &Meeting,
    unusual: bool,
    people: &People<'_>,
) -> Option<Form> {
    let Found {
        lines,
        candidates,
        speaks,
    } = found;
    let attended = !meeting.attendees.is_empty();
    let held = attended || !meeting.dates.is_empty();
    let mut tallies = [Tally::default(); FORMS.len()];
    let mut seen: [Vec<&str>; FORMS.len()] = std::array::from_fn(|_| Vec::new());
    let (mut bullets, mut questions, mut answers) = (0usize, 0usize, 0usize);
    // Lines that have the mark and name nobody: 「○当日の受付をどうするか」.
    let mut points = 0usize;
    for ((line, c), speaks) in lines.iter().zip(candidates).zip(speaks) {
        let Some(c) = c else {
            if marker(line.text).is_some() {
                points += 1;
                bullets += usize::from(says(line.text));
            }
            continue;
        };
        points += usize::from(c.form == Form::Marker && !c.named);
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
        if c.named || people.know(c) || c.form == Form::Timed {
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
    for (place, (form, tally)) in FORMS.iter().zip(tallies).enumerate() {
        let n = tally.weight();
        let enough = match form {
            Form::Legend => legend && n >= 2,
            Form::Marker => {
                let talks = |n: usize| found.text(n).split_inclusive('。').any(is_polite);
                let mut said = found.said().filter(|(_, c)| c.form == Form::Marker && c.named);
                let alone = tally.named == 1 && points > 2 && !said.any(|(n, _)| talks(n) || talks(n + 1));
                tally.named >= 1 && n > bullets / 2 && !alone
                    || tally.labels >= 2 && n >= 4 && n > bullets
                    || unusual
            }
            Form::Tag => tally.named >= 2 || tally.labels >= 2 && n >= 4,
            Form::Question => questions >= 2 && answers >= 2,
            // In a timetable nobody recurs, and nobody talks.
            Form::Timed => n >= 4 && best.is_none() && is_talk(found, people),
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
        // 「（問）」 and 「（答）」 are nothing else; a few 「記者：」 below them are of another hand.
        let asked = |seen: &Vec<&str>| ["問", "答"].iter().all(|w| seen.contains(w));
        let times = match form {
            Form::Round if seen.get(place).is_some_and(asked) => 1,
            _ => 4,
        };
        if enough && best.is_none_or(|(_, m)| n > times * m) {
            best = Some((*form, n));
        }
    }
    best.map(|(form, _)| form)
}

/// What a programme has beside its times.
const PLANNED: &str = "受付 開場 入場 集合 解散 起床 就寝 朝食 昼食 夕食 昼休み 講演 基調講演 懇親会 交流会 見学 体験 移動 出発 到着 準備 片付け 撤収";

/// Whether what stands below labels beside times was recorded at a meeting: people talk there, and do not direct as in
/// 「0:05 班長：点呼をとる。」. Names without a colon, which 「昼食 12:00」 resembles, begin as recordings do, at nought.
fn is_talk(found: Found<'_, '_>, people: &People<'_>) -> bool {
    let lines = found.lines;
    let mut said = found.said().filter(|(_, c)| c.form == Form::Timed).peekable();
    let recorded = said.peek().is_some_and(|(n, c)| {
        let clock = |t: &str| t.starts_with("0:") || t.starts_with("00:");
        let begins = |t: &str| t.split(|c: char| c != ':' && !c.is_ascii_digit()).any(clock);
        c.closed || roles::numbered(&squeeze(c.label)).is_some() || begins(found.text(*n))
    });
    let (mut all, mut polite) = (0usize, 0usize);
    let mut turns: BTreeMap<&str, usize> = BTreeMap::new();
    for (n, c) in said {
        *turns.entry(c.label).or_default() += 1;
        let below = lines.iter().skip(n).filter(|l| !l.text.is_empty());
        let alone = c.body >= found.text(n).len();
        let text = below.map(|l| l.text).nth(usize::from(alone)).unwrap_or("");
        all += 1;
        polite += usize::from(text.split_inclusive('。').any(is_polite));
    }
    let recur = turns.values().filter(|n| **n > 1).count() >= 2;
    // 「**A** [02:12]」 over what a program has heard: not as people write, and nothing else.
    let heard = found.said().filter(|(n, c)| {
        let line = found.text(*n);
        c.form == Form::Timed && c.body >= line.len() && line.starts_with("**") && line.ends_with(']')
    });
    if recur && all >= 6 && heard.count() == all {
        return true;
    }
    let planned = turns.keys().any(|label| is_of(PLANNED, label));
    let mut top = lines.iter().map(|l| l.text).filter(|t| !t.is_empty());
    // 「[14:03] 前川：」, where 「出席：前川、牧野」 stands above
    let listed = || {
        turns
            .keys()
            .filter(|label| people.are_listed(&squeeze(label)))
            .count()
            >= 2
    };
    // So many turns are a talk, whatever it is called: 「販促チーム週次 - 文字起こし」,「チャットログ」.
    recorded
        && (recur || listed())
        && !planned
        && polite * 2 >= all
        && (all >= 10 || counterevidence::names_meeting(&mut top) || listed())
}

/// 「■議長：…」 throughout: the document has a mark of its own.
pub(super) fn unusual(found: Found<'_, '_>) -> bool {
    let (mut named, mut others, mut usual, mut stacked) = (0usize, 0usize, 0usize, 0usize);
    let mut mark = None;
    for ((line, c), speaks) in found.lines.iter().zip(found.candidates).zip(found.speaks) {
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
