//! What a word of a list of people is: a post, an organisation, a seat, a name.

use std::sync::LazyLock;

use super::super::chars::{digit, is_marker, longer};
use super::super::roles;
use super::super::words::Words;

/// Posts that are no labels of speakers, or that lists print in full.
const POSTS: &[&str] = &[
    "名誉教授",
    "特任教授",
    "客員教授",
    "准教授",
    "助教授",
    "教授",
    "講師",
    "助教",
    "所長",
    "院長",
    "校長",
    "園長",
    "館長",
    "署長",
    "団長",
    "店長",
    "副社長",
    "社長",
    "専務",
    "常務",
    "取締役",
    "代表取締役",
    "代表理事",
    "代表",
    "弁護士",
    "税理士",
    "公認会計士",
    "建築士",
    "医師",
    "主任",
    "主事",
    "主幹",
    "副主幹",
    "書記官",
    "書記長",
    "書記次長",
    "書記",
    "参与",
    "顧問",
    "監査役",
    "会計管理者",
    "管理者",
    "補佐官",
    "補佐",
    "専門員",
    "研究員",
    "フェロー",
    "教育委員",
    "ファシリテーター",
    "ファシリテータ",
    "進行役",
    "話題提供者",
    "発表者",
    "講演者",
    "監査委員",
    "選挙管理委員",
    "農業委員",
    "民生委員",
    "公募委員",
    "部会長代理",
    "分科会長代理",
    "副部会長",
    "副座長",
    "副分科会長",
    "職務代理者",
    "職務代理",
    "収入役",
    "助役",
    "出納長",
    "技師",
    "所員",
    "アドバイザー",
    "コーディネーター",
    "支部長",
    "本部長",
    "副本部長",
    "統括官",
    "総括官",
    "政策監",
    "技監",
    "危機管理監",
    "専門官",
    "調整官",
    "政策官",
    "総裁",
    "特別補佐人",
    "補佐人",
    "リーダー",
    "編集長",
    "論説委員",
];

/// More posts, which name nobody when they stand behind the name of a place or an office.
const OFFICES: &[&str] = &[
    "市長",
    "町長",
    "村長",
    "区長",
    "郡長",
    "知事",
    "副市長",
    "副町長",
    "副村長",
    "副区長",
    "副知事",
    "郡副長",
    "推進監",
    "審議役",
    "担当",
    "担当者",
    "職員",
    "館員",
    "教諭",
    "教頭",
    "住職",
    "組合長",
    "班長",
    "分団長",
    "会計",
    "庶務",
    "幹事長",
    "事務次長",
    "記録",
    "進行",
    "司会進行",
    "議員",
    "監",
    "主席",
];

/// Words of the names of offices: 福祉課長 is no Mr. 福祉.
const OFFICE_WORDS: &str = "総務 企画 財政 財務 税務 市民 町民 村民 住民 福祉 健康 保険 介護 高齢 子育 こども 子ども 教育 学校 学務 生涯 社会 文化 スポーツ 建設 都市 土木 道路 河川 水道 下水 農林 農政 農業 林業 \
水産 商工 産業 観光 環境 防災 危機 消防 議会 会計 出納 管財 契約 人事 職員 秘書 広報 政策 計画 調整 情報 デジタル 地域 まち 交通 港湾 住宅 建築 開発 区画 公園 緑地 衛生 生活 医療 保健 病院 経済 労働 雇用 国際 \
人権 男女 監査 選挙 庶務 管理 事業 施設 営業 技術 研究 調査 統計 内閣 外務 法務 文部 厚生 国土 防衛 復興 総合 議事 記録 警務 警察 支援 推進 行政 業務 事務 常任 運営 主任 統括 大臣 担当 本部 科学 金融 銀行 大学 学部 \
協会 会社 法人 機構 連合 連盟 組合 審議 委員会 センター 事務所 支所 支店 小学 中学 高校 高等 自治 町内 商店 農協 漁協 経営 保険 障害 障がい 資産 収納 予防 歯科 市立 町立 県立 村立 公立 国立 生産 流通 児童 青少年 家庭 長寿 年金 課税 納税 徴収 用地 治水 砂防 漁港 畜産 園芸 森林 耕地 農地 自然 循環 廃棄 清掃 美化 公害 食品 薬務 感染 高度 先端 戦略 未来 女性 若者 移住 定住 共生 協働 参画 出納 用度 検査 工事 電算 統括 副参事 次長 課 局 省 庁 室 係 部 次席 副 元 前 筆頭 同 各 全 両";

/// Ends of the names of organisations.
const ORGANISATIONS: &str = "大学 大学院 研究所 研究院 研究科 学部 協会 会社 （株） 法人 機構 連合会 連合 連盟 組合 協議会 審議会 委員会 会議 会議所 商工会 自治会 町内会 センター 事務所 支所 支店 支部 本部 病院 学校 小学校 中学校 \
高校 幼稚園 保育園 新聞 新聞社 放送 銀行 財団 社団 クラブ ネットワーク 推進室 推進課 PTA ＰＴＡ NPO ＮＰＯ 事務局 婦人会 老人会 連合町会 公社 公団 農協 漁協 振興会 医師会 専攻 ゼミ 研究室 党 県庁 市役所 町役場 村役場";

