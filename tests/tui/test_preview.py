"""The preview of a routine while its file is being written."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from coach.errors import CoachError
from coach.source import Mark, Place, Problem, Severity
from coach.testing import ManualClock
from coach.timeline.model import Timeline
from coach.tui.app import CoachApp
from coach.tui.commands import possible_commands
from coach.tui.screens.help import HelpScreen
from coach.tui.screens.home import HomeScreen
from coach.tui.screens.offer import OfferScreen
from coach.tui.screens.play import PlayScreen
from coach.tui.screens.preview import PreviewScreen, count, problems_page
from coach.tui.screens.sorry import SorryScreen
from coach.tui.shown import Home, Preview, RoutineLine
from coach.tui.widgets.paper import Paper
from tests.tui.fakes import FakeModel, FakePlaying, FakeSession, FakeWatch, a_cue, segment, view
from tests.tui.shots import assert_golden, text_of
from tests.tui.stage import RUNNING
from tests.tui.walk import reach, settled

FILE = "/home/anna/routines/plank.toml"
TEXT = '[[step]]\nexercize = "plank"\nhold = "20 sx"\n'
MORE_TEXT = f'{TEXT}rest = "1m"  # {"a long remark " * 8}and half = "x"\n'

NO_KEY = Problem(
    "R101",
    Severity.ERROR,
    Place(FILE, 2, 1, 9),
    "`exercize` is not a key of a step",
    help=("did you mean `exercise`?",),
)
NO_TIME = Problem(
    "R201", Severity.ERROR, Place(FILE, 3, 8, 15), "`20 sx` is not a length of time", "not a time",
    (Mark(Place(FILE, 1, 1, 9), "in this step"),), ('write hold = "20s"',),
)  # fmt: skip
_HALF = MORE_TEXT.splitlines()[3].index("half") + 1
TOO_LATE = Problem("W303", Severity.WARNING, Place(FILE, 4, _HALF, _HALF + 4), "this cue is said 2.9 s too late")


def timeline(names: Iterable[str]) -> Timeline:
    segments = tuple(segment(index=index, title=name, start=45.0 * index) for index, name in enumerate(names))
    return Timeline("plank", "Plank", None, segments, (a_cue(0.5, "Plank."),))


STEPS = tuple(f"Step {number}" for number in range(1, 41))

GOOD = Preview(timeline(STEPS), ("mat",), "Strong.", texts={FILE: "good"}, file=FILE)
BROKEN = Preview(None, problems=(NO_KEY, NO_TIME), texts={FILE: TEXT}, file=FILE)
WARNED = replace(GOOD, problems=(TOO_LATE,), texts={FILE: MORE_TEXT})
BUNDLED = replace(GOOD, file="/opt/coach/plank.toml", own=False)


@pytest.fixture(autouse=True)
def no_timer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing looks by itself: a test says when."""
    monkeypatch.setattr("coach.tui.following.EVERY", 3600.0)


class Shown:
    """A preview on its screen, with what an editor in another window would do."""

    def __init__(self, app: CoachApp, pilot: Pilot[int], model: FakeModel) -> None:
        self.app = app
        self.pilot = pilot
        self.model = model

    @property
    def screen(self) -> PreviewScreen:
        screen = self.app.screen
        assert isinstance(screen, PreviewScreen)
        return screen

    @property
    def paper(self) -> Paper:
        return self.screen.query_one(Paper)

    async def save(self, preview: Preview) -> None:
        """Save another version of the file, and let the screen look."""
        self.model.paper["plank"] = replace(preview, watch=FakeWatch())
        watch = self.screen.follower.watch
        assert isinstance(watch, FakeWatch)
        watch.changed = True
        await self.screen.follower.look()
        await settled(self.pilot)

    def text(self, id_: str) -> str:
        return str(self.screen.query_one(f"#{id_}").text)  # type: ignore[attr-defined]

    def top(self) -> str:
        """Return the line that stands at the top of the page."""
        return self.paper.written[self.paper.place[0]].text.strip()


