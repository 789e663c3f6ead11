"""Questions whose answers go straight into the record of a session: there is no journal of it any more."""

from __future__ import annotations

from collections.abc import Mapping

from coach.checkin.flow import TICKED, CheckInFlow, CheckInKind
from coach.checkin.questions import Answer
from coach.desk.asking import Closed
from coach.desk.desk import Desk
from coach.desk.dosewords import DoseNews
from coach.desk.judging import Judge
from coach.desk.person import age_of, profile_of
from coach.progress.response import Kind
from coach.session.build import circumstances_again, with_checkin, with_morning
from coach.session.record import SessionRecord
from coach.session.store import SessionStore

AFTER, MORNING = "after", "morning"
"""The parts of a record that hold answers, as corrections name them."""

KINDS = {AFTER: CheckInKind.AFTER, MORNING: CheckInKind.MORNING}


class OpenPart:
    """One check-in of a session that was not answered, or not to its end; each answer is on the disk at once."""

    greeting = ""

    def __init__(self, desk: Desk, record: SessionRecord, part: str, title: str) -> None:
        self._desk = desk
        self._store = SessionStore(desk.paths.sessions)
        self._judge = Judge(desk)
        self._record = record
        self._part = part
        self.title = title
        around = circumstances_again(record, age=age_of(profile_of(desk)))
        self.flow = CheckInFlow(around, KINDS[part], given=_given(record, part))
        self.trouble: str | None = None
        self.so_far: Closed | None = None

    @property
    def session(self) -> SessionRecord:
        """The session that it is about, with the answers so far."""
        return self._record

    def keep(self) -> None:
        """Write what is answered so far into the record of the session; called after every answer."""
        kept = self._record.after if self._part == AFTER else self._record.morning
        if dict(self.flow.answers) != (dict(kept.answers) if kept is not None else {}):
            self._write(self._answered())

    def put_off(self) -> bool:
        """Leave the rest open; False where what was answered could not be kept."""
        return self.leave_open()

    def leave_open(self) -> bool:
        """Leave the rest open; less of the dose does not wait for it. False where the answers could not be kept."""
        self.keep()
        if self.flow.answers:
            response = self._judge.judged(self._record)[1]
            if response is not None and response.kind in (Kind.BACK_OFF, Kind.STOP_SEEK):
                self.so_far = Closed(response=response, record=self._record, dose=self._dose())
        return self.trouble is None

    def close(self) -> Closed:
        """Store the answers with what the rules make of all that is known of the session."""
        self._write(self._answered())
        response = self._judge.judged(self._record)[1]
        return Closed(response=response, record=self._record, trouble=self.trouble, dose=self._dose())

    def _dose(self) -> DoseNews:
        """Return what the next session becomes by the answers; the rules of doses come with it."""
        from coach.desk.dosing import news_of

        return news_of(self._desk, self._record)

    def _answered(self) -> SessionRecord:
        answered = with_checkin if self._part == AFTER else with_morning
        return answered(self._record, self.flow, self._desk.clock.now())

    def _write(self, record: SessionRecord) -> None:
        self._record = self._judge.judged(record)[0]
        self.trouble = None
        try:
            self._store.save(self._record)
        except OSError as error:
            self.trouble = f"The answers cannot be saved in {self._store.folder}: {error.strerror or error}."


def _given(record: SessionRecord, part: str) -> Mapping[str, Answer]:
    """Return the answers of a check-in that was broken off; what was ticked in an open list stays ticked."""
    kept = record.after if part == AFTER else record.morning
    if kept is None:
        return {}
    given = dict(kept.answers)
    if not kept.complete and "four_steps" not in given and "flags" in given:
        given[TICKED] = given.pop("flags")
    return given
