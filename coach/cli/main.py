"""The command `coach`: reads the arguments and runs the one command that they name.

Only the parser is built here; what a command needs is imported when it runs, so that `coach --help` is quick.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

from coach import __version__
from coach.cli.streams import give_up_output, make_usable
from coach.errors import CoachError


class Option(NamedTuple):  # dataclasses bring `inspect` with them, a tenth of the time of `coach --help`
    """One argument of a command, as argparse takes it."""

    names: tuple[str, ...]
    help: str
    metavar: str | None = None
    flag: bool = False
    many: str | None = None
    """argparse's `nargs`."""
    kind: Callable[[str], object] = str
    again: bool = False
    """It may be given several times, and makes a list."""


class CommandLine(NamedTuple):
    """One command: where it lives, what it takes, an example."""

    name: str
    help: str
    module: str
    example: str
    options: tuple[Option, ...] = ()


def _whole_number(typed: str) -> int:
    return int(typed)


_whole_number.__name__ = "whole number"  # argparse names a wrong value by it


JSON = Option(("--json",), "print it as JSON with stable field names", flag=True)
ROUTINE = Option(("routine",), "a routine's name, or the path of its file", metavar="ROUTINE")
SHOWN = Option(("routine",), "a routine's name, or the path of its file; - is standard input", metavar="ROUTINE")
LEVEL = Option(("--level",), "play everything at one level of the routine", metavar="LEVEL")
SHORT = Option(("--short",), "what to do where there is little time", flag=True)
VOICE = Option(("--voice",), "a voice of `coach voices`; none is silent, with estimated lengths", metavar="VOICE")
RATE = Option(("--rate",), "how fast the voice speaks, in words a minute", metavar="WORDS", kind=int)

MUSIC = Option(("--music",), "your own music: a sound file or a folder; none leaves it out", metavar="PATH")

