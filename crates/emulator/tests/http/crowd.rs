//! Sixty-four clients who want the same numbers, on a service that loses answers and whose time
//! flies. No number is ever owned twice, and in the end none is missing.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use acs_emulator::{Emulator, FaultRule, PhoneNumberType, StatusCode};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::client::repeatable;

const CLIENTS: u64 = 64;
const REQUESTS: u64 = 24_000;

/// What the clients have in common.
struct Crowd {
    emulator: Emulator,
    http: reqwest::Client,
    token: String,
    sent: AtomicU64,
    /// Who knows to own a number. A number leaves before its release is asked for.
    owners: Mutex<HashMap<String, u64>>,
}

impl Crowd {
    /// Moves the clock, so that holds lapse and operations end by themselves, and looks at the numbers.
    fn let_time_fly(&self, sent: u64) {
        self.emulator
            .advance(Duration::from_secs(sent / 100 % 5 * 100));
        let owned = self.emulator.owned_numbers();
        let distinct: HashSet<_> = owned.iter().collect();
        assert_eq!(distinct.len(), owned.len(), "a number is owned twice");
    }
}

struct Client {
    id: u64,
    crowd: Arc<Crowd>,
    random: fastrand::Rng,
}

/// An answer that has come through, good or bad.
struct Answer {
    status: u16,
    headers: reqwest::header::HeaderMap,
    body: Value,
}

impl Client {
    /// None if the answer was lost.
    async fn ask(&self, method: &str, target: &str, body: Value) -> Option<Answer> {
        let url = self.crowd.emulator.endpoint() + target;
        let sent = self.crowd.sent.fetch_add(1, Ordering::Relaxed);
        if sent.is_multiple_of(100) {
            self.crowd.let_time_fly(sent);
        }
        let request = self.crowd.http.request(method.parse().unwrap(), url);
        let request = request.bearer_auth(&self.crowd.token).json(&body);
        let response = request.send().await.ok()?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.text().await.ok()?;
        Some(Answer {
            status,
            headers,
            body: serde_json::from_str(&body).unwrap_or_default(),
        })
    }

    /// Asks until there is an answer that is not the work of a fault.
    async fn insist(&self, method: &str, target: &str, body: Value) -> Answer {
        loop {
            if let Some(answer) = self.ask(method, target, body.clone()).await
                && answer.status < 500
            {
                return answer;
            }
        }
    }

    /// Polls to the end; true if it is a good one.
    async fn finish(&self, operation: &str) -> bool {
        let target = format!("/phoneNumbers/operations/{operation}?api-version=2025-06-01");
        loop {
            let polled = self.insist("GET", &target, Value::Null).await;
            match polled.body["status"].as_str() {
                Some("succeeded") => return true,
                Some("notStarted" | "running") => {}
                _ => return false,
            }
        }
    }

    async fn live(mut self) {
        while self.crowd.sent.load(Ordering::Relaxed) < REQUESTS {
            match self.random.u8(0..8) {
                0..4 => self.buy_found().await,
                4 => self.buy_reserved().await,
                5 => self.cancel().await,
                _ => self.release().await,
            }
        }
    }

    async fn search(&mut self) -> Option<String> {
        let body = json!({"phoneNumberType": "tollFree", "assignmentType": "application",
            "capabilities": {"calling": "inbound", "sms": "none"},
            "quantity": self.random.u8(1..6)});
        let target = "/availablePhoneNumbers/countries/US/:search?api-version=2025-06-01";
        let started = self.ask("POST", target, body).await?;
        let id = started.headers.get("search-id")?;
        Some(id.to_str().unwrap().to_owned())
    }

    async fn buy_found(&mut self) {
        let Some(id) = self.search().await else {
            return;
        };
        if !self.finish(&format!("search_{id}")).await {
            return;
        }
        let target = format!("/availablePhoneNumbers/searchResults/{id}?api-version=2025-06-01");
        let found = self.insist("GET", &target, Value::Null).await;
        if found.status == 404 {
            // Time flew.
            return;
        }
        let target = "/availablePhoneNumbers/:purchase?api-version=2025-06-01";
        // Twice, as careless clients do.
        for _ in 0..2 {
            self.ask("POST", target, json!({"searchId": id})).await;
        }
        if self.finish(&format!("purchase_{id}")).await {
            let numbers = found.body["phoneNumbers"].as_array().unwrap();
            self.own(numbers.iter().map(|it| it.as_str().unwrap().to_owned()));
        }
    }

