//! JSON files, places in them, and the references that join them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use serde_json::Value;

use super::error::SpecDiffError;

pub(super) type Result<T> = std::result::Result<T, SpecDiffError>;

/// References to references longer than this are taken for a circle.
const LONGEST_CHAIN: usize = 32;

#[derive(Debug)]
struct File {
    path: PathBuf,
    root: Value,
}

/// The files read so far, each of them once.
#[derive(Debug, Default)]
pub(super) struct Documents {
    by_canonical_path: RefCell<BTreeMap<PathBuf, Rc<File>>>,
}

impl Documents {
    /// The root of the file at `path`.
    pub(super) fn open(&self, path: &Path) -> Result<Node> {
        let unreadable = |source| SpecDiffError::Read {
            path: path.to_owned(),
            source,
        };
        let canonical = fs::canonicalize(path).map_err(unreadable)?;
        if let Some(file) = self.by_canonical_path.borrow().get(&canonical) {
            return Ok(Node::root(file));
        }
        let text = fs::read_to_string(path).map_err(unreadable)?;
        let root = serde_json::from_str(&text).map_err(|source| SpecDiffError::Json {
            path: path.to_owned(),
            source,
        })?;
        let file = Rc::new(File {
            path: path.to_owned(),
            root,
        });
        let node = Node::root(&file);
        self.by_canonical_path.borrow_mut().insert(canonical, file);
        Ok(node)
    }

    /// The object at the end of the chain of references that begins at `node`, which is `node`
    /// itself if it is none.
    pub(super) fn follow(&self, node: &Node) -> Result<Node> {
        let mut end = node.clone();
        for _ in 0..LONGEST_CHAIN {
            match self.step(&end)? {
                Some(next) => end = next,
                None => return end.object(),
            }
        }
        Err(node.bad_reference("the references lead in a circle"))
    }

    /// Where the reference at `node` leads, if there is one.
    pub(super) fn step(&self, node: &Node) -> Result<Option<Node>> {
        let Some(reference) = node.text("$ref")? else {
            return Ok(None);
        };
        let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let root = self.open_beside(node, file)?;
        let target = Node {
            file: root.file,
            pointer: pointer.to_owned(),
        };
        if target.file.root.pointer(pointer).is_none() {
            let reason = format!("{} has nothing there", target.file.path.display());
            return Err(node.bad_reference(&reason));
        }
        Ok(Some(target))
    }

    fn open_beside(&self, node: &Node, file: &str) -> Result<Node> {
        if file.is_empty() {
            return Ok(Node::root(&node.file));
        }
        if file.contains("://") {
            return Err(node.bad_reference("only files can be read, not addresses"));
        }
        let path = node.file.path.parent().unwrap_or(Path::new("")).join(file);
        self.open(&path).map_err(|cause| match cause {
            SpecDiffError::Read { .. } => node.bad_reference(&cause.to_string()),
            other => other,
        })
    }
}

/// A place in a file.
#[derive(Debug, Clone)]
pub(super) struct Node {
    file: Rc<File>,
    pointer: String,
}

/// What tells two places apart.
pub(super) type Location = (PathBuf, String);

impl Node {
    fn root(file: &Rc<File>) -> Self {
        Self {
            file: Rc::clone(file),
            pointer: String::new(),
        }
    }

    pub(super) fn location(&self) -> Location {
        (self.file.path.clone(), self.pointer.clone())
    }

    /// The node, if it is an object.
    pub(super) fn object(self) -> Result<Self> {
        if self.value().is_object() {
            Ok(self)
        } else {
            Err(self.misshapen("an object"))
        }
    }

    pub(super) fn is_reference(&self) -> bool {
        self.value().get("$ref").is_some()
    }

