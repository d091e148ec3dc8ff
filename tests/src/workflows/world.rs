//! The place where workflows happen, and the eye that is kept on them.

use std::time::Duration;

use acs_emulator::{Emulator, OperationReport, OperationStatus, ServiceOperation, Stock};
use acs_phone_numbers::Error;

use super::{Invariant, Kind, Report, Told, Violation};
use crate::{
    Outcome,
    proxy::{Draw, Exchange, Proxied},
};

/// The share of the exchanges that goes wrong.
const SHARE: f64 = 0.35;

/// The place where workflows happen.
pub(super) struct World {
    pub(super) resource: Proxied,
    report: Report,
    workflow: (Kind, usize),
    /// The number of exchanges before this workflow.
    began: usize,
}

/// The word of a call that must not be carried out twice.
pub(super) enum Said<T> {
    Done(T),
    Unknown,
    NotDone,
}

impl World {
    pub(super) async fn start(seed: u64) -> Outcome<Self> {
        // Ids are drawn, too. Each workflow begins with a new resource, so it is a small one.
        let stock = Stock::from_json(include_str!("stock.json"))?;
        let builder = Emulator::builder().seed(seed).stock(stock);
        Ok(Self {
            resource: Proxied::start(builder, Draw::seeded(seed, SHARE)).await?,
            report: Report::default(),
            workflow: (Kind::Purchase, 0),
            began: 0,
        })
    }

    /// Begins a workflow on a new resource.
    pub(super) fn begin(&mut self, kind: Kind, number: usize) {
        self.resource.truth.emulator.reset();
        self.workflow = (kind, number);
        self.began = self.resource.proxy.exchanges();
        self.report.workflows += 1;
    }

    pub(super) fn into_report(mut self) -> Report {
        self.report.exchanges = self.resource.proxy.exchanges();
        self.report
    }

    pub(super) fn ended(&mut self, what: &'static str, how: &'static str) {
        self.report.ended(what, how);
    }

    /// Lets a call be made that must not be carried out twice, and holds what it says against what
    /// the emulator did. `named` is the id of the operation that it starts, where that can be known.
    pub(super) async fn guarded<T>(
        &mut self,
        operation: ServiceOperation,
        named: Option<&str>,
        call: impl Future<Output = Result<T, Error>>,
    ) -> Said<T> {
        let (before, from) = (
            self.resource.executions(operation),
            self.resource.proxy.exchanges(),
        );
        let answer = call.await;
        let executions = self.resource.executions(operation) - before;
        let history = self.resource.proxy.history_since(from);
        let told = match &answer {
            Ok(_) => Told::Done,
            Err(error) if error.is_outcome_unknown() => Told::Unknown,
            Err(_) => Told::NotDone,
        };
        let first = history.iter().find_map(|exchange| exchange.fault);
        self.report.called(first, told, executions);
        self.check_call(operation, told, executions, answer.as_ref().err());
        if let (Told::Unknown, Err(error)) = (told, &answer) {
            self.check_name(operation, error, named);
        }
        // Nothing starts at the same time as what comes next.
        self.resource.truth.emulator.advance(Duration::from_secs(1));
        match (told, answer) {
            (_, Ok(done)) => Said::Done(done),
            (Told::Unknown, Err(_)) => Said::Unknown,
            (_, Err(_)) => Said::NotDone,
        }
    }

    fn check_call(
        &mut self,
        operation: ServiceOperation,
        told: Told,
        executions: usize,
        error: Option<&Error>,
    ) {
        let said = error.map_or_else(|| "done".to_owned(), ToString::to_string);
        let text = format!("{operation} was carried out {executions} times, and said: {said}");
        self.expect(executions <= 1, Invariant::OncePerCall, &text);
        match told {
            Told::Done => self.expect(executions >= 1, Invariant::DoneIsDone, &text),
            Told::NotDone => self.expect(executions == 0, Invariant::NotDoneIsNotDone, &text),
            Told::Unknown => {}
        }
    }

    /// Expects an unknown outcome to say what to look up, or not to ask for it.
    fn check_name(&mut self, operation: ServiceOperation, error: &Error, named: Option<&str>) {
        let holds = match named {
            Some(id) => error.operation_id() == Some(id),
            None => error.operation_id().is_some() || !error.to_string().contains("look it up"),
        };
        let text = format!("{operation}: id {:?}, text {error}", error.operation_id());
        self.expect(holds, Invariant::UnknownIsNamed, &text);
    }

    /// Takes down what does not hold.
    pub(super) fn expect(&mut self, holds: bool, invariant: Invariant, text: &str) {
        if !holds {
            self.report.violations.push(Violation {
                invariant,
                workflow: self.workflow,
                text: text.to_owned(),
                history: self.history(),
            });
        }
    }

    fn history(&self) -> Vec<Exchange> {
        self.resource.proxy.history_since(self.began)
    }
}

/// The truth.
impl World {
    pub(super) fn owns(&self, number: &str) -> bool {
        let owned = self.resource.truth.emulator.owned_numbers();
        owned.iter().any(|it| it == number)
    }

    /// True if an operation is there and has not failed.
    pub(super) fn is_under_way_or_done(&self, id: &str) -> bool {
        let operations = self.resource.truth.emulator.operations();
        let is_it =
            |it: &OperationReport| it.id == id && !matches!(it.status, OperationStatus::Failed);
        operations.iter().any(is_it)
    }
}
