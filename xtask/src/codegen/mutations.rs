//! The real documents with something wrong or new in them.
//!
//! After each change, the document is refused with the place and the reason, or the output made of
//! it is Rust; and a change with a meaning changes the output.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, panic,
    path::Path,
};

use serde_json::{Value, json};

use super::{
    CodegenError,
    document::{escaped, members, referenced_schema},
    generate,
    layout::Files,
    refusal::{NO_EFFECT, has_no_effect, keywords_of},
    target::{self, Target},
    tokens,
};

mod meant;
mod random;

/// Mutations in an ordinary run; `ACS_MUTATIONS` asks for others.
const ORDINARY: usize = 240;

/// Crates in a run that writes some; `ACS_MUTATIONS` asks for others.
const CRATES: usize = 48;

fn count(ordinary: usize) -> usize {
    let count = std::env::var("ACS_MUTATIONS").ok();
    count.map_or(ordinary, |text| text.parse().unwrap())
}

fn document_of(target: &Target) -> Value {
    let path = crate::workspace().unwrap().join(target.document);
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
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

fn unescaped(key: &str) -> String {
    key.replace("~1", "/").replace("~0", "~")
}

/// A document of the workspace, and what is made of it.
struct Original {
    target: &'static Target,
    document: Value,
    shown: Vec<String>,
}

fn originals() -> Vec<Original> {
    let original = |target| {
        let document = document_of(target);
        let shown = shown(&tokens(target, &document.to_string()).unwrap());
        Original {
            target,
            document,
            shown,
        }
    };
    target::ALL.iter().map(original).collect()
}

/// A document with one change, and what it was.
struct Mutant<'o> {
    original: &'o Original,
    document: Value,
    what: String,
}

impl<'o> Mutant<'o> {
    /// Every other one is changed at random.
    fn new(number: usize, originals: &'o [Original], dice: &mut Dice) -> Self {
        let original = dice.pick(originals);
        let mut document = original.document.clone();
        let (name, at) = if number.is_multiple_of(2) {
            ("at random", random::mutate(&mut document, dice))
        } else {
            let (name, change) = meant::KINDS[number / 2 % meant::KINDS.len()];
            let at = change(&mut document, dice);
            (name, at.unwrap_or_default())
        };
        let what = format!("{} {name}: {at}", original.target.name);
        Self {
            original,
            document,
            what,
        }
    }

    fn tokens(&self) -> Result<Files, CodegenError> {
        tokens(self.original.target, &self.document.to_string())
    }

    /// Returns the problems of its output.
    fn faults(&self) -> Vec<String> {
        match panic::catch_unwind(|| self.tokens()) {
            Err(_) => vec!["panicked".to_owned()],
            Ok(Err(CodegenError::Refused { refusals, .. })) => {
                let lines = refusals.iter().map(ToString::to_string);
                let in_one_line =
                    |line: &String| line.starts_with('#') && line.lines().count() == 1;
                lines.filter(|line| !in_one_line(line)).collect()
            }
            Ok(Err(error)) => vec![error.to_string()],
            Ok(Ok(files)) => no_rust(&files)
                .into_iter()
                .chain(self.without_trace(&files))
                .collect(),
        }
    }

    /// The places that differ from the original, where that made no difference and nothing says why.
    fn without_trace(&self, files: &Files) -> Vec<String> {
        let Original {
            target,
            document,
            shown: before,
        } = self.original;
        if shown(files) != *before {
            return Vec::new();
        }
        let mut places = Vec::new();
        differences(document, &self.document, "#", &mut places);
        let listed: Vec<String> = [document, &self.document]
            .into_iter()
            .flat_map(|document| keywords_of(document, target.crates))
            .filter(|(_, kind, keyword)| has_no_effect(kind, keyword))
            .map(|(at, ..)| at)
            .collect();
        places.retain(|place| !listed.iter().any(|at| place.starts_with(at)));
        places
            .into_iter()
            .map(|place| format!("no trace of {place}"))
            .collect()
    }
}

