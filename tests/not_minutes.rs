//! Texts that are no minutes: nobody speaks, and the reader is told. And what else the reader is told.

#[path = "common/hostile.rs"]
mod hostile;

use fusen::minutes::{BlockKind, DiagnosticCode, Kind, parse};

const TEXTS: [(&str, &str); 31] = [
    (
        "指針",
        "令和６年２月６日\n青葉町跡地活用検討委員会\n資料２\n\n会議録等の作成に関する指針\n\n１　趣旨\nこの指針は、会議録の作成について必要な事項を定めるものとする。\n２　会議録の作成\n会議の所管課は、会議の終了後速やかに会議録を作成するものとする。\n３　公表\n会議録は、町のホームページで公表する。\n",
    ),
    (
        "レシピ",
        "鶏の照り焼き\n\nタイマー　0:00\n鶏肉を常温に戻す。\n下味　0:05\n塩をふる。\n焼き　0:15\n皮目から焼く。\n下味　0:20\nたれを入れる。\n焼き　0:25\n照りが出たら完成！\n",
    ),
    (
        "当直",
        "１２月　夜勤シフト表\n\n青木主事　0:00\n仮眠は３時から。\n馬場主事　0:00\n仮眠は５時から。\n千葉係長　8:30\n引継ぎをすること。\n相馬係長　17:15\n引継ぎをすること。\n",
    ),
    (
        "しおり",
        "夏のキャンプのしおり\n2024年8月1日\n\n集合 9:00\n駅に集まります。\n昼食 12:00\nお弁当を食べます。\n就寝 21:00\n早く寝ましょう。\n集合 9:00\n広場に集まります。\n昼食 12:00\nカレーを作ります。\n",
    ),
    (
        "プログラム",
        "住民説明会のご案内\n2025年6月3日、4日\n\n9:00 受付: 入口で行います。\n9:30 講師: 計画をお話しします。\n12:00 昼食: お弁当を配ります。\n9:00 受付: 入口で行います。\n9:30 講師: 質問にお答えします。\n12:00 昼食: お弁当を配ります。\n",
    ),
    (
        "訓練",
        "防災会議の訓練の進行\n\n0:00 本部：地震発生を放送する。\n0:05 班長：点呼をとる。\n0:10 本部：避難を指示する。\n0:15 班長：報告する。\n",
    ),
    (
        "規則",
        "青葉町議会会議規則\n（平成三十年三月一日議会規則第一号）\n\n第一条　議員は、招集の当日、議事堂に参集しなければならない。\n第二条　議長は、次の事項を定める。\n（一）会議の時間\n（二）議席\n２　委員長　前項の規定を準用する。\n第三条　この規則は、公布の日から施行する。\n",
    ),
    (
        "会議規則",
        "青葉土地改良区規約\n\n第１章　総代会\n（開議・散会）\n第１条　開議、散会、休憩は、議長が宣告する。\n（休憩）\n第２条　議長は、休憩を宣告することができる。\n（採決）\n第３条　採決は、挙手による。\n午前１０時　開会\n",
    ),
    (
        "小説",
        "第一章　雨の駅\n\n「遅かったね」と課長は笑った。\n「電車が止まってさ。委員会は終わった？」\n雨は夜まで続いた。\n　議長　と書かれた札が、机の上に置かれていた。\n「帰ろう」\n",
    ),
    (
        "戯曲",
        "「雨の委員会」\n作　空木　葉\n\n□登場人物□\n・委員長（50代）\n・書記（女）\n・傍聴人１\n\n明転。\n会議室。机が三つ。\n\n委員長　始めます。\n書記　まだ誰も来ていません。\n委員長　（咳払い）ただいまから、第二回の委員会を開きます。\n書記　会議録には何と書きましょう。\n傍聴人１　（外から）雨だ！\n委員長　異議なしと認めます。\n\n暗転。\n",
    ),
    (
        "台本",
        "ラジオドラマ　議場の猫\n\n【登場人物】\n議長：この町の長老。\n町長：猫がきらい。\n事務局長：猫を飼っている。\n\n議長：これより本日の会議を開きます。\n町長：議長、机の下に何かいます。\n事務局長：何もおりません。\n議長：静粛に願います。\n町長：猫です！\n議長：猫の発言を許します。\n",
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
        "開催の知らせ",
        "汚染物質専門調査会が開催される\n令和7年11月14日、青葉委員会の専門調査会が開催されることが決まりました。\n開催詳細\n- 日時：令和7年11月14日（金）10:00〜11:00\n- 場所：青葉会館22階 中会議室\n議題内容\n- 専門委員の紹介\n- 座長の選出\n- その他\n",
    ),
    (
        "オフ会",
        "青葉コミュニティ オフライン・ミーティング\n\nこのたび、2009年2月15日（日）に開催する運びとなりました。ぜひ、ご参会下さいますようお願いいたします。\n\n開催概要\n\n・日時：2009年2月15日（日） 14時〜16時（予定）\n・場所：青葉会館 セミナールーム\n・議題：今後の活動について\n",
    ),
    (
        "登場人物",
        "演劇部　秋の公演　登場人物\n\n雲井：皆さんに好かれています。転校生の雲井真帆子さんです。\n位坂：雲井さんの友だちです。\n大磯：二人を見守ります。大磯先生と呼ばれています。\n位坂：第二幕では先生になります。位坂さんの弟も出ます。\n",
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
        "あ\u{c}",
        "令和",
        "〇：",
        "１　あ\n",
        "○あ　い。\n",
        "\n",
        "1  ",
        "1\t",
        "あ。 空木：い。 ",
        "○議長（空木明君） はい。 ",
        "１．議長（空木明君）　はい。\n",
        "空木）はい。\n",
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

/// Whatever the form of the others: a surname that stands once where they stand is a place to look at. Nothing but a name
/// stands before half a bracket: there it is taken.
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
        let taken = if form.ends_with('）') && !form.starts_with('（') {
            5
        } else {
            4
        };
        assert_eq!(m.speeches().count(), taken, "{text}");
        let told = m
            .diagnostics
            .iter()
            .filter(|d| d.code == DiagnosticCode::DoubtfulLabel);
        let told: Vec<_> = told.map(|d| d.message.contains("真壁")).collect();
        assert_eq!(told, [true], "{text}");
    }
}

