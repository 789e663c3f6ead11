"""Changes of a dose in words: as a difference for the eye, as a sentence for the ear."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from coach.progress.book import TAKE_BACK
from coach.session.doses import Change, Decision
from coach.words.phrases import Phrases

_SPOKEN = (
    (re.compile(r" × "), " times "),
    (re.compile(r"(\d) s\b"), r"\1 seconds"),
    (re.compile(r"(\d) min\b"), r"\1 minutes"),
    (re.compile(r"(\d) kg\b"), r"\1 kilograms"),
    (re.compile(r"(\d) lb\b"), r"\1 pounds"),
    (re.compile(r"(\d) m\b"), r"\1 metres"),
    (re.compile(r"(\d) %"), r"\1 percent"),
    (re.compile(r"(\d)-(\d)"), r"\1 to \2"),
)


@dataclass(frozen=True, slots=True)
class DoseNews:
    """What the next session becomes by the answers that were just given, in words for people."""

    lines: tuple[str, ...] = ()
    """For the eye: "Wall sit 5 × 30 s → 3 × 30 s: knee 6 in the session, limit 5"."""
    spoken: tuple[str, ...] = ()
    """The same to be said."""
    offer: str = ""
    """What is offered, for the eye; empty where nothing waits for a yes."""
    offer_spoken: str = ""
    """The same to be said, as a question."""
    decide: Callable[[bool], str] | None = field(default=None, compare=False, repr=False)
    """Takes a yes or a no to what is offered, and returns what is answered to it."""
    stopped: bool = False
    """The loading is stopped: there is no dose to tell of."""


def said(words: str) -> str:
    """Return an amount as it is said: "5 times 30 seconds"."""
    for pattern, spoken in _SPOKEN:
        words = pattern.sub(spoken, words)
    return words


def step_line(name: str, before: str, after: str, reading: str) -> str:
    """Return one step's change for the eye: "Wall sit 5 × 30 s → 5 × 35 s: knee 1 this morning"."""
    line = f"{name} {before} → {after}" if before != after else f"{name} still {after}"
    return f"{line}: {reading}" if reading else line


def told_later(change: Change, today: date) -> Change:
    """Return a change as it is told on another day than its own: its "this morning" is that of a day by then."""
    if change.on == today:
        return change
    return replace(change, reading=change.reading.replace("this morning", f"on the morning of {change.on}"))


def change_line(change: Change, routine: str = "") -> str:
    """Return a change for the eye, with its reading and its rule."""
    name = f"{change.name or change.step}" if change.step else "Everything loaded,"
    name = f"{routine}: {name}" if routine else name
    rule = f" (rule {change.rule})" if re.fullmatch(r"R\d+", change.rule) else ""
    return step_line(name, change.before, change.after, change.reading) + rule


def offer_line(change: Change) -> str:
    """Return what is offered for the eye."""
    return change_line(change)


def change_sentence(name: str, before: str, after: str, phrases: Phrases) -> str:
    """Return one step's change as it is said."""
    return phrases("dose.changed", name=name, before=said(before), after=said(after))


def offer_sentence(change: Change, phrases: Phrases) -> str:
    """Return what is offered as a question that is said."""
    if change.rule in TAKE_BACK:
        return phrases("dose.offer_back")
    if not change.step:
        return phrases("dose.offer_sets", after=said(change.after), reading=said(change.reading))
    values = {"name": change.name, "before": said(change.before), "after": said(change.after)}
    return phrases("dose.offer", **values, reading=said(change.reading))


def decided_sentence(change: Change | None, phrases: Phrases) -> str:
    """Return what is answered to a yes or a no; None is that nothing was offered."""
    if change is None:
        return phrases("dose.nothing")
    if change.decision is Decision.REFUSED:
        return phrases("dose.refused")
    name = change.name if change.step else phrases("dose.everything")
    return phrases("dose.accepted", name=name, after=said(change.after))
