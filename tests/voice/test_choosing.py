"""Who speaks: by name, else by language; and what is said where it is another one than was asked for."""

from __future__ import annotations

import pytest

from coach.voice.choosing import Row, choose, usual


def row(identity: str, language: str) -> Row:
    return {"id": identity, "name": f"Name of {identity}", "language": language, "engine": "Any"}


VOICES = [
    row("gmw/de", "de"),
    row("gmw/en", "en-gb"),
    row("gmw/en-us", "en-us"),
    row("roa/es", "es"),
    row("roa/es-419", "es-419"),
    row("roa/fr", "fr-fr"),
]


@pytest.mark.parametrize(
    ("lang", "chosen"),
    [
        ("en", "gmw/en-us"),
        ("en-GB", "gmw/en"),
        ("en_GB", "gmw/en"),
        ("en-AU", "gmw/en"),
        ("de", "gmw/de"),
        ("de-AT", "gmw/de"),
        ("es", "roa/es"),
        ("es-ES", "roa/es"),
        ("es-MX", "roa/es-419"),
        ("fr", "roa/fr"),
    ],
)
def test_the_usual_voice_is_of_the_language_and_if_possible_of_the_country(lang: str, chosen: str) -> None:
    found = usual(VOICES, lang)

    assert found is not None
    assert found["id"] == chosen


@pytest.mark.parametrize("wanted", ["gmw/de", "GMW/DE", "de", "name of gmw/de"])
def test_a_voice_is_known_by_id_by_the_end_of_it_and_by_name(wanted: str) -> None:
    choice = choose(VOICES, wanted, "de")

    assert choice.voice is not None
    assert choice.voice["id"] == "gmw/de"
    assert choice.why == ""


def test_what_is_in_another_language_is_spoken_by_the_usual_voice_of_that() -> None:
    choice = choose(VOICES, "gmw/en-us", "de")

    assert choice.voice is not None
    assert choice.voice["id"] == "gmw/de"
    assert choice.why == "Name of gmw/en-us speaks “en-us” and not “de”"


def test_a_voice_that_alone_may_speak_speaks_every_language() -> None:
    choice = choose(VOICES, "gmw/en-us", "de", only=True)

    assert choice.voice is not None
    assert choice.voice["id"] == "gmw/en-us"
    assert choice.why == ""


def test_a_voice_whose_language_is_not_known_speaks_every_language() -> None:
    choice = choose([*VOICES, row("mine", "")], "mine", "de")

    assert choice.voice is not None
    assert choice.voice["id"] == "mine"
    assert choice.why == ""


def test_in_place_of_a_voice_that_is_not_there_the_usual_one_speaks() -> None:
    choice = choose(VOICES, "nobody", "de")

    assert choice.voice is not None
    assert choice.voice["id"] == "gmw/de"
    assert choice.why == "There is no voice “nobody” here"


@pytest.mark.parametrize(("wanted", "speaks"), [(None, "gmw/en-us"), ("roa/fr", "roa/fr")])
def test_a_language_without_a_voice_is_read_by_the_wanted_one_or_in_english(wanted: str | None, speaks: str) -> None:
    choice = choose(VOICES, wanted, "xx")

    assert choice.voice is not None
    assert choice.voice["id"] == speaks
    assert choice.why == "No voice here speaks “xx”"


def test_without_any_voice_the_engine_has_its_own() -> None:
    assert choose([], None, "en").voice is None
