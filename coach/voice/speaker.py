"""The voice that a session uses: from memory, from the cache, or from the engine, always ahead of its moment."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

import numpy as np

from coach.pcm import Samples
from coach.pcm import seconds as to_seconds
from coach.units import Frames, Seconds
from coach.voice.cache import Cache, Entry, Memo, Stored, fingerprint, text_key
from coach.voice.engine import EngineDownError, EngineError, Identity, WorkerEngine, worker_command
from coach.voice.failures import Failures
from coach.voice.models import is_neural, joe_is_here
from coach.voice.pronounce import NOTHING_SAID_OTHERWISE, Pronunciations, pronunciations
from coach.voice.protocol import Utterance, Voice
from coach.voice.render import NotSpeechError, read_sound, render
from coach.words.phrases import base_language
from coach.words.speech import FixedLengths

DEFAULT_RATE = 165
"""Words a minute where nobody chose: slower than the engines' own 200, which is hard to follow out of breath."""

NONE = "none"
"""The name of the voice that says nothing: fixed estimated lengths, for rehearsals and comparisons."""

KEPT_BYTES = 8 * 1024 * 1024
"""Speech held in memory that the disk holds too: about 90 s."""

LENGTH_PATIENCE: Seconds = 3.0
"""How long a measurement may wait; a worker that hangs must not hold up the start of a session for longer."""

NEURAL_PATIENCE: Seconds = 12.0
"""The same where Piper is to speak: from a slow disk it takes seconds to load, and for a long set-up to speak."""


class Engine(Protocol):
    """What `WorkerEngine` offers to the speaker."""

    down_until: Seconds

    def hello(self) -> Identity: ...
    def speak(self, words: str) -> Path: ...
    def close(self) -> None: ...


