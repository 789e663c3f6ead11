"""The four example files with the shipped exercises: totals, segments and moments worked out by hand.

A word takes 0.4 s. Beside each number stands how it came about, so that what the code does cannot bless itself. Where
an exercise of the library changes its words, work the lines out again from the rules, and only then run them.
"""

from __future__ import annotations

from coach.timeline.model import SegmentKind, Timeline
from coach.timeline.paper import listed
from tests.timeline.bundled import EXAMPLES, compiled, read


def example(name: str, level: str | None = None) -> Timeline:
    return compiled(read(EXAMPLES / f"{name}.toml"), level)


def at(timeline: Timeline, moment: float) -> list[str]:
    """Return all words that are begun at a moment, "3" of a countdown included."""
    return [cue.text for cue in listed(timeline) if cue.text and abs(cue.at - moment) < 1e-6]


def test_foam_roll() -> None:
    """Four steps of two sides without a rest: each has a get-ready and a switch."""
    timeline = example("foam-roll")

    # opening: 14 words of welcome, 5 of equipment: 0.5 + 5.6 + 2.0 = 8.1, so 9 s                            0–9
    # quad roll: ready 0.5 + 8 words + 20 of set-up + 3 = 14.7, so 15; 60, switch 10, 60                     9–154
    # outer thigh: ready 0.5 + 9 + 11 words + 3 = 11.5, so 12; 45 + 10 + 45                                  154–266
    # calf roll: ready 0.5 + 8 + 20 words + 3 = 14.7, so 15; 60 + 10 + 60                                    266–411
    # bent knee: ready 0.5 + 10 + 10 words + 3 = 11.5, so 12; 8 reps at 4 s = 32; 32 + 10 + 32               411–497
    assert timeline.seconds == 9 + (15 + 130) + (12 + 100) + (15 + 130) + (12 + 74) == 497
    assert len(timeline.segments) == 1 + 4 * 4  # ready, left, switch, right

    assert at(timeline, 6.1) == ["You need: foam roller, mat."]  # 0.5 + 14 words
    assert at(timeline, 12.7)[0].startswith("Lie on your front")  # 9.5 + 8 words
    assert at(timeline, 54) == ["Halfway. Long breath out."]  # 24 + 30: the library's half
    assert at(timeline, 84.5) == ["Switch. Right side."]
    assert at(timeline, 91) == ["3"]  # the switch ends at 94
    # 211 is the switch of the outer thigh; after three words `say` once more, because it names the side
    assert at(timeline, 212.7) == ["Roll the outside of your right thigh. Skip the knee itself."]
    # calf roll, left from 281: every-15s at 15; at 30 `half` has the moment for 7 words = 2.8 s, then the second line
    assert at(timeline, 296) == ["Slow breath out."]
    assert at(timeline, 301) == ["Found a tender spot? Stay there ...3s and breathe."]
    assert at(timeline, 311) == ["Halfway. Turn your toes in a little."]
    assert at(timeline, 313.8) == ["Let the leg go heavy."]
    assert at(timeline, 331) == ["Ten more seconds."]  # 281 + 50
    # right from 351: the lists go on where they were
    assert at(timeline, 366) == ["Let the leg go heavy."]
    # bent knee, left from 423: half of 8 reps is the start of the fifth, 16 s; its count is left out under the words
    assert at(timeline, 439) == ["Halfway. Long breath out."]
    assert at(timeline, 443) == ["6"]
    assert at(timeline, 494) == []  # reps have no countdown