/// Words of a list that are nobody.
const NOBODY: &str = "なし 無し 無 全員 別紙 別紙のとおり 名簿 参照 ほか 他 外 以上 同 計 合計 出席 欠席 欠 出 氏名 役職 役職名 所属 所属等 所属団体 備考 職名 職 区分 議席 議席番号 番号 会派 出欠 有 無 敬称略 順不同 五十音順 省略 略 公開 非公開 〃 々 及び 又は \
まで から 傍聴 傍聴者 報道 随行 関係者 出席者 欠席者 など 等 委員名 氏名等 職氏名 名前 名称 分野 選出区分 No 注 ※ 宣告 議長宣告 市 町 村 県 区 公募 公募市民 市民公募 学識経験者 学識経験 識見 識見者 市民 市民代表 関係団体 利用者 被保険者 公益 使用者 労働者 一般 一同 若干名 欠員 数名 男 女 電話";

/// What a word is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// １番, 3
    Seat,
    /// 総務部長, 委員
    Role,
    /// 山田委員: bytes of the name.
    Post(usize),
    /// 東京大学
    Organisation,
    /// 山田, 太郎, Kate
    Name,
    /// （会長）
    Bracket,
    /// ９名, なし
    Nobody,
    /// ×, 欠席
    Absent,
}

static BY_POST: LazyLock<Words> = LazyLock::new(|| {
    let posts = POSTS.iter().chain(OFFICES).copied();
    Words::new(roles::posts().filter(|p| *p != "番").chain(posts))
});
static BY_OFFICE_WORD: LazyLock<Words> = LazyLock::new(|| Words::new(OFFICE_WORDS.split_whitespace()));
static BY_ORGANISATION: LazyLock<Words> = LazyLock::new(|| Words::new(ORGANISATIONS.split_whitespace()));
static BY_NOBODY: LazyLock<Words> = LazyLock::new(|| Words::new(NOBODY.split_whitespace()));

/// Byte at which the longest post at the end of the word begins.
fn post_at(word: &str) -> Option<usize> {
    BY_POST.end(word).map(|post| word.len() - post.len())
}

fn is_nobody(word: &str) -> bool {
    BY_NOBODY.end(word) == Some(word)
}

/// Words of the names of offices in a word, and where they begin.
fn office_words(stem: &str) -> impl Iterator<Item = (usize, &'static str)> {
    stem.char_indices().flat_map(move |(at, _)| {
        BY_OFFICE_WORD
            .all_begin(stem.get(at..).unwrap_or(""))
            .map(move |w| (at, w))
    })
}

/// The name of an office or an organisation, rather than of a person.
fn is_office(stem: &str) -> bool {
    office_words(stem).any(|(_, w)| !(w.chars().nth(1).is_none() && stem.ends_with(w) && is_surname(stem)))
}

/// Bytes of a surname of two or three letters before the name of an office; 0 where there is none.
fn surname(stem: &str) -> usize {
    let first = office_words(stem).find(|(_, w)| w.chars().nth(1).is_some());
    match first {
        Some((at, _))
            if stem.get(..at).is_some_and(|n| {
                (2..=3).contains(&n.chars().count())
                    && is_name(n)
                    && !n.starts_with(['同', '全'])
                    && !n.ends_with(['課', '係', '局', '室', '省', '庁', '県', '新', '総'])
                    && !(n.chars().nth(2).is_some() && n.ends_with(['市', '町', '村', '区', '部']))
                    && n != "日本"
            }) =>
        {
            at
        }
        _ => 0,
    }
}

/// Surnames that end like offices: 阿部, 服部, 渡部.
fn is_surname(word: &str) -> bool {
    [
        "阿部",
        "安部",
        "服部",
        "渡部",
        "岡部",
        "矢部",
        "園部",
        "綾部",
        "磯部",
        "戸部",
        "長谷部",
        "日下部",
        "小部",
        "尾部",
        "刑部",
        "海部",
        "黒部",
        "室",
        "大室",
        "小室",
        "氷室",
        "三室",
        "飯室",
        "各務",
        "両角",
        "前田",
        "前川",
        "前野",
        "前原",
        "前島",
        "前山",
        "前",
        "元木",
        "元山",
        "全",
    ]
    .contains(&word)
}

/// Letters a name is written with.
fn nameish(word: &str) -> bool {
    let mut letters = 0;
    let (mut latin, mut first) = (false, true);
    for c in word.chars() {
        let kanji = matches!(c, '㐀'..='鿿' | '豈'..='﫿' | '々' | '〆' | '\u{20000}'..='\u{3ffff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
        let kana = matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | 'ヽ' | 'ゝ' | '･' | 'ｦ'..='ﾟ')
            || c == '・' && !first;
        let ascii = c.is_ascii_alphabetic()
            || among!(c, "-_'.") && !first
            || c.is_ascii_digit() && latin
            || matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
        if !(kanji || kana || ascii) {
            return false;
        }
        latin |= ascii;
        first = false;
        letters += 1;
    }
    letters > 0 && letters <= if latin { 24 } else { 12 }
}

