"""What becomes of volumes: down and exactly back, whatever streams, users and servers do meanwhile."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.sound.ducking.choosing import Stream
from coach.sound.ducking.lowering import MOST_OWED, SETTLES, Kept, Lowering
from coach.sound.ducking.volumes import Volumes, scaled, volume_factor
from tests.sound.ducking.streams import stream

LOW = scaled((1.0, 1.0), volume_factor(12))


class Desk:
    """A lowering, the streams that are there, and a clock of 10 ms a look."""

    def __init__(self, *streams: Stream, by: float = 12.0, kept: Kept | None = None) -> None:
        self.lowering = Lowering(by, kept)
        self.here = {each.index: each for each in streams}
        self.now = 100.0

    def look(self, depth: float, *, after: float = 0.01) -> list[int]:
        """Look once, do what is asked for, and return the streams that were changed."""
        self.now += after
        changes = self.lowering.look(self.here.values(), depth, self.now, lambda _: True)
        for change in changes:
            self.turn(change.index, *change.volumes)
        return [change.index for change in changes]

    def turn(self, index: int, *volumes: float) -> None:
        self.here[index] = replace(self.here[index], volumes=volumes)

    def volumes(self, index: int = 1) -> Volumes:
        return self.here[index].volumes


def test_twelve_decibels_are_a_quarter() -> None:
    """Servers' volumes are cubic: amplitude is the third power."""
    assert 20 * math.log10(volume_factor(12) ** 3) == pytest.approx(-12)


def test_music_goes_down_step_by_step_and_exactly_back() -> None:
    desk = Desk(stream())
    levels = []
    for depth in (0.25, 0.5, 1.0, 0.5, 0.0):
        desk.look(depth)
        levels.append(round(60 * math.log10(desk.volumes()[0]), 1))

    assert levels == [-3, -6, -12, -6, 0]
    assert desk.volumes() == (1.0, 1.0)
    assert desk.lowering.idle


@given(
    st.lists(st.integers(0, 98304), min_size=1, max_size=8),
    st.lists(st.floats(0, 1), max_size=6),
    st.floats(1, 40),
)
def test_whatever_the_way_the_volume_is_back_to_the_last_step_and_the_balance_kept(
    raw: list[int], depths: list[float], by: float
) -> None:
    volumes = tuple(value / 65536 for value in raw)
    desk = Desk(stream(1, "Player", *volumes), by=by)
    for depth in depths:
        desk.look(depth)
        now = desk.volumes()
        pairs = list(zip(now, volumes, strict=True))
        assert all(abs(a * y - b * x) < 2 / 65536 for a, x in pairs for b, y in pairs)
    desk.look(0.0)

    assert desk.volumes() == volumes
    assert not desk.lowering.kept


def test_a_stream_that_appears_while_music_is_down_goes_down_at_once() -> None:
    desk = Desk()
    desk.look(1.0)
    desk.here[2] = stream(2, "Radio")
    desk.look(1.0)

    assert desk.volumes(2) == LOW


def test_one_that_begins_to_be_heard_while_music_is_down_goes_down_then() -> None:
    """Paused and muted streams are left as they are; nobody hears them."""
    desk = Desk(stream(heard=False))

    assert desk.look(1.0) == []

    desk.here[1] = replace(desk.here[1], heard=True)
    desk.look(1.0)
    assert desk.volumes() == LOW


def test_one_that_is_paused_while_it_is_down_is_put_back_all_the_same() -> None:
    desk = Desk(stream())
    desk.look(1.0)
    desk.here[1] = replace(desk.here[1], heard=False)
    desk.look(0.0)

    assert desk.volumes() == (1.0, 1.0)


def test_silence_cannot_be_lowered() -> None:
    assert Desk(stream(1, "Player", 0.0, 0.0)).look(1.0) == []


