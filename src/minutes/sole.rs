//! The only label of a document: minutes that break off behind the first speech, or in which one alone speaks.

use super::chars::{is_of, is_prose, squeeze};
use super::headings::is_polite;
use super::labels::{Candidate, Form};
use super::model::Meeting;
use super::structure::TextLine;
use super::{header, roles};

/// The form of the one label that says something, where everything else tells that somebody speaks: what is read calls
/// itself minutes, lists who was there, and goes on as people talk.
pub(super) fn form(
    lines: &[TextLine<'_>],
    candidates: &[Option<Candidate<'_>>],
    speaks: &[bool],
    meeting: &Meeting,
    listed: &dyn Fn(&str) -> bool,
) -> Option<Form> {
    let said = candidates.iter().zip(speaks).enumerate();
    let mut said =
        said.filter_map(|(n, (c, speaks))| c.as_ref().filter(|c| *speaks && c.named).map(|c| (n, c)));
    let (n, label) = said.next().filter(|_| !meeting.attendees.is_empty())?;
    let whose = || {
        let bare = squeeze(label.label);
        let name = roles::office(&bare).and_then(|office| bare.strip_suffix(office));
        // 「井内委員長」 was there; 「総務部長」 may as well be a heading.
        name.is_some_and(listed)
    };
    let leads = || {
        is_of(
            "議長 委員長 会長 座長 部会長 理事長 司会 司会者 事務局",
            &squeeze(label.label),
        )
    };
    let fits = match label.form {
        Form::Colon => !label.unusual,
        Form::Alone => whose() || leads(),
        Form::Round => whose(),
        _ => false,
    };
    let minutes = || {
        let mut top = lines.iter().map(|l| l.text).filter(|t| !t.is_empty()).take(12);
        top.any(|t| header::is_called_minutes(t) || whose() && header::counts_meeting(t))
    };
    let below = lines.iter().skip(n).map(|l| l.text).filter(|t| !t.is_empty());
    let talks = || {
        let body = lines.get(n).and_then(|l| l.text.get(label.body..)).unwrap_or("");
        let text = below.skip(1).take(2);
        std::iter::once(body)
            .chain(text)
            .filter(|t| is_prose(t))
            .any(|t| is_polite(t) || whose())
    };
    (fits && said.next().is_none() && minutes() && talks()).then_some(label.form)
}
