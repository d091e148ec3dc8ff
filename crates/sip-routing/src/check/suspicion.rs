//! Patterns that likely mean something else than was meant, each with a number that shows it.

use super::{
    Finding, Problem, Slip,
    notation::{Found, slips},
    numbering::{E164, EMERGENCY, ORDINARY, OTHER_SHORT, PLUS, SHORT_NUMBER, country_of},
    structure::place,
};
use crate::{
    DialledNumber, NumberPattern, SipConfiguration,
    pattern::{CompiledPattern, Effort, Variants, explore, repeats_anchor},
};

/// The places of the questions that are asked of each pattern.
const AS_IS: usize = 0;
const FROM_START: usize = 1;
const TO_END: usize = 2;
const EVEN: usize = 3;
const WITH_PLUS: usize = 4;
const WITHIN_E164: usize = 5;
const SHORT: usize = 6;
const LONG: usize = 7;

/// The most slips of a pattern that are looked at, each of which takes some time.
const MAX_SLIPS: usize = 5;

/// Sets of questions that numbers meet, each with the shortest such number.
struct Answers(Vec<(Vec<usize>, DialledNumber)>);

impl Answers {
    /// Asks everything of all numbers, or nothing where that would take too long.
    fn of(questions: &[Option<&CompiledPattern>], effort: Effort) -> Option<Self> {
        let mut sets = Vec::new();
        let complete = explore(questions.iter().copied(), effort, |met, number| {
            sets.push((met.to_vec(), number));
        });
        complete.then_some(Self(sets))
    }

    /// The shortest number that meets all of `with` and nothing of `without`.
    fn number(&self, with: &[usize], without: &[usize]) -> Option<&DialledNumber> {
        let mut sets = self.0.iter();
        let found = sets.find(|(met, _)| {
            with.iter().all(|it| met.contains(it)) && !without.iter().any(|it| met.contains(it))
        });
        found.map(|(_, number)| number)
    }
}

/// The questions that are the same for all patterns.
struct Questions {
    fixed: Vec<CompiledPattern>,
    effort: Effort,
}

impl Questions {
    fn new(patterns: usize) -> Self {
        let fixed = [PLUS, E164, SHORT_NUMBER, ORDINARY];
        Self {
            fixed: fixed.into_iter().filter_map(compiled).collect(),
            effort: Effort::WHOLE.for_each_of(patterns),
        }
    }

    fn ask(&self, variants: &Variants) -> Option<Answers> {
        let mut questions = vec![
            Some(&variants.as_is),
            variants.from_start.as_ref(),
            variants.to_end.as_ref(),
            variants.even.as_ref(),
        ];
        questions.extend(self.fixed.iter().map(Some));
        Answers::of(&questions, self.effort)
    }
}

fn compiled(pattern: &str) -> Option<CompiledPattern> {
    let pattern = NumberPattern::from_service(pattern.to_owned());
    CompiledPattern::new(&pattern).ok()
}

/// Finds suspicious patterns.
pub(super) fn suspicions(configuration: &SipConfiguration) -> Vec<Finding> {
    let routes = &configuration.routes;
    let questions = Questions::new(routes.len());
    let mut findings = Vec::new();
    let mut without_plus = Vec::new();
    let mut need_plus = 0;
    for (index, route) in routes.iter().enumerate() {
        let pattern = route.number_pattern();
        let Some(variants) = Variants::of(pattern) else {
            continue;
        };
        let Some(answers) = questions.ask(&variants) else {
            continue;
        };
        let mut found = |problem| findings.push(Finding::new(place(index, route), problem));
        let anchors = about_anchors(&variants, &answers, questions.effort);
        let is_for_help = matches!(anchors, Some(Problem::EmergencyAndMore { .. }));
        anchors.into_iter().for_each(&mut found);
        about_lengths(&variants, &answers, questions.effort)
            .into_iter()
            .for_each(&mut found);
        about_notation(pattern, &variants, questions.effort)
            .into_iter()
            .for_each(&mut found);
        if is_for_help || repeats_anchor(pattern) {
            continue;
        }
        if answers.number(&[AS_IS, WITH_PLUS], &[]).is_none() {
            let ordinary = answers.number(&[AS_IS, LONG], &[]);
            without_plus.extend(ordinary.map(|number| (index, number.clone())));
        } else if answers.number(&[AS_IS], &[WITH_PLUS]).is_none() {
            need_plus += 1;
        }
    }
    if need_plus >= without_plus.len() {
        findings.extend(without_plus.into_iter().map(|(index, number)| {
            Finding::new(place(index, &routes[index]), Problem::NoPlus { number })
        }));
    }
    findings
}

