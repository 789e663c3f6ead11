"""The play screen over a player that stands where the test puts it."""

from __future__ import annotations

from typing import Any

import pytest

from coach.player.model import Command, State
from coach.player.player import Player
from coach.testing import build_timeline, work
from coach.timeline.model import SegmentKind
from coach.tui.ports import Leaving
from coach.tui.screens.leave import LeaveScreen
from coach.tui.screens.play import NOTED
from coach.tui.shown import Appearance, Concern
from coach.tui.widgets.big import Flash
from coach.tui.widgets.menu import Menu
from coach.tui.widgets.scale import Scale
from tests.tui.fakes import FakeModel, segment, view
from tests.tui.shots import text_of
from tests.tui.stage import HALTED, NOT_YET, RUNNING, played

WAITING = {"counts_up": True, "remaining": None, "waiting_limit": 92.0}
CALLED = {**WAITING, "waiting_limit": 12.0}


def waiting(**changes: Any) -> Any:
    return view(segment(SegmentKind.WAIT, seconds=24.0, estimated=True), offset=41.2, **{**WAITING, **changes})


REST = segment(SegmentKind.REST, index=4, side=None, seconds=60.0, amount="", load="", effort="", go=2)


async def test_it_shows_step_side_set_time_caption_and_what_comes_next() -> None:
    """Everything that the issue lists can be read from the widgets."""
    async with played(view(rep=3, next_go=segment(title="Spanish squat", side="right", sets=1))) as at:
        shown = [at.text(name) for name in ("title", "place", "clock", "caption", "next")]

        assert shown == [
            "Wall sit",
            "left  set 2/5",
            "33",
            "“Push your back into the wall.”",
            "Next: Spanish squat, right side, 45 s, 10 kg",
        ]


async def test_the_caption_stays_until_the_next_one() -> None:
    """A caption is what the player says that it is, also when nothing is said any more."""
    async with played(view()) as at:
        await at.show(view(offset=30.0))
        stayed = at.text("caption")
        at.playing.caption = "Halfway."
        await at.show(view(offset=31.0))

        assert (stayed, at.text("caption")) == ("“Push your back into the wall.”", "“Halfway.”")


async def test_markup_in_a_name_is_shown_as_it_is_written() -> None:
    """Square brackets of a file are neither styles nor crashes."""
    async with played(view(segment(title="Plank [left] [/x]"))) as at:
        at.playing.caption = "Say [bold]this[/bold] [/nonsense]"
        await at.show(view(segment(title="Plank [left] [/x]"), offset=13.0))

        assert at.text("title") == "Plank [left] [/x]"
        assert at.text("caption") == "“Say [bold]this[/bold] [/nonsense]”"


@pytest.mark.parametrize(
    "key, allowed, sent",
    [
        ("space", RUNNING, Command.PAUSE),
        ("full_stop", RUNNING, Command.PAUSE),
        ("b", RUNNING, Command.PAUSE),
        ("pagedown", RUNNING, Command.SKIP),
        ("pagedown", (*RUNNING, Command.DONE), Command.DONE),
        ("pageup", RUNNING, Command.BACK),
        ("enter", (*RUNNING, Command.DONE), Command.DONE),
        ("n", RUNNING, Command.SKIP),
        ("p", RUNNING, Command.BACK),
        ("r", RUNNING, Command.REPEAT),
        ("h", RUNNING, Command.HURT),
        ("l", (*RUNNING, Command.LONGER), Command.LONGER),
        ("plus", (*RUNNING, Command.LONGER), Command.LONGER),
        ("right", (*RUNNING, Command.FORWARD), Command.FORWARD),
        ("left", (*RUNNING, Command.REWIND), Command.REWIND),
        ("k", (*RUNNING, Command.KEEP), Command.KEEP),
    ],
)
async def test_each_key_sends_its_command(key: str, allowed: tuple[Command, ...], sent: Command) -> None:
    """A key, also of a clicker, is one command."""
    now = view(REST) if sent is Command.LONGER else view()
    async with played(now, *allowed) as at:
        await at.pilot.press(key)

        assert at.playing.sent == [sent]


