//! Documents give back what was written, and say where they are wrong.

use proptest::prelude::*;

use super::DocumentError;
use crate::{SipConfiguration, testing};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_is_lost(configuration in testing::configurations()) {
        #[cfg(feature = "json")]
        {
            let written = configuration.to_json().unwrap();
            prop_assert_eq!(&SipConfiguration::from_json(&written).unwrap(), &configuration);
        }
        #[cfg(feature = "toml")]
        {
            let written = configuration.to_toml().unwrap();
            prop_assert_eq!(&SipConfiguration::from_toml(&written).unwrap(), &configuration);
        }
    }
}

#[cfg(feature = "json")]
#[test]
fn the_body_of_the_service_is_read() {
    let body = r#"{"domains":{"contoso.com":{"enabled":true}},
        "trunks":{"sbc1.contoso.com":{"sipSignalingPort":5061,"enabled":true,
            "health":{"tls":{"status":"ok"}},"directTransfer":false,"privacyHeader":"id",
            "ipAddressVersion":"ipv4"}},
        "routes":[{"description":null,"name":"all","numberPattern":"^.*$",
            "callerIdOverride":null,"trunks":["sbc1.contoso.com"]},
            {"name":"none","numberPattern":"^1","trunks":null}]}"#;
    let read = SipConfiguration::from_json(body).unwrap();
    let received = SipConfiguration::from_wire(serde_json::from_str(body).unwrap()).unwrap();
    assert_eq!(read, received);
    assert_eq!(read.trunks[0].enabled(), Some(true));
    for stable in [
        r#"{"trunks":{},"routes":[]}"#,
        r#"{"trunks":{"sbc1.contoso.com":{"sipSignalingPort":1}},"routes":[]}"#,
    ] {
        let read = SipConfiguration::from_json(stable).unwrap();
        let received = SipConfiguration::from_wire(serde_json::from_str(stable).unwrap());
        assert_eq!(read, received.unwrap());
    }
}

#[cfg(feature = "toml")]
mod updates {
    use proptest::prelude::*;

    use crate::{Position, Route, SipConfiguration, SipPort, Trunk, testing};

    const TEXT: &str = r#"# Routing of Contoso
# kept by the voice team

# the main one
[[trunks]]
sipSignalingPort = 5061 # TLS
fqdn = "sbc1.contoso.com"

# the spare one
[[trunks]]
fqdn = 'sbc2.contoso.com'
sipSignalingPort = 5_061

# ---- routes ----

# never change this
[[routes]]
name = "US"
numberPattern = '^\+1'
trunks = [
    "sbc1.contoso.com", # first
    "sbc2.contoso.com",
]

[[routes]]
name = "all"
numberPattern = "^.*$"
trunks = ["sbc1.contoso.com"]

[allow]
"all" = ["shadowed"] # on purpose
"#;

    fn updated(edit: impl FnOnce(&SipConfiguration) -> SipConfiguration) -> String {
        let after = edit(&SipConfiguration::from_toml(TEXT).unwrap());
        let text = after.update_toml(TEXT).unwrap();
        assert_eq!(SipConfiguration::from_toml(&text).unwrap(), after);
        text
    }

    #[test]
    fn what_stays_is_not_touched() {
        assert_eq!(updated(Clone::clone), TEXT);
        let port = Trunk::new("sbc1.contoso.com".parse().unwrap(), SipPort::of::<5062>());
        let changed = updated(|it| it.with_trunk(port).unwrap());
        assert_eq!(changed, TEXT.replace("5061 # TLS", "5062 # TLS"));
        let renamed = updated(|it| it.rename_route("US", "USA".parse().unwrap()).unwrap());
        assert_eq!(renamed, TEXT.replace("\"US\"", "\"USA\""));
    }

    #[test]
    fn comments_move_and_go_with_what_they_are_about() {
        let new = Route::new("UK".parse().unwrap(), r"^\+44".parse().unwrap())
            .with_trunks(["sbc2.contoso.com".parse().unwrap()])
            .unwrap();
        let text = updated(|it| {
            let moved = it.move_route("US", Position::Last).unwrap();
            let moved = moved.insert_route(new, Position::First).unwrap();
            moved
                .drain_trunk(
                    &"sbc1.contoso.com".parse().unwrap(),
                    crate::LastTrunk::LeaveRouteEmpty,
                )
                .unwrap()
        });
        insta::assert_snapshot!(text);
    }

