//! The routes of two changes together, in an order that both agree with.

use super::{Change, Changes};
use crate::{
    Route, RouteChange, SipConfiguration,
    pattern::{CompiledPattern, Effort, explore},
    plan::matching::pairs,
};

/// The routes after both changes, or nothing where they do not go together. Then a conflict is added.
pub(super) fn merged(
    base: &SipConfiguration,
    own: &SipConfiguration,
    other: &SipConfiguration,
    changes: &mut Changes,
) -> Option<Vec<Route>> {
    let (own, other) = (
        Side::new(&base.routes, &own.routes),
        Side::new(&base.routes, &other.routes),
    );
    let stays = contents(&base.routes, &own, &other, changes)?;
    let (own, other) = (own.entries(&stays), other.entries(&stays));
    let (own_order, other_order) = (order(&own), order(&other));
    let merged = if own_order == other_order || own_order.is_sorted() {
        inserted(other, &own, false).map_err(|new| changes.clash(&adds(&new), &reorders(&new)))
    } else if other_order.is_sorted() {
        inserted(own, &other, true).map_err(|new| changes.clash(&reorders(&new), &adds(&new)))
    } else {
        changes.clash(&Change::moves, &Change::moves);
        return None;
    };
    Some(merged.ok()?.into_iter().map(|entry| entry.route).collect())
}

/// The tests for changes that decide about the place of a new route.
fn adds(new: &Route) -> impl Fn(&Change) -> bool {
    move |it| matches!(it, Change::Route(RouteChange::Added { route, .. }) if route == new)
}

fn reorders(new: &Route) -> impl Fn(&Change) -> bool {
    move |it| {
        let adds = matches!(it, Change::Route(RouteChange::Added { route, .. }) if route != new);
        it.moves() || adds
    }
}

/// A route after both changes.
struct Entry {
    /// Its index before, for one that was there.
    before: Option<usize>,
    route: Route,
}

/// The routes of one side, and which routes of before they are.
struct Side<'r> {
    routes: &'r [Route],
    of_before: Vec<Option<usize>>,
    to_before: Vec<Option<usize>>,
}

impl<'r> Side<'r> {
    fn new(before: &[Route], routes: &'r [Route]) -> Self {
        let mut side = Self {
            routes,
            of_before: vec![None; before.len()],
            to_before: vec![None; routes.len()],
        };
        for (from, to) in pairs(before, routes) {
            side.of_before[from] = Some(to);
            side.to_before[to] = Some(from);
        }
        side
    }

    fn of(&self, before: usize) -> Option<&'r Route> {
        self.of_before[before].map(|index| &self.routes[index])
    }

    /// The routes in their order here, without those of before that go.
    fn entries(&self, stays: &[Option<Route>]) -> Vec<Entry> {
        let routes = self.routes.iter().zip(&self.to_before);
        let entries = routes.filter_map(|(route, &before)| {
            let route = match before {
                Some(index) => stays[index].clone()?,
                None => route.clone(),
            };
            Some(Entry { before, route })
        });
        entries.collect()
    }
}

fn order(entries: &[Entry]) -> Vec<usize> {
    entries.iter().filter_map(|entry| entry.before).collect()
}

/// Each route of before after both changes, or nothing for one that goes.
fn contents(
    before: &[Route],
    own: &Side<'_>,
    other: &Side<'_>,
    changes: &mut Changes,
) -> Option<Vec<Option<Route>>> {
    let mut stays = Vec::with_capacity(before.len());
    let mut is_clear = true;
    for (index, route) in before.iter().enumerate() {
        let (own, other) = (own.of(index), other.of(index));
        if is_same(own, Some(route)) || is_same(own, other) {
            stays.push(other.cloned());
        } else if is_same(other, Some(route)) {
            stays.push(own.cloned());
        } else {
            let touches = |it: &Change| match it {
                Change::Route(
                    RouteChange::Changed { before, .. }
                    | RouteChange::Removed { route: before, .. },
                ) => before == route,
                _ => false,
            };
            changes.clash(&touches, &touches);
            is_clear = false;
        }
    }
    is_clear.then_some(stays)
}

fn is_same(some: Option<&Route>, other: Option<&Route>) -> bool {
    match (some, other) {
        (None, None) => true,
        (Some(some), Some(other)) => some.is_equivalent(other),
        _ => false,
    }
}

/// Puts the new routes of `guests` into `main`, each between the same routes as there, before or
/// after what is new in `main`.
///
/// # Errors
/// The new route for which there is no such place.
fn inserted(mut main: Vec<Entry>, guests: &[Entry], first: bool) -> Result<Vec<Entry>, Route> {
    for run in guests.chunk_by(|some, next| some.before.is_none() && next.before.is_none()) {
        let [
            Entry {
                before: None,
                route,
            },
            ..,
        ] = run
        else {
            continue;
        };
        let (previous, next) = around(guests, run);
        let start = previous.map_or(Some(0), |index| {
            let at = main.iter().position(|it| it.before == Some(index));
            at.map(|at| at + 1)
        });
        let start = start.ok_or_else(|| route.clone())?;
        let gap = main[start..].iter().take_while(|it| it.before.is_none());
        let end = start + gap.count();
        if main.get(end).and_then(|it| it.before) != next {
            return Err(route.clone());
        }
        let new = fitting(run, &main[start..end])?;
        let at = if first { start } else { end };
        main.splice(at..at, new);
    }
    Ok(main)
}

/// The routes of before that a run of new ones is between.
fn around(entries: &[Entry], run: &[Entry]) -> (Option<usize>, Option<usize>) {
    let is_first = |it: &Entry| it.route == run[0].route && it.before.is_none();
    let start = entries.iter().position(is_first).unwrap_or_default();
    let previous = start.checked_sub(1).and_then(|at| entries[at].before);
    let next = entries.get(start + run.len()).and_then(|it| it.before);
    (previous, next)
}

/// The new routes that `gap` does not have. None of them may compete for a number with one of those.
fn fitting(run: &[Entry], gap: &[Entry]) -> Result<Vec<Entry>, Route> {
    let is_there = |new: &&Entry| gap.iter().any(|it| it.route.is_equivalent(&new.route));
    let new: Vec<_> = run.iter().filter(|it| !is_there(it)).collect();
    let mut pairs = new
        .iter()
        .flat_map(|new| gap.iter().map(move |it| (new, it)));
    if let Some((new, _)) = pairs.find(|(new, it)| may_compete(&new.route, &it.route)) {
        return Err(new.route.clone());
    }
    let entry = |it: &&Entry| Entry {
        before: None,
        route: it.route.clone(),
    };
    Ok(new.iter().map(entry).collect())
}

/// Tells if some number may fit both routes, so that their order matters.
fn may_compete(some: &Route, other: &Route) -> bool {
    let read = |route: &Route| CompiledPattern::new(route.number_pattern()).ok();
    let (Some(some), Some(other)) = (read(some), read(other)) else {
        return true;
    };
    let mut both = false;
    let complete = explore(
        [Some(&some), Some(&other)].into_iter(),
        Effort::WHOLE,
        |met, _| {
            both |= met.len() == 2;
        },
    );
    both || !complete
}
