"""Player, sound and clock in step: what sounds when, what is shown when, and what a command silences."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from coach.clock import SystemClock
from coach.playback import Announcements, Playback, ScaledClock
from coach.player.cues import LeadIn
from coach.player.model import Command, Event, EventKind, PlacedCue, State
from coach.player.player import Player
from coach.sound.protocol import MUSIC_FADES
from coach.testing import (
    ManualClock,
    RecordingOutput,
    RecordingVoice,
    build_timeline,
    countdown,
    cue,
    hold,
    lengthless_tone,
    ready,
    rest,
    say,
    switch,
    wait,
)
from coach.timeline.model import CueKind, Timeline, Tone

TIMELINE = build_timeline(
    ready(10, cue(0.5, "Wall sit for thirty seconds", CueKind.NAME), *countdown(10)),  # 0
    hold(30, cue(0, "", CueKind.GO, Tone.GO), cue(15, "Halfway there.", CueKind.HALF), step="wall-sit"),  # 1, at 10
    rest(20, cue(0, "", CueKind.END, Tone.END), cue(0.5, "Rest.", CueKind.REST), *countdown(20)),  # 2, at 40
    hold(20, step="bridge"),  # 3, at 60
    say(2, cue(0.5, "Well done everybody.", CueKind.GOODBYE)),  # 4, at 80
)
START = 1000.0
"""Where a ManualClock begins."""


@dataclass
class Listener:
    """Remembers what it is told."""

    events: list[Event] = field(default_factory=list)
    cues: list[tuple[float, PlacedCue]] = field(default_factory=list)
    ticks: list[float] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    clock: ManualClock | None = None

    def on_event(self, event: Event) -> None:
        self.events.append(event)
        self.order.append(event.kind.value)

    def on_cue(self, placed: PlacedCue) -> None:
        self.cues.append((self.clock.monotonic() if self.clock else 0.0, placed))
        self.order.append(placed.cue.text or str(placed.cue.tone))

    def on_tick(self, now: float) -> None:
        self.ticks.append(now)

    @property
    def kinds(self) -> list[EventKind]:
        return [event.kind for event in self.events]


@dataclass
class Stage:
    """A playback with everything round it, and time in the test's hand."""

    playback: Playback
    clock: ManualClock
    voice: RecordingVoice
    output: RecordingOutput
    listener: Listener

    def play(self, seconds: float) -> None:
        """Let time pass in the turns that the loop asks for."""
        end = self.clock.monotonic() + seconds
        wait = self.playback.step()
        while self.clock.monotonic() + wait < end - 1e-9:
            self.clock.advance(wait)
            wait = self.playback.step()
        self.clock.advance(end - self.clock.monotonic())
        self.playback.step()

    def send(self, command: Command, value: int | None = None) -> None:
        self.playback.send(command, value)
        self.playback.step()

    def sounds(self) -> list[tuple[float, int]]:
        """Return (moment from the start, samples) of everything that sounds or has sounded."""
        return sorted((round(one.due - START, 4), len(one.samples)) for one in self.output.placed)

    @property
    def state(self) -> State:
        return self.playback.view().state


def stage(
    timeline: Timeline = TIMELINE,
    *,
    start_in: float = 0.0,
    onset: float = 0.0,
    missing: frozenset[str] = frozenset(),
    announce: dict[EventKind, str] | None = None,
    latency: float = 0.0,
    rehearsal: bool = False,
) -> Stage:
    """Return a stage on which the session has begun."""
    clock = ManualClock()
    voice, output = RecordingVoice(onset=onset, missing=missing), RecordingOutput(clock, latency=latency)
    listener = Listener(clock=clock)
    player = Player(timeline, start_in=start_in, lead_in=LeadIn("Starting in 10 seconds."), rehearsal=rehearsal)
    announcements = Announcements(announce or {}, goes_on="Slower, then.", leaves_step={"wall-sit": "We leave that."})
    playback = Playback(
        player, voice, output, clock, listeners=[listener], announce=announcements, tone=lengthless_tone
    )
    playback.begin()
    made = Stage(playback, clock, voice, output, listener)
    playback.step()
    return made


