//! The words that name the fields of a header: 日時, 出席者, 説明のため会議に出席した者の職氏名.

mod words;

use super::super::chars::{Spaced, digit, holds_any, is_marker, is_of, is_space, squeeze};
use super::super::numerals;
use super::counting::{Numbering, numbering};
use super::{names, place};
use words::SEPARATORS;
pub(super) use words::{after, is_group};

/// What a part of the header tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// Lines under no key word: the title, and whatever stands between two fields.
    Top,
    /// 会議名
    Title,
    /// 日時
    When,
    /// 招集年月日: the day the session was called for, which need not be the day of this sitting.
    Summoned,
    /// 場所
    Place,
    /// 日時及び場所
    WhenPlace,
    /// 開催方法
    Method,
    /// 開会　令和六年三月五日　午前十時
    Opened,
    /// 閉会
    Closed,
    /// 議題, 議事次第
    Agenda,
    /// 議事日程: an agenda with an announced time.
    Schedule,
    /// 本日の会議に付した案件
    Matters,
    /// 配付資料
    Materials,
    /// 出席者
    Present,
    /// 欠席者
    Absent,
    /// 傍聴者, 前回会議, …: nothing of the meeting.
    Other,
}

impl Field {
    /// Holds a list of points.
    pub(super) fn is_agenda(self) -> bool {
        matches!(self, Self::Agenda | Self::Schedule | Self::Matters)
    }
}

/// A key word at the beginning of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key<'a> {
    pub(super) field: Field,
    /// The word as printed, and what belongs to it: 出席議員.
    pub(super) word: &'a str,
    /// What follows on the line.
    pub(super) value: &'a str,
    pub(super) numbering: Numbering,
    /// A colon, a bracket around the word, or the end of the line tells the word from running text.
    pub(super) firm: bool,
}

/// Reads the key word a line begins with: `１ 開催日時`, `場所　青葉町役場`, `日時：`, `議　事　次　第`, `:日時: 2013年…`,
/// `* 日時: …`, `【場所】`, `出席議員（３２人）`, `地方自治法第121条により説明のため出席した者`.
pub(super) fn key(line: &str) -> Option<Key<'_>> {
    let head = Head::of(line)?;
    head.announced()
        .or_else(|| head.counted())
        .or_else(|| head.valued())
}

/// A key word, and what has been found out about it.
struct Head<'a> {
    field: Field,
    word: &'a str,
    numbering: Numbering,
    /// From the word on, with the bracket around it.
    whole: &'a str,
    /// What follows it, its note and its bracket.
    end: &'a str,
    /// `【場所】`
    closed: bool,
    /// `**場所**`
    strong: bool,
    /// `:場所:`
    fielded: bool,
}

/// 「会期の決定……………………　２」: a row of a table of contents.
pub(super) fn is_contents(line: &str) -> bool {
    line.contains("………") && line.trim_spaces_end().ends_with(|c| digit(c).is_some())
}

