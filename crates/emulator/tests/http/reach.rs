//! Where an emulator is, and where it says that it is.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use acs_emulator::{Emulator, StartError};

use crate::client::repeatable;

const NUMBER: &str = "/phoneNumbers/+14255550100?api-version=2025-06-01";

async fn answers_at(emulator: &Emulator, host: &str) -> bool {
    let port = emulator.endpoint().rsplit(':').next().unwrap().to_owned();
    let request = reqwest::Client::new()
        .get(format!("http://{host}:{port}{NUMBER}"))
        .bearer_auth(emulator.token());
    request.send().await.is_ok_and(|it| it.status() == 200)
}

#[tokio::test]
async fn it_listens_where_it_is_told_to() {
    let local = repeatable().start().await.unwrap();
    assert!(answers_at(&local, "127.0.0.1").await);
    assert!(!answers_at(&local, "127.0.0.2").await);
    let everywhere = repeatable()
        .host(Ipv4Addr::UNSPECIFIED.into())
        .start()
        .await
        .unwrap();
    assert!(everywhere.endpoint().starts_with("http://127.0.0.1:"));
    assert!(answers_at(&everywhere, "127.0.0.2").await);
    // Where the machine has no IPv6, there is nothing to try.
    if let Ok(six) = repeatable().host(Ipv6Addr::LOCALHOST.into()).start().await {
        assert!(six.endpoint().starts_with("http://[::1]:"));
        assert!(answers_at(&six, "[::1]").await);
    }
    let nowhere: IpAddr = [192, 0, 2, 1].into();
    let error = repeatable().host(nowhere).start().await.unwrap_err();
    assert!(error.to_string().contains("192.0.2.1"), "{error}");
}

#[tokio::test]
async fn it_says_what_it_is_told_to_say() {
    let builder = repeatable().admin(0).advertise("acs.test:9000");
    let emulator = builder.start().await.unwrap();
    assert_eq!(emulator.endpoint(), "http://acs.test:9000");
    assert!(
        emulator
            .connection_string()
            .starts_with("endpoint=http://acs.test:9000/;")
    );
    let admin = emulator.admin_endpoint().unwrap();
    assert!(admin.starts_with("http://acs.test:") && !admin.ends_with(":9000"));
    let managed = emulator.managed_identity_environment().unwrap();
    assert_eq!(managed[0].1, format!("{admin}/msi/token"));
    let error = repeatable()
        .advertise("http://acs.test")
        .start()
        .await
        .unwrap_err();
    assert!(matches!(&error, StartError::Advertised(given) if given == "http://acs.test"));
    assert!(error.to_string().contains("as in emulator:8080"), "{error}");
}

#[cfg(feature = "tls")]
#[tokio::test]
async fn its_certificate_is_for_what_it_says() {
    let emulator = repeatable()
        .tls()
        .advertise("acs.test")
        .start()
        .await
        .unwrap();
    let endpoint = emulator.https_endpoint().unwrap();
    let port: u16 = endpoint.rsplit(':').next().unwrap().parse().unwrap();
    let pem = emulator.ca_certificate().unwrap();
    let client = reqwest::Client::builder()
        .tls_certs_only([reqwest::Certificate::from_pem(pem.as_bytes()).unwrap()])
        .resolve("acs.test", (Ipv4Addr::LOCALHOST, port).into())
        .build()
        .unwrap();
    let asked = client.get(endpoint + NUMBER).bearer_auth(emulator.token());
    assert_eq!(asked.send().await.unwrap().status(), 200);
}
