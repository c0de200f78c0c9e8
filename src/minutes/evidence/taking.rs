//! Which lines of the trusted form begin a speech, and how sure that is.

use std::cell::RefCell;

use super::super::chars::squeeze;
use super::super::labels::{Candidate, Form, lookalike};
use super::super::model::Doubt;
use super::super::speaker::is_surname;
use super::super::talk::{is_polite, says};
use super::super::{headings, roles, surnames};
use super::people::People;
use super::{Decided, Found, Label};

/// What the lines are asked about.
struct Taking<'d, 'a> {
    found: Found<'d, 'a>,
    form: Form,
    /// The document has a mark of its own.
    unusual: bool,
    people: &'d People<'d>,
    /// 「事務局：」 and 「久野会長（青葉村村長）」 on lines of their own
    stacked: bool,
    /// What is said is told as in 「事務局：８路線を運行している。」, and not as people talk.
    plain: bool,
    /// 「◎議長（空木明）」, and most others, have who it is in brackets.
    bracketed: bool,
    /// 「**田中**：」: several who speak are in bold letters.
    bold: bool,
    /// Words before colons that were looked for in the text, and whether somebody is called by them.
    asked: RefCell<Vec<(String, bool)>>,
}

/// 「雲母孝議員」 over 「▼図書館について」, over 「雲母」, who asks about it.
fn is_heading(found: Found<'_, '_>, n: usize) -> bool {
    let mut below = (n + 1..found.lines.len()).filter(|m| !found.text(*m).is_empty());
    let title = below.next();
    let label = |m: usize| {
        found
            .candidates
            .get(m)
            .copied()
            .flatten()
            .is_some_and(|c| c.form == Form::Alone)
    };
    title.is_some_and(|m| !label(m) && headings::title_like(found.text(m))) && below.next().is_some_and(label)
}

fn is_bold(line: &str) -> bool {
    line.starts_with("**")
}

fn in_brackets(c: &Candidate<'_>) -> bool {
    c.label.ends_with(['）', ')'])
}