@asynccontextmanager
async def shown(preview: Preview = GOOD, size: tuple[int, int] = (80, 24), **changes: Any) -> AsyncIterator[Shown]:
    model = FakeModel(FakeSession(FakePlaying(view(), *RUNNING)), **changes)
    model.paper["plank"] = replace(preview, watch=FakeWatch())
    model.shown = Home((RoutineLine("plank", "Plank", 45.0),))
    app = CoachApp(model, clock=ManualClock())
    async with app.run_test(size=size) as pilot:
        await reach(pilot, HomeScreen)
        await app.push_screen(PreviewScreen(model, "plank"))
        await settled(pilot)
        yield Shown(app, pilot, model)


# --- following the file ----------------------------------------------------------------------------------------------


async def test_a_file_that_was_saved_is_shown_anew_and_says_so() -> None:
    async with shown() as at:
        await at.save(replace(GOOD, timeline=timeline(["Side plank"]), texts={FILE: "other"}))

        assert "Side plank" in text_of(at.app)
        assert at.text("news") == "Reloaded at 18:00:00: nothing wrong"


async def test_the_line_that_was_read_stays_at_the_top() -> None:
    """Also where a step was written in above it."""
    async with shown() as at:
        at.paper.scroll_to(y=20, animate=False)
        await settled(at.pilot)
        before = at.top()
        await at.save(replace(GOOD, timeline=timeline(["New 1", "New 2", *STEPS]), texts={FILE: "other"}))

        assert before.split("·")[1] == at.top().split("·")[1]
        assert before != at.top()


async def test_where_the_line_that_was_read_is_gone_the_next_one_is_where_it_was() -> None:
    async with shown() as at:
        at.paper.scroll_to(y=20, animate=False)
        await settled(at.pilot)
        following = at.paper.written[at.paper.place[0] + 1].anchor
        gone = at.paper.written[at.paper.place[0]].anchor
        steps = [name for name in STEPS if f" {name} " not in gone]
        await at.save(replace(GOOD, timeline=timeline(["New 1", "New 2", *steps]), texts={FILE: "other"}))

        shown_now = [line.anchor for line in at.paper.written[at.paper.place[0] :][:3]]
        assert following in shown_now


async def test_a_look_that_finds_nothing_reads_nothing() -> None:
    async with shown() as at:
        read = len(at.model.levels)
        await at.screen.follower.look()
        await settled(at.pilot)

        assert len(at.model.levels) == read


async def test_what_reads_the_same_is_not_drawn_again_and_is_no_news() -> None:
    """Somebody saved another file of the folder."""
    async with shown() as at:
        before = at.paper.written
        await at.save(GOOD)

        assert at.paper.written is before
        assert at.text("news") == ""


async def test_the_screen_looks_by_itself_while_it_is_seen_and_only_then() -> None:
    async with shown() as at:
        watch = at.screen.follower.watch
        assert isinstance(watch, FakeWatch)
        at.screen.follower._tick()
        await settled(at.pilot)
        seen = watch.looks
        follower = at.screen.follower
        await at.app.push_screen(SorryScreen("Something else."))
        before = watch.looks
        follower._tick()
        await settled(at.pilot)

        assert seen > 0
        assert watch.looks == before


async def test_a_file_that_is_gone_is_said_and_shown_again_when_it_is_back() -> None:
    async with shown() as at:
        await at.save(Preview(None, file=FILE, unreadable=f"There is no file {FILE}."))
        gone = " ".join(text_of(at.app).split())
        await at.save(replace(GOOD, texts={FILE: "back"}))

        assert f"There is no file {FILE}. It is shown again as soon as it is there." in gone
        assert "Step 1" in text_of(at.app)


# --- problems --------------------------------------------------------------------------------------------------------


