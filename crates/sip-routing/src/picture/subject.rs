//! The things that a picture shows, in their order.

use std::collections::{HashMap, HashSet};

use super::RerouteLine;
use crate::{
    Diff, Finding, Place, Plan, Route, RouteChange, SipConfiguration, Trunk, TrunkFqdn,
    trunk::{left_over, partners},
};

/// The words for a route without trunks, and for one that only has trunks that are switched off.
pub(super) const NO_TRUNK: &str = "no trunk";
pub(super) const ALL_OFF: &str = "all trunks are switched off";

/// The things that a picture shows.
pub(super) struct Subject<'p> {
    pub(super) title: String,
    pub(super) caption: String,
    pub(super) is_change: bool,
    pub(super) routes: Vec<RouteRow<'p>>,
    pub(super) trunks: Vec<TrunkRow<'p>>,
    pub(super) before: Side<'p>,
    pub(super) after: Side<'p>,
    /// The index of each trunk of both sides, which gives it its colour.
    pub(super) colours: HashMap<&'p TrunkFqdn, usize>,
    pub(super) reroutes: Option<Vec<RerouteLine>>,
    findings: Vec<Finding>,
}

/// The trunks of a configuration, and which of them are switched off.
#[derive(Default)]
pub(super) struct Side<'p> {
    pub(super) known: HashSet<&'p TrunkFqdn>,
    pub(super) off: HashSet<&'p TrunkFqdn>,
}

/// The fate of a trunk or a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Same,
    Added,
    Removed,
    Changed,
    Moved,
}

/// A route and what becomes of it.
pub(super) struct RouteRow<'p> {
    pub(super) mark: Mark,
    pub(super) route: &'p Route,
    /// Its index; for a route that goes, the one before.
    pub(super) index: usize,
    /// Its index before, if its place among the others changes.
    pub(super) was: Option<usize>,
    /// The route as it was, if it changes.
    pub(super) before: Option<&'p Route>,
}

/// A trunk and what becomes of it.
pub(super) struct TrunkRow<'p> {
    pub(super) mark: Mark,
    pub(super) trunk: &'p Trunk,
    /// The trunk as it was, if it changes.
    pub(super) before: Option<&'p Trunk>,
    /// The number of routes that use it.
    pub(super) uses: usize,
}

impl<'p> Side<'p> {
    fn of(configuration: &'p SipConfiguration) -> Self {
        Self {
            known: configuration.trunks.iter().map(Trunk::fqdn).collect(),
            off: configuration.trunks_off(),
        }
    }

    /// Tells if a route has trunks and all of them are switched off.
    pub(super) fn has_only_trunks_off(&self, route: &Route) -> bool {
        let mut trunks = route.trunks().iter();
        !route.trunks().is_empty() && trunks.all(|fqdn| self.off.contains(fqdn))
    }
}

impl<'p> Subject<'p> {
    pub(super) fn of_configuration(
        configuration: &'p SipConfiguration,
        findings: Vec<Finding>,
        caption: String,
    ) -> Self {
        let routes = configuration.routes.iter().enumerate();
        let routes = routes.map(|(index, route)| RouteRow::same(index, route));
        let uses = uses(configuration);
        let trunks = configuration.trunks.iter();
        let trunks = trunks.map(|trunk| TrunkRow::new(Mark::Same, trunk, None, &uses));
        let title = format!(
            "{} over {}",
            counted(configuration.routes.len(), "route"),
            counted(configuration.trunks.len(), "trunk")
        );
        Self {
            title,
            caption,
            is_change: false,
            routes: routes.collect(),
            trunks: trunks.collect(),
            before: Side::default(),
            after: Side::of(configuration),
            colours: colours(configuration.trunks.iter()),
            reroutes: None,
            findings,
        }
    }

    pub(super) fn of_plan(
        plan: &'p Plan,
        findings: Vec<Finding>,
        caption: String,
        reroutes: Option<Vec<RerouteLine>>,
    ) -> Self {
        let (before, after) = (plan.before(), plan.after());
        let routes = route_rows(before, after, &plan.diff());
        let trunks = trunk_rows(before, after);
        Self {
            title: title_of_change(&routes, &trunks),
            caption,
            is_change: true,
            routes,
            trunks,
            before: Side::of(before),
            after: Side::of(after),
            colours: colours(before.trunks.iter().chain(&after.trunks)),
            reroutes,
            findings,
        }
    }

