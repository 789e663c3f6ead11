"""One session that is open: played, spoken into, and left in one of the ways there are."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from coach.checkin.flags import Tier, tier_of
from coach.clock import Clock
from coach.desk.awake import Awake
from coach.desk.speaking import SessionVoice, Speaker
from coach.playback import Playback
from coach.player.model import Command, View
from coach.progress.stopped import Stop
from coach.routine.model import Routine
from coach.session.journal import JournalWriter
from coach.session.record import Outcome
from coach.sound.protocol import Output
from coach.sound.silence import NoOutput
from coach.timeline.model import Timeline
from coach.timeline.paper import clock_time
from coach.units import Seconds
from coach.voice.speaker import SilentVoice
from coach.words.phrases import Phrases

if TYPE_CHECKING:
    from coach.sound.music import MusicBed

STOPS_WITHIN: Seconds = 2.0
"""How long a stop may take before the program goes on without its last sound."""

NOTICE_LASTS: Seconds = 30.0
"""How long it is shown that another voice speaks than the one that was asked for."""

NOT_THE_KNEE = ("chest_pain_breathless_faint", "calf_pain_swelling")
"""What "that hurts" can be about when it is not the knee (docs/rules.md, "The check-in")."""


class Performance:
    """A session that is open: `run` plays it, `close` lets voice, sound and journal go. Any thread may ask.

    Whatever ends it without a word (a signal, a mistake of the program) leaves it kept: it can be taken up again.
    """

    def __init__(
        self,
        routine: Routine,
        playback: Playback,
        phrases: Phrases,
        clock: Clock,
        *,
        voice: SessionVoice,
        output: Output,
        music: MusicBed | None = None,
        writer: JournalWriter | None,
        asks: bool,
        age: int,
        stop: Stop | None = None,
        warning: str = "",
        awake: Awake | None = None,
    ) -> None:
        self.routine = routine
        self.playback = playback
        self.phrases = phrases
        self.writer = writer
        """None in a rehearsal."""
        self.asks = asks
        """A check-in may follow: nobody has switched it off for this session or altogether."""
        self.stop = stop
        """What stops the loading while this is played, which has none."""
        self.warning = warning
        """What is to be known before it begins; empty where that is nothing."""
        self._age = age
        self._awake = awake
        self._voice = voice
        self._music = music
        self._clock = clock
        self._noticed: Seconds | None = None
        self._speaker = Speaker(voice, output, clock)
        self._thread: threading.Thread | None = None
        self._mistake: BaseException | None = None

    # --- playing -----------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin to play, and go on in a thread of its own; once is enough."""
        if self._thread is None:
            # The first words are on their way before whoever starts a session goes on to load its screens.
            self.playback.begin()
            self.playback.step()
            # A daemon, so that a voice that hangs can never keep the program from ending.
            self._thread = threading.Thread(target=self._play, name="playback", daemon=True)
            self._thread.start()

    def _play(self) -> None:
        try:
            self.playback.run()
        except BaseException as mistake:  # raised where somebody waits; here it would end as a traceback
            self._mistake = mistake

    def run(self) -> None:
        """Play to the end; blocks, and raises what playing raised."""
        self.start()
        assert self._thread is not None
        self._thread.join()
        if self._mistake is not None:
            raise self._mistake

    def wait(self, seconds: Seconds) -> bool:
        """Wait for the end for so long at most, and return whether it has come; raises what playing raised."""
        assert self._thread is not None
        self._thread.join(seconds)
        if self._mistake is not None:
            raise self._mistake
        return not self._thread.is_alive()

    @property
    def timeline(self) -> Timeline:
        """What is played; another one since it hurt and something easier was taken."""
        return self.playback.timeline

    @property
    def caption(self) -> str:
        return self.playback.caption

    @property
    def troubles(self) -> tuple[str, ...]:
        """What is to be known now, one entry each: what is broken, and what is news."""
        return (*self.broken, *self.news)

    @property
    def broken(self) -> tuple[str, ...]:
        """What is wrong until it works again; that nothing is kept comes first, for only that loses something."""
        kept = self.writer.trouble if self.writer is not None else None
        found = (kept, *self.playback.troubles, self._speaker.output.notice)
        return tuple(sentence for sentence in found if sentence)

    @property
    def news(self) -> tuple[str, ...]:
        """What is told for a while, and of which nothing becomes right when it is told no more."""
        music = self._music.notice if self._music is not None else None
        return tuple(sentence for sentence in (self._notice(), music) if sentence)

    def _notice(self) -> str | None:
        """Return who speaks in place of whom, for a while: it is to be known, and nothing is broken."""
        notice = self._voice.notice
        if notice is None:
            return None
        now = self._clock.monotonic()
        self._noticed = now if self._noticed is None else self._noticed
        return notice if now < self._noticed + NOTICE_LASTS else None

    @property
    def heard_nothing(self) -> str:
        """What to do where nothing of the first words was heard; empty where there is nothing to hear."""
        silent = isinstance(self._speaker.output, NoOutput) or isinstance(self._voice, SilentVoice)
        return "" if silent else self.phrases("hint.heard_nothing")

    def view(self) -> View:
        return self.playback.view()

    def allows(self, command: Command) -> bool:
        return self.playback.allows(command)

    def send(self, command: Command, value: int | None = None, *, sharp: bool = False) -> None:
        self.playback.send(command, value, sharp=sharp)

    @property
    def has_music(self) -> bool:
        return self._music is not None

    def turn_music(self, steps: int) -> str:
        """Make the music of this session so many steps louder, or softer where that is negative.

        Returns how loud it is then, in a few words for whoever turned it, for it is heard a moment later; empty where
        there is no music.
        """
        if self._music is None:
            return ""
        before = self._music.turned
        self._music.turn(steps)
        limit = "" if self._music.turned != before else "_most" if steps > 0 else "_least"
        return self.phrases(f"screen.music{limit}", percent=self._music.percent)

    def say(self, sentence: str) -> None:
        """Speak a sentence now; returns at once."""
        self._speaker.say(sentence)

    def prepare(self, sentences: list[str]) -> None:
        """Have sentences ready before they are said; returns at once."""
        self._speaker.prepare(sentences)

    def hush(self) -> None:
        """Silence what `say` says, and all else that sounds; for when nothing plays."""
        self._speaker.hush()

    def hear_out(self) -> None:
        """Wait until what `say` said last is over."""
        self._speaker.hear_out()

    # --- the end -----------------------------------------------------------------------------------------------------

    def finish(self) -> None:
        """Stop here: what was done becomes the record."""
        self._stop()

    def keep(self) -> None:
        """Leave the session so that it can be taken up again."""
        if self.writer is not None:
            self.writer.close()
        self._stop()

    def throw_away(self) -> None:
        """Leave the session so that nothing of it is kept."""
        if self.writer is not None:
            self.writer.remove()
        self._stop()

    def worry(self, flag: str) -> Tier:
        """Stop because of something worrying, keep what it was, and say what its tier says."""
        if self.writer is not None:
            self.writer.worry(flag)
        self._stop()
        tier = tier_of(flag, self._age)
        self.say(self.phrases(tier.sentence))
        return tier

    def close(self) -> None:
        """Let voice, sound, screen and journal go; a session that was neither finished nor thrown away is kept."""
        self.keep()
        if self._awake is not None:
            self._awake.close()
        self._speaker.close()

    def _stop(self) -> None:
        if self.playback.allows(Command.STOP):
            self.playback.send(Command.STOP)
        if self._thread is None:
            self.playback.step()  # nobody else takes the turn
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(STOPS_WITHIN)


def kept_words(performance: Performance) -> str:
    """Return what to say of a session that was kept for later; empty where nothing was to be kept."""
    writer = performance.writer
    if writer is None:
        return ""
    if writer.trouble is not None:
        return writer.trouble.removesuffix(" It goes on all the same.")
    if not writer.journal().begun:
        return "Nothing was played yet, so there is nothing to keep."
    return "Kept for later: `coach play --resume` goes on with it, for four hours."


def end_words(performance: Performance) -> str:
    """Return what to say of a session that is over; to be asked before its journal becomes the record."""
    writer = performance.writer
    if writer is None:
        return ""
    journal = writer.journal()
    if not journal.begun:
        return "Stopped before it began." + (" Kept in the history." if journal.worries else "")
    played = clock_time(round(journal.played))
    if journal.over is Outcome.FINISHED:
        return f"Done: {journal.head.routine.name}, {played}. Kept in the history."
    return f"Stopped after {played}. Kept in the history."
