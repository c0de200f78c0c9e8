//! Marks that a document explains: 「◎は委員長、○は委員、●は事務局」.

use super::chars::{holds_any, is_marker, is_of, is_space, longer, unusual};
use super::labels::{Candidate, Form};
use super::recognisers::is_sign;
use super::roles;
use super::structure::TextLine;

/// 「◎は委員長、○は委員、●は事務局」: from there on these marks are labels.
pub(super) fn explained<'a>(lines: &[TextLine<'a>], candidates: &mut [Option<Candidate<'a>>]) -> bool {
    let Some((n, marks)) = lines
        .iter()
        .enumerate()
        .find_map(|(n, l)| Some((n, legend(l.text)?)))
    else {
        return false;
    };
    if let Some(c) = candidates.get_mut(n) {
        *c = None;
    }
    for (line, c) in lines.iter().zip(candidates.iter_mut()).skip(n + 1) {
        let first = line.text.chars().next();
        let Some((mark, word)) = marks.iter().find(|(m, _)| Some(*m) == first) else {
            continue;
        };
        // 「○ ○○地区の」 is a mark and a mask, 「○○地区の」 a mask.
        let run = line.text.chars().take_while(|c| c == mark).count();
        if c.is_some_and(|c| c.named) || run.is_multiple_of(2) {
            continue;
        }
        let rest = line.text.get(mark.len_utf8()..).unwrap_or("");
        // 「●：　まず、」
        let said = rest.trim_start_matches(|c| is_space(c) || among!(c, "：:"));
        let body = line.text.len() - said.len();
        *c = Some(Candidate {
            closed: true,
            ..Candidate::of(Form::Legend, word, body)
        });
    }
    true
}

/// Marks and what they stand for, if a line explains at least two.
pub(super) fn legend(line: &str) -> Option<Vec<(char, &str)>> {
    // All marks but 〇 begin with this byte, and two are explained: one begins what somebody says.
    let marks = line.len() <= 400
        && match memchr::memchr_iter(0xE2, line.as_bytes()).take(2).count() {
            0 => false,
            1 => line.contains('〇'),
            _ => true,
        };
    // 「Ⱗ＝質問　Ⱘ＝答弁」: a mark of the document's own is one where it is said to be.
    let told = || holds_any(line, "記号 凡例 マーク");
    if !marks {
        return None;
    }
    let own = unusual(line).any(|c| !is_marker(c) && is_sign(c)) && told();
    let is_mark = |c: char| is_marker(c) || own && is_sign(c);
    unusual(line).filter(|c| is_mark(*c)).nth(1)?;
    let mut marks = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find(is_mark) {
        let mark = rest.get(at..)?.chars().next()?;
        let after = rest.get(at + mark.len_utf8()..)?;
        let word = after.trim_start_matches(|c: char| is_space(c) || among!(c, "は：:＝=…・－-「『印がの"));
        let end = word
            .find(|c: char| is_space(c) || among!(c, "、，,／/）)」』；;。（(を") || is_mark(c))
            .unwrap_or(word.len());
        let name = word.get(..end)?;
        let name = "の発言 からの発言 を示す を表す です 発言"
            .split(' ')
            .fold(name, |n, tail| n.strip_suffix(tail).unwrap_or(n));
        let asks = own && is_of("質問 答弁 質疑 回答", name);
        if !(asks || roles::ends_in_office(name)) || longer(name, 12) {
            return None;
        }
        marks.push((mark, name));
        rest = word.get(end..)?;
    }
    (marks.len() >= 2 && !longer(rest, 20)).then_some(marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legends() {
        let want = Some(vec![('◎', "委員長"), ('○', "委員"), ('●', "事務局")]);
        for line in [
            "（◎は委員長、○は委員、●は事務局の発言）",
            "凡例：◎…委員長　○…委員　●…事務局",
            "◎：委員長　○：委員　●：事務局",
        ] {
            assert_eq!(legend(line), want, "{line}");
        }
        assert_eq!(legend("○委員　これは○○委員の御意見です。"), None);
        let own = vec![('Ⱗ', "質問"), ('Ⱘ', "答弁")];
        assert_eq!(legend("（記号の説明　Ⱗ＝質問　Ⱘ＝答弁）"), Some(own));
    }
}
