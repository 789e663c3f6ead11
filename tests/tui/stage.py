"""A stage for one screen: the application around it, a size, and nothing that runs by itself."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from coach.player.model import Command, View
from coach.testing import ManualClock
from coach.tui.app import CoachApp
from coach.tui.screens.play import PlayScreen
from coach.units import Seconds
from tests.tui.fakes import FakeModel, FakePlaying, FakeSession

RUNNING = (Command.PAUSE, Command.SKIP, Command.BACK, Command.REPEAT, Command.HURT, Command.STOP)
HALTED = (Command.RESUME, Command.SKIP, Command.BACK, Command.REPEAT, Command.HURT, Command.STOP)

NOT_YET = object()


class Stage(CoachApp):
    """The application with one screen on it; `outcome` is what the screen was dismissed with."""

    def __init__(self, screen: Screen[Any], model: FakeModel | None = None) -> None:
        self.model_behind = model or FakeModel()
        super().__init__(self.model_behind, clock=ManualClock())
        self.shown = screen
        self.outcome: Any = NOT_YET

    def begin(self) -> Any:
        def over(outcome: Any) -> None:
            self.outcome = outcome

        return self.push_screen(self.shown, over)


@asynccontextmanager
async def on_stage(
    screen: Screen[Any], size: tuple[int, int] = (80, 24), model: FakeModel | None = None
) -> AsyncIterator[tuple[Stage, Pilot[int]]]:
    """Run the application with the screen on it."""
    app = Stage(screen, model)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


class Played:
    """A play screen on its stage, with its fakes at hand."""

    def __init__(self, app: Stage, pilot: Pilot[int], screen: PlayScreen, session: FakeSession) -> None:
        self.app = app
        self.pilot = pilot
        self.screen = screen
        self.session = session
        self.playing = session.playing

    @property
    def clock(self) -> ManualClock:
        clock = self.app.clock
        assert isinstance(clock, ManualClock)
        return clock

    async def show(self, now: View, *allowed: Command, later: Seconds = 1.0) -> None:
        """Let the player be somewhere else some time later, and the screen notice."""
        self.clock.advance(later)
        self.playing.now = now
        if allowed:
            self.playing.allowed = set(allowed)
        self.session.wake()
        await self.pilot.pause()

    def text(self, id_: str) -> str:
        """Return the words of a widget."""
        return str(self.screen.query_one(f"#{id_}").text)  # type: ignore[attr-defined]

    def footer(self) -> str:
        """Return the keys that are offered."""
        return self.text("keys")


@asynccontextmanager
async def played(
    now: View, *allowed: Command, size: tuple[int, int] = (80, 24), model: FakeModel | None = None
) -> AsyncIterator[Played]:
    """Run the play screen over a player that stands at a view."""
    session = FakeSession(FakePlaying(now, *(allowed or RUNNING)))
    clock = ManualClock()
    screen = PlayScreen(session, clock)
    async with on_stage(screen, size, model) as (app, pilot):
        app.clock = clock
        yield Played(app, pilot, screen, session)