def spoken(text: str, onset: float = 0.0) -> int:
    """Return how many samples the test voice needs."""
    return round((0.4 * len(text.split()) + onset) * 48_000)


TICK, GO, END, COUNT = (len(lengthless_tone(one)) for one in (Tone.TICK, Tone.GO, Tone.END, Tone.COUNT))


def test_every_cue_sounds_at_its_moment() -> None:
    """Words and tones are placed once each, at the moments of the timeline."""
    on = stage()
    on.play(25.1)

    assert on.sounds() == [
        (0.5, spoken("Wall sit for thirty seconds")),
        (7.0, TICK),
        (7.0, spoken("3")),
        (8.0, TICK),
        (8.0, spoken("2")),
        (9.0, TICK),
        (9.0, spoken("1")),
        (10.0, GO),
        (25.0, spoken("Halfway there.")),
    ]


def test_the_word_falls_on_the_moment_not_the_file() -> None:
    """Silence before the first word starts earlier; the tone does not."""
    on = stage(onset=0.04)
    on.play(7.5)

    assert (6.96, spoken("3", 0.04)) in on.sounds()
    assert (7.0, TICK) in on.sounds()


def test_sounds_are_placed_well_ahead() -> None:
    """At least one second before their moment, so that a late loop is not heard."""
    on = stage()
    on.play(6.0)

    assert (7.0, TICK) in on.sounds()


def test_a_late_loop_changes_no_sound() -> None:
    """What was placed sounds in its moment although the loop was away for a second and a half."""
    punctual, late = stage(), stage()
    punctual.play(12.0)
    late.play(6.6)
    late.clock.advance(1.5)
    late.play(3.9)

    assert late.sounds() == punctual.sounds()


def test_captions_and_listeners_come_when_due_not_when_placed() -> None:
    """The caption stays until the next; counts have none."""
    on = stage()
    assert on.playback.caption == ""
    on.play(9.5)
    assert on.playback.caption == "Wall sit for thirty seconds"

    assert [(round(moment - START, 3), placed.cue.text) for moment, placed in on.listener.cues] == [
        (0.5, "Wall sit for thirty seconds"),
        (7.0, "3"),
        (8.0, "2"),
        (9.0, "1"),
    ]


def test_events_and_cues_come_in_the_order_of_their_moments() -> None:
    """Also when one turn of the loop finds many of them."""
    on = stage()
    on.clock.advance(4.0)
    on.playback.step()
    on.clock.advance(4.9)
    on.playback.step()
    on.clock.advance(1.2)
    on.playback.step()

    assert on.listener.order == [
        "started",
        "segment_started",
        "Wall sit for thirty seconds",
        "3",
        "2",
        "1",
        "segment_ended",
        "segment_started",
        "Tone.GO",
    ]


def test_what_a_late_loop_slept_through_is_told_all_the_same() -> None:
    """A transcript has every line, also of a segment that is over meanwhile."""
    on = stage()
    on.play(5.5)
    on.clock.advance(4.8)
    on.playback.step()

    assert on.listener.order[-6:] == ["3", "2", "1", "segment_ended", "segment_started", "Tone.GO"]


def test_events_say_how_late_they_were_found() -> None:
    """Lateness is data."""
    on = stage()
    on.play(9.0)
    on.clock.advance(1.25)
    on.playback.step()
    ended = on.listener.events[-2]

    assert (ended.kind, ended.due, ended.happened) == (EventKind.SEGMENT_ENDED, START + 10, START + 10.25)


def test_the_count_in_is_said() -> None:
    """With its sentence and its countdown."""
    on = stage(start_in=10.0)
    on.play(10.1)

    assert [placed.cue.text for _, placed in on.listener.cues] == ["Starting in 10 seconds.", "3", "2", "1"]
    assert EventKind.STARTED in on.listener.kinds


# --- commands --------------------------------------------------------------------------------------------------------


