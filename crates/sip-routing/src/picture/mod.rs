//! The routing, or a change of it, as a picture.

mod mermaid;
mod subject;
mod svg;
#[cfg(test)]
mod tests;
mod theme;

use crate::{Finding, Plan, SipConfiguration};

use self::subject::Subject;
pub use self::theme::Theme;

/// A picture of a configuration or of a plan, and what is to be in it.
///
/// [`SipConfiguration::picture`] and [`Plan::picture`] begin one.
///
/// ```
/// use acs_sip_routing::{Route, SipConfiguration, SipPort, Theme, Trunk};
///
/// let trunk = Trunk::new("sbc1.contoso.com".parse()?, SipPort::TLS);
/// let all = Route::new("all".parse()?, "^.*$".parse()?).with_trunks([trunk.fqdn().clone()])?;
/// let configuration = SipConfiguration::new([trunk], [all])?;
/// let image = configuration
///     .picture()
///     .caption("contoso.communication.azure.com, 25 November 2026")
///     .theme(Theme::Light)
///     .width(900)
///     .to_svg();
/// assert!(image.contains("25 November 2026"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
#[must_use]
pub struct Picture<'p> {
    of: Of<'p>,
    caption: Option<String>,
    theme: Theme,
    width: usize,
    findings: Option<Vec<Finding>>,
    reroutes: Option<Vec<RerouteLine>>,
}

/// The thing that is drawn.
#[derive(Clone, Copy)]
enum Of<'p> {
    Configuration(&'p SipConfiguration),
    Plan(&'p Plan),
}

/// A number that goes another way, in words, and true if no trunk takes it any more.
type RerouteLine = (String, bool);

/// Says nothing of what is drawn, which has numbers in it.
impl std::fmt::Debug for Picture<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Picture")
            .field("theme", &self.theme)
            .field("width", &self.width)
            .finish_non_exhaustive()
    }
}

impl<'p> Picture<'p> {
    const LEAST_WIDTH: usize = 640;
    const MOST_WIDTH: usize = 4000;

    fn new(of: Of<'p>) -> Self {
        Self {
            of,
            caption: None,
            theme: Theme::default(),
            width: 1280,
            findings: None,
            reroutes: None,
        }
    }

    /// Writes a line below the title, such as the name of the resource and the date. For a plan it
    /// is the address of its resource unless another one is given. A picture knows no clock.
    pub fn caption(mut self, caption: impl Into<String>) -> Self {
        self.caption = Some(caption.into());
        self
    }

    /// Chooses the colours of the SVG image. Without it, they are the viewer's choice.
    pub fn theme(mut self, theme: Theme) -> Self {
        self.theme = theme;
        self
    }

    /// Sets the width of the SVG image in pixels: 1280 without it, and from 640 to 4000. What is
    /// outside of that becomes the nearest of them. The more room, the fewer texts are cut.
    pub fn width(mut self, pixels: usize) -> Self {
        self.width = pixels.clamp(Self::LEAST_WIDTH, Self::MOST_WIDTH);
        self
    }

    /// Shows these findings, such as those that are not [allowed](crate::Allowed::left_of), or none.
    /// Without it, a picture shows all that [`check`](SipConfiguration::check) finds, for a plan in
    /// the configuration after it.
    ///
    /// ```
    /// # use acs_sip_routing::{Allowed, SipConfiguration};
    /// # fn example(configuration: SipConfiguration, allowed: Allowed) {
    /// let left = allowed.left_of(configuration.check());
    /// let image = configuration.picture().findings(left).to_svg();
    /// # }
    /// ```
    pub fn findings(mut self, findings: impl IntoIterator<Item = Finding>) -> Self {
        self.findings = Some(findings.into_iter().collect());
        self
    }

    /// Shows these numbers that go another way, such as those that [`Plan::rerouted`] finds among
    /// one's own, or none. Without it, the picture of a plan shows
    /// [`reroute_examples`](Plan::reroute_examples), which may take seconds to find. Their numbers
    /// are shown. With the cargo feature `simulation`.
    ///
    /// ```
    /// # fn example(plan: acs_sip_routing::Plan, ours: &[acs_sip_routing::DialledNumber]) {
    /// let image = plan.picture().reroutes(plan.rerouted(ours)).to_svg();
    /// # }
    /// ```
    #[cfg(feature = "simulation")]
    pub fn reroutes(mut self, reroutes: impl IntoIterator<Item = crate::Reroute>) -> Self {
        let reroutes = reroutes.into_iter();
        let lines = reroutes.map(|reroute| (reroute.to_string(), reroute.is_cut_off()));
        self.reroutes = Some(lines.collect());
        self
    }

    /// Draws it as an SVG image that needs nothing beside it: no fonts, scripts or styles from
    /// elsewhere.
    ///
    /// Each route is a line: its place, name, description and pattern, and its trunks in the order in
    /// which they are tried, each in its own colour throughout. Findings are below the route that they
    /// are about. Trunks that are switched off have a dashed edge. In the end are all trunks, with
    /// their ports and how many routes use them. Very long texts are cut, and show in full where the
    /// pointer rests.
    ///
    /// The picture of a plan has the routes in their order after it. What is added, removed, changed
    /// or moved has a sign and a colour; what changes is there twice, before and after. Routes that
    /// stay as they are and are far from any change are left out, and counted. Below are numbers that
    /// go another way.
    pub fn to_svg(&self) -> String {
        svg::draw(&self.subject(), self.theme, self.width)
    }

