//! The same calls with nothing but reqwest, an HMAC and serde.
//!
//! It is no straw man: it has the HTTP settings, the HMAC and the JSON reader of the client, signs
//! with a key that is set up once, and takes what is text on the wire as text, without a look at
//! it. Nor does it do less than the least that a program needs: it signs each call, refuses
//! statuses other than 2xx and reads every field.

use aws_lc_rs::{digest, hmac};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use reqwest::{redirect, retry};
use serde::{Deserialize, de::DeserializeOwned};
use time::{OffsetDateTime, format_description::BorrowedFormatItem, macros::format_description};

use crate::{KEY, PAGE, Result};

const DATE: &[BorrowedFormatItem<'_>] = format_description!(
    "[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT"
);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "reading the fields is the work")]
struct Owned {
    id: String,
    phone_number: String,
    country_code: String,
    phone_number_type: String,
    capabilities: Capabilities,
    assignment_type: String,
    purchase_date: String,
    cost: Cost,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "reading the fields is the work")]
struct Capabilities {
    calling: String,
    sms: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "reading the fields is the work")]
struct Cost {
    amount: f64,
    currency_code: String,
    billing_frequency: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Page {
    phone_numbers: Vec<Owned>,
    next_link: Option<String>,
}

pub(crate) struct Floor {
    client: reqwest::Client,
    address: String,
    host: String,
    key: hmac::Key,
}

impl Floor {
    pub(crate) fn new(address: &str) -> Result<Self> {
        let client = reqwest::Client::builder()
            .redirect(redirect::Policy::none())
            .retry(retry::never().max_retries_per_request(0))
            .build()?;
        Ok(Self {
            client,
            address: address.to_owned(),
            host: address.trim_start_matches("http://").to_owned(),
            key: hmac::Key::new(hmac::HMAC_SHA256, &STANDARD.decode(KEY)?),
        })
    }

    async fn call<T: DeserializeOwned>(&self, target: &str) -> Result<T> {
        let date = OffsetDateTime::now_utc().format(DATE)?;
        let hash = STANDARD.encode(digest::digest(&digest::SHA256, b""));
        let text = format!("GET\n{target}\n{date};{};{hash}", self.host);
        let signature = STANDARD.encode(hmac::sign(&self.key, text.as_bytes()));
        let authorization = format!(
            "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}"
        );
        let request = self
            .client
            .get(format!("{}{target}", self.address))
            .header("accept", "application/json")
            .header("x-ms-date", date)
            .header("x-ms-content-sha256", hash)
            .header("authorization", authorization);
        Ok(request.send().await?.error_for_status()?.json().await?)
    }

    pub(crate) async fn get(self, count: usize) -> Result<()> {
        for _ in 0..count {
            let owned: Owned = self
                .call("/phoneNumbers/%2B14255550100?api-version=2025-06-01")
                .await?;
            if owned.phone_number != "+14255550100" {
                return Err("the answer is about another number".into());
            }
        }
        Ok(())
    }

    pub(crate) async fn list(self, count: usize) -> Result<()> {
        let mut next = Some(format!(
            "/phoneNumbers?skip=0&top={PAGE}&api-version=2025-06-01"
        ));
        let mut seen = 0;
        while let Some(target) = next {
            let page: Page = self.call(&target).await?;
            seen += page
                .phone_numbers
                .iter()
                .filter(|o| !o.phone_number.is_empty())
                .count();
            next = page.next_link;
        }
        if seen == count {
            Ok(())
        } else {
            Err(format!("{seen} of {count} numbers came").into())
        }
    }
}
