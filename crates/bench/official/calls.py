"""The calls of the benchmark with the official Python client: WHAT COUNT ADDRESS."""

import json
import resource
import sys
import time

from azure.communication.phonenumbers import PhoneNumbersClient
from azure.core.credentials import AzureKeyCredential


def get(client, count):
    for _ in range(count):
        number = client.get_purchased_phone_number("+14255550100")
        if number.phone_number != "+14255550100":
            raise ValueError("the answer is about another number")


def list_all(client, count):
    seen = sum(bool(number.phone_number) for number in client.list_purchased_phone_numbers())
    if seen != count:
        raise ValueError(f"{seen} of {count} numbers came")


what, count, address = sys.argv[1:]
client = PhoneNumbersClient(address, AzureKeyCredential("c2VjcmV0LWtleS1mb3ItdGVzdHM="))
wall, cpu = time.perf_counter(), time.process_time()
{"get": get, "list": list_all}[what](client, int(count))
line = {
    "cpu": time.process_time() - cpu,
    "wall": time.perf_counter() - wall,
    "peakKiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
}
print(json.dumps(line))
