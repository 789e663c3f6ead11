"""The check-in screen over the real flow."""

from __future__ import annotations

import pytest

from coach.checkin.flow import CheckInFlow, Circumstances, LoadedStep, Said
from coach.checkin.questions import Answer
from coach.tui.screens.checkin import CheckInScreen
from coach.tui.screens.concern import ConcernScreen
from coach.tui.widgets import scale
from coach.tui.widgets.scale import Scale
from tests.tui.fakes import PHRASES
from tests.tui.shots import assert_golden, text_of
from tests.tui.stage import NOT_YET, on_stage

STEPS = {"wall-sit": "Wall sit", "squat": "Squat [left]"}


class Answers:
    """A check-in that is kept in memory."""

    def __init__(self, *, note: bool = False) -> None:
        self.title = "Knee foundation"
        self.flow = CheckInFlow(Circumstances(STEPS, loaded=LoadedStep("wall-sit", "Wall sit", True), note=note))
        self.keeps: list[dict[str, Answer]] = []
        self.said: list[Said] = []

    def words(self, key: str, values: object) -> str:
        assert isinstance(values, dict)
        return PHRASES(key, **values)

    def kept(self) -> None:
        self.keeps.append(dict(self.flow.raw))

    def say(self, said: Said) -> None:
        self.said.append(said)


async def answered(*keys: str, note: bool = False) -> tuple[Answers, object]:
    """Press keys from the first question on; return the answers and how the screen was left."""
    asking = Answers(note=note)
    async with on_stage(CheckInScreen(asking)) as (app, pilot):
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        return asking, app.outcome


async def test_six_keys_answer_everything_when_all_is_well() -> None:
    """Three numbers, no, how much more, and nothing worrying."""
    asking, outcome = await answered("2", "0", "4", "n", "2", "enter")

    assert dict(asking.flow.answers) == {
        "during": 2, "after": 0, "muscle": 4, "sharp": False, "rir": 10, "flags": (),
    }  # fmt: skip
    assert outcome is True


async def test_every_answer_is_kept_at_once() -> None:
    """What was answered before a crash is not asked again."""
    asking, _ = await answered("2", "0", "4")

    assert asking.keeps == [{"during": 2}, {"during": 2, "after": 0}, {"during": 2, "after": 0, "muscle": 4}]


@pytest.mark.parametrize(
    "keys, during",
    [
        (("t",), 10),
        (("1", "0"), 10),
        (("1", "enter"), 1),
        (("1", "5"), 5),
        (("pagedown", "full_stop"), 0),
        (("pageup", "full_stop"), 10),
        (("pagedown", "pagedown", "enter"), 1),
    ],
)
async def test_ten_can_be_typed_and_a_one_waits_for_its_zero(keys: tuple[str, ...], during: int) -> None:
    """No digit of a pain is ever dropped, and a correction counts."""
    asking, _ = await answered(*keys)

    assert dict(asking.flow.raw) == {"during": during}


@pytest.mark.parametrize("keys", [("enter",), ("full_stop",), ("x",), ("1",)])
async def test_no_number_is_filed_that_was_not_meant(keys: tuple[str, ...]) -> None:
    """Nothing is marked beforehand, `x` is no number, and a 1 is open at first."""
    asking, _ = await answered(*keys)

    assert dict(asking.flow.raw) == {}


async def test_a_one_is_taken_when_no_zero_follows() -> None:
    """It says meanwhile that it waits."""
    asking = Answers()
    async with on_stage(CheckInScreen(asking)) as (app, pilot):
        await pilot.press("1")
        waiting = text_of(app)
        app.screen.query_one(Scale).settle()
        await pilot.pause()

        assert "1 or 10?" in waiting
        assert dict(asking.flow.raw) == {"during": 1}


async def test_the_wait_for_a_zero_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its timer takes the one."""
    monkeypatch.setattr(scale, "ZERO_WITHIN", 0.01)
    asking = Answers()
    async with on_stage(CheckInScreen(asking)) as (_, pilot):
        await pilot.press("1")
        for _ in range(1000):
            await pilot.pause()
            if asking.flow.raw:
                break

        assert dict(asking.flow.raw) == {"during": 1}


async def test_a_one_that_waits_is_no_answer_to_the_next_question() -> None:
    """Skipped meanwhile, it is forgotten."""
    asking = Answers()
    async with on_stage(CheckInScreen(asking)) as (app, pilot):
        await pilot.press("1", "s")
        await pilot.pause()
        app.screen.query_one(Scale).settle()
        await pilot.pause()

        assert dict(asking.flow.raw) == {"during": None}


async def test_a_skipped_answer_is_none() -> None:
    """`s` leaves a question without an answer, never with a default."""
    asking, _ = await answered("s", "2")

    assert dict(asking.flow.raw) == {"during": None, "after": 2}


async def test_back_asks_again_and_shows_what_was_answered() -> None:
    """The number from before is marked and named."""
    asking = Answers()
    async with on_stage(CheckInScreen(asking)) as (app, pilot):
        await pilot.press("7", "backspace")
        await pilot.pause()

        assert app.screen.query_one(Scale).at == 7
        assert "before: 7" in text_of(app)


async def test_the_first_question_has_no_way_back() -> None:
    """Back is not offered where there is nothing before."""
    asking = Answers()
    async with on_stage(CheckInScreen(asking)) as (app, pilot):
        await pilot.press("backspace")

        assert "Back" not in text_of(app)
        assert asking.keeps == []


async def test_a_step_is_named_as_the_file_writes_it() -> None:
    """Brackets in a step's name are no markup."""
    asking = Answers()
    async with on_stage(CheckInScreen(asking)) as (app, pilot):
        await pilot.press("5", "0", "0", "n")
        await pilot.pause()

        assert "2  Squat [left]" in text_of(app)


