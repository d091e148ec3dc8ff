//! `acs numbers buy`.

use std::sync::Arc;

use acs_journal::{Kind, State, Subject};
use acs_phone_numbers::{PhoneNumbersClient, PurchaseOptions, ReservationId, SearchId};
use clap::Args;
use serde_json::json;

use super::{
    offer::{Consent, Hold, Offer, unconfirmed_purchase},
    search::{self, hold},
    wanted::Wanted,
};
use crate::{
    attempt::Attempt,
    confirm::is_interactive,
    connection::client_options,
    dry_run::DryRun,
    exit::Exit,
    failure::{Failure, Outcome},
    output::{Column, List, one},
    session::Session,
    waiting::Waiting,
};

pub(crate) const EXAMPLES: &str = "\
On a terminal it shows the numbers with their cost and asks. Anywhere else it wants --yes with
--max-cost. If it is interrupted or killed, `acs operations resume --all` finds out what became of
the purchase.

Columns: phoneNumber operationId journalId

Examples:
  acs numbers buy --country US --type tollFree --calling inbound
  acs numbers buy --country US --type tollFree --calling inbound --yes --max-cost 2USD
  acs numbers buy --search-id ID          what `acs numbers search` found
  acs numbers buy --reservation ID        what `acs numbers reserve` holds
  acs numbers buy --search-id ID --dry-run";

pub(crate) const USAGE: &str = "\
acs numbers buy [OPTIONS] --country <CODE> --type <TYPE>
       acs numbers buy [OPTIONS] --search-id <ID>
       acs numbers buy [OPTIONS] --reservation <ID>";

const BOUGHT: &[Column] = &[
    Column::new("phoneNumber"),
    Column::new("operationId"),
    Column::new("journalId"),
];

const BEGUN: &[Column] = &[
    Column::new("operationId"),
    Column::new("journalId"),
    Column::new("state"),
];

/// Arguments of `acs numbers buy`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    #[command(flatten)]
    wanted: Option<Wanted>,
    /// Buy what this search found
    #[arg(long, value_name = "ID", conflicts_with = "Wanted")]
    search_id: Option<SearchId>,
    /// Buy what this reservation holds
    #[arg(long, value_name = "ID", conflicts_with_all = ["Wanted", "search_id"])]
    reservation: Option<ReservationId>,
    #[command(flatten)]
    consent: Consent,
    #[command(flatten)]
    waiting: Waiting,
    /// Show the first request, and send nothing
    #[arg(long, help_heading = "Options")]
    dry_run: bool,
}

impl Arguments {
    /// Carries the command out.
    ///
    /// # Errors
    /// When nothing can be found or bought, or nobody agrees.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        if self.dry_run {
            return self.dry_run(session).await;
        }
        // Before numbers are put on hold that nobody could agree to buy.
        if !self.consent.yes && !is_interactive() {
            return Err(unconfirmed_purchase());
        }
        let connection = session.connection()?;
        let client = connection.numbers(client_options(self.waiting.poller()))?;
        let kind = match self.reservation {
            Some(_) => Kind::ReservationPurchase,
            None => Kind::Purchase,
        };
        let mut attempt = Attempt::begin(session, &connection, kind, Subject::default()).await?;
        let offer = self.offer(session, &client, &mut attempt).await?;
        attempt.keep(offer.subject())?;
        attempt.advance(State::Held)?;
        offer.confirm(connection.endpoint(), &self.consent).await?;
        self.buy(session, &client, &mut attempt, &offer).await
    }

    async fn offer(
        &self,
        session: &Session,
        client: &PhoneNumbersClient,
        attempt: &mut Attempt<'_>,
    ) -> Outcome<Offer> {
        if let Some(id) = &self.reservation {
            return Offer::of_reservation(&client.get_reservation(id).await?);
        }
        if let Some(id) = &self.search_id {
            return Offer::of_search(client.get_search_result(id).await?);
        }
        let wanted = self.wanted()?;
        let offer = Offer::of_search(hold(session, client, wanted, attempt).await?)?;
        let (found, asked) = (offer.numbers.len(), wanted.quantity().get());
        if u32::try_from(found).is_ok_and(|found| found < asked) {
            let problem = format!("only {found} of {asked} numbers were found");
            if self.consent.yes {
                return Err(Failure::new(
                    Exit::NotFound,
                    format!("{problem}; nothing was bought"),
                ));
            }
            session.globals.note(&problem);
        }
        Ok(offer)
    }

    fn wanted(&self) -> Outcome<&Wanted> {
        self.wanted.as_ref().ok_or_else(|| {
            Failure::new(Exit::Usage, "it is not said what to buy")
                .hint("describe the numbers by --country and --type, or name a --search-id or a --reservation")
        })
    }

    fn options(&self) -> Option<PurchaseOptions> {
        let agreed = self.consent.agree_to_not_resell;
        agreed.then(|| PurchaseOptions::default().agree_to_not_resell(true))
    }

    async fn buy(
        &self,
        session: &Session,
        client: &PhoneNumbersClient,
        attempt: &mut Attempt<'_>,
        offer: &Offer,
    ) -> Outcome {
        let what = format!("Buying {}", offer.numbers.len());
        let bought = match &offer.hold {
            Hold::Search(id) => {
                let begun = client.purchase_or_find(id, self.options());
                let poller = attempt.send(Box::pin(begun)).await?;
                let bought = attempt.follow(&self.waiting, &what, poller).await?;
                bought.map(|bought| bought.operation_id)
            }
            Hold::Reservation(id) => {
                let begun = client.purchase_reservation_or_find(id, self.options());
                let poller = attempt.send(Box::pin(begun)).await?;
                let bought = attempt.follow(&self.waiting, &what, poller).await?;
                bought.map(|bought| bought.operation_id)
            }
        };
        let Some(operation_id) = bought else {
            return show_begun(session, attempt);
        };
        let mut list = List::begin(&session.globals, BOUGHT)?;
        for number in &offer.numbers {
            list.row(&json!({
                "phoneNumber": number,
                "operationId": operation_id,
                "journalId": attempt.id().to_string(),
            }))?;
        }
        list.finish()
    }

    async fn dry_run(&self, session: &Session) -> Outcome {
        if self.search_id.is_none() && self.reservation.is_none() {
            return search::dry_run(session, self.wanted()?).await;
        }
        let dry = Arc::new(DryRun::default());
        let client = session.connection()?.numbers(dry.options())?;
        if let Some(id) = &self.reservation {
            let called = client.begin_purchase_reservation(id, self.options()).await;
            return dry.show(&session.globals, called);
        }
        let Some(id) = &self.search_id else {
            return Ok(());
        };
        let called = client
            .begin_purchase_phone_numbers(id, self.options())
            .await;
        dry.show(&session.globals, called)
    }
}

/// Shows how to come back to what was begun.
///
/// # Errors
/// When nobody reads any more.
pub(crate) fn show_begun(session: &Session, attempt: &Attempt<'_>) -> Outcome {
    let row = json!({
        "operationId": attempt.operation_id(),
        "journalId": attempt.id().to_string(),
        "state": "begun",
    });
    one(&session.globals, BEGUN, &row)
}
