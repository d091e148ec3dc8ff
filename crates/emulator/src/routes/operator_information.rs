//! Information about any number, owned or not.

use http::StatusCode;
use serde::{Deserialize, Serialize};

use super::Call;
use crate::model::{CountryCode, PhoneNumber, PhoneNumberType};
use crate::stock::{Country, Stock};
use crate::wire::{Answer, ApiError};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    phone_numbers: Vec<String>,
    options: Option<Options>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Options {
    include_additional_operator_details: Option<bool>,
}

#[derive(Serialize)]
struct Values {
    values: [Information; 1],
}

/// All keys are always there; what was not asked for, or is not known, is null.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Information {
    phone_number: PhoneNumber,
    national_format: String,
    international_format: String,
    iso_country_code: Option<CountryCode>,
    number_type: Option<&'static str>,
    operator_details: Option<OperatorDetails>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OperatorDetails {
    name: &'static str,
    mobile_network_code: Option<&'static str>,
    mobile_country_code: Option<&'static str>,
}

pub(super) fn search(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let body: Body = call.json()?;
    let [number] = body.phone_numbers.as_slice() else {
        return Err(ApiError::bad_request("Can only accept one phoneNumber"));
    };
    let number = PhoneNumber::parse(number)
        .ok_or_else(|| ApiError::invalid_input("phonenumber", "Unable to parse phone number."))?;
    let with_details = body
        .options
        .and_then(|it| it.include_additional_operator_details)
        .unwrap_or_default();
    let information = describe(call.state.stock(), number, with_details);
    Answer::json(
        StatusCode::OK,
        &Values {
            values: [information],
        },
    )
}

fn describe(stock: &Stock, number: PhoneNumber, with_details: bool) -> Information {
    let home = home_of(stock, number);
    let calling_code = home.map_or("", |it| it.calling_code.as_str());
    let digits = number.id();
    let national = digits.strip_prefix(calling_code).unwrap_or(&digits);
    let (national_format, international_format) = formats(calling_code, national);
    let mut information = Information {
        phone_number: number,
        national_format,
        international_format,
        iso_country_code: None,
        number_type: None,
        operator_details: None,
    };
    if with_details {
        let kind = home
            .and_then(|it| it.block_of(number))
            .map(|it| it.phone_number_type);
        information.iso_country_code = home.map(|it| it.code);
        information.number_type = Some(match kind {
            Some(PhoneNumberType::Geographic) => "geographic",
            Some(PhoneNumberType::Mobile) => "mobile",
            Some(PhoneNumberType::TollFree) => "other",
            None => "unknown",
        });
        // What the service said of a toll-free number, which has no operator of its own.
        information.operator_details = Some(OperatorDetails {
            name: "Multiple OCN Listing",
            mobile_network_code: None,
            mobile_country_code: None,
        });
    }
    information
}

/// The country whose stock has the number, or else the first whose calling code it begins with: the
/// United States before others that share theirs, and longer codes before shorter ones.
fn home_of(stock: &Stock, number: PhoneNumber) -> Option<&Country> {
    let digits = number.id();
    stock
        .countries
        .iter()
        .find(|it| it.block_of(number).is_some())
        .or_else(|| {
            stock
                .countries
                .iter()
                .filter(|it| digits.starts_with(&it.calling_code))
                .max_by_key(|it| (it.calling_code.len(), it.code.as_str() == "US"))
        })
}

/// The national and the international way to write a number.
fn formats(calling_code: &str, national: &str) -> (String, String) {
    if calling_code == "1" && national.len() == 10 {
        let (area, rest) = national.split_at(3);
        let (exchange, line) = rest.split_at(3);
        return (
            format!("({area}) {exchange}-{line}"),
            format!("+1 {area}-{exchange}-{line}"),
        );
    }
    let international = format!("+{calling_code} {national}");
    (national.to_owned(), international.replace("+ ", "+"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_two_ways() {
        for (calling_code, national, expected) in [
            ("1", "8005550123", ("(800) 555-0123", "+1 800-555-0123")),
            ("33", "199000000", ("199000000", "+33 199000000")),
            ("", "999", ("999", "+999")),
        ] {
            let (national, international) = formats(calling_code, national);
            assert_eq!((national.as_str(), international.as_str()), expected);
        }
    }
}
