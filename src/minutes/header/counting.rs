//! Numbers at the beginning of lines of a header: `１．`, `（２）`, `③`, `第４`.

use super::super::chars::{Spaced, is_space};
use super::super::numerals;

/// How a line is numbered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbering {
    /// 0 for none; else one number for each style: `１．`, `１ `, `（１）`, `１）`, `①`, `第１`, `一、`.
    pub(super) style: u8,
    pub(super) value: u32,
}

/// Reads the number at the beginning of a line; returns it and the rest.
pub(super) fn numbering(text: &str) -> (Numbering, &str) {
    let none = (Numbering::default(), text);
    let Some(first) = text.chars().next() else {
        return none;
    };
    let of = |style: u8, value: u32, rest: &'_ str| (Numbering { style, value }, rest.len());
    let found = if ('①'..='⒇').contains(&first) {
        text.get(first.len_utf8()..)
            .map(|rest| of(5, (first as u32 - '①' as u32) % 20 + 1, rest))
    } else if let Some(inner) = text.strip_prefix(['（', '(']) {
        numerals::number(inner).and_then(|(value, len)| {
            let rest = inner.get(len..)?.strip_prefix(['）', ')'])?;
            Some(of(3, value, rest))
        })
    } else if let Some(inner) = text.strip_prefix('第') {
        numerals::number(inner.trim_spaces_start()).and_then(|(value, len)| {
            let rest = inner.trim_spaces_start().get(len..)?;
            let rest = rest.strip_prefix('号').unwrap_or(rest);
            rest.starts_with(is_space).then(|| of(6, value, rest))
        })
    } else if ('Ⅰ'..='Ⅻ').contains(&first) {
        let rest = text.get(first.len_utf8()..).unwrap_or("");
        let rest = rest.strip_prefix(['．', '.', '、']).unwrap_or(rest);
        Some(of(8, first as u32 - 'Ⅰ' as u32 + 1, rest))
    } else {
        let kanji = !first.is_ascii_digit() && !('０'..='９').contains(&first);
        numerals::number(text)
            .filter(|(value, _)| (1..100).contains(value))
            .and_then(|(value, len)| {
                let rest = text.get(len..)?;
                match rest.chars().next()? {
                    c @ ('．' | '.' | '、' | ',') => {
                        let rest = rest.get(c.len_utf8()..)?;
                        Some(of(if kanji { 7 } else { 1 }, value, rest))
                    }
                    c @ ('）' | ')') => Some(of(4, value, rest.get(c.len_utf8()..)?)),
                    _ => Some(of(if kanji { 9 } else { 2 }, value, rest)),
                }
            })
    };
    match found {
        Some((numbering, len)) => (
            numbering,
            text.get(text.len() - len..).unwrap_or("").trim_spaces_start(),
        ),
        None => none,
    }
}
