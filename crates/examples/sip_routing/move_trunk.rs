//! Move the calls of a trunk to another one, without dropping a call.
//!
//! `cargo run --example sip_move_trunk`. It is the program of `docs/move-a-trunk.md`, word by word,
//! and runs on an emulator of its own.

use std::{error::Error, fs, path::Path};

use acs_emulator::Emulator;
use acs_sip_routing::{
    DialledNumber, Plan, Position, Route, Simulator, SipConfiguration, SipPort, SipRoutingClient,
    Trunk,
};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

#[tokio::main]
pub(crate) async fn main() -> Outcome {
    let emulator = Emulator::start().await?;
    let connection_string = emulator.connection_string();
    let client = SipRoutingClient::from_connection_string(&connection_string, None)?;
    begin(&client).await?;

    let kept = std::env::temp_dir().join("plan-to-move-a-trunk.json");
    look(&client).await?;
    try_out(&client).await?;
    plan_the_move(&client, &kept).await?;
    let way_back = carry_out(&client, &kept).await?;
    go_back(&client, &way_back).await?;
    carry_out(&client, &kept).await?;
    clean_up(&client).await
}

async fn begin(client: &SipRoutingClient) -> Outcome {
    let beginning = SipConfiguration::from_toml(
        r#"
        [[trunks]]
        fqdn = "old.contoso.com"
        sipSignalingPort = 5061

        [[trunks]]
        fqdn = "backup.contoso.com"
        sipSignalingPort = 5061

        [[routes]]
        name = "Seattle"
        numberPattern = '^\+1(206|425)\d{7}$'
        trunks = ["old.contoso.com", "backup.contoso.com"]

        [[routes]]
        name = "all others"
        numberPattern = '^.*$'
        trunks = ["old.contoso.com"]
        "#,
    )?;
    client.apply(&client.plan(&beginning).await?).await?;
    Ok(())
}

fn numbers() -> Outcome<Vec<DialledNumber>> {
    let numbers = ["+14255550100", "+493055501", "911"];
    let numbers = numbers.into_iter().map(str::parse);
    Ok(numbers.collect::<Result<_, _>>()?)
}

async fn look(client: &SipRoutingClient) -> Outcome {
    let current = client.get_configuration().await?;
    for finding in current.check() {
        println!("{finding}");
    }
    let simulator = Simulator::new(&current);
    println!("{}", simulator.simulate_all(&numbers()?));
    Ok(())
}

async fn try_out(client: &SipRoutingClient) -> Outcome {
    let new = Trunk::new("new.contoso.com".parse()?, SipPort::TLS);
    let only_mine = Route::new("try-out".parse()?, r"^\+14255550100$".parse()?)
        .with_trunks([new.fqdn().clone()])?;
    let plan = client
        .plan_edit(|current| {
            current
                .with_trunk(new)?
                .insert_route(only_mine, Position::First)
        })
        .await?;
    println!("{}", plan.diff());
    client.apply(&plan).await?;
    Ok(())
}

async fn plan_the_move(client: &SipRoutingClient, kept: &Path) -> Outcome {
    let (old, new) = ("old.contoso.com".parse()?, "new.contoso.com".parse()?);
    let new_then_backup = ["new.contoso.com".parse()?, "backup.contoso.com".parse()?];
    let all_others =
        Route::new("all others".parse()?, "^.*$".parse()?).with_trunks(new_then_backup)?;
    let plan = client
        .plan_edit(|current| {
            current
                .move_calls(&old, &new)?
                .remove_route("try-out")?
                .change_route("all others", |_| all_others)
        })
        .await?;
    println!("{}", plan.diff());
    for warning in plan.warnings() {
        println!("{warning}");
    }
    for reroute in plan.rerouted(&numbers()?) {
        println!("{reroute}");
    }
    let without_new = Simulator::new(plan.after()).down([new]);
    println!("\n{}", without_new.simulate_all(&numbers()?));
    fs::write(kept, serde_json::to_string_pretty(&plan)?)?;
    Ok(())
}

async fn carry_out(client: &SipRoutingClient, kept: &Path) -> Outcome<Plan> {
    let plan: Plan = serde_json::from_str(&fs::read_to_string(kept)?)?;
    match client.apply(&plan).await {
        Ok(applied) => {
            println!("moved: {}", applied.changed());
            Ok(applied.plan_rollback())
        }
        Err(error) => {
            if let Some(changes) = error.changes() {
                println!("what is there differs:\n{changes}");
            }
            Err(error.into())
        }
    }
}

async fn go_back(client: &SipRoutingClient, way_back: &Plan) -> Outcome {
    let applied = client.apply(way_back).await?;
    println!("back: {}", applied.changed());
    Ok(())
}

async fn clean_up(client: &SipRoutingClient) -> Outcome {
    let old = "old.contoso.com".parse()?;
    let plan = client
        .plan_edit(|current| current.without_trunk(&old))
        .await?;
    print!("{}", plan.diff());
    client.apply(&plan).await?;
    Ok(())
}
