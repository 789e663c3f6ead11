"""What was spoken before, on disk: one WAV a text, in one folder a voice; may be deleted at any time.

A file's name carries its length and its onset (`<hash>-<frames>-<onset>.wav`), so that one listing of the folder
answers every question about lengths: there is no index that could be torn, or lost by a second copy of the program.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from coach.paths import write_cached
from coach.pcm import RATE
from coach.pcm import seconds as to_seconds
from coach.units import Frames, Seconds
from coach.voice.engine import Identity
from coach.voice.models import TREATMENT, is_here, is_neural, joes_model, model_of
from coach.voice.pronounce import NOTHING_SAID_OTHERWISE
from coach.voice.render import PIPELINE

Stored = npt.NDArray[np.int16]
"""Samples as they are kept: half the memory of floats, and all that a voice has to offer."""

LARGEST: int = 256 * 1024 * 1024
"""Bytes of one voice's folder, about 45 minutes of speech, after which the oldest half is thrown away."""

_NAME = re.compile(r"([0-9a-f]{32})-(\d+)-(\d+)\.wav")
_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")


@dataclass(frozen=True, slots=True)
class Entry:
    """How long a cached text is."""

    frames: Frames
    onset: Frames

    @property
    def seconds(self) -> Seconds:
        """From the onset to the end."""
        return to_seconds(self.frames - self.onset)


def text_key(text: str, said: str | None = None) -> str:
    """Return the name under which a text is kept; another where engines are given other words of it."""
    whole = text if said is None or said == text else f"{text}\0{said}"
    return hashlib.sha256(whole.encode()).hexdigest()[:32]


class Cache:
    """The texts of one voice; every failure of the disk makes it forgetful and never raises."""

    def __init__(self, root: Path, identity: Identity, said: Callable[[str], str] = NOTHING_SAID_OTHERWISE) -> None:
        self._said = said
        same_sound = [identity.engine, identity.version, identity.source, identity.voice, identity.rate, PIPELINE]
        if identity.made:
            same_sound.append(identity.made)
        self.folder = root / "voice" / hashlib.sha256(json.dumps(same_sound).encode()).hexdigest()[:16]
        self._entries: dict[str, Entry] = {}
        total = 0
        try:
            with os.scandir(self.folder) as files:
                for file in files:
                    if match := _NAME.fullmatch(file.name):
                        entry = Entry(int(match[2]), int(match[3]))
                        self._entries[match[1]] = entry
                        total += 2 * entry.frames
        except OSError:
            pass
        if total > LARGEST:
            self._prune(total)

    def __len__(self) -> int:
        return len(self._entries)

    def entry(self, text: str) -> Entry | None:
        """Return how long the text is, when it is there."""
        return self._entries.get(self._key(text))

    def load(self, text: str) -> tuple[Stored, Frames] | None:
        """Return samples and onset of a text; one that is missing, torn or silent is forgotten, to be made again."""
        key = self._key(text)
        entry = self._entries.get(key)
        if entry is None:
            return None
        path = self._path(key, entry)
        try:
            data = path.read_bytes()
        except OSError:
            data = b""
        if data[: _HEADER.size] == _header(entry.frames) and len(data) == _HEADER.size + 2 * entry.frames:
            samples = np.frombuffer(data, "<i2", offset=_HEADER.size).astype(np.int16)
            if entry.onset < entry.frames and samples.any():
                return samples, entry.onset
        self._entries.pop(key, None)
        with contextlib.suppress(OSError):
            path.unlink()
        return None

    def store(self, text: str, samples: Stored, onset: Frames) -> bool:
        """Keep a text; False where the disk refuses, and nothing half-written is left under its name."""
        key, entry = self._key(text), Entry(len(samples), onset)
        if not write_cached(self._path(key, entry), _header(entry.frames), samples.astype("<i2").tobytes()):
            return False
        self._entries[key] = entry
        return True

    def _key(self, text: str) -> str:
        return text_key(text, self._said(text))

    def _path(self, key: str, entry: Entry) -> Path:
        return self.folder / f"{key}-{entry.frames}-{entry.onset}.wav"

    def _prune(self, total: int) -> None:
        with contextlib.suppress(OSError):
            for path in sorted(self.folder.iterdir(), key=lambda path: path.stat().st_mtime):
                if total <= LARGEST // 2:
                    break
                total -= path.stat().st_size
                path.unlink()
                self._entries.pop(path.name[:32], None)


def _header(frames: Frames) -> bytes:
    """Return the 44 bytes before the samples of a mono 16-bit WAV at `RATE`."""
    size = 2 * frames
    return _HEADER.pack(b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, 1, 1, RATE, 2 * RATE, 2, 16, b"data", size)


class Memo:
    """Remembers which voice answered to which wish, so that a warm cache is found without starting the worker.

    A wish is what the settings ask for and a fingerprint of the installed engines: after an update it is a new wish.
    """

    def __init__(
        self, root: Path, *, voice: str | None, rate: int | None, lang: str, fingerprint: str, only: bool = False
    ) -> None:
        wish = json.dumps([voice, rate, lang, fingerprint, PIPELINE, only])
        self._path = root / "voice" / f"asked-{hashlib.sha256(wish.encode()).hexdigest()[:16]}.json"

    def read(self) -> Identity | None:
        """Return the voice that answered last time, None when it is not known."""
        try:
            return Identity.from_json(json.loads(self._path.read_bytes()))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, identity: Identity) -> None:
        """Remember it; a disk that refuses costs half a second next time and nothing else."""
        write_cached(self._path, json.dumps(identity.as_json()).encode())


def fingerprint(voice: str | None = None) -> str:
    """Return what changes whenever another engine might answer: found by looking at files, without loading any."""
    from importlib.util import find_spec

    found = [sys.platform, os.environ.get("COACH_ESPEAK", ""), str(is_here()), str(TREATMENT)]
    model = joes_model()
    if model is not None:
        found.append(_stamp(model))
    if voice is not None and is_neural(voice):
        found += [_stamp(model_of(voice)), _stamp(model_of(f"{voice}.json"))]
    for module in ("pyttsx3", "espeakng_loader", "piper"):
        spec = find_spec(module)
        if spec is not None and spec.origin is not None:
            found.append(_stamp(Path(spec.origin)))
    if sys.platform.startswith("linux"):
        # Where the dynamic linker would find what the worker looks for.
        folders = [Path("/usr/local/lib"), Path("/usr/lib64"), Path("/lib64"), Path("/usr/lib"), Path("/lib")]
        folders += sorted(Path("/usr/lib").glob("*-linux-*"))
        names = ("libespeak-ng.so.1", "libespeak.so.1")
        found += [_stamp(folder / name) for folder in folders for name in names if (folder / name).exists()]
    return "|".join(found)


def _stamp(path: Path) -> str:
    try:
        status = path.stat()
    except OSError:
        return str(path)
    return f"{path}:{status.st_size}:{status.st_mtime_ns}"
