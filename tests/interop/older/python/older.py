"""An official client as it was published, from the list of numbers to a purchase and a release."""

import json
import os

from azure.communication.phonenumbers import PhoneNumberCapabilities, PhoneNumbersClient
from azure.core.exceptions import ResourceNotFoundError

READY = json.loads(os.environ["ACS_EMULATOR"])
QUICK = {"polling_interval": 0}


def owned(client):
    return [it.phone_number for it in client.list_purchased_phone_numbers()]


client = PhoneNumbersClient.from_connection_string(READY["connectionString"])
before = owned(client)
assert before == ["+14255550100", "+15035550100", "+18335550100"], before
assert client.get_purchased_phone_number(before[0]).country_code == "US"
capabilities = PhoneNumberCapabilities(calling="outbound", sms="none")
search = client.begin_search_available_phone_numbers(
    "US", "tollFree", "application", capabilities, **QUICK
)
found = search.result()
client.begin_purchase_phone_numbers(found.search_id, **QUICK).result()
[bought] = found.phone_numbers
assert bought in owned(client)
client.begin_release_phone_number(bought, **QUICK).result()
assert owned(client) == before
try:
    client.get_purchased_phone_number(bought)
    raise AssertionError("a released number is still there")
except ResourceNotFoundError:
    pass
countries = list(client.list_available_countries())
assert len(countries) == 42, countries
print(f"listed {len(before)} numbers, purchased and released one")
