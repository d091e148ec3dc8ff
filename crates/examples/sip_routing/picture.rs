//! Draw the routing, and a change of it for a change ticket: as images, or for Markdown. Nothing is
//! changed.
//!
//! `cargo run --example sip_picture [NAME]` writes `NAME.svg` and `NAME-change.svg`.

use std::fs;

use acs_examples::{Failure, Result, Sample, println};
use acs_sip_routing::{LastTrunk, SipConfiguration, TrunkFqdn};

#[tokio::main]
async fn main() -> Result<()> {
    let about =
        "Draws the routing and a change of it: for Markdown, and as SVG if a name is given.";
    let service = Sample::new(about).argument("NAME", "").start().await?;
    let client = service.sip_routing()?;
    let current = client.get_configuration().await?;
    println!("```mermaid\n{}```", current.to_mermaid());

    // A change that is looked at, and not made: a trunk out of every route.
    let plan = match current.trunks.first() {
        Some(trunk) => {
            let fqdn: TrunkFqdn = trunk.fqdn().clone();
            let edit = |it: &SipConfiguration| it.suspend_trunk(&fqdn, LastTrunk::LeaveRouteEmpty);
            client.plan_edit(edit).await?
        }
        None => client.plan(&current).await?,
    };
    let caption = format!("{}, maintenance on 25 November", client.endpoint());
    let change = plan.picture().caption(caption);
    println!("```mermaid\n{}```", change.to_mermaid());

    let name = service.argument();
    if name.is_empty() {
        println!("Give a name, and both are drawn as SVG.");
    } else {
        let (routing, changed) = (format!("{name}.svg"), format!("{name}-change.svg"));
        for (file, image) in [(&routing, current.to_svg()), (&changed, change.to_svg())] {
            fs::write(file, image).map_err(|error| Failure::of_file(file, &error))?;
        }
        println!("Drawn as {routing} and {changed}");
    }
    Ok(())
}