def test_a_pause_silences_at_once_and_nothing_more_sounds() -> None:
    """What was placed ahead is cancelled, and comes once after the resume."""
    on = stage()
    on.play(6.0)
    on.send(Command.PAUSE)
    assert on.output.cancelled[-1] == START + 6.0
    on.play(60.0)
    assert [due for due, _ in on.sounds()] == [0.5]

    on.send(Command.RESUME)
    on.play(4.05)
    assert [due for due, _ in on.sounds()] == [0.5, 67.0, 67.0, 68.0, 68.0, 69.0, 69.0, 70.0]


@pytest.mark.parametrize("command", [Command.SKIP, Command.BACK, Command.REPEAT, Command.FORWARD, Command.STOP])
def test_no_word_of_the_past_is_heard_after_a_jump(command: Command) -> None:
    """Stale speech is what other players are complained about."""
    on = stage()
    on.play(24.5)
    assert (25.0, spoken("Halfway there.")) in on.sounds()
    on.send(command)
    on.play(1.0)

    assert (25.0, spoken("Halfway there.")) not in on.sounds()


def test_a_longer_rest_moves_the_countdown_but_not_what_is_being_said() -> None:
    """The words that sound go on; the countdown that was placed comes 15 s later."""
    on = stage()
    on.play(57.2)
    assert (58.0, TICK) in on.sounds()
    on.send(Command.LONGER)
    on.play(15.5)

    assert [due for due, count in on.sounds() if count == TICK] == [7.0, 8.0, 9.0, 57.0, 72.0, 73.0, 74.0]
    assert (57.0, spoken("3")) in on.sounds()


def test_a_cue_of_this_moment_is_told_once_when_the_rest_gets_longer() -> None:
    """What is asked for anew begins after it."""
    on = stage(build_timeline(rest(5, cue(1, "Breathe."), *countdown(5)), hold(10)))
    on.play(1.0)
    on.send(Command.LONGER)
    on.play(0.5)

    assert [placed.cue.text for _, placed in on.listener.cues] == ["Breathe."]
    assert on.sounds()[-1] == (1.0, spoken("Breathe."))


def test_nothing_is_cancelled_where_nothing_changed() -> None:
    """A rest that is made longer early on is heard without a break."""
    on = stage()
    on.play(45.0)
    cancelled = len(on.output.cancelled)
    on.send(Command.LONGER)

    assert len(on.output.cancelled) == cancelled


def test_an_illegal_command_is_refused_and_nothing_else() -> None:
    """It is an event for whoever shows it; the session goes on."""
    on = stage()
    on.play(5.0)
    on.send(Command.DONE)
    event = on.listener.events[-1]

    assert (event.kind, event.command) == (EventKind.REFUSED, Command.DONE)
    assert "not possible" in str(event.details["reason"])
    assert on.state is State.PLAYING
    assert on.output.cancelled == [START]


def test_done_is_heard_at_once() -> None:
    """What follows a segment that waited is placed from that moment on."""
    on = stage(build_timeline(wait(60), rest(20, cue(0, "", CueKind.END, Tone.END), cue(0.5, "Rest.")), hold(10)))
    on.play(12.0)
    on.send(Command.DONE)
    on.play(1.0)

    assert on.sounds() == [(12.0, END), (12.5, spoken("Rest."))]


def test_a_number_for_the_pain_reaches_the_player() -> None:
    """Over five the step is left out."""
    on = stage()
    on.play(15.0)
    on.send(Command.HURT)
    on.send(Command.ANSWER_PAIN, 7)

    answered = next(event for event in on.listener.events if event.kind is EventKind.PAIN_ANSWERED)
    assert (answered.details["value"], answered.details["left_out"]) == (7, "wall-sit")


def test_what_is_left_out_is_told_and_what_comes_next() -> None:
    """The voice is asked for it while a number is thought of."""
    on = stage()
    on.play(15.0)
    on.send(Command.HURT)
    on.play(1.0)
    asked = list(on.voice.prepared)
    on.send(Command.ANSWER_PAIN, 7)
    on.play(0.1)

    assert "We leave that." in asked
    assert on.playback.caption == "We leave that."


