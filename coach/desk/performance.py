"""One session opened for playing: its timeline, player, sound, voice and journal, wired together and closed again."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable
from dataclasses import dataclass

from coach.desk.desk import Desk, loaded_steps
from coach.desk.heard import Heard, HeardListener
from coach.desk.speaking import Speaker
from coach.errors import CoachError
from coach.playback import Playback
from coach.player.cues import LeadIn
from coach.player.model import Command, EventKind, View
from coach.player.player import Player
from coach.routine.files import Loaded, load_from_sources
from coach.routine.model import Routine
from coach.session.journal import FoundJournal, JournalWriter
from coach.session.journal_values import JournalHead
from coach.session.plan import planned_goes, timeline_identity
from coach.session.profile import load_profile
from coach.session.record import RoutineMark
from coach.session.store import SessionStore, session_id
from coach.sound.protocol import Output
from coach.sound.silence import NoOutput
from coach.timeline.model import Choices, Timeline
from coach.units import Seconds
from coach.voice.speaker import SilentVoice, SpokenVoice
from coach.words.phrases import Phrases

STOPS_WITHIN: Seconds = 2.0
"""How long a stop may take before the program goes on without its last sound."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How one session is to be played, beside what the settings say."""

    level: str | None = None
    start_step: str | None = None
    voice: str | None = None
    rate: int | None = None
    mute: bool = False
    checkin: bool = True
    speed: float | None = None
    """So many times faster: a silent rehearsal, of which nothing is kept."""

    @property
    def rehearsal(self) -> bool:
        return self.speed is not None


class Performance:
    """A session that is open: `run` plays it, `close` lets voice, sound and journal go. Any thread may ask."""

    def __init__(
        self,
        desk: Desk,
        routine: Routine,
        timeline: Timeline,
        playback: Playback,
        *,
        voice: SpokenVoice | SilentVoice,
        output: Output,
        phrases: Phrases,
        writer: JournalWriter | None,
        asks: bool,
        troubles: Iterable[str] = (),
    ) -> None:
        self.desk = desk
        self.routine = routine
        self.timeline = timeline
        self.playback = playback
        self.phrases = phrases
        self.writer = writer
        """None in a rehearsal."""
        self.asks = asks
        """A check-in follows."""
        self.store = SessionStore(desk.paths.sessions)
        self.speaker = Speaker(voice, output, desk.clock)
        self._notice = voice.notice
        self._troubles = tuple(troubles)
        self._thread: threading.Thread | None = None

    # --- playing -----------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin to play in a thread of its own; once is enough."""
        if self._thread is None:
            # A daemon, so that a voice that hangs can never keep the program from ending.
            self._thread = threading.Thread(target=self.playback.run, name="playback", daemon=True)
            self._thread.start()

    def run(self) -> None:
        """Play to the end; blocks."""
        self.start()
        assert self._thread is not None
        self._thread.join()

    def wait(self, seconds: Seconds) -> bool:
        """Wait for the end for so long at most, and return whether it has come."""
        assert self._thread is not None
        self._thread.join(seconds)
        return not self._thread.is_alive()

    @property
    def caption(self) -> str:
        return self.playback.caption

    @property
    def troubles(self) -> tuple[str, ...]:
        """What is wrong now, one sentence each."""
        kept = self.writer.trouble if self.writer is not None else None
        return tuple(
            sentence for sentence in (*self.playback.troubles, kept, self._notice, *self._troubles) if sentence
        )

    def view(self) -> View:
        return self.playback.view()

    def allows(self, command: Command) -> bool:
        return self.playback.allows(command)

    def send(self, command: Command, value: int | None = None, *, sharp: bool = False) -> None:
        self.playback.send(command, value, sharp=sharp)

    def say(self, sentence: str) -> None:
        """Speak a sentence now; returns at once."""
        self.speaker.say(sentence)

    def worry(self, flag: str) -> None:
        """Stop because of something worrying, and keep what it was."""
        if self.writer is not None:
            self.writer.worry(flag)
        self._stop()

    # --- the end -----------------------------------------------------------------------------------------------------

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

    def finish(self) -> None:
        """Stop here: what was done becomes the record."""
        self._stop()

    def close(self) -> None:
        """Let voice, sound and journal go; what the journal holds stays."""
        self._stop()
        if self.writer is not None:
            self.writer.close()
        self.speaker.close()

    def _stop(self) -> None:
        if self.playback.allows(Command.STOP):
            self.playback.send(Command.STOP)
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(STOPS_WITHIN)


def open_performance(desk: Desk, loaded: Loaded, wishes: Wishes) -> Performance:
    """Open a new session of a routine; CoachError for what the routine does not have."""
    routine = loaded.routine
    assert routine is not None
    heard = Heard.read(desk.paths.state / "heard.toml")
    choices = desk.choices(routine, level=wishes.level, start_step=wishes.start_step, heard=heard.counts)
    return _open(desk, loaded, routine, choices, wishes, heard=heard)


