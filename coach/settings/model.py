"""Every setting, its default, what it may be and what it is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Annotated, Any, TypeAlias, get_type_hints

from coach.errors import UsageError
from coach.settings.kinds import EachOf, Kind, hour, keys, language, number, one_of, switch, text, whole
from coach.timeline.model import Spoken
from coach.units import Decibels, Seconds

# --- what a setting may be -------------------------------------------------------------------------------------------

SLOWEST, FASTEST = 80, 400
"""Words a minute that a voice can be asked for."""


def check_rate(rate: int | None) -> None:
    """Raise UsageError for a `--rate` that no voice can be asked for; None is no wish."""
    if rate is not None and not SLOWEST <= rate <= FASTEST:
        raise UsageError(f"--rate takes whole words a minute from {SLOWEST} to {FASTEST}.")


Switch: TypeAlias = Annotated[bool, switch()]
LeadSeconds: TypeAlias = Annotated[Seconds, number(0, 120, "a number of seconds from 0 to 120")]
WakeSeconds: TypeAlias = Annotated[Seconds, number(0, 5, "a number of seconds from 0 to 5")]
Percent: TypeAlias = Annotated[int, whole(0, 100, "a whole number from 0 to 100 (percent)")]
Lowering: TypeAlias = Annotated[Decibels, number(1, 40, "a number of decibels from 1 to 40")]
WordsAMinute: TypeAlias = Annotated[
    int, whole(SLOWEST, FASTEST, f"a whole number from {SLOWEST} to {FASTEST} (words a minute)")
]
Name: TypeAlias = Annotated[str, text(500, "text (in quotes)")]
Hour: TypeAlias = Annotated[str, hour('an hour of the day in quotes, as "07:30", or empty')]
Language: TypeAlias = Annotated[str, language()]
Meant: TypeAlias = Annotated[str, text(200, 'a routine of `coach list` in quotes, "rest", or empty')]
KEYS = EachOf(keys('keys in quotes, as "p" or "p,space"'), "BINDING")
VOICES = EachOf(text(500, "a voice of `coach voices` in quotes"), "de", r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


class Bluetooth(Enum):
    AUTO = "auto"  # as PulseAudio and PipeWire tell of the device; elsewhere nothing does, and it is off
    ON = "on"
    OFF = "off"


class Theme(Enum):
    DARK = "dark"
    LIGHT = "light"
    AUTO = "auto"  # as the terminal tells by COLORFGBG, else dark


@dataclass(frozen=True, slots=True)
class AddedSettings:
    """What Coach says and sounds by itself, beside what the routine's file says."""

    ready: Switch = True
    """Names each step, with its amount, before it starts: "Wall sit. 3 sets of 20 seconds."."""
    countdown: Switch = True
    """Counts 3, 2, 1 before a start, a change of side and the end."""
    countdown_words: Switch = True
    """Says the numbers of the countdown; off, it is ticks only."""
    half: Switch = True
    """Says "Halfway." in what lasts 30 seconds or more."""
    next: Switch = True
    """Says in the rest what comes next."""
    rest: Switch = True
    """Says how long a rest is."""
    sets: Switch = True
    """Says "Set 2 of 5", "Last set" and "Round 2 of 3"."""
    sides: Switch = True
    """Says which side is next when the side changes."""
    counts: Switch = True
    """Counts repetitions and tempo aloud."""
    go: Switch = True
    """Sounds a tone at every start."""
    end: Switch = True
    """Sounds a tone at every end."""
    equipment: Switch = True
    """Says at the beginning what you need."""
    limit: Switch = True
    """Says 15 seconds before a step that waits for you goes on by itself."""


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """How it speaks."""

    id: Name = ""
    """The voice, as `coach voices` lists it, for routines in its language; empty is the usual one, none is silence."""
    rate: WordsAMinute = 165
    """How fast it speaks, in words a minute."""
    volume: Percent = 100
    """How loud speech is beside tones and music, in percent of full."""


