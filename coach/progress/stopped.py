"""What stopped the loading, until the user says that it was looked at; and what may be played meanwhile.

A stop comes from the records themselves: what their answers say, and the response that was stored with them. Nothing
that is kept beside them can contradict it, whoever merged or mended them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from coach.checkin.flags import FLAGS, USUAL_AGE, Tier, more_urgent, tier_of_flags
from coach.progress.readings import readings_after, scale
from coach.progress.response import Kind, Readings, classify
from coach.routine.model import Routine, StepType
from coach.session.profile_values import Profile, Unlock
from coach.session.record import SessionRecord
from coach.timeline.values import steps_of

UNLOADED = frozenset({StepType.SOFT_TISSUE, StepType.MOBILITY})
"""What may be played while the loading is stopped; a step of unknown type is not among it."""

CALF = "calf_pain_swelling"
"""With this worry nobody rolls or massages anything: it can be a clot."""

_HISTORY = frozenset({"R5", "R7"})
"""Rules that look back over weeks: nothing in the morning alone makes them hold anew."""


class DiaryLike(Protocol):
    """What of a diary is asked here."""

    @property
    def sessions(self) -> Sequence[SessionRecord]: ...
    @property
    def profile(self) -> Profile: ...


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason to stop that one session or the morning after it gave."""

    at: datetime
    """When it was said; an unlock of that moment or later answers it."""
    tier: Tier
    rule: str
    session: str
    flags: tuple[str, ...] = ()
    """The worries, those of R1 only."""


@dataclass(frozen=True, slots=True)
class Stop:
    """What holds now: the most urgent ground that no unlock has answered, the latest of equally urgent ones."""

    tier: Tier
    rule: str
    at: datetime
    session: str
    """The id of the session whose answers, or whose morning's, it comes from."""
    latest: datetime
    """When the last ground was given that is not answered: an unlock has to come after it."""
    flags: tuple[str, ...] = ()
    """Every worry of every ground that is not answered, in the order of the list."""

    @property
    def sentence(self) -> str:
        """The key of the reason in plain words."""
        return f"response.{self.rule}"

    @property
    def advice(self) -> str:
        """The key of the sentence that says whom to call and when."""
        return self.tier.sentence

    @property
    def everything(self) -> bool:
        """Whether soft tissue and mobility have to wait, too."""
        return self.tier is Tier.EMERGENCY or CALF in self.flags


def stop_of(diary: DiaryLike) -> Stop | None:
    """Return what stops the loading, None where nothing does."""
    return stop_in(diary.sessions, diary.profile)


def stop_in(sessions: Iterable[SessionRecord], profile: Profile) -> Stop | None:
    """Return what stops the loading by these sessions, in any order, and the unlocks of the profile."""
    age = profile.age if profile.age is not None else USUAL_AGE
    open_: list[Ground] = []
    for session in sessions:
        open_ += [ground for ground in grounds(session, age) if not _answered(ground, profile.unlocks)]
    if not open_:
        return None
    decisive = open_[0]
    for ground in open_[1:]:
        later = ground.tier is decisive.tier and ground.at >= decisive.at
        if more_urgent(ground.tier, decisive.tier) or later:
            decisive = ground
    named = {flag for ground in open_ for flag in ground.flags}
    flags = tuple(flag for flag in FLAGS if flag in named)
    latest = max(ground.at for ground in open_)
    return Stop(decisive.tier, decisive.rule, decisive.at, decisive.session, latest, flags)


def grounds(session: SessionRecord, age: int = USUAL_AGE) -> tuple[Ground, ...]:
    """Return every reason to stop that a session holds, by its answers and by the response that is stored with it."""
    found = [*_in_the_session(session, age), *_of_checkin(session, "after", age), *_of_checkin(session, "morning", age)]
    stored = session.response
    if stored is not None and stored.kind == Kind.STOP_SEEK.value and stored.rule not in [each.rule for each in found]:
        tier = next((tier for tier in Tier if tier.value == stored.tier), Tier.SAME_DAY)
        found.append(Ground(_moment_of_stored(session), tier, stored.rule, session.id))
    return tuple(found)


