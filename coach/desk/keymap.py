"""The keys of a session and what the settings make of them, for the screens and for `--plain` alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

PLAY: Mapping[str, str] = {
    "play.pause": "space",
    "play.clicker": "full_stop,b",
    "play.done": "enter",
    "play.keep": "k",
    "play.next": "n",
    "play.back": "p",
    "play.forth": "pagedown",
    "play.clicker_back": "pageup",
    "play.longer": "plus,l",
    "play.hurt": "h",
    "play.forward": "right",
    "play.rewind": "left",
    "play.louder": "up",
    "play.softer": "down",
    "play.leave": "q",
    "play.repeat": "r",
}
"""Ids and their keys while a session plays. A presentation clicker sends PageDown, PageUp, and `.` or `b`."""

APP: Mapping[str, str] = {
    "app.pause": "space",
    "app.help": "question_mark,f1",
    "app.palette": "ctrl+p",
    "app.theme": "f2",
    "app.quit": "ctrl+q,ctrl+c",
}
"""Those that work on every screen."""

NAMES = {
    "space": "space", "full_stop": ".", "enter": "Enter", "pagedown": "PgDn", "pageup": "PgUp", "question_mark": "?",
    "plus": "+", "right": "→", "left": "←", "up": "↑", "down": "↓", "escape": "Esc", "backspace": "⌫", "tab": "Tab",
}  # fmt: skip

_UNICODE = {
    "plus": "+", "minus": "-", "slash": "/", "backslash": "\\", "at": "@", "underscore": "_", "less_than_sign": "<",
    "greater_than_sign": ">",
}  # fmt: skip
"""Names of characters that are not those of Unicode."""


def character(key: str) -> str:
    """Return the character of a key's name ("full_stop" is "."), or the name of a key that has none."""
    if len(key) == 1 or key in _UNICODE:
        return _UNICODE.get(key, key)
    try:
        found = unicodedata.lookup(key.replace("_", " "))
    except KeyError:
        return key
    # Space, Tab and the like are characters too, and go by their names.
    return found if found.isprintable() and not found.isspace() else key


def display(key: str) -> str:
    """Return how a key is written for people."""
    if key in NAMES:
        return NAMES[key]
    if key.startswith("ctrl+"):
        return f"^{display(key.removeprefix('ctrl+'))}"
    named = character(key)
    return named if len(named) == 1 or not named[1:].isdigit() else named.upper()


@dataclass(frozen=True, slots=True)
class PlayKeys:
    """What each key means while a session plays."""

    ids: Mapping[str, str]
    """Key, as a terminal sends it, to the id of what it does."""
    shown: Mapping[str, str]
    """Id to the first of its keys, as people write it."""
    problems: tuple[str, ...] = ()
    """A sentence for each key of the settings that cannot be given."""


def play_keys(keymap: Mapping[str, str]) -> PlayKeys:
    """Return the keys of a session; what the settings say of other screens is not looked at."""
    given, problems = checked({name: keys for name, keys in keymap.items() if name in PLAY}, [PLAY], APP)
    keys = {**PLAY, **given}
    ids = {character(key): name for name, several in keys.items() for key in several.split(",")}
    return PlayKeys(ids, {name: display(several.split(",")[0]) for name, several in keys.items()}, problems)


def checked(
    keymap: Mapping[str, str], groups: Sequence[Mapping[str, str]], app: Mapping[str, str]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the keys of the settings that can be given, and a sentence for each that cannot.

    Within a group of ids a key does one thing: it stays with the id that has it already, by default or from an earlier
    line. An id that gets none of the keys wanted keeps its own, so nothing ever loses its key unsaid. The keys of `app`
    work beside those of every group.
    """
    known = {name for group in groups for name in group}
    problems = [
        f"Settings, keys: Coach knows no “{name}”; the help screen shows every name."
        for name in keymap
        if name not in known
    ]
    wanted = effective({name: keys for name, keys in keymap.items() if name in known})
    given: dict[str, str] = {}
    for group in groups:
        own = {name: keys.split(",") for name, keys in group.items()}
        # The application's own "pause" is the same as that of the play screen.
        over = {name: keys for name, keys in app.items() if name != "app.pause"} if group is not app else {}
        fixed = {key: name for name, keys in over.items() for key in keys.split(",") if name not in wanted}
        asked = {name: keys.split(",") for name, keys in wanted.items() if name in own}
        owners = _owners(own, asked, fixed)
        for name, keys in asked.items():
            got = [key for key in keys if owners[key] == name]
            given[name] = ",".join(got or own[name])
            problems += [
                f"Settings, keys: {display(key)} is the key of {owners[key]} and cannot be {name} too."
                for key in keys
                if owners[key] != name
            ]
    return given, tuple(problems)


def _owners(own: Mapping[str, list[str]], asked: Mapping[str, list[str]], fixed: Mapping[str, str]) -> dict[str, str]:
    """Return whose each key is: begun anew whenever an id turns out to need its own keys back."""
    stays = set(own) - set(asked)
    while True:
        owners = {**{key: name for name in stays for key in own[name]}, **fixed}
        for name in asked:
            got = [key for key in asked[name] if owners.setdefault(key, name) == name]
            if not got and name not in stays:
                stays.add(name)
                break
        else:
            return owners


def effective(keymap: Mapping[str, str]) -> dict[str, str]:
    """Return the keymap as it is applied: space pauses whatever it says, and nothing else that is played with."""
    result = {}
    for name, keys in keymap.items():
        wanted = [key.strip() for key in keys.split(",")]
        if name.startswith("play.") or name == "app.pause":
            wanted = [key for key in wanted if key != "space"]
        if name in ("play.pause", "app.pause"):
            wanted.insert(0, "space")
        if wanted:
            result[name] = ",".join(wanted)
    return result