async def test_the_arrows_up_and_down_turn_the_music() -> None:
    async with played(view(), *RUNNING) as at:
        await at.pilot.press("up", "up", "down", "up")

        assert at.playing.turned == 2
        assert at.playing.sent == []


async def test_how_loud_the_music_was_turned_stands_under_the_clock_for_a_while() -> None:
    """It is heard only a moment later, and one would press on and on."""
    async with played(view(), *RUNNING) as at:
        await at.pilot.press("up")
        noted = at.text("caption")
        at.clock.advance(NOTED)
        await at.show(view(offset=31.0))

        assert (noted, at.text("caption")) == ("Music 1", "“Push your back into the wall.”")


@pytest.mark.parametrize("key", ["enter", "l", "k", "right", "left", "x", "7"])
async def test_a_key_that_is_not_possible_now_sends_nothing(key: str) -> None:
    """The player decides what is possible, and the keys follow it."""
    async with played(view(), *RUNNING) as at:
        await at.pilot.press(key)

        assert at.playing.sent == []


async def test_the_last_line_offers_only_what_is_possible_now() -> None:
    """Done is offered while something waits, a longer rest in a rest, and going on in a pause."""
    async with played(view(), *RUNNING) as at:
        offered = [at.footer()]
        await at.show(waiting(), *RUNNING, Command.DONE, Command.KEEP)
        offered.append(at.footer())
        await at.show(view(REST), *RUNNING, Command.LONGER)
        offered.append(at.footer())
        await at.show(view(state=State.PAUSED), *HALTED)
        offered.append(at.footer())

        assert offered == [
            "space Pause  n Next  p Back  h Hurts  q Leave  r Repeat  ? Help  ^p More",
            "space Pause  Enter Done  k Stay  n Next  p Back  h Hurts  q Leave  r Repeat  ? Help  ^p More",
            "space Pause  n Next  p Back  + Longer  h Hurts  q Leave  r Repeat  ? Help  ^p More",
            "Enter or 1–5 Choose  space Go on  q Leave  ? Help  ^p More",
        ]


async def test_a_segment_that_waits_says_so_and_names_the_key() -> None:
    """It counts up, names the key, and says when it goes on by itself."""
    async with played(waiting(), *RUNNING, Command.DONE, Command.KEEP) as at:
        shown = [at.text(name) for name in ("clock", "hint", "hint-details")]

        assert shown == ["41", "Enter when done", "It waits for you. Goes on in 1:32, k to stay."]


async def test_any_key_stays_after_the_last_call() -> None:
    """ "Any key to stay", says the voice; a key that means nothing else is any key."""
    async with played(waiting(waiting_limit=12.0), *RUNNING, Command.DONE, Command.KEEP) as at:
        await at.pilot.press("z")

        assert at.playing.sent == [Command.KEEP]


async def test_any_key_does_nothing_before_the_last_call() -> None:
    """A stray key is not an answer to a question that was not asked."""
    async with played(waiting(), *RUNNING, Command.DONE, Command.KEEP) as at:
        await at.pilot.press("z")

        assert at.playing.sent == []


@pytest.mark.parametrize(
    "before, after, word",
    [
        (segment(SegmentKind.READY, index=2, seconds=5.0), segment(), "GO"),
        (segment(), segment(SegmentKind.SWITCH, index=4, seconds=5.0, go=2), "SWITCH"),
        (segment(), REST, "END"),
        (REST, segment(index=5, go=2), "GO"),
        (segment(), segment(SegmentKind.RELAX, index=4, seconds=2.0), ""),
        (segment(), segment(SegmentKind.WAIT, index=4, seconds=0.0), ""),
        (REST, segment(SegmentKind.READY, index=5, seconds=5.0), ""),
    ],
)
async def test_go_switch_and_end_fill_the_screen_with_their_word(before: Any, after: Any, word: str) -> None:
    """The whole screen is the word for half a second; inside a go nothing flashes."""
    async with played(view(before, offset=1.0)) as at:
        await at.show(view(after, offset=0.01))
        flash = at.screen.query_one(Flash)

        assert (flash.word if flash.display else "") == word


