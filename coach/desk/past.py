"""One session of the past in full: what was done, what hurt, what was answered, what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from coach.checkin.questions import Answer
from coach.desk.checkin import rule_words
from coach.desk.history import describe
from coach.export.reportwords import KINDS
from coach.progress.response import Kind
from coach.session.doses import Change
from coach.session.record import CheckInRecord, GoRecord, Pain, SessionRecord
from coach.timeline.paper import clock_time
from coach.timeline.short import load_to_read
from coach.words.phrases import Phrases

HEADINGS = {"after": "After the session", "morning": "The morning after"}


@dataclass(frozen=True, slots=True)
class PastLine:
    """One line; a heading has no indent."""

    text: str
    heading: bool = False


def in_full(record: SessionRecord, changes: Sequence[Change], phrases: Phrases) -> Iterator[PastLine]:
    """Yield everything that a record tells, and the changes of dose that came of it."""
    line = describe(record, phrases)
    yield PastLine(f"{line.when}  {line.routine}  {record.id}", heading=True)
    yield PastLine(f"{line.outcome}, {line.length}")
    if record.worries:
        yield PastLine("Not the knee: " + "; ".join(_flag(flag, phrases) for flag in record.worries))
    if record.goes:
        yield PastLine("What was done", heading=True)
        for key, goes in groupby(record.goes, lambda go: (go.name, go.side if _sides_apart(record, go) else None)):
            yield PastLine(_done(*key, list(goes)))
    if record.pains:
        yield PastLine("That hurts", heading=True)
        for pain in record.pains:
            yield PastLine(_pain(pain, record))
    for part, heading in HEADINGS.items():
        checkin = record.after if part == "after" else record.morning
        if checkin is not None:
            broken_off = "" if checkin.complete else ", broken off"
            yield PastLine(f"{heading} ({checkin.at:%Y-%m-%d %H:%M}{broken_off})", heading=True)
            yield from _answers(record, part, checkin, phrases)
    if record.response is not None:
        provisional = ", until the morning after is known" if record.response.provisional else ""
        yield PastLine(f"What the rules made of it{provisional}", heading=True)
        kind = record.response.kind
        said = KINDS[Kind(kind)] if kind in set(Kind) else kind
        yield PastLine(f"{said[:1].upper()}{said[1:]}: {rule_words(record, phrases)}")
    if changes:
        yield PastLine("Changes of dose", heading=True)
        for change in changes:
            yield PastLine(_change(change))


def _sides_apart(record: SessionRecord, go: GoRecord) -> bool:
    """Return whether the sides of a step were not done in turn, or not alike."""
    goes = [other for other in record.goes if other.step == go.step]
    per_side = [[_amount(other) for other in goes if other.side == side] for side in {other.side for other in goes}]
    return any(amounts != per_side[0] for amounts in per_side[1:])


def _done(name: str, side: str | None, goes: Sequence[GoRecord]) -> str:
    """Return what was done of one step: "Wall sit: 3 × 30 s, then 12 of 30 s"."""
    sides = {go.side for go in goes}
    first = goes[0].side
    # What was done alike on both sides is told once.
    told = goes if len(sides) == 1 else [go for go in goes if go.side == first]
    parts = []
    for amount, alike in groupby(_amount(go) for go in told):
        many = len(list(alike))
        parts.append(f"{many} × {amount}" if many > 1 else amount)
    which = f", {side}" if side else (" each side" if {"left", "right"} <= sides else f", {first}" if first else "")
    return f"{name}{which}: {', then '.join(parts)}"


def _amount(go: GoRecord) -> str:
    unit = f" {go.unit}"
    load = f" at {load_to_read(go.load)}" if go.load else ""
    if not go.seconds and not go.done:
        return f"left out ({go.planned:g}{unit}{load})" if go.planned is not None else "left out"
    if go.done is None:
        return (
            f"{clock_time(go.seconds)} of {go.planned:g}{unit}{load}"
            if go.planned
            else f"{clock_time(go.seconds)}{load}"
        )
    of = f" of {go.planned:g}" if go.planned is not None and go.planned != go.done else ""
    return f"{go.done:g}{of}{unit}{load}"


def _pain(pain: Pain, record: SessionRecord) -> str:
    played = [go for go in record.goes if go.step == pain.step]
    name = next((go.name for go in played if pain.exercise in (None, go.exercise)), pain.step)
    easier = next((go.name for go in played if pain.easier is not None and go.exercise == pain.easier), pain.easier)
    place = ", ".join(part for part in (name, pain.side) if part)
    then = f"; went on with {easier}" if easier else ""
    number = "no number" if pain.number is None else str(pain.number)
    return f"{clock_time(pain.at)}  {f'{place}: ' if place else ''}{number}{', sharp' if pain.sharp else ''}{then}"


def _answers(record: SessionRecord, part: str, checkin: CheckInRecord, phrases: Phrases) -> Iterator[PastLine]:
    """Yield each answer, what it was corrected to behind it."""
    corrections = [each for each in record.corrections if each.part == part]
    for key in dict.fromkeys([*checkin.answers, *(each.key for each in corrections)]):
        first = _answer(record, checkin, key, checkin.answers.get(key), phrases)
        later = "".join(
            f", corrected to {_answer(record, checkin, key, each.answer, phrases)} on {each.at:%Y-%m-%d %H:%M}"
            for each in sorted(corrections, key=lambda each: each.at)
            if each.key == key
        )
        told = f"checkin.told_{key}"
        text = (
            phrases(told, answer=f"{first}{later}").rstrip(".")
            if told in phrases
            else f"{_LABELS.get(key, key)}: {first}{later}"
        )
        yield PastLine(text)


_LABELS = {"flags": "Worries", "note": "Note"}


def _answer(record: SessionRecord, checkin: CheckInRecord, key: str, answer: Answer, phrases: Phrases) -> str:
    """Return an answer in words."""
    if answer is None:
        return "skipped"
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    if isinstance(answer, tuple):
        return "; ".join(_flag(flag, phrases) for flag in answer) or "none"
    if key == "step":
        return next((go.name for go in record.goes if go.step == answer), str(answer))
    if key == "rir":
        of = next((go.name for go in record.goes if go.step == checkin.rir_step), checkin.rir_step)
        unit = " s" if checkin.rir_unit == "s" else " reps"
        return f"{answer}{unit}{f' ({of})' if of else ''}"
    words = f"checkin.{key}_{answer}"
    return phrases(words) if words in phrases else str(answer)


def _flag(flag: str, phrases: Phrases) -> str:
    return phrases(f"flags.{flag}") if f"flags.{flag}" in phrases else flag


def _change(change: Change) -> str:
    step = f"{change.name or change.step or 'Everything that is loaded'}: "
    amounts = f"{change.before} → {change.after}" if change.before != change.after else f"still {change.after}"
    return f"{step}{amounts}, {change.reading} ({change.rule}; {change.decision.value})"
