//! Clients that are slow, silent, too many or too much.

use std::net::SocketAddr;

use http::StatusCode;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::Semaphore;

use super::*;
use crate::wire::{Answer, Content};

/// Answers with what it was sent, or why it could not be read.
struct Echo {
    /// One for each request that has come.
    come: Semaphore,
    /// Answers only as often as there are permits.
    permits: Semaphore,
}

impl Echo {
    async fn have_come(&self, requests: u32) {
        self.come.acquire_many(requests).await.unwrap().forget();
    }
}

impl Handler for Echo {
    async fn answer(&self, request: Received) -> Reply {
        self.come.add_permits(1);
        self.permits.acquire().await.unwrap().forget();
        let mut answer = Answer::empty(StatusCode::OK);
        let text = match request.body {
            Ok(body) => body.to_vec(),
            Err(fault) => format!("{fault:?}").into_bytes(),
        };
        answer.content = Content::Sized(text);
        match request.target.as_str() {
            "/reset" => Reply::Reset,
            "/long" => {
                answer.content = Content::Sized(vec![b'a'; 64 * 1024 * 1024]);
                Reply::Whole(answer)
            }
            "/truncated" => Reply::Truncated(answer),
            "/truncated-chunks" => {
                answer.content = Content::Chunked(b"0123456789".to_vec());
                Reply::Truncated(answer)
            }
            _ => Reply::Whole(answer),
        }
    }
}

struct Served {
    address: SocketAddr,
    echo: Arc<Echo>,
    _stop: oneshot::Sender<()>,
}