async def test_the_flash_is_gone_after_half_a_second() -> None:
    """Its end is a redraw like any other."""
    async with played(view(REST, offset=59.9)) as at:
        await at.show(view(segment(index=5), offset=0.01))
        at.clock.advance(0.5)
        at.screen.paint()

        assert not at.screen.query_one(Flash).display


async def test_a_flash_covers_the_whole_screen_without_colour() -> None:
    """Most of the screen is filled with blocks, and no letter of what is behind shows."""
    async with played(view(REST, offset=59.9)) as at:
        await at.show(view(segment(index=5), offset=0.01))
        shown = text_of(at.app)

        assert shown.count("█") > 0.5 * 80 * 24
        assert "Session" not in shown


async def test_a_pause_offers_big_numbered_choices() -> None:
    """Each is chosen by its number, and what moves the playhead goes on there."""
    async with played(view(state=State.PAUSED), *HALTED) as at:
        await at.pilot.press("2")

        assert [choice.label for choice in at.screen.query_one("#menu").choices] == [  # type: ignore[attr-defined]
            "Go on", "Repeat set", "Skip", "That hurts", "Stop",
        ]  # fmt: skip
        assert at.playing.sent == [Command.REPEAT, Command.RESUME]


async def test_a_clicker_moves_through_the_choices_and_takes_one() -> None:
    """PageDown moves on, PageUp back, and the black-screen key chooses."""
    async with played(view(state=State.PAUSED), *HALTED) as at:
        await at.pilot.press("pagedown", "pagedown", "pagedown", "pageup", "full_stop")

        assert at.playing.sent == [Command.SKIP, Command.RESUME]


@pytest.mark.parametrize("key", ["space", "full_stop", "b", "enter", "1"])
async def test_the_key_that_pauses_also_goes_on(key: str) -> None:
    """In a pause the first choice is to go on, and every pause key takes it."""
    async with played(view(state=State.PAUSED), *HALTED) as at:
        await at.pilot.press(key)
        await at.pilot.pause()

        assert at.playing.sent == [Command.RESUME]


async def test_a_paused_rest_can_be_made_longer() -> None:
    """The player lengthens a rest that runs, so it goes on and is lengthened."""
    async with played(view(REST), *RUNNING, Command.LONGER) as at:
        await at.show(view(REST, state=State.PAUSED), *HALTED)
        await at.pilot.press("6")

        assert at.playing.sent == [Command.RESUME, Command.LONGER]


async def test_a_paused_rest_that_the_player_does_not_lengthen_is_not_offered_longer() -> None:
    """What is possible is the player's word."""
    async with played(view(REST), *RUNNING) as at:
        await at.show(view(REST, state=State.PAUSED), *HALTED)
        await at.pilot.press("6")

        assert at.playing.sent == []


@pytest.mark.parametrize("key, number", [("0", 0), ("3", 3), ("9", 9), ("t", 10)])
async def test_pain_is_one_key(key: str, number: int) -> None:
    """0 to 9 have their keys, and ten one of its own."""
    async with played(view(state=State.HURT), Command.ANSWER_PAIN, Command.RESUME, Command.STOP) as at:
        await at.pilot.press(key)

        assert at.playing.sent == [(Command.ANSWER_PAIN, number, False)]


async def test_a_pain_of_ten_is_filed_as_ten_also_when_it_is_typed() -> None:
    """A one alone is not sent at once; Enter with nothing marked sends nothing."""
    async with played(view(state=State.HURT), Command.ANSWER_PAIN, Command.RESUME, Command.STOP) as at:
        await at.pilot.press("enter", "1")
        before = list(at.playing.sent)
        await at.pilot.press("0")

        assert (before, at.playing.sent) == ([], [(Command.ANSWER_PAIN, 10, False)])


async def test_a_pain_that_waits_for_its_zero_is_forgotten_when_something_else_is_asked() -> None:
    """`n` asks what it is instead."""
    async with played(view(state=State.HURT), Command.ANSWER_PAIN, Command.RESUME, Command.STOP) as at:
        await at.pilot.press("1", "n")
        await at.pilot.pause()
        at.screen.query_one(Scale).settle()
        await at.pilot.pause()

        assert at.playing.sent == []


