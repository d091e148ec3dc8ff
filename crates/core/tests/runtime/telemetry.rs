//! The spans of calls, attribute by attribute.

use std::{
    collections::BTreeMap,
    fmt::{Debug, Write as _},
    sync::{Arc, Mutex},
};

use acs_core::{ListCall, LongRunning, Pager, Poller};
use futures::TryStreamExt as _;
use http::HeaderMap;
use serde::Deserialize;
use tracing::{
    Id, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Record},
};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt as _},
    registry::LookupSpan,
};

use crate::script::{Answer, BUY, NUMBER, Script, ok, send, status};

/// The attributes of our spans, in the order in which they ended.
#[derive(Clone, Default)]
struct Spans(Arc<Mutex<Vec<Fields>>>);

#[derive(Clone, Default)]
struct Fields(BTreeMap<&'static str, String>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let shown = match field.name() {
            "az.client_request_id" => "an id of its own".to_owned(),
            _ => format!("{value:?}"),
        };
        let before = self.0.insert(field.name(), shown);
        assert_eq!(before, None, "{field} is recorded twice");
    }
}

impl<S: Subscriber + for<'s> LookupSpan<'s>> Layer<S> for Spans {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        context.span(id).unwrap().extensions_mut().insert(fields);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let span = context.span(id).unwrap();
        values.record(span.extensions_mut().get_mut::<Fields>().unwrap());
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let span = context.span(&id).unwrap();
        if span.metadata().target().starts_with("acs_") {
            let fields = span.extensions().get::<Fields>().unwrap().clone();
            self.0.lock().unwrap().push(fields);
        }
    }
}

/// The spans of `work`.
async fn spans_of(work: impl Future<Output = ()>) -> Vec<Fields> {
    let spans = Spans::default();
    let subscriber = tracing_subscriber::registry().with(spans.clone());
    let guard = tracing::subscriber::set_default(subscriber);
    work.await;
    drop(guard);
    let spans = spans.0.lock().unwrap();
    spans.clone()
}

/// Every attribute of every span.
fn written(spans: &[Fields]) -> String {
    let mut text = String::new();
    for Fields(fields) in spans {
        for (name, value) in fields {
            writeln!(text, "{name}: {value}").unwrap();
        }
        text.push('\n');
    }
    text
}

/// One line for each span, with these attributes.
fn table<const N: usize>(spans: &[Fields], names: [&str; N]) -> String {
    let mut text = String::new();
    for Fields(fields) in spans {
        let value = |name| fields.get(name).map_or("-", String::as_str);
        writeln!(text, "{}", names.map(value).join(" ")).unwrap();
    }
    text
}

#[tokio::test(start_paused = true)]
async fn a_call_is_one_span_however_often_it_is_sent() {
    let not_found = r#"{"error":{"code":"NotFound","message":"None."}}"#.to_owned();
    let correlation = vec![("ms-cv", "23IGt8mQ70OfrGoYmuzrkQ.0".to_owned())];
    let script = Script::new([
        Answer::Break,
        status(503),
        Answer::Say(404, correlation.clone(), not_found),
        Answer::Say(200, correlation, "{}".to_owned()),
    ]);
    let context = script.context();
    let path = format!("/things/%2B{NUMBER}");
    let spans = spans_of(async {
        send(&context, "read", &path, None).await.unwrap_err();
        send(&context, "read", &path, None).await.unwrap();
    });
    insta::assert_snapshot!(written(&spans.await));
}

#[tokio::test(start_paused = true)]
async fn errors_are_told_apart_by_few_words() {
    let huge = ok(" ".repeat(17 * 1024 * 1024));
    let answers = [
        Answer::NoConnection,
        Answer::Break,
        Answer::Silence,
        status(500),
        status(429),
        huge,
    ];
    let kind = [
        "http.response.status_code",
        "error.type",
        "otel.status_code",
    ];
    let mut seen = String::new();
    for answer in answers {
        let script = Script::new(std::iter::repeat_n(answer, 4));
        let context = script.context();
        // It is not sent again after most of these, and so the answer is what ends it.
        let spans = spans_of(async {
            send(&context, "buy", "/things/:buy", None)
                .await
                .unwrap_err();
        });
        seen += &table(&spans.await, kind);
    }
    insta::assert_snapshot!(seen);
}

static MADE: LongRunning<()> = LongRunning {
    kind: "search",
    result_operation: Some("read"),
    finish: |_| Ok(()),
};

#[tokio::test(start_paused = true)]
async fn every_request_of_an_operation_is_a_span_with_the_id_of_the_operation() {
    const STATUS: &str = "/operations/op_1";
    let begun = Answer::Say(
        202,
        vec![("operation-id", "op_1".to_owned())],
        String::new(),
    );
    let done = ok(r#"{"status":"succeeded"}"#).with("operation-id", "op_1");
    let script = Script::new([
        begun,
        ok(r#"{"status":"running"}"#),
        status(204),
        done,
        ok("{}"),
    ]);
    let context = script.context();
    let headers = [("operation-location", STATUS), ("location", "/things/1")];
    let headers: HeaderMap = headers
        .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
        .into_iter()
        .collect();
    let spans = spans_of(async {
        let request = context.request(&BUY, "/things/:buy");
        request.send_without_body().await.unwrap();
        let mut poller = Poller::accepted(context, &MADE, &headers).unwrap();
        poller.poll().await.unwrap();
        poller.cancel().await.unwrap();
        poller.await.unwrap();
    });
    let names = [
        "otel.name",
        "http.response.status_code",
        "acs.long_running_operation_id",
    ];
    insta::assert_snapshot!(table(&spans.await, names));
}

#[derive(Deserialize)]
struct Wire {
    next: Option<String>,
}

#[tokio::test]
async fn every_page_of_a_list_is_a_span() {
    let next = format!(r#"{{"next":"/things/%2B{NUMBER}?skip=1"}}"#);
    let script = Script::new([ok(next), ok(r#"{"next":null}"#)]);
    let context = script.context();
    let first = {
        let context = context.clone();
        async move {
            let body = send(&context, "read", "/things/1", None).await?;
            Ok(serde_json::from_value::<Wire>(body).unwrap())
        }
    };
    let call = ListCall {
        context,
        operation_id: "read",
        name: "read".to_owned(),
        accept_language: None,
        continue_from: None,
    };
    let list = Pager::new(call, first, |wire: Wire| Ok((Vec::<()>::new(), wire.next)));
    let spans = spans_of(async {
        list.try_collect::<Vec<()>>().await.unwrap();
    });
    insta::assert_snapshot!(table(&spans.await, ["otel.name", "url.template"]));
}
