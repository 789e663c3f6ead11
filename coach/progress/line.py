"""Who is next in line to grow among the steps of a routine (D3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from coach.progress.done import can_be_asked, had_room, was_asked
from coach.progress.steps_up import at_hand, is_eased, step_up, steps_by_id
from coach.routine.model import Routine
from coach.session.build import is_loaded_step
from coach.session.days import local_day
from coach.session.doses import Decision, DoseBook
from coach.session.profile_values import Profile
from coach.session.record import SessionRecord


def line_of(routine: Routine, book: DoseBook, sessions: Iterable[SessionRecord], profile: Profile) -> tuple[str, ...]:
    """Return the ids of the steps that could grow, who is next first; `sessions` are the latest, earliest first."""
    played = [session for session in sessions if session.routine.id == routine.id]
    turns: dict[str, date] = {}
    for id_, step in steps_by_id(routine).items():
        now = at_hand(routine, step, book.dose_of(routine.id, id_))
        if is_eased(step) and step_up(routine, step, now, profile) is not None:
            turns[id_] = _last_turn(routine, id_, book, played)
    return tuple(sorted(turns, key=lambda id_: turns[id_]))  # sorting keeps the routine's order among equals


def asked_next(
    routine: Routine, book: DoseBook, sessions: Iterable[SessionRecord], profile: Profile
) -> tuple[str, ...]:
    """Return the loaded steps whose last set the check-in is to ask about, the best first."""
    steps = steps_by_id(routine)
    line = line_of(routine, book, sessions, profile)
    return tuple(id_ for id_ in line if is_loaded_step(steps[id_]) and can_be_asked(steps[id_]))


def _last_turn(routine: Routine, step: str, book: DoseBook, played: list[SessionRecord]) -> date:
    """Return when a step had its turn: its last change or refused one, or two last sets in a row without room."""
    changes = [
        change.day
        for change in book.changes
        if (change.routine, change.step) == (routine.id, step) and change.decision is not Decision.PROPOSED
    ]
    turn = max(changes, default=date.min)
    without = 0
    for session in played:
        if local_day(session.ended) < turn or not was_asked(session, step):
            continue
        without = 0 if had_room(session, step) else without + 1
        if without == 2:
            turn, without = local_day(session.ended), 0
    return turn
