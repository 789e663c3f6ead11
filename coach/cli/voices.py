"""`coach voices`: what could speak, and how it sounds."""

from __future__ import annotations

import argparse
import io
import os
import re
import threading
import wave
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from coach.cli.printing import print_json, print_setting_problems, print_text
from coach.clock import SystemClock
from coach.desk.desk import NO_VOICE, Desk
from coach.desk.voices import Voices, all_voices, sample
from coach.errors import CoachError, UsageError
from coach.extras import EXTRAS
from coach.paths import expanded, user_paths
from coach.pcm import RATE, Samples, seconds
from coach.settings.model import check_rate
from coach.sound.noise import noise_to
from coach.units import Seconds
from coach.voice.engine import Identity, VoiceInfo
from coach.voice.protocol import Utterance
from coach.words.phrases import base_language, language_tag

PATIENCE: Seconds = 20.0
"""How long a sample is waited for: a neural voice that was never loaded comes from a slow disk."""

ENDS: Seconds = 0.3
"""How long after its last sound the device is closed."""

WAV = ".wav"

TO_FILE = "-o FILE.wav writes it to a file instead."


def run(options: argparse.Namespace) -> int:
    """Print the voices, or speak a sample with one of them."""
    wanted: str | None = getattr(options, "try")
    trying = wanted is not None or options.output is not None
    if not trying and (options.rate is not None or options.volume is not None):
        raise UsageError("--rate and --volume are for a sample: `coach voices --try`.")
    check_rate(options.rate)
    if options.volume is not None and not 0 <= options.volume <= 100:
        raise UsageError("--volume takes a percentage from 0 to 100.")
    path = None if options.output is None else _check_file(options.output)
    desk = Desk(user_paths())
    print_setting_problems(desk.setting_problems, desk.paths)
    if trying:
        return _try(desk, wanted or None, options, path)
    return _list(all_voices(desk), lang=options.lang, everything=options.all, json=options.json)


# --- the list --------------------------------------------------------------------------------------------------------


def _list(found: Voices, *, lang: str | None, everything: bool, json: bool) -> int:
    wanted = [voice for voice in found.found if lang is None or _is_of(voice, lang)]
    if lang is not None and not wanted:  # of its country there is none: those of the language read it
        wanted = [voice for voice in found.found if _is_of(voice, base_language(lang))]
    if json:
        print_json([_row(voice, found) for voice in wanted])
    if found.trouble is not None:
        print_text(f"{found.trouble} See `coach doctor`.", error=True)
    if not json and wanted:
        shown = [voice for voice in wanted if everything or lang is not None or _is_near(voice, found)]
        for line in _lines(shown, found):
            print_text(line)
        print_text()
        rest = len(wanted) - len(shown)
        if rest:
            tongues = len({base_language(voice.language) for voice in wanted if not _is_near(voice, found)})
            print_text(f"{rest} more in {tongues} other languages: coach voices --all, or --lang fr for one of them")
        print_text("* speaks its language by itself; > is what your settings ask for")
        print_text("Hear one:    coach voices --try ID")
        print_text("Choose one:  coach config voice.id ID, or for one language: coach config voices.de ID")
        print_text('No voice at all, lengths estimated: "none"')
        if EXTRAS["neural"].missing:
            print_text(f"A voice that sounds like a person's: {EXTRAS['neural'].command}")
    elif not json and lang is not None and found.found:
        print_text(f"No voice here speaks “{lang}”.", error=True)
    return 0 if wanted else 1


def _lines(shown: Sequence[VoiceInfo], found: Voices) -> Iterator[str]:
    ids = max((len(voice.id) for voice in shown), default=0)
    tongues = max((len(voice.language) for voice in shown), default=0)
    names = max((len(voice.name) for voice in shown), default=0)
    before = None
    for voice in shown:
        base = base_language(voice.language)
        if before not in (None, base):
            yield ""
        before = base
        mark = ">" if voice.id in found.chosen else "*" if voice.usual else " "
        yield f"{mark} {voice.id:<{ids}}  {voice.language:<{tongues}}  {voice.name:<{names}}  {voice.engine}"


