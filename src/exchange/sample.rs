//! Files of made-up annotations, for load tests.

use crate::minutes::Minutes;
use crate::project::{
    Annotation, AnnotationId, Annotator, AnnotatorId, Bundle, DocumentInfo, Edit, Project, STARTER, Source,
    ThemeId, Unit, add_starter, anchor,
};
use crate::text::{ByteRange, OffsetIndex};

/// Themes that are used.
const THEMES: usize = 6;

/// `n` spans of 2 to 40 characters at random places of paragraphs, overlapping, under six starter themes.
/// The same seed gives the same file.
pub fn bundle(minutes: &Minutes, source: Source, n: usize, seed: u64) -> Bundle {
    let mut random = Random(seed);
    let fingerprint = minutes.fingerprint();
    let index = OffsetIndex::new(&minutes.text);
    let mut project = Project::default();
    if let Some(starter) = add_starter(&project, STARTER, None) {
        project.apply(starter);
    }
    let themes: Vec<ThemeId> = project
        .codebook()
        .iter()
        .take(THEMES)
        .map(|t| t.id.clone())
        .collect();
    let info = DocumentInfo {
        fingerprint: fingerprint.clone(),
        title: source.name.clone(),
        source,
    };
    project.apply(crate::project::add_document(info));
    let id = |prefix: &str, n: u64| format!("{prefix}-{seed}-{n}");
    let Some(me) = AnnotatorId::parse(&id("load", 0)) else {
        return Bundle::default();
    };
    let person = Annotator {
        id: me.clone(),
        nickname: "load test".to_owned(),
        revision: 1,
    };
    project.apply(Edit::Annotator {
        id: me.clone(),
        value: Some(person),
    });
    let paragraphs: Vec<ByteRange> = minutes
        .paragraphs
        .iter()
        .map(|p| p.range)
        .filter(|r| r.of(&minutes.text).chars().nth(1).is_some())
        .collect();
    for k in 0..if paragraphs.is_empty() || themes.is_empty() {
        0
    } else {
        n
    } {
        let Some(&paragraph) = paragraphs.get(random.below(paragraphs.len())) else {
            continue;
        };
        let bounds: Vec<usize> = paragraph
            .of(&minutes.text)
            .char_indices()
            .map(|(i, _)| i)
            .collect();
        let length = 2 + random.below(39).min(bounds.len() - 2);
        let first = random.below(bounds.len() - length + 1);
        let byte =
            |n: usize| paragraph.start + bounds.get(n).copied().unwrap_or(paragraph.len() as usize) as u32;
        let range = ByteRange::new(byte(first), byte(first + length));
        let Some(id) = AnnotationId::parse(&id("load", k as u64 + 1)) else {
            continue;
        };
        let value = Annotation {
            id: id.clone(),
            document: fingerprint.clone(),
            annotator: me.clone(),
            theme: themes.get(random.below(themes.len())).cloned(),
            target: anchor::target(minutes, &index, Unit::Span, range),
            note: String::new(),
            created: 0,
            modified: 0,
            revision: k as u64 + 2,
            deleted: false,
            extra: Default::default(),
        };
        project.apply(Edit::Annotation {
            id,
            value: Some(Box::new(value)),
        });
    }
    Bundle {
        project,
        texts: [(fingerprint, minutes.to_document_text())].into_iter().collect(),
        digits: String::new(),
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014): enough for scattering, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n.max(1) as u64) as usize
    }
}
