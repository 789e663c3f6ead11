"""The page on simulated users: it tells of every person, and its figures are those of a whole run."""

from __future__ import annotations

import pytest

from benchmarks.people.__main__ import SEEDS
from benchmarks.people.persons import PERSONS, Person
from benchmarks.people.report import BEGIN, CURVES, END, PAGE


@pytest.mark.parametrize("person", PERSONS, ids=lambda person: person.name)
def test_the_page_tells_of_everybody_and_shows_the_curves(person: Person) -> None:
    page = PAGE.read_text("utf-8")

    assert f"### {person.name}" in page
    for kind in ("pain", "dose"):
        assert f"({CURVES.name}/{person.name}-{kind}.svg)" in page
        assert (CURVES / f"{person.name}-{kind}.svg").is_file()


def test_the_figures_of_the_page_are_those_of_a_whole_run() -> None:
    measured = PAGE.read_text("utf-8").split(BEGIN)[1].split(END)[0]
    named = [line.split("|")[1].strip() for line in measured.splitlines() if line.startswith("| ")]

    assert f"{SEEDS} seeds of each person, 0 to {SEEDS - 1}." in measured
    assert [name for name in named if name in {person.name for person in PERSONS}][: len(PERSONS)] == [
        person.name for person in PERSONS
    ]
