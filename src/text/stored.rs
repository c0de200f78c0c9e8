//! Values as JSON, in little code: what is stored, sent to the desk and saved.
//!
//! Code that serde derives is compiled anew for every type, and each field of each weighs some hundred bytes. Here a
//! type is a row of names and fields (`record!`, `choice!`), and a field is two calls. The form is the one that
//! serde derives, to the byte: tests compare the two.
//!
//! A reader gives a value in any case. What was wrong is noted in [`Wrong`], where [`read`] finds it at the end, so
//! no step has an error to hand on; what came of it is thrown away. Writing goes straight into one list of bytes.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::json::{self, Error};

mod writer;

pub use writer::{Sink, Writer};

/// What there is of a value: `None` where its member is missing. What is read is taken out of it.
pub type Given<'v> = Option<&'v mut Value>;

/// A type that is read from JSON and written as such.
pub trait Stored: Sized {
    /// Reads one. When something is wrong, it is noted, and the value is of no use.
    fn read(value: Given<'_>, wrong: &mut Wrong) -> Self;

    /// Writes it.
    fn write(&self, out: &mut Writer);

    /// Whether it says nothing, and can be left out where that is allowed.
    fn is_blank(&self) -> bool {
        false
    }
}

/// Reads JSON.
///
/// # Errors
/// What is wrong, with its place in the text when it is not JSON, else with the name of the member.
pub fn read<T: Stored>(json: &str) -> Result<T, Error> {
    from_value(json::parse(json)?)
}

/// The value that some JSON stands for.
///
/// # Errors
/// When the JSON has another shape.
pub fn from_value<T: Stored>(mut value: Value) -> Result<T, Error> {
    let mut wrong = Wrong::default();
    let read = T::read(Some(&mut value), &mut wrong);
    wrong.settle()?;
    Ok(read)
}

/// A value as JSON.
pub fn to_json<T: Stored>(value: &T) -> String {
    let mut out = Writer::default();
    value.write(&mut out);
    out.json()
}

/// A value with its number in the journal, as JSON that goes to `sink`; `name` is the value's member.
pub fn numbered<T: Stored>(seq: u32, name: &'static str, value: &T, sink: Sink) {
    let mut out = Writer::into(sink);
    out.open(b'{');
    out.member("seq", &seq);
    out.member(name, value);
    out.close(b'}');
    out.end();
}

/// Reads what [`numbered`] writes.
///
/// # Errors
/// As [`read`].
pub fn read_numbered<T: Stored>(json: &str, name: &'static str) -> Result<(u32, T), Error> {
    let mut value = json::parse(json)?;
    let mut wrong = Wrong::default();
    let mut members = Members::of(Some(&mut value), &mut wrong);
    let seq = u32::read(members.given("seq", &mut wrong), &mut wrong);
    let read = T::read(members.given(name, &mut wrong), &mut wrong);
    wrong.settle()?;
    Ok((seq, read))
}

/// The first thing that was wrong.
#[derive(Debug, Default)]
pub struct Wrong {
    /// Name of the member that is being read.
    place: &'static str,
    error: Option<Error>,
}

impl Wrong {
    /// Notes that something else was expected in the place that is being read.
    #[cold]
    #[inline(never)]
    pub fn expected(&mut self, what: &'static str) {
        if self.error.is_none() {
            self.error = Some(Error::shape(format!("{}: {what} was expected", self.place)));
        }
    }

    /// Whether something was wrong.
    fn settle(self) -> Result<(), Error> {
        self.error.map_or(Ok(()), Err)
    }
}

/// The members of an object; those that nobody asks for are ignored.
#[derive(Debug)]
pub struct Members<'v>(Option<&'v mut Map<String, Value>>);

impl<'v> Members<'v> {
    /// Those of a value, which must be an object.
    #[inline(never)]
    pub fn of(value: Given<'v>, wrong: &mut Wrong) -> Self {
        match value {
            Some(Value::Object(map)) => Self(Some(map)),
            _ => {
                wrong.expected("an object");
                Self(None)
            }
        }
    }

