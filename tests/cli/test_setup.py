"""`coach setup` and `coach unlock` without screens: by arguments, line by line, as JSON."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from coach.cli import setup, unlock
from coach.cli.main import main
from coach.clock import SystemClock
from coach.desk.desk import Desk
from coach.desk.routines import load
from coach.desk.stopping import current_stop
from coach.paths import user_paths
from coach.session.doses import DoseBook, StepDose
from coach.session.dosestore import load_doses, save_doses
from coach.session.profile import Profile, load_profile
from coach.session.record import Outcome, RoutineMark, SessionRecord
from coach.session.store import SessionStore
from coach.timeline.dose import Dose
from tests.cli.running import terminal
from tests.warm import warm


@pytest.fixture
def run(coach_home: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command and return its status, what it printed, and what it complained of."""
    warm(coach_home)

    def runs(*arguments: str) -> tuple[int, str, str]:
        status = main(list(arguments))
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return runs


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let somebody sit at the keyboard and type these lines; nothing can be drawn."""

    def types(lines: str) -> None:
        for module in (setup, unlock):
            monkeypatch.setattr(module, "has_keys", lambda: True)
        monkeypatch.setattr(setup, "can_draw", lambda: False)
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))

    return types


def profile() -> Profile:
    return load_profile(user_paths().profile)[0]


def worried(*worries: str, ago: timedelta = timedelta(hours=3)) -> SessionRecord:
    """Store a session in which a worry was named."""
    at = SystemClock().now() - ago
    record = SessionRecord(
        f"{at:%Y-%m-%dT%H%M%S%z}-aaaa", RoutineMark("r", "R", ""), at, at, Outcome.STOPPED, 60.0, 30.0, worries=worries
    )
    SessionStore(user_paths().sessions).save(record)
    return record


Run = Callable[..., tuple[int, str, str]]
Types = Callable[[str], None]

# --- setup by arguments ----------------------------------------------------------------------------------------------


def test_every_answer_can_be_given_as_an_argument_in_any_order(run: Run) -> None:
    answers = ["routine=1", "limits=weak", "knee=left"]
    status, _, complaint = run("setup", *(part for one in answers for part in ("--answer", one)))
    assert (status, profile()) == (2, Profile())
    assert "limits takes tissue, strength, movement" in complaint

    answers = ["routine=1", "limits=strength", "knee=left", "base=2", "age=55", "equipment=chair, Wall"]
    answers += ["precautions=none"]
    status, shown, _ = run("setup", "--json", *(part for one in answers for part in ("--answer", one)))

    found = json.loads(shown)
    assert status == 0
    assert {key: found[key] for key in ("limits", "knee", "base", "age", "equipment", "precautions")} == {
        "limits": "strength",
        "knee": "left",
        "base": 2,
        "age": 55,
        "equipment": ["chair", "wall"],
        "precautions": [],
    }
    assert found["routine"] == found["suggested"][0]["id"] == "six-minute-fallback"
    assert profile().set_up is not None


def test_all_wrong_answers_are_named_together_and_none_is_kept(run: Run) -> None:
    wrong = ["knee=middle", "base=-1", "age=old", "equipment=cat", "precautions=heart", "shoe=44", "limits"]
    status, _, complaint = run("setup", *(part for one in wrong for part in ("--answer", one)))

    assert status == 2
    for word in ("“middle”", "“-1”", "“old”", "“cat”", "“shoe”", "limits takes"):
        assert word in complaint
    assert profile() == Profile()


def test_without_a_terminal_it_prints_what_is_known_and_asks_nothing(run: Run) -> None:
    run("setup", "--answer", "precautions=clots")

    status, shown, _ = run("setup")

    assert status == 0
    assert "limits: not answered" in shown
    assert "precautions: a blood clot, or blood thinners" in shown
    assert "Talk to a clinician first" in shown
    assert "no roller" not in shown
    assert "Left out: everything with a roller, a gun or a ball." in shown


@pytest.mark.parametrize(
    "answers, words",
    [
        (["base=6"], "nothing loaded is suggested: talk to a doctor or physiotherapist first"),
        (["age=0"], "have a grown-up with you"),
        (["limits=strength", "equipment=chair,wall"], "You said weak or shaky, and at hand: chair, wall."),
        (["equipment=none"], "At hand: nothing."),
    ],
)
def test_the_reason_is_shown_with_the_suggestion(answers: list[str], words: str, run: Run) -> None:
    assert words in run("setup", *(part for one in answers for part in ("--answer", one)))[1]


@pytest.mark.parametrize(
    "typed, band", [("12", 0), ("17", 0), ("18", 18), ("54", 18), ("55", 55), ("60", 55), ("0", 0), ("3", 55)]
)
def test_an_age_is_kept_as_its_band_and_numbers_below_ten_are_keys(typed: str, band: int, run: Run) -> None:
    status, _, _ = run("setup", "--answer", f"age={typed}")

    assert (status, profile().age) == (0, band)


@pytest.mark.parametrize("typed", ["9", "121", "-60", "6o", "٦٠"])
def test_what_is_no_age_is_told_so(typed: str, run: Run) -> None:
    status, _, complaint = run("setup", "--answer", f"age={typed}")

    assert (status, profile().age) == (2, None)
    assert f"age takes an age in years, not “{typed}”" in complaint


WELL = ("limits=movement", "base=1", "age=18", "precautions=none", "equipment=clear lane,wall,chair")


def levels_of(routine: str) -> dict[str, str]:
    desk = Desk(user_paths())
    found = load(desk, routine).routine
    assert found is not None
    return dict(desk.choices(found).levels)


def test_a_routine_that_may_begin_higher_is_played_at_that_level(run: Run) -> None:
    run("setup", *(part for one in (*WELL, "routine=full-session") for part in ("--answer", one)))
    higher = levels_of("full-session")
    run("setup", "--answer", "precautions=bones", "--answer", "routine=full-session")

    assert set(higher.values()) == {"build"}
    assert levels_of("full-session") == {}


def test_what_was_played_since_is_not_moved_by_answering_again(run: Run) -> None:
    grown = DoseBook(doses=(StepDose("full-session", "wall-sit", "start", Dose(sets=4)),))
    save_doses(user_paths().doses, grown)

    run("setup", *(part for one in (*WELL, "routine=full-session") for part in ("--answer", one)))

    assert load_doses(user_paths().doses)[0] == grown


# --- setup line by line ----------------------------------------------------------------------------------------------


def test_line_by_line_it_asks_reads_back_skips_and_goes_back(run: Run, typed: Types) -> None:
    typed("\n2\nmiddle\n1\n<\n3\n11\n4\ns\n1 2\n0\n1\n")

    status, shown, _ = run("setup", "--plain")

    found = profile()
    assert status == 0
    assert "“middle”" in shown
    assert "so far: left" in shown
    assert "“11”" in shown
    assert (found.limits, found.knee, found.base, found.age) == ("strength", "both", 4, None)
    assert found.equipment == ("wall", "chair")
    assert found.precautions == ("none",)
    assert found.routine is not None


def test_the_end_of_the_input_keeps_what_was_answered(run: Run, typed: Types) -> None:
    typed("\n1\nright\n")

    status, _, _ = run("setup", "--plain")

    assert status == 0
    assert (profile().limits, profile().knee, profile().base) == ("tissue", "right", None)
    assert profile().set_up is not None


# --- unlock ----------------------------------------------------------------------------------------------------------


def test_nothing_to_unlock_is_said(run: Run) -> None:
    assert run("unlock", "--yes") == (0, "Nothing is paused: there is nothing to unlock.\n", "")
    assert profile() == Profile()


def test_a_script_has_to_say_yes(run: Run) -> None:
    worried("locked")

    status, shown, complaint = run("unlock")

    assert status == 1
    assert "will not straighten" in shown
    assert "--yes" in complaint
    assert profile().unlocks == ()


def test_yes_and_a_number_unlock_and_keep_both(run: Run) -> None:
    stopped = worried("locked")
    run("setup", "--answer", "base=2")

    status, shown, _ = run("unlock", "--yes", "--base", "4")

    found = profile()
    assert status == 0
    assert "half of the sets" in shown
    assert [each.session for each in found.unlocks] == [stopped.id]
    assert (found.base, [(each.was, each.now, each.why) for each in found.bases]) == (
        4,
        [(None, 2, "asked"), (2, 4, "unlock")],
    )
    assert current_stop(Desk(user_paths())) is None


def test_after_an_unlock_half_of_the_sets_are_played(run: Run, coach_home: Path) -> None:
    (coach_home / "routines").mkdir(parents=True)
    text = 'name = "Sit"\n[[step]]\nid = "sit"\nname = "Sit"\ntype = "isometric"\nhold = "20s"\nsets = 5\n'
    (coach_home / "routines" / "sit.toml").write_text(text, encoding="utf-8")
    worried("locked")

    run("unlock", "--yes")

    desk = Desk(user_paths())
    routine = load(desk, "sit").routine
    assert routine is not None
    assert {id_: dose.sets for id_, dose in desk.choices(routine).doses.items()} == {"sit": 3}


def test_what_another_machine_said_in_the_future_is_unlocked_too(run: Run) -> None:
    worried("locked", ago=timedelta(hours=-2))

    run("unlock", "--yes")

    assert current_stop(Desk(user_paths())) is None


@pytest.mark.parametrize("lines", ["", "\n", "n\n", "yesterday\n", "4\n"])
def test_anything_but_y_leaves_it_stopped(lines: str, run: Run, typed: Types) -> None:
    worried("locked")
    typed(lines)

    assert run("unlock")[0] == 1
    assert profile().unlocks == ()


def test_y_unlocks_and_then_asks_for_an_ordinary_morning(run: Run, typed: Types) -> None:
    worried("locked")
    typed("y\nsome\n3\n")

    status, shown, _ = run("unlock")

    assert status == 0
    assert "I have been checked, and I am happy to go on." in shown
    assert "“some”" in shown
    assert (len(profile().unlocks), profile().base) == (1, 3)


def test_a_wrong_number_is_refused_before_anything_is_kept(run: Run) -> None:
    worried("locked")

    status, _, complaint = run("unlock", "--yes", "--base", "11")

    assert (status, profile().unlocks) == (2, ())
    assert "“11”" in complaint


def test_json_says_what_stops_and_changes_nothing_without_yes(run: Run) -> None:
    stopped = worried("calf_pain_swelling")

    found: dict[str, Any] = json.loads(run("unlock", "--json")[1])

    assert (found["stopped"], found["tier"], found["session"]) == (True, "same_day", stopped.id)
    assert (found["flags"], found["nothing_plays"]) == (["calf_pain_swelling"], True)
    assert json.loads(run("unlock", "--json", "--yes")[1]) == {"stopped": False}


# --- play while stopped ----------------------------------------------------------------------------------------------


def test_play_refuses_with_the_reason_and_status_1(run: Run) -> None:
    worried("locked")

    status, _, complaint = run("play", "knee-foundation", "--plain", "--mute", "--voice", "none")

    assert status == 1
    assert complaint.startswith("coach: Knee foundation is not played now. The loading has been paused since")
    assert "`coach unlock`" in complaint


def test_a_profile_that_cannot_be_written_is_told(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    paths = user_paths()
    blocked = replace(paths, data=tmp_path / "file" / "x")
    monkeypatch.setattr(setup, "user_paths", lambda: blocked)

    status, _, complaint = run("setup", "--answer", "knee=left")

    assert status == 1
    assert "cannot be written" in complaint


# --- at a terminal ---------------------------------------------------------------------------------------------------

pty_only = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


@pty_only
def test_a_kill_in_the_middle_loses_none_of_the_answers(coach_home: Path) -> None:
    coach_home.mkdir(exist_ok=True)
    (coach_home / "profile.toml").write_text("notice_seen = 2026-11-22\n", encoding="utf-8")
    with terminal("setup", "--plain") as at:
        at.until("limiting today?")
        at.press("2\n")
        at.until("Which knee")
        at.press("3\n")
        at.until("ordinary morning")
        at.process.kill()

    assert (profile().limits, profile().knee, profile().set_up) == ("strength", "both", None)


@pty_only
def test_the_screens_ask_refuse_and_unlock(coach_home: Path) -> None:
    """The first home offers the questions; what a worry stopped is unlocked by its key."""
    coach_home.mkdir(exist_ok=True)
    (coach_home / "profile.toml").write_text("notice_seen = 2026-11-22\n", encoding="utf-8")
    worried("locked", ago=timedelta(seconds=1))
    with terminal() as at:
        at.until("few questions")
        at.press("2")
        at.until("paused")
        at.press("u")
        at.until("press")
        at.press("y")
        at.until("morning")
        at.press("4")
        at.until("Press a key")
        at.press(" ")
        at.until("Routines")
        at.press("q")
        assert at.end() == 0

    assert profile().base == 4
    assert len(profile().unlocks) == 1
    assert profile().set_up is not None
