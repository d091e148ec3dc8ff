//! An endpoint is a bare address, over `https` unless it is this machine's.

#![no_main]

use acs_core::Endpoint;
use libfuzzer_sys::fuzz_target;
use url::{Host, Url};

fuzz_target!(|text: &str| {
    // The password of a URL is what an address may give away.
    let text = text.replace('$', "planted-secret");
    match Endpoint::new(&text) {
        Ok(endpoint) => {
            let again: Endpoint = endpoint.to_string().parse().unwrap();
            assert_eq!(again, endpoint);
            assert_eq!(again.url(), endpoint.url());
            assert_eq!(format!("{}/", endpoint.as_str()), endpoint.url().as_str());
            assert_is_bare(endpoint.url());
            assert!(endpoint.url().scheme() == "https" || is_here(endpoint.url()));
        }
        Err(fault) => assert!(!format!("{fault} {fault:?}").contains("planted")),
    }
});

fn assert_is_bare(url: &Url) {
    assert!(url.has_host() && url.username().is_empty() && url.password().is_none());
    assert_eq!((url.path(), url.query(), url.fragment()), ("/", None, None));
}

fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
