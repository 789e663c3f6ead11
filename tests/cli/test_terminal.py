"""`coach play` at a terminal: single keys without a screen, the check-in typed, and what a signal leaves behind."""

from __future__ import annotations

import signal
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import LONG, SHORT, SILENT, coach, settle_in, terminal, write_routine

if sys.platform == "win32":  # spelt out, so that mypy sees it
    pytest.skip("there are no pseudo-terminals on this platform", allow_module_level=True)

ON_SCREEN = ["--voice", "none", "--mute"]


@pytest.fixture
def home(coach_home: Path) -> Path:
    settle_in(coach_home)
    return coach_home


def records(home: Path) -> list[dict[str, Any]]:
    """Return the records, the earliest first: the names of files tell that for those of unlike seconds only."""
    found = [tomllib.loads(path.read_text("utf-8")) for path in home.glob("sessions/*.toml")]
    return sorted(found, key=lambda record: record["started"])


def journals(home: Path) -> list[Path]:
    return sorted(home.glob("state/journal/*.toml"))


# --- lines and single keys -------------------------------------------------------------------------------------------


def test_space_pauses_and_goes_on_and_n_goes_to_the_end(home: Path, tmp_path: Path) -> None:
    with terminal("play", write_routine(tmp_path, LONG), *SILENT, "--no-checkin") as at:
        at.until("hold")
        at.press(" ")
        at.until("paused; space goes on")
        at.press(" ")
        at.until("going on")
        at.press("n")
        at.until("done")

        assert at.end() == 0
    assert [record["outcome"] for record in records(home)] == ["finished"]


def test_a_pain_is_answered_by_its_number(home: Path, tmp_path: Path) -> None:
    with terminal("play", write_routine(tmp_path, LONG), *SILENT, "--no-checkin") as at:
        at.until("hold")
        at.press("h")
        at.until("how bad is the knee")
        at.press("3")
        at.until("pain 3")
        at.press("n")

        assert at.end() == 0
    assert [pain["number"] for pain in records(home)[0]["pain"]] == [3]


def test_keys_that_are_pressed_at_once_all_count(home: Path, tmp_path: Path) -> None:
    """h and 7 in one go: over 5 leaves the step out, and with its only step the session ends."""
    with terminal("play", write_routine(tmp_path, LONG), *SILENT, "--no-checkin") as at:
        at.until("hold")
        at.press("h7")
        at.until("pain 7")

        assert at.end() == 0
    assert [pain["number"] for pain in records(home)[0]["pain"]] == [7]


def test_chest_pain_ends_the_session_without_a_checkin(home: Path, tmp_path: Path) -> None:
    with terminal("play", write_routine(tmp_path, LONG), *SILENT) as at:
        at.until("hold")
        at.press("hn1")
        at.until("*** Stop now. This can be an emergency. Call your local emergency number. ***")
        at.until("Enter when you have read this.")
        at.press("\n")

        assert at.end() == 0
        assert "a few questions" not in at.seen
    (record,) = records(home)
    assert (record["outcome"], record["worries"]) == ("stopped", ["chest_pain_breathless_faint"])
    assert record["response"]["tier"] == "emergency"
    assert journals(home) == []


def test_a_painful_calf_ends_the_session_and_the_checkin_follows(home: Path, tmp_path: Path) -> None:
    with terminal("play", write_routine(tmp_path, LONG), *SILENT) as at:
        at.until("hold")
        at.press("hn2")
        at.until("*** Please stop. Get medical advice today, before any more exercise. ***")
        at.until("Worst knee pain in that session")
        for answer in ("1", "1", "1", "n", "3", "0"):
            at.press(f"{answer}\n")

        assert at.end() == 0
    (record,) = records(home)
    assert (record["worries"], record["after"]["during"]) == (["calf_pain_swelling"], 1)
    assert (record["response"]["kind"], record["response"]["tier"]) == ("STOP_SEEK", "same_day")


def test_an_emergency_typed_by_mistake_can_be_taken_back(home: Path, tmp_path: Path) -> None:
    with terminal("play", write_routine(tmp_path), *SILENT) as at:
        at.until("Worst knee pain")
        for answer in ("1", "1", "1", "n", "3", "1"):
            at.press(f"{answer}\n")
        at.until("*** Stop now. This can be an emergency. Call your local emergency number. ***")
        at.press("<\n")
        at.until("1 [x]")
        at.press("0\n")

        assert at.end() == 0
    assert records(home)[0]["after"]["flags"] == []


def test_a_lower_answer_than_in_the_session_is_read_back(home: Path, tmp_path: Path) -> None:
    with terminal("play", write_routine(tmp_path, LONG), *SILENT) as at:
        at.until("hold")
        at.press("h7")
        at.until("You said 7 in the session, at Plank.")
        at.until("Enter for 7")
        at.press("3\n")
        at.until("You said 7 in the session, at Plank: that counts.")
        for answer in ("1", "1", "n", "3", "0"):
            at.press(f"{answer}\n")

        assert at.end() == 0
    (record,) = records(home)
    assert (record["after"]["during"], record["response"]["rule"]) == (3, "R8")


