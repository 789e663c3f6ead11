"""What of a routine is not played as its file says, on the paper of the preview."""

from __future__ import annotations

from coach.testing import build_timeline, hold
from coach.tui.screens.preview import page
from coach.tui.shown import Preview


def test_what_is_not_as_in_the_file_stands_above_the_session() -> None:
    preview = Preview(build_timeline(hold(20)), differs=("Wall sit: 3 × 30 s, in the file 5 × 30 s",))

    lines = [line.text for line in page(preview)]

    assert lines[:2] == ["Not as in the file:", "  Wall sit: 3 × 30 s, in the file 5 × 30 s"]


def test_a_routine_that_is_played_as_its_file_says_has_no_such_lines() -> None:
    lines = [line.text for line in page(Preview(build_timeline(hold(20))))]

    assert lines[0].strip().startswith("0:00")
