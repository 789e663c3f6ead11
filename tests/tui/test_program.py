"""The program behind the screens, over a real desk with a fake voice, device and clock."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from coach.desk.sittings import Sittings
from coach.errors import CoachError
from coach.tui.behind.checkin import ScreenCheckIn
from coach.tui.behind.playing import ScreenSession
from coach.tui.ports import Leaving, Session
from coach.tui.program import Program
from coach.tui.shown import Past
from tests.desk.stage import PLANK, FakeDesk, Stage, all_well
from tests.session.holding import another_copy_could_play, holder


class Screens:
    """What the screens do to a program, without them."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.again()

    def again(self) -> None:
        """Start the program anew in the same home."""
        self.sittings = Sittings(self.stage.desk)
        self.sittings.look()
        self.program = Program(self.stage.desk, self.sittings)

    def play(self, seconds: float = 120.0, routine: str = "plank") -> ScreenSession:
        """Open a routine and let it play so long."""
        return self.go(self.program.open(routine), seconds)

    def go(self, session: Session, seconds: float) -> ScreenSession:
        assert isinstance(session, ScreenSession)
        session.performance.playback.begin()
        session.performance.playback.step()
        self.stage.play(session.performance, seconds)
        return session

    def asked(self, how: Leaving, seconds: float = 120.0) -> ScreenCheckIn:
        asking = self.program.leave(self.play(seconds), how)
        assert isinstance(asking, ScreenCheckIn)
        return asking


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "home")


@pytest.fixture
def screens(stage: Stage) -> Screens:
    return Screens(stage)


def answer(asking: ScreenCheckIn, *answers: Any) -> None:
    for one in answers:
        asking.flow.answer(one)
        asking.kept()


# --- home ------------------------------------------------------------------------------------------------------------


def test_home_shows_routines_with_length_and_equipment(screens: Screens) -> None:
    routines = {line.id: line for line in screens.program.home().routines}

    assert (routines["plank"].name, routines["plank"].seconds, routines["plank"].last_played) == ("Plank", 53.0, "")
    assert "quick-start" in routines


def test_home_shows_a_broken_routine_with_its_problems(screens: Screens) -> None:
    path = screens.stage.write_routine(PLANK.replace("hold", "holt").replace("sets", "setz"), "broken")

    home = screens.program.home()

    (line,) = [line for line in home.routines if line.id == "broken"]
    assert (line.name, line.seconds, line.problems, line.file, line.own) == ("broken.toml", None, 2, str(path), True)
    assert (line.place.line if line.place else 0, "holt" in line.problem) == (8, True)
    assert {"plank", "quick-start"} <= {line.id for line in home.routines if not line.problem}


def test_home_counts_problems_with_which_a_routine_plays(screens: Screens) -> None:
    """The clock of the block is shorter than its work, which only the timeline tells."""
    screens.stage.write_routine(
        'format = 1\nname = "Short"\n\n[[block]]\nname = "B"\nevery = "10 s"\nrepeat = 2\n'
        '[[block.step]]\nname = "A"\nhold = "20 s"\n',
        "short",
    )

    (line,) = [line for line in screens.program.home().routines if line.id == "short"]

    assert (line.problem, line.problems, line.place.line if line.place else 0) == ("", 1, 6)


def test_home_tells_what_came_with_the_program(screens: Screens) -> None:
    own = {line.id: line.own for line in screens.program.home().routines}

    assert (own["plank"], own["quick-start"]) == (True, False)


def test_home_is_told_when_a_routine_changes_or_comes(screens: Screens) -> None:
    watch = screens.program.home().watch
    assert watch is not None
    before = any(watch.look() for _ in range(3))
    screens.stage.write_routine(PLANK, "another")

    assert (before, any(watch.look() for _ in range(3))) == (False, True)


def test_home_says_what_is_wrong_with_the_settings(tmp_path: Path) -> None:
    screens = Screens(Stage(tmp_path / "home", settings="start_inn = 0\n"))

    assert any("start_inn" in problem for problem in screens.program.home().problems)


