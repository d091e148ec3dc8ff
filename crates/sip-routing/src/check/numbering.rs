//! Facts about the numbers of the public telephone network.

/// Numbers by which help is called, in one country or another, without an area code.
pub(super) const EMERGENCY: &str =
    "^(?:000|100|101|102|108|110|111|112|113|115|117|118|119|122|123|190|191|192|193|911|998|999)$";

/// Three digits that are none of them.
pub(super) const OTHER_SHORT: &str = "^(?!000|100|101|102|108|110|111|112|113|115|117|118|119|122|123|190|191|192|193|911|998|999)\\d{3}$";

/// Numbers as long as those by which help is called.
pub(super) const SHORT_NUMBER: &str = r"^\d{3}$";

/// Numbers as long as those of subscribers.
pub(super) const ORDINARY: &str = r"^\+?\d{7,15}$";

/// Numbers with a plus sign.
pub(super) const PLUS: &str = r"^\+";

/// Numbers of the public network. The shortest ones are those of small islands.
pub(super) const E164: &str = r"^\+[1-9]\d{6,14}$";

/// A country code, and the fewest and the most digits that follow it.
pub(super) struct Country {
    pub(super) code: &'static str,
    pub(super) digits: (u8, u8),
}

/// Countries whose numbers are all about as long, so that another length is a slip. If lengths
/// vary widely, as in Germany and Austria, nothing is said.
pub(super) const COUNTRIES: &[Country] = &[
    country("1", 10, 10),
    country("7", 10, 10),
    country("27", 9, 9),
    country("30", 10, 10),
    country("32", 8, 9),
    country("33", 9, 9),
    country("34", 9, 9),
    country("351", 9, 9),
    country("353", 7, 9),
    country("41", 9, 9),
    country("420", 9, 9),
    country("421", 9, 9),
    country("44", 7, 10),
    country("45", 8, 8),
    country("48", 9, 9),
    // Mobile numbers were dialled with a 1 in front for long.
    country("52", 10, 11),
    country("55", 10, 11),
    country("61", 6, 10),
    country("852", 8, 8),
    country("91", 10, 10),
];

const fn country(code: &'static str, min: u8, max: u8) -> Country {
    Country {
        code,
        digits: (min, max),
    }
}

/// The country whose code `digits` begin with. No code begins with another one.
pub(super) fn country_of(digits: &str) -> Option<&'static Country> {
    COUNTRIES.iter().find(|it| digits.starts_with(it.code))
}
