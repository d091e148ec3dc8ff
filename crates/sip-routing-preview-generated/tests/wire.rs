//! What is read from the service and sent to it, as JSON.

use acs_sip_routing_preview_generated::types::{
    DomainPatch, Expand, InactiveStatusReason, IpAddressVersion, OverallHealthStatus, PingStatus,
    PrivacyHeader, RoutesForNumber, SipConfiguration, SipConfigurationUpdate, TlsStatus,
    TrunkUpdate,
};
use serde::{Serialize, de::DeserializeOwned};

fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap()
}

fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

/// Every part of a configuration that the stable version does not have.
const CONFIGURATION: &str = r#"{"domains":{"z.example":{"enabled":true},"a.example":{"enabled":false}},"trunks":{"sbc.z.example":{"sipSignalingPort":5061,"enabled":true,"health":{"tls":{"status":"certExpiring"},"ping":{"status":"ok"},"overall":{"status":"inactive","reason":"noRecentCalls"}},"directTransfer":false,"privacyHeader":"none","ipAddressVersion":"ipv6"}},"routes":[{"description":"d","name":"n","numberPattern":"^.*$","trunks":["sbc.z.example"],"callerIdOverride":"+14255550123"}]}"#;

#[test]
fn a_configuration_comes_back_as_it_was_in_the_same_order() {
    assert_eq!(
        written(&read::<SipConfiguration>(CONFIGURATION)),
        CONFIGURATION
    );
}

#[test]
fn the_states_of_a_trunk_have_names() {
    let configuration: SipConfiguration = read(CONFIGURATION);
    let trunk = &configuration.trunks.unwrap()["sbc.z.example"];
    assert_eq!(trunk.privacy_header, Some(PrivacyHeader::None));
    assert_eq!(trunk.ip_address_version, Some(IpAddressVersion::Ipv6));
    let health = trunk.health.as_ref().unwrap();
    assert_eq!(
        health.tls.as_ref().unwrap().status,
        Some(TlsStatus::CertExpiring)
    );
    assert_eq!(health.ping.as_ref().unwrap().status, Some(PingStatus::Ok));
    let overall = health.overall.as_ref().unwrap();
    assert_eq!(overall.status, Some(OverallHealthStatus::Inactive));
    let reason = overall.reason.as_ref();
    assert_eq!(reason, Some(&InactiveStatusReason::NoRecentCalls));
    assert_eq!(Expand::TrunksHealth.as_str(), "trunks/health");
}

#[test]
fn states_that_were_added_later_are_kept() {
    let text = CONFIGURATION.replace("certExpiring", "certPinned");
    assert_eq!(written(&read::<SipConfiguration>(&text)), text);
}

#[test]
fn domains_and_trunks_are_set_and_deleted() {
    let off = TrunkUpdate {
        enabled: Some(Some(false)),
        ..TrunkUpdate::default()
    };
    let on = DomainPatch {
        enabled: Some(Some(true)),
    };
    let update = SipConfigurationUpdate {
        domains: Some(
            [("new.example", Some(on)), ("old.example", None)]
                .map(|(name, it)| (name.to_owned(), it))
                .into_iter()
                .collect(),
        ),
        trunks: Some([("sbc.example".to_owned(), Some(off))].into()),
        routes: None,
    };
    let text = r#"{"domains":{"new.example":{"enabled":true},"old.example":null},"trunks":{"sbc.example":{"enabled":false}}}"#;
    assert_eq!(written(&update), text);
    assert_eq!(read::<SipConfigurationUpdate>(text), update);
}

#[test]
fn an_answer_of_the_stable_version_can_be_read() {
    let configuration: SipConfiguration = read(
        r#"{"trunks":{"sbc.example":{"sipSignalingPort":5061}},"routes":[{"name":"n","numberPattern":"p"}]}"#,
    );
    assert!(configuration.domains.is_none());
    assert!(
        configuration.trunks.unwrap()["sbc.example"]
            .enabled
            .is_none()
    );
}

#[test]
fn no_matching_route_is_an_empty_list() {
    let none: RoutesForNumber = read(r#"{"matchingRoutes":[]}"#);
    assert_eq!(none.matching_routes, Some(Vec::new()));
}

#[test]
fn debug_shows_names_only() {
    let configuration: SipConfiguration = read(CONFIGURATION);
    assert_eq!(format!("{configuration:?}"), "SipConfiguration { .. }");
}
