//! Plans meet a service that others change, that refuses, and whose answers get lost.

use proptest::prelude::*;

use super::service::{ENDPOINT, Mishap, Service};
use crate::{
    ApiVersion, ApplyError, Expectation, Expectations, ExpectedWay, LastTrunk, Plan, Route,
    SipConfiguration, SipPort, SipRoutingClient, Trunk, testing,
};

fn trunk(n: usize) -> Trunk {
    Trunk::new(format!("sbc{n}.contoso.com").parse().unwrap(), SipPort::TLS)
}

fn route(name: &str, trunks: &[usize]) -> Route {
    Route::new(name.parse().unwrap(), "^.*$".parse().unwrap())
        .with_trunks(trunks.iter().map(|n| trunk(*n).fqdn().clone()))
        .unwrap()
}

fn two_trunks() -> SipConfiguration {
    SipConfiguration::new([trunk(1), trunk(2)], [route("all", &[1, 2])]).unwrap()
}

async fn plan_to_drain(client: &SipRoutingClient) -> Plan {
    client
        .plan_edit(|current| current.drain_trunk(trunk(1).fqdn(), LastTrunk::Refuse))
        .await
        .unwrap()
}

fn drained() -> SipConfiguration {
    SipConfiguration::new([trunk(2)], [route("all", &[2])]).unwrap()
}

#[tokio::test]
async fn a_plan_reads_and_changes_nothing() {
    let (service, client) = Service::with(two_trunks());
    let plan = client.plan(&drained()).await.unwrap();
    assert_eq!((plan.before(), plan.after()), (&two_trunks(), &drained()));
    assert_eq!(plan.endpoint(), ENDPOINT);
    assert_eq!(service.asked(), ["GET"]);
    assert_eq!(service.stored(), two_trunks());
}

#[tokio::test]
async fn applying_looks_and_then_changes_everything_at_once() {
    let (service, client) = Service::with(two_trunks());
    let plan = plan_to_drain(&client).await;
    service.asked();
    let applied = client.apply(&plan).await.unwrap();
    assert_eq!(service.asked(), ["GET", "PATCH", "GET"]);
    assert!(applied.changed() && applied.is_confirmed());
    assert_eq!(applied.configuration(), &drained());
    assert_eq!(service.stored(), drained());

    let back = client.apply(&applied.plan_rollback()).await.unwrap();
    assert!(back.changed() && service.stored().is_equivalent(&two_trunks()));
}

#[tokio::test]
async fn nothing_to_do_is_nothing_sent() {
    let (service, client) = Service::with(two_trunks());
    let plan = client.plan(&two_trunks()).await.unwrap();
    assert!(plan.is_empty());
    service.asked();
    let applied = client.apply(&plan).await.unwrap();
    assert!(!applied.changed());
    assert_eq!(service.asked(), ["GET"]);
}

