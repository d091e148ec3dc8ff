//! The preview of direct routing, beside the stable version.

use std::slice;

use acs_emulator::{
    InactiveReason, OverallStatus, PingStatus as Ping, StatusCode, TlsStatus as Tls,
};
use acs_sip_routing::{
    ApiVersion, DialledNumber, Domain, InactiveStatusReason, OverallHealthStatus, PingStatus,
    PrivacyHeader, Route, Simulator, SipConfiguration, SipPort, SipRoutingClient, TlsStatus, Trunk,
};
use acs_tests::{Emulated, Outcome};

use crate::values::refusal;

/// A resource with a domain, and a client of the preview for it.
async fn prepared() -> Outcome<(Emulated, SipRoutingClient)> {
    let resource = Emulated::start().await?;
    let preview = resource
        .sip
        .clone()
        .with_api_version(ApiVersion::V2024_11_15Preview);
    let domain = Domain::new("contoso.com".parse()?, true);
    assert_eq!(preview.set_domain(&domain).await?, domain);
    resource.emulator.clear_requests();
    Ok((resource, preview))
}

fn trunk() -> Outcome<Trunk> {
    Ok(Trunk::new("sbc1.contoso.com".parse()?, SipPort::TLS))
}

fn route(name: &str, pattern: &str) -> Outcome<Route> {
    Ok(Route::new(name.parse()?, pattern.parse()?).with_trunks([trunk()?.fqdn().clone()])?)
}

#[tokio::test]
async fn a_client_of_the_stable_version_sends_nothing_of_the_preview() -> Outcome {
    let (resource, _) = prepared().await?;
    let client = &resource.sip;
    let with_settings = trunk()?.with_enabled(false);
    let with_caller = route("all", "^.*$")?.with_caller_id_override("+14255550123".parse()?);
    let desired = SipConfiguration::new([trunk()?], [with_caller.clone()])?;
    let number = "+14255550100".parse()?;
    let name = "contoso.com".parse()?;
    for error in [
        refusal(client.list_domains().await)?,
        refusal(
            client
                .set_domain(&Domain::new("b.example".parse()?, true))
                .await,
        )?,
        refusal(client.delete_domain(&name).await)?,
        refusal(client.list_trunk_health().await)?,
        refusal(client.get_trunk_health(with_settings.fqdn()).await)?,
        refusal(client.test_routes_with_number(&number, &desired).await)?,
        refusal(client.set_trunk(&with_settings).await)?,
        refusal(client.set_routes(slice::from_ref(&with_caller)).await)?,
        refusal(client.plan(&desired).await)?,
    ] {
        assert!(error.is_invalid_input(), "{error}");
        let field = error.invalid_value().map(|value| value.field().to_owned());
        assert_eq!(field.as_deref(), Some("API version"), "{error}");
        assert!(error.to_string().contains("V2024_11_15Preview"), "{error}");
    }
    assert!(resource.asked().is_empty());
    Ok(())
}

