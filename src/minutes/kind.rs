//! What kind of minutes, and whether a text in which nobody speaks is minutes at all.

use std::sync::LazyLock;

use super::chars::{ends_in_any, holds_any, is_of, is_space, squeeze};
use super::headings;
use super::model::{Kind, Meeting, Minutes, Speaker};
use super::numbering;
use super::structure::TextLine;
use super::words::Words;

/// Title words of what is no minutes although it belongs to a meeting.
#[rustfmt::skip]
const OTHERS: &str = "\
    次第 議事日程 開催案内 開催通知 の開催について 式次第 規則 規程 条例 要綱 名簿 \
    プログラム 通告書 通告一覧 視察報告書 調査報告書 研修報告書 視察報告 出張報告書";

/// Title words of rules, also of those by which minutes are kept.
const RULES: &str =
    "規則 規程 要綱 要領 指針 基準 ガイドライン 手引 手引き マニュアル 作り方 書き方 取り方 ルール";

/// Words that ask people to come.
const INVITING: &str = "\
    お申し込みください お申込みください 申込方法 参加申込 ご参加ください ご参会下さい 開催する運びとなりました 参加をお待ちして";

/// Title words of minutes.
#[rustfmt::skip]
const MINUTES: &str = "\
    議事録 会議録 速記録 逐語録 議事要旨 議事概要 議事要録 会議要旨 会議概要 会議結果 \
    打合せ記録 議事メモ";

/// Words that name a body or meeting.
#[rustfmt::skip]
const MEETINGS: &str = "\
    会議 委員会 審議会 協議会 懇談会 検討会 研究会 部会 総会 例会 理事会 打合せ \
    打ち合わせ ミーティング 定例 役員会 取締役会";

/// Words of the header's fields.
#[rustfmt::skip]
const FIELDS: &str = "\
    日時 開催日 開催日時 日付 期日 場所 開催場所 会場 出席 欠席 参加 傍聴 議題 \
    議事次第 会議次第 次第 議事日程 委員出席 委員欠席 資料 配布資料 配付資料 事務局 司会 記録 主催 委員 構成員 \
    理事 オブザーバー メンバー 会議名 名称 公開 議長 書記 件名 作成";

static BY_FIELD: LazyLock<Words> = LazyLock::new(|| Words::of(&[FIELDS]));

/// 「ホーム > 審議会（議事要旨、議事録） > 会議録」: the way to a page.
fn is_path(line: &str) -> bool {
    line.matches(['>', '＞']).take(2).count() == 2
}

/// What the first lines say.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// Lines that may be the title, without white space.
    titles: Vec<String>,
    /// Distinct fields.
    fields: usize,
    /// 「平成○○年○○月○○日」: a form to be filled in.
    blank: bool,
    /// 「専門調査会が開催される」,「ぜひ、ご参加ください」: what is to come.
    invites: bool,
}

/// A line that names a field of the header: `１ 開催日時`, `場所　青葉町役場`, `* 日時: …`, `○議題：…`.
pub(super) fn is_field(line: &str) -> bool {
    let word = line.trim_start_matches(|c: char| {
        !c.is_alphabetic() || super::chars::digit(c).is_some() || super::chars::is_marker(c)
    });
    let word = match numbering::read(line) {
        Some(n) if n.rest.len() < word.len() => n.rest,
        _ => word,
    };
    let head: String = word.chars().take(24).collect();
    let bare = squeeze(&head);
    let Some(field) = BY_FIELD.begin(&bare) else {
        return false;
    };
    let rest = bare.get(field.len()..).unwrap_or("").trim_start_matches('*');
    let rest = "者 委員 議員 役員 一覧 及び場所 ・場所 と場所"
        .split(' ')
        .fold(rest, |r, w| r.strip_prefix(w).unwrap_or(r));
    let separated = rest.is_empty() || rest.starts_with(['：', ':', '（', '(', '】']);
    // 「場所　青葉町役場」: white space right behind the word.
    let spaced = {
        let mut letters = field.chars();
        let mut want = letters.next();
        let mut at = 0;
        for (i, c) in word.char_indices() {
            if Some(c) == want {
                want = letters.next();
                at = i + c.len_utf8();
            } else if !is_space(c) {
                break;
            }
            if want.is_none() {
                break;
            }
        }
        let after = word.get(at..).unwrap_or("");
        let after = ["者", "委員", "議員", "役員"]
            .iter()
            .fold(after, |r, w| r.strip_prefix(w).unwrap_or(r));
        after.starts_with(is_space)
    };
    !line.contains('。') && (separated || spaced)
}

