//! Labels that are spelled wrong: 「（村上委貝）」 among 「（村上委員）」, 「建説課長（伊藤実君）」 where the list has a 建設課長 of that
//! name, and people whom the list of those present does not have. The text stays as it is printed; somebody is asked.

use super::chars::{Spaced, count, digit, ends_in_any, is_space, longer, squeeze};
use super::evidence::{Decided, Label};
use super::labels::Form;
use super::model::*;
use super::repair::{Repair, Verdict};
use super::structure::TextLine;
use super::{roles, speaker};

/// So many labels above and below a line are compared with it.
const NEAR: usize = 200;

/// More lines than anybody misprints.
const MOST: usize = 2_000;

/// A list that has fewer of those who speak by name may be of others: of members, and of those who serve.
const LISTED: [usize; 2] = [2, 3];

/// Whether two words have as many letters, and one of them is another. Figures and letters of the alphabet tell people apart:
/// 委員Ａ is not 委員Ｂ, and 甲委員 not 乙委員.
fn near(a: &str, b: &str) -> bool {
    another(a, b).is_some_and(|(at, length)| {
        let tells = |c: char| {
            digit(c).is_some() && c != '元'
                || c.is_alphabetic() && !is_kanji(c)
                || among!(c, "甲乙丙丁○◯〇●△□×＊")
        };
        let one = |w: &str| w.get(at..at + length).and_then(|l| l.chars().next());
        !one(a).is_some_and(tells) && !one(b).is_some_and(tells)
    })
}

fn is_kanji(c: char) -> bool {
    matches!(c, '々' | 'ヶ' | '㐀'..='鿿' | '豈'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Where the one letter stands that is another, and its bytes.
fn another(a: &str, b: &str) -> Option<(usize, usize)> {
    if a.len() != b.len() {
        return None;
    }
    let mut other = a.char_indices().zip(b.chars()).filter(|((_, x), y)| x != y);
    let ((at, letter), _) = other.next()?;
    other.next().is_none().then_some((at, letter.len_utf8()))
}

/// What stands where labels of this form stand, and the bytes of the line before what is said.
fn place(form: Form, line: &str) -> Option<(&str, usize)> {
    let behind = |label: &str, rest: &str| {
        let body = line.len() - rest.trim_spaces_start().len();
        (body <= line.len() && !label.is_empty() && !longer(label, 16)).then_some(body)
    };
    let (label, rest) = match form {
        Form::Round => line.strip_prefix(['（', '('])?.split_once(['）', ')'])?,
        Form::Tag => line.strip_prefix('【')?.split_once('】')?,
        Form::Half => line.split_once(['）', ')'])?,
        Form::Colon => line.split_once(['：', ':'])?,
        Form::Space => line.split_once(is_space)?,
        Form::Alone => (line, ""),
        _ => return None,
    };
    Some((label, behind(label, rest)?))
}

/// Takes lines that say, but for one letter of the office, who speaks around them.
pub(super) fn take<'a>(lines: &[TextLine<'a>], form: Form, decided: &mut Decided<'a>) {
    if !matches!(
        form,
        Form::Round | Form::Tag | Form::Half | Form::Colon | Form::Space | Form::Alone
    ) {
        return;
    }
    let mut asked = 0;
    // Labels so far, and the next one below.
    let mut above: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        match decided.labels.get(n) {
            Some(Some(label)) => {
                above.push(label.text);
                continue;
            }
            _ if line.text.is_empty() || line.text.len() > 400 && form == Form::Alone => continue,
            _ => {}
        }
        let Some((label, body)) = place(form, line.text).filter(|_| asked < MOST && !above.is_empty()) else {
            continue;
        };
        asked += 1;
        let bare = squeeze(label);
        let below = decided.labels.get(n + 1..).unwrap_or(&[]).iter().flatten();
        let mut around = above
            .iter()
            .rev()
            .copied()
            .take(NEAR)
            .chain(below.map(|l| l.text).take(NEAR));
        if around.any(|known| office_misprinted(&bare, &squeeze(known))) {
            found.push((n, label, body));
            above.push(label);
        }
    }
    for (n, text, body) in found {
        if let Some(slot) = decided.labels.get_mut(n) {
            let certainty = 0.5;
            *slot = Some(Label {
                text,
                body,
                certainty,
            });
        }
        decided.doubts.retain(|(at, ..)| *at != n);
        decided.doubts.push((n, text, Doubt::Misprint));
    }
    crate::order::sort(&mut decided.doubts, &|a, b| a.0.cmp(&b.0));
}

