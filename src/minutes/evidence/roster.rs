//! Lists of people that look like labels.

use super::super::chars::{ends_in_any, longer};
use super::super::{headings, numbering};
use super::{Decided, Found};

/// A list of those present looks like labels: 「○会長　山田太郎」. The first speech is one that says something,
/// and so is the last.
pub(super) fn drop(found: Found<'_, '_>, decided: &mut Decided<'_>) {
    let said = |n: &usize| found.speaks.get(*n).copied().unwrap_or(false);
    let labelled = |d: &Decided<'_>| -> Vec<usize> {
        d.labels
            .iter()
            .enumerate()
            .filter(|(_, l)| l.is_some())
            .map(|(n, _)| n)
            .collect()
    };
    let all = labelled(decided);
    let first = all.iter().copied().find(said).unwrap_or(usize::MAX);
    // 「事 務 局：開会挨拶」 right above it is all that was written of what was said.
    let text = |n: usize| found.text(n);
    let above = (0..first.min(found.lines.len())).rev();
    let mut greeted = first;
    for n in above.filter(|n| !text(*n).is_empty()).take(3) {
        // 「（事務局）会議出席のお礼」 over 「2、会長あいさつ」
        if decided.labels.get(n).is_some_and(Option::is_none)
            && headings::title_like(text(n))
            && numbering::read(text(n)).is_some()
        {
            continue;
        }
        let greets = decided.labels.get(n).copied().flatten().is_some_and(|l| {
            let body = text(n).get(l.body..).unwrap_or("");
            // 「【事務局】　－配付資料の確認－」
            let noted = body.starts_with(['－', '―', '—']) && body.ends_with(['－', '―', '—']);
            noted || !longer(body, 12) && ends_in_any(body, "挨拶 あいさつ 挨拶。 あいさつ。 お礼")
        });
        if !greets {
            break;
        }
        greeted = n;
    }
    let first = greeted;
    // 「議　長」 over 「署名委員」: those who sign, below the last word that is said.
    let signs = |n: &usize| {
        let label = decided.labels.get(*n).copied().flatten();
        !said(n) && label.is_some_and(|l| l.body >= text(*n).len() && l.certainty < 0.8)
    };
    let signed: Vec<usize> = all.iter().rev().copied().take_while(signs).collect();
    let before = |n: &usize| *n < first;
    for n in all.iter().copied().filter(before).chain(signed) {
        if let Some(slot) = decided.labels.get_mut(n) {
            *slot = None;
        }
    }
    decided.doubts.retain(|(n, ..)| *n >= first);
}