async def test_the_question_for_the_pain_names_the_step_that_it_is_about() -> None:
    """In a get-ready that can be the one before or the one ahead."""
    ready = segment(kind=SegmentKind.READY, title="Calf roll", go=None)
    async with played(view(ready, state=State.HURT, hurts=segment(title="Quad roll")), Command.ANSWER_PAIN) as at:
        assert at.text("place") == "at Quad roll"


async def test_sharp_pain_is_marked_before_its_number() -> None:
    """`s` ticks it, the number sends both."""
    async with played(view(state=State.HURT), Command.ANSWER_PAIN) as at:
        await at.pilot.press("s", "4")

        assert at.playing.sent == [(Command.ANSWER_PAIN, 4, True)]


OFFERED = view(state=State.OFFERED, lead_in=17.4, hurts=segment(), easier=segment(title="High wall sit"))


@pytest.mark.parametrize(
    ("keys", "command"),
    [("e", Command.EASE), ("n", Command.RESUME), ("space", Command.RESUME), ("enter", Command.EASE)],
)
async def test_something_easier_is_taken_or_turned_down_by_one_key(keys: str, command: Command) -> None:
    """The clicker's key takes what is marked."""
    async with played(OFFERED, Command.EASE, Command.RESUME, Command.STOP) as at:
        await at.pilot.press(keys)

        assert at.playing.sent == [command]


async def test_what_is_easier_is_named_with_the_time_that_is_left() -> None:
    async with played(OFFERED, Command.EASE, Command.RESUME, Command.STOP) as at:
        assert at.text("details") == "Wall sit is over. Without an answer it is left out, in 18 s."
        assert [choice.label for choice in at.screen.query_one(Menu).choices] == ["High wall sit", "Leave it out"]


async def test_what_is_not_the_knee_ends_the_session_with_its_sentence() -> None:
    """`n` lists what else it can be; a choice is reported and answered."""
    async with played(view(state=State.HURT), Command.ANSWER_PAIN) as at:
        await at.pilot.press("n", "1")
        await at.pilot.pause()

        assert at.session.reported == ["chest_pain_breathless_faint"]
        assert isinstance(at.app.outcome, Concern)


@pytest.mark.parametrize("key, how", [("1", Leaving.STOPPED), ("2", Leaving.KEPT), ("3", Leaving.THROWN_AWAY)])
async def test_q_asks_how_to_leave(key: str, how: Leaving) -> None:
    """It pauses meanwhile, and the answer is handed over."""
    async with played(view()) as at:
        await at.pilot.press("q")
        asked = isinstance(at.app.screen, LeaveScreen)
        await at.pilot.press(key)
        await at.pilot.pause()

        assert (asked, at.playing.sent, at.app.outcome) == (True, [Command.PAUSE], how)


@pytest.mark.parametrize("key", ["4", "escape", "q"])
async def test_q_can_be_taken_back(key: str) -> None:
    """Whoever stays goes on where the question paused it."""
    async with played(view(), *RUNNING, Command.RESUME) as at:
        await at.pilot.press("q", key)
        await at.pilot.pause()

        assert (at.playing.sent, at.app.outcome) == ([Command.PAUSE, Command.RESUME], NOT_YET)


async def test_trouble_is_said_as_long_as_it_lasts() -> None:
    """What is wrong is said on the screen as long as it is wrong."""
    async with played(view()) as at:
        before = at.screen.has_class("-trouble")
        at.playing.troubles = ("No sound device.", "The voice does not answer.")
        at.screen.paint()
        shown = at.text("trouble")
        at.playing.troubles = ()
        at.screen.paint()

        assert (before, shown, at.screen.has_class("-trouble")) == (
            False, "! No sound device.\n! The voice does not answer.", False,
        )  # fmt: skip


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_two_troubles_at_once_are_read_to_their_ends(size: tuple[int, int]) -> None:
    """A full disk and a silent voice: neither is cut off, and the clock and the keys stay."""
    async with played(view(), size=size) as at:
        at.playing.troubles = (
            "This session cannot be kept on disk: No space left on device. It goes on all the same.",
            "The voice does not answer. Until it speaks again there are tones, and the words on the screen.",
        )
        at.screen.paint()
        await at.pilot.pause()
        shown = " ".join(text_of(at.app).split())

        assert "It goes on all the same. " in shown
        assert "the words on the screen. " in shown
        assert "space Pause" in shown
        assert at.screen.query_one("#clock").region.height >= 3


