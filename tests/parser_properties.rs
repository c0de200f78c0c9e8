//! What holds of every parse, whatever the text: checked on scraps of minutes mixed with noise.

use fusen::minutes::{
    BlockKind, LeafKind, Minutes, Question, Repair, Verdict, answer, json, leaves, origin, parse,
    parse_canonical, parse_repaired,
};
use fusen::text::ByteRange;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

/// Scraps that mean something to one of the passes. None of them is page furniture.
const SCRAPS: [&str; 64] = [
    "〇河野大臣　",
    "〇河野大臣 ：",
    "○委員長（山田太郎君）　",
    "○議長（𠮷野葛\u{e0100}子君）\n",
    "○髙橋（清）委員　",
    "◎会長",
    "◯４番（佐藤花子君）",
    "○○委員　",
    "○議事日程",
    "○本日の会議に付した案件",
    "【議長】",
    "【資料１】",
    "【結論】",
    "委員長（相馬君）：",
    "安達部長: ",
    "記者）",
    "（記　者）",
    "林座長　",
    "司会：",
    "（拍手）",
    "（「異議なし」と呼ぶ者あり）",
    "〔総員起立〕",
    "〔資料編参照〕",
    "（午後零時三分　休憩）",
    "（案）",
    "(笑い）",
    "午前十時一分開議",
    "休憩　午後０時３分",
    "開会（午前１０時００分）",
    "第４回デジタル社会推進会議  議事録 ",
    "令和５年６月６日（火）８：４５～８：５５",
    "平成三十一年四月三十日",
    "R8.2.26",
    "令和６年２月３０日",
    "１ 開催日時",
    "場所　青葉町役場",
    "議　事　次　第",
    "（１）運賃の改定について",
    "資料１－１：説明資料",
    "運賃の改定について",
    "△日程第１",
    "# 議事",
    "・藻場の面積がこの二十年で減った。",
    "* TODO: チケット",
    "以上",
    "本日は、お忙しい中、御参加いただきまして、誠にありがとうございます。",
    "「賛成する。だが急がない。」と答えた。",
    "本当！？",
    "なぜ？と問う",
    "https://example.jp/?p=1",
    "3.5兆円。",
    "です．",
    "マイナ ンバー",
    "eMAFF ID ",
    "𠮷",
    "葛\u{e0100}",
    "ﾏｲﾅﾝﾊﾞｰｶﾄﾞ",
    "「",
    "）",
    "〕",
    "\u{3000}",
    "  ",
    "\t",
    "\u{feff}",
];

/// Page marks and what goes with them.
const FURNITURE: [&str; 8] = [
    "\n- 3 -\n",
    "\n－１２－\n",
    "\n【page:2】 ---\n2\n",
    "\n<PAGE=\"3\">\n",
    "\n-------------\n",
    "\n―――――◇―――――\n",
    "\n3\n",
    "\n【page:4294967295】\n",
];

fn scraps() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => proptest::sample::select(&SCRAPS[..]).prop_map(str::to_owned),
        3 => Just("\n".to_owned()),
        1 => Just("\n\n".to_owned()),
        1 => Just("\u{c}".to_owned()),
    ]
}

/// Lines of scraps, whose every visible letter is text.
fn plain() -> impl Strategy<Value = String> {
    // A form feed ends a page, and what recurs at the edges of pages is furniture.
    proptest::collection::vec(scraps(), 0..60).prop_map(|v| v.concat().replace('\u{c}', ""))
}

/// The same with page furniture, stray letters and soups of digits and brackets; line ends are LF.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => scraps(),
        2 => proptest::sample::select(&FURNITURE[..]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        2 => "[年月日時分第回号令和平成RＲ0-9０-９〇一九十百元：:./（）() ]{1,20}",
        1 => "(令和|平成|R|午後)?[0-9]{8,11}[百十年時:][0-9]{1,11}[月分百]?[0-9]{0,11}日?",
        1 => "[○〇◎●【】（）()〔〕「」『』：: \u{3000}。、！？!?．・君委員長]{1,16}",
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|v| v.concat().replace('\r', "\n"))
}

/// The same with the three line ends mixed.
fn mixed() -> impl Strategy<Value = String> {
    (text(), proptest::collection::vec(0usize..3, 1..8)).prop_map(|(text, ends)| {
        let mut ends = ends.into_iter().map(|n| ["\n", "\r", "\r\n"][n]).cycle();
        let mut out = String::new();
        for c in text.chars() {
            match c {
                '\n' => out.push_str(ends.next().unwrap_or("\n")),
                c => out.push(c),
            }
        }
        out
    })
}

