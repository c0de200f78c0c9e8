//! Lines that are headings by what stands around them: numbered lines, and titles without number and mark.

use super::super::chars::{digit, ends_in_any, is_closing, is_of, is_set_apart, longer, marker, squeeze};
use super::super::numbering::{self, Numbered, Style};
use super::super::structure::{LineKind, TextLine};
use super::super::talk::is_polite;
use super::super::{bounds, inserts, kind, numerals, roles, speaker};
use super::{
    Agenda, BY_TAIL, LONGEST, ends_in_noun, ends_in_verb, is_brief, is_narrative, is_told, title_like,
};

/// What the lines after `begin` are, as far as headings are concerned.
pub(in super::super) struct Context<'c, 'a> {
    pub(in super::super) lines: &'c [TextLine<'a>],
    pub(in super::super) agenda: &'c Agenda,
    /// Nobody speaks in this document.
    pub(in super::super) silent: bool,
    /// It is written in Markdown, whose titles show themselves.
    pub(in super::super) markdown: bool,
}

impl<'a> Context<'_, 'a> {
    fn text(&self, n: usize) -> &'a str {
        self.lines.get(n).map_or("", |l| l.text)
    }

    fn numbered(&self, n: usize, kinds: &[LineKind<'a>]) -> Option<Numbered<'a>> {
        let t = self.text(n);
        (matches!(kinds.get(n), Some(LineKind::Text)) && t.len() <= 3 * LONGEST + 20)
            .then(|| numbering::read(t))
            .flatten()
            .filter(|_| title_like(t))
    }

    fn next(&self, n: usize) -> usize {
        (n + 1..self.lines.len())
            .find(|m| !self.text(*m).is_empty())
            .unwrap_or(self.lines.len())
    }

    /// Turns lines between `begin` and `end` into headings.
    pub(in super::super) fn decide(&self, kinds: &mut [LineKind<'a>], begin: usize, end: usize) {
        let mut n = begin;
        let mut speaking = false;
        // Whether the line before was finished, so that this one begins something.
        let mut before = begin;
        let mut counted = self.counted(begin);
        while n < end.min(self.lines.len()) {
            match kinds.get(n) {
                Some(LineKind::Blank) => {
                    n += 1;
                    continue;
                }
                Some(LineKind::Label(_)) => speaking = true,
                Some(
                    LineKind::Heading(_)
                    | LineKind::Rule
                    | LineKind::Decision(_)
                    | LineKind::Insert
                    | LineKind::Time(_),
                ) => speaking = false,
                Some(LineKind::Text) => {
                    let points = self.points(n, kinds);
                    if points > n {
                        for k in kinds.get_mut(n..points).unwrap_or(&mut []) {
                            *k = LineKind::Item(1);
                        }
                        before = points - 1;
                        n = points;
                        continue;
                    }
                    let group = self.group(n, kinds);
                    if group > n {
                        let headed = self.numbered_group(kinds, n, group, speaking, (before, counted, end));
                        speaking &= !headed;
                        if headed {
                            counted = self.counted(group).or(counted);
                        }
                        before = group - 1;
                        n = group;
                        continue;
                    }
                    if let Some(value) = self.close(kinds, n, before, counted) {
                        counted = Some(value);
                        if let Some(k) = kinds.get_mut(n) {
                            *k = LineKind::Heading(1);
                        }
                        speaking = false;
                    } else if self.bare_title(kinds, n, before, speaking) {
                        if let Some(k) = kinds.get_mut(n) {
                            *k = LineKind::Heading(1);
                        }
                        speaking = false;
                    }
                }
                _ => {}
            }
            before = n;
            n += 1;
        }
    }

    /// 「〇校長あいさつ」 and 「〇次回」, where 「〇意見交換」 is a heading and the mark is no speaker's.
    pub(in super::super) fn marked(&self, kinds: &mut [LineKind<'a>], begin: usize) {
        let titled = |n: usize| {
            let t = self.text(n);
            marker(t).filter(|_| title_like(t) && !holds!(t, "。：:"))
        };
        let heading = |n: &usize| matches!(kinds.get(*n), Some(LineKind::Heading(_)));
        let mark = (begin..kinds.len()).filter(heading).find_map(titled);
        for n in begin..kinds.len() {
            if let Some(kind @ (LineKind::Item(_) | LineKind::Text)) = kinds.get_mut(n)
                && mark.is_some()
                && titled(n) == mark
            {
                *kind = LineKind::Heading(1);
            }
        }
    }

    /// 「５議事」 behind 「４　会長あいさつ」: an extracted number stands close to its title, and counts on.
    fn close(&self, kinds: &[LineKind<'a>], n: usize, before: usize, counted: Option<u32>) -> Option<u32> {
        let next = counted? + 1;
        let value = close_number(self.text(n)).filter(|value| *value == next)?;
        self.finished(kinds, before).then_some(value)
    }

    /// Number of the last title above a line.
    fn counted(&self, n: usize) -> Option<u32> {
        let above = self.lines.get(n.saturating_sub(60)..n)?.iter().rev();
        let mut numbers =
            above
                .filter(|l| title_like(l.text))
                .filter_map(|l| match numbering::read(l.text) {
                    Some(m) => (m.style == Style::Plain).then_some(m.value),
                    None => close_number(l.text),
                });
        numbers.next()
    }

    /// End of the run of points that begins at `n` where nobody speaks, one below the other: 「１．滞納：二戸が滞納している。」
    fn points(&self, n: usize, kinds: &[LineKind<'a>]) -> usize {
        let counted = |at: usize| {
            let text = matches!(kinds.get(at), Some(LineKind::Text));
            let found = numbering::read(self.text(at)).filter(|_| text)?;
            (found.style == Style::Plain).then_some(found.value as usize)
        };
        if !self.silent || self.markdown || counted(n) != Some(1) {
            return n;
        }
        let mut end = (n..).find(|at| counted(*at) != Some(at - n + 1)).unwrap_or(n);
        // 「３．各委員会報告」 heads what stands right below it.
        if end > n && title_like(self.text(end - 1)) && !self.text(end).is_empty() {
            end -= 1;
        }
        let told = |at: usize| holds!(self.text(at), "。");
        if end > n + 1 && (n..end).any(told) { end } else { n }
    }

    /// End of the run of numbered lines that begins at `n`.
    fn group(&self, n: usize, kinds: &[LineKind<'a>]) -> usize {
        let mut end = n;
        let mut at = n;
        while self.numbered(at, kinds).is_some() {
            end = at + 1;
            at = self.next(at);
        }
        end
    }

    /// Decides a run of numbered lines; whether any became a heading.
    fn numbered_group(
        &self,
        kinds: &mut [LineKind<'a>],
        from: usize,
        to: usize,
        speaking: bool,
        (before, counted, end): (usize, Option<u32>, usize),
    ) -> bool {
        let members: Vec<(usize, Numbered<'a>)> = (from..to)
            .filter_map(|n| self.numbered(n, kinds).map(|m| (n, m)))
            .collect();
        // 「１．日時　　令和７年１２月１９日」 and the place of a meeting that is decided on: fields of that, and no titles
        let valued =
            |n: usize| kind::is_field(self.text(n)) && self.text(n).split_whitespace().nth(1).is_some();
        let fields = |style: Style| {
            let same = || members.iter().filter(|(_, m)| m.style == style);
            self.silent && same().count() > 1 && same().all(|(n, _)| valued(*n))
        };
        let below = self.next(to - 1);
        let firm = below >= end || !matches!(kinds.get(below), Some(LineKind::Text | LineKind::Item(_)));
        let narrative =
            is_narrative(self.text(below)) || is_told(self.text(below)) || inserts::is_note(self.text(below));
        // 「（３） 議長あいさつ」 comes behind a speech: 「（１） 開会」 and 「（２） 教育長あいさつ」 are no list.
        let counts_on = |m: &Numbered<'_>| bounds::continues(self.lines, kinds, to - 1, *m);
        let runs_on: Vec<Style> = members
            .iter()
            .filter(|(_, m)| !speaking && counts_on(m))
            .map(|(_, m)| m.style)
            .collect();
        // 「次の二点です。」 and its points: one style counted from 1 without a break, which （１） below １ and （１） below ２ are not.
        let listed = |style: Style| {
            let same = || {
                members
                    .iter()
                    .filter(|(_, m)| m.style == style)
                    .map(|(_, m)| m.value)
            };
            let counts = || same().zip(same().skip(1)).any(|(a, b)| b == a + 1);
            same().next() == Some(1) && counts() && !runs_on.contains(&style)
        };
        let finished = self.finished(kinds, before);
        let said = speaking && self.is_said(kinds, to - 1);
        let spoken = matches!(kinds.get(below), Some(LineKind::Label(_)));
        // Asked only once some line of the run would be a heading, and answered by what stands above the run.
        let mut announced: Option<bool> = (self.silent || speaking).then_some(false);
        // 「4、閉会」, behind 「3、議事」 and words without a full stop, right above who speaks next
        let resumes = |m: &Numbered<'_>| {
            let next = m.style == Style::Plain && counted.is_some_and(|last| m.value == last + 1);
            next && spoken && BY_TAIL.end(&squeeze(m.rest)).is_some()
        };
        let mut headed = false;
        let top = members.first().map(|(_, m)| m.style);
        for (n, m) in &members {
            let t = self.text(*n);
            let on_agenda = self.agenda.has(t);
            let heading = if fields(m.style) {
                false
            } else if self.silent && self.markdown && m.style == Style::Plain {
                // 「1. 」 in Markdown begins a point of a list; titles have 「#」.
                false
            } else if self.silent {
                // Points without a sentence, one below the other, are points.
                !(listed(m.style)
                    && !on_agenda
                    && (Some(m.style) != top
                        || members.len() > 1 && m.style != Style::Plain && m.style != Style::Named))
            } else if speaking && !finished && !on_agenda && !resumes(m) {
                false
            } else if firm || !speaking {
                !listed(m.style) || on_agenda && !speaking || m.style == Style::Named
            } else {
                // 「次第１　計画（案）について」 behind a blank line
                let apart = m.style == Style::Named && *n > 0 && self.text(n - 1).is_empty();
                // 「５　補助金について」, where 「４　計画について」 was the heading before it
                let counts_on = m.style == Style::Plain
                    && counted.is_some_and(|last| m.value == last + 1)
                    && *n > 0
                    && BY_TAIL.end(&squeeze(t)).is_some();
                let follows = || self.follows(kinds, *n, m);
                !said && !listed(m.style) && (on_agenda || narrative || apart || counts_on || follows())
            };
            // A wrapped phrase or a name list is no title.
            let title = m.rest.is_empty() && m.style == Style::Named || !ends_in_verb(m.rest) || on_agenda;
            // 「２）会長選出」, which somebody or a report goes on below; 「１）道路」 may be a point of what is said.
            let half = || (spoken || narrative) && finished && BY_TAIL.end(&squeeze(m.rest)).is_some();
            let heads = heading
                && title
                && (m.style != Style::Half || half())
                && !*announced.get_or_insert_with(|| bounds::announced(self.lines, kinds, from, spoken));
            if let Some(k) = kinds.get_mut(*n) {
                let level = level(m.style);
                if heads {
                    *k = LineKind::Heading(level);
                    headed = true;
                } else if self.silent || !speaking {
                    *k = LineKind::Item(level);
                }
            }
        }
        headed
    }

    /// 「（２）次回役員会」, where 「（１）夏祭りについて」 was a heading and nothing of that count stands between.
    fn follows(&self, kinds: &[LineKind<'a>], n: usize, me: &Numbered<'_>) -> bool {
        let above = (n.saturating_sub(60)..n).rev();
        let mut counted = above.filter_map(|m| {
            let found = numbering::read(self.text(m)).filter(|x| x.style == me.style)?;
            Some((matches!(kinds.get(m), Some(LineKind::Heading(_))), found.value))
        });
        matches!(me.style, Style::Round | Style::Plain)
            && ends_in_noun(me.rest)
            && counted
                .next()
                .is_some_and(|(heading, last)| heading && me.value == last + 1)
    }

    /// Whether the text before ends like a speech or part of it may end.
    fn finished(&self, kinds: &[LineKind<'a>], before: usize) -> bool {
        !matches!(kinds.get(before), Some(LineKind::Text | LineKind::Label(_)))
            || self
                .text(before)
                .ends_with(|c: char| among!(c, "。｡？！?!．.…") || is_closing(c))
    }

    /// Whether a speech begins at a line, or below it behind nothing but titles and directions:
    /// 「１　議案」,「第１号　委員の委嘱について」,「（事務局説明）」.
    fn leads(&self, kinds: &[LineKind<'a>], from: usize) -> bool {
        let mut at = from;
        // 「電波法施行規則の一部を改正する省令案（諮問第10号）」 right above who speaks
        let mut plain = false;
        for _ in 0..5 {
            let t = self.text(at);
            match kinds.get(at) {
                Some(LineKind::Label(_) | LineKind::Decision(_)) => return true,
                Some(LineKind::Stage(_) | LineKind::Heading(_)) => {}
                Some(LineKind::Text) if title_like(t) && ends_in_noun(t) => {
                    let counted = numbering::read(t).is_some() || begins!(t, '第');
                    if !counted && BY_TAIL.end(&squeeze(t)).is_none() {
                        if plain || !is_closing(t.chars().next_back().unwrap_or(' ')) {
                            return false;
                        }
                        plain = true;
                    }
                }
                _ => return false,
            }
            at = self.next(at);
        }
        false
    }

    /// 「日程第一　議席の指定」 between two sentences of one speech: the chair reads it out.
    fn is_said(&self, kinds: &[LineKind<'a>], n: usize) -> bool {
        let below = matches!(kinds.get(n + 1), Some(LineKind::Text)) && is_polite(self.text(n + 1));
        below && n > 0 && !self.text(n - 1).is_empty()
    }

    /// A title without number or mark.
    fn bare_title(&self, kinds: &[LineKind<'a>], n: usize, before: usize, speaking: bool) -> bool {
        let t = self.text(n);
        if !title_like(t)
            || begins!(t, '※')
            || longer(t, 50)
            || is_brief(t)
            || self.silent && greets(t)
            || is_list_of_names(t) && !(is_set_apart(t) && BY_TAIL.end(&squeeze(t)).is_some())
        {
            return false;
        }
        if self.agenda.has(t) {
            return !(speaking && self.is_said(kinds, n));
        }
        let below = self.next(n);
        // 「…一部を改正する省令案（諮問第10号）」 right below 「諮問事項（総合通信基盤局関係）」
        let bracketed = t.ends_with(is_closing) && !self.silent;
        let titled = || matches!(kinds.get(n - 1), Some(LineKind::Heading(_))) && bracketed;
        let blank_above = n > 0 && (self.text(n - 1).is_empty() || titled());
        let after_rule = matches!(kinds.get(before), Some(LineKind::Rule));
        let tail = BY_TAIL.end(&squeeze(t)).is_some();
        // The rest of a point that breaks off behind a comma; 「第２回家庭教育学級に変更」 is what came of one.
        let rest = !blank_above && self.text(before).ends_with(['、', '，', ',']);
        let outcome = || ends_in_any(t, "に変更 に決定 に選出 に指定 に選任");
        if self.silent && (rest || outcome()) {
            return false;
        }
        if self.silent {
            let underlined = matches!(kinds.get(below), Some(LineKind::Rule))
                && below == n + 1
                && self.text(below).chars().all(|c| among!(c, "=-~^"));
            let heads = matches!(kinds.get(below), Some(LineKind::Item(_)))
                || is_narrative(self.text(below))
                || self.text(below).contains('。') && tail
                // 「審議事項」 over 「(1) 決算について」
                || tail && blank_above && t.ends_with("事項") && numbering::read(self.text(below)).is_some()
                // 「決議事項」 right below what is told of 「報告事項」
                || is_of("報告事項 決議事項 審議事項 協議事項 議決事項", t)
                    && numbering::read(self.text(below)).is_some_and(|m| m.style == Style::Named);
            // 「（輸出について）」 above points, but not 「（委員）」, who makes them, nor 「（注）」
            let bracketed = t.starts_with(['（', '(']);
            let about = || {
                let inner = t.trim_matches(['（', '）', '(', ')']);
                matches!(kinds.get(below), Some(LineKind::Item(_)))
                    && blank_above
                    && t.ends_with(['）', ')'])
                    && (BY_TAIL.end(inner).is_some() && !speaker::is_speaker(inner))
            };
            return underlined
                || heads
                    && (blank_above || tail || after_rule || ends_in_any(t, "グループ 班 アンケートの結果"))
                    && ends_in_noun(t)
                    && (!bracketed || about());
        }
        let firm = || {
            self.leads(kinds, below)
                || matches!(kinds.get(below), Some(LineKind::Text))
                    && is_narrative(self.text(below))
                    && blank_above
        };
        (after_rule || (tail || blank_above) && (!speaking || self.finished(kinds, before)))
            && ends_in_noun(t)
            && firm()
            && !numerals::tells_day(t)
    }
}

/// 「空木審議官挨拶」 below 「１．挨拶」: who did so, and no title as 「会長挨拶」 is.
fn greets(t: &str) -> bool {
    let who = ["挨拶", "あいさつ"].iter().find_map(|w| t.strip_suffix(w));
    who.is_some_and(|who| roles::ends_in_office(who) && !roles::is_office(who))
}

/// The number of 「５議事」, whose title ends as titles do.
fn close_number(t: &str) -> Option<u32> {
    let figure = |c: char| matches!(c, '０'..='９' | '0'..='9');
    let title = t.starts_with(figure).then(|| t.trim_start_matches(figure))?;
    let digits = t.len() - title.len();
    let value = t.get(..digits)?.chars().take(3).filter_map(digit);
    let fits = !longer(title, 15) && title_like(title) && BY_TAIL.end(title).is_some();
    fits.then(|| value.fold(0, |sum, d| sum * 10 + d))
}

fn level(style: Style) -> u8 {
    match style {
        Style::Plain | Style::Roman | Style::Kanji | Style::Ordinal | Style::Named => 1,
        Style::Nested | Style::Round | Style::Half => 2,
        Style::Circled => 3,
    }
}

/// 「井野　俊郎君　　　小林　鷹之君」, 「議長　山田太郎」.
fn is_list_of_names(t: &str) -> bool {
    t.ends_with(['君', '氏', '様', '殿']) || t.ends_with("さん") || t.matches('\u{3000}').count() >= 2
}
