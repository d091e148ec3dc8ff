//! A server that says the same thing every time, as cheaply as it can.

use std::fmt::Write as _;

use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};

use crate::{PAGE, Result};

/// Serves a resource that owns `total` numbers until its standard input ends. Prints its address
/// first.
pub(crate) async fn serve(total: &str) -> Result<()> {
    let total: usize = total.parse()?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        tokio::spawn(async move {
            // A client that is done closes its connection: nothing to report.
            let _ = converse(stream, total).await;
        });
    }
}

async fn converse(mut stream: TcpStream, total: usize) -> Result<()> {
    let (reader, mut writer) = stream.split();
    let mut lines = BufReader::new(reader).lines();
    while let Some(request) = lines.next_line().await? {
        while lines
            .next_line()
            .await?
            .is_some_and(|header| !header.is_empty())
        {}
        let target = request.split(' ').nth(1).ok_or("no request")?;
        let body = if target.starts_with("/phoneNumbers/") {
            one(100)
        } else {
            page(target, total)
        };
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\n\
             Content-Length: {}\r\n\r\n",
            body.len()
        );
        writer.write_all((head + &body).as_bytes()).await?;
    }
    Ok(())
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