    /// A member by its name.
    #[inline(never)]
    pub fn given(&mut self, name: &'static str, wrong: &mut Wrong) -> Given<'_> {
        wrong.place = name;
        self.0.as_mut()?.get_mut(name)
    }
}

/// Which of `names` a choice is, and what it holds: `"name"`, or `{"name": value}`.
#[inline(never)]
pub fn chosen<'v>(value: Given<'v>, names: &[&'static str], wrong: &mut Wrong) -> (usize, Given<'v>) {
    match value {
        Some(Value::String(name)) => {
            if let Some(n) = names.iter().position(|known| name == known) {
                return (n, None);
            }
        }
        Some(Value::Object(map)) if map.len() == 1 => {
            if let Some(n) = names.iter().position(|known| map.contains_key(*known))
                && let Some(name) = names.get(n)
            {
                return (n, map.get_mut(*name));
            }
        }
        _ => {}
    }
    wrong.expected("one of the known names, alone or with what it holds,");
    (0, None)
}

/// A choice that holds nothing.
#[inline(never)]
pub fn nothing(value: Given<'_>, wrong: &mut Wrong) {
    if !matches!(value, None | Some(Value::Null)) {
        wrong.expected("a name alone");
    }
}

/// A member that need not be there.
#[inline(never)]
pub fn or_default<T: Stored + Default>(value: Given<'_>, wrong: &mut Wrong) -> T {
    match value {
        None => T::default(),
        value => T::read(value, wrong),
    }
}

/// A string; empty where there is none, which is noted.
#[inline(never)]
pub fn text(value: Given<'_>, wrong: &mut Wrong) -> String {
    match value {
        Some(Value::String(s)) => std::mem::take(s),
        _ => {
            wrong.expected("a string");
            String::new()
        }
    }
}

#[inline(never)]
fn unsigned(value: Given<'_>, wrong: &mut Wrong) -> u64 {
    value.and_then(|v| v.as_u64()).unwrap_or_else(|| {
        wrong.expected("a number from 0 up");
        0
    })
}

impl Stored for String {
    fn read(value: Given<'_>, wrong: &mut Wrong) -> Self {
        text(value, wrong)
    }

    fn write(&self, out: &mut Writer) {
        out.text(self);
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

impl Stored for u64 {
    fn read(value: Given<'_>, wrong: &mut Wrong) -> Self {
        unsigned(value, wrong)
    }

    fn write(&self, out: &mut Writer) {
        out.number(*self);
    }
}

macro_rules! smaller {
    ($($name:ident)*) => {
        $(impl Stored for $name {
            fn read(value: Given<'_>, wrong: &mut Wrong) -> Self {
                Self::try_from(unsigned(value, wrong)).unwrap_or_else(|_| {
                    wrong.expected("a smaller number");
                    0
                })
            }

            fn write(&self, out: &mut Writer) {
                out.number(*self as u64);
            }
        })*
    };
}

smaller! { u32 usize }

impl Stored for i64 {
    fn read(value: Given<'_>, wrong: &mut Wrong) -> Self {
        value.and_then(|v| v.as_i64()).unwrap_or_else(|| {
            wrong.expected("a whole number");
            0
        })
    }

    fn write(&self, out: &mut Writer) {
        out.raw(&self.to_string());
    }
}

impl Stored for bool {
    fn read(value: Given<'_>, wrong: &mut Wrong) -> Self {
        value.and_then(|v| v.as_bool()).unwrap_or_else(|| {
            wrong.expected("true or false");
            false
        })
    }

    fn write(&self, out: &mut Writer) {
        out.raw(if *self { "true" } else { "false" });
    }

    fn is_blank(&self) -> bool {
        !*self
    }
}

impl Stored for char {
    fn read(value: Given<'_>, wrong: &mut Wrong) -> Self {
        let text = text(value, wrong);
        let mut letters = text.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) => letter,
            _ => {
                wrong.expected("one character");
                '\0'
            }
        }
    }

