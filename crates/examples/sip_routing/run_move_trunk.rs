//! Moves the calls of a trunk to another one: the program of `docs/move-a-trunk.md`, which stands
//! in `move_trunk.rs` word by word and runs on an emulator of its own.
//!
//! `cargo run --example sip_move_trunk`

use acs_examples::{Failure, Result, Sample};

// The program prints with the standard macros, which break off when nobody reads on.
macro_rules! print {
    ($($argument:tt)*) => { acs_examples::print!($($argument)*) };
}
macro_rules! println {
    ($($argument:tt)*) => { acs_examples::println!($($argument)*) };
}

mod move_trunk;

fn main() -> Result<()> {
    Sample::new("Moves the calls of a trunk to another one, on an emulator of its own.")
        .arguments();
    move_trunk::main().map_err(|error| Failure::because(error.to_string()))
}
