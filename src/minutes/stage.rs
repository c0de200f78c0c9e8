//! Stage directions: （拍手）, 〔異議なし〕. Ordinary brackets, （案）, （第１回）, are text.

use std::sync::LazyLock;

use super::chars::{closing, digit, ends_in_any, is_of, longer, squeeze};
use super::model::{Sitting, Stage, StageKind};
use super::words::Words;
use super::{numerals, sittings};

/// Last words of a direction in round brackets, and what they tell.
const WORDS: [(&str, StageKind); 100] = [
    ("拍手", StageKind::Reaction),
    ("拍手多数", StageKind::Reaction),
    ("異議無し", StageKind::Reaction),
    ("発声", StageKind::Reaction),
    ("了承", StageKind::Reaction),
    ("うなずき", StageKind::Reaction),
    ("笑い", StageKind::Reaction),
    ("笑", StageKind::Reaction),
    ("笑声", StageKind::Reaction),
    ("笑い声", StageKind::Reaction),
    ("の声多数", StageKind::Reaction),
    ("異議なし", StageKind::Reaction),
    ("なし", StageKind::Reaction),
    ("呼ぶ者あり", StageKind::Reaction),
    ("呼ぶ者多し", StageKind::Reaction),
    ("声あり", StageKind::Reaction),
    ("の声", StageKind::Reaction),
    ("言う者あり", StageKind::Reaction),
    ("いう者あり", StageKind::Reaction),
    ("言う者多数", StageKind::Reaction),
    ("呼ぶ者多数", StageKind::Reaction),
    ("者多数あり", StageKind::Reaction),
    ("声多数あり", StageKind::Reaction),
    // 「〔「なし」と言う人あり〕」
    ("言う人あり", StageKind::Reaction),
    ("呼ぶ人あり", StageKind::Reaction),
    ("する人あり", StageKind::Reaction),
    ("発言する者あり", StageKind::Reaction),
    ("発言する者多し", StageKind::Reaction),
    ("する者あり", StageKind::Reaction),
    ("する委員あり", StageKind::Reaction),
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
    ("除斥", StageKind::Movement),
    ("復席", StageKind::Movement),
    ("質問席", StageKind::Movement),
    ("自席", StageKind::Movement),
    ("演壇", StageKind::Movement),
    ("休憩", StageKind::Procedure),
    ("再開", StageKind::Procedure),
    ("朗読", StageKind::Procedure),
    ("報告", StageKind::Procedure),
    ("資料配付", StageKind::Procedure),
    ("資料配布", StageKind::Procedure),
    ("速記", StageKind::Procedure),
    ("速記中止", StageKind::Procedure),
    ("懇談", StageKind::Procedure),
    ("懇談に入る", StageKind::Procedure),
    ("懇談を終わる", StageKind::Procedure),
    ("懇談を終える", StageKind::Procedure),
    ("以上", StageKind::Procedure),
    ("了", StageKind::Procedure),
    ("開会", StageKind::Procedure),
    ("閉会", StageKind::Procedure),
    ("散会", StageKind::Procedure),
    ("開議", StageKind::Procedure),
    ("点呼", StageKind::Procedure),
    ("開票", StageKind::Vote),
    ("投票用紙配付", StageKind::Vote),
    ("計算", StageKind::Procedure),
    ("資料確認", StageKind::Procedure),
    ("資料の確認", StageKind::Procedure),
    ("黙祷", StageKind::Procedure),
    ("黙とう", StageKind::Procedure),
    ("事務局説明", StageKind::Procedure),
    ("より資料説明", StageKind::Procedure),
    ("委嘱状の伝達", StageKind::Procedure),
    ("委嘱状の交付", StageKind::Procedure),
    ("委嘱状伝達", StageKind::Procedure),
    ("感謝状伝達", StageKind::Procedure),
    ("感謝状贈呈", StageKind::Procedure),
    ("表彰状伝達", StageKind::Procedure),
    ("表彰状授与", StageKind::Procedure),
    ("花束贈呈", StageKind::Procedure),
    ("委嘱状交付", StageKind::Procedure),
    ("議場閉鎖", StageKind::Procedure),
    ("議場開鎖", StageKind::Procedure),
];

static BY_WORD: LazyLock<Words> = LazyLock::new(|| Words::new(&WORDS.map(|(word, _)| word)));

