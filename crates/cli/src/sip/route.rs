//! `acs sip route`.

use acs_sip_routing::{
    NumberPattern, Position, Route, RouteDescription, RouteName, SipConfiguration, TrunkFqdn,
};
use clap::{Args, Subcommand};

use super::{
    Service,
    change::Changing,
    get::{ROUTES, list_routes, row},
};
use crate::{
    exit::Exit,
    failure::{Failure, Outcome},
    output::one,
};

pub(super) const EXAMPLES: &str = "\
Routes are tried from first to last, and the first whose pattern fits decides.

Examples:
  acs sip route list
  acs sip route insert Germany --pattern ^\\+49 --trunk sbc1.contoso.com --first
  acs sip route reorder Germany --after Spain";

const LIST: &str = "\
Columns: index name pattern trunks description

Examples:
  acs sip route list";
const GET: &str = "\
Columns: index name pattern trunks description

Examples:
  acs sip route get Germany";
const INSERT: &str = "\
Columns: kind change text

Examples:
  acs sip route insert Germany --pattern ^\\+49 --trunk sbc1.contoso.com --first
  acs sip route insert others --pattern ^.*$ --trunk sbc1.contoso.com --trunk sbc2.contoso.com";
const CHANGE: &str = "\
Columns: kind change text

Examples:
  acs sip route change Germany --pattern ^\\+49[1-9]
  acs sip route change Germany --trunk sbc2.contoso.com --name Deutschland";
const REMOVE: &str = "\
Columns: kind change text

Examples:
  acs sip route remove Germany";
const REORDER: &str = "\
Columns: kind change text

Examples:
  acs sip route reorder Germany --first
  acs sip route reorder Germany --before Spain";

/// Verbs of `acs sip route`.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// List routes in their order
    #[command(after_help = LIST)]
    List,
    /// Show a route
    #[command(after_help = GET)]
    Get {
        /// The route's name
        name: RouteName,
    },
    /// Add a route, as the last one unless told otherwise
    #[command(after_help = INSERT)]
    Insert(Insert),
    /// Change a route
    #[command(after_help = CHANGE)]
    Change(Change),
    /// Remove a route
    #[command(after_help = REMOVE)]
    Remove {
        /// The route's name
        name: RouteName,
        #[command(flatten)]
        changing: Changing,
    },
    /// Move a route among the others
    #[command(after_help = REORDER)]
    Reorder {
        /// The route's name
        name: RouteName,
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        changing: Changing,
    },
}

/// The place among the routes.
#[derive(Args, Debug)]
#[group(multiple = false)]
pub(super) struct Place {
    /// Before all others
    #[arg(long)]
    first: bool,
    /// After all others
    #[arg(long)]
    last: bool,
    /// Before this route
    #[arg(long, value_name = "NAME")]
    before: Option<RouteName>,
    /// After this route
    #[arg(long, value_name = "NAME")]
    after: Option<RouteName>,
}

impl Place {
    fn position(&self) -> Option<Position<'_>> {
        match (&self.before, &self.after) {
            (Some(name), _) => Some(Position::before(name)),
            (None, Some(name)) => Some(Position::after(name)),
            (None, None) if self.first => Some(Position::First),
            (None, None) => self.last.then_some(Position::Last),
        }
    }
}

/// Arguments of `acs sip route insert`.
#[derive(Args, Debug)]
pub(super) struct Insert {
    /// The route's name
    name: RouteName,
    /// The pattern of numbers, in the syntax of .NET
    #[arg(long, value_name = "REGEX")]
    pattern: NumberPattern,
    /// A trunk, in the order in which they are tried; may be given several times
    #[arg(long, value_name = "FQDN")]
    trunk: Vec<TrunkFqdn>,
    /// A note for people
    #[arg(long, value_name = "TEXT")]
    description: Option<RouteDescription>,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    changing: Changing,
}

/// Arguments of `acs sip route change`.
#[derive(Args, Debug)]
pub(super) struct Change {
    /// The route's name
    name: RouteName,
    /// Another name
    #[arg(long = "name", value_name = "NAME", id = "new_name")]
    new_name: Option<RouteName>,
    /// Another pattern
    #[arg(long, value_name = "REGEX")]
    pattern: Option<NumberPattern>,
    /// Other trunks, in the order in which they are tried; may be given several times
    #[arg(long, value_name = "FQDN")]
    trunk: Vec<TrunkFqdn>,
    /// Another note for people
    #[arg(long, value_name = "TEXT")]
    description: Option<RouteDescription>,
    #[command(flatten)]
    changing: Changing,
}

impl Command {
    pub(super) async fn run(self, service: &Service<'_>) -> Outcome {
        let client = service.client()?;
        match self {
            Self::List => list_routes(service, &client.list_routes().await?),
            Self::Get { name } => {
                let routes = client.list_routes().await?;
                let index = found(&routes, &name)?;
                one(
                    &service.session.globals,
                    ROUTES,
                    &row(index, &routes[index]),
                )
            }
            Self::Insert(insert) => insert.run(service).await,
            Self::Change(change) => change.run(service).await,
            Self::Remove { name, changing } => {
                changing
                    .edit(service, &client, |now| now.remove_route(&name))
                    .await
            }
            Self::Reorder {
                name,
                place,
                changing,
            } => {
                let position = place.position().ok_or_else(|| {
                    Failure::new(Exit::Usage, "it is not said where the route should go")
                        .hint("use --first, --last, --before NAME or --after NAME")
                })?;
                changing
                    .edit(service, &client, |now| now.move_route(&name, position))
                    .await
            }
        }
    }
}

fn found(routes: &[Route], name: &RouteName) -> Outcome<usize> {
    let index = routes.iter().position(|route| route.name() == name);
    index.ok_or_else(|| {
        Failure::new(Exit::NotFound, "there is no route of that name")
            .hint("`acs sip route list` shows those there are")
    })
}

impl Insert {
    async fn run(self, service: &Service<'_>) -> Outcome {
        let mut route = Route::new(self.name, self.pattern).with_trunks(self.trunk)?;
        if let Some(description) = self.description {
            route = route.with_description(description);
        }
        let position = self.place.position().unwrap_or(Position::Last);
        let client = service.client()?;
        self.changing
            .edit(service, &client, |now| now.insert_route(route, position))
            .await
    }
}

impl Change {
    async fn run(self, service: &Service<'_>) -> Outcome {
        let client = service.client()?;
        let trunks = self.trunk.clone();
        let edit = |now: &SipConfiguration| {
            // Refused here, where an error can be told; the change itself cannot fail any more.
            let index = now
                .routes
                .iter()
                .position(|route| *route.name() == self.name);
            let new = match index {
                Some(index) if !trunks.is_empty() => {
                    Some(now.routes[index].clone().with_trunks(trunks)?)
                }
                _ => None,
            };
            now.change_route(&self.name, |route| {
                let mut route = new.unwrap_or(route);
                if let Some(pattern) = self.pattern {
                    route = route.with_number_pattern(pattern);
                }
                if let Some(description) = self.description {
                    route = route.with_description(description);
                }
                match self.new_name {
                    Some(name) => route.with_name(name),
                    None => route,
                }
            })
        };
        self.changing.edit(service, &client, edit).await
    }
}
