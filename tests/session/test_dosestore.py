"""`doses.toml`: written and read back, mended by hand, damaged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.routine.model import Duration, Effort, Listed, Load, Ramp, Reps, Single
from coach.session.doses import Change, Decision, DoseBook, Ease, Looked, StepDose
from coach.session.dosestore import doses_text, load_doses, load_played, parse_doses, save_doses
from coach.session.tables import TableError
from coach.timeline.dose import Dose

DAY = date(2026, 3, 2)
WALL_SIT = StepDose("holds", "wall-sit", dose=Dose(hold=Single(Duration(35.0))), file={"hold": "30s"})
EASE = Ease(0.5, DAY, "back_off", "R8", spares_holds=True, routine="holds", step="wall-sit", session="a")
STEP_UP = Change(
    on=DAY,
    session="b",
    routine="holds",
    step="wall-sit",
    before="5 × 30 s",
    after="5 × 35 s",
    rule="EXPECTED",
    reading="two settled sessions, 15 s or more left, knee 1 this morning",
    decision=Decision.ACCEPTED,
    decided=DAY,
    name="Wall sit",
    exercise="wall-sit",
    becomes=WALL_SIT,
)
BOOK = DoseBook((WALL_SIT,), EASE, (STEP_UP,), (Looked("b", DAY, "EXPECTED", True),), DAY, stopped=True)

days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
names = st.from_regex(r"[a-z][a-z0-9-]{0,8}(/[a-z]{1,5})?", fullmatch=True)
seconds = st.integers(1, 3600).map(lambda number: Duration(float(number)))
counts = st.integers(1, 99).map(Reps)
doses = st.builds(
    Dose,
    exercise=st.none() | names,
    sets=st.none() | st.integers(1, 50),
    hold=st.none() | seconds.map(Single) | st.tuples(seconds, seconds).map(Listed),
    reps=st.none() | counts.map(Single) | st.tuples(counts, counts).map(lambda two: Ramp(*two)),
    load=st.none() | st.integers(1, 99).map(lambda number: Single(Load(number / 2, "kg"))),
    effort=st.none() | st.integers(0, 10).map(lambda number: Single(Effort(number))),
)
step_doses = st.builds(
    StepDose,
    routine=names,
    step=names,
    level=st.sampled_from(["build", "week 2"]),
    dose=doses,
    file=st.dictionaries(st.sampled_from(["hold", "reps"]), st.text(max_size=9), max_size=2),
)
eases = st.builds(
    Ease,
    sets=st.sampled_from([0.25, 0.5, 0.75, 1.0]),
    since=days,
    reason=st.sampled_from(["back_off", "away", "unlock"]),
    rule=st.none() | st.just("R8"),
    settled=st.integers(0, 2),
    fewer=st.integers(0, 2),
    spares_holds=st.booleans(),
    session=st.none() | names,
)


@given(st.lists(step_doses, max_size=4), st.none() | eases, st.lists(st.tuples(days, step_doses, eases), max_size=3))
def test_what_is_written_is_read_back(
    kept: list[StepDose], ease: Ease | None, changed: list[tuple[date, StepDose, Ease]]
) -> None:
    doses = {(each.routine, each.step): each for each in kept}
    changes = [
        replace(STEP_UP, on=on, routine=dose.routine, step=dose.step, becomes=dose, was=dose, ease=ease, ease_was=None)
        for on, dose, ease in changed
    ]
    book = DoseBook(
        tuple(doses[key] for key in sorted(doses)), ease, tuple(sorted(changes, key=lambda change: change.on))
    )

    assert parse_doses(doses_text(book).encode()) == (book, ())


def test_a_whole_book_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "doses.toml"
    save_doses(path, BOOK)

    assert load_doses(path) == (BOOK, None)


def test_a_dose_stands_in_the_words_of_routine_files() -> None:
    text = doses_text(BOOK)

    assert '[[dose]]\nroutine = "holds"\nstep = "wall-sit"\nhold = "35s"\n' in text


def test_no_file_is_an_empty_book(tmp_path: Path) -> None:
    assert load_doses(tmp_path / "doses.toml") == (DoseBook(), None)


@pytest.mark.parametrize("wrong", ['hold = "35 apples"', "hold = 35.5.5", "hold = []", 'hold = { start = "3s" }'])
def test_one_wrong_dose_is_left_out_and_named(tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "doses.toml"
    text = doses_text(replace(BOOK, changes=(), doses=(WALL_SIT, replace(WALL_SIT, step="other"))))
    path.write_text(text.replace('hold = "35s"', wrong, 1))

    book, sentence = load_doses(path)

    if "5.5.5" in wrong:  # that is no TOML at all
        assert (book, "cannot be read" in (sentence or "")) == (DoseBook(), True)
    else:
        assert [dose.step for dose in book.doses] == ["other"]
        assert "wall-sit in holds" in (sentence or "")
        assert book.ease == EASE


def test_a_wrong_ease_is_taken_from_the_last_change_of_sets(tmp_path: Path) -> None:
    eased = replace(STEP_UP, routine="", step="", becomes=None, ease=EASE, decision=Decision.APPLIED)
    path = tmp_path / "doses.toml"
    text = doses_text(replace(BOOK, changes=(eased,)))
    path.write_text(text.replace("[ease]\nsets = 0.5", "[ease]\nsets = 5", 1))

    book, sentence = load_doses(path)

    assert book.ease == EASE
    assert "ease.sets" in (sentence or "")


def test_what_could_not_be_read_is_kept_aside_when_the_book_is_written(tmp_path: Path) -> None:
    path = tmp_path / "doses.toml"
    path.write_text("hold = = 3\n")

    save_doses(path, BOOK)

    assert load_doses(path) == (BOOK, None)
    assert (tmp_path / "doses.toml.damaged").read_text() == "hold = = 3\n"


def test_a_book_of_a_later_version_is_neither_read_nor_written_over(tmp_path: Path) -> None:
    path = tmp_path / "doses.toml"
    path.write_text("format = 2\n")

    with pytest.raises(PermissionError):
        save_doses(path, BOOK)

    assert load_doses(path)[0] == DoseBook()
    assert path.read_text() == "format = 2\n"


def test_of_two_open_proposals_that_a_synchroniser_left_the_later_one_stays() -> None:
    first = replace(STEP_UP, decision=Decision.PROPOSED, decided=None)
    text = doses_text(DoseBook(changes=(first, replace(first, after="5 × 40 s"))))

    book, _ = parse_doses(text.encode())

    assert [change.after for change in book.changes] == ["5 × 40 s"]


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_a_book_or_an_error_that_says_so(data: bytes) -> None:
    try:
        book, _ = parse_doses(data)
    except TableError:
        return

    assert isinstance(book, DoseBook)


def test_what_is_played_is_read_without_the_history(tmp_path: Path) -> None:
    path = tmp_path / "doses.toml"
    save_doses(path, BOOK)

    assert load_played(path) == replace(BOOK, changes=())


def test_a_dose_that_somebody_wrote_behind_the_history_is_played_too(tmp_path: Path) -> None:
    path = tmp_path / "doses.toml"
    save_doses(path, BOOK)
    path.write_text(f'{path.read_text()}\n[[dose]]\nroutine = "holds"\nstep = "other"\nhold = "20s"\n')

    assert [dose.step for dose in load_played(path).doses] == ["other", "wall-sit"]


def test_a_damaged_book_is_played_as_what_can_be_read_of_it(tmp_path: Path) -> None:
    path = tmp_path / "doses.toml"
    path.write_text("hold = = 3\n")

    assert load_played(path) == DoseBook()
