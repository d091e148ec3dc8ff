"""The admin API: what a test can do that the real service does not offer."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from datetime import datetime
from typing import Any, Mapping, Optional

_TIMEOUT = 30.0
# A proxy that the environment names has no business with an emulator on this machine.
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class AdminError(Exception):
    """A request that the admin API refused, with its reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"{status}: {reason}")
        self.status = status
        self.reason = reason


class Admin:
    """The admin API of one emulator.

    The methods cover what tests need most. :meth:`request` reaches the rest, which the
    emulator's ``docs/admin-api.md`` describes.
    """

    def __init__(self, endpoint: str, token: Optional[str] = None) -> None:
        self.endpoint = endpoint
        self._token = token

    def request(self, method: str, path: str, body: Any = None) -> Any:
        """Send a request, and return the JSON of the answer, or None if it has none.

        Raises:
            AdminError: the answer is not a success.
        """
        headers = {}
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            headers["content-type"] = "application/json"
        if self._token:
            headers["authorization"] = f"Bearer {self._token}"
        request = urllib.request.Request(self.endpoint + path, data, headers, method=method)
        try:
            with _OPENER.open(request, timeout=_TIMEOUT) as answer:
                text = answer.read()
        except urllib.error.HTTPError as error:
            with error:
                raise AdminError(error.code, _reason(error.read())) from None
        return json.loads(text) if text else None

    def reset(self) -> None:
        """Put everything back as it was at the start."""
        self.request("POST", "/reset")

    def now(self) -> datetime:
        """Return the time on the emulator's clock."""
        return _time(self.request("GET", "/clock"))

    def set_clock(self, now: Optional[datetime] = None, *, running: Optional[bool] = None) -> datetime:
        """Set the clock, stop it or let it run, and return the time on it.

        ``now`` needs a time zone.
        """
        body: dict[str, Any] = {}
        if now is not None:
            if now.tzinfo is None:
                raise ValueError("now has no time zone; datetime.now(timezone.utc) has one")
            body["now"] = now.isoformat()
        if running is not None:
            body["running"] = running
        return _time(self.request("PUT", "/clock", body))

    def advance(self, seconds: float) -> datetime:
        """Move the clock forward, let happen what the new time brings, and return that time."""
        return _time(self.request("POST", "/clock/advance", {"seconds": seconds}))

    def add_fault(self, fault: str, **rule: Any) -> int:
        """Make something go wrong, and return the id of the rule.

        For example ``add_fault("status", status=429, retryAfterSeconds=1, times=1)``.
        """
        return self.request("POST", "/faults", {"fault": fault, **rule})["id"]

    def faults(self) -> list[dict[str, Any]]:
        """Return the rules, each with how often it applied as ``hits``."""
        return self.request("GET", "/faults")["faults"]

    def remove_fault(self, fault_id: int) -> None:
        """Remove a rule."""
        self.request("DELETE", f"/faults/{fault_id}")

    def clear_faults(self) -> None:
        """Remove all rules."""
        self.request("DELETE", "/faults")

    def requests(self, operation: Optional[str] = None) -> list[dict[str, Any]]:
        """Return the requests that were answered, all or those of one operation."""
        query = "?" + urllib.parse.urlencode({"operation": operation}) if operation else ""
        return self.request("GET", f"/requests{query}")["requests"]

    def clear_requests(self) -> None:
        """Forget the requests that were answered."""
        self.request("DELETE", "/requests")

    def snapshots(self) -> list[str]:
        """Return the names of the snapshots."""
        return self.request("GET", "/snapshots")["snapshots"]

    def save_snapshot(self, name: str) -> None:
        """Keep the state under a name."""
        self.request("PUT", f"/snapshots/{urllib.parse.quote(name, safe='')}")

    def restore_snapshot(self, name: str) -> None:
        """Put everything back as it was when the snapshot was saved."""
        self.request("POST", f"/snapshots/{urllib.parse.quote(name, safe='')}/restore")

    def script(self, kind: str, script: Optional[Mapping[str, Any]]) -> None:
        """Choose how operations of a kind that start from now on run; None takes the usual way.

        For example ``script("search", {"advance": "polls", "pending": ["running"]})``.
        """
        if script is None:
            self.request("DELETE", f"/scripts/{kind}")
        else:
            self.request("PUT", f"/scripts/{kind}", dict(script))

    def owned_numbers(self) -> list[str]:
        """Return the numbers that the resource owns."""
        return self.request("GET", "/numbers/owned")["phoneNumbers"]


def _time(answer: Mapping[str, Any]) -> datetime:
    # datetime reads a Z and other than three or six digits of a second only from 3.11 on.
    text = answer["now"].replace("Z", "+00:00")
    head, dot, tail = text.partition(".")
    if dot:
        digits = tail[: next(i for i, c in enumerate(tail) if not c.isdigit())]
        text = f"{head}.{digits[:6]:0<6}{tail[len(digits):]}"
    return datetime.fromisoformat(text)


def _reason(text: bytes) -> str:
    try:
        return str(json.loads(text)["error"])
    except (ValueError, KeyError, TypeError):
        return text.decode(errors="replace")