@pytest.mark.parametrize("chosen", [(0.4, 0.4), (1.0, 1.0), (0.9, 0.9)])
def test_a_volume_that_the_user_chooses_while_it_is_down_stays(chosen: Volumes) -> None:
    """Also when music comes up, and when it is 100 % again; at the next sentence it is the new usual."""
    desk = Desk(stream())
    desk.look(1.0)
    desk.look(1.0, after=5.0)
    desk.turn(1, *chosen)
    desk.look(1.0)
    desk.look(0.5)
    desk.look(0.0)

    assert desk.volumes() == chosen

    desk.look(1.0)
    assert desk.volumes() == scaled(chosen, volume_factor(12))
    desk.look(0.0)
    assert desk.volumes() == chosen


def test_the_volume_of_everything_may_be_turned_while_music_is_low() -> None:
    """Where volumes are flat all streams follow the device's, Coach's too: music comes up as loud as the rest is."""
    desk = Desk(stream(1, "Player", 0.8, 0.6), stream(2, "coach", 0.8, heard=False))
    desk.look(1.0)
    desk.look(1.0, after=5.0)
    for index in (1, 2):
        desk.turn(index, *(volume * 1.125 for volume in desk.volumes(index)))
    desk.look(1.0)
    desk.look(0.0)

    assert [round(volume, 3) for volume in desk.volumes(1)] == [0.9, 0.675]
    assert desk.lowering.idle


def test_a_server_that_tells_the_step_before_is_not_taken_for_the_user() -> None:
    """It answers late while volumes follow each other quickly."""
    desk = Desk(stream())
    desk.look(0.5)
    before = desk.volumes()
    desk.look(0.6)
    desk.turn(1, *before)
    desk.look(1.0)

    assert desk.volumes() == LOW


def test_a_stream_that_takes_no_volume_is_left_alone() -> None:
    desk = Desk(stream())
    desk.lowering.look(desk.here.values(), 0.5, 1.0, lambda _: True)
    desk.lowering.refused(1)

    assert desk.look(1.0) == []
    assert not desk.lowering.kept


def test_a_song_that_ends_while_it_is_down_leaves_no_debt_to_the_next() -> None:
    """The server gives the next stream of the program the low volume it remembers: it has the old one again."""
    desk = Desk(stream(1, "Player", 0.8, 0.6))
    desk.look(1.0)
    low = desk.volumes()
    del desk.here[1]
    desk.look(1.0)

    assert desk.lowering.owed["sink-input-by-application-name:Player"].before == (0.8, 0.6)

    desk.here[2] = stream(2, "Player", *low)
    desk.look(1.0)
    assert desk.volumes(2) == low
    desk.look(0.0)
    assert desk.volumes(2) == (0.8, 0.6)
    assert desk.lowering.idle


def test_the_next_song_that_comes_when_music_is_up_has_its_volume_at_once() -> None:
    """Also where it still waits to be played, and on another number of channels."""
    desk = Desk(stream(1, "Player", 0.8, 0.8))
    desk.look(1.0)
    low = desk.volumes()
    del desk.here[1]
    desk.look(0.5)
    desk.look(0.0)
    assert not desk.lowering.idle
    desk.here[2] = stream(2, "Player", low[0], heard=False)
    desk.look(0.0, after=60.0)

    assert [round(volume, 3) for volume in desk.volumes(2)] == [0.8]
    assert desk.lowering.idle


def test_a_second_stream_of_a_program_that_is_down_has_the_volume_of_the_first_in_the_end() -> None:
    """The server gives it what it remembers, and that is low."""
    desk = Desk(stream(1, "Player", 0.8, 0.8))
    desk.look(1.0)
    desk.here[2] = stream(2, "Player", *desk.volumes(), heard=False)
    desk.look(1.0)

    assert desk.volumes(2) == desk.volumes(1)

    desk.look(0.0)
    assert desk.volumes(2) == (0.8, 0.8)


def test_a_remembered_volume_that_comes_a_moment_after_its_stream_is_not_taken_for_the_user() -> None:
    """WirePlumber lets a stream begin at 100 % and gives it the low one then."""
    desk = Desk(stream(1, "Player", 0.8, 0.8))
    desk.look(1.0)
    low = desk.volumes()
    del desk.here[1]
    desk.here[2] = stream(2, "Player")
    desk.look(1.0)
    desk.turn(2, *low)
    desk.look(1.0)
    desk.look(0.0)

    assert desk.volumes(2) == (0.8, 0.8)


