//! Stage directions: （拍手）, 〔異議なし〕. Ordinary brackets, （案）, （第１回）, are text.

use std::sync::LazyLock;

use super::chars::{closing, is_of, is_space, longer, marker, squeeze};
use super::model::{Action, Sitting, Stage, StageKind};
use super::numerals;
use super::words::Words;

/// Last words of a direction in round brackets, and what they tell.
const WORDS: [(&str, StageKind); 69] = [
    ("拍手", StageKind::Reaction),
    ("異議無し", StageKind::Reaction),
    ("発声", StageKind::Reaction),
    ("了承", StageKind::Reaction),
    ("うなずき", StageKind::Reaction),
    ("笑い", StageKind::Reaction),
    ("笑", StageKind::Reaction),
    ("笑声", StageKind::Reaction),
    ("異議なし", StageKind::Reaction),
    ("なし", StageKind::Reaction),
    ("呼ぶ者あり", StageKind::Reaction),
    ("呼ぶ者多し", StageKind::Reaction),
    ("声あり", StageKind::Reaction),
    ("の声", StageKind::Reaction),
    ("言う者あり", StageKind::Reaction),
    ("発言する者あり", StageKind::Reaction),
    ("発言する者多し", StageKind::Reaction),
    ("する者あり", StageKind::Reaction),
    ("うなずく", StageKind::Reaction),
    ("と呼ぶ", StageKind::Reaction),
    ("起立", StageKind::Vote),
    ("総員起立", StageKind::Vote),
    ("挙手", StageKind::Vote),
    ("投票", StageKind::Vote),
    ("挙手全員", StageKind::Vote),
    ("起立多数", StageKind::Vote),
    ("採決", StageKind::Vote),
    ("挙手多数", StageKind::Vote),
    ("挙手少数", StageKind::Vote),
    ("起立全員", StageKind::Vote),
    ("起立少数", StageKind::Vote),
    ("全員賛成", StageKind::Vote),
    ("賛成全員", StageKind::Vote),
    ("賛成多数", StageKind::Vote),
    ("登壇", StageKind::Movement),
    ("降壇", StageKind::Movement),
    ("入室", StageKind::Movement),
    ("退室", StageKind::Movement),
    ("退席", StageKind::Movement),
    ("退場", StageKind::Movement),
    ("着席", StageKind::Movement),
    ("着く", StageKind::Movement),
    ("入場", StageKind::Movement),
    ("離席", StageKind::Movement),
    ("休憩", StageKind::Procedure),
    ("再開", StageKind::Procedure),
    ("朗読", StageKind::Procedure),
    ("報告", StageKind::Procedure),
    ("資料配付", StageKind::Procedure),
    ("資料配布", StageKind::Procedure),
    ("速記", StageKind::Procedure),
    ("速記中止", StageKind::Procedure),
    ("懇談", StageKind::Procedure),
    ("以上", StageKind::Procedure),
    ("了", StageKind::Procedure),
    ("開会", StageKind::Procedure),
    ("閉会", StageKind::Procedure),
    ("散会", StageKind::Procedure),
    ("開議", StageKind::Procedure),
    ("点呼", StageKind::Procedure),
    ("計算", StageKind::Procedure),
    ("資料確認", StageKind::Procedure),
    ("資料の確認", StageKind::Procedure),
    ("黙祷", StageKind::Procedure),
    ("黙とう", StageKind::Procedure),
    ("事務局説明", StageKind::Procedure),
    ("より資料説明", StageKind::Procedure),
    ("委嘱状伝達", StageKind::Procedure),
    ("委嘱状交付", StageKind::Procedure),
];

static BY_WORD: LazyLock<Words> = LazyLock::new(|| Words::new(&WORDS.map(|(word, _)| word)));

