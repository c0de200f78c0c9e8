//! JSON of any shape, and what can be wrong with it.
//!
//! All JSON is read by way of [`Value`]: one parser. What it stands for is read from there ([`super::stored`]).
//! Numbers of our own are whole; those of others are kept as they are printed, in [`Value`], so the tables
//! for reading and printing fractions stay out of the page. The tree is built by a visitor of ours, because
//! that of [`Value`] links them, for numbers that come from elsewhere than from a text.
//!
//! A large file is in memory once: a list of many things is handed over as it is printed, to be read one by one
//! once the rest of the file is no longer needed, and long strings are unescaped into what they need. The tree of a file with ten thousand annotations weighs five
//! times the file.

use std::fmt::{Display, Formatter};

use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// What is wrong with some JSON. Boxed: it is part of the result of every step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Box<Problem>);

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is no JSON, or cut off.
    Syntax {
        /// 1-based.
        line: usize,
        /// 1-based.
        column: usize,
    },
    /// It has another shape than was expected.
    Shape(String),
}

impl Error {
    /// What is wrong.
    pub fn problem(&self) -> &Problem {
        &self.0
    }

    #[cold]
    #[inline(never)]
    pub(super) fn shape(words: String) -> Self {
        Self(Box::new(Problem::Shape(words)))
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        match self.problem() {
            Problem::Syntax { line, column } => write!(f, "not JSON: line {line}, column {column}"),
            Problem::Shape(words) => f.write_str(words),
        }
    }
}

impl std::error::Error for Error {}

/// JSON of any shape.
///
/// # Errors
/// When it is not JSON.
pub fn parse(json: &str) -> Result<Value, Error> {
    parse_in_parts(json, &Part::Whole, &mut |_| {})
}

/// How a part of some JSON is read. A part of another shape than is said here is kept as it is.
#[derive(Debug)]
pub enum Part {
    /// It is kept.
    Whole,
    /// Of an object, these members in a way of their own.
    Members(&'static [(&'static str, Part)]),
    /// Of a list, every element in this way.
    Elements(&'static Part),
    /// The elements of a list are handed over, in order; an empty list stays.
    Each,
    /// A list is handed over as it is printed, and an empty one stays.
    Printed,
    /// A string, maybe a long one: it takes as much memory as it needs, and not the double of it for a while.
    Text,
}

/// As [`parse`], but for what `part` says; what it says is handed over goes to `hand`.
///
/// # Errors
/// When it is not JSON, within a list that is handed over as it is printed only as far as is needed to find its end; some
/// pieces may have been handed over already.
#[inline(never)]
pub fn parse_in_parts(
    json: &str,
    part: &'static Part,
    hand: &mut dyn FnMut(Piece<'_>),
) -> Result<Value, Error> {
    let mut reader = serde_json::Deserializer::from_str(json);
    Tree { part, hand }
        .deserialize(&mut reader)
        .and_then(|value| reader.end().map(|()| value))
        .map_err(|e| {
            Error(Box::new(Problem::Syntax {
                line: e.line(),
                column: e.column(),
            }))
        })
}

/// What is handed over of some JSON.
#[derive(Debug)]
pub enum Piece<'p> {
    /// A list of [`Part::Printed`]: a part of what was given.
    List(&'p str),
    /// An element of [`Part::Each`].
    Element(Value),
}

struct Tree<'a> {
    part: &'static Part,
    hand: &'a mut dyn FnMut(Piece<'_>),
}

impl Tree<'_> {
    fn inside(&mut self, part: &'static Part) -> Tree<'_> {
        Tree {
            part,
            hand: &mut *self.hand,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        match self.part {
            Part::Text => from.deserialize_newtype_struct(RAW, Raw { list: None }),
            Part::Printed => {
                let list = Some(self.hand);
                from.deserialize_newtype_struct(RAW, Raw { list })
            }
            _ => from.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    /// Never called for a text, whose fractions come by their letters; but saying of what type it was would link
    /// the printing of fractions.
    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<Value, E> {
        Err(E::custom("a fraction without letters"))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.into()))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = members.next_key::<Key>()? {
            let name = match key {
                Key::Name(name) => name,
                Key::Number if map.is_empty() => {
                    return number(members.next_value_seed(self.inside(&Part::Whole))?);
                }
                Key::Number => NUMBER.into(),
            };
            let part = match self.part {
                Part::Members(parts) => parts
                    .iter()
                    .find(|(n, _)| *n == name)
                    .map_or(&Part::Whole, |(_, p)| p),
                _ => &Part::Whole,
            };
            let value = members.next_value_seed(self.inside(part))?;
            map.insert(name, value);
        }
        Ok(Value::Object(map))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut elements: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        let part = match self.part {
            Part::Elements(part) => part,
            _ => &Part::Whole,
        };
        let hand_over = matches!(self.part, Part::Each);
        while let Some(value) = elements.next_element_seed(self.inside(part))? {
            if hand_over {
                (self.hand)(Piece::Element(value));
            } else {
                list.push(value);
            }
        }
        Ok(Value::Array(list))
    }
}

/// The name by which the parser is asked for a value as it is printed (feature `raw_value`).
const RAW: &str = "$serde_json::private::RawValue";

/// A string, or where `list` takes it a list, as it is printed. `RawValue` would link what it says of fractions.
struct Raw<'a> {
    list: Option<&'a mut dyn FnMut(Piece<'_>)>,
}

