"""`coach play` without a screen, as a process: what is kept, what is refused, and how it ends."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import COACH, LONG, SHORT, SILENT, coach, read_until, running, settle_in, write_routine

if sys.platform == "win32":  # spelt out, so that mypy sees it
    pytest.skip("signals and limits of another platform", allow_module_level=True)

ALL_WELL = "1\n0\n2\nn\n3\n0\n"
"""During 1, after 0, muscle 2, not sharp, 15 seconds more, no worry."""


@pytest.fixture
def home(coach_home: Path) -> Path:
    settle_in(coach_home)
    return coach_home


def records(home: Path) -> list[dict[str, Any]]:
    return [tomllib.loads(path.read_text("utf-8")) for path in sorted(home.glob("sessions/*.toml"))]


def journals(home: Path) -> list[Path]:
    return sorted(home.glob("state/journal/*.toml"))


# --- playing ---------------------------------------------------------------------------------------------------------


def test_a_bundled_routine_is_rehearsed_at_fifty_times_its_speed_and_leaves_nothing(home: Path) -> None:
    done = coach("play", "quick-start", "--speed", "50")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.rstrip().endswith("1:51  done")
    assert not (home / "sessions").exists()
    assert not (home / "state").exists()


def test_a_session_is_played_and_its_answers_are_in_the_record(home: Path, tmp_path: Path) -> None:
    done = coach("play", write_routine(tmp_path), *SILENT, typed=ALL_WELL)

    assert done.returncode == 0
    assert "The morning's answers say more" in done.stdout
    (record,) = records(home)
    assert record["outcome"] == "finished"
    assert {key: record["after"][key] for key in ("during", "after", "muscle", "sharp", "rir", "flags")} == {
        "during": 1,
        "after": 0,
        "muscle": 2,
        "sharp": False,
        "rir": 15,
        "flags": [],
    }
    assert record["response"] == {"kind": "MONITOR", "rule": "R19", "provisional": True}
    assert journals(home) == []


def test_without_anybody_to_ask_the_session_is_kept_and_its_checkin_stays_open(home: Path, tmp_path: Path) -> None:
    done = coach("play", write_routine(tmp_path), *SILENT)

    assert done.returncode == 0
    assert "The check-in stays open" in done.stdout
    assert [record["outcome"] for record in records(home)] == ["finished"]
    assert len(journals(home)) == 1


def test_the_next_start_mentions_the_checkin_that_is_open(home: Path, tmp_path: Path) -> None:
    routine = write_routine(tmp_path)
    coach("play", routine, *SILENT)

    done = coach("play", routine, *SILENT, "--no-checkin")

    assert re.search(r"The check-in of Tiny \(today \d\d:\d\d\) is still open", done.stderr)


def test_no_checkin_asks_nothing_and_leaves_nothing_open(home: Path, tmp_path: Path) -> None:
    done = coach("play", write_routine(tmp_path), *SILENT, "--no-checkin")

    assert "?" not in done.stdout
    assert "after" not in records(home)[0]
    assert journals(home) == []


def test_a_wrong_answer_is_read_back_and_asked_again(home: Path, tmp_path: Path) -> None:
    done = coach("play", write_routine(tmp_path), *SILENT, typed="11\n-1\nsome\n\n1\n0\n<\n4\n2\nn\n3\n0\n")

    for wrong in ("11", "-1", "some"):
        assert f"“{wrong}”: That is not a whole number from 0 to 10." in done.stdout
    assert (records(home)[0]["after"]["during"], records(home)[0]["after"]["after"]) == (1, 4)


def test_answers_that_are_no_text_at_all_are_read_back(home: Path, tmp_path: Path) -> None:
    command = [*COACH, "play", write_routine(tmp_path), *SILENT]

    done = subprocess.run(command, input=b"\xff\xfe\n1\n", capture_output=True, check=False)

    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_an_emergency_ends_the_checkin(home: Path, tmp_path: Path) -> None:
    """The first of the list, chest pain: its sentence, no further question, and the record says why."""
    done = coach("play", write_routine(tmp_path), *SILENT, typed="1\n0\n2\nn\n3\n1\n\n")

    assert "*** Stop now. This can be an emergency. Call your local emergency number. ***" in done.stdout
    assert records(home)[0]["response"] == {
        "kind": "STOP_SEEK",
        "rule": "R1",
        "tier": "emergency",
        "provisional": True,
    }


def test_the_first_run_text_comes_first_and_stays_due_where_nobody_can_say_that_it_was_read(
    home: Path, tmp_path: Path
) -> None:
    (home / "profile.toml").unlink()
    routine = write_routine(tmp_path)

    first, second = (coach("play", routine, *SILENT, "--no-checkin") for _ in range(2))

    assert first.stdout.startswith("This program talks you through general exercises")
    assert second.stdout.startswith("This program talks you through general exercises")


def test_an_unknown_voice_is_a_notice_and_the_usual_one_speaks(home: Path, tmp_path: Path) -> None:
    done = coach("play", write_routine(tmp_path), "--plain", "--mute", "--no-checkin", "--voice", "nobody-at-all")

    assert done.returncode == 0
    assert "There is no voice “nobody-at-all” here;" in done.stdout


# --- what is refused -------------------------------------------------------------------------------------------------

BROKEN = SHORT.replace("hold =", "holt =")

REFUSED = [
    pytest.param(["play", "quick-strat"], 2, "Did you mean quick-start?", id="unknown"),
    pytest.param(["play", "missing.toml"], 2, "There is no file missing.toml.", id="missing file"),
    pytest.param(["play", "."], 2, "folder", id="folder"),
    pytest.param(["play", "./"], 2, "is a folder, not a routine file.", id="folder by path"),
    pytest.param(["play", "broken.toml"], 1, "holt", id="broken"),
    pytest.param(["show", "broken.toml"], 1, "holt", id="show a broken one"),
    pytest.param(["play", "binary.toml"], 1, "binary.toml", id="binary"),
    pytest.param(["play", "quick-start", "--level", "hard"], 2, "no level", id="level"),
    pytest.param(["play", "quick-start", "--from", "calf-stretsh"], 2, "Did you mean “calf-stretch”?", id="step"),
    pytest.param(["play", "quick-start", "--speed", "0"], 2, "--speed takes", id="speed"),
    pytest.param(["play", "quick-start", "--speed", "nan"], 2, "--speed takes", id="speed nan"),
    pytest.param(["play", "quick-start", "--speed", "fast"], 2, "--speed", id="speed in words"),
    pytest.param(["play", "quick-start", "--rate", "9999"], 2, "--rate takes", id="rate"),
    pytest.param(["play", "quick-start", "--music", ""], 2, "--music takes a sound file", id="music"),
    pytest.param(["play", "--resume"], 2, "There is no session to go on with", id="nothing to resume"),
    pytest.param(["play", "quick-start", "--resume"], 2, "leave the routine's name out", id="resume another"),
    pytest.param(["play", "--resume", "--level", "x"], 2, "leave --level, --from and --speed out", id="resume a level"),
    pytest.param(["play", "a", "b"], 2, "unrecognized arguments: b", id="two routines"),
    pytest.param(["pay"], 2, "invalid choice", id="command"),
    pytest.param(["play", "\x1b[31mred"], 2, "There is no routine", id="escape"),
    pytest.param(["play", "x" * 5000], 2, "There is no routine", id="very long"),
    pytest.param(["play", ""], 2, "routine", id="empty"),
]


@pytest.mark.parametrize("arguments, status, words", REFUSED)
def test_what_cannot_be_played_is_refused_in_a_sentence(
    arguments: list[str], status: int, words: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken.toml").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "binary.toml").write_bytes(bytes(range(256)))
    monkeypatch.setenv("PYTHONPATH", str(Path.cwd()))
    monkeypatch.chdir(tmp_path)

    done = coach(*arguments)

    assert (done.returncode, done.stdout) == (status, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stderr
    assert journals(home) == []


def test_two_copies_do_not_play_but_reading_goes_on(home: Path, tmp_path: Path) -> None:
    routine = write_routine(tmp_path, LONG)
    with running("play", routine, *SILENT) as first:
        read_until(first.stdout, "hold")

        second = coach("play", routine, *SILENT)

        assert (second.returncode, second.stdout) == (1, "")
        assert second.stderr.count("\n") == 1
        assert "Another copy of Coach is playing" in second.stderr
        for command in (["list"], ["show", routine, "--voice", "none"], ["check", routine], ["history"], ["config"]):
            assert coach(*command).returncode == 0, command
        assert coach("play", routine, "--speed", "1000").returncode == 0


def test_the_lock_of_a_dead_process_says_nothing(home: Path, tmp_path: Path) -> None:
    with running("play", write_routine(tmp_path, LONG), *SILENT) as first:
        read_until(first.stdout, "hold")
        first.kill()
        first.wait()

    done = coach("play", write_routine(tmp_path), *SILENT, "--no-checkin")

    assert done.returncode == 0


# --- ends that nobody chose ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number, status", [(signal.SIGTERM, 143), (signal.SIGHUP, 143), (signal.SIGINT, 130)])
def test_a_signal_keeps_the_session_for_later(number: signal.Signals, status: int, home: Path, tmp_path: Path) -> None:
    with running("play", write_routine(tmp_path, LONG), *SILENT) as process:
        read_until(process.stdout, "hold")
        process.send_signal(number)
        out, err = process.communicate()

    assert (process.returncode, err) == (status, "")
    assert "Kept for later: `coach play --resume` goes on with it" in out
    assert records(home) == []
    assert len(journals(home)) == 1


def test_a_session_that_was_killed_goes_on_where_it_was_though_its_file_was_edited(home: Path, tmp_path: Path) -> None:
    routine = write_routine(tmp_path, SHORT.replace("1 s", "4 s"))
    with running("play", routine, *SILENT) as process:
        read_until(process.stdout, "hold")
        process.kill()
        process.wait()
    write_routine(tmp_path, BROKEN)

    mentioned = coach("play", "quick-start", "--plain", "--level", "none")
    done = coach("play", "--resume", *SILENT, typed=ALL_WELL)

    assert mentioned.returncode == 2
    assert (done.returncode, done.stderr) == (0, "")
    (record,) = records(home)
    assert record["outcome"] == "finished"
    assert record["step"][0]["done"] == 4.0
    assert journals(home) == []


def test_a_session_that_can_be_resumed_is_mentioned(home: Path, tmp_path: Path) -> None:
    with running("play", write_routine(tmp_path, LONG), *SILENT) as process:
        read_until(process.stdout, "hold")
        process.terminate()
        process.communicate()

    done = coach("play", write_routine(tmp_path), *SILENT, "--no-checkin")

    assert re.search(r"A session of Endless \(.*\) was kept: `coach play --resume` goes on with it\.", done.stderr)


def test_a_checkin_that_was_cut_off_keeps_what_was_answered(home: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*COACH, "play", write_routine(tmp_path), *SILENT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdin is not None
        process.stdin.write("4\n")
        process.stdin.flush()
        read_until(process.stdout, "Knee pain now")
        process.terminate()
        process.stdin.close()
        assert process.wait() == 143

    (journal,) = journals(home)
    assert 'key = "during"' in journal.read_text("utf-8")
    assert [record["outcome"] for record in records(home)] == ["finished"]


def test_a_reader_that_goes_away_ends_the_session_and_keeps_it(home: Path, tmp_path: Path) -> None:
    """`coach play --plain | head -3` ends quietly."""
    with running("play", write_routine(tmp_path, SHORT.replace("1 s", "3 s")), *SILENT) as process:
        assert process.stdout is not None
        read_until(process.stdout, "hold")
        process.stdout.close()
        assert process.stderr is not None
        said = process.stderr.read()

    assert (process.returncode, said) == (0, "Kept for later: `coach play --resume` goes on with it, for four hours.\n")
    assert len(journals(home)) == 1


# --- places where nothing can be kept --------------------------------------------------------------------------------


def test_folders_that_cannot_be_written_stop_no_session(home: Path, tmp_path: Path) -> None:
    """Files stand where the folders should be: it plays, says so, and keeps the record in the temporary folder."""
    shutil.rmtree(home / "cache")
    for name in ("sessions", "state", "cache"):
        (home / name).write_text("", encoding="utf-8")
    (tmp_path / "tmp").mkdir()

    done = coach("play", write_routine(tmp_path), *SILENT, "--no-checkin", environ={"TMPDIR": str(tmp_path / "tmp")})

    assert done.returncode == 0
    assert "This session cannot be kept on disk: Not a directory." in done.stdout
    assert "The session cannot be saved" in done.stderr
    assert "Traceback" not in done.stderr
    (kept,) = (tmp_path / "tmp").glob("coach-*.toml")
    assert tomllib.loads(kept.read_text("utf-8"))["outcome"] == "finished"


def test_a_full_disk_stops_no_session(home: Path, tmp_path: Path) -> None:
    """No file may get longer than a kilobyte: the journal is refused, and that is said."""
    done = coach("play", write_routine(tmp_path), *SILENT, typed=ALL_WELL, file_limit=1000)

    assert done.returncode == 0
    assert "This session cannot be kept on disk" in done.stdout
    assert "Traceback" not in done.stderr
    for path in home.rglob("*.toml"):
        tomllib.loads(path.read_text("utf-8"))


def test_a_full_output_is_a_sentence(home: Path) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123 - a device
        done = subprocess.run([*COACH, "list"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr.startswith("coach: No space left on device")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("closed", ["0<&-", ">&-", "2>&-", "0<&- >&- 2>&-"])
def test_closed_streams_hurt_no_session(closed: str, home: Path, tmp_path: Path) -> None:
    command = f'exec "$0" -m coach play {write_routine(tmp_path)} {" ".join(SILENT)} {closed}'

    done = subprocess.run(["sh", "-c", command, sys.executable], capture_output=True, check=False)

    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert [record["outcome"] for record in records(home)] == ["finished"]
    for path in home.rglob("*.toml"):
        tomllib.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("locale", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"LANG": "C"}])
def test_any_locale_and_any_folder_will_do(locale: dict[str, str], tmp_path: Path) -> None:
    """Umlauts in names, a home with spaces, umlauts and 150 characters, and a locale that knows none of them."""
    home = tmp_path / ("Übungen für die Knie, mit Leerzeichen; " * 4)
    settle_in(home)
    routine = write_routine(tmp_path, SHORT.replace("Tiny", "Übung für das Knie — “kurz”"))

    done = coach("play", routine, *SILENT, typed=ALL_WELL, environ={"COACH_HOME": str(home), **locale})

    assert (done.returncode, done.stderr) == (0, "")
    assert records(home)[0]["routine"]["name"] == "Übung für das Knie — “kurz”"


def test_without_any_home_it_plays_all_the_same(tmp_path: Path) -> None:
    """No HOME, and nobody of that number in the password database: the session is kept in the temporary folder."""
    environ = {key: value for key, value in os.environ.items() if key in ("PATH", "PYTHONPATH")}
    program = (
        "import pwd, sys\n"
        "def nobody(_): raise KeyError('uid not found')\n"
        "pwd.getpwuid = nobody\n"
        "from coach.cli.main import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    home = tmp_path / f"coach-{os.getuid()}"
    settle_in(home)

    done = subprocess.run(
        [sys.executable, "-c", program, "play", write_routine(tmp_path), *SILENT, "--no-checkin"],
        env={**environ, "TMPDIR": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert len(records(home)) == 1


def test_a_journal_with_an_unknown_worry_stops_no_start(home: Path, tmp_path: Path) -> None:
    routine = write_routine(tmp_path)
    coach("play", routine, *SILENT)
    (journal,) = journals(home)
    with journal.open("a", encoding="utf-8") as file:
        file.write('\n[[worry]]\nflag = "of_a_later_version"\ntime = 2026-11-22T18:00:00+01:00\n')

    done = coach("play", routine, *SILENT, "--no-checkin")

    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert re.search(r"The check-in of Tiny \(today \d\d:\d\d\) is still open", done.stderr)


# --- looking back ----------------------------------------------------------------------------------------------------


def test_what_was_played_is_in_the_history_and_in_the_list(home: Path, tmp_path: Path) -> None:
    (home / "routines").mkdir()
    write_routine(home / "routines")
    coach("play", "tiny", *SILENT, typed="4\n0\n2\nn\n1\n3\n0\n")

    told = coach("history").stdout
    (row,) = json.loads(coach("history", "--json").stdout)
    listed = next(row for row in json.loads(coach("list", "--json").stdout) if row["id"] == "tiny")

    assert "Tiny" in told
    assert "finished  knee 4 during, 0 after  Knee pain of 3 to 5 is acceptable" in told
    assert (row["routine"]["id"], row["outcome"], row["after"]["during"]) == ("tiny", "finished", 4)
    assert listed["last_played"] == row["started"]
    assert "played today" in coach("list").stdout


def test_a_damaged_record_is_named_and_costs_nothing_else(home: Path, tmp_path: Path) -> None:
    coach("play", write_routine(tmp_path), *SILENT, "--no-checkin")
    (home / "sessions" / "2026-01-01T000000+0000-aaaa.toml").write_text("half a rec", encoding="utf-8")

    done = coach("history")

    assert done.returncode == 0
    assert "Tiny" in done.stdout
    assert "2026-01-01T000000+0000-aaaa.toml" in done.stderr
