//! The trunks of two changes together.

use super::{Change, Changes, Conflict};
use crate::{
    SipConfiguration, Trunk, TrunkChange,
    trunk::{left_over, partners},
};

/// The trunks after both changes, in the order of the other one, or nothing where they do not go
/// together. Then a conflict is added.
pub(super) fn merged(
    base: &SipConfiguration,
    own: &SipConfiguration,
    other: &SipConfiguration,
    changes: &mut Changes,
) -> Option<Vec<Trunk>> {
    let (base, own, other) = (&base.trunks, &own.trunks, &other.trunks);
    let (to_own, to_other) = (partners(base, own), partners(base, other));
    let conflicts = changes.conflicts.len();
    let mut merged: Vec<Option<Trunk>> = other.iter().cloned().map(Some).collect();
    let mut decide = |before: Option<&Trunk>, own: Option<&Trunk>, at: Option<usize>| {
        let there = at.map(|index| &other[index]);
        let change = TrunkChange::between(before, own);
        match (change, TrunkChange::between(before, there)) {
            (None, _) => {}
            (Some(_), Some(_)) if TrunkChange::between(own, there).is_none() => {}
            (Some(_), None) => match (own, at) {
                (Some(own), Some(at)) => {
                    merged[at] = Some(other[at].clone().updated_by(own.clone()));
                }
                (None, Some(at)) => merged[at] = None,
                (own, None) => merged.push(own.cloned()),
            },
            (Some(own), Some(other)) => changes.conflicts.push(Conflict {
                own: Change::Trunk(own),
                other: Change::Trunk(other),
            }),
        }
    };
    for ((before, at_own), at_other) in base.iter().zip(&to_own).zip(&to_other) {
        decide(Some(before), at_own.map(|index| &own[index]), *at_other);
    }
    let picked = |trunks: &[Trunk], places: &[usize]| -> Vec<_> {
        places.iter().map(|index| trunks[*index].clone()).collect()
    };
    let own_new: Vec<_> = left_over(&to_own, own.len()).collect();
    let other_new: Vec<_> = left_over(&to_other, other.len()).collect();
    let own_new = picked(own, &own_new);
    let same = partners(&own_new, &picked(other, &other_new));
    for (trunk, same) in own_new.iter().zip(same) {
        decide(None, Some(trunk), same.map(|index| other_new[index]));
    }
    (changes.conflicts.len() == conflicts).then(|| merged.into_iter().flatten().collect())
}