/// Reads a bracket with its content as a stage direction.
pub(super) fn read(text: &str) -> Option<Stage> {
    // No direction is as long as that, whatever white space is in it.
    if text.len() > 4000 {
        return None;
    }
    let open = text.chars().next()?;
    let inner = text.get(open.len_utf8()..text.len().checked_sub(partner(open)?.len_utf8())?)?;
    let bare = squeeze(inner);
    let bare = bare.trim_end_matches('。');
    // 「（額賀福志郎君）」 is in the label of nearly every speech in the Diet, and nothing that happens ends so.
    if bare.ends_with('君') && open != '〔' {
        return None;
    }
    // 「（説明）」, and not 「（以下の説明）」
    let whole = || {
        let words = is_of("説明 資料説明 挨拶 あいさつ", bare) || is_of(SHOWN, bare);
        let greets = ends_in_any(
            bare,
            "長挨拶 長あいさつ 員挨拶 員あいさつ 君挨拶 長が説明 局が説明 課が説明 員が説明 者が説明",
        );
        // 「（資料１により説明）」 is all that is written of what somebody says, 【資料１に基づき説明】 what he or she does.
        let explains = open != '（' && open != '(' && ends_in_any(bare, EXPLAINED);
        (greets || words || explains || paused(bare)).then_some(StageKind::Procedure)
    };
    let kind_of = |bare: &str| {
        let word = BY_WORD.end(bare)?;
        WORDS.iter().find(|(w, _)| *w == word).map(|(_, kind)| *kind)
    };
    // 「（「異議なし」）」
    let called = || {
        let words = bare.strip_prefix(['「', '｢'])?.strip_suffix(['」', '｣'])?;
        kind_of(words).filter(|kind| *kind == StageKind::Reaction && !longer(words, 8))
    };
    let known = kind_of(bare)
        .or_else(called)
        .or_else(|| hands_counted(bare).then_some(StageKind::Vote))
        .or_else(whole);
    // Most round brackets are text.
    if known.is_none() && open != '〔' || bare.is_empty() || longer(bare, 200) {
        return None;
    }
    // 「（北浜委員　挨拶）（拍手）」 are two.
    let two = |close: char| inner.contains(close) && inner.find(close) < inner.find(open);
    if partner(open).is_some_and(two) {
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
                // 「（委員長　辞任願を提出し、退席）」
                let goes = known == Some(StageKind::Movement) && !longer(bare, 24);
                short && whole && !holds!(bare, "、，")
                    || goes
                    || paused(bare)
                    || bare.starts_with("賛成") && !longer(bare, 16)
                    // 「（区長入室、委嘱状の伝達）」
                    || ends_in_any(bare, "委嘱状の伝達 委嘱状の交付") && !longer(bare, 24)
                    || quoted && known == Some(StageKind::Reaction)
            })?
        }
        // 「〔議事概要〕」 heads what follows.
        '〔' if bare.ends_with("参照") || bare.starts_with("議事") => return None,
        // 「〔注〕は後ほど」 is a note of who wrote the text.
        '〔' if is_of("注 注記 参考 資料 別紙 図 表", bare) => return None,
        // 「〔問合せ先〕」 is over an address.
        '〔' if bare.ends_with("せ先") || bare.ends_with("連絡先") => return None,
        '〔' => known.unwrap_or(StageKind::Procedure),
        _ => known.filter(|kind| !longer(bare, 16) && happens(bare, *kind))?,
    };
    // 〔休憩後開会に至らなかった〕 neither suspends nor opens.
    let does = sittings::action(bare).filter(|_| !bare.ends_with("至らなかった") && !paused(bare));
    let sitting = does.map(|action| {
        let time = numerals::times(inner).last().map(|t| t.iso());
        Sitting { action, time }
    });
    Some(Stage { kind, sitting })
}

/// 「（休憩中に、日程について協議した結果、意見の一致を見た。）」
fn paused(bare: &str) -> bool {
    bare.starts_with("休憩中") && bare.ends_with('た')
}

