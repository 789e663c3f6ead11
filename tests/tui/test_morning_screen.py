"""The morning on the screen, and what a whole check-in costs in keys."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

import coach.tui.screens.checkin
import coach.tui.screens.result
from coach.checkin.flow import CheckInFlow, CheckInKind, Circumstances
from coach.checkin.questions import Answer
from coach.tui.screens.checkin import CheckInScreen
from coach.tui.screens.home import HomeScreen
from coach.tui.screens.result import ResultScreen
from coach.tui.shown import Home, Result
from coach.tui.widgets.line import Line
from coach.tui.widgets.ticks import Ticks
from tests.tui.shots import assert_golden, text_of
from tests.tui.stage import NOT_YET, on_stage
from tests.tui.test_checkin_screen import WELL, Answers, press
from tests.tui.test_flow import model, running
from tests.tui.walk import reach

MORNING_WELL = ("2", "0", "1", "1", "0")
"""Two numbers, stiff as usual, not swollen, nothing worrying."""


def morning(kind: CheckInKind = CheckInKind.MORNING, *, earlier: Mapping[str, Answer] | None = None) -> Answers:
    asking = Answers()
    asking.title = "Yesterday evening: Isometric holds"
    asking.flow = CheckInFlow(Circumstances(), kind, earlier=earlier)
    return asking


@pytest.mark.parametrize(
    "asking, keys",
    [(Answers(), WELL), (morning(), MORNING_WELL[:-1]), (morning(CheckInKind.DAY), ())],
    ids=["after the session", "the morning after", "another morning"],
)
async def test_all_is_well_in_six_keys(asking: Answers, keys: tuple[str, ...]) -> None:
    """The last key is the list of worries, or the one number; a key for the result comes on top."""
    pressed = (*keys, "0")
    async with on_stage(CheckInScreen(asking)) as (app, pilot):
        await press(pilot, *pressed)

        assert app.outcome is True
        assert asking.flow.complete
        assert len(pressed) <= 6


async def test_every_question_is_spoken_once_and_a_key_silences_it() -> None:
    """Also a key that answers nothing, as the arrows, and the first of two digits."""
    asking = morning()
    async with on_stage(CheckInScreen(asking)) as (_, pilot):
        before = list(asking.hushes)
        await press(pilot, "right")
        silenced = list(asking.hushes)
        await press(pilot, *MORNING_WELL)

        assert (before, set(silenced)) == ([], {1})
        assert asking.asked == ["knee_am", "muscle_am", "stiff", "swelling", "flags"]


async def test_what_is_said_to_a_worry_is_not_drowned_by_the_next_question() -> None:
    """The question stands there to be read."""
    asking = Answers()
    async with on_stage(CheckInScreen(asking)) as (_, pilot):
        await press(pilot, *WELL, "f", "enter")

        assert asking.flow.question is not None
        assert asking.flow.question.id == "four_steps"
        assert asking.asked[-1] == "flags"


async def test_a_key_that_bounces_ticks_no_worry() -> None:
    """The last digit of the question before comes twice."""
    asking = Answers()
    async with on_stage(CheckInScreen(asking)) as (app, pilot):
        await press(pilot, *WELL[:-1])
        await pilot.press("2", "2")
        await pilot.pause()
        bounced = app.screen.query_one(Ticks).ticked.copy()
        await press(pilot, "2")

        assert (bounced, asking.flow.ticked) == (set(), ("deformed",))


async def test_asked_once_more_enter_keeps_what_was_answered() -> None:
    """Each number and each choice is marked, and what was ticked is ticked."""
    earlier: dict[str, Answer] = {
        "knee_am": 3, "muscle_am": 10, "stiff": "lot_more", "swelling": "slight", "flags": ("locked",),
    }  # fmt: skip
    asking = morning(earlier=earlier)
    async with on_stage(CheckInScreen(asking)) as (app, pilot):
        await press(pilot, *("enter",) * 5)
        for _ in range(3):  # the list is longer than the screen: its end has to be seen
            if app.outcome is NOT_YET:
                await press(pilot, "enter")

        assert dict(asking.flow.answers) == earlier


# --- the result ------------------------------------------------------------------------------------------------------

EASED = Result(
    "That was a bit much. Let's ease off and try again.", "Knee over 5. (rule R10)", ("Wall sit 5 × 30 s → 3 × 30 s",)
)
OFFER = Result("By these answers the knee took it well.", "", (), "Wall sit 5 × 30 s → 5 × 35 s?")


async def test_the_result_closes_by_a_deliberate_key_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not by one that bounces, nor by a letter or a digit."""
    monkeypatch.setattr(coach.tui.screens.result, "NOT_BEFORE", 3600.0)
    async with on_stage(ResultScreen(EASED, "A guide.")) as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        bounced = app.outcome
        await press(pilot, "0", "x", "y")
        shown, other = text_of(app), app.outcome
        await press(pilot, "enter")

        assert (bounced, other, app.outcome) == (NOT_YET, NOT_YET, None)
        assert "Wall sit 5 × 30 s → 3 × 30 s" in shown


@pytest.mark.parametrize("key, outcome", [("y", True), ("n", False), ("enter", None), ("x", NOT_YET)])
async def test_more_is_taken_refused_or_left_open_by_one_key(key: str, outcome: object) -> None:
    """Nothing chosen leaves it open."""
    async with on_stage(ResultScreen(OFFER, "A guide.")) as (app, pilot):
        await press(pilot, key)

        assert app.outcome is outcome


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
@pytest.mark.parametrize("at", [0, 2, 4])
async def test_the_morning_looks_as_it_should(at: int, size: tuple[int, int]) -> None:
    """A number, a choice and the list, on the smallest terminal and on the usual one."""
    async with on_stage(CheckInScreen(morning()), size) as (app, pilot):
        await press(pilot, *MORNING_WELL[:at])

        assert_golden(app, f"morning-{at}-{size[0]}x{size[1]}")


