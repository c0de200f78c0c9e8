//! Files of many kinds, made from known texts by scripts/fixtures/make.py, are read as those texts.

use std::fs;
use std::path::PathBuf;

use fusen::intake::{self, Code, Finding, Item, Options};
use fusen::minutes::{self, Minutes};
use proptest::prelude::*;

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

fn bytes(name: &str) -> Vec<u8> {
    fs::read(path(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn read_with(name: &str, options: Options<'_>) -> Vec<Item> {
    let mut last = 0.0;
    intake::read(name, bytes(name), options, &mut |share| {
        assert!(
            (last..=1.0).contains(&share),
            "{name}: progress goes on, {last} {share}"
        );
        last = share;
    })
}

fn read(name: &str) -> Item {
    let mut items = read_with(name, Options::default());
    assert_eq!(items.len(), 1, "{name}");
    items.remove(0)
}

fn parse(name: &str) -> Minutes {
    let item = read(name);
    assert_eq!(item.problem, None, "{name}");
    minutes::parse_recorded(&item.text, item.record)
}

fn words(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Speaker and words of each speech.
fn said(m: &Minutes) -> Vec<(String, String)> {
    m.speeches()
        .map(|(block, speech)| {
            let paragraphs: Vec<&str> = m
                .paragraphs_of(block)
                .iter()
                .map(|p| p.range.of(&m.text))
                .collect();
            (
                m.speakers[speech.speaker as usize].label.clone(),
                paragraphs.join("/"),
            )
        })
        .collect()
}

#[test]
fn the_sample_is_the_same_minutes_in_every_file() {
    let sample = fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/assets/sample/dejitaru-suishin-4.txt"
    ))
    .unwrap();
    let expected = minutes::parse(&sample);
    for name in [
        "sample-libreoffice.pdf",
        "sample-chromium.pdf",
        "running-heads.pdf",
        "cid-unijis-ucs2-h.pdf",
        "without-tree.pdf",
        "sample.docx",
        "sample-libreoffice.docx",
    ] {
        let m = parse(name);
        // Nothing but white space may differ, so the rate of wrong characters is 0.
        assert!(words(&m.text) == words(&expected.text), "{name}");
        assert_eq!(m.fingerprint(), expected.fingerprint(), "{name}");
        assert_eq!(m.meeting.name, expected.meeting.name, "{name}");
        let (got, wanted) = (said(&m), said(&expected));
        assert_eq!(got.len(), wanted.len(), "{name}");
        for ((who, what), (label, text)) in got.iter().zip(&wanted) {
            assert_eq!(
                (who, words(what).replace('/', "")),
                (label, words(text).replace('/', "")),
                "{name}"
            );
        }
    }
}

#[test]
fn encodings_fonts_and_directions_give_the_same_words() {
    let expected = minutes::parse(&fs::read_to_string(path("short.txt")).unwrap());
    for name in [
        "short.utf-8.html",
        "short.shift_jis.html",
        "short.cp932.txt",
        "short.utf-16be.txt",
        "cid-unijis-utf16-h.pdf",
        "cid-90ms-rksj-h.pdf",
        "cid-90msp-rksj-h.pdf",
        "cid-euc-h.pdf",
        "cid-90ms-rksj-v.pdf",
        "cid-unijis-ucs2-v.pdf",
        "short-identity.pdf",
        "short-vertical-chromium.pdf",
        "broken-xref.pdf",
        "owner-password.pdf",
    ] {
        let m = parse(name);
        assert_eq!(words(&m.text), words(&expected.text), "{name}");
        assert_eq!(said(&m).len(), 3, "{name}: {:?}", m.text);
    }
    // These encodings have no full-width tilde and minus.
    for name in ["short.euc-jp.html", "short.euc-jp.txt", "short.iso-2022-jp.txt"] {
        let m = parse(name);
        let text = m.text.replace('〜', "～").replace('−', "－");
        assert_eq!(words(&text), words(&expected.text), "{name}");
        assert_eq!(said(&m).len(), 3, "{name}");
    }
}

#[test]
fn what_is_guessed_is_said_and_can_be_chosen() {
    let note = |name: &str| read(name).notes;
    let guessed = |encoding: &str| vec![Finding::with(Code::Encoding, encoding)];
    assert_eq!(note("short.cp932.txt"), guessed("Shift_JIS"));
    assert_eq!(note("short.euc-jp.txt"), guessed("EUC-JP"));
    assert_eq!(note("short.iso-2022-jp.txt"), guessed("ISO-2022-JP"));
    assert_eq!(note("short.txt"), []);
    assert_eq!(note("short.shift_jis.html"), [], "it says so itself");
    let options = Options {
        encoding: Some("Shift_JIS"),
        ..Options::default()
    };
    let items = read_with("short.cp932.txt", options);
    assert_eq!(items[0].notes, guessed("Shift_JIS"), "it may be another still");
}

#[test]
fn columns_tables_ruby_and_sheets() {
    let columns = fs::read_to_string(path("columns.txt")).unwrap();
    assert_eq!(words(&parse("columns.pdf").text), words(&columns));
    let people = parse("attendees.pdf").meeting.attendees;
    let third = &people[2];
    assert_eq!(
        (people.len(), third.name.as_deref(), third.affiliation.as_deref()),
        (6, Some("田中次郎"), Some("青葉交通労働組合"))
    );
    assert_eq!(
        words(&parse("cid-identity-h.pdf").text),
        "おはようございます",
        "codes of a collection, without names"
    );
    assert!(parse("ruby.pdf").text.contains("公的認証の話です。"));
    let sheets: Vec<u32> = parse("sample-chromium.pdf")
        .pages
        .iter()
        .map(|p| p.page)
        .collect();
    assert!(
        sheets.len() > 3 && sheets.iter().zip(1..).all(|(a, b)| *a == b),
        "{sheets:?}"
    );
}

#[test]
fn scans_passwords_and_damage_are_told() {
    let code = |name: &str| read(name).problem.map(|p| p.code);
    assert_eq!(code("scan.pdf"), Some(Code::Scan));
    assert_eq!(code("no.pdf"), Some(Code::Damaged));
    assert_eq!(code("unnamed.pdf"), Some(Code::UnnamedGlyphs));
    assert_eq!(code("password.pdf"), Some(Code::Password));
    let with = |word| {
        let options = Options {
            password: Some(word),
            ..Options::default()
        };
        read_with("password.pdf", options).remove(0)
    };
    assert_eq!(with("chigau").problem.map(|p| p.code), Some(Code::WrongPassword));
    let m = minutes::parse(&with("himitsu").text);
    assert_eq!(said(&m).len(), 3);
    assert_eq!(
        read("scanned-page.pdf").notes,
        [Finding::with(Code::ScannedPages, "2")]
    );
    for name in ["cut.pdf", "without-tree.pdf"] {
        assert_eq!(
            read(name).notes.first().map(|n| n.code),
            Some(Code::Cut),
            "{name}"
        );
    }
    let (cut, whole) = (
        words(&parse("cut.pdf").text),
        words(&parse("cid-unijis-ucs2-h.pdf").text),
    );
    assert!(
        whole.starts_with(&cut) && cut.len() * 10 > whole.len() * 7,
        "all pages but the last are there"
    );
}

#[test]
fn word_files_keep_what_is_read_and_drop_what_is_not() {
    let m = parse("everything.docx");
    for there in [
        "1.　運賃の改定について",
        "2.　その他",
        "これより会議を開きます。",
        "加えた文です。",
        "資料１を見ました。",
    ] {
        assert!(m.text.contains(there), "{there}: {}", m.text);
    }
    for gone in ["消した", "隠した", "かいぎ"] {
        assert!(!m.text.contains(gone), "{gone}");
    }
    assert_eq!(
        m.meeting.attendees[0].affiliation.as_deref(),
        Some("青葉大学教授")
    );
    let m = parse("speakers-table.docx");
    let expected = [
        ("議長", "開会します。"),
        ("佐藤委員", "賛成です。/理由を申します。"),
        ("事務局", "説明します。"),
    ];
    assert_eq!(said(&m), expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
}

#[test]
fn records_of_the_diet_are_believed() {
    let (json, xml) = (parse("ndl.json"), parse("ndl.xml"));
    assert_eq!(json.text, xml.text);
    for m in [json, xml] {
        assert_eq!(m.meeting.name.as_deref(), Some("衆議院青葉委員会"));
        assert_eq!(
            (m.meeting.number.as_deref(), m.meeting.dates.as_slice()),
            (Some("第1号"), &["2000-01-01".to_owned()][..])
        );
        let people: Vec<_> = m
            .speakers
            .iter()
            .map(|s| (s.name.as_deref(), s.role.as_deref(), s.affiliation.as_deref()))
            .collect();
        assert_eq!(
            people,
            [
                (Some("村上一郎"), Some("委員長"), Some("青葉党")),
                (Some("佐藤花子"), Some("国土交通大臣"), None)
            ]
        );
        assert!(said(&m)[0].1.contains("○本件について"), "no speaker is guessed");
    }
}

#[test]
fn archives_are_opened_within_bounds() {
    let items = read_with("several.zip", Options::default());
    let names: Vec<&str> = items.iter().map(|i| i.name.as_str()).collect();
    assert_eq!(
        names,
        ["議事録/short.txt", "a/sample.docx"],
        "the picture is nothing to complain of"
    );
    assert!(items.iter().all(|i| i.problem.is_none() && i.sha256.len() == 64));
    let code = |name: &str| read(name).problem.map(|p| p.code);
    assert_eq!(code("bomb.zip"), Some(Code::TooLarge));
    assert_eq!(code("nested.zip"), Some(Code::Nested));
}

#[test]
fn what_the_shared_corpus_holds_in_containers_is_the_text_beside_it() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if !folder.is_dir() {
        return println!("skipped: no ../shared/corpus");
    }
    for (file, text) in [
        ("dejitaru-suishin-4.cp932.txt", "dejitaru-suishin-4.txt"),
        ("dejitaru-suishin-4.utf16le-bom.txt", "dejitaru-suishin-4.txt"),
        (
            "diet-shu-giun-shomu-shoiinkai-213-1.cp932.txt",
            "diet-shu-giun-shomu-shoiinkai-213-1.txt",
        ),
        (
            "diet-shu-giun-shomu-shoiinkai-213-1.euc-jp.txt",
            "diet-shu-giun-shomu-shoiinkai-213-1.txt",
        ),
        (
            "ndl-api-meeting-shu-yosan-201-27.json",
            "diet-shu-yosan-201-27.txt",
        ),
        (
            "env-chuokan-sogoseisaku-113.tei.xml",
            "env-chuokan-sogoseisaku-113.txt",
        ),
    ] {
        let bytes = fs::read(folder.join("containers").join(file)).unwrap();
        let item = intake::read(file, bytes, Options::default(), &mut |_| {}).remove(0);
        let m = minutes::parse_recorded(&item.text, item.record);
        let expected = minutes::parse(&fs::read_to_string(folder.join(text)).unwrap());
        assert_eq!(m.fingerprint(), expected.fingerprint(), "{file}");
        let spoken = |m: &Minutes| -> Vec<_> {
            said(m)
                .into_iter()
                .map(|(who, what)| (who, words(&what)))
                .collect()
        };
        assert!(spoken(&m) == spoken(&expected), "{file}");
    }
}

/// Small files of every kind, to be damaged.
const DAMAGED: [&str; 9] = [
    "cid-90ms-rksj-h.pdf",
    "short-identity.pdf",
    "password.pdf",
    "everything.docx",
    "several.zip",
    "short.shift_jis.html",
    "ndl.json",
    "ndl.xml",
    "short.iso-2022-jp.txt",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn damaged_files_end_in_a_text_or_a_finding(which in 0..DAMAGED.len(), cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12), end in any::<prop::sample::Index>(), cut in any::<bool>()) {
        let name = DAMAGED[which];
        let mut bytes = bytes(name);
        for (at, byte) in cuts {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cut {
            bytes.truncate(end.index(bytes.len()));
        }
        let items = intake::read(name, bytes, Options::default(), &mut |_| {});
        prop_assert!(!items.is_empty());
        for item in items {
            prop_assert!(item.problem.is_some() || !item.text.is_empty());
            let _ = minutes::parse_recorded(&item.text, item.record);
        }
    }

    #[test]
    fn any_bytes_at_all(bytes in prop::collection::vec(any::<u8>(), 0..600), name in "[a-z]{1,3}\\.(txt|html|json|xml|pdf|docx)") {
        let items = intake::read(&name, bytes, Options::default(), &mut |_| {});
        prop_assert!(!items.is_empty());
    }
}