#[test]
fn what_only_looks_like_a_label_in_minutes_is_none() {
    for (name, text, speeches) in [
        (
            "resolution",
            "株式会社みなと　取締役会議事録\n\n日時　令和７年５月８日（木）午前１０時\n場所　本社会議室\n出席取締役　青木一郎、馬場次郎、千葉三郎\n\n第１号議案　役員選任の件\n議長は本議案を上程し、全員一致で次のとおり承認可決した。\n青木　一郎　代表取締役に選定する。\n馬場　次郎　専務取締役に選定する。\n千葉　三郎　常務取締役に選定する。\n第２号議案　担当の件\n青木　営業を担当する。\n馬場　経理を担当する。\n以上をもって議案の審議を終了した。\n",
            0,
        ),
        (
            "votes",
            "青葉町自治会　役員会議事録\n日時　令和７年５月８日（木）\n場所　集会所\n出席者　青木太郎、馬場花子、千葉次郎\n\n会則の改正について諮ったところ、賛否は次のとおりであった。\n青木　賛成した。\n馬場　反対した。\n千葉　棄権した。\nよって可決した。\n",
            0,
        ),
        (
            "times in passing",
            "青葉町防災会議　議事録\n日時　令和７年５月８日（木）午後２時\n場所　役場会議室\n\n青木会長　それでは会議を始めます。\n事務局　訓練の進行を説明します。発災からの時間です。\n司令部　0:00\n地震発生を放送する。\n防災班　0:05\n点呼をとる。\n司令部　0:10\n避難を指示する。\n防災班　0:15\n報告する。\n以上です。\n馬場委員　時間は足りますか。\n事務局　足ります。\n千葉委員　雨のときはどうしますか。\n事務局　屋内で行います。\n馬場委員　わかりました。\n青木会長　ほかにありますか。\n相馬委員　ありません。\n青木会長　では終わります。\n",
            10,
        ),
        (
            "a long list of times",
            "青葉町防災会議　会議録\n令和７年５月８日\n\n○会長（青木一郎）　訓練の進行を御説明願います。\n○事務局（馬場次郎）　発災からの時間で申します。\n0:00 本部：地震発生を放送する。\n0:05 班長：点呼をとる。\n0:10 本部：避難を指示する。\n0:15 班長：報告する。\n0:20 本部：消火訓練を行う。\n0:25 班長：けが人を運ぶ。\n0:30 本部：手当てをする。\n0:35 班長：報告する。\n0:40 本部：解除を放送する。\n0:45 班長：点呼をとる。\n0:50 本部：片付ける。\n0:55 班長：報告する。\n1:00 本部：講評する。\n以上です。\n○会長（青木一郎）　ありがとうございます。\n",
            3,
        ),
        (
            "results behind arrows",
            "第１回青葉町図書館協議会　議事要旨\n日時：令和７年５月８日（木）午後２時\n場所：図書館会議室\n\n１　役員の選出\n会長：本日はよろしくお願いします。\n委員：互選の結果を確認したい。\n→会長：青木委員、副会長：馬場委員とすることで決定した。\n２　今後の予定\n事務局：日程を説明します。\n→事務局：６月末までに案を作成（宿題）\n→委員：５月末までに意見を提出（宿題）\n会長：以上で終わります。\n",
            4,
        ),
        (
            "deadlines behind arrows",
            "プロジェクト定例会議　議事メモ\n日時：2025年5月8日\n場所：会議室\n\n青木部長：仕様はこれでよいか。\n馬場課長：一点、確認が要ります。\n→青木部長：5/15まで\n→馬場課長：5/20まで\n→千葉さん：5/22まで\n青木部長：以上です。\n",
            3,
        ),
        (
            "a bracket at the end of a page",
            "第２回青葉町議会定例会会議録\n令和７年６月３日\n\n○議長（青木一郎君）　これより会議を開きます。\n○町長（馬場次郎君）　本件は、条例（\n- 3 -\n平成１２年条例第５号）の改正です。\n○議長（青木一郎君）　採決の結果は（\n○３番（千葉三郎君）　議事進行。\n○議長（青木一郎君）　どうぞ。\n",
            5,
        ),
    ] {
        assert_eq!(parse(text).speeches().count(), speeches, "{name}");
    }
}
