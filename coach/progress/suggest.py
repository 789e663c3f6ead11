"""From the first-run answers to two or three routines and a starting level: a suggestion, and no diagnosis.

What feels limiting chooses what comes first; strengthening of hip and knee is in every suggestion, for that is the core
that guidelines for knee pain share (docs/rules.md, "The first run"). The order of the lists is ours.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from coach.progress.cautions import NONE
from coach.progress.response import TOO_MUCH
from coach.routine.model import Routine, StepType
from coach.session.build import LOADED_TYPES
from coach.session.profile_values import Profile
from coach.timeline.values import steps_of

NOTHING = "nothing"
"""Kept in the place of equipment where the list was read and nothing was ticked."""

GROWN_UP = 18
"""Under this age somebody else has to be asked first."""

MOST = 3
"""So many routines are suggested at most: fewer exercises are kept up with more often (Bachmann 2018)."""

QUIET = 1
"""The highest usual morning pain with which somebody may begin above the easiest level (ours)."""

_LOADED: Mapping[str | None, tuple[str, ...]] = {
    "tissue": ("knee-foundation", "chair-strength", "seated-holds", "six-minute-fallback", "bodyweight-strength"),
    "strength": ("chair-strength", "seated-holds", "six-minute-fallback", "knee-foundation", "bodyweight-strength"),
    "movement": ("full-session", "knee-foundation", "bodyweight-strength", "chair-strength", "six-minute-fallback"),
    None: ("knee-foundation", "chair-strength", "six-minute-fallback", "seated-holds", "bodyweight-strength"),
}
_LIGHT: Mapping[str | None, tuple[str, ...]] = {
    "tissue": ("foam-roll", "tender-spot", "massage-gun", "rest-day", "hips-knees-ankles", "desk-break"),
    "strength": ("rest-day", "desk-break", "hips-knees-ankles", "knee-warm-up"),
    "movement": ("hips-knees-ankles", "desk-break", "knee-warm-up", "rest-day"),
    None: ("rest-day", "hips-knees-ankles", "desk-break", "knee-warm-up"),
}
"""What suits what feels limiting, the most fitting first."""

_LIGHT_FIRST = frozenset({"tissue", "movement"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A routine as far as a suggestion asks for it."""

    id: str
    name: str
    loaded: bool
    equipment: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    cautions: tuple[tuple[str | None, frozenset[str]], ...] = ()
    """For each step its type and the precautions that its exercise carries."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """One routine of a suggestion."""

    id: str
    name: str
    loaded: bool
    level: str | None
    """Where to begin; None where it has no levels."""
    missing: tuple[str, ...] = ()
    """What it needs and nobody has, where nothing suits better."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the answers come to."""

    routines: tuple[Suggested, ...]
    """The one to begin with first."""
    above_start: bool
    """They begin at the second level."""
    no_loading: str = ""
    """Why nothing loaded is among them: base, or precautions; empty where something is, or there is nothing loaded."""
    clinician_first: bool = False
    """Something was answered with which a clinician is asked first."""
    left_out: tuple[str, ...] = ()
    """The ticked precautions for which routines were left out."""


def candidate_of(routine: Routine) -> Candidate:
    """Return what a suggestion asks of a routine."""
    library = routine.exercises or {}
    steps = [
        (
            step.type.value if step.type is not None else None,
            frozenset(library[step.exercise].caution)
            if step.exercise and step.exercise in library
            else frozenset[str](),
        )
        for step in steps_of(routine.items)
    ]
    loaded = any(type_ in LOADED_TYPES for type_, _ in steps)
    return Candidate(routine.id, routine.name, loaded, routine.equipment, routine.levels, tuple(steps))


