"""What the rules make of one session, in the light of all that is kept of the weeks before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from coach.desk.desk import Desk
from coach.desk.person import profile_of
from coach.progress.readings import response_record
from coach.progress.response import Response
from coach.session.days import local_day
from coach.session.record import SessionRecord

if TYPE_CHECKING:
    from coach.progress.diary import Diary

# The diary and all that is derived from it are imported where somebody is judged: the first word waits for none of it.

LOOKS_BACK = timedelta(weeks=12)
"""Sessions from before that change nothing of what a rule says today: it asks for weeks, never for a quarter."""


class Judge:
    """Judges sessions; what is kept of earlier ones is read when the first is judged, and then stands."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @cached_property
    def _diary(self) -> Diary:
        from coach.desk.diary import diary_of

        return diary_of(self._desk, since=local_day(self._desk.clock.now()) - LOOKS_BACK)

    def judged(self, record: SessionRecord) -> tuple[SessionRecord, Response | None]:
        """Return the record with its response, provisional until the morning is answered or over.

        One without any answer is returned as it is, with None.
        """
        if not (record.answers("after") or record.answers("morning") or record.worries or record.pains):
            return record, None
        from coach.progress.diary import final, response_now

        diary = self._with(record)
        today = local_day(self._desk.clock.now())
        response = response_now(diary, record, today)
        if response is None:
            return record, None
        kept = response_record(response, provisional=not final(diary, record, today))
        return replace(record, response=kept), response

    def _with(self, record: SessionRecord) -> Diary:
        """Return the diary with this session as it stands now."""
        from coach.progress.diary import Diary

        others = tuple(each for each in self._diary.sessions if each.id != record.id)
        return Diary((*others, record), self._diary.mornings, profile_of(self._desk))
