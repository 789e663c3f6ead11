"""What a session says of one step: was it played, done in full, and was there room in its last set (D2)."""

from __future__ import annotations

from coach.routine.amounts import all_values
from coach.routine.model import Duration, Step
from coach.session.build import LOADED_TYPES
from coach.session.record import GoRecord, SessionRecord

ROOM = {"reps": 3, "s": 15}
"""How much had to be left in the last set to count as room: "three or more", "15 s or more"."""

WALK = "walk"


def counts(session: SessionRecord) -> bool:
    """Return whether something loaded or a walk was played in a session, however little."""
    return any((go.type in LOADED_TYPES or go.type == WALK) and go.seconds > 0 for go in session.goes)


def goes_of(session: SessionRecord, step: str) -> tuple[GoRecord, ...]:
    """Return the goes at a step that were planned, in order."""
    return tuple(go for go in session.goes if go.step == step)


def was_played(session: SessionRecord, step: str) -> bool:
    return any(go.seconds > 0 for go in goes_of(session, step))


def done_in_full(session: SessionRecord, step: str) -> bool:
    """Return whether every planned go of a step was done whole; what nobody counted was not, as far as is known."""
    goes = goes_of(session, step)
    return bool(goes) and all(_whole(go) for go in goes)


def _whole(go: GoRecord) -> bool:
    if go.planned is None:  # as many as you can, or until done
        return go.seconds > 0
    return go.done is not None and go.done >= go.planned


def can_be_asked(step: Step) -> bool:
    """Return whether reps or seconds tell how much was left in the last set of a step."""
    amount = step.amount
    if amount.until_done or amount.distance is not None or (step.type is not None and step.type.value == WALK):
        return False
    if amount.reps is not None and amount.time is None:
        return not any(value.maximum for value in all_values(amount.reps))
    times: list[Duration] = [*all_values(amount.time), *all_values(amount.hold)]
    return amount.reps is None and not any(value.open_ended for value in times)


def was_asked(session: SessionRecord, step: str) -> bool:
    """Return whether the check-in asked what was left in the last set of this step."""
    return session.after is not None and session.after.rir_step == step and "rir" in session.answers("after")


def had_room(session: SessionRecord, step: str) -> bool:
    """Return whether the last set of a step had room, by the answer about this very step."""
    if not was_asked(session, step) or session.after is None:
        return False
    left = session.answers("after").get("rir")
    return type(left) is int and left >= ROOM.get(session.after.rir_unit or "", 15)


def culprit_of(session: SessionRecord) -> str | None:
    """Return the id of the step that hurt most: as answered, else of the worst "that hurts"; None if nobody said."""
    answered = session.answers("after").get("step")
    if isinstance(answered, str):
        return answered
    placed = [pain for pain in session.pains if pain.step is not None]
    worst = max(placed, key=lambda pain: (pain.number or 0, pain.sharp), default=None)
    return worst.step if worst is not None else None