SAID = Announcements(
    goes_on="Slower.",
    leaves_step={"a": "We leave A."},
    leaves_loading="No more.",
    next_up={"b": "Next: B."},
    severe="See somebody.",
)


@pytest.mark.parametrize(
    ("details", "said"),
    [
        ({"value": 3}, "Slower."),
        ({"value": 7, "step": "a", "left_out": "a", "next": "b"}, "We leave A. Next: B."),
        ({"value": 7, "step": "a", "left_out": "a", "next": None}, "We leave A."),
        ({"value": 8, "step": "a", "left_out": "a", "next": "b"}, "We leave A. Next: B. See somebody."),
        ({"value": 6, "step": "a", "left_out": "a", "ends_loading": True, "next": "b"}, "No more. Next: B."),
        ({"value": 10}, "See somebody."),
    ],
)
def test_what_is_said_of_pain_hangs_on_its_number_and_on_what_follows(
    details: dict[str, str | int | float | bool | None], said: str
) -> None:
    assert SAID.of(Event(EventKind.PAIN_ANSWERED, 0.0, 0.0, details=details)) == said


def test_all_that_an_answer_can_lead_to_is_prepared_when_it_hurts() -> None:
    hurt = Event(EventKind.HURT, 0.0, 0.0, details={"step": "a", "next": "b"})

    assert SAID.likely(hurt) == [
        "We leave A. Next: B.",
        "We leave A. Next: B. See somebody.",
        "No more. Next: B.",
        "No more. Next: B. See somebody.",
    ]


def test_an_announcement_that_a_pause_cut_off_is_said_again() -> None:
    """If it still has room before the next words."""
    on = stage()
    on.play(1.0)
    on.send(Command.PAUSE)
    on.play(10.0)
    on.send(Command.RESUME)
    on.play(1.0)

    assert (11.05, spoken("Wall sit for thirty seconds")) in on.sounds()


def test_a_cut_announcement_without_room_is_not_said_again() -> None:
    """The countdown is more important."""
    timeline = build_timeline(ready(6, cue(0.5, "one two three four five", CueKind.NAME), *countdown(6)), hold(10))
    on = stage(timeline)
    on.play(2.0)
    on.send(Command.PAUSE)
    on.play(5.0)
    on.send(Command.RESUME)
    on.play(3.0)

    assert [due for due, count in on.sounds() if count > spoken("1")] == [0.5]


def test_a_cut_announcement_is_not_said_after_a_jump() -> None:
    """Who jumps has moved on."""
    words = "one two three four five"
    on = stage(build_timeline(rest(60, cue(0.5, words, CueKind.REST)), hold(10)))
    on.play(1.0)
    on.send(Command.PAUSE)
    on.send(Command.FORWARD)
    on.send(Command.RESUME)
    on.play(3.0)

    assert (0.5, spoken(words)) not in on.sounds()
    assert len(on.sounds()) == 1


def test_what_happens_can_be_announced() -> None:
    """ "Paused." is said and shown, after everything else was silenced."""
    on = stage(announce={EventKind.PAUSED: "Paused.", EventKind.RESUMING: "Going on."})
    on.play(20.0)
    on.send(Command.PAUSE)

    assert on.playback.caption == "Paused."
    assert on.sounds()[-1] == (20.05, spoken("Paused."))


def test_an_announcement_gives_way_to_the_countdown() -> None:
    """Two voices at once are none."""
    on = stage(announce={EventKind.RESUMING: "Going on."})
    on.play(20.0)
    on.send(Command.PAUSE)
    on.send(Command.RESUME)
    on.play(0.5)

    assert on.playback.caption != "Going on."
    assert (20.0, spoken("3")) in on.sounds()


# --- what goes wrong -------------------------------------------------------------------------------------------------


def test_machine_sleep_pauses_and_is_said() -> None:
    """The clock that counts sleep has jumped, the other one stood still."""
    on = stage(announce={EventKind.SLEPT: "The machine was asleep. Paused."})
    on.play(20.0)
    on.clock.sleep(480.0)
    on.play(1.0)

    assert EventKind.SLEPT in on.listener.kinds
    assert on.state is State.PAUSED
    assert on.playback.caption == "The machine was asleep. Paused."
    assert on.playback.view().remaining == pytest.approx(20.0)


