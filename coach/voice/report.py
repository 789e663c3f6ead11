"""What speaks on this machine: for `coach voices` and `coach doctor`."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coach.pcm import seconds as to_seconds
from coach.units import Seconds
from coach.voice.engine import EngineError, Identity, VoiceInfo, WorkerEngine, worker_command
from coach.voice.render import NotSpeechError, read_sound
from coach.voice.speaker import DEFAULT_RATE, NONE


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
    log: Path | None = None,
    engine: Callable[..., WorkerEngine] = WorkerEngine,
) -> VoiceReport:
    """Start the engine, let it speak a few words, and tell what came of it. Takes half a second; never raises."""
    if voice == NONE:
        return VoiceReport(None, 0.0, None)
    worker = engine(worker_command(voice=voice, rate=rate or DEFAULT_RATE, lang=lang), log=log)
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
    *, lang: str = "en", log: Path | None = None, engine: Callable[..., WorkerEngine] = WorkerEngine
) -> tuple[list[VoiceInfo], Identity]:
    """Return every voice of the engine and the one that speaks by itself; raises EngineError."""
    worker = engine(worker_command(voice=None, rate=DEFAULT_RATE, lang=lang), log=log)
    with contextlib.closing(worker):
        identity = worker.hello()
        found = [
            VoiceInfo(
                id=str(voice.get("id", "")),
                name=str(voice.get("name", "")),
                language=str(voice.get("language", "")),
                engine=identity.engine,
            )
            for voice in worker.voices()
        ]
    return sorted(found, key=lambda voice: (voice.language, voice.name)), identity