def test_home_says_what_is_wrong_with_the_users_own_exercises_once(screens: Screens) -> None:
    (screens.stage.home / "routines/exercises.toml").write_text("[exercise.x]\nname = = 1\n", encoding="utf-8")

    home = screens.program.home()

    assert ["exercises.toml:2:" in problem for problem in home.problems] == [True]
    assert [line.id for line in home.routines if line.problem] == []


def test_home_says_again_what_the_last_checkin_advised(screens: Screens) -> None:
    before = screens.program.home().today.due
    answer(asking := screens.asked(Leaving.FINISHED), 1, 1, 2, False, 15, ("locked",))
    screens.program.checked_in(asking)

    assert "medical" not in before
    assert "Get medical advice today, before any more exercise." in screens.program.home().today.due


def test_home_has_a_card_of_what_is_due(screens: Screens) -> None:
    card = screens.program.home().today

    assert card.due.startswith("Today: Knee foundation, about 1")
    assert card.reason.endswith("(rule P8)")
    assert (Path(card.routine).name, Path(card.short).name) == ("knee-foundation.toml", "six-minute-fallback.toml")


def test_home_shows_the_last_sessions_the_latest_first(screens: Screens) -> None:
    for _ in range(2):
        answer(asking := screens.asked(Leaving.FINISHED), *all_well())
        screens.program.checked_in(asking)
        screens.stage.clock.advance(86400)

    home = screens.program.home()

    assert [line.when for line in home.sessions] == ["2026-11-23 18:00", "2026-11-22 18:00"]
    assert home.sessions[0].knee == "knee 1 during, 0 after"
    assert screens.program.history(50).sessions == home.sessions
    assert next(line for line in home.routines if line.id == "plank").last_played == "yesterday"


def test_a_damaged_record_is_named_at_home(screens: Screens) -> None:
    folder = screens.stage.desk.paths.sessions
    folder.mkdir()
    (folder / "2026-11-22T071500+0100-abcd.toml").write_text("half a rec", encoding="utf-8")

    assert any("2026-11-22T071500+0100-abcd.toml" in problem for problem in screens.program.home().problems)


def test_that_a_session_of_the_last_days_cannot_be_read_stands_first_beside_what_is_due(screens: Screens) -> None:
    folder = screens.stage.desk.paths.sessions
    folder.mkdir()
    (folder / f"{screens.stage.clock.now():%Y-%m-%d}T041500+0100-abcd.toml").write_text("half a rec", encoding="utf-8")

    assert screens.program.home().today.notes.startswith("The session of 22 November 04:15 cannot be read")


def test_a_wrong_value_of_the_profile_and_a_copy_of_it_are_named_at_home(screens: Screens) -> None:
    paths = screens.stage.desk.paths
    paths.profile.write_text("base = 70", encoding="utf-8")
    (paths.data / "profile (conflicted copy 2026-11-22).toml").write_text("base = 7", encoding="utf-8")

    problems = " ".join(screens.program.home().problems)

    assert "base is a whole number from 0 to 10, not 70" in problems
    assert "profile (conflicted copy 2026-11-22).toml is a copy that a synchroniser made" in problems


def test_a_preview_has_every_segment_and_what_is_needed(screens: Screens) -> None:
    preview = screens.program.preview("plank")

    assert preview.timeline is not None
    assert (preview.timeline.seconds, preview.refused, preview.own) == (53.0, "", True)


def test_a_preview_knows_its_level_though_a_part_that_it_uses_has_none(screens: Screens) -> None:
    screens.stage.write_routine(
        'name = "Both"\nlevels = ["easy", "hard"]\n\n[[block]]\nuse = "plank"\n\n[[block]]\nname = "B"\n\n'
        '[[block.step]]\nname = "A"\nhold = { easy = "20 s", hard = "40 s" }\n',
        "both",
    )

    found = [screens.program.preview("both", level) for level in (None, "hard", "gone")]

    assert [one.level for one in found] == ["easy", "hard", "easy"]
    lengths = [one.timeline.seconds for one in found if one.timeline is not None]
    assert lengths[1] == lengths[0] + 20
    assert lengths[2] == lengths[0]