/// All fields, written out.
fn form(minutes: &Minutes) -> String {
    format!("{minutes:#?}")
}

fn visible(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_whitespace())
}

/// Marks in `seen` what a range covers; fails where it does not fit the text.
fn cover(seen: &mut [bool], text: &str, range: ByteRange, what: &str) -> Result<(), TestCaseError> {
    let (start, end) = (range.start as usize, range.end as usize);
    prop_assert!(
        start <= end && end <= text.len(),
        "{} {:?} is no range",
        what,
        range
    );
    prop_assert!(
        text.is_char_boundary(start) && text.is_char_boundary(end),
        "{} {:?} cuts a letter",
        what,
        range
    );
    seen[start..end].fill(true);
    Ok(())
}

fn covered(seen: &[bool], text: &str, within: ByteRange) -> Result<(), TestCaseError> {
    for (at, c) in within.of(text).char_indices() {
        let at = within.start as usize + at;
        prop_assert!(c.is_whitespace() || seen[at], "{:?} at {} is nowhere", c, at);
    }
    Ok(())
}

/// Ranges in order and apart.
fn apart(ranges: impl Iterator<Item = ByteRange>, what: &str) -> Result<(), TestCaseError> {
    let mut end = 0;
    for range in ranges {
        prop_assert!(
            end <= range.start,
            "{} {:?} begins before the one before it ends",
            what,
            range
        );
        end = range.end;
    }
    Ok(())
}

fn inside(inner: ByteRange, outer: ByteRange) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn check_ranges(m: &Minutes) -> Result<(), TestCaseError> {
    let text = m.text.as_str();
    let whole = ByteRange::new(0, text.len() as u32);
    let none = || vec![false; text.len()];
    apart(m.blocks.iter().map(|b| b.range), "block")?;
    apart(m.paragraphs.iter().map(|p| p.range), "paragraph")?;
    apart(m.sentences.iter().copied(), "sentence")?;
    apart(m.events.iter().map(|e| e.range), "direction")?;
    let mut blocks = none();
    for b in &m.blocks {
        cover(&mut blocks, text, b.range, "block")?;
        let mut parts = none();
        for p in m.paragraphs_of(b) {
            cover(&mut parts, text, p.range, "paragraph")?;
            prop_assert!(inside(p.range, b.range));
            prop_assert_eq!(p.range.of(text).trim_matches([' ', '\u{3000}']), p.range.of(text));
            prop_assert!(
                !p.range.of(text).contains('\n') && !p.sentences.is_empty(),
                "{:?} is no paragraph",
                p
            );
        }
        if let BlockKind::Speech(s) = &b.kind {
            prop_assert!((s.speaker as usize) < m.speakers.len());
            cover(&mut parts, text, s.label, "label")?;
            for e in m.events_of(s) {
                cover(&mut parts, text, e.range, "direction")?;
                prop_assert!(inside(e.range, b.range));
                prop_assert!(e.paragraph.is_none_or(|p| b.paragraphs.contains(&p)));
            }
            covered(&parts, text, b.range)?;
        }
    }
    covered(&blocks, text, whole)?;
    let mut spoken = none();
    for e in &m.events {
        cover(&mut spoken, text, e.range, "direction")?;
    }
    for p in &m.paragraphs {
        for n in p.sentences.clone() {
            let sentence = m.sentences[n as usize];
            cover(&mut spoken, text, sentence, "sentence")?;
            prop_assert!(inside(sentence, p.range) && !sentence.is_empty());
        }
        covered(&spoken, text, p.range)?;
    }
    for s in &m.sections {
        prop_assert!(matches!(
            m.blocks[s.first_block as usize].kind,
            BlockKind::Heading(_)
        ));
    }
    for p in &m.pages {
        prop_assert!(text.is_char_boundary(p.at as usize));
    }
    prop_assert!(m.pages.is_sorted_by_key(|p| p.at));
    prop_assert_eq!(
        m.lines.len(),
        text.lines().count(),
        "each line has its place in the source"
    );
    prop_assert!(m.lines.is_sorted());
    Ok(())
}

