"""The whole product of states and commands, written out here and not read from the code."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.errors import IllegalCommandError
from coach.player.model import Command, State
from coach.player.player import Player
from coach.testing import build_timeline, countdown, hold, ready, rest, say, work

# In the second rest of 30 s, 5 s in: everything lies on both sides.
TIMELINE = build_timeline(
    say(4),
    ready(8, *countdown(8), step="a"),
    hold(30, step="a"),
    rest(30, *countdown(30), step="a"),
    hold(30, step="a"),
    rest(30, *countdown(30), step="b"),
    work(40, step="b"),
    rest(20, *countdown(20), step="c"),
    hold(20, step="c"),
    say(3),
)
# What could be gone on with after pain in that rest: another set of what hurt, as something easier.
EASIER = replace(
    TIMELINE,
    segments=tuple(replace(one, step="a", exercise="easier") if one.go == 3 else one for one in TIMELINE.segments),
)
IN_THE_REST = 4 + 8 + 30 + 30 + 30 + 5

COMMANDS = (
    Command.START,
    Command.PAUSE,
    Command.RESUME,
    Command.DONE,
    Command.SKIP,
    Command.BACK,
    Command.REPEAT,
    Command.FORWARD,
    Command.REWIND,
    Command.LONGER,
    Command.KEEP,
    Command.HURT,
    Command.ANSWER_PAIN,
    Command.STOP,
    Command.SLEPT,
    Command.EASE,
)

# One column for each of COMMANDS; "-" is illegal, else the state that the command leads to from that place.
TABLE = {
    #                     strt paus resu done skip back rept forw rewd lngr keep hurt answ stop slpt ease
    State.IDLE: "         C    -    -    -    -    -    -    -    -    -    -    -    -    S    -    -",
    State.COUNTING_IN: "  -    A    -    -    P    -    -    -    -    -    -    H    -    S    A    -",
    State.PLAYING: "      -    A    -    -    P    P    P    P    P    P    -    H    -    S    A    -",
    State.PAUSED: "       -    -    P    -    A    A    A    A    A    -    -    H    -    S    -    -",
    State.HURT: "         -    -    P    -    -    -    -    -    -    -    -    -    R    S    -    -",
    State.OFFERED: "      -    -    R    -    -    -    -    -    -    -    -    -    -    S    -    R",
    State.RESUMING: "     -    A    -    -    P    P    P    P    P    -    -    H    -    S    A    -",
    State.FINISHED: "     -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -",
    State.STOPPED: "      -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -",
}
LETTERS = {
    "C": State.COUNTING_IN,
    "P": State.PLAYING,
    "A": State.PAUSED,
    "H": State.HURT,
    "O": State.OFFERED,
    "R": State.RESUMING,
    "S": State.STOPPED,
}


def player_in(state: State) -> tuple[Player, float]:
    """Return a player in a state, and the moment: in the second rest, in the second hold where it resumes."""
    player = Player(TIMELINE, start_in=10.0)
    if state is State.IDLE:
        return player, 0.0
    player.send(Command.START, 0.0)
    if state is State.COUNTING_IN:
        player.advance(4.0)
        return player, 4.0
    now = 10.0 + IN_THE_REST
    if state is State.RESUMING:
        now -= 15.0
        player.send(Command.PAUSE, now)
        player.send(Command.RESUME, now)
    player.advance(now)
    if state is State.PAUSED:
        player.send(Command.PAUSE, now)
    if state in (State.HURT, State.OFFERED):
        player.send(Command.HURT, now)
    if state is State.OFFERED:
        player.offer(EASIER)
        player.send(Command.ANSWER_PAIN, now, 7)
    if state is State.STOPPED:
        player.send(Command.STOP, now)
    if state is State.FINISHED:
        now = 1000.0
        player.advance(now)
    assert player.state is state
    return player, now


PRODUCT = [
    pytest.param(state, command, letter, id=f"{state.value}-{command.value}")
    for state, row in TABLE.items()
    for command, letter in zip(COMMANDS, row.split(), strict=True)
]


def test_the_table_has_every_state_and_command() -> None:
    """Nothing of the product is left out of the test."""
    assert set(State) == set(TABLE)
    assert set(Command) == set(COMMANDS)
    assert len(COMMANDS) == len(Command)


@pytest.mark.parametrize("state, command, letter", PRODUCT)
def test_every_command_in_every_state(state: State, command: Command, letter: str) -> None:
    """A legal command leads to its state; an illegal one raises and changes nothing."""
    player, now = player_in(state)
    view, playhead = player.view(now), player.playhead
    value = 3 if command is Command.ANSWER_PAIN else None

    if letter == "-":
        assert not player.allows(command)
        with pytest.raises(IllegalCommandError, match=command.value):
            player.send(command, now + 1, value)
        assert player.view(now) == view
        assert player.playhead == playhead
    else:
        assert player.allows(command)
        player.send(command, now, value)
        assert player.state is LETTERS[letter]
