"""What a routine plays today by the book of doses, as cheaply as can be: the first word of a session waits for it."""

from __future__ import annotations

from coach.desk.desk import Desk
from coach.progress.easing import AWAY
from coach.progress.played import Doses, doses_for
from coach.routine.model import Routine
from coach.session.days import local_day
from coach.session.dosestore import load_played


def doses_now(desk: Desk, routine: Routine, *, level: str | None = None) -> Doses:
    """Return what a routine plays now; after long without a session the diary is looked at first.

    With a `level` that the user chose what was reached at others does not count, but what was eased does (D19).
    """
    book = load_played(desk.paths.doses)
    if book.looked and (local_day(desk.clock.now()) - book.looked[-1].day).days >= AWAY:
        from coach.desk.dosing import Dosing  # the rules, and reading of sessions

        dosing = Dosing(desk, [routine])
        dosing.settle()
        book = dosing.book
    return doses_for(book, routine, level=level)
