//! Whether a key word opens a field where it stands.

use super::super::super::chars::{is_of, squeeze};
use super::super::super::speaker;
use super::super::counting::numbering;
use super::super::keys::{Field, Key, is_group};
use super::super::{names, title};
use super::{Cutter, Line};

impl<'a> Cutter<'a> {
    /// Whether a key word opens a field here, or is a point of the list that is under way.
    pub(super) fn opens(&mut self, k: &Key<'a>, line: &Line<'a>) -> bool {
        // 「更新日：…」 on top of the page tells nothing of the meeting.
        let told = self
            .sections
            .iter()
            .any(|s| !matches!(s.field, Field::Top | Field::Other));
        let (last, seen, indent, counted) = (self.numbering, self.seen, self.indent, self.counted);
        let current = self.current();
        let (field, inline) = (current.field, current.inline);
        let filled = current.lines.iter().any(|l| !l.text.is_empty());
        let group = k.field == Field::Present && is_group(k.word);
        if k.field == Field::Title && (!k.firm && !title::names_body(k.value) || told && k.value.is_empty()) {
            return false;
        }
        // 「番号」,「氏名」,「出席」: heads of columns, each in a cell of its own
        let head = |l: &&Line<'_>| names::class(l.text) == names::Class::Nobody;
        if k.word == "出席" && current.lines.last().filter(head).is_some() {
            return false;
        }
        // 「※代理出席　五百蔵　正」 belongs to who stands above.
        if field == Field::Present && line.text.starts_with("※代理") && !k.value.is_empty() {
            return false;
        }
        if field.is_agenda() {
            // 「（２）」, and below it 「報告事項」, which it counts
            let lone = |l: &Line<'_>| {
                let (number, rest) = numbering(l.text);
                number.style != 0 && rest.is_empty()
            };
            if current.lines.last().is_some_and(lone) {
                return false;
            }
            // 「２．議事」 among the points of the agenda is one of them, unless it goes on counting the fields.
            let point = k.numbering.style != 0
                && (k.numbering.style != last.style || k.numbering.value != last.value + 1);
            let deeper = matches!(k.numbering.style, 3..=5) && last.style != k.numbering.style;
            if (point || deeper)
                && (k.field.is_agenda()
                    || matches!(k.field, Field::Other | Field::Opened | Field::Closed)
                    || group
                    || deeper)
            {
                return false;
            }
            let counts_on = k.numbering.style != 0 && !point && k.word.ends_with(['員', '局']);
            if group
                && !counts_on
                && !(k.firm && !k.value.is_empty() || speaker::is_speaker(k.word) && line.text.contains('君'))
            {
                return k.word.starts_with("事務局") && !k.value.is_empty() && k.numbering.style == 0;
            }
            // 「会議の公開\t公開」: a cell below that of the points, and its value
            let cell = k.numbering.style == 0 && !k.value.is_empty() && line.text.contains('\t');
            return k.numbering.style != 0
                || k.firm
                || cell
                || !matches!(k.field, Field::Other | Field::Opened | Field::Closed)
                || !filled;
        }
        if field == Field::Materials {
            // 「参考資料　前回会議の主な意見」 is a material without a number.
            let material = k.field == Field::Materials
                && (!k.value.is_empty()
                    || filled
                        && k.word.starts_with("参考資料")
                        && !line.text.starts_with(['【', '［', '〔', '＜', '○', '■']));
            // 「　次第」 set in under 配付資料 was handed out.
            // 「議事次第（PDF形式：8KB）」 is a file.
            let file = line.text.contains("PDF") || line.text.contains("ＰＤＦ");
            let first = !filled && !counted;
            let set_in =
                first || file || line.indent > indent + 1 || line.text.starts_with(['・', '◇', '□', '•']);
            let handed = (k.field.is_agenda() || k.field == Field::Other)
                && k.value.is_empty()
                && k.numbering.style == 0
                && set_in;
            return !material && !handed && (k.firm || !group && k.field != Field::Other);
        }
        if group {
            return match field {
                // 「１．議長」 behind 「１．欠席委員」
                Field::Absent => {
                    k.numbering.style == 1 && last.style == 1
                        || !is_of(
                            "委員 会長 委員長 副会長 理事 議長 構成員 その他",
                            &squeeze(k.word),
                        )
                }
                Field::Other => inline || k.word.starts_with("事務局") || k.word.starts_with("説明員"),
                Field::Present => true,
                _ => seen || k.firm && (!k.value.is_empty() || self.honoured),
            };
        }
        // Before any field, 「議事録」 alone is the title.
        if !seen && matches!(k.field, Field::Other) {
            return k.firm && !k.value.is_empty() || k.word.contains("異動") || k.word.contains("氏名");
        }
        if k.field == Field::Other && field == Field::Present && !k.firm {
            return k.value.is_empty() || !matches!(k.word, "担当" | "選任" | "結果" | "内容");
        }
        true
    }
}
