"""Which streams go down: music, films and games; never Coach, a screen reader or a call."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.sound.ducking.choosing import Stream, is_music, key_of
from tests.sound.ducking.streams import stream


def goes_down(one: Stream, *, own: set[int] | None = None, in_calls: set[int] | None = None) -> bool:
    return is_music(one, own or set(), in_calls or set())


@pytest.mark.parametrize(
    "one",
    [
        stream(name="Music Player"),
        stream(name="Firefox", application_process_binary="firefox"),
        stream(name="mpv", media_role="video"),
        stream(name="Spotify", media_role="music"),
        stream(name="SuperTuxKart", media_role="game"),
        stream(name="VLC", media_role="Movie"),
        stream(name="", application_process_id="not a number"),
    ],
)
def test_what_plays_goes_down(one: Stream) -> None:
    assert goes_down(one)


@pytest.mark.parametrize(
    "one",
    [
        stream(name="Some phone", media_role="phone"),
        stream(name="Signal", media_role="Communication"),
        stream(name="Orca", media_role="a11y"),
        stream(name="GNOME Shell", media_role="event"),
        stream(name="Ardour", media_role="production"),
        stream(name="WEBRTC VoiceEngine"),
        stream(name="ZOOM VoiceEngine"),
        stream(name="speech-dispatcher-espeak-ng"),
        stream(name="playback", application_process_binary="sd_espeak-ng-mbrola"),
        stream(name="coach"),
        stream(name="coach-ducking"),
        stream(name="EasyEffects", node_link__group="filter-chain-1"),
    ],
)
def test_calls_screen_readers_and_coach_do_not(one: Stream) -> None:
    properties = {key.replace("..", "-"): value for key, value in one.properties.items()}

    assert not goes_down(replace(one, properties=properties))


def test_coachs_own_processes_do_not() -> None:
    """By their numbers, whatever they call themselves."""
    own = stream(name="PortAudio", application_process_id="4711")

    assert not goes_down(own, own={4711})
    assert goes_down(own, own={4712})


def test_who_listens_to_a_microphone_is_in_a_call() -> None:
    browser = stream(name="Chromium", application_process_id="99")

    assert not goes_down(browser, in_calls={99})


def test_what_the_server_plays_by_itself_stays() -> None:
    """Coach may be heard through it: an equaliser, a sink that combines others."""
    assert not goes_down(replace(stream(), has_client=False))


def test_a_stream_is_known_by_what_the_server_remembers_it_by() -> None:
    """Its own word, else the first of what servers take."""
    assert key_of({"module-stream-restore.id": "x", "application.name": "a"}, "n") == "x"
    assert key_of({"media.role": "music", "application.name": "a"}, "n") == "sink-input-by-media-role:music"
    assert key_of({"application.name": "a"}, "n") == "sink-input-by-application-name:a"
    assert key_of({}, "n") == "sink-input-by-media-name:n"
