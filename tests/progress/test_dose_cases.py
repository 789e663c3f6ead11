"""The cases of `dose-cases.toml`, worked by hand from the table "Dose" of the check-in."""

from __future__ import annotations

from typing import Any

import pytest

from coach.progress.response import Kind
from coach.timeline.values import steps_of
from tests.progress.plans import CASES, plan

CASE_KEYS = {
    "id",
    "name",
    "why",
    "plan",
    "session",
    "before",
    "changed",
    "refused",
    "ease",
    "unlocked",
    "today",
    "expect",
}
ANSWERS = {"during", "after", "sharp", "knee_am", "muscle_am", "stiff", "swelling"}
SESSION_KEYS = ANSWERS | {"day", "asked", "room", "at", "full", "morning", "is", "corrected", "then"}
RULES = {
    "EXPECTED",
    "MONITOR",
    "give_back",
    "away_14",
    "away_28",
    "unlock",
    "corrected",
    *(f"R{n}" for n in range(8, 16)),
}


def test_there_are_at_least_25_cases_and_each_has_a_name_of_its_own() -> None:
    assert len(CASES) >= 25
    assert len({case["id"] for case in CASES}) == len({case["name"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_says_nothing_that_nobody_reads(case: dict[str, Any]) -> None:
    steps = {step.id for step in steps_of(plan(case["plan"]).items)}
    expect = case["expect"]
    named = {*case.get("before", {}), *case.get("changed", {}), *case.get("refused", {})}
    named |= {*expect["next"], *expect.get("after_yes", {})}
    for session in case["session"]:
        named |= {session[key] for key in ("asked", "at") if key in session}

    assert set(case) <= CASE_KEYS
    assert named <= steps
    assert set(expect) <= {"next", "change", "rule", "after_yes"}
    assert (expect["change"] == "none") == ("rule" not in expect)
    assert (expect["change"] == "proposed") == ("after_yes" in expect)
    assert expect.get("rule", "EXPECTED") in RULES


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_sessions_of_a_case_have_answers_and_come_in_order(case: dict[str, Any]) -> None:
    sessions = case["session"]
    days = [session["day"] for session in sessions]

    assert days == sorted(set(days))
    for session in sessions:
        assert set(session) <= SESSION_KEYS
        assert session["is"].split()[0] in set(Kind)
        assert ("room" in session) == ("asked" in session)
        assert session.get("room", 0) in (0, 1, 2, 3, 5, 10, 15)
