"""Which theme is taken."""

from __future__ import annotations

import pytest

from coach.tui.theme import theme_name


@pytest.mark.parametrize(
    ("setting", "ground", "name"),
    [
        ("light", "15;0", "light"),  # what is set wins over what the terminal tells
        ("dark", "0;15", "dark"),
        ("auto", "0;15", "light"),
        ("auto", "0;default;7", "light"),
        ("auto", "15;0", "dark"),
        ("auto", "12;8", "dark"),
        ("auto", "", "dark"),
    ],
)
def test_auto_follows_what_the_terminal_tells_of_its_ground(setting: str, ground: str, name: str) -> None:
    assert theme_name(setting, {"COLORFGBG": ground}) == name
