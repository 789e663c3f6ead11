"""How the voices do: how soon each engine speaks, what a cue costs, what it holds of memory, and how fast it really is.

    python -m benchmarks.voices [ROUTINE…]
    python -m benchmarks.voices --says LANG WORDS…

Needs nothing but the engines: pyttsx3's, and Piper where the extra `neural` is installed. Each begins with an empty
cache and no process. The first sound is there when the words are; "everything" is what a session of the routine waits
for before its first word, once: afterwards all of it lies in the cache. Processor time is the worker's, and tells what
it takes also where others use the machine. A rate is counted in words a minute over the longer texts of the routine.

`--says` tells what engines are given for words (coach/voice/pronunciations) and which sounds eSpeak reads, for both
engines find them alike: with it, and with an ear, words are found that need an entry there.
"""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from coach.desk.desk import Desk
from coach.desk.routines import load
from coach.paths import user_paths
from coach.voice.engine import WorkerEngine, worker_command
from coach.voice.models import joe_is_here
from coach.voice.pronounce import pronunciations
from coach.voice.render import bounds, read_sound, render
from coach.words.speech import FixedLengths

RATES = (100, 140, 165, 200, 260)
ROUTINES = ("quick-start", "knee-foundation")
PIECE = 8
"""Words of a text that counts for the rate: in a shorter one its ends weigh more than its pace."""


class Gathered(FixedLengths):
    """Lengths that remember whose they are."""

    def __init__(self) -> None:
        self.texts: dict[str, None] = {}

    def seconds(self, text: str) -> float:
        self.texts[text] = None
        return super().seconds(text)


def texts_of(routine: str) -> list[str]:
    """Return what is measured, and so spoken, before a session of a routine begins."""
    with tempfile.TemporaryDirectory() as home:
        desk = Desk(user_paths({"COACH_HOME": home}))
        found = load(desk, routine).routine
        assert found is not None
        lengths = Gathered()
        desk.timeline(found, desk.choices(found), lengths)
    return [text for text in lengths.texts if text.strip()]


def process_time(pid: int) -> float:
    """Return the processor seconds of a process, NaN where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return float("nan")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> str:
    """Return what a process holds and held at most."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return "not told by this system"
    held = {key: int(kilobytes) // 1024 for key, kilobytes in re.findall(r"(VmRSS|VmHWM):\s+(\d+) kB", status)}
    return f"{held['VmRSS']} MB held, {held['VmHWM']} MB at most"


def engine(*, neural: bool, rate: int = 165) -> WorkerEngine:
    return WorkerEngine(worker_command(voice=None, rate=rate, lang="en", neural=neural))


def spoken(worker: WorkerEngine, text: str) -> float:
    """Speak a text as a session does and return its seconds."""

    def speak(words: str) -> np.ndarray:
        path = worker.speak(words)
        try:
            return read_sound(path)
        finally:
            path.unlink()

    samples, onset = render(text, speak, pronunciations("en").of(worker.hello().engine))
    return (len(samples) - onset) / 48_000


def cost(routine: str, *, neural: bool) -> None:
    texts = texts_of(routine)
    begin = time.perf_counter()
    worker = engine(neural=neural)
    try:
        spoken(worker, texts[0])
        first = time.perf_counter() - begin
        identity = worker.hello()
        assert worker._process is not None
        pid = worker._process.pid
        before, cpu = time.perf_counter(), process_time(pid)
        seconds = sum(spoken(worker, text) for text in texts[1:])
        each = (time.perf_counter() - before) / (len(texts) - 1)
        cpu_each = (process_time(pid) - cpu) / (len(texts) - 1)
        whole = time.perf_counter() - begin
        print(
            f"{identity.engine} {identity.version}, {routine}: first sound after {first:.2f} s,"
            f" then {1000 * each:.0f} ms a text ({1000 * cpu_each:.0f} ms of processor,"
            f" {seconds / (len(texts) - 1):.1f} s of speech);"
            f" everything, {len(texts)} texts, after {whole:.1f} s; {memory(pid)}"
        )
    finally:
        worker.close()


def rates(texts: list[str], *, neural: bool) -> None:
    told = []
    for rate in RATES:
        worker = engine(neural=neural, rate=rate)
        try:
            words, seconds = 0, 0.0
            for text in texts:
                path = worker.speak(text)
                onset, end = bounds(read_sound(path))
                path.unlink()
                words, seconds = words + len(text.split()), seconds + (end - onset) / 48_000
            told.append(f"{rate} → {60 * words / seconds:.0f}")
        finally:
            worker.close()
    print(f"{'Piper' if neural else 'eSpeak'}, words a minute asked for → measured: {', '.join(told)}")


def same_sound(*, neural: bool) -> None:
    sounds = []
    for _ in range(2):
        worker = engine(neural=neural)
        try:
            path = worker.speak("Wall sit. 3 sets of 20 seconds.")
            sounds.append(path.read_bytes())
        finally:
            worker.close()
    told = "are the same bytes" if sounds[0] == sounds[1] else "differ"
    print(f"{'Piper' if neural else 'eSpeak'}: the same words in two processes {told}")


def says(lang: str, words: list[str]) -> None:
    """Print what engines are given, and eSpeak's sounds of the words as they are written and as they are given."""
    import espeakng_loader

    os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    library.espeak_Initialize(2, 0, None, 0)
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    library.espeak_SetVoiceByName((lang if lang != "en" else "en-us").encode())

    def sounds(text: str) -> str:
        rest, heard = ctypes.c_char_p(text.encode()), []
        while rest.value:
            heard.append((library.espeak_TextToPhonemes(ctypes.byref(rest), 1, 2) or b"").decode())
        return " | ".join(heard)

    said = pronunciations(lang).of("eSpeak NG")
    for text in words:
        given = said(text)
        print(f"{text}: {sounds(text)}" + ("" if given == text else f"  →  {given}: {sounds(given)}"))


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--says"]:
        says(arguments[1], arguments[2:])
        return
    routines = arguments or list(ROUTINES)
    long = [
        text for routine in routines for text in texts_of(routine) if len(text.split()) >= PIECE and "..." not in text
    ]
    for neural in (False, True):
        if neural and not joe_is_here():
            print("Piper: the extra “neural” is not installed")
            continue
        for routine in routines:
            cost(routine, neural=neural)
        rates(long, neural=neural)
        same_sound(neural=neural)
    load_average = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(f"{os.cpu_count()} cores, load {load_average:.1f}, {subprocess.list2cmdline(sys.argv[1:]) or 'no arguments'}")


if __name__ == "__main__":
    main(sys.argv[1:])