def suggest(profile: Profile, candidates: Sequence[Candidate]) -> Suggestion:
    """Return what is suggested to begin with; what is not answered says nothing either way."""
    ticked = tuple(each for each in profile.precautions if each != NONE)
    fitting = [candidate for candidate in candidates if not _out(candidate, ticked)]
    too_painful = profile.base is not None and profile.base > TOO_MUCH
    above = _above_start(profile, ticked)
    limits = profile.limits
    loaded = [] if too_painful else _best(_LOADED[limits], [one for one in fitting if one.loaded], profile, ticked)
    light = _best(_LIGHT[limits], [one for one in fitting if not one.loaded], profile, ticked)
    if limits in _LIGHT_FIRST:
        chosen = [*light[:1], *loaded[:1], *(light[1:2] if limits == "movement" or not loaded else loaded[1:2])]
    else:
        chosen = [*loaded[:2], *light[: MOST - len(loaded[:2])]]
    was_loaded = any(one.loaded for one in chosen)
    there_was = any(one.loaded for one in candidates)
    return Suggestion(
        routines=tuple(_suggested(one, profile, above=above) for one in chosen[:MOST]),
        above_start=above,
        no_loading="base" if too_painful else "precautions" if there_was and not was_loaded else "",
        clinician_first=bool(ticked) or too_painful or (profile.age is not None and profile.age < GROWN_UP),
        left_out=tuple(each for each in ticked if any(_out(candidate, (each,)) for candidate in candidates)),
    )


def lacking(needed: Collection[str], at_hand: Collection[str]) -> tuple[str, ...]:
    """Return what of a routine's equipment is not at hand; nothing where nobody said what is.

    "rail or chair back" is there with either, and a chair has a back.
    """
    if not at_hand:
        return ()
    return tuple(each for each in needed if not any(_is_there(part, at_hand) for part in each.split(" or ")))


def things(needed: Collection[tuple[str, ...]]) -> tuple[str, ...]:
    """Return what the equipment of many routines comes to, one word a thing, what most of them need first."""
    counts: dict[str, int] = {}
    for equipment in needed:
        for each in equipment:
            if " or " not in each:
                counts[each] = counts.get(each, 0) + 1
    return tuple(sorted(counts, key=lambda each: (-counts[each], each)))


# --- parts -----------------------------------------------------------------------------------------------------------


def _is_there(part: str, at_hand: Collection[str]) -> bool:
    return part in at_hand or part.removesuffix(" back") in at_hand


def _best(
    order: tuple[str, ...], candidates: list[Candidate], profile: Profile, ticked: tuple[str, ...]
) -> list[Candidate]:
    """Return those of a list, what warns of nothing first; one that lacks something only where each does."""
    by_id = {candidate.id: candidate for candidate in candidates}
    listed = [by_id[id_] for id_ in order if id_ in by_id]

    def worse(candidate: Candidate) -> tuple[int, bool]:
        warned = sum(1 for _, caution in candidate.cautions if not caution.isdisjoint(ticked))
        return len(lacking(candidate.equipment, profile.equipment)), bool(warned)

    complete = [candidate for candidate in listed if not lacking(candidate.equipment, profile.equipment)]
    return sorted(complete or listed, key=worse)


def _suggested(candidate: Candidate, profile: Profile, *, above: bool) -> Suggested:
    level = candidate.levels[1 if above and len(candidate.levels) > 1 else 0] if candidate.levels else None
    return Suggested(
        candidate.id, candidate.name, candidate.loaded, level, lacking(candidate.equipment, profile.equipment)
    )


def _above_start(profile: Profile, ticked: tuple[str, ...]) -> bool:
    """Return whether somebody may begin above the easiest level: only where every answer was given and says so."""
    return (
        profile.limits in _LIGHT_FIRST
        and profile.base is not None
        and profile.base <= QUIET
        and profile.age is not None
        and GROWN_UP <= profile.age < 55
        and bool(profile.precautions)
        and not ticked
    )


def _out(candidate: Candidate, ticked: tuple[str, ...]) -> bool:
    """Return whether a precaution leaves a routine out of what is suggested; it can be played all the same."""
    return any(
        _LEAVES_OUT[each](type_) and each in caution
        for each in ticked
        if each in _LEAVES_OUT
        for type_, caution in candidate.cautions
    )


_LEAVES_OUT: Mapping[str, Callable[[str | None], bool]] = {
    "clots": lambda type_: type_ == StepType.SOFT_TISSUE.value,
    "heart": lambda type_: type_ in (StepType.ISOMETRIC.value, StepType.SLED.value),
    "balance": lambda type_: type_ == StepType.WALK.value,
    "pregnancy": lambda type_: True,
}
"""Of which steps a precaution says that nobody should begin with them unasked: no roller, gun or ball with clots
(Bartsch 2021); still holds drive the blood pressure up (Goldring 2014); who falls does not walk backwards without
support."""
