//! What holds whatever happens.

use std::collections::BTreeMap;

use serde::Serialize;

use super::*;
use crate::state::saved::{Kind, Row};

/// Whatever happens in whatever order, no number is ever in two places, and what was saved brings
/// back the same state.
#[test]
fn no_number_is_ever_owned_twice() {
    for seed in 0..20 {
        let mut life = Life::new(seed);
        for step in 0..300 {
            life.live();
            life.state.settle(life.now);
            check_invariants(&life.state);
            if step % 10 == 0 {
                life.save();
            }
            if step % 50 == 0 {
                life.restart();
            }
        }
    }
}

/// A resource to which random things happen.
struct Life {
    state: State,
    random: fastrand::Rng,
    now: OffsetDateTime,
    searches: Vec<String>,
    operations: Vec<String>,
    saved: BTreeMap<(u8, String), String>,
}

impl Life {
    fn new(seed: u64) -> Self {
        Self {
            state: state(),
            random: fastrand::Rng::with_seed(seed),
            now: NOW,
            searches: Vec::new(),
            operations: Vec::new(),
            saved: BTreeMap::new(),
        }
    }

    fn live(&mut self) {
        match self.random.u8(0..9) {
            0 | 1 => self.search(),
            2 => self.purchase(),
            3 => self.change_reservation(),
            4 => self.end_reservation(),
            5 => self.release(),
            6 => {
                if let Some(id) = self.random.choice(&self.operations) {
                    self.state.cancel(id, self.now).ok();
                }
            }
            7 => self.now += Duration::minutes(self.random.i64(0..10)),
            _ => {
                if let Some(id) = self.random.choice(&self.operations) {
                    self.state.poll(id, self.now).ok();
                }
            }
        }
    }

    fn search(&mut self) {
        let request = toll_free(self.random.usize(1..40));
        let (operation, id) = self.state.search("US", request, self.now).unwrap();
        self.operations.push(operation);
        self.searches.push(id);
    }

    fn purchase(&mut self) {
        if let Some(id) = self.random.choice(&self.searches) {
            let started = self.state.purchase(id, false, self.now);
            self.operations.extend(started.map(|it| it.0));
        }
    }

    fn change_reservation(&mut self) {
        let id = (18_445_550_100 + self.random.u64(0..100)).to_string();
        let reservation = self.random.u8(0..4).to_string();
        let change = changes(&[(&id, self.random.bool())]);
        // Refused if the reservation is not active any more.
        self.state
            .update_reservation(&reservation, change, self.now)
            .ok();
    }

    fn end_reservation(&mut self) {
        let reservation = self.random.u8(0..4).to_string();
        if self.random.bool() {
            let started = self
                .state
                .purchase_reservation(&reservation, false, self.now);
            self.operations.extend(started.map(|it| it.0));
        } else {
            self.state.delete_reservation(&reservation).ok();
        }
    }

    fn release(&mut self) {
        let owned = self.state.owned.as_slice();
        let number = self.random.choice(owned).map(|it| it.phone_number);
        let started = self.state.release(number, self.now);
        self.operations.push(started.unwrap().0);
    }

    fn save(&mut self) {
        for row in self.state.changes().unwrap() {
            let key = (row.kind as u8, row.key);
            match row.value {
                Some(value) => self.saved.insert(key, value),
                None => self.saved.remove(&key),
            };
        }
        self.state.changes_are_saved();
        assert!(self.state.changes().unwrap().is_empty());
    }

    /// The stock's numbers are never saved from the start, which is what a store does first.
    fn restart(&mut self) {
        let before = everything(&self.state);
        assert_eq!(before, self.saved);
        let rows: Vec<_> = before.into_iter().map(row).collect();
        let stock = Stock::demo().unwrap();
        let ids = self.state.ids.clone();
        self.state = State::restore(stock, ids, &rows).unwrap();
        assert_eq!(everything(&self.state), self.saved);
        check_invariants(&self.state);
    }
}

fn row(((kind, key), value): ((u8, String), String)) -> Row {
    use Kind::{Operation, OwnedNumber, Reservation, Search, Setting};
    let kinds = [OwnedNumber, Search, Reservation, Operation, Setting];
    Row {
        kind: kinds[usize::from(kind)],
        key,
        value: Some(value),
    }
}

fn everything(state: &State) -> BTreeMap<(u8, String), String> {
    fn row(kind: Kind, key: &str, value: &impl Serialize) -> ((u8, String), String) {
        let value = serde_json::to_string(value).unwrap();
        ((kind as u8, key.to_owned()), value)
    }
    let owned = state.owned.iter();
    let owned = owned.map(|it| row(Kind::OwnedNumber, &it.phone_number.id(), it));
    let searches = state.searches.values();
    let searches = searches.map(|it| row(Kind::Search, &it.id, it));
    let reservations = state.reservations.values();
    let reservations = reservations.map(|it| row(Kind::Reservation, &it.id, it));
    let operations = state.operations.all.values();
    let operations = operations.map(|it| row(Kind::Operation, &it.id, it));
    owned
        .chain(searches)
        .chain(reservations)
        .chain(operations)
        .collect()
}
