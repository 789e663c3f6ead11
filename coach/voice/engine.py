"""The parent's end of the worker process: starts it, asks it, gives up on it, starts it again."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from coach.errors import CoachError
from coach.units import Seconds

PATIENCE: Seconds = 10.0
"""How long one request may take: an unwritable path makes pyttsx3 wait for ever."""

PATIENCE_A_LETTER: Seconds = 0.02
"""What a long text may take on top: a slow machine speaks no faster than a person."""

LONGEST_BACK_OFF: Seconds = 30.0

NEURAL_FAILED = "--neural-failed"
"""The worker's option to leave Piper alone, because a process ended with it or did not answer."""


class EngineError(CoachError):
    """No sound came of some words; the text is a sentence for the screen."""


class EngineDownError(EngineError):
    """The worker is not there at all: asking for other words is of no use before `WorkerEngine.down_until`."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What speaks, as far as it changes the sound."""

    engine: str
    version: str
    source: str
    """"system", "bundled", or "platform" where the engine is part of the system."""
    voice: str
    name: str
    rate: int
    language: str = ""
    """As the engine tells it: "en-us"; empty where it does not."""
    why: str = ""
    """Why it is another voice than the one that was asked for, a sentence without its stop; else empty."""
    made: str = ""
    """What else changes the sound: which model it is, and how it is used."""
    lasting: bool = True
    """False where it speaks only because Piper failed, which the next start may find mended."""

    @property
    def matched(self) -> bool:
        """Whether it is the voice that was asked for."""
        return not self.why

    @property
    def notice(self) -> str | None:
        """One sentence where another voice speaks than the one that was asked for, else None."""
        return f"{self.why}; {self.name} speaks. See `coach voices`." if self.why else None

    def as_json(self) -> dict[str, object]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Identity:
        """Read what `as_json` or a hello gave; raises KeyError, TypeError or ValueError for anything else."""
        return cls(
            engine=str(data["engine"]),
            version=str(data["version"]),
            source=str(data["source"]),
            voice=str(data["voice"]),
            name=str(data["name"]),
            rate=int(data["rate"]),
            language=str(data.get("language", "")),
            why=str(data.get("why", "")),
            made=str(data.get("made", "")),
            lasting=bool(data.get("lasting", True)),
        )


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """One voice that could speak."""

    id: str
    name: str
    language: str
    """As the engine tells it: "en-us"; empty where it does not."""
    engine: str
    usual: bool = False
    """It speaks its language where no other voice is asked for."""


def worker_command(
    *, voice: str | None, rate: int | None, lang: str, only: bool = False, neural: bool = True
) -> list[str]:
    """Return the command of the real worker, all but its scratch folder.

    With `only` the voice speaks whatever its language is; without `neural` there are pyttsx3's voices and no others.
    """
    # -P: a `wave.py` or `json.py` beside somebody's routines must not be imported.
    command = [sys.executable, "-P", "-m", "coach.voice.worker", f"--lang={lang}"]
    if voice:
        command.append(f"--voice={voice}")
    if rate:
        command.append(f"--rate={rate}")
    if only:
        command.append("--only")
    if not neural:
        command.append("--no-neural")
    if os.environ.get("COACH_ESPEAK") == "bundled":
        command.append("--bundled")
    return command


