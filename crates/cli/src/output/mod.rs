//! Data on standard output, in the form that was asked for.

mod column;
mod delimited;
mod format;
mod query;
mod table;
mod yaml;

use std::io::{BufWriter, IsTerminal as _, Stdout, Write, stdout};

pub(crate) use column::Column;
pub(crate) use format::Format;
use query::Query;
use serde::Serialize;
use serde_json::Value;
use table::Table;

use crate::{
    failure::Outcome,
    globals::{Globals, is_coloured},
};

/// Returns the form of output: the one that was asked for, a table on a terminal, JSON elsewhere.
pub(crate) fn format_of(globals: &Globals) -> Format {
    let default = || {
        if stdout().is_terminal() {
            Format::Table
        } else {
            Format::Json
        }
    };
    globals.output.unwrap_or_else(default)
}

/// Writes one thing.
///
/// # Errors
/// When a column or the query is wrong, or nobody reads any more.
pub(crate) fn one(
    globals: &Globals,
    columns: &'static [Column],
    thing: &impl Serialize,
) -> Outcome {
    let mut list = List::begin(globals, columns)?;
    list.is_one = true;
    list.row(thing)?;
    list.finish()
}

/// Writes a text as it is, where neither columns nor a query make sense.
///
/// # Errors
/// When nobody reads any more.
pub(crate) fn text(text: &str) -> Outcome {
    let mut out = stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// List that is written as its rows come.
pub(crate) struct List {
    out: BufWriter<Stdout>,
    format: Format,
    columns: Vec<column::Shown>,
    table: Table,
    query: Option<Query>,
    /// Rows that wait for the query, which wants them all.
    waiting: Vec<Value>,
    rows: usize,
    is_one: bool,
}

impl List {
    /// Begins a list. Columns and query are checked now, before anything is asked of the service.
    ///
    /// # Errors
    /// When a column or the query is wrong.
    pub(crate) fn begin(globals: &Globals, columns: &'static [Column]) -> Outcome<Self> {
        let columns = column::chosen(columns, &globals.columns)?;
        let header = columns.iter().map(|column| column.name.clone()).collect();
        Ok(Self {
            out: BufWriter::new(stdout()),
            format: format_of(globals),
            columns,
            table: Table::new(header, is_coloured(globals, &stdout())),
            query: globals.query.as_deref().map(Query::read).transpose()?,
            waiting: Vec::new(),
            rows: 0,
            is_one: false,
        })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// When nobody reads any more.
    pub(crate) fn row(&mut self, row: &impl Serialize) -> Outcome {
        let row = serde_json::to_value(row).map_err(std::io::Error::from)?;
        if self.query.is_some() {
            self.waiting.push(row);
            return Ok(());
        }
        self.write(&row)
    }

    /// Returns the number of rows so far.
    pub(crate) fn len(&self) -> usize {
        self.rows + self.waiting.len()
    }

    /// Returns true if there were no rows so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Ends the list.
    ///
    /// # Errors
    /// When the query does not fit, or nobody reads any more.
    pub(crate) fn finish(mut self) -> Outcome {
        if let Some(query) = self.query.take() {
            let rows = std::mem::take(&mut self.waiting);
            let data = match (self.is_one, rows.into_iter()) {
                (true, mut rows) => rows.next().unwrap_or_default(),
                (false, rows) => Value::Array(rows.collect()),
            };
            self.found(query.ask(&data)?)?;
        }
        self.end()
    }

    /// Writes what a query found, whose columns are those that it has.
    fn found(&mut self, found: Value) -> Outcome {
        let rows = match found {
            Value::Array(rows) => rows,
            one => {
                self.is_one = true;
                vec![one]
            }
        };
        let names = match rows.first() {
            Some(Value::Object(fields)) => fields.keys().cloned().collect(),
            _ => vec![String::new()],
        };
        let column = |name: String| column::Shown {
            path: name.clone(),
            name,
        };
        self.columns = names.into_iter().map(column).collect();
        let header = self
            .columns
            .iter()
            .map(|column| match column.name.as_str() {
                "" => "value".to_owned(),
                name => name.to_owned(),
            });
        self.table = Table::new(header.collect(), false);
        rows.iter().try_for_each(|row| self.write(row))
    }

    fn write(&mut self, row: &Value) -> Outcome {
        let is_first = self.rows == 0;
        self.rows += 1;
        match self.format {
            Format::Table => {
                let cells = self.cells(row);
                self.table.row(cells, &mut self.out)?;
            }
            Format::Csv => {
                if is_first {
                    let names: Vec<_> = self.columns.iter().map(|it| it.name.clone()).collect();
                    writeln!(self.out, "{}", delimited::csv(&names))?;
                }
                let cells = self.cells(row);
                writeln!(self.out, "{}", delimited::csv(&cells))?;
            }
            Format::Tsv => {
                let cells = self.cells(row);
                writeln!(self.out, "{}", delimited::tsv(&cells))?;
            }
            Format::Jsonl => writeln!(self.out, "{row}")?,
            Format::Yaml if self.is_one => write!(self.out, "{}", yaml::document(row))?,
            Format::Yaml => write!(self.out, "{}", yaml::item(row))?,
            Format::Json => self.json(row, is_first)?,
        }
        Ok(())
    }

    fn json(&mut self, row: &Value, is_first: bool) -> Outcome {
        let text = serde_json::to_string_pretty(row).map_err(std::io::Error::from)?;
        if self.is_one {
            return Ok(write!(self.out, "{text}")?);
        }
        let before = if is_first { "[\n  " } else { ",\n  " };
        Ok(write!(self.out, "{before}{}", text.replace('\n', "\n  "))?)
    }

    fn cells(&self, row: &Value) -> Vec<String> {
        let cell = |column: &column::Shown| match column.path.as_str() {
            "" => column::text(row),
            path => column::cell(row, path),
        };
        self.columns.iter().map(cell).collect()
    }

    fn end(&mut self) -> Outcome {
        match (self.format, self.rows) {
            (Format::Table, _) => self.table.finish(&mut self.out)?,
            (Format::Json | Format::Yaml, 0) => writeln!(self.out, "[]")?,
            (Format::Json, _) if self.is_one => writeln!(self.out)?,
            (Format::Json, _) => writeln!(self.out, "\n]")?,
            (Format::Csv | Format::Tsv | Format::Jsonl | Format::Yaml, _) => {}
        }
        Ok(self.out.flush()?)
    }
}
