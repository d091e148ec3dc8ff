//! The facts of an operation that the runtime needs and the generator knows.

/// One operation of a service, as its document describes it.
///
/// The generated crates hold a table of these. A generated method names its own, and what a link
/// leads to is looked up by operation id. It is how the API version, the content type of a merge
/// patch and the template of a URL reach the wire and the telemetry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    /// The operation id in snake case, for example `get_by_number`.
    pub id: &'static str,
    /// The HTTP method in capitals.
    pub method: &'static str,
    /// The path as a template, for example `/phoneNumbers/{phoneNumber}`. It never holds a value
    /// of the caller's, so it may be logged.
    pub path: &'static str,
    /// The version of the API that requests of this operation name, that of its document.
    pub api_version: &'static str,
    /// The media type of the request body, where the operation has one.
    pub content_type: Option<&'static str>,
    /// The statuses of a success. Any other is no answer that the operation promises.
    pub success: &'static [u16],
    /// True if the service answers at once and goes on working in the background.
    pub long_running: bool,
    /// Where the result of a long-running operation is in the end, where it has one.
    pub final_state: Option<FinalState>,
    /// What a page is made of, where the operation answers with one page of a list.
    pub page: Option<PageFields>,
}

/// Where the result of a long-running operation is in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FinalState {
    /// A GET of the URL that the header `Location` named.
    Location,
    /// The operation's own last status.
    OperationLocation,
}

/// The properties of a page that are about the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageFields {
    /// The name of the property with the entries, for example `phoneNumbers`.
    pub items: &'static str,
    /// The name of the property with the link to the next page, for example `nextLink`.
    pub next_link: &'static str,
}
