"""Which command is possible in which state, and what each command decides.

A **go** is one set on one side (`work`, `hold`, `relax`, `wait`); a **lead** is what stands before one (`ready`,
`rest`, `switch`). Somebody who presses a key is on the floor with full hands, so every command ends in a place from
which the session goes on by itself, with a countdown before a go:

- PAUSE keeps the place. RESUME goes on at once, but inside a go of fixed length after a lead-in (3 s).
- SKIP in a go ends the whole go, with what is left of its held reps, and goes on with what follows: the rest, the
  switch, the next get-ready. In a lead it goes to the last 3.5 s before the go, so that "3, 2, 1" is heard; within
  those, and where the lead waits for "done", to the go itself. In an announcement it goes to what follows. While
  counting in it starts at once.
- BACK more than 3 s into a go goes to the start of that go; earlier, and in what stands between goes, to the go
  before. It lands in the last 5 s of the lead of that go, so that a countdown is heard; where there is no lead to land
  in (`ready = 0`, or a rest that waits), a lead-in takes its place. Before the first go it goes to the start of the
  session.
- REPEAT goes to the start of this go in the same way; between goes this go is the one just played.
- FORWARD and REWIND are 15 s of the session, across borders. FORWARD stops where a segment that waits begins, and
  leaves one that has lasted its estimate; it is not possible in the last 15 s. REWIND uses the lengths as they were.
- LONGER adds 15 s to a lead of fixed length: the countdown moves along, and so does what is said from its end.
- DONE ends a segment that waits; KEEP takes its limit away (a mark of `every` stays).
- Moving while paused stays paused, so that a place can be looked for in silence.
- HURT pauses at once and belongs to the go in play, else to the one last begun; in a get-ready to the one ahead, if
  the last one ended more than 10 s ago. The answer, 0–5, goes on; over 5, or sharp, ends that exercise; a second time,
  at whatever is loaded, it ends the loading. RESUME goes on unanswered.
- Where the exercise that ended has an easier rung, and sets are left to play it in, it is OFFERED for 20 s. EASE takes
  it: the session goes on in the lead before the next set, which is played from its start. RESUME turns it down, and so
  does time: the remaining goes of the step are left out.
- SLEPT pauses. STOP is possible until the session is over.

Under `every` the clock of the sets runs in session time, in which a jump of FORWARD, REWIND, BACK, REPEAT, or SKIP in
a lead counts as time, so that what lies ahead keeps its plan; time skipped in a go is given to the rest after it.
"""

from __future__ import annotations

from collections.abc import Mapping

from coach.player.model import Command, State

_MOVES = (Command.BACK, Command.REPEAT, Command.REWIND)
_GOING_ON = frozenset({State.PLAYING, State.RESUMING})
_ON_OR_OVER = frozenset({State.PLAYING, State.FINISHED})
_STOPPED = frozenset({State.STOPPED})
_PAUSED = frozenset({State.PAUSED})
_HURT = frozenset({State.HURT})

TRANSITIONS: Mapping[tuple[State, Command], frozenset[State]] = {
    (State.IDLE, Command.START): frozenset({State.COUNTING_IN, State.PLAYING, State.FINISHED}),
    (State.IDLE, Command.STOP): _STOPPED,
    (State.COUNTING_IN, Command.PAUSE): _PAUSED,
    (State.COUNTING_IN, Command.SLEPT): _PAUSED,
    (State.COUNTING_IN, Command.SKIP): frozenset({State.PLAYING}),
    (State.COUNTING_IN, Command.HURT): _HURT,
    (State.COUNTING_IN, Command.STOP): _STOPPED,
    (State.PLAYING, Command.PAUSE): _PAUSED,
    (State.PLAYING, Command.SLEPT): _PAUSED,
    (State.PLAYING, Command.DONE): _ON_OR_OVER,
    (State.PLAYING, Command.SKIP): _ON_OR_OVER,
    **{(State.PLAYING, command): _GOING_ON for command in _MOVES},
    (State.PLAYING, Command.FORWARD): frozenset({State.PLAYING}),
    (State.PLAYING, Command.LONGER): frozenset({State.PLAYING}),
    (State.PLAYING, Command.KEEP): frozenset({State.PLAYING}),
    (State.PLAYING, Command.HURT): _HURT,
    (State.PLAYING, Command.STOP): _STOPPED,
    (State.PAUSED, Command.RESUME): frozenset({State.PLAYING, State.RESUMING, State.COUNTING_IN}),
    (State.PAUSED, Command.SKIP): frozenset({State.PAUSED, State.FINISHED}),
    **{(State.PAUSED, command): _PAUSED for command in _MOVES},
    (State.PAUSED, Command.FORWARD): _PAUSED,
    (State.PAUSED, Command.HURT): _HURT,
    (State.PAUSED, Command.STOP): _STOPPED,
    (State.HURT, Command.ANSWER_PAIN): frozenset({State.OFFERED, State.RESUMING, State.COUNTING_IN, State.FINISHED}),
    (State.HURT, Command.RESUME): frozenset({State.PLAYING, State.RESUMING, State.COUNTING_IN}),
    (State.HURT, Command.STOP): _STOPPED,
    (State.OFFERED, Command.EASE): frozenset({State.RESUMING}),
    (State.OFFERED, Command.RESUME): frozenset({State.RESUMING, State.FINISHED}),
    (State.OFFERED, Command.STOP): _STOPPED,
    (State.RESUMING, Command.PAUSE): _PAUSED,
    (State.RESUMING, Command.SLEPT): _PAUSED,
    (State.RESUMING, Command.SKIP): _ON_OR_OVER,
    **{(State.RESUMING, command): _GOING_ON for command in _MOVES},
    (State.RESUMING, Command.FORWARD): frozenset({State.PLAYING}),
    (State.RESUMING, Command.HURT): _HURT,
    (State.RESUMING, Command.STOP): _STOPPED,
}
"""The states that a legal command may lead to, by itself and at the moment it is given; what is absent is illegal."""
