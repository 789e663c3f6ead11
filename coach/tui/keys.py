"""Every key of the program, with the id by which the settings remap it.

A presentation clicker sends PageDown, PageUp, and `.` or `b` for its black screen; those four do everything that
matters while playing. Space pauses always.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import Binding, BindingType
from textual.keys import format_key

PLAY: list[BindingType] = [
    Binding("space", "pause", "Pause", id="play.pause", priority=True),
    Binding("full_stop,b", "pause", "Pause", id="play.clicker", show=False),
    Binding("enter", "send('done')", "Done", id="play.done"),
    Binding("k", "send('keep')", "Stay", id="play.keep"),
    Binding("n", "send('skip')", "Next", id="play.next"),
    Binding("p", "send('back')", "Back", id="play.back"),
    Binding("pagedown", "forth", "Done or next", id="play.forth", show=False),
    Binding("pageup", "send('back')", "Back", id="play.clicker_back", show=False),
    Binding("plus,l", "send('longer')", "Longer", id="play.longer"),
    Binding("h", "send('hurt')", "Hurts", id="play.hurt"),
    Binding("right", "send('forward')", "+15 s", id="play.forward", show=False),
    Binding("left", "send('rewind')", "-15 s", id="play.rewind", show=False),
    Binding("q", "leave", "Leave", id="play.leave"),
    Binding("r", "send('repeat')", "Repeat", id="play.repeat"),
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

LIST: list[BindingType] = [
    Binding("enter", "select", "Preview", id="home.open"),
    Binding("down,pagedown", "cursor_down", "Down", id="list.down", show=False),
    Binding("up,pageup", "cursor_up", "Up", id="list.up", show=False),
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
    Binding("p", "play", "Play", id="home.play"),
    Binding("e", "edit", "Edit", id="home.edit"),
    Binding("x", "copy", "Copy", id="home.copy"),
    Binding("n", "new", "New", id="home.new"),
    Binding("r", "resume", "Resume", id="home.resume"),
    Binding("d", "drop", "Don't resume", id="home.drop"),
    Binding("c", "checkin", "Check in", id="home.checkin"),
    Binding("k", "drop_checkins", "Don't check in", id="home.drop_checkins"),
    Binding("h", "history", "History", id="home.history"),
    Binding("q", "app.quit", "Quit", id="home.quit"),
]

PREVIEW: list[BindingType] = [
    Binding("enter,p", "play", "Start", id="preview.play"),
    Binding("w", "turn", "Problems", id="preview.turn"),
    Binding("l", "level", "Level", id="preview.level"),
    Binding("e", "edit", "Edit", id="preview.edit"),
    Binding("x", "copy", "Copy", id="preview.copy"),
    Binding("escape,q", "close", "Back", id="preview.close"),
]

ASK: list[BindingType] = [
    Binding("escape", "close", "Back", id="ask.close"),
]

CLOSE: list[BindingType] = [
    Binding("escape,q", "close", "Back", id="screen.close"),
]

APP: list[BindingType] = [
    Binding("space", "pause", "Pause", id="app.pause", priority=True),
    Binding("question_mark,f1", "help", "Help", id="app.help"),
    Binding("ctrl+p", "command_palette", "More", id="app.palette", priority=True),
    Binding("f2", "theme", "Light or dark", id="app.theme", show=False),
    Binding("ctrl+q,ctrl+c", "quit", "Quit", id="app.quit", show=False, priority=True),
]

NAMES = {
    "space": "space", "full_stop": ".", "enter": "Enter", "pagedown": "PgDn", "pageup": "PgUp", "question_mark": "?",
    "plus": "+", "right": "→", "left": "←", "up": "↑", "down": "↓", "escape": "Esc", "backspace": "⌫",
    "f1": "F1", "f2": "F2",
}  # fmt: skip


def display(key: str) -> str:
    """Return how a key is written for people."""
    return NAMES.get(key) or format_key(key).replace("ctrl+", "^")


def shown_keys(keymap: Mapping[str, str]) -> dict[str, str]:
    """Return for every binding id of the play screen the first of its keys, as people write it."""
    keys = {}
    for binding in PLAY:
        assert isinstance(binding, Binding)
        if binding.id is not None:
            keys[binding.id] = display(keymap.get(binding.id, binding.key).split(",")[0].strip())
    return keys


GROUPS = (PLAY, MENU, SCALE, TICKS, CHECKIN, LIST, PAPER, HOME, PREVIEW, ASK, CLOSE, APP)
"""Bindings that work together; within a group a key does one thing."""


def known_ids() -> frozenset[str]:
    """Return every binding id that the settings may name."""
    return frozenset(binding.id for group in GROUPS for binding in group if isinstance(binding, Binding) and binding.id)


def checked(keymap: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the keys of the settings that can be given, and a sentence for each that cannot.

    A key does one thing on a screen: it stays with the binding that has it already, by default or from an earlier line.
    A binding that gets none of the keys wanted keeps its own, so nothing ever loses its key unsaid.
    """
    known = known_ids()
    problems = [
        f"Settings, keys: Coach knows no “{name}”; the help screen shows every name."
        for name in keymap
        if name not in known
    ]
    wanted = effective({name: keys for name, keys in keymap.items() if name in known})
    given: dict[str, str] = {}
    for group in GROUPS:
        own = {one.id: one.key.split(",") for one in group if isinstance(one, Binding) and one.id is not None}
        # The keys of the application work on every screen; its own "pause" is the same as that of the play screen.
        over = [one for one in APP if isinstance(one, Binding) and one.id != "app.pause"] if group is not APP else []
        fixed = {key: one.id or "" for one in over for key in one.key.split(",") if one.id not in wanted}
        asked = {name: keys.split(",") for name, keys in wanted.items() if name in own}
        owners = _owners(own, asked, fixed)
        for name, keys in asked.items():
            got = [key for key in keys if owners[key] == name]
            given[name] = ",".join(got or own[name])
            problems += [
                f"Settings, keys: {display(key)} is the key of {owners[key]} and cannot be {name} too."
                for key in keys
                if owners[key] != name
            ]
    return given, tuple(problems)


def _owners(own: Mapping[str, list[str]], asked: Mapping[str, list[str]], fixed: Mapping[str, str]) -> dict[str, str]:
    """Return whose each key is: begun anew whenever a binding turns out to need its own keys back."""
    stays = set(own) - set(asked)
    while True:
        owners = {**{key: name for name in stays for key in own[name]}, **fixed}
        for name in asked:
            got = [key for key in asked[name] if owners.setdefault(key, name) == name]
            if not got and name not in stays:
                stays.add(name)
                break
        else:
            return owners


def effective(keymap: Mapping[str, str]) -> dict[str, str]:
    """Return the keymap as it is applied: space pauses whatever it says, and nothing else that is played with."""
    result = {}
    for name, keys in keymap.items():
        wanted = [key.strip() for key in keys.split(",")]
        if name.startswith("play.") or name == "app.pause":
            wanted = [key for key in wanted if key != "space"]
        if name in ("play.pause", "app.pause"):
            wanted.insert(0, "space")
        if wanted:
            result[name] = ",".join(wanted)
    return result
