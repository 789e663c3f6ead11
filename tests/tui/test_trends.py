"""The screen of trends: one plot a page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.errors import CoachError
from coach.export.trendcharts import charts
from coach.progress.diary import Diary
from coach.progress.trends import trends_of
from coach.tui.screens.trends import TrendsScreen
from coach.tui.shown import Curves
from coach.tui.widgets.paper import Paper
from tests.progress.histories import TODAY, history
from tests.tui.fakes import FakeModel
from tests.tui.shots import assert_golden, text_of
from tests.tui.stage import Stage, on_stage

SIZES = [(60, 20), (80, 24), (120, 40)]


def model(diary: Diary | None = None, weeks: int = 12) -> FakeModel:
    found = charts(trends_of(history() if diary is None else diary, TODAY, weeks))
    return FakeModel(curves=Curves(found))


def page(app: Stage) -> list[str]:
    return [line.text for line in app.screen.query_one(Paper).written]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("name", "turns"), [("pain", 0), ("days", 2), ("dose", 3)])
async def test_a_page_looks_as_its_golden_says(name: str, turns: int, size: tuple[int, int]) -> None:
    behind = model()
    async with on_stage(TrendsScreen(behind), size, behind) as (app, pilot):
        await pilot.press(*["right"] * turns)
        await pilot.pause()

        assert_golden(app, f"trends-{name}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES)
async def test_the_whole_page_of_pain_fits_with_its_sentence(size: tuple[int, int]) -> None:
    behind = model()
    async with on_stage(TrendsScreen(behind), size, behind) as (app, pilot):
        await pilot.pause()

        assert "Over a limit on 2 of" in " ".join(text_of(app).split())


async def test_pages_turn_in_both_directions_and_round() -> None:
    behind = model()
    async with on_stage(TrendsScreen(behind), (80, 24), behind) as (app, pilot):
        await pilot.press("left")
        last = page(app)[0]
        await pilot.press("right")
        first = page(app)[0]

        assert last.startswith("Backward walk: minutes a session")
        assert first.startswith("Knee pain")


async def test_more_weeks_keep_the_page() -> None:
    behind = model()
    async with on_stage(TrendsScreen(behind), (80, 24), behind) as (app, pilot):
        await pilot.press("right")
        behind.curves = model(weeks=26).curves
        await pilot.press("w")
        await pilot.pause()

        assert behind.weeks == [12, 26]
        assert page(app)[0] == "Muscle soreness, 0 to 10, last 26 weeks"


async def test_an_empty_history_is_said_in_sentences() -> None:
    behind = model(Diary())
    async with on_stage(TrendsScreen(behind), (60, 20), behind) as (app, pilot):
        await pilot.pause()

        assert page(app) == ["Knee pain, 0 to 10, last 12 weeks", "No answer about the knee in the last 12 weeks."]


async def test_what_could_not_be_read_is_said_under_the_page() -> None:
    behind = model()
    behind.curves = replace(behind.curves, notes=("x.toml cannot be read.",))
    async with on_stage(TrendsScreen(behind), (80, 24), behind) as (app, pilot):
        await pilot.pause()

        assert page(app)[-1] == "x.toml cannot be read."


async def test_an_error_while_reading_is_a_sentence() -> None:
    class Broken(FakeModel):
        def trends(self, weeks: int) -> Curves:
            raise CoachError("The sessions cannot be read.")

    async with on_stage(TrendsScreen(Broken()), (80, 24), Broken()) as (app, pilot):
        await pilot.press("right")
        await pilot.pause()

        assert page(app) == ["The sessions cannot be read."]


async def test_the_screen_is_closed_by_escape() -> None:
    behind = model()
    async with on_stage(TrendsScreen(behind), (80, 24), behind) as (app, pilot):
        await pilot.press("escape")
        await pilot.pause()

        assert app.outcome is None
