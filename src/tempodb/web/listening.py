"""The server: where it listens, and who may ask it."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

import tempodb
from tempodb.base.errors import InputError
from tempodb.web.application import application
from tempodb.web.hosts import is_address_or, is_loopback
from tempodb.web.patience import PatientProtocol
from tempodb.web.turns import Turns

MOST_CONNECTIONS = 256
MOST_WAITING = 128
DEADLINE = 5.0
"""How many seconds a question of a page may take."""


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens at a port, or at any that is free where that is 0.

    Raises:
        InputError: it cannot.

    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Only what is known to be TCP is sent at once, and not when what was sent before has come.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(MOST_WAITING)
    except (OSError, OverflowError) as error:
        listener.close()
        message = f"cannot listen at {host}, port {port}: {error}"
        raise InputError.of(
            "address", message, "give another with `--port N`, or 0 for any that is free"
        ) from None
    return listener


def address_of(listener: socket.socket) -> str:
    """Return where a browser finds what listens."""
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def own_names() -> frozenset[str]:
    """Return what this machine is called, which may have to be asked for over the network."""
    return frozenset(name.lower() for name in (socket.gethostname(), socket.getfqdn()))


class Serving:
    """A server of the pages of a database, which runs until it is stopped or interrupted."""

    def __init__(self, listener: socket.socket, open_: Callable[[], tempodb.Database]) -> None:
        host = listener.getsockname()[0]
        self._turns, self._listener = Turns(open_), listener
        config = uvicorn.Config(
            application(self._turns, is_loopback if is_loopback(host) else is_address_or(own_names())),
            log_level="error", access_log=False, server_header=False, date_header=False, lifespan="off",
            limit_concurrency=MOST_CONNECTIONS, timeout_keep_alive=5, ws="none", http=PatientProtocol, loop="asyncio",
        )  # fmt: skip
        self._server = uvicorn.Server(config)

    def run(self) -> None:
        """Answer what is asked."""
        try:
            self._server.run(sockets=[self._listener])
        finally:
            self._turns.close()

    def stop(self) -> None:
        """End it, once what was asked is answered."""
        self._server.should_exit = True
