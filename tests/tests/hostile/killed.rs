//! A process that is killed while its purchase is on the wire: it never learns what became of it, and
//! another finds out.

use acs_phone_numbers::OperationStatus;
use acs_tests::{
    Answer, Buyer, Outcome,
    answers::{PURCHASE, SEARCH},
};

use crate::{
    clock::Clock, fault::Fault, operation::search, options::options, request::KEY, server::Server,
};

#[tokio::test]
async fn a_purchase_whose_answer_nobody_was_there_to_hear() -> Outcome {
    let clock = Clock::start();
    let server = Server::answering(&clock, [Fault::Silence], |request| {
        match request.method.as_str() {
            "GET" => PURCHASE.status("running"),
            _ => Answer::status(405),
        }
    })?;
    let program = env!("CARGO_BIN_EXE_buyer");
    let mut buyer = Buyer::buy(program, &server.endpoint(), KEY, SEARCH)?;
    server.first_arrival().await;
    buyer.kill().await?;
    assert_eq!(buyer.line().await?, None, "it had nothing to say");

    let numbers = server.clients(&options()?)?.numbers;
    let purchase = numbers.find_purchase(&search()?).await?;
    let purchase = purchase.ok_or("it is under way")?;
    assert_eq!(purchase.status, OperationStatus::Running);
    let arrivals = server.arrivals()?.into_iter();
    let methods: Vec<_> = arrivals
        .filter_map(|arrival| arrival.request)
        .map(|request| request.method)
        .collect();
    assert_eq!(methods, ["POST", "GET"]);
    Ok(())
}
