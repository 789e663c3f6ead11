"""From a journal to its record, and to what the check-in has to know: pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from coach.checkin.flags import USUAL_AGE
from coach.checkin.flow import CheckInFlow, Circumstances, LoadedStep, SaidHurt
from coach.player.model import Event, EventKind
from coach.routine.model import Step
from coach.session.journal_values import Journal
from coach.session.plan import PlannedGo
from coach.session.record import CheckInRecord, GoRecord, Outcome, Pain, SessionRecord
from coach.units import Seconds

LOADED_TYPES = ("isometric", "strength", "sled", None)
"""What counts as loaded; an unknown type does."""


def is_loaded_step(step: Step) -> bool:
    """Return whether a step is loaded; of an unknown type it is."""
    return (step.type.value if step.type is not None else None) in LOADED_TYPES


_STARTS = frozenset({EventKind.COUNT_IN_STARTED, EventKind.STARTED})


@dataclass(frozen=True, slots=True)
class _Played:
    """How far one segment was played; of several goes at it the furthest."""

    done: bool
    seconds: Seconds
    rep: int | None = None


def record_of(journal: Journal) -> SessionRecord:
    """Return the record of what a journal holds; one that is not over counts as interrupted."""
    head = journal.head
    played = _played(journal)
    return SessionRecord(
        id=head.id,
        routine=head.routine,
        started=_started(journal),
        ended=journal.ended if journal.over is not None and journal.ended is not None else journal.alive_until,
        outcome=journal.over or Outcome.INTERRUPTED,
        planned_seconds=head.planned_seconds,
        done_seconds=journal.played,
        knee=head.knee,
        worries=journal.worries,
        asks=journal.asks,
        goes=tuple(_go(go, played) for go in journal.goes),
        pains=_pains(journal),
    )


def _started(journal: Journal) -> datetime:
    """Return when playing began: a session that is open may wait for the first-run text to be read."""
    return journal.head.started + timedelta(seconds=_waited(journal))


def _waited(journal: Journal) -> int:
    """Return the whole seconds from the opening of the session to its start."""
    first = next((event.happened for event in journal.events if event.kind in _STARTS), 0.0)
    return int(max(0.0, first))


def with_checkin(record: SessionRecord, flow: CheckInFlow, at: datetime) -> SessionRecord:
    """Return the record with the answers of the check-in after the session, whole or broken off."""
    answers = dict(flow.answers)
    knee = answers.pop("which_knee", None)
    loaded = flow.circumstances.loaded if "rir" in answers else None
    after = CheckInRecord(
        at=at,
        answers=answers,
        complete=flow.complete,
        rir_step=loaded.id if loaded is not None else None,
        rir_unit=("s" if loaded.hold else "reps") if loaded is not None else None,
    )
    return replace(record, after=after, knee=knee if isinstance(knee, str) else record.knee)


def with_morning(record: SessionRecord, flow: CheckInFlow, at: datetime) -> SessionRecord:
    """Return the record with the answers of the morning after the session, whole or broken off."""
    return replace(record, morning=CheckInRecord(at=at, answers=dict(flow.answers), complete=flow.complete))


def circumstances_of(journal: Journal, *, age: int = USUAL_AGE, line: Sequence[str] = ()) -> Circumstances:
    """Return what the check-in after this session has to know of it.

    `line` are the ids of the steps that are next in line to grow: the first that was played is asked about.
    """
    record = record_of(journal)
    steps: dict[str, str] = {}
    for go in record.goes:
        if go.seconds > 0:
            steps.setdefault(go.step, go.name)
    placed = [pain for pain in record.pains if pain.step is not None]
    worst = max(placed, key=_badness, default=None)
    return Circumstances(
        steps=steps,
        hurt_at=worst.step if worst is not None else None,
        hurt=_said_hurt(record, journal.goes),
        loaded=_next_in_line(record.goes, journal.goes, line),
        note=journal.head.note,
        ask_knee=journal.head.knee is None,
        age=age,
    )


def circumstances_again(record: SessionRecord, *, age: int = USUAL_AGE) -> Circumstances:
    """Return the same of a session of which the record alone is left, for a check-in that is answered or corrected."""
    steps: dict[str, str] = {}
    for go in record.goes:
        if go.seconds > 0:
            steps.setdefault(go.step, go.name)
    worst = max((pain for pain in record.pains if pain.step is not None), key=_badness, default=None)
    return Circumstances(
        steps=steps,
        hurt_at=worst.step if worst is not None else None,
        loaded=_asked_about(record),
        note="note" in record.answers("after"),
        ask_knee=False,
        age=age,
    )


def _asked_about(record: SessionRecord) -> LoadedStep | None:
    """Return the step that the reserve was asked of, else the last one of which it could have been."""
    after = record.after
    loaded = [go for go in record.goes if go.seconds > 0 and go.type in LOADED_TYPES and go.unit in ("s", "reps")]
    if after is not None and after.rir_step is not None:
        name = next((go.name for go in record.goes if go.step == after.rir_step), after.rir_step)
        return LoadedStep(after.rir_step, name, hold=after.rir_unit == "s")
    if not loaded or after is not None:
        return None  # it was not asked then, and is not now
    return LoadedStep(loaded[-1].step, loaded[-1].name, hold=loaded[-1].unit == "s")


def _badness(pain: Pain) -> tuple[int, bool]:
    return pain.number or 0, pain.sharp


def _said_hurt(record: SessionRecord, goes: tuple[PlannedGo, ...]) -> SaidHurt | None:
    """Return the worst "that hurts" of the session."""
    worst = max(record.pains, key=_badness, default=None)
    if worst is None:
        return None
    of_step = [go for go in goes if go.step == worst.step]
    played = [go.name for go in of_step if go.exercise == worst.exercise] if worst.exercise is not None else []
    # Where all goes of a step are by now its easier exercise, none of them has the name of what hurt.
    name = next(iter([*played, *([] if worst.easier else [go.name for go in of_step])]), "")
    return SaidHurt(worst.number, name, sharp=any(pain.sharp for pain in record.pains))


def _next_in_line(goes: tuple[GoRecord, ...], planned: tuple[PlannedGo, ...], line: Sequence[str]) -> LoadedStep | None:
    """Return the step next in line, else the last loaded one, that was played and whose reserve can be told."""
    found: dict[str, LoadedStep] = {}
    for go, plan in zip(reversed(goes), reversed(planned), strict=True):
        if go.seconds <= 0 or go.type not in LOADED_TYPES or go.step in found:
            continue
        if go.unit == "reps":
            found[go.step] = LoadedStep(go.step, go.name, hold=plan.held_reps)
        elif go.unit == "s" and not plan.waits:
            found[go.step] = LoadedStep(go.step, go.name, hold=True)
    first = next((step for step in line if step in found), None)
    return found[first] if first is not None else next(iter(found.values()), None)


def _played(journal: Journal) -> Mapping[int, _Played]:
    """Return how far each segment was played, also the one that was cut off."""
    found: dict[int, _Played] = {}
    for event in journal.events:
        if event.kind is EventKind.SEGMENT_ENDED and event.segment is not None:
            _further(found, event.segment, _end_of(event))
        if event.kind is EventKind.EASED:
            # What lies after the change has other numbers by now; it was played only by somebody who jumped about.
            first = min((segment for go in _since(journal) for segment in go.segments), default=0)
            found = {segment: played for segment, played in found.items() if segment < first}
    if journal.over in (None, Outcome.INTERRUPTED):
        # Nothing told the end of the segment that was cut off.
        playhead = journal.playhead
        _further(found, playhead.segment, _Played(False, playhead.offset))
    return found


def _since(journal: Journal) -> tuple[PlannedGo, ...]:
    """Return the goes since something easier was taken."""
    return () if journal.replanned is None else journal.goes[journal.replanned.eased.go :]


def _further(found: dict[int, _Played], segment: int, played: _Played) -> None:
    before = found.get(segment)
    if before is None or (played.done, played.seconds) > (before.done, before.seconds):
        found[segment] = played


def _end_of(event: Event) -> _Played:
    seconds, rep = event.details.get("played"), event.details.get("rep")
    return _Played(
        done=event.details.get("done") is True,
        seconds=float(seconds) if isinstance(seconds, int | float) else event.offset,
        rep=rep if isinstance(rep, int) else None,
    )


def _go(go: PlannedGo, played: Mapping[int, _Played]) -> GoRecord:
    parts = [played.get(segment, _Played(False, 0.0)) for segment in go.segments]
    seconds = sum(part.seconds for part in parts)
    return GoRecord(
        step=go.step,
        name=go.name,
        exercise=go.exercise,
        type=go.type,
        side=go.side,
        level=go.level,
        set=go.set,
        round=go.round,
        unit=go.unit,
        planned=go.planned,
        done=_done(go, parts, seconds),
        seconds=round(seconds, 3),
        load=go.load,
    )


def _done(go: PlannedGo, parts: list[_Played], seconds: Seconds) -> float | None:
    """Return how much of the go was done, in its unit; None where nobody counted."""
    if seconds <= 0 and not any(part.done for part in parts):
        return 0
    whole = all(part.done for part in parts)
    if go.held_reps:
        return sum(part.done for part in parts)
    if go.unit == "s":
        return go.planned if whole and go.planned is not None and not go.waits else round(seconds, 1)
    if whole:
        return go.planned
    if go.unit != "reps":
        return 0
    if parts[0].rep is not None:
        return parts[0].rep
    if go.waits or go.planned is None or not go.lengths or go.lengths[0] <= 0:
        return None
    return int(parts[0].seconds / go.lengths[0] * go.planned)


def _pains(journal: Journal) -> tuple[Pain, ...]:
    """Return every "that hurts" with the number that followed it, if one did."""
    found: list[Pain] = []
    waited = _waited(journal)
    for event in journal.events:
        if event.kind is EventKind.HURT:
            found.append(
                Pain(
                    at=round(max(0.0, event.happened - waited), 3),
                    step=_text(event, "step"),
                    side=_text(event, "side"),
                    exercise=_text(event, "exercise"),
                )
            )
        elif event.kind is EventKind.PAIN_ANSWERED and found:
            number = event.details.get("value")
            if found[-1].number is None and isinstance(number, int):
                found[-1] = replace(found[-1], number=number, sharp=event.details.get("sharp") is True)
        elif event.kind is EventKind.EASED and found:
            found[-1] = replace(found[-1], easier=_text(event, "easier"))
    return tuple(found)


def _text(event: Event, detail: str) -> str | None:
    value = event.details.get(detail)
    return value if isinstance(value, str) else None
