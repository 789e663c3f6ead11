"""The program behind the screens: `AppModel`, with each subject done by its module in `coach.tui.behind`.

What a session that is begun by its name does without is imported where it is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from coach.desk.desk import Desk
from coach.desk.opening import Wishes
from coach.desk.performance import Performance
from coach.desk.person import notice_is_due, notice_read
from coach.desk.sittings import Sittings
from coach.errors import CoachError
from coach.tui.behind.checkin import CheckIns, ScreenCheckIn
from coach.tui.behind.playing import Performances, ScreenSession
from coach.tui.ports import Asking, Leaving, Session
from coach.tui.shown import Appearance, Curves, Home, Past, Preview, Result, SessionPaper, Stopped
from coach.tui.theme import theme_name

if TYPE_CHECKING:
    from coach.tui.behind.home import HomePage
    from coach.tui.behind.setup import ScreenSetup


class Program:
    """Implements `AppModel` over the desk; `opened` is a session that the command line has begun already.

    The lock of the copy that plays is held from the start of a session or check-in to its end, not by a home screen.
    """

    def __init__(
        self,
        desk: Desk,
        sittings: Sittings,
        opened: Performance | None = None,
        *,
        opener: Callable[[], Performance] | None = None,
        wishes: Wishes | None = None,
    ) -> None:
        self.desk = desk
        self._sittings = sittings
        settings = desk.settings
        self.appearance = Appearance(theme_name(settings.theme.value, os.environ), keymap=dict(settings.keys))
        self._phrases = desk.phrases()
        self._performances = Performances(desk, sittings, opened, opener, wishes or Wishes())
        self._checkins = CheckIns(desk, self._performances)
        self._home: HomePage | None = None

    @property
    def last_word(self) -> str:
        """What became of the session that was left last, for the shell; empty before any was."""
        return self._performances.last_word

    def close(self) -> None:
        """Let everything go that was opened; a session that nobody left is kept."""
        self._performances.close()

    # --- words -------------------------------------------------------------------------------------------------------

    def words(self, key: str, **values: str) -> str:
        return self._phrases(key, **values)

    def notice(self) -> str:
        return self._phrases("notice.first_run") if notice_is_due(self.desk) else ""

    def notice_read(self) -> None:
        notice_read(self.desk)

    def say(self, sentence: str) -> None:
        self._performances.talker.say(sentence)

    def hush(self) -> None:
        self._performances.talker.hush()

    # --- the first run, and the way back -----------------------------------------------------------------------------

    def setup_is_due(self) -> bool:
        from coach.desk.first_run import first_run_is_due

        return first_run_is_due(self.desk)

    def set_up(self) -> ScreenSetup:
        from coach.tui.behind.setup import ScreenSetup

        return ScreenSetup(self.desk, self._phrases)

    def stopped(self) -> Stopped | None:
        from coach.tui.behind.setup import stopped

        return stopped(self.desk, self._phrases)

    def unlock(self, base: int | None) -> None:
        from coach.tui.behind.setup import unlock

        unlock(self.desk, base)

    # --- reading -----------------------------------------------------------------------------------------------------

    def home(self) -> Home:
        from coach.tui.behind.home import HomePage

        if self._home is None:
            self._home = HomePage(self.desk, self._sittings, self._phrases)
        return self._home.read()

    def history(self, latest: int) -> Past:
        from coach.tui.behind.past import history

        return history(self.desk, latest, self._phrases)

    def past_session(self, id_: str) -> SessionPaper:
        from coach.tui.behind.past import past_session

        return past_session(self.desk, id_, self._phrases)

    def remove_session(self, id_: str) -> str:
        from coach.tui.behind.past import remove_session

        return remove_session(self.desk, id_)

    def trends(self, weeks: int) -> Curves:
        from coach.tui.behind.past import trends

        return trends(self.desk, weeks)

    # --- writing -----------------------------------------------------------------------------------------------------

    def preview(self, routine: str, level: str | None = None) -> Preview:
        from coach.tui.behind.writing import preview

        return preview(self.desk, self._sittings, routine, level, self._phrases)

    def edit(self, file: str, line: int = 0, column: int = 1) -> None:
        from coach.desk.editing import edit

        edit(self.desk.settings.editor, file, line, column)

    def copy(self, file: str) -> str:
        from coach.tui.behind.writing import copy

        return copy(self.desk, file)

    def new(self, name: str) -> str:
        from coach.desk.starting import start

        return str(start(self.desk, name, only_name=True).path)

    # --- playing -----------------------------------------------------------------------------------------------------

    def open(self, routine: str, level: str | None = None) -> Session:
        return self._performances.open(routine, level)

    def resume(self) -> Session:
        return self._performances.resume()

    def drop_resume(self) -> None:
        with self._performances.held(on=False) as sittings:
            trouble = sittings.drop_resume()
        if trouble:
            raise CoachError(trouble)

    def leave(self, session: Session, how: Leaving) -> Asking | None:
        assert isinstance(session, ScreenSession)
        after = self._performances.leave(session.performance, how)
        return ScreenCheckIn(after, session.performance) if after is not None else None

    # --- checking in -------------------------------------------------------------------------------------------------

    def checkin(self) -> Asking | None:
        return self._checkins.latest()

    def morning(self, *, wanted: bool = False) -> Asking | None:
        return self._checkins.morning(wanted=wanted)

    def correct(self, session: str, part: str | None = None) -> Asking:
        return self._checkins.correct(session, part)

    def drop_checkins(self) -> None:
        self._checkins.drop()

    def checked_in(self, asking: Asking) -> Result | None:
        assert isinstance(asking, ScreenCheckIn)
        return self._checkins.close(asking)

    def decide(self, *, accept: bool) -> str:
        from coach.desk.dosing import Dosing

        return Dosing(self.desk).answer(accept)
