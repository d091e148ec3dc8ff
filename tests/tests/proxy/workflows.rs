//! Workflows of careful users, a few hundred of each kind. `cargo run -p acs-tests --bin workflows`
//! runs as many as one likes.

use acs_tests::{
    Outcome,
    workflows::{Kind, run},
};

async fn hold(kind: Kind, workflows: usize, seed: u64) -> Outcome {
    let report = run(&[kind], workflows, seed).await?;
    println!("{report}");
    let broken = report.check().err().unwrap_or_default();
    assert!(broken.is_empty(), "{broken}");
    Ok(())
}

#[tokio::test]
async fn purchases_of_searches() -> Outcome {
    hold(Kind::Purchase, 60, 1).await
}

#[tokio::test]
async fn purchases_of_other_searches() -> Outcome {
    hold(Kind::Purchase, 60, 2).await
}

#[tokio::test]
async fn purchases_of_reservations() -> Outcome {
    hold(Kind::Reservation, 60, 3).await
}

#[tokio::test]
async fn changes_of_capabilities() -> Outcome {
    hold(Kind::Capabilities, 80, 4).await
}

#[tokio::test]
async fn changes_of_routing() -> Outcome {
    hold(Kind::Routing, 60, 5).await
}

#[tokio::test]
async fn questions_that_are_charged_for() -> Outcome {
    hold(Kind::Question, 150, 6).await
}
