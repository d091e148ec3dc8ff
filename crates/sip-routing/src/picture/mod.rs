//! The routing as a picture.

mod mermaid;
mod svg;
#[cfg(test)]
mod tests;

use crate::SipConfiguration;

/// Pictures.
impl SipConfiguration {
    /// Draws the routing as a flowchart in the language of Mermaid, which many viewers of Markdown
    /// show.
    ///
    /// A number runs through the routes from first to last; from each route, numbered lines lead to
    /// its trunks. Viewers have limits of their own: beyond some 50 routes, take
    /// [`to_svg`](Self::to_svg).
    ///
    /// ```
    /// use acs_sip_routing::{Route, SipConfiguration, SipPort, Trunk};
    ///
    /// let trunk = Trunk::new("sbc1.contoso.com".parse()?, SipPort::TLS);
    /// let all = Route::new("all".parse()?, "^.*$".parse()?).with_trunks([trunk.fqdn().clone()])?;
    /// let configuration = SipConfiguration::new([trunk], [all])?;
    /// assert_eq!(
    ///     configuration.to_mermaid(),
    ///     r#"flowchart LR
    ///   number(["dialled number"])
    ///   t1[["sbc1.contoso.com:5061"]]
    ///   r1["1: all<br>^.*#36;"]
    ///   number --> r1
    ///   r1 -->|1| t1
    /// "#
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_mermaid(&self) -> String {
        mermaid::draw(self)
    }

    /// Draws the routing as an SVG image that needs nothing beside it: no fonts, scripts or styles
    /// from elsewhere.
    ///
    /// Each route is a line: its place, name and pattern, and its trunks in the order in which they
    /// are tried, each in its own colour throughout. Below are all trunks, with their ports and how
    /// many routes use them. Long texts are cut, and show in full where the pointer rests.
    ///
    /// ```no_run
    /// # fn example(current: acs_sip_routing::SipConfiguration) -> std::io::Result<()> {
    /// std::fs::write("routing.svg", current.to_svg())?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn to_svg(&self) -> String {
        svg::draw(self)
    }
}
