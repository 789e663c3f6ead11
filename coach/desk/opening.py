"""Opening a session: a routine, or a journal to go on with, becomes a timeline, player, voice, sound and journal."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from coach.desk.awake import Awake
from coach.desk.cautions import caution_words
from coach.desk.desk import NO_VOICE, Desk
from coach.desk.early import early_words
from coach.desk.easier import Easing
from coach.desk.greeting import lead_in
from coach.desk.heard import Heard, HeardListener, heard_in
from coach.desk.performance import Performance
from coach.desk.person import age_of, profile_of
from coach.desk.speaking import LateTalker, SessionVoice, Speaker
from coach.desk.stopping import refuse_if_stopped
from coach.errors import CoachError
from coach.playback import Announcements, Playback
from coach.player.course import is_go
from coach.player.model import EventKind
from coach.player.player import Player
from coach.progress.stopped import Stop
from coach.progress.waiting import USUAL_GAP
from coach.routine.ladder import easier_than
from coach.routine.loaded import Loaded
from coach.routine.model import Routine
from coach.session.build import LOADED_TYPES
from coach.session.days import local_day
from coach.session.journal import FoundJournal, JournalWriter
from coach.session.journal_values import JournalHead
from coach.session.plan import PlannedGo, planned_goes, timeline_identity
from coach.session.record import RoutineMark
from coach.session.store import SessionStore, session_id
from coach.sound.protocol import Output
from coach.timeline.dosing import with_doses
from coach.timeline.model import Choices, Timeline
from coach.words.phrases import Phrases

if TYPE_CHECKING:
    from coach.sound.music import MusicBed


@dataclass(frozen=True, slots=True)
class Wishes:
    """How one session is to be played, beside what the settings say."""

    level: str | None = None
    start_step: str | None = None
    voice: str | None = None
    rate: int | None = None
    mute: bool = False
    device: str | None = None
    """A sound device by name; without it that of the settings."""
    music: str | None = None
    """A file or folder, "none" for none; without it what the settings say."""
    checkin: bool = True
    speed: float | None = None
    """So many times faster: a silent rehearsal, of which nothing is kept."""

    @property
    def rehearsal(self) -> bool:
        return self.speed is not None


class CannotGoOnError(CoachError):
    """A kept session whose timeline this version of Coach makes differently."""

    def __init__(self, name: str, then: str = "") -> None:
        self.name = name
        super().__init__(f"The session of {name} was kept by another version of Coach and cannot go on. {then}".strip())


@dataclass(frozen=True, slots=True)
class _Instruments:
    """What makes itself heard; closed together where opening the rest fails."""

    voice: SessionVoice
    output: Output
    music: MusicBed | None = None
    """The output's to close."""

    def close(self) -> None:
        self.output.close()
        self.voice.close()


def open_performance(desk: Desk, loaded: Loaded, wishes: Wishes) -> Performance:
    """Open a new session of a routine without errors; CoachError for what the routine does not have.

    StoppedError where a stop does not allow it, unless it is a rehearsal, in which nobody moves.
    """
    routine = loaded.routine
    assert routine is not None
    stop = None if wishes.rehearsal else refuse_if_stopped(desk, routine)
    heard = Heard.read(desk.heard_file)
    choices = desk.choices(routine, level=wishes.level, start_step=wishes.start_step, heard=heard.counts)
    asks = _asks(desk, wishes)
    instruments = _instruments(desk, routine, wishes)
    try:
        timeline = desk.timeline(routine, choices, instruments.voice.lengths)
        goes = planned_goes(timeline, with_doses(routine, choices))
        easing = _easing(desk, routine, choices, timeline, instruments)
        playback = _playback(desk, easing, goes, instruments, wishes, None)
        writer, warning = None, ""
        if not wishes.rehearsal:
            store, now = SessionStore(desk.paths.sessions), desk.clock.now()
            phrases = desk.phrases()
            careful = caution_words(routine, profile_of(desk), phrases)
            early = early_words(routine, store.newest(), now, phrases, _unread(store, now))
            warning = " ".join(each for each in (careful, early) if each)
            head = _head(desk, loaded, routine, choices, timeline, goes, asks=asks)
            writer = easing.writer = JournalWriter.open(desk.paths.journal, head, desk.clock, playback.view)
            playback.listen(HeardListener(heard))
        return _performance(
            desk, routine, timeline, playback, instruments, writer, asks=asks, stop=stop, warning=warning
        )
    except BaseException:
        instruments.close()
        raise