    /// Draws it as a flowchart in the language of Mermaid, which many viewers of Markdown show.
    ///
    /// A number runs through the routes from first to last. With up to 5 routes, numbered lines lead
    /// to their trunks. With more, the trunks are named within the routes, since nobody could follow
    /// the lines, and the routes are one below the other.
    ///
    /// Viewers refuse a text of more than 50,000 characters, so what would go beyond that is left
    /// out, and the last box says how many routes there are besides. Up to some 100 routes fit.
    /// [`to_svg`](Self::to_svg) has all of them.
    pub fn to_mermaid(&self) -> String {
        mermaid::draw(&self.subject())
    }

    fn subject(&self) -> Subject<'p> {
        let findings = self.findings.clone();
        let caption = self.caption.clone();
        match self.of {
            Of::Configuration(it) => {
                let findings = findings.unwrap_or_else(|| it.check());
                Subject::of_configuration(it, findings, caption.unwrap_or_default())
            }
            Of::Plan(plan) => {
                let findings = findings.unwrap_or_else(|| plan.after().check());
                let caption = caption.unwrap_or_else(|| plan.endpoint().to_owned());
                Subject::of_plan(plan, findings, caption, self.reroute_lines(plan))
            }
        }
    }

    #[cfg(feature = "simulation")]
    fn reroute_lines(&self, plan: &Plan) -> Option<Vec<RerouteLine>> {
        let given = self.reroutes.clone();
        given.or_else(|| plan.picture().reroutes(plan.reroute_examples()).reroutes)
    }

    #[cfg(not(feature = "simulation"))]
    fn reroute_lines(&self, _plan: &Plan) -> Option<Vec<RerouteLine>> {
        self.reroutes.clone()
    }
}

/// Pictures.
impl SipConfiguration {
    /// Begins a picture of the routing, with a caption, a width and colours of one's choice.
    ///
    /// ```no_run
    /// # fn example(current: acs_sip_routing::SipConfiguration) -> std::io::Result<()> {
    /// let image = current.picture().caption("as of today").width(1600).to_svg();
    /// std::fs::write("routing.svg", image)?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn picture(&self) -> Picture<'_> {
        Picture::new(Of::Configuration(self))
    }

    /// Draws the routing for Markdown: [`Picture::to_mermaid`] of the [picture](Self::picture).
    ///
    /// ```
    /// use acs_sip_routing::{Route, SipConfiguration, SipPort, Trunk};
    ///
    /// let trunk = Trunk::new("sbc1.contoso.com".parse()?, SipPort::TLS);
    /// let all = Route::new("all".parse()?, "^.*$".parse()?).with_trunks([trunk.fqdn().clone()])?;
    /// let configuration = SipConfiguration::new([trunk], [all])?;
    /// let flowchart = configuration.to_mermaid();
    /// assert!(flowchart.contains("r1 -->|1| t1"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_mermaid(&self) -> String {
        self.picture().to_mermaid()
    }

    /// Draws the routing as an image: [`Picture::to_svg`] of the [picture](Self::picture).
    ///
    /// ```no_run
    /// # fn example(current: acs_sip_routing::SipConfiguration) -> std::io::Result<()> {
    /// std::fs::write("routing.svg", current.to_svg())?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn to_svg(&self) -> String {
        self.picture().to_svg()
    }
}

/// Pictures.
impl Plan {
    /// Begins a picture of the change, for a change ticket: what is there before and after, what is
    /// added, removed, changed and moved, and numbers that go another way.
    ///
    /// ```no_run
    /// # fn example(plan: acs_sip_routing::Plan) -> std::io::Result<()> {
    /// let picture = plan.picture().caption("contoso, change 4711, 25 November 2026");
    /// std::fs::write("change-4711.svg", picture.to_svg())?;
    /// println!("```mermaid\n{}```", picture.to_mermaid());
    /// # Ok(())
    /// # }
    /// ```
    pub fn picture(&self) -> Picture<'_> {
        Picture::new(Of::Plan(self))
    }

    /// Draws the change for Markdown: [`Picture::to_mermaid`] of the [picture](Self::picture).
    ///
    /// ```no_run
    /// # fn example(plan: acs_sip_routing::Plan) {
    /// println!("```mermaid\n{}```", plan.to_mermaid());
    /// # }
    /// ```
    pub fn to_mermaid(&self) -> String {
        self.picture().to_mermaid()
    }

    /// Draws the change as an image: [`Picture::to_svg`] of the [picture](Self::picture).
    ///
    /// ```no_run
    /// # fn example(plan: acs_sip_routing::Plan) -> std::io::Result<()> {
    /// std::fs::write("change.svg", plan.to_svg())?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn to_svg(&self) -> String {
        self.picture().to_svg()
    }
}
