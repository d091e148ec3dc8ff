//! What is logged, and what is not.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};

use serde_json::Value;
use tracing_subscriber::filter::LevelFilter;

use crate::script::{Answer, KEY, NUMBER, READ, Script, ok, send, status};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// All that is logged up to `level` while `work` runs.
async fn logged(level: LevelFilter, work: impl Future<Output = ()>) -> String {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(level)
        .with_writer(move || writer.clone())
        .finish();
    let guard = tracing::subscriber::set_default(subscriber);
    work.await;
    drop(guard);
    String::from_utf8(log.0.lock().unwrap().clone()).unwrap()
}

#[tokio::test(start_paused = true)]
async fn no_level_shows_a_number_or_a_signature() {
    let fault = format!(
        r#"{{"error":{{"code":"NotFound","message":"Input phoneNumber +{NUMBER} cannot be found."}}}}"#
    );
    let script = Script::new([Answer::Break, ok("{}"), Answer::Say(404, Vec::new(), fault)]);
    let context = script.context();
    let request = || {
        let request = context.request(&READ, &format!("/things/%2B{NUMBER}"));
        request.query("near", Some(format!("+{NUMBER}")))
    };
    let text = logged(LevelFilter::TRACE, async {
        request().send::<Value>().await.unwrap();
        request().send::<Value>().await.unwrap_err();
    })
    .await;
    let signature = script.asked()[0]
        .header("authorization")
        .unwrap()
        .to_owned();
    let signature = signature.rsplit("Signature=").next().unwrap();
    for known in [
        "operation=\"read\"",
        "url.template=\"/things/{thing}\"",
        "http.request.method=\"GET\"",
        "http.response.status_code=404",
        "http.request.resend_count=1",
        "error.type=\"404\"",
    ] {
        assert!(text.contains(known), "{known} in {text}");
    }
    for secret in [NUMBER, KEY, signature] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

#[tokio::test(start_paused = true)]
async fn who_sees_failures_alone_sees_what_failed() {
    let log = |level| async move {
        let script = Script::new([status(403), Answer::Break]);
        let context = script.context();
        logged(level, async {
            send(&context, "read", "/things/1", None).await.unwrap_err();
            send(&context, "buy", "/things/:buy", None)
                .await
                .unwrap_err();
        })
        .await
    };
    let warnings = log(LevelFilter::WARN).await;
    assert!(
        warnings.contains("operation=\"read\" status=403"),
        "{warnings}"
    );
    // Nobody but a person can find out what became of it.
    let errors = log(LevelFilter::ERROR).await;
    assert!(errors.contains("operation=\"buy\""), "{errors}");
    assert!(!errors.contains("\"read\""), "{errors}");
}
