"""A session written as sound or as captions, for where there is no terminal."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from coach.desk.desk import NO_VOICE, Desk
from coach.desk.speaking import SessionVoice
from coach.errors import CoachError, UsageError
from coach.export.captions import as_webvtt
from coach.export.chapters import chapters_of
from coach.export.partfile import PartFile, unwritable
from coach.export.sound import PATIENCE, Rendering
from coach.export.soundfiles import ENDINGS, check_ending, open_sound_file
from coach.export.tags import Tags
from coach.export.unattended import Guess, Unattended, unattended
from coach.paths import expanded
from coach.pcm import seconds as to_seconds
from coach.routine.model import Routine
from coach.sound.mixer import Mixer
from coach.sound.music import MusicBed
from coach.sound.underlay import Underlay
from coach.timeline.dosing import with_doses
from coach.timeline.model import Choices, Lengths, Timeline
from coach.units import Frames, Seconds
from coach.words.phrases import Phrases
from coach.words.speech import caption

CAPTIONS = ".vtt"


class Progress:
    """Is told how far an export is, in its thread, and stops it by raising; this one keeps all to itself."""

    def speaking(self, texts: int) -> None:
        """Take how many texts the voice was asked for so far; how many there are nobody knows yet."""

    def writing(self, done: Seconds, of: Seconds) -> None:
        """Take how much of a session is written, and how long it is."""


@dataclass(frozen=True, slots=True)
class Export:
    """What is to be exported, and how."""

    level: str | None = None
    voice: str | None = None
    rate: int | None = None
    dosed: bool = True
    """False is the file as it stands."""
    captions: bool = False
    """Beside the sound, too."""
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    paths: tuple[Path, ...]
    timeline: Timeline
    seconds: Seconds
    """Of the sound, its last tone and silence included; of captions those of the timeline."""
    chapters: int
    guesses: tuple[Guess, ...]
    """What waits for a person when it is played."""
    unspoken: tuple[str, ...] = ()
    """Words that the voice could not speak: tones are in their place."""
    notice: str = ""
    """One sentence where another voice speaks than the one that was asked for."""


def export_session(
    desk: Desk,
    routine: Routine,
    target: str,
    wishes: Export,
    progress: Progress | None = None,
    *,
    music: MusicBed | None = None,
) -> Exported:
    """Write a session to a file whose ending says as what, and return what was written.

    Every onset is at the `at` of `coach show --json`. UsageError for another ending, CoachError where a file is there
    and not to be replaced, cannot be written, or nothing can be spoken; then nothing of it is left. `music` lies under
    it, and is the caller's to close.
    """
    path, ending = check_target(target)
    progress = progress or Progress()
    choices = desk.choices(routine, level=wishes.level, dosed=wishes.dosed)
    spoken = desk.voice_for(routine.lang, wishes.voice)[0] != NO_VOICE
    with contextlib.ExitStack() as files:
        # Before the voice is asked: what cannot be written is told at once.
        main = files.enter_context(PartFile(path, replace=wishes.replace))
        beside = None
        if wishes.captions and ending != CAPTIONS:
            beside = files.enter_context(PartFile(path.with_suffix(CAPTIONS), replace=wishes.replace))
        voice = files.enter_context(contextlib.closing(desk.voice(routine.lang, voice=wishes.voice, rate=wishes.rate)))
        session = _session(desk, routine, choices, voice, progress, spoken=spoken)
        timeline = session.timeline
        captions = as_webvtt(routine.name, session.cues)
        mixer = Mixer(Underlay(music) if music is not None else None)
        rendering = Rendering(session, voice, mixer=mixer, spoken=spoken)
        phrases = desk.phrases(routine.lang)
        chapters = chapters_of(timeline, phrases, rendering.seconds)
        try:
            if ending == CAPTIONS:
                main.path.write_text(captions, encoding="utf-8", newline="\n")
            else:
                tags = Tags(
                    routine.name, _comment(timeline, with_doses(routine, choices), phrases), rendering.seconds, chapters
                )
                _write_sound(main.path, ending, tags, rendering, progress)
            if beside is not None:
                beside.path.write_text(captions, encoding="utf-8", newline="\n")
        except OSError as error:
            raise unwritable(path, error) from error
        main.commit()
        if beside is not None:
            beside.commit()
    return Exported(
        paths=(path,) if beside is None else (path, beside.target),
        timeline=timeline,
        seconds=timeline.seconds if ending == CAPTIONS else rendering.seconds,
        chapters=0 if ending == CAPTIONS else len(chapters),
        guesses=session.guesses,
        unspoken=tuple(dict.fromkeys(caption(cue.text) for cue in rendering.unspoken)),
        notice=voice.notice or "",
    )


def endings_sentence() -> str:
    """Return which endings there are."""
    return f"Sound is {', '.join(ENDINGS)}; captions are {CAPTIONS}; days are .ics."


def check_target(target: str) -> tuple[Path, str]:
    """Return where to write and the ending in small letters; CoachError for what cannot be."""
    path = expanded(target)
    ending = path.suffix.lower()
    if ending not in (*ENDINGS, CAPTIONS):
        raise UsageError(f"The ending of {target} does not say what to write. {endings_sentence()}")
    if path.is_dir():
        raise CoachError(f"{path} is a folder.")
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent}.")
    if ending in ENDINGS:
        check_ending(ending)
    return path, ending


class _Told:
    """Lengths of speech that tell how many texts were measured."""

    def __init__(self, lengths: Lengths, progress: Progress) -> None:
        self._lengths = lengths
        self._progress = progress
        self._texts: set[str] = set()

    @property
    def measured(self) -> bool:
        return self._lengths.measured

    def seconds(self, text: str) -> Seconds:
        if text not in self._texts:
            self._texts.add(text)
            self._progress.speaking(len(self._texts))
        return self._lengths.seconds(text)


def _session(
    desk: Desk, routine: Routine, choices: Choices, voice: SessionVoice, progress: Progress, *, spoken: bool
) -> Unattended:
    """Return what sounds, as long as the voice takes for it; CoachError where nothing can be spoken at all."""
    lengths = _Told(voice.lengths, progress)
    timeline = desk.timeline(routine, choices, lengths)
    if spoken and not timeline.measured:
        # A measurement waits as long as a start may; a file has more time.
        texts = dict.fromkeys(cue.text for cue in timeline.cues if cue.text)
        if not [text for text in texts if voice.get(text, PATIENCE) is not None]:
            why = voice.trouble or "No voice speaks here."
            raise CoachError(f"{why} `coach doctor` says more; `--voice none` writes tones in the place of words.")
        lengths = _Told(voice.lengths, progress)
        timeline = desk.timeline(routine, choices, lengths)
    return unattended(timeline, desk.phrases(routine.lang), lengths)


def _write_sound(part: Path, ending: str, tags: Tags, rendering: Rendering, progress: Progress) -> None:
    """Write the sound to a file; raises OSError."""
    file = open_sound_file(part, ending, tags, frames=rendering.frames, channels=rendering.channels)
    try:
        written: Frames = 0
        for chunk in rendering.chunks():
            file.write(chunk)
            written += len(chunk)
            progress.writing(to_seconds(written), rendering.seconds)
        file.finish()
    finally:
        file.close()


def _comment(timeline: Timeline, routine: Routine, phrases: Phrases) -> str:
    """Return what a player shows of a session beside its name."""
    things = phrases.listed([phrases.thing(word) for word in routine.equipment])
    level = phrases("export.level", level=timeline.level) if timeline.level else ""
    needs = phrases.say("equipment", things=things) if things else ""
    return " ".join(part for part in (level, needs, phrases("notice.line")) if part)