class SpokenVoice:
    """The real voice. Every method may be called from any thread; one thread of its own talks to the engine."""

    def __init__(
        self,
        engine: Engine,
        root: Path,
        memo: Memo,
        *,
        volume: float = 1.0,
        said: Pronunciations | None = None,
        patience: Seconds = LENGTH_PATIENCE,
    ) -> None:
        self._engine = engine
        self._root = root
        self._memo = memo
        self._volume = volume
        self.patience = patience
        """How long a measurement may wait."""
        self._pronunciations = said or Pronunciations()
        self._said = NOTHING_SAID_OTHERWISE
        self._changed = threading.Condition()
        self._cache: Cache | None = None
        self._identity: Identity | None = None
        self._kept: OrderedDict[str, tuple[Stored, Frames]] = OrderedDict()
        self._only_here: set[str] = set()
        """Keys that the disk refused: they must stay in memory."""
        self._queue: deque[str] = deque()
        self._urgent: deque[str] = deque()
        self._failures = Failures()
        self._greeted = False
        """The engine has said who it is in this process."""
        self._down = False
        self._trouble: str | None = None
        self._closed = False
        self._thread: threading.Thread | None = None
        identity = memo.read()
        if identity is not None:
            self._use(identity)

    @property
    def trouble(self) -> str | None:
        return self._trouble

    @property
    def lengths(self) -> MeasuredLengths:
        """A new measurement: its `measured` tells whether all of *its* texts were spoken."""
        return MeasuredLengths(self)

    @property
    def identity(self) -> Identity | None:
        """What speaks; None until it is known."""
        return self._identity

    @property
    def notice(self) -> str | None:
        """One sentence where another voice speaks than the one asked for, else None."""
        return self._identity.notice if self._identity is not None else None

    def prepare(self, texts: list[str]) -> None:
        with self._changed:
            # What is asked for last is needed first: after a skip the old order is out of date.
            wanted = [text for text in dict.fromkeys(texts) if text.strip() and self._entry(text) is None]
            hopeless = {text for text in wanted if self._failures.is_hopeless(text)}
            known = set(wanted)
            rest = [text for text in self._queue if text not in known]
            self._queue = deque([text for text in wanted if text not in hopeless] + rest)
            self._wake()

    def get(self, text: str, timeout: Seconds) -> Utterance | None:
        stored = self._wait(text, timeout)
        if stored is None:
            return None
        samples, onset = stored
        floats: Samples = samples.astype(np.float32) * np.float32(self._volume / 32767)
        return Utterance(text=text, samples=floats, onset=to_seconds(onset))

    def entry(self, text: str, timeout: Seconds) -> Entry | None:
        """Return how long a text is, spoken now where it never was; None when the engine does not manage in time."""
        with self._changed:
            known = self._entry(text)
        if known is not None:
            return known
        self._wait(text, timeout)
        with self._changed:
            return self._entry(text)

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            thread = self._thread
        self._engine.close()
        if thread is not None:
            thread.join(2.0)
            self._engine.close()  # what it may have made in between

    # --- everything below is called with the lock held, but for the thread's own loop -----------------------------

    def _entry(self, text: str) -> Entry | None:
        key = text_key(text)
        if key in self._kept:
            samples, onset = self._kept[key]
            return Entry(len(samples), onset)
        return self._cache.entry(text) if self._cache is not None else None

    def _stored(self, text: str) -> tuple[Stored, Frames] | None:
        key = text_key(text)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        stored = self._cache.load(text) if self._cache is not None else None
        if stored is not None:
            self._keep(key, stored)
        return stored

    def _keep(self, key: str, stored: tuple[Stored, Frames]) -> None:
        self._kept[key] = stored
        size = sum(samples.nbytes for samples, _ in self._kept.values())
        for old in [key for key in self._kept if key not in self._only_here]:
            if size <= KEPT_BYTES or old == key:
                break
            size -= self._kept.pop(old)[0].nbytes

    def _wait(self, text: str, timeout: Seconds) -> tuple[Stored, Frames] | None:
        end = time.monotonic() + timeout
        with self._changed:
            stored = self._stored(text)
            if stored is not None or self._closed or not text.strip():
                return stored
            if self._failures.is_hopeless(text):
                return None
            if self._down:
                if text not in self._queue:
                    self._queue.append(text)
                return None
            if text not in self._urgent:
                self._urgent.append(text)
            self._wake()
            before = self._failures.count(text)
            while stored is None and not self._closed and self._failures.count(text) == before:
                remaining = end - time.monotonic()
                if remaining <= 0 or not self._changed.wait(remaining):
                    break
                stored = self._stored(text)
            return stored

    def _wake(self) -> None:
        if (self._queue or self._urgent) and self._thread is None and not self._closed:
            self._thread = threading.Thread(target=self._work, name="voice", daemon=True)
            self._thread.start()
        self._changed.notify_all()

    def _use(self, identity: Identity) -> None:
        self._identity = identity
        # Two voices in one session would be worse than speaking these words again.
        self._kept.clear()
        self._only_here.clear()
        self._said = self._pronunciations.of(identity.engine)
        self._cache = Cache(self._root, identity, self._said)

    # --- the thread ----------------------------------------------------------------------------------------------

    def _work(self) -> None:
        while (text := self._next()) is not None:
            try:
                self._speak(text)
            except EngineDownError as error:
                self._missed(text, its_own=False)
                self._wait_for_engine(text, str(error))
            except (EngineError, NotSpeechError):
                self._missed(text, its_own=True)
            except Exception as error:  # a thread that ends silently would leave the session silent
                self._missed(text, its_own=True)
                self._trouble = f"The voice failed ({type(error).__name__}: {error})."

    def _next(self) -> str | None:
        with self._changed:
            while not self._closed:
                if self._urgent:
                    text = self._urgent.popleft()
                    known = self._stored(text) is not None
                elif self._queue:
                    text = self._queue.popleft()
                    known = self._entry(text) is not None
                else:
                    self._changed.wait()
                    continue
                if not known:
                    return text
                self._changed.notify_all()
            return None

    def _speak(self, text: str) -> None:
        if not self._greeted and self._greet(text):
            return

        def speak(words: str) -> Samples:
            path = self._engine.speak(words)
            try:
                return read_sound(path)
            finally:
                path.unlink(missing_ok=True)

        samples, onset = render(text, speak, self._said)
        stored = (np.round(samples * 32767).astype(np.int16), onset)
        assert self._cache is not None
        on_disk = self._cache.store(text, *stored)
        with self._changed:
            key = text_key(text)
            if not on_disk:
                self._only_here.add(key)
            self._keep(key, stored)
            self._failures.spoken(text)
            self._mended()

    def _greet(self, text: str) -> bool:
        """Ask the engine who it is; True when the cache of the one that answers has the text already."""
        identity = self._engine.hello()
        if identity.lasting:
            self._memo.write(identity)
        with self._changed:
            self._greeted = True
            if identity != self._identity:
                self._use(identity)
            if self._stored(text) is None:
                return False
            self._mended()
            return True

    def _mended(self) -> None:
        self._down = False
        self._trouble = None
        self._changed.notify_all()

    def _missed(self, text: str, *, its_own: bool) -> None:
        with self._changed:
            self._failures.add(text, its_own=its_own)
            # To the end: a text that the engine dies of must not stand in the way of the others.
            if not self._failures.is_hopeless(text) and text not in self._queue:
                self._queue.append(text)
            self._changed.notify_all()

    def _wait_for_engine(self, text: str, why: str) -> None:
        with self._changed:
            self._down = True
            # Words that the engine dies of, while it speaks all others, are no trouble of the voice's.
            blameless = self._failures.is_hopeless(text)
            said = f"{why} Until it speaks again there are tones, and the words on the screen."
            self._trouble = None if blameless else said
            self._queue.extendleft(reversed([text for text in self._urgent if text not in self._queue]))
            self._urgent.clear()
            while not self._closed and (rest := self._engine.down_until - time.monotonic()) > 0:
                self._changed.wait(rest)
            self._down = False