/// 村上委貝 is 村上委員; 事務所 is not 事務局, which names nobody.
fn office_misprinted(bare: &str, known: &str) -> bool {
    let office = roles::office(known).map_or(0, str::len);
    let name = known.len() - office;
    office > 0 && name > 0 && near(bare, known) && another(bare, known).is_some_and(|(at, _)| at >= name)
}

/// The speaker whose label is the same but for one letter.
pub(super) fn likely(label: &str, minutes: &Minutes) -> Option<String> {
    let bare = squeeze(label);
    // 斎藤 is as likely as 佐藤; 知亊 is the 知事.
    let tells = |s: &&Speaker| longer(&bare, 2) || s.name.is_none();
    let mut known = minutes.speakers.iter().filter(tells);
    known
        .find(|s| near(&bare, &squeeze(&s.label)))
        .map(|s| s.label.clone())
}

/// Bytes of a line that print `speaker`, though not letter by letter, and what parts it from what is said: nothing else may
/// stand there.
pub(super) fn printed(line: &str, speaker: &str) -> Option<usize> {
    let open = |c: char| is_space(c) || super::chars::is_marker(c) || among!(c, "（(【［〔");
    let close = |c: char| is_space(c) || among!(c, "）)】］〕：:");
    let rest = line.trim_start_matches(open);
    let speaker = squeeze(speaker.trim_matches(|c| open(c) || close(c)));
    let mut wanted = speaker.chars();
    let mut wrong = 0;
    let mut end = 0;
    for (at, c) in rest.char_indices().filter(|(_, c)| !is_space(*c)) {
        let Some(letter) = wanted.next() else { break };
        wrong += u32::from(letter != c);
        end = at + c.len_utf8();
    }
    let said = rest.get(end..)?;
    let body = said.trim_start_matches(close);
    let apart = said.is_empty() || body.len() < said.len();
    (wrong <= 1 && wanted.next().is_none() && apart).then(|| line.len() - body.len())
}

/// Whom somebody should look at, at the first place of each: who is spelled otherwise elsewhere, and who is not on a list
/// that has all others; in order of the text. `repairs` have settled some of them.
pub(super) fn found(minutes: &Minutes, meeting: &Meeting, repairs: &[Repair]) -> Vec<Diagnostic> {
    let checked = Checked::of(minutes, meeting, repairs);
    let mut found = Vec::new();
    for (n, speaker) in minutes.speakers.iter().enumerate() {
        let place = checked.first.get(n).copied().flatten();
        if let Some(((at, line), (doubt, likely, message))) = place.zip(checked.doubt(n, speaker)) {
            found.push(Diagnostic {
                severity: Severity::Info,
                code: DiagnosticCode::DoubtfulLabel,
                message,
                line,
                at: Some(at),
                doubt: Some(doubt),
                likely,
            });
        }
    }
    found
}

/// Words that say who is likely meant.
pub(super) fn is_meant(likely: &str) -> String {
    ["「", likely, "」の誤りかもしれません。"].concat()
}

/// Somebody who has a seat, and does not serve those who have.
fn is_member(speaker: &Speaker) -> bool {
    const MEMBERS: &str = "委員 議員 委員長 会長 議長 座長 部会長 理事 監事 会員";
    let role = speaker.role.as_deref().unwrap_or("");
    roles::is_seat(role) || ends_in_any(role, MEMBERS)
}

/// Who speaks, against who was there.
struct Checked<'m> {
    speakers: &'m [Speaker],
    /// Speeches of each.
    speeches: Vec<usize>,
    /// Where the first of them begins, and its line; nothing where somebody has said that it is right.
    first: Vec<Option<(u32, Option<u32>)>>,
    /// Full names of those present, without white space, and their offices.
    present: Vec<(String, Option<String>)>,
    /// Those of the list who serve speak as often as others who do, and so do the members.
    complete: [bool; 2],
}

