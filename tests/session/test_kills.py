"""`kill -9` at random moments, as `benchmarks/kills.py` measures it, a few times on every run of the tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_five_kills_lose_less_than_a_second_and_no_record() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.kills", "5"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stdout + run.stderr
    assert "records lost: 0" in run.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_kills_while_doses_profile_mornings_records_and_a_backup_are_written_lose_nothing() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.storekills", "6"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stdout + run.stderr
    assert "nothing is lost" in run.stdout
