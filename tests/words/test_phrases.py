"""How numbers, lengths and weights are said, and how sentences are filled."""

from __future__ import annotations

from string import Formatter

import pytest

from coach.words.files import languages, load_phrases
from coach.words.phrases import Phrases, capital, plain_number


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.5, "0.5 seconds"),
        (1, "1 second"),
        (2, "2 seconds"),
        (59, "59 seconds"),
        (60, "1 minute"),
        (61, "61 seconds"),
        (90, "90 seconds"),
        (119, "119 seconds"),
        (120, "2 minutes"),
        (121, "2 minutes 1"),
        (150, "2 minutes 30"),
        (179.6, "3 minutes"),
        (180, "3 minutes"),
        (3600, "60 minutes"),
        (3660, "61 minutes"),
    ],
)
def test_a_length_is_said_in_seconds_under_two_minutes_save_one_minute(seconds: float, words: str) -> None:
    """B38."""
    assert load_phrases().length(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (60, "every minute"),
        (1, "every second"),
        (90, "every 90 seconds"),
        (120, "every 2 minutes"),
        (45, "every 45 seconds"),
    ],
)
def test_every_is_followed_by_a_length_without_a_one(seconds: float, words: str) -> None:
    assert load_phrases().every(seconds) == words


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        (20, "kg", "20 kilograms"),
        (1, "kg", "1 kilogram"),
        (2.5, "kg", "2.5 kilograms"),
        (45, "lb", "45 pounds"),
        (1, "lb", "1 pound"),
        (20, "m", "20 metres"),
        (1, "m", "1 metre"),
        (0.5, "km", "0.5 kilometres"),
        (1, "ft", "1 foot"),
        (30, "ft", "30 feet"),
        (10, "yd", "10 yards"),
        (2, "mi", "2 miles"),
        (12, "steps", "12 steps"),
        (1, "steps", "1 step"),
    ],
)
def test_units_are_said_in_full_and_one_is_singular(number: float, unit: str, words: str) -> None:
    """B38."""
    assert load_phrases().counted(number, unit) == words


@pytest.mark.parametrize(("number", "word"), [(2, "two"), (10, "ten"), (11, "11"), (60, "60")])
def test_a_tempo_counts_in_words_as_far_as_the_language_has_them(number: int, word: str) -> None:
    assert load_phrases().number_word(number) == word


def test_braces_in_what_is_filled_in_are_literal() -> None:
    """A name may hold anything."""
    assert load_phrases()("say.block", name="{n} {odd") == "{n} {odd."


def test_a_spoken_sentence_begins_with_a_capital_and_keeps_the_rest() -> None:
    phrases = Phrases("xx", {"say": {"side": "{side} SIDE."}})

    assert phrases.say("side", side="left") == "Left SIDE."
    assert capital("") == ""


@pytest.mark.parametrize(
    ("number", "text"), [(20, "20"), (20.0, "20"), (2.5, "2.5"), (1000000, "1000000"), (0.1, "0.1")]
)
def test_a_number_has_no_needless_point(number: float, text: str) -> None:
    assert plain_number(number) == text


@pytest.mark.parametrize(("lang", "found"), [("en", "en"), ("en-GB", "en"), ("EN", "en"), ("tlh", "en"), ("", "en")])
def test_a_language_without_sentences_is_spoken_to_in_english(lang: str, found: str) -> None:
    assert load_phrases(lang).lang == found


def test_a_key_that_is_not_there_is_a_mistake_in_the_program() -> None:
    with pytest.raises(KeyError):
        load_phrases()("say.nothing")


def test_a_language_says_numbers_lengths_and_things_its_own_way() -> None:
    phrases = Phrases(
        "xx",
        {
            "number": {"decimal": ","},
            "length": {"minutes": "{minutes} und {seconds}", "every_minute": "jede Minute"},
            "unit": {"minute": ["eine Minute", "{n} Minuten"], "kg": ["ein Kilo", "{n} Kilo"]},
            "equipment": {"foam roller": "Faszienrolle"},
        },
    )

    assert (phrases.counted(1, "kg"), phrases.counted(2.5, "kg")) == ("ein Kilo", "2,5 Kilo")
    assert (phrases.length(150), phrases.every(60)) == ("2 Minuten und 30", "jede Minute")
    assert (phrases.thing("foam roller"), phrases.thing("my own bar")) == ("Faszienrolle", "my own bar")


@pytest.mark.parametrize("lang", languages())
def test_every_language_has_the_keys_of_english_and_fills_in_the_same(lang: str) -> None:
    def filled(phrases: Phrases, key: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(phrases(key)) if name}

    english, other = load_phrases("en"), load_phrases(lang)

    assert other.keys == english.keys
    assert [key for key in english.keys if filled(other, key) != filled(english, key)] == []
