"""Music in files, made as it is needed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from coach.pcm import Samples


def sine(seconds: float, rate: int = 48_000, *, level: float = 0.3, hertz: float = 500.0, channels: int = 2) -> Samples:
    wave = level * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)
    return np.repeat(wave.astype(np.float32)[:, None], channels, axis=1)


def write(path: Path, samples: Samples, rate: int = 48_000, **how: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, samples, rate, **how)
    return path
