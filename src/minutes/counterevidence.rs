//! What speaks against labels that look like those of speakers: a newsletter that sums up questions, a page of
//! frequent ones, the articles of a statute under their captions, a list of who does what.

use super::chars::{begins_with_any, digit, ends_in_any, holds_any, is_of, is_space, longer, squeeze};
use super::labels::Form;
use super::model::Meeting;
use super::structure::TextLine;

/// Words of which at least one stands above what is said at a meeting.
const MEETINGS: &str = "\
    議事録 会議 議事要旨 議事概要 議事メモ 委員会 審議会 協議会 懇談会 検討会 研究会 \
    部会 総会 例会 理事会 役員会 会見 打合せ 打ち合わせ ミーティング 説明会 質疑";

/// Talks at which nobody minutes what is decided.
const TALKS: &str = "\
    座談会 対談 鼎談 大会 シンポジウム パネルディスカッション フォーラム 意見交換 パネリスト パネラー 公開討論";

/// Whether a text whose labels would have this form is no minutes after all. `said` are the lines that would begin
/// speeches, with their labels.
pub(super) fn speaks_against(
    lines: &[TextLine<'_>],
    form: Form,
    said: &[(usize, &str)],
    meeting: &Meeting,
) -> bool {
    // 「この記事では」: a talk made up as an example.
    // 「会議の進め方マニュアル」: who does what.
    let taught =
        || top(lines, 1).any(|l| ends_in_any(l, "マニュアル 会議の進め方 議事録の書き方 会議録の書き方"));
    // 「※この記事は会見を文字起こししたものです。」
    let written = |l: &str| holds_any(l, "この記事 本記事 例文") && !holds_any(l, "文字起こし 書き起こし");
    let example = || taught() || top(lines, 30).any(written);
    if played(lines, said.first().map_or(0, |(n, _)| *n)) && meeting.dates.is_empty() {
        return true;
    }
    match form {
        Form::Marker | Form::Legend | Form::Tag | Form::Called | Form::Timed => false,
        _ if meeting.dates.is_empty() && example() => true,
        Form::Question => newsletter(lines) && !named(said) || asked_often(lines, said) || fenced(lines),
        Form::Round => statute(lines, said.len()),
        Form::Colon | Form::Half | Form::Space | Form::Dash | Form::Alone => {
            statute(lines, said.len()) || defined(lines, said, meeting)
        }
    }
}

/// Whether the first of these lines name a meeting, or a talk.
pub(super) fn names_meeting(lines: &mut dyn Iterator<Item = &str>) -> bool {
    let mut first = lines.take(12).map(squeeze);
    first.any(|l| holds_any(&l, MEETINGS) || holds_any(&l, TALKS))
}

/// The first lines that are not empty.
fn top<'l>(lines: &'l [TextLine<'_>], most: usize) -> impl Iterator<Item = &'l str> {
    lines.iter().map(|l| l.text).filter(|t| !t.is_empty()).take(most)
}

/// 「□登場人物□」,「【登場人物】」 above the first who speaks: a play, also one that is set at a meeting. Minutes of those who
/// talk about one tell their day.
fn played(lines: &[TextLine<'_>], first: usize) -> bool {
    let cast = |l: &TextLine<'_>| {
        let bare = l.text.trim_matches(|c: char| !c.is_alphanumeric());
        bare.starts_with('登') && !longer(bare, 7) && begins_with_any(bare, "登場人物 登場する人")
    };
    lines.get(..first).is_some_and(|above| above.iter().any(cast))
}

/// 「問（雲母議員）」,「答　弁　村長」: at least one in three says who it is.
fn named(said: &[(usize, &str)]) -> bool {
    let names = |label: &str| {
        let bare = squeeze(label);
        !is_of("問 答 Q A Ｑ Ａ 質問 回答 答弁", &bare)
    };
    said.iter().filter(|(_, label)| names(label)).count() * 3 >= said.len()
}

/// 「青葉市議会だより　第１４２号」: 「問」 and 「答」 there sum up what was asked.
fn newsletter(lines: &[TextLine<'_>]) -> bool {
    top(lines, 4).map(squeeze).any(|l| {
        ["議会だより", "議会報", "市議会報", "広報"]
            .iter()
            .filter_map(|w| l.split_once(*w))
            .any(|(_, after)| after.contains(['号', '月']) && !after.contains("委員会") && !longer(after, 60))
    })
}

/// 「よくある質問」 above it all, or right above the first question: nobody in particular asks.
fn asked_often(lines: &[TextLine<'_>], said: &[(usize, &str)]) -> bool {
    let often = |l: &str| {
        ["よくある", "ＦＡＱ", "FAQ", "の疑問"]
            .iter()
            .any(|w| l.contains(w))
    };
    let first = said.first().map_or(0, |(n, _)| *n);
    let above = lines
        .iter()
        .take(first)
        .rev()
        .map(|l| l.text)
        .find(|t| !t.is_empty());
    top(lines, 5).any(often) || above.is_some_and(often)
}

/// Code between fences: a README asks and answers, too.
fn fenced(lines: &[TextLine<'_>]) -> bool {
    lines.iter().any(|l| l.text.starts_with("```"))
}

/// 「（会長）」 over 「第３条　会長は、会議の議長となる。」
fn statute(lines: &[TextLine<'_>], labels: usize) -> bool {
    let article = |t: &str| {
        t.strip_prefix('第').is_some_and(|rest| {
            let after = rest.trim_start_matches(|c| digit(c).is_some() || among!(c, "十百"));
            // 「第３条協議会の会長は」, but not 「第３条第２項に規定する」, as a sentence may go on
            let begins =
                |c: char| is_space(c) || c == 'の' || matches!(c, '㐀'..='鿿') && !among!(c, "第例中以関");
            let named = after.strip_prefix('条').is_some_and(|a| a.starts_with(begins));
            after.len() < rest.len() && named
        })
    };
    let articles = lines.iter().filter(|l| article(l.text)).count();
    articles >= 2 && articles * 2 >= labels
}

/// 「会長：会を代表する。」,「書記：記録を作成する。」: each is named once, and no meeting is.
fn defined(lines: &[TextLine<'_>], said: &[(usize, &str)], meeting: &Meeting) -> bool {
    if !(meeting.attendees.is_empty() && meeting.agenda.is_empty()) || said.len() > 12 {
        return false;
    }
    let first = said.first().map_or(0, |(n, _)| *n);
    let above = lines.get(..first).unwrap_or(&[]);
    let titled = top(above, 12).map(squeeze).any(|l| holds_any(&l, MEETINGS));
    // What was copied out of minutes begins with a speech.
    let copied = top(above, 1).next().is_none();
    let again =
        |(n, (_, label)): (usize, &(usize, &str))| said.iter().skip(n + 1).any(|(_, other)| other == label);
    !titled && !copied && !said.iter().enumerate().any(again)
}