/// Whether a whole word can be the name of somebody.
pub(super) fn is_name(word: &str) -> bool {
    nameish(word) && !is_nobody(word) && !word.chars().all(is_marker)
}

/// What a word without white space is.
pub(super) fn class(word: &str) -> Class {
    let first = word.chars().next().unwrap_or(' ');
    if matches!(first, '（' | '(' | '〔' | '［' | '[' | '【') {
        return Class::Bracket;
    }
    if word.chars().all(|c| is_marker(c) || among!(c, "△□■☆★✓レ")) {
        return Class::Nobody;
    }
    if matches!(word, "×" | "欠" | "欠席" | "✕" | "欠席者") {
        return Class::Absent;
    }
    let figures: usize = word
        .chars()
        .take_while(|c| digit(*c).is_some() && *c != '元')
        .map(char::len_utf8)
        .sum();
    let rest = word.get(figures..).unwrap_or("");
    let ascii = word.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    if figures > 0
        && (rest == "番"
            || rest == "番議員"
            || rest == "番委員"
            || rest.is_empty() && ascii
            || ascii && matches!(rest, "." | "．" | "号"))
        || word == "番外"
    {
        return Class::Seat;
    }
    if is_nobody(word)
        || word
            .chars()
            .any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
            && word.contains(['名', '人', '席', '回', '月', '時'])
    {
        return Class::Nobody;
    }
    // 九名, 十二人
    if figures > 0 && matches!(rest, "名" | "人") {
        return Class::Nobody;
    }
    // 気象台長: any head of anything.
    if post_at(word).is_none() && word.ends_with('長') && longer(word, 4) {
        return Class::Role;
    }
    if let Some(at) = post_at(word) {
        let stem = word.get(..at).unwrap_or("");
        let post = word.get(at..).unwrap_or("");
        let long = matches!(stem.chars().count(), 4 | 5)
            && matches!(
                post,
                "市長"
                    | "町長"
                    | "村長"
                    | "区長"
                    | "知事"
                    | "副市長"
                    | "副町長"
                    | "副村長"
                    | "副知事"
                    | "副区長"
            );
        // 「戸隠吉宗市長」 has a name, 「杜若市長」 has none.
        let office =
            !long && OFFICES.contains(&post) && post != "議員" && post != "教頭" && !post.starts_with("司会");
        let most = if stem.starts_with(|c| matches!(c, 'ァ'..='ヺ')) {
            14
        } else {
            6
        };
        let person = is_name(stem) && (1..=most).contains(&stem.chars().count()) && !office;
        // 「串間経営課長」: the name ends where the name of the office begins.
        let name = surname(stem);
        return if !stem.is_empty() && person && !is_office(stem) {
            Class::Post(at)
        } else if !office && name > 0 {
            Class::Post(name)
        } else {
            Class::Role
        };
    }
    let letters = word.chars().count();
    let tail = letters >= 3 && word.ends_with(['課', '局', '省', '庁', '社', '党', '班'])
        || letters >= 4
            && word.ends_with([
                '部', '室', '係', '市', '町', '村', '区', '県', '館', '園', '会', '院', '団',
            ]);
    if tail && !is_surname(word)
        || letters > 2 && BY_ORGANISATION.end(word).is_some()
        || word.contains("株式会社")
        || word.contains("法人")
    {
        return Class::Organisation;
    }
    if is_name(word) {
        Class::Name
    } else {
        Class::Organisation
    }
}

/// A group or post under whose name people are listed: 委員, 臨時委員, 事務局.
pub(super) fn is_group(word: &str) -> bool {
    !word.is_empty()
        && (post_at(word) == Some(0)
            || word.ends_with("事務局")
            || word.ends_with("委員") && word.chars().count() <= 8
            || matches!(
                word,
                "説明者"
                    | "事務局側"
                    | "関係者"
                    | "執行部"
                    | "理事者"
                    | "関係省庁"
                    | "発表者"
                    | "有識者"
                    | "市側"
                    | "行政"
                    | "市"
                    | "県"
                    | "その他"
                    | "委員以外の議員"
                    | "ゲスト"
                    | "メンバー"
            ))
}

/// A group that is an organisation rather than a post.
pub(super) fn is_body(group: &str) -> bool {
    group.ends_with("事務局")
        || group.ends_with(['側', '院', '省', '庁', '課', '局', '室'])
        || matches!(class(group), Class::Organisation)
}

/// An honorific at the end: bytes of the word before it.
pub(super) fn without_honorific(word: &str) -> &str {
    let bare = word
        .strip_suffix(['君', '氏', '様', '殿'])
        .or_else(|| word.strip_suffix("さん"))
        .or_else(|| word.strip_suffix("先生"));
    bare.filter(|b| !b.is_empty()).unwrap_or(word)
}