    /// Fails unless the root's member `key` is `version` or a revision of it, as `3.0.3` of `3.0`.
    pub(super) fn require_format(
        &self,
        key: &'static str,
        version: &str,
        expected: &'static str,
    ) -> Result<()> {
        let stated = self.value().get(key).and_then(Value::as_str);
        let rest = stated.and_then(|stated| stated.strip_prefix(version));
        if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.')) {
            return Ok(());
        }
        let found = match self.value().get(key) {
            Some(other) => format!("its `{key}` is {other}"),
            None => format!("it has no `{key}`"),
        };
        Err(SpecDiffError::Format {
            path: self.file.path.clone(),
            expected,
            found,
        })
    }

    /// The last segment of the place's pointer, which for a definition is its name.
    pub(super) fn name(&self) -> String {
        let last = self.pointer.rsplit('/').next().unwrap_or_default();
        last.replace("~1", "/").replace("~0", "~")
    }

    pub(super) fn value(&self) -> &Value {
        self.file
            .root
            .pointer(&self.pointer)
            .unwrap_or(&Value::Null)
    }

    /// The member `key`, unless it is absent.
    pub(super) fn get(&self, key: &str) -> Option<Self> {
        self.value()
            .get(key)
            .map(|_| self.child(&key.replace('~', "~0").replace('/', "~1")))
    }

    /// The member `key`, which has to be there.
    pub(super) fn require(&self, key: &str, expected: &'static str) -> Result<Self> {
        self.get(key).ok_or_else(|| self.misshapen(expected))
    }

    /// The members of the object `key`; none if it is absent.
    pub(super) fn members(&self, key: &str) -> Result<Vec<(String, Self)>> {
        let Some(object) = self.get(key) else {
            return Ok(Vec::new());
        };
        let names = object
            .value()
            .as_object()
            .ok_or_else(|| object.misshapen("an object"))?;
        let member = |name: &String| object.get(name).map(|node| (name.clone(), node));
        Ok(names.keys().filter_map(member).collect())
    }

    /// The elements of the array `key`; none if it is absent.
    pub(super) fn elements(&self, key: &str) -> Result<Vec<Self>> {
        let Some(array) = self.get(key) else {
            return Ok(Vec::new());
        };
        let count = array
            .value()
            .as_array()
            .ok_or_else(|| array.misshapen("an array"))?
            .len();
        Ok((0..count)
            .map(|index| array.child(&index.to_string()))
            .collect())
    }

    /// The strings in the array `key`; none if it is absent.
    pub(super) fn texts(&self, key: &str) -> Result<Vec<String>> {
        let text = |node: &Self| match node.value() {
            Value::String(text) => Ok(text.clone()),
            _ => Err(node.misshapen("a string")),
        };
        self.elements(key)?.iter().map(text).collect()
    }

    /// The string `key`, unless it is absent.
    pub(super) fn text(&self, key: &str) -> Result<Option<&str>> {
        match self.value().get(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(self.member_misshapen(key, "a string")),
        }
    }

    /// The boolean `key`; false if it is absent.
    pub(super) fn flag(&self, key: &str) -> Result<bool> {
        match self.value().get(key) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(_) => Err(self.member_misshapen(key, "true or false")),
        }
    }

    pub(super) fn misshapen(&self, expected: &'static str) -> SpecDiffError {
        let (path, pointer) = self.location();
        SpecDiffError::Shape {
            path,
            pointer,
            expected,
        }
    }

    pub(super) fn unsupported(&self, keyword: &'static str) -> SpecDiffError {
        let (path, pointer) = self.location();
        SpecDiffError::Unsupported {
            path,
            pointer,
            keyword,
        }
    }

    fn bad_reference(&self, reason: &str) -> SpecDiffError {
        let (path, pointer) = self.location();
        let reference = self
            .value()
            .get("$ref")
            .and_then(Value::as_str)
            .unwrap_or_default();
        SpecDiffError::Reference {
            path,
            pointer,
            reference: reference.to_owned(),
            reason: reason.to_owned(),
        }
    }

    fn member_misshapen(&self, key: &str, expected: &'static str) -> SpecDiffError {
        self.get(key)
            .map_or_else(|| self.misshapen(expected), |node| node.misshapen(expected))
    }

    fn child(&self, escaped: &str) -> Self {
        Self {
            file: Rc::clone(&self.file),
            pointer: format!("{}/{escaped}", self.pointer),
        }
    }
}
