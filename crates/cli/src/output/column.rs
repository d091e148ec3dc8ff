//! Columns: names that stay, and where their values are.

use serde_json::Value;

use crate::exit::Exit;
use crate::failure::{Failure, Outcome};

/// Column of a table, as a command declares it.
///
/// The name is a promise to scripts. The path leads to the value through the objects of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// The name, in camel case.
    pub(crate) name: &'static str,
    /// The way to the value, with dots.
    pub(crate) path: &'static str,
}

impl Column {
    /// A column whose value is in the field of the same name.
    pub(crate) const fn new(name: &'static str) -> Self {
        Self { name, path: name }
    }

    /// A column whose value is deeper in the row.
    pub(crate) const fn at(name: &'static str, path: &'static str) -> Self {
        Self { name, path }
    }
}

/// Columns that are shown, by name and path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) name: String,
    pub(super) path: String,
}

/// Returns the columns to show: those that were asked for, or all that the command declares.
pub(super) fn chosen(declared: &[Column], asked: &[String]) -> Outcome<Vec<Shown>> {
    let all = || declared.iter().map(|it| shown(it.name, it.path)).collect();
    if asked.is_empty() {
        return Ok(all());
    }
    let choose = |name: &String| {
        if let Some(found) = declared.iter().find(|it| it.name == *name) {
            return Ok(shown(found.name, found.path));
        }
        // Anything in the row can be shown by its path.
        if name.contains('.') {
            return Ok(shown(name, name));
        }
        let names: Vec<_> = declared.iter().map(|it| it.name).collect();
        Err(
            Failure::new(Exit::Usage, format!("there is no column `{name}`")).hint(format!(
                "choose of {}, or name a path with dots",
                names.join(", ")
            )),
        )
    };
    asked.iter().map(choose).collect()
}

fn shown(name: &str, path: &str) -> Shown {
    Shown {
        name: name.to_owned(),
        path: path.to_owned(),
    }
}

/// Returns the text of a row in a column; what is not there is empty.
pub(super) fn cell(row: &Value, path: &str) -> String {
    let value = path.split('.').try_fold(row, |value, name| value.get(name));
    value.map_or_else(String::new, text)
}

/// Returns the text of a value in one cell.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => value.to_string(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(" "),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const COLUMNS: [Column; 2] = [
        Column::new("phoneNumber"),
        Column::at("cost", "cost.amount"),
    ];

    #[test]
    fn values_are_found_by_path() {
        let row = json!({ "phoneNumber": "+12", "cost": { "amount": 2.5 }, "many": [1, "a"] });
        assert_eq!(cell(&row, "cost.amount"), "2.5");
        assert_eq!(cell(&row, "cost.currency"), "");
        assert_eq!(cell(&row, "many"), "1 a");
    }

    #[test]
    fn columns_are_chosen_by_name_or_path() {
        let asked = ["cost".to_owned(), "cost.currencyCode".to_owned()];
        let found = chosen(&COLUMNS, &asked).unwrap();
        let paths: Vec<_> = found.iter().map(|it| it.path.as_str()).collect();
        assert_eq!(paths, ["cost.amount", "cost.currencyCode"]);
        let refused = chosen(&COLUMNS, &["price".to_owned()]).unwrap_err();
        assert_eq!(refused.exit(), Exit::Usage);
        assert!(
            refused.to_string().contains("phoneNumber, cost"),
            "{refused}"
        );
    }
}
