"""Reservations."""

import datetime
import uuid

import pytest
from azure.core.exceptions import HttpResponseError

from emulator import collect, done, finish, page_sizes, refused, script

pytestmark = pytest.mark.anyio

NOT_FOUND = {
    "code": "ReservationNotFound",
    "message": "The reservation was not found and the operation could not be completed.",
}


async def browse(client, country="US"):
    browsed = await done(
        client.browse_available_phone_numbers(country_code=country, phone_number_type="tollFree")
    )
    return browsed.phone_numbers


async def reserve(client, identifier=None, add=(), remove=()):
    return await done(
        client.create_or_update_reservation(
            reservation_id=identifier or str(uuid.uuid4()),
            numbers_to_add=list(add),
            numbers_to_remove=list(remove),
        )
    )


async def purchase(client, identifier, **options):
    start = client.begin_purchase_reservation(identifier, polling_interval=0, **options)
    return await finish(start)


async def test_from_creation_to_purchase(client):
    first, second, *_ = await browse(client)
    created = await reserve(client, add=[first])
    assert created.status == "active"
    assert created.phone_numbers[first.id].status == "reserved"
    left = created.expires_at - datetime.datetime.now(datetime.timezone.utc)
    assert datetime.timedelta(minutes=14) < left <= datetime.timedelta(minutes=15)
    changed = await reserve(client, created.id, add=[second], remove=[first.id])
    assert list(changed.phone_numbers) == [second.id]
    read = await done(client.get_reservation(created.id))
    assert read.phone_numbers[second.id].phone_number == second.phone_number
    await purchase(client, created.id)
    assert (await done(client.get_reservation(created.id))).status == "completed"
    bought = await done(client.get_purchased_phone_number(second.phone_number))
    assert bought.id == second.id


async def test_an_empty_one_deleted(client):
    created = await reserve(client)
    assert not created.phone_numbers
    await done(client.delete_reservation(created.id))
    for call in (client.get_reservation, client.delete_reservation):
        await refused(lambda: done(call(created.id)), 404, NOT_FOUND)
    await refused(lambda: purchase(client, created.id), 404, NOT_FOUND)


async def test_a_number_that_another_one_has(client):
    number = (await browse(client))[0]
    await reserve(client, add=[number])
    late = (await reserve(client, add=[number])).phone_numbers[number.id]
    assert (late.status, late.error.code) == ("error", "FailedToReserveNumber")


async def test_they_come_in_pages(client):
    identifiers = [(await reserve(client)).id for _ in range(4)]
    listed = await collect(client.list_reservations(max_page_size=2))
    # The first is there from the start.
    assert [it.id for it in listed[1:]] == identifiers
    assert all(it.phone_numbers is None for it in listed)
    assert await page_sizes(client.list_reservations(max_page_size=2)) == [2, 2, 1]


async def test_the_agreement_not_to_resell(client):
    number = (await browse(client, "FR"))[0]
    created = await reserve(client, add=[number])
    message = "Consent not provided to not resell the phone numbers"
    error = {"code": "BadRequest", "message": message}
    await refused(lambda: purchase(client, created.id), 400, error)
    await purchase(client, created.id, agree_to_not_resell=True)
    bought = await done(client.get_purchased_phone_number(number.phone_number))
    assert bought.country_code == "FR"


async def test_a_purchase_that_fails(client):
    created = await reserve(client, add=(await browse(client))[:1])
    error = {"code": "InternalError", "message": "Out of luck."}
    script("reservationPurchase", ["running", "notStarted"], error)
    with pytest.raises(HttpResponseError, match=r"Out of luck\."):
        await purchase(client, created.id)
    assert (await done(client.get_reservation(created.id))).status == "active"
