//! The service that is emulated and the simulation of the client say the same of a number, though
//! they share no code: each has a reader of patterns and a matcher of its own.

use acs_sip_routing::{DialledNumber, Route, Simulator, SipConfiguration};
use fastrand::Rng;
use serde_json::json;

use super::{TrialError, matching_routes};

/// How many configurations each of the four tests judges, so that there are 10,000 in all, each with
/// a number of its own.
const CONFIGURATIONS: usize = 2_500;

#[test]
fn simulation_and_trial_agree_on_one_quarter() {
    check_agreement(1);
}

#[test]
fn simulation_and_trial_agree_on_another_quarter() {
    check_agreement(2);
}

#[test]
fn simulation_and_trial_agree_on_a_third_quarter() {
    check_agreement(3);
}

#[test]
fn simulation_and_trial_agree_on_the_last_quarter() {
    check_agreement(4);
}

fn check_agreement(seed: u64) {
    let mut rng = Rng::with_seed(seed);
    let (mut judged, mut open, mut matching, mut other) = (0, 0, 0, 0);
    while judged < CONFIGURATIONS {
        let patterns: Vec<_> = (0..rng.usize(1..=4)).map(|_| pattern(&mut rng)).collect();
        let number = number(&mut rng);
        let said = (simulated(&patterns, &number), tried(&patterns, &number));
        let (Some(simulated), Some(tried)) = said else {
            open += 1;
            continue;
        };
        assert_eq!(tried, simulated, "{patterns:?} {number}");
        judged += 1;
        matching += simulated.len();
        other += patterns.len() - simulated.len();
    }
    // Neither answer is rare, and little is left open.
    assert!(matching > 1_000 && other > 1_000, "{matching} to {other}");
    assert!(open < CONFIGURATIONS / 50, "{open}");
}

/// The routes that match by the client's simulation; nothing where it leaves one open.
fn simulated(patterns: &[String], number: &str) -> Option<Vec<String>> {
    let mut configuration = SipConfiguration::default();
    configuration.routes = (0..)
        .zip(patterns)
        .map(|(index, pattern)| Route::new(name(index).parse().unwrap(), pattern.parse().unwrap()))
        .collect();
    let simulator = Simulator::new(&configuration);
    let call = simulator.simulate(&DialledNumber::new(number).unwrap());
    let is_open = call.unjudged().next().is_some();
    let fitting = call.route().into_iter().chain(call.others());
    let names = fitting.map(|route| route.name().as_str().to_owned());
    (!is_open).then(|| names.collect())
}

/// The routes that match by the operation of the service; nothing where it has to give up.
fn tried(patterns: &[String], number: &str) -> Option<Vec<String>> {
    let routes: Vec<_> = (0..)
        .zip(patterns)
        .map(|(index, pattern)| json!({"name": name(index), "numberPattern": pattern}))
        .collect();
    let configuration = serde_json::from_value(json!({"routes": routes})).unwrap();
    match matching_routes(configuration, number) {
        Ok(matching) => Some(matching.into_iter().map(|it| it.name).collect()),
        Err(TrialError::Cost(_)) => None,
        Err(TrialError::Configuration(refusal)) => panic!("{refusal:?}: {patterns:?}"),
    }
}

fn name(index: usize) -> String {
    format!("route {index}")
}

/// Few digits, so that patterns often match.
fn number(rng: &mut Rng) -> String {
    let plus = if rng.u8(0..3) == 0 { "+" } else { "" };
    let digits = (0..rng.usize(1..=7)).map(|_| rng.choice(['1', '2', '3']).unwrap_or('1'));
    plus.chars().chain(digits).collect()
}

fn pattern(rng: &mut Rng) -> String {
    let mut writer = Writer {
        rng,
        numbered: 0,
        named: 0,
        references: Vec::new(),
    };
    let inner = writer.alternatives(2);
    let start = writer.any(&["^", "^", r"^\+?", r"\A", ""]);
    let end = writer.any(&["$", "$", r"\z", "", ""]);
    match writer.rng.u8(0..4) {
        0 => format!("{start}{inner}{end}"),
        _ => format!("{start}(?:{inner}){end}"),
    }
}

