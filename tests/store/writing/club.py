"""A small club in memory whose membership is written."""

from __future__ import annotations

import json
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tempodb.api.database import Database
from tempodb.api.engine import Engine
from tempodb.store.engines.sqlite.storage import MemoryStorage
from tempodb.store.schema.layout import COLUMNS
from tempodb.temporal.instants import DAY, EPOCH_DAY

Content = dict[str, Any]
Pieces = list[tuple[str, str, str | None]]

DEFINITIONS: Content = {
    "tempodb": 1,
    "dataset": "d",
    "sources": {"s": {"title": "A report"}, "r": {"title": "A reply"}},
    "states": {"a": {"name": "Aland"}, "b": {"name": "Bland"}},
    "persons": {"p": {"name": "Paula Doe"}, "q": {"name": "Quentin Roe"}},
    "organizations": {"o": {"name": "Org"}, "c": {"name": "Committee"}},
    "offices": {"o/chair": {"title": "Chair"}},
}
FIRST_INSTANT = (date(2020, 1, 1).toordinal() - EPOCH_DAY) * DAY

_numbers = count()


def database(tmp_path: Path, **sections: Any) -> Database:
    """Return a database in memory that holds the definitions and *sections*; its clock starts in 2020."""
    instants = count(FIRST_INSTANT)
    db = Database(Engine(MemoryStorage(), clock=lambda: next(instants)))
    load(db, tmp_path, **sections)
    return db


def load(db: Database, tmp_path: Path, overwrite: bool = False, **sections: Any) -> Any:
    file = tmp_path / f"{next(_numbers)}.json"
    file.write_text(json.dumps({**DEFINITIONS, **sections}), encoding="utf-8")
    return db.load(file, overwrite=overwrite) if overwrite else db.load(file)


def membership(status: str, from_: str | None, to: str | None = None, **rest: Any) -> Content:
    dates = {"from": from_, "to": to}
    return {"member": "a", "of": "o", "status": status, **{k: v for k, v in dates.items() if v}, **rest}


def held(db: Database, **known: str) -> Pieces:
    """Return the coalesced timeline of `a` in `o`."""
    asked = db.periods("a", "o")
    return [(row.status, row.from_, row.to) for row in (asked.known_at(known["at"]) if known else asked)]


def write(db: Database, verb: str, *args: str | None, **rest: Any) -> Any:
    """Do one verb on the membership of `a` in `o`: its status, if it takes one, and its window."""
    status = {} if verb in ("end", "retract") else {"status": args[0]}
    dates = args if verb in ("end", "retract") else args[1:]
    window = {end: text for end, text in zip(("from_", "to"), dates, strict=False) if text}
    with db.transaction() as tx:
        return getattr(tx, f"{verb}_membership")("a", "o", **status, **window, **rest)


def dump(db: Database) -> dict[str, list[Any]]:
    return db.engine.read(
        lambda c: {
            table: sorted(c.execute(f"SELECT {', '.join(COLUMNS[table])} FROM {table}").fetchall(), key=repr)
            for table in COLUMNS
        }
    )


def check_sound(db: Database) -> None:
    """Check that the chain holds and that the beliefs follow from the log."""
    before = dump(db)
    assert db.verify() == []
    db.rebuild()
    assert dump(db) == before


LONG = [membership("member", "1992", "2012")]

START = date(2001, 1, 1).toordinal()
CALENDAR = range(START, START + 12)

Step = tuple[str, str, str, int, int | None]


@st.composite
def steps(draw: st.DrawFn) -> Step:
    verb = draw(st.sampled_from(["record", "record", "record", "change", "end", "retract"]))
    first = draw(st.sampled_from(CALENDAR))
    last = draw(st.one_of(st.none(), st.sampled_from(CALENDAR)))
    status = draw(st.sampled_from(["member", "suspended", "observer"]))
    return verb, draw(st.sampled_from("ab")), status, first, None if verb == "end" else last


DATES = ("1992", "1992-06", "1995", "1995-03-05", "1999", "[1998..2000]", "2001", "2003-07", "unknown")
dates = st.sampled_from(DATES)