/// Tells if the pattern fits emergency numbers, and no other number of three digits.
fn is_for_help(pattern: &CompiledPattern, effort: Effort) -> bool {
    let (for_help, other) = (compiled(EMERGENCY), compiled(OTHER_SHORT));
    let questions = [Some(pattern), for_help.as_ref(), other.as_ref()];
    Answers::of(&questions, effort).is_some_and(|answers| {
        answers.number(&[0, 1], &[]).is_some() && answers.number(&[0, 2], &[]).is_none()
    })
}

/// Consequences of a missing anchor. One cause is told once.
fn about_anchors(variants: &Variants, answers: &Answers, effort: Effort) -> Option<Problem> {
    let number = |with: &[usize], without: &[usize]| answers.number(with, without).cloned();
    if answers.number(&[AS_IS, SHORT], &[]).is_some()
        && let Some(number) = number(&[AS_IS, LONG], &[])
        && is_for_help(&variants.as_is, effort)
    {
        return Some(Problem::EmergencyAndMore { number });
    }
    if variants.even.is_some()
        && let Some(number) = number(&[AS_IS], &[EVEN])
    {
        return Some(Problem::UnevenAnchors { number });
    }
    if variants.from_start.is_some()
        && let Some(number) = number(&[AS_IS], &[FROM_START])
    {
        return Some(Problem::FitsWithin { number });
    }
    variants.to_end.as_ref()?;
    let number = number(&[AS_IS], &[TO_END])?;
    Some(Problem::FitsLonger { number })
}

/// Lengths that numbers with a plus sign do not have.
fn about_lengths(variants: &Variants, answers: &Answers, effort: Effort) -> Option<Problem> {
    let number = answers.number(&[AS_IS, WITH_PLUS], &[])?;
    if answers.number(&[AS_IS, WITHIN_E164], &[]).is_none() {
        let number = number.clone();
        return Some(Problem::OutsideE164 { number });
    }
    let country = country_of(number.as_str().trim_start_matches('+'))?;
    let (min, max) = country.digits;
    let of_country = compiled(&format!(r"^\+{}", country.code))?;
    let as_long = compiled(&format!(r"^\+{}\d{{{min},{max}}}$", country.code))?;
    let plus = compiled(PLUS)?;
    let questions = [&variants.as_is, &plus, &of_country, &as_long].map(Some);
    let answers = Answers::of(&questions, effort)?;
    let others = answers.number(&[0, 1], &[2]).is_some();
    let right = answers.number(&[0, 3], &[]).is_some();
    (!others && !right).then(|| Problem::OutsideCountry {
        code: country.code,
        digits: country.digits,
        number: number.clone(),
    })
}

/// The notation of other systems, in patterns that fit some number.
fn about_notation(pattern: &NumberPattern, variants: &Variants, effort: Effort) -> Vec<Problem> {
    let found = slips(pattern.as_str()).into_iter().take(MAX_SLIPS);
    let problems = found.filter_map(|found| {
        let meant = compiled(&found.mended(pattern.as_str()));
        let questions = [Some(&variants.as_is), meant.as_ref()];
        let answers = Answers::of(&questions, effort)?;
        let fits = answers.number(&[0], &[])?;
        let differs = answers.number(&[0], &[1]).or(answers.number(&[1], &[0]));
        Some(Problem::OtherNotation {
            number: differs.unwrap_or(fits).clone(),
            slip: Slip {
                harmless: differs.is_none(),
                ..found.slip
            },
        })
    });
    problems.collect()
}

/// The likely reason why a pattern fits no number: the slip without which it would fit one, or else
/// the first that no number can get past.
pub(super) fn slip_of_never(pattern: &NumberPattern) -> Option<Slip> {
    let found = slips(pattern.as_str());
    let fits = |found: &&Found| {
        let meant = compiled(&found.mended(pattern.as_str()));
        let answers = Answers::of(&[meant.as_ref()], Effort::WHOLE);
        answers.is_some_and(|answers| answers.number(&[0], &[]).is_some())
    };
    let blocks = |found: &&Found| found.blocks();
    let mut first = found.iter().take(MAX_SLIPS);
    let cause = first.find(fits).or_else(|| found.iter().find(blocks));
    cause.map(|found| found.slip.clone())
}
