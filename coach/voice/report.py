"""What speaks on this machine: for `coach voices` and `coach doctor`."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.pcm import seconds as to_seconds
from coach.units import Seconds
from coach.voice.choosing import Row, usual
from coach.voice.engine import EngineError, Identity, VoiceInfo, WorkerEngine, worker_command
from coach.voice.models import JOE
from coach.voice.models import rows as model_rows
from coach.voice.render import NotSpeechError, read_sound
from coach.voice.speaker import DEFAULT_RATE, NONE
from coach.words.phrases import base_language

FIELDS = ("id", "name", "language", "engine")
"""What the worker tells of a voice."""


@dataclass(frozen=True, slots=True)
class VoiceReport:
    """How the voice is; every field is known even where nothing speaks."""

    identity: Identity | None
    """What speaks; None where nothing does."""
    seconds: Seconds
    """Length of a spoken sample; 0.0 where it failed."""
    trouble: str | None
    """What is wrong and what to do, None where a sample was spoken."""


def describe(
    *,
    voice: str | None = None,
    rate: int | None = None,
    lang: str = "en",
    only: bool = False,
    neural: bool = True,
    log: Path | None = None,
    engine: Callable[..., WorkerEngine] = WorkerEngine,
) -> VoiceReport:
    """Start the engine, let it speak a few words, and tell what came of it. Takes half a second; never raises.

    Without `neural` it is the engine that pyttsx3 finds, which speaks what Piper has no voice for.
    """
    if voice == NONE:
        return VoiceReport(None, 0.0, None)
    worker = engine(
        worker_command(voice=voice, rate=rate or DEFAULT_RATE, lang=lang, only=only, neural=neural), log=log
    )
    identity: Identity | None = None
    with contextlib.closing(worker):
        try:
            identity = worker.hello()
            samples = read_sound(worker.speak("Ready. Three, two, one."))
        except (EngineError, NotSpeechError) as error:
            return VoiceReport(identity, 0.0, str(error))
    trouble = None if identity.matched else f"{identity.why}; see `coach voices`."
    return VoiceReport(identity, to_seconds(len(samples)), trouble)


def voices(
    models: Sequence[str] = (), *, log: Path | None = None, engine: Callable[..., WorkerEngine] = WorkerEngine
) -> tuple[list[VoiceInfo], str | None]:
    """Return every voice, Piper's first in each language, and what is wrong with the engine of the system, else None.

    `models` are the files of Piper's models that the settings name. Piper itself is not started for that.
    """
    worker = engine(worker_command(voice=None, rate=DEFAULT_RATE, lang="en", neural=False), log=log)
    trouble = None
    rows: list[Row] = []
    with contextlib.closing(worker):
        try:
            worker.hello()
            rows = [{key: str(row.get(key, "")) for key in FIELDS} for row in worker.voices()]
        except EngineError as error:
            trouble = str(error)
    neural = model_rows(*models)
    usual_ids = {base: _usual(rows, neural, base) for base in {base_language(row["language"]) for row in rows + neural}}
    found = [
        VoiceInfo(**row, usual=row["id"] == usual_ids[base_language(row["language"])])
        for row in [*neural, *sorted(rows, key=lambda row: (row["language"], row["name"]))]
    ]
    return found, trouble


def _usual(rows: list[Row], neural: list[Row], base: str) -> str | None:
    if base == "en" and any(row["id"] == JOE for row in neural):
        return JOE
    row = usual(rows, base) if base else None
    return row["id"] if row is not None else None