    /// The findings about a route or a trunk of its list.
    pub(super) fn findings_of(&self, row: &RouteRow<'_>) -> impl Iterator<Item = &Finding> {
        let index = (row.mark != Mark::Removed).then_some(row.index);
        let findings = self.findings.iter();
        findings.filter(move |it| index.is_some() && it.place().route() == index)
    }

    /// The findings about trunks, and about a list as a whole.
    pub(super) fn other_findings(&self) -> impl Iterator<Item = &Finding> {
        let findings = self.findings.iter();
        findings.filter(|finding| finding.place().route().is_none())
    }

    /// The side of the plan that a row shows.
    pub(super) fn side_of(&self, row: &RouteRow<'_>) -> &Side<'p> {
        match row.mark {
            Mark::Removed => &self.before,
            Mark::Same | Mark::Added | Mark::Changed | Mark::Moved => &self.after,
        }
    }

    /// Tells for each row if it is shown. In the picture of a plan, those that stay as they are, are
    /// not near to a change and have no finding are left out.
    pub(super) fn shown(&self) -> Vec<bool> {
        const NEAR: usize = 2;
        const FEWEST_LEFT_OUT: usize = 3;
        let matters = |row: &RouteRow<'_>| {
            !self.is_change || row.mark != Mark::Same || self.findings_of(row).next().is_some()
        };
        let matters: Vec<_> = self.routes.iter().map(matters).collect();
        let near = |index: usize| {
            let last = matters.len().min(index + NEAR + 1);
            matters[index.saturating_sub(NEAR)..last].contains(&true)
        };
        let mut shown: Vec<_> = (0..matters.len()).map(near).collect();
        for run in shown.chunk_by_mut(|one, other| one == other) {
            if run.len() < FEWEST_LEFT_OUT {
                run.fill(true);
            }
        }
        shown
    }
}

impl<'p> RouteRow<'p> {
    fn same(index: usize, route: &'p Route) -> Self {
        Self {
            mark: Mark::Same,
            route,
            index,
            was: None,
            before: None,
        }
    }
}

impl<'p> TrunkRow<'p> {
    fn new(
        mark: Mark,
        trunk: &'p Trunk,
        before: Option<&'p Trunk>,
        uses: &HashMap<&TrunkFqdn, usize>,
    ) -> Self {
        let uses = uses.get(trunk.fqdn()).copied().unwrap_or_default();
        Self {
            mark,
            trunk,
            before,
            uses,
        }
    }
}

/// The routes after, and among them those that go, each behind the one that it followed.
fn route_rows<'p>(
    before: &'p SipConfiguration,
    after: &'p SipConfiguration,
    diff: &Diff,
) -> Vec<RouteRow<'p>> {
    let routes = after.routes.iter().enumerate();
    let mut rows: Vec<_> = routes
        .map(|(index, route)| RouteRow::same(index, route))
        .collect();
    let mut removed = Vec::new();
    for change in &diff.routes {
        match *change {
            RouteChange::Removed { index, .. } => removed.push(index),
            RouteChange::Added { index, .. } => rows[index].mark = Mark::Added,
            RouteChange::Moved { from, to, .. } => {
                rows[to].mark = Mark::Moved;
                rows[to].was = Some(from);
            }
            RouteChange::Changed {
                from, to, moved, ..
            } => {
                rows[to].mark = Mark::Changed;
                rows[to].was = moved.then_some(from);
                rows[to].before = Some(&before.routes[from]);
            }
        }
    }
    let mut stayed = before_indices(&rows, before.routes.len(), &removed);
    for index in removed {
        // Behind the last row that was in front of it and was not moved.
        let at = stayed
            .iter()
            .rposition(|it| it.is_some_and(|it| it < index));
        let at = at.map_or(0, |at| at + 1);
        let row = RouteRow::same(index, &before.routes[index]);
        let mark = Mark::Removed;
        rows.insert(at, RouteRow { mark, ..row });
        stayed.insert(at, Some(index));
    }
    rows
}

