"""The package as its users have it, with the official client."""

import os
import subprocess
import sys
from datetime import datetime, timedelta, timezone

import pytest
from acs_emulator import AdminError, Emulator, StartError, find_binary
from azure.communication.phonenumbers import (
    PhoneNumberAssignmentType,
    PhoneNumberCapabilities,
    PhoneNumberCapabilityType,
    PhoneNumbersClient,
    PhoneNumberType,
)
from azure.core.credentials import AzureKeyCredential
from azure.core.exceptions import HttpResponseError, ResourceNotFoundError

NUMBER = "+14255550100"


@pytest.fixture
def client(acs_emulator):
    return PhoneNumbersClient.from_connection_string(acs_emulator.connection_string)


def owned(client):
    return [number.phone_number for number in client.list_purchased_phone_numbers()]


def test_a_number_is_bought_and_released(acs_emulator, client):
    found = client.begin_search_available_phone_numbers(
        "US",
        PhoneNumberType.TOLL_FREE,
        PhoneNumberAssignmentType.APPLICATION,
        PhoneNumberCapabilities(
            calling=PhoneNumberCapabilityType.INBOUND_OUTBOUND, sms=PhoneNumberCapabilityType.NONE
        ),
        polling_interval=0,
    ).result()
    [number] = found.phone_numbers
    client.begin_purchase_phone_numbers(found.search_id, polling_interval=0).result()
    assert number in owned(client)
    client.begin_release_phone_number(number, polling_interval=0).result()
    assert number not in acs_emulator.admin.owned_numbers()


@pytest.mark.parametrize("_", range(2))
def test_each_test_begins_at_the_start(acs_emulator, client, _):
    assert len(owned(client)) == 3
    client.begin_release_phone_number(NUMBER, polling_interval=0).result()
    assert len(owned(client)) == 2


def test_faults_and_requests(acs_emulator, client):
    admin = acs_emulator.admin
    rule = admin.add_fault("status", status=404, operation="PhoneNumbers_GetByNumber", times=1)
    with pytest.raises(ResourceNotFoundError):
        client.get_purchased_phone_number(NUMBER)
    assert client.get_purchased_phone_number(NUMBER).phone_number == NUMBER
    assert [(it["id"], it["hits"]) for it in admin.faults()] == [(rule, 1)]
    statuses = [it["status"] for it in admin.requests("PhoneNumbers_GetByNumber")]
    assert statuses == [404, 200]
    admin.clear_requests()
    admin.remove_fault(rule)
    assert admin.requests() == admin.faults() == []
    admin.add_fault("delay", delayMilliseconds=1)
    admin.clear_faults()
    assert admin.faults() == []


def test_the_clock(acs_emulator):
    start = datetime(2026, 1, 5, 10, 0, 0, 250_000, tzinfo=timezone.utc)
    admin = acs_emulator.admin
    assert admin.set_clock(start, running=False) == admin.now() == start
    assert admin.advance(90) == start + timedelta(seconds=90)
    with pytest.raises(ValueError, match="time zone"):
        admin.set_clock(datetime(2026, 1, 5))


def test_snapshots_outlive_a_reset(acs_emulator, client):
    admin = acs_emulator.admin
    client.begin_release_phone_number(NUMBER, polling_interval=0).result()
    admin.save_snapshot("two numbers")
    admin.reset()
    assert len(owned(client)) == 3
    assert admin.snapshots() == ["two numbers"]
    admin.restore_snapshot("two numbers")
    assert len(owned(client)) == 2


def test_scripts(acs_emulator, client):
    error = {"code": "InternalError", "message": "No."}
    acs_emulator.admin.script("releasePhoneNumber", {"advance": "polls", "error": error})
    poller = client.begin_release_phone_number(NUMBER, polling_interval=0)
    with pytest.raises(HttpResponseError):
        poller.result()
    acs_emulator.admin.script("releasePhoneNumber", None)
    client.begin_release_phone_number(NUMBER, polling_interval=0).result()


def test_refusals_say_why(acs_emulator):
    with pytest.raises(AdminError, match="^400: .*nonsense") as caught:
        acs_emulator.admin.add_fault("nonsense")
    assert caught.value.status == 400


def test_by_hand_over_http():
    arguments = ["--host", "0.0.0.0", "--admin-token", "secret"]
    with Emulator.start(arguments=arguments) as emulator:
        assert emulator.https_endpoint is emulator.ca_file is None
        client = PhoneNumbersClient(emulator.endpoint, AzureKeyCredential(emulator.access_key))
        assert owned(client) == emulator.admin.owned_numbers()
    emulator.stop()


def test_one_that_does_not_start_says_why():
    with pytest.raises(StartError, match="a port is a number"):
        Emulator.start(arguments=["--port", "abc"])


def test_the_program_is_on_the_path_and_a_module():
    assert os.path.isfile(find_binary())
    run = [sys.executable, "-m", "acs_emulator", "--version"]
    version = subprocess.run(run, check=True, capture_output=True, text=True).stdout
    assert version.startswith("acs-emulator ")
    assert subprocess.check_output(["acs-emulator", "--version"], text=True) == version
    failed = subprocess.run([*run[:-1], "--port", "abc"], check=False, capture_output=True)
    assert failed.returncode == 2
