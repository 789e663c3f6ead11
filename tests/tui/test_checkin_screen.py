"""The check-in screen over the real flow."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from textual.pilot import Pilot

from coach.checkin.flow import CheckInFlow, Circumstances, LoadedStep, Said, SaidHurt
from coach.checkin.questions import Answer, Question
from coach.tui.screens.checkin import CheckInScreen
from coach.tui.screens.concern import ConcernScreen
from coach.tui.screens.result import ResultScreen
from coach.tui.widgets import scale
from coach.tui.widgets.scale import Scale
from coach.tui.widgets.ticks import Ticks
from tests.tui.fakes import PHRASES
from tests.tui.shots import assert_golden, text_of
from tests.tui.stage import NOT_YET, on_stage

STEPS = {"wall-sit": "Wall sit", "squat": "Squat [left]"}


class Answers:
    """A check-in that is kept in memory."""

    def __init__(
        self, *, note: bool = False, hurt: SaidHurt | None = None, given: Mapping[str, Answer] | None = None
    ) -> None:
        self.title = "Knee foundation"
        around = Circumstances(STEPS, loaded=LoadedStep("wall-sit", "Wall sit", True), note=note, hurt=hurt)
        self.flow = CheckInFlow(around, given=given)
        self.keeps: list[dict[str, Answer]] = []
        self.said: list[Said] = []
        self.asked: list[str] = []
        self.hushes: list[int] = []
        self.trouble = ""
        self.told: list[str] = []
        self.left_open = False

    def words(self, key: str, values: object) -> str:
        assert isinstance(values, dict)
        return PHRASES(key, **values)

    def kept(self) -> None:
        self.keeps.append(dict(self.flow.raw))

    def say(self, said: Said) -> None:
        self.said.append(said)

    def ask(self, question: Question) -> None:
        self.asked.append(question.id)

    def tell(self, sentence: str) -> None:
        self.told.append(sentence)

    def leave_open(self) -> None:
        self.left_open = True

    def hush(self) -> None:
        self.hushes.append(len(self.asked))


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys one by one, each after whoever looks at the screen has read it."""
    for key in keys:
        for waiting in pilot.app.screen.query(Ticks):
            waiting.settle()
        if isinstance(pilot.app.screen, ConcernScreen | ResultScreen):
            pilot.app.screen.settle()
        await pilot.press(key)
        await pilot.pause()


WELL = ("0", "0", "0", "n", "2")
"""The keys up to the list of worries."""


async def answered(*keys: str, note: bool = False) -> tuple[Answers, object]:
    """Press keys from the first question on; return the answers and how the screen was left."""
    asking = Answers(note=note)
    async with on_stage(CheckInScreen(asking)) as (app, pilot):
        await press(pilot, *keys)
        return asking, app.outcome


async def test_six_keys_answer_everything_when_all_is_well() -> None:
    """Three numbers, no, how much more, and nothing worrying."""
    asking, outcome = await answered("2", "0", "4", "n", "2", "0")

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


@pytest.mark.parametrize("keys, given", [("12", (1, 2)), ("110", (1, 10)), ("1t", (1, 10)), ("10", (10, None))])
async def test_a_digit_after_a_one_takes_it_and_answers_the_next_question(
    keys: str, given: tuple[int, int | None]
) -> None:
    """No number is replaced unseen."""
    asking, _ = await answered(*keys)

    assert (asking.flow.raw.get("during"), asking.flow.raw.get("after")) == given


async def test_a_digit_after_a_one_answers_a_question_with_choices_too() -> None:
    """The last number's one is taken, and the two is yes."""
    asking, _ = await answered("0", "0", "1", "2")

    assert dict(asking.flow.raw) == {"during": 0, "after": 0, "muscle": 1, "sharp": True}


@pytest.mark.parametrize(
    "keys, shown",
    [
        (("t",), "Worst knee pain: 10."),
        (("0", "3"), "Knee pain now: 3."),
        (("0", "0", "0", "n"), "Sharp, catching or new: no."),
        (WELL, "Left in the last set: 10 seconds."),
    ],
)
async def test_an_answer_is_read_back_on_the_next_page(keys: tuple[str, ...], shown: str) -> None:
    """A slip of the key is seen while it can be gone back to."""
    async with on_stage(CheckInScreen(Answers()), (80, 24)) as (app, pilot):
        await press(pilot, *keys)

        assert shown in text_of(app)


