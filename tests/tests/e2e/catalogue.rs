//! What is sold where, page by page.

use acs_phone_numbers::{
    CountryCode, ListCountriesOptions, ListGeographicAreaCodesOptions, ListLocalitiesOptions,
    ListMobileAreaCodesOptions, ListOfferingsOptions, PageSize, Pager, PhoneNumberAreaCode,
    PhoneNumberAssignmentType, PhoneNumberType, Skip,
};
use acs_tests::{Emulated, Outcome, quick};
use futures::TryStreamExt as _;

use crate::values::{refusal, us};

#[tokio::test]
async fn countries_come_in_pages() -> Outcome {
    let resource = Emulated::start().await?;
    let all: Vec<_> = resource
        .numbers
        .list_available_countries(None)
        .try_collect()
        .await?;
    assert_eq!(all.len(), 42);
    assert_eq!(resource.asked().len(), 1);
    // A page that is full has a next one, even if that is empty.
    for (size, pages) in [
        (20, vec![20, 20, 2]),
        (21, vec![21, 21, 0]),
        (41, vec![41, 1]),
    ] {
        let options = ListCountriesOptions::default().page_size(PageSize::new(size)?);
        let found = resource
            .numbers
            .list_available_countries(Some(options.clone()))
            .into_pages();
        let found: Vec<_> = found.try_collect().await?;
        assert_eq!(
            found
                .iter()
                .map(|page| page.items.len())
                .collect::<Vec<_>>(),
            pages
        );
        assert_eq!(resource.asked().len(), pages.len());
        let items = resource.numbers.list_available_countries(Some(options));
        assert_eq!(items.try_collect::<Vec<_>>().await?, all);
        resource.emulator.clear_requests();
    }
    Ok(())
}

