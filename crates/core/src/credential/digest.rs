//! SHA-256 and the HMAC over it: by `aws-lc-rs`, which TLS uses as well, or in plain Rust where that
//! does not run.

pub(super) use platform::{Key, sha256};

#[cfg(not(target_family = "wasm"))]
mod platform {
    use aws_lc_rs::{digest, hmac};

    /// Key of an HMAC, wiped from memory when it goes.
    pub(in crate::credential) struct Key(hmac::Key);

    impl Key {
        pub(in crate::credential) fn new(bytes: &[u8]) -> Self {
            Self(hmac::Key::new(hmac::HMAC_SHA256, bytes))
        }

        pub(in crate::credential) fn sign(&self, text: &[u8]) -> impl AsRef<[u8]> + use<> {
            hmac::sign(&self.0, text)
        }
    }

    pub(in crate::credential) fn sha256(bytes: &[u8]) -> impl AsRef<[u8]> + use<> {
        digest::digest(&digest::SHA256, bytes)
    }
}

#[cfg(target_family = "wasm")]
mod platform {
    use hmac::{Hmac, Mac as _};
    use sha2::{Digest as _, Sha256};
    use zeroize::Zeroizing;

    /// Key of an HMAC, wiped from memory when it goes.
    pub(in crate::credential) struct Key(Zeroizing<Vec<u8>>);

    impl Key {
        pub(in crate::credential) fn new(bytes: &[u8]) -> Self {
            Self(bytes.to_vec().into())
        }

        pub(in crate::credential) fn sign(&self, text: &[u8]) -> impl AsRef<[u8]> + use<> {
            // No length of a key is refused.
            Hmac::<Sha256>::new_from_slice(&self.0)
                .map(|hmac| hmac.chain_update(text).finalize().into_bytes())
                .unwrap_or_default()
        }
    }

    pub(in crate::credential) fn sha256(bytes: &[u8]) -> impl AsRef<[u8]> + use<> {
        Sha256::digest(bytes)
    }
}
