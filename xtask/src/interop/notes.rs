//! Operations that the clients called, and the answers.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
};

use serde_json::Value;

use super::{Places, Result, suite::Suite};

pub(super) const CLIENTS: [&str; 3] = ["JavaScript", "Python", "Python aio"];

type Statuses = BTreeSet<u64>;

pub(super) struct Notes {
    /// Every operation of the documents.
    operations: BTreeSet<String>,
    /// By operation and client.
    answers: BTreeMap<(String, String), Statuses>,
}

impl Notes {
    pub(super) fn read(places: &Places) -> Result<Self> {
        let mut notes = Self {
            operations: operations(places)?,
            answers: BTreeMap::new(),
        };
        for file in Suite::ALL.iter().filter_map(|it| it.notes(places)) {
            notes.add(&fs::read_to_string(file)?)?;
        }
        Ok(notes)
    }

    #[cfg(test)]
    pub(super) fn of(operations: &[&str], lines: &str) -> Result<Self> {
        let mut notes = Self {
            operations: operations.iter().map(ToString::to_string).collect(),
            answers: BTreeMap::new(),
        };
        notes.add(lines)?;
        Ok(notes)
    }

    /// Adds what a client wrote, an object a line.
    fn add(&mut self, lines: &str) -> Result<()> {
        for line in lines.lines() {
            let note: Value = serde_json::from_str(line)?;
            let text = |key: &str| note.get(key).and_then(Value::as_str).map(str::to_owned);
            let status = note.get("status").and_then(Value::as_u64);
            // A request that leads to no operation, or that was not answered, tells nothing here.
            if let (Some(client), Some(operation), Some(status @ 1..)) =
                (text("client"), text("operation"), status)
            {
                let answers = self.answers.entry((operation, client)).or_default();
                answers.insert(status);
            }
        }
        Ok(())
    }

    fn statuses(&self, operation: &str, client: &str) -> impl Iterator<Item = u64> {
        let key = (operation.to_owned(), client.to_owned());
        self.answers.get(&key).into_iter().flatten().copied()
    }

    /// Returns the operations that no client called with success.
    pub(super) fn missing(&self) -> Vec<String> {
        let all = self
            .operations
            .iter()
            .flat_map(|it| CLIENTS.map(|client| (it, client)));
        all.filter(|(operation, client)| {
            let mut statuses = self.statuses(operation, client);
            !statuses.any(|status| (200..300).contains(&status))
        })
        .map(|(operation, client)| format!("{operation} with {client}"))
        .collect()
    }

    pub(super) fn table(&self) -> String {
        let mut table = format!(
            "\n| operation | {} |\n|---|---|---|---|\n",
            CLIENTS.join(" | ")
        );
        for operation in &self.operations {
            let row = CLIENTS.map(|client| {
                let statuses = self.statuses(operation, client);
                let statuses: Vec<_> = statuses.map(|it| it.to_string()).collect();
                statuses.join(" ")
            });
            // Writing to a string cannot fail.
            let _ = writeln!(table, "| {operation} | {} |", row.join(" | "));
        }
        table.push('\n');
        table
    }
}

/// The ids of all operations in the documents that the clients are made from.
fn operations(places: &Places) -> Result<BTreeSet<String>> {
    let mut ids = BTreeSet::new();
    for name in Suite::ALL.iter().filter_map(|it| it.document()) {
        let file = places.specs.join(format!("{name}.openapi.json"));
        let document: Value = serde_json::from_str(&fs::read_to_string(file)?)?;
        let paths = document.get("paths").and_then(Value::as_object);
        let paths = paths.ok_or("a document without paths")?;
        let items = paths.values().filter_map(Value::as_object);
        let operations = items.flat_map(|item| item.values());
        let found = operations.filter_map(|it| it.get("operationId")?.as_str());
        ids.extend(found.map(str::to_owned));
    }
    Ok(ids)
}
