//! States to come back to.

use percent_encoding::percent_decode_str;
use serde_json::json;

use super::answer::{Outcome, Refused, done, ok, raw};
use super::{Admin, Call, nowhere};
use crate::service::SnapshotError;

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
            ("GET", ["snapshots", _]) => {
                let written = self.service.written_snapshot(&name).map_err(refused)?;
                written.map_or_else(|| known(false), |it| Ok(raw(it)))
            }
            ("PUT", ["snapshots", _]) if !name.is_empty() => {
                if call.body.is_empty() {
                    let has_room = self.service.save_snapshot(&name);
                    return has_room
                        .then(done)
                        .unwrap_or_else(|| Err(refused(SnapshotError::TooMany)));
                }
                let added = self.service.add_snapshot(&name, call.body);
                added.map_err(refused)?;
                done()
            }
            ("POST", ["snapshots", _, "restore"]) => known(self.service.restore_snapshot(&name)),
            ("DELETE", ["snapshots", _]) => known(self.service.snapshots.remove(&name)),
            _ => Err(nowhere()),
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it maps errors")]
fn refused(error: SnapshotError) -> Refused {
    Refused::bad_request(error.to_string())
}
