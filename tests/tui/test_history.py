"""The sessions so far on the screen: listed, one in full, and removed."""

from __future__ import annotations

from coach.tui.screens.history import AT_FIRST, HistoryScreen, Sessions, SessionScreen
from coach.tui.screens.offer import OfferScreen
from coach.tui.shown import SessionLine, SessionPaper
from coach.tui.widgets.paper import Paper
from tests.tui.fakes import FakeModel
from tests.tui.shots import text_of
from tests.tui.test_flow import home, model, running
from tests.tui.walk import reach, settled

PAPER = SessionPaper(
    (
        ("2026-11-21  Knee [x]", True),
        ("finished, 18:00", False),
        ("What was done", True),
        ("Wall sit: 3 × 30 s", False),
    ),
    stays="The change of dose that came of it stays.",
)


def past(many: int = 2) -> FakeModel:
    behind = model(
        past=tuple(
            SessionLine(
                f"2026-11-{number % 28 + 1:02d}", f"Knee {number}", "finished", "18:00", "knee 3", id=f"id{number}"
            )
            for number in range(many)
        )
    )
    behind.papers = {f"id{number}": PAPER for number in range(many)}
    return behind


async def test_history_lists_sessions_with_what_the_rules_made_of_each() -> None:
    behind = past()
    behind.past = (SessionLine("2026-11-21", "Knee [x]", "finished", "18:00", "knee 3 during", "R16: fine.", "a"),)
    behind.past_problems = ("x.toml cannot be read.",)
    async with running(behind) as (app, pilot):
        await home(pilot)
        await pilot.press("h")
        await reach(pilot, HistoryScreen)
        await settled(pilot)
        shown = text_of(app)

        assert "1 session" in shown
        assert "▶ 2026-11-21  Knee [x]" in shown
        assert "finished, 18:00, knee 3 during, R16: fine." in shown
        assert "! x.toml cannot be read." in shown


async def test_a_history_without_sessions_says_so() -> None:
    async with running(model()) as (app, pilot):
        await home(pilot)
        await pilot.press("h")
        await reach(pilot, HistoryScreen)
        await settled(pilot)

        assert "No session yet." in text_of(app)


async def test_earlier_sessions_are_read_when_they_are_asked_for() -> None:
    async with running(past(AT_FIRST + 7)) as (app, pilot):
        await home(pilot)
        await pilot.press("h")
        await reach(pilot, HistoryScreen)
        await settled(pilot)
        before = app.screen.query_one(Sessions).option_count
        await pilot.press("end", "enter")
        await settled(pilot)
        listed = app.screen.query_one(Sessions)

        assert before == AT_FIRST + 1
        assert listed.option_count == AT_FIRST + 7
        assert listed.highlighted == AT_FIRST


async def test_enter_shows_a_session_in_full_and_escape_comes_back_to_it() -> None:
    async with running(past()) as (app, pilot):
        await home(pilot)
        await pilot.press("h")
        await reach(pilot, HistoryScreen)
        await settled(pilot)
        await pilot.press("down", "enter")
        await reach(pilot, SessionScreen)
        await settled(pilot)
        shown, lines = text_of(app), [line.text for line in app.screen.query_one(Paper).written]
        await pilot.press("escape")
        await reach(pilot, HistoryScreen)

        assert "2026-11-21  Knee [x]" in shown
        assert lines == ["  finished, 18:00", "", "What was done", "  Wall sit: 3 × 30 s"]
        assert app.screen.query_one(Sessions).highlighted == 1


async def test_a_session_is_removed_after_a_question_that_says_what_stays() -> None:
    behind = past()
    async with running(behind) as (app, pilot):
        await home(pilot)
        await pilot.press("h")
        await reach(pilot, HistoryScreen)
        await settled(pilot)
        await pilot.press("enter")
        await reach(pilot, SessionScreen)
        await settled(pilot)
        await pilot.press("d")
        await reach(pilot, OfferScreen)
        asked = text_of(app)
        await pilot.press("2")
        await reach(pilot, SessionScreen)
        kept = len(behind.past)
        await pilot.press("d")
        await reach(pilot, OfferScreen)
        await pilot.press("1")
        await reach(pilot, HistoryScreen)
        await settled(pilot)

        assert "The change of dose that came of it stays." in asked
        assert (kept, [line.id for line in behind.past]) == (2, ["id1"])
        assert "Removed id0." in text_of(app)


async def test_a_session_that_cannot_be_removed_says_why() -> None:
    behind = past()
    behind.papers["id0"] = SessionPaper(PAPER.lines, refused="Its check-in is still open.")
    async with running(behind) as (app, pilot):
        await home(pilot)
        await pilot.press("h")
        await reach(pilot, HistoryScreen)
        await settled(pilot)
        await pilot.press("enter")
        await reach(pilot, SessionScreen)
        await settled(pilot)
        await pilot.press("d")
        await settled(pilot)

        assert isinstance(app.screen, SessionScreen)
        assert "Its check-in is still open." in text_of(app)


async def test_a_session_that_is_gone_meanwhile_says_so() -> None:
    behind = past()
    behind.papers = {}
    async with running(behind) as (app, pilot):
        await home(pilot)
        await pilot.press("h")
        await reach(pilot, HistoryScreen)
        await settled(pilot)
        await pilot.press("enter")
        await reach(pilot, SessionScreen)
        await settled(pilot)

        assert "There is no session 'id0'." in text_of(app)