impl Head {
    pub(super) fn read(lines: &[TextLine<'_>], begin: usize) -> Self {
        let mut head = Self::default();
        let lines = lines
            .get(..begin.min(60))
            .unwrap_or(lines)
            .iter()
            .map(|l| l.text)
            .filter(|t| !t.is_empty());
        for (n, t) in lines.enumerate() {
            head.invites |= holds_any(t, INVITING) || n == 0 && t.ends_with("開催される");
            head.blank |= t.contains("○○年") || t.contains("〇〇年");
            if is_field(t) {
                head.fields += 1;
            } else if n < 8
                && !is_path(t)
                && headings::title_like(t)
                && numbering::read(t).is_none_or(|_| n == 0)
            {
                head.titles
                    .push(squeeze(t.trim_start_matches(['#', '*'])).into_owned());
            }
        }
        head
    }

    fn says(&self, words: &str) -> bool {
        self.titles.iter().any(|t| holds_any(t, words))
    }

    /// Ends in one of the words, apart from notes in brackets: 「議事要旨（案）」.
    fn ends(&self, words: &str) -> bool {
        self.titles.iter().any(|t| {
            let core = match t
                .strip_suffix(['）', ')'])
                .and_then(|b| b.rsplit_once(['（', '(']))
            {
                Some((outer, inner)) if is_of(words, inner) => {
                    return !outer.is_empty();
                }
                Some((outer, _)) => outer,
                None => t.trim_end_matches(['】', '＞', '》']),
            };
            ends_in_any(core, words)
        })
    }
}

/// What the body holds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Body {
    pub(super) speeches: usize,
    /// Points and sentences that nobody speaks.
    pub(super) points: usize,
    /// 第一条, 第二条, …
    pub(super) articles: usize,
}

/// Whether it is minutes: somebody speaks, or the title and the fields of the header show it.
pub(super) fn shown(head: &Head, body: Body, meeting: &Meeting) -> bool {
    if body.speeches > 0 {
        return true;
    }
    let minutes = head.says(MINUTES);
    let dated = !meeting.dates.is_empty();
    // 「森の学校だより　第58号」
    let issue = |t: &String| {
        t.contains('号')
            && "だより たより 便り 通信 ニュース"
                .split(' ')
                .any(|w| t.contains(w))
    };
    let paper = head.titles.first().is_some_and(issue);
    // 「会議録の作成に関する指針」,「議事録を作ろう！理由や書き方を解説」
    let explains = |t: &String| !dated && holds_any(t, "書き方 作り方 取り方 を解説 テンプレート");
    let rules = |t: &String| (ends_in_any(t, RULES) || explains(t)) && holds_any(t, MINUTES);
    let rules = head.titles.iter().any(rules);
    // 「懇談会の記録」 may ask people to come to the next one; 「開催概要」 stands on both.
    let told = |t: &String| t != "開催概要" && ends_in_any(t, "記録 要旨 概要 メモ 結果");
    let invites = head.invites && !minutes && !head.titles.iter().any(told);
    let other =
        (head.ends(OTHERS) || paper) && !minutes || rules || invites || head.blank || body.articles >= 3;
    let named = head.says(MEETINGS) || minutes || head.says("会見");
    let titled = (minutes || head.ends("記録 要旨 概要 メモ 結果")) && named;
    // 「# 議事録」 above 「## 5/30」 and what was thought of
    let sole = || head.titles.first().is_some_and(|t| is_of(MINUTES, t));
    let shown = titled && (dated || head.fields >= 1 || sole())
        || named && dated && head.fields >= 1
        || head.fields >= 3 && dated;
    // Short notes may be all header; who is listed as present was at a meeting that was held.
    // 「教育委員会定例会 会議録」 with day, place and agenda is one whose proceedings are elsewhere.
    // 「役員会議事録」 with a day, and one thing that was talked about.
    let complete = minutes
        && dated
        && (head.fields >= 2 && !meeting.agenda.is_empty() || head.fields >= 3 || body.points > 0);
    let little = body.points < 2 && meeting.attendees.is_empty() && !complete;
    // Who was there on a day that is told: a meeting, whatever the page is called.
    // 「日時：６月１日（木）」 has no year; 日時, 場所 and 出席 tell it as well.
    let held = (dated || named && head.fields >= 3) && meeting.attendees.len() >= 3;
    !other && (shown || held) && !little
}

