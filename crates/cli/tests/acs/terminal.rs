//! On a terminal: questions, progress and Ctrl-C.

use std::process::Command;

use acs_emulator::{OperationKind, OperationScript, PendingStatus};
use rexpect::session::{PtySession, spawn_command};

use crate::{
    buying::WANTED,
    place::{ACS, Outcome, Place},
};

const PATIENCE: Option<u64> = Some(20_000);

/// Starts the program on a terminal.
fn terminal(place: &Place, line: &str) -> Outcome<PtySession> {
    let mut command = Command::new(ACS);
    command
        .args(line.split_whitespace())
        .env_clear()
        .envs(place.environment());
    Ok(spawn_command(command, PATIENCE)?)
}

/// The acts of a person are blocking, and the emulator needs its runtime.
async fn person<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, String> + Send + 'static,
) -> Outcome<T> {
    Ok(tokio::task::spawn_blocking(work).await??)
}

/// Returns the exit code. Its type is of a crate that is not ours, and its text is enough.
fn code(session: &mut PtySession) -> Result<i32, String> {
    let status = session
        .process()
        .wait()
        .map_err(|error| error.to_string())?;
    let status = format!("{status:?}");
    let code = status
        .strip_prefix("Exited(")
        .and_then(|it| it.trim_end_matches(')').rsplit(", ").next());
    code.and_then(|code| code.parse().ok()).ok_or(status)
}

fn text<T>(result: Result<T, rexpect::error::Error>) -> Result<T, String> {
    result.map_err(|error| error.to_string())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_purchase_is_asked_about() -> Outcome {
    let place = Place::start().await?;
    for (answer, expected, owned) in [("y", 0, 4), ("n", 13, 4), ("", 13, 4)] {
        let mut session = terminal(&place, &format!("numbers buy {WANTED}"))?;
        let ended = person(move || {
            text(session.exp_string("Monthly cost:  2.00 USD, until they are released"))?;
            text(session.exp_string("On hold:       1"))?;
            text(session.exp_string("Buy? [y/N]"))?;
            text(session.send_line(answer))?;
            text(session.exp_eof())?;
            code(&mut session)
        });
        assert_eq!(ended.await?, expected);
        assert_eq!(place.emulator.owned_numbers().len(), owned);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_number_to_release_has_to_be_typed() -> Outcome {
    let place = Place::start().await?;
    for (typed, expected) in [("yes", 13), ("+14255550100", 0)] {
        let mut session = terminal(&place, "numbers release +14255550100")?;
        let ended = person(move || {
            text(session.exp_string("Type the number to release:"))?;
            text(session.send_line(typed))?;
            text(session.exp_eof())?;
            code(&mut session)
        });
        assert_eq!(ended.await?, expected);
    }
    assert!(
        !place
            .emulator
            .owned_numbers()
            .contains(&"+14255550100".to_owned())
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn ctrl_c_at_a_question_stops_at_once() -> Outcome {
    let place = Place::start().await?;
    let mut session = terminal(&place, &format!("numbers buy {WANTED}"))?;
    let ended = person(move || {
        text(session.exp_string("Buy? [y/N]"))?;
        text(session.send_control('c'))?;
        text(session.exp_eof())?;
        code(&mut session)
    });
    assert_eq!(ended.await?, 130);
    assert_eq!(
        place.run("operations list").await?.json()[0]["state"],
        "not bought"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn waiting_shows_the_time_and_ctrl_c_how_to_go_on() -> Outcome {
    let place = Place::start().await?;
    let endless = OperationScript::pending_until_told(PendingStatus::Running);
    place
        .emulator
        .set_operation_script(OperationKind::Purchase, endless);
    let mut session = terminal(&place, &format!("numbers buy {WANTED} --yes --max-cost 2"))?;
    let ended = person(move || {
        text(session.exp_string("Buying 1: 0 s"))?;
        text(session.exp_string("Buying 1: 1 s"))?;
        text(session.send_control('c'))?;
        text(session.exp_string("`acs operations resume 1`"))?;
        text(session.exp_string("press Ctrl-C again to stop"))?;
        text(session.send_control('c'))?;
        text(session.exp_eof())?;
        code(&mut session)
    });
    assert_eq!(ended.await?, 130);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_table_is_what_people_get() -> Outcome {
    let place = Place::start().await?;
    let mut session = terminal(&place, "numbers list")?;
    let all = person(move || {
        let all = text(session.exp_eof())?;
        code(&mut session)?;
        Ok(all)
    });
    let all = all.await?;
    assert!(all.contains("phoneNumber   countryCode"), "{all}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_connection_string_is_typed_without_being_shown() -> Outcome {
    let place = Place::start().await?;
    let secret = place.emulator.connection_string();
    let mut session = terminal(&place, "login")?;
    let (typed, shown) = (secret.clone(), secret);
    let all = person(move || {
        text(session.exp_string("Connection string (not shown):"))?;
        text(session.send_line(&typed))?;
        let all = text(session.exp_eof())?;
        code(&mut session)?;
        Ok(all)
    });
    let all = all.await?;
    assert!(
        all.contains("Signed in to") && !all.contains(&shown),
        "{all}"
    );
    Ok(())
}
