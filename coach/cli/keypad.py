"""What single keys do while a session plays without a screen; the same keys as on the play screen, remapped alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum

from coach.checkin.flags import Tier
from coach.checkin.questions import TEN_KEY
from coach.desk.keymap import play_keys
from coach.desk.performance import NOT_THE_KNEE, Performance
from coach.player.model import Command, State

COMMANDS = {
    "play.pause": (Command.PAUSE, Command.RESUME),
    "play.clicker": (Command.PAUSE, Command.RESUME),
    "play.done": (Command.DONE, Command.RESUME, Command.SKIP),
    "play.forth": (Command.DONE, Command.SKIP),
    "play.next": (Command.SKIP,),
    "play.back": (Command.BACK,),
    "play.clicker_back": (Command.BACK,),
    "play.repeat": (Command.REPEAT,),
    "play.longer": (Command.LONGER,),
    "play.forward": (Command.FORWARD,),
    "play.rewind": (Command.REWIND,),
    "play.keep": (Command.KEEP,),
    "play.hurt": (Command.HURT,),
}
"""What a key is for, by its id, asks for the first of these commands that is possible now."""

MUSIC = {"play.louder": 1, "play.softer": -1}
"""By how many steps a key turns the music, by its id."""

LEAVE = "play.leave"

EASIER_YES, EASIER_NO = "e", "n"

BESIDE = {">": "play.forward", "<": "play.rewind"}
"""Keys for terminals whose arrows do not arrive; the settings may give them to something else."""


def legend(shown: Mapping[str, str], *, music: bool = False) -> str:
    """Return what the keys do, in one line; `shown` gives the key of each id, `music` is whether some is to play."""
    keys = {id_.removeprefix("play."): key for id_, key in shown.items()}
    of_music = "{louder} and {softer} music louder and softer, " if music else ""
    return (
        "Keys: {pause} pause and go on, {done} done, {next} next, {back} back, {repeat} repeat, {longer} longer rest, "
        "{forward} and {rewind} 15 seconds, {keep} stay, {hurt} that hurts, " + of_music + "{leave} leave."
    ).format(**keys)


class Ending(Enum):
    """How a session is left by a key."""

    FINISHED = "finish here and check in"
    KEPT = "keep it for later"
    THROWN_AWAY = "throw it away"


ENDINGS = dict(zip("123", Ending, strict=True))


class Keypad:
    """Turns keys into commands; `press` returns an ending, or the tier of a worry, where a key ends the session."""

    def __init__(
        self, performance: Performance, say: Callable[[str], None], ids: Mapping[str, str] | None = None
    ) -> None:
        self._performance = performance
        self._ids = {**BESIDE, **(play_keys({}).ids if ids is None else ids)}
        """What each key is for."""
        self._say = say
        """Shows a line to the person at the keys."""
        self._leaving = False
        self._paused_to_ask = False
        self._hurt = False
        """The next key answers the pain, though the player may not have stopped for it yet."""
        self._naming = False
        self._sharp = False

    def press(self, key: str) -> Ending | Tier | None:
        """Do what a key means now."""
        if self._leaving:
            return self._leave(key)
        if self._performance.view().state is State.OFFERED:
            return self._easier(key)
        hurt, self._hurt = self._hurt, False
        if hurt or self._performance.view().state is State.HURT:
            return self._pain(key)
        self._naming = self._sharp = False
        if self._ids.get(key) == LEAVE:
            self._ask_how_to_leave()
        else:
            self._command(key)
        return None

    def _command(self, key: str) -> None:
        allows = self._performance.allows
        command = next((command for command in COMMANDS.get(self._ids.get(key, ""), ()) if allows(command)), None)
        if command is None and allows(Command.KEEP):
            command = Command.KEEP  # "any key to stay"
        if command is not None:
            self._hurt = command is Command.HURT
            self._performance.send(command)
        elif self._ids.get(key) in MUSIC:
            told = self._performance.turn_music(MUSIC[self._ids[key]])
            if told:
                self._say(told)

    def _ask_how_to_leave(self) -> None:
        self._leaving = True
        self._paused_to_ask = self._performance.allows(Command.PAUSE)
        if self._paused_to_ask:
            self._performance.send(Command.PAUSE)
        choices = ", ".join(f"{key} {ending.value}" for key, ending in ENDINGS.items())
        self._say(f"Leave this session? {choices}; any other key goes on")

    def _leave(self, key: str) -> Ending | None:
        self._leaving = False
        ending = ENDINGS.get(key)
        if ending is None and self._paused_to_ask:
            self._performance.send(Command.RESUME)
        return ending

    def _easier(self, key: str) -> Ending | Tier | None:
        """Take the answer to what is offered: yes, or no by whatever goes on."""
        if key == EASIER_YES:
            self._performance.send(Command.EASE)
        elif key == EASIER_NO:
            self._performance.send(Command.RESUME)
        elif self._ids.get(key) == LEAVE:
            self._ask_how_to_leave()
        else:
            self._command(key)
        return None

    def _pain(self, key: str) -> Tier | None:
        """Take the answer to "that hurts": a number, sharp before it, or that it is not the knee."""
        if self._naming:
            self._naming = False
            number = int(key) if key in ("1", "2") else 0
            if 0 < number <= len(NOT_THE_KNEE):
                return self._performance.worry(NOT_THE_KNEE[number - 1])
            self._say("How bad is the knee, then?")
        elif key == TEN_KEY or (len(key) == 1 and key in "0123456789"):
            self._performance.send(Command.ANSWER_PAIN, 10 if key == TEN_KEY else int(key), sharp=self._sharp)
        elif key == "s":
            self._hurt = True
            self._sharp = not self._sharp
            self._say("sharp; and how bad, 0 to 9?" if self._sharp else "not sharp; and how bad, 0 to 9?")
        elif key == "n":
            self._hurt = self._naming = True
            phrases = self._performance.phrases
            listed = (f"{number} {phrases(f'flags.{flag}')}" for number, flag in enumerate(NOT_THE_KNEE, 1))
            self._say(f"What is it? {'; '.join(listed)}; any other key: it is the knee")
        elif self._ids.get(key) == LEAVE:
            self._ask_how_to_leave()
        else:
            self._command(key)
        return None
