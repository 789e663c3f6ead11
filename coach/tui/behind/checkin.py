"""Questions that are open, as their screen sees them, and what their answers come to."""

from __future__ import annotations

from collections.abc import Mapping

from coach.checkin.flow import Said
from coach.checkin.questions import Question
from coach.desk.asking import OpenQuestions
from coach.desk.checkin import told_of
from coach.desk.desk import Desk
from coach.desk.speaking import Talker
from coach.errors import CoachError
from coach.session.lock import BusyError
from coach.tui.behind.playing import Performances
from coach.tui.shown import Result
from coach.words.phrases import Phrases


class ScreenCheckIn:
    """Open questions as their screen sees them."""

    def __init__(self, checkin: OpenQuestions, talker: Talker) -> None:
        self.checkin = checkin
        self.title = checkin.title
        self.flow = checkin.flow
        self._talker = talker
        self._greeting = checkin.greeting
        self._hushes = False
        self.left_open = False
        texts = [talker.phrases(question.text, **question.values) for question in self.flow.plan]
        talker.prepare([" ".join(filter(None, (self._greeting, texts[0]))), *texts[1:]])

    @property
    def phrases(self) -> Phrases:
        """In whose language it is asked: that of the session, else the user's."""
        return self._talker.phrases

    @property
    def trouble(self) -> str:
        return self.checkin.trouble or ""

    def words(self, key: str, values: Mapping[str, str]) -> str:
        return self._talker.phrases(key, **values)

    def kept(self) -> None:
        self.checkin.keep()

    def leave_open(self) -> None:
        self.left_open = True

    def ask(self, question: Question) -> None:
        greeting, self._greeting = self._greeting, ""
        asked = self.words(question.text, question.values)
        self._hushes = True
        self._talker.say(f"{greeting} {asked}" if greeting else asked)

    def tell(self, sentence: str) -> None:
        self._hushes = True
        self._talker.say(sentence)

    def say(self, said: Said) -> None:
        self._hushes = False
        self._talker.say(self.words(said.sentence, {}))

    def hush(self) -> None:
        if self._hushes:
            self._hushes = False
            self._talker.hush()


class CheckIns:
    """Opens the questions that are open, and closes them, beside the performances whose lock and voice they share."""

    def __init__(self, desk: Desk, performances: Performances) -> None:
        self._desk = desk
        self._performances = performances

    def latest(self) -> ScreenCheckIn | None:
        """Open the latest check-in that is open, if any."""
        with self._performances.held() as sittings:
            questions = sittings.open_checkin()
        return self._shown(questions)

    def morning(self, *, wanted: bool) -> ScreenCheckIn | None:
        """Open the questions of this morning, if any are open; those that were put off only where `wanted`."""
        try:
            with self._performances.held() as sittings:
                questions = sittings.open_morning(wanted=wanted)
        except BusyError:
            if wanted:
                raise
            return None  # nobody asked for it, and the home screen says that another copy plays
        return self._shown(questions)

    def correct(self, session: str, part: str | None) -> ScreenCheckIn:
        """Open a check-in of a session that was kept once more."""
        from coach.desk.answering import questions_of
        from coach.desk.history import find_session

        record = find_session(self._desk, session)
        with self._performances.held() as sittings:
            questions = questions_of(self._desk, sittings, record, part)
        return ScreenCheckIn(questions, self._performances.talker)

    def drop(self) -> None:
        """Turn down what is open; raises CoachError where that cannot be written."""
        with self._performances.held(on=False) as sittings:
            trouble = sittings.drop_checkins()
            sittings.drop_morning()
        if trouble:
            raise CoachError(trouble)

    def close(self, asking: ScreenCheckIn) -> Result | None:
        """Store the answers and return what they mean; None where some are missing, or nothing is to be said."""
        if not asking.flow.done:
            if asking.left_open:
                asking.hush()
                asking.checkin.leave_open()
            else:
                asking.checkin.put_off()
            self._performances.over()
            return None
        closed = asking.checkin.close()
        self._performances.over(closed.trouble)
        told = told_of(closed, asking.phrases)
        return Result(told.sentence, told.reason, told.lines, told.offer, told.spoken) if told is not None else None

    def _shown(self, questions: OpenQuestions | None) -> ScreenCheckIn | None:
        if questions is None:
            self._performances.over()
            return None
        return ScreenCheckIn(questions, self._performances.talker)
