"""The only loop: player, sound and clock in step, and what happens out to listeners.

What is to sound is handed to the output well ahead and at exact moments, so the loop itself may be late without anybody
hearing it. A command voids what was handed over and has not sounded; what follows from it is handed over anew.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from coach.clock import Clock
from coach.errors import IllegalCommandError
from coach.pcm import Samples
from coach.playback.ahead import Ahead
from coach.playback.announcements import Announcements
from coach.playback.scaled import ScaledClock
from coach.player.course import is_go
from coach.player.model import Command, Event, EventKind, PlacedCue, State, View
from coach.player.player import Player
from coach.sound.protocol import MUSIC_FADES, Output
from coach.sound.tones import tone as tone_samples
from coach.timeline.model import CueKind, Timeline, Tone
from coach.units import Seconds
from coach.voice.protocol import Voice

TICK: Seconds = 0.1
"""The longest the loop sleeps while something plays; a command wakes it at once."""

IDLE_TICK: Seconds = 0.25
"""The longest it sleeps in a pause."""

SLEEP: Seconds = 2.0
"""A jump of the two clocks against each other by more is machine sleep."""

STALL: Seconds = 5.0
"""A loop that did not run for so long was stopped (Ctrl-Z, a debugger): the session waits for it instead of leaping."""

NEXT_TEXTS = 40
"""How many texts the voice is asked for again after a jump; the rest was asked for at the start."""

PATIENCE: Seconds = 1.2
"""How long the start waits for the voice to have its first words."""

DRAIN: Seconds = 15.0
"""How long after the end the last words may take."""

MUSIC_PAUSES: Seconds = 0.05
"""How long music takes to fade out where the session halts."""

_SOFT = frozenset({Command.LONGER, Command.KEEP})
_HALTS = frozenset({Command.PAUSE, Command.SLEPT, Command.HURT})
_ANSWERS = frozenset({Command.RESUME, Command.ANSWER_PAIN, Command.EASE})
_OF_PAIN = frozenset({EventKind.PAIN_ANSWERED, EventKind.EASED, EventKind.NOT_EASED})
_PLACED_ANEW = frozenset(
    {EventKind.COUNT_IN_STARTED, EventKind.RESUMING, EventKind.RESUMED, EventKind.MOVED, *_OF_PAIN}
)
"""After these the caption is that of the place where it goes on, not what was said of a pause or elsewhere."""

_OF_GAPS = frozenset({CueKind.REST, CueKind.SIDE})

_HALTED = frozenset({State.IDLE, State.PAUSED, State.HURT})
_TO_MUSIC = frozenset({State.COUNTING_IN, State.PLAYING, State.RESUMING})


class Listener(Protocol):
    """What is told of a session as it plays, in the loop's thread; it must not block."""

    def on_event(self, event: Event) -> None:
        """Take an event; they come in the order in which they were due."""

    def on_cue(self, placed: PlacedCue) -> None:
        """Take a cue at the moment when it sounds."""

    def on_tick(self, now: Seconds) -> None:
        """Take the moment of a turn of the loop, many times a second."""


class Easing(Protocol):
    """Knows how a session goes on with something easier where it hurts."""

    def begin(self, hurt: Event) -> Timeline | None:
        """Return the timeline that could be gone on with, None where nothing is easier; it may get better."""

    def best(self) -> Timeline | None:
        """Return the best of it by now."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A command that waits for the next turn."""

    command: Command
    value: int | None
    sharp: bool
    moment: Seconds


_Note = Event | PlacedCue