@pytest.mark.parametrize(
    "key, words, outcomes, kept",
    [("1", "stopped", ["stopped"], 0), ("2", "Kept for later", [], 1), ("3", "", [], 0)],
    ids=["finish here", "keep", "throw away"],
)
def test_q_asks_how_to_leave(key: str, words: str, outcomes: list[str], kept: int, home: Path, tmp_path: Path) -> None:
    with terminal("play", write_routine(tmp_path, LONG), *SILENT, "--no-checkin") as at:
        at.until("hold")
        at.press("q")
        at.until("1 finish here and check in, 2 keep it for later, 3 throw it away; any other key goes on")
        at.press(key)
        at.until(words)

        assert at.end() == 0
    assert [record["outcome"] for record in records(home)] == outcomes
    assert len(journals(home)) == kept


def test_after_q_any_other_key_goes_on(home: Path, tmp_path: Path) -> None:
    with terminal("play", write_routine(tmp_path, LONG), *SILENT, "--no-checkin") as at:
        at.until("hold")
        at.press("q")
        at.until("Leave this session?")
        at.press("x")
        at.until("going on")
        at.press("q1")

        assert at.end() == 0


def test_the_checkin_is_typed_line_by_line(home: Path, tmp_path: Path) -> None:
    """11, -1, words and a bare Enter are no answers; s skips, < goes back, and the end of the input leaves the rest."""
    with terminal("play", write_routine(tmp_path), *SILENT) as at:
        at.until("Worst knee pain")
        for wrong in ("11", "-1", "a lot"):
            at.press(f"{wrong}\n")
            at.until(f"“{wrong}”: That is not a whole number from 0 to 10.")
        at.press("\n")
        at.until("That is not a whole number")
        at.press("t\n")
        at.until("Knee pain now")
        at.press("<\n")
        at.until("Worst knee pain")
        at.press("2\n")
        at.until("Knee pain now")
        at.press("s\n")
        at.until("Muscle soreness")
        at.press("\x04")
        at.until("The check-in stays open; `coach checkin` goes on with it.")

        assert at.end() == 0
    assert len(journals(home)) == 1


def test_a_checkin_that_was_broken_off_is_gone_on_with_at_the_next_start(home: Path, tmp_path: Path) -> None:
    routine = write_routine(tmp_path)
    coach("play", routine, *SILENT, typed="4\n")

    with terminal("play", routine, *SILENT, "--no-checkin") as at:
        at.until("The check-in of Tiny (today ")
        at.until("is still open.")
        at.until("Answer it first? y, n (not at all), or l (later)")
        at.press("y\n")
        at.until("Knee pain now")
        for answer in ("1", "1", "n", "1", "3", "0"):
            at.press(f"{answer}\n")
        at.until("R16")
        at.until("done")

        assert at.end() == 0
    answered, played = records(home)
    assert (answered["after"]["during"], answered["after"]["after"]) == (4, 1)
    assert "after" not in played
    assert journals(home) == []


def test_a_checkin_that_is_turned_down_is_not_offered_again(home: Path, tmp_path: Path) -> None:
    routine = write_routine(tmp_path)
    coach("play", routine, *SILENT, typed="4\n")

    with terminal("play", routine, *SILENT, "--no-checkin") as at:
        at.until("n (not at all)")
        at.press("n\n")
        at.until("done")
        at.end()

    again = coach("play", routine, *SILENT, "--no-checkin")
    assert "still open" not in again.stderr
    assert [record.get("after", {}).get("during") for record in records(home)] == [4, None, None]


@pytest.mark.parametrize(
    "key, begins, outcomes", [("y", "Kept", ["finished"]), ("n", "Tiny", ["finished"]), ("d", "Tiny", 2 * ["finished"])]
)
def test_a_session_that_was_kept_is_offered_before_another_begins(
    key: str, begins: str, outcomes: list[str], home: Path, tmp_path: Path
) -> None:
    kept = SHORT.replace("Tiny", "Kept").replace("1 s", "3 s")
    with terminal("play", write_routine(tmp_path, kept), *SILENT, "--no-checkin") as at:
        at.until("hold")
        at.process.kill()
        at.end()

    with terminal("play", write_routine(tmp_path), *SILENT, "--no-checkin") as at:
        at.until("A session of Kept (today ")
        at.until("d (it is over)")
        at.press(f"{key}\n")
        at.until(f"{begins}: ")
        at.until("done")

        assert at.end() == 0
    ends = [record["outcome"] for record in records(home)]
    assert ends == ["interrupted" if key == "d" and not number else end for number, end in enumerate(outcomes)]
    assert len(journals(home)) == (1 if key == "n" else 0)


def test_the_first_run_text_waits_for_enter_and_comes_once(home: Path, tmp_path: Path) -> None:
    (home / "profile.toml").unlink()
    routine = write_routine(tmp_path)
    with terminal("play", routine, *SILENT, "--no-checkin") as at:
        at.until("Enter when you have read this.")
        at.press("\n")
        at.until("done")
        at.end()

    again = coach("play", routine, *SILENT, "--no-checkin")

    assert again.stdout.startswith("Tiny")


