//! Finding out what became of a request. It only looks.

use std::time::Duration;

use time::OffsetDateTime;

use crate::{Entry, Kind, State};

/// Question that tells what became of an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum LookUp<'e> {
    /// None is needed: the request was not sent, or the entry has ended.
    Nothing,
    /// Follow the operation by its continuation.
    Continuation(&'e str),
    /// Look for the purchase of this search.
    SearchPurchase(&'e str),
    /// Look for the purchase of this reservation.
    ReservationPurchase(&'e str),
    /// See if this number is still owned.
    Ownership(&'e str),
    /// See what this number can do.
    Capabilities(&'e str),
    /// There is no way to find out, and nothing that lasts can have come of it.
    Impossible,
}

/// Answer to a [`LookUp`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It was carried out.
    Done,
    /// It ended without being carried out, for this reason.
    Failed(String),
    /// It is under way.
    Running,
    /// There is no trace of it.
    Nothing,
}

/// Conclusion that is drawn from what was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conclusion {
    /// The entry has ended, with the reason where there is one.
    Ended(State, Option<String>),
    /// It is under way.
    Running,
    /// The request may still be on its way: look again later.
    Unclear,
}

const NOT_SENT: &str = "the program ended before the request was sent";
const NO_TRACE: &str = "the service knows nothing of it";

impl Entry {
    /// Returns the question that tells what became of it.
    pub fn look_up(&self) -> LookUp<'_> {
        if !matches!(self.state, State::Sent | State::Unknown) {
            return LookUp::Nothing;
        }
        if let Some(continuation) = self.continuation() {
            return LookUp::Continuation(continuation);
        }
        let subject = &self.subject;
        let number = subject.numbers.first().map(String::as_str);
        let question = match self.kind {
            Kind::Search => None,
            Kind::Purchase => subject.search_id.as_deref().map(LookUp::SearchPurchase),
            Kind::ReservationPurchase => {
                let id = subject.reservation_id.as_deref();
                id.map(LookUp::ReservationPurchase)
            }
            Kind::Release => number.map(LookUp::Ownership),
            Kind::Change => number.map(LookUp::Capabilities),
        };
        question.unwrap_or(LookUp::Impossible)
    }

    /// Draws the conclusion from what was seen. That there is no trace of it counts once
    /// `patience` has gone by since the request was sent: until then it may be on its way.
    pub fn conclusion(&self, seen: Seen, now: OffsetDateTime, patience: Duration) -> Conclusion {
        match (self.state, seen) {
            (State::Done | State::NotDone, _) => Conclusion::Ended(self.state, self.note.clone()),
            (State::Planned | State::Holding | State::Held, _) => {
                Conclusion::Ended(State::NotDone, Some(NOT_SENT.to_owned()))
            }
            (State::Sent | State::Unknown, Seen::Done) => Conclusion::Ended(State::Done, None),
            (State::Sent | State::Unknown, Seen::Failed(reason)) => {
                Conclusion::Ended(State::NotDone, Some(reason))
            }
            (State::Sent | State::Unknown, Seen::Running) => Conclusion::Running,
            (State::Sent | State::Unknown, Seen::Nothing) => {
                // A request that was sent at an unknown time is as good as one of now.
                let sent = self.sent.unwrap_or(now);
                if now - sent < patience {
                    return Conclusion::Unclear;
                }
                Conclusion::Ended(State::NotDone, Some(NO_TRACE.to_owned()))
            }
        }
    }
}
