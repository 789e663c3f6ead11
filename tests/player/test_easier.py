"""Pain over 5 where something easier is at hand: offered, taken, turned down."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.player.model import Command, Event, EventKind, State
from coach.player.pain import OFFER
from coach.player.player import Player
from coach.routine.ladder import easier_than
from coach.routine.model import Routine
from coach.testing import FixedLengths
from coach.timeline.compile import compile_timeline
from coach.timeline.dose import Eased
from coach.timeline.easier import eased_timeline
from coach.timeline.model import GO_KINDS, Choices, SegmentKind, Timeline
from coach.words.files import load_phrases
from tests.timeline.building import routine_of
from tests.timeline.bundled import read, routine_files
from tests.timeline.test_rungs import LADDER

HOLDS = routine_of(f"""
name = "Holds"
[[step]]
exercise = "high"
hold = "30s"
sets = 3
rest = "20s"
ready = "5s"
[[step]]
name = "Bridge"
hold = "10s"
type = "strength"
[[step]]
name = "Walk"
time = "20s"
type = "walk"
{LADDER}
""")
# say 0 1 · ready 1 8 · hold 9 30 · rest 39 20 · hold 59 30 · rest 89 20 · hold 109 30 · …


class Offering:
    """A player that is offered something easier as playback would."""

    def __init__(self, routine: Routine = HOLDS, loaded: Sequence[str] = ("high", "bridge")) -> None:
        self.routine = routine
        self.timeline = compiled(routine)
        self.player = Player(self.timeline, 0.0, loaded=loaded)
        self.events = self.player.send(Command.START, 0.0)

    def send(self, command: Command, now: float, value: int | None = None, *, sharp: bool = False) -> list[Event]:
        events = self.player.send(command, now, value, sharp=sharp)
        for event in events:
            if event.kind is EventKind.HURT:
                self.player.offer(self.easier(event))
        self.events += events
        return events

    def easier(self, hurt: Event) -> Timeline | None:
        step, exercise, go = (hurt.details.get(key) for key in ("step", "exercise", "easier_from"))
        rung = easier_than(self.routine, exercise) if isinstance(exercise, str) else None
        if rung is None or not isinstance(step, str) or not isinstance(go, int):
            return None
        eased = Eased(step, rung, go)
        return eased_timeline(self.timeline, self.routine, Choices(), eased, load_phrases(), FixedLengths())

    def hurts(self, now: float, value: int = 7, *, sharp: bool = False) -> list[Event]:
        self.send(Command.HURT, now)
        return self.send(Command.ANSWER_PAIN, now, value, sharp=sharp)

    def played(self, until: float) -> list[tuple[str | None, str | None, int]]:
        """Return step, exercise and set of every go that begins until a moment."""
        self.events += self.player.advance(until)
        started = [event.details for event in self.events if event.kind is EventKind.SEGMENT_STARTED]
        return [(one["step"], one["exercise"], one["set"]) for one in started if one["kind"] in DOING]  # type: ignore[misc]


DOING = [SegmentKind.HOLD.value, SegmentKind.WORK.value]


def compiled(routine: Routine) -> Timeline:
    return compile_timeline(routine, Choices(), load_phrases(), FixedLengths())


def kinds(events: Sequence[Event]) -> list[EventKind]:
    return [event.kind for event in events]


def test_pain_over_five_stops_the_exercise_and_offers_the_easier_one() -> None:
    at = Offering()

    (answered,) = at.hurts(20.0)

    assert at.player.state is State.OFFERED
    assert (answered.details["offers"], answered.details["name"]) == ("low", "Low hold")
    view = at.player.view(22.0)
    assert (view.easier and view.easier.title, view.hurts and view.hurts.title) == ("Low hold", "High hold")
    assert view.lead_in == OFFER - 2.0


def test_sharp_pain_offers_it_too() -> None:
    at = Offering()

    at.hurts(20.0, 1, sharp=True)

    assert at.player.state is State.OFFERED


def test_pain_up_to_five_offers_nothing() -> None:
    at = Offering()

    at.hurts(20.0, 5)

    assert at.player.state is State.RESUMING


def test_taken_it_goes_on_with_the_rest_before_the_next_set_from_its_start() -> None:
    at = Offering()
    at.hurts(20.0)

    events = at.send(Command.EASE, 25.0)

    assert kinds(events) == [
        EventKind.EASED,
        EventKind.SEGMENT_ENDED,
        EventKind.MOVED,
        EventKind.SEGMENT_STARTED,
        EventKind.RESUMING,
    ]
    assert (events[0].details["easier"], events[1].details["how"]) == ("low", "pain")
    at.player.advance(40.0)
    view = at.player.view(40.0)
    assert view.segment is not None
    assert (view.segment.kind, view.segment.title, view.offset) == (SegmentKind.REST, "Low hold", 11.0)


def test_the_sets_that_are_left_are_played_as_the_easier_exercise() -> None:
    at = Offering()
    at.hurts(20.0)
    at.send(Command.EASE, 25.0)

    assert at.played(400.0) == [
        ("high", "high", 1),
        ("high", "low", 1),
        ("high", "low", 2),
        ("bridge", None, 1),
        ("walk", None, 1),
    ]
    assert at.player.state is State.FINISHED


def test_pain_told_in_the_rest_plays_that_rest_again_for_the_easier_exercise() -> None:
    at = Offering()
    at.hurts(50.0)
    at.send(Command.EASE, 55.0)

    view = at.player.view(59.0)

    assert view.segment is not None
    assert (view.segment.index, view.segment.title, view.offset) == (3, "Low hold", 0.0)


def test_pain_in_the_get_ready_of_the_first_set_makes_all_sets_easier() -> None:
    at = Offering()
    at.hurts(4.0)
    at.send(Command.EASE, 6.0)

    assert at.played(400.0)[:3] == [("high", "low", number) for number in (1, 2, 3)]


def test_turned_down_the_step_is_left_out() -> None:
    at = Offering()
    at.hurts(20.0)

    events = at.send(Command.RESUME, 25.0)

    assert events[0].kind is EventKind.NOT_EASED
    assert (events[0].details["left_out"], events[0].details["next"]) == ("high", "bridge")
    assert at.played(200.0)[1:] == [("bridge", None, 1), ("walk", None, 1)]


def test_without_an_answer_the_step_is_left_out_after_a_while() -> None:
    at = Offering()
    at.hurts(20.0)

    assert at.player.next_wakeup() == 20.0 + OFFER
    events = at.player.advance(20.0 + OFFER)

    assert (events[0].kind, events[0].command) == (EventKind.NOT_EASED, None)
    assert at.player.state is State.RESUMING
    assert at.played(200.0)[1:] == [("bridge", None, 1), ("walk", None, 1)]


def test_still_over_five_at_the_easier_exercise_ends_the_loading() -> None:
    at = Offering()
    at.hurts(20.0)
    at.send(Command.EASE, 25.0)
    at.played(60.0)

    (answered, *_) = at.hurts(60.0)

    assert (answered.details["ends_loading"], answered.details["left_out"]) == (True, "bridge,high")
    assert at.player.state is State.RESUMING
    assert at.played(200.0)[2:] == [("walk", None, 1)]


def test_at_the_last_set_there_is_nothing_to_offer() -> None:
    at = Offering()
    at.player.advance(120.0)

    at.hurts(120.0)

    assert at.player.state is State.RESUMING


def test_a_second_exercise_that_hurts_is_offered_nothing() -> None:
    at = Offering(
        routine_of(HOLDS.text.replace('name = "Bridge"\nhold = "10s"', 'exercise = "rise"\nreps = 5\nsets = 3'))
    )
    at.hurts(20.0)
    at.send(Command.RESUME, 21.0)
    at.player.advance(70.0)

    (answered, *_) = at.hurts(70.0)

    assert answered.details["ends_loading"] is True


def test_going_back_leads_past_what_hurt() -> None:
    at = Offering()
    at.hurts(20.0)
    at.send(Command.EASE, 25.0)
    at.player.advance(60.0)

    for moment in range(60, 66):
        at.send(Command.BACK, float(moment))

    assert all(exercise != "high" for _, exercise, _ in at.played(300.0)[1:])


def test_a_restored_session_goes_on_in_the_easier_exercise() -> None:
    at = Offering()
    at.hurts(20.0)
    at.send(Command.EASE, 25.0)
    at.player.advance(60.0)

    player = Player(
        at.player.timeline, 0.0, loaded=("high", "bridge"), at=at.player.playhead, played=30.0, hurt=[("high", "high")]
    )
    player.send(Command.START, 0.0)

    view = player.view(1.0)
    assert view.segment is not None
    assert (view.segment.exercise, view.segment.set) == ("low", 1)


COMMANDS = [command for command in Command if command not in (Command.START, Command.STOP)]
SCRIPTS = st.lists(
    st.tuples(
        st.sampled_from([0.0, 0.5, 3.0, 11.0, 25.0, 60.0]),
        st.sampled_from([*COMMANDS, Command.HURT, Command.ANSWER_PAIN, Command.ANSWER_PAIN, Command.EASE]),
        st.integers(0, 10),
    ),
    max_size=30,
)


@given(st.sampled_from(routine_files()), SCRIPTS)
@settings(max_examples=60, deadline=None)
def test_whatever_is_asked_what_hurt_is_not_played_again_and_the_place_is_sound(path, script) -> None:  # type: ignore[no-untyped-def]
    routine = read(path)
    at = Offering(routine, loaded=[])
    now = 0.0
    for wait_for, command, value in script:
        now += wait_for
        at.events += at.player.advance(now)
        if at.player.allows(command):
            at.send(command, now, value)
        view = at.player.view(now)

        assert 0 <= at.player.playhead.segment < len(at.player.timeline.segments)
        assert view.segment is None or view.segment.kind not in GO_KINDS or view.segment not in at.player.left_out
        assert view.session_remaining >= -1e-6
        assert (view.easier is not None) == (at.player.state is State.OFFERED)
        wakeup = at.player.next_wakeup()
        assert wakeup is None or wakeup >= now - 1e-6
