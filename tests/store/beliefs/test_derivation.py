"""What follows from the log, derived anew and asked again."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tempodb
from oracle.strategies import examples
from store.histories import Content, dump, load, membership, run, verified
from tempodb.api.database import Database
from tempodb.api.engine import Engine
from tempodb.model.kinds import Kind
from tempodb.store.beliefs.row_periods import period_of
from tempodb.store.engines.sqlite.storage import FileStorage
from tempodb.store.schema.layout import COLUMNS, BeliefRow
from tempodb.temporal.instants import FOREVER

DEFINITIONS: Content = {
    "sources": {"s": {"title": "A report"}, "r": {"title": "A reply"}},
    "states": {"a": {"name": "Aland"}, "b": {"name": "Bland"}},
    "persons": {"p": {"name": "Paula"}},
    "organizations": {"o": {"name": "Org", "founded": "1990"}},
    "offices": {"o/chair": {"title": "Chair"}},
}

TIMELESS = [
    "members of o as of 1995",
    "periods of a in o including disputed",
    "names of o",
    "bodies of o as of 1995",
    "holders of o/chair as of 1995",
    "events during 2020",
    "show organizations",
    "show sources",
    "whether b is member of o as of 1999",
]


class History:
    """Writes random loads of several datasets, some of which contradict what is believed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._any = self._random.choice

    def loads(self) -> Iterator[list[Content]]:
        """Yield the datasets of one command after the other."""
        for _ in range(self._random.randint(2, 7)):
            yield [self._dataset(id_) for id_ in self._random.sample("def", self._any([1, 1, 2]))]

    def _dataset(self, id_: str) -> Content:
        return {
            "dataset": id_,
            **DEFINITIONS,
            "organizations": {
                "o": {"name": "Org", "founded": self._any(["1990", "[1989..1990]"])},
                f"c-{id_}": {
                    "names": self._names(),
                    "part_of": self._some(lambda: {"of": "o", **self._dates()}),
                },
            },
            "memberships": self._some(self._membership),
            "tenures": self._some(lambda: {"holder": "p", "office": "o/chair", **self._fact()}),
            "events": self._some(lambda: {"id": "e", "date": self._any(["2020", "2020-05"])}, most=1),
        }

    def _names(self) -> list[Content]:
        if self._random.random() < 0.5:
            return [{"name": "Committee"}]
        turn = self._any(["1999", "1999-06", "[1998..2000]"])
        return [{"name": "Committee", "to": turn}, {"name": "Council", "from": turn}]

    def _membership(self) -> Content:
        status = self._any(["member"] * 5 + ["observer"])
        return {"member": self._any("ab"), "of": "o", "status": status, **self._fact()}

    def _fact(self) -> Content:
        standing = self._any(["accepted", "accepted", "disputed"])
        dates = self._any([self._dates(), self._dates(), {"observed": "1995-05-05"}])
        return {"source": self._any(["s", "r", ["r", "s"]]), "standing": standing, **dates}

    def _dates(self) -> Content:
        from_ = self._any(["1992", "1992-05-15", "199X", "unknown", "[..1994]", "1995-01-01"])
        to = self._any(["1999", "2005-03", "2006-01-01", "unknown", "[2000..]", "1996-07"])
        return self._any([{"from": from_}, {"to": to}, {"from": from_, "to": to}, {}])

    def _some(self, entry: Callable[[], Content], most: int = 3) -> list[Content]:
        return [entry() for _ in range(self._random.randint(0, most))]