    fn write(&self, out: &mut Writer) {
        out.text(self.encode_utf8(&mut [0; 4]));
    }
}

impl<T: Stored> Stored for Option<T> {
    fn read(value: Given<'_>, wrong: &mut Wrong) -> Self {
        match value {
            None | Some(Value::Null) => None,
            value => Some(T::read(value, wrong)),
        }
    }

    fn write(&self, out: &mut Writer) {
        match self {
            None => out.raw("null"),
            Some(value) => value.write(out),
        }
    }

    fn is_blank(&self) -> bool {
        self.is_none()
    }
}

impl<T: Stored> Stored for Box<T> {
    fn read(value: Given<'_>, wrong: &mut Wrong) -> Self {
        Self::new(T::read(value, wrong))
    }

    fn write(&self, out: &mut Writer) {
        (**self).write(out);
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn read(value: Given<'_>, wrong: &mut Wrong) -> Self {
        let Some(Value::Array(values)) = value else {
            wrong.expected("a list");
            return Self::new();
        };
        let mut list = Self::with_capacity(values.len());
        for value in values {
            list.push(T::read(Some(value), wrong));
            // A long list is not there twice.
            *value = Value::Null;
        }
        list
    }

    fn write(&self, out: &mut Writer) {
        out.list(self);
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

/// Of any shape.
impl Stored for Value {
    fn read(value: Given<'_>, _: &mut Wrong) -> Self {
        value.map(std::mem::take).unwrap_or_default()
    }

    fn write(&self, out: &mut Writer) {
        match self {
            Self::Null => out.raw("null"),
            Self::Bool(b) => b.write(out),
            // As it is printed.
            Self::Number(n) => out.raw(&n.to_string()),
            Self::String(s) => out.text(s),
            Self::Array(list) => out.list(list),
            Self::Object(map) => {
                out.open(b'{');
                for (name, value) in map {
                    out.member(name, value);
                }
                out.close(b'}');
            }
        }
    }
}

/// Members that this version does not know, as JSON in a string: no type describes them.
impl Stored for BTreeMap<String, Value> {
    fn read(value: Given<'_>, wrong: &mut Wrong) -> Self {
        match json::parse(&text(value, wrong)) {
            Ok(Value::Object(members)) => members.into_iter().collect(),
            _ => {
                wrong.expected("JSON of an object");
                Self::new()
            }
        }
    }

    fn write(&self, out: &mut Writer) {
        let mut text = Writer::default();
        text.open(b'{');
        for (name, value) in self {
            text.member(name, value);
        }
        text.close(b'}');
        out.text(&text.json());
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

/// Makes a struct [`Stored`], as an object. A field must be there (an `Option` reads what is missing as `None`), unless
/// it is said that it
/// - `may` be there: it is left out where it is blank,
/// - has a `default` where it is missing, and is always written.
macro_rules! record {
    ($name:ident { $($field:ident $(: $rule:ident)?),* $(,)? }) => {
        impl $crate::text::stored::Stored for $name {
            fn read(
                value: $crate::text::stored::Given<'_>,
                wrong: &mut $crate::text::stored::Wrong,
            ) -> Self {
                let mut members = $crate::text::stored::Members::of(value, wrong);
                Self {
                    $($field: $crate::text::stored::member!(
                        [$($rule)?] members.given(stringify!($field), wrong), wrong
                    ),)*
                }
            }

            fn write(&self, out: &mut $crate::text::stored::Writer) {
                let Self { $($field),* } = self;
                out.open(b'{');
                $($crate::text::stored::put!([$($rule)?] $field, out);)*
                out.close(b'}');
            }

            fn is_blank(&self) -> bool {
                $($crate::text::stored::Stored::is_blank(&self.$field))&&*
            }
        }
    };
}

/// Makes an enum [`Stored`]: a name alone, or an object with one member, named so. Fields are as in [`record!`].
macro_rules! choice {
    ($name:ident { $(
        $variant:ident = $written:literal $({ $($field:ident $(: $rule:ident)?),* })? $(($list:ident))?
    ),* $(,)? }) => {
        impl $crate::text::stored::Stored for $name {
            fn read(
                value: $crate::text::stored::Given<'_>,
                wrong: &mut $crate::text::stored::Wrong,
            ) -> Self {
                enum At { $($variant),* }
                let (at, value) = $crate::text::stored::chosen(value, &[$($written),*], wrong);
                $(
                    if at == At::$variant as usize {
                        return $crate::text::stored::variant!(
                            read $name $variant value wrong
                                $({ $($field $(: $rule)?),* })? $(($list))?
                        );
                    }
                )*
                unreachable!("it is one of the list")
            }

            fn write(&self, out: &mut $crate::text::stored::Writer) {
                match self {
                    $(Self::$variant $({ $($field),* })? $(($list))? => $crate::text::stored::variant!(
                        write $written out $({ $($field $(: $rule)?),* })? $(($list))?
                    ),)*
                }
            }
        }
    };
}

/// One variant of a [`choice!`].
macro_rules! variant {
    (read $name:ident $variant:ident $value:ident $wrong:ident) => {{
        $crate::text::stored::nothing($value, $wrong);
        $name::$variant
    }};
    (read $name:ident $variant:ident $value:ident $wrong:ident ($list:ident)) => {
        $name::$variant($crate::text::stored::Stored::read($value, $wrong))
    };
    (read $name:ident $variant:ident $value:ident $wrong:ident { $($field:ident $(: $rule:ident)?),* }) => {{
        let mut members = $crate::text::stored::Members::of($value, $wrong);
        $name::$variant {
            $($field: $crate::text::stored::member!(
                [$($rule)?] members.given(stringify!($field), $wrong), $wrong
            ),)*
        }
    }};
    (write $written:literal $out:ident) => {
        $out.text($written)
    };
    (write $written:literal $out:ident ($list:ident)) => {{
        $out.open(b'{');
        $out.member($written, $list);
        $out.close(b'}');
    }};
    (write $written:literal $out:ident { $($field:ident $(: $rule:ident)?),* }) => {{
        $out.open(b'{');
        $out.key($written);
        $out.open(b'{');
        $($crate::text::stored::put!([$($rule)?] $field, $out);)*
        $out.close(b'}');
        $out.close(b'}');
    }};
}

/// Reads one field.
macro_rules! member {
    ([] $given:expr, $wrong:ident) => {
        $crate::text::stored::Stored::read($given, $wrong)
    };
    ([$rule:ident] $given:expr, $wrong:ident) => {
        $crate::text::stored::or_default($given, $wrong)
    };
}

/// Writes one field.
macro_rules! put {
    ([may] $field:ident, $out:ident) => {
        if !$crate::text::stored::Stored::is_blank($field) {
            $out.member(stringify!($field), $field);
        }
    };
    ([$($rule:ident)?] $field:ident, $out:ident) => {
        $out.member(stringify!($field), $field)
    };
}

/// Makes a type that is a string with a form of its own [`Stored`].
macro_rules! word {
    ($name:ident, $parse:expr, $or:expr, $what:literal) => {
        impl $crate::text::stored::Stored for $name {
            fn read(value: $crate::text::stored::Given<'_>, wrong: &mut $crate::text::stored::Wrong) -> Self {
                $parse(&$crate::text::stored::text(value, wrong)).unwrap_or_else(|| {
                    wrong.expected($what);
                    $or
                })
            }

            fn write(&self, out: &mut $crate::text::stored::Writer) {
                out.text(&self.to_string());
            }
        }
    };
}

pub(crate) use {choice, member, put, record, variant, word};

/// What serde writes and reads of members that this version does not know.
#[cfg(test)]
pub(crate) mod as_text {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serializer, de, ser};
    use serde_json::Value;

    pub(crate) fn serialize<S: Serializer>(
        members: &BTreeMap<String, Value>,
        s: S,
    ) -> Result<S::Ok, S::Error> {
        s.serialize_str(&serde_json::to_string(members).map_err(ser::Error::custom)?)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<BTreeMap<String, Value>, D::Error> {
        serde_json::from_str(&String::deserialize(d)?).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests;
