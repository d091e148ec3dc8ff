//! Trunks are added, changed, replaced and deleted.

use std::slice;

use acs_sip_routing::{Route, ServiceError, SipPort, Trunk};
use acs_tests::{Emulated, Outcome};

use crate::values::refusal;

fn trunk(fqdn: &str, port: u16) -> Outcome<Trunk> {
    Ok(Trunk::new(fqdn.parse()?, SipPort::new(port)?))
}

#[tokio::test]
async fn nothing_is_configured_at_first() -> Outcome {
    let resource = Emulated::start().await?;
    let configuration = resource.sip.get_configuration().await?;
    assert!(configuration.trunks.is_empty() && configuration.routes.is_empty());
    let missing = refusal(resource.sip.get_trunk(&"sbc1.contoso.com".parse()?).await)?;
    assert!(missing.is_not_found());
    Ok(())
}

#[tokio::test]
async fn trunks_are_replaced_by_one_change() -> Outcome {
    let resource = Emulated::start().await?;
    let first = [
        trunk("sbc2.contoso.com", 5061)?,
        trunk("sbc1.contoso.com", 5062)?,
    ];
    assert_eq!(resource.sip.set_trunks(&first).await?, first);
    let second = [
        trunk("sbc3.contoso.com", 1)?,
        trunk("sbc1.contoso.com", 65535)?,
    ];
    let kept = resource.sip.set_trunks(&second).await?;
    // One that stays keeps its place.
    assert_eq!(kept, [second[1].clone(), second[0].clone()]);
    assert_eq!(resource.sip.list_trunks().await?, kept);
    resource.emulator.clear_requests();
    assert_eq!(resource.sip.set_trunks(&second).await?, kept);
    assert_eq!(resource.asked(), ["GET SipRouting_Get 200"]);
    assert_eq!(resource.sip.set_trunks(&[]).await?, []);
    assert_eq!(resource.sip.list_trunks().await?, []);
    Ok(())
}

#[tokio::test]
async fn one_trunk_is_set_read_and_deleted() -> Outcome {
    let resource = Emulated::start().await?;
    let (one, two) = (
        trunk("sbc1.contoso.com", 5061)?,
        trunk("sbc2.contoso.com", 5061)?,
    );
    assert_eq!(resource.sip.set_trunk(&one).await?, one);
    assert_eq!(resource.sip.set_trunk(&two).await?, two);
    let changed = trunk("sbc1.contoso.com", 5062)?;
    assert_eq!(resource.sip.set_trunk(&changed).await?, changed);
    assert_eq!(
        resource.sip.get_trunk(&"SBC1.CONTOSO.COM".parse()?).await?,
        changed
    );
    assert_eq!(resource.sip.list_trunks().await?, [changed, two.clone()]);
    resource.sip.delete_trunk(one.fqdn()).await?;
    assert_eq!(resource.sip.list_trunks().await?, [two]);
    // What is not there need not be deleted.
    resource.sip.delete_trunk(one.fqdn()).await?;
    Ok(())
}

#[tokio::test]
async fn a_trunk_in_use_cannot_go() -> Outcome {
    let resource = Emulated::start().await?;
    let used = trunk("sbc1.contoso.com", 5061)?;
    resource.sip.set_trunk(&used).await?;
    let route = Route::new("all".parse()?, "^.*$".parse()?).with_trunks([used.fqdn().clone()])?;
    resource.sip.set_routes(&[route]).await?;
    let before = resource.sip.get_configuration().await?;
    for error in [
        refusal(resource.sip.delete_trunk(used.fqdn()).await)?,
        refusal(resource.sip.set_trunks(&[]).await)?,
        // All or nothing: the new trunk is not added either.
        refusal(
            resource
                .sip
                .set_trunks(&[trunk("sbc9.contoso.com", 5061)?])
                .await,
        )?,
    ] {
        assert_eq!(
            (error.status(), error.code()),
            (Some(422), Some("MissingTrunk"))
        );
        assert_eq!(
            error.service_error().map(ServiceError::code),
            Some("UnprocessableConfiguration")
        );
    }
    assert_eq!(resource.sip.get_configuration().await?, before);
    resource.sip.set_routes(&[]).await?;
    resource.sip.delete_trunk(used.fqdn()).await?;
    assert_eq!(resource.sip.list_trunks().await?, []);
    Ok(())
}

#[tokio::test]
async fn upper_and_lower_case_name_the_same_trunk() -> Outcome {
    let resource = Emulated::start().await?;
    resource
        .sip
        .set_trunk(&trunk("sbc1.contoso.com", 5061)?)
        .await?;
    let shouted = trunk("SBC1.contoso.com", 5062)?;
    let kept = resource.sip.set_trunks(slice::from_ref(&shouted)).await?;
    assert_eq!(kept, [shouted]);
    assert_eq!(kept[0].fqdn().as_str(), "sbc1.contoso.com");
    Ok(())
}
