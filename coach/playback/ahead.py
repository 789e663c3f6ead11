"""What is about to sound: asked of the player ahead of its moment, handed to the output, taken back by a command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from coach.pcm import Samples, seconds
from coach.player.model import PlacedCue
from coach.player.player import Player
from coach.sound.protocol import Output
from coach.timeline.model import Tone
from coach.units import Seconds
from coach.voice.protocol import Voice

LOOKAHEAD: Seconds = 2.0
"""How far ahead cues are handed over: a device buffer of 1 s, and as much time for a voice that is late."""

MARGIN: Seconds = 0.1
"""One turn of the loop: words that would only come with the next one come too late."""

STALE: Seconds = 0.3
"""Words that are later than this are not said any more."""

SETTLE: Seconds = 0.05
"""Between a cancel and a sound that is to be heard in full."""

CANCELLING: Seconds = 0.3
"""For so long after a cancel the stream is new, and the output's latency does not count."""

_MOMENT: Seconds = 1e-5


@dataclass(slots=True)
class _Waiting:
    """A cue that was asked for and is not due yet."""

    placed: PlacedCue
    handed_over: bool = False


@dataclass(frozen=True, slots=True)
class _Sound:
    """What was given to the output."""

    samples: Samples
    start: Seconds

    @property
    def end(self) -> Seconds:
        return self.start + seconds(len(self.samples))


class Ahead:
    """The cues of the next seconds, and the sounds that the output was given for them."""

    def __init__(self, player: Player, voice: Voice, output: Output, tone: Callable[[Tone], Samples]) -> None:
        self._player = player
        self._voice = voice
        self._output = output
        self._tone = tone
        self._waiting: list[_Waiting] = []
        self._sounds: list[_Sound] = []
        self._horizon: Seconds = 0.0
        self._cancelled: Seconds = float("-inf")
        self.quiet_at: Seconds = 0.0
        """When the last sound is over."""
        self.last: PlacedCue | None = None
        """The words that were due last, until a command silences them."""

    def plan(self, now: Seconds) -> None:
        """Ask for the cues up to the end of the window and hand over what can be."""
        end = now + LOOKAHEAD
        if end > self._horizon:
            found = self._player.cues_between(self._horizon, end)
            self._waiting += [_Waiting(placed) for placed in found]
            self._waiting.sort(key=lambda one: one.placed.due)
            self._horizon = end
        self.hand_over(now)

    def hand_over(self, now: Seconds) -> None:
        """Give the output what it has not got yet; words that the voice still makes are waited for."""
        for one in self._waiting:
            if not one.handed_over:
                one.handed_over = self._place(one.placed, now)

    def _place(self, placed: PlacedCue, now: Seconds) -> bool:
        """Hand a cue to the output; return False while its words may still come in time."""
        cue, due = placed.cue, placed.due
        if due < now - STALE:
            return True
        kind = cue.tone
        if cue.text:
            utterance = self._voice.get(cue.text, 0.0)
            if utterance is not None:
                self.sound(utterance.samples, due - utterance.onset)
            elif due - now > self.latency(now) + MARGIN:
                return False
            else:
                kind = kind or Tone.COUNT
        if kind is not None:
            self.sound(self._tone(kind), due)
        return True

    def sound(self, samples: Samples, start: Seconds) -> None:
        """Give samples to the output for a moment."""
        self._output.place(samples, start)
        sound = _Sound(samples, start)
        self._sounds = [one for one in self._sounds if one.end > start - LOOKAHEAD]
        self._sounds.append(sound)
        self.quiet_at = max(self.quiet_at, sound.end)

    def latency(self, now: Seconds) -> Seconds:
        """Return how far ahead of its moment something has to be handed over now."""
        return SETTLE if now - self._cancelled < CANCELLING else max(SETTLE, self._output.latency)

    def now_due(self, now: Seconds) -> list[PlacedCue]:
        """Return the cues whose moment has come."""
        due = [one.placed for one in self._waiting if one.placed.due <= now]
        self._waiting = [one for one in self._waiting if one.placed.due > now]
        self.last = next((placed for placed in reversed(due) if placed.cue.text), self.last)
        return due

    def void(self, now: Seconds) -> None:
        """Silence what was handed over, and forget it where it was not due."""
        self._output.cancel()
        self._cancelled = self.quiet_at = now
        self._sounds, self._waiting, self.last = [], [], None
        self._horizon = now

    def revise(self, now: Seconds) -> None:
        """Cancel what lies ahead only if that has changed; what sounds now goes on."""
        after = [one for one in self._player.cues_between(now, self._horizon) if one.due > now]
        if [one.placed for one in self._waiting] == after:
            return
        sounding = [one for one in self._sounds if one.start <= now < one.end]
        last = self.last
        self.void(now)
        for one in sounding:
            self.sound(one.samples, one.start)
        self.last = last
        # What is due this very moment was shown already.
        self._horizon = now + _MOMENT

    def moments(self) -> list[Seconds]:
        """Return when what is ahead falls due."""
        return [one.placed.due for one in self._waiting]

    def __bool__(self) -> bool:
        return bool(self._waiting)
