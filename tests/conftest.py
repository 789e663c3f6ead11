"""What holds for every test: a folder of its own, no network, and in CI no skipped test of sound, voice or an extra."""

from __future__ import annotations

import itertools
import os
import socket
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from coach.extras import EXTRAS

# A busy machine must not fail a property; and CI has to fail for the change at hand, not for the luck of the draw.
hypothesis.settings.register_profile("coach", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "coach")

MAY_NOT_SKIP = ("sound", "voice", "extra")
"""Folders of tests/, and markers, whose skipped tests fail in CI: a machine without sound would hide what is broken."""


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test of an extra that is not installed: `@pytest.mark.extra("duck")`."""
    for marker in item.iter_markers("extra"):
        (name,) = marker.args
        if EXTRAS[name].fits and EXTRAS[name].missing:
            pytest.skip(f"the extra “{name}” is not installed")
        if not EXTRAS[name].fits:
            pytest.skip(f"the extra “{name}” is for another platform")


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    base = tmp_path_factory.mktemp("homes")
    return (base / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def coach_home(_homes: Iterator[Path]) -> Iterator[Path]:
    """The test's own `COACH_HOME`, not made yet; subprocesses inherit it, so that no test sees the developer's."""
    home = next(_homes)
    before = os.environ.get("COACH_HOME")
    os.environ["COACH_HOME"] = str(home)
    yield home
    if before is None:
        del os.environ["COACH_HOME"]
    else:
        os.environ["COACH_HOME"] = before


@pytest.fixture(autouse=True, scope="session")
def _no_neural_voice() -> Iterator[None]:
    """Let eSpeak speak also where the extra is installed: its voice takes five times as long; its own tests use it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COACH_NEURAL", "off")
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Refuse connections that leave the machine; event loops and sound need the sockets that stay on it."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            self.close()
            raise AssertionError(f"a test reached for the network: {address!r}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and os.environ.get("CI") and _may_not_skip(item) and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if "platform" not in reason.lower():
            report.outcome = "failed"
            report.longrepr = f"skipped in CI, where it has to run: {reason}"
    return report


def _may_not_skip(item: pytest.Item) -> bool:
    inside = item.path.relative_to(Path(__file__).parent).parts
    return bool(set(MAY_NOT_SKIP) & set(inside)) or any(item.get_closest_marker(name) for name in MAY_NOT_SKIP)
