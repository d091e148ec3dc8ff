//! JSON that people wrote: what is wrong with it, where, and in plain words.

use std::collections::HashMap;
use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

/// What is wrong with a JSON text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Misread {
    /// Counted from one.
    line: Option<usize>,
    /// Such as `countries[0].code`; empty for the whole.
    field: String,
    words: String,
}

/// Reads JSON.
pub(crate) fn read<T: DeserializeOwned>(text: &[u8]) -> Result<T, Misread> {
    let mut reader = serde_json::Deserializer::from_slice(text);
    let read = serde_path_to_error::deserialize(&mut reader);
    let value = read.map_err(|error| {
        let field = error.path().to_string();
        Misread::new(&field, error.inner())
    })?;
    reader.end().map_err(|error| Misread::new("", &error))?;
    Ok(value)
}

impl Misread {
    fn new(field: &str, error: &serde_json::Error) -> Self {
        let (line, message) = (error.line(), error.to_string());
        let message = message
            .rsplit_once(" at line ")
            .map_or(&*message, |it| it.0);
        Self {
            line: (line > 0).then_some(line),
            // A question mark stands for a field of which nothing was read.
            field: field.trim_matches(['.', '?']).to_owned(),
            words: in_plain_words(message),
        }
    }

    /// Something that the JSON pointer leads to, or leads near, is not as it should be.
    pub(crate) fn at(text: &str, pointer: &str, words: String) -> Self {
        let mut field = String::new();
        for step in pointer.split('/').skip(1) {
            let is_index = step.bytes().all(|it| it.is_ascii_digit());
            let (before, after) = match (is_index, field.is_empty()) {
                (true, _) => ("[", "]"),
                (false, true) => ("", ""),
                (false, false) => (".", ""),
            };
            field.extend([before, step, after]);
        }
        Self {
            line: line_of(text, pointer),
            field,
            words,
        }
    }

    /// The last name in the way to the field; the one that is missing, where one is.
    pub(crate) fn key(&self) -> &str {
        let missing = self.words.strip_suffix(" is missing");
        let last = self.field.rsplit('.').next().unwrap_or_default();
        let last = last.split('[').next().unwrap_or_default();
        missing.map_or(last, |it| it.trim_matches('`'))
    }
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}, ")?;
        }
        if !self.field.is_empty() {
            write!(f, "{}: ", self.field)?;
        }
        f.write_str(&self.words)
    }
}

/// The line where the value begins that the pointer leads to, or as far as it leads.
fn line_of(text: &str, pointer: &str) -> Option<usize> {
    let mut value: &RawValue = serde_json::from_str(text).ok()?;
    for step in pointer.split('/').skip(1) {
        let next = if let Ok(index) = step.parse::<usize>() {
            let list: Vec<&RawValue> = serde_json::from_str(value.get()).ok()?;
            list.get(index).copied()
        } else {
            let object: HashMap<String, &RawValue> = serde_json::from_str(value.get()).ok()?;
            object.get(step).copied()
        };
        let Some(next) = next else { break };
        value = next;
    }
    let offset = value.get().as_ptr().addr() - text.as_ptr().addr();
    Some(text.get(..offset)?.matches('\n').count() + 1)
}

/// The message of the reader without the names that types have in this program.
fn in_plain_words(message: &str) -> String {
    if let Some(field) = message.strip_prefix("missing field ") {
        return format!("{field} is missing");
    }
    if let Some(field) = message.strip_prefix("duplicate field ") {
        return format!("{field} is there twice");
    }
    for (beginning, words) in [
        ("unknown field ", "is not known"),
        ("unknown variant ", "is none of these"),
    ] {
        if let Some((name, expected)) = message
            .strip_prefix(beginning)
            .and_then(|rest| rest.split_once(", expected "))
        {
            let expected = expected.trim_start_matches("one of ");
            return format!("{name} {words}: {expected}");
        }
    }
    let kinds = ["invalid type: ", "invalid value: ", "invalid length "];
    let rest = kinds.iter().find_map(|kind| message.strip_prefix(kind));
    let Some((given, expected)) = rest.and_then(|rest| rest.split_once(", expected ")) else {
        return message.to_owned();
    };
    format!(
        "{} where {} belongs",
        given_in_words(given),
        expected_in_words(expected)
    )
}

