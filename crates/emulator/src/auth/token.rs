//! Bearer tokens that an emulator issues and takes back: JSON Web Tokens under HS256.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hmac::Mac;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{AccessKey, Denial};

/// Audience that Microsoft Entra ID puts into a token for the scope `https://communication.azure.com//.default`.
pub(crate) const AUDIENCE: &str = "https://communication.azure.com/";
const ISSUER: &str = "acs-emulator";

/// Stands before what is signed, so that no token can pass for a request or the other way round.
const DOMAIN: &str = "bearer token\n";

/// Issues and checks tokens under the access key, so a token outlives a restart with the same key.
#[derive(Debug)]
pub(crate) struct TokenIssuer {
    key: AccessKey,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    aud: String,
    iss: String,
    exp: i64,
}

#[derive(Serialize, Deserialize)]
struct Header {
    alg: String,
    typ: String,
}

impl TokenIssuer {
    pub(super) fn new(key: AccessKey) -> Self {
        Self { key }
    }

    /// A token for that audience.
    pub(crate) fn issue(&self, audience: &str, expires: OffsetDateTime) -> String {
        let header = Header {
            alg: "HS256".to_owned(),
            typ: "JWT".to_owned(),
        };
        let claims = Claims {
            aud: audience.to_owned(),
            iss: ISSUER.to_owned(),
            exp: expires.unix_timestamp(),
        };
        let signed = format!("{}.{}", encode(&header), encode(&claims));
        let signature = self.key.mac(&[DOMAIN, &signed]).finalize().into_bytes();
        format!("{signed}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature))
    }

    /// Checks that this is a token for that audience, with or without a slash at its end.
    pub(crate) fn check(
        &self,
        token: &str,
        audience: &str,
        now: OffsetDateTime,
    ) -> Result<(), Denial> {
        let (signed, signature) = token.rsplit_once('.').ok_or(Denial::Token)?;
        let signature = BASE64_URL_SAFE_NO_PAD
            .decode(signature)
            .map_err(|_| Denial::Token)?;
        self.key
            .mac(&[DOMAIN, signed])
            .verify_slice(&signature)
            .map_err(|_| Denial::Token)?;
        let (header, claims) = signed.split_once('.').ok_or(Denial::Token)?;
        let header: Header = decode(header)?;
        let claims: Claims = decode(claims)?;
        if header.alg != "HS256" || claims.iss != ISSUER {
            return Err(Denial::Token);
        }
        if claims.aud.trim_end_matches('/') != audience.trim_end_matches('/') {
            return Err(Denial::Audience);
        }
        if claims.exp <= now.unix_timestamp() {
            Err(Denial::Expired)
        } else {
            Ok(())
        }
    }
}

fn encode(part: &impl Serialize) -> String {
    // Nothing in a header or in claims can fail to serialise: strings and a number.
    BASE64_URL_SAFE_NO_PAD.encode(serde_json::to_vec(part).unwrap_or_default())
}

fn decode<T: for<'de> Deserialize<'de>>(part: &str) -> Result<T, Denial> {
    let json = BASE64_URL_SAFE_NO_PAD
        .decode(part)
        .map_err(|_| Denial::Token)?;
    serde_json::from_slice(&json).map_err(|_| Denial::Token)
}

#[cfg(test)]
mod tests {
    use time::Duration;

    use super::*;

    const NOW: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;

    fn issuer(key: &str) -> TokenIssuer {
        TokenIssuer::new(AccessKey::from_base64(key).unwrap())
    }

    #[test]
    fn a_token_is_good_until_it_expires() {
        let issuer = issuer("b25l");
        let token = issuer.issue(AUDIENCE, NOW + Duration::HOUR);
        assert_eq!(issuer.check(&token, AUDIENCE, NOW), Ok(()));
        assert_eq!(
            issuer.check(&token, AUDIENCE, NOW + Duration::minutes(59)),
            Ok(())
        );
        assert_eq!(
            issuer.check(&token, AUDIENCE, NOW + Duration::HOUR),
            Err(Denial::Expired)
        );
    }

    #[test]
    fn other_tokens_are_denied() {
        let issuer = issuer("b25l");
        let token = issuer.issue(AUDIENCE, NOW + Duration::HOUR);
        let other = TokenIssuer::new(AccessKey::from_base64("b3RoZXI=").unwrap());
        let foreign = other.issue(AUDIENCE, NOW + Duration::HOUR);
        assert_eq!(issuer.check(&foreign, AUDIENCE, NOW), Err(Denial::Token));
        let elsewhere = issuer.issue("https://management.azure.com/", NOW + Duration::HOUR);
        assert_eq!(
            issuer.check(&elsewhere, AUDIENCE, NOW),
            Err(Denial::Audience)
        );
        let without_slash = "https://communication.azure.com";
        let token_without = issuer.issue(without_slash, NOW + Duration::HOUR);
        assert_eq!(issuer.check(&token_without, AUDIENCE, NOW), Ok(()));
        let (head, signature) = token.rsplit_once('.').unwrap();
        let longer = encode(&Claims {
            aud: AUDIENCE.into(),
            iss: ISSUER.into(),
            exp: i64::MAX,
        });
        let (header, _) = head.split_once('.').unwrap();
        for tampered in [
            format!("{header}.{longer}.{signature}"),
            format!("{head}."),
            head.to_owned(),
            String::new(),
            "a.b.c".to_owned(),
        ] {
            assert_eq!(
                issuer.check(&tampered, AUDIENCE, NOW),
                Err(Denial::Token),
                "{tampered}"
            );
        }
    }
}