def _unread(store: SessionStore, now: datetime) -> Iterator[datetime]:
    """Yield when the sessions began that cannot be read and could make a loaded one early; looks when it is asked."""
    yield from (lost.began for lost in store.lost(local_day(now - USUAL_GAP)))


def resume_performance(desk: Desk, found: FoundJournal, wishes: Wishes) -> Performance:
    """Open a session where its journal stands, from the texts in the journal, however the files changed meanwhile.

    Raises CannotGoOnError where the place in it cannot be found again, StoppedError where a stop does not allow it.
    """
    from coach.routine.files import load_from_sources  # the reader, which a new session does without

    head = found.journal.head
    loaded = load_from_sources(head.sources)
    routine = loaded.routine
    if routine is None:
        raise CannotGoOnError(head.routine.name)
    stop = refuse_if_stopped(desk, routine)
    asks = _asks(desk, wishes)
    instruments = _instruments(desk, routine, wishes)
    try:
        journal = found.journal
        timeline = desk.timeline(routine, journal.choices, instruments.voice.lengths)
        if journal.timeline != timeline_identity(timeline):
            raise CannotGoOnError(head.routine.name)
        easing = _easing(desk, routine, journal.choices, timeline, instruments)
        playback = _playback(desk, easing, journal.goes, instruments, wishes, found)
        writer = easing.writer = JournalWriter.go_on(found, desk.clock, playback.view)
        begun = heard_in(found.journal.events)
        playback.listen(HeardListener(Heard.read(desk.heard_file), begun))
        return _performance(desk, routine, timeline, playback, instruments, writer, asks=asks, stop=stop)
    except BaseException:
        instruments.close()
        raise


def _asks(desk: Desk, wishes: Wishes) -> bool:
    return desk.settings.checkin and wishes.checkin and not wishes.rehearsal


def _instruments(desk: Desk, routine: Routine, wishes: Wishes) -> _Instruments:
    silent = wishes.mute or wishes.rehearsal
    music = _music(desk, wishes) if wishes.music or (desk.settings.music.path and not silent) else None
    output = desk.output(silent=silent, music=music, device=wishes.device)
    output.start()
    name = NO_VOICE if wishes.rehearsal else wishes.voice
    return _Instruments(desk.voice(routine.lang, voice=name, rate=wishes.rate), output, music)


def _music(desk: Desk, wishes: Wishes) -> MusicBed | None:
    from coach.desk.music import open_music  # a session without music waits for none of it

    return open_music(desk, wishes.music)


def open_talker(desk: Desk, wishes: Wishes) -> LateTalker:
    """Return what speaks the user's language where no session is open, with the voice and the sound asked for."""

    def open_speaker() -> Speaker:
        output = desk.output(silent=wishes.mute, device=wishes.device)
        output.start()
        return Speaker(desk.voice(desk.language, voice=wishes.voice, rate=wishes.rate), output, desk.clock)

    return LateTalker(desk.phrases(), open_speaker)


def _easing(desk: Desk, routine: Routine, choices: Choices, timeline: Timeline, instruments: _Instruments) -> Easing:
    voice = instruments.voice
    return Easing(routine, choices, timeline, desk.phrases(routine.lang), voice, voice.lengths)


def _playback(
    desk: Desk,
    easing: Easing,
    goes: tuple[PlannedGo, ...],
    instruments: _Instruments,
    wishes: Wishes,
    found: FoundJournal | None,
) -> Playback:
    settings = desk.settings
    timeline, phrases = easing.timeline, easing.phrases
    start_in = 0.0 if wishes.rehearsal else settings.start_in
    journal = found.journal if found is not None else None
    player = Player(
        timeline,
        start_in,
        resume_lead_in=settings.resume_lead_in,
        lead_in=lead_in(
            phrases,
            timeline,
            start_in,
            instruments.voice.lengths,
            words=settings.added.countdown_words,
            goes_on=journal is not None,
            silence=instruments.output.wakes_in if start_in > 0 else 0.0,
        ),
        loaded=_loaded(goes),
        at=journal.playhead if journal is not None else None,
        played=journal.played if journal is not None else 0.0,
        hurt=journal.hurt if journal is not None else (),
        rehearsal=wishes.rehearsal,
    )
    return Playback(
        player,
        instruments.voice,
        instruments.output,
        desk.clock,
        listeners=[easing],
        easing=easing,
        announce=announcements(phrases, timeline, easing.routine),
        speed=wishes.speed or 1.0,
        at_once=start_in == 0 and not wishes.rehearsal,
    )


