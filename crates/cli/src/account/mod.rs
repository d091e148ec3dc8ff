//! Signing in: `acs login`, `logout`, `whoami` and `profile`.

pub(crate) mod login;
pub(crate) mod logout;
pub(crate) mod profile;
pub(crate) mod whoami;
