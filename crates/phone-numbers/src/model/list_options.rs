//! Options of lists.

use acs_core::PageContinuation;

use crate::{PageSize, Skip};

/// Makes the options of a list: what the list takes itself, and what every list takes.
macro_rules! list_options {
    (
        $(#[$doc:meta])*
        $name:ident { $($(#[$setter_doc:meta])* $setter:ident: $type:ident,)* }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Default)]
        #[must_use]
        pub struct $name {
            $(pub(crate) $setter: Option<$type>,)*
            pub(crate) page_size: Option<PageSize>,
            pub(crate) continue_from: Option<PageContinuation>,
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name))
                    $(.field(stringify!($setter), &shown!(self.$setter, $type)))*
                    .field("page_size", &self.page_size)
                    .field("continue_from", &self.continue_from)
                    .finish()
            }
        }

        impl $name {
            $(
                $(#[$setter_doc])*
                pub fn $setter(mut self, $setter: impl Into<$type>) -> Self {
                    self.$setter = Some($setter.into());
                    self
                }
            )*

            /// Sets the number of entries on one page. The service's default is 100.
            pub fn page_size(mut self, page_size: PageSize) -> Self {
                self.page_size = Some(page_size);
                self
            }

            /// Goes on where an earlier list stopped. The continuation knows what was asked
            /// then, so all other options are left out of account.
            pub fn continue_from(mut self, continuation: PageContinuation) -> Self {
                self.continue_from = Some(continuation);
                self
            }
        }
    };
}
pub(super) use list_options;

/// Gives an option as it may be printed.
macro_rules! shown {
    ($option:expr, String) => {
        $option.as_deref().map(acs_core::Shown)
    };
    ($option:expr, $type:ident) => {
        $option
    };
}
pub(super) use shown;

list_options!(
    /// Options of the list of purchased phone numbers.
    ///
    /// ```
    /// use acs_phone_numbers::{ListPurchasedPhoneNumbersOptions, PageSize};
    ///
    /// let options = ListPurchasedPhoneNumbersOptions::default().page_size(PageSize::of::<20>());
    /// # Ok::<(), acs_phone_numbers::InvalidValue>(())
    /// ```
    ListPurchasedPhoneNumbersOptions {
        /// Number of phone numbers to leave out at the beginning.
        skip: Skip,
    }
);

list_options!(
    /// Options of the list of reservations.
    ListReservationsOptions {}
);
