//! Labels of which there are few: the only one of minutes that break off behind the first speech, or in which one alone
//! speaks; and surnames that nothing marks, of people whom the text introduces.

use super::chars::{holds_any, is_of, is_prose, longer, squeeze};
use super::labels::{Candidate, Form};
use super::model::Meeting;
use super::structure::TextLine;
use super::talk::is_polite;
use super::{header, numbering, roles};

/// Who gives press conferences.
const GIVES: &str = "市長 町長 村長 区長 知事 副知事 大臣 官房長官 長官 総裁 理事長 学長 総長 社長";

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
    let (n, label) = said.next()?;
    let top = || lines.iter().map(|l| l.text).filter(|t| !t.is_empty()).take(12);
    // 「市長」 below 「５月定例市長記者会見」: who gives it speaks first, and often alone.
    let press = is_of(GIVES, &squeeze(label.label)) && top().any(|t| squeeze(t).contains("会見"));
    if meeting.attendees.is_empty() && !press {
        return None;
    }
    let whose = || {
        let bare = squeeze(label.label);
        let name = roles::office(&bare).and_then(|office| bare.strip_suffix(office));
        // 「空木委員長」 was there; 「総務部長」 may as well be a heading.
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
        Form::Alone => press || whose() || leads(),
        Form::Tag => press,
        Form::Round => whose(),
        _ => false,
    };
    let minutes =
        || press || top().any(|t| header::is_called_minutes(t) || whose() && header::counts_meeting(t));
    let below = lines.iter().skip(n).map(|l| l.text).filter(|t| !t.is_empty());
    let talks = || {
        let body = lines.get(n).and_then(|l| l.text.get(label.body..)).unwrap_or("");
        let text = below.skip(1).take(2);
        // 「富長監事」 right above 「６．議事要旨の確認」 is the last of those who were there.
        let listed =
            label.form == Form::Alone && text.clone().next().is_some_and(|t| numbering::read(t).is_some());
        !listed
            && std::iter::once(body)
                .chain(text)
                .filter(|t| is_prose(t))
                .any(|t| is_polite(t) || whose())
    };
    (fits && said.next().is_none() && minutes() && talks()).then_some(label.form)
}

/// More people than talk at one meeting, and so many lines in which they are introduced, none of them longer: what is
/// looked for in all of them stays within bounds.
const MOST: usize = 40;
const FAR: usize = 2000;
const LONGEST: usize = 8000;

/// 「雲井：」 and 「位坂：」, where 「雲井真帆子と申します」 and 「位坂明生より申し上げます」 are said: the labels of those who are
/// called by more than that elsewhere, if nobody has an office, some meeting is named, and they talk.
pub(super) fn introduced<'a>(
    lines: &[TextLine<'_>],
    candidates: &[Option<Candidate<'a>>],
    speaks: &[bool],
) -> Vec<&'a str> {
    const HELD: &str =
        "会議 総会 大会 シンポジウム パネルディスカッション 座談会 フォーラム 意見交換 説明会 議事録";
    let said = candidates.iter().zip(speaks).enumerate();
    let said = said.filter_map(|(n, (c, speaks))| c.as_ref().filter(|_| *speaks).map(|c| (n, c)));
    let said: Vec<(usize, &Candidate<'a>)> = said.take(400).collect();
    let plain = |c: &Candidate<'_>| c.form == Form::Colon && c.closed && !c.named && !c.unusual;
    if said.len() < 3 || !said.iter().all(|(_, c)| plain(c)) {
        return Vec::new();
    }
    let mut top = lines.iter().map(|l| l.text).filter(|t| !t.is_empty()).take(8);
    if !top.any(|t| holds_any(&squeeze(t), HELD)) {
        return Vec::new();
    }
    let talks = |(n, c): &&(usize, &Candidate<'_>)| {
        let text = lines
            .iter()
            .skip(*n)
            .map(|l| l.text)
            .filter(|t| !t.is_empty())
            .take(2);
        let mut texts = text.enumerate().map(|(nth, t)| {
            if nth == 0 {
                t.get(c.body..).unwrap_or("")
            } else {
                t
            }
        });
        texts.any(|t| t.split_inclusive('。').any(is_polite))
    };
    if said.iter().filter(talks).count() * 3 < said.len() * 2 {
        return Vec::new();
    }
    let mut labels: Vec<&str> = Vec::new();
    for (_, c) in &said {
        if !labels.contains(&c.label) {
            labels.push(c.label);
        }
    }
    let called = |label: &str| {
        let more = |text: &str, at: usize| {
            let after = text.get(at + label.len()..).unwrap_or("");
            let titled = ["さん", "先生", "氏", "君", "様"]
                .iter()
                .any(|h| after.starts_with(h));
            let kanji = after.starts_with(|c| matches!(c, '㐀'..='鿿' | '々'));
            titled || kanji || longer(label, 4) && at > 0
        };
        let mut texts = lines
            .iter()
            .take(FAR)
            .map(|l| l.text)
            .filter(|t| t.len() < LONGEST);
        texts.any(|t| t.match_indices(label).any(|(at, _)| more(t, at)))
    };
    // So many people are a list of words and what they mean.
    let all = labels.len();
    if all > MOST {
        return Vec::new();
    }
    labels.retain(|l| called(l));
    if labels.len() < 2 || labels.len() * 2 <= all {
        labels.clear();
    }
    labels
}
