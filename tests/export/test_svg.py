from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from coach.export.chart import Band, Draw, Mark, Series
from coach.export.svg import svg
from tests.export.charts import BACK_OFF, FIRST, LIMIT, chart, day, points

SPACE = "{http://www.w3.org/2000/svg}"


def texts(picture: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(picture).iter(f"{SPACE}text")]


def test_a_picture_says_its_title_its_numbers_its_days_and_its_legend() -> None:
    said = texts(svg(chart(points("d", (0, 3), label="worst during"), limits=(LIMIT,))))

    assert "Knee pain, 0 to 10" in said
    assert {"0", "10", "31 Aug"} <= set(said)
    assert any("○ worst during" in words and "over 5: too much" in words for words in said)


def test_the_title_element_reads_the_sentence_to_who_cannot_see_the_picture() -> None:
    title = ElementTree.fromstring(svg(chart(points("d", (0, 3))))).find(f"{SPACE}title")

    assert title is not None
    assert title.text == "Knee pain, 0 to 10. It is steady."


def test_series_are_told_apart_by_shape() -> None:
    picture = svg(chart(points("d", (0, 3)), points("a", (3, 3)), points("m", (6, 3))))

    assert picture.count("<circle") == 1
    assert picture.count('width="3.2"') == 1
    assert picture.count("l5.2 5.2") == 1


def test_words_of_files_are_escaped() -> None:
    picture = svg(chart(points("d", (0, 3), label="<script>alert(1)</script>"), title="a & b <b>"))

    assert "<script" not in picture
    assert "a & b <b>" in texts(picture)


def test_a_picture_needs_nothing_from_elsewhere() -> None:
    picture = svg(chart(points("d", (0, 3)), limits=(LIMIT,), marks=(BACK_OFF,), marks_label="response"))

    assert "http" not in picture.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "href" not in picture
    assert "url(" not in picture


def test_over_years_points_that_would_cover_each_other_are_one_and_that_is_said() -> None:
    picture = svg(chart(points("d", *((at, at % 7) for at in range(3650))), days=3650))

    assert 100 <= picture.count("<circle") <= 160
    assert any("each sign is the highest of 24 days" in words for words in texts(picture))


def test_bands_and_lines_of_many_are_drawn() -> None:
    mean = Series("l", "mean", ((FIRST, 3.0), (day(80), 2.0)), Draw.LINE)
    most = Band("most of them", ((FIRST, 2, 4), (day(80), 1, 3)))

    said = texts(svg(replace(chart(mean), bands=(most,))))

    assert any("── mean" in words and "grey band: most of them" in words for words in said)


@given(
    st.integers(1, 4000), st.lists(st.tuples(st.integers(0, 4000), st.floats(0, 1e6))), st.sampled_from(Draw), st.text()
)
def test_whatever_the_numbers_the_picture_is_sound_xml(
    days: int, numbers: list[tuple[int, float]], draw: Draw, title: str
) -> None:
    series = replace(points("d", *((at % days, number) for at, number in numbers)), draw=draw)

    picture = svg(chart(series, days=days, title=title, top=1.0, whole=False))

    assert ElementTree.fromstring(picture).tag == f"{SPACE}svg"


def test_letters_below_the_axis_do_not_lie_on_each_other() -> None:
    many = tuple(Mark(FIRST + timedelta(days=at), "B") for at in range(364))
    year = replace(chart(), last=FIRST + timedelta(days=363), marks=many, marks_label="rules")

    drawn = ElementTree.fromstring(svg(year, width=680))
    places = sorted(float(text.get("x", "0")) for text in drawn.iter() if text.text == "B")

    assert len(places) > 60
    assert min(b - a for a, b in itertools.pairwise(places)) >= 8