_MAY_STOP = re.compile(
    rb"STOP_SEEK|clear|"
    + b"|".join(flag.encode() for flag in FLAGS)
    # Of the numbers only those that are plainly too low to stop are passed over.
    + rb"""|\b(?:after|knee_am|answer)["']?\s*=(?!\s*[0-7]\s*(?:$|[,}#]))""",
    re.MULTILINE,
)


def may_stop(data: bytes) -> bool:
    """Return whether the file of a record could hold a reason to stop; False only where it surely holds none.

    Reading ten years of records takes seconds, looking into them a tenth of one.
    """
    # What is written with escapes, or not in UTF-8, was not written by Coach.
    return b"\\" in data or b"\0" in data or _MAY_STOP.search(data) is not None


def allows(stop: Stop | None, routine: Routine) -> bool:
    """Return whether a routine may be played, from whichever step: its steps count, not its name or file or level."""
    if stop is None:
        return True
    return not stop.everything and all(step.type in UNLOADED for step in steps_of(routine.items))


def allows_types(stop: Stop | None, types: Iterable[str | None]) -> bool:
    """Return the same by the types of steps, as lists and journals keep them; None is unknown."""
    unloaded = {each.value for each in UNLOADED}
    return stop is None or (not stop.everything and all(type_ in unloaded for type_ in types))


# --- where a reason comes from ---------------------------------------------------------------------------------------


def _in_the_session(session: SessionRecord, age: int) -> Iterator[Ground]:
    """Yield what was named while playing ("not the knee")."""
    flags = tuple(flag for flag in session.worries if flag in FLAGS)
    tier = tier_of_flags(flags, age)
    if tier is not None:
        yield Ground(session.ended, tier, "R1", session.id, flags)


def _of_checkin(session: SessionRecord, part: str, age: int) -> Iterator[Ground]:
    """Yield what the answers of one check-in say by themselves (R1, R2, R3)."""
    checkin = session.after if part == "after" else session.morning
    if checkin is None and not any(each.part == part for each in session.corrections):
        return
    readings = _readings(session, part, age)
    response = classify(readings)
    if response.tier is None:
        return
    at = checkin.at if checkin is not None else session.ended
    corrected = [each.at for each in session.corrections if each.part == part]
    if corrected and classify(_readings(replace(session, corrections=()), part, age)).tier is None:
        at = max(corrected)
    yield Ground(at, response.tier, response.rule, session.id, readings.flags or ())


def _readings(session: SessionRecord, part: str, age: int) -> Readings:
    """Return the answers of one check-in alone, nothing derived; those that are no such answer count as skipped."""
    if part == "after":
        return replace(readings_after(replace(session, worries=())), age=age)
    answers = session.answers("morning")
    ticked, swelling = answers.get("flags"), answers.get("swelling")
    return Readings(
        knee_am=scale(answers, "knee_am"),
        swelling="clear" if swelling == "clear" else None,
        flags=tuple(flag for flag in ticked if flag in FLAGS) if isinstance(ticked, tuple) else None,
        age=age,
    )


def _moment_of_stored(session: SessionRecord) -> datetime:
    """Return when a response that only the history explains was made."""
    stored = session.response
    assert stored is not None
    morning = session.morning
    if morning is not None and not stored.provisional:
        return morning.at
    return session.after.at if session.after is not None else session.ended


def _answered(ground: Ground, unlocks: Sequence[Unlock]) -> bool:
    """Return whether an unlock came after it; of what looks back over weeks one that names its session will do."""
    return any(
        unlock.at >= ground.at or (ground.rule in _HISTORY and unlock.session == ground.session) for unlock in unlocks
    )
