//! Trunks of two lists that are the same.

use super::Trunk;
use crate::TrunkFqdn;

/// The trunk of that name. Upper and lower case are told apart only where both are there.
pub(crate) fn find<'t>(trunks: &'t [Trunk], fqdn: &TrunkFqdn) -> Option<&'t Trunk> {
    position(trunks, fqdn).map(|index| &trunks[index])
}

/// The index of the trunk of that name.
pub(crate) fn position(trunks: &[Trunk], fqdn: &TrunkFqdn) -> Option<usize> {
    let exact = trunks
        .iter()
        .position(|it| it.fqdn().as_str() == fqdn.as_str());
    exact.or_else(|| trunks.iter().position(|it| it.fqdn() == fqdn))
}

/// For each trunk of `some`, the index of the same one in `others`: the one of that spelling, or else
/// one of that name that no other takes.
pub(crate) fn partners(some: &[Trunk], others: &[Trunk]) -> Vec<Option<usize>> {
    let mut is_taken = vec![false; others.len()];
    let mut take = |same: &dyn Fn(&TrunkFqdn) -> bool| {
        let mut free = others.iter().zip(&mut is_taken).enumerate();
        free.find_map(|(index, (other, taken))| {
            let found = !*taken && same(other.fqdn());
            *taken |= found;
            found.then_some(index)
        })
    };
    let exact: Vec<_> = some
        .iter()
        .map(|trunk| take(&|it| it.as_str() == trunk.fqdn().as_str()))
        .collect();
    let pairs = some.iter().zip(exact);
    pairs
        .map(|(trunk, exact)| exact.or_else(|| take(&|it| it == trunk.fqdn())))
        .collect()
}

/// The indices of the trunks that nobody in `partners` takes.
pub(crate) fn left_over(partners: &[Option<usize>], count: usize) -> impl Iterator<Item = usize> {
    (0..count).filter(|index| !partners.contains(&Some(*index)))
}

#[cfg(test)]
mod tests {
    use super::{find, left_over, partners};
    use crate::{SipPort, Trunk};

    fn trunks(names: &[&str]) -> Vec<Trunk> {
        let trunk = |name: &&str| Trunk::new(name.parse().unwrap(), SipPort::TLS);
        names.iter().map(trunk).collect()
    }

    #[test]
    fn the_spelling_decides_where_there_are_two() {
        let both = trunks(&["SBC1.contoso.com", "sbc1.contoso.com"]);
        let lower = trunks(&["sbc1.contoso.com", "other.contoso.com"]);
        assert_eq!(partners(&lower, &both), [Some(1), None]);
        assert_eq!(partners(&both, &lower), [None, Some(0)]);
        assert_eq!(partners(&both, &both), [Some(0), Some(1)]);
        assert_eq!(left_over(&[Some(1), None], 2).collect::<Vec<_>>(), [0]);
        let found = find(&both, &"sbc1.contoso.com".parse().unwrap()).unwrap();
        assert_eq!(found.fqdn().as_str(), "sbc1.contoso.com");
    }

    #[test]
    fn letter_case_does_not_tell_trunks_apart() {
        let upper = trunks(&["SBC1.contoso.com"]);
        assert_eq!(partners(&upper, &trunks(&["sbc1.contoso.com"])), [Some(0)]);
        assert!(find(&upper, &"sbc1.contoso.com".parse().unwrap()).is_some());
    }
}
