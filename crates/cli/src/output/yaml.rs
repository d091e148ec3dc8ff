//! YAML. Texts that could be read as something else are quoted as in JSON, which YAML 1.2 contains.

use serde_json::Value;

/// Returns the lines of a document, or of an entry of one, indented by `depth` levels.
pub(super) fn document(value: &Value) -> String {
    let mut out = String::new();
    block(value, 0, &mut out);
    out
}

fn block(value: &Value, depth: usize, out: &mut String) {
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            for (name, value) in fields {
                out.extend([format!("{}{}:", indent(depth), scalar_text(name))]);
                nested(value, depth + 1, out);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                out.push_str(&entry(item, depth));
            }
        }
        other => out.extend([format!("{}{}\n", indent(depth), scalar(other))]),
    }
}

/// Returns an item of a list, with its dash.
fn entry(item: &Value, depth: usize) -> String {
    let mut lines = String::new();
    block(item, depth + 1, &mut lines);
    let dashed = format!("{}- ", indent(depth));
    format!("{dashed}{}", lines.trim_start_matches(' '))
}

/// Returns an item of a list at the top of the document.
pub(super) fn item(value: &Value) -> String {
    entry(value, 0)
}

fn nested(value: &Value, depth: usize, out: &mut String) {
    let is_block = match value {
        Value::Object(fields) => !fields.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => false,
    };
    if is_block {
        out.push('\n');
        block(value, depth, out);
    } else {
        out.extend([format!(" {}\n", scalar(value))]);
    }
}

fn indent(depth: usize) -> String {
    "  ".repeat(depth)
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => scalar_text(text),
        other => other.to_string(),
    }
}

fn scalar_text(text: &str) -> String {
    let is_plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c))
        && !is_word_of_yaml(text);
    if is_plain {
        return text.to_owned();
    }
    Value::from(text).to_string()
}

/// Returns true for words that some readers of YAML take for something else than text.
fn is_word_of_yaml(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    matches!(
        text.as_str(),
        "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n"
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn texts_stay_texts() {
        let value = json!({ "number": "+12", "country": "NO", "plain": "tollFree", "n": 1,
                            "list": [{ "a": "b: c", "d": [] }, [1, 2]], "none": null });
        let text = "number: \"+12\"\ncountry: \"NO\"\nplain: tollFree\n\"n\": 1\nlist:\n  - a: \"b: c\"\n    d: []\n  - - 1\n    - 2\nnone: null\n";
        assert_eq!(document(&value), text);
    }
}
