"""Fixtures for pytest, which finds them by itself once the package is installed."""

from __future__ import annotations

from typing import Any, Iterator

import pytest

from .emulator import Emulator


@pytest.fixture(scope="session")
def acs_emulator_options() -> dict[str, Any]:
    """Arguments for :meth:`Emulator.start`. A ``conftest.py`` overrides this fixture to change them."""
    return {"tls": True}


@pytest.fixture(scope="session")
def acs_emulator_process(acs_emulator_options: dict[str, Any]) -> Iterator[Emulator]:
    """The emulator that all tests of the session share.

    With ``tls``, ``REQUESTS_CA_BUNDLE`` and ``SSL_CERT_FILE`` name its certificate while it runs.
    """
    with Emulator.start(**acs_emulator_options) as emulator, pytest.MonkeyPatch.context() as patch:
        for name, value in emulator.environment.items():
            patch.setenv(name, value)
        yield emulator


@pytest.fixture
def acs_emulator(acs_emulator_process: Emulator) -> Emulator:
    """The emulator as it was at its start, without faults or recorded requests.

    Snapshots stay, so a test can begin with ``acs_emulator.admin.restore_snapshot(…)``.
    """
    acs_emulator_process.admin.reset()
    return acs_emulator_process
