"""`coach export`: a session as sound or captions, or a routine's days as a calendar file."""

from __future__ import annotations

import argparse
import contextlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli.printing import complain, print_problems, print_setting_problems, print_text
from coach.desk.desk import Desk
from coach.desk.routines import BrokenRoutineError
from coach.errors import UsageError
from coach.paths import user_paths
from coach.routine.model import Routine
from coach.timeline.paper import clock_time
from coach.units import Seconds

if TYPE_CHECKING:
    from coach.desk.exporting import Export, Exported
    from coach.export.unattended import Guess
    from coach.sound.music import MusicBed

MOST_TOLD = 10
"""Of words that were not spoken; where all of a language is missing there are hundreds."""

_OF_SOUND = ("level", "voice", "rate", "file", "captions", "music")
"""Options that say nothing of days."""


def run(options: argparse.Namespace) -> int:
    """Write the file and say what is in it; 130 or 143 where a signal ended it, and then nothing is left of it."""
    if not options.output:
        raise UsageError("Where to? `coach export knee-foundation -o knee.mp3` writes the session as sound.")
    desk = Desk(user_paths())
    print_setting_problems(desk.setting_problems, desk.paths)
    try:
        if Path(options.output).suffix.lower() == ".ics":
            return _days(desk, options)
        return _session(desk, options)
    except BrokenRoutineError as error:
        print_problems(error.problems, error.loaded.texts)
        return error.exit_status


def _days(desk: Desk, options: argparse.Namespace) -> int:
    from coach.desk.calendar import write_calendar

    for name in _OF_SOUND:
        if getattr(options, name):
            raise UsageError(f"--{name} is for sound and captions: a calendar has only days.")
    written = write_calendar(desk, options.output, options.routine, replace=options.replace)
    for problem in written.problems:
        print_text(problem, error=True)
    for one in written.planned:
        at = f" at {one.at:%H:%M}" if one.at is not None else ""
        print_text(f"{one.name}: {', '.join(one.days)}{at}, every week")
    print_text(f"Wrote {written.path}")
    return 0


def _session(desk: Desk, options: argparse.Namespace) -> int:
    from coach.desk.exporting import Export, check_target
    from coach.desk.routines import load, load_typed, without
    from coach.routine.finding import STANDARD_INPUT
    from coach.settings.model import check_rate

    check_rate(options.rate)
    check_target(options.output)
    if options.routine is None:
        raise UsageError("Which routine? `coach list` shows them; only days (.ics) are those of all of them.")
    loaded = load_typed(desk) if options.routine == STANDARD_INPUT else load(desk, options.routine)
    routine = loaded.routine
    assert routine is not None
    print_problems(without(loaded), loaded.texts)
    _tell_stop(desk, routine)
    wishes = Export(
        level=options.level,
        voice=options.voice,
        rate=options.rate,
        dosed=not options.file,
        captions=options.captions,
        replace=options.replace,
    )
    with contextlib.ExitStack() as opened:
        music = _music(desk, options, opened)
        return _written(desk, routine, options.output, wishes, music)


def _music(desk: Desk, options: argparse.Namespace, opened: contextlib.ExitStack) -> MusicBed | None:
    """Return the music that lies under it, and tell of that of the settings."""
    from coach.desk.exporting import CAPTIONS

    if options.music == "":
        raise UsageError("--music takes a sound file, a folder of them, or none for no music.")
    if Path(options.output).suffix.lower() == CAPTIONS:
        if options.music:
            raise UsageError("--music is for sound: captions have none.")
        return None
    if not options.music and not desk.settings.music.path:
        return None
    from coach.desk.music import open_music_for_file
    from coach.sound.noise import noise_to

    opened.enter_context(noise_to(desk.sound_log))  # decoders write to the terminal what they think of a file
    music, told = open_music_for_file(desk, options.music)
    if told:
        print_text(told, error=True)
    if music is not None:
        opened.callback(music.close)
    return music


def _written(desk: Desk, routine: Routine, target: str, wishes: Export, music: MusicBed | None) -> int:
    from coach.cli.progressbar import ProgressBar
    from coach.cli.signals import Terminated, heed, status_of, terminated
    from coach.desk.exporting import Progress, export_session

    bar = ProgressBar(routine.name, desk.clock.monotonic())
    notices: dict[str, None] = {}

    class Shown(Progress):
        """Draws the bar, and stops where a signal asked for it."""

        def speaking(self, texts: int) -> None:
            heed()
            bar.speaking(texts, desk.clock.monotonic())

        def writing(self, done: Seconds, of: Seconds) -> None:
            heed()
            if music is not None and music.notice is not None:
                notices[music.notice] = None
            bar.writing(done, of, desk.clock.monotonic())

    try:
        with terminated():
            try:
                done = export_session(desk, routine, target, wishes, Shown(), music=music)
            finally:
                bar.done()
    except (KeyboardInterrupt, Terminated) as reason:
        complain("Stopped. Nothing was written.")
        return status_of(reason)
    for notice in notices:
        print_text(notice, error=True)
    return _told(done)


def _tell_stop(desk: Desk, routine: Routine) -> None:
    """Say on stderr what stops the loading: writing a file is no playing, so it goes on, and whoever takes it knows."""
    from coach.desk.stopping import current_stop, stop_words
    from coach.progress.stopped import allows
    from coach.words.files import load_phrases

    stop = current_stop(desk)
    if stop is not None and not allows(stop, routine):
        print_text(f"It is written all the same, and is not for now. {stop_words(stop, load_phrases())}", error=True)


def _told(done: Exported) -> int:
    """Say what was written, and return 1 where some of the words are missing in it."""
    timeline = done.timeline
    level = f", level {timeline.level}" if timeline.level else ""
    chapters = f", {done.chapters} chapters" if done.chapters else ""
    print_text(f"{timeline.name}{level}: {clock_time(done.seconds)}{chapters}")
    for line in guess_lines(done.guesses):
        print_text(line)
    for path in done.paths:
        print_text(f"Wrote {path} ({_size(path)})")
    if done.notice:
        print_text(done.notice, error=True)
    if not done.unspoken:
        return 0
    many = f"{len(done.unspoken)} texts were" if len(done.unspoken) > 1 else "One text was"
    print_text(f"{many} not spoken by the voice, so that tones stand there:", error=True)
    for text in done.unspoken[:MOST_TOLD]:
        print_text(f"  “{text}”", error=True)
    if len(done.unspoken) > MOST_TOLD:
        print_text(f"  and {len(done.unspoken) - MOST_TOLD} more", error=True)
    return 1


def guess_lines(guesses: Iterable[Guess]) -> list[str]:
    """Return a line for each step that waits when it is played, with how long it lasts in the file, how often."""
    counted = Counter((guess.title, guess.rests, guess.seconds) for guess in guesses)
    if not counted:
        return []
    lines = ["Ends at a key when it is played; in the file it lasts as long as it is estimated:"]
    for (title, rests, seconds), times in counted.items():
        what = f"the rest before {title}" if rests else title
        often = f", {times} times" if times > 1 else ""
        lines.append(f"  {what}: {seconds:g} s{often}")
    return lines


def _size(path: Path) -> str:
    try:
        size = path.stat().st_size
    except OSError:
        return "gone already"
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1e3:.1f} kB"
