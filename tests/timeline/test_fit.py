"""Who speaks when several want the same moment (docs/rules.md T13–T15)."""

from __future__ import annotations

from coach.timeline.fit import Priority, Request, fit
from coach.timeline.model import CueKind, Tone, WhyLeftOut
from coach.timeline.parts import Part
from coach.words.speech import FixedLengths
from tests.timeline.building import cue_lines, from_text, one_step, spoken

NAME = 'name = "R"\n'


def asks(offset: float, words: int, priority: Priority = Priority.FILE, kind: CueKind = CueKind.TIMED) -> Request:
    """Return a request of so many words, its text naming where it wants to be."""
    return Request(Part(kind, " ".join([f"at{offset:g}"] * words)), offset, priority)


def said(requests: list[Request], end: float = 60, countdown: float | None = None) -> list[tuple[float, str]]:
    """Return what is said when, each by its first word; words are 0.4 s."""
    fitted, _ = fit(requests, end=end, countdown=countdown, lengths=FixedLengths())
    return [(round(item.offset, 6), item.text.split()[0]) for item in fitted if item.text]


def refused(requests: list[Request], end: float = 60, countdown: float | None = None) -> list[tuple[str, WhyLeftOut]]:
    _, refusals = fit(requests, end=end, countdown=countdown, lengths=FixedLengths())
    return [(item.request.part.text.split()[0], item.why) for item in refusals]


def test_the_start_cue_has_its_moment_and_the_file_s_others_follow_in_their_order() -> None:
    requests = [asks(0, 2), asks(0.1, 1), asks(0, 3, Priority.START, CueKind.START)]

    assert said(requests) == [(0, "at0"), (1.2, "at0"), (2.0, "at0.1")]


def test_timed_cues_go_before_every_and_every_before_half_way() -> None:
    requests = [asks(30, 2, Priority.HALF), asks(30, 2, Priority.EVERY), asks(30, 2)]

    fitted, refusals = fit(requests, end=60, countdown=None, lengths=FixedLengths())

    assert [(item.request.priority, item.offset) for item in fitted] == [(Priority.FILE, 30), (Priority.EVERY, 30.8)]
    assert [(item.request.priority, item.why) for item in refusals] == [(Priority.HALF, WhyLeftOut.YIELDS)]


def test_three_seconds_is_as_far_as_a_cue_moves() -> None:
    # 10 words from 5 end at 9: 3 s after 6, but 3.1 s after 5.9
    assert said([asks(5, 10), asks(6, 1)]) == [(5, "at5"), (9, "at6")]
    assert refused([asks(5, 10), asks(5.9, 1)]) == [("at5.9", WhyLeftOut.GIVEN_UP)]


def test_a_cue_never_moves_into_the_countdown_or_past_the_end() -> None:
    assert refused([asks(54, 5), asks(55, 3)], countdown=57) == [("at55", WhyLeftOut.GIVEN_UP)]
    assert refused([asks(59, 3)]) == [("at59", WhyLeftOut.NO_ROOM)]
    assert said([asks(55, 5)], countdown=57) == [(55, "at55")]  # 2 s fit exactly


def test_an_every_that_finds_no_moment_gives_way_by_rule() -> None:
    assert refused([asks(5, 20), asks(6, 1, Priority.EVERY)]) == [("at6", WhyLeftOut.YIELDS)]
    assert refused([asks(59, 5, Priority.EVERY)]) == [("at59", WhyLeftOut.YIELDS)]


def test_a_moved_cue_takes_the_first_gap_that_is_long_enough() -> None:
    # free are 12–12.4 and from 13.2 on
    requests = [asks(10, 5), asks(12.4, 2), asks(11, 2)]

    assert said(requests) == [(10, "at10"), (12, "at11"), (12.8, "at12.4")]
    assert said([asks(10, 5, Priority.START), asks(12.4, 2, Priority.START), asks(11, 2)]) == [
        (10, "at10"),
        (12.4, "at12.4"),
        (13.2, "at11"),
    ]


