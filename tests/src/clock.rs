//! Time that goes by when something happens, so that no test waits for it.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
    time::Duration,
};

use azure_core::async_runtime::{AsyncRuntime, SpawnedTask, TaskFuture, set_async_runtime};

/// The clients wait a minute at most between two tries. What lasts longer is a deadline, and tests
/// choose theirs accordingly.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

thread_local! {
    static OF_THIS_TEST: RefCell<Option<Clock>> = const { RefCell::new(None) };
}

/// The clock that the clients of one test sleep by.
///
/// Waits between tries pass at once, unless a deadline comes before their end, and are noted.
/// Deadlines pass when the server lets them: it is the one who knows that nothing else is going to
/// happen.
#[derive(Clone, Default)]
pub struct Clock(Arc<Mutex<Time>>);

#[derive(Default)]
struct Time {
    now: Duration,
    waits: Vec<Duration>,
    on_wait: Option<Box<dyn FnOnce() + Send>>,
    /// Who is to be woken when, in the order of their turn.
    deadlines: BTreeMap<(Duration, u64), Waker>,
    given: u64,
}

impl Clock {
    /// A clock that begins at zero, for all clients of this test from now on.
    pub fn start() -> Self {
        // Only the first test of a process can install it, which is enough: it serves them all.
        let _ = set_async_runtime(Arc::new(ByTheClock));
        let clock = Self::default();
        OF_THIS_TEST.set(Some(clock.clone()));
        clock
    }

    /// How much time has gone by.
    pub fn now(&self) -> Duration {
        self.time().now
    }

    /// The waits between tries so far.
    pub fn waits(&self) -> Vec<Duration> {
        self.time().waits.clone()
    }

    /// Does `work` during the next wait.
    pub fn on_next_wait(&self, work: impl FnOnce() + Send + 'static) {
        self.time().on_wait = Some(Box::new(work));
    }

    /// Lets time go by until the next deadline has passed, if there is one.
    pub fn pass_deadline(&self) {
        let left = self.time().until_deadline();
        self.pass(left.unwrap_or_default());
    }

    /// Lets this much time go by, or less if a deadline comes before; says whether one did.
    pub fn pass(&self, by: Duration) -> bool {
        let mut time = self.time();
        let left = time.until_deadline().unwrap_or(Duration::MAX);
        time.pass(by.min(left));
        left <= by
    }

    fn time(&self) -> MutexGuard<'_, Time> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Time {
    fn until_deadline(&self) -> Option<Duration> {
        let ((until, _), _) = self.deadlines.first_key_value()?;
        Some(until.saturating_sub(self.now))
    }

    fn pass(&mut self, by: Duration) {
        self.now += by;
        while let Some(due) = self.deadlines.first_entry()
            && due.key().0 <= self.now
        {
            due.remove().wake();
        }
    }
}

/// What `azure_core` gets its sleep from: the clock of the test that asks.
struct ByTheClock;

impl AsyncRuntime for ByTheClock {
    fn sleep(&self, duration: azure_core::time::Duration) -> TaskFuture {
        let duration = duration.try_into().unwrap_or_default();
        match OF_THIS_TEST.with_borrow(Clone::clone) {
            Some(clock) => Box::pin(Sleep {
                clock,
                duration,
                turn: None,
            }),
            None => Box::pin(tokio::time::sleep(duration)),
        }
    }

    fn spawn(&self, _: TaskFuture) -> SpawnedTask {
        unreachable!("the clients spawn nothing")
    }

    fn yield_now(&self) -> TaskFuture {
        Box::pin(tokio::task::yield_now())
    }
}

struct Sleep {
    clock: Clock,
    duration: Duration,
    /// When it is over, once it has begun.
    turn: Option<(Duration, u64)>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let clock = self.clock.clone();
        let mut time = clock.time();
        let duration = self.duration;
        let turn = *self.turn.get_or_insert_with(|| {
            time.given += 1;
            if duration <= LONGEST_WAIT {
                time.waits.push(duration);
                let passes = time
                    .until_deadline()
                    .map_or(duration, |left| left.min(duration));
                let until = time.now + duration;
                time.pass(passes);
                return (until, time.given);
            }
            (time.now + duration, time.given)
        });
        if turn.0 > time.now {
            time.deadlines.insert(turn, cx.waker().clone());
            return Poll::Pending;
        }
        let is_wait = duration <= LONGEST_WAIT;
        let work = if is_wait { time.on_wait.take() } else { None };
        drop(time);
        if let Some(work) = work {
            work();
        }
        Poll::Ready(())
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(turn) = self.turn {
            self.clock.time().deadlines.remove(&turn);
        }
    }
}
