//! Recognisers of speaker labels: one function for each form, and the lines that forced it.
//!
//! To teach a new form: add a recogniser to [`RECOGNISERS`] with the line that forced it as its example; the
//! test below reads every example. A form that needs evidence of its own gets it in `evidence`.

mod bare;
mod bracketed;
mod marked;
mod timed;

use super::chars::is_marker;
use super::labels::{Candidate, Head};
use bare::{alone, before_glyph, called, colon, dashed, dotted_off, held, plain_name, question, spaced};
pub(super) use bare::{goes_on, names_in_bracket, venue_asks};
use bracketed::{half_bracket, quoted, round, tagged};
use marked::{counted, marked, strong};
pub(super) use marked::{is_bullet, is_glyph, is_sign, is_zero};
use timed::timed;

pub(super) struct Recogniser {
    /// Whether it is worth asking.
    pub(super) fits: fn(&Head) -> bool,
    pub(super) read: for<'a> fn(&'a str) -> Option<Candidate<'a>>,
    /// The lines that forced it: line, label, speech.
    #[cfg(test)]
    examples: &'static [(&'static str, &'static str, &'static str)],
}

macro_rules! recogniser {
    ($read:ident, $fits:expr, $examples:expr) => {
        Recogniser {
            fits: $fits,
            read: $read,
            #[cfg(test)]
            examples: &$examples,
        }
    };
}

