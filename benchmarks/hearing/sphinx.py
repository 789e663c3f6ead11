"""The other recogniser: pocketsphinx with the American English model that its package ships, for comparison."""

from __future__ import annotations

import numpy as np
import soxr

from benchmarks.hearing.exported import Sound
from coach.errors import CoachError

RATE = 16_000


class Sphinx:
    """Hears English words in sound, with a language model of telephone talk and news."""

    name = "pocketsphinx"

    def __init__(self) -> None:
        try:
            from pocketsphinx import Decoder
        except ImportError:
            raise CoachError("Needs another recogniser: pip install pocketsphinx") from None
        self._decoder = Decoder(samprate=RATE, loglevel="FATAL")

    def hear(self, samples: Sound, rate: int) -> str:
        """Return what was heard in mono samples; "" for nothing."""
        sound = soxr.resample(samples, rate, RATE) if rate != RATE else samples
        quiet = np.zeros(RATE // 4, np.float32)
        sound = np.concatenate([quiet, sound, quiet])
        self._decoder.start_utt()
        self._decoder.process_raw(np.round(np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes(), full_utt=True)
        self._decoder.end_utt()
        found = self._decoder.hyp()
        return str(found.hypstr) if found is not None else ""
