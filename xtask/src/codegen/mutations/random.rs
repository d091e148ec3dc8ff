//! Changes at random places.

use serde_json::{Value, json};

use super::{Dice, unescaped};
use crate::codegen::document::escaped;

/// Names and values that have broken generators.
pub(super) const NAMES: [&str; 28] = [
    "",
    " ",
    "type",
    "self",
    "Self",
    "crate",
    "async",
    "fn",
    "_",
    "__",
    "1st",
    "Vec",
    "String",
    "Option",
    "Client",
    "new",
    "clone",
    "body",
    "api-version",
    "pingStatus",
    "Ping Status",
    "Straße",
    "名前",
    "a/b~c",
    "a\"b",
    "a\nb",
    "{id}",
    "UnknownValue",
];

/// The pointers of everything below `value`.
pub(super) fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(members) => members
            .iter()
            .map(|(key, inner)| (escaped(key), inner))
            .collect(),
        Value::Array(elements) => (0..).map(|it: u32| it.to_string()).zip(elements).collect(),
        _ => Vec::new(),
    };
    for (key, inner) in inner {
        let at = format!("{at}/{key}");
        pointers(inner, &at, found);
        found.push(at);
    }
}

/// One change at a random place, and what it was.
pub(super) fn mutate(document: &mut Value, dice: &mut Dice) -> String {
    let mut all = Vec::new();
    pointers(document, "", &mut all);
    let at = dice.pick(&all).clone();
    let (parent, key) = at.rsplit_once('/').unwrap();
    let key = unescaped(key);
    let other = dice.pick(&all).clone();
    let other = document.pointer(&other).unwrap().clone();
    let name = *dice.pick(&NAMES);
    let kind = dice.below(8);
    let holder = document.pointer_mut(parent).unwrap();
    match (holder, kind) {
        (Value::Object(members), 0) => {
            members.shift_remove(&key);
        }
        (Value::Object(members), 1) => {
            let value = members.shift_remove(&key).unwrap();
            members.insert(name.to_owned(), value);
        }
        (Value::Object(members), 2) => {
            let value = members[&key].clone();
            members.insert(name.to_owned(), value);
        }
        (Value::Array(elements), 0) => {
            elements.remove(key.parse().unwrap());
        }
        (Value::Array(elements), 1 | 2) => {
            let value = elements[key.parse::<usize>().unwrap()].clone();
            elements.push(value);
        }
        _ => {
            let value = document.pointer_mut(&at).unwrap();
            *value = match kind {
                3 => json!(name),
                4 => Value::Null,
                5 => dice
                    .pick(&[json!(true), json!(7), json!([]), json!({}), json!([1])])
                    .clone(),
                6 => other,
                _ => value
                    .as_str()
                    .map_or(json!(""), |text| json!(format!("{text}{name}"))),
            };
        }
    }
    format!("{kind} at {at} with {name:?}")
}