/// What kind of minutes: the titles decide first, one on a line, then who speaks. Whether it is minutes at all,
/// [`shown`] has told.
pub(super) fn of(titles: &str, minutes: &Minutes) -> Kind {
    // 「開催概要」 alone, beside 「第５回教育委員会会議録」, heads a part of the page.
    let full = ["議事録", "会議録", "速記録", "逐語録"]
        .iter()
        .any(|w| titles.contains(w));
    let parts = ["概要", "開催概要", "会議概要", "会議の概要", "要旨"];
    // 「１：　※会議の概要」, as a search heads the first who speaks
    let own = |l: &&str| {
        !(l.ends_with("※会議の概要")
            || full && parts.contains(l)
            || ["概要", "開催概要"].contains(l)
            || full && is_path(l))
    };
    let titles = titles.lines().filter(own).collect::<Vec<_>>().join("\n");
    let says = |words: &str| holds_any(&titles, words);
    let speeches = minutes.speeches().next().is_some();
    if minutes.kind == Kind::Unknown {
        return Kind::Unknown;
    }
    // 「就任会見（９月１７日）」
    let met = |l: &str| l.split(['（', '(']).next().is_some_and(|l| l.ends_with("会見"));
    if titles.lines().any(met)
        || says(
            "記者会見 会見録 会見要旨 会見概要 会見詳細 ぶら下がり会見 記者ブリーフィング 定例会見 閣議後会見",
        )
    {
        return Kind::Press;
    }
    let announces = says("お知らせ 開催案内 募集 開催通知 のご案内");
    let summary = "議事要旨 議事概要 会議要旨 会議概要 摘録 要点筆記 要点記録 発言要旨 審議概要 \
        審議要旨 の概要 の要旨 議事要録 会議要録 議事の概要 結果概要 開催概要";
    let ends = titles.lines().any(|l| {
        let l = l.trim_end_matches(['）', ')']);
        l.ends_with("要旨") || l.ends_with("概要")
    });
    // 「株主総会　質疑応答の要旨」
    let asked = || speeches && says("質疑応答の要旨 質疑応答要旨 質疑応答の概要 質疑応答概要");
    if (says(summary) || ends) && !announces && !asked() {
        return Kind::Summary;
    }
    if says("質疑応答") && !announces || speeches && asks(minutes, full) {
        return Kind::Qa;
    }
    if speeches {
        return if pressed(minutes) && !says("議事録 会議録") {
            Kind::Press
        } else {
            Kind::Verbatim
        };
    }
    Kind::Summary
}

/// Labels are 問 and 答, or tell so beside who it is: 「問（空木議員）」,「空木議員の質問」,「（答弁）雲母総務課長」. Of those who
/// answer, the office alone may be printed. `full`: minutes by their title, in which some may ask.
fn asks(minutes: &Minutes, full: bool) -> bool {
    let tells = |s: &Speaker, words: &str| {
        let label = squeeze(&s.label);
        let bare = label.trim_matches(['（', '）', '(', ')', '【', '】']);
        let beside = |w: &str| {
            let rest = bare.strip_prefix(w);
            rest.is_some_and(|r| {
                r.starts_with(['（', '(', '）', ')']) || s.label.starts_with(&[w, "\u{3000}"].concat())
            }) || bare.strip_suffix(w).is_some_and(|who| who.ends_with('の'))
                // 「空木議員（質問２）」
                || bare.split_once(['（', '(']).is_some_and(|(_, note)| note.starts_with(w))
        };
        is_of(words, bare) || !full && words.split(' ').any(beside)
    };
    let is = |words: &'static str| minutes.speakers.iter().any(|s| tells(s, words));
    const ASKS: &str = "問 質問 Ｑ Q 質問者";
    let asked = || {
        let of = |n: u32| minutes.speakers.get(n as usize).is_some_and(|s| tells(s, ASKS));
        minutes.speeches().filter(|(_, s)| of(s.speaker)).count()
    };
    is(ASKS) && (is("答 回答 答弁 Ａ A 回答者") || !full && asked() * 5 >= minutes.speeches().count() * 2)
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