/// Every byte is in one leaf; every visible letter of the canonical text comes from one leaf, in order.
fn check_leaves(source: &str) -> Result<(), TestCaseError> {
    let (leaves, document) = leaves(source);
    prop_assert_eq!(&document.text, &parse(source).text);
    let joined: String = leaves.iter().map(|l| l.source.of(source)).collect();
    prop_assert_eq!(&joined, source);
    apart(leaves.iter().map(|l| l.source), "leaf")?;
    let mut seen = vec![false; document.text.len()];
    let mut end = 0;
    for leaf in &leaves {
        let line = source.get(..leaf.source.start as usize).map(|s| 1 + line_ends(s));
        prop_assert_eq!(line, Some(leaf.line), "{:?}", leaf);
        match (leaf.kind, leaf.text) {
            (LeafKind::Text, Some(at)) => {
                let there = ByteRange::new(at, at + leaf.source.len());
                prop_assert!(end <= at, "{:?} goes back", leaf);
                end = there.end;
                cover(&mut seen, &document.text, there, "leaf")?;
                prop_assert_eq!(there.of(&document.text), leaf.source.of(source));
                prop_assert_eq!(origin(&leaves, at), Some(leaf.source.start));
            }
            (LeafKind::Space, None) => {
                let blank = leaf
                    .source
                    .of(source)
                    .chars()
                    .all(|c| c.is_whitespace() || c == '\u{feff}');
                prop_assert!(blank, "{:?} is no space", leaf);
            }
            (LeafKind::LineBreak, None) => {
                prop_assert!(["\n", "\r", "\r\n"].contains(&leaf.source.of(source)));
            }
            (LeafKind::Furniture, None) => {}
            _ => prop_assert!(false, "{:?} is in two places or in none", leaf),
        }
    }
    covered(
        &seen,
        &document.text,
        ByteRange::new(0, document.text.len() as u32),
    )
}

/// Line ends before a place, where a CR and the LF behind it are one.
fn line_ends(before: &str) -> u32 {
    before.replace("\r\n", "\n").matches(['\n', '\r']).count() as u32
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 512,
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
            "tests/regressions/parser_properties.txt",
        ))),
        ..ProptestConfig::default()
    })]

    #[test]
    fn ranges_fit_and_nothing_falls_between_them(text in mixed()) {
        check_ranges(&parse(&text))?;
    }

    #[test]
    fn a_stored_text_gives_the_same_minutes(text in mixed()) {
        let minutes = parse(&text);
        let again = parse_canonical(&minutes.to_document_text());
        prop_assert_eq!(form(&again), form(&minutes));
    }

    #[test]
    fn repairs_at_any_place_lose_nothing(
        text in mixed(),
        places in proptest::collection::vec((any::<proptest::sample::Index>(), 0usize..4), 0..8),
    ) {
        let document = parse(&text).to_document_text();
        let starts: Vec<usize> = document.text.char_indices().map(|(at, _)| at).collect();
        prop_assume!(!starts.is_empty());
        let mut repairs: Vec<Repair> = places
            .iter()
            .map(|(place, verdict)| Repair {
                at: starts[place.index(starts.len())] as u32,
                verdict: match verdict {
                    0 => Verdict::Continues,
                    1 => Verdict::NotSpeech,
                    2 => Verdict::Speech { speaker: None },
                    _ => Verdict::Speech { speaker: Some("町長".to_owned()) },
                },
            })
            .collect();
        repairs.sort_by_key(|r| r.at);
        let minutes = parse_repaired(document.clone(), &repairs);
        check_ranges(&minutes)?;
        prop_assert_eq!(minutes.to_document_text(), document.clone(), "the text stays");
        let question = Question {
            canonical: true,
            pages: document.pages,
            lines: document.lines,
            record: document.record,
            repairs,
        };
        let answer = answer(&question.handed(), document.text.as_bytes());
        prop_assert!(answer.len() < minutes.handed().len() || document.text.is_empty(), "the text is not handed back");
        let answered = Minutes::answered(answer, Some(document.text));
        prop_assert_eq!(format!("{:?}", answered), format!("{:?}", minutes));
    }

    #[test]
    fn what_is_handed_over_arrives(text in mixed()) {
        let minutes = parse(&text);
        let handed = answer(&Question::default().handed(), text.as_bytes());
        prop_assert_eq!(&handed, &minutes.handed());
        prop_assert_eq!(format!("{:?}", Minutes::from_handed(handed)), format!("{:?}", minutes));
    }

    #[test]
    fn what_nobody_has_handed_over_does_no_harm(bytes in any::<Vec<u8>>(), question in any::<Vec<u8>>(), text in any::<Vec<u8>>()) {
        Minutes::from_handed(bytes);
        answer(&question, &text);
    }

    #[test]
    fn line_ends_do_not_matter(text in text()) {
        let want = form(&parse(&text));
        prop_assert_eq!(&form(&parse(&text.replace('\n', "\r\n"))), &want);
        prop_assert_eq!(&form(&parse(&text.replace('\n', "\r"))), &want);
    }

    #[test]
    fn a_form_feed_before_a_line_changes_nothing(text in text()) {
        let text = text.replace('\u{c}', "");
        let fed = text.replace('\n', "\n\u{c}");
        prop_assert_eq!(form(&parse(&fed)), form(&parse(&text)));
    }

    #[test]
    fn a_form_feed_ends_a_line_like_a_line_break_with_one(text in text(), every in 1usize..9) {
        let text = text.replace('\u{c}', "");
        let lines: Vec<&str> = text.split('\n').filter(|l| l.chars().any(|c| !c.is_whitespace() && c != '\u{feff}')).collect();
        let pages = |feed: &str| lines.chunks(every).map(|page| page.join("\n")).collect::<Vec<_>>().join(feed);
        let (inside, before) = (parse(&pages("\u{c}")), parse(&pages("\n\u{c}")));
        prop_assert_eq!(&inside.text, &before.text);
        prop_assert_eq!(format!("{:?}", inside.meeting), format!("{:?}", before.meeting));
        prop_assert_eq!(spoken(&pages("\u{c}")), spoken(&pages("\n\u{c}")));
    }

    #[test]
    fn no_form_feed_is_text(text in mixed()) {
        let fed = parse(&text).text.contains('\u{c}');
        prop_assert!(!fed);
    }

    #[test]
    fn no_letter_is_invented(text in mixed()) {
        let minutes = parse(&text);
        let mut source = visible(&text);
        for c in visible(&minutes.text) {
            prop_assert!(source.any(|s| s == c), "{:?} is not in the source at that place", c);
        }
    }

    #[test]
    fn no_letter_is_lost_where_there_is_no_furniture(text in plain()) {
        let letters = |t: &str| visible(t).filter(|c| *c != '\u{feff}').collect::<String>();
        prop_assert_eq!(letters(&parse(&text).text), letters(&text));
    }

    #[test]
    fn leaves_are_the_source(text in mixed()) {
        check_leaves(&text)?;
    }

    #[test]
    fn leaves_of_letters_that_stand_apart_are_the_source(text in plain()) {
        let line = |l: &str| l.chars().map(String::from).collect::<Vec<_>>().join(" ");
        let spaced: Vec<String> = text.split('\n').map(line).collect();
        check_leaves(&spaced.join("\n"))?;
    }

    #[test]
    fn leaves_of_any_text_are_the_source(text in any::<String>()) {
        check_leaves(&text)?;
    }

    #[test]
    fn the_json_is_json_and_has_every_block(text in mixed()) {
        let minutes = parse(&text);
        let json = json::to_json(&minutes).to_string();
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&value["format"], "fusen-minutes");
        prop_assert_eq!(value["blocks"].as_array().unwrap().len(), minutes.blocks.len());
        prop_assert!(!minutes.diagnostics.is_empty() || minutes.speeches().next().is_some());
    }
}