async def test_the_end_says_its_word_and_hands_over() -> None:
    """A finished session flashes DONE before the screen goes."""
    async with played(view()) as at:
        await at.show(view(state=State.FINISHED, remaining=0.0))
        word = at.screen.query_one(Flash).word
        at.screen.leave(Leaving.FINISHED)
        await at.pilot.pause()

        assert (word, at.app.outcome) == ("DONE", Leaving.FINISHED)


async def test_a_terminal_that_is_too_small_says_so_and_every_key_works() -> None:
    """The sentence names what there is and what is needed; the time is still shown."""
    async with played(view(), size=(40, 10)) as at:
        await at.pilot.press("space")

        said = "This terminal is 40×10; Coach needs 60×20. The session goes on, and every key works."
        assert at.text("too-small") == said
        assert at.screen.query_one("#too-small").display
        assert at.screen.query_one("#clock").size.height >= 1
        assert at.playing.sent == [Command.PAUSE]


async def test_keys_are_remapped_by_their_id_and_space_still_pauses() -> None:
    """The settings name a binding's id; nothing takes space away from the pause."""
    model = FakeModel(appearance=Appearance(keymap={"play.done": "d,space", "play.pause": "z"}))
    async with played(view(), *RUNNING, Command.DONE, model=model) as at:
        await at.pilot.press("d", "enter", "z", "space")

        assert at.playing.sent == [Command.DONE, Command.PAUSE, Command.PAUSE]


async def test_remapped_keys_keep_their_place_in_the_last_line() -> None:
    """What is needed most comes first, whatever its key."""
    model = FakeModel(appearance=Appearance(keymap={"play.pause": "z", "play.next": "x"}))
    async with played(view(), model=model) as at:
        assert at.footer().startswith("space Pause  x Next  p Back  h Hurts")


async def test_nothing_is_redrawn_while_nothing_changes() -> None:
    """Waking the screen without news within a calm spell paints nothing."""
    async with played(view()) as at:
        painted = at.screen._painted
        await at.show(view(offset=12.1), later=0.1)

        assert at.screen._painted == painted


async def test_a_new_segment_is_shown_at_once() -> None:
    """What begins is never late, however calm the screen is."""
    async with played(view()) as at:
        await at.show(view(REST, offset=0.0), later=0.1)

        assert at.text("title") == "Rest"


async def test_outside_the_last_ten_seconds_it_is_painted_twice_a_second_at_most() -> None:
    """However often the player's thread wakes it, with a caption that changes three times a second."""
    rest = segment(SegmentKind.REST, index=4, seconds=60.0, go=2)
    async with played(view(rest, offset=0.0)) as at:
        moments: list[float] = []
        began = at.clock.monotonic()
        for wake in range(1, 400):  # 40 s at ten a second
            at.playing.caption = f"Words {wake // 3}."
            painted = at.screen._painted
            at.playing.now = view(rest, offset=wake / 10)
            at.clock.advance(0.1)
            at.screen.tick()
            at.screen.wake()
            if at.screen._painted != painted:
                moments.append(at.screen._painted - began)
        # Ticks fall on whole seconds, where a sum of tenths is a hair early or late: windows begin between them.
        seconds = [sum(start <= moment - 0.25 < start + 1 for moment in moments) for start in range(39)]

        assert max(seconds) == 2