async def test_problems_are_shown_as_check_prints_them() -> None:
    async with shown(BROKEN) as at:
        assert [line.text for line in at.paper.written] == [
            "error[R101]: `exercize` is not a key of a step",
            f" --> {FILE}:2:1",
            '2 | exercize = "plank"',
            "  | ^^^^^^^^",
            "  help: did you mean `exercise`?",
            "",
            "error[R201]: `20 sx` is not a length of time",
            f" --> {FILE}:3:8",
            "1 | [[step]]",
            "  | -------- in this step",
            '3 | hold = "20 sx"',
            "  |        ^^^^^^^ not a time",
            '  help: write hold = "20s"',
            "",
        ]
        assert at.text("news") == "2 problems"


async def test_a_mended_file_goes_back_to_the_line_of_the_session() -> None:
    async with shown() as at:
        at.paper.scroll_to(y=20, animate=False)
        await settled(at.pilot)
        before = at.top()
        await at.save(BROKEN)
        report = at.top()
        await at.save(replace(GOOD, texts={FILE: "mended"}))

        assert report.startswith("error[R101]")
        assert at.top() == before
        assert at.text("news") == "Reloaded at 18:00:00: nothing wrong"


async def test_warnings_are_counted_and_read_by_a_key() -> None:
    async with shown(WARNED) as at:
        first = at.text("news"), at.text("keys"), at.top()
        await at.pilot.press("w")
        await settled(at.pilot)
        second = at.text("keys"), at.top()
        await at.pilot.press("w")
        await settled(at.pilot)

        assert first[0] == "1 warning"
        assert "w 1 warning" in first[1]
        assert second[1] == "warning[W303]: this cue is said 2.9 s too late"
        assert "w Session" in second[0]
        assert at.top() == first[2]


async def test_an_error_that_does_not_keep_it_from_playing_is_shown_first() -> None:
    """Some are found only in the timeline; then both pages are there."""
    async with shown() as at:
        await at.save(replace(GOOD, problems=(NO_TIME,), texts={FILE: TEXT}))
        report = at.top()
        await at.pilot.press("w")
        await settled(at.pilot)

        assert report.startswith("error[R201]")
        assert "Step 1" in at.top()


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_the_caret_of_a_long_line_stands_under_its_word(width: int) -> None:
    """The excerpt is cut to the screen and never wrapped."""
    async with shown(WARNED, (width, 24)) as at:
        await at.pilot.press("w")
        await settled(at.pilot)
        rows = [row for row in text_of(at.app).splitlines() if " | " in row]

        assert len(rows) == 2
        assert rows[0].index("half") == rows[1].index("^^^^")
        assert all(len(row) <= width for row in rows)


async def test_a_screen_that_becomes_narrow_cuts_the_excerpt_anew() -> None:
    async with shown(WARNED, (120, 24)) as at:
        await at.pilot.press("w")
        await at.pilot.resize_terminal(60, 20)
        await settled(at.pilot)
        rows = [row for row in text_of(at.app).splitlines() if " | " in row]

        assert rows[0].index("half") == rows[1].index("^^^^")


@pytest.mark.parametrize(
    "problems, words",
    [
        ((), ""),
        ((NO_KEY,), "1 problem"),
        ((NO_KEY, NO_TIME, TOO_LATE), "2 problems, 1 warning"),
        ((TOO_LATE, TOO_LATE), "2 warnings"),
    ],
)
def test_problems_are_counted_in_words(problems: tuple[Problem, ...], words: str) -> None:
    assert count(problems) == words


async def test_what_a_file_says_steers_no_terminal() -> None:
    rude = replace(GOOD, timeline=timeline(["Red \x1b[31m text"]), summary="Bell \x07", texts={FILE: "x"})
    async with shown(rude) as at:
        assert "\x1b" not in text_of(at.app)
        assert "Red ␛[31m text" in text_of(at.app)
        assert "Bell ␇" in text_of(at.app)


# --- levels ----------------------------------------------------------------------------------------------------------

LEVELS = ("easy", "middle", "hard")


def at_level(level: str) -> Preview:
    return replace(GOOD, timeline=timeline([f"{level} step"]), levels=LEVELS, level=level, watch=FakeWatch())


