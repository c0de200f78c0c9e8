//! Texts that are no minutes: nobody speaks, and the reader is told. And what else the reader is told.

#[path = "common/hostile.rs"]
mod hostile;

use fusen::minutes::{BlockKind, DiagnosticCode, Kind, parse};

const TEXTS: [(&str, &str); 20] = [
    (
        "しおり",
        "夏のキャンプのしおり\n2024年8月1日\n\n集合 9:00\n駅に集まります。\n昼食 12:00\nお弁当を食べます。\n就寝 21:00\n早く寝ましょう。\n集合 9:00\n広場に集まります。\n昼食 12:00\nカレーを作ります。\n",
    ),
    (
        "規則",
        "青葉町議会会議規則\n（平成三十年三月一日議会規則第一号）\n\n第一条　議員は、招集の当日、議事堂に参集しなければならない。\n第二条　議長は、次の事項を定める。\n（一）会議の時間\n（二）議席\n２　委員長　前項の規定を準用する。\n第三条　この規則は、公布の日から施行する。\n",
    ),
    (
        "小説",
        "第一章　雨の駅\n\n「遅かったね」と課長は笑った。\n「電車が止まってさ。委員会は終わった？」\n雨は夜まで続いた。\n　議長　と書かれた札が、机の上に置かれていた。\n「帰ろう」\n",
    ),
    (
        "説明書",
        "# 議事録ビューア\n\n議事録を読むためのツールです。\n\n## 使い方\n\n- `make` で組み立てます。\n- ブラウザで開きます。\n\nNote: 古い版では動きません。\nLicense: MIT\n",
    ),
    (
        "表",
        "番号,氏名,役職\n1,山田太郎,委員長\n2,佐藤花子,委員\n3,鈴木一,事務局長\n",
    ),
    (
        "料理",
        "肉じゃがの作り方\n\n○材料（４人分）\n○じゃがいも　４個\n○牛肉　２００ｇ\n○作り方\n１　じゃがいもの皮をむく。\n２　鍋に入れて煮る。\n注：火加減に気を付ける。\n",
    ),
    (
        "次第",
        "第３回青葉町都市計画審議会　議事次第\n\n日時　令和７年５月８日（木）午前１０時\n場所　青葉町役場　大会議室\n\n１　開会\n２　議事\n（１）用途地域の変更について\n（２）その他\n３　閉会\n",
    ),
    (
        "挨拶",
        "市長年頭挨拶\n\n皆さん、明けましておめでとうございます。\n昨年は多くの御協力を頂きました。\n本年も、次の三つに力を入れます。\n①防災\n②子育て\n③産業\n以上、簡単ですが挨拶といたします。\n",
    ),
    (
        "名簿",
        "青葉町教育委員会　委員名簿\n\n○委員長　山田太郎\n○委員　佐藤花子\n○委員　鈴木一郎\n○事務局長　田中次郎\n",
    ),
    (
        "設定",
        "name: 山田\nrole: 委員\nname: 佐藤\nrole: 議長\nname: 鈴木\nrole: 委員\n",
    ),
    (
        "手紙",
        "山田様\n\nお世話になっております。青葉町の田中です。\n次の会議の日程をお知らせします。\n\n日時: 5月8日 10:00\n場所: 大会議室\n\nよろしくお願いいたします。\n田中\n",
    ),
    (
        "要綱",
        "青葉町景観会議設置要綱\n（目的）\n第１条　この要綱は、必要な事項を定める。\n（委員）\n第２条　委員は、十人以内とする。\n（会長）\n第３条　会長は、会議の議長となる。\n",
    ),
    (
        "よくある質問",
        "よくあるご質問\n\nＱ１．申請に要るものは何ですか。\nＡ１．本人を確かめる書類です。\nＱ２．代理人でもできますか。\nＡ２．委任状があればできます。\n",
    ),
    (
        "会話の例",
        "説明会の答え方\n\nこの記事では、答え方を紹介します。\n\n例１\n住民：もう決まったのですか。\n職員：まだ案の段階です。\n例２\n住民：誰が責任を取るのですか。\n職員：市が取ります。\n",
    ),
    (
        "書式",
        "理事会議事録の書式\n\n平成○○年○○月○○日\n○○管理組合　第○期第○回理事会　議事録\n■開催日　平成○○年○○月○○日\n■場　所　集会室\n■出席者\n理事長　△△　△△\n理事　△△　△△\n■審議事項\n○○○○の件\n議事録は理事長が確かめます。\n",
    ),
    (
        "学校だより",
        "森の学校だより　第５８号　令和６年６月１日\n\n５月１０日にＰＴＡ総会が開かれました。\n役員の紹介\n会長：杉山　花\n副会長：檜垣　学\n書記：松永　結\n\n６月の予定\n３日：歯科検診\n水分を取りましょう。\n",
    ),
    (
        "議会だより",
        "若竹市議会だより　第７７号\n令和５年８月１日発行\n\n一般質問\n\n樫村梢議員\n問　避難所の備えは十分か。\n答　毛布を増やしている。\n",
    ),
    (
        "役割分担",
        "役割分担表\n令和６年４月１日\n\n会長：全体をまとめる。\n副会長：会長を助ける。\n書記：記録を作る。\n会計：お金を管理する。\n",
    ),
    (
        "意見募集",
        "みどりの計画（案）に対する意見募集の結果\n\n募集期間　令和６年４月１日～３０日\n\n（意見）\n公園を増やしてほしい。\n（市の考え方）\n計画に沿って進めます。\n（意見）\n道路を広げてほしい。\n（市の考え方）\n今後の参考とします。\n",
    ),
    (
        "新聞",
        "町長、辞意を表明\n\n青葉町の山田太郎町長は八日の記者会見で、辞職する意向を明らかにした。\n「責任を取る」と述べた。\n委員長：空席のまま推移する見通し。\n",
    ),
];

