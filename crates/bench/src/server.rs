//! A server that says the same thing every time, as cheaply as it can.

use std::{fmt::Write as _, sync::Arc};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use tokio::{
    io::{
        AsyncBufRead, AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWrite,
        AsyncWriteExt as _, BufReader,
    },
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, crypto::aws_lc_rs, pki_types::PrivatePkcs8KeyDer},
};

use crate::{
    Result,
    calls::{PAGE, SEARCH},
};

/// A TLS connection begins with a record of this type, which no HTTP request begins with.
const HANDSHAKE: u8 = 22;

/// Serves a resource that owns `total` numbers, with and without TLS, until it is stopped. Prints
/// its host and port and its certificate first.
pub(crate) async fn serve(total: &str) -> Result<()> {
    let total: usize = total.parse()?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let own = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()])?;
    let key = PrivatePkcs8KeyDer::from(own.signing_key.serialize_der());
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![own.cert.der().clone()], key.into())?;
    let tls = TlsAcceptor::from(Arc::new(config));
    let certificate = STANDARD.encode(own.cert.der());
    println!("{} {certificate}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let tls = tls.clone();
        tokio::spawn(async move {
            // A client that is done closes its connection: nothing to report.
            let _ = welcome(stream, &tls, total).await;
        });
    }
}

async fn welcome(stream: TcpStream, tls: &TlsAcceptor, total: usize) -> Result<()> {
    let mut first = [0];
    stream.peek(&mut first).await?;
    if first == [HANDSHAKE] {
        converse(tls.accept(stream).await?, total).await
    } else {
        converse(stream, total).await
    }
}

async fn converse(stream: impl AsyncRead + AsyncWrite + Unpin, total: usize) -> Result<()> {
    let mut stream = BufReader::new(stream);
    while let Some(target) = next(&mut stream).await? {
        stream.write_all(answer(&target, total).as_bytes()).await?;
        stream.flush().await?;
    }
    Ok(())
}

/// Reads a request and returns its target, or nothing when no more come.
async fn next(stream: &mut (impl AsyncBufRead + Unpin)) -> Result<Option<String>> {
    let mut lines = (&mut *stream).lines();
    let Some(request) = lines.next_line().await? else {
        return Ok(None);
    };
    let mut length = 0;
    while let Some(header) = lines.next_line().await?.filter(|line| !line.is_empty()) {
        if let Some((name, value)) = header.split_once(": ")
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.parse()?;
        }
    }
    stream.read_exact(&mut vec![0; length]).await?;
    let target = request.split(' ').nth(1).ok_or("no request")?;
    Ok(Some(target.to_owned()))
}

fn answer(target: &str, total: usize) -> String {
    if target.starts_with("/availablePhoneNumbers/:purchase") {
        return format!(
            "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\
             Operation-Location: /phoneNumbers/operations/purchase_{SEARCH}?api-version=2025-06-01\r\n\
             Operation-Id: purchase_{SEARCH}\r\npurchase-id: {SEARCH}\r\n\r\n"
        );
    }
    let body = if target.starts_with("/phoneNumbers/operations/") {
        format!(
            r#"{{"operationType":"purchase","status":"succeeded","resourceLocation":null,"createdDateTime":"2025-06-17T16:40:22.5120904+00:00","id":"purchase_{SEARCH}","lastActionDateTime":"0001-01-01T00:00:00+00:00"}}"#
        )
    } else if target.starts_with("/phoneNumbers/") {
        one(100)
    } else {
        page(target, total)
    };
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\n\
         MS-CV: vt81eUP0vkmbcQEXI/ivHw.0\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn page(target: &str, total: usize) -> String {
    let skip = target.split("skip=").nth(1).and_then(|rest| {
        rest.split('&')
            .next()
            .and_then(|number| number.parse::<usize>().ok())
    });
    let skip = skip.unwrap_or(0);
    let end = total.min(skip + PAGE);
    let mut body = String::from(r#"{"phoneNumbers":["#);
    for index in skip..end {
        if index > skip {
            body.push(',');
        }
        body.push_str(&one(index));
    }
    body.push(']');
    if end < total {
        let link = format!("/phoneNumbers?skip={end}&top={PAGE}&api-version=2025-06-01");
        // Writing to a string does not fail.
        let _ = write!(body, r#","nextLink":"{link}""#);
    }
    body.push('}');
    body
}

fn one(index: usize) -> String {
    let digits = 14_255_550_000 + index;
    format!(
        r#"{{"id":"{digits}","phoneNumber":"+{digits}","countryCode":"US","phoneNumberType":"tollFree","capabilities":{{"calling":"none","sms":"outbound"}},"assignmentType":"application","purchaseDate":"2025-04-01T19:40:43.3241795+00:00","cost":{{"amount":2.0,"currencyCode":"USD","billingFrequency":"monthly"}}}}"#
    )
}