def test_a_preview_of_a_broken_routine_has_its_problems_and_their_text(screens: Screens) -> None:
    path = screens.stage.write_routine(PLANK.replace("hold", "holt"), "broken")

    preview = screens.program.preview("broken")

    assert preview.timeline is None
    assert str(preview.problems[0].place) == f"{path}:8:1"
    assert "holt" in preview.texts[str(path)]


def test_a_copy_of_what_came_with_the_program_takes_its_place(screens: Screens) -> None:
    (bundled,) = [line for line in screens.program.home().routines if line.id == "quick-start"]

    copied = screens.program.copy(bundled.file)

    (line,) = [line for line in screens.program.home().routines if line.id == "quick-start"]
    assert (line.file, line.own, line.problem) == (copied, True, "")
    assert screens.program.preview(copied).own
    assert not screens.program.preview(bundled.file).own
    with pytest.raises(CoachError, match="is there already"):
        screens.program.copy(bundled.file)


def test_a_new_routine_can_be_played_and_is_in_the_list(screens: Screens) -> None:
    written = screens.program.new("Evening knees")

    (line,) = [line for line in screens.program.home().routines if line.file == written]
    assert (line.name, line.problem, screens.program.preview(written).problems) == ("Evening knees", "", ())


def test_a_folder_in_the_place_of_a_routine_is_not_offered_to_an_editor(screens: Screens, tmp_path: Path) -> None:
    (tmp_path / "plank.toml").mkdir()

    preview = screens.program.preview(str(tmp_path / "plank.toml"))

    assert (preview.editable, preview.unreadable) == (
        False,
        f"{tmp_path / 'plank.toml'} is a folder, not a routine file.",
    )


@pytest.mark.parametrize(
    "name, stem, title",
    [
        ("Left/right legs 1/2", "left-right-legs-1-2", "Left/right legs 1/2"),
        ("~/knees", "knees", "~/knees"),
        ("../../x", "x", "../../x"),
        ("/tmp/x", "tmp-x", "/tmp/x"),
        ("knees.toml", "knees", "Knees"),
    ],
)
def test_what_is_typed_for_a_new_routine_is_its_name_and_no_path(
    name: str, stem: str, title: str, screens: Screens
) -> None:
    written = Path(screens.program.new(name))

    assert written == screens.stage.desk.paths.routines / f"{stem}.toml"
    assert title in [line.name for line in screens.program.home().routines]


def test_the_editor_is_that_of_the_settings(tmp_path: Path) -> None:
    script = tmp_path / "editor.py"
    script.write_text("import sys; open(sys.argv[1], 'a').write('# edited')", encoding="utf-8")
    editor = f"{sys.executable} {script}"
    screens = Screens(Stage(tmp_path / "home", settings=f"editor = {editor!r}\n"))
    path = screens.stage.home / "routines/plank.toml"

    screens.program.edit(str(path), 3)

    assert path.read_text(encoding="utf-8") == f"{PLANK}# edited"


def test_a_session_is_opened_at_the_level_that_is_asked_for(screens: Screens) -> None:
    screens.stage.write_routine(
        PLANK.replace("sets = 2", "sets = { easy = 1, hard = 2 }").replace(
            'name = "Plank"', 'name = "Plank"\nlevels = ["easy", "hard"]', 1
        )
    )

    session = screens.program.open("plank", "hard")

    assert isinstance(session, ScreenSession)
    assert session.performance.timeline.level == "hard"