#[test]
fn texts_that_are_no_minutes_hold_no_speech() {
    for (name, text) in TEXTS {
        let m = parse(text);
        assert_eq!(m.speeches().count(), 0, "{name}");
        assert_eq!(m.kind, Kind::Unknown, "{name}");
        assert!(
            m.diagnostics.iter().any(|d| d.code == DiagnosticCode::NotMinutes),
            "{name}"
        );
        let plain = |k: &BlockKind| matches!(k, BlockKind::Front | BlockKind::Insert | BlockKind::Separator);
        assert!(m.blocks.iter().all(|b| plain(&b.kind)), "{name}: {:?}", m.blocks);
        assert!(m.sections.is_empty(), "{name}");
    }
}

/// Were a pass to look back over all it has read, this would not end within the patience of anybody.
#[test]
fn hostile_texts_are_read_in_one_go() {
    const N: usize = 30_000;
    for piece in [
        "（",
        "「（",
        "○\n",
        "あ\n",
        "あ",
        "○委員　",
        "【",
        "（１）\n",
        "- 3 -\n",
        "\u{c}あ\n",
        "令和",
        "〇：",
        "１　あ\n",
        "○あ　い。\n",
        "\n",
    ] {
        let text = piece.repeat(N);
        let m = parse(&text);
        assert!(m.blocks.len() <= N + 1 && m.sentences.len() <= 2 * N, "{piece:?}");
    }
}

/// A million brackets or lines, one line of many megabytes; fewer of what takes long without optimisation.
#[test]
fn huge_texts_are_read_at_all() {
    for name in hostile::NAMES {
        let many = matches!(name, "open brackets" | "one line" | "one-letter lines");
        let text = hostile::text(name, if many { 1_000_000 } else { 100_000 });
        let m = parse(&text);
        let read = m.text.chars().filter(|c| !c.is_whitespace()).count();
        let given = text.chars().filter(|c| !c.is_whitespace()).count();
        assert_eq!(read, given, "{name}");
    }
}

#[test]
fn a_bracket_that_is_never_closed_is_told() {
    let m = parse("○議長　これは（始め。次の文。\n○委員　はい。（案）です。\n");
    let told: Vec<_> = m
        .diagnostics
        .iter()
        .filter(|d| d.code == DiagnosticCode::UnbalancedBracket)
        .collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].line, Some(1));
}

#[test]
fn a_name_without_office_is_doubted_once_with_its_line() {
    let m = parse("○議長　始めます。\n○真壁　賛成です。\n○議長　次。\n○真壁　以上です。\n");
    assert_eq!(m.speeches().count(), 4);
    let told: Vec<_> = m
        .diagnostics
        .iter()
        .filter(|d| d.code == DiagnosticCode::DoubtfulLabel)
        .collect();
    assert_eq!(told.iter().map(|d| d.line).collect::<Vec<_>>(), [Some(2)]);
    assert!(told[0].message.contains("真壁"));
}

#[test]
fn two_speeches_copied_out_of_minutes_are_speeches() {
    for text in [
        "山田委員：賛成です。市の案に異議はありません。\n佐藤委員：反対です。理由を述べます。\n",
        "（山田委員）賛成です。市の案に異議はありません。\n（佐藤委員）反対です。理由を述べます。\n",
    ] {
        let labels: Vec<String> = parse(text).speakers.iter().map(|s| s.label.clone()).collect();
        assert_eq!(labels, ["山田委員", "佐藤委員"], "{text}");
    }
}

/// Whatever the form of the others: a surname that stands once where they stand is a place to look at.
#[test]
fn a_surname_among_labels_is_told() {
    for form in [
        "山田委員：",
        "山田委員　",
        "（山田委員）",
        "山田委員\n",
        "山田委員）",
        "【山田委員】",
    ] {
        let of = |name: &str| form.replace("山田委員", name);
        let text = format!(
            "緑化審議会　会議録\n日時　令和６年５月８日\n場所　若草市役所\n\n{}始めます。\n{}剪定は済みました。\n{}予算は足りますか。\n{}足ります。\n{}終わります。\n",
            of("佐藤委員"),
            of("鈴木委員"),
            of("真壁"),
            of("鈴木委員"),
            of("佐藤委員"),
        );
        let m = parse(&text);
        assert_eq!(m.speeches().count(), 4, "{text}");
        let told = m
            .diagnostics
            .iter()
            .filter(|d| d.code == DiagnosticCode::DoubtfulLabel);
        let told: Vec<_> = told.map(|d| d.message.contains("真壁")).collect();
        assert_eq!(told, [true], "{text}");
    }
}
