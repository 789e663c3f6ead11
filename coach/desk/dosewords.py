"""Changes of a dose in words: as a difference for the eye, as a sentence for the ear."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from coach.progress.book import TAKE_BACK
from coach.session.doses import Change, Decision
from coach.words.files import note_words
from coach.words.phrases import Phrases, capital
from coach.words.retelling import aloud


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


def said(note: str, phrases: Phrases) -> str:
    """Return a short English note as it is said in a language: "5 times 30 seconds"."""
    return aloud(note_words(note, phrases), phrases)


def step_line(name: str, before: str, after: str, reading: str, phrases: Phrases) -> str:
    """Return one step's change for the eye: "Wall sit 5 × 30 s → 5 × 35 s: knee 1 this morning"."""
    was, now = note_words(before, phrases), note_words(after, phrases)
    key = "dose.line" if before != after else "dose.line_still"
    line = phrases(key, name=name, before=was, after=now)
    return f"{line}: {note_words(reading, phrases)}" if reading else line


def told_later(change: Change, today: date) -> Change:
    """Return a change as it is told on another day than its own: its "this morning" is that of a day by then."""
    if change.on == today:
        return change
    return replace(change, reading=change.reading.replace("this morning", f"on the morning of {change.on}"))


def change_line(change: Change, phrases: Phrases, routine: str = "") -> str:
    """Return a change for the eye, with its reading and its rule."""
    name = f"{change.name or change.step}" if change.step else phrases("dose.line_everything")
    name = f"{routine}: {name}" if routine else name
    line = step_line(name, change.before, change.after, change.reading, phrases)
    return phrases("response.with_rule", reason=line, rule=change.rule) if is_numbered(change.rule) else line


def is_numbered(rule: str) -> bool:
    """Return whether it is a rule of the check-in, which people can look up by its number."""
    return re.fullmatch(r"R\d+", rule) is not None


def change_sentence(name: str, before: str, after: str, phrases: Phrases) -> str:
    """Return one step's change as it is said."""
    return phrases("dose.changed", name=name, before=said(before, phrases), after=said(after, phrases))


def offer_sentence(change: Change, phrases: Phrases) -> str:
    """Return what is offered as a question that is said."""
    if change.rule in TAKE_BACK:
        return phrases("dose.offer_back")
    after, reading = said(change.after, phrases), capital(said(change.reading, phrases))
    if not change.step:
        return phrases("dose.offer_sets", after=after, reading=reading)
    return phrases("dose.offer", name=change.name, before=said(change.before, phrases), after=after, reading=reading)


def decided_sentence(change: Change | None, phrases: Phrases) -> str:
    """Return what is answered to a yes or a no; None is that nothing was offered."""
    if change is None:
        return phrases("dose.nothing")
    if change.decision is Decision.REFUSED:
        return phrases("dose.refused")
    name = change.name if change.step else phrases("dose.everything")
    return phrases("dose.accepted", name=name, after=said(change.after, phrases))
