//! Texts that would take for ever, were a pass to look back over all it has read. Tests read them, the benchmark
//! tells how fast.

/// Their names.
pub(crate) const NAMES: [&str; 10] = [
    "open brackets",
    "deep nesting",
    "one line",
    "one line of sentences",
    "one-letter lines",
    "one line of columns",
    "one line of labels",
    "labels",
    "names",
    "directions",
];

/// The text of a name, of so many pieces.
pub(crate) fn text(name: &str, pieces: usize) -> String {
    match name {
        "open brackets" => "（".repeat(pieces),
        "deep nesting" => ["○議長　", &"〔（「".repeat(pieces), &"」）〕".repeat(pieces)].concat(),
        "one line" => "あいうえお、".repeat(pieces),
        "one line of sentences" => "○議長　あいう。".to_owned() + &"あいう。".repeat(pieces),
        "one-letter lines" => "あ\n".repeat(pieces),
        "one line of columns" => "1  ".repeat(pieces),
        "one line of labels" => "これで。 ○議長（空木明君） はい。".repeat(pieces),
        "labels" => "○委員　はい。\n".repeat(pieces),
        // Nobody twice.
        "names" => {
            let letter = |n: usize| char::from_u32(0x4e00 + n as u32).unwrap_or('々');
            let line = |n: usize| format!("{}山{}：はい。\n", letter(n % 20_000), letter(n / 20_000));
            (0..pieces).map(line).collect()
        }
        _ => "○議長　はい。".to_owned() + &"（拍手）".repeat(pieces),
    }
}
