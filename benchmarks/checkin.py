"""What a check-in costs when all is well: its keys, and its seconds where every question is heard to its end.

    python -m benchmarks.checkin

The questions are measured with the usual voice of this machine. A question begins 0.3 s after it is asked, and a key
comes 0.4 s after its last word; who presses a key sooner silences it and is quicker.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from coach.checkin.flow import CheckInFlow, CheckInKind, Circumstances, LoadedStep
from coach.checkin.questions import Answer
from coach.voice.speaker import open_voice
from coach.words.files import load_phrases

BEGINS, KEY = 0.3, 0.4
LIMIT, KEYS = 20.0, 6

WELL: dict[str, Answer] = {
    "during": 2, "after": 1, "muscle": 3, "sharp": False, "rir": 15, "flags": (),
    "knee_am": 1, "muscle_am": 2, "stiff": "usual", "swelling": "none", "knee": 1,
}  # fmt: skip


def main() -> int:
    """Print keys and seconds of each check-in; 1 where one has more than six keys or lasts 20 s or longer."""
    os.environ.setdefault("COACH_NEURAL", "off")  # the voice that everybody has; benchmarks.voices has the other
    phrases = load_phrases()
    around = Circumstances({"wall-sit": "Wall sit"}, loaded=LoadedStep("wall-sit", "Wall sit", hold=True))
    greeting = phrases("morning.greeting", title=phrases("morning.of_evening", name="Isometric holds"))
    slow = False
    with tempfile.TemporaryDirectory() as folder:
        voice = open_voice(Path(folder))
        for kind in CheckInKind:
            flow = CheckInFlow(around, kind)
            keys, seconds = 0, 0.0
            while (question := flow.question) is not None:
                words = phrases(question.text, **question.values)
                if kind is CheckInKind.MORNING and not keys:
                    words = f"{greeting} {words}"
                utterance = voice.get(words, 20.0)
                if utterance is None:
                    raise SystemExit(f"no voice speaks here: {voice.trouble}")
                print(f"{utterance.seconds:6.2f} s  {words}")
                keys, seconds = keys + 1, seconds + BEGINS + utterance.seconds + KEY
                flow.answer(WELL[question.id])
            print(f"{seconds:6.2f} s and {keys} keys: {kind.value}\n")
            slow = slow or seconds >= LIMIT or keys > KEYS
        voice.close()
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