impl<'de> Visitor<'de> for Raw<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON")
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, json: &'de str) -> Result<Value, E> {
        if let Some(list) = self.list.filter(|_| json.starts_with('[')) {
            list(Piece::List(json));
            return Ok(Value::Array(Vec::new()));
        }
        match unescape(json) {
            Some(text) => Ok(Value::String(text)),
            None => parse(json).map_err(E::custom),
        }
    }

    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<Value, E> {
        Err(E::custom("not as it is printed"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        members.next_key::<Key>()?;
        members.next_value_seed(self)
    }
}

impl<'de> DeserializeSeed<'de> for Raw<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        from.deserialize_str(self)
    }
}

/// The member by which the parser hands a number over as it is printed (feature `arbitrary_precision`).
const NUMBER: &str = "$serde_json::private::Number";

/// The name of a member, or that what follows is the letters of a number.
enum Key {
    Number,
    Name(String),
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Name;
        impl Visitor<'_> for Name {
            type Value = Key;

            fn expecting(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
                f.write_str("a name")
            }

            fn visit_str<E>(self, name: &str) -> Result<Key, E> {
                Ok(if name == NUMBER {
                    Key::Number
                } else {
                    Key::Name(name.into())
                })
            }
        }
        from.deserialize_str(Name)
    }
}

/// A number as it is printed. Somebody may have written the member of that name into a file, with anything.
fn number<E: serde::de::Error>(letters: Value) -> Result<Value, E> {
    match letters {
        Value::String(letters) if is_number(&letters) => {
            Ok(Value::Number(Number::from_string_unchecked(letters)))
        }
        _ => Err(E::custom("no number")),
    }
}

/// Whether this is a number by the grammar of JSON (RFC 8259, section 6).
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (text, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && digits(fraction)
        && digits(power.strip_prefix(['+', '-']).unwrap_or(power))
}

/// What a string of JSON says; `None` when it is no string, or one half of a pair stands alone in it. The parser would
/// gather it in a buffer that grows by doubling, and then copy it.
fn unescape(json: &str) -> Option<String> {
    let mut rest = json.strip_prefix('"')?.strip_suffix('"')?;
    // What is escaped is never shorter.
    let mut text = String::with_capacity(rest.len());
    while let Some((plain, escaped)) = rest.split_once('\\') {
        text.push_str(plain);
        let (c, behind) = escape(escaped)?;
        text.push(c);
        rest = behind;
    }
    text.push_str(rest);
    text.shrink_to_fit();
    Some(text)
}

/// The letter behind a backslash, and what follows.
fn escape(escaped: &str) -> Option<(char, &str)> {
    let kind = escaped.chars().next()?;
    let rest = escaped.get(kind.len_utf8()..)?;
    let c = match kind {
        '"' | '\\' | '/' => kind,
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => return unit(rest),
        _ => return None,
    };
    Some((c, rest))
}

