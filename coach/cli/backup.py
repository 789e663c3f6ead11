"""`coach backup`: everything of the user's in one file, and back."""

from __future__ import annotations

import argparse

from coach.cli.printing import print_text
from coach.desk.backup import Made, make_backup, usual_name
from coach.desk.desk import Desk
from coach.errors import UsageError
from coach.paths import expanded, user_paths

MOST_NAMED = 5
"""So many files are named; of more the number."""

KINDS = {"sessions": ("session", "sessions"), "mornings": ("morning", "mornings"), "routines": ("routine file",) * 2}


def run(options: argparse.Namespace) -> int:
    """Write a backup, or restore one; the status is 1 where something is not in it."""
    desk = Desk(user_paths())
    if options.restore:
        if options.force:
            raise UsageError("--force is for writing a backup: leave it out.")
        return restored(desk, options.file, asked=not options.yes)
    if options.yes:
        raise UsageError("--yes belongs to --restore.")
    made = make_backup(desk, expanded(usual_name(options.file)), force=options.force)
    for trouble in made.troubles:
        print_text(trouble, error=True)
    print_text(f"Wrote {made.path}: {contents(made)}, {size(made.size)}.")
    if made.unfinished:
        print_text("A session that is not over, or whose check-in is open, is in it only as far as it has a record.")
    print_text(f"`coach backup --restore {made.path}` brings it back. It holds health data: keep it private.")
    return 1 if made.troubles else 0


def contents(made: Made) -> str:
    """Return what is in a backup: "12 sessions, 2 routine files, profile"."""
    told = []
    for kind, number in made.files.items():
        if kind in KINDS:
            one, many = KINDS[kind]
            told.append(f"{number} {one if number == 1 else many}")
        else:
            told.append(kind.removesuffix(".toml"))
    return ", ".join(told) or "nothing, for nothing is kept yet"


def size(bytes_: int) -> str:
    return f"{bytes_ / 1_000_000:.1f} MB" if bytes_ >= 1_000_000 else f"{max(1, round(bytes_ / 1000))} kB"


def restored(desk: Desk, file: str, *, asked: bool) -> int:
    """Restore a backup after saying what that changes; asked first, and refused where nobody can be."""
    from coach.desk.restoring import BEFORE, plan_restore, restore

    plan = plan_restore(desk, expanded(file))
    for name in plan.left_out:
        print_text(f"{name} cannot have this name here and is left out.", error=True)
    if plan.stays:
        print_text(f"Different here, and stays as it is: {named(plan.stays)}.", error=True)
    if plan.nothing:
        print_text(f"Everything in it is here already: {plan.same} files.")
        return 0
    print_text(f"New: {len(plan.new)}. Here already: {plan.same}.")
    if plan.replaced:
        print_text(f"Replaced, and what is here kept beside it as …{BEFORE}: {named(tuple(plan.replaced))}.")
    if asked:
        from coach.cli.ask import chosen
        from coach.cli.terminal import has_keys

        if not has_keys():
            raise UsageError("Nothing was restored yet: say --yes where nobody can be asked.")
        if chosen("Restore it? y or n", "yn") != "y":
            print_text("Nothing was restored.")
            return 0
    restore(desk, plan)
    print_text("Restored.")
    return 0


def named(names: tuple[str, ...]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
