//! One version of each interface, in all the places that name it.

use std::{fs, path::PathBuf};

use acs_phone_numbers_generated::operations::API_VERSION as PHONE_NUMBERS;
use acs_sip_routing::ApiVersion;
use acs_sip_routing_generated::operations::API_VERSION as SIP_ROUTING;
use acs_sip_routing_preview_generated::operations::API_VERSION as SIP_PREVIEW;
use acs_tests::{Emulated, Outcome};
use futures::TryStreamExt;
use serde_json::Value;

fn json(name: &str) -> Outcome<Value> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../specs")
        .join(name);
    Ok(serde_json::from_str(&fs::read_to_string(path)?)?)
}

#[tokio::test]
async fn documents_patches_constants_and_emulator_name_one_version() -> Outcome {
    for (name, constant) in [
        ("phone-numbers", PHONE_NUMBERS),
        ("sip-routing", SIP_ROUTING),
        ("sip-routing-preview", SIP_PREVIEW),
    ] {
        let document = json(&format!("{name}.openapi.json"))?;
        assert_eq!(
            document["info"]["version"], constant,
            "{name}: run `cargo xtask codegen`"
        );
        let patch = json(&format!("{name}.merge-patch.json"))?;
        let patched =
            &patch["components"]["parameters"]["ApiVersionParameter"]["schema"]["enum"][0];
        assert_eq!(patched, constant, "specs/{name}.merge-patch.json");
    }
    let resource = Emulated::start().await?;
    let speaks = "crates/emulator/src/versions.rs: the emulator does not speak";
    let numbers = resource
        .numbers
        .list_purchased_phone_numbers(None)
        .try_next()
        .await;
    assert!(numbers.is_ok(), "{speaks} {PHONE_NUMBERS}: {numbers:?}");
    for version in [ApiVersion::V2023_03_01, ApiVersion::V2024_11_15Preview] {
        let sip = resource
            .sip
            .clone()
            .with_api_version(version)
            .get_configuration()
            .await;
        assert!(sip.is_ok(), "{speaks} {version}: {sip:?}");
    }
    Ok(())
}
