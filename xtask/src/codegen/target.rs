//! The generated crates and where each comes from.

/// One generated crate.
pub(crate) struct Target {
    /// The name on the command line.
    pub(crate) name: &'static str,
    /// The document, from the root of the workspace.
    pub(crate) document: &'static str,
    /// The directory that belongs to the generator alone, from the root of the workspace.
    pub(crate) directory: &'static str,
    /// The hand-written crate that users should take instead, if there is one.
    pub(crate) facade: Option<&'static str>,
    /// The dependencies that a document may need and another may not.
    pub(crate) crates: &'static [&'static str],
}

/// All generated crates.
pub(crate) const ALL: [Target; 4] = [
    Target {
        name: "phone-numbers",
        document: "specs/phone-numbers.openapi.json",
        directory: "crates/phone-numbers-generated/src",
        facade: Some("acs-phone-numbers"),
        crates: &["indexmap", "uuid"],
    },
    Target {
        name: "sip-routing",
        document: "specs/sip-routing.openapi.json",
        directory: "crates/sip-routing-generated/src",
        facade: Some("acs-sip-routing"),
        crates: &["indexmap"],
    },
    Target {
        name: "sip-routing-preview",
        document: "specs/sip-routing-preview.openapi.json",
        directory: "crates/sip-routing-preview-generated/src",
        facade: Some("acs-sip-routing"),
        crates: &["indexmap"],
    },
    // No service speaks like this: it shows what becomes of everything that a document can have.
    Target {
        name: "drill",
        document: "xtask/drill/library.openapi.json",
        directory: "xtask/drill/src",
        facade: None,
        crates: &["indexmap", "uuid"],
    },
];
