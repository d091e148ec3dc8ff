//! `acs numbers`: finding, buying, changing and releasing numbers.

mod browse;
mod buy;
mod catalogue;
mod cost;
mod get;
mod list;
mod lookup;
mod offer;
mod release;
mod reserve;
mod rows;
pub(crate) mod search;
mod update;
mod wanted;

use clap::Subcommand;

use crate::{failure::Outcome, session::Session};

pub(crate) const EXAMPLES: &str = "\
Examples:
  acs numbers list
  acs numbers offerings US
  acs numbers buy --country US --type tollFree --calling inbound
  acs numbers release +14255550100";

/// Verbs of `acs numbers`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List the numbers that the resource owns
    #[command(after_help = list::EXAMPLES)]
    List(list::Arguments),
    /// Show a number that the resource owns
    #[command(after_help = get::EXAMPLES)]
    Get(get::Arguments),
    /// Find numbers and hold them for about 15 minutes, without buying
    #[command(after_help = search::EXAMPLES)]
    Search(search::Arguments),
    /// Buy numbers, once, whatever happens; costs money
    #[command(after_help = buy::EXAMPLES, override_usage = buy::USAGE)]
    Buy(buy::Arguments),
    /// Show numbers on offer, others each time, without holding them
    #[command(after_help = browse::EXAMPLES)]
    Browse(browse::Arguments),
    /// Choose numbers and hold them together until they are bought
    #[command(subcommand, after_help = reserve::EXAMPLES)]
    Reserve(reserve::Command),
    /// Change what a number can do
    #[command(after_help = update::EXAMPLES)]
    Update(update::Arguments),
    /// Release numbers; they may never be available again
    #[command(after_help = release::EXAMPLES)]
    Release(release::Arguments),
    /// Look up the operators of numbers, of anybody's
    #[command(after_help = lookup::EXAMPLES)]
    Lookup(lookup::Arguments),
    /// List the countries that have numbers for sale
    #[command(after_help = catalogue::countries::EXAMPLES)]
    Countries(catalogue::countries::Arguments),
    /// List the towns and cities of a country that have numbers for sale
    #[command(after_help = catalogue::localities::EXAMPLES)]
    Localities(catalogue::localities::Arguments),
    /// List the area codes of a country
    #[command(after_help = catalogue::areas::EXAMPLES)]
    Areas(catalogue::areas::Arguments),
    /// List the kinds of numbers that are sold in a country, with their cost
    #[command(after_help = catalogue::offerings::EXAMPLES)]
    Offerings(catalogue::offerings::Arguments),
    /// Add up what the owned numbers cost in a month
    #[command(after_help = cost::EXAMPLES)]
    Cost(cost::Arguments),
}

impl Command {
    /// Carries the command out.
    ///
    /// # Errors
    /// With the exit code and what to say.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        match self {
            Self::List(arguments) => arguments.run(session).await,
            Self::Get(arguments) => arguments.run(session).await,
            Self::Search(arguments) => arguments.run(session).await,
            Self::Buy(arguments) => arguments.run(session).await,
            Self::Browse(arguments) => arguments.run(session).await,
            Self::Reserve(command) => command.run(session).await,
            Self::Update(arguments) => arguments.run(session).await,
            Self::Release(arguments) => arguments.run(session).await,
            Self::Lookup(arguments) => arguments.run(session).await,
            Self::Countries(arguments) => arguments.run(session).await,
            Self::Localities(arguments) => arguments.run(session).await,
            Self::Areas(arguments) => arguments.run(session).await,
            Self::Offerings(arguments) => arguments.run(session).await,
            Self::Cost(arguments) => arguments.run(session).await,
        }
    }
}
