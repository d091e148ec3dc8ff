//! One pattern, ready for matching.

use super::{PatternError, TooCostly, compiled::CompiledPattern, table::PatternTable};
use crate::{DialledNumber, NumberPattern, pattern::Verdict};

/// A [`NumberPattern`], ready to be matched against dialled numbers as the service does it.
///
/// [`NumberPattern::matcher`] makes one. It is for a single pattern; [`Simulator`](crate::Simulator)
/// matches those of all routes at once.
///
/// # What is understood
///
/// The syntax of .NET without options, down to its oddities, as far as it can matter for a number:
/// quantifiers greedy and lazy, classes with subtraction, anchors, word boundaries, groups with
/// and without names, alternatives, backreferences, lookahead and lookbehind, atomic groups,
/// conditions, inline options and comments. As in .NET, a pattern matches if it does so anywhere
/// in the number.
///
/// A [`DialledNumber`] consists of digits and a plus sign, and that settles much: `$`, `\z` and
/// `\Z` are the same, and so are `\d`, `\w` and `[0-9]`, and letters match nothing, in upper or
/// lower case.
///
/// # Where .NET and the engines differ
///
/// Patterns are read by the rules of .NET and then handed on, in what they mean, to `regex-automata`
/// or, where that cannot decide them, to `fancy-regex`. As they stand, these would read them
/// otherwise:
///
/// | pattern | in .NET, and so here | to the engine |
/// |---|---|---|
/// | `1{,3}` | text, which no number has | up to three times |
/// | `1++`, `1{2}+` | malformed | possessive |
/// | `(?=1)*2` | an assertion may be repeated | refused |
/// | `[1-9-[5]]` | takes 5 out | adds 5 |
/// | `[1-9&&5]`, `[0-9~~5]` | characters like others | intersection, difference |
/// | `[[:digit:]]` | without meaning; unsupported | a digit |
/// | `\x{31}`, `\u{31}` | malformed; `\x31` and `\u0031` are right | a character |
/// | `\061`, `\61`, `[\61]`, `(1)\10` | octal, unless there are as many groups | refused |
/// | `\cA` | a control character | refused |
/// | `\h`, `\N`, `\K`, `\R` | malformed | a class, a start, a line break |
/// | `\_` | malformed, like all letters without a meaning | the character |
/// | `\pN` | malformed; `\p{N}` is right | a category |
/// | `\p{IsBasicLatin}` | a block | refused |
/// | `(1)\<1>`, `\<1` | a backreference; text where it is none | a word boundary |
/// | `(?P<n>1)` | malformed; `(?<n>1)` and `(?'n'1)` are right | a named group |
/// | `(?<7>1)\7` | a group with a number of its own | refused |
/// | `(?<n>1)(2)\1` | groups without a name come first: `\1` is `2` | `\1` is `1` |
/// | `(?<n>1)\|(?<n>2)\k<n>` | one group in two places; unsupported | two groups |
/// | `(?n)`, `(?+i)` | options | refused |
/// | `(?U)`, `(?R)`, `(?~1)`, `\g<1>`, `(*FAIL)` | malformed | options and constructs |
/// | `(?(?=1)1\|2)` | a condition | refused |
/// | `(1)?(?(1)2)` | versions differ; unsupported; end it with a bar | a condition |
/// | `(?<a-b>1)` | a balancing group; unsupported | a group of that name |
/// | `(?<=(1)\1)2` | from right to left; unsupported | from left to right |
/// | `(?:1?)*?2` | versions differ; unsupported | a lazy repetition |
/// | `😀?1` | half of a character may be missing | all of it |
///
/// Since a number has nothing but digits and a plus sign, it makes no difference that `$` and `\Z`
/// match before a last line break in .NET, that `\d`, `\w` and `\b` know the digits of all scripts
/// there, and what `(?i)`, `(?m)` and `(?s)` say. `^+` and the like repeat the anchor in both:
/// `^+[1-9][0-9]{3,23}$`, which the service takes, asks for no plus sign.
///
/// # What is refused
///
/// What .NET refuses is [`Malformed`](crate::PatternErrorKind::Malformed). What cannot be carried
/// over for certain is [`Unsupported`](crate::PatternErrorKind::Unsupported): besides what the table
/// has, a lookbehind with an atomic group or a condition, a group that refers to itself, references
/// to group 0, `x-\-` in a class, blocks of Unicode other than `IsBasicLatin`, and nesting deeper
/// than 100. Such a pattern can be sent all the same: the service is the judge.
///
/// # How long it takes
///
/// Most patterns are decided by a finite automaton, in a time proportional to the length of the
/// number, however the pattern is written. The others, with a backreference or with lookaround or
/// atomic groups in their midst, are tried out in a bounded number of steps; then it is
/// [`TooCostly`]. A pattern whose repetitions, written out, come to more than 4,000 parts is
/// [`TooLarge`](crate::PatternErrorKind::TooLarge).
///
/// ```
/// use acs_sip_routing::{DialledNumber, NumberPattern};
///
/// let pattern: NumberPattern = r"^\+1(?!900)\d{10}$".parse()?;
/// let matcher = pattern.matcher()?;
/// assert!(matcher.matches(&DialledNumber::new("+14255550100")?)?);
/// assert!(!matcher.matches(&DialledNumber::new("+19005550100")?)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct NumberMatcher(PatternTable);

impl NumberMatcher {
    fn new(pattern: &NumberPattern) -> Result<Self, PatternError> {
        let table = PatternTable::of(vec![Ok(CompiledPattern::new(pattern)?)]);
        match table.patterns() {
            [Err(error)] => Err(error.clone()),
            _ => Ok(Self(table)),
        }
    }

    /// Returns true if the pattern matches the number.
    ///
    /// # Errors
    /// Finding out took more steps than are allowed.
    pub fn matches(&self, number: &DialledNumber) -> Result<bool, TooCostly> {
        match self.0.verdicts(number).first() {
            Some((_, Verdict::TooCostly(costly))) => Err(*costly),
            Some((_, Verdict::Matches)) => Ok(true),
            Some((_, Verdict::Unreadable(_))) | None => Ok(false),
        }
    }
}

impl NumberPattern {
    /// Makes the pattern ready for matching, so that routing can be tried out without a call.
    ///
    /// # Errors
    /// The pattern is malformed, or cannot be matched here. The error says which, where and why.
    pub fn matcher(&self) -> Result<NumberMatcher, PatternError> {
        NumberMatcher::new(self)
    }
}
