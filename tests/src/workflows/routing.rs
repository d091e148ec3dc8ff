//! Setting trunks and routes.

use acs_sip_routing::{Route, SipPort, Trunk};

use super::{Invariant, steps::PATIENCE, world::World};
use crate::Outcome;

/// Sets a trunk, and routes over it; each until it is done, since that may be done twice.
pub(super) async fn trunk_and_routes(world: &mut World) -> Outcome {
    let trunk = Trunk::new("sbc1.contoso.com".parse()?, SipPort::of::<5061>());
    let client = world.resource.sip.clone();
    if !until_done(async || client.set_trunk(&trunk).await.is_ok()).await {
        world.ended("routing", "given up");
        return Ok(());
    }
    let kept = world.resource.truth.sip.list_trunks().await?;
    let text = "a trunk that was set is not there";
    world.expect(kept.contains(&trunk), Invariant::DoneIsDone, text);

    let route = Route::new("all".parse()?, "^.*$".parse()?).with_trunks([trunk.fqdn().clone()])?;
    let routes = [route];
    if !until_done(async || client.set_routes(&routes).await.is_ok()).await {
        world.ended("routing", "given up");
        return Ok(());
    }
    let kept = world.resource.truth.sip.list_routes().await?;
    let text = "routes that were set are not there";
    world.expect(kept == routes, Invariant::DoneIsDone, text);
    world.ended("routing", "set");
    Ok(())
}

async fn until_done(attempt: impl AsyncFn() -> bool) -> bool {
    for _ in 0..PATIENCE {
        if attempt().await {
            return true;
        }
    }
    false
}