impl<'a> Head<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let line = line.trim_spaces();
        if is_contents(line) {
            return None;
        }
        let bare =
            line.trim_start_matches(|c| is_space(c) || is_marker(c) || among!(c, "#*-+・•■□▼▽◇☆★◆※:＊"));
        // 「Date/日時: 」
        let english = |w: &str| w.len() < 24 && w.chars().all(|c| c.is_ascii_alphabetic() || c == ' ');
        let bare = bare
            .split_once('/')
            .filter(|(w, _)| english(w))
            .map_or(bare, |(_, word)| word);
        let (numbering, whole) = numbering(bare);
        let whole = whole.trim_start_matches(|c| is_space(c) || is_marker(c) || among!(c, "・■□◆◇"));
        // 「## 出席」,「## メンバー」, which alone would be a word like others
        let heads = line.starts_with('#') && is_of("出席 参加 メンバー", whole);
        let whole = if heads { "出席者" } else { whole };
        // 「（出席者）山田、鈴木」,「（日時）令和６年５月８日」
        let round =
            whole.starts_with(['（', '(']) && among!(whole.chars().nth(2).unwrap_or('_'), "席時所事題");
        let open = whole
            .chars()
            .next()
            .filter(|c| round || among!(*c, "【［〔＜《〈[<「"));
        let inner = open.map_or(whole, |c| whole.get(c.len_utf8()..).unwrap_or(""));
        let (field, behind) = words::find(inner, numbering)?;
        let word = inner.get(..inner.len() - behind.len())?.trim_spaces();
        // 「出席議員（欠席議員は△印）（16人中15人）」
        let end = without_tail(field, skip_note(behind.trim_start_matches("**")));
        // 「議長（会長等）の氏名　町長　甲野太郎」
        let named = inner.get(..inner.len() - end.len())?.trim_spaces();
        let end = skip_note(end);
        let end = match open {
            Some(_) => end
                .trim_spaces_start()
                .strip_prefix(['】', '］', '〕', '＞', '》', '〉', ']', '>', '」', '）', ')'])?,
            None => end,
        };
        Some(Self {
            field,
            word: if named.ends_with("氏名") { named } else { word },
            numbering,
            whole,
            end: skip_note(end),
            closed: open.is_some(),
            // 「**場所**: 白樺会館」
            strong: behind.starts_with("**"),
            // `:日時: 2013年4月12日`
            fielded: line.starts_with(':'),
        })
    }

    fn key(&self, value: &'a str, firm: bool) -> Key<'a> {
        Key {
            field: self.field,
            word: self.word,
            value,
            numbering: self.numbering,
            firm,
        }
    }

    fn is_people(&self) -> bool {
        matches!(self.field, Field::Present | Field::Absent)
    }

    /// 「出席議員は次のとおりである」: what is told follows.
    fn announced(&self) -> Option<Key<'a>> {
        const FOLLOWS: &str = "\
            は次のとおりである は次のとおり は，次のとおりである は，次のとおり は左のとおり は左の通りである は左の通り は次の通りである は次の通り は以下のとおり は下記のとおり 次のとおり";
        if let Some(rest) = FOLLOWS.split(' ').find_map(|said| after(self.end, said)) {
            // 「出席議員は次のとおりである（８名）」
            let value = skip_note(rest.trim_start_matches(['。', '：', ':'])).trim_spaces();
            return Some(self.key(value, true));
        }
        // 「出席議員は、５名で次のとおりである。」,「欠席議員は、１０番　吉山」
        let said = self.end.trim_spaces_start().strip_prefix("は、");
        // 「議長は、開会を宣した。」 tells what was done.
        let said = said.filter(|said| self.is_people() && !said.contains('を'))?;
        let value = "次のとおりである。 次のとおり。 次のとおりである 次のとおり"
            .split(' ')
            .find_map(|l| said.split_once(l))
            .map_or(said, |(_, value)| value);
        Some(self.key(value.trim_spaces(), true))
    }

    /// 「議題１：農地の集約について」,「議 案 第 １ 号 農地の転用について」: a point, of which the word is a part.
    fn counted(&self) -> Option<Key<'a>> {
        let value = self.end.trim_spaces_start();
        let named = self.field == Field::Agenda && self.word.ends_with('案') && value.starts_with('第');
        let close = value.len() == self.end.len() && self.counts(value) && !self.begins(value);
        (named || close).then(|| self.key(self.whole, true))
    }

    /// The number of a point stands here: 「１：農地の集約」.
    fn counts(&self, value: &str) -> bool {
        let behind = counted(value);
        self.field.is_agenda() && behind.is_some_and(|r| r.starts_with(['：', ':', '\u{3000}', ' ']))
    }

    /// 「5 議題1 農地の転用について」: the first point, close to the word.
    fn begins(&self, value: &str) -> bool {
        self.numbering.style != 0
            && self.counts(value)
            && counted(value).is_some_and(|r| r.starts_with(is_space))
    }

    /// What follows begins without white space, and is a value all the same.
    fn is_glued(&self, value: &str) -> bool {
        let field = self.field;
        let dated = matches!(
            field,
            Field::When | Field::Summoned | Field::WhenPlace | Field::Opened | Field::Closed
        ) && (numerals::begins_with_day(value)
            || numerals::times(value).first().is_some_and(|t| t.start == 0));
        // 「6 傍聴者0人」,「7 配布資料・会議日程」: the cells of a row, one behind the other.
        let listens = || {
            field == Field::Other
                && self.word.starts_with("傍聴")
                && matches!(counted(value), Some("人" | "名"))
        };
        let handed = matches!(self.numbering.style, 1 | 2) && field == Field::Materials;
        let body = || value.split(is_space).next().is_some_and(names::is_group);
        dated
            || field == Field::Place && place::is_room(value)
            || value.starts_with("未定")
            || listens()
            || handed && value.starts_with('・')
            || self.is_people() && body()
    }

    /// Something tells the word from running text.
    fn valued(&self) -> Option<Key<'a>> {
        let (field, word) = (self.field, self.word);
        let value = self.end.trim_spaces_start();
        let colon = value.starts_with(SEPARATORS) || self.fielded;
        let spaced = self.strong || value.len() < self.end.len();
        let empty = value.is_empty();
        let listed = field.is_agenda() && !empty && (numbered(value) || self.begins(value));
        let told = spaced || self.closed || listed || self.is_glued(value);
        // 「議事（１）」, but not 「場所（案）を決める」.
        let bracketed = value.starts_with(['・', '（', '(']);
        // 「市長等部局出席者（消防本部）」,「-事務局（大臣官房）-」
        let from = || {
            let body = word.ends_with('者') && value.ends_with(['）', ')']);
            self.is_people() && (body || value.ends_with('-') && !spaced)
        };
        let apart = match bracketed {
            true => told || from(),
            false => told || colon || empty,
        };
        if !apart {
            return None;
        }
        let firm = colon || self.closed || empty;
        let value = value.trim_start_matches(|c| is_space(c) || SEPARATORS.contains(&c) || among!(c, "*|"));
        let timed = matches!(field, Field::Opened | Field::Closed);
        let below = empty && word.ends_with(['間', '刻', '時']);
        if timed && !below && !numerals::tells_time(value) && !numerals::tells_day(value) {
            return None;
        }
        Some(self.key(value, firm))
    }
}

