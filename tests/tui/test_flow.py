"""The way through the program: from home to a session, its check-in and back."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, cast

import pytest
from textual.command import CommandList, CommandPalette
from textual.pilot import Pilot

from coach.errors import CoachError
from coach.player.model import Command, State
from coach.source import Place
from coach.testing import ManualClock
from coach.timeline.model import Timeline
from coach.tui.app import CoachApp
from coach.tui.commands import possible_commands
from coach.tui.ports import Leaving, Session
from coach.tui.screens.checkin import CheckInScreen
from coach.tui.screens.concern import ConcernScreen
from coach.tui.screens.help import HelpScreen
from coach.tui.screens.history import HistoryScreen
from coach.tui.screens.home import HomeScreen, Routines
from coach.tui.screens.leave import LeaveScreen
from coach.tui.screens.notice import NoticeScreen
from coach.tui.screens.play import PlayScreen
from coach.tui.screens.preview import PreviewScreen
from coach.tui.screens.readying import ReadyingScreen
from coach.tui.screens.result import ResultScreen
from coach.tui.screens.sorry import SorryScreen
from coach.tui.screens.warning import WarningScreen
from coach.tui.shown import Appearance, Home, Preview, Result, ResumeOffer, RoutineLine, SessionLine, TodayCard
from coach.tui.widgets.menu import Menu
from coach.tui.widgets.paper import Paper
from coach.tui.widgets.scale import Scale
from coach.tui.widgets.ticks import Ticks
from coach.words.files import load_phrases
from tests.tui.fakes import PHRASES, FakeModel, FakePlaying, FakeSession, a_cue, segment, view
from tests.tui.shots import assert_golden, text_of
from tests.tui.stage import HALTED, RUNNING
from tests.tui.test_checkin_screen import WELL, Answers, press
from tests.tui.walk import reach

TIMELINE = Timeline(
    "knee", "Knee [foundation]", None, (segment(index=0, start=0.0, side=None),),
    (a_cue(0.5, "Wall sit [/x]."), a_cue(20.0, "Halfway. Breathe.")),
)  # fmt: skip

HOME = Home(
    routines=(
        RoutineLine("knee", "Knee [foundation]", 1080.0, equipment=("wall", "band"), last_played="yesterday"),
        RoutineLine("quick", "Quick start", 95.0, estimated=True),
        RoutineLine(
            "broken",
            "broken.toml",
            None,
            problem="line 3: unknown key “rounds”",
            problems=2,
            file="/mine/broken.toml",
            place=Place("/mine/broken.toml", 3, 1, 7),
        ),
        RoutineLine("bundled", "Bundled", 360.0, file="/opt/bundled.toml", own=False, problems=1),
    ),
    sessions=(
        SessionLine("2026-11-21 18:02", "Knee foundation", "finished", "17:40 of 18:00", "knee 3 during, 2 after"),
    ),
    problems=("settings.toml:3:1: unknown key “them”",),
)


class Slow(FakeModel):
    """A program whose voice has much to say beforehand."""

    def __init__(self) -> None:
        super().__init__(FakeSession(FakePlaying(view(), *RUNNING)), shown=HOME)
        self.may_open = threading.Event()

    def open(self, routine: str, level: str | None = None) -> Session:
        session = super().open(routine, level)
        self.may_open.wait(20)
        return session


@asynccontextmanager
async def running(
    model: FakeModel, size: tuple[int, int] = (80, 24), **start: Any
) -> AsyncIterator[tuple[CoachApp, Pilot[int]]]:
    app = CoachApp(model, clock=ManualClock(), **start)
    async with app.run_test(size=size) as pilot:
        yield app, pilot


def model(**changes: Any) -> FakeModel:
    changes.setdefault("session", FakeSession(FakePlaying(view(), *RUNNING)))
    return FakeModel(shown=HOME, paper={"knee": Preview(TIMELINE, ("wall",), "For [strong] knees.")}, **changes)


async def test_the_first_run_shows_its_text_until_a_key_is_pressed() -> None:
    """Then home comes, and it is remembered."""
    behind = model(first_run=PHRASES("notice.first_run"))
    async with running(behind) as (app, pilot):
        await reach(pilot, NoticeScreen)
        shown = " ".join(text_of(app).split())
        await pilot.press("space")
        await reach(pilot, HomeScreen)

        assert "no one is watching your answers" in shown
        assert behind.first_run == ""


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_the_first_run_text_says_on_any_terminal_how_to_go_on_and_out(size: tuple[int, int]) -> None:
    """Whoever does not agree leaves with q, and is asked again the next time."""
    behind = model(first_run=PHRASES("notice.first_run"))
    async with running(behind, size=size) as (app, pilot):
        await reach(pilot, NoticeScreen)
        await pilot.pause()
        shown = text_of(app)
        await pilot.press("q")
        await pilot.pause()

        assert "key" in shown.splitlines()[-3] + shown.splitlines()[-2]
        assert "q Quit" in shown.splitlines()[-1]
        assert behind.first_run
        assert not app.is_running or app.return_code is not None


async def test_home_shows_routines_sessions_the_notice_and_problems() -> None:
    """With length and equipment, and the one line that says what the program is."""
    async with running(model()) as (app, pilot):
        await reach(pilot, HomeScreen)
        await pilot.app.workers.wait_for_complete([worker for worker in app.workers if worker.node is app.screen])
        await pilot.pause()
        shown = " ".join(text_of(app).split())

        for expected in (
            PHRASES("notice.line"), "Knee [foundation] 18:00 last yesterday", "needs wall, band",
            "Quick start about 1:35", "17:40 of 18:00", "settings.toml:3:1",
            "broken.toml ! 2 problems line 3: unknown key “rounds”",
        ):  # fmt: skip
            assert expected in shown


async def test_what_is_wrong_with_the_keys_of_the_settings_stays_on_the_screens() -> None:
    """A sentence that goes away by itself is not read; Hurts keeps its key."""
    behind = model(appearance=Appearance(keymap={"play.pause": "x", "play.hurt": "x", "play.paws": "y"}))
    async with running(behind) as (app, pilot):
        await home(pilot)
        at_home = " ".join(text_of(app).split())
        await pilot.press("p")
        await reach(pilot, PlayScreen)
        playing = " ".join(text_of(app).split())
        await pilot.press("h")

        assert "x is the key of play.pause and cannot be play.hurt too" in at_home
        assert "play.paws" in at_home
        assert "! Settings, keys:" in playing
        assert behind.session.playing.sent == [Command.HURT]  # type: ignore[union-attr]


async def test_the_marked_routine_has_an_arrow() -> None:
    """It moves with the mark, and needs no colour."""
    async with running(model()) as (app, pilot):
        await home(pilot)
        first = [line for line in text_of(app).splitlines() if "▶" in line]
        await pilot.press("down")
        await pilot.pause()
        second = [line for line in text_of(app).splitlines() if "▶" in line]

        assert [len(first), len(second)] == [1, 1]
        assert ("Knee [foundation]" in first[0], "Quick start" in second[0]) == (True, True)


async def home(pilot: Pilot[int]) -> None:
    """Wait until home has been read."""
    await reach(pilot, HomeScreen)
    await pilot.app.workers.wait_for_complete([one for one in pilot.app.workers if one.node is pilot.app.screen])
    await pilot.pause()


async def test_enter_previews_every_word_and_enter_again_plays() -> None:
    """The preview shows segments, words, total and equipment."""
    behind = model()
    async with running(behind) as (app, pilot):
        await home(pilot)
        await pilot.press("enter")
        await reach(pilot, PreviewScreen)
        await pilot.app.workers.wait_for_complete([one for one in app.workers if one.node is app.screen])
        await pilot.pause()
        lines = [line.text for line in app.screen.query_one(Paper).written]
        shown = text_of(app)
        await pilot.press("enter")
        await reach(pilot, PlayScreen)

        assert lines == [
            "   0:00  hold 45 s · Wall sit · 10 kg · effort 6-7 · set 2 of 5",
            "       0:00.5  “Wall sit [/x].”",
            "       0:20.0  “Halfway. Breathe.”",
            "   0:45  end",
        ]
        assert "Knee [foundation] · 0:45" in shown
        assert "For [strong] knees. You need: wall." in shown
        assert behind.opened == ["knee"]


def warned() -> FakeModel:
    session = FakeSession(FakePlaying(view(), *RUNNING))
    session.warning = "Careful: you ticked [pregnancy]."
    return model(session=session)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_a_warning_has_the_screen_to_itself_before_anything_is_played(size: tuple[int, int]) -> None:
    behind = warned()
    async with running(behind, size=size) as (app, pilot):
        await home(pilot)
        await pilot.press("p")
        await reach(pilot, WarningScreen)
        shown = " ".join(text_of(app).split())
        began = cast("FakeSession", behind.session).ran
        await pilot.press("space")
        await reach(pilot, PlayScreen)

        assert "Careful: you ticked [pregnancy]." in shown
        assert "by itself in 20 s. Esc goes back." in shown
        assert not began


def test_a_warning_tells_its_keys_in_the_language_of_the_questions() -> None:
    how = WarningScreen("Achtung.", load_phrases("de")).HOW

    assert how[0] == "Jede Taste beginnt, von selbst in 20 s. Esc geht zurück."


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_back_from_a_warning_plays_nothing(key: str) -> None:
    behind = warned()
    async with running(behind) as (_app, pilot):
        await home(pilot)
        await pilot.press("p")
        await reach(pilot, WarningScreen)
        await pilot.press(key)
        await reach(pilot, HomeScreen)

        assert behind.left == [Leaving.THROWN_AWAY]
        assert not cast("FakeSession", behind.session).ran


@pytest.mark.parametrize("above", [False, True])
async def test_behind_a_warning_it_begins_by_itself_unless_help_is_read(above: bool) -> None:
    async with running(warned()) as (app, pilot):
        await home(pilot)
        await pilot.press("p")
        await reach(pilot, WarningScreen)
        warning = app.screen
        assert isinstance(warning, WarningScreen)
        if above:
            await pilot.press("question_mark")
            await reach(pilot, HelpScreen)
        warning.begin()
        await reach(pilot, HelpScreen if above else PlayScreen)

        assert (warning in app.screen_stack) is above


@pytest.mark.parametrize("how, key", [(Leaving.STOPPED, "1"), (Leaving.KEPT, "2"), (Leaving.THROWN_AWAY, "3")])
async def test_leaving_a_session_comes_home(how: Leaving, key: str) -> None:
    """The model is told how, and the list is shown again."""
    behind = model()
    async with running(behind) as (_app, pilot):
        await home(pilot)
        await pilot.press("p")
        await reach(pilot, PlayScreen)
        await pilot.press("q", key)
        await reach(pilot, HomeScreen)

        assert behind.left == [how]


async def test_a_finished_session_is_checked_in_and_its_result_shown() -> None:
    """The answers are handed back, and what they mean is said with the rule."""
    asking = Answers()
    behind = model(asking=asking, result=Result("By these answers the plan repeats today's amount.", "No morning yet."))
    async with running(behind, play="knee") as (app, pilot):
        await reach(pilot, PlayScreen)
        app.screen.leave(Leaving.FINISHED)  # type: ignore[attr-defined]
        await reach(pilot, CheckInScreen)
        await press(pilot, *WELL, "0")
        await reach(pilot, ResultScreen)
        shown = text_of(app)
        await press(pilot, "space")

        assert (behind.left, behind.answered) == ([Leaving.FINISHED], [asking])
        assert "repeats today's amount" in shown
        assert PHRASES("checkin.guide") in shown
        assert app.return_code == 0


async def test_what_is_open_is_asked_before_the_session_that_was_asked_for() -> None:
    """Its answers are about the session before."""
    asking = Answers()
    behind = model(asking=asking)
    async with running(behind, play="knee", checkin=True) as (_app, pilot):
        await reach(pilot, CheckInScreen)
        opened = list(behind.opened)
        await press(pilot, *WELL, "0")
        await reach(pilot, PlayScreen)

        assert (opened, behind.answered, behind.opened) == ([], [asking], ["knee"])


async def test_a_check_in_that_is_put_off_lets_the_session_begin() -> None:
    """And is not asked twice at one start."""
    behind = model(asking=Answers())
    async with running(behind, play="knee", checkin=True) as (_app, pilot):
        await reach(pilot, CheckInScreen)
        await pilot.press("escape")
        await reach(pilot, PlayScreen)

        assert behind.opened == ["knee"]


async def test_open_check_ins_can_be_turned_down_at_home() -> None:
    """The key is offered only while there is one."""
    behind = model()
    behind.shown = Home(checkin="Plank, Squat")
    async with running(behind) as (app, pilot):
        await home(pilot)
        shown = text_of(app)
        behind.shown = HOME
        await pilot.press("k")
        await home(pilot)

        assert "Not yet answered: Plank, Squat. c checks in, k does not." in shown
        assert behind.unasked
        assert "Don't check in" not in text_of(app)


async def test_an_emergency_in_a_session_is_shown_and_no_check_in_follows() -> None:
    """The session is closed, the sentence stays until a key."""
    playing = FakePlaying(view(state=State.HURT), Command.ANSWER_PAIN)
    behind = model(session=FakeSession(playing), asking=Answers())
    async with running(behind, play="knee") as (app, pilot):
        await reach(pilot, PlayScreen)
        await pilot.press("n", "1")
        await reach(pilot, ConcernScreen)
        shown = " ".join(text_of(app).replace("┃", " ").split())
        await pilot.press("enter")
        await pilot.pause()

        assert "This can be an emergency" in shown
        assert (behind.left, behind.answered) == ([Leaving.STOPPED], [])


async def test_what_cannot_be_opened_is_said_in_its_sentence() -> None:
    """A refusal of the model is a screen with a key, never a traceback."""
    behind = model()

    def refuse(routine: str, level: str | None = None) -> Any:
        raise CoachError(f"{routine} is being played by another Coach.")

    behind.open = refuse  # type: ignore[method-assign]
    async with running(behind) as (app, pilot):
        await home(pilot)
        await pilot.press("p")
        await reach(pilot, SorryScreen)
        shown = text_of(app)
        await pilot.press("space")
        await reach(pilot, HomeScreen)

        assert "knee is being played by another Coach." in shown


async def test_a_kept_session_is_offered_and_resumed() -> None:
    """The keys are offered only while there is something to resume."""
    behind = model()
    behind.shown = Home(resume=ResumeOffer("Knee foundation", "Wall sit, set 2 of 5", "12 minutes ago"))
    async with running(behind) as (app, pilot):
        await home(pilot)
        shown = text_of(app)
        await pilot.press("r")
        await reach(pilot, PlayScreen)

        assert "Resume Knee foundation, Wall sit, set 2 of 5" in shown
        assert "r Resume" in shown
        assert behind.opened == ["resumed"]


async def test_an_offer_to_resume_can_be_turned_down() -> None:
    """It is gone then."""
    behind = model()
    behind.shown = Home(resume=ResumeOffer("Knee foundation", "Wall sit", "now"))
    async with running(behind) as (app, pilot):
        await home(pilot)
        behind.shown = HOME
        await pilot.press("d")
        await home(pilot)

        assert behind.dropped
        assert "r Resume" not in text_of(app)


async def test_help_lists_what_is_possible_with_ids() -> None:
    """Nothing of it is written by hand: it comes from the bindings that work now."""
    async with running(model(), play="knee") as (app, pilot):
        await reach(pilot, PlayScreen)
        await pilot.press("question_mark")
        await reach(pilot, HelpScreen)
        lines = [line.text for line in app.screen.query_one(Paper).written]

        assert any(line.split() == ["space", "Pause", "play.pause"] for line in lines)
        assert not any("play.done" in line or "play.longer" in line for line in lines)


@pytest.mark.parametrize(
    "state, expected, missing",
    [
        (State.PAUSED, ["1 Go on", "4 That hurts", "space Go on play.pause"], "space Pause play.pause"),
        (State.HURT, ["2–9 That number", "t Ten", "s Sharp, or not", "n Not the knee"], "Copy selected text"),
    ],
)
async def test_help_names_the_keys_of_what_is_offered(state: State, expected: list[str], missing: str) -> None:
    """Digits too, and what space does now."""
    behind = model(session=FakeSession(FakePlaying(view(state=state), *HALTED, Command.ANSWER_PAIN)))
    async with running(behind, play="knee") as (app, pilot):
        await reach(pilot, PlayScreen)
        await pilot.press("question_mark")
        await reach(pilot, HelpScreen)
        lines = [" ".join(line.text.split()) for line in app.screen.query_one(Paper).written]

        assert [one for one in expected if one not in lines] == []
        assert missing not in lines


async def test_space_pauses_from_help_too() -> None:
    """Space pauses always, whatever stands over the session."""
    behind = model()
    async with running(behind, play="knee") as (_app, pilot):
        await reach(pilot, PlayScreen)
        await pilot.press("question_mark")
        await reach(pilot, HelpScreen)
        await pilot.press("space")

        assert behind.session is not None
        assert behind.session.playing.sent == [Command.PAUSE]  # type: ignore[attr-defined]


@asynccontextmanager
async def palette_over(state: State) -> AsyncIterator[tuple[CoachApp, Pilot[int], FakePlaying]]:
    """The palette, opened over a session, whose player has paused where it was playing."""
    playing = FakePlaying(view(state=state), *(RUNNING if state is State.PLAYING else HALTED))
    async with running(model(session=FakeSession(playing)), play="knee") as (app, pilot):
        await reach(pilot, PlayScreen)
        await pilot.press("ctrl+p")
        await reach(pilot, CommandPalette)
        playing.now, playing.allowed = view(state=State.PAUSED), set(HALTED)
        yield app, pilot, playing


async def test_a_session_goes_on_when_the_palette_that_paused_it_is_closed() -> None:
    """Nobody asked for a pause."""
    async with palette_over(State.PLAYING) as (_app, pilot, playing):
        await pilot.press("escape")
        await reach(pilot, PlayScreen)

        assert playing.sent == [Command.PAUSE, Command.RESUME]


async def test_a_session_that_was_paused_stays_so_when_the_palette_is_closed() -> None:
    """It is as it was."""
    async with palette_over(State.PAUSED) as (_app, pilot, playing):
        await pilot.press("escape")
        await reach(pilot, PlayScreen)

        assert playing.sent == []


@pytest.mark.parametrize(
    "typed, sent",
    [
        ("light", [Command.RESUME]),
        ("back", [Command.BACK, Command.RESUME]),
        ("skip", [Command.SKIP, Command.RESUME]),
        ("go on", [Command.RESUME]),
        ("that hurts", [Command.HURT]),
        ("stay", []),
    ],
)
async def test_a_command_from_the_palette_leaves_a_session_playing_unless_it_is_about_stopping(
    typed: str, sent: list[Command]
) -> None:
    """Whatever is chosen, the pause was the palette's."""
    async with palette_over(State.PLAYING) as (_app, pilot, playing):
        await choose(pilot, typed)
        await reach(pilot, PlayScreen)

        assert playing.sent == [Command.PAUSE, *sent]


