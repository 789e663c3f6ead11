"""`coach today`, and `coach play` without a name."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from coach.cli.due import still_due
from coach.cli.main import main
from coach.desk.desk import Desk
from coach.desk.today import today_of
from coach.errors import CoachError
from coach.paths import user_paths
from coach.session.record import CheckInRecord
from coach.session.store import SessionStore
from tests.cli.running import coach, settle_in
from tests.progress.past import session, with_room


@pytest.fixture
def home(coach_home: Path) -> Path:
    settle_in(coach_home)
    return coach_home


def played(home: Path, ago: timedelta) -> None:
    SessionStore(home / "sessions").save(session(ago, now=datetime.now().astimezone()))  # noqa: TID251


def test_today_tells_what_is_due_and_how_to_play_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["today"]) == 0

    told = capsys.readouterr().out
    assert "Knee foundation, about 1" in told
    assert "Rule P8:" in told
    assert told.rstrip().endswith("`coach play` plays it.")


def test_today_as_json_has_stable_fields(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["today", "--json", "--short"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert (told["due"], told["routine"], told["rule"]) == ("short", "six-minute-fallback", "P9")
    assert [step["id"] for step in told["steps"]] == ["wall-sit", "box-squat"]
    assert datetime.fromisoformat(told["next_loaded"]).tzinfo is not None


def test_today_tells_what_is_not_at_hand_and_what_the_first_run_answers_warn_of(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["setup", "--answer", "equipment=wall", "--answer", "precautions=surgery", "--answer", "limits=movement"])
    capsys.readouterr()

    assert main(["today"]) == 0

    told = capsys.readouterr().out
    assert "Not at hand, by what you said: " in told
    assert "Careful: you ticked knee surgery" in told


def test_while_the_loading_is_stopped_that_is_told_before_what_could_be_played(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now = datetime.now().astimezone()  # noqa: TID251
    stopped = CheckInRecord(now - timedelta(hours=1), answers={"after": 9})
    SessionStore(home / "sessions").save(replace(session(timedelta(hours=1), now=now), after=stopped))

    assert main(["today"]) == 0

    told = capsys.readouterr().out.splitlines()
    assert told[2].startswith("The loading has been paused since")
    assert told[4].startswith("Meanwhile, if you like: ")
    assert told[2] not in told[3:]


def test_a_mistake_in_the_plan_goes_to_stderr(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "settings.toml").write_text('[plan]\nmon = "rest-dya"\n', encoding="utf-8")

    assert main(["today"]) == 0

    assert "Did you mean rest-day?" in capsys.readouterr().err


def two_good_sessions(home: Path) -> None:
    now = datetime.now().astimezone()  # noqa: TID251
    for ago in (6, 3):
        SessionStore(home / "sessions").save(with_room(session(timedelta(days=ago), now=now)))


def test_more_is_offered_and_taken(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two_good_sessions(home)
    main(["today"])
    offered = capsys.readouterr().out

    assert main(["today", "--accept"]) == 0

    assert "Offered: Wall sit 20 s, 25 s, 30 s, effort 4-5 (start) → 30 s, 35 s, 40 s" in offered
    assert "Good. Wall sit" in capsys.readouterr().out
    main(["today", "--json"])
    (wall_sit, _) = json.loads(capsys.readouterr().out)["steps"]
    assert (wall_sit["file"][:4], wall_sit["today"][:4]) == ("20 s", "30 s")
    assert "two settled sessions" in wall_sit["why"]


def test_what_is_refused_stays_as_it_is(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two_good_sessions(home)

    assert main(["today", "--refuse"]) == 0

    assert "Then it stays as it is." in capsys.readouterr().out
    main(["today", "--json"])
    today = json.loads(capsys.readouterr().out)
    assert today["proposal"] is None
    assert all(step["today"] == step["file"] for step in today["steps"])


@pytest.mark.parametrize("answer", ["--accept", "--refuse"])
def test_where_nothing_is_offered_there_is_nothing_to_answer(
    home: Path, capsys: pytest.CaptureFixture[str], answer: str
) -> None:
    assert main(["today", answer]) == 1
    assert "Nothing is offered now." in capsys.readouterr().err


def test_the_week_has_seven_days(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["today", "--week"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert main(["today", "--week", "--json"]) == 0

    days = json.loads(capsys.readouterr().out)
    assert (len(lines), len(days)) == (7, 7)
    assert "Knee foundation, from " in lines[0]
    assert [day["routine"] for day in days[:2]] == ["knee-foundation", None]


def test_yes_and_no_at_once_is_wrong_usage(home: Path) -> None:
    assert main(["today", "--accept", "--refuse"]) == 2


def test_play_without_a_name_plays_what_is_due_and_says_so(home: Path) -> None:
    done = coach("play", "--speed", "2000")

    assert done.returncode == 0
    assert "Today: Knee foundation, about 1" in done.stderr
    assert done.stdout.rstrip().endswith("done")


def test_play_with_little_time_plays_the_short_one(home: Path) -> None:
    done = coach("play", "--short", "--speed", "2000")

    assert (done.returncode, "Today: Six-minute fallback" in done.stderr) == (0, True)


def test_play_without_a_name_begins_nothing_light_unasked(home: Path) -> None:
    played(home, timedelta(hours=30))  # another local day, at whatever hour this runs

    done = coach("play", "--speed", "2000")

    assert (done.returncode, done.stdout) == (1, "")
    assert "The knee gets 48 hours between loaded sessions." in done.stderr
    assert "`coach play rest-day` plays something light" in done.stderr


def test_play_without_a_name_says_when_nothing_is_due(home: Path) -> None:
    played(home, timedelta(0))

    done = coach("play")

    assert (done.returncode, done.stdout) == (1, "")
    assert "Nothing is due. The loaded session of today is done." in done.stderr


def test_answers_that_make_something_else_due_end_a_play_without_a_name(home: Path) -> None:
    """What was chosen before the morning was answered is played only while it is due by the answers, too."""
    desk = Desk(user_paths({"COACH_HOME": str(home)}))
    loaded = today_of(desk).reference
    still_due(desk, loaded)  # says nothing

    played(home, timedelta(hours=1))

    with pytest.raises(CoachError, match=r"something else is due now\. .*done.* Nothing is due\."):
        still_due(desk, loaded)


def test_a_loaded_routine_before_its_time_is_warned_of_and_played(home: Path) -> None:
    played(home, timedelta(hours=20))
    routine = home / "mine.toml"
    routine.write_text('name = "Mine"\n[[step]]\nname = "Squat"\ntime = "1s"\nready = 0\n', encoding="utf-8")

    done = coach("play", str(routine), "--plain", "--mute", "--voice", "none", "--no-checkin")

    assert done.returncode == 0
    assert "Mine is loaded, and it is early: the knee gets 48 hours" in done.stdout
    assert len(list((home / "sessions").iterdir())) == 2


@pytest.mark.parametrize("arguments", [["quick-start", "--short"], ["--resume", "--short"]])
def test_short_is_for_what_is_due_only(home: Path, arguments: list[str]) -> None:
    assert main(["play", *arguments]) == 2
