//! The colours of an image.

/// The colours of an SVG image.
///
/// ```
/// # fn example(configuration: acs_sip_routing::SipConfiguration) {
/// use acs_sip_routing::Theme;
///
/// // For a page that is dark, whatever its reader prefers.
/// let image = configuration.picture().theme(Theme::Dark).to_svg();
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Theme {
    /// Light or dark, as the viewer prefers (`prefers-color-scheme`). A viewer without a preference
    /// shows it light.
    #[default]
    Viewer,
    /// Dark on white, also for print.
    Light,
    /// Light on black.
    Dark,
}
