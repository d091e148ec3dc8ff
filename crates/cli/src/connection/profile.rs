//! Profiles: resources with a name, in a file that only its owner can read.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{
    exit::Exit,
    failure::{Failure, Outcome},
    folders,
};

/// Resource with a name.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Profile {
    /// The name.
    pub(crate) name: String,
    /// The way to sign in.
    #[serde(flatten)]
    pub(crate) sign_in: SignIn,
}

/// Way to sign in, with what it needs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "signIn",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub(crate) enum SignIn {
    /// By the resource's key.
    Key {
        /// Endpoint and key.
        connection_string: String,
    },
    /// By Microsoft Entra ID.
    EntraId {
        /// The endpoint.
        endpoint: String,
    },
}

impl std::fmt::Debug for Profile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Profile")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl Profile {
    /// Returns the endpoint, if the profile has a usable one.
    pub(crate) fn endpoint(&self) -> Option<String> {
        match &self.sign_in {
            SignIn::Key { connection_string } => {
                let parsed = acs_core::ConnectionString::new(connection_string).ok()?;
                Some(parsed.endpoint.to_string())
            }
            SignIn::EntraId { endpoint } => Some(endpoint.clone()),
        }
    }

    /// Returns the word for the way to sign in.
    pub(crate) fn sign_in(&self) -> &'static str {
        match self.sign_in {
            SignIn::Key { .. } => "access key",
            SignIn::EntraId { .. } => "Microsoft Entra ID",
        }
    }
}

/// All profiles, and the one that is in use.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Profiles {
    current: Option<String>,
    #[serde(default)]
    profiles: Vec<Profile>,
}

impl Profiles {
    /// Reads the file; without one there are no profiles.
    ///
    /// # Errors
    /// When the file cannot be read, or others can read it, too.
    pub(crate) fn load() -> Outcome<Self> {
        Self::load_from(&file()?)
    }

    fn load_from(path: &Path) -> Outcome<Self> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(unusable(path, &error.to_string())),
        };
        check_permissions(path)?;
        // The reader's own words may repeat what is in the file.
        serde_json::from_str(&text)
            .map_err(|error| unusable(path, &format!("line {} cannot be read", error.line())))
    }

    /// Writes the file, for the owner alone.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn save(&self) -> Outcome {
        self.save_to(&file()?)
    }

    fn save_to(&self, path: &Path) -> Outcome {
        let text = serde_json::to_string_pretty(self).map_err(io::Error::from)?;
        crate::private_file::write(path, &text).map_err(|error| unusable(path, &error.to_string()))
    }

    /// Returns the profile of this name.
    ///
    /// # Errors
    /// When there is none.
    pub(crate) fn get(&self, name: &str) -> Outcome<&Profile> {
        let found = self.profiles.iter().find(|profile| profile.name == name);
        found.ok_or_else(|| {
            Failure::new(Exit::Usage, format!("there is no profile `{name}`"))
                .hint("`acs profile list` shows those there are, `acs login` makes one")
        })
    }

    /// Returns the current profile.
    pub(crate) fn current(&self) -> Option<&Profile> {
        let name = self.current.as_ref()?;
        self.profiles.iter().find(|profile| profile.name == *name)
    }

    /// Returns all profiles.
    pub(crate) fn all(&self) -> &[Profile] {
        &self.profiles
    }

    /// Adds a profile, or replaces the one of its name, and makes it the current one.
    pub(crate) fn set(&mut self, profile: Profile) {
        self.current = Some(profile.name.clone());
        self.profiles.retain(|known| known.name != profile.name);
        self.profiles.push(profile);
    }

    /// Makes a profile the current one.
    ///
    /// # Errors
    /// When there is none of this name.
    pub(crate) fn use_one(&mut self, name: &str) -> Outcome {
        self.current = Some(self.get(name)?.name.clone());
        Ok(())
    }

    /// Removes a profile with its secret.
    ///
    /// # Errors
    /// When there is none of this name.
    pub(crate) fn remove(&mut self, name: &str) -> Outcome {
        self.get(name)?;
        self.profiles.retain(|known| known.name != name);
        self.current = self.current.take().filter(|current| current != name);
        Ok(())
    }
}

fn file() -> Outcome<PathBuf> {
    Ok(folders::config()?.join("profiles.json"))
}

fn unusable(path: &Path, problem: &str) -> Failure {
    let message = format!(
        "the profiles in {} cannot be used: {problem}",
        path.display()
    );
    Failure::new(Exit::Credential, message).hint("mend the file, or remove it and run `acs login`")
}

/// Permissions of anybody but the owner.
#[cfg(unix)]
const OTHERS: u32 = 0o077;

#[cfg(unix)]
fn check_permissions(path: &Path) -> Outcome {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(path).map(|it| it.permissions().mode());
    if mode.is_ok_and(|mode| mode & OTHERS == 0) {
        return Ok(());
    }
    let message = format!(
        "{} can be read by others, and it holds secrets",
        path.display()
    );
    Err(Failure::new(Exit::Credential, message).hint("run `chmod 600` on it"))
}

#[cfg(not(unix))]
fn check_permissions(_: &Path) -> Outcome {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> Profile {
        Profile {
            name: name.to_owned(),
            sign_in: SignIn::Key {
                connection_string: "endpoint=https://contoso.com;accesskey=c2VjcmV0".to_owned(),
            },
        }
    }

    #[test]
    fn are_kept_for_the_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("acs/profiles.json");
        assert!(Profiles::load_from(&path).unwrap().all().is_empty());
        let mut profiles = Profiles::default();
        profiles.set(key("one"));
        profiles.set(key("two"));
        profiles.save_to(&path).unwrap();

        let mut kept = Profiles::load_from(&path).unwrap();
        assert_eq!(kept.current(), Some(&key("two")));
        kept.use_one("one").unwrap();
        kept.remove("one").unwrap();
        assert_eq!(kept.current(), None);
        assert_eq!(kept.get("one").unwrap_err().exit(), Exit::Usage);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("profiles.json");
        Profiles::default().save_to(&path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let refused = Profiles::load_from(&path).unwrap_err();
        assert_eq!(refused.exit(), Exit::Credential);
        assert!(refused.to_string().contains("chmod 600"), "{refused}");
    }

    #[test]
    fn debug_shows_no_secret() {
        assert!(!format!("{:?}", key("one")).contains("c2Vj"));
    }
}
