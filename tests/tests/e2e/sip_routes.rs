//! Routes are set, and tried in their order.

use acs_sip_routing::{Route, SipPort, Trunk};
use acs_tests::{Emulated, Outcome};

use crate::values::refusal;

fn route(name: &str, pattern: &str) -> Outcome<Route> {
    Ok(Route::new(name.parse()?, pattern.parse()?))
}

/// A resource with two trunks, `sbc1.contoso.com` and `sbc2.contoso.com`.
async fn with_trunks() -> Outcome<Emulated> {
    let resource = Emulated::start().await?;
    let trunks = [
        Trunk::new("sbc1.contoso.com".parse()?, SipPort::TLS),
        Trunk::new("sbc2.contoso.com".parse()?, SipPort::of::<5062>()),
    ];
    resource.sip.set_trunks(&trunks).await?;
    resource.emulator.clear_requests();
    Ok(resource)
}

#[tokio::test]
async fn routes_are_kept_as_they_are_set() -> Outcome {
    let resource = with_trunks().await?;
    let trunks = ["sbc2.contoso.com".parse()?, "sbc1.contoso.com".parse()?];
    let routes = [
        route("z", r"^\+[1-9][0-9]{3,23}$")?
            .with_description("Everyone else's \"é\"".parse()?)
            .with_trunks(trunks)?,
        route("a", r"^(?!\+1900)\+1\d{10}$")?.with_description("".parse()?),
        route("a", "^.*$")?,
    ];
    assert_eq!(resource.sip.set_routes(&routes).await?, routes);
    assert_eq!(resource.sip.list_routes().await?, routes);
    assert_eq!(resource.sip.list_trunks().await?.len(), 2);
    Ok(())
}

#[tokio::test]
async fn setting_routes_replaces_them_all() -> Outcome {
    let resource = with_trunks().await?;
    resource
        .sip
        .set_routes(&[route("one", "1")?, route("two", "2")?])
        .await?;
    let mut routes = resource.sip.list_routes().await?;
    routes.insert(0, route("zero", "0")?);
    assert_eq!(resource.sip.set_routes(&routes).await?, routes);
    assert_eq!(resource.sip.set_routes(&routes[2..]).await?, routes[2..]);
    assert_eq!(resource.sip.set_routes(&[]).await?, []);
    let asked = resource.asked();
    // No change takes more than one request, and none of them touches the trunks.
    assert_eq!(asked.iter().filter(|it| it.starts_with("PATCH")).count(), 4);
    assert_eq!(resource.sip.list_trunks().await?.len(), 2);
    Ok(())
}

#[tokio::test]
async fn a_route_needs_its_trunks() -> Outcome {
    let resource = with_trunks().await?;
    let before = [route("all", "^.*$")?];
    resource.sip.set_routes(&before).await?;
    let astray = route("astray", "1")?.with_trunks(["sbc9.contoso.com".parse()?])?;
    let error = refusal(resource.sip.set_routes(&[astray]).await)?;
    assert_eq!(
        (error.status(), error.code()),
        (Some(422), Some("MissingTrunk"))
    );
    assert_eq!(resource.sip.list_routes().await?, before);
    Ok(())
}

#[tokio::test]
async fn whether_a_pattern_can_be_read_is_for_the_service_to_say() -> Outcome {
    let resource = with_trunks().await?;
    let error = refusal(resource.sip.set_routes(&[route("broken", "(")?]).await)?;
    assert_eq!(error.code(), Some("InvalidRouteNumberPattern"));
    assert_eq!(error.status(), Some(422));
    assert_eq!(resource.asked().len(), 2);
    Ok(())
}
