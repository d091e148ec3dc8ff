//! The real documents with something wrong in them.
//!
//! Whatever is changed, the document is refused with the place and the reason, or what is made of
//! it is Rust; and whatever has a meaning changes what is made.

use std::{fs, panic, path::Path};

use serde_json::{Value, json};

use super::{
    CodegenError, generate,
    layout::Files,
    refusal::{NO_EFFECT, has_no_effect, keywords_of},
    target::{self, Target},
    tokens,
};

/// Mutations in an ordinary run; `ACS_MUTATIONS` asks for others.
const ORDINARY: usize = 240;

fn text_of(target: &Target) -> String {
    let root = crate::workspace().unwrap();
    fs::read_to_string(root.join(target.document)).unwrap()
}

/// A small generator of numbers, the same for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }

    fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[self.below(from.len())]
    }
}

/// Names and values that have broken generators.
const NAMES: [&str; 28] = [
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
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(members) => members
            .iter()
            .map(|(key, inner)| (super::document::escaped(key), inner))
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

fn unescaped(key: &str) -> String {
    key.replace("~1", "/").replace("~0", "~")
}

/// One change at a random place, and what it was.
fn mutate(document: &mut Value, dice: &mut Dice) -> String {
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

#[test]
fn a_wrong_document_is_refused_with_place_and_reason_or_gives_rust() {
    let count = std::env::var("ACS_MUTATIONS").ok();
    let count = count.map_or(ORDINARY, |text| text.parse().unwrap());
    let mut dice = Dice(0x00c0_ffee_5eed);
    let mut faults = Vec::new();
    for number in 0..count {
        let target = &target::ALL[number % target::ALL.len()];
        let mut document: Value = serde_json::from_str(&text_of(target)).unwrap();
        let what = format!("{} {}", target.name, mutate(&mut document, &mut dice));
        let text = document.to_string();
        match panic::catch_unwind(|| tokens(target, &text)) {
            Err(_) => faults.push(format!("{what}: panicked")),
            Ok(Err(CodegenError::Refused { refusals, .. })) => {
                let mut lines = refusals.iter().map(ToString::to_string);
                if !lines.all(|line| line.starts_with('#') && line.lines().count() == 1) {
                    faults.push(format!("{what}: {refusals:?}"));
                }
            }
            Ok(Err(error)) => faults.push(format!("{what}: {error}")),
            Ok(Ok(files)) => faults.extend(no_rust(&files).map(|why| format!("{what}: {why}"))),
        }
    }
    assert!(
        faults.is_empty(),
        "{} of {count}:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

fn no_rust(files: &Files) -> Option<String> {
    let mut files = files.iter();
    files.find_map(|(path, tokens)| {
        let error = syn::parse2::<syn::File>(tokens.clone()).err()?;
        Some(format!("{path}: {error}"))
    })
}

/// Writes crates made of wrong documents that were taken, so that they can be compiled:
/// `ACS_MUTANTS=DIRECTORY cargo test -p xtask mutants_to_compile`, then `cargo check` there.
#[test]
fn mutants_to_compile() {
    let Some(directory) = std::env::var_os("ACS_MUTANTS") else {
        return;
    };
    let directory = Path::new(&directory);
    let root = crate::workspace().unwrap();
    let mut dice = Dice(0x005e_ed0f_aced);
    let mut taken = 0;
    while taken < 24 {
        let target = &target::ALL[dice.below(target::ALL.len())];
        let mut document: Value = serde_json::from_str(&text_of(target)).unwrap();
        let original = tokens(target, &document.to_string()).unwrap();
        mutate(&mut document, &mut dice);
        let text = document.to_string();
        let Ok(files) = tokens(target, &text) else {
            continue;
        };
        if shown(&files) == shown(&original) {
            continue;
        }
        let package = format!("mutant-{taken}");
        let manifest = root.join(target.directory).join("../Cargo.toml");
        let manifest = fs::read_to_string(manifest).unwrap();
        let name = format!("acs-{}-generated", target.name);
        for (path, text) in generate(target, &text).unwrap() {
            let path = directory.join(&package).join("src").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let manifest = manifest.replacen(&name, &package, 1);
        fs::write(directory.join(&package).join("Cargo.toml"), manifest).unwrap();
        taken += 1;
    }
}

fn shown(files: &Files) -> Vec<String> {
    files
        .iter()
        .map(|(path, tokens)| format!("{path} {tokens}"))
        .collect()
}

/// Another value of the same kind, which the generator is likely to take.
fn changed(value: &Value) -> Value {
    match value {
        Value::Bool(it) => json!(!it),
        Value::Number(_) => json!(3),
        Value::String(text) => json!(format!("{text}X")),
        Value::Array(elements) => Value::Array(elements.iter().skip(1).cloned().collect()),
        Value::Object(_) | Value::Null => json!({}),
    }
}

/// Whether the part at `pointer` changes what is generated, or is refused when it is changed.
fn has_effect(target: &Target, document: &Value, original: &[String], pointer: &str) -> bool {
    let mut document = document.clone();
    let value = document
        .pointer_mut(pointer.trim_start_matches('#'))
        .unwrap();
    *value = changed(value);
    tokens(target, &document.to_string()).map_or(true, |files| shown(&files) != original)
}

#[test]
fn every_part_has_an_effect_or_a_reason_to_have_none() {
    let mut silent = Vec::new();
    let mut seen = std::collections::BTreeMap::new();
    for target in target::ALL.iter().rev() {
        let document: Value = serde_json::from_str(&text_of(target)).unwrap();
        let original = shown(&tokens(target, &document.to_string()).unwrap());
        for (pointer, kind, keyword) in keywords_of(&document, target.crates) {
            let times: &mut usize = seen.entry((kind, keyword.clone())).or_default();
            *times += 1;
            if *times > 2 || has_no_effect(kind, &keyword) {
                continue;
            }
            if !has_effect(target, &document, &original, &pointer) {
                silent.push(format!("{pointer} ({kind}, {keyword})"));
            }
        }
    }
    assert!(
        silent.is_empty(),
        "changed without an effect:\n{}",
        silent.join("\n")
    );
    assert!(NO_EFFECT.iter().all(|(_, _, because)| !because.is_empty()));
}
