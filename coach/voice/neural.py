"""Piper, a neural voice, of the extra "neural": the other engine of the worker's process.

This is the only module that imports piper, which is GPL-3 and therefore stays in the worker's process. Nothing is ever
downloaded: the voice "joe" lies inside a package, others are files of the user's.
"""

from __future__ import annotations

import hashlib
import itertools
import wave
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from coach.voice.choosing import EngineTroubleError, Row
from coach.voice.models import ENGINE, JOE, TREATMENT, described_by, joes_model, model_of, row_of

LENGTHS = (
    (348, 0.4), (307, 0.5), (284, 0.6), (247, 0.7), (213, 0.8), (194, 0.9), (184, 1.0), (176, 1.1), (166, 1.2),
    (153, 1.3), (142, 1.4), (133, 1.5), (116, 1.75), (104, 2.0), (85, 2.5), (71, 3.0),
)  # fmt: skip
"""Words a minute of Joe at a length scale, measured over bundled routines (`benchmarks/voices.py`).

It is no straight line: without noise every sound lasts a whole number of frames.
"""

JOES_PACE = 19.85
"""Sounds a second of Joe counting from 1 to 10 at a length scale of 1: the pace of other models is measured so, too."""

COUNTING = "1 2 3 4 5 6 7 8 9 10"

BETWEEN = 0.15
"""Seconds between two sentences at a length scale of 1; models begin and end each with as much themselves."""

LEAD_IN = " "
"""A pause before each sentence: without one Joe is late with the first sound, and "five" is heard as "bye"."""

LEAD_IN_S = "  "
"""Before an s: with one he begins in its midst, and "Switch" is heard as "Twish". Before others two become a sound."""

LONGEST = 400
"""Sounds that are made in one piece, about 20 s: memory grows with their square."""

USABLE = ("espeak", "text")
"""How a model may want its sounds written: the others bring tools that download what they need."""


class NeuralEngine:
    """One Piper model, on one thread: the other core is for the session that plays."""

    def __init__(self, name: str, *, rate: int, why: str = "") -> None:
        self._row = row_of(name)
        self._why = why
        self._rate = rate
        model = (joes_model() if name.casefold() == JOE else None) or model_of(name)
        described = described_by(model)
        self._made = f"{_mark(model)}:{TREATMENT}"
        self._voice = self._load(model, described)
        self._scale = length_scale(rate)
        if name.casefold() != JOE:
            self._scale *= self._pace() / JOES_PACE

    def _load(self, model: Path, described: dict[str, Any]) -> Any:
        try:
            import onnxruntime
            from piper.config import PiperConfig
            from piper.voice import PiperVoice
        except Exception as error:  # a library that does not fit the machine raises what it likes
            raise EngineTroubleError(f"Piper does not load ({error})") from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # Rearranging the model takes longer than it saves in all the words of a session.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        options.log_severity_level = 3
        try:
            config = PiperConfig.from_dict(described)
            session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        except Exception as error:
            reason = f"{type(error).__name__}: " + " ".join(str(error).split())[:200]
            raise EngineTroubleError(f"“{model}” is no model that Piper can speak with ({reason})") from error
        if config.phoneme_type.value not in USABLE:
            raise EngineTroubleError(f"“{model}” needs a “{config.phoneme_type.value}” phonemizer, which Coach has not")
        if not {"input", "input_lengths", "scales"} <= {taken.name for taken in session.get_inputs()}:
            raise EngineTroubleError(f"“{model}” is no model of Piper's")
        return PiperVoice(session=session, config=config)

    def _pace(self) -> float:
        """Return how many sounds a second the model makes at a length scale of 1."""
        made = [(len(sounds), len(self._sound(sounds, 1.0))) for sounds in self._sounds(COUNTING)]
        frames = sum(length for _, length in made)
        return sum(count for count, _ in made) * float(self._voice.config.sample_rate) / frames if frames else JOES_PACE

    def rows(self) -> list[Row]:
        return [self._row]

    def about(self) -> dict[str, object]:
        """Return what speaks."""
        return {
            "engine": ENGINE,
            "version": _version(),
            "source": "bundled" if self._row["id"] == JOE else "file",
            "voice": self._row["id"],
            "name": self._row["name"],
            "language": self._row["language"],
            "rate": self._rate,
            "why": self._why,
            "made": self._made,
        }

    def say(self, text: str, path: Path) -> None:
        """Write the words to a sound file; raises EngineTroubleError when none comes of it."""
        import numpy as np

        rate = int(self._voice.config.sample_rate)
        pause = np.zeros(round(rate * BETWEEN * self._scale), np.float32)
        pieces: list[Any] = []
        for sounds in self._sounds(text):
            if pieces:
                pieces.append(pause)
            pieces.append(self._sound(sounds, self._scale))
        if not pieces:
            raise EngineTroubleError("There are no words to say.")
        samples = np.concatenate(pieces)
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes(np.round(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())

    def _sounds(self, text: str) -> Iterator[list[str]]:
        """Yield the sounds of each sentence, the longest ones in pieces."""
        for sentence in self._voice.phonemize(text):
            rest = list(sentence)
            while len(rest) > LONGEST:
                space = next((at for at in range(LONGEST, LONGEST // 2, -1) if rest[at] == " "), LONGEST)
                yield rest[:space]
                rest = rest[space:]
            if rest:
                yield rest

    def _sound(self, sounds: list[str], scale: float) -> Any:
        """Return the samples of sounds, their loudest one at full scale; without noise the same each time."""
        import numpy as np
        from piper.config import SynthesisConfig

        made = self._voice.phoneme_ids_to_audio(
            self._voice.phonemes_to_ids([*(LEAD_IN_S if sounds[:1] == ["s"] else LEAD_IN), *sounds]),
            SynthesisConfig(length_scale=scale, noise_scale=0.0, noise_w_scale=0.0),
        )
        samples = np.asarray(made, np.float32).reshape(-1)
        loudest = float(np.abs(samples).max(initial=0.0))
        return samples / np.float32(loudest) if loudest > 0 else samples


def _version() -> str:
    try:
        return metadata.version("piper-tts")
    except metadata.PackageNotFoundError:  # a module that lies somewhere by itself
        return "without a version"


def _mark(model: Path) -> str:
    """Return what tells a model from others: of 60 MB, its size and 64 kB from its middle and from its end."""
    size = model.stat().st_size
    digest = hashlib.sha256(str(size).encode())
    with model.open("rb") as file:
        for position in (size // 2, max(0, size - 65_536)):
            file.seek(position)
            digest.update(file.read(65_536))
    return digest.hexdigest()[:16]


def length_scale(rate: int) -> float:
    """Return how long Joe has to draw out sounds for so many words a minute."""
    fast, slow = LENGTHS[0], LENGTHS[-1]
    if rate >= fast[0]:
        return fast[1] * fast[0] / rate
    if rate <= slow[0]:
        return slow[1] * slow[0] / rate
    (above, short), (below, long) = next(
        (faster, slower) for faster, slower in itertools.pairwise(LENGTHS) if slower[0] <= rate <= faster[0]
    )
    return short + (long - short) * (above - rate) / (above - below)
