//! How operations run.

use super::*;

#[test]
fn scripts_decide_what_polls_see() {
    use PendingStatus::{NotStarted, Running};
    let mut state = state();
    let kind = OperationKind::Search;
    let number = |state: &mut State| state.search("US", toll_free(1), NOW).unwrap().0;
    let seen = |state: &mut State, operation: &str, polls: usize| -> Vec<Progress> {
        (0..polls)
            .map(|_| state.poll(operation, NOW).unwrap().progress)
            .collect()
    };

    state
        .scripts
        .set(kind, OperationScript::succeeds_after([Running, NotStarted]));
    let operation = number(&mut state);
    let expected = [
        Progress::Pending(Running),
        Progress::Pending(NotStarted),
        Progress::Succeeded,
        Progress::Succeeded,
    ];
    assert_eq!(seen(&mut state, &operation, 4), expected);

    state.scripts.set(
        kind,
        OperationScript::fails_after([], "InternalError", "no"),
    );
    let operation = number(&mut state);
    let failed = Progress::Failed(OperationError::new("InternalError", "no"));
    assert_eq!(seen(&mut state, &operation, 2), [failed.clone(), failed]);

    state
        .scripts
        .set(kind, OperationScript::pending_until_told(Running));
    let operation = number(&mut state);
    assert!(
        seen(&mut state, &operation, 50)
            .iter()
            .all(|it| *it == Progress::Pending(Running))
    );
    state.end_operation(&operation, Ok(()), NOW).unwrap();
    assert_eq!(seen(&mut state, &operation, 1), [Progress::Succeeded]);
    state
        .end_operation(&operation, Err(OperationError::new("a", "b")), NOW)
        .unwrap();
    assert_eq!(seen(&mut state, &operation, 1), [Progress::Succeeded]);
    check_invariants(&state);
}

#[test]
fn operations_end_by_themselves() {
    let mut state = state();
    let before = available(&state);
    let in_time = std::time::Duration::from_secs(20);
    let kind = OperationKind::Search;
    state
        .scripts
        .set(kind, OperationScript::succeeds_in(in_time));
    let (operation, id) = state.search("US", toll_free(2), NOW).unwrap();
    let polled = state.poll(&operation, NOW).unwrap().progress;
    assert_eq!(polled, Progress::Pending(PendingStatus::Running));
    let end = NOW + Duration::seconds(20);
    // Long after, and yet as if somebody had looked in time.
    state.settle(end + Duration::minutes(15));
    let found = state.finished_search(&id).unwrap();
    assert_eq!(found.expires(), Some(end + Duration::minutes(16)));
    state.settle(end + Duration::minutes(16));
    assert_eq!(available(&state), before);

    let broken = OperationScript::fails_in(in_time, "InternalError", "no");
    state.scripts.set(kind, broken);
    let (operation, _) = state.search("US", toll_free(2), NOW).unwrap();
    state.settle(end);
    assert_eq!(available(&state), before);
    let failed = Progress::Failed(OperationError::new("InternalError", "no"));
    assert_eq!(state.poll(&operation, end).unwrap().progress, failed);
    check_invariants(&state);
}

#[test]
fn what_nobody_polls_ends_after_a_minute() {
    let mut state = state();
    let (operation, id) = state.search("US", toll_free(1), NOW).unwrap();
    let (other, _) = state.search("US", toll_free(1), NOW).unwrap();
    state.cancel(&other, NOW).unwrap();
    state.settle(NOW + Duration::seconds(59));
    assert!(state.finished_search(&id).is_err());
    state.settle(NOW + Duration::MINUTE);
    assert!(state.finished_search(&id).is_ok());
    let polled = state.poll(&operation, NOW).unwrap().progress;
    assert_eq!(polled, Progress::Succeeded);
}

#[test]
fn operations_that_have_ended_are_forgotten_after_a_month() {
    let mut state = state();
    let (operation, _) = state.release(None, NOW).unwrap();
    finish(&mut state, &operation, NOW);
    state.settle(NOW + Duration::days(30) - Duration::NANOSECOND);
    assert!(state.poll(&operation, NOW).is_ok());
    state.settle(NOW + Duration::days(30));
    let forgotten = state.poll(&operation, NOW).unwrap_err();
    assert_eq!(forgotten, Refusal::UnknownOperation);
}

#[test]
fn there_is_room_for_many_but_not_for_all() {
    let mut state = state();
    let (first, _) = state.release(None, NOW).unwrap();
    let endless = OperationScript::pending_until_told(PendingStatus::Running);
    state.scripts.set(OperationKind::Release, endless);
    for _ in 1..ROOM {
        state.release(None, NOW).unwrap();
    }
    finish(&mut state, &first, NOW);
    // What has ended makes room for one more.
    state.release(None, NOW).unwrap();
    assert!(state.poll(&first, NOW).is_err());
    assert_eq!(state.release(None, NOW).unwrap_err(), Refusal::TooMany);
    let refused = state.search("US", toll_free(1), NOW).unwrap_err();
    assert_eq!(refused, Refusal::TooMany);
    check_invariants(&state);
}

#[test]
fn a_reset_forgets_everything() {
    let mut state = state();
    let id = found(&mut state, 3, NOW);
    let (operation, _) = state.purchase(&id, false, NOW).unwrap();
    finish(&mut state, &operation, NOW);
    let change = changes(&[("18445550150", true)]);
    state.update_reservation("r", change, NOW).unwrap();
    state.changes_are_saved();
    state.reset(NOW);
    check_invariants(&state);
    assert_eq!(state.owned.as_slice().len(), 3);
    assert!(state.reservation("r").is_err() && state.poll(&operation, NOW).is_err());
    // What is gone has to be deleted, too.
    let gone = state.changes().unwrap();
    assert_eq!(
        gone.iter().filter(|it| it.value.is_none()).count(),
        3 + 1 + 1 + 2
    );
    assert_eq!(found(&mut state, 1, NOW), id, "the seed begins again");
}
