"""Single keys: what terminals send, what it means, and what a key does in each situation."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.checkin.flags import Tier
from coach.cli.keyboard import keys_in
from coach.cli.keypad import Ending, Keypad, legend
from coach.desk.keymap import character, display, play_keys
from coach.player.model import State
from coach.sound.music import STEP
from tests.desk.stage import SETTINGS, Stage
from tests.sound.files import sine, write


@pytest.mark.parametrize(
    "data, keys",
    [
        (b"h7", ["h", "7"]),
        (b" \r\n", ["space", "enter", "enter"]),
        (b"\x1b[5~\x1b[6~n", ["pageup", "pagedown", "n"]),
        (b"\x1b[C\x1bOD", ["right", "left"]),
        (b"\x1b", ["escape"]),
        (b"\x1b[1;5Cx", ["escape", "x"]),
        (b"\x1b[15~\x1bOP", ["f5", "f1"]),
        (b"\x01\x7f\t", ["ctrl+a", "backspace", "tab"]),
        (b"\x1b[", ["escape"]),
        ("ü€".encode(), ["ü", "€"]),
        (b"\xff\xfe", ["\ufffd", "\ufffd"]),
        (b"", []),
    ],
)
def test_what_a_terminal_sends_is_taken_apart_into_keys(data: bytes, keys: list[str]) -> None:
    assert keys_in(data) == keys


class Pressed:
    """A session ten seconds into its first hold, and a keypad for it."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.performance = stage.open()
        stage.play(self.performance, 11)
        self.said: list[str] = []
        self.keypad = Keypad(self.performance, self.said.append)

    def press(self, *keys: str) -> Ending | Tier | None:
        """Press keys in a row, and let the player follow after the last."""
        end = None
        for key in keys:
            end = self.keypad.press(key)
        self.stage.play(self.performance, 0.25)
        return end

    @property
    def state(self) -> State:
        return self.performance.view().state

    @property
    def pains(self) -> list[tuple[object, object]]:
        assert self.performance.writer is not None
        events = self.performance.writer.journal().events
        return [(event.details["value"], event.details["sharp"]) for event in events if "sharp" in event.details]


@pytest.fixture
def keys(tmp_path: Path) -> Pressed:
    return Pressed(Stage(tmp_path / "home"))


@pytest.mark.parametrize("key", ["space", ".", "b"])
def test_space_and_the_clickers_black_key_pause_and_go_on(key: str, keys: Pressed) -> None:
    keys.press(key)
    paused = keys.state
    keys.press(key)

    assert (paused, keys.state) == (State.PAUSED, State.RESUMING)


@pytest.mark.parametrize("key", ["n", "pagedown", "enter"])
def test_the_next_keys_end_the_hold(key: str, keys: Pressed) -> None:
    keys.press(key)

    segment = keys.performance.view().segment
    assert segment is not None
    assert segment.kind.value == "rest"


@pytest.mark.parametrize("key", ["x", "escape", "7", "t", "s"])
def test_a_key_that_means_nothing_does_nothing(key: str, keys: Pressed) -> None:
    assert keys.press(key) is None

    assert (keys.state, keys.said) == (State.PLAYING, [])


@pytest.mark.parametrize(
    "pressed, pain", [(["3"], (3, False)), (["t"], (10, False)), (["s", "2"], (2, True)), (["s", "s", "2"], (2, False))]
)
def test_a_pain_is_told_in_one_go_or_after_a_while(
    pressed: list[str], pain: tuple[int, bool], keys: Pressed, tmp_path: Path
) -> None:
    keys.press("h", *pressed)
    slowly = Pressed(Stage(tmp_path / "slowly"))
    for key in ("h", *pressed):
        slowly.press(key)

    assert keys.pains == slowly.pains == [pain]


def test_what_is_not_the_knee_ends_the_session_with_its_tier(keys: Pressed) -> None:
    assert keys.press("h", "n", "1") is Tier.EMERGENCY

    assert keys.said[0].startswith("What is it? 1 chest pain")


def test_it_is_the_knee_after_all(keys: Pressed) -> None:
    assert keys.press("h", "n", "x") is None
    keys.press("4")

    assert keys.pains == [(4, False)]


def test_leaving_pauses_and_asks(keys: Pressed) -> None:
    keys.press("q")

    assert keys.state is State.PAUSED
    assert keys.said == [
        "Leave this session? 1 finish here and check in, 2 keep it for later, 3 throw it away; any other key goes on"
    ]


@pytest.mark.parametrize("key, ending", [("1", Ending.FINISHED), ("2", Ending.KEPT), ("3", Ending.THROWN_AWAY)])
def test_each_way_to_leave_has_its_number(key: str, ending: Ending, keys: Pressed) -> None:
    assert keys.press("q", key) is ending


