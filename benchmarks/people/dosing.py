"""The book of doses as the program keeps it, for one simulated person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from coach.progress.diary import Diary
from coach.progress.dosing import asked_next, decided, doses_for, settled_book
from coach.routine.model import Routine
from coach.session.doses import DoseBook
from coach.timeline.model import Choices


class Rules:
    """What a person's answers have made of the doses so far."""

    def __init__(self, routines: Mapping[str, Routine]) -> None:
        self.routines = routines
        self.book = DoseBook()

    def settle(self, diary: Diary, today: date) -> None:
        """Let the answers have their effect."""
        self.book = settled_book(self.book, diary, self.routines, today)

    def answer_proposal(self, today: date, *, yes: bool) -> None:
        """Say yes or no to what is proposed, if anything is."""
        self.book = decided(self.book, yes, today)

    def choices(self, routine: Routine) -> Choices:
        """Return the dose of today."""
        doses = doses_for(self.book, routine)
        return Choices(levels=doses.levels, doses=doses.doses)

    def asked(self, routine: Routine, diary: Diary) -> tuple[str, ...]:
        """Return the exercises that are next in line to grow, about which the check-in asks."""
        return asked_next(routine, self.book, diary.sessions, diary.profile)
