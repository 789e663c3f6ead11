"""A stop refuses every way to a loaded session, and what is remembered of the records never outlives a change."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from coach.checkin.flags import Tier
from coach.desk.checkin import OpenCheckIn, told_of
from coach.desk.opening import Wishes
from coach.desk.sittings import Sittings
from coach.desk.stopping import StoppedError, current_stop
from coach.session.profile import Profile, Unlock, load_profile, save_profile
from coach.session.record import Outcome, RoutineMark, SessionRecord
from coach.session.store import SessionStore
from coach.words.files import load_phrases
from tests.desk.stage import PLANK, Stage, all_well, answer_all, give

LOCKED = (1, 1, 2, False, 15, ("locked",))
CALF = (1, 1, 2, False, 15, ("calf_pain_swelling",))

LIGHT = """
name = "Roll"
[[step]]
name = "Roll"
type = "soft-tissue"
time = "20 s"
[[step]]
name = "Swing"
type = "mobility"
time = "20 s"
"""

MIXED = LIGHT + '[[step]]\nid = "last"\nname = "Something"\ntime = "20 s"\n'


@pytest.fixture
def stopped(stage: Stage) -> Stage:
    """A stage on which a worry was ticked, with other routines beside the plank."""
    answer_all(stage.finished(), *LOCKED)
    stage.write_routine(LIGHT, "roll")
    stage.write_routine(MIXED, "mixed")
    stage.write_routine(PLANK.replace('"Plank"', '"Other"', 1), "copy")
    stage.write_routine('name = "Uses"\n[[block]]\nuse = "plank"\n', "uses")
    stage.write_routine('levels = ["easy", "hard"]\n' + PLANK, "levels")
    return stage


# --- ways to a session -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "routine, wishes",
    [
        ("plank", {}),
        ("{home}/routines/plank.toml", {}),
        ("copy", {}),
        ("uses", {}),
        ("levels", {"level": "easy"}),
        ("mixed", {}),
        ("mixed", {"start_step": "swing"}),
        ("plank", {"checkin": False, "mute": True}),
        ("knee-foundation", {}),
    ],
)
def test_a_loaded_routine_is_refused_however_it_is_named(routine: str, wishes: dict[str, str], stopped: Stage) -> None:
    with pytest.raises(StoppedError) as refused:
        stopped.open(routine.format(home=stopped.home), **wishes)

    sentence = str(refused.value)
    assert "paused since 22 November" in sentence
    assert "(rule R1)" in sentence
    assert "will not straighten" in sentence
    assert "Get medical advice today" in sentence
    assert "`coach unlock`" in sentence
    assert stopped.journals() == []


def test_a_session_that_was_kept_before_is_not_gone_on_with(stage: Stage) -> None:
    performance = stage.open()
    stage.play(performance, 15)
    performance.keep()
    store(stage, replace(record(stage), worries=("gave_way",)))

    with pytest.raises(StoppedError):
        stage.restart().open_resume(Wishes())

    assert len(stage.journals()) == 1


def test_soft_tissue_and_mobility_are_played_and_know_of_the_stop(stopped: Stage) -> None:
    performance = stopped.open("roll")

    assert performance.stop is not None
    assert performance.stop.tier is Tier.SAME_DAY


def test_with_a_swollen_calf_nothing_is_played(stage: Stage) -> None:
    answer_all(stage.finished(), *CALF)
    stage.write_routine(LIGHT, "roll")

    with pytest.raises(StoppedError, match="Nothing is played until then"):
        stage.open("roll")


def test_a_rehearsal_is_not_refused(stopped: Stage) -> None:
    assert stopped.open("plank", speed=10.0).stop is None


def test_an_unlock_frees_and_what_follows_it_stops_anew(stopped: Stage) -> None:
    stopped.clock.advance(86_400)
    profile = load_profile(stopped.desk.paths.profile)[0]
    save_profile(stopped.desk.paths.profile, replace(profile, unlocks=(Unlock(stopped.clock.now()),)))

    assert stopped.open("plank").stop is None
    stopped.clock.advance(60)
    answer_all(stopped.finished(), *LOCKED)
    assert current_stop(stopped.desk) is not None


def test_what_was_ticked_in_a_check_in_that_was_cut_off_counts(stage: Stage) -> None:
    checkin = stage.finished()
    give(checkin, 1, 1, 2, False, 15)
    checkin.flow.tick(("locked",))
    checkin.keep()

    stop = current_stop(stage.desk)

    assert stop is not None
    assert (stop.rule, stop.flags) == ("R1", ("locked",))


def test_nothing_stops_after_sessions_that_went_well(stage: Stage) -> None:
    answer_all(stage.finished(), *all_well())

    assert current_stop(stage.desk) is None


def test_a_light_session_that_went_well_does_not_promise_loading(stopped: Stage) -> None:
    stopped.clock.advance(3600)
    performance = stopped.open("roll")
    stopped.play(performance)
    checkin = Sittings(stopped.desk).after(performance)
    assert isinstance(checkin, OpenCheckIn)

    told = told_of(answer_all(checkin, 1, 0, 2, False, ()), load_phrases())

    assert told is not None
    assert told.sentence == "The loading stays paused until you have been checked."


# --- what is remembered ----------------------------------------------------------------------------------------------


def record(stage: Stage, *worries: str) -> SessionRecord:
    """A session of an hour ago."""
    now = stage.clock.now()
    id_ = f"{now:%Y-%m-%dT%H%M%S%z}-{len(worries)}aaa"
    mark = RoutineMark("r", "R", "")
    return SessionRecord(id_, mark, now, now, Outcome.FINISHED, 60.0, 60.0, worries=worries)


def store(stage: Stage, kept: SessionRecord) -> Path:
    return SessionStore(stage.desk.paths.sessions).save(kept)


def remembered(stage: Stage) -> Path:
    return stage.desk.paths.cache / "stops.json"


def test_a_record_that_is_merged_in_or_taken_out_counts_at_once(stage: Stage) -> None:
    store(stage, record(stage))
    before = current_stop(stage.desk)
    stage.clock.advance(-400 * 86_400)
    merged = store(stage, record(stage, "locked"))
    with_it = current_stop(stage.desk)
    merged.unlink()

    assert before is None
    assert with_it is not None
    assert current_stop(stage.desk) is None


def test_a_record_that_is_mended_by_hand_counts_at_once(stage: Stage) -> None:
    path = store(stage, record(stage))
    before = current_stop(stage.desk)
    path.write_text(path.read_text("utf-8").replace("\n", '\nworries = ["locked"]\n', 1), encoding="utf-8")

    assert before is None
    assert current_stop(stage.desk) is not None


def test_a_record_whose_file_is_as_it_was_is_not_read_again(stage: Stage) -> None:
    path = store(stage, record(stage))
    current_stop(stage.desk)
    stamp, size = path.stat().st_mtime_ns, path.stat().st_size
    path.write_bytes(b"x" * size)
    os.utime(path, ns=(stamp, stamp))

    current_stop(stage.desk)

    assert list(json.loads(remembered(stage).read_bytes())["files"].values()) == [[size, stamp, ""]]


def not_json(text: str) -> str:
    return text[:-3]


def other_version(text: str) -> str:
    return text.replace('"version":"', '"version":"x')


def no_zone(text: str) -> str:
    return text.replace("+00:00", "")


def nonsense(text: str) -> str:
    return '{"version": [], "files": 3}'


@pytest.mark.parametrize("spoil", [not_json, other_version, no_zone, nonsense])
def test_what_is_remembered_wrongly_is_found_anew(spoil: Callable[[str], str], stage: Stage) -> None:
    store(stage, record(stage, "locked"))
    current_stop(stage.desk)
    remembered(stage).write_text(spoil(remembered(stage).read_text("utf-8")), encoding="utf-8")

    assert current_stop(stage.desk) is not None


def test_a_damaged_record_stops_nothing_and_hides_no_other(stage: Stage) -> None:
    store(stage, record(stage, "locked"))
    (stage.desk.paths.sessions / "damaged.toml").write_text("[[[", encoding="utf-8")

    assert current_stop(stage.desk) is not None
    assert current_stop(stage.desk, Profile(unlocks=(Unlock(stage.clock.now()),))) is None
