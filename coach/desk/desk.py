"""The desk: what every use case needs, opened once for a run of the program: paths, settings, clock, words, voice."""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from coach.clock import Clock, SystemClock
from coach.errors import CoachError, UsageError
from coach.paths import Paths
from coach.routine.files import Loaded, load_file, load_routine, routine_files
from coach.routine.model import Group, Item, Routine, Step, StepType
from coach.settings import Settings, load_settings
from coach.source import Problem, Severity
from coach.timeline.compile import compile_timeline
from coach.timeline.model import Added, Choices, Lengths, Timeline
from coach.units import Seconds
from coach.words.files import load_phrases
from coach.words.phrases import Phrases
from coach.words.speech import FixedLengths

if TYPE_CHECKING:
    from coach.voice.speaker import SilentVoice, SpokenVoice

UNLOADED = (StepType.SOFT_TISSUE, StepType.MOBILITY, StepType.WALK, StepType.OTHER)
"""What does not count as loaded; isometric, strength, sled and unknown do (format.md, `type`)."""


class BrokenRoutineError(CoachError):
    """A routine's file has errors; `problems` are for the report, the text is the first of them."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        errors = [problem for problem in loaded.problems if problem.severity is Severity.ERROR]
        first = errors[0]
        more = f" There are {len(errors) - 1} more." if len(errors) > 1 else ""
        super().__init__(
            f"{first.place}: {first.message}.{more} `coach check {loaded.path}` shows where and how to mend."
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One routine of the list."""

    id: str
    path: str
    routine: Routine | None
    """None where its file has errors."""
    seconds: Seconds = 0.0
    """At its first level, speech estimated: a list must not wait for a voice."""
    open_ended: bool = False
    problems: tuple[Problem, ...] = ()


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
        return self._loaded_settings[1]

    @cached_property
    def _loaded_settings(self) -> tuple[Settings, list[Problem]]:
        return load_settings(self.paths)

    @property
    def speech_cache(self) -> Path:
        """Where rendered speech is kept."""
        return self.paths.cache / "speech"

    @property
    def voice_log(self) -> Path:
        """Where the voice's own messages go."""
        return self.paths.state / "voice.log"

    # --- routines ----------------------------------------------------------------------------------------------------

    def load(self, reference: str) -> Loaded:
        """Return a routine that can be played; BrokenRoutineError where it has errors, UsageError without a file."""
        loaded = load_routine(reference, self.paths)
        if loaded.routine is None:
            raise BrokenRoutineError(loaded)
        return loaded

    def entries(self) -> Iterator[Entry]:
        """Yield every routine, the broken ones too."""
        for path in routine_files(self.paths):
            try:
                loaded = load_file(path, self.paths)
            except CoachError:
                continue
            if loaded.routine is None:
                yield Entry(path.stem, str(path), None, problems=loaded.problems)
                continue
            timeline = self.timeline(loaded.routine, self.choices(loaded.routine), FixedLengths())
            yield Entry(
                loaded.routine.id, str(path), loaded.routine, timeline.seconds, timeline.open_ended, loaded.problems
            )

    # --- timelines ---------------------------------------------------------------------------------------------------

    def phrases(self, lang: str) -> Phrases:
        return load_phrases(lang)

    def added(self) -> Added:
        """Return what Coach says and sounds by itself, from the settings."""
        chosen = self.settings.added.model_dump()
        return Added(**{name: chosen[name] for name in Added.__dataclass_fields__ if name in chosen})

    def choices(
        self,
        routine: Routine,
        *,
        level: str | None = None,
        start_step: str | None = None,
        heard: Mapping[str, int] | None = None,
    ) -> Choices:
        """Return the choices of a session; UsageError for a level or a step that the routine does not have."""
        if level is not None and level not in routine.levels:
            raise UsageError(unknown("level", level, routine.levels, routine.name))
        ids = [step.id for step in steps_of(routine.items)]
        if start_step is not None and start_step not in ids:
            raise UsageError(unknown("step", start_step, ids, routine.name))
        return Choices(
            level=level,
            added=self.added(),
            talk=self.settings.talk,
            setups_heard=dict(heard or {}),
            start_step=start_step,
            countdown_words=self.settings.added.countdown_words,
        )

    def voice(self, lang: str, *, voice: str | None = None, rate: int | None = None) -> SpokenVoice | SilentVoice:
        """Return the voice that is asked for, else that of the settings; nothing is started until it has to speak."""
        from coach.voice.speaker import open_voice  # numpy comes with it: `coach check --voice none` does without

        settings = self.settings.voice
        return open_voice(
            self.speech_cache,
            voice=voice or settings.id or None,
            rate=rate or settings.rate,
            lang=lang,
            log=self.voice_log,
        )

    @contextlib.contextmanager
    def lengths(self, lang: str, *, voice: str | None = None) -> Iterator[Lengths]:
        """Give the lengths of speech of a voice, and close it afterwards; "none" is estimated."""
        if voice == "none":
            yield FixedLengths()
            return
        speaker = self.voice(lang, voice=voice)
        try:
            yield speaker.lengths
        finally:
            speaker.close()

    def timeline(self, routine: Routine, choices: Choices, lengths: Lengths) -> Timeline:
        return compile_timeline(routine, choices, self.phrases(routine.lang), lengths)


def unknown(what: str, name: str, known: tuple[str, ...] | list[str], routine: str) -> str:
    """Return the sentence for a name that a routine does not have."""
    if not known:
        return f"{routine} has no {what}s, so there is no {what} “{name}”."
    close = difflib.get_close_matches(name, known, 1, 0.5)
    hint = f" Did you mean “{close[0]}”?" if close else f" It has: {', '.join(known)}."
    return f"{routine} has no {what} “{name}”.{hint}"


def steps_of(items: tuple[Item, ...]) -> Iterator[Step]:
    """Yield every step under the items, in order."""
    for item in items:
        if isinstance(item, Step):
            yield item
        elif isinstance(item, Group):
            yield from steps_of(item.items)


def loaded_steps(routine: Routine) -> frozenset[str]:
    """Return the ids of the steps that count as loaded."""
    return frozenset(step.id for step in steps_of(routine.items) if step.type not in UNLOADED)
