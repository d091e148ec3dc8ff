//! The ways of many calls.

use std::fmt;

use super::Simulation;
use crate::text::{NO_ROUTE, one_line};

/// The ways that calls to many numbers would take, one row each, in the order of the numbers.
///
/// [`Simulator::simulate_all`](crate::Simulator::simulate_all) makes it. `Display` writes it as a
/// table for people; it shows the numbers. Below the table it says what was never seen of the
/// service: a trunk with a question mark rests on an [assumption](Simulation::assumptions), and a
/// number that no route fits may still leave over the service's own telephony.
///
/// ```
/// use acs_sip_routing::{DialledNumber, Route, Simulator, SipConfiguration, SipPort, Trunk};
///
/// let trunk = Trunk::new("sbc1.contoso.com".parse()?, SipPort::TLS);
/// let germany = Route::new("Germany".parse()?, r"^\+49\d+$".parse()?)
///     .with_trunks([trunk.fqdn().clone()])?;
/// let simulator = Simulator::new(&SipConfiguration::new([trunk], [germany])?);
/// let numbers = [DialledNumber::new("+493055501")?, DialledNumber::new("911")?];
/// assert_eq!(
///     simulator.simulate_all(&numbers).to_string(),
///     "\
/// number      route       taken by          others
/// +493055501  1. Germany  sbc1.contoso.com
/// 911         none        no trunk
///
/// none: no route fits; the call may still leave over the service's own telephony
/// "
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct SimulationTable<'s> {
    rows: Vec<Simulation<'s>>,
}

impl<'s> SimulationTable<'s> {
    pub(super) fn new(rows: Vec<Simulation<'s>>) -> Self {
        Self { rows }
    }

    /// The rows, in the order of the numbers.
    pub fn rows(&self) -> &[Simulation<'s>] {
        &self.rows
    }
}

impl SimulationTable<'_> {
    /// Notes about what the rows leave open.
    fn notes(&self) -> Vec<String> {
        let without_route = self.rows.iter().any(|row| row.index().is_none());
        let mut notes = Vec::from_iter(without_route.then(|| format!("none: {NO_ROUTE}")));
        for assumption in self.rows.iter().flat_map(Simulation::assumptions) {
            let note = format!("?: never seen of the service: {assumption}");
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        notes
    }
}

impl<'s> IntoIterator for SimulationTable<'s> {
    type Item = Simulation<'s>;
    type IntoIter = std::vec::IntoIter<Simulation<'s>>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.into_iter()
    }
}

const TITLES: [&str; 4] = ["number", "route", "taken by", "others"];

impl fmt::Display for SimulationTable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let titles = TITLES.map(str::to_owned);
        let rows: Vec<_> = [titles]
            .into_iter()
            .chain(self.rows.iter().map(cells))
            .collect();
        let mut widths = [0; 4];
        for row in &rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.chars().count().max(*width);
            }
        }
        for row in &rows {
            let padded = row.iter().zip(widths);
            let line: Vec<_> = padded
                .map(|(cell, width)| format!("{cell:width$}"))
                .collect();
            writeln!(f, "{}", line.join("  ").trim_end())?;
        }
        let notes = self.notes();
        if !notes.is_empty() {
            writeln!(f)?;
        }
        notes.iter().try_for_each(|note| writeln!(f, "{note}"))
    }
}

fn cells(call: &Simulation<'_>) -> [String; 4] {
    let indices = call.fitting.iter().skip(1);
    let others: Vec<_> = indices.map(|index| format!("{}.", index + 1)).collect();
    let mut route = match (call.index(), call.route()) {
        (Some(index), Some(route)) => format!("{}. {}", index + 1, route.name()),
        _ => "none".to_owned(),
    };
    if !call.is_certain() {
        let open = call
            .unjudged
            .iter()
            .map(|(index, _)| format!("{}.", index + 1));
        route = format!("{route}, unless {}", open.collect::<Vec<_>>().join(" "));
    }
    let taken_by = call.taken_by();
    let mut taken_by = taken_by
        .map_or("no trunk", |attempt| attempt.trunk().as_str())
        .to_owned();
    if !call.assumptions().is_empty() {
        taken_by.push('?');
    }
    [
        call.number.to_string(),
        one_line(&route),
        taken_by,
        others.join(" "),
    ]
}
