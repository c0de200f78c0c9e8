//! Maps by id, in little code.
//!
//! The standard library's map is compiled anew for every type of value: six of them were a twentieth of the page. Here
//! one map, from ids to places in a list, is compiled for all; the list holds the values.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use super::stored::{Given, Stored, Writer, Wrong};

/// An id: what it is called is its order.
pub trait Id: Clone {
    /// The id itself.
    fn as_str(&self) -> &str;
}

/// Where the value of each id stands.
#[derive(Clone, Default)]
struct Places {
    map: BTreeMap<String, usize>,
    /// Places whose values were taken.
    free: Vec<usize>,
}

impl Places {
    #[inline(never)]
    fn find(&self, id: &str) -> Option<usize> {
        self.map.get(id).copied()
    }

    /// The place of an id; a new one is `next`, or one that is free.
    #[inline(never)]
    fn give(&mut self, id: &str, next: usize) -> usize {
        if let Some(place) = self.map.get(id) {
            return *place;
        }
        let place = self.free.pop().unwrap_or(next);
        self.map.insert(id.to_owned(), place);
        place
    }

    #[inline(never)]
    fn take(&mut self, id: &str) -> Option<usize> {
        let place = self.map.remove(id)?;
        self.free.push(place);
        Some(place)
    }
}

/// Values by id, in order of the ids.
#[derive(Clone)]
pub struct Shelf<K, V> {
    places: Places,
    values: Vec<Option<(K, V)>>,
}

impl<K, V> Default for Shelf<K, V> {
    fn default() -> Self {
        Self {
            places: Places::default(),
            values: Vec::new(),
        }
    }
}

impl<K: Id, V> Shelf<K, V> {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.places.map.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.map.is_empty()
    }

    /// The value of an id.
    pub fn get(&self, id: &K) -> Option<&V> {
        let place = self.places.find(id.as_str())?;
        self.values.get(place)?.as_ref().map(|(_, v)| v)
    }

    /// The value of an id, to be changed.
    pub fn get_mut(&mut self, id: &K) -> Option<&mut V> {
        let place = self.places.find(id.as_str())?;
        self.values.get_mut(place)?.as_mut().map(|(_, v)| v)
    }

    /// Whether there is a value of this id.
    pub fn contains_key(&self, id: &K) -> bool {
        self.places.find(id.as_str()).is_some()
    }

    /// Puts a value in its place; the one before it.
    pub fn insert(&mut self, id: K, value: V) -> Option<V> {
        let place = self.places.give(id.as_str(), self.values.len());
        let entry = Some((id, value));
        match self.values.get_mut(place) {
            Some(slot) => std::mem::replace(slot, entry).map(|(_, v)| v),
            None => {
                self.values.push(entry);
                None
            }
        }
    }

    /// Takes a value away.
    pub fn remove(&mut self, id: &K) -> Option<V> {
        let place = self.places.take(id.as_str())?;
        self.values.get_mut(place)?.take().map(|(_, v)| v)
    }

    /// Ids and values, in order of the ids.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        let entry = |place: &usize| self.values.get(*place)?.as_ref().map(|(k, v)| (k, v));
        self.places.map.values().filter_map(entry)
    }

    /// Ids, in their order.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.iter().map(|(k, _)| k)
    }

    /// Values, in order of their ids.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.iter().map(|(_, v)| v)
    }

    /// Values to be changed, in no order.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.values.iter_mut().flatten().map(|(_, v)| v)
    }

    /// Takes away what is not to be kept.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        for slot in &mut self.values {
            if let Some((id, value)) = slot
                && !keep(id, value)
            {
                self.places.take(id.as_str());
                *slot = None;
            }
        }
    }

    /// Ids and values themselves, in no order.
    pub fn into_entries(self) -> impl Iterator<Item = (K, V)> {
        self.values.into_iter().flatten()
    }
}

