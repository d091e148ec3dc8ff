//! Comparing operations, down to the schemas they use.

use std::collections::{BTreeMap, BTreeSet};

use super::node::{Documents, Location, Node, Result};
use super::operation::{Api, Body, Content, Operation, Parameter, ParameterKey, Response};
use super::report::{Kind, Report};

/// Stands for a value that one of the documents does not give.
const NOTHING: &str = "none";

/// A comparison under way.
pub(super) struct Comparison<'d> {
    pub(super) documents: &'d Documents,
    pub(super) report: Report,
    /// Pairs of schemas, theirs and ours, that need no second look.
    pub(super) compared: BTreeSet<(Location, Location)>,
}

/// The values under one key in two maps.
pub(super) enum Pair<'a, T> {
    Theirs(&'a T),
    Ours(&'a T),
    Both(&'a T, &'a T),
}

pub(super) fn pairs<'a, K: Ord, T>(
    theirs: &'a BTreeMap<K, T>,
    ours: &'a BTreeMap<K, T>,
) -> impl Iterator<Item = (&'a K, Pair<'a, T>)> {
    let keys: BTreeSet<&K> = theirs.keys().chain(ours.keys()).collect();
    keys.into_iter().filter_map(move |key| {
        let pair = match (theirs.get(key), ours.get(key)) {
            (Some(theirs), Some(ours)) => Pair::Both(theirs, ours),
            (Some(theirs), None) => Pair::Theirs(theirs),
            (None, ours) => Pair::Ours(ours?),
        };
        Some((key, pair))
    })
}

pub(super) fn need(required: bool) -> &'static str {
    if required { "required" } else { "optional" }
}

impl<'d> Comparison<'d> {
    pub(super) fn new(documents: &'d Documents) -> Self {
        Self {
            documents,
            report: Report::default(),
            compared: BTreeSet::new(),
        }
    }

    pub(super) fn run(mut self, theirs: &Api, ours: &Api) -> Result<Report> {
        self.changed("API version", "", &ours.version, &theirs.version);
        for (name, pair) in pairs(&theirs.operations, &ours.operations) {
            match pair {
                Pair::Theirs(_) => self.report.record(Kind::Added, name, "operation"),
                Pair::Ours(_) => self.report.record(Kind::Removed, name, "operation"),
                Pair::Both(theirs, ours) => self.operation(name, theirs, ours)?,
            }
        }
        self.leftover_definitions(theirs, ours)?;
        Ok(self.report)
    }

    /// Records that `what` of `subject` went from `ours` to `theirs`, if it did.
    pub(super) fn changed(&mut self, subject: &str, what: &str, ours: &str, theirs: &str) {
        if ours != theirs {
            let gap = if what.is_empty() { "" } else { " " };
            self.report.record(
                Kind::Changed,
                subject,
                format!("{what}{gap}{ours} → {theirs}"),
            );
        }
    }

    /// Records that `what` of `subject` went from our text to theirs, if it did.
    pub(super) fn changed_pair(&mut self, subject: &str, what: &str, pair: &Pair<'_, String>) {
        let (ours, theirs) = match *pair {
            Pair::Theirs(theirs) => (NOTHING, theirs.as_str()),
            Pair::Ours(ours) => (ours.as_str(), NOTHING),
            Pair::Both(theirs, ours) => (ours.as_str(), theirs.as_str()),
        };
        self.changed(subject, what, ours, theirs);
    }

    fn operation(&mut self, name: &str, theirs: &Operation, ours: &Operation) -> Result<()> {
        for (key, pair) in pairs(&theirs.parameters, &ours.parameters) {
            self.parameter(name, key, &pair)?;
        }
        self.body(name, theirs.body.as_ref(), ours.body.as_ref())?;
        for (status, pair) in pairs(&theirs.responses, &ours.responses) {
            let response = format!("response {status}");
            match pair {
                Pair::Theirs(_) => self.report.record(Kind::Added, name, response),
                Pair::Ours(_) => self.report.record(Kind::Removed, name, response),
                Pair::Both(theirs, ours) => {
                    self.response(&format!("{name} {response}"), theirs, ours)?;
                }
            }
        }
        for (key, pair) in pairs(&theirs.traits, &ours.traits) {
            self.changed_pair(name, &format!("`{key}`"), &pair);
        }
        Ok(())
    }

