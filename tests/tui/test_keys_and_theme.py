"""Bindings as data, and colours that can be read."""

from __future__ import annotations

from collections import Counter

import pytest
from textual.binding import Binding
from textual.color import Color
from textual.theme import Theme

from coach.desk import keymap as keymaps
from coach.tui import keys
from coach.tui.theme import DARK, LIGHT

GROUPS = {name: value for name, value in vars(keys).items() if name.isupper() and isinstance(value, list)}


def test_every_binding_has_an_id_of_its_own() -> None:
    """The settings remap by it."""
    ids = [binding.id for group in GROUPS.values() for binding in group]

    assert None not in ids
    assert [id_ for id_, count in Counter(ids).items() if count > 1] == []
    assert frozenset(ids) == keys.known_ids()


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_no_key_is_given_twice_in_a_group(group: str) -> None:
    """Each key does one thing on a screen."""
    pressed = [key for binding in GROUPS[group] if isinstance(binding, Binding) for key in binding.key.split(",")]

    assert [key for key, count in Counter(pressed).items() if count > 1] == []


@pytest.mark.parametrize(
    "keymap, effective",
    [
        ({"play.done": "d"}, {"play.done": "d"}),
        ({"play.done": "d, space"}, {"play.done": "d"}),
        ({"play.done": "space"}, {}),
        ({"play.pause": "z"}, {"play.pause": "space,z"}),
        ({"play.pause": "space"}, {"play.pause": "space"}),
        ({"home.play": "space"}, {"home.play": "space"}),
    ],
)
def test_space_pauses_whatever_the_settings_say(keymap: dict[str, str], effective: dict[str, str]) -> None:
    """It is added to the pause and taken from everything else that is played with."""
    assert keymaps.effective(keymap) == effective


@pytest.mark.parametrize(
    "keymap, given, said",
    [
        ({"play.done": "d"}, {"play.done": "d"}, []),
        ({"play.pause": "h", "play.hurt": "z"}, {"play.pause": "space,h", "play.hurt": "z"}, []),
        ({"play.pause": "x", "play.hurt": "x"}, {"play.pause": "space,x", "play.hurt": "h"},
         ["x is the key of play.pause"]),
        ({"play.next": "h"}, {"play.next": "n"}, ["h is the key of play.hurt"]),
        ({"play.next": "question_mark"}, {"play.next": "n"}, ["? is the key of app.help"]),
        ({"play.next": "p,v"}, {"play.next": "v"}, ["p is the key of play.back"]),
        ({"play.pause": "h", "play.hurt": "h"}, {"play.pause": "space", "play.hurt": "h"},
         ["h is the key of play.hurt"]),
        ({"play.paws": "x"}, {}, ["knows no “play.paws”"]),
    ],
)  # fmt: skip
def test_a_key_that_is_given_twice_takes_nothing_away_unsaid(
    keymap: dict[str, str], given: dict[str, str], said: list[str]
) -> None:
    """The one that has it keeps it, the other keeps its own, and a sentence says so."""
    found, problems = keys.checked(keymap)

    assert found == given
    assert len(problems) == len(said)
    assert all(part in problem for part, problem in zip(said, problems, strict=True))


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("name", ["foreground", "primary", "secondary", "accent", "warning", "error", "success"])
@pytest.mark.parametrize("ground", ["background", "surface"])
def test_every_text_stands_out_from_its_ground(theme: Theme, name: str, ground: str) -> None:
    """At least 7:1, which WCAG asks of text that has to be read easily."""
    text, behind = getattr(theme, name), getattr(theme, ground)

    assert _contrast(text, behind) >= 7


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = [part / 255 for part in Color.parse(colour).rgb]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
