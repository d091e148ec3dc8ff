//! Endpoints and connection strings.

use std::net::{Ipv4Addr, Ipv6Addr};

use acs_core::{ConnectionString, Endpoint};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use proptest::{prelude::*, test_runner::TestCaseError};

fn host() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z][a-z0-9]{0,20}(\\.[a-z][a-z0-9-]{0,10}[a-z]){0,4}",
        any::<Ipv4Addr>().prop_map(|address| address.to_string()),
        any::<Ipv6Addr>().prop_map(|address| format!("[{address}]")),
    ]
}

/// An address as it is written down, without a trailing slash.
fn address() -> impl Strategy<Value = String> {
    // The port of the scheme is left out, as a URL does.
    (host(), prop::option::of(1..u16::MAX)).prop_map(|(host, port)| match port {
        Some(port) if port != 443 => format!("https://{host}:{port}"),
        _ => format!("https://{host}"),
    })
}

fn survives(endpoint: &Endpoint) -> Result<(), TestCaseError> {
    let again: Endpoint = endpoint.to_string().parse().unwrap();
    prop_assert_eq!(&again, endpoint);
    prop_assert_eq!(again.url(), endpoint.url());
    prop_assert_eq!(again.as_str(), endpoint.as_str());
    Ok(())
}

proptest! {
    #[test]
    fn an_address_survives(address in address()) {
        let endpoint = Endpoint::new(&address).unwrap();
        survives(&endpoint)?;
        let with_slash = Endpoint::new(&format!(" {address}/ ")).unwrap();
        prop_assert_eq!(&with_slash, &endpoint);
        let loud = Endpoint::new(&address.to_uppercase()).unwrap();
        prop_assert_eq!(loud, endpoint);
    }

    #[test]
    fn nothing_else_than_an_address_is_one(text in r"(https?|ftp)?(://)?[a-z0-9@:/?#.\[\]%\\-]{0,30}") {
        if let Ok(endpoint) = Endpoint::new(&text) {
            survives(&endpoint)?;
            let url = endpoint.url();
            prop_assert!(url.username().is_empty() && url.password().is_none());
            prop_assert_eq!((url.path(), url.query(), url.fragment()), ("/", None, None));
            let safe = match url.host() {
                _ if url.scheme() == "https" => true,
                Some(url::Host::Domain(name)) => name == "localhost",
                Some(url::Host::Ipv4(address)) => address.is_loopback(),
                Some(url::Host::Ipv6(address)) => address.is_loopback(),
                None => false,
            };
            prop_assert!(safe, "{}", endpoint);
        }
    }

    #[test]
    fn any_text_is_an_address_or_not(text in any::<String>()) {
        if let Ok(endpoint) = Endpoint::new(&text) {
            survives(&endpoint)?;
        }
        let _ = ConnectionString::new(&text);
    }

    #[test]
    fn a_connection_string_is_read_however_it_is_written(
        address in address(), key in prop::collection::vec(any::<u8>(), 1..64),
        key_first in any::<bool>(), loud in any::<bool>(), space in " {0,2}", end in "[; ]{0,3}",
    ) {
        let key = BASE64_STANDARD.encode(key);
        let name = |name: &str| if loud { name.to_uppercase() } else { name.to_owned() };
        let mut parts = [
            format!("{space}{}{space}={space}{address}{space}", name("endpoint")),
            format!("{}={key}", name("accesskey")),
        ];
        if key_first {
            parts.reverse();
        }
        let text = format!("{}{end}", parts.join(";"));
        let parsed: ConnectionString = text.parse().unwrap();
        prop_assert_eq!(parsed.endpoint, Endpoint::new(&address).unwrap());
    }
}
