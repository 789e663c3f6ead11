"""Big text: how large it is drawn, and that it is drawn right."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.paths import bundled_routines
from coach.tui.widgets.glyphs import GLYPHS
from coach.tui.widgets.raster import LOWEST, big, can_draw
from coach.tui.widgets.small import small
from coach.words.files import languages

TEXTS = st.text(alphabet=sorted(GLYPHS), min_size=1, max_size=12)


@given(TEXTS, st.integers(1, 220), st.integers(1, 50))
def test_big_text_never_leaves_its_room(text: str, width: int, height: int) -> None:
    """Its rows are all equally wide, and there are no more of them than there is room for."""
    rows = big(text, width, height)

    assert len(rows) <= height
    assert {len(row) for row in rows} in (set(), {len(rows[0]) if rows else 0})
    assert all(len(row) <= width for row in rows)


@pytest.mark.parametrize(
    "text, width, height, rows",
    [("45", 60, 9, 9), ("45", 78, 12, 12), ("45", 118, 23, 23), ("1:05", 78, 12, 12), ("1:02:30", 58, 12, 8)],
)
def test_digits_are_as_high_as_their_room_allows(text: str, width: int, height: int, rows: int) -> None:
    """Two digits fill the height; an hour is limited by the width."""
    assert len(big(text, width, height)) == rows


def test_all_digits_are_equally_wide() -> None:
    """A running clock does not jump from side to side."""
    assert len({len(big(f"1{digit}", 80, 10)[0]) for digit in range(10)}) == 1


@pytest.mark.parametrize("lang", [lang for lang in languages() if lang != "en"])
def test_the_names_of_exercises_can_be_drawn_big_in_every_language(lang: str) -> None:
    text = (bundled_routines() / f"exercises.{lang}.toml").read_text("utf-8")
    names = [exercise["name"] for exercise in tomllib.loads(text)["exercise"].values()]

    assert [name for name in names if not can_draw(name.upper()) or not small(name.upper())] == []


@pytest.mark.parametrize("font", [lambda text: big(text, 80, 9), small], ids=["strokes", "dots"])
def test_no_two_characters_look_the_same(font: object) -> None:
    """But for O and 0, which are told apart by what stands beside them."""
    assert callable(font)
    letters = [one for one in "ABCDEFGHIJKLMNPQRSTUVWXYZ0123456789?!+-/:." if font(one)]
    drawn = {one: font(one) for one in letters}

    assert len(set(drawn.values())) == len(drawn)


def test_an_eight_has_two_holes() -> None:
    """A pen that is too wide would fill them: counted as patches of free cells that do not reach the edge."""
    rows = [f" {row} " for row in ("", *big("8", 20, 12), "")]
    width = max(map(len, rows))
    free = {(x, y) for y, row in enumerate(rows) for x, mark in enumerate(row.ljust(width)) if mark == " "}
    patches = 0
    while free:
        patches += 1
        todo = [free.pop()]
        while todo:
            x, y = todo.pop()
            for one in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
                if one in free:
                    free.remove(one)
                    todo.append(one)

    assert patches == 3  # the outside, and two holes


@pytest.mark.parametrize("text", ["Ελλάδα", "日本", ""])
def test_what_the_fonts_lack_is_not_drawn_big(text: str) -> None:
    """The widget then shows it in plain letters."""
    assert big(text, 80, 20) == ()


def test_low_rooms_get_the_font_of_dots() -> None:
    """Strokes run together in three rows."""
    assert big("SKIP", 80, LOWEST) == small("SKIP")