pub(super) const RECOGNISERS: [Recogniser; 18] = [
    recogniser!(
        timed,
        |h| h.colon && (h.space || h.close),
        [
            ("10:02 鈴村: おはよう", "鈴村", "おはよう"),
            ("[00:10:02] 鈴村：おはよう", "鈴村", "おはよう"),
            ("**10:02 鈴村**: おはよう", "鈴村", "おはよう"),
            ("鈴村 (10:02): おはよう", "鈴村", "おはよう"),
            ("[鈴村 太郎] 10:02:03", "鈴村 太郎", ""),
            ("話者 1　00:02", "話者 1", ""),
        ]
    ),
    recogniser!(
        strong,
        |h| matches!(h.first, '*' | '-'),
        [
            ("**田中**: おはよう", "田中", "おはよう"),
            ("**議長：**開きます", "議長", "開きます"),
            ("- **空木**: 直します。", "空木", "直します。")
        ]
    ),
    recogniser!(
        marked,
        |h| is_marker(h.first) || is_sign(h.first) || is_bullet(h.first),
        [
            ("〇河野大臣 ： ただいまから", "河野大臣", "ただいまから"),
            ("○高村部会長　皆様、", "高村部会長", "皆様、"),
            (
                "○議長（額賀福志郎君）　これより",
                "議長（額賀福志郎君）",
                "これより"
            ),
            ("○鈴木隼人君　各常任委員長の", "鈴木隼人君", "各常任委員長の"),
            (
                "◯雲母富士男君自由町民の会の雲母です。",
                "雲母富士男君",
                "自由町民の会の雲母です。"
            ),
            (
                "◯北浜　オサム君ただいまの数です。",
                "北浜　オサム君",
                "ただいまの数です。"
            ),
            ("■取締役　人事部長", "取締役　人事部長", ""),
            ("○岡本（あ）委員　立憲", "岡本（あ）委員", "立憲"),
            ("◯４番（山田太郎君）　質問", "４番（山田太郎君）", "質問"),
            ("○（山田太郎議長）　開きます", "（山田太郎議長）", "開きます"),
            ("◆（山田太郎君）　質問", "（山田太郎君）", "質問"),
            ("〇小林武雄議長", "小林武雄議長", ""),
            ("◯委員長　　では", "委員長", "では"),
            ("〇三上学校教育課長　資料", "三上学校教育課長", "資料"),
            ("〇１番（山田太郎議員）　挨拶", "１番（山田太郎議員）", "挨拶"),
            (
                "◯議会運営委員長（山田太郎）〔登壇〕",
                "議会運営委員長（山田太郎）",
                "〔登壇〕"
            ),
            ("○山田議員（登壇）　通告に", "山田議員", "（登壇）　通告に"),
            ("○事務局（宇都宮企画官）　資料", "事務局（宇都宮企画官）", "資料"),
            ("○内田内閣府事務次官 本日", "内田内閣府事務次官", "本日"),
            ("○浜本　収君（続）　次に", "浜本　収君", "次に"),
            ("○委員長佐々木克敏)　では", "委員長佐々木克敏", "では"),
            ("◯委員長（大城美幸さん）　では", "委員長（大城美幸さん）", "では"),
            ("○議　長　ただいま", "議　長", "ただいま"),
            (
                "○市長（山　田　太　郎）　お答え",
                "市長（山　田　太　郎）",
                "お答え"
            ),
            ("○議長（山田太郎君）これより", "議長（山田太郎君）", "これより"),
            ("○議長　山田太郎君　これより", "議長　山田太郎君", "これより"),
            ("○総務課　田中課長　資料", "総務課　田中課長", "資料"),
            ("○Ａ委員　賛成", "Ａ委員", "賛成"),
            ("◯議長【山田太郎君】 皆様", "議長【山田太郎君】", "皆様"),
            ("○○委員　賛成", "○○委員", "賛成"),
            ("●○○委員　賛成", "○○委員", "賛成"),
            ("■議長：開きます", "議長", "開きます"),
            ("・委員：賛成", "委員", "賛成"),
            ("• 伊原分科会長", "伊原分科会長", ""),
        ]
    ),
    recogniser!(
        counted,
        |h| h.first.is_ascii_digit() || ('０'..='９').contains(&h.first) || h.first == '|',
        [
            (
                "12 ◯座長（五百蔵巌君） それでは",
                "座長（五百蔵巌君）",
                "それでは"
            ),
            ("1 : ◯質疑（佐田委員） 道路の", "質疑（佐田委員）", "道路の"),
            ("1826【道川委員】 説明会の", "道川委員", "説明会の"),
            ("1:      ※会議の概要 ◯委員長  それでは", "委員長", "それでは"),
            ("| ○奥山委員長 それでは", "奥山委員長", "それでは"),
            (
                "１．議長（空木和人君）　開きます",
                "議長（空木和人君）",
                "開きます"
            ),
        ]
    ),
    recogniser!(
        tagged,
        |h| among!(h.first, "【［[＜<〈≪〔"),
        [
            ("【委員】　賛成です。", "委員", "賛成です。"),
            ("【議長：丹野敏彦】", "議長：丹野敏彦", ""),
            ("［事務局］資料", "事務局", "資料"),
            ("<教育参事>", "教育参事", ""),
            ("〔増川分科会長代理〕本日は", "増川分科会長代理", "本日は"),
        ]
    ),
    recogniser!(
        question,
        |h| among!(h.first, "問答質回QAＱＡ"),
        [
            ("問　その理由は。", "問", "その理由は。"),
            ("Ｑ１．なぜですか。", "Ｑ", "なぜですか。"),
            ("Ｑ、なぜですか。", "Ｑ", "なぜですか。"),
            ("Q「なぜですか」", "Q", "「なぜですか」"),
            ("答弁：２名である。", "答弁", "２名である。"),
            ("質問", "質問", ""),
            ("Ｑ（２班）　なぜか。", "Ｑ（２班）", "なぜか。"),
            ("Ｑ　代表幹事（浜通信社）", "代表幹事（浜通信社）", ""),
        ]
    ),
    recogniser!(
        round,
        |h| matches!(h.first, '（' | '('),
        [
            ("（記　者）", "記　者", ""),
            ("（雲母（千）委員）", "雲母（千）委員", ""),
            ("（問）なぜですか。", "問", "なぜですか。"),
            ("（佐藤花子君）　お答え", "（佐藤花子君）", "お答え"),
            ("（質問者１）なぜですか。", "質問者１", "なぜですか。"),
            ("（事務局　倉田）", "（事務局　倉田）", ""),
            (
                "（多摩建築指導事務所長　名　取）",
                "（多摩建築指導事務所長　名　取）",
                ""
            ),
            ("（○：広川市長）以上です。", "広川市長", "以上です。"),
            ("（■：夕凪新聞）なぜですか。", "夕凪新聞", "なぜですか。"),
            ("（全委員）はい。", "全委員", "はい。"),
            ("（市）", "市", ""),
            ("（事務局（有田係長））", "事務局（有田係長）", ""),
            ("（諮問庁）対象の", "諮問庁", "対象の"),
        ]
    ),
    recogniser!(
        quoted,
        |h| h.first == '「',
        [("「町長」　本案は", "町長", "本案は")]
    ),
    recogniser!(
        half_bracket,
        |h| h.close,
        [
            ("記者）なぜですか。", "記者", "なぜですか。"),
            ("勝村委員長）では、", "勝村委員長", "では、"),
            ("勝村（義）委員長）では、", "勝村（義）委員長", "では、"),
        ]
    ),
    recogniser!(
        colon,
        |h| h.colon,
        [
            ("委員長（相馬君）：では", "委員長（相馬君）", "では"),
            ("総務部長；では", "総務部長", "では"),
            ("安達部長: お疲れ", "安達部長", "お疲れ"),
            ("記者:", "記者", ""),
            ("各 委 員：異議なし。", "各 委 員", "異議なし。"),
            ("→事務局：承知した。", "事務局", "承知した。"),
            (
                "空木太郎氏（以下、空木）：よろしく",
                "空木太郎氏（以下、空木）",
                "よろしく"
            ),
        ]
    ),
    recogniser!(
        before_glyph,
        |h| h.glyph,
        [(
            "白 坂 美 智 子 議 員 Ⱗ ４１２戸は",
            "白 坂 美 智 子 議 員",
            "４１２戸は"
        )]
    ),
    recogniser!(
        held,
        |h| h.close,
        [
            (
                "議　長（空 木 和 人 君）開きます",
                "議　長（空 木 和 人 君）",
                "開きます"
            ),
            (
                "３　番（空 木 和 人 君）通告に",
                "３　番（空 木 和 人 君）",
                "通告に"
            ),
        ]
    ),
    recogniser!(
        spaced,
        |h| h.space,
        [
            ("林座長　それでは", "林座長", "それでは"),
            ("Ａ社　　当社は", "Ａ社", "当社は"),
            ("議 長 ただ今", "議 長", "ただ今"),
            ("福田一郎議長 これより", "福田一郎議長", "これより"),
            ("□□課長　お答え", "□□課長", "お答え"),
            ("１２番総代　一任で", "１２番総代", "一任で"),
            ("会長（佐藤　正君）　昨日に", "会長（佐藤　正君）", "昨日に"),
        ]
    ),
    recogniser!(
        dashed,
        |h| h.dash,
        [("課 長 - 令和６年度の", "課 長", "令和６年度の")]
    ),
    recogniser!(
        dotted_off,
        |h| h.dots,
        [
            ("事務局・・・定刻と", "事務局", "定刻と"),
            ("空木委員・・・・賛成です。", "空木委員", "賛成です。"),
        ]
    ),
    recogniser!(called, |h| h.stop, [("柾屋村長。", "柾屋村長", "")]),
    recogniser!(
        alone,
        |h| h.whole,
        [
            ("髙橋委員", "髙橋委員", ""),
            ("多摩建築指導事務所長　名　取", "多摩建築指導事務所長　名　取", ""),
            ("５番　飯川議員", "５番　飯川議員", ""),
        ]
    ),
    recogniser!(
        plain_name,
        |h| h.colon,
        [
            ("真壁: 正直", "真壁", "正直"),
            ("防災課 梅枝：足場", "防災課 梅枝", "足場"),
            ("Kate：I agree.", "Kate", "I agree.")
        ]
    ),
];

