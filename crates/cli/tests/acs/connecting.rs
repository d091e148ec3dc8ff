//! The resource to talk to: options, environment, profiles.

use acs_emulator::{FaultRule, StatusCode};

use crate::place::{Outcome, Place, end};

#[tokio::test]
async fn two_variables_that_differ_are_an_error() -> Outcome {
    let place = Place::start().await?;
    let mut both = place.acs("numbers list");
    both.env(
        "AZURE_COMMUNICATION_CONNECTION_STRING",
        "endpoint=https://other;accesskey=YWJj",
    );
    let ran = end(both, "").await?.ended(2);
    assert!(ran.err.contains("both set and differ"), "{ran:?}");
    let mut alike = place.acs("numbers list");
    alike.env(
        "AZURE_COMMUNICATION_CONNECTION_STRING",
        place.emulator.connection_string(),
    );
    end(alike, "").await?.ended(0);
    Ok(())
}

#[tokio::test]
async fn without_any_it_says_how_to_get_one() -> Outcome {
    let place = Place::start().await?;
    let ran = place
        .run_without_connection("numbers list", "")
        .await?
        .ended(4);
    assert!(ran.err.contains("acs login"), "{ran:?}");
    Ok(())
}

#[tokio::test]
async fn a_secret_comes_by_standard_input_and_stays_in_a_profile() -> Outcome {
    let place = Place::start().await?;
    let secret = place.emulator.connection_string();
    let line = "numbers list --connection-string-file - --query length(@)";
    let ran = place.run_without_connection(line, &secret).await?.ended(0);
    assert_eq!(ran.out, "3\n");

    let line = "login --name test --connection-string-file -";
    place.run_without_connection(line, &secret).await?.ended(0);
    let who = place
        .run_without_connection("whoami", "")
        .await?
        .ended(0)
        .json();
    assert_eq!(who["endpoint"], place.emulator.endpoint());
    assert_eq!(who["source"], "profile test");
    let shown = place
        .run_without_connection("profile list", "")
        .await?
        .ended(0);
    assert_eq!(shown.json()[0]["current"], true);
    assert!(!shown.out.contains(place.emulator.access_key()));

    place
        .run_without_connection("numbers list", "")
        .await?
        .ended(0);
    place.run_without_connection("logout", "").await?.ended(0);
    place
        .run_without_connection("numbers list", "")
        .await?
        .ended(4);
    Ok(())
}

#[tokio::test]
async fn a_key_that_is_not_accepted_is_not_kept() -> Outcome {
    let place = Place::start().await?;
    place
        .emulator
        .add_fault(FaultRule::status(StatusCode::UNAUTHORIZED));
    let secret = place.emulator.connection_string();
    let line = "login --connection-string-file -";
    place.run_without_connection(line, &secret).await?.ended(4);
    let shown = place
        .run_without_connection("profile list", "")
        .await?
        .ended(0);
    assert_eq!(shown.out, "[]\n");
    Ok(())
}

#[tokio::test]
async fn profiles_are_used_changed_and_removed() -> Outcome {
    let place = Place::start().await?;
    let run = |line, input| place.run_without_connection(line, input);
    let secret = place.emulator.connection_string();
    run("profile set one --connection-string-file -", &secret)
        .await?
        .ended(0);
    run(
        "profile set two --endpoint https://contoso.communication.azure.com",
        "",
    )
    .await?
    .ended(0);
    assert_eq!(
        run("profile show two", "").await?.json()["signIn"],
        "Microsoft Entra ID"
    );
    run("profile use one", "").await?.ended(0);
    run("numbers list", "").await?.ended(0);
    run("profile remove one", "").await?.ended(0);
    run("profile use one", "").await?.ended(2);
    let mut named = place.acs("whoami");
    named.env("ACS_PROFILE", "two");
    let who = end(named, "").await?.ended(0).json();
    assert_eq!(who["endpoint"], "https://contoso.communication.azure.com");
    Ok(())
}
