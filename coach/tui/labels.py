"""The words on the screens themselves; what is spoken comes from `coach.words`."""

from __future__ import annotations

PAUSED = "Paused"
HOW_BAD = ("How bad is the knee?", "How bad?")
HOW_BAD_DETAILS = "0 to 10; {ten} is ten. n: not the knee. s: sharp {sharp}"
HURTS_AT = "at {step}"
OVER_FIVE = "Up to 5 it goes on; over 5, or sharp, this exercise is over for today."
EASIER = ("Something easier?", "Easier?")
EASIER_DETAILS = "{step} is over. Without an answer it is left out, in {seconds} s."
EASIER_YES, EASIER_NO = "e", "n"
LEAVE_OUT = "Leave it out"
OR_NUMBERS = "or {first}–{last} Choose"
HURT_KEYS = (
    ("0", "No pain at all"),
    ("1", "One, unless a 0 follows"),
    ("2–9", "That number"),
    ("s", "Sharp, or not"),
    ("n", "Not the knee"),
)
NOT_THE_KNEE = ("What is it?",)
TOO_SMALL = "This terminal is {width}×{height}; Coach needs {least_width}×{least_height}. {more}"
GOES_ON = "The session goes on, and every key works."
MAKE_LARGER = "Make the window larger or its letters smaller."

CHOICES = {
    "resume": "Go on",
    "repeat": "Repeat set",
    "skip": "Skip",
    "hurt": "That hurts",
    "stop": "Stop",
    "longer": "Longer rest",
}

STAY_PAUSED = "Stay paused"

LEAVE = "Leave this session?"
LEAVING_DETAILS = (
    "Finish here and check in; keep it for later, where it stands now; or throw it away, as if it had not been played."
)
LEAVING = {
    "stopped": "Finish here",
    "kept": "Keep it",
    "thrown away": "Throw away",
    "stay": "Go on",
}
