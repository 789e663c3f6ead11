"""What is known of the user: asked once, and taken at its most common value where it was not said."""

from __future__ import annotations

import contextlib
from dataclasses import replace

from coach.checkin.flags import USUAL_AGE
from coach.desk.desk import Desk
from coach.session.profile import Profile, load_profile, save_profile


def profile_of(desk: Desk) -> Profile:
    """Return what was kept; an empty profile where there is none, or it cannot be read."""
    return load_profile(desk.paths.profile)[0]


def age_of(profile: Profile) -> int:
    return profile.age if profile.age is not None else USUAL_AGE


def remember_knee(desk: Desk, knee: str | None) -> None:
    """Keep which knee the answers are about: that is asked once, or again where it cannot be kept."""
    profile = profile_of(desk)
    if knee is not None and knee != profile.knee:
        with contextlib.suppress(OSError):
            save_profile(desk.paths.profile, replace(profile, knee=knee))


def notice_is_due(desk: Desk) -> bool:
    """Return whether the first-run text has not been read yet."""
    return profile_of(desk).notice_seen is None


def notice_read(desk: Desk) -> None:
    """Remember that the first-run text was read; where that cannot be kept it is shown again."""
    with contextlib.suppress(OSError):
        save_profile(desk.paths.profile, replace(profile_of(desk), notice_seen=desk.clock.now().date()))
