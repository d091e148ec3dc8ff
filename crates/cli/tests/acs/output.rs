//! Forms of output.

use crate::place::{Outcome, Place};

#[tokio::test]
async fn are_the_same_as_before() -> Outcome {
    let place = Place::start().await?;
    let mut all = String::new();
    for line in [
        "numbers list -o table",
        "numbers list -o json --limit 1",
        "numbers list -o jsonl",
        "numbers list -o csv",
        "numbers list -o tsv",
        "numbers list -o yaml --limit 1",
        "numbers list -o csv --columns phoneNumber,cost,capabilities.sms",
        "numbers list --query [].phoneNumber -o tsv",
        "numbers list --query length(@)",
        "numbers list --query [].{number:phoneNumber,cost:cost.amount} -o table",
        "numbers list --query [0].capabilities -o yaml",
        "numbers list --query nothing -o json",
        "numbers get +18335550100 -o table",
        "numbers get +18335550100 -o json --query cost",
        "numbers cost -o table",
        "numbers offerings IE -o csv",
        "numbers areas US --type tollFree -o csv",
        "numbers localities IE -o table",
        "operations list -o json",
        "operations list -o yaml",
        "operations list -o csv",
        "operations list -o table -q",
        "explain -o table",
        "explain 7 -o table",
        "explain 7",
        "version",
    ] {
        let ran = place.run(line).await?.ended(0);
        all.extend([format!("$ acs {line}\n{}{}\n", ran.out, ran.err)]);
    }
    insta::assert_snapshot!(all);
    Ok(())
}

#[tokio::test]
async fn colours_are_for_those_who_want_them() -> Outcome {
    let place = Place::start().await?;
    let plain = place.run("numbers list -o table").await?;
    assert!(!plain.out.contains('\x1b'));
    let coloured = place.run("numbers list -o table --color always").await?;
    assert!(coloured.out.contains("\x1b[1m"));
    Ok(())
}

#[tokio::test]
async fn the_language_of_names_can_be_chosen() -> Outcome {
    let place = Place::start().await?;
    let countries = place
        .run("numbers countries --language de-DE")
        .await?
        .ended(0)
        .json();
    assert!(countries.as_array().is_some_and(|all| all.len() > 40));
    Ok(())
}
