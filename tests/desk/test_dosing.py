"""The dose of a user: from records on the disk to what is played, and a yes or a no."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from benchmarks.homes import write_home
from coach.desk.desk import Desk
from coach.desk.dosing import WITHOUT_A_BOOK, Dosing, news_of
from coach.desk.judging import LOOKS_BACK
from coach.paths import Paths
from coach.routine.model import Routine
from coach.session.days import local_day
from coach.session.doses import Decision, DoseBook
from coach.session.dosestore import load_doses
from coach.session.mornings import Morning, save_morning
from coach.session.profile import BaseChange, Profile, Unlock, load_profile, save_profile
from coach.session.store import Sessions, SessionStore
from coach.testing import ManualClock
from coach.timeline.amounts import amount_words
from tests.progress.plans import PLANS, plan
from tests.progress.sessions import Answered, at, played


class Home:
    """A user's folders with two routines of the cases, whose sessions are written as they are played."""

    def __init__(self, folder: Path) -> None:
        self.paths = Paths(folder, folder, folder / "state", folder / "cache")
        self.paths.routines.mkdir(parents=True)
        for name in ("holds", "both"):
            (self.paths.routines / f"{name}.toml").write_text(PLANS[name], encoding="utf-8")
        self.clock = ManualClock(at(0, 8))
        self.desk = Desk(self.paths, self.clock)

    def trains(self, number: int, name: str = "holds", **said: Any) -> None:
        """Play a routine on a day, with these answers, and look at them the next morning."""
        record = played(self.routine(name), load_doses(self.paths.doses)[0], Answered(day=number, **said))
        SessionStore(self.paths.sessions).save(record)
        self.wakes(number + 1)
        news_of(self.desk, record)

    def wakes(self, number: int) -> None:
        self.clock.advance((at(number, 9) - self.clock.now()).total_seconds())

    def routine(self, name: str) -> Routine:
        return plan(name)

    def plays(self, name: str = "holds", step: str = "wall-sit") -> str:
        """Return how much of a step is played now."""
        routine = self.routine(name)
        return amount_words(routine, step, self.desk.choices(routine))

    @property
    def dosing(self) -> Dosing:
        return Dosing(self.desk)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_without_any_session_the_file_is_played_and_nothing_is_written(home: Home) -> None:
    assert home.plays() == "5 × 30 s"
    assert not home.paths.doses.exists()


def test_two_good_sessions_lead_to_an_offer_and_a_yes_to_more(home: Home) -> None:
    home.trains(0, asked="wall-sit", room=15)
    home.trains(3, asked="wall-sit", room=15)

    offered, before = home.dosing.proposal, home.plays()
    sentence = home.dosing.answer(True)

    assert offered is not None
    assert (offered.before, offered.after, before) == ("5 × 30 s", "5 × 35 s", "5 × 30 s")
    assert home.plays() == "5 × 35 s"
    assert sentence == "Good. Wall sit: 5 times 35 seconds, from the next session on."


def test_after_a_no_it_stays_and_is_kept_as_refused(home: Home) -> None:
    home.trains(0, asked="wall-sit", room=15)
    home.trains(3, asked="wall-sit", room=15)

    refused = home.dosing.refuse()

    assert refused is not None
    assert refused.decision is Decision.REFUSED
    assert home.plays() == "5 × 30 s"
    assert home.dosing.settle() == ()


def test_a_yes_to_nothing_says_so(home: Home) -> None:
    assert home.dosing.answer(True) == "Nothing is offered now."


def test_too_much_takes_sets_off_and_says_so_as_differences(home: Home) -> None:
    record = played(home.routine("both"), DoseBook(), Answered(day=0, during=6, step="wall-sit", morning=None))
    SessionStore(home.paths.sessions).save(record)

    news = news_of(home.desk, record)

    assert news.lines == (
        "Wall sit 5 × 30 s → High wall sit 3 × 30 s: knee 6 in the session, limit 5",
        "Goblet squat 3 × 8-12 at 10 kg → 2 × 8-12 at 8 kg: knee 6 in the session, limit 5",
        "Everything loaded, all sets → half of the sets: knee 6 in the session, limit 5 (rule R8)",
    )
    assert news.spoken[0] == "Next time it is less: knee 6 in the session, limit 5."
    assert news.spoken[1] == "Wall sit: 5 times 30 seconds becomes High wall sit 3 times 30 seconds."


def test_where_holds_keep_their_sets_the_line_says_so(home: Home) -> None:
    record = played(home.routine("both"), DoseBook(), Answered(day=0, during=2, morning={"knee_am": 4}))
    SessionStore(home.paths.sessions).save(record)
    home.wakes(1)

    news = news_of(home.desk, record)

    reading = "knee 4 this morning, usual is 1, limit +2"
    assert news.lines == (
        f"Goblet squat 3 × 8-12 at 10 kg → 2 × 8-12 at 8 kg: {reading}",
        f"Everything loaded, all sets → half of the sets, but all of holds and walks: {reading} (rule R11)",
    )


def test_what_changes_nothing_is_not_told_as_a_difference(home: Home) -> None:
    home.trains(0, during=6, morning=None)
    home.trains(4, during=6, morning=None)
    home.trains(8, after=8, morning=None)
    profile = load_profile(home.paths.profile)[0]
    save_profile(home.paths.profile, replace(profile, unlocks=(Unlock(at(9, 12)),)))
    home.wakes(10)

    news = home.dosing.after_answers(home.routine("holds"))

    assert news.lines == ("Everything loaded, still a quarter of the sets: checked, and happy to go on",)
    assert news.spoken == ("It stays at a quarter of the sets: checked, and happy to go on.",)


