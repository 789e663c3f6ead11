"""Every language says all that English says: sentences, exercises, and the bundled routines that have to be there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from string import Formatter
from typing import Any

import pytest

from coach.paths import bundled_routines
from coach.routine.files import load_library
from coach.routine.finding import LIBRARY_FILE, is_library_name, language_of
from coach.routine.library import check_library
from coach.timeline.model import SegmentKind, Timeline
from coach.words.files import FALLBACK, FOLDER, languages, load_phrases
from coach.words.speech import first_sentence, placeholders
from tests.content.texts import all_texts, exercises, sentences
from tests.timeline.bundled import compiled, read

OTHERS = [lang for lang in languages() if lang != FALLBACK]

TEXTS = ("name", "setup", "cues", "faults", "safety", "notes")
"""What of an exercise is in a language; all else is the same in every one."""

TRANSLATED = ("quick-start", "knee-foundation")
"""The bundled routines that every language has."""

WORDS_OF_A_ROUTINE = {"id", "lang", "name", "summary", "welcome", "goodbye", "say", "notes", "cues"}

SAME_WORDS = {"Ball", "no", "April", "August", "September", "November"}
"""Words that a language has in common with English: a new one adds its own."""

each_language = pytest.mark.parametrize("lang", OTHERS)
each_exercise = pytest.mark.parametrize("name", sorted(exercises()))


@cache
def table(lang: str) -> Mapping[str, Mapping[str, Any]]:
    """Return a language's file of words as it is written."""
    return tomllib.loads((FOLDER / f"{lang}.toml").read_text("utf-8"))


