"""The page for a clinician, as HTML and as text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.export.reportpage import AMOUNTS, ROOM, fitting, report_page, rows
from coach.export.reporttext import report_text
from coach.export.reportwords import KINDS, PRECAUTIONS, RULES, sections, stop_now
from coach.progress.diary import Diary
from coach.progress.report import Report, report_of
from coach.progress.response import Kind
from coach.progress.stopped import stop_of
from coach.routine import library
from coach.session.doses import DoseBook
from coach.session.profile_values import Profile
from coach.session.record import GoRecord, Pain, SessionRecord
from coach.source.report import display_width
from coach.words.files import load_phrases
from tests.progress.histories import TODAY, a_session, eventful, history, said_after, step_downs

PHRASES = load_phrases()

HOSTILE = '<script>alert("1")</script>&amp; \x1b[31m'


class Page(HTMLParser):
    """What a browser makes of the page: its elements with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words += data


def of(diary: Diary, book: DoseBook | None = None, weeks: int = 12) -> Report:
    return report_of(diary, book or DoseBook(), TODAY, weeks, stop=stop_of(diary))


def page(diary: Diary, book: DoseBook | None = None) -> str:
    return report_page(of(diary, book), PHRASES, "1.0")


def hostile() -> SessionRecord:
    goes = tuple(replace(go, name=HOSTILE) for go in step_downs())
    return a_session(TODAY, *goes, after=said_after(TODAY, note=HOSTILE), pains=(Pain(1.0, "step-down", "left", 4),))


def test_the_page_has_no_script_and_asks_for_nothing_from_elsewhere() -> None:
    found = Page(page(history()))

    assert not {"script", "link", "img", "iframe", "object"} & set(found.tags)
    assert not [name for name, _ in found.attributes if name.startswith("on") or name in ("src", "href")]
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in found.attributes


def test_names_and_notes_are_text_and_never_elements() -> None:
    found = Page(page(Diary((hostile(),))))

    assert "script" not in found.tags
    assert '<script>alert("1")</script>&amp;' in found.words
    assert "\x1b" not in found.words


def test_nothing_steers_a_terminal_that_shows_the_text() -> None:
    assert "\x1b" not in report_text(of(Diary((hostile(),))), PHRASES, "1.0")


@pytest.mark.parametrize("told", ["page", "text"])
def test_both_say_what_a_clinician_asks_for(told: str) -> None:
    report = of(history())
    words = Page(report_page(report, PHRASES, "1.0")).words if told == "page" else report_text(report, PHRASES, "1.0")
    flat = " ".join(words.split())

    for part in (
        "31 Aug 2026 to 22 Nov 2026",
        "Knee: left. Usual morning pain: 1 of 10, 2 before 30 Sep 2026.",
        "finished",
        "Step-down, left:",
        "1 × stop, seek advice: a worry was ticked (R1)",
        "“the knee gave way” (R1). Advised: get medical advice the same day;",
        "the user said it was checked and went on",
        "Wall sit: 5 × 20 s (31 Aug) → 5 × 45 s",
        "Stairs are easier than last month.",
        "A guide, not a diagnosis.",
        "General information, not medical advice",
        "Ageberg 2010",
        "Name and date of birth:",
    ):
        assert part in flat


def test_days_of_another_year_are_told_with_it() -> None:
    first = a_session(TODAY - timedelta(days=400))

    told = " ".join(report_text(of(Diary((first, a_session(TODAY))), weeks=104), PHRASES, "1.0").split())

    assert "Wall sit: 5 × 30 s (18 Oct 2025) → 5 × 30 s (22 Nov)" in told


def test_the_page_draws_pain_days_and_dose() -> None:
    assert Page(page(history())).tags.count("svg") == 3


@pytest.mark.parametrize("report", [of(history()), of(*eventful())], ids=["usual", "eventful"])
def test_what_is_told_under_the_plots_has_room_on_one_sheet(report: Report) -> None:
    least = rows(sections(report, PHRASES, AMOUNTS[-1]))

    assert rows(fitting(report, PHRASES)) <= max(ROOM, least) <= ROOM + 4


def test_what_had_no_room_on_the_page_is_counted_and_the_text_has_it_all() -> None:
    report = of(*eventful())

    assert re.search(r"and \d+ more", Page(report_page(report, PHRASES, "1.0")).words)
    assert not re.search(r"^- and \d+ more$", report_text(report, PHRASES, "1.0"), re.MULTILINE)


def test_a_stop_that_stands_is_said_at_the_top() -> None:
    diary = Diary((a_session(TODAY, after=said_after(TODAY, flags=("locked",))),))

    assert stop_now(of(diary)) == (
        "Loaded exercise is stopped since 22 Nov 2026: a worry was ticked (R1); get medical advice the same day."
    )
    assert stop_now(of(diary)) in Page(page(diary)).words


def test_no_line_of_the_text_is_over_80_columns() -> None:
    assert max(display_width(line) for line in report_text(of(*eventful()), PHRASES, "1.0").splitlines()) <= 80


@pytest.mark.parametrize(
    "diary",
    [
        Diary(),
        Diary((a_session(TODAY),)),
        Diary((a_session(TODAY, after=said_after(TODAY, during=None, after=None, muscle=None, sharp=None)),)),
        Diary((a_session(TODAY + timedelta(days=3)),)),
        Diary((), (), Profile(precautions=("heart", "what?"), age=18)),
    ],
    ids=["nothing", "one", "skipped", "to come", "only a profile"],
)
def test_however_little_is_known_it_is_told(diary: Diary) -> None:
    assert "How often" in report_text(of(diary), PHRASES, "1.0")
    assert "How often" in page(diary)


def test_every_rule_kind_and_precaution_has_its_words() -> None:
    assert set(RULES) == {f"R{number}" for number in range(1, 21)}
    assert set(KINDS) == set(Kind)
    assert set(PRECAUTIONS) == set(library.PRECAUTIONS)


@given(name=st.text(min_size=1), note=st.text(), weeks=st.integers(1, 520))
@settings(max_examples=30)
def test_whatever_somebody_writes_both_are_made(name: str, note: str, weeks: int) -> None:
    go = GoRecord("step", name, unit="reps", done=3, seconds=3.0)
    diary = Diary((a_session(TODAY, go, after=said_after(TODAY, note=note)),))

    report = of(diary, weeks=weeks)
    assert report_text(report, PHRASES, "1.0").splitlines()[0] == "Knee exercise diary: a page for a clinician"
    assert Page(report_page(report, PHRASES, "1.0")).tags.count("body") == 1
