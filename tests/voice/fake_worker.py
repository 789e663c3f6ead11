"""A worker that misbehaves on request: `fake_worker.py MODE STATE --scratch=…`; in STATE it counts its starts."""

from __future__ import annotations

import json
import math
import struct
import sys
import threading
import wave
from pathlib import Path
from typing import Any

IDENTITY = {"engine": "Fake", "version": "1", "source": "platform", "voice": "fake", "name": "Fake", "rate": 165}


def write(path: str, text: str, level: float = 0.5) -> None:
    """Write 0.1 s of silence, 0.1 s a word of sound, and 0.2 s of silence."""
    spoken = 2205 * len(text.split())
    samples = [0] * 2205
    samples += [int(level * 32767 * math.sin(index / 10)) for index in range(spoken)]
    samples += [0] * 4410
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22050)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))


def write_line(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def answer(data: dict[str, Any]) -> None:
    write_line(json.dumps(data))


def main() -> None:
    mode, state = sys.argv[1], Path(sys.argv[2])
    starts = int(state.read_text()) + 1 if state.exists() else 1
    state.write_text(str(starts))
    if mode == "no engine":
        sys.stdin.readline()
        answer({"id": 0, "ok": False, "error": "There is no eSpeak on this machine."})
        return
    if mode == "dies at once":
        return
    well = mode.endswith("once") and starts > 1
    for line in sys.stdin:
        request = json.loads(line)
        number = request["id"]
        if request["do"] == "hello":
            answer({"id": number, "ok": True, **IDENTITY})
            continue
        if request["do"] == "voices":
            answer({"id": number, "ok": True, "voices": [{"id": "fake", "name": "Fake", "language": "en"}, "nonsense"]})
            continue
        text, path = request["text"], request["path"]
        if not well:
            if mode == "hangs" or mode == "hangs once":
                threading.Event().wait()
            if mode == "dies" or mode == "dies once" or (mode == "dies of poison" and "poison" in text):
                sys.exit(1)
            if mode == "garbage":
                write_line("Audio saved to nowhere\n{broken\n[1, 2]\n17")
            if mode == "out of order":
                answer({"id": number + 1000, "ok": True, "path": "/nowhere"})
                answer({"id": number - 1, "ok": False, "error": "late"})
            if mode == "silent":
                write(path, text, level=0.0)
                answer({"id": number, "ok": True, "path": path})
                continue
            if mode == "empty":
                write(path, "")
                Path(path).write_bytes(Path(path).read_bytes()[:44])
                answer({"id": number, "ok": True, "path": path})
                continue
            if mode == "no file":
                answer({"id": number, "ok": True, "path": path})
                continue
            if mode == "refuses":
                answer({"id": number, "ok": False, "error": "The engine wrote no sound file."})
                continue
        write(path, text)
        answer({"id": number, "ok": True, "path": path})


if __name__ == "__main__":
    main()