def test_a_small_step_of_the_wall_clock_is_no_sleep() -> None:
    """Where wall time stands for the clock that counts sleep, it may be set by a little."""
    on = stage()
    on.play(20.0)
    on.clock.sleep(1.5)
    on.play(1.0)
    on.clock.sleep(1.5)
    on.play(1.0)

    assert on.state is State.PLAYING


def test_a_loop_that_was_stopped_for_long_pauses_where_it_was() -> None:
    """After Ctrl-Z the session has not run on without anybody."""
    on = stage()
    on.play(20.0)
    on.clock.advance(300.0)
    on.playback.step()

    assert on.listener.kinds[-1] is EventKind.PAUSED
    assert on.playback.view().remaining == pytest.approx(20.0)


def test_a_short_stall_is_made_up_for() -> None:
    """Four seconds late is late, not away: the session is where it would have been."""
    on = stage()
    on.play(8.0)
    on.clock.advance(4.0)
    on.playback.step()

    assert on.state is State.PLAYING
    assert on.playback.view().offset == pytest.approx(2.0)


def test_words_that_come_too_late_are_not_said_but_shown() -> None:
    """Nothing stale is spoken."""
    on = stage(missing=frozenset({"Halfway there."}))
    on.play(22.0)
    on.clock.advance(4.5)
    on.playback.step()

    assert on.playback.caption == "Halfway there."
    assert [due for due, _ in on.sounds() if due > 20] == []


def test_a_cue_without_an_utterance_is_a_tone_and_its_caption() -> None:
    """The session goes on without a voice."""
    on = stage(missing=frozenset({"Wall sit for thirty seconds", "3", "Halfway there."}))
    on.play(25.1)

    assert [(due, count) for due, count in on.sounds() if due in (0.5, 7.0, 25.0)] == [
        (0.5, COUNT),
        (7.0, TICK),
        (25.0, COUNT),
    ]
    assert on.playback.caption == "Halfway there."


def test_an_utterance_that_comes_late_is_still_said() -> None:
    """It is asked for again until the output needs it."""
    on = stage(missing=frozenset({"Halfway there."}))
    on.play(23.5)
    on.voice.missing.clear()
    on.play(1.6)

    assert on.sounds()[-1] == (25.0, spoken("Halfway there."))


def test_a_tone_is_placed_while_the_output_can_still_take_it() -> None:
    """With a long device buffer the voice has to be given up earlier."""
    on = stage(missing=frozenset({"Halfway there."}), latency=1.0)
    on.play(24.0)

    assert on.sounds()[-1] == (25.0, COUNT)


def test_troubles_of_voice_and_sound_are_told() -> None:
    """One sentence each, gone when they are."""
    on = stage()
    assert not on.playback.troubles
    on.voice.trouble = "The voice does not answer."
    on.output.trouble = "There is no sound device."

    assert on.playback.troubles == ("The voice does not answer.", "There is no sound device.")


# --- around ----------------------------------------------------------------------------------------------------------


def test_the_voice_is_asked_for_everything_in_playing_order() -> None:
    """Before the start, so that it can work ahead."""
    on = stage()

    assert on.voice.prepared[:3] == ["Wall sit for thirty seconds", "3", "2"]
    assert {one.text for one in TIMELINE.cues if one.text} <= set(on.voice.prepared)
    assert on.output.started


def test_after_a_jump_the_voice_is_asked_for_what_comes_now() -> None:
    """What is needed soon comes first again."""
    on = stage()
    on.play(12.0)
    on.voice.prepared.clear()
    on.send(Command.SKIP)

    assert on.voice.prepared[0] == "Rest."


def test_the_session_is_over_when_its_last_sound_is() -> None:
    """The goodbye may take longer than its segment."""
    on = stage(build_timeline(say(1, cue(0.5, "Well done everybody."), cue(1, "", CueKind.END, Tone.DONE))))
    on.play(1.1)
    assert on.state is State.FINISHED
    assert not on.playback.over

    on.play(0.7)
    assert on.playback.over