/// 「挙手２１」, 「起立１０名」, 「賛成６名、反対１名」
fn hands_counted(bare: &str) -> bool {
    let votes = bare.strip_prefix("賛成").and_then(|b| b.split_once("反対"));
    if let Some((for_it, against)) = votes {
        let count = |n: &str| n.starts_with(|c| digit(c).is_some()) && n.ends_with(['名', '人', '票']);
        return count(for_it.trim_end_matches(['、', '，'])) && count(against);
    }
    let count = bare.strip_prefix("挙手").or_else(|| bare.strip_prefix("起立"));
    count.is_some_and(|n| {
        n.starts_with(|c| digit(c).is_some()) && n.chars().all(|c| digit(c).is_some() || among!(c, "名人票"))
    })
}

/// What is shown, or left out of the record.
const SHOWN: &str = "省略 中略 後略 以下省略 以下略 スライド使用 スライド投影 スライド上映 スライド説明 資料提示 資料投影 資料映写 動画上映 動画再生 動画視聴 画面共有";

/// Something is explained, by or with what is told.
const EXPLAINED: &str = "資料説明 に基づき説明 に沿って説明 により説明 より説明 から説明";

/// Whether what stands in brackets that may as well be those of a heading, 【報告】 or ＜採決＞, is something that happens.
fn happens(bare: &str, kind: StageKind) -> bool {
    match kind {
        StageKind::Reaction => bare != "なし",
        StageKind::Movement => true,
        StageKind::Vote => !is_of("投票 採決 挙手 起立", bare),
        StageKind::Procedure => {
            is_of(SHOWN, bare)
                || ends_in_any(bare, EXPLAINED)
                || ends_in_any(bare, "朗読 配付 配布 伝達 贈呈 授与 黙祷 黙とう 点呼 速記中止")
        }
    }
}

/// The closing partner of a bracket in which directions stand: （拍手）,〔拍手〕,［スライド使用］,＜異議なし＞.
pub(super) fn partner(open: char) -> Option<char> {
    Some(match open {
        '＜' => '＞',
        '<' => '>',
        '≪' => '≫',
        '｛' => '｝',
        '{' => '}',
        '「' | '『' | '｢' => return None,
        _ => return closing(open),
    })
}

/// Brackets that hold directions before all.
fn is_usual(open: char) -> bool {
    among!(open, "（(〔［[")
}

/// Reads a bracket amid what somebody says: ［別紙］ and ［活動報告］ are what he or she says.
pub(super) fn amid(text: &str) -> Option<Stage> {
    let stage = read(text)?;
    let inner = text.strip_prefix(['［', '[']);
    match inner.and_then(|t| t.strip_suffix(['］', ']'])) {
        Some(inner) => happens(&squeeze(inner), stage.kind).then_some(stage),
        None => Some(stage),
    }
}

/// Last words of a direction that nothing stands beside: in running text they are words like any other.
#[rustfmt::skip]
const ALONE: &str = "\
    移動 交代 退出 着座 手交 省略 紹介 配付 配布 撮影 上映 唱和 読み上げ スライド 長説明 審議";

static BY_LAST: LazyLock<Words> = LazyLock::new(|| Words::of(&[ALONE, BETWEEN]));

/// Last words of a direction between two sentences, where no bracket explains a word: what is done, and not said.
#[rustfmt::skip]
const BETWEEN: &str = "\
    映写 投影 上映 再生 視聴 確認 承認 提示 回覧 交付 贈呈 授与 点灯 実演 演奏 斉唱 打合せ 耳打ち";

static BY_LAST_BETWEEN: LazyLock<Words> = LazyLock::new(|| Words::of(&[BETWEEN, "説明"]));

/// Reads a bracket between two sentences: 「（以下、資料に基づき説明）」,「（事務方に確認）」, but 「（要確認）」,「（事業の説明）」.
pub(super) fn between(text: &str) -> Option<Stage> {
    amid(text).or_else(|| {
        let inner = text.strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?;
        let bare = squeeze(inner);
        let handed = || ["を配付", "を配布"].into_iter().find(|w| bare.ends_with(w));
        let word = BY_LAST_BETWEEN.end(&bare).or_else(handed)?;
        let whose = bare.strip_suffix(word).filter(|w| longer(w, 1))?;
        let named = whose.ends_with(['の', 'な', '未', '要']) || holds!(whose, "。「：（(");
        (!named && !longer(&bare, 24)).then_some(Stage {
            kind: StageKind::Procedure,
            sitting: None,
        })
    })
}

