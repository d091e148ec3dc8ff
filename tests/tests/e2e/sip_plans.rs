//! Routing is planned, looked at, changed in one request, and changed back.

use acs_sip_routing::{
    ApplyError, LastTrunk, Position, Route, SipConfiguration, SipPort, SipRoutingClient, Trunk,
    TrunkFqdn,
};
use acs_tests::{Emulated, Outcome, hard_of_hearing, quick};
use futures::{future::try_join_all, join};
use serde_json::{Value, json};

use crate::values::refusal;

pub(crate) fn fqdn(n: usize) -> Outcome<TrunkFqdn> {
    Ok(format!("sbc{n}.contoso.com").parse()?)
}

fn trunk(n: usize) -> Outcome<Trunk> {
    Ok(Trunk::new(fqdn(n)?, SipPort::TLS))
}

fn route(name: &str, pattern: &str, trunks: &[usize]) -> Outcome<Route> {
    let trunks: Vec<_> = trunks.iter().map(|n| fqdn(*n)).collect::<Outcome<_>>()?;
    Ok(Route::new(name.parse()?, pattern.parse()?).with_trunks(trunks)?)
}

/// Three trunks, all in use.
pub(crate) fn three_trunks() -> Outcome<SipConfiguration> {
    let routes = [
        route("Seattle", r"^\+1(206|425)\d{7}$", &[1, 2])?,
        route("Germany", r"^\+49\d+$", &[3, 1])?,
        route("all others", "^.*$", &[2, 3])?,
    ];
    Ok(SipConfiguration::new(
        [trunk(1)?, trunk(2)?, trunk(3)?],
        routes,
    )?)
}

/// A resource that has `configuration`.
pub(crate) async fn having(configuration: &SipConfiguration) -> Outcome<Emulated> {
    let resource = Emulated::start().await?;
    let plan = resource.sip.plan(configuration).await?;
    resource.sip.apply(&plan).await?;
    resource.emulator.clear_requests();
    Ok(resource)
}

fn another_client(resource: &Emulated) -> Outcome<SipRoutingClient> {
    let text = resource.emulator.connection_string();
    Ok(SipRoutingClient::from_connection_string(
        &text,
        Some(quick()),
    )?)
}

/// The bodies of all changes that were asked for.
fn changes(resource: &Emulated) -> Outcome<Vec<Value>> {
    let requests = resource.emulator.requests();
    let changes = requests.iter().filter(|it| it.method == "PATCH");
    Ok(changes
        .map(|it| serde_json::from_slice(&it.body))
        .collect::<Result<_, _>>()?)
}

const READ: &str = "GET SipRouting_Get 200";
const CHANGED: &str = "PATCH SipRouting_Update 200";

#[tokio::test]
async fn a_trunk_is_moved_in_one_change_and_back() -> Outcome {
    let before = three_trunks()?;
    let resource = having(&before).await?;
    let client = &resource.sip;
    let plan = client
        .plan_edit(|current| {
            let new = Trunk::new("new.contoso.com".parse()?, SipPort::TLS);
            current.replace_trunk(&"sbc3.contoso.com".parse()?, new)
        })
        .await?;
    assert_eq!(resource.asked(), [READ]);

    let applied = client.apply(&plan).await?;
    let all = json!([{
        "trunks": { "new.contoso.com": { "sipSignalingPort": 5061 }, "sbc3.contoso.com": null },
        "routes": [
            { "name": "Seattle", "numberPattern": r"^\+1(206|425)\d{7}$",
              "trunks": ["sbc1.contoso.com", "sbc2.contoso.com"] },
            { "name": "Germany", "numberPattern": r"^\+49\d+$",
              "trunks": ["new.contoso.com", "sbc1.contoso.com"] },
            { "name": "all others", "numberPattern": "^.*$",
              "trunks": ["sbc2.contoso.com", "new.contoso.com"] },
        ],
    }]);
    assert_eq!(Value::from(changes(&resource)?), all);
    assert_eq!(resource.asked(), [READ, CHANGED, READ]);
    assert_eq!(&client.get_configuration().await?, applied.configuration());
    assert_eq!(applied.configuration(), plan.after());

    client.apply(&applied.plan_rollback()).await?;
    assert!(client.get_configuration().await?.is_equivalent(&before));
    Ok(())
}

#[tokio::test]
async fn nothing_to_do_is_nothing_sent() -> Outcome {
    let resource = having(&three_trunks()?).await?;
    let plan = resource.sip.plan(&three_trunks()?).await?;
    assert!(plan.is_empty() && plan.diff().is_empty());
    assert!(!resource.sip.apply(&plan).await?.changed());
    assert_eq!(resource.asked(), [READ, READ]);
    Ok(())
}

#[tokio::test]
async fn a_trunk_is_drained_where_the_official_way_is_refused() -> Outcome {
    let resource = having(&three_trunks()?).await?;
    let refused = refusal(resource.sip.delete_trunk(&fqdn(2)?).await)?;
    assert_eq!(refused.code(), Some("MissingTrunk"));
    let plan = resource
        .sip
        .plan_edit(|it| it.drain_trunk(&"sbc2.contoso.com".parse()?, LastTrunk::Refuse))
        .await?;
    resource.emulator.clear_requests();
    let applied = resource.sip.apply(&plan).await?;
    assert_eq!(resource.asked(), [READ, CHANGED, READ]);
    assert_eq!(applied.configuration().trunk(&fqdn(2)?), None);
    assert_eq!(applied.configuration().routes.len(), 3);
    Ok(())
}