def _row(voice: VoiceInfo, found: Voices) -> dict[str, object]:
    return {
        "id": voice.id,
        "name": voice.name,
        "language": voice.language,
        "engine": voice.engine,
        "usual": voice.usual,
        "chosen": voice.id in found.chosen,
    }


def _is_near(voice: VoiceInfo, found: Voices) -> bool:
    return base_language(voice.language) in found.near or voice.id in found.chosen


def _is_of(voice: VoiceInfo, lang: str) -> bool:
    wanted = language_tag(lang)
    return wanted in (voice.language, base_language(voice.language))


# --- a sample --------------------------------------------------------------------------------------------------------


def _check_file(named: str) -> Path:
    """Return where the sample goes; CoachError for what it would destroy, or what would not be what its name says."""
    path = expanded(named)
    if path.suffix.lower() != WAV:
        raise UsageError(f"A sample is written as {WAV}, and {named} does not end in it.")
    if os.path.lexists(path):
        raise CoachError(f"{path} is there already, and stays as it is. Name another file.")
    return path


def _try(desk: Desk, wanted: str | None, options: argparse.Namespace, path: Path | None) -> int:
    name = desk.voice_for(options.lang or desk.language, wanted)[0]
    if name == NO_VOICE:
        print_text('The voice "none" says nothing.')
        return 0
    utterance, identity = _spoken(desk, wanted, options)
    about = f"{identity.name} ({identity.voice}), {identity.rate} words a minute, {identity.engine}"
    if path is not None:
        _write(path, utterance.samples)
        print_text(f"{about}: {seconds(len(utterance.samples)):.1f} s in {path}")
        return 0
    with noise_to(desk.sound_log):
        output = desk.output()
        try:
            output.start()
            if output.trouble is not None:
                raise CoachError(f"{output.trouble} {TO_FILE}")
            print_text(about)
            output.place(utterance.samples, SystemClock().monotonic() + output.latency)
            threading.Event().wait(output.latency + seconds(len(utterance.samples)) + ENDS)
            if output.trouble is not None:
                raise CoachError(f"{output.trouble} {TO_FILE}")
        finally:
            output.close()
    return 0


def _spoken(desk: Desk, wanted: str | None, options: argparse.Namespace) -> tuple[Utterance, Identity]:
    """Return the sample as the voice speaks it in its own language; CoachError where it is not there or is silent."""
    volume = None if options.volume is None else options.volume / 100
    lang = options.lang
    if wanted is not None and lang is None and _language(wanted) and desk.voice_for(wanted)[1]:
        wanted, lang = None, wanted  # a language of the settings: the voice that they name for it
    voice = desk.voice(lang or desk.language, voice=wanted, rate=options.rate, volume=volume)
    try:
        voice.get("3", PATIENCE)  # then it is known who speaks, and in which language
        if voice.notice is not None and wanted is not None:
            why = voice.identity.why if voice.identity is not None else voice.notice
            other = _language(wanted) and lang is None
            if other:
                voice.close()
                voice = desk.voice(wanted, rate=options.rate, volume=volume)
                voice.get("3", PATIENCE)
            spoken = voice.identity.language if voice.identity is not None else ""
            if not other or base_language(spoken) != base_language(wanted):
                raise CoachError(f"{why}. Nothing was spoken; `coach voices` lists those that can.")
            wanted, lang = None, wanted
        identity = voice.identity
        language = (lang if wanted is None else None) or (identity.language if identity else "")
        utterance = voice.get(sample(language or desk.language), PATIENCE)
        if utterance is None or identity is None:
            raise CoachError(voice.trouble or "Nothing was spoken. See `coach doctor`.")
        if voice.notice is not None:
            print_text(voice.notice, error=True)
        return utterance, identity
    finally:
        voice.close()


def _language(name: str) -> bool:
    """Tell whether a name may be a language, as "de" or "es-MX"."""
    return re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*", name) is not None


def _write(path: Path, samples: Samples) -> None:
    """Write samples as a WAV of 16 bits; CoachError where the disk refuses."""
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.round(samples * 32767).astype("<i2").tobytes())
    try:
        with path.open("xb") as file_there:
            file_there.write(written.getvalue())
    except OSError as error:
        raise CoachError(f"{path} cannot be written: {error.strerror or error}.") from error
