//! One run of the program: its options, its connection, and what is under way.

use std::cell::{Cell, RefCell};

use acs_core::PollerOptions;
use acs_phone_numbers::PhoneNumbersClient;

use crate::{
    connection::{Connection, client_options},
    exit::Exit,
    failure::{Failure, Outcome},
    globals::{Globals, say},
};

/// One run of the program.
#[derive(Debug)]
pub(crate) struct Session {
    /// The options that every command has.
    pub(crate) globals: Globals,
    under_way: RefCell<Option<String>>,
    ends_well: Cell<bool>,
}

impl Session {
    /// A run with these options.
    pub(crate) fn new(globals: Globals) -> Self {
        Self {
            globals,
            under_way: RefCell::new(None),
            ends_well: Cell::new(false),
        }
    }

    /// Finds the connection.
    ///
    /// # Errors
    /// When there is none, or it cannot be used.
    pub(crate) fn connection(&self) -> Outcome<Connection> {
        Connection::find(&self.globals)
    }

    /// Makes a client for phone numbers.
    ///
    /// # Errors
    /// When there is no usable connection.
    pub(crate) fn numbers(&self) -> Outcome<PhoneNumbersClient> {
        self.connection()?
            .numbers(client_options(PollerOptions::default()))
    }

    /// Takes note of how to go on with what is under way, should somebody press Ctrl-C.
    pub(crate) fn is_under_way(&self, how_to_go_on: impl Into<String>) {
        *self.under_way.borrow_mut() = Some(how_to_go_on.into());
    }

    /// Takes note that nothing is under way any more.
    pub(crate) fn has_ended(&self) {
        *self.under_way.borrow_mut() = None;
    }

    /// Waits for a Ctrl-C, which is then the right end.
    pub(crate) async fn interrupted(&self) {
        self.ends_well.set(true);
        std::future::pending::<()>().await;
    }

    /// Waits until somebody wants the program to stop: with the first Ctrl-C if nothing is under
    /// way, with the second if something is. The first one says then how to go on.
    pub(crate) async fn stopped(&self) -> Failure {
        loop {
            if tokio::signal::ctrl_c().await.is_err() {
                return std::future::pending().await;
            }
            if self.ends_well.get() {
                return Failure::quiet(Exit::Done);
            }
            let Some(how_to_go_on) = self.under_way.take() else {
                return Failure::new(Exit::Interrupted, "interrupted");
            };
            say(&format!(
                "\nIt goes on at the service whether or not you wait. {how_to_go_on}\n\
                 Waiting on; press Ctrl-C again to stop."
            ));
        }
    }
}
