//! What folds away where only some sentences are shown.

use crate::minutes::{BlockKind, Minutes};

/// What folds away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fold {
    /// Whether each of [`Minutes::blocks`] does. Headings stay where something below them does.
    pub blocks: Vec<bool>,
    /// Whether each of [`Minutes::paragraphs`] does; those of headings as their block.
    pub paragraphs: Vec<bool>,
    /// How many sentences stay.
    pub matching: usize,
}

/// What folds away when only these sentences are shown.
pub fn folded(shown: &[bool], minutes: &Minutes) -> Fold {
    let mut fold = Fold {
        blocks: vec![true; minutes.blocks.len()],
        paragraphs: vec![true; minutes.paragraphs.len()],
        matching: shown.iter().filter(|s| **s).count(),
    };
    for (folded, paragraph) in fold.paragraphs.iter_mut().zip(&minutes.paragraphs) {
        let (from, to) = (paragraph.sentences.start, paragraph.sentences.end);
        *folded = !shown
            .get(from as usize..to as usize)
            .is_some_and(|list| list.contains(&true));
    }
    // From the end: whether something is shown below a heading of each level that would stand here.
    let mut below = [false; 1 + u8::MAX as usize];
    for (n, block) in minutes.blocks.iter().enumerate().rev() {
        let inside = block.paragraphs.start as usize..block.paragraphs.end as usize;
        let mut stays = fold
            .paragraphs
            .get(inside.clone())
            .is_some_and(|list| list.contains(&false));
        if let BlockKind::Heading(level) = block.kind {
            let from = usize::from(level);
            stays |= below.get(from) == Some(&true);
            if stays && let Some(list) = fold.paragraphs.get_mut(inside) {
                list.fill(false);
            }
            // Its own section ends those of its level and deeper ones above it.
            below.iter_mut().skip(from).for_each(|b| *b = false);
        } else if stays {
            below.fill(true);
        }
        if let Some(folded) = fold.blocks.get_mut(n) {
            *folded = !stays;
        }
    }
    fold
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::minutes::parse;
    use proptest::prelude::*;

    const TEXT: &str = "第１回　会議　会議録\n\n１　開会\n○議長（山田）　開会します。\n\
        ２　議事\n○佐藤委員　避難所が足りません。予算はありますか。\n○議長（山田）　調べます。\n\
        ３　閉会\n○佐藤委員　賛成です。\n";

    #[test]
    fn what_is_not_shown_folds_away_and_its_heading_stays() {
        let minutes = parse(TEXT);
        let said: Vec<&str> = minutes.sentences.iter().map(|r| r.of(&minutes.text)).collect();
        let shown: Vec<bool> = said.iter().map(|s| s.contains("賛成")).collect();
        let fold = folded(&shown, &minutes);
        assert_eq!(fold.matching, 1);
        let text = |n: usize| minutes.blocks[n].range.of(&minutes.text);
        let staying: Vec<&str> = (0..fold.blocks.len())
            .filter(|n| !fold.blocks[*n])
            .map(text)
            .collect();
        assert_eq!(staying, ["３　閉会", "○佐藤委員　賛成です。"]);
        assert_eq!(fold.paragraphs.iter().filter(|f| !**f).count(), 2);
        let none = folded(&vec![false; said.len()], &minutes);
        assert!(none.blocks.iter().chain(&none.paragraphs).all(|f| *f));
    }

    proptest! {
        #[test]
        fn nothing_that_is_shown_folds_away(seed in proptest::collection::vec(any::<bool>(), 16)) {
            let minutes = parse(TEXT);
            let shown: Vec<bool> = seed.into_iter().cycle().take(minutes.sentences.len()).collect();
            let fold = folded(&shown, &minutes);
            prop_assert_eq!(fold.matching, shown.iter().filter(|s| **s).count());
            for (n, paragraph) in minutes.paragraphs.iter().enumerate() {
                let mut inside = paragraph.sentences.clone();
                prop_assert!(!fold.paragraphs[n] || inside.all(|s| !shown[s as usize]));
            }
        }
    }
}
