"""The device output keeps its promises whatever the device does."""

from __future__ import annotations

import numpy as np
import pytest

from coach.pcm import RATE, Samples
from coach.sound.device import GATHERING, RETRY, TOGETHER, WORDS_FIRST, DeviceOutput
from coach.sound.epoch import START_PATIENCE, STOOD_STILL, WATCHDOG
from coach.sound.keepawake import AFTER_CANCEL

from .fakes import Bench
from .tapes import Ramp, Steady


def click(length: int = 480) -> Samples:
    return np.full(length, 0.5, np.float32)


def started(bench: Bench) -> Bench:
    """A bench whose stream plays since now, by a first sound that is due now."""
    bench.turn()
    bench.output.place(click(), bench.now)
    bench.clock.advance(GATHERING)
    bench.turn()
    return bench


def onsets(samples: Samples) -> list[int]:
    loud = np.abs(samples) > 0.01
    return np.flatnonzero(loud & ~np.concatenate([[False], loud[:-1]])).tolist()


def test_no_stream_runs_before_there_is_something_to_hear() -> None:
    bench = Bench()
    bench.turn()

    assert bench.stream.pull is None


def test_the_first_sounds_are_all_in_the_first_frames_of_their_stream() -> None:
    bench = Bench()
    bench.turn()
    bench.output.place(click(), bench.now)
    bench.output.place(click(), bench.now + 0.25)
    bench.turn()
    assert bench.stream.pull is None  # more may follow within this hundredth of a second
    bench.clock.advance(GATHERING)
    bench.turn()

    assert onsets(bench.stream.ask(RATE)) == [0, RATE // 4]


def test_sounds_are_as_far_apart_as_their_moments() -> None:
    bench = started(Bench())
    base = bench.now
    for second in (1.0, 2.0, 3.0):
        bench.output.place(click(), base + second)
    bench.play(4.0)

    assert np.diff(onsets(bench.stream.recording)[1:]).tolist() == [RATE, RATE]


def test_a_sound_placed_in_what_was_asked_for_already_loses_its_beginning_only() -> None:
    bench = started(Bench())
    bench.stream.ask(RATE)
    bench.output.place(click(RATE), bench.now - GATHERING + 0.5)
    bench.turn()
    samples = bench.stream.ask(RATE)

    assert np.count_nonzero(samples) == pytest.approx(RATE / 2, abs=2)


def test_a_cancel_closes_the_stream_and_the_next_sound_starts_another() -> None:
    bench = started(Bench())
    bench.stream.ask(4800)
    bench.output.place(click(), bench.now + 0.3)
    bench.turn()
    bench.output.cancel()
    first = bench.stream
    assert not first.ask(RATE).any()
    bench.turn()
    assert first.closed
    bench.output.place(click(), bench.now + 0.2)
    bench.clock.advance(GATHERING)
    bench.turn()

    assert len(bench.streams) == 2
    assert onsets(bench.stream.ask(RATE)) == [round(0.19 * RATE)]


def test_a_cancel_before_anything_sounded_leaves_the_device_open() -> None:
    bench = Bench()
    bench.turn()
    bench.output.place(click(), bench.now + 5)
    bench.output.cancel()
    bench.turn()

    assert not bench.stream.closed
    assert len(bench.streams) == 1


def test_without_a_device_there_is_a_sentence_and_another_try() -> None:
    bench = Bench(present=False)
    bench.turn()
    assert bench.output.trouble == "There is no sound device."
    bench.present = True
    bench.clock.advance(RETRY + 0.01)
    bench.turn()

    assert bench.output.trouble is None
    assert len(bench.streams) == 1


def test_what_was_placed_while_there_was_no_device_sounds_on_at_the_right_moment() -> None:
    bench = Bench(present=False)
    bench.turn()
    bench.output.place(click(4 * RATE), bench.now)
    bench.present = True
    bench.clock.advance(RETRY + 0.01)
    bench.turn()
    bench.turn()

    assert np.count_nonzero(bench.stream.ask(4 * RATE)) == pytest.approx((4 - RETRY) * RATE, abs=1000)


def test_a_device_that_is_slow_to_start_is_given_more_time_than_one_that_stops() -> None:
    bench = started(Bench())
    bench.stream.ask(4800)
    bench.clock.advance(WATCHDOG + 0.1)
    bench.turn()
    assert bench.output.trouble is None
    bench.clock.advance(START_PATIENCE)
    bench.turn()

    assert bench.output.trouble is not None


def test_a_device_that_stops_asking_is_given_up_and_opened_anew() -> None:
    bench = started(Bench())
    bench.stream.ask(RATE)
    bench.clock.advance(WATCHDOG + 0.1)
    bench.turn()
    assert bench.output.trouble == "The sound device has stopped. Going on without sound; trying again."
    bench.turn()

    assert len(bench.streams) == 2
    assert bench.output.trouble is None


def test_a_device_that_says_it_is_gone_is_opened_anew() -> None:
    bench = started(Bench())
    bench.stream.broken = "The sound server has gone."
    bench.present = False
    bench.turn()
    bench.turn()
    assert bench.output.trouble == "There is no sound device."
    bench.present = True
    bench.clock.advance(RETRY + 0.01)
    bench.turn()

    assert bench.output.trouble is None


def test_a_device_that_goes_before_anything_sounded_is_noticed() -> None:
    bench = Bench()
    bench.turn()
    bench.stream.broken = "The sound server has gone."
    bench.present = False
    bench.turn()

    assert bench.output.trouble == "There is no sound device."


def test_a_device_that_goes_again_and_again_is_left_alone_for_a_while() -> None:
    bench = Bench()
    for _ in range(50):
        bench.turn()
        bench.stream.broken = "The sound server has gone."

    assert len(bench.streams) == 2


def test_an_opener_that_fails_in_its_own_way_is_a_sentence_too() -> None:
    bench = Bench()

    def explode(device: str | None, channels: int) -> None:
        raise ZeroDivisionError("inside the library")

    bench.output._following._opener = explode  # type: ignore[assignment]
    bench.turn()

    assert bench.output.trouble is not None
    assert "ZeroDivisionError" in bench.output.trouble


def test_after_an_underrun_the_next_sounds_are_at_their_moments_again() -> None:
    bench = started(Bench())
    stream = bench.stream
    base = bench.now - GATHERING
    stall = 0.0
    for tick in range(120):
        if tick == 60:
            stall = 0.150  # the device inserted silence: every frame from here on is heard later
        bench.clock.advance(0.1)
        stream.ask(4800, base + tick * 0.1 + stall)
        bench.turn()
    due = base + 13.0
    bench.output.place(click(), due)
    bench.turn()
    frame = 120 * 4800 + onsets(stream.ask(2 * RATE))[0]

    assert base + frame / RATE + stall == pytest.approx(due, abs=0.002)
    assert bench.output.resyncs == 1


def test_speech_is_never_cut_to_make_up_for_an_underrun() -> None:
    bench = started(Bench())
    stream = bench.stream
    base = bench.now - GATHERING
    bench.output.place(click(20 * RATE), base + 1.0)
    for tick in range(120):
        bench.clock.advance(0.1)
        stream.ask(4800, base + tick * 0.1 + (0.150 if tick > 60 else 0.0))
        bench.turn()

    assert bench.output.resyncs == 0


def test_a_starved_thread_gives_silence_and_keeps_count() -> None:
    bench = started(Bench())
    bench.stream.ask(3 * RATE)
    bench.output.place(click(), bench.now - GATHERING + 3.5)
    bench.turn()

    assert onsets(bench.stream.ask(RATE)) == [RATE // 2]


def test_the_latency_tells_how_far_ahead_a_sound_has_to_be_placed() -> None:
    bench = Bench()
    bench.turn()
    assert bench.output.latency <= 0.1
    started(bench)

    assert bench.output.latency >= bench.stream.ahead


# --- music under it --------------------------------------------------------------------------------------------------


def with_music(bench: Bench) -> Bench:
    """A bench whose music sounds since now, in a stream of its own."""
    bench.turn()
    bench.output.play_music()
    bench.turn()
    return bench


def test_with_music_the_stream_is_stereo_and_without_it_mono() -> None:
    assert started(Bench()).stream.ask(10).shape == (10,)
    assert started(Bench(music=Ramp())).stream.ask(10).shape == (10, 2)


def test_music_starts_a_stream_of_its_own_where_nothing_is_said() -> None:
    bench = with_music(Bench(music=Ramp()))

    assert bench.stream.ask(RATE)[-1, 0] == pytest.approx(Ramp.at(RATE - 1), abs=1e-6)


def test_the_first_words_do_not_wait_for_music_and_come_in_their_frames() -> None:
    bench = Bench(music=Ramp())
    started(bench)
    bench.output.play_music()
    bench.turn()
    first = bench.stream.ask(4800)

    assert onsets(first[:, 0]) == [0]
    assert first[480:].max() == 0


def test_music_is_loaded_after_a_moment_where_nothing_is_said() -> None:
    bench = Bench(music=Steady(seconds=0.0))
    bench.output.play_music()
    bench.turn()
    assert not bench.loads
    bench.clock.advance(WORDS_FIRST)
    bench.turn()

    assert bench.loads


def test_music_is_not_loaded_before_the_first_words_are_on_their_way() -> None:
    bench = started(Bench(music=Ramp()))
    bench.output.play_music()
    bench.turn()
    assert not bench.loads
    bench.stream.ask(100)
    bench.turn()

    assert bench.loads


def test_after_a_skip_music_goes_on_where_it_was_heard_last() -> None:
    bench = with_music(Bench(music=Ramp()))
    bench.play(3.0)
    bench.stream.ask(RATE // 2)  # in the device's buffer, and never heard
    bench.output.cancel()
    bench.turn()
    bench.turn()
    bench.clock.advance(TOGETHER)
    bench.turn()

    assert len(bench.streams) == 2
    heard = bench.stream.ask(RATE)[-1, 0]
    assert heard == pytest.approx(Ramp.at(round((3.0 + 1.0) * RATE)), abs=1e-5)


def test_words_that_follow_a_skip_are_whole_although_music_plays() -> None:
    bench = with_music(Bench(music=Ramp()))
    bench.play(3.0)
    bench.output.cancel()
    bench.turn()
    bench.output.place(click(4800), bench.now + 0.05)
    bench.clock.advance(TOGETHER / 2)
    bench.turn()
    frames = np.flatnonzero(bench.stream.ask(RATE)[:, 0] > 0.4)

    assert len(frames) == 4800


def test_in_a_pause_nothing_plays_and_after_it_music_goes_on() -> None:
    bench = with_music(Bench(music=Ramp()))
    bench.play(3.0)
    bench.output.cancel()
    bench.output.stop_music(0.05)
    bench.clock.advance(60.0)
    bench.turn()
    bench.turn()
    assert bench.stream.pull is None
    bench.output.play_music()
    bench.turn()
    bench.clock.advance(0.1)
    bench.turn()

    assert bench.stream.ask(RATE)[-1, 0] == pytest.approx(Ramp.at(4 * RATE), abs=1e-4)


def test_words_in_a_pause_have_no_music_under_them() -> None:
    bench = with_music(Bench(music=Ramp()))
    bench.play(3.0)
    bench.output.cancel()
    bench.output.place(click(), bench.now + 0.3)
    bench.output.stop_music(0.05)
    bench.clock.advance(GATHERING)
    bench.turn()
    bench.clock.advance(GATHERING)
    bench.turn()
    samples = bench.stream.ask(RATE)[:, 0]

    assert np.count_nonzero(samples) == 480


def test_at_the_end_music_fades_out_and_tells_how_long_that_takes() -> None:
    bench = with_music(Bench(music=Ramp()))
    bench.play(3.0)
    left = bench.output.stop_music(2.0)
    bench.play(left)
    recording = bench.stream.recording[:, 0]

    assert np.abs(np.diff(recording)).max() < 1e-3
    assert recording[3 * RATE] > 0.1
    assert recording[-1] == 0


def test_a_device_that_is_lost_and_comes_back_has_the_music_where_it_was() -> None:
    bench = with_music(Bench(music=Ramp()))
    bench.play(3.0)
    bench.stream.broken = "The sound server has gone."
    bench.turn()
    bench.turn()
    bench.clock.advance(0.1)
    bench.turn()

    assert bench.stream.ask(RATE)[-1, 0] == pytest.approx(Ramp.at(4 * RATE), abs=1e-4)


def test_an_underrun_under_music_is_made_up_for_between_words_and_without_a_step() -> None:
    bench = with_music(Bench(music=Ramp()))
    stream = bench.stream
    base = bench.now
    for tick in range(120):
        bench.clock.advance(0.1)
        stream.ask(4800, base + tick * 0.1 + (0.150 if tick > 60 else 0.0))
        bench.turn()

    assert bench.output.resyncs == 1
    assert np.abs(np.diff(stream.recording[:, 0])).max() < 1e-3


def test_the_volume_of_the_sound_is_the_music_s_too() -> None:
    bench = with_music(Bench(music=Ramp(), volume=0.5))

    assert bench.stream.ask(RATE)[-1, 0] == pytest.approx(Ramp.at(RATE) / 2, abs=1e-4)


def test_without_music_asking_for_it_changes_nothing() -> None:
    bench = Bench()
    bench.output.play_music()
    bench.clock.advance(1.0)
    bench.turn()

    assert bench.stream.pull is None
    assert bench.output.stop_music(3.0) == 0.0


class Told:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.heard: list[tuple[float, float] | str] = []

    def sounds(self, start: float, end: float) -> None:
        self.heard.append((start, end))

    def quiet(self) -> None:
        self.heard.append("quiet")

    def close(self) -> None:
        self.heard.append("close")


def test_who_is_told_knows_ahead_what_will_be_heard_and_what_is_taken_back() -> None:
    """By the clock, whatever the device does; music of Coach's own is not told."""
    told = Told()
    output = DeviceOutput(told=told, clock=lambda: 100.0)
    output.place(click(RATE // 2), 102.0)
    output.place(click(RATE), 101.0)
    output.cancel()
    output.close()

    assert told.heard == [(102.0, 102.5), (101.0, 102.0), "quiet", "close"]


# --- headphones that sleep -------------------------------------------------------------------------------------------


def test_bluetooth_is_kept_awake_from_the_moment_it_opens() -> None:
    bench = Bench(bluetooth=True)
    bench.turn()
    heard = bench.stream.ask(RATE)

    assert np.abs(heard.reshape(-1, 480)).max(axis=1).min() > 0
    assert np.abs(heard).max() < 0.004


@pytest.mark.parametrize(
    ("bluetooth", "keep_awake", "noise"), [(False, None, False), (True, False, False), (False, True, True)]
)
def test_the_setting_decides_where_it_is_not_auto(bluetooth: bool, keep_awake: bool | None, noise: bool) -> None:
    bench = Bench(bluetooth=bluetooth, keep_awake=keep_awake)
    bench.turn()

    assert (bench.stream.pull is not None) is noise


def test_after_a_cancel_it_goes_on_although_nothing_is_said() -> None:
    bench = Bench(bluetooth=True)
    bench.turn()
    bench.stream.ask(4800)
    bench.output.cancel()
    bench.turn()
    assert bench.stream.pull is None  # words that follow at once belong into the first frames
    bench.clock.advance(AFTER_CANCEL)
    bench.turn()

    assert bench.stream.ask(4800).any()


def test_the_noise_lies_under_sounds_and_moves_none_of_them() -> None:
    bench = started(Bench(keep_awake=True))
    bench.output.place(click(), bench.now + 2.0)
    bench.play(3.0)

    assert np.diff(onsets(bench.stream.recording)).tolist() == pytest.approx([2 * RATE + 480], abs=480)


# --- devices that stand still ----------------------------------------------------------------------------------------


def test_a_device_that_never_flows_is_in_trouble_until_one_does() -> None:
    bench = started(Bench())
    bench.clock.advance(START_PATIENCE + 0.1)
    bench.turn()
    bench.turn()
    assert bench.output.trouble is not None
    bench.output.place(click(), bench.now)
    bench.clock.advance(GATHERING)
    bench.turn()
    bench.play(2.0)

    assert bench.output.trouble is None


def test_a_device_that_stood_still_is_opened_anew_when_it_goes_on() -> None:
    bench = started(Bench())
    bench.play(2.0)
    stood, due = bench.stream, bench.now + 2.0
    bench.output.place(click(), due)
    bench.clock.advance(STOOD_STILL + 0.05)
    bench.turn()
    stood.ask(480)
    bench.turn()
    assert stood.closed
    bench.turn()
    bench.clock.advance(0.5)
    bench.turn()

    assert bench.stream is not stood
    assert bench.output.trouble is None