impl<K: Id, V> std::ops::Index<&K> for Shelf<K, V> {
    type Output = V;

    fn index(&self, id: &K) -> &V {
        self.get(id).expect("a value of this id")
    }
}

impl<K: Id, V> FromIterator<(K, V)> for Shelf<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut shelf = Self::new();
        for (id, value) in entries {
            shelf.insert(id, value);
        }
        shelf
    }
}

impl<K: Id, V: PartialEq> PartialEq for Shelf<K, V> {
    fn eq(&self, other: &Self) -> bool {
        let pairs = self.iter().zip(other.iter());
        self.len() == other.len()
            && pairs
                .into_iter()
                .all(|(a, b)| a.0.as_str() == b.0.as_str() && a.1 == b.1)
    }
}

impl<K: Id + fmt::Debug, V: fmt::Debug> fmt::Debug for Shelf<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<K: Id + Stored, V: Stored> Stored for Shelf<K, V> {
    fn read(value: Given<'_>, wrong: &mut Wrong) -> Self {
        let mut shelf = Self::new();
        let Some(Value::Object(map)) = value else {
            wrong.expected("an object");
            return shelf;
        };
        for (id, mut value) in std::mem::take(map) {
            let id = K::read(Some(&mut Value::String(id)), wrong);
            shelf.insert(id, V::read(Some(&mut value), wrong));
        }
        shelf
    }

    fn write(&self, out: &mut Writer) {
        out.open(b'{');
        for (id, value) in self.iter() {
            out.member(id.as_str(), value);
        }
        out.close(b'}');
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

#[cfg(test)]
impl<K: Id + serde::Serialize, V: serde::Serialize> serde::Serialize for Shelf<K, V> {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_map(self.iter())
    }
}

#[cfg(test)]
impl<'de, K: Id + serde::Deserialize<'de>, V: serde::Deserialize<'de>> serde::Deserialize<'de>
    for Shelf<K, V>
{
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        use std::marker::PhantomData;

        use serde::Deserialize;
        use serde::de::{MapAccess, Visitor};

        struct Entries<K, V>(PhantomData<(K, V)>);

        impl<'de, K: Id + Deserialize<'de>, V: Deserialize<'de>> Visitor<'de> for Entries<K, V> {
            type Value = Shelf<K, V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut shelf = Shelf::new();
                while let Some((id, value)) = map.next_entry()? {
                    shelf.insert(id, value);
                }
                Ok(shelf)
            }
        }

        d.deserialize_map(Entries(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::super::Fingerprint;
    use super::*;

    fn id(n: u8) -> Fingerprint {
        Fingerprint::of(&n.to_string())
    }

    proptest! {
        #[test]
        fn it_is_the_map_of_the_standard_library(steps in prop::collection::vec((0u8..12, any::<Option<u32>>()), 0..60)) {
            let (mut shelf, mut map) = (Shelf::new(), BTreeMap::new());
            for (n, value) in steps {
                match value {
                    Some(v) => prop_assert_eq!(shelf.insert(id(n), v), map.insert(id(n), v)),
                    None => prop_assert_eq!(shelf.remove(&id(n)), map.remove(&id(n))),
                }
                prop_assert_eq!(shelf.get(&id(n)), map.get(&id(n)));
                prop_assert!(shelf.iter().eq(map.iter()));
                prop_assert_eq!(shelf.len(), map.len());
            }
            shelf.retain(|_, v| *v % 2 == 0);
            map.retain(|_, v| *v % 2 == 0);
            prop_assert!(shelf.iter().eq(map.iter()));
            let json = serde_json::to_string(&shelf).unwrap();
            prop_assert_eq!(&json, &serde_json::to_string(&map).unwrap());
            prop_assert_eq!(&json, &crate::text::stored::to_json(&shelf));
            prop_assert_eq!(crate::text::stored::read::<Shelf<Fingerprint, u32>>(&json).unwrap(), shelf);
        }
    }
}
