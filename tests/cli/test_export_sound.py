"""`coach export` as sound and captions: what is told, what is refused, and that nothing half is ever left."""

from __future__ import annotations

import json
import os
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from coach.cli.main import main
from coach.desk.desk import Desk
from coach.desk.exporting import Export, Progress, export_session
from coach.desk.routines import load
from coach.extras import install_command
from coach.paths import user_paths
from coach.voice.speaker import SilentVoice
from tests.cli.running import LONG, SHORT, coach, running, terminal, write_routine
from tests.cli.test_setup import worried
from tests.export.bursts import BurstingVoice, by_libsndfile

NO_VOICE = ("--voice", "none")

WALK = """
name = "Walk"
[[step]]
name = "Easy walk"
until = "done"
at_most = "2m"
[[step]]
name = "Drag"
distance = "20 m"
about = "30s"
sets = 2
rest = "done"
"""

HOURS = SHORT.replace('hold = "1 s"', 'hold = "280m"')
"""So long that every format takes seconds to write it."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder to write into."""
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


class Done(NamedTuple):
    """What a command in this process came to."""

    status: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `coach export` in this process: a process of its own takes half a second to start."""

    def run(*arguments: str) -> Done:
        capsys.readouterr()
        status = main(["export", *arguments])
        return Done(status, *capsys.readouterr())

    return run


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("ending", ["wav", "flac", "mp3", "opus"])
def test_a_session_becomes_a_sound_file_as_long_as_show_says(
    run: Run, folder: Path, tmp_path: Path, ending: str
) -> None:
    routine = write_routine(tmp_path)

    done = run(routine, *NO_VOICE, "-o", str(folder / f"tiny.{ending}"))

    shown = json.loads(coach("show", routine, *NO_VOICE, "--json").stdout)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("Tiny: 0:0")
    assert f"Wrote {folder}/tiny.{ending} (" in done.out
    samples = by_libsndfile(folder / f"tiny.{ending}")
    assert shown["seconds"] <= len(samples) / 48_000 < shown["seconds"] + 3
    assert names(folder) == [f"tiny.{ending}"]


@pytest.mark.voice
def test_words_are_spoken_in_it_and_captions_lie_beside_it(run: Run, folder: Path, tmp_path: Path) -> None:
    routine = write_routine(tmp_path)

    done = run(routine, "--captions", "-o", str(folder / "tiny.wav"))

    shown = json.loads(coach("show", routine, "--json").stdout)
    welcome = next(cue for cue in shown["cues"] if cue["text"] == "Tiny.")
    first = round(welcome["at"] * 48_000)
    samples = by_libsndfile(folder / "tiny.wav")
    assert (done.status, done.err, names(folder)) == (0, "", ["tiny.vtt", "tiny.wav"])
    assert abs(samples[: first - 480]).max() == 0
    assert abs(samples[first : first + 48]).max() > 0
    assert abs(samples[first : first + round(welcome["seconds"] * 48_000)]).max() > 0.1
    assert f"00:00:00.500 --> 00:00:0{1.5:.3f}\nTiny." in (folder / "tiny.vtt").read_text(encoding="utf-8")


def test_captions_alone_are_every_word_at_its_moment(run: Run, folder: Path, tmp_path: Path) -> None:
    routine = write_routine(tmp_path, WALK)

    done = run(routine, *NO_VOICE, "-o", str(folder / "walk.vtt"))

    text = (folder / "walk.vtt").read_text(encoding="utf-8")
    assert done.status == 0
    assert "Any key to stay" not in text
    assert re.search(r"00:01:5\d\.\d00 --> .*\n15 seconds, then on\.\n", text)
    assert text.count("About 30 seconds for this.") == 1


def test_what_waits_for_a_person_is_told_with_how_long_it_lasts_in_the_file(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    done = run(write_routine(tmp_path, WALK), *NO_VOICE, "-o", str(folder / "walk.flac"))

    assert "  Easy walk: 120 s\n  Drag: 30 s, 2 times\n  the rest before Drag: 60 s\n" in done.out


def test_a_file_that_is_there_stays_unless_it_is_to_be_replaced(run: Run, folder: Path, tmp_path: Path) -> None:
    routine = write_routine(tmp_path)
    (folder / "tiny.wav").write_bytes(b"mine")

    refused = run(routine, *NO_VOICE, "-o", str(folder / "tiny.wav"))
    assert (refused.status, refused.out) == (1, "")
    assert "is there already, and stays as it is. --replace writes over it." in refused.err
    assert (folder / "tiny.wav").read_bytes() == b"mine"

    assert run(routine, *NO_VOICE, "--replace", "-o", str(folder / "tiny.wav")).status == 0
    assert (folder / "tiny.wav").read_bytes().startswith(b"RIFF")


def test_captions_that_are_there_keep_the_sound_from_being_written(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "tiny.vtt").write_bytes(b"mine")

    done = run(write_routine(tmp_path), *NO_VOICE, "--captions", "-o", str(folder / "tiny.wav"))

    assert (done.status, names(folder)) == (1, ["tiny.vtt"])


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["x", "-o", "x.ogg"], "Sound is .wav, .flac, .mp3, .opus, .m4b, .m4a; captions are .vtt; days are .ics."),
        (["x", "-o", "-"], "does not say what to write"),
        (["-o", "x.wav"], "Which routine?"),
        (["x", "-o", "x.wav", "--rate", "3"], "--rate takes whole words a minute from"),
        (["quick-start", "-o", "x.wav", "--music", ""], "--music takes a sound file"),
        (["x", "-o", "x.ics", "--captions"], "--captions is for sound and captions"),
        (["nothing-of-the-kind", "-o", "x.wav"], "nothing-of-the-kind"),
    ],
)
def test_what_was_asked_wrongly_is_told_in_a_sentence(
    run: Run, arguments: list[str], sentence: str, folder: Path
) -> None:
    done = run(*arguments)

    assert done.status == 2
    assert sentence in done.err
    assert done.err.count("\n") == 1


def test_without_its_extra_an_audio_book_is_refused_with_what_installs_it(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.extras._is_here", lambda module: module != "av")

    done = run(write_routine(tmp_path), *NO_VOICE, "-o", str(folder / "tiny.m4b"))

    assert (done.status, names(folder)) == (1, [])
    assert done.err == f"coach: An export as .m4b needs the extra “m4b”: {install_command('m4b')}.\n"


@pytest.mark.extra("m4b")
def test_with_its_extra_an_audio_book_is_written(run: Run, folder: Path, tmp_path: Path) -> None:
    done = run(write_routine(tmp_path), *NO_VOICE, "-o", str(folder / "tiny.m4b"))

    assert (done.status, done.err, names(folder)) == (0, "", ["tiny.m4b"])


@pytest.mark.parametrize("ending", ["wav", "vtt"])
def test_a_full_disk_is_one_sentence_and_leaves_nothing(folder: Path, tmp_path: Path, ending: str) -> None:
    routine = write_routine(tmp_path, LONG if ending != "vtt" else SHORT)
    (folder / f"old.{ending}").write_bytes(b"mine")

    done = coach(
        *("export", routine, *NO_VOICE, "--replace", "-o", str(folder / f"old.{ending}")),
        file_limit=20_000 if ending != "vtt" else 50,
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"coach: {folder}/old.{ending} cannot be written: File too large.\n"
    assert names(folder) == [f"old.{ending}"]
    assert (folder / f"old.{ending}").read_bytes() == b"mine"


def test_standard_input_is_exported_too(folder: Path) -> None:
    done = coach("export", "-", *NO_VOICE, "-o", str(folder / "piped.flac"), typed=SHORT)

    assert (done.returncode, names(folder)) == (0, ["piped.flac"])


def test_odd_names_are_written_as_they_are(run: Run, folder: Path, tmp_path: Path) -> None:
    name = "Knie & Wade\n„früh“.FLAC"

    done = run(write_routine(tmp_path), *NO_VOICE, "-o", str(folder / name))

    assert (done.status, names(folder)) == (0, [name])
    assert "\n„" not in done.out


@pytest.mark.skipif(sys.platform == "win32", reason="this platform has no such terminal")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_in_the_middle_leaves_nothing(
    folder: Path, tmp_path: Path, number: signal.Signals, status: int
) -> None:
    routine = write_routine(tmp_path, HOURS)
    (folder / "old.mp3").write_bytes(b"mine")

    with terminal("export", routine, *NO_VOICE, "--replace", "-o", str(folder / "old.mp3")) as at:
        at.until("%")
        os.kill(at.process.pid, number)
        assert at.end() == status

    assert "Stopped. Nothing was written." in at.seen
    assert "Traceback" not in at.seen
    assert (names(folder), (folder / "old.mp3").read_bytes()) == (["old.mp3"], b"mine")


@pytest.mark.skipif(sys.platform == "win32", reason="this platform has no such kill")
def test_a_kill_leaves_what_the_next_export_of_the_name_removes(folder: Path, tmp_path: Path) -> None:
    with terminal("export", write_routine(tmp_path, HOURS), *NO_VOICE, "-o", str(folder / "a.mp3")) as at:
        at.until("%")
        at.process.kill()
        at.end()
    assert [name.startswith(".coach-") for name in names(folder)] == [True]

    assert coach("export", write_routine(tmp_path), *NO_VOICE, "-o", str(folder / "a.mp3")).returncode == 0
    assert names(folder) == ["a.mp3"]


def test_in_a_pipe_there_is_no_bar(folder: Path, tmp_path: Path) -> None:
    routine = write_routine(tmp_path, LONG)

    with running("export", routine, *NO_VOICE, "-o", str(folder / "a.flac")) as process:
        out, err = process.communicate()

    assert err == ""
    assert "%" not in out


def test_words_that_the_voice_cannot_speak_are_told_and_the_file_is_there(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    routine = write_routine(tmp_path, SHORT + 'cues = { start = "Straight." }\n')
    voice = BurstingVoice(missing=frozenset({"Straight."}))
    monkeypatch.setattr(Desk, "voice", lambda *_, **__: voice)

    told = run(routine, "-o", str(folder / "tiny.wav"))

    assert (told.status, names(folder)) == (1, ["tiny.wav"])
    assert "One text was not spoken by the voice, so that tones stand there:\n  “Straight.”\n" in told.err


def test_where_nothing_speaks_at_all_nothing_is_written(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Dumb(SilentVoice):
        trouble = "The engine is not there."

    monkeypatch.setattr(Desk, "voice", lambda *_, **__: Dumb())

    told = run(write_routine(tmp_path), "-o", str(folder / "tiny.wav"))

    assert (told.status, names(folder)) == (1, [])
    assert "The engine is not there. `coach doctor` says more; `--voice none` writes tones" in told.err


def test_a_dose_is_exported_and_left_out_on_request(run: Run, folder: Path, coach_home: Path) -> None:
    (coach_home / "routines").mkdir(parents=True)
    (coach_home / "routines" / "sit.toml").write_text('name = "Sit"\n[[step]]\nname = "Sit"\nhold = "40s"\nsets = 3\n')
    (coach_home / "doses.toml").write_text('format = 1\n[[dose]]\nroutine = "sit"\nstep = "sit"\nsets = 2\n')

    for name, more in (("mine.vtt", []), ("file.vtt", ["--file"])):
        assert run("sit", *NO_VOICE, *more, "-o", str(folder / name)).status == 0

    assert "2 sets of 40 seconds" in (folder / "mine.vtt").read_text(encoding="utf-8")
    assert "3 sets of 40 seconds" in (folder / "file.vtt").read_text(encoding="utf-8")


def test_what_stops_the_loading_is_told_and_the_file_is_written(run: Run, folder: Path) -> None:
    worried("locked")

    done = run("isometric-holds", *NO_VOICE, "-o", str(folder / "tiny.wav"))

    assert (done.status, names(folder)) == (0, ["tiny.wav"])
    assert done.err.startswith("It is written all the same, and is not for now. The loading has been paused since")


def test_progress_goes_up_to_the_end(folder: Path, tmp_path: Path) -> None:
    desk = Desk(user_paths())
    routine = load(desk, write_routine(tmp_path, LONG)).routine
    assert routine is not None
    seen: list[tuple[float, float]] = []

    class Seen(Progress):
        def writing(self, done: float, of: float) -> None:
            seen.append((done, of))

    done = export_session(desk, routine, str(folder / "a.flac"), Export(voice="none"), Seen())

    assert seen[-1] == (done.seconds, done.seconds)
    assert sorted(seen) == seen
    assert len(seen) > 10
