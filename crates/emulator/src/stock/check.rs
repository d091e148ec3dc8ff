//! What must hold for a stock before an emulator sells from it.

use std::collections::HashSet;

use super::{Country, ExpiredReservation, OwnedBlock, Stock};
use crate::model::PhoneNumber;
use crate::sip::SipConfiguration;

/// What does not go together, and the JSON pointer to it.
#[derive(Debug)]
pub(super) struct Contradiction {
    pub(super) pointer: String,
    pub(super) words: String,
}

type Outcome = Result<(), Contradiction>;

fn require(holds: bool, pointer: &str, words: impl Into<String>) -> Outcome {
    if holds {
        return Ok(());
    }
    Err(Contradiction {
        pointer: pointer.to_owned(),
        words: words.into(),
    })
}

/// The message names countries and positions, never a number.
pub(super) fn check(stock: &Stock) -> Outcome {
    let mut codes = HashSet::new();
    for (position, country) in stock.countries.iter().enumerate() {
        let at = format!("/countries/{position}");
        let words = format!("country {} is listed twice", country.code);
        require(codes.insert(country.code), &format!("{at}/code"), words)?;
        check_country(&at, country)?;
    }
    for (position, owned) in stock.owned.iter().enumerate() {
        check_owned(stock, &format!("/owned/{position}"), owned)?;
    }
    check_reservations(stock)?;
    for (position, domain) in stock.verified_domains.iter().enumerate() {
        let verified = SipConfiguration::default().with_domain(domain, true);
        let words = verified.map_err(|error| error.to_string());
        let at = format!("/verifiedDomains/{position}");
        require(words.is_ok(), &at, words.err().unwrap_or_default())?;
    }
    check_overlaps(stock)
}

fn check_reservations(stock: &Stock) -> Outcome {
    let mut ids = HashSet::new();
    for (position, reservation) in stock.expired_reservations.iter().enumerate() {
        let at = format!("/expiredReservations/{position}");
        let words = format!("reservation {} is listed twice", reservation.id);
        require(ids.insert(reservation.id), &format!("{at}/id"), words)?;
        let is_listed = reservation.hours_ago < ExpiredReservation::LISTED_FOR;
        let words = "a reservation is not listed any more after a month, 720 hours";
        require(is_listed, &format!("{at}/hoursAgo"), words)?;
    }
    Ok(())
}

fn check_country(at: &str, country: &Country) -> Outcome {
    let code = PhoneNumber::from_id(&country.calling_code);
    let words = "a calling code is digits alone";
    require(code.is_some(), &format!("{at}/callingCode"), words)?;
    for (position, offering) in country.offerings.iter().enumerate() {
        let is_amount = offering.amount.is_finite() && offering.amount >= 0.0;
        let at = format!("{at}/offerings/{position}/amount");
        require(is_amount, &at, "an impossible amount")?;
    }
    for (position, block) in country.blocks.iter().enumerate() {
        let at = format!("{at}/blocks/{position}");
        let mut offerings = country.offerings.iter();
        let offered = offerings.any(|it| it.phone_number_type == block.phone_number_type);
        let words = format!("{} has no offering of its type", country.code);
        require(offered, &format!("{at}/phoneNumberType"), words)?;
        let prefix = format!("{}{}", country.calling_code, block.area_code);
        let is_inside = |number: PhoneNumber| number.id().starts_with(&prefix);
        let words = "it is outside its area code";
        require(is_inside(block.first), &format!("{at}/first"), words)?;
        let last = last(block.first, block.count);
        let words = "the block is empty or runs out of its range";
        require(last.is_some_and(is_inside), &format!("{at}/count"), words)?;
    }
    Ok(())
}

fn check_owned(stock: &Stock, at: &str, owned: &OwnedBlock) -> Outcome {
    let Some(country) = stock.country(owned.country_code.as_str()) else {
        let words = "it is of an unlisted country";
        return require(false, &format!("{at}/countryCode"), words);
    };
    let offering = country.offering(owned.phone_number_type, owned.assignment_type);
    let words = format!(
        "there is no offering of its type and assignment in {}",
        country.code
    );
    require(offering.is_some(), &format!("{at}/assignmentType"), words)?;
    let last = last(owned.first, owned.count);
    let words = "the block is empty or runs out of its range";
    require(last.is_some(), &format!("{at}/count"), words)
}

/// The last number of a block; none if the block is empty or runs over into numbers with more digits.
fn last(first: PhoneNumber, count: u32) -> Option<PhoneNumber> {
    let last = first.nth(count.checked_sub(1)?);
    (last.id().len() == first.id().len()).then_some(last)
}

