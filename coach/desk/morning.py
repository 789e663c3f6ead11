"""The questions of a morning: those about the session of the day before, and the one key of other days."""

from __future__ import annotations

from coach.checkin.flow import CheckInFlow, CheckInKind, Circumstances
from coach.desk.asking import Closed
from coach.desk.desk import Desk
from coach.desk.mornings import DueMorning, put_off_morning
from coach.desk.part import MORNING, OpenPart
from coach.session.days import local_day
from coach.session.mornings import Morning, save_morning
from coach.session.record import SessionRecord
from coach.words.phrases import Phrases

NOON, EVENING = 12, 18
"""The hours from which a session was in the afternoon, and in the evening."""


class OpenMorning(OpenPart):
    """The check-in of the morning after a session, asked on that morning."""

    def __init__(self, desk: Desk, session: SessionRecord, *, sessions: int = 1) -> None:
        super().__init__(desk, session, MORNING, _title(session, desk.phrases()))
        self.greeting = desk.phrases()("morning.all" if sessions > 1 else "morning.greeting", title=self.title)

    def put_off(self) -> bool:
        """Leave the rest for later on this day; False where what was answered could not be kept."""
        put_off_morning(self._desk)
        return super().put_off()


class OpenReading:
    """The one question of a morning after a day without a session."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        phrases = desk.phrases()
        self.title = phrases("morning.title")
        self.greeting = ""
        self.flow = CheckInFlow(Circumstances(), CheckInKind.DAY)
        self.trouble: str | None = None
        self.so_far: Closed | None = None

    def keep(self) -> None:
        """Keep the number, once there is one; to skip it is to be asked no more on this day."""
        answer = self.flow.answers.get("knee")
        if type(answer) is not int:
            return
        now = self._desk.clock.now()
        self.trouble = None
        try:
            save_morning(self._desk.paths.mornings, Morning(local_day(now), now, answer))
        except OSError as error:
            folder = self._desk.paths.mornings
            self.trouble = f"The answer cannot be saved in {folder}: {error.strerror or error}."

    def put_off(self) -> bool:
        """Ask no more by itself on this day."""
        put_off_morning(self._desk)
        return True

    def leave_open(self) -> bool:
        """Leave it to the next start."""
        return True

    def close(self) -> Closed:
        """Keep the number; no rule is asked for it."""
        self.keep()
        if self.flow.answers.get("knee") is None:
            put_off_morning(self._desk)
        return Closed(trouble=self.trouble)


def open_morning(desk: Desk, due: DueMorning) -> OpenMorning | OpenReading:
    """Open the questions of a morning that is due."""
    if due.session is None:
        return OpenReading(desk)
    return OpenMorning(desk, due.session, sessions=due.sessions)


def _title(session: SessionRecord, phrases: Phrases) -> str:
    """Return which session of yesterday it was: "Yesterday evening: Wall sits"."""
    name = session.routine.name
    hour = session.started.hour
    if local_day(session.ended) != session.ended.date():
        return phrases("morning.of_night", name=name)
    part = "of_evening" if hour >= EVENING else "of_afternoon" if hour >= NOON else "of_morning"
    return phrases(f"morning.{part}", name=name)
