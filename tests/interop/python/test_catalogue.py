"""What can be had: countries, localities, area codes, offerings, numbers."""

import pytest
from azure.communication.phonenumbers import OperatorInformationOptions

from emulator import BAD_COUNTRY, collect, done, page_sizes, refused

pytestmark = pytest.mark.anyio


async def test_countries_come_in_pages(client):
    countries = await collect(client.list_available_countries())
    assert len(countries) == 42
    assert (countries[0].localized_name, countries[0].country_code) == ("Argentina", "AR")
    assert await page_sizes(client.list_available_countries(max_page_size=21)) == [21, 21, 0]
    assert await page_sizes(client.list_available_countries(max_page_size=20, skip=2)) == [20, 20, 0]


async def test_localities_come_in_pages(client):
    everywhere = await collect(client.list_available_localities("US"))
    paged = await collect(client.list_available_localities("US", max_page_size=30))
    assert [it.localized_name for it in paged] == [it.localized_name for it in everywhere]
    there = await collect(
        client.list_available_localities(
            "US", phone_number_type="geographic", administrative_division="WA"
        )
    )
    assert [it.localized_name for it in there] == ["Bellevue", "Seattle", "Spokane"]
    assert there[0].administrative_division.abbreviated_name == "WA"
    irish = await collect(client.list_available_localities("IE"))
    assert all(it.administrative_division is None for it in irish)
    await refused(lambda: collect(client.list_available_localities("XX")), 400, BAD_COUNTRY)


async def test_area_codes(client):
    async def codes(country, kind, **options):
        listed = await collect(client.list_available_area_codes(country, kind, **options))
        return [it.area_code for it in listed]

    assert sorted(await codes("US", "tollFree", assignment_type="application")) == ["833", "844"]
    assert await codes("IE", "mobile") == ["1"]
    city = {"locality": "Los Angeles", "administrative_division": "CA"}
    assert await codes("US", "geographic", **city) == ["213"]
    geographic = client.list_available_area_codes("US", "geographic", max_page_size=30)
    assert await page_sizes(geographic) == [30, 30, 17]
    nowhere = {"locality": "X+Y & Z'*~()", "administrative_division": "XX"}
    message = "No area codes were found for the given parameters"
    error = {"code": "NotFound", "message": message}
    await refused(lambda: codes("US", "geographic", assignment_type="person", **nowhere), 404, error)
    await refused(lambda: codes("XX", "tollFree"), 400, BAD_COUNTRY)


async def test_offerings(client):
    assert await page_sizes(client.list_available_offerings("US", max_page_size=2)) == [2, 1]
    [offering] = await collect(
        client.list_available_offerings(
            "US", phone_number_type="tollFree", assignment_type="application"
        )
    )
    assert offering.available_capabilities.sms == "inbound+outbound"
    assert (offering.cost.amount, offering.cost.currency_code) == (2.0, "USD")
    assert offering.cost.billing_frequency == "monthly"
    await refused(lambda: collect(client.list_available_offerings("XX")), 400, BAD_COUNTRY)


async def test_browsing(client):
    wanted = {"country_code": "US", "phone_number_type": "tollFree"}
    plain = await done(client.browse_available_phone_numbers(**wanted))
    assert len(plain.phone_numbers) == 25
    assert {it.status for it in plain.phone_numbers} == {"available"}
    narrow = await done(
        client.browse_available_phone_numbers(
            **wanted,
            calling_capability="outbound",
            sms_capability="outbound",
            assignment_type="application",
            phone_number_prefixes=["1844"],
        )
    )
    assert narrow.phone_numbers
    assert all(it.phone_number.startswith("+1844") for it in narrow.phone_numbers)
    wanted["country_code"] = "INVALID"
    await refused(
        lambda: done(client.browse_available_phone_numbers(**wanted)), 400, BAD_COUNTRY
    )


async def test_operator_information(client):
    [short] = (await done(client.search_operator_information("+14255550100"))).values
    assert short.international_format == "+1 425-555-0100"
    assert short.operator_details is None
    options = OperatorInformationOptions(include_additional_operator_details=True)
    told = await done(client.search_operator_information(["+14255550100"], options=options))
    [long] = told.values
    assert long.iso_country_code == "US"
    assert long.operator_details.name == "Multiple OCN Listing"
    two = ["+14255550100", "+14255550101"]
    error = {"code": "BadRequest", "message": "Can only accept one phoneNumber"}
    await refused(lambda: done(client.search_operator_information(two)), 400, error)