/// Reads a bracket that is all of a line, or all that somebody says: 「（会長、会長席へ移動）」,「（配布資料の確認　省略）」.
pub(super) fn alone(text: &str) -> Option<Stage> {
    read(text).or_else(|| {
        let open = text.chars().next()?;
        let inner = text.strip_prefix(open)?.strip_suffix(partner(open)?)?;
        let bare = squeeze(inner);
        // 【委員紹介】 heads what is said below it.
        let heads = open != '（' && open != '(' && ends_in_any(&bare, "紹介 交代 読み上げ 審議");
        let fits = BY_LAST.end(&bare).is_some() && !longer(&bare, 30) && !holds!(&bare, "。「：（(");
        // 《前回議事録の確認》
        let heads = heads || among!(open, "《≪〈") && bare.ends_with("確認");
        let fits = fits && !heads;
        fits.then_some(Stage {
            kind: StageKind::Procedure,
            sitting: None,
        })
    })
}

/// A line that is a stage direction and nothing else. `silent`: nobody speaks in the document.
pub(super) fn whole(t: &str, silent: bool) -> Option<Stage> {
    // 「―「異議なし」の声―」
    if let Some(inner) = t
        .strip_prefix(['―', '—', '─', '－', '-'])
        .and_then(|t| t.strip_suffix(['―', '—', '─', '－', '-']))
    {
        let quoted =
            inner.starts_with('「') && ends_in_any(inner, "」の声 」の声あり 」と呼ぶ者あり 」という声あり");
        return quoted.then(|| read(&["（", inner, "）"].concat())).flatten();
    }
    let open = t.chars().next()?;
    // 【報告】 and ＜採決＞ head the points of a summary.
    if !t.ends_with(partner(open)?) || silent && !is_usual(open) {
        return None;
    }
    let sitting = || {
        // 「（開会　午前１０時０３分）」
        let sitting = sittings::read(t).filter(|s| s.time.is_some() && is_usual(open))?;
        Some(Stage {
            kind: StageKind::Procedure,
            sitting: Some(sitting),
        })
    };
    alone(t).or_else(sitting)
}

#[cfg(test)]
mod tests {
    use super::super::model::{BlockKind, Minutes};
    use super::super::parse;

    fn read(lines: &str) -> Minutes {
        parse(&format!(
            "第３回　青葉市環境審議会　会議録\n日時　令和６年５月１０日（金）\n{lines}"
        ))
    }

    fn directions(m: &Minutes) -> Vec<String> {
        let inline = m.events.iter().map(|e| (e.range.start, e.range));
        let own = m.blocks.iter().filter_map(|b| match &b.kind {
            BlockKind::Event(_) => Some((b.range.start, b.range)),
            _ => None,
        });
        let mut all: Vec<_> = inline.chain(own).collect();
        all.sort_by_key(|(at, _)| *at);
        all.into_iter()
            .map(|(_, range)| range.of(&m.text).to_owned())
            .collect()
    }

    #[test]
    fn directions_stand_in_any_brackets() {
        let m = read(
            "○事務局　御説明いたします。\n［スライド使用］\n　１枚目です。\n［省略］\n○会長　ありがとうございました。〔拍手〕次に移ります。《拍手》\n[資料説明]\n○委員　質問します。【拍手】以上です。\n【資料１に基づき説明】\n○会長　よろしいですか。＜笑＞\n＜異議なし＞\n○委員　了解です。{拍手}\n",
        );
        let want = [
            "［スライド使用］",
            "［省略］",
            "〔拍手〕",
            "《拍手》",
            "[資料説明]",
            "【拍手】",
            "【資料１に基づき説明】",
            "＜笑＞",
            "＜異議なし＞",
            "{拍手}",
        ];
        assert_eq!(directions(&m), want);
        assert_eq!(m.speeches().count(), 5);
    }

    #[test]
    fn other_words_in_such_brackets_are_said() {
        let m = read(
            "○会長　資料［別紙］を御覧ください。〔注〕は後ほど。【重要】なところです。Ａ＜Ｂのとき（拍手）です。\n○委員　［資料１］の３ページ、＜参考＞、［活動報告］です。\n○会長　以上です。\n",
        );
        assert_eq!(directions(&m), ["（拍手）"]);
    }
}
