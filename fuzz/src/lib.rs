//! Common parts of the fuzz targets.

mod hidden;
mod resource;
mod survives;

pub use hidden::assert_hides_numbers;
pub use resource::{LIST_THINGS, Resource, SERVICE};
pub use survives::assert_survives;
