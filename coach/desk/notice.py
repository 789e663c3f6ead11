"""The first-run text: what Coach is and is not, read once."""

from __future__ import annotations

from dataclasses import replace

from coach.desk.desk import Desk
from coach.session.profile import load_profile, save_profile


def notice_is_due(desk: Desk) -> bool:
    """Return whether the first-run text has not been read yet."""
    return load_profile(desk.paths.profile)[0].notice_seen is None


def notice_read(desk: Desk) -> None:
    """Remember that the first-run text was read; where that cannot be kept it is shown again."""
    profile, _ = load_profile(desk.paths.profile)
    try:
        save_profile(desk.paths.profile, replace(profile, notice_seen=desk.clock.now().date()))
    except OSError:
        return