def test_a_stopped_session_is_over_at_once() -> None:
    """Nothing is waited for that is not heard."""
    on = stage()
    on.play(7.1)
    on.send(Command.STOP)

    assert on.playback.over


def test_listeners_are_ticked_at_least_four_times_a_second() -> None:
    """The journal lives of it, also in a pause and while a segment waits."""
    on = stage(build_timeline(wait(60), hold(10)))
    on.play(10.0)
    on.send(Command.PAUSE)
    on.play(10.0)
    gaps = [after - before for before, after in pairwise(on.listener.ticks)]

    assert max(gaps) <= 0.2501


def test_the_loop_sleeps_while_there_is_nothing_to_do() -> None:
    """Ten turns a second and one for each moment are enough."""
    on = stage()
    on.play(30.0)

    assert len(on.listener.ticks) < 30 * 10 + 30


def test_a_scaled_clock_runs_faster_from_now_on() -> None:
    """Machine sleep is still machine sleep."""
    clock = ManualClock()
    fast = ScaledClock(clock, 60.0)
    before = fast.monotonic()
    apart = fast.boottime() - before
    clock.advance(2.0)
    assert fast.monotonic() == pytest.approx(before + 120.0)
    assert fast.boottime() - fast.monotonic() == pytest.approx(apart)

    clock.sleep(30.0)
    assert fast.boottime() - fast.monotonic() == pytest.approx(apart + 30.0)


def test_a_rehearsal_runs_to_its_end_in_a_thread() -> None:
    """The real loop, a thousand times faster, tells every cue and ends; commands come from another thread."""
    clock = SystemClock()
    voice = RecordingVoice()
    manual = ManualClock()
    listener = Listener()
    player = Player(TIMELINE, start_in=10.0, rehearsal=True)
    playback = Playback(player, voice, RecordingOutput(manual), clock, listeners=[listener], speed=1000.0)
    thread = threading.Thread(target=playback.run)
    thread.start()
    playback.view()
    playback.allows(Command.PAUSE)
    thread.join(20.0)

    assert not thread.is_alive()
    assert listener.kinds[-1] is EventKind.FINISHED
    assert [placed.cue.text for _, placed in listener.cues if placed.cue.text] == [
        *["3", "2", "1"],
        *[one.text for one in TIMELINE.cues if one.text],
    ]


def test_a_command_from_another_thread_wakes_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """It does not wait for the next turn, which would come in an hour."""
    monkeypatch.setattr("coach.playback.loop.TICK", 3600.0)
    player = Player(build_timeline(wait(60)), start_in=0.0)
    started = threading.Event()
    listener = Listener()
    listener.on_tick = lambda now: started.set()  # type: ignore[method-assign]
    playback = Playback(player, RecordingVoice(), RecordingOutput(ManualClock()), SystemClock(), listeners=[listener])
    thread = threading.Thread(target=playback.run, daemon=True)
    thread.start()
    started.wait(20.0)
    playback.send(Command.STOP)
    thread.join(20.0)

    assert not thread.is_alive()


def test_where_nothing_is_counted_in_the_first_words_come_at_once() -> None:
    timeline = build_timeline(say(3, cue(0.5, "Hello there.", CueKind.WELCOME)), hold(10, step="wall-sit"))
    clock = ManualClock()
    output = RecordingOutput(clock, latency=0.06)
    playback = Playback(Player(timeline, start_in=0.0), RecordingVoice(), output, clock, at_once=True)
    playback.begin()

    playback.step()

    assert [round(one.due - START, 3) for one in output.placed] == [0.06]


@pytest.mark.parametrize(("pain", "words"), [(4, "Slower, then."), (7, "We leave that.")])
def test_the_answer_to_pain_is_said_before_the_session_goes_on(pain: int, words: str) -> None:
    on = stage()
    on.play(20.0)
    on.send(Command.HURT)

    on.send(Command.ANSWER_PAIN, pain)

    assert on.playback.caption == words
    assert (round(on.clock.monotonic() - START + 0.05, 2), spoken(words)) in on.sounds()
    assert on.state is State.RESUMING


