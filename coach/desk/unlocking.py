"""The user's word that a stop was looked at: kept with its moment and its session; loading begins again at half."""

from __future__ import annotations

from dataclasses import replace

from coach.desk.desk import Desk
from coach.desk.dosing import Dosing
from coach.desk.person import profile_of
from coach.progress.first_run import with_base
from coach.progress.stopped import Stop
from coach.session.days import local_day
from coach.session.profile import save_profile
from coach.session.profile_values import Unlock


def unlock(desk: Desk, stop: Stop, base: int | None = None) -> None:
    """Keep that the user was checked and is happy to go on, and what an ordinary morning is now; raises OSError.

    That the next loaded session has half of the sets follows from what is kept (D11 of docs/rules.md).
    """
    profile = profile_of(desk)
    now = desk.clock.now()
    # Another machine's clock may have been ahead of this one's: the word is about all that was shown.
    at = max(now, stop.latest)
    profile = replace(profile, unlocks=(*profile.unlocks, Unlock(at, stop.session)))
    if base is not None:
        profile = with_base(profile, profile, base, local_day(now), "unlock")
    save_profile(desk.paths.profile, profile)
    # Also where nothing was ever kept of doses: the next start reads them only where there are some.
    Dosing(desk).settle()
