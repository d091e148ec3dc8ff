//! The routing as a picture.

mod mermaid;
mod svg;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use crate::{Route, SipConfiguration, TrunkFqdn, text::NEXT_IS_OPEN};

/// The words for a route that has no trunk to offer a call to.
fn without_trunks(route: &Route, off: &HashSet<&TrunkFqdn>) -> Option<String> {
    let is_off = route.trunks().iter().all(|fqdn| off.contains(fqdn));
    let what = match (route.trunks().is_empty(), is_off) {
        (true, _) => "no trunk",
        (false, true) => "all trunks are switched off",
        (false, false) => return None,
    };
    Some(format!("{what}; {NEXT_IS_OPEN}"))
}

/// Pictures.
impl SipConfiguration {
    /// Draws the routing as a flowchart in the language of Mermaid, which many viewers of Markdown
    /// show.
    ///
    /// A number runs through the routes from first to last; from each route, numbered lines lead to
    /// its trunks. Trunks that are switched off are marked, and so are routes that have no others.
    /// Viewers have limits of their own: beyond some 50 routes, take
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
    ///   r1 -.->|else| none(["no route fits#59; the call may still leave over the service's own telephony"])
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
    /// are tried, each in its own colour throughout. Trunks that are switched off have a dashed edge,
    /// and routes that have no others say so. Below are all trunks, with their ports and how many
    /// routes use them. Long texts are cut, and show in full where the pointer rests.
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