def test_counts_never_move_and_keep_their_tick_under_words() -> None:
    count = Request(Part(CueKind.TEMPO, "four", tone=Tone.COUNT), 10, Priority.COUNT)

    fitted, _ = fit([asks(9.8, 2), count], end=60, countdown=None, lengths=FixedLengths())

    assert [(item.offset, item.text, item.request.part.tone) for item in fitted if item.offset == 10] == [
        (10, "", Tone.COUNT)
    ]


def test_the_count_of_a_held_rep_is_left_out_under_the_countdown() -> None:
    """Three seconds of the last hold are counted down, so that its number would be said with "3"."""
    timeline = from_text(one_step('reps = 3\nhold = "3s"\nrelax = "2s"'))

    assert [cue.text for cue in timeline.cues if cue.kind is CueKind.TEMPO] == ["1", "Relax", "2", "Relax", ""]
    assert spoken(timeline, CueKind.COUNTDOWN) == ["3", "2", "1"]


def test_half_way_gives_way_to_what_begins_five_seconds_from_it_and_not_to_more() -> None:
    near = from_text(one_step('time = "60s"\ncues = { 35s = "x" }'))
    far = from_text(one_step('time = "60s"\ncues = { 36s = "x" }'))

    assert spoken(near, CueKind.HALF) == []
    assert spoken(far, CueKind.HALF) == ["Halfway."]


def test_half_way_is_not_called_in_goes_of_less_than_thirty_seconds_in_reps_or_in_held_reps() -> None:
    short = from_text(one_step('hold = "29s"'))
    reps = from_text(one_step("reps = 20"))
    held = from_text(one_step('reps = 10\nhold = "5s"'))

    assert [spoken(timeline, CueKind.HALF) for timeline in (short, reps, held)] == [[], [], []]


def test_a_count_down_starts_with_goes_of_ten_seconds_and_leads_of_five() -> None:
    """T11."""
    timeline = from_text(
        f'{NAME}[[step]]\nname = "S"\nready = 0\nhold = "9s"\nsets = 2\nrest = "4s"\n'
        '[[step]]\nname = "T"\nhold = "10s"\nsides = "each"\nswitch = "4s"\nready = "5s"\n'
    )

    # the rest of 4 s stands before T, too: only the two holds of T count down
    assert [cue.at for cue in timeline.cues if cue.text == "3"] == [34, 48]


def test_an_end_cue_is_said_in_the_next_go_where_nothing_stands_between() -> None:
    """T12: 0.5 s after the go."""
    timeline = from_text(one_step('hold = "9s"\nsets = 2\ncues = { end = ["Over.", "Done."] }'))

    assert cue_lines(timeline)[1:] == [(10.5, "Over."), (19.5, "Done.")]


def test_the_tempo_says_one_word_a_second_and_begins_as_the_exercise_says() -> None:
    """T15."""
    down = from_text(one_step('reps = 2\ntempo = "2-1-2.5-0.5"'))
    up = from_text(
        f'{NAME}[[step]]\nexercise = "c"\nready = 0\nreps = 1\ntempo = "3-0-X-1"\n'
        '[exercise.c]\nname = "C"\nfirst = "up"\n'
    )

    def counts(timeline: object) -> list[tuple[float, str]]:
        return [(cue.at - 1, cue.text) for cue in timeline.cues if cue.kind is CueKind.TEMPO]  # type: ignore[attr-defined]

    assert counts(down) == [
        (0, "1. Down"),
        (1, "two"),
        (2, "hold"),
        (3, "up"),
        (4, "two"),
        (5.5, "hold"),
        (6, "Last. Down"),
        (7, "two"),
        (8, "hold"),
        (9, "up"),
        (10, "two"),
        (11.5, "hold"),
    ]
    assert counts(up) == [(0, "1. Up"), (1, "hold"), (2, "down"), (3, "two"), (4, "three")]
