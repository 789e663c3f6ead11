"""Coach's end of the process that lowers other programs' music: starts it late, tells it ahead, never waits for it."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coach.units import Decibels, Seconds

if TYPE_CHECKING:
    import subprocess

LATER: Seconds = 0.15
"""How long after the first sound was handed over the process is started: the first word waits for nothing."""

AGAIN: tuple[Seconds, ...] = (2.0, 10.0, 60.0)
"""How long after it ended by itself it is started anew, each time; after that it is left."""

MOST_WAITING = 200
"""Lines that are kept for a process that does not run yet."""


def ducking_command(path: Path, by: Decibels, own: Sequence[int]) -> list[str]:
    """Return the command of the process."""
    # -P: a `wave.py` or `json.py` beside somebody's routines must not be imported.
    return [sys.executable, "-P", "-m", "coach.sound.ducking", str(path), f"{by:g}", *map(str, own)]


class Ducker:
    """Is told what will be heard. Every method returns at once, from any thread, whatever became of the process."""

    def __init__(
        self,
        path: Path,
        *,
        by: Decibels,
        log: Path | None = None,
        later: Seconds = LATER,
        again: Sequence[Seconds] = AGAIN,
        is_here: Callable[[], bool] | None = None,
    ) -> None:
        self._command = ducking_command(path, by, [os.getpid()])
        self._log = log
        self._later = later
        self._again = again
        self._is_here = is_here or _extra_is_here
        self._lock = threading.Lock()
        self._waiting: list[bytes] = []
        self._pipe: int | None = None
        self._thread: threading.Thread | None = None
        self._closing = threading.Event()
        self.process: subprocess.Popen[bytes] | None = None
        """The one that was started last."""

    def sounds(self, start: Seconds, end: Seconds) -> None:
        """Something will be heard from one moment of the monotonic clock to another."""
        self._tell(b"sounds %.4f %.4f\n" % (start, end))

    def quiet(self) -> None:
        """Nothing of what was told will be heard any more."""
        with self._lock:
            self._waiting.clear()
        if self._pipe is not None:
            self._tell(b"quiet\n")

    def mend(self) -> None:
        """Start the process only to put back what a killed one left low; returns at once."""
        self._closing.set()
        threading.Thread(target=self._mend, name="ducking", daemon=True).start()

    def close(self) -> None:
        """Let music be as it was; the process does that by itself, and ends."""
        self._closing.set()
        with self._lock:
            self._waiting.clear()
            self._hang_up()

    def _tell(self, line: bytes) -> None:
        with self._lock:
            if self._closing.is_set():
                return
            if self._pipe is not None and self._write(line):
                return
            self._waiting = [*self._waiting, line][-MOST_WAITING:]
            if self._thread is None:
                # A daemon: the program may end while it waits for the process to.
                self._thread = threading.Thread(target=self._run, name="ducking", daemon=True)
                self._thread.start()

    def _write(self, data: bytes) -> bool:
        """Write to the process; False where it has ended. With the lock held."""
        assert self._pipe is not None
        try:
            os.write(self._pipe, data)
        except BlockingIOError:  # it hangs: what is lost is only that music goes down
            return True
        except OSError:
            self._hang_up()
            return False
        return True

    def _hang_up(self) -> None:
        if self._pipe is not None:
            os.close(self._pipe)
            self._pipe = None

    def _run(self) -> None:
        """Start the process, and some times again after it ended by itself."""
        for wait in (self._later, *self._again):
            if self._closing.wait(wait) or not self._is_here() or not self._start():
                return
            assert self.process is not None
            self.process.wait()
            with self._lock:
                self._hang_up()

    def _mend(self) -> None:
        if self._is_here() and self._start() and self.process is not None:
            self.process.wait()

    def _start(self) -> bool:
        import subprocess  # not before the first word

        log = subprocess.DEVNULL
        try:
            if self._log is not None:
                log = os.open(self._log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        except OSError:
            pass
        package = str(Path(__file__).resolve().parents[3])
        paths = [package, os.environ.get("PYTHONPATH", "")]
        try:
            process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=log,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in paths if path)},
                # Ctrl-C in the terminal, and its end, are Coach's: the process outlives both, to put everything back.
                start_new_session=sys.platform != "win32",
            )
        except OSError:
            return False
        finally:
            if log >= 0:
                os.close(log)
        assert process.stdin is not None
        with self._lock:
            self.process = process
            self._pipe = os.dup(process.stdin.fileno())
            process.stdin.close()
            if sys.platform != "win32":  # where it is never started: the extra is not made for it
                os.set_blocking(self._pipe, False)
            if self._closing.is_set():
                self._hang_up()
            elif self._waiting:
                self._write(b"".join(self._waiting))
            self._waiting.clear()
        return True


def _extra_is_here() -> bool:
    from coach.extras import EXTRAS  # not before the first word

    return EXTRAS["duck"].is_here
