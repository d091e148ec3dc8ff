//! Taking what authorises a request out of what comes back: services like to repeat what they do
//! not accept, and answers are printed and logged.

use http::{HeaderMap, HeaderValue};

use super::plain::{decoded, hide};

/// The signature or the token of a request.
///
/// It is found by its letters and digits, in whatever encoding they are. The signs between them may
/// be others or none: there are two alphabets of base64, in forms a plus sign is a blank, and lines
/// are broken.
#[derive(Clone, Copy)]
pub(crate) struct Secret<'a>(&'a str);

impl<'a> Secret<'a> {
    /// Returns the part of an `Authorization` header that nobody else may have.
    pub(crate) fn in_header(authorization: &'a str) -> Option<Self> {
        let signature = authorization.split_once("Signature=");
        let (_, secret) = signature.or_else(|| authorization.split_once(' '))?;
        // Without a letter, it would be found everywhere.
        secret.contains(is_letter).then_some(Self(secret))
    }

    /// Takes it out of `text`.
    pub(crate) fn hide_in(self, text: &mut String) {
        if let Some(hidden) = self.hidden_in(text) {
            *text = hidden;
        }
    }

    /// Takes it out of the values of `headers`.
    pub(crate) fn hide_in_headers(self, headers: &mut HeaderMap) {
        for value in headers.values_mut() {
            let hidden = self.hidden_in(&String::from_utf8_lossy(value.as_bytes()));
            if let Some(Ok(hidden)) = hidden.as_deref().map(HeaderValue::from_str) {
                *value = hidden;
            }
        }
    }

    fn hidden_in(self, text: &str) -> Option<String> {
        // Most headers are too short for it, whatever signs it may have lost.
        let may_hold_it = text.len() >= self.0.len() / 2;
        let (secret, _) = may_hold_it.then(|| decoded(self.0))?;
        hide(text, |text, at| match length(&text[at..], &secret) {
            // The word that `azure_core` uses.
            Some(length) => (length, Some("REDACTED".to_owned())),
            None => (1, None),
        })
    }
}

/// Returns the length of `secret` in `text`, if that begins with it.
fn length(text: &[char], secret: &[char]) -> Option<usize> {
    let mut rest = text.iter().peekable();
    let mut begun = false;
    for wanted in secret {
        if is_letter(*wanted) {
            while begun && rest.next_if(|it| !is_letter(**it)).is_some() {}
            rest.next_if_eq(&wanted)?;
            begun = true;
        } else {
            // Those at the beginning and at the end go with it.
            rest.next_if(|it| "+-/_=".contains(**it));
        }
    }
    begun.then_some(text.len() - rest.len())
}

fn is_letter(it: char) -> bool {
    it.is_ascii_alphanumeric()
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
        for authorization in [
            "",
            "Bearer",
            "Bearer ",
            "Bearer --",
            "HMAC-SHA256 Signature=",
        ] {
            assert!(
                Secret::in_header(authorization).is_none(),
                "{authorization}"
            );
        }
    }

    #[test]
    fn finds_it_however_it_is_repeated() {
        let signature = "Zm9v+mJhcg/iYXo+cXV4eA==";
        let secret = Secret(signature);
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
                let hidden = secret.hidden_in(&text).unwrap_or_default();
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
    fn lines_of_a_log_lose_it_and_nothing_else() {
        let secret = Secret("/Zm9v+mJhcg/iYXo+cXV4eA==");
        for (text, shown) in [
            (
                "401: the signature '/Zm9v+mJhcg/iYXo+cXV4eA==' is wrong",
                "401: the signature 'REDACTED' is wrong",
            ),
            (
                "GET /?Signature=%2FZm9v%2BmJhcg%2FiYXo%2BcXV4eA%3D%3D&se=2025-06-17 403",
                "GET /?Signature=REDACTED&se=2025-06-17 403",
            ),
            (
                r#"{"got":"\/Zm9v\u002BmJhcg\/iYXo\u002BcXV4eA==","try":2}"#,
                r#"{"got":"REDACTED","try":2}"#,
            ),
            (
                "got _Zm9v-mJhcg_iYXo-cXV4eA, not /Zm9v mJhcg/iYXo cXV4eA==.",
                "got REDACTED, not REDACTED.",
            ),
            ("it was Zm9v+mJhcg/iYXo+cXV4", "it was Zm9v+mJhcg/iYXo+cXV4"),
            (
                "retry-after: 7, ms-cv: 23IGt8mQ70OfrGoYmuzrkQ.0",
                "retry-after: 7, ms-cv: 23IGt8mQ70OfrGoYmuzrkQ.0",
            ),
        ] {
            let mut hidden = text.to_owned();
            secret.hide_in(&mut hidden);
            assert_eq!(hidden, shown);
        }
    }

    #[test]
    fn takes_time_in_proportion_to_the_text() {
        let secret = Secret("+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab");
        for part in ["+", "a", "a ", "+a", "a++++", "%2B", "%25"] {
            let begun = std::time::Instant::now();
            assert_eq!(secret.hidden_in(&part.repeat(20_000)), None);
            // What grew with the square would take minutes.
            assert!(begun.elapsed().as_secs() < 10, "{part}");
        }
    }

    #[test]
    fn a_secret_of_encoded_signs_alone_is_found_nowhere() {
        assert_eq!(Secret("%2B%2F").hidden_in("a + b %2B/ c"), None);
    }

    #[test]
    fn leaves_all_else() {
        let secret = Secret("c2ln/+bg==");
        for text in ["", "c2ln/+b", "c 2 l n", "C2LN/+BG==", "c2ln / + bh"] {
            assert_eq!(secret.hidden_in(text), None, "{text}");
        }
    }
}
