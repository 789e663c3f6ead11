"""Positions: every key path of a text, at its line and column."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.source import KeyPath, Place, as_text, read_document
from coach.source.document import Document

CORPUS = Path(os.environ.get("COACH_SHARED") or Path(__file__).parents[3] / "shared") / "corpus" / "toml-test"


def document(text: str) -> Document:
    found, problems = read_document(text, "f.toml")
    assert found is not None, problems
    return found


def paths(data: Any, above: KeyPath = ()) -> Iterator[KeyPath]:
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in entries:
        yield (*above, key)
        yield from paths(value, (*above, key))


def key_text(text: str, path: KeyPath) -> str:
    place = document(text).key(path)
    return text.replace("\r\n", "\n").split("\n")[place.line - 1][place.column - 1 : place.end_column - 1]


def value_text(text: str, path: KeyPath) -> str:
    place = document(text).value(path)
    return text.replace("\r\n", "\n").split("\n")[place.line - 1][place.column - 1 : place.end_column - 1]


@pytest.mark.parametrize(
    ("text", "path", "key", "value"),
    [
        ('a = "x"\n', ("a",), "a", '"x"'),
        ("a.b.c = 1 # no\n", ("a", "b", "c"), "c", "1"),
        ("a . 'b c' = 1\n", ("a", "b c"), "'b c'", "1"),
        ('"a\\u0062" = 1\n', ("ab",), '"a\\u0062"', "1"),
        ("[[s]]\nx = 1\n[[s]]\nx = 2\n", ("s", 1, "x"), "x", "2"),
        ("[[s]]\n[[s.t]]\ny = 1\n[[s]]\n[[s.t]]\n[[s.t]]\ny = 3\n", ("s", 1, "t", 1, "y"), "y", "3"),
        ("[[s]]\n[s.c]\nz = 1\n", ("s", 0, "c"), "[s.c]", "[s.c]"),
        ("a = { b = [1, { c = '#]' }], d = 2 }\n", ("a", "b", 1, "c"), "c", "'#]'"),
        ("a = { b = [1, { c = '#]' }], d = 2 }\n", ("a", "d"), "d", "2"),
        ("a = [\n  1, # one\n  2,\n]\n", ("a", 1), "2", "2"),
        ('a = """x\n"quoted"\n"""\nb = 2\n', ("b",), "b", "2"),
        ('a = """x"""""\nb = 2\n', ("b",), "b", "2"),
        ("a = '''\n'it'\n'''\nb = 2\n", ("b",), "b", "2"),
        ('a = "x\\"]" # "\nb = 2\n', ("b",), "b", "2"),
        ("a = 1979-05-27 07:32:00\nb = 2\n", ("a",), "a", "1979-05-27 07:32:00"),
        ("a = 1\r\nb = 2\r\n", ("b",), "b", "2"),
        ("\ufeffa = 1\n", ("a",), "\ufeffa"[1:], "1"),
        ("[a.b]\nx = 1\n[a]\ny = 2\n", ("a",), "[a]", "[a]"),
    ],
)
def test_a_key_and_its_value_are_found(text: str, path: KeyPath, key: str, value: str) -> None:
    text = text.removeprefix("\ufeff")

    assert (key, value) == (key_text(text, path), value_text(text, path))


def test_a_byte_order_mark_moves_no_column() -> None:
    found, _ = read_document(b"\xef\xbb\xbfa = 1\n", "f.toml")

    assert found is not None
    assert str(found.key(("a",))) == "f.toml:1:1"


def test_a_path_that_is_not_there_has_the_place_of_what_is_above_it() -> None:
    place = document("[a]\nb = 1\n").key(("a", "missing", 3))

    assert str(place) == "f.toml:1:1"


def test_a_value_over_several_lines_has_its_first_line_as_place() -> None:
    place = document('a = """one\ntwo"""\n').value(("a",))

    assert (place.line, place.column, place.end_column) == (1, 5, 11)


simple_values = st.one_of(
    st.integers(-99, 99).map(str),
    st.booleans().map(lambda value: str(value).lower()),
    st.text("abc #[]{}=,'", max_size=8).map(lambda text: f'"{text}"'),
)
values = st.recursive(
    simple_values,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda entries: f"[ {', '.join(entries)} ]"),
        st.lists(inner, max_size=3).map(
            lambda entries: "{ " + ", ".join(f"k{index} = {entry}" for index, entry in enumerate(entries)) + " }"
        ),
    ),
    max_leaves=8,
)


@given(st.lists(values, min_size=1, max_size=5), st.booleans())
def test_every_path_of_a_text_is_found_and_no_other(entries: list[str], in_tables: bool) -> None:
    lines = [("[[t]]\n" if in_tables else "") + f"key{index} = {entry}" for index, entry in enumerate(entries)]
    found = document("\n".join(lines) + "\n")

    assert set(paths(found.data)) == set(found.paths)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the TOML project's test files are not here")
def test_every_path_of_the_toml_projects_valid_files_is_found() -> None:
    wrong = []
    for file in sorted((CORPUS / "valid").rglob("*.toml")):
        found, problems = read_document(file.read_bytes(), file.name)
        if found is None or set(paths(found.data)) != set(found.paths):
            wrong.append((file.name, problems))

    assert wrong == []


def is_in(file: Path, place: Place) -> bool:
    """Return whether a place lies in a file, or right behind its end."""
    lines = as_text(file.read_bytes()).replace("\r\n", "\n").split("\n")
    return place.line <= len(lines) and 1 <= place.column <= place.end_column <= len(lines[place.line - 1]) + 2


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the TOML project's test files are not here")
def test_none_of_the_toml_projects_invalid_files_is_read_or_ends_in_a_traceback() -> None:
    files = sorted((CORPUS / "invalid").rglob("*.toml"))
    answers = [read_document(file.read_bytes(), file.name) for file in files]

    assert [problems for found, problems in answers if found is not None or not problems] == []
    assert {"R001", "R002"} == {problem.code for _, problems in answers for problem in problems}
    assert [
        str(problem.place)
        for file, (_, problems) in zip(files, answers, strict=True)
        for problem in problems
        if not is_in(file, problem.place)
    ] == []