    async fn buy_reserved(&mut self) {
        let id = uuid::Uuid::from_u128(self.random.u128(..));
        let number = json!({"countryCode": "US", "phoneNumberType": "tollFree",
            "assignmentType": "application", "capabilities": {"calling": "inbound", "sms": "none"}});
        let wanted = (0..3).map(|_| (18_445_550_100 + self.random.u64(0..100)).to_string());
        let wanted: HashMap<_, _> = wanted.map(|it| (it, &number)).collect();
        let reservation = format!("/availablePhoneNumbers/reservations/{id}");
        let target = format!("{reservation}?api-version=2025-06-01");
        self.ask("PATCH", &target, json!({"phoneNumbers": wanted}))
            .await;
        let reserved = self.insist("GET", &target, Value::Null).await;
        if reserved.status == 404 {
            return;
        }
        let target = format!("{reservation}/:purchase?api-version=2025-06-01");
        self.ask("POST", &target, json!({})).await;
        if self.finish(&format!("reservationPurchase_{id}")).await {
            let numbers = reserved.body["phoneNumbers"].as_object().unwrap();
            self.own(numbers.keys().map(|it| format!("+{it}")));
        }
    }

    async fn cancel(&mut self) {
        if let Some(id) = self.search().await {
            let target = format!("/phoneNumbers/operations/search_{id}?api-version=2025-06-01");
            self.ask("DELETE", &target, Value::Null).await;
        }
    }

    fn own(&self, numbers: impl Iterator<Item = String>) {
        let mut owners = self.crowd.owners.lock().unwrap();
        for number in numbers {
            let other = owners.insert(number, self.id);
            assert_eq!(other, None, "two clients own the same number");
        }
    }

    async fn release(&mut self) {
        let number = {
            let mut owners = self.crowd.owners.lock().unwrap();
            let mine = owners.iter().find(|(_, owner)| **owner == self.id);
            let Some(number) = mine.map(|(number, _)| number.clone()) else {
                return;
            };
            owners.remove(&number);
            number
        };
        let target = format!("/phoneNumbers/{number}?api-version=2025-06-01");
        // Once more could release what another has bought meanwhile.
        if let Some(started) = self.ask("DELETE", &target, Value::Null).await
            && let Some(operation) = started.headers.get("operation-id")
        {
            self.finish(operation.to_str().unwrap()).await;
        }
    }
}

fn add_faults(emulator: &Emulator) {
    for (rule, probability) in [
        (FaultRule::reset_after_execution(), 0.03),
        (FaultRule::reset_before_execution(), 0.02),
        (FaultRule::truncated_body(), 0.02),
        (FaultRule::status(StatusCode::SERVICE_UNAVAILABLE), 0.03),
    ] {
        emulator.add_fault(rule.probability(probability, 7));
    }
}

/// Every number in stock that nobody owns.
fn available(emulator: &Emulator) -> Vec<String> {
    emulator.available_numbers("US", PhoneNumberType::TollFree)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_number_is_ever_owned_twice() {
    let emulator = repeatable().start().await.unwrap();
    add_faults(&emulator);
    let (total, owned_at_first) = (available(&emulator).len(), emulator.owned_numbers().len());
    let crowd = Arc::new(Crowd {
        http: reqwest::Client::new(),
        token: emulator.token_for(Duration::from_secs(10 * 365 * 24 * 60 * 60)),
        emulator,
        sent: AtomicU64::new(0),
        owners: Mutex::default(),
    });
    let mut clients = JoinSet::new();
    for id in 0..CLIENTS {
        let crowd = Arc::clone(&crowd);
        let random = fastrand::Rng::with_seed(id);
        clients.spawn(Client { id, crowd, random }.live());
    }
    while let Some(ended) = clients.join_next().await {
        ended.unwrap();
    }
    let emulator = &crowd.emulator;
    assert!(emulator.faults().iter().all(|it| it.hits > 100));
    // Whatever was held is free again.
    emulator.advance(Duration::from_secs(3 * 60 * 60));
    let owned: HashSet<_> = emulator.owned_numbers().into_iter().collect();
    for number in crowd.owners.lock().unwrap().keys() {
        assert!(owned.contains(number), "a number is lost to its owner");
    }
    let free = available(emulator);
    assert!(free.iter().all(|it| !owned.contains(it)));
    assert_eq!(free.len() + owned.len(), total + owned_at_first);
}
