//! What kind of minutes: the title decides first, then the content.

use super::super::chars::squeeze;
use super::super::model::*;
use super::fields::{Line, Section};
use super::keys::Field;

/// Whether it is minutes at all, the blocks have told (`minutes.kind`).
pub(super) fn read(title: &[Line<'_>], sections: &[Section<'_>], minutes: &Minutes) -> Kind {
    let named = sections
        .iter()
        .filter(|s| s.field == Field::Title)
        .flat_map(|s| &s.lines);
    let head: String = title
        .iter()
        .filter(|l| !l.text.is_empty() && !l.text.contains('。'))
        .take(6)
        .chain(named)
        .map(|l| squeeze(l.text))
        .collect::<Vec<_>>()
        .join("\n");
    let says = |words: &[&str]| words.iter().any(|w| head.contains(w));
    let speeches = minutes.speeches().next().is_some();
    if !speeches && minutes.kind == Kind::Unknown {
        return Kind::Unknown;
    }
    if says(&[
        "記者会見",
        "会見録",
        "会見要旨",
        "会見概要",
        "ぶら下がり会見",
        "定例会見",
        "閣議後会見",
    ]) {
        return Kind::Press;
    }
    let announces = says(&["お知らせ", "開催案内", "募集", "開催通知", "のご案内"]);
    let summary = [
        "議事要旨",
        "議事概要",
        "会議要旨",
        "会議概要",
        "摘録",
        "要点筆記",
        "要点記録",
        "発言要旨",
        "審議概要",
        "審議要旨",
        "の概要",
        "の要旨",
        "議事要録",
        "会議要録",
        "議事の概要",
        "結果概要",
        "開催概要",
    ];
    let ends = head.lines().any(|l| {
        let l = l.trim_end_matches(['）', ')']);
        l.ends_with("要旨") || l.ends_with("概要")
    });
    if (says(&summary) || ends) && !announces {
        return Kind::Summary;
    }
    if says(&["質疑応答"]) && !announces || speeches && asks(minutes) {
        return Kind::Qa;
    }
    if speeches {
        return if pressed(minutes) && !says(&["議事録", "会議録"]) {
            Kind::Press
        } else {
            Kind::Verbatim
        };
    }
    Kind::Summary
}

/// Labels are 問 and 答.
fn asks(minutes: &Minutes) -> bool {
    let label = |s: &Speaker| {
        squeeze(&s.label)
            .trim_matches(['（', '）', '(', ')', '【', '】'])
            .to_owned()
    };
    let is = |words: &[&str]| {
        minutes
            .speakers
            .iter()
            .any(|s| words.contains(&label(s).as_str()))
    };
    is(&["問", "質問", "Ｑ", "Q", "質問者"]) && is(&["答", "回答", "Ａ", "A", "回答者"])
}

/// Somebody asks as 記者, again and again.
fn pressed(minutes: &Minutes) -> bool {
    let reporter = minutes.speakers.iter().position(|s| {
        squeeze(&s.label)
            .trim_matches(['（', '）', '(', ')'])
            .starts_with("記者")
    });
    let asked = reporter.map_or(0, |n| {
        minutes
            .speeches()
            .filter(|(_, s)| s.speaker as usize == n)
            .count()
    });
    asked >= 2 && asked * 4 >= minutes.speeches().count()
}
