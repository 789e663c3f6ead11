"""`coach voices`: what could speak, and how it sounds."""

from __future__ import annotations

import argparse
import sys
import threading
from pathlib import Path

from coach.cli.printing import print_json
from coach.desk.desk import Desk
from coach.paths import user_paths

SAMPLE = "Wall sit. 3 sets of 20 seconds. ...0.5s 3 ...0.5s 2 ...0.5s 1."
"""What `--try` says: a name, numbers, and a countdown."""


def run(options: argparse.Namespace) -> int:
    """Print the voices, or speak a sample with one of them."""
    desk = Desk(user_paths())
    settings = desk.settings
    return list_or_try(
        json=options.json,
        try_voice=getattr(options, "try"),
        cache=desk.speech_cache,
        rate=settings.voice.rate,
        device=settings.sound.device or None,
        log=desk.voice_log,
    )


def list_or_try(
    *,
    json: bool = False,
    try_voice: str | None = None,
    cache: Path,
    rate: int | None = None,
    lang: str = "en",
    device: str | None = None,
    log: Path | None = None,
) -> int:
    """Print the voices, or speak a sample with one of them ("" is the usual one); return the exit status."""
    if try_voice is not None:
        return _try(try_voice or None, cache=cache, rate=rate, lang=lang, device=device, log=log)
    from coach.voice.engine import EngineError
    from coach.voice.report import voices

    try:
        found, usual = voices(lang=lang, log=log)
    except EngineError as error:
        if json:
            print("[]")
        print(f"{error} See `coach doctor`.", file=sys.stderr)
        return 1
    if json:
        rows = [
            {
                "id": voice.id,
                "name": voice.name,
                "language": voice.language,
                "engine": voice.engine,
                "usual": voice.id == usual.voice,
            }
            for voice in found
        ]
        print_json(rows)
        return 0
    width = max((len(voice.id) for voice in found), default=0)
    tongue = max((len(voice.language) for voice in found), default=0)
    for voice in found:
        mark = "*" if voice.id == usual.voice else " "
        print(f"{mark} {voice.id:<{width}}  {voice.language:<{tongue}}  {voice.name}")
    print(f"\n* speaks “{lang}” by itself ({usual.engine} {usual.version}, {usual.source}).")
    print("Hear one:   coach voices --try ID\nChoose one: coach config voice.id ID")
    print('No voice at all, lengths estimated: "none"')
    return 0


def _try(voice: str | None, *, cache: Path, rate: int | None, lang: str, device: str | None, log: Path | None) -> int:
    from coach.clock import SystemClock
    from coach.sound.device import open_output
    from coach.voice.speaker import NONE, open_voice

    if voice == NONE:
        print('The voice "none" says nothing.')
        return 0
    speaker = open_voice(cache, voice=voice, rate=rate, lang=lang, log=log)
    output = open_output(device=device)
    try:
        output.start()
        utterance = speaker.get(SAMPLE, 15.0)
        problem = speaker.notice or (None if utterance is not None else speaker.trouble or "Nothing was spoken.")
        if utterance is None or problem is not None:
            print(problem, file=sys.stderr)
            return 1
        identity = speaker.identity
        if identity is not None:
            print(f"{identity.name} ({identity.voice}), {identity.rate} words a minute, {identity.engine}")
        output.place(utterance.samples, SystemClock().monotonic() + output.latency)
        threading.Event().wait(output.latency + len(utterance.samples) / 48_000 + 0.3)
        if output.trouble is not None:
            print(output.trouble, file=sys.stderr)
            return 1
        return 0
    finally:
        output.close()
        speaker.close()