/// Reads a bracket with its content as a stage direction.
pub(super) fn read(text: &str) -> Option<Stage> {
    // No direction is as long as that, whatever white space is in it.
    if text.len() > 4000 {
        return None;
    }
    let open = text.chars().next()?;
    let inner = text.get(open.len_utf8()..text.len().checked_sub(closing(open)?.len_utf8())?)?;
    let bare = squeeze(inner);
    let bare = bare.trim_end_matches('。');
    // 「（説明）」, and not 「（以下の説明）」
    let whole = || {
        let words = ["説明", "資料説明", "挨拶", "あいさつ"];
        let greets = bare.ends_with("長挨拶") || bare.ends_with("長あいさつ");
        (greets || words.contains(&bare)).then_some(StageKind::Procedure)
    };
    let known = BY_WORD
        .end(bare)
        .and_then(|word| WORDS.iter().find(|(w, _)| *w == word))
        .map(|(_, kind)| *kind)
        .or_else(whole);
    // Most round brackets are text.
    if known.is_none() && open != '〔' || bare.is_empty() || longer(bare, 200) {
        return None;
    }
    let kind = match open {
        '（' | '(' | '［' | '[' => {
            // 「（昨年度の活動報告）」 is a remark: the shorter the bracket, the surer the word.
            let quoted = holds!(bare, "「｢『");
            let short = bare.chars().count() <= if quoted { 120 } else { 16 };
            let whole = !["の報告", "する報告", "中間報告"]
                .iter()
                .any(|t| bare.ends_with(t));
            known.filter(|_| {
                short && whole && !holds!(bare, "、，") || quoted && known == Some(StageKind::Reaction)
            })?
        }
        // 「〔議事概要〕」 heads what follows.
        '〔' if bare.ends_with("参照") || bare.starts_with("議事") => return None,
        '〔' => known.unwrap_or(StageKind::Procedure),
        _ => return None,
    };
    let sitting = action(bare).map(|action| {
        let time = numerals::times(inner).last().map(|t| t.iso());
        Sitting { action, time }
    });
    Some(Stage { kind, sitting })
}

/// Last words of a direction that nothing stands beside: in running text they are words like any other.
#[rustfmt::skip]
const ALONE: &str = "\
    移動 交代 退出 着座 手交 省略 紹介 配付 配布 撮影 上映 唱和 読み上げ";

static BY_LAST: LazyLock<Words> = LazyLock::new(|| Words::of(&[ALONE]));

/// Reads a bracket that is all of a line, or all that somebody says: 「（会長、会長席へ移動）」,「（配布資料の確認　省略）」.
pub(super) fn alone(text: &str) -> Option<Stage> {
    read(text).or_else(|| {
        let inner = text.strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?;
        let bare = squeeze(inner);
        let fits = BY_LAST.end(&bare).is_some() && !longer(&bare, 30) && !holds!(&bare, "。「：（(");
        fits.then_some(Stage {
            kind: StageKind::Procedure,
            sitting: None,
        })
    })
}

/// What a line that opens, suspends, resumes or closes the sitting does.
pub(super) fn action(bare: &str) -> Option<Action> {
    let ends = |words: &[&str]| words.iter().any(|w| bare.ends_with(w) || bare.starts_with(w));
    if ends(&["散会", "閉会", "延会"]) {
        Some(Action::Close)
    } else if ends(&["休憩"]) {
        Some(Action::Recess)
    } else if ends(&["再開"]) {
        Some(Action::Resume)
    } else if ends(&["開会", "開議"]) {
        Some(Action::Open)
    } else {
        None
    }
}

/// Reads a whole line as an opening, recess or closing: 午前十時一分開議, 休憩　午後０時３分, 開会（午前１０時００分）.
pub(super) fn sitting(line: &str) -> Option<Sitting> {
    let mut line = line;
    while let Some(c) = marker(line) {
        line = line.get(c.len_utf8()..).unwrap_or("");
    }
    // 「1　　＝開会　午前１０時０分＝」
    if matches!(line.as_bytes(), [.., b'='] | [.., 0xEF, 0xBC, 0x9D]) {
        let counted = line.trim_start_matches(|c: char| c.is_ascii_digit());
        line = if counted.starts_with(is_space) {
            counted
        } else {
            line
        };
        line = line.trim_matches(|c| is_space(c) || c == '=' || c == '＝');
    }
    if longer(line, 30) || holds!(line, "。、～「") {
        return None;
    }
    let times = numerals::times(line);
    let rest: String = match times.as_slice() {
        [time] => line
            .get(..time.start)?
            .chars()
            .chain(line.get(time.end..)?.chars())
            .collect(),
        [] => return bare_sitting(line),
        _ => return None,
    };
    let bare: String = squeeze(&rest)
        .chars()
        .filter(|c| !among!(*c, "（）()〔〕"))
        .collect();
    // 「午前十時四分開会・開議」
    let action = action(&bare).filter(|_| bare.split('・').all(|word| !longer(word, 4)))?;
    Some(Sitting {
        action,
        time: times.first().map(|t| t.iso()),
    })
}

/// 「　　　休憩」, 【休憩】: without a time.
fn bare_sitting(line: &str) -> Option<Sitting> {
    if !line.chars().any(|c| among!(c, "休再散閉開延")) {
        return None;
    }
    let bare = squeeze(line);
    let word = bare.trim_matches(|c| among!(c, "【】［］[]―－-─…・＜＞"));
    is_of("休憩 暫時休憩 再開 散会 閉会 開会 開議 延会", word)
        .then(|| action(word))
        .flatten()
        .map(|action| Sitting { action, time: None })
}
