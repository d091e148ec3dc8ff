//! The same calls with nothing but reqwest, an HMAC and serde.
//!
//! It is no straw man: it has the HTTP settings, the HMAC and the JSON reader of the client, signs
//! with a key that is set up once, and takes what is text on the wire as text, without a look at
//! it. Nor does it do less than the least that a program needs: it signs each call or names its
//! token, refuses statuses other than 2xx and reads every field.

use aws_lc_rs::{digest, hmac};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use reqwest::{Method, RequestBuilder, Response, header::HeaderValue};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use time::{OffsetDateTime, format_description::BorrowedFormatItem, macros::format_description};

use crate::{
    Result,
    calls::{KEY, NUMBER, PAGE, SEARCH, Service, What, check_count, token},
};

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

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Purchase<'a> {
    search_id: &'a str,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "reading the fields is the work")]
struct Snapshot {
    operation_type: String,
    status: String,
    resource_location: Option<String>,
    created_date_time: String,
    id: String,
    last_action_date_time: String,
}

pub(crate) struct Floor {
    http: reqwest::Client,
    address: String,
    host: String,
    key: hmac::Key,
    /// Token in place of a signature.
    token: Option<HeaderValue>,
}

impl Floor {
    pub(crate) fn new(what: What, service: &Service) -> Result<Self> {
        let (_, host) = service.address.split_once("://").ok_or("no address")?;
        Ok(Self {
            http: service.http()?,
            address: service.address.clone(),
            host: host.to_owned(),
            key: hmac::Key::new(hmac::HMAC_SHA256, &STANDARD.decode(KEY)?),
            token: (what == What::GetByToken)
                .then(|| format!("Bearer {}", token()).try_into())
                .transpose()?,
        })
    }

    pub(crate) async fn make(self, what: What, count: usize) -> Result<()> {
        match what {
            What::Get | What::GetByToken | What::GetLogged => self.get(count).await,
            What::List => self.list(count).await,
            What::Purchase => self.purchase(count).await,
        }
    }

    async fn get(&self, count: usize) -> Result<()> {
        let target = "/phoneNumbers/%2B14255550100?api-version=2025-06-01";
        for _ in 0..count {
            let owned: Owned = self.read(target).await?;
            if owned.phone_number != NUMBER {
                return Err("the answer is about another number".into());
            }
        }
        Ok(())
    }

    async fn list(&self, count: usize) -> Result<()> {
        let first = format!("/phoneNumbers?skip=0&top={PAGE}&api-version=2025-06-01");
        let (mut next, mut seen) = (Some(first), 0);
        while let Some(target) = next {
            let page: Page = self.read(&target).await?;
            let named = |owned: &&Owned| !owned.phone_number.is_empty();
            seen += page.phone_numbers.iter().filter(named).count();
            next = page.next_link;
        }
        check_count(seen, count)
    }

    async fn purchase(&self, count: usize) -> Result<()> {
        let target = "/availablePhoneNumbers/:purchase?api-version=2025-06-01";
        for _ in 0..count {
            let body = serde_json::to_vec(&Purchase { search_id: SEARCH })?;
            let begun = self.send(Method::POST, target, body).await?;
            let location = begun.headers().get("operation-location");
            let location = location.ok_or("the purchase has no address")?.to_str()?;
            let seen: Snapshot = self.read(location).await?;
            if seen.status != "succeeded" {
                return Err("the purchase has not succeeded".into());
            }
        }
        Ok(())
    }

    async fn read<T: DeserializeOwned>(&self, target: &str) -> Result<T> {
        let response = self.send(Method::GET, target, Vec::new()).await?;
        Ok(response.json().await?)
    }

    async fn send(&self, method: Method, target: &str, body: Vec<u8>) -> Result<Response> {
        let url = format!("{}{target}", self.address);
        let request = self.http.request(method.clone(), url);
        let request = request.header("accept", "application/json");
        let mut request = match &self.token {
            Some(token) => request.header("authorization", token),
            None => self.sign(request, &method, target, &body)?,
        };
        if !body.is_empty() {
            request = request.header("content-type", "application/json");
            request = request.body(body);
        }
        Ok(request.send().await?.error_for_status()?)
    }

    fn sign(
        &self,
        request: RequestBuilder,
        method: &Method,
        target: &str,
        body: &[u8],
    ) -> Result<RequestBuilder> {
        let date = OffsetDateTime::now_utc().format(DATE)?;
        let hash = STANDARD.encode(digest::digest(&digest::SHA256, body));
        let text = format!("{method}\n{target}\n{date};{};{hash}", self.host);
        let signature = STANDARD.encode(hmac::sign(&self.key, text.as_bytes()));
        let authorization = format!(
            "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}"
        );
        Ok(request
            .header("x-ms-date", date)
            .header("x-ms-content-sha256", hash)
            .header("authorization", authorization))
    }
}