impl<'m> Checked<'m> {
    fn of(minutes: &'m Minutes, meeting: &Meeting, repairs: &[Repair]) -> Self {
        let speakers = minutes.speakers.as_slice();
        let mut speeches = vec![0; speakers.len()];
        let mut first = vec![None; speakers.len()];
        let mut settled = vec![false; speakers.len()];
        for (block, speech) in minutes.speeches() {
            let n = speech.speaker as usize;
            let at = block.range.start;
            if let Some(count) = speeches.get_mut(n) {
                *count += 1;
            }
            if let Some(slot) = first.get_mut(n).filter(|slot| slot.is_none()) {
                *slot = Some((at, block.line));
            }
            if repairs.is_empty() {
                continue;
            }
            let said = repairs.binary_search_by_key(&at, |r| r.at).ok();
            let said = said.and_then(|r| repairs.get(r)).map(|r| &r.verdict);
            if let (Some(Verdict::Speech { .. }), Some(slot)) = (said, settled.get_mut(n)) {
                *slot = true;
            }
        }
        for (slot, _) in first.iter_mut().zip(&settled).filter(|(_, settled)| **settled) {
            *slot = None;
        }
        let present = meeting.attendees.iter().filter_map(|a| {
            let role = a.role.as_deref().map(|r| squeeze(r).into_owned());
            Some((squeeze(a.name.as_deref()?).into_owned(), role))
        });
        let mut checked = Self {
            speakers,
            speeches,
            first,
            present: present.collect(),
            complete: [false; 2],
        };
        checked.complete = [false, true].map(|member| {
            let all = speakers.iter().zip(&checked.speeches);
            let (mut listed, mut said, mut others) = (0, 0, 0);
            for (speaker, speeches) in all.filter(|(s, _)| is_member(s) == member) {
                match speaker.name.as_deref().map(|name| checked.lists(name)) {
                    Some(true) => (listed, said) = (listed + 1, said + speeches),
                    Some(false) => others += speeches,
                    None => {}
                }
            }
            // By what they say: whoever is corrected takes no question about another away.
            let least = LISTED.get(usize::from(member));
            least.is_some_and(|least| listed >= *least) && said >= others
        });
        checked
    }

    /// By full name, surname or first name, or where the list has only a surname.
    fn lists(&self, name: &str) -> bool {
        let name = name.split(['（', '(']).next().unwrap_or(name);
        self.present
            .iter()
            .any(|(full, _)| full.contains(name) || longer(full, 1) && name.starts_with(full.as_str()))
    }

    /// What is doubtful, the label that is likely meant, if any, and what is told.
    fn doubt(&self, n: usize, speaker: &Speaker) -> Option<(Doubt, Option<String>, String)> {
        let name = speaker.name.as_deref()?;
        let label = speaker.label.as_str();
        let taken = ["「", label, "」を発言者と見なしました。"].concat();
        if let Some(likely) = self
            .office(speaker, name)
            .or_else(|| self.namesake(n, speaker, name))
        {
            let message = [taken, is_meant(&likely)].concat();
            return Some((Doubt::Misprint, Some(likely), message));
        }
        let complete = self.complete.get(usize::from(is_member(speaker)));
        if complete != Some(&true) || self.lists(name) {
            return None;
        }
        let likely = self.listed_near(speaker, name);
        let meant = likely.as_deref().map_or(String::new(), is_meant);
        let message = [&taken, "出席者の一覧に見当たりません。", &meant].concat();
        Some((Doubt::Unlisted, likely, message))
    }

    /// 「建説課長（伊藤実君）」, who is listed as 建設課長.
    fn office(&self, speaker: &Speaker, name: &str) -> Option<String> {
        let role = squeeze(speaker.role.as_deref()?);
        let held = |role: &str| self.present.iter().any(|(_, r)| r.as_deref() == Some(role));
        let mut own = self
            .present
            .iter()
            .filter(|(full, _)| full == name && longer(full, 2));
        let right = own.find_map(|(_, r)| r.as_deref().filter(|r| near(&role, r)))?;
        let likely = speaker.label.replacen(role.as_ref(), right, 1);
        // 議長 is no misprinted 議員.
        let known = roles::office(&role) == Some(role.as_ref());
        (!known && !held(&role) && likely != speaker.label).then_some(likely)
    }

