//! Sets of the characters that a dialled number may have.

/// A set of the characters that a dialled number may have: ten digits and the plus sign.
///
/// That is all a character or a class of a pattern comes down to, since nothing else is ever
/// compared with it. Questions of letters, scripts and case have no part in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Symbols(u16);

/// The plus sign, then the digits: each the bit of its index. Sorted, as in ASCII.
const ALPHABET: [char; 11] = ['+', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

impl Symbols {
    pub(super) const NONE: Self = Self(0);
    pub(super) const PLUS: Self = Self(1);
    pub(super) const DIGITS: Self = Self(0b111_1111_1110);
    pub(super) const ALL: Self = Self(0b111_1111_1111);

    /// The characters from `first` to `last` that a number may have.
    pub(super) fn range(first: char, last: char) -> Self {
        let bits = (0..).zip(ALPHABET);
        let within = bits.filter(|(_, symbol)| (first..=last).contains(symbol));
        Self(within.fold(0, |set, (bit, _)| set | 1 << bit))
    }

    pub(super) fn of(symbol: char) -> Self {
        Self::range(symbol, symbol)
    }

    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(super) fn complement(self) -> Self {
        Self::ALL.without(self)
    }

    /// The members, plus first, then digits upwards.
    #[cfg(any(test, feature = "simulation"))]
    pub(super) fn iter(self) -> impl Iterator<Item = char> {
        let bits = (0..).zip(ALPHABET);
        bits.filter(move |&(bit, _)| self.0 & 1 << bit != 0)
            .map(|(_, symbol)| symbol)
    }
}

#[cfg(test)]
mod tests {
    use super::Symbols;

    fn text(symbols: Symbols) -> String {
        symbols.iter().collect()
    }

    #[test]
    fn only_what_a_number_may_have_is_kept() {
        assert_eq!(text(Symbols::range('\0', char::MAX)), "+0123456789");
        assert_eq!(text(Symbols::range('!', '4')), "+01234");
        assert_eq!(text(Symbols::range('a', 'z')), "");
        assert_eq!(text(Symbols::of('+')), "+");
        assert_eq!(Symbols::of('+'), Symbols::PLUS);
        assert_eq!(Symbols::range('0', '9'), Symbols::DIGITS);
    }

    #[test]
    fn are_combined_like_sets() {
        let low = Symbols::range('0', '4');
        assert_eq!(text(low.complement()), "+56789");
        assert_eq!(text(low.with(Symbols::PLUS)), "+01234");
        assert_eq!(
            text(Symbols::ALL.without(low).without(Symbols::PLUS)),
            "56789"
        );
        assert_eq!(Symbols::ALL.complement(), Symbols::NONE);
    }
}
