"""Amounts in short form, for the eye: "20 s", "8 reps", "10 × 5 s"."""

from __future__ import annotations

from coach.routine.model import Effort, Load, Reps, Tempo
from coach.timeline.elements import Asked
from coach.timeline.values import half_up
from coach.words.phrases import plain_number


def short_length(seconds: float) -> str:
    """Return a length in short form: "45 s", "2 min", "2:30 min"."""
    if seconds < 120 and seconds != 60:
        return f"{plain_number(seconds)} s"
    minutes, rest = divmod(int(half_up(seconds)), 60)
    return f"{minutes}:{rest:02d} min" if rest else f"{minutes} min"


def short_amount(asked: Asked) -> str:
    """Return how much a go is for the eye: "20 s", "8 reps", "10 × 5 s", "20 m", "until done"."""
    reps = short_reps(asked.reps)
    if asked.reps is not None and asked.hold is not None:
        return f"{reps} × {short_length(asked.hold.seconds)}"
    if asked.reps is not None and asked.time is not None:
        return f"{reps} reps in {short_length(asked.time.seconds)}"
    if asked.reps is not None:
        return "1 rep" if asked.reps == Reps(1) else f"{reps} reps"
    duration = asked.time or asked.hold
    if duration is not None:
        return short_length(duration.seconds) + ("+" if duration.open_ended else "")
    if asked.distance is not None:
        return f"{plain_number(asked.distance.value)} {asked.distance.unit}"
    return "until done"


def short_reps(reps: Reps | None) -> str:
    if reps is None:
        return ""
    if reps.maximum:
        return "max"
    return str(reps.low) if reps.high is None else f"{reps.low}-{reps.high}"


def short_load(load: Load | None) -> str:
    if load is None:
        return ""
    return load.unit if load.value is None else f"{plain_number(load.value)} {load.unit}"


def load_to_read(load: str) -> str:
    """Return a load as a segment holds it for somebody who reads: "body" alone might be any part of it."""
    return "body weight" if load == "body" else load


def short_effort(effort: Effort | None) -> str:
    if effort is None:
        return ""
    return str(effort.low) if effort.high is None else f"{effort.low}-{effort.high}"


def short_tempo(tempo: Tempo | None) -> str:
    return "" if tempo is None else "-".join(plain_number(part) for part in tempo.parts)