    /// 「1番（山元太郎君）」 beside 「1番（山本太郎君）」, who speaks as often or is on the list.
    fn namesake(&self, n: usize, speaker: &Speaker, name: &str) -> Option<String> {
        let own = self.speeches.get(n).copied().unwrap_or(0);
        // 長（孝）委員 is not 長（里）委員.
        if self.present.iter().any(|(full, _)| full == name) || count(name) < 3 || holds!(name, "（(") {
            return None;
        }
        let mut others = self.speakers.iter().enumerate();
        let same = |(m, other): &(usize, &Speaker)| {
            let often = self.speeches.get(*m).copied().unwrap_or(0);
            let full = other.name.as_deref().filter(|full| near(name, full));
            full.is_some_and(|full| often > own || self.lists(full)) && other.role == speaker.role
        };
        others.find(same).map(|(_, other)| other.label.clone())
    }

    /// 「鈴本委員」, where the list has 鈴木.
    fn listed_near(&self, speaker: &Speaker, name: &str) -> Option<String> {
        let letters = count(name);
        let cut = |full: &str| full.chars().take(letters).collect::<String>();
        let mut names = self.present.iter().map(|(full, _)| cut(full));
        let right = names.find(|full| near(name, full) && longer(full, 1))?;
        let likely = speaker.label.replacen(name, &right, 1);
        (likely != speaker.label && !speaker::is_field(&likely)).then_some(likely)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Minutes, Repair, Verdict, parse, parse_repaired};
    use super::*;

    const HEAD: &str = "第３回緑市都市計画審議会　議事録\n日時：令和６年５月２０日\n出席者：大野会長、村上委員、石田委員、鈴木委員\n\n";

