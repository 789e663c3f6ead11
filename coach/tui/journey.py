"""The way of a session through its screens: open, play, what worries, leave, check in, result."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from coach.errors import CoachError
from coach.source.report import visible
from coach.tui import keys
from coach.tui.ports import Asking, Leaving, Session
from coach.tui.screens.sorry import SorryScreen
from coach.tui.shown import Concern

if TYPE_CHECKING:
    from coach.tui.app import CoachApp
    from coach.tui.screens.play import PlayScreen

Answer = TypeVar("Answer")

GOES_ON_AFTER = 20
"""So many seconds without a key, and a session begins although this morning's questions are open."""

BROKEN = "Playing ended by a mistake in Coach ({error!r}). The session is kept for later."


async def play_session(app: CoachApp, open_session: Callable[[], Session]) -> None:
    """Open a session, show it until it is left, and check in; returns when all its screens are closed."""
    from coach.tui.screens.concern import ConcernScreen
    from coach.tui.screens.play import PlayScreen

    session = await _opened(app, open_session)
    if session is None:
        return
    if session.warning:
        from coach.tui.screens.warning import WarningScreen

        if not await app.push_screen_wait(WarningScreen(visible(session.warning), app.model.words)):
            await _leave(app, session, Leaving.THROWN_AWAY)
            return
    screen = PlayScreen(session, app.clock, keys.shown_keys(app.effective_keys), app.key_problems)
    # A daemon, so that a voice that hangs can never keep the program from ending.
    threading.Thread(target=_play, args=(app, session, screen), name="playback", daemon=True).start()
    how: Leaving | Concern = await app.push_screen_wait(screen)
    if not isinstance(how, Concern):
        await check_in(app, await _leave(app, session, how))
        return
    # The sentence is shown first; what was played is written behind it.
    shown = app.push_screen(ConcernScreen(how, app.model.say, app.model.words("cards.read")), wait_for_dismiss=True)
    asking = await _leave(app, session, Leaving.STOPPED)
    await shown
    if not how.emergency:
        await check_in(app, asking)


async def _opened(app: CoachApp, open_session: Callable[[], Session]) -> Session | None:
    """Open a session while a screen says what is waited for; None where it was refused, or is not wanted any more."""
    from coach.tui.screens.readying import ReadyingScreen

    # At once and not when it takes long: a second press on the screen below would open a second one.
    readying = ReadyingScreen()
    await app.push_screen(readying)
    session = await in_thread(app, open_session)
    if app.screen is readying:
        await app.pop_screen()
    if session is not None and readying.given_up:
        await _leave(app, session, Leaving.THROWN_AWAY)
        return None
    return session


async def check_in(app: CoachApp, asking: Asking | None, *, goes_on_after: int | None = None) -> None:
    """Ask what is open, and show what the answers mean; nothing happens without anything to ask."""
    if asking is None:
        return
    from coach.tui.screens.checkin import CheckInScreen
    from coach.tui.screens.result import ResultScreen

    await app.push_screen_wait(CheckInScreen(asking, goes_on_after=goes_on_after))
    result = await in_thread(app, lambda: app.model.checked_in(asking))
    if result is None:
        return
    if asking.flow.worry is None:  # what answers a worry was said already, and may still be
        app.model.say(result.spoken)
    accept = await app.push_screen_wait(ResultScreen(result, app.model.words("checkin.guide")))
    app.model.hush()
    if accept is None:
        return
    said = await in_thread(app, lambda: app.model.decide(accept=accept))
    if said:
        app.notify(visible(said), markup=False)


async def answer_what_is_open(app: CoachApp) -> bool:
    """Ask the open check-ins, the latest first, until one is put off; False after an emergency: nothing is played."""
    while (asking := await in_thread(app, app.model.checkin)) is not None:
        await check_in(app, asking)
        if asking.flow.ended_by is not None:
            return False
        if not asking.flow.done:
            break
    return True


async def answer_the_morning(app: CoachApp, *, wanted: bool = False, goes_on_after: int | None = None) -> bool:
    """Ask this morning's questions, those that were put off only where `wanted`; False after an emergency."""
    asking = await in_thread(app, lambda: app.model.morning(wanted=wanted))
    await check_in(app, asking, goes_on_after=goes_on_after)
    return asking is None or asking.flow.ended_by is None


async def correct(app: CoachApp, session: str, part: str | None) -> None:
    """Ask a check-in of a session that was kept once more, and show what became another."""
    await check_in(app, await in_thread(app, lambda: app.model.correct(session, part)))


async def set_up(app: CoachApp) -> None:
    """Ask the first-run questions, and show what they come to, however far they went."""
    from coach.tui.screens.card import CardScreen
    from coach.tui.screens.setup import SetupScreen

    setting_up = await in_thread(app, app.model.set_up)
    if setting_up is None:
        return
    all_asked = await app.push_screen_wait(SetupScreen(setting_up))
    await in_thread(app, setting_up.close)
    if setting_up.trouble:
        await app.push_screen_wait(SorryScreen(setting_up.trouble))
    elif all_asked:
        await app.push_screen_wait(CardScreen("Where to begin", *setting_up.suggestion()))


async def offer_setup(app: CoachApp) -> None:
    """Offer the first-run questions, once; turned down they are on the home screen."""
    from coach.tui.screens.offer import OfferScreen

    if not await in_thread(app, app.model.setup_is_due):
        return
    offer = OfferScreen("Answer a few questions first?", app.model.words("setup.offer"), "Yes", "Not now")
    if await app.push_screen_wait(offer):
        await set_up(app)
        return
    setting_up = await in_thread(app, app.model.set_up)
    if setting_up is not None:
        await in_thread(app, setting_up.close)


async def unlock(app: CoachApp) -> None:
    """Show what stops the loading, and take the word that it was looked at."""
    from coach.tui.screens.card import CardScreen
    from coach.tui.screens.unlock import UnlockScreen

    stopped = await in_thread(app, app.model.stopped)
    if stopped is None:
        return
    word = await app.push_screen_wait(UnlockScreen(stopped))
    if word is None:
        return
    try:
        await asyncio.to_thread(app.model.unlock, word.base)
    except CoachError as error:
        await app.push_screen_wait(SorryScreen(str(error)))
        return
    await app.push_screen_wait(CardScreen("Loading again", stopped.done))


async def in_thread(app: CoachApp, ask: Callable[[], Answer]) -> Answer | None:
    """Ask the model in a thread; what it refuses is shown as its sentence, and None returned."""
    try:
        return await asyncio.to_thread(ask)
    except CoachError as error:
        await app.push_screen_wait(SorryScreen(str(error)))
        return None


async def _leave(app: CoachApp, session: Session, how: Leaving) -> Asking | None:
    return await in_thread(app, lambda: app.model.leave(session, how))


def _play(app: CoachApp, session: Session, screen: PlayScreen) -> None:
    """Play in this thread; after a mistake of the program nobody is left before a screen that stands still."""
    try:
        session.run()
    except Exception as error:  # of whatever kind: it is said, and the journal has what was played
        app.log.error(error)
        app.call_from_thread(_broken, app, screen, error)


def _broken(app: CoachApp, screen: PlayScreen, error: Exception) -> None:
    screen.leave(Leaving.KEPT)
    app.push_screen(SorryScreen(BROKEN.format(error=error)))
