//! A large file in memory once: annotations are handed over one by one, and a document's text is unescaped into what
//! it needs. The tree of a file with ten thousand annotations weighs five times the file.

use std::fmt::{self, Formatter};

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::text::json;

/// Parses a file, but for its annotations: each of them goes to `each`, in order, and the list that is left is empty.
///
/// # Errors
/// When it is not JSON.
pub(super) fn parse(text: &str, each: &mut dyn FnMut(Value)) -> Result<Value, json::Error> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let walk = Walk {
        part: Part::File,
        each,
    };
    let value = walk
        .deserialize(&mut reader)
        .and_then(|value| reader.end().map(|()| value));
    match value {
        Ok(value) => Ok(value),
        // It is not JSON, or of another shape: the tree tells which. What was handed over already comes once more.
        Err(_) => {
            let mut value = json::parse(text)?;
            let items = value.get_mut("first").and_then(|page| page.get_mut("items"));
            if let Some(Value::Array(list)) = items {
                std::mem::take(list).into_iter().for_each(each);
            }
            Ok(value)
        }
    }
}

/// Where in the file.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    File,
    Documents,
    Document,
    Page,
    Items,
}

struct Walk<'a> {
    part: Part,
    each: &'a mut dyn FnMut(Value),
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            let part = match (self.part, name.as_str()) {
                (Part::File, "documents") => Some(Part::Documents),
                (Part::File, "first") => Some(Part::Page),
                (Part::Page, "items") => Some(Part::Items),
                _ => None,
            };
            let value = match part {
                Some(part) => members.next_value_seed(Walk {
                    part,
                    each: &mut *self.each,
                })?,
                None if self.part == Part::Document && name == "text" => {
                    let raw: &RawValue = members.next_value()?;
                    Value::String(unescape(raw.get()).ok_or_else(|| A::Error::custom(""))?)
                }
                None => members.next_value()?,
            };
            map.insert(name, value);
        }
        Ok(Value::Object(map))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        match self.part {
            Part::Documents => {
                while let Some(document) = elements.next_element_seed(Walk {
                    part: Part::Document,
                    each: &mut *self.each,
                })? {
                    list.push(document);
                }
            }
            Part::Items => {
                while let Some(item) = elements.next_element()? {
                    (self.each)(item);
                }
            }
            Part::File | Part::Document | Part::Page => return Err(A::Error::custom("")),
        }
        Ok(Value::Array(list))
    }
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
    fn annotations_come_one_by_one_and_the_rest_is_as_it_was() {
        let text = r#"{"format":"fusen","documents":[{"id":1,"text":"一\n二"},{}],"first":{"items":[1,{"a":2.50}],"type":"x"},"later":[{"text":"é"}]}"#;
        // The second and third are read by way of the tree.
        for text in [
            text,
            &text.replace("{}", "{\"text\":null}"),
            &text.replace("[{\"text\"", "[9,{\"text\""),
        ] {
            let mut items: Vec<Value> = Vec::new();
            let rest = parse(text, &mut |item| items.push(item)).unwrap();
            let mut whole: Value = serde_json::from_str(text).unwrap();
            let list = whole["first"]["items"].take();
            whole["first"]["items"] = Value::Array(Vec::new());
            assert_eq!(rest, whole);
            let once = items.split_off(items.len() - 2);
            assert_eq!(Value::Array(once), list);
        }
        assert!(
            parse(text.strip_suffix('}').unwrap(), &mut |_| {}).is_err(),
            "cut off"
        );
        assert!(
            parse(&format!("{text} 1"), &mut |_| {}).is_err(),
            "something behind it"
        );
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
