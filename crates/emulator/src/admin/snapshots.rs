//! States to come back to.

use percent_encoding::percent_decode_str;
use serde_json::json;

use super::answer::{Outcome, Refused, done, ok};
use super::{Admin, Call, nowhere};

impl Admin {
    pub(super) fn snapshots(&self, call: &Call<'_>, segments: &[&str]) -> Outcome {
        let name = segments.get(1).copied().unwrap_or_default();
        let name = percent_decode_str(name).decode_utf8_lossy();
        let known = |is_known: bool| {
            if is_known {
                return done();
            }
            Err(Refused::not_found("there is no snapshot of that name"))
        };
        match (call.received.method.as_str(), segments) {
            ("GET", ["snapshots"]) => ok(&json!({"snapshots": self.service.snapshots.names()})),
            ("PUT", ["snapshots", _]) if !name.is_empty() => {
                if self.service.save_snapshot(&name) {
                    return done();
                }
                let words = "there are too many snapshots; delete one first";
                Err(Refused::bad_request(words))
            }
            ("POST", ["snapshots", _, "restore"]) => known(self.service.restore_snapshot(&name)),
            ("DELETE", ["snapshots", _]) => known(self.service.snapshots.remove(&name)),
            _ => Err(nowhere()),
        }
    }
}
