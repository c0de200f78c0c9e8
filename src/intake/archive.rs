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
    /// Bytes of the archive itself.
    size: u64,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Finding> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| problem(&e))?;
        if zip.len() > MEMBERS {
            return Err(Finding::new(Code::TooLarge));
        }
        Ok(Self {
            zip,
            size: bytes.len() as u64,
            left: LIMIT,
        })
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
        // No member is longer than the archive, whatever it says of itself.
        let packed = file.compressed_size().clamp(1, self.size.max(1));
        let most = self.left.min(packed.saturating_mul(RATIO).max(SMALL));
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

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::DeflateEncoder;

    use super::*;

    /// What is packed, and an archive of it that says of its one member that it is so long packed.
    fn claiming(text: &[u8], packed: Option<u64>) -> Vec<u8> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(text).unwrap();
        let data = encoder.finish().unwrap();
        let mut crc = flate2::Crc::new();
        crc.update(text);
        let packed = packed.unwrap_or(data.len() as u64);
        // The sizes stand behind the name, as ZIP64 has them.
        let mut extra = vec![1, 0, 16, 0];
        extra.extend((text.len() as u64).to_le_bytes());
        extra.extend(packed.to_le_bytes());
        // Version, flags, method, time and day, sum, sizes, lengths of name and extra.
        let mut about = vec![45, 0, 0, 0, 8, 0, 0, 0, 0, 0];
        about.extend(crc.sum().to_le_bytes());
        about.extend([0xFF; 8]);
        about.extend([1, 0, extra.len() as u8, 0]);
        let local = [b"PK\x03\x04".as_slice(), about.as_slice(), b"a", &extra, &data].concat();
        // No comment, first disk, attributes, and the member at the beginning.
        let central = [
            b"PK\x01\x02".as_slice(),
            &[45, 0],
            about.as_slice(),
            &[0; 14],
            b"a",
            &extra,
        ]
        .concat();
        let mut end = b"PK\x05\x06\0\0\0\0\x01\0\x01\0".to_vec();
        end.extend((central.len() as u32).to_le_bytes());
        end.extend((local.len() as u32).to_le_bytes());
        end.extend([0, 0]);
        [local, central, end].concat()
    }

    fn unpacked(archive: &[u8]) -> Result<Vec<u8>, Finding> {
        Archive::open(archive)?.member(0)
    }

    #[test]
    fn a_member_may_say_what_it_will_of_its_size() {
        let short = "議長　開会します。".as_bytes();
        assert_eq!(unpacked(&claiming(short, None)), Ok(short.to_vec()));
        for packed in [1 << 40, 1 << 60, u64::MAX / RATIO + 1, u64::MAX] {
            // Nothing stops, and nothing else than what is there comes out.
            let read = unpacked(&claiming(short, Some(packed)));
            assert!(
                read == Ok(short.to_vec()) || read == Err(Finding::new(Code::Damaged)),
                "{packed}: {read:?}"
            );
        }
        let zeros = vec![0; 20 << 20];
        for packed in [None, Some(100 << 20), Some(1 << 60)] {
            assert_eq!(
                unpacked(&claiming(&zeros, packed)),
                Err(Finding::new(Code::TooLarge)),
                "{packed:?}"
            );
        }
    }
}