COMMANDS = (
    CommandLine(
        "play",
        "play a routine, spoken",
        "coach.cli.play",
        "coach play quick-start",
        (
            Option(("routine",), "a routine's name or path; left out, what is due today", metavar="ROUTINE", many="?"),
            SHORT,
            LEVEL,
            Option(("--from",), "begin at this step (its id in `coach show --json`)", metavar="STEP"),
            Option(("--resume",), "go on with the session that was broken off", flag=True),
            Option(("--plain",), "no screen: one line for each thing that happens", flag=True),
            Option(("--mute",), "no sound at all", flag=True),
            Option(("--device",), "the sound device, as `coach doctor` lists it", metavar="NAME"),
            MUSIC,
            VOICE,
            RATE,
            Option(("--no-checkin",), "no questions afterwards", flag=True),
            Option(("--speed",), "a silent rehearsal, so many times faster", metavar="N", kind=float),
        ),
    ),
    CommandLine(
        "today",
        "what is due today, at which dose, and why",
        "coach.cli.today",
        "coach today",
        (
            SHORT,
            Option(("--week",), "the coming seven days", flag=True),
            Option(("--accept",), "take what is offered", flag=True),
            Option(("--refuse",), "leave what is offered", flag=True),
            JSON,
        ),
    ),
    CommandLine(
        "list",
        "the routines, with length and equipment",
        "coach.cli.list_routines",
        "coach list",
        (JSON,),
    ),
    CommandLine(
        "show",
        "a whole session on paper: when, what, and every word",
        "coach.cli.show",
        "coach show knee-foundation --level build",
        (SHOWN, LEVEL, Option(("--file",), "as the file has it, without your dose", flag=True), VOICE, JSON),
    ),
    CommandLine(
        "check",
        "what is wrong in routine files, and how to mend it",
        "coach.cli.check",
        "coach check my-routine.toml",
        (
            Option(("paths",), "files or folders; - is standard input", metavar="PATH", many="+"),
            JSON,
            Option(("--plain",), "one line for each problem", flag=True),
            Option(("--strict",), "warnings count as problems", flag=True),
            VOICE,
        ),
    ),
    CommandLine(
        "new",
        "a commented routine file to start from",
        "coach.cli.new",
        "coach new evening-knees",
        (
            Option(
                ("name",), "what the routine is called, or the path of a file that is not there yet", metavar="NAME"
            ),
            Option(("--from",), "copy this routine, under the new name", metavar="ROUTINE"),
        ),
    ),
    CommandLine(
        "add",
        "take in a routine that somebody sent",
        "coach.cli.add",
        "coach add Downloads/knees.toml",
        (
            Option(("files",), "files that were sent; - is standard input", metavar="FILE", many="+"),
            Option(("--replace",), "put it in the place of a routine of yours with the same id", flag=True),
            Option(("--dry-run",), "only show it, and copy nothing", flag=True),
            VOICE,
        ),
    ),
    CommandLine(
        "exercises",
        "the exercise library, or all there is to know of one",
        "coach.cli.exercises",
        "coach exercises wall-sit",
        (
            Option(("words",), "an exercise's id or name, or words to look for", metavar="ID", many="*"),
            JSON,
        ),
    ),
    CommandLine(
        "schema",
        "the JSON Schema of routine files, for editors",
        "coach.cli.schema",
        "coach schema --text",
        (Option(("--text",), "the same as a page to read: every key with its meaning", flag=True),),
    ),
    CommandLine(
        "voices",
        "the voices of this machine",
        "coach.cli.voices",
        "coach voices --try",
        (
            Option(("--lang",), "the voices of one language, as de or es-MX", metavar="LANG"),
            Option(("--all",), "the voices of every language, also of those that Coach has no words in", flag=True),
            Option(("--try",), "speak a sample, with the usual voice or another", metavar="VOICE", many="?"),
            Option(("--rate",), "how fast the sample is, in words a minute", metavar="WORDS", kind=int),
            Option(("--volume",), "how loud the sample is, in percent", metavar="PERCENT", kind=int),
            Option(("-o", "--output"), "write the sample to a file instead (.wav)", metavar="FILE"),
            JSON,
        ),
    ),
    CommandLine(
        "checkin",
        "answer what is open: after a session, or on the morning after it",
        "coach.cli.checkin",
        "coach checkin --answer knee_am=2 --answer swelling=none",
        (
            Option(("--answer",), "an answer without a screen, as often as needed", metavar="KEY=VALUE", again=True),
            Option(
                ("--session",),
                "answer late, or correct: the beginning or the end of a session's id, or last",
                metavar="ID",
            ),
            Option(("--plain",), "no screen: one line for each question", flag=True),
            JSON,
        ),
    ),
    CommandLine(
        "history",
        "the sessions so far",
        "coach.cli.history",
        "coach history --since 2026-11-01",
        (
            Option(("session",), "show this one in full: the start or end of its id, or last", metavar="ID", many="?"),
            Option(("--all",), "list every session, not only the latest 20", flag=True),
            Option(("--since",), "list every session from this day on, as in 2026-11-22", metavar="DATE"),
            Option(("--remove",), "remove this session for good", metavar="ID"),
            Option(("--yes",), "remove it without being asked", flag=True),
            JSON,
        ),
    ),
    CommandLine(
        "trends",
        "pain, soreness and dose over the weeks, as plots",
        "coach.cli.trends",
        "coach trends --weeks 26",
        (
            Option(("--weeks",), "how far back, 12 unless told", metavar="N", kind=_whole_number),
            Option(("--exercise",), "only how much of this exercise was done, by its id", metavar="ID"),
            JSON,
        ),
    ),
    CommandLine(
        "backup",
        "everything of yours in one file, and back",
        "coach.cli.backup",
        "coach backup coach.zip",
        (
            Option(("file",), "the file to write (.zip or .tar.gz) or to restore; in a folder it gets a name", "FILE"),
            Option(("--restore",), "bring a backup back; what is here and tells something else is kept", flag=True),
            Option(("--yes",), "restore without being asked", flag=True),
            Option(("--force",), "write over a file that is no backup", flag=True),
        ),
    ),
    CommandLine(
        "export",
        "a session as a sound file or captions; or its days, or all that is planned, for your calendar",
        "coach.cli.export",
        "coach export knee-foundation -o knee.mp3",
        (
            Option(
                ("routine",),
                "a routine's name or path; left out, all days that are planned (.ics)",
                metavar="ROUTINE",
                many="?",
            ),
            Option(
                ("-o", "--output"),
                "the file to write: .wav .flac .mp3 .opus .m4b are sound, .vtt captions, .ics a calendar",
                metavar="FILE",
            ),
            LEVEL,
            Option(("--file",), "as the file has it, without your dose", flag=True),
            VOICE,
            RATE,
            MUSIC,
            Option(("--captions",), "write the captions beside the sound, too", flag=True),
            Option(("--replace",), "write over a file that is there", flag=True),
        ),
    ),
    CommandLine(
        "report",
        "one page for a clinician: what was answered, done and advised",
        "coach.cli.report",
        "coach report -o knee.html",
        (
            Option(("-o", "--output"), "the file to write: .html prints on one sheet, .txt is text", metavar="FILE"),
            Option(("--weeks",), "how far back, 12 unless told", metavar="N", kind=_whole_number),
            Option(("--replace",), "write over a file that is there", flag=True),
        ),
    ),
    CommandLine(
        "setup",
        "where to begin, and what to be careful with",
        "coach.cli.setup",
        "coach setup --answer knee=left --answer base=2",
        (
            Option(("--answer",), "answer one question without being asked", metavar="QUESTION=ANSWER", again=True),
            Option(("--plain",), "no screens: one line for each question", flag=True),
            JSON,
        ),
    ),
    CommandLine(
        "unlock",
        "load again, once a stop was looked at",
        "coach.cli.unlock",
        "coach unlock",
        (
            Option(("--yes",), "say that you have been checked and are happy to go on", flag=True),
            Option(("--base",), "knee pain on an ordinary morning now, 0 to 10", metavar="N"),
            JSON,
        ),
    ),
    CommandLine(
        "doctor",
        "what works on this machine, what does not, and how to mend it",
        "coach.cli.doctor",
        "coach doctor",
        (JSON,),
    ),
    CommandLine(
        "config",
        "where things are kept, and the settings",
        "coach.cli.config",
        "coach config start_in 20",
        (
            Option(("key",), "the setting to show or change", metavar="KEY", many="?"),
            Option(("value",), "what to set it to", metavar="VALUE", many="?"),
            JSON,
        ),
    ),
)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        """End with status 2, one sentence, and where the help is."""
        self.exit(2, f"{self.prog}: {message}. See `{self.prog} --help`.\n")