/// The places where two documents differ in meaning: a flag that is absent says "no", an object says
/// what is in it, an `allOf` with one reference is that reference, and no text ends in a space.
fn differences(one: &Value, other: &Value, at: &str, found: &mut Vec<String>) {
    let absent = json!(false);
    let holds_more = |value: &Value| value.is_object() || *value == absent;
    let text = |value: &Value| value.as_str().map(|text| text.trim_end().to_owned());
    if one == other || text(one).is_some() && text(one) == text(other) {
        return;
    }
    if !holds_more(one) || !holds_more(other) {
        return found.push(at.to_owned());
    }
    let keys = |value| members(Some(value)).map(|(key, _)| key);
    let mut all: BTreeSet<&String> = keys(one).chain(keys(other)).collect();
    if referenced_schema(one) == referenced_schema(other) {
        all.retain(|key| !["$ref", "allOf"].contains(&key.as_str()));
    }
    for key in all {
        let inner = |value: &'_ Value| value.get(key).unwrap_or(&absent).clone();
        let at = format!("{at}/{}", escaped(key));
        differences(&inner(one), &inner(other), &at, found);
    }
}

#[test]
fn a_changed_document_is_refused_with_place_and_reason_or_gives_rust() {
    let count = count(ORDINARY);
    let originals = originals();
    let mut dice = Dice(0x00c0_ffee_5eed);
    let mut faults = Vec::new();
    for number in 0..count {
        let mutant = Mutant::new(number, &originals, &mut dice);
        let found = mutant.faults();
        faults.extend(
            found
                .iter()
                .map(|fault| format!("{}: {fault}", mutant.what)),
        );
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

/// Writes crates made of changed documents that were taken, so that they can be compiled:
/// `ACS_MUTANTS=DIRECTORY cargo test -p xtask mutants_to_compile`, then `cargo check` there.
#[test]
fn mutants_to_compile() {
    let Some(directory) = std::env::var_os("ACS_MUTANTS") else {
        return;
    };
    let originals = originals();
    let mut dice = Dice(0x005e_ed0f_aced);
    let mut taken = 0;
    for number in 0.. {
        if taken == count(CRATES) {
            break;
        }
        let mutant = Mutant::new(number, &originals, &mut dice);
        let Ok(files) = mutant.tokens() else {
            continue;
        };
        if shown(&files) != mutant.original.shown {
            write_crate(
                &Path::new(&directory).join(format!("mutant-{taken}")),
                &mutant,
            );
            taken += 1;
        }
    }
}

fn write_crate(directory: &Path, mutant: &Mutant<'_>) {
    let (target, document) = (mutant.original.target, &mutant.document);
    let sources = directory.join("src");
    for (path, text) in generate(target, &document.to_string()).unwrap() {
        let path = sources.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let root = crate::workspace().unwrap();
    let manifest = root.join(target.directory).join("../Cargo.toml");
    let manifest = fs::read_to_string(manifest).unwrap();
    let (_, dependencies) = manifest.split_once("[dependencies]").unwrap();
    let name = directory.file_name().unwrap().to_string_lossy();
    let manifest = format!(
        "# {:?}\n[package]\nname = \"{name}\"\nedition.workspace = true\n\n[dependencies]{dependencies}",
        mutant.what
    );
    fs::write(directory.join("Cargo.toml"), manifest).unwrap();
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

/// Returns true if the part at `pointer` changes the output, or is refused when it is changed.
fn has_effect(original: &Original, pointer: &str) -> bool {
    let mut document = original.document.clone();
    let value = document
        .pointer_mut(pointer.trim_start_matches('#'))
        .unwrap();
    *value = changed(value);
    tokens(original.target, &document.to_string())
        .map_or(true, |files| shown(&files) != original.shown)
}

#[test]
fn every_part_has_an_effect_or_a_reason_to_have_none() {
    let mut silent = Vec::new();
    let mut seen = BTreeMap::new();
    for original in originals().iter().rev() {
        for (pointer, kind, keyword) in keywords_of(&original.document, original.target.crates) {
            let times: &mut usize = seen.entry((kind, keyword.clone())).or_default();
            *times += 1;
            if *times > 2 || has_no_effect(kind, &keyword) {
                continue;
            }
            if !has_effect(original, &pointer) {
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
