//! Money: amounts, limits, and the question that comes before it is spent.

use std::{fmt, str::FromStr};

use acs_journal::Cost;
use acs_phone_numbers::{BillingFrequency, PhoneNumberCost};

/// Amount in ten-thousandths of a currency's unit, so that sums are exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Amount(i64);

const UNIT: i64 = 10_000;
/// Larger than any bill, and far from where sums overflow.
const LARGEST: f64 = 1e9;

impl Amount {
    fn of(amount: f64) -> Option<Self> {
        if !(0.0..=LARGEST).contains(&amount) {
            return None;
        }
        // The text is the amount as the service wrote it, rounded where it has too many digits.
        format!("{amount:.4}").parse().ok()
    }

    fn times(self, count: usize) -> Option<Self> {
        let count = i64::try_from(count).ok()?;
        self.0.checked_mul(count).map(Self)
    }
}

impl FromStr for Amount {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || part.len() > 4 || !is_number(whole) || !is_number(part) {
            return Err(());
        }
        let whole: i64 = whole.parse().map_err(|_| ())?;
        let part: i64 = format!("{part:0<4}").parse().map_err(|_| ())?;
        whole
            .checked_mul(UNIT)
            .and_then(|it| it.checked_add(part))
            .map(Self)
            .ok_or(())
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / UNIT, self.0 % UNIT);
        if part % 100 == 0 {
            write!(f, "{whole}.{:02}", part / 100)
        } else {
            write!(f, "{whole}.{part:04}")
        }
    }
}

/// Cost of numbers in a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MonthlyCost {
    each: Option<Amount>,
    total: Amount,
    currency: String,
}

impl MonthlyCost {
    /// Returns the cost of `count` numbers at this cost each, or nothing if it is not known for sure.
    pub(crate) fn of(cost: Option<&PhoneNumberCost>, count: usize) -> Option<Self> {
        let cost = cost?;
        let each = Amount::of(cost.amount)?;
        // What is billed at other times has no cost in a month that we could tell.
        if cost.billing_frequency != BillingFrequency::Monthly {
            return None;
        }
        Some(Self {
            each: Some(each),
            total: each.times(count)?,
            currency: cost.currency_code.clone(),
        })
    }

    /// Returns the sum of the costs, or nothing if one is not known or their currencies differ.
    pub(crate) fn sum<'c>(
        costs: impl IntoIterator<Item = Option<&'c PhoneNumberCost>>,
    ) -> Option<Self> {
        let mut costs = costs.into_iter().map(|cost| Self::of(cost, 1));
        let first = costs.next()??;
        costs.try_fold(first, |sum, cost| sum.plus(&cost?))
    }

    /// Returns the sum with another cost, or nothing if their currencies differ.
    pub(crate) fn plus(self, other: &Self) -> Option<Self> {
        let total = self.total.0.checked_add(other.total.0).map(Amount)?;
        (self.currency == other.currency).then_some(Self {
            each: self.each.filter(|each| other.each == Some(*each)),
            total,
            ..self
        })
    }

    /// Returns the cost for the journal.
    pub(crate) fn to_journal(&self) -> Cost {
        Cost {
            amount: self.total.to_string(),
            currency: self.currency.clone(),
        }
    }

    /// Returns the sum without its currency.
    pub(crate) fn amount(&self) -> String {
        self.total.to_string()
    }

    /// Returns the currency.
    pub(crate) fn currency(&self) -> &str {
        &self.currency
    }
}

impl fmt::Display for MonthlyCost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.total, self.currency)?;
        match self.each {
            Some(each) if each != self.total => write!(f, " ({each} each)"),
            _ => Ok(()),
        }
    }
}

/// Limit of what may be spent in a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MaxCost {
    amount: Amount,
    currency: Option<String>,
}

impl MaxCost {
    /// Returns the reason why a cost is beyond the limit, or nothing.
    pub(crate) fn refuses(&self, cost: Option<&MonthlyCost>) -> Option<String> {
        let Some(cost) = cost else {
            return Some("the service does not say what the numbers cost in a month".to_owned());
        };
        if let Some(currency) = &self.currency
            && *currency != cost.currency
        {
            return Some(format!(
                "the cost is in {}, and the limit in {currency}",
                cost.currency
            ));
        }
        (cost.total > self.amount).then(|| {
            format!(
                "the cost of {} {} a month is more than the limit of {}",
                cost.total, cost.currency, self.amount
            )
        })
    }
}

impl FromStr for MaxCost {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const HINT: &str = "write an amount, with its currency if you like, as in 2.50 or 2.50USD";
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let currency = &text[digits.len()..];
        let amount = digits.trim_end().parse().map_err(|()| HINT.to_owned())?;
        if !matches!(currency.len(), 0 | 3) {
            return Err(HINT.to_owned());
        }
        let currency = Some(currency.to_ascii_uppercase()).filter(|it| !it.is_empty());
        Ok(Self { amount, currency })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(total: &str) -> MonthlyCost {
        MonthlyCost {
            each: None,
            total: total.parse().unwrap(),
            currency: "USD".to_owned(),
        }
    }

    #[test]
    fn amounts_are_exact() {
        for (amount, text) in [
            (0.1, "0.10"),
            (2.0, "2.00"),
            (0.0135, "0.0135"),
            (19.99, "19.99"),
        ] {
            assert_eq!(Amount::of(amount).unwrap().to_string(), text);
        }
        let tenth = Amount::of(0.1).unwrap();
        assert_eq!(tenth.times(3).unwrap().to_string(), "0.30");
        for amount in [f64::NAN, f64::INFINITY, -1.0, 1e12] {
            assert_eq!(Amount::of(amount), None);
        }
    }

    #[test]
    fn the_limit_itself_may_be_spent() {
        let limit: MaxCost = "2.00".parse().unwrap();
        assert_eq!(limit.refuses(Some(&cost("2"))), None);
        assert!(limit.refuses(Some(&cost("2.0001"))).is_some());
        assert!(limit.refuses(None).is_some());
    }

    #[test]
    fn another_currency_is_beyond_the_limit() {
        let limit: MaxCost = "5eur".parse().unwrap();
        let reason = limit.refuses(Some(&cost("2"))).unwrap();
        assert_eq!(reason, "the cost is in USD, and the limit in EUR");
    }

    #[test]
    fn a_limit_is_an_amount() {
        for text in ["", "USD", "-1", "1,50", "1.00000", "2US", "0x1"] {
            assert!(text.parse::<MaxCost>().is_err(), "{text}");
        }
    }
}