#[tokio::test]
async fn a_list_begins_where_it_is_told() -> Outcome {
    let resource = Emulated::start().await?;
    for (skip, left) in [(0, 42), (40, 2), (42, 0), (1000, 0)] {
        let options = ListCountriesOptions::default()
            .skip(Skip::new(skip)?)
            .page_size(PageSize::of::<15>());
        let rest = resource.numbers.list_available_countries(Some(options));
        assert_eq!(
            rest.try_collect::<Vec<_>>().await?.len(),
            left,
            "after {skip}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn another_client_goes_on_with_a_list() -> Outcome {
    let resource = Emulated::start().await?;
    let all: Vec<_> = resource
        .numbers
        .list_available_localities(&us()?, None)
        .try_collect()
        .await?;
    let options = ListLocalitiesOptions::default()
        .phone_number_type(PhoneNumberType::Geographic)
        .page_size(PageSize::of::<10>());
    let mut pages = resource
        .numbers
        .list_available_localities(&us()?, Some(options))
        .into_pages();
    let mut read = Vec::new();
    let mut kept = None;
    for _ in 0..2 {
        let page = pages.try_next().await?.ok_or("there are many pages")?;
        kept = page.continuation().map(ToString::to_string);
        read.extend(page.items);
    }
    drop(pages);
    let kept = kept.ok_or("there are more than two pages")?;
    resource.emulator.clear_requests();

    let other = resource.another_client(quick())?;
    let options = ListLocalitiesOptions::default().continue_from(kept.parse()?);
    let rest = other.list_available_localities(&us()?, Some(options));
    read.extend(rest.try_collect::<Vec<_>>().await?);
    assert_eq!(read, all);
    // What was asked at first is asked again, at the place where the list was left.
    let target = resource.emulator.requests()[0].target.clone();
    for part in ["skip=20", "maxPageSize=10", "phoneNumberType=geographic"] {
        assert!(target.contains(part), "{target}");
    }
    Ok(())
}

#[tokio::test]
async fn a_continuation_fits_its_own_list_only() -> Outcome {
    let resource = Emulated::start().await?;
    let options = ListCountriesOptions::default().page_size(PageSize::of::<10>());
    let mut pages = resource
        .numbers
        .list_available_countries(Some(options))
        .into_pages();
    let page = pages.try_next().await?.ok_or("there is a first page")?;
    let kept = page.continuation().ok_or("there is a second page")?.clone();
    resource.emulator.clear_requests();

    let options = ListOfferingsOptions::default().continue_from(kept.clone());
    let other_list = resource
        .numbers
        .list_available_offerings(&us()?, Some(options))
        .try_next()
        .await;
    assert!(refusal(other_list)?.is_foreign_continuation());
    let stranger = Emulated::start().await?;
    let options = ListCountriesOptions::default().continue_from(kept);
    let elsewhere = stranger
        .numbers
        .list_available_countries(Some(options))
        .try_next()
        .await;
    assert!(refusal(elsewhere)?.is_foreign_continuation());
    assert!(resource.asked().is_empty() && stranger.asked().is_empty());
    Ok(())
}

#[tokio::test]
async fn places_are_narrowed_by_division() -> Outcome {
    let resource = Emulated::start().await?;
    let options = ListLocalitiesOptions::default().administrative_division("WA");
    let places = resource
        .numbers
        .list_available_localities(&us()?, Some(options));
    let places: Vec<_> = places.try_collect().await?;
    let names: Vec<_> = places.iter().map(|it| it.localized_name.as_str()).collect();
    assert_eq!(names, ["Bellevue", "Seattle", "Spokane"]);
    let ireland = CountryCode::new("IE")?;
    let places: Vec<_> = resource
        .numbers
        .list_available_localities(&ireland, None)
        .try_collect()
        .await?;
    assert!(places.iter().all(|it| it.administrative_division.is_none()));
    Ok(())
}

async fn codes(pager: Pager<PhoneNumberAreaCode>) -> acs_phone_numbers::Result<Vec<String>> {
    pager
        .map_ok(|it| it.area_code.to_string())
        .try_collect()
        .await
}

#[tokio::test]
async fn area_codes_of_each_type() -> Outcome {
    let resource = Emulated::start().await?;
    let (client, us, ireland) = (&resource.numbers, us()?, CountryCode::new("IE")?);
    let toll_free = codes(client.list_available_toll_free_area_codes(&us, None)).await?;
    assert_eq!(toll_free, ["844", "833"]);
    let options = ListGeographicAreaCodesOptions::default()
        .locality("Los Angeles")
        .administrative_division("CA")
        .assignment_type(PhoneNumberAssignmentType::Person);
    let geographic = client.list_available_geographic_area_codes(&us, Some(options));
    assert_eq!(codes(geographic).await?, ["213"]);
    assert_eq!(
        codes(client.list_available_mobile_area_codes(&ireland, None)).await?,
        ["1"]
    );
    let for_people =
        ListMobileAreaCodesOptions::default().assignment_type(PhoneNumberAssignmentType::Person);
    let none = client.list_available_mobile_area_codes(&ireland, Some(for_people));
    assert!(refusal(codes(none).await)?.is_not_found());
    Ok(())
}

#[tokio::test]
async fn offerings_are_narrowed_by_type_and_assignment() -> Outcome {
    let resource = Emulated::start().await?;
    let all: Vec<_> = resource
        .numbers
        .list_available_offerings(&us()?, None)
        .try_collect()
        .await?;
    assert_eq!(all.len(), 3);
    let options = ListOfferingsOptions::default()
        .phone_number_type(PhoneNumberType::Geographic)
        .assignment_type(PhoneNumberAssignmentType::Person)
        .page_size(PageSize::of::<1>());
    let some = resource
        .numbers
        .list_available_offerings(&us()?, Some(options));
    assert_eq!(some.try_collect::<Vec<_>>().await?, all[..1]);
    let unknown = CountryCode::new("XX")?;
    let nothing = resource
        .numbers
        .list_available_offerings(&unknown, None)
        .try_next()
        .await;
    assert_eq!(refusal(nothing)?.target(), Some("countrycode"));
    Ok(())
}
