//! `--query`: `JMESPath` over the whole result, as the Azure CLI has it.

use jmespath::{Expression, Variable};
use serde_json::Value;

use crate::{
    exit::Exit,
    failure::{Failure, Outcome},
};

/// Query that was read.
pub(super) struct Query(Expression<'static>);

impl Query {
    pub(super) fn read(text: &str) -> Outcome<Self> {
        jmespath::compile(text).map(Self).map_err(|error| {
            let place = format!("at position {}", error.offset + 1);
            Failure::new(
                Exit::Usage,
                format!("the query cannot be read {place}: {}", error.reason),
            )
            .hint("queries are JMESPath, as in `[].phoneNumber`")
        })
    }

    pub(super) fn ask(&self, data: &Value) -> Outcome<Value> {
        let failed = |error: String| {
            Failure::new(
                Exit::Usage,
                format!("the query does not fit the result: {error}"),
            )
        };
        let data: Variable =
            serde_json::from_value(data.clone()).map_err(|error| failed(error.to_string()))?;
        let found = self
            .0
            .search(data)
            .map_err(|error| failed(error.reason.to_string()))?;
        serde_json::to_value(&*found).map_err(|error| failed(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Query;
    use crate::exit::Exit;

    #[test]
    fn picks_and_reshapes() {
        let data = json!([{ "a": 1, "b": "x" }, { "a": 2, "b": "y" }]);
        let query = Query::read("[?a > `1`].{name: b}").unwrap();
        assert_eq!(query.ask(&data).unwrap(), json!([{ "name": "y" }]));
    }

    #[test]
    fn a_faulty_one_is_usage() {
        let refused = Query::read("[?").err().unwrap();
        assert_eq!(refused.exit(), Exit::Usage);
    }
}
