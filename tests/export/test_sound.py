"""A session as samples: chunk by chunk what the mixer gives for all of it at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.export.sound import AHEAD, CHUNK, Rendering
from coach.export.unattended import Unattended, unattended
from coach.pcm import Samples, frames
from coach.sound.mixer import Mixer
from coach.sound.music import MusicBed
from coach.sound.protocol import MUSIC_FADES
from coach.sound.tones import tone
from coach.sound.underlay import Underlay
from coach.testing import build_timeline, cue, lengthless_tone, say, work
from coach.timeline.model import Cue, CueKind, Tone
from coach.words.files import load_phrases
from coach.words.speech import FixedLengths
from tests.export.bursts import ONSET, BurstingVoice, burst
from tests.sound.tapes import Steady


def session(*cues: Cue, seconds: float = 60.0) -> Unattended:
    return unattended(build_timeline(say(seconds, *cues)), load_phrases(), FixedLengths())


def rendered(rendering: Rendering) -> Samples:
    return np.concatenate(list(rendering.chunks()))


@settings(max_examples=20)
@given(st.lists(st.tuples(st.floats(0, 60), st.sampled_from(["", "Go.", "So many words that it takes a while."]))))
def test_chunks_are_what_the_mixer_gives_for_the_whole(placed: list[tuple[float, str]]) -> None:
    cues = [cue(at, text, tone=None if text else Tone.GO) for at, text in placed]
    rendering = Rendering(session(*cues), BurstingVoice())

    mixer = Mixer()
    for one in cues:
        mixer.place(burst(one.text) if one.text else tone(Tone.GO), one.at - (ONSET if one.text else 0.0))
    whole = mixer.render(0, rendering.frames, 0.0)
    assert np.allclose(rendered(rendering), whole, atol=1e-6)


def test_no_more_is_held_than_what_sounds_near_a_chunk() -> None:
    class Watched(Mixer):
        most = 0

        def place(self, samples: Samples, due: float) -> None:
            super().place(samples, due)
            self.most = max(self.most, len(self))

    mixer = Watched()
    cues = [cue(float(second), "One.") for second in range(3600)]

    for _ in Rendering(session(*cues, seconds=3600), BurstingVoice(), mixer=mixer).chunks():
        pass

    assert mixer.most <= CHUNK + AHEAD + 1


def test_the_last_sound_is_heard_to_its_end() -> None:
    rendering = Rendering(session(cue(10.0, "", CueKind.END, Tone.DONE), seconds=10.0), BurstingVoice())

    assert rendering.seconds == pytest.approx(10 + len(tone(Tone.DONE)) / 48_000 + 0.25)
    assert np.allclose(rendered(rendering)[frames(10.0) :][: len(tone(Tone.DONE))], tone(Tone.DONE))


def test_what_cannot_be_spoken_is_a_tone_and_told() -> None:
    voice = BurstingVoice(missing=frozenset({"Lost."}))
    rendering = Rendering(session(cue(1.0, "Lost."), cue(3.0, "There."), cue(5.0, "Lost.")), voice)

    samples = rendered(rendering)
    assert [one.at for one in rendering.unspoken] == [1.0, 5.0]
    assert np.allclose(samples[frames(1.0) :][: len(tone(Tone.COUNT))], tone(Tone.COUNT))


def test_with_no_voice_wanted_tones_in_the_place_of_words_are_nothing_to_tell() -> None:
    voice = BurstingVoice(missing=frozenset({"Lost."}))
    rendering = Rendering(session(cue(1.0, "Lost.")), voice, tone=lengthless_tone, spoken=False)

    assert rendered(rendering).any()
    assert rendering.unspoken == []


def test_a_text_that_failed_is_not_waited_for_again() -> None:
    asked: list[str] = []

    class Counting(BurstingVoice):
        def get(self, text: str, timeout: float) -> Any:
            asked.append(text)
            return super().get(text, timeout)

    voice = Counting(missing=frozenset({"Lost."}))
    rendered(Rendering(session(cue(1.0, "Lost."), cue(5.0, "Lost.")), voice))

    assert asked == ["Lost."]


def test_a_number_and_its_tick_sound_together() -> None:
    timeline = build_timeline(work(10, cue(7.0, "3", CueKind.COUNTDOWN, Tone.TICK)))
    rendering = Rendering(unattended(timeline, load_phrases(), FixedLengths()), BurstingVoice())

    samples = rendered(rendering)[frames(7.0) :][: len(tone(Tone.TICK))]
    assert np.allclose(samples, burst("3")[frames(ONSET) :][: len(samples)] + tone(Tone.TICK), atol=1e-6)


# --- music -----------------------------------------------------------------------------------------------------------


def with_music(*cues: Cue, seconds: float = 30.0) -> Rendering:
    mixer = Mixer(Underlay(MusicBed(Steady(0.1))))
    return Rendering(session(*cues, seconds=seconds), BurstingVoice(), mixer=mixer)


@settings(max_examples=15)
@given(st.lists(st.tuples(st.floats(0, 30), st.sampled_from(["", "Go.", "So many words that it takes a while."]))))
def test_chunks_with_music_are_what_the_mixer_gives_for_the_whole(placed: list[tuple[float, str]]) -> None:
    cues = [cue(at, text, tone=None if text else Tone.GO) for at, text in placed]
    rendering = with_music(*cues)

    music = Underlay(MusicBed(Steady(0.1)))
    music.until(rendering.frames, MUSIC_FADES)
    mixer = Mixer(music)
    for one in cues:
        mixer.place(burst(one.text) if one.text else tone(Tone.GO), one.at - (ONSET if one.text else 0.0))
    whole = mixer.render(0, rendering.frames, 0.0)
    assert rendering.channels == 2
    assert np.allclose(rendered(rendering), whole, atol=1e-4)


def test_music_does_not_move_a_cue_by_a_sample() -> None:
    cues = [cue(second + 0.3, "One.") for second in range(1, 20, 3)]
    plain = rendered(Rendering(session(*cues, seconds=30.0), BurstingVoice()))
    left = rendered(with_music(*cues))[: len(plain), 0]

    starts = [frames(one.at - ONSET) for one in cues]
    steps = np.diff(left - plain)
    assert all(np.abs(steps[start - 10 : start + 10]).max() < 1e-4 for start in starts)


def test_music_fades_out_when_all_has_sounded() -> None:
    rendering = with_music(cue(1.0, "One."), seconds=20.0)
    left = rendered(rendering)[:, 0]

    assert rendering.seconds == 20.0 + MUSIC_FADES
    assert left[frames(20.0) - 1] == pytest.approx(0.1, abs=1e-4)
    assert left[frames(20.0 + MUSIC_FADES / 2)] == pytest.approx(0.05, abs=1e-4)
    assert left[-1] == pytest.approx(0.0, abs=1e-5)