def test_while_another_copy_plays_everything_is_read_and_nothing_played(stage: Stage) -> None:
    program = Program(stage.desk, Sittings(stage.desk))
    other = holder(stage.desk.paths.lock)
    try:
        assert program.home().routines
        assert program.history(50) == Past()
        assert program.preview("plank").refused.startswith("Another copy of Coach is playing.")
        for refused in (lambda: program.open("plank"), program.resume, program.drop_resume, program.checkin):
            with pytest.raises(CoachError, match=r"Another copy of Coach is playing \(process"):
                refused()
    finally:
        other.communicate("\n")

    assert program.preview("plank").refused == ""


def test_a_home_screen_that_stays_open_keeps_no_other_copy_from_playing(screens: Screens) -> None:
    lock = screens.stage.desk.paths.lock
    screens.program.home()
    before = another_copy_could_play(lock)
    session = screens.play(35)
    meanwhile = another_copy_could_play(lock)
    screens.program.leave(session, Leaving.KEPT)
    kept = another_copy_could_play(lock)
    asking = screens.asked(Leaving.STOPPED)
    asked = another_copy_could_play(lock)
    screens.program.checked_in(asking)

    assert (before, meanwhile, kept, asked, another_copy_could_play(lock)) == (True, False, True, False, True)


def test_what_another_copy_did_meanwhile_is_seen(stage: Stage) -> None:
    screens = Screens(stage)
    screens.program.leave(screens.play(35), Leaving.KEPT)
    offered = screens.program.home().resume
    other = Program(stage.desk, Sittings(stage.desk))
    other.drop_resume()

    assert offered is not None
    assert screens.program.home().resume is None
    with pytest.raises(CoachError, match="no session to go on with"):
        screens.program.resume()


def test_what_does_not_open_keeps_nobody_from_playing(screens: Screens) -> None:
    with pytest.raises(CoachError):
        screens.program.open("nosuch")

    assert another_copy_could_play(screens.stage.desk.paths.lock)


# --- leaving ---------------------------------------------------------------------------------------------------------


def test_a_session_that_was_kept_is_offered_with_its_place(screens: Screens) -> None:
    session = screens.play(35)

    assert screens.program.leave(session, Leaving.KEPT) is None

    offer = screens.program.home().resume
    assert offer is not None
    assert (offer.name, offer.where, offer.when) == ("Plank", "Plank, set 2 of 2", "18:00")
    assert screens.stage.records() == ()


def test_a_session_that_was_kept_goes_on(screens: Screens) -> None:
    screens.program.leave(screens.play(35), Leaving.KEPT)
    screens.again()

    session = screens.go(screens.program.resume(), 120)
    screens.program.leave(session, Leaving.FINISHED)

    assert [go.done for go in screens.stage.records()[0].goes] == [20.0, 20.0]


def test_an_offer_that_is_turned_down_becomes_a_record(screens: Screens) -> None:
    screens.program.leave(screens.play(35), Leaving.KEPT)

    screens.program.drop_resume()

    assert screens.program.home().resume is None
    assert [record.outcome.value for record in screens.stage.records()] == ["interrupted"]


def test_an_offer_that_cannot_be_stored_is_a_sentence(screens: Screens) -> None:
    screens.program.leave(screens.play(35), Leaving.KEPT)
    screens.stage.desk.paths.sessions.write_text("", encoding="utf-8")

    with pytest.raises(CoachError, match="cannot be saved"):
        screens.program.drop_resume()


def test_a_session_that_was_thrown_away_leaves_nothing(screens: Screens) -> None:
    assert screens.program.leave(screens.play(35), Leaving.THROWN_AWAY) is None

    home = screens.program.home()
    assert (home.resume, home.checkin, home.sessions) == (None, "", ())


def test_a_session_that_was_stopped_asks_and_is_a_record_already(screens: Screens) -> None:
    asking = screens.asked(Leaving.STOPPED, 35)

    assert asking.title == "Plank"
    assert [record.outcome.value for record in screens.stage.records()] == ["stopped"]


def test_without_a_checkin_the_session_is_stored_at_once(tmp_path: Path) -> None:
    screens = Screens(Stage(tmp_path / "home", settings="start_in = 0\ncheckin = false\n"))

    assert screens.program.leave(screens.play(), Leaving.FINISHED) is None
    assert len(screens.program.home().sessions) == 1


