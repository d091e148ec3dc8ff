//! Exit codes: one table, which `acs explain` prints and `docs/ci.md` repeats.

/// Reason for which the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Everything that was asked for was done.
    Done,
    /// Anything that has no code of its own.
    Other,
    /// The command line or a value in it is wrong.
    Usage,
    /// The service does not know what was asked for.
    NotFound,
    /// There is no credential, or it was not accepted.
    Credential,
    /// The service refused.
    Refused,
    /// The service could not be reached or asks to wait.
    Unreachable,
    /// Nobody knows what became of the request.
    OutcomeUnknown,
    /// The operation began and ended in failure.
    OperationFailed,
    /// Somebody has changed the routing since the plan was made.
    PlanStale,
    /// There are differences.
    Differences,
    /// The operation was still running when the time was up.
    StillRunning,
    /// Somebody said no, or nobody said yes.
    NotConfirmed,
    /// Some of what was asked for was done.
    PartlyDone,
    /// Somebody pressed Ctrl-C.
    Interrupted,
}

impl Exit {
    /// All of them, in the order of their codes.
    pub const ALL: [Self; 15] = [
        Self::Done,
        Self::Other,
        Self::Usage,
        Self::NotFound,
        Self::Credential,
        Self::Refused,
        Self::Unreachable,
        Self::OutcomeUnknown,
        Self::OperationFailed,
        Self::PlanStale,
        Self::Differences,
        Self::StillRunning,
        Self::NotConfirmed,
        Self::PartlyDone,
        Self::Interrupted,
    ];

    /// Returns the code.
    pub fn code(self) -> u8 {
        self.facts().0
    }

    /// Returns the name that errors as JSON have.
    pub fn name(self) -> &'static str {
        self.facts().1
    }

    /// Returns the meaning, in a line.
    pub fn meaning(self) -> &'static str {
        self.facts().2
    }

    /// Returns advice on what to do next.
    pub fn advice(self) -> &'static str {
        self.facts().3
    }

    /// Returns the one with this code.
    pub fn of_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|exit| exit.code() == code)
    }

    fn facts(self) -> (u8, &'static str, &'static str, &'static str) {
        match self {
            Self::Done => (0, "done", "done", "Nothing is left to do."),
            Self::Other => (
                1,
                "other",
                "another error",
                "Read the message. If it names the program itself, please report it.",
            ),
            Self::Usage => (
                2,
                "usage",
                "usage or invalid input; nothing was sent",
                "Correct the option or the value that the message names. `--help` has examples.",
            ),
            Self::NotFound => (
                3,
                "not-found",
                "the service does not know it",
                "Check the number or the id, and with `acs whoami` the resource that was asked.",
            ),
            Self::Credential => (
                4,
                "credential",
                "no credential, or not accepted",
                "Run `acs login`, or set COMMUNICATION_CONNECTION_STRING. If the key is right, \
                 check this machine's clock.",
            ),
            Self::Refused => (
                5,
                "refused",
                "the service refused",
                "The message has the service's reason. The same request will be refused again.",
            ),
            Self::Unreachable => (
                6,
                "unreachable",
                "throttled or unreachable; surely nothing was done",
                "Wait, check the network, and run the same command again: that is safe.",
            ),
            Self::OutcomeUnknown => (
                7,
                "outcome-unknown",
                "outcome unknown; do not repeat",
                "The request may have been carried out. Do not run the command again. \
                 `acs operations resume --all` finds out what became of it.",
            ),
            Self::OperationFailed => (
                8,
                "operation-failed",
                "the operation failed",
                "It began, and the service could not finish it. Nothing was bought or released.",
            ),
            Self::PlanStale => (
                9,
                "plan-stale",
                "the plan is stale",
                "Somebody has changed the routing since. Look at it, and make a new plan.",
            ),
            Self::Differences => (
                10,
                "differences",
                "there are differences; only with --detailed-exitcode",
                "Look at them. It is no error.",
            ),
            Self::StillRunning => (
                11,
                "still-running",
                "still running",
                "The operation goes on. `acs operations wait ID` waits for its end.",
            ),
            Self::NotConfirmed => (
                13,
                "not-confirmed",
                "declined, or not confirmed",
                "Nothing was done. Without a terminal, the flag that the message names confirms.",
            ),
            Self::PartlyDone => (
                14,
                "partly-done",
                "partly done",
                "The output says what was done. Run the command again for the rest alone.",
            ),
            Self::Interrupted => (
                130,
                "interrupted",
                "interrupted",
                "`acs operations list` shows what is still under way.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Exit;

    #[test]
    fn every_code_is_one_of_its_own() {
        for (index, exit) in Exit::ALL.into_iter().enumerate() {
            assert_eq!(Exit::of_code(exit.code()), Some(exit));
            let before = index.checked_sub(1).map(|before| Exit::ALL[before].code());
            assert!(before.is_none_or(|before| before < exit.code()));
        }
        assert_eq!(Exit::of_code(12), None);
    }
}