/// A number is on sale once, and owned once.
fn check_overlaps(stock: &Stock) -> Outcome {
    let blocks = stock
        .countries
        .iter()
        .enumerate()
        .flat_map(|(country, it)| {
            let blocks = it.blocks.iter().enumerate();
            blocks.map(move |(position, it)| {
                let at = format!("/countries/{country}/blocks/{position}/first");
                (it.first, it.count, at)
            })
        });
    disjoint("block", blocks)?;
    let owned = stock.owned.iter().enumerate();
    let owned =
        owned.map(|(position, it)| (it.first, it.count, format!("/owned/{position}/first")));
    disjoint("owned block", owned)
}

fn disjoint(what: &str, ranges: impl Iterator<Item = (PhoneNumber, u32, String)>) -> Outcome {
    let mut ranges: Vec<_> = ranges.collect();
    ranges.sort_unstable();
    for pair in ranges.windows(2) {
        if let [(first, count, _), (next, _, at)] = pair {
            let words = format!("it overlaps another {what}");
            require(first.nth(*count) <= *next, at, words)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::StockError;
    use super::*;

    fn good() -> Value {
        let capabilities = json!({"calling": "inbound", "sms": "none"});
        json!({
            "countries": [{
                "code": "US", "name": "United States", "callingCode": "1",
                "offerings": [{
                    "phoneNumberType": "tollFree", "assignmentType": "application",
                    "capabilities": capabilities, "amount": 2.0
                }],
                "blocks": [{
                    "phoneNumberType": "tollFree", "areaCode": "833",
                    "first": "+18335550100", "count": 10
                }]
            }],
            "owned": [{
                "countryCode": "US", "phoneNumberType": "tollFree",
                "assignmentType": "application", "capabilities": capabilities,
                "purchaseDate": "2025-01-01T00:00:00Z", "first": "+18335550100", "count": 1
            }],
            "expiredReservations": [{
                "id": "5f0e7c1a-93b4-4d1e-8a57-0c2f6b9d4e10", "hoursAgo": 719
            }],
            "verifiedDomains": ["example.com"]
        })
    }

    /// The message with which a stock is refused that differs from the good one in one place.
    fn refusal(pointer: &str, value: Value) -> String {
        let mut stock = good();
        *stock.pointer_mut(pointer).unwrap() = value;
        Stock::from_json(&stock.to_string())
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn the_demonstration_is_consistent() {
        assert_eq!(Stock::demo().unwrap().countries.len(), 42);
        assert!(Stock::from_json(&good().to_string()).is_ok());
    }

    #[test]
    fn contradictions_are_named_without_numbers() {
        let block = "/countries/0/blocks/0";
        for (pointer, value, message) in [
            (
                "/countries/0/code".to_owned(),
                json!("us"),
                "not two capital letters",
            ),
            (
                "/countries/0/callingCode".to_owned(),
                json!("+1"),
                "digits alone",
            ),
            (
                "/countries/0/offerings/0/amount".to_owned(),
                json!(-1.0),
                "impossible amount",
            ),
            (
                format!("{block}/phoneNumberType"),
                json!("mobile"),
                "no offering of its type",
            ),
            (
                format!("{block}/areaCode"),
                json!("844"),
                "outside its area code",
            ),
            (format!("{block}/count"), json!(0), "empty"),
            (
                format!("{block}/first"),
                json!("+18339999999"),
                "runs out of its range",
            ),
            (
                "/owned/0/countryCode".to_owned(),
                json!("FR"),
                "unlisted country",
            ),
            (
                "/owned/0/assignmentType".to_owned(),
                json!("person"),
                "no offering",
            ),
            ("/owned/0/count".to_owned(), json!(0), "empty"),
            (
                "/expiredReservations/0/hoursAgo".to_owned(),
                json!(720),
                "not listed any more",
            ),
            (
                "/verifiedDomains/0".to_owned(),
                json!("localhost"),
                "not a domain name",
            ),
        ] {
            let given = refusal(&pointer, value);
            assert!(given.contains(message), "{pointer}: {given}");
            assert!(!given.contains("833"), "{given}");
            assert!(given.starts_with("line "), "{given}");
            assert!(given.contains("for example"), "{given}");
        }
    }

    #[test]
    fn nothing_may_be_there_twice() {
        for pointer in [
            "/countries",
            "/countries/0/blocks",
            "/owned",
            "/expiredReservations",
        ] {
            let mut stock = good();
            let list = stock.pointer_mut(pointer).unwrap().as_array_mut().unwrap();
            list.push(list[0].clone());
            let error = Stock::from_json(&stock.to_string()).unwrap_err();
            assert!(matches!(error, StockError::Inconsistent(_)), "{pointer}");
        }
    }

    #[test]
    fn unknown_keys_are_refused() {
        let mut stock = good();
        stock["countries"][0]["blocks"][0]["cuont"] = json!(1);
        let error = Stock::from_json(&stock.to_string()).unwrap_err();
        assert!(error.to_string().contains("cuont"), "{error}");
    }
}
