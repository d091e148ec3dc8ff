//! Searching and holding.

use super::*;

#[test]
fn a_search_holds_its_numbers_for_sixteen_minutes() {
    let mut state = state();
    let before = available(&state);
    let id = found(&mut state, 3, NOW);
    assert_eq!(available(&state), before - 3);
    let almost = NOW + Duration::minutes(16) - Duration::NANOSECOND;
    state.settle(almost);
    assert_eq!(state.finished_search(&id).unwrap().numbers.len(), 3);
    state.settle(NOW + Duration::minutes(16));
    assert_eq!(
        state.finished_search(&id).unwrap_err(),
        Refusal::UnknownSearch
    );
    assert_eq!(
        state.purchase(&id, false, NOW).unwrap_err(),
        Refusal::UnknownSearch
    );
    assert_eq!(available(&state), before);
}

#[test]
fn a_search_that_has_not_ended_holds_its_numbers_and_has_no_result() {
    let mut state = state();
    let before = available(&state);
    let endless = OperationScript::pending_until_told(PendingStatus::Running);
    state.scripts.set(OperationKind::Search, endless);
    let (operation, id) = state.search("us", toll_free(2), NOW).unwrap();
    assert_eq!(
        state.finished_search(&id).unwrap_err(),
        Refusal::UnknownSearch
    );
    assert_eq!(
        state.purchase(&id, false, NOW).unwrap_err(),
        Refusal::UnknownSearch
    );
    state.settle(NOW + Duration::days(1));
    assert_eq!(available(&state), before - 2);
    state.cancel(&operation, NOW).unwrap();
    assert_eq!(available(&state), before);
    assert_eq!(
        state.poll(&operation, NOW).unwrap_err(),
        Refusal::UnknownOperation
    );
}

#[test]
fn a_search_finds_fewer_than_asked_for_or_fails() {
    let mut state = state();
    let first = found(&mut state, 1000, NOW);
    assert_eq!(state.finished_search(&first).unwrap().numbers.len(), 100);
    let (operation, second) = state.search("US", toll_free(1), NOW).unwrap();
    let Progress::Failed(error) = finish(&mut state, &operation, NOW) else {
        panic!("there was nothing left to find");
    };
    assert_eq!(error.code, "OutOfStock");
    assert_eq!(
        state.finished_search(&second).unwrap_err(),
        Refusal::UnknownSearch
    );
    check_invariants(&state);
}

#[test]
fn searches_are_refused_without_a_plan() {
    let mut state = state();
    let with = |change: fn(&mut SearchRequest)| {
        let mut request = toll_free(1);
        change(&mut request);
        request
    };
    let none = with(|it| it.capabilities = Capabilities::default());
    let person = with(|it| it.assignment_type = AssignmentType::Person);
    let sms = with(|it| {
        it.phone_number_type = PhoneNumberType::Geographic;
        it.capabilities.sms = Capability::Outbound;
    });
    for request in [none, person, sms] {
        assert_eq!(
            state.search("US", request, NOW).unwrap_err(),
            Refusal::NoSuchPlan
        );
    }
    assert_eq!(
        state.search("DE", toll_free(1), NOW).unwrap_err(),
        Refusal::NoSuchPlan
    );
    assert_eq!(
        state.search("XX", toll_free(1), NOW).unwrap_err(),
        Refusal::UnknownCountry
    );
    check_invariants(&state);
}

#[test]
fn numbers_of_a_search_can_do_what_was_asked_for() {
    let mut state = state();
    let mut request = toll_free(1000);
    request.area_code = None;
    request.capabilities.sms = Capability::Outbound;
    let (operation, id) = state.search("US", request, NOW).unwrap();
    finish(&mut state, &operation, NOW);
    // 100 under 844 and 60 under 833, one of which is owned; the other 40 carry no messages.
    assert_eq!(state.finished_search(&id).unwrap().numbers.len(), 159);
}