    fn parameter(
        &mut self,
        operation: &str,
        key: &ParameterKey,
        pair: &Pair<'_, Parameter>,
    ) -> Result<()> {
        match pair {
            Pair::Theirs(theirs) => {
                let schema = self.describe(&theirs.schema)?;
                let what = format!("{key} ({}, {schema})", need(theirs.required));
                self.report.record(Kind::Added, operation, what);
            }
            Pair::Ours(_) => self
                .report
                .record(Kind::Removed, operation, key.to_string()),
            Pair::Both(theirs, ours) => {
                let shared = theirs.shared && ours.shared;
                let place = if shared {
                    format!("shared {key}")
                } else {
                    format!("{operation} {key}")
                };
                self.changed(&place, "", need(ours.required), need(theirs.required));
                let [ours_as, theirs_as] = [ours, theirs]
                    .map(|parameter| parameter.list_format.as_deref().unwrap_or("no list"));
                self.changed(&place, "list format", ours_as, theirs_as);
                self.schemas(&place, &theirs.schema, &ours.schema)?;
            }
        }
        Ok(())
    }

    fn body(&mut self, name: &str, theirs: Option<&Body>, ours: Option<&Body>) -> Result<()> {
        match (theirs, ours) {
            (None, None) => {}
            (Some(theirs), None) => {
                let content = self.describe_content(&theirs.content)?;
                let what = format!("body ({}, {content})", need(theirs.required));
                self.report.record(Kind::Added, name, what);
            }
            (None, Some(_)) => self.report.record(Kind::Removed, name, "body"),
            (Some(theirs), Some(ours)) => {
                let place = format!("{name} body");
                self.changed(&place, "", need(ours.required), need(theirs.required));
                self.content(&place, &theirs.content, &ours.content)?;
            }
        }
        Ok(())
    }

    fn response(&mut self, place: &str, theirs: &Response, ours: &Response) -> Result<()> {
        match (&theirs.content, &ours.content) {
            (None, None) => {}
            (Some(theirs), None) => {
                let what = format!("body ({})", self.describe_content(theirs)?);
                self.report.record(Kind::Added, place, what);
            }
            (None, Some(_)) => self.report.record(Kind::Removed, place, "body"),
            (Some(theirs), Some(ours)) => self.content(&format!("{place} body"), theirs, ours)?,
        }
        for (header, pair) in pairs(&theirs.headers, &ours.headers) {
            let header = format!("header `{header}`");
            match pair {
                Pair::Theirs(schema) => {
                    let what = format!("{header} ({})", self.describe(schema)?);
                    self.report.record(Kind::Added, place, what);
                }
                Pair::Ours(_) => self.report.record(Kind::Removed, place, header),
                Pair::Both(theirs, ours) => {
                    self.schemas(&format!("{place} {header}"), theirs, ours)?;
                }
            }
        }
        Ok(())
    }

    fn content(&mut self, place: &str, theirs: &Content, ours: &Content) -> Result<()> {
        if !theirs.media_types.is_empty() {
            for added in theirs.media_types.difference(&ours.media_types) {
                self.report
                    .record(Kind::Added, place, format!("media type `{added}`"));
            }
            for removed in ours.media_types.difference(&theirs.media_types) {
                self.report
                    .record(Kind::Removed, place, format!("media type `{removed}`"));
            }
        }
        for theirs in &theirs.schemas {
            for ours in &ours.schemas {
                self.schemas(place, theirs, ours)?;
            }
        }
        Ok(())
    }

    fn describe_content(&self, content: &Content) -> Result<String> {
        let schemas = content.schemas.iter().map(|schema| self.describe(schema));
        let media_types = content
            .media_types
            .iter()
            .map(|name| Ok(format!("`{name}`")));
        Ok(schemas
            .chain(media_types)
            .collect::<Result<Vec<_>>>()?
            .join(", "))
    }
}

impl Api {
    /// Every schema that an operation uses directly.
    pub(super) fn schemas(&self) -> impl Iterator<Item = &Node> {
        self.operations.values().flat_map(|operation| {
            let parameters = operation
                .parameters
                .values()
                .map(|parameter| &parameter.schema);
            let responses = operation.responses.values();
            let answers = responses
                .clone()
                .filter_map(|response| response.content.as_ref());
            let contents = operation
                .body
                .iter()
                .map(|body| &body.content)
                .chain(answers);
            let headers = responses.flat_map(|response| response.headers.values());
            parameters
                .chain(contents.flat_map(|content| &content.schemas))
                .chain(headers)
        })
    }
}
