"""The first-run questions and the unlock, on the screens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from textual.app import App

from coach.checkin.questions import Answer, Question
from coach.desk.first_run import answer_words, suggestion_words
from coach.progress.first_run import FirstRun
from coach.progress.suggest import Candidate
from coach.session.profile_values import Profile
from coach.tui.app import CoachApp
from coach.tui.screens.card import CardScreen
from coach.tui.screens.home import HomeScreen
from coach.tui.screens.offer import OfferScreen
from coach.tui.screens.setup import SetupScreen
from coach.tui.screens.unlock import UnlockScreen, Word
from coach.tui.shown import Home, Stopped
from coach.tui.widgets.ticks import Ticks
from tests.tui.fakes import PHRASES, FakeModel
from tests.tui.shots import assert_golden, text_of
from tests.tui.stage import NOT_YET, on_stage
from tests.tui.walk import reach, settled

CANDIDATES = (
    Candidate("chair-strength", "Chair strength", True, ("chair", "mat", "wall"), ("start", "build")),
    Candidate("six-minute-fallback", "Six-minute fallback", True, ("chair", "wall")),
    Candidate("desk-break", "Desk break", False, ("chair",)),
)

SIZES = [(60, 20), (80, 24)]


class FakeSettingUp:
    """The questions over a profile that is only remembered."""

    def __init__(self, profile: Profile | None = None, trouble: str = "") -> None:
        self.run = FirstRun(profile or Profile(), CANDIDATES, date(2026, 11, 22))
        self.trouble = trouble
        self.kept: list[Profile] = []
        self.closed = False

    def words(self, key: str) -> str:
        return PHRASES(key)

    def answer_words(self, question: Question, answer: Answer) -> str:
        return answer_words(question, answer, PHRASES)

    def suggestion(self) -> tuple[str, ...]:
        return suggestion_words(self.run, PHRASES)

    def keep(self) -> None:
        self.kept.append(self.run.profile)

    def close(self) -> None:
        self.closed = True


STOP = Stopped(
    words="The loading has been paused since 22 November. Get medical advice today.",
    sentence=PHRASES("unlock.sentence"),
    question=PHRASES("unlock.base"),
    done=PHRASES("unlock.done"),
    base=2,
)

AT: dict[str, int] = {"limits": 0, "base": 2, "things": 4, "precautions": 5, "routine": 6}
KNOWN = Profile(limits="strength", knee="left", base=3, age=55, equipment=("chair", "wall"), precautions=("clots",))

# --- how it looks ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("which", AT)
async def test_every_kind_of_question_looks_as_it_was_approved(which: str, size: tuple[int, int]) -> None:
    """The text of the whole screen is its golden's."""
    setting_up = FakeSettingUp(KNOWN)
    for _ in range(AT[which]):
        setting_up.run.skip()
    async with on_stage(SetupScreen(setting_up), size) as (app, _):
        assert_golden(app, f"setup-{which}-{size[0]}x{size[1]}")


