//! Every string of the page, in Japanese and in English. A message without one of the two does not
//! compile.

use std::cell::OnceCell;

use leptos::prelude::*;

use crate::browser::settings;

use super::html::{Value, live};

/// The language of the interface; the documents stay as they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Language {
    /// 日本語.
    #[default]
    Ja,
    /// English.
    En,
}

/// Messages in Japanese, whatever is chosen.
pub(crate) fn japanese() -> Messages {
    Messages(Language::Ja)
}

/// Messages in English, whatever is chosen.
pub(crate) fn english() -> Messages {
    Messages(Language::En)
}

/// The messages of one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Messages(Language);

/// A message without arguments, in the language it is asked for.
pub(crate) type Message = fn(Messages) -> &'static str;

thread_local! {
    static LANGUAGE: OnceCell<RwSignal<Language>> = const { OnceCell::new() };
}

/// The chosen language.
pub(crate) fn language() -> RwSignal<Language> {
    LANGUAGE.with(|cell| {
        *cell.get_or_init(|| {
            let english = settings::get("language").as_deref() == Some("en");
            RwSignal::new(if english { Language::En } else { Language::Ja })
        })
    })
}

/// Messages in the chosen language; a view that calls this follows the switch.
pub(crate) fn t() -> Messages {
    Messages(language().get())
}

/// Messages in the chosen language, for things said once.
pub(crate) fn messages() -> Messages {
    Messages(language().get_untracked())
}

/// Text that follows the language.
#[inline(never)]
pub(crate) fn word(message: Message) -> Value {
    live(move || message(t()))
}

macro_rules! message {
    ($name:ident () $ja:literal $en:literal) => {
        #[doc = $en]
        pub(crate) fn $name(self) -> &'static str {
            match self.0 {
                Language::Ja => $ja,
                Language::En => $en,
            }
        }
    };
    ($name:ident ($($arg:ident)+) $ja:literal $en:literal) => {
        #[doc = $en]
        pub(crate) fn $name(self, $($arg: impl std::fmt::Display),+) -> String {
            fn build(m: Messages, $($arg: &dyn std::fmt::Display),+) -> String {
                match m.0 {
                    Language::Ja => format!($ja),
                    Language::En => format!($en),
                }
            }
            build(self, $(&$arg),+)
        }
    };
}

macro_rules! messages {
    ($($name:ident($($arg:ident),*): $ja:literal, $en:literal;)*) => {
        impl Messages {
            $(message!($name ($($arg)*) $ja $en);)*
        }
    };
}

