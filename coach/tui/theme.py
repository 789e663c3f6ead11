"""Colours: one dark and one light theme, and none at all with NO_COLOR.

Contrast of every text on its ground is at least 7:1 (WCAG AAA for text), for the play screen is read from across the
room. No meaning hangs on a colour: bars differ by █ and ░, a choice by ▶, a flash by filling the screen.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

DARK = Theme(
    name="coach-dark",
    dark=True,
    primary="#8fd0ff",
    secondary="#b9c7d6",
    accent="#ffd166",
    warning="#ffd166",
    error="#ff9c9c",
    success="#8ce99a",
    foreground="#f2f5f7",
    background="#0e1418",
    surface="#161e24",
    panel="#1e2830",
    variables={
        "footer-background": "#1e2830",
        "footer-key-foreground": "#ffd166",
        "footer-description-foreground": "#f2f5f7",
        "block-cursor-foreground": "#0e1418",
        "block-cursor-background": "#ffd166",
        "block-cursor-text-style": "bold",
    },
)

LIGHT = Theme(
    name="coach-light",
    dark=False,
    primary="#003f7d",
    secondary="#3a4652",
    accent="#6b3d00",
    warning="#6b3d00",
    error="#8c0d1c",
    success="#0b5121",
    foreground="#10161a",
    background="#fbfaf7",
    surface="#f1efe9",
    panel="#e5e2da",
    variables={
        "footer-background": "#e5e2da",
        "footer-key-foreground": "#6b3d00",
        "footer-description-foreground": "#10161a",
        "block-cursor-foreground": "#fbfaf7",
        "block-cursor-background": "#6b3d00",
        "block-cursor-text-style": "bold",
    },
)

THEMES = {"dark": DARK, "light": LIGHT}
"""The names that the settings know."""

_LIGHT_GROUNDS = {"7", "9", "10", "11", "12", "13", "14", "15"}
"""The colour numbers of light grounds; 8 is a dark grey."""


def theme_name(setting: str, environ: Mapping[str, str]) -> str:
    """Return dark or light; with "auto" as COLORFGBG tells of the terminal's ground, which not every terminal sets."""
    if setting != "auto":
        return setting
    ground = environ.get("COLORFGBG", "").rpartition(";")[2]
    return "light" if ground in _LIGHT_GROUNDS else "dark"
