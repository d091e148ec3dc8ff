//! What is read from the service and sent to it, as JSON.

use acs_sip_routing_generated::types::{
    CommunicationErrorResponse, SipConfiguration, SipConfigurationUpdate, TrunkRoute, TrunkUpdate,
};
use serde::{Serialize, de::DeserializeOwned};

fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap()
}

fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

#[test]
fn a_configuration_comes_back_as_it_was_in_the_same_order() {
    let text = r#"{"trunks":{"z.example":{"sipSignalingPort":5061},"a.example":{"sipSignalingPort":5062}},"routes":[{"description":"d","name":"n","numberPattern":"^.*$","trunks":["z.example"]},{"name":"m","numberPattern":"\\+1","trunks":[]}]}"#;
    assert_eq!(written(&read::<SipConfiguration>(text)), text);
}

#[test]
fn trunks_are_set_and_deleted_in_the_order_given() {
    let trunks = [
        (
            "new.example",
            Some(TrunkUpdate {
                sip_signaling_port: Some(Some(8239)),
            }),
        ),
        ("old.example", None),
        ("also-old.example", None),
    ];
    let update = SipConfigurationUpdate {
        trunks: Some(
            trunks
                .map(|(name, trunk)| (name.to_owned(), trunk))
                .into_iter()
                .collect(),
        ),
        routes: None,
    };
    let text = r#"{"trunks":{"new.example":{"sipSignalingPort":8239},"old.example":null,"also-old.example":null}}"#;
    assert_eq!(written(&update), text);
    assert_eq!(read::<SipConfigurationUpdate>(text), update);
}

#[test]
fn a_setting_is_taken_back_by_null() {
    let text = r#"{"sipSignalingPort":null}"#;
    let back = TrunkUpdate {
        sip_signaling_port: Some(None),
    };
    assert_eq!(written(&back), text);
    assert_eq!(read::<TrunkUpdate>(text), back);
    assert_eq!(written(&TrunkUpdate::default()), "{}");
    assert_eq!(read::<TrunkUpdate>("{}"), TrunkUpdate::default());
}

#[test]
fn no_routes_are_not_the_same_as_none_given() {
    let none = SipConfigurationUpdate {
        trunks: None,
        routes: Some(Vec::new()),
    };
    assert_eq!(written(&none), r#"{"routes":[]}"#);
    assert_eq!(written(&SipConfigurationUpdate::default()), "{}");
    assert_ne!(
        read::<SipConfigurationUpdate>(r#"{"routes":[]}"#),
        read("{}")
    );
}

#[test]
fn nulls_and_unknown_fields_of_an_answer_are_read_over() {
    let configuration: SipConfiguration = read(
        r#"{"domains":{},"trunks":null,"routes":[{"name":"n","numberPattern":"p","description":null,"trunks":null}]}"#,
    );
    assert!(configuration.trunks.is_none());
    let route: &TrunkRoute = &configuration.routes.as_ref().unwrap()[0];
    assert!(route.description.is_none() && route.trunks.is_none());
}

#[test]
fn the_inner_error_of_a_refusal_is_reached() {
    let failure: CommunicationErrorResponse = read(
        r#"{"error":{"code":"UnprocessableConfiguration","message":"m",
            "innererror":{"code":"MissingTrunk","message":"Route targeting a missing trunk."}}}"#,
    );
    assert_eq!(failure.error.innererror.unwrap().code, "MissingTrunk");
}

#[test]
fn debug_shows_names_only() {
    let configuration: SipConfiguration =
        read(r#"{"trunks":{"secret.example":{"sipSignalingPort":1}}}"#);
    assert_eq!(format!("{configuration:?}"), "SipConfiguration { .. }");
}
