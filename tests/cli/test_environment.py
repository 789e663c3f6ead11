"""Places where programs fall over: no locale, no home, a pipe, a folder with a strange and long name."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach.cli.main import main

LONG = "Übungen für die Knie, mit Leerzeichen; " * 4 + "und 150 Zeichen"
STRICT_C = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""The C locale without what Python does to soften it."""

READING = [
    ["--help"],
    ["--version"],
    ["list"],
    ["config"],
    ["config", "--json"],
    ["doctor"],
    ["doctor", "--json"],
    ["history"],
]


def coach(
    arguments: list[str], environ: dict[str, str], program: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command, or a program in its place, with nothing in its environment but what is given."""
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "PYTHONPATH") if key in os.environ}
    return subprocess.run(
        [sys.executable, *(["-m", "coach"] if program is None else ["-c", program]), *arguments],
        env=kept | environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
@pytest.mark.parametrize(
    "environ",
    [
        pytest.param({"LANG": "C"}, id="LANG=C"),
        pytest.param(STRICT_C, id="strict C locale"),
        pytest.param({"LANG": "C.UTF-8", "HOME": "/"}, id="HOME is the root"),
        pytest.param({"LANG": "C.UTF-8", "TERM": "dumb", "NO_COLOR": "1"}, id="dumb terminal"),
    ],
)
def test_reading_commands_work_with_a_long_strange_home(
    arguments: list[str], environ: dict[str, str], tmp_path: Path
) -> None:
    """Spaces, umlauts and 150 characters in COACH_HOME, whatever the locale: status 0 and no traceback."""
    home = tmp_path / LONG

    done = coach(arguments, {**environ, "COACH_HOME": str(home)})

    # Without a sound device the doctor has something to say, and says it on stdout.
    assert done.returncode in ({0, 1} if arguments[0] == "doctor" else {0})
    assert done.stderr == ""
    assert done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="HOME is not what Windows goes by")
@pytest.mark.parametrize("arguments", [["--help"], ["list"], ["config"]], ids=" ".join)
def test_reading_commands_work_without_any_home(arguments: list[str], tmp_path: Path) -> None:
    """No HOME, no COACH_HOME and nobody of that number in the password database: the temporary folder serves."""
    program = (
        "import pwd, sys\n"
        "def nobody(_): raise KeyError('uid not found')\n"
        "pwd.getpwuid = nobody\n"
        "from coach.cli.main import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )

    done = coach(arguments, {"LANG": "C", "TMPDIR": str(tmp_path)}, program=program)

    assert (done.returncode, done.stderr) == (0, "")


def test_reading_makes_no_folder(tmp_path: Path) -> None:
    """Who only looks finds nothing made afterwards."""
    home = tmp_path / "home"

    for arguments in [["list"], ["config"], ["history"]]:
        coach(arguments, {"COACH_HOME": str(home)})

    assert not home.exists()


def test_what_a_closed_pipe_gets_is_no_traceback(tmp_path: Path) -> None:
    """`coach config | head -1` ends quietly."""
    with subprocess.Popen(
        [sys.executable, "-m", "coach", "config"],
        env={**os.environ, "COACH_HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()

    assert said == b""


def test_what_is_wrong_is_wrong_where_nobody_reads_on(tmp_path: Path) -> None:
    """`coach check … | head -1` says so by its status; the report is larger than what a stream holds back."""
    file = tmp_path / "bad.toml"
    file.write_text('name = "x"\n' + "".join(f'[[step]]\nname = "S{n}"\nhodl{n} = "20s"\n' for n in range(500)))
    with subprocess.Popen(
        [sys.executable, "-m", "coach", "check", "--voice", "none", "--plain", str(file)],
        env={**os.environ, "COACH_HOME": str(tmp_path / "home")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()

    assert (process.returncode, said) == (1, b"")


def test_json_is_read_back_in_any_locale(tmp_path: Path) -> None:
    """`--json` stays JSON where the terminal knows ASCII only."""
    home = tmp_path / LONG

    done = coach(["config", "--json"], {**STRICT_C, "COACH_HOME": str(home)})

    assert {entry["key"] for entry in json.loads(done.stdout)["settings"]} >= {"start_in", "voice.rate"}


@pytest.mark.parametrize("arguments", [["config", "start_in", "5"], ["doctor"]], ids=" ".join)
def test_a_data_folder_under_a_file_is_a_sentence(arguments: list[str], tmp_path: Path) -> None:
    """What cannot be written is said with its place; the status is 1."""
    (tmp_path / "file").write_text("", encoding="utf-8")

    done = coach(arguments, {"COACH_HOME": str(tmp_path / "file" / "home")})

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "file" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["check", "~nosuchuser/x.toml"], 2),
        (["check", "~nosuchuser"], 2),
        (["show", "~nosuchuser/x.toml"], 2),
        (["play", "~nosuchuser/x.toml"], 2),
        (["play", "quick-start", "--from", "~nosuchuser/x", "--plain", "--speed", "10000"], 2),
        (["add", "~nosuchuser/x.toml"], 2),
        (["new", "~nosuchuser/x"], 2),
        (["new", "mine", "--from", "~nosuchuser/x.toml"], 2),
        (["exercises", "~nosuchuser"], 2),
        (["config", "editor", "~nosuchuser/x"], 0),
    ],
    ids=str,
)
def test_the_home_of_a_user_who_is_not_there_is_no_traceback(
    arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == status

    assert len(capsys.readouterr().err.splitlines()) == (1 if status else 0)


def test_a_use_below_the_home_of_a_user_who_is_not_there_is_a_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "evening.toml"
    file.write_text('name = "Evening"\n[[step]]\nuse = "~nosuchuser/x.toml"\n', encoding="utf-8")

    assert main(["check", "--plain", str(file)]) == 1

    assert "R108" in capsys.readouterr().out
