"""Captions: every word at its moment, one after the other, and nothing that WebVTT takes for anything but words."""

from __future__ import annotations

import html
import itertools
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from coach.export.captions import as_webvtt
from coach.testing import cue
from coach.timeline.model import Cue, Tone

TIMES = re.compile(r"(\d\d):(\d\d):(\d\d)\.(\d\d\d) --> (\d\d):(\d\d):(\d\d)\.(\d\d\d)")


def at(moment: float, text: str, seconds: float = 1.0, tone: Tone | None = None) -> Cue:
    return replace(cue(0.0, text, tone=tone), at=moment, seconds=seconds)


def parsed(text: str) -> list[tuple[int, int, str]]:
    """Return start and end in milliseconds and the words of each caption, as a strict reader takes them."""
    header, note, *blocks = text.removesuffix("\n").split("\n\n")
    assert header == "WEBVTT"
    assert note.startswith("NOTE\n")
    found = []
    for block in blocks:
        times, *lines = block.split("\n")
        match = TIMES.fullmatch(times)
        assert match is not None
        numbers = [int(number) for number in match.groups()]
        start, end = (((h * 60 + m) * 60 + s) * 1000 + ms for h, m, s, ms in (numbers[:4], numbers[4:]))
        assert lines
        assert all(line.strip() and "<" not in line and ">" not in line for line in lines)
        found.append((start, end, "\n".join(html.unescape(line) for line in lines)))
    return found


def test_a_caption_stands_from_the_onset_to_the_end_of_its_words() -> None:
    text = as_webvtt("Knee", [at(3723.5, "Shins straight.", 1.25)])

    assert parsed(text) == [(3_723_500, 3_724_750, "Shins straight.")]


def test_a_short_word_stands_long_enough_to_be_read_and_gives_way_to_the_next() -> None:
    text = as_webvtt("Knee", [at(7, "3", 0.3), at(8, "2", 0.3), at(8.5, "1", 0.3)])

    assert parsed(text) == [(7000, 8000, "3"), (8000, 8500, "2"), (8500, 9500, "1")]


def test_words_of_one_moment_share_a_caption() -> None:
    text = as_webvtt("Knee", [at(1, "Down"), at(1.0004, "Last one."), at(2, "up")])

    assert [words for _, _, words in parsed(text)] == ["Down\nLast one.", "up"]


def test_signs_that_steer_captions_become_words() -> None:
    text = as_webvtt("A --> B", [at(1, "Back & forth --> <b>slow</b>")])

    assert "Back &amp; forth --&gt; &lt;b&gt;slow&lt;/b&gt;" in text
    assert "A --&gt; B" in text


def test_pauses_and_emphasis_are_not_read_as_signs_and_tones_have_no_caption() -> None:
    text = as_webvtt("Knee", [at(1, "Hold ...3s and *breathe*."), at(5, "", 0.0, Tone.GO)])

    assert [words for _, _, words in parsed(text)] == ["Hold … and breathe."]


@given(
    st.lists(
        st.tuples(st.floats(0, 20_000, allow_nan=False), st.text(max_size=20), st.floats(0, 30, allow_nan=False)),
        max_size=30,
    )
)
def test_whatever_is_said_captions_are_in_order_and_apart(said: list[tuple[float, str, float]]) -> None:
    found = parsed(as_webvtt("Knee", [at(*one) for one in said]))

    assert all(start < end for start, end, _ in found)
    assert all(end <= start for (_, end, _), (start, _, _) in itertools.pairwise(found))
