//! Reading JSON, in little code.
//!
//! The page carries a reader for every type it stores, so what each costs decides how long the page takes to
//! load. Values are read by way of [`Value`], and from it by a deserializer that knows one form for each
//! type: objects for structs, never lists. The derived code for lists is then never called and falls away.
//! Numbers of our own are whole; those of others are kept as they are printed, in [`Value`], so the tables
//! for reading and printing fractions stay out too.

use std::fmt::Display;

use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _, Expected, IntoDeserializer,
    MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde_json::{Map, Value};

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
    fn shape(words: String) -> Self {
        Self(Box::new(Problem::Shape(words)))
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.problem() {
            Problem::Syntax { line, column } => write!(f, "not JSON: line {line}, column {column}"),
            Problem::Shape(words) => f.write_str(words),
        }
    }
}

impl std::error::Error for Error {}

impl serde::de::Error for Error {
    fn custom<T: Display>(words: T) -> Self {
        Self::shape(words.to_string())
    }

    // What was found is not printed: it may be a fraction, and printing those takes tables.
    fn invalid_type(_: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        expected(wanted)
    }

    fn invalid_value(_: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        expected(wanted)
    }
}

#[cold]
#[inline(never)]
fn expected(wanted: &dyn Expected) -> Error {
    Error::shape(format!("expected {wanted}"))
}

/// Reads a value.
///
/// # Errors
/// What is wrong, with its place in the text when it is not JSON.
pub fn read<T: DeserializeOwned>(json: &str) -> Result<T, Error> {
    from_value(parse(json)?)
}

/// JSON of any shape.
///
/// # Errors
/// When it is not JSON.
#[inline(never)]
pub fn parse(json: &str) -> Result<Value, Error> {
    serde_json::from_str(json).map_err(|e| {
        Error(Box::new(Problem::Syntax {
            line: e.line(),
            column: e.column(),
        }))
    })
}

/// The value that some JSON stands for.
///
/// # Errors
/// When the JSON has another shape.
pub fn from_value<T: DeserializeOwned>(value: Value) -> Result<T, Error> {
    T::deserialize(Json(value))
}

/// Members that this version does not know, as JSON in a string: no type describes them.
pub mod as_text {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serializer, de, ser};
    use serde_json::Value;

    /// Writes them.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(members: &BTreeMap<String, Value>, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&serde_json::to_string(members).map_err(ser::Error::custom)?)
    }

    /// Reads them.
    ///
    /// # Errors
    /// When the string is no JSON object.
    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<BTreeMap<String, Value>, D::Error> {
        match super::parse(&String::deserialize(d)?) {
            Ok(Value::Object(members)) => Ok(members.into_iter().collect()),
            Ok(_) => Err(de::Error::custom("an object was expected")),
            Err(e) => Err(de::Error::custom(e)),
        }
    }
}

struct Json(Value);

impl Json {
    #[cold]
    #[inline(never)]
    fn wrong(&self, wanted: &'static str) -> Error {
        let found = match &self.0 {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        Error::shape(format!("expected {wanted}, found {found}"))
    }

    fn unsigned(&self) -> Result<u64, Error> {
        self.0.as_u64().ok_or_else(|| self.wrong("a number from 0 up"))
    }

    fn signed(&self) -> Result<i64, Error> {
        self.0.as_i64().ok_or_else(|| self.wrong("a whole number"))
    }

    fn object(self) -> Result<Members, Error> {
        match self.0 {
            Value::Object(map) => Ok(Members {
                rest: map.into_iter(),
                value: None,
            }),
            _ => Err(self.wrong("an object")),
        }
    }

    fn string(self) -> Result<String, Error> {
        match self.0 {
            Value::String(s) => Ok(s),
            _ => Err(self.wrong("a string")),
        }
    }
}

macro_rules! numbers {
    ($($method:ident $reader:ident $visit:ident;)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.$visit(self.$reader()?)
        })*
    };
}

