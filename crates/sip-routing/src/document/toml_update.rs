//! Documents that are changed where the configuration has changed, and nowhere else.

use toml_edit::{ArrayOfTables, Decor, DocumentMut, Item, Table, Value};

use super::DocumentError;
use crate::{SipConfiguration, plan::pairs, trunk::partners};

/// For each new entry, the index of the old one that it is, if any.
type Same = Vec<Option<usize>>;

/// In a document that is there, with the cargo feature `toml`.
impl SipConfiguration {
    /// Writes the configuration into a TOML document that is there, and gives back its new text.
    ///
    /// Everything that is the same stays as it is written: comments, the order of fields, and what
    /// is [allowed](crate::Allowed). A comment above a trunk or a route moves with it, and goes
    /// with it. A list in brackets that changes, as in `trunks = [{ … }]`, is written again, without
    /// its comments: give each trunk and route a table of its own to keep them.
    ///
    /// # Errors
    /// The text is no document of a configuration. The error names the line and the field.
    ///
    /// ```
    /// use acs_sip_routing::{LastTrunk, SipConfiguration};
    ///
    /// let text = r#"## Routing of Contoso
    ///
    /// [[trunks]]
    /// fqdn = "sbc1.contoso.com"
    /// sipSignalingPort = 5061 # TLS
    ///
    /// ## Only while the other one is mended
    /// [[trunks]]
    /// fqdn = "sbc2.contoso.com"
    /// sipSignalingPort = 5061
    ///
    /// [[routes]]
    /// name = "all"
    /// numberPattern = '^.*$'
    /// trunks = ["sbc1.contoso.com", "sbc2.contoso.com"] # in this order
    /// "#;
    /// let configuration = SipConfiguration::from_toml(text)?;
    /// let drained = configuration.drain_trunk(&"sbc2.contoso.com".parse()?, LastTrunk::Refuse)?;
    /// assert_eq!(
    ///     drained.update_toml(text)?,
    ///     r#"## Routing of Contoso
    ///
    /// [[trunks]]
    /// fqdn = "sbc1.contoso.com"
    /// sipSignalingPort = 5061 # TLS
    ///
    /// [[routes]]
    /// name = "all"
    /// numberPattern = '^.*$'
    /// trunks = ["sbc1.contoso.com"] # in this order
    /// "#
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn update_toml(&self, text: &str) -> Result<String, DocumentError> {
        let old = Self::from_toml(text)?;
        let wrong = |error: &dyn std::fmt::Display| DocumentError::whole(error.to_string());
        let fresh = self.to_toml().map_err(|error| wrong(&error))?;
        let fresh: DocumentMut = fresh.parse().map_err(|error| wrong(&error))?;
        let mut document: DocumentMut = text.parse().map_err(|error| wrong(&error))?;
        let trunks = partners(&self.trunks, &old.trunks);
        let mut routes: Same = vec![None; self.routes.len()];
        for (before, after) in pairs(&old.routes, &self.routes) {
            routes[after] = Some(before);
        }
        for (key, same, stays) in [
            ("trunks", trunks, self.trunks == old.trunks),
            ("routes", routes, self.routes == old.routes),
        ] {
            if !stays {
                let fresh = fresh.get(key).cloned().unwrap_or_default();
                update(&mut document, key, fresh, &same);
            }
        }
        Ok(document.to_string())
    }
}

/// Puts the fresh list in the place of the one that is there, entry by entry where both are tables.
fn update(document: &mut DocumentMut, key: &str, fresh: Item, same: &Same) {
    match (document.get_mut(key), fresh) {
        (Some(Item::ArrayOfTables(old)), Item::ArrayOfTables(fresh)) => graft(old, &fresh, same),
        (_, fresh) => {
            document.remove(key);
            document.insert(key, unplaced(fresh));
        }
    }
}

/// Tables that come where the document has none of their kind: after all others.
fn unplaced(mut fresh: Item) -> Item {
    if let Item::ArrayOfTables(tables) = &mut fresh {
        for table in tables.iter_mut() {
            table.set_position(None);
            table.decor_mut().set_prefix("\n");
        }
    }
    fresh
}

fn graft(old: &mut ArrayOfTables, fresh: &ArrayOfTables, same: &Same) {
    let mut known: Vec<Table> = old.iter().cloned().collect();
    let position = known.iter().filter_map(Table::position).min();
    // What stands above the first table may be about all of them, and stays where it is.
    let first = known
        .first()
        .map(|it| prefix(it.decor()))
        .unwrap_or_default();
    let (header, rest) = first.split_at(first.rfind("\n\n").map_or(0, |at| at + 2));
    let (header, rest) = if header.contains('#') {
        (header, rest)
    } else {
        ("", first.as_str())
    };
    if let Some(table) = known.first_mut() {
        table.decor_mut().set_prefix(rest.to_owned());
    }
    let begins_lower = first.starts_with('\n');
    old.clear();
    for (index, (fresh, same)) in fresh.iter().zip(same).enumerate() {
        let mut table = match same {
            Some(at) => revised(known[*at].clone(), fresh),
            None => fresh.clone(),
        };
        table.set_position(position);
        let above = prefix(table.decor());
        let above = above.trim_start_matches('\n');
        let blank = if index > 0 || (header.is_empty() && begins_lower) {
            "\n"
        } else {
            ""
        };
        let header = if index == 0 { header } else { "" };
        table
            .decor_mut()
            .set_prefix(format!("{blank}{header}{above}"));
        old.push(table);
    }
}

/// The table that is there with the values of the fresh one.
fn revised(mut table: Table, fresh: &Table) -> Table {
    table.retain(|key, _| fresh.contains_key(key));
    for (key, item) in fresh {
        let (Some(old), Some(new)) = (table.get_mut(key), item.as_value()) else {
            table.insert(key, item.clone());
            continue;
        };
        if plain(old) != plain(item) {
            let decor = old.as_value().map(|value| value.decor().clone());
            let mut new = new.clone();
            *new.decor_mut() = decor.unwrap_or_default();
            *old = Item::Value(new);
        }
    }
    table
}

/// The value without what it is written with.
fn plain(item: &Item) -> Option<String> {
    let value = item.as_value()?;
    let scalar = |value: &Value| match value {
        Value::String(text) => Some(text.value().clone()),
        Value::Integer(number) => Some(number.value().to_string()),
        Value::Boolean(is) => Some(is.value().to_string()),
        _ => None,
    };
    match value.as_array() {
        Some(list) => Some(format!("{:?}", list.iter().map(scalar).collect::<Vec<_>>())),
        None => scalar(value),
    }
}

fn prefix(decor: &Decor) -> String {
    let prefix = decor.prefix().and_then(|it| it.as_str());
    prefix.unwrap_or_default().to_owned()
}