async def test_worries_are_ticked_by_their_keys() -> None:
    """A key ticks, the same key takes it back, Enter is done; letters of the list are never commands."""
    asking, _ = await answered("0", "0", "0", "n", "2", "6", "b", "6", "d", "enter")

    assert asking.flow.answers["flags"] == ("cannot_lift_straight_leg", "numb_or_tingling")


async def test_a_clicker_can_tick_and_be_done() -> None:
    """PageDown goes down, the black-screen key ticks; PageUp from the top is the last line, which is done."""
    asking, _ = await answered("0", "0", "0", "n", "2", "pagedown", "full_stop", "pageup", "pageup", "full_stop")

    assert asking.flow.answers["flags"] == ("deformed",)


async def test_a_worry_is_answered_at_once_on_the_screen_and_spoken() -> None:
    """The last answer is a worry that has to be seen the same day: its sentence waits for a key."""
    asking = Answers()
    async with on_stage(CheckInScreen(asking)) as (app, pilot):
        await pilot.press("0", "0", "0", "n", "2", "5", "enter")
        await pilot.pause()

        assert PHRASES("tier.same_day") in " ".join(text_of(app).replace("┃", " ").split())
        assert [said.tier.value for said in asking.said] == ["same_day"]


async def test_a_worry_that_leads_to_a_question_is_answered_above_it() -> None:
    """The sentence stands there while the questions after an injury are asked."""
    asking = Answers()
    async with on_stage(CheckInScreen(asking)) as (app, pilot):
        await pilot.press("0", "0", "0", "n", "2", "f", "enter")
        await pilot.pause()
        shown = " ".join(text_of(app).split())

        assert PHRASES("tier.soon") in shown
        assert asking.flow.question is not None
        assert asking.flow.question.id == "four_steps"


async def test_an_emergency_stays_until_a_key_and_nothing_is_asked_after_it() -> None:
    """Its screen can say the sentence again; another key ends the check-in."""
    asking = Answers(note=True)
    async with on_stage(CheckInScreen(asking)) as (app, pilot):
        await pilot.press("0", "0", "0", "n", "2", "1", "enter")
        await pilot.pause()
        stays = isinstance(app.screen, ConcernScreen), app.outcome
        await pilot.press("r")
        await pilot.pause()
        again = len(asking.said)
        await pilot.press("space")
        await pilot.pause()

        assert stays == (True, NOT_YET)
        assert again == 2
        assert app.outcome is True


async def test_a_note_is_kept_and_an_empty_one_is_none() -> None:
    """Letters that are keys elsewhere are letters in a note."""
    asking, outcome = await answered("0", "0", "0", "n", "2", "enter", *"sticky", "enter", note=True)
    empty, _ = await answered("0", "0", "0", "n", "2", "enter", "enter", note=True)

    assert (asking.flow.answers["note"], outcome, empty.flow.answers["note"]) == ("sticky", True, None)


async def test_escape_puts_it_off_with_what_is_answered() -> None:
    """The screen says that it was not finished."""
    asking, outcome = await answered("3", "escape")

    assert (dict(asking.flow.raw), outcome) == ({"during": 3}, False)


async def test_the_guide_stands_under_every_question() -> None:
    """Also under the long list, at the smallest size."""
    asking = Answers()
    async with on_stage(CheckInScreen(asking), (60, 20)) as (app, pilot):
        shown = []
        for key in ("0", "0", "0", "n", "2", "z"):
            shown.append("A guide, not a diagnosis." in text_of(app))
            await pilot.press(key)
            await pilot.pause()

        assert shown == [True] * 6


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name, keys", [("number", ""), ("yes-no", "000"), ("one-of", "000n"), ("worries", "000n2")])
async def test_the_questions_look_as_they_were_approved(name: str, keys: str, size: tuple[int, int]) -> None:
    """The text of the whole screen is its golden's."""
    async with on_stage(CheckInScreen(Answers()), size) as (app, pilot):
        for key in keys:
            await pilot.press(key)
            await pilot.pause()

        assert_golden(app, f"checkin-{name}-{size[0]}x{size[1]}")


async def test_enter_does_not_end_a_list_whose_end_was_not_seen() -> None:
    """On a small terminal the first Enter shows the rest of the worries, the second is the answer."""
    asking = Answers()
    async with on_stage(CheckInScreen(asking), (60, 20)) as (app, pilot):
        await pilot.press("0", "0", "0", "n", "2", "enter")
        await pilot.pause()
        open_still, shown = "flags" not in asking.flow.raw, text_of(app)
        await pilot.press("enter")
        await pilot.pause()

        assert open_still
        assert "a new fall, twist or blow to the knee" in shown
        assert asking.flow.raw["flags"] == ()
