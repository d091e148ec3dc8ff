"""Credentials that do not open, versions that are not served, and a service that is busy."""

import json

import pytest
from azure.core.credentials import AzureKeyCredential
from azure.core.exceptions import ClientAuthenticationError, HttpResponseError

from emulator import KEY, READY, admin, close, collect, done, finish, refused

pytestmark = pytest.mark.anyio

DENIED = {"code": "Denied", "message": "Denied by the resource provider."}
NUMBER = "+14255550100"


async def denied(client, call):
    error = await refused(call, 401, DENIED)
    assert isinstance(error, ClientAuthenticationError)
    await close(client)


async def test_a_wrong_key(phone_numbers_class, sip_class):
    key = AzureKeyCredential("d3Jvbmc=")
    client = phone_numbers_class(READY["httpsEndpoint"], key)
    await denied(client, lambda: done(client.get_purchased_phone_number(NUMBER)))
    sip = sip_class(READY["httpsEndpoint"], key)
    await denied(sip, lambda: collect(sip.list_trunks()))


async def test_tokens_expired_and_for_another_audience(phone_numbers_class, token_credential):
    wanted = [{"lifetimeSeconds": -60}, {"lifetimeSeconds": 60, "audience": "https://example.com"}]
    issued = [admin("POST", "/tokens", it)["token"] for it in wanted]
    for token in [*issued, "no.such.token"]:
        client = phone_numbers_class(READY["httpsEndpoint"], token_credential(token))
        await denied(client, lambda: done(client.get_purchased_phone_number(NUMBER)))


async def test_a_version_that_is_not_served(phone_numbers_class):
    key = AzureKeyCredential(KEY)
    client = phone_numbers_class(READY["httpsEndpoint"], key, api_version="2099-01-01")
    with pytest.raises(HttpResponseError) as caught:
        await done(client.get_purchased_phone_number(NUMBER))
    assert caught.value.status_code == 400
    error = json.loads(caught.value.response.text())["error"]
    assert error["code"] == "UnsupportedApiVersion"
    await close(client)


@pytest.fixture
async def secure_client(phone_numbers_class):
    client = phone_numbers_class(READY["httpsEndpoint"], AzureKeyCredential(KEY))
    yield client
    await close(client)


async def test_the_client_tries_again(secure_client):
    faults = [
        {"fault": "status", "status": 429, "retryAfterSeconds": 0},
        {"fault": "status", "status": 503, "retryAfterSeconds": 0},
        {"fault": "resetBeforeExecution"},
    ]
    for fault in faults:
        admin("POST", "/faults", {**fault, "times": 1})
        number = await done(secure_client.get_purchased_phone_number(NUMBER))
        assert number.phone_number == NUMBER
    assert len(admin("GET", "/requests")["requests"]) == 6


async def test_the_clients_own_pauses_between_polls(secure_client):
    await finish(secure_client.begin_release_phone_number(NUMBER))
    assert NUMBER not in admin("GET", "/numbers/owned")["phoneNumbers"]
