"""One routine as a listener has it: the file that `coach export` writes, beside what `coach show --json` says of it.

Both are run as commands, in a home of their own whose speech stays from one run to the next.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile

from coach.desk.desk import Desk
from coach.errors import CoachError
from coach.paths import user_paths
from coach.routine.finding import LIBRARY_FILE
from coach.voice.protocol import Utterance
from coach.words.speech import caption

ROUTINES = Path(__file__).resolve().parents[2] / "routines"
WORK = Path(tempfile.gettempdir()) / "coach-heard"
"""Where speech and what was heard in it stay, so that a second run is quick; may be deleted at any time."""

Sound = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Said:
    """A cue with words, as `show --json` has it."""

    at: float
    seconds: float
    text: str
    kind: str
    """As there; "guess" for what only the file says: how long something lasts that waits for a person in a session."""

    @property
    def is_count(self) -> bool:
        """Whether it is a number or a word of a count-in, of counted reps or of a tempo."""
        return self.kind in ("countdown", "tempo")


@dataclass(frozen=True, slots=True, eq=False)
class Exported:
    """A routine's sound and what it is to say, in order."""

    routine: str
    voice: str
    samples: Sound
    rate: int
    cues: tuple[Said, ...]

    def cut(self, start: float, end: float) -> Sound:
        """Return the sound between two moments."""
        return self.samples[max(0, round(start * self.rate)) : max(0, round(end * self.rate))]


def bundled(lang: str = "en") -> list[str]:
    """Return the routines that ship, those in another language by name and language ("quick-start.de")."""
    names = sorted(file.stem for file in ROUTINES.glob("*.toml") if file.name != LIBRARY_FILE)
    names = [name for name in names if not name.startswith("exercises")]
    return [name for name in names if name.partition(".")[2] == ("" if lang == "en" else lang)]


def languages() -> list[str]:
    """Return the languages that bundled routines have."""
    return ["en", *sorted({file.stem.partition(".")[2] for file in ROUTINES.glob("*.*.toml")} - {""})]


def export(routine: str, voice: str, work: Path = WORK) -> Exported:
    """Return a routine as it is exported with a voice, "" for the usual one of its language.

    CoachError with what the command said where it is not written.
    """
    (work / "home").mkdir(parents=True, exist_ok=True)
    chosen = ["--voice", voice] if voice else []
    with tempfile.TemporaryDirectory(dir=work) as folder:
        file = Path(folder) / f"{routine}.wav"
        _coach(work, "export", routine, "-o", str(file), "--captions", *chosen)
        samples, rate = soundfile.read(file, dtype="float32")
        captions = list(read_captions(file.with_suffix(".vtt").read_text("utf-8")))
    # After the export, which has the patience to let every word be spoken.
    shown = json.loads(_coach(work, "show", routine, "--json", *chosen))
    if not shown["measured"]:
        raise CoachError(f"The voice {voice} does not speak here: `coach doctor` says why.")
    cues = [Said(cue["at"], cue["seconds"], cue["text"], cue["kind"]) for cue in shown["cues"] if cue["text"]]
    return Exported(routine, voice, samples, int(rate), tuple(_as_written(cues, captions)))


def utterances(exported: Exported, work: Path = WORK) -> dict[str, Utterance]:
    """Return the sound of each text of a routine as the voice gives it to the mixer."""
    desk = Desk(user_paths({**os.environ, "COACH_HOME": str(work / "home")}))
    lang = exported.routine.partition(".")[2] or "en"
    with contextlib.closing(desk.voice(lang, voice=exported.voice or None)) as voice:
        found = {text: voice.get(text, 10.0) for text in dict.fromkeys(cue.text for cue in exported.cues)}
    if missing := [text for text, utterance in found.items() if utterance is None]:
        raise CoachError(f"The voice {exported.voice} does not say {missing[0]!r}.")
    return {text: utterance for text, utterance in found.items() if utterance is not None}


def _coach(work: Path, *arguments: str) -> str:
    environment = {**os.environ, "COACH_HOME": str(work / "home")}
    done = subprocess.run(
        [sys.executable, "-m", "coach", *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise CoachError(f"`coach {' '.join(arguments)}`: {done.stderr.strip() or done.stdout.strip()}")
    if "there is no voice" in done.stderr.casefold():
        raise CoachError(done.stderr.strip())
    return done.stdout


def read_captions(text: str) -> Iterator[tuple[float, float, str]]:
    """Yield moment, end and words of each caption of a WebVTT file."""
    for block in text.split("\n\n"):
        lines = block.strip().split("\n")
        if "-->" in lines[0]:
            start, _, end = lines[0].partition(" --> ")
            words = " ".join(lines[1:]).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
            yield _seconds(start), _seconds(end), words


def _seconds(written: str) -> float:
    hours, minutes, seconds = written.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def _as_written(cues: list[Said], captions: list[tuple[float, float, str]]) -> list[Said]:
    """Return the cues with what a file says in another way: nobody is there who could press a key."""
    by_moment = {round(cue.at * 1000): cue for cue in cues}
    result = list(cues)
    for start, end, words in captions:
        cue = by_moment.get(round(start * 1000))
        if cue is None:
            result.append(Said(start, end - start, words, "guess"))
        elif words != caption(cue.text):
            result[result.index(cue)] = Said(cue.at, cue.seconds, words, cue.kind)
    return sorted(result, key=lambda cue: cue.at)
