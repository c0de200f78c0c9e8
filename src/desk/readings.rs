//! How the names of commands and of the starter themes are read, so that they are found by kana and Latin letters.

/// By theme id, or by what a command asks for.
const READINGS: [(&str, &str); 41] = [
    ("trust", "あんぜんあんしんたいさくとしんらい"),
    ("data-ai", "でーたりかつようえーあい"),
    ("international", "こくさいれんけい"),
    ("reform", "きせいぎょうせいかいかく"),
    ("local", "じちたいちいきのでじたるか"),
    ("industry", "さんぎょうちょうたつ"),
    ("disaster-police", "ぼうさいけいさつ"),
    ("justice", "ほうむしほう"),
    ("children", "こどもこそだて"),
    ("education", "きょういく"),
    ("health", "いりょうふくし"),
    ("agriculture", "のうりんすいさん"),
    ("governance", "けいかくすいしんたいせい"),
    ("n", "めもをかく"),
    ("/", "けんさく"),
    ("u", "たんいをかえる"),
    ("r", "よみかたをなおす"),
    ("g", "もくじ"),
    (".", "まえとおなじてーま"),
    ("^z", "もとにもどす"),
    ("^y", "やりなおす"),
    ("?", "きーのいちらん"),
    ("open-file", "ふぁいるをひらく"),
    ("merge-file", "まとめる"),
    ("save-file", "ふぁいるにほぞん"),
    ("theme", "てーまをついか"),
    ("csv", "ひょう"),
    ("codebook", "てーまひょう"),
    ("filter", "しぼりこみ"),
    ("like", "にたはつげんをさがす"),
    ("history", "りれき"),
    ("whole", "ぶんしょぜんたいせつ"),
    ("read", "よむ"),
    ("compare", "くらべる"),
    ("insights", "まとめ"),
    ("untagged", "ふせんなし"),
    ("input:checked", "ひょうじ"),
    ("[name=language]:checked", "げんご"),
    ("[name=appearance]:checked", "あかるさ"),
    ("[name=text-size]:checked", "ほんぶんのもじのおおきさ"),
    ("#to-check button", "かくにんがひつようなかしょ"),
];

/// The reading, in hiragana; empty where the name says it or nobody knows.
pub(super) fn reading(of: &str) -> &'static str {
    let found = READINGS.iter().find(|(id, _)| *id == of);
    found.map_or("", |(_, reading)| reading)
}
