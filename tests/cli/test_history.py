"""`coach history`: the latest sessions, one in full, and without one."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from coach.cli.main import main
from coach.session.doses import Change, Decision, DoseBook
from coach.session.dosestore import save_doses
from coach.session.record import SessionRecord
from coach.session.store import SessionStore, session_id
from tests.cli.running import terminal
from tests.session.builders import STARTED
from tests.session.test_record import RECORD


@pytest.fixture
def store(coach_home: Path) -> SessionStore:
    """Twenty-five sessions, one a day."""
    store = SessionStore(coach_home / "sessions")
    for number in range(25):
        store.save(session(number))
    return store


def session(number: int) -> SessionRecord:
    started = STARTED + timedelta(days=number)
    ended = started + timedelta(minutes=20)
    id_ = session_id(started, Random(number))
    return replace(RECORD, id=id_, started=started, ended=ended, worries=(), morning=None)


def test_the_latest_twenty_are_listed_and_the_others_counted(
    store: SessionStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["history"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "(5 earlier sessions: `coach history --all`, or --since DATE.)"
    assert [line[:10] for line in (lines[1], lines[-1])] == ["2026-11-27", "2026-12-16"]
    assert len(lines) == 21
    assert f"  {session(24).id[-4:]}  " in lines[-1]


def test_every_session_or_those_from_a_day_on_are_listed_when_that_is_asked_for(
    store: SessionStore, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["history", "--all"])
    everything = capsys.readouterr().out.splitlines()
    main(["history", "--since", "2026-12-15"])
    some = capsys.readouterr().out.splitlines()
    main(["history", "--since", "2027-01-01"])

    assert len(everything) == 25
    assert [line[:10] for line in some] == ["2026-12-15", "2026-12-16"]
    assert capsys.readouterr().out == "No session since 2027-01-01.\n"


def test_json_is_of_the_same_sessions_and_says_on_stderr_how_many_it_leaves_out(
    store: SessionStore, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["history", "--json"])
    printed = capsys.readouterr()

    assert len(json.loads(printed.out)) == 20
    assert "5 earlier sessions" in printed.err


@pytest.mark.parametrize("typed", [session(3).id, session(3).id[-4:], session(3).id[:10], "2026-11-25 07:15"])
def test_one_session_is_shown_in_full_by_the_beginning_or_the_end_of_its_id(
    store: SessionStore, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    assert main(["history", typed]) == 0

    told = capsys.readouterr().out
    assert told.startswith(
        f"2026-11-25 07:15  Knee holds  {session(3).id}\n  stopped, 12:14 (planned 20:00)\n\nWhat was"
    )
    assert "\n  Worst knee pain: 4, corrected to 5 on 2026-11-22 09:00\n" in told


def test_the_last_session_needs_no_id(store: SessionStore, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", "last", "--json"]) == 0

    assert json.loads(capsys.readouterr().out)["id"] == max(store.ids())


def test_one_session_as_json_has_its_changes_of_dose(store: SessionStore, capsys: pytest.CaptureFixture[str]) -> None:
    change = Change(
        *(date(2026, 11, 26), session(3).id, "knee-holds", "wall-sit", "5 × 30 s", "3 × 30 s", "R11", "knee 4"),
        decision=Decision.APPLIED,
    )
    save_doses(store.folder.parent / "doses.toml", DoseBook(changes=(change,)))
    main(["history", session(3).id, "--json"])
    told = json.loads(capsys.readouterr().out)

    assert (told["id"], told["after"]["during"]) == (session(3).id, 4)
    assert told["changes"] == [
        {
            "on": "2026-11-26",
            "routine": "knee-holds",
            "step": "wall-sit",
            "name": "",
            "before": "5 × 30 s",
            "after": "3 × 30 s",
            "rule": "R11",
            "reading": "knee 4",
            "decision": "applied",
            "decided": None,
        }
    ]


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (["nosuch"], "There is no session 'nosuch'."),
        (["2026-1"], "25 sessions have 2026-1 in their id, the latest: 2026-12-14"),
        (["--since", "yesterday"], "--since takes a day as in 2026-11-22."),
        (["--yes"], "--yes belongs to --remove."),
        (["--remove", "2026-11-25", "--all"], "--remove takes the id of one session"),
        (["2026-11-25", "--all"], "leave --all and --since out"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_sentence(
    store: SessionStore, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert main(["history", *arguments]) == 2

    assert sentence in capsys.readouterr().err
    assert len(store.ids()) == 25


def test_a_session_is_removed_without_a_question_only_when_that_was_said(
    store: SessionStore, capsys: pytest.CaptureFixture[str]
) -> None:
    refused = main(["history", "--remove", session(3).id])
    there = len(store.ids())
    done = main(["history", "--remove", session(3).id, "--yes"])

    assert (refused, there, done) == (2, 25, 0)
    assert session(3).id not in store.ids()
    assert capsys.readouterr().out == "Removed the session of 2026-11-25 07:15.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize("key, left", [("n", 25), ("y", 24)])
def test_at_a_terminal_it_is_asked_first(store: SessionStore, key: str, left: int) -> None:
    with terminal("history", "--remove", session(3).id[-4:]) as screen:
        screen.until("Remove it for good? y or n > ")
        screen.press(f"{key}\n")

        assert screen.end() == 0
    assert len(store.ids()) == left


def test_of_a_session_that_was_set_aside_it_is_said_where_it_lies(
    store: SessionStore, capsys: pytest.CaptureFixture[str]
) -> None:
    store.save(RECORD)
    path = store.path(RECORD.id)
    path.rename(aside := path.with_name(f"{path.name}.damaged"))

    for typed in ("k3f9", RECORD.id):
        assert main(["history", typed]) == 1
        assert f"{aside} was set aside" in capsys.readouterr().err


def test_a_folder_in_the_place_of_a_session_is_named(store: SessionStore, capsys: pytest.CaptureFixture[str]) -> None:
    store.path(RECORD.id).mkdir(parents=True)

    assert main(["history", RECORD.id]) == 1
    assert f"{store.path(RECORD.id)} cannot be read" in capsys.readouterr().err