async def test_leaving_from_the_palette_can_be_taken_back() -> None:
    """Then the session goes on."""
    async with palette_over(State.PLAYING) as (_app, pilot, playing):
        await choose(pilot, "leave")
        await reach(pilot, LeaveScreen)
        asked = list(playing.sent)
        await pilot.press("escape")
        await reach(pilot, PlayScreen)

        assert (asked, playing.sent) == ([Command.PAUSE], [Command.PAUSE, Command.RESUME])


async def choose(pilot: Pilot[int], typed: str) -> None:
    """Type a command's name into the palette, wait until it is alone, and take it."""
    await pilot.press(*(key.replace(" ", "space") for key in typed))
    options = pilot.app.screen.query_one(CommandList)
    for _ in range(1000):
        await pilot.pause()
        if options.option_count == 1:
            break
    await pilot.press("down", "enter")
    await pilot.pause()


async def test_the_palette_pauses_and_offers_only_what_is_possible() -> None:
    """Its commands are the keys and choices of this moment."""
    behind = model(session=FakeSession(FakePlaying(view(state=State.PAUSED), *HALTED)))
    async with running(behind, play="knee") as (app, pilot):
        await reach(pilot, PlayScreen)
        titles = sorted(command.title for command in possible_commands(app.screen))

        assert titles == [
            "Go on", "Help", "Leave", "Light or dark", "Quit", "Repeat set", "Skip", "Stop", "That hurts",
        ]  # fmt: skip


