//! Whole numbers that the service keeps in 32 bits with a sign.

use std::fmt;

use acs_core::InvalidValue;

/// `i32::MAX`, the largest number that fits the service's fields.
const MAX: u32 = 2_147_483_647;

/// `value` as the wire has it, where it lies between `min` and [`MAX`].
fn checked(field: &'static str, value: u32, min: u32) -> Result<i32, InvalidValue> {
    match i32::try_from(value) {
        Ok(number) if value >= min => Ok(number),
        Ok(_) => Err(format!("is {value}")),
        // Not repeated: who mistakes a phone number for a count may find it here.
        Err(_) => Err("is too large".to_owned()),
    }
    .map_err(|problem| {
        let hint = format!("use a whole number from {min} to {MAX}");
        InvalidValue::new(field, problem).with_hint(hint)
    })
}

const fn is_within(min: u32, value: u32) -> bool {
    value >= min && value <= MAX
}

/// Makes a checked whole number with its conversions. The docs and the name come with it.
macro_rules! whole_number {
    ($(#[$doc:meta])* $name:ident, $field:literal, from $min:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i32);

        impl $name {
            #[doc = concat!("Takes a whole number from ", $min, " to 2147483647.")]
            pub fn new(value: u32) -> Result<Self, InvalidValue> {
                checked($field, value, $min).map(Self)
            }

            /// Takes a number that is known when the program is compiled. One that
            /// [`new`](Self::new) would refuse does not compile.
            pub const fn of<const VALUE: u32>() -> Self {
                const { assert!(is_within($min, VALUE), "the number is out of range") };
                Self(VALUE.cast_signed())
            }

            /// Returns the number.
            pub fn get(self) -> u32 {
                self.0.unsigned_abs()
            }

            /// The number as the wire has it.
            pub(crate) fn to_wire(self) -> i32 {
                self.0
            }
        }

        impl TryFrom<u32> for $name {
            type Error = InvalidValue;

            fn try_from(value: u32) -> Result<Self, Self::Error> {
                Self::new(value)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }
    };
}

whole_number!(
    /// Count of phone numbers that a search is to find: 1 to 2147483647, by default 1.
    ///
    /// The service may find and hold fewer. The service limits further what a
    /// subscription may hold at a time.
    ///
    /// ```
    /// use acs_phone_numbers::Quantity;
    ///
    /// assert_eq!(Quantity::new(5)?.get(), 5);
    /// assert!(Quantity::new(0).is_err());
    /// # Ok::<(), acs_phone_numbers::InvalidValue>(())
    /// ```
    Quantity, "quantity", from 1
);

impl Default for Quantity {
    fn default() -> Self {
        Self(1)
    }
}

whole_number!(
    /// Number of entries on one page of a list. The service's default is 100.
    ///
    /// It changes how often the service is asked, not what a list holds. 0 is refused, since
    /// pages without entries would never come to an end; the upper bound, 2147483647, is what
    /// the field holds. The service names no smaller one, but may send smaller pages than asked.
    ///
    /// ```
    /// use acs_phone_numbers::PageSize;
    ///
    /// assert_eq!(PageSize::new(20)?.get(), 20);
    /// assert!(PageSize::new(0).is_err());
    /// # Ok::<(), acs_phone_numbers::InvalidValue>(())
    /// ```
    PageSize, "page size", from 1
);

whole_number!(
    /// Number of entries to leave out at the beginning of a list. The default is none.
    ///
    /// ```
    /// use acs_phone_numbers::Skip;
    ///
    /// assert_eq!(Skip::new(40)?.get(), 40);
    /// # Ok::<(), acs_phone_numbers::InvalidValue>(())
    /// ```
    Skip, "skip", from 0
);

#[cfg(test)]
mod tests {
    use super::{MAX, PageSize, Quantity, Skip};

    #[test]
    fn takes_the_smallest_and_the_largest() {
        for value in [1, MAX] {
            assert_eq!(Quantity::new(value).unwrap().get(), value);
            assert_eq!(PageSize::new(value).unwrap().get(), value);
        }
        for value in [0, MAX] {
            assert_eq!(Skip::new(value).unwrap().get(), value);
        }
    }

    #[test]
    fn names_the_fault_and_the_limit() {
        let refused = Quantity::new(0).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "quantity is 0; use a whole number from 1 to 2147483647"
        );
        let refused = PageSize::new(0).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "page size is 0; use a whole number from 1 to 2147483647"
        );
        let refused = Skip::new(MAX + 1).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "skip is too large; use a whole number from 0 to 2147483647"
        );
        assert!(Quantity::new(MAX + 1).is_err());
        assert!(PageSize::new(u32::MAX).is_err());
    }

    #[test]
    fn one_number_is_searched_for_unless_said_otherwise() {
        assert_eq!(Quantity::default(), Quantity::new(1).unwrap());
    }
}
