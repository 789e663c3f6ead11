"""A writer at home: what is edited, copied and made new from the list of routines."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from coach.source import Place
from coach.testing import ManualClock
from coach.timeline.model import Timeline
from coach.tui.app import CoachApp
from coach.tui.screens.home import HomeScreen
from coach.tui.screens.name import NameScreen
from coach.tui.screens.offer import OfferScreen
from coach.tui.screens.preview import PreviewScreen
from coach.tui.shown import Home, Preview, RoutineLine
from tests.tui.fakes import FakeModel, FakeWatch, segment
from tests.tui.shots import assert_golden, text_of
from tests.tui.walk import reach, settled

MINE = RoutineLine("plank", "Plank", 45.0, file="/mine/plank.toml")
BROKEN = RoutineLine(
    "squat", "squat.toml", None, problem="exercises.toml, line 7: x", problems=2, file="/mine/squat.toml",
    place=Place("/mine/exercises.toml", 7, 3, 4),
)  # fmt: skip
BUNDLED = RoutineLine("quick", "Quick start", 95.0, file="/opt/quick.toml", own=False)
SPOILED = replace(
    BUNDLED, problem="exercises.toml, line 7: x", problems=1, place=Place("/mine/exercises.toml", 7, 3, 4)
)
PAPER = Preview(Timeline("plank", "Plank", None, (segment(index=0, start=0.0),), ()), file="/mine/plank.toml")


@pytest.fixture(autouse=True)
def no_timer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing looks by itself: a test says when."""
    monkeypatch.setattr("coach.tui.following.EVERY", 3600.0)


@asynccontextmanager
async def at_home(
    *routines: RoutineLine, size: tuple[int, int] = (80, 24), **changes: Any
) -> AsyncIterator[tuple[CoachApp, Pilot[int], FakeModel]]:
    behind = FakeModel(shown=Home(routines, watch=FakeWatch()), **changes)
    for path in (
        "/mine/plank.toml",
        "/mine/squat.toml",
        "/mine//opt/quick.toml",
        "/mine/Evening.toml",
        "/opt/quick.toml",
    ):
        behind.paper[path] = replace(PAPER, file=path, watch=FakeWatch())
    app = CoachApp(behind, clock=ManualClock())
    async with app.run_test(size=size) as pilot:
        await reach(pilot, HomeScreen)
        await settled(pilot)
        yield app, pilot, behind


def footer(app: CoachApp) -> str:
    return str(app.screen.query_one("#keys").text)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "line, edited",
    [
        (MINE, ("/mine/plank.toml", 0, 1)),
        (BROKEN, ("/mine/exercises.toml", 7, 3)),
        (SPOILED, ("/mine/exercises.toml", 7, 3)),
    ],
    ids=["whole", "broken by another file", "came with Coach, broken by a file of the user"],
)
async def test_a_routine_is_edited_where_its_first_problem_is_and_then_shown(
    line: RoutineLine, edited: tuple[str, int, int]
) -> None:
    async with at_home(line) as (_, pilot, behind):
        await pilot.press("e")
        await reach(pilot, PreviewScreen)

        assert behind.edited == [edited]
        assert pilot.app.screen.routine == line.file  # type: ignore[attr-defined]


async def test_what_came_with_coach_is_offered_as_a_copy_to_edit() -> None:
    async with at_home(BUNDLED) as (_, pilot, behind):
        await pilot.press("e")
        await reach(pilot, OfferScreen)
        await pilot.press("1")
        await reach(pilot, PreviewScreen)
        await settled(pilot)

        assert behind.copied == ["/opt/quick.toml"]
        assert behind.edited == [("/mine//opt/quick.toml", 0, 1)]
        assert "Copied to /mine//opt/quick.toml" in text_of(pilot.app)


async def test_a_copy_says_where_it_is_and_is_shown() -> None:
    async with at_home(BUNDLED) as (app, pilot, behind):
        await pilot.press("x")
        await reach(pilot, PreviewScreen)
        await settled(pilot)

        assert (behind.copied, behind.edited) == (["/opt/quick.toml"], [])
        assert "Copied to /mine//opt/quick.toml" in text_of(app)


@pytest.mark.parametrize("line, offered", [(MINE, False), (BROKEN, False), (BUNDLED, True)])
async def test_a_copy_is_offered_only_of_what_came_with_coach(line: RoutineLine, offered: bool) -> None:
    async with at_home(line) as (app, _, _):
        assert ("x Copy" in footer(app)) is offered