# --- the caption after a command -------------------------------------------------------------------------------------


def test_after_a_pause_the_caption_is_that_of_the_place_again() -> None:
    on = stage(announce={EventKind.PAUSED: "Paused."})
    on.play(26.0)
    on.send(Command.PAUSE)
    on.play(5.0)
    on.send(Command.RESUME)
    on.play(4.0)

    assert on.state is State.PLAYING
    assert on.playback.caption == "Halfway there."


def test_after_pain_the_caption_is_not_the_question_any_more() -> None:
    on = stage(announce={EventKind.HURT: "How bad?"})
    on.play(26.0)
    on.send(Command.HURT)
    on.send(Command.ANSWER_PAIN, 3)
    on.play(8.0)

    assert on.state is State.PLAYING
    assert on.playback.caption == "Halfway there."


@pytest.mark.parametrize(
    ("command", "caption"),
    [(Command.REPEAT, "Wall sit for thirty seconds"), (Command.SKIP, ""), (Command.REWIND, "")],
)
def test_a_jump_takes_the_caption_of_where_it_was_along(command: Command, caption: str) -> None:
    on = stage()
    on.play(26.0)
    assert on.playback.caption == "Halfway there."

    on.send(command)

    assert on.playback.caption == caption


def test_the_words_of_a_rest_are_gone_when_the_go_begins() -> None:
    on = stage()
    on.play(59.0)
    assert on.playback.caption == "Rest."

    on.play(2.0)

    assert on.playback.caption == ""


def test_the_words_of_a_change_of_side_are_gone_when_the_go_begins() -> None:
    on = stage(build_timeline(hold(5), switch(5, cue(0.5, "Switch. Right side.", CueKind.SIDE)), hold(10)))
    on.play(9.0)
    assert on.playback.caption == "Switch. Right side."

    on.play(2.0)

    assert on.playback.caption == ""


def test_the_name_of_a_step_stays_while_it_begins() -> None:
    on = stage()

    on.play(12.0)

    assert on.playback.caption == "Wall sit for thirty seconds"


# --- music -----------------------------------------------------------------------------------------------------------


def music(on: Stage) -> list[tuple[float, bool]]:
    """When music was asked to sound and to stop, from the start."""
    return [(round(moment - START, 4), sounds) for moment, sounds in on.output.music]


def test_music_sounds_from_the_count_in_to_the_end() -> None:
    on = stage(start_in=5.0)
    on.play(90.0)

    assert music(on) == [(0.0, True), (87.0, False)]


def test_music_is_asked_for_after_the_first_words_were_handed_over() -> None:
    on = stage(start_in=5.0)

    assert on.output.placed
    assert music(on) == [(0.0, True)]


def test_music_waits_in_a_pause_and_goes_on_with_the_lead_in() -> None:
    on = stage()
    on.play(20.0)
    on.send(Command.PAUSE)
    on.play(30.0)
    on.send(Command.RESUME)

    assert music(on) == [(0.0, True), (20.0, False), (50.0, True)]
    assert on.state is State.RESUMING


def test_music_waits_while_a_number_is_asked_for() -> None:
    on = stage()
    on.play(20.0)
    on.send(Command.HURT)

    assert music(on) == [(0.0, True), (20.0, False)]


def test_a_skip_leaves_music_alone() -> None:
    on = stage()
    on.play(20.0)
    on.send(Command.SKIP)
    on.play(1.0)

    assert music(on) == [(0.0, True)]


def test_a_session_is_not_over_before_its_music_has_faded(monkeypatch: pytest.MonkeyPatch) -> None:
    on = stage()
    monkeypatch.setattr(on.output, "stop_music", lambda fade: fade)
    on.play(82.0 + MUSIC_FADES - 0.1)
    assert on.state is State.FINISHED
    assert not on.playback.over
    on.play(0.2)

    assert on.playback.over
