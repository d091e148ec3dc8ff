//! A buyer that ends at any moment, and recovery that only looks: nothing is bought twice, and
//! nothing is bought that the journal does not know.

use std::{
    collections::BTreeMap,
    future::poll_fn,
    path::Path,
    pin::pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use crate::{
    Answer, Conclusion, Entry, Intent, Journal, Kind, LookUp, Seen, State, Subject, Which,
};
use futures::task::noop_waker;
use proptest::prelude::*;
use time::OffsetDateTime;

const PATIENCE: Duration = Duration::from_secs(120);

/// Virtual time, in seconds.
#[derive(Clone, Default)]
struct Clock(Arc<AtomicI64>);

impl Clock {
    fn now(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }

    fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::Relaxed);
    }

    fn open(&self, path: &Path) -> Journal {
        let clock = self.clone();
        let now = move || OffsetDateTime::UNIX_EPOCH + time::Duration::seconds(clock.now());
        Journal::open_with_clock(path, now).unwrap()
    }
}

/// The service: what was asked of it arrives some time later, whatever became of who asked.
#[derive(Default)]
struct Service {
    /// The time at which the purchase of a search arrives.
    under_way: BTreeMap<String, Vec<i64>>,
}

impl Service {
    fn purchases(&self, search: &str, now: i64) -> usize {
        let sent = self.under_way.get(search).into_iter().flatten();
        sent.filter(|arrives| **arrives <= now).count()
    }
}

/// What happens to one purchase.
#[derive(Clone, Debug)]
struct Fate {
    /// The moments that the buyer lives.
    lives: usize,
    /// The seconds that the request is on its way; it never arrives if there are none.
    delay: Option<i64>,
    /// The seconds after which recovery looks, again and again.
    looks: Vec<i64>,
    /// The service refuses.
    refused: bool,
}

fn fate() -> impl Strategy<Value = Fate> {
    let looks = prop::collection::vec(0..90_i64, 1..4);
    (
        0..8_usize,
        prop::option::of(0..100_i64),
        looks,
        any::<bool>(),
    )
        .prop_map(|(lives, delay, looks, refused)| Fate {
            lives,
            delay,
            looks,
            refused,
        })
}

/// Lets the buyer live one moment.
async fn moment() {
    let mut waited = false;
    poll_fn(|_| {
        if std::mem::replace(&mut waited, true) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}

async fn buy(
    journal: &mut Journal,
    service: &Mutex<Service>,
    clock: &Clock,
    search: &str,
    fate: &Fate,
) {
    let mut entry = journal
        .plan(Intent::new(
            "https://contoso.com",
            Kind::Purchase,
            Subject::default(),
        ))
        .unwrap();
    moment().await;
    journal.advance(&mut entry, State::Holding).unwrap();
    moment().await;
    let subject = Subject {
        search_id: Some(search.to_owned()),
        ..Subject::default()
    };
    journal.keep_subject(&mut entry, subject).unwrap();
    journal.advance(&mut entry, State::Held).unwrap();
    moment().await;
    let request = async {
        moment().await;
        if fate.refused {
            return (Answer::NotDone("refused".to_owned()), ());
        }
        if let Some(delay) = fate.delay {
            let arrives = clock.now() + delay;
            let mut service = service.lock().unwrap();
            service
                .under_way
                .entry(search.to_owned())
                .or_default()
                .push(arrives);
        }
        moment().await;
        match fate.delay {
            Some(0) => (Answer::begun(format!("purchase_{search}"), "kept"), ()),
            _ => (Answer::Unknown("no answer".to_owned()), ()),
        }
    };
    journal.send(&mut entry, request).await.unwrap();
    moment().await;
    if entry.continuation().is_some() {
        journal.end(&mut entry, State::Done, None).unwrap();
    }
}

/// Runs the buyer for as many moments as it lives.
fn live(buying: impl Future<Output = ()>, moments: usize) {
    let mut buying = pin!(buying);
    let waker = noop_waker();
    let mut context = Context::from_waker(&waker);
    for _ in 0..moments {
        if buying.as_mut().poll(&mut context).is_ready() {
            return;
        }
    }
}

fn recover(
    journal: &mut Journal,
    entry: &mut Entry,
    service: &Service,
    clock: &Clock,
    search: &str,
) {
    let bought = service.purchases(search, clock.now()) > 0;
    let seen = match entry.look_up() {
        LookUp::Nothing | LookUp::Impossible => Seen::Nothing,
        LookUp::Continuation(_) | LookUp::SearchPurchase(_) if bought => Seen::Done,
        LookUp::SearchPurchase(asked) => {
            assert_eq!(asked, search);
            Seen::Nothing
        }
        _ => panic!("a purchase is looked up by its search"),
    };
    match entry.conclusion(seen, journal.now(), PATIENCE) {
        Conclusion::Ended(state, note) => journal.end(entry, state, note).unwrap(),
        Conclusion::Running | Conclusion::Unclear => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn nothing_is_bought_twice_or_unknown(fates in prop::collection::vec(fate(), 1..5)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.sqlite");
        let (clock, service) = (Clock::default(), Mutex::new(Service::default()));
        for (index, fate) in fates.iter().enumerate() {
            let search = format!("s{index}");
            let mut journal = clock.open(&path);
            live(buy(&mut journal, &service, &clock, &search, fate), fate.lives);
            drop(journal);

            let mut journal = clock.open(&path);
            for wait in fate.looks.iter().copied().chain([200]) {
                clock.advance(wait);
                for mut entry in journal.entries(Which::Pending).unwrap() {
                    recover(&mut journal, &mut entry, &service.lock().unwrap(), &clock, &search);
                }
            }
            prop_assert!(journal.entries(Which::Pending).unwrap().is_empty());
            let bought = service.lock().unwrap().purchases(&search, clock.now());
            prop_assert!(bought <= 1, "bought {bought} times");
            let known = journal.entries(Which::All).unwrap().into_iter().any(|entry| {
                entry.state() == State::Done && entry.subject().search_id.as_ref() == Some(&search)
            });
            prop_assert_eq!(known, bought == 1, "{:?}", fate);
        }
    }
}
