"""Which voices there are, which of them somebody here may want, and what one says when it is tried."""

from __future__ import annotations

import contextlib
import tomllib
from dataclasses import dataclass

from coach.desk.desk import Desk
from coach.paths import bundled_routines
from coach.voice.choosing import named
from coach.voice.engine import VoiceInfo
from coach.voice.models import is_neural
from coach.voice.report import voices
from coach.words.files import languages, load_phrases
from coach.words.phrases import base_language

TRIED = "wall-sit"
"""The exercise whose name is in a sample."""

COUNTDOWN = "...0.5s 3 ...0.5s 2 ...0.5s 1."


@dataclass(frozen=True, slots=True)
class Voices:
    """The voices of this machine."""

    found: tuple[VoiceInfo, ...]
    """In the order of a list: by language, Coach's own languages and the user's first."""
    near: frozenset[str]
    """The languages, without countries, that somebody here may want: Coach's own, and those of the settings."""
    chosen: frozenset[str]
    """The ids of the voices that the settings ask for."""
    trouble: str | None
    """What is wrong with the engine of the system, None where it has its voices."""


def all_voices(desk: Desk) -> Voices:
    """Return the voices of every engine; starts one for that, and never raises."""
    wanted = [voice for voice in (desk.settings.voice.id, *desk.settings.voices.values()) if voice]
    models = [voice for voice in wanted if is_neural(voice)]
    found, trouble = voices(models, log=desk.voice_log)
    chosen = {voice.id for voice in found for name in wanted if named({"id": voice.id, "name": voice.name}, name)}
    asked = {desk.language, *desk.settings.voices, *(voice.language for voice in found if voice.id in chosen)}
    near = frozenset(base_language(language) for language in (*languages(), *asked) if language)

    def place(voice: VoiceInfo) -> tuple[bool, str]:
        return base_language(voice.language) not in near, base_language(voice.language)

    return Voices(tuple(sorted(found, key=place)), near, frozenset(chosen), trouble)


def sample(language: str) -> str:
    """Return what a voice of a language says when it is tried: an exercise, numbers and a countdown.

    In a language that Coach has no words of it is numbers alone, which every voice reads in its own.
    """
    base = base_language(language)
    if base not in languages():
        return f"20, 30, 40. {COUNTDOWN}"
    phrases = load_phrases(base)
    amount = phrases("say.sets_of", n=3, amount=phrases.length(20))
    return f"{_name(base)}. {amount}. {COUNTDOWN}"


def _name(language: str) -> str:
    """Return what the exercise of a sample is called in a language of Coach's."""
    for file in (f"exercises.{language}.toml", "exercises.toml"):
        with contextlib.suppress(OSError, KeyError, tomllib.TOMLDecodeError):
            return str(tomllib.loads((bundled_routines() / file).read_text("utf-8"))["exercise"][TRIED]["name"])
    return ""