async def test_the_morning_says_the_same_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is marked has an arrow."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with on_stage(CheckInScreen(morning()), (80, 24)) as (app, pilot):
        await press(pilot, *MORNING_WELL[:2])

        assert_golden(app, "morning-2-80x24")


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_what_the_next_session_becomes_looks_as_it_should(size: tuple[int, int]) -> None:
    """The difference, its reason, and the keys."""
    result = Result(
        "Sore muscles and a quiet knee: that is what these answers usually mean after new work.",
        "The muscles are sore and the knee is as usual. (rule R20)",
        (),
        "Wall sit 5 × 30 s → 5 × 35 s: two settled sessions, 15 s or more left, knee 1 this morning. Take it up?",
    )
    async with on_stage(ResultScreen(result, "A guide, not a diagnosis."), size) as (app, _):
        assert_golden(app, f"result-offer-{size[0]}x{size[1]}")


# --- where it is asked -----------------------------------------------------------------------------------------------


async def test_home_begins_with_the_questions_of_the_morning() -> None:
    """Put off or answered, home comes."""
    behind = model(this_morning=morning())
    async with running(behind) as (_, pilot):
        await reach(pilot, CheckInScreen)
        await pilot.press("escape")
        await reach(pilot, HomeScreen)

        assert behind.wanted == [False]
        assert behind.answered == [behind.this_morning]


async def test_the_key_for_checking_in_asks_what_was_put_off() -> None:
    """Home offers it as long as it is open."""
    behind = model()
    behind.shown = Home(checkin="this morning")
    async with running(behind) as (_, pilot):
        await reach(pilot, HomeScreen)
        await pilot.pause()
        behind.this_morning = morning()
        await pilot.press("c")
        await reach(pilot, CheckInScreen)

        assert behind.wanted == [False, True]


@pytest.mark.parametrize("worry, opened", [("5", ["knee"]), ("2", [])])
async def test_the_morning_is_asked_before_the_session_and_an_emergency_ends_it_all(
    worry: str, opened: list[str]
) -> None:
    """A knee that is stuck is for the model to refuse; after an emergency nothing is begun."""
    behind = model(this_morning=morning())
    async with running(behind, play="knee", morning=True) as (app, pilot):
        await reach(pilot, CheckInScreen)
        before = list(behind.opened)
        await press(pilot, *MORNING_WELL[:-1], worry, "enter")
        for _ in range(100):
            await pilot.pause()
            if behind.opened or app.return_code is not None:
                break

        assert (before, behind.opened) == ([], opened)


async def test_the_result_of_a_morning_is_spoken_and_what_was_decided_is_kept() -> None:
    """A key ends the voice."""
    behind = model(this_morning=morning(), result=Result("It took it well.", proposal="More?", spoken="More?"))
    async with running(behind) as (_, pilot):
        await reach(pilot, CheckInScreen)
        await press(pilot, *MORNING_WELL)
        await reach(pilot, ResultScreen)
        said = list(behind.said)
        await press(pilot, "y")
        await reach(pilot, HomeScreen)

        assert (said, behind.decided) == (["More?"], [True])
        assert behind.hushed


@pytest.fixture
def _no_time_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the test lets seconds pass: a busy machine takes one to draw a screen."""
    monkeypatch.setattr(coach.tui.screens.checkin, "A_SECOND", 3600.0)


@pytest.mark.usefixtures("_no_time_passes")
async def test_a_session_that_waits_begins_where_nobody_presses_a_key() -> None:
    """Said half way, shown all the time, and the questions stay open."""
    asking = morning()
    async with on_stage(CheckInScreen(asking, goes_on_after=4)) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, CheckInScreen)
        await pilot.pause()
        line = screen.query_one("#goes-on", Line)
        shown = (line.display, line.text)
        for _second in range(4):
            screen.wait_a_second()
        await pilot.pause()

        assert shown == (True, "Without a key the session begins in 4 s.")
        assert asking.told == ["No answer. The session begins in 2 seconds."]
        assert (app.outcome, asking.left_open, dict(asking.flow.answers)) == (False, True, {})


@pytest.mark.usefixtures("_no_time_passes")
async def test_a_key_is_somebody_and_the_wait_begins_anew() -> None:
    asking = morning()
    async with on_stage(CheckInScreen(asking, goes_on_after=4)) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, CheckInScreen)
        for _second in range(3):
            screen.wait_a_second()
        await press(pilot, "right")
        for _second in range(3):
            screen.wait_a_second()

        assert (app.outcome, asking.left_open) == (NOT_YET, False)


@pytest.mark.usefixtures("_no_time_passes")
async def test_a_worry_that_is_ticked_is_never_left_behind_for_the_session() -> None:
    asking = morning()
    async with on_stage(CheckInScreen(asking, goes_on_after=4)) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, CheckInScreen)
        await press(pilot, *MORNING_WELL[:-1], "4")
        for _second in range(9):
            screen.wait_a_second()

        assert (app.outcome, asking.left_open) == (NOT_YET, False)


async def test_without_a_session_behind_it_the_morning_waits_for_its_answers() -> None:
    asking = morning()
    async with on_stage(CheckInScreen(asking)) as (app, _):
        screen = app.screen
        assert isinstance(screen, CheckInScreen)
        for _second in range(99):
            screen.wait_a_second()

        assert app.outcome is NOT_YET
        assert "begins in" not in text_of(app)