async def test_a_key_shows_the_next_level_and_after_the_last_the_first() -> None:
    async with shown(at_level("easy")) as at:
        seen = [at.text("heading")]
        for level in ("middle", "hard", "easy"):
            at.model.paper["plank"] = at_level(level)
            await at.pilot.press("l")
            await settled(at.pilot)
            seen.append(at.text("heading"))

        assert seen == [
            "Plank, level easy (1 of 3) · 0:45",
            "Plank, level middle (2 of 3) · 0:45",
            "Plank, level hard (3 of 3) · 0:45",
            "Plank, level easy (1 of 3) · 0:45",
        ]
        assert at.model.levels[-3:] == ["middle", "hard", "easy"]


async def test_the_session_starts_at_the_level_that_is_shown() -> None:
    async with shown(at_level("easy")) as at:
        at.model.paper["plank"] = at_level("middle")
        await at.pilot.press("l")
        await settled(at.pilot)
        await at.pilot.press("enter")
        await reach(at.pilot, PlayScreen)

        assert at.model.opened == ["plank at middle"]


async def test_without_levels_there_is_no_key_for_them() -> None:
    async with shown() as at:
        assert "Level" not in at.text("keys")


# --- editing and copying ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "preview, place",
    [
        (GOOD, (FILE, 0, 1)),
        (BROKEN, (FILE, 2, 1)),
        (replace(GOOD, problems=(TOO_LATE, NO_TIME), texts={FILE: MORE_TEXT}), (FILE, 3, 8)),
    ],
    ids=["nothing wrong", "broken", "the error, not the warning before it"],
)
async def test_the_editor_opens_at_the_first_problem(preview: Preview, place: tuple[str, int, int]) -> None:
    async with shown(preview) as at:
        await at.pilot.press("e")
        await settled(at.pilot)

        assert at.model.edited == [place]


async def test_the_editor_opens_at_the_step_that_is_read() -> None:
    """Nothing is wrong with it, and one has scrolled to something that one wants to change."""
    steps = tuple(
        replace(segment(index=index, title=f"Step {index}"), place=Place(FILE, 10 + 5 * index, 1, 9))
        for index in range(40)
    )
    paper = replace(GOOD, timeline=Timeline("plank", "Plank", None, steps, (a_cue(0.5, "Plank."),)))
    async with shown(paper) as at:
        at.paper.scroll_to(y=1, animate=False)
        await settled(at.pilot)
        await at.pilot.press("e")
        await settled(at.pilot)
        at.paper.scroll_to(y=8, animate=False)
        await settled(at.pilot)
        await at.pilot.press("e")
        await settled(at.pilot)

        assert at.model.edited == [(FILE, 10, 1), (FILE, 45, 1)]


async def test_what_was_edited_is_shown_when_the_editor_ends() -> None:
    async with shown(BROKEN) as at:

        def edit(file: str, line: int = 0, column: int = 1) -> None:
            at.model.paper["plank"] = replace(GOOD, watch=FakeWatch())

        at.model.edit = edit  # type: ignore[method-assign]
        await at.pilot.press("e")
        await settled(at.pilot)

        assert "Step 1" in text_of(at.app)
        assert at.text("news") == "Reloaded at 18:00:00: nothing wrong"


async def test_an_editor_that_fails_is_a_sentence_and_the_preview_comes_back() -> None:
    async with shown() as at:

        def edit(file: str, line: int = 0, column: int = 1) -> None:
            raise CoachError("The editor vi was ended by SIGKILL.")

        at.model.edit = edit  # type: ignore[method-assign]
        await at.pilot.press("e")
        await reach(at.pilot, SorryScreen)
        said = text_of(at.app)
        await at.pilot.press("space")
        await reach(at.pilot, PreviewScreen)

        assert "The editor vi was ended by SIGKILL." in said


async def test_what_came_with_coach_is_copied_first_where_that_is_wanted() -> None:
    async with shown(BUNDLED) as at:
        at.model.paper[f"/mine/{BUNDLED.file}"] = replace(GOOD, watch=FakeWatch())
        await at.pilot.press("e")
        await reach(at.pilot, OfferScreen)
        asked = " ".join(text_of(at.app).split())
        await at.pilot.press("1")
        await reach(at.pilot, PreviewScreen)
        await settled(at.pilot)

        assert "plank.toml came with Coach" in asked
        assert at.model.copied == [BUNDLED.file]
        assert at.model.edited == [(f"/mine/{BUNDLED.file}", 0, 1)]
        assert at.screen.routine == f"/mine/{BUNDLED.file}"