#[test]
fn a_byte_order_mark_behind_a_tab_has_its_leaf() {
    let speech = "○議長　始めます。\n\n○委員　はい。\n\n○議長　終わります。\n\n";
    for text in [
        "a\t\u{feff}b",
        "あ\t\u{c}\u{feff}い",
        "委員長（相馬君）：\t\u{c}\u{feff}・はい。",
    ] {
        check_leaves(text).unwrap();
        check_leaves(&format!("{speech}{text}\n")).unwrap();
    }
}

#[test]
fn the_first_to_speak_on_a_page_is_heard_wherever_the_form_feed_stands() {
    for text in [
        "○空木会長　始めます。\n○雲母委員　賛成です。\u{c}○鬼塚委員　反対です。\n○空木会長　終わります。\n",
        "○空木会長　始めます。\n○雲母委員　賛成です。\u{c}\n○鬼塚委員　反対です。\n○空木会長　終わります。\n",
        "\u{c}○空木会長　始めます。\n○雲母委員　賛成です。\n\u{3000}\u{c}○鬼塚委員　反対です。\u{c}○空木会長　終わります。\u{c}",
    ] {
        check_leaves(text).unwrap();
        let said = [
            ("空木会長", "始めます。"),
            ("雲母委員", "賛成です。"),
            ("鬼塚委員", "反対です。"),
            ("空木会長", "終わります。"),
        ];
        let said: Vec<_> = said
            .iter()
            .map(|(label, words)| (label.to_string(), words.to_string()))
            .collect();
        assert_eq!(spoken(text), said, "{text:?}");
    }
}