def test_an_ease_holds_for_the_other_routine_too(home: Home) -> None:
    home.trains(0, "both", during=6, step="goblet-squat", morning=None)

    assert home.plays("holds") == "3 × 30 s"


def test_a_file_is_checked_as_it_stands_whoever_plays_it(home: Home) -> None:
    home.trains(0, during=6, step="wall-sit", morning=None)
    routine = home.routine("holds")

    assert amount_words(routine, "wall-sit", home.desk.choices(routine, dosed=False)) == "5 × 30 s"


def test_after_two_weeks_a_session_is_eased_though_nobody_looked_before(home: Home) -> None:
    home.trains(0)

    home.wakes(16)

    assert home.plays() == "4 × 30 s"


def test_while_the_loading_is_stopped_nothing_is_offered_and_an_unlock_gives_half_the_sets(home: Home) -> None:
    home.trains(0, asked="wall-sit", room=15)
    home.trains(3, after=8)
    stopped = home.dosing.book.stopped

    profile = load_profile(home.paths.profile)[0]
    save_profile(home.paths.profile, replace(profile, unlocks=(Unlock(at(5, 12)),)))
    home.wakes(6)
    home.dosing.settle()

    assert stopped
    assert home.dosing.proposal is None
    assert home.plays() == "3 × 30 s"


def test_the_check_in_asks_about_who_is_next_in_line(home: Home) -> None:
    home.trains(0, asked="wall-sit", room=0)
    home.trains(3, asked="wall-sit", room=0)

    assert home.dosing.asked_next(home.routine("both")) == ("wall-sit", "goblet-squat")
    assert home.dosing.asked_next(home.routine("holds")) == ("wall-sit",)


def test_who_had_no_room_twice_goes_to_the_end_of_the_line(home: Home) -> None:
    home.trains(0, "both", asked="wall-sit", room=0)
    home.trains(3, "both", asked="wall-sit", room=5)

    assert home.dosing.asked_next(home.routine("both")) == ("goblet-squat", "wall-sit")


def test_a_lost_file_is_made_again_from_the_sessions(home: Home) -> None:
    home.trains(0, "both", during=6, step="goblet-squat", morning=None)
    before = load_doses(home.paths.doses)[0]

    home.paths.doses.unlink()
    home.dosing.settle()

    assert load_doses(home.paths.doses)[0] == before


def test_another_amount_in_the_file_wins_and_is_said(home: Home) -> None:
    home.trains(0, asked="wall-sit", room=15)
    home.trains(3, asked="wall-sit", room=15)
    home.dosing.accept()
    text = PLANS["holds"].replace('hold = "30s"', 'hold = "20s"')
    (home.paths.routines / "holds.toml").write_text(text, encoding="utf-8")

    (change,) = [one for one in home.dosing.settle() if one.rule == "file"]

    assert (change.before, change.after, change.reading) == ("5 × 35 s", "5 × 20 s", "hold changed in the file")


def test_a_folder_that_refuses_is_told_and_the_dose_counts_until_the_end(home: Home) -> None:
    home.trains(0, asked="wall-sit", room=15)
    home.trains(3, asked="wall-sit", room=15)
    home.paths.doses.unlink()
    home.paths.doses.mkdir()

    dosing = home.dosing
    dosing.settle()

    assert dosing.proposal is not None
    assert "cannot be written" in (dosing.trouble or "")


def test_nothing_old_is_read_again_once_it_was_looked_at(home: Home) -> None:
    home.trains(0, during=6, step="wall-sit", morning=None)
    for number in range(60, 90, 3):
        home.trains(number)

    book = load_doses(home.paths.doses)[0]

    assert book.until is not None
    assert len(book.looked) < 20
    assert home.dosing.settle() == ()


def test_without_a_book_years_of_sessions_are_not_all_read(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    write_home(home.paths.data, 400, home.dosing.today - timedelta(days=1))
    asked: list[date | None] = []
    read = SessionStore.read

    def noted(store: SessionStore, *, since: date | None = None) -> Sessions:
        asked.append(since)
        return read(store, since=since)

    monkeypatch.setattr(SessionStore, "read", noted)
    home.dosing.settle()

    assert load_doses(home.paths.doses)[0].looked
    assert asked == [home.dosing.today - WITHOUT_A_BOOK - LOOKS_BACK]


def test_the_usual_morning_pain_falls_once_the_mornings_are_quieter(home: Home) -> None:
    """By one point, from the next day on, and not again within four weeks, however often somebody looks."""
    asked = BaseChange(local_day(at(0, 8)), None, 3, "asked")
    save_profile(home.paths.profile, Profile(base=3, bases=(asked,)))
    for number in range(20, 28):
        morning = at(number, 9)
        save_morning(home.paths.mornings, Morning(local_day(morning), morning, 1))
    home.wakes(28)
    for _ in range(2):
        Dosing(home.desk).settle()

    profile, _ = load_profile(home.paths.profile)
    assert profile.base == 2
    assert profile.bases == (asked, BaseChange(local_day(at(29, 9)), 3, 2, "fell"))
