"""The application: owns the model, the theme and the keys, and takes a person from screen to screen."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.app import App, SystemCommand
from textual.command import CommandPalette
from textual.screen import Screen

from coach.clock import Clock, SystemClock
from coach.player.model import Command
from coach.tui import keys
from coach.tui.commands import possible_commands
from coach.tui.journey import (
    GOES_ON_AFTER,
    answer_the_morning,
    answer_what_is_open,
    correct,
    in_thread,
    offer_setup,
    play_session,
    set_up,
    unlock,
)
from coach.tui.ports import AppModel
from coach.tui.screens.base import CoachScreen
from coach.tui.theme import THEMES

if TYPE_CHECKING:
    from coach.tui.screens.play import PlayScreen


class CoachApp(App[int]):
    """The screens of Coach over an `AppModel`; returns the exit status.

    `play` is the id of a routine, or `resume` True, to begin with; the program then ends with the session. `checkin`
    asks what is open before that, and `morning` this morning's questions. With neither it is home, which asks in the
    morning by itself; with `checkin` alone the questions are all there is, and with `correct` (a session's id, and a
    part of it or None) those that are asked once more.
    `setup` asks the first-run questions, and nothing else.
    """

    TITLE = "Coach"
    CSS_PATH = Path(__file__).parent / "screens" / "base.tcss"  # absolute, for subclasses elsewhere
    BINDINGS = keys.APP
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(
        self,
        model: AppModel,
        *,
        play: str | None = None,
        resume: bool = False,
        checkin: bool = False,
        morning: bool = False,
        correct: tuple[str, str | None] | None = None,
        setup: bool = False,
        clock: Clock | None = None,
    ) -> None:
        # With NO_COLOR the native colours are asked for, because only then does Textual drop every colour code; its
        # other way of honouring NO_COLOR paints in greys.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.model = model
        self.clock = clock or SystemClock()
        self._begin_with = (play, resume, checkin, morning)
        self._correct = correct
        self._only_setup = setup
        self.effective_keys, self.key_problems = keys.checked(model.appearance.keymap)

    async def on_mount(self) -> None:
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES.get(self.model.appearance.theme, THEMES["dark"]).name
        self.set_keymap(self.effective_keys)
        self.begin()

    @work(exclusive=True, group="flow")
    async def begin(self) -> None:
        """Show the first-run text where it was not read yet, then what was asked for."""
        text = self.model.notice()
        if text:
            from coach.tui.screens.notice import NoticeScreen

            await self.push_screen_wait(NoticeScreen(text))
            await in_thread(self, self.model.notice_read)
        if self._correct is not None:
            await correct(self, *self._correct)
            self.exit(0)
            return
        if self._only_setup:
            await set_up(self)
            self.exit(0)
            return
        play, resume, checkin, morning = self._begin_with
        home = not (checkin or resume) and play is None
        only_asks = checkin and not resume and play is None
        if checkin and not await answer_what_is_open(self):
            self.exit(0)
            return
        asks = morning or home or only_asks
        waits = GOES_ON_AFTER if resume or play is not None else None
        if asks and not await answer_the_morning(self, wanted=only_asks, goes_on_after=waits) and not home:
            self.exit(0)
            return
        if resume:
            await play_session(self, self.model.resume)
        elif play is not None:
            await play_session(self, lambda: self.model.open(play))
        elif home:
            from coach.tui.screens.home import HomeScreen

            await offer_setup(self)
            await self.push_screen(HomeScreen(self.model))
            return
        self.exit(0)

    # --- what screens ask for ----------------------------------------------------------------------------------------

    @work(exclusive=True, group="flow")
    async def play(self, routine: str, level: str | None = None) -> None:
        """Play a routine, check in, and come back."""
        await play_session(self, lambda: self.model.open(routine, level))

    @work(exclusive=True, group="flow")
    async def resume(self) -> None:
        """Go on with the session that was kept."""
        await play_session(self, self.model.resume)

    @work(exclusive=True, group="flow")
    async def set_up(self) -> None:
        """Ask the first-run questions again."""
        await set_up(self)

    @work(exclusive=True, group="flow")
    async def unlock(self) -> None:
        """Let loading begin again on the user's word."""
        await unlock(self)

    @work(exclusive=True, group="flow")
    async def check_in(self) -> None:
        """Answer what is open, also what was put off this morning."""
        if await answer_what_is_open(self):
            await answer_the_morning(self, wanted=True)

    async def on_event(self, event: events.Event) -> None:
        """Tell the screen of every key before whoever has the focus takes it: a key interrupts the voice."""
        screen = self.screen_stack[-1] if isinstance(event, events.Key) and self.screen_stack else None
        if isinstance(screen, CoachScreen):
            screen.any_key()
        await super().on_event(event)

    @work(exclusive=True, group="flow")
    async def correct(self, session: str, part: str) -> None:
        """Ask a check-in that was answered once more."""
        await correct(self, session, part)

    # --- keys and palette --------------------------------------------------------------------------------------------

    def action_help(self) -> None:
        from coach.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_theme(self) -> None:
        """Change between dark and light."""
        self.theme = THEMES["light" if self.theme == THEMES["dark"].name else "dark"].name

    async def action_quit(self) -> None:
        """Ask how to leave where a session goes on, else quit."""
        playing = self._play_screen()
        if playing is None:
            self.exit(0)
        elif self.screen is playing:
            playing.action_leave()

    def action_pause(self) -> None:
        """Pause from a screen over the play screen: space pauses always."""
        playing = self._play_screen()
        if playing is not None:
            playing.send(Command.PAUSE)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "pause":
            playing = self._play_screen()
            return playing is not None and playing is not self.screen and playing.playing.allows(Command.PAUSE)
        return True

    def action_command_palette(self) -> None:
        """Open the palette; a session waits meanwhile, because in the palette's input space is a letter."""
        playing = self._play_screen()
        if playing is not None and not isinstance(self.screen, CommandPalette):
            playing.wait_for_palette()
        super().action_command_palette()

    @on(CommandPalette.Closed)
    def palette_closed(self, message: CommandPalette.Closed) -> None:
        """Let a session go on that only waited; a command that was chosen sees to that itself."""
        playing = self._play_screen()
        if playing is not None and not message.option_selected:
            playing.go_on_after_palette()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        return possible_commands(screen)

    def _play_screen(self) -> PlayScreen | None:
        from coach.tui.screens.play import PlayScreen

        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, PlayScreen)), None)
