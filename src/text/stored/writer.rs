//! The list of bytes into which what is stored is written.

use super::Stored;

/// Takes what is written, piece after piece.
pub type Sink = Box<dyn FnMut(String)>;

/// How long a piece is, in bytes.
const PIECE: usize = 1 << 20;

/// JSON in the making.
#[derive(Default)]
pub struct Writer {
    out: Vec<u8>,
    /// How deep in lists and objects, where each member has a line.
    depth: Option<usize>,
    /// Where pieces go; without, all of it stays here.
    sink: Option<Sink>,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Writer({} bytes)", self.out.len())
    }
}

impl Writer {
    /// One that gives each member a line.
    pub fn pretty() -> Self {
        Self {
            out: Vec::new(),
            depth: Some(0),
            sink: None,
        }
    }

    /// One that hands on what is written: much is then not in memory as a whole.
    pub fn into(sink: Sink) -> Self {
        Self {
            out: Vec::new(),
            depth: None,
            sink: Some(sink),
        }
    }

    /// Hands on what is left.
    pub fn end(mut self) {
        if let Some(mut sink) = self.sink.take() {
            sink(self.json());
        }
    }

    /// What was written.
    pub fn bytes(self) -> Vec<u8> {
        self.out
    }

    /// What was written.
    #[inline(never)]
    pub fn json(self) -> String {
        // Strings and ASCII are all that goes in.
        String::from_utf8(self.out).unwrap_or_default()
    }

    /// Begins an object or a list.
    #[inline(never)]
    pub fn open(&mut self, bracket: u8) {
        self.out.push(bracket);
        self.depth = self.depth.map(|d| d + 1);
    }

    /// Ends an object or a list.
    #[inline(never)]
    pub fn close(&mut self, bracket: u8) {
        self.depth = self.depth.map(|d| d - 1);
        if !self.at_the_beginning() {
            self.line();
        }
        self.out.push(bracket);
    }

    /// Whether the object or list has nothing in it yet. No string and no number ends like this.
    fn at_the_beginning(&self) -> bool {
        matches!(self.out.last(), Some(b'{' | b'['))
    }

    fn hand_on(&mut self) {
        if let Some(sink) = self.sink.as_mut().filter(|_| self.out.len() > PIECE) {
            let piece = std::mem::take(&mut self.out);
            sink(String::from_utf8(piece).unwrap_or_default());
        }
    }

    fn line(&mut self) {
        if let Some(depth) = self.depth {
            self.out.push(b'\n');
            self.out.resize(self.out.len() + 2 * depth, b' ');
        }
    }

    /// Begins the next item of a list.
    #[inline(never)]
    pub fn item(&mut self) {
        if !self.at_the_beginning() {
            self.out.push(b',');
            self.hand_on();
        }
        self.line();
    }

    /// Begins the next member of an object.
    #[inline(never)]
    pub fn key(&mut self, name: &str) {
        self.item();
        self.text(name);
        self.out.push(b':');
        if self.depth.is_some() {
            self.out.push(b' ');
        }
    }

    /// A member.
    pub fn member<T: Stored>(&mut self, name: &str, value: &T) {
        self.key(name);
        value.write(self);
    }

    /// A member that is a string.
    #[inline(never)]
    pub fn word(&mut self, name: &str, value: &str) {
        self.key(name);
        self.text(value);
    }

    /// A string.
    #[inline(never)]
    pub fn text(&mut self, s: &str) {
        // A list of bytes takes whatever is written.
        let _ = serde_json::to_writer(&mut self.out, s);
    }

    /// What is JSON already: a number, or one of the three words.
    #[inline(never)]
    pub fn raw(&mut self, json: &str) {
        self.out.extend_from_slice(json.as_bytes());
    }

    #[inline(never)]
    pub(super) fn number(&mut self, n: u64) {
        self.raw(&n.to_string());
    }

    /// A list.
    pub fn list<T: Stored>(&mut self, items: &[T]) {
        self.open(b'[');
        for item in items {
            self.item();
            item.write(self);
        }
        self.close(b']');
    }
}