#[tokio::test]
async fn domains_come_and_go() -> Outcome {
    let (resource, client) = prepared().await?;
    client.set_trunk(&trunk()?).await?;
    let other = Domain::new("b.example".parse()?, false);
    client.set_domain(&other).await?;
    assert_eq!(
        client.list_domains().await?,
        [Domain::new("contoso.com".parse()?, true), other.clone()]
    );
    let needed = refusal(client.delete_domain(&"contoso.com".parse()?).await)?;
    assert_eq!(needed.code(), Some("MissingDomain"));
    // However it is spelled.
    client.delete_domain(&"B.EXAMPLE".parse()?).await?;
    client.delete_domain(other.name()).await?;
    client.delete_trunk(trunk()?.fqdn()).await?;
    client.delete_domain(&"contoso.com".parse()?).await?;
    assert_eq!(client.list_domains().await?, []);
    let homeless = refusal(client.set_trunk(&trunk()?).await)?;
    assert_eq!(homeless.code(), Some("MissingDomain"));
    // To the stable version, domains are verified elsewhere.
    resource.sip.set_trunk(&trunk()?).await?;
    assert_eq!(client.list_domains().await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn settings_and_callers_outlive_a_change_by_plan() -> Outcome {
    let (resource, client) = prepared().await?;
    let set = trunk()?
        .with_enabled(false)
        .with_privacy_header(PrivacyHeader::None);
    let kept = client.set_trunk(&set).await?;
    assert_eq!(kept.direct_transfer(), Some(false));
    assert_eq!(kept.privacy_header(), Some(&PrivacyHeader::None));
    let caller = route("us", r"^\+1")?.with_caller_id_override("+14255550123".parse()?);
    client.set_routes(slice::from_ref(&caller)).await?;

    // One that knows nothing of settings changes the port alone.
    let moved = Trunk::new(set.fqdn().clone(), SipPort::of::<5062>());
    let plan = client
        .plan_edit(|current| {
            let mut desired = current.clone();
            desired.trunks = vec![moved.clone()];
            desired.routes.push(route("all", "^.*$").expect("a route"));
            Ok(desired)
        })
        .await?;
    let applied = client.apply(&plan).await?;
    assert_eq!(applied.configuration().routes[0], caller);
    assert_eq!(applied.configuration().trunks[0].enabled(), Some(false));
    assert_eq!(applied.configuration().trunks[0].port(), moved.port());
    assert_eq!(
        plan.diff().to_string(),
        "trunks:\n  ~ sbc1.contoso.com: port 5061 to 5062\n\
         routes:\n  + 2. all: ^.*$ over sbc1.contoso.com\n"
    );
    // And back again.
    client.apply(&applied.plan_rollback()).await?;
    assert_eq!(client.list_trunks().await?, [kept]);

    // The stable version sees neither.
    let seen = resource.sip.get_configuration().await?;
    assert_eq!(seen.trunks, [trunk()?]);
    assert_eq!(seen.routes, [caller.without_caller_id_override()]);
    Ok(())
}

#[tokio::test]
async fn a_trunk_that_is_ill_shows_why() -> Outcome {
    let (resource, client) = prepared().await?;
    client.set_trunk(&trunk()?).await?;
    let fqdn = "SBC1.contoso.com".parse()?;
    let unknown = client.get_trunk_health(&fqdn).await?;
    assert_eq!(unknown.tls, TlsStatus::Unknown);
    assert!(!unknown.is_well());
    let mut health = acs_emulator::TrunkHealth {
        tls: Tls::Ok,
        ping: Ping::Ok,
        overall: OverallStatus::Active,
    };
    resource
        .emulator
        .set_trunk_health("sbc1.contoso.com", health)?;
    assert!(client.get_trunk_health(&fqdn).await?.is_well());
    health.ping = Ping::Expired;
    health.overall = OverallStatus::Inactive(InactiveReason::NoRecentPings);
    resource
        .emulator
        .set_trunk_health("sbc1.contoso.com", health)?;
    let ill = client.list_trunk_health().await?;
    assert_eq!(ill[0].ping, PingStatus::Expired);
    assert_eq!(ill[0].overall, OverallHealthStatus::Inactive);
    assert_eq!(
        ill[0].inactive_because,
        Some(InactiveStatusReason::NoRecentPings)
    );
    let missing = refusal(client.get_trunk_health(&"sbc2.contoso.com".parse()?).await)?;
    assert!(missing.is_not_found());
    Ok(())
}

#[tokio::test]
async fn the_service_and_the_simulation_agree_on_routes() -> Outcome {
    let (_resource, client) = prepared().await?;
    let patterns = [
        r"^\+1(?!900)\d{10}$",
        r"^\+(?<first>\d)\k<first>",
        "^+[1-9][0-9]{3,23}$",
        r"(?<=\+1)425|206$",
        "[0-9-[2-9]]{2}",
        r"^(?>\+?1*)1",
        "^.*$",
    ];
    let routes = (1..).zip(patterns);
    let routes = routes.map(|(n, pattern)| route(&format!("route {n}"), pattern));
    let configuration = SipConfiguration::new([trunk()?], routes.collect::<Outcome<Vec<_>>>()?)?;
    let simulator = Simulator::new(&configuration);
    for number in [
        "+14255550100",
        "+19005550100",
        "+12065550206",
        "+3312345678",
        "911",
        "4255550100",
        "111",
    ] {
        let number = DialledNumber::new(number)?;
        let call = simulator.simulate(&number);
        assert_eq!(call.unjudged().count(), 0);
        let simulated: Vec<_> = call.route().into_iter().chain(call.others()).collect();
        let tried = client
            .test_routes_with_number(&number, &configuration)
            .await?;
        assert_eq!(tried.iter().collect::<Vec<_>>(), simulated, "{number}");
    }
    Ok(())
}

#[tokio::test]
async fn the_service_and_the_simulation_are_compared() -> Outcome {
    let (resource, client) = prepared().await?;
    let configuration = SipConfiguration::new(
        [trunk()?],
        [
            route("Seattle", r"^\+1(206|425)\d{7}$")?,
            route("all", "^.*$")?,
        ],
    )?;
    let numbers: Vec<DialledNumber> = (0..30)
        .map(|n| format!("+1425555{:04}", 100 + n).parse())
        .collect::<Result<_, _>>()?;
    let comparison = client
        .compare_with_simulation(&numbers, &configuration)
        .await?;
    assert!(comparison.is_agreement(), "{comparison}");
    assert_eq!(comparison.agreed(), 30);

    // One number is not answered; the others are.
    resource.emulator.fail_next(1, StatusCode::CONFLICT, None);
    let comparison = client
        .compare_with_simulation(&numbers, &configuration)
        .await?;
    assert_eq!((comparison.agreed(), comparison.failures().len()), (29, 1));
    let (_, error) = &comparison.failures()[0];
    assert_eq!(error.status(), Some(409));
    Ok(())
}
