"""The emulator that the tests talk to, and what both kinds of client have in common."""

import inspect
import json
import os
import time
import urllib.request

import pytest
from azure.core.credentials import AccessToken
from azure.core.exceptions import HttpResponseError

READY = json.loads(os.environ["ACS_EMULATOR"])
KEY = READY["connectionString"].partition("accesskey=")[2]

OPERATIONS = (
    "search",
    "purchase",
    "releasePhoneNumber",
    "updatePhoneNumberCapabilities",
    "reservationPurchase",
)


def admin(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    headers = {} if body is None else {"content-type": "application/json"}
    request = urllib.request.Request(READY["adminEndpoint"] + path, data, headers, method=method)
    with urllib.request.urlopen(request) as response:
        text = response.read()
    return json.loads(text) if text else None


def script(kind, pending=(), error=None):
    """Lets operations of this kind show these statuses and then end, with this error or well."""
    body = {"advance": "polls", "pending": list(pending), "error": error}
    admin("PUT", f"/scripts/{kind}", body)


class StaticToken:
    """A credential for the synchronous clients."""

    def __init__(self, token=READY["token"]):
        self.token = token

    def get_token(self, *_scopes, **_options):
        return AccessToken(self.token, int(time.time()) + 3600)


class AsyncStaticToken(StaticToken):
    """A credential for the asynchronous clients."""

    async def get_token(self, *_scopes, **_options):
        return super().get_token()

    async def close(self):
        pass

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_error):
        pass


async def done(result):
    """What a call gave, whether the client is asynchronous or not."""
    return await result if inspect.isawaitable(result) else result


async def close(client):
    """The synchronous client for phone numbers cannot be closed."""
    if hasattr(client, "close"):
        await done(client.close())


async def finish(start):
    """The result of a long-running operation."""
    poller = await done(start)
    return await done(poller.result())


async def collect(pages):
    if hasattr(pages, "__aiter__"):
        return [item async for item in pages]
    return list(pages)


async def page_sizes(pages):
    return [len(await collect(page)) for page in await collect(pages.by_page())]


async def refused(call, status, error):
    """Checks that the client reports this status and, whole, this error."""
    with pytest.raises(HttpResponseError) as caught:
        await call()
    assert caught.value.status_code == status, caught.value
    assert json.loads(caught.value.response.text()) == {"error": error}
    return caught.value


def not_found(parameter, value):
    message = f"Input {parameter} {value} cannot be found."
    return {"code": "NotFound", "message": message, "target": parameter.lower()}


NO_PLAN = {
    "code": "InternalError",
    "message": "The server encountered an internal error.",
    "innererror": {
        "code": "BadRequest",
        "message": "We are unable to find phone plans to match your requested capabilities.",
    },
}
BAD_COUNTRY = {
    "code": "InvalidInput",
    "message": "Unable to parse country code.",
    "target": "countrycode",
}