class _Help(argparse.HelpFormatter):
    def add_argument(self, action: argparse.Action) -> None:
        """Leave room for the longest command: argparse forgets that commands are indented twice."""
        super().add_argument(action)
        if action.nargs == argparse.PARSER:
            self._action_max_length += 2


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    root = _Parser(
        prog="coach",
        description="A voice-guided workout player for the terminal. Alone, it opens the home screen.",
        epilog="Example: coach play quick-start",
        formatter_class=_Help,
    )
    root.add_argument("--version", action="version", version=f"coach {__version__}")
    commands = root.add_subparsers(dest="command", metavar="COMMAND", title="commands", parser_class=_Parser)
    for command in COMMANDS:
        entry = commands.add_parser(
            command.name,
            help=command.help,
            description=command.help[:1].upper() + command.help[1:] + ".",
            epilog=f"Example: {command.example}",
        )
        for option in command.options:
            add_option(entry, option)
    return root


def add_option(entry: argparse.ArgumentParser, option: Option) -> None:
    if option.flag:
        entry.add_argument(*option.names, action="store_true", help=option.help)
    elif option.again:
        entry.add_argument(*option.names, action="append", default=[], metavar=option.metavar, help=option.help)
    elif option.many == "?" and option.names[0].startswith("-"):
        entry.add_argument(*option.names, nargs="?", const="", metavar=option.metavar, help=option.help)
    elif option.many:
        entry.add_argument(*option.names, nargs=option.many, metavar=option.metavar, help=option.help)
    else:
        entry.add_argument(*option.names, metavar=option.metavar, type=option.kind, help=option.help)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; nothing that a user feeds in ends in a traceback."""
    make_usable()
    status: int = 0
    # Nothing of what a start imports and reads is garbage: looking for some in it takes a tenth of the time to the
    # first word. What lives long (a session, the screens) switches it on again.
    gc.disable()
    # numpy's algebra would start a thread a core, for what nothing here asks of it.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        options = parser().parse_args(arguments)
        command = next((command for command in COMMANDS if command.name == options.command), None)
        module = importlib.import_module(command.module if command is not None else "coach.cli.home")
        status = module.run(options)
        sys.stdout.flush()
    except CoachError as error:
        complain(str(error))
        return error.exit_status
    except KeyboardInterrupt:
        from coach.cli.signals import INTERRUPTED

        return INTERRUPTED
    except OSError as error:
        give_up_output()
        # The reader of a pipe has gone (`coach show … | head`): there is nobody left to tell.
        if status or isinstance(error, BrokenPipeError):
            return status
        where = f" ({error.filename})" if error.filename else ""
        complain(f"{error.strerror or error}{where}. `coach doctor` says more.")
        return 1
    finally:
        gc.enable()
    return status


def complain(sentence: str) -> None:
    from coach.cli import printing  # the sentence may quote what was typed, or what is in a file

    printing.complain(f"coach: {sentence}")
