//! Findings in words that say what to do. Here and not with the page's other messages: the page loads them with the
//! program that needs them.

use super::finding::{Code, Finding};

impl Finding {
    /// What to tell a person about the file `name`, in Japanese or English.
    pub fn words(&self, name: &str, english: bool) -> String {
        let Self { code, detail } = self;
        let behind = |ja: &str, en: &str| match (detail.is_empty(), english) {
            (true, _) => String::new(),
            (false, false) => format!("（{detail}{ja}）"),
            (false, true) => format!(" ({en}{detail})"),
        };
        let [ja, en] = match code {
            Code::Empty => [
                format!("「{name}」には文章がありません。議事録の文章が入ったファイルを開いてください。"),
                format!("“{name}” has no text. Open a file that holds the text of minutes."),
            ],
            Code::Unsupported => [
                format!(
                    "「{name}」は開けない種類のファイルです{}。PDF、Word（.docx）、Web ページ（.html）、テキスト（.txt）で保存し直して開いてください。",
                    behind("", "")
                ),
                format!(
                    "“{name}” is of a kind that cannot be opened{}. Save it as PDF, Word (.docx), a web page (.html) or text (.txt).",
                    behind("", "")
                ),
            ],
            Code::Scan => [
                format!(
                    "「{name}」は紙を写した画像の PDF で、文字が入っていません。文字認識（OCR）で文字を付けた PDF を作って開くか、公開元に文字の入った版がないか確かめてください。"
                ),
                format!(
                    "“{name}” is a scan: pictures of pages without text. Add text to it by character recognition (OCR), or look for a version with text."
                ),
            ],
            Code::Password => [
                format!(
                    "「{name}」を開くにはパスワードが必要です。入力したパスワードは、この端末から外に出ません。"
                ),
                format!("“{name}” needs a password. What you type does not leave this computer."),
            ],
            Code::WrongPassword => [
                format!(
                    "「{name}」のパスワードが違います。大文字と小文字を確かめて、もう一度入力してください。"
                ),
                format!(
                    "This is not the password of “{name}”. Check upper and lower case and type it again."
                ),
            ],
            Code::Damaged => [
                format!(
                    "「{name}」は壊れていて、開けませんでした{}。もう一度手に入れて開いてください。",
                    behind("", "")
                ),
                format!(
                    "“{name}” is damaged and could not be opened{}. Get it once more and open it again.",
                    behind("", "")
                ),
            ],
            Code::Cut => [
                format!(
                    "「{name}」は途中で切れているか壊れています。読めたところまでを開きました{}。全部が必要なら、もう一度手に入れて開いてください。",
                    behind(" ページが失われています", "")
                ),
                format!(
                    "“{name}” is cut off or damaged. It was opened as far as it can be read{}. If you need all of it, get it once more.",
                    behind("", "lost: pages ")
                ),
            ],
            Code::Nested => [
                format!("「{name}」は ZIP の中の ZIP です。取り出してから開いてください。"),
                format!("“{name}” is a ZIP within a ZIP. Take it out and open it by itself."),
            ],
            Code::TooLarge => [
                format!(
                    "「{name}」は広げると大きくなりすぎるため、開くのをやめました。中のファイルを取り出して、一つずつ開いてください。"
                ),
                format!(
                    "“{name}” would unpack to too much, so it was not opened. Take the files out of it and open them one by one."
                ),
            ],
            Code::Encoding => [
                format!(
                    "「{name}」を文字コード {detail} として開きました。文字化けしているときは、選び直してください。"
                ),
                format!(
                    "“{name}” was opened as {detail}. If its letters are wrong, choose another encoding."
                ),
            ],
            Code::Undecodable => [
                format!("「{name}」には読めない文字が {detail} 個あり、「\u{fffd}」と表示しています。"),
                format!("{detail} characters of “{name}” could not be read and are shown as “\u{fffd}”."),
            ],
            Code::MissingPages => [
                format!("「{name}」のうち {detail} ページを読めませんでした。残りのページを開きました。"),
                format!("Pages {detail} of “{name}” could not be read. The other pages were opened."),
            ],
            Code::ScannedPages => [
                format!(
                    "「{name}」の {detail} ページは画像で、文字が入っていません。ほかのページを開きました。"
                ),
                format!("Pages {detail} of “{name}” are pictures without text. The other pages were opened."),
            ],
            Code::UnnamedGlyphs => [
                format!(
                    "「{name}」には、何の文字か分からない文字が {detail} 個あり、抜けています。元の PDF と見比べてください。"
                ),
                format!(
                    "{detail} characters of “{name}” are left out because the file does not say what they are. Compare it with the PDF."
                ),
            ],
        };
        if english { en } else { ja }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particulars_are_said_where_there_are_any() {
        let pages = Finding::with(Code::Cut, "4–5");
        assert!(
            pages
                .words("a.pdf", false)
                .contains("開きました（4–5 ページが失われています）。")
        );
        assert!(
            pages
                .words("a.pdf", true)
                .contains("can be read (lost: pages 4–5).")
        );
        assert!(
            Finding::new(Code::Damaged)
                .words("a.pdf", true)
                .contains("opened. Get")
        );
    }
}
