//! The words by which people who speak are called: offices, honorifics, and the names of departments that
//! stand before an office.

use std::sync::LazyLock;

use super::chars::{digit, is_marker, longer, squeeze};
use super::words::Words;

/// Offices that end a label. Longer ones win, so that 副大臣 is not read as 大臣.
#[rustfmt::skip]
const OFFICES: &[&str] = &[
    "内閣総理大臣", "国務大臣", "副大臣", "大臣政務官", "政務官", "大臣", "政府参考人", "参考人", "公述人", "証人", "政府委員", "説明員",
    "事務総長", "参事官", "参事", "議長代理", "議長職務代理者", "副議長", "議長", "委員長代理", "副委員長", "小委員長", "委員長", "主査",
    "会長代理", "副会長", "部会長代理", "部会長", "分科会長", "会長", "座長代理", "副座長", "座長", "専門委員", "臨時委員", "特別委員",
    "監査委員", "選挙管理委員", "農業委員", "委員", "構成員", "理事長", "副理事長", "理事", "監事", "幹事長", "幹事", "オブザーバー",
    "アドバイザー", "事務局長", "事務局次長", "事務局員", "事務局", "事務次官", "長官", "審議官", "官房長", "局長", "次長", "部長", "室長",
    "所長", "署長", "園長", "館長", "院長", "支所長", "センター長", "本部長", "支部長", "班長", "企画官", "管理官", "推進官", "調整官",
    "補佐官", "課長補佐", "課長", "係長", "主任", "主事", "主幹", "主席", "参与", "計画官", "分析官", "専門官", "補佐", "副知事", "知事",
    "副市長", "市長", "副区長", "区長", "副町長", "町長", "副村長", "村長", "郡長", "教育長", "議員", "番", "司会者", "司会", "記者",
    "幹事社", "報道官", "質問者", "回答者", "発言者", "説明者", "社長", "副社長", "専務", "常務", "取締役", "代表", "総裁", "副総裁",
    "教授", "准教授", "講師", "校長", "副校長", "教頭", "教諭", "学長", "総長", "会計管理者", "消防長", "組合長", "弁護士", "医師",
    "顧問", "相談役", "進行役", "進行", "書記長", "書記", "町内会長", "自治会長", "隊員", "職員", "住民", "市民", "町民", "村民", "区民",
    "参加者", "出席者", "傍聴人", "保護者", "ファシリテーター", "担当者", "当局", "執行部", "理事者", "執行機関", "報告者", "発表者", "提案者",
    "提出者", "趣旨説明者", "立会人", "会計", "問", "答",
];

/// Offices that a heading may end in as well: believed as the end of a label only behind a name.
#[rustfmt::skip]
const WEAK: [&str; 24] = [
    "番", "問", "答", "代表", "補佐", "主任", "会計", "進行", "職員", "住民", "市民", "町民", "村民", "区民", "参加者", "出席者",
    "保護者", "担当者", "提出者", "隊員", "当局", "書記", "医師", "顧問",
];

