//! The facts of an operation that outlive the transforms.

use heck::ToSnakeCase;
use proc_macro2::TokenStream;
use quote::quote;
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
    long_running: bool,
}

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
        Self {
            id: bare_id(id).to_snake_case(),
            group: tag.to_snake_case(),
            method: method.to_ascii_uppercase(),
            path: path.to_owned(),
            content_type: content.map(|(media_type, _)| media_type.clone()),
            long_running: flag(operation, "x-ms-long-running-operation"),
        }
    }

    fn row(&self) -> TokenStream {
        let Self {
            id,
            method,
            path,
            long_running,
            ..
        } = self;
        let content_type = self
            .content_type
            .as_ref()
            .map_or_else(|| quote!(None), |media_type| quote!(Some(#media_type)));
        quote! {
            acs_core::Operation {
                id: #id,
                method: #method,
                path: #path,
                content_type: #content_type,
                long_running: #long_running,
            }
        }
    }
}

/// The part of an operation id behind the group's name: `Get` of `SipRouting_Get`.
pub(crate) fn bare_id(id: &str) -> &str {
    id.split_once('_').map_or(id, |(_, bare)| bare)
}

/// The API version, and the table of all operations, sorted by id.
pub(crate) fn table(version: &str, operations: &[Operation]) -> TokenStream {
    let mut sorted: Vec<&Operation> = operations.iter().collect();
    sorted.sort_by(|a, b| a.id.cmp(&b.id));
    let rows = sorted.into_iter().map(Operation::row);
    quote! {
        /// The version of the API that the document describes.
        pub const API_VERSION: &str = #version;

        /// Every operation of the document, sorted by id.
        pub static OPERATIONS: &[acs_core::Operation] = &[#(#rows),*];
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
                "requestBody": { "content": { "application/merge-patch+json": {} } },
            },
            "get": { "operationId": "Things_GetOne" },
        } } });
        let expected = quote::quote! {
            /// The version of the API that the document describes.
            pub const API_VERSION: &str = "2025-06-01";

            /// Every operation of the document, sorted by id.
            pub static OPERATIONS: &[acs_core::Operation] = &[
                acs_core::Operation {
                    id: "get_one",
                    method: "GET",
                    path: "/things/{id}",
                    content_type: None,
                    long_running: false,
                },
                acs_core::Operation {
                    id: "update_one",
                    method: "PATCH",
                    path: "/things/{id}",
                    content_type: Some("application/merge-patch+json"),
                    long_running: true,
                }
            ];
        };
        assert_eq!(
            table("2025-06-01", &Operation::all(&document)).to_string(),
            expected.to_string()
        );
    }
}