def test_isometric_holds_in_week_1() -> None:
    """Ramps, lists, sides in an order of their own, and held reps."""
    timeline = example("isometric-holds", "week 1")

    # opening: 3 words, 9 of equipment (wall, strap, solid post, band, chair, towel): 5.3, so 6 s             0–6
    # wall sit: ready 0.5 + 11 words + 18 of set-up + 3 = 15.1, so 16; 20 23 25 28 30 (halves up) and 5 × 60  6–448
    # Spanish squat hold: 20 30 40 30 and 4 × 90                                                              448–928
    # single-leg: right, left, right of 30 with two switches of 15 = 120; twice, with a rest of 60 after each 928–1288
    # quad set: 10 × 5 and 9 × 3 = 77; switch 5; 77; the last rest is dropped                                 1288–1447
    assert timeline.seconds == 6 + 16 + (126 + 300) + (120 + 360) + 2 * (120 + 60) + (77 + 5 + 77) == 1447
    # 1 + ready + 5 holds and rests + 4 holds and rests + 2 × (5 and a rest) + 2 × (10 holds, 9 relax) and a switch
    assert len(timeline.segments) == 1 + 1 + 10 + 8 + 12 + 39

    assert at(timeline, 6.5) == ["Wall sit. 5 sets, first 20 seconds. Effort 6 to 7."]
    assert at(timeline, 27) == ["Press into the wall."]  # the library's 5s, 22 + 5
    assert at(timeline, 87) == ["Set 2 of 5, 23 seconds."]  # the rest ends at 102
    assert at(timeline, 113.5) == ["Halfway. Breathe."]  # half of 23 s from 102
    assert at(timeline, 120) == ["Five."]  # 125 − 5
    # the fifth hold begins at 22 + 20+60 + 23+60 + 25+60 + 28+60
    assert at(timeline, 358) == ["Last one. Same angle."]
    # rest 388–448: 9 words and 17 of set-up are 10.4 s, not more than 11: 15 s before the end
    assert at(timeline, 433) == ["Next: Spanish squat hold. 4 sets, first 20 seconds."]
    assert at(timeline, 838.5) == ["Rest, 90 seconds."]
    # rest 838–928: 14 words and 19 of set-up are 13.2 s: they end 1 s before the countdown, 928 − 4 − 13.2
    assert at(timeline, 910.8) == [
        "Next: Single-leg extension hold. 2 sets of 30 seconds, right, left, right, light band."
    ]
    assert at(timeline, 958.5) == ["Switch. Left side."]
    assert at(timeline, 1093) == ["Last set. Right side."]  # rest 1048–1108
    assert at(timeline, 1272) == ["Next: Quad set. 10 reps of 5 seconds each side, left first."]  # 1288 − 4 − 30 words
    assert at(timeline, 1305) == ["Keep breathing."]  # the library's 17s; rep 3 began 2 × (5 + 3) s after 1288
    assert at(timeline, 1444) == ["3"]


def test_strength_tempo_at_level_1() -> None:
    """Blocks, tempo, a default rest, a finisher whose written rest of 0 counts."""
    timeline = example("strength-tempo", "1")

    # opening: 5 words, 4 of equipment: 4.1, so 5 s                                                          0–5
    # easy squat: ready 0.5 + 5 + 18 words + 3 = 12.7, so 13; 10 × 4 s; rest 20                               5–78
    # leg swing: 10 × 2 s, switch 5, 20; the default rest of 75                                               78–198
    # box squat: 3 × (8 × 6 s + 75)                                                                           198–567
    # step-up: 3 × (6 × 5 s, 5, 30, 75)                                                                       567–987
    # finisher 1: 12 × 6 s; ready 0.5 + 9 + 7 words + 3 = 9.9, so 10; 20, 5, 20; rest 60                      987–1174
    # finisher 2: 72; ready 0.5 + 9 words + 3 = 7.1, so 8 (the set-up was said); 20, 5, 20; words 1.7, so 2   1174–1301
    assert timeline.seconds == 5 + (13 + 40 + 20) + (45 + 75) + 369 + 420 + (72 + 10 + 45 + 60) + (72 + 8 + 45 + 2)
    assert timeline.seconds == 1301
    assert len(timeline.segments) == 1 + 3 + 4 + 3 * 2 + 3 * 4 + 6 + 6

    assert at(timeline, 5.5) == ["Warm-up. Easy squat. 10 reps."]
    assert at(timeline, 63) == ["Next: Leg swing. 10 reps each side, left first."]  # rest 58–78; 10 s of words
    assert at(timeline, 82) == ["3"]  # rep 3: 78 + 2 × 2; the library's cue stands clear of it, at 4.7 s
    assert at(timeline, 82.7) == ["Keep it loose."]
    # rest 123–198: 11 words and 19 of set-up are 12.0 s: 198 − 4 − 12.0
    assert at(timeline, 182.0) == ["Next: Strength. Box squat. 3 sets of 8 reps, body weight."]
    # the start cue takes 2 s: the count's first two words are left out under it, the third is said
    assert at(timeline, 198) == ["Knees track over your toes."]
    assert at(timeline, 199) == []
    assert at(timeline, 200) == ["three"]
    assert at(timeline, 210) == ["Slow down."]  # every third rep: the third begins at 12 s
    assert at(timeline, 240) == ["Last one."]  # 198 + 7 × 6
    # set 2 from 321, the library's 32s in rep 6 with its second line; the file's every-3-reps has the start of rep 6
    assert at(timeline, 351) == ["Slow down."]
    assert at(timeline, 353) == ["Sit back, heels heavy."]
    assert at(timeline, 602) == ["Push through the whole right foot."]
    # 3-0-1-1 is three seconds down wherever a rep begins: up 1, hold 1, down 3. The library's 8s is in rep 2's way down
    assert at(timeline, 607) == ["2. Up"]
    assert at(timeline, 608) == ["hold"]
    assert at(timeline, 609) == ["down"]
    assert at(timeline, 610) == ["Land softly below."]
    assert at(timeline, 612) == ["3. Up"]
    assert at(timeline, 692) == ["Set 2 of 3. Left side."]  # rest 632–707
    # rest 912–987: 12 words and 21 of set-up are 13.2 s: 987 − 4 − 13.2
    words = "Reverse lunge. 12 reps, alternating sides, left first."
    assert at(timeline, 969.8) == [f"Next: Finisher, 2 rounds. {words}"]
    assert at(timeline, 1084) == ["Five more."]  # hold 1069–1089, 5 s before its end
    assert at(timeline, 1114.5) == ["Rest, 1 minute. Shake it out."]
    assert at(timeline, 1159) == [f"Last round. {words}"]
    assert at(timeline, 1299.5) == ["Shake it out."]