/// Words of department names. 「都市計画課長」 is an office and nobody's surname is 都市計画.
#[rustfmt::skip]
const DEPARTMENTS: &[&str] = &[
    "都市", "計画", "総務", "財政", "財務", "福祉", "教育", "建設", "環境", "上下水道", "水道", "下水道", "税務", "市民", "町民",
    "住民", "村民", "区民", "農林", "農政", "農業", "林業", "水産", "漁業", "産業", "観光", "企画", "政策", "健康", "保健", "子育て",
    "こども", "子ども", "防災", "危機", "消防", "生活", "安全", "土木", "道路", "施設", "管理", "地域", "交通", "商工", "労働",
    "国保", "国民", "介護", "保険", "高齢", "高齢者", "障害", "障がい", "学校", "生涯", "学習", "文化", "文化財", "スポーツ", "広報",
    "広聴", "情報", "人事", "契約", "会計", "議会", "議事", "選挙", "監査", "経済", "振興", "推進", "支援", "対策", "整備", "調整",
    "庶務", "秘書", "統計", "建築", "住宅", "公園", "緑地", "河川", "港湾", "空港", "森林", "畜産", "医療", "医務", "病院", "衛生",
    "清掃", "社会", "児童", "保育", "青少年", "人権", "男女", "共同", "参画", "協働", "国際", "交流", "デジタル", "行政", "行財政",
    "改革", "管財", "納税", "収納", "資産", "資産税", "市街地", "市街", "用地", "技術", "検査", "出納", "給食", "戦略", "統括",
    "創生", "移住", "定住", "まちづくり", "地方", "自治", "法務", "法制", "内閣", "官房", "主計", "監督", "調査", "研究", "事業",
    "事務", "運営", "営業", "経営", "開発", "設計", "製造", "品質", "販売", "商品", "業務", "総合", "政務", "外務", "厚生", "警務",
    "捜査", "予防", "救急", "警防", "救助", "図書", "図書館", "博物館", "公民", "公民館", "美術館", "資料", "資源", "循環", "廃棄物",
    "脱炭素", "温暖化", "エネルギー", "特命", "担当", "包括", "ケア", "在宅", "地籍", "ふるさと", "納付", "課税", "債権", "代表", "常務",
    "専務", "常任", "審議", "審査", "編集", "部", "課", "局", "室", "係", "所", "会", "署", "省", "庁", "府", "本部", "支所",
    "センター", "委員会", "審議会", "協議会", "事務局", "町", "市", "村", "区", "県", "都", "道", "・", "及び", "兼", "等",
    "第一", "第二", "第三", "第１", "第２", "新", "前", "元", "仮", "臨時", "名誉", "特別", "副", "筆頭", "主席", "上席", "統合",
    "学務", "指導", "教務", "給与", "職員", "厚生労働", "国土", "活性化", "活躍", "女性", "未来", "若者", "共生", "多文化", "ＤＸ",
    "DX", "ＩＣＴ", "ICT", "ＩＴ", "IT",
];

/// Ministries and the like; 「内田内閣府事務次官」 carries one between name and office.
#[rustfmt::skip]
const MINISTRIES: [&str; 20] = [
    "内閣官房", "内閣府", "総務省", "法務省", "外務省", "財務省", "文部科学省", "厚生労働省", "農林水産省", "経済産業省", "国土交通省", "環境省",
    "防衛省", "デジタル庁", "復興庁", "金融庁", "消費者庁", "こども家庭庁", "警察庁", "消防庁",
];

/// Ends of the names of organisations.
#[rustfmt::skip]
const ORGANISATIONS: [&str; 27] = [
    "株式会社", "有限会社", "合同会社", "法人", "協会", "連盟", "連合会", "組合", "大学", "高校", "学校", "研究所", "センター", "機構",
    "財団", "社団", "公社", "銀行", "病院", "省", "庁", "課", "部", "局", "室", "係", "委員会",
];

static BY_OFFICE: LazyLock<Words> = LazyLock::new(|| Words::new(OFFICES.iter().copied()));
static BY_POST: LazyLock<Words> = LazyLock::new(|| Words::new(posts()));
static BY_DEPARTMENT: LazyLock<Words> = LazyLock::new(|| Words::new(DEPARTMENTS.iter().copied()));

const HONORIFICS: [&str; 4] = ["君", "氏", "さん", "様"];

/// Offices that people hold; not what somebody merely is at a meeting.
pub(super) fn posts() -> impl Iterator<Item = &'static str> {
    OFFICES.iter().copied().filter(|o| !WEAK.contains(o))
}

/// Whether the label of somebody who speaks can end, or begin, with such letters.
pub(super) fn may_speak(label: &str) -> bool {
    let letter = |c: &char| !c.is_whitespace();
    let last = label.chars().rfind(letter);
    last.is_some_and(|c| among!(c, "）)君氏様ん") || is_sign(c))
        || BY_OFFICE.may_end(last)
        || BY_POST.may_begin(label.chars().find(letter))
}

