"""Random histories of loads and of writes, among them transactions of several writes, and erasures."""

from __future__ import annotations

import contextlib
from pathlib import Path
from random import Random

import tempodb
from store.histories import Content, load

DEFINITIONS: Content = {
    "sources": {"s": {"title": "A report"}, "r": {"title": "A reply", "published": "2020"}},
    "states": {"a": {"name": "Åland", "aliases": ["Alpha"]}, "b": {"name": "Bland \"the\" \\ b"}},
    "persons": {"p": {"name": "Paula"}, "q": {"names": [{"name": "Quentin", "to": 1999}, {"name": "Queenie", "from": 1999}]}},
    "organizations": {"o": {"name": "Org", "founded": "1990"}, "u": {"name": "Union", "part_of": [{"of": "o", "from": 2001}]}},
    "offices": {"o/chair": {"title": "Chair"}, "u/seat": {"title": "Seat", "seats": "many"}},
}  # fmt: skip
STATUSES = ("member", "member", "observer", "suspended")
BEGINNINGS = ("1992", "1992-05-15", "1994-01-01", "1995-06", "1999-12-31", "2001", "[1993..1994]")
ENDS = ("1999", "2000-01-01", "2005-03", "2006-01-01", "2012-06-28", "2020")


class WrittenHistory:
    """What is written to the database at a path, one random transaction after the other."""

    def __init__(self, seed: int, path: Path) -> None:
        self._random = Random(seed)
        self._areas = Random(f"areas {seed}")
        self._any = self._random.choice
        self._path = path

    def write(self, transactions: int = 9) -> None:
        """Write so many transactions, or fewer where what they say is refused."""
        load(self._path, DEFINITIONS)
        for _ in range(transactions):
            with contextlib.suppress(tempodb.TempodbError):
                self._any([self._load, self._run, self._run, self._transact, self._transact, self._erase])()

    def _load(self) -> None:
        id_ = self._any("de")
        content = {"dataset": id_, **DEFINITIONS, **self._facts()}
        if self._random.random() < 0.3:
            content["events"] = [
                {"id": self._any("ef"), "date": "2020-05", "body": "o", "participants": ["a", "p"]}
            ]
        load(self._path, content, note=self._any([None, "of Paula"]))

    def _facts(self) -> Content:
        members = [{"member": self._any("abq"), "of": self._any("ou"), "status": self._any(STATUSES), **self._fact()} for _ in range(self._random.randint(0, 4))]  # fmt: skip
        tenures = [{"holder": self._any("pq"), "office": self._any(["o/chair", "u/seat"]), **self._fact()} for _ in range(self._random.randint(0, 3))]  # fmt: skip
        for holding in (*members, *tenures):
            if self._random.random() < 0.3:
                holding["representing"] = self._any("ab")
            if self._areas.random() < 0.2:
                holding["for"] = self._areas.choice(["Wales", {"id": "w-2", "name": "Wales"}, {"id": "k"}])
        return {"memberships": members, "tenures": tenures}

    def _fact(self) -> Content:
        said: Content = {"source": self._any(["s", "r", ["r", "s"]])}
        said |= self._any([{"from": self._any(BEGINNINGS)}, {"from": self._any(BEGINNINGS), "to": self._any(ENDS)}, {"to": self._any(ENDS)}, {"observed": "1995-05-05"}])  # fmt: skip
        if self._random.random() < 0.3:
            said["standing"] = "disputed"
        if self._random.random() < 0.2:
            said["note"] = self._any(["says Paula", 'a "quoted" note', "line\nbreak"])
        return said

    def _run(self) -> None:
        with tempodb.open(self._path) as db:
            db.run(self._statement())

    def _transact(self) -> None:
        with tempodb.open(self._path) as db, db.transaction(note=self._any([None, "by Paula"])) as tx:
            for _ in range(self._random.randint(1, 4)):
                with contextlib.suppress(tempodb.TempodbError):
                    tx.run(self._statement())

    def _statement(self) -> str:
        of = self._any([f"membership of {self._any('abq')} in {self._any('ou')}", f"tenure of {self._any('pq')} in {self._any(['o/chair', 'u/seat'])}", "name of q"])  # fmt: skip
        if not of.startswith("name") and self._random.random() < 0.2:
            of += f" representing {self._any('ab')}"
        dates = f"from {self._any(BEGINNINGS)} {self._any(['onwards', f'to {self._any(ENDS)}'])}"
        value = f" as {self._any(STATUSES)}" if of.startswith("membership") else ""
        if not of.startswith("name") and self._areas.random() < 0.2:
            value += self._areas.choice([' for "Wales"', ' for "Wales" id w-2', ' for "Kent" id "k 1"'])
        value = ' as "Quinn"' if of.startswith("name") else value
        source = self._any(["", " source s", " source r, s"])
        return self._any(
            [
                f"record {of}{value} {dates}{source}",
                f"record {of}{value} {dates}{source}",
                f"change {of}{value} {dates}{source}",
                f"end {of} from {self._any(ENDS)}{source}",
                f"retract {of} {dates}",
                f"correct {of} to {self._any(ENDS)}",
            ]
        )

    def _erase(self) -> None:
        if self._random.random() < 0.5:
            with tempodb.open(self._path) as db:
                db.erase(self._any("pq"))
