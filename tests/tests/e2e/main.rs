//! Stories from a user's day, told to an emulator of one's own. Each runs through the public interface
//! alone, and looks behind the scenes only to see what was asked and what is in stock.

mod agreement;
mod authentication;
mod buying_once;
mod call_options;
mod catalogue;
mod failing_operation;
mod following_an_operation;
mod invalid_input;
mod key_exchange;
mod killed;
mod life_of_a_number;
mod operator_information;
mod outcome_unknown;
mod owned_numbers;
mod reservation;
mod sip_plans;
mod sip_preview;
mod sip_processes;
mod sip_routes;
mod sip_trunks;
mod throttling;
mod tries;
mod values;
mod versions;
