"""The text of the first run, which needs a key."""

from __future__ import annotations

from coach.tui import keys
from coach.tui.screens.card import CardScreen


class NoticeScreen(CardScreen):
    """Shows what the program is and is not, once; whoever does not want it leaves instead of agreeing."""

    BINDINGS = keys.NOTICE

    def __init__(self, text: str) -> None:
        super().__init__("Before you start", *_paragraphs(text))


def _paragraphs(text: str) -> list[str]:
    """Return the text two sentences at a time, which is easier to read than one block."""
    sentences = text.replace(". ", ".\n").split("\n")
    return [" ".join(sentences[index : index + 2]) for index in range(0, len(sentences), 2)]
