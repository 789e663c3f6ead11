"""The play screen: read from three metres away, and worked with one key at a time or a clicker.

It keeps no state of its own about the session: at every tick it asks for a `View` and shows its picture. Ticks come on
the second of what is shown, and at once (from the player's thread) when something happens.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.timer import Timer

from coach.checkin.questions import TEN_KEY
from coach.clock import Clock
from coach.player.model import Command, State, View
from coach.player.view import SOON
from coach.timeline.model import GO_KINDS, LEAD_KINDS, SegmentKind
from coach.tui import keys, labels
from coach.tui.picture import Picture, flash_word, last_call, picture, time_in_words
from coach.tui.ports import Leaving, Session
from coach.tui.screens.base import CoachScreen
from coach.tui.screens.leave import LeaveScreen
from coach.tui.screens.pause import Pause
from coach.tui.shown import Concern
from coach.tui.times import NEAR, left, until_next_second
from coach.tui.widgets.bar import Bar
from coach.tui.widgets.big import Big, Flash
from coach.tui.widgets.line import Line
from coach.tui.widgets.menu import Choice, Menu
from coach.tui.widgets.scale import Scale
from coach.units import Seconds

FLASH: Seconds = 0.5
"""How long the whole screen says a word."""

NOTED: Seconds = 2.0
"""How long it stands there how loud the music was turned, in the place of what was said last."""

CALM: Seconds = 0.45
"""The least time between two redraws: at most two a second, and a bit to spare for the timer."""

TOGETHER: Seconds = 0.15
"""A caption waits for a number that changes so soon: both are one redraw."""

LAST: Seconds = 10.0
"""In the last seconds of a segment nothing waits for the next redraw."""

LATE: Seconds = 0.002
"""A tick is asked for so long after its second, for timers may be early."""

POLL: Seconds = 0.05
PATIENCE: Seconds = 0.3
"""How often and how long a segment that has run down waits for the player to go on."""

OVER = frozenset({State.FINISHED, State.STOPPED})
ASKING = frozenset({State.PAUSED, State.HURT, State.OFFERED})
"""Where choices or numbers are shown instead of what runs."""

LEADING_IN = frozenset({State.COUNTING_IN, State.RESUMING})

COMMANDS = {
    "done": Command.DONE,
    "keep": Command.KEEP,
    "skip": Command.SKIP,
    "back": Command.BACK,
    "repeat": Command.REPEAT,
    "longer": Command.LONGER,
    "hurt": Command.HURT,
    "forward": Command.FORWARD,
    "rewind": Command.REWIND,
}
"""Actions that are one command each; `allows` says whether their keys are offered."""


class PlayScreen(CoachScreen):
    """Shows one session and dismisses with how it was left (`Leaving`), or with the `Concern` that ended it."""

    CSS_PATH = "play.tcss"
    BINDINGS = keys.PLAY
    PLAYS = True
    AUTO_FOCUS = ""

    class Woken(Message):
        """Something happened in the player."""

    def __init__(
        self,
        session: Session,
        clock: Clock,
        shown_keys: dict[str, str] | None = None,
        key_problems: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self.session = session
        self.playing = session.playing
        self._clock = clock
        self._keys = shown_keys or keys.shown_keys({})
        self._phrases = session.phrases
        self._pause = Pause(session.playing, self.action_leave, session.phrases)
        self._key_problems = key_problems
        self._resting = False
        self._allowed: frozenset[Command] = frozenset()
        self._segment: int | None = None
        self._state: State | None = None
        self._flash_until: Seconds = 0.0
        self._painted: Seconds = float("-inf")
        self._due: Seconds = 0.0
        self._waited_for_player: Seconds = 0.0
        self._tick: Timer | None = None
        self._paused_to_ask = False
        self._went: int | None = None
        self._naming = False
        self._sharp = False
        self._left = False
        self._note = ""
        self._note_until: Seconds = 0.0

    def body(self) -> ComposeResult:
        yield Line(id="trouble")
        yield Big(id="title")
        yield Big(id="place")
        yield Line(id="details")
        yield Big(id="clock")
        yield Big(id="hint")
        yield Line(id="hint-details")
        yield Menu(id="menu")
        yield Scale(id="scale")
        yield Line(id="caption")
        yield Line(id="next")
        yield Bar(self._phrases("screen.step_bar"), id="step")
        yield Bar(self._phrases("screen.session_bar"), id="session")
        yield Flash(id="flash")

    def on_mount(self) -> None:
        self.query_one(Flash).hide()
        self.session.listen(lambda: self.post_message(self.Woken()))
        self.paint()

    # --- showing -----------------------------------------------------------------------------------------------------

    @on(Woken)
    def wake(self) -> None:
        """Show what has happened: a new segment or state at once, all else not sooner than a calm screen allows."""
        view = self.playing.view()
        index = view.segment.index if view.segment else None
        counted = self._counted(view)
        if view.state is not self._state or index != self._segment or (counted is not None and counted <= LAST):
            self.paint()
            return
        wait = max(self._painted + CALM, self._flash_until) - self._clock.monotonic()
        change = self._next_change(view)
        if change <= wait + TOGETHER:
            self._tick_in(change)
        elif wait > 0:
            self._tick_in(wait)
        else:
            self.paint()

    def tick(self) -> None:
        """Paint where it is due by the session's clock, which need not be the event loop's."""
        wait = self._due - self._clock.monotonic()
        if wait > LATE:
            self._tick_in(wait)
            return
        counted = self._counted(self.playing.view())
        if counted is not None and counted <= NEAR and self._waited_for_player < PATIENCE:
            # The player moves on within a moment, and wakes this screen: a 0 in between would only flicker.
            self._waited_for_player += POLL
            self._tick_in(POLL)
            return
        self.paint()

    def paint(self) -> None:
        """Show the present moment, and ask for the tick at which it next changes."""
        if self._left:
            return
        view = self.playing.view()
        self._painted = self._clock.monotonic()
        self._waited_for_player = 0.0
        self._pause.follow(view)
        self._follow(view)
        if self._left:
            return
        troubles = (*self.playing.troubles, *self._key_problems)
        shown = picture(view, self.playing.caption, troubles, self._keys, self._phrases, self.session.heard_nothing)
        if self._note and self._painted < self._note_until:
            shown = dataclasses.replace(shown, caption=self._note)
        self._show(shown, view)
        allowed = frozenset(command for command in Command if self.playing.allows(command))
        resting = view.segment is not None and view.segment.kind is SegmentKind.REST
        if (allowed, resting) != (self._allowed, self._resting):
            self._allowed, self._resting = allowed, resting
            self.refresh_bindings()
        self._offer(view)
        self._tick_in(self._next_change(view))

    def _show(self, shown: Picture, view: View) -> None:
        phrases = self._phrases
        paused, hurt = self._state is State.PAUSED, self._state is State.HURT
        offered = self._state is State.OFFERED and view.easier is not None
        title, place = shown.title, shown.place
        if paused:
            title, place = phrases("screen.paused"), (shown.title, *shown.place)
        elif hurt:
            title = phrases("screen.what_is_it") if self._naming else phrases.wordings("screen.how_bad")[0]
            place = (shown.title,)
            if view.hurts is not None:
                place = (phrases("screen.hurts_at", step=view.hurts.title), view.hurts.title)
        wordings = (title,) if not hurt or self._naming else phrases.wordings("screen.how_bad")
        if offered:
            wordings, place = phrases.wordings("screen.easier"), ()
        self.query_one("#title", Big).show(*wordings)
        self.query_one("#place", Big).show(*place)
        details = shown.details
        if paused:
            details = f"{time_in_words(view, phrases)} · {shown.title}"
        if offered and view.hurts is not None:
            details = phrases("screen.easier_details", step=view.hurts.title, seconds=left(view.lead_in or 0.0))
        if hurt and not self._naming:
            asked = phrases("screen.how_bad_details", ten=TEN_KEY, sharp="[x]" if self._sharp else "[ ]")
            details = f"{asked}\n{phrases('screen.over_five')}"
        self.query_one("#details", Line).show(details)
        self.query_one("#clock", Big).show(shown.clock)
        self.query_one("#hint", Big).show(*shown.hint)
        self.query_one("#hint-details", Line).show(shown.hint_details)
        self.query_one("#caption", Line).show(shown.caption)
        self.query_one("#next", Line).show(shown.next_up)
        self.query_one("#step", Bar).show(shown.step_done, shown.step)
        self.query_one("#session", Bar).show(shown.session_done, shown.session)
        self.query_one("#trouble", Line).show(shown.trouble)
        self.set_class(bool(shown.trouble), "-trouble")
        self.set_class(bool(place), "-place")
        self.set_class(paused or offered, "-paused")
        self.set_class(view.segment is not None and view.segment.kind in LEAD_KINDS, "-lead")
        width = self.app.size.width
        self.set_class(self.query_one("#title", Big).wants_two_lines(width), "-long-title")
        self.set_class(self.query_one("#place", Big).wants_two_lines(width), "-long-place")
        self.set_class(bool(shown.hint), "-hint")
        self.set_class(view.count is not None, "-count")
        self.set_class(bool(shown.hint_details), "-hint-details")
        self.set_class("\n" in shown.hint_details, "-two-details")
        self.set_class(paused or offered or (hurt and self._naming), "-menu")
        self.set_class(hurt and not self._naming, "-scale")

    def _follow(self, view: View) -> None:
        """Notice a new segment or state, and say its word with the whole screen."""
        before, was = self._segment, self._state
        self._segment = view.segment.index if view.segment else None
        self._state = view.state
        if view.state is not was:
            self._naming = self._sharp = False
            if view.state in (State.PAUSED, State.OFFERED):
                self._offer(view)
                self.query_one(Menu).begin()
            elif view.state is State.HURT:
                self.query_one(Scale).begin()
            else:
                self.set_focus(None)
        if view.state in OVER and was is not view.state:
            self._over(view.state)
        leads_in = was in LEADING_IN and view.state is State.PLAYING
        if view.segment is not None and (self._segment != before or leads_in):
            went = None if leads_in else self._went
            self._went = view.segment.go if view.segment.kind in GO_KINDS else None
            word = flash_word(view.segment, went, self.session.words)
            if word and was is not None and view.state is State.PLAYING:
                self._flash(word)
        flash = self.query_one(Flash)
        if flash.display and self._painted >= self._flash_until - LATE:
            flash.hide()

    def _flash(self, word: str) -> None:
        self._flash_until = self._painted + FLASH
        self.query_one(Flash).show(word)

    def _over(self, state: State) -> None:
        if state is State.FINISHED:
            self._flash(self.session.words.done)
            self.set_timer(FLASH * 2, lambda: self.leave(Leaving.FINISHED))
        else:
            self.leave(Leaving.STOPPED)

    def _next_change(self, view: View) -> Seconds:
        """Return how long what is shown stays right."""
        waits = [until_next_second(self._counted(view), view.offset)]
        if view.state is State.PLAYING and view.segment is not None:
            waits += [start - view.offset for start in view.segment.rep_starts if start > view.offset + SOON][:1]
            if view.count is not None:
                waits.append(view.count.until_next)
        if self.query_one(Flash).display:
            waits.append(max(0.0, self._flash_until - self._clock.monotonic()))
        if self._painted < self._note_until:
            waits.append(self._note_until - self._painted)
        return min(waits) + LATE

    def _counted(self, view: View) -> Seconds | None:
        """Return the time left that the clock shows, None where it shows time gone."""
        if view.lead_in is not None:
            return view.lead_in
        return None if view.counts_up else view.remaining

    def _tick_in(self, seconds: Seconds) -> None:
        if self._tick is not None:
            self._tick.stop()
        self._due = self._clock.monotonic() + seconds
        self._tick = self.set_timer(seconds, self.tick)

    # --- keys --------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        # Where choices or numbers are shown, their own keys do the work.
        chooses = self._state in ASKING
        if action == "send":
            if parameters[0] == "longer" and not self._resting:
                return False
            return COMMANDS[str(parameters[0])] in self._allowed and not chooses
        if action == "pause":
            return Command.PAUSE in self._allowed or Command.RESUME in self._allowed
        if action == "forth":
            return bool({Command.DONE, Command.SKIP} & self._allowed) and not chooses
        return True

    def describe(self, action: str) -> str | None:
        """Return what a key does now, where its description says less."""
        choices = self.query_one(Menu).choices
        if action == "choose" and self._state is State.PAUSED and choices:
            return self._phrases("screen.or_numbers", first=choices[0].key, last=choices[-1].key)
        if action == "pause" and Command.RESUME in self._allowed:
            return self._phrases("screen.leave_out" if self._state is State.OFFERED else "screen.pause_resume")
        return None

    def action_pause(self) -> None:
        """Pause, or go on: asked of the player and not of the last picture, so that a quick second press is right."""
        self.send(Command.PAUSE if self.playing.allows(Command.PAUSE) else Command.RESUME)

    def action_forth(self) -> None:
        self.send(Command.DONE if self.playing.allows(Command.DONE) else Command.SKIP)

    def action_music(self, steps: int) -> None:
        self._note = self.playing.turn_music(steps)
        self._note_until = self._clock.monotonic() + NOTED
        self.paint()

    def action_send(self, name: str) -> None:
        self.send(COMMANDS[name])

    def on_key(self, event: events.Key) -> None:
        """Keep a waiting segment by any key after its last call; say that it is not the knee."""
        view = self.playing.view()
        if view.state is State.HURT and event.character == "n" and not self._naming and self.session.not_the_knee:
            self._naming = True
            self._offer(view)
            self.query_one(Menu).begin()
            self.paint()
        elif view.state is State.HURT and event.character == "s" and not self._naming:
            self._sharp = not self._sharp
            self.paint()
        elif view.state is State.HURT and self._naming and event.key in ("escape", "backspace"):
            self._naming = False
            self.query_one(Scale).begin()
            self.paint()
        elif last_call(view) and event.key not in self.active_bindings and self.playing.allows(Command.KEEP):
            self.send(Command.KEEP)

    def send(self, command: Command, value: int | None = None, *, sharp: bool = False) -> None:
        """Send a command to the player where it is possible."""
        if self.playing.allows(command):
            self.playing.send(command, value, sharp=sharp)

    # --- choices -----------------------------------------------------------------------------------------------------

    def _offer(self, view: View) -> None:
        menu = self.query_one(Menu)
        if view.state is State.HURT:
            worries = self.session.not_the_knee
            menu.offer(*(Choice(worry.id, str(number), worry.label) for number, worry in enumerate(worries, 1)))
        elif view.state is State.OFFERED and view.easier is not None:
            menu.offer(
                Choice("ease", labels.EASIER_YES, view.easier.title),
                Choice("leave out", labels.EASIER_NO, self._phrases("screen.leave_out")),
            )
        elif view.state is State.PAUSED:
            menu.offer(*self._pause.choices())

    @on(Menu.Chosen)
    def choose(self, message: Menu.Chosen) -> None:
        if self._state is State.HURT:
            self.leave(self.session.report(message.choice))
        elif self._state is State.OFFERED:
            self.send(Command.EASE if message.choice == "ease" else Command.RESUME)
        else:
            self._pause.take(message.choice)

    def palette(self) -> list[tuple[str, Callable[[], None]]]:
        """Return what the palette offers beside the keys: the choices of a pause, which stay behind it."""
        return [] if self.playing.view().state in (State.HURT, State.OFFERED) else self._pause.commands()

    def wait_for_palette(self) -> None:
        self._pause.wait_for_palette()

    def go_on_after_palette(self) -> None:
        self._pause.go_on_after_palette()

    def more_keys(self) -> list[tuple[str, str]]:
        """Return the keys of what is offered now, with their words: they have no bindings, and help names them."""
        if self._state is State.HURT and not self._naming:
            return [*labels.HURT_KEYS, (TEN_KEY, "Ten")]
        if self._state in ASKING:
            return [(choice.key, choice.label) for choice in self.query_one(Menu).choices]
        return []

    @on(Scale.Chosen)
    def answer_pain(self, message: Scale.Chosen) -> None:
        self.send(Command.ANSWER_PAIN, message.number, sharp=self._sharp)

    # --- leaving -----------------------------------------------------------------------------------------------------

    def action_leave(self) -> None:
        """Ask how to leave, with the session paused meanwhile."""
        self._paused_to_ask = self._pause.to_ask()
        self.app.push_screen(LeaveScreen(self._phrases), self._asked)

    def _asked(self, how: Leaving | None) -> None:
        if how is not None:
            self.leave(how)
        elif self._paused_to_ask:
            self.send(Command.RESUME)

    def leave(self, how: Leaving | Concern) -> None:
        """End this screen, once."""
        if self._left:
            return
        self._left = True
        if self._tick is not None:
            self._tick.stop()
        self.dismiss(how)
