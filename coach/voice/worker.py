"""The process that speaks: `python -m coach.voice.worker` turns words into sound files, one at a time.

It is a process of its own because pyttsx3 hangs, exits and prints; here that costs one utterance and never a session.
This is the only module that imports pyttsx3; Piper is in `neural.py`, and never are both loaded in one process: each
brings an eSpeak of its own. It reads one JSON object a line on standard input and answers one a line on what was
standard output; what the engines print is dropped.

    {"id": 1, "do": "hello"}                              → {"id": 1, "ok": true, "engine": …, "version": …, …}
    {"id": 2, "do": "say", "text": …, "path": "….wav"}    → {"id": 2, "ok": true, "path": "…"}
    {"id": 3, "do": "voices"}                             → {"id": 3, "ok": true, "voices": [{"id": …}, …]}
    anything that goes wrong                              → {"id": …, "ok": false, "error": "a sentence"}
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Protocol, TextIO

from coach.voice.choosing import Choice, EngineTroubleError, Row, choose, other_language, speaks
from coach.voice.models import JOE, is_neural, joe_is_here, row_of
from coach.voice.neural import NeuralEngine
from coach.words.phrases import base_language, language_tag

SYSTEM_ESPEAK = ("libespeak-ng.so.1", "/usr/local/lib/libespeak-ng.so.1", "libespeak.so.1")
"""What pyttsx3 2.99 looks for on Linux, in its order."""

LONGEST_DATA_PATH = 120
"""eSpeak calls exit(1) somewhere over 150 characters."""

FILE_PATIENCE = 3.0
"""How many seconds a sound file may appear late: the run loop can return before it is there."""


def find_espeak(scratch: Path, *, bundled_only: bool) -> str:
    """Make an eSpeak library loadable for pyttsx3 and return "system" or "bundled".

    The bundled data is never combined with a system library: their versions differ.
    """
    if not bundled_only:
        for name in SYSTEM_ESPEAK:
            with contextlib.suppress(OSError):
                ctypes.CDLL(name)
                return "system"
    try:
        import espeakng_loader
    except ImportError:
        raise EngineTroubleError(
            "There is no eSpeak on this machine: run `pip install espeakng-loader`, or install the package espeak-ng."
        ) from None
    try:
        os.environ["ESPEAK_DATA_PATH"] = str(_short(Path(espeakng_loader.get_data_path()), scratch))
        # Loaded first, it is what dlopen gives for its own name afterwards.
        ctypes.CDLL(espeakng_loader.get_library_path(), mode=getattr(ctypes, "RTLD_GLOBAL", 0))
    except (OSError, RuntimeError) as error:
        raise EngineTroubleError(
            f"The bundled eSpeak does not load ({error}); install the package espeak-ng."
        ) from error
    return "bundled"


def _short(data: Path, scratch: Path) -> Path:
    if len(str(data)) <= LONGEST_DATA_PATH:
        return data
    for folder in (scratch, Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp")):
        link = folder / f"espeak-{os.getpid()}"
        if len(str(link)) > LONGEST_DATA_PATH:
            continue
        with contextlib.suppress(OSError):
            link.symlink_to(data, target_is_directory=True)
            return link
    raise EngineTroubleError("The path of eSpeak's data is too long for it, and no folder took a shorter link.")


class Engine:
    """pyttsx3 tamed: one engine, one thread, one call and one run for each utterance."""

    def __init__(
        self,
        *,
        voice: str | None,
        rate: int | None,
        lang: str,
        scratch: Path,
        bundled_only: bool,
        only: bool = False,
        why: str = "",
        lasting: bool = True,
    ) -> None:
        self.source = (
            find_espeak(scratch, bundled_only=bundled_only) if sys.platform.startswith("linux") else "platform"
        )
        try:
            import pyttsx3

            self._engine: Any = pyttsx3.init()
        except Exception as error:
            raise EngineTroubleError(f"pyttsx3 found no voice on this machine ({error}).") from error
        if str(self._engine) == "espeak":
            self._poll_faster()
        self._name = "eSpeak NG" if str(self._engine) == "espeak" else str(self._engine)
        self._rows = self._list()
        choice: Choice = choose(self._rows, voice, lang, only=only)
        chosen = choice.voice
        self._why = why or choice.why
        self._lasting = lasting
        wishes: dict[str, object] = {"voice": chosen["id"]} if chosen is not None else {}
        if rate is not None:
            wishes["rate"] = rate
        for name, value in wishes.items():
            self._engine.setProperty(name, value)
        # The first run of an engine may return before its file is there, so it is an empty one. Never a second:
        # a run with nothing to say does not end once the engine is idle.
        self._engine.runAndWait()
        for name, value in wishes.items():
            self._insist(name, value)

    def _poll_faster(self) -> None:
        # The driver sleeps 10 ms after each utterance; a cold start has a hundred of them before the first word.
        from pyttsx3.drivers import espeak

        espeak.time = SimpleNamespace(sleep=lambda seconds: time.sleep(min(seconds, 0.001)))

    def _insist(self, name: str, value: object) -> None:
        for _ in range(10):  # a set is dropped now and then
            if self._engine.getProperty(name) == value:
                return
            self._engine.setProperty(name, value)

    def rows(self) -> list[Row]:
        return self._rows

    def _list(self) -> list[Row]:
        voices = []
        for voice in self._engine.getProperty("voices") or []:
            languages = [
                item.decode("utf-8", "replace") if isinstance(item, bytes) else str(item)
                for item in (getattr(voice, "languages", None) or [])
            ]
            language = language_tag(languages[0].strip("\x05")) if languages else ""
            if language.startswith("unknown"):
                language = ""
            voices.append({"id": str(voice.id), "name": str(voice.name), "language": language, "engine": self._name})
        return voices

    def about(self) -> dict[str, object]:
        """Return what speaks: engine, version, where it comes from, voice and rate as the engine reports them."""
        voice = str(self._engine.getProperty("voice") or "")
        row = next((item for item in self._rows if item["id"] == voice), None)
        return {
            "engine": self._name,
            "version": self._version(),
            "source": self.source,
            "voice": voice,
            "name": row["name"] if row is not None else voice,
            "language": row["language"] if row is not None else "",
            "rate": int(self._engine.getProperty("rate") or 0),
            "why": self._why,
            "lasting": self._lasting,
        }

    def _version(self) -> str:
        if str(self._engine) == "espeak":
            with contextlib.suppress(Exception):
                from pyttsx3.drivers import _espeak

                _espeak.dll.espeak_Info.restype = ctypes.c_char_p
                return str(_espeak.dll.espeak_Info(None).decode("ascii", "replace"))
        import platform

        return f"{platform.system()} {platform.release()}"

    def say(self, text: str, path: Path) -> None:
        """Write the words to a sound file; raises EngineTroubleError when none comes of it."""
        if not text.strip():
            raise EngineTroubleError("There are no words to say.")
        for _ in range(2):  # a run that ends too early leaves no file; the next one does
            self._engine.save_to_file(text, str(path))
            self._engine.runAndWait()
            if _complete(path, FILE_PATIENCE):
                return
        if sys.platform != "darwin":
            raise EngineTroubleError("The engine wrote no sound file.")
        self._say_by_command(text, path)

    def _say_by_command(self, text: str, path: Path) -> None:
        command = ["/usr/bin/say", "-o", str(path), "--file-format=WAVE", "--data-format=LEI16@22050"]
        rate = self._engine.getProperty("rate")
        if rate:
            command += ["-r", str(int(rate))]
        done = subprocess.run([*command, "--", text], check=False, capture_output=True)
        if done.returncode != 0 or not _complete(path, FILE_PATIENCE):
            raise EngineTroubleError("Neither the engine nor /usr/bin/say wrote a sound file.")


def _complete(path: Path, patience: float) -> bool:
    """Wait until the file is there and as long as its header says (WAV), or has stopped growing (AIFF)."""
    end = time.monotonic() + patience
    before = -1
    while True:
        size = path.stat().st_size if path.exists() else 0
        if size > 44:
            with path.open("rb") as file:
                head = file.read(8)
            if head[:4] == b"RIFF":
                if int.from_bytes(head[4:8], "little") + 8 <= size:
                    return True
            elif size == before:
                return True
        if time.monotonic() > end:
            return False
        before = size
        time.sleep(0.001 if head_is_wave(path) else 0.05)


def head_is_wave(path: Path) -> bool:
    """Tell whether the file is meant to be a WAV: pyttsx3 writes AIFF on macOS whatever the name."""
    return sys.platform != "darwin" and path.suffix == ".wav"


class Speaking(Protocol):
    """What both engines do."""

    def rows(self) -> list[Row]:
        """Return the voices of the engine."""

    def about(self) -> dict[str, object]:
        """Return what speaks: engine, version, where it comes from, voice, its language and rate."""

    def say(self, text: str, path: Path) -> None:
        """Write the words to a sound file; raises EngineTroubleError when none comes of it."""


def open_engine(options: argparse.Namespace) -> Speaking:
    """Return what speaks: the voice that is asked for, else Piper's for English where it is, else pyttsx3's own."""
    wanted: str | None = options.voice
    why = ""
    failed = False
    if wanted is not None and is_neural(wanted) and not options.no_neural:
        try:
            row = row_of(wanted)
            if not options.only and not speaks(row["language"], options.lang):
                why = other_language(row["name"], row["language"], options.lang)
            elif options.neural_failed:
                failed = True
            else:
                return NeuralEngine(wanted, rate=options.rate)
        except EngineTroubleError as error:
            why = str(error)
        wanted = None
    by_itself = wanted is None and not options.no_neural and base_language(options.lang) == "en" and joe_is_here()
    if by_itself:
        failed = True
        try:
            if not options.neural_failed:
                return NeuralEngine(JOE, rate=options.rate, why=why)
        except EngineTroubleError as error:
            why = why or str(error)
    if failed:
        why = why or "Piper did not start"
    return Engine(
        voice=wanted,
        rate=options.rate,
        lang=options.lang,
        scratch=Path(options.scratch),
        bundled_only=options.bundled,
        only=options.only,
        why=why,
        lasting=not failed,
    )


def serve(requests: queue.SimpleQueue[str | None], answers: TextIO, options: argparse.Namespace) -> None:
    """Answer requests until there are no more; the engine is made at the first, so that its failure has a reader."""
    engine: Speaking | None = None
    while (line := requests.get()) is not None:
        try:
            request = json.loads(line)
        except ValueError:
            continue
        answer: dict[str, object] = {"id": request.get("id"), "ok": True}
        try:
            if engine is None:
                engine = open_engine(options)
            if request.get("do") == "say":
                path = Path(request["path"])
                engine.say(request["text"], path)
                answer["path"] = str(path)
            elif request.get("do") == "voices":
                answer["voices"] = engine.rows()
            else:
                answer |= engine.about()
        except EngineTroubleError as error:
            answer = {"id": request.get("id"), "ok": False, "error": str(error)}
        except Exception as error:
            answer = {
                "id": request.get("id"),
                "ok": False,
                "error": f"The voice failed ({type(error).__name__}: {error}).",
            }
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _read(requests: queue.SimpleQueue[str | None], scratch: str) -> None:
    for line in sys.stdin:
        requests.put(line)
    # The parent is gone. The engine may hang, so that waiting for it could leave this process behind for ever.
    shutil.rmtree(scratch, ignore_errors=True)
    os._exit(0)


def main() -> None:
    """Speak for the parent process until its end of the pipe closes."""
    parser = argparse.ArgumentParser(prog="coach.voice.worker")
    parser.add_argument("--voice")
    parser.add_argument("--only", action="store_true", help="that voice, whatever its language is")
    parser.add_argument("--rate", type=int, default=165)
    parser.add_argument("--lang", default="en")
    parser.add_argument("--scratch", required=True)
    parser.add_argument("--bundled", action="store_true", help="eSpeak from the package, not the system's")
    parser.add_argument("--no-neural", action="store_true", help="pyttsx3's voices only")
    parser.add_argument(
        "--neural-failed", action="store_true", help="Piper ended the process that had this turn before"
    )
    options = parser.parse_args()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # "Audio saved to …" goes nowhere: a log on a full disk failed the print, the print the utterance.
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.close(silence)
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    requests: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(requests, options.scratch), daemon=True).start()
    serve(requests, answers, options)


if __name__ == "__main__":
    main()