async def test_a_new_routine_is_written_edited_and_shown() -> None:
    """Letters that are keys elsewhere, and the space, are letters here."""
    async with at_home(MINE) as (app, pilot, behind):
        await pilot.press("w")
        await reach(pilot, NameScreen)
        await pilot.press(*"q?p e", "backspace", "backspace", "backspace", "backspace", "backspace", *"Evening")
        await pilot.press("enter")
        await reach(pilot, PreviewScreen)
        await settled(pilot)

        assert behind.edited == [("/mine/Evening.toml", 0, 1)]
        assert "Wrote /mine/Evening.toml" in text_of(app)


async def test_a_name_that_is_taken_is_asked_for_again() -> None:
    """What was typed is still there."""
    async with at_home(MINE, taken={"Even"}) as (app, pilot, behind):
        await pilot.press("w")
        await reach(pilot, NameScreen)
        await pilot.press(*"Even", "enter")
        for _ in range(20):
            await pilot.pause()
        await reach(pilot, NameScreen)
        said = text_of(app)
        await pilot.press(*"ing", "enter")
        await reach(pilot, PreviewScreen)

        assert "! Even is there already, and stays as it is." in said
        assert behind.edited == [("/mine/Evening.toml", 0, 1)]


@pytest.mark.parametrize("keys", [["escape"], ["enter"], [" ", "enter"]])
async def test_without_a_name_nothing_is_written(keys: list[str]) -> None:
    async with at_home(MINE) as (_, pilot, behind):
        await pilot.press("w")
        await reach(pilot, NameScreen)
        await pilot.press(*("space" if key == " " else key for key in keys))
        await reach(pilot, HomeScreen)

        assert behind.edited == []


async def test_a_routine_that_comes_into_the_folder_appears_and_the_mark_stays() -> None:
    async with at_home(MINE, BUNDLED) as (app, pilot, behind):
        await pilot.press("down")
        home = app.screen
        assert isinstance(home, HomeScreen)
        watch = home.follower.watch
        assert isinstance(watch, FakeWatch)
        behind.shown = Home((BROKEN, MINE, BUNDLED), watch=FakeWatch())
        watch.changed = True
        await home.follower.look()
        await settled(pilot)

        assert "squat.toml   ! 2 problems" in text_of(app)
        assert home.chosen == BUNDLED


async def test_home_marks_what_was_made_new() -> None:
    async with at_home(BUNDLED) as (app, pilot, behind):
        await pilot.press("x")
        await reach(pilot, PreviewScreen)
        copied = replace(BUNDLED, file="/mine//opt/quick.toml", own=True)
        behind.shown = Home((MINE, copied), watch=FakeWatch())
        await pilot.press("escape")
        await reach(pilot, HomeScreen)
        await settled(pilot)

        assert app.screen.chosen == copied  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("key, screen, name", [("e", OfferScreen, "offer"), ("w", NameScreen, "name")])
async def test_the_questions_look_as_they_were_approved(
    key: str, screen: type[Any], name: str, size: tuple[int, int]
) -> None:
    async with at_home(BUNDLED, size=size) as (app, pilot, _):
        await pilot.press(key)
        await reach(pilot, screen)

        assert_golden(app, f"{name}-{size[0]}x{size[1]}")


LONG = replace(MINE, id="long", name="long name " * 400, last_played="yesterday", problems=2)
PLAYED = replace(MINE, last_played="today")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", [LONG.name, "膝の運動" * 100, "long"], ids=["long", "wide", "short"])
async def test_a_long_name_leaves_room_for_what_is_said_beside_it(name: str, size: tuple[int, int]) -> None:
    async with at_home(PLAYED, replace(LONG, name=name), size=size) as (app, _, _):
        rows = text_of(app).split("\n")

        assert sum(row.rstrip().endswith("0:45  last today") for row in rows) == 1
        assert sum(row.rstrip().endswith("0:45  last yesterday  ! 2 problems") for row in rows) == 1
        assert sum("…" in row for row in rows) == (len(name) > 100)


async def test_a_name_is_as_long_as_the_screen_has_become() -> None:
    async with at_home(PLAYED, LONG, size=(120, 40)) as (app, pilot, _):
        await pilot.resize_terminal(60, 20)
        await settled(pilot)
        narrow = text_of(app)
        await pilot.resize_terminal(120, 40)
        await settled(pilot)

        assert "last yesterday  ! 2 problems" in narrow
        assert "long name long name long name long name" in text_of(app)
