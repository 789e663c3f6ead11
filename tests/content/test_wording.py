"""What bundled texts may say: sentences of our own, nothing that nobody can promise."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from coach.paths import bundled_routines
from tests.content.texts import SHARED, all_texts, word_runs

FILES = sorted(bundled_routines().glob("*.toml"))

NEVER = re.compile(
    r"adhesion|bullet|\bheal|\bfix(es|ed)?\b|\bcures?\b|\bsafe for|doctor|no pain|rehab|\breleases?\b|tendin|syndrome"
    r"|\bknots?\b|guarantee|\btears?\b|diagnos",
    re.IGNORECASE,
)
"""Promises and names of conditions; what is known about these exercises carries none of them."""

SHARED_RUN = 8
"""So many words in a row in common is somebody else's sentence."""


@cache
def texts_of(path: Path) -> tuple[str, ...]:
    return tuple(all_texts(tomllib.loads(path.read_text("utf-8"))))


@cache
def runs_elsewhere() -> dict[tuple[str, ...], str]:
    return {
        run: page.name for page in sorted(SHARED.iterdir()) for run in word_runs(page.read_text("utf-8"), SHARED_RUN)
    }


def said(text: str) -> str:
    """Return a text without its addresses, and nothing of a line that only names a study."""
    return "" if "https://" in text else text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_text_promises_a_cure_or_names_a_condition(path: Path) -> None:
    assert [text for text in texts_of(path) if NEVER.search(text)] == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the texts that the facts come from are not here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_sentence_is_taken_from_the_texts_that_the_facts_come_from(path: Path) -> None:
    elsewhere = runs_elsewhere()

    taken = {text for text in texts_of(path) if any(run in elsewhere for run in word_runs(said(text), SHARED_RUN))}

    assert taken == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_number_out_of_ten_says_what_it_is_of(path: Path) -> None:
    """Pressure, effort and soreness have scales of ten too."""
    assert [text for text in texts_of(path) if "out of ten" in text and not re.search(r"\bpain\b", text)] == []
