//! The program as people and scripts use it, against an emulator.

mod buying;
mod closing;
mod connecting;
mod crash;
mod help;
mod interrupted;
mod mistakes;
mod output;
mod place;
mod recovering;
mod releasing;
mod secrets;
mod spoiled;
mod terminal;