def test_backward_walk_and_sled_at_its_start() -> None:
    """A used routine, waits, loads by round, a list of rounds by level."""
    timeline = example("backward-walk-and-sled", "start")

    # opening: 5 words, 6 of equipment (the warm-up adds a wall): 4.9, so 5 s                                 0–5
    # march: ready 0.5 + 8 + 15 words + 3 = 12.7, so 13; 30                                                   5–48
    # ankle rock: ready 0.5 + 8 + 18 words + 3 = 13.9, so 14; 6 × 3 s, 5, 18                                  48–103
    # leg swing: ready 0.5 + 8 + 16 words + 3 = 13.1, so 14; 8 × 2 s, 5, 16                                   103–154
    # heel to seat: ready 0.5 + 9 + 17 words + 3 = 13.9, so 14; 12 × 2 s                                      154–192
    # faster march: ready 0.5 + 4 + 10 words + 3 = 9.1, so 10; 20                                             192–222
    # walk: ready 0.5 + 9 + 19 words + 3 = 14.7, so 15; 180                                                   222–417
    # sled: ready 0.5 + 10 + 18 words + 3 = 14.7, so 15; 4 × (about 40, rest 20, about 30, rest 90)           417–1152
    # easy walk: until done, at most 300                                                                      1152–1452
    warm_up = (13 + 30) + (14 + 18 + 5 + 18) + (14 + 16 + 5 + 16) + (14 + 24) + (10 + 20)
    assert timeline.seconds == 5 + warm_up + (15 + 180) + (15 + 4 * 180) + 300 == 1452
    assert timeline.open_ended
    # 1; march 2; ankle rock 4; leg swing 4; heel to seat 2; faster march 2; walk 2; sled 1 + 4 × 4; easy walk 1
    assert len(timeline.segments) == 1 + 2 + 4 + 4 + 2 + 2 + 2 + 17 + 1

    assert at(timeline, 5.5) == ["Knee warm-up. March on the spot. 30 seconds."]
    assert at(timeline, 75) == ["Knee over the toes."]  # 62 + 13, one second into rep 5
    assert at(timeline, 77) == ["6"]  # 62 + 5 × 3
    assert at(timeline, 222.5) == ["Walk. Backward walk. 3 minutes. Effort 3 to 4."]
    assert at(timeline, 237) == ["Toe first, then heel. Small steps."]
    assert at(timeline, 257) == ["Glance over one shoulder."]  # the library's 20s
    assert at(timeline, 297) == ["Glance behind you."]  # the file's every-60s instead of the library's
    assert at(timeline, 327) == ["Halfway there."]
    assert at(timeline, 414) == ["3"]
    assert at(timeline, 417.5) == ["Sled, 4 rounds. Backward sled drag. 20 metres, 20 kilograms."]
    assert at(timeline, 479) == ["Long arms, low hips."]  # rest 472–492: 477 + 5 words
    assert at(timeline, 597) == ["Round 2 of 4. Backward sled drag. 20 metres, 20 kilograms."]  # rest 522–612
    assert at(timeline, 777) == ["Round 3 of 4. Backward sled drag. 20 metres, 30 kilograms."]
    assert at(timeline, 1032) == ["Last push. Make it smooth."]  # round 4 begins at 432 + 3 × 180; + 40 + 20
    assert at(timeline, 1137) == ["Next: Cool-down. Easy walk. Until you are done."]
    assert at(timeline, 1437) == ["15 seconds, then on. Any key to stay."]
    waits = [s.seconds for s in timeline.segments if s.kind is SegmentKind.WAIT]
    assert waits == [40, 30] * 4 + [300]
