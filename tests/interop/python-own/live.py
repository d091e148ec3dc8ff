"""Points the client's own tests at the emulator, over key and token."""

import json
import os
import urllib.request

READY = json.loads(os.environ["ACS_EMULATOR"])
# The first number that the resource owns.
NUMBER = "+14255550100"

with urllib.request.urlopen(READY["adminEndpoint"] + "/environment") as answer:
    os.environ.update(json.load(answer)["managedIdentity"])

os.environ.update(
    COMMUNICATION_LIVETEST_STATIC_CONNECTION_STRING=READY["connectionString"],
    COMMUNICATION_LIVETEST_DYNAMIC_CONNECTION_STRING=READY["connectionString"],
    AZURE_TEST_AGENT="EMULATOR",
    AZURE_PHONE_NUMBER=NUMBER,
    AZURE_PHONE_NUMBER_EMULATOR=NUMBER,
)
