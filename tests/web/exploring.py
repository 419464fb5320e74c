"""A database of two transactions, its server in a thread, and what asks that as a browser would."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

import tempodb
from tempodb.web.listening import Serving, listening

FIRST, SECOND = "2023-05-02T00:00:00.000000Z", "2025-12-01T00:00:00.000000Z"
NOW = "2026-11-29T12:00:00Z"
NO_HEADERS: Mapping[str, str] = MappingProxyType({})


def csto(folder: Path) -> Path:
    """Return a database of what was known of an organization in 2023, and then with exact dates."""
    place = folder / "csto.db"
    exact = folder / "csto.yaml"
    text = tempodb.bundled_fixture("csto-exact.yaml").read_text(encoding="utf-8")
    exact.write_text(text.replace("dataset: csto-exact", "dataset: csto"), encoding="utf-8")
    with tempodb.open(place) as database:
        database.load(tempodb.bundled_fixture("csto.yaml"), recorded_at=FIRST)
        database.load(exact, recorded_at=SECOND, note="Exact dates", author="A. Researcher")
    return place


class Answer(NamedTuple):
    """What came back: from which address, with which status, headers and bytes."""

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body, as a text."""
        return self.body.decode("utf-8")

    def json(self) -> Any:
        """Return the body, read."""
        return json.loads(self.body)


class Client(NamedTuple):
    """Asks a server of this machine, and goes where that leads."""

    port: int

    def get(self, address: str, host: str | None = None) -> Answer:
        """Return what is at an address, or where that leads in the end."""
        answer = self.once(address, host)
        for _ in range(3):
            if answer.status != 302:
                break
            answer = self.once(urljoin(answer.address, answer.headers["location"]), host)
        return answer

    def once(
        self,
        address: str,
        host: str | None = None,
        method: str = "GET",
        headers: Mapping[str, str] = NO_HEADERS,
    ) -> Answer:
        """Return what is at an address."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        named = f"127.0.0.1:{self.port}" if host is None else host
        try:
            connection.putrequest(method, quote(address, safe="/?&=%:+[]\\"), skip_host=True)
            connection.putheader("Host", named)
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.endheaders()
            response = connection.getresponse()
            got = {name.lower(): value for name, value in response.getheaders()}
            return Answer(address, response.status, got, response.read())
        finally:
            connection.close()


def path_of(address: str) -> str:
    """Return an address without what it asks for."""
    return urlsplit(address).path


@contextmanager
def exploring(place: Path | str, now: str | None = NOW, **limits: Any) -> Iterator[Client]:
    """Give what asks the pages of a database, whose server ends with the block."""
    listener = listening("127.0.0.1", 0)
    serving = Serving(listener, lambda: tempodb.open(place, now=now, **limits))
    thread = Thread(target=serving.run)
    thread.start()
    try:
        yield Client(listener.getsockname()[1])
    finally:
        serving.stop()
        thread.join(30)
        assert not thread.is_alive()
