//! Taking what authorises a request out of what comes back: services like to repeat what they do
//! not accept, and answers are printed and logged.

use std::borrow::Cow;

use http::{HeaderMap, HeaderValue};

use super::reader::Reader;

/// The word that stands in for it. `azure_core` uses the same word.
const HIDDEN: &str = "REDACTED";
/// The end of a line and some indentation.
const LONGEST_BREAK: usize = 8;

/// The signature or the token of a request.
///
/// It is found however it is repeated: as it is, percent-encoded, escaped as in JSON, in the other
/// alphabet of base64, and broken by blanks or ends of lines.
#[derive(Clone, Copy)]
pub(crate) struct Secret<'a>(&'a str);

impl<'a> Secret<'a> {
    /// The part of an `Authorization` header that nobody else may have.
    pub(crate) fn in_header(authorization: &'a str) -> Option<Self> {
        let signature = authorization.split_once("Signature=");
        let token = authorization.split_once(' ');
        let (_, secret) = signature.or(token)?;
        Self::new(secret)
    }

    /// Nothing is no secret: it would be found everywhere.
    pub(crate) fn new(secret: &'a str) -> Option<Self> {
        (!secret.is_empty()).then_some(Self(secret))
    }

    /// `text` without it.
    pub(crate) fn hidden_in(self, text: &str) -> Cow<'_, str> {
        // No form is shorter, and most headers are.
        if text.len() < self.without_padding().len() {
            return Cow::Borrowed(text);
        }
        let mut kept = String::new();
        let mut copied = 0;
        let mut reader = Reader::new(text);
        while !reader.rest().is_empty() {
            let at = reader.at();
            if self.pass(&mut reader) {
                kept.push_str(&text[copied..at]);
                kept.push_str(HIDDEN);
                copied = reader.at();
            } else {
                reader.read();
            }
        }
        if copied == 0 {
            return Cow::Borrowed(text);
        }
        kept.push_str(&text[copied..]);
        Cow::Owned(kept)
    }

    /// Takes it out of `text`.
    pub(crate) fn hide_in(self, text: &mut String) {
        if let Cow::Owned(hidden) = self.hidden_in(text) {
            *text = hidden;
        }
    }

    /// Takes it out of the values of `headers`.
    pub(crate) fn hide_in_headers(self, headers: &mut HeaderMap) {
        for value in headers.values_mut() {
            let text = String::from_utf8_lossy(value.as_bytes());
            if let Cow::Owned(hidden) = self.hidden_in(&text)
                && let Ok(hidden) = HeaderValue::from_str(&hidden)
            {
                *value = hidden;
            }
        }
    }

    /// Nobody needs the padding, and it is often left out.
    fn without_padding(self) -> &'a str {
        self.0.trim_end_matches('=')
    }

    /// Passes over it, if it comes next.
    fn pass(self, reader: &mut Reader<'_>) -> bool {
        if reader.rest().starts_with(self.0) {
            reader.skip(self.0.len());
            return true;
        }
        let secret = self.without_padding();
        let mut ahead = *reader;
        for (at, wanted) in secret.chars().enumerate() {
            // In forms, a plus sign is a blank.
            let is_plus = wanted == '+';
            let may_break = at > 0 || is_plus;
            let mut blanks = 0;
            while may_break && blanks < LONGEST_BREAK && ahead.eat(char::is_whitespace).is_some() {
                blanks += 1;
            }
            let found = ahead.eat(|found| is_same(found, wanted)).is_some();
            if !(found || is_plus && blanks > 0) {
                return false;
            }
        }
        for _ in secret.len()..self.0.len() {
            ahead.eat(|found| found == '=');
        }
        *reader = ahead;
        !secret.is_empty()
    }
}

/// Tells if both mean the same, in either alphabet of base64.
fn is_same(found: char, wanted: char) -> bool {
    let plain = |it| match it {
        '-' => '+',
        '_' => '/',
        other => other,
    };
    plain(found) == plain(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_signatures_and_tokens_out() {
        for (authorization, secret) in [
            (
                "HMAC-SHA256 SignedHeaders=x-ms-date&Signature=c2ln/+bg==",
                "c2ln/+bg==",
            ),
            ("Bearer ey.secret.token", "ey.secret.token"),
        ] {
            let found = Secret::in_header(authorization).unwrap();
            let mut text = format!("{secret} is not {secret}");
            found.hide_in(&mut text);
            assert_eq!(text, "REDACTED is not REDACTED");

            let mut headers = HeaderMap::new();
            headers.insert("ms-cv", authorization.parse().unwrap());
            headers.insert("retry-after", HeaderValue::from_static("7"));
            found.hide_in_headers(&mut headers);
            assert_eq!(headers["ms-cv"], authorization.replace(secret, "REDACTED"));
            assert_eq!(headers["retry-after"], "7");
        }
    }

    #[test]
    fn nothing_is_no_secret() {
        for authorization in ["", "Bearer", "Bearer ", "HMAC-SHA256 Signature="] {
            assert!(
                Secret::in_header(authorization).is_none(),
                "{authorization}"
            );
        }
    }

    #[test]
    fn finds_it_however_it_is_repeated() {
        let signature = "Zm9v+mJhcg/iYXo+cXV4eA==";
        let secret = Secret::new(signature).unwrap();
        for repeated in [
            "Zm9v+mJhcg/iYXo+cXV4eA==",
            "Zm9v%2BmJhcg%2FiYXo%2BcXV4eA%3D%3D",
            "Zm9v%2bmJhcg%2fiYXo%2bcXV4eA%3d%3d",
            "Zm9v%252BmJhcg%252FiYXo%252BcXV4eA%253D%253D",
            "Zm9v%252bmJhcg%252fiYXo%252bcXV4eA%253d%253d",
            r"Zm9v\u002BmJhcg\/iYXo\u002bcXV4eA\u003D\u003D",
            r"Zm9v\nmJhcg/iYXo+cXV4eA==".replace(r"\n", r"+\n").as_str(),
            "Zm9v-mJhcg_iYXo-cXV4eA",
            "Zm9v+mJhcg/iYXo+cXV4eA",
            "Zm9v mJhcg/iYXo cXV4eA==",
            "Zm9v+mJh\r\n cg/iYXo+c XV4eA==",
            "Zm9v+mJhcg%20/iYXo+cXV4eA==",
        ] {
            let mut text = format!("a signature \"{repeated}\" is wrong: {repeated}.");
            secret.hide_in(&mut text);
            assert_eq!(text, "a signature \"REDACTED\" is wrong: REDACTED.");
        }
        for at in 1..signature.len() {
            for broken_by in [" ", "\n", "\r\n", r"\n", "%0A"] {
                let (begin, end) = signature.split_at(at);
                let text = format!("<{begin}{broken_by}{end}>");
                let hidden = secret.hidden_in(&text);
                let expected = if end.starts_with('=') {
                    hidden.starts_with("<REDACTED")
                } else {
                    hidden == "<REDACTED>"
                };
                assert!(expected, "{hidden}");
            }
        }
    }

    #[test]
    fn leaves_all_else() {
        let secret = Secret::new("c2ln/+bg==").unwrap();
        for text in ["", "c2ln/+b", "c 2 l n", "C2LN/+BG==", "c2ln / + bh"] {
            assert_eq!(secret.hidden_in(text), text);
        }
    }
}