/// The longest office at the end of a word without white space.
pub(super) fn office(bare: &str) -> Option<&'static str> {
    BY_OFFICE.end(bare)
}

/// The longest office at the beginning: 「議長山田太郎君」.
pub(super) fn office_before(bare: &str) -> Option<&'static str> {
    BY_POST.begin(bare)
}

/// Without honorific, if there is one behind a name.
pub(super) fn without_honorific(bare: &str) -> Option<&str> {
    let name = HONORIFICS.iter().find_map(|h| bare.strip_suffix(h))?;
    (1..=16).contains(&name.chars().count()).then_some(name)
}

/// 鈴木隼人君, 山田さん.
pub(super) fn is_person(bare: &str) -> bool {
    without_honorific(bare).is_some_and(|name| {
        let last = name.chars().next_back();
        // 「お客様」 and 「皆さん」 are nobody in particular.
        !matches!(
            name,
            "お客" | "皆" | "皆様" | "皆々" | "お子" | "神" | "諸" | "同" | "両" | "主" | "何"
        ) && !last.is_some_and(|c| among!(c, "のをがはにで、。"))
    })
}

/// An office with nothing but a department, a number or a mask before it.
pub(super) fn is_office(bare: &str) -> bool {
    office(bare).is_some_and(|office| {
        let before = bare.get(..bare.len() - office.len()).unwrap_or("");
        before.is_empty() || is_number(before) || is_mask(before) || department(before).is_empty()
    })
}

/// Ends as the label of somebody who speaks does: 高村部会長, 都市計画課長, ○○委員, Ａ委員, ４番.
pub(super) fn ends_in_office(bare: &str) -> bool {
    let Some(office) = office(bare) else {
        return numbered(bare).is_some();
    };
    let before = bare.get(..bare.len() - office.len()).unwrap_or("");
    if before.is_empty() {
        return office != "番";
    }
    if is_number(before) || is_mask(before) {
        return true;
    }
    let length = before.chars().count();
    if WEAK.contains(&office) && (matches!(office, "番" | "問" | "答") || length > 4) {
        return false;
    }
    // 「前回の委員」 says something about members; 「〇災害対策特別委員」 heads a list of names.
    let said = matches!(
        before,
        "各" | "全" | "両" | "諸" | "本" | "当" | "他" | "同" | "元" | "前"
    ) || before.ends_with([
        'の', 'な', 'る', 'た', 'は', 'が', 'を', 'に', 'で', 'と', 'も', 'い', '、', '。', '」', '氏',
    ]) && !before.chars().all(is_kana);
    let list = office == "特別委員" && length > 2;
    let phrase = length > 24 || before.contains(['、', '。', '「', '」', '？', '！']);
    !(said || list || phrase)
}

/// 質問者１, 委員Ａ: an office, and what tells its nameless holders apart.
pub(super) fn numbered(bare: &str) -> Option<&str> {
    let stem = bare.trim_end_matches(is_sign);
    let sign = bare.get(stem.len()..).unwrap_or("");
    let fits = !sign.is_empty() && !longer(sign, 2) && office(stem) == Some(stem);
    (fits && stem.chars().nth(1).is_some()).then_some(stem)
}

fn is_sign(c: char) -> bool {
    c.is_ascii_digit() || c.is_ascii_uppercase() || matches!(c, '０'..='９' | 'Ａ'..='Ｚ')
}

fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ヿ')
}

/// What is left of a word when the words of departments are taken off its end: 山田総務 → 山田, 都市計画 → nothing.
pub(super) fn department(word: &str) -> &str {
    let mut rest = word;
    while let Some(part) = BY_DEPARTMENT.end(rest) {
        let shorter = rest.get(..rest.len() - part.len()).unwrap_or("");
        // One letter is a department only behind others: 服部 in 「服部総務課長」 is a name.
        if part.chars().count() == 1 && !department(shorter).is_empty() {
            break;
        }
        rest = shorter;
    }
    rest
}

