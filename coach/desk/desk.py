"""The desk: what every use case needs, opened once for a run of the program: paths, settings, clock, words, voice."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from coach.clock import Clock, SystemClock
from coach.errors import UsageError
from coach.paths import Paths
from coach.routine.model import Routine
from coach.routine.nearest import nearest
from coach.settings import Settings, load_settings
from coach.settings.pronunciations import load_pronunciations
from coach.source import Problem
from coach.timeline.compile import compile_timeline
from coach.timeline.model import Added, Choices, Lengths, Timeline
from coach.timeline.values import steps_of
from coach.words.files import load_phrases
from coach.words.phrases import Phrases, base_language, language_tag
from coach.words.speech import FixedLengths

if TYPE_CHECKING:
    from coach.desk.awake import Wakelock
    from coach.desk.speaking import SessionVoice
    from coach.progress.played import Doses
    from coach.sound.ducking.teller import Ducker
    from coach.sound.music import MusicBed
    from coach.sound.protocol import Output
    from coach.voice.pronounce import Pronunciations

NO_VOICE = "none"
"""The name of the voice that says nothing; as `coach.voice.speaker` has it, which would bring numpy with it."""

_KEEP_AWAKE = {"auto": None, "on": True, "off": False}
"""What the output makes of the setting `sound.bluetooth`."""


class Desk:
    """What the use cases share. Reading never needs the lock, and a folder that is not there is an empty one."""

    def __init__(self, paths: Paths, clock: Clock | None = None) -> None:
        self.paths = paths
        self.clock: Clock = clock or SystemClock()

    @property
    def settings(self) -> Settings:
        """The user's settings; what its file gets wrong is in `setting_problems` and has its default."""
        return self._loaded_settings[0]

    @property
    def setting_problems(self) -> list[Problem]:
        """What is wrong in the user's settings and pronunciations."""
        return self._loaded_settings[1] + self._loaded_pronunciations[1]

    @cached_property
    def _loaded_settings(self) -> tuple[Settings, list[Problem]]:
        return load_settings(self.paths)

    @cached_property
    def _loaded_pronunciations(self) -> tuple[dict[str, Pronunciations], list[Problem]]:
        return load_pronunciations(self.paths)

    @property
    def speech_cache(self) -> Path:
        """Where rendered speech is kept."""
        return self.paths.cache / "speech"

    @property
    def music_levels(self) -> Path:
        """Where it is kept how loud each file of music is."""
        return self.paths.cache / "music.json"

    @property
    def voice_log(self) -> Path:
        """Where the voice's own messages go."""
        return self.paths.state / "voice.log"

    @property
    def sound_log(self) -> Path:
        """Where the messages of sound libraries go."""
        return self.paths.state / "sound.log"

    @property
    def heard_file(self) -> Path:
        """Where it is counted how often each set-up was heard; lost, they are said in full again."""
        return self.paths.state / "heard.toml"

    @property
    def ducked_file(self) -> Path:
        """There only while other programs' music is low, or after who lowered it was killed."""
        return self.paths.state / "ducked.json"

    # --- timelines ---------------------------------------------------------------------------------------------------

    @property
    def language(self) -> str:
        """The language in which people are asked and told what belongs to no routine."""
        return self.settings.language

    def phrases(self, lang: str | None = None) -> Phrases:
        """Return the sentences of a routine's language, else of the user's."""
        return load_phrases(lang or self.language)

    def choices(
        self,
        routine: Routine,
        *,
        level: str | None = None,
        start_step: str | None = None,
        heard: Mapping[str, int] | None = None,
        dosed: bool = True,
    ) -> Choices:
        """Return the choices of a session; UsageError for a level or a step that the routine does not have.

        Without `dosed` it is the file as it stands, whoever plays it.
        """
        if level is not None and level not in routine.levels:
            raise UsageError(_unknown("level", level, routine.levels, routine.name))
        steps = [step.id for step in steps_of(routine.items)]
        if start_step is not None and start_step not in steps:
            raise UsageError(_unknown("step", start_step, steps, routine.name))
        kept = self._doses(routine, level) if dosed else None
        return Choices(
            level=level,
            levels=dict(kept.levels) if kept is not None else {},
            doses=dict(kept.doses) if kept is not None else {},
            added=self._added(),
            talk=self.settings.talk,
            setups_heard=dict(heard or {}),
            start_step=start_step,
            countdown_words=self.settings.added.countdown_words,
        )

    def _doses(self, routine: Routine, level: str | None) -> Doses | None:
        """Return what a routine plays instead of what its file says; None where nothing was ever kept of it."""
        if not self.paths.doses.exists():
            return None
        from coach.desk.dosed import doses_now  # half of the reader comes with it; a first session does without

        return doses_now(self, routine, level=level)

    def _added(self) -> Added:
        """Return what Coach says and sounds by itself, from the settings."""
        chosen = self.settings.added
        return Added(**{name: getattr(chosen, name) for name in Added.__dataclass_fields__ if hasattr(chosen, name)})

    def timeline(self, routine: Routine, choices: Choices, lengths: Lengths) -> Timeline:
        return compile_timeline(routine, choices, self.phrases(routine.lang), lengths)

    @contextlib.contextmanager
    def lengths(
        self, lang: str, *, voice: str | None = None, tell: Callable[[str], None] | None = None
    ) -> Iterator[Lengths]:
        """Give the lengths of speech of a voice, and close it afterwards; with "none" they are estimated.

        `tell` is given a sentence where in the end another voice spoke than the one that was asked for.
        """
        if self.voice_for(lang, voice)[0] == NO_VOICE:
            yield FixedLengths()
            return
        speaker = self.voice(lang, voice=voice)
        try:
            yield speaker.lengths
            if tell is not None and speaker.notice:
                tell(speaker.notice)
        finally:
            speaker.close()

    # --- voice and sound ---------------------------------------------------------------------------------------------

    def voice(
        self, lang: str, *, voice: str | None = None, rate: int | None = None, volume: float | None = None
    ) -> SessionVoice:
        """Return the voice that is asked for, else that of the settings; nothing is started until it has to speak."""
        from coach.voice.speaker import open_voice  # numpy comes with it: `coach check --voice none` does without

        settings = self.settings.voice
        name, only = self.voice_for(lang, voice)
        return open_voice(
            self.speech_cache,
            voice=name,
            rate=rate or settings.rate,
            volume=settings.volume / 100 if volume is None else volume,
            lang=lang,
            only=only,
            own=self._loaded_pronunciations[0],
            log=self.voice_log,
        )

    def voice_for(self, lang: str, voice: str | None = None) -> tuple[str | None, bool]:
        """Return the voice for a language, None for the usual one, and whether it speaks whatever its language is.

        It is the one that is asked for, else the setting of the language, else that of every language, which gives
        way to the usual voice where it speaks another.
        """
        own = {language_tag(name): value for name, value in self.settings.voices.items()}
        tag = language_tag(lang)
        chosen = voice or own.get(tag) or own.get(base_language(tag))
        return (chosen, True) if chosen else (self.settings.voice.id or None, False)

    def output(self, *, silent: bool = False, music: MusicBed | None = None, device: str | None = None) -> Output:
        """Return the sound device that is asked for, else that of the settings, or with `silent` none.

        It is not started yet, and closes the music.
        """
        if silent:
            from coach.sound.silence import NoOutput

            return NoOutput()
        from coach.sound.device import open_output

        sound = self.settings.sound
        told = self._ducker() if self.settings.duck.others and sound.volume else None
        return open_output(
            device=device or sound.device or None,
            volume=sound.volume / 100,
            music=music,
            keep_awake=_KEEP_AWAKE[sound.bluetooth.value],
            wakes=sound.wake,
            told=told,
        )

    def _ducker(self) -> Ducker:
        """Return what lowers other programs' music, not started yet; without its extra it never does."""
        from coach.sound.ducking.teller import Ducker

        return Ducker(self.ducked_file, by=self.settings.duck.by, log=self.sound_log)

    def mend_music(self) -> None:
        """Put back other programs' music where a killed session left it low; returns at once."""
        if self.ducked_file.exists():
            self._ducker().mend()

    def wakelock(self) -> Wakelock | None:
        """Return what keeps the screen awake, not taken yet; None where the settings do without."""
        if not self.settings.keep_awake:
            return None
        from coach.desk.awake import WakepyLock

        return WakepyLock()


def _unknown(what: str, name: str, known: Sequence[str], routine: str) -> str:
    """Return the sentence for a name that a routine does not have."""
    if not known:
        return f"{routine} has no {what}s, so there is no {what} “{name}”."
    close = nearest(name, known, 0.5)
    hint = f"Did you mean “{close}”?" if close else f"It has: {', '.join(dict.fromkeys(known))}."
    return f"{routine} has no {what} “{name}”. {hint}"
