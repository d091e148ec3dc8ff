//! What must hold for a stock before an emulator sells from it.

use std::collections::HashSet;

use super::{Country, ExpiredReservation, OwnedBlock, Stock};
use crate::model::PhoneNumber;
use crate::sip::SipConfiguration;

/// The message names countries and positions, never a number.
pub(super) fn check(stock: &Stock) -> Result<(), String> {
    let mut codes = HashSet::new();
    for country in &stock.countries {
        if !codes.insert(country.code) {
            return Err(format!("country {} is listed twice", country.code));
        }
        check_country(country)?;
    }
    for (position, owned) in stock.owned.iter().enumerate() {
        check_owned(stock, position, owned)?;
    }
    let mut ids = HashSet::new();
    for reservation in &stock.expired_reservations {
        if !ids.insert(reservation.id) {
            return Err(format!("reservation {} is listed twice", reservation.id));
        }
        if reservation.hours_ago >= ExpiredReservation::LISTED_FOR {
            return Err(format!(
                "reservation {} is not listed any more",
                reservation.id
            ));
        }
    }
    for domain in &stock.verified_domains {
        SipConfiguration::default()
            .with_domain(domain, true)
            .map_err(|error| format!("verified domain {domain:?}: {error}"))?;
    }
    check_overlaps(
        "blocks",
        stock
            .countries
            .iter()
            .flat_map(|it| &it.blocks)
            .map(|it| (it.first, it.count)),
    )?;
    check_overlaps(
        "owned blocks",
        stock.owned.iter().map(|it| (it.first, it.count)),
    )
}

fn check_country(country: &Country) -> Result<(), String> {
    let code = &country.code;
    if PhoneNumber::from_id(&country.calling_code).is_none() {
        return Err(format!("the calling code of {code} is not digits"));
    }
    for offering in &country.offerings {
        if !offering.amount.is_finite() || offering.amount < 0.0 {
            return Err(format!("{code} has an offering with an impossible amount"));
        }
    }
    for (position, block) in country.blocks.iter().enumerate() {
        let offered = country
            .offerings
            .iter()
            .any(|it| it.phone_number_type == block.phone_number_type);
        let prefix = format!("{}{}", country.calling_code, block.area_code);
        if !offered {
            return Err(format!(
                "block {position} of {code} has no offering of its type"
            ));
        }
        if !block.first.id().starts_with(&prefix) {
            return Err(format!(
                "block {position} of {code} is outside its area code"
            ));
        }
        let last = last(block.first, block.count);
        if !last.is_some_and(|it| it.id().starts_with(&prefix)) {
            return Err(format!(
                "block {position} of {code} is empty or runs out of its range"
            ));
        }
    }
    Ok(())
}

fn check_owned(stock: &Stock, position: usize, owned: &OwnedBlock) -> Result<(), String> {
    let country = stock
        .country(owned.country_code.as_str())
        .ok_or_else(|| format!("owned block {position} is of an unlisted country"))?;
    if country
        .offering(owned.phone_number_type, owned.assignment_type)
        .is_none()
    {
        return Err(format!(
            "owned block {position} has no offering in {}",
            country.code
        ));
    }
    if last(owned.first, owned.count).is_none() {
        return Err(format!(
            "owned block {position} is empty or runs out of its range"
        ));
    }
    Ok(())
}

/// The last number of a block; none if the block is empty or runs over into numbers with more digits.
fn last(first: PhoneNumber, count: u32) -> Option<PhoneNumber> {
    let last = first.nth(count.checked_sub(1)?);
    (last.id().len() == first.id().len()).then_some(last)
}

fn check_overlaps(
    what: &str,
    ranges: impl Iterator<Item = (PhoneNumber, u32)>,
) -> Result<(), String> {
    let mut ranges: Vec<_> = ranges.collect();
    ranges.sort_unstable();
    let overlap = ranges.windows(2).any(|pair| {
        let [(first, count), (next, _)] = pair else {
            return false;
        };
        first.nth(*count) > *next
    });
    if overlap {
        Err(format!("two {what} overlap"))
    } else {
        Ok(())
    }
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
                "not digits",
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
