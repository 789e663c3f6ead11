"""The real command in a process of its own: in a pipe, or at a terminal of a given size."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from tests.warm import warm

COACH = [sys.executable, "-m", "coach"]

SILENT = ["--plain", "--voice", "none", "--mute"]
"""Plays in real time, and needs neither voice nor sound device."""

# Tests started with `nohup` or in the background inherit ignored signals, and hand them on to what they start.
for _name in ("SIGHUP", "SIGINT"):
    _number = getattr(signal, _name, None)
    if _number is not None and signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, signal.SIG_DFL if _name == "SIGHUP" else signal.default_int_handler)

PATIENCE = 30.0
"""Seconds until a process that says nothing more has failed; much longer than anything takes."""

SHORT = """
format = 1
name = "Tiny"

[[step]]
name = "Plank"
hold = "1 s"
ready = 0
"""

LONG = SHORT.replace("1 s", "300 s").replace("Tiny", "Endless")


QUICK = """
start_in = 0

[added]
end = false
"""
"""Settings that waste no time before and after."""


def settle_in(home: Path, settings: str = QUICK) -> None:
    """Make a home in which a session starts at once and the first-run text was read."""
    home.mkdir(parents=True, exist_ok=True)
    warm(home)
    (home / "settings.toml").write_text(settings, encoding="utf-8")
    known = 'format = 1\nnotice_seen = 2026-01-01\nset_up = 2026-01-01\nknee = "left"\n'
    (home / "profile.toml").write_text(known, encoding="utf-8")


def write_routine(folder: Path, text: str = SHORT) -> str:
    """Write a routine file and return its path."""
    path = folder / "tiny.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def coach(
    *arguments: str, typed: str = "", environ: Mapping[str, str] | None = None, file_limit: int | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, what is typed in a pipe; `file_limit` is the most bytes that a file may have."""

    def full_disk() -> None:
        if sys.platform == "win32":
            raise NotImplementedError
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit or 0, file_limit or 0))

    return subprocess.run(
        [*COACH, *arguments],
        env={**os.environ, **(environ or {})},
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=PATIENCE * 2,
        preexec_fn=full_disk if file_limit is not None else None,
    )


@contextlib.contextmanager
def running(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run a command without a terminal, its lines to be read as they come; it is killed in the end."""
    with subprocess.Popen(
        [*COACH, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def read_until(stream: IO[str] | None, words: str) -> str:
    """Read lines up to the one that holds these words and return them all; the end of the stream is a failure."""
    assert stream is not None
    lines: list[str] = []
    for line in stream:
        lines.append(line)
        if words in line:
            return "".join(lines)
    raise AssertionError(f"{words!r} did not come after: {''.join(lines)}")


class Terminal:
    """A command at a pseudo-terminal."""

    def __init__(self, process: subprocess.Popen[bytes], screen: int) -> None:
        self.process = process
        self.seen = ""
        """All that was shown so far, escape sequences included."""
        self._screen = screen
        self._read = 0

    def until(self, words: str) -> str:
        """Wait until these words are shown, after those that were waited for before; return all up to them."""
        while words not in self.seen[self._read :]:
            ready, _, _ = select.select([self._screen], [], [], PATIENCE)
            data = self._data() if ready else b""
            if not data:
                raise AssertionError(f"{words!r} was not shown: {self.seen[self._read :][-600:]!r}")
            self.seen += data.decode("utf-8", "replace")
        begin = self._read
        self._read = self.seen.index(words, begin) + len(words)
        return self.seen[begin : self._read]

    def press(self, keys: str) -> None:
        os.write(self._screen, keys.encode())

    def end(self) -> int:
        """Read what is still shown, and return the exit status."""
        while data := self._data():
            self.seen += data.decode("utf-8", "replace")
        return self.process.wait(PATIENCE)

    def hang_up(self) -> int:
        """Take the terminal away and return the exit status."""
        os.close(self._screen)
        return self.process.wait(PATIENCE)

    @property
    def modes(self) -> list[object]:
        """The modes of the terminal, as `stty` shows them."""
        if sys.platform == "win32":
            raise NotImplementedError
        import termios

        return list(termios.tcgetattr(self._screen))[:4]

    def _data(self) -> bytes:
        try:
            return os.read(self._screen, 65536)
        except OSError:  # Linux says so when the last process has closed its side
            return b""


@contextlib.contextmanager
def terminal(
    *arguments: str, columns: int = 80, lines: int = 24, term: str = "xterm-256color", errors: Path | None = None
) -> Iterator[Terminal]:
    """Run a command at a terminal of this size, its stderr perhaps in a file; it is killed in the end."""
    if sys.platform == "win32":
        raise NotImplementedError
    import fcntl
    import pty
    import struct
    import termios

    screen, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    before = termios.tcgetattr(side)
    before[3] |= termios.ECHO | termios.ICANON
    termios.tcsetattr(side, termios.TCSANOW, before)
    process = subprocess.Popen(
        [*COACH, *arguments],
        stdin=side,
        stdout=side,
        stderr=side if errors is None else os.open(errors, os.O_WRONLY | os.O_CREAT, 0o600),
        env={**os.environ, "TERM": term, "LANG": "C.UTF-8"},
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )
    os.close(side)
    at = Terminal(process, screen)
    try:
        yield at
    finally:
        process.kill()
        process.wait()
        with contextlib.suppress(OSError):
            os.close(screen)
