"""What was answered about one session, as the readings that the rules judge; `diary.py` adds what other days give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args

from coach.checkin.flags import FLAGS
from coach.checkin.questions import Answer
from coach.progress.response import Readings, Response, Stiffness, Swelling
from coach.session.record import ResponseRecord, SessionRecord


def readings_after(record: SessionRecord) -> Readings:
    """Return what was said in a session and right after it: no morning, and nothing that follows from earlier days.

    Answers that a hand-mended file holds wrongly count as skipped. A "that hurts" of the session is an answer, too: of
    two numbers for the worst pain the higher counts, and what was sharp then was sharp.
    """
    answers = record.answers("after")
    return Readings(
        during=worst_during(record),
        after=scale(answers, "after"),
        sharp=True if any(pain.sharp for pain in record.pains) else _yes_no(answers, "sharp"),
        am=False,
        flags=_flags(record.worries, answers),
    )


def with_morning(readings: Readings, record: SessionRecord, *, late: bool) -> Readings:
    """Return the readings with the morning's answers of a record; `late` where they were given on another day."""
    answers = record.answers("morning")
    return replace(
        readings,
        am=not late,
        late=late,
        knee_am=scale(answers, "knee_am"),
        muscle_am=scale(answers, "muscle_am"),
        stiff=_one_of(get_args(Stiffness), answers.get("stiff")),
        swelling=_one_of(get_args(Swelling), answers.get("swelling")),
        flags=_flags(readings.flags or (), answers) if "flags" in answers else readings.flags,
    )


def with_knee_only(readings: Readings, knee_am: int) -> Readings:
    """Return the readings with the one answer of a morning on which no more was asked."""
    return replace(readings, am=True, knee_am=knee_am, muscle_am=None, stiff=None, swelling=None)


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


def _flags(known: Sequence[str], answers: Mapping[str, Answer]) -> tuple[str, ...] | None:
    """Return the worries that are known and those ticked; None where there are none, and the list was skipped."""
    flags = answers.get("flags")
    ticked = flags if isinstance(flags, tuple) else ()
    found = tuple(dict.fromkeys(flag for flag in (*known, *ticked) if flag in FLAGS))
    return found if found or flags is not None else None


def _one_of(words: tuple[Any, ...], answer: Answer) -> Any:
    return answer if answer in words else None


def _yes_no(answers: Mapping[str, Answer], key: str) -> bool | None:
    value = answers.get(key)
    return value if isinstance(value, bool) else None
