"""A network between who asks and the server, which can stop carrying anything."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from pathlib import Path


class Network:
    """Carries bytes between a port of this machine and a socket; what is *hung* takes them, and hands on none.

    It hangs `for_all`, or only for those who are connected already; it may be `mute` to them: what they say
    is heard still.
    """

    def __init__(self, to: Path) -> None:
        self._to = str(to)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._open: list[socket.socket] = []
        self._free = threading.Event()
        self._free.set()
        self._stopped = set[socket.socket]()
        threading.Thread(target=self._welcome, daemon=True).start()

    def hang(self, *, for_all: bool = True) -> None:
        """Carry nothing any more, for those who connect from now on likewise."""
        self._stopped.update(self._open)
        if for_all:
            self._free.clear()

    def mute(self, *, for_all: bool) -> None:
        """Carry to the server alone what comes from who is connected."""
        self._stopped.update(self._open[1::2])
        if for_all:
            self._free.clear()

    def go_on(self) -> None:
        """Carry what was held up, and what comes."""
        self._stopped.clear()
        self._free.set()

    def close(self) -> None:
        """Cut everybody off."""
        self._listening.close()
        self.go_on()
        for end in self._open:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _welcome(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._to)
                self._open += (client, server)
                for pair in ((client, server), (server, client)):
                    threading.Thread(target=self._carry, args=pair, daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        is_late = not self._free.is_set()
        with suppress(OSError):
            while said := source.recv(1 << 16):
                while source in self._stopped or (is_late and not self._free.is_set()):
                    self._free.wait(0.02)
                    threading.Event().wait(0.02)
                target.sendall(said)
            target.shutdown(socket.SHUT_WR)