/// Writes patterns by the grammar of .NET.
struct Writer<'r> {
    rng: &'r mut Rng,
    /// How many groups have been opened, without a name and with one.
    numbered: usize,
    named: usize,
    /// How to refer to those that have been closed, and what to call them in a condition.
    references: Vec<(String, String)>,
}

impl Writer<'_> {
    fn any(&mut self, of: &[&'static str]) -> &'static str {
        self.rng.choice(of).copied().unwrap_or_default()
    }

    fn alternatives(&mut self, depth: usize) -> String {
        let branches: Vec<_> = (0..self.rng.usize(1..=3))
            .take(if depth == 0 { 1 } else { 3 })
            .map(|_| self.sequence(depth))
            .collect();
        branches.join("|")
    }

    fn sequence(&mut self, depth: usize) -> String {
        (0..self.rng.usize(1..=3))
            .map(|_| self.part(depth))
            .collect()
    }

    fn part(&mut self, depth: usize) -> String {
        let (atom, quantifier) = match self.rng.u8(0..15) {
            0..=3 => (
                self.any(&["1", "2", "3", r"\+", r"\x31", "12"]).to_owned(),
                true,
            ),
            4..=6 => {
                let classes = [
                    r"\d",
                    ".",
                    "[12]",
                    "[^1]",
                    "[1-9-[2]]",
                    r"[\d+]",
                    r"\D",
                    r"\w",
                ];
                (self.any(&classes).to_owned(), true)
            }
            7 => (self.any(&["^", "$", r"\b", r"\B", r"\Z"]).to_owned(), false),
            8 if !self.references.is_empty() => {
                let at = self.rng.usize(0..self.references.len());
                let (reference, name) = self.references[at].clone();
                if depth > 0 && self.rng.u8(0..3) == 0 {
                    let (yes, no) = (self.sequence(depth - 1), self.sequence(depth - 1));
                    (format!("(?({name}){yes}|{no})"), true)
                } else {
                    (reference, true)
                }
            }
            9 if depth > 0 => {
                let look = self.any(&["(?=", "(?!", "(?=", "(?!", "(?<=", "(?<!"]);
                let inner = if look.starts_with("(?<") {
                    self.any(&["1", "12", "[23]", r"\d\d", "^", "1|2", r"\+1?"])
                        .to_owned()
                } else {
                    self.alternatives(depth - 1)
                };
                (format!("{look}{inner})"), false)
            }
            10 if depth > 0 => (format!("(?>{})", self.alternatives(depth - 1)), false),
            11 | 12 if depth > 0 => (self.group(depth - 1), true),
            13 if depth > 0 => (format!("(?:{})", self.alternatives(depth - 1)), true),
            _ => (self.any(&["1", "2", "[13]"]).to_owned(), true),
        };
        if quantifier {
            format!("{atom}{}", self.quantifier(&atom))
        } else {
            atom
        }
    }

    fn group(&mut self, depth: usize) -> String {
        if self.rng.bool() {
            self.numbered += 1;
            let number = self.numbered;
            let group = format!("({})", self.alternatives(depth));
            self.references
                .push((format!(r"(?:\{number})"), number.to_string()));
            group
        } else {
            self.named += 1;
            let name = format!("n{}", self.named);
            let group = format!("(?<{name}>{})", self.alternatives(depth));
            self.references.push((format!(r"\k<{name}>"), name));
            group
        }
    }

    /// Versions of .NET differ over a lazy repetition of what may match nothing.
    fn quantifier(&mut self, atom: &str) -> &'static str {
        let is_single = matches!(atom.len(), 1 | 2) || atom.starts_with('[');
        let lazy = is_single && self.rng.u8(0..4) == 0;
        if lazy {
            self.any(&["*?", "+?", "??", "{2}?", "{1,2}?", "{2,}?"])
        } else {
            self.any(&["", "", "", "", "*", "+", "?", "{2}", "{1,3}", "{2,}"])
        }
    }
}
