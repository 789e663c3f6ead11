"""What earlier runs left, offered in the shell before a session begins; on the screens home does the same."""

from __future__ import annotations

from coach.cli.ask import chosen
from coach.cli.printing import complain, print_text
from coach.cli.terminal import has_keys
from coach.desk.days import day_words
from coach.desk.desk import Desk
from coach.desk.sittings import Sittings
from coach.session.journal import FoundJournal


def wants_resume(desk: Desk, sittings: Sittings) -> bool:
    """Offer the sessions that were kept, the latest first; True to go on with it instead of beginning another.

    Where nobody can be asked it is only mentioned.
    """
    while (found := sittings.resume) is not None:
        name = _name(desk, found)
        if not has_keys():
            print_text(f"A session of {name} was kept: `coach play --resume` goes on with it.", error=True)
            return False
        print_text(f"A session of {name} was kept.")
        answer = chosen("Go on with it? y, n (it stays kept), or d (it is over)", "ynd")
        if answer != "d":
            return answer == "y"
        trouble = sittings.drop_resume()
        if trouble:
            complain(trouble)
            return False
    return False


def wants_checkin(desk: Desk, sittings: Sittings) -> bool:
    """Offer the check-ins that are open, all at once; True to answer them first, the latest first.

    Where nobody can be asked they are only mentioned.
    """
    names = ", ".join(_name(desk, found) for found in sittings.checkins)
    if not names:
        return False
    if not has_keys():
        print_text(f"The check-in of {names} is still open; the next start at a terminal goes on with it.", error=True)
        return False
    print_text(f"The check-in of {names} is still open.")
    answer = chosen("Answer it first? y, n (not at all), or l (later)", "ynl")
    if answer == "n":
        trouble = sittings.drop_checkins()
        if trouble:
            complain(trouble)
    return answer == "y"


def _name(desk: Desk, found: FoundJournal) -> str:
    """Return which session it was: "Plank (today 07:15)"."""
    begun = found.journal.head.started
    return f"{found.journal.head.routine.name} ({day_words(begun, desk.clock.now())} {begun:%H:%M})"
