//! The program as people and scripts use it, against an emulator.

mod buying;
mod closing;
mod connecting;
mod crash;
mod documents;
mod emulating;
mod help;
mod interrupted;
mod mistakes;
mod output;
mod place;
mod recovering;
mod releasing;
mod routing;
mod secrets;
mod shells;
mod spoiled;
mod terminal;