@cache
def library(lang: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the words of the exercises in a language as they are written."""
    path = bundled_routines() / f"exercises.{lang}.toml"
    found: Mapping[str, Mapping[str, Any]] = tomllib.loads(path.read_text("utf-8"))["exercise"]
    return found


@cache
def routine(id_: str, lang: str = FALLBACK) -> Timeline:
    return compiled(read(bundled_routines() / file_of(id_, lang)))


def file_of(id_: str, lang: str) -> str:
    return f"{id_}.toml" if lang == FALLBACK else f"{id_}.{lang}.toml"


def shape(value: object) -> object:
    """Return what two languages of a text have in common: which keys, how many lines, which placeholders."""
    if isinstance(value, str):
        return sorted(name for name, _ in placeholders(value))
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape(inner) for inner in value]
    return type(value)


def without_words(value: object) -> object:
    """Return the plan of a routine: what is left when its words are taken away, the times of its cues stay."""
    if isinstance(value, dict):
        return {
            key: sorted(inner) if key == "cues" else without_words(inner)
            for key, inner in value.items()
            if key == "cues" or key not in WORDS_OF_A_ROUTINE
        }
    return [without_words(inner) for inner in value] if isinstance(value, list) else value


def own_words(text: str) -> set[str]:
    """Return the words of a sentence beside what is filled in."""
    return set(re.findall(r"[^\W\d_]+", re.sub(r"\{[^}]*\}", " ", text)))


# --- sentences -------------------------------------------------------------------------------------------------------


@each_language
def test_every_table_of_words_has_the_keys_of_english(lang: str) -> None:
    english, other = table(FALLBACK), table(lang)

    assert {group: set(entries) for group, entries in other.items()} == {g: set(e) for g, e in english.items()}
    assert [key for key, (_, many) in other["unit"].items() if "{n}" not in many] == []


@pytest.mark.parametrize("lang", languages())
def test_every_sentence_can_be_filled_in(lang: str) -> None:
    phrases = load_phrases(lang)
    for key in phrases.keys:
        names = {name for _, name, _, _ in Formatter().parse(phrases(key)) if name}

        filled = phrases(key, **dict.fromkeys(names, "777"))

        assert filled.strip()
        assert not re.search(r"[{}]|  ", filled)


@each_language
def test_no_sentence_is_left_in_english(lang: str) -> None:
    english, other = load_phrases(FALLBACK), load_phrases(lang)

    left = {key: other(key) for key in sorted(english.keys) if english(key) == other(key)}

    assert {key: text for key, text in left.items() if own_words(text) - SAME_WORDS} == {}


def test_every_thing_and_part_of_the_body_of_a_bundled_file_has_words() -> None:
    used: dict[str, set[str]] = {"equipment": set(), "target": set()}
    for path in bundled_routines().glob("*.toml"):
        data = tomllib.loads(path.read_text("utf-8"))
        for entry in (data, *data.get("exercise", {}).values()):
            for key, words in used.items():
                words.update(entry.get(key, ()))

    assert {key: set(table(FALLBACK)[key]) for key in used} == used
    assert all(word == text for key in used for word, text in table(FALLBACK)[key].items())


# --- exercises -------------------------------------------------------------------------------------------------------


@each_language
@each_exercise
def test_an_exercise_has_all_its_words_and_nothing_else(lang: str, name: str) -> None:
    english = {key: value for key, value in exercises()[name].items() if key in TEXTS}

    assert shape(library(lang)[name]) == shape(english)


@each_language
def test_the_words_of_exercises_are_of_those_that_there_are(lang: str) -> None:
    text = (bundled_routines() / f"exercises.{lang}.toml").read_text("utf-8")

    assert set(library(lang)) == set(exercises())
    assert check_library(text, f"exercises.{lang}.toml", load_library(None)) == []


@each_language
@each_exercise
def test_nothing_of_an_exercise_is_left_in_english(lang: str, name: str) -> None:
    assert set(all_texts(library(lang)[name])) & set(all_texts(exercises()[name])) == set()


@each_language
def test_no_two_exercises_have_one_name(lang: str) -> None:
    names = [entry["name"] for entry in library(lang).values()]

    assert sorted(names) == sorted(set(names))


@each_language
@each_exercise
def test_the_first_sentence_of_a_set_up_ends_where_the_english_one_does(lang: str, name: str) -> None:
    """Later on only that one is said; an abbreviation with a full stop would cut it short."""
    setup = library(lang)[name]["setup"]

    assert first_sentence(setup) == sentences(setup)[0]
    assert len(sentences(setup)) == len(sentences(exercises()[name]["setup"]))


def test_every_library_file_in_a_language_belongs_to_one_that_coach_has() -> None:
    names = {path.name for path in bundled_routines().glob("*.toml")}

    assert {name for name in names if is_library_name(name)} == {
        LIBRARY_FILE,
        *(f"exercises.{lang}.toml" for lang in OTHERS),
    }
    assert {language_of(name) for name in names} == {None, *OTHERS}


# --- routines --------------------------------------------------------------------------------------------------------


@each_language
@pytest.mark.parametrize("id_", TRANSLATED)
def test_a_routine_is_the_same_plan_in_another_language(id_: str, lang: str) -> None:
    english, other = (
        tomllib.loads((bundled_routines() / file_of(id_, each)).read_text("utf-8")) for each in (FALLBACK, lang)
    )

    assert (other["id"], other["lang"]) == (id_, lang)
    assert without_words(other) == without_words(english)


@each_language
@pytest.mark.parametrize("id_", TRANSLATED)
def test_a_routine_is_the_same_session_in_another_language(id_: str, lang: str) -> None:
    """What is said before a go may make its get-ready longer; nothing else is another."""

    def played(timeline: Timeline) -> Iterator[tuple[object, ...]]:
        for one in timeline.segments:
            spoken = one.kind in (SegmentKind.READY, SegmentKind.SAY)
            yield one.kind, one.step, one.exercise, one.side, one.set, one.sets, None if spoken else one.seconds

    assert list(played(routine(id_, lang))) == list(played(routine(id_)))


@each_language
@pytest.mark.parametrize("id_", TRANSLATED)
def test_nothing_that_a_routine_says_is_in_english(id_: str, lang: str) -> None:
    same = {cue.text for cue in routine(id_, lang).cues} & {cue.text for cue in routine(id_).cues}

    assert {text for text in same if not text.isdigit()} <= {""}


@pytest.mark.parametrize("path", sorted(bundled_routines().glob("*.*.toml")), ids=lambda path: path.name)
def test_every_bundled_file_in_a_language_has_an_english_one(path: Any) -> None:
    assert (bundled_routines() / f"{path.name.split('.')[0]}.toml").is_file()


# --- what may be said ------------------------------------------------------------------------------------------------

NEVER = {
    "de": re.compile(
        r"verkleb|\b[Hh]eil(en|t|ung)\b|kurier|sicher für|schmerzfrei|\b[Rr]eha|tendin|syndrom|\bKnoten|garantier"
        r"|iagnos|\b(Sie|Ihr|Ihnen) "
    ),
}
"""Promises, names of conditions, and (in German) another form of address."""


@pytest.mark.parametrize("lang", sorted(set(NEVER) & set(OTHERS)))
def test_no_text_of_an_exercise_promises_anything(lang: str) -> None:
    said = [text for entry in library(lang).values() for text in all_texts(entry)]

    assert [text for text in said if NEVER[lang].search(text)] == []
