//! One credential for the cluster, the virtual machine and the developer's desk.

use std::{
    fmt,
    sync::{Arc, OnceLock},
    time::Duration,
};

use azure_core::{
    credentials::{AccessToken, Secret, TokenCredential, TokenRequestOptions},
    error::ErrorKind,
};
use azure_identity::{
    ClientSecretCredential, DeveloperToolsCredential, ManagedIdentityCredential,
    WorkloadIdentityCredential,
};

use crate::{Error, Result, deadline::within, error::Kind};

/// How long the first answer of a source may take that is asked over a network where, away from
/// a cloud machine, nobody answers at all.
const PROBE: Duration = Duration::from_secs(3);

/// The credential to use when a program should run unchanged in a cluster, on a virtual machine
/// and at a developer's desk.
///
/// It tries, in this order, and stays with the first that gives a token:
///
/// 1. a client secret, when `AZURE_TENANT_ID`, `AZURE_CLIENT_ID` and `AZURE_CLIENT_SECRET` are
///    set;
/// 2. workload identity, when its environment variables are set (Kubernetes);
/// 3. the managed identity of the machine, if one answers within three seconds;
/// 4. the developer's own sign-in: Azure CLI, then Azure Developer CLI.
///
/// # Errors
/// When none of them can be set up at all. That none gives a token shows with the first request,
/// as an error with [`is_credential`](Error::is_credential) and the reason of each.
///
/// ```no_run
/// # fn main() -> acs_core::Result<()> {
/// let credential = acs_core::default_credential()?;
/// # Ok(())
/// # }
/// ```
pub fn default_credential() -> Result<Arc<dyn TokenCredential>> {
    let mut chain = Chain::default();
    if let Some(secret) = client_secret(|name| std::env::var(name).ok()) {
        chain.add("client secret", None, secret);
    }
    chain.add(
        "workload identity",
        None,
        WorkloadIdentityCredential::new(None),
    );
    chain.add(
        "managed identity",
        Some(PROBE),
        ManagedIdentityCredential::new(None),
    );
    chain.add("developer tools", None, DeveloperToolsCredential::new(None));
    if chain.sources.is_empty() {
        return Err(Error::new(Kind::Credential, chain.no_token(Vec::new())));
    }
    Ok(Arc::new(chain))
}

/// The credential that the environment spells out, if it does.
fn client_secret(
    variable: impl Fn(&str) -> Option<String>,
) -> Option<azure_core::Result<Arc<ClientSecretCredential>>> {
    let tenant = variable("AZURE_TENANT_ID")?;
    let client = variable("AZURE_CLIENT_ID")?;
    let secret = variable("AZURE_CLIENT_SECRET")?;
    Some(ClientSecretCredential::new(
        &tenant,
        client,
        Secret::new(secret),
        None,
    ))
}

/// Credentials that are tried in turn until one gives a token.
#[derive(Debug, Default)]
struct Chain {
    sources: Vec<Source>,
    /// Why some could not be set up.
    refused: Vec<String>,
    chosen: OnceLock<usize>,
}

struct Source {
    name: &'static str,
    patience: Option<Duration>,
    credential: Arc<dyn TokenCredential>,
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl Source {
    async fn first_token(
        &self,
        scopes: &[&str],
        options: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        let asked = self.credential.get_token(scopes, options);
        let Some(patience) = self.patience else {
            return asked.await;
        };
        within(patience, asked).await.unwrap_or_else(|| {
            Err(azure_core::Error::with_message(
                ErrorKind::Credential,
                format!("no answer within {} s", patience.as_secs()),
            ))
        })
    }
}

impl Chain {
    fn add<T: TokenCredential + 'static>(
        &mut self,
        name: &'static str,
        patience: Option<Duration>,
        made: azure_core::Result<Arc<T>>,
    ) {
        match made {
            Ok(credential) => self.sources.push(Source {
                name,
                patience,
                credential,
            }),
            Err(error) => self.refused.push(format!("{name}: {error}")),
        }
    }

    fn no_token(&self, mut reasons: Vec<String>) -> String {
        reasons.extend(self.refused.iter().cloned());
        format!(
            "no credential of the default chain gave a token: {}",
            reasons.join("; ")
        )
    }
}