/// Takes the labels of `form`, and doubts about them.
pub(super) fn take<'a>(
    found: Found<'_, 'a>,
    form: Form,
    unusual: bool,
    people: &People<'_>,
    decided: &mut Decided<'a>,
) {
    let inline = |(n, c): (usize, Candidate<'_>)| c.form == form && c.body < found.text(n).len();
    let alone = |(_, c): &(usize, Candidate<'_>)| c.form == Form::Alone && c.named;
    let stacked = || !found.said().any(inline) && found.said().filter(alone).count() > 1;
    let mut taking = Taking {
        found,
        form,
        unusual,
        people,
        stacked: form == Form::Colon && stacked(),
        plain: false,
        bracketed: false,
        bold: false,
        asked: RefCell::default(),
    };
    if form == Form::Marker {
        let usual = || {
            found
                .said()
                .filter(|(_, c)| c.form == form && !c.unusual && c.named)
        };
        let bracketed = usual().filter(|(_, c)| in_brackets(c)).count();
        taking.bracketed = bracketed > 1 && bracketed * 2 > usual().count();
    }
    if form == Form::Colon {
        let bold = |(n, c): &(usize, Candidate<'_>)| c.form == form && is_bold(found.text(*n));
        taking.bold = found.said().filter(bold).take(2).count() == 2;
    }
    if matches!(form, Form::Colon | Form::Space | Form::Alone) {
        let named = || found.said().filter(|(_, c)| c.form == form && c.named);
        let polite = named().filter(|(n, c)| taking.is_polite(*n, c)).count();
        taking.plain = polite * 2 <= named().count();
    }
    // The lines above are points of a list, as likely as labels.
    let mut before_weak = false;
    for (n, candidate) in found.candidates.iter().enumerate() {
        let Some(c) = candidate.filter(|c| taking.fits(n, c)) else {
            let text = found.text(n);
            before_weak &= text.is_empty();
            let said = || says(text) || form == Form::Alone && says(found.text(n + 1));
            if let Some(name) = lookalike(form, text).filter(|_| said()) {
                decided.doubts.push((n, name, Doubt::NotTaken));
            }
            continue;
        };
        let says = found.speaks.get(n).copied().unwrap_or(false);
        if form == Form::Called && !says || form == Form::Alone && !says && is_heading(found, n) {
            continue;
        }
        let Some((certainty, doubt)) = taking.certainty(n, &c, says, before_weak) else {
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
}

impl Taking<'_, '_> {
    fn fits(&self, n: usize, c: &Candidate<'_>) -> bool {
        // 「△市長（雲母明）」 among 「◎議長（空木明）」: a mark for each side.
        let side = || self.bracketed && c.named && in_brackets(c) && self.found.speaks.get(n) == Some(&true);
        let own = c.form == self.form && (!c.unusual || self.form != Form::Marker || self.unusual || side());
        own || c.named && self.is_lone(n, c)
    }

    /// 「事務局：」 alone on its line, where others are without the colon; 「事務局　（開会の挨拶）」.
    fn is_lone(&self, n: usize, c: &Candidate<'_>) -> bool {
        match self.form {
            Form::Alone => {
                let body = self.found.text(n).get(c.body..).unwrap_or("");
                let noted = body.starts_with(['（', '(']) && body.ends_with(['）', ')']);
                c.form == Form::Colon && body.is_empty() || c.form == Form::Space && noted
            }
            Form::Colon => self.stacked && c.form == Form::Alone && self.found.speaks.get(n) == Some(&true),
            // 「議長）」 among 「問）」 and 「答）」
            Form::Question => c.form == Form::Half && self.found.speaks.get(n) == Some(&true),
            // 「Ｑ　雲母委員」 alone on its line, below 「●空木委員長」
            Form::Marker => {
                let alone = c.form == Form::Question && c.body >= self.found.text(n).len();
                alone && roles::ends_in_office(&squeeze(c.label)) && self.found.speaks.get(n) == Some(&true)
            }
            // 「問　…」 and 「町長　…」
            Form::Space => c.form == Form::Question && !c.closed && self.found.speaks.get(n) == Some(&true),
            _ => false,
        }
    }

    /// How sure it is that the label is one, and what is unsure; none: it is not taken.
    fn certainty(
        &self,
        n: usize,
        c: &Candidate<'_>,
        says: bool,
        before_weak: bool,
    ) -> Option<(f32, Option<Doubt>)> {
        let form = self.form;
        let sure = match form {
            Form::Marker if !c.unusual => 1.0,
            Form::Legend | Form::Tag => 1.0,
            Form::Marker | Form::Timed | Form::Colon | Form::Round | Form::Half | Form::Question => 0.9,
            Form::Space | Form::Dash => 0.8,
            Form::Alone => 0.7,
            Form::Called => 0.5,
        };
        if c.is_unclosed() {
            return Some((0.6, Some(Doubt::Unclosed)));
        }
        if c.named {
            return Some((sure, (form == Form::Called).then_some(Doubt::Unmarked)));
        }
        if self.people.are_listed(&squeeze(c.label)) {
            return Some((sure - 0.1, None));
        }
        // 「**山本**：」, who speaks once
        if says && self.bold && is_bold(self.found.text(n)) {
            return Some((0.7, Some(Doubt::NameOnly)));
        }
        let recurs = || self.people.know(c) && (c.closed || form == Form::Marker);
        // 【夕凪新報】 asks once, and 「環境省：…でございます。」 answers once.
        let body = || {
            (matches!(form, Form::Tag | Form::Round | Form::Half)
                || matches!(form, Form::Colon | Form::Space | Form::Alone)
                    && (self.plain || self.is_polite(n, c)))
                && {
                    let bare = squeeze(c.label);
                    roles::is_organisation(&bare) || roles::is_town(&bare)
                }
        };
        // 「佐倉）」 among 「事務局）」: nothing but a name has half a bracket. 「椎葉：」, who is 椎葉さん to others
        let surname = || match form {
            Form::Half => is_surname(&squeeze(c.label)),
            Form::Colon => self.is_called(c.label),
            _ => false,
        };
        if says && c.closed && surname() {
            return Some((0.6, Some(Doubt::NameOnly)));
        }
        // 「観光協会」 alone on its line, again and again
        let again = || form == Form::Alone && self.people.know(c);
        if recurs() || says && (form == Form::Timed || body() || again()) {
            return Some((0.7, Some(Doubt::NameOnly)));
        }
        // 「久我（ハート管理）：」, who is 久我氏 to others
        let outer = || c.label.split_once(['（', '(']).map(|(name, _)| name);
        if says && c.closed && form == Form::Colon && outer().is_some_and(|name| self.is_called(name)) {
            return Some((0.6, Some(Doubt::NameOnly)));
        }
        (form == Form::Marker && says && !before_weak).then_some((0.5, Some(Doubt::NameOnly)))
    }

    /// Whether others call somebody by this word: 椎葉さん. Of more words than people talk at one meeting none is asked.
    fn is_called(&self, label: &str) -> bool {
        let mut asked = self.asked.borrow_mut();
        if let Some((_, called)) = asked.iter().find(|(l, _)| l == label) {
            return *called;
        }
        if asked.len() == surnames::MOST {
            return false;
        }
        let called = surnames::is_called_in(self.found.lines.iter().map(|l| l.text), label);
        asked.push((label.to_owned(), called));
        called
    }

    fn is_polite(&self, n: usize, c: &Candidate<'_>) -> bool {
        let alone = c.body >= self.found.text(n).len();
        let said = self.found.text(n + usize::from(alone));
        said.split_inclusive('。').any(is_polite)
    }
}
