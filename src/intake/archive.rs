//! ZIP archives, bounded: what an archive claims about itself is not believed.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::finding::{Code, Finding};

/// Most that is unpacked from one archive, in bytes.
const LIMIT: u64 = 512 << 20;

/// Most that is unpacked from one member for each byte of it, once it is larger than [`SMALL`].
const RATIO: u64 = 250;

/// Members up to this size may have any ratio: short XML packs very well.
const SMALL: u64 = 4 << 20;

/// Most members that are looked at.
const MEMBERS: usize = 10_000;

/// An archive that is being read.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Finding> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| problem(&e))?;
        if zip.len() > MEMBERS {
            return Err(Finding::new(Code::TooLarge));
        }
        Ok(Self { zip, left: LIMIT })
    }

    /// Names of the members in their order, folders and what systems add left out.
    pub(super) fn names(&mut self) -> Vec<(usize, String)> {
        let mut names = Vec::new();
        for n in 0..self.zip.len() {
            let Ok(file) = self.zip.by_index_raw(n) else {
                continue;
            };
            let name = name(file.name_raw());
            let leaf = name.rsplit('/').next().unwrap_or("");
            if !leaf.is_empty() && !leaf.starts_with('.') && !name.starts_with("__MACOSX/") {
                names.push((n, name));
            }
        }
        names
    }

    /// Unpacks a member.
    pub(super) fn member(&mut self, n: usize) -> Result<Vec<u8>, Finding> {
        let file = self.zip.by_index(n).map_err(|e| problem(&e))?;
        let packed = file.compressed_size().max(1);
        let most = self.left.min((packed * RATIO).max(SMALL));
        let mut bytes = Vec::new();
        let read = file.take(most + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > most {
            return Err(Finding::new(Code::TooLarge));
        }
        read.map_err(|_| Finding::new(Code::Damaged))?;
        self.left -= bytes.len() as u64;
        Ok(bytes)
    }

    /// Unpacks a member by its name; `None` when it is not there.
    pub(super) fn named(&mut self, name: &str) -> Result<Option<Vec<u8>>, Finding> {
        match self.zip.index_for_name(name) {
            Some(n) => self.member(n).map(Some),
            None => Ok(None),
        }
    }
}

/// Windows in Japan writes names in CP932 and does not say so.
fn name(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::SHIFT_JIS
            .decode_without_bom_handling(raw)
            .0
            .into_owned(),
    }
}

fn problem(error: &ZipError) -> Finding {
    match error {
        ZipError::UnsupportedArchive(words) if *words == ZipError::PASSWORD_REQUIRED => {
            Finding::with(Code::Unsupported, "ZIP (password)")
        }
        ZipError::UnsupportedArchive(_) => Finding::with(Code::Unsupported, "ZIP"),
        _ => Finding::new(Code::Damaged),
    }
}
