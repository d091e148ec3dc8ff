//! A SIP `OPTIONS` request and the answer to it.

use std::{
    hash::{BuildHasher as _, Hasher as _, RandomState},
    io,
};

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};

use crate::TrunkFqdn;

/// Longer answers are not read.
const MAX_BYTES: usize = 64 * 1024;
const END_OF_HEAD: &[u8] = b"\r\n\r\n";

/// The answer to `OPTIONS`.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// A final answer in SIP, with this status.
    Final(u16),
    /// Something that is no SIP.
    Foreign,
    /// An end of the connection that says why.
    Refused,
    /// No answer, and the end of the connection.
    None,
}

/// Sends `OPTIONS` and waits for the final answer.
pub(super) async fn ask(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    fqdn: &TrunkFqdn,
    port: u16,
) -> Answer {
    match exchange(&mut stream, fqdn, port).await {
        Ok(answer) => answer,
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Answer::None,
        Err(_) => Answer::Refused,
    }
}

async fn exchange(
    stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
    fqdn: &TrunkFqdn,
    port: u16,
) -> io::Result<Answer> {
    stream.write_all(request(fqdn, port).as_bytes()).await?;
    stream.flush().await?;
    let mut received = Vec::new();
    loop {
        if let Some(answer) = read(&mut received) {
            return Ok(answer);
        }
        if received.len() > MAX_BYTES {
            return Ok(Answer::Foreign);
        }
        if stream.read_buf(&mut received).await? == 0 {
            let is_foreign = !received.is_empty() && !may_be_sip(&received);
            return Ok(if is_foreign {
                Answer::Foreign
            } else {
                Answer::None
            });
        }
    }
}

/// The request of somebody who does not say who they are (RFC 3323) and cannot be called back.
fn request(fqdn: &TrunkFqdn, port: u16) -> String {
    let id = RandomState::new().build_hasher().finish();
    let version = env!("CARGO_PKG_VERSION");
    let lines = [
        format!("OPTIONS sip:{fqdn}:{port};transport=tls SIP/2.0"),
        format!("Via: SIP/2.0/TLS anonymous.invalid;branch=z9hG4bK{id:016x};rport"),
        "Max-Forwards: 70".to_owned(),
        format!("From: <sip:anonymous@anonymous.invalid>;tag={id:016x}"),
        format!("To: <sip:{fqdn}:{port}>"),
        format!("Call-ID: {id:016x}@anonymous.invalid"),
        "CSeq: 1 OPTIONS".to_owned(),
        "Contact: <sip:anonymous@anonymous.invalid;transport=tls>".to_owned(),
        "Accept: application/sdp".to_owned(),
        format!("User-Agent: acs-sip-routing/{version}"),
        "Content-Length: 0\r\n\r\n".to_owned(),
    ];
    lines.join("\r\n")
}

/// The final answer among what was received, as soon as it is there. What comes before it is taken
/// away: answers that are not final, and requests of the other side.
fn read(received: &mut Vec<u8>) -> Option<Answer> {
    loop {
        // Empty lines keep connections alive.
        let blank = received.iter().take_while(|it| matches!(it, b'\r' | b'\n'));
        let blank = blank.count();
        received.drain(..blank);
        if received.is_empty() {
            return None;
        }
        if !may_be_sip(received) {
            return Some(Answer::Foreign);
        }
        let end = received
            .windows(END_OF_HEAD.len())
            .position(|it| it == END_OF_HEAD)?;
        let head = String::from_utf8_lossy(&received[..end]).into_owned();
        let first = head.lines().next().unwrap_or_default();
        match status_of(first) {
            Some(status) if status >= 200 => return Some(Answer::Final(status)),
            Some(_) => {}
            None if first.ends_with(" SIP/2.0") => {}
            None => return Some(Answer::Foreign),
        }
        let whole = end + END_OF_HEAD.len() + content_length(&head);
        if received.len() < whole {
            return None;
        }
        received.drain(..whole);
    }
}

fn status_of(line: &str) -> Option<u16> {
    let rest = line.strip_prefix("SIP/2.0 ")?;
    let status = rest.split(' ').next()?.parse().ok();
    status.filter(|status| (100..700).contains(status))
}

fn content_length(head: &str) -> usize {
    let fields = head.lines().filter_map(|line| line.split_once(':'));
    let mut lengths = fields.filter(|(name, _)| {
        let name = name.trim();
        name.eq_ignore_ascii_case("content-length") || name.eq_ignore_ascii_case("l")
    });
    let length = lengths
        .next()
        .and_then(|(_, value)| value.trim().parse().ok());
    // Nobody waits for more than is read.
    length.unwrap_or(0).min(MAX_BYTES)
}

/// Tells if a message of SIP may begin like that: an answer, or a request, which begins with a word
/// in capitals. A first line that is complete has the version in it.
fn may_be_sip(received: &[u8]) -> bool {
    let line = received
        .split(|byte| *byte == b'\r')
        .next()
        .unwrap_or_default();
    let is_whole = line.len() < received.len();
    let text = String::from_utf8_lossy(line);
    if is_whole {
        return text.starts_with("SIP/2.0 ") || text.ends_with(" SIP/2.0");
    }
    let word = text.split(' ').next().unwrap_or_default();
    let is_request = word.bytes().all(|byte| byte.is_ascii_uppercase());
    line.len() <= 1024 && (is_request || "SIP/2.0".starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::{Answer, read, request};

    fn answer(received: &str) -> Option<Answer> {
        read(&mut received.as_bytes().to_vec())
    }

    #[test]
    fn the_final_answer_counts() {
        let ok = "SIP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n";
        let trying = "SIP/2.0 100 Trying\r\nl: 3\r\n\r\nabc";
        let ping = "OPTIONS sip:anonymous@anonymous.invalid SIP/2.0\r\nVia: x\r\n\r\n";
        for (received, expected) in [
            (ok.to_owned(), Some(Answer::Final(200))),
            (
                format!("\r\n\r\n{trying}{ping}{ok}"),
                Some(Answer::Final(200)),
            ),
            (
                "SIP/2.0 403 Forbidden\r\n\r\n".to_owned(),
                Some(Answer::Final(403)),
            ),
            (trying.to_owned(), None),
            (trying[..trying.len() - 1].to_owned(), None),
            (ok[..20].to_owned(), None),
            ("SIP/2.".to_owned(), None),
            ("\r\n".to_owned(), None),
            (String::new(), None),
            (
                "HTTP/1.1 400 Bad Request\r\n\r\n".to_owned(),
                Some(Answer::Foreign),
            ),
            (
                "220 mail.contoso.com ESMTP\r\n".to_owned(),
                Some(Answer::Foreign),
            ),
            ("SIP/2.0 999 No\r\n\r\n".to_owned(), Some(Answer::Foreign)),
            ("\0\u{1}".to_owned(), Some(Answer::Foreign)),
        ] {
            assert_eq!(answer(&received), expected, "{received:?}");
        }
    }

    #[test]
    fn the_request_says_nothing_of_who_asks() {
        let request = request(&"sbc1.contoso.com".parse().unwrap(), 5061);
        let first = "OPTIONS sip:sbc1.contoso.com:5061;transport=tls SIP/2.0\r\n";
        assert!(request.starts_with(first));
        assert!(request.ends_with("Content-Length: 0\r\n\r\n"));
        for line in request.lines().filter(|it| it.contains('@')) {
            assert!(line.contains("@anonymous.invalid"), "{line}");
        }
    }
}
