"""Screen and machine stay awake while a session plays: a listener that wants it, and a thread that sees to it.

What keeps them awake talks to the desktop, which may take seconds, hang or fail. So it has a thread of its own that
nobody waits for, it is loaded when the first words are long on their way, and where it does not work nothing is said:
the session goes on, and `coach doctor` tells. However the program ends, the system takes back what it gave.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, Protocol

from coach.player.model import Event, PlacedCue, State
from coach.units import Seconds

BEGINS_AFTER: Seconds = 3.0
"""From the first turn of a session: its first words and its screen come first, and none sleeps so soon."""

PAUSE: Seconds = 300.0
"""A pause that lasts longer lets the screen sleep: nobody may be there any more. Going on takes it again."""

PATIENCE: Seconds = 1.0
"""How long the end of a session waits for the release; the system does it anyway when the program ends."""

LOOK: Seconds = 5.0
"""How long `coach doctor` waits to hear whether it works."""

_HALTED = frozenset({State.PAUSED, State.HURT})
_OVER = frozenset({State.FINISHED, State.STOPPED})


class Wakelock(Protocol):
    """Keeps screen and machine awake between `take` and `drop`; both may block and raise, and one thread calls them."""

    def take(self) -> str:
        """Begin, and return by what; raises where nothing here can."""

    def drop(self) -> None:
        """End it."""


class Awake:
    """A listener of playback that holds a wakelock while the session plays, in rests and while it waits for "done"."""

    def __init__(self, lock: Wakelock, state: Callable[[], State]) -> None:
        self._lock = lock
        self._state = state
        self._news = True
        self._begun: Seconds | None = None
        self._halted: Seconds | None = None
        self._over = False
        self._wanted = False
        self._closing = False
        self._woken = threading.Event()
        self._thread: threading.Thread | None = None

    def on_event(self, event: Event) -> None:
        self._news = True

    def on_cue(self, placed: PlacedCue) -> None:
        """Do nothing: words change nothing of it."""

    def on_tick(self, now: Seconds) -> None:
        if self._begun is None:
            self._begun = now
        if self._news:
            self._news = False
            state = self._state()
            self._halted = now if state in _HALTED else None
            self._over = state in _OVER
        away = self._halted is not None and now - self._halted >= PAUSE
        self._want(not self._over and not away and now - self._begun >= BEGINS_AFTER)

    def _want(self, wanted: bool) -> None:
        if wanted == self._wanted or self._closing:
            return
        self._wanted = wanted
        if self._thread is None:
            # A daemon, so that a desktop that hangs can never keep the program from ending.
            self._thread = threading.Thread(target=self._run, name="awake", daemon=True)
            self._thread.start()
        self._woken.set()

    def close(self) -> None:
        """Let the screen sleep again; returns soon, whatever the desktop does."""
        self._closing = True
        self._woken.set()
        if self._thread is not None:
            self._thread.join(PATIENCE)

    def _run(self) -> None:
        held = False
        while not (self._closing and not held):
            self._woken.wait()
            self._woken.clear()
            wanted = self._wanted and not self._closing
            try:
                if wanted and not held:
                    self._lock.take()
                    held = True
                elif held and not wanted:
                    held = False
                    self._lock.drop()
            except Exception:  # whatever the desktop answers: a session is worth more than a screen that stays on
                continue


class WakepyLock:
    """The desktop's own way, by wakepy: D-Bus on Linux, `caffeinate` on macOS, the execution state on Windows."""

    def __init__(self) -> None:
        self._held = ExitStack()

    def take(self) -> str:
        keep = _wakepy()
        mode = self._held.enter_context(keep.presenting(on_fail="pass"))
        if mode.active and mode.method is not None:
            return str(mode.method.name)
        self._held.close()
        raise RuntimeError("nothing answers")

    def drop(self) -> None:
        self._held.close()


def _wakepy() -> Any:
    """Return wakepy's way to keep a screen on, and keep its warnings from the terminal, where they wreck the screen."""
    import logging
    import warnings

    logging.getLogger("wakepy").addHandler(logging.NullHandler())
    warnings.filterwarnings("ignore", module=r"wakepy|jeepney")
    from wakepy import keep

    return keep


@dataclass(frozen=True, slots=True)
class AwakeReport:
    """Whether the screen can be kept awake here, for `coach doctor`."""

    by: str
    """What does it; empty where nothing can."""
    answered: bool = True
    """False where the desktop did not answer in time."""


def describe(lock: Wakelock | None = None, patience: Seconds = LOOK) -> AwakeReport:
    """Keep the screen awake for a moment, and tell by what; nothing is raised."""
    taken = lock or WakepyLock()
    found: list[str] = []

    def look() -> None:
        try:
            found.append(taken.take())
            taken.drop()
        except Exception:
            found.append("")

    thread = threading.Thread(target=look, name="awake", daemon=True)
    thread.start()
    thread.join(patience)
    return AwakeReport(found[0]) if found else AwakeReport("", answered=False)