@dataclass(frozen=True, slots=True)
class SoundSettings:
    """Where it is heard."""

    device: Name = ""
    """The sound device, as `coach doctor` lists it; empty is the system's default. `--device` is for one session."""
    bluetooth: Annotated[Bluetooth, one_of(Bluetooth, '"auto", "on" or "off"')] = Bluetooth.AUTO
    """Keeps headphones awake that lose first syllables, by noise too low to hear; auto where they are known to be."""
    wake: WakeSeconds = 1.0
    """Seconds of that noise before the first words, as long as such headphones take to wake."""
    volume: Percent = 100
    """How loud everything is, in percent of full."""


@dataclass(frozen=True, slots=True)
class MusicSettings:
    """Your own music, under everything that Coach says."""

    path: Name = ""
    """A sound file, or a folder of them with those in it; empty is no music. `--music` is for one session."""
    volume: Percent = 50
    """How loud it is, in percent of what streaming services play; every file is as loud, and words are louder."""
    shuffle: Switch = False
    """Plays a folder in another order each time; off, by name."""


@dataclass(frozen=True, slots=True)
class DuckSettings:
    """What becomes of other programs' music while Coach speaks, where the extra "duck" is installed (Linux)."""

    others: Switch = True
    """Turns other programs' music down while Coach speaks, and up again after."""
    by: Lowering = 12.0
    """By how many decibels; 12 is a quarter of the loudness of its waves."""


@dataclass(frozen=True, slots=True)
class PlanSettings:
    """Which routine is meant for which day; without any, what the files suggest, else what was played last."""

    mon: Meant = ""
    """What is meant for Mondays; where any day has something, an empty one lies between."""
    tue: Meant = ""
    """What is meant for Tuesdays."""
    wed: Meant = ""
    """What is meant for Wednesdays."""
    thu: Meant = ""
    """What is meant for Thursdays."""
    fri: Meant = ""
    """What is meant for Fridays."""
    sat: Meant = ""
    """What is meant for Saturdays."""
    sun: Meant = ""
    """What is meant for Sundays."""
    at: Hour = ""
    """The hour of these days, in calendars and for "when"; empty is any."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set; the defaults are what most people want."""

    language: Language = "en"
    """The language in which Coach asks and tells, and which of its routines are listed; a routine speaks its own."""
    start_in: LeadSeconds = 10.0
    """Seconds from the start of the session to its first word, to walk to the wall; said and shown."""
    resume_lead_in: LeadSeconds = 3.0
    """Seconds of lead-in when a go is resumed after a pause."""
    talk: Annotated[Spoken, one_of(Spoken, '"full", "usual" or "brief"')] = Spoken.USUAL
    """How much is said of set-ups: full always, usual in full three times and then the first sentence, brief never."""
    checkin: Switch = True
    """Asks after a session how the knee and the muscles are."""
    keep_awake: Switch = True
    """Keeps screen and machine awake while a session plays, and for the first five minutes of a pause."""
    theme: Annotated[Theme, one_of(Theme, '"dark", "light" or "auto"')] = Theme.AUTO
    """The colours of the screens."""
    editor: Name = ""
    """What opens a routine file, arguments too ("code --wait"); empty is VISUAL, else EDITOR, else what is there."""
    added: AddedSettings = AddedSettings()
    voice: VoiceSettings = VoiceSettings()
    sound: SoundSettings = SoundSettings()
    music: MusicSettings = MusicSettings()
    duck: DuckSettings = DuckSettings()
    plan: PlanSettings = PlanSettings()
    voices: Annotated[Mapping[str, str], VOICES] = field(default_factory=dict)
    """The voice for routines in a language, whatever voice.id is: the language ("de", "de-AT") and a voice."""
    keys: Annotated[Mapping[str, str], KEYS] = field(default_factory=dict)
    """Other keys, on the screens and with --plain: the id of a binding (the help lists them) and its keys."""


Part: TypeAlias = Kind | EachOf | type[Any]
"""What stands behind a name in a table: a value, a table with names of the user's choice, or a table of settings."""


def parts_of(table: type[Any]) -> dict[str, Part]:
    """Return what stands behind each name in a table of settings."""
    hints = get_type_hints(table, include_extras=True)
    return {name: hint.__metadata__[0] if hasattr(hint, "__metadata__") else hint for name, hint in hints.items()}
