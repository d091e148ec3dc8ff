//! Tolerant reading: a value of an answer that is not what it should be is taken as absent.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{
        Error, IgnoredAny, IntoDeserializer, MapAccess, SeqAccess, Visitor,
        value::{MapAccessDeserializer, SeqAccessDeserializer},
    },
};

/// Reads a value, or nothing if there is none of this type. For fields of answers, with
/// `#[serde(default, deserialize_with)]`.
///
/// # Errors
/// When the text is not JSON, or a list or an object is of another type inside.
pub fn tolerant<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    deserializer.deserialize_any(Tolerant(PhantomData))
}

struct Tolerant<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Tolerant<T> {
    /// Reads what stands on its own. Nothing is left unread if it does not fit.
    fn scalar<E: Error>(value: impl IntoDeserializer<'de, E>) -> Option<T> {
        T::deserialize(value.into_deserializer()).ok()
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Tolerant<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Self::scalar::<E>(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Self::scalar::<E>(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Self::scalar::<E>(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Self::scalar::<E>(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        // What borrows from the text would have to be read in another way; no answer's type does.
        Ok(Self::scalar::<E>(value.to_owned()))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let read = T::deserialize(SeqAccessDeserializer::new(&mut items)).ok();
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(read)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let read = T::deserialize(MapAccessDeserializer::new(&mut entries)).ok();
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    const KINDS: [&str; 9] = [
        "null",
        "true",
        "7",
        "-7",
        "1.5",
        r#""""#,
        r#""text""#,
        r#"[1,{"a":[2]}]"#,
        r#"{"a":{"b":[1]}}"#,
    ];

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Inner {
        #[serde(deserialize_with = "tolerant")]
        name: Option<String>,
        #[serde(deserialize_with = "tolerant")]
        size: Option<u8>,
    }

    #[derive(Debug, Deserialize)]
    struct Outer {
        #[serde(default, deserialize_with = "tolerant")]
        text: Option<String>,
        #[serde(default, deserialize_with = "tolerant")]
        number: Option<f64>,
        #[serde(default, deserialize_with = "tolerant")]
        flag: Option<bool>,
        #[serde(default, deserialize_with = "tolerant")]
        inner: Option<Inner>,
        #[serde(default, deserialize_with = "tolerant")]
        list: Option<Vec<Inner>>,
        #[serde(default, deserialize_with = "tolerant")]
        map: Option<BTreeMap<String, Inner>>,
        last: u8,
    }

    #[test]
    fn no_kind_in_any_place_ends_the_reading() {
        for field in ["text", "number", "flag", "inner", "map", "unknown"] {
            for kind in KINDS {
                let json = format!(r#"{{"{field}":{kind},"last":3}}"#);
                let read: Outer = serde_json::from_str(&json).unwrap();
                assert_eq!(read.last, 3, "{json}");
            }
        }
    }

    #[test]
    fn what_fits_is_read() {
        let json = r#"{"text":"a\n","number":2,"flag":true,"inner":{"name":"x","size":"big"},
            "list":[{"name":7},{"size":1}],"map":{"k":{"size":300}},"last":0}"#;
        let read: Outer = serde_json::from_str(json).unwrap();
        assert_eq!(read.text.as_deref(), Some("a\n"));
        assert_eq!((read.number, read.flag), (Some(2.0), Some(true)));
        let named = Inner {
            name: Some("x".to_owned()),
            size: None,
        };
        assert_eq!(read.inner, Some(named));
        let sized = Inner {
            name: None,
            size: Some(1),
        };
        assert_eq!(read.list, Some(vec![Inner::default(), sized]));
        assert_eq!(read.map.unwrap()["k"], Inner::default());
    }
}
