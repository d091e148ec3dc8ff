//! Values that are text on the wire.

use std::{
    fmt::{self, Display},
    marker::PhantomData,
    str::FromStr,
};

use serde::{Deserializer, de};

/// Reads a value from text where the text is; a `String` in between would be a copy of it. For
/// generated code.
pub fn from_text<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: FromStr<Err: Display>,
    D: Deserializer<'de>,
{
    deserializer.deserialize_str(Text(PhantomData))
}

struct Text<T>(PhantomData<T>);

impl<T: FromStr<Err: Display>> de::Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use serde_json::Deserializer;

    use super::from_text;

    fn read(json: &str) -> Result<Ipv4Addr, String> {
        from_text(&mut Deserializer::from_str(json)).map_err(|error| error.to_string())
    }

    #[test]
    fn takes_text_however_it_is_written() {
        let address = Ipv4Addr::LOCALHOST;
        assert_eq!(read(r#""127.0.0.1""#), Ok(address));
        // An escape means that the text is nowhere in the document as such.
        assert_eq!(read(r#""127.0.0.\u0031""#), Ok(address));
        let value = serde_json::json!("127.0.0.1");
        assert_eq!(from_text::<Ipv4Addr, _>(value).unwrap(), address);
    }

    #[test]
    fn says_what_is_wrong() {
        assert!(read("1").unwrap_err().contains("expected a string"));
        assert!(read("null").unwrap_err().contains("expected a string"));
        assert!(read(r#""nowhere""#).unwrap_err().contains("IPv4"));
    }
}