class MeasuredLengths:
    """Lengths as the voice speaks them; estimated, and `measured` False from then on, where it does not."""

    def __init__(self, voice: SpokenVoice) -> None:
        self._voice = voice
        self._fixed = FixedLengths()
        self.measured = True

    def seconds(self, text: str) -> Seconds:
        if not text.strip():
            return 0.0
        # Once one text was not spoken the next ones are not waited for: a hundred waits would be minutes.
        entry = self._voice.entry(text, self._voice.patience if self.measured else 0.0)
        if entry is not None:
            return entry.seconds
        self.measured = False
        return self._fixed.seconds(text)


class SilentVoice:
    """The voice called "none": says nothing, and is not in trouble for it."""

    trouble: str | None = None
    notice: str | None = None
    identity: Identity | None = None

    def __init__(self) -> None:
        self.lengths = FixedLengths()

    def prepare(self, texts: list[str]) -> None:
        """Do nothing."""

    def get(self, text: str, timeout: Seconds) -> Utterance | None:
        return None

    def close(self) -> None:
        """Do nothing."""


def open_voice(
    cache_folder: Path,
    *,
    voice: str | None = None,
    rate: int | None = None,
    volume: float = 1.0,
    lang: str = "en",
    only: bool = False,
    own: Mapping[str, Pronunciations] | None = None,
    log: Path | None = None,
    engine: Callable[..., Engine] = WorkerEngine,
) -> SpokenVoice | SilentVoice:
    """Return the voice that the settings ask for; starts nothing until something has to be said that never was.

    A voice of another language than `lang` speaks with `only`; without, the usual one of that language does. `volume`
    is 1.0 for full, `own` are the user's pronunciations by language.
    """
    if voice == NONE:
        return SilentVoice()
    rate = rate or DEFAULT_RATE
    memo = Memo(cache_folder, voice=voice, rate=rate, lang=lang, only=only, fingerprint=fingerprint(voice))
    command = worker_command(voice=voice, rate=rate, lang=lang, only=only)
    said = pronunciations(lang, own)
    neural = is_neural(voice) or (not voice and base_language(lang) == "en" and joe_is_here())
    patience = NEURAL_PATIENCE if neural else LENGTH_PATIENCE
    return SpokenVoice(engine(command, log=log), cache_folder, memo, volume=volume, said=said, patience=patience)


def _check(voice: SpokenVoice, silent: SilentVoice) -> tuple[Voice, Voice]:
    return voice, silent  # mypy holds both to the protocol
