//! The settings of a trunk.

use super::{IpAddressVersion, PrivacyHeader};
use crate::Trunk;

/// What only the preview has. Nothing is set unless the service sent it or it is set here; then a
/// trunk that is there keeps what it has, and a new one gets what the service takes for usual.
impl Trunk {
    /// The same trunk, taking part in routing or not. One that does not stays in the configuration
    /// and gets no calls. A new trunk takes part.
    #[must_use]
    pub fn with_enabled(mut self, enabled: bool) -> Self {
        self.enabled = Some(enabled);
        self
    }

    /// Whether the trunk takes part in routing, where that is set.
    pub fn enabled(&self) -> Option<bool> {
        self.enabled
    }

    /// The same trunk, with or without direct transfer: whether the service leaves the signalling
    /// path when a call is transferred, and names the trunk in the `Refer-To` header. A new trunk
    /// is without.
    #[must_use]
    pub fn with_direct_transfer(mut self, direct_transfer: bool) -> Self {
        self.direct_transfer = Some(direct_transfer);
        self
    }

    /// Whether a transferred call goes on without the service, where that is set.
    pub fn direct_transfer(&self) -> Option<bool> {
        self.direct_transfer
    }

    /// The same trunk with this in the `Privacy` header of its calls. For a new trunk it is
    /// [`PrivacyHeader::Id`].
    #[must_use]
    pub fn with_privacy_header(mut self, privacy_header: PrivacyHeader) -> Self {
        self.privacy_header = Some(privacy_header);
        self
    }

    /// What the `Privacy` header of calls says, where that is set.
    pub fn privacy_header(&self) -> Option<&PrivacyHeader> {
        self.privacy_header.as_ref()
    }

    /// The same trunk, reached by this version of IP. For a new trunk it is
    /// [`IpAddressVersion::Ipv4`].
    #[must_use]
    pub fn with_ip_address_version(mut self, version: IpAddressVersion) -> Self {
        self.ip_address_version = Some(version);
        self
    }

    /// The version of IP by which the trunk is reached, where that is set.
    pub fn ip_address_version(&self) -> Option<&IpAddressVersion> {
        self.ip_address_version.as_ref()
    }
}

impl Trunk {
    /// Each setting by its name, as text, where it is set.
    pub(crate) fn settings(&self) -> [(&'static str, Option<String>); 4] {
        let text = |value: Option<bool>| value.map(|it| it.to_string());
        let privacy_header = self.privacy_header.as_ref();
        let version = self.ip_address_version.as_ref();
        [
            ("enabled", text(self.enabled)),
            ("direct transfer", text(self.direct_transfer)),
            ("privacy header", privacy_header.map(ToString::to_string)),
            ("IP version", version.map(ToString::to_string)),
        ]
    }

    /// Whether both trunks can be had at once: none of the settings differs that both have.
    pub(crate) fn settings_agree_with(&self, other: &Self) -> bool {
        let pairs = self.settings().into_iter().zip(other.settings());
        pairs
            .filter_map(|((_, some), (_, other))| some.zip(other))
            .all(|(some, other)| some == other)
    }
}
