"""Lines on paper: wrapped by columns, and nothing of a file steers the terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.source.report import display_width
from coach.tui.widgets.paper import PaperLine, _wrapped


@pytest.mark.parametrize(
    "line, rows",
    [
        (PaperLine("one two three", 4), ["one two", "    three"]),
        (PaperLine("   0:05  one two", 5), ["   0:05", "     one", "     two"]),
        (PaperLine("壁に寄りかかる", 2), ["壁に寄り", "  かかる"]),
        (PaperLine("壁 に 寄り かかる", 2), ["壁 に", "  寄り", "  かかる"]),
        (PaperLine("every-60s=1234", 2), ["every-60s=", "  1234"]),
        (PaperLine("a\x1b[2Jb"), ["a␛[2Jb"]),
        (PaperLine(""), [""]),
    ],
)
def test_a_line_goes_on_under_its_indent(line: PaperLine, rows: list[str]) -> None:
    assert _wrapped(line, 9 if "壁" in line.text else 10) == rows


@given(st.text(max_size=200), st.integers(0, 30), st.integers(20, 120))
def test_no_row_is_wider_than_the_paper_and_no_letter_is_lost(text: str, indent: int, width: int) -> None:
    rows = _wrapped(PaperLine(text, indent), width)

    assert all(display_width(row) <= width for row in rows)
    assert "".join("".join(rows).split()) == "".join("".join(_wrapped(PaperLine(text), 10_000)).split())
