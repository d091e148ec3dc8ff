"""Azure Communication Services phone numbers and SIP routing on your own machine.

    with Emulator.start() as emulator:
        client = PhoneNumbersClient(emulator.endpoint, AzureKeyCredential(emulator.access_key))

With pytest, a test takes the fixture ``acs_emulator``.
"""

from .admin import Admin, AdminError
from .binary import find_binary
from .emulator import Emulator, StartError

__all__ = ["Admin", "AdminError", "Emulator", "StartError", "find_binary"]