class WorkerEngine:
    """Asks one worker process for the sound of words; starts it at the first request and again after it failed.

    Used from one thread at a time; only `close` may be called from another.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        log: Path | None = None,
        patience: Seconds = PATIENCE,
        back_off: Seconds = 0.5,
        clock: Callable[[], Seconds] = time.monotonic,
    ) -> None:
        self._command = list(command)
        self._log = log
        self._patience = patience
        self._back_off = back_off
        self._clock = clock
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._scratch: Path | None = None
        self._next_id = 0
        self._failures = 0
        self._closed = False
        self.down_until: Seconds = 0.0
        """Before this moment of the clock the worker is not started again."""
        self.starts = 0
        """How often a worker was started."""

    def hello(self) -> Identity:
        """Return what speaks; raises EngineError."""
        answer = self._ask({"do": "hello"})
        try:
            return Identity.from_json(answer)
        except (KeyError, TypeError, ValueError):
            raise self._failed("The voice answered nonsense.") from None

    def voices(self) -> list[dict[str, str]]:
        """Return the engine's voices as id, name and language; raises EngineError."""
        voices = self._ask({"do": "voices"}).get("voices")
        return [voice for voice in voices if isinstance(voice, dict)] if isinstance(voices, list) else []

    def speak(self, words: str) -> Path:
        """Return a sound file of the words, for the caller to read and remove; raises EngineError."""
        path = self._scratch_folder() / f"{self._next_id}.wav"
        self._ask({"do": "say", "text": words, "path": str(path)})
        return path

    def close(self) -> None:
        """End the worker and remove its files."""
        self._closed = True
        self._kill()
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
            self._scratch = None

    def _ask(self, request: dict[str, object]) -> dict[str, Any]:
        process = self._running()
        number = self._next_id
        self._next_id += 1
        try:
            assert process.stdin is not None
            process.stdin.write(json.dumps({"id": number, **request}).encode() + b"\n")
            process.stdin.flush()
        except (OSError, ValueError):
            raise self._failed("The voice ended unexpectedly.") from None
        end = time.monotonic() + self._patience + PATIENCE_A_LETTER * len(str(request.get("text", "")))
        while True:
            try:
                answer = self._answers.get(timeout=max(0.0, end - time.monotonic()))
            except queue.Empty:
                self._blame_neural(request)
                raise self._failed("The voice does not answer.") from None
            if answer is None:
                self._blame_neural(request)
                raise self._failed("The voice ended unexpectedly.")
            if answer.get("id") != number:
                continue  # an answer to a question that nobody waits for any more
            self._failures = 0
            if answer.get("ok") is not True:
                message = str(answer.get("error") or "The voice failed.")
                # With no engine at all the first answer is the last: the process is of no further use.
                raise self._failed(message) if request["do"] == "hello" else EngineError(message)
            return answer

    def _blame_neural(self, request: dict[str, object]) -> None:
        # A library that does not fit the processor ends the process while it loads; next time it is left alone.
        if request["do"] == "hello" and NEURAL_FAILED not in self._command:
            self._command.append(NEURAL_FAILED)

    def _running(self) -> subprocess.Popen[bytes]:
        process = self._process
        if process is not None and process.poll() is None:
            return process
        self._kill()
        if self._closed or self._clock() < self.down_until:
            raise EngineDownError("The voice is not running.")
        scratch = self._scratch_folder()
        try:
            process = self._start([*self._command, f"--scratch={scratch}"])
        except OSError as error:
            raise self._failed(f"The voice does not start ({error.strerror}).") from None
        self._process = process
        if self._closed:  # by another thread, which found no process to end
            self._kill()
            raise EngineDownError("The voice is not running.")
        return process

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        package = str(Path(__file__).resolve().parents[2])
        paths = [package, os.environ.get("PYTHONPATH", "")]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in paths if path)}
        with contextlib.ExitStack() as stack:
            log = subprocess.DEVNULL
            if self._log is not None:
                with contextlib.suppress(OSError):
                    self._log.parent.mkdir(parents=True, exist_ok=True)
                    # One run's errors are enough, and a log that only grows is none that anybody reads.
                    log = os.open(
                        self._log, os.O_WRONLY | os.O_CREAT | (os.O_APPEND if self.starts else os.O_TRUNC), 0o600
                    )
                    stack.callback(os.close, log)
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=environment,
                # Ctrl-C in the terminal is for the program, which then ends this one.
                start_new_session=sys.platform != "win32",
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        self.starts += 1
        self._answers = queue.SimpleQueue()
        assert process.stdout is not None
        threading.Thread(
            target=_listen, args=(process.stdout, self._answers), name="voice-answers", daemon=True
        ).start()
        return process

    def _scratch_folder(self) -> Path:
        if self._closed:
            raise EngineDownError("The voice is not running.")
        if self._scratch is None:
            # Memory rather than disk where there is a choice: a full disk must not silence the voice.
            memory = Path("/dev/shm")
            parent = str(memory) if memory.is_dir() and os.access(memory, os.W_OK) else None
            try:
                self._scratch = Path(tempfile.mkdtemp(prefix="coach-", dir=parent))
            except OSError as error:
                raise self._failed(f"The voice has no folder to work in ({error.strerror}).") from None
        return self._scratch

    def _failed(self, message: str) -> EngineDownError:
        self._kill()
        self.down_until = self._clock() + min(self._back_off * 2**self._failures, LONGEST_BACK_OFF)
        self._failures += 1
        return EngineDownError(message)

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        with contextlib.suppress(OSError):
            if process.stdin is not None:
                process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(2.0)


def _listen(pipe: IO[bytes], answers: queue.SimpleQueue[dict[str, Any] | None]) -> None:
    """Hand on every line that is a JSON object, then None; garbage is dropped."""
    with pipe, contextlib.suppress(OSError, ValueError):
        for line in pipe:
            try:
                answer = json.loads(line)
            except ValueError:
                continue
            if isinstance(answer, dict):
                answers.put(answer)
    answers.put(None)