def _performance(
    desk: Desk,
    routine: Routine,
    timeline: Timeline,
    playback: Playback,
    instruments: _Instruments,
    writer: JournalWriter | None,
    *,
    asks: bool,
    stop: Stop | None,
    warning: str = "",
) -> Performance:
    awake = None
    if writer is not None:
        playback.listen(writer)
        awake = _awake(desk, playback)
    return Performance(
        routine,
        playback,
        desk.phrases(routine.lang),
        desk.clock,
        voice=instruments.voice,
        output=instruments.output,
        music=instruments.music,
        writer=writer,
        asks=asks,
        age=age_of(profile_of(desk)),
        stop=stop,
        warning=warning,
        awake=awake,
    )


def _awake(desk: Desk, playback: Playback) -> Awake | None:
    """Return what keeps the screen awake while the session plays; None where the settings do without."""
    lock = desk.wakelock()
    if lock is None:
        return None
    awake = Awake(lock, lambda: playback.view().state)
    playback.listen(awake)
    return awake


def _head(
    desk: Desk,
    loaded: Loaded,
    routine: Routine,
    choices: Choices,
    timeline: Timeline,
    goes: tuple[PlannedGo, ...],
    *,
    asks: bool,
) -> JournalHead:
    """Return the head of the journal of a session that begins now."""
    started = desk.clock.now()
    return JournalHead(
        id=session_id(started),
        started=started,
        routine=RoutineMark(routine.id, routine.name, hashlib.sha256(loaded.text.encode()).hexdigest()),
        main=loaded.path,
        sources=loaded.sources,
        choices=choices,
        goes=goes,
        planned_seconds=timeline.seconds,
        timeline=timeline_identity(timeline),
        knee=profile_of(desk).knee,
        checkin=asks and not routine.checkin.off,
        checkin_if_hurt=asks,
        note="note" in routine.checkin.ask,
    )


def _loaded(goes: tuple[PlannedGo, ...]) -> frozenset[str]:
    """Return the ids of the steps that count as loaded."""
    return frozenset(go.step for go in goes if go.type in LOADED_TYPES)


def announcements(phrases: Phrases, timeline: Timeline, routine: Routine) -> Announcements:
    """Return what is said when something happens that the timeline does not know of."""
    goes = [segment for segment in timeline.segments if segment.step is not None and is_go(segment)]
    names = {segment.step: segment.title for segment in goes if segment.step is not None}
    exercises = routine.exercises or {}
    easier = {
        segment.step: exercises[rung].name
        for segment in goes
        if segment.step is not None and (rung := easier_than(routine, segment.exercise or "")) is not None
    }
    return Announcements(
        {
            EventKind.PAUSED: phrases.say("paused"),
            EventKind.SLEPT: phrases.say("slept"),
            EventKind.HURT: phrases.say("hurt"),
            EventKind.LENGTHENED: phrases.say("longer"),
            EventKind.KEPT: phrases.say("kept"),
        },
        carries_on=phrases.say("hurt_carries_on"),
        goes_on=phrases.say("hurt_goes_on"),
        offers={step: phrases.say("hurt_offers", step=names[step], easier=name) for step, name in easier.items()},
        eases={step: phrases.say("hurt_eases", easier=name) for step, name in easier.items()},
        leaves_step={step: phrases.say("hurt_leaves_step", step=name) for step, name in names.items()},
        leaves_loading=phrases.say("hurt_leaves_loading"),
        next_up={step: phrases.say("hurt_next", step=name) for step, name in names.items()},
        severe=phrases.say("hurt_severe"),
    )