impl<'de> Deserializer<'de> for Json {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(b) => visitor.visit_bool(b),
            Value::Number(_) => visitor.visit_i64(self.signed()?),
            Value::String(s) => visitor.visit_string(s),
            Value::Array(list) => visitor.visit_seq(Items(list.into_iter())),
            Value::Object(_) => visitor.visit_map(self.object()?),
        }
    }

    numbers! {
        deserialize_u8 unsigned visit_u64;
        deserialize_u16 unsigned visit_u64;
        deserialize_u32 unsigned visit_u64;
        deserialize_u64 unsigned visit_u64;
        deserialize_i8 signed visit_i64;
        deserialize_i16 signed visit_i64;
        deserialize_i32 signed visit_i64;
        deserialize_i64 signed visit_i64;
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bool(self.0.as_bool().ok_or_else(|| self.wrong("true or false"))?)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_string(self.string()?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_string(self.string()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_string(self.string()?)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_string(self.string()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(list) => visitor.visit_seq(Items(list.into_iter())),
            _ => Err(self.wrong("a list")),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(self.object()?)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_map(self.object()?)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(match self.0 {
            Value::String(name) => Variant { name, value: None },
            Value::Object(map) => Variant::of(map)?,
            _ => return Err(self.wrong("a name, or an object with one member")),
        })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! { f32 f64 bytes byte_buf unit unit_struct tuple_struct }
}

struct Items(std::vec::IntoIter<Value>);

impl<'de> SeqAccess<'de> for Items {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.0.next().map(|v| seed.deserialize(Json(v))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Members {
    rest: serde_json::map::IntoIter,
    value: Option<Value>,
}

impl<'de> MapAccess<'de> for Members {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some((name, value)) = self.rest.next() else {
            return Ok(None);
        };
        self.value = Some(value);
        seed.deserialize(name.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(Json(self.value.take().unwrap_or_default()))
    }
}

/// `"name"`, or `{"name": value}`.
struct Variant {
    name: String,
    value: Option<Value>,
}

impl Variant {
    fn of(map: Map<String, Value>) -> Result<Self, Error> {
        let mut members = map.into_iter();
        match (members.next(), members.next()) {
            (Some((name, value)), None) => Ok(Self {
                name,
                value: Some(value),
            }),
            _ => Err(Error::custom("an object with one member was expected")),
        }
    }
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Error;
    type Variant = Json;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Json), Error> {
        let value = Json(self.value.unwrap_or_default());
        Ok((seed.deserialize(self.name.into_deserializer())?, value))
    }
}

impl<'de> VariantAccess<'de> for Json {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        match self.0 {
            Value::Null => Ok(()),
            _ => Err(self.wrong("a name alone")),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_map(self.object()?)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Serialize};

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    enum Shape {
        Dot,
        Line(u32),
        Box { wide: u64, high: Option<i8> },
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct All {
        shapes: Vec<Shape>,
        key: Option<char>,
        #[serde(with = "as_text")]
        names: BTreeMap<String, Value>,
        #[serde(default)]
        on: bool,
    }

    fn all() -> All {
        All {
            shapes: vec![
                Shape::Dot,
                Shape::Line(7),
                Shape::Box {
                    wide: 99,
                    high: Some(-3),
                },
            ],
            key: Some('鍵'),
            names: [(
                "a".to_owned(),
                parse(r#"[1, -2, 0.50, 1e400, null, {"b": true}]"#).unwrap(),
            )]
            .into(),
            on: true,
        }
    }

    #[test]
    fn what_was_written_is_read() {
        let json = serde_json::to_string(&all()).unwrap();
        assert_eq!(read::<All>(&json).unwrap(), all());
    }

    #[test]
    fn other_shapes_are_errors_that_say_what_was_expected() {
        for (json, word) in [
            (r#"{"key":null,"names":"{}"}"#, "shapes"),
            (r#"[[],null,{}]"#, "an object"),
            (r#"{"shapes":{},"key":null,"names":"{}"}"#, "a list"),
            (r#"{"shapes":[{"Line":-1}],"key":null,"names":"{}"}"#, "from 0 up"),
            (r#"{"shapes":["Cube"],"key":null,"names":"{}"}"#, "Cube"),
            (
                r#"{"shapes":[{"Dot":1,"Line":2}],"key":null,"names":"{}"}"#,
                "one member",
            ),
            (r#"{"shapes":[],"key":"ab","names":"{}"}"#, "a character"),
        ] {
            let said = read::<All>(json).unwrap_err().to_string();
            assert!(said.contains(word), "{json}: {said}");
        }
        assert!(read::<All>(r#"{"shapes":[],"key":null,"names":"{}","unknown":1}"#).is_ok());
    }
}
