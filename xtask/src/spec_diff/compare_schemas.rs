//! Comparing schemas, each pair once.

use std::collections::{BTreeMap, BTreeSet};

use super::compare_operations::{Comparison, Pair, need, pairs};
use super::node::{Documents, Location, Node, Result};
use super::operation::Api;
use super::report::Kind;
use super::schema::{Choice, Entries, Occurrence, Shape};

impl Comparison<'_> {
    /// Compares the schemas used at `place`. What differs in a definition that both refer to is
    /// reported under the definition's name, and met only once, also where it contains itself.
    pub(super) fn schemas(&mut self, place: &str, theirs: &Node, ours: &Node) -> Result<()> {
        let theirs = Occurrence::of(self.documents, theirs)?;
        let ours = Occurrence::of(self.documents, ours)?;
        self.changed(place, "nullable", yes(ours.nullable), yes(theirs.nullable));
        self.changed(
            place,
            "read-only",
            yes(ours.read_only),
            yes(theirs.read_only),
        );
        let pair = (theirs.node.location(), ours.node.location());
        if self.compared.contains(&pair) {
            return Ok(());
        }
        let shared = match (&theirs.name, &ours.name) {
            (Some(theirs), Some(ours)) if theirs == ours => Some(format!("schema {ours}")),
            (Some(theirs), Some(ours)) => Some(format!("schema {ours} (upstream {theirs})")),
            _ => None,
        };
        let place = shared.as_deref().unwrap_or(place);
        let theirs = Shape::of(self.documents, &theirs.node)?;
        let ours = Shape::of(self.documents, &ours.node)?;
        if theirs.kind != ours.kind {
            self.changed(place, "type", kind(&ours), kind(&theirs));
            return Ok(());
        }
        self.compared.insert(pair);
        self.shapes(place, &theirs, &ours)
    }

    fn shapes(&mut self, place: &str, theirs: &Shape, ours: &Shape) -> Result<()> {
        for (facet, pair) in pairs(&theirs.facets, &ours.facets) {
            self.changed_pair(place, facet, &pair);
        }
        self.choices(place, theirs.choice.as_ref(), ours.choice.as_ref());
        self.properties(place, theirs, ours)?;
        self.inner(
            &format!("{place}[]"),
            "items",
            theirs.items.as_ref(),
            ours.items.as_ref(),
        )?;
        self.entries(place, &theirs.entries, &ours.entries)
    }

    fn choices(&mut self, place: &str, theirs: Option<&Choice>, ours: Option<&Choice>) {
        let (theirs, ours) = match (theirs, ours) {
            (Some(theirs), Some(ours)) => (theirs, ours),
            (theirs, ours) => {
                let words = |choice: Option<&Choice>| {
                    choice.map_or("any value".to_owned(), |choice| one_of(&choice.values))
                };
                return self.changed(place, "", &words(ours), &words(theirs));
            }
        };
        let added = theirs
            .values
            .difference(&ours.values)
            .map(|value| (Kind::Added, value));
        let removed = ours
            .values
            .difference(&theirs.values)
            .map(|value| (Kind::Removed, value));
        for (change, value) in added.chain(removed) {
            let what = format!("value `{value}`");
            match ours.name.as_ref().or(theirs.name.as_ref()) {
                Some(name) => self
                    .report
                    .record_at(change, &format!("enum {name}"), what, place),
                None => self.report.record(change, place, what),
            }
        }
    }

    fn properties(&mut self, place: &str, theirs: &Shape, ours: &Shape) -> Result<()> {
        for (name, pair) in pairs(&theirs.properties, &ours.properties) {
            let required = need(theirs.required.contains(name));
            match pair {
                Pair::Theirs(schema) => {
                    let schema = self.describe(schema)?;
                    let what = format!("property `{name}` ({required}, {schema})");
                    self.report.record(Kind::Added, place, what);
                }
                Pair::Ours(_) => {
                    self.report
                        .record(Kind::Removed, place, format!("property `{name}`"));
                }
                Pair::Both(their_schema, our_schema) => {
                    let place = format!("{place}.{name}");
                    self.changed(&place, "", need(ours.required.contains(name)), required);
                    self.schemas(&place, their_schema, our_schema)?;
                }
            }
        }
        Ok(())
    }

    fn inner(
        &mut self,
        place: &str,
        what: &str,
        theirs: Option<&Node>,
        ours: Option<&Node>,
    ) -> Result<()> {
        if let (Some(theirs), Some(ours)) = (theirs, ours) {
            return self.schemas(place, theirs, ours);
        }
        let describe = |schema: Option<&Node>| {
            schema.map_or_else(|| Ok("none".to_owned()), |schema| self.describe(schema))
        };
        let (ours, theirs) = (describe(ours)?, describe(theirs)?);
        self.changed(place, what, &ours, &theirs);
        Ok(())
    }

    fn entries(&mut self, place: &str, theirs: &Entries, ours: &Entries) -> Result<()> {
        if let (Entries::Of(theirs), Entries::Of(ours)) = (theirs, ours) {
            return self.schemas(&format!("{place}.*"), theirs, ours);
        }
        let describe = |entries: &Entries| match entries {
            Entries::Unspecified => Ok("unspecified".to_owned()),
            Entries::Forbidden => Ok("forbidden".to_owned()),
            Entries::Of(schema) => self.describe(schema),
        };
        let (ours, theirs) = (describe(ours)?, describe(theirs)?);
        self.changed(place, "further properties", &ours, &theirs);
        Ok(())
    }

    /// Looks at the definitions that were not compared, because what uses them is new or gone.
    /// Those of one name are compared after all; the others are reported as added or removed.
    pub(super) fn leftover_definitions(&mut self, theirs: &Api, ours: &Api) -> Result<()> {
        let theirs = definitions(self.documents, theirs)?;
        let ours = definitions(self.documents, ours)?;
        for new in theirs.values() {
            let name = new.name();
            let known = self
                .compared
                .iter()
                .any(|(theirs, _)| *theirs == new.location());
            let namesake = ours.values().find(|our| our.name() == name);
            if let (false, Some(our)) = (known, namesake) {
                self.schemas(&format!("schema {name}"), new, our)?;
            }
        }
        let (their_known, our_known): (BTreeSet<_>, BTreeSet<_>) =
            self.compared.iter().cloned().unzip();
        for (kind, definitions, known) in [
            (Kind::Added, theirs, their_known),
            (Kind::Removed, ours, our_known),
        ] {
            for (_, definition) in definitions
                .iter()
                .filter(|(place, _)| !known.contains(place))
            {
                let shape = Shape::of(self.documents, definition)?;
                let what = format!("definition ({})", self.describe_shape(&shape)?);
                self.report
                    .record(kind, &format!("schema {}", definition.name()), what);
            }
        }
        Ok(())
    }

    /// The schema in a few words, a definition by its name.
    pub(super) fn describe(&self, schema: &Node) -> Result<String> {
        let Occurrence {
            name,
            nullable,
            read_only,
            node,
        } = Occurrence::of(self.documents, schema)?;
        let mut words = match name {
            Some(name) => name,
            None => self.describe_shape(&Shape::of(self.documents, &node)?)?,
        };
        for (_, word) in [(nullable, ", nullable"), (read_only, ", read-only")]
            .into_iter()
            .filter(|(applies, _)| *applies)
        {
            words.push_str(word);
        }
        Ok(words)
    }

    fn describe_shape(&self, shape: &Shape) -> Result<String> {
        let mut words = match (&shape.items, &shape.entries) {
            (Some(items), _) => format!("array of {}", self.describe(items)?),
            (None, Entries::Of(values)) => format!("map of {}", self.describe(values)?),
            _ => kind(shape).to_owned(),
        };
        if !shape.properties.is_empty() {
            let names: Vec<_> = shape
                .properties
                .keys()
                .map(|name| format!("`{name}`"))
                .collect();
            words = format!("{words} with {}", names.join(", "));
        }
        let facets = shape
            .facets
            .iter()
            .map(|(name, value)| format!("{name} {value}"));
        let choice = shape.choice.iter().map(|choice| one_of(&choice.values));
        Ok([words]
            .into_iter()
            .chain(facets)
            .chain(choice)
            .collect::<Vec<_>>()
            .join(", "))
    }
}

/// Every definition that the operations refer to, directly or through others.
fn definitions(documents: &Documents, api: &Api) -> Result<BTreeMap<Location, Node>> {
    let mut found = BTreeMap::new();
    let mut open: Vec<Node> = api.schemas().cloned().collect();
    while let Some(schema) = open.pop() {
        let Occurrence { name, node, .. } = Occurrence::of(documents, &schema)?;
        if name.is_some() && found.insert(node.location(), node.clone()).is_some() {
            continue;
        }
        let Shape {
            properties,
            items,
            entries,
            ..
        } = Shape::of(documents, &node)?;
        open.extend(properties.into_values().chain(items));
        if let Entries::Of(values) = entries {
            open.push(values);
        }
    }
    Ok(found)
}

fn kind(shape: &Shape) -> &str {
    shape.kind.as_deref().unwrap_or("any")
}

fn yes(flag: bool) -> &'static str {
    if flag { "yes" } else { "no" }
}

fn one_of(values: &BTreeSet<String>) -> String {
    let values: Vec<_> = values.iter().map(|value| format!("`{value}`")).collect();
    format!("one of {}", values.join(", "))
}
