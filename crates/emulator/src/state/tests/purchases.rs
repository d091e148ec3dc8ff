//! What happens to owned numbers.

use super::*;

#[test]
fn a_purchase_takes_effect_when_it_succeeds_and_only_once() {
    let mut state = state();
    let id = found(&mut state, 2, NOW);
    let owned_before = state.owned.as_slice().len();
    let later = NOW + Duration::minutes(1);
    let (operation, _) = state.purchase(&id.to_uppercase(), false, NOW).unwrap();
    assert_eq!(
        state.purchase(&id, false, NOW).unwrap_err(),
        Refusal::UnknownSearch
    );
    assert_eq!(state.owned.as_slice().len(), owned_before);
    assert_eq!(
        state.poll(&operation, later).unwrap().created,
        NOW,
        "the search's creation"
    );
    assert_eq!(finish(&mut state, &operation, later), Progress::Succeeded);
    assert_eq!(state.owned.as_slice().len(), owned_before + 2);
    assert_eq!(finish(&mut state, &operation, later), Progress::Succeeded);
    assert_eq!(state.owned.as_slice().len(), owned_before + 2);
    assert_eq!(
        state.purchase(&id, false, NOW).unwrap_err(),
        Refusal::UnknownSearch
    );

    let numbers = state.finished_search(&id).unwrap().numbers.clone();
    let bought = state.owned.get(numbers[0]).unwrap();
    assert_eq!(bought.purchase_date, later);
    assert_eq!(bought.capabilities, toll_free(1).capabilities);
    state.settle(NOW + Duration::HOUR);
    assert!(state.finished_search(&id).is_err());
    check_invariants(&state);
}

#[test]
fn a_running_purchase_keeps_the_hold() {
    let mut state = state();
    let id = found(&mut state, 1, NOW);
    let (operation, _) = state.purchase(&id, false, NOW).unwrap();
    let late = NOW + Duration::HOUR;
    state.settle(late);
    check_invariants(&state);
    assert_eq!(finish(&mut state, &operation, late), Progress::Succeeded);
    check_invariants(&state);
}

#[test]
fn a_purchase_that_came_to_nothing_leaves_the_search_as_it_was() {
    let mut state = state();
    let id = found(&mut state, 1, NOW);
    let (operation, _) = state.purchase(&id, false, NOW).unwrap();
    state.cancel(&operation, NOW).unwrap();
    let (operation, _) = state.purchase(&id, false, NOW).unwrap();
    let error = OperationError::new("InternalError", "no");
    state
        .end_operation(&operation, Err(error.clone()), NOW)
        .unwrap();
    assert_eq!(
        state.poll(&operation, NOW).unwrap().progress,
        Progress::Failed(error)
    );
    assert_eq!(state.owned.as_slice().len(), 3);

    let before = available(&state);
    let (operation, _) = state.purchase(&id, false, NOW).unwrap();
    state.cancel(&operation, NOW + Duration::HOUR).unwrap();
    assert_eq!(
        available(&state),
        before + 1,
        "the hold had run out meanwhile"
    );
    check_invariants(&state);
}

#[test]
fn some_countries_ask_for_an_agreement() {
    let mut state = state();
    let request = SearchRequest {
        area_code: None,
        ..toll_free(1)
    };
    let (operation, id) = state.search("FR", request, NOW).unwrap();
    finish(&mut state, &operation, NOW);
    assert!(state.finished_search(&id).unwrap().agreement_required);
    assert_eq!(
        state.purchase(&id, false, NOW).unwrap_err(),
        Refusal::AgreementRequired
    );
    assert!(state.purchase(&id, true, NOW).is_ok());
}

#[test]
fn a_release_gives_the_number_back_when_it_succeeds() {
    let mut state = state();
    let before = available(&state);
    let number = PhoneNumber::parse("+18335550100").unwrap();
    let (first, _) = state.release(Some(number), NOW).unwrap();
    let (second, _) = state.release(Some(number), NOW).unwrap();
    assert!(state.owned.get(number).is_some());
    assert_eq!(finish(&mut state, &first, NOW), Progress::Succeeded);
    assert!(state.owned.get(number).is_none());
    assert_eq!(available(&state), before + 1);
    let Progress::Failed(error) = finish(&mut state, &second, NOW) else {
        panic!("a number was released twice");
    };
    assert_eq!(error.code, "InsufficientPermissions");
    check_invariants(&state);
}

#[test]
fn capabilities_change_when_the_update_succeeds() {
    let mut state = state();
    let number = PhoneNumber::parse("+18335550100").unwrap();
    let before = state.owned.get(number).unwrap().capabilities;
    let change = patch(r#"{"calling":"inbound"}"#);
    let (operation, _) = state.update_capabilities(number, change, NOW).unwrap();
    assert_eq!(state.owned.get(number).unwrap().capabilities, before);
    finish(&mut state, &operation, NOW);
    let expected = Capabilities {
        calling: Capability::Inbound,
        sms: Capability::Outbound,
    };
    assert_eq!(state.owned.get(number).unwrap().capabilities, expected);

    let geographic = PhoneNumber::parse("+15035550100").unwrap();
    let too_much = state.update_capabilities(geographic, patch(r#"{"sms":"outbound"}"#), NOW);
    assert_eq!(too_much.unwrap_err(), Refusal::NoSuchPlan);
    let other = PhoneNumber::parse("+14255550101").unwrap();
    assert_eq!(
        state.update_capabilities(other, change, NOW).unwrap_err(),
        Refusal::NotOwned
    );
}

#[test]
fn a_number_can_do_again_what_it_could_from_the_start() {
    let mut state = state();
    // Its offering is without text messages.
    let number = PhoneNumber::parse("+14255550100").unwrap();
    for change in [
        r#"{"calling":"none","sms":"outbound"}"#,
        r#"{"calling":"inbound+outbound","sms":"none"}"#,
        r#"{"sms":"inbound+outbound"}"#,
    ] {
        let (operation, _) = state
            .update_capabilities(number, patch(change), NOW)
            .unwrap();
        assert_eq!(finish(&mut state, &operation, NOW), Progress::Succeeded);
    }
    let now = state.owned.get(number).unwrap().capabilities;
    assert_eq!(now.sms, Capability::InboundOutbound);
}

#[test]
fn owned_numbers_are_sorted_by_type_then_number() {
    let mut state = state();
    let (operation, id) = state.search("US", toll_free(1), NOW).unwrap();
    finish(&mut state, &operation, NOW);
    let (operation, _) = state.purchase(&id, false, NOW).unwrap();
    finish(&mut state, &operation, NOW);
    let keys: Vec<_> = state
        .owned
        .iter()
        .map(|it| (it.phone_number_type, it.phone_number))
        .collect();
    assert!(keys.is_sorted());
    assert_eq!(keys.len(), 4);
}
