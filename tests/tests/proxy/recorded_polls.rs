//! Polls that say nothing of the operation, and the ends that it may come to.

use acs_phone_numbers::{Error, OperationStatus, SearchId};
use acs_tests::{
    Outcome,
    answers::{PURCHASE, SEARCH},
};

use crate::{
    expect_none,
    recorded::{accepted, at, purchase},
    scripted::{Answer, Scripted},
};

/// The number of polls in a row that may say nothing.
const PATIENCE: usize = 5;

fn running() -> Answer {
    Answer::ok(&at(PURCHASE, "running"))
}

fn succeeded() -> Answer {
    Answer::ok(&at(PURCHASE, "succeeded"))
}

/// Answers that are no status of an operation.
fn unreadable() -> [Answer; 5] {
    [
        Answer::new(200, "<html><body>Please sign in.</body></html>"),
        Answer::new(200, ""),
        Answer::new(200, "{}"),
        Answer::new(200, "[]"),
        Answer::new(200, r#"{"status":"succeeded""#),
    ]
}

#[tokio::test(start_paused = true)]
async fn five_unreadable_polls_in_a_row_are_passed_over() -> Outcome {
    let polls = unreadable().into_iter().chain([succeeded()]);
    let (script, bought) = purchase(polls).await?;
    assert!(bought.is_ok(), "{bought:?}");
    assert_eq!(script.count(), 1 + PATIENCE + 1);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn the_sixth_unreadable_poll_in_a_row_ends_the_waiting_but_not_the_purchase() -> Outcome {
    for unreadable in unreadable() {
        let (script, bought) = purchase([unreadable]).await?;
        let error = bought.err().ok_or("it cannot be read")?;
        assert!(error.is_unexpected_answer(), "{error}");
        assert!(error.is_outcome_unknown(), "{error}");
        assert_eq!(error.operation_id(), Some(&*PURCHASE.operation_id()));
        assert!(error.continuation().is_some(), "it can be followed on");
        assert_eq!(script.count(), 1 + PATIENCE + 1);
    }
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_poll_that_can_be_read_begins_the_count_again() -> Outcome {
    let five = || unreadable().into_iter();
    let polls = five().chain([running()]).chain(five()).chain([succeeded()]);
    let (script, bought) = purchase(polls).await?;
    assert!(bought.is_ok(), "{bought:?}");
    assert_eq!(script.count(), 1 + PATIENCE + 1 + PATIENCE + 1);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn an_operation_that_nobody_knows_at_first_is_waited_for() -> Outcome {
    let unknown = std::iter::repeat_n(Answer::not_found(), PATIENCE);
    let (script, bought) = purchase(unknown.chain([succeeded()])).await?;
    assert!(bought.is_ok(), "{bought:?}");
    assert_eq!(script.count(), 1 + PATIENCE + 1);

    let (script, bought) = purchase([Answer::not_found()]).await?;
    assert!(bought.is_err_and(|error| error.is_not_found()));
    assert_eq!(script.count(), 1 + PATIENCE + 1);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn an_operation_that_is_gone_after_it_was_seen_ends_the_waiting() -> Outcome {
    let (script, bought) = purchase([running(), Answer::not_found(), succeeded()]).await?;
    let error = bought.err().ok_or("it is gone")?;
    assert!(error.is_not_found() && error.continuation().is_some());
    assert_eq!(script.count(), 3);
    Ok(())
}

const SPELLINGS: [&str; 6] = [
    "canceled",
    "cancelled",
    "Canceled",
    "Cancelled",
    "CANCELED",
    "CANCELLED",
];

#[tokio::test(start_paused = true)]
async fn a_purchase_that_was_cancelled_by_anybody_is_told_as_such() -> Outcome {
    let mut broken = Vec::new();
    for status in SPELLINGS {
        let ended = || Answer::ok(&at(PURCHASE, status));
        let (script, bought) = purchase([running(), ended()]).await?;
        if !bought.as_ref().is_err_and(Error::is_operation_cancelled) || script.count() != 3 {
            broken.push(format!("awaited, {status}: {bought:?}"));
        }
        let client = Scripted::of([ended()]).numbers()?;
        let found = client.find_purchase(&SearchId::new(SEARCH)?).await?;
        if found.is_none_or(|found| found.status != OperationStatus::Cancelled) {
            broken.push(format!("looked up, {status}"));
        }
    }
    expect_none(&broken);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_purchase_that_this_program_cancels_is_told_as_such() -> Outcome {
    let mut broken = Vec::new();
    let ends = SPELLINGS.map(|status| Answer::ok(&at(PURCHASE, status)));
    for end in ends.into_iter().chain([running(), Answer::not_found()]) {
        let gone = Answer::new(204, "");
        let script = Scripted::of([accepted(PURCHASE), running(), gone, end.clone()]);
        let begun = script.numbers()?;
        let search = SearchId::new(SEARCH)?;
        let mut poller = begun.begin_purchase_phone_numbers(&search, None).await?;
        poller.poll().await?;
        poller.cancel().await?;
        let bought = poller.await;
        if !bought.as_ref().is_err_and(Error::is_operation_cancelled) || script.count() != 4 {
            broken.push(format!("{end:?}: {bought:?}"));
        }
    }
    expect_none(&broken);
    Ok(())
}
