"""Short English notes of amounts and readings: in another language, and as they are said."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import coach
from coach.progress import easing
from coach.session.doses import Ease
from coach.words.files import languages, load_phrases, note_words
from coach.words.retelling import aloud
from tests.progress.sessions import day

SPANISH = load_phrases("es")


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("5 × 30 s each side", "5 × 30 s por lado"),
        ("3 × 8 at 12.5 kg each side, effort 4-5", "3 × 8 con 12,5 kg por lado, esfuerzo 4-5"),
        ("1 rep", "1 repetición"),
        ("10 reps of 5 s", "10 repeticiones de 5 s"),
        ("6-8 reps", "6-8 repeticiones"),
        ("20 s to 30 s", "20 s a 30 s"),
        ("knee 6 in the session, limit 5", "rodilla 6 en la sesión, límite 5"),
        ("knee 4 this morning, usual is 1, limit +2", "rodilla 4 esta mañana, lo habitual es 1, límite +2"),
        (
            "two settled sessions, 15 s or more left, knee 1 on the morning of 2026-03-02",
            "dos sesiones tranquilas, quedaban 15 s o más, rodilla 1 en la mañana del 2026-03-02",
        ),
        ("the pain was sharp, catching or new", "el dolor fue punzante, con enganche o nuevo"),
        (
            "75 % of the sets, but all of holds and walks and 1 set less",
            "el 75 % de las series, pero completos los isométricos y las caminatas y 1 serie menos",
        ),
        ("R11 does not hold any more by the corrected answers", "R11 ya no se cumple por las respuestas corregidas"),
        ("Limited knees, 2 × 20 s", "Limited knees, 2 × 20 s"),  # half a word is no piece
    ],
)
def test_a_note_is_told_in_another_language_piece_by_piece(note: str, words: str) -> None:
    assert note_words(note, SPANISH) == words


def test_in_english_a_note_stays_as_it_is() -> None:
    assert note_words("3 × 12.5 m, limit 5", load_phrases()) == "3 × 12.5 m, limit 5"


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("5 × 30 s", "5 times 30 seconds"),
        ("1 × 1 min", "1 times 1 minute"),
        ("2:30 min", "2 minutes 30"),
        ("3 × 6-8 at 2.5 kg", "3 times 6 to 8 at 2.5 kilograms"),
        ("75 % of the sets", "75 percent of the sets"),
        ("20 m", "20 metres"),
    ],
)
def test_the_signs_of_a_note_are_said_in_words(note: str, words: str) -> None:
    assert aloud(note, load_phrases()) == words


def test_the_signs_of_a_note_are_said_in_the_words_of_its_language() -> None:
    assert aloud("5 × 2,5 kg, 6-8, 75 %", SPANISH) == "5 veces 2,5 kilos, 6 a 8, 75 por ciento"


PACKAGE = Path(coach.__file__).parent


def texts_of(file: str) -> set[str]:
    """Return every text of a module with the holes of its f-strings filled with a number."""
    found = set()
    for node in ast.walk(ast.parse((PACKAGE / file).read_text("utf-8"))):
        if isinstance(node, ast.JoinedStr):
            found.add("".join(str(part.value) if isinstance(part, ast.Constant) else "3" for part in node.values))
    return found


@pytest.mark.parametrize("lang", [lang for lang in languages() if lang != "en"])
def test_every_reading_is_told_whole(lang: str) -> None:
    """No English word is left in what any rule gives as its reading."""
    phrases = load_phrases(lang)
    told = [note_words(note, phrases) for note in texts_of("progress/why.py")]

    assert [words for words in told if {"knee", "session", "this", "limit", "days"} & set(words.split())] == []


@pytest.mark.parametrize("lang", [lang for lang in languages() if lang != "en"])
@pytest.mark.parametrize("sets", [0.25, 0.5, 0.6, 0.75])
def test_every_share_of_the_sets_is_told_whole(lang: str, sets: float) -> None:
    note = easing.ease_words(Ease(sets, day(0), "back_off", "R8", fewer=2))

    assert not {"of", "the", "sets", "and", "less"} & set(note_words(note, load_phrases(lang)).split())