/// What follows a key word without what belongs to the word: 「の氏名」,「・欠席議員」,「（五十音順）」.
fn without_tail(field: Field, behind: &str) -> &str {
    const TAILS: &str = "・欠席議員 一覧 等 の職・氏名 の職氏名 の氏名 氏名 名簿 の名称 ・出席者数 ・欠席者数 ・協議事項 ・報告事項 五十音順 敬称略";
    // 「応招・出席・欠席議員」
    let mut end = skip_note(behind);
    for tail in TAILS.split(' ') {
        end = after(end, tail).unwrap_or(end);
    }
    // 「出席者（委員等）の　　甲野太郎　町長」 over 「氏名・出席者数　　乙野花子　委員」
    end.strip_prefix('の')
        .filter(|r| field == Field::Present && r.starts_with(is_space))
        .unwrap_or(end)
}

/// What follows the number the text begins with.
fn counted(value: &str) -> Option<&str> {
    numerals::number(value).and_then(|(_, len)| value.get(len..))
}

/// 「（３２人）」,「（五十音順、敬称略）」 behind a key word.
fn skip_note(rest: &str) -> &str {
    let bare = rest.trim_spaces_start();
    bare.strip_prefix(['（', '('])
        .and_then(|r| r.split_once(['）', ')']))
        .filter(|(inner, _)| {
            let inner = squeeze(inner);
            // 「付議事件（１）補正予算」 counts.
            inner.chars().count() <= 24
                && !inner.chars().all(|c| digit(c).is_some())
                && (inner.ends_with(['順', '略', '。', '等', '印'])
                    || inner.contains(|c| digit(c).is_some())
                    || holds_any(&inner, "敬称略 順不同 全員 代理 出席"))
        })
        .map_or(rest, |(_, after)| after)
}

fn numbered(value: &str) -> bool {
    matches!(numbering(value).0.style, 1 | 3 | 5 | 7)
}