#[tokio::test]
async fn a_plan_is_refused_when_somebody_else_was_faster() {
    let (service, client) = Service::with(two_trunks());
    let plan = plan_to_drain(&client).await;
    let other = two_trunks().with_trunk(trunk(3)).unwrap();
    service.client().plan(&other).await.unwrap();
    service.change(other.clone());
    service.asked();

    let refused = client.apply(&plan).await.unwrap_err();
    assert!(refused.is_stale());
    assert_eq!(refused.current(), Some(&other));
    insta::assert_snapshot!(refused.changes().unwrap(), @r"
    trunks:
      + sbc3.contoso.com:5061
    ");
    assert_eq!(service.asked(), ["GET"]);
    assert_eq!(service.stored(), other);
    insta::assert_snapshot!(refused, @"the configuration was changed since the plan was made; nothing of the plan was done; rebase it or plan again");
}

#[tokio::test]
async fn a_plan_outlives_its_process_and_is_applied_once() {
    let (service, client) = Service::with(two_trunks());
    let kept = serde_json::to_string(&plan_to_drain(&client).await).unwrap();
    drop(client);

    let client = service.client();
    let plan: Plan = serde_json::from_str(&kept).unwrap();
    assert!(client.apply(&plan).await.unwrap().changed());
    service.asked();

    // Somebody does not know whether that was done, and does it again.
    let again = service.client().apply(&plan).await.unwrap();
    assert!(!again.changed());
    assert_eq!(again.configuration(), &drained());
    assert_eq!(service.asked(), ["GET"]);
    let back = service
        .client()
        .apply(&again.plan_rollback())
        .await
        .unwrap();
    assert!(back.configuration().is_equivalent(&two_trunks()));
}

#[tokio::test]
async fn a_plan_is_for_one_resource() {
    let (service, client) = Service::with(two_trunks());
    let plan = plan_to_drain(&client).await;
    let kept = serde_json::to_string(&plan)
        .unwrap()
        .replace("contoso.comm", "fabrikam.comm");
    service.asked();
    let refused = client
        .apply(&serde_json::from_str(&kept).unwrap())
        .await
        .unwrap_err();
    assert!(refused.is_for_other_resource());
    assert!(service.asked().is_empty());
}

#[tokio::test]
async fn of_two_clones_that_apply_at_once_one_is_refused() {
    let (service, client) = Service::with(two_trunks());
    let first = plan_to_drain(&client).await;
    let second = client
        .plan(&SipConfiguration::new([trunk(1)], [route("all", &[1])]).unwrap())
        .await
        .unwrap();
    let other = client.clone();
    let (first, second) = futures::join!(client.apply(&first), other.apply(&second));
    assert!(first.unwrap().changed());
    assert!(second.unwrap_err().is_stale());
    assert_eq!(service.stored(), drained());
}

#[tokio::test]
async fn a_change_that_comes_between_look_and_change_shows_in_the_answer() {
    let (service, client) = Service::with(two_trunks());
    let plan = plan_to_drain(&client).await;
    let other = two_trunks().with_trunk(trunk(3)).unwrap();
    service.next([Mishap::None, Mishap::ChangedBefore(other)]);
    let off = client.apply(&plan).await.unwrap_err();
    assert!(off.is_not_as_planned() && !off.is_stale());
    assert!(off.current().unwrap().trunk(trunk(3).fqdn()).is_some());
    insta::assert_snapshot!(off.changes().unwrap(), @r"
    trunks:
      + sbc3.contoso.com:5061
    ");
}

#[tokio::test]
async fn what_the_service_refuses_is_not_changed() {
    let (service, client) = Service::with(two_trunks());
    let plan = plan_to_drain(&client).await;
    service.next([Mishap::None, Mishap::Refused]);
    let refused = client.apply(&plan).await.unwrap_err();
    assert_eq!(
        refused.service_error().unwrap().code(),
        Some("MissingTrunk")
    );
    assert!(!refused.is_outcome_unknown() && !refused.is_stale());
    assert!(
        refused.to_string().starts_with("nothing was changed: "),
        "{refused}"
    );
    assert_eq!(service.stored(), two_trunks());
}

#[tokio::test]
async fn a_lost_answer_is_found_out() {
    let (service, client) = Service::with(two_trunks());
    let plan = plan_to_drain(&client).await;
    service.asked();
    service.next([Mishap::None, Mishap::LostAnswer]);
    assert!(client.apply(&plan).await.unwrap().changed());
    assert_eq!(service.asked(), ["GET", "PATCH", "GET", "GET"]);
}

#[tokio::test]
async fn a_lost_request_is_found_out() {
    let (service, client) = Service::with(two_trunks());
    let plan = plan_to_drain(&client).await;
    service.next([Mishap::None, Mishap::LostRequest]);
    let lost = client.apply(&plan).await.unwrap_err();
    assert!(lost.service_error().unwrap().is_transient());
    assert!(!lost.is_outcome_unknown());
    assert!(client.apply(&plan).await.unwrap().changed());
}

#[tokio::test]
async fn what_cannot_be_found_out_is_said_to_be_unknown() {
    let (service, client) = Service::with(two_trunks());
    let plan = plan_to_drain(&client).await;
    service.next([Mishap::None, Mishap::LostAnswer, Mishap::LostRequest]);
    let unknown = client.apply(&plan).await.unwrap_err();
    assert!(unknown.is_outcome_unknown(), "{unknown}");
    assert!(!client.apply(&plan).await.unwrap().changed());
    assert_eq!(service.stored(), drained());
}

#[tokio::test]
async fn what_cannot_be_read_is_not_changed() {
    let (service, client) = Service::with(two_trunks());
    let plan = plan_to_drain(&client).await;
    service.asked();
    service.next([Mishap::LostRequest]);
    let failed = client.apply(&plan).await.unwrap_err();
    assert!(!failed.is_outcome_unknown());
    assert!(
        failed.to_string().starts_with("nothing was sent: "),
        "{failed}"
    );
    assert!(service.asked().is_empty());
}

#[tokio::test]
async fn an_answer_that_leaves_something_out_is_completed() {
    let (service, client) = Service::with(two_trunks());
    let plan = plan_to_drain(&client).await;
    service.asked();
    service.next([Mishap::None, Mishap::AnswerWithoutRoutes]);
    let applied = client.apply(&plan).await.unwrap();
    assert_eq!(applied.configuration(), &drained());
    assert_eq!(service.asked(), ["GET", "PATCH", "GET", "GET"]);
}

#[tokio::test]
async fn edits_and_faults_fail_before_anything_is_sent() {
    let (service, client) = Service::with(two_trunks());
    let missing = client
        .plan_edit(|current| current.drain_trunk(trunk(9).fqdn(), LastTrunk::Refuse))
        .await
        .unwrap_err();
    assert!(missing.is_invalid_input());
    let mut faulty = two_trunks();
    faulty.trunks.clear();
    assert!(client.plan(&faulty).await.unwrap_err().is_invalid_input());
    assert!(service.asked().iter().all(|method| method == "GET"));
}

#[tokio::test]
async fn a_plan_that_breaks_an_expectation_is_not_sent() {
    let (service, client) = Service::with(two_trunks());
    let plan = plan_to_drain(&client).await;
    service.asked();
    let expect = |n| {
        let way = ExpectedWay::over([trunk(n).fqdn().clone()]);
        Expectations::default().with(Expectation::new("+14155550100".parse().unwrap(), way))
    };
    let refused = client.apply_expecting(&plan, &expect(1)).await.unwrap_err();
    assert_eq!(refused.broken_expectations().len(), 1);
    assert!(service.asked().is_empty());
    assert_eq!(
        refused.to_string(),
        "the plan breaks 1 of the expectations; nothing was sent"
    );
    assert!(!format!("{refused:?}").contains("4155550100"));
    assert!(
        client
            .apply_expecting(&plan, &expect(2))
            .await
            .unwrap()
            .changed()
    );
}

#[test]
fn errors_can_be_passed_on() {
    fn is<T: std::error::Error + Clone + Send + Sync + 'static>() {}
    is::<ApplyError>();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn every_plan_reaches_its_end_and_leads_back(
        before in testing::configurations(),
        after in testing::configurations(),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .unwrap();
        runtime.block_on(async {
            let (service, client) = Service::with(before.clone());
            let client = client.with_api_version(ApiVersion::V2024_11_15Preview);
            let plan = client.plan(&after).await.unwrap();
            let applied = client.apply(&plan).await.unwrap();
            assert_eq!(applied.changed(), !before.is_equivalent(&after));
            assert!(service.stored().is_equivalent(&after));
            client.apply(&applied.plan_rollback()).await.unwrap();
            assert!(service.stored().is_equivalent(&before));
            assert!(service.asked().iter().filter(|it| *it == "PATCH").count() <= 2);
        });
    }
}
