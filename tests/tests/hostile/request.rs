//! A request as it came over a connection.

use std::io;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use hmac::{Hmac, Mac as _};
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncRead, AsyncReadExt as _};

use acs_tests::Outcome;
use azure_core::time::{OffsetDateTime, parse_rfc7231};

/// What signs the requests of these tests.
pub(crate) const KEY: &str = "c2VjcmV0LWtleS1mb3ItdGVzdHM=";

/// A signature is good for this long.
const FRESH: azure_core::time::Duration = azure_core::time::Duration::minutes(5);

#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) target: String,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// The request that has begun with these bytes.
    pub(crate) async fn read(
        mut bytes: Vec<u8>,
        stream: &mut (impl AsyncRead + Unpin),
    ) -> io::Result<Self> {
        let (mut request, begin_of_body) = loop {
            if let Some(head) = Self::parse_head(&bytes)? {
                break head;
            }
            if stream.read_buf(&mut bytes).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        };
        let length = request
            .header("content-length")
            .map_or(Ok(0), str::parse)
            .map_err(io::Error::other)?;
        request.body = bytes.split_off(begin_of_body);
        while request.body.len() < length {
            if stream.read_buf(&mut request.body).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(request)
    }

    /// All but the body, and where that begins, if the whole head has come.
    fn parse_head(bytes: &[u8]) -> io::Result<Option<(Self, usize)>> {
        let mut headers = [httparse::EMPTY_HEADER; 64];
        let mut head = httparse::Request::new(&mut headers);
        let status = head.parse(bytes).map_err(io::Error::other)?;
        let httparse::Status::Complete(length) = status else {
            return Ok(None);
        };
        let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
        let request = Self {
            method: head.method.unwrap_or_default().to_owned(),
            target: head.path.unwrap_or_default().to_owned(),
            headers: head
                .headers
                .iter()
                .map(|header| (header.name.to_ascii_lowercase(), text(header.value)))
                .collect(),
            body: Vec::new(),
        };
        Ok(Some((request, length)))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut named = self.headers.iter().filter(|(of, _)| of == name);
        let value = named.next().map(|(_, value)| value.as_str());
        assert_eq!(named.next(), None, "{name} came twice");
        value
    }

    pub(crate) fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (&**name, &**value))
    }

    /// The path, without the query.
    pub(crate) fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    pub(crate) fn signature(&self) -> Outcome<&str> {
        let authorization = self.header("authorization").ok_or("nobody signed")?;
        let scheme = "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=";
        Ok(authorization
            .strip_prefix(scheme)
            .ok_or("another scheme of signing")?)
    }

    /// Checks the signature as the service does: it is over this very request, and fresh.
    ///
    /// # Errors
    /// When it is not.
    pub(crate) fn check_signature(&self) -> Outcome {
        let given = |name| self.header(name).ok_or_else(|| format!("no {name}"));
        let (date, host) = (given("x-ms-date")?, given("host")?);
        let hash = BASE64_STANDARD.encode(Sha256::digest(&self.body));
        if given("x-ms-content-sha256")? != hash {
            return Err("the hash is of another body".into());
        }
        let age = OffsetDateTime::now_utc() - parse_rfc7231(date)?;
        if age.abs() > FRESH {
            return Err(format!("signed {age} ago").into());
        }
        let signed = format!("{}\n{}\n{date};{host};{hash}", self.method, self.target);
        let mut mac = Hmac::<Sha256>::new_from_slice(&BASE64_STANDARD.decode(KEY)?)?;
        mac.update(signed.as_bytes());
        mac.verify_slice(&BASE64_STANDARD.decode(self.signature()?)?)?;
        Ok(())
    }
}