async def test_the_number_of_the_session_is_named_and_one_key_takes_it() -> None:
    """It was said when it hurt, and memory is kinder."""
    asking = Answers(hurt=SaidHurt(7, "Wall sit"))
    async with on_stage(CheckInScreen(asking)) as (app, pilot):
        shown, marked = text_of(app), app.screen.query_one(Scale).at
        await press(pilot, "enter")

        assert "You said 7 in the session, at Wall sit." in shown
        assert marked == 7
        assert dict(asking.flow.raw) == {"during": 7}


async def test_a_lower_number_than_in_the_session_is_read_back_with_that() -> None:
    """Both are kept, and which one counts is said."""
    asking = Answers(hurt=SaidHurt(7, "Wall sit"))
    async with on_stage(CheckInScreen(asking), (60, 20)) as (app, pilot):
        await press(pilot, "3")
        shown = " ".join(text_of(app).split())

        assert "Worst knee pain: 3. You said 7 in the session, at Wall sit: that counts." in shown


async def test_sharp_pain_of_the_session_is_marked() -> None:
    """Enter says yes."""
    asking = Answers(hurt=SaidHurt(2, "Wall sit", sharp=True))
    async with on_stage(CheckInScreen(asking)) as (app, pilot):
        await press(pilot, "2", "0", "0")
        shown = text_of(app)
        await press(pilot, "enter")

        assert "You said in the session that it was sharp." in shown
        assert asking.flow.raw["sharp"] is True


@pytest.mark.parametrize("key, sharp", [("1", False), ("2", True), ("n", False), ("y", True)])
async def test_yes_and_no_have_numbers_too(key: str, sharp: bool) -> None:
    """All other pages take numbers."""
    asking, _ = await answered("0", "0", "0", key)

    assert asking.flow.raw["sharp"] is sharp


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
    down_to = ["pagedown"] * 4
    asking, _ = await answered(*WELL, *down_to, "full_stop", *["pageup"] * 5, "full_stop")

    assert asking.flow.raw["flags"] == ("locked",)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_a_worry_is_answered_when_it_is_ticked_on_the_screen_and_spoken(size: tuple[int, int]) -> None:
    """Its sentence stands under the list, and the tick is kept; taken away, the sentence goes."""
    asking = Answers()
    async with on_stage(CheckInScreen(asking), size) as (app, pilot):
        await press(pilot, *WELL, "5")
        shown, kept = " ".join(text_of(app).split()), asking.keeps[-1]
        await press(pilot, "5")
        taken_back = " ".join(text_of(app).split())

        assert PHRASES("tier.same_day") in shown
        assert kept["ticked"] == ("locked",)
        assert [said.tier.value for said in asking.said] == ["same_day"]
        assert PHRASES("tier.same_day") not in taken_back
        assert asking.keeps[-1]["ticked"] == ()


async def test_a_list_that_was_broken_off_shows_its_ticks_and_says_their_sentence_again() -> None:
    """Nobody has to tick chest pain twice."""
    asking = Answers(given={"during": 0, "after": 0, "muscle": 0, "sharp": False, "rir": 5, "ticked": ("locked",)})
    async with on_stage(CheckInScreen(asking)) as (app, _):
        shown = " ".join(text_of(app).split())

        assert "5 [x]" in shown
        assert PHRASES("tier.same_day") in shown
        assert [said.tier.value for said in asking.said] == ["same_day"]


async def test_a_list_with_a_tick_has_no_skip() -> None:
    """What is ticked is an answer."""
    asking = Answers()
    async with on_stage(CheckInScreen(asking)) as (app, pilot):
        await press(pilot, *WELL, "5", "s")

        assert "Skip" not in text_of(app)
        assert "flags" not in asking.flow.raw


async def test_a_worry_that_leads_to_a_question_is_answered_above_it() -> None:
    """The sentence stands there while the questions after an injury are asked."""
    asking = Answers()
    async with on_stage(CheckInScreen(asking)) as (app, pilot):
        await press(pilot, *WELL, "f", "enter")
        shown = " ".join(text_of(app).split())

        assert PHRASES("tier.soon") in shown
        assert asking.flow.question is not None
        assert asking.flow.question.id == "four_steps"


