//! Values that are checked when they are made, so that whatever is made of them can be sent.

mod area_code;
mod country_code;
mod locale;
mod phone_number_prefix;
mod redacted;
mod reservation_id;
mod service_id;
mod text;
mod whole_number;

pub use area_code::AreaCode;
pub use country_code::CountryCode;
pub use locale::Locale;
pub use phone_number_prefix::PhoneNumberPrefix;
pub use redacted::{FormattedNumber, PhoneNumberId, ResourceLocation};
pub use reservation_id::ReservationId;
pub use service_id::{OperationId, SearchId};
pub(crate) use text::check_free_text;
pub use whole_number::{PageSize, Quantity, Skip};
