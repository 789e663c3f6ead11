"""The recogniser: Moonshine tiny (English), from the files that `moonshine-voice==0.1.0` ships, run by onnxruntime.

The package itself is not imported: it would load a library of its own and look for newer models on the net. Decoding is
free and greedy: the model is told nothing of what may have been said.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import soxr

from coach.errors import CoachError

PACKAGE = "moonshine-voice==0.1.0"
"""The last version with the model inside; it is no dependency of Coach's, not even of an extra."""

HEARING_RATE = 16_000
"""Samples a second that the model was trained with."""

LAYERS, HEADS, WIDTH = 6, 8, 36
START, END = 1, 2
"""The tokens that begin and end a text."""

TOKENS_A_SECOND = 8.0
"""More than anybody says; a model that hears nothing repeats itself up to here."""

LEAD, TAIL = 0.25, 0.35
"""Seconds of faint noise before and after the words: sound that begins at its first sample is misheard."""

NOISE = 0.0005
"""Level of that noise, −66 dBFS: digital silence is nothing that the model ever heard."""

Heard = npt.NDArray[np.float32]


class MissingRecogniserError(CoachError):
    """The recogniser is not installed; the text is the sentence with the command."""

    def __init__(self) -> None:
        super().__init__(f"Needs a recogniser: pip install '{PACKAGE}' onnxruntime")


class Moonshine:
    """Hears English words in sound; the same sound always gives the same words."""

    name = "Moonshine tiny"

    def __init__(self, *, threads: int = 1) -> None:
        try:
            import onnxruntime
        except ImportError:
            raise MissingRecogniserError from None
        folder = model_folder()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._encoder = onnxruntime.InferenceSession(str(folder / "encoder_model.ort"), options)
        self._decoder = onnxruntime.InferenceSession(str(folder / "decoder_model_merged.ort"), options)
        self._outputs = [output.name for output in self._decoder.get_outputs()]
        self._tokens = read_tokens((folder / "tokenizer.bin").read_bytes())

    def hear(self, samples: Heard, rate: int) -> str:
        """Return what was heard in mono samples, as the model writes it; "" for nothing."""
        sound = padded(soxr.resample(samples, rate, HEARING_RATE) if rate != HEARING_RATE else samples)
        mask = np.ones((1, len(sound)), np.int64)
        encoded = self._encoder.run(None, {"input_values": sound[None], "attention_mask": mask})[0]
        most = max(6, round(len(sound) / HEARING_RATE * TOKENS_A_SECOND))
        return self._text(self._decode(encoded, mask, most=most))

    def _decode(self, encoded: Any, mask: Any, *, most: int) -> list[int]:
        empty = np.zeros((1, HEADS, 0, WIDTH), np.float32)
        past = {
            f"past_key_values.{layer}.{part}.{what}": empty
            for layer in range(LAYERS)
            for part in ("decoder", "encoder")
            for what in ("key", "value")
        }
        result: list[int] = []
        token, cached = START, False
        while len(result) < most:
            inputs = {
                "encoder_attention_mask": mask,  # of samples: the model itself thins it out
                "input_ids": np.array([[token]], np.int64),
                "encoder_hidden_states": encoded,
                "use_cache_branch": np.array([cached]),
                **past,
            }
            found = dict(zip(self._outputs, self._decoder.run(None, inputs), strict=True))
            token = int(found["logits"][0, -1].argmax())
            if token == END:
                break
            result.append(token)
            for name in past:
                # With the cache in use the encoder's part comes back empty: it never changes.
                if not cached or ".decoder." in name:
                    past[name] = found[name.replace("past_key_values", "present")]
            cached = True
        return result

    def _text(self, tokens: list[int]) -> str:
        raw = b"".join(self._tokens[token] for token in tokens)
        return raw.decode("utf-8", "replace").replace("▁", " ").strip()


def model_folder() -> Path:
    """Return where the model lies; raises MissingRecogniserError where it is not installed."""
    spec = importlib.util.find_spec("moonshine_voice")
    if spec is None or spec.origin is None:
        raise MissingRecogniserError
    folder = Path(spec.origin).parent / "assets" / "tiny-en"
    if not (folder / "encoder_model.ort").exists():
        raise MissingRecogniserError
    return folder


def read_tokens(data: bytes) -> list[bytes]:
    """Return the bytes of each token: a list of lengths (two bytes from 128 on) and what follows each."""
    tokens, at = [], 0
    while at < len(data):
        size = data[at]
        at += 1
        if size >= 128:
            size += (data[at] - 1) * 128
            at += 1
        tokens.append(data[at : at + size])
        at += size
    # `<unk>`, `<s>`, `</s>`, and others like them say nothing.
    return [b"" if token.startswith(b"<") and token.endswith(b">") else token for token in tokens]


def padded(samples: Heard) -> Heard:
    """Return the sound at an even level, with faint noise around and under it; the noise is always the same."""
    peak = float(np.abs(samples).max(initial=0.0))
    lead, tail = round(LEAD * HEARING_RATE), round(TAIL * HEARING_RATE)
    result = np.zeros(lead + len(samples) + tail, np.float32)
    if peak > 0:
        result[lead : lead + len(samples)] = samples * np.float32(0.5 / peak)
    noise = np.random.default_rng(5).standard_normal(len(result)).astype(np.float32)
    return result + np.float32(NOISE) * noise
