"""Every test runs with the synchronous and the asynchronous client, and by every way to the service."""

import json
import os

import pytest
from azure.communication.phonenumbers import PhoneNumbersClient, aio
from azure.communication.phonenumbers import siprouting
from azure.communication.phonenumbers.siprouting import aio as siprouting_aio
from azure.core.credentials import AzureKeyCredential

from emulator import KEY, OPERATIONS, READY, AsyncStaticToken, StaticToken, admin, close, script

CLIENTS = {
    "Python": (PhoneNumbersClient, siprouting.SipRoutingClient, StaticToken),
    "Python aio": (aio.PhoneNumbersClient, siprouting_aio.SipRoutingClient, AsyncStaticToken),
}


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture(params=CLIENTS)
def kind(request):
    return request.param


@pytest.fixture
def token_credential(kind):
    return CLIENTS[kind][2]


@pytest.fixture(params=["key over HTTP", "key over HTTPS", "connection string", "token over HTTPS"])
def way(request, token_credential):
    """A function that makes a client of a class."""
    key = AzureKeyCredential(KEY)
    return {
        "key over HTTP": lambda client: client(READY["endpoint"], key),
        "key over HTTPS": lambda client: client(READY["httpsEndpoint"], key),
        "connection string": lambda client: client.from_connection_string(READY["connectionString"]),
        "token over HTTPS": lambda client: client(READY["httpsEndpoint"], token_credential()),
    }[request.param]


@pytest.fixture
def phone_numbers_class(kind):
    return CLIENTS[kind][0]


@pytest.fixture
def sip_class(kind):
    return CLIENTS[kind][1]


@pytest.fixture
async def client(way, phone_numbers_class):
    client = way(phone_numbers_class)
    yield client
    await close(client)


@pytest.fixture
async def sip(way, sip_class):
    client = way(sip_class)
    yield client
    await close(client)


@pytest.fixture(autouse=True)
def fresh_emulator(kind):
    """An emulator as it was at its start, with quick operations; notes which ones were called."""
    admin("POST", "/reset")
    for operation in OPERATIONS:
        script(operation)
    yield
    with open(os.environ["ACS_INTEROP_NOTES"], "a", encoding="utf-8") as notes:
        for request in admin("GET", "/requests")["requests"]:
            note = {"client": kind, "operation": request["operation"], "status": request["status"]}
            print(json.dumps(note), file=notes)