def test_a_debt_is_forgotten_where_the_next_song_has_another_volume() -> None:
    """The server remembers nothing, or somebody chose it; for a moment it may still change."""
    desk = Desk(stream(1, "Player"))
    desk.look(1.0)
    del desk.here[1]
    desk.look(0.0)
    desk.here[2] = stream(2, "Player", 0.7, 0.7)
    desk.look(0.0)
    assert not desk.lowering.idle
    desk.look(0.0, after=SETTLES + 0.1)

    assert desk.lowering.idle
    assert desk.volumes(2) == (0.7, 0.7)


def test_a_program_whose_debt_is_paid_by_the_server_owes_nothing() -> None:
    desk = Desk(stream(1, "Player"))
    desk.look(1.0)
    del desk.here[1]
    desk.look(1.0)
    desk.lowering.paid("sink-input-by-application-name:Player")

    assert not desk.lowering.kept


def test_debts_of_programs_that_never_come_back_are_forgotten_after_many() -> None:
    desk = Desk(*(stream(index, f"Player {index}") for index in range(MOST_OWED + 5)))
    desk.look(1.0)
    desk.here.clear()
    desk.look(1.0)

    assert len(desk.lowering.owed) == MOST_OWED


def test_a_server_that_goes_takes_all_streams_with_it_and_leaves_the_debts() -> None:
    desk = Desk(stream(1, "Player", 0.8, 0.8))
    desk.look(1.0)
    low = desk.volumes()
    desk.lowering.lost()
    desk.here = {0: stream(0, "Player", *low)}
    desk.look(0.0)

    assert desk.volumes(0) == (0.8, 0.8)
    assert desk.lowering.idle


def taken_over(desk: Desk) -> Desk:
    """Return what another process finds after this one was killed."""
    return Desk(*desk.here.values(), kept=desk.lowering.kept)


@pytest.mark.parametrize("depth", [0.1, 0.5, 1.0])
def test_what_a_killed_process_left_low_is_put_back(depth: float) -> None:
    """On its way, too."""
    desk = Desk(stream(1, "Player", 0.8, 0.5), stream(2, "Radio"))
    desk.look(depth)
    after = taken_over(desk)
    after.look(0.0)

    assert (after.volumes(1), after.volumes(2)) == ((0.8, 0.5), (1.0, 1.0))
    assert after.lowering.idle


def test_what_somebody_turned_since_stays_as_it_is() -> None:
    desk = Desk(stream())
    desk.look(1.0)
    after = taken_over(desk)
    after.turn(1, 0.9, 0.9)
    after.look(0.0)

    assert after.volumes() == (0.9, 0.9)
    assert after.lowering.idle


@pytest.mark.parametrize("chosen", [(1.0, 1.0), (0.2, 0.2), (0.7, 0.5)])
def test_of_one_killed_on_the_way_only_what_lies_on_that_way_is_put_back(chosen: Volumes) -> None:
    """Louder than it was, softer than it was to be, or with another balance: somebody chose that."""
    desk = Desk(stream(1, "Player", 0.8, 0.8))
    desk.look(0.5)
    after = taken_over(desk)
    after.turn(1, *chosen)
    after.look(0.0)

    assert after.volumes() == chosen


def test_what_has_ended_since_is_owed() -> None:
    """And another program's stream with the same number is not touched."""
    desk = Desk(stream(1, "Player"))
    desk.look(1.0)
    after = taken_over(desk)
    after.here = {1: stream(1, "Radio", *desk.volumes())}
    after.look(0.0)

    assert after.volumes() == LOW
    assert list(after.lowering.owed) == ["sink-input-by-application-name:Player"]


def test_debts_are_taken_over() -> None:
    desk = Desk(stream(1, "Player"))
    desk.look(1.0)
    del desk.here[1]
    desk.look(1.0)
    after = taken_over(desk)
    after.here = {7: stream(7, "Player", *LOW)}
    after.look(0.0)

    assert after.volumes(7) == (1.0, 1.0)
