//! Numbers and keys: never where others can see them.

use acs_emulator::{FaultRule, StatusCode};

use crate::{
    buying::WANTED,
    place::{Outcome, Place},
};

/// All that is said beside the data, at the highest level.
#[tokio::test]
async fn are_not_on_standard_error_at_any_level() -> Outcome {
    let place = Place::start().await?;
    let key = place.emulator.access_key().to_owned();
    place
        .emulator
        .add_fault(FaultRule::status(StatusCode::INTERNAL_SERVER_ERROR).times(1));
    for line in [
        "-vv numbers list".to_owned(),
        "-vv numbers get +18335550100".to_owned(),
        "-vv numbers get +18335550199".to_owned(),
        "-vv numbers get +183355501OO".to_owned(),
        "-vv numbers get 1-833-555-0100".to_owned(),
        format!("-vv numbers buy {WANTED} --yes --max-cost 2"),
        "-vv numbers update +18335550100 --calling inbound".to_owned(),
        "-vv numbers release +18335550100 --confirm +18335550109".to_owned(),
        "-vv numbers release +18335550100 --confirm +18335550100".to_owned(),
        "-vv numbers lookup +18335550100".to_owned(),
        "-vv numbers list accesskey=YWNzLWVtdWxhdG9y".to_owned(),
        "-vv operations list".to_owned(),
        "-vv operations resume --all".to_owned(),
    ] {
        let ran = place.run(&line).await?;
        // Our own example of a number is another one.
        for hidden in [key.as_str(), "YWNz", "833555", "833-555", "Signature="] {
            assert!(!ran.err.contains(hidden), "{line}: {}", ran.err);
        }
        assert!(!ran.out.contains(&key), "{line}");
    }
    Ok(())
}

#[cfg(unix)]
#[tokio::test]
async fn are_in_files_that_only_their_owner_can_read() -> Outcome {
    use std::os::unix::fs::PermissionsExt as _;

    let place = Place::start().await?;
    let secret = place.emulator.connection_string();
    let line = "login --connection-string-file -";
    place.run_without_connection(line, &secret).await?.ended(0);
    place
        .run("numbers update +18335550100 --calling inbound")
        .await?
        .ended(0);
    let mut files = 0;
    for folder in ["state", "config"] {
        for file in std::fs::read_dir(place.folder().join(folder))? {
            let mode = file?.metadata()?.permissions().mode() & 0o777;
            assert_eq!(mode, 0o600);
            files += 1;
        }
    }
    assert_eq!(files, 3, "journal, lock and profiles");
    Ok(())
}