CARD = TodayCard(
    due="Today: Knee [foundation], about 16:32, planned for 19:00",
    changes="Wall sit 5 × 30 s → 3 × 30 s; Box squat 2 × 8 → 1 × 8",
    reason="The last loaded session is far enough away. (rule P8)",
    notes="15 days without a loaded session: today is three quarters of the sets. 2 of the last 7 days with a session.",
    proposal="Wall sit 5 × 30 s → 5 × 35 s? Two settled sessions, 15 s or more left, knee 1 this morning. y yes, n no.",
    routine="/bundled/knee.toml",
    short="/bundled/short.toml",
)


@pytest.mark.parametrize("key, opened", [("g", "/bundled/knee.toml"), ("s", "/bundled/short.toml")])
async def test_todays_session_and_the_short_one_are_a_key_away(key: str, opened: str) -> None:
    behind = model()
    behind.shown = replace(HOME, today=CARD)
    async with running(behind) as (_, pilot):
        await home(pilot)
        await pilot.press(key)
        await reach(pilot, PlayScreen)

        assert behind.opened == [opened]


@pytest.mark.parametrize("key, accepted", [("y", True), ("n", False)])
async def test_a_proposal_is_answered_at_home_by_a_key(key: str, accepted: bool) -> None:
    behind = model()
    behind.shown = replace(HOME, today=CARD)
    async with running(behind) as (app, pilot):
        await home(pilot)
        await pilot.press(key)
        await app.workers.wait_for_complete()
        await pilot.pause()

        assert behind.decided == [accepted]


