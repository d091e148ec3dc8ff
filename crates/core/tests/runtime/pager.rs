//! Lists against a script.

use std::sync::Arc;

use acs_core::{CallContext, ClientOptions, ListCall, PageContinuation, Pager, Result};
use futures::{StreamExt as _, TryStreamExt as _};
use serde::Deserialize;

use crate::script::{LATER, Script, ok, send, status};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wire {
    things: Vec<u32>,
    #[serde(default)]
    next_link: Option<String>,
}

fn pager(call: ListCall, first: impl Future<Output = Result<Wire>> + Send + 'static) -> Pager<u32> {
    Pager::new(call, first, |wire| Ok((wire.things, wire.next_link)))
}

fn call(context: CallContext, name: &str) -> ListCall {
    ListCall {
        context,
        operation_id: "read",
        name: name.to_owned(),
        accept_language: None,
        continue_from: None,
    }
}

/// The rest of a list, from where a page's continuation says.
fn resume(call: ListCall, continuation: &PageContinuation) -> Pager<u32> {
    let call = ListCall {
        continue_from: Some(continuation.clone()),
        ..call
    };
    pager(call, async {
        unreachable!("the first page is not asked for")
    })
}

fn list(script: &Arc<Script>) -> Pager<u32> {
    let context = script.context();
    let first = {
        let context = context.clone();
        async move {
            let body = send(&context, "read", "/things/1", None).await?;
            Ok(serde_json::from_value::<Wire>(body).unwrap())
        }
    };
    pager(call(context, "read"), first)
}

fn page(things: &str, next: Option<&str>) -> crate::script::Answer {
    let next = next.map_or("null".to_owned(), |link| format!("\"{link}\""));
    ok(format!(r#"{{"things":[{things}],"nextLink":{next}}}"#))
}

const SECOND: &str = "/things?top=2&api-version=2025-06-01&skip=2";
const THIRD: &str =
    "https://contoso.communication.azure.com/things?top=2&api-version=2025-06-01&skip=4";

#[tokio::test]
async fn sends_nothing_before_it_is_asked() {
    let script = Script::new([]);
    drop(list(&script));
    assert!(script.asked().is_empty());
}

#[tokio::test]
async fn reads_all_items_over_relative_and_absolute_links() {
    let script = Script::new([
        page("1,2", Some(SECOND)),
        page("3,4", Some(THIRD)),
        ok(r#"{"things":[5]}"#),
    ]);
    let all: Vec<u32> = list(&script).try_collect().await.unwrap();
    assert_eq!(all, [1, 2, 3, 4, 5]);
    assert_eq!(script.asked()[1].target, SECOND);
    assert!(THIRD.ends_with(&script.asked()[2].target));
}

#[tokio::test]
async fn passes_over_empty_pages() {
    let script = Script::new([page("", Some(SECOND)), page("3", None)]);
    let all: Vec<u32> = list(&script).try_collect().await.unwrap();
    assert_eq!(all, [3]);
}

#[tokio::test]
async fn goes_on_where_it_left_off() {
    let script = Script::new([page("1,2", Some(SECOND)), page("3,4", None)]);
    let mut pages = list(&script).into_pages();
    let first = pages.next().await.unwrap().unwrap();
    let kept = first.continuation().unwrap().to_string();
    drop(pages);

    let continuation: PageContinuation = kept.parse().unwrap();
    let rest = resume(call(script.context(), "read"), &continuation);
    assert_eq!(rest.try_collect::<Vec<u32>>().await.unwrap(), [3, 4]);
    let other = resume(call(script.context(), "patch"), &continuation);
    let error = other.try_collect::<Vec<u32>>().await.unwrap_err();
    assert!(error.is_foreign_continuation());
    assert_eq!(script.asked().len(), 2);
}

#[tokio::test]
async fn a_continuation_does_not_fit_a_list_of_other_filters_or_another_version() {
    let script = Script::new([page("1,2", Some(SECOND))]);
    let first = list(&script).into_pages().next().await.unwrap().unwrap();
    let other = call(script.context(), "read US tollFree");
    let later = script.context_of(&LATER, ClientOptions::default());
    for call in [other, call(later, "read")] {
        let rest = resume(call, first.continuation().unwrap());
        let entries: Vec<_> = rest.collect().await;
        assert_eq!(entries.len(), 1, "the refusal is the only entry");
        assert!(entries[0].as_ref().unwrap_err().is_foreign_continuation());
    }
    assert_eq!(script.asked().len(), 1);
}

#[tokio::test]
async fn ends_after_an_error() {
    let script = Script::new([page("1,2", Some(SECOND)), status(403)]);
    let items: Vec<_> = list(&script).collect().await;
    assert_eq!(items.len(), 3);
    assert!(items[2].as_ref().unwrap_err().is_forbidden());
}

#[tokio::test]
async fn never_follows_a_link_to_another_origin() {
    for link in [
        "https://evil.example/things?skip=2",
        "//evil.example/things",
        "http://contoso.communication.azure.com/things",
    ] {
        let script = Script::new([page("1,2", Some(link))]);
        let error = list(&script).try_collect::<Vec<u32>>().await.unwrap_err();
        assert!(error.is_foreign_origin(), "{link}");
        assert_eq!(script.asked().len(), 1);
    }
}

#[tokio::test]
async fn a_list_that_leads_back_into_itself_is_an_error() {
    let script = Script::new(std::iter::repeat_n(page("1", Some(SECOND)), 5));
    let error = list(&script).try_collect::<Vec<u32>>().await.unwrap_err();
    assert!(error.is_unexpected_answer());
    assert!(error.to_string().contains("read already"), "{error}");
    assert_eq!(script.asked().len(), 2);
}

#[tokio::test]
async fn a_page_that_leads_back_to_itself_is_an_error_after_coming_back_too() {
    let script = Script::new(std::iter::repeat_n(page("1", Some(SECOND)), 3));
    let first = list(&script).into_pages().next().await.unwrap().unwrap();
    let rest = resume(
        call(script.context(), "read"),
        first.continuation().unwrap(),
    );
    let error = rest.try_collect::<Vec<u32>>().await.unwrap_err();
    assert!(error.to_string().contains("read already"), "{error}");
    assert_eq!(script.asked().len(), 2);
}