def test_another_key_goes_on_only_where_it_played_before(keys: Pressed) -> None:
    keys.press("q")
    keys.press("x")
    went_on = keys.state
    keys.stage.play(keys.performance, 5)
    keys.press("space")
    keys.press("q", "x")

    assert (went_on, keys.state) == (State.RESUMING, State.PAUSED)


def test_the_arrows_up_and_down_turn_the_music(tmp_path: Path) -> None:
    song = write(tmp_path / "song.wav", sine(1.0))
    keys = Pressed(Stage(tmp_path / "home", settings=f"{SETTINGS}[music]\npath = '{song}'\n"))
    keys.press("down", "down", "up")

    assert keys.stage.desk.bed is not None
    assert keys.stage.desk.bed.turned == -STEP
    assert keys.said == ["Music 35 %", "Music 25 %", "Music 35 %"]


def test_where_the_music_goes_no_louder_it_is_said(tmp_path: Path) -> None:
    song = write(tmp_path / "song.wav", sine(1.0))
    keys = Pressed(Stage(tmp_path / "home", settings=f"{SETTINGS}[music]\npath = '{song}'\n"))
    keys.press("up", "up", "up")

    assert keys.said[1:] == ["Music 100 %", "Music 100 %, as loud as it goes"]


def test_without_music_the_same_keys_do_nothing(keys: Pressed) -> None:
    keys.press("up", "down")

    assert keys.state is State.PLAYING


# --- remapped --------------------------------------------------------------------------------------------------------


def remapped(keys: Pressed, keymap: dict[str, str]) -> Pressed:
    """The same session with the keys of some settings."""
    keys.keypad = Keypad(keys.performance, keys.said.append, play_keys(keymap).ids)
    return keys


@pytest.mark.parametrize(
    "keymap, key, state",
    [
        ({"play.pause": "z"}, "z", State.PAUSED),
        ({"play.pause": "z"}, "space", State.PAUSED),
        ({"play.pause": "question_mark"}, "?", State.PLAYING),  # the key of the help, on every screen
        ({"play.pause": "f5"}, "f5", State.PAUSED),
        ({"play.pause": "less_than_sign"}, "<", State.PAUSED),
        ({"play.hurt": "minus"}, "-", State.HURT),
        ({"play.hurt": "minus"}, "h", State.PLAYING),
        ({"play.next": "h"}, "h", State.HURT),  # it is taken
    ],
)
def test_keys_of_the_settings_hold_without_a_screen_too(
    keymap: dict[str, str], key: str, state: State, keys: Pressed
) -> None:
    remapped(keys, keymap).press(key)

    assert keys.state is state


def test_leaving_has_the_key_of_the_settings(keys: Pressed) -> None:
    remapped(keys, {"play.leave": "x"}).press("q")
    before = list(keys.said)

    assert keys.press("x", "2") is Ending.KEPT
    assert before == []


def test_the_line_of_keys_names_those_of_the_music_where_there_is_some() -> None:
    shown = play_keys({}).shown

    assert "↑ and ↓ music louder and softer" in legend(shown, music=True)
    assert "music" not in legend(shown)


def test_the_line_of_keys_names_those_of_the_settings() -> None:
    line = legend(play_keys({"play.done": "d", "play.longer": "ctrl+n", "play.pause": "z"}).shown)

    assert line.startswith("Keys: space pause and go on, d done, n next")
    assert "^n longer rest" in line


@pytest.mark.parametrize(
    "key, character_of, shown",
    [
        ("full_stop", ".", "."),
        ("space", "space", "space"),
        ("tab", "tab", "Tab"),
        ("escape", "escape", "Esc"),
        ("f12", "f12", "F12"),
        ("ctrl+p", "ctrl+p", "^p"),
        ("slash", "/", "/"),
        ("asterisk", "*", "*"),
        ("right", "right", "→"),
        ("ü", "ü", "ü"),
        ("no_such_key", "no_such_key", "no_such_key"),
    ],
)
def test_a_key_has_a_name_a_character_and_a_way_to_be_written(key: str, character_of: str, shown: str) -> None:
    assert (character(key), display(key)) == (character_of, shown)


def test_e_takes_the_easier_exercise_that_is_offered(keys: Pressed) -> None:
    keys.press("h")
    keys.press("7")
    offered = keys.state

    keys.press("e")

    assert (offered, keys.state) == (State.OFFERED, State.RESUMING)
    assert keys.performance.timeline.segments[-1].exercise == "wall-sit-shallow"


@pytest.mark.parametrize("key", ["n", "space", "enter"])
def test_any_key_that_goes_on_leaves_the_step_out(key: str, keys: Pressed) -> None:
    keys.press("h")
    keys.press("7")

    keys.press(key)

    assert keys.state is State.FINISHED
    assert keys.performance.timeline.segments[-1].exercise == "wall-sit"


def test_a_session_can_be_left_while_something_easier_is_offered(keys: Pressed) -> None:
    keys.press("h")
    keys.press("7")

    assert keys.press("q", "1") is Ending.FINISHED
