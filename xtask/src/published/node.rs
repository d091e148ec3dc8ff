//! JSON files, places in them, and the references that join them.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    fmt, fs,
    path::{Path, PathBuf},
    rc::Rc,
};

use serde_json::{Map, Value};

use super::error::DocumentError;

pub(crate) type Result<T> = std::result::Result<T, DocumentError>;

/// References to references longer than this are taken for a circle.
const LONGEST_CHAIN: usize = 32;

#[derive(Debug)]
struct File {
    path: PathBuf,
    root: Value,
}

/// The files read so far, each of them once.
#[derive(Debug, Default)]
pub(crate) struct Files {
    by_canonical_path: RefCell<BTreeMap<PathBuf, Rc<File>>>,
}

impl Files {
    /// The root of the file at `path`.
    pub(crate) fn open(&self, path: &Path) -> Result<Node> {
        let unreadable = |source| DocumentError::Read {
            path: path.to_owned(),
            source,
        };
        let canonical = fs::canonicalize(path).map_err(unreadable)?;
        if let Some(file) = self.by_canonical_path.borrow().get(&canonical) {
            return Ok(Node::root(file));
        }
        let text = fs::read_to_string(path).map_err(unreadable)?;
        let root = serde_json::from_str(&text).map_err(|source| DocumentError::Json {
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
        Err(node.problem("the references lead in a circle"))
    }

    /// Follows the reference at `node` by one step, if there is one.
    fn step(&self, node: &Node) -> Result<Option<Node>> {
        let Some(reference) = node.text("$ref")? else {
            return Ok(None);
        };
        let lost = |why: String| node.problem(format!("cannot follow `{reference}`: {why}"));
        let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let root = if file.is_empty() {
            Node::root(&node.file)
        } else if file.contains("://") {
            return Err(lost("only files can be read, not addresses".to_owned()));
        } else {
            let path = node.file.path.parent().unwrap_or(Path::new("")).join(file);
            self.open(&path).map_err(|cause| match cause {
                DocumentError::Read { .. } => lost(cause.to_string()),
                other => other,
            })?
        };
        if root.value().pointer(pointer).is_none() {
            let path = root.file.path.display();
            return Err(lost(format!("{path} has nothing there")));
        }
        Ok(Some(Node {
            file: root.file,
            pointer: pointer.to_owned(),
        }))
    }
}

/// A place in a file.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    file: Rc<File>,
    pointer: String,
}

/// A place by its file and pointer, to tell it apart from others.
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

    /// The name of the file without folder and ending.
    pub(super) fn file_stem(&self) -> String {
        let stem = self.file.path.file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    }

    /// The last segment of the place's pointer, which for a definition is its name.
    pub(super) fn name(&self) -> String {
        let last = self.pointer.rsplit('/').next().unwrap_or_default();
        last.replace("~1", "/").replace("~0", "~")
    }

    pub(crate) fn value(&self) -> &Value {
        self.file
            .root
            .pointer(&self.pointer)
            .unwrap_or(&Value::Null)
    }

    /// The node, if it is an object.
    pub(super) fn object(self) -> Result<Self> {
        self.fields()?;
        Ok(self)
    }

    fn fields(&self) -> Result<&Map<String, Value>> {
        let expected = || self.problem("expected an object");
        self.value().as_object().ok_or_else(expected)
    }

    /// Fails unless the root's member `key` is `version` or a revision of it, as `3.0.3` of `3.0`.
    pub(crate) fn require_format(
        &self,
        key: &str,
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
        Err(DocumentError::Format {
            path: self.file.path.clone(),
            expected,
            found,
        })
    }

    /// The member `key`, unless it is absent.
    pub(super) fn get(&self, key: &str) -> Option<Self> {
        self.value()
            .get(key)
            .map(|_| self.child(&key.replace('~', "~0").replace('/', "~1")))
    }

    /// The member `key`, which has to be there.
    pub(super) fn require(&self, key: &str) -> Result<Self> {
        self.get(key)
            .ok_or_else(|| self.problem(format!("expected an object with `{key}`")))
    }

    /// The members of the object.
    pub(super) fn members(&self) -> Result<Vec<(String, Self)>> {
        let member = |name: &String| self.get(name).map(|node| (name.clone(), node));
        Ok(self.fields()?.keys().filter_map(member).collect())
    }

    /// The members of the object `key`; none if it is absent.
    pub(super) fn members_of(&self, key: &str) -> Result<Vec<(String, Self)>> {
        self.get(key)
            .map_or_else(|| Ok(Vec::new()), |object| object.members())
    }

    /// The elements of the array `key`; none if it is absent.
    pub(super) fn elements(&self, key: &str) -> Result<Vec<Self>> {
        let Some(array) = self.get(key) else {
            return Ok(Vec::new());
        };
        let expected = || array.problem("expected an array");
        let count = array.value().as_array().ok_or_else(expected)?.len();
        let element = |index: usize| array.child(&index.to_string());
        Ok((0..count).map(element).collect())
    }

    /// The string at the place.
    pub(super) fn as_text(&self) -> Result<&str> {
        let expected = || self.problem("expected a string");
        self.value().as_str().ok_or_else(expected)
    }

    /// The string `key`, unless it is absent.
    pub(super) fn text(&self, key: &str) -> Result<Option<&str>> {
        match self.value().get(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(self.require(key)?.problem("expected a string")),
        }
    }

    /// The boolean `key`; false if it is absent.
    pub(super) fn flag(&self, key: &str) -> Result<bool> {
        match self.value().get(key) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(_) => Err(self.require(key)?.problem("expected true or false")),
        }
    }

    /// The error that says `problem` of this place.
    pub(super) fn problem(&self, problem: impl Into<String>) -> DocumentError {
        DocumentError::Place {
            path: self.file.path.clone(),
            pointer: self.pointer.clone(),
            problem: problem.into(),
        }
    }

    fn child(&self, escaped: &str) -> Self {
        Self {
            file: Rc::clone(&self.file),
            pointer: format!("{}/{escaped}", self.pointer),
        }
    }
}

/// The file's name and the place in it, for notes.
impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.file.path.file_name().unwrap_or_default();
        write!(f, "{}#{}", name.to_string_lossy(), self.pointer)
    }
}
