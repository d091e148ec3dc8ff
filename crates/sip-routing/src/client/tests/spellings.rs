//! Two spellings of a trunk are one trunk, whatever is done with it.

use super::service::Service;
use crate::{Position, Route, SipConfiguration, SipPort, Trunk, TrunkFqdn};

const UPPER: &str = "SBC1.contoso.com";
const LOWER: &str = "sbc1.contoso.com";

fn trunk(fqdn: &str, port: u16) -> Trunk {
    Trunk::new(fqdn.parse().unwrap(), SipPort::new(port).unwrap())
}

fn route(trunk: &str) -> Route {
    Route::new("all".parse().unwrap(), "^.*$".parse().unwrap())
        .with_trunks([trunk.parse().unwrap()])
        .unwrap()
}

fn spellings<'a>(fqdns: impl IntoIterator<Item = &'a TrunkFqdn>) -> Vec<&'a str> {
    fqdns.into_iter().map(TrunkFqdn::as_str).collect()
}

fn trunks_of(configuration: &SipConfiguration) -> Vec<&str> {
    spellings(configuration.trunks.iter().map(Trunk::fqdn))
}

/// A resource that has both.
fn both() -> SipConfiguration {
    SipConfiguration {
        trunks: vec![trunk(UPPER, 1), trunk(LOWER, 2)],
        routes: vec![route(UPPER)],
    }
}

#[tokio::test]
async fn trunks_and_routes_are_set_in_the_stored_spelling() {
    let (service, client) = Service::with(SipConfiguration {
        trunks: vec![trunk(LOWER, 1)],
        routes: vec![],
    });
    let set = client.set_trunk(&trunk(UPPER, 2)).await.unwrap();
    assert_eq!((set.fqdn().as_str(), set.port().get()), (LOWER, 2));
    client.set_routes(&[route(UPPER)]).await.unwrap();
    let there = service.stored();
    assert_eq!(trunks_of(&there), [LOWER]);
    assert_eq!(spellings(there.routes[0].trunks()), [LOWER]);
}

#[tokio::test]
async fn a_resource_that_has_both_is_reported_and_can_be_planned() {
    let (service, client) = Service::with(both());
    let current = client.get_configuration().await.unwrap();
    assert_eq!(
        current.trunk(&LOWER.parse().unwrap()).unwrap().port().get(),
        2
    );
    let found = current.check();
    assert!(
        found
            .iter()
            .any(|it| it.problem().code() == "two-spellings" && it.is_error())
    );

    let other = Route::new("other".parse().unwrap(), "^1$".parse().unwrap())
        .with_trunks([LOWER.parse().unwrap()])
        .unwrap();
    let plan = client
        .plan_edit(|it| it.insert_route(other, Position::First))
        .await
        .unwrap();
    assert!(client.apply(&plan).await.unwrap().changed());
    let there = service.stored();
    assert_eq!(trunks_of(&there), [UPPER, LOWER]);
    assert_eq!(spellings(there.routes[0].trunks()), [LOWER]);
    assert_eq!(spellings(there.routes[1].trunks()), [UPPER]);
}

#[tokio::test]
async fn a_resource_that_has_both_can_be_mended() {
    for kept in [UPPER, LOWER] {
        let (service, client) = Service::with(both());
        let plan = client
            .plan_edit(|it| it.keep_spelling(&kept.parse().unwrap()))
            .await
            .unwrap();
        assert_eq!(plan.diff().trunks.len(), 1, "{}", plan.diff());
        client.apply(&plan).await.unwrap();
        let there = service.stored();
        assert_eq!(trunks_of(&there), [kept]);
        assert_eq!(spellings(there.routes[0].trunks()), [kept]);
        assert!(there.check().is_empty());
    }
}

#[tokio::test]
async fn both_can_be_deleted_by_one_name() {
    let (service, client) = Service::with(SipConfiguration {
        routes: vec![],
        ..both()
    });
    client.delete_trunk(&UPPER.parse().unwrap()).await.unwrap();
    assert!(service.stored().trunks.is_empty());
    let listed = SipConfiguration::new([trunk(UPPER, 1), trunk(LOWER, 1)], []);
    assert!(listed.is_err());
}
