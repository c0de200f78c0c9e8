//! Files that end too early: the tree of pages stands at the end of most files, so without it nothing is found. The
//! pages themselves are still there; a new tree is written behind them.

/// A file with a new end.
pub(super) struct Recovered {
    pub(super) bytes: Vec<u8>,
    /// How many pages the file says it had.
    pub(super) promised: Option<usize>,
}

/// Finds the pages and writes a tree for them. `None` when there are none.
pub(super) fn recover(bytes: &[u8]) -> Option<Recovered> {
    let mut pages: Vec<(u32, u32)> = Vec::new();
    let mut greatest = 0;
    let mut promised = None;
    for at in memchr::memmem::find_iter(bytes, b" obj") {
        let Some((number, generation)) = reference(bytes.get(..at)?) else {
            continue;
        };
        greatest = greatest.max(number);
        let body = bytes.get(at + 4..).unwrap_or(&[]);
        let end = memchr::memmem::find(body.get(..body.len().min(65_536)).unwrap_or(body), b"endobj");
        // What is cut off is no object.
        let Some(body) = end.and_then(|e| body.get(..e)) else {
            continue;
        };
        let body = match memchr::memmem::find(body, b"stream") {
            Some(stream) => body.get(..stream).unwrap_or(body),
            None => body,
        };
        match kind(body) {
            Some(b"Page") if !pages.contains(&(number, generation)) => pages.push((number, generation)),
            Some(b"Pages") => promised = promised.max(count(body)),
            _ => {}
        }
    }
    if pages.is_empty() {
        return None;
    }
    let (catalog, tree) = (greatest + 1, greatest + 2);
    let kids: Vec<String> = pages.iter().map(|(n, g)| format!("{n} {g} R")).collect();
    let mut out = bytes.to_vec();
    let end = format!(
        "\nendstream\nendobj\n{catalog} 0 obj\n<</Type/Catalog/Pages {tree} 0 R>>\nendobj\n{tree} 0 obj\n<</Type/Pages/Count {}/Kids[{}]>>\nendobj\ntrailer\n<</Root {catalog} 0 R/Size {}>>\n%%EOF\n",
        pages.len(),
        kids.join(" "),
        tree + 1,
    );
    out.extend_from_slice(end.as_bytes());
    Some(Recovered { bytes: out, promised })
}

/// The numbers before ` obj`.
fn reference(before: &[u8]) -> Option<(u32, u32)> {
    let tail = before.get(before.len().saturating_sub(24)..)?;
    let text: String = tail.iter().map(|b| char::from(*b)).collect();
    let (rest, generation) = text.rsplit_once(' ')?;
    let digits = rest.len() - rest.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let number = rest.get(rest.len() - digits..)?;
    Some((number.parse().ok()?, generation.parse().ok()?))
}

/// The value of `/Type`.
fn kind(body: &[u8]) -> Option<&[u8]> {
    memchr::memmem::find_iter(body, b"/Type").find_map(|at| {
        let rest = body.get(at + 5..)?;
        let rest = rest
            .get(rest.iter().position(|b| !b.is_ascii_whitespace())?..)?
            .strip_prefix(b"/")?;
        let end = rest
            .iter()
            .position(|b| !b.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        rest.get(..end)
    })
}

fn count(body: &[u8]) -> Option<usize> {
    let at = memchr::memmem::find(body, b"/Count")?;
    let digits: String = body
        .get(at + 6..)?
        .iter()
        .skip_while(|b| b.is_ascii_whitespace())
        .take_while(|b| b.is_ascii_digit())
        .map(|b| char::from(*b))
        .collect();
    digits.parse().ok()
}
