"""From a session's record to the readings that the rules judge, and from their result to what is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coach.checkin.flags import FLAGS, USUAL_AGE
from coach.checkin.questions import Answer
from coach.progress.response import USUAL_BASE, Readings, Response
from coach.session.record import ResponseRecord, SessionRecord


def readings_after(record: SessionRecord, *, base: int | None = None, age: int | None = None) -> Readings:
    """Return the readings right after a session: without a morning, so that what they come to is provisional.

    Answers that a hand-mended file holds wrongly count as skipped. A "that hurts" of the session is an answer, too: of
    two numbers for the worst pain the higher counts, and what was sharp then was sharp.
    """
    answers = record.answers("after")
    flags = answers.get("flags")
    ticked = flags if isinstance(flags, tuple) else ()
    known = tuple(dict.fromkeys(flag for flag in (*record.worries, *ticked) if flag in FLAGS))
    return Readings(
        base=USUAL_BASE if base is None else base,
        during=worst_during(record),
        after=scale(answers, "after"),
        sharp=True if any(pain.sharp for pain in record.pains) else _yes_no(answers, "sharp"),
        am=False,
        flags=known if known or flags is not None else None,
        age=USUAL_AGE if age is None else age,
    )


def response_record(response: Response, *, provisional: bool) -> ResponseRecord:
    """Return the result as it is kept with the session."""
    tier = response.tier.value if response.tier is not None else None
    return ResponseRecord(response.kind.value, response.rule, tier, provisional)


def worst_during(record: SessionRecord) -> int | None:
    """Return the worst knee pain of a session, 0–10, of what was answered after it and said in it; None of neither."""
    said = (pain.number for pain in record.pains if pain.number is not None and 0 <= pain.number <= 10)
    answered = scale(record.answers("after"), "during")
    return max((*said, *(() if answered is None else (answered,))), default=None)


def scale(answers: Mapping[str, Answer], key: str) -> int | None:
    """Return a number 0–10 of a check-in; None where it was skipped, not asked, or is no such number."""
    value: Any = answers.get(key)
    return value if type(value) is int and 0 <= value <= 10 else None


def _yes_no(answers: Mapping[str, Answer], key: str) -> bool | None:
    value = answers.get(key)
    return value if isinstance(value, bool) else None
