//! The outline: parts of the meeting, and who spoke how much.

use crate::minutes::Minutes;

/// A part of the meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionRow {
    /// With its number.
    pub title: String,
    /// Byte at which it begins.
    pub at: u32,
}

/// A speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerRow {
    /// As printed.
    pub label: String,
    /// Share of all words that are spoken, in percent.
    pub share: u64,
    /// Share of what the one who spoke most said, in percent, for bars.
    pub bar: u64,
    /// Numbers of the speeches, from 1.
    pub speeches: Vec<u32>,
}

/// Parts in order.
pub fn sections(minutes: &Minutes) -> Vec<SectionRow> {
    let row = |s: &crate::minutes::Section| {
        let block = minutes.blocks.get(s.first_block as usize)?;
        Some(SectionRow {
            title: s.title.clone(),
            at: block.range.start,
        })
    };
    minutes.sections.iter().filter_map(row).collect()
}

fn percent(part: u64, all: u64) -> u64 {
    (part * 100 + all / 2) / all
}

/// Speakers in order of their first speech.
pub fn speakers(minutes: &Minutes) -> Vec<SpeakerRow> {
    let mut rows: Vec<(u64, Vec<u32>)> = vec![(0, Vec::new()); minutes.speakers.len()];
    for (n, (block, speech)) in minutes.speeches().enumerate() {
        if let Some((bytes, speeches)) = rows.get_mut(speech.speaker as usize) {
            *bytes += minutes
                .paragraphs_of(block)
                .iter()
                .map(|p| u64::from(p.range.len()))
                .sum::<u64>();
            speeches.push(n as u32 + 1);
        }
    }
    let all: u64 = rows.iter().map(|r| r.0).sum::<u64>().max(1);
    let most: u64 = rows.iter().map(|r| r.0).max().unwrap_or(0).max(1);
    minutes
        .speakers
        .iter()
        .zip(rows)
        .map(|(s, (bytes, speeches))| SpeakerRow {
            label: s.label.clone(),
            share: percent(bytes, all),
            bar: percent(bytes, most),
            speeches,
        })
        .collect()
}
