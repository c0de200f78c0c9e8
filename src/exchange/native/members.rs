//! Taking an object apart, member by member: what is wrong is named by its place in the file.

use std::collections::BTreeMap;

use serde_json::Value;

use super::NativeError;
use crate::exchange::time;
use crate::project::{LAST_REVISION, Timestamp};

pub(super) type Result<T> = std::result::Result<T, NativeError>;

/// An object whose members are taken out one by one.
pub(super) struct Members {
    // A handful, looked through one by one: nothing else takes members out of a map, which would be compiled for this.
    left: Vec<(String, Value)>,
    place: &'static str,
}

impl Members {
    pub(super) fn of(value: Value, place: &'static str) -> Result<Self> {
        match value {
            Value::Object(map) => Ok(Self {
                left: map.into_iter().collect(),
                place,
            }),
            _ => Err(damaged(place)),
        }
    }

    pub(super) fn wrong(&self, name: &str) -> NativeError {
        damaged(&format!("{}.{name}", self.place))
    }

    /// A member; `null` is none.
    pub(super) fn take(&mut self, name: &str) -> Option<Value> {
        let at = self.left.iter().position(|(n, _)| n == name)?;
        Some(self.left.swap_remove(at).1).filter(|v| !v.is_null())
    }

    pub(super) fn text_if_there(&mut self, name: &str) -> Result<Option<String>> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::String(s)) => Ok(Some(s)),
            Some(_) => Err(self.wrong(name)),
        }
    }

    pub(super) fn text(&mut self, name: &str) -> Result<String> {
        self.text_if_there(name)?.ok_or_else(|| self.wrong(name))
    }

    pub(super) fn whole(&mut self, name: &str) -> Result<u64> {
        let value = self.take(name).and_then(|v| v.as_u64());
        let exact = value.filter(|n| *n <= LAST_REVISION);
        exact.ok_or_else(|| self.wrong(name))
    }

    pub(super) fn small(&mut self, name: &str) -> Result<u32> {
        u32::try_from(self.whole(name)?).map_err(|_| self.wrong(name))
    }

    pub(super) fn flag(&mut self, name: &str) -> Result<bool> {
        match self.take(name) {
            None => Ok(false),
            Some(Value::Bool(b)) => Ok(b),
            Some(_) => Err(self.wrong(name)),
        }
    }

    pub(super) fn list(&mut self, name: &str) -> Result<Vec<Value>> {
        match self.take(name) {
            None => Ok(Vec::new()),
            Some(Value::Array(list)) => Ok(list),
            Some(_) => Err(self.wrong(name)),
        }
    }

    pub(super) fn needed_list(&mut self, name: &str) -> Result<Vec<Value>> {
        match self.left.iter().any(|(n, _)| n == name) {
            true => self.list(name),
            false => Err(self.wrong(name)),
        }
    }

    pub(super) fn object(&mut self, name: &str, place: &'static str) -> Result<Self> {
        Self::of(self.take(name).unwrap_or_default(), place)
    }

    pub(super) fn id<T>(&mut self, name: &str, prefix: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T> {
        let text = self.text(name)?;
        text.strip_prefix(prefix)
            .and_then(parse)
            .ok_or_else(|| self.wrong(name))
    }

    pub(super) fn time(&mut self, name: &str) -> Result<Timestamp> {
        let text = self.text(name)?;
        time::read(&text).ok_or_else(|| self.wrong(name))
    }

    /// What is left besides `known`.
    pub(super) fn rest(self, known: &[&str]) -> BTreeMap<String, Value> {
        let mut rest = BTreeMap::new();
        for (name, value) in self.left {
            if !known.contains(&name.as_str()) {
                rest.insert(name, value);
            }
        }
        rest
    }
}

pub(super) fn damaged(what: &str) -> NativeError {
    NativeError::Damaged {
        what: what.chars().take(200).collect(),
    }
}
