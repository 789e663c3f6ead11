"""The little language inside spoken words: placeholders, pauses, emphasis; everything else is literal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.words.speech import (
    FixedLengths,
    Silence,
    Words,
    caption,
    fill,
    first_sentence,
    parts,
    placeholders,
    plain,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Push through the {side} heel.", ["side"]),
        ("{set} of {sets}, {foo}", ["set", "sets", "foo"]),  # letters between braces are always one
        ("{Side}", ["Side"]),
        ("{ side }", []),
        ("{side1} {1} {} {a b}", []),
        ("{{side}}", ["side"]),
    ],
)
def test_letters_between_braces_are_a_placeholder_and_other_braces_are_literal(text: str, found: list[str]) -> None:
    assert [name for name, _ in placeholders(text)] == found


def test_what_is_filled_in_is_not_looked_through_again() -> None:
    assert fill("{load}, {side}", {"load": "{side} band", "side": "left"}) == "{side} band, left"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Up ... down", [Words("Up"), Silence(0.4, timed=False), Words("down")]),
        ("Up… down", [Words("Up"), Silence(0.4, timed=False), Words("down")]),
        ("Up ...3s down", [Words("Up"), Silence(3, timed=True), Words("down")]),
        ("Up …2.5s down", [Words("Up"), Silence(2.5, timed=True), Words("down")]),
        ("Up .... down", [Words("Up"), Silence(0.4, timed=False), Words("down")]),
        ("Up.. down", [Words("Up.. down")]),  # two dots are two dots
        ("Up ...3sets", [Words("Up"), Silence(0.4, timed=False), Words("3sets")]),
        ("...", [Silence(0.4, timed=False)]),
        ("", []),
    ],
)
def test_three_dots_are_a_pause_and_with_seconds_a_timed_one(text: str, found: list[Words | Silence]) -> None:
    assert parts(text) == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("*Slowly* now", "Slowly now"),
        ("Push *the floor* away", "Push the floor away"),
        ("2 * 3 * 4", "2 * 3 * 4"),  # stars that touch no word
        ("* a *", "* a *"),
        ("a*b*c", "a*b*c"),
        ("**bold**", "**bold**"),
        ("*Slowly*.", "Slowly."),
    ],
)
def test_stars_that_touch_the_word_are_emphasis_and_are_not_said(text: str, said: str) -> None:
    assert plain(text) == said


@pytest.mark.parametrize("text", ["<b>now</b>", "[pause]", "a_b", "`x`", "50%", "$x", r"a\nb", "&amp;", "5 < 6"])
def test_everything_else_is_literal(text: str) -> None:
    assert parts(text) == [Words(text)]


def test_the_eye_reads_words_without_marks() -> None:
    assert caption("*Up* ...3s and {x} ... down") == "Up … and {x} ... down"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Back to the wall. Feet out.", "Back to the wall."),
        ("Down ... and up. Again.", "Down ... and up."),
        ("One 2.5 kg plate. Two.", "One 2.5 kg plate."),
        ("No stop", "No stop"),
        ("Hold on, e. g. to a rail. Stand up.", "Hold on, e. g. to a rail."),
        ("Nimm etwas Festes, z. B. einen Stuhl. Steh auf.", "Nimm etwas Festes, z. B. einen Stuhl."),
    ],
)
def test_a_first_sentence_ends_at_its_stop_and_not_at_a_pause(text: str, first: str) -> None:
    assert first_sentence(text) == first


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("one two three", 1.2), ("one ... two", 1.2), ("one ...3s two", 3.8), ("*one* two", 0.8), ("", 0)],
)
def test_without_a_voice_a_word_takes_four_tenths_of_a_second(text: str, seconds: float) -> None:
    assert FixedLengths().seconds(text) == seconds


@given(st.text())
def test_any_text_has_parts_and_a_length(text: str) -> None:
    runs = [part.text for part in parts(text) if isinstance(part, Words)]
    silent = FixedLengths().seconds(text) - 0.4 * len(" ".join(runs).split())

    assert all(runs)
    assert silent >= -1e-6
    assert (silent > 1e-6) == any(isinstance(part, Silence) and part.seconds > 0 for part in parts(text))
