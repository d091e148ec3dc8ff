"""An emulator in a process of its own."""

from __future__ import annotations

import json
import queue
import subprocess
import tempfile
import threading
from types import TracebackType
from typing import Any, Mapping, Optional, Sequence, Type

from .admin import Admin
from .binary import find_binary

_STOPPING = 10.0


class StartError(Exception):
    """The emulator did not get ready. The text has what it said on standard error."""


class Emulator:
    """A running emulator. It ends with :meth:`stop` or with the ``with`` block around it."""

    def __init__(self, process: subprocess.Popen[str], ready: Mapping[str, Any]) -> None:
        self._process = process
        #: The whole ready line.
        self.ready = ready
        #: Where the service is, over HTTP.
        self.endpoint: str = ready["endpoint"]
        #: The same over HTTPS; None without ``tls``.
        self.https_endpoint: Optional[str] = ready.get("httpsEndpoint")
        #: Endpoint and access key; over HTTPS with ``tls``.
        self.connection_string: str = ready["connectionString"]
        #: The access key alone.
        self.access_key: str = self.connection_string.partition("accesskey=")[2]
        #: A bearer token, good for a day.
        self.token: str = ready["token"]
        #: The certificate to trust, as a PEM file; None without ``tls``.
        self.ca_file: Optional[str] = ready.get("caFile")
        #: The admin API.
        self.admin = Admin(ready["adminEndpoint"], ready.get("adminToken"))

    @classmethod
    def start(
        cls,
        *,
        tls: bool = False,
        arguments: Sequence[str] = (),
        timeout: float = 30.0,
    ) -> Emulator:
        """Start an emulator and wait until it is ready.

        Args:
            tls: speak HTTPS as well, on the same port.
            arguments: more for its command line, such as ``["--clock", "2026-01-05T10:00:00Z"]``.
            timeout: how many seconds it has to get ready.

        Raises:
            StartError: it ended, or was not ready in time.
        """
        command = [find_binary(), "--log-level", "warn"]
        if tls:
            command.append("--tls")
        command += arguments
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
            line = _first_line(process, timeout)
            try:
                return cls(process, json.loads(line))
            except ValueError:
                process.kill()
                process.wait()
                log.seek(0)
                reason = log.read().strip() or f"it was not ready in {timeout:g} seconds"
                raise StartError(f"{' '.join(command)}\n{reason}") from None

    @property
    def environment(self) -> dict[str, str]:
        """The variables by which the official clients' samples and their HTTP libraries find it."""
        variables = {
            "COMMUNICATION_SAMPLES_CONNECTION_STRING": self.connection_string,
            "AZURE_COMMUNICATION_CONNECTION_STRING": self.connection_string,
        }
        if self.ca_file:
            variables["REQUESTS_CA_BUNDLE"] = self.ca_file
            variables["SSL_CERT_FILE"] = self.ca_file
        return variables

    def stop(self) -> None:
        """End it. Stopping one that has ended does nothing."""
        self._process.terminate()
        try:
            self._process.wait(_STOPPING)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()

    def __enter__(self) -> Emulator:
        return self

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self.stop()

    def __repr__(self) -> str:
        return f"Emulator({self.endpoint!r})"


def _first_line(process: subprocess.Popen[str], timeout: float) -> str:
    """The first line of its output; an empty one if it ended or takes too long."""
    lines: queue.Queue[str] = queue.Queue()
    assert process.stdout
    threading.Thread(target=lambda: lines.put(process.stdout.readline()), daemon=True).start()
    try:
        return lines.get(timeout=timeout)
    except queue.Empty:
        return ""
