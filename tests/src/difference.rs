//! What became of an answer on its way into a model.

use serde_json::Value;

/// Where `is` differs from `came`, one line for each place, by its JSON pointer.
///
/// Left out and null are the same here: a model has a field for either.
pub fn differences(came: &Value, is: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare("", came, is, &mut found);
    found
}

fn compare(at: &str, came: &Value, is: &Value, found: &mut Vec<String>) {
    match (came, is) {
        (Value::Object(came), Value::Object(is)) => {
            let added = is.keys().filter(|key| !came.contains_key(*key));
            for key in came.keys().chain(added) {
                let at = format!("{at}/{key}");
                compare(&at, field(came.get(key)), field(is.get(key)), found);
            }
        }
        (Value::Array(came), Value::Array(is)) => {
            for index in 0..came.len().max(is.len()) {
                let at = format!("{at}/{index}");
                compare(&at, field(came.get(index)), field(is.get(index)), found);
            }
        }
        _ if came == is => {}
        _ => found.push(format!("{at}: {came} became {is}")),
    }
}

fn field(value: Option<&Value>) -> &Value {
    value.unwrap_or(&Value::Null)
}
