//! What the readers of XML share.

use roxmltree::{Document, Node, ParsingOptions};

use crate::text::parts_words;

use super::finding::{Code, Finding};

/// Most nodes of one document; a year of minutes has some hundred thousand.
const NODES: u32 = 20_000_000;

/// Parses a document. Entities of its own are refused: they can multiply.
pub(super) fn parse(text: &str) -> Result<Document<'_>, Finding> {
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|e| Finding::with(Code::Damaged, e.to_string()))
}

/// An attribute by its local name, in whatever namespace.
pub(super) fn attribute<'a>(node: &Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|a| a.name() == name).map(|a| a.value())
}

/// An element's local name; empty for text and comments.
pub(super) fn name<'a>(node: &Node<'a, '_>) -> &'a str {
    if node.is_element() {
        node.tag_name().name()
    } else {
        ""
    }
}

/// All words below a node, white space as one space, none between Japanese characters.
pub(super) fn words(node: &Node<'_, '_>) -> String {
    let all: String = node
        .descendants()
        .filter(Node::is_text)
        .filter_map(|t| t.text())
        .collect();
    tidy(&all)
}

/// Line breaks of the source and the indent behind them are no text: one space stands for them between words of a
/// script that has spaces, none between others. Spaces within a line are text.
pub(super) fn tidy(text: &str) -> String {
    const SPACE: [char; 4] = [' ', '\t', '\n', '\r'];
    let mut out = String::with_capacity(text.len());
    let mut rest = text.trim_matches(SPACE);
    while let Some(at) = rest.find(SPACE) {
        let (piece, after) = rest.split_at(at);
        out.push_str(piece);
        let next = after.trim_start_matches(SPACE);
        let gap = after.get(..after.len() - next.len()).unwrap_or("");
        if !gap.contains(['\n', '\r']) {
            out.push_str(gap);
        } else if piece.ends_with(parts_words) && next.starts_with(parts_words) {
            out.push(' ');
        }
        rest = next;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_of_the_source_is_no_text() {
        assert_eq!(
            tidy("Добро\n  пожаловать。\n여러분\n감사"),
            "Добро пожаловать。여러분 감사"
        );
        assert_eq!(
            tidy("\n  （２）その他 ３．閉会\n    配付\n  資料 "),
            "（２）その他 ３．閉会配付資料"
        );
        assert_eq!(tidy("of\n  the"), "of the");
        assert_eq!(tidy("\n  "), "");
    }
}
