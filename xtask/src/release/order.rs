//! The crates that are published, each after those it depends on.

use std::{collections::BTreeMap, path::Path, process::Command};

use serde::Deserialize;

use crate::steps::{Result, output_of};

#[derive(Debug, Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Debug, Deserialize)]
struct Package {
    name: String,
    /// The registries that it may go to; all if there is no list.
    publish: Option<Vec<String>>,
    dependencies: Vec<Dependency>,
}

#[derive(Debug, Deserialize)]
struct Dependency {
    name: String,
    req: String,
    /// Its folder, if it is one of ours.
    path: Option<String>,
}

impl Package {
    fn is_published(&self) -> bool {
        self.publish.as_ref().is_none_or(|it| !it.is_empty())
    }

    /// Those of ours that a registry has to have before. One without a version is left out when a
    /// package is made.
    fn needs(&self) -> Vec<&str> {
        let ours = self.dependencies.iter();
        let ours = ours.filter(|it| it.path.is_some() && it.req != "*");
        ours.map(|it| it.name.as_str()).collect()
    }
}

/// The names of the crates that are published, in the order of publishing.
pub(super) fn published(root: &Path) -> Result<Vec<String>> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root);
    cargo.args([
        "metadata",
        "--format-version",
        "1",
        "--no-deps",
        "--offline",
    ]);
    sorted(&output_of(&mut cargo)?)
}

fn sorted(metadata: &str) -> Result<Vec<String>> {
    let metadata: Metadata = serde_json::from_str(metadata)?;
    let packages = metadata.packages.iter().filter(|it| it.is_published());
    let mut left: BTreeMap<&str, Vec<&str>> =
        packages.map(|it| (it.name.as_str(), it.needs())).collect();
    let mut order = Vec::new();
    while !left.is_empty() {
        let ready = left.iter().find(|(_, needs)| needs.is_empty());
        let Some((&name, _)) = ready else {
            let names: Vec<_> = left.keys().copied().collect();
            return Err(format!(
                "no crate of {} can be the first: each depends on another one of them, or on one \
                 that is not published",
                names.join(", ")
            )
            .into());
        };
        left.remove(name);
        for needs in left.values_mut() {
            needs.retain(|it| *it != name);
        }
        order.push(name.to_owned());
    }
    Ok(order)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{published, sorted};

    fn package(name: &str, needs: &[(&str, &str)], publish: &Value) -> Value {
        let dependencies: Vec<_> = needs
            .iter()
            .map(|(name, req)| json!({"name": name, "req": req, "path": "/somewhere"}))
            .collect();
        json!({"name": name, "publish": publish, "dependencies": dependencies})
    }

    #[test]
    fn what_others_need_comes_first() {
        let packages = json!({"packages": [
            package("app", &[("core", "^0.1"), ("app", "*")], &json!(null)),
            package("core", &[], &json!(null)),
            package("samples", &[("app", "^0.1")], &json!([])),
        ]});
        assert_eq!(sorted(&packages.to_string()).unwrap(), ["core", "app"]);
    }

    #[test]
    fn a_crate_that_needs_one_that_is_not_published_is_found() {
        let packages = json!({"packages": [
            package("app", &[("samples", "^0.1")], &json!(null)),
            package("samples", &[], &json!([])),
        ]});
        let error = sorted(&packages.to_string()).unwrap_err().to_string();
        assert!(error.contains("app"), "{error}");
    }

    #[test]
    fn the_clients_come_after_their_common_part() {
        let order = published(&crate::workspace().unwrap()).unwrap();
        let place = |name| order.iter().position(|it| it == name).unwrap();
        assert!(place("acs-core") < place("acs-phone-numbers-generated"));
        assert!(place("acs-phone-numbers-generated") < place("acs-phone-numbers"));
        assert!(!order.contains(&"xtask".to_owned()));
    }
}
