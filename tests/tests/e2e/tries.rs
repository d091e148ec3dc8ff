//! What the emulator says of a rule, and what a client makes of it.

use std::time::Duration;

use acs_emulator::{FaultRule, StatusCode};
use acs_phone_numbers::{ClientOptions, PhoneNumber, RetryOptions};
use acs_tests::{Emulated, Outcome};

use crate::values::{OWNED, toll_free};

fn rules() -> Vec<FaultRule> {
    let busy = FaultRule::status(StatusCode::SERVICE_UNAVAILABLE);
    vec![
        FaultRule::status(StatusCode::TOO_MANY_REQUESTS),
        FaultRule::status(StatusCode::TOO_MANY_REQUESTS).times(2),
        busy.clone(),
        busy.clone().retry_after(Duration::ZERO),
        busy.retry_after(Duration::from_secs(61)),
        FaultRule::status(StatusCode::INTERNAL_SERVER_ERROR).times(5),
        FaultRule::status(StatusCode::NOT_FOUND),
        FaultRule::reset_before_execution().times(1),
        FaultRule::reset_after_execution(),
        FaultRule::truncated_body(),
        FaultRule::malformed_body(),
    ]
}

#[tokio::test]
async fn a_client_tries_as_often_as_a_rule_says() -> Outcome {
    let moment = Duration::from_millis(1);
    // As many retries as by default, without the waits.
    let retry = RetryOptions::default().first_wait(moment).max_wait(moment);
    for rule in rules() {
        let resource = Emulated::start().await?;
        let options = ClientOptions::default().retry(retry.clone());
        let client = resource.another_client(options)?;
        let said = rule.tries();

        let id = resource.emulator.add_fault(rule.clone());
        let number = PhoneNumber::new(OWNED)?;
        drop(client.get_purchased_phone_number(&number).await);
        let tries = u64::try_from(resource.asked().len())?;
        assert_eq!(Some(tries), said.idempotent, "{rule:?}");

        resource.emulator.remove_fault(id);
        resource.emulator.add_fault(rule.clone());
        let request = toll_free("US", 1)?;
        let started = client.begin_search_available_phone_numbers(&request).await;
        drop(started);
        let tries = u64::try_from(resource.asked().len())?;
        assert_eq!(Some(tries), said.not_idempotent, "{rule:?}");
    }
    Ok(())
}
