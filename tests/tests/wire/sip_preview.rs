//! The preview of direct routing.

use std::sync::Arc;

use acs_sip_routing::{
    ApiVersion, Domain, IpAddressVersion, PrivacyHeader, Route, SipConfiguration, SipPort,
    SipRoutingClient, Trunk,
};
use acs_tests::{
    Answer, Outcome, Script,
    answers::{denied, fault},
};
use serde_json::{Value, json};

fn speaking(script: &Arc<Script>) -> Outcome<SipRoutingClient> {
    let client = script.sip_routing()?;
    Ok(client.with_api_version(ApiVersion::V2024_11_15Preview))
}

/// A configuration with all that the preview has.
fn configuration() -> Value {
    json!({
        "domains": { "contoso.com": { "enabled": true } },
        "trunks": { "sbc1.contoso.com": {
            "sipSignalingPort": 5061,
            "enabled": false,
            "directTransfer": true,
            "privacyHeader": "none",
            "ipAddressVersion": "ipv6",
        } },
        "routes": [{
            "name": "all",
            "numberPattern": "^.*$",
            "trunks": ["sbc1.contoso.com"],
            "callerIdOverride": "+14255550123",
        }],
    })
}

fn trunk() -> Outcome<Trunk> {
    Ok(Trunk::new("sbc1.contoso.com".parse()?, SipPort::TLS)
        .with_enabled(false)
        .with_direct_transfer(true)
        .with_privacy_header(PrivacyHeader::None)
        .with_ip_address_version(IpAddressVersion::Ipv6))
}

fn route() -> Outcome<Route> {
    Ok(Route::new("all".parse()?, "^.*$".parse()?)
        .with_trunks(["sbc1.contoso.com".parse()?])?
        .with_caller_id_override("+14255550123".parse()?))
}

pub(crate) async fn sip_preview_get() -> Outcome<Arc<Script>> {
    let mut with_health = configuration();
    with_health["trunks"]["sbc1.contoso.com"]["health"] = json!({
        "tls": { "status": "certExpiring" },
        "ping": { "status": "ok" },
        "overall": { "status": "inactive", "reason": "noRecentCalls" },
    });
    let script = Script::new([
        Answer::ok(configuration()),
        Answer::ok(configuration()),
        Answer::ok(with_health),
        Answer::ok(json!({ "domains": {}, "trunks": {}, "routes": [] })),
        denied(),
    ]);
    let client = speaking(&script)?;
    let configuration = client.get_configuration().await?;
    script.gave(&configuration.trunks);
    script.decoded(&configuration.routes, "/routes")?;
    script.gave(&client.list_domains().await?);
    script.gave(&client.list_trunk_health().await?);
    script.refused(client.get_trunk_health(&"sbc1.contoso.com".parse()?).await)?;
    script.refused(client.list_domains().await)?;
    Ok(script)
}

pub(crate) async fn sip_preview_update() -> Outcome<Arc<Script>> {
    let script = Script::new([
        Answer::ok(configuration()),
        // Setting a trunk, and then the routes: how trunks are spelled, and the change.
        Answer::ok(configuration()),
        Answer::ok(configuration()),
        Answer::ok(configuration()),
        Answer::ok(configuration()),
        fault(
            422,
            &json!({
                "code": "UnprocessableConfiguration",
                "message": "One or more request inputs are not valid.",
                "innererror": {
                    "code": "MissingDomain",
                    "message": "Missing Domain for coresponding Trunk",
                },
            }),
        ),
    ]);
    let client = speaking(&script)?;
    let domain = Domain::new("contoso.com".parse()?, true);
    script.gave(&client.set_domain(&domain).await?);
    script.gave(&client.set_trunk(&trunk()?).await?);
    script.decoded(&client.set_routes(&[route()?]).await?, "/routes")?;
    script.refused(client.delete_domain(domain.name()).await)?;
    // A client of the stable version sends none of this.
    let stable = script.sip_routing()?;
    script.refused(stable.set_trunk(&trunk()?).await)?;
    script.refused(stable.set_routes(&[route()?]).await)?;
    Ok(script)
}

pub(crate) async fn sip_preview_test_routes_with_number() -> Outcome<Arc<Script>> {
    let script = Script::new([
        Answer::ok(json!({ "matchingRoutes": configuration()["routes"] })),
        Answer::ok(json!({ "matchingRoutes": [] })),
        Answer::ok(json!({})),
    ]);
    let client = speaking(&script)?;
    let number = "+14255550100".parse()?;
    let tried = SipConfiguration::new([trunk()?], [route()?])?;
    let matching = client.test_routes_with_number(&number, &tried).await?;
    script.decoded(&matching, "/matchingRoutes")?;
    let nothing = SipConfiguration::default();
    let matching = client.test_routes_with_number(&number, &nothing).await?;
    script.decoded(&matching, "/matchingRoutes")?;
    script.refused(client.test_routes_with_number(&number, &nothing).await)?;
    let stable = script.sip_routing()?;
    script.refused(stable.test_routes_with_number(&number, &nothing).await)?;
    Ok(script)
}