async fn serve(limits: Limits) -> Served {
    let echo = Arc::new(Echo {
        come: Semaphore::new(0),
        permits: Semaphore::new(1000),
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    tokio::spawn(Server::new(Arc::clone(&echo), limits).serve(listener, stopped));
    Served {
        address,
        echo,
        _stop: stop,
    }
}

fn short() -> Limits {
    Limits {
        connections: 4,
        head_time: Duration::from_millis(50),
        body_time: Duration::from_millis(50),
    }
}

impl Served {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// All that comes back for these bytes, until the server closes.
    async fn exchange(&self, bytes: &[u8]) -> std::io::Result<String> {
        let mut stream = self.connect().await;
        stream.write_all(bytes).await?;
        read_to_end(&mut stream).await
    }
}

async fn read_to_end(stream: &mut TcpStream) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await?;
    Ok(String::from_utf8(bytes).unwrap())
}

const GOOD: &[u8] =
    b"POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 2\r\n\r\nhi";

#[tokio::test]
async fn silent_clients_are_closed() {
    let served = serve(short()).await;
    assert_eq!(served.exchange(b"").await.unwrap(), "");
    assert_eq!(served.exchange(b"GET / HTTP/1.1\r\nhos").await.unwrap(), "");
}

#[tokio::test]
async fn slow_bodies_are_given_up() {
    let served = serve(short()).await;
    let request = b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\nhi";
    let answer = served.exchange(request).await.unwrap();
    assert!(answer.ends_with("TooSlow"), "{answer}");
    assert!(answer.contains("connection: close"), "{answer}");
}

#[tokio::test]
async fn who_does_not_listen_is_given_up() {
    let served = serve(short()).await;
    let mut stream = served.connect().await;
    let request = b"GET /long HTTP/1.1\r\nhost: x\r\n\r\n";
    stream.write_all(request).await.unwrap();
    served.echo.have_come(1).await;
    // The server lets go of what it could not get rid of.
    while Arc::strong_count(&served.echo) > 2 {
        tokio::task::yield_now().await;
    }
    let taken = stream.read_to_end(&mut Vec::new()).await;
    assert!(taken.is_err() || taken.is_ok_and(|it| it < 64 * 1024 * 1024));
}

#[tokio::test]
async fn long_heads_and_long_bodies_are_refused() {
    let served = serve(Limits::default()).await;
    let head = format!(
        "GET / HTTP/1.1\r\nhost: x\r\na: {}\r\n\r\n",
        "a".repeat(200_000)
    );
    let answer = served.exchange(head.as_bytes()).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
    let length = 1024 * 1024 + 1;
    let mut request =
        format!("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: {length}\r\n\r\n").into_bytes();
    request.resize(request.len() + length, b'a');
    let answer = served.exchange(&request).await.unwrap();
    assert!(answer.ends_with("TooLong"), "{answer}");
}

#[tokio::test]
async fn all_bodies_together_have_a_limit() {
    let served = serve(Limits::default()).await;
    served.echo.permits.forget_permits(1000);
    let megabyte = 1024 * 1024;
    let mut request =
        format!("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: {megabyte}\r\n\r\n").into_bytes();
    request.resize(request.len() + megabyte, b'a');
    let mut streams = Vec::new();
    for _ in 0..66 {
        let mut stream = served.connect().await;
        stream.write_all(&request).await.unwrap();
        streams.push(stream);
    }
    served.echo.have_come(66).await;
    served.echo.permits.add_permits(66);
    let mut refused = 0;
    for mut stream in streams {
        let mut start = [0; 1024];
        let length = stream.read(&mut start).await.unwrap();
        let answer = String::from_utf8_lossy(&start[..length]);
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        refused += usize::from(answer.ends_with("NoRoom"));
    }
    assert_eq!(refused, 2);
}

#[tokio::test]
async fn silent_clients_make_way_for_those_who_speak() {
    let served = serve(Limits {
        connections: 4,
        ..Limits::default()
    })
    .await;
    let mut silent = Vec::new();
    for _ in 0..50 {
        silent.push(served.connect().await);
    }
    let answer = served.exchange(GOOD).await.unwrap();
    assert!(answer.ends_with("hi"), "{answer}");
    for early in &mut silent[..40] {
        assert_eq!(read_to_end(early).await.unwrap(), "");
    }
}

#[tokio::test]
async fn who_is_being_answered_does_not_make_way() {
    let served = serve(Limits {
        connections: 4,
        ..Limits::default()
    })
    .await;
    served.echo.permits.forget_permits(1000);
    let mut busy = Vec::new();
    for _ in 0..4 {
        let mut stream = served.connect().await;
        stream.write_all(GOOD).await.unwrap();
        busy.push(stream);
    }
    served.echo.have_come(4).await;
    let turned_away = served.exchange(b"").await;
    assert!(turned_away.is_err() || turned_away.is_ok_and(|it| it.is_empty()));
    served.echo.permits.add_permits(4);
    for mut stream in busy {
        let answer = read_to_end(&mut stream).await.unwrap();
        assert!(answer.ends_with("hi"), "{answer}");
    }
}

#[tokio::test]
async fn connections_are_reset_and_bodies_break_off() {
    let served = serve(Limits::default()).await;
    let request = |path: &str| {
        let head = format!("POST {path} HTTP/1.1\r\nhost: x\r\n");
        format!("{head}content-length: 10\r\n\r\n0123456789").into_bytes()
    };
    let error = served.exchange(&request("/reset")).await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
    let sized = served.exchange(&request("/truncated")).await.unwrap();
    assert!(sized.contains("content-length: 10\r\n"), "{sized}");
    assert!(sized.ends_with("\r\n\r\n01234"), "{sized}");
    let chunked = served
        .exchange(&request("/truncated-chunks"))
        .await
        .unwrap();
    assert!(chunked.contains("transfer-encoding: chunked"), "{chunked}");
    assert!(chunked.ends_with("\r\n\r\n5\r\n01234\r\n"), "{chunked}");
    let empty = b"POST /truncated HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    let whole = served.exchange(empty).await.unwrap();
    assert!(whole.contains("content-length: 0\r\n"), "{whole}");
}
