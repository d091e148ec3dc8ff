"""Owned numbers: search, purchase, list, change, release."""

import datetime

import pytest
from azure.communication.phonenumbers import PhoneNumberCapabilities
from azure.core.exceptions import HttpResponseError, ResourceNotFoundError

from emulator import (
    BAD_COUNTRY,
    NO_PLAN,
    admin,
    collect,
    done,
    finish,
    not_found,
    page_sizes,
    refused,
    script,
)

pytestmark = pytest.mark.anyio

OWNED = "+14255550100"
OTHER = "+14155550100"
NOT_OWNED = {
    "code": "InsufficientPermissions",
    "message": "Phone number not owned by this resource.",
    "target": "phonenumber",
}
OUT_OF_LUCK = {"code": "InternalError", "message": "Out of luck."}
#: The clients' own pauses between polls are two seconds.
QUICK = {"polling_interval": 0}


async def search(client, country="US", assignment="application", **options):
    capabilities = PhoneNumberCapabilities(calling="outbound", sms="none")
    return await finish(
        client.begin_search_available_phone_numbers(
            country, "tollFree", assignment, capabilities, **QUICK, **options
        )
    )


async def purchase(client, search_id, **options):
    return await finish(client.begin_purchase_phone_numbers(search_id, **QUICK, **options))


def generated(client):
    """What the public client has no method for."""
    return client._phone_number_client.phone_numbers


async def test_from_search_to_release(client):
    found = await search(client, quantity=2)
    assert len(found.phone_numbers) == 2
    assert (found.capabilities.calling, found.capabilities.sms) == ("outbound", "none")
    assert (found.cost.amount, found.error) == (2.0, "NoError")
    left = found.search_expires_by - datetime.datetime.now(datetime.timezone.utc)
    assert datetime.timedelta(minutes=15) < left <= datetime.timedelta(minutes=16)
    again = await done(generated(client).get_search_result(found.search_id))
    assert again.phone_numbers == found.phone_numbers
    await purchase(client, found.search_id)
    for number in found.phone_numbers:
        bought = await done(client.get_purchased_phone_number(number))
        assert bought.capabilities == found.capabilities
        await finish(client.begin_release_phone_number(number, **QUICK))
        error = await refused(
            lambda: done(client.get_purchased_phone_number(number)),
            404,
            not_found("phoneNumber", number),
        )
        assert isinstance(error, ResourceNotFoundError)


async def test_search_by_area_code(client):
    found = await search(client, area_code="844")
    assert found.phone_numbers[0].startswith("+1844")


async def test_owned_numbers_come_in_pages(client):
    owned = await collect(client.list_purchased_phone_numbers())
    assert [it.phone_number for it in owned] == [OWNED, "+15035550100", "+18335550100"]
    found = await search(client, area_code="844", quantity=12)
    await purchase(client, found.search_id)
    assert await page_sizes(client.list_purchased_phone_numbers(top=7)) == [7, 7, 1]
    assert await page_sizes(client.list_purchased_phone_numbers(top=7, skip=7)) == [7, 1]
    assert await page_sizes(client.list_purchased_phone_numbers(skip=15)) == [0]


async def test_the_agreement_not_to_resell(client):
    found = await search(client, country="FR")
    assert found.is_agreement_to_not_resell_required
    message = "Do not resell agreement was not provided and it is required for this purchase."
    error = {"code": "BadRequest", "message": message}
    await refused(lambda: purchase(client, found.search_id), 400, error)
    await purchase(client, found.search_id, agree_to_not_resell=True)
    bought = await done(client.get_purchased_phone_number(found.phone_numbers[0]))
    assert bought.country_code == "FR"


async def test_searches_and_purchases_that_are_refused(client):
    await refused(lambda: search(client, assignment="person"), 400, NO_PLAN)
    await refused(lambda: search(client, country="XX"), 400, BAD_COUNTRY)
    unknown = not_found("searchId", "some-invalid-id")
    await refused(lambda: purchase(client, "some-invalid-id"), 404, unknown)
    read = generated(client).get_search_result
    await refused(lambda: done(read("some-invalid-id")), 404, unknown)


async def test_an_expired_search_cannot_be_purchased(client):
    found = await search(client)
    admin("POST", "/clock/advance", {"seconds": 17 * 60})
    unknown = not_found("searchId", found.search_id)
    await refused(lambda: purchase(client, found.search_id), 404, unknown)


async def test_capabilities(client):
    async def update(number):
        start = client.begin_update_phone_number_capabilities
        return await finish(start(number, sms="outbound", calling="none", **QUICK))

    found = await search(client, area_code="844")
    await purchase(client, found.search_id)
    changed = await update(found.phone_numbers[0])
    assert changed.phone_number == found.phone_numbers[0]
    assert (changed.capabilities.calling, changed.capabilities.sms) == ("none", "outbound")
    await refused(lambda: update(OTHER), 403, NOT_OWNED)
    await refused(lambda: update("invalid_phone_number"), 403, NOT_OWNED)
    await refused(lambda: update("+15035550100"), 400, NO_PLAN)
    unknown = not_found("phoneNumber", OTHER)
    await refused(lambda: done(client.get_purchased_phone_number(OTHER)), 404, unknown)


async def test_operations_whose_status_goes_to_and_fro(client):
    script("search", ["running", "notStarted", "running"])
    assert len((await search(client)).phone_numbers) == 1
    polls = admin("GET", "/requests?operation=PhoneNumbers_GetOperation")["requests"]
    assert len(polls) == 4


async def test_operations_that_fail(client):
    found = await search(client)
    starts = {
        "search": lambda: search(client),
        "purchase": lambda: purchase(client, found.search_id),
        "releasePhoneNumber": lambda: finish(client.begin_release_phone_number(OWNED, **QUICK)),
        "updatePhoneNumberCapabilities": lambda: finish(
            client.begin_update_phone_number_capabilities(OWNED, calling="inbound", **QUICK)
        ),
    }
    for kind, start in starts.items():
        script(kind, ["running"], OUT_OF_LUCK)
        with pytest.raises(HttpResponseError, match=r"Out of luck\."):
            await start()
    owned = await done(client.get_purchased_phone_number(OWNED))
    assert owned.capabilities.calling == "inbound+outbound"


async def test_cancelling(client):
    admin("PUT", "/scripts/releasePhoneNumber", {"advance": "told"})
    await done(client.begin_release_phone_number(OWNED, polling=False))
    [operation] = admin("GET", "/operations")["operations"]
    identifier = operation["id"]
    status = await done(generated(client).get_operation(identifier))
    assert status.status == "running"
    await done(generated(client).cancel_operation(identifier))
    gone = not_found("operationId", identifier)
    await refused(lambda: done(generated(client).get_operation(identifier)), 404, gone)
    await refused(lambda: done(generated(client).cancel_operation(identifier)), 404, gone)
    assert (await done(client.get_purchased_phone_number(OWNED))).phone_number == OWNED
