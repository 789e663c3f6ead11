"""`coach report` over a made history; renew with `COACH_RENEW_GOLDENS=1`, and look at the page in a browser."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coach.desk.report import WRITERS
from coach.progress.report import report_of
from coach.session.doses import DoseBook
from coach.words.files import load_phrases
from tests.progress.histories import TODAY, history

GOLDEN = Path(__file__).parent / "report"


@pytest.mark.parametrize("ending", [".html", ".txt"])
def test_a_report_is_written_as_before(ending: str) -> None:
    shown = WRITERS[ending](report_of(history(), DoseBook(), TODAY, 12), load_phrases(), "1.0")

    path = GOLDEN / f"usual{ending}"
    if os.environ.get("COACH_RENEW_GOLDENS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")