    /// Whom somebody is asked about, and who is likely meant.
    fn asked(m: &Minutes) -> Vec<(&str, &str)> {
        let doubts = m.diagnostics.iter();
        let doubts = doubts.filter(|d| d.code == DiagnosticCode::DoubtfulLabel);
        let whom = |d: &'_ Diagnostic| {
            d.at.and_then(|at| m.text.get(at as usize..))
                .and_then(|t| t.lines().next())
        };
        doubts
            .map(|d| (whom(d).unwrap_or(""), d.likely.as_deref().unwrap_or("")))
            .collect()
    }

    /// Minutes with a speech under `label` among others.
    fn with(label: &str) -> Minutes {
        parse(&format!(
            "{HEAD}（大野会長）\n　会議を開きます。\n（村上委員）\n　資料について伺います。\n{label}\n　私も同じ意見です。\n（石田委員）\n　賛成です。\n（村上委員）\n　分かりました。\n"
        ))
    }

    #[test]
    fn a_label_that_is_spelled_wrong_is_one_and_is_asked_about() {
        for (label, speaker, likely) in [
            ("（村上委貝）", "村上委貝", "村上委員"),
            ("（村上季員）", "村上季員", "村上委員"),
            ("（石田委員", "石田委員", ""),
            ("（岸本委員）", "岸本委員", ""),
            ("（鈴本委員）", "鈴本委員", "鈴木委員"),
        ] {
            let m = with(label);
            let who: Vec<&str> = m
                .speeches()
                .map(|(_, s)| m.speakers[s.speaker as usize].label.as_str())
                .collect();
            assert_eq!(who, ["大野会長", "村上委員", speaker, "石田委員", "村上委員"]);
            assert_eq!(asked(&m), [(label, likely)]);
        }
        assert_eq!(asked(&with("（鈴木委員）")), []);
        // What happens is said by nobody.
        assert_eq!(asked(&with("（全員挙手）")), []);
    }

    const ASSEMBLY: &str = "第２回青葉町議会定例会会議録\n○出席議員（４名）\n１番　山本　太郎君　２番　佐々木　花子君\n３番　小林　一郎君　４番　中村　誠君\n○説明のため出席した者\n町　　　長　　高橋　健二君\n総務課長　　渡辺　修君\n建設課長　　伊藤　実君\n\n○議長（中村　誠君）　開会いたします。\n○１番（山本　太郎君）　除雪について伺います。\n○町長（高橋　健二君）　お答えいたします。\n○総務課長（渡辺　修君）　補足いたします。\n";

    #[test]
    fn offices_and_names_are_compared_with_the_list() {
        for (label, likely) in [
            ("○建説課長（伊藤　実君）", Some("建設課長（伊藤　実君）")),
            ("○１番（山元　太郎君）", Some("１番（山本　太郎君）")),
            ("○福祉課長（鈴木　次郎君）", Some("")),
            ("○議長（中村　誠君", Some("")),
            ("○建設課長（伊藤　実君）", None),
            ("○副町長（伊藤　実君）", None),
            ("○２番（佐々木　花子君）", None),
        ] {
            let line = format!("{label}　以上であります。");
            let m = parse(&format!(
                "{ASSEMBLY}{line}\n○議長（中村　誠君）　散会いたします。\n"
            ));
            let asked = asked(&m);
            let expected = likely.map(|likely| (line.as_str(), likely));
            assert_eq!(asked, expected.into_iter().collect::<Vec<_>>(), "{label}");
            assert_eq!(m.speeches().count(), 6, "{label}");
        }
    }

    #[test]
    fn whoever_is_settled_is_asked_about_no_more() {
        let m = with("（岸本委員）");
        let at = m.diagnostics.first().and_then(|d| d.at).unwrap();
        let settled = |speaker: Option<&str>| {
            let speaker = speaker.map(str::to_owned);
            let repair = Repair {
                at,
                verdict: Verdict::Speech { speaker },
            };
            parse_repaired(m.to_document_text(), &[repair])
        };
        assert_eq!(asked(&settled(None)), []);
        assert_eq!(asked(&settled(Some("石田委員"))), []);
    }

    #[test]
    fn whoever_is_corrected_takes_no_question_about_another_away() {
        let text = format!(
            "{ASSEMBLY}○建説課長（伊藤　実君）　以上です。\n○企画監（宮下　徹君）　補足します。\n○議長（中村　誠君）　散会いたします。\n"
        );
        let m = parse(&text);
        let places: Vec<u32> = m.diagnostics.iter().filter_map(|d| d.at).collect();
        let [at, other] = places.as_slice() else {
            panic!("{places:?}")
        };
        let verdict = Verdict::Speech {
            speaker: Some("建設課長（伊藤　実君）".to_owned()),
        };
        let m = parse_repaired(m.to_document_text(), &[Repair { at: *at, verdict }]);
        assert_eq!(
            m.diagnostics.iter().filter_map(|d| d.at).collect::<Vec<_>>(),
            [*other]
        );
    }

    #[test]
    fn what_somebody_names_is_no_part_of_the_speech() {
        let text = "知事定例記者会見\n日時：令和６年７月３日\n\n知事\nおはようございます。\n記者\n入館料は上がりますか。\n知亊\n据え置きます。\n記者\nありがとうございました。\n知事\nでは。\n";
        let m = parse(text);
        assert_eq!(asked(&m), [("知亊", "知事")]);
        let at = m.diagnostics.first().and_then(|d| d.at).unwrap();
        let verdict = Verdict::Speech {
            speaker: Some("知事".to_owned()),
        };
        let m = parse_repaired(m.to_document_text(), &[Repair { at, verdict }]);
        let (_, speech) = m.speeches().nth(2).unwrap();
        assert_eq!(speech.label.of(&m.text), "知亊");
        assert_eq!(m.speakers[speech.speaker as usize].label, "知事");
        assert_eq!(m.speakers.len(), 2);
    }

    #[test]
    fn a_label_may_be_printed_with_one_wrong_letter() {
        for (line, speaker, body) in [
            ("知亊", "知事", Some("")),
            ("（村上委貝）　はい。", "村上委員", Some("はい。")),
            ("○村 上 委 貝：はい。", "村上委員", Some("はい。")),
            ("村上委員から伺いました。", "村上委員", None),
            ("川下委貝　はい。", "村上委員", None),
            ("村", "村上委員", None),
        ] {
            let rest = printed(line, speaker).and_then(|at| line.get(at..));
            assert_eq!(rest, body, "{line}");
        }
    }
}