/// The ministry at the end of a word.
pub(super) fn ministry(word: &str) -> Option<&'static str> {
    MINISTRIES.iter().find(|m| word.ends_with(**m)).copied()
}

/// 総務省, 日本測器株式会社, 企画課.
pub(super) fn is_organisation(word: &str) -> bool {
    word.chars().nth(1).is_some()
        && ORGANISATIONS
            .iter()
            .any(|o| word.ends_with(o) || o.len() > 6 && word.starts_with(o))
}

/// End of an organisation's name inside a word: 「日本測器株式会社林常務」.
pub(super) fn organisation_before(word: &str) -> Option<usize> {
    [
        "株式会社",
        "有限会社",
        "合同会社",
        "協会",
        "連盟",
        "連合会",
        "大学",
        "研究所",
        "センター",
        "機構",
        "商工会議所",
    ]
    .iter()
    .find_map(|o| word.find(o).filter(|at| *at > 0).map(|at| at + o.len()))
}

/// １０, 五.
pub(super) fn is_number(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| digit(c).is_some() || among!(c, "十百"))
}

/// ○○, □□, Ａ, B, ＡＢ１: stands for a name that is not printed.
pub(super) fn is_mask(word: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let blank = |c: char| is_marker(c) || among!(c, "□■△▲×＊*◇◆〓✕＿_");
    !word.is_empty()
        && (word.chars().all(blank)
            || word.chars().all(is_sign) && word.chars().filter(|c| !number(*c)).count() == 1)
}

/// A plain name, as it may stand alone in a label: 真壁, Kate, 五百蔵 正. Says nothing about whether it is one.
pub(super) fn is_nameish(label: &str) -> bool {
    let bare = squeeze(label);
    let length = bare.chars().count();
    let letters = |c: char| matches!(c, '々' | 'ヶ' | 'ー' | '㐀'..='鿿' | '\u{20000}'..='\u{3ffff}' | 'ぁ'..='ヿ' | 'ｦ'..='ﾟ' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    let latin = |c: char| {
        c.is_ascii_alphabetic() || matches!(c, '-' | '\'' | '.' | '_') || ('Ａ'..='ｚ').contains(&c)
    };
    (1..=8).contains(&length)
        && bare
            .chars()
            .all(|c| letters(c) || among!(c, "（）()") || is_marker(c))
        && !bare
            .chars()
            .skip(1)
            .any(|c| among!(c, "をはがにで") && !bare.chars().all(is_kana))
        || (2..=20).contains(&length)
            && bare.chars().all(|c| latin(c) || c.is_ascii_digit())
            && bare.starts_with(latin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_and_departments() {
        for bare in [
            "議長",
            "都市計画課長",
            "高村部会長",
            "○○委員",
            "Ａ委員",
            "４番",
            "１番議員",
            "湯本教頭",
            "水産課長",
            "質問者１",
            "委員Ａ",
        ] {
            assert!(ends_in_office(bare), "{bare}");
        }
        for bare in [
            "前回の委員",
            "災害対策特別委員",
            "番",
            "一番大きな番",
            "本日の出席者",
            "一般質問",
            "A1",
        ] {
            assert!(!ends_in_office(bare), "{bare}");
        }
        assert_eq!(department("都市計画"), "");
        assert_eq!(department("山田総務"), "山田");
        assert_eq!(department("安達"), "安達");
        assert!(is_mask("○○") && is_mask("Ａ") && is_mask("B1") && !is_mask("Kate") && !is_mask("山"));
        assert!(is_nameish("真壁") && is_nameish("Kate") && is_nameish("あべ") && !is_nameish("次の日には"));
    }
}
