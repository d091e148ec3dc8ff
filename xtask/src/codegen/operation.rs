//! The facts of an operation that outlive the transforms.

use heck::{ToShoutySnakeCase, ToSnakeCase};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;

use super::document::{elements, flag, for_each_operation, members, text};

/// One row of the generated table, and the file in which the call is found.
pub(crate) struct Operation {
    pub(crate) id: String,
    /// The snake-case name of the first tag.
    pub(crate) group: String,
    method: String,
    path: String,
    content_type: Option<String>,
    success: Vec<u16>,
    long_running: bool,
    final_state: Option<String>,
    page: Option<(String, String)>,
}

/// Values of `final-state-via`, with their names in core.
pub(crate) const FINAL_STATES: [(&str, &str); 2] = [
    ("location", "Location"),
    ("operation-location", "OperationLocation"),
];

impl Operation {
    /// Reads every operation of a document that no transform has touched yet.
    pub(crate) fn all(document: &Value) -> Vec<Self> {
        let mut operations = Vec::new();
        for_each_operation(document, |path, method, operation| {
            operations.push(Self::new(path, method, operation));
        });
        operations
    }

    fn new(path: &str, method: &str, operation: &Value) -> Self {
        let id = text(operation, "operationId").unwrap_or_default();
        let tag = elements(operation.get("tags"))
            .find_map(Value::as_str)
            .unwrap_or("untagged");
        let content = members(operation.pointer("/requestBody/content")).next();
        let statuses = members(operation.get("responses")).filter_map(|(it, _)| it.parse().ok());
        let mut success: Vec<u16> = statuses.filter(|it| (200..300).contains(it)).collect();
        success.sort_unstable();
        Self {
            id: bare_id(id).to_snake_case(),
            group: tag.to_snake_case(),
            method: method.to_ascii_uppercase(),
            path: path.to_owned(),
            content_type: content.map(|(media_type, _)| media_type.clone()),
            success,
            long_running: flag(operation, "x-ms-long-running-operation"),
            final_state: final_state(operation).map(str::to_owned),
            page: page(operation).map(|(items, next)| (items.to_owned(), next.to_owned())),
        }
    }

    /// The name of the operation's facts in the generated crate.
    fn constant(&self) -> Ident {
        format_ident!("{}", self.id.to_shouty_snake_case())
    }

    fn facts(&self) -> TokenStream {
        let Self {
            id,
            method,
            path,
            success,
            long_running,
            ..
        } = self;
        let final_state = self.final_state.as_ref().map_or_else(
            || quote!(None),
            |name| {
                let name = format_ident!("{name}");
                quote!(Some(acs_core::FinalState::#name))
            },
        );
        let page = self.page.as_ref().map_or_else(
            || quote!(None),
            |(items, next_link)| {
                quote!(Some(acs_core::PageFields { items: #items, next_link: #next_link }))
            },
        );
        let (constant, doc) = (self.constant(), format!(" `{method} {path}`"));
        let content_type = self
            .content_type
            .as_ref()
            .map_or_else(|| quote!(None), |media_type| quote!(Some(#media_type)));
        let success = success.iter().copied().map(Literal::u16_unsuffixed);
        quote! {
            #[doc = #doc]
            pub static #constant: acs_core::Operation = acs_core::Operation {
                id: #id,
                method: #method,
                path: #path,
                api_version: API_VERSION,
                content_type: #content_type,
                success: &[#(#success),*],
                long_running: #long_running,
                final_state: #final_state,
                page: #page,
            };
        }
    }
}

/// Core's name for the place where the result of a long-running operation is in the end.
fn final_state(operation: &Value) -> Option<&'static str> {
    let options = operation.get("x-ms-long-running-operation-options")?;
    let via = text(options, "final-state-via")?;
    let known = FINAL_STATES.iter().find(|(word, _)| *word == via);
    known.map(|(_, name)| *name)
}

/// The names of the entries and of the next link, where the operation answers with a page.
pub(crate) fn page(operation: &Value) -> Option<(&str, &str)> {
    let pageable = operation.get("x-ms-pageable")?;
    Some((text(pageable, "itemName")?, text(pageable, "nextLinkName")?))
}

/// The part of an operation id behind the group's name: `Get` of `SipRouting_Get`.
pub(crate) fn bare_id(id: &str) -> &str {
    id.split_once('_').map_or(id, |(_, bare)| bare)
}

/// The API version, and the facts of all operations, sorted by id.
pub(crate) fn table(version: &str, operations: &[Operation]) -> TokenStream {
    let mut sorted: Vec<&Operation> = operations.iter().collect();
    sorted.sort_by(|a, b| a.id.cmp(&b.id));
    let facts = sorted.iter().map(|operation| operation.facts());
    let constants = sorted.iter().map(|operation| operation.constant());
    quote! {
        /// The version of the API that the document describes.
        pub const API_VERSION: &str = #version;

        #(#facts)*

        /// Every operation of the document, sorted by id.
        pub static OPERATIONS: &[&acs_core::Operation] = &[#(&#constants),*];
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Operation, table};

    #[test]
    fn the_table_is_sorted_and_keeps_the_true_content_type() {
        let document = json!({ "paths": { "/things/{id}": {
            "patch": {
                "operationId": "Things_UpdateOne",
                "x-ms-long-running-operation": true,
                "x-ms-long-running-operation-options": { "final-state-via": "location" },
                "requestBody": { "content": { "application/merge-patch+json": {} } },
                "responses": { "202": {}, "200": {}, "404": {}, "default": {} },
            },
            "get": {
                "operationId": "Things_GetOne",
                "x-ms-pageable": { "itemName": "things", "nextLinkName": "more" },
                "responses": { "200": {} },
            },
        } } });
        let expected = quote::quote! {
            /// The version of the API that the document describes.
            pub const API_VERSION: &str = "2025-06-01";

            #[doc = " `GET /things/{id}`"]
            pub static GET_ONE: acs_core::Operation = acs_core::Operation {
                id: "get_one",
                method: "GET",
                path: "/things/{id}",
                api_version: API_VERSION,
                content_type: None,
                success: &[200],
                long_running: false,
                final_state: None,
                page: Some(acs_core::PageFields { items: "things", next_link: "more" }),
            };

            #[doc = " `PATCH /things/{id}`"]
            pub static UPDATE_ONE: acs_core::Operation = acs_core::Operation {
                id: "update_one",
                method: "PATCH",
                path: "/things/{id}",
                api_version: API_VERSION,
                content_type: Some("application/merge-patch+json"),
                success: &[200, 202],
                long_running: true,
                final_state: Some(acs_core::FinalState::Location),
                page: None,
            };

            /// Every operation of the document, sorted by id.
            pub static OPERATIONS: &[&acs_core::Operation] = &[&GET_ONE, &UPDATE_ONE];
        };
        assert_eq!(
            table("2025-06-01", &Operation::all(&document)).to_string(),
            expected.to_string()
        );
    }
}