/// A letter by its one or two units of UTF-16.
fn unit(digits: &str) -> Option<(char, &str)> {
    let hex = |text: &str| u16::from_str_radix(text.get(..4)?, 16).ok();
    let first = hex(digits)?;
    let rest = digits.get(4..)?;
    let second = rest.strip_prefix("\\u").and_then(hex);
    let mut units = [first].into_iter().chain(second);
    let c = char::decode_utf16(units.by_ref()).next()?.ok()?;
    let length = if c.len_utf16() == 2 { "\\u0000".len() } else { 0 };
    Some((c, rest.get(length..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_read_as_the_parser_reads_them() {
        for json in [
            r#""一\n二\t\"三\" \\ \/ \b\f\r \u0041\u3042\ud83d\ude00。""#,
            r#""""#,
            r#""\u00e9\u00E9""#,
        ] {
            assert_eq!(unescape(json), serde_json::from_str(json).ok(), "{json}");
        }
        for json in [
            r#""\ud83d""#,
            r#""\ud83dx""#,
            r#""\ude00\ud83d""#,
            r#""\ud83d\u0041""#,
            "null",
            "1",
        ] {
            assert_eq!(unescape(json), None, "{json}");
        }
    }

    #[test]
    fn elements_come_one_by_one_and_the_rest_is_as_it_was() {
        static FILE: Part = Part::Members(&[
            (
                "documents",
                Part::Elements(&Part::Members(&[("text", Part::Text)])),
            ),
            ("first", Part::Members(&[("items", Part::Printed)])),
        ]);
        let text = r#"{"format":"fusen","documents":[{"id":1,"text":"一\n二"},{}],"first":{"items":[1,{"a":2.50}],"type":"x"},"later":[{"text":"é"}]}"#;
        // In the second and third something has another shape.
        for text in [
            text,
            &text.replace("{}", "{\"text\":null}"),
            &text.replace("[{\"id\"", "[9,{\"id\""),
        ] {
            let mut items: Vec<Value> = Vec::new();
            let mut take = |piece: Piece<'_>| {
                if let Piece::Element(item) = piece {
                    items.push(item);
                }
            };
            let mut read = |piece: Piece<'_>| {
                if let Piece::List(list) = piece {
                    let rest = parse_in_parts(list, &Part::Each, &mut take).unwrap();
                    assert_eq!(rest, Value::Array(Vec::new()));
                }
            };
            let rest = parse_in_parts(text, &FILE, &mut read).unwrap();
            let mut whole: Value = serde_json::from_str(text).unwrap();
            let list = whole["first"]["items"].take();
            whole["first"]["items"] = Value::Array(Vec::new());
            assert_eq!(rest, whole);
            assert_eq!(Value::Array(items), list);
        }
        for text in [
            "[]",
            "1",
            "{\"documents\":{},\"first\":[1]}",
            "{\"first\":{\"items\":\"x\"}}",
        ] {
            let mut items = 0;
            let whole = parse_in_parts(text, &FILE, &mut |_| items += 1).unwrap();
            assert_eq!((whole, items), (serde_json::from_str(text).unwrap(), 0), "{text}");
        }
        for text in [
            text.strip_suffix('}').unwrap(),
            &format!("{text} 1"),
            &text.replace("二", "\\ud83d"),
        ] {
            assert!(parse_in_parts(text, &FILE, &mut |_| {}).is_err(), "{text}");
        }
        for list in ["[1", "[1,]", "[\"\\ud83d\"]"] {
            assert!(parse_in_parts(list, &Part::Each, &mut |_| {}).is_err(), "{list}");
        }
    }

    #[test]
    fn a_number_keeps_its_letters() {
        for json in [
            "0",
            "-0",
            "12",
            "-1.50",
            "1e3",
            "1E+400",
            "0.5e-7",
            "18446744073709551616",
        ] {
            assert_eq!(
                parse(json).unwrap().to_string(),
                serde_json::from_str::<Value>(json).unwrap().to_string()
            );
            assert_eq!(
                parse(&format!("{{\"a\":[{json}]}}")).unwrap()["a"][0],
                parse(json).unwrap()
            );
        }
    }

    #[test]
    fn a_member_called_like_a_number_is_not_printed_unread() {
        let odd = |letters: &str| parse(&serde_json::json!({ (NUMBER): letters }).to_string());
        for letters in ["1,\"x\":2", "--1", "007", "1.", "", "-", "1e", "NaN", "１"] {
            assert!(odd(letters).is_err(), "{letters}");
        }
        assert!(parse(&format!("{{\"{NUMBER}\":{{}}}}")).is_err());
        let later = format!("{{\"a\":1,\"{NUMBER}\":\"x\"}}");
        assert_eq!(parse(&later).unwrap()[NUMBER], "x");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_back(words in ".{0,40}") {
            let json = serde_json::to_string(&words).unwrap();
            proptest::prop_assert_eq!(unescape(&json), Some(words.clone()));
            let wide: String = words.encode_utf16().map(|u| format!("\\u{u:04x}")).collect();
            proptest::prop_assert_eq!(unescape(&format!("\"{wide}\"")), Some(words));
        }
    }
}