async def test_an_emergency_takes_the_screen_when_it_is_ticked_and_nothing_is_asked_after_it() -> None:
    """Its screen can say the sentence again; read, it is the answer and the end."""
    asking = Answers(note=True)
    async with on_stage(CheckInScreen(asking)) as (app, pilot):
        await press(pilot, *WELL, "1")
        stays = isinstance(app.screen, ConcernScreen), app.outcome
        shown = text_of(app)
        await press(pilot, "r")
        again = len(asking.said)
        await press(pilot, "enter")

        assert stays == (True, NOT_YET)
        assert "Enter: I have read this." in shown
        assert "Backspace: ticked by mistake" in shown
        assert again == 2
        assert app.outcome is True
        assert asking.keeps[-1]["flags"] == ("chest_pain_breathless_faint",)


async def test_an_emergency_that_was_ticked_by_mistake_can_be_taken_back() -> None:
    """Backspace leads to the list, where the same key takes the tick away."""
    asking = Answers()
    async with on_stage(CheckInScreen(asking)) as (app, pilot):
        await press(pilot, *WELL, "1", "backspace")
        at_the_list = app.screen is app.shown and asking.flow.ticked == ("chest_pain_breathless_faint",)
        await press(pilot, "1", "0")

        assert at_the_list
        assert (app.outcome, asking.flow.raw["flags"]) == (True, ())


async def test_an_emergency_that_stays_ticked_is_shown_again_before_it_ends_the_list() -> None:
    """Enter in the list is not the way past it."""
    asking = Answers()
    async with on_stage(CheckInScreen(asking)) as (app, pilot):
        await press(pilot, *WELL, "1", "backspace", "enter")

        assert isinstance(app.screen, ConcernScreen)
        assert (app.outcome, len(asking.said)) == (NOT_YET, 2)


@pytest.mark.parametrize("key", ["enter", "space", "1", "escape", "backspace"])
async def test_a_hammered_key_does_not_close_an_emergency(key: str) -> None:
    """In the first moments no key does."""
    asking = Answers()
    async with on_stage(CheckInScreen(asking)) as (app, pilot):
        await press(pilot, *WELL, "1")
        await pilot.press(key, key, key)
        await pilot.pause()

        assert isinstance(app.screen, ConcernScreen)


@pytest.mark.parametrize("key", ["space", "1", "escape", "n"])
async def test_only_a_deliberate_key_closes_an_emergency(key: str) -> None:
    """Its own keys are named there."""
    asking = Answers()
    async with on_stage(CheckInScreen(asking)) as (app, pilot):
        await press(pilot, *WELL, "1", key)

        assert isinstance(app.screen, ConcernScreen)


async def test_keys_from_the_page_before_do_not_say_that_nothing_is_worrying() -> None:
    """They only lead to the line that says it."""
    asking = Answers()
    async with on_stage(CheckInScreen(asking)) as (app, pilot):
        await pilot.press(*WELL)
        await pilot.pause()
        await pilot.press("enter", "enter", "0", "0", "enter")
        await pilot.pause()

        assert "flags" not in asking.flow.raw
        assert app.screen.query_one(Ticks).at == 15


async def test_enter_with_nothing_ticked_counts_on_its_own_line_only() -> None:
    """The first leads there, the second is the answer."""
    asking = Answers()
    async with on_stage(CheckInScreen(asking), (120, 40)) as (_, pilot):
        await press(pilot, *WELL, "enter")
        still = "flags" not in asking.flow.raw
        await press(pilot, "enter")

        assert still
        assert asking.flow.raw["flags"] == ()


async def test_none_of_these_is_not_said_while_something_is_ticked() -> None:
    """The key for it does nothing then."""
    asking, _ = await answered(*WELL, "5", "0")

    assert "flags" not in asking.flow.raw


async def test_a_note_is_kept_and_an_empty_one_is_none() -> None:
    """Letters that are keys elsewhere are letters in a note."""
    asking, outcome = await answered(*WELL, "0", *"sticky", "enter", note=True)
    empty, _ = await answered(*WELL, "0", "enter", note=True)

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


@pytest.mark.parametrize("key", ["enter", "0"])
async def test_no_key_ends_a_list_whose_end_was_not_seen(key: str) -> None:
    """On a small terminal the first one shows the rest of the worries, the second is the answer."""
    asking = Answers()
    async with on_stage(CheckInScreen(asking), (60, 20)) as (app, pilot):
        await press(pilot, *WELL, key)
        open_still, shown = "flags" not in asking.flow.raw, text_of(app)
        await press(pilot, key)

        assert open_still
        assert "a new fall, twist or blow to the knee" in shown
        assert asking.flow.raw["flags"] == ()
