//! 例: a statement that shows what a theme is for.
//!
//! Themes keep each as one string, so that whoever reads the file reads it too, and the page need not know more of it:
//! what is said, who says it and in which document, parted by ｜. A backslash before a ｜ or a backslash makes it part of
//! the text.

/// Parts what belongs to an example.
const PART: char = '｜';

/// Longest name of a speaker that is kept beside words, in characters.
pub const SPEAKER: usize = 80;

/// A statement that shows what a theme is for. It holds words, not a place: a codebook is also read where the document
/// is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example {
    /// What is said.
    pub words: String,
    /// Who says it, as printed; empty when somebody made it up.
    pub speaker: String,
    /// Title of the document in which it is said; empty when somebody made it up.
    pub document: String,
}

impl Example {
    /// Reads any text; one without ｜ is what is said.
    pub fn parse(text: &str) -> Self {
        let mut parts = [String::new(), String::new(), String::new()];
        let (mut part, mut chars) = (0, text.chars());
        while let Some(c) = chars.next() {
            match (c, parts.get_mut(part)) {
                // More parts than there are belong to the last.
                (PART, Some(_)) if part < 2 => part += 1,
                ('\\', Some(words)) => words.push(chars.next().unwrap_or(c)),
                (c, Some(words)) => words.push(c),
                (_, None) => {}
            }
        }
        let [words, speaker, document] = parts.map(|p| p.trim().to_owned());
        Self {
            words,
            speaker: speaker.chars().take(SPEAKER).collect(),
            document,
        }
    }
}

impl std::fmt::Display for Example {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        use std::fmt::Write;
        let last = [&self.document, &self.speaker].iter().position(|p| !p.is_empty());
        let parts = [&self.words, &self.speaker, &self.document];
        for (n, part) in parts.into_iter().take(3 - last.unwrap_or(2)).enumerate() {
            if n > 0 {
                f.write_char(PART)?;
            }
            for c in part.chars() {
                if matches!(c, PART | '\\') {
                    f.write_char('\\')?;
                }
                f.write_char(c)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> [String; 3] {
        let e = Example::parse(text);
        [e.words, e.speaker, e.document]
    }

    #[test]
    fn words_may_stand_alone() {
        assert_eq!(read(" 備蓄が足りません。 "), ["備蓄が足りません。", "", ""]);
        assert_eq!(read("文｜議長｜第2回｜午前"), ["文", "議長", "第2回｜午前"]);
        assert_eq!(read("a\\｜b\\"), ["a｜b\\", "", ""]);
        assert_eq!(read("文｜｜第2回"), ["文", "", "第2回"]);
        let speaker = "長".repeat(SPEAKER + 9);
        assert_eq!(read(&format!("文｜{speaker}"))[1].chars().count(), SPEAKER);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(parts in proptest::array::uniform3("[a｜\\\\\n ]{0,6}|\\PC{0,6}")) {
            let [words, speaker, document] = parts.map(|p| p.trim().to_owned());
            let e = Example { words, speaker, document };
            prop_assert_eq!(Example::parse(&e.to_string()), e);
        }
    }
}
