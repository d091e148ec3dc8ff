//! Enums that keep the values they do not know.

use heck::ToPascalCase;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::Value;

use super::document::{elements, flag, text, type_name};

/// Names of enums that would mislead in Rust, what they become, and why.
const RENAMES: [(&str, &str, &str); 1] = [(
    "Error",
    "PhoneNumberSearchResultError",
    "a type called Error that is no error, beside the client's own Error",
)];

/// The variant for values that the document does not list.
pub(crate) const UNKNOWN: &str = "UnknownValue";

/// A schema marked `x-ms-enum` with `modelAsString`.
pub(crate) struct OpenEnum<'v> {
    name: &'v str,
    values: Vec<&'v str>,
    marker: &'v Value,
}

impl<'v> OpenEnum<'v> {
    /// Reads a schema; `None` if it is no open enum.
    pub(crate) fn of(schema: &'v Value) -> Option<Self> {
        let marker = schema
            .get("x-ms-enum")
            .filter(|marker| flag(marker, "modelAsString"))?;
        Some(Self {
            name: text(marker, "name")?,
            values: elements(schema.get("enum"))
                .filter_map(Value::as_str)
                .collect(),
            marker,
        })
    }

    /// Returns true if this place in the document also says what the values mean.
    pub(crate) fn is_explained(&self) -> bool {
        self.marker.get("values").is_some()
    }

    /// Returns the doc comment of the type.
    fn doc(&self) -> String {
        let description =
            text(self.marker, "description").unwrap_or("A set of strings that may grow.");
        format!(" {description} `{}` in the document.", self.name)
    }

    /// Returns the doc comment of a value.
    fn value_doc(&self, value: &str) -> String {
        let explained = elements(self.marker.get("values"))
            .find(|explained| text(explained, "value") == Some(value))
            .and_then(|explained| text(explained, "description"));
        match explained {
            Some(description) => format!(" {description} `{value}` on the wire."),
            None => format!(" `{value}` on the wire."),
        }
    }

    /// The name of the Rust type.
    pub(crate) fn name(&self) -> String {
        let renamed = RENAMES.iter().find(|(from, ..)| *from == self.name);
        renamed.map_or_else(|| type_name(self.name), |(_, to, _)| (*to).to_owned())
    }

    /// The name in the document.
    pub(crate) fn own_name(&self) -> &'v str {
        self.name
    }

    /// Returns the document's words on the set.
    pub(crate) fn marker(&self) -> &'v Value {
        self.marker
    }

    /// The known values, as they are written on the wire.
    pub(crate) fn values(&self) -> &[&'v str] {
        &self.values
    }

    /// The type and its impls.
    pub(crate) fn to_tokens(&self) -> TokenStream {
        let name = format_ident!("{}", self.name());
        let doc = self.doc();
        let unknown = format_ident!("{UNKNOWN}");
        let values = &self.values;
        let variants: Vec<_> = values
            .iter()
            .map(|v| format_ident!("{}", variant_name(v)))
            .collect();
        let names = variants.iter().map(ToString::to_string);
        let docs = values.iter().map(|value| self.value_doc(value));
        quote! {
            #[doc = #doc]
            #[derive(Clone, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum #name {
                #(#[doc = #docs] #variants,)*
                /// A value that the document does not list, kept as it came.
                #unknown(String),
            }

            impl #name {
                /// The value as it is written on the wire.
                pub fn as_str(&self) -> &str {
                    match self {
                        #(Self::#variants => #values,)*
                        Self::#unknown(value) => value,
                    }
                }
            }

            impl std::fmt::Debug for #name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    match self {
                        #(Self::#variants => f.write_str(#names),)*
                        Self::#unknown(value) => {
                            f.debug_tuple(#UNKNOWN).field(&acs_core::Shown(value)).finish()
                        }
                    }
                }
            }

            impl From<&str> for #name {
                fn from(value: &str) -> Self {
                    match value {
                        #(#values => Self::#variants,)*
                        other => Self::#unknown(other.to_owned()),
                    }
                }
            }

            open_enum!(#name);
        }
    }
}

/// The name of the variant for a value of the wire.
pub(crate) fn variant_name(value: &str) -> String {
    value.to_pascal_case()
}

/// The impls that are the same for every open enum.
pub(crate) fn shared_impls() -> TokenStream {
    quote! {
        /// The impls that rest on `as_str` and `From<&str>`.
        macro_rules! open_enum {
            ($name:ident) => {
                impl std::fmt::Display for $name {
                    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.pad(self.as_str())
                    }
                }

                impl std::str::FromStr for $name {
                    type Err = std::convert::Infallible;

                    fn from_str(value: &str) -> Result<Self, Self::Err> {
                        Ok(Self::from(value))
                    }
                }

                impl serde::Serialize for $name {
                    fn serialize<S: serde::Serializer>(
                        &self,
                        serializer: S,
                    ) -> Result<S::Ok, S::Error> {
                        serializer.serialize_str(self.as_str())
                    }
                }

                impl<'de> serde::Deserialize<'de> for $name {
                    fn deserialize<D: serde::Deserializer<'de>>(
                        deserializer: D,
                    ) -> Result<Self, D::Error> {
                        acs_core::from_text(deserializer)
                    }
                }
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{OpenEnum, variant_name};

    #[test]
    fn an_enum_called_error_gets_a_name_that_says_whose() {
        let marker = json!({ "name": "Error", "modelAsString": true });
        let schema = json!({ "enum": ["NoError"], "x-ms-enum": marker });
        let name = OpenEnum::of(&schema).map(|found| found.name());
        assert_eq!(name.as_deref(), Some("PhoneNumberSearchResultError"));
    }

    #[test]
    fn a_name_that_begins_small_becomes_that_of_a_type() {
        let marker = json!({ "name": "tlsStatus", "modelAsString": true });
        let schema = json!({ "enum": ["ok"], "x-ms-enum": marker });
        let name = OpenEnum::of(&schema).map(|found| found.name());
        assert_eq!(name.as_deref(), Some("TlsStatus"));
    }

    #[test]
    fn a_closed_enum_is_none_of_these() {
        let marker = json!({ "name": "Kind", "modelAsString": false });
        assert!(OpenEnum::of(&json!({ "enum": ["a"], "x-ms-enum": marker })).is_none());
    }

    #[test]
    fn variants_are_named_after_values() {
        let values = ["tollFree", "inbound+outbound", "NoError"];
        assert_eq!(
            values.map(variant_name),
            ["TollFree", "InboundOutbound", "NoError"]
        );
    }
}
