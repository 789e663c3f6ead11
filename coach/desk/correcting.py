"""Answers of a session that was kept: given late, or given anew beside the first ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coach.checkin.flow import CheckInFlow
from coach.checkin.questions import Answer
from coach.checkin.typed import SKIPPED, answer_to
from coach.desk.asking import Closed
from coach.desk.desk import Desk
from coach.desk.part import AFTER, KINDS, MORNING, OpenPart
from coach.session.record import SessionRecord
from coach.words.phrases import Phrases


def correctable(desk: Desk, record: SessionRecord) -> tuple[tuple[str, str], ...]:
    """Return the check-ins of a session that were answered: after or morning, and a name for people."""
    parts = ((AFTER, record.after), (MORNING, record.morning))
    return tuple((part, desk.phrases()(f"checkin.part_{part}")) for part, kept in parts if kept is not None)


class OpenCorrection(OpenPart):
    """A check-in that was answered, asked once more; what is answered otherwise is kept beside the first answer."""

    def __init__(self, desk: Desk, record: SessionRecord, part: str, title: str) -> None:
        super().__init__(desk, record, part, title)
        self._first = record
        self._at = desk.clock.now()
        self._skipped: set[str] = set()
        self.flow = CheckInFlow(self.flow.circumstances, KINDS[part], earlier=record.answers(part))

    def take(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """Take some answers as they were typed, all others as they are, and return what is wrong with them.

        A skipped one takes the first one back.
        """
        around, kind = self.flow.circumstances, self.flow.kind
        self.flow = CheckInFlow(around, kind, given=self._first.answers(self._part))
        self._skipped = {key for key, value in values.items() if value.strip().lower() == SKIPPED}
        return answer_to(self.flow, values)

    def keep(self) -> None:
        """Write what is answered otherwise so far into the record; called after every answer."""
        record, before = self._first, self._first.answers(self._part)
        for key, answer in self.flow.answers.items():
            same = key in before and before[key] == answer
            if not same and (answer is not None or key in self._skipped):
                record = record.corrected(self._part, key, answer, self._at)
        if record.corrections != self._record.corrections:
            self._write(record)

    def close(self) -> Closed:
        """Store the corrections, and tell them and what the rules make of them now."""
        self.keep()
        phrases = self._desk.phrases()
        news = tuple(_news(self._first, self._record, self._part, phrases))
        if not news:
            return Closed(trouble=self.trouble, news=(phrases("checkin.nothing_corrected"),))
        response = self._judge.judged(self._record)[1]
        return Closed(response=response, record=self._record, trouble=self.trouble, news=news, dose=self._dose())


def open_again(desk: Desk, record: SessionRecord, part: str) -> OpenCorrection | OpenPart:
    """Return the questions of a part of a kept session: corrections where it was answered whole, else what is open."""
    kept = record.after if part == AFTER else record.morning
    if kept is not None and kept.complete:
        return OpenCorrection(desk, record, part, desk.phrases()(f"checkin.corrects_{part}", **_named(record)))
    return OpenPart(desk, record, part, desk.phrases()(f"checkin.late_{part}", **_named(record)))


def _named(record: SessionRecord) -> dict[str, str]:
    return {"name": record.routine.name, "day": f"{record.started:%Y-%m-%d %H:%M}"}


def _news(before: SessionRecord, now: SessionRecord, part: str, phrases: Phrases) -> Iterator[str]:
    """Yield what became another: "Worst knee pain: 4 → 2."."""
    was, answers = before.answers(part), now.answers(part)
    for key, answer in answers.items():
        if key not in was or was[key] != answer:
            change = f"{_shown(was.get(key), phrases)} → {_shown(answer, phrases)}"
            told = f"checkin.told_{key}"
            yield phrases(told, answer=change) if told in phrases else f"{key}: {change}."
    if before.response is not None and now.response is not None and before.response.rule != now.response.rule:
        rules = f"{before.response.rule} → {now.response.rule}"
        yield phrases("checkin.told_rule", answer=rules)


def _shown(answer: Answer, phrases: Phrases) -> str:
    if answer is None:
        return phrases("checkin.skipped")
    if isinstance(answer, bool):
        return phrases("checkin.yes" if answer else "checkin.no")
    if isinstance(answer, tuple):
        words = [phrases(f"flags.{one}") if f"flags.{one}" in phrases else one for one in answer]
        return "; ".join(words) or phrases("checkin.none")
    return str(answer)
