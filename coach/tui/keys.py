"""Every key of the program, with the id by which the settings remap it.

A presentation clicker sends PageDown, PageUp, and `.` or `b` for its black screen; those four do everything that
matters while playing. Space pauses always.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import Binding, BindingType

from coach.desk import keymap as keymaps
from coach.desk.keymap import APP as APP_KEYS
from coach.desk.keymap import PLAY as PLAY_KEYS
from coach.desk.keymap import display

PLAY: list[BindingType] = [
    Binding(PLAY_KEYS["play.pause"], "pause", "Pause", id="play.pause", priority=True),
    Binding(PLAY_KEYS["play.clicker"], "pause", "Pause", id="play.clicker", show=False),
    Binding(PLAY_KEYS["play.done"], "send('done')", "Done", id="play.done"),
    Binding(PLAY_KEYS["play.keep"], "send('keep')", "Stay", id="play.keep"),
    Binding(PLAY_KEYS["play.next"], "send('skip')", "Next", id="play.next"),
    Binding(PLAY_KEYS["play.back"], "send('back')", "Back", id="play.back"),
    Binding(PLAY_KEYS["play.forth"], "forth", "Done or next", id="play.forth", show=False),
    Binding(PLAY_KEYS["play.clicker_back"], "send('back')", "Back", id="play.clicker_back", show=False),
    Binding(PLAY_KEYS["play.longer"], "send('longer')", "Longer", id="play.longer"),
    Binding(PLAY_KEYS["play.hurt"], "send('hurt')", "Hurts", id="play.hurt"),
    Binding(PLAY_KEYS["play.forward"], "send('forward')", "+15 s", id="play.forward", show=False),
    Binding(PLAY_KEYS["play.rewind"], "send('rewind')", "-15 s", id="play.rewind", show=False),
    Binding(PLAY_KEYS["play.louder"], "music(1)", "Music louder", id="play.louder", show=False),
    Binding(PLAY_KEYS["play.softer"], "music(-1)", "Music softer", id="play.softer", show=False),
    Binding(PLAY_KEYS["play.leave"], "leave", "Leave", id="play.leave"),
    Binding(PLAY_KEYS["play.repeat"], "send('repeat')", "Repeat", id="play.repeat"),
]

MENU: list[BindingType] = [
    Binding("down,pagedown,tab", "move(1)", "Down", id="menu.down", show=False),
    Binding("up,pageup,shift+tab", "move(-1)", "Up", id="menu.up", show=False),
    Binding("enter,full_stop,b", "choose", "Choose", id="menu.choose"),
]

SCALE: list[BindingType] = [
    Binding("right,up,pagedown", "move(1)", "More", id="scale.more", show=False),
    Binding("left,down,pageup", "move(-1)", "Less", id="scale.less", show=False),
    Binding("enter,full_stop,b", "choose", "Choose", id="scale.choose"),
]

TICKS: list[BindingType] = [
    Binding("enter", "done", "That is all", id="ticks.done"),
    Binding("space,full_stop", "tick", "Tick", id="ticks.toggle"),
    Binding("down,pagedown,tab", "move(1)", "Down", id="ticks.down", show=False),
    Binding("up,pageup,shift+tab", "move(-1)", "Up", id="ticks.up", show=False),
]

CHECKIN: list[BindingType] = [
    Binding("backspace,ctrl+b", "back", "Back", id="checkin.back"),
    Binding("s,ctrl+s", "skip", "Skip", id="checkin.skip"),
    Binding("escape", "later", "Later", id="checkin.later"),
]

SETUP: list[BindingType] = [
    Binding("backspace,ctrl+b", "back", "Back", id="setup.back"),
    Binding("s,ctrl+s", "skip", "Skip", id="setup.skip"),
    Binding("escape", "leave", "Leave", id="setup.leave"),
]

UNLOCK: list[BindingType] = [
    Binding("y", "say", "I have been checked", id="unlock.say"),
    Binding("s", "skip", "Leave it as it is", id="unlock.skip"),
    Binding("escape,q", "close", "Not yet", id="unlock.close"),
]

LIST: list[BindingType] = [
    Binding("enter", "select", "Preview", id="home.open"),
    Binding("down,pagedown", "cursor_down", "Down", id="list.down", show=False),
    Binding("up,pageup", "cursor_up", "Up", id="list.up", show=False),
]

SESSIONS: list[BindingType] = [
    Binding("enter", "select", "Show", id="history.open"),
    Binding("down,pagedown", "cursor_down", "Down", id="history.down", show=False),
    Binding("up,pageup", "cursor_up", "Up", id="history.up", show=False),
]

PAST: list[BindingType] = [
    Binding("c", "correct", "Correct", id="past.correct"),
    Binding("d,delete", "remove", "Remove", id="past.remove"),
    Binding("escape,q", "close", "Back", id="past.close"),
]

PAPER: list[BindingType] = [
    Binding("down", "scroll_down", "Down", id="paper.down", show=False),
    Binding("up", "scroll_up", "Up", id="paper.up", show=False),
    Binding("pagedown", "page_down", "Page down", id="paper.page_down", show=False),
    Binding("pageup", "page_up", "Page up", id="paper.page_up", show=False),
    Binding("home", "scroll_home", "Top", id="paper.top", show=False),
    Binding("end", "scroll_end", "End", id="paper.end", show=False),
]

HOME: list[BindingType] = [
    Binding("u", "unlock", "Unlock", id="home.unlock"),
    Binding("g", "today", "Go: today's", id="home.today"),
    Binding("s", "short", "Short", id="home.short"),
    Binding("y", "decide(True)", "Yes", id="home.accept"),
    Binding("n", "decide(False)", "No", id="home.refuse"),
    Binding("p", "play", "Play", id="home.play"),
    Binding("e", "edit", "Edit", id="home.edit"),
    Binding("x", "copy", "Copy", id="home.copy"),
    Binding("w", "new", "New", id="home.new"),
    Binding("r", "resume", "Resume", id="home.resume"),
    Binding("d", "drop", "Don't resume", id="home.drop"),
    Binding("c", "checkin", "Check in", id="home.checkin"),
    Binding("k", "drop_checkins", "Don't check in", id="home.drop_checkins"),
    Binding("h", "history", "History", id="home.history"),
    Binding("t", "trends", "Trends", id="home.trends"),
    Binding("a", "setup", "About you", id="home.setup"),
    Binding("q", "app.quit", "Quit", id="home.quit"),
]

TRENDS: list[BindingType] = [
    Binding("right,n", "turn(1)", "Next", id="trends.next"),
    Binding("left,b", "turn(-1)", "Back", id="trends.back"),
    Binding("w", "weeks", "Weeks", id="trends.weeks"),
    Binding("escape,q", "close", "Close", id="trends.close"),
]

PREVIEW: list[BindingType] = [
    Binding("enter,p", "play", "Start", id="preview.play"),
    Binding("w", "turn", "Problems", id="preview.turn"),
    Binding("l", "level", "Level", id="preview.level"),
    Binding("e", "edit", "Edit", id="preview.edit"),
    Binding("x", "copy", "Copy", id="preview.copy"),
    Binding("escape,q", "close", "Back", id="preview.close"),
]

NOTICE: list[BindingType] = [
    Binding("q,escape", "app.quit", "Quit", id="card.quit"),
]

WARNING: list[BindingType] = [
    Binding("q,escape", "back", "Back", id="warning.back"),
]

ASK: list[BindingType] = [
    Binding("escape", "close", "Back", id="ask.close"),
]

CLOSE: list[BindingType] = [
    Binding("escape,q", "close", "Back", id="screen.close"),
]

APP: list[BindingType] = [
    Binding(APP_KEYS["app.pause"], "pause", "Pause", id="app.pause", priority=True),
    Binding(APP_KEYS["app.help"], "help", "Help", id="app.help"),
    Binding(APP_KEYS["app.palette"], "command_palette", "More", id="app.palette", priority=True),
    Binding(APP_KEYS["app.theme"], "theme", "Light or dark", id="app.theme", show=False),
    Binding(APP_KEYS["app.quit"], "quit", "Quit", id="app.quit", show=False, priority=True),
]


def shown_keys(keymap: Mapping[str, str]) -> dict[str, str]:
    """Return for every binding id of the play screen the first of its keys, as people write it."""
    keys = {}
    for binding in PLAY:
        assert isinstance(binding, Binding)
        if binding.id is not None:
            keys[binding.id] = display(keymap.get(binding.id, binding.key).split(",")[0].strip())
    return keys


GROUPS = (
    PLAY,
    MENU,
    SCALE,
    TICKS,
    CHECKIN,
    SETUP,
    UNLOCK,
    LIST,
    SESSIONS,
    PAST,
    PAPER,
    HOME,
    TRENDS,
    PREVIEW,
    NOTICE,
    WARNING,
    ASK,
    CLOSE,
    APP,
)
"""Bindings that work together; within a group a key does one thing."""


def ids() -> list[str]:
    """Return every binding id, as the tables have them."""
    return [id_ for group in GROUPS for id_ in _keys_of(group)]


def known_ids() -> frozenset[str]:
    """Return every binding id that the settings may name."""
    return frozenset(ids())


def checked(keymap: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the keys of the settings that can be given, and a sentence for each that cannot."""
    groups = [_keys_of(group) for group in GROUPS]
    return keymaps.checked(keymap, groups, groups[-1])


def _keys_of(group: list[BindingType]) -> dict[str, str]:
    return {one.id: one.key for one in group if isinstance(one, Binding) and one.id is not None}
