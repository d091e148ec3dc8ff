//! Completions, manual pages and the doctor.

use crate::place::{Outcome, Place};

#[tokio::test]
async fn completions_and_manual_pages_know_every_noun() -> Outcome {
    let place = Place::start().await?;
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = place.run(&format!("completions {shell}")).await?.ended(0);
        assert!(
            ran.out.contains("numbers") && ran.out.contains("operations"),
            "{shell}"
        );
    }
    let page = place.run("man").await?.ended(0);
    assert!(page.out.contains(".TH acs 1"), "{page:?}");
    place.run_here("man --dir pages").await?.ended(0);
    assert!(place.folder().join("pages/acs-numbers-buy.1").exists());
    Ok(())
}

#[tokio::test]
async fn the_doctor_finds_what_is_wrong() -> Outcome {
    let place = Place::start().await?;
    let well = place.run("doctor").await?.ended(0).json();
    assert!(
        well.as_array()
            .is_some_and(|all| all.iter().all(|it| it["result"] == "ok"))
    );
    let ill = place
        .run_without_connection("doctor", "")
        .await?
        .ended(4)
        .json();
    assert_eq!(ill[0]["result"], "problem");
    Ok(())
}