/// For each row the index before of its route, unless it is new or was moved.
fn before_indices(rows: &[RouteRow<'_>], count: usize, removed: &[usize]) -> Vec<Option<usize>> {
    let moved: HashSet<_> = rows.iter().filter_map(|row| row.was).collect();
    // Those that were not moved are in the same order before and after.
    let mut stayed = (0..count).filter(|index| !removed.contains(index) && !moved.contains(index));
    rows.iter()
        .map(|row| match (row.mark, row.was) {
            (Mark::Added, _) | (_, Some(_)) => None,
            _ => stayed.next(),
        })
        .collect()
}

/// The trunks after, then those that go.
fn trunk_rows<'p>(before: &'p SipConfiguration, after: &'p SipConfiguration) -> Vec<TrunkRow<'p>> {
    let (uses_before, uses_after) = (uses(before), uses(after));
    let partners_after = partners(&after.trunks, &before.trunks);
    let pairs = after.trunks.iter().zip(&partners_after);
    let stays = pairs.map(|(trunk, partner)| {
        let earlier = partner.map(|index| &before.trunks[index]);
        let (mark, changed) = match earlier {
            None => (Mark::Added, None),
            Some(earlier) if earlier.fulfils(trunk) => (Mark::Same, None),
            Some(earlier) => (Mark::Changed, Some(earlier)),
        };
        TrunkRow::new(mark, trunk, changed, &uses_after)
    });
    let goes = left_over(&partners_after, before.trunks.len());
    let goes =
        goes.map(|index| TrunkRow::new(Mark::Removed, &before.trunks[index], None, &uses_before));
    stays.chain(goes).collect()
}

fn uses(configuration: &SipConfiguration) -> HashMap<&TrunkFqdn, usize> {
    let mut uses = HashMap::new();
    for fqdn in configuration.routes.iter().flat_map(Route::trunks) {
        *uses.entry(fqdn).or_default() += 1;
    }
    uses
}

fn colours<'p>(trunks: impl Iterator<Item = &'p Trunk>) -> HashMap<&'p TrunkFqdn, usize> {
    let mut colours = HashMap::new();
    for trunk in trunks {
        let next = colours.len();
        colours.entry(trunk.fqdn()).or_insert(next);
    }
    colours
}

fn title_of_change(routes: &[RouteRow<'_>], trunks: &[TrunkRow<'_>]) -> String {
    let marks = routes.iter().map(|row| row.mark).collect::<Vec<_>>();
    let of_routes = changes("route", &marks);
    let marks = trunks.iter().map(|row| row.mark).collect::<Vec<_>>();
    let parts: Vec<_> = [of_routes, changes("trunk", &marks)]
        .into_iter()
        .flatten()
        .collect();
    if parts.is_empty() {
        return "Change of routing: nothing to do".to_owned();
    }
    format!("Change of routing: {}", parts.join("; "))
}

fn changes(what: &str, marks: &[Mark]) -> Option<String> {
    let counts = [
        (Mark::Added, "added"),
        (Mark::Removed, "removed"),
        (Mark::Changed, "changed"),
        (Mark::Moved, "moved"),
    ];
    let mut parts: Vec<String> = Vec::new();
    for (mark, how) in counts {
        let count = marks.iter().filter(|it| **it == mark).count();
        match count {
            0 => {}
            _ if parts.is_empty() => parts.push(format!("{} {how}", counted(count, what))),
            _ => parts.push(format!("{count} {how}")),
        }
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The problem of a finding, with the trunk where it is about one, and its code.
pub(super) fn finding_in_words(finding: &Finding) -> String {
    let problem = finding.problem();
    let (text, code) = (problem.to_string(), problem.code());
    match finding.place() {
        Place::RouteTrunk { fqdn, .. } => format!("{fqdn}: {text} ({code})"),
        Place::Route { .. } => format!("{text} ({code})"),
        place => format!("{place}: {text} ({code})"),
    }
}

pub(super) fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}