messages! {
    // The frame.
    minutes(): "議事録", "Minutes";
    tagline(): "会議の議事録を、だれが何を話したかで読み、発言に付箋（テーマ）を付けるページです。", "Read the minutes of a meeting by who said what, and tag the statements by theme.";
    nothing_sent(): "このページは何も送信しません。開いたファイルも付箋も、この端末の中だけに残ります。", "This page sends nothing. Files and tags stay on this computer.";
    open_sample(): "サンプルを開く", "Open the sample";
    open_files(): "ファイルを開く", "Open files";
    start_kept(): "この端末にある文書", "Documents on this computer";
    start_hint(): "PDF・Word・Web ページ・テキスト・付箋ファイルは、ここにドロップしても開けます。文章の貼り付けでも開けます。", "Or drop a PDF, Word, web page, text or tag file, or paste text.";
    sample_is(): "サンプル：第４回デジタル社会推進会議 議事録（デジタル庁）", "Sample: minutes of the 4th Digital Society Promotion Council (Digital Agency, in Japanese)";
    save_to_file(): "ファイルに保存", "Save to file";
    export(): "書き出す", "Export";
    palette_export(): "書き出す：表（CSV、Excel 用）", "Export: table (CSV for spreadsheets)";
    export_csv(): "表（CSV、Excel 用）", "Table (CSV for spreadsheets)";
    merge(): "まとめる", "Merge files";
    undo(): "元に戻す", "Undo";
    redo(): "やり直す", "Redo";
    undone(what): "元に戻しました：{what}", "Undone: {what}";
    redone(what): "やり直しました：{what}", "Redone: {what}";
    undo_what(what): "元に戻す：{what}", "Undo: {what}";
    redo_what(what): "やり直す：{what}", "Redo: {what}";
    display(): "表示", "Display";
    language(): "言語", "Language";
    appearance(): "明るさ", "Appearance";
    light(): "明るい", "Light";
    dark(): "暗い", "Dark";
    system(): "端末に合わせる", "Same as the device";
    text_size(): "本文の文字の大きさ", "Size of the text";
    size_s(): "小", "Small";
    size_m(): "中", "Medium";
    size_l(): "大", "Large";
    size_xl(): "特大", "Extra large";
    read(): "読む", "Read";
    compare(): "くらべる", "Compare";
    insights(): "まとめ", "Insights";
    views(): "見かた", "Views";
    more(): "その他", "More";
    close(): "閉じる", "Close";
    cancel(): "やめる", "Cancel";
    stop(): "中止", "Stop";
    working(): "開いています", "Opening";
    suggestions(): "候補", "Suggestions";
    refuse(name): "「{name}」をここでは出さない", "Do not propose “{name}” here";
    suggested(name): "候補：{name}。Enter で付け、Backspace で外します。", "Suggestion: {name}. Enter puts it on, Backspace refuses it.";
    refused(name): "「{name}」は、この文では候補に出しません。候補の欄から戻せます。", "“{name}” is not proposed here any more. The list of suggestions has the way back.";
    refuse_back(): "また出す", "Propose again";
    step_back(): "一つ戻す", "Step back";
    merge_now(): "一つにする", "Make one";
    mentioned(n): "出てくる発言（{n} か所）", "Mentions: {n}";
    history_hint(): "新しい順です。戻したあとも、別の操作をするまではやり直せます。", "The newest first. What was taken back can be run again until you do something else.";
    undo_to(): "これ以降を取り消す", "Undo this and later";
    redo_to(): "ここまでやり直す", "Redo up to here";
    now(): "いまはここ", "You are here";
    like(): "似た発言を探す", "Find statements like these";
    like_theme(): "テーマ", "Theme";
    choose_theme(): "テーマを選ぶ…", "Choose a theme…";
    like_hint(): "このテーマの付箋が付いた文と、同じ言葉が多い文です。計算はこの端末の中だけで行います。", "Sentences that share words with those you tagged. Computed on this machine only.";
    like_none(): "まだありません。このテーマの付箋をいくつか付けると、似た文が出てきます。", "Nothing yet. Tag some sentences with this theme, and those like them appear here.";
    put_on(): "付ける", "Tag";
    leave_out(): "出さない", "Leave out";
    whole(): "文書全体・節の付箋と覚え書き", "Tags and memo on the whole";
    whole_open(): "文書全体・節に付箋", "Tags and memo on the whole";
    whole_what(): "対象", "What";
    whole_document(): "文書全体", "The whole document";
    memo(): "覚え書き", "Memo";
    palette_hint(): "名前の初めの文字（かな・ローマ字でも）", "First letters of a name";
    theme(): "テーマ", "Theme";
    command(): "コマンド", "Command";
    section(): "節", "Section";
    speaker(): "発言者", "Speaker";
    document(): "文書", "Document";
    tag_all_title(): "該当する文に付箋を付ける", "Tag all matching sentences";
    tag_all_do(n): "{n} 文に付ける", "Tag these sentences ({n})";
    tagged_all(n): "{n} 文に付箋を付けました。「元に戻す」で一度に戻せます。", "Sentences tagged: {n}. Undo takes all of them back at once.";
    tagged_already(): "どの文にももう付いています。", "All of them have it already.";
    and_more(n): "残り {n} 文も見る", "Show the other {n}";
    tick_all(): "すべて選ぶ", "Select all";
    tick_none(): "すべて外す", "Select none";
    new_theme(): "新しいテーマ", "New theme";
    name_en(): "英語名", "English name";
    definition(): "意味", "Meaning";
    definition_hint(): "このテーマは何についてか", "What it is about";
    use_when(): "使うとき", "When to use";
    use_when_hint(): "どんな発言に付けるか", "What a statement must say to get this tag";
    use_not(): "使わないとき", "When not to use";
    use_not_hint(): "まちがえやすいが、付けない発言", "What looks like it and gets another tag, or none";
    examples(): "例", "Examples";
    example_take(): "いま選んでいる文を例にする", "Keep what is chosen now as an example";
    example_make(): "例にする", "Keep as an example";
    example_write(): "例を自分で書く", "Write an example";
    example_add(): "加える", "Add it";
    example_remove(words): "例「{words}」を消す", "Remove the example “{words}”";
    example_added(name): "「{name}」の例にしました。「元に戻す」で戻せます。", "Kept as an example of “{name}”. You can undo this.";
    example_known(name): "もう「{name}」の例になっています。", "It is an example of “{name}” already.";
    theme_memo_hint(): "迷ったこと、決めたこと、変えたわけ", "Doubts, decisions, and why it was changed";
    apart(mark): "（{mark}）", " ({mark})";
    told_apart(name, mark): "{name}（{mark}）", "{name} ({mark})";
    labelled(label, text): "{label}：{text}", "{label}: {text}";
    in_codebook(): "テーマ表で直す", "Edit in the codebook";
    keywords(): "手がかりの言葉（候補に使います）", "Keywords (they propose the theme)";
    keywords_alone(): "手がかりの言葉", "keywords";
    stands_under(): "どのテーマの下か", "Under which theme";
    stands_alone(): "（いちばん上）", "(at the top)";
    parent_theme(): "上のテーマ", "the theme above";
    keywords_hint(): "一行に一つ", "One on each line";
    order(): "並び", "Order";
    move_up(): "上へ（Alt+↑）", "Up (Alt+↑)";
    move_down(): "下へ（Alt+↓）", "Down (Alt+↓)";
    move_in(): "上のテーマの下に入れる（Alt+→）", "Under the theme above (Alt+→)";
    move_out(): "一つ外へ出す（Alt+←）", "One level out (Alt+←)";
    merge_into(): "一つにする相手（相手の名前が残る）", "Make one with (whose name stays)";
    choose(): "選んでください", "Choose";
    themes_merged(from, into): "「{from}」を「{into}」と一つにしました。「元に戻す」で戻せます。", "“{from}” is part of “{into}” now. You can undo this.";
    with_theme(n): "この文書の付箋 {n} 枚を見る・別のテーマに分ける", "See its tags here ({n}), or part them";
    split_pick(): "分ける付箋", "Tag to part";
    split_name(): "分けた先のテーマの名前", "Name of the new theme";
    split(n): "{n} 枚を分ける", "Part these tags ({n})";
    deleted_themes(): "削除したテーマ", "Deleted themes";
    restore(): "戻す", "Restore";
    codebook_open(): "テーマ表を開く", "Open a codebook";
    codebook_save(): "テーマ表を保存", "Save the codebook";
    codebook_taken(name, n): "{name} からテーマ {n} 件を取り込みました。「元に戻す」で戻せます。", "Took {n} themes from {name}. You can undo this.";
    codebook_same(name): "「{name}」に新しいことはありません。いまのテーマは何も変わっていません。", "Nothing in {name} is new. Your themes have not changed.";
    codebook_foreign(name): "「{name}」はテーマ表として読めませんでした。このページで保存したテーマ表か、同じ列の CSV を選んでください。いまのテーマは何も変わっていません。", "“{name}” could not be read as a codebook. Choose one saved by this page, or a CSV with the same columns. Your themes have not changed.";
    codebook_no_head(name): "「{name}」に列の名前が見つかりません。1 行目のどれかの列を「名前」にしてください。ほかに「意味」「使うとき」「使わないとき」「例」「手がかりの言葉」「色」「キー」「上のテーマ」「覚え書き」の列も読みます。いまのテーマは何も変わっていません。", "“{name}” has no names of columns. Call one of them “name” in the first row. Also read: definition, use_when, use_not, examples, keywords, colour, key, parent, note. Your themes have not changed.";
    codebook_open_quote(name, row): "「{name}」の {row} 行目の「\"」が閉じていません。表計算ソフトで開いて、CSV で保存し直してください。いまのテーマは何も変わっていません。", "“{name}”, row {row}: a quotation mark is not closed. Open it in a spreadsheet and save it as CSV again. Your themes have not changed.";
    codebook_empty(name, row, column): "「{name}」の {row} 行目に、テーマの名前（{column}）がありません。名前を入れるか、その行を消してから、もう一度開いてください。いまのテーマは何も変わっていません。", "“{name}”, row {row}: the theme has no {column}. Write one, or remove the row, and open it again. Your themes have not changed.";
    codebook_cell(name, row, column, cell): "「{name}」の {row} 行目、{column} の列の「{cell}」を読めません。直してから、もう一度開いてください（key は 1 文字、id は空でかまいません）。いまのテーマは何も変わっていません。", "“{name}”, row {row}, column {column}: “{cell}” cannot be read. Mend it and open the file again (a key is one letter, an id may be empty). Your themes have not changed.";
    codebook_twice(name, row): "「{name}」の {row} 行目の id は、上の行にもうあります。id の列を空にしてから、もう一度開いてください。いまのテーマは何も変わっていません。", "“{name}”, row {row}: the id is in a row above already. Empty the column of ids and open it again. Your themes have not changed.";
    grey(): "灰色", "Grey";
    red(): "赤", "Red";
    orange(): "だいだい", "Orange";
    yellow(): "黄", "Yellow";
    green(): "緑", "Green";
    turquoise(): "青緑", "Turquoise";
    blue(): "青", "Blue";
    violet(): "紫", "Violet";
    pink(): "桃", "Pink";
    dark_colour(hue): "濃い{hue}", "Dark {hue}";
    light_colour(hue): "薄い{hue}", "Light {hue}";
    filter_words(): "語", "Words";
    filter_words_hint(): "語　-除く語", "Words -not these";
    filter_join(): "条件のつなぎ方", "How they join";
    filter_all(): "すべて満たす", "All of these";
    filter_any(): "どれかを満たす", "Any of these";
    filter_every(): "選んだテーマがすべて付いた文だけ", "Only with all of these themes";
    filter_nothing(): "条件を選んでください", "Choose what to see";
    filter_found(n): "{n} 文が該当", "Matching sentences: {n}";
    filter_folded(n): "該当しない発言 {n} 件", "Statements that do not match: {n}";
    filter_close(): "解除して閉じる", "Clear and close";
    filter_untagged(): "付箋なし", "Untagged";
    filter_noted(): "メモあり", "With a note";
    filter_not(): "以外", "Not these";
    filter_without(names): "{names} を除く", "without {names}";
    filter_leave_out(): "除く", "Leave out";
    filter_roles(): "役割", "Roles";
    filter_sections(): "節", "Sections";
    tag_all(): "該当する文に付箋…", "Tag all of them…";
    filter(): "絞り込み", "Filter";
    history(): "履歴", "History";
    palette(): "コマンド", "Commands";
    codebook(): "テーマ表", "Codebook";
    desk_missing(): "この画面を読み込めませんでした。ネットワークを確かめて、もう一度押してください。", "This screen could not be loaded. Check the network and try again.";

    // Saving.
    saved(): "保存済み", "Saved";
    saving(): "保存中…", "Saving…";
    save_failed(): "保存できません", "Not saved";
    file_saved(name): "{name} を保存しました。", "Saved {name}.";
    files_saved(name, n): "{name} を保存しました（文書 {n} 件）。", "Saved {name} with {n} documents.";
    download_refused(name): "{name} をダウンロードできませんでした。ブラウザーの設定を確かめてください。", "{name} could not be downloaded. Check the browser’s settings.";
    storage_refused(): "このブラウザーは保存を許可していません（シークレットウィンドウなど）。閉じる前に「ファイルに保存」してください。", "This browser does not allow saving (a private window, perhaps). Use “Save to file” before you close the page.";
    storage_full(): "ブラウザーの保存場所がいっぱいです。「ファイルに保存」してから、不要なサイトのデータを消してください。", "The browser's storage is full. Use “Save to file”, then clear data of other sites.";
    text_missing(name): "「{name}」の本文を読めなかったので、ファイルには付箋とメモだけが入っています。もとの文書も残しておいてください。", "The text of “{name}” could not be read: the file has its tags and notes only. Keep the document, too.";
    storage_unreadable(): "このブラウザーに保存してある内容を読めません。開き直しても同じときは、付けた付箋を、閉じる前に「ファイルに保存」してください。", "What this browser has stored cannot be read. If that stays so after a reload, use “Save to file” before you close the page.";
    storage_failed(): "ブラウザーの中に保存できませんでした。自動でもう一度試します。念のため「ファイルに保存」してください。", "Saving inside the browser failed. It will be tried again. To be safe, use “Save to file”.";

    // Documents and outline.
    remove_document(name): "「{name}」を外す", "Remove “{name}”";
    document_removed(name): "「{name}」を外しました。「元に戻す」で戻せます。", "Removed “{name}”. Undo brings it back.";
    theme_gone(name): "テーマ「{name}」を消しました。「元に戻す」で戻せます。", "Deleted “{name}”. Undo brings it back.";
    theme_deleted(name, n): "テーマ「{name}」を消しました。付箋 {n} 枚も隠れました。「元に戻す」か、テーマ表の「削除したテーマ」で戻せます。", "Deleted “{name}”. Tags hidden with it: {n}. Undo brings them back, and so does “Deleted themes” in the codebook.";
    close_first(name): "「{name}」はまだ開いていません。いまの画面を閉じて、もう一度ドロップしてください。", "“{name}” is not open yet. Close this screen and drop it again.";
    hung(name): "前に「{name}」を開いたとき、画面が止まったようなので、開いていません。再読み込みすると開きます。", "“{name}” seems to have stopped the page last time, and is not opened. Reload the page to open it.";
    paste_short(): "短い文章なので開きませんでした。議事録の文章をまるごと貼り付けてください。", "Too short to be minutes. Paste the whole text.";
    drop_here(): "ここで放すと開きます", "Drop to open";
    documents(): "文書", "Documents";
    outline(): "目次", "Outline";
    sections(): "議事", "Sections";
    speakers(): "発言者", "Speakers";
    speaker_share(name, percent, count): "{name}　{count}回　{percent}%", "{name}, turns: {count}, {percent}%";
    to_check(): "確認が必要な箇所", "To check";
    repair(): "読み方を直す", "Correct the reading";
    repair_question(): "は、どう読みますか。", "How should this be read?";
    repair_speech(): "ここから新しい発言", "A new speech begins here";
    repair_continues(): "前の続き", "Goes on with what is above";
    repair_speaker(): "発言者がちがう（発言全体）", "Another speaker (whole statement)";
    repair_not_speech(): "発言ではない", "Not speech";
    repair_line_not_speech(): "発言ではない（この行の終わりまで）", "Not speech (to the end of the line)";
    repair_as_it_is(): "このままでよい", "It is right as it is";
    repair_name(): "だれの発言ですか", "Who is speaking?";
    repair_all(n): "同じ表示のほかの{n}件も", "And the {n} other statements with that label";
    repair_made(): "読み方を決めた箇所", "Settled";
    repair_made_speech(): "ここから発言", "A statement begins here";
    repair_made_speaker(name): "発言者：{name}", "Speaker: {name}";
    repair_take_back(words): "「{words}」の直しをやめる", "Take back the correction of “{words}”";
    repair_taken_back(): "直しをやめました。", "The correction was taken back.";
    repaired(): "読み方を決めました。付箋はそのまま残ります。「元に戻す」で戻せます。", "Settled. Tags stay as they are. Undo brings it back.";
    repair_here(): "発言の区切りや発言者を直す", "Correct who speaks here";
    unknown_themes(n): "テーマがファイルに入っていない付箋が {n} 枚あり、表示していません。付けた人に、もう一度「ファイルに保存」してもらってください。", "Tags whose theme is in no file are not shown: {n}. Ask who made them to save the file once more.";
    lost_tag(theme, words): "「{theme}」の付箋の場所が見つかりません：「{words}」。ファイルには残っています。", "No place was found for a tag “{theme}” on “{words}”. It is kept in the file.";
    finding_label(words): "「{words}」が発言者かどうか、確かめてください。", "Is “{words}” somebody who speaks? Please check.";
    finding_likely(who): "「{who}」の誤りかもしれません。", "Perhaps “{who}” is meant.";
    doubt_name_only(): "役職も敬称もなく、出席者の一覧にも見当たりません。", "No office, no honorific and no list tells.";
    doubt_unmarked(): "発言の始まりを示す印や区切りがありません。", "Nothing marks the line.";
    doubt_once(): "一度しか現れません。", "It is there only once.";
    doubt_stray(): "ほかの発言者の行とは形が違います。", "Others are marked in another way.";
    doubt_unclosed(): "括弧が閉じていません。", "Its bracket is not closed.";
    doubt_unlisted(): "出席者の一覧に見当たりません。", "The list of those present does not have them.";
    finding_date(): "日付を確かめてください。", "Please check the date.";
    finding_no_speeches(): "発言者ごとの発言がない議事録です。項目ごとに付箋を付けられます。", "These minutes do not say who speaks. Tags go on their items.";
    finding_not_minutes(): "議事録の形が見つかりませんでした。", "This does not look like minutes.";
    finding_no_text(): "文字がありません。", "There is no text.";
    finding_bracket(): "閉じていない括弧があるため、段落の終わりまでを一つの文としました。", "A bracket is not closed, so that the rest of the paragraph is one sentence.";
    line_number(n): "{n}行目", "line {n}";
    meeting_name(): "会議", "Meeting";
    date(): "日付", "Date";
    time(): "時刻", "Time";
    place(): "場所", "Place";
    agenda(): "議題", "Agenda";
    materials(): "資料", "Materials";
    present(): "出席者", "Present";
    source(): "原本", "Source";
    front_matter(): "冒頭の原文", "Text before the proceedings";
    details(): "会議の詳しい情報", "About the meeting";
    online(): "オンラインあり", "online";
    pasted_text(): "貼り付けた文章", "Pasted text";

    // Themes and units.
    themes(): "テーマ", "Themes";
    unit(): "単位", "Unit";
    sentence(): "文", "Sentence";
    speech(): "発言", "Speech";
    span(): "範囲", "Span";
    add_theme(): "テーマを追加", "Add theme";
    edit_theme(name): "「{name}」を編集", "Edit “{name}”";
    name(): "名前", "Name";
    colour(): "色", "Colour";
    colour_n(n): "色{n}", "Colour {n}";
    other_colour(): "ほかの色", "Another colour";
    key(): "キー", "Key";
    key_hint(): "1〜9 か英字1つ。空欄なら、空きがあれば 1〜9 が付きます。", "A digit 1–9 or a letter. Left empty, it gets a free digit, if there is one.";
    add(): "追加", "Add";
    change(): "変更", "Change";
    delete(): "削除", "Delete";
    delete_hint(): "このテーマの付箋も隠れます。「元に戻す」で戻せます。", "Its tags disappear with it. Undo brings everything back.";
    name_missing(): "名前を入れてください。", "Enter a name.";
    name_taken(name): "「{name}」はもうあります。別の名前にしてください。", "“{name}” exists already. Choose another name.";
    name_twice(name): "「{name}」はほかにもあります。見分けるための番号が付きます。", "There is another “{name}”. A number tells them apart.";
    theme_deleted_elsewhere(): "このテーマは、ほかの人かほかのタブが削除しました。「元に戻す」か、テーマ表の「削除したテーマ」で戻せます。", "This theme has been deleted, by somebody else or in another tab. Undo brings it back, and so does “Deleted themes” in the codebook.";
    key_moves(key, name): "「{key}」はいま「{name}」のキーです。このテーマに付けると、「{name}」のキーはなくなります。", "“{key}” is the key of “{name}” now, which will be left without one.";
    key_reserved(key): "「{key}」は別の操作に使うキーです。別のキーにしてください。", "“{key}” is used for something else. Choose another key.";
    key_taken(key, name): "「{key}」は「{name}」のキーです。別のキーにしてください。", "“{key}” is the key of “{name}”. Choose another key.";
    key_bad(): "キーは 1〜9 か英字1つにしてください。", "The key must be one digit 1–9 or one letter.";
    no_themes(): "テーマがまだありません。", "There are no themes yet.";
    starter_offer(): "行政デジタル化の16テーマから始められます。", "You can start from 16 themes on digital government.";
    starter_add(): "はじめてのテーマ表を入れる", "Add the starter themes";
    nothing_to_repeat(): "「.」は前のテーマを付けます。先に一つ付けてください。", "“.” puts the last theme on again. Put one on first.";
    choose_unit_first(): "先に「読む」で、文をクリックするか j キーで選んでください。", "First choose a sentence under “Read”: click it, or press j.";
    tag_under_read(): "付箋は「読む」で付けます。", "Tags are put on under “Read”.";
    tag_out_of_sight(): "画面の外の文でした。付けるなら、もう一度押してください。", "It was out of sight. Press once more to tag it.";
    choose_hint(): "本文をクリックするか、j / k キーで選びます。", "Click the text, or move with j and k.";
    tag_hint(): "クリックか番号で付け、もう一度で外します。", "Click or press its key to tag, again to untag.";
    swipe_hint(): "左右に払うと、次の文へ。", "Swipe for the next sentence.";
    select_hint(): "文字をなぞるか、← → と Shift+← → で範囲を選びます。", "Select text, or use ← → and Shift+← →.";
    select_by_finger(): "文字を長く押して、範囲を選びます。", "Press and hold words to select them.";
    span_hint(): "文を選びました。語だけに付けるなら、単位を「範囲」に。", "For words alone, set the unit to “span”.";
    tags(): "付箋", "Tags";
    tags_here(): "ここの付箋", "Tags here";
    no_tags_here(): "ここに付箋はまだありません", "No tags here yet";
    note(): "メモ", "Note";
    note_placeholder(): "選んだところについてのメモ", "A note on what is chosen";
    announce_unit(at, words, themes): "{at} {words}{themes}", "{at} {words}{themes}";
    announce_tags(themes): "　付箋：{themes}", " Tags: {themes}";
    announce_tagged(name): "「{name}」を付けました", "Tagged “{name}”";
    tag_on_several(name): "「{name}」は、いくつかの文にまたがっています。もう一度で外します。", "“{name}” lies on several sentences. Once more takes it off.";
    tagged_twice(name): "「{name}」を付けました。ここを含む発言や範囲にも付いています。", "Tagged “{name}”. What lies around it has that tag, too.";
    announce_untagged(name): "「{name}」を外しました", "Removed “{name}”";

    // People.
    people(): "参加者", "People";
    people_me(): "あなた", "you";
    nickname(): "あなたのニックネーム", "Your nickname";
    default_nickname(code): "参加者{code}", "Participant {code}";
    continued_as(name): "「{name}」として続けます。", "You are “{name}” now.";
    now_other(name): "別のタブで、参加者が「{name}」に変わりました。ここから先の付箋とメモは、その人のものになります。", "In another tab you became “{name}”. From here on tags and notes are theirs.";
    new_person(): "別の人として始める", "Start as somebody else";
    new_person_done(name): "「{name}」として始めました。前の人の付箋はそのまま残っています。", "You are “{name}” now. Earlier tags are still there.";
    forget(): "この端末の記録を消す", "Delete what is kept here";
    forget_words(): "文書・付箋・メモを、このブラウザーから全部消します。元には戻せません。残すものは、先に「ファイルに保存」してください。", "Documents, tags and notes are all removed from this browser. This cannot be undone. Use “Save to file” first.";
    forget_do(): "全部消す", "Clear everything";
    several(n): "{n}人", "{n} people";
    more_tags(n): "ほかに{n}件", "{n} more";
    who_are_you(): "この中に、あなたの付箋はありますか。", "Are some of these tags yours?";
    none_of_them(): "いいえ", "No";
    go_on(): "続ける", "Continue";
    hand_over_do(): "この人の付箋にする", "Hand them over";
    hand_over_words(own, count, name): "いまの「{own}」の付箋とメモ（{count}件）は、「{name}」のものになります。「元に戻す」で戻せます。", "The tags and notes of “{own}” ({count}) become those of “{name}”. Undo takes it back.";
    continue_as(name): "「{name}」として続ける", "Continue as “{name}”";
    tags_count(n): "付箋 {n}", "Tags: {n}";

    // Merging.
    merge_title(): "付箋ファイルをまとめる", "Merge tag files";
    merge_from(files): "{files} から取り込むもの", "What comes in from {files}";
    merge_themes(n): "新しいテーマ {n}", "New themes: {n}";
    merge_tags(n): "新しい付箋 {n}", "New tags: {n}";
    merge_same(names): "同じ名前の別のテーマ：{names}（テーマ表で一つにできます）", "Themes of the same name: {names} (the codebook makes them one)";
    merge_hidden(n): "うち {n} 枚は、削除したテーマ（テーマ表で戻せます）か、ファイルにないテーマの付箋で、見えません", "Not to be seen, as their themes are deleted (the codebook brings them back) or missing in the file: {n}";
    merge_notes(n): "新しいメモ {n}", "New notes: {n}";
    merge_same_tags(n): "同じ人が同じところに付けた同じ付箋 {n} 枚は、一枚にします", "Tags that the same person put on the same words at two computers become one: {n}";
    merge_same_notes(n): "同じ人が同じところに書いたメモ {n} 件は、一つにつなげます", "Notes that the same person wrote on the same words are joined: {n}";
    merge_repairs(n): "読み方の直し {n}", "Corrections of the reading: {n}";
    merge_people(names): "新しい参加者：{names}", "New people: {names}";
    merge_documents(names): "新しい文書：{names}", "New documents: {names}";
    merge_changed(n): "新しい版に変わるもの {n}", "Replaced by newer versions: {n}";
    merge_note(old, new): "メモ「{old}」が「{new}」に変わります。", "The note “{old}” becomes “{new}”.";
    merge_reading(words): "「{words}」の読み方が、相手の答えに変わります。", "“{words}” is read as they say.";
    merge_untagged(theme, words): "「{words}」の付箋「{theme}」が外れます。", "The tag “{theme}” on “{words}” is removed.";
    merge_key(key, old, new): "キー {key} は、テーマ「{old}」から新しいテーマ「{new}」に移ります。", "Key {key} goes from “{old}” to the new theme “{new}”.";
    merge_theme_words(theme, what, old, new): "テーマ「{theme}」の{what}：「{old}」が「{new}」に変わります。", "“{theme}”, {what}: “{old}” becomes “{new}”.";
    merge_theme_gets(theme, what, new): "テーマ「{theme}」の{what}：「{new}」が入ります。", "“{theme}”, {what}: “{new}” comes in.";
    merge_theme_loses(theme, what, old): "テーマ「{theme}」の{what}：「{old}」が消えます。", "“{theme}”, {what}: “{old}” goes.";
    merge_theme_part(theme, what): "テーマ「{theme}」の{what}が変わります。", "“{theme}”: {what} changes.";
    merge_theme_deleted(theme): "テーマ「{theme}」が削除されます（テーマ表で戻せます）。", "The theme “{theme}” is deleted (the codebook brings it back).";
    merge_theme_hides(theme, n): "テーマ「{theme}」が削除され、ここにある付箋 {n} 枚が隠れます（テーマ表で戻せます）。", "The theme “{theme}” is deleted and hides {n} tags that are here (the codebook brings both back).";
    merge_followed(from, into, n): "テーマ「{from}」は「{into}」と一つになったので、付箋 {n} 枚が「{into}」に移ります。", "The theme “{from}” was merged into “{into}”; its tags go there, too: {n}.";
    merge_theme_back(theme): "削除したテーマ「{theme}」が戻ります。", "The deleted theme “{theme}” comes back.";
    files_and_more(name, n): "{name} ほか {n} 件", "{name} and {n} more";
    merge_unchanged(): "あなたの付箋は何も変わりません。", "Nothing of yours is changed.";
    merge_nothing(): "新しいものはありません。全部もう入っています。", "There is nothing new in it. Everything is here already.";
    merge_nothing_new(): "新しいものはありません。", "There is nothing new in it.";
    comma(): "、", ", ";
    forgotten(): "この端末の記録を消しました。", "This computer was cleared.";
    forgotten_elsewhere(): "別のタブで「この端末の記録を消す」が選ばれ、ここの記録も消えました。保存したファイルを「ファイルを開く」で開くと戻ります。", "Another tab deleted what is kept here. A file you saved brings your work back.";
    merge_kept_off(n): "ここで外した付箋・メモ {n} 件は、外したままです（「履歴」から戻せます）", "Tags and notes that were taken off here stay off: {n} (“History” brings them back)";
    csv_saved(name, n): "{name} を保存しました（この文書の付箋とメモ {n} 件）。", "Saved {name}, with the tags and notes of this document: {n}.";
    merge_undo(): "取り込んだあとも「元に戻す」で戻せます。", "You can undo this afterwards.";
    merge_with_themes(): "ここにあるテーマの変更（名前・説明・削除など）も取り込む", "Take changes of themes that are here, too";
    merge_do(): "取り込む", "Merge";
    merged_hidden(n): "うち {n} 枚は、テーマが削除されているか、ファイルにないので見えません", "{n} of them cannot be seen: their themes are deleted, or missing in the file";
    merged(came): "取り込みました。{came}。", "Merged. {came}.";

    // Search.
    search(): "検索", "Search";
    search_next(): "次へ", "Next";
    search_previous(): "前へ", "Previous";
    search_count(n, total): "{n} / {total} 件", "{n} of {total}";
    search_text(): "本文を検索", "Search the text";
    search_none(): "見つかりません", "No hits";
    search_front(n): "冒頭の原文に {n} 件", "{n} before the proceedings";
    search_folded(n): "絞り込みの外に {n} 件", "{n} outside the filter";

    // Problems.
    unreadable_file(name): "「{name}」を読めませんでした。フォルダーではないか、移動や削除をされていないか確かめてください。", "“{name}” could not be read. Check that it is no folder and has not been moved or deleted.";
    sample_missing(): "サンプルを読み込めませんでした。ネットワークを確かめて、もう一度押してください。", "The sample could not be loaded. Check the network and try again.";
    error_empty(name): "「{name}」は空のファイルです。議事録の文章が入ったファイルを開いてください。", "“{name}” is empty. Open a file that holds the text of minutes.";
    error_broken(name): "「{name}」を開けませんでした。ネットワークを確かめて開き直すか、文章を貼り付けてください。いまの付箋は何も変わっていません。", "“{name}” could not be opened. Check the network and try again, or paste its text. Nothing of yours has changed.";
    opened(name): "「{name}」を開きました", "Opened “{name}”";
    tags_back(name): "「{name}」を、外す前の付箋とメモごと開きました", "Opened “{name}” with its tags and notes from before it was removed";
    already_open(name): "「{name}」はもう開いています", "“{name}” is open already";
    password(): "パスワード", "Password";
    encoding(): "文字コード", "Encoding";
    open_it(): "開く", "Open";
    no_speeches(name): "「{name}」には発言者の行が見つかりませんでした。段落ごとに付箋を付けられます。発言者がいるはずなら、「○山田委員　…」のように行頭に名前があるか確かめてください。", "No speaker lines were found in “{name}”. You can tag it paragraph by paragraph. If there should be speakers, check that lines begin with their names, as in “○山田委員　…”.";
    not_minutes(name): "「{name}」は議事録の形に見えませんでした。段落ごとに付箋を付けられます。", "“{name}” does not look like minutes. You can tag it paragraph by paragraph.";
    error_not_json(name, line, column): "「{name}」は途中で切れているか壊れています（{line}行 {column}文字目）。送ってくれた人に、もう一度「ファイルに保存」してもらってください。いまの付箋は何も変わっていません。", "“{name}” is cut off or damaged (line {line}, column {column}). Ask its sender to save it again. Nothing of yours has changed.";
    error_codebook(name): "「{name}」はテーマ表です。文書を開いてから、「テーマ表」の中で開いてください。", "“{name}” is a codebook. Open a document, then open it under “Codebook”.";
    error_foreign(name): "「{name}」は付箋ファイル（.fusen.json）ではありません。議事録なら PDF・Word・Web ページ・テキストのファイルを選んでください。いまの付箋は何も変わっていません。", "“{name}” is not a tag file (.fusen.json). For minutes, choose a PDF, Word, web page or text file. Nothing of yours has changed.";
    error_too_new(name, version): "「{name}」は新しい版（{version}）の Fusen で作られています。このページを再読み込みしてから開いてください。いまの付箋は何も変わっていません。", "“{name}” was made by a newer Fusen (version {version}). Reload this page, then open the file. Nothing of yours has changed.";
    error_damaged(name, what): "「{name}」の中身が壊れています（{what}）。送ってくれた人に、もう一度「ファイルに保存」してもらってください。いまの付箋は何も変わっていません。", "The content of “{name}” is damaged ({what}). Ask its sender to save it again. Nothing of yours has changed.";

    // Steps, as undo names them.
    step_add_tag(name): "「{name}」の付箋", "tag “{name}”";
    step_remove_tag(name): "「{name}」を外す", "remove “{name}”";
    step_note(): "メモ", "note";
    step_add_theme(name): "テーマ「{name}」の追加", "add theme “{name}”";
    step_change_theme(name): "テーマ「{name}」の変更", "change theme “{name}”";
    step_part(what, old, new): "{what}：{old} → {new}", "{what}: {old} → {new}";
    step_delete_theme(name): "テーマ「{name}」の削除", "delete theme “{name}”";
    step_move_theme(name): "テーマ「{name}」の移動", "move theme “{name}”";
    step_merge_themes(from, into): "テーマ「{from}」を「{into}」と一つにする", "merge theme “{from}” into “{into}”";
    step_split_theme(name): "テーマ「{name}」を分ける", "split theme “{name}”";
    step_restore_theme(name): "テーマ「{name}」を戻す", "restore theme “{name}”";
    step_codebook(name): "テーマ表 {name} の取り込み", "take in codebook {name}";
    step_tag_all(name): "「{name}」の付箋をまとめて付ける", "tag all with “{name}”";
    step_refuse(): "候補から外す", "not proposing it";
    step_of_other(name): "これは「{name}」の操作です。「履歴」から戻せます。", "That step is of “{name}”. “History” can take it back.";
    step_starter(): "はじめてのテーマ表", "starter themes";
    step_remove_document(name): "文書「{name}」を外す", "remove document “{name}”";
    step_repair(): "読み方の直し", "correction of the reading";
    step_rename(): "ニックネーム", "nickname";
    step_merge(name): "{name} の取り込み", "merge {name}";

    // Keys.
    keys(): "キーの一覧", "Keys";
    keys_next(): "次の文へ", "Next unit";
    keys_previous(): "前の文へ", "Previous unit";
    keys_extend(): "Shift と一緒に：範囲を広げる", "With Shift: extend the selection";
    keys_edge(): "範囲の始めを一文字ずつ動かす（Shift と一緒で終わりを）", "Move the beginning of a span by a letter (with Shift its end)";
    keys_theme(): "テーマの付箋を付ける・外す", "Put a theme on, or take it off";
    keys_repeat(): "前と同じテーマの付箋を付ける", "Put the last theme on again";
    keys_palette(): "コマンドやテーマを名前で探す", "Find a command or theme by name";
    keys_accept(): "候補の付箋を付ける", "Put on what is proposed";
    refuse_short(): "出さない", "Not this";
    keys_refuse(): "その候補を出さない", "Never propose that here again";
    keys_stripes(): "その文の付箋の線へ（Enter でその付箋のところを選ぶ）", "To the stripes of the sentence (Enter chooses what they lie on)";
    keys_note(): "メモを書く（Esc で本文へ戻る）", "Write a note (Esc returns)";
    keys_search(): "検索", "Search";
    keys_unit(): "単位を変える（文・発言・範囲）", "Change the unit";
    keys_repair(): "ここの読み方（発言の区切り・発言者）を直す", "Correct how this place is read";
    keys_outline(): "目次", "Outline";
    keys_help(): "この一覧", "This list";
    keys_undo(): "元に戻す", "Undo";
    keys_redo(): "やり直す", "Redo";
    keys_leave(): "閉じる・本文へ戻る", "Close, back to the text";

    // Compare and insights.
    theme_by_speaker(): "テーマと発言者", "Themes by speaker";
    theme_by_person(): "テーマと参加者", "Themes by person";
    total(): "計", "Total";
    with_under(): "下のテーマも", "With those under it";
    no_tags_yet(): "まだ付箋がありません。「読む」で文に付箋を付けてください。", "There are no tags yet. Tag some sentences under “Read”.";
    no_tags_on_speech(): "表示している人の付箋に、発言の文に付いたものはありません。", "None of the tags that are shown is on what a speaker says.";
    notes(): "メモと覚え書き", "Notes and memos";
    compare_needs_two(): "二人分の付箋があると、くらべられます。「まとめる」で、ほかの参加者のファイルを取り込んでください。", "Comparing needs the tags of two people. Bring in another participant's file with “Merge files”.";
    both(): "二人とも", "Both";
    only(name): "{name} だけ", "Only {name}";
    agreement(): "一致率", "Agreement";
    group(): "全員の一致", "Agreement of all";
    group_of(n): "全員（{n} 人）", "All of them ({n})";
    group_users(): "付けた人", "People";
    group_most(): "半数を超える人が付けた文", "Tagged by more than half";
    group_alone(): "一人だけが付けた文", "Tagged by one alone";
    group_close(): "だれとだれが近いか", "Who is close to whom";
    group_mean(): "κ の平均", "Mean κ";
    group_nearest(): "いちばん近い人", "Closest";
    group_farthest(): "いちばん遠い人", "Farthest";
    group_hint(): "α は、全員がどれだけ一致したかです（Krippendorff 2004。1 は完全な一致、0 は偶然と同じ）。下の表の κ は、だれかが使ったテーマと文の組を全部合わせて数えています。左の「参加者」でチェックを外した人は入りません。", "α says how far all of them agree (Krippendorff 2004: 1 is perfect, 0 is chance). κ in the lower table is of all pairs of a sentence and a theme that somebody used. People who are not ticked on the left do not count.";
    alpha(): "α（アルファ）", "α";
    all_themes(): "すべてのテーマ", "All themes";
    kappa(): "κ（カッパ）", "Cohen's κ";
    compare_list(theme, who, n): "「{theme}」：{who}（{n} 文）", "“{theme}”: {who} (sentences: {n})";
    read_tags(theme, column, n): "「{theme}」{column} {n} 件を読む", "Read “{theme}”, {column}: {n}";
    insights_hidden(names): "表示していない人の付箋は数えていません：{names}", "Tags of people who are not shown are not counted: {names}";
    insights_units(): "開いている文書の付箋の数です。文・発言・範囲のどれに付けても一枚と数えます。文書全体や節に付けたものは、発言者の表には入りません。", "Tags in the open document; one on a sentence, a statement or a span counts as one. Those on the document or a section are nobody’s in the table of speakers.";
    compare_units(): "数を押すと、その文が出ます。文ごとに、そのテーマの付箋があるかどうかを数えています（発言や節の付箋は中の文すべてに、文書全体の付箋はどの文にも数えません）。一致率は、二人とも付けなかった文が多いほど高くなります。偶然の一致を除いた κ を目安にしてください（Cohen 1960、すべてのテーマでは de Vries ほか 2008）。", "Press a number to see its sentences. Counted by sentence: whether it carries the theme; a tag on a statement or section counts for all its sentences, one on the whole document for none. The more sentences neither has tagged, the higher the agreement: go by κ, which is agreement beyond chance (Cohen 1960; for all themes, de Vries et al. 2008).";
    first_person(): "一人目", "First person";
    second_person(): "二人目", "Second person";
}
