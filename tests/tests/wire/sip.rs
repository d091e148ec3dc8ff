//! Trunks and routes.

use std::sync::Arc;

use acs_sip_routing::{Position, Route, SipPort, Trunk};
use acs_tests::{
    Answer, Outcome, Script,
    answers::{denied, fault},
};
use serde_json::{Value, json};

/// A configuration with two trunks, and a route that names both.
fn configuration() -> Value {
    json!({
        "trunks": {
            "sbc1.contoso.com": { "sipSignalingPort": 5061 },
            "sbc2.contoso.com": { "sipSignalingPort": 5062 },
        },
        "routes": [{
            "description": "Everything else",
            "name": "all",
            "numberPattern": r"^\+[1-9][0-9]{3,23}$",
            "trunks": ["sbc2.contoso.com", "sbc1.contoso.com"],
        }],
    })
}

fn unprocessable(code: &str, message: &str) -> Answer {
    fault(
        422,
        &json!({
            "code": "UnprocessableConfiguration",
            "message": "One or more request inputs are not valid.",
            "innererror": { "code": code, "message": message },
        }),
    )
}

pub(crate) async fn sip_get() -> Outcome<Arc<Script>> {
    let script = Script::new([
        Answer::ok(configuration()),
        Answer::ok(json!({ "trunks": {}, "routes": [] })),
        denied(),
    ]);
    let client = script.sip_routing()?;
    let configuration = client.get_configuration().await?;
    script.gave(&configuration);
    script.as_json(&configuration.routes, "/routes")?;
    script.refused(client.get_trunk(&"sbc1.contoso.com".parse()?).await)?;
    script.refused(client.get_configuration().await)?;
    Ok(script)
}

pub(crate) async fn sip_update() -> Outcome<Arc<Script>> {
    let mut routed = configuration();
    routed["routes"] = json!([
        {
            "description": "Everyone else's \"é\"",
            "name": "all",
            "numberPattern": r"^\+[1-9][0-9]{3,23}$",
            "trunks": ["sbc2.contoso.com", "sbc1.contoso.com"],
        },
        { "name": "bare", "numberPattern": "^.*$", "trunks": [] },
    ]);
    let script = Script::new([
        // Replacing all trunks: what is there, then what differs.
        Answer::ok(
            json!({ "trunks": { "old.contoso.com": { "sipSignalingPort": 1 } }, "routes": [] }),
        ),
        Answer::ok(configuration()),
        // Replacing all routes: how the trunks are spelled, then the routes.
        Answer::ok(configuration()),
        Answer::ok(routed),
        Answer::ok(configuration()),
        Answer::ok(json!({ "trunks": {}, "routes": [] })),
        unprocessable("MissingTrunk", "Route targeting a missing trunk."),
    ]);
    let client = script.sip_routing()?;
    let first = Trunk::new("sbc1.contoso.com".parse()?, SipPort::TLS);
    let second = Trunk::new("sbc2.contoso.com".parse()?, SipPort::of::<5062>());
    script.gave(&client.set_trunks(&[first.clone(), second.clone()]).await?);
    let route = Route::new("all".parse()?, r"^\+[1-9][0-9]{3,23}$".parse()?)
        .with_description("Everyone else's \"é\"".parse()?)
        .with_trunks([second.fqdn().clone(), first.fqdn().clone()])?;
    let bare = Route::new("bare".parse()?, "^.*$".parse()?);
    script.decoded(&client.set_routes(&[route, bare]).await?, "/routes")?;
    script.decoded(&client.set_routes(&[]).await?, "/routes")?;
    script.refused(client.delete_trunk(first.fqdn()).await)?;
    Ok(script)
}

/// A plan that changes trunks and routes: the reads for it, the one change, and the last look.
#[tokio::test]
async fn sip_apply() -> Outcome {
    let mut after = configuration();
    after["trunks"] = json!({
        "sbc1.contoso.com": { "sipSignalingPort": 5061 },
        "sbc3.contoso.com": { "sipSignalingPort": 5063 },
    });
    after["routes"][0]["trunks"] = json!(["sbc3.contoso.com", "sbc1.contoso.com"]);
    let germany = json!({ "name": "Germany", "numberPattern": r"^\+49\d+$", "trunks": [] });
    after["routes"] = json!([germany, after["routes"][0]]);
    let script = Script::new([
        Answer::ok(configuration()),
        Answer::ok(configuration()),
        Answer::ok(after.clone()),
        Answer::ok(after),
    ]);
    let client = script.sip_routing()?;
    let plan = client
        .plan_edit(|current| {
            let (gone, new) = ("sbc2.contoso.com".parse()?, "sbc3.contoso.com".parse()?);
            let germany = Route::new("Germany".parse()?, r"^\+49\d+$".parse()?);
            current
                .with_trunk(Trunk::new(
                    "sbc3.contoso.com".parse()?,
                    SipPort::of::<5063>(),
                ))?
                .move_calls(&gone, &new)?
                .without_trunk(&gone)?
                .insert_route(germany, Position::First)
        })
        .await?;
    let applied = client.apply(&plan).await?;
    script.gave(applied.configuration());
    crate::compare("sip_apply", None, script)
}