    #[test]
    fn lists_may_become_empty_and_come_back() {
        let empty = updated(|_| SipConfiguration::default());
        let full = SipConfiguration::from_toml(TEXT).unwrap();
        let text = full.update_toml(&empty).unwrap();
        assert_eq!(SipConfiguration::from_toml(&text).unwrap(), full);
        assert!(text.contains("# on purpose"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_text_is_always_that_of_the_configuration(
            before in testing::configurations(),
            after in testing::configurations(),
        ) {
            let text = after.update_toml(&before.to_toml().unwrap()).unwrap();
            prop_assert_eq!(SipConfiguration::from_toml(&text).unwrap(), after);
        }
    }
}

fn said(read: Result<SipConfiguration, DocumentError>) -> String {
    read.unwrap_err().to_string()
}

#[cfg(feature = "json")]
#[test]
fn faults_in_json_are_placed() {
    for (text, expected) in [
        ("", "line 1: EOF while parsing a value"),
        (
            "{\"trunks\":[],\n\"routes\":[]}}",
            "line 2: trailing characters",
        ),
        ("{\n\"trunks\": []\n}", "line 3: missing field `routes`"),
        (
            "{\"trunks\":[],\n\"routes\":[],\n\"domain\":{}}",
            "line 3, domain: unknown field `domain`, expected one of `trunks`, `routes`, `domains`, `allow`",
        ),
        (
            "{\"trunks\":[\n{\"fqdn\":\"sbc1.contoso.com\",\n\"sipSignalingPort\":0}],\"routes\":[]}",
            "line 3, trunks[0].sipSignalingPort: SIP port is 0; use a port from 1 to 65535",
        ),
        (
            "{\"trunks\":[],\"routes\":[{\"name\":\"a\",\"numberPattern\":\"1\"},\n{\"name\":\"b\",\n\"numberPattern\":\"\"}]}",
            "line 3, routes[1].numberPattern: number pattern is empty; use 1 to 1024 characters",
        ),
        (
            "{\"trunks\":[],\"routes\":[\n{\"name\":\"a\",\"numberPattern\":\"1\",\n\"trunks\":[\"a.b\",\"A.b\"]}]}",
            "line 3, routes[0]: route: trunk 2 repeats trunk 1; list each trunk once",
        ),
        (
            "{\"trunks\":[],\"routes\":[\n{\"name\":7}]}",
            "line 2, routes[0].name: invalid type: integer `7`, expected a string",
        ),
    ] {
        assert_eq!(said(SipConfiguration::from_json(text)), expected, "{text}");
    }
}

#[cfg(feature = "toml")]
#[test]
fn faults_in_toml_are_placed() {
    for (text, expected) in [
        ("", "line 1: missing field `trunks`"),
        (
            "trunks = []\nroutes = [",
            "line 2: unclosed array, expected `]`",
        ),
        (
            "trunks = []\nroutes = []\ndomain = 1\n",
            "line 3, domain: unknown field `domain`, expected one of `trunks`, `routes`, `domains`, `allow`",
        ),
        (
            "routes = []\n[[trunks]]\nfqdn = 'sbc1.contoso.com'\nsipSignalingPort = 0\n",
            "line 4, trunks[0].sipSignalingPort: SIP port is 0; use a port from 1 to 65535",
        ),
        (
            "trunks = []\n[[routes]]\nname = 'a'\nnumberPattern = '1'\n[[routes]]\nname = 'b'\nnumberPattern = ''\n",
            "line 7, routes[1].numberPattern: number pattern is empty; use 1 to 1024 characters",
        ),
        (
            "trunks = []\n[[routes]]\nname = 'a'\nnumberPattern = '1'\ntrunks = ['a.b', 'A.b']\n",
            "line 2, routes[0]: route: trunk 2 repeats trunk 1; list each trunk once",
        ),
    ] {
        assert_eq!(said(SipConfiguration::from_toml(text)), expected, "{text}");
    }
}