@pytest.mark.parametrize("number, status", [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_gives_the_terminal_back_as_it_was(
    number: signal.Signals, status: int, home: Path, tmp_path: Path
) -> None:
    with terminal("play", write_routine(tmp_path, LONG), *SILENT) as at:
        before = at.modes
        at.until("hold")
        at.process.send_signal(number)
        at.until("Kept for later")

        assert at.end() == status
        assert at.modes == before
    assert len(journals(home)) == 1


def test_a_terminal_that_is_taken_away_keeps_the_session(home: Path, tmp_path: Path) -> None:
    with terminal("play", write_routine(tmp_path, LONG), *SILENT) as at:
        at.until("hold")

        assert at.hang_up() == 143
    assert len(journals(home)) == 1


@pytest.mark.parametrize(
    "size", [{"columns": 15, "lines": 4}, {"term": "dumb"}], ids=["15 columns and 4 lines", "TERM=dumb"]
)
def test_where_nothing_can_be_drawn_there_are_lines(size: dict[str, Any], home: Path, tmp_path: Path) -> None:
    with terminal("play", write_routine(tmp_path), *ON_SCREEN, "--no-checkin", **size) as at:
        at.until("hold 1 s")

        assert at.end() == 0
        assert "\x1b" not in at.seen


def test_where_stderr_is_a_file_there_are_lines(home: Path, tmp_path: Path) -> None:
    """The screens are drawn on stderr: with `2>file` nothing would be seen."""
    with terminal("play", write_routine(tmp_path), *ON_SCREEN, "--no-checkin", errors=tmp_path / "errors") as at:
        at.until("hold 1 s")

        assert at.end() == 0


def test_home_without_a_drawable_terminal_lists_the_routines(home: Path) -> None:
    with terminal(term="dumb") as at:
        at.until("quick-start")

        assert at.end() == 0


# --- the screen ------------------------------------------------------------------------------------------------------

SCREEN_LEFT = "\x1b[?1049l"
"""What gives the terminal its old screen back."""


def test_a_session_on_the_screen_is_played_to_its_end(home: Path, tmp_path: Path) -> None:
    with terminal("play", write_routine(tmp_path), *ON_SCREEN, "--no-checkin") as at:
        at.until("Session")

        assert at.end() == 0
    assert "Done: Tiny, 0:0" in at.seen[at.seen.rindex(SCREEN_LEFT) :]
    assert [record["outcome"] for record in records(home)] == ["finished"]


def test_behind_a_warning_nothing_has_been_played_before_it_was_read(home: Path, tmp_path: Path) -> None:
    with (home / "profile.toml").open("a", encoding="utf-8") as profile:
        profile.write('precautions = ["surgery"]\n')
    short = SHORT.replace('name = "Plank"', 'exercise = "wall-sit"')
    with terminal("play", write_routine(tmp_path, short), *ON_SCREEN) as at:
        at.until("Before you begin")
        begun = [path for path in journals(home) if "[[event]]" in path.read_text("utf-8")]
        at.press("q")

        assert at.end() == 0
    assert begun == []
    assert "Thrown away." in at.seen[at.seen.rindex(SCREEN_LEFT) :]
    assert (journals(home), records(home)) == ([], [])


@pytest.mark.parametrize("number, status", [(signal.SIGTERM, 143), (signal.SIGHUP, 143), (signal.SIGINT, 130)])
def test_a_signal_closes_the_screen_and_keeps_the_session(
    number: signal.Signals, status: int, home: Path, tmp_path: Path
) -> None:
    with terminal("play", write_routine(tmp_path, LONG), *ON_SCREEN) as at:
        before = at.modes
        at.until("Session")
        at.process.send_signal(number)

        assert at.end() == status
        assert "Kept for later: `coach play --resume`" in at.seen[at.seen.rindex(SCREEN_LEFT) :]
        assert "Traceback" not in at.seen
        assert at.modes == before
    assert (len(journals(home)), records(home)) == (1, [])


def test_a_screen_that_is_taken_away_keeps_the_session(home: Path, tmp_path: Path) -> None:
    with terminal("play", write_routine(tmp_path, LONG), *ON_SCREEN) as at:
        at.until("Session")

        assert at.hang_up() == 143
    assert (len(journals(home)), records(home)) == (1, [])


def test_a_signal_closes_the_home_screen(home: Path) -> None:
    with terminal() as at:
        at.until("Backward walk")
        at.process.terminate()

        assert at.end() == 143
        assert SCREEN_LEFT in at.seen


def test_a_session_that_was_kept_goes_on_on_the_screen(home: Path, tmp_path: Path) -> None:
    with terminal("play", write_routine(tmp_path, SHORT.replace("1 s", "3 s")), *SILENT) as at:
        at.until("hold")
        at.process.kill()
        at.end()

    with terminal("play", "--resume", *ON_SCREEN, "--no-checkin") as at:
        at.until("Session")

        assert at.end() == 0
    assert [record["step"][0]["done"] for record in records(home)] == [3.0]
