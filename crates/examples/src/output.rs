//! Printing that ends quietly when nobody reads on.

use std::fmt::Arguments;
use std::io::{self, ErrorKind, Write as _};

/// Prints a line, as the macro of the standard library does, which it hides where it is imported.
///
/// A reader that has gone away, such as `head`, is no reason to break off: what follows may still
/// have to release a number that was bought.
#[macro_export]
macro_rules! println {
    () => { $crate::print_text(format_args!("\n")) };
    ($($argument:tt)*) => { $crate::print_text(format_args!("{}\n", format_args!($($argument)*))) };
}

/// Prints without the end of a line, otherwise as [`println!`](crate::println!).
#[macro_export]
macro_rules! print {
    ($($argument:tt)*) => { $crate::print_text(format_args!($($argument)*)) };
}

/// Writes text to standard output.
pub fn print_text(text: Arguments<'_>) {
    let mut stdout = io::stdout().lock();
    let written = stdout.write_fmt(text).and_then(|()| stdout.flush());
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            // Standard error is all that is left to say it on.
            drop(writeln!(io::stderr(), "standard output: {error}"));
        }
        _ => {}
    }
}
