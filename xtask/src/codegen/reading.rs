//! Reading a document, with each key of an object once.

use std::{cell::RefCell, fmt};

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::{document::escaped, refusal::Refusal};

/// The document, or what is wrong with the text.
///
/// # Errors
/// Where a key is given twice, or the text is no JSON.
pub(crate) fn read(text: &str) -> Result<Value, Refusal> {
    let found = RefCell::new(String::new());
    let place = Place {
        pointer: String::new(),
        found: &found,
    };
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = place
        .deserialize(&mut reader)
        .and_then(|value| reader.end().map(|()| value));
    value.map_err(|error| Refusal::new(&found.borrow(), format!("no JSON to rely on: {error}")))
}

/// One value of the document. `serde_json` keeps the last of two keys and says nothing.
struct Place<'f> {
    pointer: String,
    found: &'f RefCell<String>,
}

impl Place<'_> {
    fn inner(&self, key: &str) -> Self {
        Self {
            pointer: format!("{}/{}", self.pointer, escaped(key)),
            found: self.found,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Place<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Place<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = elements.next_element_seed(self.inner(&list.len().to_string()))? {
            list.push(element);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            let place = self.inner(&key);
            if map.contains_key(&key) {
                self.found.replace(place.pointer);
                return Err(A::Error::custom("the key is given twice"));
            }
            map.insert(key, members.next_value_seed(place)?);
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_document_is_read_as_it_stands() {
        let text = r#"{"a":[1,-2,0.5,true,null,"b"],"c":{}}"#;
        assert_eq!(read(text).unwrap().to_string(), text);
    }

    #[test]
    fn a_key_given_twice_is_refused_where_it_stands() {
        let error = read(r#"{"a/b":[{"c":1,"d":2,"c":1}]}"#)
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("#/a~1b/0/c: no JSON to rely on: the key is given twice"),
            "{error}"
        );
    }

    #[test]
    fn what_follows_the_document_is_refused() {
        assert!(read("{} {}").is_err());
    }
}
