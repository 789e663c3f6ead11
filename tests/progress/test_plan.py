"""The plan of days, from the settings or from what the files suggest."""

from __future__ import annotations

from datetime import date

from coach.progress.plan import Planned, Unknown, plan_of
from tests.progress.past import ROUTINES, routine

WEDNESDAY = date(2026, 11, 25)


def test_the_settings_say_which_routine_is_meant_for_a_day() -> None:
    plan = plan_of({"wed": "knee-foundation", "thu": ""}, "07:30", ROUTINES, last={})

    assert plan.on(WEDNESDAY) == Planned("knee-foundation", "07:30")
    assert plan.on(date(2026, 11, 26)) is None


def test_a_routine_is_meant_by_its_name_too() -> None:
    assert plan_of({"wed": "Knee Foundation"}, "", ROUTINES, last={}).days["wed"].routine == "knee-foundation"


def test_a_day_of_rest_is_planned() -> None:
    assert plan_of({"wed": " Rest"}, "", ROUTINES, last={}).days["wed"].routine == "rest"


def test_a_routine_that_is_not_there_is_told_with_what_was_meant() -> None:
    plan = plan_of({"wed": "knee-fundation"}, "", ROUTINES, last={})

    assert plan.unknown == (Unknown("wed", "knee-fundation", "knee-foundation"),)
    assert plan.days == {}


def test_without_settings_the_files_suggest_their_days() -> None:
    holds = routine("isometric-holds", days=("mon", "wed"), at="18:15")

    plan = plan_of({"mon": ""}, "", (holds, *ROUTINES), last={})

    assert plan.days == {"mon": Planned("isometric-holds", "18:15"), "wed": Planned("isometric-holds", "18:15")}


def test_with_settings_the_files_suggest_nothing() -> None:
    plan = plan_of({"mon": "knee-foundation"}, "", (routine("isometric-holds", days=("wed",)), *ROUTINES), last={})

    assert list(plan.days) == ["mon"]


def test_of_two_files_for_one_day_the_one_played_longest_ago_has_it() -> None:
    both = (routine("isometric-holds", days=("wed",)), routine("knee-foundation", days=("wed",)))
    last = {"isometric-holds": date(2026, 11, 20), "knee-foundation": date(2026, 11, 18)}

    assert plan_of({}, "", both, last=last).days["wed"].routine == "knee-foundation"


def test_a_file_without_steps_that_load_is_light() -> None:
    assert not routine("rest-day").loaded
    assert routine("mine", "mobility", None).loaded