async def test_without_colours_it_is_the_same_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is ticked and marked shows without any colour."""
    monkeypatch.setenv("NO_COLOR", "1")
    setting_up = FakeSettingUp(KNOWN)
    for _ in range(AT["things"]):
        setting_up.run.skip()
    async with on_stage(SetupScreen(setting_up), (80, 24)) as (app, _):
        assert_golden(app, "setup-things-80x24")


@pytest.mark.parametrize("size", SIZES)
async def test_the_unlock_looks_as_it_was_approved(size: tuple[int, int]) -> None:
    async with on_stage(UnlockScreen(STOP), size) as (app, pilot):
        assert_golden(app, f"unlock-{size[0]}x{size[1]}")
        await pilot.press("y")
        await pilot.pause()

        assert_golden(app, f"unlock-number-{size[0]}x{size[1]}")


# --- answering -------------------------------------------------------------------------------------------------------


async def press_slowly(pilot: object, app: App[int], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)  # type: ignore[attr-defined]
        await pilot.pause()  # type: ignore[attr-defined]
        for ticks in app.screen.query(Ticks):
            ticks.settle()


async def test_one_key_for_each_answer_and_each_is_kept_before_the_next() -> None:
    setting_up = FakeSettingUp()
    async with on_stage(SetupScreen(setting_up)) as (app, pilot):
        await press_slowly(pilot, app, "2", "1", "3", "3", "1", "2", "enter", "0", "1")
        await settled(pilot)

        assert app.outcome is True
    profile = setting_up.run.profile
    assert (profile.limits, profile.knee, profile.base, profile.age) == ("strength", "left", 3, 55)
    assert (profile.equipment, profile.precautions) == (("chair", "wall"), ("none",))
    assert profile.routine == "six-minute-fallback"
    assert setting_up.kept[-1] == profile


async def test_skip_back_and_leave_keep_what_was_answered() -> None:
    setting_up = FakeSettingUp()
    async with on_stage(SetupScreen(setting_up)) as (app, pilot):
        await press_slowly(pilot, app, "1", "s", "backspace", "backspace")
        assert "tight or knotted" in text_of(app)
        assert "so far: tight or knotted" in text_of(app)
        await press_slowly(pilot, app, "3", "escape")

        assert app.outcome is False
    assert setting_up.run.profile == Profile(limits="movement")


async def test_a_redo_shows_the_old_answers_and_enter_takes_the_marked_one() -> None:
    setting_up = FakeSettingUp(KNOWN)
    async with on_stage(SetupScreen(setting_up)) as (app, pilot):
        assert "so far: weak or shaky" in text_of(app)
        await press_slowly(pilot, app, "enter", "enter", "enter", "enter")
        assert "[x] chair" in text_of(app)

    assert setting_up.run.profile == KNOWN


async def test_what_cannot_be_kept_is_said() -> None:
    async with on_stage(SetupScreen(FakeSettingUp(trouble="There is no room."))) as (app, pilot):
        await pilot.press("1")
        await settled(pilot)

        assert "There is no room." in text_of(app)


# --- first run, home, unlock -----------------------------------------------------------------------------------------


async def test_the_first_home_offers_the_questions_and_shows_what_they_come_to() -> None:
    setting_up = FakeSettingUp()
    model = FakeModel(due=True, setting_up=setting_up)
    app = CoachApp(model)
    async with app.run_test(size=(80, 24)) as pilot:
        await reach(pilot, OfferScreen)
        await pilot.press("1")
        await reach(pilot, SetupScreen)
        await pilot.press(*["s"] * 7)
        await reach(pilot, CardScreen)
        assert setting_up.closed
        await pilot.press("space")
        await reach(pilot, HomeScreen)


async def test_an_offer_that_is_turned_down_is_not_made_again() -> None:
    setting_up = FakeSettingUp()
    app = CoachApp(FakeModel(due=True, setting_up=setting_up))
    async with app.run_test(size=(80, 24)) as pilot:
        await reach(pilot, OfferScreen)
        await pilot.press("2")
        await reach(pilot, HomeScreen)

        assert setting_up.closed


async def test_home_asks_again_at_a_key() -> None:
    app = CoachApp(FakeModel(setting_up=FakeSettingUp(KNOWN)))
    async with app.run_test(size=(80, 24)) as pilot:
        await reach(pilot, HomeScreen)
        await pilot.press("a")
        await reach(pilot, SetupScreen)

        assert "so far: weak or shaky" in text_of(app)


async def test_unlock_is_on_the_home_screen_while_the_loading_is_stopped() -> None:
    model = FakeModel(stop=STOP, shown=Home(stopped=True))
    app = CoachApp(model)
    async with app.run_test(size=(80, 24)) as pilot:
        await reach(pilot, HomeScreen)
        await settled(pilot)
        assert "Unlock" in text_of(app)
        await pilot.press("u")
        await reach(pilot, UnlockScreen)
        await pilot.press("y", "4")
        await reach(pilot, CardScreen)

        assert model.unlocked == [4]
        assert "half of the sets" in text_of(app)


async def test_home_has_no_unlock_where_nothing_is_stopped() -> None:
    app = CoachApp(FakeModel(stop=STOP))
    async with app.run_test(size=(80, 24)) as pilot:
        await reach(pilot, HomeScreen)
        await settled(pilot)
        await pilot.press("u")
        await pilot.pause()

        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize(
    "keys, outcome",
    [
        (("y", "s"), Word(None)),
        (("y", "enter"), Word(2)),
        (("escape",), None),
        (("y", "escape"), None),
        (("enter", "space", "n", "1", "s"), NOT_YET),
    ],
)
async def test_nothing_but_its_key_unlocks(keys: tuple[str, ...], outcome: object) -> None:
    async with on_stage(UnlockScreen(STOP)) as (app, pilot):
        for key in keys:
            await pilot.press(key)
            await pilot.pause()

        assert app.outcome == outcome


async def test_an_unlock_that_cannot_be_kept_is_not_said_to_be_done() -> None:
    setting_up = replace(STOP, base=None)
    async with on_stage(UnlockScreen(setting_up)) as (app, pilot):
        await pilot.press("y", "enter")
        await pilot.pause()

        assert app.outcome is NOT_YET