def test_a_record_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    screens = Screens(Stage(tmp_path / "home", settings="start_in = 0\ncheckin = false\n"))
    screens.stage.desk.paths.sessions.write_text("", encoding="utf-8")

    with pytest.raises(CoachError, match="saved at the next start"):
        screens.program.leave(screens.play(), Leaving.FINISHED)


def test_closing_the_program_keeps_what_plays(screens: Screens) -> None:
    """As at a signal, or when the screens end by a mistake."""
    screens.play(35)

    screens.program.close()
    screens.again()

    assert screens.program.home().resume is not None


# --- worries ---------------------------------------------------------------------------------------------------------


def test_a_worry_stops_the_session_and_is_answered_by_voice(screens: Screens) -> None:
    session = screens.play(10)

    concern = session.report("calf_pain_swelling")
    asking = screens.program.leave(session, Leaving.STOPPED)

    assert (concern.sentence, concern.emergency) == (
        "Please stop. Get medical advice today, before any more exercise.",
        False,
    )
    assert screens.stage.spoken()[-1] == concern.sentence
    assert asking is not None


def test_after_an_emergency_nothing_is_asked_and_the_voice_is_not_cut_off(screens: Screens) -> None:
    session = screens.play(10)

    concern = session.report("chest_pain_breathless_faint")
    asking = screens.program.leave(session, Leaving.STOPPED)

    assert concern.emergency
    assert asking is None
    assert not screens.stage.desk.sounds.closed
    assert screens.program.home().checkin == ""
    assert screens.program.home().sessions[0].said.endswith("(rule R1)")


def test_the_screen_offers_what_is_not_the_knee_in_words(screens: Screens) -> None:
    session = screens.play(10)

    assert [worry.id for worry in session.not_the_knee] == ["chest_pain_breathless_faint", "calf_pain_swelling"]
    assert all(worry.label for worry in session.not_the_knee)
    assert (session.words.go, session.words.done) == ("GO", "DONE")


# --- checking in -----------------------------------------------------------------------------------------------------


def test_a_whole_checkin_says_what_the_rules_make_of_it(screens: Screens) -> None:
    asking = screens.asked(Leaving.FINISHED)
    answer(asking, *all_well())

    result = screens.program.checked_in(asking)

    assert result is not None
    assert result.sentence == "By these answers the same amount again is right for next time."
    assert result.rule.startswith("The morning's answers say more")
    assert screens.program.home().checkin == ""


def test_a_checkin_that_was_left_for_later_is_open_at_home_and_goes_on(screens: Screens) -> None:
    asking = screens.asked(Leaving.FINISHED)
    answer(asking, 4, 1)

    assert screens.program.checked_in(asking) is None

    assert screens.program.home().checkin == "Plank"
    again = screens.program.checkin()
    assert again is not None
    assert again.flow.answers == {"during": 4, "after": 1}


def test_without_an_open_checkin_there_is_none(screens: Screens) -> None:
    assert screens.program.checkin() is None


def test_a_worry_that_is_ticked_is_spoken(screens: Screens) -> None:
    asking = screens.asked(Leaving.FINISHED)
    answer(asking, 1, 0, 2, False, 15)

    said = asking.flow.answer(("locked",))
    assert said is not None
    asking.say(said)

    assert screens.stage.spoken()[-1] == "Please stop. Get medical advice today, before any more exercise."


def test_the_first_run_text_is_given_until_it_was_read(screens: Screens) -> None:
    assert screens.program.notice().startswith("This program talks you through general exercises")

    screens.program.notice_read()

    assert screens.program.notice() == ""


def test_a_sentence_is_spoken_also_where_nothing_was_played(screens: Screens) -> None:
    screens.program.say("Hello.")
    screens.program.close()

    assert screens.stage.spoken() == ["Hello."]
    desk = screens.stage.desk
    assert isinstance(desk, FakeDesk)
    assert len(desk.sounds.placed) == 1
