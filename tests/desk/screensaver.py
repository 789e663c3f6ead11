"""A desktop's screen saver on a session bus of its own: who keeps the screen awake now, by what arrived there.

As desktops do it, what a program holds is let go when its connection ends, however that happens.
"""

from __future__ import annotations

import subprocess
import threading
from queue import Queue
from types import TracebackType

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, message_bus, new_method_return
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection

NAME = "org.freedesktop.ScreenSaver"
SAVER = DBusAddress("/org/freedesktop/ScreenSaver", bus_name=NAME, interface=NAME)


class ScreenSaver:
    """A bus and the screen saver on it, for the length of a `with` block."""

    def __init__(self, *, answers: bool = True) -> None:
        self.news: Queue[str] = Queue()
        """What happened, in order: "inhibit", "uninhibit", "gone" for what a program held as it ended."""
        self._answers = answers
        self._held: dict[int, str] = {}

    def __enter__(self) -> ScreenSaver:
        self._bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True
        )
        assert self._bus.stdout is not None
        self.address = self._bus.stdout.readline().strip()
        self._connection = open_dbus_connection(self.address)
        bus = Proxy(message_bus, self._connection)
        bus.RequestName(NAME)
        bus.AddMatch(MatchRule(type="signal", interface=message_bus.interface, member="NameOwnerChanged"))
        threading.Thread(target=self._serve, args=(self._connection,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bus.kill()
        self._bus.wait()
        assert self._bus.stdout is not None
        self._bus.stdout.close()

    def _serve(self, connection: DBusConnection) -> None:
        try:
            while True:
                self._take(connection.receive())
        except OSError:  # the bus has ended
            connection.close()

    def _take(self, message: Message) -> None:
        fields = message.header.fields
        member, sender = fields.get(HeaderFields.member), str(fields.get(HeaderFields.sender))
        if message.header.message_type is MessageType.signal and member == "NameOwnerChanged":
            name, _, now = message.body
            for cookie in [cookie for cookie, holder in self._held.items() if holder == name and not now]:
                del self._held[cookie]
                self.news.put("gone")
        elif member == "Inhibit" and self._answers:
            cookie = len(self._held) + 1
            self._held[cookie] = sender
            self.news.put("inhibit")
            self._connection.send(new_method_return(message, "u", (cookie,)))
        elif member == "UnInhibit":
            del self._held[message.body[0]]
            self.news.put("uninhibit")
            self._connection.send(new_method_return(message))
