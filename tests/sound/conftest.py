"""Sound tests hear what they play: from a PulseAudio server of their own, recorded at its monitor."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator

import pytest

from benchmarks.recording import PulseServer


@pytest.fixture
def pulse() -> Iterator[PulseServer]:
    """A private server; skipped where PulseAudio is not installed, which fails where `CI` is set."""
    if not sys.platform.startswith("linux"):
        pytest.skip("another platform than Linux")
    if shutil.which("pulseaudio") is None or shutil.which("parecord") is None:
        pytest.skip("PulseAudio is not installed")
    with PulseServer() as server:
        yield server