#[async_trait::async_trait]
impl TokenCredential for Chain {
    async fn get_token(
        &self,
        scopes: &[&str],
        options: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        if let Some(source) = self.chosen.get().and_then(|index| self.sources.get(*index)) {
            return source.credential.get_token(scopes, options).await;
        }
        let mut reasons = Vec::new();
        for (index, source) in self.sources.iter().enumerate() {
            match source.first_token(scopes, options.clone()).await {
                Ok(token) => {
                    // Two first calls at once may both get here; either choice is a working one.
                    let _ = self.chosen.set(index);
                    return Ok(token);
                }
                Err(error) => reasons.push(format!("{}: {error}", source.name)),
            }
        }
        Err(azure_core::Error::with_message(
            ErrorKind::Credential,
            self.no_token(reasons),
        ))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use azure_core::time::OffsetDateTime;

    use super::*;

    /// Gives its token, refuses, or never answers.
    #[derive(Debug)]
    enum Fake {
        Token(AtomicUsize),
        Refusal(AtomicUsize),
        Silence,
    }

    #[async_trait::async_trait]
    impl TokenCredential for Fake {
        async fn get_token(
            &self,
            _: &[&str],
            _: Option<TokenRequestOptions<'_>>,
        ) -> azure_core::Result<AccessToken> {
            match self {
                Self::Token(asked) => {
                    asked.fetch_add(1, Ordering::Relaxed);
                    Ok(AccessToken::new("token", OffsetDateTime::now_utc()))
                }
                Self::Refusal(asked) => {
                    asked.fetch_add(1, Ordering::Relaxed);
                    Err(azure_core::Error::with_message(
                        ErrorKind::Credential,
                        "not signed in",
                    ))
                }
                Self::Silence => std::future::pending().await,
            }
        }
    }

    fn chain(sources: &[(&'static str, Option<Duration>, &Arc<Fake>)]) -> Chain {
        let mut chain = Chain::default();
        for (name, patience, fake) in sources {
            chain.add(name, *patience, Ok(Arc::clone(fake)));
        }
        chain
    }

    #[tokio::test]
    async fn stays_with_the_first_that_works() {
        let refusal = Arc::new(Fake::Refusal(AtomicUsize::new(0)));
        let token = Arc::new(Fake::Token(AtomicUsize::new(0)));
        let chain = chain(&[("a", None, &refusal), ("b", None, &token)]);
        for _ in 0..3 {
            assert_eq!(
                chain
                    .get_token(&["scope"], None)
                    .await
                    .unwrap()
                    .token
                    .secret(),
                "token"
            );
        }
        let (Fake::Refusal(refused), Fake::Token(given)) = (&*refusal, &*token) else {
            unreachable!("made above");
        };
        assert_eq!(refused.load(Ordering::Relaxed), 1);
        assert_eq!(given.load(Ordering::Relaxed), 3);
    }

    #[tokio::test]
    async fn gives_every_reason_when_none_works() {
        let refusal = Arc::new(Fake::Refusal(AtomicUsize::new(0)));
        let mut chain = chain(&[("a", None, &refusal), ("b", None, &refusal)]);
        chain.add::<Fake>(
            "c",
            None,
            Err(azure_core::Error::with_message(
                ErrorKind::Credential,
                "not set up",
            )),
        );
        let error = chain
            .get_token(&["scope"], None)
            .await
            .unwrap_err()
            .to_string();
        for reason in ["a: not signed in", "b: not signed in", "c: not set up"] {
            assert!(error.contains(reason), "{error}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn does_not_wait_for_a_machine_that_is_not_there() {
        let silence = Arc::new(Fake::Silence);
        let token = Arc::new(Fake::Token(AtomicUsize::new(0)));
        let chain = chain(&[("a", Some(PROBE), &silence), ("b", None, &token)]);
        assert!(chain.get_token(&["scope"], None).await.is_ok());
    }

    #[test]
    fn a_client_secret_needs_all_three_variables() {
        let all = |name: &str| Some(name.to_lowercase().replace('_', "-"));
        assert!(client_secret(all).is_some_and(|made| made.is_ok()));
        for missing in ["AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET"] {
            assert!(client_secret(|name| all(name).filter(|_| name != missing)).is_none());
        }
    }
}
