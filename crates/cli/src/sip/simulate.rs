//! `acs sip simulate`.

use std::path::PathBuf;

use acs_sip_routing::{DialledNumber, Route, Simulator, TrunkFqdn};
use clap::Args;
use serde_json::json;

use super::{Service, file::routing};
use crate::{
    failure::Outcome,
    output::{Column, List},
};

pub(super) const EXAMPLES: &str = "\
Columns: number route takenBy others certain

Examples:
  acs sip simulate +14255550100 911
  acs sip simulate +14255550100 --down sbc1.contoso.com
  acs sip simulate +14255550100 --file routing.toml";

const COLUMNS: &[Column] = &[
    Column::new("number"),
    Column::new("route"),
    Column::new("takenBy"),
    Column::new("others"),
    Column::new("certain"),
];

/// Arguments of `acs sip simulate`.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// Numbers as they are dialled
    #[arg(required = true)]
    numbers: Vec<DialledNumber>,
    /// A trunk that is down; may be given several times
    #[arg(long, value_name = "FQDN")]
    down: Vec<TrunkFqdn>,
    /// A routing as a file; without it, that of the service
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

impl Arguments {
    pub(super) async fn run(self, service: &Service<'_>) -> Outcome {
        let routing = routing(service, self.file.as_deref()).await?;
        let simulator = Simulator::new(&routing).down(self.down);
        let mut list = List::begin(&service.session.globals, COLUMNS)?;
        for simulation in simulator.simulate_all(&self.numbers).rows() {
            let others: Vec<_> = simulation.others().map(Route::name).collect();
            let assumptions: Vec<_> = simulation
                .assumptions()
                .iter()
                .map(ToString::to_string)
                .collect();
            list.row(&json!({
                "number": simulation.number().as_str(),
                "route": simulation.route().map(Route::name),
                "takenBy": simulation.taken_by().map(|attempt| attempt.trunk().clone()),
                "others": others,
                "certain": simulation.is_certain(),
                "assumptions": assumptions,
            }))?;
        }
        list.finish()
    }
}
