"""The sessions that the screens play, one after the other, under the lock of the copy that plays."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from coach.checkin.flags import Tier
from coach.desk.checkin import ClosedSession, OpenCheckIn
from coach.desk.desk import Desk
from coach.desk.opening import Wishes, open_performance, open_talker
from coach.desk.performance import NOT_THE_KNEE, Performance, end_words, kept_words
from coach.desk.routines import load
from coach.desk.sittings import Sittings
from coach.desk.speaking import LateTalker, Talker
from coach.desk.stopping import StoppedError, refuse_if_stopped
from coach.errors import CoachError
from coach.player.model import Event, PlacedCue
from coach.tui.ports import Leaving
from coach.tui.shown import Concern, FlashWords, Worry
from coach.units import Seconds


class Waker:
    """Wakes a screen when something happens; a listener of playback."""

    def __init__(self, wake: Callable[[], object]) -> None:
        self._wake = wake

    def on_event(self, event: Event) -> None:
        self._wake()

    def on_cue(self, placed: PlacedCue) -> None:
        if placed.cue.caption:
            self._wake()

    def on_tick(self, now: Seconds) -> None:
        """Do nothing: the screen has its own ticks."""


class ScreenSession:
    """A performance as the play screen sees it."""

    def __init__(self, performance: Performance) -> None:
        self.performance = performance
        self.playing = performance
        self.warning = performance.warning
        self.heard_nothing = performance.heard_nothing
        self.phrases = phrases = performance.phrases
        self.words = FlashWords(*(phrases(f"flash.{word}") for word in ("go", "switch", "end", "done")))
        self.not_the_knee = tuple(Worry(flag, phrases(f"flags.{flag}")) for flag in NOT_THE_KNEE)

    def run(self) -> None:
        self.performance.run()

    def listen(self, wake: Callable[[], object]) -> None:
        self.performance.playback.listen(Waker(wake))

    def report(self, worry: str) -> Concern:
        tier = self.performance.worry(worry)
        return Concern(self.performance.phrases(tier.sentence), emergency=tier is Tier.EMERGENCY)


class Performances:
    """Opens performances and leaves them; `opened` is one that the command line has begun already.

    The lock is held from the start of a session or check-in to its end, not by a home screen.
    """

    def __init__(
        self,
        desk: Desk,
        sittings: Sittings,
        opened: Performance | None,
        opener: Callable[[], Performance] | None,
        wishes: Wishes,
    ) -> None:
        self._desk = desk
        self._sittings = sittings
        self._opened = opened
        self._opener = opener
        self._wishes = wishes
        self._latest = opened
        self._own_talker: LateTalker | None = None
        self.last_word = ""
        """What became of the session that was left last, for the shell; empty before any was."""

    @property
    def talker(self) -> Talker:
        """What speaks now: the session that was opened last, else a voice of its own."""
        if self._latest is not None:
            return self._latest
        if self._own_talker is None:
            self._own_talker = open_talker(self._desk, self._wishes)
        return self._own_talker

    @contextlib.contextmanager
    def held(self, *, on: bool = True) -> Iterator[Sittings]:
        """Hold the lock, and `on` after the end unless that is an error; raises BusyError where another copy plays."""
        begun = self._sittings.begun
        self._sittings.begin()
        try:
            yield self._sittings
        except BaseException:
            on = False
            raise
        finally:
            if not on and not begun:
                self._sittings.rest()

    def open(self, routine: str, level: str | None) -> ScreenSession:
        """Open the session that the command line asked for, else one of a routine."""
        if self._opened is not None:
            performance, self._opened = self._opened, None
            self._check_allowed(performance)
        elif self._opener is not None:
            opener, self._opener = self._opener, None
            performance = self._opened_now(opener)
        else:
            with self.held():
                performance = open_performance(self._desk, load(self._desk, routine), Wishes(level=level))
        return self._session(performance)

    def resume(self) -> ScreenSession:
        """Open what the command line asked for, else the session that was kept or cut off."""
        if self._opened is not None or self._opener is not None:
            return self.open("", None)
        with self.held() as sittings:
            return self._session(sittings.open_resume(Wishes()))

    def leave(self, performance: Performance, how: Leaving) -> OpenCheckIn | None:
        """Close a performance, write what has to be written, and return its check-in where there is one."""
        if how is Leaving.KEPT:
            performance.keep()
            self.last_word = kept_words(performance)
        elif how is Leaving.THROWN_AWAY:
            performance.throw_away()
            self.last_word = "Thrown away."
        else:
            performance.finish()
            self.last_word = end_words(performance)
            after = self._sittings.after(performance)
            if isinstance(after, OpenCheckIn):
                return after
            if isinstance(after, ClosedSession):
                self.over(after.trouble)
                return None
        self.over()
        return None

    def over(self, trouble: str | None = None) -> None:
        """Look for what is left to go on with, and let other copies play unless a session is open and waits.

        The voice stays, for it may still be saying what answers a worry.
        """
        self._sittings.look(self._latest)
        if self._opened is None and self._opener is None:
            self._sittings.rest()
        if trouble:
            self.last_word = trouble
            raise CoachError(trouble)

    def close(self) -> None:
        """Let everything go that was opened; a session that nobody left is kept."""
        if self._latest is not None:
            self._latest.close()
            self.last_word = self.last_word or kept_words(self._latest)
        if self._own_talker is not None:
            self._own_talker.close()
        self._sittings.rest()

    def _opened_now(self, opener: Callable[[], Performance]) -> Performance:
        """Open the session that the command line asked for; that the answers before it forbid it is told there too."""
        try:
            with self.held():
                return opener()
        except StoppedError as error:
            self.last_word = str(error)
            raise

    def _check_allowed(self, performance: Performance) -> None:
        """Throw a session away that was opened before a check-in stopped the loading; raises StoppedError then."""
        try:
            if performance.writer is not None:
                refuse_if_stopped(self._desk, performance.routine)
        except StoppedError as error:
            performance.throw_away()
            self.last_word = str(error)
            raise

    def _session(self, performance: Performance) -> ScreenSession:
        if self._latest is not None and self._latest is not performance:
            self._latest.close()
        self._latest = performance
        return ScreenSession(performance)
