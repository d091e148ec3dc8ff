//! The calls as a user of the client makes them.

use std::{io, sync::Arc};

use acs_phone_numbers::{
    AccessKey, ClientOptions, PhoneNumber, PhoneNumbersClient, SearchId,
    logging::{LogFilter, LogLevel, set_level},
};
use azure_core::{
    credentials::{AccessToken, TokenCredential, TokenRequestOptions},
    time::{Duration, OffsetDateTime},
};
use futures::TryStreamExt as _;
use tracing_subscriber::{
    Layer as _, layer::SubscriberExt as _, registry, util::SubscriberInitExt as _,
};

use crate::{
    Result,
    calls::{KEY, NUMBER, SEARCH, Service, What, check_count, token},
};

pub(crate) struct Sdk(PhoneNumbersClient);

impl Sdk {
    pub(crate) fn new(what: What, service: &Service) -> Result<Self> {
        if what == What::GetLogged {
            read_the_log()?;
        }
        let address = &service.address;
        Ok(Self(if what == What::GetByToken {
            let options = ClientOptions::default().http_client(service.http()?);
            PhoneNumbersClient::new(address, Arc::new(Token), Some(options))?
        } else {
            PhoneNumbersClient::new(address, AccessKey::new(KEY)?, None)?
        }))
    }

    pub(crate) async fn make(self, what: What, count: usize) -> Result<()> {
        match what {
            What::Get | What::GetByToken | What::GetLogged => self.get(count).await,
            What::List => self.list(count).await,
            What::Purchase => self.purchase(count).await,
        }
    }

    async fn get(&self, count: usize) -> Result<()> {
        let number = PhoneNumber::new(NUMBER)?;
        for _ in 0..count {
            let owned = self.0.get_purchased_phone_number(&number).await?;
            if owned.phone_number != number {
                return Err("the answer is about another number".into());
            }
        }
        Ok(())
    }

    async fn list(&self, count: usize) -> Result<()> {
        let mut numbers = self.0.list_purchased_phone_numbers(None);
        let mut seen = 0;
        while let Some(owned) = numbers.try_next().await? {
            seen += usize::from(!owned.phone_number.as_str().is_empty());
        }
        check_count(seen, count)
    }

    async fn purchase(&self, count: usize) -> Result<()> {
        let search = SearchId::new(SEARCH)?;
        for _ in 0..count {
            let mut poller = self.0.begin_purchase_phone_numbers(&search, None).await?;
            // Awaited at once, the poller would wait before it looks, which the floor does not.
            poller.poll().await?;
            if poller.await?.search_id.as_ref() != Some(&search) {
                return Err("the answer is about another purchase".into());
            }
        }
        Ok(())
    }
}

/// Writes the log as `logging::init` does, but to nowhere.
fn read_the_log() -> Result<()> {
    let layer = tracing_subscriber::fmt::layer().with_writer(io::sink);
    registry().with(layer.with_filter(LogFilter)).try_init()?;
    set_level(LogLevel::Info);
    Ok(())
}

/// A token that is at hand.
#[derive(Debug)]
struct Token;

#[async_trait::async_trait]
impl TokenCredential for Token {
    async fn get_token(
        &self,
        _: &[&str],
        _: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        let expires = OffsetDateTime::now_utc() + Duration::hours(1);
        Ok(AccessToken::new(token(), expires))
    }
}
