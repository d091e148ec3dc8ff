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
