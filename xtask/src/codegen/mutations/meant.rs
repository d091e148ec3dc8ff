//! Changes that a new version of an API could bring, and slips of whoever writes it down.

use serde_json::{Value, json};

use super::{Dice, random::pointers};
use crate::codegen::document::METHODS;

/// A kind of change. It says where it was made; nothing if the document has no place for it.
pub(super) type Kind = (&'static str, fn(&mut Value, &mut Dice) -> Option<String>);

pub(super) const KINDS: [Kind; 24] = [
    ("values that collide", colliding_values),
    ("an enum's name", enum_name),
    ("an enum of numbers", enum_of_numbers),
    ("a property like a keyword", keyword_property),
    ("a property in another case", property_in_another_case),
    ("a part of the path renamed", renamed_part),
    ("a parameter renamed", renamed_parameter),
    ("a parameter in another case", parameter_in_another_case),
    ("a parameter that is an enum", enum_in_query),
    ("no tag", without_tag),
    ("a tag", other_tag),
    ("an operation's id", other_id),
    ("a header of an answer", answer_header),
    ("a status", other_status),
    ("a flag", flag),
    ("a limit", limit),
    ("a format", format),
    ("a deep allOf", deep_all_of),
    ("lists of lists", lists_of_lists),
    ("maps of values", maps_of_values),
    ("a schema in another case", schema_in_another_case),
    ("a schema's name", schema_name),
    ("a schema in itself", schema_in_itself),
    ("prose", prose),
];

/// A place that `is` picks out.
fn place(document: &Value, dice: &mut Dice, is: fn(&str, &Value) -> bool) -> Option<String> {
    let mut all = Vec::new();
    pointers(document, "", &mut all);
    all.retain(|at| document.pointer(at).is_some_and(|value| is(at, value)));
    (!all.is_empty()).then(|| dice.pick(&all).clone())
}

fn last(at: &str) -> &str {
    at.rsplit('/').next().unwrap_or_default()
}

/// Changes the value at a place that `is` picks out.
fn edit(
    document: &mut Value,
    dice: &mut Dice,
    is: fn(&str, &Value) -> bool,
    edit: impl FnOnce(&mut Value, &mut Dice),
) -> Option<String> {
    let at = place(document, dice, is)?;
    edit(document.pointer_mut(&at)?, dice);
    Some(at)
}

fn is_operation(at: &str, _: &Value) -> bool {
    at.starts_with("/paths/") && at.matches('/').count() == 3 && METHODS.contains(&last(at))
}

fn is_properties(at: &str, value: &Value) -> bool {
    at.starts_with("/components/schemas/") && last(at) == "properties" && value.is_object()
}

fn is_property(at: &str, _: &Value) -> bool {
    at.starts_with("/components/schemas/")
        && at.rsplit('/').nth(1) == Some("properties")
        && at.matches('/').count() == 5
}

fn is_enum(at: &str, value: &Value) -> bool {
    !at.contains("x-ms-enum") && value.get("enum").is_some() && value.get("x-ms-enum").is_some()
}

fn is_schema(at: &str, value: &Value) -> bool {
    value.get("type").is_some_and(Value::is_string) && !at.contains("securitySchemes")
}

fn is_parameter(at: &str, value: &Value) -> bool {
    at.contains("parameters") && value.get("in").is_some() && value["name"] != "api-version"
}

/// The same letters, written otherwise.
fn in_another_case(name: &str, dice: &mut Dice) -> String {
    let mut letters = name.chars();
    let first = letters.next();
    let rest = letters.as_str();
    match dice.below(4) {
        0 => name.to_uppercase(),
        1 => name.to_lowercase(),
        2 => first.map_or_else(String::new, |it| format!("{}{rest}", it.to_uppercase())),
        _ => first.map_or_else(String::new, |it| format!("{it}_{rest}")),
    }
}

fn colliding_values(document: &mut Value, dice: &mut Dice) -> Option<String> {
    edit(document, dice, is_enum, |schema, dice| {
        let value = schema["enum"][0].as_str().unwrap_or_default();
        let signs = ["-", "_", " ", "+", "é", "🙂", "1", ""];
        let other = format!("{}{}", in_another_case(value, dice), dice.pick(&signs));
        schema["enum"].as_array_mut().unwrap().push(json!(other));
    })
}

fn enum_name(document: &mut Value, dice: &mut Dice) -> Option<String> {
    edit(document, dice, is_enum, |schema, dice| {
        let own = schema["x-ms-enum"]["name"].as_str().unwrap_or_default();
        let names = [
            "Option", "Vec", "From", "Ok", "Result", "Str", "Any", "Send", "I32",
        ];
        let name = match dice.below(2) {
            0 => in_another_case(own, dice),
            _ => (*dice.pick(&names)).to_owned(),
        };
        schema["x-ms-enum"]["name"] = json!(name);
    })
}

fn enum_of_numbers(document: &mut Value, dice: &mut Dice) -> Option<String> {
    edit(document, dice, is_enum, |schema, dice| {
        schema["type"] = json!(*dice.pick(&["integer", "boolean", "array"]));
        schema["enum"] = json!([1, 2]);
    })
}

const KEYWORDS: [&str; 18] = [
    "type", "fn", "async", "self", "Self", "crate", "super", "gen", "try", "match", "box", "dyn",
    "_", "yield", "union", "static", "true", "macro",
];

fn keyword_property(document: &mut Value, dice: &mut Dice) -> Option<String> {
    edit(document, dice, is_properties, |properties, dice| {
        properties[*dice.pick(&KEYWORDS)] = json!({ "type": "string" });
    })
}

fn property_in_another_case(document: &mut Value, dice: &mut Dice) -> Option<String> {
    edit(document, dice, is_properties, |properties, dice| {
        let names: Vec<String> = properties.as_object().unwrap().keys().cloned().collect();
        if !names.is_empty() {
            let name = dice.pick(&names);
            properties[in_another_case(name, dice)] = properties[name].clone();
        }
    })
}

fn renamed_part(document: &mut Value, dice: &mut Dice) -> Option<String> {
    let at = place(document, dice, |at, _| {
        at.rsplit_once('/').is_some_and(|it| it.0 == "/paths") && at.contains('{')
    })?;
    let old = last(&at).replace("~1", "/").replace("~0", "~");
    let paths = document["paths"].as_object_mut()?;
    let item = paths.shift_remove(&old)?;
    let names = [
        "{id}",
        "{ID}",
        "{}",
        "{a/b}",
        "{self}",
        "{phone-number}",
        "x",
    ];
    let (start, rest) = old.split_once('{')?;
    let (_, end) = rest.split_once('}')?;
    let renamed = format!("{start}{}{end}", dice.pick(&names));
    paths.insert(renamed.clone(), item);
    Some(renamed)
}

fn renamed_parameter(document: &mut Value, dice: &mut Dice) -> Option<String> {
    edit(document, dice, is_parameter, |parameter, dice| {
        let names = [
            "x-new", "If-Match", "$top", "type", "request", "result", "Name", "a b", "self",
        ];
        parameter["name"] = json!(*dice.pick(&names));
    })
}

fn parameter_in_another_case(document: &mut Value, dice: &mut Dice) -> Option<String> {
    let at = place(document, dice, |at, value| {
        at.starts_with("/paths") && is_parameter(at, value)
    })?;
    let mut other = document.pointer(&at)?.clone();
    other["name"] = json!(in_another_case(other["name"].as_str()?, dice));
    let (list, _) = at.rsplit_once('/')?;
    document.pointer_mut(list)?.as_array_mut()?.push(other);
    Some(at)
}

fn enum_in_query(document: &mut Value, dice: &mut Dice) -> Option<String> {
    let known = place(document, dice, is_enum)?;
    let mut schema = document.pointer(&known)?.clone();
    match dice.below(4) {
        0 => schema["enum"] = json!(["one", "other"]),
        1 => schema = json!({ "type": "array", "items": schema }),
        2 => schema["default"] = schema["enum"][0].clone(),
        _ => {}
    }
    let needed = dice.below(2) == 0;
    edit(document, dice, is_operation, |operation, _| {
        let parameter =
            json!({ "name": "chosen", "in": "query", "required": needed, "schema": schema });
        let parameters = operation["parameters"].as_array_mut();
        parameters.unwrap().push(parameter);
    })
}

fn without_tag(document: &mut Value, dice: &mut Dice) -> Option<String> {
    edit(document, dice, is_operation, |operation, dice| {
        match dice.below(2) {
            0 => operation["tags"] = json!([]),
            _ => drop(operation.as_object_mut().unwrap().shift_remove("tags")),
        }
    })
}

fn other_tag(document: &mut Value, dice: &mut Dice) -> Option<String> {
    edit(document, dice, is_operation, |operation, dice| {
        let tags = [
            "mod",
            "Client",
            "lib",
            "types",
            "a/b",
            "..",
            "Ä",
            "New tag",
            "operations",
            "",
        ];
        operation["tags"] = json!([*dice.pick(&tags)]);
    })
}

fn other_id(document: &mut Value, dice: &mut Dice) -> Option<String> {
    edit(document, dice, is_operation, |operation, dice| {
        let ids = [
            "Get",
            "A_B_C",
            "A_Option",
            "A_vec",
            "A_New",
            "A_type",
            "A_Clone",
            "A_API_VERSION",
            "A_operations",
            "A_list",
            "A-b",
            "A_Context",
            "A_Self",
            "A_Box",
            "A_String",
        ];
        operation["operationId"] = json!(*dice.pick(&ids));
    })
}

fn is_answer(at: &str, _: &Value) -> bool {
    at.starts_with("/paths/") && at.rsplit('/').nth(1) == Some("responses")
}

fn answer_header(document: &mut Value, dice: &mut Dice) -> Option<String> {
    edit(document, dice, is_answer, |answer, dice| {
        let name = *dice.pick(&["Location", "x-ms-thing", "a b", "", "Ä", "Retry-After"]);
        let kind = *dice.pick(&["string", "integer", "array", "object"]);
        answer["headers"][name] = json!({ "schema": { "type": kind } });
    })
}

fn other_status(document: &mut Value, dice: &mut Dice) -> Option<String> {
    let at = place(document, dice, is_answer)?;
    let (list, _) = at.rsplit_once('/')?;
    let answer = document.pointer(&at)?.clone();
    let status = *dice.pick(&[
        "200", "201", "202", "204", "2XX", "304", "404", "100", "abc",
    ]);
    document.pointer_mut(list)?[status] = answer;
    Some(format!("{at} as {status}"))
}

fn flag(document: &mut Value, dice: &mut Dice) -> Option<String> {
    let is = |_: &str, value: &Value| value.is_object();
    let flags = [
        "deprecated",
        "nullable",
        "readOnly",
        "writeOnly",
        "required",
        "uniqueItems",
    ];
    let name = *dice.pick(&flags);
    let at = edit(document, dice, is, |object, dice| {
        object[name] = json!(dice.below(3) > 0);
    })?;
    Some(format!("{at} {name}"))
}

fn limit(document: &mut Value, dice: &mut Dice) -> Option<String> {
    edit(document, dice, is_schema, |schema, dice| {
        let limits = [
            ("default", json!("x")),
            ("default", json!(1)),
            ("minimum", json!(0)),
            ("maxLength", json!(4)),
            ("pattern", json!("^a$")),
            ("minItems", json!(1)),
            ("multipleOf", json!(2)),
            ("exclusiveMinimum", json!(true)),
            ("additionalProperties", json!(false)),
        ];
        let (keyword, value) = dice.pick(&limits);
        schema[*keyword] = value.clone();
    })
}

fn format(document: &mut Value, dice: &mut Dice) -> Option<String> {
    edit(document, dice, is_schema, |schema, dice| {
        let kinds = [
            "string", "integer", "number", "boolean", "array", "object", "file",
        ];
        let formats = [
            "date",
            "date-time",
            "uuid",
            "byte",
            "binary",
            "int32",
            "int64",
            "float",
            "double",
            "password",
            "decimal",
            "uri",
            "duration",
            "ip",
            "unixtime",
        ];
        if dice.below(2) == 0 {
            schema["type"] = json!(*dice.pick(&kinds));
        }
        schema["format"] = json!(*dice.pick(&formats));
    })
}

fn deep_all_of(document: &mut Value, dice: &mut Dice) -> Option<String> {
    let is = |at: &str, value: &Value| {
        at.starts_with("/components/schemas/") && value.get("$ref").is_some()
    };
    edit(document, dice, is, |schema, dice| {
        let own = schema.take();
        *schema = match dice.below(4) {
            0 => json!({ "allOf": [own] }),
            1 => json!({ "allOf": [{ "allOf": [own] }] }),
            2 => json!({ "allOf": [own, { "type": "object" }] }),
            _ => json!({ "type": "object", "allOf": [own], "nullable": true }),
        };
    })
}

fn lists_of_lists(document: &mut Value, dice: &mut Dice) -> Option<String> {
    edit(document, dice, is_property, |schema, dice| {
        for _ in 0..=dice.below(3) {
            *schema = json!({ "type": "array", "items": schema.take() });
        }
    })
}

fn maps_of_values(document: &mut Value, dice: &mut Dice) -> Option<String> {
    let is = |at: &str, value: &Value| is_property(at, value) || is_enum(at, value);
    edit(document, dice, is, |schema, dice| {
        let own = schema.take();
        let map = json!({ "type": "object", "additionalProperties": own });
        *schema = match dice.below(3) {
            0 => map,
            1 => json!({ "type": "array", "items": map }),
            _ => json!({ "type": "object", "additionalProperties": map }),
        };
    })
}

fn is_named(at: &str, _: &Value) -> bool {
    at.rsplit_once('/')
        .is_some_and(|(parent, _)| parent == "/components/schemas")
}

fn schema_in_another_case(document: &mut Value, dice: &mut Dice) -> Option<String> {
    let at = place(document, dice, is_named)?;
    let schema = document.pointer(&at)?.clone();
    let name = in_another_case(last(&at), dice);
    document["components"]["schemas"][&name] = schema;
    Some(name)
}

/// Renames a schema, and all that refers to it.
fn schema_name(document: &mut Value, dice: &mut Dice) -> Option<String> {
    let at = place(document, dice, is_named)?;
    let names = [
        "a_b_c",
        "some.thing",
        "Some Thing",
        "Box",
        "Default",
        "Serialize",
        "Deserializer",
        "Some",
        "Copy",
        "T",
        "D",
        "Self",
        "Operation",
        "Client",
        "std",
        "serde",
        "HTTPThing2",
        "Formatter",
        "Clone",
        "Iterator",
        "Hash",
        "Eq",
        "Fn",
        "AsRef",
    ];
    let name = *dice.pick(&names);
    let text = document.to_string();
    let text = text.replace(
        &format!("\"#{at}\""),
        &format!("\"#/components/schemas/{name}\""),
    );
    *document = serde_json::from_str(&text).ok()?;
    let schemas = document["components"]["schemas"].as_object_mut()?;
    let schema = schemas.shift_remove(last(&at))?;
    schemas.insert(name.to_owned(), schema);
    Some(format!("{at} is {name}"))
}

fn schema_in_itself(document: &mut Value, dice: &mut Dice) -> Option<String> {
    let at = place(document, dice, is_named)?;
    let name = last(&at).to_owned();
    let own = json!({ "$ref": format!("#/components/schemas/{name}") });
    let schema = document.pointer_mut(&at)?;
    schema["properties"]["itself"] = own;
    if dice.below(2) == 0 {
        schema["required"] = json!(["itself"]);
    }
    Some(at)
}

fn prose(document: &mut Value, dice: &mut Dice) -> Option<String> {
    let is = |at: &str, value: &Value| value.is_string() && last(at) == "description";
    edit(document, dice, is, |text, dice| {
        let texts = [
            "",
            "\n",
            "```\nlet x: = 1;\n```",
            "    code();\n",
            "*/ end",
            "a\\\"b",
            "[link]",
            "<b>bold",
            "`",
            "\u{2028}\u{202e}",
            "# Title\n\n- a\n  b",
            "Arguments:\n- `x`: y",
            "TODO-PROSE",
        ];
        *text = json!(*dice.pick(&texts));
    })
}
