"""The dose: from the responses of sessions to what the next one plays. D1 to D16 of docs/rules.md.

`settled_book` looks at every session whose answers came to something new. Less applies by itself;
more becomes a proposal, which `decided` accepts or refuses. `doses_for` is what a routine plays then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coach.progress.book import decided
from coach.progress.diary import Diary
from coach.progress.line import asked_next, line_of
from coach.progress.played import Doses, doses_for
from coach.progress.settling import Settling
from coach.progress.steps_up import steps_by_id
from coach.progress.wording import step_name
from coach.routine.model import Routine
from coach.session.doses import DoseBook, StepDose
from coach.timeline.amounts import amounts_of
from coach.timeline.dose import FILE_DOSE
from coach.timeline.model import Choices

__all__ = ["Doses", "asked_next", "decided", "differences", "doses_for", "line_of", "settled_book"]


@dataclass(frozen=True, slots=True)
class Difference:
    """What one step plays, before and after."""

    step: str
    name: str
    before: str
    after: str


def settled_book(book: DoseBook, diary: Diary, routines: Mapping[str, Routine], today: date) -> DoseBook:
    """Return the book after all that follows from the diary up to a day: pure, and once more changes nothing.

    `routines` are those of the diary's sessions and of the book, by id; of one that is not among them nothing changes.
    """
    return Settling(book, diary, routines, today).settled()


def differences(routine: Routine, before: DoseBook, after: DoseBook) -> tuple[Difference, ...]:
    """Return what each step of a routine plays under two books, those that differ; nothing where loading is stopped."""
    if before.stopped or after.stopped:
        return ()
    old, new = (_shown(routine, book) for book in (before, after))
    return tuple(Difference(id_, *_apart(old[id_], new[id_])) for id_ in old if id_ in new and old[id_] != new[id_])


def _shown(routine: Routine, book: DoseBook) -> dict[str, tuple[str, str, str]]:
    """Return name, level and amount of every step."""
    doses = doses_for(book, routine)
    found = amounts_of(routine, Choices(levels=doses.levels, doses=doses.doses))
    shown: dict[str, tuple[str, str, str]] = {}
    for id_, step in steps_by_id(routine).items():
        if id_ in found:
            now = StepDose(routine.id, id_, doses.levels.get(id_), doses.doses.get(id_, FILE_DOSE))
            shown[id_] = (step_name(routine, step, now), found[id_].level or "", found[id_].words)
    return shown


def _apart(old: tuple[str, str, str], new: tuple[str, str, str]) -> tuple[str, str, str]:
    """Return name, before and after in words that show every difference."""
    before, after = old[2], new[2]
    if old[0] != new[0]:
        after = f"{new[0]} {after}"
    if old[1] != new[1]:
        before, after = f"{before} ({old[1]})", f"{after} ({new[1]})"
    return old[0], before, after
