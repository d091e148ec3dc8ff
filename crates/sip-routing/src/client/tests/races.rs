//! Changes at the same time: whoever loses is told.

use futures::future::join_all;

use super::service::{Mishap, Service};
use crate::{Plan, Position, Route, SipConfiguration, SipPort, Trunk};

fn trunk() -> Trunk {
    Trunk::new("sbc1.contoso.com".parse().unwrap(), SipPort::TLS)
}

fn route(n: usize) -> Route {
    Route::new(
        format!("r{n}").parse().unwrap(),
        format!("^{n}$").parse().unwrap(),
    )
    .with_trunks([trunk().fqdn().clone()])
    .unwrap()
}

fn stored() -> SipConfiguration {
    SipConfiguration::new([trunk()], [route(0)]).unwrap()
}

#[tokio::test]
async fn of_60_concurrent_changes_59_losers_are_told() {
    let (service, _) = Service::with(stored());
    let changes = (1..=60).map(|n| {
        let client = service.client();
        async move {
            let plan = client
                .plan_edit(|it| it.insert_route(route(n), Position::Last))
                .await;
            client.apply(&plan.unwrap()).await
        }
    });
    let outcomes = join_all(changes).await;
    let there = service.stored();
    assert_eq!(there.routes.len(), 2);
    for (outcome, n) in outcomes.into_iter().zip(1..) {
        let is_there = there.routes.contains(&route(n));
        match outcome {
            Ok(applied) => assert!(is_there && applied.changed() && applied.is_confirmed()),
            Err(error) => {
                assert!(
                    !is_there && (error.is_not_as_planned() || error.is_stale()),
                    "{error}"
                );
                assert!(error.current().is_some());
            }
        }
    }
}

async fn planned(service: &std::sync::Arc<Service>) -> (crate::SipRoutingClient, Plan) {
    let client = service.client();
    let plan = client
        .plan_edit(|it| it.insert_route(route(1), Position::Last))
        .await;
    (client, plan.unwrap())
}

#[tokio::test]
async fn a_change_that_is_overwritten_before_the_last_look_is_no_success() {
    let (service, _) = Service::with(stored());
    let (client, plan) = planned(&service).await;
    let other = stored().insert_route(route(2), Position::Last).unwrap();
    service.next([
        Mishap::None,
        Mishap::None,
        Mishap::ChangedBefore(other.clone()),
    ]);
    let lost = client.apply(&plan).await.unwrap_err();
    assert!(lost.is_not_as_planned());
    assert_eq!(lost.current(), Some(&other));
    let again = plan.rebase(&other).unwrap();
    assert!(client.apply(&again).await.unwrap().changed());
    assert_eq!(service.stored().routes.len(), 3);
}

#[tokio::test]
async fn a_change_of_something_else_before_the_last_look_is_no_matter() {
    let (service, _) = Service::with(stored());
    let (client, plan) = planned(&service).await;
    let both = plan
        .after()
        .insert_route(route(2), Position::First)
        .unwrap();
    service.next([Mishap::None, Mishap::None, Mishap::ChangedBefore(both)]);
    let applied = client.apply(&plan).await.unwrap();
    assert_eq!(applied.configuration(), plan.after());
    // The way back is only about the plan.
    let back = applied.plan_rollback().rebase(&service.stored()).unwrap();
    client.apply(&back).await.unwrap();
    assert_eq!(service.stored().routes, [route(2), route(0)]);
}

#[tokio::test]
async fn a_change_whose_last_look_fails_is_made_and_not_confirmed() {
    let (service, _) = Service::with(stored());
    let (client, plan) = planned(&service).await;
    service.next([Mishap::None, Mishap::None, Mishap::LostRequest]);
    let applied = client.apply(&plan).await.unwrap();
    assert!(applied.changed() && !applied.is_confirmed());
}
