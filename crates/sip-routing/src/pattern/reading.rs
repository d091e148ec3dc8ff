//! From the text of a pattern to its meaning.

use super::{PatternError, PatternErrorKind, dotnet, node::Node, references};
use crate::NumberPattern;

/// The longest pattern that the service takes.
const MAX_CHARACTERS: usize = NumberPattern::MAX_CHARACTERS;

/// Reads a pattern by the rules of .NET.
pub(super) fn read(pattern: &NumberPattern) -> Result<Node, PatternError> {
    let text = pattern.as_str();
    let length = text.chars().count();
    if length > MAX_CHARACTERS {
        let reason = format!("it has {length} characters; at most {MAX_CHARACTERS} are matched");
        return Err(PatternError::too_large(reason));
    }
    references::resolve(dotnet::parse(text)?)
}

/// The reason why .NET cannot read the pattern, if it cannot.
pub(crate) fn malformed(pattern: &NumberPattern) -> Option<PatternError> {
    let error = read(pattern).err()?;
    (error.kind() == PatternErrorKind::Malformed).then_some(error)
}

/// Tells if a quantifier of the pattern repeats `^` or `$`, which nobody can have meant.
pub(crate) fn repeats_anchor(pattern: &NumberPattern) -> bool {
    let is_repeated_anchor = |node: &Node| {
        let Node::Repeat { node, .. } = node else {
            return false;
        };
        matches!(**node, Node::Start | Node::End)
    };
    read(pattern).is_ok_and(|node| node.any(&is_repeated_anchor))
}
