"""What follows from sessions that were not looked at yet: one pass over the diary, in the order of its days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from coach.progress import easing
from coach.progress.book import CORRECTED, MORE_KNOWN, TAKE_BACK, applied_by, taken_back, taken_up, with_dose
from coach.progress.diary import Diary, final, readings_of, response_now
from coach.progress.done import counts, culprit_of
from coach.progress.offers import Offering, counted, offer
from coach.progress.readings import readings_after
from coach.progress.response import Kind, Readings, Response, classify
from coach.progress.steps_up import at_hand, eased, level_down, steps_by_id, trimmed
from coach.progress.stopped import stop_of
from coach.progress.waiting import is_loaded
from coach.progress.why import reading_of
from coach.progress.wording import change_words, step_name
from coach.routine.model import Routine
from coach.session.build import is_loaded_step
from coach.session.days import local_day
from coach.session.doses import Change, Decision, DoseBook, Ease, Looked, StepDose
from coach.session.profile_values import Unlock
from coach.session.record import SessionRecord

REMEMBERED = timedelta(days=60)
"""How long it is kept which sessions were looked at; older ones are not looked at again."""

PLAYED_LATELY = timedelta(days=28)
"""A back-off eases the loads of all routines that were played so lately."""

SPARED_UP_TO = 2
"""Knee pain in the session up to which holds and walks keep their sets."""

TWO_RUNGS_FROM = 8
"""Knee pain in the session from which the culprit goes down two rungs."""


TOLD_IN_THE_SESSION = ("R8", "R9")
"""These do not wait for the morning."""


class Settling:
    """One pass: every step returns nothing and leaves `book` a step further."""

    def __init__(self, book: DoseBook, diary: Diary, routines: Mapping[str, Routine], today: date) -> None:
        self.book = book
        self.diary = diary
        self.routines = routines
        self.today = today
        self.looked = {each.session: each for each in book.looked}

    def settled(self) -> DoseBook:
        """Return the book after everything that follows up to today."""
        self._trim()
        before = self._last_forgotten()
        for event in self._events():
            if isinstance(event, Unlock):
                self._unlock(local_day(event.at))
                continue
            if is_loaded(event):
                if before is not None and event.id not in self.looked:
                    self._away(before, local_day(event.ended))
                before = event
            self._look_at(event)
        if before is not None:
            self._away(before, self.today)
        self.book = replace(self.book, stopped=stop_of(self.diary) is not None)
        self.book = counted(self.book, self.diary, self.today)
        self._offers()
        self._remember()
        return self.book

    def _events(self) -> Iterator[SessionRecord | Unlock]:
        """Yield sessions and unlocks in their order."""
        events: list[tuple[datetime, int, SessionRecord | Unlock]] = []
        until = self.book.until
        for number, session in enumerate(self.diary.sessions):
            if until is None or local_day(session.ended) >= until:
                events.append((session.ended, number, session))
        for number, unlock in enumerate(self.diary.profile.unlocks):
            if until is None or local_day(unlock.at) >= until:
                events.append((unlock.at, number, unlock))
        for _, _, event in sorted(events, key=lambda each: each[:2]):
            day = local_day(event.at if isinstance(event, Unlock) else event.ended)
            if day <= self.today:
                yield event

    def _last_forgotten(self) -> SessionRecord | None:
        """Return the last loaded session before those that are looked at."""
        until = self.book.until
        before = [each for each in self.diary.loaded if until is not None and local_day(each.ended) < until]
        return before[-1] if before else None

    # --- one session -------------------------------------------------------------------------------------------------

    def _look_at(self, session: SessionRecord) -> None:
        response = response_now(self.diary, session, self.today)
        kind = response.kind.value if response is not None else ""
        is_final = final(self.diary, session, self.today)
        before = self.looked.get(session.id)
        if before is None or before.kind != kind:
            if response is not None and response.kind is Kind.BACK_OFF:
                self._back_off(session, response, readings_of(self.diary, session))
            elif response is not None and response.kind is Kind.STOP_SEEK and before is None:
                self._back_off_before_stop(session)
            if before is None:
                self._known_decisions(session)
        self.looked[session.id] = Looked(session.id, local_day(session.ended), kind, is_final)

    def _known_decisions(self, session: SessionRecord) -> None:
        """Carry out what was accepted after a session that this book has not looked at: it is made anew."""
        for change in self.book.changes:
            if change.session == session.id and change.decision is Decision.ACCEPTED:
                self.book = taken_up(self.book, change)

    def _back_off_before_stop(self, session: SessionRecord) -> None:
        """Ease by what was told in the evening, where only the morning stopped the loading: after an unlock it counts.

        Who looked in the evening was eased then; it must not hang on when somebody looks.
        """
        readings = readings_of(self.diary, session)
        evening = replace(readings, am=False, late=False, flags=readings_after(session).flags)
        response = classify(evening)
        if response.kind is Kind.BACK_OFF:
            self._back_off(session, response, evening)

    def _back_off(self, session: SessionRecord, response: Response, readings: Readings) -> None:
        self._without_proposal()
        others = tuple(each for each in self.book.changes if not applied_by(each, session.id))
        self.book = replace(self.book, changes=others)
        on = local_day(session.ended)
        if response.rule not in TOLD_IN_THE_SESSION:
            on = min(self.today, on + timedelta(days=1))
        reading = reading_of(response.rule, readings)
        culprit = culprit_of(session)
        volume_only = response.rule == "R15"
        spared = readings.during is not None and readings.during <= SPARED_UP_TO
        new = Ease(
            sets=1.0 if volume_only else 0.5,
            since=on,
            reason="back_off",
            rule=response.rule,
            fewer=1 if volume_only else 0,
            spares_holds=spared and not volume_only,
            routine=session.routine.id if culprit is not None and not volume_only else "",
            step=culprit or "" if not volume_only else "",
            session=session.id,
        )
        self._ease(easing.backed_off(self.book.ease, new), on, session.id, response.rule, reading)
        if volume_only:
            return
        rungs = 2 if readings.during is not None and readings.during >= TWO_RUNGS_FROM else 1
        for routine in self._played_lately(session):
            for id_, step in steps_by_id(routine).items():
                is_culprit = routine.id == session.routine.id and id_ == culprit
                if not is_loaded_step(step) and not is_culprit:
                    continue
                now = at_hand(routine, step, self.book.dose_of(routine.id, id_))
                less = eased(routine, step, now, rungs=rungs if is_culprit else 0, load=is_loaded_step(step))
                self._apply(routine, id_, now, less, on, session.id, response.rule, reading)

    def _played_lately(self, session: SessionRecord) -> list[Routine]:
        """Return the routines that were played in the weeks before a session, its own among them."""
        day = local_day(session.ended)
        ids = {
            each.routine.id
            for each in self.diary.sessions
            if day - PLAYED_LATELY <= local_day(each.ended) <= day and is_loaded(each)
        }
        ids.add(session.routine.id)
        return [self.routines[id_] for id_ in sorted(ids) if id_ in self.routines]

    # --- what comes with time ----------------------------------------------------------------------------------------

    def _away(self, last: SessionRecord, until: date) -> None:
        """Ease what is played after a long time without a loaded session, once for each such time."""
        day = local_day(last.ended)
        away = (until - day).days
        if away >= easing.AWAY:
            on = day + timedelta(days=easing.AWAY)
            reading = f"{easing.AWAY} days or more without a loaded session"
            self._away_ease(Ease(0.75, on, "away", "away_14", session=last.id), on, reading)
        if away >= easing.AWAY_LONG and not self._has(last.id, "away_28"):
            on = day + timedelta(days=easing.AWAY_LONG)
            reading = f"{easing.AWAY_LONG} days or more without a loaded session"
            self._away_ease(Ease(0.5, on, "away_long", "away_28", session=last.id), on, reading)
            for kept in self.book.doses:
                routine = self.routines.get(kept.routine)
                step = steps_by_id(routine).get(kept.step) if routine is not None else None
                if routine is not None and step is not None:
                    now = at_hand(routine, step, kept)
                    self._apply(routine, step.id, now, level_down(step, now), on, last.id, "away_28", reading)

    def _away_ease(self, new: Ease, on: date, reading: str) -> None:
        if not self._has(new.session, new.rule or ""):
            self._without_proposal()
            self._ease(easing.lowered(self.book.ease, new), on, new.session, new.rule or "", reading)

    def _unlock(self, on: date) -> None:
        if any(each.rule == "unlock" and each.on == on for each in self.book.changes):
            return
        reading = "checked, and happy to go on"
        half = Ease(0.5, on, "unlock", "unlock")
        self._without_proposal()
        self._ease(easing.lowered(self.book.ease, half), on, None, "unlock", reading)

    # --- changes -----------------------------------------------------------------------------------------------------

    def _ease(self, ease: Ease | None, on: date, session: str | None, rule: str, reading: str) -> None:
        was = self.book.ease
        change = Change(
            on=on,
            session=session,
            routine="",
            step="",
            before=easing.ease_words(was),
            after=easing.ease_words(ease),
            rule=rule,
            reading=reading,
            decision=Decision.APPLIED,
            ease=ease,
            ease_was=was,
        )
        self.book = replace(self.book, ease=ease, changes=(*self.book.changes, change))

    def _apply(
        self,
        routine: Routine,
        id_: str,
        now: StepDose,
        new: StepDose,
        on: date,
        session: str | None,
        rule: str,
        reading: str,
    ) -> None:
        if new == now:
            return
        step = steps_by_id(routine)[id_]
        before, after = change_words(routine, step, now, new)
        change = Change(
            on=on,
            session=session,
            routine=routine.id,
            step=id_,
            before=before,
            after=after,
            rule=rule,
            reading=reading,
            decision=Decision.APPLIED,
            name=step_name(routine, step, now),
            exercise=step.exercise or step.id,
            becomes=new.unless_files,
            was=self.book.dose_of(routine.id, id_),
        )
        self.book = with_dose(replace(self.book, changes=(*self.book.changes, change)), routine.id, id_, new)

    def _trim(self) -> None:
        """Take out what was made of another file than there is now, and keep that as a change."""
        for kept in self.book.doses:
            routine = self.routines.get(kept.routine)
            step = steps_by_id(routine).get(kept.step) if routine is not None else None
            if routine is None or step is None:
                continue
            left, changed = trimmed(routine, step, kept)
            if changed:
                new = left or StepDose(routine.id, step.id)
                reading = f"{', '.join(changed)} changed in the file"
                self._apply(routine, step.id, kept, new, self.today, None, "file", reading)

    def _has(self, session: str | None, rule: str) -> bool:
        return any(each.session == session and each.rule == rule for each in self.book.changes)

    # --- offers ------------------------------------------------------------------------------------------------------

    def _without_proposal(self) -> None:
        open_ = self.book.proposal
        if open_ is not None:
            self.book = replace(self.book, changes=tuple(each for each in self.book.changes if each is not open_))

    def _offers(self) -> None:
        last = next((each for each in reversed(self.diary.sessions) if counts(each) and self._is_past(each)), None)
        open_ = self.book.proposal
        if open_ is not None and (self.book.stopped or last is None or open_.session != last.id):
            self._without_proposal()
            open_ = None
        if self.book.stopped or last is None:
            return
        if open_ is None or open_.rule not in TAKE_BACK:
            back = self._wrongly_applied()
            if back is not None:
                self._without_proposal()
                self.book = replace(self.book, changes=(*self.book.changes, back))
                return
        if open_ is None:
            change = offer(Offering(self.book, self.diary, self.routines, self.today), last)
            if change is not None:
                self.book = replace(self.book, changes=(*self.book.changes, change))

    def _is_past(self, session: SessionRecord) -> bool:
        return local_day(session.ended) <= self.today

    def _wrongly_applied(self) -> Change | None:
        """Return the offer to take back what a session led to that is milder by all that is known of it now."""
        for session in reversed(self.diary.sessions):
            applied = [each for each in self.book.changes if applied_by(each, session.id)]
            offered = any(self._has(session.id, rule) for rule in TAKE_BACK)
            if not applied or offered or not final(self.diary, session, self.today):
                continue
            response = response_now(self.diary, session, self.today)
            if response is None or response.kind not in (Kind.EXPECTED, Kind.MONITOR):
                continue
            if taken_back(self.book, session.id) == self.book:
                continue
            corrected = self._is_milder_by_a_correction(session)
            known = "by the corrected answers" if corrected else "with the answers that came later"
            return Change(
                on=self.today,
                session=session.id,
                routine="",
                step="",
                before=easing.ease_words(self.book.ease),
                after="as before",
                rule=CORRECTED if corrected else MORE_KNOWN,
                reading=f"{applied[0].rule} does not hold any more {known}",
                decision=Decision.PROPOSED,
            )
        return None

    def _is_milder_by_a_correction(self, session: SessionRecord) -> bool:
        """Return whether a session would still be backed off from by the answers that were given first."""
        if not session.corrections:
            return False
        response = response_now(self.diary, replace(session, corrections=()), self.today)
        return response is not None and response.kind is Kind.BACK_OFF

    # --- memory ------------------------------------------------------------------------------------------------------

    def _remember(self) -> None:
        """Keep which sessions were looked at lately, and forget the older ones for good."""
        since = self.today - REMEMBERED
        kept = sorted((each for each in self.looked.values() if each.day >= since), key=lambda each: each.day)
        older = len(kept) < len(self.looked)
        until = max(filter(None, (self.book.until, since if older else None)), default=None)
        self.book = replace(self.book, looked=tuple(kept), until=until)
