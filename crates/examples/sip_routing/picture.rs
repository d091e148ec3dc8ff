//! Draw the routing: as an image, or for Markdown.
//!
//! `cargo run --example sip_picture [FILE.svg]`

use std::fs;

use acs_examples::{Failure, Result, Sample, println};

#[tokio::main]
async fn main() -> Result<()> {
    let service = Sample::new("Draws the routing: for Markdown, and as SVG if a file is named.")
        .argument("FILE.svg", "")
        .start()
        .await?;
    let current = service.sip_routing()?.get_configuration().await?;

    println!("```mermaid\n{}```", current.to_mermaid());
    let file = service.argument();
    if file.is_empty() {
        println!("Name a file, and the routing is drawn there as SVG.");
    } else {
        fs::write(file, current.to_svg()).map_err(|error| Failure::of_file(file, &error))?;
        println!("Drawn as {file}");
    }
    Ok(())
}
