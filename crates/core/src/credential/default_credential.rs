//! One credential for the cluster, the virtual machine and the developer's desk.

use std::{
    fmt,
    sync::{Arc, OnceLock},
    time::Duration,
};

use async_trait::async_trait;
use azure_core::{
    credentials::{AccessToken, Secret, TokenCredential, TokenRequestOptions},
    error::ErrorKind,
};
use azure_identity::{
    ClientSecretCredential, DeveloperToolsCredential, ManagedIdentityCredential,
    WorkloadIdentityCredential,
};

use crate::{Result, deadline::within};

/// Time for an answer of the machine's own identity.
const PROBE: Duration = Duration::from_secs(3);

/// Returns the credential for a program that should run unchanged in a cluster, on a virtual machine
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
/// as an error with [`is_credential`](crate::Error::is_credential) and the reason of each.
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
        chain.add("client secret", Duration::MAX, secret);
    }
    let workload = WorkloadIdentityCredential::new(None);
    chain.add("workload identity", Duration::MAX, workload);
    chain.add(
        "managed identity",
        PROBE,
        ManagedIdentityCredential::new(None),
    );
    let tools = DeveloperToolsCredential::new(None);
    chain.add("developer tools", Duration::MAX, tools);
    if chain.sources.iter().all(|source| source.made.is_err()) {
        return Err(chain.no_token(&[]).into());
    }
    Ok(Arc::new(chain))
}

/// Returns the credential that the environment spells out, if it does.
fn client_secret(
    variable: impl Fn(&str) -> Option<String>,
) -> Option<azure_core::Result<Arc<ClientSecretCredential>>> {
    let tenant = variable("AZURE_TENANT_ID")?;
    let client = variable("AZURE_CLIENT_ID")?;
    let secret = Secret::new(variable("AZURE_CLIENT_SECRET")?);
    Some(ClientSecretCredential::new(&tenant, client, secret, None))
}

/// Credentials that are tried in turn until one gives a token.
#[derive(Default)]
struct Chain {
    sources: Vec<Source>,
    chosen: OnceLock<Arc<dyn TokenCredential>>,
}

struct Source {
    name: &'static str,
    /// Time for its first answer.
    patience: Duration,
    /// The credential, or the reason why it could not be set up.
    made: azure_core::Result<Arc<dyn TokenCredential>>,
}

impl Chain {
    fn add<T: TokenCredential + 'static>(
        &mut self,
        name: &'static str,
        patience: Duration,
        made: azure_core::Result<Arc<T>>,
    ) {
        let made = made.map(|credential| credential as Arc<dyn TokenCredential>);
        self.sources.push(Source {
            name,
            patience,
            made,
        });
    }

    fn no_token(&self, refusals: &[(&str, azure_core::Error)]) -> azure_core::Error {
        let unmade = self.sources.iter();
        let unmade = unmade.filter_map(|source| Some((source.name, source.made.as_ref().err()?)));
        let refusals = refusals.iter().map(|(name, error)| (*name, error));
        let reasons: Vec<_> = refusals
            .chain(unmade)
            .map(|(name, error)| format!("{name}: {error}"))
            .collect();
        let reasons = reasons.join("; ");
        let message = format!("no credential of the default chain gave a token: {reasons}");
        azure_core::Error::with_message(ErrorKind::Credential, message)
    }
}

impl fmt::Debug for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.sources.iter().map(|source| source.name);
        f.debug_list().entries(names).finish()
    }
}

#[async_trait]
impl TokenCredential for Chain {
    async fn get_token(
        &self,
        scopes: &[&str],
        options: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        if let Some(chosen) = self.chosen.get() {
            return chosen.get_token(scopes, options).await;
        }
        let mut refusals = Vec::new();
        for source in &self.sources {
            let Ok(credential) = &source.made else {
                continue;
            };
            let asked = credential.get_token(scopes, options.clone());
            let answer = within(source.patience, asked).await.unwrap_or_else(|| {
                let message = format!("no answer within {:?}", source.patience);
                Err(azure_core::Error::with_message(
                    ErrorKind::Credential,
                    message,
                ))
            });
            match answer {
                Ok(token) => {
                    // Two first calls at once may both get here; either choice is a working one.
                    let _ = self.chosen.set(Arc::clone(credential));
                    return Ok(token);
                }
                Err(error) => refusals.push((source.name, error)),
            }
        }
        Err(self.no_token(&refusals))
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

    #[async_trait]
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

    fn chain(sources: &[(&'static str, &Arc<Fake>)]) -> Chain {
        let mut chain = Chain::default();
        for (name, fake) in sources {
            chain.add(name, Duration::MAX, Ok(Arc::clone(fake)));
        }
        chain
    }

    #[tokio::test]
    async fn stays_with_the_first_that_works() {
        let refusal = Arc::new(Fake::Refusal(AtomicUsize::new(0)));
        let token = Arc::new(Fake::Token(AtomicUsize::new(0)));
        let chain = chain(&[("a", &refusal), ("b", &token)]);
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
        let mut chain = chain(&[("a", &refusal), ("b", &refusal)]);
        chain.add::<Fake>(
            "c",
            Duration::MAX,
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
        let mut chain = Chain::default();
        chain.add("a", PROBE, Ok(silence));
        chain.add("b", Duration::MAX, Ok(token));
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
