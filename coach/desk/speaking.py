"""Speaking a sentence now, outside any timeline: the answer to a worry, a sample."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from coach.clock import Clock
from coach.sound.protocol import Output
from coach.sound.silence import NoOutput
from coach.timeline.model import Lengths
from coach.units import Seconds
from coach.voice.protocol import Voice
from coach.words.phrases import Phrases

if TYPE_CHECKING:
    from coach.voice.engine import Identity

PATIENCE: Seconds = 5.0
"""How long the voice may take to have the words; they are on the screen anyway."""

LONGEST: Seconds = 30.0
"""Longer is nothing that is said of answers; a device that hangs is not waited for."""

LOOKS_EVERY: Seconds = 0.1
"""How soon it is noticed that there is no voice to wait for."""


class SessionVoice(Voice, Protocol):
    """A voice that also says how long its words last, and whether it is the one that was asked for."""

    @property
    def lengths(self) -> Lengths:
        """A new measurement: its `measured` tells whether all of *its* texts were spoken."""

    @property
    def notice(self) -> str | None:
        """One sentence where another voice speaks than the one asked for, else None."""

    @property
    def identity(self) -> Identity | None:
        """What speaks; None until it is known."""


class Speaker:
    """A voice and an output that say what they are given; both are the caller's to close."""

    def __init__(self, voice: Voice, output: Output, clock: Clock) -> None:
        self.voice = voice
        self.output = output
        self._clock = clock
        self._turn = 0
        self._lock = threading.Lock()
        self._saying: threading.Thread | None = None
        self._until: Seconds = 0.0
        """When what was said last is over, by the clock."""

    def say(self, sentence: str) -> None:
        """Silence what is being said and speak a sentence; returns at once."""
        self._saying = threading.Thread(target=self._speak, args=(sentence, self._next()), name="say", daemon=True)
        self._saying.start()

    def prepare(self, sentences: list[str]) -> None:
        """Have sentences ready before they are said; returns at once."""
        self.voice.prepare(sentences)

    def hush(self) -> None:
        """Be silent at once, also about what the voice was still at."""
        self._next()
        self._until = 0.0
        self.output.cancel()

    def hear_out(self) -> None:
        """Wait until what was said last is over; at once where no sound is wanted."""
        if self._saying is None or isinstance(self.output, NoOutput):
            return
        self._saying.join(PATIENCE)
        threading.Event().wait(max(0.0, self._until - self._clock.monotonic()))

    def _next(self) -> int:
        with self._lock:
            self._turn += 1
            return self._turn

    def _speak(self, sentence: str, turn: int) -> None:
        utterance = self.voice.get(sentence, PATIENCE)
        with self._lock:
            if utterance is not None and turn == self._turn:
                self.output.cancel()
                due = self._clock.monotonic() + max(0.3, self.output.latency)
                self.output.place(utterance.samples, due)
                self._until = due + utterance.onset + utterance.seconds

    def close(self) -> None:
        """Let voice and output go."""
        self.output.close()
        self.voice.close()


class Talker(Protocol):
    """Says sentences to somebody who is asked questions."""

    @property
    def phrases(self) -> Phrases:
        """The words of its language."""

    def say(self, sentence: str) -> None:
        """Silence what is being said and speak a sentence; returns at once."""

    def prepare(self, sentences: list[str]) -> None:
        """Have sentences ready before they are said; returns at once."""

    def hush(self) -> None:
        """Be silent at once."""

    def hear_out(self) -> None:
        """Wait until what was said last is over; at once where no sound is wanted."""


class LateTalker:
    """Speaks where no session is open: voice and device are opened for the first words, in a thread of their own."""

    def __init__(self, phrases: Phrases, open_speaker: Callable[[], Speaker]) -> None:
        self.phrases = phrases
        self._open = open_speaker
        self._todo: deque[Callable[[Speaker], None] | None] = deque()
        self._more = threading.Semaphore(0)
        self._thread: threading.Thread | None = None
        self._speaker: Speaker | None = None

    def say(self, sentence: str) -> None:
        """Silence what is being said and speak a sentence; returns at once."""
        self._do(lambda speaker: speaker.say(sentence))

    def prepare(self, sentences: list[str]) -> None:
        """Have sentences ready before they are said; returns at once."""
        self._do(lambda speaker: speaker.prepare(sentences))

    def hush(self) -> None:
        """Be silent at once; what was never begun needs no silence."""
        if self._speaker is not None:
            self._speaker.hush()
        elif self._thread is not None:
            self._do(Speaker.hush)

    def hear_out(self) -> None:
        """Wait until what was said last is over; at once where nothing was."""
        if self._thread is not None and self._thread.is_alive():
            heard = threading.Event()

            def wait(speaker: Speaker) -> None:
                speaker.hear_out()
                heard.set()

            self._do(wait)
            for _ in range(round(LONGEST / LOOKS_EVERY)):
                if heard.wait(LOOKS_EVERY) or not self._thread.is_alive():
                    break

    def close(self) -> None:
        """Let voice and device go, as far as they were opened."""
        if self._thread is not None:
            self._put(None)
            self._thread.join(PATIENCE)

    def _do(self, what: Callable[[Speaker], None]) -> None:
        if self._thread is None:
            # A daemon, so that a device that hangs can never keep the program from ending.
            self._thread = threading.Thread(target=self._run, name="talk", daemon=True)
            self._thread.start()
        self._put(what)

    def _put(self, what: Callable[[Speaker], None] | None) -> None:
        self._todo.append(what)
        self._more.release()

    def _next(self) -> Callable[[Speaker], None] | None:
        self._more.acquire()
        return self._todo.popleft()

    def _run(self) -> None:
        try:
            speaker = self._open()
        except Exception:  # the words are on the screen, too, and `coach doctor` says what is wrong with a voice
            return
        self._speaker = speaker
        while (what := self._next()) is not None:
            what(speaker)
        speaker.close()
