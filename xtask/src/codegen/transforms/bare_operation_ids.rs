//! `PhoneNumbers_ListAreaCodes` becomes `ListAreaCodes`.

use serde_json::Value;

use crate::codegen::document::for_each_operation_mut;

pub(super) const NAME: &str = "bare-operation-ids";
pub(super) const REASON: &str = "progenitor makes `phone_numbers_list_area_codes` of \
    `PhoneNumbers_ListAreaCodes`; the client's type already says whose operation it is";

pub(super) fn apply(document: &mut Value) {
    for_each_operation_mut(document, |operation| {
        if let Some(Value::String(id)) = operation.get_mut("operationId")
            && let Some((_, bare)) = id.split_once('_')
        {
            *id = bare.to_owned();
        }
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn strips_the_group_and_leaves_other_ids_alone() {
        let mut document = json!({ "paths": { "/a": {
            "get": { "operationId": "PhoneNumbers_ListAreaCodes" },
            "put": { "operationId": "Set" },
        } } });
        super::apply(&mut document);
        assert_eq!(
            document,
            json!({ "paths": { "/a": {
                "get": { "operationId": "ListAreaCodes" },
                "put": { "operationId": "Set" },
            } } })
        );
    }
}