def resume_performance(desk: Desk, found: FoundJournal, wishes: Wishes) -> Performance:
    """Open a session where its journal stands, from the texts in the journal, however the files changed meanwhile."""
    head = found.journal.head
    loaded = load_from_sources(head.sources)
    if loaded.routine is None:
        raise CoachError(f"The session of {head.routine.name} was kept by another version of Coach and cannot go on.")
    return _open(desk, loaded, loaded.routine, head.choices, wishes, found=found)


def _open(
    desk: Desk,
    loaded: Loaded,
    routine: Routine,
    choices: Choices,
    wishes: Wishes,
    *,
    found: FoundJournal | None = None,
    heard: Heard | None = None,
) -> Performance:
    settings = desk.settings
    silent = wishes.mute or wishes.rehearsal
    output = NoOutput() if silent else open_device(desk)
    output.start()
    voice = desk.voice(routine.lang, voice="none" if wishes.rehearsal else wishes.voice, rate=wishes.rate)
    phrases = desk.phrases(routine.lang)
    timeline = desk.timeline(routine, choices, voice.lengths)
    journal = found.journal if found is not None else None
    if journal is not None and journal.head.timeline != timeline_identity(timeline):
        voice.close()
        output.close()
        raise CoachError(
            f"The session of {routine.name} was kept by another version of Coach and cannot go on. "
            "`coach play` begins anew; what was done is in the history."
        )
    start_in = 0.0 if wishes.rehearsal else settings.start_in
    player = Player(
        timeline,
        start_in,
        resume_lead_in=settings.resume_lead_in,
        lead_in=lead_in(phrases, start_in, words=settings.added.countdown_words),
        loaded=loaded_steps(routine),
        at=journal.playhead if journal is not None else None,
        played=journal.played if journal is not None else 0.0,
        hurt=journal.hurt if journal is not None else (),
        rehearsal=wishes.rehearsal,
    )
    playback = Playback(
        player,
        voice,
        output,
        desk.clock,
        announce=announcements(phrases),
        speed=wishes.speed or 1.0,
        at_once=start_in == 0 and not wishes.rehearsal,
    )
    writer = None
    if not wishes.rehearsal:
        if found is not None:
            writer = JournalWriter.go_on(found, desk.clock, playback.view)
        else:
            head = _head(desk, loaded, routine, choices, timeline)
            writer = JournalWriter.open(desk.paths.journal, head, desk.clock, playback.view)
        playback.listen(writer)
    if heard is not None and writer is not None:
        playback.listen(HeardListener(heard, timeline))
    asks = settings.checkin and wishes.checkin and not wishes.rehearsal and not routine.checkin.off
    return Performance(
        desk,
        routine,
        timeline,
        playback,
        voice=voice,
        output=output,
        phrases=phrases,
        writer=writer,
        asks=asks,
    )


def open_device(desk: Desk) -> Output:
    """Return the output that the settings ask for."""
    from coach.sound.device import open_output  # only where something is to be heard

    sound = desk.settings.sound
    return open_output(device=sound.device or None, volume=sound.volume / 100)


def _head(desk: Desk, loaded: Loaded, routine: Routine, choices: Choices, timeline: Timeline) -> JournalHead:
    """Return the head of the journal of a session that begins now."""
    started = desk.clock.now()
    profile, _ = load_profile(desk.paths.profile)
    return JournalHead(
        id=session_id(started),
        started=started,
        routine=RoutineMark(routine.id, routine.name, hashlib.sha256(loaded.text.encode()).hexdigest()),
        main=loaded.path,
        sources=loaded.sources,
        choices=choices,
        goes=planned_goes(timeline, routine),
        planned_seconds=timeline.seconds,
        timeline=timeline_identity(timeline),
        knee=profile.knee,
        checkin=not routine.checkin.off,
        note="note" in routine.checkin.ask,
    )


def lead_in(phrases: Phrases, start_in: Seconds, *, words: bool) -> LeadIn:
    """Return what is said before the session starts and before a go goes on."""
    starting = phrases.say("start_in", length=phrases.length(start_in)) if start_in > 0 else ""
    return LeadIn(starting, ("3", "2", "1") if words else ("", "", ""))


def announcements(phrases: Phrases) -> dict[EventKind, str]:
    """Return what is said when something happens that the timeline does not know of."""
    return {
        EventKind.PAUSED: phrases.say("paused"),
        EventKind.SLEPT: phrases.say("slept"),
        EventKind.HURT: phrases.say("hurt"),
        EventKind.LENGTHENED: phrases.say("longer"),
        EventKind.KEPT: phrases.say("kept"),
    }
