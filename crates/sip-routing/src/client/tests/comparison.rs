//! The word of the service on numbers, beside the simulation.

use super::Script;
use crate::{ApiVersion, DialledNumber, Route, SipConfiguration};

const ALL: &str = r#"{"matchingRoutes":[{"name":"all","numberPattern":"^.*$"}]}"#;
const BOTH: &str = r#"{"matchingRoutes":[{"name":"one","numberPattern":"^\\+1"},{"name":"all","numberPattern":"^.*$"}]}"#;

fn routes() -> SipConfiguration {
    SipConfiguration::new([], [pattern("one", r"^\+1"), pattern("all", "^.*$")]).unwrap()
}

fn pattern(name: &str, pattern: &str) -> Route {
    Route::new(name.parse().unwrap(), pattern.parse().unwrap())
}

fn numbers(numbers: &[&str]) -> Vec<DialledNumber> {
    numbers.iter().map(|it| it.parse().unwrap()).collect()
}

#[tokio::test]
async fn differences_and_failures_are_listed_and_the_rest_is_counted() {
    // The last answer is none that can be read.
    let (script, client) = Script::of([BOTH, ALL, ALL, BOTH, r#"{"matchingRoutes":null}"#]);
    let client = client.with_api_version(ApiVersion::V2024_11_15Preview);
    let ours = numbers(&["+14255550100", "911", "+14255550101", "112", "113"]);
    let comparison = client.compare_with_simulation(&ours, &routes()).await;
    let comparison = comparison.unwrap();
    assert_eq!(comparison.agreed(), 2);
    assert!(!comparison.is_agreement());
    let [missing, more] = comparison.differences() else {
        panic!("{comparison}")
    };
    assert_eq!((missing.number(), more.number()), (&ours[2], &ours[3]));
    assert_eq!((missing.service().len(), missing.simulated().len()), (1, 2));
    assert!(missing.unjudged().is_empty());
    let [(number, error)] = comparison.failures() else {
        panic!("{comparison}")
    };
    assert!(
        *number == ours[4] && error.is_unexpected_answer(),
        "{error}"
    );
    let text = comparison.to_string();
    let (table, failure) = text.split_at(text.find("113: ").unwrap());
    assert_eq!(
        table,
        "2 agree, 2 differ, 1 could not be asked\n\
         +14255550101: service all; simulated one, all\n\
         112: service one, all; simulated all\n"
    );
    assert!(failure.contains("list of matching routes"), "{failure}");
    assert!(!format!("{comparison:?}").contains("4255550101"));
    assert_eq!(script.requests.lock().unwrap().len(), 5);
}

#[tokio::test]
async fn what_the_simulator_leaves_open_is_named() {
    let (_, client) = Script::of([ALL, BOTH]);
    let client = client.with_api_version(ApiVersion::V2024_11_15Preview);
    // There is no word character in a number, so nobody asks this of one here.
    let open = pattern("one", r"^\+1(?<x-y>1)");
    let configuration = SipConfiguration {
        routes: vec![open, pattern("all", "^.*$")],
        ..SipConfiguration::default()
    };
    let ours = numbers(&["911", "+14255550100"]);
    let comparison = client.compare_with_simulation(&ours, &configuration).await;
    let comparison = comparison.unwrap();
    assert_eq!(comparison.agreed(), 1);
    assert_eq!(
        comparison.differences()[0].to_string(),
        "+14255550100: service one, all; simulated all, open one"
    );
}

#[tokio::test]
async fn the_stable_version_is_not_asked() {
    let (script, client) = Script::of([]);
    let refused = client
        .compare_with_simulation(&numbers(&["911"]), &routes())
        .await;
    assert!(refused.unwrap_err().is_invalid_input());
    assert!(script.requests.lock().unwrap().is_empty());
}