#[test]
fn lines_are_counted_by_line_breaks_and_sheets_by_form_feeds() {
    let page = "あ。\nい。\nう。\nえ。\nお。";
    let text = format!(
        "\u{c}○空木会長　始めます。\n{page}\u{c}○雲母委員　はい。\n{page}\u{c}○鬼塚委員　いいえ。\n{page}\n"
    );
    check_leaves(&text).unwrap();
    let m = parse(&text);
    let places: Vec<_> = m.speeches().map(|(b, _)| (b.page, b.line)).collect();
    assert_eq!(
        places,
        [(Some(1), Some(1)), (Some(2), Some(6)), (Some(3), Some(11))]
    );
}

#[test]
fn numbers_too_large_for_a_date_are_no_date() {
    for text in [
        "令和4294967295年1月1日",
        "999999999百年",
        "日時：９９９９９９９十年１月１日",
        "4294967295十百時",
        "昭和４２９４９６７年１月１日",
    ] {
        let minutes = parse(text);
        assert!(minutes.meeting.dates.is_empty(), "{text}: {:?}", minutes.meeting);
        assert_eq!(minutes.text.trim_end(), text);
    }
}

/// Who speaks, and how each speech goes, without white space.
fn spoken(text: &str) -> Vec<(String, String)> {
    let m = parse(text);
    m.speeches()
        .map(|(b, s)| {
            let words = m
                .paragraphs_of(b)
                .iter()
                .map(|p| m.words(p.range, m.events_of(s)));
            (
                m.speakers[s.speaker as usize].label.clone(),
                visible(&words.collect::<String>()).collect(),
            )
        })
        .collect()
}

/// The first speech that differs, if any does.
fn same(text: &str, other: &str) -> Result<(), TestCaseError> {
    let (a, b) = (spoken(text), spoken(other));
    let n = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    prop_assert_eq!(a.get(n), b.get(n), "{}", text);
    Ok(())
}

#[test]
fn words_of_other_scripts_keep_their_spaces() {
    let words = "Добро пожаловать в город。السلام عليكم ورحمة الله。여러분 감사합니다。Straße Ärzte";
    let text = format!(
        "第３回青葉町交流会議　会議録\n\n○石動会長　{words}と申します。\n○宮腰委員　で は、始めます。\n"
    );
    let read = parse(&text).text;
    assert!(read.contains(words), "{read}");
    assert!(read.contains("では、"), "{read}");
}

/// Sentences of somewhat different length.
fn speech() -> impl Strategy<Value = String> {
    let sentence = proptest::sample::select(
        &[
            "本日は、お忙しい中、御参加いただきまして、誠にありがとうございます。",
            "「賛成する。だが急がない。」と答えた。",
            "事業費は一億二千万円でございます。",
            "資料１の三ページを御覧いただきますと、昨年度からの増減を表にまとめております。",
            "異議はありません。",
            "地元の皆様には、八月に三回、延べ三十名の方に御参加いただき、説明をいたしました。",
        ][..],
    );
    let label = proptest::sample::select(&["○石動会長　", "○都市計画課長　", "○宮腰委員　"][..]);
    (label, proptest::collection::vec(sentence, 2..7)).prop_map(|(label, s)| format!("{label}{}", s.concat()))
}

/// Breaks a line as a printer does, never before a closing mark.
fn wrapped(line: &str, width: usize) -> Vec<String> {
    let mut out = vec![String::new()];
    for c in line.chars() {
        let full = out.last().is_some_and(|l| l.chars().count() >= width);
        if full && !"。、）」』".contains(c) {
            out.push(String::new());
        }
        if let Some(last) = out.last_mut() {
            last.push(c);
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
            "tests/regressions/parser_properties.txt",
        ))),
        ..ProptestConfig::default()
    })]

    /// Wraps, page numbers, running heads and stray spaces of a PDF change nobody's speech.
    #[test]
    fn a_printed_page_says_the_same(speeches in proptest::collection::vec(speech(), 6..14), width in 26usize..44, height in 9usize..20) {
        let head = "第３回青葉町都市計画審議会　会議録\n\n";
        let plain = format!("{head}{}\n", speeches.join("\n"));
        let lines: Vec<String> = speeches.iter().flat_map(|s| wrapped(s, width)).collect();
        let printed = format!("{head}{}\n", lines.join("\n"));
        same(&printed, &plain)?;
        let pages: Vec<String> = lines.chunks(height).enumerate()
            .map(|(n, page)| format!("{}\n\n- {} -\n\n", page.join("\n"), n + 1)).collect();
        let paged = format!("{head}{}", pages.join("青葉町都市計画審議会\n"));
        same(&paged, &plain)?;
        let strayed = printed.replace("ございま", "ござ いま").replace("ページ", "ペー ジ");
        same(&strayed, &plain)?;
    }
}