#[cfg(test)]
mod tests {
    use super::super::labels::candidate;
    use super::*;

    #[test]
    fn every_form_reads_the_lines_that_forced_it() {
        for r in &RECOGNISERS {
            for (line, label, body) in r.examples {
                let found = candidate(line);
                let read = found.map(|c| (c.label, line.get(c.body..).unwrap()));
                assert_eq!(read, Some((*label, *body)), "{line}");
                let alone = (r.read)(line).map(|c| c.label);
                assert_eq!(alone, Some(*label), "{line}, by its own recogniser");
            }
        }
    }

    #[test]
    fn lines_that_are_no_labels() {
        for line in [
            "○議事日程　第一号",
            "○政府参考人の出席要求に関する件",
            "〇災害対策特別委員",
            "〇・五％",
            "〇三年度の委員　五名",
            "二〇〇三年度の委員",
            "【結論】",
            "【資料１】",
            "日時：令和",
            "５番、鈴木議員。",
            "TODO: 確認",
            "https://example.jp/",
            "○出席者",
            "○出席委員（８名）",
            "○事務局（案）",
            "○前回の委員　",
            "ア）住宅",
            "１）道路",
            "○会議録署名議員　",
            "○○地区では、高校生が",
            "○一般質問",
            "議長（空木和人君）は",
            "13:00～13:10 開会: 会長",
            "10:30 休憩",
            "会場 10:00",
        ] {
            let found = candidate(line).filter(|c| c.named);
            assert_eq!(found, None, "{line}");
        }
    }
}
