"""Every setting, its default, what it may be and what it is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from coach.timeline.model import Spoken
from coach.units import Seconds

# --- what a setting may be -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Says:
    """What a value of a type is, as a person is told when it is not."""

    allowed: str


def _number(value: object) -> object:
    """Take "3 s", "3s" and "3" as they are meant; `true` is no number, though Python thinks so."""
    if isinstance(value, bool):
        raise ValueError("not a number")
    if isinstance(value, str):
        return value.strip().removesuffix("s").removesuffix("%").strip()
    return value


def _keys(value: object) -> object:
    """Take a list of keys for what Textual writes with commas."""
    if isinstance(value, list) and value and all(isinstance(key, str) for key in value):
        return ",".join(value)
    return value


Switch: TypeAlias = Annotated[bool, Says("true or false")]
LeadSeconds: TypeAlias = Annotated[
    Seconds,
    BeforeValidator(_number),
    Field(ge=0, le=120, allow_inf_nan=False),
    Says("a number of seconds from 0 to 120"),
]
Percent: TypeAlias = Annotated[
    int, BeforeValidator(_number), Field(ge=0, le=100), Says("a whole number from 0 to 100 (percent)")
]
SLOWEST, FASTEST = 80, 400
"""Words a minute that a voice can be asked for."""

WordsAMinute: TypeAlias = Annotated[
    int,
    BeforeValidator(_number),
    Field(ge=SLOWEST, le=FASTEST),
    Says(f"a whole number from {SLOWEST} to {FASTEST} (words a minute)"),
]
Name: TypeAlias = Annotated[str, Field(max_length=500), Says("text (in quotes)")]
Keys: TypeAlias = Annotated[
    str, BeforeValidator(_keys), Field(min_length=1, max_length=200), Says('keys in quotes, as "p" or "p,space"')
]


class Theme(Enum):
    DARK = "dark"
    LIGHT = "light"
    AUTO = "auto"  # as the terminal tells by COLORFGBG, else dark


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class AddedSettings(_Table):
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


class VoiceSettings(_Table):
    """How it speaks."""

    id: Name = ""
    """The voice, as `coach voices` lists it; empty is the one that fits the routine's language, none is silence."""
    rate: WordsAMinute = 165
    """How fast it speaks, in words a minute."""


class SoundSettings(_Table):
    """Where it is heard."""

    device: Name = ""
    """The name of the sound device; empty is the system's default, and `coach doctor` says which one opens."""
    volume: Percent = 100
    """How loud everything is, in percent of full."""


class Settings(_Table):
    """Everything that can be set; the defaults are what most people want."""

    start_in: LeadSeconds = 10.0
    """Seconds from the start of the session to its first word, to walk to the wall; said and shown."""
    resume_lead_in: LeadSeconds = 3.0
    """Seconds of lead-in when a go is resumed after a pause."""
    talk: Annotated[Spoken, Says('"full", "usual" or "brief"')] = Spoken.USUAL
    """How much is said of set-ups: full always, usual in full three times and then the first sentence, brief never."""
    checkin: Switch = True
    """Asks after a session how the knee and the muscles are."""
    theme: Annotated[Theme, Says('"dark", "light" or "auto"')] = Theme.AUTO
    """The colours of the screens."""
    editor: Name = ""
    """What opens a routine file, arguments too ("code --wait"); empty is VISUAL, else EDITOR, else what is there."""
    added: AddedSettings = AddedSettings()
    voice: VoiceSettings = VoiceSettings()
    sound: SoundSettings = SoundSettings()
    keys: dict[str, Keys] = {}
    """Other keys for what the screens offer: the id of a binding (the help lists them) and its keys."""


# --- the settings as a list ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting, for lists and for help."""

    key: str
    """As `coach config` takes it: `voice.rate`; a table and a name, or a name."""
    meaning: str
    allowed: str
    """What a value of it is: "a whole number from 0 to 100 (percent)"."""
    default: Any
    value: Any
    """Plain: text, a number, or a switch; never an Enum."""


def all_settings(settings: Settings) -> list[Setting]:
    """Return every setting in the order of the file, the user's own keys last."""
    return [
        *_settings_in(settings, ""),
        *(keys_setting(binding, keys) for binding, keys in sorted(settings.keys.items())),
    ]


def keys_setting(binding: str, keys: str | None) -> Setting:
    """Return the setting of one binding's keys; it has no default here, the screens know it."""
    meaning = Settings.model_fields["keys"].description or ""
    return Setting(f"keys.{binding}", meaning, _says(Keys.__metadata__), None, keys)  # type: ignore[attr-defined]


def _settings_in(table: _Table, prefix: str) -> Iterator[Setting]:
    for name, field in type(table).model_fields.items():
        value = getattr(table, name)
        if isinstance(value, _Table):
            yield from _settings_in(value, f"{prefix}{name}.")
        elif not isinstance(value, dict):
            default, value = _plain(field.default), _plain(value)
            yield Setting(f"{prefix}{name}", field.description or "", _says(field.metadata), default, value)


def _says(marks: Iterable[object]) -> str:
    return next(mark.allowed for mark in marks if isinstance(mark, Says))


def _plain(value: Any) -> Any:
    """Return what TOML and JSON write for a value; whole seconds without their point."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