async def test_without_a_card_its_keys_do_nothing() -> None:
    behind = model()
    async with running(behind) as (app, pilot):
        await home(pilot)
        await pilot.press("g", "s", "y", "n")
        await home(pilot)

        assert (behind.opened, behind.decided) == ([], [])
        assert "Go: today's" not in text_of(app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_todays_card_looks_as_it_was_approved(size: tuple[int, int]) -> None:
    behind = model()
    behind.shown = replace(HOME, today=CARD)
    async with running(behind, size) as (app, pilot):
        await home(pilot)

        assert_golden(app, f"home-today-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_home_and_preview_look_as_they_were_approved(size: tuple[int, int]) -> None:
    """The text of the whole screen is its golden's."""
    async with running(model(), size) as (app, pilot):
        await home(pilot)
        assert_golden(app, f"home-{size[0]}x{size[1]}")
        await pilot.press("enter")
        await reach(pilot, PreviewScreen)
        await pilot.app.workers.wait_for_complete([one for one in app.workers if one.node is app.screen])
        await pilot.pause()

        assert_golden(app, f"preview-{size[0]}x{size[1]}")


async def test_a_mistake_in_the_player_keeps_the_session() -> None:
    """Nobody is left before a screen that stands still."""
    session = FakeSession(FakePlaying(view(), *RUNNING))

    def broken() -> None:
        raise ValueError("a mistake")

    session.run = broken  # type: ignore[method-assign]
    behind = model(session=session)
    async with running(behind) as (app, pilot):
        await home(pilot)
        await pilot.press("p")
        await reach(pilot, SorryScreen)

        assert "The session is kept for later." in " ".join(text_of(app).split())
        assert behind.left == [Leaving.KEPT]


async def test_what_a_session_waits_for_is_told_and_a_second_press_opens_no_second_one() -> None:
    """A neural voice with an empty cache takes seconds, and whoever sees nothing presses again."""
    slow = Slow()
    async with running(slow) as (app, pilot):
        await home(pilot)
        await pilot.press("p")
        await reach(pilot, ReadyingScreen)
        await pilot.press("p", "g", "enter")
        app.screen._show()  # type: ignore[attr-defined]
        await pilot.pause()

        assert "The voice gets ready" in text_of(app)
        slow.may_open.set()
        await reach(pilot, PlayScreen)
        assert slow.opened == ["knee"]


async def test_a_session_that_is_not_wanted_any_more_while_it_opens_is_thrown_away() -> None:
    slow = Slow()
    async with running(slow) as (_, pilot):
        await home(pilot)
        await pilot.press("p")
        await reach(pilot, ReadyingScreen)
        await pilot.press("escape")
        slow.may_open.set()
        await reach(pilot, HomeScreen)

        assert slow.left == [Leaving.THROWN_AWAY]


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_home_is_left_by_a_key(key: str) -> None:
    """And the program ends with success."""
    async with running(model()) as (app, pilot):
        await home(pilot)
        await pilot.press(key)
        await pilot.pause()

        assert app.return_code == 0
        assert not app.is_running


@pytest.mark.parametrize(
    "owner",
    [
        CoachApp,
        PlayScreen,
        HomeScreen,
        PreviewScreen,
        HistoryScreen,
        CheckInScreen,
        Menu,
        Scale,
        Ticks,
        Paper,
        Routines,
    ],
)
def test_every_binding_has_an_action_where_it_is_bound(owner: type) -> None:
    """A key whose action nobody has would be offered and do nothing."""
    missing = []
    for binding in owner.BINDINGS:  # type: ignore[attr-defined]
        name = binding.action.split("(")[0]
        there = CoachApp if name.startswith("app.") else owner
        if not hasattr(there, f"action_{name.removeprefix('app.')}"):
            missing.append(binding.id)

    assert missing == []
