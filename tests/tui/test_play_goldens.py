"""The play screen as text at every size that it is made for; each golden was looked at."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.color import Color
from textual.strip import Strip

from coach.player.model import Command, Count, State, View
from coach.timeline.model import SegmentKind
from tests.tui.fakes import segment, view
from tests.tui.shots import assert_golden, text_of
from tests.tui.stage import HALTED, RUNNING, played

SIZES = [(60, 20), (80, 24), (120, 40)]

QUIET = {"side": None, "amount": "", "load": "", "effort": ""}

MOMENTS: dict[str, tuple[View, tuple[Command, ...]]] = {
    "hold": (view(), RUNNING),
    "long": (view(segment(seconds=3750.0), offset=0.0), RUNNING),
    "reps": (
        view(segment(SegmentKind.WORK, title="Spanish squat", seconds=24.0, amount="8 reps", reps=8, tempo="3-0-1-0"),
             offset=9.5, rep=3, count=Count("down", 2, 0.5)),
        RUNNING,
    ),
    "paced": (
        view(segment(SegmentKind.WORK, title="Heel raise", seconds=24.0, amount="8 reps", reps=8), offset=9.5, rep=3),
        RUNNING,
    ),
    "rest": (
        view(segment(SegmentKind.REST, seconds=60.0, go=2, **QUIET), offset=12.5),
        (*RUNNING, Command.LONGER),
    ),
    "ready": (
        view(segment(SegmentKind.READY, index=2, seconds=10.0, side=None), offset=2.5,
             then_go=segment(title="Spanish squat", side=None, set=1, sets=3, amount="6 reps", load="20 kg")),
        RUNNING,
    ),
    "switch": (view(segment(SegmentKind.SWITCH, index=4, seconds=10.0, side="right"), offset=2.5), RUNNING),
    "long-name": (view(segment(title="Six-minute fallback")), RUNNING),
    "waiting": (
        view(segment(SegmentKind.WAIT, title="Bulgarian split squat", seconds=24.0, estimated=True, amount="8 reps"),
             offset=41.2, counts_up=True, remaining=None, waiting_limit=92.0),
        (*RUNNING, Command.DONE, Command.KEEP),
    ),
    "counting-in": (
        view(segment(SegmentKind.SAY, title="Knee foundation", sets=1, seconds=6.0, go=None, **QUIET), offset=0.0,
             state=State.COUNTING_IN, lead_in=7.4),
        RUNNING,
    ),
    "paused": (view(state=State.PAUSED), HALTED),
    "offered": (
        view(state=State.OFFERED, lead_in=17.4, hurts=segment(), easier=segment(title="High wall sit")),
        (Command.EASE, Command.RESUME, Command.STOP),
    ),
    "hurt": (view(state=State.HURT), (Command.ANSWER_PAIN, Command.RESUME, Command.STOP)),
}  # fmt: skip


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("moment", MOMENTS)
async def test_the_play_screen_looks_as_it_was_approved(moment: str, size: tuple[int, int]) -> None:
    """The text of the whole screen is its golden's."""
    now, allowed = MOMENTS[moment]
    async with played(now, *allowed, size=size) as at:
        assert_golden(at.app, f"play-{moment}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_flash_looks_as_it_was_approved(size: tuple[int, int]) -> None:
    """The longest of the words."""
    async with played(view(), size=size) as at:
        await at.show(view(segment(SegmentKind.SWITCH, index=4, seconds=5.0, go=2), offset=0.01))

        assert_golden(at.app, f"play-flash-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_without_colour_the_text_is_the_same_and_no_colour_is_sent(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With NO_COLOR everything is still told, and what is written has no colour in it."""
    monkeypatch.setenv("NO_COLOR", "1")
    now, allowed = MOMENTS["paused"]
    async with played(now, *allowed, size=size) as at:
        assert_golden(at.app, f"play-paused-no-color-{size[0]}x{size[1]}")
        styles = [piece.style for strip in at.screen._compositor.render_strips() for piece in _filtered(at.app, strip)]

        assert all(style is None or (_none(style.color) and _none(style.bgcolor)) for style in styles)


def _filtered(app: App[int], strip: Strip) -> Strip:
    for one in app._filters:
        if one.enabled:
            strip = strip.apply_filter(one, Color(0, 0, 0))
    return strip


def _none(colour: object) -> bool:
    return colour is None or getattr(colour, "is_default", False)


async def test_it_is_still_right_at_200x50() -> None:
    """On a wide terminal the digits fill the height that is left, and no line is lost."""
    async with played(view(), size=(200, 50)) as at:
        shown = text_of(at.app)

        assert at.screen.query_one("#clock").size.height >= 22
        assert all(word in shown for word in ("Push your back", "Next: Wall sit", "Session", "space Pause"))
