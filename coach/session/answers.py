"""What an answer can be, by the key that it is kept under: to name what a person mended into something else."""

from __future__ import annotations

from coach.checkin.flags import FLAGS

_SCALES = frozenset({"during", "after", "muscle", "knee_am", "muscle_am"})
_YES_NO = frozenset({"sharp", "four_steps", "right_angle"})
_WORDS = {"stiff": ("usual", "bit_more", "lot_more"), "swelling": ("none", "slight", "clear")}


def answer_fault(key: str, answer: object) -> str:
    """Return what is wrong with an answer, to stand behind its key; empty where nothing is, and of unknown keys."""
    if answer is None:
        return ""
    if key in _SCALES and not (type(answer) is int and 0 <= answer <= 10):
        return f"is a whole number from 0 to 10, not {answer!r}"
    if key in _YES_NO and not isinstance(answer, bool):
        return f"is true or false, not {answer!r}"
    if key in _WORDS and answer not in _WORDS[key]:
        return f"is one of {', '.join(_WORDS[key])}, not {answer!r}"
    if key == "rir" and not (type(answer) is int and answer >= 0):
        return f"is a whole number, not {answer!r}"
    if key == "flags":
        return _flags_fault(answer)
    return ""


def _flags_fault(answer: object) -> str:
    if not isinstance(answer, tuple):
        return f"is a list, not {answer!r}"
    unknown = [flag for flag in answer if flag not in FLAGS]
    return f"has no {unknown[0]!r}" if unknown else ""