@pytest.mark.parametrize("key", ["2", "escape"])
async def test_what_came_with_coach_stays_where_no_copy_is_wanted(key: str) -> None:
    async with shown(BUNDLED) as at:
        await at.pilot.press("e")
        await reach(at.pilot, OfferScreen)
        await at.pilot.press(key)
        await reach(at.pilot, PreviewScreen)

        assert (at.model.copied, at.model.edited) == ([], [])


async def test_a_copy_is_shown_with_its_place_and_can_be_edited() -> None:
    async with shown(BUNDLED) as at:
        copied = f"/mine/{BUNDLED.file}"
        at.model.paper[copied] = replace(GOOD, file=copied, texts={copied: "good"}, watch=FakeWatch())
        offered = at.text("keys")
        await at.pilot.press("x")
        await settled(at.pilot)

        assert "x Copy" in offered
        assert at.text("news") == f"Copied to {copied}."
        assert "x Copy" not in at.text("keys")
        assert "e Edit" in at.text("keys")


async def test_a_copy_that_is_refused_is_a_sentence() -> None:
    async with shown(BUNDLED) as at:

        def copy(file: str) -> str:
            raise CoachError(f"{file} is there already, and stays as it is.")

        at.model.copy = copy  # type: ignore[method-assign]
        await at.pilot.press("x")
        await reach(at.pilot, SorryScreen)

        assert "is there already, and stays as it is." in " ".join(text_of(at.app).split())


# --- what is offered -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "preview, titles",
    [
        (GOOD, {"Start", "Edit"}),
        (BROKEN, {"Edit"}),
        (WARNED, {"Start", "Edit", "1 warning"}),
        (BUNDLED, {"Start", "Edit", "Copy"}),
        (replace(GOOD, levels=LEVELS), {"Start", "Edit", "Level"}),
        (replace(GOOD, refused="Another copy plays."), {"Edit"}),
        (Preview(None, file=FILE, unreadable="There is no file."), {"Edit"}),
        (Preview(None, file=FILE, unreadable="A folder.", editable=False), set()),
    ],
    ids=["good", "broken", "warned", "bundled", "levels", "refused", "gone", "a folder"],
)
async def test_palette_and_help_offer_what_is_possible(preview: Preview, titles: set[str]) -> None:
    always = {"Back", "Help", "Light or dark", "Quit"}
    async with shown(preview) as at:
        offered = {command.title for command in possible_commands(at.app.screen)}
        await at.pilot.press("question_mark")
        await reach(at.pilot, HelpScreen)
        help_text = text_of(at.app)

        assert offered == titles | always
        assert ("preview.copy" in help_text) == ("Copy" in titles)


# --- as it looks -----------------------------------------------------------------------------------------------------

LOOKS = {"problems": BROKEN, "warned": WARNED}


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("colour", ["", "-no-color"])
async def test_it_looks_as_it_was_approved(
    look: str, size: tuple[int, int], colour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without colour every character is the same."""
    if colour:
        monkeypatch.setenv("NO_COLOR", "1")
    async with shown(LOOKS[look], size) as at:
        if look == "warned":
            await at.pilot.press("w")
            await settled(at.pilot)

        assert_golden(at.app, f"preview-{look}-{size[0]}x{size[1]}")


def test_a_mistake_in_every_step_is_shown_some_times_and_then_counted() -> None:
    everywhere = tuple(replace(NO_KEY, place=Place(FILE, line, 1, 9)) for line in range(1, 61))

    lines = [line.text for line in problems_page(replace(BROKEN, problems=everywhere), 80)]

    assert len([line for line in lines if line.startswith("error[")]) == 4
    assert "the same on 56 more lines, up to line 60" in lines[-2]