async def test_a_tempo_is_painted_when_its_count_changes_and_twice_a_second_at_most() -> None:
    """A repetition of 4.5 s shifts its counts by half a second against the clock."""
    starts = tuple(4.5 * rep for rep in range(8))
    squat = segment(
        SegmentKind.WORK, seconds=36.0, reps=8, rep_starts=starts, phases=((0.0, "down"), (3.0, "hold"), (3.5, "up"))
    )
    player = Player(build_timeline(work(36.0, reps=8, rep_starts=starts, phases=squat.phases)), 0.0)
    player.send(Command.START, 0.0)
    async with played(player.view(0.0)) as at:
        began, moments, shown = at.clock.monotonic(), [0.0], set()
        for turn in range(1, 500):  # 25 s at twenty a second
            at.playing.now = player.view(turn / 20)
            at.clock.advance(0.05)
            at.screen.tick()
            shown.add(at.text("hint"))
            if at.screen._painted - began != moments[-1]:
                moments.append(at.screen._painted - began)
        seconds = [sum(start <= moment - 0.2 < start + 1 for moment in moments) for start in range(24)]

        assert {"rep 1/8  down 3", "rep 2/8  hold 1", "rep 3/8  up 1"} <= shown
        assert max(seconds) == 2


async def test_in_the_last_ten_seconds_nothing_waits() -> None:
    """Every wake is a picture then."""
    rest = segment(SegmentKind.REST, index=4, seconds=60.0, go=2)
    async with played(view(rest, offset=51.0)) as at:
        at.playing.caption = "Next: squat."
        await at.show(view(rest, offset=51.1), later=0.1)

        assert at.text("caption") == "“Next: squat.”"


async def test_a_go_that_is_repeated_in_a_pause_says_go_again() -> None:
    """The screen follows where the playhead is moved while nothing plays."""
    ready = segment(SegmentKind.READY, index=2, seconds=5.0)
    async with played(view(segment(index=3))) as at:
        await at.show(view(segment(index=3), state=State.PAUSED), *HALTED)
        await at.show(view(ready, offset=1.0, state=State.PAUSED))
        await at.show(view(ready, offset=1.0), *RUNNING)
        silent = at.screen.query_one(Flash).display
        await at.show(view(segment(index=3), offset=0.0))

        assert (silent, at.screen.query_one(Flash).word) == (False, "GO")


async def test_a_go_that_goes_on_after_a_lead_in_says_go() -> None:
    """Its lead-in ends like any other."""
    async with played(view(state=State.RESUMING, lead_in=0.4)) as at:
        await at.show(view())

        assert at.screen.query_one(Flash).word == "GO"


async def test_a_pause_says_that_its_number_is_time_left() -> None:
    """The title is the word alone."""
    async with played(view(state=State.PAUSED), *HALTED) as at:
        assert (at.text("title"), at.text("details")) == ("Paused", "33 s left · Wall sit")


@pytest.mark.parametrize("size, rows", [((60, 20), 6), ((80, 24), 6), ((120, 40), 6)])
async def test_a_long_name_has_two_lines_of_big_letters(size: tuple[int, int], rows: int) -> None:
    """It is not read from three metres in the letters of the terminal."""
    async with played(view(segment(title="Wall sit on one leg")), size=size) as at:
        title = at.screen.query_one("#title")
        drawn = str(title.render())

        assert title.size.height == rows
        assert "wall" not in drawn.lower()
        assert any(mark in drawn for mark in "█▀▄")
        assert at.screen.query_one("#clock").size.height >= 5


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
@pytest.mark.parametrize("now", [waiting(), view(REST), view()], ids=["waiting", "rest", "hold"])
async def test_the_keys_that_are_needed_most_always_fit(size: tuple[int, int], now: Any) -> None:
    """What is rarer makes room."""
    possible = {*RUNNING, *((Command.DONE, Command.KEEP) if now.counts_up else (Command.LONGER,))}
    async with played(now, *possible, size=size) as at:
        line = text_of(at.app).splitlines()[-1]

        needed = ["space Pause", "n Next", "h Hurts", "q Leave", "? Help"]
        needed += ["Enter Done"] if now.counts_up else []
        assert [one for one in needed if one not in line] == []


async def test_a_rest_alone_can_be_made_longer() -> None:
    """Getting ready is no rest, whatever the player could do."""
    async with played(view(segment(SegmentKind.READY, seconds=5.0)), *RUNNING, Command.LONGER) as at:
        await at.pilot.press("l")

        assert at.playing.sent == []
        assert "Longer" not in at.footer()
