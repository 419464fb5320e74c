"""How long a server takes for each kind of page, and from its start to the first one; a table in Markdown.

python -m benchmarks.pages DATABASE...
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple, Self
from urllib.parse import quote, urlencode

import tempodb
from benchmarks.peers.tempodb import COMMAND
from benchmarks.report import quantity, table

YEARS = range(1994, 2018)
"""The days on which a page is asked for: the 1st of May of each, as a hand that drags the clock passes them."""
MEMBERS = "members of every organization as of 2006 including any status"


class Taken(NamedTuple):
    """What pages took: seconds of the server's CPU and by the clock, and how many bytes came."""

    cpu: float
    wall: float
    size: int
    status: int


class Server:
    """A server of the pages of a database in a process of its own, which ends with the block."""

    def __init__(self, database: Path) -> None:
        self._database = database

    def __enter__(self) -> Self:
        began = time.perf_counter()
        command = [COMMAND, "web", "--db", self._database, "--port", "0"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        port = re.search(r":([0-9]+)/", self._process.stdout.readline())
        assert port is not None
        self._connection = HTTPConnection("127.0.0.1", int(port[1]), timeout=600)
        self.asked("/")
        self.until_first_page = time.perf_counter() - began
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        self._process.terminate()
        self._process.wait()

    def asked(self, address: str) -> Taken:
        """Return what an answer took, wherever it leads."""
        cpu, wall = self._cpu(), time.perf_counter()
        for _ in range(3):
            self._connection.request("GET", address)
            answer = self._connection.getresponse()
            body = answer.read()
            if answer.status != 302:
                break
            address = answer.headers["location"]
        return Taken(self._cpu() - cpu, time.perf_counter() - wall, len(body), answer.status)

    def _cpu(self) -> float:
        """Return the seconds of CPU of all threads of the server."""
        tasks = Path(f"/proc/{self._process.pid}/task")
        return sum(int((each / "schedstat").read_text().split()[0]) for each in tasks.iterdir()) / 1e9


def pages_of(database: tempodb.Database) -> Mapping[str, str]:
    """Return an address of each kind of page, by what it shows."""
    sizes, parties = Counter[str](), Counter[str]()
    for row in database.query(MEMBERS):
        sizes[row.organization] += 1
        parties[row.member] += 1
    large, *smaller = (organization for organization, _ in sizes.most_common())
    second, middle = smaller[0], smaller[len(smaller) // 2]
    many = {
        id_: len(database.query(f'members of "{id_}" ever including any status'))
        for id_ in (large, second, middle)
    }
    (office,) = (row.id for row in database.query(f'show offices where id starts with "{middle}/" limit 1'))
    person = next(party for party in parties if party.startswith("p"))
    busiest = parties.most_common(1)[0][0]
    belongs = len(database.query(f'organizations of "{busiest}" ever including any status'))
    source = database.query("show sources limit 1")[0].id
    last = database.recorded()[0].id
    member = database.query(f'members of "{middle}" ever including any status')[0]
    condition = f'"{member.member}" is {member.status} in "{middle}"'
    return {
        "the beginning": "/",
        f"an organization of {many[middle]:,} memberships": f"/organization/{middle}",
        f"of {many[second]}": f"/organization/{second}",
        f"of {many[large]}": f"/organization/{large}",
        "compared with another day": f"/organization/{second}?compare=1993",
        "the largest compared": f"/organization/{large}?compare=1993",
        "why": f"/organization/{middle}?" + urlencode({"why": condition}),
        f"a party of {belongs} memberships": f"/party/{busiest}",
        "a person": f"/person/{person}",
        "an office": f"/office/{quote(office)}",
        "a source": f"/source/{source}",
        "a transaction": f"/transaction/{last}",
        "the first transaction": "/transaction/1",
        "a dataset": f"/dataset/{database.query('show datasets limit 1')[0].id}",
        **{
            name: f"/{name}"
            for name in (
                "organizations",
                "states",
                "people",
                "offices",
                "events",
                "sources",
                "transactions",
                "datasets",
            )
        },
        "people, from one on": f"/people?from={person}",
        "a search": "/search?q=person+1",
        "a question of one": f"/tql?q=members+of+{second}",
        "a question of all": "/tql?q=members+of+every+organization",
        "counts of all by year": "/tql?q=count+members+of+every+organization+by+year+between+1950+and+2020",
        "a page as JSON": f"/organization/{second}?format=json",
        "a picture": f"/organization/{second}?format=svg",
        "an answer as CSV": f"/answer.csv?q=members+of+{large}+ever",
        "an answer as XLSX": f"/answer.xlsx?q=members+of+{large}+ever",
        "names offered": "/names?q=pers",
        "words offered": "/completions?q=members+of+o1",
    }


def measured(database: Path) -> Iterator[list[str]]:
    """Yield a row for each kind of page: asked for the first time, and then of other days; the slowest last."""
    with tempodb.open(database) as opened:
        addresses = pages_of(opened)
        known = quote(opened.query("show transactions order by id desc limit 1").known_at or "")
    with Server(database) as server:
        yield ["the first page after the start", quantity(server.until_first_page), "", "", "", ""]
        for name, address in addresses.items():
            first, *others = [
                server.asked(f"{address}{'&' if '?' in address else '?'}as-of={year}-05-01&known-at={known}")
                for year in YEARS
            ]
            walls = [each.wall for each in others]
            statuses = {each.status for each in (first, *others)} - {200}
            yield [
                name,
                quantity(first.wall),
                quantity(statistics.median(each.cpu for each in others)),
                quantity(statistics.median(walls)),
                quantity(max(walls)),
                f"{statistics.median(each.size for each in others) / 1024:.0f} KiB"
                + "".join(f" ({status})" for status in statuses),
            ]


HEADING = ["page", "first", "CPU", "wall", "slowest", "size"]

if __name__ == "__main__":
    for given in sys.argv[1:]:
        print(f"\n{given}\n")
        print(table([HEADING, *measured(Path(given))]), flush=True)