class Playback:
    """Plays a session: `run` blocks until it is over, everything else may be called from any thread.

    `announce` is what is said when something happens ("Paused."), as far as nothing else is about to be said. `speed`
    lets time run faster, for rehearsals with a silent output. Voice and output are the caller's to close.
    With `at_once` the silence before the first words is left out: where nothing is counted in, loading was enough.
    """

    def __init__(
        self,
        player: Player,
        voice: Voice,
        output: Output,
        clock: Clock,
        *,
        listeners: Iterable[Listener] = (),
        announce: Announcements | None = None,
        tone: Callable[[Tone], Samples] = tone_samples,
        speed: float = 1.0,
        patience: Seconds = PATIENCE,
        at_once: bool = False,
        easing: Easing | None = None,
    ) -> None:
        self.clock: Clock = clock if speed == 1.0 else ScaledClock(clock, speed)
        """What moments of events and cues count on."""
        self._player = player
        self._voice = voice
        self._output = output
        self._ahead = Ahead(player, voice, output, tone)
        self._announce = announce or Announcements()
        self._speed = speed
        self._patience = patience
        self._at_once = at_once
        self._easing = easing
        self._listeners = list(listeners)
        self._lock = threading.RLock()
        self._woken = threading.Event()
        self._asked: deque[_Asked] = deque()
        self._caption = ""
        self._gap_announced = False
        """The caption tells only of a rest or a change of side, so that it goes when the next go begins."""
        self._cut: PlacedCue | None = None
        self._last_turn: Seconds | None = None
        self._apart: Seconds = 0.0
        self._ended: Seconds | None = None
        self._music = False
        """Music was asked to sound."""

    # --- from any thread ------------------------------------------------------------------------------------------

    @property
    def timeline(self) -> Timeline:
        return self._player.timeline

    @property
    def caption(self) -> str:
        """What is said now, or was said last."""
        return self._caption

    @property
    def troubles(self) -> tuple[str, ...]:
        """What is wrong now with voice or sound, one sentence each."""
        return tuple(trouble for trouble in (self._voice.trouble, self._output.trouble) if trouble)

    @property
    def over(self) -> bool:
        """Whether the session has ended and its last sound too."""
        if self._ended is None:
            return False
        now = self.clock.monotonic()
        return now >= self._ended + DRAIN or (now >= self._ahead.quiet_at and not self._ahead)

    def view(self) -> View:
        """Return a snapshot of now."""
        with self._lock:
            return self._player.view(self.clock.monotonic())

    def allows(self, command: Command) -> bool:
        """Return whether the command is possible now."""
        with self._lock:
            return self._player.allows(command)

    def send(self, command: Command, value: int | None = None, *, sharp: bool = False) -> None:
        """Ask for a command; one that is not possible when its turn comes becomes a REFUSED event."""
        self._asked.append(_Asked(command, value, sharp, self.clock.monotonic()))
        self._woken.set()

    def listen(self, listener: Listener) -> None:
        """Tell one more listener from now on."""
        self._listeners.append(listener)

    # --- the loop -------------------------------------------------------------------------------------------------

    def run(self) -> None:
        """Play to the end and until the last sound is over; after an interrupt it may be called again."""
        self.begin()
        wait = self.step()
        while not self.over:
            self._woken.wait(min(TICK if self._speed != 1.0 else wait, wait / self._speed))
            self._woken.clear()
            wait = self.step()

    def begin(self) -> None:
        """Open the sound, ask the voice for its words, wait a moment for the first ones, and start the session."""
        if self._player.state is not State.IDLE:
            return
        self._output.start()
        texts = self._player.texts()
        self._voice.prepare([*texts[:8], *self._announce.texts, *texts[8:]])
        if texts:
            self._voice.get(texts[0], self._patience)
        self._last_turn = self.clock.monotonic()
        self._apart = self.clock.boottime() - self._last_turn
        self.send(Command.START)

    def step(self) -> Seconds:
        """Do what is due now, tell the listeners, and return in how many seconds the next turn has to come."""
        now = self.clock.monotonic()
        with self._lock:
            notes = self._turn(now)
            wait = self._until_next(now)
        for note in notes:
            for listener in tuple(self._listeners):
                if isinstance(note, Event):
                    listener.on_event(note)
                else:
                    listener.on_cue(note)
        for listener in tuple(self._listeners):
            listener.on_tick(now)
        return wait

    def _turn(self, now: Seconds) -> list[_Note]:
        notes: list[_Note] = []
        slept = self._time_lost(now, notes)
        # Before time passes: what lies between the last turn and this one is behind the player afterwards.
        self._ahead.plan(now)
        # Before the start no time passes for the player, so that the start may lie in the past (`at_once`).
        events = [] if self._player.state is State.IDLE else self._player.advance(now)
        notes += _in_order([*events, *self._shown(self._ahead.now_due(now))])
        self._heed(events, now)
        if slept and self._player.allows(Command.SLEPT):
            notes += self._obey(_Asked(Command.SLEPT, None, False, now), now)
        while self._asked:
            notes += self._obey(self._asked.popleft(), now)
        self._ahead.hand_over(now)
        self._accompany(now)
        notes += self._shown(self._ahead.now_due(now))
        return notes

    def _accompany(self, now: Seconds) -> None:
        """Let music sound while the session goes on; it is over when its end has faded, too."""
        state = self._player.state
        if self._music == (state in _TO_MUSIC):
            return
        self._music = state in _TO_MUSIC
        if self._music:
            self._output.play_music()
        elif state is State.FINISHED:
            self._ahead.quiet_at = max(self._ahead.quiet_at, now + self._output.stop_music(MUSIC_FADES))
        else:
            self._output.stop_music(MUSIC_PAUSES)

    def _time_lost(self, now: Seconds, notes: list[_Note]) -> bool:
        """Pause where the loop was stopped for long, and return whether the machine slept."""
        apart = self.clock.boottime() - now
        slept, self._apart = apart - self._apart > SLEEP, apart
        last, self._last_turn = self._last_turn, now
        stalled = last is not None and self._speed == 1.0 and now - last > STALL
        if stalled and last is not None:
            if self._player.state is State.OFFERED:  # nobody was there to answer, nor is now
                notes += self._obey(_Asked(Command.RESUME, None, False, last), last)
            if self._player.allows(Command.PAUSE):
                notes += self._obey(_Asked(Command.PAUSE, None, False, last), last)
        return slept

    def _obey(self, asked: _Asked, now: Seconds) -> list[Event]:
        command = asked.command
        moment = now - self._head_start() if command is Command.START else now
        if command is Command.EASE and self._easing is not None and self._player.allows(command):
            self._player.offer(self._easing.best())
        try:
            events = self._player.send(command, moment, asked.value, sharp=asked.sharp)
        except IllegalCommandError as error:
            where = self._player.playhead
            details = {"reason": str(error)}
            return [Event(EventKind.REFUSED, asked.moment, now, where.segment, where.offset, command, details)]
        if command in _SOFT:
            self._ahead.revise(now)
        else:
            if command in _HALTS:
                self._cut = self._sounding(now) or self._cut
            elif command not in _ANSWERS:
                self._cut = None
            self._ahead.void(now)
        self._heed(events, moment)
        return events

    def _head_start(self) -> Seconds:
        """Return how much of the first silence is left out, so that the first words still come in full.

        It is negative where the session waits for a sound device that has to wake.
        """
        if not self._at_once:
            return 0.0
        first = min((cue.offset for cue in self.timeline.cues if cue.segment == 0), default=0.0)
        wakes = self._output.wakes_in
        return first - wakes if wakes > 0 else max(0.0, first - self._output.latency)

    def _heed(self, events: list[Event], now: Seconds) -> None:
        """Let follow from events what is not the player's: words, the order of what is to be spoken, the end."""
        for event in events:
            if event.kind is EventKind.HURT and self._easing is not None:
                self._player.offer(self._easing.begin(event))
            if event.kind is EventKind.NOT_EASED and event.command is None:
                self._ahead.void(now)  # it goes on by itself, where nothing was planned
            if event.kind is EventKind.MOVED:
                self._voice.prepare(self._player.texts()[:NEXT_TEXTS])
            if event.kind in (EventKind.FINISHED, EventKind.STOPPED):
                self._ended = now
            if event.kind is EventKind.RESUMED:
                self._say_again(now)
            begins = event.kind is EventKind.SEGMENT_STARTED
            if event.kind in _PLACED_ANEW or (begins and self._gap_announced and self._in_go):
                self._show(self._player.caption)
        self._ahead.plan(now)
        for event in events:
            sentence = self._announce.of(event)
            if likely := self._announce.likely(event):
                self._voice.prepare(likely)
            if sentence and event.kind in _OF_PAIN:
                self._show(sentence)  # what is left out has to be told, also where there is no room to say it
            if sentence:
                self._say(sentence, now, shown=True)

    @property
    def _in_go(self) -> bool:
        return is_go(self.timeline.segments[self._player.playhead.segment])

    def _show(self, caption: str, *, gap: bool = False) -> None:
        self._caption, self._gap_announced = caption, gap

    def _shown(self, due: list[PlacedCue]) -> list[PlacedCue]:
        """Show the last caption among cues whose moment has come."""
        for placed in due:
            if placed.cue.caption:
                self._show(placed.cue.caption, gap=placed.cue.kind in _OF_GAPS)
        return due

    # --- words beside the timeline --------------------------------------------------------------------------------

    def _sounding(self, now: Seconds) -> PlacedCue | None:
        """Return the words in the middle of which we are, if they announce something."""
        view = self._player.view(now)
        if self._ahead.last is None or view.segment is None or is_go(view.segment):
            return None
        utterance = self._voice.get(self._ahead.last.cue.text, 0.0)
        long = utterance is not None and self._ahead.last.due < now < self._ahead.last.due + utterance.seconds
        return self._ahead.last if long and self._ahead.last.cue.caption else None

    def _say_again(self, now: Seconds) -> None:
        """Say again what a pause cut off, if there is room."""
        cut, self._cut = self._cut, None
        if cut is not None and cut.cue.segment == self._player.playhead.segment:
            self._say(cut.cue.text, now, shown=False)

    def _say(self, text: str, now: Seconds, *, shown: bool) -> None:
        """Say something now where nothing else is about to be said; without a voice it is only shown."""
        utterance = self._voice.get(text, 0.0)
        start = now + self._ahead.latency(now)
        if utterance is not None:
            if any(one.cue.text for one in self._player.cues_between(now, start + utterance.seconds + TICK)):
                return
            self._ahead.sound(utterance.samples, start)
        if shown:
            self._show(text)

    def _until_next(self, now: Seconds) -> Seconds:
        moments = self._ahead.moments()
        wakeup = self._player.next_wakeup()
        if wakeup is not None:
            moments.append(wakeup)
        if self._ended is not None and self._ahead.quiet_at > now:
            moments.append(self._ahead.quiet_at)
        longest = IDLE_TICK if self._player.state in _HALTED else TICK
        wait = min([longest, *(moment - now for moment in moments)])
        return max(0.001, wait)


def _in_order(notes: list[_Note]) -> list[_Note]:
    """Return events and cues by the moment when they were due; of equals the event first."""
    return sorted(notes, key=lambda note: (note.due, isinstance(note, PlacedCue)))
