//! Draw the routing: as an image, or for Markdown.
//!
//! `cargo run --example sip_picture [FILE.svg]`

use std::fs;

use acs_examples::{Result, Service, argument_or};

#[tokio::main]
async fn main() -> Result<()> {
    let service = Service::from_environment().await?;
    let current = service.sip_routing()?.get_configuration().await?;

    println!("```mermaid\n{}```", current.to_mermaid());
    let file = argument_or("");
    if file.is_empty() {
        println!("Name a file, and the routing is drawn there as SVG.");
    } else {
        fs::write(&file, current.to_svg())?;
        println!("Drawn as {file}");
    }
    Ok(())
}