@given(st.integers(0, 2**32))
@examples(20)
def test_beliefs_derived_anew_are_the_same_in_every_row(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    path = tmp_path_factory.mktemp("history") / "x.db"
    for datasets in History(seed).loads():
        try:
            load(path, *datasets)
        except tempodb.DatasetError as error:
            # Random facts may well contradict each other; what matters is that nothing of them stays.
            assert {problem.code for problem in error.problems} <= {"contradiction", "value"}
    if not path.exists():
        return
    before = dump(path)
    faults = verified(path)

    with tempodb.open(path) as db:
        db.rebuild()

    assert faults == []
    assert dump(path) == before
    assert verified(path) == []


@given(st.integers(0, 2**32))
@examples(12)
def test_an_answer_known_at_an_instant_never_changes(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    path = tmp_path_factory.mktemp("history") / "x.db"
    given_before: dict[str, list[object]] = {}

    for datasets in History(seed).loads():
        with contextlib.suppress(tempodb.DatasetError):
            load(path, *datasets)
        if path.exists():
            with tempodb.open(path, now="2030") as db:
                instant = list(db.query("show transactions"))[-1].name
                for question in TIMELESS:
                    asked = f"{question} known at {instant}"
                    given_before.setdefault(asked, list(db.query(asked)))

    if path.exists():
        with tempodb.open(path, now="2030") as db:
            assert {asked: list(db.query(asked)) for asked in given_before} == given_before


def test_a_description_known_at_an_instant_keeps_the_order_of_its_rows(tmp_path: Path) -> None:
    path, asked = tmp_path / "x.db", "describe a known at 2017"
    seen = membership(observed="1995-05-05", standing="disputed")
    ended = membership(from_="unknown", to="2006", standing="disputed")
    load(path, {**DEFINITIONS, "memberships": [seen, ended]}, recorded_at="2017")
    with tempodb.open(path) as db:
        before = list(db.query(asked))

    load(path, {**DEFINITIONS, "memberships": [seen]}, recorded_at="2018")

    with tempodb.open(path) as db:
        assert list(db.query(asked)) == before


def test_a_description_shows_once_what_two_datasets_state_alike(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    for id_ in "de":
        load(path, {"dataset": id_, **DEFINITIONS, "memberships": [membership(from_="1992")]})

    with tempodb.open(path) as db:
        rows = list(db.query("describe a"))

    assert len(set(rows)) == len(rows)


def test_beliefs_that_were_altered_are_mended_by_deriving_them_anew(copy: Path) -> None:
    before = dump(copy)
    run(
        copy,
        "DELETE FROM belief WHERE kind = 7",
        "UPDATE interned SET text = text || ' '",
        "DELETE FROM label",
    )
    faults = verified(copy)

    with tempodb.open(copy) as db:
        transactions = db.rebuild()

    assert len(faults) > 0
    assert transactions == 3
    assert dump(copy) == before


def test_a_database_in_memory_can_be_derived_anew() -> None:
    with tempodb.open(":memory:") as db:
        db.load(tempodb.bundled_fixture("csto-exact.yaml"))

        assert db.rebuild() == 1


def since(path: Path) -> list[tuple[str | None, str | None, int]]:
    """Return from, to and the year since which it was known of each part of the membership believed now."""
    sql = """SELECT b.f1, b.f2, b.from_text, b.t1, b.t2, b.to_text, b.since FROM belief b
        WHERE b.kind = ? AND b.recorded_to = ? ORDER BY b.f1, b.f2, b.t1, b.since"""
    connection = sqlite3.connect(path)
    rows = connection.execute(sql, (int(Kind.MEMBERSHIP), FOREVER)).fetchall()
    connection.close()
    year = 365.2425 * 86_400 * 1_000_000
    ends = [
        (
            period_of(BeliefRow(0, 0, f1, 0, 0, 0, 0, f2, t1, t2, from_, to, 0, 0, 0, 0, 0, 0)),
            at,
        )
        for f1, f2, from_, t1, t2, to, at in rows
    ]
    return [(period.from_.stated(), period.to.stated(), round(at / year + 1970)) for period, at in ends]


CORRECTIONS: list[tuple[str, list[Content], list[Content], list[tuple[str | None, str | None, int]]]] = [
    ("extended", [{"from": "1992", "to": "2012"}], [{"from": "1992", "to": "2015"}],
     [("1992", "2012", 2017), ("2012", "2015", 2018)]),
    ("begun earlier", [{"from": "1992", "to": "2012"}], [{"from": "1990", "to": "2012"}],
     [("1990", "1992", 2018), ("1992", "2012", 2017)]),
    ("shortened", [{"from": "1992", "to": "2012"}], [{"from": "1992", "to": "2006"}], [("1992", "2006", 2017)]),
    ("ended", [{"from": "1992"}], [{"from": "1992", "to": "2006"}], [("1992", "2006", 2017)]),
    ("cut in two", [{"from": "1992", "to": "2012"}], [{"from": "1992", "to": "1999"}, {"from": "2003", "to": "2012"}],
     [("1992", "1999", 2017), ("2003", "2012", 2017)]),
    ("moved on", [{"from": "1992", "to": "2000"}], [{"from": "1996", "to": "2004"}],
     [("1996", "2000", 2017), ("2000", "2004", 2018)]),
    ("given another source", [{"from": "1992"}], [{"from": "1992", "source": "r"}], [("1992", None, 2017)]),
    ("given a note", [{"from": "1992"}], [{"from": "1992", "note": "so it is"}], [("1992", None, 2017)]),
    ("given another status", [{"from": "1992"}], [{"from": "1992", "status": "observer"}], [("1992", None, 2018)]),
    ("now disputed", [{"from": "1992"}], [{"from": "1992", "standing": "disputed"}], [("1992", None, 2018)]),
    ("of open order", [{"from": "1992", "to": "2006"}], [{"from": "1992", "to": "2006-05"}],
     [("1992", "2006-05", 2018)]),
    ("another period added", [{"from": "1992", "to": "1999"}],
     [{"from": "1992", "to": "1999"}, {"from": "2005", "to": "2006"}], [("1992", "1999", 2017), ("2005", "2006", 2018)]),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "known"), [pytest.param(*c[1:], id=c[0]) for c in CORRECTIONS])
def test_what_a_correction_leaves_keeps_the_time_since_which_it_was_known(
    tmp_path: Path,
    before: list[Content],
    after: list[Content],
    known: list[tuple[str | None, str | None, int]],
) -> None:
    path = tmp_path / "x.db"
    for stated, year in ((before, "2017"), (after, "2018")):
        load(path, {**DEFINITIONS, "memberships": [{**membership(), **e} for e in stated]}, recorded_at=year)

    assert since(path) == known


def test_what_another_dataset_states_alike_is_known_since_the_first_stated_it(tmp_path: Path) -> None:
    path, stated = tmp_path / "x.db", {"memberships": [membership(from_="1992")]}
    load(path, {"dataset": "d", **DEFINITIONS, **stated}, recorded_at="2017")
    load(path, {"dataset": "e", **DEFINITIONS, **stated}, recorded_at="2018")
    both = since(path)
    load(path, {"dataset": "d", **DEFINITIONS}, recorded_at="2019")
    second = since(path)
    load(path, {"dataset": "e", **DEFINITIONS}, recorded_at="2020")
    none = since(path)
    load(path, {"dataset": "d", **DEFINITIONS, **stated}, recorded_at="2021")

    assert (both, second, none) == ([("1992", None, 2017)] * 2, [("1992", None, 2017)], [])
    assert since(path) == [("1992", None, 2021)]


def test_equal_claims_have_different_digests_in_one_database_and_in_two(tmp_path: Path) -> None:
    digests = []
    for name in ("x.db", "y.db"):
        load(tmp_path / name, {"dataset": "d", **DEFINITIONS}, {"dataset": "e", **DEFINITIONS})
        digests += [row[COLUMNS["assertion"].index("digest")] for row in dump(tmp_path / name)["assertion"]]

    assert len(set(digests)) == len(digests) > 20


def test_recorded_times_strictly_rise_whatever_the_clock_says(tmp_path: Path) -> None:
    random, path = Random(0), tmp_path / "x.db"
    clock = 1_700_000_000_000_000
    for year in range(1950, 1980):
        clock += random.choice([0, 0, 1, -1, 3_600_000_000, -3_600_000_000])
        file = tmp_path / "d.json"
        content = {"tempodb": 1, "dataset": "d", **DEFINITIONS, "memberships": [membership(from_=year)]}
        file.write_text(json.dumps(content), encoding="utf-8")
        with Database(Engine(FileStorage(path), clock=lambda now=clock: now)) as db:
            db.load(file)

    recorded = [row[1] for row in dump(path, ["tx"])["tx"]]
    assert recorded == sorted(set(recorded))
    assert len(recorded) == 30
    assert verified(path) == []