fn given_in_words(given: &str) -> String {
    let words = [
        ("string ", "the text "),
        ("integer ", "the number "),
        ("floating point ", "the number "),
        ("boolean ", ""),
        ("sequence", "a list"),
        ("map", "an object"),
    ];
    let found = words
        .iter()
        .find_map(|(name, words)| Some(format!("{words}{}", given.strip_prefix(name)?)));
    found.unwrap_or_else(|| given.to_owned())
}

fn expected_in_words(expected: &str) -> &str {
    match expected.split(' ').next().unwrap_or_default() {
        "u8" | "u16" | "u32" | "u64" | "usize" | "u128" => "a whole number that is not negative",
        "i8" | "i16" | "i32" | "i64" | "isize" | "i128" => "a whole number",
        "f32" | "f64" => "a number",
        "struct" | "internally" | "adjacently" | "map" => "an object",
        "enum" | "variant" | "string" => "a text",
        "tuple" => "a list",
        _ => match expected {
            "a map" => "an object",
            "a sequence" => "a list",
            "a string" | "str" => "a text",
            "a boolean" => "true or false",
            other => other,
        },
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only what is wrong is looked at")]
    struct Whole {
        parts: Vec<Part>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only what is wrong is looked at")]
    struct Part {
        count: u32,
        amount: Option<f64>,
        name: Option<String>,
        kind: Option<Kind>,
        is_new: Option<bool>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "camelCase")]
    enum Kind {
        Geographic,
        TollFree,
    }

    fn misread(text: &str) -> String {
        read::<Whole>(text.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn messages_say_where_and_name_no_types() {
        let part = |part: &str| misread(&format!("{{\"parts\":\n[{part}]}}"));
        for (given, words) in [
            (
                r#"{"count":"ten"}"#,
                r#"line 2, parts[0].count: the text "ten" where a whole number that is not negative belongs"#,
            ),
            (
                r#"{"count":-1}"#,
                "line 2, parts[0].count: the number `-1` where a whole number that is not negative belongs",
            ),
            (
                r#"{"count":1,"amount":[]}"#,
                "line 2, parts[0].amount: a list where a number belongs",
            ),
            (
                r#"{"count":1,"name":{}}"#,
                "line 2, parts[0].name: an object where a text belongs",
            ),
            (
                r#"{"count":1,"is_new":1}"#,
                "line 2, parts[0].is_new: the number `1` where true or false belongs",
            ),
            (
                r#"{"count":1,"kind":"fax"}"#,
                "line 2, parts[0].kind: `fax` is none of these: `geographic` or `tollFree`",
            ),
            (r#"{"name":"x"}"#, "line 2, parts[0]: `count` is missing"),
            (
                r#"{"cuont":1}"#,
                "line 2, parts[0].cuont: `cuont` is not known: `count`, `amount`, `name`, `kind`, `is_new`",
            ),
            (
                "5",
                "line 2, parts[0]: the number `5` where an object belongs",
            ),
        ] {
            assert_eq!(part(given), words, "{given}");
        }
        assert_eq!(misread("{"), "line 1, EOF while parsing an object");
        assert!(misread("{\"parts\":[]} x").contains("trailing characters"));
    }

    #[test]
    fn places_are_found_as_far_as_they_are_there() {
        let text = "{\n\"a\": [\n1,\n{\"b\":\n2}\n]\n}";
        for (pointer, line) in [
            ("", 1),
            ("/a", 2),
            ("/a/0", 3),
            ("/a/1", 4),
            ("/a/1/b", 5),
            ("/a/1/c", 4),
        ] {
            assert_eq!(line_of(text, pointer), Some(line), "{pointer}");
        }
        let found = Misread::at(text, "/a/1/b", "wrong".to_owned());
        assert_eq!(
            (found.to_string().as_str(), found.key()),
            ("line 5, a[1].b: wrong", "b")
        );
    }
}