#[tokio::test]
async fn a_lost_answer_does_no_harm() -> Outcome {
    let resource = having(&three_trunks()?).await?;
    let text = resource.emulator.connection_string();
    let client = SipRoutingClient::from_connection_string(&text, Some(hard_of_hearing(1)))?;
    let plan = client.plan_edit(|it| it.remove_route("Germany")).await?;
    let applied = client.apply(&plan).await?;
    assert!(applied.configuration().is_equivalent(plan.after()));
    // Somebody who does not know that does it again.
    assert!(!another_client(&resource)?.apply(&plan).await?.changed());
    Ok(())
}

#[tokio::test]
async fn of_two_writers_the_second_is_told_and_plans_anew() -> Outcome {
    let resource = having(&three_trunks()?).await?;
    let (one, other) = (&resource.sip, another_client(&resource)?);
    let first = one.plan_edit(|it| it.remove_route("Germany")).await?;
    let late = other
        .plan_edit(|it| it.move_route("Germany", Position::First))
        .await?;
    one.apply(&first).await?;
    resource.emulator.clear_requests();

    let refused = other.apply(&late).await.err().ok_or("it is stale")?;
    assert!(refused.is_stale(), "{refused}");
    assert_eq!(
        refused.changes().map(ToString::to_string).as_deref(),
        Some("routes:\n  - 2. Germany: ^\\+49\\d+$ over sbc3.contoso.com, sbc1.contoso.com\n")
    );
    assert_eq!(resource.asked(), [READ], "nothing was changed");
    let anew = other
        .plan_edit(|it| it.move_route("all others", Position::First))
        .await?;
    assert!(other.apply(&anew).await?.changed());
    Ok(())
}

#[tokio::test]
async fn of_two_writers_in_the_same_moment_one_learns_of_the_other() -> Outcome {
    let resource = having(&three_trunks()?).await?;
    let (one, other) = (&resource.sip, another_client(&resource)?);
    let first = one
        .plan_edit(|it| it.with_trunk(Trunk::new("one.contoso.com".parse()?, SipPort::TLS)))
        .await?;
    let second = other
        .plan_edit(|it| it.with_trunk(Trunk::new("two.contoso.com".parse()?, SipPort::TLS)))
        .await?;
    let outcomes = join!(one.apply(&first), other.apply(&second));
    let outcomes = [outcomes.0, outcomes.1];
    let told = |it: &ApplyError| it.is_stale() || it.is_not_as_planned();
    let failed: Vec<_> = outcomes.iter().filter_map(|it| it.as_ref().err()).collect();
    assert!(failed.len() == 1 && told(failed[0]), "{outcomes:?}");
    // What the service has is as one of them planned it, or has both.
    assert_eq!(resource.sip.list_routes().await?, three_trunks()?.routes);
    Ok(())
}

#[tokio::test]
async fn clones_that_plan_anew_lose_nothing() -> Outcome {
    let resource = having(&three_trunks()?).await?;
    let writers = (0..8).map(|n| {
        let client = resource.sip.clone();
        async move {
            let name = format!("writer {n}");
            loop {
                let added = route(&name, &format!("^{n}$"), &[1])?;
                let plan = client
                    .plan_edit(|it| it.insert_route(added, Position::First))
                    .await?;
                match client.apply(&plan).await {
                    Ok(_) => return Outcome::Ok(()),
                    Err(error) if error.is_stale() => {}
                    Err(error) => return Err(error.into()),
                }
            }
        }
    });
    try_join_all(writers).await?;
    assert_eq!(resource.sip.list_routes().await?.len(), 3 + 8);
    Ok(())
}

/// 250 trunks, and a route for each.
fn largest() -> Outcome<SipConfiguration> {
    let trunks: Vec<_> = (0..250).map(trunk).collect::<Outcome<_>>()?;
    let routes = (0..250).map(|n| {
        let pattern = format!(r"^\+1{}(?!555)\d{{7}}$", 200 + n);
        route(&format!("area {}", 200 + n), &pattern, &[n, (n + 1) % 250])
    });
    Ok(SipConfiguration::new(
        trunks,
        routes.collect::<Outcome<Vec<_>>>()?,
    )?)
}

#[tokio::test]
async fn the_largest_configuration_is_planned_applied_and_edited() -> Outcome {
    let largest = largest()?;
    assert_eq!(largest.check(), []);
    let resource = having(&largest).await?;
    let client = &resource.sip;
    assert!(client.get_configuration().await?.is_equivalent(&largest));

    // A trunk more is too many, but one for another is not.
    let new = Trunk::new("new.contoso.com".parse()?, SipPort::TLS);
    assert!(largest.with_trunk(new.clone()).is_err());
    let swapped = largest.replace_trunk(&fqdn(7)?, new)?;
    let moved = swapped.move_route(249, Position::First)?;
    let plan = client.plan(&moved).await?;
    let diff = plan.diff();
    assert_eq!((diff.trunks.len(), diff.routes.len()), (2, 3), "{diff}");
    resource.emulator.clear_requests();
    let applied = client.apply(&plan).await?;
    assert_eq!(resource.asked(), [READ, CHANGED, READ]);
    client.apply(&applied.plan_rollback()).await?;
    assert!(client.get_configuration().await?.is_equivalent(&largest));
    Ok(())
}
