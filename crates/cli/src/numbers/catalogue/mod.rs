//! The catalogue: what is sold where.

pub(crate) mod areas;
pub(crate) mod countries;
pub(crate) mod localities;
pub(crate) mod offerings;
