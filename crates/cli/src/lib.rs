#![doc = include_str!("../README.md")]

mod account;
mod attempt;
mod cli;
mod confirm;
mod connection;
mod doctor;
mod dry_run;
mod duration;
mod emulator;
mod exit;
mod explain;
mod failure;
mod folders;
mod globals;
mod money;
mod numbers;
mod operations;
mod output;
mod pending;
mod private_file;
mod progress;
mod recovery;
mod run;
mod session;
mod shells;
mod sip;
mod usage;
mod value;
mod waiting;

pub use exit::Exit;
pub use run::{command, main};
