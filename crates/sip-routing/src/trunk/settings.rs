//! The settings of a trunk.

use super::Trunk;
use crate::{IpAddressVersion, PrivacyHeader};

/// Settings, which only the preview has. A client that speaks the stable version refuses a trunk with
/// one of them before anything is sent.
///
/// A setting is open unless the service sent it or it was set here. Setting a trunk leaves what is
/// open as it is, and a new trunk gets the service's defaults.
impl Trunk {
    /// The same trunk, taking part in routing or not. One that does not stays in the configuration
    /// and gets no calls. A new trunk takes part.
    #[must_use]
    pub fn with_enabled(mut self, enabled: bool) -> Self {
        self.enabled = Some(enabled);
        self
    }

    /// Returns true or false for a trunk that takes part in routing or does not, where that is set.
    pub fn enabled(&self) -> Option<bool> {
        self.enabled
    }

    /// The same trunk, with or without direct transfer. With it, the service leaves the signalling path
    /// when a call is transferred, and names the trunk in the `Refer-To` header. A new trunk is
    /// without.
    #[must_use]
    pub fn with_direct_transfer(mut self, direct_transfer: bool) -> Self {
        self.direct_transfer = Some(direct_transfer);
        self
    }

    /// Returns true if a transferred call goes on without the service, where that is set.
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

    /// The value of the `Privacy` header of calls, where that is set.
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

    /// Tells if the trunk is switched off. One that leaves it open is not.
    pub(crate) fn is_off(&self) -> bool {
        self.enabled == Some(false)
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

    /// Tells if no setting differs that both have.
    pub(crate) fn settings_agree_with(&self, other: &Self) -> bool {
        let pairs = self.settings().into_iter().zip(other.settings());
        pairs
            .filter_map(|((_, some), (_, other))| some.zip(other))
            .all(|(some, other)| some == other)
    }
}
