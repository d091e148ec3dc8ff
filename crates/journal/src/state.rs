//! States of a request, and which may follow which.

use State::{Done, Held, Holding, NotDone, Planned, Sent, Unknown};

/// Distance that a request has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// It was decided on.
    Planned,
    /// Numbers are being put on hold.
    Holding,
    /// Numbers are on hold.
    Held,
    /// The request is about to be sent, or was.
    Sent,
    /// The request was sent, and nobody knows what became of it.
    Unknown,
    /// It was carried out.
    Done,
    /// It was not carried out, and will not be.
    NotDone,
}

impl State {
    pub(crate) const ALL: [Self; 7] = [Planned, Holding, Held, Sent, Unknown, Done, NotDone];

    /// Returns its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Planned => "planned",
            Holding => "holding",
            Held => "held",
            Sent => "sent",
            Unknown => "unknown",
            Done => "done",
            NotDone => "not done",
        }
    }

    pub(crate) fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Returns true if there is something left to find out.
    pub fn is_pending(self) -> bool {
        match self {
            Planned | Holding | Held | Sent | Unknown => true,
            Done | NotDone => false,
        }
    }

    /// Returns true if the request may have reached the service.
    pub fn may_have_arrived(self) -> bool {
        match self {
            Sent | Unknown | Done => true,
            Planned | Holding | Held | NotDone => false,
        }
    }

    /// Returns true if `next` may come after this. Nothing leads back to where a request would be
    /// sent again.
    pub fn may_become(self, next: Self) -> bool {
        match self {
            Planned => matches!(next, Holding | Held | Sent | NotDone),
            Holding => matches!(next, Held | NotDone),
            Held => matches!(next, Sent | NotDone),
            Sent => matches!(next, Unknown | Done | NotDone),
            Unknown => matches!(next, Done | NotDone),
            Done | NotDone => false,
        }
    }
}

impl std::fmt::Display for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::State;

    #[test]
    fn nothing_that_may_have_arrived_is_sent_again() {
        for state in State::ALL.into_iter().filter(|it| it.may_have_arrived()) {
            let again = State::ALL.into_iter().filter(|it| state.may_become(*it));
            assert!(again.into_iter().all(|it| it != State::Sent), "{state}");
        }
    }

    #[test]
    fn what_has_ended_stays_as_it_is() {
        for state in State::ALL.into_iter().filter(|it| !it.is_pending()) {
            assert!(State::ALL.into_iter().all(|it| !state.may_become(it)));
        }
    }

    #[test]
    fn words_are_read_as_they_are_written() {
        for state in State::ALL {
            assert_eq!(State::read(state.as_str()), Some(state));
        }
        assert_eq!(State::read("bought"), None);
    }
}
